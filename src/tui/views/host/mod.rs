//! The host's settings: the screen and its forms.

mod block;
pub(super) mod fields;
mod form;
mod settings;

pub(crate) use settings::Settings;
