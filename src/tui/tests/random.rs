//! Whatever is pressed, at whatever size: no panic, and the screen has its size.

use proptest::prelude::*;

use super::console::Console;
use super::fixture;
use crate::domain::language::Language;
use crate::tui::events::Event;
use crate::tui::keymap::Key;

fn key() -> impl Strategy<Value = Key> {
    let names = [
        "up",
        "down",
        "left",
        "right",
        "pageup",
        "pagedown",
        "home",
        "end",
        "enter",
        "enter",
        "esc",
        "tab",
        "backtab",
        "space",
        "backspace",
        "delete",
        "ctrl-l",
        "ctrl-r",
        "ctrl-x",
        "f1",
        "f2",
        "f3",
    ];
    prop_oneof![
        proptest::sample::select(names.to_vec()).prop_map(|name| Key::parse(name).unwrap()),
        proptest::sample::select("nebBwdvaA*t/sf.?:=jkgGy1x\"é語".chars().collect::<Vec<_>>()).prop_map(Key::sign),
    ]
}

#[derive(Debug, Clone)]
enum Act {
    Click(Key),
    Resize(u16, u16),
    Paste(String),
    Change(u32),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => key().prop_map(Act::Click),
        2 => (1_u16..140, 1_u16..45).prop_map(|(width, height)| Act::Resize(width, height)),
        1 => "(?s:.{0,30})".prop_map(Act::Paste),
        1 => (0_u32..40).prop_map(Act::Change),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(
        size in (1_u16..140, 1_u16..45),
        count in 0_u32..40,
        acts in proptest::collection::vec(act(), 1..40),
    ) {
        let mut console = Console::new(Language::French, size, count);
        if let Some(row) = console.rows.first_mut() {
            row.blocks = fixture::blocks();
        }
        for act in acts {
            match act {
                Act::Click(key) => console.app.handle(Event::Key(key)),
                Act::Resize(width, height) => console.resize(width, height),
                Act::Paste(text) => console.app.handle(Event::Paste(text)),
                Act::Change(count) => {
                    console.rows = (1..=count).map(fixture::establishment).collect();
                    console.app.handle(Event::DataChanged);
                }
            }
            console.work();
            console.screen();
        }
    }
}
