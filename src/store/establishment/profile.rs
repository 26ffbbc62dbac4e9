//! Profiles, each with how many have it.

use super::Tx;
use super::role::{HOLDERS_READ, permissions};
use crate::domain::act::Noun;
use crate::domain::person::{Profile, ProfileDraft, ProfileId};
use crate::domain::text::name_key;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

const COLUMNS: &str =
    "id, name, permissions, rev, (select count(*) from account_profile where profile_id = profile.id)";

fn profile(row: &Row<'_>) -> Result<Profile> {
    Ok(Profile {
        id: ProfileId(row.get(0)?),
        draft: ProfileDraft { name: row.get(1)?, permissions: permissions(row.text(2)?) },
        rev: row.get(3)?,
        holders: row.get(4)?,
        first_holders: Vec::new(),
    })
}

/// Adds the logins of the first who have it.
fn held(tx: &Tx<'_>, profile: Profile) -> Result<Profile> {
    if profile.holders == 0 {
        return Ok(profile);
    }
    let sql = "select login from account where id in (select account_id from account_profile where profile_id = $1)
            order by login limit $2";
    let first_holders = tx.list(sql, values![profile.id.0, HOLDERS_READ], |row| row.get(0))?;
    Ok(Profile { first_holders, ..profile })
}

/// Lists all of them by name, whatever its case and accents.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Profile>> {
    let all = tx.list(&format!("select {COLUMNS} from profile order by name_key"), &[], profile)?;
    all.into_iter().map(|profile| held(tx, profile)).collect()
}

/// Counts them.
pub fn count(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from profile", &[], |row| row.get(0))
}

/// Finds one.
pub fn find(tx: &Tx<'_>, id: ProfileId) -> Result<Option<Profile>> {
    let found = tx.find(&format!("select {COLUMNS} from profile where id = $1"), values![id.0], profile)?;
    found.map(|profile| held(tx, profile)).transpose()
}

/// Finds the one of a name, whatever its case, accents and spaces.
pub fn find_by_name(tx: &Tx<'_>, name: &str) -> Result<Option<Profile>> {
    tx.find(&format!("select {COLUMNS} from profile where name_key = $1"), values![name_key(name)], profile)
}

/// Adds one, with an id that was never given before.
pub fn insert(tx: &Tx<'_>, draft: &ProfileDraft) -> Result<ProfileId> {
    let id = ProfileId(next_id(tx, Counter::Of(Noun::Profile))?);
    put(tx, id, draft, 1)?;
    Ok(id)
}

/// Puts one that was deleted back, with its id.
pub fn put_back(tx: &Tx<'_>, was: &Profile) -> Result<()> {
    put(tx, was.id, &was.draft, was.rev + 1)
}

fn put(tx: &Tx<'_>, id: ProfileId, draft: &ProfileDraft, rev: i64) -> Result<()> {
    let sql = "insert into profile (id, name, name_key, permissions, rev) values ($1, $2, $3, $4, $5)";
    tx.execute(sql, values![id.0, draft.name, name_key(&draft.name), draft.permissions.join(" "), rev])?;
    Ok(())
}

/// Changes one.
pub fn update(tx: &Tx<'_>, id: ProfileId, draft: &ProfileDraft) -> Result<()> {
    let sql = "update profile set name = $1, name_key = $2, permissions = $3, rev = rev + 1 where id = $4";
    tx.execute(sql, values![draft.name, name_key(&draft.name), draft.permissions.join(" "), id.0])?;
    Ok(())
}

/// Deletes one that nobody has.
pub fn delete(tx: &Tx<'_>, id: ProfileId) -> Result<()> {
    tx.execute("delete from profile where id = $1", values![id.0])?;
    Ok(())
}
