//! What every view may read, and the ticks, which outlive screens.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::actions::Action;
use super::keymap::{Key, Keymap};
use super::pointer::Mouse;
use super::theme::Theme;
use crate::domain::access::{Actor, At};
use crate::domain::act::Noun;
use crate::domain::block::Block;
use crate::domain::field::Problem;
use crate::domain::job::JobId;
use crate::domain::message::{Explain as _, Message};
use crate::domain::session::Entrance;
use crate::domain::time::Timestamp;
use crate::domain::zone::{Zone, ZoneNumber};
use crate::i18n::Catalogue;
use crate::nouns::Id;

/// Rows that another screen wishes to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wished {
    /// Those that a filter finds.
    Filter(String),
    /// Those that are ticked.
    Ticked,
}

/// What views share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The words.
    pub(crate) catalogue: Arc<Catalogue>,
    /// The look.
    pub(crate) theme: Theme,
    /// The keys.
    pub(crate) keymap: Keymap,
    /// Who acts.
    pub(crate) actor: Actor,
    /// Whom the sign-in lets in.
    pub(crate) entrance: Entrance,
    /// Who hosts, as the header shows it; of people of an establishment, its own name.
    pub(crate) host: String,
    /// Whether this is a demonstration.
    pub(crate) demo: bool,
    /// The blocks of every establishment at once; kept by the worker's reports.
    pub(crate) host_blocks: Vec<Block>,
    /// Why the registry is held until a person accepts it; kept by the worker's reports.
    pub(crate) held: Option<Message>,
    /// The moment of the event that is being handled.
    pub(crate) now: Timestamp,
    /// Whether the console takes the mouse.
    pub(crate) mouse: Mouse,
    /// The key that is being handled; a confirmation does not take the one that opened it.
    pub(crate) pressed: Option<Key>,
    /// The zones, in their order; kept by the worker's reports.
    pub(crate) zones: Arc<[Zone]>,
    /// What a list shows when it comes to the front, for another screen's sake.
    pub(crate) wished: Option<Wished>,
    /// The ticked rows. Only ticking and deletion change them.
    pub(crate) ticks: Ticks,
    /// The jobs that were begun here and whose end is awaited: what they did loses its tick then.
    pub(crate) begun: BTreeSet<(At, JobId)>,
    /// Deleting more than this part of all establishments at once needs a second switch.
    pub(crate) delete_threshold_percent: u32,
}

/// A list: of which noun, and whose rows.
pub(crate) type List = (Noun, At);

/// The list of establishments, whose ticks several screens show.
pub(crate) const ESTABLISHMENTS: List = (Noun::Establishment, At::Host);

/// The ticked rows of each list.
#[derive(Debug, Default)]
pub(crate) struct Ticks(HashMap<List, BTreeSet<Id>>);

impl Ticks {
    /// Returns those of a list.
    pub(crate) fn of(&self, list: List) -> &BTreeSet<Id> {
        static NONE: BTreeSet<Id> = BTreeSet::new();
        self.0.get(&list).unwrap_or(&NONE)
    }

    /// The same, to change them.
    pub(crate) fn change(&mut self, list: List) -> &mut BTreeSet<Id> {
        self.0.entry(list).or_default()
    }
}

impl Shared {
    /// Says a message in the language of the screen.
    pub(crate) fn say(&self, message: &Message) -> String {
        self.catalogue.say(message)
    }

    /// Says a field's problem, and of what the rules about accounts refuse with which key it is explained: one that is not typed.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        let said = problem.message();
        let help = self.keymap.keys(Action::Help).last().filter(|_| matches!(problem, Problem::Account { .. }));
        let why = |key: Key| Message::new("refused-why").with("why", said.clone()).with("help", key.message());
        self.say(&help.map_or_else(|| said.clone(), why))
    }

    /// Says a message that has no values.
    pub(crate) fn text(&self, key: &'static str) -> String {
        self.catalogue.text(key)
    }

    /// Returns the advice beside the name of a file that is to be written: where it may lie.
    pub(crate) fn new_file_hint(&self) -> &'static str {
        if self.actor.ssh_client.is_empty() { "hint-file-new" } else { "hint-file-exchange" }
    }

    /// Returns the name of an action's first key, empty when it has none.
    pub(crate) fn key_of(&self, action: Action) -> String {
        self.keymap.first(action).map(|key| self.say(&key.message())).unwrap_or_default()
    }

    /// Returns the blocks that stop every establishment now.
    pub(crate) fn standing_host_blocks(&self) -> impl Iterator<Item = &Block> {
        self.host_blocks.iter().filter(|block| block.stands(self.now))
    }

    /// Lists the rows of a noun that forms choose from, each by its key with its name.
    pub(crate) fn rows_of(&self, noun: Noun) -> Vec<(String, String)> {
        let zones = self.zones.iter().filter(|_| noun == Noun::Zone);
        zones.map(|zone| (zone.number.0.to_string(), zone.name.clone())).collect()
    }

    /// Returns a zone's name, its number when it is not known yet.
    pub(crate) fn zone_name(&self, number: ZoneNumber) -> String {
        let zone = self.zones.iter().find(|zone| zone.number == number);
        zone.map_or_else(|| number.0.to_string(), |zone| zone.name.clone())
    }
}
