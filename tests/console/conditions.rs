//! Terminals that are small, poor, without colours, without accents, or no terminal at all (S24).

use std::process::Stdio;
use std::time::Duration;

use crate::support::house::{House, PASSWORD, enter, sign_in, told};
use crate::support::pty::{Key, Terminal};

/// Draws the whole screen anew and tells whether it was what should be there already.
fn assert_drawn(console: &mut Terminal) {
    console.drain_until_quiet(Duration::from_millis(150));
    let before = console.screen_text();
    console.key(Key::Ctrl('l'));
    console.drain_until_quiet(Duration::from_millis(150));
    assert_eq!(before, console.screen_text(), "what was on the screen was not what belongs there");
}

#[test]
fn s24_a_storm_of_sizes_leaves_the_right_screen() {
    let house = House::new();
    house.import(100);
    let mut console = house.open("fr");
    console.wait_text("1 sur 100");
    for _ in 0..15 {
        for (rows, cols) in [(10, 40), (60, 200), (1, 1), (24, 80), (2, 300), (60, 1)] {
            console.resize(rows, cols);
        }
    }
    console.resize(24, 80);
    console.wait_text("1 sur 100");
    for _ in 0..15 {
        console.key(Key::Down);
    }
    console.wait_text("▸[ ] 16 ");
    assert_drawn(&mut console);
    // With a form open, what was typed stays.
    console.send("n");
    console.wait_text("Nouvel établissement");
    console.key(Key::Tab);
    console.send("29200 Brest-même");
    console.wait_text("Brest-même");
    for (rows, cols) in [(10, 40), (1, 1), (60, 200), (3, 3), (40, 120), (10, 40), (24, 80)] {
        console.resize(rows, cols);
    }
    console.wait_text("Nouvel établissement");
    console.wait_text("29200 Brest-même");
    assert_drawn(&mut console);
    assert_eq!(console.exited(), None);
}

#[test]
fn s24_a_terminal_that_is_too_small_says_so() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    console.resize(14, 80);
    console.wait_text("60×15");
    console.resize(15, 60);
    console.wait_text("1 sur 5");
    console.wait_text("Collège Éluard n° 5");
    console.resize(40, 120);
    console.wait_text("LE GALL Anne");
    assert_drawn(&mut console);
}

/// The parameters of every `ESC [ … m` that was sent.
fn styles(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1);
    let end = |rest: &str| rest.find(|sign: char| !sign.is_ascii_digit() && sign != ';' && sign != ':');
    let styles = sequences.filter_map(|rest| {
        let at = end(rest)?;
        rest[at..].starts_with('m').then(|| rest[..at].to_owned())
    });
    styles.collect()
}

fn is_colour(style: &str) -> bool {
    let first: u32 = style.split([';', ':']).next().and_then(|number| number.parse().ok()).unwrap_or(0);
    matches!(first, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
}

#[test]
fn s24_no_color_sends_no_colour() {
    let house = House::new();
    house.import(5);
    house.ok(&["establishment", "block", "2", "--reason", "Impayé"]);
    let walk = |mut console: Terminal| {
        console.wait_text("1 sur 5");
        console.send("n");
        console.wait_text("Nouvel établissement");
        console.keys(&[Key::Up, Key::Up, Key::Enter]);
        console.wait_text("Ce champ");
        console.key(Key::Esc);
        console.wait_gone("Nouvel établissement");
        console.send(":");
        console.wait_text("Toutes les actions");
        styles(console.raw_output()).into_iter().filter(|style| is_colour(style)).count()
    };
    assert_eq!(walk(enter(house.console("fr").env("NO_COLOR", "1"), "alice")), 0);
    assert_eq!(walk(enter(house.console("fr").arg("--no-color"), "alice")), 0);
    assert!(walk(house.open("fr")) > 0, "with colours there are some");
}

#[test]
fn s24_a_locale_without_utf8_gets_ascii_that_can_be_read() {
    let house = House::new();
    house.import(5);
    house.add("Lycée Œuvre « Ça Où »", "");
    house.ok(&["establishment", "block", "2", "--reason", "Impayé"]);
    let mut console = enter(house.console("fr").env("LANG", "C"), "alice");
    console.wait_text("1 sur 6");
    console.wait_text("College Eluard n");
    console.wait_text("OEuvre");
    console.wait_text("bloque");
    console.wait_text("Etablissements");
    console.send("n");
    console.wait_text("Nouvel etablissement");
    console.key(Key::Esc);
    console.wait_gone("Nouvel etablissement");
    console.send("?");
    console.wait_text("Aide - Etablissements");
    console.key(Key::PageDown);
    console.wait_text("Cocher une plage");
    let raw = console.raw_output();
    let foreign: Vec<_> = raw.iter().filter(|byte| !byte.is_ascii()).take(20).collect();
    assert!(foreign.is_empty(), "{foreign:x?}\n{}", console.screen_text());
}

#[test]
fn s24_a_dumb_terminal_gets_plain_lines() {
    let house = House::new();
    house.import(5);
    let mut console = Terminal::spawn(house.console("fr").env("TERM", "dumb"));
    console.wait_text("Nom d'utilisateur");
    console.send("alice\r");
    console.wait_text("Mot de passe");
    console.send(PASSWORD);
    console.send("\r");
    console.wait_text("1. Établissements");
    console.send("1\r");
    console.wait_text("0. ");
    let raw = String::from_utf8_lossy(console.raw_output()).into_owned();
    assert!(!raw.contains('\x1b'), "{raw}");
    assert!(!raw.contains(PASSWORD), "{raw}");
    // The end of the input is the end of the conversation.
    console.key(Key::Ctrl('d'));
    console.wait_exit(Duration::from_secs(10));
    assert_eq!(console.termios(), *console.first_termios());
    assert_eq!(house.ask::<i64>("select count(*) from session where ended_at is null"), 0);
}

#[test]
fn s24_the_option_plain_is_the_same_in_a_good_terminal() {
    let house = House::new();
    let mut console = Terminal::spawn(house.console("en").arg("--plain"));
    console.wait_text("Login");
    console.send("alice\rwrong\r");
    console.wait_text("Login or password is wrong");
    console.hang_up();
    console.wait_exit(Duration::from_secs(10));
    assert!(!console.raw_output().contains(&0x1b));
}

#[test]
fn s24_without_any_terminal_the_console_says_so_and_ends() {
    let house = House::new();
    // In a session of its own there is no controlling terminal to fall back on.
    let mut command = std::process::Command::new("setsid");
    let inner = house.command(&[]);
    command.arg("-w").arg(inner.get_program()).args(inner.get_args());
    command.env_clear().envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(!output.status.success(), "{}", told(&output));
    assert!(!output.stderr.is_empty() && !output.stderr.contains(&0x1b), "{}", told(&output));
}

#[test]
fn s24_other_kinds_of_terminal_show_the_same() {
    let house = House::new();
    house.import(3);
    for term in ["xterm", "screen", "linux", "vt100", ""] {
        let mut console = Terminal::spawn(house.console("fr").env("TERM", term));
        sign_in(&mut console, "alice", PASSWORD);
        console.wait_text("1 sur 3");
        console.send("q");
        assert_eq!(console.wait_exit(Duration::from_secs(10)).code(), Some(0), "{term:?}");
    }
}
