//! A disk that is really full, and one that becomes read-only, in the middle of an export, of statistics and of a
//! deletion: it is said in words, nothing is lost, and what was stopped goes on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::apart::{Disk, apart, mount};
use crate::support::daemon::wait_for;
use crate::support::house::{House, told};

const LIMIT: Duration = Duration::from_mins(1);
/// What one export takes with its hash, in KiB.
const EXPORT_KIB: u64 = 100;
/// What an open registry takes beside itself, and its log of such a job, in KiB.
const LOG_KIB: u64 = 116;

/// A disk, and a house on it with so many establishments.
fn on_disk(folder: &Path, count: usize) -> (Disk, House) {
    let disk = Disk::new(folder, 64);
    let house = House::within(TempDir::new_in(folder).unwrap());
    house.import(count);
    (disk, house)
}

/// Takes all room, the program's own reserve included.
fn fill_up(disk: &Disk, house: &House) {
    disk.fill(0);
    // Whoever comes first is given the reserve, if it is still there.
    let _given = house.run(&["establishment", "list", "--limit", "1"]);
    disk.fill(0);
}

/// A command that the disk stops: exit code 1, and the words.
fn stopped(output: &Output, words: &str) {
    let said = told(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
    assert!(!said.contains("amaged"), "{said}");
}

/// Counts the files of a folder that end so.
fn count(folder: &Path, end: &str) -> usize {
    names(folder).iter().filter(|name| name.ends_with(end)).count()
}

fn names(folder: &Path) -> Vec<String> {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// How many targets of the first job are done; the others wait.
fn paused(house: &House, total: i64) -> i64 {
    let done = house.ask::<i64>("select done from job");
    let waiting = house.ask::<i64>("select waiting from job");
    assert_eq!(waiting, total - done, "failed: {}", house.ok(&["job", "show", "1", "--rows", "failed"]));
    assert_eq!(house.ask::<String>("select state from job"), "paused");
    done
}

/// Every export is whole and listed, told once by the audit, and nothing else is there.
fn exports(house: &House, expected: i64, action: &str) {
    let folder = house.data().join("exports");
    let files = usize::try_from(expected).unwrap();
    assert_eq!((count(&folder, ".sqlite"), count(&folder, ".sha256")), (files, files), "{:?}", names(&folder));
    assert_eq!(names(&folder).len() - count(&folder, ".csv"), 2 * files, "{:?}", names(&folder));
    assert_eq!(names(&house.data().join("aside")), Vec::<String>::new());
    assert_eq!(house.ask::<i64>("select count(*) from export"), expected);
    let told = format!("select count(distinct object_id), count(*) from audit where action = '{action}'");
    let counts = house.registry().query_row(&told, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(counts, (expected, expected));
    house.ok(&["export", "verify"]);
}

/// Everything fits together; that the disk is small is all that is found.
fn sound(house: &House) {
    let found = house.run(&["doctor", "--json"]);
    let lines = String::from_utf8_lossy(&found.stdout).into_owned();
    let codes: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["finding"].to_string())
        // The last line tells how thoroughly was looked.
        .filter(|finding| finding != "null")
        .collect();
    assert_eq!(codes, ["\"space-low\""], "{lines}");
    house.ok(&["audit", "verify"]);
}

/// Which files are there, and which ones they are.
fn identities(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    let found = std::fs::read_dir(folder).unwrap().flatten().filter_map(|entry| {
        let seen = entry.metadata().unwrap();
        let identity = (seen.ino(), seen.mtime(), seen.mtime_nsec());
        entry.path().extension().is_some_and(|end| end == "sqlite").then(|| (entry.path(), identity))
    });
    found.collect()
}

#[test]
fn s16_the_disk_fills_at_the_fourteenth_export_and_it_goes_on_there() {
    apart("disk::s16_the_disk_fills_at_the_fourteenth_export_and_it_goes_on_there", |folder| {
        let (disk, house) = on_disk(folder, 25);
        disk.fill(13 * EXPORT_KIB + LOG_KIB);
        stopped(&house.run(&["establishment", "export", "--all", "--json"]), "the disk is full");
        let done = paused(&house, 25);
        // Four are made at a time: those in the making took the room of as many.
        assert!((10..=13).contains(&done), "{done}");
        // Looking at what is whole takes room, too.
        disk.release();
        exports(&house, done, "establishment.export");
        let first = identities(&house.data().join("exports"));

        // Full again: it says so again, and what is there stays.
        fill_up(&disk, &house);
        stopped(&house.run(&["job", "resume", "1", "--json"]), "full");
        assert_eq!(identities(&house.data().join("exports")), first);

        disk.release();
        house.ok(&["job", "resume", "1"]);
        exports(&house, 25, "establishment.export");
        let all = identities(&house.data().join("exports"));
        assert!(first.iter().all(|(path, identity)| all.get(path) == Some(identity)), "it begins where it stopped");
        sound(&house);
    });
}

#[test]
fn s15_statistics_on_a_full_disk_stop_and_go_on() {
    apart("disk::s15_statistics_on_a_full_disk_stop_and_go_on", |folder| {
        let (disk, house) = on_disk(folder, 600);
        house.ok(&["establishment", "stats", "--save", "x"]);
        disk.fill(STATISTICS_KIB);
        stopped(&house.run(&["job", "start", "1"]), "the disk is full");
        let done = paused(&house, 600);
        assert!(done > 0 && done < 600 && done % 200 == 0, "it was in the middle: {done}");
        let complete = "select count(*) from statistics_snapshot where state = 'complete'";
        assert_eq!(house.ask::<i64>(complete), 0);

        fill_up(&disk, &house);
        stopped(&house.run(&["establishment", "stats"]), "full");
        stopped(&house.run(&["job", "resume", "1"]), "full");

        disk.release();
        assert_eq!(paused(&house, 600), done);
        house.ok(&["job", "resume", "1"]);
        assert_eq!(house.ask::<i64>(complete), 1);
        assert_eq!(house.ask::<i64>("select json_extract(totals, '$.establishments') from statistics_snapshot"), 600);
        assert_eq!(house.ask::<i64>("select count(*) from statistics_member"), 600);
        sound(&house);
    });
}

/// Room for the first 200 of 600, in KiB.
const STATISTICS_KIB: u64 = 300;

#[test]
fn s18_a_deletion_on_a_full_disk_stops_and_goes_on() {
    apart("disk::s18_a_deletion_on_a_full_disk_stops_and_goes_on", |folder| {
        let (disk, house) = on_disk(folder, 25);
        disk.fill(13 * EXPORT_KIB + LOG_KIB);
        let delete = ["establishment", "delete", "--all", "--yes", "--above-threshold"];
        stopped(&house.run(&delete), "the disk is full");
        let done = paused(&house, 25);
        assert!((9..=13).contains(&done), "{done}");
        exports(&house, done, "establishment.delete");
        let left = house.records(&["establishment", "list"]);
        assert_eq!(i64::try_from(left.len()).unwrap(), 25 - done);
        for one in &left {
            // Its database opens with its credential.
            house.ok(&["establishment", "administrators", &one["number"].to_string()]);
        }

        fill_up(&disk, &house);
        stopped(&house.run(&["job", "resume", "1"]), "full");

        disk.release();
        assert_eq!(house.records(&["establishment", "list"]), left);
        house.ok(&["job", "resume", "1"]);
        exports(&house, 25, "establishment.delete");
        assert_eq!(house.records(&["establishment", "list"]), Vec::<serde_json::Value>::new());
        assert_eq!(names(&house.data().join("establishments/000")), Vec::<String>::new());
        sound(&house);
        house.ok(&["job", "undo", "1"]);
        assert_eq!(house.records(&["establishment", "list"]).len(), 25);
    });
}

#[test]
fn a_disk_without_any_room_can_be_freed_from_inside() {
    apart("disk::a_disk_without_any_room_can_be_freed_from_inside", |folder| {
        let (disk, house) = on_disk(folder, 3);
        disk.fill(0);
        let found = told(&house.run(&["doctor"]));
        assert!(found.contains("almost full") && !found.contains("amaged"), "{found}");
        disk.fill(0);
        for command in [&["establishment", "list"][..], &["doctor"], &["establishment", "delete", "2", "--yes"]] {
            stopped(&house.run(command), "full");
        }
        disk.release();
        house.ok(&["establishment", "list"]);
        disk.fill(0);
        house.ok(&["establishment", "delete", "2", "--yes", "--above-threshold"]);
        disk.release();
        assert_eq!(house.records(&["establishment", "list"]).len(), 2);
        sound(&house);
    });
}

/// A packed file for a restore, with its hash beside it.
fn packed(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut hash = String::new();
    for byte in Sha256::digest(bytes) {
        write!(hash, "{byte:02x}").unwrap();
    }
    std::fs::write(folder.join(format!("{name}.sha256")), format!("{hash}  {name}\n")).unwrap();
    path
}

#[test]
fn what_unpacks_or_is_examined_without_the_room_for_it_leaves_nothing() {
    apart("disk::what_unpacks_or_is_examined_without_the_room_for_it_leaves_nothing", |folder| {
        let elsewhere = tempfile::tempdir().unwrap();
        let (disk, house) = on_disk(folder, 2);
        // A frame that says that it holds 100 MiB.
        let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0xe0];
        frame.extend((100_u64 << 20).to_le_bytes());
        frame.resize(10_000, 0);
        let path = packed(elsewhere.path(), "much.sqlite.zst", &frame);
        let refused = house.run(&["establishment", "restore", "--yes", path.to_str().unwrap()]);
        let said = told(&refused);
        assert_eq!(refused.status.code(), Some(4), "{said}");
        assert!(said.contains("100 MiB") && !said.contains("amaged"), "{said}");
        assert_eq!(names(&house.data().join("aside")), Vec::<String>::new());
        disk.fill(EXPORT_KIB);
        let found = told(&house.run(&["doctor", "--thorough"]));
        assert!(found.contains("full") && !found.contains("amaged"), "{found}");
        assert_eq!(names(&house.data().join("aside")), Vec::<String>::new());
        disk.release();
        sound(&house);
    });
}

/// Tells whether no thread of a process runs: what one is in the middle of would meet half of a mount.
fn is_stopped(process: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap().flatten();
    let mut states = threads.map(|thread| std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default());
    states.all(|stat| stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with('T')))
}

