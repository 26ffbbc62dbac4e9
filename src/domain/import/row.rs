//! From the cells of a row to the form that checks an establishment.

use super::cell::{artefact, is_foreign, leading_code, odd_location, odd_postcode, whole_number, with_zero};
use super::mapping::{Mapping, Target};
use crate::domain::establishment::{Input, has_postcode};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::text::{spreadsheet_text, visible};
use crate::domain::zone::ZoneNumber;

/// Longest value in a finding, in characters.
const VALUE_MAX: usize = 80;

/// How a row tells its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneGiven {
    /// By number, as written.
    Number(String),
    /// By name, as written; an empty one is guessed from the UAI or the postcode.
    Name(String),
    /// By the choice made for the whole file.
    Chosen(ZoneNumber),
}

/// A row as the mapping reads it, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The form; its zone is left empty, see `zone`.
    pub input: Input,
    /// The zone as the row tells it.
    pub zone: ZoneGiven,
    /// The location as the file has it, when its postcode got a zero back.
    pub repaired: Option<String>,
    /// The postcode, when it has another number of digits than French ones have.
    pub foreign_postcode: Option<String>,
    /// Whether the location has no postcode of any country.
    pub lacks_postcode: bool,
    /// Cells that hold what a spreadsheet made and nobody meant.
    artefacts: Vec<FieldError>,
}

impl Row {
    /// Reads the cells that the mapping names; `cell` gives the text of a column.
    #[must_use]
    pub fn read<'a>(mapping: &Mapping, cell: impl Fn(usize) -> &'a str) -> Self {
        let text = |target| mapping.column_of(target).map_or("", |place| spreadsheet_text(cell(place)));
        let location = match text(Target::Location) {
            "" => {
                let postcode = whole_number(text(Target::Postcode));
                format!("{postcode} {}", text(Target::Town).trim()).trim().to_owned()
            }
            whole => whole.to_owned(),
        };
        let zone = if mapping.column_of(Target::ZoneNumber).is_some() {
            ZoneGiven::Number(whole_number(text(Target::ZoneNumber)).into_owned())
        } else if mapping.column_of(Target::ZoneName).is_some() || mapping.zone.is_none() {
            ZoneGiven::Name(text(Target::ZoneName).to_owned())
        } else {
            ZoneGiven::Chosen(mapping.fixed_zone().unwrap_or(crate::domain::zone::DEFAULT_ZONE))
        };
        let uai = text(Target::Uai);
        let with_zero = with_zero(&location, uai);
        let (location, repaired) = match with_zero {
            Some(whole) => (whole, Some(location)),
            None => (location, None),
        };
        let mapped = mapping.columns.iter().enumerate().filter_map(|(place, target)| Some((place, (*target)?)));
        let found = |(place, target): (usize, Target)| {
            let text = spreadsheet_text(cell(place));
            let odd = || {
                let code = odd_postcode(&whole_number(text), uai).filter(|_| target == Target::Postcode);
                code.or_else(|| odd_location(text, uai).filter(|_| target == Target::Location))
            };
            let problem = artefact(text).or_else(odd)?;
            Some(FieldError { field: target.field(), problem })
        };
        let artefacts = mapped.filter_map(found).collect();
        let postcode = leading_code(&location).filter(|code| is_foreign(code));
        let foreign_postcode = postcode.map(std::borrow::Cow::into_owned);
        let lacks_postcode = !location.is_empty() && !has_postcode(&location);
        let input = Input {
            number: whole_number(text(Target::Number)).into_owned(),
            zone: String::new(),
            location,
            denomination: text(Target::Denomination).to_owned(),
            uai: uai.to_owned(),
            contact_last_name: text(Target::ContactLastName).to_owned(),
            contact_first_name: text(Target::ContactFirstName).to_owned(),
            contact_email: text(Target::ContactEmail).to_owned(),
            registered_on: String::new(),
        };
        Self { input, zone, repaired, foreign_postcode, lacks_postcode, artefacts }
    }

    /// Returns each field that a file can give, with what the file has there, in the order of the form.
    #[must_use]
    pub fn values(&self) -> [(Field, &str); 8] {
        let zone = match &self.zone {
            ZoneGiven::Number(text) | ZoneGiven::Name(text) => text,
            ZoneGiven::Chosen(_) => "",
        };
        [
            (Field::Number, &self.input.number),
            (Field::Zone, zone),
            (Field::Location, &self.input.location),
            (Field::Denomination, &self.input.denomination),
            (Field::Uai, &self.input.uai),
            (Field::ContactLastName, &self.input.contact_last_name),
            (Field::ContactFirstName, &self.input.contact_first_name),
            (Field::ContactEmail, &self.input.contact_email),
        ]
    }

    /// Returns what the file has for a field.
    #[must_use]
    pub fn value(&self, field: Field) -> &str {
        self.values().into_iter().find(|(found, _)| *found == field).map_or("", |(_, value)| value)
    }

    /// Refuses what a spreadsheet, a rejects file or a wrong encoding leaves behind: errors and formulas, the visible
    /// marks of control characters, and the sign that stands for an unreadable one. Otherwise a rejected row would pass
    /// uncorrected the second time.
    #[must_use]
    pub fn marks(&self) -> Vec<FieldError> {
        let found = |(field, value)| mark(value).map(|problem| FieldError { field, problem });
        let mut marks = self.artefacts.clone();
        marks.extend(self.values().into_iter().filter_map(found));
        marks
    }
}

