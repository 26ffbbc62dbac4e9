//! Jobs on the rows of an establishment: they lie in its own database, and go wherever that goes.

use std::path::{Path, PathBuf};

use super::*;
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::export::Existing;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Forecast, JobState, Reason, Standing, Verdict};
use crate::jobs::JobError;
use crate::jobs::import::{Opening, Source};
use crate::jobs::lines::{self, Wanted};
use crate::operations::job::{NewPlan, RowFilter};
use crate::operations::{Error, Rule, department, zone};
use crate::store::establishment::interference;
use crate::store::registry::Registry;
use crate::store::registry::interference::tighten;
use crate::store::registry::unfinished::{self, Step, Unfinished};

const ONE: EstablishmentNumber = EstablishmentNumber(1);
const TWO: EstablishmentNumber = EstablishmentNumber(2);
fn in_use(code: &str) -> Reason {
    Reason::DepartmentInUse { semesters: 1, homes: 0, roles: 0, scopes: 0, called: code.into(), first: Vec::new() }
}

fn input(code: &str) -> DepartmentInput {
    DepartmentInput { code: code.into(), name: format!("Département {code}") }
}

/// Two establishments, the first one with departments; the context stands in it.
fn school(codes: &[&str]) -> Fixture {
    let mut fixture = Fixture::new(2);
    fixture.ctx.go(At::Establishment(ONE));
    for code in codes {
        department::add(&mut fixture.ctx, &input(code)).unwrap();
    }
    fixture
}

impl Fixture {
    fn path(&self) -> PathBuf {
        self.ctx.home().shelf().shown(ONE).into()
    }

    fn codes(&mut self) -> Vec<String> {
        department::list(&mut self.ctx).unwrap().into_iter().map(|row| row.code).collect()
    }

    /// Plans to delete departments.
    fn deletion(&mut self, codes: &[&str]) -> Job {
        let row = |code: &&str| (department::get(&mut self.ctx, code).unwrap().id.to_string(), (*code).to_owned());
        let selection = Selection::rows(codes.iter().map(row));
        let task = Task::Act { act: Act::DEPARTMENT_DELETE, typed: Filled::default() };
        let request = Request { task, selection, name: String::new() };
        plan::draw_up(&mut self.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap()
    }

    fn lines(&mut self, path: &Path) -> crate::jobs::error::Result<NewPlan> {
        let wanted = |field, english: &str, french: &str, other: &str| Wanted {
            field,
            english: english.into(),
            french: french.into(),
            others: vec![other.into()],
            needed: true,
        };
        let wanted = [
            wanted(Field::DepartmentCode, "code", "code", "code"),
            wanted(Field::DepartmentName, "name", "nom", "nom du departement"),
        ];
        let check = |typed: &Filled| DepartmentInput::read(typed).check().err().unwrap_or_default();
        let source = Source::open(path, Opening::default())?;
        let of = (Act::DEPARTMENT_IMPORT, &source, &Filled::default());
        lines::draft(&mut self.ctx, of, (&wanted, &check), &Cancel::new(), &mut Progress::silent())
    }

    /// Drafts the import of a text, has it done, and returns what was expected of each line and what became of it.
    fn imported(&mut self, text: &str) -> (JobId, Vec<(String, String)>) {
        let path = self.folder.path().join("lines.csv");
        std::fs::write(&path, text).unwrap();
        let plan = self.lines(&path).unwrap();
        let id = job::save(&mut self.ctx, &plan).unwrap().id;
        self.start(id);
        let forecasts = plan.targets.iter().map(|one| match &one.forecast {
            Forecast::Do => "done".to_owned(),
            Forecast::Skip(reason) | Forecast::Refuse(reason) => format!("{reason:?}"),
        });
        let verdicts = self.verdicts(id).into_iter().map(|verdict| match verdict.unwrap() {
            Verdict::Done(_) => "done".to_owned(),
            Verdict::Skipped(reason) | Verdict::Failed(reason) => format!("{reason:?}"),
        });
        (id, forecasts.zip(verdicts).collect())
    }

    fn verdicts(&mut self, id: JobId) -> Vec<Option<Verdict>> {
        let rows = job::rows(&mut self.ctx, id, &RowFilter::default(), 0, 1000).unwrap();
        rows.into_iter().map(|row| row.verdict).collect()
    }

    fn jobs(&mut self) -> usize {
        job::list(&mut self.ctx, None, None, i64::MAX, 1000).unwrap().len()
    }

    fn at_the_host<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let at = self.ctx.go(At::Host);
        let done = work(self);
        self.ctx.go(at);
        done
    }

