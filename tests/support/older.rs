//! An establishment's database as an earlier version of the program left it.

use std::path::Path;

use rusqlite::{Connection, params};

/// Puts in a database's place one of schema 1 with the same establishment and administrators.
pub fn make_first(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let aside = path.with_extension("older");
    let older = Connection::open(&aside)?;
    let application: i64 = {
        let now = Connection::open(path)?;
        now.query_row("pragma application_id", [], |row| row.get(0))?
    };
    older.pragma_update(None, "application_id", application)?;
    older.pragma_update(None, "user_version", 1)?;
    older.execute_batch(include_str!("../../src/store/establishment/migrations/001_accounts.sql"))?;
    older.execute("attach database $1 as now", params![path.to_string_lossy()])?;
    older.execute_batch(
        "insert into main.identity select number, credential_hash, denomination, location, uai from now.identity;
             insert into main.account select id, login, last_name, first_name, email, level, active, expires_on,
                password, password_until, must_change, created_at, first_activity_at, last_sign_in_at, rev
                from now.account;
             insert into main.account_role select account_id, role, department from now.account_role;
             detach database now;",
    )?;
    drop(older);
    // It keeps the file's own mode.
    std::fs::write(path, std::fs::read(&aside)?)?;
    Ok(std::fs::remove_file(&aside)?)
}
