//! What a line is about: the account that it names as it is now, and what the line makes of it.

use super::super::facts::{Facts, Users};
use super::becoming::{Done, Staged, absent, acts, nobody};
use super::known::Known;
use crate::domain::access::Actor;
use crate::domain::account::AccountId;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Difference, Reason, Task};
use crate::domain::rights::level::Level;
use crate::domain::rights::role::MANAGER;
use crate::domain::text::name_key;
use crate::domain::time::Timestamp;
use crate::domain::user::USERS_MAX;
use crate::domain::user_line::{Mode, mails_credentials, read};
use crate::operations::deed::Kept as _;
use crate::operations::error::{Error, Result};
use crate::operations::job::Earlier;
use crate::operations::job::candidate::Lines;
use crate::store::establishment::{Tx, person, person_ties};

/// What the lines of a chunk stand on.
pub(super) struct Ground<'a> {
    pub(super) tx: &'a Tx<'a>,
    pub(super) facts: Facts,
    pub(super) known: Known,
    mode: Mode,
    /// Whether each account that is created is given a password, which is mailed.
    pub(super) mails_credentials: bool,
    /// How many accounts there are.
    there: u32,
}

impl<'a> Ground<'a> {
    pub(super) fn read(tx: &'a Tx<'a>, (by, now): (&Actor, Timestamp), task: &Task) -> Result<Self> {
        let facts = Users::facts(tx, by, now)?;
        let known = Known::read(tx, &facts)?;
        let nothing = Filled::default();
        let typed = if let Task::Act { typed, .. } = task { typed } else { &nothing };
        let (mode, mails_credentials) = (Mode::of(typed), mails_credentials(typed));
        Ok(Self { tx, facts, known, mode, mails_credentials, there: person::count_all(tx)? })
    }

    /// Reads an account with its profiles, and with who else lasts where that may matter.
    pub(super) fn staged(&self, id: AccountId) -> Result<Option<Staged>> {
        let Some(user) = Users::find(self.tx, &id)? else { return Ok(None) };
        let profiles = if user.level == Level::PowerUser { person_ties::profiles_of(self.tx, id)? } else { Vec::new() };
        Ok(Some(Staged { user, profiles }))
    }
}

/// A line, and what it does.
pub(super) struct Seen {
    /// The account as it is; none: it is not there.
    pub(super) before: Option<Staged>,
    /// The acts, at least one.
    pub(super) done: Vec<Done>,
}

impl Seen {
    /// The account afterwards.
    pub(super) fn after(&self) -> Option<&Staged> {
        self.done.last().map(|done| &done.after)
    }

    /// The version at which the account was seen.
    pub(super) fn rev(&self) -> Option<i64> {
        self.before.as_ref().map(|staged| staged.user.person.rev)
    }

    /// What it changes, value by value.
    pub(super) fn differs(&self) -> Vec<Difference> {
        let (was, is) =
            (self.before.as_ref().map(Staged::values).unwrap_or_default(), self.after().map(Staged::values));
        let is = is.unwrap_or_default();
        // What it is called stands beside it.
        let is_told = |field: Field, text: &str| {
            if was.get(field).is_some() { true } else { field != Field::Login && !text.is_empty() }
        };
        let differ = is.other_than(&was).filter(|(field, text)| is_told(*field, text));
        differ.map(|(field, text)| Difference { field, was: was.text(field), is: text.to_owned() }).collect()
    }

    /// Has the lines after it know what it leaves.
    pub(super) fn stage(&self, lines: &mut Lines, line: &str) {
        let login = |staged: &Staged| name_key(&staged.user.person.draft.login);
        let lasts = |staged: Option<&Staged>| staged.map(|staged| staged.user.lasts()).unwrap_or_default();
        let (before, after) = (lasts(self.before.as_ref()), lasts(self.after()));
        for ((change, was), is) in lines.lasting.iter_mut().zip(before).zip(after) {
            *change += i64::from(is) - i64::from(was);
        }
        let line = line.parse().unwrap_or_default();
        if let Some(before) = &self.before {
            lines.freed.insert(login(before));
            lines.named.insert(login(before), line);
        }
        if let Some(after) = self.after() {
            lines.freed.remove(&login(after));
            lines.named.insert(login(after), line);
        }
        lines.made += u32::from(self.before.is_none());
    }
}

