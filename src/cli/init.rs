//! `intendant init`: the data directory, the first webmaster, the host's identity and transport.

use clap::{ArgMatches, Command};
use serde_json::json;

use super::arguments::{ADDRESS, LOGIN, TEXT, field, given, is_set, switch, text, verb};
use super::failure::{DONE, Result};
use super::output::Out;
use super::{host as host_verbs, input};
use crate::domain::access::Actor;
use crate::domain::contact::Email;
use crate::domain::field::Field;
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::domain::webmaster::WebmasterInput;
use crate::i18n::Catalogue;
use crate::operations::host::{self, Initialisation};
use crate::operations::{Clock, Error, Home, Rule};

/// Describes the verb.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    verb(words, "init", "cli-init")
        .arg(field(words, "login", LOGIN, Field::Login).required(true))
        .arg(switch(words, "password-stdin", "cli-arg-password-stdin"))
        .arg(field(words, "last-name", TEXT, Field::LastName))
        .arg(field(words, "first-name", TEXT, Field::FirstName))
        .arg(field(words, "email", ADDRESS, Field::Email))
        .args(host_verbs::arguments(words))
}

/// Runs the verb; what is not given is asked for on a terminal, else has a default that is told.
///
/// # Errors
/// Every field's problem; an initialised data directory.
pub fn run(matches: &ArgMatches, home: &Home, actor: &Actor, out: &mut Out) -> Result<u8> {
    if home.is_initialised() {
        return Err(Error::from(Rule::AlreadyInitialised).into());
    }
    let webmaster = WebmasterInput {
        login: text(matches, "login"),
        last_name: text(matches, "last-name"),
        first_name: text(matches, "first-name"),
        email: text(matches, "email"),
        ..WebmasterInput::default()
    };
    let password = input::new_password(matches, out)?;
    let host = host_input(matches, out)?;
    let new = password.as_new();
    let given = Initialisation {
        host: &host,
        webmaster: &webmaster,
        password: new.password,
        again: new.again,
        language: out.words.language(),
        demo: false,
    };
    host::initialise(home, actor, Clock::System, &given)?;
    let root = home.root().display().to_string();
    out.say(&Message::new("cli-init-done").with("dir", root.as_str()).with("login", webmaster.login.trim()));
    let pairs = [
        (Field::HostName, &host.name),
        (Field::HostUrl, &host.url),
        (Field::HostSender, &host.sender),
        (
            Field::Transport,
            &out.words.text(if host.transport == "smtp" { "transport-smtp" } else { "transport-folder" }),
        ),
    ];
    let pairs = pairs.map(|(field, value)| (out.words.say(&field.label()), value.clone()));
    out.pairs(&pairs);
    // What was given needs no second look.
    if ["host-name", "host-url", "sender"].iter().any(|id| crate::cli::arguments::given(matches, id).is_none()) {
        out.say(&Message::new("cli-init-next"));
    }
    out.record(&json!({"data-dir": root, "login": webmaster.login.trim(), "host-name": host.name,
        "host-url": host.url, "host-sender": host.sender, "transport": host.transport}));
    Ok(DONE)
}

/// Gathers identity and transport. The usual sender cannot receive mail, so it has to be changed before real use.
fn host_input(matches: &ArgMatches, out: &mut Out) -> Result<HostInput> {
    let mut host = HostInput {
        name: "Intendant".to_owned(),
        url: "http://localhost".to_owned(),
        sender: usual_sender(&machine_name()),
        ..HostInput::new()
    };
    host_verbs::fill(&mut host, matches);
    let ask = input::is_interactive() && !is_set(matches, "password-stdin") && !is_set(matches, "yes");
    if ask {
        for (id, field, value) in [
            ("host-name", Field::HostName, &mut host.name),
            ("host-url", Field::HostUrl, &mut host.url),
            ("sender", Field::HostSender, &mut host.sender),
        ] {
            if given(matches, id).is_none() {
                let label = out.words.say(&field.label());
                *value = input::ask(out, &label, value)?;
            }
        }
    }
    Ok(host)
}

fn machine_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default().trim().to_owned()
}

/// Makes an address that no mail can reach, from the machine's name.
fn usual_sender(machine: &str) -> String {
    let address = format!("intendant@{}.invalid", machine.to_lowercase());
    if Email::parse(&address).is_ok() { address } else { "intendant@localhost.invalid".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::usual_sender;

    #[test]
    fn the_usual_sender_reaches_nobody() {
        for (machine, expected) in [
            ("Serveur-1", "intendant@serveur-1.invalid"),
            ("a.b", "intendant@a.b.invalid"),
            ("", "intendant@localhost.invalid"),
            ("a_b c", "intendant@localhost.invalid"),
        ] {
            assert_eq!(usual_sender(machine), expected);
        }
    }
}
