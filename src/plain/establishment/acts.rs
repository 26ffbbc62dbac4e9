//! What is done to one establishment or to the ticked ones: the acts of the description, and what only plain lines add. By hand
//! are those that choose among what stands, and deleting once what is lost was told.

use std::collections::HashSet;
use std::sync::Arc;

use super::{mailing, ticks};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::block::Blocker;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::job::{Selection, Task};
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::jobs::command;
use crate::nouns::establishment::{at_once, lost, picks};
use crate::nouns::{self, Door, ESTABLISHMENTS, EXPORTS, MAILS, Takes};
use crate::operations::establishment::{self, DeleteInput, ExportFirst};
use crate::operations::{Error, Rule, job as jobs};
use crate::plain::conversation::{Conversation, counted, or_none};
use crate::plain::dialogue::{Step, one_back};
use crate::plain::form::{Form, Repaired};
use crate::plain::noun_form::{read, shape};
use crate::plain::question::{Yes, numbered};
use crate::plain::{delivery, job, noun, statistics, visit};

#[derive(Debug, Clone, Copy)]
enum Choice {
    Show,
    Do(Act),
    /// A noun that is kept in it.
    Inside(Noun),
    Jobs,
    /// What a list has of it, by the column that names it there.
    List(&'static dyn Door, &'static str),
    Undo,
    Support,
}

/// What is no act of the description.
const BESIDES: [(&str, Act); 2] =
    [("plain-act-mail", Act::ESTABLISHMENT_MAIL), ("action-establishment-statistics", Act::STATISTICS_COMPUTE)];

/// Lists the acts on one, or on several, that whoever sits there may do, each with its label.
fn acts(conversation: &mut Conversation<'_, '_>, is_fit: impl Fn(Takes) -> bool) -> Vec<(&'static str, Choice)> {
    let described = ESTABLISHMENTS.acts().into_iter().filter(|head| is_fit(head.takes));
    let described = described.map(|head| (head.label, head.act));
    conversation.allowed(described.chain(BESIDES).map(|(label, act)| (label, Choice::Do(act), act)))
}

/// Shows one and does what is asked for.
pub(super) fn show(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let key = number.to_string();
    if !noun::tell(conversation, ESTABLISHMENTS, &key) {
        return Ok(());
    }
    let mut entries = vec![("plain-act-show", Choice::Show)];
    entries.extend(acts(conversation, |takes| matches!(takes, Takes::One | Takes::Targets)));
    let inside = nouns::ALL.into_iter().filter(|door| door.noun().is_inside());
    entries.extend(inside.map(|door| (door.menu(), Choice::Inside(door.noun()))));
    entries.extend([
        ("action-inside-jobs", Choice::Jobs),
        (EXPORTS.menu(), Choice::List(EXPORTS, "number")),
        (MAILS.menu(), Choice::List(MAILS, "establishment")),
        ("plain-sessions-inside", Choice::Inside(Noun::Session)),
    ]);
    entries.extend(conversation.allowed([("action-establishment-undo", Choice::Undo, Act::JOB_UNDO)]));
    let support = ("action-establishment-support", Choice::Support, Act::ESTABLISHMENT_SUPPORT);
    entries.extend(conversation.allowed([support]));
    let title = Message::new("plain-establishment").with("number", key.as_str());
    let inside = At::Establishment(number);
    while conversation.attempt(|ctx| ESTABLISHMENTS.rows(ctx, &[number.into()])).is_some_and(|rows| !rows.is_empty()) {
        let result = match conversation.io.menu(&title, &entries, "plain-help-detail")? {
            Choice::Show => {
                noun::tell(conversation, ESTABLISHMENTS, &key);
                Ok(())
            }
            Choice::Do(act) => conversation.before_a_change().and_then(|()| to_one(conversation, act, number)),
            Choice::Inside(noun) => conversation.within(inside, |conversation| noun::show(conversation, noun)),
            Choice::Jobs => conversation.within(inside, job::show),
            Choice::List(door, column) => noun::pages(conversation, door, &format!("{column}:{number}")).map(drop),
            Choice::Undo => job::undo_last(conversation),
            Choice::Support => visit::support(conversation, number),
        };
        one_back(result)?;
    }
    Ok(())
}

