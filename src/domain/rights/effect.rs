//! What a change of rights comes to: what somebody gains and loses by it, and who is left to administer.

use std::collections::BTreeSet;

use super::level::{Level, ProfilePermission};
use super::permission::{Permission, TEACHING};
use super::standing::Standing;

/// Something that somebody may.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Coming in at all.
    SignsIn,
    /// Everything, as a Superadmin.
    Superadmin,
    /// Everything, as a Manager.
    Manager,
    /// A permission by roles, in a department or in every one.
    Permission(Option<String>, Permission),
    /// A permission by profiles, in the scope.
    Profile(ProfilePermission),
}

impl Right {
    /// Writes it as it is called in roles: `UsersAdmin_RT`.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::SignsIn => "sign-in".to_owned(),
            Self::Superadmin => "Superadmin".to_owned(),
            Self::Manager => "Manager".to_owned(),
            Self::Permission(None, one) => one.word().to_owned(),
            Self::Permission(Some(code), one) => format!("{}_{code}", one.word()),
            Self::Profile(one) => one.word().to_owned(),
        }
    }
}

/// What changes for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shift {
    /// What they may then and do not now.
    pub gained: Vec<Right>,
    /// What they may now and do not then.
    pub lost: Vec<Right>,
}

impl Shift {
    /// Finds what changes for somebody between two states.
    #[must_use]
    pub fn between(before: &Standing, after: &Standing) -> Self {
        let only =
            |of: &Standing, other: &Standing| rights(of).into_iter().filter(|right| !has(other, right)).collect();
        Self { gained: only(after, before), lost: only(before, after) }
    }

    /// Tells whether nothing changes.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

/// Lists what somebody may; what stands for everything stands alone.
fn rights(of: &Standing) -> BTreeSet<Right> {
    let mut all = BTreeSet::new();
    if of.usable().is_err() {
        return all;
    }
    all.insert(Right::SignsIn);
    if of.level() == Level::Superadmin {
        all.insert(Right::Superadmin);
    } else if of.is_manager() {
        all.insert(Right::Manager);
    } else {
        for (place, holds) in of.held().each() {
            all.extend(holds.iter().map(|one| Right::Permission(place.map(str::to_owned), one)));
        }
    }
    all.extend(of.profile().iter().map(Right::Profile));
    all
}

/// Tells whether somebody may something, by whatever right.
fn has(of: &Standing, right: &Right) -> bool {
    of.usable().is_ok()
        && match right {
            Right::SignsIn => true,
            Right::Superadmin => of.level() == Level::Superadmin,
            Right::Manager => of.is_manager(),
            Right::Permission(place, one) => of.held().may(*one, place.as_deref()),
            Right::Profile(one) => of.profile().contains(*one),
        }
}

impl Standing {
    /// Lists what it administers and another one does not, as far as that are rights rather than where they reach.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Vec<Right> {
        let mut gained = Shift::between(other, self).gained;
        gained.retain(|right| match right {
            Right::Permission(_, one) => !TEACHING.contains(*one),
            Right::SignsIn => false,
            Right::Superadmin | Right::Manager | Right::Profile(_) => true,
        });
        gained
    }
}

/// Tells whether somebody administers the accounts of a department without being a Manager.
#[must_use]
pub fn administers(of: &Standing, department: &str) -> bool {
    let is_theirs = of.home().is_none_or(|home| home == department);
    !of.is_manager() && is_theirs && of.may(Permission::UsersAdmin, Some(department))
}

#[cfg(test)]
mod tests {
    use super::super::account_acts_test::Actor;
    use super::super::account_status::{Facts, Stage};
    use super::*;

    fn shift(before: &Actor, after: &Actor) -> Shift {
        Shift::between(&before.standing(), &after.standing())
    }

    #[test]
    fn what_is_still_held_by_another_right_is_not_lost() {
        let manager = Actor::new(Level::User, "Manager");
        let admin = Actor::new(Level::User, "Administers_D");
        assert_eq!(shift(&manager, &admin), Shift { gained: vec![], lost: vec![Right::Manager] });
        assert_eq!(shift(&admin, &manager), Shift { gained: vec![Right::Manager], lost: vec![] });
        let everywhere = Actor::new(Level::User, "Administers");
        let lost = shift(&everywhere, &admin).lost;
        assert_eq!(lost, [Permission::EnsView, Permission::UsersAdmin].map(|one| Right::Permission(None, one)));
        assert!(shift(&admin, &admin).is_nothing());
        let both = Actor::new(Level::Superadmin, "");
        assert_eq!(shift(&manager, &both).gained, [Right::Superadmin]);
        assert_eq!(shift(&both, &manager).lost, [Right::Superadmin]);
    }

    #[test]
    fn whoever_is_shut_out_loses_everything_and_administers_nobody() {
        let admin = Actor { home: Some("D"), ..Actor::new(Level::User, "Administers_D") };
        let out = Actor { stage: Stage::Admitted(Facts { active: false, ..Facts::NEW }), ..admin.clone() };
        assert_eq!(shift(&admin, &out).lost.len(), 3);
        assert!(administers(&admin.standing(), "D") && !administers(&out.standing(), "D"));
        assert!(!administers(&Actor { home: Some("E"), ..admin }.standing(), "D"));
        assert!(!administers(&Actor::new(Level::User, "Manager").standing(), "D"));
    }
}
