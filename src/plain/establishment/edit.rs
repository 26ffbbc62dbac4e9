//! Editing an establishment; when somebody else saved first, whose value stays is asked field by field (S20).

use super::fields;
use crate::domain::establishment::{ContactNeed, Establishment, EstablishmentNumber, Input};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::operations::{Error, establishment};
use crate::plain::command::Command;
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::{Step, Stop};
use crate::plain::form::{Form, Repaired, say_value};
use crate::plain::question::Yes;

const FIELDS: [Field; 7] = [
    Field::Zone,
    Field::Location,
    Field::Denomination,
    Field::Uai,
    Field::ContactLastName,
    Field::ContactFirstName,
    Field::ContactEmail,
];

/// Asks for the fields, each with its value, and saves.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let Some(found) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    let zones = conversation.zones();
    let mut base = fields::form(&zones, &Input::from_draft(&found.draft()));
    let mut rev = found.rev;
    let mut form = base.clone();
    // An import may have left the contact without a name or an address, and it may stay so.
    let check = |form: &Form| fields::check(form, ContactNeed::AsGiven);
    form.fill(conversation.io, &check)?;
    loop {
        if FIELDS.iter().all(|field| form.value(*field) == base.value(*field)) {
            conversation.io.text("plain-unchanged");
            return Ok(());
        }
        if conversation.io.yes(&Message::new("plain-save"), Some(Yes::Yes), "plain-help-save")? == Yes::No {
            conversation.io.text("plain-nothing-saved");
            return Ok(());
        }
        let input = fields::read(&form);
        match establishment::edit(&mut conversation.ctx, number, rev, &input) {
            Ok(after) => {
                conversation.io.text("plain-saved");
                if form.value(Field::Location) != base.value(Field::Location) {
                    fields::tell_postcode(conversation.io, &after.location);
                }
                conversation.tell_aftermath();
                conversation.io.remember(command(number, &base, &form));
                return Ok(());
            }
            Err(Error::Conflict(conflict)) => {
                settle(conversation, &mut form, &base, &conflict.theirs)?;
                rev = conflict.theirs.rev;
                base = fields::form(&zones, &Input::from_draft(&conflict.theirs.draft()));
            }
            Err(error) => {
                if form.again(conversation.io, &error, &check)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

/// Asks for each field that both changed whose value stays; what only they changed stays theirs, and is said.
fn settle(conversation: &mut Conversation<'_, '_>, form: &mut Form, base: &Form, theirs: &Establishment) -> Step<()> {
    conversation.io.text("plain-conflict");
    let zones = conversation.zones();
    let stored = fields::form(&zones, &Input::from_draft(&theirs.draft()));
    for field in FIELDS {
        let (was, mine, their) = (base.value(field), form.value(field), stored.value(field));
        if mine == their || their == was {
            continue;
        }
        let label = conversation.io.words(&field.label());
        if mine == was {
            form.set(field, &their);
            let value = stored.shown(field);
            conversation.io.say(&Message::new("plain-conflict-taken").with("field", label).with("value", value));
            continue;
        }
        let title = Message::new("plain-conflict-field").with("field", label);
        for (key, value) in [("plain-conflict-mine", form.shown(field)), ("plain-conflict-theirs", stored.shown(field))]
        {
            let label = conversation.io.words(&Message::new(key));
            say_value(conversation.io, &label, &value);
        }
        let entries = [("plain-conflict-keep-mine", Side::Mine), ("plain-conflict-take-theirs", Side::Theirs)];
        match conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-conflict") {
            Ok(Side::Mine) => {}
            Ok(Side::Theirs) => form.set(field, &their),
            Err(Stop::Back) => {
                conversation.io.text("plain-nothing-saved");
                return Err(Stop::Back);
            }
            Err(stop) => return Err(stop),
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Mine,
    Theirs,
}

fn command(number: EstablishmentNumber, before: &Form, after: &Form) -> String {
    let names = [
        (Field::Zone, "zone"),
        (Field::Location, "location"),
        (Field::Denomination, "name"),
        (Field::Uai, "uai"),
        (Field::ContactLastName, "contact-last-name"),
        (Field::ContactFirstName, "contact-first-name"),
        (Field::ContactEmail, "contact-email"),
    ];
    let changed = names.into_iter().filter(|(field, _)| before.value(*field) != after.value(*field));
    let command = Command::new("establishment edit").arg(&number.to_string());
    changed.fold(command, |command, (field, name)| command.option_or_empty(name, &after.value(field))).line()
}
