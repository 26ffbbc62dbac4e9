//! Exports, deletions and what is brought back, on real files.

use std::path::PathBuf;

use super::*;
use crate::domain::access::Door;
use crate::domain::export::{Existing, Fault, Packing, Presence, Tables};
use crate::domain::job::{Effect, ExportFirst, JobState, Reason, TargetState, Verdict};
use crate::domain::language::Language;
use crate::domain::message::Explain as _;
use crate::domain::time::Timestamp;
use crate::domain::uai::Uai;
use crate::domain::worker::Worker;
use crate::i18n::Catalogue;
use crate::jobs::restore::{self, How};
use crate::operations::export::{self, ExportFilter};
use crate::operations::job::RowFilter;
use crate::operations::{Error, establishment, retention, zone};
use crate::store::establishment::interference;
use crate::store::files;
use crate::store::owner::Owner;
use crate::store::registry::Registry;
use crate::store::registry::unfinished::{self, Step, Unfinished};

pub(super) fn deletion() -> Task {
    Task::Delete { export_first: ExportFirst::Yes }
}

pub(super) fn reasons(fixture: &mut Fixture, id: JobId) -> Vec<Reason> {
    let failed = RowFilter { state: Some(TargetState::Failed), ..RowFilter::default() };
    let rows = job::rows(&mut fixture.ctx, id, &failed, 0, 1000).unwrap();
    rows.into_iter().filter_map(|row| row.verdict?.reason().cloned()).collect()
}

pub(super) fn numbers(fixture: &mut Fixture) -> Vec<u32> {
    establishment::first_page(&mut fixture.ctx, 1000).unwrap().iter().map(|row| row.number.0).collect()
}

pub(super) fn exports(fixture: &mut Fixture) -> Vec<PathBuf> {
    let listed = export::list(&mut fixture.ctx, &ExportFilter::default(), None, 1000).unwrap();
    listed.iter().map(|one| export::path(&fixture.ctx, one)).collect()
}

fn how(existing: Existing) -> How {
    How { existing, keys: None }
}

pub(super) fn restored(fixture: &mut Fixture, paths: &[PathBuf], existing: Existing) -> Job {
    let plan =
        restore::files(&mut fixture.ctx, paths, &how(existing), &Cancel::new(), &mut Progress::silent()).unwrap();
    fixture.start(plan.id).job
}

#[test]
fn s16_every_export_is_listed_and_found_whole() {
    let mut fixture = Fixture::new(25);
    let form = Form { packing: Packing::Zstd, tables: Tables::Csv, sealed_for: None };
    let job = fixture.done(Task::Export { form }, 1..=25);
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 25, 0, 0)));
    let listed = export::list(&mut fixture.ctx, &ExportFilter::default(), None, 100).unwrap();
    assert_eq!(listed.len(), 25);
    for one in &listed {
        assert_eq!(export::verify(&mut fixture.ctx, &one.file).unwrap().presence, Presence::Verified);
        let tables = fixture.ctx.home().exports().join(&one.tables);
        assert!(std::fs::read(tables).unwrap().starts_with(b"PK"));
    }
    let text = std::fs::read_to_string(export::transfer_path(&fixture.ctx, job.id)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 26);
    assert_eq!(lines[0].trim_start_matches('\u{feff}').split(';').count(), 12);
    assert!(lines[1].contains("\"1\";\"\";\"1\";\"29200 Brest\";\"École 1\""), "{}", lines[1]);
    std::fs::write(export::path(&fixture.ctx, &listed[0]), b"x").unwrap();
    assert_eq!(export::verify(&mut fixture.ctx, &listed[0].file).unwrap().presence, Presence::Damaged);
}

#[test]
fn a_transfer_list_of_another_registry_keeps_its_rows() {
    let mut fixture = Fixture::new(1);
    let id = fixture.plan(exporting(), 1..=1).id;
    let path = export::transfer_path(&fixture.ctx, id);
    std::fs::write(&path, "the list of job 1 before the registry was put back").unwrap();
    fixture.start(id);
    assert!(std::fs::read_to_string(&path).unwrap().contains("29200 Brest"));
    let lists: Vec<_> = files::list(&fixture.ctx.home().exports()).unwrap();
    let lists: Vec<_> = lists.iter().filter(|path| path.extension().is_some_and(|is| is == "csv")).collect();
    assert_eq!(lists.len(), 2, "{lists:?}");
    let kept = lists.iter().any(|list| std::fs::read(list).unwrap().starts_with(b"the list of job 1 before"));
    assert!(kept, "{lists:?}");
}

