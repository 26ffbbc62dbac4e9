//! Files of the program's folders that may still name somebody who is erased: looked for in all of them, once for several people.
//! A list of the establishment that lies as it was written is cleaned; whatever else names them is told, since whose it is and what
//! it means is not certain.

use std::path::Path;

use super::erasing::is_about;
use crate::domain::erased::Names;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::sought::Sought;
use crate::domain::time::{MINUTE_S, Timestamp};
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::establishment::snapshot::BESIDE;
use crate::store::registry::Tx;
use crate::store::registry::erased as outside;
use crate::store::registry::export::is_known;
use crate::store::registry::origins::{numbers, spans};
use crate::store::{files, telling};

/// Files that a receipt names at most.
const NAMED_MAX: usize = 1_000;
/// Bytes of a list that is read again at most.
const LIST_MAX: u64 = 1 << 26;
/// Time between the last bytes of a list and the entry that tells of it at most.
const SETTLED_S: i64 = 2 * MINUTE_S;

/// A file into which rows of an establishment were taken, and when.
pub(super) type List = (String, Timestamp);

/// Tells whether a file is one of these lists, as it was written then: not another one that has its name since, nor one that
/// somebody changed.
pub(super) fn is_list(path: &Path, lists: &[List]) -> bool {
    let Some(seen) = files::look(path) else { return false };
    let is_one = |(file, at): &List| {
        Path::new(file).file_name() == path.file_name() && (seen.written_at - at.0).abs() <= SETTLED_S
    };
    lists.iter().any(is_one)
}

/// Reads a list that can be cleaned: text, not too long, nobody else's to read.
pub(super) fn cleanable(path: &Path) -> Option<String> {
    let is_short = files::look(path).is_some_and(|seen| seen.bytes < LIST_MAX);
    is_short.then(|| files::read_private(path, LIST_MAX).ok().and_then(|bytes| String::from_utf8(bytes).ok())).flatten()
}

/// Finds, for each of some people, the files that may name them and stay once they are erased, by their places in the data
/// directory.
pub(super) fn lying(
    ctx: &mut Permitted<'_>,
    (number, lists): (EstablishmentNumber, &[List]),
    all: &[Names],
) -> Result<Vec<Vec<String>>> {
    let sought: Vec<Sought> = all.iter().map(Sought::new).collect();
    let goes = ctx.read(|tx| {
        let of = |names| {
            let went = outside::mails(tx, &spans(tx, number, names)?, names)?;
            Ok((went.into_iter().map(|went| went.words).collect::<Vec<_>>(), numbers(tx, number, names)?))
        };
        all.iter().map(of).collect::<Result<Vec<_>>>()
    })?;
    let home = ctx.home().clone();
    let mut found = vec![Vec::new(); all.len()];
    for folder in telling::folders(&home) {
        for path in telling::files_in(&folder)? {
            let name = files::name_of(&path);
            if folder == home.exports() && ctx.read(|tx| is_of_export(tx, &name))? {
                continue;
            }
            let told = telling::told(&path, &sought);
            if !told.contains(&true) || folder == home.exchange() && is_list(&path, lists) && cleanable(&path).is_some()
            {
                continue;
            }
            let place = path.strip_prefix(home.root()).unwrap_or(&path).display().to_string();
            for (which, names) in all.iter().enumerate().filter(|(which, _)| told.get(*which) == Some(&true)) {
                let Some((mails, numbers)) = goes.get(which) else { continue };
                let is_gone = folder == home.outgoing_mail() && mails.contains(&name)
                    || folder == home.exchange() && numbers.iter().any(|number| is_about(&name, *number, names));
                if let Some(left) = found.get_mut(which).filter(|left| !is_gone && left.len() < NAMED_MAX) {
                    left.push(place.clone());
                }
            }
        }
    }
    Ok(found)
}

/// Tells whether a file is an export that is known, or lies beside one: what becomes of it is told by that.
fn is_of_export(tx: &Tx<'_>, name: &str) -> Result<bool> {
    let beside = BESIDE.iter().filter_map(|end| name.strip_suffix(end));
    beside.chain([name]).try_fold(false, |known, file| Ok(known || is_known(tx, file)?))
}
