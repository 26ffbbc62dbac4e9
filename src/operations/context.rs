//! What every verb is given first: who acts, on which data directory, at what time.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::aftermath::Aftermath;
use super::clock::Clock;
use super::clock::kept;
use super::doctor::strays::Strays;
use super::error::{Error, Result, Rule};
use super::identity;
use crate::domain::access::{Actor, At, Door, Identity};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::identity::{Doubt, Head};
use crate::domain::import::MAX_MIB;
use crate::domain::job::JobId;
use crate::domain::password::GENERATED_DAYS;
use crate::domain::retention::Limits;
use crate::domain::session::SessionId;
use crate::domain::time::{Latest, Timestamp};
use crate::domain::webmaster::Login;
use crate::domain::worker::{self, Worker};
use crate::store::establishment::EstablishmentDatabase;
use crate::store::home::Home;
use crate::store::identity::note_log;
use crate::store::ledger;
use crate::store::owner::{self, Owner};
use crate::store::registry::unfinished::TargetKey;
use crate::store::registry::{Registry, Tx};

/// Settings of the configuration file that verbs obey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Days for which a generated password is good.
    pub generated_days: i64,
    /// Whether the audit's head also goes to the system's log.
    pub syslog: bool,
    /// Most mails that are tried within a minute; 0: no limit.
    pub mails_per_minute: u32,
    /// The largest file that an import reads, in MiB.
    pub import_max_mib: u32,
    /// How many dated snapshots of statistics are kept.
    pub statistics_snapshots: u32,
    /// Most MiB of files with one letter.
    pub attachments_max_mib: u32,
    /// Where whoever acts has come in; no setting, but told with them.
    pub door: Door,
    /// For how long what nobody needs any more is kept.
    pub retention: Limits,
    /// In whose name each key over SSH runs verbs, by its name or fingerprint.
    pub keys: Arc<BTreeMap<String, Login>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            generated_days: GENERATED_DAYS,
            syslog: false,
            mails_per_minute: 0,
            import_max_mib: MAX_MIB,
            statistics_snapshots: 60,
            attachments_max_mib: 5,
            door: Door::Command,
            retention: Limits::default(),
            keys: Arc::default(),
        }
    }
}

/// Who acts on what. One for each thread.
#[derive(Debug)]
pub struct Context {
    /// Who acts.
    pub actor: Actor,
    pub(super) home: Home,
    pub(super) registry: Registry,
    pub(super) options: Options,
    pub(super) clock: Clock,
    /// The highest time seen: expiry goes by it or by now, whichever is later.
    highest: Cell<Timestamp>,
    /// How often a run had seen the clock jump when this one began.
    turns: Cell<u64>,
    owner: OnceCell<Owner>,
    /// Whether what this context began may have been left under way.
    has_left: bool,
    /// Which job of one target the last act at once was.
    done_as: Option<JobId>,
    /// What lay elsewhere when that was looked at last.
    pub(super) strays: Option<Arc<Strays>>,
    /// Why the registry is held, if it is.
    pub(super) doubt: Option<Doubt>,
    /// The audit's last entry that this context has seen.
    pub(super) head: Option<Head>,
    /// The session in which somebody works here, once they have signed in, and where they did.
    pub(super) session: Option<(At, SessionId)>,
    /// The target of a job that is being acted on.
    pub(super) target: Option<TargetKey>,
    /// Whose rows, jobs and audit are meant.
    at: At,
    /// The database of an establishment, open: opening one costs fifty times what a read does.
    pub(super) own: Option<(EstablishmentNumber, EstablishmentDatabase)>,
    aftermath: Aftermath,
}

/// Refuses a data directory without a registry: one that is empty, or one whose registry is gone.
///
/// # Errors
/// [`Rule::NotInitialised`]; [`Rule::RegistryMissing`] where databases lie whose registry is gone.
pub fn check_initialised(home: &Home) -> Result<()> {
    if home.is_initialised() {
        return Ok(());
    }
    let rule = if home.lacks_registry()? { Rule::RegistryMissing } else { Rule::NotInitialised };
    Err(rule.into())
}

