//! Passwords that others give, mailed to whoever they are for; codes for those that were forgotten.

use super::waiting_mail::send;
use super::*;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Reason;
use crate::domain::mail::{Cause, Mail, State};
use crate::domain::password::Secret;
use crate::domain::rights::reason;
use crate::domain::session::Place;
use crate::domain::stop::Stop;
use crate::domain::time::{DAY_S, HOUR_S, MINUTE_S};
use crate::operations::forgotten::{self, Whose};
use crate::operations::people;
use crate::operations::webmaster::NewPassword;
use crate::operations::{Error, Rule, deeds, mail, user};
use crate::store::establishment::interference;

const ONE: EstablishmentNumber = EstablishmentNumber(1);
pub(super) const CHOSEN: &str = "hublot cerise 93 tambour gris";

fn typed(login: &str, email: &str, mail: &str) -> Filled {
    let texts =
        [(Field::Login, login), (Field::LastName, "Morvan"), (Field::Email, email), (Field::MailPassword, mail)];
    texts.into_iter().fold(Filled::default(), |all, (field, text)| all.with(field, text))
}

/// An establishment with some accounts that have an address; the context stands in it.
pub(super) fn school(logins: &[&str]) -> Fixture {
    let mut fixture = Fixture::new(1);
    fixture.ctx.go(At::Establishment(ONE));
    for login in logins {
        user::add(&mut fixture.ctx, &typed(login, &format!("{login}@ecoles.invalid"), "")).unwrap();
    }
    fixture
}

impl Fixture {
    /// Sends what waits, wherever the context stands.
    pub(super) fn sent(&mut self) -> u32 {
        self.ctx.within(At::Host, send)
    }

    pub(super) fn outbox(&mut self) -> Vec<Mail> {
        self.ctx.within(At::Host, |ctx| mail::list(ctx, None, 100)).unwrap()
    }

    /// What the last file in the folder of mails has for a password or a code, of a mail to an address.
    pub(super) fn told(&self, to: &str) -> Vec<String> {
        let folder = self.folder.path().join("data/mail");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let texts = files.into_iter().filter_map(|path| std::fs::read_to_string(path).ok());
        let of = texts.filter(|text| text.contains(to)).map(|text| text.replace("=\r\n", ""));
        let secret = |text: String| {
            let line =
                text.lines().find(|line| line.contains("Mot de passe  ") || line.contains("Code  ")).map(str::to_owned);
            line.and_then(|line| line.rsplit(": ").next().map(|word| word.trim().to_owned()))
        };
        of.filter_map(secret).collect()
    }

    pub(super) fn sign_in(&mut self, login: &str, password: &str) -> operations::Result<bool> {
        let (home, clock) = (self.ctx.home().clone(), self.ctx.clock());
        let mut ctx = Context::open(&home, At::Host, actor(Identity::Nobody), clock, Options::default()).unwrap();
        let password = Secret::new(password.to_owned());
        people::sign_in(&mut ctx, &Place::Establishment("1".into()), login, &password).map(|found| found.must_change)
    }

    pub(super) fn ask(&mut self, who: &str) {
        let mut ctx = self.nobody(self.ctx.now());
        forgotten::ask(&mut ctx, Whose { establishment: "1", who }).unwrap();
    }

    pub(super) fn redeem(&mut self, who: &str, code: &str, new: &str) -> operations::Result<()> {
        let mut ctx = self.nobody(self.ctx.now());
        redeem(&mut ctx, who, code, new)
    }

    pub(super) fn nobody(&self, now: Timestamp) -> Context {
        let home = self.ctx.home().clone();
        Context::open(&home, At::Host, actor(Identity::Nobody), Clock::Fixed(now), Options::default()).unwrap()
    }

    /// Tells whether a text stands anywhere in the data directory but in the mails.
    fn holds(&self, text: &str) -> bool {
        let mut folders = vec![self.folder.path().join("data")];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.extend((!path.ends_with("mail")).then_some(path));
                } else if std::fs::read(&path).unwrap().windows(text.len()).any(|part| part == text.as_bytes()) {
                    return true;
                }
            }
        }
        false
    }

    /// Plans new passwords for accounts.
    fn plan_resets(&mut self, logins: &[&str]) -> JobId {
        let id = |fixture: &mut Self, login: &str| user::get(&mut fixture.ctx, login).unwrap().user.id().to_string();
        let rows: Vec<_> = logins.iter().map(|login| (id(self, login), (*login).to_owned())).collect();
        let task = Task::Act { act: Act::USER_RESET_PASSWORD, typed: Filled::default() };
        let request = Request { task, selection: Selection::rows(rows), name: String::new() };
        plan::draw_up(&mut self.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id
    }
}

