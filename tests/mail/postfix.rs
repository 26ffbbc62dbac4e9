//! A real server, a real mailbox, a real mail client.

use std::time::Duration;

use intendant::domain::contact::Email;
use intendant::domain::host::{Security, Smtp, Transport};
use intendant::domain::language::Language;
use intendant::domain::mail::{Kind, State, Tells};
use intendant::domain::time::Timestamp;
use intendant::mail::Round;
use intendant::mail::follow::catalogue;
use intendant::mail::template::{self, About, Recipient, Telling};
use intendant::store::registry::outbox::NewMail;

use crate::fixture::{Fixture, PASSWORD, START, identity, smtp};
use crate::support::letter::Parsed;
use crate::support::postfix::Postfix;
use crate::support::pty::{Key, Launch, Terminal};

const LIMIT: Duration = Duration::from_secs(30);

fn starttls(postfix: &Postfix) -> Transport {
    let ca_file = postfix.authority().to_str().unwrap().to_owned();
    Transport::Smtp(Smtp {
        host: "localhost".to_owned(),
        security: Security::StartTls,
        ca_file,
        ..smtp(postfix.port())
    })
}

#[test]
fn a_registration_mail_arrives_whole_over_starttls() {
    let postfix = Postfix::start().unwrap();
    let mut fixture = Fixture::new();
    let id = fixture.queue("elodie.jaures@ecole.invalid");
    let mut sender = fixture.sender(starttls(&postfix));
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    let words = fixture.mail(id).words;
    assert!(words.starts_with("250 2.0.0 Ok: queued as "), "{words}");

    let arrived = postfix.wait_for_messages_to("elodie.jaures@ecole.invalid", 1, LIMIT).unwrap();
    let message = Parsed::read(&arrived[0]);
    assert_eq!(message.header("from"), "Hébergement académique <hebergement@ecoles.invalid>");
    assert_eq!(message.header("return-path"), "<retours@ecoles.invalid>");
    assert_eq!(message.header("to"), "JAURÈS Élodie <elodie.jaures@ecole.invalid>");
    assert_eq!(message.header("subject"), "Inscription\u{a0}: Collège Jean-Moulin d’Œuilly (n° 12)");
    assert_eq!(message.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(message.header("content-language"), "fr");
    assert_eq!(message.header("auto-submitted"), "auto-generated");
    assert_eq!(message.header("date"), "Sun, 22 Nov 2026 17:53:20 +0000");
    assert_eq!(message.header("message-id"), fixture.mail(id).message_id);
    assert!(message.header("received").contains("using TLSv1.3"), "{}", message.raw_header);
    for part in ["https://ecoles.invalid/", "admin", PASSWORD, "à la première connexion", "29200 Brest"] {
        assert!(message.body.contains(part), "{part} in {}", message.body);
    }
    assert_eq!(fixture.files_with_password(), [""; 0]);
}

#[test]
fn what_opens_an_account_inside_arrives_and_is_kept_nowhere() {
    let postfix = Postfix::start().unwrap();
    let mut fixture = Fixture::new();
    let number = fixture.establish("contact@ecole.invalid", "JAURÈS", "Lycée Bréquigny");
    let email = Email::parse("lea.morvan@ecole.invalid").unwrap();
    let about = About { number, denomination: "Lycée Bréquigny", location: "35200 Rennes" };
    let telling = Telling { login: "lea", until: Timestamp(START + 1_800) };
    let to = (Tells::ResetCode, Recipient { name: "Morvan Léa", email: &email });
    let text = template::inside(catalogue(Language::French), &identity(), to, about, telling);
    let id = fixture.queue_written(number, Kind::Inside, |mail| NewMail { text, ..mail });
    let mut sender = fixture.sender(starttls(&postfix));
    assert_eq!(fixture.round(&mut sender), Round { sent: 1, ..Round::default() });
    let arrived = postfix.wait_for_messages_to("lea.morvan@ecole.invalid", 1, LIMIT).unwrap();
    let message = Parsed::read(&arrived[0]);
    assert_eq!(message.header("message-id"), fixture.mail(id).message_id);
    assert_eq!(message.header("to"), "Morvan Léa <lea.morvan@ecole.invalid>");
    for part in ["lea", PASSWORD, "Lycée Bréquigny", "Il sert une seule fois"] {
        assert!(message.body.contains(part), "{part} in {}", message.body);
    }
    assert!(!fixture.mail(id).body.contains(PASSWORD));
    assert_eq!(fixture.files_with_password(), [""; 0]);
}

#[test]
fn a_hundred_mails_arrive_over_one_protected_connection() {
    let postfix = Postfix::start().unwrap();
    let mut fixture = Fixture::new();
    for number in 0..100 {
        fixture.queue(&format!("a{number}@ecole.invalid"));
    }
    let mut sender = fixture.sender(starttls(&postfix));
    assert_eq!(fixture.round(&mut sender), Round { sent: 100, ..Round::default() });
    assert!(fixture.states().into_iter().all(|state| state == State::Sent));
    assert_eq!(postfix.wait_for_messages(100, LIMIT).unwrap().len(), 100);
    let log = postfix.log();
    let connections = log.lines().filter(|line| line.contains("smtpd[") && line.contains(": connect from")).count();
    assert_eq!(connections, 1);
    assert!(log.contains("ehlo=2 starttls=1 mail=100 rcpt=100 data=100 quit=1"), "{log}");
}

#[test]
fn a_mail_client_shows_it_with_its_accents() {
    let postfix = Postfix::start().unwrap();
    let mut fixture = Fixture::new();
    fixture.queue("elodie@ecole.invalid");
    let mut sender = fixture.sender(starttls(&postfix));
    assert_eq!(fixture.round(&mut sender).sent, 1);
    postfix.wait_for_messages(1, LIMIT).unwrap();

    // It asks about a folder of its own otherwise.
    std::fs::create_dir(fixture.folder.path().join("Mail")).unwrap();
    let launch = Launch::new("mutt")
        .args(["-R", "-n", "-F", "/dev/null", "-f"])
        .arg(postfix.maildir())
        .env("LANG", "C.UTF-8")
        .env("HOME", fixture.folder.path())
        .size(60, 100);
    let mut mutt = Terminal::spawn(launch);
    mutt.wait_text("Collège Jean-Moulin d’Œuilly (n° 12)");
    mutt.key(Key::Enter);
    mutt.wait_text("Nom d'utilisateur");
    let screen = mutt.screen_text();
    for part in [
        "From: Hébergement académique <hebergement@ecoles.invalid>",
        "To: JAURÈS Élodie <elodie@ecole.invalid>",
        "Collège Jean-Moulin d’Œuilly",
        "https://ecoles.invalid/",
        PASSWORD,
        "à la première connexion",
    ] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    // Out of the mail, out of the mailbox.
    mutt.send("xx");
    mutt.wait_exit(Duration::from_secs(10));
}
