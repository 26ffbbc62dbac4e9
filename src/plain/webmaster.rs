//! The webmasters, and one's own password.

use super::command::Command;
use super::desk::{Desk, or_never, or_none};
use super::dialogue::{Step, one_back};
use super::form::{Form, Repaired, every};
use super::question::{Choice, Yes};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::webmaster::{Webmaster, WebmasterInput};
use crate::operations::webmaster::{self, NewPassword};
use crate::operations::{Error, Result};

#[derive(Debug, Clone, Copy)]
enum Act {
    List,
    Add,
    Edit,
    Disable,
    Enable,
    Password,
}

/// Lists and changes the webmasters.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-act-list", Act::List),
        ("plain-act-add", Act::Add),
        ("plain-act-edit", Act::Edit),
        ("plain-act-disable", Act::Disable),
        ("plain-act-enable", Act::Enable),
        ("plain-act-password", Act::Password),
    ];
    loop {
        let act = desk.io.menu(&Message::new("plain-menu-webmasters"), &entries, "plain-help-webmasters")?;
        let result = match act {
            Act::List => {
                list(desk);
                Ok(())
            }
            Act::Add => desk.before_a_change().and_then(|()| add(desk)),
            Act::Edit => desk.before_a_change().and_then(|()| edit(desk)),
            Act::Disable => desk.before_a_change().and_then(|()| disable(desk)),
            Act::Enable => desk.before_a_change().and_then(|()| enable(desk)),
            Act::Password => desk.before_a_change().and_then(|()| set_password(desk)),
        };
        one_back(result)?;
    }
}

fn list(desk: &mut Desk<'_, '_>) {
    let Some(all) = desk.attempt(webmaster::list) else { return };
    for one in &all {
        let line = line(one);
        desk.io.say(&line);
    }
    desk.io.remember(Command::new("webmaster list").line());
}

fn line(one: &Webmaster) -> Message {
    Message::new("plain-webmaster-line")
        .with("login", one.login.as_str())
        .with("name", or_none(format!("{} {}", one.last_name, one.first_name).trim()))
        .with("email", or_none(one.email.as_ref().map_or("", |email| email.as_str())))
        .with("active", if one.active { "yes" } else { "no" })
        .with("at", or_never(one.last_sign_in_at))
}

fn choose(desk: &mut Desk<'_, '_>) -> Step<Option<Webmaster>> {
    let Some(all) = desk.attempt(webmaster::list) else { return Ok(None) };
    let choice = |one: Webmaster| {
        let key = one.login.as_str().to_owned();
        Choice { label: format!("{} {}", one.last_name, one.first_name).trim().to_owned(), key, value: one }
    };
    let choices: Vec<Choice<Webmaster>> = all.into_iter().map(choice).collect();
    let label = desk.io.words(&Field::Login.label());
    desk.io.pick(&label, &choices, None, "plain-help-login")
}

/// Makes the form of a webmaster.
pub(super) fn form(input: &WebmasterInput) -> Form {
    Form::new(every)
        .text(Field::Login, &input.login, "plain-help-new-login")
        .text(Field::LastName, &input.last_name, "plain-help-person")
        .text(Field::FirstName, &input.first_name, "plain-help-person")
        .text(Field::Email, &input.email, "plain-help-person")
}

/// Reads the form of a webmaster.
pub(super) fn read(form: &Form) -> WebmasterInput {
    WebmasterInput {
        login: form.value(Field::Login),
        last_name: form.value(Field::LastName),
        first_name: form.value(Field::FirstName),
        email: form.value(Field::Email),
    }
}

fn add(desk: &mut Desk<'_, '_>) -> Step<()> {
    let check = |form: &Form| read(form).check().err().unwrap_or_default();
    let mut form = form(&WebmasterInput::default());
    form.fill(desk.io, &check)?;
    let mut passwords = desk.io.new_password()?;
    loop {
        let input = read(&form);
        let new = NewPassword { password: &passwords.0, again: &passwords.1 };
        let Err(error) = webmaster::add(&mut desk.ctx, &input, &new) else {
            desk.io.say(&Message::new("plain-webmaster-added").with("login", input.login.trim().to_lowercase()));
            let command = Command::new("webmaster add").option("login", input.login.trim());
            let command = command.option("last-name", &input.last_name).option("first-name", &input.first_name);
            desk.io.remember(command.option("email", &input.email).line());
            return Ok(());
        };
        let repaired = form.again(desk.io, &error, &check)?;
        if is_about_password(&error) {
            passwords = desk.io.new_password()?;
        } else if repaired == Repaired::No {
            return Ok(());
        }
    }
}

