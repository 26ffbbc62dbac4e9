//! Several on one machine: whoever stalls, or is stopped, keeps nobody from working.

use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

use crate::site::Site;
use crate::support::daemon::wait_for;
use crate::support::house::House;
use crate::support::preload;

const LIMIT: Duration = Duration::from_secs(30);
/// What a pipe holds, in bytes, less what a program writes at once.
const PIPE: u64 = (1 << 16) - (1 << 13);

fn registry(site: &Site) -> rusqlite::Connection {
    rusqlite::Connection::open(site.home().join("registry.sqlite")).unwrap()
}

/// Adds many entries to the audit; how they are chained does not matter here.
fn fill(site: &Site, count: u32) {
    let sql = format!(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < {count})
         insert into audit select i + (select max(id) from audit), 1790000000, 'alice', 'webmaster', 'root', '', '',
             'zone.edit', 'zone', '1', printf('%0200d', i), '{{}}', '{{}}', printf('%064x', i) from n"
    );
    registry(site).execute_batch(&sql).unwrap();
}

/// Runs a command until hardly anything more fits into the pipe that it prints to, which nobody reads.
fn stalled(site: &Site, args: &[&str]) -> (Child, ChildStdout) {
    let mut child = site.command(args).stdout(Stdio::piped()).spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    wait_for(LIMIT, "a full pipe", || Ok((rustix::io::ioctl_fionread(&stdout)? >= PIPE).then_some(()))).unwrap();
    (child, stdout)
}

#[test]
fn a_reader_that_stops_keeps_nobodys_log() {
    let site = Site::new();
    fill(&site, 3_000);
    for args in [
        &["audit", "export", "-"][..],
        &["audit", "export", "-", "--format", "json"],
        &["audit", "list", "--limit", "3000", "--json"],
    ] {
        let (mut child, mut stdout) = stalled(&site, args);
        let other = registry(&site);
        other.execute_batch("update zone set name = name").unwrap();
        let busy: i64 = other.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0)).unwrap();
        assert_eq!(busy, 0, "{args:?}");
        assert_eq!(std::fs::metadata(site.home().join("registry.sqlite-wal")).unwrap().len(), 0, "{args:?}");
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        assert!(child.wait().unwrap().success(), "{args:?}");
    }
}

#[test]
fn what_comes_while_the_audit_is_exported_is_left_to_the_next_export() {
    let site = Site::new();
    fill(&site, 2_000);
    let last: i64 = registry(&site).query_row("select max(id) from audit", [], |row| row.get(0)).unwrap();
    let (mut child, mut stdout) = stalled(&site, &["audit", "export", "-", "--format", "json"]);
    site.run(&["zone", "add", "--name", "Bretagne"]).expect(0);
    let mut text = String::new();
    stdout.read_to_string(&mut text).unwrap();
    assert!(child.wait().unwrap().success());
    let read = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let found: Vec<_> = text.lines().map(read).map(|row| (row["id"].clone(), row["hash"].clone())).collect();
    let registry = registry(&site);
    let mut statement = registry.prepare("select id, hash from audit where id <= $1 order by id").unwrap();
    let text =
        |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?.to_string().into(), row.get::<_, String>(1)?.into()));
    let expected: Vec<_> = statement.query_map([last], text).unwrap().map(Result::unwrap).collect();
    assert_eq!(found, expected, "one unbroken piece of the chain, each entry once");
}

