//! Mails as the outbox knows them: kinds, states, and when to try again.

use super::message::{Message, system};
use super::time::{DAY_S, Latest, MINUTE_S, Timestamp};

/// A mail's identifier in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MailId(pub i64);

/// What a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// First credentials, to the contact of a new establishment.
    Registration,
    /// New credentials of an administrator, to the contact.
    Reset,
    /// A copy without the password, to the webmaster.
    Copy,
    /// A test of the transport.
    Test,
    /// A letter to many.
    Letter,
    /// What an establishment writes to one of its people.
    Inside,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Registration, Self::Reset, Self::Copy, Self::Test, Self::Letter, Self::Inside];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Reset => "reset",
            Self::Copy => "copy",
            Self::Test => "test",
            Self::Letter => "letter",
            Self::Inside => "inside",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Tells whether its body may hold [`SECRET_MARK`] for a password; in any other it is just text.
    #[must_use]
    pub const fn holds_password(self) -> bool {
        match self {
            Self::Registration | Self::Reset | Self::Inside => true,
            Self::Copy | Self::Test | Self::Letter => false,
        }
    }
}

/// What the program writes to one of an establishment's people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tells {
    /// The password of an account that was added.
    FirstPassword,
    /// The password that somebody else has given an account.
    NewPassword,
    /// The code that replaces a forgotten password.
    ResetCode,
}

impl Tells {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::FirstPassword, Self::NewPassword, Self::ResetCode];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstPassword => "first-password",
            Self::NewPassword => "new-password",
            Self::ResetCode => "reset-code",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tells| tells.word() == word)
    }
}

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Waits for its first try.
    Queued,
    /// A sender has it.
    Sending,
    /// The server asked to come back later (4xx), or could not be reached.
    Deferred,
    /// The server took it.
    Sent,
    /// The server refused it for good (5xx), or it cannot be built: a person must look.
    Refused,
    /// The connection went after the data: it may have arrived; only a person may send it again.
    Uncertain,
    /// What it was made from no longer holds: it never leaves.
    Withdrawn,
}

impl State {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 7] =
        [Self::Queued, Self::Sending, Self::Deferred, Self::Sent, Self::Refused, Self::Uncertain, Self::Withdrawn];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Deferred => "deferred",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Uncertain => "uncertain",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Tells whether it leaves by itself some time.
    #[must_use]
    pub const fn waits(self) -> bool {
        match self {
            Self::Queued | Self::Deferred => true,
            Self::Sending | Self::Sent | Self::Refused | Self::Uncertain | Self::Withdrawn => false,
        }
    }
}

/// The longest time between two tries, in seconds.
pub const LONGEST_BACKOFF_S: i64 = 4 * 60 * MINUTE_S;

/// Returns the seconds until try number `attempts + 1`: 1 minute, doubling to [`LONGEST_BACKOFF_S`].
#[must_use]
pub fn backoff_s(attempts: u32) -> i64 {
    (MINUTE_S << attempts.saturating_sub(1).min(8)).min(LONGEST_BACKOFF_S)
}

/// Seconds after which a mail that keeps being deferred is refused.
pub const GIVE_UP_S: i64 = 14 * DAY_S;
/// Tries after which it is refused too, whatever the clock says of its age: as many as 14 days can hold, and some more.
pub const GIVE_UP_TRIES: u32 = 100;

/// Tells whether a mail that was deferred once more is not tried again.
#[must_use]
pub fn is_given_up(mail: &Mail, latest: Latest) -> bool {
    mail.attempts >= GIVE_UP_TRIES || latest.is_past(mail.created_at.plus_s(GIVE_UP_S))
}