fn redeem(ctx: &mut Context, who: &str, code: &str, new: &str) -> operations::Result<()> {
    let (code, new) = (Secret::new(code.to_owned()), Secret::new(new.to_owned()));
    let new = NewPassword { password: &new, again: &new };
    forgotten::redeem(ctx, Whose { establishment: "1", who }, &code, &new)
}

pub(super) fn reset(fixture: &mut Fixture, login: &str) -> operations::Result<()> {
    let row = user::get(&mut fixture.ctx, login)?.user;
    let act = (Act::USER_RESET_PASSWORD, row.id().to_string());
    deeds::alone(&mut fixture.ctx, (act.0, &act.1), row.person.rev, &Filled::default())
}

#[test]
fn whoever_is_added_with_an_address_gets_a_first_password_that_must_be_changed() {
    let mut fixture = school(&[]);
    for (login, email, wish, has) in [
        ("lea", "lea@ecoles.invalid", "yes", true),
        ("tom", "", "yes", false),
        ("ana", "ana@ecoles.invalid", "", false),
    ] {
        let added = user::add(&mut fixture.ctx, &typed(login, email, wish)).unwrap();
        assert_eq!((added.person.password_until.is_some(), added.person.must_change), (has, has), "{login}");
    }
    assert_eq!(fixture.sent(), 1);
    let [password] = fixture.told("lea@ecoles.invalid").try_into().unwrap();
    assert!(fixture.sign_in("lea", &password).unwrap(), "it must be changed");
    assert!(matches!(fixture.sign_in("ana", ""), Err(Error::Rule(Rule::SignInFailed))));
    assert!(!fixture.holds(&password), "it is nowhere once it left");
    let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
    let days = row.person.password_until.unwrap().0 - NOW.0;
    assert_eq!(days / DAY_S, 14);
}

#[test]
fn an_addition_that_is_taken_back_takes_its_mail_along() {
    let mut fixture = school(&[]);
    user::add(&mut fixture.ctx, &typed("lea", "lea@ecoles.invalid", "yes")).unwrap();
    let id = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    fixture.undo(id);
    assert_eq!((fixture.sent(), fixture.outbox().len()), (0, 0));
}

#[test]
fn a_new_password_ends_sessions_and_forgets_the_former_one_with_its_mail() {
    let mut fixture = school(&["lea"]);
    reset(&mut fixture, "lea").unwrap();
    reset(&mut fixture, "lea").unwrap();
    assert_eq!(fixture.sent(), 1, "only the latest is told");
    let [first] = fixture.told("lea@ecoles.invalid").try_into().unwrap();
    assert!(fixture.sign_in("lea", &first).unwrap());
    for _ in 0..6 {
        fixture.sign_in("lea", "faux faux faux").unwrap_err();
    }
    let lea = user::get(&mut fixture.ctx, "lea").unwrap().user;
    assert!(lea.is_connected && lea.locked_until.is_some_and(|until| until > fixture.ctx.now()));
    assert_eq!(fixture.logins("locked:yes"), ["lea"]);
    reset(&mut fixture, "lea").unwrap();
    let lea = user::get(&mut fixture.ctx, "lea").unwrap().user;
    assert_eq!((lea.is_connected, lea.locked_until), (false, None));
    fixture.sent();
    let second = fixture.told("lea@ecoles.invalid").pop().unwrap();
    assert!(first != second && fixture.sign_in("lea", &second).unwrap(), "the lock-out is forgotten too");
    let last = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    assert_eq!(
        job::get(&mut fixture.ctx, last).unwrap().job.task,
        Task::Act { act: Act::USER_ADD, typed: typed("lea", "lea@ecoles.invalid", "") }
    );
}

#[test]
fn nobody_is_given_one_without_an_address_nor_gives_it_to_themselves() {
    let mut fixture = school(&["lea"]);
    user::add(&mut fixture.ctx, &typed("tom", "", "")).unwrap();
    let Err(Error::Judged(why)) = reset(&mut fixture, "tom") else { panic!("no address") };
    assert_eq!(*why, Reason::NoAddress);
    let id = fixture.plan_resets(&["lea", "tom"]);
    assert_eq!(fixture.start(id).job.tally, tally(0, 1, 0, 1));
    assert_eq!(fixture.sent(), 1);
    let secret = fixture.told("lea@ecoles.invalid").pop().unwrap();
    assert!(!fixture.holds(&secret), "neither the job nor the log has it");
}

