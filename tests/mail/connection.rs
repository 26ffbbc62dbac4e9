//! Connections: servers that are away, say no at once, are silent, or end in the middle.

use std::net::TcpListener;

use intendant::domain::host::{Smtp, Transport};
use intendant::domain::mail::{Cause, State};
use intendant::mail::Round;

use crate::fixture::{Fixture, plain, smtp};
use crate::support::smtp::{Behaviour, SmtpServer, Stage};

#[test]
fn a_server_that_is_away_defers_all_without_hammering() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut fixture = Fixture::new();
    let ids: Vec<_> = (0..50).map(|number| fixture.queue(&format!("a{number}@x.invalid"))).collect();
    let mut sender = fixture.sender(plain(free));
    let first = fixture.round(&mut sender);
    assert_eq!((first.deferred, first.postponed), (3, 47));
    assert_eq!(first.next_due.unwrap().0, fixture.now.get() + 60);
    assert_eq!(Cause::from_words(&fixture.mail(ids[0]).words).unwrap().0, Cause::Connect);
    assert_eq!(fixture.mail(ids[49]).state, State::Deferred);
    assert_eq!(fixture.mail(ids[49]).words, fixture.mail(ids[0]).words);
    // Nothing is due: nothing is tried.
    assert_eq!((fixture.round(&mut sender).deferred, fixture.mail(ids[0]).attempts), (0, 1));
    fixture.wait_s(60);
    let second = fixture.round(&mut sender);
    assert_eq!((second.deferred, second.postponed), (3, 47));
    assert!(second.next_due.unwrap().0 > fixture.now.get() + 60, "the wait grows");
}

#[test]
fn a_421_greeting_ends_the_round_after_three_and_all_go_later() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::RefuseConnection(421, "4.3.2 not now"));
    let mut fixture = Fixture::new();
    let ids: Vec<_> = (0..10).map(|number| fixture.queue(&format!("a{number}@x.invalid"))).collect();
    let mut sender = fixture.sender(plain(server.port()));
    let round = fixture.round(&mut sender);
    assert_eq!((round.deferred, round.postponed, server.connections()), (3, 7, 3));
    assert_eq!(fixture.mail(ids[9]).words, "421 4.3.2 not now");
    server.recover();
    fixture.wait_s(3600);
    assert_eq!(fixture.round(&mut sender), Round { sent: 10, ..Round::default() });
    assert_eq!(server.deliveries().len(), 10);
}

#[test]
fn a_server_that_wants_nobody_is_no_fault_of_the_mail() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::RefuseConnection(554, "5.7.1 you are on a list"));
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    let mail = fixture.one(&mut sender, id);
    assert_eq!((mail.state, mail.words.as_str()), (State::Deferred, "554 5.7.1 you are on a list"));
}

#[test]
fn nothing_is_uncertain_before_the_dot() {
    for stage in [Stage::Hello, Stage::Mail, Stage::Recipient, Stage::Data] {
        let server = SmtpServer::start().unwrap();
        server.fail_message(1, Behaviour::Drop(stage));
        server.fail_connection(1, Behaviour::Drop(stage));
        let mut fixture = Fixture::new();
        let id = fixture.queue("a@x.invalid");
        let mut sender = fixture.sender(plain(server.port()));
        assert_eq!(fixture.round(&mut sender).deferred, 1, "{stage:?}");
        assert_eq!(fixture.mail(id).state, State::Deferred, "{stage:?}");
        server.recover();
        fixture.wait_s(60);
        assert_eq!(fixture.round(&mut sender).sent, 1, "{stage:?}");
        assert_eq!(server.deliveries().into_values().collect::<Vec<_>>(), [1]);
    }
}

#[test]
fn nonsense_is_not_taken_for_an_answer() {
    for (stage, answer) in [
        (Stage::Recipient, b"\xff\xfe nonsense\r\n" as &[u8]),
        (Stage::Mail, b"999 what\r\n"),
        (Stage::Data, b"250 fine, but no data please\r\n"),
        (Stage::Recipient, b"354 go ahead\r\n"),
        (Stage::Hello, b"\r\n"),
    ] {
        let server = SmtpServer::start().unwrap();
        server.fail_always(Behaviour::Raw(stage, answer));
        let mut fixture = Fixture::new();
        let id = fixture.queue("a@x.invalid");
        let mut sender = fixture.sender(plain(server.port()));
        let mail = fixture.one(&mut sender, id);
        assert_eq!(mail.state, State::Deferred, "{stage:?} {}", mail.words);
        assert_eq!(server.messages().len(), 0);
    }
}

#[test]
fn a_kept_connection_that_ended_meanwhile_is_made_again() {
    let server = SmtpServer::start().unwrap();
    server.drop_connections_after(1);
    let mut fixture = Fixture::new();
    let mut sender = fixture.sender(plain(server.port()));
    for number in 0..3 {
        let id = fixture.queue(&format!("a{number}@x.invalid"));
        assert_eq!(fixture.one(&mut sender, id).state, State::Sent);
    }
    assert_eq!(server.connections(), 3);
}

fn with_login(server: &SmtpServer, secret_file: &std::path::Path) -> Transport {
    let secret_file = secret_file.to_str().unwrap().to_owned();
    Transport::Smtp(Smtp { user: "expéditeur".to_owned(), secret_file, ..smtp(server.port()) })
}

#[test]
fn signs_in_with_the_secret_of_a_private_file_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = SmtpServer::start_with_authentication("expéditeur", "s3crét").unwrap();
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let file = fixture.folder.path().join("secret");
    let mode = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    let mut sender = fixture.sender(with_login(&server, &file));
    let cause = |words: &str| Cause::from_words(words).map(|(cause, _)| cause);

    assert_eq!(cause(&fixture.one(&mut sender, id).words), Some(Cause::SecretFile), "no file");
    std::fs::write(&file, "s3crét\nsecond line\n").unwrap();
    mode(0o640);
    assert_eq!(cause(&fixture.one(&mut sender, id).words), Some(Cause::SecretFile), "others may read it");
    assert_eq!(server.connections(), 0);

    std::fs::write(&file, "wrong\n").unwrap();
    mode(0o600);
    let mail = fixture.one(&mut sender, id);
    assert_eq!(mail.state, State::Deferred, "a wrong password is no fault of the mail");
    assert!(mail.words.starts_with("535 "), "{}", mail.words);

    // With the mark that some editors put before UTF-8, and a line's end of theirs.
    std::fs::write(&file, "\u{feff}s3crét\r\n").unwrap();
    assert_eq!(fixture.one(&mut sender, id).state, State::Sent);
    assert_eq!(server.messages()[0].login.as_deref(), Some("expéditeur"));
}

#[test]
fn a_server_that_asks_for_a_sign_in_is_no_fault_of_the_mail() {
    let server = SmtpServer::start_with_authentication("a", "b").unwrap();
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    let mail = fixture.one(&mut sender, id);
    assert_eq!(mail.state, State::Deferred);
    assert!(mail.words.starts_with("530 "), "{}", mail.words);
}
