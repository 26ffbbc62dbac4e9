//! Somebody's account inside an establishment as it is administered: with its level, its roles and its groups.

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::account::AccountId;
use super::act::Act;
use super::administration::NamedPart;
use super::contact::{Email, NAME_MAX};
use super::day::{Day, optional, parse_day};
use super::erased::is_erased;
use super::field::{Checker, Field, FieldError, Problem};
use super::filled::Filled;
use super::language::Language;
use super::message::Message;
use super::person::{HeldRole, PeopleGroupId, Person, PersonDraft, ProfileId};
use super::rights::account_acts::{Lasting, Target};
use super::rights::account_status::{Facts, Stage, Status};
use super::rights::level::{GroupId, Level};
use super::rights::role::{Grant, Granted, MANAGER, RoleProblem};
use super::rights::standing::Standing;
use super::text::{is_lone_dash, line, required_line};
use super::time::Timestamp;
use super::webmaster::Login;

/// Most accounts of an establishment that its list shows.
pub const USERS_MAX: u32 = 200_000;
/// What somebody is at an establishment, as it is stored.
pub const CATEGORIES: [&str; 2] = ["staff", "learner"];
/// How the establishment's own language is typed.
const OWN_LANGUAGE: &str = "own";
/// What stands between the names of groups, and between roles.
pub const BETWEEN: &str = ", ";

/// An account with what lists show of it. No secret is part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The account.
    pub person: Person,
    /// Its level.
    pub level: Level,
    /// Its roles, whether they still hold or not.
    pub roles: Vec<HeldRole>,
    /// The groups that it is in, with their names.
    pub groups: Vec<(PeopleGroupId, String)>,
    /// The profiles that it has as a Power User, with their names.
    #[serde(default)]
    pub profiles: Vec<(ProfileId, String)>,
    /// Over what they hold.
    #[serde(default)]
    pub scope: Vec<NamedPart>,
    /// Whether its person has an open session: known where it was read, and not kept.
    #[serde(skip)]
    pub is_connected: bool,
    /// From when a try to sign in is heard again, after too many wrong ones: known where it was read, and not kept.
    #[serde(skip)]
    pub locked_until: Option<Timestamp>,
    /// Who else lasts, where that matters: known where it was read, and not kept.
    #[serde(skip)]
    pub others: Lasting,
}

/// Lists the words that the program itself says of accounts: categories, levels, statuses.
pub fn own_words() -> impl Iterator<Item = &'static str> {
    let levels = Level::VARIANTS.iter().map(|level| level.word());
    let statuses = Status::VARIANTS.iter().map(|status| status.word());
    CATEGORIES.into_iter().chain(levels).chain(statuses)
}

impl User {
    /// What names it for ever.
    #[must_use]
    pub const fn id(&self) -> AccountId {
        self.person.id
    }

