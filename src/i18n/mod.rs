//! French and English: turns a [`Message`](crate::domain::message::Message) into words.
//!
//! Invariant: words live only in `assets/locales`, embedded; both languages have the same keys with the same values
//! (the tests of this room prove it for the files and for every key in the sources), and every value passes through
//! [`visible`](crate::domain::text::visible) on its way into a sentence.

pub mod audit;
mod catalogue;
mod files;
pub mod locale;
pub mod rights;
pub mod standing;
pub mod words;
mod written;

#[cfg(test)]
mod agreement_test;
#[cfg(test)]
mod keys_test;
#[cfg(test)]
pub(crate) mod shapes;
#[cfg(test)]
mod source_test;

#[cfg(test)]
pub(crate) use files::FILES;

pub use catalogue::{Catalogue, FAMILIES};
pub use locale::{is_utf8_locale, language_from};
