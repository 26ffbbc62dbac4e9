//! Ticks: `t 3 5-9`, `t all`, `t none`, `t inverse`.

use std::collections::BTreeSet;

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::domain::text::{fold, is_dash};
use crate::plain::conversation::Conversation;

/// What `t` asks for.
#[derive(Debug, PartialEq, Eq)]
enum Order {
    All,
    None,
    Inverse,
    /// Numbers and ranges of numbers, from and to.
    Numbers(Vec<(u32, u32)>),
}

impl Order {
    /// Reads what follows `t`, in both languages; none: it cannot be read.
    fn parse(text: &str) -> Option<Self> {
        match fold(text.trim()).as_str() {
            "" => None,
            "all" | "tout" | "tous" => Some(Self::All),
            "none" | "aucun" | "rien" => Some(Self::None),
            "inverse" | "invert" | "inverser" => Some(Self::Inverse),
            _ => {
                let pieces = text.split([' ', ',', ';']).filter(|piece| !piece.is_empty());
                pieces.map(range).collect::<Option<_>>().map(Self::Numbers)
            }
        }
    }
}

fn range(piece: &str) -> Option<(u32, u32)> {
    let (from, to) = piece.split_once(is_dash).unwrap_or((piece, piece));
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from <= to).then_some((from, to))
}

/// Changes the ticks; numbers that are ticked lose their tick, ranges and words never do so by half.
pub(super) fn tick(conversation: &mut Conversation<'_, '_>, text: &str) {
    if text.is_empty() {
        tell(conversation);
        conversation.io.text("plain-tick-how");
        return;
    }
    let Some(order) = Order::parse(text) else {
        conversation.io.say(&Message::new("plain-tick-unknown").with("typed", text));
        return;
    };
    let listed: BTreeSet<EstablishmentNumber> = conversation.listing.order.iter().copied().collect();
    match order {
        Order::All => conversation.ticks.extend(listed),
        Order::None => conversation.ticks.clear(),
        Order::Inverse => conversation.ticks = conversation.ticks.symmetric_difference(&listed).copied().collect(),
        Order::Numbers(ranges) => {
            for (from, to) in ranges {
                numbers(conversation, &listed, from, to);
            }
        }
    }
    tell(conversation);
}

fn numbers(conversation: &mut Conversation<'_, '_>, listed: &BTreeSet<EstablishmentNumber>, from: u32, to: u32) {
    let (first, last) = (EstablishmentNumber(from), EstablishmentNumber(to));
    let mut found = listed.range(first..=last).copied().peekable();
    if found.peek().is_none() {
        let typed = if from == to { from.to_string() } else { format!("{from}-{to}") };
        conversation.io.say(&Message::new("plain-tick-not-listed").with("typed", typed));
    } else if from == to && conversation.ticks.contains(&first) {
        conversation.ticks.remove(&first);
    } else {
        conversation.ticks.extend(found);
    }
}

/// Counts the ticked ones that the filter hides.
pub(super) fn hidden(conversation: &Conversation<'_, '_>) -> usize {
    let listed: std::collections::HashSet<_> = conversation.listing.order.iter().collect();
    conversation.ticks.iter().filter(|number| !listed.contains(number)).count()
}

/// Says how many are ticked, and how many of them the filter hides.
pub(super) fn tell(conversation: &mut Conversation<'_, '_>) {
    let message =
        Message::new("plain-ticked").with("count", conversation.ticks.len()).with("hidden", hidden(conversation));
    conversation.io.say(&message);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read() {
        for (text, order) in [
            ("all", Some(Order::All)),
            ("Tout", Some(Order::All)),
            ("none", Some(Order::None)),
            ("inverse", Some(Order::Inverse)),
            ("3 5-9,12", Some(Order::Numbers(vec![(3, 3), (5, 9), (12, 12)]))),
            ("5–9", Some(Order::Numbers(vec![(5, 9)]))),
            ("9-5", None),
            ("3 x", None),
            ("-3", None),
            ("99999999999", None),
        ] {
            assert_eq!(Order::parse(text), order, "{text}");
        }
    }
}
