//! Statistics of many: streamed, kept under a date, read again only where something changed.

use std::time::Duration;

use super::{Fixture, NOW, tally};
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{JobState, Task};
use crate::domain::statistics::{Line, SnapshotId, Totals};
use crate::domain::time::DAY_S;
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::statistics::{Ended, Request, compute, write};
use crate::operations::exchange::Output;
use crate::operations::statistics::{self, Reading};
use crate::operations::{Clock, Context, Options, establishment};
use crate::store::establishment::interference;

pub(super) fn request() -> Request {
    Request { numbers: None, reading: Reading::Changed, kept: 60 }
}

pub(super) fn counted(ctx: &mut Context, request: &Request) -> (Ended, Vec<Line>) {
    let mut lines = Vec::new();
    let ended = compute(ctx, request, &Cancel::new(), &mut Progress::silent(), |some| lines.extend(some)).unwrap();
    (ended, lines)
}

fn path(fixture: &Fixture, number: u32) -> std::path::PathBuf {
    fixture.ctx.home().shelf().shown(EstablishmentNumber(number)).into()
}

/// Waits until no file is too young to have a fingerprint.
fn settle(fixture: &Fixture, count: u32) {
    for number in 1..=count {
        while fixture.ctx.home().shelf().look(EstablishmentNumber(number)).is_ok_and(|look| !look.is_settled()) {
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }
}

fn sign_in(fixture: &Fixture, number: u32, at: i64) {
    interference::sign_in(&path(fixture, number), at);
}

#[test]
fn s15_broken_schools_are_lines_with_their_cause_and_out_of_the_totals() {
    let mut fixture = Fixture::new(40);
    std::fs::write(path(&fixture, 7), vec![7; 4096]).unwrap();
    let lockers = [11, 30].map(|number| interference::hold(&path(&fixture, number)));
    let (ended, lines) = counted(&mut fixture.ctx, &request());
    assert!(ended.is_complete);
    assert_eq!(lines.iter().map(|line| line.number.0).collect::<Vec<_>>(), (1..=40).collect::<Vec<_>>());
    let broken: Vec<_> =
        lines.iter().filter_map(|line| Some((line.number.0, line.figures.as_ref().err()?.word()))).collect();
    assert_eq!(broken, [(7, "damaged"), (11, "busy"), (30, "busy")]);
    let totals = ended.making.totals;
    assert_eq!((totals.establishments, totals.unread, totals.sums.staff), (37, 3, 37));
    // The dated snapshot says the same later on.
    let [snapshot] = statistics::list(&mut fixture.ctx).unwrap().try_into().unwrap();
    assert_eq!((snapshot.is_complete, &snapshot.totals), (true, &totals));
    let kept = statistics::lines(&mut fixture.ctx, snapshot.id).unwrap();
    assert_eq!(kept, lines);
    assert_eq!(Totals::of(&kept, snapshot.at), totals);
    // Once they are free they are counted, and the first snapshot stays as it was.
    drop(lockers);
    let (ended, _) = counted(&mut fixture.ctx, &request());
    assert_eq!((ended.making.totals.establishments, ended.making.totals.unread), (39, 1));
    assert_eq!(statistics::lines(&mut fixture.ctx, snapshot.id).unwrap(), kept);
}

#[test]
fn only_what_changed_is_read_again() {
    let mut fixture = Fixture::new(12);
    settle(&fixture, 12);
    let read = |fixture: &mut Fixture| {
        let (ended, lines) = counted(&mut fixture.ctx, &request());
        (ended.making.read, lines)
    };
    assert_eq!(read(&mut fixture).0, 12);
    let (again, first) = read(&mut fixture);
    assert_eq!(again, 0);
    sign_in(&fixture, 5, NOW.0 - DAY_S);
    let (again, lines) = read(&mut fixture);
    assert_eq!(again, 1);
    assert_eq!(lines[4].figures.as_ref().unwrap().staff_connected, 1);
    assert!(lines.iter().zip(&first).filter(|(now, then)| now != then).count() == 1);
    // Just written, it has no fingerprint yet and is read once more.
    settle(&fixture, 12);
    assert_eq!((read(&mut fixture).0, read(&mut fixture).0), (1, 0));
    let everything = Request { reading: Reading::Everything, ..request() };
    assert_eq!(counted(&mut fixture.ctx, &everything).0.making.read, 12);
    // Half a year later the same sign-in is no longer recent, although the file is the same.
    let later = Clock::Fixed(NOW.plus_s(200 * DAY_S));
    let mut ctx = Context::open(
        fixture.ctx.home(),
        At::Host,
        super::actor(crate::domain::access::Identity::Owner),
        later,
        Options::default(),
    )
    .unwrap();
    let (ended, lines) = counted(&mut ctx, &request());
    assert_eq!((ended.making.read, lines[4].figures.as_ref().unwrap().staff_connected), (1, 0));
    let history = statistics::history(&mut fixture.ctx, EstablishmentNumber(5)).unwrap();
    assert_eq!(history.iter().map(|(_, one)| one.as_ref().unwrap().staff_connected).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn no_figure_of_a_snapshot_that_went_is_told_under_another_date() {
    let mut fixture = Fixture::new(3);
    let first = EstablishmentNumber(1);
    let of_some = Request { numbers: Some(vec![first]), reading: Reading::Everything, kept: 2 };
    counted(&mut fixture.ctx, &request());
    for day in 1..=5 {
        sign_in(&fixture, 1, NOW.0 + day);
        counted(&mut super::retention::later(&fixture, day), &of_some);
    }
    let history = statistics::history(&mut fixture.ctx, first).unwrap();
    let told: Vec<_> = history.iter().map(|(at, one)| (*at, one.as_ref().unwrap().last_sign_in_at)).collect();
    let counted_on = |day: i64| (NOW.plus_s(day * DAY_S), Some(NOW.plus_s(day)));
    assert_eq!(told, [(NOW, None), counted_on(4), counted_on(5)]);
    // Nothing of the second of them is left.
    let mut numbers = |id: i64| {
        let lines = statistics::lines(&mut fixture.ctx, SnapshotId(id)).unwrap();
        lines.into_iter().map(|line| line.number.0).collect::<Vec<_>>()
    };
    assert_eq!((numbers(3), numbers(1)), (vec![2, 3], vec![1, 2, 3]));
}

#[test]
fn snapshots_keep_what_was_and_the_oldest_go() {
    let mut fixture = Fixture::new(3);
    let (_, first) = counted(&mut fixture.ctx, &request());
    let input = establishment::DeleteInput { confirmation: None, export_first: establishment::ExportFirst::No };
    establishment::delete(&mut fixture.ctx, EstablishmentNumber(2), &input).unwrap();
    let (_, second) = counted(&mut fixture.ctx, &request());
    let part = Request { numbers: Some(vec![EstablishmentNumber(3), EstablishmentNumber(99)]), ..request() };
    let (_, third) = counted(&mut fixture.ctx, &part);
    assert_eq!([first.len(), second.len(), third.len()], [3, 2, 1]);
    let listed: Vec<_> = statistics::list(&mut fixture.ctx).unwrap();
    let kept = |ctx: &mut Context, at: usize| {
        let lines = statistics::lines(ctx, listed[at].id).unwrap();
        lines.iter().map(|line| line.number.0).collect::<Vec<_>>()
    };
    assert_eq!(
        (kept(&mut fixture.ctx, 2), kept(&mut fixture.ctx, 1), kept(&mut fixture.ctx, 0)),
        (vec![1, 2, 3], vec![1, 3], vec![3])
    );
    let last = |fixture: &mut Fixture, request: Request| {
        counted(&mut fixture.ctx, &request);
        statistics::list(&mut fixture.ctx).unwrap().iter().map(|one| one.id.0).collect::<Vec<_>>()
    };
    assert_eq!(last(&mut fixture, Request { kept: 2, ..request() }), [4, 3, 2], "two of all, and the one of a part");
    let left = statistics::list(&mut fixture.ctx).unwrap();
    assert_eq!(statistics::lines(&mut fixture.ctx, left[1].id).unwrap(), third);
    assert_eq!(statistics::lines(&mut fixture.ctx, left[0].id).unwrap().len(), 2);
    for expected in [[5, 4, 3, 2], [6, 5, 4, 2], [7, 6, 4, 2]] {
        let few = Request { numbers: Some(vec![EstablishmentNumber(3)]), kept: 2, ..request() };
        assert_eq!(last(&mut fixture, few), expected, "no part takes one of all");
    }
    assert_eq!(statistics::lines(&mut fixture.ctx, listed[1].id).unwrap(), second);
}

/// What is deleted since is marked, and neither counted, nor asleep.
#[test]
fn what_is_gone_since_a_count_is_in_no_total_and_asleep_nowhere() {
    let mut fixture = Fixture::new(3);
    let later = super::retention::later;
    let mut ctx = later(&fixture, 400);
    counted(&mut ctx, &request());
    let totals = |ctx: &mut Context| statistics::list(ctx).unwrap().remove(0);
    let before = totals(&mut ctx);
    assert_eq!((before.totals.establishments, before.totals.asleep), (3, 3));
    let input = establishment::DeleteInput { confirmation: None, export_first: establishment::ExportFirst::No };
    establishment::delete(&mut fixture.ctx, EstablishmentNumber(2), &input).unwrap();
    let after = totals(&mut ctx);
    assert_eq!((after.totals.establishments, after.totals.asleep, after.totals.sums.staff), (2, 2, 2));
    let lines = statistics::lines(&mut ctx, after.id).unwrap();
    assert_eq!(lines.iter().map(Line::is_gone).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(Totals::of(&lines, after.at), Totals { ..after.totals.clone() }, "every door says the same");
    let limit = crate::domain::statistics::since(after.at, 6);
    assert!(!lines[1].is_asleep_since(limit) && lines[0].is_asleep_since(limit));
}

#[test]
fn a_cancelled_count_keeps_what_it_has_and_says_so() {
    let mut fixture = Fixture::new(3);
    let cancel = Cancel::new();
    cancel.cancel();
    let ended = compute(&mut fixture.ctx, &request(), &cancel, &mut Progress::silent(), |_| {}).unwrap();
    assert!(!ended.is_complete);
    assert!(!statistics::list(&mut fixture.ctx).unwrap()[0].is_complete);
}

#[test]
fn as_a_job_it_reports_each_target_and_makes_a_snapshot() {
    let mut fixture = Fixture::new(4);
    std::fs::remove_file(path(&fixture, 2)).unwrap();
    let job = fixture.done(Task::ComputeStatistics, 1..=4);
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 3, 0, 1)));
    let [snapshot] = statistics::list(&mut fixture.ctx).unwrap().try_into().unwrap();
    assert_eq!((snapshot.totals.establishments, snapshot.totals.unread), (3, 1));
    assert_eq!(statistics::lines(&mut fixture.ctx, snapshot.id).unwrap().len(), 4);
}

#[test]
fn lines_are_written_whole_and_harmless() {
    let mut fixture = Fixture::new(2);
    std::fs::write(path(&fixture, 2), "").unwrap();
    let (_, mut lines) = counted(&mut fixture.ctx, &request());
    "=cmd()".clone_into(&mut lines[0].denomination);
    let words = crate::i18n::Catalogue::new(crate::domain::language::Language::French);
    let csv = fixture.folder.path().join("a.csv");
    let home = fixture.ctx.home().clone();
    let begin = |path: &std::path::Path| Output::begin(&home, path);
    write(&mut fixture.ctx, (&lines, "brest"), &words, begin(&csv).unwrap()).unwrap();
    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(text.starts_with("\u{feff}\"number\";") && text.contains("\"'=cmd()\"") && text.contains("\"foreign\""));
    assert_eq!(text.lines().map(|line| line.matches(';').count()).collect::<Vec<_>>(), [25, 25, 25]);
    assert!(begin(&csv).is_err(), "never overwritten");
    let json = fixture.folder.path().join("a.json");
    write(&mut fixture.ctx, (&lines, ""), &words, begin(&json).unwrap()).unwrap();
    let text = std::fs::read_to_string(&json).unwrap();
    let records: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((records[0]["staff"].as_u64(), records[1]["cause"].as_str()), (Some(1), Some("foreign")));
}
