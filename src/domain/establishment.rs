//! Establishments: their fields, and their state as it is derived.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::block::Block;
use super::contact::{Contact, Email, NAME_MAX, last_name};
use super::day::parse_day;
use super::field::{Checker, Field, FieldError, Problem};
use super::filled::Filled;
use super::text::{fold, line, required_line};
use super::time::Timestamp;
use super::uai::Uai;
use super::zone::ZoneNumber;

/// Separates the folded fields of one row; no folded text holds it.
pub const SEPARATOR: char = '\n';
/// Longest location, in characters.
pub const LOCATION_MAX: usize = 100;
/// Longest denomination, in characters (790 of 17,900 real names exceed 50).
pub const DENOMINATION_MAX: usize = 160;
/// Largest number that can be given.
pub const NUMBER_MAX: u32 = 9_999_999;

/// An establishment's number, never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EstablishmentNumber(pub u32);

impl std::fmt::Display for EstablishmentNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

/// The stage that is stored. What people see is [`State`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its database is being made; not listed as usable.
    Creating,
    /// It exists.
    Active,
    /// Everything of it is being removed.
    Deleting,
}

impl Stage {
    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Active => "active",
            Self::Deleting => "deleting",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Creating, Self::Active, Self::Deleting].into_iter().find(|stage| stage.word() == word)
    }
}

/// The state that is shown, derived from stage and blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// People may enter.
    Open,
    /// At least one block stands.
    Blocked,
    /// Being created.
    Creating,
    /// Being deleted.
    Deleting,
}

impl State {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Open, Self::Blocked, Self::Creating, Self::Deleting];

    /// Returns the word of JSON, filters and message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Blocked => "blocked",
            Self::Creating => "creating",
            Self::Deleting => "deleting",
        }
    }

    /// Derives the state.
    #[must_use]
    pub const fn derive(stage: Stage, any_block: bool) -> Self {
        match (stage, any_block) {
            (Stage::Creating, _) => Self::Creating,
            (Stage::Deleting, _) => Self::Deleting,
            (Stage::Active, true) => Self::Blocked,
            (Stage::Active, false) => Self::Open,
        }
    }
}

/// An establishment as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Establishment {
    /// Its number.
    pub number: EstablishmentNumber,
    /// Its zone.
    pub zone: ZoneNumber,
    /// Postcode and town.
    pub location: String,
    /// Its name.
    pub denomination: String,
    /// The ministry's identifier.
    pub uai: Option<Uai>,
    /// Who receives letters and first credentials.
    pub contact: Contact,
    /// The day of its registration, kept by a transfer.
    pub registered_on: Date,
    /// The stored stage.
    pub stage: Stage,
    /// The blocks that stand.
    pub blocks: Vec<Block>,
    /// Rises with every change of a field.
    pub rev: i64,
}

impl Establishment {
    /// Derives the state at a moment.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> State {
        State::derive(self.stage, self.blocks.iter().any(|block| block.stands(now)))
    }

    /// Returns the fields that people edit.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft {
            zone: self.zone,
            location: self.location.clone(),
            denomination: self.denomination.clone(),
            uai: self.uai.clone(),
            contact: self.contact.clone(),
        }
    }
}

/// The fields that people edit, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// Empty: the next free number. Only read when adding.
    pub number: String,
    /// A zone's number.
    pub zone: String,
    /// Postcode and town.
    pub location: String,
    /// Name.
    pub denomination: String,
    /// UAI, or empty.
    pub uai: String,
    /// Contact's last name.
    pub contact_last_name: String,
    /// Contact's first name.
    pub contact_first_name: String,
    /// Contact's e-mail address.
    pub contact_email: String,
    /// Empty: today. Only read when adding from a transfer.
    pub registered_on: String,
}

/// The fields that people edit, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its zone.
    pub zone: ZoneNumber,
    /// Postcode and town.
    pub location: String,
    /// Name.
    pub denomination: String,
    /// UAI.
    pub uai: Option<Uai>,
    /// Contact.
    pub contact: Contact,
}

impl Draft {
    /// Returns its [`place`].
    #[must_use]
    pub fn folded_place(&self) -> String {
        place(&self.location, &self.denomination)
    }

