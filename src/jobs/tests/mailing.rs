//! Mailings: planned, queued once each, reported with their mails, taken back.

use super::*;
use crate::domain::access::At;
use crate::domain::establishment::ContactNeed;
use crate::domain::field::{Field, Problem};
use crate::domain::job::{Effect, Forecast, JobState, Reason, TargetState, Verdict};
use crate::domain::mail::{Kind, State};
use crate::domain::mailing::{Attachment, LetterInput, TemplateInput};
use crate::operations::establishment::BatchRow;
use crate::operations::exchange::Reach;
use crate::operations::job::RowFilter;
use crate::operations::mail::{self, Limit};
use crate::operations::{Error, Rule, mailing};

fn letter(subject: &str, body: &str) -> LetterInput {
    LetterInput { subject: subject.into(), body: body.into() }
}

fn usual() -> LetterInput {
    letter("{establishment.name}", "Bonjour {contact.first_name},\n{url}")
}

impl Fixture {
    fn letter(&mut self, letter: &LetterInput) -> Task {
        mailing::freeze(&mut self.ctx, letter, &[]).unwrap()
    }

    fn add_without_address(&mut self, number: u32) {
        let input = Input {
            zone: "1".into(),
            location: "29200 Brest".into(),
            denomination: format!("École {number}"),
            contact_last_name: "Le Gall".into(),
            contact_first_name: "Yann".into(),
            number: number.to_string(),
            ..Input::default()
        };
        let new = input.check(ContactNeed::AsGiven).unwrap();
        let row = BatchRow { line: 1, new, shares_uai: false };
        establishment::add_batch(&mut self.ctx, vec![row], SendMail::No).unwrap();
    }

    fn set_email(&mut self, number: u32, email: &str) {
        let found = establishment::get(&mut self.ctx, EstablishmentNumber(number)).unwrap();
        let input = Input { contact_email: email.into(), ..Input::from_draft(&found.draft()) };
        establishment::edit(&mut self.ctx, EstablishmentNumber(number), found.rev, &input).unwrap();
    }

    fn queued(&mut self) -> Vec<crate::domain::mail::Mail> {
        let mut mails = mail::list(&mut self.ctx, None, 10_000).unwrap();
        mails.retain(|mail| mail.kind == Kind::Letter);
        mails.reverse();
        mails
    }

    fn send(&mut self, mails: u32) {
        let mut sender = mail::sender(&mut self.ctx).unwrap();
        mail::send_due(&mut self.ctx, &mut sender, Limit { mails, ..Limit::default() }).unwrap();
    }

    fn reasons(&mut self, id: JobId) -> Vec<(u32, Reason)> {
        let rows = job::rows(&mut self.ctx, id, &RowFilter::default(), 0, 1000).unwrap();
        let reason = |row: &crate::domain::job::TargetRow| match &row.verdict {
            Some(verdict) => verdict.reason().cloned(),
            None => row.forecast.reason().cloned(),
        };
        rows.iter().filter_map(|row| Some((row.target.number.0, reason(row)?))).collect()
    }
}

#[test]
fn s13_every_contact_gets_the_letter_with_its_own_values() {
    let mut fixture = Fixture::new(3);
    fixture.add_without_address(4);
    fixture.add(5);
    fixture.done(block(), 5..=5);
    let task = fixture.letter(&usual());
    let planned = fixture.plan(task, 1..=6);
    let reach = planned.impact.reach.unwrap();
    assert_eq!((reach.mails, reach.addresses, reach.domains), (4, 4, 1));
    assert_eq!(fixture.reasons(planned.id), [(4, Reason::NoContactEmail), (6, Reason::Gone)]);
    assert!(fixture.queued().is_empty(), "a plan does nothing");

    let job = fixture.start(planned.id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 4, 0, 2)));
    let mails = fixture.queued();
    let seen: Vec<_> = mails.iter().map(|mail| (mail.to_email.as_str(), mail.subject.as_str())).collect();
    assert_eq!(seen[0], ("contact1@ecoles.invalid", "École 1"));
    assert_eq!(seen[3], ("contact5@ecoles.invalid", "École 5"), "blocked or not does not matter");
    assert_eq!(mails[0].body, "Bonjour Yann,\nhttps://ecoles.invalid");
    assert_eq!(mails[0].to_name, "LE GALL Yann");
    let standing = mailing::standing(&mut fixture.ctx, job.id).unwrap().unwrap();
    assert_eq!((standing.count(State::Queued), standing.taken_back), (4, 0));
    let entries = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap();
    let start = entries.iter().find(|entry| entry.action == "job.start" && entry.object_label == "write-mail").unwrap();
    assert!(start.after.contains("{establishment.name}"), "{}", start.after);
}

