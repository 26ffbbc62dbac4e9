//! What is typed of profiles.

use super::field::{Checker, Field, FieldError};
use super::filled::Filled;
use super::people_group::name;
use super::person::ProfileDraft;
use super::rights::level::ProfilePermission;
use super::role::known;

/// Most profiles of an establishment; a Power User has [`PROFILES_MAX`](super::rights::level::PROFILES_MAX) of them.
pub const ALL_MAX: u32 = 200;

impl ProfileDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn read(typed: &Filled) -> Result<Self, Vec<FieldError>> {
        let mut checker = Checker::default();
        let name = checker.take(Field::ProfileName, name(&typed.text(Field::ProfileName)));
        let words = known(&typed.text(Field::Permissions), ProfilePermission::word);
        let permissions = checker.take(Field::Permissions, words);
        checker.finish(name.zip(permissions).map(|(name, permissions)| Self { name, permissions }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_a_name_and_known_permissions() {
        let check = |name: &str, permissions: &str| {
            let typed = Filled::default().with(Field::ProfileName, name).with(Field::Permissions, permissions);
            let read = ProfileDraft::read(&typed).map(|draft| (draft.name, draft.permissions.join(",")));
            read.map_err(|errors| errors.iter().map(|one| (one.field.name(), one.problem.code())).collect::<Vec<_>>())
        };
        assert_eq!(
            check(" Vie  scolaire", "users.edit,users.view"),
            Ok(("Vie scolaire".into(), "users.view,users.edit".into()))
        );
        let both = vec![("profile-name", "missing"), ("permissions", "unknown-permission")];
        assert_eq!(check(" ", "ScoView"), Err(both));
    }
}
