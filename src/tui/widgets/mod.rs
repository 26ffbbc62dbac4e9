//! Pieces that views are made of. None of them knows a noun.

mod calendar;
pub(super) mod command;
pub(super) mod confirm;
mod control;
pub(super) mod filter_line;
pub(super) mod form;
pub(super) mod help;
pub(super) mod menu;
pub(super) mod pages;
pub(super) mod palette;
mod pasted;
pub(super) mod progress;
pub(super) mod scroll;
pub(super) mod select;
pub(super) mod table;
pub(super) mod text_area;
pub(super) mod text_input;
mod ticks;
