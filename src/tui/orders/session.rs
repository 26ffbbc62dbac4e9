//! What is asked of the worker about the session, and what it answers.

use crate::domain::access::Actor;
use crate::domain::block::Block;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::session::{EndReason, Place};
use crate::operations::demo::Persona;
use crate::operations::people::Home;
use crate::tui::orders::host::Typed;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// The host's name and whether this is a demonstration.
    Host,
    /// Who somebody is who has signed in at an establishment.
    Home,
    /// To change the own password of a person of an establishment.
    ChangePassword {
        /// As typed.
        current: Secret,
        /// As typed, twice.
        new: Typed,
    },
    /// What a person of an establishment can change of their own account besides the password.
    OwnDetails,
    /// To change it.
    ChangeDetails {
        /// The password, as typed.
        current: Secret,
        /// As typed.
        typed: Filled,
    },
    /// To sign in.
    SignIn {
        /// Where.
        place: Place,
        /// As typed.
        login: String,
        /// As typed.
        password: Secret,
    },
    /// To have a code mailed to whoever has forgotten their password.
    AskCode {
        /// As typed.
        establishment: String,
        /// Login or address, as typed.
        who: String,
    },
    /// To choose another password by that code.
    Redeem {
        /// As typed.
        establishment: String,
        /// As typed.
        who: String,
        /// As typed.
        code: Secret,
        /// As typed, twice.
        new: Typed,
    },
    /// To enter the demonstration, which asks for no password.
    Demo {
        /// Whose.
        login: String,
    },
    /// To go on in the demonstration as somebody else.
    EnterAs(&'static Persona),
    /// To enter an establishment for support.
    Support {
        /// Which.
        number: EstablishmentNumber,
        /// Why, as typed; empty: to look.
        reason: String,
    },
    /// To say why one is there.
    Justify {
        /// As typed.
        reason: String,
    },
    /// To look at the console as somebody else does.
    ViewAs {
        /// As whom.
        login: String,
    },
    /// To leave what one visits.
    Leave,
    /// To go on after the lock.
    Unlock {
        /// As typed.
        password: Secret,
    },
    /// To note that somebody is there, and to learn whether the session still stands.
    Touch,
    /// To end the session.
    End(EndReason),
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// The host.
    Host {
        /// Its name.
        name: String,
        /// Whether this is a demonstration.
        demo: bool,
        /// The blocks of every establishment at once.
        blocks: Vec<Block>,
        /// Why the registry is held, if it is.
        held: Option<Message>,
    },
    /// Who somebody is who has signed in at an establishment.
    Home(Home),
    /// Somebody has signed in.
    SignedIn {
        /// Who.
        actor: Actor,
        /// Whether the password must be changed before anything else.
        must_change: bool,
    },
    /// Somebody visits, or has said why.
    Visiting(Actor),
    /// Somebody visits no more, or less deep; why, where they have not left it themselves.
    Back(Actor, Option<Message>),
    /// A code was asked for, whatever came of it: of whom.
    CodeAsked {
        /// As typed.
        establishment: String,
        /// As typed.
        who: String,
    },
    /// What can be changed of the own account.
    OwnDetails(Filled),
    /// It is changed.
    DetailsChanged,
    /// The password is another one.
    PasswordChanged,
    /// The password was right.
    Unlocked,
    /// The session stands.
    Alive,
    /// It stands, and whoever works in it is there for something else by now.
    Renewed(Actor),
    /// The session was ended elsewhere.
    Ended(Message),
}
