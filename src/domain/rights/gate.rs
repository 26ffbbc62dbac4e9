//! What an act inside an establishment needs of whoever does it, before it is known to which row: what menus, lists and
//! plans ask. Whether it may be done to the row that is meant is decided for that row ([`super::account_acts`]).

use strum::VariantArray as _;

use super::super::act::{Act, Noun, Verb};
use super::super::rights::account_acts::Refused;
use super::level::{GroupId, Level, ProfilePermission};
use super::permission::Permission;
use super::reason::{Conditions, Reason, Rule};
use super::standing::Standing;

/// What is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// To be the person whose it is.
    Own,
    /// To see or administer accounts by roles.
    People,
    /// The same, or a profile that holds this: lists then show what its scope covers, and nothing else.
    Seen(ProfilePermission),
    /// To administer accounts by roles: `UsersAdmin` somewhere.
    Administrators,
    /// To administer accounts: by roles, `UsersAdmin` somewhere; by profiles, this.
    Accounts(ProfilePermission),
    /// To have something to do to many rows: by roles, `UsersAdmin` somewhere; by profiles, whatever of accounts and groups is
    /// more than seeing them. Whoever is no Manager sees and steers their own jobs alone ([`sees_jobs`]).
    Jobs,
    /// To be a Manager, as every Superadmin is.
    Manager,
    /// The same, or a profile that holds this.
    Managers(ProfilePermission),
    /// To be a Superadmin.
    Superadmin,
    /// No right of a person's is enough: it is of the host.
    Host,
}

/// Returns what an act needs. Source: `rules/access.md`, A1 to A6 and N19; `rules/platform.md`, levels and profiles.
#[must_use]
pub const fn gate(act: Act) -> Gate {
    use ProfilePermission as P;
    match (act.noun(), act.verb()) {
        (Noun::Session, Verb::SignIn | Verb::Touch | Verb::End | Verb::Leave)
        | (Noun::User, Verb::ChangePassword | Verb::ChangeDetails)
        | (Noun::Host, Verb::Upkeep | Verb::Welcome | Verb::Initialise)
        // Everybody asks about themselves; whoever asks about others is asked for more.
        | (Noun::Access, Verb::List | Verb::Explain) => Gate::Own,
        // What they paste, and what they are shown as text: nobody of an establishment names a file of the server's.
        (noun, Verb::Import | Verb::Export)
            if !matches!(noun, Noun::User | Noun::Department | Noun::PeopleGroup | Noun::List) =>
        {
            Gate::Host
        }
        (Noun::User, Verb::List | Verb::Show) => Gate::Seen(P::UsersView),
        (Noun::PeopleGroup, Verb::List | Verb::Show) => Gate::Seen(P::GroupsView),
        (Noun::Department | Noun::Role | Noun::Profile, Verb::List | Verb::Show | Verb::Matrix) | (Noun::List, _) => {
            Gate::People
        }
        (Noun::User, Verb::Add) => Gate::Accounts(P::UsersCreate),
        (Noun::User, Verb::Delete) => Gate::Accounts(P::UsersDelete),
        // Who is pending is no business of roles.
        (Noun::User, Verb::Approve | Verb::Reject) => Gate::Managers(P::UsersApprove),
        (Noun::PeopleGroup, Verb::Add | Verb::Import) => Gate::Managers(P::GroupsCreate),
        (Noun::PeopleGroup, Verb::Edit) => Gate::Managers(P::GroupsEdit),
        (Noun::PeopleGroup, Verb::Delete) => Gate::Managers(P::GroupsDelete),
        // Who edits the profile that they have would give themselves anything, as with a role (N19).
        (
            Noun::User,
            Verb::SetLevel | Verb::AssignProfile | Verb::WithdrawProfile | Verb::AddScope | Verb::RemoveScope,
        )
        | (Noun::Profile, _) => Gate::Superadmin,
        // No profile is enough for roles.
        (Noun::User, Verb::Grant | Verb::Revoke) => Gate::Administrators,
        // Each target of a job is decided upon again, for whoever starts it.
        (Noun::Job, _) => Gate::Jobs,
        (
            Noun::Role
            | Noun::PeopleGroup
            | Noun::Department
            | Noun::Backup
            | Noun::Audit
            | Noun::Session
            | Noun::Access
            | Noun::Anomaly,
            _,
        )
        | (Noun::User, Verb::Data | Verb::Erase | Verb::ViewAs)
        | (Noun::Mail, Verb::List | Verb::Show | Verb::Retry) => Gate::Manager,
        (Noun::User, _) => Gate::Accounts(P::UsersEdit),
        _ => Gate::Host,
    }
}

