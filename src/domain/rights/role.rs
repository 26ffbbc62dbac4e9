//! Roles, and how people come to have them: `Ens_RT`, `Admin`, `Secr_RT until 2027-06-30`.
//!
//! Invariant: rights only add up, nothing is ever denied by a role; and a Manager is one everywhere, so that a Manager of
//! one department cannot even be written.

use std::fmt;

use super::super::day::{Day, parse_day};
use super::super::department;
use super::super::field::Problem;
use super::super::text::required_line;
use super::permission::{Permission, PermissionSet};

/// Longest name of a role, in characters.
pub const NAME_MAX: usize = 32;
/// The role that holds every permission in every department. It is no row that somebody could edit.
pub const MANAGER: &str = "Manager";
/// How other programs call it.
pub const MANAGER_ELSEWHERE: &str = "SuperAdmin";
/// What stands between a role and its end.
const UNTIL: &str = " until ";

/// The name of a role that somebody can define: one word without `_`, and not a Manager's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleName(String);

impl RoleName {
    /// Accepts a name.
    ///
    /// # Errors
    /// [`RoleProblem::Name`], [`RoleProblem::NameShape`], [`RoleProblem::NameTaken`].
    pub fn parse(raw: &str) -> Result<Self, RoleProblem> {
        let name = required_line(raw, NAME_MAX).map_err(RoleProblem::Name)?;
        if !name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '.')) || name.starts_with('-') {
            return Err(RoleProblem::NameShape);
        }
        // Whatever its capitals, or people would take one for the other.
        let is_manager = [MANAGER, MANAGER_ELSEWHERE].iter().any(|taken| taken.eq_ignore_ascii_case(&name));
        if is_manager { Err(RoleProblem::NameTaken) } else { Ok(Self(name)) }
    }

    /// Returns it as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A role that an establishment has defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its name.
    pub name: RoleName,
    /// What it holds.
    pub permissions: PermissionSet,
}

/// Which role, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granted {
    /// Everything, everywhere.
    Manager,
    /// A defined role.
    Role {
        /// Its name.
        name: RoleName,
        /// The code of the department; none: every one.
        department: Option<String>,
    },
}

/// A role that an account has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which, and where.
    pub what: Granted,
    /// The first day without it; none: it lasts.
    pub until: Option<Day>,
}

/// Why a role's name, or a grant, is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleProblem {
    /// The name is no short line.
    #[error("the role's name: {0}")]
    Name(Problem),
    /// The name is more than one word, or holds a `_`, which ends it.
    #[error("a role's name is one word of letters, digits, hyphens and full stops")]
    NameShape,
    /// The name is a Manager's.
    #[error("the name is a Manager's")]
    NameTaken,
    /// The department is no code.
    #[error("the department: {0}")]
    Department(Problem),
    /// A Manager was to be one in a department only.
    #[error("a Manager is one in every department")]
    ManagerEverywhere,
    /// The end is no day.
    #[error("the end: {0}")]
    Until(Problem),
}

impl Grant {
    /// Reads a grant as people and files write it. What stands before the first `_` is the role.
    ///
    /// # Errors
    /// Every problem that it has, from left to right.
    pub fn parse(raw: &str) -> Result<Self, Vec<RoleProblem>> {
        let (what, until) = raw.split_once(UNTIL).map_or((raw, None), |(what, until)| (what, Some(until)));
        let (role, department) = what.trim().split_once('_').map_or((what, None), |(role, code)| (role, Some(code)));
        let until = until.map(parse_day).transpose().map_err(RoleProblem::Until);
        Self::checked(role, department, until)
    }

    /// Reads a grant from its stored parts, of which an empty department is every one.
    ///
    /// # Errors
    /// Every problem that it has: what is stored was checked once, so none of them is passed over.
    pub fn stored(role: &str, department: &str, until: Option<Day>) -> Result<Self, Vec<RoleProblem>> {
        Self::checked(role, Some(department).filter(|code| !code.is_empty()), Ok(until))
    }