/// Asks what to do with the ticked ones; those that fail stay ticked.
pub(super) fn to_ticked(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    if conversation.ticks.is_empty() {
        conversation.io.text("plain-no-ticks");
        return Ok(());
    }
    let title = counted("plain-bulk", conversation.ticks.len());
    let entries = acts(conversation, |takes| takes == Takes::Targets);
    let chosen = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-bulk")?;
    conversation.before_a_change()?;
    let targets = targets(conversation)?;
    if let Choice::Do(act) = chosen {
        to_many(conversation, act, targets)?;
    }
    ticks::tell(conversation);
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Reach {
    Visible,
    All,
}

/// Returns the ticked ones; when the filter hides some, asks which are meant (S03).
fn targets(conversation: &mut Conversation<'_, '_>) -> Step<Vec<EstablishmentNumber>> {
    let (count, hidden) = (conversation.ticks.len(), ticks::hidden(conversation));
    let mut all: Vec<EstablishmentNumber> = conversation.ticks.iter().copied().collect();
    if hidden == 0 {
        return Ok(all);
    }
    let title = Message::new("plain-hidden").with("count", count).with("hidden", hidden);
    let mut entries = vec![("plain-hidden-visible", Reach::Visible), ("plain-hidden-all", Reach::All)];
    if hidden == count {
        entries.remove(0);
    }
    if let Reach::Visible = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-hidden")? {
        let listed: HashSet<_> = conversation.listing.order.iter().copied().collect();
        all.retain(|number| listed.contains(number));
    }
    Ok(all)
}

/// Does an act to several: by a plan, unless it has a way of its own.
fn to_many(conversation: &mut Conversation<'_, '_>, act: Act, numbers: Vec<EstablishmentNumber>) -> Step<()> {
    match act {
        Act::STATISTICS_COMPUTE => statistics::count(conversation, Some(numbers)),
        Act::ESTABLISHMENT_MAIL => return mailing::write(conversation, &Selection::Numbers { numbers }),
        _ => return plan(conversation, act, Selection::Numbers { numbers }),
    }
    Ok(())
}

