//! Where a verb leads that has a screen of its own.

/// Which screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// The establishments that match a filter.
    Establishments,
    /// A letter to the contacts of the establishments that match a filter.
    Letter,
    /// A job, by what names it in its list; what is asked is asked there.
    Job,
    /// What all roles allow, as a table.
    Matrix,
}
