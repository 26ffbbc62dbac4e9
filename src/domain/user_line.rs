//! A line of a file of accounts: which column gives what, and what a cell says. Source: `rules/platform.md`, users by CSV.

use super::columns::{category_named, level_named};
use super::contact::{Email, NAME_MAX};
use super::day::{optional, parse_day};
use super::field::{Checker, Field, FieldError, Problem};
use super::filled::Filled;
use super::import::header_key;
use super::language::Language;
use super::rights::role::Grant;
use super::text::{line, required_line, searchable};
use super::user::{BETWEEN, held, told, written};
use super::webmaster::Login;

/// What erases a value; an empty cell keeps it.
const CLEAR: &str = "<clear>";
/// Longest line of groups, roles or profiles, in characters.
const NAMES_MAX: usize = 1_000;

/// The columns, each with its names: the one that people are told in English, that in French, and others, those of
/// other programs among them.
pub const COLUMNS: &[(Field, &[&str])] = &[
    (Field::Login, &["username", "identifiant", "user_name", "login"]),
    (Field::NewLogin, &["new_username", "nouvel_identifiant", "new_login"]),
    (Field::LastName, &["last_name", "nom"]),
    (Field::FirstName, &["first_name", "prenom"]),
    (Field::Email, &["email", "courriel", "mail"]),
    (Field::Level, &["level", "niveau"]),
    (Field::Profiles, &["profile", "profil", "profiles", "profils"]),
    (Field::Password, &["password", "mot_de_passe"]),
    (Field::Active, &["active", "actif"]),
    (Field::HomeDepartment, &["department", "departement", "dept", "dep", "home", "attache"]),
    (Field::Groups, &["groups", "groupes", "group", "groupe"]),
    (Field::ExpiresOn, &["expiration_date", "date_expiration", "expires_on", "expire", "expires"]),
    (Field::Language, &["language", "langue"]),
    (Field::Roles, &["roles", "role"]),
    (Field::Category, &["category", "categorie"]),
];

/// Returns the names of the column that gives a field; none when no column does.
#[must_use]
pub fn names(field: Field) -> &'static [&'static str] {
    COLUMNS.iter().find(|(known, _)| *known == field).map_or(&[], |(_, names)| names)
}

/// Lists the columns of a header that give nothing, other than those without a name.
#[must_use]
pub fn unread(header: &[String]) -> Vec<&str> {
    let is_known = |name: &str| {
        let key = header_key(name);
        key.is_empty() || COLUMNS.iter().flat_map(|(_, names)| *names).any(|known| header_key(known) == key)
    };
    header.iter().map(String::as_str).filter(|name| !is_known(name)).collect()
}

/// Which lines are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Those of accounts that are not there yet and of others.
    Both,
    /// Those of accounts that are not there yet.
    Create,
    /// Those of accounts that are there.
    Update,
}

impl Mode {
    /// Reads what was chosen; nothing: both.
    #[must_use]
    pub fn of(typed: &Filled) -> Self {
        match typed.get(Field::Mode) {
            Some("create") => Self::Create,
            Some("update") => Self::Update,
            Some(_) | None => Self::Both,
        }
    }
}

/// Tells whether either all lines are to be done or none.
#[must_use]
pub fn is_all_or_none(typed: &Filled) -> bool {
    typed.get(Field::Rows) == Some("all")
}

/// Tells whether the accounts that are created are each given a password, which is mailed.
#[must_use]
pub fn mails_credentials(typed: &Filled) -> bool {
    typed.get(Field::Credentials) == Some("mail")
}

/// Reads a line: by field what is to be, as it is stored and shown; nothing: it is to be empty. What an empty cell keeps is
/// not there.
///
/// # Errors
/// Every cell's problem.
pub fn read(cells: &Filled) -> Result<Filled, Vec<FieldError>> {
    let mut checker = Checker::default();
    let mut read = Filled::default();
    let login = cells.text(Field::Login);
    let login = checker.take(Field::Login, Login::parse(&login).map(|login| login.as_str().to_owned()));
    for (field, text) in cells.iter().filter(|(field, text)| *field != Field::Login && !text.trim().is_empty()) {
        let text = if searchable(text) == CLEAR { "" } else { text };
        if let Some(value) = checker.take(field, value(field, text)) {
            read.put(field, value);
        }
    }
    let read = login.map(|login| {
        let mut all = Filled::default().with(Field::Login, login);
        all.merge(read);
        all
    });
    checker.finish(read)
}

