//! From which file an establishment is brought back, and whether it may be: what lies there, who vouches for it, whose
//! it is.

use std::path::{Path, PathBuf};

use super::delete;
use crate::domain::access::{Action, decide};
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::export::{Existing, Export, Fault, Held, Row};
use crate::domain::job::{Effect, Given, Task};
use crate::domain::school::{School, Whose};
use crate::domain::time::Timestamp;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::export::catalogue;
use crate::operations::recover;
use crate::store::establishment::archive::{self, Candidate};
use crate::store::home::Home;
use crate::store::registry::establishment as rows;
use crate::store::registry::{Tx, export};
use crate::store::shelf::inside_orphan;
use crate::store::{self, files};

/// What a look at a file found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The number that the file's establishment had.
    pub number: EstablishmentNumber,
    /// The file's SHA-256, in hexadecimal.
    pub sha256: String,
    /// What its host's registry held.
    pub held: Held,
    /// The hash of the credential that opened the database then.
    pub credential_hash: String,
    /// When it was taken, as its manifest says; the first moment of all when that cannot be read.
    pub taken_at: Timestamp,
    /// The schema version of the database inside.
    pub schema_version: i64,
}

impl Looked {
    /// Returns whose it is, as it says itself.
    #[must_use]
    pub fn whose(&self) -> Whose {
        self.held.whose(self.number, &self.credential_hash)
    }
}

/// Judges a file, which the keys of another file may open, and changes nothing. The inner result tells what is wrong
/// with it.
///
/// # Errors
/// What the system says.
pub fn look(ctx: &mut Context, path: &Path, keys: Option<&Path>) -> Result<std::result::Result<Looked, Fault>> {
    decide(&ctx.actor, Action::ImportEstablishments)?;
    // Whoever looks may be at work itself: what it began is no earlier failure.
    let aside = recover::aside(ctx, &files::token()?)?;
    files::create_directory(&ctx.home().aside())?;
    let home = ctx.home().clone();
    let known = ctx.read(|tx| vouched(tx, &home, path))?.map(|export| export.sha256);
    let judged = match archive::judge(candidate(path, known.as_deref(), keys), &aside) {
        // Another file than the one that the catalogue means has its name.
        Ok(Err(Fault::HashDiffers)) if known.is_some() => archive::judge(candidate(path, None, keys), &aside),
        judged => judged,
    };
    files::remove_database(&aside)?;
    Ok(judged?.map(|judged| Looked {
        number: judged.manifest.number,
        sha256: judged.sha256,
        held: judged.manifest.held,
        credential_hash: judged.manifest.credential_hash,
        taken_at: Timestamp::from_utc_text(&judged.manifest.taken_at).unwrap_or(Timestamp::FIRST),
        schema_version: judged.schema_version,
    }))
}

/// Tells which school had a number, by files that carry it in their names; none when nobody can tell. Files of two
/// schools are nobody's: neither may have it.
pub(in crate::operations) fn school_of(
    ctx: &mut Context,
    number: EstablishmentNumber,
    paths: &[PathBuf],
) -> Result<Option<School>> {
    let mut known: Option<School> = None;
    for path in paths {
        let whose = match look(ctx, path, None)? {
            Ok(looked) if looked.number == number => Some(looked.whose()),
            Ok(_) | Err(_) => inside_orphan(path, number)?.ok().map(|inside| inside.whose(number)),
        };
        known = match (known, whose.map(|whose| whose.school())) {
            (Some(one), Some(other)) if !one.is(&other) => return Ok(Some(School::default())),
            (one, other) => one.or(other),
        };
    }
    Ok(known)
}

/// Reads as which export the registry vouches for a file: it lies among the exports, and the catalogue knows it.
///
/// # Errors
/// What the store says.
fn vouched(tx: &Tx<'_>, home: &Home, path: &Path) -> Result<Option<Export>> {
    if !files::is_in(&home.exports(), path) {
        return Ok(None);
    }
    Ok(export::find(tx, &name_of(path))?)
}

/// Names a file that is to be judged: as what the registry vouches for, or as anybody's.
pub(in crate::operations) fn candidate<'a>(
    path: &'a Path,
    known: Option<&'a str>,
    keys: Option<&'a Path>,
) -> Candidate<'a> {
    let origin = if known.is_some() { archive::Origin::Catalogue } else { archive::Origin::Outside };
    Candidate { path, expected: known, keys, origin }
}

/// Where an establishment is brought back from, and as what.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) path: PathBuf,
    pub(super) sha256: String,
    pub(super) by: archive::Origin,
    /// Whose it is, whatever the registry is to hold.
    pub(super) whose: Whose,
    pub(super) keys: Option<PathBuf>,
    pub(super) row: Row,
    /// Blocks of this very host stand again; another host's are its own affair.
    pub(super) blocks: Vec<Block>,
    pub(super) existing: Existing,
}

fn from_catalogue(tx: &Tx<'_>, home: &Home, file: &str, existing: Existing) -> Result<Origin> {
    if file.is_empty() {
        return Err(Rule::NoExport.into());
    }
    let export = catalogue::existing(tx, file).map_err(|error| match error {
        Error::NotFound { .. } => Error::from(Rule::Unfit(Fault::NoFile)),
        other => other,
    })?;
    let row = export.held.check().map_err(|_| Rule::Unfit(Fault::Manifest))?;
    let whose = export.whose();
    let mut blocks = export.held.blocks;
    blocks.retain(|block| block.blocker != Blocker::Program);
    let (path, by) = (home.exports().join(&export.file), archive::Origin::Catalogue);
    Ok(Origin { path, sha256: export.sha256, by, whose, keys: None, row, blocks, existing })
}

