//! What is told about a verb before and after it: what is lost, what goes with it, what else follows.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::site::{Site, files};

/// Schools with their registration mails, which wait.
fn imported(count: u32) -> Site {
    let site = Site::new();
    let mut list =
        "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n".to_owned();
    for number in 1..=count {
        writeln!(list, ";1;29200 Brest;École {number};;Le Goff;Anne;anne{number}@school.invalid").unwrap();
    }
    std::fs::write(site.path("list.csv"), list).unwrap();
    site.run(&["establishment", "import", "list.csv", "--yes", "--mail"]).expect(0);
    site
}

/// The path of an establishment's database.
fn database(site: &Site, number: u32) -> PathBuf {
    let name = format!("{number}.sqlite");
    let all = files(&site.home().join("establishments"));
    all.into_iter().find(|path| path.file_name().is_some_and(|found| found == name.as_str())).unwrap()
}

#[test]
fn what_is_gone_is_no_part_of_the_threshold() {
    let site = imported(5);
    site.run(&["establishment", "export", "--all"]).expect(0);
    site.run(&["establishment", "delete", "1", "2", "3", "--yes", "--above-threshold"]).expect(0);
    let kept = site.run(&["export", "list", "--filter", "raison:suppression", "--json"]).expect(0).json();
    let mut restore = vec!["establishment", "restore", "--yes", "--json"];
    restore.extend(kept.iter().map(|export| export["file"].as_str().unwrap()));
    let job = site.run(&restore).expect(0).json()[0]["job"].to_string();
    site.run(&["establishment", "delete", "1", "--yes"]).expect(0);
    let refused = site.run(&["job", "undo", &job, "--yes"]).expect(4);
    assert!(refused.stderr.contains("2 of 4"), "{refused:?}");
}

#[test]
fn a_replacement_tells_before_it_what_it_withdraws_and_a_new_one_replaces_nothing() {
    let site = imported(2);
    let export = site.run(&["establishment", "export", "1", "--json"]).expect(0).json()[0]["export"].clone();
    let file = export.as_str().unwrap();
    let rehearsed = site.run(&["establishment", "restore", file, "--replace", "--dry-run"]).expect(0);
    assert!(rehearsed.stdout.contains("1 e-mail that waits is withdrawn"), "{rehearsed:?}");
    let done = site.run(&["establishment", "restore", file, "--replace", "--yes"]).expect(0);
    assert!(done.stderr.contains("1 waiting e-mail withdrawn"), "{done:?}");
    // Its undoing replaces the content again; a mail that was written meanwhile goes with it.
    site.run(&["establishment", "reset-password", "1", "--which", "first", "--yes"]).expect(0);
    let undone = site.run(&["job", "undo", "2", "--dry-run"]).expect(0);
    assert!(undone.stdout.contains("1 e-mail that waits is withdrawn"), "{undone:?}");
    site.run(&["establishment", "delete", "1", "--yes"]).expect(0);
    let rehearsed = site.run(&["establishment", "restore", file, "--replace", "--dry-run"]).expect(0);
    assert!(!rehearsed.stdout.contains("unreadable") && !rehearsed.stdout.contains("0 accounts"), "{rehearsed:?}");
}

#[test]
fn a_file_that_is_another_schools_is_kept_and_named() {
    let site = imported(3);
    let (one, two) = (database(&site, 1), database(&site, 2));
    std::fs::rename(&one, site.path("aside")).unwrap();
    std::fs::rename(&two, &one).unwrap();
    std::fs::rename(site.path("aside"), &two).unwrap();
    let deleted = site.run(&["establishment", "delete", "1", "--no-export", "--yes", "--json"]).expect(0);
    assert!(deleted.stderr.contains("was not its own: it is kept as"), "{deleted:?}");
    let kept = deleted.json().iter().find_map(|line| line["set_aside"].as_str().map(str::to_owned)).unwrap();
    assert!(deleted.stderr.contains(&kept) && std::path::Path::new(&kept).is_file(), "{deleted:?}");
}

/// A database that is not there is told as that by every verb that needs it, in the reader's language, with what helps.
#[test]
fn a_missing_database_is_said_to_be_missing() {
    let site = imported(2);
    let path = database(&site, 1);
    std::fs::rename(&path, site.path("aside")).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [
        &["establishment", "export", "1"][..],
        &["establishment", "delete", "1", "--yes"],
        &["establishment", "reset-password", "1", "--which", "first", "--yes"],
        &["establishment", "reset-password", "1"],
        &["establishment", "stats", "1"],
    ] {
        let told = site.run(&[&["--lang", "fr"], arguments].concat());
        let words = format!("{}{}", told.stdout, told.stderr);
        assert!(words.contains("manque") && words.contains(path) && words.contains("doctor"), "{told:?}");
        assert!(!words.contains("os error") && !words.contains("endommag"), "{told:?}");
    }
}

