//! Jumps of the clock: audited once, told once by each process; what waits for them, and what takes them back.

use std::sync::atomic::AtomicBool;

use intendant::domain::access::{At, Identity};
use intendant::domain::mail::State;
use intendant::domain::message::Explain as _;
use intendant::domain::time::{DAY_S, Timestamp};
use intendant::domain::zone::ZoneInput;
use intendant::i18n::Catalogue;
use intendant::operations::clock::{self, Watch};
use intendant::operations::establishment::{DeleteInput, ExportFirst};
use intendant::operations::export::{self, ExportFilter};
use intendant::operations::{
    Clock, Context, Error, Options, Rule, audit, doctor, establishment, mail, retention, session, zone,
};
use intendant::store::registry::sending::{self, Settlement};

use crate::build::{Host, NEVER, NOW, PASSWORD, actor, added, school, secret};

fn open(host: &Host, identity: Identity, seconds: i64) -> Context {
    Context::open(&host.home, At::Host, actor(identity), Clock::Fixed(NOW.plus_s(seconds)), Options::default()).unwrap()
}

fn at(host: &Host, seconds: i64) -> Context {
    open(host, Identity::Owner, seconds)
}

fn door(host: &Host, seconds: i64) -> Context {
    open(host, Identity::Nobody, seconds)
}

#[test]
fn a_clock_that_went_back_is_audited_once_and_expiry_keeps_the_highest_time() {
    let host = Host::new();
    let mut before = at(&host, 0);
    let mut open = Watch::default();
    assert_eq!(open.look(&mut before).unwrap(), None);
    assert_eq!(Watch::default().look(&mut at(&host, -200)).unwrap(), None, "a small correction");

    let mut behind = at(&host, -3_600);
    let mut first = Watch::default();
    let jump = first.look(&mut behind).unwrap().unwrap();
    assert_eq!((jump.from, jump.to), (NOW, Timestamp(NOW.0 - 3_600)));
    assert_eq!((behind.now(), behind.latest().at()), (Timestamp(NOW.0 - 3_600), NOW));
    assert_eq!(first.look(&mut behind).unwrap(), None, "told once");
    assert_eq!(Watch::default().look(&mut at(&host, -3_500)).unwrap(), None, "by whoever saw it first");
    let told = open.look(&mut before).unwrap().unwrap();
    assert_eq!((told.from, told.to), (jump.from, jump.to), "and by those who were there already");
    assert!(jump.is_open && !told.is_open, "it is right by then");
    assert_eq!(open.look(&mut before).unwrap(), None);

    let filter = audit::AuditFilter { action: "clock.jump".into(), ..audit::AuditFilter::default() };
    let entries = audit::list(&mut before, &filter, None, 9).unwrap();
    let own = Timestamp(NOW.0 - 3_600);
    assert_eq!((entries.len(), entries[0].at, entries[0].actor_kind.as_str()), (1, own, "program"), "by its own clock");
    assert_eq!(audit::verify(&mut before).unwrap().broken, None);
    let said = Catalogue::new(intendant::domain::language::Language::English).say(&jump.message());
    assert!(said.starts_with("The server's clock went back at once: "), "{said}");
}

const AHEAD_S: i64 = 400 * DAY_S;

/// Examines, and returns the codes of what was found.
fn found(ctx: &mut Context) -> Vec<&'static str> {
    doctor::examine(ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {})
        .unwrap()
        .iter()
        .map(doctor::Finding::code)
        .collect()
}

#[test]
fn what_a_clock_that_was_ahead_has_left_holds_nobody_and_is_taken_back_by_a_persons_word() {
    let host = Host::new();
    // A year and more ahead: wrong tries, a deferred mail and one that was never tried, a block.
    let mut ahead = at(&host, AHEAD_S);
    for _ in 0..6 {
        assert!(session::sign_in(&mut door(&host, AHEAD_S), "alice", &secret("wrong")).is_err());
    }
    let (tried, new) = (added(&mut ahead, "Un").mail.unwrap(), added(&mut ahead, "Deux").mail.unwrap());
    host.tamper(|tx| {
        let later = NOW.plus_s(AHEAD_S + 3_600);
        let deferred = Settlement { state: State::Deferred, words: "450".into(), next_attempt_at: later };
        sending::claim_one(tx, tried, "x")?;
        sending::settle(tx, tried, "x", &deferred, NOW.plus_s(AHEAD_S)).map(drop)
    });
    let block = establishment::BlockInput { reason: "Travaux".into(), until: String::new() };
    establishment::block_everywhere(&mut ahead, &block, None).unwrap();

    // Right again: every wait is as long as it is, days of now are days to come, entries carry their own time.
    let mut now = at(&host, 60);
    assert!(Watch::default().look(&mut now).unwrap().is_some());
    session::sign_in(&mut door(&host, 60), "alice", &secret(PASSWORD)).unwrap();
    let mut sender = mail::sender(&mut now).unwrap();
    let round = mail::send_due(&mut now, &mut sender, mail::Limit::default()).unwrap();
    assert_eq!((round.sent, round.next_due), (2, None), "{new:?}");
    let entries = audit::list(&mut now, &audit::AuditFilter::default(), None, 2).unwrap();
    assert!(entries.iter().all(|entry| entry.at == NOW.plus_s(60)));

    // Until a person says that it is right now, nothing ends because of its age.
    assert_eq!(found(&mut now), ["clock-behind"]);
    assert_eq!(now.latest().at(), NOW.plus_s(AHEAD_S));
    let none = retention::survey_exports(&mut at(&host, 61), 0).unwrap();
    let prune = |ctx: &mut Context| retention::prune_exports(ctx, &none, &AtomicBool::new(false), &mut |_| {});
    let pruned = prune(&mut at(&host, 61));
    assert!(matches!(pruned, Err(Error::Rule(Rule::ClockDoubtful))), "{pruned:?}");
    clock::confirm(&mut now).unwrap();
    assert_eq!(found(&mut now), [""; 0]);
    assert_eq!(now.latest().at(), NOW.plus_s(60));
    prune(&mut at(&host, 62)).unwrap();
    let since = establishment::blocks_everywhere(&mut now).unwrap()[0].since;
    assert_eq!(since, NOW.plus_s(60));
    let filter = audit::AuditFilter { action: "clock.confirm".into(), ..audit::AuditFilter::default() };
    assert_eq!(audit::list(&mut now, &filter, None, 9).unwrap().len(), 1);
    clock::confirm(&mut now).unwrap();
    assert_eq!(audit::list(&mut now, &filter, None, 9).unwrap().len(), 1, "nothing is doubtful any more");
    assert_eq!(audit::verify(&mut now).unwrap().broken, None);
}

