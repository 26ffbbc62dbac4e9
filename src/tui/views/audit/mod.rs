//! What the audit needs beside its list: which file it is written to, and the form of what it is filtered by most. Forms of
//! their own, as neither is an act on an entry.

mod export;
mod fields;

use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::view::{Meant, Reply};

/// Does an action on the entries that a filter found.
pub(super) fn lead(action: Action, meant: &Meant, shared: &mut Shared) -> Reply {
    let filter = meant.filter.as_str();
    match action {
        Action::AuditFields => Reply::open(fields::Fields::dialog(filter, shared)),
        Action::AuditExport => Reply::open(export::Export::dialog(filter, shared)),
        _ => Reply::none(),
    }
}
