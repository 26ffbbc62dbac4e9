//! One person's data: what is held, erased with a receipt, erased again where something is brought back; the audit stays provable.

use std::path::PathBuf;

use super::waiting_mail::send;
use super::*;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::erased::Names;
use crate::domain::export::Existing;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::language::Language;
use crate::domain::retention::Kind;
use crate::domain::rights::reason;
use crate::domain::time::DAY_S;
use crate::i18n::Catalogue;
use crate::operations::exchange::{self, List, Reach};
use crate::operations::export::transfer_path;
use crate::operations::{Error, Rule, backup, deeds, retention, user};
use crate::store::establishment::interference;
use crate::store::files;
use crate::store::registry::erased::{begin, forget};
use crate::store::registry::outbox::{MailText, NewMail};
use crate::store::registry::sending::{Settlement, claim_one, settle};
use crate::store::registry::{Registry, outbox};

pub(super) const ONE: EstablishmentNumber = EstablishmentNumber(1);
/// What names the person, wherever it is written.
pub(super) const NAMES: [&str; 4] = ["zquintarel", "Quintarelli", "Zébulonne", "zz.quint@ecole.invalid"];

pub(super) fn typed(login: &str) -> Filled {
    Filled::default()
        .with(Field::Login, login)
        .with(Field::LastName, NAMES[1])
        .with(Field::FirstName, NAMES[2])
        .with(Field::Email, NAMES[3])
}

