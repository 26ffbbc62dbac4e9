//! What makes a Power User: profiles given and taken, and the scope over which they hold.

use super::super::clock::Moment;
use super::super::deed::{Applied, Deed, Undo};
use super::super::error::Result;
use super::super::permitted::record;
use super::facts::{Facts, Users};
use super::guards::refused;
use super::named::{part, profile_id};
use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::administration::{NamedPart, TypedPart, typed_profiles, typed_scope};
use crate::domain::field::Field;
use crate::domain::job::{Danger, Reason};
use crate::domain::person::{PeopleGroupId, PersonTies, ProfileId, ScopePart};
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::rights::level::{Level, PROFILES_MAX};
use crate::domain::text::name_key;
use crate::domain::user::User;
use crate::store::establishment::{Tx, person_ties};

/// Most parts of one scope.
const PARTS_MAX: usize = 200;

/// Gives profiles.
pub const ASSIGN_PROFILE: Deed<Users> = Deed {
    act: Act::USER_ASSIGN_PROFILE,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        may(row, facts).or_else(|| {
            let wanted = typed_profiles(typed).ok()?;
            let new = wanted.iter().filter(|name| !has(row, name)).count();
            let there = row.profiles.len();
            let is_full = there + new > PROFILES_MAX;
            is_full.then(|| limit(PROFILES_MAX, there)).or((new == 0).then_some(Reason::NoChange))
        })
    },
    apply: |tx, (permit, moment), row, typed| {
        let mut profiles: Vec<ProfileId> = row.profiles.iter().map(|(id, _)| *id).collect();
        for name in typed_profiles(typed)?.iter().filter(|name| !has(row, name)) {
            profiles.push(profile_id(tx, (permit.by(), moment.now), name)?);
        }
        profiles.sort_unstable();
        profiles.dedup();
        set(tx, row, (&profiles, &parts(&row.scope)))
    },
    undo: BACK,
};

/// Takes profiles away.
pub const WITHDRAW_PROFILE: Deed<Users> = Deed {
    act: Act::USER_WITHDRAW_PROFILE,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        may(row, facts).or_else(|| {
            let wanted = typed_profiles(typed).ok()?;
            (!wanted.iter().any(|name| has(row, name))).then_some(Reason::NoChange)
        })
    },
    apply: |tx, _, row, typed| {
        let wanted = typed_profiles(typed)?;
        let is_meant = |name: &str| wanted.iter().any(|wanted| name_key(wanted) == name_key(name));
        let left = row.profiles.iter().filter(|(_, name)| !is_meant(name)).map(|(id, _)| *id);
        set(tx, row, (&left.collect::<Vec<_>>(), &parts(&row.scope)))
    },
    undo: BACK,
};

/// Adds parts to the scope.
pub const ADD_SCOPE: Deed<Users> = Deed {
    act: Act::USER_ADD_SCOPE,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        may(row, facts).or_else(|| {
            let wanted = typed_scope(typed).ok()?;
            let new = wanted.iter().filter(|wanted| !row.scope.iter().any(|part| part.is(wanted))).count();
            let there = row.scope.len();
            let is_full = there + new > PARTS_MAX;
            is_full.then(|| limit(PARTS_MAX, there)).or((new == 0).then_some(Reason::NoChange))
        })
    },
    apply: |tx, (permit, moment), row, typed| {
        let mut scope = parts(&row.scope);
        for wanted in typed_scope(typed)?.iter().filter(|wanted| !row.scope.iter().any(|part| part.is(wanted))) {
            scope.push(part(tx, (permit.by(), moment.now), wanted)?);
        }
        scope.sort_unstable();
        scope.dedup();
        set(tx, row, (&profiles(row), &scope))
    },
    undo: BACK,
};

/// Takes parts out of the scope.
pub const REMOVE_SCOPE: Deed<Users> = Deed {
    act: Act::USER_REMOVE_SCOPE,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        may(row, facts).or_else(|| {
            let wanted = typed_scope(typed).ok()?;
            let has = |wanted: &TypedPart| row.scope.iter().any(|part| part.is(wanted));
            (!wanted.iter().any(has)).then_some(Reason::NoChange)
        })
    },
    apply: |tx, _, row, typed| {
        let wanted = typed_scope(typed)?;
        let left = row.scope.iter().filter(|part| !wanted.iter().any(|wanted| part.is(wanted)));
        let left: Vec<ScopePart> = left.map(|named| named.part.clone()).collect();
        set(tx, row, (&profiles(row), &left))
    },
    undo: BACK,
};

/// Gives back the profiles and the scope that there were.
const BACK: Undo<Users> = Undo::Back {
    judge: |_, _| Ok(()),
    apply: |tx, _, (_, was): (Option<&User>, &User), _: &PersonTies| {
        person_ties::set_administration(tx, was.id(), (&[], &[]))?;
        let ties = PersonTies { profiles: profiles(was), scope: parts(&was.scope), ..PersonTies::default() };
        person_ties::put_administration_back(tx, was.id(), &ties)?;
        Ok(Applied::default())
    },
};

/// Lets whoever made a group by their profiles go on with it: it is nobody's scope yet, and nobody is in it.
pub(in crate::operations) fn take_into_scope(
    tx: &Tx<'_>,
    (permit, moment): (&Permit<'_>, Moment),
    (id, name): (PeopleGroupId, &str),
) -> Result<()> {
    let (own, by) = (AccountId(permit.by().identity.id()), permit.by().name());
    let PersonTies { profiles, mut scope, .. } = person_ties::of(tx, own)?;
    if scope.len() >= PARTS_MAX {
        return Err(limit(PARTS_MAX, scope.len()).into());
    }
    scope.push(ScopePart { kind: "group".to_owned(), key: id.to_string() });
    person_ties::set_administration(tx, own, (&profiles, &scope))?;
    let entry = Entry::event(Act::USER_ADD_SCOPE.word(), Object::account(by));
    record(tx, permit, moment.now, &entry.is(Field::Scope.name(), format!("group:{name}")))
}

/// It is as far-reaching as a level, and a Superadmin's to decide (I7); nobody else than a Power User has any of it.
fn may(row: &User, facts: &Facts) -> Option<Reason> {
    let refused = refused(row, facts, AccountAct::SetLevel { to: row.level });
    refused.or((row.level != Level::PowerUser).then_some(Reason::NotPowerUser))
}

fn limit(most: usize, there: usize) -> Reason {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Reason::Limit { most: count(most), there: count(there) }
}

fn has(row: &User, name: &str) -> bool {
    row.profiles.iter().any(|(_, known)| name_key(known) == name_key(name))
}

fn profiles(row: &User) -> Vec<ProfileId> {
    row.profiles.iter().map(|(id, _)| *id).collect()
}

fn parts(scope: &[NamedPart]) -> Vec<ScopePart> {
    scope.iter().map(|named| named.part.clone()).collect()
}

fn set(tx: &Tx<'_>, row: &User, is: (&[ProfileId], &[ScopePart])) -> Result<Applied<PersonTies>> {
    person_ties::set_administration(tx, row.id(), is)?;
    Ok(Applied::default())
}
