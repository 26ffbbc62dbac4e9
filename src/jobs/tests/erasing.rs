//! One person's data: what is held, erased with a receipt, erased again where something is brought back; the audit stays provable.

use std::path::PathBuf;

use super::*;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::language::Language;
use crate::domain::retention::Kind;
use crate::domain::rights::reason;
use crate::domain::time::DAY_S;
use crate::i18n::Catalogue;
use crate::operations::{Error, backup, retention, user};
use crate::store::establishment::interference;

const ONE: EstablishmentNumber = EstablishmentNumber(1);
/// What names the person, wherever it is written.
const NAMES: [&str; 4] = ["zquintarel", "Quintarelli", "Zébulonne", "zz.quint@ecole.invalid"];

fn typed(login: &str) -> Filled {
    Filled::default()
        .with(Field::Login, login)
        .with(Field::LastName, NAMES[1])
        .with(Field::FirstName, NAMES[2])
        .with(Field::Email, NAMES[3])
}

/// An establishment with somebody who did and underwent something there.
fn school() -> (Fixture, AccountId) {
    let mut fixture = Fixture::new(2);
    fixture.ctx.go(At::Establishment(ONE));
    let id = user::add(&mut fixture.ctx, &typed(NAMES[0])).unwrap().id();
    let ctx = &mut fixture.ctx;
    let rev = user::get(ctx, NAMES[0]).unwrap().user.person.rev;
    user::edit(ctx, id, rev, &typed(NAMES[0]).with(Field::LastName, "QUINTARELLI-DUPONT")).unwrap();
    let grant = Filled::default().with(Field::Role, "Ens");
    crate::operations::deeds::alone(ctx, (Act::USER_GRANT, &id.to_string()), rev + 1, &grant).unwrap();
    (fixture, id)
}

/// The files of a data directory that hold one of the names, but for exports.
fn naming(fixture: &Fixture) -> Vec<PathBuf> {
    let mut left = vec![fixture.ctx.home().registry().parent().unwrap().to_owned()];
    let mut found = Vec::new();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            if path != fixture.ctx.home().exports() && path != fixture.ctx.home().exchange() {
                left.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            }
            continue;
        }
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        let holds = |name: &&str| {
            let name = name.as_bytes().to_ascii_lowercase();
            bytes.windows(name.len()).any(|piece| piece == name)
        };
        if NAMES.iter().any(holds) {
            found.push(path);
        }
    }
    found
}

fn broken(ctx: &mut Context) -> [Option<i64>; 2] {
    let mut at = |at| ctx.within(at, |ctx| audit::verify(ctx).unwrap().broken.map(|broken| broken.id));
    [at(At::Establishment(ONE)), at(At::Host)]
}

#[test]
fn an_erased_name_is_nowhere_and_the_audit_is_still_proved() {
    let (mut fixture, id) = school();
    let made = backup::make(&mut fixture.ctx).unwrap();
    assert!(!naming(&fixture).is_empty());
    let entries = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap().len();

    let wrong = user::erase(&mut fixture.ctx, id, "somebody");
    assert!(matches!(wrong, Err(Error::Fields(_))), "{wrong:?}");
    let erased = user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
    assert_eq!(naming(&fixture), Vec::<PathBuf>::new());
    let counts: Vec<_> = erased.receipt.counts.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(counts, [("roles", 1), ("jobs", 3), ("entries", 3)]);
    assert_eq!(
        erased.receipt.exports.iter().map(|(file, _)| file.clone()).collect::<Vec<_>>(),
        std::slice::from_ref(&made)
    );
    assert_eq!(broken(&mut fixture.ctx), [None, None]);
    let now = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap();
    assert_eq!((now.len(), now[0].action.as_str()), (entries + 1, "user.erase"));
    let again = user::erase(&mut fixture.ctx, id, &format!("(erased {id})"));
    assert!(matches!(again, Err(Error::Judged(ref why)) if **why == Reason::NoChange), "{again:?}");

    // What is brought back is erased again, with its own entry; so is what undoes that.
    backup::restore(&mut fixture.ctx, &made, "1").unwrap();
    assert_eq!(naming(&fixture), Vec::<PathBuf>::new());
    assert_eq!(broken(&mut fixture.ctx), [None, None]);
    assert_eq!(user::get(&mut fixture.ctx, &format!("(erased {id})")).unwrap().user.id(), id);
    assert!(matches!(user::get(&mut fixture.ctx, NAMES[0]), Err(Error::NotFound { .. })));
    backup::undo(&mut fixture.ctx, "1").unwrap();
    assert_eq!((naming(&fixture), broken(&mut fixture.ctx)), (Vec::new(), [None, None]));
    // By the host's own restoration too.
    let path = fixture.ctx.home().exports().join(&made);
    fixture.ctx.go(At::Host);
    super::export::restored(&mut fixture, &[path], crate::domain::export::Existing::Replace);
    fixture.ctx.go(At::Establishment(ONE));
    assert_eq!((naming(&fixture), broken(&mut fixture.ctx)), (Vec::new(), [None, None]));
}

