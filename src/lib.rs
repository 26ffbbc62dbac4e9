//! Intendant.
pub mod domain;
pub mod store;
