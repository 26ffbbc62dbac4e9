//! The filter of a list that is read whole: its description says by which columns, and what its cells show is compared.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::cell::{Cell, State};
use super::description::{Described, Named};
use super::source::{Ask, Order};
use crate::domain::filter::{self, CanBeEmpty, Columns, Filter, FilterError, Kind, Remark, YES_NO};
use crate::domain::text::searchable;
use crate::domain::time::Timestamp;
use crate::i18n::Catalogue;
use crate::operations::Result;

/// Most columns of a description; one that has more does not build.
const MOST: usize = 24;

/// A column that can be named before a colon, by its place in the description.
pub(super) struct By<N>(usize, PhantomData<fn() -> N>);

impl<N> By<N> {
    const fn at(at: usize) -> Self {
        Self(at, PhantomData)
    }
}

impl<N> Clone for By<N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for By<N> {}

impl<N> PartialEq for By<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<N> Eq for By<N> {}

impl<N> fmt::Debug for By<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "By({})", self.0)
    }
}

impl<N: Described> By<N> {
    const FOUND: ([filter::Column<Self>; MOST], usize) = {
        let none = filter::Column::new(Self::at(0), &[], "", Kind::Text, CanBeEmpty::No);
        let (mut table, mut found, mut at) = ([none; MOST], 0, 0);
        while at < N::COLUMNS.len() {
            if let Some(Named { french, kind, empty }) = N::COLUMNS[at].named {
                let english = std::slice::from_ref(&N::COLUMNS[at].head.name);
                table[found] = filter::Column::new(Self::at(at), english, french, kind, empty);
                found += 1;
            }
            at += 1;
        }
        (table, found)
    };
}

impl<N: Described> Columns for By<N> {
    const TABLE: &'static [filter::Column<Self>] = Self::FOUND.0.split_at(Self::FOUND.1).0;
}

/// A row as filters read it.
struct Read<'a> {
    cells: Vec<(Cell, Option<Named>)>,
    words: &'a Catalogue,
}

impl Read<'_> {
    /// What is shown of a cell, and its code: both can be typed.
    fn text(&self, cell: &Cell) -> String {
        let code = match cell {
            Cell::Code(code, _) | Cell::State(State { code, .. }) => code,
            Cell::Phrase(code, _) => code.as_str(),
            _ => "",
        };
        searchable(&format!("{} {code}", cell.text(self.words)))
    }
}

impl<N: Described> filter::Row<By<N>> for Read<'_> {
    fn has(&self, folded: &str) -> bool {
        let is_it = |number| folded.parse() == Ok(number);
        self.cells.iter().filter_map(|(cell, named)| Some((cell, named.as_ref()?.kind))).any(|(cell, kind)| {
            match (kind, cell) {
                (Kind::Text, cell) => self.text(cell).contains(folded),
                (Kind::Number, cell) => cell.json().as_i64().is_some_and(is_it),
                // A state is found by the whole of it.
                (Kind::Choice(_), Cell::Code(code, _) | Cell::State(State { code, .. })) => {
                    searchable(code) == folded || searchable(&cell.text(self.words)) == folded
                }
                _ => false,
            }
        })
    }

    fn cell(&self, column: By<N>) -> filter::Cell<'_> {
        let Some((cell, Some(named))) = self.cells.get(column.0) else { return filter::Cell::Unknown };
        match (cell, named.kind) {
            (Cell::Moment(Some(at), _), _) => filter::Cell::Moment(*at),
            (Cell::Moment(None, _) | Cell::OptionalKey(None), _) => filter::Cell::Empty,
            (Cell::Day(day), Kind::Time) => filter::Cell::Day(day),
            (Cell::Truth(is), _) => filter::Cell::Word(YES_NO.words[usize::from(!is)].word),
            (Cell::Code(code, _), Kind::Choice(_)) => filter::Cell::Word(code),
            (Cell::State(state), Kind::Choice(_)) => filter::Cell::Word(state.code),
            (cell, Kind::Number | Kind::Size) => match cell.json().as_i64() {
                Some(number) => filter::Cell::Number(number),
                None => filter::Cell::Unknown,
            },
            (cell, _) => match self.text(cell).trim() {
                "" => filter::Cell::Empty,
                text => filter::Cell::Text(Cow::Owned(text.to_owned())),
            },
        }
    }
}

