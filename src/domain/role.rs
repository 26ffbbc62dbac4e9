//! What is typed of roles, and what those hold that ship with the program.

use super::field::{Checker, Field, FieldError, Problem};
use super::filled::Filled;
use super::person::{Role, RoleDraft};
use super::rights::permission::{Permission, PermissionSet, SHIPPED};
use super::rights::role::{MANAGER, MANAGER_ELSEWHERE, RoleName, RoleProblem};
use super::text::name_key;

/// Most roles of an establishment: the matrix shows all of them.
pub const ROLES_MAX: u32 = 200;

impl RoleDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn read(typed: &Filled) -> Result<Self, Vec<FieldError>> {
        let mut checker = Checker::default();
        let name = RoleName::parse(&typed.text(Field::RoleName)).map_err(problem).and_then(|name| {
            // Whatever its accents, too: nobody tells `Mánager` from the role that holds everything.
            let is_managers = [MANAGER, MANAGER_ELSEWHERE].iter().any(|own| name_key(own) == name_key(name.as_str()));
            if is_managers { Err(Problem::NameUsed) } else { Ok(name) }
        });
        let name = checker.take(Field::RoleName, name);
        let permissions = checker.take(Field::Permissions, known(&typed.text(Field::Permissions), Permission::word));
        checker.finish(
            name.zip(permissions).map(|(name, permissions)| Self { name: name.as_str().to_owned(), permissions }),
        )
    }
}

impl Role {
    /// Returns what it held when it came with the program; none: it did not.
    #[must_use]
    pub fn shipped_with(&self) -> Option<PermissionSet> {
        // They are the first rows of every database, in this order, whatever they are called since.
        let place = usize::try_from(self.id.0 - 1).ok().filter(|_| self.shipped)?;
        SHIPPED.get(place).map(|(_, holds)| *holds)
    }
}

fn problem(problem: RoleProblem) -> Problem {
    match problem {
        RoleProblem::Name(problem) | RoleProblem::Department(problem) | RoleProblem::Until(problem) => problem,
        RoleProblem::NameShape => Problem::RoleNameShape,
        RoleProblem::NameTaken | RoleProblem::ManagerEverywhere => Problem::NameUsed,
    }
}

/// Reads words between commas, spaces or semicolons, whatever their capitals. Returns each once, in the order of the
/// closed set.
///
/// # Errors
/// [`Problem::UnknownPermission`] names the first word that nobody knows.
pub(super) fn known<T: strum::VariantArray + Copy>(
    typed: &str,
    word: fn(T) -> &'static str,
) -> Result<Vec<String>, Problem> {
    let typed: Vec<&str> = typed.split([',', ';', ' ', '\n', '\t']).filter(|part| !part.is_empty()).collect();
    let all: Vec<&'static str> = T::VARIANTS.iter().copied().map(word).collect();
    let is_known = |part: &&&str| all.iter().any(|word| word.eq_ignore_ascii_case(part));
    if let Some(unknown) = typed.iter().find(|part| !is_known(part)) {
        return Err(Problem::UnknownPermission { word: (*unknown).to_owned() });
    }
    let is_typed = |word: &&&str| typed.iter().any(|part| part.eq_ignore_ascii_case(word));
    Ok(all.iter().filter(is_typed).map(|word| (*word).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::person::RoleId;
    use super::*;

    #[test]
    fn a_name_is_one_word_and_permissions_are_known_ones() {
        let check = |name: &str, permissions: &str| {
            let typed = Filled::default().with(Field::RoleName, name).with(Field::Permissions, permissions);
            let read = RoleDraft::read(&typed).map(|draft| (draft.name, draft.permissions.join(",")));
            read.map_err(|errors| errors.iter().map(|one| (one.field.name(), one.problem.code())).collect::<Vec<_>>())
        };
        assert_eq!(check(" Tuteur ", ""), Ok(("Tuteur".into(), String::new())));
        assert_eq!(
            check("Chef", "editallnotes, ScoView EditAllNotes"),
            Ok(("Chef".into(), "ScoView,EditAllNotes".into()))
        );
        for (name, permissions, expected) in [
            ("", "", vec![("role-name", "missing")]),
            ("Ens_RT", "", vec![("role-name", "role-name-shape")]),
            ("manager", "", vec![("role-name", "name-used")]),
            ("Mánager", "", vec![("role-name", "name-used")]),
            ("ＳuperAdmin", "", vec![("role-name", "name-used")]),
            ("SuperAdmin", "All", vec![("role-name", "name-used"), ("permissions", "unknown-permission")]),
        ] {
            assert_eq!(check(name, permissions), Err(expected), "{name} {permissions}");
        }
    }

    #[test]
    fn what_ships_is_known_whatever_it_is_called_since() {
        let role = |id, shipped| Role {
            id: RoleId(id),
            draft: RoleDraft { name: "Prof".into(), permissions: Vec::new() },
            shipped,
            holders: 0,
            first_holders: Vec::new(),
            rev: 2,
        };
        let words = |role: Role| role.shipped_with().map(|set| set.to_string());
        assert_eq!(words(role(5, true)), Some("EditFormationTags".into()));
        assert_eq!(words(role(4, true)), Some(PermissionSet::ALL.to_string()));
        for none in [role(2, false), role(6, true), role(0, true)] {
            assert_eq!(words(none), None);
        }
    }
}
