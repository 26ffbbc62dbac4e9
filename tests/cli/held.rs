//! A database that no row knows holds the school whose own one is missing: adopting it is advised only where that can be
//! done.

use std::fs;

use rusqlite::Connection;

use super::lineage::lives_as_17;
use super::schools::{add, database, login, run};

#[test]
fn a_database_that_cannot_be_adopted_is_not_said_to_be_the_way() {
    let wrong = "update account set level = 'king' where id = 1";
    for (how, why) in [("damaged", "it is damaged"), (wrong, "cannot have written")] {
        let house = lives_as_17("");
        let path = database(&house, 17);
        match how {
            "damaged" => {
                let connection = Connection::open(&path).unwrap();
                let page: i64 = connection
                    .query_row("select rootpage from sqlite_schema where name = 'account'", [], |row| row.get(0))
                    .unwrap();
                let size: i64 = connection.query_row("pragma page_size", [], |row| row.get(0)).unwrap();
                drop(connection);
                let mut bytes = fs::read(&path).unwrap();
                let at = usize::try_from((page - 1) * size).unwrap();
                bytes[at..at + usize::try_from(size).unwrap()].fill(0xff);
                fs::write(&path, bytes).unwrap();
            }
            sql => {
                let connection = Connection::open(&path).unwrap();
                connection.pragma_update(None, "ignore_check_constraints", true).unwrap();
                connection.execute_batch(sql).unwrap();
            }
        }
        let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
        assert!(said.contains("17.sqlite") && said.contains(why) && !said.contains("delete 7"), "{said}");
        assert!(!database(&house, 7).exists());
        // As it says.
        let _left = house.run(&["doctor", "--set-aside", "17", "--yes"]);
        house.ok(&["doctor", "--recreate", "7", "--yes"]);
        assert_eq!(login(&house, 7), "v1");
    }
}

#[test]
fn a_school_that_is_here_under_a_third_number_is_not_adopted_under_another() {
    let house = lives_as_17("");
    add(&house, 20, "Vingt", "");
    let known: String = house.ask("select hash from known_credential where establishment_number = 7");
    let sql = format!("insert into known_credential (hash, establishment_number, bond) values ('{known}', 20, 'own')");
    house.registry().execute_batch(&sql).unwrap();
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains("its school is here as number 20") && !said.contains("delete 7"), "{said}");
}
