//! What would let somebody do what is refused: the smallest sets of changes, each with who may make it. Worked out only when
//! somebody asks, from the same conditions by which it was refused.
//!
//! Invariant: nobody is ever told to become a Manager or a Superadmin, and who stands high is not brought down for it.

use strum::{IntoStaticStr, VariantNames};

use super::super::day::Day;
use super::account_acts::{AccountAct, Lasting, Target, decide, invariants, is_own};
use super::account_status::{Facts, Stage};
use super::gate::Gate;
use super::level::{Level, ProfilePermission};
use super::permission::{Permission, PermissionSet};
use super::reason::Reason;
use super::standing::Standing;

/// Where a role is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Where<'a> {
    /// In whichever department.
    Any,
    /// In this one.
    In(&'a str),
    /// In every one.
    Everywhere,
}

/// One change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Change<'a> {
    /// The account of who acts is approved.
    ApproveActor,
    /// Its day of expiry is moved or cleared.
    MoveActorDate,
    /// It is activated.
    ActivateActor,
    /// Who acts is given a role that holds this.
    Role {
        /// What it holds at least.
        holds: PermissionSet,
        /// Where.
        place: Where<'a>,
    },
    /// A profile of who acts holds this, and the view of its area.
    Profile(ProfilePermission),
    /// The scope of who acts is widened to what is meant.
    Scope,
    /// The home of who acts becomes this one.
    ActorHome(&'a str),
    /// The account's home becomes this one.
    TargetHome(&'a str),
    /// The account is approved.
    ApproveTarget,
    /// Its day of expiry is moved or cleared.
    MoveTargetDate,
    /// Its person's sessions are ended.
    Disconnect,
    /// Somebody else is made a Superadmin who lasts.
    AnotherSuperadmin,
    /// Somebody else is made a Manager who lasts.
    AnotherManager,
    /// Who acts has no home any more, and so administers everybody where their roles hold.
    NoActorHome,
    /// Who acts becomes a Power User.
    PowerUser,
}

/// Who may make a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Maker {
    /// Who acts.
    Oneself,
    /// Whoever may act on the account of who acts, or on the account that is meant: its administrator, a Manager.
    Administrator,
    /// Who approves accounts: a Power User with `users.approve`, a Manager.
    Approver,
    /// An administrator without a home, or a Manager.
    HomeChooser,
    /// A Manager.
    Manager,
    /// A Superadmin.
    Superadmin,
}

impl Maker {
    /// Its word, by which the catalogue says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Change<'_> {
    /// Its word, by which the catalogue says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Whether it gives or takes more than what it is made for; such ones are named last.
    #[must_use]
    pub const fn is_risky(self) -> bool {
        matches!(self, Self::NoActorHome | Self::PowerUser | Self::AnotherManager | Self::AnotherSuperadmin)
    }

    /// Says who may make it, for whom who acts does not stand higher.
    #[must_use]
    pub fn maker(self, by: &Standing, target: Option<&Target<'_>>) -> Maker {
        let own = |act| target.is_some_and(|target| decide(by, act, target).is_ok());
        match self {
            Self::MoveTargetDate if own(AccountAct::ClearExpiry) => Maker::Oneself,
            Self::Disconnect if own(AccountAct::EditNames) => Maker::Oneself,
            Self::ApproveTarget if own(AccountAct::Approve) => Maker::Oneself,
            Self::AnotherSuperadmin if by.usable().is_ok() && by.level() == Level::Superadmin => Maker::Oneself,
            Self::AnotherManager if by.usable().is_ok() && by.is_manager() => Maker::Oneself,
            Self::AnotherSuperadmin | Self::Profile(_) | Self::Scope | Self::PowerUser => Maker::Superadmin,
            Self::MoveActorDate | Self::ActivateActor if by.level() == Level::Superadmin => Maker::Superadmin,
            Self::MoveActorDate | Self::ActivateActor if by.is_manager() => Maker::Manager,
            Self::AnotherManager => Maker::Manager,
            Self::ApproveActor | Self::ApproveTarget => Maker::Approver,
            Self::ActorHome(_) | Self::TargetHome(_) | Self::NoActorHome => Maker::HomeChooser,
            Self::Role { .. } | Self::MoveActorDate | Self::ActivateActor | Self::MoveTargetDate | Self::Disconnect => {
                Maker::Administrator
            }
        }
    }
}

/// Changes that are all needed, in the order in which they are made.
pub type Way<'a> = Vec<Change<'a>>;

