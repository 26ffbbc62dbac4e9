//! `g`: the rows that the filter leaves, by zone, state or department; a group is ticked as a whole.

use std::sync::Arc;

use super::ticks;
use crate::domain::message::Message;
use crate::nouns::source::Group;
use crate::nouns::{Ask, ESTABLISHMENTS, Id};
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::Step;
use crate::plain::question::Choice;

/// Asks for a column, says its groups, and ticks those that are named until `0`.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let by = ESTABLISHMENTS.extras().grouped;
    let grouped = conversation.io.menu(&Message::new("plain-groups"), by, "plain-help-groups")?;
    let (filter, words) = (conversation.listing.filter.clone(), Arc::clone(conversation.io.shared_catalogue()));
    let ask = Ask { grouped, ..Ask::new(&filter, &words, 0) };
    let Some((order, _)) = conversation.attempt(|ctx| ESTABLISHMENTS.order(ctx, &ask)) else { return Ok(()) };
    if order.groups.is_empty() {
        conversation.io.text("plain-groups-none");
        return Ok(());
    }
    let label = conversation.io.words(&Message::new("plain-groups-which"));
    loop {
        let choices = choices(conversation, &order.groups, grouped);
        let Some(at) = conversation.io.pick(&label, &choices, None, "plain-help-groups")? else { return Ok(()) };
        if let Some(group) = order.groups.get(at) {
            toggle(conversation, group);
            ticks::tell(conversation);
        }
    }
}

/// Ticks all of a group, or takes all their ticks away when each has one.
fn toggle(conversation: &mut Conversation<'_, '_>, group: &Group) {
    let numbers: Vec<_> = group.ids.iter().filter_map(Id::establishment).collect();
    if numbers.iter().all(|number| conversation.ticks.contains(number)) {
        for number in &numbers {
            conversation.ticks.remove(number);
        }
    } else {
        conversation.ticks.extend(&numbers);
    }
}

/// Names the groups, each with how many it has and how many of them are ticked.
fn choices(conversation: &Conversation<'_, '_>, groups: &[Group], column: &str) -> Vec<Choice<usize>> {
    let label = |group: &Group| {
        let numbers = group.ids.iter().filter_map(Id::establishment);
        let ticked = numbers.filter(|number| conversation.ticks.contains(number)).count();
        let message = Message::new("plain-group")
            .with("name", group.said.clone())
            .with("count", group.count)
            .with("ticked", ticked);
        conversation.io.words(&message)
    };
    // A zone and a department are named by their own number; a state has none.
    let key = |at: usize, group: &Group| if column == "state" { (at + 1).to_string() } else { group.code.to_string() };
    let groups = groups.iter().enumerate();
    groups.map(|(at, group)| Choice { key: key(at, group), label: label(group), value: at }).collect()
}
