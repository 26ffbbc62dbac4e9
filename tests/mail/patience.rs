//! Servers that say nothing: each wait has its own end, and the end tells a mail that waits from one that may be there.
//!
//! In each case only the wait in question is short; with any other one in its place the test would last an hour.

use std::time::Duration;

use intendant::domain::host::{Smtp, Transport};
use intendant::domain::mail::{Cause, State};
use intendant::domain::time::Timestamp;
use intendant::mail::{Patience, Round};
use intendant::store::registry::sending;

use crate::fixture::{Fixture, plain, private_file, smtp};
use crate::support::smtp::{Behaviour, SmtpServer, Stage, Stored};

/// Long enough for a machine under load to answer where the server does answer.
pub(crate) const SHORT: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_hours(1);
pub(crate) const ENDLESS: Patience =
    Patience { connect: HOUR, command: HOUR, message: HOUR, goodbye: HOUR, idle: HOUR, whole: HOUR, last: HOUR };
/// Until a connection that was given up is seen to be over.
pub(crate) const SOON: Duration = Duration::from_secs(10);

/// Sends one mail to a server that is silent from a stage on, and gives its state, its cause and the last command.
fn silence(stage: Stage, patience: Patience) -> (State, Cause, String) {
    let server = SmtpServer::start_with_authentication("a", "b").unwrap();
    server.fail_always(Behaviour::Hang(stage));
    let mut fixture = Fixture::new();
    let file = private_file(fixture.folder.path(), "b");
    let transport = Transport::Smtp(Smtp { user: "a".into(), secret_file: file, ..smtp(server.port()) });
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(transport.clone()).with_patience(patience);
    assert_eq!(fixture.round(&mut sender).deferred, 1, "{stage:?}");
    assert_eq!(server.connections(), 1, "{stage:?}");
    server.wait_for_hanging(0, SOON).unwrap();
    let last = server.commands().last().map(|(_, command)| command.clone()).unwrap_or_default();
    let mail = fixture.mail(id);
    let (cause, detail) = Cause::from_words(&mail.words).unwrap();
    assert_eq!(detail, "timed out", "{stage:?}");

    // Nothing was given: it goes by itself, once.
    server.recover();
    fixture.wait_s(60);
    let mut sender = fixture.sender(transport);
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() }, "{stage:?}");
    assert_eq!(server.deliveries().into_values().collect::<Vec<_>>(), [1], "{stage:?}");
    (mail.state, cause, last.split(' ').next().unwrap_or_default().to_owned())
}

#[test]
fn a_server_that_is_silent_before_the_dot_defers() {
    let connect = Patience { connect: SHORT, ..ENDLESS };
    let command = Patience { command: SHORT, ..ENDLESS };
    let cases = [
        (Stage::Connect, connect, Cause::Connect, ""),
        (Stage::Hello, connect, Cause::Connect, "EHLO"),
        (Stage::Auth, command, Cause::SignIn, "AUTH"),
        (Stage::Mail, command, Cause::Broken, "MAIL"),
        (Stage::Recipient, command, Cause::Broken, "RCPT"),
        (Stage::Data, command, Cause::Broken, "DATA"),
    ];
    std::thread::scope(|scope| {
        for (stage, patience, cause, last) in cases {
            scope.spawn(move || {
                assert_eq!(silence(stage, patience), (State::Deferred, cause, last.to_owned()), "{stage:?}");
            });
        }
    });
}

#[test]
fn a_server_that_is_silent_after_the_dot_leaves_it_uncertain_and_gets_it_again_from_a_person_only() {
    for stored in [Stored::Yes, Stored::No] {
        let server = SmtpServer::start().unwrap();
        server.fail_for("silent@x.invalid", Behaviour::HangAfterDot(stored));
        let mut fixture = Fixture::new();
        let silent = fixture.queue("silent@x.invalid");
        fixture.queue("next@x.invalid");
        let mut sender = fixture.sender(plain(server.port())).with_patience(Patience { message: SHORT, ..ENDLESS });
        assert_eq!(fixture.round(&mut sender), Round { sent: 1, uncertain: 1, ..Round::default() });
        assert_eq!(fixture.states(), [State::Uncertain, State::Sent]);
        assert_eq!(Cause::from_words(&fixture.mail(silent).words).unwrap(), (Cause::Lost, "timed out"));
        server.wait_for_hanging(0, SOON).unwrap();

        let before = server.deliveries();
        assert_eq!(before.contains_key("silent@x.invalid"), stored == Stored::Yes);
        server.recover();
        drop(sender);
        for _ in 0..10 {
            fixture.wait_s(86_400);
            let mut sender = fixture.sender(plain(server.port()));
            assert_eq!(fixture.round(&mut sender), Round::default());
        }
        assert_eq!((server.deliveries(), fixture.mail(silent).attempts), (before, 1));

        let mut sender = fixture.sender(plain(server.port()));
        let now = Timestamp(fixture.now.get());
        assert!(fixture.registry.write(|tx| sending::retry(tx, silent, now)).unwrap());
        assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
        assert_eq!(server.deliveries()["silent@x.invalid"], if stored == Stored::Yes { 2 } else { 1 });
    }
}

#[test]
fn a_server_that_is_always_silent_gets_three_tries_and_not_a_whole_queue() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::Hang(Stage::Mail));
    let mut fixture = Fixture::new();
    for number in 0..10 {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    let mut sender = fixture.sender(plain(server.port())).with_patience(Patience { command: SHORT, ..ENDLESS });
    let round = fixture.round(&mut sender);
    assert_eq!((round.deferred, round.postponed, server.connections()), (3, 7, 3));
}

#[test]
fn a_goodbye_that_is_not_answered_holds_nobody_up() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::Hang(Stage::Goodbye));
    let mut fixture = Fixture::new();
    fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port())).with_patience(Patience { goodbye: SHORT, ..ENDLESS });
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    server.wait_for_hanging(0, SOON).unwrap();
    assert_eq!(server.commands().last().unwrap().1, "QUIT");
}

#[test]
fn a_kept_connection_that_went_silent_meanwhile_is_made_again() {
    let server = SmtpServer::start().unwrap();
    server.fail_message(2, Behaviour::Hang(Stage::Mail));
    let mut fixture = Fixture::new();
    let ids = ["a@x.invalid", "b@x.invalid"].map(|to| fixture.queue(to));
    let mut sender = fixture.sender(plain(server.port())).with_patience(Patience { command: SHORT, ..ENDLESS });
    for id in ids {
        assert_eq!(fixture.one(&mut sender, id).state, State::Sent);
    }
    assert_eq!((server.connections(), server.deliveries().len()), (2, 2));
}

#[test]
fn people_wait_as_long_as_is_promised() {
    let Patience { connect, command, message, goodbye, idle, whole, last } = Patience::default();
    let waits = [connect, command, message, goodbye, idle, whole, last];
    assert_eq!(waits.map(|wait| wait.as_secs()), [10, 60, 120, 2, 20, 240, 2]);
}