#[test]
fn an_address_of_several_gets_the_same_text_once_and_different_texts_each() {
    let mut fixture = Fixture::new(4);
    for number in [2, 3] {
        fixture.set_email(number, "contact1@ecoles.invalid");
    }
    let task = fixture.letter(&letter("Travaux", "Bonjour {contact.first_name}"));
    let planned = fixture.plan(task, 1..=4);
    let same = Reason::SameMail { number: 1 };
    assert_eq!(fixture.reasons(planned.id), [(2, same.clone()), (3, same.clone())]);
    assert_eq!(planned.impact.reach.unwrap().mails, 2);
    let job = fixture.start(planned.id).job;
    assert_eq!(job.tally, tally(0, 2, 2, 0));
    assert_eq!(fixture.reasons(job.id), [(2, same.clone()), (3, same)]);
    assert_eq!(fixture.queued().len(), 2);

    let task = fixture.letter(&usual());
    let planned = fixture.plan(task, 1..=4);
    let reach = planned.impact.reach.unwrap();
    assert_eq!((reach.mails, reach.addresses), (4, 2));
    assert_eq!(fixture.start(planned.id).job.tally, tally(0, 4, 0, 0));
}

#[test]
fn a_second_try_of_the_same_letter_writes_to_nobody_twice() {
    let mut fixture = Fixture::new(1);
    fixture.add_without_address(2);
    let task = fixture.letter(&letter("Travaux", "Même texte"));
    let first = fixture.done(task, 1..=2);
    assert_eq!(first.tally, tally(0, 1, 0, 1));
    fixture.set_email(2, "contact1@ecoles.invalid");
    let again = plan::retry(&mut fixture.ctx, first.id, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(fixture.reasons(again.id), [(2, Reason::SameMail { number: 1 })]);
    fixture.set_email(2, "contact2@ecoles.invalid");
    assert_eq!(fixture.start(again.id).job.tally, tally(0, 1, 0, 0), "asked again when it acts");
    assert_eq!(fixture.queued().len(), 2);
}

#[test]
fn a_job_that_was_cut_off_queues_every_mail_once() {
    let mut fixture = Fixture::new(6);
    let task = fixture.letter(&usual());
    let id = fixture.plan(task, 1..=6).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut dying = fixture.other();
    let running = job::take(&mut dying, id).unwrap();
    let targets = job::act::waiting(&mut dying, &running, 0, 4).unwrap();
    job::act(&mut dying, &running, &targets).unwrap();
    // It acts again on what it had: the marks and the keys hold.
    job::act(&mut dying, &running, &targets[..2]).unwrap();
    assert_eq!(fixture.queued().len(), 4);
    drop(dying);
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 6, 0, 0)));
    let ids: std::collections::HashSet<_> = fixture.queued().iter().map(|mail| mail.message_id.clone()).collect();
    assert_eq!(ids.len(), 6);
}

#[test]
fn an_undo_takes_back_what_still_waits_and_says_what_left() {
    let mut fixture = Fixture::new(5);
    let task = fixture.letter(&usual());
    let job = fixture.done(task, 1..=5);
    fixture.send(2);
    let undone = fixture.undo(job.id);
    assert_eq!(undone.tally, tally(0, 3, 2, 0));
    let sent = Reason::MailLeft { state: "sent".into() };
    assert_eq!(fixture.reasons(undone.id), [(1, sent.clone()), (2, sent)]);
    assert_eq!(fixture.queued().len(), 2);
    let standing = mailing::standing(&mut fixture.ctx, job.id).unwrap().unwrap();
    assert_eq!((standing.count(State::Sent), standing.taken_back), (2, 3));
    let mails = mailing::mails(&mut fixture.ctx, job.id, (1, 5)).unwrap();
    assert_eq!(mails.iter().map(|mail| (mail.position, mail.state)).collect::<Vec<_>>().len(), 2);
    assert_eq!(mailing::standing(&mut fixture.ctx, undone.id).unwrap(), None);
}

