//! Counting against plain counting, and whether a change can be missed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::{Just, Strategy, prop_oneof};
use rusqlite::{Connection, params};

use super::account::{Category, Level, NewAccount};
use super::figures::count;
use super::fingerprint::look;
use super::image::{self, Contents};
use super::teaching::{Course, CourseKind, Enrolment, Evaluation, Grade, Module, Semester, Teaching};
use crate::domain::account::SignInMode;
use crate::domain::contact::Contact;
use crate::domain::department::DepartmentDraft;
use crate::domain::enrolment::Status;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::job::Reason;
use crate::domain::password::Secret;
use crate::domain::statistics::Figures;
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::store::error::Error;
use crate::store::files;

const NUMBER: EstablishmentNumber = EstablishmentNumber(7);
const SINCE: Timestamp = Timestamp(1000);
/// A kernel's clock goes in steps of at most 10 ms.
const STEP_NS: i128 = 20_000_000;

fn credential() -> Secret {
    Secret::new("right".into())
}

fn account(login: &str, category: Category, last: Option<i64>, left: Option<i64>) -> NewAccount {
    NewAccount {
        login: login.into(),
        last_name: login.into(),
        first_name: String::new(),
        email: String::new(),
        level: Level::User,
        category,
        left_at: left.map(Timestamp),
        password: "x".into(),
        password_until: None,
        created_at: Timestamp(0),
        last_sign_in_at: last.map(Timestamp),
    }
}

fn teaching() -> Teaching {
    let evaluation = |at| Evaluation { module: 1, title: "E".into(), author: 1, created_at: Timestamp(at) };
    let grade = |evaluation, learner, at| Grade {
        evaluation,
        learner,
        hundredths: Some(1200),
        entered_by: 1,
        entered_at: Timestamp(at),
    };
    let statuses = Status::ALL.into_iter().chain([Status::Completed]);
    let courses = (1..=8).map(|number| Course {
        code: format!("C{number}"),
        name: "Cours".into(),
        kind: CourseKind::ELearning,
        created_at: Timestamp(0),
    });
    Teaching {
        departments: vec![DepartmentDraft { code: "RT".into(), name: "Réseaux".into() }],
        semesters: vec![Semester {
            department: "RT".into(),
            title: "S1".into(),
            starts_on: "2026-09-01".into(),
            ends_on: "2027-01-31".into(),
        }],
        modules: vec![Module { semester: 1, code: "M".into(), title: "M".into(), responsible: 1 }],
        evaluations: vec![evaluation(10), evaluation(1000), evaluation(5000)],
        grades: vec![grade(1, 2, 10), grade(2, 2, 1500), grade(3, 3, 5000)],
        courses: courses.collect(),
        enrolments: statuses
            .zip(1..)
            .map(|(status, course)| Enrolment { course, learner: 3, status, created_at: Timestamp(0) })
            .collect(),
    }
}

fn database(folder: &Path) -> PathBuf {
    let path = folder.join("7.sqlite");
    let contact = Contact { last_name: "A".into(), first_name: "B".into(), email: None };
    let draft =
        Draft { zone: ZoneNumber(1), location: "Brest".into(), denomination: "Collège".into(), uai: None, contact };
    let accounts = [
        account("staff", Category::Staff, Some(1000), None),
        account("learner", Category::Learner, Some(999), None),
        account("learner2", Category::Learner, Some(4000), None),
        account("never", Category::Learner, None, None),
        account("left", Category::Staff, Some(9000), Some(9500)),
    ];
    let contents = Contents {
        number: NUMBER,
        credential: &credential(),
        draft: &draft,
        accounts: &accounts,
        known: &[],
        sign_in_mode: SignInMode::Cas,
        teaching: &teaching(),
        people: &crate::store::establishment::people::People::default(),
    };
    files::write_private(&path, &image::build(&contents).unwrap()).unwrap();
    path
}

fn figures(path: &Path) -> Figures {
    count(path, NUMBER, &credential(), SINCE).unwrap().figures
}

fn names(folder: &Path) -> Vec<String> {
    files::list(folder).unwrap().iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn everything_is_counted_once_and_who_left_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = database(folder.path());
    let counted = count(&path, NUMBER, &credential(), SINCE).unwrap();
    let expected = Figures {
        last_sign_in_at: Some(Timestamp(4000)),
        staff: 1,
        staff_connected: 1,
        learners: 3,
        learners_connected: 1,
        evaluations: 3,
        evaluations_recent: 2,
        grades: 3,
        grades_recent: 2,
        enrolments: [1, 1, 2, 1, 1, 1, 1],
        size_bytes: std::fs::metadata(&path).unwrap().len(),
        sign_in_mode: SignInMode::Cas,
    };
    assert_eq!(counted.figures, expected);
    assert_eq!(counted.oldest_recent, Some(Timestamp(1000)));
    assert_eq!(counted.fingerprint, None, "it was written a moment ago");
    // In a database whose journal was turned into a log as well, nothing is left beside it.
    Connection::open(&path).unwrap().query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
    assert_eq!(figures(&path), expected);
    assert_eq!(names(folder.path()), ["7.sqlite"]);
}

