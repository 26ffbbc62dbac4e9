//! Which files a person may name: any for who sits at the machine, bare names of one folder for who comes over SSH.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::error::{Error, Result as Done};
use super::permitted::record;
use crate::audit::{Entry, Object};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::field::{Field, Problem};
use crate::store::home::Home;
use crate::store::{self, files};

pub use crate::store::output::Output;

/// Where files may lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: whoever asks sits at the machine.
    Anywhere,
    /// In the exchange folder only: whoever asks came over SSH.
    Exchange,
    /// There too, and only those whose names begin so: whoever asks is there for some zones, and what others left in the folder
    /// may be about any.
    Own(String),
    /// Nowhere: the files of a server are its host's, and the exchange folder is that of every school.
    Nowhere,
}

impl Reach {
    /// Returns the reach of a console's session.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        match &actor.identity {
            Identity::Person { .. } => Self::Nowhere,
            _ if actor.ssh_client.is_empty() => Self::Anywhere,
            // No login holds that sign, so nobody's files begin as another one's do.
            Identity::Webmaster { login, duty: Duty::Zones(_), .. } => Self::Own(format!("{}@", login.as_str())),
            _ => Self::Exchange,
        }
    }

    /// Returns how the names of files must begin; none: however they like.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        if let Self::Own(prefix) = self { Some(prefix) } else { None }
    }
}

/// Finds the file to read that a text names; in the exchange folder only a bare name, which is not hidden and no link.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::FileOutside`], [`Problem::FileOwn`], [`Problem::FileIs`] of what only SQLite opens.
pub fn file(home: &Home, reach: &Reach, named: &str) -> Result<PathBuf, Problem> {
    let path = meant(home, reach, named)?;
    if home.has_database_at(&path) { Err(Problem::FileIs { what: "database".to_owned() }) } else { Ok(path) }
}

fn meant(home: &Home, reach: &Reach, named: &str) -> Result<PathBuf, Problem> {
    if named.is_empty() {
        return Err(Problem::Missing);
    }
    if *reach == Reach::Nowhere {
        return Err(Problem::FileOutside);
    }
    if *reach == Reach::Anywhere {
        let literal = PathBuf::from(named);
        let is_there = std::fs::symlink_metadata(&literal).is_ok();
        return Ok(tidied(named).filter(|_| !is_there).unwrap_or(literal));
    }
    if let Some(prefix) = reach.prefix().filter(|prefix| !named.starts_with(prefix)) {
        return Err(Problem::FileOwn { prefix: prefix.to_owned() });
    }
    let bare = !named.starts_with('.') && !named.contains(['/', '\0']);
    let path = home.exchange().join(named);
    let odd = std::fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file());
    if bare && !odd { Ok(path) } else { Err(Problem::FileOutside) }
}

/// Reads a path as a terminal, a file manager or a habit of the shell writes it: between quotes, with backslashes before
/// its spaces, as `file:` address, from the home directory. None when it is written plainly.
fn tidied(named: &str) -> Option<PathBuf> {
    let trimmed = named.trim();
    let bare = ['\'', '"'].into_iter().find_map(|quote| trimmed.strip_prefix(quote)?.strip_suffix(quote));
    let path = bare.unwrap_or(trimmed);
    let path = match path.strip_prefix("file://") {
        // Behind two slashes comes the machine's name, which is this one.
        Some(address) => decoded(address.get(address.find('/')?..)?)?,
        None if bare.is_none() => unescaped(path),
        None => path.to_owned(),
    };
    let path = match path.strip_prefix("~/") {
        Some(below) => PathBuf::from(std::env::var_os("HOME").filter(|home| !home.is_empty())?).join(below),
        None => PathBuf::from(path),
    };
    (path.as_os_str() != named).then_some(path)
}

fn unescaped(path: &str) -> String {
    let mut signs = path.chars();
    std::iter::from_fn(|| match signs.next()? {
        '\\' => signs.next().or(Some('\\')),
        sign => Some(sign),
    })
    .collect()
}

/// Decodes the percent signs of an address; none when they mean no text.
fn decoded(address: &str) -> Option<String> {
    let mut parts = address.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Opens a plain file that a person named.
///
/// # Errors
/// [`Problem::FileIs`], [`Problem::FileUnreadable`].
pub fn open(path: &Path) -> Result<File, Problem> {
    files::open_named(path).map_err(unreadable)
}

/// Says why a file that a person named cannot be read.
pub(super) fn unreadable(error: store::Error) -> Problem {
    match error {
        store::Error::NotAFile { standing, .. } => Problem::FileIs { what: standing.word().to_owned() },
        store::Error::File { cause, .. } => Problem::FileUnreadable { cause: cause.to_string() },
        other => Problem::FileUnreadable { cause: other.to_string() },
    }
}

/// Begins the new file that a text names, before the work that is to fill it.
///
/// # Errors
/// As [`file()`], [`crate::store::Error::Taken`], and what the system says.
pub fn output(home: &Home, reach: &Reach, named: &str) -> Done<Output> {
    let path = meant(home, reach, named).map_err(|problem| Error::field(Field::File, problem))?;
    Ok(Output::begin(home, &path)?)
}

/// A list that leaves the program in a file for people.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// Which one, with its number if it has one: `statistics`, `job 5`.
    pub name: &'a str,
    /// What was asked of its rows; empty: all of them.
    pub filter: &'a str,
    /// How many rows it has.
    pub rows: u64,
}

