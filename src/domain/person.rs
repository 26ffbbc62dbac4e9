//! People of an establishment as its database keeps them: accounts, and the roles, groups, profiles and scopes that are
//! tied to them. Levels, kinds and permissions are words here; what they mean is decided elsewhere.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::account::AccountId;
use super::day::optional;
use super::text::{name_key, searchable};
use super::time::Timestamp;

/// Declares numbers that name a row for ever and are never given again.
macro_rules! ids {
    ($($(#[$about:meta])* $id:ident),+) => { $(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $id(pub i64);

        impl std::fmt::Display for $id {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl std::str::FromStr for $id {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+ };
}

ids! {
    /// What names a role for ever.
    RoleId,
    /// What names a group of people for ever.
    PeopleGroupId,
    /// What names a profile for ever.
    ProfileId
}

/// An account as lists, forms and jobs see it: without its password.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Person {
    /// What names it for ever.
    pub id: AccountId,
    /// What can be changed of it.
    #[serde(flatten)]
    pub draft: PersonDraft,
    /// When the person left, if that was recorded.
    pub left_at: Option<Timestamp>,
    /// Until when a generated password is good.
    pub password_until: Option<Timestamp>,
    /// Whether the next sign-in asks for a password of their own.
    pub must_change: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// First access to anything, if there was one.
    pub first_activity_at: Option<Timestamp>,
    /// Last sign-in, if there was one.
    pub last_sign_in_at: Option<Timestamp>,
    /// Rises with every change, also of what is tied to it.
    pub rev: i64,
}

/// What is written of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonDraft {
    /// Login, unique after folding.
    pub login: String,
    /// Last name.
    pub last_name: String,
    /// First name, or empty.
    pub first_name: String,
    /// Address, or empty.
    pub email: String,
    /// Level: `user`, `power-user` or `superadmin`.
    pub level: String,
    /// `staff` or `learner`.
    pub category: String,
    /// Code of the department that they are of, or empty.
    pub home_department: String,
    /// Code of the language that they are spoken to in; empty: the establishment's.
    pub language: String,
    /// The first day on which it is expired.
    #[serde(with = "optional")]
    pub expires_on: Option<Date>,
    /// Whether nobody deactivated it.
    pub active: bool,
    /// Whether it waits for approval.
    pub pending: bool,
}

/// A role that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldRole {
    /// The role's name.
    pub role: String,
    /// The code of the department in which it holds; empty: in every one.
    pub department: String,
    /// The first day without it.
    #[serde(with = "optional")]
    pub valid_until: Option<Date>,
}

/// A part of what somebody's profiles hold over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScopePart {
    /// `user`, `group`, `department`, `course`, `plan`, `all-courses` or `all-plans`.
    pub kind: String,
    /// An id or a department's code; empty for all of a kind.
    pub key: String,
}

/// What is tied to an account, and goes and comes back with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonTies {
    /// Its roles.
    pub roles: Vec<HeldRole>,
    /// The groups that it is in.
    pub groups: Vec<PeopleGroupId>,
    /// Its profiles.
    pub profiles: Vec<ProfileId>,
    /// What they hold over.
    pub scope: Vec<ScopePart>,
}

/// A role as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// What names it for ever.
    pub id: RoleId,
    /// What is written of it.
    #[serde(flatten)]
    pub draft: RoleDraft,
    /// Whether it came with the program.
    pub shipped: bool,
    /// How often somebody has it, once for each department.
    pub holders: u32,
    /// The logins of the first who have it; kept nowhere.
    #[serde(skip)]
    pub first_holders: Vec<String>,
    /// Rises with every change.
    pub rev: i64,
}

/// What is written of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleDraft {
    /// Its name, unique after folding.
    pub name: String,
    /// Words of its permissions.
    pub permissions: Vec<String>,
}

/// A group of people as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleGroup {
    /// What names it for ever.
    pub id: PeopleGroupId,
    /// Its name, unique after folding.
    pub name: String,
    /// How many are in it.
    pub members: u32,
    /// How many scopes of Power Users name it.
    #[serde(default)]
    pub scopes: u32,
    /// Rises with every change.
    pub rev: i64,
}

/// A profile as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What names it for ever.
    pub id: ProfileId,
    /// What is written of it.
    #[serde(flatten)]
    pub draft: ProfileDraft,
    /// How many have it.
    pub holders: u32,
    /// The logins of the first who have it; kept nowhere.
    #[serde(skip)]
    pub first_holders: Vec<String>,
    /// Rises with every change.
    pub rev: i64,
}

/// What is written of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileDraft {
    /// Its name, unique after folding.
    pub name: String,
    /// Words of its permissions.
    pub permissions: Vec<String>,
}

/// Which accounts are asked for, and in which order. What is none does not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonAsk {
    /// Words as typed: each begins one of the login, the names or the address. Empty for everybody.
    pub words: String,
    /// Level.
    pub level: Option<String>,
    /// `staff` or `learner`.
    pub category: Option<String>,
    /// Code of the home department; empty for those who have none.
    pub home_department: Option<String>,
    /// Whether it waits for approval.
    pub pending: Option<bool>,
    /// Whether nobody deactivated it.
    pub active: Option<bool>,
    /// Whether it is expired on [`Self::today`].
    pub expired: Option<bool>,
    /// Whether there was any activity.
    pub used: Option<bool>,
    /// Name of a role that they have today.
    pub role: Option<String>,
    /// Code of the department in which they have that one, or any; empty for those which hold in all of them.
    pub role_department: Option<String>,
    /// A group that they are in.
    pub group: Option<PeopleGroupId>,
    /// A profile that they have.
    pub profile: Option<ProfileId>,
    /// The account whose scope they are in, or that they are.
    pub within: Option<AccountId>,
    /// Code of the department that is their home, or in which they have a role today.
    pub department: Option<String>,
    /// Who last signed in before, or never did.
    pub last_seen_before: Option<Timestamp>,
    /// The day by which expiry is judged.
    pub today: Date,
    /// The order.
    pub order: PersonOrder,
    /// Whether the order is the other way round.
    pub descending: bool,
}

