//! Who may do what: actors, actions, and the one function that decides.
//!
//! Invariant: screens, commands and bulk actions all ask [`decide`], so what a screen hides is also refused.

use super::message::{Explain, Message};
use super::webmaster::{Login, WebmasterId};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Nobody has signed in yet.
    Nobody,
    /// A webmaster who signed in.
    Webmaster {
        /// Identifier.
        id: WebmasterId,
        /// Login, for the audit.
        login: Login,
    },
    /// Whoever owns the data directory and runs a command without a terminal session.
    Owner,
    /// The program itself: sender, recovery.
    Program,
}

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
            Identity::Owner => "(owner)",
            Identity::Program => "(program)",
        }
    }

    /// Gives the identity's stored word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.identity {
            Identity::Nobody => "nobody",
            Identity::Webmaster { .. } => "webmaster",
            Identity::Owner => "owner",
            Identity::Program => "program",
        }
    }
}

/// Where somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Door {
    /// The screens of the console.
    Console,
    /// Its plain lines.
    Plain,
    /// A command.
    #[default]
    Command,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Console, Self::Plain, Self::Command];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Plain => "plain",
            Self::Command => "command",
        }
    }
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a verb of the command line")]
pub enum Action {
    Initialise,
    SignIn,
    ListEstablishments,
    AddEstablishment,
    EditEstablishment,
    BlockEstablishment,
    ResetAdministrator,
    DeleteEstablishment,
    ExportEstablishment,
    ComputeStatistics,
    ImportEstablishments,
    ManageZones,
    ManageWebmasters,
    ChangeOwnPassword,
    ManageHost,
    ReadMail,
    SendMail,
    ReadAudit,
    Repair,
    ReadJobs,
    ManageJobs,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Initialise,
        Self::SignIn,
        Self::ListEstablishments,
        Self::AddEstablishment,
        Self::EditEstablishment,
        Self::BlockEstablishment,
        Self::ResetAdministrator,
        Self::DeleteEstablishment,
        Self::ExportEstablishment,
        Self::ComputeStatistics,
        Self::ImportEstablishments,
        Self::ManageZones,
        Self::ManageWebmasters,
        Self::ChangeOwnPassword,
        Self::ManageHost,
        Self::ReadMail,
        Self::SendMail,
        Self::ReadAudit,
        Self::Repair,
        Self::ReadJobs,
        Self::ManageJobs,
    ];

    /// Tells whether it changes anything of the registry, so that it waits while the registry is held. Repairing has doors
    /// of its own: accepting a held registry is one of them.
    #[must_use]
    pub const fn changes(self) -> bool {
        match self {
            Self::Initialise
            | Self::SignIn
            | Self::ListEstablishments
            | Self::ReadMail
            | Self::ReadAudit
            | Self::ReadJobs
            | Self::Repair => false,
            Self::AddEstablishment
            | Self::EditEstablishment
            | Self::BlockEstablishment
            | Self::ResetAdministrator
            | Self::DeleteEstablishment
            | Self::ExportEstablishment
            | Self::ComputeStatistics
            | Self::ImportEstablishments
            | Self::ManageZones
            | Self::ManageWebmasters
            | Self::ChangeOwnPassword
            | Self::ManageHost
            | Self::SendMail
            | Self::ManageJobs => true,
        }
    }
}

/// A refusal: the rule that refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("refused by rule {rule}")]
pub struct Refusal {
    /// The rule's identifier: `H1` sign in first, `H2` only the program, `H3` only a webmaster.
    pub rule: &'static str,
}

impl Explain for Refusal {
    fn message(&self) -> Message {
        Message::new("refusal").with("rule", self.rule)
    }
}

/// Decides whether an actor may do something. Source: `rules/hosting.md`, the webmaster administers everything.
///
/// # Errors
/// The rule that refuses.
pub const fn decide(actor: &Actor, action: Action) -> Result<(), Refusal> {
    match (&actor.identity, action) {
        (Identity::Nobody, Action::Initialise | Action::SignIn)
        | (Identity::Webmaster { .. } | Identity::Program, _) => Ok(()),
        (Identity::Nobody, _) => Err(Refusal { rule: "H1" }),
        (Identity::Owner, Action::ChangeOwnPassword) => Err(Refusal { rule: "H3" }),
        (Identity::Owner, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_may_only_begin() {
        let actor = Actor {
            identity: Identity::Nobody,
            os_user: String::new(),
            ssh_client: String::new(),
            ssh_key: String::new(),
        };
        let allowed: Vec<_> = Action::ALL.into_iter().filter(|action| decide(&actor, *action).is_ok()).collect();
        assert_eq!(allowed, [Action::Initialise, Action::SignIn]);
    }
}
