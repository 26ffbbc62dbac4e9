//! What becomes of an account. Three facts are stored, its status is derived on the day that it is asked for, so that
//! nothing has to be done at midnight. Source: `rules/platform.md`, S1 to S14; the table is `account-status.csv`.

use super::super::day::Day;
use super::reason::{Conditions, Reason, Rule};

/// What is stored of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Nobody has deactivated it.
    pub active: bool,
    /// The first day on which it is expired; none: it lasts.
    pub expires_on: Option<Day>,
    /// There was a first access to a course, a learning object or a contribution.
    pub first_activity: bool,
}

impl Facts {
    /// Those of an account that was just created.
    pub const NEW: Self = Self { active: true, expires_on: None, first_activity: false };

    /// Derives the status on a day.
    #[must_use]
    pub fn status(self, today: Day) -> Status {
        match self {
            _ if self.expires_on.is_some_and(|day| day <= today) => Status::Expired,
            Self { active: false, .. } => Status::Deactivated,
            Self { first_activity: true, .. } => Status::Active,
            _ => Status::Activated,
        }
    }

    /// Tells whether no midnight ends it.
    #[must_use]
    pub const fn lasts(self) -> bool {
        self.active && self.expires_on.is_none()
    }
}

/// The status of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Status {
    /// May sign in, and has worked already.
    Active,
    /// May sign in.
    Activated,
    /// May not sign in, until somebody activates it.
    Deactivated,
    /// May not sign in, until the date is changed.
    Expired,
}

impl Status {
    /// Returns its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Tells whether somebody can sign in by it.
    #[must_use]
    pub const fn is_usable(self) -> bool {
        matches!(self, Self::Active | Self::Activated)
    }
}

/// Whether an account is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// There is none, or no longer.
    Absent,
    /// Its person was erased: what is left names nobody, and nothing happens to it any more.
    Erased,
    /// It awaits approval, in a list of its own.
    Pending(Facts),
    /// It is one of the accounts.
    Admitted(Facts),
}

impl Stage {
    /// Tells whether somebody can sign in and act by it.
    ///
    /// # Errors
    /// Why not, as it is told at the sign-in.
    pub fn usable(self, today: Day) -> Result<(), Reason> {
        match self {
            Self::Absent => Err(Reason::NotFound),
            Self::Erased => Err(Reason::AccountErased),
            Self::Pending(_) => Err(Reason::AccountPending),
            Self::Admitted(facts) => match facts.status(today) {
                Status::Active | Status::Activated => Ok(()),
                Status::Deactivated => Err(Reason::AccountDeactivated),
                Status::Expired => Err(Reason::AccountExpired),
            },
        }
    }

    /// Returns what is needed of an account before anything can be done to it.
    pub(super) fn there(self) -> Conditions {
        if self == Self::Erased {
            return Conditions::one(false, Reason::AccountErased);
        }
        let mut found = Conditions::one(self != Self::Absent, Reason::NotFound);
        if self != Self::Absent {
            found.need(!matches!(self, Self::Pending(_)), Reason::PendingApproval);
        }
        found
    }
}

/// Whether an account that is created can be used at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// At once.
    Activated,
    /// Once it is approved.
    Pending,
}

/// What happens to an account. That its day comes is no event: it is so by the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It is created.
    Create(Admission),
    /// It is approved.
    Approve,
    /// It is rejected.
    Reject,
    /// It is activated.
    Activate,
    /// It is deactivated.
    Deactivate,
    /// Its first expired day is set; none: cleared.
    SetExpiry(Option<Day>),
    /// It is deleted.
    Delete,
    /// Its person works for the first time.
    FirstActivity,
    /// Its person signs in.
    SignIn,
}

/// What the guards ask besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// Whoever acts does so on their own account.
    pub is_own: bool,
    /// Its person has an open session.
    pub is_connected: bool,
    /// By which reason nobody else who lasts would be left: [`Reason::LastSuperadmin`] or [`Reason::LastManager`].
    pub last: Option<Reason>,
}

/// What an event comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The account is so from now on.
    Applied(Stage),
    /// It was so already.
    Unchanged,
    /// By the first guard that refused.
    Refused(Reason),
}

/// What an event comes to, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The rule.
    pub rule: Rule,
    /// What it comes to.
    pub outcome: Outcome,
}

