//! The registry behind an open context: replaced, put back in place, accepted elsewhere.

use std::fs;

use intendant::domain::access::At;
use intendant::domain::identity::Doubt;
use intendant::domain::session::EndReason;
use intendant::operations::mail::{self, Limit};
use intendant::operations::{Context, Error, Rule, acceptance, doctor, establishment, session, zone};
use intendant::store::files;

use crate::build::{Host, MAILED, NEVER, PASSWORD, input, school, secret};

fn is_replaced<T: std::fmt::Debug>(result: Result<T, Error>) -> bool {
    result.is_err_and(|error| error.is_replaced() && error.exit_code() == 5)
}

fn is_held<T: std::fmt::Debug>(result: Result<T, Error>) -> bool {
    result.is_err_and(|error| matches!(error, Error::Rule(Rule::Held(_))))
}

/// Puts another file with the same content where the registry is.
fn copy_over(host: &Host) {
    let (path, copy) = (host.home.registry(), host.path("copy"));
    files::write_private(&copy, &fs::read(&path).unwrap()).unwrap();
    fs::rename(copy, path).unwrap();
}

/// Takes the end of the audit away, as an older copy does that is written into the open file.
fn put_back(host: &Host) {
    let registry = rusqlite::Connection::open(host.home.registry()).unwrap();
    registry.execute_batch("delete from audit where id = (select max(id) from audit)").unwrap();
}

#[test]
fn a4_an_open_context_reads_and_writes_nothing_once_its_registry_was_replaced() {
    let host = Host::new();
    let mut ctx = host.open();
    establishment::add(&mut ctx, &input("Un"), MAILED).unwrap();
    let mut sender = mail::sender(&mut ctx).unwrap();
    copy_over(&host);
    assert!(is_replaced(zone::list(&mut ctx)));
    assert!(is_replaced(establishment::add(&mut ctx, &input("Deux"), MAILED)));
    assert!(is_replaced(mail::send_due(&mut ctx, &mut sender, Limit::default())));
    assert!(is_replaced(ctx.data_version()));
    assert_eq!(fs::read_dir(host.path("mail")).unwrap().count(), 0, "nothing was mailed");
    assert!(!host.path("establishments/000/2.sqlite").exists());
}

#[test]
fn a4_an_older_content_in_the_same_file_stops_what_is_open_and_is_held_when_it_is_opened() {
    let host = Host::new();
    let mut ctx = host.open();
    school(&mut ctx, "Un");
    let mut sender = mail::sender(&mut ctx).unwrap();
    put_back(&host);
    assert!(is_replaced(establishment::add(&mut ctx, &input("Deux"), MAILED)));
    assert!(is_replaced(mail::send_due(&mut ctx, &mut sender, Limit::default())));
    let mut again = host.start();
    assert_eq!(again.doubt().unwrap().unwrap().word(), "older");
    assert!(is_held(mail::sender(&mut again).map(drop)));
}

#[test]
fn signing_in_to_an_older_registry_hides_nothing_of_what_is_missing() {
    let host = Host::new();
    school(&mut host.open(), "Un");
    school(&mut host.open(), "Deux");
    put_back(&host);
    let missing = |ctx: &mut Context| match ctx.doubt().unwrap() {
        Some(Doubt::Older { missing, since, .. }) => (missing, since),
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(&mut host.start()), (1, 0));
    for since in [2, 4] {
        let mut ctx = host.door();
        let signed_in = session::sign_in(&mut ctx, "alice", &secret(PASSWORD)).unwrap();
        session::end(&mut ctx, signed_in.session, EndReason::SignOut).unwrap();
        assert_eq!(missing(&mut ctx), (1, since));
        assert_eq!(missing(&mut host.start()), (1, since));
    }
    let mut ctx = host.door();
    assert!(session::sign_in(&mut ctx, "alice", &secret("wrong")).is_err());
    assert_eq!(missing(&mut host.start()), (1, 5));
    assert_eq!(acceptance::accept(&mut host.start()).unwrap().word(), "older");
    assert_eq!(host.start().doubt().unwrap(), None);
    school(&mut host.start(), "Trois");
    assert_eq!(host.start().doubt().unwrap(), None);
}

#[test]
fn a_log_that_was_taken_away_is_a_registry_that_was_replaced() {
    let host = Host::new();
    let mut ctx = host.open();
    school(&mut ctx, "Un");
    let log = files::with_suffix(&host.home.registry(), "-wal");
    assert!(log.exists());
    fs::remove_file(&log).unwrap();
    assert!(is_replaced(establishment::add(&mut ctx, &input("Deux"), MAILED)));
}

