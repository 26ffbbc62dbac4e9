//! `establishment administrators` and `establishment reset-password`. New credentials go to the contact only.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::cli::Work;
use crate::cli::arguments::{LOGIN, choice, given, is_set, option, switch, verb};
use crate::cli::failure::{DONE, Failure, Result};
use crate::cli::job::bulk;
use crate::cli::mail::deliver;
use crate::cli::table::Table;
use crate::cli::targets;
use crate::domain::account::Administrator;
use crate::domain::job::{AdministratorChoice, Selection, Task};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::nouns::establishment::administrator_record;
use crate::operations::{Error, Rule, establishment};

/// Describes the verbs.
pub(super) fn commands(words: &Catalogue) -> Vec<Command> {
    let which = option(words, "which", "cli-value-choice", "cli-arg-which");
    let which = choice(which, AdministratorChoice::ALL.map(AdministratorChoice::word));
    vec![
        verb(words, "administrators", "cli-establishment-administrators").arg(targets::argument(words)),
        bulk::arguments(verb(words, "reset-password", "cli-establishment-reset-password"), words)
            .arg(option(words, "administrator", LOGIN, "cli-arg-administrator"))
            .arg(switch(words, "create", "cli-arg-create").conflicts_with("administrator"))
            .arg(which.conflicts_with_all(["administrator", "create"])),
    ]
}

/// Runs `administrators`.
pub(super) fn list(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let found = establishment::administrators(work.ctx, targets::number(matches)?)?;
    let text = |key| work.out.words.text(key);
    let headings = ["cli-label-login", "cli-label-person", "cli-label-active", "cli-label-last-sign-in"];
    let mut table = Table::new(headings.into_iter().map(text).collect());
    for one in &found {
        let active = work.out.words.text(if one.active { "answer-yes" } else { "answer-no" });
        let last = one.last_sign_in_at.map(|at| work.out.words.moment(at)).unwrap_or_default();
        table.row(vec![one.login.clone(), format!("{} {}", one.last_name, one.first_name), active, last]);
        work.out.record(&administrator_record(one));
    }
    if found.is_empty() {
        work.out.say(&Message::new("cli-no-administrator"));
    } else {
        work.out.table(table);
    }
    Ok(DONE)
}

/// Runs `reset-password`.
pub(super) fn reset_password(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let selection = bulk::selection(matches)?;
    let which = given(matches, "which").and_then(AdministratorChoice::from_word);
    let number = match &selection {
        Selection::Numbers { numbers } if which.is_none() && bulk::is_alone(matches, &selection) => {
            numbers.first().copied()
        }
        _ => None,
    };
    let Some(number) = number else {
        if is_set(matches, "create") || given(matches, "administrator").is_some() {
            return Err(Failure::usage(Message::new("cli-reset-one")));
        }
        let choice = which.unwrap_or(AdministratorChoice::First);
        return bulk::perform(matches, work, Task::ResetAdministrator { choice }, selection);
    };
    let mail = if is_set(matches, "create") {
        establishment::create_administrator(work.ctx, number)?
    } else {
        let found = establishment::administrators(work.ctx, number)?;
        let chosen = choose(&found, given(matches, "administrator"), &work.out.words)?;
        if !chosen.active {
            work.out.note(&Message::new("cli-reset-deactivated").with("login", chosen.login.as_str()));
        }
        establishment::reset_password(work.ctx, number, chosen.id)?
    };
    let email = establishment::get(work.ctx, number)?.contact.email_text().to_owned();
    let sent = deliver(work, mail);
    work.out.say(&Message::new("cli-password-reset").with("email", email.as_str()).with("mail", sent.said));
    work.out.record(&json!({"number": number.0, "mail": sent.facts, "contact-email": email}));
    Ok(DONE)
}

/// Finds the administrator that was named, or the only one there is.
fn choose<'a>(found: &'a [Administrator], login: Option<&str>, words: &Catalogue) -> Result<&'a Administrator> {
    match (login, found) {
        (Some(login), _) => found
            .iter()
            .find(|one| one.login == login.trim())
            .ok_or_else(|| Error::not_found("administrator", login).into()),
        (None, [one]) => Ok(one),
        (None, []) => Err(Error::from(Rule::NoAdministrator).into()),
        (None, several) => {
            let named = |one: &Administrator| {
                let deactivated = Message::new("cli-login-deactivated").with("login", one.login.as_str());
                if one.active { one.login.clone() } else { words.say(&deactivated) }
            };
            let logins: Vec<String> = several.iter().map(named).collect();
            Err(Failure::refused(Message::new("cli-several-administrators").with("logins", logins.join(", "))))
        }
    }
}