#[test]
fn what_a_dead_process_had_exported_goes_and_what_nobody_knows_stays() {
    let mut fixture = Fixture::new(3);
    let id = fixture.plan(exporting(), 1..=3).id;
    let home = fixture.ctx.home().clone();
    files::create_directory(&home.aside()).unwrap();
    // Made and named, not entered; hashed, not named; and an export of which nothing lies aside.
    let (made, hashed, other) = ("1-job1-1-0a.sqlite", "2-job1-2-0b.sqlite", "2-job1-2.sqlite");
    for file in [made, hashed] {
        files::write_private(&home.aside().join(format!("dead-{file}.new")), b"export").unwrap();
        files::write_private(&home.exports().join(format!("{file}.sha256")), b"hash").unwrap();
    }
    files::place_beside(&home.aside().join(format!("dead-{made}.new")), &home.exports().join(made)).unwrap();
    files::write_private(&home.exports().join(other), b"the only one").unwrap();
    // The same name, another file.
    let third = "3-job1-3-0c.sqlite";
    files::write_private(&home.aside().join(format!("dead-{third}.new")), b"export").unwrap();
    files::write_private(&home.exports().join(third), b"the only one").unwrap();
    fixture.start_again();
    let job = fixture.start(id).job;
    assert_eq!(job.tally, tally(0, 3, 0, 0));
    for file in [other, third] {
        assert_eq!(std::fs::read(home.exports().join(file)).unwrap(), b"the only one");
    }
    for path in exports(&mut fixture) {
        let file = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(export::verify(&mut fixture.ctx, file).unwrap().presence, Presence::Verified);
    }
    assert_eq!(std::fs::read_dir(home.exports()).unwrap().count(), 9);
    assert_eq!(std::fs::read_dir(home.aside()).unwrap().count(), 0);
}

#[test]
fn s18_what_was_deleted_comes_back_as_it_was() {
    let mut fixture = Fixture::new(6);
    let west = crate::domain::zone::ZoneInput { name: "Ouest".into(), language: "fr".into() };
    let west = zone::add(&mut fixture.ctx, &west).unwrap().number;
    fixture.done(Task::MoveToZone { zone: west }, 2..=3);
    fixture.done(block(), 3..=3);
    let before: Vec<_> =
        (1..=5).map(|n| establishment::get(&mut fixture.ctx, EstablishmentNumber(n)).unwrap()).collect();
    let job = fixture.done(deletion(), 1..=5);
    assert_eq!((job.tally, numbers(&mut fixture)), (tally(0, 5, 0, 0), vec![6]));
    assert_eq!(establishment::next_number(&mut fixture.ctx).unwrap().0, 7, "numbers are not given twice");
    let undo = fixture.undo(job.id);
    assert_eq!((undo.tally, undo.undo_of), (tally(0, 5, 0, 0), Some(job.id)), "{:?}", reasons(&mut fixture, undo.id));
    let after: Vec<_> =
        (1..=5).map(|n| establishment::get(&mut fixture.ctx, EstablishmentNumber(n)).unwrap()).collect();
    let seen = |all: &[crate::domain::establishment::Establishment]| {
        all.iter().map(|one| (one.draft(), one.registered_on, one.blocks.clone())).collect::<Vec<_>>()
    };
    assert_eq!(seen(&before), seen(&after));
    // A form that was open since before the deletion does not fit what came back.
    for (before, after) in before.iter().zip(&after) {
        assert!(after.rev > before.rev, "{} then {}", before.rev, after.rev);
        let mine = crate::domain::establishment::Input::from_draft(&before.draft());
        let late = establishment::edit(&mut fixture.ctx, before.number, before.rev, &mine);
        assert!(matches!(late, Err(crate::operations::Error::Conflict(_))), "{late:?}");
    }
    for number in 1..=5 {
        let found = establishment::administrators(&mut fixture.ctx, EstablishmentNumber(number)).unwrap();
        assert_eq!(found.len(), 1, "its database opens with its new credential");
    }
    assert_eq!(fixture.audited("establishment.restore"), 5);
    let mails = crate::operations::mail::list(&mut fixture.ctx, None, 100).unwrap();
    assert_eq!(mails.len(), 0, "no mail");
}

