//! `intendant man [--dir DIR]`: the manual, one page for each verb, in the language of the session.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::arguments::{DIRECTORY, option, verb};
use super::failure::{Failure, Result};
use super::output::Out;
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::operations::exchange::Output;
use crate::operations::{self, Home};

/// Headings that the renderer writes, and the keys of their words.
const HEADINGS: [(&str, &str); 6] = [
    ("NAME", "cli-man-name"),
    ("SYNOPSIS", "cli-man-synopsis"),
    ("DESCRIPTION", "cli-man-description"),
    ("OPTIONS", "cli-man-options"),
    ("EXTRA", "cli-man-extra"),
    ("VERSION", "cli-man-version"),
];

/// Describes the verb.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let dir = option(words, "dir", DIRECTORY, "cli-arg-man-dir").value_parser(clap::value_parser!(PathBuf));
    verb(words, "man", "cli-man").arg(dir)
}

/// Runs the verb for the whole command line: every page into the directory, or the first page to stdout.
///
/// # Errors
/// A page that exists already, before any is written; what the system says about the directory.
pub fn run(matches: &ArgMatches, root: Command, words: &Catalogue, home: &Home, out: &mut Out) -> Result<()> {
    let mut root = root.disable_help_subcommand(true);
    root.build();
    match matches.get_one::<PathBuf>("dir") {
        None => out.document(&page(&root, "intendant", words)?),
        Some(dir) => {
            let mut pages = Vec::new();
            begin_pages(&root, "intendant", (dir, home, words), &mut pages)?;
            let count = pages.len();
            for (mut page, text) in pages {
                page.write_all(text.as_bytes()).map_err(|cause| Failure::io(page.path(), &cause))?;
                page.place().map_err(operations::Error::from)?;
            }
            out.say(&Message::new("cli-man-written").with("count", count).with("dir", dir.display().to_string()));
        }
    }
    Ok(())
}

fn begin_pages(
    command: &Command,
    name: &str,
    (dir, home, words): (&Path, &Home, &Catalogue),
    pages: &mut Vec<(Output, String)>,
) -> Result<()> {
    let path = dir.join(format!("{name}.1"));
    let out = Output::begin(home, &path).map_err(operations::Error::from)?;
    pages.push((out, page(command, name, words)?));
    for below in command.get_subcommands() {
        begin_pages(below, &format!("{name}-{}", below.get_name()), (dir, home, words), pages)?;
    }
    Ok(())
}

fn page(command: &Command, name: &str, words: &Catalogue) -> Result<String> {
    let mut bytes = Vec::new();
    let man = clap_mangen::Man::new(command.clone()).title(name).source("intendant").manual("Intendant");
    man.render(&mut bytes).map_err(|cause| Failure::io(Path::new(name), &cause))?;
    let text = String::from_utf8_lossy(&bytes);
    let translate = |line: &str| {
        let Some(heading) = line.strip_prefix(".SH ").map(|heading| heading.trim_matches('"').trim_end()) else {
            return line.to_owned();
        };
        let known = HEADINGS.iter().find(|(english, _)| heading == *english);
        format!(".SH \"{}\"", known.map_or_else(|| heading.to_uppercase(), |(_, key)| words.text(key)))
    };
    Ok(text.lines().map(translate).collect::<Vec<_>>().join("\n") + "\n")
}
