//! The rights of some people as they are, and as they would be.

use std::collections::BTreeMap;

use super::super::error::{Error, Result};
use super::super::rights::{Defined, resolve};
use super::super::user::full_name;
use crate::domain::account::AccountId;
use crate::domain::day::Day;
use crate::domain::field::{Field, Problem};
use crate::domain::person::{HeldRole, Person, PersonTies};
use crate::domain::rights::level::Level;
use crate::domain::rights::permission::{Permission, PermissionSet};
use crate::domain::rights::role::Role;
use crate::domain::rights::standing::Standing;
use crate::domain::text::name_key;
use crate::store::establishment::{Tx, person, person_ties};

/// Something that would be changed of an account.
#[derive(Debug, Clone)]
pub(super) enum Staged {
    /// A role is given.
    Grant(HeldRole),
    /// A role is taken.
    Revoke(HeldRole),
    /// All roles are these.
    Roles(Vec<HeldRole>),
    /// The level.
    Level(Level),
    /// Whether it is active.
    Active(bool),
    /// The first expired day.
    Expires(Option<Day>),
    /// The account goes.
    Gone,
}

/// People with all that their rights come from; none: they are gone.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    people: BTreeMap<AccountId, Option<(Person, PersonTies)>>,
    pub(super) defined: Defined,
    today: Day,
}

impl Picture {
    /// Reads some people as they are.
    pub(super) fn read(tx: &Tx<'_>, ids: &[AccountId], today: Day) -> Result<Self> {
        let mut people = BTreeMap::new();
        for id in ids {
            let found = person::find(tx, *id)?.map(|person| Ok::<_, Error>((person, person_ties::of(tx, *id)?)));
            people.insert(*id, found.transpose()?);
        }
        Ok(Self { people, defined: Defined::read(tx)?, today })
    }

    /// Changes somebody.
    pub(super) fn change(&mut self, id: AccountId, staged: &Staged) {
        let Some(one) = self.people.get_mut(&id) else { return };
        let Some((person, ties)) = one else { return };
        let same = |held: &HeldRole, other: &HeldRole| {
            name_key(&held.role) == name_key(&other.role) && name_key(&held.department) == name_key(&other.department)
        };
        match staged {
            Staged::Grant(held) => {
                ties.roles.retain(|has| !same(has, held));
                ties.roles.push(held.clone());
            }
            Staged::Revoke(held) => ties.roles.retain(|has| !same(has, held)),
            Staged::Roles(all) => ties.roles.clone_from(all),
            Staged::Level(level) => {
                level.word().clone_into(&mut person.draft.level);
                if *level != Level::PowerUser {
                    (ties.profiles, ties.scope) = (Vec::new(), Vec::new());
                }
            }
            Staged::Active(active) => person.draft.active = *active,
            Staged::Expires(day) => person.draft.expires_on = *day,
            Staged::Gone => *one = None,
        }
    }

    /// Adds to what a role holds, and takes from it.
    pub(super) fn redefine(&mut self, name: &str, (more, less): (&[Permission], &[Permission])) -> Result<()> {
        let is_it = |role: &&mut Role| name_key(role.name.as_str()) == name_key(name);
        let unknown = || Error::field(Field::StagedRoles, Problem::unknown("role", name));
        let role = self.defined.roles.iter_mut().find(is_it).ok_or_else(unknown)?;
        role.permissions = role.permissions.union(PermissionSet::of(more)).without(PermissionSet::of(less));
        Ok(())
    }

    /// Tells whether somebody has an account.
    pub(super) fn has(&self, id: AccountId) -> bool {
        self.found(id).is_some()
    }

    /// Finds somebody's account, with what is tied to it.
    pub(super) fn found(&self, id: AccountId) -> Option<&(Person, PersonTies)> {
        self.people.get(&id).and_then(Option::as_ref)
    }

    /// Names somebody: login and name.
    pub(super) fn name(&self, id: AccountId) -> (String, String) {
        let found = self.found(id);
        found.map(|(person, _)| (person.draft.login.clone(), full_name(person))).unwrap_or_default()
    }

    /// Resolves everybody.
    pub(super) fn standings(&self) -> Result<BTreeMap<AccountId, Standing>> {
        self.people.keys().map(|id| Ok((*id, self.standing(*id, self.today)?))).collect()
    }

    /// Resolves somebody for a day.
    pub(super) fn standing(&self, id: AccountId, day: Day) -> Result<Standing> {
        match self.found(id) {
            Some((person, ties)) => resolve((person, ties), &self.defined, day),
            None => Ok(Standing::unknown(day)),
        }
    }

    /// Counts who lasts as a Superadmin, and as a Manager.
    pub(super) fn lasting(&self) -> [usize; 2] {
        let lasts = |(person, ties): &&(Person, PersonTies), level_only: bool| {
            let draft = &person.draft;
            let is_there = draft.active && !draft.pending && draft.expires_on.is_none();
            let is_superadmin = draft.level == Level::Superadmin.word();
            let is_manager =
                || ties.roles.iter().any(|held| crate::domain::user::is_manager(held) && held.valid_until.is_none());
            is_there && (is_superadmin || (!level_only && is_manager()))
        };
        let count = |level_only| self.people.values().flatten().filter(|one| lasts(one, level_only)).count();
        [count(true), count(false)]
    }
}
