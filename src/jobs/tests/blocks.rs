//! Blocks put and lifted in bulk: a longer one stays, and a plan says what it replaces, lifts, or leaves.

use super::*;
use crate::domain::block::{Block, Blocker};
use crate::domain::day::parse_day;
use crate::domain::export::Existing;
use crate::domain::job::{ExportFirst, Forecast, Given, Reason, Verdict};
use crate::domain::message::Explain as _;
use crate::domain::time::end_of_day;
use crate::domain::zone::ZoneInput;
use crate::i18n::Catalogue;
use crate::jobs::job_words;
use crate::jobs::restore::{self, How};
use crate::operations::Error;
use crate::operations::establishment::BlockInput;
use crate::operations::export;
use crate::operations::job::RowFilter;
use crate::store::registry::Registry;
use crate::store::registry::block as blocks;

fn until(reason: &str, day: &str) -> Task {
    Task::Block { reason: reason.into(), until: Some(end_of_day(parse_day(day).unwrap())) }
}

fn block_of(fixture: &mut Fixture, number: u32) -> Block {
    let mut found = establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap().blocks;
    found.retain(|block| block.blocker == Blocker::Webmaster);
    found.pop().unwrap()
}

fn outcomes(fixture: &mut Fixture, job: JobId) -> Vec<(u32, Option<Verdict>)> {
    let rows = job::rows(&mut fixture.ctx, job, &RowFilter::default(), 0, 100).unwrap();
    rows.into_iter().map(|row| (row.target.number.0, row.verdict)).collect()
}

#[test]
fn s11_a_shorter_block_never_takes_the_place_of_a_longer_one() {
    let mut fixture = Fixture::new(4);
    fixture.done(until("Compte compromis", "2027-06-15"), 3..=3);
    fixture.done(block(), 4..=4);
    let (long, endless) = (block_of(&mut fixture, 3), block_of(&mut fixture, 4));
    let longer = |block: &Block| Reason::BlockedLonger { block: block.clone() };

    let plan = fixture.plan(until("Travaux", "2026-12-01"), 2..=4);
    let rows = job::rows(&mut fixture.ctx, plan.id, &RowFilter::default(), 0, 100).unwrap();
    let forecasts: Vec<_> = rows.iter().map(|row| row.forecast.clone()).collect();
    assert_eq!(forecasts, [Forecast::Do, Forecast::Skip(longer(&long)), Forecast::Skip(longer(&endless))]);
    assert_eq!(plan.impact.accounts, 1, "the others have lost access already");
    let french = Catalogue::new(Language::French);
    let said = french.say(&longer(&long).message()).replace('\u{a0}', " ");
    assert!(said.starts_with("déjà bloqué : « Compte compromis », jusqu'au 15/06/2027 inclus ;"), "{said}");

    let job = fixture.start(plan.id).job;
    assert_eq!(job.tally, tally(0, 1, 2, 0));
    let verdicts = outcomes(&mut fixture, job.id);
    assert_eq!(verdicts[1], (3, Some(Verdict::Skipped(longer(&long)))));
    assert_eq!((block_of(&mut fixture, 3), block_of(&mut fixture, 4)), (long.clone(), endless));

    // One alone is judged the same.
    let input = BlockInput { reason: "Travaux".into(), until: "2026-12-01".into() };
    let alone = fixture.block(EstablishmentNumber(3), &input);
    assert!(matches!(alone, Err(Error::Judged(reason)) if *reason == longer(&long)));
    assert_eq!(block_of(&mut fixture, 3), long);
}

