//! Writing a mail to many: the letter, its placeholders, templates and files, its pages, a test, and the job.
//!
//! # How another screen begins one
//! `mailing::begin(selection)` gives a reply that opens the writer. What was typed stays until the mails are queued or
//! the writer is left, whatever refuses meanwhile.

mod completion;
mod draw;
mod pages;
mod prompt;
mod writer;
mod writer_dialogs;
mod writer_menus;

use crate::domain::job::Selection;
use crate::tui::view::Reply;

/// Opens the writer for the contacts of a selection.
pub(in crate::tui) fn begin(selection: Selection) -> Reply {
    Reply::open(writer::Writer::new(selection))
}
