//! What a round does with the mails that are due.

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use intendant::domain::host::Transport;
use intendant::domain::mail::{Kind, State};
use intendant::domain::time::Timestamp;
use intendant::mail::{Ending, Round, Sender};
use intendant::store::registry::outbox::NewMail;

use crate::fixture::{Fixture, PASSWORD, plain};
use crate::support::letter::Parsed;
use crate::support::smtp::{Behaviour, SmtpServer};

#[test]
fn s06_a_421_defers_and_the_retry_sends_once() {
    let server = SmtpServer::start().unwrap();
    server.fail_for_times("a@x.invalid", 1, Behaviour::RefuseRecipient(421, "4.3.2 try later"));
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    let mail = fixture.one(&mut sender, id);
    assert_eq!((mail.state, mail.words.as_str()), (State::Deferred, "421 4.3.2 try later"));
    assert_eq!(mail.next_attempt_at.0, fixture.now.get() + 60);
    assert_eq!(fixture.round(&mut sender), Round { next_due: Some(mail.next_attempt_at), ..Round::default() });
    fixture.wait_s(60);
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    assert_eq!(server.deliveries(), [("a@x.invalid".to_owned(), 1)].into());
    assert_eq!(fixture.states(), [State::Sent]);
}

#[test]
fn no_mail_is_given_up_by_a_clock_that_jumps_while_it_leaves() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::RefuseRecipient(451, "4.3.0 later"));
    let mut fixture = Fixture::new();
    let school = fixture.establish("a@x.invalid", "LE GALL", "Un");
    fixture.queue_written(school, Kind::Copy, |mail| NewMail { secret: None, ..mail });
    let mut sender = fixture.sender(plain(server.port()));
    let follow = |fixture: &Fixture, sender: &mut Sender| {
        sender.follow_clock(Timestamp(fixture.now.get()), Timestamp(0), Ending::Now);
    };
    follow(&fixture, &mut sender);
    fixture.wait_s(400 * 86_400);
    assert_eq!(fixture.round(&mut sender).deferred, 1);
    // A run that begins with that clock, and is told that it may be believed.
    fixture.wait_s(86_400);
    follow(&fixture, &mut sender);
    assert_eq!(fixture.round(&mut sender).refused, 1);
}

#[test]
fn s06_a_550_is_quarantined_with_its_words_and_the_others_go_on() {
    let server = SmtpServer::start().unwrap();
    server
        .fail_for("gone@x.invalid", Behaviour::RefuseRecipient(550, "5.1.1 \u{1b}[2Jno such user\u{202e}\n5.1.1 bye"));
    server.fail_for("spam@x.invalid", Behaviour::RefuseMessage(554, "5.7.1 looks bad"));
    let mut fixture = Fixture::new();
    let ids = ["a@x.invalid", "gone@x.invalid", "spam@x.invalid", "b@x.invalid"].map(|to| fixture.queue(to));
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round { sent: 2, refused: 2, ..Round::default() });
    assert_eq!(fixture.states(), [State::Sent, State::Refused, State::Refused, State::Sent]);
    assert_eq!(fixture.mail(ids[1]).words, "550 5.1.1 … such user bye");
    assert_eq!(fixture.mail(ids[2]).words, "554 5.7.1 looks bad");
    assert_eq!(server.connections(), 1);
    fixture.wait_s(86_400);
    assert_eq!(fixture.round(&mut sender), Round::default());
}

#[test]
fn one_connection_carries_a_hundred_mails() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    for number in 0..100 {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round { sent: 100, ..Round::default() });
    assert_eq!((server.connections(), server.messages().len()), (1, 100));
    assert_eq!(server.deliveries().len(), 100);
    server.wait_for_silence(Duration::from_secs(5)).unwrap();
    assert_eq!(server.commands().last().unwrap().1, "QUIT");
}

#[test]
fn a_server_that_ends_connections_early_gets_new_ones() {
    let server = SmtpServer::start().unwrap();
    server.drop_connections_after(3);
    let mut fixture = Fixture::new();
    for number in 0..10 {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round { sent: 10, ..Round::default() });
    assert_eq!((server.connections(), server.deliveries().len()), (4, 10));
}

