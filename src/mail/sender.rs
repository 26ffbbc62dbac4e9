//! Takes what is due out of the outbox and gives it away, one durable step after the other: claimed, data begun,
//! settled.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use sha2::{Digest as _, Sha256};

use crate::domain::host::HostSettings;
use crate::domain::mail::{Cause, GIVE_UP_S, Mail, MailId, State, backoff_s};
use crate::domain::mailing::{LetterId, SealedFile};
use crate::domain::time::Timestamp;
use crate::store::home::Home;
use crate::store::owner::{self, Owner};
use crate::store::registry::sending::{self, Claimed, Settlement};
use crate::store::registry::{Registry, Tx, outbox};
use crate::store::{Error, Result, attachments, files};

use super::message;
use super::transport::{Outcome, Patience, Scope, Transport};

/// After this many failures of the server in a row, a round ends.
const FAILURES_MAX: u32 = 3;

/// What a clock tells; injected, so that tests have theirs.
pub type Clock<'c> = &'c dyn Fn() -> Timestamp;

/// When a round ends though more mails are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Most mails in a round.
    pub mails: u32,
    /// No mail is begun after this moment.
    pub deadline: Option<Instant>,
}

impl Default for Limit {
    fn default() -> Self {
        Self { mails: 10_000, deadline: None }
    }
}

/// Whether another mail is claimed once one is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    Claim,
    No,
}

/// What a round did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// Mails that were taken.
    pub sent: u32,
    /// Mails to be tried again.
    pub deferred: u32,
    /// Mails that were refused for good.
    pub refused: u32,
    /// Mails that may have arrived.
    pub uncertain: u32,
    /// Mails that were not tried, since nothing gets through.
    pub postponed: usize,
    /// When the next mail is due, if any waits.
    pub next_due: Option<Timestamp>,
    /// Until when mails that are due wait for the pace.
    pub paced_until: Option<Timestamp>,
}

/// A sender: one transport, one lock that tells others that it lives.
#[derive(Debug)]
pub struct Sender {
    home: Home,
    owner: Owner,
    settings: HostSettings,
    patience: Patience,
    /// Most mails in a minute.
    pace: Option<NonZeroU32>,
    transport: Transport,
    /// An outcome that could not be recorded: first thing in the next round.
    unsettled: Option<(MailId, Settlement)>,
    /// Something was erased and may still be in the log.
    erased: bool,
    /// Failures of the server in a row.
    failures: u32,
    /// Rounds in a row that nothing got through in.
    outages: u32,
    /// The files of the letter whose mails are being sent.
    files: Option<(LetterId, Arc<[SealedFile]>)>,
}

impl Sender {
    /// Prepares a sender; nothing is connected yet.
    ///
    /// # Errors
    /// The lock cannot be had.
    pub fn open(home: &Home, settings: &HostSettings) -> Result<Self> {
        let patience = Patience::default();
        Ok(Self {
            home: home.clone(),
            owner: Owner::acquire(home)?,
            settings: settings.clone(),
            patience,
            pace: None,
            transport: Transport::open(&settings.transport, &settings.identity, home, patience),
            unsettled: None,
            erased: false,
            failures: 0,
            outages: 0,
            files: None,
        })
    }

