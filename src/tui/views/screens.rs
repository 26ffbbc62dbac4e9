//! Which screen each action shows, and what does those that are no act of a description.

use super::{audit, establishment, export, home, host, import, job, noun, server, statistics};
use crate::domain::act::Noun;
use crate::tui::actions::{Action, Place, entry};
use crate::tui::shared::Shared;
use crate::tui::view::{Meant, Reply, View};

/// Makes the screen that an action shows; none while there is no such screen.
pub(in crate::tui) fn screen(action: Action) -> Option<Box<dyn View>> {
    match action {
        Action::List(noun) if !noun.is_inside() => described(noun),
        Action::Home => Some(Box::new(home::Home::default())),
        Action::Settings => Some(Box::new(host::Settings::new())),
        Action::EstablishmentImport => Some(Box::new(import::Import::new())),
        Action::Statistics => Some(Box::new(statistics::Statistics::new())),
        Action::Server => Some(Box::new(server::Server::new())),
        _ => None,
    }
}

fn described(noun: Noun) -> Option<Box<dyn View>> {
    noun::NounScreen::new(noun).map(|screen| Box::new(screen) as Box<dyn View>)
}

/// Does an action that is no act of a description.
pub(in crate::tui) fn lead(action: Action, meant: &Meant, shared: &mut Shared) -> Reply {
    match entry(action).place {
        Place::Acted => job::undo_last(),
        Place::Chosen | Place::Of(Noun::Establishment) => establishment::lead(action, meant, shared),
        Place::Of(Noun::Export) => export::lead(action, meant, shared),
        Place::Of(Noun::Audit) => audit::lead(action, meant, shared),
        Place::Of(Noun::Job) => job::file(action, meant, shared),
        _ => Reply::none(),
    }
}
