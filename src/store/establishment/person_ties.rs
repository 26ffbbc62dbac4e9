//! What is tied to accounts: roles, groups, profiles, and what these hold over. Each change of it is one of the account.

use super::person::day;
use super::some_ids::{MOST, SOME, padded};
use super::{Tx, department};
use crate::domain::account::AccountId;
use crate::domain::day::optional;
use crate::domain::person::{HeldRole, PeopleGroupId, PersonTies, ProfileId, ScopePart};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

fn held(row: &Row<'_>) -> Result<HeldRole> {
    Ok(HeldRole {
        role: row.get(1)?,
        department: row.get(2)?,
        valid_until: day(row.text(3)?, "account_role.valid_until")?,
    })
}

/// Lists the roles of some accounts, whether they still hold or not, by account, role and department.
pub fn roles(tx: &Tx<'_>, ids: &[AccountId]) -> Result<Vec<(AccountId, HeldRole)>> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST) {
        let sql = format!(
            "select account_id, role, department, valid_until from account_role where account_id in ({SOME})
                order by account_id, role, department"
        );
        found.extend(tx.list(&sql, &padded(some), |row| Ok((AccountId(row.get(0)?), held(row)?)))?);
    }
    Ok(found)
}

/// Lists the roles of one.
pub fn roles_of(tx: &Tx<'_>, id: AccountId) -> Result<Vec<HeldRole>> {
    let sql = "select account_id, role, department, valid_until from account_role where account_id = $1
        order by role, department";
    tx.list(sql, values![id.0], held)
}

/// Lists the groups of one, with their names, by name.
pub fn groups_of(tx: &Tx<'_>, id: AccountId) -> Result<Vec<(PeopleGroupId, String)>> {
    let sql = "select group_id, name from group_member join people_group on people_group.id = group_id
        where account_id = $1 order by name_key";
    tx.list(sql, values![id.0], |row| Ok((PeopleGroupId(row.get(0)?), row.get(1)?)))
}

/// Lists the profiles of one, with their names, by name.
pub fn profiles_of(tx: &Tx<'_>, id: AccountId) -> Result<Vec<(ProfileId, String)>> {
    let sql = "select profile_id, name from account_profile join profile on profile.id = profile_id
        where account_id = $1 order by name_key";
    tx.list(sql, values![id.0], |row| Ok((ProfileId(row.get(0)?), row.get(1)?)))
}

/// Lists the groups of some accounts, with their names, by account and name.
pub fn groups(tx: &Tx<'_>, ids: &[AccountId]) -> Result<Vec<(AccountId, PeopleGroupId, String)>> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST) {
        let sql = format!(
            "select account_id, group_id, name from group_member join people_group on people_group.id = group_id
                where account_id in ({SOME}) order by account_id, name_key"
        );
        found.extend(
            tx.list(&sql, &padded(some), |row| Ok((AccountId(row.get(0)?), PeopleGroupId(row.get(1)?), row.get(2)?)))?,
        );
    }
    Ok(found)
}

/// Lists the profiles of some accounts, with their names, by account and name.
pub fn profiles(tx: &Tx<'_>, ids: &[AccountId]) -> Result<Vec<(AccountId, ProfileId, String)>> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST) {
        let sql = format!(
            "select account_id, profile_id, name from account_profile join profile on profile.id = profile_id
                where account_id in ({SOME}) order by account_id, name_key"
        );
        found.extend(
            tx.list(&sql, &padded(some), |row| Ok((AccountId(row.get(0)?), ProfileId(row.get(1)?), row.get(2)?)))?,
        );
    }
    Ok(found)
}

/// Lists the parts of the scope of some accounts, by account, kind and key.
pub fn scopes(tx: &Tx<'_>, ids: &[AccountId]) -> Result<Vec<(AccountId, ScopePart)>> {
    let mut found = Vec::new();
    for some in ids.chunks(MOST) {
        let sql = format!(
            "select account_id, kind, key from scope where account_id in ({SOME}) order by account_id, kind, key"
        );
        found.extend(tx.list(&sql, &padded(some), |row| {
            Ok((AccountId(row.get(0)?), ScopePart { kind: row.get(1)?, key: row.get(2)? }))
        })?);
    }
    Ok(found)
}

/// Reads all that is tied to an account.
pub fn of(tx: &Tx<'_>, id: AccountId) -> Result<PersonTies> {
    Ok(PersonTies {
        roles: roles_of(tx, id)?,
        groups: groups_of(tx, id)?.into_iter().map(|(group, _)| group).collect(),
        profiles: profiles_of(tx, id)?.into_iter().map(|(profile, _)| profile).collect(),
        scope: scopes(tx, &[id])?.into_iter().map(|(_, part)| part).collect(),
    })
}

