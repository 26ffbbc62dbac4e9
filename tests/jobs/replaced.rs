//! The registry is replaced, deleted or migrated while a job runs: it stops, and nothing goes into a file nobody sees.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;
use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::house::House;

const LIMIT: Duration = Duration::from_mins(2);

#[test]
fn a4_a_job_stops_when_its_registry_is_replaced_deleted_or_migrated() {
    let ways: [fn(&House); 3] = [
        |house| {
            let copy = house.folder().join("copy.sqlite");
            house.registry().execute("vacuum into $1", [copy.to_str().unwrap()]).unwrap();
            fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).unwrap();
            fs::rename(copy, house.data().join("registry.sqlite")).unwrap();
        },
        |house| fs::remove_file(house.data().join("registry.sqlite")).unwrap(),
        |house| house.registry().execute_batch("pragma user_version = 1000").unwrap(),
    ];
    for (at, way) in ways.into_iter().enumerate() {
        let house = House::new();
        house.import(600);
        let mut command = house.command(&["establishment", "export", "--all", "--yes"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        wait_for(LIMIT, "some of it to be done", || {
            Ok((house.ask::<i64>("select coalesce(max(done), 0) from job") >= 5).then_some(()))
        })
        .unwrap();
        way(&house);
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(5), "{at}: {said}");
        assert!(said.contains("leave and start again"), "{at}: {said}");
        if at == 0 {
            // The log that the job left beside it is the other file's: applied, it would make one of the two.
            let found = house.run(&["doctor"]);
            let found = String::from_utf8_lossy(&found.stdout).into_owned();
            // What the job did between the copying and the renaming is missing in the copy.
            assert!(found.contains("is a copy") || found.contains("is older than"), "{found}");
            assert!(!found.contains("damaged") && !found.contains("altered"), "{found}");
            assert_eq!(fs::read_dir(house.data().join("orphans")).unwrap().count(), 1);
            // What the path names is as the copy was, to the mark.
            let done = house.ask::<i64>("select done from job");
            assert!((5..600).contains(&done), "{done}");
            assert_eq!(house.ask::<i64>("select count(*) from job_target where state = 'done'"), done);
            assert_eq!(house.ask::<String>("select state from job"), "running");
            // It is a copy, so its job does not go on by itself.
            assert_eq!(house.run(&["job", "resume", "--all"]).status.code(), Some(4));
            house.ok(&["doctor", "--accept-registry", "--yes"]);
            house.ok(&["job", "resume", "--all"]);
            assert_eq!(house.ask::<i64>("select done from job"), 600);
        }
    }
}
