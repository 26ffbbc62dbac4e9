//! The registry that was opened is proved to be the one: copies, older ones, what lies beside it, two at once (S29).

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rusqlite::Connection;

use crate::site::{PASSWORD, Run, Site, add_args, run};

fn on(data: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.arg("--data-dir").arg(data).args(args).env_clear().env("HOME", data).env("LANG", "en_GB.UTF-8");
    run(command.env("TZ", "UTC"), "")
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
}

fn registry(site: &Site) -> PathBuf {
    site.home().join("registry.sqlite")
}

/// Changes the registry by another hand.
fn by_hand(site: &Site, sql: &str) {
    Connection::open(registry(site)).unwrap().execute_batch(sql).unwrap();
}

fn mails(data: &Path) -> usize {
    std::fs::read_dir(data.join("mail")).map_or(0, Iterator::count)
}

/// Nothing is held, and nobody is told anything.
#[track_caller]
fn quiet(site: &Site) {
    assert_eq!(site.run(&["zone", "list"]).expect(0).stderr, "");
    site.run(&["mail", "send"]).expect(0);
}

/// Looking works and says why; acting does not.
#[track_caller]
fn held(data: &Path, said: &str) {
    let looked = on(data, &["establishment", "list"]).expect(0);
    assert!(looked.stderr.contains(said) && looked.stderr.contains("--accept-registry"), "{looked:?}");
    for args in [
        &["mail", "send"][..],
        &["mail", "test", "a@example.invalid"],
        &["job", "resume", "--all"],
        &["establishment", "block", "1", "--reason", "x"],
        &["establishment", "export", "1"],
        &["zone", "add", "--name", "X", "--language", "fr"],
        &["doctor", "--fix"],
        &add_args("Held", &[]),
    ] {
        let refused = on(data, args).expect(4);
        assert!(refused.stderr.contains(said), "{args:?}: {refused:?}");
    }
    let found = on(data, &["doctor", "--json"]).expect(3);
    assert!(found.json().iter().any(|line| line["finding"] == "registry-held"), "{found:?}");
    // A person is asked, and without one nothing is accepted.
    on(data, &["doctor", "--accept-registry"]).expect(4);
}

#[test]
fn a5_a_copy_is_held_until_it_is_accepted_and_each_mail_leaves_once() {
    let site = Site::new();
    site.run(&add_args("Un", &["--no-mail"])).expect(0);
    // A mail that waits, as a sender that was put off leaves it.
    site.run(&["mail", "test", "waiting@example.invalid"]).expect(0);
    by_hand(&site, "update outbox set state = 'queued', sent_at = null");
    std::fs::remove_dir_all(site.home().join("mail")).unwrap();
    let twin = site.path("twin");
    copy(&site.home(), &twin);
    held(&twin, "is a copy");
    quiet(&site);
    assert_eq!((mails(&site.home()), mails(&twin)), (1, 0), "once in all");

    let accepted = on(&twin, &["doctor", "--accept-registry", "--yes", "--json"]).expect(0);
    assert_eq!((&accepted.object()["accepted"], &accepted.object()["mails"]), (&"copied".into(), &1.into()));
    assert_eq!(on(&twin, &["zone", "list"]).expect(0).stderr, "");
    on(&twin, &add_args("Deux", &[])).expect(0);
    let written = on(&twin, &["audit", "list", "--action", "doctor.accept-registry", "--json"]).object();
    assert!(written["after"].to_string().contains("copied"), "{written}");
    on(&twin, &["audit", "verify"]).expect(0);
    on(&twin, &["doctor", "--accept-registry"]).expect(0);
    // The other one is as it was.
    quiet(&site);
}

#[test]
fn a_directory_that_was_renamed_is_no_copy() {
    let site = Site::new();
    let elsewhere = site.path("elsewhere");
    std::fs::rename(site.home(), &elsewhere).unwrap();
    assert_eq!(on(&elsewhere, &add_args("Un", &[])).expect(0).stderr, "");
    std::fs::rename(&elsewhere, site.home()).unwrap();
    quiet(&site);
}

