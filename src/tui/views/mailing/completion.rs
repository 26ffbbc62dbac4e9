//! The placeholders that fit what is typed behind a brace.

use crate::domain::mailing::Placeholder;
use crate::domain::text::fold;
use crate::tui::shared::Shared;

/// The list while a placeholder is typed.
#[derive(Debug, Default)]
pub(super) struct Completion {
    /// The line in focus.
    pub(super) at: usize,
    /// It was put away for the brace that the cursor is in.
    pub(super) away: bool,
    /// Opening it typed that brace, which goes with it.
    pub(super) opened: bool,
}

/// Lists what fits: names that begin so first, then those that hold it, then those whose explanation does.
pub(super) fn fitting(typed: &str, shared: &Shared) -> Vec<Placeholder> {
    let typed = fold(typed);
    let rank = |placeholder: &Placeholder| {
        let said = fold(&shared.say(&placeholder.explained()));
        let begins = placeholder.names().any(|name| fold(name).starts_with(&typed));
        let holds = placeholder.names().any(|name| fold(name).contains(&typed));
        match (begins, holds, said.contains(&typed)) {
            (true, _, _) => Some(0),
            (_, true, _) => Some(1),
            (_, _, true) => Some(2),
            _ => None,
        }
    };
    let mut found: Vec<(u8, Placeholder)> =
        Placeholder::ALL.into_iter().filter_map(|one| Some((rank(&one)?, one))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, placeholder)| placeholder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::tui::tests::console::shared;

    #[test]
    fn the_list_follows_what_is_typed() {
        let shared = shared(Language::French);
        assert_eq!(fitting("", &shared).len(), Placeholder::ALL.len());
        assert_eq!(fitting("url", &shared), [Placeholder::Url]);
        assert_eq!(fitting("first", &shared), [Placeholder::ContactFirstName]);
        assert!(fitting("prenom", &shared).contains(&Placeholder::ContactFirstName), "by its explanation");
        assert_eq!(fitting("zzz", &shared), []);
    }
}