#[test]
fn hostile_texts_stay_text() {
    let mut fixture = Fixture::new(1);
    for (subject, body, field) in [
        ("a\r\nBcc: x@y.invalid", "b", Field::Subject),
        ("a", "b\u{1b}[2J", Field::Body),
        ("a\u{202e}", "b", Field::Subject),
        ("a", "{contct}", Field::Body),
        ("{", "b", Field::Subject),
        ("", "b", Field::Subject),
        (&"x".repeat(201), "b", Field::Subject),
        ("a", &"x".repeat(20_001), Field::Body),
    ] {
        let Err(Error::Fields(errors)) = mailing::freeze(&mut fixture.ctx, &letter(subject, body), &[]) else {
            panic!("{subject:?} {body:?}");
        };
        assert_eq!(errors[0].field, field, "{subject:?} {body:?}");
    }
    // What looks like the place of a password is sent as it is written.
    let task = fixture.letter(&letter("{{password}}", "=?utf-8?q?x?= {{password}}\n.\nFrom x\n"));
    fixture.done(task, 1..=1);
    fixture.send(10);
    let mail = &fixture.queued()[0];
    assert_eq!((mail.state, mail.body.as_str()), (State::Sent, "=?utf-8?q?x?= {password}\n.\nFrom x"));
}

fn attachment(fixture: &mut Fixture, name: &str, content: &[u8], others: &[Attachment]) -> Result<Attachment, Error> {
    let path = fixture.folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    mailing::attach(&fixture.ctx, &Reach::Anywhere, path.to_str().unwrap(), others)
}

#[test]
fn files_go_with_every_mail_and_damage_is_seen() {
    let mut fixture = Fixture::new(2);
    let content: Vec<u8> = (0..=255).cycle().take(5000).collect();
    let file = attachment(&mut fixture, "Été.pdf", &content, &[]).unwrap();
    let task = mailing::freeze(&mut fixture.ctx, &usual(), std::slice::from_ref(&file)).unwrap();
    fixture.done(task, 1..=2);
    fixture.send(1);
    let kept = fixture.ctx.home().attachment(&file.sha256);
    std::fs::write(&kept, b"something else").unwrap();
    fixture.send(1);
    let mails = fixture.queued();
    assert_eq!(mails[0].state, State::Sent);
    assert_eq!((mails[1].state, mails[1].words.as_str()), (State::Refused, "attachment: Été.pdf"));
    let folder = fixture.ctx.home().outgoing_mail();
    let sent = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(sent).unwrap();
    assert!(text.contains("multipart/mixed") && text.contains("application/pdf"), "{text}");
    assert!(text.contains("filename*0*=utf-8''%C3%89t%C3%A9.pdf") || text.contains("%C3%89t%C3%A9.pdf"), "{text}");
}

#[test]
fn files_have_limits_and_go_when_no_letter_needs_them() {
    let mut fixture = Fixture::new(1);
    let refused = |result: Result<Attachment, Error>| match result {
        Err(Error::Fields(errors)) => errors[0].problem.clone(),
        other => panic!("{other:?}"),
    };
    let big = vec![0; (3 << 20) + 1];
    let first = attachment(&mut fixture, "a.bin", &big, &[]).unwrap();
    let too_large = attachment(&mut fixture, "b.bin", &big[1..], std::slice::from_ref(&first)).unwrap_err();
    assert_eq!(refused(Err(too_large)), Problem::TooLarge { max_mib: 5 });
    let odd = attachment(&mut fixture, "a\nb.txt", b"x", &[]);
    assert!(matches!(refused(odd), Problem::Unsafe { .. }));
    let outside = mailing::attach(&fixture.ctx, &Reach::Exchange, "/etc/passwd", &[]);
    assert_eq!(refused(outside), Problem::FileOutside);
    let many = vec![first.clone(); 10];
    assert_eq!(refused(attachment(&mut fixture, "c.txt", b"x", &many)), Problem::TooMany { max: 10 });

    // A letter that is planned keeps its file; one that is not loses it once it is old.
    let task = mailing::freeze(&mut fixture.ctx, &usual(), std::slice::from_ref(&first)).unwrap();
    let kept = fixture.ctx.home().attachment(&first.sha256);
    let planned = fixture.plan(task.clone(), 1..=1);
    let later = NOW.plus_s(3 * crate::domain::time::DAY_S);
    fixture.ctx =
        Context::open(fixture.ctx.home(), At::Host, actor(Identity::Owner), Clock::Fixed(later), Options::default())
            .unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_790_000_000);
    std::fs::File::options().append(true).open(&kept).unwrap().set_modified(long_ago).unwrap();
    fixture.letter(&usual());
    assert!(kept.exists());
    job::remove(&mut fixture.ctx, planned.id).unwrap();
    fixture.letter(&usual());
    assert!(!kept.exists());
    let gone = mailing::freeze(&mut fixture.ctx, &usual(), &[first]);
    assert!(matches!(gone, Err(Error::Fields(errors)) if errors[0].field == Field::Attachment));
    let Task::WriteMail { letter, .. } = task else { panic!() };
    assert!(matches!(mailing::get(&mut fixture.ctx, letter), Err(Error::NotFound { .. })));
}

