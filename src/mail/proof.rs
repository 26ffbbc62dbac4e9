//! Whether the password of a mail still opens the account that it tells of: asked of the school's own database just before
//! the mail leaves. A content that was replaced, a registry that came back from a backup and a password that was changed
//! since are seen alike, whoever did that.

use crate::domain::mail::Kind;
use crate::domain::password::Secret;
use crate::store::home::Home;
use crate::store::registry::sending::Claimed;
use crate::store::registry::{Registry, establishment};

/// Tells whether a password, as it is typed, is what an account keeps in its stored form.
pub type Opens = fn(&Secret, &str) -> bool;

/// Tells whether a mail's password is known to open nothing any more. What cannot be read tells nothing.
pub(super) fn is_stale(home: &Home, registry: &mut Registry, claimed: &Claimed, opens: Opens) -> bool {
    let made = &claimed.made;
    let is_credential = matches!(made.mail.kind, Kind::Registration | Kind::Reset) && !made.login.is_empty();
    let (Some(secret), Some(number), true) = (&claimed.secret, made.mail.establishment, is_credential) else {
        return false;
    };
    let Ok(Some(credential)) = registry.read(|tx| establishment::credential(tx, number)) else { return false };
    match home.shelf().stored_password(number, &credential, &made.login) {
        Ok(Some(stored)) => !opens(secret, &stored),
        Ok(None) => true,
        Err(_) => false,
    }
}
