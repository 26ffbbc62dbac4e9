//! Whose account it is that has an id: under another number, in another copy of the host, and where another school's content was
//! put in the place of one's own, an erasure meets that person and nobody else.

use std::io::Write as _;

use super::duties::Zones;
use super::erasing::{NAMES, ONE, holding, is_there, mail_to, naming, school, taken, typed};
use super::waiting_mail::send;
use super::*;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::export::Existing;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::AdministratorChoice;
use crate::operations::exchange::{self, List, Reach};
use crate::operations::export::transfer_path;
use crate::operations::{acceptance, backup, user, visit, waiting_mail};

/// The data directory of a host, as `cp -a` copies it.
fn copied(fixture: &Fixture) -> Fixture {
    fn copy(from: &std::path::Path, to: &std::path::Path) {
        std::fs::create_dir(to).unwrap();
        std::fs::set_permissions(to, std::fs::metadata(from).unwrap().permissions()).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
            let beside = to.join(entry.file_name().unwrap());
            if entry.is_dir() { copy(&entry, &beside) } else { assert!(std::fs::copy(&entry, &beside).is_ok()) }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("data"));
    copy(fixture.ctx.home().root(), home.root());
    let ctx = Context::start(&home, At::Host, actor(Identity::Owner), Clock::Fixed(NOW), Options::default()).unwrap();
    Fixture { folder, ctx }
}

fn add(fixture: &mut Fixture, login: &str) -> AccountId {
    let name = Filled::default().with(Field::Login, login).with(Field::LastName, "N");
    fixture.ctx.within(At::Establishment(ONE), |ctx| user::add(ctx, &name)).unwrap().id()
}

#[test]
fn whoever_was_made_since_in_a_copy_of_the_host_is_nobody_of_the_original() {
    let (mut fixture, _) = school();
    let mut copy = copied(&fixture);
    acceptance::accept(&mut copy.ctx).unwrap();
    let ids = [add(&mut fixture, "original"), add(&mut copy, "copie")];
    assert_eq!(ids[0], ids[1]);
    fixture.ctx.within(At::Establishment(ONE), |ctx| user::erase(ctx, ids[0], "original")).unwrap();
    copy.ctx.go(At::Establishment(ONE));
    let made = backup::make(&mut copy.ctx).unwrap();
    let carried = copy.ctx.home().exports().join(made);
    fixture.ctx.go(At::Host);
    super::export::restored(&mut fixture, &[carried], Existing::Replace);
    assert!(is_there(&mut fixture, 1, "copie"));
    // Who is made after that is of the original again, and who was made in the copy is erased as such.
    let newer = add(&mut fixture, "neuf");
    fixture.ctx.go(At::Establishment(ONE));
    let made = backup::make(&mut fixture.ctx).unwrap();
    for (id, login) in [(newer, "neuf"), (ids[1], "copie")] {
        user::erase(&mut fixture.ctx, id, login).unwrap();
    }
    backup::restore(&mut fixture.ctx, &made, "1").unwrap();
    assert!(!is_there(&mut fixture, 1, "neuf") && !is_there(&mut fixture, 1, "copie"));
    let copy_has = |copy: &mut Fixture| is_there(copy, 1, "copie");
    assert!(copy_has(&mut copy));
}

#[test]
fn what_tells_of_somebody_under_a_former_number_goes_too() {
    let (mut fixture, id) = school();
    waiting_mail::queue(&mut fixture.ctx, NAMES[0], mail_to(NAMES[3])).unwrap();
    fixture.ctx.go(At::Host);
    assert_eq!(send(&mut fixture.ctx), 1);
    fixture.ctx.go(At::Establishment(ONE));
    let written = user::data(&mut fixture.ctx, id).unwrap().files.unwrap();
    let made = backup::make(&mut fixture.ctx).unwrap();
    fixture.ctx.go(At::Host);
    let job = fixture.done(exporting(), 1..=1);
    fixture.done(super::export::deletion(), 1..=1);
    let list = transfer_path(&fixture.ctx, job.id);
    taken(&mut fixture, &list, "70");
    assert!(!naming(&fixture).is_empty());

    fixture.ctx.go(At::Establishment(EstablishmentNumber(70)));
    let held = user::data(&mut fixture.ctx, id).unwrap();
    assert!(held.lines.iter().any(|line| format!("{line:?}").contains("Pour Zébulonne")));
    let erased = user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
    assert!(erased.receipt.exports.iter().any(|(file, _)| *file == made), "{:?}", erased.receipt);
    assert!(written.iter().chain(&held.files.unwrap()).all(|path| !std::path::Path::new(path).exists()));
    assert_eq!(naming(&fixture), Vec::<std::path::PathBuf>::new());
}

