//! Views driven by pushed events, drawn on a test backend.

mod audit;
mod bytes;
pub(super) mod console;
mod cut;
mod deletion;
mod exports;
mod filters;
mod first_run;
pub(super) mod fixture;
mod hostile;
mod hosting;
mod house;
mod import;
mod inside;
mod job;
mod keys;
pub(super) mod live;
mod mail;
mod mailing;
mod many;
mod pointer;
mod random;
mod scenarios;
mod screens;
mod server;
mod silent;
mod statistics;
