//! What the lists besides the establishments' are filtered by: their columns, and how their rows are read.
//!
//! The grammar is one for all ([`filter`](super::filter)); here is only what a list brings.

mod audit;
mod export;
mod job;
mod mail;
pub(in crate::domain) mod school;
mod statistics;
mod user;

pub use audit::{AuditColumn, Narrowing, narrowed};
pub use export::{ExportColumn, ExportRow};
pub use job::{JobColumn, JobRow};
pub use mail::MailColumn;
pub use statistics::{StatisticsColumn, StatisticsRow};
pub(in crate::domain) use user::category_named;
pub use user::{Known, UserColumn, UserRow, asked, level_named};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::Value::Word;
    use crate::domain::filter::{Columns, Fault, Filter, Kind, Test};
    use crate::domain::message::Value;
    use crate::domain::search;
    use crate::domain::text::searchable;

    /// What a refusal suggests can be typed: the French spelling of a choice means it.
    fn check<C: Columns>() {
        for column in C::TABLE {
            let Kind::Choice(choices) = column.kind else { continue };
            for choice in choices.words {
                assert!(choices.names(choice.word, &searchable(choice.french)), "{}", choice.french);
                let typed = format!("{}:\"{}\"", column.french, choice.french);
                let read = Filter::<C>::parse(&typed).unwrap();
                let Test::In(_, values) = &read.groups[0][0].test.what else { panic!("{typed}") };
                assert!(matches!(values[0].what, Word(word) if word == choice.word), "{typed}");
                for name in choice.names {
                    assert_eq!(searchable(name), **name, "a name is compared folded");
                }
            }
        }
    }

    /// The beginning of a word is meant before that of a word inside another one.
    #[test]
    fn what_is_begun_is_what_is_suggested() {
        for (typed, meant) in [
            ("etat:env", ("envoyé", "sent")),
            ("etat:diff", ("différé", "deferred")),
            ("state:unc", ("incertain", "uncertain")),
            ("etat:en attente", ("etat:\"en attente\"", "queued")),
            ("etat:atente", ("etat:\"en attente\"", "queued")),
        ] {
            let refused = Filter::<MailColumn>::parse(typed).unwrap_err();
            let Fault::UnknownWord { suggestion: Some(Value::Either { english, french }), .. } = *refused.fault else {
                panic!("{refused:?}")
            };
            assert_eq!((french.as_str(), english.as_str()), meant, "{typed}");
        }
    }

    #[test]
    fn every_choice_can_be_typed_as_french_writes_it() {
        check::<search::Column>();
        check::<AuditColumn>();
        check::<ExportColumn>();
        check::<JobColumn>();
        check::<MailColumn>();
        check::<StatisticsColumn>();
        check::<UserColumn>();
    }
}
