//! Dry runs: they leave nothing behind, say what will be asked, and end as what they stand for will.

use crate::site::Site;

fn with(count: u32) -> Site {
    let site = Site::new();
    for number in 1..=count {
        site.add(&format!("École {number}"));
    }
    site
}

/// A command says in a dry run what it says in earnest: by its exit code.
fn check(site: &Site, command: &[&str], code: i32) {
    site.run(&[command, &["--dry-run"]].concat()).expect(code);
    site.run(&[command, &["--yes"]].concat()).expect(code);
}

#[test]
fn a_dry_run_ends_as_the_real_one_will() {
    let site = with(4);
    site.run(&["establishment", "export", "1"]).expect(0);
    let exports = site.home().join("exports");
    let file = std::fs::read_dir(&exports).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap();
    let file = file.to_str().unwrap();
    // All of it is refused, or some.
    check(&site, &["establishment", "restore", file], 4);
    check(&site, &["establishment", "restore", file, "/none.sqlite"], 3);
    check(&site, &["establishment", "export", "9"], 4);
    check(&site, &["establishment", "export", "1", "9"], 3);
    check(&site, &["establishment", "delete", "9"], 4);
    check(&site, &["establishment", "block", "9", "--reason", "x"], 4);
    check(&site, &["establishment", "move", "9", "--zone", "1"], 4);
    // What is as it is to be is passed over, whether it is named alone or not.
    check(&site, &["establishment", "unblock", "1"], 0);
    check(&site, &["establishment", "unblock", "1", "2"], 0);
    check(&site, &["establishment", "move", "1", "--zone", "1"], 0);
    site.run(&["establishment", "block", "2", "--reason", "x"]).expect(0);
    check(&site, &["establishment", "block", "2", "--reason", "x"], 0);
    // And so is a block that ends sooner than the present one.
    check(&site, &["establishment", "block", "2", "--reason", "y", "--until", "2099-01-01"], 0);
    check(&site, &["establishment", "block", "1", "2", "--reason", "y", "--until", "2099-01-01"], 0);
    let shown = site.run(&["establishment", "show", "2", "--json"]).expect(0).object();
    assert!(shown["blocks"][0]["reason"] == "x" && shown["blocks"][0]["until"].is_null(), "{shown}");
}

#[test]
fn a_dry_run_takes_no_number_and_neither_does_what_nobody_confirms() {
    let site = with(3);
    let rehearsed = site.run(&["establishment", "export", "1", "--dry-run", "--json"]).expect(0).object();
    assert!(rehearsed["job"].is_null() && rehearsed["forecast"] == "do", "{rehearsed}");
    let said = site.run(&["establishment", "block", "--all", "--reason", "x", "--dry-run"]).expect(0);
    assert!(said.stdout.contains("Block") && !said.stdout.contains("Job "), "{said:?}");
    assert!(said.stdout.contains("accounts") && !said.stdout.contains("unreadable"), "{said:?}");
    site.run(&["establishment", "mail", "--all", "--subject", "s", "--body", "/none", "--dry-run"]).expect(2);
    site.run(&["establishment", "delete", "1"]).expect(4);
    let first = site.run(&["establishment", "export", "1", "--json"]).expect(0).object();
    assert_eq!(first["job"], 1);
    site.run(&["job", "retry", "1", "--dry-run"]).expect(0);
    let blocked = site.run(&["establishment", "block", "1", "2", "--reason", "x", "--json"]).expect(0).json();
    assert_eq!(blocked[0]["job"], 2);
    site.run(&["job", "undo", "2", "--dry-run"]).expect(0);
    let undone = site.run(&["job", "undo", "2", "--json"]).expect(0).json();
    assert_eq!(undone[0]["job"], 3);
    let again = site.run(&["job", "undo", "2", "--dry-run"]).expect(0);
    assert!(again.stderr.contains("undone already"), "{again:?}");
}

#[test]
fn a_dry_run_above_the_threshold_is_refused_as_the_real_one() {
    let site = with(3);
    let delete = ["establishment", "delete", "--all", "--dry-run"];
    let said = site.run(&delete).expect(4);
    assert!(said.stderr.contains("3 of 3") && said.stderr.contains("--above-threshold"), "{said:?}");
    let said = site.run(&[&delete[..], &["--above-threshold"]].concat()).expect(0);
    assert!(!said.stderr.contains("--above-threshold"), "{said:?}");
    let one = site.run(&["establishment", "delete", "1", "--dry-run"]).expect(0);
    assert!(!one.stderr.contains("--above-threshold"), "{one:?}");
}

