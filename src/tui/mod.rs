//! The console: a stack of views on the screen's thread, and a worker that does everything that can wait.
//!
//! Invariant: the screen's thread never does SQL, file or mail work, drawing only reads, and nothing but the screen's
//! thread ever writes to the terminal.
//!
//! ```text
//! key, paste, resize, outcome → Event → keymap → Intent → View → Reply: Effect … → worker → Outcome → View → frame
//! ```
//!
//! # How a screen is added
//! A noun that [`crate::nouns`] describes has its table, its forms, its questions and its keys already: `views/noun`. It needs
//! the line of its list in `actions/table.rs`.
//!
//! Say another noun is `server`. Everything about it is in `views/server.rs` (a folder from the third file on), in
//! `orders/server.rs` and in `worker/server.rs`; four tables get a line each.
//!
//! 1. **Words**: `assets/locales/{fr,en}/tui-server.ftl` and its line in `i18n/files.rs`.
//! 2. **Actions**: variants and lines in [`actions`]: label key, default keys, `.at(Place::Server)`,
//!    `.on(Arity::One, one_row)`, `.danger(…)`, `.act(…)`, `.command("intendant doctor")`. Keymap, footer,
//!    help, palette and `=` follow by themselves; tests refuse conflicts.
//! 3. **Messages**: `orders/server.rs` has `enum Request` (what is asked of the worker) and `enum Done` (what it answers).
//!    They get a variant each in `orders::Effect` and `orders::Outcome`. A refusal arrives as `Outcome::Failed`.
//! 4. **Work**: `worker/server.rs` has `fn perform(worker, request) -> Result<Done, Failure>`, which calls
//!    `operations::doctor` with `worker.context()?` and nothing else. It runs on the worker's thread.
//! 5. **View**: a struct that implements `view::View`; `views::screen` makes it for `Action::Server`.
//!    - `places()` gives where its keys are, most special first: `&[Place::Server, Place::List, Place::Everywhere]`.
//!      An empty slice is a dialog: every key arrives as `Intent::Key`.
//!    - `cover()` is `Cover::Screen` for a screen; dialogs keep the default.
//!    - `begin()` asks for the first data: `Effect::Server(Request::Info).into()` is a `Reply`.
//!    - `resize()` learns the place that `draw` gets; a table keeps its height in a `Viewport`.
//!    - `handle()` gets `Intent::Act(action)` (already possible), `Intent::Key`, `Intent::Paste`; it answers with a
//!      `Reply`: `Reply::redraw()`, `Reply::open(dialog)`, `Reply::close(Answer::Done(None))`, `.and(Step::Say(…))`.
//!    - `outcome()` gets what the worker did for *this* view; `answer()` what a dialog that it opened gave back.
//!    - `refresh()` is called when another process changed the data, and when the screen comes to the front.
//!    - `state()` and `footer()` decide which actions are possible and shown.
//! 6. **Widgets** (`widgets/`): `table` (virtual rows; give it a closure per row), `form` (labels, errors in place, a
//!    button: look at `views/establishment/add.rs`), `confirm` (`yes`, `typed`), `menu`, `select`, `text_input`,
//!    `text_area`. Everything is drawn through `canvas::Canvas`, which clips, measures and makes text visible-safe.
//! 7. **Tests** (`tests/`): a `Console` makes an application with a worker of fixtures; push keys, look at the screen.
//!
//! Never: SQL, files or mail in a view; a rule of hosting in a view (the operation refuses, the view shows it); text
//! that is not in the catalogue; a wait.

pub mod actions;
mod app;
mod canvas;
mod events;
mod fault;
mod filters;
mod frame;
pub mod keymap;
mod launch;
mod mail_thread;
mod orders;
mod pointer;
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

pub use launch::{Launch, Left, run};
pub use pointer::Mouse;
pub use theme::{Glyphs, Palette, Theme};
