//! Levels, and what makes a Power User: profiles, which are sets of permissions, and a scope, in which they hold.
//! Source: `rules/platform.md`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::super::account::AccountId;
use super::set::set_of;

/// Most profiles that a Power User has.
pub const PROFILES_MAX: usize = 10;

/// How far somebody administers, whatever their roles.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    VariantArray,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not at all.
    User,
    /// What their profiles say, in their scope.
    PowerUser,
    /// Everything; is a Manager too.
    Superadmin,
}

impl Level {
    /// Returns the stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Declares the permissions of profiles with their words.
macro_rules! profile_permissions {
    ($($(#[$about:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// Something that a profile may hold. Its word begins with its area.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumString, IntoStaticStr)]
        #[expect(missing_docs, reason = "each is an area and a verb; the others say what they include")]
        pub enum ProfilePermission { $($(#[$about])* #[strum(serialize = $word)] $name),* }
    };
}

profile_permissions! {
    UsersView = "users.view",
    UsersCreate = "users.create",
    /// Also activating, deactivating, expiry, resetting a password, ending sessions.
    UsersEdit = "users.edit",
    UsersDelete = "users.delete",
    /// Approving or rejecting those that are pending.
    UsersApprove = "users.approve",
    /// Creating them activated rather than pending.
    UsersActivate = "users.activate",
    GroupsView = "groups.view",
    GroupsCreate = "groups.create",
    GroupsEdit = "groups.edit",
    GroupsDelete = "groups.delete",
    CoursesView = "courses.view",
    CoursesCreate = "courses.create",
    CoursesEdit = "courses.edit",
    CoursesDelete = "courses.delete",
    CoursesEvaluate = "courses.evaluate",
    CoursesApproveWaiting = "courses.approve_waiting",
    EnrolmentsView = "enrolments.view",
    EnrolmentsCreate = "enrolments.create",
    EnrolmentsEdit = "enrolments.edit",
    EnrolmentsDelete = "enrolments.delete",
    /// Takes something away: no tutor or instructor is enrolled. See [`ProfileSet::of_profiles`].
    EnrolmentsLearnersOnly = "enrolments.learners_only",
    /// Enrolling without waiting.
    EnrolmentsActivate = "enrolments.activate",
    SessionsView = "sessions.view",
    SessionsCreate = "sessions.create",
    SessionsEdit = "sessions.edit",
    SessionsDelete = "sessions.delete",
    SessionsEnrol = "sessions.enrol",
    PlansView = "plans.view",
    PlansCreate = "plans.create",
    PlansEdit = "plans.edit",
    PlansDelete = "plans.delete",
    ChannelsView = "channels.view",
    ChannelsEdit = "channels.edit",
    ReportsView = "reports.view",
    ReportsExport = "reports.export",
    MailSend = "mail.send",
}

impl ProfilePermission {
    /// Returns the stored word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Returns what it needs besides: to see what it is about. Mail has nothing of the kind.
    #[must_use]
    pub const fn view(self) -> Option<Self> {
        match self {
            Self::UsersView
            | Self::UsersCreate
            | Self::UsersEdit
            | Self::UsersDelete
            | Self::UsersApprove
            | Self::UsersActivate => Some(Self::UsersView),
            Self::GroupsView | Self::GroupsCreate | Self::GroupsEdit | Self::GroupsDelete => Some(Self::GroupsView),
            Self::CoursesView
            | Self::CoursesCreate
            | Self::CoursesEdit
            | Self::CoursesDelete
            | Self::CoursesEvaluate
            | Self::CoursesApproveWaiting => Some(Self::CoursesView),
            Self::EnrolmentsView
            | Self::EnrolmentsCreate
            | Self::EnrolmentsEdit
            | Self::EnrolmentsDelete
            | Self::EnrolmentsLearnersOnly
            | Self::EnrolmentsActivate => Some(Self::EnrolmentsView),
            Self::SessionsView
            | Self::SessionsCreate
            | Self::SessionsEdit
            | Self::SessionsDelete
            | Self::SessionsEnrol => Some(Self::SessionsView),
            Self::PlansView | Self::PlansCreate | Self::PlansEdit | Self::PlansDelete => Some(Self::PlansView),
            Self::ChannelsView | Self::ChannelsEdit => Some(Self::ChannelsView),
            Self::ReportsView | Self::ReportsExport => Some(Self::ReportsView),
            Self::MailSend => None,
        }
    }
}

set_of! {
    /// What a profile holds, or a Power User by all of theirs.
    ProfileSet of ProfilePermission
}

impl ProfileSet {
    const ENROLS: Self = Self::of(&[ProfilePermission::EnrolmentsView, ProfilePermission::EnrolmentsCreate]);
    const LEARNERS_ONLY: Self = Self::of(&[ProfilePermission::EnrolmentsLearnersOnly]);

    /// Joins profiles. As *learners only* takes something away, one that enrols without it is enough to be rid of it.
    #[must_use]
    pub fn of_profiles(profiles: &[Self]) -> Self {
        let all = profiles.iter().fold(Self::EMPTY, |all, profile| all.union(*profile));
        let free = |profile: &Self| {
            Self::ENROLS.is_within(*profile) && !profile.contains(ProfilePermission::EnrolmentsLearnersOnly)
        };
        if profiles.iter().any(free) { all.without(Self::LEARNERS_ONLY) } else { all }
    }

    /// Tells whether something may be done by it, which also needs the `view` of its area.
    #[must_use]
    pub fn may(self, permission: ProfilePermission) -> bool {
        self.contains(permission) && permission.view().is_none_or(|view| self.contains(view))
    }
}

/// What names a group of people inside its establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub i64);

/// What names a course inside its establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CourseId(pub i64);

/// What names a learning plan inside its establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlanId(pub i64);

/// Some, or all that there are and will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach<T> {
    /// These.
    Some(BTreeSet<T>),
    /// All, not as a list.
    All,
}

impl<T: Ord> Reach<T> {
    /// Tells whether this one is among them.
    #[must_use]
    pub fn covers(&self, id: &T) -> bool {
        match self {
            Self::Some(ids) => ids.contains(id),
            Self::All => true,
        }
    }

    /// Tells whether another one covers all that this one does.
    fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::All) => true,
            (Self::All, Self::Some(_)) => false,
            (Self::Some(own), Self::Some(wider)) => own.is_subset(wider),
        }
    }
}

impl<T> Default for Reach<T> {
    fn default() -> Self {
        Self::Some(BTreeSet::new())
    }
}

/// Where a Power User's profiles hold. An empty one is nobody and nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Accounts, one by one.
    pub users: BTreeSet<AccountId>,
    /// Accounts that are in a group.
    pub groups: BTreeSet<GroupId>,
    /// Accounts whose home is a department, by its code.
    pub departments: BTreeSet<String>,
    /// Courses.
    pub courses: Reach<CourseId>,
    /// Learning plans.
    pub plans: Reach<PlanId>,
}

impl Scope {
    /// Tells whether a department's people are in it; nobody's home is in none.
    #[must_use]
    pub fn covers_home(&self, home: Option<&str>) -> bool {
        home.is_some_and(|code| self.departments.contains(code))
    }

