//! What is beyond its limit is told and taken; what something needs stays; the audit says where it begins.

use std::fs;
use std::sync::atomic::AtomicBool;

use intendant::audit::{self, Entry, Object};
use intendant::domain::access::{At, Identity};
use intendant::domain::mail::State;
use intendant::domain::retention::{AuditTakes, Limits};
use intendant::domain::time::{DAY_S, Timestamp};
use intendant::operations::audit::{AuditFilter, Format, Noted};
use intendant::operations::doctor::Thoroughness;
use intendant::operations::exchange::{self, List, Output};
use intendant::operations::retention::{Due, Kind, Pruned, Remark, prune, survey};
use intendant::operations::{Clock, Context, Error, Options, Rule, audit as log, doctor, mail, mapping, session};
use intendant::store::registry::sending::{self, Settlement};

use crate::build::{Host, NEVER, NOW, PASSWORD, actor, added, secret};

/// Every limit but those of a year and more is over by then.
const LATER: Timestamp = Timestamp(NOW.0 + 200 * DAY_S);
const YEARS_LATER: Timestamp = Timestamp(NOW.0 + 400 * DAY_S);

/// What a mail says, as bytes that stand nowhere else.
const BODY: &[u8] = b"kerlouan-menhir";

fn due(ctx: &mut Context, kind: Kind) -> Option<Due> {
    survey(ctx, &[kind]).unwrap().pop()
}

fn count(ctx: &mut Context, kind: Kind) -> u32 {
    due(ctx, kind).map_or(0, |due| due.old.count)
}

/// Takes all of a kind that is due; returns how many.
fn taken(ctx: &mut Context, kind: Kind) -> u32 {
    let due = survey(ctx, &[kind]).unwrap();
    let pruned = prune(ctx, &due, &NEVER, &mut |_| {}).unwrap();
    assert!(pruned.stopped.is_none() && pruned.erased, "{pruned:?}");
    pruned.total()
}

/// Makes the audit this long, with entries of that moment.
fn fill(host: &Host, at: Timestamp, entries: i64) {
    host.tamper(|tx| {
        for _ in 0..entries {
            audit::record(tx, &actor(Identity::Owner), at, &Entry::event("host.edit", Object::host()))?;
        }
        Ok(())
    });
}

fn sql(host: &Host, text: &str) {
    rusqlite::Connection::open(host.home.registry()).unwrap().execute_batch(text).unwrap();
}

#[test]
fn the_audit_begins_after_an_entry_that_the_chain_itself_tells() {
    let host = Host::new();
    fill(&host, NOW, 6_000);
    fill(&host, YEARS_LATER, 150);
    let mut ctx = host.open_at(YEARS_LATER);
    let (before, noted) = (log::verify(&mut ctx).unwrap(), log::head(&mut ctx).unwrap().unwrap());
    let due = survey(&mut ctx, &[Kind::Audit]).unwrap();
    assert_eq!((due[0].old.count, due[0].remarks.as_slice()), (6_001, [Remark::NeverExported(6_001)].as_slice()));
    assert_eq!((due[0].old.oldest, due[0].old.newest), (NOW, NOW));
    assert_eq!(before.from, None);

    assert_eq!(prune(&mut ctx, &due, &NEVER, &mut |_| {}).unwrap().total(), 6_001);
    let found = log::verify(&mut ctx).unwrap();
    let from = found.from.clone().unwrap();
    assert_eq!((found.broken.clone(), from.id, from.by.as_str(), from.at), (None, 6_001, "(owner)", YEARS_LATER));
    assert_eq!(found.entries, 150 + 2, "two pages, each with its entry");
    assert_eq!(count(&mut ctx, Kind::Audit), 0);
    // What was noted before is still found; what was pruned is told as that; the last that went is known by its hash.
    let noted = Noted::parse(&format!("{}:{}", noted.id, noted.hash)).unwrap();
    assert_eq!(log::verify_since(&mut ctx, &noted).unwrap().broken, None);
    let last = Noted::parse(&format!("{}:{}", from.id, from.hash)).unwrap();
    assert_eq!(log::verify_since(&mut ctx, &last).unwrap().broken, None);
    let other = Noted::parse(&format!("{}:{}", from.id, "0".repeat(64))).unwrap();
    assert!(log::verify_since(&mut ctx, &other).unwrap().broken.is_some());
    let gone = Noted::parse(&format!("12:{}", "0".repeat(64))).unwrap();
    let refused = log::verify_since(&mut ctx, &gone).unwrap_err();
    assert!(matches!(refused, Error::Rule(Rule::NotedPruned { id: 12, first: 6_001 })));
    assert_eq!(doctor::server_info(&mut ctx).unwrap().audit_entries, 152);

    // The registry is the same one still, and a file is judged sound by what its audit holds.
    let mut again = host.start();
    assert_eq!(again.doubt().unwrap(), None);
    assert!(
        !doctor::examine(&mut again, Thoroughness::Quick, &NEVER, &mut |_| {})
            .unwrap()
            .iter()
            .any(|one| one.code() == "audit-broken")
    );
    // Somebody cuts more by hand.
    sql(&host, "delete from audit where id <= 6010");
    let broken = log::verify(&mut host.open_at(YEARS_LATER)).unwrap().broken.unwrap();
    assert_eq!((broken.id, broken.missing), (6_002, true));
    sql(&host, "delete from audit where action = 'audit.prune'");
    let broken = log::verify(&mut host.open_at(YEARS_LATER)).unwrap().broken.unwrap();
    assert_eq!((broken.id, broken.missing), (1, true));
}

