//! `intendant webmaster …`: the host's named accounts. Passwords come from the terminal or from stdin.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::Work;
use super::arguments::{ADDRESS, LOGIN, TEXT, field, given, positional, switch, text, verb};
use super::failure::{DONE, Failure, Result};
use super::input;
use super::table::Table;
use crate::domain::contact::Email;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Webmaster, WebmasterInput};
use crate::i18n::Catalogue;
use crate::operations::webmaster;

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let login = || positional(words, "login", LOGIN, "cli-arg-login");
    let person = || {
        [
            field(words, "last-name", TEXT, Field::LastName),
            field(words, "first-name", TEXT, Field::FirstName),
            field(words, "email", ADDRESS, Field::Email),
        ]
    };
    let stdin = || switch(words, "password-stdin", "cli-arg-password-stdin");
    verb(words, "webmaster", "cli-webmaster")
        .subcommand_required(true)
        .subcommand(verb(words, "list", "cli-webmaster-list"))
        .subcommand(verb(words, "add", "cli-webmaster-add").arg(login()).args(person()).arg(stdin()))
        .subcommand(verb(words, "edit", "cli-webmaster-edit").arg(login()).args(person()))
        .subcommand(verb(words, "disable", "cli-webmaster-disable").arg(login()))
        .subcommand(verb(words, "enable", "cli-webmaster-enable").arg(login()))
        .subcommand(verb(words, "password", "cli-webmaster-password").arg(login()).arg(stdin()))
}

/// Runs one of its verbs.
///
/// # Errors
/// What the verb says.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(work),
        "add" => add(matches, work),
        "edit" => edit(matches, work),
        "disable" => {
            let found = webmaster::get(work.ctx, &text(matches, "login"))?;
            webmaster::disable(work.ctx, found.id)?;
            done(work, "cli-webmaster-disabled", found.login.as_str())
        }
        "enable" => {
            let found = webmaster::get(work.ctx, &text(matches, "login"))?;
            webmaster::enable(work.ctx, found.id)?;
            done(work, "cli-webmaster-enabled", found.login.as_str())
        }
        "password" => {
            let found = webmaster::get(work.ctx, &text(matches, "login"))?;
            let password = input::new_password(matches, work.out)?;
            webmaster::set_password(work.ctx, found.id, &password.as_new())?;
            done(work, "cli-webmaster-password-set", found.login.as_str())
        }
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

fn list(work: &mut Work<'_>) -> Result<u8> {
    let all = webmaster::list(work.ctx)?;
    let text = |key| work.out.words.text(key);
    let headings = ["cli-label-login", "cli-label-person", "column-mail", "cli-label-active", "cli-label-last-sign-in"];
    let mut table = Table::new(headings.into_iter().map(text).collect());
    for one in &all {
        let active = work.out.words.text(if one.active { "answer-yes" } else { "answer-no" });
        let last = one.last_sign_in_at.map(|at| work.out.words.moment(at)).unwrap_or_default();
        let person = format!("{} {}", one.last_name, one.first_name).trim().to_owned();
        let email = one.email.as_ref().map_or("", Email::as_str).to_owned();
        table.row(vec![one.login.as_str().to_owned(), person, email, active, last]);
        work.out.record(&record(one));
    }
    work.out.table(table);
    Ok(DONE)
}

fn record(one: &Webmaster) -> Value {
    json!({
        "login": one.login.as_str(),
        "last-name": one.last_name,
        "first-name": one.first_name,
        "email": one.email.as_ref().map(Email::as_str),
        "active": one.active,
        "last-sign-in": one.last_sign_in_at.map(Timestamp::utc_text),
        "rev": one.rev,
    })
}

fn add(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let input = WebmasterInput {
        login: text(matches, "login"),
        last_name: text(matches, "last-name"),
        first_name: text(matches, "first-name"),
        email: text(matches, "email"),
    };
    let password = input::new_password(matches, work.out)?;
    webmaster::add(work.ctx, &input, &password.as_new())?;
    done(work, "cli-webmaster-added", &input.login)
}

fn edit(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let old = webmaster::get(work.ctx, &text(matches, "login"))?;
    let or = |id: &str, old: &str| given(matches, id).unwrap_or(old).to_owned();
    let input = WebmasterInput {
        login: old.login.as_str().to_owned(),
        last_name: or("last-name", &old.last_name),
        first_name: or("first-name", &old.first_name),
        email: or("email", old.email.as_ref().map_or("", Email::as_str)),
    };
    webmaster::edit(work.ctx, old.id, old.rev, &input)?;
    done(work, "cli-webmaster-edited", old.login.as_str())
}

/// Says what was done, and gives the account as it is now.
fn done(work: &mut Work<'_>, key: &'static str, login: &str) -> Result<u8> {
    let now = webmaster::get(work.ctx, login)?;
    work.out.say(&Message::new(key).with("login", now.login.as_str()));
    work.out.record(&record(&now));
    Ok(DONE)
}