#[test]
fn a_stop_inside_a_change_waits_for_its_end() {
    let site = Site::new();
    // One that is at its end before it is told to stop has ended: then the next one is asked.
    let (name, pid, mut child) = (0..50)
        .find_map(|turn| {
            let name = format!("Bretagne {turn}");
            let mut command = site.command(&["zone", "add", "--name", &name]);
            command.env(preload::VARIABLE, preload::library("fault.c"));
            command
                .env("FAULT_ROOT", site.home().canonicalize().unwrap())
                .env("FAULT_AT", "1")
                .env("FAULT_KIND", "stop");
            // A group of its own, which its parent could continue: else the kernel drops the signal.
            let child = command.process_group(0).spawn().unwrap();
            let pid = Pid::from_child(&child);
            let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
            assert!(status.stopped() || status.exit_status() == Some(0), "{status:?}");
            status.stopped().then_some((name, pid, child))
        })
        .expect("one is stopped");
    // While it is stopped, another one writes, and the log can be emptied.
    site.run(&["zone", "add", "--name", "Ouest"]).expect(0);
    let busy: i64 = registry(&site).query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0)).unwrap();
    assert_eq!(busy, 0);
    kill_process(pid, Signal::CONT).unwrap();
    assert!(child.wait().unwrap().success());
    let zones = site.run(&["zone", "list", "--json"]).expect(0).json();
    assert_eq!(zones.iter().filter(|zone| zone["name"] == name.as_str() || zone["name"] == "Ouest").count(), 2);
}

#[test]
fn a8_doctor_beside_a_slow_restore_takes_nothing_of_what_it_makes() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1"]);
    let export = house.data().join("exports").join(house.ask::<String>("select file from export"));
    let database = house.data().join("establishments/000/1.sqlite");
    let login = |login: &str| {
        let connection = rusqlite::Connection::open(&database).unwrap();
        let had: String = connection.query_row("select login from account", [], |row| row.get(0)).unwrap();
        connection.execute("update account set login = $1", [login]).unwrap();
        had
    };
    let former = login("worked");
    let mut stops = 0;
    for at in (1..).step_by(20) {
        let mut command = house.command(&["establishment", "restore", "--replace", "--yes", export.to_str().unwrap()]);
        command.env(preload::VARIABLE, preload::library("fault.c"));
        command.env("FAULT_ROOT", house.data().canonicalize().unwrap());
        command.env("FAULT_AT", at.to_string()).env("FAULT_KIND", "stop");
        let mut child = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let pid = Pid::from_child(&child);
        let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
        if !status.stopped() {
            assert_eq!(status.exit_status(), Some(0));
            break;
        }
        stops += 1;
        // Whatever it sees, it leaves alone what a living process is at.
        let seen = house.run(&["doctor", "--fix", "--yes"]);
        assert!(matches!(seen.status.code(), Some(0 | 3)), "{seen:?}");
        kill_process(pid, Signal::CONT).unwrap();
        assert!(child.wait().unwrap().success(), "stopped at {at}");
        assert_eq!(login("worked"), former, "stopped at {at}: restored, as it says");
        house.ok(&["doctor"]);
    }
    assert!(stops > 3, "{stops}");
}

#[test]
fn what_belongs_to_another_user_is_told_as_that() {
    let site = Site::new();
    if !rustix::process::geteuid().is_root() {
        return;
    }
    // What root meets: private as it should be, and somebody else's.
    std::os::unix::fs::chown(site.home(), Some(1), None).unwrap();
    let told = site.run(&["zone", "list"]).expect(1).stderr;
    assert!(told.contains("belongs to daemon") && told.contains("chown") && !told.contains("chmod"), "{told}");
    std::os::unix::fs::chown(site.home(), Some(0), None).unwrap();
    std::os::unix::fs::chown(site.home().join("registry.sqlite"), Some(4_000_000_000), None).unwrap();
    let told = site.run(&["zone", "list"]).expect(1).stderr;
    assert!(told.contains("registry.sqlite belongs to 4000000000"), "{told}");
}

/// Options and arguments that name a file without a list of ours in it: what is read, rejects, and the log's own export,
/// which is a verb with an entry of its own.
const OTHERS: &[(&str, &str)] = &[
    ("", "config"),
    ("init", "smtp-secret-file"),
    ("init", "smtp-ca-file"),
    ("establishment mail", "attach"),
    ("establishment mail", "body"),
    ("establishment restore", "files"),
    ("establishment restore", "transfer"),
    ("establishment restore", "keys"),
    ("establishment import", "file"),
    ("department import", "file"),
    ("department import", "rejects"),
    ("group import", "file"),
    ("group import", "rejects"),
    ("user import", "file"),
    ("user import", "rejects"),
    ("access simulate", "file"),
    // Names among an establishment's own exports.
    ("backup restore", "named"),
    ("backup restore", "row"),
    ("backup show", "named"),
    ("backup show", "row"),
    ("backup verify", "row"),
    ("establishment import", "rejects"),
    ("template add", "body"),
    ("template edit", "body"),
    ("host edit", "smtp-secret-file"),
    ("host edit", "smtp-ca-file"),
    ("export show", "file"),
    ("export verify", "file"),
    ("audit export", "file"),
    // A name in the catalogue.
    ("doctor", "forget"),
];

