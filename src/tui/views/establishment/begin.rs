//! Which dialog an action opens, for one establishment or for several.

use super::many::Targets;
use super::{block, delete, many, reset};
use crate::domain::act::Act;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::view::Reply;
use crate::tui::views::noun::{Detail, NounScreen};
use crate::tui::views::{job, mailing};

/// Opens the dialog of an action for one row or for several.
pub(super) fn begin(action: Action, targets: Targets, shared: &Shared) -> Reply {
    if let Selection::Numbers { numbers } = &targets.selection {
        match (action, numbers.as_slice()) {
            (Action::EstablishmentUndo, _) => return job::undo_last(),
            (_, []) => return Reply::refuse(Message::new("why-no-targets")),
            (Action::EstablishmentBlock | Action::EstablishmentUnblock, [one]) => {
                return Reply::open(block::Blocks::new(*one));
            }
            (Action::List(noun), [one]) => {
                return NounScreen::inside(noun, *one).map_or_else(Reply::none, Reply::open);
            }
            (Action::Do(Act::ESTABLISHMENT_EDIT), [one]) => {
                return Detail::open_form(Act::ESTABLISHMENT_EDIT, &(*one).into());
            }
            (Action::EstablishmentReset, [one]) => return Reply::open(reset::Reset::new(*one)),
            (Action::EstablishmentDelete, [one]) => return Reply::open(delete::Delete::dialog(*one)),
            _ => {}
        }
    }
    match action {
        Action::EstablishmentBlock => Reply::open(block::BlockMany::dialog(targets)),
        Action::EstablishmentUnblock => Reply::open(many::Choose::blocker(targets)),
        Action::EstablishmentReset => Reply::open(many::Choose::administrator(targets)),
        Action::EstablishmentMove => Reply::open(many::Choose::zone(targets, shared)),
        Action::EstablishmentExport => Reply::open(many::ExportMany::dialog(targets)),
        Action::EstablishmentMail => mailing::begin(targets.selection),
        Action::EstablishmentDelete => Reply::open(many::DeleteMany::dialog(targets)),
        _ => Reply::none(),
    }
}