#[test]
fn a_mail_that_cannot_be_sent_again_says_why() {
    let site = imported(1);
    site.run(&["establishment", "block", "1", "--reason", "x"]).expect(0);
    site.run(&["mail", "send"]).expect(0);
    let sent = site.run(&["--lang", "fr", "mail", "retry", "1"]).expect(4);
    assert!(sent.stderr.contains("est parti"), "{sent:?}");
    site.run(&["establishment", "reset-password", "1", "--which", "first", "--yes"]).expect(0);
    let waits = site.run(&["--lang", "fr", "mail", "retry", "2"]).expect(4);
    assert!(waits.stderr.contains("attend déjà"), "{waits:?}");
}

#[test]
fn a_letter_that_was_withdrawn_has_no_password_to_speak_of() {
    let site = imported(1);
    site.run(&["establishment", "delete", "1", "--yes"]).expect(0);
    let refused = site.run(&["--lang", "fr", "mail", "retry", "1"]).expect(4);
    assert!(refused.stderr.contains("a été retiré") && !refused.stderr.contains("mot de passe"), "{refused:?}");
}

/// What columns of the audit show is what its filter finds, a phrase over several parts too; `--action` means the same.
#[test]
fn the_audit_is_found_as_it_is_read() {
    let site = imported(10);
    site.run(&["establishment", "delete", "10", "--yes"]).expect(0);
    let found = |arguments: &[&str]| -> Vec<String> {
        let rows = site.run(&[&["audit", "list", "--json"], arguments].concat()).expect(0).json();
        rows.iter().map(|row| row["action"].as_str().unwrap().to_owned()).collect()
    };
    let deleted = found(&["--filter", "action:suppression"]);
    assert_eq!(deleted, ["establishment.delete"]);
    for same in ["suppression", "establishment deleted", "establishment.delete", "SUPPRESSION d'un"] {
        assert_eq!(found(&["--action", same]), deleted, "{same}");
    }
    assert!(found(&["--filter", "objet:\"établissement 10\""]).contains(&"establishment.delete".to_owned()));
    assert!(!found(&["--filter", "what:\"establishment 10 École 10\""]).is_empty());
    assert_eq!(found(&["--filter", "objet:\"traitement 1 Supprimer\""]).len(), 2);
    assert!(!found(&["--filter", "client:local"]).is_empty());
    assert_eq!(found(&["--filter", "client:local"]), found(&["--filter", "client:-"]));
    assert_eq!(found(&["--actor", "propriétaire"]).len(), found(&["--actor", "(owner)"]).len());
}

#[test]
fn a_pipe_that_nobody_reads_any_more_is_no_error() {
    let site = imported(1);
    let program = env!("CARGO_BIN_EXE_intendant");
    let line = format!("({program} audit export - ; echo code $?  >&2) | true");
    let told = crate::site::run(&mut site.in_shell(&line), "");
    assert!(told.stderr.contains("code 0") && !told.stderr.contains("error"), "{told:?}");
    let plans = site.run(&["plan", "list"]).expect(0);
    assert!(plans.stdout == "None.\n", "{plans:?}");
}

/// What is left to do, what is missing, what a file is: said when it is so, and only then.
#[test]
fn advice_fits_what_was_given() {
    let site = Site::empty();
    let host = ["--host-name", "H", "--host-url", "https://h.invalid", "--sender", "h@h.invalid"];
    let init = [&["init", "--login", "alice", "--password-stdin"][..], &host].concat();
    let done = site.run_with(&init, crate::site::PASSWORD, &[]).expect(0);
    assert!(!done.stdout.contains("host edit"), "{done:?}");
    let refused = site.run(&["host", "edit", "--contact-editing", "domain"]).expect(4);
    assert!(refused.stderr.contains("must be filled in"), "{refused:?}");
    std::fs::write(site.path("list.csv"), "Id_Import;Id_Zone\n1;1\n").unwrap();
    let refused = site.run(&["establishment", "restore", "list.csv"]).expect(2);
    assert!(refused.stderr.contains("restore --transfer"), "{refused:?}");
    assert!(site.run(&["export", "list", "--filter", "why:delete"]).expect(0).stderr.is_empty());
}