/// Asks for what a task on establishments needs, until it can be made; its plan follows.
fn plan(conversation: &mut Conversation<'_, '_>, act: Act, selection: Selection) -> Step<()> {
    let door = ESTABLISHMENTS;
    let (mut fields, base) = (door.fields(act), door.blank(conversation.io.catalogue().language()));
    // The plan says what is lost without it, and asks.
    for field in &mut fields {
        field.unticked = None;
    }
    let mut form = shape(conversation, door, &fields, &base);
    let check = |form: &Form| door.check(act, &read(form, &fields, base.clone()));
    form.fill(conversation.io, &check)?;
    loop {
        match door.task(&mut conversation.ctx, act, &read(&form, &fields, base.clone())) {
            Ok(task) => return job::begin(conversation, task, selection),
            Err(error) => {
                if form.again(conversation.io, &error, &check)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

/// Does an act to one; what is done to one at once is asked in a form, or chosen among what stands.
fn to_one(conversation: &mut Conversation<'_, '_>, act: Act, number: EstablishmentNumber) -> Step<()> {
    match act {
        Act::ESTABLISHMENT_DELETE => delete(conversation, number),
        Act::ESTABLISHMENT_UNBLOCK | Act::ESTABLISHMENT_RESET_PASSWORD => pick(conversation, act, number),
        Act::ESTABLISHMENT_BLOCK => block(conversation, number),
        _ if ESTABLISHMENTS.act(act).is_some_and(|head| head.takes == Takes::One) => {
            noun::on_row(conversation, act, &number.to_string())
        }
        _ => to_many(conversation, act, vec![number]),
    }
}

/// Blocks; where a block of the same kind is in force, that one is said and changed only where that is meant.
fn block(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let now = conversation.ctx.now();
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    blocks(conversation, number);
    let mut own = row.blocks.iter().filter(|block| block.blocker == Blocker::Webmaster && block.stands(now));
    if own.next().is_some()
        && conversation.io.yes(&Message::new("plain-block-change"), Some(Yes::No), "plain-help-block")? == Yes::No
    {
        return Ok(());
    }
    noun::on_row(conversation, Act::ESTABLISHMENT_BLOCK, &number.to_string())?;
    blocks(conversation, number);
    Ok(())
}

/// Chooses among what stands on one, its blocks or its administrators, and does what is chosen: the others stay and are said.
fn pick(conversation: &mut Conversation<'_, '_>, act: Act, number: EstablishmentNumber) -> Step<()> {
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    let (label, help, administrators) = if act == Act::ESTABLISHMENT_RESET_PASSWORD {
        let Some(found) = conversation.attempt(|ctx| establishment::administrators(ctx, number)) else { return Ok(()) };
        (Field::Administrator.label(), "plain-help-reset", found)
    } else {
        (Message::new("plain-unblock-which"), "plain-help-unblock", Vec::new())
    };
    let (words, now) = (Arc::clone(conversation.io.shared_catalogue()), conversation.ctx.now());
    let found = picks(act, (&row, &administrators), &words, now);
    let Some(found) = conversation.attempt(|_| found) else { return Ok(()) };
    let choices = found.all.into_iter().filter_map(|pick| Some((pick.said.clone(), (pick.task?, pick.asks))));
    let choices = numbered(choices);
    if choices.is_empty() {
        conversation.io.refuse(&Error::Rule(Rule::NotBlocked));
        return Ok(());
    }
    let label = conversation.io.words(&label);
    let Some((task, asks)) = conversation.io.pick(&label, &choices, None, help)? else { return Ok(()) };
    if jobs::reversal(&task).is_none() {
        let asks: Vec<String> = asks.iter().map(|line| words.say(line)).collect();
        if conversation.io.yes(&Message::new("plain-row-sure").with("question", asks.join(" ")), None, help)? == Yes::No
        {
            return Ok(());
        }
    }
    if let Some(told) = conversation.attempt(|ctx| at_once(ctx, number, &task, Some(&row))) {
        conversation.io.say(&told.said);
        blocks(conversation, number);
        conversation.io.remember(command::draft(&task, &Selection::Numbers { numbers: vec![number] }));
        if let Some(mailed) = told.mail {
            delivery::deliver(conversation, mailed.id);
        }
    }
    Ok(())
}

/// Says the blocks that stand, each with author and age (S11).
fn blocks(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) {
    let now = conversation.ctx.now();
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return };
    for block in row.blocks.iter().filter(|block| block.stands(now)) {
        let line = standing::block(conversation.io.catalogue(), block, now);
        conversation.io.line(&line);
    }
}

/// Deletes after the number was typed; an export is made first unless that is refused.
fn delete(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    // A database that cannot be read must not keep its establishment from being deleted; the cause is said.
    let Some(stakes) = conversation.attempt(|ctx| establishment::stakes(ctx, number)) else { return Ok(()) };
    for said in lost(&row.denomination, &stakes) {
        conversation.io.say(&said);
    }
    let answer = conversation.io.yes(&Field::ExportFirst.label(), Some(Yes::Yes), "plain-help-export-first")?;
    let export_first = if answer == Yes::Yes { ExportFirst::Yes } else { ExportFirst::No };
    if export_first == ExportFirst::No {
        conversation.io.text("hint-no-export");
    }
    let label = Message::new("plain-delete-confirm")
        .with("number", number.to_string())
        .with("denomination", row.denomination.as_str());
    let label = conversation.io.words(&label);
    loop {
        let confirmation = Some(conversation.io.require(&label, "plain-help-confirm")?);
        let input = DeleteInput { confirmation, export_first };
        match establishment::delete(&mut conversation.ctx, number, &input) {
            Ok(deleted) => {
                conversation.ticks.remove(&number);
                let export = deleted.export.map(|path| path.display().to_string()).unwrap_or_default();
                let message =
                    Message::new("plain-deleted").with("number", number.to_string()).with("export", or_none(&export));
                conversation.io.say(&message);
                conversation.tell_aftermath();
                let line =
                    command::draft(&Task::Delete { export_first }, &Selection::Numbers { numbers: vec![number] });
                conversation.io.remember(format!("{line} --yes"));
                return Ok(());
            }
            Err(error) => {
                conversation.io.refuse(&error);
                if !matches!(error, Error::Fields(_)) {
                    return Ok(());
                }
            }
        }
    }
}
