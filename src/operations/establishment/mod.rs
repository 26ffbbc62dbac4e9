//! Establishments: everything that the webmaster does to one of them.

pub mod add;
pub mod administrator;
pub mod batch;
pub mod block;
pub mod change_zone;
pub(in crate::operations) mod claims;
pub mod creation;
pub mod delete;
pub mod detail;
pub mod edit;
pub mod imported;
pub mod known;
pub(in crate::operations) mod left;
pub(in crate::operations) mod origin;
pub mod read;
pub mod restore;
mod site;
mod undo;

pub use add::{Added, CopyMail, Mailing, SendMail, add};
pub use administrator::{administrators, create_administrator, reset_password};
#[cfg(test)]
pub(crate) use batch::add_line;
pub use batch::{BATCH_MAX, BatchRow, add_batch, next_number, number_problem};
pub use block::{BlockInput, block_everywhere, block_task, blocks_everywhere, unblock_everywhere};
pub use delete::{DeleteInput, Deleted, ExportFirst, delete, export};
pub use detail::{Detail, detail};
pub use edit::{bring_up_to_date, edit};
pub use imported::{ImportEnd, ImportSummary, note_import};
pub use known::{Known, Print, known};
pub use read::{Stakes, counts, first_page, get, index, path, rows, stakes, window};

pub use crate::store::establishment::account::Loss;
pub use crate::store::registry::index::Counts;
