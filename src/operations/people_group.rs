//! Groups of people of the establishment where the context stands: added, renamed, deleted; whoever is in one stays.

use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, Left, TxOf, Undo};
use super::error::{Error, Result};
use super::ledger::{Ledger as _, School};
use super::making::{Again, Making, Unique, check_free, holders};
use super::user::{standing, take_into_scope};
use crate::audit::Object;
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::message::Message;
use crate::domain::people_group::{GROUPS_MAX, read_name};
use crate::domain::person::{PeopleGroup, PeopleGroupId};
use crate::domain::rights::gate::{self, sees_all};
use crate::domain::rights::level::GroupId;
use crate::domain::rights::standing::Standing;
use crate::domain::time::Timestamp;
use crate::store::establishment::{Tx, people_group as rows};

/// Lists all groups by name; to whoever sees a scope alone, those that it names.
///
/// # Errors
/// [`Rule::Elsewhere`](super::error::Rule::Elsewhere) at the host; what the store says.
pub fn list(ctx: &mut Context) -> Result<Vec<PeopleGroup>> {
    let ctx = &mut ctx.permit(Act::GROUP_LIST)?;
    let mut found = School::read(ctx, |tx| Ok(rows::list(tx)?))?;
    // As the transaction has found them.
    let by = ctx.actor.clone();
    found.retain(|group| is_seen(&by, group.id));
    Ok(found)
}

/// Finds the group of a name, whatever its accents and case.
///
/// # Errors
/// [`Error::NotFound`]; as [`list`].
pub fn get(ctx: &mut Context, name: &str) -> Result<PeopleGroup> {
    let ctx = &mut ctx.permit(Act::GROUP_SHOW)?;
    let name = name.trim();
    let found = School::read(ctx, |tx| Ok(rows::find_by_name(tx, name)?))?;
    found.filter(|group| is_seen(&ctx.actor, group.id)).ok_or_else(|| Error::not_found("group", name))
}

/// Tells whether somebody sees a group: all of them, or those of their scope.
fn is_seen(by: &Actor, id: PeopleGroupId) -> bool {
    let Identity::Person { standing, .. } = &by.identity else { return true };
    let sees = |standing: &Standing| sees_all(standing) || standing.scope().groups.contains(&GroupId(id.0));
    standing.as_deref().is_some_and(sees)
}

/// Adds a group with nobody in it.
///
/// # Errors
/// Its name's problem; [`Reason::Limit`].
pub fn add(ctx: &mut Context, typed: &Filled) -> Result<PeopleGroup> {
    ADD.one(ctx, typed)
}

/// Gives a group another name.
///
/// # Errors
/// Its name's problem; [`Rule::Changed`](super::error::Rule::Changed).
pub fn edit(ctx: &mut Context, (id, rev): (PeopleGroupId, i64), typed: &Filled) -> Result<PeopleGroup> {
    let name = read_name(typed)?;
    EDIT.one(ctx, &id, Some(rev), &filled(&name))?;
    get(ctx, &name)
}

/// Groups, as deeds meet them.
#[derive(Debug)]
pub struct PeopleGroups;

impl Kept for PeopleGroups {
    type Ledger = School;
    type Id = PeopleGroupId;
    type Row = PeopleGroup;
    /// Who asks.
    type Facts = Standing;
    /// Who was in it.
    type More = Vec<AccountId>;

    fn find(tx: &TxOf<'_, Self>, id: &PeopleGroupId) -> Result<Option<PeopleGroup>> {
        Ok(rows::find(tx, *id)?)
    }

    fn facts(_: &TxOf<'_, Self>, by: &Actor, now: Timestamp) -> Result<Standing> {
        Ok(standing(by, now))
    }

    fn rev(row: &PeopleGroup) -> i64 {
        row.rev
    }

    fn object(row: &PeopleGroup) -> Object {
        Object { kind: "group", id: row.name.clone(), label: String::new() }
    }

    fn filled(row: &PeopleGroup) -> Filled {
        filled(&row.name)
    }

    fn may_return(_: Option<&PeopleGroup>, left: &Left<PeopleGroup, Vec<AccountId>>, by: &Standing) -> Option<Reason> {
        beyond(by, &left.was)
    }

    fn returning(members: &Vec<AccountId>) -> Option<Message> {
        (!members.is_empty()).then(|| Message::new("group-returning").with("members", members.len()))
    }
}

