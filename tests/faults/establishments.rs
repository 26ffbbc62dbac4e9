//! Each verb under every fault, and under pairs of them.

use super::acts::{
    ADOPTION, Act, CREATION, DELETE_THREE, DELETION, EDIT, EXPORT_THREE, MIGRATION, RECREATION, REPLACE_THREE, RESET,
    RETURN, THREE, Told, UNDO_THREE,
};
use super::ground::{self, intendant};
use super::inside_mails::{RESET_PEOPLE, TAKE_IN, TAKE_IN_SECRETS};
use super::jobs::{BLOCK, MOVE, RESETS, UNBLOCK, UNDO};
use super::more_jobs::{COUNT, EXPORT_TABLES, SEND, TAKE_BACK, WRITE};
use super::own_base::{ERASURE, PUT_BACK};
use super::people_jobs::{BRING_BACK, DELETE, GRANT, IMPORT, UNDO_GRANT};
use super::support::faults::{Error, Kind, Lasts, Outcome, Plan, Run, Summary, enumerate_all, enumerate_pairs, seed};

/// What differs in kind: killed, killed in the middle of a write, an error that goes away, a disk that stays full.
const USUAL: [Kind; 4] =
    [Kind::Kill, Kind::Torn, Kind::Fails(Error::Io, Lasts::Once), Kind::Fails(Error::NoSpace, Lasts::Sticky)];
/// The same two errors the other way round.
const TURNED: [Kind; 2] = [Kind::Fails(Error::Io, Lasts::Sticky), Kind::Fails(Error::NoSpace, Lasts::Once)];
/// Killed after a call, a used-up quota, a read-only disk, and one that is full until something is deleted.
const OTHERS: [Kind; 6] = [
    Kind::KillAfter,
    Kind::Fails(Error::Quota, Lasts::Once),
    Kind::Fails(Error::Quota, Lasts::Sticky),
    Kind::Fails(Error::ReadOnly, Lasts::Once),
    Kind::Fails(Error::ReadOnly, Lasts::Sticky),
    Kind::Fails(Error::NoSpace, Lasts::UntilFreed),
];
/// What happens before the program that recovers meets the usual ones.
const FIRST: [Kind; 3] = [Kind::Kill, Kind::Fails(Error::Io, Lasts::Once), Kind::Fails(Error::NoSpace, Lasts::Sticky)];

/// How much is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Usual,
    Long,
    All,
}

fn length() -> Length {
    let asked = std::env::var("INTENDANT_FAULTS").unwrap_or_default();
    let known = [("", Length::Usual), ("long", Length::Long), ("all", Length::All)];
    let found = known.into_iter().find(|(word, _)| *word == asked);
    found.expect("INTENDANT_FAULTS can only be `long` or `all`").1
}

fn told(outcome: &Outcome) -> Told {
    if outcome.status.success() { Told::Done } else { Told::Nothing }
}

/// The usual faults at every call where they are a case of their own, or every few of these; the others more seldom.
fn usual(every: u64) -> [Plan<'static>; 3] {
    [
        Plan::distinct(&USUAL, every, seed()),
        Plan::distinct(&TURNED, 4 * every, seed()),
        Plan::distinct(&OTHERS, 12 * every, seed()),
    ]
}

/// The same, at every few of the calls that all verbs make: opening and closing the registry.
pub(crate) fn usual_but_registry(every: u64) -> [Plan<'static>; 3] {
    usual(every).map(|plan| plan.sparing(ground::opens_or_closes, 6))
}

/// Every fault at every call.
fn each() -> [Plan<'static>; 3] {
    [Plan::from(&USUAL), Plan::from(&TURNED), Plan::from(&OTHERS)]
}