/// Makes the data directory read-only while a command is in the middle of its targets, lets it go on and end.
fn read_only_meanwhile(house: &House, arguments: &[&str], done: i64) -> Output {
    let mut command = house.command(arguments);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let process = Pid::from_child(&child);
    let far = || Ok((house.ask::<i64>("select coalesce(max(done), 0) from job") >= done).then_some(()));
    wait_for(LIMIT, "some of it to be done", far).unwrap();
    kill_process(process, Signal::STOP).unwrap();
    wait_for(LIMIT, "every thread to stop", || Ok(is_stopped(child.id()).then_some(()))).unwrap();
    let data = house.data();
    let data = data.to_str().unwrap();
    // What it has open stays as it is; whatever it opens, makes, renames or removes from now on is read-only.
    mount("mount", &["--bind", data, data]);
    mount("mount", &["-o", "remount,bind,ro", data]);
    kill_process(process, Signal::CONT).unwrap();
    let output = child.wait_with_output().unwrap();
    mount("umount", &[data]);
    output
}

#[test]
fn a_folder_that_becomes_read_only_stops_an_export_which_goes_on() {
    apart("disk::a_folder_that_becomes_read_only_stops_an_export_which_goes_on", |folder| {
        let (_disk, house) = on_disk(folder, 300);
        let output = read_only_meanwhile(&house, &["establishment", "export", "--all"], 32);
        stopped(&output, "is read-only");
        let done = paused(&house, 300);
        assert!((32..300).contains(&done), "{done}");
        house.ok(&["job", "resume", "1"]);
        exports(&house, 300, "establishment.export");
        sound(&house);
    });
}

