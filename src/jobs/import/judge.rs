//! Judges rows one after the other: good, already there, or refused with its reasons.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use super::known::Hosted;
use super::notes::Notes;
use super::options::{FarNumbers, MissingZones, SharedUai, Update};
use crate::domain::establishment::{
    ContactNeed, Draft, Establishment, EstablishmentNumber, Input, NewEstablishment, department, differences,
};
use crate::domain::field::{Field, Problem};
use crate::domain::import::{Finding, Mapping, Row, RowProblem, ZoneGiven, shown_value};
use crate::domain::text::{fold, required_line};
use crate::domain::uai::Uai;
use crate::domain::zone::{DEFAULT_ZONE, NAME_MAX, ZoneNumber, academie_of};
use crate::operations::Result;

/// Most zones that one import creates; there are 34 académies.
const NEW_ZONES_MAX: usize = 100;

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

/// What the rows so far have; hashes instead of texts, 16 to 32 bytes a row.
#[derive(Default)]
pub(super) struct Seen {
    /// Zones that good rows need and that are not there.
    pub(super) new_zones: Vec<String>,
    /// Numbers that good rows ask for, and their lines.
    pub(super) numbers: HashMap<EstablishmentNumber, u64>,
    hasher: RandomState,
    uais: HashMap<u64, SeenUai>,
    places: HashMap<u64, u64>,
    sites: HashSet<u64>,
    /// Establishments that rows so far are.
    matched: HashSet<EstablishmentNumber>,
}

#[derive(Clone, Copy)]
struct SeenUai {
    line: u64,
    place: u64,
}

/// A folded location and denomination.
#[derive(PartialEq, Eq, Hash)]
struct Place {
    location: String,
    denomination: String,
}

impl Place {
    fn of(draft: &Draft) -> Self {
        Self { location: fold(&draft.location), denomination: fold(&draft.denomination) }
    }
}

enum ZoneFound {
    Number(ZoneNumber),
    New(String),
    Wrong(RowProblem),
}

enum Already {
    /// It is not; its UAI may be one that another site has and that the operator lets it share.
    No {
        /// Whether it is.
        shares_uai: bool,
    },
    /// The same school.
    Same(EstablishmentNumber),
    /// One of several that have its UAI; none of them is at this place under this name.
    OneOf(usize),
    /// Its UAI belongs to a school elsewhere with another name.
    Elsewhere(EstablishmentNumber, String),
    /// One of several of this name at this place, and none of them is as the row has it.
    Namesake(usize),
    /// It is there, but the row gives the number of another one.
    Contradiction {
        /// The number that the row gives.
        number: EstablishmentNumber,
        /// The one that the rest of the row tells.
        holder: EstablishmentNumber,
    },
}

type Wrong = (Field, RowProblem);

