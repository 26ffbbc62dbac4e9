//! The nouns as people meet them: what is shown of each, what is typed, what can be done. The front ends are derived from it.
//!
//! Invariant: nothing here draws, prints, asks or decides. A description names operations, which decide.

pub mod acts;
pub mod cell;
pub mod description;
pub mod door;
pub mod echo;
pub mod field;
pub mod source;

mod access;
mod anomaly;
mod audit;
mod backup;
mod department;
pub mod establishment;
mod export;
pub mod finding;
pub mod host;
pub mod job;
pub mod listed;
mod mail;
mod many;
pub mod matrix;
mod named;
mod people_group;
mod person_data;
mod profile;
mod role;
mod rows;
mod session;
mod ssh_key;
pub mod statistics;
mod template;
mod told;
mod user;
mod webmaster;
mod zone;

pub use acts::{Doors, Takes, Target};
pub use cell::{Cell, Tone, Word};
pub use door::{Done, Door};
pub use rows::Rows;
pub use source::{Ask, Id, Order};

use crate::domain::act::{Act, Noun};
use crate::domain::field::Field;
use field::FieldHead;

/// Establishments, whose other verbs are jobs of their own kinds.
pub const ESTABLISHMENTS: &dyn Door = &establishment::DOOR;

/// Accounts of an establishment, of which everybody changes something of their own.
pub const USERS: &dyn Door = &user::DOOR;

/// Returns what people of an establishment change of their own account besides the password.
#[must_use]
pub fn own_details() -> Vec<FieldHead> {
    let is_own = |head: &FieldHead| matches!(head.field, Field::Email | Field::Language);
    USERS.fields(Act::USER_EDIT).into_iter().filter(is_own).collect()
}

/// Exports, whose plans, checks and terms front ends add.
pub const EXPORTS: &dyn Door = &export::DOOR;

/// The audit, which commands and plain lines also write to files.
pub const AUDIT: &dyn Door = &audit::DOOR;

/// Mails, which commands and plain lines send by their own ways.
pub const MAILS: &dyn Door = &mail::DOOR;

/// Plans and jobs, whose reports front ends show by their own ways.
pub const JOBS: &dyn Door = &job::DOOR;

/// Every described noun, in the order of the command line's help.
pub const ALL: [&dyn Door; 18] = [
    ESTABLISHMENTS,
    &zone::DOOR,
    &template::DOOR,
    &webmaster::DOOR,
    &department::DOOR,
    &user::DOOR,
    &role::DOOR,
    &people_group::DOOR,
    &profile::DOOR,
    &access::DOOR,
    &anomaly::DOOR,
    &backup::DOOR,
    &session::DOOR,
    &ssh_key::DOOR,
    &export::DOOR,
    &mail::DOOR,
    &audit::DOOR,
    &job::DOOR,
];

/// What front ends work with, for a noun that is described.
#[must_use]
pub fn door(noun: Noun) -> Option<&'static dyn Door> {
    ALL.into_iter().find(|door| door.noun() == noun)
}

/// What front ends are tested with: rows, and how many there are of each kind, without any data.
#[cfg(test)]
pub(crate) mod made {
    use super::establishment::{self, Establishments, Row};
    use super::source::Group;
    use super::{Ask, Order, Rows, audit, mail, many, rows};
    use crate::domain::act::Act;
    use crate::domain::mail::{Mail, State};
    use crate::domain::message::Message;
    use crate::domain::search::{Filter, Index};
    use crate::domain::time::Timestamp;
    use crate::nouns::description::Described;
    use crate::operations::Result;
    use crate::operations::audit::AuditRow;

    pub(crate) fn establishments(rows: Vec<Row>) -> Box<dyn Rows> {
        rows::boxed::<Establishments>(rows::readable((rows, ())))
    }

    /// Names the establishments of an index that a question finds.
    pub(crate) fn establishment_order(ask: &Ask<'_>, index: &Index, now: Timestamp) -> Result<Order> {
        establishment::order(ask, index, &Filter::parse(ask.filter)?, now)
    }

    pub(crate) fn mails(rows: Vec<Mail>) -> Box<dyn Rows> {
        rows::boxed::<mail::Mails>(rows::readable((rows, ())))
    }

    pub(crate) fn entries(rows: Vec<AuditRow>) -> Box<dyn Rows> {
        rows::boxed::<audit::Entries>(rows::readable((rows, ())))
    }

    /// What is asked before an act on mails.
    pub(crate) fn asked_of_mails(act: Act, rows: Vec<Mail>) -> std::result::Result<Vec<Message>, Message> {
        let one = <mail::Mails as Described>::ACTS.iter().find(|one| one.head.act == act).unwrap();
        many::asked(one, rows.len(), std::iter::once(Ok(rows::readable((rows, ()))))).unwrap()
    }

    pub(crate) fn mail_groups(counts: Vec<(State, u32)>) -> Vec<Group> {
        mail::counted(counts)
    }
}

#[cfg(test)]
mod access_test;
#[cfg(test)]
mod everybody_test;
#[cfg(test)]
mod tests {
    use super::cell::State;
    use super::description::Head;
    use super::field::Kind as Asked;
    use super::*;
    use crate::domain::filter::{Kind, YES_NO};
    use crate::domain::language::Language;
    use crate::domain::message::Message;
    use crate::domain::said;
    use crate::domain::text::fold;
    use crate::i18n::Catalogue;