/// Has the lines after one that does nothing, or is refused, know whom it names: none of them is the one that is meant.
pub(super) fn named(lines: &mut Lines, login: &str, line: &str) {
    let key = name_key(login);
    if lines.freed.remove(&key) || !lines.named.contains_key(&key) {
        lines.named.insert(key, line.parse().unwrap_or_default());
    }
}

/// What a plan calls a line: the login that it names.
pub(super) fn label(typed: &Filled) -> String {
    typed.text(Field::Login).trim().to_owned()
}

/// Looks at a line, after the earlier ones of the same plan.
///
/// # Errors
/// Every cell's problem; why it is refused; [`Reason::NoChange`].
pub(super) fn line(ground: &Ground<'_>, at: &str, typed: &Filled, earlier: &Earlier) -> Result<Seen> {
    let read = read(typed)?;
    let lines = earlier.lines();
    check_named(&read, lines)?;
    let login = read.text(Field::Login);
    let there = person::find_by_login(ground.tx, &login)?;
    // One that an earlier line has given another login is not the one that is meant.
    let there = there.filter(|found| !lines.freed.contains(&name_key(&found.draft.login)));
    let before = match there {
        Some(found) => ground.staged(found.id)?,
        None => None,
    };
    match (&before, ground.mode) {
        (None, Mode::Update) => return Err(absent()),
        // A file that has no names creates nobody.
        (None, _) if typed.get(Field::LastName).is_none() => return Err(absent()),
        (Some(_), Mode::Create) => return Err(Error::field(Field::Login, Problem::LoginUsed)),
        _ => {}
    }
    if before.is_none() {
        let there = ground.there.saturating_add(lines.made);
        if there >= USERS_MAX {
            return Err(Reason::Limit { most: USERS_MAX, there }.into());
        }
    }
    check_new_login(ground, &read, before.as_ref(), lines)?;
    let now = match &before {
        Some(staged) => staged.clone(),
        None => Staged { user: nobody(), profiles: Vec::new() },
    };
    let now = with_others(ground, now, &read, lines)?;
    let is_toggle = typed.iter().count() == 2 && typed.get(Field::Active).is_some();
    let done = acts((&ground.facts, &ground.known), (now, before.is_some()), (&read, is_toggle))?;
    debug_assert!(!at.is_empty(), "a line has a number");
    if done.is_empty() { Err(Reason::NoChange.into()) } else { Ok(Seen { before, done }) }
}

/// Refuses an account that an earlier line is about.
fn check_named(read: &Filled, lines: &Lines) -> Result<()> {
    let again = |field: Field| {
        let line = *lines.named.get(&name_key(read.get(field)?))?;
        Some(FieldError { field, problem: Problem::OnLine { line } })
    };
    let login = again(Field::Login).filter(|_| !lines.freed.contains(&name_key(&read.text(Field::Login))));
    let new = again(Field::NewLogin).filter(|_| !lines.freed.contains(&name_key(&read.text(Field::NewLogin))));
    let errors: Vec<FieldError> = login.into_iter().chain(new).collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::Fields(errors)) }
}

/// Refuses a new login that another account has, and goes on having.
fn check_new_login(ground: &Ground<'_>, read: &Filled, before: Option<&Staged>, lines: &Lines) -> Result<()> {
    let Some(login) = read.get(Field::NewLogin) else { return Ok(()) };
    let holder = person::find_by_login(ground.tx, login)?;
    let holder = holder.filter(|holder| !lines.freed.contains(&name_key(&holder.draft.login)));
    let own = before.map(|staged| staged.user.id());
    match holder {
        Some(holder) if Some(holder.id) != own => Err(Error::field(Field::NewLogin, Problem::LoginUsed)),
        _ => Ok(()),
    }
}

/// Knows who else lasts, with what earlier lines leave, also of an account that the line makes high.
fn with_others(ground: &Ground<'_>, mut now: Staged, read: &Filled, lines: &Lines) -> Result<Staged> {
    let becomes_high = read.get(Field::Level) == Some(Level::Superadmin.word())
        || read.get(Field::Roles).is_some_and(|roles| roles.contains(MANAGER));
    if !becomes_high && !now.user.is_high() {
        return Ok(now);
    }
    if !now.user.is_high() {
        now.user.others = person::others_who_last(ground.tx, now.user.id())?;
    }
    let left = |count: u32, change: i64| u32::try_from(i64::from(count) + change).unwrap_or_default();
    let others = &mut now.user.others;
    others.superadmins = left(others.superadmins, lines.lasting[0]);
    others.managers = left(others.managers, lines.lasting[1]);
    Ok(now)
}
