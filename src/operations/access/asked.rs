//! What somebody asks about: an act, by its word or as a command names it, and what it is to be done to.

use super::super::deed::Kept as _;
use super::super::deeds;
use super::super::error::{Error, Result};
use super::super::ledger::{Ledger as _, School};
use super::super::permitted::Permitted;
use super::super::user::{Users, unknown};
use crate::domain::access::Actor;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::day::Day;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::person::HeldRole;
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::rights::gate::{Gate, gate};
use crate::domain::rights::level::Level;
use crate::domain::rights::permission::PermissionSet;
use crate::domain::rights::role::Role;
use crate::domain::rights::standing::Standing;
use crate::domain::text::name_key;
use crate::domain::time::Timestamp;
use crate::domain::user::{User, home, is_manager, typed_expiry, typed_grant, typed_level};
use crate::store::establishment::{Tx, department, people_group, person, profile, role};

/// A question about rights, checked.
#[derive(Debug)]
pub struct Question {
    /// Whose rights; empty: of whoever asks.
    pub login: String,
    /// To do what.
    pub act: Act,
    /// To whom, or for a new account in which department; empty: to anybody.
    pub object: String,
    /// What was typed for the act itself.
    typed: Filled,
    grant: Option<HeldRole>,
    level: Option<Level>,
    expires_on: Option<Day>,
    home: Option<String>,
}

/// Lists the acts that people may do inside an establishment.
pub fn inside() -> impl Iterator<Item = Act> {
    Act::ALL.iter().copied().filter(|act| gate(*act) != Gate::Host && !act.is_of_the_program())
}

/// Returns what is typed to ask about an act that was refused: on what, and what was typed for it.
#[must_use]
pub fn asking(act: Act, object: &str, typed: &Filled) -> Filled {
    let asked = Filled::default().with(Field::AskedAction, act.word()).with(Field::AskedObject, object);
    let read = [Field::HomeDepartment, Field::Level, Field::Role, Field::RoleUntil, Field::ExpiresOn];
    let told = read.into_iter().filter_map(|field| Some((field, typed.get(field)?)));
    told.fold(asked, |asked, (field, text)| asked.with(field, text))
}

impl Question {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field's problem.
    pub fn read(typed: &Filled) -> Result<Self> {
        let text = |field| typed.text(field).trim().to_owned();
        let action = text(Field::AskedAction);
        // As the audit says it, or as a command does.
        let word = action.replacen(' ', ".", 1).to_lowercase();
        let unknown = || Error::field(Field::AskedAction, Problem::unknown("act", &action));
        let act = Act::from_word(&word).filter(|act| inside().any(|one| one == *act)).ok_or_else(unknown)?;
        let is_asked = |field| !text(field).is_empty();
        let given = [Field::Role, Field::Level, Field::HomeDepartment, Field::ExpiresOn]
            .into_iter()
            .filter(|field| is_asked(*field));
        let needs_role = matches!(act.verb(), Verb::Grant | Verb::Revoke) || is_asked(Field::Role);
        Ok(Self {
            login: text(Field::AskedLogin),
            act,
            object: text(Field::AskedObject),
            typed: given.into_iter().fold(Filled::default(), |all, field| all.with(field, text(field))),
            grant: if needs_role { Some(typed_grant(typed)?) } else { None },
            level: if is_asked(Field::Level) { Some(typed_level(typed)?) } else { None },
            expires_on: if is_asked(Field::ExpiresOn) { typed_expiry(typed)? } else { None },
            home: Some(text(Field::HomeDepartment)).filter(|code| !code.is_empty()),
        })
    }

    /// Finds the account that is meant; none: anybody's, or a new one.
    pub(super) fn target(&self, tx: &Tx<'_>) -> Result<Option<User>> {
        if self.object.is_empty() || self.is_new() || !self.is_of_accounts() {
            return Ok(None);
        }
        let missing = || Error::not_found("user", &self.object);
        let found = person::find_by_login(tx, &self.object)?.ok_or_else(missing)?;
        Users::find(tx, &found.id)?.ok_or_else(missing).map(Some)
    }

    /// Refuses a department that is not there, as the act itself does.
    pub(super) fn check_home(&self, tx: &Tx<'_>, by: (&Actor, Timestamp)) -> Result<()> {
        let asked = self.home.as_deref().or_else(|| home(&self.object).filter(|_| self.is_new()));
        let Some(code) = asked else { return Ok(()) };
        match department::find_by_code(tx, code)? {
            Some(_) => Ok(()),
            None => Err(Error::field(Field::HomeDepartment, unknown(tx, by, ("department", code))?)),
        }
    }