/// Planned, asked for once more by somebody else, and started then: it makes nobody's password void.
#[test]
fn a_reset_that_was_done_since_is_not_done_again() {
    let mut fixture = school(&["lea"]);
    let id = fixture.plan_resets(&["lea"]);
    reset(&mut fixture, "lea").unwrap();
    assert_eq!((fixture.start(id).job.tally.done, fixture.sent()), (0, 1));
    let [password] = fixture.told("lea@ecoles.invalid").try_into().unwrap();
    assert!(fixture.sign_in("lea", &password).unwrap());
}

#[test]
fn an_export_holds_no_password_that_waits() {
    let mut fixture = school(&["lea"]);
    reset(&mut fixture, "lea").unwrap();
    let secret = interference::waiting_secret(&fixture.inside(), "lea");
    assert_eq!(secret.len(), 20);
    fixture.ctx.go(At::Host);
    fixture.done(exporting(), 1..=1);
    let exports = std::fs::read_dir(fixture.folder.path().join("data/exports")).unwrap();
    let exports: Vec<_> = exports.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
    let holds = |bytes: &[u8]| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
    assert!(exports.iter().any(|bytes| bytes.len() > 40_000) && !exports.iter().any(|bytes| holds(bytes)));
}

#[test]
fn a_code_opens_the_account_once() {
    let mut fixture = school(&["lea"]);
    fixture.ask("LEA");
    assert_eq!(fixture.sent(), 1);
    let [code] = fixture.told("lea@ecoles.invalid").try_into().unwrap();
    assert_eq!(code.replace('-', "").len(), 27);
    let refused = |result: operations::Result<()>| matches!(result, Err(Error::Rule(Rule::CodeRefused)));
    assert!(refused(fixture.redeem("lea", "bk7r9w-4tnq2f-x8mzcd-bk7r9w-4tn", CHOSEN)));
    assert!(refused(fixture.redeem("personne", &code, CHOSEN)));
    assert!(
        matches!(fixture.redeem("lea", &code, "court"), Err(Error::Fields(_))),
        "it is used by a good password alone"
    );
    fixture.redeem("lea@ecoles.invalid", &code.to_uppercase(), CHOSEN).unwrap();
    assert!(!fixture.sign_in("lea", CHOSEN).unwrap());
    assert!(refused(fixture.redeem("lea", &code, "autre phrase de passe 12")));
    assert!(!fixture.holds(&code));
}