fn go_through(act: &Act, how: &str, plans: [Plan<'static>; 3]) {
    let summary = enumerate_all(
        &plans,
        act.prepare,
        |root| Run::from(intendant(root, act.arguments)),
        |root, outcome| (act.check)(root, told(outcome)),
    );
    report(act, how, summary);
}

/// A verb by itself. Opening and closing the registry is gone through with a creation alone.
fn singly(act: &Act) {
    let plans = match length() {
        Length::Usual if act.arguments == CREATION.arguments => usual(1),
        Length::Usual => usual_but_registry(1),
        Length::Long | Length::All => each(),
    };
    go_through(act, "alone", plans);
}

/// A sample of the same, for what goes the same way as another verb; all of it in a long run.
fn sampled(act: &Act) {
    let plans = match length() {
        Length::Usual => usual_but_registry(2),
        Length::Long | Length::All => each(),
    };
    go_through(act, "sampled", plans);
}

/// Jobs on several: their verbs have more calls, so that every few are met always, and all in a long run.
fn jobs(act: &Act) {
    let plans = match length() {
        Length::Usual => usual_but_registry(3),
        Length::Long => [Plan::thin(&USUAL, 2), Plan::thin(&TURNED, 2), Plan::thin(&OTHERS, 8)],
        Length::All => each(),
    };
    go_through(act, "as a job", plans);
}

/// Jobs inside, which all go one way: a sample of each.
fn inside(act: &Act) {
    let plans = match length() {
        Length::Usual => usual_but_registry(4),
        Length::Long => [Plan::thin(&USUAL, 4), Plan::thin(&TURNED, 4), Plan::thin(&OTHERS, 16)],
        Length::All => each(),
    };
    go_through(act, "inside", plans);
}

/// `spread` thins the pairs of a longer verb.
fn in_pairs(act: &Act, spread: u64) {
    let plans = match length() {
        Length::Usual => (Plan::distinct(&FIRST, 8 * spread, seed()), Plan::distinct(&USUAL, 6, seed())),
        Length::Long => (Plan::thin(&FIRST, 3 * spread), Plan::thin(&USUAL, 4)),
        Length::All => (Plan::from(&FIRST), Plan::from(&USUAL)),
    };
    let summary = enumerate_pairs(
        plans,
        act.prepare,
        |root| Run::from(intendant(root, act.arguments)),
        |root| Run::from(intendant(root, &["mail", "send"])),
        |root, first, _| (act.check)(root, told(first)),
    );
    report(act, "in pairs", summary);
}

#[expect(clippy::print_stdout, reason = "seen with --nocapture only, where a long run tells how far it is")]
fn report(act: &Act, how: &str, summary: Summary) {
    assert!(summary.cases > 0, "no fault happened");
    println!("{} {how}: {summary:?}", act.arguments.get(1).unwrap_or(&""));
}

#[test]
fn s07_a_creation_is_whole_or_absent() {
    singly(&CREATION);
}

#[test]
fn s07_a_deletion_is_whole_or_absent_and_its_export_survives() {
    singly(&DELETION);
}

#[test]
fn s07_an_edit_reaches_both_databases_or_none() {
    singly(&EDIT);
}

#[test]
fn an_older_database_is_brought_up_to_date_once() {
    singly(&MIGRATION);
}

#[test]
fn a_database_is_made_again_or_missing() {
    sampled(&RECREATION);
}

#[test]
fn a_file_that_becomes_an_establishments_own_is_named_in_the_audit() {
    sampled(&ADOPTION);
}

#[test]
fn a_database_is_back_in_its_place_and_named_or_can_be_put_back() {
    sampled(&RETURN);
}

#[test]
fn a_reset_changes_the_password_exactly_when_its_mail_goes() {
    singly(&RESET);
}

#[test]
fn an_import_of_three_keeps_what_it_acknowledged_and_can_be_run_again() {
    singly(&THREE);
}

#[test]
fn a_job_in_the_registry_does_every_target_once() {
    singly(&BLOCK);
}

#[test]
fn a_job_that_moves_does_every_target_once() {
    sampled(&MOVE);
}

#[test]
fn a_job_that_undoes_another_does_every_target_once() {
    sampled(&UNDO);
}

#[test]
fn a_job_across_databases_does_every_target_once() {
    singly(&RESETS);
}

#[test]
fn a_creation_is_whole_or_absent_when_its_recovery_fails_too() {
    in_pairs(&CREATION, 1);
}

#[test]
fn a_deletion_is_whole_or_absent_when_its_recovery_fails_too() {
    in_pairs(&DELETION, 1);
}

#[test]
fn an_edit_reaches_both_databases_or_none_when_its_recovery_fails_too() {
    in_pairs(&EDIT, 1);
}

#[test]
fn a_reset_and_its_mail_go_together_when_its_recovery_fails_too() {
    in_pairs(&RESET, 1);
}

#[test]
fn an_import_keeps_what_it_acknowledged_when_its_recovery_fails_too() {
    in_pairs(&THREE, 2);
}

#[test]
fn s16_an_export_of_three_goes_on_where_it_stopped() {
    jobs(&EXPORT_THREE);
}

#[test]
fn s18_a_deletion_of_three_goes_on_where_it_stopped() {
    jobs(&DELETE_THREE);
}

#[test]
fn s18_what_was_deleted_comes_back_once() {
    jobs(&UNDO_THREE);
}

#[test]
fn s17_three_are_replaced_once_and_what_was_there_is_kept() {
    jobs(&REPLACE_THREE);
}

#[test]
fn s16_an_export_with_tables_goes_on_where_it_stopped() {
    jobs(&EXPORT_TABLES);
}

#[test]
fn s13_a_letter_to_three_is_queued_and_sent_once() {
    jobs(&WRITE);
}

#[test]
fn s13_a_letter_is_taken_back_or_sent_and_never_both() {
    jobs(&TAKE_BACK);
}

#[test]
fn s15_statistics_of_three_count_each_once() {
    jobs(&COUNT);
}

#[test]
fn a_job_that_unblocks_does_every_target_once() {
    jobs(&UNBLOCK);
}

#[test]
fn mails_that_wait_inside_go_once() {
    jobs(&TAKE_IN);
}

#[test]
fn passwords_that_wait_inside_go_once() {
    jobs(&TAKE_IN_SECRETS);
}

#[test]
fn new_passwords_of_people_are_given_and_told_once() {
    jobs(&RESET_PEOPLE);
}

#[test]
fn s14_letters_whose_sender_fails_go_once() {
    jobs(&SEND);
}

#[test]
fn s31_an_own_base_is_put_back_whole_or_stays_and_both_audits_tell() {
    sampled(&PUT_BACK);
}

#[test]
fn an_erasure_is_whole_or_absent_in_both_databases() {
    sampled(&ERASURE);
}

#[test]
fn a_role_is_given_to_each_account_once() {
    inside(&GRANT);
}

#[test]
fn a_role_given_to_each_account_is_taken_back_once() {
    inside(&UNDO_GRANT);
}

#[test]
fn every_account_is_deleted_once() {
    inside(&DELETE);
}

#[test]
fn every_deleted_account_comes_back_once() {
    inside(&BRING_BACK);
}

#[test]
fn every_imported_account_is_added_once() {
    inside(&IMPORT);
}
