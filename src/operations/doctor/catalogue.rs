//! The catalogue of exports and the folder: what one knows and the other has not, and what a person decides about that.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::finding::{Finding, Need};
use crate::audit::{Entry, Object};
use crate::domain::establishment::{EstablishmentNumber, NUMBER_MAX};
use crate::domain::export::{Export, Fault, Presence, Why};
use crate::domain::job::Effect;
use crate::operations::context::{Context, record};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::origin;
use crate::operations::establishment::restore::{self, Looked, name_of};
use crate::operations::export::BESIDE;
use crate::operations::progress::{Stop, go_on};
use crate::store::establishment::judge::Thoroughness;
use crate::store::establishment::snapshot;
use crate::store::home::Home;
use crate::store::registry::check::{self, Entered};
use crate::store::registry::job::target;
use crate::store::registry::{Tx, establishment, export};
use crate::store::shelf::exported;
use crate::store::{self, files};

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
        let still = ctx.read(|tx| Ok(export::find(tx, &entered.file)?))?;
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
    there.retain(|path| !known.contains(&name_of(path)));
    found.extend((!there.is_empty()).then_some(Finding::ExportUnknown { paths: there }));
    Ok(())
}

/// Takes an export out of the catalogue whose file is gone for good. What was made beside it is set aside.
pub(super) fn forget(ctx: &mut Context, file: &str) -> Result<()> {
    let (home, moment) = (ctx.home().clone(), ctx.latest().at().utc_text());
    let path = home.exports().join(file);
    ctx.write(|tx, actor, now| {
        let known = export::find(tx, file)?.filter(|_| std::fs::symlink_metadata(&path).is_err());
        let known = known.ok_or(Rule::Changed)?;
        export::remove(tx, file)?;
        set_beside_aside(&home, &path, &moment)?;
        let entry = Entry::new("doctor.forget-export", Object::export(file))
            .was("number", known.number.to_string())
            .was("denomination", &known.held.denomination)
            .was("sha256", &known.sha256);
        record(tx, actor, now, &entry)
    })
}

/// Moves exports to where nothing is read back: such as the catalogue does not know, or one that is no more what it knows.
/// A number that no row has is never given again. Returns where they are.
pub(super) fn set_aside(ctx: &mut Context, finding: &Finding, paths: &[PathBuf]) -> Result<PathBuf> {
    let (home, moment) = (ctx.home().clone(), ctx.latest().at().utc_text());
    let mut kept = home.orphans();
    let mut schools = Vec::with_capacity(paths.len());
    for path in paths {
        let number = exported(path).filter(|number| (1..=NUMBER_MAX).contains(&number.0));
        let school = number.map(|number| origin::school_of(ctx, number, std::slice::from_ref(path))).transpose()?;
        schools.push((path, number.map(|number| (number, school.flatten()))));
    }
    ctx.write(|tx, actor, now| {
        for (path, school) in &schools {
            let file = name_of(path);
            check_standing(tx, (path, &file), finding)?;
            if let Some((number, school)) = school
                && !establishment::is_used(tx, *number)?
            {
                establishment::retire(tx, (now, 0), (*number, school.as_ref()))?;
            }
            let to = home.shelf().set_aside(path, &moment)?;
            set_beside_aside(&home, path, &moment)?;
            let entry = Entry::new("doctor.set-aside", Object::export(&file))
                .was("code", finding.code())
                .is("set-aside", to.display().to_string());
            record(tx, actor, now, &entry)?;
            if paths.len() == 1 {
                kept = to;
            }
        }
        Ok(())
    })?;
    Ok(kept)
}

/// Moves what was made beside an export away with it.
fn set_beside_aside(home: &Home, path: &Path, moment: &str) -> Result<()> {
    for suffix in BESIDE {
        let beside = files::with_suffix(path, suffix);
        if files::is_there(&beside)? {
            home.shelf().set_aside(&beside, moment)?;
        }
    }
    Ok(())
}

/// Refuses when a file is no more what was found.
fn check_standing(tx: &Tx<'_>, (path, file): (&Path, &str), finding: &Finding) -> Result<()> {
    let known = export::find(tx, file)?;
    let stands = if matches!(finding, Finding::ExportUnknown { .. }) {
        known.is_none()
    } else {
        // What the catalogue knows otherwise.
        known.is_some_and(|known| snapshot::digest(path).map_or(true, |now| now != known.sha256))
    };
    if stands && files::is_there(path)? { Ok(()) } else { Err(Rule::Changed.into()) }
}

/// Enters exports into the catalogue that it does not know, each that is judged sound. Returns how many were, and which
/// were not, with what is wrong with the first of these.
///
/// # Errors
/// [`Rule::Unfit`] when none is; what the store says.
pub(super) fn adopt(ctx: &mut Context, paths: &[PathBuf]) -> Result<(u32, Vec<String>)> {
    let (mut adopted, mut refused, mut fault) = (0, Vec::new(), None);
    let mut refuse = |path: &Path, why: Fault| {
        refused.push(name_of(path));
        fault.get_or_insert(why);
    };
    for path in paths {
        match restore::look(ctx, path, None)? {
            Ok(looked) => match enter(ctx, path, looked) {
                Ok(()) => adopted += 1,
                Err(Error::Rule(Rule::Unfit(why))) => refuse(path, why),
                Err(error) => return Err(error),
            },
            Err(why) => refuse(path, why),
        }
    }
    match fault {
        Some(fault) if adopted == 0 => Err(Rule::Unfit(fault).into()),
        _ => Ok((adopted, refused)),
    }
}

fn enter(ctx: &mut Context, path: &Path, looked: Looked) -> Result<()> {
    let size_bytes = std::fs::metadata(path).map_err(store::Error::file(path))?.len();
    let whose = looked.whose();
    let Looked { number, sha256, held, taken_at, schema_version, credential_hash } = looked;
    ctx.write(|tx, actor, now| {
        let file = name_of(path);
        if export::find(tx, &file)?.is_some() {
            return Err(Rule::Changed.into());
        }
        if let Some(fault) = origin::number_of_another(tx, number, &whose)? {
            return Err(Rule::Unfit(fault).into());
        }
        if !establishment::is_used(tx, number)? {
            establishment::retire(tx, (now, 0), (number, Some(&whose.school())))?;
        }
        let entry = Entry::new("doctor.adopt-export", Object::export(&file))
            .is("number", number.to_string())
            .is("denomination", &held.denomination)
            .is("sha256", &sha256);
        // What it was made for, as far as a report still tells: as long as that can be undone, it stays.
        let (job, why) = match target::undone_from(tx, number, &file)? {
            Some((job, position, Effect::Deleted { .. })) => (Some((job, position)), Why::BeforeDelete),
            Some((job, position, _)) => (Some((job, position)), Why::BeforeRestore),
            None => (None, Why::Asked),
        };
        let tables = String::new();
        let known = Export {
            file,
            number,
            taken_at,
            size_bytes,
            sha256,
            schema_version,
            job,
            why,
            tables,
            held,
            credential_hash,
        };
        export::put(tx, &known)?;
        record(tx, actor, now, &entry)
    })
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
