//! What is done to the ticked establishments: planned, confirmed, carried out as a job; those that fail stay ticked.

use super::{mailing, one, ticks};
use crate::domain::act::Noun;
use crate::domain::block::Blocker;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{AdministratorChoice, Selection, Task};
use crate::domain::message::Message;
use crate::domain::zone::ZoneNumber;
use crate::i18n::words;
use crate::operations::establishment;
use crate::plain::conversation::{Conversation, counted};
use crate::plain::dialogue::Step;
use crate::plain::form::Repaired;
use crate::plain::job;
use crate::plain::noun_form;
use crate::plain::question::numbered;

#[derive(Debug, Clone, Copy)]
enum Act {
    Block,
    Unblock,
    Move,
    Reset,
    Export,
    Delete,
    Mail,
}

/// Asks what to do with the ticked ones.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    if conversation.ticks.is_empty() {
        conversation.io.text("plain-no-ticks");
        return Ok(());
    }
    let entries = [
        ("plain-act-block", Act::Block),
        ("plain-act-unblock", Act::Unblock),
        ("action-establishment-move", Act::Move),
        ("plain-act-reset", Act::Reset),
        ("action-establishment-export", Act::Export),
        ("plain-act-delete", Act::Delete),
        ("plain-act-mail", Act::Mail),
    ];
    let title = counted("plain-bulk", conversation.ticks.len());
    let act = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-bulk")?;
    conversation.before_a_change()?;
    let targets = targets(conversation)?;
    let selection = Selection::Numbers { numbers: targets };
    match act {
        Act::Block => block(conversation, selection)?,
        Act::Unblock => unblock(conversation, selection)?,
        Act::Move => move_to_zone(conversation, selection)?,
        Act::Reset => reset(conversation, selection)?,
        Act::Export => {
            let form = one::ask_form(conversation)?;
            job::begin(conversation, Task::Export { form }, selection)?;
        }
        Act::Mail => mailing::write(conversation, &selection)?,
        Act::Delete => {
            let export_first = one::ask_export(conversation)?;
            job::begin(conversation, Task::Delete { export_first }, selection)?;
        }
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

fn block(conversation: &mut Conversation<'_, '_>, selection: Selection) -> Step<()> {
    let mut form = one::block_form();
    form.fill(conversation.io, &one::check_block)?;
    loop {
        let input = one::read_block(&form);
        match establishment::block_task(&conversation.ctx, &input) {
            Ok(task) => return job::begin(conversation, task, selection),
            Err(error) => {
                if form.again(conversation.io, &error, &one::check_block)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

fn unblock(conversation: &mut Conversation<'_, '_>, selection: Selection) -> Step<()> {
    let entries = Blocker::ALL.map(|blocker| (words::blocker(blocker), blocker));
    let title = Message::new("unblock-many-which");
    let blocker = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-unblock")?;
    job::begin(conversation, Task::Unblock { blocker }, selection)
}

fn move_to_zone(conversation: &mut Conversation<'_, '_>, selection: Selection) -> Step<()> {
    let choices = noun_form::keys(conversation, Noun::Zone);
    let label = conversation.io.words(&Message::new("move-which"));
    let Some(typed) = conversation.io.pick(&label, &choices, None, "plain-help-zone")? else { return Ok(()) };
    let Ok(zone) = typed.parse().map(ZoneNumber) else { return Ok(()) };
    job::begin(conversation, Task::MoveToZone { zone }, selection)
}

fn reset(conversation: &mut Conversation<'_, '_>, selection: Selection) -> Step<()> {
    let named = AdministratorChoice::ALL
        .map(|choice| (conversation.io.words(&Message::new("job-task-reset").with("choice", choice.word())), choice));
    let label = conversation.io.words(&Message::new("reset-many-which"));
    let Some(choice) = conversation.io.pick(&label, &numbered(named), None, "plain-help-reset")? else { return Ok(()) };
    job::begin(conversation, Task::ResetAdministrator { choice }, selection)
}