/// The orders of a list of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PersonOrder {
    /// By last name, first name and login.
    #[default]
    Name,
    /// By login.
    Login,
    /// By last sign-in, those who never did first; of one moment, by name.
    LastSignIn,
    /// By status, those that are in use first; of one, by name.
    Status,
    /// By level, Users first; of one, by name.
    Level,
    /// By the code of the home department, those without one first; of one, by name.
    Home,
    /// By the first expired day, those without one last; of one, by name.
    Expires,
}

impl PersonAsk {
    /// Asks for everybody, by name.
    #[must_use]
    pub const fn everybody(today: Date) -> Self {
        Self {
            words: String::new(),
            level: None,
            category: None,
            home_department: None,
            pending: None,
            active: None,
            expired: None,
            used: None,
            role: None,
            role_department: None,
            group: None,
            profile: None,
            within: None,
            department: None,
            last_seen_before: None,
            today,
            order: PersonOrder::Name,
            descending: false,
        }
    }

    /// Tells whether nobody is left out.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        *self == Self { order: self.order, descending: self.descending, ..Self::everybody(self.today) }
    }
}

/// How many accounts there are of each kind, on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonCounts {
    /// All of them.
    pub all: u32,
    /// Waiting for approval, in no other status.
    pub pending: u32,
    /// Usable and used.
    pub active: u32,
    /// Usable, never used yet.
    pub activated: u32,
    /// Deactivated.
    pub deactivated: u32,
    /// Expired, deactivated or not.
    pub expired: u32,
    /// Learners, of every status.
    pub learners: u32,
    /// Power Users, of every status.
    pub power_users: u32,
    /// Superadmins, of every status.
    pub superadmins: u32,
}

/// Returns the key by which lists put accounts in order: two spaces, which no key of a name has inside, come before every
/// longer name.
#[must_use]
pub fn order_key(last_name: &str, first_name: &str, login: &str) -> String {
    [last_name, first_name, login].map(name_key).join("  ")
}

/// Lists the words of texts, folded, in the order of the alphabet; none that begins another one, which is found by that.
#[must_use]
pub fn words(texts: &[&str]) -> Vec<String> {
    let of = |text: &&str| -> Vec<String> {
        let folded = searchable(text);
        folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let mut all: Vec<String> = texts.iter().flat_map(of).collect();
    all.sort_unstable();
    // In order, what begins another word stands right before one of those.
    let mut found: Vec<String> = Vec::with_capacity(all.len());
    for word in all {
        if found.last().is_some_and(|before| word.starts_with(before.as_str())) {
            found.pop();
        }
        found.push(word);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_in_order_and_none_begins_another() {
        for (texts, expected) in [
            (
                &["jdupont", "Dupont", "Jean-Émile", "j.dupont@lycee.invalid"][..],
                "dupont emile invalid jdupont jean lycee",
            ),
            (&["O’Brien", "Ørsted", "STRASSE", "Straße 2"][..], "2 brien orsted strasse"),
            (&["jean", "jeanne", "je", "jeanne"][..], "jeanne"),
            (&["  ", "!?", ""][..], ""),
            (&["学校", "Ёлка"][..], "елка 学校"),
        ] {
            assert_eq!(words(texts).join(" "), expected, "{texts:?}");
        }
        proptest::proptest!(|(texts in proptest::collection::vec("[a-c]{0,3}", 0..8))| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = words(&texts);
            for text in texts.iter().filter(|text| !text.is_empty()) {
                proptest::prop_assert!(found.iter().any(|word| word.starts_with(text)), "{} in {:?}", text, found);
            }
            for word in &found {
                proptest::prop_assert!(texts.contains(&word.as_str()));
                proptest::prop_assert_eq!(found.iter().filter(|other| other.starts_with(word.as_str())).count(), 1);
            }
        });
    }

    #[test]
    fn a_short_last_name_comes_before_what_it_begins() {
        let key = |last, first| order_key(last, first, "x");
        let mut found = [key("Martinez", "Ana"), key("Le Gall", "Anne"), key("Martin", "Zoé"), key("LE", "Zoé")];
        found.sort();
        assert_eq!(found, ["le  zoe  x", "le gall  anne  x", "martin  zoe  x", "martinez  ana  x"]);
    }

    #[test]
    fn what_a_deletion_keeps_of_a_person_is_read_back() {
        let held =
            HeldRole { role: "Ens".into(), department: "RT".into(), valid_until: Some(Date::constant(2027, 2, 1)) };
        let ties = PersonTies { roles: vec![held], ..PersonTies::default() };
        let text = serde_json::to_string(&ties).unwrap();
        assert!(text.contains(r#""valid_until":"2027-02-01""#), "{text}");
        assert_eq!(serde_json::from_str::<PersonTies>(&text).unwrap(), ties);
        assert!(serde_json::from_str::<HeldRole>(r#"{"role":"Ens","department":"","valid_until":"soon"}"#).is_err());
    }
}