    /// Returns the values of its form.
    #[must_use]
    pub fn filled(&self) -> Filled {
        let input = Input::from_draft(self);
        Filled::default()
            .with(Field::Zone, input.zone)
            .with(Field::Location, input.location)
            .with(Field::Denomination, input.denomination)
            .with(Field::Uai, input.uai)
            .with(Field::ContactLastName, input.contact_last_name)
            .with(Field::ContactFirstName, input.contact_first_name)
            .with(Field::ContactEmail, input.contact_email)
    }
}

/// Returns by what a school without a UAI is known: its location and denomination, folded, with a separator between them.
#[must_use]
pub fn place(location: &str, denomination: &str) -> String {
    format!("{}{SEPARATOR}{}", fold(location), fold(denomination))
}

/// A checked establishment that is to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEstablishment {
    /// The number asked for, if any.
    pub number: Option<EstablishmentNumber>,
    /// The day of registration, if it is not today.
    pub registered_on: Option<Date>,
    /// The other fields.
    pub draft: Draft,
}

/// Whether a contact must be given in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactNeed {
    /// Names and address, as in the forms.
    Full,
    /// What a file has, as in an import of a directory that names no person.
    AsGiven,
}

impl Input {
    /// Reads what was typed into fields.
    pub fn read(value: impl Fn(Field) -> String) -> Self {
        Self {
            number: value(Field::Number),
            zone: value(Field::Zone),
            location: value(Field::Location),
            denomination: value(Field::Denomination),
            uai: value(Field::Uai),
            contact_last_name: value(Field::ContactLastName),
            contact_first_name: value(Field::ContactFirstName),
            contact_email: value(Field::ContactEmail),
            registered_on: String::new(),
        }
    }

    /// Fills the form from what is stored.
    #[must_use]
    pub fn from_draft(draft: &Draft) -> Self {
        Self {
            number: String::new(),
            zone: draft.zone.0.to_string(),
            location: draft.location.clone(),
            denomination: draft.denomination.clone(),
            uai: draft.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default(),
            contact_last_name: draft.contact.last_name.clone(),
            contact_first_name: draft.contact.first_name.clone(),
            contact_email: draft.contact.email_text().to_owned(),
            registered_on: String::new(),
        }
    }

    /// Checks each field by itself; what needs other rows (zone, UAI, number) is checked by the operation.
    ///
    /// # Errors
    /// Every field's problem, in the order of the form.
    pub fn check(&self, need: ContactNeed) -> Result<NewEstablishment, Vec<FieldError>> {
        let mut checker = Checker::default();
        let number = checker.take(Field::Number, parse_number(&self.number));
        let zone = checker.take(Field::Zone, parse_zone(&self.zone));
        let location = checker.take(Field::Location, required_line(&self.location, LOCATION_MAX));
        let denomination = checker.take(Field::Denomination, required_line(&self.denomination, DENOMINATION_MAX));
        let uai = checker.take(Field::Uai, optional(&self.uai, Uai::parse));
        let contact = check_contact(self, need, &mut checker);
        let registered_on = checker.take(Field::RegisteredOn, optional(&self.registered_on, parse_day));
        let parts = (|| {
            let draft =
                Draft { zone: zone?, location: location?, denomination: denomination?, uai: uai?, contact: contact? };
            Some(NewEstablishment { number: number?, registered_on: registered_on?, draft })
        })();
        checker.finish(parts)
    }
}

fn check_contact(input: &Input, need: ContactNeed, checker: &mut Checker) -> Option<Contact> {
    let required = |text: String| match need {
        ContactNeed::Full if text.is_empty() => Err(Problem::Missing),
        ContactNeed::Full | ContactNeed::AsGiven => Ok(text),
    };
    let last = checker.take(Field::ContactLastName, last_name(&input.contact_last_name).and_then(required));
    let first = checker.take(Field::ContactFirstName, line(&input.contact_first_name, NAME_MAX).and_then(required));
    let email = match need {
        ContactNeed::Full => Email::parse(&input.contact_email).map(Some),
        ContactNeed::AsGiven => optional(&input.contact_email, Email::parse),
    };
    let email = checker.take(Field::ContactEmail, email);
    Some(Contact { last_name: last?, first_name: first?, email: email? })
}