    fn interrupted_inside(&mut self) -> Vec<(EstablishmentNumber, JobId)> {
        let found = self.at_the_host(|fixture| job::inside(&mut fixture.ctx).unwrap().interrupted);
        found.into_iter().map(|(number, overview)| (number, overview.job.id)).collect()
    }
}

#[test]
fn such_a_job_lies_in_that_database_alone_and_is_taken_back_exactly() {
    let mut fixture = school(&["A", "B", "C", "D"]);
    interference::teach(&fixture.path(), "B");
    let before = department::list(&mut fixture.ctx).unwrap();
    let jobs_of_the_host = fixture.at_the_host(Fixture::jobs);
    let plan = fixture.deletion(&["A", "B", "C"]);
    let rows = job::rows(&mut fixture.ctx, plan.id, &RowFilter::default(), 0, 10).unwrap();
    let forecasts: Vec<_> = rows.iter().map(|row| (row.target.label.as_str(), row.forecast.clone())).collect();
    let expected = [
        ("A · Département A", Forecast::Do),
        ("B · Département B", Forecast::Refuse(in_use("B"))),
        ("C · Département C", Forecast::Do),
    ];
    assert_eq!(forecasts, expected);
    assert_eq!(department::list(&mut fixture.ctx).unwrap(), before);

    let ended = fixture.start(plan.id).job;
    assert_eq!((ended.state, ended.tally), (JobState::Done, tally(0, 2, 0, 1)));
    assert_eq!(fixture.codes(), ["B", "D"]);
    assert_eq!((fixture.audited("department.delete"), fixture.audited("job.end")), (2, 1));
    assert_eq!(audit::verify(&mut fixture.ctx).unwrap().broken, None);
    // The host knows nothing of it, nor does the other establishment.
    assert_eq!(fixture.at_the_host(Fixture::jobs), jobs_of_the_host);
    let told = ["department.add", "department.delete", "job.end"];
    assert_eq!(fixture.at_the_host(|fixture| told.map(|action| fixture.audited(action))), [0; 3]);
    for at in [At::Host, At::Establishment(TWO)] {
        let elsewhere = fixture.ctx.within(at, |ctx| job::get(ctx, plan.id));
        assert!(matches!(elsewhere, Err(Error::NotFound { .. })), "{elsewhere:?}");
    }
    assert_eq!(fixture.interrupted_inside(), []);

    let undone = fixture.undo(plan.id);
    assert_eq!((undone.undo_of, undone.tally), (Some(plan.id), tally(0, 2, 0, 0)));
    let ids = |rows: Vec<crate::domain::department::Department>| -> Vec<_> {
        rows.into_iter().map(|row| (row.id, row.code, row.name)).collect()
    };
    assert_eq!(ids(department::list(&mut fixture.ctx).unwrap()), ids(before));
    let again = plan::undo(&mut fixture.ctx, plan.id, &Cancel::new(), &mut Progress::silent());
    assert!(matches!(again, Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))), "{again:?}");
}

