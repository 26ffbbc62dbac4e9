//! Each mail becomes a private file in the data directory.

use crate::domain::mail::Cause;
use crate::store::files;
use crate::store::home::Home;

use super::super::message::Letter;
use super::{Outcome, Scope, clean};

/// The folder transport.
#[derive(Debug)]
pub struct Folder {
    home: Home,
}

impl Folder {
    pub(super) fn new(home: &Home) -> Self {
        Self { home: home.clone() }
    }

    pub(super) fn deliver(&self, letter: &Letter, name: &str) -> Outcome {
        let folder = self.home.outgoing_mail();
        let file = format!("{name}.eml");
        let written =
            files::create_directory(&folder).and_then(|()| files::write_private(&folder.join(&file), letter.bytes()));
        match written {
            Ok(()) => Outcome::Sent { words: file },
            Err(error) => {
                Outcome::Deferred { words: Cause::Folder.words(&clean(&error.to_string())), scope: Scope::Server }
            }
        }
    }
}