fn is_about_password(error: &Error) -> bool {
    let Error::Fields(errors) = error else { return false };
    errors.iter().any(|error| matches!(error.field, Field::Password | Field::PasswordAgain))
}

fn edit(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(found) = choose(desk)? else { return Ok(()) };
    let before = WebmasterInput {
        login: found.login.as_str().to_owned(),
        last_name: found.last_name.clone(),
        first_name: found.first_name.clone(),
        email: found.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default(),
    };
    let mut form = Form::new(every)
        .text(Field::LastName, &before.last_name, "plain-help-person")
        .text(Field::FirstName, &before.first_name, "plain-help-person")
        .text(Field::Email, &before.email, "plain-help-person");
    let input = |form: &Form| WebmasterInput { login: found.login.as_str().to_owned(), ..read(form) };
    let check = |form: &Form| input(form).check().err().unwrap_or_default();
    form.fill(desk.io, &check)?;
    loop {
        let input = input(&form);
        let Err(error) = webmaster::edit(&mut desk.ctx, &found.login, found.rev, &input) else {
            desk.io.text("plain-saved");
            let command = Command::new("webmaster edit").arg(&input.login).option("last-name", &input.last_name);
            let command = command.option("first-name", &input.first_name).option("email", &input.email);
            desk.io.remember(command.line());
            return Ok(());
        };
        if form.again(desk.io, &error, &check)? == Repaired::No {
            return Ok(());
        }
    }
}

fn disable(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(found) = choose(desk)? else { return Ok(()) };
    let login = found.login.as_str();
    let question = Message::new("plain-webmaster-disable-sure").with("login", login);
    if desk.io.yes(&question, Some(Yes::No), "plain-help-disable")? == Yes::Yes
        && desk.attempt(|ctx| webmaster::disable(ctx, &found.login)).is_some()
    {
        desk.io.say(&Message::new("plain-webmaster-active").with("login", login).with("active", "no"));
        desk.io.remember(Command::new("webmaster disable").arg(login).line());
    }
    Ok(())
}

fn enable(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(found) = choose(desk)? else { return Ok(()) };
    let login = found.login.as_str();
    if desk.attempt(|ctx| webmaster::enable(ctx, &found.login)).is_some() {
        desk.io.say(&Message::new("plain-webmaster-active").with("login", login).with("active", "yes"));
        desk.io.remember(Command::new("webmaster enable").arg(login).line());
    }
    Ok(())
}

fn set_password(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(found) = choose(desk)? else { return Ok(()) };
    let done = with_new_password(desk, |desk, new| webmaster::set_password(&mut desk.ctx, found.id, new))?;
    if done {
        desk.io.remember(Command::new("webmaster password").arg(found.login.as_str()).line());
    }
    Ok(())
}

/// Changes one's own password: the current one, then a new one twice.
pub(super) fn change_own_password(desk: &mut Desk<'_, '_>) -> Step<()> {
    let label = desk.io.words(&Field::CurrentPassword.label());
    let mut current = desk.io.hear_secret(&label, &["plain-help-password"])?;
    loop {
        let (password, again) = desk.io.new_password()?;
        let new = NewPassword { password: &password, again: &again };
        match webmaster::change_password(&mut desk.ctx, &current, &new) {
            Ok(()) => {
                desk.io.text("plain-password-changed");
                let login = desk.ctx.actor.name().to_owned();
                desk.io.remember(Command::new("webmaster password").arg(&login).line());
                return Ok(());
            }
            Err(error) => {
                desk.io.refuse(&error);
                let Error::Fields(errors) = &error else { return Ok(()) };
                if errors.iter().any(|error| error.field == Field::CurrentPassword) {
                    current = desk.io.hear_secret(&label, &["plain-help-password"])?;
                }
            }
        }
    }
}

/// Asks for a new password until it is accepted or something else is wrong.
fn with_new_password<'d, 'h>(
    desk: &mut Desk<'d, 'h>,
    mut verb: impl FnMut(&mut Desk<'d, 'h>, &NewPassword<'_>) -> Result<()>,
) -> Step<bool> {
    loop {
        let (password, again) = desk.io.new_password()?;
        match verb(desk, &NewPassword { password: &password, again: &again }) {
            Ok(()) => {
                desk.io.text("plain-password-changed");
                return Ok(true);
            }
            Err(error) => {
                desk.io.refuse(&error);
                if !is_about_password(&error) {
                    return Ok(false);
                }
            }
        }
    }
}