/// Returns a list's file its name, durably, and writes down who took which rows where. The entry comes before the name, since
/// no list is there without one, and after all else that could fail.
///
/// # Errors
/// As [`Output::place`]; what the store says.
pub fn place(ctx: &mut Context, mut out: Output, list: List<'_>) -> Done<()> {
    let entry = taken(list).is("file", out.path().display().to_string());
    out.settle()?;
    tell(ctx, &entry)?;
    Ok(out.place()?)
}

/// Writes down who is shown which rows as text to be taken along.
///
/// # Errors
/// What the store says.
pub fn shown(ctx: &mut Context, list: List<'_>) -> Done<()> {
    tell(ctx, &taken(list))
}

fn taken(list: List<'_>) -> Entry {
    let object = Object { kind: "list", id: list.name.to_owned(), label: String::new() };
    let entry = Entry::new(Act::LIST_EXPORT, object);
    let entry = if list.filter.is_empty() { entry } else { entry.is("filter", list.filter) };
    entry.is("entries", list.rows.to_string())
}

/// Where the rows are kept: an establishment's own log says who took what of its people.
fn tell(ctx: &mut Context, entry: &Entry) -> Done<()> {
    let is_inside = ctx.at() != At::Host;
    let mut permitted = ctx.permit(Act::LIST_EXPORT)?;
    if is_inside {
        return permitted.write_own(|tx, permit, moment| record(tx, permit, moment.now, entry));
    }
    permitted.write_anyway(|tx, permit, now| record(tx, permit, now, entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::webmaster::{Login, WebmasterId};
    use crate::domain::zone::ZoneNumber;

    #[test]
    fn files_stay_in_the_exchange_folder() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        std::fs::create_dir(home.exchange()).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", home.exchange().join("link.csv")).unwrap();
        let ask = |named: &str| file(&home, &Reach::Exchange, named);
        assert_eq!(ask("a.csv"), Ok(home.exchange().join("a.csv")));
        assert_eq!(ask(""), Err(Problem::Missing));
        for named in [".", "..", "../a.csv", "/etc/passwd", "a/b.csv", ".hidden", "link.csv", "a\0b"] {
            assert_eq!(ask(named), Err(Problem::FileOutside), "{named:?}");
        }
        assert_eq!(file(&home, &Reach::Anywhere, "/x/y"), Ok(PathBuf::from("/x/y")));
        for named in ["a.csv", "/x/y", "../a.csv"] {
            assert_eq!(file(&home, &Reach::Nowhere, named), Err(Problem::FileOutside), "{named:?}");
            assert!(output(&home, &Reach::Nowhere, named).is_err(), "{named:?}");
        }
    }

    #[test]
    fn who_is_there_for_some_zones_names_their_own_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        std::fs::create_dir(home.exchange()).unwrap();
        let identity = Identity::Webmaster {
            id: WebmasterId(2),
            login: Login::parse("lea").unwrap(),
            duty: Duty::Zones([(ZoneNumber(1), "Finistère".into())].into()),
            support: None,
        };
        let remote = "192.0.2.1 50000".to_owned();
        let mut lea = Actor { identity, os_user: String::new(), ssh_client: remote, ssh_key: String::new() };
        let own = Reach::of(&lea);
        assert_eq!(file(&home, &own, "lea@a.csv"), Ok(home.exchange().join("lea@a.csv")));
        for named in ["a.csv", "leo@a.csv", "lea.b@a.csv", "lea", "../lea@a.csv"] {
            std::fs::write(home.exchange().join("a.csv"), "").unwrap();
            assert_eq!(file(&home, &own, named), Err(Problem::FileOwn { prefix: "lea@".into() }), "{named}");
            assert!(matches!(output(&home, &own, named), Err(Error::Fields(_))), "not even that it is there: {named}");
        }
        assert_eq!(file(&home, &own, "lea@/../a.csv"), Err(Problem::FileOutside));
        lea.ssh_client.clear();
        assert_eq!(Reach::of(&lea), Reach::Anywhere, "who sits at the machine reads all of it anyway");
    }

    #[test]
    fn paths_are_read_as_terminals_and_people_write_them() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let below = |name: &str| PathBuf::from(std::env::var_os("HOME").unwrap()).join(name);
        for (named, path) in [
            ("'/x/é f.csv'", PathBuf::from("/x/é f.csv")),
            ("\"/x/f.csv\" ", PathBuf::from("/x/f.csv")),
            (" /x/f.csv ", PathBuf::from("/x/f.csv")),
            ("/x/a\\ f\\'.csv", PathBuf::from("/x/a f'.csv")),
            ("file:///x/%C3%A9%20f.csv", PathBuf::from("/x/é f.csv")),
            ("file://host/x/f.csv", PathBuf::from("/x/f.csv")),
            ("~/f.csv", below("f.csv")),
            ("'~/f.csv'", below("f.csv")),
            ("~f.csv", PathBuf::from("~f.csv")),
            ("file:///x/%ZZ", PathBuf::from("file:///x/%ZZ")),
        ] {
            assert_eq!(file(&home, &Reach::Anywhere, named), Ok(path), "{named}");
        }
        // What is there under just this name is meant.
        let odd = folder.path().join("a\\ b.csv");
        std::fs::write(&odd, "").unwrap();
        assert_eq!(file(&home, &Reach::Anywhere, odd.to_str().unwrap()), Ok(odd));
    }
}
