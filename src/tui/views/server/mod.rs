//! The server: versions, disk, sizes, counts; the examination and the repair of what it finds.

mod choice;
mod choose;
mod draw;
mod request;
mod screen;

pub(crate) use request::{Done, Request};
pub(crate) use screen::Server;