#[test]
fn a_runner_that_dies_between_two_steps_leaves_each_target_done_once_and_the_host_is_told() {
    let codes: Vec<String> = (10..30).map(|number| format!("D{number}")).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut fixture = school(&codes);
    let id = fixture.deletion(&codes).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut dying = fixture.other();
    let running = job::take(&mut dying, id).unwrap();
    let first = job::act::waiting(&mut dying, &running, 0, 7).unwrap();
    job::act(&mut dying, &running, &first).unwrap();
    assert_eq!(job::get(&mut fixture.ctx, id).unwrap().standing, Standing::Running);
    assert_eq!(fixture.interrupted_inside(), []);
    // Its lock goes with the process.
    drop(dying);
    let found = job::get(&mut fixture.ctx, id).unwrap();
    assert_eq!((found.standing, found.job.tally), (Standing::Interrupted, tally(13, 7, 0, 0)));
    assert_eq!(fixture.interrupted_inside(), [(ONE, id)]);

    let mut late = fixture.other();
    let ended = fixture.start(id).job;
    assert_eq!((ended.state, ended.tally), (JobState::Done, tally(0, 20, 0, 0)));
    // What somebody else still holds in hand is no longer theirs to do.
    let lost = job::act(&mut late, &running, &first);
    assert!(matches!(lost, Err(Error::Rule(Rule::JobLost))), "{lost:?}");
    assert_eq!(
        (fixture.codes().len(), fixture.audited("department.delete"), fixture.audited("job.resume")),
        (0, 20, 1)
    );
    assert_eq!(fixture.interrupted_inside(), []);
}

#[test]
fn when_a_mark_cannot_be_written_nothing_of_the_step_is_done() {
    let mut fixture = school(&["A", "B", "C"]);
    let id = fixture.deletion(&["A", "B", "C"]).id;
    let (rule, stricter) = ("position >= 1", "not (position = 2 and state = 'done')");
    tighten(&fixture.path(), "job_target", rule, stricter);
    let ended = fixture.start(id).job;
    assert_eq!((ended.state, ended.tally), (JobState::Paused, tally(3, 0, 0, 0)));
    assert!(ended.cause.is_some());
    assert_eq!((fixture.codes(), fixture.audited("department.delete")), (vec!["A".into(), "B".into(), "C".into()], 0));
}

#[test]
fn guards_are_asked_again_when_it_is_done_and_when_it_is_taken_back() {
    let mut fixture = school(&["A", "B", "C"]);
    let id = fixture.deletion(&["A", "B", "C"]).id;
    interference::teach(&fixture.path(), "B");
    assert_eq!(fixture.start(id).job.tally, tally(0, 2, 0, 1));
    assert_eq!(fixture.verdicts(id)[1], Some(Verdict::Failed(in_use("B"))));
    // What was deleted does not go over somebody's new one.
    department::add(&mut fixture.ctx, &DepartmentInput { code: "a".into(), name: "Autre".into() }).unwrap();
    let undone = fixture.undo(id);
    assert_eq!(undone.tally, tally(0, 1, 0, 1));
    assert!(fixture.verdicts(undone.id).contains(&Some(Verdict::Failed(Reason::NameTaken))));
    assert_eq!(fixture.codes(), ["a", "B", "C"]);
}

#[test]
fn s28_one_row_is_a_job_of_one_target_and_what_is_refused_leaves_none() {
    let mut fixture = school(&["A", "B"]);
    interference::teach(&fixture.path(), "B");
    let (a, b) = ["A", "B"].map(|code| department::get(&mut fixture.ctx, code).unwrap()).into();
    let begun = fixture.jobs();
    department::edit(&mut fixture.ctx, a.id, a.rev, &DepartmentInput { code: "RT".into(), name: "Réseaux".into() })
        .unwrap();
    let edited = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    assert_eq!(job::get(&mut fixture.ctx, edited).unwrap().job.tally, tally(0, 1, 0, 0));
    let overtaken = department::edit(&mut fixture.ctx, a.id, a.rev, &input("X"));
    assert!(matches!(overtaken, Err(Error::Rule(Rule::Changed))), "{overtaken:?}");
    let refused = department::delete(&mut fixture.ctx, b.id, b.rev);
    assert!(matches!(&refused, Err(Error::Judged(reason)) if **reason == in_use("B")), "{refused:?}");
    assert_eq!(fixture.jobs(), begun + 1);
    assert_eq!(fixture.undo(edited).tally, tally(0, 1, 0, 0));
    assert_eq!(fixture.codes(), ["A", "B"]);
}

