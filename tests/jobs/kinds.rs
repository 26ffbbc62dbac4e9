//! Each kind of job under kills.

use std::collections::BTreeMap;
use std::path::Path;

use crate::hammer::{TARGETS, until_killed_enough};
use crate::support::house::House;

fn house() -> House {
    let house = House::new();
    house.import(TARGETS);
    house
}

/// Every target was done, and the audit tells each once with this job.
fn once(house: &House, id: &str, action: &str) {
    let shown = house.records(&["job", "show", id]);
    let (done, state) = (shown[0]["done"].as_u64(), shown[0]["state"].as_str());
    assert_eq!((done, state), (Some(TARGETS as u64), Some("done")), "{shown:?}");
    let registry = house.registry();
    let mut told =
        registry.prepare("select object_id, count(*) from audit where action = $1 group by object_id").unwrap();
    let entries: BTreeMap<String, u32> =
        told.query_map([action], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert_eq!(entries.len(), TARGETS);
    let jobs = registry
        .query_row(
            "select count(*) from job where state = 'done' and kind = (select kind from job where id = $1)",
            [id],
            |row| row.get::<_, u32>(0),
        )
        .unwrap();
    assert!(entries.values().all(|count| *count == jobs), "{action}: {entries:?}");
}

fn sound(house: &House) {
    let doctor = house.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", crate::support::house::told(&doctor));
    house.ok(&["audit", "verify"]);
    assert!(house.ask::<u32>("select count(*) from unfinished") == 0);
}

#[test]
fn blocks_and_unblocks_are_put_and_lifted_once() {
    let house = house();
    let block = ["establishment", "block", "--filter", "", "--reason", "Travaux"];
    let unblock = ["establishment", "unblock", "--filter", ""];
    let mut turn = 0;
    until_killed_enough(&house, (1, 400), &[&block, &unblock], |house, id| {
        let blocked = house.ask::<i64>("select count(*) from block");
        if turn % 2 == 0 {
            once(house, id, "establishment.block");
            assert_eq!(blocked, i64::try_from(TARGETS).unwrap());
        } else {
            once(house, id, "establishment.unblock");
            assert_eq!(blocked, 0);
        }
        turn += 1;
    });
    sound(&house);
}

#[test]
fn passwords_are_reset_once_and_mailed_once() {
    let house = house();
    let reset = ["establishment", "reset-password", "--filter", ""];
    let mut jobs = 0;
    until_killed_enough(&house, (2, 900), &[&reset], |house, id| {
        jobs += 1;
        once(house, id, "establishment.reset-password");
        assert_eq!(
            house.ask::<i64>("select count(*) from outbox where kind = 'reset'"),
            i64::try_from(TARGETS * jobs).unwrap()
        );
    });
    sound(&house);
}

#[test]
fn deletions_are_done_once_and_each_left_its_export() {
    let house = house();
    let mut done = false;
    // There is nothing to delete twice: one job takes all the kills that it lasts for.
    let id = crate::hammer::plan(&house, &["establishment", "delete", "--filter", ""]);
    crate::hammer::hammer(&house, &id, &mut crate::hammer::Moments::new(4), 900);
    once(&house, &id, "establishment.delete");
    for row in house.records(&["job", "show", &id, "--rows", "done"]) {
        done = true;
        assert!(Path::new(row["export"].as_str().unwrap()).is_file(), "{row}");
    }
    assert!(done);
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 0);
    sound(&house);
}
