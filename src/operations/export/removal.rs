//! Taking files of exports away while the catalogue forgets them: all or none of them.
//!
//! Moved aside → forgotten in one transaction → removed. What a process leaves that dies in between is put back, or
//! removed, at the next start.

use std::path::{Path, PathBuf};

use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::establishment::snapshot::BESIDE;
use crate::store::registry::export;
use crate::store::{self, files};

/// How the name of a file ends that goes once the catalogue has forgotten its export.
const GOING: &str = ".going";

/// Files that were moved, with where they were.
#[derive(Default)]
pub(in crate::operations) struct Moved(Vec<(PathBuf, PathBuf)>);

impl Moved {
    /// Moves an export with what lies beside it, each as `go` does, which returns where it is then. On failure all of it
    /// is where it was.
    pub(in crate::operations) fn take(
        &mut self,
        export: &Path,
        go: impl Fn(&Path) -> store::Result<PathBuf>,
    ) -> Result<()> {
        let mut moved = Self::default();
        for suffix in [""].iter().chain(&BESIDE) {
            let from = files::with_suffix(export, suffix);
            match files::is_there(&from).and_then(|there| there.then(|| go(&from)).transpose()) {
                Ok(to) => moved.0.extend(to.map(|to| (from, to))),
                Err(error) => {
                    moved.put_back();
                    return Err(error.into());
                }
            }
        }
        self.0.append(&mut moved.0);
        Ok(())
    }

    /// Returns where is what was moved first.
    pub(in crate::operations) fn first(&self) -> Option<&Path> {
        self.0.first().map(|(_, to)| to.as_path())
    }

    /// Puts everything back.
    pub(in crate::operations) fn put_back(&mut self) {
        for (from, to) in self.0.drain(..) {
            let _ = files::place(&to, &from);
        }
    }
}

/// Files of exports that are moved aside.
pub(in crate::operations) struct Removal {
    folder: PathBuf,
    aside: PathBuf,
    owner: String,
    moved: Moved,
}

impl Removal {
    /// Begins one that moves nothing yet.
    pub(in crate::operations) fn begin(ctx: &Context) -> Result<Self> {
        let (folder, aside, owner) = (ctx.home().exports(), ctx.home().aside(), ctx.owner()?.to_owned());
        files::create_directory(&aside)?;
        Ok(Self { folder, aside, owner, moved: Moved::default() })
    }

    /// Moves an export with what lies beside it; on failure it stays whole.
    pub(in crate::operations) fn take(&mut self, file: &str) -> Result<()> {
        let (aside, owner) = (&self.aside, &self.owner);
        self.moved.take(&self.folder.join(file), |from| {
            let name = from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let to = aside.join(format!("{owner}-{name}{GOING}"));
            files::check_plain(from)?;
            files::place(from, &to)?;
            Ok(to)
        })
    }

    /// Makes durable what was moved.
    pub(in crate::operations) fn sync(&self) -> Result<()> {
        if !self.moved.0.is_empty() {
            files::sync_directory(&self.folder)?;
            files::sync_directory(&self.aside)?;
        }
        Ok(())
    }

    /// Puts everything back.
    pub(in crate::operations) fn put_back(&mut self) {
        self.moved.put_back();
    }

    /// Removes everything, once the catalogue has forgotten it. What cannot be removed is tried again at the next start,
    /// and keeps nothing else from going.
    pub(in crate::operations) fn finish(self) -> Result<()> {
        let failed = self.moved.0.iter().filter_map(|(_, to)| files::remove(to).err()).collect::<Vec<_>>();
        failed.into_iter().next().map_or(Ok(()), |error| Err(error.into()))
    }
}

/// Tells whether a name aside is that of a file that was going.
pub(in crate::operations) fn is_going(name: &str) -> bool {
    name.ends_with(GOING)
}

/// Tells which export a file aside is of, or what lies beside it, that is going.
pub(in crate::operations) fn going(name: &str) -> Option<&str> {
    let name = name.strip_suffix(GOING)?;
    Some(BESIDE.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name))
}

/// Ends what a dead process had moved aside under a name: an export that the catalogue still knows is put back. Tells
/// whether it was such a file.
pub(in crate::operations) fn end_removal(ctx: &mut Permitted<'_>, path: &Path, made: &str) -> Result<bool> {
    let Some(file) = going(made) else { return Ok(false) };
    if ctx.read(|tx| Ok(export::find(tx, file)?))?.is_some() {
        return keep_going(ctx, path, made);
    }
    files::remove(path)?;
    Ok(true)
}

/// Puts back what a dead process had moved aside under a name, whatever the catalogue knows; where something has that
/// name by now, it is kept where nothing is read back. Tells whether it was such a file.
pub(in crate::operations) fn keep_going(ctx: &Context, path: &Path, made: &str) -> Result<bool> {
    let Some(name) = made.strip_suffix(GOING) else { return Ok(false) };
    let to = ctx.home().exports().join(name);
    if files::are_one(path, &to) {
        files::remove(path)?;
    } else if files::is_there(&to)? {
        ctx.home().shelf().set_aside(path, &ctx.latest().at().utc_text())?;
    } else {
        files::create_directory(&ctx.home().exports())?;
        files::place(path, &to)?;
        files::sync_parent(&to)?;
    }
    Ok(true)
}
