//! Which school something is of: a row, an export, a database.
//!
//! The one rule by which a number is given back, content is replaced and a file is taken for a row's own: whoever mixes
//! two schools gives one the other's children. What the registry knows goes before it: the hashes of credentials by which
//! each establishment and its content were ever known here.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::establishment::EstablishmentNumber;
use super::text::fold;
use super::uai::Uai;

/// What tells which school something is of. Its parts are only compared: each may be a hash of what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct School {
    /// UAI, or empty.
    pub uai: String,
    /// Which site of its UAI; 0 when the UAI has, or had, others.
    pub site: u32,
    /// Denomination and place.
    pub names: String,
    /// Hashes of credentials by which it is known; none when nobody knows any.
    pub credentials: Vec<String>,
}

impl School {
    /// Names the school of denomination, location and UAI, as written anywhere.
    #[must_use]
    pub fn of([denomination, location, uai]: [&str; 3], site: u32, credentials: &[String]) -> Self {
        Self {
            uai: Uai::parse(uai).map_or_else(|_| String::new(), |uai| uai.as_str().to_owned()),
            site,
            names: format!("{}\n{}", fold(denomination.trim()), fold(location.trim())),
            credentials: credentials.iter().filter(|hash| !hash.is_empty()).cloned().collect(),
        }
    }

    /// Tells whether it is this one without asking its names, which two schools can share.
    #[must_use]
    pub fn is_beyond_names(&self, other: &Self) -> bool {
        self.credentials.iter().any(|hash| other.credentials.contains(hash))
            || (!self.uai.is_empty() && self.uai == other.uai && (self.site, other.site) == (1, 1))
    }

    /// Tells whether all names of the two tell of two schools: each has a UAI, and neither that nor denomination and place
    /// are the same. Then a credential does not tell of one: whoever has an export of a school knows it.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        !self.uai.is_empty() && !other.uai.is_empty() && self.uai != other.uai && self.names != other.names
    }

    /// Tells whether it is this one: by a credential, which no two have; by the UAI, unless several sites have it; by
    /// denomination and place where one of them has no UAI, or as one site of several.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let may_be_by_names = self.uai.is_empty() || other.uai.is_empty() || self.uai == other.uai;
        self.is_beyond_names(other) || (may_be_by_names && self.names == other.names)
    }
}

/// Whose a file is, or a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Whose {
    /// The number that it has, or had where the file was made.
    pub number: EstablishmentNumber,
    /// Denomination, location and UAI.
    pub names: [String; 3],
    /// Which site of its UAI it is; 0 when the UAI has, or had, others where that is known.
    pub site: u32,
    /// The hash of the credential that opens its database, or empty.
    pub credential_hash: String,
    /// As [`Held::root`](super::export::Held::root).
    #[serde(default)]
    pub root: String,
    /// Hashes of the other credentials by which its content is known.
    #[serde(default)]
    pub known: Vec<String>,
}

/// Most credentials of one school that are looked at: a file may name any number. One that is brought back each day, which
/// gives it another credential, is known for some years.
const CREDENTIALS_MAX: usize = 1000;

impl Whose {
    /// Returns what tells which school it is.
    #[must_use]
    pub fn school(&self) -> School {
        School::of(self.names.each_ref().map(String::as_str), self.site, &self.credentials())
    }

    /// Lists the hashes of the credentials by which it is known, its own first, none twice.
    #[must_use]
    pub fn credentials(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let all = [&self.credential_hash, &self.root].into_iter().chain(&self.known);
        all.filter(|hash| !hash.is_empty() && seen.insert(*hash)).take(CREDENTIALS_MAX).cloned().collect()
    }

    /// Tells whether UAI, denomination and place are the same, and there is a UAI.
    #[must_use]
    pub fn is_named_alike(&self, other: &Self) -> bool {
        let (here, there) = (self.school(), other.school());
        !here.uai.is_empty() && here.uai == there.uai && here.names == there.names
    }

    /// Names it to people: by denomination, UAI if it has one, and place.
    #[must_use]
    pub fn name(&self) -> String {
        named(&self.names)
    }

    /// Tells whether both are of one school.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        self.school().is(&other.school())
    }
}

/// Says a denomination, a location and a UAI, which may be empty, as people read them.
#[must_use]
pub fn named([denomination, location, uai]: &[String; 3]) -> String {
    match uai.as_str() {
        "" => format!("{denomination}, {location}"),
        uai => format!("{denomination} ({uai}), {location}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_is_known_by_its_credential_its_uai_or_its_names() {
        let nord = ["Collège Nord", "29200 Brest", "0290001u"];
        let cases = [
            ("renamed", nord, 1, "", ["Collège Moulin", "29000 Quimper", "0290001U"], 1, "", true),
            ("another UAI", nord, 1, "", ["Collège Nord", "29200 Brest", "0290002V"], 1, "", false),
            (
                "another UAI, the same credential",
                nord,
                1,
                "c",
                ["Collège Nord", "29200 Brest", "0290002V"],
                1,
                "c",
                true,
            ),
            ("another site", nord, 1, "", ["Lycée Sud", "29200 Brest", "0290001U"], 2, "", false),
            ("a second site renamed", nord, 2, "", ["Lycée Sud", "29200 Brest", "0290001U"], 2, "", false),
            (
                "a site under another place in the order",
                nord,
                1,
                "",
                ["collège nord", "29200 BREST", "0290001U"],
                2,
                "",
                true,
            ),
            ("a site that nobody knows", nord, 0, "", ["Lycée Sud", "29200 Brest", "0290001U"], 1, "", false),
            ("no UAI there", nord, 1, "a", ["COLLEGE NORD", " 29200 brest ", ""], 1, "b", true),
            ("no UAI, renamed", ["A", "B", ""], 1, "", ["C", "B", ""], 1, "", false),
            ("no UAI, renamed, the same credential", ["A", "B", ""], 1, "c", ["C", "B", ""], 1, "c", true),
            ("no UAI, another place", ["A", "B", ""], 1, "", ["A", "C", ""], 1, "", false),
            ("a UAI that is none", ["A", "B", "xx"], 1, "", ["A", "B", "0290001U"], 1, "", true),
        ];
        for (case, here, site, credential, there, other_site, other_credential, expected) in cases {
            let here = School::of(here, site, &[credential.to_owned()]);
            let there = School::of(there, other_site, &[String::new(), other_credential.to_owned()]);
            assert_eq!((here.is(&there), there.is(&here)), (expected, expected), "{case}");
        }
    }

    #[test]
    fn credentials_are_listed_once_and_not_without_end() {
        let named = |at: usize| format!("{at:064}");
        let whose = Whose {
            credential_hash: named(1),
            root: named(2),
            known: [2, 3, 1].into_iter().chain(4..2000).map(named).collect(),
            ..Whose::default()
        };
        let found = whose.credentials();
        assert_eq!((found.len(), &found[..3]), (CREDENTIALS_MAX, &[named(1), named(2), named(3)][..]));
        assert_eq!(Whose::default().credentials(), Vec::<String>::new());
    }
}
