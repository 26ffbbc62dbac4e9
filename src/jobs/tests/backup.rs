//! S31: people of an establishment export it and restore it themselves.

use super::users::{filled, school};
use super::*;
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::export::{Fault, Presence, Why};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::rights::reason;
use crate::domain::session::Place;
use crate::domain::stop::Stop;
use crate::operations::backup::{self, Backup};
use crate::operations::people::fixture::set_password;
use crate::operations::{Error, Rule, department, people, session, user};
use crate::store::files;
use crate::store::owner::Owner;
use crate::store::registry::Registry;
use crate::store::registry::interference::tables;
use crate::store::registry::unfinished::{self, Step, Unfinished};

const OWN: EstablishmentNumber = EstablishmentNumber(12);
const OTHER: EstablishmentNumber = EstablishmentNumber(13);
const PASSWORD: &str = "un mot de passe de seize signes";

/// Two establishments, and the first administrator of one of them who has signed in there.
fn signed_in() -> Fixture {
    let mut fixture = Fixture::new(0);
    for number in [OWN, OTHER] {
        fixture.add(number.0);
        set_password(&mut fixture.ctx, number, PASSWORD, false);
    }
    sign_in(&mut fixture.ctx);
    fixture
}

fn sign_in(ctx: &mut Context) {
    ctx.actor = actor(Identity::Nobody);
    let place = Place::Establishment(OWN.to_string());
    people::sign_in(ctx, &place, "admin", &Secret::new(PASSWORD.into())).unwrap();
}

fn add(ctx: &mut Context, code: &str) {
    department::add(ctx, &DepartmentInput { code: code.into(), name: code.into() }).unwrap();
}

fn codes(ctx: &mut Context) -> Vec<String> {
    department::list(ctx).unwrap().into_iter().map(|row| row.code).collect()
}

fn backups(ctx: &mut Context) -> Vec<Backup> {
    backup::list(ctx).unwrap().0
}

fn file(ctx: &Context, number: EstablishmentNumber) -> Vec<u8> {
    std::fs::read(ctx.home().shelf().shown(number)).unwrap()
}

