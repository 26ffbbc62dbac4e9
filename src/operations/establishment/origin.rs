//! From which file an establishment is brought back, and whether it may be: what lies there, who vouches for it, whose
//! it is.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{claims, delete};
use crate::domain::act::Act;
use crate::domain::block::{Block, Blocker};
use crate::domain::dated::Dated;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::export::{Existing, Export, Fault, Held, Row, is_sealed};
use crate::domain::job::{Effect, Given, JobId, Task};
use crate::domain::school::{School, Whose};
use crate::domain::time::Timestamp;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::export::catalogue;
use crate::operations::export::make::{Sequel, sequel};
use crate::operations::permitted::Permitted;
use crate::operations::reach;
use crate::store::establishment::archive::{self, Candidate};
use crate::store::home::Home;
use crate::store::registry::content;
use crate::store::registry::establishment as rows;
use crate::store::registry::{Tx, export, known, retired, zone};
use crate::store::shelf::{exported, inside_orphan};
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
    /// Hashes of those that opened it before.
    pub known: Vec<String>,
    /// When it was taken, as its manifest says; the first moment of all when that cannot be read.
    pub taken_at: Timestamp,
    /// The schema version of the database inside.
    pub schema_version: i64,
}

impl Looked {
    /// Returns whose it is, as it says itself.
    #[must_use]
    pub fn whose(&self) -> Whose {
        let mut whose = self.held.whose(self.number, &self.credential_hash);
        whose.known.extend_from_slice(&self.known);
        whose
    }
}

/// Judges a file, which the keys of another file may open, and changes nothing of it. The inner result tells what is wrong
/// with it. By an export that an earlier version made here its establishment is known from then on.
pub fn look(ctx: &mut Context, path: &Path, keys: Option<&Path>) -> Result<std::result::Result<Looked, Fault>> {
    look_at(&mut ctx.permit(Act::ESTABLISHMENT_IMPORT)?, path, keys)
}

/// As [`look`], for whoever may.
pub(in crate::operations) fn look_at(
    ctx: &mut Permitted<'_>,
    path: &Path,
    keys: Option<&Path>,
) -> Result<std::result::Result<Looked, Fault>> {
    // Whoever looks may be at work itself: what it began is no earlier failure.
    let aside = ctx.aside(&files::token()?)?;
    files::create_directory(&ctx.home().aside())?;
    let home = ctx.home().clone();
    let known = ctx.read(|tx| vouched(tx, &home, path))?.map(|export| export.sha256);
    let judged = match archive::judge(candidate(path, known.as_deref(), keys), &aside) {
        // Another file than the one that the catalogue means has its name.
        Ok(Err(Fault::HashDiffers)) if known.is_some() => archive::judge(candidate(path, None, keys), &aside),
        judged => judged,
    };
    files::remove_database(&aside)?;
    let judged = judged?;
    if let Ok(judged) = &judged {
        note_silent(ctx, judged)?;
    }
    Ok(judged.map(|judged| Looked {
        number: judged.manifest.number,
        sha256: judged.sha256,
        held: judged.manifest.held,
        credential_hash: judged.manifest.credential_hash,
        known: judged.manifest.known,
        taken_at: Timestamp::from_utc_text(&judged.manifest.taken_at).unwrap_or(Timestamp::FIRST),
        schema_version: judged.schema_version,
    }))
}

/// From an export that an earlier version made here, whose line in the catalogue does not tell it, notes by which credential
/// its establishment is known.
fn note_silent(ctx: &mut Permitted<'_>, judged: &archive::Judged) -> Result<()> {
    let (number, hash) = (judged.manifest.number, &judged.manifest.credential_hash);
    let made = ctx.read(|tx| Ok(export::made_here(tx, number, &judged.sha256)?))?;
    match made.filter(|export| export.credential_hash.is_empty()) {
        // While the registry is held nothing is written; whoever looks after it was accepted finds it again.
        Some(export) if ctx.doubt()?.is_none() => ctx.write(|tx, _, _| {
            export::set_credential_hash(tx, &export.file, hash)?;
            // Earlier versions brought it back without noting whose it was.
            for number in std::iter::once(number).chain(content::restored_from(tx, &judged.sha256)?) {
                known::put_own(tx, number, std::slice::from_ref(hash))?;
            }
            Ok(())
        }),
        Some(_) | None => Ok(()),
    }
}

