//! The pseudo-terminal against programs whose behaviour is known.

use std::os::unix::process::ExitStatusExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use rustix::process::Signal;

use crate::support::pty::{Key, Launch, Request, Terminal};

const SOON: Duration = Duration::from_secs(10);

fn shell(script: &str) -> Terminal {
    Terminal::spawn(Launch::new("/bin/sh").args(["-c", script]).env("PATH", "/usr/bin:/bin"))
}

#[test]
fn shows_what_a_program_prints_and_how_it_ends() {
    let mut terminal = shell("printf 'un\\ndeux\\n\\033[31mrouge'; exit 7");
    terminal.wait_text("rouge");
    assert_eq!(terminal.row(0), "un");
    assert_eq!(terminal.row_with("deux"), Some(1));
    assert_eq!(terminal.screen_text(), "un\ndeux\nrouge");
    let colour = terminal.screen().cell(2, 0).map(vt100::Cell::fgcolor);
    assert_eq!(colour, Some(vt100::Color::Idx(1)));
    assert_eq!(terminal.wait_exit(SOON).code(), Some(7));
    assert_eq!(terminal.raw_output(), b"un\r\ndeux\r\n\x1b[31mrouge");
    assert_eq!(terminal.bytes_received(), terminal.raw_output().len());
}

#[test]
fn inherits_no_variable() {
    let mut terminal = Terminal::spawn(Launch::new("env").env("A", "1").env("A", "2").size(10, 200));
    assert!(terminal.wait_exit(SOON).success());
    assert_eq!(terminal.screen_text(), "A=2\nTERM=xterm-256color");
}

#[test]
fn types_and_counts_the_echo() {
    let mut terminal = Terminal::spawn(Launch::new("cat"));
    terminal.send("bonjour");
    terminal.wait_text("bonjour");
    let before = terminal.bytes_received();
    terminal.send("x");
    terminal.wait_text("bonjourx");
    assert_eq!(terminal.bytes_received() - before, 1);
    terminal.key(Key::Enter);
    terminal.wait_for(|screen| screen.cursor_position() == (2, 0), "cat repeats the line");
    assert_eq!(terminal.drain_until_quiet(Duration::from_millis(50)), 0);
    assert_eq!(terminal.bytes_during(Duration::from_millis(50)), 0);
    terminal.key(Key::Ctrl('d'));
    assert!(terminal.wait_exit(SOON).success());
}

#[test]
fn types_more_than_the_terminal_holds() {
    let mut terminal = shell("stty raw -echo; printf ready; head -c 200000 | wc -c");
    terminal.wait_text("ready");
    terminal.send_bytes(&vec![b'x'; 200_000]);
    terminal.wait_text("200000");
}

#[test]
fn sends_keys_as_a_terminal_does() {
    let mut terminal = shell("stty -icanon -echo min 1; printf '\\033[?1hready'; head -c 22 | od -An -c");
    terminal.wait_text("ready");
    terminal.keys(&[Key::Up, Key::BackTab, Key::PageDown, Key::Function(5), Key::Alt('x'), Key::Esc, Key::Backspace]);
    terminal.keys(&[Key::Char('é'), Key::Ctrl('l')]);
    terminal.wait_exit(SOON);
    let shown = terminal.screen_text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(shown, "ready 033 O A 033 [ Z 033 [ 6 ~ 033 [ 1 5 ~ 033 x 033 177 303 251 \\f");
}

#[test]
fn brackets_a_paste_when_asked() {
    let mut terminal = shell("stty -icanon -echo min 1; printf '\\033[?2004hready'; head -c 14 | od -An -c");
    terminal.wait_text("ready");
    terminal.paste("ab");
    terminal.wait_exit(SOON);
    assert!(
        terminal.screen_text().ends_with("033   [   2   0   0   ~   a   b 033   [   2   0   1   ~"),
        "{}",
        terminal.screen_text()
    );
}

#[test]
fn resizes() {
    let mut terminal = shell("trap 'stty size' WINCH; stty size; printf ready; while :; do read -r line; done");
    terminal.wait_text("ready");
    assert_eq!(terminal.row(0), "24 80");
    terminal.resize(40, 120);
    terminal.wait_text("40 120");
    assert_eq!(terminal.screen().size().0.get(), 40);
}

#[test]
fn waits_for_text_to_go() {
    let mut terminal = shell("printf before; read -r _; printf '\\033[2J\\033[Hafter'; read -r _");
    terminal.wait_text("before");
    terminal.key(Key::Enter);
    terminal.wait_gone("before");
    terminal.wait_text("after");
}

