//! The line that a plan shows can be typed: for every act that becomes a job, of every noun.

use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Listing, Selection, Task};
use crate::domain::language::Language;
use crate::i18n::Catalogue;
use crate::nouns::acts::ActHead;
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{ALL, Door, Takes, echo};
use crate::operations::job;

/// What is typed into a field.
fn typed(asked: &FieldHead) -> String {
    match asked.kind {
        Kind::Choice(choices) | Kind::Ticks(choices) => choices.last().map_or("", |(code, _)| code).to_owned(),
        Kind::Tick => "yes".to_owned(),
        Kind::Day => "2027-01-31".to_owned(),
        _ => "l'un -x".to_owned(),
    }
}

fn lines(door: &dyn Door, head: &ActHead) -> Vec<String> {
    let asked: Vec<FieldHead> =
        door.fields(head.act).into_iter().chain(door.settings(head.act).iter().copied()).collect();
    let filled = |say: &dyn Fn(&FieldHead) -> String| {
        asked
            .iter()
            .filter(|one| !echo::is_secret(one))
            .fold(Filled::default(), |all, one| all.with(one.field, say(one)))
    };
    let file =
        Selection::Files { source: "l.csv".into(), others: Vec::new(), listing: Listing::Target, zones: Vec::new() };
    let rows = Selection::rows([("1".to_owned(), "l'une".to_owned())]);
    let selection = if head.takes == Takes::File { file } else { rows };
    // Ticks that are not set have switches of their own.
    let unticked = |one: &FieldHead| if matches!(one.kind, Kind::Tick) { String::new() } else { typed(one) };
    [filled(&typed), filled(&unticked)]
        .map(|typed| echo::draft(&Task::Act { act: head.act, typed }, &selection))
        .to_vec()
}

#[test]
fn every_line_of_a_plan_can_be_typed() {
    let root = crate::cli::command(&Catalogue::new(Language::French));
    let mut tried = 0;
    for door in ALL {
        let deeds: Vec<_> = job::deeds().collect();
        for head in door.acts().iter().filter(|head| deeds.contains(&head.act)) {
            for line in lines(door, head) {
                let inside = if door.noun().is_inside() { " --establishment 1" } else { "" };
                let words: Vec<_> =
                    shlex::split(&format!("{line}{inside}")).unwrap().into_iter().map(Into::into).collect();
                let read = root.clone().try_get_matches_from(crate::cli::arguments::joined(&root, &words));
                assert!(read.is_ok(), "{line}: {}", read.unwrap_err().render());
                tried += 1;
            }
        }
    }
    assert!(tried > 60, "{tried}");
    let until = Filled::default().with(Field::Role, "Ens_RT").with(Field::RoleUntil, "2027-01-31");
    let task = Task::Act { act: Act::USER_GRANT, typed: until };
    let line = echo::draft(&task, &Selection::rows([("7".to_owned(), "dupont".to_owned())]));
    assert_eq!(line, "intendant user grant 'dupont' --role Ens_RT --until 2027-01-31");
}
