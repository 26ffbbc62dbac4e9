//! What a key sends over a slow line.

use ratatui::backend::CrosstermBackend;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::console::Console;
use crate::domain::language::Language;
use crate::tui::events::Event;
use crate::tui::frame;
use crate::tui::keymap::Key;

/// A writer that counts.
#[derive(Clone, Default)]
struct Counter(std::rc::Rc<std::cell::Cell<usize>>);

impl std::io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn bytes_of(console: &mut Console, keys: &[&str]) -> Vec<usize> {
    let counter = Counter::default();
    let area = ratatui::layout::Rect::new(0, 0, 200, 50);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(counter.clone()), options).unwrap();
    terminal.draw(|canvas| frame::draw(&console.app, canvas)).unwrap();
    keys.iter()
        .map(|key| {
            let before = counter.0.get();
            console.app.handle(Event::Key(Key::parse(key).unwrap()));
            console.work();
            terminal.draw(|canvas| frame::draw(&console.app, canvas)).unwrap();
            counter.0.get() - before
        })
        .collect()
}

#[test]
fn a_cursor_move_sends_little() {
    let mut console = Console::new(Language::French, (200, 50), 2000);
    let sent = bytes_of(&mut console, &["down", "down", "space", "space", "up", "down"]);
    println!("cursor moves at 200×50: {sent:?} bytes");
    // With the first tick, and then alone, the line of keys changes too.
    assert!(sent.iter().enumerate().all(|(at, bytes)| *bytes <= if at == 2 { 1200 } else { 600 }), "{sent:?}");
}

#[test]
fn nothing_to_draw_is_nothing_to_send() {
    let mut console = Console::new(Language::French, (200, 50), 20);
    console.app.drawn();
    console.app.handle(Event::Paste("nothing takes text here".into()));
    assert!(!console.app.is_dirty());
}