/// Options that get a list; how one is made, which list, and what is asked of it.
const LISTS: &[(&str, &str, &[&str], &str, &str)] = &[
    ("establishment stats", "csv", &["establishment", "stats", "--filter", "école", "--csv"], "statistics", "école"),
    ("job show", "csv", &["job", "show", "1", "--rows", "done", "--csv"], "job 1", "rows:done"),
    ("plan show", "csv", &["plan", "show", "2", "--csv"], "job 2", ""),
];

fn files(command: &clap::Command, path: &str, found: &mut Vec<(String, String)>) {
    for arg in command.get_arguments() {
        let names_file = arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.as_str() == "FILE"));
        if names_file && (path.is_empty() || !arg.is_global_set()) {
            found.push((path.to_owned(), arg.get_id().to_string()));
        }
    }
    for below in command.get_subcommands() {
        files(below, format!("{path} {}", below.get_name()).trim_start(), found);
    }
}

#[test]
fn whoever_takes_a_list_away_is_in_the_audit() {
    use intendant::domain::language::Language;
    let words = intendant::i18n::Catalogue::new(Language::English);
    let mut found = Vec::new();
    files(&intendant::cli::command(&words), "", &mut found);
    let lists = LISTS.iter().map(|list| (list.0, list.1));
    let mut stated: Vec<_> = OTHERS.iter().copied().chain(lists).map(|(path, id)| (path.into(), id.into())).collect();
    // Every noun's list leaves by the same option.
    let described = intendant::nouns::ALL.map(|door| (door.noun().word(), door.noun().is_inside()));
    let nouns: Vec<_> = described.into_iter().chain([("plan", false)]).collect();
    stated.extend(nouns.iter().map(|(noun, _)| (format!("{noun} list"), "output".into())));
    found.sort();
    stated.sort();
    assert_eq!(found, stated, "a new file: is it read, or does a list leave by it?");

    let site = Site::new();
    site.add("École A");
    site.add("École B");
    site.run(&["establishment", "block", "1", "2", "--reason", "Loyer", "--yes"]).expect(0);
    site.run(&["establishment", "unblock", "1", "2", "--save", "later"]).expect(0);
    for (at, (_, _, args, list, filter)) in LISTS.iter().enumerate() {
        let file = site.path(&format!("{at}.csv"));
        site.run(&[args, &[file.to_str().unwrap()][..]].concat()).expect(0);
        let row = site.run(&["audit", "list", "--limit", "1", "--json"]).expect(0).object();
        assert_eq!((&row["action"], &row["object_id"]), (&"list.export".into(), &(*list).into()));
        let after = row["after"].clone();
        let mut expected = serde_json::json!({"entries": "2", "file": file.to_str().unwrap()});
        if !filter.is_empty() {
            expected["filter"] = (*filter).into();
        }
        assert_eq!(after, expected, "{list}");
        // What cannot be placed leaves no file, and no list without an entry.
        site.run(&[args, &[file.to_str().unwrap()][..]].concat()).expect(4);
    }
    for (noun, is_inside) in nouns {
        let place = if is_inside { &["--establishment", "1"][..] } else { &[] };
        let file = site.path(&format!("{noun}.csv"));
        site.run(&[&[noun, "list", "--output", file.to_str().unwrap()], place].concat()).expect(0);
        let last = [&["audit", "list", "--limit", "1", "--json"], place].concat();
        let row = site.run(&last).expect(0).object();
        let named = (&row["action"], &row["after"]["file"]);
        assert_eq!(named, (&"list.export".into(), &file.to_str().unwrap().into()), "{noun}");
    }
}
