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

/// Returns what waits to be mailed to somebody and opens the account.
pub(crate) fn waiting_secret(path: &Path, login: &str) -> String {
    let connection = Connection::open(path).unwrap();
    connection.query_row("select secret from waiting_mail where login = $1", [login], |row| row.get(0)).unwrap()
}

/// Gives somebody another password, by hand.
pub(crate) fn spoil_password(path: &Path, login: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute("update account set password = 'x' where login = $1", [login]).unwrap();
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

/// Gives an account another status than anybody may give it: whether it is active, its day of expiry, whether it was used.
pub(crate) fn become_so(path: &Path, login: &str, (active, expires_on, used): (bool, &str, bool)) {
    let connection = Connection::open(path).unwrap();
    let at = used.then_some(1_700_000_000_i64);
    let sql = "update account set active = $1, expires_on = $2, first_activity_at = $3 where login = $4";
    connection.execute(sql, rusqlite::params![active, expires_on, at, login]).unwrap();
}

/// Takes the last name from an account, as older versions may have left it.
pub(crate) fn lose_name(path: &Path, login: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute("update account set last_name = '' where login = $1", [login]).unwrap();
}

/// Lets an account's person sit in a session, or in none.
pub(crate) fn connect(path: &Path, account: i64, is_connected: bool) {
    let connection = Connection::open(path).unwrap();
    connection.execute("delete from session where actor_id = $1", [account]).unwrap();
    if is_connected {
        let sql = "insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at,
                last_seen_at, end_reason) values ($1 + 1000, 'person', $1, 'x', '', '', '', 1, 1, '')";
        connection.execute(sql, [account]).unwrap();
    }
}

/// Counts a try to sign in by a login as it was typed.
pub(crate) fn lock(path: &Path, login: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute("insert into lockout values ($1, '=', 1, 1, 1, 1)", [login]).unwrap();
}

/// Has a person have added an account, as the audit tells it.
pub(crate) fn have_added(path: &Path, login: &str, added: &str) {
    let connection = Connection::open(path).unwrap();
    let sql = "update audit set actor_kind = 'person', actor = $1 where object_id = $2 and action = 'user.add'";
    assert_eq!(connection.execute(sql, [login, added]).unwrap(), 1);
}

/// Gives an account another level, whatever that leaves.
pub(crate) fn set_level(path: &Path, account: i64, level: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute("update account set level = $1 where id = $2", rusqlite::params![level, account]).unwrap();
}

/// Counts an account's profiles, and the parts of its scope.
pub(crate) fn administration(path: &Path, account: i64) -> (i64, i64) {
    let connection = Connection::open(path).unwrap();
    let sql = "select (select count(*) from account_profile where account_id = $1),
            (select count(*) from scope where account_id = $1)";
    connection.query_row(sql, [account], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// Adds a group of people, and a profile that an account has over another one.
pub(crate) fn group_and_profile(path: &Path, group: &str, (account, over): (i64, i64)) {
    let connection = Connection::open(path).unwrap();
    let sql = "insert into people_group (id, name, name_key, rev) values (1, $1, lower($1), 1)";
    connection.execute(sql, [group]).unwrap();
    let sql = "insert into profile (id, name, name_key, permissions, rev) values (1, 'Vie', 'vie', 'users.view', 1)";
    connection.execute(sql, []).unwrap();
    connection.execute("insert into account_profile (account_id, profile_id) values ($1, 1)", [account]).unwrap();
    let sql = "insert into scope (account_id, kind, key) values ($1, 'user', $2)";
    connection.execute(sql, rusqlite::params![account, over.to_string()]).unwrap();
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

/// What somebody may do to the audit of somebody erased, and whether it breaks the chain.
pub(crate) const TAMPERINGS: &[(&str, bool)] = &[
    ("update audit set at = at + 1 where action = 'user.edit'", true),
    ("update audit set actor = 'bob' where action = 'user.edit'", true),
    ("update audit_erased set residue = 'x' where entry_id = (select id from audit where action = 'user.edit')", true),
    ("delete from audit_erased", true),
    ("delete from audit where action = 'user.erase'", true),
    ("update audit set at = at where action = 'user.edit'", false),
    ("insert into audit_erased select id, id + 1, hash from audit where action = 'user.add'", false),
];

/// Does one of [`TAMPERINGS`].
pub(crate) fn tamper(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute(sql, []).unwrap();
}