    /// Waits for servers in another way than [`Patience::default`]'s.
    #[must_use]
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self.reopen();
        self
    }

    /// Gives away no more than so many mails in any minute, those of other senders and of earlier ones included.
    #[must_use]
    pub const fn with_pace(mut self, per_minute: Option<NonZeroU32>) -> Self {
        self.pace = per_minute;
        self
    }

    /// Follows the host's settings, which may have changed.
    pub fn follow(&mut self, settings: &HostSettings) {
        if self.settings != *settings {
            self.settings = settings.clone();
            self.reopen();
            self.outages = 0;
        }
    }

    fn reopen(&mut self) {
        let HostSettings { transport, identity, .. } = &self.settings;
        self.transport = Transport::open(transport, identity, &self.home, self.patience);
    }

    /// Sends what is due, until nothing is, `stop` is set or the limit is reached; then says goodbye to the server.
    ///
    /// # Errors
    /// What the store says. What a mail was doing at that moment is made good in the next round.
    pub fn send_due(
        &mut self,
        registry: &mut Registry,
        clock: Clock<'_>,
        stop: &AtomicBool,
        limit: Limit,
    ) -> Result<Round> {
        self.tidy(registry, clock())?;
        let mut round = Round::default();
        let sent = self.send_all(registry, clock, stop, limit, &mut round);
        self.transport.close();
        self.files = None;
        sent?;
        self.forget(registry)?;
        let now = clock();
        let (due, full_until) =
            registry.read(|tx| Ok::<_, Error>((sending::next_due(tx)?, self.full_until(tx, now)?)))?;
        round.paced_until = full_until.filter(|_| due.is_some_and(|due| due <= now));
        round.next_due = due.map(|due| full_until.map_or(due, |until| due.max(until)));
        Ok(round)
    }

    /// Sends one mail that waits, due or not, and gives it as it is afterwards; none when there is no such mail. It goes
    /// on waiting when the minute is full.
    ///
    /// The connection is kept for the next one.
    ///
    /// # Errors
    /// As [`Self::send_due`].
    pub fn send_one(&mut self, registry: &mut Registry, id: MailId, clock: Clock<'_>) -> Result<Option<Mail>> {
        let claimed = registry.write(|tx| match self.full_until(tx, clock())? {
            Some(_) => Ok::<_, Error>(None),
            None => sending::claim_one(tx, id, self.owner.token()),
        })?;
        if let Some(claimed) = claimed {
            let settlement = self.deliver(registry, &claimed, clock)?;
            self.settle(registry, id, settlement, (clock(), More::No))?;
            self.forget(registry)?;
        }
        registry.read(|tx| outbox::find(tx, id))
    }

    /// Makes good what a sender that died, or this one when the store failed, left undone.
    fn tidy(&mut self, registry: &mut Registry, now: Timestamp) -> Result<()> {
        if let Some((id, settlement)) = self.unsettled.take() {
            self.settle(registry, id, settlement, (now, More::No))?;
        }
        for token in registry.read(sending::owners)? {
            // This sender is between two mails: what it has, it lost sight of.
            if token == self.owner.token() || !owner::is_alive(&self.home, &token) {
                registry.write(|tx| sending::take_back(tx, &token, &Cause::Died.words(""), now))?;
            }
        }
        let expired = registry.write(|tx| sending::expire_secrets(tx, now, &Cause::Expired.words("")))?;
        self.erased |= expired > 0;
        Ok(())
    }

    fn send_all(
        &mut self,
        registry: &mut Registry,
        clock: Clock<'_>,
        stop: &AtomicBool,
        limit: Limit,
        round: &mut Round,
    ) -> Result<()> {
        self.failures = 0;
        let over = |begun: u32| {
            let late = limit.deadline.is_some_and(|deadline| Instant::now() >= deadline);
            late || begun >= limit.mails || stop.load(Ordering::Relaxed)
        };
        if over(0) {
            return Ok(());
        }
        let mut begun = 0;
        let mut next = registry.write(|tx| self.claim(tx, clock()))?;
        while let Some(claimed) = next {
            begun += 1;
            let settlement = self.deliver(registry, &claimed, clock)?;
            match settlement.state {
                State::Sent => round.sent += 1,
                State::Refused => round.refused += 1,
                State::Uncertain => round.uncertain += 1,
                State::Queued | State::Sending | State::Deferred => round.deferred += 1,
            }
            let nothing_gets_through = self.failures >= FAILURES_MAX;
            let more = if nothing_gets_through || over(begun) { More::No } else { More::Claim };
            let words = settlement.words.clone();
            next = self.settle(registry, claimed.mail.id, settlement, (clock(), more))?;
            if nothing_gets_through {
                self.outages += 1;
                let now = clock();
                let until = now.plus_s(backoff_s(self.outages));
                round.postponed = registry.write(|tx| sending::postpone(tx, until, &words, now))?;
            }
        }
        Ok(())
    }

    /// Claims the next mail, unless the minute is full.
    fn claim(&self, tx: &Tx<'_>, now: Timestamp) -> Result<Option<Claimed>> {
        match self.full_until(tx, now)? {
            Some(_) => Ok(None),
            None => sending::claim(tx, self.owner.token(), now),
        }
    }

    /// Gives until when no mail may go, if the minute is full.
    fn full_until(&self, tx: &Tx<'_>, now: Timestamp) -> Result<Option<Timestamp>> {
        self.pace.map_or(Ok(None), |most| sending::full_until(tx, most.get(), now))
    }

    /// Builds and gives away a claimed mail. What is given back must be settled next.
    fn deliver(&mut self, registry: &mut Registry, claimed: &Claimed, clock: Clock<'_>) -> Result<Settlement> {
        let id = claimed.mail.id;
        let built =
            self.files_of(claimed).and_then(|files| message::build(&self.settings.identity, claimed, &files, clock()));
        let outcome = match built {
            Err(words) => Outcome::Refused { words },
            Ok(letter) => {
                let token = self.owner.token();
                self.transport.deliver(&letter, &file_name(&claimed.mail), || {
                    // Whoever took this mail over decides about it now.
                    let mine = registry.write(|tx| sending::begin_data(tx, id, token))?;
                    if mine { Ok(()) } else { Err(Error::Busy) }
                })?
            }
        };
        self.count(&outcome);
        Ok(settlement(claimed, outcome, clock()))
    }

    /// Reads the files of a mail's letter, once for all its mails in a row. Words: one is not what it was.
    fn files_of(&mut self, claimed: &Claimed) -> std::result::Result<Arc<[SealedFile]>, String> {
        let Some((letter, attached)) = &claimed.letter else { return Ok(Arc::default()) };
        if let Some((read, files)) = &self.files
            && read == letter
        {
            return Ok(Arc::clone(files));
        }
        let mut files = Vec::with_capacity(attached.len());
        for attachment in attached {
            match attachments::read(&self.home, &attachment.sha256, attachment.bytes) {
                Ok(Some(content)) => files.push(SealedFile { attachment: attachment.clone(), content }),
                Ok(None) | Err(_) => return Err(Cause::Attachment.words(&attachment.name)),
            }
        }
        let files: Arc<[SealedFile]> = files.into();
        self.files = Some((*letter, Arc::clone(&files)));
        Ok(files)
    }

    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            // An uncertain one says nothing about the next, but a server that always does this must not get them all.
            Outcome::Deferred { scope: Scope::Server, .. } | Outcome::Uncertain { .. } => self.failures += 1,
            Outcome::Sent { .. } | Outcome::Refused { .. } | Outcome::Deferred { scope: Scope::Mail, .. } => {
                (self.failures, self.outages) = (0, 0);
            }
        }
    }

    /// Records how a try ended and, in the same transaction, claims the next mail if more are to be sent: one wait for
    /// the disk less for each.
    fn settle(
        &mut self,
        registry: &mut Registry,
        id: MailId,
        settlement: Settlement,
        (now, more): (Timestamp, More),
    ) -> Result<Option<Claimed>> {
        let settled = registry.write(|tx| {
            sending::settle(tx, id, self.owner.token(), &settlement, now)?;
            match more {
                More::Claim => self.claim(tx, now),
                More::No => Ok(None),
            }
        });
        match settled {
            Ok(next) => {
                self.erased |= settlement.state == State::Sent;
                Ok(next)
            }
            Err(error) => {
                self.unsettled = Some((id, settlement));
                Err(error)
            }
        }
    }

    /// Empties the log of what was erased, at once or, while somebody reads, in a later round.
    fn forget(&mut self, registry: &Registry) -> Result<()> {
        if self.erased {
            self.erased = !registry.empty_log()?;
        }
        Ok(())
    }
}

