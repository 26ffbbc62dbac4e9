//! The zones.

use super::command::Command;
use super::desk::{Desk, counted};
use super::dialogue::{Step, one_back};
use super::form::{Form, Repaired, every};
use super::question::Yes;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::zone::{ZoneInput, ZoneNumber};
use crate::i18n::words;
use crate::operations::zone::{self, ZoneLine};

#[derive(Debug, Clone, Copy)]
enum Act {
    List,
    Add,
    Edit,
    Move,
    Delete,
    Academies,
}

/// Lists and changes the zones.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-act-list", Act::List),
        ("plain-act-add", Act::Add),
        ("plain-act-edit", Act::Edit),
        ("plain-act-move", Act::Move),
        ("plain-act-delete", Act::Delete),
        ("plain-act-academies", Act::Academies),
    ];
    loop {
        let result = match desk.io.menu(&Message::new("plain-menu-zones"), &entries, "plain-help-zones")? {
            Act::List => {
                list(desk);
                Ok(())
            }
            Act::Add => desk.before_a_change().and_then(|()| add(desk)),
            Act::Edit => desk.before_a_change().and_then(|()| edit(desk)),
            Act::Move => desk.before_a_change().and_then(|()| reorder(desk)),
            Act::Delete => desk.before_a_change().and_then(|()| delete(desk)),
            Act::Academies => desk.before_a_change().and_then(|()| academies(desk)),
        };
        one_back(result)?;
    }
}

fn list(desk: &mut Desk<'_, '_>) {
    for line in desk.zones().0 {
        let language = desk.io.words(&Message::new(words::language(line.zone.language)));
        let message = Message::new("plain-zone-line")
            .with("number", line.zone.number.0.to_string())
            .with("name", line.zone.name)
            .with("language", language)
            .with("count", line.establishments);
        desk.io.say(&message);
    }
    desk.io.remember(Command::new("zone list").line());
}

/// Asks for a zone.
pub(super) fn choose(desk: &mut Desk<'_, '_>) -> Step<Option<ZoneLine>> {
    let zones = desk.zones();
    let label = desk.io.words(&Field::Zone.label());
    let picked = desk.io.pick(&label, &zones.choices(), None, "plain-help-zone")?;
    Ok(picked.and_then(|number| zones.0.into_iter().find(|line| line.zone.number.0.to_string() == number)))
}

fn form(desk: &Desk<'_, '_>, input: &ZoneInput) -> Form {
    let languages = [("fr", "language-fr"), ("en", "language-en")];
    Form::new(every).text(Field::ZoneName, &input.name, "plain-help-zone-name").words(
        desk.io,
        Field::Language,
        &languages,
        &input.language,
        "plain-help-zone-language",
    )
}

fn read(form: &Form) -> ZoneInput {
    ZoneInput { name: form.value(Field::ZoneName), language: form.value(Field::Language) }
}

fn add(desk: &mut Desk<'_, '_>) -> Step<()> {
    let check = |form: &Form| read(form).check().err().unwrap_or_default();
    let language = desk.io.catalogue().language().code().to_owned();
    let mut form = form(desk, &ZoneInput { name: String::new(), language });
    form.fill(desk.io, &check)?;
    loop {
        let input = read(&form);
        match zone::add(&mut desk.ctx, &input) {
            Ok(zone) => {
                let number = zone.number.0.to_string();
                desk.io.say(&Message::new("plain-zone-added").with("number", number).with("name", zone.name.as_str()));
                let command = Command::new("zone add").option("name", &zone.name);
                desk.io.remember(command.option("language", zone.language.code()).line());
                return Ok(());
            }
            Err(error) => {
                if form.again(desk.io, &error, &check)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

fn edit(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(ZoneLine { zone: found, .. }) = choose(desk)? else { return Ok(()) };
    let check = |form: &Form| read(form).check().err().unwrap_or_default();
    let language = found.language.code().to_owned();
    let mut form = form(desk, &ZoneInput { name: found.name.clone(), language });
    form.fill(desk.io, &check)?;
    loop {
        let input = read(&form);
        let Err(error) = zone::edit(&mut desk.ctx, found.number, found.rev, &input) else {
            desk.io.text("plain-saved");
            desk.tell_aftermath();
            let command = Command::new("zone edit").arg(&found.number.0.to_string()).option("name", &input.name);
            desk.io.remember(command.option("language", &input.language).line());
            return Ok(());
        };
        if form.again(desk.io, &error, &check)? == Repaired::No {
            return Ok(());
        }
    }
}

fn reorder(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(ZoneLine { zone: found, .. }) = choose(desk)? else { return Ok(()) };
    let label = desk.io.words(&Field::ZonePosition.label());
    let position = loop {
        let heard = desk.io.require(&label, "plain-help-zone-position")?;
        match heard.parse::<u32>() {
            Ok(position) if position > 0 => break position,
            Ok(_) | Err(_) => desk.io.say(&Message::new("plain-unknown-choice").with("typed", heard)),
        }
    };
    if desk.attempt(|ctx| zone::move_to(ctx, found.number, position)).is_some() {
        desk.io.text("plain-saved");
        let command = Command::new("zone move").arg(&found.number.0.to_string());
        desk.io.remember(command.option("position", &position.to_string()).line());
    }
    Ok(())
}

fn delete(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(line) = choose(desk)? else { return Ok(()) };
    let question =
        Message::new("plain-zone-delete-sure").with("name", line.zone.name.as_str()).with("count", line.establishments);
    if desk.io.yes(&question, Some(Yes::No), "plain-help-zone-delete")? == Yes::No {
        return Ok(());
    }
    let number: ZoneNumber = line.zone.number;
    if let Some(moved) = desk.attempt(|ctx| zone::delete(ctx, number)) {
        desk.io.say(&counted("plain-zone-deleted", moved));
        desk.io.remember(Command::new("zone delete").arg(&number.0.to_string()).switch("yes").line());
    }
    Ok(())
}

fn academies(desk: &mut Desk<'_, '_>) -> Step<()> {
    let question = Message::new("plain-zone-academies-sure");
    if desk.io.yes(&question, Some(Yes::Yes), "plain-help-zones")? == Yes::Yes
        && let Some(count) = desk.attempt(zone::add_academies)
    {
        desk.io.say(&counted("plain-zone-academies", count));
        desk.io.remember(Command::new("zone academies").line());
    }
    Ok(())
}
