//! What a role may hold, and what the roles hold that ship with the program. Source: `rules/permissions.csv`.

use strum::{EnumString, IntoStaticStr, VariantArray};

use super::set::set_of;

/// Something that may be done in a department. Nobody has one but by a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumString, IntoStaticStr)]
pub enum Permission {
    /// View the department.
    ScoView,
    /// View the teachers' parts.
    EnsView,
    /// Read report cards only.
    Observateur,
    /// Manage the users of one's department.
    UsersAdmin,
    /// View the users of every department.
    UsersView,
    /// Edit the department's settings.
    EditPreferences,
    /// Edit programmes.
    EditFormation,
    /// Tag programmes.
    EditFormationTags,
    /// Edit every grade.
    EditAllNotes,
    /// Edit every evaluation.
    EditAllEvals,
    /// Set up a semester.
    EditFormSemestre,
    /// Record and justify absences.
    AbsChange,
    /// File an absence notice.
    AbsAddBillet,
    /// View the details of justifications.
    AbsJustifView,
    /// Validate justifications.
    JustifValidate,
    /// Edit students' addresses and follow-up.
    EtudChangeAdr,
    /// Edit student groups.
    EtudChangeGroups,
    /// Enrol students.
    EtudInscrit,
    /// Annotate student files.
    EtudAddAnnotations,
    /// View students' personal data.
    ViewEtudData,
    /// Manage the Apogée exports.
    EditApogee,
}

impl Permission {
    /// Returns the stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

set_of! {
    /// What a role holds, or somebody by all of theirs.
    PermissionSet of Permission
}

/// What administers nobody: all but accounts and the department's settings.
pub(super) const TEACHING: PermissionSet =
    PermissionSet::ALL.without(PermissionSet::of(&[Permission::UsersAdmin, Permission::EditPreferences]));

/// The roles that ship, with what each holds until it is edited.
pub const SHIPPED: [(&str, PermissionSet); 5] =
    [("Observateur", OBSERVATEUR), ("Ens", ENS), ("Secr", SECR), ("Admin", PermissionSet::ALL), ("RespPe", RESP_PE)];

const OBSERVATEUR: PermissionSet = PermissionSet::of(&[Permission::Observateur]);
const ENS: PermissionSet = PermissionSet::of(&[
    Permission::ScoView,
    Permission::EnsView,
    Permission::Observateur,
    Permission::UsersView,
    Permission::AbsChange,
    Permission::AbsAddBillet,
    Permission::EtudAddAnnotations,
]);
const SECR: PermissionSet = PermissionSet::of(&[
    Permission::ScoView,
    Permission::Observateur,
    Permission::UsersView,
    Permission::AbsChange,
    Permission::AbsAddBillet,
    Permission::AbsJustifView,
    Permission::JustifValidate,
    Permission::EtudChangeAdr,
    Permission::EtudAddAnnotations,
    Permission::ViewEtudData,
    Permission::EditApogee,
]);
const RESP_PE: PermissionSet = PermissionSet::of(&[Permission::EditFormationTags]);

#[cfg(test)]
mod tests {
    use super::super::table_test::rows;
    use super::*;

    const TABLE: &str = include_str!("../../../tests/fixtures/rules/permissions.csv");

    #[test]
    fn the_permissions_and_the_shipped_roles_are_those_of_the_table() {
        let listed = rows(TABLE).map(|row| row["permission"].clone());
        assert_eq!(listed.collect::<Vec<_>>(), PermissionSet::ALL.iter().map(Permission::word).collect::<Vec<_>>());
        for (role, holds) in SHIPPED {
            let listed = rows(TABLE).filter(|row| row[role] == "1").map(|row| row["permission"].parse().unwrap());
            assert_eq!(holds, listed.collect(), "{role}");
        }
        let columns = TABLE.lines().next().unwrap().split(',').skip(3);
        assert!(columns.eq(SHIPPED.map(|(role, _)| role)), "the table has another role");
    }

    #[test]
    fn a_set_is_read_back_as_it_was_written_and_an_unknown_word_is_an_error() {
        for (_, holds) in SHIPPED {
            assert_eq!(holds.to_string().parse(), Ok(holds));
        }
        let unknown = "ScoView Everything".parse::<PermissionSet>().unwrap_err();
        assert_eq!(unknown.to_string(), "`Everything` is not a known word");
    }
}
