//! What leaves is what holds at that moment: each kind of mail, after each act that concerns it, whoever did it and
//! whether it told the mails or not.

use std::cell::Cell;

use intendant::domain::duty::Duty;
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::host::{HostSettings, Transport};
use intendant::domain::language::Language;
use intendant::domain::mail::{Cause, Kind, MailId, State};
use intendant::domain::mailing::LetterInput;
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::{WebmasterId, WebmasterInput};
use intendant::domain::zone::{DEFAULT_ZONE, ZoneDraft};
use intendant::mail::Round;
use intendant::store::Error;
use intendant::store::registry::establishment;
use intendant::store::registry::outbox::{self, MailText, NewMail};
use intendant::store::registry::{Registry, letter, sending, webmaster, zone};

use crate::fixture::{Fixture, PASSWORD, START, plain, settings};
use crate::support::letter::Parsed;
use crate::support::smtp::{Behaviour, SmtpServer, Stored};

const FORMER: &str = "former@school.invalid";
const PRESENT: &str = "present@school.invalid";
const ALICE: &str = "alice@host.invalid";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    Registration,
    Reset,
    /// As a version before this rule left it.
    OldReset,
    Copy,
    Letter,
    Test,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Nothing,
    Correct,
    Remove,
    Rename,
    NewPassword,
    PasswordOfAnother,
    Language,
    Host,
    Delete,
    Webmaster,
    Disable,
}

#[derive(Debug, PartialEq, Eq)]
enum Left {
    To(String),
    Withdrawn(Cause),
    Not(State),
}

fn to(address: &str) -> Left {
    Left::To(address.to_owned())
}

struct Case {
    fixture: Fixture,
    number: EstablishmentNumber,
    webmaster: WebmasterId,
}

impl Case {
    fn new() -> Self {
        let mut fixture = Fixture::new();
        let number = fixture.establish(FORMER, "JAURÈS", "École Jean-Moulin");
        let webmaster = fixture.registry.write(|tx| webmaster::insert(tx, &person(ALICE), &Duty::Full, "x")).unwrap();
        Self { fixture, number, webmaster }
    }

    fn queue(&mut self, waits: Waits) -> MailId {
        let (number, webmaster) = (self.number, self.webmaster);
        match waits {
            Waits::Registration => self.fixture.queue_mail(number, Kind::Registration, "admin"),
            Waits::Reset => self.fixture.queue_mail(number, Kind::Reset, "admin"),
            Waits::OldReset => self.fixture.queue_mail(number, Kind::Reset, ""),
            Waits::Copy => self.fixture.queue_written(number, Kind::Copy, |mail| NewMail {
                webmaster: Some(webmaster),
                secret: None,
                ..mail
            }),
            Waits::Letter => {
                let typed = LetterInput {
                    subject: "Rentrée {establishment.name}".to_owned(),
                    body: "{contact.name}, {url}, {zone.name}".to_owned(),
                };
                let now = Timestamp(START);
                let id = self.fixture.registry.write(|tx| letter::insert(tx, &typed, &[], now)).unwrap();
                self.fixture.queue_written(number, Kind::Letter, |mail| NewMail {
                    letter: Some(id),
                    secret: None,
                    login: String::new(),
                    text: MailText { subject: "as confirmed".to_owned(), body: "JAURÈS".to_owned(), ..mail.text },
                    ..mail
                })
            }
            Waits::Test => self.fixture.queue_written(number, Kind::Test, |mail| NewMail {
                establishment: None,
                secret: None,
                login: String::new(),
                text: MailText { to_email: ALICE.to_owned(), ..mail.text },
                ..mail
            }),
        }
    }

