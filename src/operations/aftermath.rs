//! What a verb did besides what was asked for, told after it at every door.

use std::path::PathBuf;

use crate::audit::Entry;
use crate::domain::account::AccountId;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mail::Cause;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::store::establishment::person;
use crate::store::shelf::Shelf;

/// What became of the bounce address when the sender changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bounce {
    /// It was the former sender and is this one now.
    Followed(String),
    /// It is still this one, of the former sender's time: somebody has to look at it.
    Behind(String),
}

/// A database that was to be removed as never acknowledged, and into which somebody had written by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued {
    /// The establishment's number.
    pub number: EstablishmentNumber,
    /// Where it is kept; none: it is the establishment's, whose work was finished instead.
    pub kept: Option<PathBuf>,
}

/// What a verb did to mails that wait, and what else follows; front ends say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// Mails that say something else now, or go elsewhere.
    pub rewritten: u32,
    /// Mails that will never leave.
    pub withdrawn: u32,
    /// Why the last of these was withdrawn, as [`crate::domain::mail::last_words`] reads it.
    pub words: String,
    /// Mails that waited in content that was removed or replaced: they went with it.
    pub gone_inside: u32,
    /// An establishment that was brought back and whose administrator's password never left, and how many there are.
    pub unsent: Option<(EstablishmentNumber, u32)>,
    /// Establishments whose content has come back without a Manager or Superadmin who lasts.
    pub unadministered: Vec<EstablishmentNumber>,
    /// Passwords that nobody had used and that were mailed anew, to the address or with the login that their account has now.
    pub passwords_mailed: u32,
    /// Passwords that nobody had used and in the place of which there is none, since no address could be told another one.
    pub passwords_forgotten: u32,
    /// What became of the bounce address.
    pub bounce: Option<Bounce>,
    /// What was kept of work that a process left.
    pub rescued: Vec<Rescued>,
    /// What lay in an establishment's place and was not its own, and where it is kept now.
    pub strangers: Vec<(EstablishmentNumber, PathBuf)>,
}

impl Aftermath {
    /// Mails that were withdrawn together, and why.
    pub(super) fn withdrawn(count: usize, words: String) -> Self {
        Self { withdrawn: u32::try_from(count).unwrap_or(u32::MAX), words, ..Self::default() }
    }

    /// Looks for a Manager or Superadmin who lasts in content that has come back; what cannot be read, the doctor tells.
    pub(super) fn of_content(shelf: &Shelf, of: (EstablishmentNumber, &Secret)) -> Self {
        let lasting = shelf.look_inside(of, |tx| Ok(person::others_who_last(tx, AccountId(0))?.managers));
        let is_left = !matches!(lasting, Ok(Some(0)));
        Self { unadministered: if is_left { Vec::new() } else { vec![of.0] }, ..Self::default() }
    }

    /// Says it, a sentence each; what matters most comes last.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let mut messages = Vec::new();
        if self.rewritten > 0 {
            messages.push(Message::new("aftermath-rewritten").with("count", self.rewritten));
        }
        match &self.bounce {
            Some(Bounce::Followed(address)) => {
                messages.push(Message::new("aftermath-bounce-followed").with("address", address.as_str()));
            }
            Some(Bounce::Behind(address)) => {
                messages.push(Message::new("aftermath-bounce-behind").with("address", address.as_str()));
            }
            None => {}
        }
        if self.withdrawn > 0 {
            let cause = Cause::from_words(&self.words).map_or("", |(cause, _)| cause.word());
            messages.push(Message::new("aftermath-withdrawn").with("count", self.withdrawn).with("cause", cause));
        }
        if self.gone_inside > 0 {
            messages.push(Message::new("aftermath-gone-inside").with("count", self.gone_inside));
        }
        if self.passwords_mailed > 0 {
            messages.push(Message::new("aftermath-passwords-mailed").with("count", self.passwords_mailed));
        }
        if self.passwords_forgotten > 0 {
            messages.push(Message::new("aftermath-passwords-forgotten").with("count", self.passwords_forgotten));
        }
        if let Some((number, count)) = self.unsent {
            let unsent = Message::new("aftermath-unsent").with("number", number.to_string()).with("count", count);
            messages.push(unsent);
        }
        let left = self.unadministered.iter();
        messages.extend(left.map(|number| Message::new("doctor-no-administrator").with("number", number.to_string())));
        messages.extend(self.rescued.iter().map(|Rescued { number, kept }| {
            Message::new("aftermath-rescued")
                .with("number", number.to_string())
                .with("kept", kept.as_ref().map_or_else(|| "none".to_owned(), |path| path.display().to_string()))
        }));
        messages.extend(self.strangers.iter().map(|(number, path)| {
            Message::new("aftermath-stranger")
                .with("number", number.to_string())
                .with("path", path.display().to_string())
        }));
        messages
    }

    /// Adds what another step did.
    pub(super) fn add(&mut self, other: Self) {
        self.rewritten += other.rewritten;
        self.withdrawn += other.withdrawn;
        self.gone_inside += other.gone_inside;
        self.passwords_mailed += other.passwords_mailed;
        self.passwords_forgotten += other.passwords_forgotten;
        if other.withdrawn > 0 {
            self.words = other.words;
        }
        if let Some((number, count)) = other.unsent {
            let (first, so_far) = self.unsent.unwrap_or((number, 0));
            self.unsent = Some((first, so_far + count));
        }
        self.bounce = other.bounce.or(self.bounce.take());
        self.unadministered.extend(other.unadministered);
        self.rescued.extend(other.rescued);
        self.strangers.extend(other.strangers);
    }

    /// Names the mails in the verb's entry of the audit.
    pub(super) fn named(&self, entry: Entry) -> Entry {
        let counts = [
            ("mails-rewritten", self.rewritten),
            ("mails-withdrawn", self.withdrawn),
            ("mails-inside", self.gone_inside),
            ("passwords-mailed", self.passwords_mailed),
            ("passwords-forgotten", self.passwords_forgotten),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        counts.fold(entry, |entry, (field, count)| entry.is(field, count.to_string()))
    }
}
