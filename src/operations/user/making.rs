//! How an account is made. Nobody signs in to it before it is given a password, which is mailed.

use super::super::context::Context;
use super::super::deed::Kept as _;
use super::super::error::{Error, Result};
use super::super::making::{Again, Making, Unique};
use super::deeds::{DELETE, group, home_code};
use super::facts::Users;
use super::passwords::give;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::mail::Tells;
use crate::domain::person::PersonDraft;
use crate::domain::rights::account_acts::{AccountAct, Target, admission};
use crate::domain::rights::account_status::Admission;
use crate::domain::rights::reason;
use crate::domain::user::{USERS_MAX, User, UserInput, home};
use crate::store::establishment::person::FirstPassword;
use crate::store::establishment::{person, person_ties};

/// Adds an account.
///
/// # Errors
/// Every field's problem; [`Reason::Account`]; [`Reason::Limit`].
pub fn add(ctx: &mut Context, typed: &Filled) -> Result<User> {
    ADD.one(ctx, typed)
}

/// What no two accounts share.
const UNIQUE: &[Unique<Users>] = &[Unique {
    field: Field::Login,
    find: |tx, login| match person::find_by_login(tx, login)? {
        Some(found) => Users::find(tx, &found.id),
        None => Ok(None),
    },
    taken: Problem::LoginUsed,
}];

/// Adds one; it is taken back while nobody used it.
pub(super) const ADD: Making<Users> = Making {
    act: Act::USER_ADD,
    tells: Act::USER_ADD,
    danger: Danger::None,
    read: |typed| {
        let typed = typed.clone();
        let draft = UserInput { typed: typed.clone() }.check()?;
        let texts = [
            (Field::Login, draft.person.login),
            (Field::LastName, draft.person.last_name),
            (Field::FirstName, draft.person.first_name),
            (Field::Email, draft.person.email),
            (Field::Level, draft.person.level),
            (Field::Category, draft.person.category),
            (Field::Language, draft.person.language),
        ];
        Ok(texts.into_iter().fold(typed, |typed, (field, text)| typed.with(field, text)))
    },
    unique: UNIQUE,
    most: Some((USERS_MAX, |tx| Ok(person::count_all(tx)?))),
    again: Again::Refused,
    make: |tx, (permit, moment), typed| {
        let draft = UserInput { typed: typed.clone() }.check()?;
        let facts = Users::facts(tx, permit.by(), moment.now)?;
        let by = (permit.by(), moment.now);
        let home_department = home_code((tx, by), "", facts.by.home_of_new(&draft.person.home_department))?;
        let groups = draft.groups.iter().map(|name| group(tx, by, name)).collect::<Result<Vec<_>>>()?;
        let act = AccountAct::Create { home: home(&home_department), level: draft.level };
        let rule = facts.decide(act, &Target::NEW).map_err(|why| Reason::Account { why })?;
        let pending = admission(&facts.by, rule) == Admission::Pending;
        let person = PersonDraft { home_department, pending, ..draft.person };
        let id = person::insert(tx, &person, FirstPassword { stored: "", until: None }, moment.kept_at)?;
        // Whoever waits for approval is told nothing yet.
        if !typed.text(Field::MailPassword).is_empty() && !person.email.is_empty() && !pending {
            let made = person::find(tx, id)?.ok_or_else(|| Error::not_found("user", id))?;
            give(tx, (&made, Tells::FirstPassword), moment)?;
        }
        groups.into_iter().try_for_each(|group| Ok::<_, Error>(person_ties::join(tx, id, group)?))?;
        Ok(id)
    },
    bears: |_, row| Ok(row.is_used().then_some(Reason::Account { why: reason::Reason::AccountUsed })),
    unmake: &DELETE,
};
