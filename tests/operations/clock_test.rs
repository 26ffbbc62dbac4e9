//! Jumps of the clock: audited once, told once by each process.

use intendant::domain::message::Explain as _;
use intendant::domain::time::Timestamp;
use intendant::i18n::Catalogue;
use intendant::operations::clock::Watch;
use intendant::operations::{Clock, Context, Options, audit};

use crate::build::{Host, NOW, actor};

fn at(host: &Host, seconds: i64) -> Context {
    let identity = intendant::domain::access::Identity::Owner;
    let clock = Clock::Fixed(Timestamp(NOW.0 + seconds));
    Context::open(&host.home, actor(identity), clock, Options::default()).unwrap()
}

#[test]
fn a_clock_that_went_back_is_audited_once_and_time_goes_on() {
    let host = Host::new();
    let mut before = at(&host, 0);
    let mut open = Watch::default();
    assert_eq!(open.look(&mut before).unwrap(), None);
    assert_eq!(Watch::default().look(&mut at(&host, -200)).unwrap(), None, "a small correction");

    let mut behind = at(&host, -3_600);
    let mut first = Watch::default();
    let jump = first.look(&mut behind).unwrap().unwrap();
    assert_eq!((jump.from, jump.to), (NOW, Timestamp(NOW.0 - 3_600)));
    assert_eq!(behind.now(), NOW, "what expires goes by the highest time");
    assert_eq!(first.look(&mut behind).unwrap(), None, "told once");
    assert_eq!(Watch::default().look(&mut at(&host, -3_500)).unwrap(), None, "by whoever saw it first");
    assert_eq!(open.look(&mut before).unwrap(), Some(jump), "and by those who were there already");
    assert_eq!(open.look(&mut before).unwrap(), None);

    let filter = audit::AuditFilter { action: "clock.jump".into(), ..audit::AuditFilter::default() };
    let entries = audit::list(&mut before, &filter, None, 9).unwrap();
    assert_eq!((entries.len(), entries[0].at, entries[0].actor_kind.as_str()), (1, NOW, "program"));
    assert_eq!(audit::verify(&mut before).unwrap().broken, None);
    let said = Catalogue::new(intendant::domain::zone::Language::English).say(&jump.message());
    assert!(said.starts_with("The server's clock went back at once: "), "{said}");
}