#[test]
fn s15_what_cannot_be_read_has_its_cause() {
    let folder = tempfile::tempdir().unwrap();
    let path = database(folder.path());
    let fails = |path: &Path| count(path, NUMBER, &credential(), SINCE).unwrap_err();
    assert!(matches!(count(&path, EstablishmentNumber(8), &credential(), SINCE), Err(Error::Foreign { .. })));
    assert!(matches!(count(&path, NUMBER, &Secret::new("wrong".into()), SINCE), Err(Error::Foreign { .. })));
    assert!(matches!(fails(&folder.path().join("gone.sqlite")), Error::File { .. }));
    let locker = Connection::open(&path).unwrap();
    locker.execute_batch("begin exclusive").unwrap();
    assert!(matches!(fails(&path), Error::Busy));
    locker
        .execute_batch("rollback; pragma locking_mode = exclusive; pragma journal_mode = wal; begin exclusive")
        .unwrap();
    assert!(matches!(fails(&path), Error::Busy));
    locker.execute_batch("update account set last_sign_in_at = 8000 where id = 1; commit").unwrap();
    assert!(matches!(fails(&path), Error::Busy));
    drop(locker);
    assert_eq!(figures(&path).last_sign_in_at, Some(Timestamp(8000)));
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.truncate(3000);
    bytes[1024..].fill(0xa5);
    std::fs::write(&path, bytes).unwrap();
    assert!(fails(&path).is_lasting());
    assert_ne!(Reason::Gone.word(), "");
}

#[test]
fn a_log_that_is_in_use_is_counted_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = database(folder.path());
    let before = figures(&path);
    let worker = Connection::open(&path).unwrap();
    worker.execute_batch("pragma journal_mode = wal; update account set last_sign_in_at = 6000 where id = 2").unwrap();
    let after = figures(&path);
    assert_eq!(after.last_sign_in_at, Some(Timestamp(6000)));
    assert_eq!(after.learners_connected, before.learners_connected + 1);
    assert!(after.size_bytes > before.size_bytes);
}

/// Something that happens to a database.
#[derive(Debug, Clone)]
enum Event {
    SignIn(i64),
    Grade(u32),
    Opens,
    Closes,
    Checkpoint,
    Log,
    Journal,
    Vacuum,
    /// It is put back as it was, with the time that it had then.
    Restore,
    /// Its time is set back.
    Touch,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0_i64..9000).prop_map(Event::SignIn),
        4 => (0_u32..2000).prop_map(Event::Grade),
        1 => Just(Event::Opens),
        1 => Just(Event::Closes),
        1 => Just(Event::Checkpoint),
        1 => Just(Event::Log),
        1 => Just(Event::Journal),
        1 => Just(Event::Vacuum),
        1 => Just(Event::Restore),
        1 => Just(Event::Touch),
    ]
}

fn set_times(path: &Path, modified: std::time::SystemTime) {
    std::fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
}

fn happen(path: &Path, own: &mut Option<Connection>, event: &Event) {
    let run = |own: &mut Option<Connection>, sql: &str, value: i64| {
        let passing = own.is_none().then(|| Connection::open(path).unwrap());
        let connection = passing.as_ref().or(own.as_ref()).unwrap();
        // The journal cannot be changed while somebody else is there; that is fine.
        let _ = connection.prepare(sql).and_then(|mut statement| {
            let given = if statement.parameter_count() == 1 { params![value] } else { params![] };
            let mut rows = statement.query(given)?;
            while rows.next()?.is_some() {}
            Ok(())
        });
    };
    match event {
        Event::SignIn(at) => run(own, "update account set last_sign_in_at = $1 where id = 1", *at),
        Event::Grade(value) => run(own, "update grade set hundredths = $1, entered_at = $1", i64::from(*value)),
        Event::Opens => *own = Some(Connection::open(path).unwrap()),
        Event::Closes => *own = None,
        Event::Checkpoint => run(own, "pragma wal_checkpoint(truncate)", 0),
        Event::Log => run(own, "pragma journal_mode = wal", 0),
        Event::Journal => run(own, "pragma journal_mode = delete", 0),
        Event::Vacuum => run(own, "vacuum", 0),
        Event::Restore => {
            *own = None;
            let kept = path.with_extension("kept");
            let modified = std::fs::metadata(path).unwrap().modified().unwrap();
            std::fs::copy(&kept, path.with_extension("new")).unwrap();
            set_times(&path.with_extension("new"), modified);
            let _ = std::fs::remove_file(files::with_suffix(path, "-wal"));
            std::fs::rename(path.with_extension("new"), path).unwrap();
        }
        Event::Touch => set_times(path, std::time::UNIX_EPOCH),
    }
}

#[test]
fn whatever_happens_no_change_of_the_figures_goes_unseen() {
    let config = proptest::test_runner::Config { cases: 24, failure_persistence: None, ..Default::default() };
    proptest::proptest!(config, |(events in proptest::collection::vec(event(), 1..12))| {
        let folder = tempfile::tempdir().unwrap();
        let path = database(folder.path());
        std::fs::copy(&path, path.with_extension("kept")).unwrap();
        let mut own = None;
        for event in &events {
            let mut before = look(&path).unwrap();
            while !before.is_left_alone_for(STEP_NS) {
                std::thread::park_timeout(Duration::from_millis(2));
                before = look(&path).unwrap();
            }
            let figures_before = figures(&path);
            // Reading through a log may have set up its index; that is no change, but it is looked at anew.
            let before = look(&path).unwrap();
            happen(&path, &mut own, event);
            let after = look(&path).unwrap();
            if before.text == after.text {
                proptest::prop_assert_eq!(figures_before, figures(&path), "{:?} went unseen", event);
            }
        }
    });
}
