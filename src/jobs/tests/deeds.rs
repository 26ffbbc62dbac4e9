//! What is done to one row is a job of one target: seen, undone, and refused like any other.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::domain::act::Verb;
use crate::domain::establishment::Draft;
use crate::domain::job::{ExportFirst, Forecast, JobState, Kind, Reason, Verdict};
use crate::domain::mailing::{LetterInput, TemplateInput};
use crate::domain::zone::{ZoneInput, ZoneNumber};
use crate::i18n::shapes::shapes;
use crate::jobs::JobError;
use crate::operations::doctor::{self, Thoroughness};
use crate::operations::establishment::{BlockInput, DeleteInput};
use crate::operations::job::RowFilter;
use crate::operations::mailing;
use crate::operations::webmaster::{self, NewPassword};
use crate::operations::{Error, Rule, zone};

fn named(name: &str) -> ZoneInput {
    ZoneInput { name: name.to_owned(), language: "fr".to_owned() }
}

/// A host with five establishments, the last three of them in a zone of their own.
fn north() -> (Fixture, ZoneNumber) {
    let mut fixture = Fixture::new(5);
    let zone = zone::add(&mut fixture.ctx, &named("Nord")).unwrap().number;
    fixture.done(Task::MoveToZone { zone }, 3..=5);
    (fixture, zone)
}

fn last(fixture: &mut Fixture) -> JobId {
    job::last_undoable(&mut fixture.ctx, None).unwrap().expect("something can be undone")
}

fn zone_of(fixture: &mut Fixture, number: u32) -> ZoneNumber {
    establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap().zone
}

fn zones(fixture: &mut Fixture) -> Vec<(u32, String, u32)> {
    let lines = zone::list(&mut fixture.ctx).unwrap();
    lines.into_iter().map(|line| (line.zone.number.0, line.zone.name, line.establishments)).collect()
}

fn reason(fixture: &mut Fixture, id: JobId) -> Option<Reason> {
    let row = job::rows(&mut fixture.ctx, id, &RowFilter::default(), 0, 2).unwrap().remove(0);
    row.verdict.and_then(|verdict| verdict.reason().cloned())
}

#[test]
fn s28_a_deleted_zone_comes_back_with_its_number_its_place_and_its_establishments() {
    let (mut fixture, north) = north();
    zone::add(&mut fixture.ctx, &named("Sud")).unwrap();
    let before = zones(&mut fixture);
    assert_eq!(zone::delete(&mut fixture.ctx, north, None).unwrap(), 3);
    assert_eq!(zone_of(&mut fixture, 4), ZoneNumber(1));
    let id = last(&mut fixture);
    let overview = job::get(&mut fixture.ctx, id).unwrap();
    assert_eq!((overview.job.state, overview.job.tally), (JobState::Done, tally(0, 1, 0, 0)));
    assert_eq!(fixture.undo(id).tally, tally(0, 1, 0, 0));
    assert_eq!(zones(&mut fixture), before);
    assert_eq!(["zone.delete", "zone.undo-delete"].map(|action| fixture.audited(action)), [1, 1]);
    let again = plan::undo(&mut fixture.ctx, id, &Cancel::new(), &mut Progress::silent());
    assert!(matches!(again, Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))), "{again:?}");
}

#[test]
fn establishments_that_moved_on_meanwhile_stay_where_they_are() {
    let (mut fixture, north) = north();
    let south = zone::add(&mut fixture.ctx, &named("Sud")).unwrap().number;
    zone::delete(&mut fixture.ctx, north, None).unwrap();
    let id = last(&mut fixture);
    fixture.done(Task::MoveToZone { zone: south }, 4..=4);
    fixture.undo(id);
    assert_eq!([3, 4, 5].map(|number| zone_of(&mut fixture, number)), [north, south, north]);
}