    fn checked(
        role: &str,
        department: Option<&str>,
        until: Result<Option<Day>, RoleProblem>,
    ) -> Result<Self, Vec<RoleProblem>> {
        let mut problems = Vec::new();
        let is_manager = matches!(role.trim(), MANAGER | MANAGER_ELSEWHERE);
        let what = if is_manager {
            problems.extend(department.map(|_| RoleProblem::ManagerEverywhere));
            Some(Granted::Manager)
        } else {
            let name = RoleName::parse(role).map_err(|problem| problems.push(problem));
            let code = department.map(department::code).transpose();
            let code = code.map_err(|problem| problems.push(RoleProblem::Department(problem)));
            name.ok().zip(code.ok()).map(|(name, department)| Granted::Role { name, department })
        };
        let until = until.map_err(|problem| problems.push(problem));
        match what.zip(until.ok()) {
            Some((what, until)) if problems.is_empty() => Ok(Self { what, until }),
            _ => Err(problems),
        }
    }

    /// Tells whether it holds on a day.
    #[must_use]
    pub fn holds(&self, today: Day) -> bool {
        self.until.is_none_or(|until| today < until)
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            Granted::Manager => out.write_str(MANAGER)?,
            Granted::Role { name, department: None } => out.write_str(name.as_str())?,
            Granted::Role { name, department: Some(code) } => write!(out, "{}_{code}", name.as_str())?,
        }
        self.until.map_or(Ok(()), |until| write!(out, "{UNTIL}{until}"))
    }
}

/// A grant of a role that nobody has defined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no role `{0}`")]
pub struct UnknownRole(pub String);

/// What somebody holds by all their roles on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    is_manager: bool,
    everywhere: PermissionSet,
    by_department: Vec<(String, PermissionSet)>,
}

impl Held {
    /// What a Manager holds.
    pub const MANAGER: Self = Self { is_manager: true, everywhere: PermissionSet::ALL, by_department: Vec::new() };

    /// Adds up what grants give on a day.
    ///
    /// # Errors
    /// A grant of a role that is not among those given; to a Manager it gives nothing anyway.
    pub fn of(grants: &[Grant], roles: &[Role], today: Day) -> Result<Self, UnknownRole> {
        let today: Vec<&Granted> = grants.iter().filter(|grant| grant.holds(today)).map(|grant| &grant.what).collect();
        if today.contains(&&Granted::Manager) {
            return Ok(Self::MANAGER);
        }
        let mut held = Self::default();
        for granted in today {
            let Granted::Role { name, department } = granted else { continue };
            let role = roles.iter().find(|role| role.name == *name);
            let gives = role.ok_or_else(|| UnknownRole(name.as_str().to_owned()))?.permissions;
            let there = held.by_department.iter_mut().find(|(code, _)| Some(code) == department.as_ref());
            match (department, there) {
                (None, _) => held.everywhere = held.everywhere.union(gives),
                (Some(_), Some((_, before))) => *before = before.union(gives),
                (Some(code), None) => held.by_department.push((code.clone(), gives)),
            }
        }
        Ok(held)
    }

    /// Whether it is a Manager's.
    #[must_use]
    pub const fn is_manager(&self) -> bool {
        self.is_manager
    }

    /// Returns what is held in a department; none: in every one.
    #[must_use]
    pub fn permissions(&self, department: Option<&str>) -> PermissionSet {
        let there = self.by_department.iter().find(|(code, _)| Some(code.as_str()) == department);
        there.map_or(self.everywhere, |(_, there)| there.union(self.everywhere))
    }

    /// Tells whether a permission is held in a department; none: in every one.
    #[must_use]
    pub fn may(&self, permission: Permission, department: Option<&str>) -> bool {
        self.permissions(department).contains(permission)
    }

    /// Lists what is held, and where; none: in every department.
    pub fn each(&self) -> impl Iterator<Item = (Option<&str>, PermissionSet)> {
        let there = self.by_department.iter().map(|(code, there)| (Some(code.as_str()), *there));
        std::iter::once((None, self.everywhere)).chain(there)
    }

    /// Lists the departments in which a permission is held, but for what is held in every one.
    pub(super) fn departments(&self, permission: Permission) -> impl Iterator<Item = &str> {
        self.by_department.iter().filter(move |(_, there)| there.contains(permission)).map(|(code, _)| code.as_str())
    }

