//! What is asked of the worker about webmasters, and what it answers.

use crate::domain::password::Secret;
use crate::domain::webmaster::{Login, Webmaster, WebmasterId, WebmasterInput};

/// A password as typed, twice.
#[derive(Debug)]
pub(crate) struct Typed {
    /// The password.
    pub(crate) password: Secret,
    /// The same, typed again.
    pub(crate) again: Secret,
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// All webmasters.
    List,
    /// To add one.
    Add {
        /// As typed.
        input: WebmasterInput,
        /// The first password.
        password: Typed,
    },
    /// To save one.
    Edit {
        /// Which.
        login: Login,
        /// The version that was read.
        rev: i64,
        /// As typed.
        input: WebmasterInput,
    },
    /// To let one sign in no more.
    Disable(Login),
    /// To let one sign in again.
    Enable(Login),
    /// To set somebody else's password.
    SetPassword {
        /// Whose.
        id: WebmasterId,
        /// The new one.
        password: Typed,
    },
    /// To change one's own password.
    ChangePassword {
        /// The one that is to be replaced.
        current: Secret,
        /// The new one.
        password: Typed,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// All webmasters.
    Listed(Vec<Webmaster>),
    /// One was added or saved.
    Saved,
    /// Somebody else saved first; what is stored now.
    Overtaken(Webmaster),
    /// One may sign in no more.
    Disabled,
    /// One may sign in again.
    Enabled,
    /// A password is another one.
    PasswordSet,
}