    /// Tells whether another one names all that this one names.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.users.is_subset(&other.users)
            && self.groups.is_subset(&other.groups)
            && self.departments.is_subset(&other.departments)
            && self.courses.is_within(&other.courses)
            && self.plans.is_within(&other.plans)
    }

    /// Tells whether an account is in it, by whatever way.
    #[must_use]
    pub fn covers(&self, account: AccountId, home: Option<&str>, groups: &[GroupId]) -> bool {
        self.covers_home(home)
            || self.users.contains(&account)
            || groups.iter().any(|group| self.groups.contains(group))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::table_test::rows;
    use super::*;

    const TABLE: &str = include_str!("../../../tests/fixtures/rules/levels-rights.csv");

    #[test]
    fn the_permissions_are_those_of_the_table_of_levels() {
        let named = rows(TABLE).map(|row| row["permission"].clone()).filter(|word| !word.is_empty());
        let read: BTreeSet<_> = named.map(|word| word.parse::<ProfilePermission>().unwrap()).collect();
        let unnamed = ProfileSet::ALL.iter().filter(|permission| !read.contains(permission));
        assert_eq!(unnamed.collect::<Vec<_>>(), [ProfilePermission::EnrolmentsLearnersOnly]);
        for permission in ProfileSet::ALL.iter() {
            let area = |word: &'static str| word.split('.').next();
            let view = permission.view().unwrap_or(permission);
            assert_eq!(area(view.word()), area(permission.word()));
            let verb = if permission == ProfilePermission::MailSend { "send" } else { "view" };
            assert_eq!(view.word().split_once('.').map(|(_, verb)| verb), Some(verb), "{permission:?}");
        }
    }

    fn profiles(words: &[&str]) -> ProfileSet {
        ProfileSet::of_profiles(&words.iter().map(|words| words.parse().unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn profiles_add_up_and_nothing_is_done_unseen() {
        use ProfilePermission::{EnrolmentsLearnersOnly, MailSend, UsersEdit};
        assert!(!profiles(&["users.edit"]).may(UsersEdit));
        assert!(profiles(&["users.edit", "users.view"]).may(UsersEdit));
        assert!(profiles(&["mail.send"]).may(MailSend));
        let limited = "enrolments.view enrolments.create enrolments.learners_only";
        assert!(profiles(&[limited, "enrolments.view users.view"]).may(EnrolmentsLearnersOnly));
        assert!(!profiles(&[limited, "enrolments.view enrolments.create"]).may(EnrolmentsLearnersOnly));
    }

    #[test]
    fn a_scope_covers_whom_it_names_and_an_empty_one_nobody() {
        let scope = Scope {
            users: [AccountId(1)].into(),
            groups: [GroupId(2)].into(),
            departments: ["RT".into()].into(),
            courses: Reach::All,
            plans: Reach::default(),
        };
        for (account, home, groups, expected) in [
            (1, None, &[][..], true),
            (2, Some("RT"), &[], true),
            (2, Some("GEII"), &[GroupId(1), GroupId(2)], true),
            (2, Some("rt"), &[GroupId(1)], false),
            (2, None, &[], false),
        ] {
            assert_eq!(scope.covers(AccountId(account), home, groups), expected, "{account} {home:?} {groups:?}");
            assert!(!Scope::default().covers(AccountId(account), home, groups));
        }
        assert!(scope.courses.covers(&CourseId(9)) && !scope.plans.covers(&PlanId(9)));
    }
}
