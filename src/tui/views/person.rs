//! The fields of a person and of a new password, for the first start.

use crate::domain::field::Field;
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterInput;
use crate::tui::orders::host::Typed;
use crate::tui::widgets::form::Form;

/// Adds the fields of a person to a form.
pub(super) fn person(form: Form, input: &WebmasterInput) -> Form {
    form.text(Field::LastName, &input.last_name)
        .text(Field::FirstName, &input.first_name)
        .text(Field::Email, &input.email)
        .hint("webmaster-hint-email")
}

/// Adds the two fields of a first password to a form.
pub(super) fn first_password(form: Form) -> Form {
    form.secret(Field::Password).hint("webmaster-hint-password").secret(Field::PasswordAgain)
}

/// What a password in the place of another one is called.
pub(super) const NEW_PASSWORD: &str = "new-password-label";

/// Adds the two fields of a person's password in the place of another one to a form.
pub(super) fn new_password_inside(form: Form) -> Form {
    let form = form.secret(Field::Password).hint("user-hint-password").secret(Field::PasswordAgain);
    form.called(Field::Password, NEW_PASSWORD)
}

/// Reads a new password.
pub(super) fn read_password(form: &Form) -> Typed {
    Typed { password: Secret::new(form.value(Field::Password)), again: Secret::new(form.value(Field::PasswordAgain)) }
}
