//! The first start: the host, the first webmaster, the password.

use super::dialogue::{Dialogue, Step, Stop};
use super::form::{Form, Repaired, every};
use super::question::Yes;
use super::settings;
use crate::domain::access::Actor;
use crate::domain::field::{Field, FieldError};
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::domain::webmaster::WebmasterInput;
use crate::operations::host::{self, Initialisation};
use crate::operations::{Clock, Error, Home};

/// Asks for everything and makes the data directory.
pub(super) fn ask(io: &mut Dialogue<'_>, home: &Home, actor: &Actor, clock: Clock) -> Step<()> {
    io.say(&Message::new("plain-first-run").with("path", home.root().display().to_string()));
    io.text("plain-how");
    let host_check = |form: &Form| settings::read(form).check().err().unwrap_or_default();
    let person = |form: &Form| WebmasterInput::read(|field| form.value(field));
    let person_check = |form: &Form| person(form).check().err().unwrap_or_default();
    let mut host_form = settings::form(io, &HostInput::new());
    host_form.fill(io, &host_check)?;
    io.text("plain-first-webmaster");
    let mut person_form = person_form(&WebmasterInput::default());
    person_form.fill(io, &person_check)?;
    let mut passwords = io.new_password(&Field::Password.label())?;
    loop {
        host_form.sum_up(io);
        person_form.sum_up(io);
        let sure = io.yes(&Message::new("plain-first-run-sure"), Some(Yes::Yes), "plain-help-first-run")?;
        if sure == Yes::No {
            host_form.fill(io, &host_check)?;
            person_form.fill(io, &person_check)?;
            continue;
        }
        let (input, person) = (settings::read(&host_form), person(&person_form));
        let given = Initialisation {
            host: &input,
            webmaster: &person,
            password: &passwords.0,
            again: &passwords.1,
            language: io.catalogue().language(),
            demo: false,
        };
        let Err(error) = host::initialise(home, actor, clock, &given) else {
            io.text("plain-first-run-done");
            return Ok(());
        };
        let Error::Fields(errors) = &error else {
            io.refuse(&error);
            return Err(Stop::Back);
        };
        let (secrets, others): (Vec<FieldError>, Vec<FieldError>) =
            errors.iter().cloned().partition(|error| matches!(error.field, Field::Password | Field::PasswordAgain));
        if !secrets.is_empty() {
            io.refuse(&Error::Fields(secrets));
            passwords = io.new_password(&Field::Password.label())?;
        }
        if !others.is_empty() {
            let error = Error::Fields(others);
            let host_again = host_form.again(io, &error, &host_check)?;
            if host_again == Repaired::No && person_form.again(io, &error, &person_check)? == Repaired::No {
                return Err(Stop::Back);
            }
        }
    }
}

/// The form of the first webmaster.
fn person_form(input: &WebmasterInput) -> Form {
    Form::new(every)
        .text(Field::Login, &input.login, "plain-help-new-login")
        .text(Field::LastName, &input.last_name, "plain-help-person")
        .text(Field::FirstName, &input.first_name, "plain-help-person")
        .text(Field::Email, &input.email, "plain-help-person")
}