#[test]
fn what_is_left_of_an_entry_cannot_be_altered_nor_an_altered_one_passed_off_as_such() {
    for (sql, is_seen) in interference::TAMPERINGS {
        let (mut fixture, id) = school();
        user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
        let path = fixture.ctx.home().shelf().shown(ONE);
        interference::tamper(path.as_ref(), sql);
        let found = audit::verify(&mut fixture.ctx).unwrap().broken;
        assert_eq!(found.is_some(), *is_seen, "{sql}");
    }
}

#[test]
fn nobody_erases_the_last_manager_nor_whoever_is_connected() {
    let (mut fixture, id) = school();
    let admin = user::get(&mut fixture.ctx, "admin").unwrap().user.id();
    let why = |found| match found {
        Err(Error::Judged(why)) => *why,
        other => panic!("{other:?}"),
    };
    let last = Reason::Account { why: reason::Reason::LastSuperadmin };
    assert_eq!(why(user::erase(&mut fixture.ctx, admin, "admin")), last);
    interference::connect(fixture.ctx.home().shelf().shown(ONE).as_ref(), id.0, true);
    let connected = Reason::Account { why: reason::Reason::UserConnected };
    assert_eq!(why(user::erase(&mut fixture.ctx, id, NAMES[0])), connected);
    assert!(!naming(&fixture).is_empty());
}

#[test]
fn all_that_is_held_on_a_person_is_read_and_written_for_the_host() {
    let (mut fixture, id) = school();
    let held = user::data(&mut fixture.ctx, id).unwrap();
    let words = Catalogue::new(Language::French);
    let said: Vec<String> = held.lines.iter().map(|line| words.say(line)).collect();
    let text = said.join("\n");
    for name in [NAMES[0], NAMES[2], NAMES[3], "QUINTARELLI-DUPONT", "Ens"] {
        assert!(text.contains(name), "{name}: {text}");
    }
    let [written, json] = held.files.unwrap();
    assert!(std::fs::read_to_string(written).unwrap().contains(NAMES[3]));
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(json).unwrap()).unwrap();
    assert_eq!(json["account"][0]["login"], NAMES[0]);
    assert_eq!(json["roles"][0]["role"], "Ens");
    assert!(json["undergone"].as_array().unwrap().len() >= 3);
    assert_eq!(fixture.audited("user.data"), 1);
}

#[test]
fn whoever_left_long_ago_is_told_and_erased_and_nobody_else() {
    let (mut fixture, id) = school();
    let rev = user::get(&mut fixture.ctx, NAMES[0]).unwrap().user.person.rev;
    crate::operations::deeds::alone(&mut fixture.ctx, (Act::USER_DEACTIVATE, &id.to_string()), rev, &Filled::default())
        .unwrap();
    fixture.ctx.go(At::Host);
    let due = |days: i64| {
        let clock = Clock::Fixed(NOW.plus_s(days * DAY_S));
        let home = fixture.ctx.home().clone();
        let mut ctx = Context::start(&home, At::Host, actor(Identity::Owner), clock, Options::default()).unwrap();
        let due = retention::survey(&mut ctx, &[Kind::LeftAccounts]).unwrap();
        (ctx, due)
    };
    assert_eq!(due(364).1, []);
    let (mut ctx, due) = due(366);
    assert_eq!(due.iter().map(|one| (one.kind, one.old.count)).collect::<Vec<_>>(), [(Kind::LeftAccounts, 1)]);
    let pruned = retention::prune(&mut ctx, &due, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert_eq!((pruned.taken, pruned.failed_inside.len()), (vec![(Kind::LeftAccounts, 1)], 0));
    drop(ctx);
    assert_eq!((naming(&fixture), broken(&mut fixture.ctx)), (Vec::new(), [None, None]));
}
