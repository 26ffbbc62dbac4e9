//! What exports need beside their list: the keys of encrypted ones, files that another host made, how old what is removed
//! is, for how long they are kept. Forms of their own, as a plan follows each or figures are counted first.

mod forms;

use crate::domain::export::{Existing, is_sealed};
use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::view::{Meant, Reply};
use crate::tui::views::job;

/// Does an action on these exports.
pub(super) fn lead(action: Action, meant: &Meant, shared: &mut Shared) -> Reply {
    let files = meant.ids.iter().map(ToString::to_string).collect();
    match action {
        Action::ExportRestore => restore(files, Existing::Refuse),
        Action::ExportReplace => restore(files, Existing::Replace),
        Action::ExportFile => Reply::open(forms::RestoreFile::dialog(shared)),
        Action::ExportPrune => Reply::open(forms::Prune::new()),
        Action::ExportKeep => Reply::open(forms::Keep::dialog()),
        _ => Reply::none(),
    }
}

/// Goes to the plan; what is encrypted needs a file of keys first.
fn restore(files: Vec<String>, existing: Existing) -> Reply {
    if files.iter().any(|file| is_sealed(file)) {
        Reply::open(forms::Keys::dialog(files, existing))
    } else {
        job::restore(files, existing, String::new())
    }
}