#[test]
fn entries_of_a_clock_that_was_wrong_are_as_young_as_the_moment_at_which_it_was_right() {
    let host = Host::new();
    fill(&host, NOW, 300);
    assert_eq!(count(&mut host.open_at(YEARS_LATER), Kind::Audit), 201);
    // Another machine's; all of it is of the data directory.
    let until = YEARS_LATER.plus_s(-30 * DAY_S).0;
    let kept = format!(r#"{{"stretches":[{{"first":51,"last":120,"until":{until}}}]}}"#);
    sql(&host, &format!("insert into host_setting (name, value, rev) values ('clock:other', '{kept}', 1)"));
    assert_eq!(taken(&mut host.open_at(YEARS_LATER), Kind::Audit), 50);
    assert_eq!(count(&mut host.open_at(YEARS_LATER.plus_s(300 * DAY_S)), Kind::Audit), 0);
    assert!(count(&mut host.open_at(YEARS_LATER.plus_s(400 * DAY_S)), Kind::Audit) > 0);
    assert_eq!(log::verify(&mut host.open_at(YEARS_LATER)).unwrap().broken, None);
}

#[test]
fn an_older_registry_put_back_after_a_prune_is_held() {
    let host = Host::new();
    fill(&host, NOW, 300);
    let copy = fs::read(host.home.registry()).unwrap();
    assert_eq!(taken(&mut host.open_at(YEARS_LATER), Kind::Audit), 201, "the latest hundred stay, old or not");
    assert_eq!(host.open_at(YEARS_LATER).doubt().unwrap(), None);
    fs::write(host.home.registry(), copy).unwrap();
    for side in ["registry.sqlite-wal", "registry.sqlite-shm"] {
        let _ = fs::remove_file(host.path(side));
    }
    let mut ctx = host.open_at(YEARS_LATER);
    assert_eq!(ctx.doubt().unwrap().unwrap().word(), "older");
    let refused = prune(&mut ctx, &[], &NEVER, &mut |_| {}).unwrap_err();
    assert!(matches!(refused, Error::Rule(Rule::Held(_))));
}

#[test]
fn an_audit_that_was_altered_stays_to_be_seen() {
    let host = Host::new();
    fill(&host, NOW, 300);
    sql(&host, "update audit set object_id = 'x' where id = 30");
    let mut ctx = host.open_at(YEARS_LATER);
    let due = survey(&mut ctx, &[Kind::Audit]).unwrap();
    let Pruned { taken, stopped, .. } = prune(&mut ctx, &due, &NEVER, &mut |_| {}).unwrap();
    assert!(taken.is_empty() && matches!(stopped, Some(Error::Rule(Rule::AuditBroken { id: 30 }))));
    assert_eq!(log::verify(&mut ctx).unwrap().broken.unwrap().id, 30);
}

#[test]
fn entries_go_that_were_exported_where_the_setting_says_so() {
    let host = Host::new();
    fill(&host, NOW, 200);
    let retention = Limits::default().taking(AuditTakes::Exported);
    let options = Options { retention, ..Options::default() };
    let mut ctx =
        Context::open(&host.home, At::Host, actor(Identity::Owner), Clock::Fixed(YEARS_LATER), options).unwrap();
    let found = due(&mut ctx, Kind::Audit).unwrap();
    assert_eq!((found.old.count, found.needed), (0, 101));
    // An export of some says nothing about the others.
    let some = AuditFilter { action: "host".into(), ..AuditFilter::default() };
    log::export(&mut ctx, &some, Format::Csv, &mut Vec::new()).unwrap();
    assert_eq!(count(&mut ctx, Kind::Audit), 0);
    log::export(&mut ctx, &AuditFilter::default(), Format::Csv, &mut Vec::new()).unwrap();
    let found = due(&mut ctx, Kind::Audit).unwrap();
    assert_eq!((found.needed, found.remarks), (0, vec![]));
    assert_eq!(taken(&mut ctx, Kind::Audit), found.old.count);
}

/// Sends, refuses or leaves a mail as it is.
fn settle(host: &Host, id: intendant::domain::mail::MailId, state: State) {
    host.tamper(|tx| {
        sending::claim_one(tx, id, "x")?;
        let settlement = Settlement { state, words: String::new(), next_attempt_at: NOW };
        sending::settle(tx, id, "x", &settlement, NOW).map(drop)
    });
}

#[test]
fn mails_that_left_go_with_their_bytes_and_those_that_wait_stay() {
    let host = Host::new();
    let mut ctx = host.open();
    let ids: Vec<_> = ["Sent", "Refused", "Waits"].iter().map(|name| added(&mut ctx, name).mail.unwrap()).collect();
    settle(&host, ids[0], State::Sent);
    settle(&host, ids[1], State::Refused);
    assert_eq!(count(&mut ctx, Kind::Mails), 0, "young");
    sql(&host, "update outbox set body = 'Bonjour kerlouan-menhir' || hex(zeroblob(200)) where id = 1");
    assert!(fs::read(host.path("registry.sqlite-wal")).unwrap().windows(BODY.len()).any(|part| part == BODY));
    let mut ctx = host.open_at(LATER);
    let found = due(&mut ctx, Kind::Mails).unwrap();
    assert_eq!((found.old.count, found.days, found.old.oldest), (2, 90, NOW));
    assert!(found.old.bytes > 100);
    assert_eq!(taken(&mut ctx, Kind::Mails), 2);
    assert_eq!(mail::get(&mut ctx, ids[2]).unwrap().state, State::Queued);
    let holds = |name: &str| fs::read(host.path(name)).unwrap_or_default().windows(BODY.len()).any(|part| part == BODY);
    assert!(!holds("registry.sqlite") && !holds("registry.sqlite-wal"), "its bytes are nowhere");
    assert_eq!(fs::metadata(host.path("registry.sqlite-wal")).map_or(0, |log| log.len()), 0, "the log was emptied");
    let entry = log::list(&mut ctx, &AuditFilter::default(), None, 1).unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.object_id.as_str()), ("retention.prune", "mails"));
    assert!(entry.after.contains("\"entries\":\"2\""), "{}", entry.after);
}

