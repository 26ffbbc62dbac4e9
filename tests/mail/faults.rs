//! What may have arrived, and what becomes of a sender that died.

use intendant::domain::mail::{Cause, State};
use intendant::domain::time::Timestamp;
use intendant::mail::Round;
use intendant::store::owner::Owner;
use intendant::store::registry::sending;

use crate::fixture::{Fixture, plain};
use crate::support::smtp::{Behaviour, SmtpServer, Stage, Stored};

#[test]
fn a_connection_lost_after_the_dot_is_uncertain_and_never_sent_again_by_itself() {
    for stored in [Stored::Yes, Stored::No] {
        let server = SmtpServer::start().unwrap();
        server.fail_for_times("lost@x.invalid", 1, Behaviour::DropAfterDot(stored));
        let mut fixture = Fixture::new();
        let lost = fixture.queue("lost@x.invalid");
        fixture.queue("next@x.invalid");
        let mut sender = fixture.sender(plain(server.port()));
        assert_eq!(fixture.round(&mut sender), Round { sent: 1, uncertain: 1, ..Round::default() });
        assert_eq!(fixture.mail(lost).state, State::Uncertain);
        assert_eq!(Cause::from_words(&fixture.mail(lost).words).unwrap().0, Cause::Lost);
        let before = server.messages().len();
        fixture.wait_s(7 * 86_400);
        assert_eq!(fixture.round(&mut sender), Round::default());
        assert_eq!(server.messages().len(), before);
        // Only a person sends it again, under the same identifier.
        let now = Timestamp(fixture.now.get());
        assert!(fixture.registry.write(|tx| sending::retry(tx, lost, now)).unwrap());
        assert_eq!(fixture.round(&mut sender).sent, 1);
        let id = fixture.mail(lost).message_id;
        let mine = server.messages_to("lost@x.invalid");
        assert!(mine.iter().all(|message| message.text().contains(&id)));
    }
}

#[test]
fn an_answer_to_the_data_that_makes_no_sense_is_uncertain() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::Raw(Stage::Message, b"354 more?\r\n"));
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.one(&mut sender, id).state, State::Uncertain);
}

#[test]
fn a_server_that_always_loses_messages_does_not_get_them_all() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::DropAfterDot(Stored::No));
    let mut fixture = Fixture::new();
    for number in 0..20 {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    let mut sender = fixture.sender(plain(server.port()));
    let round = fixture.round(&mut sender);
    assert_eq!((round.uncertain, round.postponed), (3, 17));
}

#[test]
fn a_dead_senders_mails_are_queued_again_or_uncertain() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    let [claimed, begun, alive] = ["a@x.invalid", "b@x.invalid", "c@x.invalid"].map(|to| fixture.queue(to));
    let (dead, living) = (Owner::acquire(&fixture.home).unwrap(), Owner::acquire(&fixture.home).unwrap());
    fixture
        .registry
        .write(|tx| {
            sending::claim_one(tx, claimed, dead.token())?;
            sending::claim_one(tx, begun, dead.token())?;
            sending::claim_one(tx, alive, living.token())?;
            assert!(sending::begin_data(tx, begun, dead.token())?);
            assert!(!sending::begin_data(tx, alive, dead.token())?, "it belongs to the other one");
            Ok::<_, intendant::store::Error>(())
        })
        .unwrap();
    drop(dead);
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    assert_eq!(fixture.states(), [State::Sent, State::Uncertain, State::Sending]);
    assert_eq!(Cause::from_words(&fixture.mail(begun).words).unwrap().0, Cause::Died);
    drop(living);
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    assert_eq!(server.deliveries().into_keys().collect::<Vec<_>>(), ["a@x.invalid", "c@x.invalid"]);
}

#[test]
fn a_sender_that_was_taken_for_dead_changes_nothing_any_more() {
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let now = Timestamp(fixture.now.get());
    let settlement = sending::Settlement { state: State::Sent, words: String::new(), next_attempt_at: now };
    fixture
        .registry
        .write(|tx| {
            sending::claim_one(tx, id, "one")?;
            sending::take_back(tx, "one", "", now)?;
            sending::claim_one(tx, id, "two")?;
            assert!(!sending::begin_data(tx, id, "one")?);
            assert!(!sending::settle(tx, id, "one", &settlement, now)?);
            Ok::<_, intendant::store::Error>(())
        })
        .unwrap();
    assert_eq!(fixture.states(), [State::Sending]);
}

#[test]
fn a_mail_that_is_held_back_is_not_sent() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    fixture.registry.write(|tx| sending::hold(tx, id)).unwrap();
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(fixture.round(&mut sender), Round::default());
    assert_eq!(fixture.one(&mut sender, id).state, State::Queued);
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_mail_that_went_but_could_not_be_recorded_is_recorded_later_and_not_sent_again() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(plain(server.port()));
    let path = fixture.home.registry();
    let (locked, is_locked) = std::sync::mpsc::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        released.recv().unwrap();
        let mut registry = intendant::store::registry::Registry::open(&path).unwrap();
        registry
            .write(move |_| {
                locked.send(()).unwrap();
                // Until the sender has given up.
                let _ = released.recv();
                Ok::<_, intendant::store::Error>(())
            })
            .unwrap();
    });
    // The moment is asked for once more when the server has answered: then somebody else holds the registry.
    let (now, asked) = (Timestamp(fixture.now.get()), std::cell::Cell::new(0));
    let clock = || {
        asked.set(asked.get() + 1);
        if asked.get() == 4 {
            release.send(()).unwrap();
            is_locked.recv().unwrap();
        }
        now
    };
    let error = sender.send_due(&mut fixture.registry, &clock, intendant::mail::Limit::default()).unwrap_err();
    assert!(matches!(error, intendant::store::Error::Busy), "{error}");
    assert_eq!(server.messages().len(), 1);
    drop(release);
    writer.join().unwrap();
    assert_eq!(fixture.states(), [State::Sending]);
    assert_eq!(fixture.round(&mut sender), Round::default());
    assert_eq!((fixture.states(), server.messages().len()), (vec![State::Sent], 1));
    assert_eq!(fixture.files_with_password(), [""; 0]);
}