/// Lists the accounts that have a role somewhere, whether it still holds or not.
pub fn holders(tx: &Tx<'_>, role: &str) -> Result<Vec<AccountId>> {
    let sql = "select distinct account_id from account_role where role = $1 order by account_id";
    tx.list(sql, values![role], |row| Ok(AccountId(row.get(0)?)))
}

/// Lists the accounts that are no Users by their level.
pub fn leveled(tx: &Tx<'_>) -> Result<Vec<AccountId>> {
    let sql = "select id from account where level <> 'user' order by id";
    tx.list(sql, values![], |row| Ok(AccountId(row.get(0)?)))
}

/// Ties to an account what was tied to it; groups, profiles and departments that are gone are left out.
pub(super) fn put(tx: &Tx<'_>, id: AccountId, ties: &PersonTies) -> Result<()> {
    for held in &ties.roles {
        if held.department.is_empty() || department::is_there(tx, &held.department)? {
            put_role(tx, id, held)?;
        }
    }
    for group in &ties.groups {
        let sql = "insert into group_member (group_id, account_id) select id, $1 from people_group where id = $2";
        tx.execute(sql, values![id.0, group.0])?;
    }
    for profile in &ties.profiles {
        let sql = "insert into account_profile (account_id, profile_id) select $1, id from profile where id = $2";
        tx.execute(sql, values![id.0, profile.0])?;
    }
    for part in &ties.scope {
        if part.kind == "department" && !department::is_there(tx, &part.key)? {
            continue;
        }
        let sql = "insert into scope (account_id, kind, key) values ($1, $2, $3)";
        tx.execute(sql, values![id.0, part.kind, part.key])?;
    }
    Ok(())
}

fn put_role(tx: &Tx<'_>, id: AccountId, held: &HeldRole) -> Result<()> {
    let sql = "insert into account_role (account_id, role, department, valid_until) values ($1, $2, $3, $4)
        on conflict (account_id, role, department) do update set valid_until = excluded.valid_until";
    tx.execute(sql, values![id.0, held.role, held.department, optional::text(held.valid_until)])?;
    Ok(())
}

/// Has an account be another one than it was.
fn touch(tx: &Tx<'_>, id: AccountId) -> Result<()> {
    tx.execute("update account set rev = rev + 1 where id = $1", values![id.0])?;
    Ok(())
}

/// Gives an account a role, or another end to one that it has.
pub fn grant(tx: &Tx<'_>, id: AccountId, held: &HeldRole) -> Result<()> {
    put_role(tx, id, held)?;
    touch(tx, id)
}

/// Takes a role in one department, or the one that holds in all of them, from an account.
pub fn revoke(tx: &Tx<'_>, id: AccountId, role: &str, department: &str) -> Result<()> {
    let sql = "delete from account_role where account_id = $1 and role = $2 and department = $3";
    tx.execute(sql, values![id.0, role, department])?;
    touch(tx, id)
}

/// Takes an account into a group.
pub fn join(tx: &Tx<'_>, id: AccountId, group: PeopleGroupId) -> Result<()> {
    let sql = "insert into group_member (group_id, account_id) values ($1, $2)
        on conflict (group_id, account_id) do nothing";
    tx.execute(sql, values![group.0, id.0])?;
    touch(tx, id)
}

/// Takes an account out of a group.
pub fn leave(tx: &Tx<'_>, id: AccountId, group: PeopleGroupId) -> Result<()> {
    tx.execute("delete from group_member where group_id = $1 and account_id = $2", values![group.0, id.0])?;
    touch(tx, id)
}

/// Gives an account the profiles and the scope back that it had, without profiles that are gone since.
pub fn put_administration_back(tx: &Tx<'_>, id: AccountId, was: &PersonTies) -> Result<()> {
    let ties = PersonTies { profiles: was.profiles.clone(), scope: was.scope.clone(), ..PersonTies::default() };
    put(tx, id, &ties)?;
    touch(tx, id)
}

/// Gives an account these profiles over this scope, and no others.
pub fn set_administration(tx: &Tx<'_>, id: AccountId, (profiles, scope): (&[ProfileId], &[ScopePart])) -> Result<()> {
    for sql in ["delete from account_profile where account_id = $1", "delete from scope where account_id = $1"] {
        tx.execute(sql, values![id.0])?;
    }
    for profile in profiles {
        let sql = "insert into account_profile (account_id, profile_id) values ($1, $2)";
        tx.execute(sql, values![id.0, profile.0])?;
    }
    for part in scope {
        let sql = "insert into scope (account_id, kind, key) values ($1, $2, $3)";
        tx.execute(sql, values![id.0, part.kind, part.key])?;
    }
    touch(tx, id)
}
