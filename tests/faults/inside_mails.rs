//! Mails that wait in an establishment's own database, which the sender takes into the outbox.

use std::path::Path;

use intendant::domain::access::At;
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::language::Language;
use intendant::domain::mail::{Kind, Mail, State};
use intendant::operations::{Clock, Context, Home, Options, mail, waiting_mail};
use intendant::store::registry::outbox::MailText;

use super::acts::{Act, Told, with_one};
use super::ground::{data, run};
use super::look::{Look, owner};

/// How many wait.
const MAILS: usize = 2;

/// From the look into the database to the last mail that left.
pub(crate) const TAKE_IN: Act = Act { prepare: with_waiting, arguments: &["mail", "send"], check: sent };

fn with_waiting(root: &Path) {
    with_one(root);
    // The registration is out: only these wait from now on.
    run(root, &["mail", "send"]);
    let (home, at) = (Home::new(data(root)), At::Establishment(EstablishmentNumber(1)));
    let mut ctx = Context::open(&home, at, owner(), Clock::System, Options::default()).expect("it opens");
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
