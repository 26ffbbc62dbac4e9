//! The audit: a table with filters, one entry in full, export, verification.

mod acts;
mod detail;
mod draw;
mod export;
mod fields;
mod list;
mod view;

pub(crate) use list::Audit;
