//! Profiles of the establishment where the context stands: defined, changed, deleted while nobody has them.

use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, TxOf, Undo};
use super::error::{Error, Result};
use super::ledger::{Ledger as _, School};
use super::making::{Again, Making, Unique, check_free, holders};
use crate::audit::Object;
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::person::{Profile, ProfileDraft, ProfileId};
use crate::domain::profile::ALL_MAX;
use crate::domain::rights::level::ProfileSet;
use crate::domain::time::Timestamp;
use crate::store;
use crate::store::establishment::{Tx, profile as rows};

/// Lists all profiles by name.
///
/// # Errors
/// [`Rule::Elsewhere`](super::error::Rule::Elsewhere) at the host; a profile that holds what this version does not know.
pub fn list(ctx: &mut Context) -> Result<Vec<Profile>> {
    let ctx = &mut ctx.permit(Act::PROFILE_LIST)?;
    School::read(ctx, |tx| rows::list(tx)?.into_iter().map(known).collect())
}

/// Finds the profile of a name, whatever its accents and case.
///
/// # Errors
/// [`Error::NotFound`]; as [`list`].
pub fn get(ctx: &mut Context, name: &str) -> Result<Profile> {
    let ctx = &mut ctx.permit(Act::PROFILE_SHOW)?;
    let name = name.trim();
    School::read(ctx, |tx| known(rows::find_by_name(tx, name)?.ok_or_else(|| Error::not_found("profile", name))?))
}

/// Adds a profile.
///
/// # Errors
/// Every field's problem; [`Reason::Limit`].
pub fn add(ctx: &mut Context, typed: &Filled) -> Result<Profile> {
    ADD.one(ctx, typed)
}

/// Changes a profile's name and what it holds.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`](super::error::Rule::Changed).
pub fn edit(ctx: &mut Context, (id, rev): (ProfileId, i64), typed: &Filled) -> Result<Profile> {
    let draft = ProfileDraft::read(typed)?;
    EDIT.one(ctx, &id, Some(rev), &filled(&draft))?;
    get(ctx, &draft.name)
}

/// Refuses one that holds what this version does not know: it would be lost by the next edit.
fn known(profile: Profile) -> Result<Profile> {
    let unknown = profile.draft.permissions.iter().find(|word| word.parse::<ProfileSet>().is_err());
    let unknown = unknown.map(|word| store::Error::unreadable("profile.permissions", word.as_str()));
    unknown.map_or(Ok(profile), |error| Err(error.into()))
}

/// Profiles, as deeds meet them.
#[derive(Debug)]
pub struct Profiles;

impl Kept for Profiles {
    type Ledger = School;
    type Id = ProfileId;
    type Row = Profile;
    type Facts = ();
    type More = ();

    fn find(tx: &TxOf<'_, Self>, id: &ProfileId) -> Result<Option<Profile>> {
        rows::find(tx, *id)?.map(known).transpose()
    }

    fn facts(_: &TxOf<'_, Self>, _: &Actor, _: Timestamp) -> Result<()> {
        Ok(())
    }

    fn rev(row: &Profile) -> i64 {
        row.rev
    }

    fn object(row: &Profile) -> Object {
        Object { kind: "profile", id: row.draft.name.clone(), label: String::new() }
    }

    fn filled(row: &Profile) -> Filled {
        filled(&row.draft)
    }
}

fn filled(draft: &ProfileDraft) -> Filled {
    Filled::default()
        .with(Field::ProfileName, draft.name.as_str())
        .with(Field::Permissions, draft.permissions.join(","))
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&ADD, &EDIT, &DELETE];

/// What no two profiles share.
const UNIQUE: &[Unique<Profiles>] = &[Unique {
    field: Field::ProfileName,
    find: |tx, name| Ok(rows::find_by_name(tx, name)?),
    taken: Problem::NameUsed,
}];

/// Adds one.
const ADD: Making<Profiles> = Making {
    act: Act::PROFILE_ADD,
    tells: Act::PROFILE_ADD,
    danger: Danger::None,
    read: |typed| ProfileDraft::read(typed).map(|draft| filled(&draft)).map_err(Error::from),
    unique: UNIQUE,
    most: Some((ALL_MAX, |tx| Ok(rows::count(tx)?))),
    again: Again::Refused,
    make: |tx, _, typed| Ok(rows::insert(tx, &ProfileDraft::read(typed)?)?),
    bears: |_, _| Ok(None),
    unmake: &DELETE,
};

/// Changes name and permissions.
pub const EDIT: Deed<Profiles> = Deed {
    act: Act::PROFILE_EDIT,
    danger: Danger::None,
    judge: |_, (), _| None,
    apply: |tx, _, old, typed| {
        let mut is = filled(&old.draft);
        is.merge(typed.clone());
        let draft = ProfileDraft::read(&is)?;
        check_free(&holders(tx, UNIQUE, &is, |row| row.id == old.id)?)?;
        change(tx, old, &draft)
    },
    undo: BACK,
};

const BACK: Undo<Profiles> = Undo::Back {
    judge: |tx, was| check_back(tx, was),
    apply: |tx, _, (now, was): (Option<&Profile>, &Profile), ()| change(tx, now.unwrap_or(was), &was.draft),
};

fn change(tx: &Tx<'_>, old: &Profile, draft: &ProfileDraft) -> Result<Applied<()>> {
    rows::update(tx, old.id, draft)?;
    Ok(Applied::default())
}

/// Deletes one that nobody holds; it comes back with its id.
pub const DELETE: Deed<Profiles> = Deed {
    act: Act::PROFILE_DELETE,
    danger: Danger::Count,
    judge: |row, (), _| {
        (row.holders > 0).then(|| Reason::InUse {
            count: row.holders,
            by: "profile".to_owned(),
            called: row.draft.name.clone(),
            first: row.first_holders.clone(),
        })
    },
    apply: |tx, _, row, _| {
        rows::delete(tx, row.id)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: |tx, was| check_back(tx, was),
        apply: |tx, _, (_, was): (Option<&Profile>, &Profile), ()| {
            rows::put_back(tx, was)?;
            Ok(Applied::default())
        },
    },
};

/// Refuses to give a name back that another one has by now.
fn check_back(tx: &Tx<'_>, was: &Profile) -> Result<()> {
    let holder = rows::find_by_name(tx, &was.draft.name)?.filter(|holder| holder.id != was.id);
    holder.map_or(Ok(()), |_| Err(Reason::NameTaken.into()))
}
