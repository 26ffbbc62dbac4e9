//! What other hands do to a database, for the tests of the rooms above.

use std::path::Path;

use rusqlite::Connection;

use crate::store::files;

/// Somebody who has a database for himself.
pub(crate) struct Holder {
    _connection: Connection,
}

/// Takes a database for himself until the value goes.
pub(crate) fn hold(path: &Path) -> Holder {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("begin exclusive").unwrap();
    Holder { _connection: connection }
}

/// Writes a copy over a database as `cp` does, once what lay beside it was removed.
pub(crate) fn write_over(path: &Path, copy: &[u8]) {
    for side in ["-wal", "-shm"] {
        std::fs::remove_file(files::with_suffix(path, side)).unwrap();
    }
    std::fs::write(path, copy).unwrap();
}

/// Lets everybody of an establishment have signed in at a moment.
pub(crate) fn sign_in(path: &Path, at: i64) {
    let connection = Connection::open(path).unwrap();
    connection.execute("update account set last_sign_in_at = $1", [at]).unwrap();
}

/// Lets a department have a semester.
pub(crate) fn teach(path: &Path, department: &str) {
    let connection = Connection::open(path).unwrap();
    let sql = "insert into semester (department_code, title, starts_on, ends_on, locked, rev)
        values ($1, 'S1', '2026-09-01', '2027-01-31', 0, 1)";
    connection.execute(sql, [department]).unwrap();
}

/// Lets the first administrator have a role in a department.
pub(crate) fn grant(path: &Path, role: &str, department: &str) {
    let connection = Connection::open(path).unwrap();
    let sql = "insert into account_role (account_id, role, department) values (1, $1, $2)";
    connection.execute(sql, [role, department]).unwrap();
}

/// Lets the first administrator be in every group, or in none.
pub(crate) fn join(path: &Path, is_in: bool) {
    let connection = Connection::open(path).unwrap();
    let sql =
        if is_in { "insert into group_member select id, 1 from people_group" } else { "delete from group_member" };
    connection.execute(sql, []).unwrap();
}

/// Returns the roles that somebody has, with their departments.
pub(crate) fn granted(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let sql = "select role || '_' || department from account_role order by 1";
    let mut found = connection.prepare(sql).unwrap();
    found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Has a role hold a word that nobody knows.
pub(crate) fn spoil_role(path: &Path, role: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute("update role set permissions = 'ScoView Fly' where name = $1", [role]).unwrap();
}

/// Lets somebody sit in a session since a moment, and somebody else have tried to sign in then.
pub(crate) fn sit(path: &Path, session: i64, at: i64) {
    let connection = Connection::open(path).unwrap();
    let sql = "insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at,
            last_seen_at, end_reason) values ($1, 'account', 1, 'lea', '', '', '', $2, $2, '')";
    connection.execute(sql, [session, at]).unwrap();
    let sql = "insert into lockout values ('lea' || $1, '=', 5, 5, $2, $2)";
    connection.execute(sql, [session, at]).unwrap();
    let sql = "insert into counter values ('session', $1) on conflict (name) do update set last = excluded.last";
    connection.execute(sql, [session]).unwrap();
}

/// Makes a file of keys as `age-keygen` does. Gives the public key.
pub(crate) fn make_keys(path: &Path) -> String {
    use age::secrecy::ExposeSecret as _;
    let key = age::x25519::Identity::generate();
    std::fs::write(path, format!("# made for a test\n{}\n", key.to_string().expose_secret())).unwrap();
    key.to_public().to_string()
}

/// Has no process have any job: as in another file that was put in the place of a database.
pub(crate) fn lose_jobs(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute("update job set state = 'paused', owner = ''", []).unwrap();
}

/// Makes an audit's hashes what is no text.
pub(crate) fn spoil_audit(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("pragma ignore_check_constraints = on").unwrap();
    connection.execute("update audit set hash = cast(x'ff' as text)", []).unwrap();
}

/// Refuses whatever is to be removed from a table.
pub(crate) fn refuse_removal(path: &Path, table: &str) {
    let connection = Connection::open(path).unwrap();
    let sql = format!("create trigger planted before delete on {table} begin select raise(abort, 'refused'); end");
    connection.execute_batch(&sql).unwrap();
}