fn filled(name: &str) -> Filled {
    Filled::default().with(Field::GroupName, name)
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&ADD, &IMPORT, &EDIT, &DELETE];

/// What no two groups share.
const UNIQUE: &[Unique<PeopleGroups>] =
    &[Unique { field: Field::GroupName, find: |tx, name| Ok(rows::find_by_name(tx, name)?), taken: Problem::NameUsed }];

/// Adds one.
const ADD: Making<PeopleGroups> = Making {
    act: Act::GROUP_ADD,
    tells: Act::GROUP_ADD,
    danger: Danger::None,
    read: |typed| read_name(typed).map(|name| filled(&name)).map_err(Error::from),
    unique: UNIQUE,
    most: Some((GROUPS_MAX, |tx| Ok(rows::count(tx)?))),
    again: Again::Refused,
    make: |tx, (permit, moment), typed| {
        let (name, by) = (read_name(typed)?, standing(permit.by(), moment.now));
        let id = rows::insert(tx, &name)?;
        if !by.is_manager() {
            take_into_scope(tx, (permit, moment), (id, &name))?;
        }
        Ok(id)
    },
    // Whoever was put into it since would lose it.
    bears: |_, row| Ok((row.members > 0).then(|| Reason::in_use(row.members, "group", &row.name))),
    unmake: &DELETE,
};

/// Adds those of a file.
const IMPORT: Making<PeopleGroups> =
    Making { act: Act::GROUP_IMPORT, danger: Danger::Yes, again: Again::PassedOver, ..ADD };

/// Changes the name.
pub const EDIT: Deed<PeopleGroups> = Deed {
    act: Act::GROUP_EDIT,
    danger: Danger::None,
    judge: |row, by, _| beyond(by, row),
    apply: |tx, _, old, typed| {
        let name = read_name(typed)?;
        check_free(&holders(tx, UNIQUE, &filled(&name), |row| row.id == old.id)?)?;
        rows::update(tx, old.id, &name)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: |tx, was| check_back(tx, was),
        apply: |tx, _, (_, was): (Option<&PeopleGroup>, &PeopleGroup), _| {
            rows::update(tx, was.id, &was.name)?;
            Ok(Applied::default())
        },
    },
};

/// Deletes one; it comes back with its id and with those who were in it and are still there.
pub const DELETE: Deed<PeopleGroups> = Deed {
    act: Act::GROUP_DELETE,
    danger: Danger::Count,
    judge: |row, by, _| beyond(by, row),
    apply: |tx, _, row, _| {
        let members = rows::members(tx, row.id)?;
        rows::delete(tx, row.id)?;
        let notes = vec![("members", members.len().to_string())];
        Ok(Applied { more: members, notes, ..Applied::default() })
    },
    undo: Undo::Back {
        judge: |tx, was| check_back(tx, was),
        apply: |tx, _, (_, was): (Option<&PeopleGroup>, &PeopleGroup), members| {
            rows::put_back(tx, was, members)?;
            Ok(Applied::default())
        },
    },
};

/// Says what the deletion of some groups takes away besides: from their members, and from the scopes that name them.
///
/// # Errors
/// What the store says.
pub fn taken(ctx: &mut Context, ids: &[String]) -> Result<Option<Message>> {
    let groups = list(ctx)?.into_iter().filter(|group| ids.contains(&group.id.to_string()));
    let (members, scopes) = groups.fold((0, 0), |(members, scopes), group| {
        let sum = |all: u32, more: u32| all.saturating_add(more);
        (sum(members, group.members), sum(scopes, group.scopes))
    });
    let said = || Message::new("group-delete-takes").with("members", members).with("scopes", scopes);
    Ok((members > 0 || scopes > 0).then(said))
}

fn beyond(by: &Standing, row: &PeopleGroup) -> Option<Reason> {
    gate::beyond_group(by, GroupId(row.id.0)).map(|why| Reason::Account { why })
}

/// Refuses to give a name back that another one has by now.
fn check_back(tx: &Tx<'_>, was: &PeopleGroup) -> Result<()> {
    let holder = rows::find_by_name(tx, &was.name)?.filter(|holder| holder.id != was.id);
    holder.map_or(Ok(()), |_| Err(Reason::NameTaken.into()))
}
