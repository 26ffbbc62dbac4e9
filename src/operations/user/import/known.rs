//! What a line may name: departments, groups, profiles and roles, as they are called here.

use super::super::facts::Facts;
use super::becoming::Staged;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::filter::nearest;
use crate::domain::person::{HeldRole, PeopleGroupId, ProfileId};
use crate::domain::rights::gate::{fills_group, sees_all};
use crate::domain::rights::level::GroupId;
use crate::domain::rights::role::{Grant, MANAGER};
use crate::domain::text::name_key;
use crate::domain::user::{held, written};
use crate::domain::user_line::parts;
use crate::operations::error::{Error, Result};
use crate::store::establishment::{Tx, department, people_group, profile};

/// What there is for whoever imports, by name: what a scope leaves out is neither used nor guessed.
#[derive(Debug)]
pub(super) struct Known {
    departments: Vec<String>,
    groups: Vec<(PeopleGroupId, String)>,
    profiles: Vec<(ProfileId, String)>,
    roles: Vec<String>,
}

impl Known {
    pub(super) fn read(tx: &Tx<'_>, facts: &Facts) -> Result<Self> {
        let by = &facts.by;
        let codes = department::codes(tx)?.into_iter().map(|(_, code)| code);
        let groups = people_group::names(tx)?.into_iter();
        Ok(Self {
            departments: codes.filter(|code| sees_all(by) || by.scope().covers_home(Some(code))).collect(),
            groups: groups.filter(|(id, _)| fills_group(by, GroupId(id.0))).collect(),
            profiles: profile::list(tx)?.into_iter().map(|one| (one.id, one.draft.name)).collect(),
            roles: facts.defined.roles.iter().map(|role| role.name.as_str().to_owned()).collect(),
        })
    }

    /// Writes what a line names as it is called here; what the account has already may be gone since.
    ///
    /// # Errors
    /// Every name that nothing has, with the one that was most likely meant.
    pub(super) fn spelled(&self, now: &Staged, line: &Filled) -> Result<Filled> {
        let (mut spelled, mut errors) = (line.clone(), Vec::new());
        for (field, text) in line.iter() {
            let found = match field {
                Field::HomeDepartment if text.is_empty() => Ok(String::new()),
                Field::HomeDepartment => {
                    let own = [now.user.person.draft.home_department.as_str()];
                    let codes = own.into_iter().chain(self.departments.iter().map(String::as_str));
                    find(codes, "department", text)
                }
                Field::Groups => {
                    let own = now.user.groups.iter().map(|(_, name)| name.as_str());
                    let all = || own.clone().chain(self.groups.iter().map(|(_, name)| name.as_str()));
                    in_order(&all(), "group", text)
                }
                Field::Profiles => in_order(&self.profiles.iter().map(|(_, name)| name.as_str()), "profile", text),
                Field::Roles => self.roles(now, text),
                _ => continue,
            };
            match found {
                Ok(text) => spelled.put(field, text),
                Err(problem) => errors.push(FieldError { field, problem }),
            }
        }
        if errors.is_empty() { Ok(spelled) } else { Err(Error::Fields(errors)) }
    }

    fn roles(&self, now: &Staged, text: &str) -> std::result::Result<String, Problem> {
        let mut all = Vec::new();
        for part in parts(text) {
            let mut one = Grant::parse(part).map(|grant| held(&grant)).map_err(|_| Problem::RoleShape)?;
            let is_own = |own: &&HeldRole| {
                name_key(&own.role) == name_key(&one.role) && name_key(&own.department) == name_key(&one.department)
            };
            if let Some(own) = now.user.roles.iter().find(is_own) {
                (one.role, one.department) = (own.role.clone(), own.department.clone());
            } else {
                if one.role != MANAGER {
                    one.role = find(self.roles.iter().map(String::as_str), "role", &one.role)?;
                }
                if !one.department.is_empty() {
                    one.department = find(self.departments.iter().map(String::as_str), "department", &one.department)?;
                }
            }
            all.push(one);
        }
        all.sort();
        all.dedup();
        Ok(all.iter().map(written).collect::<Vec<_>>().join(", "))
    }

    /// Finds groups by their names as they are spelled here, in the order of names.
    pub(super) fn groups_of(&self, text: &str) -> Vec<(PeopleGroupId, String)> {
        let names = parts(text);
        self.groups.iter().filter(|(_, name)| names.contains(&name.as_str())).cloned().collect()
    }

    /// The same of profiles.
    pub(super) fn profiles_of(&self, text: &str) -> Vec<(ProfileId, String)> {
        let names = parts(text);
        self.profiles.iter().filter(|(_, name)| names.contains(&name.as_str())).cloned().collect()
    }

    /// Reads roles as they are spelled here.
    pub(super) fn roles_of(text: &str) -> Result<Vec<HeldRole>> {
        let read = |part: &str| Grant::parse(part).map(|grant| held(&grant));
        let all = parts(text).into_iter().map(read).collect::<std::result::Result<_, _>>();
        all.map_err(|_| Error::field(Field::Roles, Problem::RoleShape))
    }
}

/// Finds a name, whatever its case and accents.
fn find<'n>(
    names: impl Iterator<Item = &'n str> + Clone,
    what: &str,
    typed: &str,
) -> std::result::Result<String, Problem> {
    let key = name_key(typed);
    match names.clone().find(|name| !name.is_empty() && name_key(name) == key) {
        Some(name) => Ok(name.to_owned()),
        None => Err(Problem::unknown(what, typed).meant(nearest(typed, names.filter(|name| !name.is_empty())))),
    }
}

/// The same of names between commas, which come back in the order of names.
fn in_order<'n>(
    names: &(impl Iterator<Item = &'n str> + Clone),
    what: &str,
    text: &str,
) -> std::result::Result<String, Problem> {
    let mut all = parts(text)
        .into_iter()
        .map(|part| find(names.clone(), what, part))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    all.sort_by_cached_key(|name| name_key(name));
    all.dedup();
    Ok(all.join(", "))
}
