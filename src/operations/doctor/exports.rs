//! The exports of one school, by when they were taken: the newest that can be used, and what is newer and cannot.
//!
//! The catalogue says which there are and when each was taken; it may be older than the folder, so what it does not know
//! is asked for its manifest. A file's own time says nothing: any copy changes it. What was put right in the catalogue is
//! not in a manifest: where that makes a difference, nobody can tell which is the newer one ([`Dated::may_be_newer`]).

use std::path::{Path, PathBuf};

use crate::domain::dated::Dated;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, Fault, Held, is_sealed};
use crate::domain::fault::Refused;
use crate::domain::job::Effect;
use crate::domain::school::Whose;
use crate::domain::time::Timestamp;
use crate::operations::clock;
use crate::operations::error::{Error, Result};
use crate::operations::establishment::origin;
use crate::operations::establishment::restore::{self, Looked};
use crate::operations::export::make::{Sequel, sequel};
use crate::operations::permitted::Permitted;
use crate::store::files;
use crate::store::registry::Tx;
use crate::store::registry::content;
use crate::store::registry::establishment as rows;
use crate::store::registry::export::{self, ExportFilter};
use crate::store::registry::placed::{self, Placed};
use crate::store::shelf::exported;

/// Exports of one establishment that the catalogue is asked for.
pub(super) const EXPORTS: u32 = 1000;

/// An export that can be used.
pub(super) struct Usable {
    pub(super) path: PathBuf,
    pub(super) taken_at: Timestamp,
    dated: Dated,
    pub(super) sha256: String,
    /// The catalogue vouches for it.
    is_known: bool,
    /// It was made of what was replaced then, and nobody knows by what.
    is_replaced: bool,
    pub(super) whose: Whose,
    pub(super) held: Held,
}

/// What there is of a school.
#[derive(Default)]
pub(super) struct Exports {
    /// The newest that can be used.
    pub(super) newest: Option<Usable>,
    /// What is newer, or may be, and is missing or refused.
    pub(super) refused: Vec<Refused>,
    /// Encrypted files that have its number in their names, of which nobody without the keys can tell whose they are.
    pub(super) sealed: Vec<String>,
}

/// Looks at the exports of a school: of those that have its number, another school may have had it in another time, or
/// before numbers were kept from a second school.
pub(super) fn of(ctx: &mut Permitted<'_>, school: &Whose) -> Result<Exports> {
    let mut found = Exports::default();
    let mut paths = files::list(&ctx.home().exports())?;
    paths.retain(|path| exported(path) == Some(school.number));
    let mut strange = Vec::new();
    for path in paths {
        strange.extend(unknown(ctx, (school, &path), &mut found)?);
    }
    let filter = ExportFilter { number: Some(school.number), ..ExportFilter::default() };
    let now = ctx.now();
    let (mut entered, made, now) = ctx.read(|tx| {
        let entered = export::list(tx, &filter, None, EXPORTS)?;
        Ok::<_, Error>((entered, export::dates(tx, school.number)?, clock::kept_at(tx, now)?))
    })?;
    let undone = leave_undone(ctx, school.number, (&mut strange, &mut entered))?;
    let limit = now.plus_s(export::SLACK_S);
    let dated = |export: &Export| {
        let known = made.get(&export.file).copied().unwrap_or_else(|| Dated::outside(export.taken_at));
        known.by(limit)
    };
    // Of what was made one after the other, no clock has to tell which is the newest.
    if !strange.is_empty() || entered.iter().any(|export| dated(export).rank == 0) {
        doubt_ahead(limit, (&mut strange, &mut entered), &mut found);
    }
    let mut entered: Vec<(Dated, Export)> = entered.into_iter().map(|export| (dated(&export), export)).collect();
    sort(&mut entered);
    found.refused.extend(leave_given_up(ctx, school.number, (&mut strange, &mut entered))?);
    strange.sort_by_key(|one| one.dated.taken_at);
    found.newest = strange.pop();
    let mut entered = entered.into_iter();
    for (dated, export) in entered.by_ref() {
        let is_older = |newest: &Usable| newest.dated.may_be_newer(&dated) && !dated.may_be_newer(&newest.dated);
        if found.newest.as_ref().is_some_and(is_older) {
            continue;
        }
        match usable(ctx, school, (dated, &export))? {
            Ok(usable) => {
                strange.extend(found.newest.replace(usable));
                break;
            }
            Err(fault) => {
                found.refused.push(Refused { file: export.file, taken_at: Some(export.taken_at), fault });
            }
        }
    }
    let others = strange.iter().map(|one| (one.dated, restore::name_of(&one.path)));
    let others = others.chain(entered.map(|(dated, export)| (dated, export.file))).collect();
    ctx.read(|tx| found.doubt(tx, school.number, others))?;
    // Where nothing else is left, or nothing is known of what was placed instead of it, a person has to say.
    let is_alone = found.newest.is_none() && found.refused.is_empty();
    found.refused.extend(undone.into_iter().filter(|(_, is_over)| is_alone || !is_over).map(|(refused, _)| refused));
    Ok(found)
}