#[test]
fn s31_an_administrator_restores_the_own_base_and_nothing_else_changes() {
    let mut fixture = signed_in();
    let ctx = &mut fixture.ctx;
    add(ctx, "RT");
    let (others, before) = (file(ctx, OTHER), tables(&ctx.home().registry()));
    let made = backup::make(ctx).unwrap();
    add(ctx, "GEII");
    let (listed, present) = backup::list(ctx).unwrap();
    let [one] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!((one.export.file.as_str(), one.presence, one.export.why), (made.as_str(), Presence::There, Why::Asked));
    assert_eq!(one.held.map(|held| (held.accounts, held.knows)), Some((1, true)));
    assert_eq!((present.held.accounts, present.replaced), (1, None));
    assert_eq!(backup::verify(ctx, &made).unwrap().presence, Presence::Verified);

    let wrong = backup::restore(ctx, &made, "École 13");
    assert!(matches!(wrong, Err(Error::Fields(_))), "{wrong:?}");
    let kept = backup::restore(ctx, &made, " ecole 12").unwrap();
    // Whoever works there signs in again, and is told why.
    let stopped = department::list(ctx);
    assert!(matches!(stopped, Err(Error::Rule(Rule::Stopped(Stop::Restored)))), "{stopped:?}");
    sign_in(ctx);
    assert_eq!(codes(ctx), ["RT"]);
    let whys: Vec<_> = backups(ctx).iter().map(|one| (one.export.file.clone(), one.export.why)).collect();
    assert_eq!(whys, [(kept, Why::BeforeRestore), (made, Why::Asked)]);
    let own = audit::list(ctx, &AuditFilter::default(), None, 100).unwrap();
    let told = |action: &str| own.iter().filter(|row| row.action == action && row.actor == "admin").count();
    assert_eq!((told("establishment.export"), told("establishment.restore")), (1, 1));
    assert_eq!(audit::verify(ctx).unwrap().broken, None);

    backup::undo(ctx, "12").unwrap();
    sign_in(ctx);
    assert_eq!(codes(ctx), ["GEII", "RT"]);
    // Nothing of another establishment has changed, and of the registry what tells of it alone.
    assert_eq!(file(ctx, OTHER), others);
    let after = tables(&ctx.home().registry());
    let changed: Vec<&str> =
        before.keys().filter(|table| before[*table] != after[*table]).map(String::as_str).collect();
    let of_one = ["content_origin", "export", "inside_counter", "inside_reached", "mail_inside", "placed"];
    let of_all = ["audit", "counter", "job", "job_target"];
    assert!(changed.iter().all(|table| of_one.contains(table) || of_all.contains(table)), "{changed:?}");
    let theirs = |rows: &[String]| rows.iter().filter(|row| row.contains("Integer(13)")).cloned().collect::<Vec<_>>();
    for table in of_one {
        assert_eq!(theirs(&before[table]), theirs(&after[table]), "{table}");
    }
    fixture.ctx.go(At::Host);
    fixture.ctx.actor = actor(Identity::Owner);
    let rows = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap();
    let by_them = rows.iter().filter(|row| row.actor == "admin" && row.actor_kind == "person");
    let mut actions: Vec<_> = by_them.map(|row| row.action.as_str()).collect();
    actions.sort_unstable();
    assert_eq!(actions, ["establishment.export", "establishment.restore", "establishment.restore"]);
    let jobs = job::list(&mut fixture.ctx, None, None, i64::MAX, 10).unwrap();
    assert_eq!(jobs.len(), 3);
    assert!(jobs.iter().all(|one| one.job.author.name() == "admin" && one.job.tally == tally(0, 1, 0, 0)));
}

#[test]
fn a_person_names_no_export_but_those_of_their_own_establishment() {
    let mut fixture = signed_in();
    fixture.ctx.actor = actor(Identity::Owner);
    fixture.ctx.go(At::Host);
    fixture.done(exporting(), 13..=13);
    let theirs = files::list(&fixture.ctx.home().exports()).unwrap();
    let theirs = theirs.iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap();
    sign_in(&mut fixture.ctx);
    let ctx = &mut fixture.ctx;
    let name = theirs.file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(backups(ctx), []);
    for named in [name.as_str(), theirs.to_str().unwrap(), "../registry.sqlite", "../exports/../registry.sqlite", ""] {
        assert!(matches!(backup::get(ctx, named), Err(Error::NotFound { .. })), "{named}");
        assert!(matches!(backup::verify(ctx, named), Err(Error::NotFound { .. })), "{named}");
        assert!(matches!(backup::restore(ctx, named, "12"), Err(Error::NotFound { .. })), "{named}");
    }
    // What the host does with exports is not theirs, wherever they stand.
    for at in [At::Host, At::Establishment(OWN), At::Establishment(OTHER)] {
        ctx.go(at);
        assert!(matches!(operations::export::get(ctx, &name), Err(Error::Refused(_))), "{at:?}");
        let looked = establishment::restore::look(ctx, theirs, None);
        assert!(matches!(looked, Err(Error::Refused(_))), "{at:?}");
        let draft = crate::jobs::restore::draft_files(
            ctx,
            std::slice::from_ref(theirs),
            &crate::jobs::restore::How::default(),
            &Cancel::new(),
            &mut Progress::silent(),
        );
        assert!(draft.is_err(), "{at:?}");
    }
    ctx.go(At::Establishment(OTHER));
    assert!(matches!(backup::make(ctx), Err(Error::Refused(_))));
}

