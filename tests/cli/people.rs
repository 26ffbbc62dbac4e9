//! `--people`: a console for people of establishments, and nothing else.

use crate::site::{Run, Site};

const CLIENT: (&str, &str) = ("SSH_CONNECTION", "192.0.2.7 51234 198.51.100.1 22");

fn traced(site: &Site) -> (String, String) {
    let row = site.run(&["audit", "list", "--limit", "1", "--json"]).expect(0).object();
    assert_eq!((&row["action"], &row["after"]), (&"remote.refused".into(), &serde_json::json!({"reason": "people"})));
    (row["object_id"].as_str().unwrap().to_owned(), row["actor"].as_str().unwrap().to_owned())
}

#[test]
fn no_verb_runs_where_people_come_in_whatever_the_configuration_allows() {
    let site = Site::new();
    let config = site.path("ssh.toml");
    std::fs::write(&config, "[ssh]\nverbs = \"all\"\n[ssh.keys]\ncron = \"alice\"\n").unwrap();
    let people = ["--people", "--key", "cron", "--config", config.to_str().unwrap()];
    let ask = |forced: &[&str], original: &str| -> Run {
        site.run_with(forced, "", &[("SSH_ORIGINAL_COMMAND", original), CLIENT])
    };
    for (original, command) in [
        ("zone list", "zone list"),
        ("version", "version"),
        ("help", "help"),
        ("--help", "--help"),
        ("doctor", "doctor"),
        ("demo", "demo"),
        ("init", "init"),
        ("webmaster add x --password hunter2", "webmaster add"),
        ("sh -c 'hunter2'", "sh"),
        ("--lang en", "--lang"),
    ] {
        let refused = ask(&people, original).expect(7);
        assert!(refused.stdout.is_empty() && !refused.stderr.contains("hunter2"), "{refused:?}");
        assert_eq!(traced(&site), (command.to_owned(), "(nobody)".to_owned()), "{original}");
    }
    // A forced command that names a verb itself is a mistake of the host's.
    for verb in [&["zone", "list"][..], &["demo"], &["version"], &["doctor", "--fix"]] {
        ask(&[&people[..], verb].concat(), "").expect(7);
        let path: Vec<&str> = verb.iter().copied().filter(|word| !word.starts_with('-')).collect();
        assert_eq!(traced(&site).0, path.join(" "));
    }
}

#[test]
fn no_client_says_whom_the_console_lets_in() {
    let site = Site::new();
    let config = site.path("ssh.toml");
    std::fs::write(&config, "[ssh]\nverbs = \"all\"\n").unwrap();
    let forced = ["--establishment", "1", "--config", config.to_str().unwrap()];
    for original in ["--people", "--establishment 2", "--establishment=2 zone list", "--people zone list"] {
        let refused = site.run_with(&forced, "", &[("SSH_ORIGINAL_COMMAND", original), CLIENT]).expect(7);
        assert!(refused.stderr.contains("--people") || refused.stderr.contains("--establishment"), "{refused:?}");
    }
    // Before a verb it would mean nothing.
    let misplaced = site.run(&["--establishment", "1", "zone", "list"]).expect(2);
    assert!(misplaced.stderr.contains("zone list"), "{misplaced:?}");
}

#[test]
fn the_console_of_people_makes_no_data_directory_and_asks_where() {
    let empty = Site::empty();
    empty.run_with(&["--people", "--plain"], "", &[]).expect(4);
    let site = Site::new();
    site.add("Lycée Bréquigny");
    let asked = site.run_with(&["--people", "--plain", "--lang", "en"], "\n1\nalice\nwrong wrong wrong\n0\n", &[]);
    assert!(asked.stdout.contains("Establishment") && !asked.stdout.contains("signed in"), "{asked:?}");
    let fixed = ["--people", "--establishment", "1", "--plain", "--lang", "en"];
    let asked = site.run_with(&fixed, "admin\nwrong wrong wrong\n0\n", &[]);
    assert!(asked.stdout.contains("Establishment: 1") && asked.stdout.contains("wrong"), "{asked:?}");
}
