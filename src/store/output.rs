//! Files that people ask for: reports, rejects, copies of the audit, pages of the manual.
//!
//! Invariants: such a file is new, private, and whole or absent; nothing that exists is replaced, written into,
//! followed or removed for it, whatever its kind; nothing is made inside the data directory but in the exchange folder.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

pub use super::standing::Standing;

use super::error::{Error, Result};
use super::files;
use super::home::Home;

/// How the names of files that are being written begin.
const ASIDE: &str = ".intendant-";

/// Tells by its name whether a file was being written here.
#[must_use]
pub fn is_aside(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_bytes().starts_with(ASIDE.as_bytes()))
}

/// A file being written, under a name of its own beside the one that was asked for; gone unless it is placed.
#[derive(Debug)]
pub struct Output {
    /// As asked for.
    path: PathBuf,
    /// Where it will be, its folder's links resolved.
    place: PathBuf,
    aside: PathBuf,
    file: BufWriter<File>,
    placed: bool,
}

impl Output {
    /// Begins a file. Called before the work that fills it, so that a name that cannot be had costs nothing.
    ///
    /// # Errors
    /// [`Error::Taken`] when something has the name, or it lies inside the data directory; what the system says.
    pub fn begin(home: &Home, path: &Path) -> Result<Self> {
        let asked = std::path::absolute(path).map_err(Error::file(path))?;
        let is_folder = path.as_os_str().as_bytes().ends_with(b"/");
        let (Some(folder), Some(name), false) = (asked.parent(), asked.file_name(), is_folder) else {
            return Err(Error::Taken { path: path.to_owned(), standing: Standing::Folder });
        };
        let folder = folder.canonicalize().map_err(Error::file(folder))?;
        let place = folder.join(name);
        if is_inside(home, &folder) {
            return Err(Error::Taken { path: path.to_owned(), standing: Standing::Inside });
        }
        refuse_taken(path, &place)?;
        let aside = folder.join(format!("{ASIDE}{}.new", files::token()?));
        let file = BufWriter::new(files::create_new(&aside)?);
        Ok(Self { path: path.to_owned(), place, aside, file, placed: false })
    }

    /// Returns the path as it was asked for.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes durable what was written, still without its name.
    ///
    /// # Errors
    /// [`Error::Taken`] when something took the name meanwhile; what the system says.
    pub fn settle(&mut self) -> Result<()> {
        let written = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        written.map_err(Error::file(&self.path))?;
        refuse_taken(&self.path, &self.place)
    }

    /// Returns the file its name, durably.
    ///
    /// # Errors
    /// [`Error::Taken`] when something took the name meanwhile; what the system says. Nothing is left then.
    pub fn place(self) -> Result<()> {
        self.place_for(|| Ok(()))
    }

    /// Returns the file its name, durably, and then does what must not be without it; if either fails, the file goes again.
    ///
    /// # Errors
    /// As [`Self::place`]; what the work gives.
    pub fn place_for<T, E: From<Error>>(
        self,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.place_synced(files::sync_parent, work)
    }

    fn place_synced<T, E: From<Error>>(
        mut self,
        sync: impl FnOnce(&Path) -> Result<()>,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.name()?;
        let done = sync(&self.place).map_err(E::from).and_then(|()| work());
        let own = self.file.get_ref().metadata().map(|own| (own.dev(), own.ino())).ok();
        if done.is_err() && own.is_some() && own == files::identity(&self.place) {
            let _ = fs::remove_file(&self.place);
        }
        done
    }

    fn name(&mut self) -> Result<()> {
        self.settle()?;
        if let Err(error) = files::place(&self.aside, &self.place) {
            refuse_taken(&self.path, &self.place)?;
            return Err(error);
        }
        self.placed = true;
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.aside);
        }
    }
}

/// Looks at what has a name, without opening or following it.
fn refuse_taken(asked: &Path, place: &Path) -> Result<()> {
    match fs::symlink_metadata(place) {
        Ok(found) => Err(Error::Taken { path: asked.to_owned(), standing: Standing::of(found.file_type()) }),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(Error::file(asked)(cause)),
    }
}

