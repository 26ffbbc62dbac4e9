//! Servers that never come to an end: too much, too little at a time, nothing; and a sender that is asked to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use intendant::domain::host::{Security, Smtp, Transport};
use intendant::domain::mail::{Cause, State};
use intendant::mail::Round;

use crate::fixture::{Fixture, plain, smtp};
use crate::patience::{ENDLESS, SHORT, SOON};
use crate::support::smtp::{Behaviour, SmtpServer, Stage, Stored};

/// Most that a server gets rid of before it is left: what is read, and what the two ends' buffers hold.
const GIVEN_MAX: usize = 16 << 20;

fn try_once(behaviour: Behaviour, security: Security) -> (State, Cause, String, usize) {
    let server = SmtpServer::start().unwrap();
    server.fail_always(behaviour);
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let transport = Transport::Smtp(Smtp { security, ..smtp(server.port()) });
    let mut sender = fixture.sender(transport);
    sender =
        sender.with_patience(intendant::mail::Patience { connect: SHORT, command: SHORT, message: SHORT, ..ENDLESS });
    fixture.round(&mut sender);
    let mail = fixture.mail(id);
    let (cause, detail) = Cause::from_words(&mail.words).unwrap();
    (mail.state, cause, detail.to_owned(), server.flooded())
}

#[test]
fn an_answer_without_an_end_is_given_up() {
    let cases = [
        (Stage::Connect, b"x" as &[u8], Cause::Connect),
        (Stage::Connect, b"220-x\r\n", Cause::Connect),
        (Stage::Hello, b"250-SIZE 1\r\n", Cause::Connect),
        (Stage::Hello, b"250", Cause::Connect),
        (Stage::Mail, b"250-", Cause::Broken),
        (Stage::Recipient, b"250-\r\n", Cause::Broken),
        (Stage::Data, b"\0", Cause::Broken),
    ];
    std::thread::scope(|scope| {
        for (stage, bytes, expected) in cases {
            scope.spawn(move || {
                let (state, cause, detail, given) = try_once(Behaviour::Flood(stage, bytes), Security::None);
                assert_eq!((state, cause), (State::Deferred, expected), "{stage:?} {detail}");
                assert!(["the answer is too long", "the answer makes no sense"].contains(&detail.as_str()), "{detail}");
                assert!(given > 0 && given < GIVEN_MAX, "{stage:?} {given}");
            });
        }
    });
    // After the dot nobody knows.
    let (state, cause, detail, _) = try_once(Behaviour::Flood(Stage::Message, b"x"), Security::None);
    assert_eq!((state, cause, detail.as_str()), (State::Uncertain, Cause::Lost, "the answer is too long"));
}

#[test]
fn an_answer_that_comes_byte_by_byte_is_waited_for_as_long_as_a_silent_one() {
    let cases = [
        (Stage::Connect, State::Deferred, Cause::Connect),
        (Stage::Hello, State::Deferred, Cause::Connect),
        (Stage::Mail, State::Deferred, Cause::Broken),
        (Stage::Recipient, State::Deferred, Cause::Broken),
        (Stage::Data, State::Deferred, Cause::Broken),
        (Stage::Message, State::Uncertain, Cause::Lost),
    ];
    std::thread::scope(|scope| {
        for (stage, state, cause) in cases {
            scope.spawn(move || {
                let found = try_once(Behaviour::Drip(stage, b"250-still there\r\n"), Security::None);
                assert_eq!((found.0, found.1, found.2.as_str()), (state, cause, "timed out"), "{stage:?}");
            });
        }
    });
}

#[test]
fn a_handshake_that_stalls_or_makes_no_sense_has_an_end() {
    let stalled = try_once(Behaviour::Hang(Stage::Connect), Security::Tls);
    assert_eq!((stalled.0, stalled.1, stalled.2.as_str()), (State::Deferred, Cause::Tls, "timed out"));
    // The head of a record of 16 KiB, and then a little at a time.
    let drips = try_once(Behaviour::Drip(Stage::Connect, b"\x16\x03\x03\x3f\xff"), Security::Tls);
    assert_eq!((drips.0, drips.1, drips.2.as_str()), (State::Deferred, Cause::Tls, "timed out"));
    let floods = try_once(Behaviour::Flood(Stage::Connect, b"\x16\x03\x03\x00\x01\x00"), Security::Tls);
    assert_eq!((floods.0, floods.1), (State::Deferred, Cause::Tls));
    assert!(floods.3 < GIVEN_MAX, "{}", floods.3);
}

