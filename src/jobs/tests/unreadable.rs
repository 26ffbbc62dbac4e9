//! A value that nobody can read stops what it belongs to, and nothing else: everybody else goes on, and it is named.

use super::retention::later;
use super::statistics::{counted, request};
use super::*;
use crate::domain::job::{AdministratorChoice, ExportFirst, JobState, Task};
use crate::domain::mail::{Cause, State};
use crate::domain::retention::Kind;
use crate::domain::unreadable::{Stored, Unreadable};
use crate::i18n::Catalogue;
use crate::operations::doctor::{self, Finding, Thoroughness};
use crate::operations::{mail, retention as due};
use crate::store::registry::interference::{self, Damage};
use crate::store::registry::{Registry, unfinished};

fn reset() -> Task {
    Task::ResetAdministrator { choice: AdministratorChoice::First }
}

impl Fixture {
    fn damage(&self, table: &str, damage: Damage<'_>) {
        interference::damage(&self.ctx.home().registry(), table, damage);
    }

    fn examined(&mut self) -> Vec<Finding> {
        doctor::examine(&mut self.ctx, Thoroughness::Thorough, Cancel::new().flag(), &mut |_| {}).unwrap()
    }

    /// What an examination names as unreadable, and what else it finds.
    fn found(&mut self) -> (Vec<Unreadable>, Vec<Finding>) {
        let (mut rows, mut others) = (Vec::new(), Vec::new());
        for finding in self.examined() {
            match finding {
                Finding::RowUnreadable(row) => rows.push(row),
                // A word that no version knows breaks a rule of the schema too.
                Finding::RegistryDamaged { complaint } if complaint.starts_with("CHECK constraint failed") => {}
                other => others.push(other),
            }
        }
        (rows, others)
    }

    fn round(&mut self) -> mail::Round {
        let mut sender = mail::sender(&mut self.ctx).unwrap();
        mail::send_due(&mut self.ctx, &mut sender, mail::Limit::default()).unwrap()
    }

    fn unfinished(&self) -> usize {
        Registry::open(&self.ctx.home().registry()).unwrap().read(unfinished::list).unwrap().len()
    }
}

#[test]
fn a_mail_that_cannot_be_read_is_refused_and_named_and_the_others_leave() {
    for (set, field) in [
        ("kind = 'zz'", "kind"),
        ("language = 'de'", "language"),
        ("words = bytes()", "words"),
        ("login = bytes()", "login"),
        ("subject = bytes()", "subject"),
        ("body = bytes()", "body"),
        ("to_name = bytes()", "to_name"),
        ("to_email = bytes()", "to_email"),
        ("secret = bytes(), secret_until = 9999999999", "secret"),
        ("message_id = bytes()", "message_id"),
        ("attempts = 9999999999", "attempts"),
        ("state = 'zz'", "state"),
    ] {
        let mut fixture = Fixture::new(1);
        let ids = [1, 2, 3].map(|_| mail::test(&mut fixture.ctx, "alice@ecoles.invalid").unwrap());
        fixture.damage("outbox", Damage::Set(set, &format!("id = {}", ids[1].0)));
        let (rows, others) = fixture.found();
        // A list shows all of a mail but its password.
        let is_listed = field != "secret";
        let named: Vec<_> = rows.iter().map(|row| (&row.row, row.field.as_str())).collect();
        assert_eq!((named, others), (vec![(&Stored::Mail(ids[1]), field); usize::from(is_listed)], vec![]), "{set}");
        let listed = mail::named(&mut fixture.ctx, &ids.map(|id| id.0)).unwrap();
        assert_eq!(listed.iter().filter(|row| row.is_err()).count(), usize::from(is_listed), "{set}");

        let round = fixture.round();
        // One in a state that nobody knows does not wait.
        let waits = u32::from(field != "state");
        assert_eq!((round.sent, round.refused + round.deferred), (2, waits), "{set}: {round:?}");
        let said = round.left.iter().map(|left| Catalogue::new(Language::English).say(left)).collect::<String>();
        assert!(waits == 0 || said.contains(&format!("E-mail {}", ids[1].0)) && said.contains(field), "{set}: {said}");
        // It hangs on nobody, and is not named for ever.
        assert_eq!(fixture.round(), mail::Round { next_due: round.next_due, ..mail::Round::default() }, "{set}");
        let readable = mail::list(&mut fixture.ctx, None, 9).unwrap();
        if let Some(one) = readable.iter().find(|one| one.id == ids[1]) {
            assert_eq!(Cause::from_words(&one.words), Some((Cause::Unreadable, field)), "{set}");
        }
    }
}

#[test]
fn a_mail_about_what_cannot_be_read_waits_until_that_is_mended() {
    let mut fixture = Fixture::new(2);
    assert_eq!(fixture.done(reset(), 1..=2).tally.done, 2);
    fixture.damage("establishment", Damage::Set("contact_email = 'bad'", "number = 1"));
    let round = fixture.round();
    assert_eq!((round.sent, round.deferred, round.left.len()), (1, 1, 1), "{round:?}");
    fixture.damage("establishment", Damage::Set("contact_email = 'contact1@ecoles.invalid'", "number = 1"));
    fixture.damage("outbox", Damage::Set("next_attempt_at = 0", "state = 'deferred'"));
    assert_eq!(fixture.round(), mail::Round { sent: 1, ..mail::Round::default() });
}

