//! Every file call of a creation, an edit, a deletion, a reset and an import goes wrong in every way; after the next
//! start nothing acknowledged is lost, nothing is half done and nothing is left over.

#![expect(clippy::expect_used, reason = "a test that cannot prepare its ground fails")]

#[path = "../support/mod.rs"]
pub mod support;

mod establishments;
mod mutants;
