//! People with all that is tied to them, written at once into a new database that has nobody but its first administrator. Only
//! the demonstration has any.

use super::account::put;
use super::{Tx, department, people_group, person_ties, profile, role};
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::department::DepartmentDraft;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::person::{
    HeldRole, PeopleGroupId, Person, PersonDraft, PersonTies, ProfileDraft, RoleDraft, ScopePart,
};
use crate::domain::time::Timestamp;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::ledger::session;

/// Who is there, and what they are tied to.
#[derive(Debug, Default)]
pub struct People {
    /// Departments.
    pub departments: Vec<DepartmentDraft>,
    /// Roles beside those that ship.
    pub roles: Vec<RoleDraft>,
    /// Names of groups.
    pub groups: Vec<String>,
    /// Profiles.
    pub profiles: Vec<ProfileDraft>,
    /// Accounts beside the first administrator's.
    pub accounts: Vec<Member>,
}

/// An account.
#[derive(Debug)]
pub struct Member {
    /// What is written of it.
    pub draft: PersonDraft,
    /// The stored form of its password, and until when that is good if it was generated.
    pub password: (String, Option<Timestamp>),
    /// When it is made.
    pub created_at: Timestamp,
    /// Last sign-in, if any.
    pub seen_at: Option<Timestamp>,
    /// Whether the session of then goes on.
    pub is_connected: bool,
    /// Its roles.
    pub roles: Vec<HeldRole>,
    /// Its groups, by their places.
    pub groups: Vec<usize>,
    /// Its profiles, by their places.
    pub profiles: Vec<usize>,
    /// Over what they hold.
    pub scope: Vec<Part>,
}

/// A part of a scope.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A department, by its code.
    Department(&'static str),
    /// A group, by its place.
    Group(usize),
    /// Every course.
    AllCourses,
}

/// Adds them.
pub(super) fn insert(tx: &Tx<'_>, of: EstablishmentNumber, people: &People) -> Result<()> {
    people.departments.iter().try_for_each(|draft| department::insert(tx, draft).map(drop))?;
    people.roles.iter().try_for_each(|draft| role::insert(tx, draft).map(drop))?;
    let groups = people.groups.iter().map(|name| people_group::insert(tx, name)).collect::<Result<Vec<_>>>()?;
    let profiles = people.profiles.iter().map(|draft| profile::insert(tx, draft)).collect::<Result<Vec<_>>>()?;
    for member in &people.accounts {
        let id = AccountId(next_id(tx, Counter::Account)?);
        let (password, password_until) = &member.password;
        let person = Person {
            id,
            draft: member.draft.clone(),
            left_at: None,
            password_until: *password_until,
            must_change: password_until.is_some(),
            created_at: member.created_at,
            first_activity_at: member.seen_at,
            last_sign_in_at: member.seen_at,
            rev: 1,
        };
        put(tx, &person, password)?;
        let ties = PersonTies {
            roles: member.roles.clone(),
            groups: member.groups.iter().filter_map(|at| groups.get(*at).copied()).collect(),
            profiles: member.profiles.iter().filter_map(|at| profiles.get(*at).copied()).collect(),
            scope: member.scope.iter().filter_map(|part| stored(part, &groups)).collect(),
        };
        person_ties::put(tx, id, &ties)?;
        if let Some(at) = member.seen_at.filter(|_| member.is_connected) {
            let identity = Identity::Person { of, id, login: member.draft.login.clone(), standing: None, viewer: None };
            let ssh_client = format!("192.0.2.{} 50022", id.0 % 250 + 1);
            let actor = Actor { identity, os_user: "ecoles".to_owned(), ssh_client, ssh_key: String::new() };
            session::start(tx, &actor, at)?;
        }
    }
    Ok(())
}

fn stored(part: &Part, groups: &[PeopleGroupId]) -> Option<ScopePart> {
    let (kind, key) = match part {
        Part::Department(code) => ("department", (*code).to_owned()),
        Part::Group(at) => ("group", groups.get(*at)?.to_string()),
        Part::AllCourses => ("all-courses", String::new()),
    };
    Some(ScopePart { kind: kind.to_owned(), key })
}
