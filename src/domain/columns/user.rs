//! Accounts of an establishment's people.

use crate::domain::day::Day;
use crate::domain::filter::{
    CanBeEmpty, Cell, Choice, Choices, Column, Columns, Filter, Kind, Row, Term, Test, Value, YES_NO, first_within,
    meant,
};
use crate::domain::person::{PeopleGroupId, PersonAsk, ProfileId, words};
use crate::domain::rights::account_status::Status;
use crate::domain::text::searchable;
use crate::domain::time::Timestamp;
use crate::domain::user::User;

/// What accounts are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a column of the table, or stands behind one")]
pub enum UserColumn {
    Login,
    LastName,
    FirstName,
    Email,
    Status,
    Level,
    Category,
    /// The home department.
    Home,
    /// A role that they have today.
    Role,
    /// A department that is their home, or in which they have a role today.
    Department,
    Group,
    /// A profile that they have as Power Users.
    Profile,
    Seen,
    Expires,
    Connected,
    /// Whether no try to sign in is heard now.
    Locked,
    /// A job that did something to them.
    Job,
}

impl Columns for UserColumn {
    const TABLE: &'static [Column<Self>] = &[
        Column::new(Self::Login, &["login", "identifiant"], "identifiant", Kind::Text, CanBeEmpty::No),
        Column::new(Self::LastName, &["last-name", "nom"], "nom", Kind::Text, CanBeEmpty::Yes),
        Column::new(Self::FirstName, &["first-name", "prenom"], "prenom", Kind::Text, CanBeEmpty::Yes),
        Column::new(Self::Email, &["email", "courriel", "mail"], "courriel", Kind::Text, CanBeEmpty::Yes),
        Column::new(Self::Status, &["status", "statut", "state"], "statut", Kind::Choice(&STATUSES), CanBeEmpty::No),
        Column::new(Self::Level, &["level", "niveau"], "niveau", Kind::Choice(&LEVELS), CanBeEmpty::No),
        Column::new(Self::Category, &["category", "categorie"], "categorie", Kind::Choice(&KINDS), CanBeEmpty::No),
        Column::new(Self::Home, &["home", "attache"], "attache", Kind::Named, CanBeEmpty::Yes),
        Column::new(Self::Role, &["role"], "role", Kind::Named, CanBeEmpty::Yes),
        Column::new(
            Self::Department,
            &["dept", "dep", "department", "departement"],
            "dep",
            Kind::Named,
            CanBeEmpty::Yes,
        ),
        Column::new(Self::Group, &["group", "groupe"], "groupe", Kind::Named, CanBeEmpty::Yes),
        Column::new(Self::Profile, &["profile", "profil"], "profil", Kind::Named, CanBeEmpty::Yes),
        Column::new(Self::Seen, &["seen", "vu", "last sign in"], "vu", Kind::Time, CanBeEmpty::Yes),
        Column::new(Self::Expires, &["expires", "expire", "expires on"], "expire", Kind::Time, CanBeEmpty::Yes),
        Column::new(Self::Connected, &["connected", "connecte"], "connecte", Kind::Choice(&YES_NO), CanBeEmpty::No),
        Column::new(Self::Locked, &["locked", "verrouille"], "verrouille", Kind::Choice(&YES_NO), CanBeEmpty::No),
        Column::new(Self::Job, &["job", "traitement"], "traitement", Kind::Number, CanBeEmpty::No),
    ];
}

/// The word of an account that waits for approval.
pub(in crate::domain) const PENDING: &str = "pending";

static STATUSES: Choices = Choices {
    unknown: "filter-unknown-status",
    words: &[
        Choice { word: "active", french: "actif", names: &["actif"] },
        // Without its accent it is first the English word of those who are active.
        Choice { word: "activated", french: "activé", names: &["active", "jamais utilise", "never used"] },
        Choice { word: "deactivated", french: "désactivé", names: &["desactive"] },
        Choice { word: "expired", french: "expiré", names: &["expire"] },
        Choice { word: PENDING, french: "à approuver", names: &["a approuver", "to be approved"] },
    ],
};

static LEVELS: Choices = Choices {
    unknown: "filter-unknown-level",
    words: &[
        Choice { word: "user", french: "utilisateur", names: &["utilisateur"] },
        Choice { word: "power-user", french: "gestionnaire", names: &["gestionnaire"] },
        Choice { word: "superadmin", french: "superadmin", names: &[] },
    ],
};

