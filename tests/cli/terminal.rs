//! What only a terminal shows: questions, hidden passwords, typed confirmations, tables cut to the width.

use std::time::Duration;

use crate::site::{PASSWORD, Site};
use crate::support::pty::{Key, Launch, Terminal};

const SOON: Duration = Duration::from_secs(20);

fn spawn(site: &Site, args: &[&str], cols: u16) -> Terminal {
    let launch = Launch::new(env!("CARGO_BIN_EXE_intendant")).args(args.iter().copied()).size(24, cols);
    let launch = launch.env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    Terminal::spawn(launch.env("LANG", "en_GB.UTF-8"))
}

fn answer(terminal: &mut Terminal, question: &str, text: &str) {
    terminal.wait_text(question);
    terminal.send(text);
    terminal.key(Key::Enter);
}

#[test]
fn init_asks_for_what_is_missing_and_shows_no_password() {
    let site = Site::empty();
    let mut terminal = spawn(&site, &["init", "--login", "alice", "--host-name", "Academy"], 120);
    answer(&mut terminal, "Password:", PASSWORD);
    answer(&mut terminal, "Once more:", PASSWORD);
    answer(&mut terminal, "Connection address [http://localhost]:", "https://h.invalid");
    answer(&mut terminal, "Sender of the e-mails [intendant@", "");
    assert_eq!(terminal.wait_exit(SOON).code(), Some(0), "{}", terminal.screen_text());
    assert!(!String::from_utf8_lossy(terminal.raw_output()).contains(PASSWORD));
    let shown = site.run(&["host", "show", "--json"]).expect(0).object();
    assert_eq!((&shown["host_name"], &shown["host_url"]), (&"Academy".into(), &"https://h.invalid".into()));
}

#[test]
fn two_passwords_that_differ_are_refused() {
    let site = Site::new();
    let mut terminal = spawn(&site, &["webmaster", "password", "alice"], 80);
    answer(&mut terminal, "Password:", PASSWORD);
    answer(&mut terminal, "Once more:", "something else entirely");
    assert_eq!(terminal.wait_exit(SOON).code(), Some(4));
    terminal.wait_text("The two entries differ");
}

#[test]
fn a_deletion_is_confirmed_by_typing_number_name_or_count() {
    let site = Site::new();
    for name in ["Collège A", "Collège B", "Collège C"] {
        site.add(name);
    }
    let mut terminal = spawn(&site, &["establishment", "delete", "1"], 140);
    answer(&mut terminal, "Type its number or its denomination:", "yes");
    assert_eq!(terminal.wait_exit(SOON).code(), Some(4));
    let mut terminal = spawn(&site, &["establishment", "delete", "1"], 140);
    terminal.wait_text("1 account, 0 grades, last sign-in: never");
    answer(&mut terminal, "denomination:", "college a");
    assert_eq!(terminal.wait_exit(SOON).code(), Some(0));
    let mut terminal = spawn(&site, &["establishment", "delete", "2", "3", "--above-threshold"], 140);
    answer(&mut terminal, "Type their number (2):", "3");
    assert_eq!(terminal.wait_exit(SOON).code(), Some(4));
    let mut terminal = spawn(&site, &["establishment", "delete", "2", "3", "--above-threshold"], 140);
    answer(&mut terminal, "Type their number (2):", "2");
    assert_eq!(terminal.wait_exit(SOON).code(), Some(0));
    assert_eq!(site.run(&["establishment", "list", "--json"]).stdout, "");
}

#[test]
fn tables_are_cut_to_the_width_and_degrade_without_utf8() {
    let site = Site::new();
    site.add("Collège « Élan » d'un nom qui ne tient pas du tout dans la largeur d'un écran ordinaire");
    let mut terminal = spawn(&site, &["establishment", "list"], 80);
    assert_eq!(terminal.wait_exit(SOON).code(), Some(0));
    assert!(terminal.screen_text().lines().count() == 3, "{}", terminal.screen_text());
    assert!(terminal.screen_text().contains('…'), "{}", terminal.screen_text());
    let day = terminal.row(1).split_whitespace().find(|word| word.len() == 10 && word.starts_with("20")).map(str::len);
    assert_eq!(day, Some(10), "the day is not cut: {}", terminal.screen_text());
    let launch =
        Launch::new(env!("CARGO_BIN_EXE_intendant")).args(["establishment", "list"]).env("LANG", "C").size(24, 250);
    let launch = launch.env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    let mut poor = Terminal::spawn(launch);
    assert_eq!(poor.wait_exit(SOON).code(), Some(0));
    assert!(poor.raw_output().is_ascii(), "{}", poor.screen_text());
    assert!(poor.screen_text().contains("College \" E"), "{}", poor.screen_text());
}

#[test]
fn ctrl_c_at_a_password_gives_the_terminal_back() {
    let site = Site::new();
    let mut terminal = spawn(&site, &["webmaster", "password", "alice"], 80);
    terminal.wait_text("Password:");
    assert!(!terminal.termios().echoes());
    terminal.send("half a pass");
    terminal.key(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(SOON).code(), Some(6));
    assert!(terminal.termios().echoes() && terminal.termios().is_canonical());
    assert!(!terminal.screen_text().contains("half"));
}