#[test]
fn what_was_altered_or_is_another_schools_is_refused_and_changes_nothing() {
    let mut fixture = signed_in();
    let ctx = &mut fixture.ctx;
    let made = backup::make(ctx).unwrap();
    add(ctx, "RT");
    let path = ctx.home().exports().join(&made);
    let whole = std::fs::read(&path).unwrap();
    let mut altered = whole.clone();
    *altered.last_mut().unwrap() ^= 1;
    std::fs::write(&path, &altered).unwrap();
    let refused = backup::restore(ctx, &made, "12");
    let Err(Error::Judged(reason)) = refused else { panic!("{refused:?}") };
    assert!(matches!(*reason, Reason::Unfit { fault: Fault::HashDiffers }), "{reason:?}");
    assert_eq!(backup::verify(ctx, &made).unwrap().presence, Presence::Damaged);
    assert_eq!(codes(ctx), ["RT"]);
    // No export of what was to be replaced is left, and everybody goes on.
    assert_eq!(backups(ctx).len(), 1);
    std::fs::remove_file(&path).unwrap();
    assert!(backup::restore(ctx, &made, "12").is_err());
    std::fs::write(&path, &whole).unwrap();
    backup::restore(ctx, &made, "12").unwrap();
}

/// Notes that somebody works on the whole, as another process would.
fn at_work(ctx: &Context, owner: &Owner, step: Step) {
    let work = Unfinished { number: OWN, owner: owner.token().to_owned(), step, target: None };
    let mut registry = Registry::open(&ctx.home().registry()).unwrap();
    registry.write(|tx| unfinished::begin(tx, &work)).unwrap().unwrap();
}

#[test]
fn two_at_once_one_waits_its_turn() {
    let mut fixture = signed_in();
    let made = backup::make(&mut fixture.ctx).unwrap();
    let home = fixture.ctx.home().clone();
    let owner = Owner::acquire_as(&home, "somebody").unwrap();
    at_work(&fixture.ctx, &owner, Step::Replace { before: "12-x.sqlite".into(), token: owner.token().to_owned() });
    let ctx = &mut fixture.ctx;
    assert!(matches!(backup::restore(ctx, &made, "12"), Err(Error::Busy { .. })));
    assert!(matches!(backup::make(ctx), Err(Error::Busy { .. })));
    drop(owner);
    // Its process has died: it is undone by whoever comes next, a person there too.
    sign_in(ctx);
    backup::restore(ctx, &made, "12").unwrap();
}

#[test]
fn a_job_inside_keeps_the_whole_from_being_replaced() {
    let mut fixture = signed_in();
    let made = backup::make(&mut fixture.ctx).unwrap();
    add(&mut fixture.ctx, "RT");
    let id = department::get(&mut fixture.ctx, "RT").unwrap().id.to_string();
    let task = Task::Act { act: Act::DEPARTMENT_DELETE, typed: crate::domain::filled::Filled::default() };
    let request = Request { task, selection: Selection::rows([(id, "RT".to_owned())]), name: String::new() };
    let mut other = Context::open(
        fixture.ctx.home(),
        At::Establishment(OWN),
        actor(Identity::Owner),
        Clock::Fixed(NOW),
        Options::default(),
    )
    .unwrap();
    let job = plan::draw_up(&mut other, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut other, job).unwrap();
    let running = job::take(&mut other, job).unwrap();
    assert!(matches!(backup::restore(&mut fixture.ctx, &made, "12"), Err(Error::Busy { .. })));
    job::halt(&mut other, &running, crate::domain::job::Wish::Cancel, None).unwrap();
    backup::restore(&mut fixture.ctx, &made, "12").unwrap();
    // Others who work there read the reason at their next act.
    assert_eq!(session::list(&mut other).unwrap(), []);
}

