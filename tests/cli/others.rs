//! Zones, webmasters, host, mails, audit, doctor.

use crate::site::{PASSWORD, Site};

#[test]
fn zones_are_added_edited_ordered_and_deleted() {
    let site = Site::new();
    let added = site.run(&["zone", "add", "--name", "Bretagne", "--language", "fr", "--json"]).expect(0).object();
    assert_eq!(added["number"], 2);
    site.run(&["zone", "add", "--name", "BRETAGNE"]).expect(4);
    // Named by what it is called until then.
    let renamed = site.run(&["zone", "edit", "bretagne", "--name", "Ouest", "--json"]).expect(0).object();
    assert_eq!((&renamed["number"], &renamed["name"]), (&2.into(), &"Ouest".into()));
    site.run(&["zone", "move", "2", "1"]).expect(0);
    let zones = site.run(&["zone", "list", "--json"]).expect(0).json();
    assert_eq!((&zones[0]["name"], &zones[0]["language"]), (&"Ouest".into(), &"fr".into()));
    site.add("A");
    site.run(&["establishment", "edit", "1", "--zone", "2"]).expect(0);
    site.run(&["zone", "delete", "2"]).expect(4);
    let deleted = site.run(&["zone", "delete", "2", "--yes", "--json"]).expect(0).object();
    assert_eq!(deleted["moved"], 1);
    site.run(&["zone", "delete", "1", "--yes"]).expect(4);
    site.run(&["zone", "delete", "9", "--yes"]).expect(4);
    assert_eq!(site.run(&["zone", "academies", "--json"]).expect(0).object()["added"], 34);
    assert_eq!(site.run(&["zone", "academies", "--json"]).expect(0).object()["added"], 0);
}

#[test]
fn webmasters_are_added_and_the_last_one_stays() {
    let site = Site::new();
    site.run(&["webmaster", "disable", "alice"]).expect(4);
    site.run_with(&["webmaster", "add", "bruno", "--email", "b@h.invalid", "--password-stdin"], PASSWORD, &[])
        .expect(0);
    site.run_with(&["webmaster", "add", "Bruno", "--password-stdin"], PASSWORD, &[]).expect(4);
    site.run(&["webmaster", "disable", "alice"]).expect(0);
    let people = site.run(&["webmaster", "list", "--json"]).expect(0).json();
    assert_eq!(people.iter().map(|one| one["active"].as_bool().unwrap()).collect::<Vec<_>>(), [false, true]);
    site.run(&["webmaster", "enable", "alice"]).expect(0);
    site.run(&["webmaster", "edit", "alice", "--first-name", "Alice"]).expect(0);
    let weak =
        site.run_with(&["webmaster", "password", "alice", "--password-stdin"], "alicealicealicealice", &[]).expect(4);
    assert!(weak.stderr.contains("Password:"), "{weak:?}");
    site.run_with(&["webmaster", "password", "alice", "--password-stdin"], "another-long-passphrase-42\r\n", &[])
        .expect(0);
    site.run(&["webmaster", "password", "alice"]).expect(2);
    site.run(&["webmaster", "disable", "nobody"]).expect(4);
}

