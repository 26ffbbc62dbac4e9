//! Keys over SSH, as the configuration says in whose name each runs commands. They are changed there, by whoever owns it.

use std::sync::Arc;

use super::context::Context;
use super::error::{Error, Result};
use crate::domain::act::Act;
use crate::domain::webmaster::Login;
use crate::store::registry::webmaster;

/// Whether a key's webmaster may run commands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Active: it runs commands.
    Active,
    /// Disabled: it is refused.
    Disabled,
    /// Nobody has this login: it is refused.
    Unknown,
}

/// A key, and in whose name it runs commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    /// Its name of `--key`, or its fingerprint.
    pub key: String,
    /// In whose name.
    pub login: Login,
    /// Whether that is somebody.
    pub holder: Holder,
}

/// Lists the keys of the configuration, by name.
pub fn list(ctx: &mut Context) -> Result<Vec<KeyLine>> {
    let ctx = &mut ctx.permit(Act::SSH_KEY_LIST)?;
    let keys = Arc::clone(&ctx.options().keys);
    ctx.read(|tx| {
        let line = |(key, login): (&String, &Login)| {
            let holder = match webmaster::find_by_login(tx, login.as_str())? {
                Some((found, _)) if found.active => Holder::Active,
                Some(_) => Holder::Disabled,
                None => Holder::Unknown,
            };
            Ok(KeyLine { key: key.clone(), login: login.clone(), holder })
        };
        keys.iter().map(line).collect()
    })
}

/// Finds one.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, key: &str) -> Result<KeyLine> {
    let found = list(ctx)?.into_iter().find(|line| line.key == key.trim());
    found.ok_or_else(|| Error::not_found("ssh-key", key))
}
