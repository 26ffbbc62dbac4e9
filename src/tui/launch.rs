//! The beginning and the end of the console: threads, the loop, the terminal.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use ratatui::layout::{Rect, Size};

use super::app::App;
use super::events::{Event, read_keys};
use super::keymap::Keymap;
use super::mail_thread::MailThread;
use super::orders::Order;
use super::pointer::Mouse;
use super::shared::Shared;
use super::terminal::{self, Tty};
use super::theme::{Role, Theme};
use super::views::first_run::FirstRun;
use super::watchdog::{Activity, Look, Signals, Watchdog};
use super::worker::{WorkerState, work};
use super::{fault, frame};
use crate::config::settings::Limits;
use crate::domain::access::{Actor, At};
use crate::domain::exit::ExitReason;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::domain::session::{EndReason, Entrance};
use crate::i18n::Catalogue;
use crate::jobs::worker::Carrier;
use crate::operations::{Clock, Context, Home, Options};

/// How long a frame waits for rows that are on their way, so that a scroll gives one frame.
const FRAME_WAIT: Duration = Duration::from_millis(30);
/// How long the end waits for the worker's last work.
const LAST_WORDS: Duration = Duration::from_millis(1500);
/// Events that are handled before a frame is drawn, at most.
const BATCH: usize = 512;

/// What the console is started with.
pub struct Launch {
    /// The data directory.
    pub home: Home,
    /// The clock.
    pub clock: Clock,
    /// What verbs obey.
    pub options: Options,
    /// The guards of the configuration.
    pub limits: Limits,
    /// The configuration file that was named, if one was; the processes of jobs read it too.
    pub config: Option<PathBuf>,
    /// The words.
    pub catalogue: Arc<Catalogue>,
    /// Who acts; [`Nobody`](crate::domain::access::Identity::Nobody) signs in first.
    pub actor: Actor,
    /// The webmaster as whom the demonstration opens; none: this is no demonstration.
    pub demo_login: Option<String>,
    /// Whom the sign-in lets in.
    pub entrance: Entrance,
    /// The look.
    pub theme: Theme,
    /// Keys that replace the default ones: an action's word and its keys.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Whether the console takes the mouse.
    pub mouse: Mouse,
    /// After how long without a key the screen locks; none: never.
    pub idle_lock: Option<Duration>,
    /// Ends the process when the screen's thread is held by a terminal that is gone.
    pub last_resort: fn(ExitReason),
}

/// How the console was left.
#[derive(Debug)]
pub struct Left {
    /// Why.
    pub reason: ExitReason,
    /// The jobs that were begun in it and go on without it.
    pub begun: Vec<(At, JobId)>,
}

/// Runs the console until somebody leaves it, or its terminal is gone.
///
/// # Errors
/// The terminal cannot be opened, or drawn on for another reason than that it is gone.
#[expect(clippy::needless_pass_by_value, reason = "the console takes over what it is started with")]
pub fn run(launch: Launch) -> io::Result<Left> {
    let signals = Signals::take()?;
    let tty_in = terminal::input()?;
    let (events, inbox) = channel();
    let (orders, worklist) = channel::<Order>();
    let activity = Activity::new();

    let watchdog = Watchdog {
        terminal: tty_in.try_clone()?,
        terminate: signals.terminate,
        hang_up: signals.hang_up,
        resume: signals.resume,
        activity: Arc::clone(&activity),
        idle_after: launch.idle_lock,
        events: events.clone(),
        last_resort: launch.last_resort,
    };
    let (home, clock, options, actor) =
        (launch.home.clone(), launch.clock, launch.options.clone(), launch.actor.clone());
    spawn("watchdog", move || {
        let mut context = None;
        watchdog.watch(move || {
            if context.is_none() {
                context = Context::open(&home, At::Host, actor.clone(), clock, options.clone()).ok();
            }
            look(context.as_ref())
        });
    })?;
    let state = WorkerState::new(launch.home.clone(), launch.clock, launch.options.clone(), launch.actor.clone());
    let state = state.with_carrier(carrier(&launch));
    let reports = events.clone();
    let (working, worked) = channel::<()>();
    spawn("worker", move || {
        work(state, &worklist, &reports);
        drop(working);
    })?;

    let mail_thread =
        MailThread::begin(&launch.home, launch.clock, launch.options.clone(), &launch.actor, events.clone())?;

    let mut tty = terminal::enter(launch.mouse)?;
    let reader_activity = Arc::clone(&activity);
    let resize = signals.resize;
    let mut begun = Vec::new();
    let spawned = spawn("keys", move || read_keys(&tty_in, &resize, &events, &reader_activity));
    let result = spawned.and_then(|()| {
        let (shared, problems) = shared(&launch);
        let mut app = App::new(shared, whole(tty.size()?));
        if let Some(problem) = problems.into_iter().next() {
            app.say(problem, Role::Warning);
        }
        if launch.home.is_initialised() {
            app.begin(launch.demo_login.as_deref());
        } else {
            app.open(Box::new(FirstRun::new(&launch.home.root().to_string_lossy(), &app.shared)));
        }
        let ended = turn(&mut app, &mut tty, &inbox, &mut |order| orders.send(order).is_ok(), launch.clock);
        // A demonstration's jobs go with it.
        begun.extend(app.begun().filter(|_| launch.demo_login.is_none()));
        ended
    });
    terminal::leave();
    activity.end();
    let _ = orders.send(Order::end(end_reason(result.as_ref().ok())));
    drop(orders);
    mail_thread.stop();
    // The session's end is written, unless the worker is held by something longer.
    let _ = worked.recv_timeout(LAST_WORDS);
    result.map(|reason| Left { reason, begun })
}

