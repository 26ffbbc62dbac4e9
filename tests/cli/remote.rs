//! `SSH_ORIGINAL_COMMAND`: what a forced command lets through.

use crate::site::{PASSWORD, Run, Site};

const CLIENT: (&str, &str) = ("SSH_CONNECTION", "192.0.2.7 51234 198.51.100.1 22");

fn ask(site: &Site, verbs: &str, original: &str) -> Run {
    let config = site.path("ssh.toml");
    std::fs::write(&config, format!("[ssh]\nverbs = \"{verbs}\"\n")).unwrap();
    let args = ["--key", "alice@laptop", "--config", config.to_str().unwrap()];
    site.run_with(&args, "", &[("SSH_ORIGINAL_COMMAND", original), CLIENT])
}

#[test]
fn nothing_is_let_in_by_default() {
    let site = Site::new();
    for original in ["zone list", "version", "--help", "ls", "sh"] {
        let refused = site.run_with::<&str>(&[], "", &[("SSH_ORIGINAL_COMMAND", original), CLIENT]).expect(7);
        assert!(refused.stderr.contains("[ssh] verbs"), "{refused:?}");
        assert_eq!(refused.stdout, "");
    }
}

#[test]
fn reading_is_let_in_and_changing_is_not() {
    let site = Site::new();
    assert_eq!(ask(&site, "read", "zone list --json").expect(0).object()["number"], 1);
    ask(&site, "read", "intendant establishment list").expect(0);
    ask(&site, "read", "zone add --name X").expect(7);
    ask(&site, "read", "doctor --fix").expect(7);
    ask(&site, "read", "sh -c id").expect(2);
    ask(&site, "read", "zone list; id").expect(2);
    ask(&site, "read", "zone list $(id)").expect(2);
    ask(&site, "read", "zone 'list").expect(7);
}

#[test]
fn everything_but_the_machine_itself_is_let_in_when_all_is_allowed() {
    let site = Site::new();
    ask(&site, "all", "zone add --name 'Grand Ouest'").expect(0);
    let row = site.run(&["audit", "list", "--action", "zone.add", "--json"]).expect(0).object();
    assert_eq!((&row["ssh-key"], &row["ssh-client"]), (&"alice@laptop".into(), &"192.0.2.7 51234".into()));
    for original in [
        "init --login x",
        "demo",
        "man --dir /tmp",
        "zone list --data-dir /tmp/x",
        "--config /tmp/x zone list",
        "zone list --key root",
    ] {
        ask(&site, "all", original).expect(7);
    }
}

#[test]
fn files_are_those_of_the_exchange_folder() {
    let site = Site::new();
    let csv = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n;1;Brest;École;;A;B;c@example.invalid\n";
    std::fs::write(site.home().join("exchange/a.csv"), csv).unwrap();
    std::fs::write(site.path("outside.csv"), csv).unwrap();
    let outside = site.path("outside.csv");
    for file in [outside.to_str().unwrap(), "../outside.csv", "exchange/a.csv", "/etc/passwd"] {
        let refused = ask(&site, "all", &format!("establishment import {file} --yes")).expect(4);
        assert!(refused.stderr.contains("exchange folder"), "{refused:?}");
        ask(&site, "all", &format!("audit export {file}")).expect(4);
        ask(&site, "all", &format!("establishment import a.csv --yes --rejects {file}")).expect(4);
        ask(&site, "all", &format!("host edit --smtp-secret-file {file}")).expect(4);
    }
    ask(&site, "all", "establishment import a.csv --yes --rejects r.csv").expect(0);
    assert!(site.home().join("exchange/r.csv").is_file());
    ask(&site, "all", "audit export log.csv").expect(0);
    assert!(site.home().join("exchange/log.csv").is_file());
}

#[test]
fn a_verb_of_the_forced_command_itself_wins() {
    let site = Site::new();
    let env = [("SSH_ORIGINAL_COMMAND", "init --login evil"), CLIENT];
    site.run_with(&["zone", "list"], PASSWORD, &env).expect(0);
}