/// Reads from an export of an earlier version, whose line in the catalogue does not tell it, by which credential its school
/// is known; what cannot be read is refused later.
pub(in crate::operations) fn learn(ctx: &mut Permitted<'_>, given: &Given) -> Result<()> {
    let Given::Effect { effect: Effect::Deleted { export: file } | Effect::Replaced { before: file, .. } } = given
    else {
        return Ok(());
    };
    let is_silent = |export: &Export| export.credential_hash.is_empty() && !is_sealed(&export.file);
    let Some(export) = ctx.read(|tx| Ok(export::find(tx, file)?))?.filter(is_silent) else { return Ok(()) };
    let path = ctx.home().exports().join(export.file);
    look_at(ctx, &path, None).map(drop)
}

/// Tells whether a file that nobody can read may be newer than an export of the same establishment, by the jobs or the days
/// in their names. A job's number says when it was planned: one that is not known to have been there may have done so later.
pub(in crate::operations) fn is_newer(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    sealed: &str,
    (name, dated): (&str, Dated),
) -> Result<bool> {
    let taken_at = dated.told_at.min(dated.taken_at);
    let job = |name: &str| name.split('-').nth(1)?.strip_prefix("job")?.parse::<i64>().ok();
    let rest = sealed.split_once('-').map_or("", |(_, rest)| rest);
    match (job(sealed), job(name)) {
        (Some(sealed), Some(other)) => Ok(sealed > other || !content::was_at(tx, JobId(sealed), number)?),
        (None, _) => Ok(rest.get(..10).is_none_or(|day| day >= taken_at.day().to_string().as_str())),
        (Some(_), None) => Ok(true),
    }
}

/// Finds newer exports than those by which deletions are to be undone, of schools by whose numbers they are asked for, that
/// lie in the folder and that the catalogue does not know: a registry that came back from a backup is older than they are.
/// Returns why each deletion cannot be undone; what may be newer, and may not, counts as well.
pub(in crate::operations) fn newer_outside(
    ctx: &mut Permitted<'_>,
    undone: &HashMap<EstablishmentNumber, String>,
) -> Result<HashMap<EstablishmentNumber, Fault>> {
    let mut newer = HashMap::new();
    for path in files::list(&ctx.home().exports())? {
        let Some((number, export)) = exported(&path).and_then(|number| Some((number, undone.get(&number)?))) else {
            continue;
        };
        let file = files::name_of(&path);
        if sequel(&file) == Sequel::Undone {
            continue;
        }
        let known = ctx.read(|tx| Ok((export::find(tx, &file)?, export::dates(tx, number)?.remove(export))))?;
        let (None, Some(before)) = known else { continue };
        let limit = ctx.latest().at().plus_s(export::SLACK_S);
        let mut may_be_newer = false;
        if is_sealed(&file) {
            may_be_newer = ctx.read(|tx| is_newer(tx, number, &file, (export, before)))?;
        } else if let Ok(looked) = look(ctx, &path, None)? {
            let there = Dated::outside(looked.taken_at);
            may_be_newer = there.may_be_newer(&before.by(limit))
                && ctx.read(|tx| number_of_another(tx, number, &looked.whose()))?.is_none();
        }
        // Whether its school lived on after it, or that was undone, only the catalogue would know.
        if may_be_newer {
            newer.entry(number).or_insert_with(|| Fault::Undated { one: export.clone(), other: file });
        }
    }
    Ok(newer)
}

/// Tells which school had a number, by files that carry it in their names. What nobody can read, and files of two schools,
/// are nobody's: no school may have it.
pub(in crate::operations) fn school_of(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    paths: &[PathBuf],
) -> Result<School> {
    let mut known: Option<School> = None;
    for path in paths {
        let whose = match look(ctx, path, None)? {
            Ok(looked) if looked.number == number => Some(looked.whose()),
            Ok(_) | Err(_) => inside_orphan(path, number)?.ok().map(|inside| inside.whose(number)),
        };
        known = match (known, whose.map(|whose| whose.school())) {
            (Some(one), Some(other)) if !one.is(&other) => return Ok(School::default()),
            (one, other) => one.or(other),
        };
    }
    Ok(known.unwrap_or_default())
}

