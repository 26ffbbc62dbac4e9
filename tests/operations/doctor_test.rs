//! What doctor finds, and what it leaves once it has repaired.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use intendant::domain::access::{At, Door, Identity};
use intendant::domain::block::{Block, Blocker};
use intendant::domain::establishment::{EstablishmentNumber, Stage};
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::Login;
use intendant::operations::doctor::{self, Finding, Own, Whose};
use intendant::operations::{Clock, Context, Options, audit};
use intendant::store::registry::{block, establishment, sending, setting};
use intendant::store::{establishment as databases, files};

use crate::build::{Host, NEVER, NOW, actor, school};

fn examine(ctx: &mut Context) -> Vec<Finding> {
    doctor::examine(ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap()
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    let mut codes: Vec<_> = findings.iter().map(Finding::code).collect();
    codes.sort_unstable();
    codes
}

/// Repairs everything, which must work, and gives what is found afterwards.
fn repaired(ctx: &mut Context) -> Vec<&'static str> {
    let findings = examine(ctx);
    for done in doctor::repair(ctx, &findings, &NEVER, &mut |_| {}).unwrap() {
        assert!(done.error.is_none(), "{:?}: {:?}", done.finding, done.error);
    }
    codes(&examine(ctx))
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_new_host_is_clean_and_looking_leaves_nothing() {
    let host = Host::new();
    let mut ctx = host.open();
    for name in ["Un", "Deux", "Trois", "Quatre", "Cinq"] {
        school(&mut ctx, name);
    }
    // Opening one turns its journal into a log.
    intendant::operations::establishment::administrators(&mut ctx, EstablishmentNumber(2)).unwrap();
    let before: Vec<_> = crate::build::contents(&host.home.establishments());
    let mut told = Vec::new();
    let found = doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |advance| {
        told.push((advance.done, advance.total));
    })
    .unwrap();
    assert_eq!(found, []);
    assert_eq!(told, [(0, 5), (5, 5)]);
    assert_eq!(before, crate::build::contents(&host.home.establishments()));
    let info = doctor::server_info(&mut ctx).unwrap();
    assert_eq!((info.establishments.establishments, info.webmasters, info.zones), (5, 1, 1));
    assert!(info.establishments_bytes > 5 * 5_000 && info.space.free_bytes > 0 && info.audit_entries == 6);
}