/// What a Manager could not do by single acts does not come about by going back (A2, I3, I7, I8); what they could, does, and the
/// restored audit tells whose rights it changed.
#[test]
fn nobody_goes_back_to_rights_that_they_could_not_give_or_take() {
    let mut fixture = school(&["chef", "lea", "zoe"]);
    let host = fixture.ctx.actor.clone();
    let level = |level: &str| (Act::USER_SET_LEVEL, filled(&[(Field::Level, level)]));
    let role = |act: Act, role: &str| (act, filled(&[(Field::Role, role)]));
    fixture.act(Act::USER_GRANT, "chef", &role(Act::USER_GRANT, "Manager").1).unwrap();
    let mut back = |whose: &str, (then, now): ((Act, Filled), (Act, Filled))| {
        fixture.ctx.actor = host.clone();
        fixture.act(then.0, whose, &then.1).unwrap();
        let made = backup::make(&mut fixture.ctx).unwrap();
        fixture.act(now.0, whose, &now.1).unwrap();
        fixture.become_person("chef");
        let restored = backup::restore(&mut fixture.ctx, &made, "1");
        fixture.ctx.actor = host.clone();
        let told = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 1_000).unwrap();
        let told = told.iter().filter(|row| row.action == "establishment.restore");
        let told: Vec<String> = told.map(|row| row.object_id.clone()).collect();
        match restored {
            Ok(_) => Ok(told),
            Err(Error::Judged(reason)) => match *reason {
                Reason::ReturnsRights { why, names, .. } => Err((why, names)),
                other => panic!("{other:?}"),
            },
            Err(other) => panic!("{other:?}"),
        }
    };
    let refused = |why: reason::Reason, names: &[&str]| Err((why, names.iter().map(ToString::to_string).collect()));
    let higher = back("chef", (level("superadmin"), level("user")));
    assert_eq!(higher, refused(reason::Reason::OwnAccount, &["chef"]));
    let until = |day: &str| (Act::USER_SET_EXPIRY, filled(&[(Field::ExpiresOn, day)]));
    let longer = back("chef", (until("2031-01-01"), until("2030-01-01")));
    assert_eq!(longer, refused(reason::Reason::OwnAccount, &["chef"]));
    let power = back("lea", (level("power-user"), level("user")));
    assert_eq!(power, refused(reason::Reason::SuperadminOnly, &["lea"]));
    let lower = back("zoe", (level("power-user"), level("superadmin")));
    assert_eq!(lower, refused(reason::Reason::TargetSuperadmin, &["zoe"]));
    let keys = (Act::USER_RESET_PASSWORD, Filled::default());
    let address = (Act::USER_DEACTIVATE, Filled::default());
    let password = back("zoe", (keys.clone(), keys));
    assert_eq!(password, refused(reason::Reason::TargetSuperadmin, &["zoe"]));
    let opened = back("zoe", (address, (Act::USER_ACTIVATE, Filled::default())));
    assert_eq!(opened, refused(reason::Reason::TargetSuperadmin, &["zoe"]));
    let given = back("lea", (role(Act::USER_GRANT, "Manager"), role(Act::USER_REVOKE, "Manager")));
    assert_eq!(given, Ok(vec!["lea".to_owned(), "1".to_owned()]));
}

#[test]
fn nothing_is_said_to_come_back_of_whoever_was_erased() {
    let mut fixture = school(&["lea"]);
    let role = filled(&[(Field::Role, "Manager")]);
    fixture.act(Act::USER_GRANT, "lea", &role).unwrap();
    let made = backup::make(&mut fixture.ctx).unwrap();
    fixture.act(Act::USER_REVOKE, "lea", &role).unwrap();
    let gaining = |fixture: &mut Fixture| {
        let people = backup::get(&mut fixture.ctx, &made).unwrap().rights.unwrap().people;
        people.into_iter().map(|one| one.login).collect::<Vec<_>>()
    };
    assert_eq!(gaining(&mut fixture), ["lea"]);
    let id = fixture.user("lea").id();
    user::erase(&mut fixture.ctx, id, "lea").unwrap();
    assert_eq!(gaining(&mut fixture), [""; 0]);
}
