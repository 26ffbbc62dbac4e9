//! Statistics: figures of each establishment with totals and pictures, dated snapshots, files.
//!
//! A screen by hand, as its lines stream in while they are counted, may be a snapshot of another day, and are pictured; its
//! columns are described (`nouns/statistics.rs`).

mod acts;
mod draw;
mod file;
mod pictures;
mod rows;
mod screen;
mod view;

pub(crate) use screen::Statistics;
