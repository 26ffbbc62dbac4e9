//! Names of a person that are made unreadable in what both databases have: jobs, their targets, sessions, the audit's rows.

use std::collections::{BTreeMap, HashSet};

use super::Tx;
use super::audit::AuditRow;
use super::job::{understood, written};
use crate::domain::account::AccountId;
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Selection, Task};
use crate::store::error::Result;
use crate::store::sql::values;

/// Whose names, and what stands in their place.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The account.
    pub account: AccountId,
    /// Its login.
    pub login: &'a str,
    /// Its address, or empty.
    pub email: &'a str,
    /// What stands there from now on.
    pub instead: &'a str,
}

/// Writes a text so that a pattern means it.
fn meant(text: &str) -> String {
    text.chars().flat_map(|sign| matches!(sign, '%' | '_' | '!').then_some('!').into_iter().chain([sign])).collect()
}

/// What a pattern looks for: a text as JSON writes it, whole.
fn pattern(text: &str) -> String {
    format!("%{}%", meant(&serde_json::to_string(text).unwrap_or_default()))
}

/// Blanks who authorised jobs; returns how many.
pub fn author(tx: &Tx<'_>, whose: Whose<'_>) -> Result<usize> {
    let sql = "update job set actor = $1, os_user = '', ssh_client = '', ssh_key = ''
        where actor_kind = 'person' and actor_id = $2 and actor = $3";
    tx.execute(sql, values![whose.instead, whose.account.0, whose.login])
}

/// Blanks what jobs on accounts keep of one: what it was called, and what undoing would give back; returns of how many
/// targets.
pub fn targets(tx: &Tx<'_>, whose: Whose<'_>) -> Result<usize> {
    let sql = "select job_id, position, state from job_target
        where job_id in (select id from job where kind like '%user-%')
            and (object = $1 or label = $2 or label like $3 escape '!'
                or given like $4 escape '!' or effect like $4 escape '!')
        order by job_id, position";
    let (own, label) = (whose.account.to_string(), format!("{} · %", meant(whose.login)));
    let found: Vec<(i64, i64, String)> =
        tx.list(sql, values![own, whose.login, label, pattern(whose.login)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let nothing = written("job_target.effect", &Effect::Nothing)?;
    let mut jobs = HashSet::new();
    for (job, position, state) in &found {
        let sql = "update job_target set label = $1, given = '', effect = $2 where job_id = $3 and position = $4";
        let effect = if state == "done" { nothing.as_str() } else { "" };
        tx.execute(sql, values![whose.instead, effect, job, position])?;
        jobs.insert(*job);
    }
    for job in jobs {
        named(tx, job, whose)?;
    }
    Ok(found.len())
}

/// Blanks what a job keeps of an account besides its targets: how it was named when it was chosen, and what was typed for it alone.
fn named(tx: &Tx<'_>, job: i64, whose: Whose<'_>) -> Result<()> {
    let sql = "select task, selection, (select count(*) from job_target where job_id = $1) from job where id = $1";
    let Some((task, selection, count)) =
        tx.find(sql, values![job], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<i64>(2)?)))?
    else {
        return Ok(());
    };
    let (own, is_alone) = (whose.account.to_string(), count == 1);
    let task = match understood("job.task", &task)? {
        Task::Act { act, .. } if is_alone => Task::Act { act, typed: Filled::default() },
        other => other,
    };
    let mut selection = understood("job.selection", &selection)?;
    match &mut selection {
        Selection::Rows { ids, names } => {
            for (_, name) in ids.iter().zip(names).filter(|(id, name)| **id == own || name.as_str() == whose.login) {
                whose.instead.clone_into(name);
            }
        }
        Selection::One(only) | Selection::Alone(only) if is_alone => {
            whose.instead.clone_into(&mut only.label);
            if !only.name.is_empty() {
                whose.instead.clone_into(&mut only.name);
            }
        }
        // What was looked for may be a name.
        Selection::Matching { filter, .. } if filter.to_lowercase().contains(whose.login) => {
            whose.instead.clone_into(filter);
        }
        _ => {}
    }
    let (task, selection) = (written("job.task", &task)?, written("job.selection", &selection)?);
    tx.execute("update job set task = $1, selection = $2 where id = $3", values![task, selection, job])?;
    Ok(())
}

/// Removes the sessions of a person of an establishment; returns how many.
pub fn sessions(tx: &Tx<'_>, account: AccountId) -> Result<usize> {
    tx.execute("delete from session where actor_kind = 'person' and actor_id = $1", values![account.0])
}

/// Names the rows of the audit that tell of a person: what they did, what was done to them, what holds their login or address.
pub fn entries(tx: &Tx<'_>, whose: Whose<'_>) -> Result<Vec<i64>> {
    let sql = "select id from audit where (actor_kind = 'person' and actor = $1)
            or (object_kind = 'account' and object_id = $1)
            or before like $2 escape '!' or after like $2 escape '!'
            or before like $3 escape '!' or after like $3 escape '!'
        order by id";
    let email = if whose.email.is_empty() { whose.login } else { whose.email };
    tx.list(sql, values![whose.login, pattern(whose.login), pattern(email)], |row| row.get(0))
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
