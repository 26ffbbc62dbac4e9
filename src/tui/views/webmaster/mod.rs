//! Webmasters: the table and the forms.

mod form;
mod list;
mod password;

pub(super) use form::{new_password, person, read_password, read_person};
pub(crate) use list::Webmasters;
pub(crate) use password::PasswordForm;
