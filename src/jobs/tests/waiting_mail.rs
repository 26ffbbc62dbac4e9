//! Mails that wait in an establishment's own database leave once, whoever dies meanwhile and wherever it goes.

use super::export::{exports, restored};
use super::retention::{later, taken};
use super::*;
use crate::domain::account::AccountId;
use crate::domain::export::Existing;
use crate::domain::field::Field;
use crate::domain::mail::{Cause, Kind as MailKind, Mail, State};
use crate::domain::retention::Kind;
use crate::domain::time::DAY_S;
use crate::operations::doctor::{self, Thoroughness};
use crate::operations::{Error, Rule, acceptance, mail, waiting_mail};
use crate::store::establishment::{interference, waiting_mail as rows};
use crate::store::registry::outbox::{self, MailText, NewMail};
use crate::store::registry::{Registry, establishment as schools, mail_inside};

const ONE: EstablishmentNumber = EstablishmentNumber(1);

fn text(subject: &str) -> MailText {
    MailText {
        to_name: "Léa Morvan".into(),
        to_email: "lea@ecoles.invalid".into(),
        language: Language::French,
        subject: subject.into(),
        body: "Bonjour,\nà demain.".into(),
    }
}

impl Fixture {
    fn write_mail(&mut self, subject: &str) -> String {
        self.ctx.within(At::Establishment(ONE), |ctx| waiting_mail::queue(ctx, "lea", text(subject))).unwrap()
    }

