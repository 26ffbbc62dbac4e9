//! Scripted conversations: input lines in, a transcript out.

mod conversation;
mod establishments;
mod host;
mod imports;
mod nouns;
mod safety;