/// A demonstration's data go with it, and so do its jobs.
fn carrier(launch: &Launch) -> Carrier {
    match launch.demo_login {
        Some(_) => Carrier::Inside,
        None => Carrier::Detached { config: launch.config.clone() },
    }
}

fn look(context: Option<&Context>) -> Look {
    match context.map(Context::data_version) {
        Some(Ok(version)) => Look::Version(version),
        Some(Err(error)) if error.is_replaced() => Look::Replaced,
        Some(Err(_)) | None => Look::Nothing,
    }
}

fn end_reason(reason: Option<&ExitReason>) -> EndReason {
    match reason {
        Some(ExitReason::Quit) => EndReason::SignOut,
        // Where it was replaced, there is nobody who could write it down.
        Some(ExitReason::HangUp | ExitReason::Replaced) | None => EndReason::HangUp,
        Some(ExitReason::Terminated) => EndReason::Terminated,
    }
}

/// Makes what views share, and tells which of the configured keys cannot be used.
fn shared(launch: &Launch) -> (Shared, Vec<Message>) {
    let (keymap, problems) = Keymap::new(&launch.keys);
    let shared = Shared {
        catalogue: Arc::clone(&launch.catalogue),
        theme: launch.theme,
        keymap,
        actor: launch.actor.clone(),
        entrance: launch.entrance.clone(),
        host: String::new(),
        demo: false,
        host_blocks: Vec::new(),
        held: None,
        now: launch.clock.now(),
        pressed: None,
        mouse: launch.mouse,
        zones: Arc::new([]),
        wished: None,
        ticks: crate::tui::shared::Ticks::default(),
        begun: std::collections::BTreeSet::new(),
        delete_threshold_percent: launch.limits.delete_threshold_percent,
    };
    (shared, problems)
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body).map(|_| ())
}

fn whole(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height)
}

/// Turns events into frames until the end.
fn turn(
    app: &mut App,
    tty: &mut Tty,
    inbox: &Receiver<Event>,
    order: &mut dyn FnMut(Order) -> bool,
    clock: Clock,
) -> io::Result<ExitReason> {
    let mut held_since = None;
    loop {
        for one in app.take_orders() {
            order(one);
        }
        if let Some(reason) = app.exit() {
            return Ok(reason);
        }
        if app.take_suspend() {
            terminal::suspend(tty)?;
            app.resize(whole(tty.size()?));
        }
        if app.is_dirty() {
            let since = *held_since.get_or_insert_with(Instant::now);
            if !app.waits() || since.elapsed() >= FRAME_WAIT {
                held_since = None;
                if let Err(error) = draw(app, tty) {
                    return gone_or(error, inbox);
                }
            }
        }
        let patience = held_since.map(|since| FRAME_WAIT.saturating_sub(since.elapsed()));
        let Some(event) = next(inbox, patience, app) else { continue };
        take(app, tty, event, clock)?;
        for _ in 0..BATCH {
            let Ok(event) = inbox.try_recv() else { break };
            take(app, tty, event, clock)?;
        }
    }
}

/// Waits for an event, at most until a frame or a change of state by time is due.
fn next(inbox: &Receiver<Event>, patience: Option<Duration>, app: &mut App) -> Option<Event> {
    let Some(wait) = patience.or_else(|| app.wake_after()) else {
        // Nobody can send any more only when the threads are gone: then the terminal is too.
        return Some(inbox.recv().unwrap_or(Event::Stop(ExitReason::HangUp)));
    };
    match inbox.recv_timeout(wait) {
        Ok(event) => Some(event),
        Err(RecvTimeoutError::Timeout) => {
            if patience.is_none() {
                app.wake();
            }
            None
        }
        Err(RecvTimeoutError::Disconnected) => Some(Event::Stop(ExitReason::HangUp)),
    }
}

fn take(app: &mut App, tty: &mut Tty, event: Event, clock: Clock) -> io::Result<()> {
    app.set_now(clock.now());
    match event {
        Event::Resized => {
            fault::point("screen");
            // Also when the size is the same again: what shrank and grew in between lost its text.
            terminal::wipe(tty)?;
            app.resize(whole(tty.size()?));
        }
        Event::Resumed => {
            terminal::resume(tty)?;
            app.resize(whole(tty.size()?));
        }
        other => app.handle(other),
    }
    Ok(())
}

fn draw(app: &mut App, tty: &mut Tty) -> io::Result<()> {
    if app.take_wiped() {
        terminal::wipe(tty)?;
    }
    tty.draw(|canvas| frame::draw(app, canvas))?;
    app.drawn();
    Ok(())
}

/// A terminal that is gone is an end like another; the watchdog says within a moment whether it is.
fn gone_or(error: io::Error, inbox: &Receiver<Event>) -> io::Result<ExitReason> {
    let deadline = Instant::now() + Duration::from_secs(1);
    while let Some(left) = deadline.checked_duration_since(Instant::now()) {
        match inbox.recv_timeout(left) {
            Ok(Event::Stop(reason)) => return Ok(reason),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) { Ok(ExitReason::HangUp) } else { Err(error) }
}