#[test]
fn permissions_are_taken_back() {
    let host = Host::new();
    let mut ctx = host.open();
    let path = host.database(school(&mut host.open(), "Un"));
    chmod(&path, 0o644);
    chmod(path.parent().unwrap(), 0o755);
    chmod(&host.home.exports(), 0o777);
    let shared = host.home.exchange().join("liste.csv");
    fs::write(&shared, "x").unwrap();
    chmod(&shared, 0o644);
    assert_eq!(codes(&examine(&mut ctx)), ["not-private"; 3]);
    assert_eq!(repaired(&mut ctx), [""; 0]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    let entries = audit::list(&mut ctx, &audit::AuditFilter { action: "doctor".into(), ..Default::default() }, None, 9);
    assert_eq!(entries.unwrap().len(), 3);
    assert_eq!(audit::verify(&mut ctx).unwrap().broken, None);
}

#[test]
fn a_directory_open_to_others_is_repaired_from_outside() {
    let host = Host::new();
    let owner = actor(Identity::Owner);
    assert_eq!(doctor::examine_closed(&host.home, &owner).unwrap(), []);
    chmod(host.home.root(), 0o755);
    chmod(&host.home.registry(), 0o640);
    let found = doctor::examine_closed(&host.home, &owner).unwrap();
    assert_eq!(codes(&found), ["not-private"; 2]);
    assert_eq!(doctor::repair_closed(&host.home, &owner, &found).unwrap(), found);
    assert_eq!(examine(&mut host.open()), []);
    fs::write(host.home.registry(), "x".repeat(5000)).unwrap();
    assert_eq!(codes(&doctor::examine_closed(&host.home, &owner).unwrap()), ["registry-damaged"]);
    assert!(doctor::examine_closed(&host.home, &actor(Identity::Nobody)).is_err());
}

#[test]
fn databases_that_cannot_be_used_are_named_and_left_alone() {
    let host = Host::new();
    let mut ctx = host.open();
    let numbers: Vec<_> = (1..=6).map(|count| school(&mut ctx, &format!("École {count}"))).collect();
    let path = |at: usize| host.database(numbers[at]);
    fs::remove_file(path(0)).unwrap();
    fs::copy(path(2), path(1)).unwrap();
    fs::write(path(2), vec![7; 4096]).unwrap();
    fs::write(path(3), "").unwrap();
    let connection = rusqlite::Connection::open(path(4)).unwrap();
    connection.pragma_update(None, "user_version", databases::SCHEMA_VERSION + 1).unwrap();
    drop(connection);
    let found = examine(&mut ctx);
    let expected = ["database-missing", "database-foreign", "database-damaged", "database-foreign", "database-newer"];
    assert_eq!(found.iter().map(Finding::code).collect::<Vec<_>>(), expected);
    assert_eq!(found.iter().map(Finding::object).collect::<Vec<_>>(), ["1", "2", "3", "4", "5"]);
    assert!(found.iter().all(|finding| !finding.is_fixable()));
    assert!(matches!(found[2], Finding::DatabaseDamaged { exported: false, .. }), "{:?}", found[2]);
    assert_eq!(repaired(&mut ctx).len(), 5);
}

#[test]
fn files_that_were_swapped_are_told_by_whose_they_are() {
    let host = Host::new();
    let mut ctx = host.open();
    let numbers: Vec<_> = (1..=3).map(|count| school(&mut ctx, &format!("École {count}"))).collect();
    let path = |at: usize| host.database(numbers[at]);
    let aside = path(0).with_extension("aside");
    for (from, to) in [(path(0), aside.clone()), (path(1), path(0)), (aside, path(1))] {
        fs::rename(from, to).unwrap();
    }
    let found = examine(&mut ctx);
    let own =
        |path: std::path::PathBuf| Own { changed_at: Timestamp(files::written_at(&path).unwrap()), path, newest: None };
    let foreign = |at: usize, of: usize| Finding::DatabaseForeign {
        number: numbers[at],
        whose: Whose::Of(numbers[of]),
        own: Some(own(path(of))),
    };
    assert_eq!(found, [foreign(0, 1), foreign(1, 0)]);
    let words = intendant::i18n::Catalogue::new(intendant::domain::language::Language::French);
    let said = words.say(&intendant::domain::message::Explain::message(&found[0]));
    assert!(said.contains("de l'établissement 1 est celui de l'établissement 2"), "{said}");
    assert!(said.contains("remettez-la en place"), "{said}");
    // Put back as it says, nothing is wrong any more.
    let aside = path(0).with_extension("aside");
    for (from, to) in [(path(0), aside.clone()), (path(1), path(0)), (aside, path(1))] {
        fs::rename(from, to).unwrap();
    }
    assert_eq!(examine(&mut ctx), []);
}

#[test]
fn one_damaged_byte_in_a_page_is_seen() {
    let host = Host::new();
    let mut ctx = host.open();
    let path = host.database(school(&mut ctx, "Un"));
    let mut bytes = fs::read(&path).unwrap();
    bytes[1024 + 3] ^= 0xff;
    fs::write(&path, bytes).unwrap();
    assert_eq!(codes(&examine(&mut ctx)), ["database-damaged"]);
}

#[test]
fn an_older_schema_and_other_names_are_seen() {
    let host = Host::new();
    let mut ctx = host.open();
    let (first, second) = (school(&mut ctx, "Un"), school(&mut ctx, "Deux"));
    crate::older::make_first(&host.database(first)).unwrap();
    let connection = rusqlite::Connection::open(host.database(second)).unwrap();
    connection.execute("update identity set denomination = 'Autre'", []).unwrap();
    drop(connection);
    let found = examine(&mut ctx);
    assert_eq!(codes(&found), ["database-older", "names-differ"]);
    let names: Vec<_> = found.into_iter().filter(|finding| finding.code() == "names-differ").collect();
    assert!(doctor::repair(&mut ctx, &names, &NEVER, &mut |_| {}).unwrap()[0].error.is_none());
    assert_eq!(codes(&examine(&mut ctx)), ["database-older"]);
    assert_eq!(repaired(&mut ctx), Vec::<&str>::new());
}

#[test]
fn left_overs_are_removed_and_what_may_be_somebodys_is_left_alone() {
    let host = Host::new();
    let mut ctx = host.open();
    let kept = host.database(school(&mut ctx, "Un"));
    let shard = kept.parent().unwrap();
    let bytes = fs::read(&kept).unwrap();
    for name in [
        "77.sqlite",
        "77.sqlite-wal",
        "78.sqlite-shm",
        "79.sqlite-wal",
        "80.sqlite.00112233445566778899aabbccddeeff.new",
        "notes.txt",
    ] {
        files::write_private(&shard.join(name), &bytes).unwrap();
    }
    let misplaced = host.home.establishments().join("005");
    files::create_directory(&misplaced).unwrap();
    files::write_private(&misplaced.join("1.sqlite"), &bytes).unwrap();
    files::write_private(&host.home.owners().join("dead.lock"), b"").unwrap();
    files::write_private(&host.home.exports().join("1-x.sqlite.sha256"), b"x").unwrap();
    files::write_private(&host.home.exports().join("1-y.sqlite.new"), b"x").unwrap();
    files::write_private(&host.home.exchange().join(".intendant-0f.new"), b"x").unwrap();
    files::write_private(&host.home.exchange().join("somebodys.csv.new"), b"x").unwrap();
    // What is young may be in the making.
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(NOW.0.unsigned_abs() - 7200);
    fs::File::open(host.home.exports().join("1-x.sqlite.sha256")).unwrap().set_modified(old).unwrap();
    let young = fs::File::open(host.home.exports().join("1-y.sqlite.new")).unwrap();
    young.set_modified(old + std::time::Duration::from_secs(7000)).unwrap();
    for name in [".intendant-0f.new", "somebodys.csv.new"] {
        fs::File::open(host.home.exchange().join(name)).unwrap().set_modified(old).unwrap();
    }
    let found = examine(&mut ctx);
    // A log alone may hold what nothing else does; what lies where its number does not belong is nobody's.
    let stay = ["orphan-file"; 2].into_iter().chain(["unknown-file"; 2]);
    let expected = ["left-over"; 5].into_iter().chain(stay.clone());
    assert_eq!(codes(&found), expected.collect::<Vec<_>>(), "{found:#?}");
    assert_eq!(repaired(&mut ctx), stay.collect::<Vec<_>>());
    for name in ["77.sqlite", "77.sqlite-wal", "79.sqlite-wal"] {
        assert_eq!(fs::read(shard.join(name)).unwrap(), bytes, "{name}");
    }
    assert!(!host.home.orphans().exists());
    assert!(kept.exists());
    let exchanged = files::list(&host.home.exchange()).unwrap();
    assert_eq!(exchanged, [host.home.exchange().join("somebodys.csv.new")]);
}

#[test]
fn rows_that_contradict_each_other_are_put_right() {
    let host = Host::new();
    let mut ctx = host.open();
    let numbers: Vec<_> = (1..=3).map(|count| school(&mut ctx, &format!("École {count}"))).collect();
    let standing = Block { blocker: Blocker::Program, reason: "x".into(), author: "x".into(), since: NOW, until: None };
    host.tamper(|tx| {
        establishment::set_stage(tx, numbers[0], Stage::Creating)?;
        establishment::set_stage(tx, numbers[1], Stage::Deleting)?;
        establishment::set_stage(tx, numbers[2], Stage::Deleting)?;
        block::put(tx, EstablishmentNumber(99), &standing)
    });
    fs::remove_file(host.database(numbers[2])).unwrap();
    fs::remove_file(host.path("reserve")).unwrap();
    assert_eq!(codes(&examine(&mut ctx)), ["reserve-missing", "stray-block", "stuck", "stuck", "stuck"]);
    assert_eq!(repaired(&mut ctx), [""; 0]);
    let left = intendant::operations::establishment::first_page(&mut ctx, 9).unwrap();
    assert_eq!(left.iter().map(|one| (one.number, one.stage)).collect::<Vec<_>>(), [(numbers[1], Stage::Active)]);
}

#[test]
fn dead_senders_mails_and_old_passwords_are_dealt_with() {
    let host = Host::new();
    let mut ctx = host.open();
    let mails: Vec<_> =
        (1..=3).map(|count| crate::build::added(&mut ctx, &format!("É {count}")).mail.unwrap()).collect();
    host.tamper(|tx| {
        sending::claim_one(tx, mails[0], "dead")?;
        sending::claim_one(tx, mails[1], "dead")?;
        sending::begin_data(tx, mails[1], "dead").map(|begun| assert!(begun))
    });
    let found = examine(&mut ctx);
    assert_eq!(found, [Finding::MailsStuck { owner: "dead".into(), count: 2 }]);
    assert_eq!(repaired(&mut ctx), [""; 0]);
    let mut later = host.open_at(NOW.plus_s(15 * 86_400));
    assert_eq!(examine(&mut later), [Finding::SecretsExpired { count: 3 }]);
    assert_eq!(repaired(&mut later), [""; 0]);
}

#[test]
fn what_cannot_be_repaired_is_told() {
    let host = Host::new();
    let mut ctx = host.open();
    school(&mut ctx, "Un");
    let connection = rusqlite::Connection::open(host.home.registry()).unwrap();
    connection.execute("update audit set actor = 'other' where id = 2", []).unwrap();
    connection.execute("update webmaster set active = 0", []).unwrap();
    connection.execute("insert into retired_number (number, retired_at) values (1, 0)", []).unwrap();
    connection.execute("update establishment set uai = '12345678'", []).unwrap();
    drop(connection);
    host.tamper(|tx| setting::put(tx, "host", "{}"));
    let expected =
        ["audit-broken", "no-webmaster", "number-retired", "setting-unreadable", "row-unreadable", "names-differ"];
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(codes(&examine(&mut ctx)), expected);
}

/// Content that comes back may have nobody who could let others in: that is told, with what makes somebody.
#[test]
fn an_establishment_without_an_administrator_who_lasts_is_told() {
    let host = Host::new();
    let mut ctx = host.open();
    school(&mut ctx, "Un");
    let number = EstablishmentNumber(1);
    let tamper = |sql: &str| rusqlite::Connection::open(host.database(number)).unwrap().execute(sql, []).unwrap();
    assert_eq!(tamper("update account set expires_on = '2099-01-01' where level = 'superadmin'"), 1);
    assert_eq!(examine(&mut ctx), [Finding::NoAdministrator { number }]);
    tamper("update account set expires_on = '' where level = 'superadmin'");
    assert_eq!(examine(&mut ctx), []);
}

#[test]
fn nobody_may_look_or_repair_before_signing_in() {
    let host = Host::new();
    let mut ctx = host.door();
    assert_eq!(doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap_err().exit_code(), 7);
    assert_eq!(doctor::repair(&mut ctx, &[], &NEVER, &mut |_| {}).unwrap_err().exit_code(), 7);
    assert_eq!(doctor::server_info(&mut ctx).unwrap_err().exit_code(), 7);
}

#[test]
fn an_examination_and_a_repair_stop_when_they_are_asked_to() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let host = Host::new();
    let mut ctx = host.open();
    for name in ["Un", "Deux", "Trois"] {
        school(&mut ctx, name);
    }
    let stop = AtomicBool::new(true);
    let stopped = doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &stop, &mut |_| {}).unwrap_err();
    assert_eq!((stopped.exit_code(), stopped.word()), (6, "cancelled"));
    stop.store(false, Ordering::Relaxed);
    // While the databases are looked at.
    let stopped =
        doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &stop, &mut |_| stop.store(true, Ordering::Relaxed))
            .unwrap_err();
    assert_eq!(stopped.word(), "cancelled");

    for number in 1..=3 {
        chmod(&host.database(EstablishmentNumber(number)), 0o644);
    }
    let found = examine(&mut ctx);
    assert_eq!(codes(&found), ["not-private"; 3]);
    stop.store(false, Ordering::Relaxed);
    let mut told = Vec::new();
    let mut tell = |advance: intendant::operations::Advance| {
        told.push((advance.done, advance.total));
        stop.store(advance.done == 1, Ordering::Relaxed);
    };
    let repaired = doctor::repair(&mut ctx, &found, &stop, &mut tell).unwrap();
    assert_eq!((repaired.len(), told), (2, vec![(0, 3), (1, 3)]), "the one that was begun is finished");
    let filter = audit::AuditFilter { action: "doctor.repair".into(), ..audit::AuditFilter::default() };
    assert_eq!(audit::list(&mut ctx, &filter, None, 9).unwrap().len(), 2);
    assert_eq!(examine(&mut ctx), found[2..]);
    assert_eq!(self::repaired(&mut ctx), [""; 0]);
}

