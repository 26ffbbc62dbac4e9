//! What the parts of scopes are called.

use super::super::error::Result;
use crate::domain::account::AccountId;
use crate::domain::administration::NamedPart;
use crate::domain::person::{PeopleGroupId, ScopePart};
use crate::store::establishment::{Tx, people_group, person_list};

/// Names the parts of some scopes; one whose account or group is gone is left out.
pub(super) fn named(tx: &Tx<'_>, scopes: &[(AccountId, ScopePart)]) -> Result<Vec<(AccountId, NamedPart)>> {
    let number = |part: &ScopePart| part.key.parse::<i64>().unwrap_or_default();
    let of = |kind: &'static str| {
        scopes.iter().filter(move |(_, part)| part.kind == kind).map(move |(_, part)| number(part))
    };
    let people: Vec<AccountId> = of("user").map(AccountId).collect();
    let logins = person_list::rows(tx, &people)?;
    let groups = if of("group").next().is_some() { people_group::names(tx)? } else { Vec::new() };
    let name = |part: &ScopePart| match part.kind.as_str() {
        "user" => Some(logins.iter().find(|one| one.id.0 == number(part))?.draft.login.clone()),
        "group" => Some(groups.iter().find(|(id, _)| *id == PeopleGroupId(number(part)))?.1.clone()),
        _ => Some(part.key.clone()),
    };
    let found = scopes.iter().filter_map(|(id, part)| Some((*id, NamedPart { part: part.clone(), name: name(part)? })));
    Ok(found.collect())
}
