//! Judges rows one after the other: good, already there, or refused with its reasons.

use super::known::Hosted;
use super::meant::Already;
use super::notes::Notes;
use super::options::{FarNumbers, MissingZones, SharedUai, Update};
use super::seen::Seen;
use crate::domain::establishment::{
    ContactNeed, Draft, EstablishmentNumber, Input, NewEstablishment, department, differences,
};
use crate::domain::field::{Field, Problem};
use crate::domain::import::{Among, Finding, Mapping, Row, RowProblem, ZoneGiven, shown_value};
use crate::domain::text::required_line;
use crate::domain::uai::Uai;
use crate::domain::zone::{DEFAULT_ZONE, NAME_MAX, ZoneNumber, academie_of};
use crate::operations::Result;

/// What becomes of a row.
pub(super) enum Verdict {
    /// It can be imported.
    Good(Box<Good>),
    /// It is there already.
    Unchanged,
    /// It is there already, and the file has something else.
    Differs(Box<Differing>),
    /// It is refused or left out.
    Rejected(Vec<Finding>),
}

/// An establishment that the file has otherwise than it is stored.
pub(super) struct Differing {
    pub(super) number: EstablishmentNumber,
    pub(super) rev: i64,
    /// What is stored, with what the row has in its place; an empty cell changes nothing.
    pub(super) wanted: Draft,
    /// Each field that differs.
    pub(super) findings: Vec<Finding>,
}

