//! A file without a row, a row without a file: named, and put right by choice only; and that doctor asks again before it
//! acts on what it has seen.

use std::fs;
use std::path::Path;

use intendant::domain::access::At;
use intendant::domain::block::{Block, Blocker};
use intendant::domain::establishment::{EstablishmentNumber, Stage};
use intendant::domain::field::Field;
use intendant::domain::filled::Filled;
use intendant::operations::doctor::{self, Choice, Chosen, Finding, Recreated};
use intendant::operations::establishment::{self, DeleteInput, ExportFirst};
use intendant::operations::{Context, Error, Rule, audit, user};
use intendant::store::files::{self, with_suffix};
use intendant::store::owner::Owner;
use intendant::store::registry::unfinished::{self, Step, Unfinished};
use intendant::store::registry::{block, establishment as rows};

use crate::build::{Host, NEVER, NOW, contents, school};

fn examine(ctx: &mut Context) -> Vec<Finding> {
    doctor::examine(ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap()
}

fn codes(ctx: &mut Context) -> Vec<&'static str> {
    examine(ctx).iter().map(Finding::code).collect()
}

fn choose(ctx: &mut Context, choice: Choice, typed: &str) -> intendant::operations::Result<Chosen> {
    let found = examine(ctx);
    let finding = doctor::named(&found, choice, typed).unwrap_or_else(|| panic!("{typed}: {found:#?}"));
    doctor::choose(ctx, &finding, choice)
}

fn audited(ctx: &mut Context, action: &str) -> usize {
    let filter = audit::AuditFilter { action: action.into(), ..audit::AuditFilter::default() };
    audit::list(ctx, &filter, None, 9).unwrap().len()
}

/// Forgets a row as a registry does that is older than it.
fn forget(host: &Host, number: EstablishmentNumber) {
    host.tamper(|tx| rows::remove(tx, number, None));
}

#[test]
fn a_database_without_a_row_is_adopted_with_what_its_export_tells() {
    let host = Host::new();
    let mut ctx = host.open();
    let (kept, lost) = (school(&mut ctx, "Un"), school(&mut ctx, "Deux"));
    let before = establishment::get(&mut ctx, lost).unwrap();
    establishment::export(&mut ctx, lost).unwrap();
    forget(&host, lost);
    let mut ctx = host.open();
    // A repair leaves it alone.
    let found = examine(&mut ctx);
    assert_eq!(codes(&mut ctx), ["orphan-database"]);
    assert!(doctor::repair(&mut ctx, &found, &NEVER, &mut |_| {}).unwrap().is_empty());
    let chosen = choose(&mut ctx, Choice::Adopt, "2").unwrap();
    let after = establishment::get(&mut ctx, lost).unwrap();
    // What the database does not say is told, to be looked at.
    let Chosen::Adopted { number, zone, contact } = chosen else { panic!("{chosen:?}") };
    assert_eq!((number, zone.as_str()), (lost, "Zone par défaut"));
    assert_eq!(contact, format!("{} <{}>", after.contact.full_name(), after.contact.email_text()));
    assert_eq!((after.draft(), after.registered_on), (before.draft(), before.registered_on));
    assert_eq!(establishment::administrators(&mut ctx, lost).unwrap().len(), 1);
    assert_eq!((codes(&mut ctx), audited(&mut ctx, "doctor.adopt")), (vec![], 1));
    // Once it is known there is nothing to adopt.
    assert_eq!(doctor::choose(&mut ctx, &found[0], Choice::Adopt).unwrap_err().word(), "changed");
    assert_eq!(doctor::choose(&mut ctx, &found[0], Choice::SetAside).unwrap_err().word(), "changed");
    assert!(host.database(kept).exists() && host.database(lost).exists());
}

#[test]
fn without_an_export_the_row_is_made_from_the_database_alone() {
    let host = Host::new();
    let mut ctx = host.open();
    let lost = school(&mut ctx, "Un");
    let before = establishment::get(&mut ctx, lost).unwrap();
    forget(&host, lost);
    choose(&mut ctx, Choice::Adopt, "1").unwrap();
    let after = establishment::get(&mut ctx, lost).unwrap();
    assert_eq!(after.draft(), before.draft());
    establishment::export(&mut ctx, lost).unwrap();
}

