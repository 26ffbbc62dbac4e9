//! Why somebody may do something, or may not, with the names of those who can help.

use super::super::context::Context;
use super::super::error::{Error, Result, Rule};
use super::super::ledger::{Ledger as _, School};
use super::super::permitted::permit_at;
use super::super::rights;
use super::super::user::Users;
use super::asked::{Question, inside};
use super::who::{Crew, actor};
use crate::domain::access::{Actor, At, Fact, Identity, Need, Object, OnAccount, RuleId, decide};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::explanation::{Warning, explain as explained, first_needs};
use crate::domain::job;
use crate::domain::rights::account_acts::{AccountAct, Target};
use crate::domain::rights::effect::Right;
use crate::domain::rights::fixes::{Change, Maker, Where};
use crate::domain::rights::level::Level;
use crate::domain::rights::permission::PermissionSet;
use crate::domain::rights::reason::Reason;
use crate::domain::rights::standing::Standing;
use crate::domain::time::Timestamp;
use crate::domain::user::User;
use crate::operations::deed::Kept as _;
use crate::store::establishment::{Tx, person};

/// Most names of those who can.
const NAMES: usize = 5;

/// Names, of which there may be more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The first of them.
    pub logins: Vec<String>,
    /// How many there are besides.
    pub more: usize,
}

/// A change that would help, with who may make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mending {
    /// Which change.
    pub change: &'static str,
    /// What a role or a profile must hold, by its words.
    pub holds: String,
    /// The department that it is about: of a role, empty for whichever one; of a home, the new one.
    pub department: String,
    /// Where a role must hold: `any`, `in`, `everywhere`.
    pub place: &'static str,
    /// Whether it gives or takes more than what it is made for.
    pub is_risky: bool,
    /// What kind of people may make it.
    pub maker: Maker,
    /// Who that is here.
    pub who: Names,
}

/// An answer: a decision with its grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Whose rights; empty: of whoever acts from the host.
    pub login: String,
    /// To do what.
    pub act: Act,
    /// To whom; empty: to anybody.
    pub object: String,
    /// Whether it is allowed.
    pub is_allowed: bool,
    /// The rule that allows or refuses.
    pub rule: RuleId,
    /// Everything that was looked at.
    pub facts: Vec<Fact>,
    /// What the account administers and who asks does not, where it is refused for that.
    pub beyond: Vec<String>,
    /// What is to be known of what is allowed.
    pub warnings: Vec<Warning>,
    /// The smallest sets of changes that would allow it.
    pub fixes: Vec<Vec<Mending>>,
    /// Who can do it as things are.
    pub able: Names,
    /// What refuses it besides, where the rights allow it.
    pub stops: Option<job::Reason>,
}

/// What somebody may do at all, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRight {
    /// What.
    pub act: Act,
    /// Whether they may, and by which rule.
    pub rule: std::result::Result<RuleId, RuleId>,
    /// What is missing first.
    pub missing: Option<Need>,
}

/// Lists everything that can be done here, and whether whoever asks may.
///
/// # Errors
/// [`Rule::Elsewhere`] at the host.
pub fn own(ctx: &mut Context) -> Result<Vec<OwnRight>> {
    let ctx = &mut ctx.permit(Act::ACCESS_LIST)?;
    if ctx.at() == At::Host {
        return Err(Rule::Elsewhere.into());
    }
    // Whoever acts is asked about as they are by now.
    School::read(ctx, |_| Ok(()))?;
    let (at, actor) = (ctx.at(), ctx.actor.clone());
    let right = |act| match decide(&actor, act, Object::at(at)) {
        Ok(permit) => OwnRight { act, rule: Ok(permit.rule()), missing: None },
        Err(refusal) => OwnRight { act, rule: Err(refusal.rule), missing: refusal.missing().next() },
    };
    Ok(inside().map(right).collect())
}

/// Explains what is decided about an act. Everybody may ask about themselves, a Manager about anybody.
///
/// # Errors
/// Every field's problem; [`Error::NotFound`]; the rule that refuses to answer.
pub fn explain(ctx: &mut Context, question: &Question) -> Result<Explained> {
    let ctx = &mut ctx.permit(Act::ACCESS_EXPLAIN)?;
    let (at, now) = (ctx.at(), ctx.now());
    School::read(ctx, |_| Ok(()))?;
    let own = ctx.actor.clone();
    let (who, mut found) = School::read(ctx, |tx| decided(tx, (at, now), &own, question))?;
    if found.is_allowed {
        found.stops = question.stops(ctx, &who)?;
        found.is_allowed = found.stops.is_none();
    }
    Ok(found)
}

