//! What is asked to add an establishment or to edit one, and what comes of it.

use super::row::Row;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::{ContactNeed, Establishment, Input, has_postcode};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::domain::said::{ADMINISTRATORS, BLOCKERS};
use crate::nouns::acts::{Chosen, Mailed, Told};
use crate::nouns::cell::Tone;
use crate::nouns::field;
use crate::operations::establishment::{self, BlockInput, CopyMail, Mailing, SendMail};
use crate::operations::{Context, Error, Result, Rule};

type FieldOf = field::FieldOf<Row>;

/// What is asked of a new one.
pub(super) const NEW: &[Field] = &[
    Field::Zone,
    Field::Location,
    Field::Denomination,
    Field::Uai,
    Field::ContactLastName,
    Field::ContactFirstName,
    Field::ContactEmail,
    Field::Number,
    Field::SendMail,
    Field::CopyMail,
];

/// What is asked of one that is stored.
pub(super) const STORED: &[Field] = &[
    Field::Zone,
    Field::Location,
    Field::Denomination,
    Field::Uai,
    Field::ContactLastName,
    Field::ContactFirstName,
    Field::ContactEmail,
];

/// The fields.
pub(super) const FIELDS: &[FieldOf] = &[
    FieldOf::one(Field::Zone, Noun::Zone, |row| stored(row, |input| input.zone))
        .value("cli-value-zone")
        .hint("plain-help-zone")
        .needed(),
    FieldOf::line(Field::Location, |row| stored(row, |input| input.location)).hint("hint-location").needed(),
    FieldOf::line(Field::Denomination, |row| stored(row, |input| input.denomination))
        .option("name")
        .hint("plain-help-denomination")
        .needed(),
    FieldOf::line(Field::Uai, |row| stored(row, |input| input.uai)).value("cli-value-uai").hint("hint-uai"),
    FieldOf::line(Field::ContactLastName, |row| stored(row, |input| input.contact_last_name))
        .hint("hint-contact-name")
        .needed(),
    FieldOf::line(Field::ContactFirstName, |row| stored(row, |input| input.contact_first_name))
        .hint("hint-contact-name")
        .needed(),
    FieldOf::line(Field::ContactEmail, |row| stored(row, |input| input.contact_email))
        .value("cli-value-address")
        .hint("hint-contact-email")
        .needed(),
    FieldOf::line(Field::Number, |_| String::new())
        .value("cli-value-number")
        .help("cli-arg-new-number")
        .hint("hint-number"),
    FieldOf::tick(Field::SendMail, Some("establishment-no-mail-warning"))
        .option("no-mail")
        .help("cli-arg-no-mail")
        .hint("hint-send-mail"),
    FieldOf::tick(Field::CopyMail, None).option("copy").help("cli-arg-copy").hint("hint-copy-mail"),
    FieldOf { value: |row| own_block(row, |block| block.reason.clone()), ..FieldOf::note(Field::Reason) }
        .hint("hint-reason")
        .needed(),
    FieldOf::day(Field::Until, |row| own_block(row, last_day)).hint("hint-until"),
    FieldOf::choice(Field::Blocker, BLOCKERS, |_| String::new())
        .value("cli-value-blocker")
        .help("cli-arg-blocker")
        .hint("unblock-many-which"),
    FieldOf::choice(Field::Which, ADMINISTRATORS, |_| String::new()).help("cli-arg-which").hint("reset-many-which"),
    FieldOf::tick(Field::Compress, None).help("cli-arg-compress").hint("hint-compress"),
    FieldOf::tick(Field::Tables, None).help("cli-arg-tables").hint("hint-tables"),
    FieldOf::line(Field::PublicKey, |_| String::new())
        .option("encrypt-to")
        .help("cli-arg-encrypt-to")
        .hint("hint-public-key"),
    FieldOf::tick(Field::ExportFirst, Some("hint-no-export"))
        .option("no-export")
        .help("cli-arg-no-export")
        .hint("hint-export-first"),
];

fn stored(row: &Row, field: fn(Input) -> String) -> String {
    row.found().map(|one| field(Input::from_draft(&one.draft()))).unwrap_or_default()
}

