//! Names of a person that are made unreadable in what both databases have: jobs, their targets, sessions, the audit's rows.
//!
//! Invariant: somebody is found by the account's id, and in fields that name accounts by what it was called then; a text that
//! happens to be alike elsewhere is left.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value as Json;

use super::Tx;
use super::audit::{ADMINISTRATOR, AuditRow, SUPPORT};
use super::job::{understood, written};
use crate::domain::account::AccountId;
use crate::domain::erased::{Names, Then};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Selection, Task};
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::sql::values;

/// The field of the audit that names whom a mail goes to.
const RECIPIENT: &str = "recipient";
/// The field with what was looked for, and that of a job with what its plan is called.
const FILTER: &str = "filter";
const NAME: &str = "name";
/// The field with why an establishment was blocked.
pub(in crate::store) const REASON: &str = "reason";
/// The field with a cell that was refused.
const VALUE: &str = "value";
/// The field that says into which file rows were taken.
const FILE: &str = "file";
/// The kind of a part of a scope that names an account.
const USER: &str = "user";

/// Whose names, and when a row was written, as they were called then.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The names.
    pub names: &'a Names,
    /// When.
    pub then: fn(&AuditRow) -> Then,
}

/// Writes a text so that a pattern means it.
fn meant(text: &str) -> String {
    text.chars().flat_map(|sign| matches!(sign, '%' | '_' | '!').then_some('!').into_iter().chain([sign])).collect()
}

/// What a pattern looks for: a field of JSON that is just this, which no text inside it looks like.
fn pattern(field: &str, value: &str) -> String {
    format!("%{}%", meant(&format!("\"{field}\":{value}")))
}

fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// Blanks who authorised jobs; returns how many.
pub fn author(tx: &Tx<'_>, names: &Names) -> Result<usize> {
    let sql = "update job set actor = $1, os_user = '', ssh_client = '', ssh_key = ''
        where actor_kind = 'person' and actor_id = $2";
    tx.execute(sql, values![names.instead(), names.account.0])
}

/// A target that may be of an account, or name it.
struct Found {
    job: i64,
    position: i64,
    /// Whether its object is the account's id rather than a line of a file.
    is_row: bool,
    label: String,
    at: Timestamp,
    is_done: bool,
}

/// Blanks what jobs on accounts keep of one: what it was called, and what undoing would give back; in targets of others, where
/// they name it. Returns of how many targets it was.
pub fn targets(tx: &Tx<'_>, names: &Names) -> Result<usize> {
    let own = names.account.to_string();
    // Of its acts; of lines of files, by what they made or were called; of others, whose scope it is in.
    let sql =
        "select job_id, position, object = $1 and kind not like '%user-import%' and kind not like '%user-add', label,
            created_at, job_target.state = 'done',
            object = $1 or given like $2 escape '!' or effect like $2 escape '!' or given like $3 escape '!'
                or effect like $3 escape '!' or given like $4 escape '!' or effect like $4 escape '!',
            label || ' ' || given || ' ' || effect || ' ' || forecast_reason || ' ' || reason
        from job_target join job on job.id = job_id where kind like '%user-%' order by job_id, position";
    let [number, text] = [&own, &quoted(&own)].map(|id| pattern("made", id));
    let part = pattern("key", &quoted(&own));
    let all = tx.list(sql, values![own, number, text, part], |row| {
        let found = Found {
            job: row.get(0)?,
            position: row.get(1)?,
            is_row: row.get(2)?,
            label: row.get(3)?,
            at: Timestamp(row.get(4)?),
            is_done: row.get(5)?,
        };
        Ok((found, row.get::<bool>(6)? || is_named(names, row.text(7)?)))
    })?;
    let is_called = |found: &Found| {
        let login = found.label.split(" · ").next().unwrap_or_default();
        !login.is_empty() && names.is_login(login, Then::At(found.at))
    };
    let mut whole: HashMap<i64, BTreeSet<i64>> = HashMap::new();
    for (found, may_tell) in &all {
        if (*may_tell || is_called(found)) && target(tx, names, found, is_called(found))? {
            whole.entry(found.job).or_default().insert(found.position);
        }
    }
    jobs(tx, names, &whole)?;
    Ok(whole.values().map(BTreeSet::len).sum())
}