static KINDS: Choices = Choices {
    unknown: "filter-unknown-category",
    words: &[
        Choice { word: "staff", french: "personnel", names: &["personnel"] },
        Choice { word: "learner", french: "élève", names: &["eleve"] },
    ],
};

/// Finds the level that a word names, in either language.
#[must_use]
pub fn level_named(text: &str) -> Option<&'static str> {
    named(&LEVELS, text)
}

/// Finds the category that a word names, in either language.
pub(in crate::domain) fn category_named(text: &str) -> Option<&'static str> {
    named(&KINDS, text)
}

fn named(choices: &'static Choices, text: &str) -> Option<&'static str> {
    let (folded, spaced) = (searchable(text), searchable(text).replace(['-', '_'], " "));
    let is_it = |word: &str| choices.names(word, &folded) || word.replace('-', " ") == spaced;
    choices.words.iter().map(|choice| choice.word).find(|word| is_it(word))
}

/// Returns the word of a status; of none, that it waits for approval.
#[must_use]
pub(in crate::domain) fn word(status: Option<Status>) -> &'static str {
    status.map_or(PENDING, Status::word)
}

/// What exists that a filter names: departments by code, roles and groups by name, each with its number.
#[derive(Debug, Default)]
pub struct Known {
    /// Departments.
    pub departments: Vec<(u32, String)>,
    /// Roles, of which a Manager's has the number 0.
    pub roles: Vec<(u32, String)>,
    /// Roles, and each of them in each department, as lists write them: `Ens_RT`.
    pub grants: Vec<(u32, String)>,
    /// Groups.
    pub groups: Vec<(u32, String)>,
    /// Profiles.
    pub profiles: Vec<(u32, String)>,
}

impl Known {
    /// Names each role in each department too.
    #[must_use]
    pub fn with_grants(self) -> Self {
        // Behind the numbers of rows.
        let pairs = self.roles.iter().flat_map(|(_, role)| self.departments.iter().map(move |(_, code)| (role, code)));
        let named = (1 << 31..).zip(pairs).map(|(number, (role, code))| (number, format!("{role}_{code}")));
        Self { grants: self.roles.iter().cloned().chain(named).collect(), ..self }
    }

    /// Lists what a column names.
    #[must_use]
    pub fn of(&self, column: UserColumn) -> &[(u32, String)] {
        match column {
            UserColumn::Home | UserColumn::Department => &self.departments,
            UserColumn::Role => &self.grants,
            UserColumn::Group => &self.groups,
            UserColumn::Profile => &self.profiles,
            _ => &[],
        }
    }

    fn number(known: &[(u32, String)], name: &str) -> Option<i64> {
        known.iter().find(|(_, known)| known == name).map(|(number, _)| i64::from(*number))
    }
}

/// An account as filters read it.
#[derive(Debug)]
pub struct UserRow<'a> {
    /// The account.
    pub user: &'a User,
    /// What exists.
    pub known: &'a Known,
    /// The day on which it is looked at.
    pub today: Day,
    /// The day on which it was made, as it is stored.
    pub created_on: String,
    /// The first expired day, as it is stored; empty without one.
    pub expires_on: String,
    /// Of the jobs that the filter names, those that did something to it.
    pub jobs: Vec<i64>,
}

