//! The demonstration, built whole.

use std::collections::HashSet;

use intendant::domain::access::{At, Identity};
use intendant::domain::establishment::{EstablishmentNumber, State};
use intendant::domain::language::Language;
use intendant::domain::mail;
use intendant::operations::demo::{self, ESTABLISHMENTS, LOGIN, Throwaway};
use intendant::operations::{
    Clock, Context, Options, audit, doctor, establishment, host, mail as outbox, session, webmaster, zone,
};

use crate::build::{NEVER, NOW, actor};

#[test]
fn the_demonstration_is_varied_whole_and_goes() {
    let place = Throwaway::make().unwrap();
    let (clock, nobody) = (Clock::Fixed(NOW), actor(Identity::Nobody));
    let mut told = Vec::new();
    let start = std::time::Instant::now();
    let tell = &mut |advance: intendant::operations::Advance| told.push(advance.done);
    let home = demo::build(place.root(), &nobody, clock, Language::English, tell).unwrap();
    println!("built in {:?}", start.elapsed());
    assert_eq!((told.first(), told.last()), (Some(&0), Some(&ESTABLISHMENTS)));

    let mut ctx = Context::start(&home, At::Host, nobody, clock, Options::default()).unwrap();
    assert!(host::is_demo(&mut ctx).unwrap());
    assert_eq!(host::settings(&mut ctx).unwrap().0.identity.name, "Demonstration hosting");
    session::sign_in_demo(&mut ctx, LOGIN).unwrap();
    let duties: HashSet<_> = webmaster::list(&mut ctx).unwrap().iter().map(|one| one.duty.word()).collect();
    assert_eq!(duties, ["full", "observer", "zones"].into());

    let start = std::time::Instant::now();
    assert_eq!(doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap(), []);
    println!("examined in {:?}", start.elapsed());

    let all = establishment::first_page(&mut ctx, 3000).unwrap();
    assert_eq!(all.len(), ESTABLISHMENTS as usize);
    let blocked = all.iter().filter(|one| one.state(NOW) == State::Blocked).count();
    assert!((70..=120).contains(&blocked), "{blocked} blocked");
    let blockers: HashSet<_> = all.iter().flat_map(|one| &one.blocks).map(|block| block.blocker).collect();
    assert_eq!(blockers.len(), 3);
    assert!(all.iter().any(|one| one.blocks.len() > 1));
    assert!(all.iter().flat_map(|one| &one.blocks).any(|block| block.until.is_some_and(|until| until <= NOW)));
    let zones = zone::list(&mut ctx).unwrap();
    assert!(zones.len() > 30 && zones.iter().all(|line| line.establishments > 0));
    assert!(all.iter().map(|one| one.registered_on).collect::<HashSet<_>>().len() >= 20);
    for one in &all {
        if let Some(uai) = &one.uai {
            assert_eq!(&uai.as_str()[3..4], "9", "{uai:?} could be a real one");
        }
        assert!(one.contact.email.as_ref().is_none_or(|email| email.as_str().ends_with(".invalid")));
    }

    let counts = outbox::counts(&mut ctx).unwrap();
    for (state, count) in &counts {
        assert_eq!(*count > 0, *state != mail::State::Sending, "{state:?}: {count}");
    }
    let entries = audit::verify(&mut ctx).unwrap();
    assert!(entries.broken.is_none() && entries.entries > 2100);
    // After longer than a day, the clock that opens it would be doubted, and the first deletion refused.
    let registry = rusqlite::Connection::open(place.root().join("registry.sqlite")).unwrap();
    let last: i64 = registry.query_row("select max(at) from audit", [], |row| row.get(0)).unwrap();
    assert!((NOW.0 - 86_400 + 3600..=NOW.0).contains(&last), "{last}");
    drop(registry);
    let losses: Vec<_> =
        (1..=60).map(|n| establishment::stakes(&mut ctx, EstablishmentNumber(n)).unwrap().content.unwrap()).collect();
    assert!(losses.iter().any(|loss| loss.last_sign_in_at.is_none()) && losses.iter().all(|loss| loss.accounts > 2));
    assert!(losses.iter().filter_map(|loss| loss.last_sign_in_at).all(|at| at <= NOW));
    let several =
        (1..=60).any(|number| establishment::administrators(&mut ctx, EstablishmentNumber(number)).unwrap().len() > 2);
    assert!(several);

    let root = place.root().to_owned();
    drop(ctx);
    drop(place);
    assert!(!root.exists());
}