/// Tells whether words stand in what is kept as JSON that name the account alone.
fn is_named(names: &Names, json: &str) -> bool {
    // Only what comes after a backslash could look like a part of a word, or hide one.
    let plain = json.replace("\\n", " ").replace("\\t", " ").replace('\\', "");
    names.out_of(&plain) != plain
}

/// Blanks a target; tells whether it is of the account.
fn target(tx: &Tx<'_>, names: &Names, found: &Found, is_called: bool) -> Result<bool> {
    let place = [found.job, found.position];
    let sql = "select given, effect, forecast_reason, reason from job_target where job_id = $1 and position = $2";
    let texts: [String; 4] =
        tx.get(sql, values![place[0], place[1]], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    let [given, effect, forecast, reason] = texts.map(|text| serde_json::from_str::<Json>(&text).unwrap_or_default());
    let of = made(&effect).or_else(|| made(&given));
    let is_own = found.is_row || of.map_or(is_called, |id| id == names.account);
    let text = |json: Json| if json.is_null() { String::new() } else { json.to_string() };
    if !is_own {
        let left = [given, effect, forecast, reason].map(|json| text(others(json, names, found.at)));
        let sql = "update job_target set label = $1, given = $2, effect = $3, forecast_reason = $4, reason = $5
            where job_id = $6 and position = $7";
        let [given, effect, forecast, reason] = left;
        let label = names.out_of(&found.label);
        tx.execute(sql, values![label, given, effect, forecast, reason, place[0], place[1]])?;
        return Ok(false);
    }
    let nothing = written("job_target.effect", &Effect::Nothing)?;
    let effect = if found.is_done { nothing.as_str() } else { "" };
    let [forecast, reason] = [forecast, reason].map(|json| text(wordless(json)));
    let sql = "update job_target set label = $1, given = '', effect = $2, forecast_reason = $3, reason = $4
        where job_id = $5 and position = $6";
    tx.execute(sql, values![names.instead(), effect, forecast, reason, place[0], place[1]])?;
    Ok(true)
}

/// The account that an act changed, or a line made.
fn made(json: &Json) -> Option<AccountId> {
    let left = json.get("left").or_else(|| json.pointer("/effect/left"))?;
    let id = left.pointer("/was/person/id").or_else(|| left.get("made"))?;
    id.as_i64().or_else(|| id.as_str()?.parse().ok()).map(AccountId)
}

/// Takes an account out of what is of others: parts of scopes, and what was typed for an account.
fn others(json: Json, names: &Names, at: Timestamp) -> Json {
    match json {
        Json::Object(mut fields) => {
            let part = |name: &str| fields.get("part").and_then(|part| part.get(name)).and_then(Json::as_str);
            if part("kind") == Some(USER) && part("key") == Some(names.account.to_string().as_str()) {
                fields.insert("name".to_owned(), names.instead().into());
            }
            let fields = fields.into_iter().map(|(field, value)| match value {
                Json::String(text) if is_scope(&field) => (field, names.out_of_scope(&text, Then::At(at)).into()),
                Json::String(text) if is_typed(&field) => (field, names.out_of(&text).into()),
                value => (field, others(value, names, at)),
            });
            Json::Object(fields.collect())
        }
        Json::Array(all) => all.into_iter().map(|one| others(one, names, at)).collect(),
        json => json,
    }
}

/// Takes what stood in a cell out of why it was refused.
fn wordless(json: Json) -> Json {
    match json {
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(field, value)| match value {
                Json::String(_) if field == VALUE => (field, "".into()),
                value => (field, wordless(value)),
            });
            Json::Object(fields.collect())
        }
        Json::Array(all) => all.into_iter().map(wordless).collect(),
        json => json,
    }
}

