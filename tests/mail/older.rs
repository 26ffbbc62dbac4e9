//! An outbox as a version before [`intendant::mail::follow`] left it: rendered texts, and nothing of what they are from.

use intendant::domain::host::Transport;
use intendant::domain::mail::{Cause, State};
use intendant::domain::time::Timestamp;
use intendant::mail::Sender;
use intendant::store::home::Home;
use intendant::store::registry::{Registry, host, outbox};
use rusqlite::Connection;

use crate::fixture::{START, settings};

const MIGRATIONS: [&str; 6] = [
    include_str!("../../src/store/registry/migrations/001_hosting.sql"),
    include_str!("../../src/store/registry/migrations/002_jobs.sql"),
    include_str!("../../src/store/registry/migrations/003_pace.sql"),
    include_str!("../../src/store/registry/migrations/004_letters.sql"),
    include_str!("../../src/store/registry/migrations/005_statistics.sql"),
    include_str!("../../src/store/registry/migrations/006_exports.sql"),
];

/// Makes the registry of schema 6 with establishments 1 to 3, whose contacts were corrected after the mails were queued.
fn older(home: &Home) {
    home.create().unwrap();
    drop(intendant::store::files::create_new(&home.registry()).unwrap());
    let registry = Connection::open(home.registry()).unwrap();
    registry.pragma_update(None, "application_id", 0x496e_7472_i64).unwrap();
    for step in MIGRATIONS {
        registry.execute_batch(step).unwrap();
    }
    registry.pragma_update(None, "user_version", 6).unwrap();
    registry
        .execute_batch(
            "insert into zone values (1, 'Bretagne', 'bretagne', 1, 'fr', 1);
             insert into webmaster values (7, 'alice', 'MARTIN', '', 'alice@host.invalid', 1, 'x', null, 1);
             insert into letter values (4, 'Rentrée', '{contact.name}, {url}', 0);",
        )
        .unwrap();
    for number in 1..=3 {
        let email = if number == 3 { String::new() } else { format!("present{number}@x.invalid") };
        let sql =
            "insert into establishment values ($1, 1, '29200 Brest', 'École', '', 1, 'JAURÈS', '', $2, '2026-01-01',
            '29', '', 'active', 'x', 1)";
        registry.execute(sql, rusqlite::params![number, email]).unwrap();
    }
    let until = START + 86_400;
    let rows = [
        (1, "registration", 1, "former1@x.invalid", "old words {password}", "p1", until, 0),
        (2, "copy", 1, "alice@host.invalid", "old words", "", 0, 0),
        (3, "reset", 2, "former2@x.invalid", "older {password}", "p3", until, 0),
        (4, "reset", 2, "former2@x.invalid", "newer {password}", "p4", until, 0),
        (5, "registration", 3, "former3@x.invalid", "old words {password}", "p5", until, 0),
        (6, "letter", 1, "former1@x.invalid", "old words", "", 0, 4),
        (7, "copy", 2, "gone@host.invalid", "old words", "", 0, 0),
    ];
    for (id, kind, number, to, body, secret, until, letter) in rows {
        let sql =
            "insert into outbox (id, kind, establishment_number, to_name, to_email, language, subject, body, secret,
                secret_until, message_id, state, attempts, words, created_at, next_attempt_at, owner, step, letter_id)
            values ($1, $2, $3, 'JAURÈS', $4, 'fr', 'old', $5, $6, $7, $1 || '@x', 'queued', 0, '', $8, $8, '', '',
                nullif($9, 0))";
        let values = rusqlite::params![id, kind, number, to, body, secret, until, START, letter];
        registry.execute(sql, values).unwrap();
    }
}

#[test]
fn what_an_earlier_version_queued_goes_to_present_addresses_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path().join("data"));
    older(&home);
    let mut registry = Registry::open(&home.registry()).unwrap();
    let settings = settings(Transport::Folder);
    registry.write(|tx| host::save(tx, &settings)).unwrap();
    let mut sender = Sender::open(&home, &settings).unwrap();
    let clock = || Timestamp(START);
    let round = sender.send_due(&mut registry, &clock, intendant::mail::Limit::default()).unwrap();
    assert_eq!((round.sent, round.withdrawn), (5, 2));
    let all = registry.read(|tx| outbox::before(tx, None, i64::MAX, 100)).unwrap();
    let all: Vec<_> = all.into_iter().rev().map(|(_, made)| made.unwrap()).collect();
    let seen: Vec<(i64, State, &str)> =
        all.iter().map(|made| (made.mail.id.0, made.mail.state, made.mail.to_email.as_str())).collect();
    let expected = [
        (1, State::Sent, "present1@x.invalid"),
        (2, State::Sent, "alice@host.invalid"),
        (3, State::Withdrawn, "former2@x.invalid"),
        (4, State::Sent, "present2@x.invalid"),
        (5, State::Withdrawn, "former3@x.invalid"),
        (6, State::Sent, "present1@x.invalid"),
        // Nobody is known by that address any more: the copy goes to the host.
        (7, State::Sent, "hebergement@ecoles.invalid"),
    ];
    assert_eq!(seen, expected);
    let body = |at: usize| all[at].mail.body.clone();
    assert!(body(0).contains("https://ecoles.invalid") && body(0).contains("admin"), "{}", body(0));
    assert_eq!((body(3).as_str(), body(5).as_str()), ("newer {password}", "JAURÈS, https://ecoles.invalid/"));
    assert_eq!(Cause::from_words(&all[2].mail.words).unwrap(), (Cause::Superseded, "4"));
    assert_eq!(Cause::from_words(&all[4].mail.words).unwrap().0, Cause::NoAddress);
    // The password that must not leave is nowhere any more.
    for entry in std::fs::read_dir(home.outgoing_mail()).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("p3") && !text.contains("p5"), "{text}");
    }
}
