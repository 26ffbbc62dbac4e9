//! `establishment restore`: from exports, or from another host's list and the files beside it.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::cli::arguments::{FILE, given, is_set, option, switch, verb};
use crate::cli::failure::{Failure, Result};
use crate::cli::job::bulk;
use crate::cli::{Work, remote};
use crate::domain::export::{Existing, TRANSFER_WIDTH};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::jobs::restore::{self, How, Sort};
use crate::operations::exchange;

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let files = Arg::new("files")
        .value_name(words.text(FILE))
        .help(words.text("cli-arg-restore-files"))
        .action(ArgAction::Append)
        .num_args(1..)
        .required_unless_present("transfer")
        .conflicts_with("transfer");
    let transfer = words.say(&Message::new("cli-arg-transfer").with("columns", TRANSFER_WIDTH));
    let command = verb(words, "restore", "cli-establishment-restore")
        .arg(files)
        .arg(option(words, "transfer", FILE, "cli-arg-transfer").help(transfer))
        .arg(switch(words, "replace", "cli-arg-replace"))
        .arg(option(words, "keys", FILE, "cli-arg-keys"));
    bulk::carrying(command, words)
}

/// Runs it. A bare name that is no file here is one in the folder of exports.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let existing = if is_set(matches, "replace") { Existing::Replace } else { Existing::Refuse };
    let keys = match given(matches, "keys") {
        Some(named) => Some(key_file(named, work)?),
        None => None,
    };
    let how = How { existing, keys };
    if let Some(named) = given(matches, "transfer") {
        let list = remote::file(named, Field::File, &work.reach, work.ctx.home())?;
        return bulk::drawn(matches, work, |ctx, progress, cancel| {
            restore::draft_transfer(ctx, &list, &how, cancel, progress)
        });
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for named in matches.get_many::<String>("files").unwrap_or_default() {
        let path = remote::file(named, Field::File, &work.reach, work.ctx.home());
        let kept = work.ctx.home().exports().join(named);
        let is_bare = !named.contains('/') && !named.starts_with('.');
        let is_here = path.as_ref().is_ok_and(|path| path.exists());
        files.push(if is_bare && !is_here && kept.is_file() { kept } else { path? });
    }
    if let Some(list) = files.iter().find(|path| is_list(path)) {
        return Err(Failure::usage(Message::new("cli-restore-list").with("path", list.display().to_string())));
    }
    bulk::drawn(matches, work, |ctx, progress, cancel| restore::draft_files(ctx, &files, &how, cancel, progress))
}

/// Tells whether a file is another host's list rather than an export, by its name and its first bytes.
fn is_list(path: &Path) -> bool {
    let is_named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    is_named && matches!(restore::sort_of(path), Ok(Sort::List))
}

/// Finds the file of keys; one that cannot be read is named before anything is looked at.
fn key_file(named: &str, work: &Work<'_>) -> Result<PathBuf> {
    let path = remote::file(named, Field::KeyFile, &work.reach, work.ctx.home())?;
    let refused = |problem| Failure::of_file(named, Failure::field(Field::KeyFile, problem));
    exchange::open(&path).map_err(refused)?;
    Ok(path)
}
