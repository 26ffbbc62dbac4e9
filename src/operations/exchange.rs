//! Which files a person may name: any for who sits at the machine, bare names of one folder for who comes over SSH.

use std::path::PathBuf;

use super::error::{Error, Result as Done};
use crate::domain::access::Actor;
use crate::domain::field::{Field, Problem};
use crate::store::home::Home;

pub use crate::store::output::Output;

/// Where files may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: whoever asks sits at the machine.
    Anywhere,
    /// In the exchange folder only: whoever asks came over SSH.
    Exchange,
}

impl Reach {
    /// Gives the reach of a console's session.
    #[must_use]
    pub const fn of(actor: &Actor) -> Self {
        if actor.ssh_client.is_empty() { Self::Anywhere } else { Self::Exchange }
    }
}

/// Finds the file that a text names; in the exchange folder only a bare name, which is not hidden and no link.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::FileOutside`].
pub fn file(home: &Home, reach: Reach, named: &str) -> Result<PathBuf, Problem> {
    if named.is_empty() {
        return Err(Problem::Missing);
    }
    if reach == Reach::Anywhere {
        return Ok(PathBuf::from(named));
    }
    let bare = !named.starts_with('.') && !named.contains(['/', '\0']);
    let path = home.exchange().join(named);
    let odd = std::fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file());
    if bare && !odd { Ok(path) } else { Err(Problem::FileOutside) }
}

/// Begins the new file that a text names, before the work that is to fill it.
///
/// # Errors
/// As [`file`], [`crate::store::Error::Taken`], and what the system says.
pub fn output(home: &Home, reach: Reach, named: &str) -> Done<Output> {
    let path = file(home, reach, named).map_err(|problem| Error::field(Field::File, problem))?;
    Ok(Output::begin(home, &path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stay_in_the_exchange_folder() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        std::fs::create_dir(home.exchange()).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", home.exchange().join("link.csv")).unwrap();
        let ask = |named: &str| file(&home, Reach::Exchange, named);
        assert_eq!(ask("a.csv"), Ok(home.exchange().join("a.csv")));
        assert_eq!(ask(""), Err(Problem::Missing));
        for named in [".", "..", "../a.csv", "/etc/passwd", "a/b.csv", ".hidden", "link.csv", "a\0b"] {
            assert_eq!(ask(named), Err(Problem::FileOutside), "{named:?}");
        }
        assert_eq!(file(&home, Reach::Anywhere, "/x/y"), Ok(PathBuf::from("/x/y")));
    }
}
