//! Each mail becomes a private file in the data directory.

use super::super::message::Letter;
use super::outcome::{Outcome, Scope, clean};
use crate::domain::mail::Cause;
use crate::store::files;
use crate::store::home::Home;

/// The folder transport.
#[derive(Debug)]
pub struct Folder {
    home: Home,
    /// The sender's token: what it leaves when it dies is removed at the next start, since it may hold a password.
    maker: String,
}

impl Folder {
    /// Removes a file that was written for a mail which had been withdrawn meanwhile.
    pub(super) fn take_back(&self, file: &str) {
        // One that cannot be removed stays what the outbox does not know: whoever empties the folder finds it.
        let _ = files::remove(&self.home.outgoing_mail().join(file));
    }

    pub(super) fn new(home: &Home, maker: &str) -> Self {
        Self { home: home.clone(), maker: maker.to_owned() }
    }

    pub(super) fn deliver(&self, letter: &Letter, name: &str) -> Outcome {
        let folder = self.home.outgoing_mail();
        let file = format!("{name}.eml");
        let aside = self.home.aside().join(format!("{}-{file}.new", self.maker));
        let written = files::create_directory(&folder)
            .and_then(|()| files::write_by(&aside, &folder.join(&file), letter.bytes()));
        match written {
            Ok(()) => Outcome::Sent { words: file },
            Err(error) => {
                Outcome::Deferred { words: Cause::Folder.words(&clean(&error.to_string())), scope: Scope::Server }
            }
        }
    }
}
