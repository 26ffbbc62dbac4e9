//! Whose names were made unreadable, what tells of it, and by what somebody is found.

use serde::{Deserialize, Serialize};

use super::account::AccountId;
use super::text::name_key;
use super::time::Timestamp;

/// What an account is called from then on, wherever others' work refers to it.
#[must_use]
pub fn erased_name(account: AccountId) -> String {
    format!("(erased {account})")
}

/// Tells whether a login is what stands in the place of one that was erased.
#[must_use]
pub fn is_erased(login: &str) -> bool {
    login.starts_with("(erased ")
}

/// Between a credential and when the registry was accepted that had an account made under it.
pub const SINCE: char = '~';

/// The credential under which accounts are made since a registry was accepted; empty: it never was.
#[must_use]
pub fn lineage_since(hash: &str, accepted: &str) -> String {
    if accepted.is_empty() { hash.to_owned() } else { format!("{hash}{SINCE}{accepted}") }
}

/// The credential alone of one under which accounts were made.
#[must_use]
pub fn credential_of(lineage: &str) -> &str {
    lineage.split(SINCE).next().unwrap_or_default()
}

/// What was erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// How much went, by kind: sessions, mails, entries of the audit, targets of jobs.
    pub counts: Vec<(String, u32)>,
    /// Exports that were made before and hold the names until they go, each with the last moment of it.
    pub exports: Vec<(String, Timestamp)>,
}

/// A receipt as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Whose.
    pub account: AccountId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: String,
    /// What went.
    pub receipt: Receipt,
    /// The SHA-256 of all that, in hexadecimal.
    pub sha256: String,
}

/// A login, and for how long it was somebody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The login.
    pub login: String,
    /// After which entry of the establishment's own audit, and through which.
    pub entries: (i64, i64),
    /// From which moment, and through which.
    pub moments: (i64, i64),
}

/// By what somebody is found in what others wrote: all that an account is and was called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The account.
    pub account: AccountId,
    /// The credentials of which one is that under which it was made; none: not noted by an earlier version.
    #[serde(default)]
    pub lineage: Vec<String>,
    /// Its logins.
    pub logins: Vec<Tenure>,
    /// Its addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Its last names and first names.
    #[serde(default)]
    pub texts: Vec<String>,
    /// Keys of those of all these that another account has, or had, too: they tell of nobody alone.
    #[serde(default)]
    pub common: Vec<String>,
}

/// When something was written that may name somebody.
#[derive(Debug, Clone, Copy)]
pub enum Then {
    /// By this entry of the establishment's own audit.
    Entry(i64),
    /// At this moment.
    At(Timestamp),
}

/// Before a login, where what is counted are tries to get a code; no login has a space.
const CODE_FOR: &str = "code ";
/// Signs of the shortest value that is looked for among others' words.
const WORD_MIN: usize = 3;

impl Names {
    /// What stands in the place of each.
    #[must_use]
    pub fn instead(&self) -> String {
        erased_name(self.account)
    }

    /// Tells whether a login, however it was typed, ever was this account's.
    #[must_use]
    pub fn had(&self, text: &str) -> bool {
        self.has(text, |_| true)
    }

    /// Tells whether a login, however it was typed, was this account's then.
    #[must_use]
    pub fn is_login(&self, text: &str, then: Then) -> bool {
        self.has(text, |tenure| match then {
            Then::Entry(entry) => tenure.entries.0 < entry && entry <= tenure.entries.1,
            Then::At(at) => tenure.moments.0 <= at.0 && at.0 <= tenure.moments.1,
        })
    }

    fn has(&self, text: &str, then: impl Fn(&Tenure) -> bool) -> bool {
        let key = name_key(text.strip_prefix(CODE_FOR).unwrap_or(text));
        self.logins.iter().any(|tenure| name_key(&tenure.login) == key && then(tenure))
    }

    /// Lists what is this account's alone, so that it tells of it wherever it stands among others' words, the longest first.
    #[must_use]
    pub fn alone(&self) -> Vec<&str> {
        let logins = self.logins.iter().map(|tenure| &tenure.login);
        let all = logins.chain(&self.emails).chain(&self.texts).map(String::as_str);
        let is_own = |text: &&str| text.chars().count() >= WORD_MIN && !self.common.contains(&name_key(text));
        let mut alone: Vec<&str> = all.filter(is_own).collect();
        alone.sort_unstable_by_key(|text| (std::cmp::Reverse(text.len()), *text));
        alone.dedup();
        alone
    }

