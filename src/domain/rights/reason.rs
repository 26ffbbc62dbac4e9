//! The rules about accounts by their names, and the words of what refuses.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::set::set_of;

/// A rule that allows or refuses. `A` and `I` are told in `rules/access.md`, `S` in `rules/platform.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, VariantArray, EnumString, IntoStaticStr)]
#[expect(missing_docs, reason = "each is told where its word stands")]
pub enum Rule {
    /// Who acts has no usable account.
    #[strum(serialize = "gate account")]
    GateAccount,
    A1,
    A2,
    A3,
    A4,
    A5,
    A6,
    I1,
    I2,
    I3,
    I4,
    I5,
    I6,
    I7,
    I8,
    /// A Power User's profiles, in their scope.
    #[strum(serialize = "profile")]
    Profile,
    /// An account must be there, or not yet.
    #[strum(serialize = "guard")]
    Guard,
    /// What an account's status opens.
    #[strum(serialize = "status")]
    Status,
    S1,
    S2,
    S3,
    S4,
    S5,
    S6,
    S7,
    S8,
    S9,
    S10,
    S11,
    S12,
    S13,
    S14,
}

impl Rule {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// Returns its name: `A1` to `I8`, `gate account`, `S1` to `S14`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Why an act on an account is refused, in the order of the guards: of several the first is named.
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
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Who acts is not usable.
    AccountUnusable,
    /// The account awaits approval.
    AccountPending,
    /// The account's day has come.
    AccountExpired,
    /// The account is deactivated.
    AccountDeactivated,
    /// There is no such account.
    NotFound,
    /// Its person was erased: what is left names nobody.
    AccountErased,
    /// It can only be approved or rejected.
    PendingApproval,
    /// Only a Superadmin may.
    SuperadminOnly,
    /// Only a Manager may.
    ManagerOnly,
    /// No such right.
    MissingPermission,
    /// A right, but not on this account or in this department.
    OutOfScope,
    /// Nobody but a Superadmin acts on one.
    TargetSuperadmin,
    /// Nobody but a Manager acts on one.
    TargetManager,
    /// No Power User acts on another.
    TargetPowerUser,
    /// Nobody opens the account of somebody who administers what they do not.
    TargetAdministersMore,
    /// Nobody does that to themselves.
    OwnAccount,
    /// The date must be changed first.
    ExpiredLocked,
    /// The person must be disconnected first.
    UserConnected,
    /// A Manager is one everywhere.
    ManagerEverywhere,
    /// The role holds more than whoever grants it has there.
    RoleBeyondYours,
    /// No other Superadmin who lasts would be left.
    LastSuperadmin,
    /// No other Manager who lasts would be left.
    LastManager,
    /// This administrator's accounts have the administrator's home.
    HomeForced,
    /// Whoever signed in once is deactivated rather than deleted.
    AccountUsed,
    /// It does not wait for approval.
    NotPending,
    /// The login exists.
    LoginTaken,
}

impl Reason {
    /// Returns its word, by which the catalogue explains it.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Returns the rule that refuses by it.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::AccountUnusable => Rule::GateAccount,
            Self::AccountPending | Self::AccountExpired | Self::AccountDeactivated => Rule::Status,
            Self::NotFound | Self::AccountErased | Self::LoginTaken => Rule::Guard,
            Self::PendingApproval | Self::NotPending => Rule::S3,
            Self::SuperadminOnly => Rule::I7,
            Self::ManagerOnly => Rule::I2,
            Self::MissingPermission | Self::OutOfScope => Rule::A6,
            Self::TargetSuperadmin => Rule::I8,
            Self::TargetManager => Rule::A1,
            Self::TargetPowerUser => Rule::S12,
            Self::OwnAccount => Rule::A2,
            Self::ExpiredLocked => Rule::S8,
            Self::UserConnected => Rule::S11,
            Self::ManagerEverywhere => Rule::I6,
            Self::RoleBeyondYours | Self::TargetAdministersMore => Rule::I1,
            Self::LastSuperadmin | Self::LastManager => Rule::I3,
            Self::HomeForced => Rule::A4,
            Self::AccountUsed => Rule::I5,
        }
    }
}

set_of! {
    /// Every reason that there is, not only the first.
    Reasons of Reason
}

/// What is needed, each condition by the reason that refuses where it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Conditions {
    /// Everything that was looked at.
    pub asked: Reasons,
    /// What of it does not hold.
    pub missing: Reasons,
}

impl Conditions {
    /// Looks at a condition.
    pub(super) const fn need(&mut self, holds: bool, reason: Reason) {
        let one = Reasons::of(&[reason]);
        self.asked = self.asked.union(one);
        if !holds {
            self.missing = self.missing.union(one);
        }
    }

    /// Joins what two have looked at.
    pub(super) const fn union(self, other: Self) -> Self {
        Self { asked: self.asked.union(other.asked), missing: self.missing.union(other.missing) }
    }

    /// Looks at a condition that alone decides.
    pub(super) const fn one(holds: bool, reason: Reason) -> Self {
        let mut alone = Self { asked: Reasons::EMPTY, missing: Reasons::EMPTY };
        alone.need(holds, reason);
        alone
    }
}

impl Reasons {
    /// Returns the one that is named.
    #[must_use]
    pub fn first(self) -> Option<Reason> {
        self.iter().next()
    }
}