#[test]
fn s19_what_somebody_is_at_work_on_is_named_and_the_others_go() {
    let mut fixture = Fixture::new(60);
    let worker = Worker { name: "bruno".to_owned(), door: Door::Console, since: Timestamp(1_788_249_600) };
    let other = Owner::acquire_as(fixture.ctx.home(), &worker.line()).unwrap();
    let mut registry = Registry::open(&fixture.ctx.home().registry()).unwrap();
    for number in [7, 40].map(EstablishmentNumber) {
        let work = Unfinished { number, owner: other.token().to_owned(), step: Step::Names, target: None };
        registry.write(|tx| unfinished::begin(tx, &work)).unwrap().unwrap();
    }
    let job = fixture.done(deletion(), 1..=60);
    assert_eq!((job.tally, numbers(&mut fixture)), (tally(0, 58, 0, 2), vec![7, 40]));
    // The person and where, never the token of a process.
    for reason in reasons(&mut fixture, job.id) {
        assert_eq!(reason, Reason::Busy { owner: worker.line() });
        let said = Catalogue::new(Language::English).say(&reason.message());
        assert!(said.starts_with("bruno is at work on it, on the console since 2026-09-01"), "{said}");
    }
    let confirmed = establishment::DeleteInput { confirmation: None, export_first: ExportFirst::No };
    let error = establishment::delete(&mut fixture.ctx, EstablishmentNumber(7), &confirmed).map(drop).unwrap_err();
    assert!(matches!(&error, Error::Busy { owner } if *owner == worker.line()), "{error}");
    assert_eq!(fixture.audited("establishment.delete"), 58);
    drop(other);
    let again = plan::retry(&mut fixture.ctx, job.id, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(fixture.start(again.id).job.tally, tally(0, 2, 0, 0));
}

#[test]
fn what_cannot_come_back_says_why() {
    let mut fixture = Fixture::new(4);
    let job = fixture.done(deletion(), 1..=4);
    let files = exports(&mut fixture);
    let of =
        |number: u32| files.iter().find(|path| path.to_string_lossy().contains(&format!("/{number}-job"))).unwrap();
    std::fs::remove_file(of(1)).unwrap();
    std::fs::write(of(2), b"not what it was").unwrap();
    let third = of(3).clone();
    assert_eq!(restored(&mut fixture, &[third], Existing::Refuse).tally, tally(0, 1, 0, 0));
    let undo = fixture.undo(job.id);
    assert_eq!(undo.tally, tally(0, 1, 0, 3));
    let found = reasons(&mut fixture, undo.id);
    let unfit = |fault| Reason::Unfit { fault };
    assert_eq!(found, [unfit(Fault::NoFile), unfit(Fault::NotAnExport), Reason::NumberTaken]);
    assert_eq!(numbers(&mut fixture), [3, 4]);
}

#[test]
fn s17_restoring_over_an_existing_one_can_be_undone() {
    let mut fixture = Fixture::new(2);
    let one = EstablishmentNumber(1);
    let first = establishment::administrators(&mut fixture.ctx, one).unwrap();
    fixture.done(exporting(), 1..=2);
    let files = exports(&mut fixture);
    establishment::create_administrator(&mut fixture.ctx, one).unwrap();
    assert_eq!(restored(&mut fixture, &files, Existing::Refuse).tally, tally(0, 0, 0, 2));
    let job = restored(&mut fixture, &files, Existing::Replace);
    assert_eq!(job.tally, tally(0, 2, 0, 0), "{:?}", reasons(&mut fixture, job.id));
    assert_eq!(establishment::administrators(&mut fixture.ctx, one).unwrap(), first);
    assert!(fixture.blocked().is_empty(), "the program's block is lifted");
    assert_eq!(fixture.undo(job.id).tally, tally(0, 2, 0, 0));
    assert_eq!(establishment::administrators(&mut fixture.ctx, one).unwrap().len(), 2);
    let rows = job::rows(&mut fixture.ctx, job.id, &RowFilter::default(), 0, 10).unwrap();
    assert!(
        rows.iter().all(
            |row| matches!(&row.verdict, Some(Verdict::Done(Effect::Replaced { before, .. })) if !before.is_empty())
        )
    );
}

#[test]
fn what_was_deleted_since_is_not_brought_back_by_undoing_a_replacement() {
    let mut fixture = Fixture::new(2);
    fixture.done(exporting(), 1..=2);
    let files = exports(&mut fixture);
    let job = restored(&mut fixture, &files, Existing::Replace);
    assert_eq!(job.tally, tally(0, 2, 0, 0), "{:?}", reasons(&mut fixture, job.id));
    fixture.done(deletion(), 1..=1);
    let undo = fixture.undo(job.id);
    assert_eq!(
        (undo.tally, numbers(&mut fixture)),
        (tally(0, 1, 0, 1), vec![2]),
        "{:?}",
        reasons(&mut fixture, undo.id)
    );
}

#[test]
fn a_list_never_puts_one_schools_content_in_the_place_of_another() {
    let mut fixture = Fixture::new(2);
    let job = fixture.done(exporting(), 1..=2);
    let list = export::transfer_path(&fixture.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    let silent = &mut Progress::silent();
    let mut replaced = |fixture: &mut Fixture, text: &str| {
        std::fs::write(&list, text).unwrap();
        let plan = restore::transfer(&mut fixture.ctx, &list, &how(Existing::Replace), &Cancel::new(), silent).unwrap();
        let job = fixture.start(plan.id).job;
        (job.tally, reasons(fixture, job.id))
    };
    let (there, here) = ("1, École 1, 29200 Brest".into(), "1, École 2, 29200 Brest".into());
    let other = Fault::RowDiffers { there, here };
    let only = |line: &str| {
        let kept = text.lines().enumerate().filter(|(at, this)| *at == 0 || this.contains(line));
        kept.flat_map(|(_, line)| [line, "\r\n"]).collect::<String>()
    };
    let first = only("École 1");
    // A slip of one row: the export of 1 for 2; then with 2's own name, and the file of 1 in it.
    let slipped = first.replace("\"1\";\"\"", "\"1\";\"2\"");
    assert_ne!(slipped, first);
    assert_eq!(
        replaced(&mut fixture, &slipped),
        (tally(0, 0, 0, 1), vec![Reason::Unfit { fault: Fault::StillHere { number: 1 } }])
    );
    let renamed = slipped.replace("\"1\";\"2\"", "\"\";\"2\"").replace("École 1", "École 2");
    assert_eq!(replaced(&mut fixture, &renamed), (tally(0, 0, 0, 1), vec![Reason::Unfit { fault: other }]));
    assert_eq!(replaced(&mut fixture, &first).0, tally(0, 1, 0, 0));
}

#[test]
fn a_number_goes_to_no_second_school_and_no_school_gets_two() {
    let mut from = Fixture::new(2);
    let mut elsewhere = establishment::get(&mut from.ctx, EstablishmentNumber(1)).unwrap().draft();
    elsewhere.location = "69000 Lyon".into();
    from.edit(1, &elsewhere);
    let job = from.done(exporting(), 1..=1);
    let list = export::transfer_path(&from.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    let silent = &mut Progress::silent();
    let mut taken = |fixture: &mut Fixture, (list, text): (&std::path::Path, &str), existing: Existing| {
        std::fs::write(list, text).unwrap();
        let plan = restore::transfer(&mut fixture.ctx, list, &how(existing), &Cancel::new(), silent).unwrap();
        let job = fixture.start(plan.id).job;
        (job.tally, reasons(fixture, job.id))
    };
    let unfit = |fault| vec![Reason::Unfit { fault }];

    // Of the same name, in another place.
    let mut to = Fixture::new(2);
    let (refused, why) = taken(&mut to, (&list, &text), Existing::Replace);
    assert_eq!(refused, tally(0, 0, 0, 1));
    let other = Fault::OtherSchool { there: "École 1, 69000 Lyon".into(), here: "École 1, 29200 Brest".into() };
    assert_eq!(why, unfit(other));

    let deleted = to.done(deletion(), 1..=1);
    let refused = taken(&mut to, (&list, &text), Existing::Refuse);
    assert_eq!(refused, (tally(0, 0, 0, 1), unfit(Fault::NumberOfAnother)));
    let elsewhere = text.replace("\"1\";\"\"", "\"1\";\"9\"");
    assert_eq!(taken(&mut to, (&list, &elsewhere), Existing::Refuse).0, tally(0, 1, 0, 0));
    assert_eq!(to.undo(deleted.id).tally, tally(0, 1, 0, 0), "the one that had it gets it back");
    assert_eq!(numbers(&mut to), [1, 2, 9]);

    // A second time, beside itself or over another.
    let job = to.done(exporting(), 2..=2);
    let list = export::transfer_path(&to.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    for (number, existing) in [("50", Existing::Refuse), ("9", Existing::Replace)] {
        let copy = text.replace("\"2\";\"\"", &format!("\"2\";\"{number}\""));
        let refused = taken(&mut to, (&list, &copy), existing);
        assert_eq!(refused, (tally(0, 0, 0, 1), unfit(Fault::StillHere { number: 2 })), "{number}");
    }
}

#[test]
fn s17_another_hosts_list_is_taken_over_and_can_be_undone() {
    let mut from = Fixture::new(4);
    let mut draft = establishment::get(&mut from.ctx, EstablishmentNumber(3)).unwrap().draft();
    draft.uai = Uai::parse("0350122T").ok();
    from.edit(3, &draft);
    let job = from.done(Task::Export { form: Form { packing: Packing::Zstd, ..Form::default() } }, 1..=4);
    let list = export::transfer_path(&from.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    // The second one gets another number here. A name is corrected where the UAI says whose the file is; the fourth has
    // none, and its row may have slipped.
    let text = text.replace("\"2\";\"\"", "\"2\";\"52\"");
    std::fs::write(&list, text.replace("École 3", "École trois").replace("École 4", "École quatre")).unwrap();
    let mut to = Fixture::new(1);
    let silent = &mut Progress::silent();
    let plan = restore::transfer(&mut to.ctx, &list, &how(Existing::Refuse), &Cancel::new(), silent).unwrap();
    let job = to.start(plan.id).job;
    assert_eq!(job.tally, tally(0, 2, 0, 2));
    let (there, here) = ("4, École 4, 29200 Brest".into(), "4, École quatre, 29200 Brest".into());
    let other = Fault::RowDiffers { there, here };
    assert_eq!(reasons(&mut to, job.id), [Reason::NumberTaken, Reason::Unfit { fault: other }]);
    assert_eq!(numbers(&mut to), [1, 3, 52]);
    let third = establishment::get(&mut to.ctx, EstablishmentNumber(3)).unwrap();
    assert_eq!(third.denomination, "École trois");
    let moved = establishment::administrators(&mut to.ctx, EstablishmentNumber(52)).unwrap();
    assert_eq!(moved.len(), 1);
    assert_eq!(to.undo(job.id).tally, tally(0, 2, 0, 0));
    assert_eq!(numbers(&mut to), [1]);
}

#[test]
fn e6_a_list_names_its_zones_and_the_plan_says_where_they_go() {
    let mut from = Fixture::new(4);
    zone::add_academies(&mut from.ctx).unwrap();
    let number = |fixture: &mut Fixture, name: &str| zone::named(&mut fixture.ctx, name).unwrap();
    let rennes = number(&mut from, "rennes");
    from.done(Task::MoveToZone { zone: rennes }, 2..=4);
    let mut draft = establishment::get(&mut from.ctx, EstablishmentNumber(4)).unwrap().draft();
    draft.uai = Uai::parse("0350122T").ok();
    from.edit(4, &draft);
    let job = from.done(exporting(), 2..=4);
    let list = export::transfer_path(&from.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    assert!(text.lines().skip(1).all(|line| line.trim_end().ends_with(";\"Rennes\"")), "{text}");

    // Here the académies have other numbers.
    let mut to = Fixture::new(1);
    let first = crate::domain::zone::ZoneInput { name: "Premier".into(), language: String::new() };
    zone::add(&mut to.ctx, &first).unwrap();
    zone::add_academies(&mut to.ctx).unwrap();
    let here = number(&mut to, "Rennes");
    assert_ne!(here, rennes);
    let silent = &mut Progress::silent();
    let plan = restore::transfer(&mut to.ctx, &list, &how(Existing::Refuse), &Cancel::new(), silent).unwrap();
    let [share] = plan.selection.zones() else { panic!("{:?}", plan.selection) };
    assert_eq!((share.number, share.name.as_str(), share.count, share.elsewhere), (here.0, "Rennes", 3, 0));
    assert_eq!(to.start(plan.id).job.tally, tally(0, 3, 0, 0));
    assert_eq!(establishment::get(&mut to.ctx, EstablishmentNumber(2)).unwrap().zone, here);

    // Without names, the number is another zone's: said, and compared with the UAI.
    let bare: String = text.lines().map(|line| line.rsplit_once(';').unwrap().0.to_owned() + "\n").collect();
    let bare = bare
        .replace("\"2\";\"\"", "\"2\";\"12\"")
        .replace("\"3\";\"\"", "\"3\";\"13\"")
        .replace("\"4\";\"\"", "\"4\";\"14\"");
    std::fs::write(&list, bare).unwrap();
    let plan = restore::transfer(&mut to.ctx, &list, &how(Existing::Refuse), &Cancel::new(), silent).unwrap();
    let [share] = plan.selection.zones() else { panic!("{:?}", plan.selection) };
    assert_eq!(
        (share.given.as_str(), share.number, share.count, share.elsewhere),
        (rennes.0.to_string().as_str(), rennes.0, 3, 1)
    );
    assert_ne!(share.name, "Rennes");
}

#[test]
fn e7_a_cell_of_a_list_is_refused_with_line_column_value_and_reason() {
    let mut from = Fixture::new(2);
    let job = from.done(exporting(), 1..=2);
    let list = export::transfer_path(&from.ctx, job.id);
    let text = std::fs::read_to_string(&list).unwrap();
    let text = text.replace("Zone par défaut", "Nulle part").replacen("contact1@ecoles.invalid", "contact1", 1);
    std::fs::write(&list, text).unwrap();
    let mut to = Fixture::new(0);
    let silent = &mut Progress::silent();
    let plan = restore::transfer(&mut to.ctx, &list, &how(Existing::Refuse), &Cancel::new(), silent).unwrap();
    let rows = job::rows(&mut to.ctx, plan.id, &RowFilter::default(), 0, 10).unwrap();
    let words = crate::i18n::Catalogue::new(crate::domain::language::Language::English);
    let said: Vec<String> = rows
        .iter()
        .map(|row| words.say(&crate::domain::message::Explain::message(row.forecast.reason().unwrap())))
        .collect();
    assert!(said[0].starts_with("line 2, Contact_Courriel, “contact1”: "), "{said:?}");
    assert!(said[0].ends_with("(and one other value)"), "{said:?}");
    assert!(said[1].starts_with("line 3, Nom_Zone, “Nulle part”: "), "{said:?}");
}

#[test]
fn a_uai_that_another_one_has_is_refused_with_its_holder() {
    let mut fixture = Fixture::new(1);
    let mut draft = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap().draft();
    draft.uai = Uai::parse("0750655E").ok();
    fixture.edit(1, &draft);
    let job = fixture.done(deletion(), 1..=1);
    fixture.add(9);
    fixture.edit(9, &draft);
    let undo = fixture.undo(job.id);
    assert_eq!(undo.tally, tally(0, 0, 0, 1));
    assert_eq!(reasons(&mut fixture, undo.id), [Reason::UaiTaken { holder: 9 }]);
}

#[test]
fn a_retention_ends_what_is_old_and_says_what_was_the_last() {
    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=2);
    fixture.done(deletion(), 3..=3);
    assert_eq!(export::retention_days(&mut fixture.ctx).unwrap(), 365, "as usual, where nobody says otherwise");
    assert_eq!(export::set_retention_days(&mut fixture.ctx, None).unwrap(), 3_650, "nothing is kept for ever");
    assert_eq!(export::retention_days(&mut fixture.ctx).unwrap(), 3_650);
    assert_eq!(export::set_retention_days(&mut fixture.ctx, Some(30)).unwrap(), 30);
    assert!(export::set_retention_days(&mut fixture.ctx, Some(0)).is_err());
    assert_eq!(retention::survey_exports(&mut fixture.ctx, 30).unwrap().exports, []);
    let due = retention::survey_exports(&mut fixture.ctx, 0).unwrap();
    assert_eq!((due.exports.len(), due.needed), (2, 1), "the deletion can still be undone");
    // A year later it cannot.
    fixture.ctx = super::retention::later(&fixture, 366);
    let due = retention::survey_exports(&mut fixture.ctx, 0).unwrap();
    let of_deleted: Vec<_> = due.exports.iter().filter(|one| one.deleted).collect();
    assert_eq!(of_deleted.iter().map(|one| (one.export.number.0, one.last)).collect::<Vec<_>>(), [(3, true)]);
    let words = crate::i18n::Catalogue::new(Language::English);
    let said: Vec<String> = due.said(&words, 9).iter().map(|message| words.say(message)).collect();
    assert!(said.iter().any(|said| said.contains("3, École 3")), "{said:?}");
    let pruned = retention::prune_exports(&mut fixture.ctx, &due, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert_eq!(pruned.total(), 3);
    assert_eq!(export::totals(&mut fixture.ctx).unwrap().count, 0);
    assert_eq!(fixture.audited("export.remove"), 3);
    assert_eq!(std::fs::read_dir(fixture.ctx.home().exports()).unwrap().count(), 1, "the list of the export stays");
}

#[test]
fn s16_an_encrypted_export_is_read_by_the_holder_of_its_key_only() {
    let keys = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let path = keys.path().join(name);
        let public = interference::make_keys(&path);
        (path, public)
    };
    let ((own, public), (other, _)) = (file("own"), file("other"));
    assert!(export::public_key("age1nonsense").is_err());
    let mut fixture = Fixture::new(2);
    for packing in [Packing::Plain, Packing::Zstd] {
        let sealed_for = Some(export::public_key(&public).unwrap());
        let job = fixture.done(Task::Export { form: Form { packing, tables: Tables::Csv, sealed_for } }, 1..=2);
        assert_eq!(job.tally, tally(0, 2, 0, 0));
        let mut listed = export::list(&mut fixture.ctx, &ExportFilter::default(), None, 100).unwrap();
        listed.retain(|one| one.job.is_some_and(|(id, _)| id == job.id));
        assert_eq!(listed.len(), 2);
        for one in &listed {
            let path = export::path(&fixture.ctx, one);
            for path in [path.clone(), fixture.ctx.home().exports().join(&one.tables)] {
                assert!(path.to_string_lossy().ends_with(".age"), "{}", path.display());
                assert!(std::fs::read(&path).unwrap().starts_with(b"age-encryption.org/v1\n"));
            }
            assert_eq!(export::verify(&mut fixture.ctx, &one.file).unwrap().presence, Presence::Verified);
            let mut looked =
                |keys| establishment::restore::look(&mut fixture.ctx, &path, keys).unwrap().map(|it| it.number);
            assert_eq!(looked(None), Err(Fault::Sealed));
            assert_eq!(looked(Some(&other)), Err(Fault::OtherKey));
            assert_eq!(looked(Some(keys.path())), Err(Fault::Keys));
            assert_eq!(looked(Some(&own)), Ok(one.number));
        }
        fixture.done(deletion(), 1..=2);
        let paths: Vec<PathBuf> = listed.iter().map(|one| export::path(&fixture.ctx, one)).collect();
        let how = How { existing: Existing::Refuse, keys: Some(own.clone()) };
        let plan = restore::files(&mut fixture.ctx, &paths, &how, &Cancel::new(), &mut Progress::silent()).unwrap();
        assert_eq!(fixture.start(plan.id).job.tally, tally(0, 2, 0, 0));
    }
    assert_eq!(files::list(&fixture.ctx.home().aside()).unwrap(), Vec::<PathBuf>::new(), "nothing readable is left");
}