    /// Whether it is there, with its three facts.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        let draft = &self.person.draft;
        let (active, expires_on) = (draft.active, draft.expires_on);
        let facts = Facts { active, expires_on, first_activity: self.person.first_activity_at.is_some() };
        if draft.pending { Stage::Pending(facts) } else { Stage::Admitted(facts) }
    }

    /// Derives its status on a day; none: it waits for approval.
    #[must_use]
    pub fn status(&self, today: Day) -> Option<Status> {
        match self.stage() {
            Stage::Admitted(facts) => Some(facts.status(today)),
            Stage::Absent | Stage::Erased | Stage::Pending(_) => None,
        }
    }

    /// Tells whether it has the role Manager on a day.
    #[must_use]
    pub fn is_manager(&self, today: Day) -> bool {
        self.roles.iter().any(|held| is_manager(held) && held.valid_until.is_none_or(|until| today < until))
    }

    /// Tells whether its person signed in or worked once.
    #[must_use]
    pub const fn is_used(&self) -> bool {
        self.person.first_activity_at.is_some() || self.person.last_sign_in_at.is_some()
    }

    /// Tells whether it is a Superadmin's or a Manager's, so that it matters who else is one.
    #[must_use]
    pub fn is_high(&self) -> bool {
        self.level == Level::Superadmin || self.roles.iter().any(is_manager)
    }

    /// Tells whether it lasts as a Superadmin, and as a Manager: no midnight ends that.
    #[must_use]
    pub fn lasts(&self) -> [bool; 2] {
        let lasts = matches!(self.stage(), Stage::Admitted(facts) if facts.lasts());
        let is_superadmin = self.level == Level::Superadmin;
        let has_role = || self.roles.iter().any(|held| is_manager(held) && held.valid_until.is_none());
        [lasts && is_superadmin, lasts && (is_superadmin || has_role())]
    }

    /// Names its groups as the rules know them.
    #[must_use]
    pub fn group_ids(&self) -> Vec<GroupId> {
        self.groups.iter().map(|(id, _)| GroupId(id.0)).collect()
    }

    /// Returns it as the rules see it on a day; `may`: its person's rights, where it matters what they are.
    #[must_use]
    pub fn target<'a>(&'a self, groups: &'a [GroupId], may: Option<&'a Standing>, today: Day) -> Target<'a> {
        Target {
            account: Some(self.id()),
            stage: if is_erased(&self.person.draft.login) { Stage::Erased } else { self.stage() },
            level: self.level,
            is_manager: self.is_manager(today),
            home: self.home(),
            groups,
            others: self.others,
            is_connected: self.is_connected,
            is_used: self.is_used(),
            may,
        }
    }

    /// The code of its home department, if it has one.
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        home(&self.person.draft.home_department)
    }

    /// Names its groups in one line.
    #[must_use]
    pub fn group_names(&self) -> String {
        self.groups.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Writes its roles in one line, as they are granted: `Admin_INFO, Ens_RT until 2027-06-30`.
    #[must_use]
    pub fn role_names(&self) -> String {
        self.roles.iter().map(written).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Names its profiles in one line.
    #[must_use]
    pub fn profile_names(&self) -> String {
        self.profiles.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Writes over what they hold in one line, as it is typed.
    #[must_use]
    pub fn scope_names(&self) -> String {
        self.scope.iter().map(NamedPart::written).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Returns its values as a form shows them, and as the audit says what was and is.
    #[must_use]
    pub fn filled(&self) -> Filled {
        let draft = &self.person.draft;
        Filled::default()
            .with(Field::Login, &draft.login)
            .with(Field::LastName, &draft.last_name)
            .with(Field::FirstName, &draft.first_name)
            .with(Field::Email, &draft.email)
            .with(Field::Level, self.level.word())
            .with(Field::HomeDepartment, &draft.home_department)
            .with(Field::Category, &draft.category)
            .with(Field::Language, &draft.language)
            .with(Field::Groups, self.group_names())
            .with(Field::ExpiresOn, optional::text(draft.expires_on))
            .with(Field::Roles, self.role_names())
            .with(Field::Profiles, self.profile_names())
            .with(Field::Scope, self.scope_names())
    }
}

/// Returns a department's code, unless it is none.
#[must_use]
pub fn home(code: &str) -> Option<&str> {
    Some(code).filter(|code| !code.is_empty())
}

/// Tells whether a role is that of a Manager.
#[must_use]
pub fn is_manager(held: &HeldRole) -> bool {
    held.role == MANAGER && held.department.is_empty()
}

/// Writes a role that somebody has as it is granted.
#[must_use]
pub fn written(held: &HeldRole) -> String {
    let HeldRole { role, department, valid_until } = held;
    let until = valid_until.map(|day| format!(" until {day}")).unwrap_or_default();
    if department.is_empty() { format!("{role}{until}") } else { format!("{role}_{department}{until}") }
}

/// An account as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserInput {
    /// What was typed, by field; what is not there is empty.
    pub typed: Filled,
}

/// A checked account, and the names of its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserDraft {
    /// What is written of it: active, and not waiting.
    pub person: PersonDraft,
    /// Its level.
    pub level: Level,
    /// The names of its groups as typed.
    pub groups: Vec<String>,
}

impl UserInput {
    /// Checks every field. A level that is not given is a User's, a category that is not given is staff.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check(&self) -> Result<UserDraft, Vec<FieldError>> {
        let text = |field| self.typed.text(field);
        let mut checker = Checker::default();
        let login = checker.take(Field::Login, Login::parse_new(&text(Field::Login)));
        let last_name = checker.take(Field::LastName, required_line(&text(Field::LastName), NAME_MAX));
        let first_name = checker.take(Field::FirstName, line(&text(Field::FirstName), NAME_MAX));
        let email = checker.take(Field::Email, email(&text(Field::Email)));
        let level = checker.take(Field::Level, level(&text(Field::Level)));
        let category = checker.take(Field::Category, category(&text(Field::Category)));
        let home_department = checker.take(Field::HomeDepartment, line(&text(Field::HomeDepartment), NAME_MAX));
        let language = checker.take(Field::Language, language(&text(Field::Language)));
        let groups = checker.take(Field::Groups, line(&text(Field::Groups), GROUPS_MAX));
        let expires_on = checker.take(Field::ExpiresOn, expires_on(&text(Field::ExpiresOn)));
        let names = login.zip(last_name).zip(first_name.zip(email));
        let others = level.zip(category).zip(home_department.zip(language)).zip(groups.zip(expires_on));
        let draft = names.zip(others).map(|(names, others)| {
            let ((login, last_name), (first_name, email)) = names;
            let (((level, category), (home_department, language)), (groups, expires_on)) = others;
            let person = PersonDraft {
                login: login.as_str().to_owned(),
                last_name,
                first_name,
                email,
                level: level.word().to_owned(),
                category,
                home_department,
                language,
                expires_on,
                active: true,
                pending: false,
            };
            UserDraft { person, level, groups: group_names(&groups) }
        });
        checker.finish(draft)
    }
}

