//! Several establishments at once: block, unblock, export, delete.

use crate::site::{Site, files};

#[test]
fn s11_blocks_stack_and_lifting_one_leaves_and_shows_the_others() {
    let site = Site::new();
    let number = site.add("Collège").to_string();
    let blocked =
        site.run(&["establishment", "block", &number, "--reason", "Impayé", "--until", "2099-12-31"]).expect(0);
    assert!(blocked.stdout.contains("the webmaster · ") && blocked.stdout.contains(" — Impayé"), "{blocked:?}");
    assert!(blocked.stdout.contains("until 2099-12-31"), "{blocked:?}");
    site.run(&["host", "block", "--reason", "Maintenance"]).expect(0);
    let shown = site.run(&["establishment", "show", &number, "--json"]).expect(0).object();
    assert_eq!(shown["state"], "blocked");
    assert_eq!(shown["blocks"][0]["reason"], "Impayé");
    assert_eq!(shown["host_blocks"][0]["reason"], "Maintenance");
    let again = site.run(&["establishment", "block", &number, "--reason", "Impayé", "--until", "2099-12-31"]).expect(0);
    assert!(again.stdout.contains("already blocked"), "{again:?}");
    let kept = site.run(&["establishment", "unblock", &number, "--blocker", "administrator"]).expect(0);
    assert!(kept.stdout.contains("stays blocked"), "{kept:?}");
    site.run(&["establishment", "unblock", &number]).expect(0);
    let shown = site.run(&["establishment", "show", &number]).expect(0);
    let standing = shown.stdout.split("Administrator").next().unwrap();
    assert!(standing.contains("Maintenance") && !standing.contains("Impayé"), "{shown:?}");
    site.run(&["host", "unblock"]).expect(0);
    let again = site.run(&["host", "unblock"]).expect(0);
    assert!(again.stderr.contains("no general block to lift"), "{again:?}");
}

/// What is done to one is told as what is done to many: nothing to do is no failure, and is named.
#[test]
fn one_is_told_of_as_many_are() {
    let site = Site::new();
    for name in ["A", "B"] {
        site.add(name);
    }
    let told = |arguments: &[&str], code| {
        let run = site.run(&[&["establishment"], arguments, &["--json"]].concat()).expect(code);
        run.json().into_iter().find(|line| line["number"] == 1).unwrap()
    };
    for arguments in [&["unblock", "1"][..], &["unblock", "1", "2"], &["unblock", "1,2"]] {
        let line = told(arguments, 0);
        assert_eq!(
            (&line["result"], &line["error"], &line["name"]),
            (&"skipped".into(), &"not-blocked".into(), &"A".into())
        );
    }
    let first = told(&["block", "1", "--reason", "x"], 0);
    assert!(first["job"].is_u64() && first["result"] == "done" && first["state"] == "blocked", "{first}");
    assert!(first["name"] == "A" && first["replaced"].is_null(), "{first}");
    // The block that gave way to another one is named.
    let second = told(&["block", "1", "--reason", "y"], 0);
    assert_eq!((&second["replaced"]["reason"], &second["blocks"][0]["reason"]), (&"x".into(), &"y".into()));
    let said = site.run(&["establishment", "block", "1", "--reason", "z"]).expect(0);
    assert!(said.stdout.contains("— z") && said.stdout.contains("replaces") && said.stdout.contains("“y”"), "{said:?}");
    // A dry run says the same.
    site.run(&["establishment", "block", "1", "--reason", "z", "--dry-run"]).expect(0);
    let gone = told(&["block", "1", "--reason", " "], 4);
    assert!(gone["result"] == "failed" && gone["error"] == "fields" && gone["name"] == "A", "{gone}");
}

