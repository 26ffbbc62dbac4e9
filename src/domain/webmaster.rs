//! Webmasters: the named accounts of the host.

use serde::{Deserialize, Serialize};

use super::contact::{Email, NAME_MAX, last_name};
use super::duty::{Duty, DutyDraft, typed_zones};
use super::field::{Checker, Field, FieldError, Problem};
use super::text::line;

/// Longest login, in characters.
pub const LOGIN_MAX: usize = 40;
/// How the mark begins that stands for a login that belongs to nobody; no login holds this sign.
pub const UNKNOWN_LOGIN: char = '?';

/// A webmaster's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebmasterId(pub i64);

/// A login: lower case letters, digits, dot, hyphen, underscore.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Login(String);

impl From<Login> for String {
    fn from(login: Login) -> Self {
        login.0
    }
}

impl TryFrom<String> for Login {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        Self::parse(&text)
    }
}

impl std::fmt::Display for Login {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl std::str::FromStr for Login {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Self::parse(text)
    }
}

impl Login {
    /// Reads a login; case is ignored.
    ///
    /// # Errors
    /// [`Problem::Missing`], [`Problem::TooLong`], [`Problem::LoginShape`].
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let text = raw.trim().to_lowercase();
        match text.chars().count() {
            0 => Err(Problem::Missing),
            count if count > LOGIN_MAX => Err(Problem::TooLong { max: LOGIN_MAX }),
            _ if text.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_')) => {
                Ok(Self(text))
            }
            _ => Err(Problem::LoginShape),
        }
    }

    /// Reads the login of somebody new: one that begins with a hyphen would be an option on a command line.
    ///
    /// # Errors
    /// As [`Self::parse`]; [`Problem::LoginHyphen`].
    pub fn parse_new(raw: &str) -> Result<Self, Problem> {
        let login = Self::parse(raw)?;
        if login.0.starts_with('-') { Err(Problem::LoginHyphen) } else { Ok(login) }
    }

    /// Returns the login.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A webmaster as stored, without secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webmaster {
    /// Identifier.
    pub id: WebmasterId,
    /// Login.
    pub login: Login,
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Address, for copies and tests.
    pub email: Option<Email>,
    /// What they are there for; earlier versions knew but one.
    #[serde(default = "everything")]
    pub duty: Duty,
    /// Whether it may sign in.
    pub active: bool,
    /// Last sign-in.
    pub last_sign_in_at: Option<super::time::Timestamp>,
    /// Rises with every change.
    pub rev: i64,
}

const fn everything() -> Duty {
    Duty::Full
}

/// A webmaster as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebmasterInput {
    /// Login.
    pub login: String,
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Address, or empty.
    pub email: String,
    /// The word of the duty; empty: everything.
    pub duty: String,
    /// Its zones, by number or name, between commas.
    pub zones: String,
}

/// A checked webmaster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebmasterDraft {
    /// Login.
    pub login: Login,
    /// Last name.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Address.
    pub email: Option<Email>,
    /// What they are there for.
    pub duty: DutyDraft,
}

impl WebmasterInput {
    /// Reads what was typed into fields.
    pub fn read(value: impl Fn(Field) -> String) -> Self {
        Self {
            login: value(Field::Login),
            last_name: value(Field::LastName),
            first_name: value(Field::FirstName),
            email: value(Field::Email),
            duty: value(Field::Duty),
            zones: value(Field::Zones),
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check(&self) -> Result<WebmasterDraft, Vec<FieldError>> {
        self.check_as(Login::parse(&self.login))
    }

    /// Checks every field of somebody new.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check_new(&self) -> Result<WebmasterDraft, Vec<FieldError>> {
        self.check_as(Login::parse_new(&self.login))
    }

    fn check_as(&self, login: Result<Login, Problem>) -> Result<WebmasterDraft, Vec<FieldError>> {
        let mut checker = Checker::default();
        let login = checker.take(Field::Login, login);
        let last = checker.take(Field::LastName, last_name(&self.last_name));
        let first = checker.take(Field::FirstName, line(&self.first_name, NAME_MAX));
        let email = if self.email.trim().is_empty() { Ok(None) } else { Email::parse(&self.email).map(Some) };
        let email = checker.take(Field::Email, email);
        let duty = self.check_duty(&mut checker);
        let draft = (|| {
            let (login, last_name, first_name, email, duty) = (login?, last?, first?, email?, duty?);
            Some(WebmasterDraft { login, last_name, first_name, email, duty })
        })();
        checker.finish(draft)
    }

    /// Reads the duty. Zones that nobody would be limited to are refused: whoever names some means to limit somebody.
    fn check_duty(&self, checker: &mut Checker) -> Option<DutyDraft> {
        let typed = if self.duty.is_empty() { DutyDraft::FULL.word } else { self.duty.as_str() };
        let word = Duty::WORDS.into_iter().find(|word| *word == typed).ok_or(Problem::NotAChoice);
        let word = checker.take(Field::Duty, word)?;
        let zones = typed_zones(&self.zones);
        let is_of_zones = word == Duty::NONE.word();
        let zones = match (is_of_zones, zones.is_empty()) {
            (true, true) => Err(Problem::Missing),
            (false, false) => Err(Problem::ZonesWithoutDuty),
            _ => Ok(zones),
        };
        Some(DutyDraft { word, zones: checker.take(Field::Zones, zones)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_has_zones_where_it_is_for_some_and_nowhere_else() {
        let zones = |text: &[&str]| text.iter().map(|one| (*one).to_owned()).collect();
        let check = |duty: &str, of: &str| {
            let input = WebmasterInput { login: "anna".into(), last_name: "Roux".into(), ..WebmasterInput::default() };
            let checked = WebmasterInput { duty: duty.into(), zones: of.into(), ..input }.check();
            checked
                .map(|draft| draft.duty)
                .map_err(|errors| errors.into_iter().map(|one| one.field).collect::<Vec<_>>())
        };
        assert_eq!(check("", ""), Ok(DutyDraft::FULL));
        assert_eq!(check("observer", " , "), Ok(DutyDraft { word: "observer", zones: Vec::new() }));
        assert_eq!(check("zones", "2, Rennes,"), Ok(DutyDraft { word: "zones", zones: zones(&["2", "Rennes"]) }));
        assert_eq!(check("zones", " "), Err(vec![Field::Zones]));
        assert_eq!(check("", "2"), Err(vec![Field::Zones]));
        assert_eq!(check("half", ""), Err(vec![Field::Duty]));
    }

    #[test]
    fn logins() {
        assert_eq!(Login::parse(" Alice.B "), Ok(Login("alice.b".into())));
        for (bad, problem) in [("", Problem::Missing), ("a b", Problem::LoginShape), ("é", Problem::LoginShape)] {
            assert_eq!(Login::parse(bad), Err(problem));
        }
    }
}