#[test]
fn s11_a_longer_block_replaces_a_shorter_one_and_comes_off_again() {
    let mut fixture = Fixture::new(2);
    fixture.done(until("Travaux", "2026-12-01"), 1..=1);
    let short = block_of(&mut fixture, 1);
    let plan = fixture.plan(until("Compte compromis", "2027-06-15"), 1..=2);
    assert_eq!(plan.impact.accounts, 1, "those of the first have lost access already");
    let rows = job::rows(&mut fixture.ctx, plan.id, &RowFilter::default(), 0, 100).unwrap();
    assert_eq!(rows[0].target.given, Given::Standing { block: short.clone() });
    assert_eq!(rows[1].target.given, Given::Nothing);
    assert_eq!(fixture.start(plan.id).job.tally, tally(0, 2, 0, 0));
    assert_eq!(block_of(&mut fixture, 1).reason, "Compte compromis");
    assert_eq!(fixture.undo(plan.id).tally, tally(0, 2, 0, 0));
    assert_eq!(block_of(&mut fixture, 1), short);
}

#[test]
fn s11_a_plan_to_lift_says_what_it_lifts_and_what_stays_blocked() {
    let mut fixture = Fixture::new(3);
    fixture.done(until("Impayé", "2027-06-15"), 1..=1);
    let own = Block {
        blocker: Blocker::Administrator,
        reason: "Conseils".into(),
        author: "LE GALL Anne".into(),
        since: NOW,
        until: None,
    };
    let mut registry = Registry::open(&fixture.ctx.home().registry()).unwrap();
    registry.write(|tx| blocks::put(tx, EstablishmentNumber(2), &own)).unwrap();
    let plan = fixture.plan(Task::Unblock { blocker: Blocker::Webmaster }, 1..=3);
    let rows = job::rows(&mut fixture.ctx, plan.id, &RowFilter::default(), 0, 100).unwrap();
    let french = Catalogue::new(Language::French);
    let said: Vec<_> = rows.iter().map(|row| job_words::reason(row, &french).replace('\u{a0}', " ")).collect();
    assert_eq!(
        said,
        [
            "bloqué : « Impayé », jusqu'au 15/06/2027 inclus",
            "pas bloqué par le webmestre : reste bloqué",
            "aucun blocage à lever",
        ]
    );
    assert_eq!(fixture.start(plan.id).job.tally, tally(0, 1, 2, 0));
    assert_eq!(fixture.blocked(), [2]);
}

