//! What a person decides about a finding is asked for: what will come of it is said, and nothing is done without a word.

use std::time::Duration;

use crate::site::Site;
use crate::support::pty::{Key, Launch, Terminal};

const SOON: Duration = Duration::from_secs(20);

fn spawn(site: &Site, args: &[&str]) -> Terminal {
    let launch = Launch::new(env!("CARGO_BIN_EXE_intendant")).args(args.iter().copied()).size(24, 200);
    let launch = launch.env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    Terminal::spawn(launch.env("LANG", "en_GB.UTF-8"))
}

/// A school whose database is gone, after an export; its file's name.
fn bereft() -> (Site, String) {
    let site = Site::new();
    site.add("Collège A");
    let exported = site.run(&["establishment", "export", "1", "--json"]).expect(0).object();
    let file = exported["export"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    std::fs::remove_file(database(&site)).unwrap();
    (site, file)
}

fn database(site: &Site) -> std::path::PathBuf {
    site.home().join("establishments/000/1.sqlite")
}

#[test]
fn whoever_wants_an_empty_database_is_told_of_a_usable_export_and_asked() {
    let (site, file) = bereft();
    let run = site.run(&["doctor", "--empty", "1"]).expect(4);
    for said in ["A usable export is there", &file, "doctor --recreate 1", "--yes"] {
        assert!(run.stderr.contains(said), "{said}: {run:?}");
    }
    assert!(!database(&site).exists());
    for typed in ["", "yes", "2"] {
        let mut terminal = spawn(&site, &["doctor", "--empty", "1"]);
        terminal.wait_text("Type 1 to confirm:");
        terminal.send(typed);
        terminal.key(Key::Enter);
        assert_eq!(terminal.wait_exit(SOON).code(), Some(4), "{}", terminal.screen_text());
        assert!(!database(&site).exists(), "{typed:?}");
    }
    let mut terminal = spawn(&site, &["doctor", "--empty", "1"]);
    terminal.wait_text("A usable export is there");
    terminal.wait_text("Type 1 to confirm:");
    terminal.send("1");
    terminal.key(Key::Enter);
    assert_eq!(terminal.wait_exit(SOON).code(), Some(0), "{}", terminal.screen_text());
    assert!(database(&site).exists());
}

#[test]
fn an_export_that_is_altered_is_not_called_usable() {
    let (site, file) = bereft();
    std::fs::write(site.home().join("exports").join(&file), "nothing").unwrap();
    let run = site.run(&["doctor", "--empty", "1"]).expect(4);
    assert!(run.stderr.contains("cannot be used as it is") && !run.stderr.contains("A usable export"), "{run:?}");
    // What could not be done is not asked about: it says why.
    let run = site.run(&["doctor", "--recreate", "1"]).expect(4);
    assert!(run.stdout.contains(&file) && !run.stderr.contains("--yes"), "{run:?}");
}

#[test]
fn every_choice_is_asked_for() {
    let (site, file) = bereft();
    let run = site.run(&["doctor", "--recreate", "1"]).expect(4);
    assert!(run.stderr.contains(&file) && run.stderr.contains("--yes"), "{run:?}");
    assert!(!database(&site).exists());
    std::fs::write(site.home().join("establishments/000/7.sqlite"), "nothing").unwrap();
    let exports = site.home().join("exports");
    let unknown = exports.join("1-2020-01-01-x.sqlite");
    std::fs::copy(exports.join(&file), &unknown).unwrap();
    std::fs::copy(exports.join(format!("{file}.sha256")), exports.join("1-2020-01-01-x.sqlite.sha256")).unwrap();
    let lost = exports.join(&file);
    std::fs::rename(&lost, site.path("kept")).unwrap();
    for (choice, typed, said) in [
        ("--set-aside", "7", "orphans"),
        ("--set-aside", unknown.to_str().unwrap(), "orphans"),
        ("--adopt", unknown.to_str().unwrap(), "enters the catalogue"),
        ("--forget", file.as_str(), "leaves the catalogue"),
    ] {
        let run = site.run(&["doctor", choice, typed]).expect(4);
        assert!(run.stderr.contains(said) && run.stderr.contains("--yes"), "{choice}: {run:?}");
        assert!(run.stdout.is_empty(), "{choice}: {run:?}");
    }
    assert!(unknown.exists() && site.home().join("establishments/000/7.sqlite").exists());
    // Several are asked for together, by their count.
    let mut terminal = spawn(&site, &["doctor", "--set-aside", "7", "--forget", &file]);
    terminal.wait_text("Type 2 to confirm:");
    terminal.send("2");
    terminal.key(Key::Enter);
    terminal.wait_exit(SOON);
    assert!(!site.home().join("establishments/000/7.sqlite").exists(), "{}", terminal.screen_text());
    // What is not there is not asked about.
    let run = site.run(&["doctor", "--forget", &file]).expect(3);
    assert!(!run.stderr.contains("--yes"), "{run:?}");
}
