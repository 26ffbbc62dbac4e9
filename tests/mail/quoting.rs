//! Servers that quote what they were given, and servers that say what nobody asked for.

use intendant::domain::host::{Smtp, Transport};
use intendant::domain::mail::{Cause, Kind, State};
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::mail::Round;

use crate::fixture::{Fixture, START, plain, private_file, smtp};
use crate::support::smtp::{Behaviour, SmtpServer, Stage};

/// The host's own password, made of words as people make it, and how `AUTH PLAIN` writes it after the name `u`.
const OWN: &str = "smtp-Geheim-Wort-99";
const OWN_ENCODED: &str = "AHUAc210cC1HZWhlaW0tV29ydC05OQ==";

#[test]
fn a_server_that_repeats_the_sign_in_brings_no_secret_into_any_mail() {
    let refusals = [
        (concat_line("502 5.5.2 unrecognized: AUTH PLAIN ", OWN_ENCODED), "502 5.5.2 unrecognized: AUTH PLAIN …"),
        (concat_line("535 5.7.8 wrong: ", OWN), "535 5.7.8 wrong: …"),
        (concat_line("535-5.7.8 wrong: c210cC1H\r\n535 5.7.8 ", "GEHEIM wort"), "535 5.7.8 wrong: …"),
    ];
    for (refusal, kept) in refusals {
        let server = SmtpServer::start_with_authentication("u", "another").unwrap();
        server.fail_always(Behaviour::Raw(Stage::Auth, refusal));
        let mut fixture = Fixture::new();
        let user =
            Smtp { user: "u".to_owned(), secret_file: private_file(fixture.folder.path(), OWN), ..smtp(server.port()) };
        let ids: Vec<_> = (0..5).map(|number| fixture.queue(&format!("a{number}@x.invalid"))).collect();
        let mut sender = fixture.sender(Transport::Smtp(user));
        let round = fixture.round(&mut sender);
        assert_eq!((round.deferred, round.postponed), (3, 2));
        for id in ids {
            assert_eq!(fixture.mail(id).words, kept);
        }
    }
}

fn concat_line(said: &str, quoted: &str) -> &'static [u8] {
    Box::leak(format!("{said}{quoted}\r\n").into_boxed_str()).as_bytes()
}

#[test]
fn a_password_of_an_earlier_mail_is_not_kept_with_a_later_one() {
    const EARLIER: &str = "tp68nq-dv3jq5-43wvjz";
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    let number = fixture.establish("first@x.invalid", "JAURÈS", "École");
    let until = Timestamp(START + 14 * 86_400);
    fixture.queue_written(number, Kind::Registration, |mail| intendant::store::registry::outbox::NewMail {
        secret: Some((Secret::new(EARLIER.to_owned()), until)),
        ..mail
    });
    let spam = "5.7.1 previous message was spam: tp68nq-dv3jq5-43wvjz";
    server.fail_for("second@x.invalid", Behaviour::RefuseRecipient(554, spam));
    server.fail_for("third@x.invalid", Behaviour::AcceptWith("2.0.0 Ok after tp68nq dv3jq5"));
    let [second, third] = ["second@x.invalid", "third@x.invalid"].map(|to| fixture.queue(to));
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round { sent: 2, refused: 1, ..Round::default() });
    assert!(server.messages()[0].text().contains(EARLIER));
    assert_eq!(fixture.mail(second).words, "554 5.7.1 previous message was spam: …");
    assert_eq!(fixture.mail(third).words, "250 2.0.0 Ok after …");
    drop(sender);

    // The server remembers, the sender does not: another process, another connection, and nothing given yet.
    server.recover();
    server.fail_always(Behaviour::RefuseConnection(554, spam));
    let fourth = fixture.queue("fourth@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender).deferred, 1);
    assert_eq!(fixture.mail(fourth).words, "554 5.7.1 previous message was spam: …");
}

#[test]
fn an_answer_that_makes_no_sense_is_kept_as_any_other() {
    let server = SmtpServer::start().unwrap();
    server.fail_for("a@x.invalid", Behaviour::Raw(Stage::Message, b"354 bk7r9w-4tnq2f-x8mzcd what\r\n"));
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender).uncertain, 1);
    assert_eq!(Cause::from_words(&fixture.mail(id).words).unwrap(), (Cause::Lost, "354 … what"));
}

#[test]
fn a_second_answer_to_one_mail_is_not_the_answer_to_the_next() {
    let server = SmtpServer::start().unwrap();
    server.fail_for("first@x.invalid", Behaviour::AcceptAndSay("554 5.7.1 spam: bk7r9w-4tnq2f-x8mzcd"));
    let mut fixture = Fixture::new();
    for to in ["first@x.invalid", "second@x.invalid", "third@x.invalid"] {
        fixture.queue(to);
    }
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round { sent: 3, ..Round::default() });
    assert_eq!((server.connections(), server.messages().len()), (2, 3));

    // The same, come a moment too late to be seen before the next command.
    server.recover();
    server.fail_message(server.transactions() + 2, Behaviour::Raw(Stage::Mail, b"554 5.7.1 spam\r\n"));
    for to in ["fourth@x.invalid", "fifth@x.invalid"] {
        fixture.queue(to);
    }
    assert_eq!(fixture.round(&mut sender), Round { sent: 2, ..Round::default() });
    assert_eq!((server.connections(), server.messages().len()), (4, 5));
}

#[test]
fn an_answer_that_was_there_before_its_command_settles_nothing() {
    let early: [(Stage, &[u8]); 4] = [
        (Stage::Hello, b"250 x\r\n250 2.1.0 Ok\r\n"),
        (Stage::Mail, b"250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n"),
        (Stage::Recipient, b"250 2.1.5 Ok\r\n550 5.1.1 gone\r\n"),
        // Nothing was stored, and nothing was given.
        (Stage::Data, b"354 go\r\n250 2.0.0 Ok: taken\r\n"),
    ];
    for (stage, bytes) in early {
        let server = SmtpServer::start().unwrap();
        server.fail_connection(1, Behaviour::Raw(stage, bytes));
        server.fail_message(1, Behaviour::Raw(stage, bytes));
        let mut fixture = Fixture::new();
        let id = fixture.queue("a@x.invalid");
        let mut sender = fixture.sender(plain(server.port()));
        let mail = fixture.one(&mut sender, id);
        assert_eq!(mail.state, State::Deferred, "{stage:?} {}", mail.words);
        assert_eq!(Cause::from_words(&mail.words).unwrap(), (Cause::Broken, "the server spoke unasked"), "{stage:?}");
        server.recover();
        fixture.wait_s(60);
        assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() }, "{stage:?}");
        assert_eq!(server.messages().len(), 1, "{stage:?}");
    }
}