#[test]
fn an_adoption_that_died_is_finished_and_its_file_stays_when_it_cannot_be() {
    for damaged in [false, true] {
        let host = Host::new();
        let mut ctx = host.open();
        let number = school(&mut ctx, "Un");
        host.tamper(|tx| {
            rows::set_stage(tx, number, Stage::Creating)?;
            rows::set_credential(tx, number, &crate::build::secret("new"))?;
            let work = Unfinished { number, owner: "dead".into(), step: Step::Adopt, target: None };
            unfinished::begin(tx, &work).map(|begun| begun.unwrap())
        });
        if damaged {
            fs::write(host.database(number), "no database").unwrap();
        }
        let mut ctx = host.start();
        assert!(host.database(number).exists());
        if damaged {
            assert_eq!(codes(&mut ctx), ["orphan-file"]);
        } else {
            assert_eq!(establishment::administrators(&mut ctx, number).unwrap().len(), 1);
            assert_eq!(codes(&mut ctx), [""; 0]);
        }
    }
}

#[test]
fn what_cannot_be_adopted_is_named_and_only_set_aside() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let (shard, bytes) = (host.database(number).parent().unwrap().to_owned(), fs::read(host.database(number)).unwrap());
    let place = |number: u32| shard.join(format!("{number}.sqlite"));
    let write = |path: &Path, bytes: &[u8]| files::write_private(path, bytes).unwrap();
    // Another number's, none at all, a damaged one, a log alone; a link, a folder, a pipe.
    write(&place(70), &bytes);
    write(&place(71), b"x");
    write(&place(72), &bytes[..bytes.len() / 2]);
    write(&with_suffix(&place(73), "-wal"), b"log");
    std::os::unix::fs::symlink(host.database(number), place(74)).unwrap();
    files::create_directory(&place(75)).unwrap();
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, place(76), rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let mut found = examine(&mut ctx);
    found.retain(|finding| finding.number().is_some());
    assert_eq!(found.len(), 7, "{found:#?}");
    for finding in &found {
        assert_eq!((finding.code(), finding.choices()), ("orphan-file", &[Choice::SetAside][..]), "{finding:?}");
        assert!(doctor::choose(&mut ctx, finding, Choice::Adopt).is_err());
        let Chosen::SetAside(kept, _) = doctor::choose(&mut ctx, finding, Choice::SetAside).unwrap() else { panic!() };
        assert!(kept.starts_with(host.home.orphans()));
    }
    assert_eq!(codes(&mut ctx), [""; 0]);
    assert_eq!(audited(&mut ctx, "doctor.set-aside"), 7);
    assert_eq!(fs::read(host.database(number)).unwrap(), bytes);
    assert_eq!(school(&mut ctx, "Deux").0, 77, "no number that was seen is given again");
}

#[test]
fn a_file_that_is_not_the_rows_own_is_set_aside_and_made_again_from_its_export() {
    let host = Host::new();
    let mut ctx = host.open();
    let (one, two) = (school(&mut ctx, "Un"), school(&mut ctx, "Deux"));
    establishment::create_administrator(&mut ctx, one).unwrap();
    establishment::export(&mut ctx, one).unwrap();
    let foreign = fs::read(host.database(two)).unwrap();
    fs::write(host.database(one), &foreign).unwrap();
    assert_eq!(codes(&mut ctx), ["database-foreign"]);
    let Chosen::SetAside(kept, _) = choose(&mut ctx, Choice::SetAside, "1").unwrap() else { panic!() };
    assert_eq!(fs::read(kept).unwrap(), foreign);
    let Chosen::Recreated(_, Recreated::FromExport(..)) = choose(&mut ctx, Choice::Recreate, "1").unwrap() else {
        panic!()
    };
    assert_eq!(establishment::administrators(&mut ctx, one).unwrap().len(), 2);
    assert_eq!((codes(&mut ctx), audited(&mut ctx, "doctor.recreate")), (vec![], 1));
}

/// Many are made again together: what lies elsewhere is looked through once, and what came since is not passed over.
#[test]
fn what_comes_back_under_another_name_between_two_recreations_is_not_made_again() {
    let host = Host::new();
    let mut ctx = host.open();
    let numbers = ["Un", "Deux"].map(|name| school(&mut ctx, name));
    for number in numbers {
        establishment::export(&mut ctx, number).unwrap();
    }
    let own = fs::read(host.database(numbers[1])).unwrap();
    for number in numbers {
        fs::remove_file(host.database(number)).unwrap();
    }
    let found = examine(&mut ctx);
    let [one, two] = ["1", "2"].map(|typed| doctor::named(&found, Choice::Recreate, typed).unwrap());
    doctor::choose(&mut ctx, &one, Choice::Recreate).unwrap();
    let elsewhere = host.database(EstablishmentNumber(77));
    files::write_private(&elsewhere, &own).unwrap();
    let refused = doctor::choose(&mut ctx, &two, Choice::Recreate);
    assert!(matches!(refused, Err(Error::Rule(Rule::HeldElsewhere { .. }))), "{refused:?}");
    fs::rename(&elsewhere, host.database(numbers[1])).unwrap();
    assert_eq!(codes(&mut ctx), [""; 0]);
}

