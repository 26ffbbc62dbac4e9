//! The conversation: first start, sign-in, the menu, and the end in order.

use std::io;
use std::os::fd::AsFd as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::termios::isatty;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::conversation::Conversation;
use super::dialogue::{Dialogue, Handles, Stop};
use super::terminal::{Echo, Input};
use super::{first_run, guard, menu, person, sign_in};
use crate::config::Settings;
use crate::domain::access::{Actor, At};
use crate::domain::exit::ExitReason;
use crate::domain::message::{Explain, Message, system};
use crate::domain::session::{EndReason, Entrance};
use crate::i18n::Catalogue;
use crate::jobs::progress::Cancel;
use crate::jobs::worker::Carrier;
use crate::operations::session::SignedIn;
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
    /// Whom the sign-in lets in.
    pub entrance: Entrance,
    /// Whether only ASCII characters may be written.
    pub ascii: bool,
    /// After how long without a line the password is asked for again; none: never.
    pub idle_lock: Option<Duration>,
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
pub fn run(launch: &Launch, handles: Handles<'_>) -> Result<ExitReason, Error> {
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
fn begin(io: &mut Dialogue<'_>, launch: &Launch) -> Result<Result<(), Stop>, Error> {
    let Launch { home, clock, options, actor, .. } = launch;
    if !home.is_initialised()
        && let Err(stop) = first_run::ask(io, home, actor, *clock)
    {
        return Ok(Err(stop));
    }
    loop {
        let mut ctx = Context::start(home, At::Host, actor.clone(), *clock, options.clone())?;
        let signed_in = match sign_in::ask(io, &mut ctx, launch.demo_login.is_some(), &launch.entrance) {
            Ok(signed_in) => signed_in,
            Err(stop) => return Ok(Err(stop)),
        };
        let result = work(io, launch, ctx, &signed_in)?;
        // Whoever leaves somebody of the demonstration may be somebody else.
        if launch.demo_login.is_none() || !matches!(result, Ok(()) | Err(Stop::Back)) {
            return Ok(result);
        }
    }
}

/// All that somebody does who has signed in, to the end of the session.
fn work(
    io: &mut Dialogue<'_>,
    launch: &Launch,
    mut ctx: Context,
    signed_in: &SignedIn,
) -> Result<Result<(), Stop>, Error> {
    let Launch { home, clock, options, .. } = launch;
    let is_of_the_host = ctx.actor.belongs() == At::Host;
    if let Some(doubt) = ctx.doubt()?.filter(|_| is_of_the_host) {
        io.say(&doubt.message());
    }
    let watch = Context::open(home, ctx.actor.belongs(), ctx.actor.clone(), *clock, options.clone())?;
    io.offer_commands(is_of_the_host);
    io.watch(guard::Guard::new(watch, signed_in.session, launch.idle_lock));
    let (settings, carrier) = (launch.settings.clone(), launch.carrier.clone());
    let mut conversation = Conversation::new(io, ctx, settings, carrier, person::show);
    let result = if is_of_the_host { menu::show(&mut conversation) } else { person::show(&mut conversation) };
    let reason = match &result {
        Ok(()) | Err(Stop::Back | Stop::End(ExitReason::Quit)) => EndReason::SignOut,
        Err(Stop::End(ExitReason::HangUp) | Stop::Failed(_)) => EndReason::HangUp,
        Err(Stop::End(ExitReason::Terminated)) => EndReason::Terminated,
        // There is nobody who could write it down.
        Err(Stop::End(ExitReason::Replaced)) => return Ok(result),
    };
    match session::end(&mut conversation.ctx, signed_in.session, reason) {
        Err(error) if error.is_replaced() => Ok(Err(Stop::End(ExitReason::Replaced))),
        other => Ok(other.map(|()| result)?),
    }
}

/// Runs the console on standard input and output.
///
/// # Errors
/// As [`run`].
pub fn on_terminal(launch: &Launch) -> Result<ExitReason, Error> {
    let stdin = io::stdin().as_fd().try_clone_to_owned()?;
    let mut echo = if isatty(&stdin) { Echo::terminal(stdin.try_clone()?) } else { Echo::Pipe };
    let cancel = Cancel::new();
    for signal in [SIGHUP, SIGTERM, SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(cancel.flag()))?;
    }
    let mut input = Input::new(stdin)?;
    let mut output = io::stdout().lock();
    let start = Instant::now();
    let uptime = || start.elapsed();
    run(launch, Handles { input: &mut input, output: &mut output, echo: &mut echo, cancel, uptime: &uptime })
}
