//! Servers that refuse (S06): nothing is created twice, what is refused is named, the others go on.

use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::house::{House, told};
use crate::support::pty::Key;
use crate::support::smtp::{Behaviour, SmtpServer};

const LIMIT: Duration = Duration::from_secs(20);

fn house(server: &SmtpServer) -> House {
    let house = House::new();
    let port = server.port().to_string();
    let transport = ["--transport", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", &port];
    house.ok(&[&["host", "edit"], &transport[..], &["--smtp-security", "none"]].concat());
    house
}

/// Adds an establishment; gives what was said.
fn add(house: &House, name: &str, email: &str) -> String {
    let contact = ["--contact-last-name", "Le Gall", "--contact-first-name", "Anne", "--contact-email", email];
    let place = ["--zone", "1", "--location", "29200 Brest", "--name", name];
    told(&house.run(&[&["establishment", "add"], &place[..], &contact].concat()))
}

fn states(house: &House) -> String {
    house.ask("select group_concat(state, ' ') from (select state from outbox order by id)")
}

#[test]
fn s06_a_421_leaves_the_mail_pending_and_the_retry_creates_nothing() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::RefuseMessage(421, "4.3.2 Try again later"));
    let house = house(&server);
    let said = add(&house, "Collège", "anne@ecole.invalid");
    assert!(said.contains("Establishment 1 created · e-mail deferred: 421"), "{said}");
    assert_eq!(states(&house), "deferred");
    server.recover();
    house.ok(&["mail", "retry", "1"]);
    assert_eq!(states(&house), "sent");
    assert_eq!(server.messages_to("anne@ecole.invalid").len(), 1);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1);
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'establishment.add'"), 1);
    assert_eq!(house.ask::<i64>("select count(*) from outbox"), 1);
    // Once more: it went out, so there is nothing to do.
    assert_eq!(house.run(&["mail", "retry", "1"]).status.code(), Some(4));
    assert_eq!(server.messages().len(), 1);
}

#[test]
fn s06_a_550_is_named_and_the_others_go_on() {
    let server = SmtpServer::start().unwrap();
    server.fail_for("faux@ecole.invalid", Behaviour::RefuseRecipient(550, "5.1.1 No such user here"));
    let house = house(&server);
    for (name, email) in [("Un", "un@ecole.invalid"), ("Faux", "faux@ecole.invalid"), ("Trois", "trois@ecole.invalid")]
    {
        let said = add(&house, name, email);
        assert!(said.contains("created"), "{said}");
        assert_eq!(said.contains("550"), name == "Faux", "{said}");
    }
    assert_eq!(states(&house), "sent refused sent");
    let refused = house.records(&["mail", "list", "--state", "refused"]);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0]["to_email"], "faux@ecole.invalid");
    assert!(refused[0]["words"].as_str().unwrap().contains("550 5.1.1 No such user here"), "{refused:?}");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 3);
    let again = house.run(&["mail", "send"]);
    assert_eq!(server.messages().len(), 2, "{}", told(&again));
}

#[test]
fn s06_the_console_shows_what_the_server_said() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::RefuseRecipient(550, "5.1.1 No such user here"));
    let house = house(&server);
    let mut console = house.open("fr");
    console.wait_text("Aucun établissement.");
    console.send("n");
    console.wait_text("Nouvel établissement");
    for text in ["", "29200 Brest", "Collège", "", "Le Gall", "Anne", "anne@ecole.invalid"] {
        console.send(text);
        console.key(Key::Tab);
    }
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("Établissement 1 créé");
    console.send("3");
    console.wait_text("Courriels");
    console.wait_text("refusé");
    console.key(Key::Enter);
    console.wait_text("550 5.1.1 No such user here");
    console.wait_text("anne@ecole.invalid");
    server.recover();
    console.key(Key::Esc);
    console.wait_gone("Message-ID");
    house.ok(&["mail", "retry", "1"]);
    console.wait_text("envoyé");
    wait_for(LIMIT, "the mail", || Ok((server.messages().len() == 1).then_some(()))).unwrap();
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1);
}