    /// Tells whether an address is this account's alone.
    #[must_use]
    pub fn is_email(&self, text: &str) -> bool {
        let key = name_key(text);
        !self.common.contains(&key) && self.emails.iter().any(|email| name_key(email) == key)
    }

    /// Puts something else in the place of these in others' words: a word or several, never a part of one, and not what names a
    /// column of a filter.
    #[must_use]
    pub fn out_of(&self, words: &str) -> String {
        self.alone().into_iter().fold(words.to_owned(), |words, text| without(&words, text, &self.instead()))
    }

    /// Puts something else in the place of this account in a scope as it is written: `user:dupont, group:6A`.
    #[must_use]
    pub fn out_of_scope(&self, scope: &str, then: Then) -> String {
        let part = |part: &str| match part.split_once(':') {
            Some((kind, login)) if kind.trim() == "user" && self.is_login(login.trim(), then) => {
                format!("{kind}:{}", self.instead())
            }
            _ => part.to_owned(),
        };
        scope.split(',').map(part).collect::<Vec<_>>().join(",")
    }
}

/// Puts something in the place of each piece between words that is a text, whatever its case.
fn without(words: &str, text: &str, instead: &str) -> String {
    let lower = |sign: &char| sign.to_lowercase().collect::<String>();
    let (signs, sought): (Vec<char>, Vec<String>) =
        (words.chars().collect(), text.chars().map(|sign| lower(&sign)).collect());
    let is_word = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric());
    let (mut out, mut at) = (String::with_capacity(words.len()), 0);
    while let Some(sign) = signs.get(at) {
        let end = at + sought.len();
        let is_it = signs.get(at..end).is_some_and(|piece| piece.iter().map(lower).eq(sought.iter().cloned()))
            && !is_word(at.checked_sub(1).and_then(|before| signs.get(before)))
            && !is_word(signs.get(end))
            && signs.get(end) != Some(&':');
        if is_it {
            out.push_str(instead);
            at = end;
        } else {
            out.push(*sign);
            at += 1;
        }
    }
    out
}

/// Rows of a kind that are held on a person, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which kind.
    pub name: &'static str,
    /// What its columns are called.
    pub columns: &'static [&'static str],
    /// The rows; a moment is its seconds since 1970.
    pub rows: Vec<Vec<String>>,
}

impl Held {
    /// Tells whether a column holds moments.
    #[must_use]
    pub fn is_moment(column: &str) -> bool {
        column == "at" || column == "day_start" || column.ends_with("_at")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let tenure = |login: &str, entries| Tenure { login: login.to_owned(), entries, moments: (0, 9) };
        Names {
            account: AccountId(7),
            lineage: Vec::new(),
            logins: vec![tenure("login", (0, 4)), tenure("élan", (4, 9))],
            emails: vec!["a.b@ecole.invalid".to_owned(), "parents@ecole.invalid".to_owned()],
            texts: vec!["De La Tour".to_owned(), "Jo".to_owned()],
            common: vec![name_key("parents@ecole.invalid")],
        }
    }

    #[test]
    fn a_login_is_somebodys_as_long_as_it_was() {
        let names = names();
        for (text, entry, expected) in [
            ("login", 4, true),
            ("code LOGIN", 1, true),
            ("login", 5, false),
            ("ELAN", 4, false),
            ("Élan", 5, true),
            ("e", 5, false),
        ] {
            assert_eq!(names.is_login(text, Then::Entry(entry)), expected, "{text} {entry}");
        }
        assert!(names.had("login") && !names.had("code"));
    }

    #[test]
    fn words_lose_what_is_somebodys_alone_and_nothing_else() {
        for (words, left) in [
            ("without login", "without (erased 7)"),
            ("login:simple,geii", "login:simple,geii"),
            ("login:LOGIN,geii", "login:(erased 7),geii"),
            ("logins, blogin", "logins, blogin"),
            ("A.B@ecole.invalid de la tour", "(erased 7) (erased 7)"),
            ("parents@ecole.invalid Jo", "parents@ecole.invalid Jo"),
        ] {
            assert_eq!(names().out_of(words), left);
        }
        assert!(names().is_email("A.B@Ecole.invalid") && !names().is_email("parents@ecole.invalid"));
        let scope = "user:Login, group:login, user:logins";
        assert_eq!(names().out_of_scope(scope, Then::Entry(2)), "user:(erased 7), group:login, user:logins");
    }
}
