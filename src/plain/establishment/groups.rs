//! `g`: the rows that the filter leaves, by zone, state or department; a group is ticked as a whole.

use super::ticks;
use crate::domain::message::Message;
use crate::domain::search::{Facet, Filter, Group};
use crate::nouns::establishment::{FACETS, group_name};
use crate::operations::{self, establishment};
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::Step;
use crate::plain::question::Choice;

/// Asks for a column, says its groups, and ticks those that are named until `0`.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let facet = conversation.io.menu(&Message::new("plain-groups"), &FACETS, "plain-help-groups")?;
    let now = conversation.ctx.now();
    let Some(index) = conversation.attempt(establishment::index) else { return Ok(()) };
    let groups = Filter::parse(&conversation.listing.filter).and_then(|filter| index.groups(&filter, facet, now));
    let groups = groups.map_err(operations::Error::from);
    let Some(groups) = conversation.io.accept(groups) else { return Ok(()) };
    if groups.is_empty() {
        conversation.io.text("plain-groups-none");
        return Ok(());
    }
    let label = conversation.io.words(&Message::new("plain-groups-which"));
    loop {
        let choices = choices(conversation, &groups, facet);
        let Some(at) = conversation.io.pick(&label, &choices, None, "plain-help-groups")? else { return Ok(()) };
        if let Some(group) = groups.get(at) {
            toggle(conversation, group);
            ticks::tell(conversation);
        }
    }
}

/// Ticks all of a group, or takes all their ticks away when each has one.
fn toggle(conversation: &mut Conversation<'_, '_>, group: &Group) {
    if group.numbers.iter().all(|number| conversation.ticks.contains(number)) {
        for number in &group.numbers {
            conversation.ticks.remove(number);
        }
    } else {
        conversation.ticks.extend(&group.numbers);
    }
}

/// Names the groups, each with how many it has and how many of them are ticked.
fn choices(conversation: &Conversation<'_, '_>, groups: &[Group], facet: Facet) -> Vec<Choice<usize>> {
    let label = |group: &Group| {
        let ticked = group.numbers.iter().filter(|number| conversation.ticks.contains(number)).count();
        let message = Message::new("plain-group")
            .with("name", group_name(conversation.io.catalogue(), group, facet))
            .with("count", group.numbers.len())
            .with("ticked", ticked);
        conversation.io.words(&message)
    };
    // A zone and a department are named by their own number; a state has none.
    let key = |at: usize, group: &Group| match facet {
        Facet::Zone | Facet::Department if group.value.is_empty() => "-".to_owned(),
        Facet::Zone | Facet::Department => group.value.clone(),
        Facet::State => (at + 1).to_string(),
    };
    let groups = groups.iter().enumerate();
    groups.map(|(at, group)| Choice { key: key(at, group), label: label(group), value: at }).collect()
}