impl Row<UserColumn> for UserRow<'_> {
    fn has(&self, folded: &str) -> bool {
        let draft = &self.user.person.draft;
        let own = words(&[&draft.login, &draft.last_name, &draft.first_name, &draft.email]);
        let sought = words(&[folded]);
        let is_begun = |word: &String| own.iter().any(|own| own.starts_with(word.as_str()));
        (!sought.is_empty() && sought.iter().all(is_begun))
            || STATUSES.names(word(self.user.status(self.today)), folded)
            || LEVELS.names(self.user.level.word(), folded)
            || KINDS.words.iter().any(|kind| kind.word == draft.category && KINDS.names(kind.word, folded))
    }

    fn cell(&self, column: UserColumn) -> Cell<'_> {
        let (user, draft) = (self.user, &self.user.person.draft);
        let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
        let holds = |until: Option<Day>| until.is_none_or(|until| self.today < until);
        let held = || user.roles.iter().filter(move |held| holds(held.valid_until));
        match column {
            UserColumn::Login => text(&draft.login),
            UserColumn::LastName => text(&draft.last_name),
            UserColumn::FirstName => text(&draft.first_name),
            UserColumn::Email => text(&draft.email),
            UserColumn::Status => Cell::Word(word(user.status(self.today))),
            UserColumn::Level => Cell::Word(user.level.word()),
            UserColumn::Category => {
                let found = KINDS.words.iter().find(|kind| kind.word == draft.category);
                found.map_or(Cell::Unknown, |kind| Cell::Word(kind.word))
            }
            UserColumn::Home => Cell::Numbers(
                user.home().and_then(|code| Known::number(&self.known.departments, code)).into_iter().collect(),
            ),
            UserColumn::Role => {
                let names = held().flat_map(|held| [held.role.clone(), format!("{}_{}", held.role, held.department)]);
                Cell::Numbers(names.filter_map(|name| Known::number(&self.known.grants, &name)).collect())
            }
            UserColumn::Department => {
                let codes = held().map(|held| held.department.as_str()).chain(user.home());
                Cell::Numbers(codes.filter_map(|code| Known::number(&self.known.departments, code)).collect())
            }
            UserColumn::Group => Cell::Numbers(user.groups.iter().map(|(id, _)| id.0).collect()),
            UserColumn::Profile => Cell::Numbers(user.profiles.iter().map(|(id, _)| id.0).collect()),
            UserColumn::Seen => Cell::Last(user.person.last_sign_in_at, &self.created_on),
            UserColumn::Expires => Cell::Day(&self.expires_on),
            UserColumn::Job => Cell::Numbers(self.jobs.clone()),
            UserColumn::Connected => Cell::Word(if user.is_connected { "yes" } else { "no" }),
            UserColumn::Locked => Cell::Word(if user.locked_until.is_some() { "yes" } else { "no" }),
        }
    }
}

/// Returns what a database is asked for a filter, and whether that is all that the filter asks: else what is found is looked
/// at once more.
#[must_use]
pub fn asked(filter: &Filter<UserColumn>, known: &Known, now: Timestamp) -> (PersonAsk, bool) {
    let mut ask = PersonAsk::everybody(now.day());
    let mut is_whole = true;
    for group in &filter.groups {
        let is_said = match group.as_slice() {
            [Term { negated: false, test }] => say(&mut ask, &test.what, known, now),
            _ => false,
        };
        is_whole &= is_said;
    }
    (ask, is_whole)
}

/// Puts a condition into what is asked; tells whether all of it is said by that.
fn say(ask: &mut PersonAsk, test: &Test<UserColumn>, known: &Known, now: Timestamp) -> bool {
    let (column, value) = match test {
        Test::Anywhere(word) => {
            let is_word = [&STATUSES, &LEVELS, &KINDS];
            let is_word = is_word.iter().any(|choices| choices.words.iter().any(|one| choices.names(one.word, word)));
            if !is_word {
                ask.words.push(' ');
                ask.words.push_str(word);
            }
            return !is_word;
        }
        Test::In(column, values) => match values.as_slice() {
            [value] => (column, &value.what),
            _ => return false,
        },
    };
    match (column, value) {
        (UserColumn::Status, Value::Word(word)) => is_status(ask, word),
        (UserColumn::Level, Value::Word(word)) => put(&mut ask.level, (*word).to_owned()),
        (UserColumn::Category, Value::Word(word)) => put(&mut ask.category, (*word).to_owned()),
        (UserColumn::Home, Value::Empty) => put(&mut ask.home_department, String::new()),
        (UserColumn::Home, Value::Named(name)) => match only(name, &known.departments) {
            Some((_, code)) => put(&mut ask.home_department, code.clone()),
            None => false,
        },
        (UserColumn::Department, Value::Named(name)) => match only(name, &known.departments) {
            Some((_, code)) => put(&mut ask.department, code.clone()),
            None => false,
        },
        (UserColumn::Role, Value::Named(name)) => match only(name, &known.roles) {
            // What also means a department is looked at.
            Some((_, role)) if is_of(role, &meant(name, &known.grants), known) => put(&mut ask.role, role.clone()),
            Some(_) | None => false,
        },
        (UserColumn::Group, Value::Named(name)) => match only(name, &known.groups) {
            Some((number, _)) => put(&mut ask.group, PeopleGroupId(i64::from(*number))),
            None => false,
        },
        (UserColumn::Profile, Value::Named(name)) => match only(name, &known.profiles) {
            Some((number, _)) => put(&mut ask.profile, ProfileId(i64::from(*number))),
            None => false,
        },
        (UserColumn::Seen, Value::Age(age)) if age.beyond == crate::domain::filter::Beyond::Older => {
            // Of those who never did, some are there for less long.
            put(&mut ask.last_seen_before, first_within(now, age.count, age.unit));
            false
        }
        _ => false,
    }
}

