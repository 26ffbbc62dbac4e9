//! Takes what is due out of the outbox and gives it away, one durable step after the other: claimed, data begun,
//! settled.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::domain::access::Actor;
use crate::domain::host::HostSettings;
use crate::domain::mail::{Cause, Mail, MailId, State, backoff_s, is_given_up};
use crate::domain::mailing::{LetterId, SealedFile};
use crate::domain::message::Explain as _;
use crate::domain::time::{Latest, MINUTE_S, Timestamp, Wait};
use crate::domain::unreadable::{Stored, Unreadable};
use crate::store::home::Home;
use crate::store::owner::{self, Owner};
use crate::store::registry::outbox::Made;
use crate::store::registry::sending::{self, Claimed, Settlement};
use crate::store::registry::{Registry, Tx, check, host, outbox};
use crate::store::{Error, Result, attachments, listed};

use super::follow::{Fate, fate};
use super::message;
use super::proof::{self, Opens, Proof};
use super::round::{Ending, Limit, Round};
use super::settlement::settlement;
use super::transport::{Begun, Outcome, Patience, Scope, Transport};

/// After this many failures of the server in a row, a round ends.
const FAILURES_MAX: u32 = 3;

/// A clock that is this much elsewhere than it should be has jumped.
const JUMP: Wait = Wait::at_most_s(5 * MINUTE_S);

/// What a clock tells; injected, so that tests have theirs.
pub type Clock<'c> = &'c dyn Fn() -> Timestamp;

/// Writes down that a mail was withdrawn, in the transaction that withdraws it.
pub type Witness = fn(&Tx<'_>, &Actor, Timestamp, &Mail) -> Result<()>;

/// Whether another mail is claimed once one is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    Claim,
    No,
}

/// What a look for a mail to send found.
#[derive(Debug, Default)]
struct Found {
    /// A mail that is this sender's now, and the settings that it was written by.
    claimed: Option<(Claimed, HostSettings)>,
    /// How many were withdrawn on the way.
    withdrawn: u32,
    /// Those that nobody could write, what became of them, and why.
    passed: Vec<(Settlement, Unreadable)>,
}