/// Reads as which export the registry vouches for a file: it lies among the exports, and the catalogue knows it.
fn vouched(tx: &Tx<'_>, home: &Home, path: &Path) -> Result<Option<Export>> {
    if !files::is_in(&home.exports(), path) {
        return Ok(None);
    }
    Ok(export::find(tx, &files::name_of(path))?)
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

/// Returns the blocks of somebody that stood when a file was made and do not stand again: those that the registry does not
/// vouch for.
pub(in crate::operations) fn left_behind(
    tx: &Tx<'_>,
    (home, now): (&Home, Timestamp),
    (given, object): (&Given, &str),
) -> Result<Vec<Block>> {
    let Given::Archive { sha256, held, .. } = given else { return Ok(Vec::new()) };
    let mut blocks = standing(held.clone());
    blocks.retain(|block| block.stands(now));
    if blocks.is_empty() {
        return Ok(blocks);
    }
    let known = vouched(tx, home, Path::new(object))?.filter(|known| known.sha256 == *sha256);
    Ok(if known.is_some() { Vec::new() } else { blocks })
}

/// Returns the blocks that stand again.
fn standing(held: Held) -> Vec<Block> {
    let mut blocks = held.blocks;
    blocks.retain(|block| block.blocker != Blocker::Program);
    blocks
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
    let (path, by) = (home.exports().join(&export.file), archive::Origin::Catalogue);
    let blocks = standing(export.held);
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
            // A plan of an earlier version does not say whose the file is, and a list has no say in that.
            if whose.credential_hash.is_empty() {
                return Err(Rule::Incomplete.into());
            }
            let whose = claims::without(tx, number, (sha256, (**whose).clone()))?;
            let blocks = known.map(|known| standing(known.held)).unwrap_or_default();
            Ok(Origin { path, sha256: sha256.clone(), by, whose, keys, row, blocks, existing })
        }
        Given::Effect { effect: Effect::Deleted { export } } => {
            let origin = from_catalogue(tx, home, export, Existing::Refuse)?;
            let mut numbers = known::numbers(tx, &origin.whose.credentials())?;
            numbers.push(number);
            for number in numbers {
                if let Some(export::Later { file: latest, is_said }) = export::later(tx, export, number)? {
                    let undated = Fault::Undated { one: latest.clone(), other: export.clone() };
                    return Err(Rule::Unfit(if is_said { undated } else { Fault::Older { latest } }).into());
                }
            }
            Ok(origin)
        }
        // Whoever deleted it since did not mean that it comes back.
        Given::Effect { effect: Effect::Replaced { .. } } if rows::find(tx, number)?.is_none() => {
            Err(Error::not_found("establishment", number))
        }
        Given::Effect { effect: Effect::Replaced { before, .. } } => {
            from_catalogue(tx, home, before, Existing::Replace)
        }
        Given::Unfit { fault } => Err(Rule::Unfit(fault.clone()).into()),
        Given::Refused { cells, .. } => Err(Rule::Cells(cells.clone()).into()),
        Given::Nothing
        | Given::Seen { .. }
        | Given::Standing { .. }
        | Given::From { .. }
        | Given::Line { .. }
        | Given::Effect { .. } => Err(Rule::Incomplete.into()),
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
    let is_there = rows::find(tx, number)?.is_some();
    if !is_there {
        // What comes back comes into a zone of whoever brings it: the first one, where its own is gone.
        let zone = origin.row.draft.zone;
        reach::check_zone(tx, zone::find(tx, zone)?.map_or(DEFAULT_ZONE, |zone| zone.number))?;
    }
    if let Some(fault) = elsewhere(tx, number, &origin.whose)? {
        return Err(Rule::Unfit(fault).into());
    }
    if is_there {
        return match origin.existing {
            Existing::Refuse => Err(Rule::NumberTaken.into()),
            Existing::Replace => {
                let present = delete::judge(tx, number)?;
                match of_another(tx, number, (&origin.sha256, &origin.whose))? {
                    Some(fault) => Err(Rule::Unfit(fault).into()),
                    None => Ok(Some(present)),
                }
            }
        };
    }
    if let Some(fault) = of_another(tx, number, (&origin.sha256, &origin.whose))? {
        return Err(Rule::Unfit(fault).into());
    }
    if let Some(path) = home.shelf().in_the_way(number)? {
        return Err(Rule::NumberHasFile { path: path.display().to_string() }.into());
    }
    site(tx, origin).map(|_| None)
}

/// Returns which site of its UAI what is brought back will be: the one that it was, or the next where its UAI is known to
/// have several and somebody else is that one by now.
pub(super) fn site(tx: &Tx<'_>, origin: &Origin) -> Result<u32> {
    let Row { draft, uai_site, .. } = &origin.row;
    let Some(uai) = &draft.uai else { return Ok(*uai_site) };
    match rows::holder_of_site(tx, uai, *uai_site)? {
        None => Ok(*uai_site),
        Some(_) if origin.whose.site == 0 => Ok(rows::next_site(tx, uai)?),
        Some(holder) => Err(Rule::UaiTaken { holder: holder.0 }.into()),
    }
}

