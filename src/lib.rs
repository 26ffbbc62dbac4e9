//! Intendant.
pub mod audit;
pub mod auth;
pub mod domain;
pub mod operations;
pub mod store;
