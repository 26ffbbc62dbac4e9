//! Which screen each action shows.

use super::{establishment, host, import, noun, server, statistics};
use crate::domain::act::Noun;
use crate::tui::actions::Action;
use crate::tui::view::View;

/// Makes the screen that an action shows; none while there is no such screen.
pub(in crate::tui) fn screen(action: Action) -> Option<Box<dyn View>> {
    match action {
        Action::Establishments => Some(Box::new(establishment::Establishments::new())),
        Action::List(noun) if !noun.is_inside() => described(noun),
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
