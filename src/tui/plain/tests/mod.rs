//! Scripted conversations: input lines in, a transcript out.

mod conversation;
mod establishments;
mod nouns;
mod safety;