/// Explains what the rules about rights say, and about whom.
fn decided(tx: &Tx<'_>, (at, now): (At, Timestamp), own: &Actor, question: &Question) -> Result<(Actor, Explained)> {
    let today = now.day();
    let (who, account) = subject(tx, (at, today), own, &question.login)?;
    let standing = match &who.identity {
        Identity::Person { standing: Some(standing), .. } => standing.as_ref().clone(),
        Identity::Person { .. } | Identity::Nobody => Standing::unknown(today),
        Identity::Webmaster { .. } | Identity::Owner | Identity::Program => Standing::of_host(today),
    };
    let roles = rights::roles(tx)?;
    let (act, user) = (question.on_account(&standing, &roles)?, question.target(tx)?);
    let groups = user.as_ref().map(User::group_ids).unwrap_or_default();
    let may = user.as_ref().map(|user| rights::standing(tx, user.id(), today)).transpose()?.flatten();
    let target = user.as_ref().map(|user| user.target(&groups, may.as_ref(), today));
    question.check_home(tx, (own, now))?;
    check_seen(own, at, (target.as_ref(), today), question)?;
    let target = target.or_else(|| question.is_new().then_some(Target::NEW));
    let row = act.zip(target.as_ref()).map(|(act, target)| OnAccount { act, target, today });
    let found = explained(&who, &standing, question.act, Object { row, ..Object::at(at) });
    let crew = Crew::read(tx, at, today)?;
    let own_groups = account.as_ref().map(User::group_ids).unwrap_or_default();
    let own_target = account.as_ref().map(|user| user.target(&own_groups, None, today));
    let whom = Whom { crew: &crew, actor: own_target.as_ref(), target: target.as_ref() };
    let able = if found.is_allowed {
        Names::default()
    } else {
        let row = row.map(|row| (row.act, row.target));
        names(crew.able(question.act, row, account.as_ref().map(User::id)).map(|able| able.login))
    };
    let mut ways = found.fixes.clone();
    if !found.is_allowed && ways.is_empty() && able.logins.is_empty() {
        ways.extend(row.map(|row| first_needs(&standing, row)).filter(|way| !way.is_empty()));
    }
    let mended =
        |way: &Vec<(Change<'_>, Maker)>| way.iter().map(|(change, maker)| whom.mending(*change, *maker)).collect();
    let explained = Explained {
        login: account.as_ref().map(|user| user.person.draft.login.clone()).unwrap_or_default(),
        act: question.act,
        object: user.as_ref().map_or_else(|| question.object.clone(), |user| user.person.draft.login.clone()),
        is_allowed: found.is_allowed,
        rule: found.rule,
        beyond: match &may {
            Some(they) if found.missing().any(|need| need == Need::Right(Reason::TargetAdministersMore)) => {
                they.beyond(&standing).iter().map(Right::word).collect()
            }
            _ => Vec::new(),
        },
        facts: found.facts.clone(),
        warnings: found.warnings.clone(),
        fixes: ways.iter().map(mended).collect(),
        able,
        stops: None,
    };
    Ok((who, explained))
}

/// Names who may approve an account that waits for it: whoever made it may not see it until then.
///
/// # Errors
/// [`Rule::Elsewhere`] at the host.
pub fn approvers(ctx: &mut Context, waiting: &User) -> Result<Names> {
    let ctx = &mut ctx.permit(Act::ACCESS_EXPLAIN)?;
    let (at, today) = (ctx.at(), ctx.now().day());
    School::read(ctx, |tx| {
        let groups = waiting.group_ids();
        let target = waiting.target(&groups, None, today);
        let crew = Crew::read(tx, at, today)?;
        Ok(names(crew.able(Act::USER_APPROVE, Some((AccountAct::Approve, &target)), None).map(|able| able.login)))
    })
}

/// Refuses to tell of an account that whoever asks does not see, as if it were not there: what is said of it tells who it is.
fn check_seen(own: &Actor, at: At, (target, today): (Option<&Target<'_>>, Day), question: &Question) -> Result<()> {
    let Some(target) = target else { return Ok(()) };
    let is_own = matches!(own.identity, Identity::Person { id, .. } if target.account == Some(id));
    let row = Some(OnAccount { act: AccountAct::See, target, today });
    let is_seen = is_own || decide(own, Act::USER_SHOW, Object { row, ..Object::at(at) }).is_ok();
    if is_seen { Ok(()) } else { Err(Error::not_found("user", &question.object)) }
}

/// Finds whose rights are asked about, with their account where they have one.
fn subject(tx: &Tx<'_>, (at, today): (At, Day), own: &Actor, login: &str) -> Result<(Actor, Option<User>)> {
    let account = |id: AccountId| Users::find(tx, &id);
    let own_id = match own.identity {
        Identity::Person { id, .. } => Some(id),
        _ => None,
    };
    if login.is_empty() {
        return Ok((own.clone(), own_id.map(account).transpose()?.flatten()));
    }
    let missing = || Error::not_found("user", login);
    let found = person::find_by_login(tx, login)?.filter(|_| at != At::Host);
    if found.as_ref().map(|person| person.id) != own_id || own_id.is_none() {
        // Of others only those hear who administer all of them.
        permit_at(own, Act::ACCESS_WHO_CAN, at)?;
    }
    let found = found.ok_or_else(missing)?;
    let standing = rights::standing(tx, found.id, today)?.ok_or_else(missing)?;
    let who = actor(at, &found, standing).ok_or_else(missing)?;
    Ok((who, account(found.id)?))
}

fn names(mut all: impl Iterator<Item = String>) -> Names {
    let logins = all.by_ref().take(NAMES).collect();
    Names { logins, more: all.count() }
}

/// Whom changes are made to, and who could make them.
struct Whom<'a> {
    crew: &'a Crew,
    actor: Option<&'a Target<'a>>,
    target: Option<&'a Target<'a>>,
}

impl Whom<'_> {
    fn mending(&self, change: Change<'_>, maker: Maker) -> Mending {
        let (holds, place) = match change {
            Change::Role { holds, place } => (holds.to_string(), place),
            Change::Profile(permission) => (permission.word().to_owned(), Where::Any),
            Change::ActorHome(code) | Change::TargetHome(code) => (String::new(), Where::In(code)),
            _ => (String::new(), Where::Any),
        };
        let (place, department) = match place {
            Where::Any => ("any", ""),
            Where::In(code) => ("in", code),
            Where::Everywhere => ("everywhere", ""),
        };
        let who = if maker == Maker::Oneself { Names::default() } else { self.makers(change) };
        let (change, is_risky) = (change.word(), change.is_risky());
        Mending { change, holds, department: department.to_owned(), place, is_risky, maker, who }
    }

    fn makers(&self, change: Change<'_>) -> Names {
        let anybody = Target { stage: Standing::of_host(Day::MIN).stage(), ..Target::NEW };
        let (act, on) = match change {
            Change::ApproveActor => (AccountAct::Approve, self.actor),
            Change::MoveActorDate => (AccountAct::ClearExpiry, self.actor),
            Change::ActivateActor => (AccountAct::Activate, self.actor),
            Change::Role { holds, place } => {
                let department = if let Where::In(code) = place { Some(code) } else { None };
                (AccountAct::Grant { holds, department }, self.actor)
            }
            Change::ActorHome(code) => (AccountAct::ChangeHome { to: Some(code) }, self.actor),
            Change::NoActorHome => (AccountAct::ChangeHome { to: None }, self.actor),
            Change::TargetHome(code) => (AccountAct::ChangeHome { to: Some(code) }, self.target),
            Change::ApproveTarget => (AccountAct::Approve, self.target),
            Change::MoveTargetDate => (AccountAct::ClearExpiry, self.target),
            Change::Disconnect => (AccountAct::EditNames, self.target),
            Change::Profile(_) | Change::Scope | Change::PowerUser => {
                (AccountAct::SetLevel { to: Level::PowerUser }, self.actor)
            }
            Change::AnotherManager => {
                (AccountAct::Grant { holds: PermissionSet::ALL, department: None }, Some(&anybody))
            }
            Change::AnotherSuperadmin => (AccountAct::SetLevel { to: Level::Superadmin }, Some(&anybody)),
        };
        let Some(target) = on else { return Names::default() };
        let is_of_actor = self.actor.is_some_and(|actor| actor.account == target.account);
        let but = if is_of_actor { None } else { self.actor.and_then(|actor| actor.account) };
        names(self.crew.able(act.act(), Some((act, target)), but).map(|able| able.login))
    }
}