    fn act(&mut self, act: Act) {
        let Self { fixture, number, webmaster } = self;
        match act {
            Act::Nothing => {}
            Act::Correct => fixture.correct(*number, "JAURÈS", PRESENT),
            Act::Remove => fixture.correct(*number, "JAURÈS", ""),
            Act::Rename => fixture.correct(*number, "LE GALL", FORMER),
            Act::NewPassword => drop(fixture.queue_mail(*number, Kind::Reset, "admin")),
            Act::PasswordOfAnother => drop(fixture.queue_mail(*number, Kind::Reset, "other")),
            Act::Language => {
                let draft = ZoneDraft { name: "Brittany".to_owned(), language: Language::English };
                assert!(fixture.registry.write(|tx| zone::update(tx, DEFAULT_ZONE, 1, &draft)).unwrap());
            }
            Act::Host => fixture.set(&moved(Transport::Folder)),
            Act::Delete => {
                let at = Some(Timestamp(START));
                fixture.registry.write(|tx| establishment::remove(tx, *number, at)).unwrap();
            }
            Act::Webmaster => {
                let draft = person("bruno@host.invalid");
                assert!(
                    fixture.registry.write(|tx| webmaster::update(tx, *webmaster, 1, (&draft, &Duty::Full))).unwrap()
                );
            }
            Act::Disable => {
                let nobody = webmaster::Active::No;
                fixture.registry.write(|tx| webmaster::set_active(tx, *webmaster, nobody)).unwrap();
            }
        }
    }

    /// Sends what is due; tells what became of one mail, and what it said.
    fn send(&mut self, id: MailId) -> (Left, String) {
        let mut sender = self.fixture.reopen();
        self.fixture.round(&mut sender);
        let mail = self.fixture.mail(id);
        let left = match mail.state {
            State::Sent => to(&mail.to_email),
            State::Withdrawn => Left::Withdrawn(Cause::from_words(&mail.words).unwrap().0),
            other => Left::Not(other),
        };
        (left, format!("{}\n{}\n{}", mail.to_name, mail.subject, mail.body))
    }
}

fn person(email: &str) -> intendant::domain::webmaster::WebmasterDraft {
    let input =
        WebmasterInput { login: "alice".into(), last_name: "Martin".into(), email: email.into(), ..Default::default() };
    input.check().unwrap()
}

/// The host under another name and address.
fn moved(transport: Transport) -> HostSettings {
    let mut settings = settings(transport);
    "https://elsewhere.invalid".clone_into(&mut settings.identity.url);
    "Autre hébergeur".clone_into(&mut settings.identity.name);
    settings
}

#[test]
fn each_kind_after_each_act() {
    use Act as A;
    use Waits as W;
    let gone = |cause| Left::Withdrawn(cause);
    for (waits, act, expected, says, says_not) in [
        (W::Registration, A::Nothing, to(FORMER), "École Jean-Moulin", ""),
        (W::Registration, A::Correct, to(PRESENT), "Mot de passe", ""),
        (W::Registration, A::Remove, gone(Cause::NoAddress), "", ""),
        (W::Registration, A::Rename, to(FORMER), "LE GALL", "JAURÈS"),
        (W::Registration, A::NewPassword, gone(Cause::Superseded), "", ""),
        (W::Registration, A::PasswordOfAnother, to(FORMER), "", ""),
        (W::Registration, A::Language, to(FORMER), "Password", "Mot de passe"),
        (W::Registration, A::Host, to(FORMER), "https://elsewhere.invalid", "ecoles.invalid"),
        (W::Registration, A::Delete, gone(Cause::Gone), "", ""),
        (W::Reset, A::Correct, to(PRESENT), "", ""),
        (W::Reset, A::Remove, gone(Cause::NoAddress), "", ""),
        (W::Reset, A::NewPassword, gone(Cause::Superseded), "", ""),
        (W::Reset, A::PasswordOfAnother, to(FORMER), "", ""),
        (W::Reset, A::Language, to(FORMER), "The former password no longer works", ""),
        (W::Reset, A::Host, to(FORMER), "Autre hébergeur", "Hébergement académique"),
        (W::Reset, A::Delete, gone(Cause::Gone), "", ""),
        (W::OldReset, A::Nothing, to(FORMER), "", ""),
        (W::OldReset, A::Correct, to(PRESENT), "", ""),
        (W::OldReset, A::Remove, gone(Cause::NoAddress), "", ""),
        (W::OldReset, A::PasswordOfAnother, gone(Cause::Superseded), "", ""),
        (W::OldReset, A::NewPassword, gone(Cause::Superseded), "", ""),
        (W::OldReset, A::Delete, gone(Cause::Gone), "", ""),
        (W::Copy, A::Nothing, to(ALICE), FORMER, ""),
        (W::Copy, A::Correct, to(ALICE), PRESENT, FORMER),
        (W::Copy, A::Remove, gone(Cause::NoAddress), "", ""),
        (W::Copy, A::Webmaster, to("bruno@host.invalid"), "", ""),
        (W::Copy, A::Disable, to("hebergement@ecoles.invalid"), "", ""),
        (W::Copy, A::Host, to(ALICE), "https://elsewhere.invalid", ""),
        (W::Copy, A::Delete, gone(Cause::Gone), "", ""),
        (W::Letter, A::Nothing, to(FORMER), "Rentrée École Jean-Moulin", ""),
        (W::Letter, A::Correct, to(PRESENT), "JAURÈS", ""),
        (W::Letter, A::Rename, to(FORMER), "LE GALL, https://ecoles.invalid/, Bretagne", "JAURÈS"),
        (W::Letter, A::Remove, gone(Cause::NoAddress), "", ""),
        (W::Letter, A::NewPassword, to(FORMER), "", ""),
        (W::Letter, A::Language, to(FORMER), "Brittany", ""),
        (W::Letter, A::Host, to(FORMER), "https://elsewhere.invalid", ""),
        (W::Letter, A::Delete, gone(Cause::Gone), "", ""),
        (W::Test, A::Correct, to(ALICE), "", ""),
        (W::Test, A::Host, to(ALICE), "https://elsewhere.invalid", "https://ecoles.invalid"),
        (W::Test, A::Language, to(ALICE), "Connection address", ""),
        (W::Test, A::Delete, to(ALICE), "", ""),
    ] {
        let mut case = Case::new();
        let id = case.queue(waits);
        case.act(act);
        let (left, text) = case.send(id);
        assert_eq!(left, expected, "{waits:?} {act:?}");
        assert!(text.contains(says), "{waits:?} {act:?}: {says} in {text}");
        assert!(says_not.is_empty() || !text.contains(says_not), "{waits:?} {act:?}: {says_not} in {text}");
        let waiting = case.fixture.states().into_iter().filter(|state| state.waits()).count();
        assert_eq!((waiting, case.fixture.files_with_password()), (0, Vec::new()), "{waits:?} {act:?}");
    }
}

