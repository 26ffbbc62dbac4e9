//! `SSH_ORIGINAL_COMMAND`: what a forced command lets through.

use crate::site::{PASSWORD, Run, Site};

const CLIENT: (&str, &str) = ("SSH_CONNECTION", "192.0.2.7 51234 198.51.100.1 22");

fn ask(site: &Site, verbs: &str, original: &str) -> Run {
    let config = site.path("ssh.toml");
    let tied = "[ssh.keys]\n\"alice@laptop\" = \"alice\"\n";
    std::fs::write(&config, format!("[ssh]\nverbs = \"{verbs}\"\n{tied}")).unwrap();
    by(site, &["--key", "alice@laptop"], original)
}

/// Asks with the configuration that is there.
fn by(site: &Site, key: &[&str], original: &str) -> Run {
    let config = site.path("ssh.toml");
    let args = [key, &["--config", config.to_str().unwrap()]].concat();
    site.run_with(&args, "", &[("SSH_ORIGINAL_COMMAND", original), CLIENT])
}

#[test]
fn a_key_acts_as_its_webmaster_and_does_not_outlive_it() {
    let site = Site::new();
    site.run_with(&["webmaster", "add", "bruno", "--password-stdin"], PASSWORD, &[]).expect(0);
    let config = site.path("ssh.toml");
    std::fs::write(&config, "[ssh]\nverbs = \"all\"\n[ssh.keys]\ncron = \"bruno\"\n").unwrap();
    // By the key's own name, and by the configuration.
    for (key, zone) in [("bruno", "Bretagne"), ("cron", "Ouest")] {
        by(&site, &["--key", key], &format!("zone add --name {zone}")).expect(0);
        let row = site.run(&["audit", "list", "--action", "zone.add", "--limit", "1", "--json"]).expect(0).object();
        assert_eq!((&row["actor"], &row["actor_kind"]), (&"bruno".into(), &"webmaster".into()));
        assert_eq!(row["ssh_key"], key);
    }
    // Seen as the configuration has them; sessions too, and none is open.
    let keys = site.run(&["--config", config.to_str().unwrap(), "ssh-key", "list", "--json"]).expect(0).json();
    assert_eq!(
        (&keys[0]["key"], &keys[0]["login"], &keys[0]["state"]),
        (&"cron".into(), &"bruno".into(), &"active".into())
    );
    assert!(site.run(&["session", "list", "--json"]).expect(0).json().is_empty());
    site.run(&["session", "end", "7", "--yes"]).expect(4);
    for (key, words) in [(&["--key", "dora"][..], "dora"), (&["--key", "a b@c"], "[ssh.keys]"), (&[], "--key")] {
        let refused = by(&site, key, "zone list").expect(7);
        assert!(refused.stderr.contains(words) && refused.stdout.is_empty(), "{refused:?}");
    }
    let doctor = ["--config", config.to_str().unwrap(), "doctor", "--json"];
    let untied = |run: Run| run.json().iter().filter(|finding| finding["finding"] == "key-untied").count();
    assert_eq!(untied(site.run(&doctor)), 0);
    site.run(&["webmaster", "disable", "bruno"]).expect(0);
    for key in ["bruno", "cron"] {
        for original in ["zone list", "establishment list", "doctor", "audit export a.csv"] {
            assert!(by(&site, &["--key", key], original).expect(7).stderr.contains("bruno"), "{key}: {original}");
        }
        by(&site, &["--key", key], "version").expect(0);
    }
    assert_eq!(untied(site.run(&doctor)), 1);
    let told = site.run(&doctor[..3]);
    assert!(told.stdout.contains("cron") && told.stdout.contains("bruno"), "{told:?}");
    site.run(&["webmaster", "enable", "bruno"]).expect(0);
    by(&site, &["--key", "cron"], "zone list").expect(0);
}

