//! What the server is told to do, and when.

/// The points of a session at which the server can misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Instead of the greeting.
    Connect,
    /// On `EHLO` or `HELO`.
    Hello,
    /// On `AUTH`.
    Auth,
    /// On `MAIL FROM`.
    Mail,
    /// On `RCPT TO`.
    Recipient,
    /// On the command `DATA`.
    Data,
    /// After the final dot.
    Message,
    /// On `QUIT`.
    Goodbye,
}

/// Tells whether a message whose answer never came was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// The server kept it.
    Yes,
    /// The server lost it.
    No,
}

/// What the server does. A text with line feeds becomes a multi-line reply; any other sign goes out as it is,
/// escape sequences included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Accepts, as without a script.
    Accept,
    /// Accepts the message with these words in the final reply.
    AcceptWith(&'static str),
    /// Accepts the message and, in one piece with the final reply, says something that nobody asked for.
    AcceptAndSay(&'static str),
    /// Refuses instead of greeting, for example `421`, and closes.
    RefuseConnection(u16, &'static str),
    /// Refuses `MAIL FROM`.
    RefuseSender(u16, &'static str),
    /// Refuses `RCPT TO`, for example `450` or `550`.
    RefuseRecipient(u16, &'static str),
    /// Refuses the command `DATA`.
    RefuseData(u16, &'static str),
    /// Refuses the message after its final dot, for example `421` or `554`.
    RefuseMessage(u16, &'static str),
    /// Closes the connection without an answer.
    Drop(Stage),
    /// Reads the final dot, keeps the message or not, and closes without an answer.
    DropAfterDot(Stored),
    /// Never answers; ends when the client gives up.
    Hang(Stage),
    /// Reads the final dot, keeps the message or not, and never answers.
    HangAfterDot(Stored),
    /// Sends these bytes one at a time, again and again, with a pause after each; ends when the client gives up. Before
    /// [`Stage::Message`] the message is read, and kept.
    Drip(Stage, &'static [u8]),
    /// Sends these bytes again and again, as fast as it can; ends when the client gives up.
    Flood(Stage, &'static [u8]),
    /// Sends these bytes instead of a reply, whatever they are; then goes on as if it had accepted nothing.
    Raw(Stage, &'static [u8]),
}

impl Behaviour {
    pub(super) fn stage(self) -> Option<Stage> {
        match self {
            Self::Accept => None,
            Self::RefuseConnection(..) => Some(Stage::Connect),
            Self::RefuseSender(..) => Some(Stage::Mail),
            Self::RefuseRecipient(..) => Some(Stage::Recipient),
            Self::RefuseData(..) => Some(Stage::Data),
            Self::AcceptWith(_)
            | Self::AcceptAndSay(_)
            | Self::RefuseMessage(..)
            | Self::DropAfterDot(_)
            | Self::HangAfterDot(_) => Some(Stage::Message),
            Self::Drop(stage)
            | Self::Hang(stage)
            | Self::Drip(stage, _)
            | Self::Flood(stage, _)
            | Self::Raw(stage, _) => Some(stage),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Everything,
    Connection(usize),
    Transaction(usize),
}

#[derive(Debug)]
pub(super) struct RecipientRule {
    pub(super) address: String,
    pub(super) behaviour: Behaviour,
    pub(super) remaining: Option<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) targets: Vec<(Target, Behaviour)>,
    pub(super) recipients: Vec<RecipientRule>,
    pub(super) messages_per_connection: Option<usize>,
}

impl Script {
    /// What was told for this recipient, one use of it spent.
    pub(super) fn told_for(&mut self, address: &str) -> Option<Behaviour> {
        let address = address.to_lowercase();
        let rule = self.recipients.iter_mut().find(|rule| rule.address == address)?;
        if let Some(remaining) = &mut rule.remaining {
            *remaining = remaining.checked_sub(1)?;
        }
        Some(rule.behaviour)
    }

    pub(super) fn told_at(&self, stage: Stage, connection: usize, transaction: usize) -> Option<Behaviour> {
        let concerns = |target: Target| match target {
            Target::Everything => true,
            Target::Connection(number) => number == connection,
            Target::Transaction(number) => number == transaction,
        };
        let mut matching =
            self.targets.iter().filter(|(target, told)| told.stage() == Some(stage) && concerns(*target));
        matching.next().map(|(_, behaviour)| *behaviour)
    }
}
