//! The screens, one file or folder per noun.

pub(super) mod establishment;
pub(super) mod session;
pub(super) mod sign_in;

use super::actions::Action;
use super::view::View;

/// Makes the screen that an action shows; none while there is no such screen.
pub(super) fn screen(action: Action) -> Option<Box<dyn View>> {
    match action {
        Action::Establishments => Some(Box::new(establishment::Establishments::new())),
        _ => None,
    }
}