pub(super) fn origin(
    tx: &Tx<'_>,
    home: &Home,
    (task, given, object): (&Task, &Given, &str),
    number: EstablishmentNumber,
) -> Result<Origin> {
    match given {
        Given::Archive { sha256, held, whose, keys } => {
            let existing = if *task == Task::Replace { Existing::Replace } else { Existing::Refuse };
            let row = held.check().map_err(|_| Rule::Unfit(Fault::Manifest))?;
            let keys = (!keys.is_empty()).then(|| PathBuf::from(keys));
            let path = PathBuf::from(object);
            let known = vouched(tx, home, &path)?.filter(|known| known.sha256 == *sha256);
            let by = candidate(&path, known.as_ref().map(|known| known.sha256.as_str()), None).origin;
            // A plan of an earlier version does not say whose the file is: then the list does.
            let whose = if **whose == Whose::default() { held.whose(number, "") } else { (**whose).clone() };
            Ok(Origin { path, sha256: sha256.clone(), by, whose, keys, row, blocks: Vec::new(), existing })
        }
        Given::Effect { effect: Effect::Deleted { export } } => {
            let origin = from_catalogue(tx, home, export, Existing::Refuse)?;
            match export::later_deletion(tx, export, number)? {
                Some(latest) => Err(Rule::Unfit(Fault::Older { latest }).into()),
                None => Ok(origin),
            }
        }
        // Whoever deleted it since did not mean that it comes back.
        Given::Effect { effect: Effect::Replaced { .. } } if rows::find(tx, number)?.is_none() => {
            Err(Error::not_found("establishment", number))
        }
        Given::Effect { effect: Effect::Replaced { before, .. } } => {
            from_catalogue(tx, home, before, Existing::Replace)
        }
        Given::Unfit { fault } => Err(Rule::Unfit(fault.clone()).into()),
        Given::Refused { cells } => Err(Rule::Cells(cells.clone()).into()),
        Given::Nothing | Given::Effect { .. } => Err(Rule::Incomplete.into()),
    }
}

/// Refuses what cannot be brought back, before any file is touched. Gives the establishment that is to be replaced.
pub(in crate::operations) fn judge(
    tx: &Tx<'_>,
    home: &Home,
    (task, given, object): (&Task, &Given, &str),
    number: EstablishmentNumber,
) -> Result<Option<Establishment>> {
    let origin = origin(tx, home, (task, given, object), number)?;
    match files::check_plain(&origin.path) {
        Ok(()) => fits(tx, home, number, &origin),
        Err(store::Error::NotAFile { standing, .. }) => {
            Err(Rule::Unfit(Fault::NotAFile { what: standing.word().to_owned() }).into())
        }
        Err(_) => Err(Rule::Unfit(Fault::NoFile).into()),
    }
}

pub(super) fn fits(
    tx: &Tx<'_>,
    home: &Home,
    number: EstablishmentNumber,
    origin: &Origin,
) -> Result<Option<Establishment>> {
    // Whose file it is, is here still: its persons must not be in two places.
    let of = origin.whose.number;
    if of != number
        && let Some(there) = rows::find(tx, of)?
        && rows::whose(tx, &there)?.is_of(&origin.whose)
    {
        return Err(Rule::Unfit(Fault::StillHere { number: of.0 }).into());
    }
    if let Some(other) = rows::sharing_root(tx, &origin.whose)?.filter(|other| *other != number) {
        return Err(Rule::Unfit(Fault::StillHere { number: other.0 }).into());
    }
    if rows::find(tx, number)?.is_some() {
        return match origin.existing {
            Existing::Refuse => Err(Rule::NumberTaken.into()),
            Existing::Replace => {
                let present = delete::judge(tx, number)?;
                match number_of_another(tx, number, &origin.whose)? {
                    Some(fault) => Err(Rule::Unfit(fault).into()),
                    None => Ok(Some(present)),
                }
            }
        };
    }
    if let Some(fault) = number_of_another(tx, number, &origin.whose)? {
        return Err(Rule::Unfit(fault).into());
    }
    if let Some(path) = home.shelf().in_the_way(number)? {
        return Err(Rule::NumberHasFile { path: path.display().to_string() }.into());
    }
    if let Some(uai) = &origin.row.draft.uai
        && let Some(holder) = rows::holder_of_site(tx, uai, origin.row.uai_site)?
    {
        return Err(Rule::UaiTaken { holder: holder.0 }.into());
    }
    Ok(None)
}

/// Refuses a number to what is of another school than the one that has it, or had it.
pub(in crate::operations) fn number_of_another(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    whose: &Whose,
) -> Result<Option<Fault>> {
    if let Some(present) = rows::find(tx, number)? {
        return Ok(Fault::other_school(&rows::whose(tx, &present)?, whose));
    }
    Ok((!rows::may_have_back(tx, number, &whose.school())?).then_some(Fault::NumberOfAnother))
}

pub(in crate::operations) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
