//! Which school something is of: a row, an export, a database.
//!
//! The one rule by which a number is given back, content is replaced and a file is taken for a row's own: whoever mixes
//! two schools gives one the other's children.

use serde::{Deserialize, Serialize};

use super::establishment::EstablishmentNumber;
use super::text::fold;
use super::uai::Uai;

/// What tells which school something is of. Its parts are only compared: each may be a hash of what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct School {
    /// UAI, or empty.
    pub uai: String,
    /// Which site of its UAI; 0 when nobody knows, and the UAI has more than one.
    pub site: u32,
    /// Denomination and place.
    pub names: String,
    /// Hashes of credentials by which it is known; none when nobody knows any.
    pub credentials: Vec<String>,
}

impl School {
    /// Names the school of denomination, location and UAI, as written anywhere.
    #[must_use]
    pub fn of([denomination, location, uai]: [&str; 3], site: u32, credentials: &[&str]) -> Self {
        Self {
            uai: Uai::parse(uai).map_or_else(|_| String::new(), |uai| uai.as_str().to_owned()),
            site,
            names: format!("{}\n{}", fold(denomination.trim()), fold(location.trim())),
            credentials: credentials.iter().filter(|hash| !hash.is_empty()).map(|hash| (*hash).to_owned()).collect(),
        }
    }

    /// Tells whether it is this one without asking its names, which two schools can share.
    #[must_use]
    pub fn is_beyond_names(&self, other: &Self) -> bool {
        self.credentials.iter().any(|hash| other.credentials.contains(hash))
            || (!self.uai.is_empty() && self.uai == other.uai && (self.site, other.site) == (1, 1))
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
    /// Which site of its UAI it is; 0 when nobody knows, and the UAI has more than one.
    pub site: u32,
    /// The hash of the credential that opens its database, or empty.
    pub credential_hash: String,
    /// The hash of the first credential that opened its content, when it was brought back under another one; else empty.
    pub root: String,
}

impl Whose {
    /// Returns what tells which school it is.
    #[must_use]
    pub fn school(&self) -> School {
        School::of(self.names.each_ref().map(String::as_str), self.site, &[&self.credential_hash, &self.root])
    }

    /// Names it to people: by denomination, UAI if it has one, and place.
    #[must_use]
    pub fn name(&self) -> String {
        match self.names.each_ref().map(String::as_str) {
            [denomination, location, ""] => format!("{denomination}, {location}"),
            [denomination, location, uai] => format!("{denomination} ({uai}), {location}"),
        }
    }

    /// Returns the first credential that is known of its content.
    #[must_use]
    pub fn first_credential(&self) -> &str {
        if self.root.is_empty() { &self.credential_hash } else { &self.root }
    }

    /// Tells whether both are of one school.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        self.school().is(&other.school())
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
            let here = School::of(here, site, &[credential]);
            let there = School::of(there, other_site, &["", other_credential]);
            assert_eq!((here.is(&there), there.is(&here)), (expected, expected), "{case}");
        }
    }
}
