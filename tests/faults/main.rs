//! Every file call of a creation, an edit, a deletion, a reset and an import goes wrong in every way; after the next
//! start nothing acknowledged is lost, nothing is half done and nothing is left over.

#![expect(clippy::expect_used, reason = "a test that cannot prepare its ground fails")]
#![expect(clippy::panic, reason = "a fault that is not caught is told by its name")]

#[path = "../support/mod.rs"]
pub mod support;

mod establishments;
mod mutants;
