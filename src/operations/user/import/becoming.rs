//! What a line of a file makes of an account, act by act, each judged on what the acts before it left. Nothing is written:
//! a plan asks the same as the job.

use super::super::deeds::EDIT;
use super::super::facts::Facts;
use super::super::granting::{GRANT, REVOKE, same};
use super::super::guards::refused;
use super::super::shutting::{ACTIVATE, DEACTIVATE, SET_EXPIRY};
use super::known::Known;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::optional;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::person::{HeldRole, Person, PersonDraft, ProfileId};
use crate::domain::rights::account_acts::{AccountAct, Lasting, Target, admission, decide};
use crate::domain::rights::account_status::Admission;
use crate::domain::rights::level::{Level, PROFILES_MAX};
use crate::domain::rights::reason;
use crate::domain::time::Timestamp;
use crate::domain::user::{User, UserInput, home, typed_expiry, typed_level, written};
use crate::operations::error::{Error, Result};

/// What is given for the id of an account that is not there yet.
const NEW: AccountId = AccountId(-1);

/// An account, and the profiles that it has.
#[derive(Debug, Clone)]
pub(super) struct Staged {
    pub(super) user: User,
    pub(super) profiles: Vec<(ProfileId, String)>,
}

impl Staged {
    /// All that a file can say of it.
    pub(super) fn values(&self) -> Filled {
        let names: Vec<&str> = self.profiles.iter().map(|(_, name)| name.as_str()).collect();
        let active = if self.user.person.draft.active { "yes" } else { "no" };
        self.user.filled().with(Field::Active, active).with(Field::Profiles, names.join(", "))
    }
}

/// An act that a line asks for, and the account after it.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) act: Act,
    pub(super) after: Staged,
}

/// An account that is not there yet.
pub(super) fn nobody() -> User {
    let draft = PersonDraft {
        login: String::new(),
        last_name: String::new(),
        first_name: String::new(),
        email: String::new(),
        level: Level::User.word().to_owned(),
        category: String::new(),
        home_department: String::new(),
        language: String::new(),
        expires_on: None,
        active: true,
        pending: false,
    };
    let person = Person {
        id: NEW,
        draft,
        left_at: None,
        password_until: None,
        must_change: false,
        created_at: Timestamp(0),
        first_activity_at: None,
        last_sign_in_at: None,
        rev: 0,
    };
    User {
        person,
        level: Level::User,
        roles: Vec::new(),
        groups: Vec::new(),
        profiles: Vec::new(),
        scope: Vec::new(),
        is_connected: false,
        locked_until: None,
        others: Lasting::default(),
    }
}

/// Returns what a line does to an account, none of it where it is so already. `is_toggle`: the line says of it but whether it
/// is active, and whoever says so hears the same as whoever does it to the row.
///
/// # Errors
/// Every cell's problem; why an act is refused: then nothing of the line is done.
pub(super) fn acts(
    (facts, known): (&Facts, &Known),
    (now, is_there): (Staged, bool),
    (line, is_toggle): (&Filled, bool),
) -> Result<Vec<Done>> {
    let line = known.spelled(&now, line)?;
    let mut becoming = Becoming { facts, known, now, done: Vec::new() };
    if is_there {
        becoming.edit(&line)?;
        becoming.level(&line)?;
    } else {
        becoming.create(&line)?;
    }
    becoming.profiles(&line)?;
    becoming.roles(&line)?;
    becoming.status(&line, is_toggle)?;
    Ok(becoming.done)
}

struct Becoming<'a> {
    facts: &'a Facts,
    known: &'a Known,
    now: Staged,
    done: Vec<Done>,
}

/// A guard of the acts on one row.
type Judge = fn(&User, &Facts, &Filled) -> Option<Reason>;

/// Whether an act changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Something,
    Nothing,
}