/// Leaves out what was exported of content that somebody undid: nobody has lived on in it, unless it was placed once more.
/// Returns what was left out, and whether something was placed since, as far as the registry knows.
fn leave_undone(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    (strange, entered): (&mut Vec<Usable>, &mut Vec<Export>),
) -> Result<Vec<(Refused, bool)>> {
    let (undone, made, last) = ctx.read(|tx| {
        Ok::<_, Error>((export::undone(tx, number)?, export::dates(tx, number)?, placed::last(tx, number)?))
    })?;
    let is_undone = |file: &str, sha256: &str| {
        (sequel(file) == Sequel::Undone || undone.iter().any(|one| one == file))
            && last.as_ref().is_none_or(|last| last.sha256 != sha256)
    };
    let is_over = |dated: Dated| {
        last.as_ref().is_some_and(|last| if dated.rank > 0 { dated.rank < last.order } else { dated.told_at < last.at })
    };
    let refused = |file, at, dated| (Refused { file, taken_at: Some(at), fault: Fault::ReplacedSince }, is_over(dated));
    let strange = strange.extract_if(.., |one| is_undone(&restore::name_of(&one.path), &one.sha256));
    let left = strange.map(|one| refused(restore::name_of(&one.path), one.taken_at, one.dated));
    let entered = entered.extract_if(.., |one| is_undone(&one.file, &one.sha256));
    Ok(left
        .chain(entered.map(|one| {
            let dated = made.get(&one.file).copied().unwrap_or_else(|| Dated::outside(one.taken_at));
            refused(one.file, one.taken_at, dated)
        }))
        .collect())
}

/// The newest first.
fn sort(entered: &mut [(Dated, Export)]) {
    entered.sort_by_key(|(Dated { rank, told_at, taken_at }, _)| std::cmp::Reverse((*rank, *taken_at, *told_at)));
}