#[test]
fn a_failed_wait_shows_the_screen() {
    let mut terminal = shell("printf 'here it is'; read -r _");
    terminal.set_deadline(Duration::from_millis(300));
    let failure = catch_unwind(AssertUnwindSafe(|| terminal.wait_text("elsewhere"))).expect_err("the wait fails");
    let words = failure.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(words.contains("elsewhere") && words.contains("here it is") && words.contains("running"), "{words}");
}

#[test]
fn a_wait_fails_at_once_when_the_program_ends() {
    let mut terminal = shell("printf last; exit 3");
    terminal.set_deadline(Duration::from_hours(1));
    let failure = catch_unwind(AssertUnwindSafe(|| terminal.wait_text("never"))).expect_err("the wait fails");
    let words = failure.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(words.contains("the program ended") && words.contains("last"), "{words}");
}

#[test]
fn closing_the_terminal_hangs_the_program_up() {
    let mut terminal = shell("printf ready; while :; do read -r line; done");
    terminal.wait_text("ready");
    terminal.hang_up();
    assert_eq!(terminal.wait_exit(SOON).signal(), Some(Signal::HUP.as_raw()));
}

#[test]
fn a_program_that_ignores_the_hang_up_reads_the_end() {
    let mut terminal = shell("trap '' HUP; printf ready; read -r line || exit 9");
    terminal.wait_text("ready");
    terminal.hang_up();
    assert_eq!(terminal.wait_exit(SOON).code(), Some(9));
}

#[test]
fn signals_reach_the_program() {
    let mut terminal = shell("trap 'exit 5' TERM; printf ready; while :; do read -r line; done");
    terminal.wait_text("ready");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_exit(SOON).code(), Some(5));
    // A program that has ended is not signalled: its number may be somebody else's by now.
    terminal.signal(Signal::KILL);
}

#[test]
fn dropping_the_terminal_kills_the_program() {
    let mut terminal = shell("trap '' HUP TERM; printf ready; while :; do read -r line; done");
    terminal.wait_text("ready");
    let pid = terminal.pid();
    drop(terminal);
    assert!(rustix::process::test_kill_process(pid).is_err());
}

#[test]
fn compares_terminal_modes() {
    let mut terminal =
        shell("old=$(stty -g); stty raw -echo; printf ready; read -r _; stty $old; printf done; read -r _");
    let before = terminal.first_termios().clone();
    assert!(before.echoes() && before.is_canonical());
    terminal.wait_text("ready");
    let raw = terminal.termios();
    assert!(!raw.echoes() && !raw.is_canonical());
    assert_ne!(raw, before);
    terminal.send("\n");
    terminal.wait_text("done");
    assert!(terminal.termios().echoes());
    terminal.send("\n");
    terminal.wait_exit(SOON);
    assert_eq!(terminal.termios(), before);
}

#[test]
fn measures_time_and_memory() {
    let mut terminal =
        shell("printf ready; read -r _; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; printf done; read -r _");
    terminal.wait_text("ready");
    let before = terminal.cpu_time();
    assert!(before < Duration::from_millis(200), "{before:?}");
    terminal.key(Key::Enter);
    terminal.set_deadline(Duration::from_mins(1));
    terminal.wait_text("done");
    assert!(terminal.cpu_time() > before);
    assert!((200..100_000).contains(&terminal.rss_kib()), "{}", terminal.rss_kib());
    assert!(terminal.peak_rss_kib() >= terminal.rss_kib());
}

#[test]
fn a_terminal_that_nobody_reads_stalls_its_program() {
    let mut terminal = shell("i=0; while [ $i -lt 5000 ]; do echo 0123456789; i=$((i+1)); done; printf done");
    assert!(terminal.stall(Duration::from_millis(200)));
    assert!(terminal.exited().is_none());
    terminal.wait_text("done");
    assert!(terminal.wait_exit(SOON).success());
}

#[test]
fn reports_what_is_not_drawing() {
    let mut terminal = shell("printf '\\a\\033]2;title\\a\\033]52;c;aGk=\\a\\033[=5uend'");
    terminal.wait_text("end");
    let requests = terminal.requests();
    assert!(requests.contains(&Request::Bell), "{requests:?}");
    assert!(requests.contains(&Request::Title("title".into())), "{requests:?}");
    assert!(requests.contains(&Request::Clipboard("aGk=".into())), "{requests:?}");
    assert!(requests.iter().any(|request| matches!(request, Request::Unknown(_))), "{requests:?}");
}

#[test]
fn answers_where_the_cursor_is() {
    let mut terminal = shell("stty -icanon -echo min 1; printf 'abc\\033[6n'; head -c 6 | od -An -c");
    terminal.wait_exit(SOON);
    assert!(terminal.screen_text().contains("033   [   1   ;   4   R"), "{}", terminal.screen_text());
}