/// Why a mail did not leave when it was no server that said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The server cannot be found or reached.
    Connect,
    /// The protection that the settings ask for cannot be had.
    Tls,
    /// The server offers no way to sign in.
    SignIn,
    /// The file with the secret cannot be used.
    SecretFile,
    /// The file with the authority cannot be used.
    CaFile,
    /// The connection went before the message was given, or the server's answer makes no sense.
    Broken,
    /// The connection went after the message was given and before the answer.
    Lost,
    /// The message cannot be built.
    Build,
    /// The password is no longer good and was erased.
    Expired,
    /// The file cannot be written.
    Folder,
    /// The sender died while it gave the message.
    Died,
    /// A file that belongs to it is missing or is not what it was.
    Attachment,
    /// Withdrawn: the contact has no address any more.
    NoAddress,
    /// Withdrawn: a later mail, which the detail names, tells the account's password.
    Superseded,
    /// Withdrawn: the establishment was deleted.
    Gone,
    /// Withdrawn: the establishment's content was replaced, its passwords too.
    Replaced,
    /// Withdrawn: the same letter has gone to that address, for the establishment that the detail names.
    Same,
    /// Withdrawn: the password does not open the account any more.
    Stale,
    /// Whether the password opens the account could not be tried.
    Untried,
    /// It waited in a copy of an establishment's database: it may have left from where that was made.
    Copied,
    /// Another mail has its Message-ID, which the detail tells: it got one of its own.
    IdTaken,
    /// A value of it, or of what it speaks of, is one that nobody knows; the detail names the field.
    Unreadable,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Connect,
        Self::Tls,
        Self::SignIn,
        Self::SecretFile,
        Self::CaFile,
        Self::Broken,
        Self::Lost,
        Self::Build,
        Self::Expired,
        Self::Folder,
        Self::Died,
        Self::Attachment,
        Self::NoAddress,
        Self::Superseded,
        Self::Gone,
        Self::Replaced,
        Self::Same,
        Self::Stale,
        Self::Untried,
        Self::Copied,
        Self::IdTaken,
        Self::Unreadable,
    ];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::SignIn => "sign-in",
            Self::SecretFile => "secret-file",
            Self::CaFile => "ca-file",
            Self::Broken => "broken",
            Self::Lost => "lost",
            Self::Build => "build",
            Self::Expired => "expired",
            Self::Folder => "folder",
            Self::Died => "died",
            Self::Attachment => "attachment",
            Self::NoAddress => "no-address",
            Self::Superseded => "superseded",
            Self::Gone => "gone",
            Self::Replaced => "replaced",
            Self::Same => "same",
            Self::Stale => "stale",
            Self::Untried => "untried",
            Self::Copied => "copied",
            Self::IdTaken => "id-taken",
            Self::Unreadable => "unreadable",
        }
    }

    /// Writes the words that [`Mail::words`] keeps; a server's words begin with its code, so they never look alike.
    #[must_use]
    pub fn words(self, detail: &str) -> String {
        format!("{}: {detail}", self.word())
    }

    /// Reads such words back, with the detail; none for a server's words.
    #[must_use]
    pub fn from_words(words: &str) -> Option<(Self, &str)> {
        let (word, detail) = words.split_once(": ")?;
        Some((Self::ALL.into_iter().find(|cause| cause.word() == word)?, detail))
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Connect => "mail-cause-connect",
            Self::Tls => "mail-cause-tls",
            Self::SignIn => "mail-cause-sign-in",
            Self::SecretFile => "mail-cause-secret-file",
            Self::CaFile => "mail-cause-ca-file",
            Self::Broken => "mail-cause-broken",
            Self::Lost => "mail-cause-lost",
            Self::Build => "mail-cause-build",
            Self::Expired => "mail-cause-expired",
            Self::Folder => "mail-cause-folder",
            Self::Died => "mail-cause-died",
            Self::Attachment => "mail-cause-attachment",
            Self::NoAddress => "mail-cause-no-address",
            Self::Superseded => "mail-cause-superseded",
            Self::Gone => "mail-cause-gone",
            Self::Replaced => "mail-cause-replaced",
            Self::Same => "mail-cause-same",
            Self::Stale => "mail-cause-stale",
            Self::Untried => "mail-cause-untried",
            Self::Copied => "mail-cause-copied",
            Self::IdTaken => "mail-cause-id-taken",
            Self::Unreadable => "mail-cause-unreadable",
        }
    }
}

/// Says the last words about a mail: our own causes in the reader's language, a server's as they are.
#[must_use]
pub fn last_words(words: &str) -> Message {
    match Cause::from_words(words) {
        Some((cause, detail)) => Message::new(cause.key()).with("detail", system(detail)),
        None => Message::new("mail-words").with("words", words),
    }
}

/// A mail in a list or in its own view. The password is never part of it: the body holds a mark in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Identifier.
    pub id: MailId,
    /// What it is for.
    pub kind: Kind,
    /// The establishment it speaks of.
    pub establishment: Option<super::establishment::EstablishmentNumber>,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_email: String,
    /// Subject.
    pub subject: String,
    /// Body, with [`SECRET_MARK`] where the password belongs.
    pub body: String,
    /// Kept through every try.
    pub message_id: String,
    /// Where it stands.
    pub state: State,
    /// Tries so far.
    pub attempts: u32,
    /// The server's last words, or the cause.
    pub words: String,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When the next try is due.
    pub next_attempt_at: Timestamp,
    /// When the server took it.
    pub sent_at: Option<Timestamp>,
}

/// Stands in a body where the password belongs; the password itself is kept apart and erased once sent.
pub const SECRET_MARK: &str = "{password}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_read_back_and_never_taken_from_a_server() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_words(&cause.words("a: b")), Some((cause, "a: b")));
        }
        assert_eq!(Cause::from_words("450 lost: b"), None);
        assert_eq!(Cause::from_words(""), None);
    }

    #[test]
    fn waits_grow_and_stop_growing() {
        assert_eq!([1, 2, 3, 8, 9, 60].map(backoff_s), [60, 120, 240, 7680, 14400, 14400]);
    }
}
