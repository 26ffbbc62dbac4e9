//! Importing establishments from a file: the file, its columns, a dry run, the import, what came of it.

mod acts;
mod draw;
mod file;
mod mapping;
mod outcome;
mod report;
mod view;
mod wizard;

pub(crate) use wizard::Import;
