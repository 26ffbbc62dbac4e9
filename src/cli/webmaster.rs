//! `intendant webmaster …`: the host's named accounts. Passwords come from the terminal or from stdin.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::Work;
use super::arguments::{ADDRESS, LOGIN, TEXT, field, given, option, positional, switch, text, verb};
use super::failure::{DONE, Failure, Result};
use super::table::Table;
use super::{input, listing};
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
    let named = || option(words, "named", LOGIN, "cli-arg-login").long("login").conflicts_with("login");
    let login = || {
        [positional(words, "login", LOGIN, "cli-arg-login").required(false).required_unless_present("named"), named()]
    };
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
        .subcommand(listing::arguments(verb(words, "list", "cli-webmaster-list"), words))
        .subcommand(verb(words, "add", "cli-webmaster-add").args(login()).args(person()).arg(stdin()))
        .subcommand(verb(words, "edit", "cli-webmaster-edit").args(login()).args(person()))
        .subcommand(verb(words, "disable", "cli-webmaster-disable").args(login()))
        .subcommand(verb(words, "enable", "cli-webmaster-enable").args(login()))
        .subcommand(verb(words, "password", "cli-webmaster-password").args(login()).arg(stdin()))
}

/// Runs one of its verbs.
///
/// # Errors
/// What the verb says.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(matches, work),
        "add" => add(matches, work),
        "edit" => edit(matches, work),
        "disable" => {
            let found = webmaster::get(work.ctx, &login(matches))?;
            webmaster::disable(work.ctx, &found.login)?;
            done(work, "cli-webmaster-disabled", found.login.as_str())
        }
        "enable" => {
            let found = webmaster::get(work.ctx, &login(matches))?;
            webmaster::enable(work.ctx, &found.login)?;
            done(work, "cli-webmaster-enabled", found.login.as_str())
        }
        "password" => {
            let found = webmaster::get(work.ctx, &login(matches))?;
            let password = input::new_password(matches, work.out)?;
            webmaster::set_password(work.ctx, found.id, &password.as_new())?;
            done(work, "cli-webmaster-password-set", found.login.as_str())
        }
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// Gives the login, which stands alone or behind `--login`.
fn login(matches: &ArgMatches) -> String {
    given(matches, "login").or_else(|| given(matches, "named")).unwrap_or_default().to_owned()
}

fn list(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let columns = ["login", "last_name", "first_name", "email", "active", "last_sign_in", "rev"];
    listing::begin(matches, work, &columns)?;
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
        login: login(matches),
        last_name: text(matches, "last-name"),
        first_name: text(matches, "first-name"),
        email: text(matches, "email"),
    };
    let password = input::new_password(matches, work.out)?;
    webmaster::add(work.ctx, &input, &password.as_new())?;
    done(work, "cli-webmaster-added", &input.login)
}

fn edit(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let old = webmaster::get(work.ctx, &login(matches))?;
    let or = |id: &str, old: &str| given(matches, id).unwrap_or(old).to_owned();
    let input = WebmasterInput {
        login: old.login.as_str().to_owned(),
        last_name: or("last-name", &old.last_name),
        first_name: or("first-name", &old.first_name),
        email: or("email", old.email.as_ref().map_or("", Email::as_str)),
    };
    webmaster::edit(work.ctx, &old.login, old.rev, &input)?;
    done(work, "cli-webmaster-edited", old.login.as_str())
}

/// Says what was done, and gives the account as it is now.
fn done(work: &mut Work<'_>, key: &'static str, login: &str) -> Result<u8> {
    let now = webmaster::get(work.ctx, login)?;
    work.out.say(&Message::new(key).with("login", now.login.as_str()));
    work.out.record(&record(&now));
    Ok(DONE)
}