#[test]
fn a_name_that_was_given_since_stays_with_whoever_has_it() {
    let (mut fixture, north) = north();
    zone::delete(&mut fixture.ctx, north, None).unwrap();
    let id = last(&mut fixture);
    zone::add(&mut fixture.ctx, &named("NORD")).unwrap();
    let undone = fixture.undo(id);
    assert_eq!((undone.tally, reason(&mut fixture, undone.id)), (tally(0, 0, 0, 1), Some(Reason::NameTaken)));
    assert_eq!(zone_of(&mut fixture, 4), ZoneNumber(1));
}

#[test]
fn an_edit_is_taken_back_unless_somebody_changed_the_row_since() {
    let (mut fixture, north) = north();
    zone::edit(&mut fixture.ctx, north, 1, &named("Grand Nord")).unwrap();
    let id = last(&mut fixture);
    fixture.undo(id);
    assert!(zones(&mut fixture).contains(&(north.0, "Nord".to_owned(), 3)));
    let rev =
        zone::list(&mut fixture.ctx).unwrap().into_iter().find(|line| line.zone.number == north).unwrap().zone.rev;
    zone::edit(&mut fixture.ctx, north, rev, &named("Grand Nord")).unwrap();
    let id = last(&mut fixture);
    zone::edit(&mut fixture.ctx, north, rev + 1, &named("Pôle")).unwrap();
    let undone = fixture.undo(id);
    assert_eq!((undone.tally, reason(&mut fixture, undone.id)), (tally(0, 0, 0, 1), Some(Reason::ChangedSince)));
    assert!(zones(&mut fixture).contains(&(north.0, "Pôle".to_owned(), 3)));
}

#[test]
fn what_is_refused_leaves_no_job_and_no_entry() {
    let (mut fixture, north) = north();
    let jobs = |fixture: &mut Fixture| job::list(&mut fixture.ctx, None, None, i64::MAX, 100).unwrap().len();
    let before = (jobs(&mut fixture), audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap().len());
    let refused = zone::delete(&mut fixture.ctx, ZoneNumber(1), None);
    assert!(matches!(&refused, Err(Error::Judged(reason)) if **reason == Reason::DefaultZone), "{refused:?}");
    let stale = zone::edit(&mut fixture.ctx, north, 99, &named("Grand Nord"));
    assert!(matches!(stale, Err(Error::Rule(Rule::Changed))), "{stale:?}");
    let taken = zone::edit(&mut fixture.ctx, north, 1, &named("zone par défaut"));
    assert!(matches!(taken, Err(Error::Fields(_))), "{taken:?}");
    let after = (jobs(&mut fixture), audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap().len());
    assert_eq!(before, after);
}

#[test]
fn a_webmaster_is_enabled_again_by_undoing_and_renamed_back() {
    let mut fixture = Fixture::new(1);
    let password = Secret::new("nacelle zigzag 71 ocarina".into());
    let input = WebmasterInput { login: "bob".into(), last_name: "Roux".into(), ..WebmasterInput::default() };
    webmaster::add(&mut fixture.ctx, &input, &NewPassword { password: &password, again: &password }).unwrap();
    let bob = webmaster::get(&mut fixture.ctx, "bob").unwrap();
    webmaster::edit(&mut fixture.ctx, &bob.login, bob.rev, &WebmasterInput { last_name: "Riou".into(), ..input })
        .unwrap();
    let edited = last(&mut fixture);
    fixture.undo(edited);
    assert_eq!(webmaster::get(&mut fixture.ctx, "bob").unwrap().last_name, "ROUX");
    webmaster::disable(&mut fixture.ctx, &bob.login).unwrap();
    let disabled = last(&mut fixture);
    assert_eq!(fixture.undo(disabled).tally, tally(0, 1, 0, 0));
    assert!(webmaster::get(&mut fixture.ctx, "bob").unwrap().active);
    // Somebody has enabled it by hand meanwhile.
    webmaster::disable(&mut fixture.ctx, &bob.login).unwrap();
    let disabled = last(&mut fixture);
    webmaster::enable(&mut fixture.ctx, &bob.login).unwrap();
    assert_eq!(fixture.undo(disabled).tally, tally(0, 0, 1, 0));
}

