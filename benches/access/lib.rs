//! The program's room `domain` alone, which needs nothing else of it.

#[path = "../../src/domain/mod.rs"]
pub mod domain;