/// Leaves out what was replaced, or deleted, before a job placed something else: nobody wants it any more. Where that
/// is not among the exports, and none was made since, the newest of the others is refused: a person has to say.
fn leave_given_up(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    (strange, entered): (&mut [Usable], &mut Vec<(Dated, Export)>),
) -> Result<Option<Refused>> {
    let refused =
        |export: Export| Refused { file: export.file, taken_at: Some(export.taken_at), fault: Fault::ReplacedSince };
    let Some(Placed { file, sha256, order, at }) = ctx.read(|tx| Ok(placed::last(tx, number)?))? else {
        // An earlier version did not keep the order.
        let Some((_, export)) = entered.first() else { return Ok(None) };
        let since = ctx.read(|tx| Ok(content::undone_from(tx, number, &export.file)?))?;
        let is_replaced = matches!(since, Some((.., Effect::Replaced { .. })));
        return Ok(is_replaced.then(|| refused(entered.remove(0).1)));
    };
    // What was made after the placing has a higher rank; what came back since, and was made after it, the same.
    let (kept, given_up): (Vec<_>, Vec<_>) =
        std::mem::take(entered).into_iter().partition(|(dated, export)| dated.rank >= order || export.sha256 == sha256);
    *entered = kept;
    // What says that it was made at that very moment may be what was replaced then, or what was made of what was placed.
    let is_then = |dated: &Dated| dated.rank == 0 || dated.rank == order;
    let is_tie = |(dated, other): &(Dated, &str)| {
        *other != sha256 && is_then(dated) && (dated.told_at == at || at == Timestamp(0))
    };
    let seen = strange.iter().map(|one| ((one.dated, one.sha256.as_str()), restore::name_of(&one.path)));
    let seen = seen.chain(entered.iter().map(|(dated, one)| ((*dated, one.sha256.as_str()), one.file.clone())));
    let tie = seen.filter(|(one, _)| is_tie(one)).map(|((dated, _), file)| (file, dated.taken_at)).next();
    // What it came from counts as of then.
    let placed = entered.iter_mut().filter(|(_, export)| export.sha256 == sha256).map(|(dated, _)| dated);
    for dated in placed.chain(strange.iter_mut().filter(|one| one.sha256 == sha256).map(|one| &mut one.dated)) {
        *dated =
            Dated { rank: dated.rank.max(order), told_at: dated.told_at.max(at), taken_at: dated.taken_at.max(at) };
    }
    sort(entered);
    let placed = entered.iter().find(|(_, export)| export.sha256 == sha256).map(|(_, export)| export.file.clone());
    if let (Some((one, taken_at)), Some(other)) = (tie, placed) {
        let fault = Fault::Undated { one: one.clone(), other };
        return Ok(Some(Refused { file: one, taken_at: Some(taken_at), fault }));
    }
    if !entered.is_empty() || strange.iter().any(|one| one.sha256 == sha256 || one.dated.told_at > at) {
        return Ok(None);
    }
    let unknown = strange.iter().max_by_key(|one| one.taken_at).map(|one| Refused {
        file: restore::name_of(&one.path),
        taken_at: Some(one.taken_at),
        fault: Fault::ReplacedSince,
    });
    // Nothing at all was exported since: it is not taken for one that never held anything.
    let gone = || Refused { file, taken_at: (at > Timestamp(0)).then_some(at), fault: Fault::NoFile };
    Ok(given_up.into_iter().next().map(|(_, export)| refused(export)).or(unknown).or_else(|| Some(gone())))
}

impl Usable {
    /// Its SHA-256 when the catalogue vouches for it.
    pub(super) fn vouched(&self) -> Option<&str> {
        self.is_known.then_some(self.sha256.as_str())
    }
}

impl Exports {
    /// Refuses what may be newer than the newest, or not.
    fn doubt(&mut self, tx: &Tx<'_>, number: EstablishmentNumber, others: Vec<(Dated, String)>) -> Result<()> {
        let Some(newest) = &self.newest else { return Ok(()) };
        let name = restore::name_of(&newest.path);
        if newest.is_replaced {
            let (file, taken_at) = (name.clone(), Some(newest.taken_at));
            self.refused.push(Refused { file, taken_at, fault: Fault::ReplacedSince });
        }
        for (dated, file) in others.into_iter().filter(|(dated, _)| dated.may_be_newer(&newest.dated)) {
            let fault = Fault::Undated { one: file.clone(), other: name.clone() };
            self.refused.push(Refused { file, taken_at: Some(dated.taken_at), fault });
        }
        for file in std::mem::take(&mut self.sealed) {
            if origin::is_newer(tx, number, &file, (&name, newest.dated))? {
                self.refused.push(Refused { file, taken_at: None, fault: Fault::Sealed });
            } else {
                self.sealed.push(file);
            }
        }
        Ok(())
    }
}

/// Judges an export of the catalogue as the newest of a school.
fn usable(
    ctx: &mut Permitted<'_>,
    school: &Whose,
    (dated, export): (Dated, &Export),
) -> Result<std::result::Result<Usable, Fault>> {
    let path = ctx.home().exports().join(&export.file);
    let looked = match known(ctx, export, &path)? {
        Ok(looked) => looked,
        Err(fault) => return Ok(Err(fault)),
    };
    if let Some(fault) = of_another(ctx, school, &looked)? {
        return Ok(Err(fault));
    }
    let (taken_at, whose) = (export.taken_at, looked.whose());
    let is_replaced = export.job.is_none() && sequel(&export.file) == Sequel::Replaced;
    Ok(Ok(Usable {
        path,
        taken_at,
        dated,
        sha256: looked.sha256,
        is_known: true,
        is_replaced,
        whose,
        held: looked.held,
    }))
}

