//! Intendant.
pub mod domain;
