//! Who acts: an account with all its rights, resolved for one day.

use super::super::account::AccountId;
use super::super::day::Day;
use super::super::stop::Stop;
use super::account_status::{Facts, Stage};
use super::level::{Level, PROFILES_MAX, ProfileSet, Scope};
use super::permission::{Permission, TEACHING};
use super::reason::Reason;
use super::role::{Grant, Held, Role, UnknownRole};

/// What is stored of an account and its rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<'a> {
    /// Which account.
    pub account: AccountId,
    /// Its three facts.
    pub stage: Stage,
    /// Its level.
    pub level: Level,
    /// The code of its home department, which gives no right at all; none: it has none.
    pub home: Option<&'a str>,
    /// Its roles.
    pub grants: &'a [Grant],
    /// The roles that are defined, at least those of its grants.
    pub roles: &'a [Role],
    /// What each of its profiles holds.
    pub profiles: &'a [ProfileSet],
    /// Where they hold.
    pub scope: &'a Scope,
}

/// Why rights cannot be resolved: what is stored is not what is ever written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unresolved {
    /// It has a role that is not defined.
    #[error(transparent)]
    Role(#[from] UnknownRole),
    /// It has more profiles than anybody may have.
    #[error("{0} profiles, of at most {PROFILES_MAX}")]
    Profiles(usize),
}

/// Who acts, with all rights resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    account: AccountId,
    today: Day,
    stage: Stage,
    usable: Result<(), Reason>,
    stop: Option<Stop>,
    level: Level,
    home: Option<String>,
    held: Held,
    profile: ProfileSet,
    scope: Scope,
}

impl Standing {
    /// Resolves what is stored, for a day.
    ///
    /// # Errors
    /// What is stored that nobody can have.
    pub fn of(stored: &Stored<'_>, today: Day) -> Result<Self, Unresolved> {
        let held = match stored.level {
            Level::Superadmin => Held::MANAGER,
            Level::User | Level::PowerUser => Held::of(stored.grants, stored.roles, today)?,
        };
        if stored.profiles.len() > PROFILES_MAX {
            return Err(Unresolved::Profiles(stored.profiles.len()));
        }
        // Somebody of another level has neither, whatever may be left of an earlier one.
        let (profile, scope) = match stored.level {
            Level::PowerUser => (ProfileSet::of_profiles(stored.profiles), stored.scope.clone()),
            Level::User | Level::Superadmin => (ProfileSet::EMPTY, Scope::default()),
        };
        Ok(Self {
            account: stored.account,
            today,
            stage: stored.stage,
            usable: stored.stage.usable(today),
            stop: None,
            level: stored.level,
            home: stored.home.map(str::to_owned),
            held,
            profile,
            scope,
        })
    }

    /// Whoever administers from the host, and the program: a Superadmin who is none of the accounts.
    #[must_use]
    pub fn of_host(today: Day) -> Self {
        Self {
            account: AccountId(0),
            today,
            stage: Stage::Admitted(Facts::NEW),
            usable: Ok(()),
            stop: None,
            level: Level::Superadmin,
            home: None,
            held: Held::MANAGER,
            profile: ProfileSet::EMPTY,
            scope: Scope::default(),
        }
    }

    /// Somebody of whom nothing is known: they may nothing.
    #[must_use]
    pub fn unknown(today: Day) -> Self {
        let usable = Err(Reason::NotFound);
        Self { stage: Stage::Absent, usable, level: Level::User, held: Held::default(), ..Self::of_host(today) }
    }

    /// Which account acts.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The day for which it is resolved.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// Tells whether the account can be used.
    ///
    /// # Errors
    /// Why not.
    pub const fn usable(&self) -> Result<(), Reason> {
        self.usable
    }

    /// Whether it is there, with its three facts.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// The same, of somebody whom something stops besides.
    #[must_use]
    pub fn stopped(self, stop: Option<Stop>) -> Self {
        Self { stop, ..self }
    }