/// What is spoilt of establishment 2, which row the examination names, and whether it can be deleted all the same.
const SPOILT: [(&str, Damage<'_>, &str, u32); 20] = [
    ("establishment", Damage::Set("credential = bytes()", "number = 2"), "credential", 0),
    ("establishment", Damage::Set("uai_site = 9999999999", "number = 2"), "uai-site", 0),
    ("establishment", Damage::Set("denomination = bytes()", "number = 2"), "denomination", 0),
    ("establishment", Damage::Set("uai = bytes()", "number = 2"), "uai", 0),
    ("establishment", Damage::Set("contact_last_name = bytes()", "number = 2"), "contact-last-name", 0),
    ("establishment", Damage::Set("registered_on = bytes()", "number = 2"), "registered-on", 0),
    ("block", Damage::Set("reason = bytes()", "establishment_number = 2"), "reason", 0),
    ("block", Damage::Set("blocker = 'zz'", "establishment_number = 2"), "blocker", 0),
    ("known_credential", Damage::Set("hash = bytes()", "establishment_number = 2"), "hash", 0),
    ("inside_reached", Damage::Row("2, 0, 0, 1, 0, bytes(), null"), "head_hash", 0),
    ("inside_counter", Damage::Row("2, bytes(), 1"), "name", 0),
    ("content_origin", Damage::Row("2, 1, 0, 0, 0, 1, bytes()"), "hash", 1),
    ("job_inside", Damage::Row("2, 5, bytes()"), "owner", 0),
    ("unfinished", Damage::Row("2, bytes(), '{}', null, null, 0"), "owner", 0),
    ("unfinished", Damage::Row("2, 'x', 'zz', null, null, 0"), "step", 0),
    ("export", Damage::Set("why = 'zz'", "establishment_number = 2"), "why", 1),
    ("export", Damage::Set("held = 'zz'", "establishment_number = 2"), "held", 1),
    ("export", Damage::Set("tables = bytes()", "establishment_number = 2"), "tables", 1),
    ("job", Damage::Set("selection = 'zz'", "id = 1"), "selection", 1),
    ("job", Damage::Set("state = 'zz'", "id = 1"), "state", 1),
];

/// What follows from a name that nobody can read, and from a deletion.
fn harmless(finding: &Finding) -> bool {
    matches!(finding, Finding::NamesDiffer { .. } | Finding::ExportLost { .. })
}

#[test]
fn whatever_else_cannot_be_read_is_named_and_the_others_are_looked_at_counted_and_deleted() {
    for (table, damage, field, deleted) in SPOILT {
        let statement = format!("{table}: {damage:?}");
        let mut fixture = Fixture::new(3);
        fixture.done(block(), 2..=2);
        fixture.done(exporting(), 2..=2);
        fixture.examined();
        fixture.damage(table, damage);

        let (rows, others) = fixture.found();
        let named: Vec<_> = rows.iter().map(|row| row.field.as_str()).collect();
        assert_eq!(named, [field], "{statement}");
        assert!(others.iter().all(harmless), "{statement}: {others:?}");
        assert!(rows[0].number().is_none_or(|number| number.0 == 2), "{statement}: {rows:?}");
        // Jobs are listed and counted, what nobody needs any more is looked for, figures are counted.
        let jobs = job::page(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap();
        let is_job = matches!(rows[0].row, Stored::Job(_));
        assert_eq!((jobs.len(), jobs.iter().filter(|(_, job)| job.is_err()).count()), (2, usize::from(is_job)));
        job::standings(&mut fixture.ctx).unwrap();
        job::last_undoable(&mut fixture.ctx, None).unwrap();
        due::survey(&mut later(&fixture, 4_000), &Kind::ALL).unwrap();
        let (_, lines) = counted(&mut fixture.ctx, &request());
        assert_eq!(lines.len(), 3, "{statement}");
        assert_eq!(lines.iter().filter(|line| line.number.0 != 2 && line.figures.is_err()).count(), 0, "{statement}");

        // What cannot be ended is not begun.
        let deletion = fixture.done(Task::Delete { export_first: ExportFirst::No }, 1..=3);
        assert_eq!(deletion.state, JobState::Done, "{statement}");
        assert_eq!(deletion.tally, tally(0, 2 + deleted, 0, 1 - deleted), "{statement}");
        assert_eq!(fixture.unfinished(), usize::from(table == "unfinished"), "{statement}");
        let (rows, others) = fixture.found();
        assert!(others.iter().all(harmless), "{statement}: {others:?}");
        assert!(rows.iter().all(|row| row.field == field), "{statement}: {rows:?}");
    }
}

#[test]
fn an_earlier_mail_that_cannot_be_read_keeps_no_reset_from_ending() {
    let mut fixture = Fixture::new(2);
    fixture.done(reset(), 1..=2);
    fixture.damage("outbox", Damage::Set("login = bytes()", "establishment_number = 1"));
    assert_eq!(fixture.done(reset(), 1..=2).tally, tally(0, 2, 0, 0));
    assert_eq!(fixture.unfinished(), 0);
    let round = fixture.round();
    assert_eq!((round.sent, round.refused), (2, 1), "{round:?}");
    assert!(mail::list(&mut fixture.ctx, Some(State::Queued), 9).unwrap().is_empty());
}
