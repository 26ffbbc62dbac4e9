//! Who may act on whose account: A1 to A6 by roles, profile and scope by level; either allows, and the invariants I1 to I8
//! refuse on both. Source: `rules/access.md`; the tables are `accounts-acts.csv` and the guards of `account-status.csv`.
//!
//! Everything that an act needs is one set of reasons that may be missing, so that a refusal names all of them; the
//! reasons stand in the order of the guards, so that the first is the one that is told. Nothing is allocated.
//!
//! # How it joins `access::decide`
//! `access::decide` alone makes a `Permit` and is what everybody asks. Where its object carries the facts of an account, as
//! [`Target`], it hands them to [`decide`] with the [`Standing`] of who acts; [`Rule`] becomes a `RuleId`, and each
//! [`Reason`] that was looked at a `Fact`.

use strum::IntoStaticStr;

use super::super::account::AccountId;
use super::super::act::Act;
use super::super::day::Day;
use super::account_status::{Admission, Circumstances, Event, Facts, Stage, obstacles};
use super::gate::rule_of;
use super::level::{GroupId, Level, ProfilePermission};
use super::permission::{Permission, PermissionSet};
use super::reason::{Conditions, Reason, Reasons, Rule};
use super::standing::Standing;

/// What is done to an account, or to the roles of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AccountAct<'a> {
    /// Seeing it.
    See,
    /// Creating it.
    Create {
        /// The code of its home department, if it is to have one.
        home: Option<&'a str>,
        /// Its level.
        level: Level,
    },
    /// Approving one that is pending; whoever may, sees the pending ones.
    Approve,
    /// Rejecting one that is pending.
    Reject,
    /// Changing names, groups, language.
    EditNames,
    /// Changing the e-mail address, or the login.
    EditEmail,
    /// Setting a password, of which one's own is one.
    ResetPassword,
    /// Moving it to another home department.
    ChangeHome {
        /// The department's code, if it is to have one.
        to: Option<&'a str>,
    },
    /// Activating it.
    Activate,
    /// Deactivating it.
    Deactivate,
    /// Setting its first expired day, whichever.
    SetExpiry(Day),
    /// Clearing that day.
    ClearExpiry,
    /// Deleting it.
    Delete,
    /// Granting a defined role.
    Grant {
        /// What the role holds.
        holds: PermissionSet,
        /// The department's code; none: every one.
        department: Option<&'a str>,
    },
    /// Making somebody a Manager.
    #[strum(serialize = "grant")]
    GrantManager {
        /// The department to which it was to be limited.
        department: Option<&'a str>,
        /// The first day without it.
        until: Option<Day>,
    },
    /// Taking a defined role away.
    Revoke {
        /// The department's code; none: every one.
        department: Option<&'a str>,
    },
    /// Taking the role Manager away.
    #[strum(serialize = "revoke")]
    RevokeManager,
    /// Changing the level.
    SetLevel {
        /// The level that it is to have.
        to: Level,
    },
    /// Creating, editing or resetting a role.
    RoleDefine,
    /// Looking at the console as its person does.
    ViewAs,
}

