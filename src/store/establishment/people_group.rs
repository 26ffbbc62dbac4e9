//! Groups of people, each with how many are in it.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::person::{PeopleGroup, PeopleGroupId};
use crate::domain::text::name_key;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

const COLUMNS: &str = "id, name, rev, (select count(*) from group_member where group_id = people_group.id), \
     (select count(*) from scope where kind = 'group' and key = cast(people_group.id as text))";

fn group(row: &Row<'_>) -> Result<PeopleGroup> {
    let (id, name) = (PeopleGroupId(row.get(0)?), row.get(1)?);
    Ok(PeopleGroup { id, name, rev: row.get(2)?, members: row.get(3)?, scopes: row.get(4)? })
}

/// Lists all of them by name, whatever its case and accents.
pub fn list(tx: &Tx<'_>) -> Result<Vec<PeopleGroup>> {
    tx.list(&format!("select {COLUMNS} from people_group order by name_key"), &[], group)
}

/// Counts them.
pub fn count(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from people_group", &[], |row| row.get(0))
}

/// Names all of them, without counting who is in them.
pub fn names(tx: &Tx<'_>) -> Result<Vec<(PeopleGroupId, String)>> {
    let sql = "select id, name from people_group order by name_key";
    tx.list(sql, &[], |row| Ok((PeopleGroupId(row.get(0)?), row.get(1)?)))
}

/// Finds one.
pub fn find(tx: &Tx<'_>, id: PeopleGroupId) -> Result<Option<PeopleGroup>> {
    tx.find(&format!("select {COLUMNS} from people_group where id = $1"), values![id.0], group)
}

/// Finds the one of a name, whatever its case, accents and spaces.
pub fn find_by_name(tx: &Tx<'_>, name: &str) -> Result<Option<PeopleGroup>> {
    tx.find(&format!("select {COLUMNS} from people_group where name_key = $1"), values![name_key(name)], group)
}

/// Lists who is in one, by id.
pub fn members(tx: &Tx<'_>, id: PeopleGroupId) -> Result<Vec<AccountId>> {
    let sql = "select account_id from group_member where group_id = $1 order by account_id";
    tx.list(sql, values![id.0], |row| row.get(0).map(AccountId))
}

/// Adds one with nobody in it, with an id that was never given before.
pub fn insert(tx: &Tx<'_>, name: &str) -> Result<PeopleGroupId> {
    let id = PeopleGroupId(next_id(tx, Counter::PeopleGroup)?);
    put(tx, id, name, 1)?;
    Ok(id)
}

/// Puts one that was deleted back, with its id and those who were in it; who is gone since is left out.
pub fn put_back(tx: &Tx<'_>, was: &PeopleGroup, members: &[AccountId]) -> Result<()> {
    put(tx, was.id, &was.name, was.rev + 1)?;
    let sql = "insert into group_member (group_id, account_id) select $1, id from account where id = $2";
    members.iter().try_for_each(|member| tx.execute(sql, values![was.id.0, member.0]).map(drop))
}

fn put(tx: &Tx<'_>, id: PeopleGroupId, name: &str, rev: i64) -> Result<()> {
    let sql = "insert into people_group (id, name, name_key, rev) values ($1, $2, $3, $4)";
    tx.execute(sql, values![id.0, name, name_key(name), rev])?;
    Ok(())
}

/// Gives one another name.
pub fn update(tx: &Tx<'_>, id: PeopleGroupId, name: &str) -> Result<()> {
    let sql = "update people_group set name = $1, name_key = $2, rev = rev + 1 where id = $3";
    tx.execute(sql, values![name, name_key(name), id.0])?;
    Ok(())
}

/// Deletes one; who was in it stays.
pub fn delete(tx: &Tx<'_>, id: PeopleGroupId) -> Result<()> {
    tx.execute("delete from people_group where id = $1", values![id.0])?;
    Ok(())
}