#[test]
fn a_whole_message_has_an_end_however_fast_each_answer_comes() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::Hang(Stage::Recipient));
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let patience = intendant::mail::Patience { whole: SHORT, ..ENDLESS };
    let mut sender = fixture.sender(plain(server.port())).with_patience(patience);
    assert_eq!(fixture.round(&mut sender).deferred, 1);
    assert_eq!(Cause::from_words(&fixture.mail(id).words).unwrap(), (Cause::Broken, "timed out"));
}

/// Stops a sender once the server makes it wait; only the flag can end it, all else takes an hour.
fn stopped(behaviour: Behaviour, last: Duration) -> (SmtpServer, Fixture, Round) {
    let server = SmtpServer::start().unwrap();
    server.fail_always(behaviour);
    let mut fixture = Fixture::new();
    fixture.queue("a@x.invalid");
    fixture.queue("b@x.invalid");
    let stop = Arc::<AtomicBool>::default();
    let patience = intendant::mail::Patience { last, ..ENDLESS };
    let mut sender = fixture.sender(plain(server.port())).with_patience(patience).with_stop(Arc::clone(&stop));
    let round = std::thread::scope(|scope| {
        scope.spawn(|| {
            server.wait_for_hanging(1, SOON).unwrap();
            stop.store(true, Ordering::Relaxed);
        });
        fixture.round(&mut sender)
    });
    drop(sender);
    (server, fixture, round)
}

#[test]
fn who_is_asked_to_stop_before_the_data_leaves_the_mail_as_it_was() {
    for stage in [Stage::Connect, Stage::Hello, Stage::Mail, Stage::Recipient, Stage::Data] {
        for behaviour in [Behaviour::Hang(stage), Behaviour::Drip(stage, b"250-x\r\n")] {
            let (server, mut fixture, round) = stopped(behaviour, Duration::from_hours(1));
            assert_eq!((round.sent, round.deferred, round.uncertain), (0, 0, 0), "{behaviour:?}");
            assert_eq!(fixture.states(), [State::Queued, State::Queued], "{behaviour:?}");
            assert_eq!(server.messages().len(), 0, "{behaviour:?}");
            server.recover();
            let mut sender = fixture.sender(plain(server.port()));
            assert_eq!(fixture.round(&mut sender), Round { sent: 2, ..Round::default() }, "{behaviour:?}");
            assert_eq!(server.deliveries().into_values().collect::<Vec<_>>(), [1, 1], "{behaviour:?}");
        }
    }
}

#[test]
fn who_is_asked_to_stop_after_the_data_waits_a_little_for_their_answer() {
    for behaviour in [Behaviour::HangAfterDot(Stored::Yes), Behaviour::Drip(Stage::Message, b"250-x\r\n")] {
        let (server, mut fixture, round) = stopped(behaviour, Duration::from_millis(200));
        assert_eq!((round.sent, round.uncertain), (0, 1), "{behaviour:?}");
        assert_eq!(fixture.states(), [State::Uncertain, State::Queued], "{behaviour:?}");
        let all = server.messages();
        assert_eq!(all.len(), 1, "{behaviour:?}");
    }
}

#[test]
fn a_name_that_cannot_be_looked_up_does_not_hold_a_stop_up() {
    let mut fixture = Fixture::new();
    fixture.queue("a@x.invalid");
    let stop = Arc::new(AtomicBool::new(false));
    let transport =
        Transport::Smtp(Smtp { host: "mail.intendant.invalid".into(), security: Security::Tls, ..smtp(25) });
    let mut sender = fixture.sender(transport).with_stop(Arc::clone(&stop));
    // It is raised by the time anything is connected: at the third look at the clock, when the message is dated.
    let asked = std::cell::Cell::new(0);
    let clock = || {
        asked.set(asked.get() + 1);
        stop.store(asked.get() >= 3, Ordering::Relaxed);
        intendant::domain::time::Timestamp(fixture.now.get())
    };
    sender.send_due(&mut fixture.registry, &clock, intendant::mail::Limit::default()).unwrap();
    assert_eq!(fixture.states(), [State::Queued]);
}
