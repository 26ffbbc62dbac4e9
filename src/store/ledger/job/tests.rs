use super::read::find;
use super::target::{RowFilter, mark, outcomes, rows, waiting};
use super::*;
use crate::domain::access::Identity;
use crate::domain::job::{Effect, JobState, Reason, TargetState, Verdict, Wish};
use crate::store::registry::Registry;
use crate::store::registry::tests::fresh;

fn author() -> Actor {
    Actor { identity: Identity::Owner, os_user: "host".to_owned(), ssh_client: String::new(), ssh_key: String::new() }
}

fn planned(registry: &mut Registry, count: u32) -> JobId {
    let targets: Vec<NewTarget> = (1..=count)
        .map(|number| NewTarget {
            number: EstablishmentNumber(number),
            object: String::new(),
            label: format!("school {number}"),
            given: Given::Nothing,
            forecast: if number == 2 { Forecast::Skip(Reason::AlreadyBlocked) } else { Forecast::Do },
        })
        .collect();
    let task = Task::Block { reason: "r".to_owned(), until: None };
    let selection = Selection::Matching { filter: "brest".to_owned(), except: Vec::new() };
    let new = NewJob {
        task: &task,
        is_exclusive: true,
        selection: &selection,
        name: "",
        author: &author(),
        undo_of: None,
        impact: Impact::default(),
    };
    registry.write(|tx| insert(tx, &new, &targets, Timestamp(100))).unwrap()
}

#[test]
fn a_target_is_marked_once_and_the_tally_follows() {
    let (_folder, mut registry) = fresh();
    let id = planned(&mut registry, 3);
    let done = Verdict::Done(Effect::Nothing);
    let failed = Verdict::Failed(Reason::Full);
    let first = registry.write(|tx| mark(tx, id, 1, &done, Timestamp(101))).unwrap();
    let again = registry.write(|tx| mark(tx, id, 1, &failed, Timestamp(102))).unwrap();
    assert!(first && !again);
    registry.write(|tx| mark(tx, id, 3, &failed, Timestamp(103))).unwrap();
    let job = registry.read(|tx| find(tx, id)).unwrap().unwrap().job;
    assert_eq!((job.tally.waiting, job.tally.done, job.tally.skipped, job.tally.failed), (1, 1, 0, 1));
    let left = registry.read(|tx| waiting(tx, id, 0, 10)).unwrap();
    assert_eq!(left.iter().map(|target| target.position).collect::<Vec<_>>(), [2]);
    let failed_rows = registry
        .read(|tx| rows(tx, id, &RowFilter { state: Some(TargetState::Failed), ..RowFilter::default() }, 0, 10))
        .unwrap();
    assert_eq!(failed_rows.len(), 1);
    assert_eq!(failed_rows[0].verdict, Some(failed));
    let groups = registry.read(|tx| outcomes(tx, id)).unwrap();
    assert_eq!(groups.iter().map(|group| group.count).sum::<u32>(), 3);
}

#[test]
fn a_job_belongs_to_the_process_that_took_it() {
    let (_folder, mut registry) = fresh();
    let id = planned(&mut registry, 1);
    registry.write(|tx| run::take(tx, id, "me", &author(), Timestamp(110))).unwrap();
    let order = registry.read(|tx| run::order(tx, id, "me")).unwrap().unwrap();
    assert_eq!((order.wish, order.turn), (Wish::GoOn, 1));
    assert_eq!(registry.read(|tx| run::order(tx, id, "other")).unwrap(), None);
    registry.write(|tx| run::wish(tx, id, Wish::Cancel)).unwrap();
    assert_eq!(registry.read(|tx| run::order(tx, id, "me")).unwrap().unwrap().wish, Wish::Cancel);
    registry.write(|tx| run::stop(tx, id, JobState::Cancelled, None, (Timestamp(120), Timestamp(121)))).unwrap();
    assert_eq!(registry.read(|tx| run::order(tx, id, "me")).unwrap(), None);
    let job = registry.read(|tx| find(tx, id)).unwrap().unwrap().job;
    assert_eq!(
        (job.state, job.ended_at, job.heartbeat_at),
        (JobState::Cancelled, Some(Timestamp(121)), Some(Timestamp(120)))
    );
}

#[test]
fn an_earlier_job_holds_what_it_still_has_to_handle() {
    let (_folder, mut registry) = fresh();
    let (first, second) = (planned(&mut registry, 2), planned(&mut registry, 2));
    registry.write(|tx| run::take(tx, first, "one", &author(), Timestamp(110))).unwrap();
    registry.write(|tx| run::take(tx, second, "two", &author(), Timestamp(111))).unwrap();
    let number = EstablishmentNumber(1);
    let seen = |registry: &mut Registry, id, turn| registry.read(|tx| run::holders(tx, number, id, turn)).unwrap();
    assert_eq!(seen(&mut registry, second, 2).iter().map(|holder| holder.job).collect::<Vec<_>>(), [first]);
    assert!(seen(&mut registry, first, 1).is_empty());
    registry.write(|tx| mark(tx, first, 1, &Verdict::Done(Effect::Nothing), Timestamp(112))).unwrap();
    assert!(seen(&mut registry, second, 2).is_empty());
}