/// Finds everything that stands against an event in the state of the account, whoever may act on it.
#[must_use]
pub fn obstacles(event: Event, stage: Stage, circumstances: Circumstances, today: Day) -> Conditions {
    let mut found = Conditions::default();
    let facts = match (event, stage) {
        (Event::Create(_), _) => {
            found.need(stage == Stage::Absent, Reason::LoginTaken);
            return found;
        }
        (Event::SignIn, _) => return stage.usable(today).map_or_else(|why| Conditions::one(false, why), |()| found),
        (Event::Approve | Event::Reject, Stage::Admitted(_)) => return Conditions::one(false, Reason::NotPending),
        (Event::Approve | Event::Reject, Stage::Pending(_)) => return Conditions::one(true, Reason::NotPending),
        (_, Stage::Absent | Stage::Erased | Stage::Pending(_)) => return stage.there(),
        (_, Stage::Admitted(facts)) => facts,
    };
    found = found.union(stage.there());
    let Circumstances { is_own, is_connected, last } = circumstances;
    let status = facts.status(today);
    let (not_own, not_locked) = (!is_own, status != Status::Expired);
    match event {
        Event::FirstActivity => found.need(status.is_usable(), Reason::AccountUnusable),
        Event::Activate | Event::Deactivate => {
            found.need(not_own, Reason::OwnAccount);
            found.need(not_locked, Reason::ExpiredLocked);
            found.need(!is_connected, Reason::UserConnected);
        }
        Event::SetExpiry(day) => {
            found.need(not_own, Reason::OwnAccount);
            let shuts_out = not_locked && day.is_some_and(|day| day <= today);
            found.need(!(is_connected && shuts_out), Reason::UserConnected);
        }
        Event::Delete => {
            found.need(not_own, Reason::OwnAccount);
            found.need(!is_connected, Reason::UserConnected);
        }
        Event::Create(_) | Event::Approve | Event::Reject | Event::SignIn => {}
    }
    let ends = match event {
        Event::Deactivate | Event::SetExpiry(Some(_)) => status.is_usable(),
        Event::Delete => true,
        Event::SetExpiry(None)
        | Event::Activate
        | Event::FirstActivity
        | Event::Create(_)
        | Event::Approve
        | Event::Reject
        | Event::SignIn => false,
    };
    match last.filter(|_| ends) {
        Some(last) => found.union(Conditions::one(false, last)),
        None => found,
    }
}

/// Says what an event makes of an account.
#[must_use]
pub fn transition(event: Event, stage: Stage, circumstances: Circumstances, today: Day) -> Transition {
    if let Some(reason) = obstacles(event, stage, circumstances, today).missing.first() {
        let rule = if event == Event::FirstActivity { Rule::S4 } else { reason.rule() };
        return Transition { rule, outcome: Outcome::Refused(reason) };
    }
    let facts = match stage {
        Stage::Absent | Stage::Erased => Facts::NEW,
        Stage::Pending(facts) | Stage::Admitted(facts) => facts,
    };
    let now = |rule, stage| (rule, Outcome::Applied(stage));
    let (rule, outcome) = match event {
        Event::Create(Admission::Activated) => now(Rule::S1, Stage::Admitted(facts)),
        Event::Create(Admission::Pending) => now(Rule::S2, Stage::Pending(facts)),
        Event::Approve => now(Rule::S3, Stage::Admitted(facts)),
        Event::Reject => now(Rule::S3, Stage::Absent),
        Event::Activate => now(Rule::S6, Stage::Admitted(Facts { active: true, ..facts })),
        Event::Deactivate => now(Rule::S5, Stage::Admitted(Facts { active: false, ..facts })),
        Event::SetExpiry(day) => {
            let is_past = |day: Option<Day>| day.is_some_and(|day| day <= today);
            let rule = match (is_past(facts.expires_on), is_past(day)) {
                (_, true) => Rule::S10,
                (true, false) => Rule::S9,
                (false, false) => Rule::S13,
            };
            now(rule, Stage::Admitted(Facts { expires_on: day, ..facts }))
        }
        Event::Delete => now(Rule::S14, Stage::Absent),
        Event::FirstActivity => now(Rule::S4, Stage::Admitted(Facts { first_activity: true, ..facts })),
        // Whoever signs in changes nothing here.
        Event::SignIn => return Transition { rule: Rule::Status, outcome: Outcome::Applied(stage) },
    };
    if outcome == Outcome::Applied(stage) {
        return Transition { rule: Rule::S13, outcome: Outcome::Unchanged };
    }
    Transition { rule, outcome }
}
