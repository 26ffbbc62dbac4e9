//! First start, sign-in, and the other nouns, in words.

use super::conversation::{Manner, PASSWORD, hold, hold_raw, home};
use crate::domain::exit::ExitReason;

#[test]
fn the_first_start_makes_everything() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        let lines = [
            "Host",
            "ecoles.invalid",
            "https://ecoles.invalid",
            "ecoles@host.invalid",
            "",
            "",
            "",
            "bob le",
            "bob",
            "Martin",
            "Bob",
            "",
            "court",
            "court",
            "",
            PASSWORD,
            "autre",
            "",
            PASSWORD,
            PASSWORD,
            "",
            "bob",
            PASSWORD,
            "=",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("first_run_{}", manner.language.code()), transcript);
    }
}

#[test]
fn signing_in_says_nothing_about_what_was_wrong() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    let lines = ["nobody", "x", "alice", "y", "alice", "", PASSWORD, "?", "9", "", "0"];
    insta::assert_snapshot!("sign_in", hold(root.path(), &lines, Manner::ENGLISH));
}

#[test]
fn zones() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let lines = [
            "alice",
            PASSWORD,
            "2",
            "1",
            "2",
            "",
            "Finistère",
            "",
            "2",
            "finistere",
            "",
            "Morbihan",
            "2",
            "=",
            "3",
            "Fin",
            "Finistère Nord",
            "",
            "4",
            "3",
            "x",
            "1",
            "5",
            "1",
            "5",
            "2",
            "o",
            "6",
            "o",
            "1",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("zones_{}", manner.language.code()), transcript);
    }
}

#[test]
fn webmasters() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let lines = [
            "alice",
            PASSWORD,
            "5",
            "4",
            "alice",
            "2",
            "bob",
            "",
            "",
            "",
            "2",
            "",
            PASSWORD,
            PASSWORD,
            "4",
            "bob",
            "o",
            "1",
            "5",
            "bob",
            "o",
            "6",
            "bob",
            "court",
            "court",
            PASSWORD,
            PASSWORD,
            "0",
            "9",
            "faux-faux-faux-faux",
            PASSWORD,
            PASSWORD,
            PASSWORD,
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("webmasters_{}", manner.language.code()), transcript);
    }
}

#[test]
fn mails_settings_server() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let lines = [
            "alice",
            PASSWORD,
            "3",
            "5",
            "a@b",
            "b@b.invalid",
            "1",
            "1",
            "2",
            "1",
            "3",
            "1",
            "4",
            "0",
            "6",
            "1",
            "2",
            "Autre",
            "",
            "",
            "",
            "2",
            "mx.invalid",
            "",
            "3",
            "1",
            "",
            "",
            "",
            "",
            "",
            "0",
            "7",
            "2",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("mails_settings_{}", manner.language.code()), transcript);
    }
}

#[test]
fn the_log_is_listed_filtered_and_verified() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    let lines = ["alice", PASSWORD, "4", "1", "2", "", "alice", "", "32/01/2026", "01/01/2020", "", "=", "3", "0", "0"];
    insta::assert_snapshot!("audit", hold(root.path(), &lines, Manner::FRENCH));
}

#[test]
fn after_idle_minutes_the_password_comes_first() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    let lines =
        ["alice", PASSWORD, "2", "2", "@wait 14", "Vannes", "@wait 15", "1", "wrong", "?", PASSWORD, "", "0", "0"];
    insta::assert_snapshot!("idle", hold(root.path(), &lines, Manner::ENGLISH));
    let (end, bytes) = hold_raw(root.path(), &["alice", PASSWORD, "@wait 20", "2", "0"], Manner::ENGLISH);
    assert_eq!(end, ExitReason::Quit);
    assert!(!String::from_utf8(bytes).unwrap().contains("Vannes"), "0 at the lock leaves");
}
