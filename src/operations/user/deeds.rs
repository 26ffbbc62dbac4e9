//! What is changed of an account besides: names, address, home, groups; its level; its sessions; the whole of it.

use super::super::context::Context;
use super::super::deed::{Applied, Deed, Kept as _, TxOf, Undo};
use super::super::error::{Error, Result};
use super::super::ledger::{Ledger as _, School};
use super::facts::{Facts, Users, standing};
use super::guards::{keeps_somebody, refused};
use super::named::{By, unknown};
use super::passwords::follow;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::person::{PeopleGroupId, Person, PersonDraft, PersonTies};
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::rights::gate::fills_group;
use crate::domain::rights::level::{GroupId, Level};
use crate::domain::rights::reason;
use crate::domain::session::EndReason;
use crate::domain::text::name_key;
use crate::domain::user::{BETWEEN, User, edited, home, typed_level};
use crate::domain::user_line::parts;
use crate::store::establishment::{Tx, department, people_group, person, person_ties, waiting_mail};
use crate::store::ledger::session;

/// Changes what was typed of an account that somebody saw at a version.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`](super::super::error::Rule::Changed); [`Reason::Account`].
pub fn edit(ctx: &mut Context, id: AccountId, rev: i64, typed: &Filled) -> Result<()> {
    let permitted = &mut ctx.permit(Act::USER_EDIT)?;
    let row = School::read(permitted, |tx| Users::find(tx, &id)?.ok_or_else(|| Error::not_found("user", id)))?;
    let (draft, groups) = edited(&row, typed)?;
    let is = User { person: Person { draft, ..row.person.clone() }, ..row.clone() }.filled();
    let is = is.with(Field::Groups, groups.join(BETWEEN));
    let known = row.filled();
    let changed = is.changed_from(&known);
    // Of what is as it was, the deed says so.
    let typed = if changed.iter().next().is_none() { known } else { changed };
    EDIT.one(ctx, &id, Some(rev), &typed).map(drop)
}

/// Changes names, address, home, language, category and groups; the login stays.
pub const EDIT: Deed<Users> = Deed {
    act: Act::USER_EDIT,
    danger: Danger::None,
    judge: may_edit,
    apply: |tx, (permit, moment), row, typed| {
        let by = (permit.by(), moment.now);
        let (draft, groups) = edited(row, typed)?;
        let home_department = home_code((tx, by), &row.person.draft.home_department, &draft.home_department)?;
        let is = PersonDraft { home_department, ..draft };
        let groups = groups_of((tx, by), row, &groups)?;
        person::update(tx, row.id(), &is)?;
        set_groups(tx, row, &groups)?;
        let aftermath = follow(tx, (row, &is), moment)?;
        Ok(Applied { aftermath, ..Applied::default() })
    },
    undo: Undo::Back {
        judge: |_, _| Ok(()),
        apply: |tx, moment, (now, was): (Option<&User>, &User), _: &PersonTies| {
            let now = now.unwrap_or(was);
            let then = was.person.draft.clone();
            let home = then.home_department.clone();
            let is_there = home.is_empty() || department::find_by_code(tx, &home)?.is_some();
            let back = PersonDraft {
                last_name: then.last_name,
                first_name: then.first_name,
                email: then.email,
                home_department: if is_there { home } else { String::new() },
                language: then.language,
                category: then.category,
                ..now.person.draft.clone()
            };
            person::update(tx, was.id(), &back)?;
            let mut groups = Vec::new();
            for (group, _) in &was.groups {
                // One that is gone since is left out.
                groups.extend(people_group::find(tx, *group)?.map(|found| found.id));
            }
            set_groups(tx, now, &groups)?;
            let aftermath = follow(tx, (now, &back), moment)?;
            Ok(Applied { aftermath, ..Applied::default() })
        },
    },
};

/// Asks about each part of it that would change, since not everybody may change all of them.
fn may_edit(row: &User, facts: &Facts, typed: &Filled) -> Option<Reason> {
    let was = row.filled();
    let differs: Vec<Field> = typed.other_than(&was).map(|(field, _)| field).collect();
    let to = typed.text(Field::HomeDepartment);
    let needs = |field: &Field| match field {
        Field::Email => AccountAct::EditEmail,
        Field::HomeDepartment => AccountAct::ChangeHome { to: home(&to) },
        _ => AccountAct::EditNames,
    };
    if differs.is_empty() {
        return refused(row, facts, AccountAct::EditNames);
    }
    let refused = differs.iter().find_map(|field| refused(row, facts, needs(field)));
    // Out of a group, too, people are taken where one may put them into it.
    let stays = |name: &str| parts(&typed.text(Field::Groups)).iter().any(|one| name_key(one) == name_key(name));
    let leaves = |(id, name): &(PeopleGroupId, String)| !stays(name) && !fills_group(&facts.by, GroupId(id.0));
    let beyond = || differs.contains(&Field::Groups) && row.groups.iter().any(leaves);
    refused.or_else(|| beyond().then_some(Reason::Account { why: reason::Reason::OutOfScope }))
}

/// Writes a department's code as it is called here; one that the account has already may be gone.
pub(super) fn home_code((tx, by): (&Tx<'_>, By<'_>), now: &str, typed: &str) -> Result<String> {
    if typed.is_empty() || name_key(typed) == name_key(now) {
        return Ok(if typed.is_empty() { String::new() } else { now.to_owned() });
    }
    match department::find_by_code(tx, typed)? {
        Some(found) => Ok(found.code),
        None => Err(Error::field(Field::HomeDepartment, unknown(tx, by, ("department", typed))?)),
    }
}