#[test]
fn s29_an_older_registry_says_how_much_is_missing_whether_it_is_another_file_or_not() {
    for in_place in [true, false] {
        let site = Site::new();
        site.add("Un");
        let old = site.path("old.sqlite");
        copy(&registry(&site), &old);
        site.add("Deux");
        site.add("Trois");
        if in_place {
            std::fs::write(registry(&site), std::fs::read(&old).unwrap()).unwrap();
        } else {
            std::fs::rename(&old, registry(&site)).unwrap();
        }
        held(&site.home(), "2 entries of the audit are missing");
        let cut = site.run(&["audit", "verify"]).expect(4);
        assert!(cut.stderr.contains("Entry 3 of the audit is missing"), "{cut:?}");
        site.run(&["doctor", "--accept-registry", "--yes"]).expect(0);
        quiet(&site);
        site.run(&["audit", "verify"]).expect(0);
    }
}

/// Whoever looks leaves entries, which take the numbers of those that are missing.
#[test]
fn what_is_written_while_a_registry_is_held_hides_nothing_of_what_is_missing() {
    let site = Site::new();
    site.add("Un");
    let old = std::fs::read(registry(&site)).unwrap();
    site.add("Deux");
    site.add("Trois");
    let newest = std::fs::read(registry(&site)).unwrap();
    let is_told = |missing: i64, since: i64| {
        let looked = site.run(&["doctor", "--json"]).expect(3).json();
        let held = looked.iter().find(|line| line["finding"] == "registry-held").unwrap();
        let said = held["message"].as_str().unwrap();
        assert!(said.contains(&format!("{missing} entries of the audit are missing")), "{since}: {said}");
        assert_eq!(said.contains("since it came back"), since > 0, "{since}: {said}");
        let broken = looked.iter().find(|line| line["finding"] == "audit-broken").unwrap();
        assert_eq!(broken["object"], "3", "{since}");
        let cut = site.run(&["audit", "verify"]).expect(4);
        assert!(cut.stderr.contains("Entry 3 of the audit is missing"), "{cut:?}");
    };
    std::fs::write(registry(&site), &old).unwrap();
    is_told(2, 0);
    // One is missing still, as many as were missing, more than were.
    for since in 1..=4 {
        site.run(&["audit", "export", "-"]).expect(0);
        is_told(2, since);
    }
    // The right one comes back; nothing of this is left. The older one was looked at, and is no other history either.
    let looked_at = std::fs::read(registry(&site)).unwrap();
    std::fs::write(registry(&site), &newest).unwrap();
    quiet(&site);
    site.run(&["audit", "verify"]).expect(0);
    site.add("Quatre");
    std::fs::write(registry(&site), &looked_at).unwrap();
    is_told(3, 4);
    let accepted = site.run(&["doctor", "--accept-registry", "--yes", "--json"]).expect(0);
    assert_eq!(accepted.object()["accepted"], "older");
    quiet(&site);
    site.run(&["audit", "verify"]).expect(0);
    site.add("Cinq");
    quiet(&site);
}