/// Asked to undo what was done last, again and again, it goes back and never to and fro.
#[test]
fn what_is_undone_last_is_never_an_undoing() {
    let (mut fixture, north) = north();
    let password = Secret::new("nacelle zigzag 71 ocarina".into());
    let input = WebmasterInput { login: "bob".into(), last_name: "Roux".into(), ..WebmasterInput::default() };
    webmaster::add(&mut fixture.ctx, &input, &NewPassword { password: &password, again: &password }).unwrap();
    zone::edit(&mut fixture.ctx, north, 1, &named("Grand Nord")).unwrap();
    let renamed = last(&mut fixture);
    let bob = webmaster::get(&mut fixture.ctx, "bob").unwrap().login;
    webmaster::disable(&mut fixture.ctx, &bob).unwrap();
    let disabled = last(&mut fixture);
    let undone = |fixture: &mut Fixture| {
        let found = plan::undo_last(&mut fixture.ctx, &Cancel::new(), &mut Progress::silent()).unwrap();
        found.job.map(|job| (fixture.start(job.id).job.undo_of, job.task))
    };
    let back = Task::TakeBack { act: crate::domain::act::Act::WEBMASTER_DISABLE };
    assert_eq!(undone(&mut fixture), Some((Some(disabled), back)));
    assert!(webmaster::get(&mut fixture.ctx, "bob").unwrap().active);
    assert_eq!(fixture.audited("webmaster.undo-disable"), 1);
    assert_eq!(undone(&mut fixture).and_then(|(of, _)| of), Some(renamed));
    assert!(webmaster::get(&mut fixture.ctx, "bob").unwrap().active);
    assert!(undone(&mut fixture).is_none_or(|(of, _)| of < Some(renamed)));
}

#[test]
fn an_account_that_was_enabled_and_disabled_again_since_stays_disabled() {
    let mut fixture = Fixture::new(1);
    let password = Secret::new("nacelle zigzag 71 ocarina".into());
    let input = WebmasterInput { login: "bob".into(), last_name: "Roux".into(), ..WebmasterInput::default() };
    webmaster::add(&mut fixture.ctx, &input, &NewPassword { password: &password, again: &password }).unwrap();
    let bob = webmaster::get(&mut fixture.ctx, "bob").unwrap().login;
    webmaster::disable(&mut fixture.ctx, &bob).unwrap();
    let first = last(&mut fixture);
    let planned = plan::undo(&mut fixture.ctx, first, &Cancel::new(), &mut Progress::silent()).unwrap();
    webmaster::enable(&mut fixture.ctx, &bob).unwrap();
    webmaster::disable(&mut fixture.ctx, &bob).unwrap();
    let undone = fixture.start(planned.id).job;
    assert_eq!((undone.tally, reason(&mut fixture, undone.id)), (tally(0, 0, 0, 1), Some(Reason::ChangedSince)));
    assert!(!webmaster::get(&mut fixture.ctx, "bob").unwrap().active);
}

#[test]
fn edits_are_taken_back_one_after_the_other_whatever_became_of_other_rows() {
    let (mut fixture, north) = north();
    let south = zone::add(&mut fixture.ctx, &named("Sud")).unwrap().number;
    let rev = |fixture: &mut Fixture, number| {
        zone::list(&mut fixture.ctx).unwrap().into_iter().find(|line| line.zone.number == number).unwrap().zone.rev
    };
    for name in ["Grand Nord", "Pôle"] {
        let seen = rev(&mut fixture, north);
        zone::edit(&mut fixture.ctx, north, seen, &named(name)).unwrap();
    }
    // Nothing is changed by it, so that nothing is to be undone.
    let seen = rev(&mut fixture, north);
    zone::edit(&mut fixture.ctx, north, seen, &named("Pôle")).unwrap();
    assert_eq!(fixture.audited("zone.edit"), 2);
    let second = last(&mut fixture);
    zone::move_to(&mut fixture.ctx, south, 1).unwrap();
    fixture.undo(second);
    assert!(zones(&mut fixture).contains(&(north.0, "Grand Nord".to_owned(), 3)));
    let first = last(&mut fixture);
    fixture.undo(first);
    assert!(zones(&mut fixture).contains(&(north.0, "Nord".to_owned(), 3)));
}

