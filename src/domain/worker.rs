//! Who is at work on something: what a process says of itself in its lock, and what reasons keep of it.

use super::access::Door;
use super::message::Message;
use super::time::Timestamp;

/// Stands for a process that ended since.
pub const ENDED: &str = "-";

/// A process that is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// In whose name: a login, or the operating system's user.
    pub name: String,
    /// Where that person came in.
    pub door: Door,
    /// Since when.
    pub since: Timestamp,
}

impl Worker {
    /// Writes it as one line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {} {}", self.since.0, self.door.word(), self.name)
    }

    /// Reads such a line; none: it is something else.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let mut parts = line.trim_end().splitn(3, ' ');
        let since = Timestamp(parts.next()?.parse().ok()?);
        let word = parts.next()?;
        let door = Door::ALL.into_iter().find(|door| door.word() == word)?;
        let name = parts.next().filter(|name| !name.is_empty())?.to_owned();
        Some(Self { name, door, since })
    }
}

/// Says who is at work, with the words of a message that chooses by `kind`: a door, `named` for what is a name only,
/// `ended` or `unnamed`.
#[must_use]
pub fn message(key: &'static str, owner: &str) -> Message {
    let said = |kind: &'static str| Message::new(key).with("kind", kind);
    let nothing = |kind: &'static str| said(kind).with("name", "").with("since", "");
    match Worker::read(owner) {
        Some(worker) => said(worker.door.word()).with("name", worker.name).with("since", worker.since),
        None if owner == ENDED => nothing("ended"),
        // As an earlier version wrote it down: a token, which says nothing to people.
        None if owner.is_empty() || is_token(owner) => nothing("unnamed"),
        None => said("named").with("name", owner).with("since", ""),
    }
}

/// Tells whether a text is the token of a process rather than a name.
#[must_use]
pub fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|sign| sign.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_written() {
        let worker = Worker { name: "Jean Dupont".to_owned(), door: Door::Plain, since: Timestamp(1_790_000_000) };
        assert_eq!(Worker::read(&worker.line()), Some(worker));
        for odd in ["", "alice", "1790000000 alice", "1790000000 roof alice", "1790000000 plain ", ENDED] {
            assert_eq!(Worker::read(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn people_never_see_a_token() {
        let token = "0123456789abcdef0123456789abcdef";
        for (owner, kind) in [
            ("1790000000 console alice", "console"),
            (ENDED, "ended"),
            (token, "unnamed"),
            ("", "unnamed"),
            ("alice", "named"),
        ] {
            let said = message("error-busy", owner);
            let told = format!("{said:?}");
            assert!(told.contains(kind) && !told.contains(token), "{told}");
        }
    }
}