#[test]
fn without_an_export_an_empty_database_is_made_and_its_password_sent() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let old = fs::read(host.database(number)).unwrap();
    fs::remove_file(host.database(number)).unwrap();
    assert_eq!(codes(&mut ctx), ["database-missing"]);
    let Chosen::Recreated(_, Recreated::Empty(Some(_))) = choose(&mut ctx, Choice::Recreate, "1").unwrap() else {
        panic!()
    };
    assert_eq!(establishment::administrators(&mut ctx, number).unwrap().len(), 1);
    assert_eq!(codes(&mut ctx), [""; 0]);
    // The one that was lost does not open any more: it is another one.
    fs::write(host.database(number), old).unwrap();
    assert_eq!(codes(&mut ctx), ["database-foreign"]);
}

#[test]
fn a_recreation_that_died_is_undone_and_what_came_back_meanwhile_stays() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let own = fs::read(host.database(number)).unwrap();
    let credential = intendant::store::shelf::hash(&crate::build::secret("new"));
    let work =
        Unfinished { number, owner: "dead".into(), step: Step::Recreate { credential_hash: credential }, target: None };
    host.tamper(|tx| unfinished::begin(tx, &work)).unwrap();
    files::write_private(&with_suffix(&host.database(number), ".dead.new"), b"half").unwrap();
    let mut ctx = host.start();
    assert_eq!(fs::read(host.database(number)).unwrap(), own);
    assert_eq!((codes(&mut ctx), contents(&host.home.establishments()).len()), (vec![], 1));
}

#[test]
fn a_deletion_never_removes_what_is_not_the_establishments() {
    let host = Host::new();
    let mut ctx = host.open();
    let (one, two) = (school(&mut ctx, "Un"), school(&mut ctx, "Deux"));
    let foreign = fs::read(host.database(two)).unwrap();
    fs::write(host.database(one), &foreign).unwrap();
    let input = DeleteInput { confirmation: None, export_first: ExportFirst::No };
    establishment::delete(&mut ctx, one, &input).unwrap();
    let kept = files::list(&host.home.orphans()).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(fs::read(&kept[0]).unwrap(), foreign);
    let filter = audit::AuditFilter { action: "establishment.delete".into(), ..audit::AuditFilter::default() };
    let entry = audit::list(&mut ctx, &filter, None, 1).unwrap();
    assert!(format!("{entry:?}").contains("orphans"), "{entry:?}");
}

/// What was seen before somebody began is not done afterwards.
#[test]
fn doctor_asks_again_who_is_at_work_before_it_acts() {
    let host = Host::new();
    let mut ctx = host.open();
    let (number, other) = (school(&mut ctx, "Un"), EstablishmentNumber(9));
    let living = Owner::acquire(&host.home).unwrap();
    let aside = with_suffix(&host.database(number), &format!(".{}.new", living.token()));
    let old_aside = with_suffix(&host.database(number), ".new");
    files::write_private(&aside, b"new content").unwrap();
    files::write_private(&old_aside, b"new content").unwrap();
    let begun = |number, step| {
        let work = Unfinished { number, owner: living.token().into(), step, target: None };
        host.tamper(|tx| unfinished::begin(tx, &work)).unwrap();
    };
    begun(number, Step::Replace { before: String::new(), token: living.token().into() });
    let standing = Block { blocker: Blocker::Program, reason: "x".into(), author: "x".into(), since: NOW, until: None };
    host.tamper(|tx| block::put(tx, number, &standing));
    let orphan = Finding::OrphanDatabase {
        number,
        path: host.database(number),
        denomination: String::new(),
        location: String::new(),
    };
    let stale = [
        Finding::LeftOver { path: aside.clone() },
        Finding::LeftOver { path: old_aside.clone() },
        Finding::StrayBlock { number },
        Finding::Stuck { number, stage: "deleting".into() },
        Finding::Stuck { number: other, stage: "creating".into() },
        Finding::Unfinished { number, step: "restore" },
    ];
    let before = contents(&host.home.establishments());
    let repaired = doctor::repair(&mut ctx, &stale, &NEVER, &mut |_| {}).unwrap();
    let failed: Vec<_> = repaired.iter().map(|one| one.error.is_some()).collect();
    // What is not stuck needs nothing.
    assert_eq!(failed, [true, true, true, false, false, true], "{repaired:?}");
    assert!(doctor::choose(&mut ctx, &orphan, Choice::SetAside).is_err());
    assert!(doctor::choose(&mut ctx, &orphan, Choice::Adopt).is_err());
    assert!(
        doctor::choose(
            &mut ctx,
            &Finding::DatabaseMissing { number, own: None, held: None, left: doctor::Remains::Nothing },
            Choice::Recreate
        )
        .is_err()
    );
    assert_eq!(contents(&host.home.establishments()), before);
    assert_eq!(host.tamper(|tx| block::list(tx, number)).len(), 1);
}