/// Tells whether all that is meant is one role, wherever it is held.
fn is_of(role: &str, meant: &[u32], known: &Known) -> bool {
    let is_it = |name: &str| name.split_once('_').map_or(name, |(role, _)| role) == role;
    known.grants.iter().filter(|(number, _)| meant.contains(number)).all(|(_, name)| is_it(name))
}

/// Returns the only thing that is meant by a text.
fn only<'k>(text: &str, known: &'k [(u32, String)]) -> Option<&'k (u32, String)> {
    match meant(text, known).as_slice() {
        [number] => known.iter().find(|(known, _)| known == number),
        _ => None,
    }
}

/// Asks for a value, unless another one is asked for already.
fn put<T: PartialEq>(place: &mut Option<T>, value: T) -> bool {
    let is_free = place.as_ref().is_none_or(|there| *there == value);
    if is_free {
        *place = Some(value);
    }
    is_free
}

/// Asks for a status by the facts from which it follows.
fn is_status(ask: &mut PersonAsk, word: &str) -> bool {
    let usable = |ask: &mut PersonAsk, used| {
        put(&mut ask.expired, false) & put(&mut ask.active, true) & put(&mut ask.used, used)
    };
    let pending = put(&mut ask.pending, word == PENDING);
    let facts = match word {
        "active" => usable(ask, true),
        "activated" => usable(ask, false),
        "deactivated" => put(&mut ask.expired, false) & put(&mut ask.active, false),
        "expired" => put(&mut ask.expired, true),
        _ => true,
    };
    pending & facts
}

/// The levels and statuses that a filter knows are those that there are.
#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::domain::rights::level::Level;

    fn ask(typed: &str) -> (PersonAsk, bool) {
        let named = |names: &[&str]| (1..).zip(names.iter().map(|name| (*name).to_owned())).collect();
        let known = Known {
            departments: named(&["RT", "INFO"]),
            roles: named(&["Ens", "Secr", "Secret"]),
            groups: named(&["Chorale"]),
            profiles: named(&["Accueil"]),
            ..Known::default()
        }
        .with_grants();
        asked(&Filter::parse(typed).unwrap(), &known, Timestamp(1_790_000_000))
    }

    #[test]
    fn every_level_and_status_can_be_named() {
        let levels = LEVELS.words.iter().map(|choice| choice.word);
        assert!(levels.eq(Level::VARIANTS.iter().map(|level| level.word())));
        let statuses = [Status::Active, Status::Activated, Status::Deactivated, Status::Expired].map(Status::word);
        assert!(STATUSES.words.iter().map(|choice| choice.word).eq(statuses.into_iter().chain([PENDING])));
    }

    #[test]
    fn what_the_database_can_say_is_asked_of_it_and_the_rest_is_looked_at() {
        for (typed, is_whole) in [
            ("", true),
            ("dupont jean", true),
            ("dupont level:superadmin", true),
            ("role:ens", true),
            ("role:secr", false),
            ("role:ens_rt", false),
            ("home:rt", true),
            ("home:-", true),
            ("group:chorale", true),
            ("profile:accueil", true),
            ("status:expired dupont", true),
            ("status:active status:expired", false),
            ("dept:rt", true),
            ("dept:-", false),
            ("seen:>6m", false),
            ("-dupont", false),
            ("dupont|martin", false),
            ("level:user,superadmin", false),
            ("expire", false),
        ] {
            assert_eq!(ask(typed).1, is_whole, "{typed}");
        }
        let (found, _) = ask("jean dupont status:active home:info seen:>1y -martin");
        assert_eq!((found.words.trim(), found.home_department.as_deref()), ("jean dupont", Some("INFO")));
        assert_eq!(
            (found.pending, found.active, found.expired, found.used),
            (Some(false), Some(true), Some(false), Some(true))
        );
        assert!(found.last_seen_before.is_some());
    }
}
