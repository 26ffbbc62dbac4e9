//! The kinds of task whose targets are establishments, each in a file with what undoes it.
//!
//! A new one is a variant of [`Task`](crate::domain::job::Task), a file here, and a line in the table of [`super::kinds`].

pub(super) mod task_kind;

pub(super) mod add;
pub(super) mod block;
pub(super) mod compute_statistics;
pub(super) mod delete;
pub(super) mod edit;
pub(super) mod export;
pub(super) mod move_to_zone;
pub(super) mod reset_administrator;
pub(super) mod restore;
pub(super) mod unblock;
pub(super) mod write_mail;