impl Context {
    /// Opens a data directory: for the host, or for one of its establishments.
    ///
    /// # Errors
    /// What [`check_initialised`] says; [`crate::store::Error::NotPrivate`] when others may read it.
    pub fn open(home: &Home, at: At, actor: Actor, clock: Clock, options: Options) -> Result<Self> {
        check_initialised(home)?;
        home.check()?;
        clock.check()?;
        let (mut registry, head, (highest, turns)) = match open(home) {
            // Not even reading works without some room. What is given back here lets a deletion make more.
            Err(Error::Store(crate::store::Error::Full)) if home.has_reserve() => {
                home.free_reserve()?;
                open(home)?
            }
            other => other?,
        };
        let doubt = identity::look(home, &mut registry)?;
        if doubt.is_none() {
            let _ = note_log(home);
        }
        Ok(Self {
            actor,
            home: home.clone(),
            registry,
            options,
            clock,
            highest: Cell::new(highest),
            turns: Cell::new(turns),
            owner: OnceCell::new(),
            has_left: false,
            done_as: None,
            strays: None,
            doubt,
            head,
            session: None,
            target: None,
            at,
            own: None,
            aftermath: Aftermath::default(),
        })
    }

    /// Returns the moment as the clock says it; entries of the audit and waits go by it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Returns what expiry goes by. What erases asks `clock::certain` for it instead.
    #[must_use]
    pub fn latest(&self) -> Latest {
        Latest::of(self.clock.now(), self.highest.get())
    }

    pub(super) fn note_highest(&self, highest: Timestamp) {
        self.highest.set(highest);
    }

    /// Returns how often a run had seen the clock jump when this one began, or when its person was last told.
    pub(super) const fn turns(&self) -> u64 {
        self.turns.get()
    }

    pub(super) fn note_turns(&self, turns: u64) {
        self.turns.set(turns);
    }

    /// Returns the clock.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// Returns the data directory.
    #[must_use]
    pub const fn home(&self) -> &Home {
        &self.home
    }