/// Refuses an export of another school than the one whose exports are looked at, which may have no row.
fn of_another(ctx: &mut Permitted<'_>, school: &Whose, looked: &Looked) -> Result<Option<Fault>> {
    let whose = looked.whose();
    ctx.read(|tx| {
        if rows::denomination(tx, school.number)?.is_some() {
            return origin::of_another(tx, school.number, (&looked.sha256, &whose));
        }
        Ok(Fault::other_school(school, &whose))
    })
}

/// Tells whether a database is of a school as an export says that was made of it: renamed since and under another
/// credential, it does not say so itself to a registry that is older than both.
pub(super) fn vouch(ctx: &mut Permitted<'_>, (database, school): (&Whose, &Whose)) -> Result<bool> {
    let mut paths = files::list(&ctx.home().exports())?;
    paths.retain(|path| exported(path) == Some(school.number));
    for path in paths {
        if let Ok(looked) = restore::look(ctx, &path, None)?
            && looked.credential_hash == database.credential_hash
            && looked.whose().is_of(school)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses what says that it was taken later than a limit that is now, as long as something else says that it was not: a
/// clock that was ahead has no say in which is the newest. Of those alone that it has made, it tells the order.
fn doubt_ahead(limit: Timestamp, (strange, entered): (&mut Vec<Usable>, &mut Vec<Export>), found: &mut Exports) {
    let is_ahead = |at: Timestamp| at > limit;
    let moments = || strange.iter().map(|one| one.taken_at).chain(entered.iter().map(|one| one.taken_at));
    if !moments().any(is_ahead) || moments().all(is_ahead) {
        return;
    }
    let mut refuse = |file: String, at: Timestamp| {
        found.refused.push(Refused { file, taken_at: Some(at), fault: Fault::Ahead });
    };
    strange
        .extract_if(.., |one| is_ahead(one.taken_at))
        .for_each(|one| refuse(restore::name_of(&one.path), one.taken_at));
    entered.extract_if(.., |one| is_ahead(one.taken_at)).for_each(|one| refuse(one.file, one.taken_at));
}

/// Judges an export of the catalogue: it must be the file that was entered.
fn known(ctx: &mut Permitted<'_>, export: &Export, path: &Path) -> Result<std::result::Result<Looked, Fault>> {
    if !files::is_there(path)? {
        return Ok(Err(Fault::NoFile));
    }
    if is_sealed(&export.file) {
        return Ok(Err(Fault::Sealed));
    }
    let looked = restore::look(ctx, path, None)?;
    Ok(looked.and_then(|looked| if looked.sha256 == export.sha256 { Ok(looked) } else { Err(Fault::HashDiffers) }))
}

/// Looks at a file that has the school's number in its name, unless the catalogue knows it; returns what can be used.
fn unknown(ctx: &mut Permitted<'_>, (school, path): (&Whose, &Path), found: &mut Exports) -> Result<Option<Usable>> {
    let file = restore::name_of(path);
    if ctx.read(|tx| Ok(export::find(tx, &file)?))?.is_some() {
        return Ok(None);
    }
    if is_sealed(&file) {
        found.sealed.push(file);
        return Ok(None);
    }
    match restore::look(ctx, path, None)? {
        Ok(looked) if looked.number == school.number && looked.whose().school().is_beyond_names(&school.school()) => {
            let (path, taken_at, whose) = (path.to_owned(), looked.taken_at, looked.whose());
            let (dated, is_replaced) = (Dated::outside(taken_at), sequel(&file) == Sequel::Replaced);
            let (sha256, held) = (looked.sha256, looked.held);
            return Ok(Some(Usable { path, taken_at, dated, sha256, is_known: false, is_replaced, whose, held }));
        }
        Ok(_) => {}
        Err(Fault::Sealed) => found.sealed.push(file),
        Err(fault) => found.refused.push(Refused { file, taken_at: None, fault }),
    }
    Ok(None)
}
