//! The catalogue of exports and the folder: what one knows and the other has not.

use std::collections::HashSet;
use std::path::Path;

use super::finding::{Finding, Need};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Presence;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::progress::{Stop, go_on};
use crate::store::establishment::judge::Thoroughness;
use crate::store::establishment::snapshot;
use crate::store::files;
use crate::store::registry::check::{self, Entered};
use crate::store::shelf::exported;

/// Exports read in one go.
const PAGE: u32 = 500;

/// Compares them. The thorough look reads every file again; the quick one goes by sizes.
pub(super) fn examine(
    ctx: &mut Context,
    (thoroughness, busy): (Thoroughness, &HashSet<EstablishmentNumber>),
    found: &mut Vec<Finding>,
    stop: Stop<'_>,
) -> Result<()> {
    let folder = ctx.home().exports();
    // The files are listed first: an export that is made meanwhile is known by then.
    let mut there = files::list(&folder)?;
    there.retain(|path| exported(path).is_some_and(|number| !busy.contains(&number)));
    let (mut known, mut sound, mut gone) = (HashSet::new(), HashSet::new(), Vec::new());
    let mut after = String::new();
    loop {
        let page = ctx.read(|tx| Ok(check::exports(tx, &after, PAGE)?))?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.file);
        for entered in page {
            go_on(stop)?;
            let presence = presence(&folder.join(&entered.file), &entered, thoroughness);
            known.insert(entered.file.clone());
            match presence {
                Presence::There | Presence::Verified => {
                    sound.insert(entered.number);
                }
                Presence::Missing | Presence::Damaged => gone.push((entered, presence)),
            }
        }
    }
    // What was pruned while the catalogue was read is not lost.
    for (entered, presence) in gone {
        let still = ctx.read(|tx| Ok(crate::store::registry::export::find(tx, &entered.file)?))?;
        if still.is_none_or(|still| still.sha256 != entered.sha256) {
            continue;
        }
        let need = match entered {
            Entered { for_undo: true, .. } => Need::Undo,
            Entered { number, has_row: false, .. } if !sound.contains(&number) => Need::Only,
            Entered { .. } => Need::None,
        };
        found.push(Finding::ExportLost { file: entered.file, presence, need });
    }
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unknown = there.into_iter().filter(|path| !known.contains(&name(path)));
    found.extend(unknown.map(|path| Finding::ExportUnknown { path }));
    Ok(())
}

fn presence(path: &Path, entered: &Entered, thoroughness: Thoroughness) -> Presence {
    match (std::fs::symlink_metadata(path), thoroughness) {
        (Err(_), _) => Presence::Missing,
        (Ok(found), _) if !found.is_file() || found.len() != entered.size_bytes => Presence::Damaged,
        (Ok(_), Thoroughness::Quick) => Presence::There,
        (Ok(_), Thoroughness::Thorough) => match snapshot::digest(path) {
            Ok(sha256) if sha256 == entered.sha256 => Presence::Verified,
            Ok(_) | Err(_) => Presence::Damaged,
        },
    }
}
