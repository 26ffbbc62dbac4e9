//! Statistics: figures of each establishment with totals and pictures, dated snapshots, files.

mod acts;
mod draw;
mod file;
mod pictures;
mod rows;
mod screen;
mod view;

pub(crate) use screen::Statistics;