fn mark(text: &str) -> Option<Problem> {
    let place = text.chars().position(|sign| matches!(sign, '\u{2400}'..='\u{2421}' | '\u{FFFD}'));
    if let Some(place) = place {
        let code = text.chars().nth(place).map(u32::from)?;
        let code = match code {
            0x2421 => 0x7F,
            0x2400..=0x2420 => code - 0x2400,
            other => other,
        };
        return Some(Problem::Unsafe { code, position: place + 1 });
    }
    let start = text.find("⟨U+")?;
    let digits = text.get(start..)?.strip_prefix("⟨U+")?.split('⟩').next()?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    Some(Problem::Unsafe { code, position: text.get(..start)?.chars().count() + 1 })
}

/// Returns a value as a finding shows it: harmless, and cut at 80 characters.
#[must_use]
pub fn shown_value(text: &str) -> String {
    let shown = visible(text.trim());
    if shown.chars().count() <= VALUE_MAX {
        return shown.into_owned();
    }
    let mut cut: String = shown.chars().take(VALUE_MAX - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(targets: &[Target], cells: &[&str]) -> Row {
        let mapping = Mapping { columns: targets.iter().copied().map(Some).collect(), zone: Some(4) };
        Row::read(&mapping, |place| cells.get(place).copied().unwrap_or_default().to_owned().leak())
    }

    #[test]
    fn postcode_and_town_make_the_location_in_this_order() {
        for (targets, cells, location) in [
            ([Target::Postcode, Target::Town], ["35580", "Baulon"], "35580 Baulon"),
            ([Target::Town, Target::Postcode], ["Baulon", "35580"], "35580 Baulon"),
            ([Target::Postcode, Target::Town], ["", "Eysines"], "Eysines"),
            ([Target::Location, Target::Town], ["35580 BAULON", "x"], "35580 BAULON"),
            ([Target::Postcode, Target::Town], ["1500", "Ambérieu"], "01500 Ambérieu"),
            ([Target::Postcode, Target::Town], ["35\u{a0}580", "Baulon"], "35580 Baulon"),
        ] {
            assert_eq!(read(&targets, &cells).input.location, location);
        }
    }

    #[test]
    fn a_location_tells_whether_its_postcode_is_foreign_or_missing() {
        for (location, foreign, lacks) in [
            ("35580 Baulon", None, false),
            ("590000 Lille", Some("590000"), false),
            ("101 Reykjavík", Some("101"), false),
            ("SW1A 1AA London", None, false),
            ("Brest 29200", None, false),
            ("Lille", None, true),
            ("ABCDE Lille", None, true),
            ("59 Lille", None, true),
            ("", None, false),
        ] {
            let row = read(&[Target::Location], &[location]);
            assert_eq!((row.foreign_postcode.as_deref(), row.lacks_postcode), (foreign, lacks), "{location}");
        }
        let row = read(&[Target::Location, Target::Uai], &["590000 Lille", "0590001A"]);
        assert!(row.marks().iter().all(|mark| mark.problem != Problem::Postcode), "no French UAI");
        let row = read(&[Target::Location, Target::Uai], &["590000 Lille", "0350122T"]);
        assert_eq!(row.marks(), [FieldError { field: Field::Location, problem: Problem::Postcode }]);
    }

    #[test]
    fn the_apostrophe_of_a_spreadsheet_cell_is_taken_back() {
        assert_eq!(read(&[Target::Denomination], &["'-x"]).input.denomination, "-x");
        assert_eq!(read(&[Target::Denomination], &["x"]).zone, ZoneGiven::Chosen(ZoneNumber(4)));
    }

    #[test]
    fn marks_of_control_characters_are_not_names() {
        for (text, code, position) in
            [("x␛[2J", 0x1b, 2), ("␡", 0x7f, 1), ("ab⟨U+202E⟩", 0x202e, 3), ("a\u{fffd}", 0xfffd, 2)]
        {
            let row = read(&[Target::Denomination], &[text]);
            let expected = FieldError { field: Field::Denomination, problem: Problem::Unsafe { code, position } };
            assert_eq!(row.marks(), [expected]);
        }
        assert!(read(&[Target::Denomination], &["Collège ⟨x⟩"]).marks().is_empty());
    }

    #[test]
    fn what_a_spreadsheet_made_is_found_in_each_cell() {
        let row = read(&[Target::Postcode, Target::Town, Target::Denomination], &["#N/A", "Brest", "'=A1"]);
        let found: Vec<_> = row.marks().into_iter().map(|mark| (mark.field, mark.problem)).collect();
        assert_eq!(found, [(Field::Location, Problem::SpreadsheetError), (Field::Denomination, Problem::Formula)]);
    }

    #[test]
    fn values_are_cut_and_harmless() {
        assert_eq!(shown_value("a\u{1b}[2J"), "a␛[2J");
        assert_eq!(shown_value(&"é".repeat(200)).chars().count(), 80);
    }
}
