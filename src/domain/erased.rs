//! Whose names were made unreadable, what tells of it, and by what somebody is found.

use serde::{Deserialize, Serialize};

use super::account::AccountId;
use super::text::{composed, fold, name_key, spreadsheet_text};
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
    /// Files in the data directory that may name them and stay until somebody deletes them.
    #[serde(default)]
    pub left: Vec<String>,
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
    /// Keys of those of all these that tell of nobody alone: another account has, or had, them too, or something else of the
    /// establishment is called so.
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
/// Between the parts of what a row is called.
const PART: &str = " · ";
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

    /// Lists what it is and was called.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.logins.iter().map(|tenure| &tenure.login).chain(&self.emails).chain(&self.texts).map(String::as_str)
    }

    /// Lists what is this account's alone, so that it tells of it wherever it stands among others' words, as it is looked for,
    /// the longest first.
    pub(super) fn alone(&self) -> Vec<String> {
        let own = self.all().filter(|text| !self.is_common(text)).map(|text| words_of(&name_key(text)));
        let mut alone: Vec<String> = own.filter(|text| text.chars().count() >= WORD_MIN).collect();
        alone.sort_unstable_by_key(|text| (std::cmp::Reverse(text.len()), text.clone()));
        alone.dedup();
        alone
    }

    fn is_common(&self, text: &str) -> bool {
        self.common.contains(&name_key(text))
    }

    /// Tells whether an address is this account's alone.
    #[must_use]
    pub fn is_email(&self, text: &str) -> bool {
        let key = name_key(text);
        !self.common.contains(&key) && self.emails.iter().any(|email| name_key(email) == key)
    }

    /// Puts something else in the place of these in others' words: a word or several, never a part of one, however they were
    /// typed.
    #[must_use]
    pub fn out_of(&self, words: &str) -> String {
        without(words, &self.alone(), &self.instead(), |_| false)
    }

    /// As [`Self::out_of`] in a filter, where a name before a colon is that of a column.
    #[must_use]
    pub fn out_of_filter(&self, filter: &str) -> String {
        without(filter, &self.alone(), &self.instead(), |next| next == Some(&':'))
    }

    /// Tells whether a record is this account's by its cells: an address or a login of it alone is one or a part of one, or a
    /// login that others have, or had, beside another of its names.
    #[must_use]
    pub fn is_record(&self, cells: &[&str]) -> bool {
        let parts = || cells.iter().flat_map(|cell| cell.split(PART)).map(bare);
        let is_beside = |login| parts().any(|part| self.is_any(part) && name_key(part) != name_key(login));
        parts().any(|part| self.is_email(part) || self.had(part) && (!self.is_common(part) || is_beside(part)))
    }

    /// Puts something else in the place of these in a cell of a record; in this account's also of what is short or somebody
    /// else's too, where that is all of the cell or a part of it.
    #[must_use]
    pub fn out_of_cell(&self, cell: &str, is_own: bool) -> String {
        let left = |part: &str| if is_own && self.is_any(part) { self.instead() } else { self.out_of(part) };
        cell.split(PART).map(left).collect::<Vec<_>>().join(PART)
    }

    /// Tells whether a part of a cell is what this account is or was called, or two of its names.
    fn is_any(&self, part: &str) -> bool {
        let key = name_key(bare(part));
        let is_pair = |first: &String| {
            let rest = key.strip_prefix(&name_key(first)).and_then(|rest| rest.strip_prefix(' '));
            rest.is_some_and(|rest| self.texts.iter().any(|text| name_key(text) == rest))
        };
        !key.is_empty() && (self.all().any(|text| name_key(text) == key) || self.texts.iter().any(is_pair))
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

/// A cell or a part of one, as it was before a spreadsheet was kept from running it.
fn bare(part: &str) -> &str {
    spreadsheet_text(part.trim())
}

/// One space between words, and none around them.
fn words_of(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts something in the place of each piece between words that is one of some texts, but where what comes next keeps it.
fn without(words: &str, sought: &[String], instead: &str, is_kept: impl Fn(Option<&char>) -> bool) -> String {
    let signs: Vec<char> = composed(words).chars().collect();
    let is_word = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric() || *sign == '_');
    let is_end = |end: &usize| !is_word(signs.get(*end)) && !is_kept(signs.get(*end));
    let (mut out, mut at, mut is_changed) = (String::with_capacity(words.len()), 0, false);
    while let Some(sign) = signs.get(at) {
        let is_start = !is_word(at.checked_sub(1).and_then(|before| signs.get(before)));
        let found = |text: &String| end_of(&signs, at, text).filter(is_end);
        if let Some(end) = sought.iter().filter(|_| is_start).find_map(found) {
            out.push_str(instead);
            (at, is_changed) = (end, true);
        } else {
            out.push(*sign);
            at += 1;
        }
    }
    if is_changed { out } else { words.to_owned() }
}

/// Finds where a text ends that begins at a sign, whatever its case, its accents and its spaces.
fn end_of(signs: &[char], at: usize, text: &str) -> Option<usize> {
    let (mut left, mut end, mut was_blank) = (text, at, false);
    while !left.is_empty() {
        let sign = signs.get(end)?;
        let folded = if sign.is_whitespace() { " ".to_owned() } else { fold(sign.encode_utf8(&mut [0; 4])) };
        let is_blank = folded == " ";
        if !(was_blank && is_blank) {
            left = left.strip_prefix(&folded)?;
        }
        end += 1;
        if end == at + 1 && folded.is_empty() {
            return None;
        }
        was_blank = is_blank;
    }
    Some(end)
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
            ("LOGIN: locked out", "(erased 7): locked out"),
            ("\u{feff}login\r\nElan,ÉLAN;e\u{301}lan", "\u{feff}(erased 7)\r\n(erased 7),(erased 7);(erased 7)"),
            ("logins, blogin, e\u{301}login, Login_RT", "logins, blogin, e\u{301}login, Login_RT"),
            ("A.B@ecole.invalid de-la\u{a0} tour", "(erased 7) (erased 7)"),
            ("parents@ecole.invalid Jo", "parents@ecole.invalid Jo"),
        ] {
            assert_eq!(names().out_of(words), left);
        }
        assert_eq!(names().out_of_filter("login:LOGIN,elan"), "login:(erased 7),(erased 7)");
        assert!(names().is_email("A.B@Ecole.invalid") && !names().is_email("parents@ecole.invalid"));
        let scope = "user:Login, group:login, user:logins";
        assert_eq!(names().out_of_scope(scope, Then::Entry(2)), "user:(erased 7), group:login, user:logins");
    }

    #[test]
    fn a_record_that_is_somebodys_loses_all_that_is_theirs_and_others_what_is_theirs_alone() {
        let names = Names {
            logins: [("jo", 0), ("lea", 4)]
                .map(|(login, from)| Tenure { login: login.to_owned(), entries: (from, 9), moments: (0, 9) })
                .to_vec(),
            common: ["lea", "Martin", "parents@ecole.invalid"].map(name_key).to_vec(),
            texts: vec!["Martin".to_owned(), "Léa".to_owned(), "Zorglub".to_owned()],
            ..names()
        };
        let gone = "(erased 7)";
        for (cells, left) in [
            (["JO", "martin", "Martine"], [gone, gone, "Martine"]),
            (["9", "jo · Martin Lea · Ens", "'=1"], ["9", "(erased 7) · (erased 7) · Ens", "'=1"]),
            (["A.b@ecole.invalid", "Léa", ""], [gone, gone, ""]),
            // A login that somebody else has, or had, is theirs beside something else of theirs.
            (["lea", "MARTIN", "x"], [gone, gone, "x"]),
            (["lea", "Durand", "Zorglub's"], ["lea", "Durand", "(erased 7)'s"]),
            (["joe", "Martin", "parents@ecole.invalid"], ["joe", "Martin", "parents@ecole.invalid"]),
        ] {
            let is_own = names.is_record(&cells);
            assert_eq!(cells.map(|cell| names.out_of_cell(cell, is_own)), left, "{cells:?}");
        }
    }
}
