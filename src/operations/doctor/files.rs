//! What lies in the data directory: who may use it, and what nobody needs any more.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::databases::Manner;
use super::finding::Finding;
use super::quiet;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::{MINUTE_S, Timestamp, Wait};
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::operations::progress::{Stop, go_on};
use crate::operations::recover;
use crate::store::files::{self, Exposure};
use crate::store::home::Home;
use crate::store::output;
use crate::store::registry::check::Target;
use crate::store::shelf::{self, Entry, Inside, Part};
use crate::store::{owner, registry};

/// A file that is being made is younger than this.
const BEING_MADE: Wait = Wait::at_most_s(60 * MINUTE_S);

/// Tells what is wrong with who may use a path.
pub(super) fn exposed(path: &Path) -> Result<Option<Finding>> {
    let path = path.to_owned();
    Ok(files::exposure(&path)?.map(|exposure| match exposure {
        Exposure::Mode(mode) => Finding::NotPrivate { path, mode },
        Exposure::Owner => Finding::NotOwned { path },
    }))
}

/// Looks at everything but what the databases hold.
pub(super) fn examine(
    ctx: &mut Permitted<'_>,
    (manner, busy): (&Manner, &HashSet<EstablishmentNumber>),
    found: &mut Vec<Finding>,
    stop: Stop<'_>,
) -> Result<()> {
    let home = ctx.home().clone();
    found.extend(home.missing().into_iter().map(|path| Finding::FolderMissing { path }));
    let mut paths = vec![home.root().to_owned()];
    for path in files::list(home.root())? {
        // What lies behind a link is not the data directory's, but for folders of the program's own.
        if path.is_symlink() && !home.is_own(&path) {
            continue;
        }
        if home.is_folder(&path) && !path.is_dir() && path.exists() {
            found.push(Finding::UnknownFile { path: path.clone(), of: None });
        }
        if path.is_dir() {
            // People put files into the exchange folder by their own means; the data directory keeps others out of it.
            let own = |file: &PathBuf| path != home.exchange() || output::is_aside(file);
            // That it cannot be listed is found with it.
            paths.extend(files::list(&path).unwrap_or_default().into_iter().filter(own));
        }
        paths.push(path);
    }
    paths.extend(home.shelf().entries_as_far().0.into_iter().map(|entry| entry.path));
    paths.sort();
    paths.dedup();
    for path in &paths {
        found.extend(exposed(path)?);
    }
    databases(ctx, (&home, manner, busy), found, stop)?;
    left_overs(&home, ctx.now(), &paths, found)
}

/// Compares the shelf with the rows. The files were listed first: a row is there before its file and goes after it.
fn databases(
    ctx: &mut Permitted<'_>,
    (home, manner, busy): (&Home, &Manner, &HashSet<EstablishmentNumber>),
    found: &mut Vec<Finding>,
    stop: Stop<'_>,
) -> Result<()> {
    let now = ctx.now();
    let listed = home.shelf().entries_as_far().0;
    let (mut known, mut seen) = (HashSet::new(), HashSet::new());
    ctx.read(|tx| {
        Ok(registry::index::each(tx, |number, _, _| {
            known.insert(number);
        })?)
    })?;
    for Entry { path, part } in listed {
        go_on(stop)?;
        match part {
            Part::Database(number) | Part::Side { number, .. } | Part::Aside { number, .. } => {
                let is_known = known.contains(&number);
                if busy.contains(&number) || one(home, manner, (&path, is_known), now)?.is_none() {
                    continue;
                }
                let look = |row: Option<&Target>| one(home, manner, (&path, is_known || row.is_some()), now);
                found.extend(quiet::seen(ctx, number, look)?);
            }
            Part::Stray if files::is_there(&path)? => {
                let of = shelf::stated(&path).map(|(number, _)| (number, None));
                found.push(Finding::UnknownFile { path: path.clone(), of });
                seen.insert(path);
            }
            Part::Stray => {}
        }
    }
    // Beside the registry, or in a folder of its own, only what is a database is told.
    for path in home.shelf().strangers().files.into_iter().filter(|path| !seen.contains(path)) {
        if let Some((number, _)) = shelf::stated(&path) {
            found.push(Finding::UnknownFile { path, of: Some((number, None)) });
        }
    }
    Ok(())
}

/// Looks at one file that has a number, as it is now: whose row is known or not.
fn one(home: &Home, manner: &Manner, (path, is_known): (&Path, bool), now: Timestamp) -> Result<Option<Finding>> {
    let to_path = path.to_owned();
    Ok(match home.shelf().part(path) {
        _ if !files::is_there(path)? => None,
        Part::Database(_) if is_known => None,
        Part::Side { has_database: true, .. } | Part::Stray => None,
        Part::Database(number) | Part::Side { number, holds_changes: true, .. } => {
            Some(match manner.inside(home, number)? {
                Ok(Inside { names: [denomination, location, _], .. }) => {
                    Finding::OrphanDatabase { number, path: to_path, denomination, location }
                }
                Err(unfit) => Finding::OrphanFile { number, path: to_path, unfit },
            })
        }
        Part::Side { .. } | Part::Aside { .. } => {
            is_left_over(home, now, path)?.then_some(Finding::LeftOver { path: to_path })
        }
    })
}

/// What was being made aside and never got its name, what was being taken away, a hash without its export, and the
/// locks of dead processes.
fn left_overs(home: &Home, now: Timestamp, paths: &[PathBuf], found: &mut Vec<Finding>) -> Result<()> {
    for path in paths.iter().filter(|path| !home.shelf().holds(path)) {
        if is_left_over(home, now, path)? || recover::was_going(home, path) {
            found.push(Finding::LeftOver { path: path.clone() });
        } else if path.parent() == Some(home.aside().as_path()) && path.is_dir() {
            found.push(Finding::UnknownFile { path: path.clone(), of: None });
        }
    }
    Ok(())
}

/// Tells whether nobody needs a file any more and nobody is making it.
pub(super) fn is_left_over(home: &Home, now: Timestamp, path: &Path) -> Result<bool> {
    if home.shelf().holds(path) {
        return Ok(match home.shelf().part(path) {
            Part::Side { has_database, holds_changes, .. } => !has_database && !holds_changes,
            Part::Aside { token, .. } => !owner::is_alive(home, &token),
            Part::Database(_) | Part::Stray => false,
        });
    }
    if path.starts_with(home.owners()) {
        return Ok(owner::is_dead(path));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.starts_with(home.exports())
        && let Some(export) = name.strip_suffix(".sha256")
    {
        return Ok(!files::is_there(&path.with_file_name(export))? && is_old(path, now));
    }
    // What is made aside begins with its maker's token.
    let is_made = name.split_once('-').is_some_and(|(token, _)| owner::is_alive(home, token));
    // A database that somebody named so himself is no left-over.
    let is_ours = || shelf::has_token(&name) || !shelf::is_database(path);
    Ok(files::is_in_the_making(&name) && !is_made && path.is_file() && is_old(path, now) && is_ours())
}

/// Tells whether a file was written long enough ago that nobody is making it.
pub(super) fn is_old(path: &Path, now: Timestamp) -> bool {
    files::written_at(path).is_some_and(|at| BEING_MADE.is_over(Timestamp(at), now))
}
