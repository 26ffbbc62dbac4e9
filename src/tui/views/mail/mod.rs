//! Mail: the outbox as a table, one mail in full, retrying, sending now, a test mail.

mod acts;
mod detail;
mod draw;
mod list;
mod test;
mod view;

pub(crate) use list::Mails;