#[test]
fn numbers_are_separated_by_spaces_or_commas_and_one_that_is_none_is_named() {
    let site = Site::new();
    for name in ["A", "B", "C"] {
        site.add(name);
    }
    for arguments in [&["1,2"][..], &["1,", "2"], &["1", "2"]] {
        let run = site.run(&[&["establishment", "unblock", "--json"], arguments].concat()).expect(0);
        assert_eq!(run.json().len(), 2, "{arguments:?}");
    }
    let wrong = site.run(&["establishment", "block", "1;2", "--reason", "x"]).expect(4);
    assert!(wrong.stderr.contains("“1;2”") && wrong.stderr.contains("5,6"), "{wrong:?}");
}

#[test]
fn several_targets_give_one_line_each_and_exit_3_when_some_fail() {
    let site = Site::new();
    for name in ["A", "B", "C"] {
        site.add(name);
    }
    let run = site.run(&["establishment", "block", "1", "99", "2", "1", "--reason", "x", "--json"]).expect(3);
    let lines = run.json();
    let told: Vec<_> =
        lines.iter().map(|line| (line["number"].as_u64().unwrap(), line["result"].as_str().unwrap())).collect();
    assert_eq!(told, [(1, "done"), (99, "failed"), (2, "done")]);
    assert_eq!(lines[1]["error"], "gone");
    let rehearsed =
        site.run(&["establishment", "unblock", "--filter", "state:blocked", "--dry-run", "--json"]).expect(0);
    assert_eq!(rehearsed.json().len(), 2);
    assert_eq!((&rehearsed.json()[0]["result"], &rehearsed.json()[0]["forecast"]), (&"waiting".into(), &"do".into()));
    let freed = site.run(&["establishment", "unblock", "--filter", "state:blocked"]).expect(0);
    assert_eq!(freed.stdout.lines().count(), 2, "{freed:?}");
    assert_eq!(site.run(&["establishment", "list", "--filter", "state:open", "--json"]).json().len(), 3);
    site.run(&["establishment", "block", "--reason", "x"]).expect(2);
    site.run(&["establishment", "block", "1", "--filter", "x", "--reason", "x"]).expect(2);
    site.run(&["establishment", "block", "1", "--reason", "x", "--until", "2001-01-01"]).expect(4);
}

#[test]
fn deleting_needs_a_confirmation_and_leaves_an_export() {
    let site = Site::new();
    for name in ["A", "B", "C", "D"] {
        site.add(name);
    }
    let refused = site.run(&["establishment", "delete", "1"]).expect(4);
    assert!(refused.stderr.contains("--yes"), "{refused:?}");
    let rehearsed = site.run(&["establishment", "delete", "1", "--dry-run"]).expect(0);
    assert!(rehearsed.stderr.contains("nothing was changed"), "{rehearsed:?}");
    let deleted = site.run(&["establishment", "delete", "1", "--yes", "--json"]).expect(0).object();
    assert!(std::path::Path::new(deleted["export"].as_str().unwrap()).is_file());
    let above = site.run(&["establishment", "delete", "2", "3", "--yes"]).expect(4);
    assert!(above.stderr.contains("--above-threshold"), "{above:?}");
    let many = ["establishment", "delete", "2", "3", "--yes", "--above-threshold", "--no-export", "--json"];
    assert_eq!(site.run(&many).expect(0).json()[0]["export"], serde_json::Value::Null);
    let left = site.run(&["establishment", "list", "--json"]).expect(0).object();
    assert_eq!(left["number"], 4);
    let databases = files(&site.home().join("establishments"));
    assert_eq!(databases.iter().filter(|path| path.is_file()).count(), 1, "{databases:?}");
    // A number is never given twice.
    assert_eq!(site.add("E"), 5);
}

#[test]
fn exports_are_files_with_their_hash() {
    let site = Site::new();
    site.add("A");
    site.add("B");
    let lines = site.run(&["establishment", "export", "1", "2", "--json"]).expect(0).json();
    for line in lines {
        let file = line["export"].as_str().unwrap().to_owned();
        assert!(std::path::Path::new(&file).is_file());
        assert!(std::path::Path::new(&format!("{file}.sha256")).is_file());
    }
}