#[test]
fn a_code_is_void_once_something_else_was_done() {
    type Case = (&'static str, fn(&mut Fixture));
    let cases: [Case; 4] = [
        ("another code", |fixture| fixture.ask("lea")),
        ("a new password", |fixture| reset(fixture, "lea").unwrap()),
        ("deactivated and activated", |fixture| {
            for act in [Act::USER_DEACTIVATE, Act::USER_ACTIVATE] {
                let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
                let id = row.id().to_string();
                deeds::alone(&mut fixture.ctx, (act, &id), row.person.rev, &Filled::default()).unwrap();
            }
        }),
        ("another address", |fixture| {
            let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
            let other = row.filled().with(Field::Email, "autre@ecoles.invalid");
            user::edit(&mut fixture.ctx, row.id(), row.person.rev, &other).unwrap();
        }),
    ];
    for (why, meanwhile) in cases {
        let mut fixture = school(&["lea"]);
        fixture.ask("lea");
        fixture.sent();
        let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
        meanwhile(&mut fixture);
        let redeemed = fixture.redeem("lea", &code, CHOSEN);
        assert!(matches!(redeemed, Err(Error::Rule(Rule::CodeRefused))), "{why}: {redeemed:?}");
    }
    let mut fixture = school(&["lea"]);
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    let mut late = fixture.nobody(NOW.plus_s(31 * MINUTE_S));
    assert!(matches!(redeem(&mut late, "lea", &code, CHOSEN), Err(Error::Rule(Rule::CodeRefused))));
}

#[test]
fn nobody_who_is_stopped_or_unknown_is_sent_a_code_and_no_mailbox_is_filled() {
    let mut fixture = school(&["lea", "tom"]);
    let row = user::get(&mut fixture.ctx, "tom").unwrap().user;
    let id = row.id().to_string();
    deeds::alone(&mut fixture.ctx, (Act::USER_DEACTIVATE, &id), row.person.rev, &Filled::default()).unwrap();
    for who in ["tom", "personne", "personne@ecoles.invalid"] {
        fixture.ask(who);
    }
    let mut elsewhere = fixture.nobody(NOW);
    forgotten::ask(&mut elsewhere, Whose { establishment: "77", who: "lea" }).unwrap();
    assert_eq!(fixture.sent(), 0);
    let mut sent = 0;
    for second in 0..60 {
        let mut ctx = fixture.nobody(NOW.plus_s(second * MINUTE_S / 2));
        forgotten::ask(&mut ctx, Whose { establishment: "1", who: "lea" }).unwrap();
        sent += fixture.sent();
    }
    assert_eq!(sent, 3);
    let mut later = fixture.nobody(NOW.plus_s(2 * HOUR_S));
    forgotten::ask(&mut later, Whose { establishment: "1", who: "lea" }).unwrap();
    assert_eq!(fixture.sent(), 1);
}

#[test]
fn a_block_stops_codes_too() {
    let mut fixture = school(&["lea"]);
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    fixture.ctx.go(At::Host);
    let input = establishment::BlockInput { reason: "Travaux".into(), until: String::new() };
    let task = establishment::block_task(&fixture.ctx, &input).unwrap();
    job::at_once(&mut fixture.ctx, ONE, &task, None).unwrap();
    fixture.ask("lea");
    assert_eq!(fixture.sent(), 0);
    assert!(matches!(fixture.redeem("lea", &code, CHOSEN), Err(Error::Rule(Rule::CodeRefused))));
}

/// What a mail tells is void before the sender had its turn: it is withdrawn then.
#[test]
fn what_no_longer_opens_the_account_does_not_leave() {
    let mut fixture = school(&["lea"]);
    reset(&mut fixture, "lea").unwrap();
    interference::spoil_password(&fixture.inside(), "lea");
    assert_eq!(fixture.sent(), 0);
    let [mail] = fixture.outbox().try_into().unwrap();
    assert_eq!((mail.state, mail.words), (State::Withdrawn, Cause::Stale.words("")));
}

#[test]
fn who_is_connected_is_disconnected_and_deactivated_in_one_act() {
    let mut fixture = school(&["lea"]);
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    fixture.redeem("lea", &code, CHOSEN).unwrap();
    fixture.sign_in("lea", CHOSEN).unwrap();
    let deactivate = |fixture: &mut Fixture, typed: &Filled| {
        let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
        deeds::alone(&mut fixture.ctx, (Act::USER_DEACTIVATE, &row.id().to_string()), row.person.rev, typed)
    };
    let Err(Error::Judged(why)) = deactivate(&mut fixture, &Filled::default()) else { panic!("refused") };
    assert_eq!(*why, Reason::Account { why: reason::Reason::UserConnected });
    deactivate(&mut fixture, &Filled::default().with(Field::Disconnect, "yes")).unwrap();
    let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
    assert_eq!((row.is_connected, row.person.draft.active), (false, false));
    assert!(matches!(fixture.sign_in("lea", CHOSEN), Err(Error::Rule(Rule::Stopped(Stop::Deactivated)))));
    let id = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    fixture.undo(id);
    assert!(user::get(&mut fixture.ctx, "lea").unwrap().user.person.draft.active);
}

/// A login is found whatever its case, accents and blanks: tries are counted for whom it finds.
#[test]
fn whoever_spells_a_login_another_way_is_counted_on() {
    let mut fixture = school(&["lea"]);
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    fixture.redeem("lea", &code, CHOSEN).unwrap();
    for spelling in ["lea", "léa", "LËA", "le\u{301}a", "Leà"] {
        fixture.sign_in(spelling, "faux faux faux").unwrap_err();
    }
    for spelling in ["lea", "lêa", "LEÄ"] {
        assert!(matches!(fixture.sign_in(spelling, CHOSEN), Err(Error::Rule(Rule::SignInFailed))), "{spelling}");
    }
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    for spelling in ["léa", "LËA", "le\u{301}a", "lea@ecoles.invalid", "Leà"] {
        fixture.redeem(spelling, "bk7r9w-4tnq2f-x8mzcd-bk7r9w-4tn", CHOSEN).unwrap_err();
    }
    assert!(matches!(fixture.redeem("lëa", &code, CHOSEN), Err(Error::Rule(Rule::CodeRefused))));
}
