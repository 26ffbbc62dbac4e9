//! Files whose age their own time says: which folders hold nothing else, and how that time is put right.

use std::path::{Path, PathBuf};

use crate::domain::retention::Kind;
use crate::domain::time::Timestamp;
use crate::operations::error::Result;
use crate::operations::export::listed::listed;
use crate::store::files;
use crate::store::home::Home;
use crate::store::registry::behind::Early;

/// The folder of a kind that is files and nothing else.
pub(super) fn folder(home: &Home, kind: Kind) -> Option<PathBuf> {
    match kind {
        Kind::MailFiles => Some(home.outgoing_mail()),
        Kind::Orphans => Some(home.orphans()),
        Kind::Letters
        | Kind::LostExports
        | Kind::Exports
        | Kind::LeftAccounts
        | Kind::Mails
        | Kind::Jobs
        | Kind::UndoableJobs
        | Kind::Plans
        | Kind::Mappings
        | Kind::Sessions
        | Kind::Tries
        | Kind::Statistics
        | Kind::Audit => None,
    }
}

/// A file that is older than a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OldFile {
    pub(super) path: PathBuf,
    pub(super) at: Timestamp,
    pub(super) bytes: u64,
}

/// Lists the plain files of a folder that are older than a moment. What was set aside is as old as its moving there. The
/// system's times are those of a clock that may have been behind, so a file is no older than the day in its name, unless
/// that day is yet to come.
pub(super) fn old_files(folder: &Path, kind: Kind, (until, now): (Timestamp, Timestamp)) -> Result<Vec<OldFile>> {
    let mut found = Vec::new();
    for path in files::list(folder)? {
        let Some(seen) = files::look(&path) else { continue };
        // What else somebody put there is his.
        if kind == Kind::MailFiles && path.extension().is_none_or(|end| end != "eml") {
            continue;
        }
        let at = if kind == Kind::Orphans { seen.changed_at.max(seen.written_at) } else { seen.written_at };
        let at = named(&path).filter(|named| *named <= now).map_or(Timestamp(at), |named| named.max(Timestamp(at)));
        if at < until {
            found.push(OldFile { path, at, bytes: seen.bytes });
        }
    }
    Ok(found)
}

/// Puts the times of files right that a clock which was behind has dated.
pub(in crate::operations) fn put_files_right(home: &Home, early: Early, now: Timestamp) -> Result<()> {
    let until = early.through.plus_s(1);
    for kind in Kind::ALL {
        let Some(folder) = folder(home, kind) else { continue };
        for file in old_files(&folder, kind, (until, now))?.into_iter().filter(|file| early.has(file.at)) {
            files::set_written_at(&file.path, early.truly(file.at, now))?;
        }
    }
    for list in listed(home)? {
        let at = Timestamp(list.seen.written_at);
        if early.has(at) {
            files::set_written_at(&list.path, early.truly(at, now))?;
        }
    }
    Ok(())
}

/// Reads the day that a file's name begins with, as its first moment in UTC.
fn named(path: &Path) -> Option<Timestamp> {
    let name = path.file_name()?.to_str()?;
    Timestamp::from_utc_text(&format!("{}T00:00:00Z", name.get(..10)?))
}
