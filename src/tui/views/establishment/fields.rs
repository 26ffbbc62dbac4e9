//! The fields that adding and editing share.

use crate::domain::establishment::{Input, has_postcode};
use crate::domain::field::Field;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::select::Choice;

/// Adds the fields of an establishment to a form.
pub(super) fn add_to(form: Form, input: &Input, shared: &Shared) -> Form {
    form.select(Field::Zone, zones(shared), &input.zone)
        .hint("hint-choice")
        .text(Field::Location, &input.location)
        .hint("hint-location")
        .text(Field::Denomination, &input.denomination)
        .text(Field::Uai, &input.uai)
        .hint("hint-uai")
        .text(Field::ContactLastName, &input.contact_last_name)
        .text(Field::ContactFirstName, &input.contact_first_name)
        .text(Field::ContactEmail, &input.contact_email)
        .hint("hint-contact-email")
}

fn zones(shared: &Shared) -> Vec<Choice> {
    let choice =
        |zone: &crate::domain::zone::Zone| Choice { value: zone.number.0.to_string(), label: zone.name.clone() };
    shared.zones.iter().map(choice).collect()
}

/// Tells whether a location has a postcode, as messages ask, and how that is said.
pub(super) fn postcode(location: &str) -> (&'static str, Role) {
    if has_postcode(location) { ("there", Role::Good) } else { ("missing", Role::Warning) }
}

/// Reads the fields back.
pub(super) fn read(form: &Form) -> Input {
    Input::read(|field| form.value(field))
}

/// The fields, as conflicts go through them.
pub(super) const FIELDS: [Field; 7] = [
    Field::Zone,
    Field::Location,
    Field::Denomination,
    Field::Uai,
    Field::ContactLastName,
    Field::ContactFirstName,
    Field::ContactEmail,
];

/// Returns one field's text.
pub(super) fn text(input: &Input, field: Field) -> &str {
    match field {
        Field::Zone => &input.zone,
        Field::Location => &input.location,
        Field::Denomination => &input.denomination,
        Field::Uai => &input.uai,
        Field::ContactLastName => &input.contact_last_name,
        Field::ContactFirstName => &input.contact_first_name,
        Field::ContactEmail => &input.contact_email,
        _ => "",
    }
}
