//! What guards of accounts know: who asks, and the roles that are defined.

use super::super::deed::{Kept, Left};
use super::super::error::{Error, Result};
use super::super::ledger::School;
use super::super::rights::{self, Defined};
use super::guards::returns;
pub(in crate::operations) use super::named::standing;
use super::scope::named;
use crate::audit::Object;
use crate::domain::access::{self, Actor, Need, OnAccount, RuleId, decide};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::person::{HeldRole, Person, PersonTies};
use crate::domain::rights::account_acts::{AccountAct, Lasting, Target};
use crate::domain::rights::level::Level;
use crate::domain::rights::reason::{self, Rule};
use crate::domain::rights::role::Role;
use crate::domain::rights::standing::Standing;
use crate::domain::text::name_key;
use crate::domain::time::Timestamp;
use crate::domain::user::{User, is_manager};
use crate::store;
use crate::store::establishment::{Tx, person, person_ties};
use crate::store::ledger::session;

/// Accounts, as deeds meet them.
#[derive(Debug)]
pub struct Users;

/// What guards know.
#[derive(Debug)]
pub struct Facts {
    /// Who asks.
    pub(super) by: Standing,
    actor: Actor,
    /// The roles and profiles that somebody can have.
    pub(super) defined: Defined,
}

impl Facts {
    /// The day on which they hold.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.by.today()
    }

    /// Tells whether an account is that of whoever asks.
    pub(super) fn is_own(&self, id: AccountId) -> bool {
        self.by.account() == id
    }

    /// Resolves what somebody may, as far as what they have is still defined; where that cannot be read, as if it were all.
    pub(super) fn may(&self, user: &User) -> Standing {
        let is_defined = |held: &&HeldRole| {
            is_manager(held) || self.defined.roles.iter().any(|role| role.name.as_str() == held.role)
        };
        let ties = PersonTies {
            roles: user.roles.iter().filter(is_defined).cloned().collect(),
            groups: user.groups.iter().map(|(id, _)| *id).collect(),
            profiles: user.profiles.iter().map(|(id, _)| *id).collect(),
            scope: user.scope.iter().map(|named| named.part.clone()).collect(),
        };
        let resolved = rights::resolve((&user.person, &ties), &self.defined, self.today());
        resolved.unwrap_or_else(|_| Standing::of_host(self.today()))
    }

    /// Decides whether whoever asks may do something to an account.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn decide(&self, act: AccountAct<'_>, target: &Target<'_>) -> std::result::Result<Rule, reason::Reason> {
        let row = Some(OnAccount { act, target, today: self.today() });
        match decide(&self.actor, act.act(), access::Object { row, ..access::Object::at(self.actor.belongs()) }) {
            Ok(permit) => Ok(if let RuleId::Right(rule) = permit.rule() { rule } else { Rule::A1 }),
            Err(refusal) => {
                let why = refusal.missing().find_map(|need| if let Need::Right(why) = need { Some(why) } else { None });
                Err(why.unwrap_or(reason::Reason::AccountUnusable))
            }
        }
    }

    /// Finds a role by its name, whatever its case and accents.
    pub(super) fn role(&self, name: &str) -> Option<&Role> {
        self.defined.roles.iter().find(|role| name_key(role.name.as_str()) == name_key(name))
    }
}

impl Kept for Users {
    type Ledger = School;
    type Id = AccountId;
    type Row = User;
    type Facts = Facts;
    /// What was tied to the account and does not stay with it.
    type More = PersonTies;

    fn find(tx: &Tx<'_>, id: &AccountId) -> Result<Option<User>> {
        let Some(person) = person::find(tx, *id)? else { return Ok(None) };
        let (roles, groups) = (person_ties::roles_of(tx, *id)?, person_ties::groups_of(tx, *id)?);
        let is_connected = session::is_connected(tx, *id)?;
        let (level, others) = (level(&person)?, Lasting::default());
        let (profiles, scope) = match level {
            Level::PowerUser => {
                let profiles = person_ties::profiles(tx, &[*id])?.into_iter().map(|(_, id, name)| (id, name)).collect();
                let scope = named(tx, &person_ties::scopes(tx, &[*id])?)?.into_iter().map(|(_, part)| part).collect();
                (profiles, scope)
            }
            Level::User | Level::Superadmin => (Vec::new(), Vec::new()),
        };
        let locked_until = None;
        let mut user = User { person, level, roles, groups, profiles, scope, is_connected, locked_until, others };
        if user.is_high() {
            user.others = person::others_who_last(tx, *id)?;
        }
        Ok(Some(user))
    }

    fn facts(tx: &Tx<'_>, by: &Actor, now: Timestamp) -> Result<Facts> {
        Ok(Facts { by: standing(by, now), actor: by.clone(), defined: Defined::read(tx)? })
    }

    fn check_typed(tx: &Tx<'_>, by: (&Actor, Timestamp), (act, typed): (Act, &Filled)) -> Result<()> {
        super::named::check(tx, by, (act, typed))
    }

    fn rev(row: &User) -> i64 {
        row.person.rev
    }

    fn object(row: &User) -> Object {
        let label = full_name(&row.person);
        Object { label, ..Object::account(&row.person.draft.login) }
    }

    fn name(row: &User) -> String {
        let (login, name) = (&row.person.draft.login, full_name(&row.person));
        if name.is_empty() { login.clone() } else { format!("{login} · {name}") }
    }

    fn filled(row: &User) -> Filled {
        row.filled()
    }

    fn may_return(now: Option<&User>, left: &Left<User, PersonTies>, facts: &Facts) -> Option<Reason> {
        returns(now, &left.was, facts)
    }
}

/// Last name and first name, as far as there are any.
pub(in crate::operations) fn full_name(person: &Person) -> String {
    format!("{} {}", person.draft.last_name, person.draft.first_name).trim().to_owned()
}

/// Reads the level of an account.
pub(super) fn level(person: &Person) -> Result<Level> {
    let word = &person.draft.level;
    word.parse().map_err(|_| unreadable("account.level", word))
}

fn unreadable(what: &'static str, value: impl Into<String>) -> Error {
    store::Error::unreadable(what, value.into()).into()
}
