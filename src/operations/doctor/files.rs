//! What lies in the data directory: who may use it, and what nobody needs any more.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::finding::Finding;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::{MINUTE_S, Timestamp};
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::store::files::{self, Exposure, with_suffix};
use crate::store::home::Home;
use crate::store::output;
use crate::store::{owner, registry};

/// A file that is being made is younger than this.
const BEING_MADE_S: i64 = 60 * MINUTE_S;
/// What SQLite keeps beside a database.
const SIDES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Tells what is wrong with who may use a path.
pub(super) fn exposed(path: &Path) -> Result<Option<Finding>> {
    let path = path.to_owned();
    Ok(files::exposure(&path)?.map(|exposure| match exposure {
        Exposure::Mode(mode) => Finding::NotPrivate { path, mode },
        Exposure::Owner => Finding::NotOwned { path },
    }))
}

/// Looks at everything but what the databases hold.
pub(super) fn examine(ctx: &mut Context, busy: &HashSet<EstablishmentNumber>, found: &mut Vec<Finding>) -> Result<()> {
    let home = ctx.home().clone();
    let mut paths = vec![home.root().to_owned()];
    for path in files::list(home.root())? {
        if path.is_dir() {
            // People put files into the exchange folder by their own means; the data directory keeps others out of it.
            let own = |file: &PathBuf| path != home.exchange() || output::is_aside(file);
            paths.extend(files::list(&path)?.into_iter().filter(own));
        }
        paths.push(path);
    }
    paths.extend(
        files::list(&home.establishments())?
            .into_iter()
            .filter(|path| path.is_dir())
            .flat_map(|shard| files::list(&shard).unwrap_or_default()),
    );
    paths.sort();
    paths.dedup();
    for path in &paths {
        found.extend(exposed(path)?);
    }
    databases(ctx, &home, busy, found)?;
    exports(&home, ctx.now(), found)?;
    left_overs(&home, ctx.now(), &paths, found)
}

/// Compares the establishments' folder with the rows. The files were listed first: a row is there before its file and
/// goes after it.
fn databases(
    ctx: &mut Context,
    home: &Home,
    busy: &HashSet<EstablishmentNumber>,
    found: &mut Vec<Finding>,
) -> Result<()> {
    let listed = if home.establishments().is_dir() { home.establishment_files()? } else { Vec::new() };
    let mut known = HashSet::new();
    ctx.read(|tx| {
        Ok(registry::index::each(tx, |number, _, _| {
            known.insert(number);
        })?)
    })?;
    for (path, number) in listed {
        if number.is_some_and(|number| busy.contains(&number)) || !path.exists() {
            continue;
        }
        let Some(database) = number.map(|number| home.establishment(number)) else {
            found.push(Finding::UnknownFile { path });
            continue;
        };
        let owned = number.is_some_and(|number| known.contains(&number));
        let base = base_of(&path);
        if path == base {
            if !owned || path != database {
                found.push(Finding::OrphanDatabase { path });
            }
        } else if SIDES.iter().any(|side| with_suffix(&base, side) == path) {
            if !base.exists() {
                found.push(Finding::LeftOver { path });
            }
        } else if with_suffix(&base, ".new") == path {
            found.push(Finding::LeftOver { path });
        } else {
            found.push(Finding::UnknownFile { path });
        }
    }
    Ok(())
}

/// Gives the database that a file lies beside, or the file itself.
fn base_of(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match name.split_once(".sqlite") {
        Some((stem, _)) => path.with_file_name(format!("{stem}.sqlite")),
        None => path.to_owned(),
    }
}

/// An export is a database and its hash; one without the other is of no use.
fn exports(home: &Home, now: Timestamp, found: &mut Vec<Finding>) -> Result<()> {
    for path in files::list(&home.exports())? {
        let hash_of = path.to_string_lossy().strip_suffix(".sha256").map(PathBuf::from);
        if hash_of.is_some_and(|export| !export.exists()) && is_old(&path, now) {
            found.push(Finding::LeftOver { path });
        }
    }
    Ok(())
}

/// What was being made aside and never got its name, and the locks of dead processes.
fn left_overs(home: &Home, now: Timestamp, paths: &[PathBuf], found: &mut Vec<Finding>) -> Result<()> {
    for path in paths.iter().filter(|path| !path.starts_with(home.establishments())) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let aside = ["", "-wal", "-shm", "-journal"].iter().any(|side| name.ends_with(&format!(".new{side}")));
        if aside && path.is_file() && is_old(path, now) {
            found.push(Finding::LeftOver { path: path.clone() });
        }
    }
    found.extend(owner::dead(home)?.into_iter().map(|path| Finding::LeftOver { path }));
    Ok(())
}

fn is_old(path: &Path, now: Timestamp) -> bool {
    files::written_at(path).is_some_and(|at| at.saturating_add(BEING_MADE_S) <= now.0)
}
