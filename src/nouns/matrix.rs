//! What each role allows, as a table of permissions and roles. Every front end shows the same one; it is changed by
//! editing a role.

use serde_json::{Value, json};

use super::acts::Target;
use super::door::Door;
use super::rows::Rows;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::rights::permission::{Permission, PermissionSet};
use crate::domain::rights::role::MANAGER;
use crate::i18n::rights::PERMISSIONS;

/// The members of its records, in the order of a CSV.
pub const RECORDED: [&str; 4] = ["role", "permission", "allows", "shipped"];

/// A column: a role.
#[derive(Debug)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// The row that is edited; none: the Manager's, which allows everything and is no row.
    pub target: Option<Target>,
    allows: PermissionSet,
    shipped: Option<PermissionSet>,
}

/// Whether a role allows something, and whether it did when it came with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It does.
    Allowed,
    /// It does not.
    Not,
    /// It does, and did not at first.
    Added,
    /// It does not, and did at first.
    Removed,
}

impl Mark {
    /// The sign that stands for it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Allowed => "✓",
            Self::Not => "·",
            Self::Added => "+",
            Self::Removed => "–",
        }
    }

    /// The catalogue key of what it says.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allowed => "role-matrix-allowed",
            Self::Not => "role-matrix-not",
            Self::Added => "role-matrix-added",
            Self::Removed => "role-matrix-removed",
        }
    }
}

/// The table: its lines are [`permissions`], in their order.
#[derive(Debug)]
pub struct Matrix {
    /// Its columns: the Manager's, then the roles by name.
    pub roles: Vec<Role>,
}

/// Lists the lines, each with the catalogue key of its words.
pub fn permissions() -> impl Iterator<Item = (Permission, &'static str)> {
    PermissionSet::ALL.iter().zip(PERMISSIONS).map(|(permission, (_, key))| (permission, *key))
}

impl Matrix {
    /// Makes it of all the roles of an establishment.
    #[must_use]
    pub fn of(door: &dyn Door, rows: &dyn Rows) -> Self {
        let shipped = door.heads().iter().position(|head| head.name == "shipped_permissions");
        let role = |at: usize| {
            let cells = rows.cells(at);
            let shipped = shipped.and_then(|column| cells.get(column)).map(super::Cell::json);
            Role {
                name: rows.name(at),
                target: rows.target(at),
                allows: set(rows.filled(at).text(Field::Permissions).split(',')),
                shipped: shipped.and_then(|words| Some(set(words.as_array()?.iter().filter_map(Value::as_str)))),
            }
        };
        let manager = Role { name: MANAGER.to_owned(), target: None, allows: PermissionSet::ALL, shipped: None };
        Self { roles: std::iter::once(manager).chain((0..rows.len()).map(role)).collect() }
    }

    /// Returns every cell as programs read it.
    pub fn records(&self) -> impl Iterator<Item = Value> {
        self.roles.iter().flat_map(|role| permissions().map(move |(permission, _)| role.record(permission)))
    }
}

impl Role {
    /// Returns what stands in the line of a permission.
    #[must_use]
    pub fn mark(&self, permission: Permission) -> Mark {
        match (self.allows.contains(permission), self.shipped.map(|set| set.contains(permission))) {
            (true, Some(false)) => Mark::Added,
            (false, Some(true)) => Mark::Removed,
            (true, _) => Mark::Allowed,
            (false, _) => Mark::Not,
        }
    }

    /// Returns what is typed into the role's form to have the other of what stands in the line of a permission.
    #[must_use]
    pub fn other(&self, permission: Permission) -> Filled {
        let one = PermissionSet::of(&[permission]);
        let is = self.allows.contains(permission);
        let allows = if is { self.allows.without(one) } else { self.allows.union(one) };
        Filled::default()
            .with(Field::RoleName, self.name.as_str())
            .with(Field::Permissions, allows.to_string().replace(' ', ","))
    }

    fn record(&self, permission: Permission) -> Value {
        json!({
            "role": self.name,
            "permission": permission.word(),
            "allows": self.allows.contains(permission),
            "shipped": self.shipped.map(|set| set.contains(permission)),
        })
    }
}

/// Reads words; their list has refused those that nobody knows.
fn set<'w>(words: impl Iterator<Item = &'w str>) -> PermissionSet {
    words.filter_map(|word| word.parse::<Permission>().ok()).collect()
}
