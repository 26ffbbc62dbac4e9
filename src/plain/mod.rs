//! The console as numbered questions on plain lines (`--plain`, `TERM=dumb`): for screen readers, braille and dumb
//! terminals, and for scripts that speak through a pipe.
//!
//! Invariants: only lines are ever written, no escape sequence, no control character but the line's end, whatever the
//! data holds; input is read by lines too, so a terminal in its usual mode does; its end is an end in order at any
//! question; what is typed counts only once its line is complete. The verbs are those of the full console.
//!
//! ```text
//! line → Dialogue (idle lock, ? = 0) → question → form → operations::… → said by the same Dialogue
//! ```

mod audit;
mod command;
mod desk;
mod dialogue;
mod establishment;
mod export;
mod first_run;
mod form;
mod guard;
mod job;
mod mail;
mod menu;
mod noun;
mod question;
mod server;
mod settings;
mod sign_in;
mod statistics;
mod terminal;

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::time::Duration;

pub use terminal::{Echo, on_terminal};

use self::desk::Desk;
use self::dialogue::{Dialogue, Stop};
use crate::config::Settings;
use crate::domain::access::Actor;
use crate::domain::exit::ExitReason;
use crate::domain::message::{Explain, Message, system};
use crate::i18n::Catalogue;
use crate::jobs::progress::Cancel;
use crate::jobs::worker::Carrier;
use crate::operations::{self, Clock, Context, Home, Options, session};

/// What the console is started with.
#[derive(Debug)]
pub struct Launch {
    /// The data directory.
    pub home: Home,
    /// The clock.
    pub clock: Clock,
    /// What verbs obey.
    pub options: Options,
    /// The settings: the guards are taken from them.
    pub settings: Settings,
    /// Who carries out the jobs that are started here.
    pub carrier: Carrier,
    /// The words.
    pub catalogue: Arc<Catalogue>,
    /// Who acts; [`Nobody`](crate::domain::access::Identity::Nobody) signs in first.
    pub actor: Actor,
    /// The webmaster as whom the demonstration opens; none: this is no demonstration.
    pub demo_login: Option<String>,
    /// Whether only ASCII characters may be written.
    pub ascii: bool,
    /// After how long without a line the password is asked for again; none: never.
    pub idle_lock: Option<Duration>,
}

/// Where lines come from and go to.
pub struct Handles<'a> {
    /// What is typed.
    pub input: &'a mut dyn BufRead,
    /// What is said.
    pub output: &'a mut dyn Write,
    /// Hides passwords while they are typed.
    pub echo: &'a mut Echo,
    /// Raised by a signal that ends the conversation: what takes long stops at its next step.
    pub cancel: Cancel,
    /// Time that has passed since some moment.
    pub uptime: &'a dyn Fn() -> Duration,
}

/// Why the console could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or writing failed for another reason than that the other end is gone.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The data directory cannot be opened.
    #[error(transparent)]
    Operation(#[from] operations::Error),
}

impl Explain for Error {
    fn message(&self) -> Message {
        match self {
            Self::Io(cause) => Message::new("plain-io").with("cause", system(&cause.to_string())),
            Self::Operation(error) => error.message(),
        }
    }
}

/// Runs the console until somebody leaves it or its input ends.
///
/// # Errors
/// What opening the data directory says, and what the handles say.
pub fn run(launch: Launch, handles: Handles<'_>) -> Result<ExitReason, Error> {
    let mut io = Dialogue::new(handles, Arc::clone(&launch.catalogue), launch.ascii);
    match begin(&mut io, launch)? {
        Ok(()) | Err(Stop::Back) => {
            io.text("plain-goodbye");
            io.flush();
            Ok(ExitReason::Quit)
        }
        Err(Stop::End(reason)) => Ok(reason),
        Err(Stop::Failed(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitReason::HangUp),
        Err(Stop::Failed(error)) => Err(Error::Io(error)),
    }
}

/// First start, sign-in, and everything after it; the session is ended whatever happens.
fn begin(io: &mut Dialogue<'_>, launch: Launch) -> Result<Result<(), Stop>, Error> {
    let Launch { home, clock, options, actor, .. } = &launch;
    if !home.is_initialised()
        && let Err(stop) = first_run::ask(io, home, actor, *clock)
    {
        return Ok(Err(stop));
    }
    let mut ctx = Context::start(home, actor.clone(), *clock, options.clone())?;
    let signed_in = match sign_in::ask(io, &mut ctx, launch.demo_login.as_deref()) {
        Ok(signed_in) => signed_in,
        Err(stop) => return Ok(Err(stop)),
    };
    if let Some(doubt) = ctx.doubt()? {
        io.say(&doubt.message());
    }
    let watch = Context::open(home, ctx.actor.clone(), *clock, options.clone())?;
    io.watch(guard::Guard::new(watch, signed_in.session, launch.idle_lock));
    let mut desk = Desk::new(io, ctx, launch.settings, launch.carrier);
    let result = menu::show(&mut desk);
    let reason = match &result {
        Ok(()) | Err(Stop::Back | Stop::End(ExitReason::Quit)) => session::EndReason::SignOut,
        Err(Stop::End(ExitReason::HangUp) | Stop::Failed(_)) => session::EndReason::HangUp,
        Err(Stop::End(ExitReason::Terminated)) => session::EndReason::Terminated,
        // There is nobody who could write it down.
        Err(Stop::End(ExitReason::Replaced)) => return Ok(result),
    };
    match session::end(&mut desk.ctx, signed_in.session, reason) {
        Err(error) if error.is_replaced() => Ok(Err(Stop::End(ExitReason::Replaced))),
        other => Ok(other.map(|()| result)?),
    }
}