/// Finds the smallest ways to let somebody act on an account; none where they may, and where nothing helps but somebody else.
#[must_use]
pub fn for_account<'a>(by: &'a Standing, act: AccountAct<'a>, target: &Target<'a>) -> Vec<Way<'a>> {
    if decide(by, act, target).is_ok() {
        return Vec::new();
    }
    let Some(of_actor) = usable(by) else { return Vec::new() };
    let Some(of_target) = settled(by, act, target) else { return Vec::new() };
    let is_own_business =
        is_own(by, target) && matches!(act, AccountAct::See | AccountAct::EditEmail | AccountAct::ResetPassword);
    let rights = if by.is_manager() || act.is_reserved() || is_own_business {
        vec![Vec::new()]
    } else {
        let mut ways = by_roles(by, act, target);
        ways.extend(by_profile(by, act, target));
        // Of one's own account nobody is given more for one's own sake: somebody else does it.
        ways.retain(|way| way.is_empty() || !is_own(by, target));
        ways
    };
    let whole = |rights: Way<'a>| of_actor.iter().copied().chain(rights).chain(of_target.iter().copied()).collect();
    smallest(rights.into_iter().map(whole).collect())
}

/// Finds what must change before anybody at all can act on an account: what keeps a Superadmin from it, else that there is
/// one more of them; none where nothing helps.
#[must_use]
pub fn for_nobody<'a>(act: AccountAct<'_>, target: &Target<'_>, today: Day) -> Option<Way<'a>> {
    let way = settled(&Standing::of_host(today), act, target)?;
    Some(if way.is_empty() { vec![Change::AnotherSuperadmin] } else { way })
}

/// Finds the smallest ways to what an act needs before it is known to which row.
#[must_use]
pub fn for_gate<'a>(by: &'a Standing, gate: Gate) -> Vec<Way<'a>> {
    let Some(of_actor) = usable(by) else { return Vec::new() };
    let role = |permission| Change::Role { holds: PermissionSet::of(&[permission]), place: Where::Any };
    let profile = |permission| {
        let is_one = by.level() == Level::PowerUser;
        let level = (!is_one).then_some(Change::PowerUser);
        level.into_iter().chain([Change::Profile(permission)]).collect::<Way<'_>>()
    };
    let rights = match gate {
        _ if by.is_manager() && gate != Gate::Host && gate != Gate::Superadmin => vec![Vec::new()],
        Gate::People => vec![vec![role(Permission::UsersView)]],
        Gate::Seen(permission) => vec![vec![role(Permission::UsersView)], profile(permission)],
        Gate::Accounts(permission) => vec![vec![role(Permission::UsersAdmin)], profile(permission)],
        Gate::Administrators | Gate::Jobs => vec![vec![role(Permission::UsersAdmin)]],
        Gate::Managers(permission) => vec![profile(permission)],
        Gate::Own => vec![Vec::new()],
        Gate::Manager | Gate::Superadmin | Gate::Host => Vec::new(),
    };
    let whole = |rights: Way<'a>| of_actor.iter().copied().chain(rights).collect::<Way<'a>>();
    let mut ways = smallest(rights.into_iter().map(whole).collect());
    ways.retain(|way| !way.is_empty());
    ways
}

/// What makes the account of who acts usable; none: it is not there.
fn usable<'a>(by: &Standing) -> Option<Way<'a>> {
    if by.usable().is_ok() {
        return Some(Vec::new());
    }
    let (facts, approve) = match by.stage() {
        Stage::Absent | Stage::Erased => return None,
        Stage::Pending(facts) => (facts, Some(Change::ApproveActor)),
        Stage::Admitted(facts) => (facts, None),
    };
    let is_over = facts.expires_on.is_some_and(|day| day <= by.today()).then_some(Change::MoveActorDate);
    let is_off = (!facts.active).then_some(Change::ActivateActor);
    Some(approve.into_iter().chain(is_over).chain(is_off).collect())
}

/// What of the account that is meant, and of who else lasts, must change; none: nothing helps.
fn settled<'a>(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Option<Way<'a>> {
    let (mut then, mut way) = (*target, Vec::new());
    loop {
        let mut missing = invariants(by, act, &then).missing.iter().filter(|why| *why != Reason::AccountUnusable);
        let Some(first) = missing.next() else { return Some(way) };
        let change = match first {
            Reason::PendingApproval => Change::ApproveTarget,
            Reason::ExpiredLocked => Change::MoveTargetDate,
            Reason::UserConnected => Change::Disconnect,
            Reason::LastSuperadmin => Change::AnotherSuperadmin,
            Reason::LastManager => Change::AnotherManager,
            _ => return None,
        };
        // Whatever stands above it in the guards is known, so that it cannot come back.
        match change {
            Change::ApproveTarget => then.stage = Stage::Admitted(facts(then.stage)),
            Change::MoveTargetDate => then.stage = Stage::Admitted(Facts { expires_on: None, ..facts(then.stage) }),
            Change::Disconnect => then.is_connected = false,
            _ => then.others = Lasting { superadmins: 1, managers: 1 },
        }
        way.push(change);
    }
}