    /// Returns the options.
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Returns a number that changes whenever another connection has written.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.registry.data_version()?)
    }

    /// Says who is at work here.
    fn worker(&self) -> Worker {
        let name = match &self.actor.identity {
            Identity::Webmaster { login, .. } => login.as_str(),
            Identity::Person { login, .. } => login,
            Identity::Nobody | Identity::Owner | Identity::Program => &self.actor.os_user,
        };
        Worker { name: name.to_owned(), door: self.options.door, since: self.now() }
    }

    /// Returns this context's own token for work across two databases.
    pub(super) fn owner(&self) -> Result<&str> {
        if self.owner.get().is_none() {
            let owner = Owner::acquire_as(&self.home, &self.worker().line())?;
            return Ok(self.owner.get_or_init(|| owner).token());
        }
        Ok(self.owner.get().map_or("", Owner::token))
    }

    /// Names what this process makes aside; what it leaves when it dies is removed at the next start.
    pub(super) fn aside(&self, name: &str) -> Result<PathBuf> {
        Ok(self.home.aside().join(format!("{}-{name}.new", self.owner()?)))
    }

    /// Lets go of what was begun under this context's token, as if its process had ended: whoever comes next finishes or
    /// undoes it.
    pub fn let_go(&mut self) {
        self.owner.take();
        self.has_left = true;
    }

    /// Notes which job of one target an act at once was.
    pub(super) fn did(&mut self, job: Option<JobId>) {
        self.done_as = job;
    }

    /// Returns the job that the last act at once was, once.
    pub fn take_done_as(&mut self) -> Option<JobId> {
        self.done_as.take()
    }

    /// Tells whether something was let go and not settled here since.
    pub(super) const fn has_left(&self) -> bool {
        self.has_left
    }

    /// Notes that whatever was left is settled.
    pub(super) fn be_settled(&mut self) {
        self.has_left = false;
    }

    /// Tells whether a token is this context's own.
    pub(super) fn is_own(&self, token: &str) -> bool {
        self.owner.get().is_some_and(|owner| owner.token() == token)
    }

    /// Returns the target of a job that is being acted on.
    pub(super) const fn target(&self) -> Option<TargetKey> {
        self.target
    }

    /// Returns why the registry is held until a person accepts it; none: it is the one that was used last. Looked at
    /// again while it is held, since anybody may have accepted it.
    pub fn doubt(&mut self) -> Result<Option<Doubt>> {
        if self.doubt.is_some() {
            self.doubt = identity::look(&self.home, &mut self.registry)?;
        }
        Ok(self.doubt.clone())
    }

    /// Returns whose rows, jobs and audit are meant.
    #[must_use]
    pub const fn at(&self) -> At {
        self.at
    }

    /// Goes elsewhere: rows, jobs and audit are those of that place from now on. Returns where it was.
    pub fn go(&mut self, at: At) -> At {
        std::mem::replace(&mut self.at, at)
    }

    /// Runs work elsewhere, and comes back.
    pub fn within<T>(&mut self, at: At, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.go(at);
        let done = work(self);
        self.go(before);
        done
    }

    /// Acts as whoever sits there, whatever they visit, where they belong; and comes back.
    pub(super) fn as_oneself<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        if self.actor.identity.behind().is_none() {
            return work(self);
        }
        let oneself = self.actor.identity.oneself();
        let visiting = std::mem::replace(&mut self.actor.identity, oneself);
        let before = self.go(self.actor.belongs());
        let done = work(self);
        self.go(before);
        self.actor.identity = visiting;
        done
    }

    /// Goes on in a session that was begun in another context.
    pub fn resume(&mut self, session: (At, SessionId)) {
        self.session = Some(session);
    }

    /// Notes that the registry was accepted.
    pub(super) fn be_proved(&mut self) {
        self.doubt = None;
        self.registry.release();
    }

    /// Refuses while the registry is held, and when its content was put back behind this connection: for verbs that
    /// touch something else before they write.
    ///
    /// # Errors
    /// [`Rule::Held`]; [`crate::store::Error::Replaced`].
    pub fn assure(&mut self) -> Result<()> {
        if let Some(doubt) = self.doubt()? {
            return Err(Rule::Held(doubt).into());
        }
        let (path, seen) = (self.home.registry(), self.head.clone());
        self.registry.read(|tx| goes_on(tx, seen.as_ref(), &path)).map_err(|error| named(&self.home, error))
    }

    /// Notes what a verb did to mails that wait, once it is committed.
    pub(super) fn note(&mut self, aftermath: Aftermath) {
        self.aftermath.add(aftermath);
    }

    /// Takes what the verbs since the last time did to mails that wait; none: nothing.
    pub fn take_aftermath(&mut self) -> Option<Aftermath> {
        Some(std::mem::take(&mut self.aftermath)).filter(|found| !found.messages().is_empty())
    }
}

/// Names who is busy: rows know a token, people know names.
pub(super) fn named(home: &Home, error: Error) -> Error {
    match error {
        Error::Busy { owner } if worker::is_token(&owner) => {
            Error::Busy { owner: owner::said(home, &owner).unwrap_or_else(|| worker::ENDED.to_owned()) }
        }
        other => other,
    }
}

/// Opens the registry; returns the audit's last entry and what is known of the clock too.
fn open(home: &Home) -> Result<(Registry, Option<Head>, (Timestamp, u64))> {
    let mut registry = crate::store::identity::open(home)?;
    let (head, known) = registry.read(|tx| Ok::<_, Error>((ledger::audit::head(tx)?, kept::known(tx)?)))?;
    Ok((registry, head, known))
}

/// Refuses when an entry that was seen is no longer there: an older copy was written into the open file.
pub(super) fn goes_on(tx: &Tx<'_>, seen: Option<&Head>, path: &std::path::Path) -> Result<()> {
    let Some(seen) = seen else { return Ok(()) };
    if ledger::audit::hash(tx, seen.id)?.as_ref() == Some(&seen.hash) {
        return Ok(());
    }
    Err(crate::store::Error::Replaced { path: path.to_owned() }.into())
}