fn optional<T>(raw: &str, parse: impl FnOnce(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    if raw.trim().is_empty() { Ok(None) } else { parse(raw).map(Some) }
}

/// Reads an establishment's number; empty means the next free one.
///
/// # Errors
/// [`Problem::NotANumber`].
pub fn parse_number(raw: &str) -> Result<Option<EstablishmentNumber>, Problem> {
    let range = Problem::NotANumber { min: 1, max: i64::from(NUMBER_MAX) };
    optional(raw, |text| match text.trim().parse::<u32>() {
        Ok(number) if (1..=NUMBER_MAX).contains(&number) => Ok(EstablishmentNumber(number)),
        Ok(_) | Err(_) => Err(range),
    })
}

fn parse_zone(raw: &str) -> Result<ZoneNumber, Problem> {
    if raw.trim().is_empty() {
        return Err(Problem::Missing);
    }
    raw.trim().parse().map(ZoneNumber).map_err(|_| Problem::UnknownZone)
}

/// Returns the department's code (`035`) from the UAI, or else from the postcode; empty when neither tells.
///
/// Overseas postcodes start with `97` or `98` and three digits name the department; Corsica is `02A`/`02B` in
/// UAIs' official codes `620`/`720`, which stay as they are.
#[must_use]
pub fn department(uai: Option<&Uai>, location: &str) -> String {
    if let Some(uai) = uai {
        return uai.department().to_owned();
    }
    let postcode: String = location.chars().take_while(char::is_ascii_digit).collect();
    match postcode.len() {
        5 if postcode.starts_with("97") || postcode.starts_with("98") => postcode[..3].to_owned(),
        5 => format!("0{}", &postcode[..2]),
        _ => String::new(),
    }
}

/// Tells whether a location has a postcode of any country: three digits in one word, or a word of letters and digits that
/// begins with a letter (`SW1A 1AA Londres`).
#[must_use]
pub fn has_postcode(location: &str) -> bool {
    location.split_whitespace().any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits >= 3 || digits > 0 && word.starts_with(|sign: char| sign.is_ascii_uppercase())
    })
}

/// One line for each field that differs between two versions: name, before, after. Used by audit and conflicts.
#[must_use]
pub fn differences(before: &Draft, after: &Draft) -> Vec<(Field, String, String)> {
    let (before, after) = (before.filled(), after.filled());
    after.other_than(&before).map(|(field, new)| (field, before.text(field), new.to_owned())).collect()
}

/// Tells whether two rows speak of the same school: same place and name once folded.
#[must_use]
pub fn same_school(location: &str, denomination: &str, other_location: &str, other_denomination: &str) -> bool {
    fold(location) == fold(other_location) && fold(denomination) == fold(other_denomination)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> Input {
        Input {
            zone: "1".into(),
            location: "29200 Brest".into(),
            denomination: "Collège de l'Iroise".into(),
            uai: "0750655e".into(),
            contact_last_name: "Le Gall".into(),
            contact_first_name: "Anne".into(),
            contact_email: "Anne@College.invalid".into(),
            ..Input::default()
        }
    }

    #[test]
    fn a_good_form_is_normalised() {
        let new = input().check(ContactNeed::Full).unwrap();
        assert_eq!(new.draft.contact.full_name(), "LE GALL Anne");
        assert_eq!(new.draft.contact.email_text(), "anne@college.invalid");
        assert_eq!(new.number, None);
    }

    #[test]
    fn s05_every_field_has_its_own_message() {
        let bad = Input { uai: "0123456A".into(), contact_email: "a@b".into(), zone: String::new(), ..input() };
        let errors = bad.check(ContactNeed::Full).unwrap_err();
        let found: Vec<_> = errors.iter().map(|error| (error.field, error.problem.clone())).collect();
        assert_eq!(
            found,
            [
                (Field::Zone, Problem::Missing),
                (Field::Uai, Problem::UaiLetter { expected: 'S' }),
                (Field::ContactEmail, Problem::NotAnEmail)
            ]
        );
    }

    #[test]
    fn departments() {
        for (uai, location, code) in
            [("0350122T", "x", "035"), ("", "29200 Brest", "029"), ("", "97400 Saint-Denis", "974"), ("", "Brest", "")]
        {
            assert_eq!(department(Uai::parse(uai).ok().as_ref(), location), code);
        }
    }

    #[test]
    fn differences_name_the_fields() {
        let before = input().check(ContactNeed::Full).unwrap().draft;
        let after = Draft { location: "29000 Quimper".into(), ..before.clone() };
        assert_eq!(differences(&before, &after), [(Field::Location, "29200 Brest".into(), "29000 Quimper".into())]);
    }
}
