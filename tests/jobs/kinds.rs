//! Jobs in the registry and one by one in databases, under kills.

use std::collections::BTreeMap;

use crate::hammer::{TARGETS, always, undo, until_killed_enough};
use crate::support::faults::scratch_dir;
use crate::support::house::House;

/// All of them, as the registry counts.
pub(crate) const ALL: i64 = 500;

pub(crate) fn house() -> House {
    // A killed process loses nothing that it wrote: syncing to a disk would only take time.
    let house = House::within(scratch_dir());
    house.import(TARGETS);
    house
}

/// Every target of a job was done, none twice.
pub(crate) fn done(house: &House, id: &str) {
    let shown = house.records(&["job", "show", id]);
    let (done, state) = (shown[0]["done"].as_u64(), shown[0]["state"].as_str());
    let others = "select group_concat(position || ' ' || state || ' ' || reason, '; ') from job_target";
    let others = || house.ask::<Option<String>>(&format!("{others} where job_id = {id} and state <> 'done'"));
    assert_eq!((done, state), (Some(TARGETS as u64), Some("done")), "{:?} {shown:?}", others());
    let targets = format!("select count(*) from job_target where job_id = {id}");
    assert_eq!(house.ask::<i64>(&targets), ALL);
    assert_eq!(house.ask::<i64>(&format!("{targets} and state = 'done'")), ALL);
    let ended = format!("select count(*) from audit where action = 'job.end' and object_id = '{id}'");
    assert_eq!(house.ask::<i64>(&ended), 1);
}

/// Every target was done, and the audit tells each once for each job of this kind.
pub(crate) fn once(house: &House, id: &str, action: &str) {
    done(house, id);
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

/// Nothing is left over, everything fits together, and the audit's chain holds.
pub(crate) fn sound(house: &House) {
    let doctor = house.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", crate::support::house::told(&doctor));
    house.ok(&["audit", "verify"]);
    assert!(house.ask::<u32>("select count(*) from unfinished") == 0);
}

#[test]
fn blocks_and_unblocks_are_put_and_lifted_once() {
    let house = house();
    let block = always(&["establishment", "block", "--all", "--reason", "Travaux"]);
    let unblock = always(&["establishment", "unblock", "--all"]);
    let mut turn = 0;
    until_killed_enough(&house, (1, 400), &[&block, &unblock], |house, id| {
        let blocked = house.ask::<i64>("select count(*) from block");
        if turn % 2 == 0 {
            once(house, id, "establishment.block");
            assert_eq!(blocked, ALL);
        } else {
            once(house, id, "establishment.unblock");
            assert_eq!(blocked, 0);
        }
        turn += 1;
    });
    sound(&house);
}

#[test]
fn moves_and_their_undoing_happen_once() {
    let house = house();
    house.ok(&["zone", "add", "--name", "Ouest"]);
    let west = always(&["establishment", "move", "--all", "--zone", "2"]);
    let mut turn = 0;
    let jobs = until_killed_enough(&house, (5, 250), &[&west, &undo], |house, id| {
        done(house, id);
        turn += 1;
        let zone = if turn % 2 == 1 { 2 } else { 1 };
        let there = format!("select count(*) from establishment where zone_number = {zone}");
        assert_eq!(house.ask::<i64>(&there), ALL);
        let edits = "select count(*) from audit where action = 'establishment.edit'";
        assert_eq!(house.ask::<i64>(edits), ALL * turn);
        let each = "select count(distinct object_id) from audit where action = 'establishment.edit'";
        assert_eq!(house.ask::<i64>(each), ALL);
    });
    // A row's version tells how often it was written.
    let versions = format!("select count(*) from establishment where rev = {}", jobs + 1);
    assert_eq!(house.ask::<i64>(&versions), ALL);
    sound(&house);
}

#[test]
fn passwords_are_reset_once_and_mailed_once() {
    let house = house();
    let reset = always(&["establishment", "reset-password", "--all"]);
    let mut jobs = 0;
    until_killed_enough(&house, (2, 900), &[&reset], |house, id| {
        jobs += 1;
        once(house, id, "establishment.reset-password");
        assert_eq!(house.ask::<i64>("select count(*) from outbox where kind = 'reset'"), ALL * jobs);
    });
    sound(&house);
}

#[test]
fn statistics_count_everybody_once_in_one_snapshot() {
    let house = house();
    let mut jobs = 0;
    until_killed_enough(&house, (6, 250), &[&always(&["establishment", "stats"])], |house, id| {
        jobs += 1;
        done(house, id);
        let snapshots = "select count(*) from statistics_snapshot";
        assert_eq!(house.ask::<i64>(snapshots), jobs);
        assert_eq!(house.ask::<i64>(&format!("{snapshots} where state = 'complete' and job_id = {id}")), 1);
        let counted =
            format!("select json_extract(totals, '$.establishments') from statistics_snapshot where job_id = {id}");
        assert_eq!(house.ask::<i64>(&counted), ALL);
        let members = format!(
            "select count(*) from statistics_member m join statistics_snapshot s on s.id = m.snapshot_id \
             where s.job_id = {id}"
        );
        assert_eq!(house.ask::<i64>(&members), ALL);
    });
    // What did not change is kept once, however often it was counted.
    assert_eq!(house.ask::<i64>("select count(*) from statistics_line"), ALL);
    sound(&house);
}