fn is_scope(field: &str) -> bool {
    [Field::Scope.name(), Field::ScopePart.name()].contains(&field)
}

/// The fields by which accounts are named, and that in which a cell stands that was refused.
fn is_typed(field: &str) -> bool {
    let fields = [Field::Login, Field::NewLogin, Field::LastName, Field::FirstName, Field::Email].map(Field::name);
    field == VALUE || fields.contains(&field)
}

/// Blanks what jobs keep of an account besides their targets: how it was named when it was chosen, what was typed for it alone,
/// and what people wrote who named a plan or looked for it.
fn jobs(tx: &Tx<'_>, names: &Names, targets: &HashMap<i64, BTreeSet<i64>>) -> Result<()> {
    let sql = "select id, name, task, selection, support, created_at, kind like '%user-%',
            (select count(*) from job_target where job_id = id)
        from job order by id";
    let all = tx.list(sql, &[], |row| {
        let texts: [String; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        Ok((row.get::<i64>(0)?, texts, Timestamp(row.get(5)?), row.get::<bool>(6)?, row.get::<i64>(7)?))
    })?;
    for (id, was, at, is_of_users, count) in all {
        let of = targets.get(&id).map_or(0, BTreeSet::len);
        let is_alone = of > 0 && i64::try_from(of) == Ok(count);
        let [name, task, selection, support] = &was;
        let task = match understood("job.task", task)? {
            Task::Act { act, .. } if is_alone => Task::Act { act, typed: Filled::default() },
            Task::Act { act, typed } => {
                let scope = typed.text(Field::ScopePart);
                let typed = match names.out_of_scope(&scope, Then::At(at)) {
                    left if left == scope => typed,
                    left => typed.with(Field::ScopePart, left),
                };
                Task::Act { act, typed }
            }
            other => other,
        };
        let selection = chosen(understood("job.selection", selection)?, names, is_of_users, is_alone);
        let [task, selection] = [written("job.task", &task)?, written("job.selection", &selection)?];
        let is = [names.out_of(name), task, selection, names.out_of(support)];
        if is != was {
            let [name, task, selection, support] = is;
            let sql = "update job set name = $1, task = $2, selection = $3, support = $4 where id = $5";
            tx.execute(sql, values![name, task, selection, support, id])?;
        }
    }
    Ok(())
}

/// Takes an account out of how the targets of a job were named.
fn chosen(mut selection: Selection, names: &Names, is_of_users: bool, is_alone: bool) -> Selection {
    let own = names.account.to_string();
    match &mut selection {
        Selection::Rows { ids, names: called } if is_of_users => {
            for (_, name) in ids.iter().zip(called).filter(|(id, _)| **id == own) {
                *name = names.instead();
            }
        }
        Selection::One(only) | Selection::Alone(only) if is_of_users && (only.id == own || is_alone) => {
            only.label = names.instead();
            if !only.name.is_empty() {
                only.name = names.instead();
            }
        }
        // What was looked for may be a name.
        Selection::Matching { filter, .. } => *filter = names.out_of_filter(filter),
        _ => {}
    }
    selection
}

/// Removes the sessions of a person of an establishment; returns how many.
pub fn sessions(tx: &Tx<'_>, account: AccountId) -> Result<usize> {
    tx.execute("delete from session where actor_kind = 'person' and actor_id = $1", values![account.0])
}

/// Names the rows of an establishment's audit that tell of a person: what they did, what was done to them, what names them as the
/// recipient of a mail or as a part of somebody's scope, or was typed by whoever looked for them.
pub fn entries(tx: &Tx<'_>, names: &Names) -> Result<Vec<i64>> {
    let mut found = BTreeSet::new();
    for login in done_by(tx, names)? {
        let sql = "select id from audit where actor_kind = 'person' and actor = $1";
        let ids: Vec<i64> = tx.list(sql, values![login], |row| row.get(0))?;
        found.extend(ids.into_iter().filter(|id| names.is_login(&login, Then::Entry(*id))));
    }
    for login in done_to(tx, names)? {
        let sql = "select id from audit where object_kind = 'account' and object_id = $1";
        let ids: Vec<i64> = tx.list(sql, values![login], |row| row.get(0))?;
        found.extend(ids.into_iter().filter(|id| names.is_login(&login, Then::Entry(*id))));
    }
    for email in names.emails.iter().filter(|email| names.is_email(email)) {
        let sql = "select id from audit where after like $1 escape '!'";
        found.extend(tx.list(sql, values![pattern(RECIPIENT, &quoted(email))], |row| row.get::<i64>(0))?);
    }
    for tenure in &names.logins {
        let scope = format!("%\"scope%{}%", meant(&format!("{USER}:{}", tenure.login)));
        let sql = "select id from audit where before like $1 escape '!' or after like $1 escape '!'";
        found.extend(tx.list(sql, values![scope], |row| row.get::<i64>(0))?);
    }
    // What people typed who looked for somebody, named a plan, or were there for support.
    let sql = "select id, object_kind, before, after from audit
        where after like $1 escape '!' or after like $2 escape '!'
            or object_kind = 'job' and (before like $3 escape '!' or after like $3 escape '!')";
    let typed = tx.list(sql, values![pattern(FILTER, ""), pattern(SUPPORT, ""), pattern(NAME, "")], |row| {
        Ok((row.get::<i64>(0)?, [row.get(1)?, row.get(2)?, row.get::<String>(3)?]))
    })?;
    let tells = |[kind, before, after]: &[String; 3]| {
        [before, after].into_iter().any(|text| is_told(text, kind, (names, Then::Entry(0))))
    };
    found.extend(typed.iter().filter(|(_, texts)| tells(texts)).map(|(id, _)| *id));
    Ok(found.into_iter().collect())
}

/// Lists the files into which somebody took rows of an establishment, and when, as its audit tells.
pub fn lists(tx: &Tx<'_>) -> Result<Vec<(String, Timestamp)>> {
    let sql = "select after, at from audit where object_kind = 'list' and after like $1 escape '!' order by id";
    let all: Vec<(String, i64)> = tx.list(sql, values![pattern(FILE, "")], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let file = |(after, at): (String, i64)| {
        let fields: Json = serde_json::from_str(&after).ok()?;
        Some((fields.get(FILE)?.as_str()?.to_owned(), Timestamp(at)))
    };
    Ok(all.into_iter().filter_map(file).collect())
}

/// The logins, as they were written, by which a person's acts may be told.
pub fn done_by(tx: &Tx<'_>, names: &Names) -> Result<Vec<String>> {
    let mut all: Vec<String> =
        tx.list("select distinct actor from audit where actor_kind = 'person' order by actor", &[], |row| row.get(0))?;
    all.retain(|login| names.had(login));
    Ok(all)
}

/// The logins, as they were written or typed, by which what was done to a person may be told.
pub fn done_to(tx: &Tx<'_>, names: &Names) -> Result<Vec<String>> {
    let sql = "select distinct object_id from audit where object_kind = 'account' order by object_id";
    let mut all: Vec<String> = tx.list(sql, &[], |row| row.get(0))?;
    all.retain(|login| names.had(login));
    Ok(all)
}

/// What is left of a row: when, what kind of act on what kind of thing; who acted, and what they did to others, unless it is the
/// person that is erased.
#[must_use]
pub fn left_of(row: AuditRow, whose: Whose<'_>) -> AuditRow {
    let (names, then) = (whose.names, (whose.then)(&row));
    let (is_by, is_about) = (
        row.actor_kind == "person" && names.is_login(&row.actor, then),
        row.object_kind == "account" && names.is_login(&row.object_id, then),
    );
    let kept = |is_gone: bool, text: String| if is_gone { String::new() } else { text };
    let told = |text: String| if is_about { "{}".to_owned() } else { left_in(text, &row.object_kind, names, then) };
    let (before, after) = (told(row.before), told(row.after));
    AuditRow {
        actor: if is_by { names.instead() } else { row.actor },
        os_user: kept(is_by, row.os_user),
        ssh_client: kept(is_by, row.ssh_client),
        ssh_key: kept(is_by, row.ssh_key),
        object_id: if is_about { names.instead() } else { row.object_id },
        object_label: if is_about { String::new() } else { names.out_of(&row.object_label) },
        before,
        after,
        ..row
    }
}

/// Tells whether somebody is named in what is told of something else.
#[must_use]
pub fn is_told(text: &str, object_kind: &str, (names, then): (&Names, Then)) -> bool {
    left_in(text.to_owned(), object_kind, names, then) != text
}

/// Takes a person out of what is told of something else, in the fields that name somebody or hold what people typed.
fn left_in(text: String, object_kind: &str, names: &Names, then: Then) -> String {
    let Ok(Json::Object(mut fields)) = serde_json::from_str(&text) else { return text };
    let mut is_changed = false;
    for (field, value) in &mut fields {
        let Some(was) = value.as_str() else { continue };
        let is = match field.as_str() {
            RECIPIENT if names.is_email(was) => names.instead(),
            ADMINISTRATOR if names.is_login(was, then) => names.instead(),
            field if is_scope(field) => names.out_of_scope(was, then),
            FILTER => names.out_of_filter(was),
            SUPPORT => names.out_of(was),
            REASON if object_kind == "establishment" => names.out_of(was),
            NAME if object_kind == "job" => names.out_of(was),
            _ => continue,
        };
        is_changed |= is != was;
        *value = is.into();
    }
    if is_changed { Json::Object(fields).to_string() } else { text }
}

/// Puts what is left of a row of the audit in its place; its hash stays.
pub fn put_entry(tx: &Tx<'_>, row: &AuditRow) -> Result<()> {
    let sql = "update audit set actor = $1, os_user = $2, ssh_client = $3, ssh_key = $4, object_id = $5,
            object_label = $6, before = $7, after = $8 where id = $9";
    tx.execute(
        sql,
        values![
            row.actor,
            row.os_user,
            row.ssh_client,
            row.ssh_key,
            row.object_id,
            row.object_label,
            row.before,
            row.after,
            row.id
        ],
    )?;
    Ok(())
}

/// Keeps the hash of what is left of a row, by the one that tells of it.
pub fn put_residue(tx: &Tx<'_>, (entry, by): (i64, i64), residue: &str) -> Result<()> {
    let sql = "insert into audit_erased (entry_id, erased_by, residue) values ($1, $2, $3)";
    tx.execute(sql, values![entry, by, residue])?;
    Ok(())
}

/// A row of the audit of which something is left, with the hash of that.
pub type Residue = (i64, String);

/// Lists the rows of which something is left, by the row that tells of it.
pub fn residues(tx: &Tx<'_>) -> Result<BTreeMap<i64, Vec<Residue>>> {
    let sql = "select erased_by, entry_id, residue from audit_erased order by erased_by, entry_id";
    let all: Vec<(i64, i64, String)> = tx.list(sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut found: BTreeMap<i64, Vec<Residue>> = BTreeMap::new();
    for (by, entry, residue) in all {
        found.entry(by).or_default().push((entry, residue));
    }
    Ok(found)
}

/// Forgets what was left by rows up to an identifier, which go.
pub fn forget_through(tx: &Tx<'_>, id: i64) -> Result<()> {
    tx.execute("delete from audit_erased where erased_by <= $1", values![id])?;
    Ok(())
}
