//! Moving databases: aside, where nothing is read back, and back to their places.
//!
//! Invariant: what somebody is in is not moved, and whoever opened it before without being in it yet writes nothing into
//! what has lost its name: he is refused.

use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use super::Shelf;
use super::swap::give_back;
use crate::domain::establishment::EstablishmentNumber;
use crate::store::error::{Error, Result};
use crate::store::establishment::locks::Vacant;
use crate::store::files::{self, with_suffix};

/// How many bytes tell that a file is a database.
const MAGIC_BYTES: usize = 16;

impl Shelf {
    /// Refuses a database that somebody is in. Nothing is changed, and what lies beside it is not read.
    ///
    /// # Errors
    /// [`Error::Busy`], also when that cannot be told; what the system says.
    pub fn check_vacant(&self, number: EstablishmentNumber) -> Result<()> {
        self.vacant(&self.database(number)).map(drop)
    }

    /// As [`Self::check_vacant`], and keeps everybody out of it for as long as the value lives.
    fn vacant(&self, path: &Path) -> Result<Vacant> {
        let folder = self.home().aside();
        files::create_directory(&folder)?;
        Vacant::of(path, &folder.join(format!("{}-vacant.new", files::token()?)))
    }

    /// Moves what lies under a number, with what lies beside it, to the orphans. Returns where it is; none when nothing
    /// was there that holds anything.
    ///
    /// # Errors
    /// As [`Self::set_aside`].
    pub fn set_number_aside(&self, number: EstablishmentNumber, moment: &str) -> Result<Option<PathBuf>> {
        let path = self.database(number);
        match self.in_the_way(number)? {
            Some(_) => self.move_aside(&path, self.vacant(&path)?, moment).map(|(_, moved)| moved),
            None => Ok(None),
        }
    }

    /// Moves whatever lies somewhere among the establishments to the orphans, with what lies beside it, under a name
    /// that tells when. Nothing is ever read back from there. Returns where it is.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody is in it, or that cannot be told; what the system says.
    pub fn set_aside(&self, path: &Path, moment: &str) -> Result<PathBuf> {
        self.move_aside(path, self.vacant(path)?, moment).map(|(to, moved)| moved.unwrap_or(to))
    }

    /// Moves a database from wherever it lies to the place of its number, and what lies there to the orphans. No log that
    /// holds anything lies beside it. Returns where is kept what lay there. What fails leaves both where they were.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody is in either, or that cannot be told; what the system says.
    pub fn put_back(&self, from: &Path, number: EstablishmentNumber, moment: &str) -> Result<Option<PathBuf>> {
        let place = self.database(number);
        let (own, other) = (self.vacant(from)?, self.vacant(&place)?);
        self.check_settled(&place)?;
        let other = match self.in_the_way(number)? {
            Some(_) => self.move_aside(&place, other, moment)?.1,
            None => None,
        };
        let brought = self.bring_vacant(from, own, number, moment);
        if let (Err(_), Some(other)) = (&brought, &other) {
            let _ = give_back(other, &place);
        }
        brought.map(|()| other)
    }

    /// Moves a database from wherever it lies to the place of its number, which is free. No log that holds anything lies
    /// beside it.
    ///
    /// # Errors
    /// [`Error::Occupied`]; as [`Self::put_back`].
    pub fn bring(&self, from: &Path, number: EstablishmentNumber, moment: &str) -> Result<()> {
        self.bring_vacant(from, self.vacant(from)?, number, moment)
    }

    /// Refuses what somebody has worked in since it was looked at.
    fn check_settled(&self, path: &Path) -> Result<()> {
        if self.log_beside(path)?.is_some() { Err(Error::Busy) } else { Ok(()) }
    }

    /// What comes to the place is a copy. Whoever has opened the original has a file without a name, into which nobody can
    /// write; that it cannot be written ahead to a log either holds only as long as nobody else sets that again.
    fn bring_vacant(&self, from: &Path, own: Vacant, number: EstablishmentNumber, moment: &str) -> Result<()> {
        if let Some(path) = self.in_the_way(number)? {
            return Err(Error::Occupied { path });
        }
        self.check_settled(from)?;
        let (orphan, _) = self.move_aside(from, own, moment)?;
        let aside = self.aside(number, "moved");
        let bring = || {
            self.prepare([number])?;
            copy(&orphan, &aside)?;
            self.place(number, &aside)?;
            files::sync_parent(&self.database(number))
        };
        let brought = bring();
        if brought.is_err() {
            let _ = files::remove(&aside);
            let _ = give_back(&orphan, from);
        }
        brought?;
        // Whoever has it open may meet another one's log beside the name that he knows: he finds no database to read it with.
        let end = |file: std::fs::File| file.write_all_at(&[0; MAGIC_BYTES], 0);
        std::fs::OpenOptions::new().write(true).open(&orphan).and_then(end).map_err(Error::file(&orphan))?;
        files::remove(&orphan)?;
        files::sync_parent(&orphan)
    }

    /// Returns the name among the orphans, and what has it or lies beside it now.
    fn move_aside(&self, path: &Path, mut vacant: Vacant, moment: &str) -> Result<(PathBuf, Option<PathBuf>)> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = self.home().orphans();
        let is_there = path.parent() == Some(&folder);
        // The name that it had before.
        let name = name.splitn(5, '-').nth(4).filter(|_| is_there).unwrap_or(&name);
        files::create_directory(&folder)?;
        let token: String = files::token()?.chars().take(8).collect();
        let to = folder.join(format!("{}-{token}-{name}", moment.replace(':', "")));
        // A log goes along as it is: it may be another one's. An export stays what its hash says.
        if (self.holds(path) || is_there) && self.log_beside(path)?.is_none() {
            vacant.end_log()?;
        }
        // The log first: without it a database loses its last changes, without the database it is of no use.
        let mut moved = None;
        for suffix in ["-wal", "-journal", ""] {
            let from = with_suffix(path, suffix);
            let is_empty = || std::fs::symlink_metadata(&from).is_ok_and(|found| found.is_file() && found.len() == 0);
            if !suffix.is_empty() && is_empty() {
                files::remove(&from)?;
            } else if files::is_there(&from)? {
                let to = with_suffix(&to, suffix);
                files::place(&from, &to)?;
                moved = Some(to);
            }
        }
        files::remove(&with_suffix(path, "-shm"))?;
        drop(vacant);
        files::sync_directory(&folder)?;
        files::sync_parent(path)?;
        Ok((to, moved))
    }
}

/// Copies a file to a new one, which is durable.
fn copy(from: &Path, to: &Path) -> Result<()> {
    files::remove(to)?;
    let (mut source, mut copy) = (files::open(from)?, files::create_new(to)?);
    std::io::copy(&mut source, &mut copy).and_then(|_| copy.sync_all()).map_err(Error::file(to))
}