/// Reads a cell; nothing in it: what it gives is to be empty.
fn value(field: Field, text: &str) -> Result<String, Problem> {
    match field {
        Field::NewLogin => Login::parse_new(text).map(|login| login.as_str().to_owned()),
        Field::LastName => required_line(text, NAME_MAX),
        Field::FirstName | Field::HomeDepartment => line(text, NAME_MAX),
        Field::Email | Field::ExpiresOn | Field::Language if text.is_empty() => Ok(String::new()),
        Field::Email => Email::parse(text).map(|email| email.as_str().to_owned()),
        Field::Level => level_named(text).map(str::to_owned).ok_or(Problem::NotAChoice),
        Field::Category => category_named(text).map(str::to_owned).ok_or(Problem::NotAChoice),
        Field::Active => truth(text).map(str::to_owned),
        Field::ExpiresOn => parse_day(text).map(|day| optional::text(Some(day))),
        Field::Language => Language::parse(text).map(|language| language.code().to_owned()),
        Field::Groups | Field::Profiles => line(text, NAMES_MAX).map(|text| parts(&text).join(BETWEEN)),
        Field::Roles => roles(&line(text, NAMES_MAX)?),
        // Whoever reads the file would know it; it is not kept either.
        Field::Password => Err(Problem::PasswordInFile),
        _ => Ok(text.to_owned()),
    }
}

/// What stands between commas.
#[must_use]
pub fn parts(text: &str) -> Vec<&str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Reads `1/0`, `yes/no`, `true/false`, `oui/non`.
fn truth(text: &str) -> Result<&'static str, Problem> {
    match searchable(text).as_str() {
        "1" | "yes" | "true" | "oui" | "vrai" => Ok("yes"),
        "0" | "no" | "false" | "non" | "faux" => Ok("no"),
        "" => Err(Problem::Missing),
        _ => Err(Problem::NotYesOrNo),
    }
}

/// Takes roles apart, between commas or, as lists show them, between spaces.
fn role_parts(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut words = text.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        match (word, all.last_mut(), words.clone().next()) {
            ("until", Some(last), Some(day)) => {
                *last = format!("{last} until {day}");
                words.next();
            }
            _ => all.push(word.to_owned()),
        }
    }
    all
}

/// Reads `Ens_RT, Admin_GEII until 2027-06-30`.
fn roles(text: &str) -> Result<String, Problem> {
    let read = |part: &str| match Grant::parse(part) {
        Ok(grant) => Ok(written(&held(&grant))),
        Err(problems) => Err(problems.into_iter().next().map_or(Problem::RoleShape, told)),
    };
    let mut all = role_parts(text).iter().map(|part| read(part)).collect::<Result<Vec<_>, _>>()?;
    all.sort_unstable();
    all.dedup();
    Ok(all.join(BETWEEN))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn cells(cells: &[(Field, &str)]) -> Filled {
        cells.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text))
    }

    #[test]
    fn a_cell_is_read_as_it_is_stored_an_empty_one_keeps_and_clear_erases() {
        for (field, text, expected) in [
            (Field::FirstName, " Zoé ", Some("Zoé")),
            (Field::FirstName, "", None),
            (Field::FirstName, "<CLEAR>", Some("")),
            (Field::Email, "<clear>", Some("")),
            (Field::Level, "Gestionnaire", Some("power-user")),
            (Field::Level, "Power User", Some("power-user")),
            (Field::Active, "VRAI", Some("yes")),
            (Field::Active, "0", Some("no")),
            (Field::ExpiresOn, "01/09/2027", Some("2027-09-01")),
            (Field::ExpiresOn, "<clear>", Some("")),
            (Field::Groups, " 6A ,, Chorale", Some("6A, Chorale")),
            (Field::Roles, "Ens_RT,Admin_GEII, Ens_RT", Some("Admin_GEII, Ens_RT")),
            (Field::Roles, "Ens_RT Secr until 2027-06-30 Manager", Some("Ens_RT, Manager, Secr until 2027-06-30")),
            (Field::Roles, "SuperAdmin", Some("Manager")),
            (Field::Roles, "<clear>", Some("")),
            (Field::Category, "élève", Some("learner")),
        ] {
            let read = read(&cells(&[(Field::Login, "A"), (field, text)])).unwrap();
            assert_eq!((read.get(field), read.get(Field::Login)), (expected, Some("a")), "{text}");
        }
    }

    #[test]
    fn every_cell_that_is_wrong_is_named() {
        let wrong = read(&cells(&[
            (Field::Login, "a b"),
            (Field::LastName, "<clear>"),
            (Field::Active, "maybe"),
            (Field::ExpiresOn, "soon"),
            (Field::Roles, "Ens_RT, a/b"),
            (Field::Password, "secret"),
        ]));
        let named: Vec<_> =
            wrong.unwrap_err().into_iter().map(|error| (error.field.name(), error.problem.code())).collect();
        let expected = [
            ("login", "login-shape"),
            ("last-name", "missing"),
            ("active", "not-yes-or-no"),
            ("expires-on", "not-a-date"),
            ("roles", "role-shape"),
            ("password", "password-in-file"),
        ];
        assert_eq!(named, expected);
    }

    #[test]
    fn no_name_is_that_of_two_columns_and_what_is_not_read_is_told() {
        let keys = |names: &[&str]| names.iter().map(|name| header_key(name)).collect::<BTreeSet<_>>();
        let mut keys: Vec<String> = COLUMNS.iter().flat_map(|(_, names)| keys(names)).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
        let header = ["User_Name", "Nom", "Prénom", "manager", "", "Téléphone"].map(str::to_owned);
        assert_eq!(unread(&header), ["manager", "Téléphone"]);
    }
}
