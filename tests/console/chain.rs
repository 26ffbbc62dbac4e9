//! The whole way of somebody who tidies up: who sleeps, a letter to them, an export, the deletion, and its undoing; the
//! same establishments stay chosen from screen to screen, and `=` says the command of each step.

use std::time::Duration;

use crate::support::house::{House, enter};
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_mins(2);

/// Looks at the command lines of what is on the screen.
fn says(console: &mut Terminal, command: &str) {
    console.send("=");
    console.wait_text("Equivalent command lines");
    // The lists of an establishment come before it.
    console.key(Key::End);
    console.wait_text(command);
    console.key(Key::Esc);
    console.wait_gone("Equivalent command lines");
}

/// Starts the plan that is on the screen, typing the count if it asks for one, and waits for its report.
fn start(console: &mut Terminal, confirmation: &str) {
    console.key(Key::Enter);
    match confirmation {
        "" => {}
        "y" => {
            console.wait_text("y yes");
            console.send("y");
        }
        count => {
            console.wait_text("Confirmation");
            console.send(count);
            console.keys(&[Key::Tab, Key::Enter]);
        }
    }
    console.wait_text("3 of 3: 3 done · 0 unchanged · 0 failed");
}

#[test]
fn those_that_sleep_are_written_to_exported_deleted_and_brought_back() {
    let house = House::new();
    house.import(40);
    house.registry().execute("update establishment set registered_on = '2024-01-10' where number <= 3", []).unwrap();
    let mut console = enter(house.console("en").size(40, 120), "alice");
    console.set_deadline(LIMIT);
    console.wait_text("1 of 40");

    console.send("9");
    console.wait_text("No snapshot yet");
    console.send("i");
    console.wait_text("40 counted, 3 without a sign-in for 6 months");
    console.wait_text("Snapshot of");
    console.send("/asleep:6");
    console.key(Key::Enter);
    console.wait_text("3 of 40");
    says(&mut console, "intendant establishment stats --filter 'asleep:6'");
    console.send("a");
    console.wait_text("3 of 40, 3 ticked");
    says(&mut console, "intendant establishment mail 1 2 3 --subject … --body …");

    console.send("m");
    console.wait_text("Write an e-mail to 3 contacts");
    console.send("Still there");
    console.key(Key::Tab);
    console.send("Hello {contact.fi");
    console.key(Key::Enter);
    console.wait_text("Hello {contact.first_name}");
    console.key(Key::Ctrl('g'));
    console.wait_text("3 to do · 0 unchanged · 0 refused");
    says(&mut console, "intendant establishment mail 1 2 3 --subject 'Still there' …");
    start(&mut console, "3");
    console.key(Key::Esc);
    console.wait_text("3 of 40, 3 ticked");

    console.send("x");
    console.wait_text("Export 3 establishments");
    console.key(Key::Enter);
    console.wait_text("3 to do · 0 unchanged · 0 refused");
    says(&mut console, "intendant establishment export 1 2 3");
    start(&mut console, "");
    console.key(Key::Esc);
    console.wait_text("3 of 40, 3 ticked");

    console.send("d");
    console.wait_text("Delete 3 establishments");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("3 to do · 0 unchanged · 0 refused");
    says(&mut console, "intendant establishment delete 1 2 3");
    start(&mut console, "3");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 37);

    console.send("u");
    console.wait_text("Undo the deletion");
    console.wait_text("3 to do · 0 unchanged · 0 refused");
    says(&mut console, "intendant job undo 3");
    start(&mut console, "y");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 40);
    assert_eq!(house.ask::<i64>("select count(*) from outbox where kind = 'letter'"), 3);
    assert_eq!(
        house.ask::<i64>("select count(*) from export"),
        6,
        "three were asked for, three were before the deletion"
    );
    house.ok(&["export", "verify"]);
    house.ok(&["audit", "verify"]);
}
