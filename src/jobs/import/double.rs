//! Which rows have what an earlier row of the file has.

use std::hash::BuildHasher as _;

use super::judge::{Judge, Wrong};
use super::meant::Already;
use super::options::SharedUai;
use crate::domain::establishment::{EstablishmentNumber, NewEstablishment};
use crate::domain::field::Field;
use crate::domain::import::RowProblem;
use crate::domain::uai::Uai;

impl Judge<'_> {
    /// Refuses a row whose UAI, or whose school where one of the two has no UAI, an earlier row has. Two sites of one UAI
    /// are let in when the operator accepts them, or when both are there already.
    pub(super) fn check_double(
        &self,
        new: &NewEstablishment,
        place: &str,
        already: &Already,
    ) -> std::result::Result<(), Wrong> {
        let same = if let Already::Same(number) = already { Some(*number) } else { None };
        let matched = same.and_then(|number| Some((number, *self.seen.matched.get(&number)?)));
        // Namesakes that are there are told apart by their numbers.
        if same.is_some() && new.number == same && matched.is_none() {
            return Ok(());
        }
        let first = match &new.draft.uai {
            None => self.seen.at(place),
            Some(uai) => {
                self.check_uai_double(uai, place, same)?;
                let is_here = |number| self.hosted.at_place(place).contains(&number);
                let is_another = matched.is_none() && same.is_some_and(is_here);
                self.seen.bare.get(&self.seen.hasher.hash_one(place)).copied().filter(|_| !is_another)
            }
        };
        match (first, matched) {
            (Some(first), _) => Err((Field::Denomination, RowProblem::RowDouble { first })),
            (None, Some((number, first))) => Err((Field::Denomination, RowProblem::SchoolDouble { number, first })),
            (None, None) => Ok(()),
        }
    }

    fn check_uai_double(
        &self,
        uai: &Uai,
        place: &str,
        same: Option<EstablishmentNumber>,
    ) -> std::result::Result<(), Wrong> {
        let Some(first) = self.seen.first_of(Some(uai)) else {
            return Ok(());
        };
        let again = self.seen.sites.contains(&self.seen.hasher.hash_one((uai, place)));
        let other_site = first.place != self.seen.hasher.hash_one(place) && !again;
        let there = same.is_some() && !self.hosted.at_site(uai, place).is_empty();
        if other_site && (self.shared_uai == SharedUai::Accept || there) {
            return Ok(());
        }
        Err((Field::Uai, RowProblem::UaiDouble { first: first.line }))
    }
}