impl AccountAct<'_> {
    /// Returns its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Returns the act of the program that does it.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::See => Act::USER_SHOW,
            Self::Create { .. } => Act::USER_ADD,
            Self::Approve => Act::USER_APPROVE,
            Self::Reject => Act::USER_REJECT,
            Self::EditNames | Self::EditEmail | Self::ChangeHome { .. } => Act::USER_EDIT,
            Self::ResetPassword => Act::USER_RESET_PASSWORD,
            Self::Activate => Act::USER_ACTIVATE,
            Self::Deactivate => Act::USER_DEACTIVATE,
            Self::SetExpiry(_) | Self::ClearExpiry => Act::USER_SET_EXPIRY,
            Self::Delete => Act::USER_DELETE,
            Self::Grant { .. } | Self::GrantManager { .. } => Act::USER_GRANT,
            Self::Revoke { .. } | Self::RevokeManager => Act::USER_REVOKE,
            Self::SetLevel { .. } => Act::USER_SET_LEVEL,
            Self::RoleDefine => Act::ROLE_EDIT,
            Self::ViewAs => Act::USER_VIEW_AS,
        }
    }

    /// Returns what it makes happen to the account, if that is one of the events of its status.
    #[must_use]
    pub const fn event(self) -> Option<Event> {
        Some(match self {
            Self::Create { .. } => Event::Create(Admission::Activated),
            Self::Approve => Event::Approve,
            Self::Reject => Event::Reject,
            Self::Activate => Event::Activate,
            Self::Deactivate => Event::Deactivate,
            Self::SetExpiry(day) => Event::SetExpiry(Some(day)),
            Self::ClearExpiry => Event::SetExpiry(None),
            Self::Delete => Event::Delete,
            Self::See
            | Self::EditNames
            | Self::EditEmail
            | Self::ResetPassword
            | Self::ChangeHome { .. }
            | Self::Grant { .. }
            | Self::GrantManager { .. }
            | Self::Revoke { .. }
            | Self::RevokeManager
            | Self::SetLevel { .. }
            | Self::RoleDefine
            | Self::ViewAs => return None,
        })
    }

    /// Tells whether it changes what an account is or has, or shows what it sees, so that it matters how high it stands.
    pub(super) const fn changes_somebody(self) -> bool {
        !matches!(self, Self::See | Self::Create { .. } | Self::Approve | Self::Reject | Self::RoleDefine)
    }

    /// Tells whether whoever does it could come in as its person afterwards.
    #[must_use]
    pub const fn opens(self) -> bool {
        matches!(self, Self::EditEmail | Self::ResetPassword)
    }

    /// Tells whether nobody does it to themselves, whatever its status (I4). Of events, their guards know.
    const fn is_others_business(self) -> bool {
        self.is_of_roles() || matches!(self, Self::ChangeHome { .. } | Self::SetLevel { .. } | Self::ViewAs)
    }

    const fn is_of_roles(self) -> bool {
        matches!(self, Self::Grant { .. } | Self::GrantManager { .. } | Self::Revoke { .. } | Self::RevokeManager)
    }

    /// Tells whether only a Manager or a Superadmin may do it.
    pub(super) const fn is_reserved(self) -> bool {
        matches!(
            self,
            Self::GrantManager { .. } | Self::RevokeManager | Self::SetLevel { .. } | Self::RoleDefine | Self::ViewAs
        )
    }

    /// Returns what a profile must hold for it; none: no profile is enough.
    pub(super) const fn profile_permission(self) -> Option<ProfilePermission> {
        Some(match self {
            Self::See => ProfilePermission::UsersView,
            Self::Create { .. } => ProfilePermission::UsersCreate,
            Self::Approve | Self::Reject => ProfilePermission::UsersApprove,
            Self::EditNames
            | Self::EditEmail
            | Self::ResetPassword
            | Self::ChangeHome { .. }
            | Self::Activate
            | Self::Deactivate
            | Self::SetExpiry(_)
            | Self::ClearExpiry => ProfilePermission::UsersEdit,
            Self::Delete => ProfilePermission::UsersDelete,
            Self::Grant { .. }
            | Self::GrantManager { .. }
            | Self::Revoke { .. }
            | Self::RevokeManager
            | Self::SetLevel { .. }
            | Self::RoleDefine
            | Self::ViewAs => return None,
        })
    }
}

/// How many others there are who last: active, without an expiry date, and without an end of what makes them one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lasting {
    /// Superadmins.
    pub superadmins: u32,
    /// Managers, of whom every Superadmin is one.
    pub managers: u32,
}

/// The account that is acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// Which; none: a new one, or all roles.
    pub account: Option<AccountId>,
    /// Whether it is there, with its three facts; of one that is created, whether its login is taken.
    pub stage: Stage,
    /// Its level.
    pub level: Level,
    /// Whether it has the role Manager.
    pub is_manager: bool,
    /// The code of its home department, if it has one.
    pub home: Option<&'a str>,
    /// The groups that it is in.
    pub groups: &'a [GroupId],
    /// Who else lasts.
    pub others: Lasting,
    /// Whether its person has an open session.
    pub is_connected: bool,
    /// Whether its person signed in once.
    pub is_used: bool,
    /// What its person may: asked of acts that open it ([`AccountAct::opens`]); none: no more than everybody.
    pub may: Option<&'a Standing>,
}

impl Target<'static> {
    /// An account that is still to be created.
    pub const NEW: Self = Self {
        account: None,
        stage: Stage::Absent,
        level: Level::User,
        is_manager: false,
        home: None,
        groups: &[],
        others: Lasting { superadmins: 0, managers: 0 },
        is_connected: false,
        is_used: false,
        may: None,
    };
}

impl<'a> Target<'a> {
    /// Somebody as they stand; who is left beside them does not matter.
    #[must_use]
    pub fn of(standing: &'a Standing) -> Self {
        Self {
            account: Some(standing.account()),
            stage: standing.stage(),
            level: standing.level(),
            is_manager: standing.is_manager(),
            home: standing.home(),
            may: Some(standing),
            ..Target::NEW
        }
    }
}

