//! The host itself: first start, webmasters, lock-out, zones, and what must not stay on the disk.

use std::sync::Barrier;

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::field::Problem;
use intendant::domain::host::HostInput;
use intendant::domain::job::Reason;
use intendant::domain::language::Language;
use intendant::domain::mail::State;
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::Login;
use intendant::domain::zone::{ZoneInput, ZoneNumber};
use intendant::operations::host::{self, Initialisation};
use intendant::operations::webmaster::{self, NewPassword};
use intendant::operations::{Clock, Context, Error, Options, Rule, audit, establishment, session, zone};
use intendant::store::ledger::lockout::{self, Counted};
use intendant::store::registry::sending::{self, Settlement};

use crate::build::{Host, NEVER, NOW, PASSWORD, actor, added, any_holds, input, school, secret, webmaster as person};

const OTHER: &str = "nacelle-zigzag-71-ocarina";

fn add_webmaster(ctx: &mut Context, login: &str) -> intendant::domain::webmaster::WebmasterId {
    let new = NewPassword { password: &secret(OTHER), again: &secret(OTHER) };
    webmaster::add(ctx, &person(login), &new).unwrap()
}

fn login(name: &str) -> Login {
    Login::parse(name).unwrap()
}

/// Why the guard of a deed refused.
fn judged<T>(result: Result<T, Error>) -> Reason {
    match result {
        Err(Error::Judged(reason)) => *reason,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

fn rule<T>(result: Result<T, Error>) -> Rule {
    match result {
        Err(Error::Rule(rule)) => rule,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

#[test]
fn a_host_is_initialised_once_and_every_field_is_checked() {
    let host = Host::new();
    let weak = secret("alicealicealicealice");
    let given = Initialisation {
        host: &HostInput::default(),
        webmaster: &person("alice"),
        password: &weak,
        again: &weak,
        language: Language::French,
        demo: false,
    };
    let nobody = actor(Identity::Nobody);
    let again = host::initialise(&host.home, &nobody, Clock::Fixed(NOW), &given);
    assert_eq!(rule(again), Rule::AlreadyInitialised);
    let elsewhere = intendant::operations::Home::new(host.path("elsewhere"));
    let Err(Error::Fields(errors)) = host::initialise(&elsewhere, &nobody, Clock::Fixed(NOW), &given) else {
        panic!("it was done")
    };
    assert!(errors.len() >= 4 && errors.iter().any(|error| error.problem == Problem::PasswordPersonal), "{errors:?}");
    assert!(!elsewhere.root().exists());
}

#[test]
fn sign_in_is_recorded_and_a_disabled_webmaster_is_stopped() {
    let host = Host::new();
    let mut owner = host.open();
    let bob = add_webmaster(&mut owner, "bob");
    let mut ctx = host.door();
    assert_eq!(establishment::counts(&mut ctx).unwrap_err().exit_code(), 7);
    let signed = session::sign_in(&mut ctx, " Bob ", &secret(OTHER)).unwrap();
    assert_eq!((ctx.actor.name(), ctx.actor.identity.id(), signed.login.as_str()), ("bob", bob.0, "bob"));
    assert_eq!(session::touch(&mut ctx, signed.session).unwrap(), session::Standing::Valid);
    session::unlock(&mut ctx, &secret(OTHER)).unwrap();
    assert_eq!(rule(session::unlock(&mut ctx, &secret(PASSWORD))), Rule::SignInFailed);
    assert_eq!(judged(webmaster::disable(&mut ctx, &login("bob"))), Reason::OwnAccount);
    // Whoever knows the former password is not to go on.
    let new = NewPassword { password: &secret(OTHER), again: &secret(OTHER) };
    webmaster::set_password(&mut owner, bob, &new).unwrap();
    assert_eq!(session::touch(&mut ctx, signed.session).unwrap(), session::Standing::Renewed);
    // Nor in a session that somebody ended; ended ones are not listed.
    let mut ctx = host.door();
    let signed = session::sign_in(&mut ctx, "bob", &secret(OTHER)).unwrap();
    let open = session::list(&mut owner).unwrap();
    let [one] = open.as_slice() else { panic!("{open:?}") };
    assert_eq!((one.login.as_str(), session::get(&mut owner, &one.id.0.to_string()).unwrap() == *one), ("bob", true));
    session::end_of(&mut owner, one.id).unwrap();
    assert_eq!(session::touch(&mut ctx, signed.session).unwrap(), session::Standing::Ended);
    assert!(matches!(session::end_of(&mut owner, one.id), Err(Error::NotFound { .. })));
    let mut ctx = host.door();
    let signed = session::sign_in(&mut ctx, "bob", &secret(OTHER)).unwrap();
    webmaster::disable(&mut owner, &login("bob")).unwrap();
    assert_eq!(session::touch(&mut ctx, signed.session).unwrap(), session::Standing::Disabled);
    assert_eq!(rule(session::sign_in(&mut host.door(), "bob", &secret(OTHER))), Rule::SignInFailed);
    let actions: Vec<_> = audit::list(&mut owner, &audit::AuditFilter::default(), None, 9)
        .unwrap()
        .into_iter()
        .map(|row| row.action)
        .collect();
    let expected = [
        "session.refused",
        "webmaster.disable",
        "session.sign-in",
        "session.end",
        "session.sign-in",
        "webmaster.set-password",
        "session.unlock-refused",
        "session.sign-in",
        "webmaster.add",
    ];
    assert_eq!(actions, expected);
}

#[test]
fn the_last_webmaster_is_not_disabled() {
    let host = Host::new();
    let mut ctx = host.open();
    let (alice, bob) = (login("alice"), login("bob"));
    assert_eq!(judged(webmaster::disable(&mut ctx, &alice)), Reason::LastWebmaster);
    add_webmaster(&mut ctx, "bob");
    webmaster::disable(&mut ctx, &alice).unwrap();
    assert_eq!(judged(webmaster::disable(&mut ctx, &bob)), Reason::LastWebmaster);
    webmaster::enable(&mut ctx, &alice).unwrap();
    webmaster::disable(&mut ctx, &bob).unwrap();
    assert_eq!(judged(webmaster::disable(&mut ctx, &bob)), Reason::NoChange);
}

#[test]
fn thirty_two_guesses_at_once_are_heard_five_times() {
    let host = Host::new();
    add_webmaster(&mut host.open(), "bob");
    for login in ["bob", "nobody-there"] {
        let barrier = Barrier::new(32);
        std::thread::scope(|scope| {
            for guess in 0..32 {
                let (host, barrier) = (&host, &barrier);
                scope.spawn(move || {
                    let mut ctx = host.door();
                    barrier.wait();
                    let tried = session::sign_in(&mut ctx, login, &secret(&format!("guess number {guess}")));
                    assert_eq!(rule(tried), Rule::SignInFailed);
                });
            }
        });
        let mark = if login == "bob" { login.to_owned() } else { intendant::auth::unknown_login(login) };
        let state = host.tamper(|tx| lockout::find(tx, Counted { login: &mark, ssh_key: "" })).by_key;
        assert_eq!((state.failures, state.tries), (5, 5), "{login}");
        assert_eq!(state.locked_until, NOW.plus_s(60), "{login}");
    }
    // Locked, the right password gets the same answer; a minute later it opens.
    assert_eq!(rule(session::sign_in(&mut host.door(), "bob", &secret(OTHER))), Rule::SignInFailed);
    let refused = audit::AuditFilter { action: "session.refused".into(), ..Default::default() };
    let entries = audit::list(&mut host.open(), &refused, None, 100).unwrap();
    assert_eq!(entries.len(), 65);
    assert!(entries.iter().all(|entry| entry.before == entries[0].before && entry.after == entries[0].after));
    let later = NOW.plus_s(61);
    let nobody = Actor { ..actor(Identity::Nobody) };
    let mut ctx =
        Context::open(&host.home, At::Host, nobody, Clock::Fixed(later), intendant::operations::Options::default())
            .unwrap();
    session::sign_in(&mut ctx, "bob", &secret(OTHER)).unwrap();
}

/// Opens the door as somebody who comes by a key, at a moment.
fn by_key(host: &Host, ssh_key: &str, now: Timestamp) -> Context {
    let nobody = Actor { ssh_key: ssh_key.into(), ..actor(Identity::Nobody) };
    Context::open(&host.home, At::Host, nobody, Clock::Fixed(now), Options::default()).unwrap()
}

/// Guesses wrong once in every quarter of an hour; returns when the last one was.
fn guess(host: &Host, (login, ssh_key): (&str, &str), times: i64, from: Timestamp) -> Timestamp {
    let at = |time: i64| from.plus_s(time * 15 * 60);
    for time in 0..times {
        let tried = session::sign_in(&mut by_key(host, ssh_key, at(time)), login, &secret("wrong"));
        assert_eq!(rule(tried), Rule::SignInFailed);
    }
    at(times)
}

#[test]
fn signing_in_and_unlocking_all_day_long_is_no_guess() {
    let host = Host::new();
    for minute in 0..15 {
        let mut ctx = by_key(&host, "", NOW.plus_s(minute * 60));
        session::sign_in(&mut ctx, "alice", &secret(PASSWORD)).unwrap();
        session::unlock(&mut ctx, &secret(PASSWORD)).unwrap();
    }
}

#[test]
fn wrong_tries_never_shut_everybody_out_nor_anybody_who_has_a_key_of_his_own() {
    let host = Host::new();
    add_webmaster(&mut host.open(), "bob");
    let mut now = guess(&host, ("alice", "stolen"), 26, NOW);
    assert_eq!(
        rule(session::sign_in(&mut by_key(&host, "stolen", now), "alice", &secret(PASSWORD))),
        Rule::SignInFailed
    );
    session::sign_in(&mut by_key(&host, "alice", now), "alice", &secret(PASSWORD)).unwrap();

    // By the same key too, one of the two is heard.
    now = guess(&host, ("bob", "stolen"), 26, now);
    session::sign_in(&mut by_key(&host, "stolen", now), "bob", &secret(OTHER)).unwrap();
    session::sign_in(&mut by_key(&host, "", now), "alice", &secret(PASSWORD)).unwrap();
}

#[test]
fn a_login_that_belongs_to_nobody_is_kept_nowhere() {
    let host = Host::new();
    let typed = "Nacelle-Zigzag-71-Typed";
    let tried = session::sign_in(&mut host.door(), &format!(" {typed} "), &secret("alice"));
    assert_eq!(rule(tried), Rule::SignInFailed);
    for case in [typed.to_owned(), typed.to_lowercase()] {
        assert!(!any_holds(host.home.root(), &case), "{case}");
    }
    let refused = audit::AuditFilter { action: "session.refused".into(), ..Default::default() };
    let entries = audit::list(&mut host.open(), &refused, None, 9).unwrap();
    assert_eq!(entries[0].object_id, intendant::auth::unknown_login(&typed.to_lowercase()));
}

#[test]
fn zones_have_an_order_and_a_deleted_one_gives_back_to_zone_1() {
    let host = Host::new();
    let mut ctx = host.open();
    let named = |name: &str| ZoneInput { name: name.into(), language: String::new() };
    let (rennes, lyon) = (zone::add(&mut ctx, &named("Rennes")).unwrap(), zone::add(&mut ctx, &named("Lyon")).unwrap());
    let Err(Error::Fields(used)) = zone::add(&mut ctx, &named("RENNÈS")) else { panic!("it was done") };
    assert_eq!(used[0].problem, Problem::ZoneNameUsed);
    zone::move_to(&mut ctx, lyon.number, 1).unwrap();
    let order = |ctx: &mut Context| -> Vec<(String, u32)> {
        zone::list(ctx).unwrap().into_iter().map(|line| (line.zone.name, line.establishments)).collect()
    };
    let held = establishment::add(
        &mut ctx,
        &intendant::domain::establishment::Input { zone: rennes.number.0.to_string(), ..input("Un") },
        crate::build::SILENT,
    );
    let held = held.unwrap().number;
    let expected = [("Lyon", 0), ("Zone par défaut", 0), ("Rennes", 1)];
    assert_eq!(order(&mut ctx), expected.map(|(name, count)| (name.to_owned(), count)));
    assert_eq!(rule(zone::edit(&mut ctx, lyon.number, 99, &named("Lyon 2"))), Rule::Changed);
    assert_eq!(judged(zone::delete(&mut ctx, ZoneNumber(1), None)), Reason::DefaultZone);
    assert_eq!(zone::delete(&mut ctx, rennes.number, None).unwrap(), 1);
    assert_eq!(establishment::get(&mut ctx, held).unwrap().zone, ZoneNumber(1));
    assert!(matches!(zone::delete(&mut ctx, rennes.number, None), Err(Error::NotFound { .. })));
    assert!(zone::add_academies(&mut ctx).unwrap() >= 30);
    assert_eq!(zone::add_academies(&mut ctx).unwrap(), 0);
}

#[test]
fn a_password_that_was_sent_is_in_no_file_any_more() {
    let host = Host::new();
    let mut ctx = host.open();
    let id = added(&mut ctx, "Un").mail.unwrap();
    let secret = host.tamper(|tx| sending::claim_one(tx, id, "x")).unwrap().secret.unwrap();
    assert!(any_holds(host.home.root(), secret.reveal()));
    let sent = Settlement { state: State::Sent, words: "250".into(), next_attempt_at: NOW };
    assert!(host.tamper(|tx| sending::settle(tx, id, "x", &sent, NOW)));
    drop(ctx);
    intendant::store::registry::Registry::open(&host.home.registry()).unwrap().empty_log().unwrap();
    assert!(!any_holds(host.home.root(), secret.reveal()));
    let ctx = &mut host.open();
    let audit = audit::list(ctx, &audit::AuditFilter::default(), None, 99).unwrap();
    assert!(audit.iter().all(|row| !row.after.contains(secret.reveal())));
}

#[test]
fn an_expired_password_is_in_no_file_any_more() {
    let host = Host::new();
    let id = added(&mut host.open(), "Un").mail.unwrap();
    let secret = host.tamper(|tx| {
        let secret = sending::claim_one(tx, id, "x")?.unwrap().secret.unwrap();
        sending::take_back(tx, "x", "", NOW)?;
        Ok(secret)
    });
    let mut later = host.open_at(NOW.plus_s(15 * 86_400));
    let found = intendant::operations::doctor::examine(
        &mut later,
        intendant::operations::doctor::Thoroughness::Quick,
        &NEVER,
        &mut |_| {},
    )
    .unwrap();
    assert_eq!(found.iter().map(intendant::operations::doctor::Finding::code).collect::<Vec<_>>(), ["secrets-expired"]);
    intendant::operations::doctor::repair(&mut later, &found, &NEVER, &mut |_| {}).unwrap();
    assert!(!any_holds(host.home.root(), secret.reveal()));
    school(&mut later, "Deux");
}

#[test]
fn a_flood_of_refusals_does_not_fill_the_audit() {
    let host = Host::new();
    let of = |key: &str, now: Timestamp| {
        let at_the_door = Actor { ssh_key: key.to_owned(), ..actor(Identity::Nobody) };
        Context::open(&host.home, At::Host, at_the_door, Clock::Fixed(now), Options::default()).unwrap()
    };
    let written = |key: &str, now: Timestamp, count: usize| {
        let mut ctx = of(key, now);
        for _ in 0..count {
            session::refuse_command(&mut ctx, "zone add", "changes").unwrap();
        }
        let filter = audit::AuditFilter { action: "remote.refused".into(), ..Default::default() };
        let rows = audit::list(&mut host.open_at(now), &filter, None, 1_000).unwrap();
        assert!(rows.first().is_some_and(|row| row.ssh_key == key));
        (
            rows.iter().filter(|row| row.ssh_key == key).count(),
            rows.iter().filter(|row| row.after.contains("unwritten")).count(),
        )
    };
    assert_eq!(written("cron", NOW, 99), (99, 0));
    assert_eq!(written("cron", NOW, 50), (100, 1), "the last one says that there were more");
    assert_eq!(written("other", NOW, 3), (3, 1), "other keys are not hidden by it");
    assert_eq!(written("cron", NOW.plus_s(3_601), 2), (102, 1), "nor is what comes later");
}

/// A stored setting that does not hold keeps nobody from mending it.
#[test]
fn settings_that_do_not_hold_are_mended_by_an_edit() {
    let place = Host::new();
    let mut ctx = place.open();
    let (stored, _) = host::form(&mut ctx).unwrap();
    let broken: serde_json::Map<_, _> =
        stored.fields().map(|(field, value)| (field.name().to_owned(), value.clone().into())).into_iter().collect();
    let mut broken = serde_json::Value::Object(broken);
    broken["host-sender"] = "a@ecoles.invalid\r\nBcc: b@ecoles.invalid".into();
    let mut registry = intendant::store::registry::Registry::open(&place.home.registry()).unwrap();
    registry.write(|tx| intendant::store::registry::setting::put(tx, "host", &broken.to_string())).unwrap();
    let error = host::settings(&mut ctx).unwrap_err().to_string();
    assert!(error.contains("host-sender") && !error.contains('{'), "{error}");
    let found = intendant::operations::doctor::examine(
        &mut ctx,
        intendant::operations::doctor::Thoroughness::Quick,
        &NEVER,
        &mut |_| {},
    );
    let named = intendant::operations::doctor::Finding::SettingUnreadable { field: "host-sender" };
    assert_eq!(found.unwrap(), [named]);
    let (input, rev) = host::form(&mut ctx).unwrap();
    assert!(matches!(host::save(&mut ctx, rev, &input), Err(Error::Fields(_))), "what is wrong is not kept unseen");
    let mended = HostInput { sender: "a@ecoles.invalid".into(), ..input };
    host::save(&mut ctx, rev, &mended).unwrap();
    assert_eq!(host::settings(&mut ctx).unwrap().0.identity.sender.as_str(), "a@ecoles.invalid");
}

#[test]
fn a_general_block_that_is_not_there_is_called_that() {
    let place = Host::new();
    let refused = establishment::unblock_everywhere(&mut place.open(), None);
    assert!(matches!(refused, Err(Error::Rule(Rule::NoGeneralBlock))), "{refused:?}");
}