#[test]
fn exceptions_that_are_not_there_are_named_and_not_counted() {
    let site = with(4);
    let block = ["establishment", "block", "--all", "--reason", "x", "--except", "2,99,98,2"];
    let said = site.run(&[&block[..], &["--dry-run"]].concat()).expect(0);
    assert!(said.stdout.contains("all establishments except 1 establishment"), "{said:?}");
    assert!(said.stderr.contains("Establishments 98, 99 are not among these"), "{said:?}");
    let saved = site.run(&[&block[..], &["--save", "x", "--json"]].concat()).expect(0).object();
    assert_eq!(saved["selection"]["except"], serde_json::json!([2]));
    // What is there and does not match is none either; a letter that is only looked at says so too.
    let letter = site.path("letter.txt");
    std::fs::write(&letter, "Bonjour").unwrap();
    let body = letter.to_str().unwrap();
    let mail = ["establishment", "mail", "--filter", "1", "--except", "3", "--subject", "s", "--body", body];
    let said = site.run(&[&mail[..], &["--preview", "1"]].concat()).expect(0);
    assert!(said.stderr.contains("Establishment 3 is not among these"), "{said:?}");
}

#[test]
fn what_did_nothing_has_nothing_to_undo_and_what_succeeded_nothing_to_try_again() {
    let site = with(2);
    site.run(&["establishment", "unblock", "1", "2"]).expect(0);
    assert!(site.run(&["job", "undo", "1"]).expect(0).stderr.contains("did nothing"));
    assert!(site.run(&["job", "retry", "1"]).expect(0).stderr.contains("Nothing of this job failed"));
}

#[test]
fn a_zone_that_is_not_there_is_refused_with_where_the_zones_are_told() {
    let site = with(1);
    let contact = ["--contact-last-name", "Roux", "--contact-first-name", "Anne", "--contact-email", "a@b.invalid"];
    let add = [&["--location", "29200 Brest", "--name", "École"][..], &contact].concat();
    for command in [
        &[&["establishment", "add", "--zone", "Nulle part"][..], &add[..]].concat()[..],
        &["establishment", "edit", "1", "--zone", "77"],
        &["establishment", "move", "1", "--zone", "77"],
        &["establishment", "move", "1", "--zone", "Nulle part"],
    ] {
        let run = site.run(command).expect(4);
        assert!(run.stderr.contains("intendant zone list"), "{command:?}: {run:?}");
    }
    assert!(site.run(&["job", "list", "--json"]).expect(0).stdout.is_empty());
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_what_is_wrong_with_it() {
    let site = with(1);
    let broken = site.path("latin1.txt");
    std::fs::write(&broken, b"Bonjour \xe9cole").unwrap();
    let (broken, folder) = (broken.to_str().unwrap(), site.home().to_str().unwrap().to_owned());
    for (named, why) in [
        ("/none", "there is no such file"),
        (folder.as_str(), "This is a folder"),
        (broken, "not in UTF-8 (at byte 9)"),
    ] {
        for verb in [&["establishment", "mail", "1"][..], &["template", "add", "--name", "a"]] {
            let run = site.run(&[verb, &["--subject", "s", "--body", named]].concat()).expect(2);
            assert!(run.stderr.contains(&format!("{named}: ")) && run.stderr.contains(why), "{run:?}");
        }
        if named != broken {
            let run = site.run(&["establishment", "restore", "x.sqlite", "--keys", named, "--dry-run"]).expect(2);
            assert!(run.stderr.contains(&format!("{named}: ")) && run.stderr.contains(why), "{run:?}");
        }
    }
}

#[test]
fn a_guessed_import_says_so_and_shows_every_cell_that_is_read() {
    let site = Site::new();
    let file = site.path("a.csv");
    std::fs::write(&file, "Nom;CP;Ville;Mel du principal;Note\nÉcole A;35000;Rennes;;x\n").unwrap();
    let import = ["establishment", "import", file.to_str().unwrap()];
    let refused = site.run(&import).expect(4);
    assert!(refused.stderr.contains("Nom · CP · Ville · Mel du principal · Note"), "{refused:?}");
    let guessed = site.run(&[&import[..], &["--mapping", "guess", "--dry-run"]].concat()).expect(0);
    assert!(guessed.stderr.contains("columns guessed by their names"), "{guessed:?}");
    assert!(guessed.stderr.contains("→ 35000 Rennes · École A · (empty)\n"), "{guessed:?}");
    let mapping = r#"{"columns":["denomination","postcode","town","contact-email",null]}"#;
    let by_hand = site.run(&[&import[..], &["--mapping", mapping, "--dry-run"]].concat()).expect(0);
    assert!(by_hand.stderr.contains("columns by hand"), "{by_hand:?}");
    // A header alone is refused in the same words, whether it is known or not.
    for header in ["Nom;CP;Ville\n", "Id_Zone;Localisation;Dénomination\n"] {
        std::fs::write(&file, header).unwrap();
        for how in [&["--dry-run"][..], &["--yes"], &["--yes", "--mapping", "guess"]] {
            let run = site.run(&[&import[..], how].concat()).expect(4);
            assert!(run.stderr.contains("nothing but the line of its columns"), "{how:?}: {run:?}");
        }
    }
}
