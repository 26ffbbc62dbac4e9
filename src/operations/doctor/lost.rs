//! What is lost, and what is left of it.

/// What is left of a database that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remains {
    /// An export of it.
    Export,
    /// An export, which may be that of a deletion: the registry was older when somebody accepted it.
    PerhapsDeleted,
    /// No export that is known.
    Nothing,
}

impl Remains {
    /// The word of message keys.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::PerhapsDeleted => "deleted",
            Self::Nothing => "nothing",
        }
    }
}

/// What an export is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A deletion or a restore can be undone only with it.
    Undo,
    /// It is the only one of an establishment that was deleted.
    Only,
    /// There is the establishment, or another export of it.
    None,
}

impl Need {
    /// The word of message keys.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Only => "only",
            Self::None => "none",
        }
    }
}
