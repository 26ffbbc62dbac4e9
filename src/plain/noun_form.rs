//! Forms of the described nouns: filled in line by line, sent, and settled when somebody else was first.

use super::conversation::Conversation;
use super::delivery;
use super::dialogue::{Dialogue, Step, Stop};
use super::form::{Form, Repaired, every, say_value};
use super::question::{Choice, Yes};
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::jobs::command::inside;
use crate::nouns::acts::{ActHead, Told};
use crate::nouns::echo::{self, is_secret};
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{self, Done, Door, Rows, Target};
use crate::operations::{Error, Rule, access};

/// Fields of a form that is sent without another question; a longer one is summed up before.
const SHORT: usize = 5;

/// Asks for what a verb needs, and tries until it is done or nothing that was asked is to blame.
pub(super) fn fill(
    conversation: &mut Conversation<'_, '_>,
    (door, act): (&dyn Door, &ActHead),
    mut target: Option<Target>,
    mut base: Filled,
) -> Step<()> {
    let fields = door.fields(act.act);
    let edits = act.act.verb() == Verb::Edit;
    let mut form = shape(conversation, door, &fields, &base);
    let known = base.clone();
    let check = |form: &Form| door.check(act.act, &read(form, &fields, known.clone()));
    form.fill(conversation.io, &check)?;
    let mut secrets = Filled::default();
    for field in fields.iter().filter(|field| is_secret(field)) {
        ask_secret(conversation.io, (field, act.act), &mut secrets)?;
    }
    let mut asks = fields.len() > SHORT;
    loop {
        let mut typed = read(&form, &fields, base.clone());
        if edits && secrets == Filled::default() && typed == base {
            conversation.io.text("plain-unchanged");
            return Ok(());
        }
        match agree(conversation.io, &form, act.act.verb() != Verb::Add, asks)? {
            Agreed::Yes => {}
            Agreed::No => return Ok(()),
            Agreed::Again => {
                form.fill(conversation.io, &check)?;
                continue;
            }
        }
        typed.merge(secrets.clone());
        match door.perform(&mut conversation.ctx, act.act, target.as_ref(), &typed) {
            Ok(Done::Told(told)) => {
                let keys: Vec<String> = target.into_iter().map(|target| target.key).collect();
                if edits {
                    let changed = typed.other_than(&base);
                    typed = changed.fold(Filled::default(), |typed, (field, text)| typed.with(field, text));
                }
                tell_done(conversation, (door, act), &told, (&keys, &typed));
                return Ok(());
            }
            Ok(Done::Overtaken(now, theirs)) => {
                settle(conversation.io, &mut form, &fields, (&base, &theirs))?;
                (target, base, asks) = (Some(now), theirs, true);
            }
            Err(error) => {
                conversation.hear(&error);
                conversation.io.refuse(&error);
                if is_of_rights(&error) {
                    let key = target.as_ref().map(|target| target.key.clone()).unwrap_or_default();
                    let seen = target.as_ref().map(|_| base.clone()).unwrap_or_default();
                    explain(conversation, act.act, (&key, &typed.changed_from(&seen)));
                }
                let repaired = form.repair(conversation.io, &error, &check)?;
                let wrong: Vec<&FieldHead> = fields.iter().filter(|field| is_about(&error, field)).collect();
                for field in &wrong {
                    ask_secret(conversation.io, (field, act.act), &mut secrets)?;
                }
                if wrong.is_empty() && repaired == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

/// Tells whether the rules about accounts refuse what was typed into a field.
fn is_of_rights(error: &Error) -> bool {
    let Error::Fields(errors) = error else { return false };
    errors.iter().any(|error| matches!(error.problem, Problem::Account { .. }))
}

/// Says what is missing for what was refused, what would allow it and who can help, where that is known.
pub(super) fn explain(conversation: &mut Conversation<'_, '_>, refused: Act, (key, typed): (&str, &Filled)) {
    let is_known = access::inside().any(|act| act == refused) && conversation.ctx.at().establishment().is_some();
    let Some(door) = nouns::door(Noun::Access).filter(|_| is_known) else { return };
    let asked = access::asking(refused, key, typed);
    if let Ok(Done::Told(told)) = door.perform(&mut conversation.ctx, Act::ACCESS_EXPLAIN, None, &asked) {
        told.refusal().iter().for_each(|line| conversation.io.say(&line.said));
    }
}

/// Does an act to a row as it was seen, without another question; one that somebody has changed since is left alone.
pub(super) fn carry_out(
    conversation: &mut Conversation<'_, '_>,
    (door, act): (&dyn Door, &ActHead),
    target: Option<Target>,
    typed: &Filled,
) {
    let done = conversation.attempt(|ctx| match door.perform(ctx, act.act, target.as_ref(), typed)? {
        Done::Told(told) => Ok(told),
        Done::Overtaken(..) => Err(Rule::Changed.into()),
    });
    let keys: Vec<String> = target.into_iter().map(|target| target.key).collect();
    if let Some(told) = done {
        tell_done(conversation, (door, act), &told, (&keys, typed));
    }
}

/// Says what was done, sends the mail that came of it, and remembers the command that does the same.
fn tell_done(
    conversation: &mut Conversation<'_, '_>,
    (door, act): (&dyn Door, &ActHead),
    told: &Told,
    (keys, typed): (&[String], &Filled),
) {
    conversation.io.say(&told.said);
    told.sheet.iter().for_each(|line| conversation.io.say(&line.said));
    conversation.tell_aftermath();
    if let Some(line) = echo::line(door, act, keys, Some(typed)) {
        conversation.io.remember(inside(line, conversation.ctx.at()));
    }
    if let Some(mailed) = &told.mail {
        delivery::deliver(conversation, mailed.id);
    }
}

/// Whether what was typed is sent.
enum Agreed {
    Yes,
    No,
    Again,
}

/// Sums a long form up and asks whether it is sent; of a new row, a no goes through its fields again.
fn agree(io: &mut Dialogue<'_>, form: &Form, edits: bool, asks: bool) -> Step<Agreed> {
    if !asks {
        return Ok(Agreed::Yes);
    }
    if edits {
        let agreed = io.yes(&Message::new("plain-save"), Some(Yes::Yes), "plain-help-save")?;
        if agreed == Yes::No {
            io.text("plain-nothing-saved");
        }
        return Ok(if agreed == Yes::Yes { Agreed::Yes } else { Agreed::No });
    }
    form.sum_up(io);
    let agreed = io.yes(&Message::new("plain-create"), Some(Yes::Yes), "plain-help-create")?;
    Ok(if agreed == Yes::Yes { Agreed::Yes } else { Agreed::Again })
}

/// Makes the form of fields.
pub(super) fn shape(
    conversation: &mut Conversation<'_, '_>,
    door: &dyn Door,
    fields: &[FieldHead],
    filled: &Filled,
) -> Form {
    let mut form = Form::new(every);
    for field in fields.iter().filter(|field| !is_secret(field)) {
        let (value, help) = (filled.text(field.field), field.hint.unwrap_or(door.help()));
        form = match field.kind {
            Kind::Choice(choices) => form.words(conversation.io, field.field, choices, &value, help),
            Kind::Ticks(choices) => form.ticks(conversation.io, field.field, choices, &value, help),
            Kind::One(noun) => {
                let choices = keys(conversation, noun);
                let only = if let [only] = choices.as_slice() { only.value.clone() } else { String::new() };
                form.choice(field.field, choices, if value.is_empty() { &only } else { &value }, help)
            }
            Kind::Tick => form.tick(field.field, field.unticked, &value, help),
            Kind::Day => form.day(field.field, &value, help),
            Kind::Text => form.lines(field.field, &value, help),
            Kind::Line | Kind::Note | Kind::Secret | Kind::NewPassword => form.text(field.field, &value, help),
        };
    }
    form
}

/// Lists a noun's rows as choices, each by its key.
pub(super) fn keys(conversation: &mut Conversation<'_, '_>, noun: Noun) -> Vec<Choice<String>> {
    let rows = nouns::door(noun).and_then(|door| conversation.attempt(|ctx| door.list(ctx)));
    let choice = |rows: &dyn Rows, at: usize| Choice { key: rows.key(at), label: rows.name(at), value: rows.key(at) };
    rows.map(|rows| (0..rows.len()).map(|at| choice(rows.as_ref(), at)).collect()).unwrap_or_default()
}

/// Reads what was typed into a form of fields.
pub(super) fn read(form: &Form, fields: &[FieldHead], mut base: Filled) -> Filled {
    for field in fields.iter().filter(|field| !is_secret(field)) {
        base.put(field.field, form.value(field.field));
    }
    base
}

/// Whose value a field gets.
#[derive(Debug, Clone, Copy)]
enum Side {
    Mine,
    Theirs,
}

/// Somebody else saved first: asks for each field that both changed whose value stays (S20). What was not touched here
/// takes their values, and that is said.
fn settle(
    io: &mut Dialogue<'_>,
    form: &mut Form,
    fields: &[FieldHead],
    (base, theirs): (&Filled, &Filled),
) -> Step<()> {
    io.text("plain-conflict");
    for field in fields.iter().filter(|head| !is_secret(head)).map(|head| head.field) {
        let (was, mine, their) = (base.text(field), form.value(field), theirs.text(field));
        if mine == their || their == was {
            continue;
        }
        let label = io.words(&field.label());
        let shown = form.said(io, field, &their);
        if mine == was {
            form.set(field, &their);
            io.say(&Message::new("plain-conflict-taken").with("field", label).with("value", shown));
            continue;
        }
        let title = Message::new("plain-conflict-field").with("field", label);
        for (key, value) in [("plain-conflict-mine", form.said(io, field, &mine)), ("plain-conflict-theirs", shown)] {
            let label = io.words(&Message::new(key));
            say_value(io, &label, &value);
        }
        let entries = [("plain-conflict-keep-mine", Side::Mine), ("plain-conflict-take-theirs", Side::Theirs)];
        match io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-conflict") {
            Ok(Side::Mine) => {}
            Ok(Side::Theirs) => form.set(field, &their),
            Err(stop) => {
                if matches!(stop, Stop::Back) {
                    io.text("plain-nothing-saved");
                }
                return Err(stop);
            }
        }
    }
    Ok(())
}

fn ask_secret(io: &mut Dialogue<'_>, (field, act): (&FieldHead, Act), secrets: &mut Filled) -> Step<()> {
    if matches!(field.kind, Kind::NewPassword) {
        // Whoever is new has no other one.
        let label = if act.verb() == Verb::Add { Field::Password.label() } else { Message::new("new-password-label") };
        let (password, again) = io.new_password(&label)?;
        secrets.put_secret(field.field, password);
        secrets.put_secret(Field::PasswordAgain, again);
    } else {
        let label = io.words(&field.field.label());
        secrets.put_secret(field.field, io.hear_secret(&label, &["plain-help-password"])?);
    }
    Ok(())
}

/// Tells whether an error is about a secret, or about typing it again.
fn is_about(error: &Error, field: &FieldHead) -> bool {
    let Error::Fields(errors) = error else { return false };
    let again = |error: &FieldError| matches!(field.kind, Kind::NewPassword) && error.field == Field::PasswordAgain;
    is_secret(field) && errors.iter().any(|error| error.field == field.field || again(error))
}
