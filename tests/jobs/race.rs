//! Another process writes into the establishments' databases while a bulk deletion with exports goes over them: what was
//! acknowledged to it is in an export that is kept, or in a database that stays.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;

use rusqlite::{Connection, OpenFlags};

use crate::support::faults::scratch_dir;
use crate::support::house::{House, told};

const SCHOOLS: u32 = 120;

/// Opens a database as a program does that did not make it.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(std::time::Duration::ZERO)?;
    Ok(connection)
}

/// Writes once, and closes. Whatever fails was not acknowledged.
fn write(path: &Path, turn: u64) -> rusqlite::Result<()> {
    let connection = open(path)?;
    connection.execute("update account set last_name = $1 where id = 1", [format!("turn {turn}")])?;
    Ok(())
}

fn name_in(path: &Path) -> Option<String> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).ok()?;
    connection.query_row("select last_name from account where id = 1", [], |row| row.get(0)).ok()
}

#[test]
fn what_another_process_wrote_during_a_deletion_is_exported_or_stays() {
    let house = House::within(scratch_dir());
    house.import(SCHOOLS as usize);
    let database = |number: u32| house.data().join(format!("establishments/{:03}/{number}.sqlite", number / 1000));
    // This process is the other one.
    let mut command = house.command(&["establishment", "delete", "--all", "--yes", "--above-threshold"]);
    let mut deletion = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut acknowledged, mut turn, mut during) = (BTreeMap::new(), 0_u64, 0_u64);
    let ended = loop {
        let ended = deletion.try_wait().unwrap();
        // Every second one is left alone, so that there is something to take however fast this is.
        for number in (1..=SCHOOLS).step_by(2) {
            turn += 1;
            if write(&database(number), turn).is_ok() {
                acknowledged.insert(number, turn);
                during += u64::from(ended.is_none());
            }
        }
        if let Some(ended) = ended {
            break ended;
        }
    };
    let output = deletion.wait_with_output().unwrap();
    assert!(matches!(ended.code(), Some(0 | 3)), "{}", told(&output));
    assert!(during > 0, "it wrote while the deletion ran");
    let registry = house.registry();
    let stays = |number: u32| {
        let sql = "select count(*) from establishment where number = $1 and stage = 'active'";
        registry.query_row(sql, [number], |row| row.get::<_, u32>(0)).unwrap() == 1
    };
    let (mut kept, mut gone) = (0, 0);
    for (number, turn) in acknowledged {
        let there = if stays(number) {
            kept += 1;
            database(number)
        } else {
            gone += 1;
            let sql = "select file from export where establishment_number = $1 order by taken_at desc limit 1";
            house.data().join("exports").join(registry.query_row(sql, [number], |row| row.get::<_, String>(0)).unwrap())
        };
        assert_eq!(name_in(&there), Some(format!("turn {turn}")), "{number}: {}", there.display());
    }
    assert_eq!(house.ask::<u32>("select count(*) from unfinished"), 0, "{kept} stay, {gone} are gone");
    let left_alone: Vec<u32> = (2..=SCHOOLS).step_by(2).filter(|number| stays(*number)).collect();
    assert_eq!(left_alone, [0; 0], "what nobody wrote into is gone");
    drop(registry);
    house.ok(&["export", "verify"]);
    house.ok(&["audit", "verify"]);
}
