//! People of an establishment: who gives no login is asked where, and finds what is theirs.

use super::conversation::{Manner, PASSWORD, add, context, hold, home};
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::people::fixture::set_password;

const OWN: &str = "varangue opaline 42 tilleul";
const NEW: &str = "hublot cerise 93 tambour gris";

#[test]
fn somebody_of_a_school_changes_the_password_first_and_sees_nothing_of_the_host() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "Lycée Bréquigny")]);
        set_password(&mut context(root.path()), EstablishmentNumber(1), OWN, true);
        // A wrong password, then the right one; the same password is no new one.
        let lines = ["?", "", "1", "admin", PASSWORD, "", "1", "admin", OWN, OWN, OWN, OWN, OWN, NEW, NEW, "?", "0"];
        let transcript = hold(root.path(), &lines, manner);
        assert!(transcript.contains("Lycée Bréquigny"), "{transcript}");
        insta::assert_snapshot!(format!("people_{}", manner.language.code()), transcript);
        let lines = ["", "1", "admin", NEW, "1", NEW, PASSWORD, PASSWORD, "0"];
        let transcript = hold(root.path(), &lines, manner);
        for of_the_host in ["Webm", "Zones", "Serveur", "Server"] {
            let after = transcript.split("Lycée").nth(1).unwrap();
            assert!(!after.contains(of_the_host), "{transcript}");
        }
    }
}

#[test]
fn nothing_but_leaving_goes_past_a_password_that_must_be_changed() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    add(root.path(), &[("29200 Brest", "Lycée Bréquigny")]);
    set_password(&mut context(root.path()), EstablishmentNumber(1), OWN, true);
    let transcript = hold(root.path(), &["", "1", "admin", OWN, "0"], Manner::ENGLISH);
    assert!(transcript.contains("temporary") && transcript.trim_end().ends_with('.'), "{transcript}");
    assert!(!transcript.contains("Change my password"), "{transcript}");
}

#[test]
fn a_webmaster_enters_for_support_says_why_and_sees_as_somebody_else() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "Lycée Bréquigny")]);
        // In support without a reason an account is not added; the reason comes; then it is seen as by its person.
        let added = ["2", "anne", "Martin", "", "anne@ecoles.invalid", "1", "", "1", "1", "", "", "o"];
        let menu = ["alice", PASSWORD, "1", "1", "24", "", "2", "2", "0", "11", "ticket 4711", "2"];
        let lines: Vec<&str> =
            menu.into_iter().chain(added).chain(["16", "anne", "0", "0", "0", "0", "0", "0"]).collect();
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("support_{}", manner.language.code()), transcript);
    }
}
