//! Files that go with a letter.

use serde::{Deserialize, Serialize};

use crate::domain::field::Problem;
use crate::domain::text::required_line;

/// Most files of a letter.
pub const FILES_MAX: usize = 10;
/// Longest name of a file, in characters.
pub const NAME_MAX: usize = 100;

/// What is sent for a name that tells nothing that is known.
const UNKNOWN: &str = "application/octet-stream";

/// Media types by the end of the name; nothing that a mail reader would run.
const TYPES: [(&str, &str); 14] = [
    ("pdf", "application/pdf"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("ics", "text/calendar"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("zip", "application/zip"),
];

/// A file of a letter: its bytes lie in the data directory under their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, as the recipient sees it.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The bytes of an attachment, checked against their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFile {
    /// What they belong to.
    pub attachment: Attachment,
    /// They.
    pub content: Vec<u8>,
}

impl Attachment {
    /// Returns the media type, from a fixed list.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        let end = self.name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
        TYPES.iter().find(|(known, _)| *known == end).map_or(UNKNOWN, |(_, media_type)| media_type)
    }
}

/// Accepts a file's name: one line, without what could be a path.
///
/// # Errors
/// As [`required_line`]; [`Problem::NotAFileName`].
pub fn file_name(raw: &str) -> Result<String, Problem> {
    let name = required_line(raw, NAME_MAX)?;
    let path = name.contains(['/', '\\', ':', '"', '<', '>', '|', '?', '*']) || name.starts_with('.');
    if path { Err(Problem::NotAFileName) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_of_the_list_only() {
        for (name, expected) in [
            ("Lettre.PDF", "application/pdf"),
            ("a.tar.zip", "application/zip"),
            ("page.html", UNKNOWN),
            ("run.exe", UNKNOWN),
            ("pdf", UNKNOWN),
            ("x.pdf; charset=evil", UNKNOWN),
        ] {
            let attachment = Attachment { name: name.into(), sha256: String::new(), bytes: 0 };
            assert_eq!(attachment.media_type(), expected, "{name}");
        }
    }

    #[test]
    fn names_are_no_paths_and_hold_no_code() {
        assert_eq!(file_name(" Calendrier été.pdf "), Ok("Calendrier été.pdf".to_owned()));
        for bad in ["", ".", "..", ".bashrc", "a/b", "a\\b", "C:x", "a\r\nBcc: x", "a\"b", "x\u{202e}fdp.exe"] {
            assert!(file_name(bad).is_err(), "{bad:?}");
        }
    }
}