/// The moments at which the exports of a school were taken, in the order in which they were made.
fn taken(host: &Host, files: &[std::path::PathBuf]) -> Vec<i64> {
    let filter = ExportFilter::default();
    let known = export::list(&mut host.open(), &filter, None, 99).unwrap();
    let of = |file: &std::path::PathBuf| known.iter().find(|one| file.ends_with(&one.file)).unwrap().taken_at.0 - NOW.0;
    files.iter().map(of).collect()
}

#[test]
fn the_exports_of_a_school_grow_in_the_order_in_which_they_were_made_whatever_the_clock_says() {
    const AHEAD: i64 = 400 * DAY_S;
    let host = Host::new();
    let number = school(&mut host.open(), "Un");
    let mut files = Vec::new();
    let mut export = |seconds: i64| {
        Watch::default().look(&mut at(&host, seconds)).unwrap();
        files.push(establishment::export(&mut at(&host, seconds), number).unwrap());
    };
    // A small step back; behind by a year; right again.
    for seconds in [100, 100, -100, -AHEAD, -AHEAD + 50, 200] {
        export(seconds);
    }
    assert_eq!(taken(&host, &files), [100, 101, 102, 103, 104, 200]);

    // A clock that is ahead and doubted by nobody, and less again: until a person says so, it goes on from there.
    let mut files = Vec::new();
    let mut export = |seconds: i64| {
        Watch::default().look(&mut at(&host, seconds)).unwrap();
        files.push(establishment::export(&mut at(&host, seconds), number).unwrap());
    };
    export(AHEAD);
    export(300);
    export(400);
    assert_eq!(taken(&host, &files), [AHEAD, AHEAD + 1, AHEAD + 2]);
    clock::confirm(&mut at(&host, 500)).unwrap();
    assert_eq!(taken(&host, &files), [498, 499, 500]);
    files.push(establishment::export(&mut at(&host, 400), number).unwrap());
    assert_eq!(taken(&host, &files), [498, 499, 500, 501]);
}

#[test]
fn what_cannot_be_undone_waits_in_the_run_that_sees_a_jump_and_a_console_asks_again() {
    let host = Host::new();
    let number = school(&mut host.open(), "Un");
    let rennes = ZoneInput { name: "Rennes".into(), language: String::new() };
    let zone = zone::add(&mut host.open(), &rennes).unwrap().number;
    let mut run = at(&host, -3_600);
    let delete = |ctx: &mut Context| {
        let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
        establishment::delete(ctx, number, &input)
    };
    for _ in 0..2 {
        assert!(matches!(delete(&mut run), Err(Error::Rule(Rule::ClockJumped))), "the whole run waits");
        assert!(matches!(zone::delete(&mut run, zone, None), Err(Error::Rule(Rule::ClockJumped))));
    }
    clock::heard(&mut run).unwrap();
    zone::delete(&mut run, zone, None).unwrap();
    delete(&mut at(&host, -3_590)).unwrap();
}

#[test]
fn mails_with_a_password_wait_unerased_while_the_clock_is_doubted() {
    let host = Host::new();
    let mail = added(&mut at(&host, 0), "Un").mail.unwrap();
    // It was ahead by sixty days, and is now ahead by fifteen: the password seems to have run out.
    let mut ahead = at(&host, 60 * DAY_S);
    added(&mut ahead, "Deux");
    let mut doubted = at(&host, 15 * DAY_S);
    let mut sender = mail::sender(&mut doubted).unwrap();
    let round = mail::send_due(&mut doubted, &mut sender, mail::Limit::default()).unwrap();
    assert_eq!((round.sent, round.refused, round.held, round.next_due), (1, 0, 1, None));
    assert_eq!(mail::send_one(&mut doubted, &mut sender, mail).unwrap().state, State::Queued);
    clock::confirm(&mut at(&host, 60)).unwrap();
    let mut right = at(&host, 120);
    let round = mail::send_due(&mut right, &mut sender, mail::Limit::default()).unwrap();
    assert_eq!((round.sent, round.held), (1, 0));
}

#[test]
fn a_clock_that_nobody_can_write_down_is_refused() {
    let host = Host::new();
    for wall in [Timestamp(-1), Timestamp::LAST.plus_s(1), Timestamp(i64::MAX), Timestamp(i64::MIN)] {
        let opened =
            Context::open(&host.home, At::Host, actor(Identity::Owner), Clock::Fixed(wall), Options::default());
        assert!(matches!(opened, Err(Error::Rule(Rule::ClockUnusable))), "{wall:?}");
    }
}