impl Becoming<'_> {
    fn ask(&self, judge: Judge, typed: &Filled) -> Result<Does> {
        match judge(&self.now.user, self.facts, typed) {
            None => Ok(Does::Something),
            Some(reason) if reason.is_satisfied() => Ok(Does::Nothing),
            Some(reason) => Err(reason.into()),
        }
    }

    fn did(&mut self, act: Act) {
        self.done.push(Done { act, after: self.now.clone() });
    }

    /// The texts of a line in some fields, where they are other than what is.
    fn other(&self, line: &Filled, fields: &[Field]) -> Filled {
        let is = self.now.user.filled();
        let other = line.other_than(&is).filter(|(field, _)| fields.contains(field));
        other.fold(Filled::default(), |all, (field, text)| all.with(field, text))
    }

    fn create(&mut self, line: &Filled) -> Result<()> {
        let by = &self.facts.by;
        let mut typed = line.clone();
        typed.put(Field::ExpiresOn, "");
        typed.put(Field::HomeDepartment, self.facts.by.home_of_new(&line.text(Field::HomeDepartment)));
        if let Some(login) = line.get(Field::NewLogin) {
            typed.put(Field::Login, login);
        }
        let draft = UserInput { typed }.check()?;
        let act = AccountAct::Create { home: home(&draft.person.home_department), level: draft.level };
        let rule = decide(by, act, &Target::NEW).map_err(|refused| Reason::Account { why: refused.reason })?;
        let pending = admission(by, rule) == Admission::Pending;
        let user = &mut self.now.user;
        user.person.draft = PersonDraft { pending, ..draft.person };
        user.level = draft.level;
        user.groups = self.known.groups_of(&line.text(Field::Groups));
        self.did(Act::USER_ADD);
        Ok(())
    }

    fn edit(&mut self, line: &Filled) -> Result<()> {
        const EDITED: &[Field] = &[
            Field::LastName,
            Field::FirstName,
            Field::Email,
            Field::HomeDepartment,
            Field::Category,
            Field::Language,
            Field::Groups,
        ];
        let typed = self.other(line, EDITED);
        let login = line.get(Field::NewLogin).filter(|login| *login != self.now.user.person.draft.login);
        if typed.iter().next().is_none() && login.is_none() {
            return Ok(());
        }
        if login.is_some() {
            let acts = [AccountAct::EditNames, AccountAct::EditEmail];
            let reason = acts.into_iter().find_map(|act| refused(&self.now.user, self.facts, act));
            reason.map_or(Ok(()), |reason| Err(Error::from(reason)))?;
        }
        self.ask(EDIT.judge, &typed)?;
        let user = &mut self.now.user;
        let draft = &mut user.person.draft;
        if let Some(login) = login {
            login.clone_into(&mut draft.login);
        }
        for (field, text) in typed.iter() {
            match field {
                Field::LastName => text.clone_into(&mut draft.last_name),
                Field::FirstName => text.clone_into(&mut draft.first_name),
                Field::Email => text.clone_into(&mut draft.email),
                Field::HomeDepartment => text.clone_into(&mut draft.home_department),
                Field::Category => text.clone_into(&mut draft.category),
                Field::Language => text.clone_into(&mut draft.language),
                _ => user.groups = self.known.groups_of(text),
            }
        }
        self.did(Act::USER_EDIT);
        Ok(())
    }

    fn level(&mut self, line: &Filled) -> Result<()> {
        let typed = self.other(line, &[Field::Level]);
        if typed.get(Field::Level).is_none() || self.ask(super::super::SET_LEVEL.judge, &typed)? == Does::Nothing {
            return Ok(());
        }
        let level = typed_level(&typed)?;
        let user = &mut self.now.user;
        user.level = level;
        level.word().clone_into(&mut user.person.draft.level);
        if level != Level::PowerUser {
            self.now.profiles.clear();
        }
        self.did(Act::USER_SET_LEVEL);
        Ok(())
    }

    /// Whoever sets levels sets what comes with them.
    fn profiles(&mut self, line: &Filled) -> Result<()> {
        let Some(names) = line.get(Field::Profiles) else { return Ok(()) };
        let wanted = self.known.profiles_of(names);
        if wanted == self.now.profiles {
            return Ok(());
        }
        let act = AccountAct::SetLevel { to: self.now.user.level };
        if let Some(reason) = refused(&self.now.user, self.facts, act) {
            return Err(reason.into());
        }
        if self.now.user.level != Level::PowerUser && !wanted.is_empty() {
            return Err(Error::field(Field::Profiles, Problem::PowerUsersOnly));
        }
        if wanted.len() > PROFILES_MAX {
            return Err(Error::field(Field::Profiles, Problem::TooMany { max: PROFILES_MAX }));
        }
        self.now.profiles = wanted;
        self.did(Act::USER_SET_LEVEL);
        Ok(())
    }

    fn roles(&mut self, line: &Filled) -> Result<()> {
        let Some(text) = line.get(Field::Roles) else { return Ok(()) };
        let wanted = Known::roles_of(text)?;
        let (key, has) = (|held: &HeldRole| (held.role.clone(), held.department.clone()), self.now.user.roles.clone());
        for held in wanted.iter().filter(|held| !has.contains(held)) {
            let typed = Filled::default().with(Field::Role, written(held));
            if self.ask(GRANT.judge, &typed)? == Does::Nothing {
                continue;
            }
            let roles = &mut self.now.user.roles;
            roles.retain(|other| key(other) != key(held));
            roles.push(held.clone());
            roles.sort();
            self.did(Act::USER_GRANT);
        }
        for held in has.iter().filter(|held| !wanted.iter().any(|other| key(other) == key(held))) {
            let bare = HeldRole { valid_until: None, ..held.clone() };
            let typed = Filled::default().with(Field::Role, written(&bare));
            if self.ask(REVOKE.judge, &typed)? == Does::Nothing || same(&self.now.user, held).is_none() {
                continue;
            }
            self.now.user.roles.retain(|other| key(other) != key(held));
            self.did(Act::USER_REVOKE);
        }
        Ok(())
    }

    /// The day first where it has come, since it locks the other; else after it.
    fn status(&mut self, line: &Filled, is_toggle: bool) -> Result<()> {
        let expires_on = self.now.user.person.draft.expires_on;
        if expires_on.is_some_and(|day| day <= self.facts.today()) {
            self.expiry(line)?;
            return self.active(line, is_toggle);
        }
        self.active(line, is_toggle)?;
        self.expiry(line)
    }

    fn expiry(&mut self, line: &Filled) -> Result<()> {
        let typed = self.other(line, &[Field::ExpiresOn]);
        if typed.get(Field::ExpiresOn).is_none() || self.ask(SET_EXPIRY.judge, &typed)? == Does::Nothing {
            return Ok(());
        }
        self.now.user.person.draft.expires_on = typed_expiry(&typed)?;
        self.did(Act::USER_SET_EXPIRY);
        Ok(())
    }

    fn active(&mut self, line: &Filled, is_toggle: bool) -> Result<()> {
        let Some(wanted) = line.get(Field::Active).map(|text| text == "yes") else { return Ok(()) };
        if wanted == self.now.user.person.draft.active && !is_toggle {
            return Ok(());
        }
        let (deed, act) = if wanted { (&ACTIVATE, Act::USER_ACTIVATE) } else { (&DEACTIVATE, Act::USER_DEACTIVATE) };
        if self.ask(deed.judge, &Filled::default())? == Does::Something {
            self.now.user.person.draft.active = wanted;
            self.did(act);
        }
        Ok(())
    }
}

/// Why a line of an account that is not there is refused where none is created.
pub(super) fn absent() -> Error {
    Reason::Account { why: reason::Reason::NotFound }.into()
}

/// Returns the line that gives an account values back which it had.
pub(super) fn back(login: &str, values: &Filled) -> Filled {
    let mut line = values.clone().with(Field::NewLogin, values.text(Field::Login)).with(Field::Login, login);
    let day = optional::text(typed_expiry(values).ok().flatten());
    line.put(Field::ExpiresOn, day);
    line
}
