//! The console: a stack of views on the screen's thread, and a worker that does everything that can wait.
//!
//! Invariant: the screen's thread never does SQL, file or mail work, drawing only reads, and nothing but the screen's
//! thread ever writes to the terminal.
//!
//! ```text
//! key, paste, resize, outcome → Event → keymap → Intent → View → Reply: Effect … → worker → Outcome → View → frame
//! ```

pub mod actions;
mod app;
mod canvas;
mod events;
mod frame;
pub mod keymap;
mod launch;
mod shared;
mod terminal;
mod theme;
mod view;
mod views;
mod watchdog;
mod widgets;
mod worker;

#[cfg(test)]
mod tests;

pub use events::ExitReason;
pub use launch::{Launch, run};
pub use theme::{Glyphs, Palette, Theme};