#[test]
fn a_copy_goes_with_its_registration_mail() {
    let mut case = Case::new();
    let ids = [Waits::Registration, Waits::Copy].map(|waits| case.queue(waits));
    case.act(Act::NewPassword);
    let [first, copy] = ids.map(|id| case.send(id).0);
    assert_eq!([first, copy], [Left::Withdrawn(Cause::Superseded), Left::Withdrawn(Cause::Superseded)]);
}

#[test]
fn the_same_letter_reaches_an_address_once_even_when_it_becomes_the_same_later() {
    let mut case = Case::new();
    let first = case.queue(Waits::Letter);
    let letter = case.fixture.registry.read(|tx| outbox::find(tx, first)).unwrap().unwrap().letter;
    let other = case.fixture.establish(PRESENT, "JAURÈS", "École Jean-Moulin");
    let second = case.fixture.queue_written(other, Kind::Letter, |mail| NewMail {
        letter,
        secret: None,
        login: String::new(),
        ..mail
    });
    case.act(Act::Correct);
    assert_eq!(case.send(first).0, to(PRESENT));
    assert_eq!(case.send(second).0, Left::Withdrawn(Cause::Same));
}

#[test]
fn what_a_person_queues_again_is_judged_when_it_leaves() {
    let server = SmtpServer::start().unwrap();
    let refused = Behaviour::RefuseRecipient(550, "5.1.1 no such user");
    server.fail_for(FORMER, refused);
    let mut case = Case::new();
    let [wrong, dead] = [Waits::Registration, Waits::Reset].map(|waits| case.queue(waits));
    let mut sender = case.fixture.sender(plain(server.port()));
    // The reset is of the same account: the registration mail is dead from the start.
    assert_eq!(case.fixture.round(&mut sender), Round { refused: 1, withdrawn: 1, ..Round::default() });
    assert_eq!(case.fixture.mail(wrong).state, State::Withdrawn);
    case.act(Act::Correct);
    let now = Timestamp(START);
    assert!(!case.fixture.registry.write(|tx| sending::retry(tx, wrong, now)).unwrap(), "it never comes back");
    assert!(case.fixture.registry.write(|tx| sending::retry(tx, dead, now)).unwrap());
    assert_eq!(case.fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    assert_eq!(server.deliveries().into_keys().collect::<Vec<_>>(), [PRESENT]);

    // One that may have arrived, and whose password was told anew meanwhile.
    server.fail_for(PRESENT, Behaviour::DropAfterDot(crate::support::smtp::Stored::Yes));
    let lost = case.queue(Waits::Reset);
    case.fixture.round(&mut sender);
    assert_eq!(case.fixture.mail(lost).state, State::Uncertain);
    server.recover();
    case.act(Act::NewPassword);
    assert!(case.fixture.registry.write(|tx| sending::retry(tx, lost, now)).unwrap());
    assert_eq!(case.fixture.one(&mut sender, lost).state, State::Withdrawn);
}

/// What happens between the claim of a mail and its data, on another connection to the registry.
fn in_between(change: impl Fn(&mut Registry, EstablishmentNumber)) -> (SmtpServer, State, Round) {
    let (server, mut case, id, round) = while_sending(3, Behaviour::Accept, change);
    let state = case.fixture.mail(id).state;
    (server, state, round)
}

/// What happens when the sender asks for the moment for this many times: the third is before the data, the fourth when
/// the server has answered to them.
fn while_sending(
    times: u32,
    behaviour: Behaviour,
    change: impl Fn(&mut Registry, EstablishmentNumber),
) -> (SmtpServer, Case, MailId, Round) {
    let server = SmtpServer::start().unwrap();
    server.fail_for(FORMER, behaviour);
    let mut case = Case::new();
    let id = case.queue(Waits::Registration);
    let mut sender = case.fixture.sender(plain(server.port()));
    let mut other = Registry::open(&case.fixture.home.registry()).unwrap();
    let asked = Cell::new(0);
    let (changed, number) = (std::cell::RefCell::new(&mut other), case.number);
    let clock = || {
        asked.set(asked.get() + 1);
        // At the beginning, for the claim, then for the date of the message: it is written by then.
        if asked.get() == times {
            change(&mut changed.borrow_mut(), number);
        }
        Timestamp(START)
    };
    let round = sender.send_due(&mut case.fixture.registry, &clock, intendant::mail::Limit::default()).unwrap();
    assert!(asked.get() >= times);
    drop(sender);
    (server, case, id, round)
}

#[test]
fn what_is_replaced_or_gone_while_its_mail_is_given_is_told_by_no_later_try() {
    type Change<'a> = &'a dyn Fn(&mut Registry, EstablishmentNumber);
    let replace = |registry: &mut Registry, number| {
        let done = registry.write(|tx| outbox::withdraw_about(tx, number, outbox::Which::Credentials, "replaced: "));
        assert_eq!(done.unwrap(), 1);
    };
    let delete = |registry: &mut Registry, number| {
        let done = registry.write(|tx| outbox::withdraw_of_gone(tx, number, "gone: "));
        assert_eq!(done.unwrap(), 1);
    };
    let changes: [(Change<'_>, Cause); 2] = [(&replace, Cause::Replaced), (&delete, Cause::Gone)];
    for (change, why) in changes {
        for (behaviour, state, cause) in [
            (Behaviour::RefuseMessage(451, "4.3.0 later"), State::Withdrawn, Some(why)),
            (Behaviour::RefuseMessage(554, "5.7.1 no"), State::Withdrawn, Some(why)),
            (Behaviour::DropAfterDot(Stored::No), State::Uncertain, Some(Cause::Lost)),
            (Behaviour::Accept, State::Sent, None),
        ] {
            let (server, mut case, id, _) = while_sending(4, behaviour, change);
            let mail = case.fixture.mail(id);
            let said = Cause::from_words(&mail.words).map(|(cause, _)| cause);
            assert_eq!((mail.state, said), (state, cause), "{behaviour:?}");
            assert!(case.fixture.registry.empty_log().unwrap());
            assert_eq!(case.fixture.files_with_password(), [""; 0], "{behaviour:?}");

            server.recover();
            let before = server.messages().len();
            case.fixture.wait_s(86_400);
            let now = Timestamp(case.fixture.now.get());
            assert!(!case.fixture.registry.write(|tx| sending::retry(tx, id, now)).unwrap(), "{behaviour:?}");
            let mut sender = case.fixture.reopen();
            assert_eq!(case.fixture.round(&mut sender), Round::default(), "{behaviour:?}");
            assert_eq!((case.fixture.mail(id).state, server.messages().len()), (state, before), "{behaviour:?}");
        }
    }
}

#[test]
fn what_was_withdrawn_while_it_was_given_by_a_sender_that_died_may_have_left() {
    let mut case = Case::new();
    let [given, stopped] = [Waits::Registration, Waits::Registration].map(|waits| case.queue(waits));
    let (dead, number) = (intendant::store::owner::Owner::acquire(&case.fixture.home).unwrap(), case.number);
    case.fixture
        .registry
        .write(|tx| {
            for id in [given, stopped] {
                sending::claim_one(tx, id, dead.token())?;
                assert!(sending::begin_data(tx, id, dead.token())?);
            }
            assert_eq!(outbox::withdraw_about(tx, number, outbox::Which::Credentials, "replaced: ")?, 2);
            // It was asked to end before the dot.
            sending::give_back(tx, stopped, dead.token(), Timestamp(START))
        })
        .unwrap();
    drop(dead);
    let mut sender = case.fixture.sender(Transport::Folder);
    assert_eq!(case.fixture.round(&mut sender), Round::default());
    let left = [given, stopped].map(|id| Cause::from_words(&case.fixture.mail(id).words).unwrap().0);
    assert_eq!(left, [Cause::Died, Cause::Replaced]);
    assert_eq!(case.fixture.states(), [State::Uncertain, State::Withdrawn]);
    let now = Timestamp(START);
    assert!(!case.fixture.registry.write(|tx| sending::retry(tx, given, now)).unwrap());
    assert!(case.fixture.registry.empty_log().unwrap());
    assert_eq!(case.fixture.files_with_password(), [""; 0]);
}

#[test]
fn nothing_that_changed_after_the_claim_leaves_as_it_was() {
    use intendant::domain::contact::{Contact, Email};
    use intendant::domain::establishment::Draft;
    let correct = |registry: &mut Registry, number| {
        registry
            .write(|tx| {
                let found = establishment::find(tx, number)?.unwrap();
                let contact = Contact { email: Email::parse(PRESENT).ok(), ..found.contact.clone() };
                establishment::update(tx, number, found.rev, &Draft { contact, ..found.draft() }, 1).map(drop)
            })
            .unwrap();
    };
    let (server, state, round) = in_between(correct);
    assert_eq!((state, round.sent), (State::Sent, 1));
    assert_eq!(server.deliveries().into_keys().collect::<Vec<_>>(), [PRESENT]);
    assert_eq!(Parsed::read(&server.messages()[0].data).header("to"), format!("JAURÈS <{PRESENT}>"));

    let (server, state, round) = in_between(|registry, number| {
        registry.write(|tx| establishment::remove(tx, number, None)).unwrap();
    });
    assert_eq!((state, round.sent, round.withdrawn), (State::Withdrawn, 0, 1));
    assert_eq!(server.messages().len(), 0);

    let (server, state, _) = in_between(|registry, number| {
        registry
            .write(|tx| {
                outbox::withdraw_about(tx, number, outbox::Which::Credentials, "replaced: ").map(drop)?;
                Ok::<_, Error>(())
            })
            .unwrap();
    });
    assert_eq!((state, server.messages().len()), (State::Withdrawn, 0));
}

#[test]
fn the_bounce_address_and_the_sender_are_those_of_the_moment() {
    let server = SmtpServer::start().unwrap();
    let mut case = Case::new();
    case.queue(Waits::Registration);
    let mut sender = case.fixture.sender(plain(server.port()));
    let mut settings = moved(plain(server.port()));
    settings.identity.sender = intendant::domain::contact::Email::parse("new@host.invalid").unwrap();
    settings.identity.bounce = settings.identity.sender.clone();
    case.fixture.set(&settings);
    assert_eq!(case.fixture.round(&mut sender).sent, 1);
    let message = &server.messages()[0];
    let parsed = Parsed::read(&message.data);
    assert_eq!(
        (message.sender.as_str(), parsed.header("from")),
        ("new@host.invalid", "Autre hébergeur <new@host.invalid>")
    );
    assert_eq!(parsed.body.matches(PASSWORD).count(), 1);
}
