//! Establishments, in words.

use super::conversation::{Manner, PASSWORD, add, context, hold, home};
use crate::domain::establishment::{EstablishmentNumber, Input};
use crate::operations::establishment::{self, BlockInput};
use crate::operations::job;

const SCHOOLS: [(&str, &str); 4] = [
    ("29200 Brest", "Collège de l'Iroise"),
    ("35000 Rennes", "Lycée Émile Zola"),
    ("29000 Quimper", "École Jules Ferry"),
    ("29200 Brest", "Lycée Vauban"),
];

fn schools(root: &std::path::Path) {
    home(root);
    add(root, &SCHOOLS);
}

#[test]
fn s04_s05_an_establishment_is_added_after_bad_input() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "a",
            "?",
            "",
            "",
            "29200 Brest",
            "Collège Iroise",
            "0123456A",
            "0123456S",
            "le gall",
            "Anne",
            "a@b",
            "anne@iroise.invalid",
            "",
            "n",
            "n",
            "y",
            "n",
            "oui",
            "=",
            "",
            "1",
            "0",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("add_{}", manner.language.code()), transcript);
        assert_eq!(establishment::counts(&mut context(root.path())).unwrap().establishments, 1);
    }
}

#[test]
fn s02_s03_filter_tick_and_hidden_rows() {
    for (manner, all) in [(Manner::ENGLISH, "all"), (Manner::FRENCH, "tout")] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let tick = format!("t {all}");
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "f foo:x",
            "f brest",
            &tick,
            "f -",
            "t 3",
            "f rennes",
            "x",
            "1",
            "0",
            "f brest",
            "x",
            "1",
            "1",
            "",
            "Panne",
            "31/02/2030",
            "",
            "1",
            "y",
            "=",
            "f",
            "-",
            "x",
            "1",
            "Panne",
            "",
            "1",
            "y",
            "f etat:bloque",
            "t 1-4",
            "s",
            "2",
            "y",
            "t zz",
            "t 1",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("ticks_{}", manner.language.code()), transcript);
        assert_eq!(establishment::counts(&mut context(root.path())).unwrap().blocked, 3);
    }
}

#[test]
fn one_is_blocked_unblocked_reset_and_deleted() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "2",
            "3",
            "",
            "Travaux",
            "31/12/2020",
            "31/12/2030",
            "3",
            "?",
            "",
            "3",
            "o",
            "Panne",
            "31/12/2030",
            "4",
            "1",
            "5",
            "1",
            "o",
            "=",
            "10",
            "19",
            "20",
            "0",
            "8",
            "",
            "3",
            "2",
            "",
            "n",
            "2",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("one_{}", manner.language.code()), transcript);
        assert_eq!(establishment::counts(&mut context(root.path())).unwrap().establishments, 3);
    }
}

/// A block that somebody else puts while one is typed is told, and stays where that is wished.
#[test]
fn s20_a_block_that_came_meanwhile_is_not_written_over_unseen() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let act = || {
            let mut ctx = context(root.path());
            let input = BlockInput { reason: "Le leur".into(), until: String::new() };
            let task = establishment::block_task(&ctx, &input).unwrap();
            job::at_once(&mut ctx, EstablishmentNumber(1), &task, None).unwrap();
        };
        let lines = ["alice", PASSWORD, "1", "1", "3", "Le mien", "@act", "", "2", "2", "0", "0", "0"];
        let transcript = hold(root.path(), &lines, Manner { act: &act, ..manner });
        insta::assert_snapshot!(format!("block_conflict_{}", manner.language.code()), transcript);
        let stored = establishment::get(&mut context(root.path()), EstablishmentNumber(1)).unwrap();
        assert_eq!(stored.blocks[0].reason, "Le leur");
    }
}