#[test]
fn another_history_another_home_and_another_machine_are_told_apart() {
    let site = Site::new();
    let other = Site::new();
    site.add("Un");
    other.add("Un");
    // Another registry with the same identifier but other entries: a copy that was used, put in place of the original.
    let twin = site.path("twin");
    copy(&site.home(), &twin);
    on(&twin, &["doctor", "--accept-registry", "--yes"]).expect(0);
    on(&twin, &add_args("Deux", &[])).expect(0);
    site.add("Trois");
    let id: String = Connection::open(registry(&site))
        .unwrap()
        .query_row("select value from host_setting where name = 'home'", [], |row| row.get(0))
        .unwrap();
    std::fs::write(registry(&site), std::fs::read(twin.join("registry.sqlite")).unwrap()).unwrap();
    held(&site.home(), "belongs to another data directory");
    by_hand(&site, &format!("update host_setting set value = '{id}' where name = 'home'"));
    held(&site.home(), "has another history");

    let mark = other.home().join("identity");
    let text = std::fs::read_to_string(&mark).unwrap();
    let mut moved: serde_json::Value = serde_json::from_str(&text).unwrap();
    if moved["machine"] != "" {
        moved["machine"] = "elsewhere".into();
        std::fs::write(&mark, moved.to_string()).unwrap();
        held(&other.home(), "on another machine");
        std::fs::write(&mark, text).unwrap();
        quiet(&other);
    }
}

#[test]
fn what_lies_beside_the_registry_may_be_lost_and_nobody_is_locked_out() {
    let site = Site::new();
    site.add("Un");
    let (run, head, mark) = (site.home().join("run"), site.home().join("run/head"), site.home().join("identity"));
    let breaks: [(&str, &dyn Fn()); 7] = [
        ("run/head", &|| std::fs::remove_file(&head).unwrap()),
        ("run/head", &|| std::fs::write(&head, "garbage").unwrap()),
        ("run/head", &|| std::fs::write(&head, "").unwrap()),
        ("run/head", &|| std::fs::remove_dir_all(&run).unwrap()),
        ("run/head", &|| {
            std::fs::remove_file(&head).unwrap();
            std::fs::create_dir(&head).unwrap();
        }),
        ("another data directory", &|| std::fs::remove_file(&mark).unwrap()),
        ("the file identity", &|| std::fs::write(&mark, "{").unwrap()),
    ];
    for (said, break_it) in breaks {
        break_it();
        held(&site.home(), said);
        site.run(&["doctor", "--accept-registry", "--yes"]).expect(0);
        quiet(&site);
    }
}

#[test]
fn what_happens_every_day_is_no_alarm() {
    let site = Site::new();
    site.add("Un");
    let head = site.home().join("run/head");
    let before = std::fs::read(&head).unwrap();
    site.add("Deux");
    // Killed between the commit and the head: the head is the older one.
    std::fs::write(&head, before).unwrap();
    quiet(&site);
    site.add("Trois");
    by_hand(&site, "vacuum; pragma wal_checkpoint(truncate);");
    quiet(&site);
    // A registry as an earlier version left it, and one whose adoption was interrupted.
    by_hand(&site, "delete from host_setting where name = 'home'");
    quiet(&site);
    by_hand(&site, "delete from host_setting where name = 'home'");
    std::fs::remove_file(site.home().join("identity")).unwrap();
    std::fs::remove_file(&head).unwrap();
    quiet(&site);
    assert!(site.home().join("identity").is_file() && head.is_file());
    copy(&site.home(), &site.path("twin"));
    held(&site.path("twin"), "is a copy");
}