const fn facts(stage: Stage) -> Facts {
    match stage {
        Stage::Absent | Stage::Erased => Facts::NEW,
        Stage::Pending(facts) | Stage::Admitted(facts) => facts,
    }
}

/// Which rights by roles there could be.
fn by_roles<'a>(by: &'a Standing, act: AccountAct<'a>, target: &Target<'a>) -> Vec<Way<'a>> {
    let (held, home) = (by.held(), by.home());
    let administers = PermissionSet::of(&[Permission::UsersAdmin]);
    let role = |holds: PermissionSet, place: Where<'a>| (!holds.is_empty()).then_some(Change::Role { holds, place });
    let somewhere = || {
        let has = held.may_somewhere(Permission::UsersAdmin);
        role(if has { PermissionSet::EMPTY } else { administers }, Where::Any)
    };
    let there = |needs: PermissionSet, department: Option<&'a str>| {
        role(needs.without(held.permissions(department)), department.map_or(Where::Everywhere, Where::In))
    };
    // Those who have no home administer everybody, the others those of their home.
    let homes = |asked: Option<&'a str>| {
        let mut ways: Vec<Way<'a>> = Vec::new();
        let mut way =
            |home: Option<Change<'a>>, role: Option<Change<'a>>| ways.push(home.into_iter().chain(role).collect());
        match (home, asked) {
            (None, _) => way(None, somewhere()),
            (Some(home), asked) if asked == Some(home) => {
                way(None, there(administers, Some(home)));
                way(Some(Change::NoActorHome), somewhere());
            }
            (Some(_), asked) => {
                if let Some(code) = asked {
                    way(Some(Change::ActorHome(code)), there(administers, asked));
                }
                way(Some(Change::NoActorHome), somewhere());
            }
        }
        ways
    };
    match act {
        AccountAct::Approve | AccountAct::Reject => Vec::new(),
        AccountAct::Delete if target.is_used => Vec::new(),
        AccountAct::Grant { holds, department } => {
            vec![there(holds.union(administers), department).into_iter().collect()]
        }
        AccountAct::Revoke { department } => vec![there(administers, department).into_iter().collect()],
        AccountAct::See => {
            let views = PermissionSet::of(&[Permission::UsersView]);
            let has = [Permission::UsersAdmin, Permission::UsersView].iter().any(|one| held.may_somewhere(*one));
            vec![role(if has { PermissionSet::EMPTY } else { views }, Where::Any).into_iter().collect()]
        }
        AccountAct::Create { home, .. } => homes(home),
        AccountAct::ChangeHome { .. } => {
            let free = home.map(|_| Change::NoActorHome);
            vec![free.into_iter().chain(somewhere()).collect()]
        }
        _ => {
            let mut ways = homes(target.home);
            if is_own(by, target) {
                // Where who acts belongs, the account belongs.
                ways.extend(held.departments(Permission::UsersAdmin).map(|code| vec![Change::ActorHome(code)]));
                return ways;
            }
            if let Some(own) = home.filter(|own| target.home != Some(own)) {
                let moved = [Change::TargetHome(own)].into_iter();
                ways.push(moved.chain(there(administers, Some(own))).collect());
            }
            ways
        }
    }
}

/// Which rights by profiles there could be.
fn by_profile<'a>(by: &Standing, act: AccountAct<'_>, target: &Target<'_>) -> Option<Way<'a>> {
    let permission = act.profile_permission()?;
    let is_above = act.changes_somebody() && target.level == Level::PowerUser && !is_own(by, target);
    let (scope, is_there) =
        (by.scope(), |home, groups| target.account.is_some_and(|account| by.scope().covers(account, home, groups)));
    let is_in_scope = match act {
        // Nobody's home is in a scope.
        AccountAct::Create { home: None, .. } | AccountAct::ChangeHome { to: None } => return None,
        AccountAct::Create { home, .. } => scope.covers_home(home),
        AccountAct::ChangeHome { to } => is_there(target.home, target.groups) && scope.covers_home(to),
        _ => is_there(target.home, target.groups),
    };
    if is_above {
        return None;
    }
    let level = (by.level() != Level::PowerUser).then_some(Change::PowerUser);
    let profile = (!by.profile().may(permission)).then_some(Change::Profile(permission));
    let scope = (!is_in_scope).then_some(Change::Scope);
    Some(level.into_iter().chain(profile).chain(scope).collect())
}

/// Keeps the ways of the fewest changes, risky ones last.
fn smallest(mut ways: Vec<Way<'_>>) -> Vec<Way<'_>> {
    let fewest = ways.iter().map(Vec::len).min().unwrap_or(0);
    ways.retain(|way| way.len() == fewest);
    ways.sort_by_key(|way| way.iter().any(|change| change.is_risky()));
    ways
}