/// Compares folders by what they are and not by their names, which links and mounts can change.
fn is_inside(home: &Home, folder: &Path) -> bool {
    let within = |above: &Path| {
        let wanted = files::identity_behind(above);
        wanted.is_some() && folder.ancestors().any(|one| files::identity_behind(one) == wanted)
    };
    within(home.root()) && !within(&home.exchange())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(result: Result<Output>) -> Standing {
        match result {
            Err(Error::Taken { standing, .. }) => standing,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn whatever_has_the_name_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let in_folder = |name: &str| folder.path().join(name);
        fs::write(in_folder("file"), "kept").unwrap();
        fs::create_dir(in_folder("folder")).unwrap();
        std::os::unix::fs::symlink(in_folder("nowhere"), in_folder("dangling")).unwrap();
        std::os::unix::fs::symlink(in_folder("file"), in_folder("link")).unwrap();
        std::os::unix::fs::symlink(home.root(), in_folder("way-in")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, in_folder("pipe"), rustix::fs::Mode::RUSR).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(in_folder("socket")).unwrap();
        let before = files::list(folder.path()).unwrap();
        for (path, expected) in [
            (in_folder("file"), Standing::File),
            (in_folder("folder"), Standing::Folder),
            (in_folder("new/"), Standing::Folder),
            (in_folder("folder/.."), Standing::Folder),
            (in_folder("dangling"), Standing::Link),
            (in_folder("link"), Standing::Link),
            (in_folder("pipe"), Standing::Pipe),
            (in_folder("socket"), Standing::Socket),
            (PathBuf::from("/dev/null"), Standing::Device),
            (home.registry(), Standing::Inside),
            (home.root().join("new.csv"), Standing::Inside),
            (home.exports().join("new.csv"), Standing::Inside),
            (in_folder("way-in/new.csv"), Standing::Inside),
            (home.exchange().join("../new.csv"), Standing::Inside),
        ] {
            assert_eq!(standing(Output::begin(&home, &path)), expected, "{}", path.display());
        }
        assert_eq!(files::list(folder.path()).unwrap(), before);
        assert_eq!(fs::read(in_folder("file")).unwrap(), b"kept");
        assert!(matches!(Output::begin(&home, &in_folder("none/new")), Err(Error::File { .. })));
        Output::begin(&home, &home.exchange().join("new.csv")).unwrap().place().unwrap();
    }

    #[test]
    fn a_file_whose_name_is_not_durable_goes_again_and_nothing_is_done_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let path = folder.path().join("new.csv");
        let begin = || Output::begin(&home, &path).unwrap();
        let work = || -> Result<()> { panic!("it is not there for good") };
        let failed = begin().place_synced(|_| Err(Error::Full), work);
        assert!(matches!(failed, Err(Error::Full)));
        assert!(files::list(folder.path()).unwrap().is_empty());
        // What somebody put in its place meanwhile is not ours.
        let replaced = begin().place_synced(
            |path| {
                fs::remove_file(path).unwrap();
                fs::write(path, "somebody's").unwrap();
                Err(Error::Full)
            },
            work,
        );
        assert!(matches!(replaced, Err(Error::Full)));
        assert_eq!(fs::read(&path).unwrap(), b"somebody's");
    }

    #[test]
    fn an_output_is_private_and_whole_or_absent() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let (path, beside) = (folder.path().join("new.csv"), folder.path().join("new.csv.new"));
        fs::write(&beside, "somebody's").unwrap();
        let mut given_up = Output::begin(&home, &path).unwrap();
        given_up.write_all(b"half").unwrap();
        drop(given_up);
        assert_eq!(files::list(folder.path()).unwrap(), std::slice::from_ref(&beside));
        let (mut first, mut second) = (Output::begin(&home, &path).unwrap(), Output::begin(&home, &path).unwrap());
        first.write_all(b"first").unwrap();
        second.write_all(b"second").unwrap();
        first.place().unwrap();
        let lost = second.place();
        assert!(matches!(lost, Err(Error::Taken { standing: Standing::File, .. })), "{lost:?}");
        assert_eq!(files::list(folder.path()).unwrap(), [path.clone(), beside.clone()]);
        assert_eq!((fs::read(&path).unwrap(), fs::read(&beside).unwrap()), (b"first".into(), b"somebody's".into()));
        assert_eq!(files::exposure(&path).unwrap(), None);
    }
}
