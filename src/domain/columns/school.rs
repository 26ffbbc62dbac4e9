//! What several lists show of an establishment: named and read alike in each.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{CanBeEmpty, Cell, Column, Kind};

pub(in crate::domain) const fn number<C>(id: C) -> Column<C> {
    Column::new(id, &["number", "numero", "no", "n"], "numero", Kind::Number, CanBeEmpty::No)
}

pub(in crate::domain) const fn zone<C>(id: C) -> Column<C> {
    Column::new(id, &["zone", "zone name"], "zone", Kind::Named, CanBeEmpty::No)
}

pub(in crate::domain) const fn location<C>(id: C) -> Column<C> {
    let names = &["location", "localisation", "town", "commune"];
    Column::new(id, names, "localisation", Kind::Text, CanBeEmpty::Yes)
}

pub(in crate::domain) const fn denomination<C>(id: C) -> Column<C> {
    Column::new(id, &["name", "nom", "denomination"], "nom", Kind::Text, CanBeEmpty::No)
}

pub(in crate::domain) const fn uai<C>(id: C) -> Column<C> {
    Column::new(id, &["uai", "rne"], "uai", Kind::Text, CanBeEmpty::Yes)
}

pub(in crate::domain) const fn contact<C>(id: C) -> Column<C> {
    Column::new(id, &["contact", "contact last name", "contact first name"], "contact", Kind::Text, CanBeEmpty::Yes)
}

pub(in crate::domain) const fn registered_on<C>(id: C, empty: CanBeEmpty) -> Column<C> {
    Column::new(id, &["registered", "inscrit", "registered on"], "inscrit", Kind::Time, empty)
}

pub(in crate::domain) const fn seen<C>(id: C) -> Column<C> {
    Column::new(id, &["seen", "vu", "connexion", "last sign in"], "vu", Kind::Time, CanBeEmpty::Yes)
}

pub(in crate::domain) const fn asleep<C>(id: C) -> Column<C> {
    Column::new(id, &["asleep", "endormi", "inactif"], "endormi", Kind::Months, CanBeEmpty::No)
}

/// The establishment that a row of another kind is about.
pub(in crate::domain) const fn establishment<C>(id: C) -> Column<C> {
    Column::new(id, &["establishment", "etablissement"], "etablissement", Kind::Number, CanBeEmpty::Yes)
}

/// Reads that column.
pub(in crate::domain) fn place(number: Option<EstablishmentNumber>) -> Cell<'static> {
    number.map_or(Cell::Empty, |number| Cell::Number(number.0.into()))
}
