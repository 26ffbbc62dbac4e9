//! Statistics: figures of each establishment with totals and pictures, dated snapshots, files.

mod acts;
mod draw;
mod file;
mod pictures;
mod rows;
mod screen;

pub(crate) use screen::Statistics;