    /// Finds the row that is meant, by what commands call it; none: of rows of its noun nobody asks.
    fn row(&self, tx: &Tx<'_>) -> Result<Option<String>> {
        let name = self.object.as_str();
        Ok(match self.act.noun() {
            Noun::User => person::find_by_login(tx, name)?.map(|found| found.id.to_string()),
            Noun::PeopleGroup => people_group::find_by_name(tx, name)?.map(|found| found.id.to_string()),
            Noun::Role => role::find_by_name(tx, name)?.map(|found| found.id.to_string()),
            Noun::Profile => profile::find_by_name(tx, name)?.map(|found| found.id.to_string()),
            Noun::Department => department::find_by_code(tx, name)?.map(|found| found.id.to_string()),
            _ => None,
        })
    }

    /// Asks the act itself, of somebody: what refuses it besides their rights. That it is so already refuses nothing.
    ///
    /// # Errors
    /// What names nothing.
    pub(super) fn stops(&self, ctx: &mut Permitted<'_>, by: &Actor) -> Result<Option<Reason>> {
        let deed = deeds::of(self.act).ok().filter(|_| !self.object.is_empty() && !self.is_new());
        let (Some(deed), Some(row)) = (deed, School::read(ctx, |tx| self.row(tx))?) else { return Ok(None) };
        match deed.ask(ctx, by, &row, &self.typed) {
            Ok(()) => Ok(None),
            Err(Error::Judged(reason)) => Ok(Some(*reason).filter(|reason| !reason.is_satisfied())),
            Err(error) => Err(error),
        }
    }

    /// Whether it is about making an account.
    pub(super) fn is_new(&self) -> bool {
        self.act == Act::USER_ADD
    }

    fn is_of_accounts(&self) -> bool {
        self.act.noun() == Act::USER_ADD.noun()
    }

    /// Returns what is to be done to the account; none: only the gate is asked.
    ///
    /// # Errors
    /// A role that is not defined.
    pub(super) fn on_account<'a>(&'a self, by: &'a Standing, roles: &[Role]) -> Result<Option<AccountAct<'a>>> {
        let home_asked = home(by.home_of_new(self.home.as_deref().unwrap_or(&self.object)));
        Ok(Some(match self.act {
            Act::USER_SHOW | Act::USER_DATA => AccountAct::See,
            Act::USER_ADD => AccountAct::Create { home: home_asked, level: self.level.unwrap_or(Level::User) },
            Act::USER_EDIT => match &self.home {
                Some(code) => AccountAct::ChangeHome { to: Some(code) },
                None => AccountAct::EditNames,
            },
            Act::USER_DISCONNECT => AccountAct::EditNames,
            Act::USER_APPROVE => AccountAct::Approve,
            Act::USER_REJECT => AccountAct::Reject,
            Act::USER_RESET_PASSWORD => AccountAct::ResetPassword,
            Act::USER_ACTIVATE => AccountAct::Activate,
            Act::USER_DEACTIVATE => AccountAct::Deactivate,
            Act::USER_SET_EXPIRY => self.expires_on.map_or(AccountAct::ClearExpiry, AccountAct::SetExpiry),
            Act::USER_ASSIGN_PROFILE | Act::USER_WITHDRAW_PROFILE | Act::USER_ADD_SCOPE | Act::USER_REMOVE_SCOPE => {
                AccountAct::SetLevel { to: Level::PowerUser }
            }
            Act::USER_SET_LEVEL => AccountAct::SetLevel { to: self.level.unwrap_or(Level::PowerUser) },
            Act::USER_VIEW_AS => AccountAct::ViewAs,
            Act::USER_DELETE | Act::USER_ERASE => AccountAct::Delete,
            Act::USER_GRANT => self.granting(roles)?,
            Act::USER_REVOKE => match &self.grant {
                Some(held) if is_manager(held) => AccountAct::RevokeManager,
                held => AccountAct::Revoke { department: held.as_ref().and_then(|held| home(&held.department)) },
            },
            _ => return Ok(None),
        }))
    }

    fn granting<'a>(&'a self, roles: &[Role]) -> Result<AccountAct<'a>> {
        let Some(held) = &self.grant else {
            return Ok(AccountAct::Grant { holds: PermissionSet::EMPTY, department: None });
        };
        if is_manager(held) {
            return Ok(AccountAct::GrantManager { department: None, until: held.valid_until });
        }
        let is_it = |role: &&Role| name_key(role.name.as_str()) == name_key(&held.role);
        let unknown = || Error::field(Field::Role, Problem::unknown("role", &held.role));
        let holds = roles.iter().find(is_it).ok_or_else(unknown)?.permissions;
        Ok(AccountAct::Grant { holds, department: home(&held.department) })
    }
}
