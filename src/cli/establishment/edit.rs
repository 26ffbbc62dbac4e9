//! `establishment add` and `establishment edit`.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::cli::Work;
use crate::cli::arguments::{ADDRESS, NUMBER, TEXT, ZONE, field, given, is_set, option, switch, text, verb};
use crate::cli::failure::{DONE, Failure, Result};
use crate::cli::mail::{deliver, deliver_others};
use crate::cli::output::Out;
use crate::cli::table::Table;
use crate::cli::targets;
use crate::domain::establishment::{Input, differences, has_postcode};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::nouns::ESTABLISHMENTS;
use crate::nouns::description::whole;
use crate::operations::establishment::{self, CopyMail, Mailing, SendMail};
use crate::operations::{Conflict, Error, zone};

fn fields(words: &Catalogue) -> [Arg; 7] {
    [
        field(words, "zone", ZONE, Field::Zone),
        field(words, "location", TEXT, Field::Location),
        field(words, "name", TEXT, Field::Denomination),
        field(words, "uai", "cli-value-uai", Field::Uai),
        field(words, "contact-last-name", TEXT, Field::ContactLastName),
        field(words, "contact-first-name", TEXT, Field::ContactFirstName),
        field(words, "contact-email", ADDRESS, Field::ContactEmail),
    ]
}

/// Describes `add`.
pub(super) fn add_command(words: &Catalogue) -> Command {
    verb(words, "add", "cli-establishment-add")
        .args(fields(words).map(|arg| if arg.get_id() == "uai" { arg } else { arg.required(true) }))
        .arg(option(words, "number", NUMBER, "cli-arg-new-number"))
        .arg(switch(words, "no-mail", "cli-arg-no-mail"))
        .arg(switch(words, "copy", "cli-arg-copy"))
}

/// Describes `edit`.
pub(super) fn edit_command(words: &Catalogue) -> Command {
    let rev = option(words, "rev", NUMBER, "cli-arg-rev").value_parser(clap::value_parser!(i64));
    verb(words, "edit", "cli-establishment-edit").arg(targets::argument(words)).arg(rev).args(fields(words))
}

/// Runs `add`; the generated password is in the contact's mail and nowhere else.
pub(super) fn add(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let mut input = Input { number: text(matches, "number"), ..Input::default() };
    fill(&mut input, matches, work);
    let mailing = Mailing {
        send: if is_set(matches, "no-mail") { SendMail::No } else { SendMail::Yes },
        copy: if is_set(matches, "copy") { CopyMail::Yes } else { CopyMail::No },
    };
    let added = establishment::add(work.ctx, &input, mailing)?;
    let number = added.number;
    let path = added.path;
    let mut record = json!({"number": number.0, "path": path});
    let sent = added.mail.map(|mail| deliver(work, mail));
    deliver_others(work, number);
    let mail = match sent {
        Some(sent) => {
            record["mail"] = sent.facts;
            sent.said
        }
        None => work.out.words.text("cli-mail-none"),
    };
    work.out.say(
        &Message::new("cli-establishment-added")
            .with("number", number.to_string())
            .with("mail", mail)
            .with("path", path.as_str()),
    );
    postcode_told(work.out, &input.location);
    if added.mail.is_none() {
        work.out.note(&Message::new("cli-establishment-no-mail").with("number", number.to_string()));
    }
    work.out.record(&record);
    Ok(DONE)
}

/// Puts the options that were given into the form; the others stay. A zone may be named.
fn fill(input: &mut Input, matches: &ArgMatches, work: &mut Work<'_>) {
    let fields = [
        ("zone", &mut input.zone),
        ("location", &mut input.location),
        ("name", &mut input.denomination),
        ("uai", &mut input.uai),
        ("contact-last-name", &mut input.contact_last_name),
        ("contact-first-name", &mut input.contact_first_name),
        ("contact-email", &mut input.contact_email),
    ];
    for (id, field) in fields {
        if let Some(value) = given(matches, id) {
            value.clone_into(field);
        }
    }
    // What cannot be found stays as typed, so that its problem is told beside the other fields'.
    if input.zone.trim().parse::<u32>().is_err()
        && let Some(typed) = given(matches, "zone")
        && let Ok(number) = zone::named(work.ctx, typed)
    {
        input.zone = number.0.to_string();
    }
}

/// Runs `edit`: only what was given changes. With `--rev`, only if nobody saved since that revision was read.
pub(super) fn edit(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let number = targets::number(matches)?;
    let before = establishment::get(work.ctx, number)?;
    let rev = matches.get_one::<i64>("rev").copied().unwrap_or(before.rev);
    let mut input = Input::from_draft(&before.draft());
    fill(&mut input, matches, work);
    let after = match establishment::edit(work.ctx, number, rev, &input) {
        Ok(after) => after,
        Err(Error::Conflict(conflict)) => return conflicting(work, conflict),
        Err(error) => return Err(error.into()),
    };
    let changes = differences(&before.draft(), &after.draft());
    if changes.is_empty() {
        work.out.say(&Message::new("cli-unchanged").with("number", number.to_string()));
    }
    for (field, was, is) in changes {
        let label = work.out.words.say(&field.label());
        work.out.say(&Message::new("cli-changed").with("field", label).with("before", was).with("after", is));
    }
    if before.location != after.location {
        postcode_told(work.out, &after.location);
    }
    let stored = ESTABLISHMENTS.get(work.ctx, &number.to_string())?;
    work.out.record(&whole(&ESTABLISHMENTS.heads(), &stored.cells));
    Ok(DONE)
}

/// Says that a location has no postcode: nobody is refused for that, since some countries have none.
fn postcode_told(out: &mut Out, location: &str) {
    if !has_postcode(location) {
        out.note(&Message::new("establishment-no-postcode").with("location", location));
    }
}

/// Shows both versions of every field that differs; nothing was saved.
fn conflicting(work: &mut Work<'_>, conflict: Box<Conflict>) -> Result<u8> {
    let changes = differences(&conflict.theirs.draft(), &conflict.yours);
    let heading = |key| work.out.words.text(key);
    let mut table =
        Table::new(vec![heading("cli-label-field"), heading("cli-label-stored"), heading("cli-label-yours")]);
    let mut record = json!({"conflict": true, "rev": conflict.theirs.rev, "fields": []});
    for (field, theirs, yours) in changes {
        if let Some(fields) = record["fields"].as_array_mut() {
            fields.push(json!({"field": field.name(), "stored": theirs, "yours": yours}));
        }
        table.row(vec![work.out.words.say(&field.label()), theirs, yours]);
    }
    work.out.table(table);
    work.out.say(&Message::new("cli-conflict-rev").with("rev", conflict.theirs.rev.to_string()));
    work.out.record(&record);
    Err(Failure::Operation(Error::Conflict(conflict)))
}