/// Changes what was typed of an account, and names the groups that it is to be in; what was not typed, or is as it was, stays.
///
/// # Errors
/// The problem of each field that would be another one.
pub fn edited(was: &User, typed: &Filled) -> Result<(PersonDraft, Vec<String>), Vec<FieldError>> {
    let (known, now) = (was.filled(), &was.person.draft);
    let mut checker = Checker::default();
    let mut take = |field, read: fn(&str) -> Result<String, Problem>| match typed.get(field) {
        Some(text) if text != known.text(field) => checker.take(field, read(text)).unwrap_or_default(),
        Some(_) | None => known.text(field),
    };
    let draft = PersonDraft {
        last_name: take(Field::LastName, |text| required_line(text, NAME_MAX)),
        first_name: take(Field::FirstName, |text| line(text, NAME_MAX)),
        email: take(Field::Email, email),
        category: take(Field::Category, category),
        home_department: take(Field::HomeDepartment, |text| line(text, NAME_MAX)),
        language: take(Field::Language, language),
        ..now.clone()
    };
    let groups = take(Field::Groups, |text| line(text, GROUPS_MAX));
    checker.finish(Some((draft, group_names(&groups))))
}

/// Longest line of groups, in characters.
const GROUPS_MAX: usize = 1_000;

fn email(raw: &str) -> Result<String, Problem> {
    if raw.trim().is_empty() { Ok(String::new()) } else { Email::parse(raw).map(|email| email.as_str().to_owned()) }
}

fn level(raw: &str) -> Result<Level, Problem> {
    match raw.trim() {
        "" => Ok(Level::User),
        word => word.parse().map_err(|_| Problem::NotAChoice),
    }
}

fn category(raw: &str) -> Result<String, Problem> {
    match raw.trim() {
        "" => Ok(CATEGORIES[0].to_owned()),
        word if CATEGORIES.contains(&word) => Ok(word.to_owned()),
        _ => Err(Problem::NotAChoice),
    }
}