#[test]
fn a_plan_says_what_the_undoing_will_be_refused() {
    let (mut fixture, north) = north();
    zone::delete(&mut fixture.ctx, north, None).unwrap();
    let id = last(&mut fixture);
    zone::add(&mut fixture.ctx, &named("nord")).unwrap();
    let planned = plan::draft_undo(&mut fixture.ctx, id, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(planned.targets[0].forecast, Forecast::Refuse(Reason::NameTaken));
}

#[test]
fn a_template_that_was_edited_and_deleted_comes_back_as_it_was() {
    let mut fixture = Fixture::new(1);
    let input = TemplateInput {
        name: "Rentrée".into(),
        letter: LetterInput { subject: "Bonjour".into(), body: "À bientôt".into() },
    };
    let kept = mailing::add_template(&mut fixture.ctx, &input).unwrap();
    let other = TemplateInput { name: "Septembre".into(), ..input };
    mailing::edit_template(&mut fixture.ctx, kept.id, kept.rev, &other).unwrap();
    let edited = last(&mut fixture);
    let rev = mailing::find_template(&mut fixture.ctx, "septembre").unwrap().rev;
    mailing::remove_template(&mut fixture.ctx, kept.id, rev).unwrap();
    let deleted = last(&mut fixture);
    fixture.undo(deleted);
    fixture.undo(edited);
    let back = mailing::find_template(&mut fixture.ctx, "rentree").unwrap();
    assert_eq!((back.id, &back.letter), (kept.id, &kept.letter));
}

#[test]
fn s28_the_last_act_of_whatever_size_is_undone_first() {
    let mut fixture = Fixture::new(4);
    fixture.done(block(), 1..=3);
    let input = BlockInput { reason: "Impayé".into(), until: String::new() };
    fixture.block(EstablishmentNumber(4), &input).unwrap();
    let id = last(&mut fixture);
    assert_eq!(job::get(&mut fixture.ctx, id).unwrap().job.tally.total(), 1);
    fixture.undo(id);
    assert_eq!(fixture.blocked(), [1, 2, 3]);
    let id = last(&mut fixture);
    fixture.undo(id);
    assert!(fixture.blocked().is_empty());
}

#[test]
fn s28_one_that_was_deleted_comes_back_from_its_export() {
    let mut fixture = Fixture::new(3);
    let number = EstablishmentNumber(2);
    let delete = |fixture: &mut Fixture, number, export_first| {
        establishment::delete(&mut fixture.ctx, number, &DeleteInput { confirmation: None, export_first })
    };
    delete(&mut fixture, number, ExportFirst::Yes).unwrap();
    let id = last(&mut fixture);
    let job = job::get(&mut fixture.ctx, id).unwrap().job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 1, 0, 0)));
    assert!(establishment::get(&mut fixture.ctx, number).is_err());
    assert_eq!(fixture.undo(id).tally, tally(0, 1, 0, 0));
    assert!(establishment::get(&mut fixture.ctx, number).is_ok());
    // Without an export the job tells of it, and cannot be undone; what is refused leaves none.
    delete(&mut fixture, number, ExportFirst::No).unwrap();
    assert!(matches!(delete(&mut fixture, number, ExportFirst::No), Err(Error::NotFound { .. })));
    let jobs = job::list(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap();
    assert_eq!(jobs.iter().map(|one| one.job.id.0).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(job::last_undoable(&mut fixture.ctx, None).unwrap(), None);
}

#[test]
fn s28_an_edited_one_is_as_it_was_where_nobody_changed_it_since() {
    let (mut fixture, north) = north();
    let number = EstablishmentNumber(2);
    let draft = |fixture: &mut Fixture| establishment::get(&mut fixture.ctx, number).unwrap().draft();
    let before = draft(&mut fixture);
    let edited = Draft { location: "29000 Quimper".into(), zone: north, ..before.clone() };
    fixture.edit(2, &edited);
    let first = last(&mut fixture);
    // What saves nothing leaves no job; another field's change stays.
    fixture.edit(2, &edited);
    assert_eq!(last(&mut fixture), first);
    let renamed = Draft { denomination: "École Jean-Moulin".into(), ..edited };
    fixture.edit(2, &renamed);
    let second = last(&mut fixture);
    assert_eq!(fixture.undo(first).tally, tally(0, 1, 0, 0));
    assert_eq!(draft(&mut fixture), Draft { denomination: renamed.denomination.clone(), ..before.clone() });
    assert_eq!(
        doctor::examine(&mut fixture.ctx, Thoroughness::Thorough, &AtomicBool::new(false), &mut |_| {}).unwrap(),
        []
    );
    // The same field's does not.
    fixture.edit(2, &Draft { denomination: "École Jules-Ferry".into(), ..before.clone() });
    let undo = fixture.undo(second);
    assert_eq!(undo.tally, tally(0, 0, 0, 1));
    assert_eq!(reason(&mut fixture, undo.id), Some(Reason::ChangedSince));
    assert_eq!(fixture.audited("establishment.edit"), 4 + 3, "with the three that were moved");
}

/// Every deed, and what takes it back, if anything does.
fn tasks() -> impl Iterator<Item = Task> {
    crate::operations::job::deeds().flat_map(|act| {
        let done = Task::Act { act, typed: crate::domain::filled::Filled::default() };
        let back = job::reversal(&done);
        std::iter::once(done).chain(back)
    })
}

/// The words for which a family of messages has one.
fn words_of(language: Language, family: &str) -> BTreeSet<&'static str> {
    let keys = shapes(language).messages.iter().map(|shape| shape.key);
    keys.filter_map(|key| key.strip_prefix(family)?.strip_prefix('-')).collect()
}

