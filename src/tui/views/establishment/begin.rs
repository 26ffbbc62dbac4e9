//! Which dialog an action opens, for one establishment or for several.

use super::{delete, pick};
use crate::domain::act::Act;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::nouns::ESTABLISHMENTS;
use crate::tui::actions::{Action, entry};
use crate::tui::shared::Shared;
use crate::tui::view::Reply;
use crate::tui::views::noun::planned::{self, Chosen, Targets};
use crate::tui::views::noun::{Detail, NounScreen};
use crate::tui::views::{job, mailing};

/// Opens the dialog of an action for one row or for several.
pub(super) fn begin(
    action: Action,
    selection: Selection,
    targets: impl FnOnce(Chosen) -> Targets,
    shared: &Shared,
) -> Reply {
    let one = match &selection {
        Selection::Numbers { numbers } => match numbers.as_slice() {
            [] if action != Action::EstablishmentUndo => return Reply::refuse(Message::new("why-no-targets")),
            [one] => Some(*one),
            _ => None,
        },
        _ => None,
    };
    match (action, one, entry(action).act) {
        (Action::EstablishmentUndo, _, _) => job::undo_last(),
        (Action::List(noun), Some(one), _) => NounScreen::inside(noun, one).map_or_else(Reply::none, Reply::open),
        (Action::Do(Act::ESTABLISHMENT_EDIT), Some(one), _) => Detail::open_form(Act::ESTABLISHMENT_EDIT, &one.into()),
        (Action::Do(Act::ESTABLISHMENT_DELETE), Some(one), _) => Reply::open(delete::Delete::dialog(one)),
        (Action::EstablishmentMail, _, _) => mailing::begin(selection),
        (
            Action::Do(Act::ESTABLISHMENT_BLOCK | Act::ESTABLISHMENT_UNBLOCK | Act::ESTABLISHMENT_RESET_PASSWORD),
            Some(one),
            Some(act),
        ) => Reply::open(pick::PickOne::new(act, one)),
        (_, _, Some(act)) => planned::ask(ESTABLISHMENTS, act, targets(Chosen::Establishments(selection)), shared),
        _ => Reply::none(),
    }
}
