//! Intendant: a keyboard console for the people who host schools.
//!
//! # The map
//! Arrows point down only; `tests/architecture.rs` proves it.
//!
//! | room | what | may name |
//! |---|---|---|
//! | [`domain`] | words and rules, pure | – |
//! | [`config`] | the file as written → checked settings | domain |
//! | [`i18n`] | French and English | domain |
//! | [`store`] | the only SQL, the only file layout | domain |
//! | [`auth`] | passwords | domain, store |
//! | [`audit`] | who, what, before and after, chained | domain, store |
//! | [`operations`] | the verbs: decide → rule → one transaction | all above, mail |

pub mod audit;
pub mod auth;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod operations;
pub mod store;
pub mod tui;
