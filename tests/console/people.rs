//! People of establishments at work: what they see, what they may, what stops them, and that nobody sees a word of another
//! establishment.

use std::fs;
use std::time::Duration;

use crate::support::house::{House, PASSWORD, sign_in};
use crate::support::letter::{Parsed, password_in};
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_mins(1);

/// Two establishments, each with a department and somebody whose names stand nowhere else.
fn house() -> House {
    let house = House::new();
    for (name, number, code, login) in
        [("Lycée Zéphyrin", "1", "RT", "dupont"), ("Collège Yggdrasil", "2", "GEII", "quillian")]
    {
        house.add(name, "");
        house.ok(&["department", "add", "--establishment", number, "--code", code, "--name", &format!("Département {name}")]);
        add(&house, number, (login, code));
        house.ok(&["user", "grant", login, "--role", &format!("Admin_{code}"), "--establishment", number]);
    }
    house
}

fn add(house: &House, number: &str, (login, home): (&str, &str)) {
    let email = format!("{login}@ecole.invalid");
    let names = ["--login", login, "--last-name", login, "--email", &email, "--home", home];
    house.ok(&[&["user", "add", "--establishment", number][..], &names].concat());
}

/// The password that was mailed last to somebody.
fn mailed(house: &House, login: &str) -> String {
    house.ok(&["mail", "send"]);
    let address = format!("{login}@ecole.invalid");
    let mut files: Vec<_> = fs::read_dir(house.data().join("mail")).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    let letters = files.iter().map(|path| Parsed::read(&fs::read(path).unwrap()));
    let own = letters.filter(|letter| letter.header("to").contains(&address));
    let found = own.map(|letter| password_in(&letter.body)).filter(|password| !password.is_empty()).last();
    found.unwrap_or_else(|| panic!("no password was mailed to {address}"))
}

/// The people's console, in which somebody has signed in for the first time and chosen a password.
fn enter(house: &House, number: &str, login: &str) -> Terminal {
    let password = mailed(house, login);
    let mut console = Terminal::spawn(house.console("fr").args(["--people", "--establishment", number]));
    console.set_deadline(LIMIT);
    sign_in(&mut console, login, &password);
    console.wait_text("Changer mon mot de passe");
    console.send(&password);
    console.key(Key::Tab);
    console.send(PASSWORD);
    console.key(Key::Tab);
    console.send(PASSWORD);
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("Votre mot de passe est changé.");
    console
}

/// Opens the list of accounts from the home, and looks for one.
fn find(console: &mut Terminal, login: &str) {
    console.send("/");
    console.key(Key::Ctrl('u'));
    console.send(login);
    console.key(Key::Enter);
    console.wait_text("1 sur 1");
    console.wait_text(&format!("▸[ ] {login}"));
}

/// The seed's Dupont administers RT alone, though a teacher of GEII too: who is refused reads why, and what would change that.
#[test]
fn dupont_manages_the_people_of_rt_only() {
    let house = house();
    house.ok(&["department", "add", "--establishment", "1", "--code", "GEII", "--name", "Génie électrique"]);
    house.ok(&["user", "grant", "dupont", "--role", "Ens_GEII", "--establishment", "1"]);
    add(&house, "1", ("martin", "RT"));
    add(&house, "1", ("durand", "GEII"));
    let mut console = enter(&house, "1", "dupont");
    console.keys(&[Key::Down, Key::Enter]);
    console.wait_text("1 sur 4");
    find(&mut console, "martin");
    console.send("b");
    console.wait_text("o oui · Échap non");
    console.send("o");
    console.wait_text("Compte martin désactivé.");
    find(&mut console, "durand");
    console.send("b");
    console.wait_text("(règle A6)");
    console.send("?");
    console.wait_text("dupont – désactiver un compte (user.deactivate) – durand");
    console.wait_text("faire de RT le département d'attache de durand");
    let active = |login: &str| house.records(&["user", "show", login, "--establishment", "1"])[0]["status"].clone();
    assert_eq!((active("martin"), active("durand")), ("deactivated".into(), "activated".into()));
}

/// S32, as far as there are grades: a block, a deactivation and a lost role stop whoever is connected at the next act, with the
/// reason.
#[test]
fn s32_whoever_is_connected_is_stopped_at_the_next_act_with_the_reason() {
    let house = house();
    for (what, told) in [
        (&["establishment", "block", "1", "--reason", "Impayé"][..], "Impayé"),
        (&["user", "deactivate", "dupont", "--disconnect", "--establishment", "1", "--yes"], "désactivé"),
    ] {
        let mut console = if what[0] == "user" {
            house.ok(&["establishment", "unblock", "1"]);
            let mut console = Terminal::spawn(house.console("fr").args(["--people", "--establishment", "1"]));
            console.set_deadline(LIMIT);
            sign_in(&mut console, "dupont", PASSWORD);
            console.wait_text("Accueil");
            console
        } else {
            enter(&house, "1", "dupont")
        };
        console.keys(&[Key::Down, Key::Enter]);
        console.wait_text("1 sur 2");
        house.ok(what);
        console.key(Key::Ctrl('r'));
        console.wait_text(told);
    }
}

/// Two people of two establishments at once: no byte that either terminal is sent has a word of the other's.
#[test]
fn two_people_of_two_establishments_see_no_word_of_each_other() {
    let house = house();
    let (mut one, mut other) = (enter(&house, "1", "dupont"), enter(&house, "2", "quillian"));
    for console in [&mut one, &mut other] {
        console.keys(&[Key::Enter]);
        console.wait_text("1 département");
        console.key(Key::Esc);
        console.wait_gone("1 département");
        console.keys(&[Key::Down, Key::Enter]);
        console.wait_text("1 sur 2");
        console.send("?");
        console.wait_text("Aide");
        console.key(Key::Esc);
        // What is looked for elsewhere is not there.
        console.send("/");
        console.key(Key::Ctrl('u'));
        console.send("a");
        console.key(Key::Enter);
        console.drain_until_quiet(Duration::from_millis(300));
    }
    let seen = |console: &Terminal| String::from_utf8_lossy(console.raw_output()).into_owned();
    let (one, other) = (seen(&one), seen(&other));
    for word in ["Zéphyrin", "dupont"] {
        assert!(one.contains(word) && !other.contains(word), "{word}");
    }
    for word in ["Yggdrasil", "quillian"] {
        assert!(other.contains(word) && !one.contains(word), "{word}");
    }
}