#[test]
fn a_mail_stays_that_makes_a_waiting_one_stale() {
    let host = Host::new();
    let mut ctx = host.open();
    let first = added(&mut ctx, "Un").mail.unwrap();
    settle(&host, first, State::Deferred);
    let number = intendant::domain::establishment::EstablishmentNumber(1);
    let row = "insert into outbox (id, kind, establishment_number, login, to_name, to_email, language, subject, body, secret,
        secret_until, message_id, state, attempts, words, created_at, next_attempt_at, sent_at, owner, step)
        select 50, 'reset', establishment_number, login, to_name, to_email, language, subject, body, '', 0, 'other', 'sent',
        1, '', created_at, created_at, created_at, '', '' from outbox where id = 1";
    sql(&host, row);
    assert_eq!((number.0, count(&mut host.open_at(YEARS_LATER), Kind::Mails)), (1, 0));
    sql(&host, "update outbox set state = 'withdrawn', secret = '', secret_until = 0 where id = 1");
    assert_eq!(taken(&mut host.open_at(YEARS_LATER), Kind::Mails), 2);
}

#[test]
fn sessions_tries_columns_and_files_go_in_their_time() {
    let host = Host::new();
    assert!(session::sign_in(&mut host.door(), "alice", &secret("wrong")).is_err());
    session::sign_in(&mut host.door(), "alice", &secret(PASSWORD)).unwrap();
    mapping::save(&mut host.open(), "hash", "a;b", "{}").unwrap();
    fs::write(host.path("mail/old.eml"), "x").unwrap();
    fs::create_dir(host.path("mail/folder")).unwrap();
    let file = fs::File::options().append(true).open(host.path("mail/old.eml")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(NOW.0.unsigned_abs())).unwrap();
    // A clock that was behind has set its times; its name has the day. One of a day that is yet to come tells nothing.
    for (name, times) in [("2026-12-30-1-aa.eml", 0), ("2036-01-01-1-aa.eml", 0)] {
        fs::write(host.path("mail").join(name), "x").unwrap();
        let file = fs::File::options().append(true).open(host.path("mail").join(name)).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(times)).unwrap();
    }
    let told = |days: i64| count(&mut host.open_at(NOW.plus_s(days * DAY_S)), Kind::MailFiles);
    assert_eq!((told(0), told(200), told(400)), (2, 2, 3), "before its day, within its limit, after it");
    fs::remove_file(host.path("mail/2026-12-30-1-aa.eml")).unwrap();
    fs::remove_file(host.path("mail/2036-01-01-1-aa.eml")).unwrap();
    for (kind, days) in [(Kind::Tries, 30), (Kind::MailFiles, 90), (Kind::Sessions, 365), (Kind::Mappings, 730)] {
        let limit = NOW.plus_s(days * DAY_S);
        assert_eq!(count(&mut host.open_at(limit), kind), 0, "{kind:?}: on the day");
        let mut ctx = host.open_at(limit.plus_s(1));
        assert!(count(&mut ctx, kind) > 0, "{kind:?}");
        assert!(taken(&mut ctx, kind) > 0 && count(&mut ctx, kind) == 0, "{kind:?}");
    }
    assert!(!host.path("mail/old.eml").exists() && host.path("mail/folder").exists());
}