#[test]
fn the_host_is_shown_and_edited() {
    let site = Site::new();
    site.run(&[
        "host",
        "edit",
        "--host-name",
        "Académie",
        "--contact-editing",
        "domain",
        "--contact-domain",
        "ac.invalid",
    ])
    .expect(0);
    let shown = site.run(&["host", "show", "--json"]).expect(0).object();
    assert_eq!((&shown["host_name"], &shown["contact_domain"]), (&"Académie".into(), &"ac.invalid".into()));
    let refused = site
        .run(&["host", "edit", "--transport", "smtp", "--smtp-host", "mail.invalid", "--smtp-security", "none"])
        .expect(4);
    assert!(refused.stderr.contains("Protection of the connection"), "{refused:?}");
    let info = site.run(&["host", "server", "--json"]).expect(0).object();
    assert_eq!(info["program"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn mails_are_tested_listed_and_sent() {
    let site = Site::new();
    site.run(&["mail", "test", "nobody"]).expect(4);
    let sent = site.run(&["mail", "test", "me@example.invalid", "--json"]).expect(0).object();
    assert_eq!(sent["state"], "sent");
    let shown = site.run(&["mail", "show", &sent["id"].to_string(), "--json"]).expect(0).object();
    assert_eq!((&shown["kind"], &shown["to_email"]), (&"test".into(), &"me@example.invalid".into()));
    site.run(&["mail", "retry", "1"]).expect(4);
    site.run(&["mail", "show", "99"]).expect(4);
    assert_eq!(site.run(&["mail", "list", "--state", "refused", "--json"]).expect(0).stdout, "");
    assert_eq!(site.run(&["mail", "send", "--json"]).expect(0).object()["sent"], 0);
}

#[test]
fn the_audit_is_listed_exported_and_verified() {
    let site = Site::new();
    site.add("Collège");
    let rows = site.run(&["audit", "list", "--action", "establishment.add", "--json"]).expect(0).object();
    assert_eq!((&rows["actor_kind"], &rows["object_label"]), (&"owner".into(), &"Collège".into()));
    assert!(!rows["os_user"].as_str().unwrap().is_empty());
    let cut = site.run(&["audit", "list", "--limit", "1"]).expect(0);
    assert!(cut.stderr.contains("Only the latest row: --limit"), "{cut:?}");
    assert!(!site.run(&["audit", "list"]).expect(0).stderr.contains("--limit"));
    let csv = site.run(&["audit", "export", "-"]).expect(0);
    assert_eq!(csv.stdout.lines().count(), 3, "{csv:?}");
    let file = site.path("audit.csv");
    site.run(&["audit", "export", file.to_str().unwrap()]).expect(0);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("id;at;"));
    site.run(&["audit", "export", file.to_str().unwrap()]).expect(4);
    let lines =
        site.run(&["audit", "export", "-", "--format", "json", "--from", "2020-01-01", "--to", "2099-01-01"]).expect(0);
    assert!(lines.json().len() > 3);
    assert_eq!(site.run(&["audit", "list", "--to", "2020-01-01", "--json"]).expect(0).stdout, "");
    assert_eq!(site.run(&["audit", "verify", "--json"]).expect(0).object()["broken"], serde_json::Value::Null);
    site.run(&["audit", "list", "--from", "yesterday"]).expect(4);
}

#[test]
fn doctor_finds_a_missing_database_and_an_orphan() {
    let site = Site::new();
    site.add("A");
    assert!(site.run(&["doctor"]).expect(0).stderr.contains("All is well"));
    let database = site.home().join("establishments/000/1.sqlite");
    std::fs::rename(&database, site.home().join("establishments/000/7.sqlite")).unwrap();
    let found = site.run(&["doctor", "--json"]).expect(3).json();
    let codes: Vec<_> = found.iter().filter_map(|line| line["finding"].as_str()).collect();
    assert!(codes.contains(&"database-missing") && codes.contains(&"orphan-file"), "{codes:?}");
    // A repair decides nothing: it is another number's.
    site.run(&["doctor", "--fix"]).expect(3);
    assert!(site.home().join("establishments/000/7.sqlite").exists());
    site.run(&["doctor", "--set-aside", "7", "--yes"]).expect(3);
    let found = site.run(&["doctor", "--json"]).expect(3).json();
    assert_eq!((found[0]["finding"].as_str(), found.len()), (Some("database-missing"), 2));
    assert_eq!((&found[1]["examined"], &found[1]["findings"]), (&"quick".into(), &1.into()));
}

#[test]
fn a_reader_that_stops_is_not_an_error_and_a_full_disk_is() {
    let site = Site::new();
    let script = format!("'{}' audit list --limit 5 --json | true", env!("CARGO_BIN_EXE_intendant"));
    let mut shell = std::process::Command::new("/bin/sh");
    shell.arg("-c").arg(script).env_clear().env("PATH", "/usr/bin:/bin").env("HOME", site.path(""));
    let closed = crate::site::run(shell.env("INTENDANT_DATA_DIR", site.home()), "").expect(0);
    assert_eq!(closed.stderr, "");
    let mut full = std::process::Command::new("/bin/sh");
    full.arg("-c").arg(format!("'{}' zone list > /dev/full", env!("CARGO_BIN_EXE_intendant"))).env_clear();
    full.env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    assert!(crate::site::run(&mut full, "").expect(1).stderr.contains("stdout"));
}