#[test]
fn what_is_held_goes_on_in_every_open_context_once_somebody_has_accepted_it() {
    let host = Host::new();
    school(&mut host.open(), "Un");
    copy_over(&host);
    let (mut one, mut two): (Context, Context) = (host.start(), host.start());
    assert!(is_held(establishment::add(&mut one, &input("Deux"), MAILED)));
    assert_eq!(acceptance::accept(&mut two).unwrap().word(), "copied");
    assert!(matches!(acceptance::accept(&mut two), Err(Error::Rule(Rule::NotDoubted))));
    school(&mut one, "Deux");
    assert_eq!(doctor::examine(&mut one, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap(), []);
}

#[test]
fn a_log_goes_with_the_copy_it_belongs_to_and_is_kept_from_another_one() {
    let host = Host::new();
    let old = fs::read(host.home.registry()).unwrap();
    // The log begins after the first one: beside the old registry it is no part of it.
    for name in ["Un", "Deux", "Trois"] {
        school(&mut host.open(), name);
    }
    let mut ctx = host.open();
    school(&mut ctx, "Quatre");
    let log = files::with_suffix(&host.home.registry(), "-wal");
    // A copy of both, as of a directory that is in use: what stands in the log alone is there.
    let twin = tempfile::tempdir().unwrap();
    let home = intendant::operations::Home::new(twin.path().join("data"));
    home.create().unwrap();
    for name in ["registry.sqlite", "registry.sqlite-wal", "identity", "run/head"] {
        files::write_private(&home.root().join(name), &fs::read(host.path(name)).unwrap()).unwrap();
    }
    let owner = crate::build::actor(intendant::domain::access::Identity::Owner);
    let clock = intendant::operations::Clock::Fixed(crate::build::NOW);
    let mut copy = Context::open(&home, At::Host, owner, clock, intendant::operations::Options::default()).unwrap();
    assert_eq!(establishment::first_page(&mut copy, 9).unwrap().len(), 4);
    assert!(!home.orphans().exists());

    // An older registry beside the log of the one before.
    files::write_private(&host.path("old"), &old).unwrap();
    fs::rename(host.path("old"), host.home.registry()).unwrap();
    assert!(fs::metadata(&log).unwrap().len() > 0);
    let mut again = host.start();
    assert_eq!(again.doubt().unwrap().unwrap().word(), "older");
    assert_eq!(establishment::first_page(&mut again, 9).unwrap(), []);
    let found = doctor::examine(&mut again, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
    assert!(!found.iter().any(|finding| finding.code() == "registry-damaged"), "{found:?}");
    assert_eq!(fs::read_dir(host.home.orphans()).unwrap().count(), 1);
}

/// As `cp` does over a registry whose program was killed: the file stays the same one, and so does the log beside it.
#[test]
fn a_content_that_was_copied_into_the_file_is_not_read_with_the_log_of_another_time() {
    let host = Host::new();
    let (registry, log) = (host.home.registry(), files::with_suffix(&host.home.registry(), "-wal"));
    for name in ["Un", "Deux"] {
        school(&mut host.open(), name);
    }
    let older = fs::read(&registry).unwrap();
    for name in ["Trois", "Quatre"] {
        school(&mut host.open(), name);
    }
    let mut ctx = host.open();
    school(&mut ctx, "Cinq");
    let killed = [fs::read(&registry).unwrap(), fs::read(&log).unwrap()];
    drop(ctx);
    for name in ["Six", "Sept"] {
        school(&mut host.open(), name);
    }
    let newest = fs::read(&registry).unwrap();
    let schools = |ctx: &mut Context| establishment::first_page(ctx, 99).unwrap().len();
    let orphans = || fs::read_dir(host.home.orphans()).map_or(0, Iterator::count);
    let put = |content: &[u8]| {
        fs::write(&registry, content).unwrap();
        fs::write(&log, &killed[1]).unwrap();
        let _made_anew = fs::remove_file(files::with_suffix(&registry, "-shm"));
    };

    put(&older);
    let mut again = host.start();
    assert_eq!(again.doubt().unwrap().unwrap().word(), "older");
    assert_eq!((schools(&mut again), orphans()), (2, 1), "nothing of two times is read as one");
    let found = doctor::examine(&mut again, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
    assert!(!found.iter().any(|finding| finding.code() == "registry-damaged"), "{found:?}");
    drop(again);
    put(&newest);
    let mut again = host.start();
    assert_eq!((again.doubt().unwrap(), schools(&mut again), orphans()), (None, 7, 2));
    drop(again);
    // Its own log is its own, however often somebody looks.
    put(&killed[0]);
    for _ in 0..2 {
        assert_eq!((schools(&mut host.start()), orphans()), (5, 2));
    }
}

#[test]
fn accepting_an_older_registry_removes_no_export_that_lies_aside() {
    let host = Host::new();
    school(&mut host.open(), "Un");
    school(&mut host.open(), "Deux");
    let (aside, exports) = (host.home.aside(), host.home.exports());
    files::create_directory(&aside).unwrap();
    files::create_directory(&exports).unwrap();
    // A prune that was killed, a new export that was not entered yet, and one whose name somebody has taken.
    for name in ["7-x.sqlite.going", "7-x.sqlite.sha256.going", "8-y.sqlite.new", "9-z.sqlite.going"] {
        files::write_private(&aside.join(format!("dead-{name}")), b"the only one").unwrap();
    }
    files::place_beside(&aside.join("dead-8-y.sqlite.new"), &exports.join("8-y.sqlite")).unwrap();
    files::write_private(&exports.join("8-y.sqlite.sha256"), b"hash").unwrap();
    files::write_private(&exports.join("9-z.sqlite"), b"another").unwrap();
    put_back(&host);
    assert_eq!(acceptance::accept(&mut host.start()).unwrap().word(), "older");
    school(&mut host.start(), "Trois");
    drop(host.start());
    for (name, content) in
        [("7-x.sqlite", &b"the only one"[..]), ("8-y.sqlite", b"the only one"), ("9-z.sqlite", b"another")]
    {
        assert_eq!(fs::read(exports.join(name)).unwrap(), content, "{name}");
    }
    assert!(exports.join("7-x.sqlite.sha256").exists() && exports.join("8-y.sqlite.sha256").exists());
    let orphans: Vec<_> = fs::read_dir(host.home.orphans()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(orphans.iter().filter(|path| fs::read(path).unwrap() == b"the only one").count(), 1, "{orphans:?}");
    assert_eq!(fs::read_dir(&aside).unwrap().count(), 0);
}
