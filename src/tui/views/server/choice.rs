//! What a person can choose for a finding, by name.

use crate::domain::message::Message;
use crate::operations::doctor::{Choice, Finding};
use crate::tui::shared::Shared;

fn number(finding: &Finding) -> String {
    finding.number().map(|number| number.to_string()).unwrap_or_default()
}

/// Names a choice by what it makes of this finding, or of all of these.
pub(super) fn label(choice: Choice, named: &[(usize, Finding)]) -> Message {
    let [(_, finding)] = named else {
        let named = Message::new("server-choose").with("choice", choice.word());
        return Message::new("server-choice-each").with("named", named);
    };
    match choice {
        Choice::Adopt => {
            if let Finding::ExportUnknown { paths } = finding {
                Message::new("server-choice-adopt-exports").with("count", paths.len())
            } else if finding.own().is_some() {
                Message::new("server-choice-put-back").with("number", number(finding))
            } else if matches!(finding, Finding::OrphanDatabase { .. }) {
                Message::new("server-choice-adopt-database").with("number", number(finding))
            } else {
                Message::new("server-choice-adopt-own").with("number", number(finding))
            }
        }
        Choice::SetAside => Message::new("server-choice-set-aside"),
        Choice::Recreate => Message::new("server-choice-recreate"),
        Choice::Empty => Message::new("server-choice-empty"),
        Choice::Forget => Message::new("server-choice-forget"),
    }
}

/// Names what a person can choose for findings, each choice once.
pub(super) fn names<'a>(findings: impl Iterator<Item = &'a Finding>, shared: &Shared) -> String {
    let (mut offered, mut word) = (Vec::new(), false);
    for finding in findings {
        offered.extend(finding.choices());
        word |= finding.needs_word();
    }
    let chosen = Choice::ALL.into_iter().filter(|choice| offered.contains(choice));
    let mut names: Vec<String> =
        chosen.map(|choice| shared.say(&Message::new("server-choose").with("choice", choice.word()))).collect();
    names.extend(word.then(|| shared.say(&Message::new("server-choose").with("choice", "time"))));
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::establishment::EstablishmentNumber;
    use crate::domain::language::Language;
    use crate::domain::time::Timestamp;
    use crate::i18n::Catalogue;
    use crate::operations::doctor::Own;
    use crate::operations::doctor::Remains;

    /// What lies elsewhere is offered before anything is made instead, and called what it does.
    #[test]
    fn a_database_that_lies_elsewhere_is_put_back() {
        let missing =
            |own| Finding::DatabaseMissing { number: EstablishmentNumber(12), own, held: None, left: Remains::Export };
        let own = Own { path: "/srv/000/13.sqlite".into(), changed_at: Timestamp(0), newest: None };
        let elsewhere = missing(Some(own));
        assert_eq!(elsewhere.choices(), [Choice::Adopt, Choice::Empty]);
        assert_eq!(missing(None).choices(), [Choice::Recreate, Choice::Empty]);
        let said = Catalogue::for_console(Language::French).say(&label(Choice::Adopt, &[(0, elsewhere)]));
        assert!(said.contains("Remettre sa propre base en place") && said.contains("12"), "{said}");
    }
}
