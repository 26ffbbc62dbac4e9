//! Scripted conversations: input lines in, a transcript out.

mod conversation;
mod establishments;
mod exports;
mod host;
mod imports;
mod inside;
mod nouns;
mod people;
mod safety;