    /// Tells whether a permission is held in some department.
    #[must_use]
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.everywhere.contains(permission) || self.by_department.iter().any(|(_, there)| there.contains(permission))
    }
}

#[cfg(test)]
mod tests {
    use super::super::permission::SHIPPED;
    use super::*;

    fn roles() -> Vec<Role> {
        let role = |(name, permissions)| Role { name: RoleName::parse(name).unwrap(), permissions };
        SHIPPED.into_iter().map(role).collect()
    }

    #[test]
    fn grants_are_read_back_as_they_were_written() {
        for (raw, expected) in [
            ("Ens_RT", "Ens_RT"),
            (" Admin ", "Admin"),
            ("Ens_Génie.civil-2_b", "Ens_Génie.civil-2_b"),
            ("Secr_RT until 30/06/2027", "Secr_RT until 2027-06-30"),
            ("Manager until 2027-06-30", "Manager until 2027-06-30"),
            ("SuperAdmin", "Manager"),
        ] {
            let grant = Grant::parse(raw).unwrap();
            assert_eq!(grant.to_string(), expected);
            assert_eq!(Grant::parse(expected), Ok(grant));
        }
    }

    #[test]
    fn every_problem_of_a_grant_is_named() {
        use RoleProblem::{Department, ManagerEverywhere, Name, NameShape, NameTaken, Until};
        for (raw, expected) in [
            ("", vec![Name(Problem::Missing)]),
            ("_RT", vec![Name(Problem::Missing)]),
            ("Ens_", vec![Department(Problem::Missing)]),
            ("Manager_RT", vec![ManagerEverywhere]),
            ("manager", vec![NameTaken]),
            ("SUPERADMIN_RT", vec![NameTaken]),
            (
                "En s_R T until never",
                vec![NameShape, Department(Problem::DepartmentCodeShape), Until(Problem::NotADate)],
            ),
            ("-x", vec![NameShape]),
        ] {
            assert_eq!(Grant::parse(raw), Err(expected), "{raw}");
        }
        assert_eq!(Grant::stored("Manager", "RT", None), Err(vec![ManagerEverywhere]));
        assert_eq!(Grant::stored("Ens_GEII", "RT", None), Err(vec![NameShape]));
        assert_eq!(Grant::stored("Admin", "", None), Ok(Grant::parse("Admin").unwrap()));
    }

    fn held(grants: &str, today: Day) -> Held {
        let grants: Vec<Grant> = grants.split(", ").map(|grant| Grant::parse(grant).unwrap()).collect();
        Held::of(&grants, &roles(), today).unwrap()
    }

    #[test]
    fn roles_add_up_where_they_hold() {
        let dupont = held("Admin_RT, Ens_GEII", Day::constant(2026, 9, 1));
        let (users, teach) = (Permission::UsersAdmin, Permission::EnsView);
        assert!(dupont.may(users, Some("RT")) && dupont.may(teach, Some("RT")) && dupont.may(teach, Some("GEII")));
        assert!(!dupont.may(users, Some("GEII")) && !dupont.may(teach, Some("rt")) && !dupont.may(teach, None));
        assert!(dupont.may_somewhere(users) && !dupont.is_manager());
        assert_eq!(
            held("Ens_RT, Secr_RT", Day::MIN).permissions(Some("RT")),
            held("Ens, Secr", Day::MIN).permissions(None)
        );
    }

    #[test]
    fn a_role_ends_by_itself_on_its_day() {
        let on = |day| held("Secr_RT until 2027-06-30, Manager until 2027-06-29", Day::constant(2027, 6, day));
        assert!(on(28).is_manager() && on(28).may(Permission::EditAllNotes, None));
        assert!(!on(29).is_manager() && on(29).may(Permission::EditApogee, Some("RT")));
        assert_eq!(on(30).permissions(Some("RT")), PermissionSet::EMPTY);
    }

    #[test]
    fn a_role_that_nobody_defined_is_an_error() {
        let grants = [Grant::parse("Doyen_RT").unwrap()];
        assert_eq!(Held::of(&grants, &roles(), Day::MIN), Err(UnknownRole("Doyen".into())));
    }
}
