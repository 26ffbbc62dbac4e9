//! Adding an establishment: all that it makes, what refuses it, and the mail.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::house::House;
use crate::support::letter::{Parsed, password_in};
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_secs(20);

/// Fills the form's fields from the location to the contact's e-mail; the zone is chosen already.
fn fill(console: &mut Terminal, location: &str, denomination: &str, uai: &str, email: &str) {
    for text in ["", location, denomination, uai, "Le Gall", "Anne", email] {
        console.send(text);
        console.key(Key::Tab);
    }
}

/// Goes from the number, where [`fill`] ends, to the button and presses it.
fn create(console: &mut Terminal) {
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
}

/// The one mail in the folder of mails: its file and its text.
fn mail(house: &House) -> (PathBuf, Parsed) {
    let folder = house.data().join("mail");
    wait_for(LIMIT, "a mail in the folder", || {
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut mails: Vec<_> =
            files.map(|file| file.path()).filter(|path| path.extension() == Some("eml".as_ref())).collect();
        assert!(mails.len() <= 1, "{mails:?}");
        Ok(mails.pop().map(|path| (path.clone(), Parsed::read(&fs::read(path).unwrap()))))
    })
    .unwrap()
}

#[test]
fn s04_a_school_is_added_by_the_form_with_all_that_belongs_to_it() {
    let house = House::new();
    let before: i64 = house.ask("select count(*) from audit where object_kind = 'establishment'");
    let mut console = house.open("fr");
    console.wait_text("Aucun établissement.");
    console.send("n");
    console.wait_text("Nouvel établissement");
    fill(&mut console, "29200 Brest", "Collège de l'Iroise", "0750655E", "Anne.LeGall@ecole.invalid");
    create(&mut console);
    console.wait_text("Établissement 1 créé · courriel d'inscription en attente d'envoi.");
    console.wait_text("Collège de l'Iroise");
    console.wait_text("1 sur 1");

    let row: String = house.ask(
        "select concat_ws('|', number, zone_number, location, denomination, uai, contact_last_name, contact_first_name, \
         contact_email, stage) from establishment",
    );
    assert_eq!(row, "1|1|29200 Brest|Collège de l'Iroise|0750655E|LE GALL|Anne|anne.legall@ecole.invalid|active");
    assert!(house.data().join("establishments/000/1.sqlite").is_file());
    let administrators = house.records(&["establishment", "administrators", "1"]);
    assert_eq!(administrators.len(), 1, "{administrators:?}");
    assert_eq!(administrators[0]["login"], "admin");
    let after: i64 = house.ask("select count(*) from audit where object_kind = 'establishment'");
    assert_eq!(after - before, 1, "one audit line: {}", house.ok(&["audit", "list"]));

    let (path, mail) = mail(&house);
    assert_eq!(mail.header("to"), "\"LE GALL Anne\" <anne.legall@ecole.invalid>");
    assert_eq!(mail.header("subject"), "Inscription\u{a0}: Collège de l'Iroise (n° 1)");
    let password = password_in(&mail.body);
    assert!(!password.is_empty(), "{}", mail.body);
    // Once its mail is out, the password is in that mail and nowhere else.
    wait_for(LIMIT, "the mail to be noted as sent", || {
        Ok((house.ask::<String>("select state from outbox") == "sent").then_some(()))
    })
    .unwrap();
    console.send("q");
    console.wait_exit(LIMIT);
    assert_eq!(house.files_with(&password), [path]);
    let seen = String::from_utf8_lossy(console.raw_output()).into_owned();
    assert!(!seen.contains(&password), "the password was on the screen");
}

#[test]
fn s05_every_field_says_what_is_wrong_with_it() {
    let house = House::new();
    house.ok(&["zone", "add", "--name", "Bretagne"]);
    let mut console = house.open("en");
    console.wait_text("No establishment yet.");
    console.send("n");
    console.wait_text("New establishment");
    fill(&mut console, "29200 Brest", "Collège", "0123456A", "a@b");
    create(&mut console);
    console.wait_text("This field must be filled in.");
    console.wait_text("The last letter should be S.");
    console.wait_text("This is not an e-mail address");
    // The zone is the first of them: the arrows around it show the focus.
    console.wait_text("‹ — ›");
    console.wait_text("29200 Brest");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 0);
    // Corrected, it goes through: nothing that was typed is lost.
    console.key(Key::Right);
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::End, Key::Backspace]);
    console.send("S");
    console.keys(&[Key::Tab, Key::Tab, Key::Tab]);
    console.send(".invalid");
    console.key(Key::Tab);
    create(&mut console);
    console.wait_text("Establishment 1 created");
    assert_eq!(house.ask::<String>("select uai || contact_email from establishment"), "0123456Sa@b.invalid");
}

#[test]
fn s05_a_used_uai_names_its_holder_and_enter_goes_there() {
    let house = House::new();
    house.add("Lycée Premier", "0750655E");
    let mut console = house.open("fr");
    console.wait_text("1 sur 1");
    console.send("n");
    console.wait_text("Nouvel établissement");
    fill(&mut console, "29200 Brest", "Lycée Second", "0750655E", "a@b.invalid");
    create(&mut console);
    console.wait_text("L'établissement 1, Lycée Premier, a déjà cet UAI.");
    console.key(Key::Enter);
    console.wait_text("─ Établissement 1 ─");
    console.wait_text("anne@ecole.invalid");
    console.key(Key::Esc);
    console.wait_text("Nouvel établissement");
    console.wait_text("Lycée Second");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1);
}

#[test]
fn s06_without_the_mail_a_warning_says_that_the_password_is_lost() {
    let house = House::new();
    let mut console = house.open("fr");
    console.wait_text("Aucun établissement.");
    console.send("n");
    console.wait_text("Nouvel établissement");
    fill(&mut console, "29200 Brest", "Collège sans courriel", "", "a@b.invalid");
    console.key(Key::Tab);
    assert!(!console.screen_text().contains("jamais affiché"));
    console.send(" ");
    console.wait_text("il n'est jamais affiché");
    console.keys(&[Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("Établissement 1 créé.");
    assert_eq!(house.ask::<i64>("select count(*) from outbox"), 0);
}