fn settlement(claimed: &Claimed, outcome: Outcome, now: Timestamp) -> Settlement {
    let mail = &claimed.mail;
    let aged = now.0.saturating_sub(mail.created_at.0) >= GIVE_UP_S;
    let (state, words) = match outcome {
        Outcome::Sent { words } => (State::Sent, words),
        Outcome::Deferred { words, .. } if aged => (State::Refused, words),
        Outcome::Deferred { words, .. } => (State::Deferred, words),
        Outcome::Refused { words } => (State::Refused, words),
        Outcome::Uncertain { words } => (State::Uncertain, words),
    };
    // A server may quote what it was given.
    let words = claimed.secret.as_ref().map_or(words.clone(), |secret| words.replace(secret.reveal(), "…"));
    let next_attempt_at = match state {
        State::Deferred => now.plus_s(backoff_s(mail.attempts)),
        State::Queued | State::Sending | State::Sent | State::Refused | State::Uncertain => now,
    };
    Settlement { state, words, next_attempt_at }
}

/// Names a mail's file: the same at every try, another one for every mail, and nothing of it is text from people.
fn file_name(mail: &Mail) -> String {
    let hash = files::hexadecimal(Sha256::digest(mail.message_id.as_bytes()).get(..4).unwrap_or_default());
    format!("{}-{}-{hash}", mail.created_at.day(), mail.id.0)
}