/// Of another zone's establishment nothing is shown, but that nothing was done to it.
#[test]
fn a_job_refused_outside_of_ones_zones_says_so_and_does_not_end_well() {
    let site = Site::new();
    site.run(&["zone", "add", "--name", "Nord"]).expect(0);
    assert_eq!([site.add("Lycée Un"), site.add("Lycée Deux")], [1, 2]);
    site.run(&["establishment", "move", "2", "--zone", "Nord"]).expect(0);
    let zoe = ["webmaster", "add", "zoe", "--duty", "zones", "--zones", "Nord", "--password-stdin"];
    site.run_with(&zoe, PASSWORD, &[]).expect(0);
    site.run(&["establishment", "export", "1"]).expect(0);
    let exports = site.run(&["export", "list", "--json"]).expect(0).json();
    let file = exports[0]["file"].as_str().unwrap();
    std::fs::write(site.path("ssh.toml"), "[ssh]\nverbs = \"all\"\n[ssh.keys]\nzoe = \"zoe\"\n").unwrap();
    for (command, code) in [
        ("establishment export 1".to_owned(), 7),
        ("establishment delete 1 --yes".to_owned(), 7),
        (format!("establishment restore {file} --replace --yes"), 7),
        ("establishment export 1 2".to_owned(), 3),
    ] {
        let run = by(&site, &["--key", "zoe"], &command).expect(code);
        assert!(run.stderr.contains("H5") && !run.stdout.contains("Lycée Un"), "{command}: {run:?}");
    }
}

#[test]
fn a_refused_command_leaves_a_trace_without_what_may_be_secret() {
    let site = Site::new();
    for (verbs, original, command, reason) in [
        ("none", "zone list", "zone list", "none"),
        ("read", "webmaster password alice --password hunter2", "webmaster password", "unknown"),
        ("read", "zone add --name X", "zone add", "changes"),
        ("all", "zone list --data-dir /tmp/x", "zone list", "option"),
        ("all", "init --login x", "init", "local"),
        ("all", "sh -c 'hunter2'", "sh", "unknown"),
        ("all", "zone 'list", "zone", "unreadable"),
    ] {
        let run = ask(&site, verbs, original);
        assert!(matches!(run.code, 2 | 7), "{run:?}");
        let row = site.run(&["audit", "list", "--limit", "1", "--json"]).expect(0).object();
        assert_eq!((&row["action"], &row["object_id"]), (&"remote.refused".into(), &command.into()), "{original}");
        assert_eq!(row["after"], serde_json::json!({"reason": reason}), "{original}");
        assert_eq!((&row["actor"], &row["ssh_key"]), (&"(nobody)".into(), &"alice@laptop".into()));
    }
    ask(&site, "all", "zone list --help").expect(0);
    by(&site, &["--key", "dora"], "zone list").expect(7);
    let rows = site.run(&["audit", "list", "--action", "remote.refused", "--json"]).expect(0).json();
    assert_eq!(rows.len(), 8, "help is no refusal");
    assert_eq!((&rows[0]["ssh_key"], &rows[0]["after"]), (&"dora".into(), &serde_json::json!({"reason": "key"})));
    assert!(!site.run(&["audit", "export", "-"]).expect(0).stdout.contains("hunter2"));
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
    assert_eq!((&row["ssh_key"], &row["ssh_client"]), (&"alice@laptop".into(), &"192.0.2.7 51234".into()));
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
        let trace =
            site.run(&["audit", "list", "--action", "remote.refused", "--limit", "1", "--json"]).expect(0).object();
        let why = trace["after"].to_string();
        assert!(trace["object_id"] == "establishment import" && why.contains("file"), "{trace}");
        ask(&site, "all", &format!("audit export {file}")).expect(4);
        ask(&site, "all", &format!("establishment import a.csv --yes --rejects {file}")).expect(4);
        ask(&site, "all", &format!("host edit --smtp-secret-file {file}")).expect(4);
    }
    let refused = csv.replace(";1;Brest", ";99;Brest");
    std::fs::write(site.home().join("exchange/a.csv"), refused).unwrap();
    ask(&site, "all", "establishment import a.csv --yes --rejects r.csv").expect(3);
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