    /// What a command names a row by stands in the table that lists the rows.
    #[test]
    fn every_list_prints_what_its_commands_ask_for() {
        let mut silent = Vec::new();
        for door in ALL.into_iter().filter(|door| door.acts().iter().any(|head| head.takes == Takes::One)) {
            let heads = door.heads();
            let is_key = |head: &&Head| {
                let asked = door.key().field.name().replace('-', "_");
                [asked.as_str(), asked.rsplit('_').next().unwrap(), "id", "key", "number", "job"].contains(&head.name)
            };
            if !heads.iter().filter(|head| head.is_printed()).any(|head| is_key(&head)) {
                silent.push((door.noun(), door.key().field));
            }
        }
        assert_eq!(silent, []);
    }

    /// Whatever is chosen from a few is told in the words of its choice, also where only its field is known; and the audit has
    /// a word for the lists of each noun.
    #[test]
    fn every_closed_set_is_told_in_its_words() {
        for door in ALL {
            for asked in
                door.acts().iter().flat_map(|head| [door.fields(head.act), door.settings(head.act).to_vec()].concat())
            {
                let (Asked::Choice(choices) | Asked::Ticks(choices)) = asked.kind else { continue };
                for (code, key) in choices {
                    assert_eq!(
                        said::value(asked.field, code),
                        Some(Message::new(key).into()),
                        "{:?} {code}",
                        asked.field
                    );
                }
            }
            let noun = door.noun().word();
            let key = format!("audit-object-{noun} = ");
            assert!(crate::i18n::FILES.iter().any(|(_, french, _)| french.contains(&key)), "{key}");
        }
    }

    /// A day and a moment are typed as columns show them, in both languages.
    #[test]
    fn whatever_a_column_shows_of_a_time_can_be_filtered_by() {
        let at = crate::domain::time::Timestamp(1_790_000_000);
        for (language, door) in
            [Language::French, Language::English].into_iter().flat_map(|language| ALL.map(|door| (language, door)))
        {
            let words = Catalogue::new(language);
            let Some(typing) = door.typing() else { continue };
            for told in (typing.columns)().into_iter().filter(|told| matches!(told.kind, Kind::Time)) {
                for shown in [words.moment(at), words.day(at.day())] {
                    let typed = format!("{}:\"{shown}\"", told.english);
                    assert!((typing.read)(&typed).is_ok(), "{:?} {typed}", door.noun());
                }
            }
        }
    }

    /// What the table of a list that is read whole shows can be looked for; a place among the others is none of its row's.
    #[test]
    fn whatever_a_table_shows_can_be_filtered_by() {
        let mut without = Vec::new();
        for door in ALL.into_iter().filter(|door| door.is_whole()) {
            let Some(typing) = door.typing() else { continue };
            let columns = (typing.columns)();
            let shown = door.heads().into_iter().filter(Head::is_shown);
            let unknown = shown.filter(|head| !columns.iter().any(|told| told.english == head.name));
            without.extend(unknown.map(|head| format!("{}.{}", door.noun().word(), head.name)));
        }
        assert_eq!(without, ["zone.position"]);
    }

    /// What a column shows can be typed after its name, in both languages, with accents or without.
    #[test]
    fn whatever_a_column_shows_of_a_choice_can_be_filtered_by() {
        for door in ALL {
            let Some(typing) = door.typing() else { continue };
            let shown = match door.noun() {
                Noun::Establishment => establishment::shown(),
                Noun::Mail => mail::shown(),
                Noun::Export => export::shown(),
                Noun::Job => job::shown(),
                Noun::SshKey => ssh_key::shown(),
                Noun::User => user::shown(),
                Noun::Webmaster => webmaster::shown(),
                Noun::Role => role::shown(),
                Noun::Access => access::shown(),
                _ => Vec::new(),
            };
            for told in (typing.columns)() {
                let Kind::Choice(choices) = told.kind else { continue };
                if choices.unknown == YES_NO.unknown {
                    continue;
                }
                let of = shown.iter().find(|(column, _)| *column == told.english);
                let (_, cells) =
                    of.unwrap_or_else(|| panic!("{:?}: nothing is shown of {}", door.noun(), told.english));
                assert_eq!(cells.len(), choices.words.len(), "{}", told.english);
                for (language, cell) in [Language::French, Language::English]
                    .into_iter()
                    .flat_map(|language| cells.iter().map(move |cell| (language, cell)))
                {
                    let (Cell::State(State { code, .. }) | Cell::Code(code, _)) = cell else { panic!("{cell:?}") };
                    let meant = (typing.spelled)(&format!("{}:\"{code}\"", told.english), language);
                    let said = cell.text(&Catalogue::new(language));
                    let name = if language == Language::French { told.french } else { told.english };
                    // Without its accents a word may be another one's, and means that.
                    let is_other =
                        |cell: &Cell| matches!(cell, Cell::State(State { code, .. }) if *code == fold(&said));
                    let bare = if cells.iter().any(is_other) { &said } else { &fold(&said) };
                    for typed in [format!("{name}:\"{said}\""), fold(name) + &format!(":\"{bare}\""), meant.clone()] {
                        assert!((typing.read)(&typed).is_ok(), "{typed}");
                        assert_eq!((typing.spelled)(&typed, language), meant, "{typed}");
                    }
                }
            }
        }
    }
}