/// Two schools that are called alike, with an account of the same id and login: what came of the one stays the one's.
#[test]
fn what_tells_of_whoever_had_the_id_before_other_content_came_is_nobody_elses() {
    let ((mut fixture, id), (mut other, theirs)) = (school(), school());
    assert_eq!(id, theirs);
    let sent = |fixture: &mut Fixture| {
        fixture.ctx.go(At::Establishment(ONE));
        waiting_mail::queue(&mut fixture.ctx, NAMES[0], mail_to(NAMES[3])).unwrap();
        fixture.ctx.go(At::Host);
        assert_eq!(send(&mut fixture.ctx), 1);
        fixture.ctx.go(At::Establishment(ONE));
    };
    let mails = |fixture: &mut Fixture| {
        let held = user::data(&mut fixture.ctx, id).unwrap();
        held.lines.iter().filter(|line| format!("{line:?}").contains("Pour Zébulonne")).count()
    };
    sent(&mut fixture);
    assert_eq!(mails(&mut fixture), 1);
    let own = user::data(&mut fixture.ctx, id).unwrap().files.unwrap();
    other.ctx.go(At::Establishment(ONE));
    let made = backup::make(&mut other.ctx).unwrap();
    let path = other.ctx.home().exports().join(made);
    fixture.ctx.go(At::Host);
    super::export::restored(&mut fixture, &[path], Existing::Replace);
    fixture.ctx.go(At::Establishment(ONE));
    assert_eq!(mails(&mut fixture), 0);
    sent(&mut fixture);
    assert_eq!(mails(&mut fixture), 1);
    user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
    fixture.ctx.go(At::Host);
    assert_eq!(fixture.mails().len(), 1);
    assert!(own.iter().all(|path| std::path::Path::new(path).exists()));
}

#[test]
fn what_people_typed_of_somebody_goes_from_both_logs_and_from_others_rows() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    let three = EstablishmentNumber(3);
    let fixture = &mut zones.fixture;
    fixture.ctx.go(At::Establishment(three));
    let id = user::add(&mut fixture.ctx, &typed(NAMES[0])).unwrap().id();
    // Why somebody was there for support, also in what they did there.
    visit::support(&mut nina, three, &format!("{}: bloquée", NAMES[0])).unwrap();
    let eva = [(Field::Login, "eva"), (Field::LastName, "E"), (Field::FirstName, "Zebulonne")];
    user::add(&mut nina, &eva.into_iter().fold(Filled::default(), |typed, (field, text)| typed.with(field, text)))
        .unwrap();
    // Somebody else's scope, and a line that is refused, since somebody has that login.
    fixture.act(Act::USER_SET_LEVEL, "eva", &Filled::default().with(Field::Level, "power-user")).unwrap();
    let scope = Filled::default().with(Field::ScopePart, format!("user:{}", NAMES[0]));
    fixture.act(Act::USER_ADD_SCOPE, "eva", &scope).unwrap();
    let (_, became) = fixture.loaded(&format!("username;new_username;last_name\neva;;F\nadmin;{};\n", NAMES[0]));
    assert_eq!(became.iter().filter(|word| *word == "done").count(), 1, "{became:?}");
    fixture.ctx.go(At::Host);
    fixture.done(Task::ResetAdministrator { choice: AdministratorChoice::Named(NAMES[0].into()) }, 3..=3);
    fixture.ctx.go(At::Establishment(three));
    let list = fixture.ctx.home().exchange().join("liste.csv");
    // The folder was called otherwise, and its rows have what another one is called, too.
    let other = fixture.folder.path().join("other");
    std::os::unix::fs::symlink(fixture.ctx.home().exchange(), &other).unwrap();
    let named = other.join("liste.csv");
    let mut out = exchange::output(fixture.ctx.home(), &Reach::Anywhere, named.to_str().unwrap()).unwrap();
    out.write_all(format!("\"{}\";\"{}\"\n\"eva\";\"Zebulonne\"\n", NAMES[0], NAMES[2]).as_bytes()).unwrap();
    exchange::place(&mut fixture.ctx, out, List { name: "rejects", filter: "", rows: 1 }).unwrap();
    let unknown = list.with_file_name("autre.csv");
    std::fs::copy(&list, &unknown).unwrap();
    // As it was written at that moment of the test's clock.
    crate::store::files::set_written_at(&list, NOW).unwrap();

    let erased = user::erase(&mut fixture.ctx, id, NAMES[0]).unwrap();
    assert_eq!(erased.receipt.left, ["exchange/autre.csv"]);
    assert_eq!(naming(fixture), Vec::<std::path::PathBuf>::new());
    assert_eq!(
        std::fs::read_to_string(list).unwrap(),
        format!("\"(erased {id})\";\"(erased {id})\"\n\"eva\";\"Zebulonne\"\n")
    );
    assert!(std::fs::read_to_string(unknown).unwrap().contains(NAMES[0]));
    for at in [At::Host, At::Establishment(three)] {
        assert!(fixture.ctx.within(at, |ctx| audit::verify(ctx).unwrap().broken.is_none()));
    }
}

