//! The thread that sends what is due while the console is open.
//!
//! Invariants: it acts as the program itself, never as whoever has signed in; nothing of the registry is held while it
//! talks to a server, since the sender claims, talks and settles in three steps; a panic in it is told and never ends
//! the console.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::events::Event;
use super::theme::Role;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::exit::ExitReason;
use crate::domain::message::{Explain as _, Message};
use crate::operations::clock::{self, Watch};
use crate::operations::mail::{self, Limit, Round, Sender as Outbox};
use crate::operations::{Clock, Context, Error, Home, Options};

/// How often it looks whether somebody has queued a mail.
const LOOK: Duration = Duration::from_millis(500);
/// How long it sleeps at most when nothing has changed.
const ROUND: Duration = Duration::from_secs(20);
/// How long the end waits for the mail that is being given.
const LAST_MAIL: Duration = Duration::from_secs(3);
/// Mails in one round; in between it looks whether it should stop or follow other settings.
const MAILS: u32 = 50;

/// The running thread; dropping it does not stop it, [`Self::stop`] does.
#[derive(Debug)]
pub(super) struct MailThread {
    stop: Arc<AtomicBool>,
    bell: Sender<()>,
    ended: Receiver<()>,
}

/// What it works with.
#[derive(Debug)]
struct MailState {
    home: Home,
    clock: Clock,
    options: Options,
    actor: Actor,
    context: Option<(Context, Outbox)>,
    watch: Watch,
    /// Whether the registry was replaced: the console ends.
    replaced: bool,
}

impl MailThread {
    /// Begins to send.
    pub(super) fn begin(
        home: &Home,
        clock: Clock,
        options: Options,
        from: &Actor,
        events: Sender<Event>,
    ) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let (bell, rings) = channel();
        let (end, ended) = channel();
        let actor = Actor { identity: Identity::Program, ..from.clone() };
        let mut state = MailState {
            home: home.clone(),
            clock,
            options,
            actor,
            context: None,
            watch: Watch::default(),
            replaced: false,
        };
        let stopped = Arc::clone(&stop);
        std::thread::Builder::new().name("mail_thread".to_owned()).spawn(move || {
            state.work(&stopped, &rings, &events);
            drop(end);
        })?;
        Ok(Self { stop, bell, ended })
    }

    /// Asks it to stop, and waits a moment for the answer to a mail whose data were given.
    pub(super) fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.bell);
        let _ = self.ended.recv_timeout(LAST_MAIL);
    }
}

impl MailState {
    fn work(&mut self, stop: &Arc<AtomicBool>, rings: &Receiver<()>, events: &Sender<Event>) {
        // Each trouble is told once, until a round goes well.
        let mut told: Option<Message> = None;
        while !stop.load(Ordering::Relaxed) {
            let wait = match self.round(stop) {
                Ok(round) => {
                    let left = round.left.first().cloned();
                    if let Some(left) = left.clone().filter(|left| told.as_ref() != Some(left))
                        && events.send(Event::Told(left, Role::Warning)).is_err()
                    {
                        return;
                    }
                    told = left;
                    // Whoever had them sent looks at something else meanwhile.
                    let lost = round.refused + round.uncertain;
                    let said = Message::new("mail-thread-refused").with("count", lost);
                    if lost > 0 && events.send(Event::Told(said, Role::Warning)).is_err() {
                        return;
                    }
                    self.wait_after(&round)
                }
                Err(trouble) => {
                    self.context = None;
                    if let Some(trouble) = trouble
                        && told.as_ref() != Some(&trouble)
                    {
                        told = Some(trouble.clone());
                        if events.send(Event::Told(trouble, Role::Warning)).is_err() {
                            return;
                        }
                    }
                    // The watchdog may have opened what stands in its place.
                    if self.replaced {
                        let _ = events.send(Event::Stop(ExitReason::Replaced));
                        return;
                    }
                    ROUND
                }
            };
            if let Some(jump) = self.jump()
                && events.send(Event::Told(jump, Role::Warning)).is_err()
            {
                return;
            }
            if !self.sleep(wait, rings) {
                return;
            }
        }
    }

    /// Sends what is due. No words: there is nothing yet that could be sent.
    fn round(&mut self, stop: &Arc<AtomicBool>) -> Result<Round, Option<Message>> {
        let result = catch_unwind(AssertUnwindSafe(|| {
            if !self.home.is_initialised() {
                return Ok(None);
            }
            let (mut context, mut outbox) = if let Some(open) = self.context.take() {
                open
            } else {
                let mut context =
                    Context::open(&self.home, At::Host, self.actor.clone(), self.clock, self.options.clone())?;
                // The header says that it is held.
                if context.doubt()?.is_some() {
                    return Ok(None);
                }
                let outbox = mail::sender(&mut context)?.with_stop(Arc::clone(stop));
                (context, outbox)
            };
            let round = mail::send_due(&mut context, &mut outbox, Limit { mails: MAILS, deadline: None })?;
            self.context = Some((context, outbox));
            Ok::<_, Error>(Some(round))
        }));
        match result {
            Ok(Ok(Some(round))) => Ok(round),
            Ok(Ok(None)) => Err(None),
            Ok(Err(error)) => {
                self.replaced = error.is_replaced();
                Err(Some(error.message()))
            }
            Err(_) => Err(Some(Message::new("mail-thread-panic"))),
        }
    }

