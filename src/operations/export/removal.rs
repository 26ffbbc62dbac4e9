//! Taking files of exports away while the catalogue forgets them: all or none of them.
//!
//! Moved aside → forgotten in one transaction → removed. What a process leaves that dies in between is put back, or
//! removed, at the next start.

use std::path::{Path, PathBuf};

use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::store::establishment::snapshot::BESIDE;
use crate::store::files;
use crate::store::registry::export;

/// How the name of a file ends that goes once the catalogue has forgotten its export.
const GOING: &str = ".going";

/// Files of exports that are moved aside.
pub(in crate::operations) struct Removal {
    folder: PathBuf,
    aside: PathBuf,
    owner: String,
    /// From where, and where they are now.
    moved: Vec<(PathBuf, PathBuf)>,
}

impl Removal {
    /// Begins one that moves nothing yet.
    pub(in crate::operations) fn begin(ctx: &Context) -> Result<Self> {
        let (folder, aside, owner) = (ctx.home().exports(), ctx.home().aside(), ctx.owner()?.to_owned());
        files::create_directory(&aside)?;
        Ok(Self { folder, aside, owner, moved: Vec::new() })
    }

    /// Moves an export with what lies beside it; on failure it stays whole.
    pub(in crate::operations) fn take(&mut self, file: &str) -> Result<()> {
        let before = self.moved.len();
        let taken = self.take_all(file);
        if taken.is_err() {
            place_back(&self.moved.split_off(before));
        }
        taken
    }

    fn take_all(&mut self, file: &str) -> Result<()> {
        for suffix in [""].iter().chain(&BESIDE) {
            let name = format!("{file}{suffix}");
            let (from, to) = (self.folder.join(&name), self.aside.join(format!("{}-{name}{GOING}", self.owner)));
            if files::is_there(&from)? {
                files::check_plain(&from)?;
                files::place(&from, &to)?;
                self.moved.push((from, to));
            }
        }
        Ok(())
    }

    /// Makes durable what was moved.
    pub(in crate::operations) fn sync(&self) -> Result<()> {
        if !self.moved.is_empty() {
            files::sync_directory(&self.folder)?;
            files::sync_directory(&self.aside)?;
        }
        Ok(())
    }

    /// Puts everything back.
    pub(in crate::operations) fn put_back(self) {
        place_back(&self.moved);
    }

    /// Removes everything, once the catalogue has forgotten it.
    pub(in crate::operations) fn finish(self) -> Result<()> {
        Ok(self.moved.iter().try_for_each(|(_, to)| files::remove(to))?)
    }
}

fn place_back(moved: &[(PathBuf, PathBuf)]) {
    for (from, to) in moved {
        let _ = files::place(to, from);
    }
}

/// Ends what a dead process had moved aside under a name: an export that the catalogue still knows is put back. Tells
/// whether it was such a file.
pub(in crate::operations) fn end_removal(ctx: &mut Context, path: &Path, made: &str) -> Result<bool> {
    let Some(name) = made.strip_suffix(GOING) else { return Ok(false) };
    let file = BESIDE.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    let to = ctx.home().exports().join(name);
    if ctx.read(|tx| Ok(export::find(tx, file)?))?.is_some() && !files::is_there(&to)? {
        files::place(path, &to)?;
        files::sync_parent(&to)?;
    } else {
        files::remove(path)?;
    }
    Ok(true)
}

/// Puts back what a dead process had moved aside under a name, whatever the catalogue knows; where something has that
/// name by now, it is kept where nothing is read back. Tells whether it was such a file.
pub(in crate::operations) fn keep_going(ctx: &Context, path: &Path, made: &str) -> Result<bool> {
    let Some(name) = made.strip_suffix(GOING) else { return Ok(false) };
    let to = ctx.home().exports().join(name);
    if files::is_there(&to)? {
        ctx.home().shelf().set_aside(path, &ctx.latest().at().utc_text())?;
    } else {
        files::create_directory(&ctx.home().exports())?;
        files::place(path, &to)?;
        files::sync_parent(&to)?;
    }
    Ok(true)
}
