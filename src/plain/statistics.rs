//! Statistics: counted, totalled, and who sleeps ticked for what comes next. By hand: a count takes long and is followed here.

use super::command::Command;
use super::conversation::{Conversation, counted};
use super::dialogue::{Step, one_back};
use crate::domain::act as domain;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::MONTHS_MAX;
use crate::domain::message::{Explain as _, Message};
use crate::domain::statistics::{Snapshot, Totals, since};
use crate::jobs::progress::Progress;
use crate::jobs::statistics::{Request, compute};
use crate::nouns::statistics::totals;
use crate::operations::statistics::{self, Reading};

#[derive(Debug, Clone, Copy)]
enum Act {
    Count,
    Sleepers,
    History,
}

/// Asks what to do with statistics.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let entries = conversation.allowed([
        ("plain-act-count", Act::Count, domain::Act::STATISTICS_COMPUTE),
        ("plain-act-sleepers", Act::Sleepers, domain::Act::STATISTICS_COMPUTE),
        ("plain-act-history", Act::History, domain::Act::STATISTICS_LIST),
    ]);
    loop {
        let result =
            match conversation.io.menu(&Message::new("plain-menu-statistics"), &entries, "plain-help-statistics")? {
                Act::Count => conversation.before_a_change().map(|()| count(conversation, None)),
                Act::Sleepers => conversation.before_a_change().and_then(|()| sleepers(conversation)),
                Act::History => {
                    history(conversation);
                    Ok(())
                }
            };
        one_back(result)?;
    }
}

/// Counts in every establishment, or in some; those that cannot be read are said with their cause.
pub(super) fn count(conversation: &mut Conversation<'_, '_>, numbers: Option<Vec<EstablishmentNumber>>) {
    conversation.io.text("statistics-stage-count");
    conversation.io.flush();
    let named = numbers.iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
    let kept = conversation.settings.limits.statistics_snapshots;
    let request = Request { numbers, reading: Reading::Changed, kept };
    let (cancel, now) = (conversation.io.cancel(), conversation.ctx.now());
    let Conversation { io, ctx, .. } = conversation;
    let mut sums = Totals::default();
    let counted = compute(ctx, &request, &cancel, &mut Progress::silent(), |lines| {
        for line in &lines {
            sums.add(line, now);
            if let Err(reason) = &line.figures {
                let why = io.words(&reason.message());
                let said = Message::new("plain-stats-unread")
                    .with("number", line.number.to_string())
                    .with("name", line.denomination.as_str())
                    .with("why", why);
                io.say(&said);
            }
        }
    });
    if let Err(error) = counted {
        let cause = io.words(&error.message());
        io.say(&Message::new("plain-error").with("cause", cause));
        return;
    }
    let said = totals("stats-totals", &sums, io.catalogue());
    io.say(&said);
    io.remember(Command::new("establishment stats").args(named).line());
}

fn latest(conversation: &mut Conversation<'_, '_>) -> Option<Snapshot> {
    let snapshot = conversation.attempt(statistics::list)?.into_iter().next();
    match &snapshot {
        Some(snapshot) => say(conversation, snapshot),
        None => conversation.io.text("stats-none"),
    }
    snapshot
}

fn say(conversation: &mut Conversation<'_, '_>, snapshot: &Snapshot) {
    let at = conversation.io.catalogue().moment(snapshot.at);
    conversation.io.line(&at);
    let said = totals("stats-totals", &snapshot.totals, conversation.io.catalogue());
    conversation.io.say(&said);
}

/// Ticks the establishments in which nobody signed in for some months.
fn sleepers(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some(snapshot) = latest(conversation) else { return Ok(()) };
    let label = conversation.io.words(&Message::new("plain-stats-months"));
    let typed = conversation.io.require(&label, "plain-help-months")?;
    let Some(months) = typed.trim().parse::<u32>().ok().filter(|months| (1..=MONTHS_MAX).contains(months)) else {
        conversation.io.say(&Message::new("filter-not-months").with("value", typed).with("max", MONTHS_MAX));
        return Ok(());
    };
    let Some(lines) = conversation.attempt(|ctx| statistics::lines(ctx, snapshot.id)) else { return Ok(()) };
    let limit = since(snapshot.at, months);
    let found: Vec<EstablishmentNumber> =
        lines.iter().filter(|line| line.is_asleep_since(limit)).map(|line| line.number).collect();
    conversation.ticks.extend(&found);
    conversation.io.say(&counted("plain-stats-ticked", found.len()));
    conversation.io.remember(format!("intendant establishment list --filter 'asleep:{months}'"));
    Ok(())
}

fn history(conversation: &mut Conversation<'_, '_>) {
    let Some(snapshots) = conversation.attempt(statistics::list) else { return };
    if snapshots.is_empty() {
        conversation.io.text("stats-none");
    }
    for snapshot in &snapshots {
        say(conversation, snapshot);
    }
}
