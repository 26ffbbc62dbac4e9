//! What each action does on the table of establishments.

use super::begin::{begin, edit};
use super::facets;
use super::list::{Establishments, read};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::domain::search::{Filter, Sort, SortKey};
use crate::nouns::establishment::heads;
use crate::tui::actions::Action;
use crate::tui::orders::establishment::Reload;
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::job;
use crate::tui::views::listing::{Heard, Wants};
use crate::tui::views::noun::NounForm;
use crate::tui::widgets::menu::Menu;

/// Does an action.
pub(super) fn act(screen: &mut Establishments, action: Action, shared: &mut Shared) -> Reply {
    match screen.list.act(action, &mut shared.ticks, &read) {
        Wants::Nothing => {}
        wants => return screen.follow(wants, shared),
    }
    match action {
        Action::Open => screen.open_detail(),
        Action::Back => {
            let wants = screen.list.back(&shared.ticks, shared);
            screen.follow(wants, shared)
        }
        Action::Sort => {
            screen.is_sorting = true;
            Reply::open(sort_menu(screen.sort))
        }
        Action::Facets => match Filter::parse(screen.list.wanted_filter()) {
            Ok(filter) => Reply::open(facets::Facets::new(filter)),
            Err(_) => Reply::none(),
        },
        Action::EstablishmentAdd => {
            NounForm::alone(Act::ESTABLISHMENT_ADD, shared).map_or_else(Reply::none, Reply::open)
        }
        Action::EstablishmentEdit => match screen.current() {
            Some(number) => edit(number),
            None => Reply::none(),
        },
        Action::List(noun) if noun.is_inside() => {
            begin(action, screen.named(screen.current().into_iter().collect()), shared)
        }
        Action::EstablishmentBlock
        | Action::EstablishmentUnblock
        | Action::EstablishmentReset
        | Action::EstablishmentMove
        | Action::EstablishmentExport
        | Action::EstablishmentMail
        | Action::EstablishmentDelete => begin(action, screen.named(screen.targets(shared)), shared),
        Action::EstablishmentUndo => job::undo_last(),
        Action::EstablishmentStatistics => {
            if !shared.ticks.is_empty() {
                shared.wished = Some(Wished::Ticked);
            }
            Reply::step(Step::Show(Action::Statistics))
        }
        Action::EstablishmentImport => Reply::step(Step::Show(action)),
        _ => Reply::none(),
    }
}

/// What the list can be ordered by, each with the title of its column.
fn sorts() -> Vec<(SortKey, &'static str)> {
    heads().into_iter().filter_map(|head| Some((head.sorts?, head.title))).collect()
}

fn sort_menu(sort: Sort) -> Menu {
    let sorts = sorts();
    let at = sorts.iter().position(|(key, _)| *key == sort.key).unwrap_or(0);
    let sign = if sort.descending { "▼" } else { "▲" };
    let lines = sorts.into_iter().map(|(_, title)| Message { key: title, args: Vec::new() }).collect();
    Menu::new(Message::new("action-sort"), lines).focus(at).mark(at, sign)
}

/// Takes the answer of a dialog.
pub(super) fn answer(screen: &mut Establishments, answer: Answer, shared: &mut Shared) -> Reply {
    let answer = match screen.list.answer(answer, &mut shared.ticks) {
        Heard::Wants(wants) => return screen.follow(wants, shared),
        Heard::Meant(action, targets) => return begin(action, screen.named(targets), shared),
        Heard::Nothing(answer) => answer,
    };
    match (std::mem::take(&mut screen.is_sorting), answer) {
        (_, Answer::Done(number)) => screen.go_to(number, shared),
        (_, Answer::Named(key)) => screen.go_to(key.parse().ok().map(EstablishmentNumber), shared),
        (true, Answer::Chosen(at)) => {
            let Some((key, _)) = sorts().get(at).copied() else { return Reply::none() };
            let descending = key == screen.sort.key && !screen.sort.descending;
            screen.sort = Sort { key, descending };
            screen.select(Reload::No, shared)
        }
        // Facets tick while they are open.
        (_, Answer::Dismissed | Answer::Confirmed | Answer::Chosen(_) | Answer::Meant(..)) => {
            let wants = screen.list.recount(&shared.ticks);
            screen.follow(wants, shared)
        }
    }
}