#[test]
fn s28_what_was_added_is_taken_back_unless_it_was_changed_or_is_needed_since() {
    let mut fixture = school(&["A"]);
    let added = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    assert_eq!(fixture.undo(added).tally, tally(0, 1, 0, 0));
    assert_eq!((fixture.codes().len(), fixture.audited("department.undo-add")), (0, 1));
    let (b, c) = ["B", "C"].map(|code| department::add(&mut fixture.ctx, &input(code)).unwrap()).into();
    let other = DepartmentInput { code: "B".into(), name: "Autre".into() };
    department::edit(&mut fixture.ctx, b.id, b.rev, &other).unwrap();
    interference::teach(&fixture.path(), &c.code);
    let found = job::list(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap();
    let additions = found.iter().filter(|one| one.job.task.kind().word() == "department-add" && one.undoing.is_none());
    let ids: Vec<JobId> = additions.map(|one| one.job.id).collect();
    let reasons = ids.into_iter().map(|id| {
        let undone = fixture.undo(id).id;
        fixture.verdicts(undone).remove(0)
    });
    let expected = [in_use("C"), Reason::ChangedSince];
    assert_eq!(reasons.collect::<Vec<_>>(), expected.map(|reason| Some(Verdict::Failed(reason))));
}

#[test]
fn a_file_becomes_a_job_whose_lines_are_told_done_once_and_taken_back() {
    let mut fixture = school(&["A"]);
    let path = fixture.folder.path().join("departments.csv");
    let text = "Nom du département;code;note\nRéseaux;RT;x\nGestion;G E A;\nDépartement A;A;\nAutre;rt;\n";
    std::fs::write(&path, text).unwrap();
    let draft = |fixture: &mut Fixture| fixture.lines(&path);
    let plan = draft(&mut fixture).unwrap();
    let forecasts: Vec<_> = plan.targets.iter().map(|one| (one.object.as_str(), one.forecast.word())).collect();
    assert_eq!(forecasts, [("2", "do"), ("3", "refuse"), ("4", "skip"), ("5", "refuse")]);
    let told: Vec<_> = plan.targets.iter().filter_map(|one| one.forecast.reason()).flat_map(cells).collect();
    assert_eq!(
        told,
        [(3, "code", "G E A"), (5, "", "rt")].map(|(line, column, value)| (line, column.into(), value.into()))
    );
    let id = job::save(&mut fixture.ctx, &plan).unwrap().id;
    let ended = fixture.start(id).job;
    assert_eq!((ended.state, ended.tally), (JobState::Done, tally(0, 1, 1, 2)));
    assert_eq!((fixture.codes(), fixture.audited("department.add")), (vec!["A".into(), "RT".into()], 2));
    // A file that is done twice changes nothing.
    let again = draft(&mut fixture).unwrap();
    assert_eq!(again.targets.iter().filter(|one| one.forecast == Forecast::Do).count(), 0);
    assert_eq!(fixture.undo(id).tally, tally(0, 1, 0, 0));
    assert_eq!(fixture.codes(), ["A"]);
    std::fs::write(&path, "code;titre\nRT;Réseaux\n").unwrap();
    let lacking = draft(&mut fixture).unwrap_err();
    assert!(format!("{lacking:?}").contains("nom"), "{lacking:?}");
}

/// The line, column and value of each cell that is refused.
fn cells(reason: &Reason) -> Vec<(u64, String, String)> {
    let Reason::Cells { cells } = reason else { return Vec::new() };
    cells.iter().map(|cell| (cell.line, cell.column.clone(), cell.value.clone())).collect()
}

#[test]
fn a_plan_foretells_of_each_line_what_the_lines_before_it_leave() {
    let mut fixture = school(&["A"]);
    let text = "code;nom\nRT;Réseaux\nrt;Autre\nTC;RESEAUX\nRT;Réseaux\nGC;Génie\nA;Autre\n";
    let (_, rows) = fixture.imported(text);
    assert!(rows.iter().all(|(expected, was)| expected == was), "{rows:#?}");
    assert_eq!(rows.iter().filter(|(_, was)| was == "done").count(), 2);
    assert_eq!(rows[3].1, "NoChange");
    // As many as there can be, of which one is there before them and is passed over, not counted twice.
    let many = (0..1_002).map(|at| format!("X{at};Nom {at}\n")).collect::<Vec<_>>().concat();
    let (_, rows) = fixture.imported(&format!("code;nom\nA;Département A\n{many}"));
    assert!(rows.iter().all(|(expected, was)| expected == was), "{:?}", rows.iter().find(|(one, other)| one != other));
    assert_eq!((fixture.codes().len(), rows.iter().filter(|(_, was)| was == "done").count()), (1_000, 997));
    assert_eq!(rows.last().unwrap().1, format!("{:?}", Reason::Limit { most: 1_000, there: 1_000 }));
    let alone = department::add(&mut fixture.ctx, &input("Z")).unwrap_err();
    assert!(matches!(&alone, Error::Judged(reason) if **reason == Reason::Limit { most: 1_000, there: 1_000 }));
}

#[test]
fn a_row_that_was_changed_since_a_deletion_was_planned_stays() {
    let mut fixture = school(&["A", "B", "C"]);
    let id = fixture.deletion(&["A", "B", "C"]).id;
    let b = department::get(&mut fixture.ctx, "B").unwrap();
    department::edit(&mut fixture.ctx, b.id, b.rev, &DepartmentInput { name: "Autre".into(), ..input("B") }).unwrap();
    let c = department::get(&mut fixture.ctx, "C").unwrap();
    department::delete(&mut fixture.ctx, c.id, c.rev).unwrap();
    assert_eq!(fixture.start(id).job.tally, tally(0, 1, 0, 2));
    let [_, changed, gone] = fixture.verdicts(id).try_into().unwrap();
    assert_eq!((changed, gone), (Some(Verdict::Failed(Reason::ChangedSince)), Some(Verdict::Failed(Reason::Gone))));
    assert_eq!(fixture.codes(), ["B"]);
    // Who plans it again has seen the row as it is now.
    let again = plan::retry(&mut fixture.ctx, id, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(fixture.start(again.id).job.tally, tally(0, 1, 0, 1));
    assert_eq!(fixture.undo(again.id).tally, tally(0, 1, 0, 0));
    assert_eq!(fixture.codes(), ["B"]);
}

#[test]
fn what_came_back_as_it_was_made_is_still_what_the_import_made() {
    let mut fixture = school(&[]);
    let (id, _) = fixture.imported("code;nom\nRT;Réseaux\nTC;Commerce\nGC;Génie\n");
    let deleted = fixture.deletion(&["RT", "TC"]).id;
    fixture.start(deleted);
    fixture.undo(deleted);
    let gc = department::get(&mut fixture.ctx, "GC").unwrap();
    department::edit(&mut fixture.ctx, gc.id, gc.rev, &DepartmentInput { name: "Autre".into(), ..input("GC") })
        .unwrap();
    let undone = fixture.undo(id);
    assert_eq!(undone.tally, tally(0, 2, 0, 1));
    assert!(fixture.verdicts(undone.id).contains(&Some(Verdict::Failed(Reason::ChangedSince))));
    assert_eq!(fixture.codes(), ["GC"]);
}

#[test]
fn a_column_that_is_there_twice_and_a_line_with_too_many_cells_are_refused() {
    let mut fixture = school(&[]);
    let path = fixture.folder.path().join("departments.csv");
    for header in ["code;nom;Code", "name;code;nom", "code;Nom du département;NAME"] {
        std::fs::write(&path, format!("{header}\nA;B;C\n")).unwrap();
        let refused = fixture.lines(&path).unwrap_err();
        assert!(format!("{refused:?}").contains("ColumnTwice"), "{header}: {refused:?}");
    }
    // Columns that nobody reads may be there twice; empty cells at the end are none.
    let text = "code;nom;note;note\nA;Un;x;y;;\nB;Deux;x;y;;z\nC;#N/A;;\nD;Quatre\nE;'=1+1\n";
    let (_, rows) = fixture.imported(text);
    assert!(rows.iter().all(|(expected, was)| expected == was), "{rows:#?}");
    assert!(
        rows[1].1.contains("ExtraCells") && rows[2].1.contains("SpreadsheetError") && rows[4].1.contains("Formula"),
        "{rows:#?}"
    );
    assert_eq!(fixture.codes(), ["A", "D"]);
}

#[test]
fn a_task_is_refused_where_its_rows_are_not() {
    let mut fixture = school(&["A"]);
    let zone = zone::delete(&mut fixture.ctx, crate::domain::zone::ZoneNumber(1), None);
    assert!(matches!(zone, Err(Error::Rule(Rule::Elsewhere))), "{zone:?}");
    let listed = fixture.ctx.within(At::Host, department::list);
    assert!(matches!(listed, Err(Error::Rule(Rule::Elsewhere))), "{listed:?}");
    let deletion = Task::Act { act: Act::DEPARTMENT_DELETE, typed: Filled::default() };
    for (at, task) in [(At::Establishment(ONE), block()), (At::Host, deletion)] {
        let refused =
            fixture.ctx.within(at, |ctx| job::forecast(ctx, (&task, None), (Vec::new(), &mut job::Earlier::default())));
        assert!(matches!(refused, Err(Error::Rule(Rule::Elsewhere))), "{refused:?}");
    }
}

#[test]
fn what_was_written_over_by_hand_gets_nothing_of_what_was_there_before() {
    let mut fixture = school(&[]);
    let (path, before) = (fixture.path(), std::fs::read(fixture.path()).unwrap());
    department::add(&mut fixture.ctx, &input("RT")).unwrap();
    interference::write_over(&path, &before);
    assert!(fixture.codes().is_empty());
}

/// Says in the registry that another process works on the whole of the first establishment.
fn begin_the_whole(home: &Home) {
    let mut registry = Registry::open(&home.registry()).unwrap();
    let work = Unfinished { number: ONE, owner: "another".into(), step: Step::Names, target: None };
    registry.write(|tx| unfinished::begin(tx, &work)).unwrap().unwrap();
}

fn end_the_whole(home: &Home) {
    Registry::open(&home.registry()).unwrap().write(|tx| unfinished::finish(tx, ONE)).unwrap();
}

#[test]
fn while_somebody_works_on_the_whole_nothing_is_written_in_it() {
    let mut fixture = school(&["A", "B"]);
    let id = fixture.deletion(&["A", "B"]).id;
    let home = fixture.ctx.home().clone();
    begin_the_whole(&home);
    let added = department::add(&mut fixture.ctx, &input("C"));
    assert!(matches!(added, Err(Error::Busy { .. })), "{added:?}");
    assert!(matches!(job::authorise(&mut fixture.ctx, id), Err(Error::Busy { .. })));
    assert_eq!(fixture.codes(), ["A", "B"]);
    end_the_whole(&home);
    assert_eq!(fixture.start(id).job.tally, tally(0, 2, 0, 0));
}

#[test]
fn a_job_that_runs_waits_for_whoever_works_on_the_whole_and_then_goes_on() {
    let mut fixture = school(&["A", "B"]);
    let id = fixture.deletion(&["A", "B"]).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let home = fixture.ctx.home().clone();
    let mut ends = None;
    let mut progress = Progress::new(|_| {
        // It has the job by now, and has done nothing.
        ends.get_or_insert_with(|| {
            begin_the_whole(&home);
            let home = home.clone();
            std::thread::spawn(move || end_the_whole(&home))
        });
    });
    let ended = run(&mut fixture.ctx, id, Wait::Forever, &Cancel::new(), &mut progress).unwrap();
    drop(progress);
    ends.unwrap().join().unwrap();
    assert_eq!((ended.job.state, ended.job.tally), (JobState::Done, tally(0, 2, 0, 0)));
}

#[test]
fn departments_jobs_and_reports_go_with_an_export_and_come_back_with_it() {
    let mut fixture = school(&["A", "B", "C"]);
    let done = fixture.deletion(&["A"]).id;
    fixture.start(done);
    let half = fixture.deletion(&["B", "C"]).id;
    // Somebody stands inside, the database open, while the host exports, and then replaces what is there.
    let mut inside = fixture.other();
    assert_eq!(department::list(&mut inside).unwrap().len(), 2);
    let files = fixture.at_the_host(|fixture| {
        fixture.done(exporting(), 1..=1);
        super::export::exports(fixture)
    });
    let c = department::get(&mut inside, "C").unwrap();
    department::delete(&mut inside, c.id, c.rev).unwrap();
    let replaced = fixture.at_the_host(|fixture| super::export::restored(fixture, &files, Existing::Replace));
    assert_eq!(replaced.tally, tally(0, 1, 0, 0));
    let codes: Vec<_> = department::list(&mut inside).unwrap().into_iter().map(|row| row.code).collect();
    assert_eq!(codes, ["B", "C"]);
    let b = department::get(&mut inside, "B").unwrap();
    department::delete(&mut inside, b.id, b.rev).unwrap();
    // The plan and the report that the export held are there; what came after it is not.
    let ended = fixture.start(half).job;
    assert_eq!((ended.state, ended.tally), (JobState::Done, tally(0, 1, 0, 1)));
    assert_eq!(fixture.undo(done).tally, tally(0, 1, 0, 0));
    assert_eq!(fixture.codes(), ["A"]);
    assert_eq!(audit::verify(&mut fixture.ctx).unwrap().broken, None);

    // Deleting takes all of it away, bringing it back all of it back.
    let jobs = fixture.jobs();
    let deleted = fixture.at_the_host(|fixture| fixture.done(super::export::deletion(), 1..=1).id);
    assert!(job::list(&mut fixture.ctx, None, None, i64::MAX, 9).is_err());
    fixture.at_the_host(|fixture| fixture.undo(deleted));
    assert_eq!((fixture.codes(), fixture.jobs()), (vec!["A".to_owned()], jobs));
}

#[test]
fn whoever_has_a_job_inside_keeps_the_whole_from_being_removed_until_he_lets_go_or_has_lost_it() {
    for is_lost in [false, true] {
        let mut fixture = school(&["A", "B", "C"]);
        let id = fixture.deletion(&["A", "B"]).id;
        job::authorise(&mut fixture.ctx, id).unwrap();
        let mut other = fixture.other();
        let running = job::take(&mut other, id).unwrap();
        let remove = |fixture: &mut Fixture| {
            let task = Task::Delete { export_first: crate::domain::job::ExportFirst::Yes };
            fixture.at_the_host(|fixture| fixture.done(task, 1..=1))
        };
        let refused = remove(&mut fixture);
        assert_eq!(refused.tally, tally(0, 0, 0, 1), "{refused:?}");
        let rows = fixture.at_the_host(|fixture| fixture.verdicts(refused.id));
        assert!(matches!(&rows[..], [Some(Verdict::Failed(Reason::Busy { .. }))]), "{rows:?}");
        assert_eq!(fixture.codes(), ["A", "B", "C"]);
        if is_lost {
            // Another file was put in the place of the database, say: the process does not know yet.
            interference::lose_jobs(&fixture.path());
        } else {
            let first = job::act::waiting(&mut other, &running, 0, 1).unwrap();
            job::act(&mut other, &running, &first).unwrap();
            job::halt(&mut other, &running, crate::domain::job::Wish::Pause, None).unwrap();
        }
        assert_eq!(remove(&mut fixture).tally, tally(0, 1, 0, 0), "{is_lost}");
    }
}