/// Reads the webmaster's block that stands: putting one replaces it.
fn own_block(row: &Row, text: fn(&Block) -> String) -> String {
    let blocks = row.found().into_iter().flat_map(|one| &one.blocks);
    blocks
        .filter(|block| block.blocker == Blocker::Webmaster && block.stands(row.now))
        .map(text)
        .next()
        .unwrap_or_default()
}

fn last_day(block: &Block) -> String {
    block.last_day().map(|day| day.to_string()).unwrap_or_default()
}

/// What the form of a block is filled with that replaces another one.
#[must_use]
pub fn block_filled(block: &Block) -> Filled {
    Filled::default().with(Field::Reason, &block.reason).with(Field::Until, last_day(block))
}

fn read(filled: &Filled) -> Input {
    Input::read(|field| filled.text(field))
}

/// An import may have left the contact of one that is stored without a name or an address, and it may stay so.
pub(super) fn check(act: Act, filled: &Filled) -> Vec<FieldError> {
    match act.verb() {
        Verb::Add => read(filled).check(ContactNeed::Full).err().unwrap_or_default(),
        Verb::Edit => read(filled).check(ContactNeed::AsGiven).err().unwrap_or_default(),
        Verb::Block => block_input(filled).problems(),
        _ => Vec::new(),
    }
}

/// Reads a block as it was typed.
#[must_use]
pub fn block_input(filled: &Filled) -> BlockInput {
    BlockInput { reason: filled.text(Field::Reason), until: filled.text(Field::Until) }
}

/// Adds one. The first password is in the mail to the contact and nowhere else.
pub(super) fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let is_ticked = |field| !filled.text(field).is_empty();
    let send = if is_ticked(Field::SendMail) { SendMail::Yes } else { SendMail::No };
    let copy = if is_ticked(Field::CopyMail) { CopyMail::Yes } else { CopyMail::No };
    let input = read(filled);
    let added = establishment::add(ctx, &input, Mailing { send, copy })?;
    let number = added.number.to_string();
    let key = if added.mail.is_some() { "establishment-added-mail" } else { "establishment-added" };
    let mut told = located(key, &number, &input.location);
    if !added.same.is_empty() {
        let numbers = added.same.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let same = Message::new("establishment-same").with("count", added.same.len()).with("numbers", numbers);
        let said = Message::new("establishment-added-same").with("number", number.as_str()).with("same", same.clone());
        (told.said, told.tone) = (said, Tone::Warning);
        // A command says what became of the mail instead.
        told.notes.extend(added.mail.is_some().then_some(same));
    }
    if added.mail.is_none() {
        told.notes.push(Message::new("cli-establishment-no-mail").with("number", number.as_str()));
    }
    let said =
        Message { key: "cli-establishment-added", args: Vec::new() }.with("number", number).with("path", added.path);
    told.mail = added.mail.map(|id| Mailed { id, said });
    Ok(told)
}

/// Saves what was typed if nobody saved since it was read.
pub(super) fn edit(ctx: &mut Context, chosen: &Chosen<'_, Row>, filled: &Filled) -> Result<Told> {
    let number = chosen.row.number();
    let saved = |after: Establishment| {
        let mut told = located("establishment-saved", &number.to_string(), &after.location);
        let is_moved = chosen.row.found().is_none_or(|before| before.location != after.location);
        told.notes.retain(|_| is_moved);
        if chosen.row.found().is_some_and(|before| before.draft() == after.draft()) {
            told.said = Message::new("cli-unchanged").with("number", number.to_string());
        }
        told
    };
    match establishment::edit(ctx, number, chosen.rev, &read(filled)) {
        Err(Error::Conflict(_)) => Err(Rule::Changed.into()),
        done => done.map(saved),
    }
}

/// Tells of one, and that its location has no postcode: nobody is refused for that, since some countries have none.
fn located(key: &'static str, number: &str, location: &str) -> Told {
    let (postcode, tone) = if has_postcode(location) { ("there", Tone::Good) } else { ("missing", Tone::Warning) };
    let said = Message { key, args: Vec::new() }.with("number", number).with("postcode", postcode);
    let mut told = Told { tone, ..Told::row(said, number) };
    if tone == Tone::Warning {
        told.notes.push(Message::new("establishment-no-postcode").with("location", location));
    }
    told
}