impl Judge<'_> {
    /// Judges the row that begins on a line, and whose width was looked at.
    pub(super) fn judge(
        &mut self,
        line: u64,
        row: &Row,
        width: std::result::Result<(), RowProblem>,
    ) -> Result<Verdict> {
        self.notes.letters(row);
        if let Err(problem) = width {
            return Ok(self.rejected(line, row, vec![(Field::Denomination, problem)]));
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
        let place = Place::of(&new.draft);
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
            Already::No { shares_uai } => self.judge_new(line, row, &zone, (new, place, shares_uai)),
        }
    }

    fn same(
        &mut self,
        line: u64,
        (row, zone): (&Row, &ZoneFound),
        number: EstablishmentNumber,
        (new, place): (&NewEstablishment, &Place),
    ) -> Result<Verdict> {
        self.seen.note(line, new.draft.uai.as_ref(), place);
        self.seen.matched.insert(number);
        self.compare(line, row, zone, (number, &new.draft))
    }

    fn judge_new(
        &mut self,
        line: u64,
        row: &Row,
        zone: &ZoneFound,
        (mut new, place, shares_uai): (NewEstablishment, Place, bool),
    ) -> Result<Verdict> {
        // What has its number may have been made since the file was looked at, from the same row.
        if let Some(number) = new.number
            && self.hosted.learn(number)?
            && let Already::Same(number) = self.already(&new, &place, (row, zone))?
        {
            return self.same(line, (row, zone), number, (&new, &place));
        }
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

    /// Tells which of some establishments that the row can mean it does mean: the one whose number it gives, the only one,
    /// the one that is as the row has it. None when there is none.
    fn which(
        &self,
        candidates: &[EstablishmentNumber],
        new: &NewEstablishment,
        (row, zone): (&Row, &ZoneFound),
    ) -> Option<Already> {
        let has = |field| !row.value(field).trim().is_empty();
        let zone = given_zone(row, zone);
        let is_as = |number: &&EstablishmentNumber| self.hosted.is_as(**number, &new.draft, zone, &has);
        Some(match (candidates, new.number) {
            ([], _) => return None,
            (some, Some(number)) if some.contains(&number) => Already::Same(number),
            ([first, ..], Some(number)) if self.hosted.is_there(number) => {
                Already::Contradiction { number, holder: *first }
            }
            ([only], _) => Already::Same(*only),
            (several, _) => {
                let same = several.iter().find(is_as);
                same.map_or(Already::Namesake(several.len()), |number| Already::Same(*number))
            }
        })
    }

    fn already(&mut self, new: &NewEstablishment, place: &Place, told: (&Row, &ZoneFound)) -> Result<Already> {
        let draft = &new.draft;
        let Some(uai) = &draft.uai else {
            let there = self.hosted.at_place(&place.location, &place.denomination);
            return Ok(self.which(there, new, told).unwrap_or(Already::No { shares_uai: false }));
        };
        let there = self.hosted.at_site(uai, &place.location, &place.denomination);
        if let Some(already) = self.which(&there, new, told) {
            return Ok(already);
        }
        let holders = self.hosted.holders(uai)?;
        let asked = new.number.filter(|number| self.hosted.is_there(*number));
        let shares = |holder: &Establishment| {
            fold(&holder.location) == place.location || fold(&holder.denomination) == place.denomination
        };
        Ok(match (holders.first(), self.shared_uai) {
            (None, _) => Already::No { shares_uai: false },
            (Some(_), SharedUai::Accept) => Already::No { shares_uai: true },
            (Some(first), SharedUai::Refuse) if asked.is_some() => match asked {
                Some(number) if holders.iter().all(|holder| holder.number != number) => {
                    Already::Contradiction { number, holder: first.number }
                }
                Some(number) => Already::Same(number),
                None => Already::Same(first.number),
            },
            // Which site was moved or renamed, a row does not say.
            (Some(_), SharedUai::Refuse) if holders.len() > 1 => Already::OneOf(holders.len()),
            // Moved or renamed since: still the same school.
            (Some(first), SharedUai::Refuse) => match holders.iter().find(|holder| shares(holder)) {
                Some(same) => Already::Same(same.number),
                None => Already::Elsewhere(first.number, first.denomination.clone()),
            },
        })
    }

    /// Refuses a row whose UAI, or without one whose school, an earlier row has. Two sites of one UAI are let in when
    /// the operator accepts them, or when both are there already.
    fn check_double(&self, new: &NewEstablishment, place: &Place, already: &Already) -> std::result::Result<(), Wrong> {
        // Namesakes that are there are told apart by their numbers.
        if let Already::Same(number) = already
            && new.number == Some(*number)
            && !self.seen.matched.contains(number)
        {
            return Ok(());
        }
        let Some(uai) = &new.draft.uai else {
            return match self.seen.places.get(&self.seen.hasher.hash_one(place)) {
                Some(first) => Err((Field::Denomination, RowProblem::RowDouble { first: *first })),
                None => Ok(()),
            };
        };
        let Some(first) = self.seen.first_of(Some(uai)) else {
            return Ok(());
        };
        let again = self.seen.sites.contains(&self.seen.hasher.hash_one((uai, place)));
        let other_site = first.place != self.seen.hasher.hash_one(place) && !again;
        let there = matches!(already, Already::Same(_))
            && !self.hosted.at_site(uai, &place.location, &place.denomination).is_empty();
        if other_site && (self.shared_uai == SharedUai::Accept || there) {
            return Ok(());
        }
        Err((Field::Uai, RowProblem::UaiDouble { first: first.line }))
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
        if has(Field::ContactEmail) {
            contact.email.clone_from(&draft.contact.email);
        }
        wanted.zone = given_zone.unwrap_or(wanted.zone);
        let told = |stored| match self.update {
            Update::Leave => RowProblem::Differs { number, stored },
            Update::Apply => RowProblem::Updates { number, stored },
        };
        let changes = differences(&stored.draft(), &wanted).into_iter();
        let findings: Vec<Finding> =
            changes.map(|(field, stored, _)| self.finding(line, row, (field, told(stored)))).collect();
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

impl Seen {
    fn note(&mut self, line: u64, uai: Option<&Uai>, place: &Place) {
        let place_key = self.hasher.hash_one(place);
        self.places.entry(place_key).or_insert(line);
        if let Some(uai) = uai {
            self.uais.entry(self.hasher.hash_one(uai)).or_insert(SeenUai { line, place: place_key });
            self.sites.insert(self.hasher.hash_one((uai, place)));
        }
    }

    fn first_of(&self, uai: Option<&Uai>) -> Option<SeenUai> {
        self.uais.get(&self.hasher.hash_one(uai?)).copied()
    }

    fn note_zone(&mut self, name: String) -> Option<RowProblem> {
        let key = fold(&name);
        if self.new_zones.iter().any(|other| fold(other) == key) {
            return None;
        }
        if self.new_zones.len() == NEW_ZONES_MAX {
            return Some(RowProblem::TooManyZones { max: NEW_ZONES_MAX });
        }
        self.new_zones.push(academie_of("", &name).map_or(name, str::to_owned));
        None
    }
}

/// Returns the zone that a row gives, not the one that was chosen or guessed for it.
fn given_zone(row: &Row, zone: &ZoneFound) -> Option<ZoneNumber> {
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
