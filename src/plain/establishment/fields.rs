//! The fields that adding and editing share.

use crate::domain::establishment::{ContactNeed, Input, has_postcode};
use crate::domain::field::{Field, FieldError};
use crate::domain::message::Message;
use crate::plain::conversation::Zones;
use crate::plain::dialogue::Dialogue;
use crate::plain::form::{Form, every};

/// Makes the form of an establishment.
pub(super) fn form(zones: &Zones, input: &Input) -> Form {
    Form::new(every)
        .choice(Field::Zone, zones.choices(), &input.zone, "plain-help-zone")
        .text(Field::Location, &input.location, "plain-help-location")
        .text(Field::Denomination, &input.denomination, "plain-help-denomination")
        .text(Field::Uai, &input.uai, "plain-help-uai")
        .text(Field::ContactLastName, &input.contact_last_name, "plain-help-contact")
        .text(Field::ContactFirstName, &input.contact_first_name, "plain-help-contact")
        .text(Field::ContactEmail, &input.contact_email, "plain-help-contact-email")
}

/// Reads the form of an establishment.
pub(super) fn read(form: &Form) -> Input {
    Input::read(|field| form.value(field))
}

/// Says that a location has no postcode.
pub(super) fn tell_postcode(io: &mut Dialogue<'_>, location: &str) {
    if !has_postcode(location) {
        io.say(&Message::new("establishment-no-postcode").with("location", location));
    }
}

/// Finds what is wrong before anything is asked of the registry.
pub(super) fn check(form: &Form, need: ContactNeed) -> Vec<FieldError> {
    read(form).check(need).err().unwrap_or_default()
}
