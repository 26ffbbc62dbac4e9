//! The system makes no more threads: what is done side by side is done one after the other, and nothing breaks.

use std::fmt::Write as _;
use std::process::Output;

use crate::support::house::{House, told};
use crate::support::preload;
use crate::support::smtp::SmtpServer;

fn alone(house: &House, arguments: &[&str]) -> Output {
    house.command(arguments).env(preload::VARIABLE, preload::library("threads.c")).output().unwrap()
}

#[track_caller]
fn ok(house: &House, arguments: &[&str]) -> String {
    let output = alone(house, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", told(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn without_another_thread_everything_is_done_by_one() {
    let (house, server) = (House::new(), SmtpServer::start().unwrap());
    let mut rows = String::new();
    for number in 1..=12 {
        writeln!(rows, ";1;29200 Brest;École {number};;LE GALL;Anne;a{number}@ecole.invalid").unwrap();
    }
    let list = house.folder().join("list.csv");
    let header = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
    std::fs::write(&list, format!("{header}\n{rows}")).unwrap();
    ok(&house, &["establishment", "import", "--mail", "--yes", list.to_str().unwrap()]);
    assert_eq!(house.ask::<i64>("select count(*) from establishment where stage = 'active'"), 12);
    ok(&house, &["establishment", "stats"]);
    ok(&house, &["establishment", "export", "--all"]);
    assert_eq!(house.ask::<i64>("select count(*) from export"), 12);
    ok(&house, &["doctor", "--thorough"]);
    let port = server.port().to_string();
    let transport = ["host", "edit", "--transport", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", &port];
    ok(&house, &[&transport[..], &["--smtp-security", "none"]].concat());
    ok(&house, &["mail", "send"]);
    assert_eq!(server.messages().len(), 12);
    ok(&house, &["establishment", "delete", "--all", "--yes", "--above-threshold"]);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 0);
    ok(&house, &["job", "undo", &house.ask::<i64>("select max(id) from job").to_string(), "--yes"]);
    assert_eq!(house.ask::<i64>("select count(*) from establishment where stage = 'active'"), 12);
    house.ok(&["doctor"]);
    house.ok(&["audit", "verify"]);
}

/// The console needs several: it says why it does not begin.
#[test]
fn a_console_without_threads_ends_with_words() {
    let house = House::new();
    let mut terminal =
        crate::support::pty::Terminal::spawn(house.console("en").env(preload::VARIABLE, preload::library("threads.c")));
    let status = terminal.wait_exit(std::time::Duration::from_mins(1));
    let said = terminal.screen_text();
    assert!(!said.contains("panicked") && !said.trim().is_empty(), "{said}");
    assert_eq!(status.code(), Some(1), "{said}");
}