#[test]
fn two_senders_at_once_send_each_mail_once() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    for number in 0..60 {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    let mut sent = 0;
    let (home, port) = (fixture.home.clone(), server.port());
    fixture.set(&crate::fixture::settings(plain(port)));
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut registry = intendant::store::registry::Registry::open(&home.registry()).unwrap();
                    let settings = crate::fixture::settings(plain(port));
                    let mut sender = intendant::mail::Sender::open(&home, &settings).unwrap();
                    let clock = || intendant::domain::time::Timestamp(crate::fixture::START);
                    sender.send_due(&mut registry, &clock, intendant::mail::Limit::default()).unwrap().sent
                })
            })
            .collect();
        for sender in senders {
            sent += sender.join().unwrap();
        }
    });
    assert_eq!(sent, 60);
    assert_eq!(server.messages().len(), 60);
    assert_eq!(server.deliveries().len(), 60);
}

#[test]
fn after_sending_the_password_is_nowhere() {
    let server = SmtpServer::start().unwrap();
    // A server that quotes what it was given must not bring it back.
    server.fail_for("quoting@x.invalid", Behaviour::AcceptWith("2.0.0 ok bk7r9w-4tnq2f-x8mzcd"));
    let mut fixture = Fixture::new();
    for number in 0..20 {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    let quoting = fixture.queue("quoting@x.invalid");
    assert!(!fixture.files_with_password().is_empty());
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender).sent, 21);
    assert_eq!(fixture.mail(quoting).words, "250 2.0.0 ok …");
    assert_eq!(fixture.files_with_password(), [""; 0]);
    let message = Parsed::read(&server.messages()[0].data);
    assert_eq!(message.body.matches(PASSWORD).count(), 1);
    assert!(!message.body.contains("{password}"));
}

#[test]
fn a_password_out_of_date_is_erased_and_its_mail_refused() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    fixture.wait_s(15 * 86_400);
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round::default());
    assert_eq!((fixture.mail(id).state, fixture.mail(id).words.as_str()), (State::Refused, "expired: "));
    assert_eq!(fixture.files_with_password(), [""; 0]);
    let now = intendant::domain::time::Timestamp(fixture.now.get());
    let again = fixture.registry.write(|tx| intendant::store::registry::sending::retry(tx, id, now));
    assert!(!again.unwrap(), "without its password it must not go");
    assert_eq!(server.messages().len(), 0);
}

#[test]
fn a_folder_gets_private_files_and_the_registry_forgets() {
    let mut fixture = Fixture::new();
    let ids = ["a@x.invalid", "b@x.invalid"].map(|to| fixture.queue_for(to, "../../x", "../../étc/passwd"));
    let mut sender = fixture.sender(Transport::Folder);
    assert_eq!(fixture.round(&mut sender), Round { sent: 2, ..Round::default() });
    let folder = fixture.home.outgoing_mail();
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 2);
    for (id, name) in ids.into_iter().zip(&names) {
        let name = name.to_str().unwrap();
        assert_eq!(fixture.mail(id).words, name);
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)), "{name}");
        let path = folder.join(name);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(Parsed::read(&std::fs::read(&path).unwrap()).body.contains(PASSWORD));
    }
    assert_eq!(fixture.files_with_password(), [""; 0]);
}

#[test]
fn a_password_that_a_server_quotes_in_another_form_or_cut_is_not_kept() {
    let server = SmtpServer::start().unwrap();
    let cut: &'static str = Box::leak(format!("5.7.1 {} bk7r9w-4tnq2f-x8mzcd", "a".repeat(280)).into_boxed_str());
    server.fail_for("loud@x.invalid", Behaviour::RefuseMessage(554, "5.7.1 BK7R9W 4TNQ2F X8MZCD no"));
    server.fail_for("long@x.invalid", Behaviour::RefuseMessage(554, cut));
    server.fail_for("short@x.invalid", Behaviour::RefuseMessage(554, "5.7.1 bk7r9w-4tnq2"));
    let mut fixture = Fixture::new();
    let refusing = ["loud", "long", "short"].map(|name| fixture.queue(&format!("{name}@x.invalid")));
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender).refused, 3);
    let [loud, long, short] = refusing.map(|id| fixture.mail(id).words);
    assert_eq!((loud.as_str(), short.as_str()), ("554 5.7.1 … no", "554 5.7.1 …"));
    assert!(!long.contains("bk7") && long.chars().count() <= 300, "{long}");
}
