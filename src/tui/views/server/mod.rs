//! The server: versions, disk, sizes, counts; the examination and the repair of what it finds.

mod choice;
mod choose;
mod draw;
mod screen;
mod view;

pub(crate) use screen::Server;