/// Whatever door asks: the list is one.
#[test]
fn keys_that_nobody_holds_are_found_by_every_door() {
    let host = Host::new();
    let login = |text: &str| Login::parse(text).unwrap();
    let keys = [("office", "alice"), ("laptop", "bruno")].map(|(key, name)| (key.to_owned(), login(name)));
    let options = Options { keys: Arc::new(keys.into()), ..Options::default() };
    for door in [Door::Command, Door::Console, Door::Plain] {
        let options = Options { door, ..options.clone() };
        let mut ctx = Context::open(&host.home, At::Host, actor(Identity::Owner), Clock::Fixed(NOW), options).unwrap();
        let untied = Finding::KeyUntied { key: "laptop".into(), login: "bruno".into() };
        assert_eq!(examine(&mut ctx), [untied], "{door:?}");
    }
}

/// Work that begins while the databases are looked at is a living process's: what it has taken away is no loss.
#[test]
fn what_a_living_process_begins_meanwhile_is_no_loss() {
    use intendant::store::owner::Owner;
    use intendant::store::registry::unfinished::{self, Step, Unfinished};
    let host = Host::new();
    let mut ctx = host.open();
    let numbers: Vec<_> = (1..=3).map(|count| school(&mut ctx, &format!("École {count}"))).collect();
    let living = Owner::acquire(&host.home).unwrap();
    let aside = |number| host.database(number).with_extension("away");
    for thoroughness in [doctor::Thoroughness::Quick, doctor::Thoroughness::Thorough] {
        // Content is swapped for another's, one is without its name; the other way round, one file lies in another's place.
        let begin = |advance: intendant::operations::Advance| {
            if advance.done == 0 {
                for number in &numbers {
                    let (number, owner, step) = (*number, living.token().to_owned(), Step::Names);
                    let work = Unfinished { number, owner, step, target: None };
                    host.tamper(|tx| unfinished::begin(tx, &work)).unwrap();
                }
                fs::rename(host.database(numbers[0]), aside(numbers[0])).unwrap();
                fs::rename(host.database(numbers[1]), aside(numbers[1])).unwrap();
                fs::copy(host.database(numbers[2]), host.database(numbers[1])).unwrap();
                fs::rename(host.database(numbers[2]), aside(numbers[2])).unwrap();
                fs::write(host.database(numbers[2]), vec![7; 4096]).unwrap();
            }
        };
        let found = doctor::examine(&mut ctx, thoroughness, &NEVER, &mut { begin }).unwrap();
        assert_eq!(found, [], "{thoroughness:?}");
        // As nobody is at it, it is.
        host.tamper(|tx| numbers.iter().try_for_each(|number| unfinished::finish(tx, *number)));
        let found = codes(&examine(&mut ctx));
        assert!(found.contains(&"database-missing") && found.contains(&"database-foreign"), "{found:?}");
        for number in &numbers {
            fs::rename(aside(*number), host.database(*number)).unwrap();
        }
    }
}
