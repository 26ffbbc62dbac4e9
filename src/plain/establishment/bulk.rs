//! What is done to the ticked establishments: planned, confirmed, carried out as a job; those that fail stay ticked.

use super::{mailing, ticks};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::nouns::ESTABLISHMENTS;
use crate::plain::conversation::{Conversation, counted};
use crate::plain::dialogue::Step;
use crate::plain::form::{Form, Repaired};
use crate::plain::job;
use crate::plain::noun_form::{read, shape};

/// Asks what to do with the ticked ones.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    if conversation.ticks.is_empty() {
        conversation.io.text("plain-no-ticks");
        return Ok(());
    }
    let entries = [
        ("plain-act-block", Act::ESTABLISHMENT_BLOCK),
        ("plain-act-unblock", Act::ESTABLISHMENT_UNBLOCK),
        ("action-establishment-move", Act::ESTABLISHMENT_MOVE),
        ("plain-act-reset", Act::ESTABLISHMENT_RESET_PASSWORD),
        ("action-establishment-export", Act::ESTABLISHMENT_EXPORT),
        ("plain-act-delete", Act::ESTABLISHMENT_DELETE),
        ("plain-act-mail", Act::ESTABLISHMENT_MAIL),
    ];
    let title = counted("plain-bulk", conversation.ticks.len());
    let act = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-bulk")?;
    conversation.before_a_change()?;
    let targets = targets(conversation)?;
    begin(conversation, act, Selection::Numbers { numbers: targets })?;
    ticks::tell(conversation);
    Ok(())
}

/// Asks for what an act needs; a plan follows.
pub(super) fn begin(conversation: &mut Conversation<'_, '_>, act: Act, selection: Selection) -> Step<()> {
    if act == Act::ESTABLISHMENT_MAIL {
        return mailing::write(conversation, &selection);
    }
    task(conversation, act, selection)
}

#[derive(Debug, Clone, Copy)]
enum Reach {
    Visible,
    All,
}

/// Returns the ticked ones; when the filter hides some, asks which are meant (S03).
fn targets(conversation: &mut Conversation<'_, '_>) -> Step<Vec<EstablishmentNumber>> {
    let (count, hidden) = (conversation.ticks.len(), ticks::hidden(conversation));
    let all: Vec<EstablishmentNumber> = conversation.ticks.iter().copied().collect();
    if hidden == 0 {
        return Ok(all);
    }
    let title = Message::new("plain-hidden").with("count", count).with("hidden", hidden);
    let mut entries = vec![("plain-hidden-visible", Reach::Visible), ("plain-hidden-all", Reach::All)];
    if hidden == count {
        entries.remove(0);
    }
    let reach = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-hidden")?;
    Ok(match reach {
        Reach::All => all,
        Reach::Visible => {
            let listed: std::collections::HashSet<_> = conversation.listing.order.iter().copied().collect();
            all.into_iter().filter(|number| listed.contains(number)).collect()
        }
    })
}

/// Asks for what a task needs, until it can be made; the plan follows.
fn task(conversation: &mut Conversation<'_, '_>, act: Act, selection: Selection) -> Step<()> {
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