#[test]
fn s20_a_conflict_is_settled_field_by_field() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let act = || {
            let mut ctx = context(root.path());
            let number = EstablishmentNumber(1);
            let found = establishment::get(&mut ctx, number).unwrap();
            let theirs = Input {
                denomination: "Collège à eux".into(),
                contact_first_name: "Zoé".into(),
                ..Input::from_draft(&found.draft())
            };
            establishment::edit(&mut ctx, number, found.rev, &theirs).unwrap();
        };
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "1",
            "2",
            "",
            "29000 Quimper",
            "Collège à moi",
            "-",
            "",
            "",
            "",
            "@act",
            "o",
            "2",
            "o",
            "=",
            "0",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, Manner { act: &act, ..manner });
        insta::assert_snapshot!(format!("conflict_{}", manner.language.code()), transcript);
        let stored = establishment::get(&mut context(root.path()), EstablishmentNumber(1)).unwrap();
        let stored = Input::from_draft(&stored.draft());
        assert_eq!(
            (stored.location.as_str(), stored.denomination.as_str(), stored.contact_first_name.as_str()),
            ("29000 Quimper", "Collège à eux", "Zoé")
        );
    }
}

#[test]
fn ticked_ones_are_deleted_after_the_count_was_typed() {
    let root = tempfile::tempdir().unwrap();
    schools(root.path());
    let lines = [
        "alice", PASSWORD, "1", "t 1 3", "x", "6", "n", "1", "n", "x", "6", "", "1", "y", "3", "2", "=", "0", "0", "0",
    ];
    let transcript = hold(root.path(), &lines, Manner::ENGLISH);
    insta::assert_snapshot!("delete_many", transcript);
    assert_eq!(establishment::counts(&mut context(root.path())).unwrap().establishments, 2);
}

#[test]
fn s08_a_file_is_imported_after_a_dry_run() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let file = root.path().join("a.csv");
        let header = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
        let rows =
            "1;1;29200 Brest;Collège A;;Le Gall;Anne;a@a.invalid\n2;1;29200 Brest;Lycée B;0123456A;X;Y;b@b.invalid";
        std::fs::write(&file, format!("{header}\n{rows}\n")).unwrap();
        let named = file.display().to_string();
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "i",
            "/nowhere.csv",
            "i",
            &named,
            "",
            "",
            "y",
            "n",
            "=",
            "i",
            &named,
            "",
            "-",
            "l",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("import_{}", manner.language.code()), transcript);
        assert_eq!(establishment::counts(&mut context(root.path())).unwrap().establishments, 1);
        let rejects = std::fs::read_to_string(root.path().join("a.rejects.csv")).unwrap();
        assert_eq!(rejects.lines().count(), 2, "{rejects}");
    }
}

#[test]
fn s10_a_job_is_planned_started_listed_and_undone_in_words() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let lines = [
            "alice", PASSWORD, "1", "t 1-3", "x", "1", "Travaux", "", "3", "?", "2", "Vacances", "0", "8", "1", "1",
            "3", "1", "1", "y", "5", "1", "6", "1", "1", "y", "2", "1", "9", "1", "1", "1", "7", "1", "0", "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("jobs_{}", manner.language.code()), transcript);
        assert_eq!(establishment::counts(&mut context(root.path())).unwrap().blocked, 0);
    }
}

#[test]
fn s13_a_letter_is_written_line_by_line() {
    for (manner, all) in [(Manner::ENGLISH, "all"), (Manner::FRENCH, "tout")] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let tick = format!("t {all}");
        let lines = [
            "alice",
            PASSWORD,
            "1",
            &tick,
            "x",
            "7",
            "{contct}",
            "{establishment.name}",
            "Bonjour {contact.first_name},",
            "",
            "{{voir}} {ur}",
            "{{voir}} {url}",
            ".",
            "1",
            "3",
            "0",
            "5",
            "1",
            "4",
            "0",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("mailing_{}", manner.language.code()), transcript);
        let mails = crate::operations::mail::list(&mut context(root.path()), None, 99).unwrap();
        let letters = mails.iter().filter(|mail| mail.kind == crate::domain::mail::Kind::Letter).count();
        assert_eq!(letters, 4, "{transcript}");
    }
}

/// What somebody did last is undone from the list and from the main menu, as on screen.
#[test]
fn s10_what_was_done_last_is_undone_in_words() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        schools(root.path());
        let lines = [
            "alice", PASSWORD, "1", "t 1-2", "x", "1", "Travaux", "", "1", "y", "t 1-2", "x", "8", "c", "0", "u", "0",
            "0", "15", "1", "y", "15", "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("undo_last_{}", manner.language.code()), transcript);
        assert_eq!(establishment::counts(&mut context(root.path())).unwrap().blocked, 0);
    }
}