#[test]
fn s17_what_another_host_blocked_arrives_open_and_is_told() {
    let mut from = Fixture::new(3);
    from.done(until("Compte compromis", "2027-06-15"), 2..=3);
    let job = from.done(exporting(), 1..=3);
    let list = export::transfer_path(&from.ctx, job.id);
    let mut to = Fixture::new(0);
    let how = How { existing: Existing::Refuse, keys: None };
    let plan = restore::transfer(&mut to.ctx, &list, &how, &Cancel::new(), &mut Progress::silent()).unwrap();
    let french = Catalogue::new(Language::French);
    let told = |job: &Job| french.say(&job_words::opened(job).unwrap()).replace('\u{a0}', " ");
    assert_eq!(told(&plan), "2 étaient bloqués là d'où ils viennent : ils arrivent ouverts");
    assert!(job_words::impact(&plan, &french).contains("arrivent ouverts"));
    let done = to.start(plan.id).job;
    assert_eq!((done.tally, to.blocked()), (tally(0, 3, 0, 0), vec![]));
    assert_eq!(told(&done), told(&plan));
    let rows = job::rows(&mut to.ctx, plan.id, &RowFilter::default(), 0, 100).unwrap();
    let said: Vec<_> = rows.iter().map(|row| job_words::reason(row, &french).replace('\u{a0}', " ")).collect();
    let opened = "était bloqué : « Compte compromis », jusqu'au 15/06/2027 inclus ; arrive ouvert";
    assert_eq!(said, ["", opened, opened]);

    // What this very host exported comes back with its blocks, and nothing is told.
    from.done(Task::Delete { export_first: ExportFirst::No }, 2..=3);
    let plan = restore::transfer(&mut from.ctx, &list, &how, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(job_words::opened(&plan), None);
    assert_eq!(from.start(plan.id).job.tally.done, 2);
    assert_eq!(from.blocked(), [2, 3]);
}

/// What somebody else did since a plan was drawn up is not overwritten, and not called done.
#[test]
fn a_plan_does_nothing_to_what_another_one_changed_since() {
    let mut fixture = Fixture::new(4);
    let moved = |fixture: &mut Fixture, number: u32| {
        establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap().zone.0
    };
    let zone = |fixture: &mut Fixture, name: &str| {
        let draft = ZoneInput { name: name.into(), language: "fr".into() };
        operations::zone::add(&mut fixture.ctx, &draft).unwrap().number
    };
    let (first, second) = (zone(&mut fixture, "Bretagne"), zone(&mut fixture, "Corse"));
    fixture.done(until("Impayé", "2027-06-15"), 3..=3);
    let block = fixture.plan(until("Travaux", "2027-12-01"), 1..=2);
    let lift = fixture.plan(Task::Unblock { blocker: Blocker::Webmaster }, 3..=3);
    let shift = fixture.plan(Task::MoveToZone { zone: first }, 4..=4);
    // Somebody else meanwhile.
    fixture.done(until("Autre motif", "2027-06-30"), 1..=1);
    fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 3..=3);
    fixture.done(until("Danger", "2027-06-30"), 3..=3);
    fixture.done(Task::MoveToZone { zone: second }, 4..=4);

    let job = fixture.start(block.id).job;
    assert_eq!(job.tally.done, 1, "{:?}", outcomes(&mut fixture, job.id));
    assert_eq!(outcomes(&mut fixture, job.id)[0].1, Some(Verdict::Failed(Reason::ChangedSince)));
    assert_eq!(fixture.start(lift.id).job.tally.done, 0);
    assert_eq!(fixture.start(shift.id).job.tally.done, 0);
    assert_eq!([1, 3].map(|number| block_of(&mut fixture, number).reason), ["Autre motif", "Danger"]);
    assert_eq!(moved(&mut fixture, 4), second.0);
}

/// A block that was replaced since somebody saw it is shown to them, not lifted.
#[test]
fn a_block_that_nobody_saw_is_not_lifted() {
    let mut fixture = Fixture::new(1);
    fixture.done(until("Travaux", "2027-06-15"), 1..=1);
    let seen = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    fixture.done(until("Danger", "2027-12-01"), 1..=1);
    let lift = Task::Unblock { blocker: Blocker::Webmaster };
    let lifted = job::at_once(&mut fixture.ctx, seen.number, &lift, Some(&seen));
    assert!(matches!(lifted, Err(Error::Rule(operations::Rule::Changed))), "{lifted:?}");
    assert_eq!(block_of(&mut fixture, 1).reason, "Danger");
    let now = establishment::get(&mut fixture.ctx, seen.number).unwrap();
    job::at_once(&mut fixture.ctx, seen.number, &lift, Some(&now)).unwrap();
    assert!(fixture.blocked().is_empty());
}

/// Whoever sees the block that stands may shorten it, and its undoing gives the longer one back.
#[test]
fn a_block_that_somebody_saw_is_shortened() {
    let mut fixture = Fixture::new(1);
    fixture.done(until("Travaux", "2027-06-15"), 1..=1);
    let seen = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    let shorter = until("Travaux", "2026-12-15");
    let unseen = job::at_once(&mut fixture.ctx, seen.number, &shorter, None);
    assert!(matches!(unseen, Err(Error::Judged(_))), "{unseen:?}");
    let done = job::at_once(&mut fixture.ctx, seen.number, &shorter, Some(&seen)).unwrap();
    assert_eq!(block_of(&mut fixture, 1).until, Some(end_of_day(parse_day("2026-12-15").unwrap())));
    assert_eq!(fixture.undo(done.job).tally, tally(0, 1, 0, 0));
    assert_eq!(block_of(&mut fixture, 1), seen.blocks[0]);
}
