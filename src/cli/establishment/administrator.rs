//! `establishment administrators` and `establishment reset-password`. New credentials go to the contact only.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::cli::arguments::{LOGIN, given, is_set, option, switch, verb};
use crate::cli::failure::{DONE, Failure, Result};
use crate::cli::job::{bulk, show};
use crate::cli::mail::deliver;
use crate::cli::table::Table;
use crate::cli::{Work, noun, targets};
use crate::domain::account::Administrator;
use crate::domain::job::{AdministratorChoice, Selection, Task};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::nouns::ESTABLISHMENTS;
use crate::nouns::establishment::{administrator_record, at_once};
use crate::operations::{Error, Rule, establishment};

/// Describes `administrators`.
pub(super) fn command(words: &Catalogue) -> Command {
    verb(words, "administrators", "cli-establishment-administrators").arg(targets::argument(words))
}

/// Adds to `reset-password` how one of the administrators of one establishment is chosen, or created.
pub(super) fn choosing(command: Command, words: &Catalogue) -> Command {
    command
        .arg(option(words, "administrator", LOGIN, "cli-arg-administrator").conflicts_with("which"))
        .arg(switch(words, "create", "cli-arg-create").conflicts_with_all(["administrator", "which"]))
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

/// Runs `reset-password`: of one establishment for the administrator who is chosen, of several as described.
pub(super) fn reset_password(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let selection = bulk::selection(matches)?;
    let number = match &selection {
        Selection::Numbers { numbers } if given(matches, "which").is_none() && bulk::is_alone(matches, &selection) => {
            numbers.first().copied()
        }
        _ => None,
    };
    let Some(number) = number else {
        if is_set(matches, "create") || given(matches, "administrator").is_some() {
            return Err(Failure::usage(Message::new("cli-reset-one")));
        }
        return noun::run(ESTABLISHMENTS, "reset-password", matches, work);
    };
    let choice = if is_set(matches, "create") {
        AdministratorChoice::New
    } else {
        let found = establishment::administrators(work.ctx, number)?;
        let chosen = choose(&found, given(matches, "administrator"), &work.out.words)?;
        if !chosen.active {
            work.out.note(&Message::new("cli-reset-deactivated").with("login", chosen.login.as_str()));
        }
        AdministratorChoice::Named(chosen.login.clone())
    };
    let told = at_once(work.ctx, number, &Task::ResetAdministrator { choice }, None)?;
    let email = establishment::get(work.ctx, number)?.contact.email_text().to_owned();
    if let Some(mailed) = told.mail {
        let sent = deliver(work, mailed.id);
        work.out.say(&Message::new("cli-password-reset").with("email", email.as_str()).with("mail", sent.said));
        if let Some(row) = told.job.map(|id| show::only(work, id)).transpose()?.flatten() {
            show::record_row(work, &row, json!({"mail": sent.facts, "contact-email": email}));
        }
    }
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
