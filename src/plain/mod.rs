//! The console as numbered questions on plain lines (`--plain`, `TERM=dumb`): for screen readers, braille and dumb
//! terminals, and for scripts that speak through a pipe.
//!
//! Invariants: only lines are ever written, no escape sequence, no control character but the line's end, whatever the
//! data holds; input is read by lines too, so a terminal in its usual mode does; its end is an end in order at any
//! question; what is typed counts only once its line is complete. The verbs are those of the full console.
//!
//! ```text
//! line → Dialogue (idle lock, ? = 0) → question → form → operations::… → said by the same Dialogue
//! ```

mod audit;
mod command;
mod conversation;
mod delivery;
mod dialogue;
mod establishment;
mod export;
mod first_run;
mod form;
mod guard;
mod job;
mod listed;
mod mail;
mod matrix;
mod menu;
mod noun;
mod noun_form;
mod person;
mod question;
mod run;
mod server;
mod settings;
mod sign_in;
mod statistics;
mod terminal;
mod ticks;
mod visit;

#[cfg(test)]
mod tests;

pub use dialogue::Handles;
pub use run::{Error, Launch, on_terminal, run};
pub use terminal::Echo;