/// An establishment with somebody who did and underwent something there.
pub(super) fn school() -> (Fixture, AccountId) {
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
pub(super) fn naming(fixture: &Fixture) -> Vec<PathBuf> {
    holding(fixture, &NAMES)
}

/// The same of some other names.
pub(super) fn holding(fixture: &Fixture, names: &[&str]) -> Vec<PathBuf> {
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
        if names.iter().any(holds) {
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

/// Takes the establishment 1 of a list over under another number.
pub(super) fn taken(to: &mut Fixture, list: &std::path::Path, number: &str) {
    let text = std::fs::read_to_string(list).unwrap();
    std::fs::write(list, text.replace("\"1\";\"\"", &format!("\"1\";\"{number}\""))).unwrap();
    let how = crate::jobs::restore::How { existing: Existing::Refuse, keys: None };
    let silent = &mut Progress::silent();
    let plan = crate::jobs::restore::transfer(&mut to.ctx, list, &how, &Cancel::new(), silent).unwrap();
    assert_eq!(to.start(plan.id).job.tally, tally(0, 1, 0, 0));
}

/// Tells whether somebody is there by a login.
pub(super) fn is_there(fixture: &mut Fixture, number: u32, login: &str) -> bool {
    fixture.ctx.within(At::Establishment(EstablishmentNumber(number)), |ctx| user::get(ctx, login).is_ok())
}

#[test]
fn a_receipt_is_of_an_account_wherever_it_is_brought_back_and_of_no_other_with_its_number() {
    let exported = |fixture: &mut Fixture| {
        fixture.ctx.go(At::Host);
        let job = fixture.done(exporting(), 1..=1);
        transfer_path(&fixture.ctx, job.id)
    };
    let ((mut fixture, id), (mut other, theirs)) = (school(), school());
    assert_eq!(id, theirs);
    other.ctx.go(At::Host);
    let mut elsewhere = establishment::get(&mut other.ctx, ONE).unwrap().draft();
    elsewhere.location = "69000 Lyon".into();
    other.edit(1, &elsewhere);
    let (own, foreign) = (exported(&mut fixture), exported(&mut other));
    fixture.ctx.within(At::Establishment(ONE), |ctx| user::erase(ctx, id, NAMES[0])).unwrap();
    fixture.done(super::export::deletion(), 1..=1);

    taken(&mut fixture, &own, "70");
    assert!(!is_there(&mut fixture, 70, NAMES[0]) && is_there(&mut fixture, 70, &format!("(erased {id})")));
    // Of another host, with the number and the id of whoever was erased here.
    taken(&mut fixture, &foreign, "80");
    assert!(is_there(&mut fixture, 80, NAMES[0]));
    // Who is made after that is of the one establishment alone.
    let add =
        |ctx: &mut Context| user::add(ctx, &Filled::default().with(Field::Login, "neuf").with(Field::LastName, "N"));
    let new =
        [70, 80].map(|number| fixture.ctx.within(At::Establishment(EstablishmentNumber(number)), add).unwrap().id());
    assert_eq!(new[0], new[1]);
    fixture.ctx.within(At::Establishment(EstablishmentNumber(70)), |ctx| user::erase(ctx, new[0], "neuf")).unwrap();
    fixture.ctx.go(At::Establishment(EstablishmentNumber(80)));
    let made = backup::make(&mut fixture.ctx).unwrap();
    backup::restore(&mut fixture.ctx, &made, "80").unwrap();
    assert!(is_there(&mut fixture, 80, "neuf"));
}

/// The other host learns of it from the database that comes, and erases in an older export too.
#[test]
fn whoever_was_erased_on_one_host_stays_so_on_another() {
    let (mut fixture, id) = school();
    let older = backup::make(&mut fixture.ctx).unwrap();
    let older = fixture.ctx.home().exports().join(older);
    user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
    fixture.ctx.go(At::Host);
    let job = fixture.done(exporting(), 1..=1);
    let mut other = Fixture::new(0);
    taken(&mut other, &transfer_path(&fixture.ctx, job.id), "1");
    super::export::restored(&mut other, &[older], Existing::Replace);
    assert!(!is_there(&mut other, 1, NAMES[0]) && is_there(&mut other, 1, &format!("(erased {id})")));
}

#[test]
fn nothing_is_brought_back_while_somebody_is_being_erased() {
    let (mut fixture, id) = school();
    let made = backup::make(&mut fixture.ctx).unwrap();
    let names = Names { account: id, ..Names::default() };
    let mut registry = Registry::open(&fixture.ctx.home().registry()).unwrap();
    registry.write(|tx| begin(tx, (ONE, "another"), &names)).unwrap();
    let restored = backup::restore(&mut fixture.ctx, &made, "1");
    let busy = matches!(restored, Err(Error::Judged(ref why)) if matches!(**why, Reason::Busy { .. }));
    assert!(busy, "{restored:?}");
    registry.write(|tx| forget(tx, ONE, Some(id))).unwrap();
    backup::restore(&mut fixture.ctx, &made, "1").unwrap();
}

#[test]
fn whoever_is_called_as_fields_and_values_are_takes_nothing_of_others_along() {
    let (mut fixture, sibling) = school();
    let ctx = &mut fixture.ctx;
    let last = job::last_undoable(ctx, None).unwrap().unwrap();
    let own = Filled::default().with(Field::Login, "user").with(Field::LastName, NAMES[1]).with(Field::Email, NAMES[3]);
    let id = user::add(ctx, &own).unwrap().id();
    let told = |ctx: &mut Context| {
        let mut rows = audit::list(ctx, &AuditFilter::default(), None, 100).unwrap();
        rows.retain(|row| row.object_id == NAMES[0]);
        rows.into_iter().map(|row| (row.id, row.before, row.after, row.object_label)).collect::<Vec<_>>()
    };
    let before = told(ctx);
    assert!(before.iter().any(|(_, _, after, _)| format!("{after:?}").contains("user")), "{before:?}");
    user::erase(ctx, id, "user").unwrap();
    assert_eq!(told(ctx), before);
    // What was done to the other last is taken back all the same.
    fixture.undo(last);
    assert_eq!(user::get(&mut fixture.ctx, NAMES[0]).unwrap().user.id(), sibling);
    assert!(user::get(&mut fixture.ctx, NAMES[0]).unwrap().user.roles.is_empty());
}

/// A role, a department and others whose names hold them are called as the person was: those names say who nobody is.
#[test]
fn what_something_else_is_called_too_stays_wherever_it_stands() {
    let (mut fixture, _) = school();
    let ctx = &mut fixture.ctx;
    let own = |login: &str, last: &str, email: &str| {
        Filled::default().with(Field::Login, login).with(Field::LastName, last).with(Field::Email, email)
    };
    let id = user::add(ctx, &own("ens", "Staff", "ens@ecole.invalid")).unwrap().id();
    user::add(ctx, &own("autre", "Marin-Ens", "marin.ens@ecole.invalid")).unwrap();
    let path = listed(ctx, "liste.csv");
    let text = "login;last_name;category;roles\nens;Staff;staff;Ens\nautre;Marin-Ens;staff;Ens_RT\n";
    std::fs::write(&path, text).unwrap();
    files::set_written_at(&path, NOW).unwrap();
    user::erase(ctx, id, "ens").unwrap();
    let left = format!("login;last_name;category;roles\n(erased {id});(erased {id});(erased {id});(erased {id})\n");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), left + "autre;Marin-Ens;staff;Ens_RT\n");
}

#[test]
fn nothing_happens_any_more_to_what_is_left_of_somebody() {
    let (mut fixture, id) = school();
    let ctx = &mut fixture.ctx;
    user::erase(ctx, id, NAMES[0]).unwrap();
    let left = user::get(ctx, &format!("(erased {id})")).unwrap().user;
    let why = Reason::Account { why: reason::Reason::AccountErased };
    let erased = |found: Result<(), Error>| matches!(found, Err(Error::Judged(ref is)) if **is == why);
    let grant = Filled::default().with(Field::Role, "Ens");
    let level = Filled::default().with(Field::Level, "superadmin");
    for (act, typed) in [
        (Act::USER_ACTIVATE, Filled::default()),
        (Act::USER_DEACTIVATE, Filled::default()),
        (Act::USER_GRANT, grant),
        (Act::USER_SET_LEVEL, level),
        (Act::USER_RESET_PASSWORD, Filled::default()),
    ] {
        let found = deeds::alone(ctx, (act, &id.to_string()), left.person.rev, &typed);
        assert!(erased(found.map(drop)), "{act:?}");
    }
    assert!(erased(user::edit(ctx, id, left.person.rev, &typed("back")).map(drop)));
    assert_eq!(naming(&fixture), Vec::<PathBuf>::new());
}

#[test]
fn who_was_deleted_is_erased_by_their_names_and_nothing_gives_them_back() {
    let (mut fixture, first) = school();
    let ctx = &mut fixture.ctx;
    let rev = user::get(ctx, NAMES[0]).unwrap().user.person.rev;
    deeds::alone(ctx, (Act::USER_DELETE, &first.to_string()), rev, &Filled::default()).unwrap();
    let second = user::add(ctx, &Filled::default().with(Field::Login, NAMES[0]).with(Field::LastName, "Neuf")).unwrap();
    user::erase(ctx, second.id(), NAMES[0]).unwrap();
    // Said again, it would be of somebody else.
    let again = user::erase(ctx, first, NAMES[0]);
    assert!(matches!(again, Err(Error::Fields(_))), "{again:?}");
    assert_eq!(user::get_even_gone(ctx, "ZQUINTAREL").unwrap().user.id(), first);
    user::erase(ctx, first, &format!("{} quintarelli-dupont", NAMES[2])).unwrap();
    assert!(matches!(user::get_even_gone(ctx, NAMES[0]), Err(Error::NotFound { .. })));
    assert_eq!((naming(&fixture), broken(&mut fixture.ctx)), (Vec::new(), [None, None]));
}

/// Has the accounts taken into a file of the exchange folder.
fn listed(ctx: &mut Context, name: &str) -> PathBuf {
    let path = ctx.home().exchange().join(name);
    let out = exchange::output(ctx.home(), &Reach::Anywhere, path.to_str().unwrap()).unwrap();
    exchange::place(ctx, out, List { name: "user", filter: "", rows: 0 }).unwrap();
    path
}

pub(super) fn mail_to(address: &str) -> MailText {
    MailText {
        to_name: NAMES[2].into(),
        to_email: address.into(),
        language: Language::French,
        subject: format!("Pour {}", NAMES[2]),
        body: "Bonjour".into(),
    }
}

#[test]
fn what_somebody_was_called_before_goes_too_wherever_it_went() {
    let (mut fixture, id) = school();
    let path = fixture.ctx.home().shelf().shown(ONE);
    // By a login and an address that are no more, typed by hand: tries to sign in, a mail that left, a plan.
    crate::operations::waiting_mail::queue(&mut fixture.ctx, NAMES[0], mail_to(NAMES[3])).unwrap();
    fixture.ctx.go(At::Host);
    assert_eq!(send(&mut fixture.ctx), 1);
    fixture.ctx.go(At::Establishment(ONE));
    interference::lock(path.as_ref(), &format!("#{id}"));
    interference::lock(path.as_ref(), &format!("code #{id}"));
    let (job, _) = fixture.loaded(&format!("username;new_username\n{};autre\n", NAMES[0]));
    job::rename(&mut fixture.ctx, job, &format!("Pour {}", NAMES[1])).unwrap();
    let rev = user::get(&mut fixture.ctx, "autre").unwrap().user.person.rev;
    let moved = typed("autre").with(Field::Email, "autre@ecole.invalid");
    user::edit(&mut fixture.ctx, id, rev, &moved).unwrap();
    let written = user::data(&mut fixture.ctx, id).unwrap().files.unwrap();
    assert!(!naming(&fixture).is_empty() && std::fs::read_to_string(&written[0]).unwrap().contains(NAMES[0]));

    let erased = user::erase(&mut fixture.ctx, id, "Autre").unwrap();
    assert!(erased.receipt.counts.contains(&("tries".to_owned(), 2)), "{:?}", erased.receipt);
    assert_eq!(naming(&fixture), Vec::<PathBuf>::new());
    assert!(written.iter().all(|path| !std::path::Path::new(path).exists()));
    assert_eq!(broken(&mut fixture.ctx), [None, None]);
}

#[test]
fn a_mail_that_is_being_sent_goes_with_its_person() {
    let (mut fixture, id) = school();
    let mut registry = Registry::open(&fixture.ctx.home().registry()).unwrap();
    let mail = NewMail {
        kind: crate::domain::mail::Kind::Inside,
        establishment: Some(ONE),
        account: id,
        login: "before".into(),
        webmaster: None,
        text: mail_to(NAMES[3]),
        secret: None,
        message_id: "<1@ecole.invalid>".into(),
        letter: None,
        target: None,
    };
    let mail = registry.write(|tx| outbox::insert(tx, &mail, (NOW, NOW))).unwrap();
    registry.write(|tx| claim_one(tx, mail, "sender")).unwrap().unwrap();
    fixture.ctx.within(At::Establishment(ONE), |ctx| user::erase(ctx, id, NAMES[0])).unwrap();
    let sent = Settlement { state: crate::domain::mail::State::Sent, words: String::new(), next_attempt_at: NOW };
    assert!(!registry.write(|tx| settle(tx, mail, "sender", &sent, NOW)).unwrap());
    assert_eq!(registry.read(|tx| outbox::find(tx, mail)).unwrap(), None);
    assert_eq!(naming(&fixture), Vec::<PathBuf>::new());
}

#[test]
fn what_is_held_is_of_the_account_and_neither_of_a_namesake_nor_of_those_to_whom_it_did_something() {
    let (mut fixture, former) = school();
    let ctx = &mut fixture.ctx;
    let rev = user::get(ctx, NAMES[0]).unwrap().user.person.rev;
    deeds::alone(ctx, (Act::USER_DELETE, &former.to_string()), rev, &Filled::default()).unwrap();
    let alike = Filled::default().with(Field::Login, NAMES[0]).with(Field::LastName, "Autre");
    let id = user::add(ctx, &alike).unwrap().id();
    user::add(ctx, &Filled::default().with(Field::Login, "eleve").with(Field::LastName, "Secret")).unwrap();
    interference::have_added(fixture.ctx.home().shelf().shown(ONE).as_ref(), NAMES[0], "eleve");
    let mut held = |id| {
        let [_, json] = user::data(&mut fixture.ctx, id).unwrap().files.unwrap();
        std::fs::read_to_string(json).unwrap()
    };
    let (of_new, of_former) = (held(id), held(former));
    assert!(!of_new.contains(NAMES[1]) && !of_new.contains("Secret"), "{of_new}");
    let read: serde_json::Value = serde_json::from_str(&of_new).unwrap();
    assert_eq!((&read["done"][0]["action"], read["undergone"].as_array().unwrap().len()), (&"user.add".into(), 1));
    // Who was deleted is asked about, too.
    assert!(
        of_former.contains(NAMES[3]) && !of_former.contains("Autre") && !of_former.contains("eleve"),
        "{of_former}"
    );
}

/// Of the folders of the program, all that may name them and is not cleaned is told; what is somebody else's stays as it is.
#[test]
fn what_still_names_whoever_is_erased_is_told() {
    let (mut fixture, id) = school();
    let home = fixture.ctx.home().clone();
    let of_other = format!("{};{}\n", NAMES[0], NAMES[1]);
    let mut write = |name: &str| {
        let path = listed(&mut fixture.ctx, name);
        std::fs::write(&path, &of_other).unwrap();
        path
    };
    let [own, later] = ["own.csv", "later.csv"].map(&mut write);
    files::set_written_at(&own, NOW).unwrap();
    // Another list that has its name since.
    files::set_written_at(&later, NOW.plus_s(DAY_S)).unwrap();
    std::fs::create_dir_all(home.exchange().join("deeper")).unwrap();
    std::fs::write(home.exchange().join("deeper/zquintarel.json"), format!("{{\"to\":\"{}\"}}", NAMES[3])).unwrap();
    std::fs::write(home.exchange().join("nobody.csv"), "\"quintarellis\";\"x\"").unwrap();
    files::create_directory(&home.orphans()).unwrap();
    std::fs::write(home.orphans().join("7.sqlite"), format!("SQLite format 3\0x{}y", NAMES[0])).unwrap();
    let expected = ["exchange/deeper/zquintarel.json", "exchange/later.csv", "orphans/7.sqlite"];
    let erased = user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
    assert_eq!(erased.receipt.left, expected);
    assert!(!std::fs::read_to_string(own).unwrap().contains(NAMES[0]));
    assert_eq!(std::fs::read_to_string(later).unwrap(), of_other);
}

/// Whoever has a login in a database that is lost is not guessed from what the host holds; the refusal says the way out.
#[test]
fn nobody_of_a_lost_database_is_erased_by_name_and_the_refusal_says_what_to_do() {
    let (mut fixture, _) = school();
    let path = fixture.ctx.home().shelf().shown(ONE);
    fixture.ctx.go(At::Host);
    files::remove_database(path.as_ref()).unwrap();
    fixture.ctx.go(At::Establishment(ONE));
    let refused = user::get_even_gone(&mut fixture.ctx, NAMES[0]);
    assert!(matches!(refused, Err(Error::Rule(Rule::NotErasable))), "{refused:?}");
}
