//! Intendant.
pub mod config;
pub mod domain;
pub mod i18n;
pub mod store;
