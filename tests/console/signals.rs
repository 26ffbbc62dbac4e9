//! Hang-ups, signals, stops and continuations (S24): at once, in order, and with the terminal as it was.

use std::fs;
use std::time::Duration;

use rustix::process::Signal;

use crate::support::daemon::wait_for;
use crate::support::house::{House, PASSWORD, PROGRAM, sign_in};
use crate::support::pty::{Key, Launch, Terminal};

const LIMIT: Duration = Duration::from_secs(10);
/// Processor time that an end may take; a program that spins uses all it gets.
const SMALL: Duration = Duration::from_millis(300);

/// Hangs up, waits for the end and gives the processor time that it took.
fn cost_of_hang_up(console: &mut Terminal) -> Duration {
    let before = console.cpu_time();
    console.hang_up();
    // Ended and not yet waited for: its times can still be read.
    let stat = format!("/proc/{}/stat", console.pid().as_raw_nonzero());
    wait_for(LIMIT, "the program to end", || {
        let ended = fs::read_to_string(&stat)?.rsplit_once(')').is_some_and(|(_, rest)| rest.starts_with(" Z"));
        Ok(ended.then_some(()))
    })
    .unwrap();
    let cost = console.cpu_time().saturating_sub(before);
    assert_eq!(console.wait_exit(LIMIT).code(), Some(6));
    cost
}

fn end_reasons(house: &House) -> String {
    house.ask("select coalesce(group_concat(end_reason, ' '), '') from session")
}

#[test]
fn s24_a_hang_up_ends_it_at_once_wherever_it_is() {
    let house = House::new();
    house.import(5);
    let mut at_sign_in = Terminal::spawn(house.console("fr"));
    at_sign_in.wait_text("Connexion");
    assert!(cost_of_hang_up(&mut at_sign_in) < SMALL);

    let mut at_table = house.open("fr");
    at_table.wait_text("1 sur 5");
    assert!(cost_of_hang_up(&mut at_table) < SMALL);
    assert_eq!(end_reasons(&house), "hang-up");

    let mut in_form = house.open("fr");
    in_form.wait_text("1 sur 5");
    in_form.send("n");
    in_form.wait_text("Nouvel établissement");
    in_form.key(Key::Tab);
    in_form.send("29200 Brest");
    in_form.wait_text("29200 Brest  ");
    assert!(cost_of_hang_up(&mut in_form) < SMALL);
    assert_eq!(end_reasons(&house), "hang-up hang-up");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 5);
}

#[test]
fn s24_bytes_that_freeze_the_reader_of_keys_do_not_freeze_the_end() {
    let house = House::new();
    for frozen in ["\x1b[<", "\x1b[?", "\x1b[200~", "\x1b[200~never ended", "\x1b", "\x1b[", "\x1bO", "\x1b[<0;1;"] {
        let mut console = house.open("fr");
        console.wait_text("Aucun établissement.");
        console.send(frozen);
        let cost = cost_of_hang_up(&mut console);
        assert!(cost < SMALL, "{frozen:?}: {cost:?}");
    }
    assert_eq!(house.ask::<i64>("select count(*) from session where end_reason <> 'hang-up'"), 0);
}

/// Sends a signal to a console with its table on the screen and checks what it leaves behind.
fn check_signal(signal: Signal, reason: &str) {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    assert!(console.screen().alternate_screen());
    console.signal(signal);
    let status = console.wait_exit(LIMIT);
    assert_eq!(status.code(), Some(6), "{signal:?}");
    assert_eq!(console.termios(), *console.first_termios(), "{signal:?}");
    let screen = console.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "{signal:?}");
    assert_eq!(end_reasons(&house), reason);
}

#[test]
fn s24_sigterm_leaves_the_terminal_as_it_was() {
    check_signal(Signal::TERM, "terminated");
}

#[test]
fn s24_sigint_leaves_the_terminal_as_it_was() {
    check_signal(Signal::INT, "terminated");
}

#[test]
fn s24_sighup_leaves_the_terminal_as_it_was() {
    check_signal(Signal::HUP, "hang-up");
}

#[test]
fn s24_signals_that_mean_nothing_to_it_change_nothing() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    for signal in [Signal::PIPE, Signal::WINCH, Signal::XFSZ, Signal::CONT] {
        console.signal(signal);
    }
    console.key(Key::Down);
    console.wait_text("▸[ ] 2 ");
}

#[test]
fn s24_ctrl_z_gives_the_shell_back_and_fg_the_screen() {
    let house = House::new();
    house.import(5);
    let launch = house.console("fr");
    let line: Vec<_> = launch.args.iter().map(|word| format!("'{}'", word.to_str().unwrap())).collect();
    let mut shell = Launch::new("sh").arg("-i").env("PS1", "shell> ").env("PATH", "/usr/bin:/bin");
    for (name, value) in launch.env {
        shell = shell.env(name, value);
    }
    let mut terminal = Terminal::spawn(shell);
    terminal.wait_text("shell>");
    terminal.send(&format!("{PROGRAM} {}\r", line.join(" ")));
    sign_in(&mut terminal, "alice", PASSWORD);
    terminal.wait_text("1 sur 5");
    for round in 1..=2 {
        terminal.key(Key::Ctrl('z'));
        terminal.wait_for(|screen| !screen.alternate_screen(), "the shell's screen is back");
        terminal.wait_text("Stopped");
        // Lines and echo are the shell's again.
        terminal.send(&format!("echo back-{round}-$((40 + 2))\r"));
        terminal.wait_text(&format!("back-{round}-42"));
        assert!(!terminal.screen().hide_cursor() && !terminal.screen().bracketed_paste());
        terminal.send("stty -a\r");
        terminal.wait_text(" icanon");
        assert!(terminal.screen_text().contains(" echo "), "{}", terminal.screen_text());
        terminal.send("clear; fg\r");
        terminal.wait_text(" sur 5");
        assert!(terminal.screen().alternate_screen());
        terminal.key(Key::Down);
        terminal.wait_text(&format!("▸[ ] {} ", round + 1));
    }
    terminal.send("q");
    terminal.wait_for(|screen| !screen.alternate_screen(), "the shell's screen is back");
    terminal.wait_text("shell>");
    terminal.send("echo code-$?\r");
    terminal.wait_text("code-0");
}

#[test]
fn s24_a_stop_from_outside_is_drawn_over_when_it_goes_on() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    console.drain_until_quiet(Duration::from_millis(200));
    console.signal(Signal::STOP);
    console.send("j");
    console.resize(40, 120);
    console.signal(Signal::CONT);
    console.wait_text("▸[ ] 2 ");
    console.wait_text("LE GALL Anne");
}

#[test]
fn s24_ctrl_c_retreats_and_never_quits() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    console.send("n");
    console.wait_text("Nouvel établissement");
    console.key(Key::Ctrl('c'));
    console.wait_gone("Nouvel établissement");
    console.keys(&[Key::Ctrl('c'); 3]);
    console.key(Key::Down);
    console.wait_text("▸[ ] 2 ");
    assert_eq!(console.exited(), None);
}
