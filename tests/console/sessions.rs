//! Signing in, the lock-out, the lock, the end of a session.

use std::time::{Duration, Instant};

use crate::support::house::{House, PASSWORD, enter, sign_in};
use crate::support::pty::{Key, Terminal};

const REFUSAL: &str = "Login or password is wrong";

/// Replaces both fields and tries again; waits for the answer by the password's field, which is emptied.
fn try_again(console: &mut Terminal, password: &str) {
    console.send(password);
    console.wait_text("•");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_gone("•");
    console.wait_text(REFUSAL);
}

#[test]
fn an_unknown_login_and_a_wrong_password_get_the_same_words() {
    let house = House::new();
    let answer = |login: &str, password: &str| {
        let mut console = Terminal::spawn(house.console("en"));
        sign_in(&mut console, login, password);
        console.wait_text(REFUSAL);
        console.screen_text().replace(login, "LOGIN")
    };
    let known = answer("alice", "not the password at all");
    let unknown = answer("mallo", "not the password at all");
    assert_eq!(known, unknown);
}

#[test]
fn after_five_failures_the_right_password_is_refused_with_the_same_words() {
    let house = House::new();
    let mut console = Terminal::spawn(house.console("en"));
    sign_in(&mut console, "alice", "wrong");
    console.wait_text(REFUSAL);
    let first = console.screen_text();
    for _ in 0..4 {
        try_again(&mut console, "wrong");
    }
    try_again(&mut console, PASSWORD);
    assert_eq!(console.screen_text(), first);
    assert_eq!(house.ask::<i64>("select count(*) from session"), 0);
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'session.refused'"), 6);
    let doors: String = house.ask("select group_concat(distinct after) from audit where action = 'session.refused'");
    assert_eq!(doors, "{\"door\":\"console\"}");
    let seen = String::from_utf8_lossy(console.raw_output()).into_owned();
    assert!(!seen.contains(PASSWORD), "what is typed as a password is not shown");
}

#[test]
fn the_lock_hides_all_and_the_password_opens_it() {
    let house = House::new();
    house.import(3);
    let mut console = house.open("fr");
    console.wait_text("1 sur 3");
    console.key(Key::Ctrl('x'));
    console.wait_text("Mot de passe du compte alice");
    assert!(!console.screen_text().contains("Éluard"), "{}", console.screen_text());
    console.send("wrong");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("incorrect");
    assert!(!console.screen_text().contains("Éluard"), "{}", console.screen_text());
    console.send(PASSWORD);
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("Collège Éluard n° 3");
    assert_eq!(house.ask::<i64>("select count(*) from audit where action = 'session.unlock-refused'"), 1);
}

#[test]
fn quitting_ends_the_session_and_leaves_the_terminal_as_it_was() {
    let house = House::new();
    let mut console = house.open("en");
    console.wait_text("No establishment yet.");
    assert_eq!(house.ask::<i64>("select count(*) from session where ended_at is null"), 1);
    console.send("q");
    let status = console.wait_exit(Duration::from_secs(10));
    assert_eq!(status.code(), Some(0));
    assert_eq!(house.ask::<String>("select end_reason from session"), "sign-out");
    assert_eq!(console.termios(), *console.first_termios());
    assert!(!console.screen().alternate_screen() && !console.screen().hide_cursor());
}

#[test]
fn a_disabled_webmaster_is_stopped_where_they_are() {
    let house = House::new();
    house.add_webmaster("bruno");
    let mut console = enter(house.console("en"), "bruno");
    console.wait_text("No establishment yet.");
    house.ok(&["webmaster", "disable", "bruno"]);
    console.key(Key::Ctrl('r'));
    console.wait_text("This account was disabled meanwhile.");
}

#[test]
fn the_screen_locks_by_itself_and_is_left_from_there() {
    let house = House::new();
    house.configure("idle_lock_minutes = 1\n[audit]\nsyslog = false\n");
    house.import(3);
    let mut console = house.open("fr");
    console.wait_text("1 sur 3");
    let last_key = Instant::now();
    console.key(Key::Down);
    console.wait_text("▸[ ] 2 ");
    console.set_deadline(Duration::from_secs(90));
    console.wait_text("L'écran est verrouillé");
    assert!(last_key.elapsed() >= Duration::from_mins(1), "{:?}", last_key.elapsed());
    assert!(!console.screen_text().contains("Éluard"), "{}", console.screen_text());
    console.wait_text("Échap se déconnecter et quitter");
    console.key(Key::Esc);
    console.wait_text("La session se termine");
    console.send("o");
    assert_eq!(console.wait_exit(Duration::from_secs(10)).code(), Some(0));
    assert_eq!(house.ask::<String>("select end_reason from session"), "sign-out");
    assert_eq!(console.termios(), *console.first_termios());
}