#[test]
fn a_folder_that_becomes_read_only_stops_a_deletion_which_goes_on() {
    apart("disk::a_folder_that_becomes_read_only_stops_a_deletion_which_goes_on", |folder| {
        let (_disk, house) = on_disk(folder, 300);
        let delete = ["establishment", "delete", "--all", "--yes", "--above-threshold"];
        let output = read_only_meanwhile(&house, &delete, 32);
        stopped(&output, "is read-only");
        let done = paused(&house, 300);
        assert!((32..300).contains(&done), "{done}");
        house.ok(&["job", "resume", "1"]);
        exports(&house, 300, "establishment.delete");
        assert_eq!(house.ask::<i64>("select count(*) from establishment"), 0);
        sound(&house);
    });
}

#[test]
fn a_data_directory_on_a_read_only_disk_is_told_as_that() {
    apart("disk::a_data_directory_on_a_read_only_disk_is_told_as_that", |folder| {
        let (_disk, house) = on_disk(folder, 2);
        let data = house.data();
        let data = data.to_str().unwrap();
        mount("mount", &["--bind", data, data]);
        mount("mount", &["-o", "remount,bind,ro", data]);
        let verbs: [&[&str]; 5] = [
            &["establishment", "list"],
            &["doctor"],
            &["doctor", "--fix"],
            &["establishment", "delete", "1", "--yes"],
            &["establishment", "export", "1"],
        ];
        for verb in verbs {
            stopped(&house.run(verb), "is read-only");
            stopped(&house.run(&[verb, &["--lang", "fr"]].concat()), "en lecture seule");
        }
        mount("umount", &[data]);
        sound(&house);
    });
}

#[test]
fn folders_that_are_read_only_stop_exports_and_leave_statistics_alone() {
    apart("disk::folders_that_are_read_only_stop_exports_and_leave_statistics_alone", |folder| {
        let (_disk, house) = on_disk(folder, 5);
        let folders = ["exports", "establishments", "exchange"];
        for name in folders {
            let path = house.data().join(name);
            let path = path.to_str().unwrap();
            mount("mount", &["--bind", path, path]);
            mount("mount", &["-o", "remount,bind,ro", path]);
        }
        // Counting needs no right to write.
        let counted = house.records(&["establishment", "stats"]);
        assert_eq!(counted.last().unwrap()["totals"]["establishments"], 5);
        let file = house.data().join("exchange/figures.csv");
        stopped(&house.run(&["establishment", "stats", "--csv", file.to_str().unwrap()]), "is read-only");
        stopped(&house.run(&["establishment", "export", "--all"]), "is read-only");
        assert_eq!(paused(&house, 5), 0);
        assert_eq!(names(&house.data().join("exports")), Vec::<String>::new());
        for name in folders {
            mount("umount", &[house.data().join(name).to_str().unwrap()]);
        }
        house.ok(&["job", "resume", "1"]);
        exports(&house, 5, "establishment.export");
        sound(&house);
    });
}
