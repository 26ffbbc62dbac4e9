//! The application: the views that lie over each other, and what happens to them.

mod both;
mod jobs;
mod leaving;
mod lock;
mod mouse;
mod reports;
mod small;
mod stack;
mod timers;
mod unbound;
mod visit;

pub(super) use stack::{App, Layer, SMALLEST};
