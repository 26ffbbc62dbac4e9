//! Intendant: a keyboard console for the people who host schools.
//!
//! # The map
//! Arrows point down only; `tests/architecture` proves it.
//!
//! | room | what | may name |
//! |---|---|---|
//! | [`domain`] | words and rules, pure; its head is the glossary | – |
//! | [`config`] | the file as written → checked settings | domain |
//! | [`i18n`] | French and English, Project Fluent | domain |
//! | [`store`] | the only SQL, the only layout of files | domain |
//! | [`auth`] | passwords: hashing, strength | domain, store |
//! | [`audit`] | who, what, before and after, chained | domain, store |
//! | [`mail`] | letters, messages, the sender | domain, store, i18n, config |
//! | [`operations`] | the verbs: decide → rule → one transaction | domain, store, auth, audit, mail, i18n |
//! | [`jobs`] | work that takes long: progress, cancel, import | domain, store, audit, mail, i18n, operations |
//! | [`nouns`] | one description for each noun, from which the front ends are derived | domain, i18n, operations, jobs |
//! | [`cli`] | noun and verb, table or JSON lines, exit codes | domain, operations, jobs, nouns, i18n, config |
//! | [`plain`] | the console as numbered questions, for screen readers and dumb terminals | domain, operations, jobs, nouns, i18n, config |
//! | [`tui`] | the console: terminal, events, views, widgets | domain, operations, jobs, nouns, i18n, config |
//!
//! # One way through
//! A key or a command line becomes a checked input ([`domain`]), goes through one verb ([`operations`]) that decides
//! ([`domain::access::decide`]), applies the rule and runs one transaction ([`store::registry::Registry::write`]) with
//! its audit entry ([`audit::record`]) and its mail ([`store::registry::outbox`]); what follows is told in French or
//! English ([`i18n::Catalogue`]).

pub mod audit;
pub mod auth;
pub mod cli;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod jobs;
pub mod mail;
pub mod nouns;
pub mod operations;
pub mod plain;
pub mod store;
pub mod tui;
