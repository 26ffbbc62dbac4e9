//! Keys that the view in front has no use for: help and commands open in dialogs too, and no key is silent.

use super::stack::App;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::nouns::{self, Takes};
use crate::tui::actions::{Action, Arity, Place, entry};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;
use crate::tui::view::{Cover, Intent};
use crate::tui::views::sheet::Sheet;
use crate::tui::widgets::command::Commands;
use crate::tui::widgets::help::Help;

impl App {
    /// Hands on a key that is no action where the view in front is; what comes of nothing is told.
    pub(super) fn unbound(&mut self, key: Key) {
        if self.offer(Intent::Key(key)) {
            return;
        }
        if let Some(action @ (Action::Help | Action::Command)) = self.shared.keymap.find(key, &[Place::Everywhere]) {
            return self.act(action);
        }
        // The last one is none that is typed into a field.
        let help = self.shared.keymap.keys(Action::Help).last().unwrap_or(key).message();
        self.say(Message::new("key-nothing").with("key", key.message()).with("help", help), Role::Warning);
    }

    /// Says why an action cannot be done; the key of help explains it then.
    pub(super) fn refuse(&mut self, action: Action, why: Message) {
        let row = self.top().map(|top| top.view.command("{row}", &self.shared)).unwrap_or_default();
        // What needs no row is not asked about for the one under the cursor.
        let has_row = entry(action).arity != Arity::None;
        let row = row.split(" --").next().filter(|row| has_row && *row != "{row}").unwrap_or_default();
        let (act, row) = (entry(action).act, row.to_owned());
        // What is typed next was meant for a form, and is no key.
        if self.shared.actor.belongs() != At::Host && act.is_some_and(asks) {
            return self.open(Box::new(Sheet::why(why, act, (&row, &Filled::default()))));
        }
        self.refused = Some((why.clone(), act, row));
        let said = Message::new("refused-why").with("why", why).with("help", self.shared.key_of(Action::Help));
        self.say(said, Role::Warning);
    }

    /// Explains what was refused just before, else lists the keys.
    pub(super) fn help(&mut self, refused: Option<(Message, Option<Act>, String)>) {
        match refused {
            Some((why, act, row)) => self.open(Box::new(Sheet::why(why, act, (&row, &Filled::default())))),
            None => self.open_over(|top, shared| top.explains().unwrap_or_else(|| Box::new(Help::new(top, shared)))),
        }
    }

    /// Reads the screen in front again, because somebody asks for it, and says so: it may look the same.
    pub(super) fn read_again(&mut self) {
        self.say(Message::new("app-read-again"), Role::Text);
        self.refresh_front();
        self.refresh_overlays();
    }

    /// Has what lies over the screen in front read its data again: dialogs, and the lists of one establishment.
    pub(in crate::tui) fn refresh_overlays(&mut self) {
        let mut replies = Vec::new();
        for layer in &mut self.overlays {
            replies.push((layer.key, layer.view.refresh(&mut self.shared)));
        }
        for (key, reply) in replies {
            self.follow(key, reply);
        }
    }

    /// Shows the command line that does what the dialog in front does, else those of the screen that it lies on.
    pub(super) fn open_commands(&mut self) {
        let mut layers = self.overlays.iter().rev().chain(self.screen());
        let shown = layers.clone().next().filter(|top| top.view.places().is_empty()).and_then(|top| top.view.echoes());
        let commands = match shown {
            Some(line) => Some(Commands::of(vec![line])),
            // What lies behind a lock is nobody's business.
            None => layers
                .by_ref()
                .take_while(|layer| layer.view.cover() != Cover::Everything)
                .find(|layer| !layer.view.places().is_empty())
                .map(|layer| Commands::new(layer.view.as_ref(), &self.shared)),
        };
        self.open(Box::new(commands.unwrap_or_else(|| Commands::of(Vec::new()))));
    }
}

/// Tells whether an act asks for something to be typed.
fn asks(act: Act) -> bool {
    let head = nouns::door(act.noun()).and_then(|door| door.act(act));
    head.is_some_and(|head| !head.asks.is_empty() || head.takes == Takes::File)
}
