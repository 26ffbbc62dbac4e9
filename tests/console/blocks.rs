//! Blocks that stack, and passwords that go to the contact.

use std::fs;
use std::time::Duration;

use rusqlite::{Connection, params};

use crate::support::daemon::wait_for;
use crate::support::house::House;
use crate::support::letter::{Parsed, password_in};
use crate::support::pty::{Key, Terminal};

fn now() -> i64 {
    i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

/// Opens the one establishment's blocks and waits for all three of them.
fn open_blocks(console: &mut Terminal) {
    console.send("b");
    console.wait_text("Blocages de l'établissement 1");
}

#[test]
fn s11_lifting_one_block_leaves_and_shows_the_others() {
    let house = House::new();
    house.add("Collège bloqué", "");
    house.ok(&["establishment", "block", "1", "--reason", "Facture impayée"]);
    let put = "insert into block values (1, $1, $2, $3, $4, null)";
    let registry = house.registry();
    registry.execute(put, params!["administrator", "Conseils de classe", "mme.riou", now() - 3 * 86_400]).unwrap();
    registry.execute(put, params!["program", "Sauvegarde", "(program)", now() - 60]).unwrap();
    let mut console = house.open("fr");
    console.wait_text("■ bloqué");
    open_blocks(&mut console);
    console.wait_text("Facture impayée");
    console.wait_text("Conseils de");
    console.wait_text("mme.riou · il y a 3 jours");
    console.wait_text("Sauvegarde");
    console.key(Key::Enter);
    console.wait_text("Lever ce blocage");
    // Enter alone does nothing.
    console.key(Key::Enter);
    console.wait_text("Lever ce blocage");
    assert_eq!(house.ask::<i64>("select count(*) from block"), 3);
    console.send("o");
    console.wait_text("Blocage de l'établissement 1 levé.");
    console.wait_gone("Facture impayée");
    assert_eq!(house.ask::<String>("select group_concat(blocker, ' ') from block"), "administrator program");
    console.wait_text("mme.riou");
    console.key(Key::Esc);
    console.wait_gone("Blocages de l'établissement 1");
    console.wait_text("■ bloqué");
}

/// Returns the establishment two more administrators, as its own console will.
fn add_administrators(house: &House) {
    let school = Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    for (id, login, name) in [(50, "mriou", "RIOU"), (51, "jkerouedan", "KEROUEDAN")] {
        school
            .execute(
                "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password, \
                 must_change, created_at, rev) values ($1, $2, $3, 'Maël', 'x@y.invalid', 'superadmin', 1, '', '', 0, \
                 $4, 1)",
                params![id, login, name, now()],
            )
            .unwrap();
        school.execute("insert into account_role values ($1, 'Manager', '', '')", [id]).unwrap();
    }
}

#[test]
fn s12_a_new_password_goes_to_the_contact_of_today() {
    let house = House::new();
    house.add("Collège de l'Iroise", "");
    add_administrators(&house);
    house.ok(&["establishment", "edit", "1", "--contact-email", "nouvelle@ecole.invalid"]);
    let mut console = house.open("fr");
    console.wait_text("1 sur 1");
    console.send("w");
    console.wait_text("nouvelle@ecole.invalid");
    console.wait_text("RIOU");
    console.wait_text("KEROUEDAN");
    // Whoever is chosen: the second one.
    console.keys(&[Key::Down, Key::Enter]);
    console.wait_text("Envoyer un nouveau mot de passe");
    console.send("o");
    console.wait_text("mot de passe en attente d'envoi");
    let sent = wait_for(Duration::from_secs(20), "the mail", || {
        // Until a mail has its name it is being written.
        let files = fs::read_dir(house.data().join("mail")).into_iter().flatten().flatten().map(|file| file.path());
        let mails = files.filter(|path| path.extension().is_some_and(|end| end == "eml"));
        let mut mails = mails.filter_map(|path| Some(Parsed::read(&fs::read(path).ok()?)));
        Ok(mails.find(|mail| mail.header("to").contains("nouvelle@ecole.invalid")))
    });
    let mail = sent.unwrap();
    let password = password_in(&mail.body);
    assert!(!password.is_empty(), "{}", mail.body);
    // By login: admin, jkerouedan, mriou.
    assert!(mail.body.contains("jkerouedan"), "{}", mail.body);
    console.send("q");
    console.wait_exit(Duration::from_secs(10));
    assert!(!String::from_utf8_lossy(console.raw_output()).contains(&password));
    assert!(!house.ok(&["audit", "list", "--json"]).contains(&password));
    assert_eq!(house.files_with(&password).len(), 1, "only its mail holds it");
}

#[test]
fn s12_a_deactivated_administrator_is_marked_and_told_before_sending() {
    let house = House::new();
    house.add("Collège de l'Iroise", "");
    add_administrators(&house);
    let school = Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    school.execute("update account set active = 0 where login = 'mriou'", []).unwrap();
    drop(school);
    let mut console = house.open("fr");
    console.wait_text("1 sur 1");
    console.send("w");
    console.wait_text("RIOU Maël (mriou) · désactivé");
    console.keys(&[Key::Down, Key::Down, Key::Enter]);
    console.wait_text("Ce compte est désactivé");
    console.key(Key::Esc);
    console.wait_gone("Ce compte est désactivé");
    // An active one is not warned about.
    console.keys(&[Key::Up, Key::Enter]);
    console.wait_text("Envoyer un nouveau mot de passe");
    assert!(!console.screen_text().contains("Ce compte est désactivé"), "{}", console.screen_text());
    let several = house.run(&["establishment", "reset-password", "1"]);
    assert!(String::from_utf8_lossy(&several.stderr).contains("mriou (deactivated)"), "{several:?}");
    let reset = house.run(&["establishment", "reset-password", "1", "--administrator", "mriou"]);
    assert!(reset.status.success(), "{reset:?}");
    assert!(String::from_utf8_lossy(&reset.stderr).contains("mriou is deactivated"), "{reset:?}");
}

#[test]
fn s12_no_address_refuses_and_no_administrator_offers_to_create_one() {
    let house = House::new();
    house.import(1);
    let school = Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    school.execute_batch("pragma foreign_keys = on; delete from account").unwrap();
    drop(school);
    let mut console = house.open("en");
    console.wait_text("1 of 1");
    console.send("w");
    console.wait_text("This establishment has no administrator.");
    console.key(Key::Enter);
    console.wait_text("Create an administrator");
    console.key(Key::Esc);
    console.wait_gone("Create an administrator");
    house.registry().execute("update establishment set contact_email = '', rev = rev + 1", []).unwrap();
    console.key(Key::Esc);
    console.wait_gone("This establishment has no administrator.");
    console.key(Key::Ctrl('r'));
    console.wait_gone("contact1@ecole.invalid");
    console.send("w");
    console.wait_text("The contact has no e-mail address");
    console.key(Key::Enter);
    assert_eq!(house.ask::<i64>("select count(*) from outbox where kind = 'reset'"), 0);
}

#[test]
fn a_block_of_everything_is_seen_on_the_table_within_two_seconds() {
    let house = House::new();
    house.import(3);
    let mut console = house.open("fr");
    console.wait_text("1 sur 3");
    console.drain_until_quiet(Duration::from_millis(200));
    house.ok(&["host", "block", "--reason", "Maintenance", "--until", "2099-12-31"]);
    console.set_deadline(Duration::from_secs(2));
    console.wait_text("■ TOUT BLOQUÉ");
    assert!(console.row(0).contains("■ TOUT BLOQUÉ"), "{}", console.screen_text());
    house.ok(&["host", "unblock"]);
    console.wait_gone("TOUT BLOQUÉ");
}

#[test]
fn the_last_day_of_a_block_is_shown_as_it_was_typed() {
    let house = House::new();
    house.import(1);
    let mut console = house.open("fr");
    console.wait_text("1 sur 1");
    console.send("b");
    console.wait_text("Motif");
    console.send("Loyer impayé");
    console.key(Key::Tab);
    console.send("08/06/2099");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("■ bloqué");
    console.resize(40, 120);
    console.wait_text("jusqu'au 08/06/2099 inclus");
    let shown = house.ok(&["establishment", "show", "1"]);
    assert!(shown.contains("until 2099-06-08 (inclusive)"), "{shown}");
    // Files and scripts have the first moment after it.
    let record = &house.records(&["establishment", "show", "1"])[0];
    assert!(record["blocks"][0]["until"].as_str().unwrap().starts_with("2099-06-0"), "{record}");
}
