//! Changes that are only thought of, as they are typed: `martin=Ens_RT`, `Ens=+EditAllNotes,-AbsChange`, or lines of a file.

use std::collections::BTreeMap;

use super::super::error::{Error, Result};
use super::picture::{Picture, Staged};
use crate::domain::account::AccountId;
use crate::domain::columns::level_named;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::person::HeldRole;
use crate::domain::rights::level::Level;
use crate::domain::rights::permission::Permission;
use crate::domain::rights::role::Grant;
use crate::domain::user::held;
use crate::store::establishment::{Tx, person};

/// What stands between two changes of one field.
const BETWEEN: [char; 3] = [';', '\n', '\r'];
/// Columns of a file that are known.
const LOGIN: &str = "username";
const ROLES: &str = "roles";
const LEVEL: &str = "level";
const ACTIVE: &str = "active";

/// Changes, checked but for whom they name.
#[derive(Debug, Default)]
pub struct Staging {
    people: Vec<(Field, String, Staged)>,
    roles: Vec<(String, Vec<Permission>, Vec<Permission>)>,
}

impl Staging {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first problem of a field; that nothing is to be changed.
    pub fn read(typed: &Filled) -> Result<Self> {
        let mut this = Self::default();
        for (field, staged) in [
            (Field::StagedGrants, (|text| grant(text).map(Staged::Grant)) as fn(&str) -> Option<Staged>),
            (Field::StagedRevokes, |text| grant(text).map(Staged::Revoke)),
            (Field::StagedLevels, |text| level(text).map(Staged::Level)),
        ] {
            for (login, text) in pairs(typed, field)? {
                let staged = staged(&text).ok_or_else(|| Error::field(field, Problem::StagedShape))?;
                this.people.push((field, login, staged));
            }
        }
        let field = Field::StagedDeactivations;
        let text = typed.text(field);
        let logins = text.split([';', ',', '\n']).map(str::trim).filter(|login| !login.is_empty());
        this.people.extend(logins.map(|login| (field, login.to_owned(), Staged::Active(false))));
        for (role, text) in pairs(typed, Field::StagedRoles)? {
            let (mut more, mut less) = (Vec::new(), Vec::new());
            for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                let wrong = || Error::field(Field::StagedRoles, Problem::StagedShape);
                let (list, name) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
                    (Some(name), _) => (&mut more, name),
                    (_, Some(name)) => (&mut less, name),
                    _ => return Err(wrong()),
                };
                list.push(name.parse::<Permission>().map_err(|_| wrong())?);
            }
            this.roles.push((role, more, less));
        }
        this.lines(&typed.text(Field::StagedFile))?;
        if this.people.is_empty() && this.roles.is_empty() {
            return Err(Error::field(Field::StagedGrants, Problem::Missing));
        }
        Ok(this)
    }

    /// Reads lines with the columns `username,roles,level,active`; what is empty stays as it is.
    fn lines(&mut self, text: &str) -> Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let wrong = || Error::field(Field::StagedFile, Problem::StagedShape);
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let heads = reader.headers().map_err(|_| wrong())?.clone();
        let column = |name: &str| heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name));
        let login = column(LOGIN).ok_or_else(wrong)?;
        let others = [ROLES, LEVEL, ACTIVE].map(column);
        for line in reader.records() {
            let line = line.map_err(|_| wrong())?;
            let cell = |at: Option<usize>| at.and_then(|at| line.get(at)).unwrap_or_default().trim().to_owned();
            let who = cell(Some(login));
            let [roles, level, active] = others.map(cell);
            let mut add = |staged| self.people.push((Field::StagedFile, who.clone(), staged));
            if !roles.is_empty() {
                let all = roles.split(',').map(str::trim).filter(|one| !one.is_empty()).map(grant);
                add(Staged::Roles(all.collect::<Option<Vec<_>>>().ok_or_else(wrong)?));
            }
            if !level.is_empty() {
                add(Staged::Level(self::level(&level).ok_or_else(wrong)?));
            }
            if !active.is_empty() {
                add(Staged::Active(yes(&active).ok_or_else(wrong)?));
            }
        }
        Ok(())
    }

    /// Finds whom the changes are of.
    ///
    /// # Errors
    /// A login that nobody has.
    pub(super) fn found(&self, tx: &Tx<'_>) -> Result<Vec<(AccountId, Staged)>> {
        let mut known: BTreeMap<&str, AccountId> = BTreeMap::new();
        let mut all = Vec::with_capacity(self.people.len());
        for (field, login, staged) in &self.people {
            let unknown = || Error::field(*field, Problem::unknown("user", login));
            let id = if let Some(id) = known.get(login.as_str()) {
                *id
            } else {
                person::find_by_login(tx, login)?.ok_or_else(unknown)?.id
            };
            known.insert(login, id);
            all.push((id, staged.clone()));
        }
        Ok(all)
    }

    /// Lists the roles that would hold something else.
    pub(super) fn redefined(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().map(|(name, ..)| name.as_str())
    }

    /// Makes the changes of roles.
    pub(super) fn redefine(&self, picture: &mut Picture) -> Result<()> {
        self.roles.iter().try_for_each(|(name, more, less)| picture.redefine(name, (more, less)))
    }
}

/// Reads `LOGIN=…`, several between semicolons.
fn pairs(typed: &Filled, field: Field) -> Result<Vec<(String, String)>> {
    let text = typed.text(field);
    let read = |part: &str| {
        let (name, value) = part.split_once('=').ok_or_else(|| Error::field(field, Problem::StagedShape))?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    };
    text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).map(read).collect()
}

fn grant(text: &str) -> Option<HeldRole> {
    Grant::parse(text).ok().map(|grant| held(&grant))
}

/// Reads a level, as it is stored or as either language calls it.
fn level(text: &str) -> Option<Level> {
    level_named(text)?.parse().ok()
}

fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "1" | "yes" | "true" | "oui" => Some(true),
        "0" | "no" | "false" | "non" => Some(false),
        _ => None,
    }
}