impl Differing {
    /// Returns what tells whether it is still what was examined: the fields that differ, and what is stored there.
    pub(super) fn print(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash as _, Hasher as _};
        let mut hasher = DefaultHasher::new();
        for finding in &self.findings {
            if let RowProblem::Differs { stored, .. } | RowProblem::Updates { stored, .. } = &finding.problem {
                (finding.field.name(), stored).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

/// A row that can be imported.
pub(super) struct Good {
    /// The establishment. Its zone is the default one in a dry run whose zone is still to be created.
    pub(super) new: NewEstablishment,
    /// Whether the operator let it share its UAI.
    pub(super) shares_uai: bool,
}

/// Judges the rows of one pass; remembers keys of those that are good or there already.
pub(super) struct Judge<'a> {
    pub(super) hosted: Hosted<'a>,
    pub(super) mapping: &'a Mapping,
    pub(super) header: &'a [String],
    pub(super) missing_zones: MissingZones,
    pub(super) update: Update,
    pub(super) shared_uai: SharedUai,
    pub(super) far_numbers: FarNumbers,
    /// The highest number that a row may ask for without being asked back.
    pub(super) number_max: u32,
    pub(super) seen: Seen,
    pub(super) notes: Notes,
}

pub(super) enum ZoneFound {
    Number(ZoneNumber),
    New(String),
    Wrong(RowProblem),
}

pub(super) type Wrong = (Field, RowProblem);

impl Judge<'_> {
    /// Judges the row that begins on a line, and whose width was looked at.
    pub(super) fn judge(&mut self, line: u64, row: &Row, width: std::result::Result<(), Problem>) -> Result<Verdict> {
        self.notes.letters(row);
        if let Err(problem) = width {
            return Ok(self.rejected(line, row, vec![(Field::Denomination, RowProblem::Cell(problem))]));
        }
        let (checked, mut wrong) = check_cells(row);
        let zone = self.zone(row);
        let Some(new) = checked.filter(|_| wrong.is_empty()) else {
            if let ZoneFound::Wrong(problem) = zone
                && wrong.iter().all(|(field, _)| *field != Field::Zone)
            {
                wrong.push((Field::Zone, problem));
            }
            return Ok(self.rejected(line, row, wrong));
        };
        if let Some(number) = new.number {
            // What has its number may have been made since the file was looked at, from the same row.
            self.hosted.learn(number)?;
        }
        let place = new.draft.folded_place();
        let already = self.already(&new, &place, (row, &zone))?;
        if let Err(double) = self.check_double(&new, &place, &already) {
            return Ok(self.rejected(line, row, vec![double]));
        }
        match already {
            Already::Same(number) => self.same(line, (row, &zone), number, (&new, &place)),
            Already::Elsewhere(holder, denomination) => {
                let known = (Field::Uai, RowProblem::UaiKnown { holder, denomination });
                Ok(self.rejected(line, row, vec![known]))
            }
            Already::OneOf(count) => Ok(self.rejected(line, row, vec![(Field::Uai, RowProblem::UaiSites { count })])),
            Already::Namesake(count) => {
                Ok(self.rejected(line, row, vec![(Field::Denomination, RowProblem::Namesakes { count })]))
            }
            Already::Contradiction { number, holder } => {
                Ok(self.rejected(line, row, vec![(Field::Number, RowProblem::NumberOther { number, holder })]))
            }
            Already::NumberHere(number) => {
                let denomination = self.hosted.get(number)?.map(|found| found.denomination).unwrap_or_default();
                Ok(self.rejected(line, row, vec![(Field::Number, RowProblem::NumberHere { number, denomination })]))
            }
            Already::No { shares_uai } => self.judge_new(line, row, &zone, (new, place, shares_uai)),
        }
    }

    fn same(
        &mut self,
        line: u64,
        (row, zone): (&Row, &ZoneFound),
        number: EstablishmentNumber,
        (new, place): (&NewEstablishment, &str),
    ) -> Result<Verdict> {
        self.seen.note(line, new.draft.uai.as_ref(), place);
        self.seen.matched.insert(number, line);
        self.compare(line, row, zone, (number, &new.draft))
    }

    fn judge_new(
        &mut self,
        line: u64,
        row: &Row,
        zone: &ZoneFound,
        (mut new, place, shares_uai): (NewEstablishment, String, bool),
    ) -> Result<Verdict> {
        let mut wrong: Vec<Wrong> = self.check_number(new.number)?.into_iter().collect();
        match zone {
            ZoneFound::Wrong(problem) => wrong.push((Field::Zone, problem.clone())),
            ZoneFound::Number(number) => new.draft.zone = *number,
            ZoneFound::New(name) if wrong.is_empty() => {
                wrong.extend(self.seen.note_zone(name.clone()).map(|problem| (Field::Zone, problem)));
            }
            ZoneFound::New(_) => {}
        }
        if !wrong.is_empty() {
            return Ok(self.rejected(line, row, wrong));
        }
        match zone {
            ZoneFound::New(name) => self.notes.good(line, row, &new.draft, (None, name)),
            ZoneFound::Number(_) | ZoneFound::Wrong(_) => {
                let number = new.draft.zone;
                self.notes.good(line, row, &new.draft, (Some(number), self.hosted.zone_name(number)));
            }
        }
        // A row without a UAI is no new school where one of its name is.
        match (self.hosted.at_place(&place).first(), self.seen.at(&place)) {
            (Some(number), _) => self.notes.namesake(Among::Hosted, line, number.0.into()),
            (None, Some(first)) => self.notes.namesake(Among::File, line, first),
            (None, None) => {}
        }
        let shares_uai = shares_uai || self.seen.first_of(new.draft.uai.as_ref()).is_some();
        self.seen.note(line, new.draft.uai.as_ref(), &place);
        if let Some(number) = new.number {
            self.seen.numbers.insert(number, line);
        }
        Ok(Verdict::Good(Box::new(Good { new, shares_uai })))
    }

    fn rejected(&self, line: u64, row: &Row, wrong: Vec<Wrong>) -> Verdict {
        Verdict::Rejected(wrong.into_iter().map(|wrong| self.finding(line, row, wrong)).collect())
    }

    pub(super) fn finding(&self, line: u64, row: &Row, (field, problem): Wrong) -> Finding {
        let column = shown_value(&self.mapping.column_names(field, self.header));
        Finding { line, column, field, value: shown_value(row.value(field)), problem }
    }

    /// Finds the zone; whether an unknown one may be created is settled once the row is otherwise good.
    fn zone(&self, row: &Row) -> ZoneFound {
        let wrong = |problem| ZoneFound::Wrong(RowProblem::Cell(problem));
        match &row.zone {
            ZoneGiven::Chosen(number) => ZoneFound::Number(*number),
            ZoneGiven::Number(text) if text.trim().is_empty() => wrong(Problem::Missing),
            ZoneGiven::Number(text) => {
                // What is no number can only be a name, as everywhere else; one that is not known is never created here.
                let found = match text.trim().parse().map(ZoneNumber) {
                    Ok(number) => Some(number).filter(|number| self.hosted.has_zone(*number)),
                    Err(_) => self.hosted.zone_named(text.trim()),
                };
                found.map_or_else(|| wrong(Problem::UnknownZone), ZoneFound::Number)
            }
            ZoneGiven::Name(text) => {
                let name = match required_line(text, NAME_MAX) {
                    Ok(name) => name,
                    Err(Problem::Missing) => match guessed_academie(&row.input) {
                        Some(name) => name.to_owned(),
                        None => return wrong(Problem::Missing),
                    },
                    Err(problem) => return wrong(problem),
                };
                match (self.hosted.zone_named(&name), self.missing_zones) {
                    (Some(number), _) => ZoneFound::Number(number),
                    (None, MissingZones::CreateNamed) if name.bytes().all(|byte| byte.is_ascii_digit()) => {
                        ZoneFound::Wrong(RowProblem::ZoneIsNumber)
                    }
                    (None, MissingZones::Create | MissingZones::CreateNamed) => ZoneFound::New(name),
                    (None, MissingZones::Refuse) => wrong(Problem::UnknownZone),
                }
            }
        }
    }

    /// Compares what the row has with what is stored; a cell that is empty or that nothing feeds is not compared.
    fn compare(
        &mut self,
        line: u64,
        row: &Row,
        zone: &ZoneFound,
        (number, draft): (EstablishmentNumber, &Draft),
    ) -> Result<Verdict> {
        let has = |field| !row.value(field).trim().is_empty();
        let given_zone = given_zone(row, zone);
        if self.hosted.is_as(number, draft, given_zone, &has) {
            return Ok(Verdict::Unchanged);
        }
        let Some(stored) = self.hosted.get(number)? else { return Ok(Verdict::Unchanged) };
        let mut wanted = stored.draft();
        let contact = &mut wanted.contact;
        for (field, to, from) in [
            (Field::Location, &mut wanted.location, &draft.location),
            (Field::Denomination, &mut wanted.denomination, &draft.denomination),
            (Field::ContactLastName, &mut contact.last_name, &draft.contact.last_name),
            (Field::ContactFirstName, &mut contact.first_name, &draft.contact.first_name),
        ] {
            if has(field) {
                to.clone_from(from);
            }
        }
        if has(Field::Uai) {
            wanted.uai.clone_from(&draft.uai);
        }
        if has(Field::ContactEmail) {
            contact.email.clone_from(&draft.contact.email);
        }
        wanted.zone = given_zone.unwrap_or(wanted.zone);
        let told = |stored| match self.update {
            Update::Leave => RowProblem::Differs { number, stored },
            Update::Apply => RowProblem::Updates { number, stored },
        };
        let changes = differences(&stored.draft(), &wanted).into_iter();
        let named =
            |field, was: String| if field == Field::Zone { self.hosted.zone_name(stored.zone).to_owned() } else { was };
        let findings: Vec<Finding> =
            changes.map(|(field, was, _)| self.finding(line, row, (field, told(named(field, was))))).collect();
        if findings.is_empty() {
            return Ok(Verdict::Unchanged);
        }
        Ok(Verdict::Differs(Box::new(Differing { number, rev: stored.rev, wanted, findings })))
    }

    fn check_number(&mut self, number: Option<EstablishmentNumber>) -> Result<Option<Wrong>> {
        let Some(number) = number else { return Ok(None) };
        if let Some(problem) = self.hosted.number_problem(number)? {
            return Ok(Some((Field::Number, RowProblem::Cell(problem))));
        }
        if number.0 > self.number_max && self.far_numbers == FarNumbers::Refuse {
            return Ok(Some((Field::Number, RowProblem::NumberFar { max: self.number_max })));
        }
        let first = self.seen.numbers.get(&number);
        Ok(first.map(|first| (Field::Number, RowProblem::NumberDouble { first: *first })))
    }
}

/// Returns the zone that a row gives, not the one that was chosen or guessed for it.
pub(super) fn given_zone(row: &Row, zone: &ZoneFound) -> Option<ZoneNumber> {
    match zone {
        ZoneFound::Number(zone) if !row.value(Field::Zone).trim().is_empty() => Some(*zone),
        ZoneFound::Number(_) | ZoneFound::New(_) | ZoneFound::Wrong(_) => None,
    }
}

/// Checks each cell by itself; the zone is looked at apart.
fn check_cells(row: &Row) -> (Option<NewEstablishment>, Vec<Wrong>) {
    let mut errors = row.marks();
    let input = Input { zone: DEFAULT_ZONE.0.to_string(), ..row.input.clone() };
    let checked = match input.check(ContactNeed::AsGiven) {
        Ok(new) => Some(new),
        Err(more) => {
            let marked: Vec<Field> = errors.iter().map(|error| error.field).collect();
            errors.extend(more.into_iter().filter(|error| !marked.contains(&error.field)));
            None
        }
    };
    (checked, errors.into_iter().map(|error| (error.field, RowProblem::Cell(error.problem))).collect())
}

fn guessed_academie(input: &Input) -> Option<&'static str> {
    let code = department(Uai::parse(&input.uai).ok().as_ref(), &input.location);
    academie_of(&code, "")
}