/// Refuses what is here already under another number: its persons must not be in two places.
pub(in crate::operations) fn elsewhere(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    whose: &Whose,
) -> Result<Option<Fault>> {
    if let Some(other) = known::elsewhere(tx, &whose.credentials(), number)? {
        return Ok(Some(Fault::StillHere { number: other.0 }));
    }
    let of = whose.number;
    let is_there = of != number && rows::find(tx, of)?.is_some() && number_of_another(tx, of, whose)?.is_none();
    Ok(is_there.then_some(Fault::StillHere { number: of.0 }))
}

/// Refuses what no credential tells of, and what may be one that is here by its UAI, or its denomination and place.
pub(in crate::operations) fn namesake(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    whose: &Whose,
) -> Result<Option<Fault>> {
    if !known::numbers(tx, &whose.credentials())?.is_empty() {
        return Ok(None);
    }
    for other in rows::namesakes(tx, &whose.names, number)? {
        if let Some(found) = rows::find(tx, other)?
            && rows::whose(tx, &found)?.is_of(whose)
        {
            return Ok(Some(Fault::StillHere { number: other.0 }));
        }
    }
    Ok(None)
}

/// Refuses a number to what is of another school than the one that has it, or had it. What is known of credentials here
/// outvotes names, which two schools can share, unless a UAI says the same as they do.
pub(in crate::operations) fn number_of_another(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    whose: &Whose,
) -> Result<Option<Fault>> {
    let known = known::numbers(tx, &whose.credentials())?;
    let is_known = known.contains(&number);
    if is_known && !contradicts(tx, number, whose)? {
        return Ok(None);
    }
    if let Some(found) = rows::find(tx, number)? {
        let present = rows::whose(tx, &found)?;
        return Ok(match known.first() {
            _ if is_known => Some(Fault::OtherSchool { there: whose.name(), here: present.name() }),
            Some(of) if !present.is_named_alike(whose) => Some(Fault::OfNumber { number: of.0 }),
            Some(_) | None => Fault::other_school(&present, whose),
        });
    }
    // Where a credential of the one that had it is known, names prove nothing.
    let by_names = known.is_empty() && !known::has_own(tx, number)?;
    let is_of_another =
        if by_names { !retired::may_have_back(tx, number, &whose.school())? } else { retired::is_retired(tx, number)? };
    Ok(is_of_another.then_some(Fault::NumberOfAnother))
}

/// As [`number_of_another`], of a file: what was made here of this very establishment, by one of its own credentials, is its
/// own, whatever it is called now.
pub(in crate::operations) fn of_another(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    (sha256, whose): (&str, &Whose),
) -> Result<Option<Fault>> {
    let is_own = export::made_here(tx, number, sha256)?.is_some()
        && known::numbers(tx, std::slice::from_ref(&whose.credential_hash))?.contains(&number);
    if is_own { Ok(None) } else { number_of_another(tx, number, whose) }
}

/// Tells whether all names that a file and a number have, or had, tell of two schools.
fn contradicts(tx: &Tx<'_>, number: EstablishmentNumber, whose: &Whose) -> Result<bool> {
    match rows::find(tx, number)? {
        Some(found) => Ok(rows::whose(tx, &found)?.school().contradicts(&whose.school())),
        None => Ok(retired::contradicts(tx, number, &whose.school())?),
    }
}

/// Lists the credentials by which what is brought back will be known: those that a file only says are its own, and that are
/// here of a school which its names contradict, are left out. Else whoever hands in a file could claim another school's.
pub(super) fn believed(tx: &Tx<'_>, number: EstablishmentNumber, whose: &Whose) -> Result<Vec<String>> {
    let mut believed = Vec::new();
    for hash in whose.credentials() {
        let mut of_others = false;
        for other in known::numbers(tx, std::slice::from_ref(&hash))? {
            of_others |= other != number && contradicts(tx, other, whose)?;
        }
        if !of_others {
            believed.push(hash);
        }
    }
    Ok(believed)
}

/// As [`believed`], of what the database of an establishment says by what its content is known.
pub(in crate::operations) fn believed_inside(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    inside: &[String],
) -> Result<Vec<String>> {
    let Some(found) = rows::find(tx, number)? else { return Ok(Vec::new()) };
    let whose = Whose { known: inside.to_vec(), ..rows::whose(tx, &found)? };
    let mut believed = believed(tx, number, &whose)?;
    believed.retain(|hash| inside.contains(hash));
    Ok(believed)
}
