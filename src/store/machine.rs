//! What the machine says about itself: its identifier, and time besides the clock that people set.

use std::time::{SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};
use sha2::{Digest as _, Sha256};

use super::files;

/// A count of seconds that nobody can set, since a start that can be told from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steady {
    /// Which start of the machine.
    pub boot: String,
    /// Seconds since then, sleep counted.
    pub up_s: i64,
}

/// Reads the count; none where the system does not say which start it is.
#[must_use]
pub fn steady() -> Option<Steady> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().to_owned();
    let up_s = clock_gettime(ClockId::Boottime).tv_sec;
    (!boot.is_empty()).then_some(Steady { boot, up_s })
}

/// Reads the clock that people set, in seconds since 1970, before it too; nothing of it is too early or too late.
#[must_use]
pub fn wall_s() -> i64 {
    let of = |span: std::time::Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => of(since),
        Err(before) => of(before.duration()).saturating_neg(),
    }
}

/// Asks the system for a user's name, wherever it keeps its users (files, LDAP, sssd); none when it knows none by that
/// number, or cannot be asked now. A static build with musl knows `/etc/passwd` and what a daemon of `nscd`'s protocol
/// tells, no more.
#[must_use]
pub fn user_name(uid: u32) -> Option<String> {
    let found = nix::unistd::User::from_uid(nix::unistd::Uid::from_raw(uid)).ok().flatten()?;
    Some(found.name).filter(|name| !name.is_empty())
}

/// Reads the machine's identifier, hashed because it is not to be shown to others; none where the system has none.
#[must_use]
pub fn identifier() -> Option<String> {
    let paths = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    let read = |path| std::fs::read_to_string(path).ok().map(|text: String| text.trim().to_owned());
    let found = paths.into_iter().find_map(|path| read(path).filter(|text| !text.is_empty()))?;
    let hash = files::hexadecimal(&Sha256::digest(format!("intendant {found}").as_bytes()));
    Some(hash.chars().take(32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_asked_for_names() {
        assert_eq!(user_name(0).as_deref(), Some("root"));
        // Between the numbers that Linux systems give to people and those that mean nobody.
        assert_eq!(user_name(u32::MAX - 7), None);
    }
}
