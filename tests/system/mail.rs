//! A registration mail from the command to the reader: a real Postfix over STARTTLS, its mailbox, a mail client.

use std::path::{Path, PathBuf};
use std::time::Duration;

use intendant::auth::generated;
use intendant::domain::password::Secret;
use rusqlite::Connection;

use crate::support::house::House;
use crate::support::letter::{Parsed, password_in};
use crate::support::postfix::Postfix;
use crate::support::pty::{Key, Launch, Terminal};

const LIMIT: Duration = Duration::from_secs(30);
const SCHOOL: &str = "Collège Jean-Moulin d'Œuilly";

/// A house that sends through this Postfix over STARTTLS, its authority trusted.
fn house(postfix: &Postfix) -> House {
    let house = House::new();
    let port = postfix.port().to_string();
    let authority = postfix.authority();
    let server = ["--transport", "smtp", "--smtp-host", "localhost", "--smtp-port", &port];
    let protection = ["--smtp-security", "starttls", "--smtp-ca-file", authority.to_str().unwrap()];
    house.ok(&[&["host", "edit"], &server[..], &protection].concat());
    house
}

/// Adds the establishment; gives what was said.
fn add(house: &House, email: &str) -> String {
    let contact = ["--contact-last-name", "Jaurès", "--contact-first-name", "Élodie", "--contact-email", email];
    let place = ["--zone", "1", "--location", "51200 Épernay", "--name", SCHOOL];
    let output = house.run(&[&["establishment", "add"], &place[..], &contact].concat());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Tells whether the first administrator would be let in with this password.
fn works(house: &House, password: &str) -> bool {
    let school = Connection::open(house.data().join(Path::new("establishments/000/1.sqlite"))).unwrap();
    let query = "select password from account where login = 'admin'";
    let stored: String = school.query_row(query, [], |row| row.get(0)).unwrap();
    generated::verify(&Secret::new(password.to_owned()), &stored)
}

#[test]
fn a_new_school_s_mail_arrives_and_its_password_stays_nowhere() {
    let postfix = Postfix::start().unwrap();
    let house = house(&postfix);
    let said = add(&house, "Elodie.Jaures@ecole.invalid");
    assert!(said.contains("e-mail sent"), "{said}");
    let arrived = postfix.wait_for_messages_to("elodie.jaures@ecole.invalid", 1, LIMIT).unwrap();
    let message = Parsed::read(&arrived[0]);
    assert_eq!(message.header("from"), "Hébergement d'essai <webmestre@ecoles.invalid>");
    assert_eq!(message.header("to"), "JAURÈS Élodie <elodie.jaures@ecole.invalid>");
    assert_eq!(message.header("subject"), format!("Inscription\u{a0}: {SCHOOL} (n° 1)"));
    let id: String = house.ask("select message_id from outbox");
    assert_eq!(message.header("message-id"), id);
    assert!(id.contains("@ecoles.invalid"), "{id}");
    let date = jiff::fmt::rfc2822::parse(message.header("date")).unwrap();
    let age_s = jiff::Timestamp::now().as_second() - date.timestamp().as_second();
    assert!((0..=60).contains(&age_s), "{}", message.header("date"));
    assert!(message.header("received").contains("using TLSv1.3"), "{}", message.raw_header);
    let parts =
        ["Votre établissement est désormais inscrit", SCHOOL, "51200 Épernay", "https://ecoles.invalid", "admin"];
    for part in parts {
        assert!(message.body.contains(part), "{part} in {}", message.body);
    }
    let password = password_in(&message.body);
    assert!(!password.is_empty(), "{}", message.body);
    assert_eq!(house.files_with(&password), Vec::<PathBuf>::new());
    assert!(!house.ok(&["mail", "show", "1"]).contains(&password));
    assert!(works(&house, &password));
}

#[test]
fn a_reset_reaches_the_contact_and_the_first_password_ends() {
    let postfix = Postfix::start().unwrap();
    let house = house(&postfix);
    add(&house, "elodie@ecole.invalid");
    let first = password_in(&Parsed::read(&postfix.wait_for_messages(1, LIMIT).unwrap()[0].1).body);
    house.ok(&["establishment", "reset-password", "1", "--yes"]);
    let arrived = postfix.wait_for_messages_to("elodie@ecole.invalid", 2, LIMIT).unwrap();
    let passwords = arrived.iter().map(|mail| password_in(&Parsed::read(mail).body));
    let second = passwords.into_iter().find(|password| *password != first).unwrap();
    assert!(works(&house, &second) && !works(&house, &first));
    for password in [first, second] {
        assert_eq!(house.files_with(&password), Vec::<PathBuf>::new());
    }
}

#[test]
fn an_unknown_authority_stops_the_mail_and_not_the_creation() {
    let postfix = Postfix::start().unwrap();
    let house = house(&postfix);
    house.ok(&["host", "edit", "--smtp-ca-file", ""]);
    let said = add(&house, "elodie@ecole.invalid");
    assert!(said.contains("Establishment 1 created") && said.contains("deferred"), "{said}");
    assert_eq!(house.ask::<String>("select state from outbox"), "deferred");
    assert!(postfix.messages().unwrap().is_empty());
}

#[test]
fn a_mail_client_shows_subject_and_accents() {
    let postfix = Postfix::start().unwrap();
    let house = house(&postfix);
    add(&house, "elodie@ecole.invalid");
    postfix.wait_for_messages(1, LIMIT).unwrap();
    // It asks about a folder of its own otherwise.
    std::fs::create_dir(house.folder().join("Mail")).unwrap();
    let launch = Launch::new("mutt").args(["-R", "-n", "-F", "/dev/null", "-f"]).arg(postfix.maildir());
    let mut mutt = Terminal::spawn(launch.env("LANG", "C.UTF-8").env("HOME", house.folder()).size(60, 100));
    mutt.wait_text(&format!("{SCHOOL} (n° 1)"));
    mutt.key(Key::Enter);
    mutt.wait_text("Nom d'utilisateur");
    let screen = mutt.screen_text();
    for part in ["To: JAURÈS Élodie <elodie@ecole.invalid>", "51200 Épernay", "à la première connexion"] {
        assert!(screen.contains(part), "{part} in\n{screen}");
    }
    assert!(!password_in(&screen).is_empty(), "{screen}");
    // Out of the mail, out of the mailbox.
    mutt.send("xx");
    mutt.wait_exit(LIMIT);
}