#[test]
fn every_kind_of_job_has_words_and_nothing_else_has() {
    let kinds = Kind::ALL.iter().copied().chain(tasks().map(|task| task.kind()));
    let kinds: BTreeSet<&str> = kinds.map(Kind::word).collect();
    for language in [Language::French, Language::English] {
        for family in ["job-kind", "job-start-question"] {
            assert_eq!(words_of(language, family), kinds, "{language:?}: {family}");
        }
    }
}

#[test]
fn every_deed_and_its_noun_have_words() {
    for language in [Language::French, Language::English] {
        let check = |family: &str, word: &str| {
            assert!(words_of(language, family).contains(word), "{language:?}: `{family}` lacks {word}");
        };
        for task in tasks() {
            // An import tells of each row as an addition does.
            let told = match &task {
                Task::Act { act, .. } if act.verb() != Verb::Import => act.word(),
                Task::TakeBack { act } if act.verb() != Verb::Import => act.taken_back(),
                _ => continue,
            };
            check("audit-action", &told.replace('.', "-"));
            let noun = task.noun();
            check("audit-object", noun.word());
            check("error-not-found", noun.word());
            if noun.is_inside() {
                check("number-of", noun.word());
            }
        }
    }
}

#[test]
fn every_deed_is_read_back_as_it_is_stored() {
    for act in crate::operations::job::deeds() {
        let task = Task::TakeBack { act };
        let stored = serde_json::to_string(&task).unwrap();
        assert_eq!(serde_json::from_str::<Task>(&stored).unwrap(), task);
        assert_eq!(Kind::from_word(task.kind().word()), Some(task.kind()));
    }
}

#[test]
fn a_report_says_what_became_of_the_row() {
    let (mut fixture, north) = north();
    zone::delete(&mut fixture.ctx, north, None).unwrap();
    let id = last(&mut fixture);
    let rows = job::rows(&mut fixture.ctx, id, &RowFilter::default(), 0, 2).unwrap();
    assert_eq!((rows.len(), rows[0].target.label.as_str(), rows[0].target.object.as_str()), (1, "Nord", "2"));
    assert!(matches!(rows[0].verdict, Some(Verdict::Done(_))));
}
