//! A target that the database refuses fails alone: what it did is taken back, and the job goes on.

use std::path::PathBuf;

use super::*;
use crate::domain::establishment::ContactNeed;
use crate::domain::export::Existing;
use crate::domain::field::{Field, Problem};
use crate::domain::job::{ExportFirst, Forecast, JobState, Reason, Standing, TargetState, Verdict};
use crate::domain::message::Explain as _;
use crate::domain::zone::ZoneNumber;
use crate::i18n::Catalogue;
use crate::jobs::JobError;
use crate::jobs::restore::{How, draft_transfer};
use crate::operations::establishment::BatchRow;
use crate::operations::job::RowFilter;
use crate::operations::{Error, doctor, export, zone};
use crate::store::files;
use crate::store::registry::interference;

impl Fixture {
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
    let mut fixture = Fixture::new(5);
    let id = fixture.plan(block(), 1..=5).id;
    let rule = "length(reason) between 1 and 300";
    interference::tighten(&fixture.registry(), "block", rule, "establishment_number <> 3 or length(reason) > 300");
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 4, 0, 1)));
    assert_eq!(fixture.blocked(), [1, 2, 4, 5]);
    // Nothing of the one that failed is left, not even its entry of the audit.
    assert_eq!(fixture.audited("establishment.block"), 4);
    let expected = constraint("value", "establishment-number", "establishment_number <> 3 or length(reason) > 300");
    assert_eq!(fixture.failed(id), [(3, expected)]);
}

#[test]
fn so_is_one_that_another_row_has_and_it_is_told_in_words() {
    let mut fixture = Fixture::new(4);
    interference::let_no_two(&fixture.registry(), "planted", "block (reason) where establishment_number >= 3");
    let id = fixture.plan(block(), 1..=4).id;
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 3, 0, 1)));
    let [(number, reason)] = fixture.failed(id).try_into().unwrap();
    assert_eq!((number, &reason), (4, &constraint("taken", "reason", "block.reason")));
    let said = |language| Catalogue::new(language).say(&reason.message());
    assert_eq!(said(Language::English), "Reason – another one has this value already (block.reason)");
    assert!(said(Language::French).contains("cette valeur est déjà prise"), "{}", said(Language::French));
    // What stood in the way gone, the same targets are tried again.
    interference::let_again(&fixture.registry(), "planted");
    assert_eq!(fixture.done(block(), 4..=4).tally, tally(0, 1, 0, 0));
}

#[test]
fn so_is_a_stored_value_that_nobody_knows() {
    let mut fixture = Fixture::new(3);
    let id = fixture.plan(block(), 1..=3).id;
    interference::spoil_day(&fixture.registry(), 2);
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 2, 0, 1)));
    assert_eq!(fixture.failed(id)[0].0, 2);
}

#[test]
fn a_plan_names_one_that_cannot_be_read_and_the_others_are_done() {
    for set in ["contact_email = 'bad'", "denomination = cast(x'ff' as text)", "credential = cast(x'ff' as text)"] {
        for task in [block(), exporting(), Task::Delete { export_first: ExportFirst::No }] {
            let mut fixture = Fixture::new(3);
            interference::spoil(&fixture.registry(), 2, set);
            let job = fixture.done(task, 1..=3);
            assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 2, 0, 1)), "{set}");
            let [(number, reason)] = fixture.failed(job.id).try_into().unwrap();
            let field = set.split(' ').next().unwrap().replace('_', "-");
            assert!(
                number == 2 && matches!(&reason, Reason::Unreadable { field: of, .. } if *of == field),
                "{set}: {reason:?}"
            );
        }
    }
}

#[test]
fn what_concerns_the_machine_still_stops_it_whole() {
    let mut fixture = Fixture::new(3);
    let id = fixture.plan(block(), 1..=3).id;
    interference::rename(&fixture.registry(), "block", "gone");
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Paused, tally(3, 0, 0, 0)));
    interference::rename(&fixture.registry(), "gone", "block");
    assert_eq!(fixture.start(id).job.tally, tally(0, 3, 0, 0));
}