/// Finds the groups of some names; those that the account is in are known without looking.
fn groups_of((tx, by): (&Tx<'_>, By<'_>), row: &User, names: &[String]) -> Result<Vec<PeopleGroupId>> {
    let own = |name: &str| row.groups.iter().find(|(_, known)| name_key(known) == name_key(name)).map(|(id, _)| *id);
    names.iter().map(|name| own(name).map_or_else(|| group(tx, by, name), Ok)).collect()
}

/// Finds a group by its name; one into which somebody puts nobody is as unknown as one that is not there.
pub(super) fn group(tx: &Tx<'_>, by: By<'_>, name: &str) -> Result<PeopleGroupId> {
    let fills = standing(by.0, by.1);
    match people_group::find_by_name(tx, name)?.filter(|found| fills_group(&fills, GroupId(found.id.0))) {
        Some(found) => Ok(found.id),
        None => Err(Error::field(Field::Groups, unknown(tx, by, ("group", name))?)),
    }
}

fn set_groups(tx: &Tx<'_>, row: &User, groups: &[PeopleGroupId]) -> Result<()> {
    for (group, _) in row.groups.iter().filter(|(group, _)| !groups.contains(group)) {
        person_ties::leave(tx, row.id(), *group)?;
    }
    for group in groups.iter().filter(|group| !row.groups.iter().any(|(own, _)| own == *group)) {
        person_ties::join(tx, row.id(), *group)?;
    }
    Ok(())
}

/// Gives another level. Whoever is a Power User no longer has neither profiles nor scope.
pub const SET_LEVEL: Deed<Users> = Deed {
    act: Act::USER_SET_LEVEL,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        let Ok(to) = typed_level(typed) else {
            return refused(row, facts, AccountAct::SetLevel { to: Level::Superadmin });
        };
        refused(row, facts, AccountAct::SetLevel { to }).or((row.level == to).then_some(Reason::NoChange))
    },
    apply: |tx, _, row, typed| {
        let ties = person_ties::of(tx, row.id())?;
        set_level(tx, row, typed_level(typed)?)?;
        let is_dropped = row.level == Level::PowerUser && !(ties.profiles.is_empty() && ties.scope.is_empty());
        if !is_dropped {
            return Ok(Applied::default());
        }
        person_ties::set_administration(tx, row.id(), (&[], &[]))?;
        Ok(Applied { more: PersonTies { roles: Vec::new(), groups: Vec::new(), ..ties }, ..Applied::default() })
    },
    undo: Undo::Back {
        judge: |tx, was| keeps_somebody(tx, was.id(), |then| then.level = was.level),
        apply: |tx, _, (now, was): (Option<&User>, &User), more: &PersonTies| {
            set_level(tx, now.unwrap_or(was), was.level)?;
            if !(more.profiles.is_empty() && more.scope.is_empty()) {
                person_ties::put_administration_back(tx, was.id(), more)?;
            }
            Ok(Applied::default())
        },
    },
};

fn set_level(tx: &Tx<'_>, row: &User, level: Level) -> Result<()> {
    let draft = PersonDraft { level: level.word().to_owned(), ..row.person.draft.clone() };
    Ok(person::update(tx, row.id(), &draft)?)
}

/// Ends the sessions that somebody has open here: their console asks to sign in again at the next act.
pub const DISCONNECT: Deed<Users> = Deed {
    act: Act::USER_DISCONNECT,
    danger: Danger::Yes,
    judge: |row, facts, _| {
        let refused = refused(row, facts, AccountAct::EditNames);
        refused.or((!row.is_connected).then_some(Reason::NoChange))
    },
    apply: |tx, (_, moment), row, _| {
        session::end_of_person(tx, row.id(), EndReason::Ended, moment.kept_at)?;
        Ok(Applied::default())
    },
    undo: Undo::Never,
};

/// Deletes an account with all that is tied to it. It comes back with its id, its roles, its groups and what it administers;
/// not with its password, which nothing keeps, nor with grades and enrolments.
pub const DELETE: Deed<Users> = Deed {
    act: Act::USER_DELETE,
    danger: Danger::Count,
    judge: |row, facts, _| refused(row, facts, AccountAct::Delete),
    apply: |tx, _, row, _| {
        let (ties, loss) = (person_ties::of(tx, row.id())?, person::loss(tx, row.id())?);
        person::delete(tx, row.id())?;
        waiting_mail::forget_secrets(tx, &row.person.draft.login)?;
        let lost = [("grades", loss.grades), ("enrolments", loss.enrolments), ("named-by", loss.named_by)];
        let notes = lost.into_iter().filter(|(_, count)| *count > 0);
        let notes = notes.map(|(name, count)| (name, count.to_string())).collect();
        Ok(Applied { more: ties, notes, ..Applied::default() })
    },
    undo: Undo::Back {
        judge: check_login,
        apply: |tx, _, (_, was): (Option<&User>, &User), ties: &PersonTies| {
            person::put_back(tx, &was.person, ties)?;
            Ok(Applied::default())
        },
    },
};

/// Refuses to give a login back that somebody else has by now.
fn check_login(tx: &TxOf<'_, Users>, was: &User) -> Result<()> {
    let holder = person::find_by_login(tx, &was.person.draft.login)?;
    if holder.is_some_and(|holder| holder.id != was.id()) { Err(Reason::NameTaken.into()) } else { Ok(()) }
}
