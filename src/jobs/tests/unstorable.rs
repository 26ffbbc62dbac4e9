//! A target that the database refuses fails alone: what it did is taken back, and the job goes on.

use std::path::PathBuf;

use super::*;
use crate::domain::establishment::ContactNeed;
use crate::domain::field::{Field, Problem};
use crate::domain::job::{JobState, Reason, TargetState, Verdict};
use crate::domain::message::Explain as _;
use crate::domain::zone::ZoneNumber;
use crate::i18n::Catalogue;
use crate::operations::establishment::BatchRow;
use crate::operations::job::RowFilter;
use crate::operations::{Error, zone};
use crate::store::registry::disturb;

impl Bench {
    fn registry(&self) -> PathBuf {
        self.ctx.home().registry()
    }

    fn failed(&mut self, id: JobId) -> Vec<(u32, Reason)> {
        let failed = RowFilter { state: Some(TargetState::Failed), ..RowFilter::default() };
        let rows = job::rows(&mut self.ctx, id, &failed, 0, 100).unwrap();
        let reason = |verdict| match verdict {
            Some(Verdict::Failed(reason)) => reason,
            other => panic!("{other:?}"),
        };
        rows.into_iter().map(|row| (row.target.number.0, reason(row.verdict))).collect()
    }
}

fn constraint(constraint: &str, field: &str, detail: &str) -> Reason {
    Reason::Constraint { constraint: constraint.into(), field: field.into(), detail: detail.into() }
}

#[test]
fn a_value_that_a_check_refuses_is_one_targets_failure() {
    let mut bench = Bench::new(5);
    let id = bench.plan(block(), 1..=5).id;
    let rule = "length(reason) between 1 and 300";
    disturb::tighten(&bench.registry(), "block", rule, "establishment_number <> 3 or length(reason) > 300");
    let job = bench.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 4, 0, 1)));
    assert_eq!(bench.blocked(), [1, 2, 4, 5]);
    // Nothing of the one that failed is left, not even its entry of the audit.
    assert_eq!(bench.audited("establishment.block"), 4);
    let expected = constraint("value", "establishment-number", "establishment_number <> 3 or length(reason) > 300");
    assert_eq!(bench.failed(id), [(3, expected)]);
}

#[test]
fn so_is_one_that_another_row_has_and_it_is_told_in_words() {
    let mut bench = Bench::new(4);
    disturb::let_no_two(&bench.registry(), "planted", "block (reason) where establishment_number >= 3");
    let id = bench.plan(block(), 1..=4).id;
    let job = bench.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 3, 0, 1)));
    let [(number, reason)] = bench.failed(id).try_into().unwrap();
    assert_eq!((number, &reason), (4, &constraint("taken", "reason", "block.reason")));
    let said = |language| Catalogue::new(language).say(&reason.message());
    assert_eq!(said(Language::English), "Reason – another one has this value already (block.reason)");
    assert!(said(Language::French).contains("cette valeur est déjà prise"), "{}", said(Language::French));
    // What stood in the way gone, the same targets are tried again.
    disturb::let_again(&bench.registry(), "planted");
    assert_eq!(bench.done(block(), 4..=4).tally, tally(0, 1, 0, 0));
}

#[test]
fn so_is_a_stored_value_that_nobody_knows() {
    let mut bench = Bench::new(3);
    let id = bench.plan(block(), 1..=3).id;
    disturb::spoil_day(&bench.registry(), 2);
    let job = bench.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 2, 0, 1)));
    assert_eq!(bench.failed(id)[0].0, 2);
}

#[test]
fn what_concerns_the_machine_still_stops_it_whole() {
    let mut bench = Bench::new(3);
    let id = bench.plan(block(), 1..=3).id;
    disturb::rename(&bench.registry(), "block", "gone");
    let job = bench.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Paused, tally(3, 0, 0, 0)));
    disturb::rename(&bench.registry(), "gone", "block");
    assert_eq!(bench.start(id).job.tally, tally(0, 3, 0, 0));
}

#[test]
fn a_move_a_statistic_and_files_fail_alone_too() {
    let mut bench = Bench::new(3);
    zone::add_missing(&mut bench.ctx, &["Rennes".to_owned()]).unwrap();
    disturb::let_no_two(
        &bench.registry(),
        "planted",
        "establishment (zone_number) where number = 2 or zone_number > 1 and number = 1",
    );
    let id = bench.plan(Task::MoveToZone { zone: ZoneNumber(2) }, 1..=3).id;
    assert_eq!(bench.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(bench.failed(id)[0].0, 2);

    disturb::let_no_two(
        &bench.registry(),
        "planted_too",
        "statistics_line (denomination) where establishment_number = 2",
    );
    disturb::count(&bench.registry(), 2, "École 2");
    let id = bench.plan(Task::ComputeStatistics, 1..=3).id;
    assert_eq!(bench.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(bench.failed(id)[0], (2, constraint("taken", "denomination", "statistics_line.denomination")));

    disturb::tighten(
        &bench.registry(),
        "unfinished",
        "owner text not null",
        "owner text not null check (establishment_number <> 2)",
    );
    let task = Task::Delete { export_first: crate::domain::job::ExportFirst::No };
    let id = bench.plan(task, 1..=3).id;
    assert_eq!(bench.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(bench.failed(id), [(2, constraint("value", "establishment-number", "establishment_number <> 2"))]);
}

#[test]
fn a_row_that_is_added_is_refused_at_its_field() {
    let mut bench = Bench::new(1);
    let rule = "length(denomination) between 1 and 160";
    disturb::tighten(&bench.registry(), "establishment", rule, "length(denomination) < 5");
    let input = Input {
        zone: "1".into(),
        location: "29200 Brest".into(),
        denomination: "Lycée long".into(),
        ..Input::default()
    };
    let new = input.check(ContactNeed::AsGiven).unwrap();
    let row = BatchRow { line: 7, new, shares_uai: false };
    let refused = establishment::add_batch(&mut bench.ctx, vec![row], SendMail::No);
    let Err(Error::Fields(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].field, Field::Denomination);
    assert!(matches!(&errors[0].problem, Problem::Unstorable { detail } if detail == "length(denomination) < 5"));
}