#[test]
fn it_stops_between_two_pages_and_goes_on_another_time() {
    let host = Host::new();
    fill(&host, NOW, 6_000);
    fill(&host, YEARS_LATER, 100);
    let mut ctx = host.open_at(YEARS_LATER);
    let stop = AtomicBool::new(false);
    let due = survey(&mut ctx, &[Kind::Audit]).unwrap();
    // Whoever hears of the first page asks to stop.
    let mut tell = |_| stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let pruned = prune(&mut ctx, &due, &stop, &mut tell).unwrap();
    assert!(pruned.total() == 5_000 && matches!(pruned.stopped, Some(Error::Cancelled)));
    assert_eq!(log::verify(&mut ctx).unwrap().broken, None);
    assert_eq!(taken(&mut ctx, Kind::Audit), 1_001);
    assert_eq!(log::verify(&mut ctx).unwrap().broken, None);
}

#[test]
fn the_examination_tells_of_what_nobody_prunes() {
    let host = Host::new();
    session::sign_in(&mut host.door(), "alice", &secret(PASSWORD)).unwrap();
    let overdue = |days: i64| {
        let mut ctx = host.open_at(NOW.plus_s(days * DAY_S));
        let found = doctor::examine(&mut ctx, Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
        found.iter().filter(|one| one.code() == "overdue").map(doctor::Finding::object).collect::<Vec<_>>()
    };
    assert_eq!(overdue(30 + 90), [""; 0]);
    assert_eq!(overdue(30 + 91), ["tries"]);
}

/// Takes what is written and loses it at the end, as a full disk does behind a buffer.
struct Loses;

impl std::io::Write for Loses {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Err(std::io::ErrorKind::StorageFull.into())
    }
}

#[test]
fn what_did_not_come_out_was_not_exported() {
    let host = Host::new();
    fill(&host, NOW, 200);
    let retention = Limits::default().taking(AuditTakes::Exported);
    let options = Options { retention, ..Options::default() };
    let mut ctx =
        Context::open(&host.home, At::Host, actor(Identity::Owner), Clock::Fixed(YEARS_LATER), options).unwrap();
    let exports = |ctx: &mut Context, action: &str| {
        let filter = AuditFilter { action: action.into(), ..AuditFilter::default() };
        log::list(ctx, &filter, None, 9).unwrap().len()
    };
    let everything = AuditFilter::default();
    log::export(&mut ctx, &everything, Format::Csv, &mut Loses).unwrap_err();
    // The name is taken while the file is written.
    let path = host.home.exchange().join("log.csv");
    let out = Output::begin(&host.home, &path).unwrap();
    fs::write(&path, "somebody's").unwrap();
    log::export_file(&mut ctx, &everything, Format::Csv, out).unwrap_err();
    assert_eq!((exports(&mut ctx, "audit.export"), count(&mut ctx, Kind::Audit)), (0, 0));
    // A list of another kind neither.
    let other = host.home.exchange().join("list.csv");
    let out = Output::begin(&host.home, &other).unwrap();
    fs::write(&other, "somebody's").unwrap();
    exchange::place(&mut ctx, out, List { name: "statistics", filter: "", rows: 1 }).unwrap_err();
    assert_eq!(exports(&mut ctx, "list.export"), 0);
    // What cannot be written down does not stay either.
    fs::remove_file(&path).unwrap();
    let out = Output::begin(&host.home, &path).unwrap();
    sql(&host, "create trigger full before insert on audit begin select raise(abort, 'full'); end");
    log::export_file(&mut ctx, &everything, Format::Csv, out).unwrap_err();
    assert!(!path.exists());
    sql(&host, "drop trigger full");
    let out = Output::begin(&host.home, &path).unwrap();
    log::export_file(&mut ctx, &everything, Format::Csv, out).unwrap();
    assert!(path.exists() && count(&mut ctx, Kind::Audit) > 0);
}