/// Tells whether a profile's permission lets somebody do something to accounts or groups.
const fn acts_on_rows(permission: ProfilePermission) -> bool {
    use ProfilePermission as P;
    matches!(
        permission,
        P::UsersCreate
            | P::UsersEdit
            | P::UsersDelete
            | P::UsersApprove
            | P::GroupsCreate
            | P::GroupsEdit
            | P::GroupsDelete
    )
}

/// Tells whether somebody sees the accounts of every department; who does not sees those of their scope at most.
#[must_use]
pub fn sees_all(by: &Standing) -> bool {
    let held = by.held();
    by.is_manager() || held.may_somewhere(Permission::UsersView) || held.may_somewhere(Permission::UsersAdmin)
}

/// Tells whether somebody puts people into a group and takes them out of it: whoever administers accounts by roles all of
/// them, a Power User those of their scope.
#[must_use]
pub fn fills_group(by: &Standing, group: GroupId) -> bool {
    by.held().may_somewhere(Permission::UsersAdmin) || by.scope().groups.contains(&group)
}

/// Refuses to act on a group, as far as somebody's profiles let them act on groups at all, that is none of their scope.
#[must_use]
pub fn beyond_group(by: &Standing, group: GroupId) -> Option<Reason> {
    let is_within = by.is_manager() || by.scope().groups.contains(&group);
    (!is_within).then_some(Reason::OutOfScope)
}

/// Tells whether somebody may approve anybody, and so sees who waits for that.
#[must_use]
pub fn approves(by: &Standing) -> bool {
    by.is_manager() || may(by, Act::USER_APPROVE).is_ok()
}

/// Tells whether somebody sees and steers the jobs of everybody, as only those do who may do to every target what a job does;
/// who does not sees and steers their own.
#[must_use]
pub fn sees_jobs(by: &Standing) -> bool {
    by.is_manager()
}

/// Decides whether somebody may do something to any row at all.
///
/// # Errors
/// What is missing.
pub fn may(by: &Standing, act: Act) -> Result<Rule, Refused> {
    let gate = gate(act);
    let mut needs = Conditions::default();
    needs.need(gate == Gate::Own || by.usable().is_ok(), Reason::AccountUnusable);
    let somewhere = |permission| by.held().may_somewhere(permission);
    let profile = |permission| by.level() == Level::PowerUser && by.profile().may(permission);
    let (by_right, rule, reason) = match gate {
        Gate::Own => (true, Rule::A2, Reason::OwnAccount),
        Gate::People | Gate::Seen(_) | Gate::Administrators | Gate::Accounts(_) | Gate::Jobs | Gate::Managers(_)
            if by.is_manager() =>
        {
            (true, Rule::A1, Reason::MissingPermission)
        }
        Gate::People => (sees_all(by), Rule::A5, Reason::MissingPermission),
        Gate::Seen(permission) => {
            let rule = if sees_all(by) { Rule::A5 } else { Rule::Profile };
            (sees_all(by) || profile(permission), rule, Reason::MissingPermission)
        }
        Gate::Administrators => (somewhere(Permission::UsersAdmin), Rule::A4, Reason::MissingPermission),
        Gate::Accounts(permission) => {
            let by_roles = somewhere(Permission::UsersAdmin);
            (
                by_roles || profile(permission),
                if by_roles { Rule::A4 } else { Rule::Profile },
                Reason::MissingPermission,
            )
        }
        Gate::Jobs => {
            let by_roles = somewhere(Permission::UsersAdmin);
            let by_profile = ProfilePermission::VARIANTS.iter().any(|one| acts_on_rows(*one) && profile(*one));
            let rule = if by_roles { Rule::A4 } else { Rule::Profile };
            (by_roles || by_profile, rule, Reason::MissingPermission)
        }
        Gate::Managers(permission) => (profile(permission), Rule::Profile, Reason::MissingPermission),
        Gate::Manager => (by.is_manager(), Rule::A1, Reason::ManagerOnly),
        Gate::Superadmin => (by.level() == Level::Superadmin, Rule::I7, Reason::SuperadminOnly),
        Gate::Host => (false, Rule::A6, Reason::MissingPermission),
    };
    needs.need(by_right, reason);
    match needs.missing.first() {
        None => Ok(rule),
        Some(reason) => Err(Refused { rule: rule_of(act, reason), reason, missing: needs.missing, asked: needs.asked }),
    }
}

/// Names the rule by which an act is refused: what only a Manager may is more than giving and defining roles.
pub(super) fn rule_of(act: Act, reason: Reason) -> Rule {
    let is_of_roles = act.noun() == Noun::Role || matches!(act, Act::USER_GRANT | Act::USER_REVOKE);
    if reason == Reason::ManagerOnly && !is_of_roles { Rule::A1 } else { reason.rule() }
}
