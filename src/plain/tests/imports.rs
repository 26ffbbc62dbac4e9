//! Files that need more than a yes: columns by hand, another separator, zones that do not exist; and the groups.

use super::conversation::{Manner, PASSWORD, add, context, hold, home};
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::{establishment, zone};

#[test]
fn an_unknown_header_is_mapped_by_hand_and_found_again() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let file = root.path().join("a.csv");
        std::fs::write(&file, "Nom, usuel, court;Ville, CP;UAI\nÉcole A;Brest;\nÉcole B;Brest;\n").unwrap();
        let named = file.display().to_string();
        // Number, zone's number and name, location, postcode, town, name, UAI, contact; then the zone.
        let wrong = ["", "", "", "-", "", "", "", "", "", "", "", "1"];
        let right = ["", "", "", "", "", "ville", "", "", "", "", "", ""];
        let lines = [
            &["alice", PASSWORD, "1", "i", &named, "2", "3", "2", "1", "1"][..],
            &wrong,
            &right,
            &["", "y", "n", "=", "i", &named, "2", "1", "1", "", "l", "0", "0"],
        ];
        let transcript = hold(root.path(), &lines.concat(), manner);
        insta::assert_snapshot!(format!("mapping_{}", manner.language.code()), transcript);
        let mut ctx = context(root.path());
        assert_eq!(establishment::counts(&mut ctx).unwrap().establishments, 2);
        assert_eq!(establishment::get(&mut ctx, EstablishmentNumber(1)).unwrap().location, "Brest");
    }
}

#[test]
fn zones_that_do_not_exist_are_created_or_refused() {
    for (answer, zones, establishments) in [("y", 2, 1), ("n", 1, 0)] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let file = root.path().join("a.csv");
        std::fs::write(&file, "uai;nom;commune;academie\n;École;Brest;Rennes\n").unwrap();
        let named = file.display().to_string();
        let rest: &[&str] = if answer == "y" { &["y", "n", "=", "0", "0"] } else { &["-", "0", "0"] };
        let lines = [&["alice", PASSWORD, "1", "i", &named, "", answer][..], rest].concat();
        let transcript = hold(root.path(), &lines, Manner::FRENCH);
        insta::assert_snapshot!(format!("zones_{answer}"), transcript);
        let mut ctx = context(root.path());
        assert_eq!(zone::list(&mut ctx).unwrap().len(), zones);
        assert_eq!(establishment::counts(&mut ctx).unwrap().establishments, establishments);
    }
}

#[test]
fn another_encoding_an_update_and_far_numbers_are_asked_for() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    add(root.path(), &[("29200 Brest", "Collège A")]);
    let file = root.path().join("a.csv");
    let header = "Id_Import;Id_Zone;Localisation;Denomination;UAI;Contact_Nom;Contact_Prenom;Contact_Courriel\n";
    let rows = b";1;29200 Brest;Coll\x8fge A;;Roux;;\n9999999;1;29200 Brest;Lyc\x8ee;;;;\n";
    std::fs::write(&file, [header.as_bytes(), rows].concat()).unwrap();
    let named = file.display().to_string();
    let lines = ["alice", PASSWORD, "1", "i", &named, "mac", "", "y", "y", "y", "n", "=", "0", "0"];
    let transcript = hold(root.path(), &lines, Manner::ENGLISH);
    for said in [
        "Read as Windows-1252.",
        "LycŽe",
        "Read as Mac OS Roman.",
        "Accept them?",
        "differs. Bring it up to date?",
        "1 establishment brought up to date",
        "--encoding mac-roman --accept-far-numbers --update",
    ] {
        assert!(transcript.contains(said), "{said}: {transcript}");
    }
    let mut ctx = context(root.path());
    assert_eq!(establishment::get(&mut ctx, EstablishmentNumber(1)).unwrap().contact.last_name, "ROUX");
    assert_eq!(establishment::get(&mut ctx, EstablishmentNumber(9_999_999)).unwrap().denomination, "Lycée");
}

#[test]
fn any_file_is_read_in_the_encoding_that_is_asked_for() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    let file = root.path().join("a.csv");
    let rows = b"uai;nom;commune;academie\n;\x83cole;Brest;Zone par d\x8efaut\n";
    std::fs::write(&file, rows).unwrap();
    let named = file.display().to_string();
    let mut lines = vec!["alice", PASSWORD, "1", "i", named.as_str()];
    // Whether the letters look wrong or not, the question is there.
    lines.extend(["n", "mac", "", "y", "n", "=", "0", "0"]);
    let transcript = hold(root.path(), &lines, Manner::ENGLISH);
    assert!(transcript.contains("--encoding mac-roman"), "{transcript}");
    let mut ctx = context(root.path());
    assert_eq!(establishment::get(&mut ctx, EstablishmentNumber(1)).unwrap().denomination, "École");
}

#[test]
fn groups_are_ticked_as_a_whole() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "Collège A"), ("35000 Rennes", "Lycée B"), ("29000 Quimper", "École C")]);
        let lines = ["alice", PASSWORD, "1", "g", "3", "29", "35", "35", "0", "g", "2", "ouvert", "0", "0", "0"];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("groups_{}", manner.language.code()), transcript);
    }
}
