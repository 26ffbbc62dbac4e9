//! The configuration: a file as people write it, and the settings that were checked.
//!
//! Invariant: [`Settings`] hold accepted values only; a file that cannot be understood to its last line, or that
//! somebody else may write, is an error and never half a configuration. No secret is ever in it.

mod error;
mod file;
pub mod location;
pub mod settings;

#[cfg(test)]
mod example_test;

pub use error::{Error, Fault, LineFault};
pub use location::{data_dir, load};
pub use settings::Settings;