#[test]
fn a_test_goes_to_oneself_and_a_preview_tells_what_is_empty() {
    let mut fixture = Fixture::new(1);
    let input = letter("{establishment.name}", "{establishment.uai}{contact.first_name}");
    let pages = mailing::preview(&mut fixture.ctx, &input, &[EstablishmentNumber(1), EstablishmentNumber(9)]).unwrap();
    assert_eq!(pages.len(), 1);
    assert_eq!((pages[0].rendered.subject.as_str(), pages[0].rendered.body.as_str()), ("École 1", "Yann"));
    assert_eq!(pages[0].empty, [crate::domain::mailing::Placeholder::EstablishmentUai]);
    let id = mailing::test(&mut fixture.ctx, (&input, &[]), EstablishmentNumber(1), "me@ecoles.invalid").unwrap();
    let mail = mail::get(&mut fixture.ctx, id).unwrap();
    assert_eq!(
        (mail.kind, mail.to_email.as_str(), mail.subject.as_str()),
        (Kind::Test, "me@ecoles.invalid", "École 1")
    );
    let wrong = mailing::test(&mut fixture.ctx, (&input, &[]), EstablishmentNumber(1), "me");
    assert!(matches!(wrong, Err(Error::Fields(errors)) if errors[0].field == Field::Recipient));
}

#[test]
fn own_mails_do_not_wait_behind_a_mailing() {
    let mut fixture = Fixture::new(3);
    let task = fixture.letter(&usual());
    fixture.done(task, 1..=3);
    let id = mail::test(&mut fixture.ctx, "me@ecoles.invalid").unwrap();
    fixture.send(1);
    assert_eq!(mail::get(&mut fixture.ctx, id).unwrap().state, State::Sent);
}

#[test]
fn s20_templates_are_saved_by_one_at_a_time() {
    let mut fixture = Fixture::new(0);
    let input = |name: &str, body: &str| TemplateInput { name: name.into(), letter: letter("Objet", body) };
    let first = mailing::add_template(&mut fixture.ctx, &input("Rentrée", "a")).unwrap();
    let taken = mailing::add_template(&mut fixture.ctx, &input("rentree", "b"));
    assert!(matches!(taken, Err(Error::Fields(errors)) if errors[0].problem == Problem::TemplateNameUsed));
    mailing::edit_template(&mut fixture.ctx, first.id, first.rev, &input("Rentrée", "c")).unwrap();
    let late = mailing::edit_template(&mut fixture.ctx, first.id, first.rev, &input("Rentrée", "d"));
    assert!(matches!(late, Err(Error::Rule(Rule::Changed))));
    let second = mailing::find_template(&mut fixture.ctx, "RENTREE").unwrap();
    mailing::edit_template(&mut fixture.ctx, first.id, second.rev, &input("Rentrée", "c")).unwrap();
    let same = mailing::find_template(&mut fixture.ctx, "RENTREE").unwrap();
    assert_eq!(same.rev, second.rev, "nothing has changed");
    assert!(matches!(mailing::remove_template(&mut fixture.ctx, first.id, first.rev), Err(Error::Rule(Rule::Changed))));
    assert_eq!(mailing::find_template(&mut fixture.ctx, "RENTREE").unwrap().letter.body, "c");
    mailing::remove_template(&mut fixture.ctx, first.id, second.rev).unwrap();
    assert!(mailing::templates(&mut fixture.ctx).unwrap().is_empty());
    let flawed = mailing::add_template(&mut fixture.ctx, &input("", "{x}"));
    assert!(matches!(flawed, Err(Error::Fields(errors)) if errors.len() == 2));
    let acts = ["template.add", "template.edit", "template.delete"];
    assert_eq!(acts.map(|act| fixture.audited(act)), [1, 1, 1]);
}

#[test]
fn every_forecast_and_verdict_is_kept_as_such() {
    let mut fixture = Fixture::new(1);
    let task = fixture.letter(&usual());
    let id = fixture.plan(task, 1..=1).id;
    let row = |fixture: &mut Fixture| job::rows(&mut fixture.ctx, id, &RowFilter::default(), 0, 1).unwrap().remove(0);
    assert_eq!(row(&mut fixture).forecast, Forecast::Do);
    fixture.start(id);
    let verdict = row(&mut fixture).verdict.unwrap();
    assert!(matches!(&verdict, Verdict::Done(Effect::Queued { .. })) && verdict.state() == TargetState::Done);
}