/// A sender: one transport, one lock that tells others that it lives.
#[derive(Debug)]
pub struct Sender {
    home: Home,
    owner: Owner,
    settings: HostSettings,
    patience: Patience,
    /// Raised by whoever wants it to end.
    stop: Arc<AtomicBool>,
    /// Who writes down what is withdrawn, and in whose name.
    witness: Option<(Witness, Actor)>,
    /// By what a password is known to open its account still.
    opens: Option<Opens>,
    /// Most mails in a minute.
    pace: Option<NonZeroU32>,
    transport: Transport,
    /// The highest time seen: by it or by now, whichever is later, passwords run out.
    highest: Timestamp,
    ending: Ending,
    /// What the clock said when that was asked, and when that was by what nobody can set.
    followed: Option<(Timestamp, Instant)>,
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
        let (patience, stop) = (Patience::default(), Arc::<AtomicBool>::default());
        let owner = Owner::acquire(home)?;
        Ok(Self {
            home: home.clone(),
            settings: settings.clone(),
            patience,
            stop: Arc::clone(&stop),
            witness: None,
            opens: None,
            pace: None,
            transport: Transport::open(settings, (home, owner.token()), patience, stop),
            owner,
            highest: Timestamp(0),
            ending: Ending::Now,
            followed: None,
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

    /// Ends when this flag is raised: before the data of a mail at once, the mail waits on; after them within
    /// [`Patience::last`].
    #[must_use]
    pub fn with_stop(mut self, stop: Arc<AtomicBool>) -> Self {
        self.stop = stop;
        self.reopen();
        self
    }

    /// Has what is withdrawn written down in somebody's name.
    #[must_use]
    pub fn with_witness(mut self, witness: Witness, actor: Actor) -> Self {
        self.witness = Some((witness, actor));
        self
    }

    /// Withdraws a mail instead of sending it when its password opens nothing any more.
    #[must_use]
    pub const fn with_proof(mut self, opens: Opens) -> Self {
        self.opens = Some(opens);
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

    /// Follows what is known of the clock: what it says, the highest time seen, and whether what its age ends may end.
    pub fn follow_clock(&mut self, now: Timestamp, highest: Timestamp, ending: Ending) {
        (self.highest, self.ending, self.followed) = (highest, ending, Some((now, Instant::now())));
    }

    /// Tells whether what its age ends may end now: by a clock that has jumped since it was followed, nothing may.
    fn ending(&self, now: Timestamp) -> Ending {
        let goes_on = self.followed.is_none_or(|(then, since)| {
            let expected = then.plus_s(i64::try_from(since.elapsed().as_secs()).unwrap_or(i64::MAX));
            JUMP.is_recent(expected, now)
        });
        if goes_on { self.ending } else { Ending::Waits }
    }

    /// Tells whether a mail that is deferred once more ends here.
    fn age(&self, mail: &Mail, now: Timestamp) -> Ending {
        if is_given_up(mail, self.latest(now)) { self.ending(now) } else { Ending::Waits }
    }

    fn latest(&self, now: Timestamp) -> Latest {
        Latest::of(now, self.highest)
    }

    fn reopen(&mut self) {
        let place = (&self.home, self.owner.token());
        self.transport = Transport::open(&self.settings, place, self.patience, Arc::clone(&self.stop));
    }

    /// Sends what is due, until nothing is, it is stopped or the limit is reached; then says goodbye to the server.
    ///
    /// # Errors
    /// What the store says. What a mail was doing at that moment is made good in the next round.
    pub fn send_due(&mut self, registry: &mut Registry, clock: Clock<'_>, limit: Limit) -> Result<Round> {
        self.tidy(registry, clock())?;
        let mut round = Round::default();
        let sent = self.send_all(registry, clock, limit, &mut round);
        self.transport.close();
        self.files = None;
        sent?;
        self.forget(registry)?;
        let now = clock();
        let latest = self.latest(now);
        let (due, full_until, held) = registry.read(|tx| {
            let held = if self.ending(now) == Ending::Waits { check::expired_secrets(tx, latest)? } else { 0 };
            Ok::<_, Error>((sending::next_due(tx, latest)?, self.full_until(tx, now)?, held))
        })?;
        round.held = held;
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
        let now = clock();
        let found = registry.write(|tx| match self.full_until(tx, now)? {
            Some(_) => Ok::<_, Error>(Found::default()),
            None if sending::is_expired(tx, id, self.latest(now))? => Ok(Found::default()),
            None => self.take(tx, id, now, &host::load(tx)?.0),
        })?;
        if let Some(claimed) = self.accept(found) {
            let outcome = self.deliver(registry, &claimed, clock)?;
            self.settle(registry, id, outcome, (clock(), More::No))?;
        }
        self.forget(registry)?;
        Ok(registry.read(|tx| outbox::find(tx, id))?.map(|made| made.mail))
    }

    /// Makes good what a sender that died, or this one when the store failed, left undone.
    fn tidy(&mut self, registry: &mut Registry, now: Timestamp) -> Result<()> {
        if let Some((id, settlement)) = self.unsettled.take() {
            self.settle(registry, id, Some(settlement), (now, More::No))?;
        }
        for token in registry.read(sending::owners)? {
            // This sender is between two mails: what it has, it lost sight of.
            if token == self.owner.token() || !owner::is_alive(&self.home, &token) {
                registry.write(|tx| sending::take_back(tx, &token, &Cause::Died.words(""), now))?;
            }
        }
        let latest = self.latest(now);
        let expired = registry.write(|tx| {
            sending::hasten(tx, now)?;
            match self.ending(now) {
                Ending::Now => sending::expire_secrets(tx, latest, &Cause::Expired.words("")),
                Ending::Waits => Ok(0),
            }
        })?;
        self.erased |= expired > 0;
        Ok(())
    }

    fn send_all(&mut self, registry: &mut Registry, clock: Clock<'_>, limit: Limit, round: &mut Round) -> Result<()> {
        self.failures = 0;
        let stop = Arc::clone(&self.stop);
        let over = |begun: u32| {
            let late = limit.deadline.is_some_and(|deadline| Instant::now() >= deadline);
            late || begun >= limit.mails || stop.load(Ordering::Relaxed)
        };
        if over(0) {
            return Ok(());
        }
        let mut begun = 0;
        let now = clock();
        let mut found = registry.write(|tx| self.claim(tx, now))?;
        loop {
            round.withdrawn += found.withdrawn;
            for (settlement, row) in &found.passed {
                round.count(Some(settlement));
                round.left.push(row.message());
            }
            let Some(claimed) = self.accept(found) else { return Ok(()) };
            begun += 1;
            let settlement = self.deliver(registry, &claimed, clock)?;
            round.count(settlement.as_ref());
            let nothing_gets_through = self.failures >= FAILURES_MAX;
            let more = if nothing_gets_through || over(begun) { More::No } else { More::Claim };
            let words = settlement.as_ref().map(|settlement| settlement.words.clone()).unwrap_or_default();
            found = self.settle(registry, claimed.made.mail.id, settlement, (clock(), more))?;
            if nothing_gets_through {
                self.outages += 1;
                let now = clock();
                let until = now.plus_s(backoff_s(self.outages));
                round.postponed = registry.write(|tx| sending::postpone(tx, until, &words, now))?;
            }
        }
    }

    /// Claims the next mail that may leave, written anew, unless the minute is full.
    fn claim(&self, tx: &Tx<'_>, now: Timestamp) -> Result<Found> {
        let mut all = Found::default();
        if self.full_until(tx, now)?.is_some() {
            return Ok(all);
        }
        let settings = host::load(tx)?.0;
        while let Some(id) = sending::due(tx, now, self.latest(now))? {
            let found = self.take(tx, id, now, &settings)?;
            all.withdrawn += found.withdrawn;
            all.passed.extend(found.passed);
            if found.claimed.is_some() {
                return Ok(Found { claimed: found.claimed, ..all });
            }
        }
        Ok(all)
    }

    /// Claims a mail, withdraws it, or passes over one that cannot be read: it stops no other. A person must look at that;
    /// one that speaks of what cannot be read is tried again.
    fn take(&self, tx: &Tx<'_>, id: MailId, now: Timestamp, settings: &HostSettings) -> Result<Found> {
        let (row, (state, next_attempt_at)) = match listed(Stored::Mail(id), outbox::find(tx, id))? {
            Ok(Some(made)) if made.mail.state.waits() => {
                match listed(Stored::Mail(id), tx.part(|| self.take_made(tx, &made, now, settings)))? {
                    Ok(found) => return Ok(found),
                    Err(row) if self.age(&made.mail, now) == Ending::Now => (row, (State::Refused, now)),
                    Err(row) => (row, (State::Deferred, now.plus_s(backoff_s(made.mail.attempts.saturating_add(1))))),
                }
            }
            Ok(_) => return Ok(Found::default()),
            Err(row) => (row, (State::Refused, now)),
        };
        let settlement = Settlement { state, words: Cause::Unreadable.words(&row.field), next_attempt_at };
        sending::pass_over(tx, id, &settlement)?;
        Ok(Found { passed: vec![(settlement, row)], ..Found::default() })
    }

    /// Claims a mail, written anew, or withdraws it.
    fn take_made(&self, tx: &Tx<'_>, made: &Made, now: Timestamp, settings: &HostSettings) -> Result<Found> {
        let id = made.mail.id;
        let busy = made.mail.establishment.map_or(Ok(false), |number| sending::is_busy(tx, number))?;
        if busy || sending::awaits_password(tx, id)? {
            return Ok(Found::default());
        }
        match fate(tx, &settings.identity, made)? {
            Fate::Leaves(text) => {
                if text != made.text() {
                    outbox::rewrite(tx, id, &text)?;
                }
                let claimed = sending::claim_one(tx, id, self.owner.token())?;
                Ok(Found { claimed: claimed.map(|claimed| (claimed, settings.clone())), ..Found::default() })
            }
            Fate::Withdrawn(words) => {
                outbox::withdraw(tx, id, &words)?;
                if let Some((witness, actor)) = &self.witness {
                    witness(tx, actor, now, &Mail { state: State::Withdrawn, words, ..made.mail.clone() })?;
                }
                Ok(Found { withdrawn: 1, ..Found::default() })
            }
        }
    }

    /// Takes note of what was found, and follows the settings that the mail was written by.
    fn accept(&mut self, found: Found) -> Option<Claimed> {
        self.erased |= found.withdrawn > 0;
        let (claimed, settings) = found.claimed?;
        self.follow(&settings);
        Some(claimed)
    }

    /// Returns until when no mail may go, if the minute is full.
    fn full_until(&self, tx: &Tx<'_>, now: Timestamp) -> Result<Option<Timestamp>> {
        self.pace.map_or(Ok(None), |most| sending::full_until(tx, most.get(), now))
    }

    /// Builds and gives away a claimed mail. What is returned must be settled next; none: it was not tried.
    fn deliver(&mut self, registry: &mut Registry, claimed: &Claimed, clock: Clock<'_>) -> Result<Option<Settlement>> {
        match self.opens.map_or(Proof::Opens, |opens| proof::prove(&self.home, registry, claimed, opens)) {
            Proof::Opens => {}
            Proof::Stale => {
                let words = Cause::Stale.words("");
                return Ok(Some(Settlement { state: State::Withdrawn, words, next_attempt_at: clock() }));
            }
            Proof::Untried(why) => {
                let outcome = Outcome::Deferred { words: Cause::Untried.words(&why), scope: Scope::Mail };
                return Ok(settlement(claimed, outcome, self.age(&claimed.made.mail, clock()), clock()));
            }
        }
        let built =
            self.files_of(claimed).and_then(|files| message::build(&self.settings.identity, claimed, &files, clock()));
        let outcome = match built {
            Err(words) => Outcome::Refused { words },
            Ok(letter) => {
                let (settings, token) = (&self.settings, self.owner.token());
                let begin = || registry.write(|tx| begin(tx, claimed, settings, token));
                self.transport.deliver(&letter, &message::file_name(&claimed.made.mail), begin)?
            }
        };
        self.count(&outcome);
        Ok(settlement(claimed, outcome, self.age(&claimed.made.mail, clock()), clock()))
    }

    /// Reads the files of a mail's letter, once for all its mails in a row. Words: one is not what it was.
    fn files_of(&mut self, claimed: &Claimed) -> std::result::Result<Arc<[SealedFile]>, String> {
        let Some(letter) = claimed.made.letter else { return Ok(Arc::default()) };
        if let Some((read, files)) = &self.files
            && *read == letter
        {
            return Ok(Arc::clone(files));
        }
        let mut files = Vec::with_capacity(claimed.files.len());
        for attachment in &claimed.files {
            match attachments::read(&self.home, &attachment.sha256, attachment.bytes) {
                Ok(Some(content)) => files.push(SealedFile { attachment: attachment.clone(), content }),
                Ok(None) | Err(_) => return Err(Cause::Attachment.words(&attachment.name)),
            }
        }
        let files: Arc<[SealedFile]> = files.into();
        self.files = Some((letter, Arc::clone(&files)));
        Ok(files)
    }

    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            // An uncertain one says nothing about the next, but a server that always does this must not get them all.
            Outcome::Deferred { scope: Scope::Server, .. } | Outcome::Uncertain { .. } => self.failures += 1,
            Outcome::Sent { .. } | Outcome::Refused { .. } | Outcome::Deferred { scope: Scope::Mail, .. } => {
                (self.failures, self.outages) = (0, 0);
            }
            Outcome::Kept => {}
        }
    }

    /// Records how a try ended and, in the same transaction, claims the next mail if more are to be sent: one wait for
    /// the disk less for each.
    fn settle(
        &mut self,
        registry: &mut Registry,
        id: MailId,
        settlement: Option<Settlement>,
        (now, more): (Timestamp, More),
    ) -> Result<Found> {
        let mut is_withdrawn = false;
        let settled = registry.write(|tx| {
            match &settlement {
                Some(settlement) => {
                    let is_own = sending::settle(tx, id, self.owner.token(), settlement, now)?;
                    is_withdrawn = !is_own && settlement.state == State::Sent && {
                        outbox::find(tx, id)?.is_none_or(|made| made.mail.state == State::Withdrawn)
                    };
                    if is_own && settlement.state == State::Withdrawn {
                        self.tell_withdrawn(tx, id, now)?;
                    }
                }
                None => sending::give_back(tx, id, self.owner.token(), now)?,
            }
            match more {
                More::Claim => self.claim(tx, now),
                More::No => Ok(Found::default()),
            }
        });
        if settled.is_ok() {
            if let Some(sent) = settlement.as_ref().filter(|_| is_withdrawn) {
                self.transport.take_back(&sent.words);
            }
            let erases = |settlement: Settlement| matches!(settlement.state, State::Sent | State::Withdrawn);
            self.erased |= settlement.is_some_and(erases);
        } else {
            self.unsettled = settlement.map(|settlement| (id, settlement));
        }
        settled
    }

    /// Writes down that a mail was withdrawn when it was about to leave.
    fn tell_withdrawn(&self, tx: &Tx<'_>, id: MailId, now: Timestamp) -> Result<()> {
        let Some((witness, actor)) = &self.witness else { return Ok(()) };
        outbox::find(tx, id)?.map_or(Ok(()), |made| witness(tx, actor, now, &made.mail))
    }

    /// Empties the log of what was erased, at once or, while somebody reads, in a later round.
    fn forget(&mut self, registry: &Registry) -> Result<()> {
        if self.erased {
            self.erased = !registry.empty_log()?;
        }
        Ok(())
    }
}

/// Marks in the registry that the data go now, unless the mail is another's or no longer says what it should: then it
/// waits again, or whoever took it decides.
fn begin(tx: &Tx<'_>, claimed: &Claimed, settings: &HostSettings, owner: &str) -> Result<Begun> {
    let made = &claimed.made;
    let busy = made.mail.establishment.map_or(Ok(false), |number| sending::is_busy(tx, number))?;
    let now = host::load(tx)?.0;
    let waits = busy || sending::awaits_password(tx, made.mail.id)?;
    let holds = !waits && now == *settings && fate(tx, &now.identity, made)? == Fate::Leaves(made.text());
    let begun = holds && sending::begin_data(tx, made.mail.id, owner)?;
    Ok(if begun { Begun::Yes } else { Begun::No })
}