#[test]
fn why_an_establishment_was_blocked_names_nobody_who_was_erased_and_is_undone_all_the_same() {
    let (mut fixture, id) = school();
    fixture.ctx.go(At::Host);
    let why = |name: &str| Task::Block { reason: format!("{name}: partie"), until: None };
    // As it is typed where there are no accents, and as it is written.
    fixture.done(why("zebulonne"), 1..=1);
    let job = fixture.done(why(NAMES[1]), 1..=1);
    let told = |fixture: &Fixture| holding(fixture, &[NAMES[1], "zebulonne"]);
    assert!(!told(&fixture).is_empty());
    fixture.ctx.within(At::Establishment(ONE), |ctx| user::erase(ctx, id, NAMES[0])).unwrap();
    assert_eq!(told(&fixture), Vec::<std::path::PathBuf>::new());
    assert_eq!(fixture.undo(job.id).tally, tally(0, 1, 0, 0));
    let blocks = establishment::get(&mut fixture.ctx, ONE).unwrap().blocks;
    assert_eq!(blocks.iter().map(|block| block.reason.clone()).collect::<Vec<_>>(), [format!("(erased {id}): partie")]);
    assert!(audit::verify(&mut fixture.ctx).unwrap().broken.is_none());
}

/// The host to which somebody comes back erased kept what it had of them.
#[test]
fn what_the_host_holds_of_whoever_was_erased_elsewhere_goes_when_the_host_learns_of_it() {
    let (mut fixture, id) = school();
    waiting_mail::queue(&mut fixture.ctx, NAMES[0], mail_to(NAMES[3])).unwrap();
    fixture.ctx.go(At::Host);
    assert_eq!(send(&mut fixture.ctx), 1);
    fixture.ctx.within(At::Establishment(ONE), |ctx| user::data(ctx, id)).unwrap();
    let job = fixture.done(exporting(), 1..=1);
    let mut other = Fixture::new(0);
    taken(&mut other, &transfer_path(&fixture.ctx, job.id), "1");
    other.ctx.go(At::Establishment(ONE));
    user::erase(&mut other.ctx, id, NAMES[0]).unwrap();
    let made = backup::make(&mut other.ctx).unwrap();
    let carried = other.ctx.home().exports().join(made);
    assert!(!naming(&fixture).is_empty());
    super::export::restored(&mut fixture, &[carried], Existing::Replace);
    assert_eq!(naming(&fixture), Vec::<std::path::PathBuf>::new());
}

/// Two copies of one host, both accepted, in which an account has the same id.
#[test]
fn whoever_another_copy_made_is_nobody_of_whom_this_one_tells() {
    let (fixture, _) = school();
    let [mut one, mut other] = [copied(&fixture), copied(&fixture)];
    for copy in [&mut one, &mut other] {
        acceptance::accept(&mut copy.ctx).unwrap();
    }
    let ids = [add(&mut one, "nadia"), add(&mut other, "oscar")];
    assert_eq!(ids[0], ids[1]);
    one.ctx.go(At::Establishment(ONE));
    waiting_mail::queue(&mut one.ctx, "nadia", mail_to("nadia@ecole.invalid")).unwrap();
    let kept = user::data(&mut one.ctx, ids[0]).unwrap().files.unwrap();
    one.ctx.go(At::Host);
    assert_eq!(send(&mut one.ctx), 1);
    other.ctx.go(At::Establishment(ONE));
    let made = backup::make(&mut other.ctx).unwrap();
    let carried = other.ctx.home().exports().join(made);
    super::export::restored(&mut one, &[carried], Existing::Replace);
    one.ctx.within(At::Establishment(ONE), |ctx| user::erase(ctx, ids[1], "oscar")).unwrap();
    assert_eq!(one.mails().len(), 1);
    assert!(kept.iter().all(|path| std::path::Path::new(path).exists()));
}
