//! The files that a session may name.

use std::path::PathBuf;

use crate::domain::access::Actor;
use crate::domain::field::{Field, FieldError, Problem};
use crate::operations::Home;
use crate::operations::exchange::{self, Output, Reach};

use crate::tui::orders::Failure;

fn refused(problem: Problem) -> Failure {
    Failure::Fields(vec![FieldError { field: Field::File, problem }])
}

/// Returns the path that a text names: over SSH only a bare name inside the exchange folder.
pub(super) fn named(text: &str, actor: &Actor, home: &Home) -> Result<PathBuf, Failure> {
    exchange::file(home, &Reach::of(actor), text.trim()).map_err(refused)
}

/// Begins the new file that a text names.
pub(super) fn output(text: &str, actor: &Actor, home: &Home) -> Result<Output, Failure> {
    Ok(exchange::output(home, &Reach::of(actor), text.trim())?)
}

/// Most names that a completion offers.
const OFFERED: usize = 200;

/// Completes a path as far as it is certain; gives it with the names that are possible then.
pub(super) fn complete(text: &str, actor: &Actor, home: &Home) -> (String, Vec<String>) {
    let reach = Reach::of(actor);
    if reach == Reach::Nowhere {
        return (text.to_owned(), Vec::new());
    }
    let own = reach.prefix().unwrap_or_default();
    let remote = reach != Reach::Anywhere;
    let (folder, begun) = match text.rsplit_once('/') {
        _ if remote => (home.exchange(), text),
        Some(("", begun)) => (PathBuf::from("/"), begun),
        Some((folder, begun)) => (PathBuf::from(folder), begun),
        None => (PathBuf::from("."), text),
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let hidden = name.starts_with('.') && !begun.starts_with('.');
        let is_folder = entry.path().is_dir();
        if name.starts_with(begun) && name.starts_with(own) && !hidden && !(remote && is_folder) {
            names.push(if is_folder { format!("{name}/") } else { name });
        }
    }
    names.sort();
    names.truncate(OFFERED);
    let common = common_start(&names);
    let rest = common.strip_prefix(begun).unwrap_or_default();
    (format!("{text}{rest}"), names)
}

fn common_start(names: &[String]) -> String {
    let Some((first, others)) = names.split_first() else { return String::new() };
    let mut common = first.as_str();
    for other in others {
        let same = common.char_indices().zip(other.chars()).find(|((_, one), two)| one != two);
        let end = same.map_or_else(|| common.len().min(other.len()), |((at, _), _)| at);
        common = common.get(..end).unwrap_or_default();
    }
    common.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Identity;

    fn actor(ssh_client: &str) -> Actor {
        let ssh_client = ssh_client.to_owned();
        Actor { identity: Identity::Owner, os_user: String::new(), ssh_client, ssh_key: String::new() }
    }

    #[test]
    fn a_remote_session_stays_in_the_exchange_folder() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        std::fs::create_dir(home.exchange()).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", home.exchange().join("link.csv")).unwrap();
        let remote = actor("192.0.2.1 50000");
        assert_eq!(named(" a.csv ", &remote, &home).unwrap(), home.exchange().join("a.csv"));
        for outside in ["/etc/passwd", "../registry.sqlite", "a/b.csv", ".hidden", "link.csv"] {
            let Err(Failure::Fields(errors)) = named(outside, &remote, &home) else { panic!("{outside}") };
            assert_eq!(errors[0].problem, Problem::FileOutside, "{outside}");
        }
        assert_eq!(named("/tmp/a.csv", &actor(""), &home).unwrap(), PathBuf::from("/tmp/a.csv"));
    }

    #[test]
    fn names_are_completed_as_far_as_they_are_certain() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        for name in ["écoles-1.csv", "écoles-2.csv", ".hidden", "x"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("lot")).unwrap();
        let begin = folder.path().display().to_string();
        let local = actor("");
        let (text, names) = complete(&format!("{begin}/é"), &local, &home);
        assert_eq!((text, names.len()), (format!("{begin}/écoles-"), 2));
        assert_eq!(complete(&format!("{begin}/l"), &local, &home).0, format!("{begin}/lot/"));
        assert_eq!(complete(&format!("{begin}/zz"), &local, &home), (format!("{begin}/zz"), Vec::new()));
        assert_eq!(complete("/", &actor("192.0.2.1 1"), &home).1, [""; 0]);
    }
}
