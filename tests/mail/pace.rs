//! Most mails in a minute: over rounds, restarts and two senders at once; and the rest goes afterwards.

use std::num::NonZeroU32;

use intendant::domain::host::Transport;
use intendant::domain::mail::State;
use intendant::domain::time::Latest;
use intendant::mail::{Round, Sender};
use intendant::store::owner::Owner;
use intendant::store::registry::sending;

use crate::fixture::{Fixture, plain};
use crate::support::smtp::{Behaviour, SmtpServer};

fn sender(fixture: &mut Fixture, per_minute: u32) -> Sender {
    fixture.sender(Transport::Folder).with_pace(NonZeroU32::new(per_minute))
}

fn desk_with(mails: usize) -> Fixture {
    let mut fixture = Fixture::new();
    for number in 0..mails {
        fixture.queue(&format!("a{number}@x.invalid"));
    }
    fixture
}

/// Goes through the seconds of the clock with a new sender at each, and gives the second at which each mail went.
fn seconds(fixture: &mut Fixture, per_minute: u32, until: i64) -> Vec<i64> {
    let begun = fixture.now.get();
    let mut went = Vec::new();
    for second in 0..until {
        fixture.now.set(begun + second);
        let mut sender = sender(fixture, per_minute);
        for _ in 0..fixture.round(&mut sender).sent {
            went.push(second);
        }
    }
    went
}

#[test]
fn no_minute_has_more_and_the_rest_goes_afterwards() {
    for (per_minute, mails) in [(1, 3), (2, 5), (4, 4), (4, 13)] {
        let mut fixture = desk_with(mails);
        let went = seconds(&mut fixture, per_minute, 250);
        assert_eq!(went.len(), mails, "{per_minute} a minute: {went:?}");
        for (index, first) in went.iter().enumerate() {
            let within = went.iter().skip(index).filter(|second| **second - first <= 60).count();
            assert!(within <= per_minute as usize, "{per_minute} a minute: {went:?}");
        }
        // No slower than it may be.
        assert!(
            went.iter().zip(0..).all(|(second, index)| *second == 61 * (index / i64::from(per_minute))),
            "{went:?}"
        );
    }
}

#[test]
fn a_restart_in_the_middle_of_a_minute_gets_no_more_and_is_told_when() {
    let mut fixture = desk_with(5);
    let mut first = sender(&mut fixture, 3);
    let round = fixture.round(&mut first);
    assert_eq!((round.sent, round.next_due.unwrap().0), (3, fixture.now.get() + 61));
    drop(first);
    fixture.wait_s(30);
    let mut second = sender(&mut fixture, 3);
    let round = fixture.round(&mut second);
    assert_eq!((round.sent, round.next_due.unwrap().0), (0, fixture.now.get() + 31));
    fixture.wait_s(31);
    assert_eq!(fixture.round(&mut second), Round { sent: 2, ..Round::default() });
}

#[test]
fn one_that_a_person_sends_counts_and_waits_too() {
    let mut fixture = desk_with(0);
    let ids = ["a@x.invalid", "b@x.invalid"].map(|to| fixture.queue(to));
    let mut sender = sender(&mut fixture, 1);
    assert_eq!(ids.map(|id| fixture.one(&mut sender, id).state), [State::Sent, State::Queued]);
    fixture.wait_s(61);
    assert_eq!(fixture.one(&mut sender, ids[1]).state, State::Sent);
}

#[test]
fn what_the_server_refused_counts_as_well() {
    let server = SmtpServer::start().unwrap();
    server.fail_for("a0@x.invalid", Behaviour::RefuseRecipient(550, "5.1.1 no such user"));
    let mut fixture = desk_with(3);
    let mut sender = fixture.sender(plain(server.port())).with_pace(NonZeroU32::new(2));
    let round = fixture.round(&mut sender);
    assert_eq!((round.refused, round.sent, server.transactions()), (1, 1, 2));
}

#[test]
fn what_another_sender_has_in_hand_counts_until_that_one_is_dead() {
    let mut fixture = desk_with(2);
    let other = Owner::acquire(&fixture.home).unwrap();
    let now = clock(&fixture.now);
    let first = fixture.registry.write(|tx| {
        let due = sending::due(tx, now, Latest::of(now, now))?.unwrap();
        sending::claim_one(tx, due, other.token())
    });
    let first = first.unwrap().unwrap();
    let mut sender = sender(&mut fixture, 1);
    assert_eq!(fixture.round(&mut sender).sent, 0);
    drop(other);
    // Taken back, not one byte of it given: its place in the minute is free.
    assert_eq!(fixture.round(&mut sender).sent, 1);
    assert_eq!((fixture.mail(first.made.mail.id).state, fixture.mail(first.made.mail.id).attempts), (State::Sent, 2));
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_the_mail() {
    let mut fixture = desk_with(2);
    let mut sender = sender(&mut fixture, 1);
    assert_eq!(fixture.round(&mut sender).sent, 1);
    let again = fixture.queue("again@x.invalid");
    fixture.registry.write(|tx| sending::release(tx, again, clock(&std::cell::Cell::new(0)))).unwrap();
    fixture.wait_s(-7200);
    assert_eq!(fixture.round(&mut sender).sent, 1);
}

fn clock(now: &std::cell::Cell<i64>) -> intendant::domain::time::Timestamp {
    intendant::domain::time::Timestamp(now.get())
}
