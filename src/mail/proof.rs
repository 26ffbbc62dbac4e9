//! Whether the password or code of a mail still opens the account that it tells of: asked of the school's own database just before
//! the mail leaves. A content that was replaced, a registry that came back from a backup and a password that was changed
//! since are seen alike, whoever did that.

use crate::domain::mail::Kind;
use crate::domain::password::Secret;
use crate::store::home::Home;
use crate::store::registry::sending::Claimed;
use crate::store::registry::{Registry, establishment};

/// Tells whether a password, as it is typed, is what an account keeps in its stored form.
pub type Opens = fn(&Secret, &str) -> bool;

/// What trying a mail's password has shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// It opens its account, or the mail has none to be tried.
    Opens,
    /// It opens nothing any more.
    Stale,
    /// It could not be tried; why.
    Untried(String),
}

/// Tries a mail's password on the account that it is for.
pub(super) fn prove(home: &Home, registry: &mut Registry, claimed: &Claimed, opens: Opens) -> Proof {
    let made = &claimed.made;
    let is_credential = matches!(made.mail.kind, Kind::Registration | Kind::Reset | Kind::Inside) && !made.login.is_empty();
    let (Some(secret), Some(number), true) = (&claimed.secret, made.mail.establishment, is_credential) else {
        return Proof::Opens;
    };
    let stored = match registry.read(|tx| establishment::credential(tx, number)) {
        Ok(Some(credential)) => home.shelf().stored_secrets(number, &credential, &made.login),
        Ok(None) => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    match stored {
        Ok(stored) if stored.iter().any(|stored| opens(secret, stored)) => Proof::Opens,
        Ok(_) => Proof::Stale,
        Err(error) => Proof::Untried(error.to_string()),
    }
}