impl Target<'_> {
    /// Returns the reason by which it must stay, where nobody else who lasts would be left.
    const fn last(&self) -> Option<Reason> {
        match (self.level, self.is_manager, self.others) {
            (Level::Superadmin, _, Lasting { superadmins: 0, .. }) => Some(Reason::LastSuperadmin),
            (Level::User | Level::PowerUser, true, Lasting { managers: 0, .. }) => Some(Reason::LastManager),
            _ => None,
        }
    }
}

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} refuses: {}", rule.word(), reason.word())]
pub struct Refused {
    /// The rule.
    pub rule: Rule,
    /// The first reason, in the order of the guards.
    pub reason: Reason,
    /// Everything that is missing.
    pub missing: Reasons,
    /// Everything that was looked at, also what holds.
    pub asked: Reasons,
}

/// Decides whether somebody may act on an account.
///
/// # Errors
/// What is missing. Of both ways in, roles and level, it is told of the one that came further.
pub fn decide(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Result<Rule, Refused> {
    judge(by, act, target).map(|(rule, _)| rule)
}

/// The same, with everything that was looked at also where it is allowed.
pub(in crate::domain) fn judge(
    by: &Standing,
    act: AccountAct<'_>,
    target: &Target<'_>,
) -> Result<(Rule, Reasons), Refused> {
    // Whoever may approve them sees those who are pending, and nobody else does.
    if act == AccountAct::See && matches!(target.stage, Stage::Pending(_)) {
        return judge(by, AccountAct::Approve, target);
    }
    // What is left of whom was erased is seen as any other account.
    if act == AccountAct::See && target.stage == Stage::Erased {
        return judge(by, act, &Target { stage: Stage::Admitted(Facts::NEW), ..*target });
    }
    if is_own(by, target) && matches!(act, AccountAct::See | AccountAct::EditEmail | AccountAct::ResetPassword) {
        let needs = own_needs(by, target);
        return refusal(act, needs).map_or(Ok((Rule::A2, needs.asked)), Err);
    }
    let invariants = invariants(by, act, target);
    let by_roles = invariants.union(roles_lack(by, act, target));
    let Some(refused) = refusal(act, by_roles) else { return Ok((rule_of_roles(by, act, target), by_roles.asked)) };
    if by.level() != Level::PowerUser {
        return Err(refused);
    }
    let by_profile = invariants.union(profile_lacks(by, act, target));
    let Some(other) = refusal(act, by_profile) else { return Ok((Rule::Profile, by_profile.asked)) };
    Err(if depth(act, other.reason) > depth(act, refused.reason) { other } else { refused })
}

/// Tells whether an account can be used as soon as it is created, by whom and by which rule they may.
#[must_use]
pub fn admission(by: &Standing, rule: Rule) -> Admission {
    let waits = rule == Rule::Profile && !by.profile().may(ProfilePermission::UsersActivate);
    if waits { Admission::Pending } else { Admission::Activated }
}

/// Tells whether somebody acts on their own account.
pub(super) fn is_own(by: &Standing, target: &Target<'_>) -> bool {
    target.account == Some(by.account())
}

/// What is needed for one's own account to be one's own business.
fn own_needs(by: &Standing, target: &Target<'_>) -> Conditions {
    let mut needs = target.stage.there();
    needs.need(by.usable().is_ok(), Reason::AccountUnusable);
    needs
}

/// Names what is missing, unless that is nothing.
fn refusal(act: AccountAct<'_>, Conditions { asked, missing }: Conditions) -> Option<Refused> {
    if missing.is_empty() {
        return None;
    }
    let reason = missing.iter().min_by_key(|reason| depth(act, *reason))?;
    Some(Refused { rule: rule_of(act.act(), reason), reason, missing, asked })
}

/// How far the guards were passed. The level of somebody new is looked at last but for the login.
fn depth(act: AccountAct<'_>, reason: Reason) -> (bool, Reason) {
    let is_late = matches!(reason, Reason::SuperadminOnly | Reason::LoginTaken);
    (matches!(act, AccountAct::Create { .. }) && is_late, reason)
}

/// What is needed whichever way somebody comes in.
pub(super) fn invariants(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Conditions {
    let is_superadmin = by.level() == Level::Superadmin;
    let (is_own, last) = (is_own(by, target), target.last());
    let mut missing = match act.event() {
        Some(event) => {
            let circumstances = Circumstances { is_own, is_connected: target.is_connected, last };
            obstacles(event, target.stage, circumstances, by.today())
        }
        None if act == AccountAct::RoleDefine => Conditions::default(),
        None => target.stage.there(),
    };
    missing.need(by.usable().is_ok(), Reason::AccountUnusable);
    if act.is_others_business() {
        missing.need(!is_own, Reason::OwnAccount);
    }
    if act.changes_somebody() {
        match target.level {
            Level::Superadmin => missing.need(is_superadmin, Reason::TargetSuperadmin),
            Level::User | Level::PowerUser => {
                missing.need(by.is_manager() || !target.is_manager, Reason::TargetManager);
            }
        }
    }
    if act.opens() {
        let is_beyond = target.may.is_some_and(|they| they.administers_beyond(by));
        missing.need(!is_beyond, Reason::TargetAdministersMore);
    }
    let must_stay =
        |ends: bool| last.filter(|_| ends).map_or_else(Conditions::default, |last| Conditions::one(false, last));
    match act {
        AccountAct::Create { level, .. } if level != Level::User => missing.need(is_superadmin, Reason::SuperadminOnly),
        AccountAct::SetLevel { to } => {
            missing.need(is_superadmin, Reason::SuperadminOnly);
            let ends = target.level == Level::Superadmin && to != Level::Superadmin;
            missing = missing.union(must_stay(ends));
        }
        AccountAct::RoleDefine => missing.need(by.is_manager(), Reason::ManagerOnly),
        AccountAct::ViewAs => {
            missing.need(by.is_manager(), Reason::ManagerOnly);
            // Who cannot come in sees nothing.
            if let Err(why) = target.stage.usable(by.today()) {
                missing.need(false, why);
            }
        }
        AccountAct::GrantManager { department, until } => {
            missing.need(by.is_manager(), Reason::ManagerOnly);
            missing.need(department.is_none(), Reason::ManagerEverywhere);
            // To whoever is one already, an end is what takes it away.
            missing = missing.union(must_stay(until.is_some() && target.level != Level::Superadmin));
        }
        AccountAct::RevokeManager => {
            missing.need(by.is_manager(), Reason::ManagerOnly);
            missing = missing.union(must_stay(target.level != Level::Superadmin));
        }
        _ => {}
    }
    missing
}

/// What is missing on the way of roles besides. Where only a Manager or a Superadmin may, the invariants say so.
fn roles_lack(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Conditions {
    let (mut missing, held) = (Conditions::default(), by.held());
    if by.is_manager() || act.is_reserved() {
        return missing;
    }
    if let AccountAct::Grant { holds, department } = act {
        missing.need(holds.is_within(held.permissions(department)), Reason::RoleBeyondYours);
    }
    let administers_in = |department| held.may(Permission::UsersAdmin, department);
    // Who is pending is no business of roles.
    let administers =
        held.may_somewhere(Permission::UsersAdmin) && !matches!(act, AccountAct::Approve | AccountAct::Reject);
    if !administers {
        let views = act == AccountAct::See && held.may_somewhere(Permission::UsersView);
        missing.need(views, Reason::MissingPermission);
        return missing;
    }
    missing.need(true, Reason::MissingPermission);
    let is_in_scope = match (act, by.home()) {
        (AccountAct::Grant { department, .. } | AccountAct::Revoke { department }, _) => administers_in(department),
        (AccountAct::See, _) | (_, None) => true,
        (AccountAct::Create { .. }, home) => administers_in(home),
        (_, home) => target.home == home && administers_in(home),
    };
    missing.need(is_in_scope, Reason::OutOfScope);
    match (act, by.home()) {
        (AccountAct::Create { home: asked, .. }, Some(home)) => missing.need(asked == Some(home), Reason::HomeForced),
        (AccountAct::ChangeHome { .. }, home) => missing.need(home.is_none(), Reason::HomeForced),
        _ => {}
    }
    if act == AccountAct::Delete {
        missing.need(!target.is_used, Reason::AccountUsed);
    }
    missing
}

/// Names the rule by which roles allow.
fn rule_of_roles(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Rule {
    let held = by.held();
    let is_home = |home: Option<&str>| home == by.home() && held.may(Permission::UsersAdmin, home);
    match act {
        _ if by.is_manager() => Rule::A1,
        _ if !held.may_somewhere(Permission::UsersAdmin) => Rule::A6,
        _ if by.home().is_none() => Rule::A3,
        AccountAct::See | AccountAct::Grant { .. } | AccountAct::Revoke { .. } if !is_home(target.home) => Rule::A5,
        _ => Rule::A4,
    }
}

/// What is missing on the way of a Power User besides.
fn profile_lacks(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Conditions {
    let mut missing = Conditions::default();
    if act.is_reserved() {
        return missing;
    }
    let Some(permission) = act.profile_permission() else { return Conditions::one(false, Reason::MissingPermission) };
    missing.need(by.profile().may(permission), Reason::MissingPermission);
    let (is_own, scope) = (is_own(by, target), by.scope());
    let is_there = || target.account.is_some_and(|account| scope.covers(account, target.home, target.groups));
    let is_in_scope = match act {
        AccountAct::Create { home, .. } => scope.covers_home(home),
        AccountAct::ChangeHome { to } => is_there() && scope.covers_home(to),
        _ => is_there(),
    };
    missing.need(is_in_scope, Reason::OutOfScope);
    if act.changes_somebody() && !is_own {
        missing.need(target.level != Level::PowerUser, Reason::TargetPowerUser);
    }
    missing
}
