//! Who is at the door, as the system and sshd tell it. The password, if any, is asked for elsewhere.

use std::ffi::OsString;
use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest as _, Sha256};

use crate::domain::access::{Actor, Identity};
use crate::domain::text::required_line;
use crate::operations;

/// Longest name of a key, in characters.
const KEY_MAX: usize = 80;
/// Longest name of a user that the system may tell, in characters.
const USER_MAX: usize = 256;
/// Most bytes that are read of a file that sshd or the system wrote.
const READ_MAX: u64 = 1 << 20;

/// Finds the operating system's user, the SSH client and the SSH key; nobody has signed in yet.
///
/// The key's name is that of `--key`; else the fingerprint of the key that sshd names in the file of `SSH_USER_AUTH`.
#[must_use]
pub fn find(key: Option<&str>, env: impl Fn(&str) -> Option<OsString>) -> Actor {
    let text = |name: &str| env(name).and_then(|value| value.into_string().ok()).unwrap_or_default();
    let ssh_client = client(&text("SSH_CONNECTION"));
    let named = key.and_then(|key| required_line(key, KEY_MAX).ok());
    let ssh_key = named.unwrap_or_else(|| match ssh_client.as_str() {
        "" => String::new(),
        _ => fingerprint(&read(&text("SSH_USER_AUTH"))),
    });
    let uid = rustix::process::geteuid().as_raw();
    let os_user = user(uid, operations::user_name);
    Actor { identity: Identity::Nobody, os_user, ssh_client, ssh_key }
}

fn read(path: &str) -> String {
    let mut text = String::new();
    // Opening a pipe would wait for its other end.
    if std::fs::metadata(path).is_ok_and(|found| found.is_file())
        && let Ok(file) = std::fs::File::open(path)
    {
        let _ = file.take(READ_MAX).read_to_string(&mut text);
    }
    text
}

/// Finds a user's name where the system keeps its users; the number when it has none that is a line of text.
fn user(uid: u32, asked: impl FnOnce(u32) -> Option<String>) -> String {
    asked(uid).and_then(|name| required_line(&name, USER_MAX).ok()).unwrap_or_else(|| uid.to_string())
}

/// Takes address and port of the client from `SSH_CONNECTION`, if they look like that.
fn client(connection: &str) -> String {
    let mut words = connection.split(' ');
    let (address, port) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let bare = address.split('%').next().unwrap_or_default();
    let scope_is_plain =
        address.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | ':' | '%' | '-'));
    let plausible = bare.parse::<std::net::IpAddr>().is_ok() && scope_is_plain && port.parse::<u16>().is_ok();
    if plausible { format!("{address} {port}") } else { String::new() }
}

/// Returns the fingerprint of the public key in sshd's account of the authentication, as `ssh-keygen -l` writes it.
fn fingerprint(account: &str) -> String {
    let blob = account.lines().find_map(|line| {
        let mut words = line.split(' ');
        if words.next()? != "publickey" {
            return None;
        }
        STANDARD.decode(words.nth(1)?).ok()
    });
    blob.map(|blob| format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(blob)))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_addresses_and_ports_only() {
        for (connection, expected) in [
            ("192.0.2.7 51234 198.51.100.1 22", "192.0.2.7 51234"),
            ("2001:db8::7 51234 2001:db8::1 22", "2001:db8::7 51234"),
            ("fe80::1%eth0 51234 fe80::2 22", "fe80::1%eth0 51234"),
            ("", ""),
            ("UNKNOWN 65535 UNKNOWN 65535", ""),
            ("192.0.2.7 \u{1b}[2J", ""),
            ("fe80::1%\u{1b}[2J 22", ""),
            ("192.0.2.7", ""),
        ] {
            assert_eq!(client(connection), expected, "{connection:?}");
        }
    }

    #[test]
    fn users_are_called_as_the_system_does() {
        assert_eq!(user(70_001, |uid| Some(format!("cn-{uid}"))), "cn-70001");
        for nothing in [None, Some(""), Some("a\u{1b}[2J")] {
            assert_eq!(user(70_001, |_| nothing.map(str::to_owned)), "70001", "{nothing:?}");
        }
    }

    #[test]
    fn fingerprints_are_those_of_ssh_keygen() {
        // ssh-keygen -lf on this key.
        let account = "publickey ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n";
        assert_eq!(fingerprint(account), "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
        for account in ["", "password\n", "publickey ssh-ed25519 %%%\n", "publickey\n"] {
            assert_eq!(fingerprint(account), "");
        }
    }
}