    /// Looks at the clock, at each round: nobody else comes by as often.
    fn jump(&mut self) -> Option<Message> {
        let (context, _) = self.context.as_mut()?;
        let jump = self.watch.look(context).ok().flatten()?;
        // Only whether the clock may be wrong counts here, not whether somebody was told in time.
        let _ = clock::heard(context);
        Some(jump.message())
    }

    /// Returns how long nothing is due by itself.
    fn wait_after(&self, round: &Round) -> Duration {
        let tried = round.sent + round.deferred + round.refused + round.uncertain;
        if tried >= MAILS {
            return Duration::ZERO;
        }
        let due = round.next_due.map_or(i64::MAX, |due| due.0.saturating_sub(self.clock.now().0).max(1));
        Duration::from_secs(u64::try_from(due).unwrap_or(0)).min(ROUND)
    }

    /// Sleeps until something is due, somebody has written, or the console ends; false: it ends.
    fn sleep(&self, wait: Duration, rings: &Receiver<()>) -> bool {
        let version = || self.context.as_ref().and_then(|(context, _)| context.data_version().ok());
        let (before, until) = (version(), Instant::now() + wait);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match rings.recv_timeout(left.min(LOOK)) {
                Ok(()) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) if left <= LOOK || version() != before => return true,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tests::live::{actor, home};

    fn state(home: &Home) -> MailState {
        let clock = Clock::Fixed(crate::tui::tests::console::NOW);
        let actor = actor(Identity::Program, "");
        MailState {
            home: home.clone(),
            clock,
            options: Options::default(),
            actor,
            context: None,
            watch: Watch::default(),
            replaced: false,
        }
    }

    #[test]
    fn what_is_queued_leaves_and_nothing_is_done_before_there_is_a_host() {
        let folder = tempfile::tempdir().unwrap();
        let stop = Arc::<AtomicBool>::default();
        assert_eq!(state(&Home::new(folder.path().join("data"))).round(&stop), Err(None));
        let home = home(folder.path());
        let mut state = state(&home);
        assert_eq!(state.round(&stop).unwrap().sent, 0);
        let clock = Clock::Fixed(crate::tui::tests::console::NOW);
        let mut context =
            Context::open(&home, At::Host, actor(Identity::Owner, ""), clock, Options::default()).unwrap();
        mail::test(&mut context, "alice@ecoles.invalid").unwrap();
        let round = state.round(&stop).unwrap();
        assert_eq!((round.sent, round.next_due), (1, None));
        assert_eq!(state.wait_after(&round), ROUND);
    }

    #[test]
    fn trouble_is_told_in_words() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        std::fs::set_permissions(home.root(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let told = state(&home).round(&Arc::default()).unwrap_err().unwrap();
        assert_eq!(told.key, "store-not-private");
    }

    /// The watchdog may have opened what stands in the registry's place by then.
    #[test]
    fn a_registry_that_was_replaced_ends_the_console() {
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let mut state = state(&home);
        state.round(&Arc::default()).unwrap();
        let registry = home.registry();
        let copy = registry.with_extension("copy");
        std::fs::copy(&registry, &copy).unwrap();
        std::fs::rename(&copy, &registry).unwrap();
        let ((_bell, rings), (events, inbox)) = (channel(), channel());
        state.work(&Arc::default(), &rings, &events);
        let told: Vec<Event> = inbox.try_iter().collect();
        assert!(matches!(told.as_slice(), [Event::Told(..), Event::Stop(ExitReason::Replaced)]), "{told:?}");
    }

    #[test]
    fn it_stops_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let (events, _inbox) = channel();
        let clock = Clock::System;
        let mail_thread =
            MailThread::begin(&home(folder.path()), clock, Options::default(), &actor(Identity::Owner, ""), events)
                .unwrap();
        let begun = Instant::now();
        mail_thread.stop();
        assert!(begun.elapsed() < LAST_MAIL);
    }

    #[test]
    fn it_stops_while_a_server_says_nothing_and_the_mail_waits_on() {
        use crate::domain::host::HostInput;
        use crate::domain::mail::State;
        use crate::operations::host;
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut context =
            Context::open(&home, At::Host, actor(Identity::Owner, ""), Clock::System, Options::default()).unwrap();
        let (settings, rev) = host::settings(&mut context).unwrap();
        let input = HostInput {
            transport: "smtp".into(),
            smtp_host: "127.0.0.1".into(),
            smtp_port: silent.local_addr().unwrap().port().to_string(),
            smtp_security: "none".into(),
            ..HostInput::from_settings(&settings)
        };
        host::save(&mut context, rev, &input).unwrap();
        let id = mail::test(&mut context, "alice@ecoles.invalid").unwrap();
        let (events, _inbox) = channel();
        let mail_thread =
            MailThread::begin(&home, Clock::System, Options::default(), &actor(Identity::Owner, ""), events).unwrap();
        let connection = silent.accept().unwrap();
        mail_thread.stop();
        // It has settled the mail before its end was seen, and lives no more to change it.
        assert_eq!(mail::get(&mut context, id).unwrap().state, State::Queued);
        drop(connection);
    }
}
