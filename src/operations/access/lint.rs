//! What looks wrong in the rights of an establishment, with the act that mends it. Nothing of it is refused anywhere: people
//! may have meant it.

use std::collections::HashMap;

use super::super::context::Context;
use super::super::error::Result;
use super::super::ledger::{Ledger as _, School};
use super::super::rights;
use super::super::user::full_name;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::rights::permission::Permission;
use crate::domain::time::DAY_S;
use crate::store::establishment::{Tx, anomaly, person_list};

/// Days after which an account that nobody used is odd.
const NEVER_USED_DAYS: i64 = 90;
/// Days after which an account that waits for approval is odd.
const PENDING_DAYS: i64 = 14;
/// Managers of whom one more is too many.
const MANAGERS_MAX: usize = 5;

/// What is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Oddity {
    /// No Manager who lasts is left: all have an end.
    ManagersEnd,
    /// There are more Managers than need to be.
    ManyManagers,
    /// Somebody is responsible for a module and lacks the teachers' views there, so that they cannot enter a grade.
    NoTeacherView,
    /// A Power User has no profile, so may nothing.
    NoProfile,
    /// A Power User has no scope, so may nothing.
    NoScope,
    /// A role's last day is over.
    RoleEnded,
    /// A role holds in what is no department any more.
    RoleDepartmentGone,
    /// The home is no department any more.
    HomeGone,
    /// The scope has what is no department any more.
    ScopeGone,
    /// It waits for approval for long.
    PendingLong,
    /// Nobody used it for long.
    NeverUsed,
}

impl Oddity {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::ManagersEnd,
        Self::ManyManagers,
        Self::NoTeacherView,
        Self::NoProfile,
        Self::NoScope,
        Self::RoleEnded,
        Self::RoleDepartmentGone,
        Self::HomeGone,
        Self::ScopeGone,
        Self::PendingLong,
        Self::NeverUsed,
    ];

    /// Its word, by which the catalogue says it.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What mends it, as a rule.
    #[must_use]
    pub const fn mended_by(self) -> Option<Act> {
        Some(match self {
            Self::ManagersEnd | Self::NoTeacherView => Act::USER_GRANT,
            Self::ManyManagers | Self::RoleEnded | Self::RoleDepartmentGone => Act::USER_REVOKE,
            Self::NoProfile => Act::USER_ASSIGN_PROFILE,
            Self::NoScope => Act::USER_ADD_SCOPE,
            Self::ScopeGone => Act::USER_REMOVE_SCOPE,
            Self::HomeGone => Act::USER_EDIT,
            Self::NeverUsed => Act::USER_DEACTIVATE,
            Self::PendingLong => return None,
        })
    }
}

/// An account with what is odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anomaly {
    /// What.
    pub oddity: Oddity,
    /// Which account.
    pub id: AccountId,
    /// Its login.
    pub login: String,
    /// What people call it.
    pub name: String,
    /// Which role, department or day; empty where there is none.
    pub detail: String,
}

/// Lists what looks wrong, the worst first.
///
/// # Errors
/// [`Rule::Elsewhere`](super::super::error::Rule::Elsewhere) at the host.
pub fn anomalies(ctx: &mut Context) -> Result<Vec<Anomaly>> {
    let ctx = &mut ctx.permit(Act::ANOMALY_LIST)?;
    let now = ctx.now();
    let today = now.day();
    School::read(ctx, |tx| {
        let managers = anomaly::managers(tx)?;
        let mut found: Vec<(Oddity, Vec<anomaly::Odd>)> = vec![
            (Oddity::NoTeacherView, without_view(tx)?),
            (Oddity::NoProfile, anomaly::without_profile(tx)?),
            (Oddity::NoScope, anomaly::without_scope(tx)?),
            (Oddity::RoleEnded, anomaly::roles_ended(tx, today)?),
            (Oddity::RoleDepartmentGone, anomaly::role_departments_gone(tx)?),
            (Oddity::HomeGone, anomaly::homes_gone(tx)?),
            (Oddity::ScopeGone, anomaly::scope_departments_gone(tx)?),
            (Oddity::PendingLong, anomaly::pending_since(tx, now.plus_s(-PENDING_DAYS * DAY_S))?),
            (Oddity::NeverUsed, anomaly::never_used(tx, now.plus_s(-NEVER_USED_DAYS * DAY_S), today)?),
        ];
        if managers.len() > MANAGERS_MAX {
            found.push((Oddity::ManyManagers, managers.clone()));
        }
        if !managers.is_empty() && managers.iter().all(|(_, end)| !end.is_empty()) {
            found.push((Oddity::ManagersEnd, managers));
        }
        found.sort_by_key(|(oddity, _)| *oddity);
        named(tx, found)
    })
}

fn named(tx: &Tx<'_>, found: Vec<(Oddity, Vec<anomaly::Odd>)>) -> Result<Vec<Anomaly>> {
    let mut ids: Vec<AccountId> = found.iter().flat_map(|(_, odd)| odd.iter().map(|(id, _)| *id)).collect();
    ids.sort_unstable();
    ids.dedup();
    let known: HashMap<AccountId, (String, String)> = person_list::rows(tx, &ids)?
        .into_iter()
        .map(|person| (person.id, (person.draft.login.clone(), full_name(&person))))
        .collect();
    let mut all = Vec::new();
    for (oddity, odd) in found {
        for (id, detail) in odd {
            let Some((login, name)) = known.get(&id).cloned() else { continue };
            all.push(Anomaly { oddity, id, login, name, detail });
        }
    }
    Ok(all)
}

/// Finds who is responsible for a module of a department and lacks the teachers' views there.
fn without_view(tx: &Tx<'_>) -> Result<Vec<anomaly::Odd>> {
    let mut found = Vec::new();
    let mut known = None;
    for (id, department) in anomaly::responsibles(tx)? {
        let standing = match known.take() {
            Some((of, standing)) if of == id => standing,
            _ => rights::standing(tx, id, crate::domain::day::Day::MIN)?,
        };
        let has = standing.as_ref().is_none_or(|one| one.held().may(Permission::EnsView, Some(&department)));
        if !has {
            found.push((id, department));
        }
        known = Some((id, standing));
    }
    Ok(found)
}