#[test]
fn a_job_of_which_not_even_that_can_be_written_is_nobody_s_though_its_console_goes_on() {
    let mut fixture = Fixture::new(3);
    let id = fixture.plan(block(), 1..=3).id;
    let registry = fixture.registry();
    interference::rename(&registry, "block", "gone");
    interference::refuse(&registry, "planted", "update of state on job when new.state <> 'running'");
    job::authorise(&mut fixture.ctx, id).unwrap();
    let left = run(&mut fixture.ctx, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap_err();
    assert!(matches!(left, JobError::Left { job, .. } if job == id), "whoever is told can go on with it: {left:?}");
    interference::allow(&registry, "planted");
    interference::rename(&registry, "gone", "block");
    let mut other = fixture.other();
    assert_eq!(job::get(&mut other, id).unwrap().standing, Standing::Interrupted);
    assert_eq!(fixture.start(id).job.tally, tally(0, 3, 0, 0));
}

#[test]
fn a_move_a_statistic_and_files_fail_alone_too() {
    let mut fixture = Fixture::new(3);
    zone::add_missing(&mut fixture.ctx, &["Rennes".to_owned()]).unwrap();
    interference::let_no_two(
        &fixture.registry(),
        "planted",
        "establishment (zone_number) where number = 2 or zone_number > 1 and number = 1",
    );
    let id = fixture.plan(Task::MoveToZone { zone: ZoneNumber(2) }, 1..=3).id;
    assert_eq!(fixture.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(fixture.failed(id)[0].0, 2);

    interference::let_no_two(
        &fixture.registry(),
        "planted_too",
        "statistics_line (denomination) where establishment_number = 2",
    );
    interference::count(&fixture.registry(), 2, "École 2");
    let id = fixture.plan(Task::ComputeStatistics, 1..=3).id;
    assert_eq!(fixture.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(fixture.failed(id)[0], (2, constraint("taken", "denomination", "statistics_line.denomination")));

    interference::tighten(
        &fixture.registry(),
        "unfinished",
        "owner text not null",
        "owner text not null check (establishment_number <> 2)",
    );
    let task = Task::Delete { export_first: crate::domain::job::ExportFirst::No };
    let id = fixture.plan(task, 1..=3).id;
    assert_eq!(fixture.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(fixture.failed(id), [(2, constraint("value", "establishment-number", "establishment_number <> 2"))]);
}

#[test]
fn a_row_that_is_added_is_refused_at_its_field() {
    let mut fixture = Fixture::new(1);
    let rule = "length(denomination) between 1 and 160";
    interference::tighten(&fixture.registry(), "establishment", rule, "length(denomination) < 5");
    let input = Input {
        zone: "1".into(),
        location: "29200 Brest".into(),
        denomination: "Lycée long".into(),
        ..Input::default()
    };
    let new = input.check(ContactNeed::AsGiven).unwrap();
    let row = BatchRow { line: 7, new, shares_uai: false };
    let refused = establishment::add_batch(&mut fixture.ctx, vec![row], SendMail::No);
    let Err(Error::Fields(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].field, Field::Denomination);
    assert!(matches!(&errors[0].problem, Problem::Unstorable { detail } if detail == "length(denomination) < 5"));
}

/// Every file of the exports but the lists, of what is made aside, and of the databases.
fn made(fixture: &Fixture) -> [Vec<PathBuf>; 3] {
    let home = fixture.ctx.home();
    let below = |folder: PathBuf, end: &str| {
        let mut found = files::list(&folder).unwrap();
        found.retain(|path| path.to_string_lossy().ends_with(end));
        found
    };
    [below(home.exports(), ".sqlite"), below(home.aside(), ""), below(home.establishments().join("000"), "")]
}

#[test]
fn what_files_became_is_written_down_for_each_target_by_itself() {
    let exporting = || Task::Export { form: crate::domain::export::Form::default() };
    let deleting = Task::Delete { export_first: crate::domain::job::ExportFirst::Yes };
    // Where the registry refuses the second one once its files are made: at the export, at the swap, at the end.
    let (export, unfinished, stage) = (
        ("export", "establishment_number >= 1", "establishment_number <> 2"),
        (
            "unfinished",
            "step text not null",
            "step text not null check (establishment_number <> 2 or step not like '%swap%')",
        ),
        ("establishment", "stage in (", "(number <> 2 or stage <> 'active') and stage in ("),
    );
    let refuse =
        |fixture: &Fixture, (table, rule, stricter)| interference::tighten(&fixture.registry(), table, rule, stricter);

    for task in [exporting(), deleting.clone()] {
        let mut fixture = Fixture::new(3);
        let id = fixture.plan(task, 1..=3).id;
        refuse(&fixture, export);
        let before = made(&fixture)[2].clone();
        let job = fixture.start(id).job;
        assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 2, 0, 1)), "{:?}", fixture.failed(id));
        assert_eq!(fixture.failed(id)[0].0, 2);
        let [exports, aside, databases] = made(&fixture);
        assert_eq!((exports.len(), aside.len()), (2, 0), "{exports:?} {aside:?}");
        assert!(databases.len() == before.len() || databases == [before[1].clone()], "{databases:?}");
        assert!(fixture.blocked().is_empty());
    }

    let mut fixture = Fixture::new(3);
    let id = fixture.done(exporting(), 1..=3).id;
    let paths = made(&fixture)[0].clone();
    let restoring = |fixture: &mut Fixture, existing| {
        let how = How { existing, keys: None };
        crate::jobs::restore::files(&mut fixture.ctx, &paths, &how, &Cancel::new(), &mut Progress::silent()).unwrap().id
    };
    let replacing = restoring(&mut fixture, Existing::Replace);
    refuse(&fixture, unfinished);
    let job = fixture.start(replacing).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 2, 0, 1)), "{:?}", fixture.failed(replacing));
    let [exports, aside, databases] = made(&fixture);
    assert_eq!((exports.len(), aside.len(), databases.len()), (5, 0, 3), "{exports:?} {aside:?} {databases:?}");
    assert!(fixture.blocked().is_empty(), "{id:?}");

    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=3);
    let paths = made(&fixture)[0].clone();
    fixture.done(deleting, 1..=3);
    let how = crate::jobs::restore::How::default();
    let plan =
        crate::jobs::restore::files(&mut fixture.ctx, &paths, &how, &Cancel::new(), &mut Progress::silent()).unwrap();
    refuse(&fixture, stage);
    let job = fixture.start(plan.id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 2, 0, 1)), "{:?}", fixture.failed(plan.id));
    let [_, aside, databases] = made(&fixture);
    assert_eq!((aside.len(), databases.len()), (0, 2), "{aside:?} {databases:?}");
    let never = std::sync::atomic::AtomicBool::new(false);
    let found = doctor::examine(&mut fixture.ctx, doctor::Thoroughness::Thorough, &never, &mut |_| {}).unwrap();
    assert_eq!(found, [], "nothing is left half done");
}

#[test]
fn a_line_of_a_transfers_list_with_a_cell_too_many_is_refused_as_a_whole() {
    let mut fixture = Fixture::new(1);
    let job = fixture.done(exporting(), 1..=1);
    let list = export::transfer_path(&fixture.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    let how = How { existing: Existing::Replace, keys: None };
    let mut forecast = |text: &str| {
        std::fs::write(&list, text).unwrap();
        let silent = &mut Progress::silent();
        let plan = draft_transfer(&mut fixture.ctx, &list, &how, &Cancel::new(), silent).unwrap();
        plan.targets.into_iter().map(|target| target.forecast).collect::<Vec<_>>()
    };
    assert_eq!(forecast(&text), [Forecast::Do]);
    // What stands in which column cannot be told; that nothing stands there can.
    assert_eq!(forecast(&format!("{};\"\"\r\n", text.trim_end())), [Forecast::Do]);
    let refused = forecast(&format!("{};\"x\"\r\n", text.trim_end()));
    assert!(format!("{refused:?}").contains("ExtraCells"), "{refused:?}");
}
