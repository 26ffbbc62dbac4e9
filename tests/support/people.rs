//! People of an establishment at their console: the password that was mailed to them, and what they choose instead.
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]
#![expect(clippy::panic, reason = "test support: a mail that is missing fails the test")]

use std::fs;

use super::house::{House, PASSWORD, sign_in};
use super::letter::{Parsed, password_in};
use super::pty::{Key, Terminal};

/// The password that was mailed last to an address.
///
/// # Panics
/// When nothing was mailed to it.
#[must_use]
pub fn mailed(house: &House, address: &str) -> String {
    house.ok(&["mail", "send"]);
    let mut files: Vec<_> = fs::read_dir(house.data().join("mail"))
        .expect("mails are in a folder")
        .map(|one| one.expect("it can be listed").path())
        .collect();
    files.sort();
    let letters = files.iter().map(|path| Parsed::read(&fs::read(path).expect("it can be read")));
    let own = letters.filter(|letter| letter.header("to").contains(address));
    let found = own.map(|letter| password_in(&letter.body)).rfind(|password| !password.is_empty());
    found.unwrap_or_else(|| panic!("no password was mailed to {address}"))
}

/// Signs in, in French, with a password that was generated, and chooses [`PASSWORD`] instead.
pub fn first_sign_in(console: &mut Terminal, login: &str, password: &str) {
    sign_in(console, login, password);
    console.wait_text("Changer mon mot de passe");
    console.send(password);
    console.key(Key::Tab);
    console.send(PASSWORD);
    console.key(Key::Tab);
    console.send(PASSWORD);
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("Votre mot de passe est changé.");
}
