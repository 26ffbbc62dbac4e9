//! Mails that wait in an establishment's own database, which the sender takes into the outbox; and the new passwords that
//! they tell.

use std::path::Path;

use intendant::domain::language::Language;
use intendant::domain::mail::{Kind, Mail, State};
use intendant::operations::audit::{self, AuditFilter};
use intendant::operations::{Clock, Context, Home, Options, mail, waiting_mail};
use intendant::store::registry::outbox::MailText;

use super::acts::{Act, Told, with_one};
use super::ground::{data, run};
use super::look::{GoesOn, INSIDE, Look, owner};

/// How many wait.
const MAILS: usize = 2;

/// From the look into the database to the last mail that left.
pub(crate) const TAKE_IN: Act = Act { prepare: with_waiting, arguments: &["mail", "send"], check: sent };

/// The same of passwords, which the outbox keeps apart.
pub(crate) const TAKE_IN_SECRETS: Act = Act { prepare: with_secrets, arguments: &["mail", "send"], check: sent };
/// From the plan to the last password and its mail.
pub(crate) const RESET_PEOPLE: Act = Act { prepare: with_people, arguments: RESET, check: reset };

const RESET: &[&str] = &["user", "reset-password", "lea0", "lea1", "--establishment", "1", "--yes", "--json"];

fn with_people(root: &Path) {
    with_one(root);
    // The registration is out: only these wait from now on.
    run(root, &["mail", "send"]);
    for number in 0..MAILS {
        let (login, email) = (format!("lea{number}"), format!("lea{number}@iroise.invalid"));
        let who = ["--login", &login, "--last-name", "Morvan", "--email", &email, "--no-mail", "--establishment", "1"];
        run(root, &[&["user", "add"][..], &who].concat());
    }
}

fn with_secrets(root: &Path) {
    with_people(root);
    run(root, RESET);
}

/// Each account was given a password once, which was mailed once; what stopped goes on.
fn reset(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let done = resets(&mut look);
    let told_of = mails(&mut look).len();
    assert_eq!(done, told_of, "the log and the mails differ");
    assert!(told == Told::Nothing || done == MAILS, "acknowledged and lost");
    // Each account was added by a job of one target.
    let id = (MAILS + 1).to_string();
    let goes_on = |verb| ["job", verb, &id, "--establishment", "1", "--yes"];
    let look = match look.goes_on(INSIDE, i64::try_from(MAILS + 1).unwrap_or_default()) {
        GoesOn::Absent => look.after(RESET),
        GoesOn::Begins => look.after(&goes_on("start")),
        GoesOn::Resumes => look.after(&goes_on("resume")),
        GoesOn::Retries => look.after(&goes_on("retry")),
        GoesOn::Ended => look,
    };
    drop(look);
    sent(root, Told::Done);
    assert_eq!(resets(&mut Look::sound(root)), MAILS, "done once each");
}

fn resets(look: &mut Look) -> usize {
    let filter = AuditFilter { action: "user.reset-password".into(), ..AuditFilter::default() };
    inside(look, |ctx| audit::list(ctx, &filter, None, 100)).expect("it can be listed").len()
}

fn inside<T>(look: &mut Look, work: impl FnOnce(&mut Context) -> T) -> T {
    look.context().within(INSIDE, work)
}

fn with_waiting(root: &Path) {
    with_one(root);
    // The registration is out: only these wait from now on.
    run(root, &["mail", "send"]);
    let home = Home::new(data(root));
    let mut ctx = Context::open(&home, INSIDE, owner(), Clock::System, Options::default()).expect("it opens");
    for number in 0..MAILS {
        let text = MailText {
            to_name: String::new(),
            to_email: format!("lea{number}@iroise.invalid"),
            language: Language::French,
            subject: "Rentrée".into(),
            body: "Bonjour".into(),
        };
        waiting_mail::queue(&mut ctx, "lea", text).expect("it waits");
    }
}

fn mails(look: &mut Look) -> Vec<Mail> {
    let mut all = mail::list(look.context(), None, 100).expect("they can be listed");
    all.retain(|mail| mail.kind == Kind::Inside);
    all
}

/// Each was sent, as one file, and none waits any more.
fn sent(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let left = mails(&mut look).iter().filter(|mail| mail.state == State::Deferred).count();
    assert!(told == Told::Nothing || left == 0, "acknowledged and not sent");
    if left > 0 {
        // The folder failed: those wait for their time, of which this is the end.
        let registry = rusqlite::Connection::open(data(root).join("registry.sqlite")).expect("it opens");
        let due = "update outbox set next_attempt_at = 0 where state = 'deferred'";
        registry.execute(due, []).expect("it can be written");
        drop(look);
        look = Look::sound(root);
    }
    let all = mails(&mut look);
    assert!(all.len() == MAILS && all.iter().all(|mail| mail.state == State::Sent), "{all:?}");
    let files = look.files("mail", "eml");
    let texts: Vec<_> = files.iter().map(|path| std::fs::read_to_string(path).expect("a mail")).collect();
    for one in &all {
        assert_eq!(texts.iter().filter(|text| text.contains(&one.message_id)).count(), 1, "{}", one.message_id);
    }
    let own = rusqlite::Connection::open(data(root).join("establishments/000/1.sqlite")).expect("it opens");
    let waiting: i64 = own.query_row("select count(*) from waiting_mail", [], |row| row.get(0)).expect("it has them");
    assert_eq!(waiting, 0);
}
