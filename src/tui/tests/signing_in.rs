//! Who sits there: one sign-in however often Enter is pressed, and nobody finds what somebody else had open.

use super::console::Console;
use crate::domain::access::{Actor, Identity};
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::webmaster::{Login, WebmasterId};
use crate::tui::events::Event;
use crate::tui::keymap::Key;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome, Report};

/// A console whose session was ended elsewhere, at the sign-in.
fn ended(prepare: impl Fn(&mut Console)) -> Console {
    let mut console = Console::new(Language::English, (80, 24), 3);
    prepare(&mut console);
    let outcome = Outcome::Session(Done::Ended(Message::new("session-ended")));
    let to = console.app.own;
    console.app.handle(Event::Report(Report { to, outcome }));
    console
}

#[test]
fn enter_twice_signs_in_once() {
    let mut console = ended(|_| ());
    console.type_text("alice").press("tab").type_text("tilleul");
    for _ in 0..2 {
        console.app.handle(Event::Key(Key::parse("enter").unwrap()));
    }
    let orders = console.app.take_orders();
    let asked = orders.iter().filter(|order| matches!(order.effect, Effect::Session(Request::SignIn { .. }))).count();
    assert_eq!(asked, 1);
}

#[test]
fn whoever_signs_in_finds_what_he_had_open_and_nothing_of_anybody_else() {
    for (login, is_same) in [("alice", true), ("eric", false)] {
        let mut console = ended(|console| {
            let identity = Identity::Webmaster {
                id: WebmasterId(7),
                login: Login::parse(login).unwrap(),
                duty: crate::domain::duty::Duty::Full,
                support: None,
            };
            console.app.shared.actor = Actor { identity, ..console.app.shared.actor.clone() };
            console.press("space e tab").type_text("typed");
        });
        console.type_text("alice").press("tab").type_text("tilleul").press("enter");
        assert_eq!(console.shows("typed"), is_same, "{}", console.screen());
        assert_eq!(console.ticked().is_empty(), !is_same);
        assert!(
            is_same || (console.shows("Establishments") && !console.shows("Edit establishment")),
            "{}",
            console.screen()
        );
    }
}