    fn in_registry<T>(
        &self,
        work: impl FnOnce(&crate::store::registry::Tx<'_>) -> crate::store::Result<T> + Send,
    ) -> T {
        Registry::open(&self.ctx.home().registry()).unwrap().write(work).unwrap()
    }

    /// The subjects of what waits in establishment 1.
    fn waits(&self) -> Vec<String> {
        let credential = self.in_registry(|tx| schools::credential(tx, ONE)).unwrap();
        let seen = self.ctx.home().shelf().look_inside((ONE, &credential), |tx| rows::page(tx, 0, 100));
        seen.unwrap().unwrap().into_iter().map(|mail| mail.unwrap().subject).collect()
    }

    /// Where the host knows that mails may wait.
    fn hints(&self) -> usize {
        self.in_registry(|tx| mail_inside::list(tx, EstablishmentNumber(0), 100)).len()
    }

    pub(super) fn mails(&mut self) -> Vec<Mail> {
        mail::list(&mut self.ctx, None, 100).unwrap()
    }
}

/// Sends what is due; returns how many left.
pub(super) fn send(ctx: &mut Context) -> u32 {
    let mut sender = mail::sender(ctx).unwrap();
    mail::send_due(ctx, &mut sender, mail::Limit::default()).unwrap().sent
}

#[test]
fn what_an_establishment_writes_waits_with_it_and_leaves_once() {
    let mut fixture = Fixture::new(2);
    let at_the_host = waiting_mail::queue(&mut fixture.ctx, "lea", text("Non"));
    assert!(matches!(at_the_host, Err(Error::Rule(Rule::Elsewhere))), "{at_the_host:?}");
    let wrong = MailText { to_email: "lea".into(), ..text("Non") };
    let wrong = fixture.ctx.within(At::Establishment(ONE), |ctx| waiting_mail::queue(ctx, "lea", wrong));
    assert!(matches!(wrong, Err(Error::Fields(_))), "{wrong:?}");
    let ids = [fixture.write_mail("Un"), fixture.write_mail("Deux")];
    assert_eq!((fixture.waits().len(), fixture.hints(), fixture.mails().len()), (2, 1, 0));
    assert_eq!((send(&mut fixture.ctx), send(&mut fixture.ctx)), (2, 0));
    assert_eq!((fixture.waits().len(), fixture.hints()), (0, 0));
    let mails = fixture.mails();
    assert!(mails.iter().all(|mail| mail.state == State::Sent && mail.establishment == Some(ONE)), "{mails:?}");
    assert!(mails.iter().all(|mail| ids.contains(&mail.message_id) && mail.body == "Bonjour,\nà demain."), "{mails:?}");
    let inside = fixture.ctx.within(At::Establishment(ONE), |ctx| audit::list(ctx, &AuditFilter::default(), None, 9));
    let mut inside: Vec<_> = inside.unwrap().into_iter().map(|row| (row.action, row.object_id)).collect();
    assert_eq!(inside.remove(0).0, "mail.hand-over");
    let expected = [&ids[1], &ids[0]].map(|id| ("establishment.mail".to_owned(), id.clone()));
    assert_eq!(inside, expected);
}

/// Whoever has the database keeps the sender from the second of its two changes, as if it had died before it.
#[test]
fn a_mail_that_is_in_both_places_leaves_once() {
    let mut fixture = Fixture::new(1);
    fixture.write_mail("Un");
    let path = fixture.ctx.home().shelf().shown(ONE);
    let holder = interference::hold(path.as_ref());
    assert_eq!(send(&mut fixture.ctx), 1);
    drop(holder);
    assert_eq!((fixture.waits().len(), fixture.hints()), (1, 1), "it is still there too");
    fixture.start_again();
    fixture.write_mail("Deux");
    assert_eq!(send(&mut fixture.ctx), 1);
    assert_eq!((fixture.waits().len(), fixture.hints(), fixture.mails().len()), (0, 0, 2));
}

#[test]
fn a_hint_that_was_lost_is_found_again() {
    let mut fixture = Fixture::new(1);
    let lose = |fixture: &Fixture| {
        fixture.in_registry(|tx| {
            let hint = mail_inside::list(tx, EstablishmentNumber(0), 1)?[0];
            mail_inside::forget(tx, (hint.0, hint.1 + 1))?;
            assert_eq!(mail_inside::list(tx, EstablishmentNumber(0), 1)?, [hint], "it was noted again since");
            mail_inside::forget(tx, hint)
        });
    };
    fixture.write_mail("Un");
    lose(&fixture);
    assert_eq!(send(&mut fixture.ctx), 0);
    // By whoever writes there next.
    fixture.write_mail("Deux");
    assert_eq!(send(&mut fixture.ctx), 2);
    fixture.write_mail("Trois");
    lose(&fixture);
    let stop = std::sync::atomic::AtomicBool::new(false);
    doctor::examine(&mut fixture.ctx, Thoroughness::Quick, &stop, &mut |_| {}).unwrap();
    assert_eq!((send(&mut fixture.ctx), fixture.waits().len()), (1, 0));
}

#[test]
fn what_waits_in_an_export_leaves_once_here_and_elsewhere_when_a_person_says_so() {
    let (mut fixture, mut other) = (Fixture::new(1), Fixture::new(0));
    fixture.write_mail("Un");
    fixture.done(exporting(), 1..=1);
    assert_eq!((send(&mut fixture.ctx), fixture.waits().len()), (1, 0));
    let file = exports(&mut fixture);
    assert_eq!(restored(&mut fixture, &file, Existing::Replace).tally.done, 1);
    assert_eq!((fixture.waits().len(), fixture.hints()), (1, 1));
    assert_eq!(send(&mut fixture.ctx), 0, "it is known here that it has left");
    assert_eq!((fixture.waits().len(), fixture.hints(), fixture.mails().len()), (0, 0, 1));

    assert_eq!(restored(&mut other, &file, Existing::Refuse).tally.done, 1);
    assert_eq!((send(&mut other.ctx), other.waits().len()), (0, 0));
    let [mail] = other.mails().try_into().unwrap();
    assert_eq!((mail.state, mail.words), (State::Uncertain, Cause::Copied.words("")));
    mail::retry(&mut other.ctx, mail.id).unwrap();
    assert_eq!(send(&mut other.ctx), 1);
}

#[test]
fn what_was_deleted_with_its_mails_comes_back_with_them() {
    let mut fixture = Fixture::new(1);
    fixture.write_mail("Un");
    let id = fixture.done(super::export::deletion(), 1..=1).id;
    assert_eq!((send(&mut fixture.ctx), fixture.hints()), (0, 0));
    fixture.undo(id);
    assert_eq!((send(&mut fixture.ctx), fixture.waits().len()), (0, 0));
    assert_eq!(fixture.mails()[0].state, State::Uncertain);
}

#[test]
fn what_waits_in_an_older_copy_that_came_back_by_hand_leaves_when_a_person_says_so() {
    let mut fixture = Fixture::new(1);
    fixture.write_mail("Un");
    let path = std::path::PathBuf::from(fixture.ctx.home().shelf().shown(ONE));
    fixture.start_again();
    let copy = std::fs::read(&path).unwrap();
    assert_eq!(send(&mut fixture.ctx), 1);
    assert_eq!(taken(&mut later(&fixture, 91), Kind::Mails), 1, "nobody knows any more that it has left");
    fixture.start_again();
    std::fs::write(&path, copy).unwrap();
    fixture.in_registry(|tx| mail_inside::note(tx, ONE));
    assert_eq!((fixture.waits().len(), send(&mut fixture.ctx)), (1, 0));
    assert_eq!((fixture.waits().len(), fixture.mails()[0].state), (0, State::Uncertain));
}

/// What became of it may be forgotten.
#[test]
fn what_waited_for_longer_than_mails_are_kept_leaves_when_a_person_says_so() {
    let mut fixture = Fixture::new(1);
    fixture.write_mail("Un");
    let mut ctx = later(&fixture, 91);
    assert_eq!(send(&mut ctx), 0);
    assert_eq!(fixture.mails()[0].state, State::Uncertain);
    assert!(ctx.now() > fixture.mails()[0].created_at.plus_s(90 * DAY_S) || fixture.waits().is_empty());
}

/// Whatever takes the content of an establishment away says how many mails go with it, before and after.
#[test]
fn what_goes_with_the_content_is_counted_and_told() {
    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=1);
    let file = exports(&mut fixture);
    fixture.ctx.take_aftermath();
    let gone = |fixture: &mut Fixture| {
        let told = fixture.ctx.take_aftermath().map(|told| told.gone_inside);
        let rows = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 9).unwrap();
        (told, rows.iter().filter(|row| row.after.contains(r#""mails-inside":"2""#)).count())
    };
    for subject in ["Un", "Deux"] {
        fixture.write_mail(subject);
    }
    let replaced = restored(&mut fixture, &file, Existing::Replace);
    assert_eq!((replaced.tally.done, replaced.impact.mails), (1, 2));
    assert_eq!(gone(&mut fixture), (Some(2), 1));
    for subject in ["Un", "Deux"] {
        fixture.write_mail(subject);
    }
    assert_eq!(fixture.done(super::export::deletion(), 1..=1).impact.mails, 2);
    assert_eq!(gone(&mut fixture), (Some(2), 2));
    let two = EstablishmentNumber(2);
    for subject in ["Un", "Deux"] {
        fixture.ctx.within(At::Establishment(two), |ctx| waiting_mail::queue(ctx, "lea", text(subject))).unwrap();
    }
    let input = establishment::DeleteInput { confirmation: None, export_first: establishment::ExportFirst::No };
    establishment::delete(&mut fixture.ctx, two, &input).unwrap();
    assert_eq!(gone(&mut fixture), (Some(2), 3));
}

/// The registry and the establishment's own database come back from before the sending: nobody knows here that it left.
#[test]
fn what_waits_beside_an_accepted_registry_leaves_when_a_person_says_so() {
    let mut fixture = Fixture::new(2);
    fixture.write_mail("Un");
    let (home, folder) = (fixture.ctx.home().clone(), fixture.folder);
    drop(fixture.ctx);
    let files = [home.registry(), home.shelf().shown(ONE).into()];
    Registry::open(&files[0]).unwrap().empty_log().unwrap();
    let copies = files.clone().map(|file| std::fs::read(file).unwrap());
    let start =
        || Context::start(&home, At::Host, actor(Identity::Owner), Clock::Fixed(NOW), Options::default()).unwrap();
    let mut fixture = Fixture { folder, ctx: start() };
    assert_eq!(send(&mut fixture.ctx), 1);
    fixture.add(3);
    let folder = fixture.folder;
    drop(fixture.ctx);
    for (file, copy) in files.iter().zip(copies) {
        crate::store::files::remove_database(file).unwrap();
        crate::store::files::write_private(file, &copy).unwrap();
    }
    let mut fixture = Fixture { folder, ctx: start() };
    let waiting = acceptance::waiting(&mut fixture.ctx).unwrap();
    assert_eq!((waiting.mails, waiting.inside), (0, 1));
    acceptance::accept(&mut fixture.ctx).unwrap();
    assert_eq!((send(&mut fixture.ctx), fixture.waits().len()), (0, 0));
    let [mail] = fixture.mails().try_into().unwrap();
    assert_eq!((mail.state, mail.words), (State::Uncertain, Cause::Copied.words("")));
    fixture.write_mail("Deux");
    assert_eq!(send(&mut fixture.ctx), 1, "what is written from then on leaves");
}

/// A Message-ID that another mail has loses no mail, and what the outbox refuses keeps no other one from leaving.
#[test]
fn a_mail_is_known_by_more_than_its_message_id() {
    let mut fixture = Fixture::new(1);
    let ids = ["Un", "Deux", "Trois"].map(|subject| fixture.write_mail(subject));
    let other = |fixture: &Fixture, message_id: String| {
        let mail = NewMail {
            kind: MailKind::Test,
            establishment: None,
            account: AccountId(0),
            login: String::new(),
            webmaster: None,
            text: text("Autre"),
            secret: None,
            message_id,
            letter: None,
            target: None,
        };
        fixture.in_registry(|tx| outbox::insert(tx, &mail, (NOW, NOW)));
    };
    let own = |id: &str| format!("<1.{}", id.trim_start_matches('<'));
    for id in [ids[0].clone(), ids[1].clone(), own(&ids[1])] {
        other(&fixture, id);
    }
    let mut sender = mail::sender(&mut fixture.ctx).unwrap();
    let round = mail::send_due(&mut fixture.ctx, &mut sender, mail::Limit::default()).unwrap();
    assert_eq!((round.sent, round.uncertain, round.left.len()), (4, 1, 1), "{round:?}");
    assert_eq!((fixture.waits(), fixture.hints()), (vec!["Deux".to_owned()], 1));
    let of = |fixture: &mut Fixture, id: &str| fixture.mails().into_iter().find(|mail| mail.message_id == id).unwrap();
    assert_eq!(of(&mut fixture, &ids[2]).state, State::Sent);
    let doubted = of(&mut fixture, &own(&ids[0]));
    let words = (doubted.subject.as_str(), doubted.state, doubted.words.as_str());
    assert_eq!(words, ("Un", State::Uncertain, Cause::IdTaken.words(&ids[0]).as_str()));
}

#[test]
fn what_no_mail_may_hold_is_refused_where_it_is_written() {
    let mut fixture = Fixture::new(1);
    for (field, wrong) in [
        (Field::Subject, MailText { subject: "a".repeat(3_000), ..text("Un") }),
        (Field::Subject, MailText { subject: "a\u{1b}[2J".into(), ..text("Un") }),
        (Field::Body, MailText { body: "a\0b".into(), ..text("Un") }),
        (Field::Recipient, MailText { to_name: "a\r\nBcc: b".into(), ..text("Un") }),
    ] {
        let refused = fixture.ctx.within(At::Establishment(ONE), |ctx| waiting_mail::queue(ctx, "lea", wrong));
        let Err(Error::Fields(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field]);
    }
    assert_eq!(fixture.waits().len(), 0);
}
