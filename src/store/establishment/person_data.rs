//! All that an establishment's own database holds on one person but the password, as texts.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::erased::{Held, Names, Then};
use crate::domain::lockout::{code_mark, mark};
use crate::store::error::Result;
use crate::store::ledger::erased::{done_by, done_to};
use crate::store::sql::{Row, values};

/// Reads a row of texts, as many as there are columns.
fn texts<const COLUMNS: usize>(row: &Row<'_>) -> Result<Vec<String>> {
    (0..COLUMNS).map(|at| row.get::<String>(at)).collect()
}

/// A kind of rows, whose columns are called so.
fn kind(name: &'static str, columns: &'static [&'static str], rows: Vec<Vec<String>>) -> Held {
    Held { name, columns, rows }
}

/// Reads everything, kind by kind: by the account's id, and where a login alone is kept, by the one that it had then.
pub fn held(tx: &Tx<'_>, names: &Names) -> Result<Vec<Held>> {
    let account = names.account;
    let mut all = self::account(tx, account)?;
    all.push(former(tx, account)?);
    all.extend(who(tx, account)?);
    all.extend(traces(tx, names)?);
    all.extend(audited(tx, names)?);
    all.extend(teaching(tx, account)?);
    Ok(all)
}

fn former(tx: &Tx<'_>, account: AccountId) -> Result<Held> {
    let sql = "select login, last_name, first_name, email from former_name where account_id = $1 order by until_entry";
    let columns = &["login", "last_name", "first_name", "email"];
    Ok(kind("former_names", columns, tx.list(sql, values![account.0], texts::<4>)?))
}

fn account(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Held>> {
    let own = values![account.0];
    Ok(Vec::from([kind(
        "account",
        &[
            "id",
            "login",
            "last_name",
            "first_name",
            "email",
            "level",
            "category",
            "home_department",
            "language",
            "active",
            "pending",
            "expires_on",
            "created_at",
            "first_activity_at",
            "last_sign_in_at",
        ],
        tx.list(
            "select cast(id as text), login, last_name, first_name, email, level, category,
                home_department, language, cast(active as text), cast(pending as text),
                expires_on, cast(created_at as text),
                coalesce(cast(first_activity_at as text), ''),
                coalesce(cast(last_sign_in_at as text), '')
                from account
                where id = $1",
            own,
            texts::<15>,
        )?,
    )]))
}

fn who(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Held>> {
    let own = values![account.0];
    Ok(Vec::from([
        kind(
            "roles",
            &["role", "department", "valid_until"],
            tx.list(
                "select role, department, valid_until
                from account_role
                where account_id = $1
                order by role, department",
                own,
                texts::<3>,
            )?,
        ),
        kind(
            "groups",
            &["name"],
            tx.list(
                "select name
                from people_group
                where id in (select group_id
                from group_member
                where account_id = $1)
                order by name_key",
                own,
                texts::<1>,
            )?,
        ),
        kind(
            "profiles",
            &["name"],
            tx.list(
                "select name
                from profile
                where id in (select profile_id
                from account_profile
                where account_id = $1)
                order by name_key",
                own,
                texts::<1>,
            )?,
        ),
        kind(
            "scope",
            &["kind", "key", "name"],
            tx.list(
                "select kind, key, coalesce(
                (select login from account where kind = 'user' and cast(account.id as text) = key),
                (select name from people_group where kind = 'group' and cast(people_group.id as text) = key), '')
                from scope
                where account_id = $1
                order by kind, key",
                own,
                texts::<3>,
            )?,
        ),
    ]))
}

fn traces(tx: &Tx<'_>, names: &Names) -> Result<Vec<Held>> {
    let own = values![names.account.0];
    Ok(Vec::from([
        kind(
            "sessions",
            &["started_at", "last_seen_at", "ended_at", "end_reason", "os_user", "ssh_client", "ssh_key"],
            tx.list(
                "select cast(started_at as text), cast(last_seen_at as text), coalesce(cast(ended_at as text),
                ''), end_reason, os_user, ssh_client, ssh_key
                from session
                where actor_kind = 'person' and actor_id = $1
                order by id",
                own,
                texts::<7>,
            )?,
        ),
        kind("tries", &["ssh_key", "failures", "tries", "day_start"], tries(tx, names.account)?),
        kind(
            "waiting_mails",
            &["created_at", "to_name", "to_email", "subject"],
            tx.list(
                "select cast(created_at as text), to_name, to_email, subject
                from waiting_mail
                where account = $1
                order by created_at, message_id",
                own,
                texts::<4>,
            )?,
        ),
        kind(
            "jobs",
            &["id", "kind", "state", "created_at", "ended_at"],
            tx.list(
                "select cast(id as text), kind, state, cast(created_at as text),
                coalesce(cast(ended_at as text), '')
                from job
                where actor_kind = 'person' and actor_id = $1
                order by id",
                own,
                texts::<5>,
            )?,
        ),
    ]))
}

/// Tries to sign in, or to get a code.
fn tries(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Vec<String>>> {
    let sql = "select ssh_key, cast(failures as text), cast(tries as text), cast(day_start as text)
        from lockout where login in ($1, $2) order by login, ssh_key";
    tx.list(sql, values![mark(account), code_mark(account)], texts::<4>)
}

/// What somebody did, as the act and its time: what it was done to is others'. What was done to them is told whole.
fn audited(tx: &Tx<'_>, names: &Names) -> Result<Vec<Held>> {
    let (mut done, mut undergone) = (Vec::new(), Vec::new());
    for login in done_by(tx, names)? {
        let sql = "select cast(id as text), cast(at as text), action, object_kind
            from audit where actor_kind = 'person' and actor = $1 order by id";
        done.extend(theirs(names, &login, tx.list(sql, values![login], texts::<4>)?));
    }
    for login in done_to(tx, names)? {
        let sql = "select cast(id as text), cast(at as text), actor, action, before, after
            from audit where object_kind = 'account' and object_id = $1 order by id";
        undergone.extend(theirs(names, &login, tx.list(sql, values![login], texts::<6>)?));
    }
    Ok(Vec::from([
        kind("done", &["id", "at", "action", "object_kind"], done),
        kind("undergone", &["id", "at", "actor", "action", "before", "after"], undergone),
    ]))
}

/// Leaves of the entries that name a login those of the time when it was the account's.
fn theirs(names: &Names, login: &str, rows: Vec<Vec<String>>) -> impl Iterator<Item = Vec<String>> {
    let entry = |row: &Vec<String>| row.first().and_then(|id| id.parse().ok()).unwrap_or_default();
    rows.into_iter().filter(move |row| names.is_login(login, Then::Entry(entry(row))))
}

fn teaching(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Held>> {
    let own = values![account.0];
    Ok(Vec::from([
        kind(
            "grades",
            &["title", "mark", "hundredths", "entered_at"],
            tx.list(
                "select evaluation.title, mark, coalesce(cast(hundredths as text), ''), cast(entered_at as text)
                from grade
                join evaluation on evaluation.id = grade.evaluation_id
                where account_id = $1
                order by evaluation_id",
                own,
                texts::<4>,
            )?,
        ),
        kind(
            "grades_entered",
            &["title", "entered_at"],
            tx.list(
                "select evaluation.title, cast(entered_at as text)
                from grade
                join evaluation on evaluation.id = grade.evaluation_id
                where entered_by = $1
                order by evaluation_id, account_id",
                own,
                texts::<2>,
            )?,
        ),
        kind(
            "modules",
            &["code", "title"],
            tx.list(
                "select code, title
                from teaching_module
                where responsible_id = $1
                order by id",
                own,
                texts::<2>,
            )?,
        ),
        kind(
            "evaluations",
            &["title", "created_at"],
            tx.list(
                "select title, cast(created_at as text)
                from evaluation
                where created_by = $1
                order by id",
                own,
                texts::<2>,
            )?,
        ),
        kind(
            "enrolments",
            &["code", "name", "role", "status", "created_at", "completed_at"],
            tx.list(
                "select course.code, course.name, role, status, cast(enrolment.created_at as text),
                coalesce(cast(completed_at as text), '')
                from enrolment
                join course on course.id = enrolment.course_id
                where account_id = $1
                order by course_id, role",
                own,
                texts::<6>,
            )?,
        ),
    ]))
}
