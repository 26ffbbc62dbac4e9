//! The audit: a table with filters, one entry in full, export, verification.

mod acts;
mod detail;
mod draw;
mod export;
mod fields;
mod list;
mod request;

pub(crate) use list::Audit;
pub(crate) use request::{Done, Request};