/// Names the rows that a filter holds, in their order.
///
/// # Errors
/// What of the filter cannot be read.
pub(super) fn matching<N: Described>(rows: &[N::Row], ask: &Ask<'_>, now: Timestamp) -> Result<Order> {
    let (places, remarks) = places::<N>(rows, (ask.filter, ask.words), now)?;
    let ids = places.into_iter().filter_map(|at| rows.get(at)).map(N::id).collect();
    Ok(Order { ids, total: rows.len(), remarks, ..Order::default() })
}

/// Finds the places of the rows that a filter holds, with what may not be what was meant.
///
/// # Errors
/// What of the filter cannot be read.
pub(super) fn places<N: Described>(
    rows: &[N::Row],
    (filter, words): (&str, &Catalogue),
    now: Timestamp,
) -> std::result::Result<(Vec<usize>, Vec<Remark>), FilterError> {
    let filter = Filter::<By<N>>::parse(filter)?;
    if filter.is_everything() {
        return Ok(((0..rows.len()).collect(), Vec::new()));
    }
    let ready = filter.ready(now, |_| Vec::new())?;
    let mut tally = ready.tally();
    let read =
        |row| Read { cells: N::COLUMNS.iter().map(|column| ((column.cell)(row), column.named)).collect(), words };
    let held = rows.iter().enumerate().filter(|(_, row)| ready.judge(&read(*row), &mut tally));
    let held = held.map(|(at, _)| at).collect();
    Ok((held, ready.remarks(&tally)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::department::{Department, DepartmentId};
    use crate::domain::language::Language;
    use crate::domain::webmaster::{Login, Webmaster, WebmasterId};
    use crate::nouns::department::Departments;
    use crate::nouns::webmaster::Webmasters;

    fn found<N: Described>(rows: &[N::Row], filter: &str, language: Language) -> String {
        let words = Catalogue::new(language);
        let now = Timestamp(1_795_953_600);
        let order = matching::<N>(rows, &Ask::new(filter, &words, usize::MAX), now).unwrap();
        assert_eq!(order.total, rows.len());
        order.ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn departments_are_filtered_by_their_columns() {
        let row = |id, code: &str, name: &str, semesters| Department {
            id: DepartmentId(id),
            code: code.into(),
            name: name.into(),
            semesters,
            homes: 0,
            scopes: 0,
            roles: 0,
            first_holders: Vec::new(),
            rev: 1,
        };
        let rows =
            [row(1, "RT", "Réseaux et télécoms", 4), row(2, "INFO", "Informatique", 6), row(3, "GEA", "Gestion", 0)];
        for (filter, expected) in [
            ("", "RT INFO GEA"),
            ("reseaux", "RT"),
            ("code:info", "INFO"),
            ("nom:gest", "GEA"),
            ("name:gest|rt", "RT GEA"),
            ("semestres:>=4", "RT INFO"),
            ("semesters:0", "GEA"),
            ("-gestion 6", "INFO"),
            ("rien", ""),
        ] {
            assert_eq!(found::<Departments>(&rows, filter, Language::French), expected, "{filter}");
        }
        let words = Catalogue::new(Language::English);
        for wrong in ["zone:1", "name:-", "semesters:many"] {
            assert!(matching::<Departments>(&rows, &Ask::new(wrong, &words, 9), Timestamp(0)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn yes_or_no_moments_and_what_is_empty_are_found_too() {
        let row = |id, login: &str, active, seen: Option<i64>| Webmaster {
            id: WebmasterId(id),
            login: Login::parse(login).unwrap(),
            last_name: "Le Gall".into(),
            first_name: String::new(),
            email: None,
            duty: crate::domain::duty::Duty::Full,
            active,
            last_sign_in_at: seen.map(Timestamp),
            rev: 1,
        };
        let rows = [row(1, "alice", true, Some(1_795_161_600)), row(2, "bob", false, None)];
        for (filter, expected) in [
            ("active:yes", "alice"),
            ("actif:non", "bob"),
            ("connexion:2026-11", "alice"),
            ("last_sign_in:-", "bob"),
            ("last-sign-in:<30d", "alice"),
            ("email:- prenom:-", "alice bob"),
            ("nom:gall -bob", "alice"),
        ] {
            assert_eq!(found::<Webmasters>(&rows, filter, Language::English), expected, "{filter}");
        }
    }
}
