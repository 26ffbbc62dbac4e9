//! More jobs on three: letters and their undoing, statistics, tables for people.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use intendant::domain::job::JobId;
use intendant::domain::mail::{Kind, Mail, State};
use intendant::domain::statistics::Totals;
use intendant::operations::{mail, mailing, statistics};

use super::acts::{Act, Told, again, with_three};
use super::ground::{data, run};
use super::look::Look;

const LETTER: &[&str] = &[
    "establishment",
    "mail",
    "1",
    "2",
    "3",
    "--subject",
    "Rentrée : {establishment.name}",
    "--body",
    "letter.txt",
    "--attach",
    "plan.pdf",
    "--yes",
    "--json",
];

/// From the file that goes with it to the last mail in the queue.
pub(crate) const WRITE: Act = Act { prepare: with_a_letter, arguments: LETTER, check: written };
/// The sender itself, with three letters and what goes with them.
pub(crate) const SEND: Act = Act { prepare: with_three_written, arguments: &["mail", "send"], check: sent };
pub(crate) const TAKE_BACK: Act =
    Act { prepare: with_three_written, arguments: &["job", "undo", "1", "--yes"], check: taken_back };
pub(crate) const COUNT: Act = Act { prepare: with_a_count, arguments: &["job", "start", "1", "--yes"], check: counted };
pub(crate) const EXPORT_TABLES: Act = Act {
    prepare: with_three,
    arguments: &["establishment", "export", "1", "2", "3", "--tables", "--json"],
    check: exported,
};

fn with_a_letter(root: &Path) {
    with_three(root);
    std::fs::write(root.join("letter.txt"), "Bonjour {contact.first_name},\n{url}\n").expect("written");
    std::fs::write(root.join("plan.pdf"), vec![b'%'; 20_000]).expect("written");
    // The registrations are out: only letters wait from now on.
    run(root, &["mail", "send"]);
}

fn with_three_written(root: &Path) {
    with_a_letter(root);
    run(root, LETTER);
}

fn with_a_count(root: &Path) {
    with_three(root);
    run(root, &["establishment", "stats", "1", "2", "3", "--save", "plan"]);
}

/// The letters, whatever became of them.
fn letters(look: &mut Look) -> Vec<Mail> {
    let mut all = mail::list(look.context(), None, 100).expect("they can be listed");
    all.retain(|mail| mail.kind == Kind::Letter);
    all
}

/// Every letter was sent, as one file, with its own identifier; gives how many there are.
fn sent_once(look: &mut Look) -> usize {
    let all = letters(look);
    let unsent: Vec<_> = all.iter().filter(|mail| mail.state != State::Sent).collect();
    assert!(unsent.is_empty(), "the program that sent them met no fault: {unsent:?}");
    let addresses: BTreeSet<&str> = all.iter().map(|mail| mail.to_email.as_str()).collect();
    assert_eq!(addresses.len(), all.len(), "one for each");
    let outgoing: Vec<String> = look
        .files("mail", "eml")
        .iter()
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).expect("a mail")).into_owned())
        .filter(|text| text.contains("plan.pdf"))
        .collect();
    assert_eq!(outgoing.len(), all.len(), "one file for each letter, with what goes with it");
    for one in &all {
        let found = outgoing.iter().filter(|text| text.contains(&one.message_id)).count();
        assert_eq!(found, 1, "{}", one.message_id);
    }
    all.len()
}

fn written(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = sent_once(&mut look);
    assert!(told == Told::Nothing || found == 3, "acknowledged and lost");
    assert_eq!(sent_once(&mut again(look, LETTER, 1)), 3);
}

fn sent(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let left = letters(&mut look).iter().filter(|mail| mail.state == State::Deferred).count();
    assert!(told == Told::Nothing || left == 0, "acknowledged and not sent");
    if left > 0 {
        // The folder failed: those wait for their time, of which this is the end.
        let registry = rusqlite::Connection::open(data(root).join("registry.sqlite")).expect("it opens");
        let due = "update outbox set next_attempt_at = 0 where state = 'deferred'";
        registry.execute(due, []).expect("it can be written");
        drop(look);
        look = Look::sound(root);
    }
    assert_eq!(sent_once(&mut look), 3);
}

/// What was not taken back goes with the next sender: each letter is either sent or taken back.
fn taken_back(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let before = either(&mut look);
    assert!(told == Told::Nothing || before == 3, "acknowledged and sent all the same");
    let mut look = again(look, TAKE_BACK.arguments, 2);
    assert_eq!(either(&mut look), before, "what was sent was too late to be taken back");
}

/// Gives how many letters were taken back.
fn either(look: &mut Look) -> u32 {
    let sent = u32::try_from(sent_once(look)).expect("three at most");
    let standing = mailing::standing(look.context(), JobId(1)).expect("it can be read").expect("it wrote mails");
    assert_eq!((standing.count(State::Sent), sent + standing.taken_back), (sent, 3));
    standing.taken_back
}

fn counted(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let before = figures(&mut look);
    assert!(told == Told::Nothing || before == 3, "acknowledged and lost");
    assert_eq!(figures(&mut again(look, COUNT.arguments, 1)), 3);
}

/// Returns how many establishments have figures in a snapshot; each snapshot adds up to its lines.
fn figures(look: &mut Look) -> usize {
    let mut found = BTreeSet::new();
    for snapshot in statistics::list(look.context()).expect("they can be listed") {
        let lines = statistics::lines(look.context(), snapshot.id).expect("they can be read");
        let numbers: BTreeSet<u32> = lines.iter().map(|line| line.number.0).collect();
        assert_eq!(numbers.len(), lines.len(), "each once");
        if snapshot.is_complete {
            assert_eq!(snapshot.totals, Totals::of(&lines, snapshot.at));
        }
        for line in lines {
            if line.figures.as_ref().is_ok_and(|figures| figures.staff == 1) {
                assert!(found.insert(line.number.0), "{} was counted twice", line.number);
            }
        }
    }
    found.len()
}

fn exported(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = tables(&mut look);
    assert!(told == Told::Nothing || found == 3, "acknowledged and lost");
    assert_eq!(tables(&mut again(look, EXPORT_TABLES.arguments, 1)), 3);
}

/// Returns how many exports there are, each entered, audited, and with its tables beside it.
fn tables(look: &mut Look) -> usize {
    let found = look.exports();
    assert_eq!(found, look.audited("establishment.export"), "catalogue and audit differ");
    for path in look.files("exports", "zip") {
        let mut archive = zip::ZipArchive::new(File::open(&path).expect("it opens")).expect("it is whole");
        for place in 0..archive.len() {
            let mut file = archive.by_index(place).expect("it is there");
            std::io::copy(&mut file, &mut std::io::sink()).expect("its sum is right");
        }
    }
    found
}