#[test]
fn a_swap_whose_content_is_gone_is_told_as_failed_and_the_old_one_stays() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let old = fs::read(host.database(number)).unwrap();
    let step = Step::Swap {
        known: Vec::new(),
        file: "1.sqlite".into(),
        sha256: "0".repeat(64),
        before: "1-before.sqlite".into(),
        token: "dead".into(),
        content: "1".repeat(64),
        inode: 0,
        state: String::new(),
        inside: None,
        mails: 0,
    };
    let work = Unfinished { number, owner: "dead".into(), step, target: None };
    host.tamper(|tx| unfinished::begin(tx, &work)).unwrap();
    let mut ctx = host.start();
    assert_eq!(fs::read(host.database(number)).unwrap(), old);
    assert_eq!(host.tamper(|tx| unfinished::find(tx, number)), None);
    let told = ["establishment.restore", "establishment.restore-failed"].map(|action| {
        let filter = audit::AuditFilter { action: action.into(), ..audit::AuditFilter::default() };
        audit::list(&mut ctx, &filter, None, 9).unwrap().iter().filter(|entry| entry.action == action).count()
    });
    assert_eq!(told, [0, 1]);
}

/// A row that an earlier version left, of a data directory that lies elsewhere by now.
#[test]
fn steps_that_tell_whole_paths_are_understood() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let export = host.home.exports().join("1-job1-1.sqlite");
    files::write_private(&export, b"half").unwrap();
    host.tamper(|tx| {
        rows::set_stage(tx, number, Stage::Deleting)?;
        let step = Step::Export { to: "/elsewhere/exports/1-job1-1.sqlite".into() };
        unfinished::begin(tx, &Unfinished { number, owner: "dead".into(), step, target: None })
    })
    .unwrap();
    let mut ctx = host.start();
    assert!(!export.exists());
    assert_eq!(establishment::get(&mut ctx, number).unwrap().stage, Stage::Active);
    // And rows of before names carried tokens.
    let registry = rusqlite::Connection::open(host.home.registry()).unwrap();
    let old = r#"{"kind":"replace","before":"/elsewhere/exports/1-before.sqlite"}"#;
    let sql = "insert into unfinished (establishment_number, owner, step, attempts) values (1, 'dead', $1, 0)";
    registry.execute(sql, [old]).unwrap();
    drop(registry);
    files::write_private(&with_suffix(&host.database(number), ".new"), b"half").unwrap();
    let mut ctx = host.start();
    assert_eq!((codes(&mut ctx), contents(&host.home.establishments()).len()), (vec![], 1));
}

/// An older copy comes back by hand: in the place of a row that is gone, of one whose database is gone, or of the database.
#[test]
fn who_was_erased_is_erased_again_in_what_is_adopted_or_put_back() {
    for how in ["adopted", "put back", "copied"] {
        let host = Host::new();
        let mut ctx = host.open();
        let number = school(&mut ctx, "Un");
        let typed = Filled::default().with(Field::Login, "zoe").with(Field::LastName, "Quintarelli");
        let id = ctx.within(At::Establishment(number), |ctx| user::add(ctx, &typed)).unwrap().id();
        drop(ctx);
        let (place, copy) = (host.database(number), fs::read(host.database(number)).unwrap());
        let mut ctx = host.open();
        ctx.within(At::Establishment(number), |ctx| user::erase(ctx, id, "zoe")).unwrap();
        drop(ctx);
        fs::remove_file(&place).unwrap();
        match how {
            "adopted" => {
                forget(&host, number);
                fs::write(&place, copy).unwrap();
            }
            "put back" => fs::write(host.database(EstablishmentNumber(9)), copy).unwrap(),
            _ => fs::write(&place, copy).unwrap(),
        }
        let mut ctx = host.open();
        if how == "copied" {
            codes(&mut ctx);
            drop(ctx);
            ctx = host.start();
        } else {
            choose(&mut ctx, Choice::Adopt, &number.to_string()).unwrap();
        }
        let mut is_there = |login: &str| ctx.within(At::Establishment(number), |ctx| user::get(ctx, login)).is_ok();
        assert_eq!([is_there("zoe"), is_there(&format!("(erased {id})"))], [false, true], "{how}");
    }
}