#[test]
fn a6_an_audit_that_was_emptied_cut_or_begun_anew_is_found() {
    let site = Site::new();
    site.add("Un");
    let head = site.run(&["audit", "head"]).expect(0).stdout.trim().to_owned();
    site.run(&["audit", "verify", "--since", &head]).expect(0);
    site.add("Deux");
    site.run(&["audit", "verify", "--since", &head]).expect(0);
    let (entry, hash) = head.split_once(':').unwrap();
    let other = format!("{entry}:{}", hash.chars().rev().collect::<String>());
    let refused = site.run(&["audit", "verify", "--since", &other]).expect(4);
    assert!(refused.stderr.contains("Entry 2 of the audit was altered"), "{refused:?}");
    site.run(&["audit", "verify", "--since", &format!("9:{hash}")]).expect(4);
    site.run(&["audit", "verify", "--since", "2"]).expect(2);
    assert_eq!(site.run(&["audit", "head", "--json"]).expect(0).object()["entry"], 3);

    by_hand(&site, "delete from audit where id = 3");
    let cut = site.run(&["audit", "verify"]).expect(4);
    assert!(cut.stderr.contains("Entry 3 of the audit is missing"), "{cut:?}");
    let found = site.run(&["doctor", "--json"]).expect(3).json();
    assert!(found.iter().any(|line| line["finding"] == "audit-broken" && line["object"] == "3"), "{found:?}");
    by_hand(&site, "delete from audit");
    let emptied = site.run(&["audit", "verify"]).expect(4);
    assert!(emptied.stderr.contains("Entry 1 of the audit is missing"), "{emptied:?}");
    // Begun anew, and accepted by somebody who does not know better: the chain is whole, its beginning is not.
    site.run(&["doctor", "--accept-registry", "--yes"]).expect(0);
    let anew = site.run(&["audit", "verify"]).expect(4);
    assert!(anew.stderr.contains("Entry 1 of the audit was altered"), "{anew:?}");
}

#[test]
fn a7_of_two_that_initialise_at_once_one_wins_and_the_other_leaves_nothing() {
    let site = Site::empty();
    let begin = |login: &str| -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intendant"));
        command.args(["init", "--login", login, "--password-stdin"]).env_clear().env("HOME", site.path(""));
        command.env("LANG", "en_GB.UTF-8").env("INTENDANT_DATA_DIR", site.home());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), PASSWORD.as_bytes()).unwrap();
        child
    };
    let both = ["alice", "bruno"].map(|login| (login, begin(login)));
    let ended = both.map(|(login, child)| (login, child.wait_with_output().unwrap()));
    let won: Vec<_> = ended.iter().filter(|(_, output)| output.status.success()).map(|(login, _)| *login).collect();
    assert_eq!(won.len(), 1, "{ended:?}");
    let lost = ended.iter().find(|(_, output)| !output.status.success()).unwrap();
    assert_eq!(lost.1.status.code(), Some(4), "{lost:?}");
    assert!(!lost.1.stderr.is_empty());
    assert_eq!(site.run(&["webmaster", "list", "--json"]).expect(0).object()["login"], won[0]);
    site.run(&["doctor"]).expect(0);
    assert!(!site.home().join("registry.sqlite.new").exists());
    quiet(&site);
}

#[test]
fn init_waits_for_nobody_and_never_makes_a_second_registry_over_databases() {
    let site = Site::empty();
    std::fs::create_dir(site.home()).unwrap();
    std::fs::set_permissions(site.home(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let directory = std::fs::File::open(site.home()).unwrap();
    rustix::fs::flock(&directory, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let init = ["init", "--login", "alice", "--password-stdin"];
    let refused = site.run_with(&init, PASSWORD, &[]).expect(4);
    assert!(refused.stderr.contains("initialising this data directory at this moment"), "{refused:?}");
    assert_eq!(std::fs::read_dir(site.home()).unwrap().count(), 0, "nothing is left");
    drop(directory);

    let site = Site::new();
    site.add("Un");
    let (away, log) = (site.path("away"), site.home().join("registry.sqlite-wal"));
    std::fs::rename(registry(&site), &away).unwrap();
    let refused = site.run_with(&init, PASSWORD, &[]).expect(4);
    assert!(refused.stderr.contains("registry.sqlite) is missing"), "{refused:?}");
    std::fs::rename(&away, registry(&site)).unwrap();
    quiet(&site);

    // A log without its registry would be taken for the new one's.
    let site = Site::new();
    std::fs::remove_file(registry(&site)).unwrap();
    std::fs::write(site.home().join("registry.sqlite-wal"), "x").unwrap();
    site.run_with(&init, PASSWORD, &[]).expect(4);
    std::fs::remove_file(log.with_file_name("registry.sqlite-wal")).unwrap_or_default();
}
