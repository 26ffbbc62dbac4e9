//! Roles, each with how often somebody has it. An account's role is named by its name.

use super::Tx;
use crate::domain::act::Noun;
use crate::domain::person::{Role, RoleDraft, RoleId};
use crate::domain::text::name_key;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

/// How many of those who hold something are read by name: more than are shown, so that it is known that there are more.
pub(super) const HOLDERS_READ: u32 = 4;

const COLUMNS: &str = "id, name, permissions, shipped, rev, \
     (select count(*) from account_role where account_role.role = role.name)";

fn role(row: &Row<'_>) -> Result<Role> {
    Ok(Role {
        id: RoleId(row.get(0)?),
        draft: RoleDraft { name: row.get(1)?, permissions: permissions(row.text(2)?) },
        shipped: row.get(3)?,
        rev: row.get(4)?,
        holders: row.get(5)?,
        first_holders: Vec::new(),
    })
}

/// Adds the logins of the first who have it.
fn held(tx: &Tx<'_>, role: Role) -> Result<Role> {
    if role.holders == 0 {
        return Ok(role);
    }
    let sql = "select login from account where id in (select account_id from account_role where role = $1)
            order by login limit $2";
    let first_holders = tx.list(sql, values![role.draft.name, HOLDERS_READ], |row| row.get(0))?;
    Ok(Role { first_holders, ..role })
}

/// Reads words with spaces between.
pub(super) fn permissions(stored: &str) -> Vec<String> {
    stored.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Lists all of them by name, whatever its case and accents.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Role>> {
    let all = tx.list(&format!("select {COLUMNS} from role order by name_key"), &[], role)?;
    all.into_iter().map(|role| held(tx, role)).collect()
}

/// Counts them.
pub fn count(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from role", &[], |row| row.get(0))
}

/// Names all of them, without counting who has them.
pub fn names(tx: &Tx<'_>) -> Result<Vec<(RoleId, String)>> {
    tx.list("select id, name from role order by name_key", &[], |row| Ok((RoleId(row.get(0)?), row.get(1)?)))
}

/// Lists the names and permissions of all of them, without counting who has them.
pub fn defined(tx: &Tx<'_>) -> Result<Vec<RoleDraft>> {
    tx.list("select name, permissions from role order by id", &[], |row| {
        Ok(RoleDraft { name: row.get(0)?, permissions: permissions(row.text(1)?) })
    })
}

/// Finds one.
pub fn find(tx: &Tx<'_>, id: RoleId) -> Result<Option<Role>> {
    let found = tx.find(&format!("select {COLUMNS} from role where id = $1"), values![id.0], role)?;
    found.map(|role| held(tx, role)).transpose()
}

/// Finds the one of a name, whatever its case, accents and spaces.
pub fn find_by_name(tx: &Tx<'_>, name: &str) -> Result<Option<Role>> {
    let found = tx.find(&format!("select {COLUMNS} from role where name_key = $1"), values![name_key(name)], role)?;
    found.map(|role| held(tx, role)).transpose()
}

/// Adds one that did not come with the program, with an id that was never given before.
pub fn insert(tx: &Tx<'_>, draft: &RoleDraft) -> Result<RoleId> {
    let id = RoleId(next_id(tx, Counter::Of(Noun::Role))?);
    put(tx, &Role { id, draft: draft.clone(), shipped: false, holders: 0, first_holders: Vec::new(), rev: 1 })?;
    Ok(id)
}

/// Puts one that was deleted back, with its id.
pub fn put_back(tx: &Tx<'_>, was: &Role) -> Result<()> {
    put(tx, &Role { rev: was.rev + 1, ..was.clone() })
}

fn put(tx: &Tx<'_>, role: &Role) -> Result<()> {
    let sql = "insert into role (id, name, name_key, permissions, shipped, rev) values ($1, $2, $3, $4, $5, $6)";
    let Role { id, draft: RoleDraft { name, permissions }, shipped, rev, .. } = role;
    tx.execute(sql, values![id.0, name, name_key(name), permissions.join(" "), shipped, rev])?;
    Ok(())
}

/// Changes one; whoever has it has it under its new name.
pub fn update(tx: &Tx<'_>, was: &Role, draft: &RoleDraft) -> Result<()> {
    let sql = "update role set name = $1, name_key = $2, permissions = $3, rev = rev + 1 where id = $4";
    tx.execute(sql, values![draft.name, name_key(&draft.name), draft.permissions.join(" "), was.id.0])?;
    if was.draft.name != draft.name {
        tx.execute("update account_role set role = $1 where role = $2", values![draft.name, was.draft.name])?;
    }
    Ok(())
}

/// Deletes one that nobody has.
pub fn delete(tx: &Tx<'_>, id: RoleId) -> Result<()> {
    tx.execute("delete from role where id = $1", values![id.0])?;
    Ok(())
}
