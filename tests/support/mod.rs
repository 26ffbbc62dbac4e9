//! What the tests share: real servers and a real terminal, started and stopped by the test that needs them.

pub mod clock;
pub mod daemon;
pub mod faults;
pub mod house;
pub mod identity;
pub mod letter;
pub mod older;
pub mod people;
pub mod postfix;
pub mod postgres;
pub mod preload;
pub mod pty;
pub mod smtp;
pub mod ssh;