    /// What stops who acts from going on: a block, a session that was ended, a password that must be changed.
    #[must_use]
    pub const fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }

    /// Its level.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The code of its home department, if it has one.
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// Returns the department of an account that is made without naming one: who administers one department makes it there.
    #[must_use]
    pub fn home_of_new<'a>(&'a self, typed: &'a str) -> &'a str {
        self.home().filter(|_| typed.is_empty() && !self.is_manager()).unwrap_or(typed)
    }

    /// What its roles hold, also while it is not usable.
    #[must_use]
    pub const fn held(&self) -> &Held {
        &self.held
    }

    /// Tells whether it is a Manager, which every Superadmin is.
    #[must_use]
    pub const fn is_manager(&self) -> bool {
        self.held.is_manager()
    }

    /// What its profiles hold together; nothing but for a Power User.
    #[must_use]
    pub const fn profile(&self) -> ProfileSet {
        self.profile
    }

    /// Where its profiles hold.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Tells whether it administers something, by roles or profiles, that another one does not: what acts on others, not what
    /// is taught and graded.
    #[must_use]
    pub fn administers_beyond(&self, other: &Self) -> bool {
        if self.is_manager() || other.is_manager() {
            return !other.is_manager();
        }
        let (theirs, others) = (&self.held, &other.held);
        // Whose home is none, or one of theirs, administers the accounts there.
        let is_at_home = theirs.may_somewhere(Permission::UsersAdmin)
            && (self.home.is_none() || theirs.may(Permission::UsersAdmin, self.home()));
        let is_elsewhere = other.home.is_some() && other.home != self.home;
        is_at_home && is_elsewhere
            || theirs
                .each()
                .any(|(place, holds)| !holds.without(others.permissions(place)).without(TEACHING).is_empty())
            || !(self.profile.is_empty() || self.profile.is_within(other.profile) && self.scope.is_within(&other.scope))
    }

    /// Tells whether it may do something in a department; none: in every one.
    #[must_use]
    pub fn may(&self, permission: Permission, department: Option<&str>) -> bool {
        self.usable.is_ok() && self.held.may(permission, department)
    }
}

#[cfg(test)]
mod tests {
    use super::super::level::ProfilePermission;
    use super::*;

    const TODAY: Day = Day::constant(2026, 9, 1);

    fn stored<'a>(level: Level, grants: &'a [Grant], profiles: &'a [ProfileSet], scope: &'a Scope) -> Stored<'a> {
        let stage = Stage::Admitted(Facts::NEW);
        Stored { account: AccountId(1), stage, level, home: Some("RT"), grants, roles: &[], profiles, scope }
    }

    #[test]
    fn a_superadmin_is_a_manager_and_a_manager_is_no_superadmin() {
        let (scope, manager) = (Scope::default(), [Grant::parse("Manager").unwrap()]);
        let superadmin = Standing::of(&stored(Level::Superadmin, &[], &[], &scope), TODAY).unwrap();
        assert!(superadmin.is_manager() && superadmin.may(Permission::EditAllNotes, Some("GEII")));
        let manager = Standing::of(&stored(Level::User, &manager, &[], &scope), TODAY).unwrap();
        assert_eq!((manager.is_manager(), manager.level()), (true, Level::User));
    }

    #[test]
    fn an_account_that_is_not_usable_may_nothing() {
        let (scope, grants) = (Scope::default(), [Grant::parse("Manager").unwrap()]);
        let facts = Facts::NEW;
        for (stage, reason) in [
            (Stage::Absent, Reason::NotFound),
            (Stage::Erased, Reason::AccountErased),
            (Stage::Pending(facts), Reason::AccountPending),
            (Stage::Admitted(Facts { active: false, ..facts }), Reason::AccountDeactivated),
            (Stage::Admitted(Facts { expires_on: Some(TODAY), ..facts }), Reason::AccountExpired),
        ] {
            let standing = Standing::of(&Stored { stage, ..stored(Level::User, &grants, &[], &scope) }, TODAY).unwrap();
            assert_eq!((standing.usable(), standing.may(Permission::ScoView, None)), (Err(reason), false));
            assert!(standing.held().may(Permission::ScoView, None), "permissions are judged apart from the account");
        }
    }

    #[test]
    fn profiles_and_scope_are_a_power_users_alone() {
        let scope = Scope { users: [AccountId(7)].into(), ..Scope::default() };
        let profiles = [ProfileSet::of(&[ProfilePermission::UsersView]); PROFILES_MAX + 1];
        for level in [Level::User, Level::Superadmin] {
            let standing = Standing::of(&stored(level, &[], &profiles[..1], &scope), TODAY).unwrap();
            assert_eq!((standing.profile(), standing.scope()), (ProfileSet::EMPTY, &Scope::default()));
        }
        let power_user =
            Standing::of(&stored(Level::PowerUser, &[], &profiles[..PROFILES_MAX], &scope), TODAY).unwrap();
        assert_eq!((power_user.profile(), power_user.scope()), (profiles[0], &scope));
        let many = Standing::of(&stored(Level::PowerUser, &[], &profiles, &scope), TODAY);
        assert_eq!(many, Err(Unresolved::Profiles(PROFILES_MAX + 1)));
    }

    #[test]
    fn a_role_that_nobody_defined_is_an_error() {
        let (scope, grants) = (Scope::default(), [Grant::parse("Doyen").unwrap()]);
        let standing = Standing::of(&stored(Level::User, &grants, &[], &scope), TODAY);
        assert_eq!(standing.unwrap_err().to_string(), "there is no role `Doyen`");
    }
}