fn language(raw: &str) -> Result<String, Problem> {
    match raw.trim() {
        "" | OWN_LANGUAGE => Ok(String::new()),
        word => Language::parse(word).map(|language| language.code().to_owned()),
    }
}

fn expires_on(raw: &str) -> Result<Option<Day>, Problem> {
    if raw.trim().is_empty() || is_lone_dash(raw) { Ok(None) } else { parse_day(raw).map(Some) }
}

fn group_names(line: &str) -> Vec<String> {
    line.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Reads the first expired day that was typed; none within: it is to be cleared.
///
/// # Errors
/// [`Problem::NotADate`], with its field.
pub fn typed_expiry(typed: &Filled) -> Result<Option<Day>, Vec<FieldError>> {
    let mut checker = Checker::default();
    let day = checker.take(Field::ExpiresOn, expires_on(&typed.text(Field::ExpiresOn)));
    checker.finish(day)
}

/// Reads the level that was typed.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotAChoice`], with its field.
pub fn typed_level(typed: &Filled) -> Result<Level, Vec<FieldError>> {
    let mut checker = Checker::default();
    let text = typed.text(Field::Level);
    let read = if text.trim().is_empty() { Err(Problem::Missing) } else { level(&text) };
    let level = checker.take(Field::Level, read);
    checker.finish(level)
}

/// Reads the role that was typed, `Ens_RT`, and the first day without it.
///
/// # Errors
/// Each field's problem.
pub fn typed_grant(typed: &Filled) -> Result<HeldRole, Vec<FieldError>> {
    let mut checker = Checker::default();
    let mut grant = Grant::parse(&typed.text(Field::Role)).map_err(|problems| {
        for problem in problems {
            checker.refuse(Field::Role, told(problem));
        }
    });
    let until = checker.take(Field::RoleUntil, expires_on(&typed.text(Field::RoleUntil)));
    if let (Ok(grant), Some(Some(until))) = (&mut grant, until) {
        grant.until = Some(until);
    }
    checker.finish(grant.ok().map(|grant| held(&grant)))
}

/// Warns of a day that was typed for an act and is not to come: what is given is over at once.
#[must_use]
pub fn already_over(act: Act, typed: &Filled, today: Day) -> Option<Message> {
    let (key, day) = match act {
        Act::USER_GRANT => ("back-role-over", typed_grant(typed).ok()?.valid_until),
        Act::USER_SET_EXPIRY => ("back-account-over", typed_expiry(typed).ok()?),
        _ => return None,
    };
    day.filter(|day| *day <= today).map(|day| Message { key, args: Vec::new() }.with("day", day))
}

/// Returns a grant as it is stored.
#[must_use]
pub fn held(grant: &Grant) -> HeldRole {
    let (role, department) = match &grant.what {
        Granted::Manager => (MANAGER.to_owned(), String::new()),
        Granted::Role { name, department } => (name.as_str().to_owned(), department.clone().unwrap_or_default()),
    };
    HeldRole { role, department, valid_until: grant.until }
}

pub(in crate::domain) fn told(problem: RoleProblem) -> Problem {
    match problem {
        RoleProblem::Name(problem) | RoleProblem::Department(problem) | RoleProblem::Until(problem) => problem,
        RoleProblem::NameShape | RoleProblem::NameTaken | RoleProblem::ManagerEverywhere => Problem::RoleShape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(typed: &[(Field, &str)]) -> Result<UserDraft, Vec<(&'static str, &'static str)>> {
        let typed = typed.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text));
        let named = |errors: Vec<FieldError>| {
            errors.into_iter().map(|error| (Field::name(error.field), error.problem.code())).collect()
        };
        UserInput { typed }.check().map_err(named)
    }

    #[test]
    fn a_new_login_is_no_option() {
        let of = |login| checked(&[(Field::Login, login), (Field::LastName, "Dupont")]).map(|_| ());
        assert_eq!(of("-h8"), Err(vec![("login", "login-hyphen")]));
        assert_eq!(of("h-8"), Ok(()));
    }

    #[test]
    fn what_is_not_typed_has_a_meaning_of_its_own() {
        let found = checked(&[(Field::Login, " J.Dupont "), (Field::LastName, "Dupont")]).unwrap();
        let PersonDraft { login, level, category, language, expires_on, active, pending, .. } = found.person;
        let texts = [login.as_str(), level.as_str(), category.as_str(), language.as_str()];
        assert_eq!((texts, expires_on, active, pending), (["j.dupont", "user", "staff", ""], None, true, false));
        let found = checked(&[
            (Field::Login, "a"),
            (Field::LastName, "A"),
            (Field::Level, "power-user"),
            (Field::Category, "learner"),
            (Field::Groups, " Classe 6A , Chorale,, "),
            (Field::ExpiresOn, "01/09/2027"),
        ])
        .unwrap();
        assert_eq!((found.level, found.groups.join("|").as_str()), (Level::PowerUser, "Classe 6A|Chorale"));
        assert_eq!(found.person.expires_on, Some(Day::constant(2027, 9, 1)));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = checked(&[
            (Field::Login, "jean dupont"),
            (Field::Email, "jean@"),
            (Field::Level, "king"),
            (Field::Category, "guest"),
            (Field::Language, "de"),
            (Field::ExpiresOn, "soon"),
        ]);
        let expected = [
            ("login", "login-shape"),
            ("last-name", "missing"),
            ("email", "not-an-email"),
            ("level", "not-a-choice"),
            ("category", "not-a-choice"),
            ("language", "not-a-choice"),
            ("expires-on", "not-a-date"),
        ];
        assert_eq!(wrong, Err(expected.to_vec()));
    }

    #[test]
    fn a_day_that_is_not_to_come_is_warned_of() {
        let today = Day::constant(2027, 1, 31);
        let over = |act, field, text: &str| {
            let typed = Filled::default().with(Field::Role, "Ens").with(field, text);
            already_over(act, &typed, today).map(|said| said.key)
        };
        assert_eq!(over(Act::USER_GRANT, Field::RoleUntil, "2027-01-31"), Some("back-role-over"));
        assert_eq!(over(Act::USER_GRANT, Field::Role, "Ens until 2026-12-31"), Some("back-role-over"));
        assert_eq!(over(Act::USER_GRANT, Field::RoleUntil, "2027-02-01"), None);
        assert_eq!(over(Act::USER_SET_EXPIRY, Field::ExpiresOn, "2027-01-30"), Some("back-account-over"));
        assert_eq!(over(Act::USER_SET_EXPIRY, Field::ExpiresOn, ""), None);
        assert_eq!(over(Act::USER_REVOKE, Field::RoleUntil, "2027-01-30"), None);
    }

    #[test]
    fn a_role_is_typed_as_it_is_written_and_may_have_an_end_of_its_own() {
        let grant = |role: &str, until: &str| {
            let typed = Filled::default().with(Field::Role, role).with(Field::RoleUntil, until);
            typed_grant(&typed).map(|held| written(&held)).map_err(|errors| {
                errors.into_iter().map(|error| (error.field.name(), error.problem.code())).collect::<Vec<_>>()
            })
        };
        assert_eq!(grant("Ens_RT", ""), Ok("Ens_RT".into()));
        assert_eq!(grant("Ens_RT until 2027-01-01", "30/06/2027"), Ok("Ens_RT until 2027-06-30".into()));
        assert_eq!(grant("SuperAdmin", ""), Ok("Manager".into()));
        assert_eq!(grant("Manager_RT", ""), Err(vec![("role", "role-shape")]));
        assert_eq!(grant("", "soon"), Err(vec![("role", "missing"), ("role-until", "not-a-date")]));
    }
}
