//! Who acts, and from where.

use std::sync::Arc;

use super::account::AccountId;
use super::duty::Duty;
use super::establishment::EstablishmentNumber;
use super::message::Message;
use super::object::At;
use super::rights::standing::Standing;
use super::webmaster::{Login, WebmasterId};

/// Where a webmaster is for support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// In which establishment.
    pub of: EstablishmentNumber,
    /// Why, as it was typed; empty: they only look.
    pub reason: String,
}

/// Who acts.
#[derive(Debug, Clone)]
pub enum Identity {
    /// Nobody has signed in yet.
    Nobody,
    /// A webmaster who signed in.
    Webmaster {
        /// Identifier.
        id: WebmasterId,
        /// Login, for the audit.
        login: Login,
        /// What they are there for, as it was looked at last.
        duty: Duty,
        /// The establishment in which they are for support, if they are in one.
        support: Option<Support>,
    },
    /// A person of an establishment who signed in there.
    Person {
        /// Whose person.
        of: EstablishmentNumber,
        /// Their account there.
        id: AccountId,
        /// Login, for the audit.
        login: String,
        /// What they may do, as it was looked at last; none: nobody has looked, so it is nothing.
        standing: Option<Arc<Standing>>,
        /// Who looks through their eyes, and changes nothing; none: it is that person.
        viewer: Option<Box<Self>>,
    },
    /// Whoever owns the data directory and runs a command without a terminal session.
    Owner,
    /// The program itself: sender, recovery.
    Program,
}

impl Identity {
    /// Returns the stored word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Webmaster { .. } => "webmaster",
            Self::Person { .. } => "person",
            Self::Owner => "owner",
            Self::Program => "program",
        }
    }

    /// Returns the stored identifier: a webmaster's, an account's in its establishment, else 0.
    #[must_use]
    pub const fn id(&self) -> i64 {
        match self {
            Self::Webmaster { id, .. } => id.0,
            Self::Person { id, .. } => id.0,
            Self::Nobody | Self::Owner | Self::Program => 0,
        }
    }

    /// Returns who comes back when a visit is left: a webmaster's support, or what somebody looks at as somebody else. None:
    /// it is no visit.
    #[must_use]
    pub fn behind(&self) -> Option<Self> {
        match self {
            Self::Webmaster { id, login, duty, support: Some(_) } => {
                Some(Self::Webmaster { id: *id, login: login.clone(), duty: duty.clone(), support: None })
            }
            Self::Person { viewer: Some(viewer), .. } => Some(viewer.as_ref().clone()),
            _ => None,
        }
    }

    /// Tells whether it is a webmaster who changes nothing anywhere.
    #[must_use]
    pub const fn is_observer(&self) -> bool {
        matches!(self, Self::Webmaster { duty: Duty::Observer, .. })
    }

    /// Returns how many visits deep somebody is.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.behind().map_or(0, |behind| behind.depth() + 1)
    }

    /// Returns why a webmaster is somewhere for support; empty where they are not, or have not said.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.support().map_or("", |support| support.reason.as_str())
    }

    /// Returns who sits there, whatever they visit.
    #[must_use]
    pub fn oneself(&self) -> Self {
        self.behind().map_or_else(|| self.clone(), |behind| behind.oneself())
    }

    /// Returns where a webmaster is for support, who may look through somebody's eyes there.
    #[must_use]
    pub fn support(&self) -> Option<&Support> {
        match self {
            Self::Webmaster { support, .. } => support.as_ref(),
            Self::Person { viewer: Some(viewer), .. } => viewer.support(),
            _ => None,
        }
    }
}

/// The same person, whatever they may do by now.
impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        let place = |identity: &Self| match identity {
            Self::Person { of, .. } => Some(*of),
            _ => None,
        };
        (self.kind(), self.id(), place(self)) == (other.kind(), other.id(), place(other))
    }
}

impl Eq for Identity {}

/// Who acts, and from where; every audit entry holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub identity: Identity,
    /// The operating system's user.
    pub os_user: String,
    /// The SSH client's address and port, when there is one.
    pub ssh_client: String,
    /// The SSH key's name (`--key`), when there is one.
    pub ssh_key: String,
}

impl Actor {
    /// Names the actor for lists: a login, or a word in parentheses.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.identity {
            Identity::Nobody => "(nobody)",
            Identity::Webmaster { login, .. } => login.as_str(),
            Identity::Person { login, .. } => login,
            Identity::Owner => "(owner)",
            Identity::Program => "(program)",
        }
    }

    /// Says what is visited, by the name of the establishment, and whether anything is changed there; none: it is no visit.
    #[must_use]
    pub fn visit(&self, name: &str) -> Option<Message> {
        let of = self.identity.behind().and_then(|_| self.belongs().establishment())?;
        if let Identity::Person { login, .. } = &self.identity {
            return Some(Message::new("visit-view-as").with("login", login.as_str()).with("name", name));
        }
        let reason = Some(self.identity.reason()).filter(|reason| !reason.is_empty()).unwrap_or("none");
        Some(Message::new("visit-support").with("number", of.to_string()).with("name", name).with("reason", reason))
    }

    /// Returns where the actor belongs: a person to their establishment, as a webmaster in it for support, anybody else to the host.
    #[must_use]
    pub const fn belongs(&self) -> At {
        match &self.identity {
            Identity::Person { of, .. } | Identity::Webmaster { support: Some(Support { of, .. }), .. } => {
                At::Establishment(*of)
            }
            Identity::Nobody | Identity::Webmaster { .. } | Identity::Owner | Identity::Program => At::Host,
        }
    }

    /// Returns the identity's stored word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        self.identity.kind()
    }
}
