//! What the tests share: real servers and a real terminal, started and stopped by the test that needs them.

pub mod daemon;
pub mod faults;
pub mod pty;
pub mod postfix;
pub mod smtp;
