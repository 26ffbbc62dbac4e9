//! What webmasters did in the demonstration: sign-ins, blocks, edits, and what became of the mails.

use super::dice::Dice;
use super::school::SHOWN;
use super::words;
use crate::audit::{Entry, Object};
use crate::domain::access::Identity;
use crate::domain::act::Act;
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::{Establishment, EstablishmentNumber, Input};
use crate::domain::mail::{Cause, MailId, State, backoff_s};
use crate::domain::session::EndReason;
use crate::domain::time::{DAY_S, Timestamp};
use crate::operations::error::Result;
use crate::operations::establishment::creation::Made;
use crate::operations::establishment::{BlockInput, administrators, block_task, edit, get, reset_password};
use crate::operations::job;
use crate::operations::permitted::{Permitted, record};
use crate::operations::session::{self, Session};
use crate::store::registry::sending::{self, Settlement};
use crate::store::registry::{block as blocks, webmaster};

/// The token under which the demonstration settles its own mails.
const SENDER: &str = "demo";
/// Blocks of each kind put after each batch: 20 × 5 is one establishment in twenty.
const WEBMASTER_BLOCKS: u32 = 3;
const ADMINISTRATOR_BLOCKS: u32 = 2;

/// One webmaster's session on the day of a batch.
#[derive(Debug)]
pub(super) struct Activity {
    dice: Dice,
    now: Timestamp,
    session: Session,
}

impl Activity {
    pub(super) fn begin(ctx: &mut Permitted<'_>, batch: u32, now: Timestamp) -> Result<Self> {
        let login = ctx.actor.name().to_owned();
        let session = session::sign_in_demo(ctx, &login)?.session;
        ctx.write(|tx, permit, at| {
            if let Identity::Webmaster { id, .. } = &permit.by().identity {
                webmaster::note_sign_in(tx, *id, at)?;
            }
            record(tx, permit, at, &Entry::new(Act::SESSION_SIGN_IN, Object::webmaster(permit.by().name())))
        })?;
        Ok(Self { dice: Dice::new(u64::from(batch) + 1), now, session })
    }

    /// Decides what became of a batch's mails; of the latest batch some still wait, or will not go.
    pub(super) fn settle_mails(&mut self, ctx: &mut Permitted<'_>, made: &[Made], latest: bool) -> Result<()> {
        let mails = made.iter().filter_map(|one| Some((one.number, one.mail?)));
        let waiting = ctx.write(|tx, _, at| {
            let mut waiting = None;
            for (number, id) in mails {
                let Some(settlement) = self.fate(id, at, latest) else {
                    waiting.get_or_insert(number);
                    continue;
                };
                sending::claim_one(tx, id, SENDER)?;
                sending::settle(tx, id, SENDER, &settlement, at.plus_s(20))?;
            }
            Ok(waiting)
        })?;
        // The password of one that still waits is told anew: the first mail is withdrawn.
        if let Some(number) = waiting
            && let Some(first) = administrators(ctx, number)?.first()
        {
            reset_password(ctx, number, first.id)?;
        }
        Ok(())
    }

    fn fate(&mut self, id: MailId, at: Timestamp, latest: bool) -> Option<Settlement> {
        let settled = |state, words: String, next_attempt_at| Some(Settlement { state, words, next_attempt_at });
        let sent = format!("250 2.0.0 Ok: queued as 4c{:06X}", 0x005a_31b7 + id.0 * 613);
        if !latest {
            return settled(State::Sent, sent, at);
        }
        match self.dice.below(100) {
            0..66 => settled(State::Sent, sent, at),
            66..76 => {
                let words = ["421 4.3.2 Service not available, try again later", "450 4.2.0 Greylisted, see postgrey"];
                settled(State::Deferred, self.dice.word(&words).to_owned(), self.now.plus_s(backoff_s(5)))
            }
            76..84 => {
                let words = ["550 5.1.1 User unknown in virtual mailbox table", "552 5.2.2 Mailbox full"];
                settled(State::Refused, self.dice.word(&words).to_owned(), at)
            }
            84..86 => settled(State::Uncertain, Cause::Lost.words("timed out"), at),
            _ => None,
        }
    }

    /// Blocks and edits some of the establishments up to a number.
    pub(super) fn work(&mut self, ctx: &mut Permitted<'_>, last: u32) -> Result<()> {
        for _ in 0..WEBMASTER_BLOCKS {
            self.block(ctx, last)?;
        }
        for _ in 0..ADMINISTRATOR_BLOCKS {
            self.block_by_others(ctx, last)?;
        }
        let number = self.number(last);
        let found = get(ctx, number)?;
        let input = Input {
            contact_last_name: self.dice.word(words::LAST_NAMES).to_owned(),
            contact_first_name: self.dice.word(words::FIRST_NAMES).to_owned(),
            ..Input::from_draft(&found.draft())
        };
        edit(ctx, number, found.rev, &input)?;
        Ok(())
    }

    fn number(&mut self, last: u32) -> EstablishmentNumber {
        EstablishmentNumber(1 + self.dice.below(last))
    }

    /// Finds an establishment that nobody blocks yet, and that is not one of those whose people are entered as.
    fn open(&mut self, ctx: &mut Permitted<'_>, last: u32) -> Result<Establishment> {
        loop {
            let found = get(ctx, self.number(last))?;
            if found.blocks.is_empty() && found.number.0 > SHOWN {
                return Ok(found);
            }
        }
    }

    /// Puts the webmaster's block: until lifted, or until a day that is still to come, or is over.
    fn block(&mut self, ctx: &mut Permitted<'_>, last: u32) -> Result<()> {
        let number = self.open(ctx, last)?.number;
        let until = match self.dice.below(10) {
            0..6 => String::new(),
            6..9 => self.now.plus_s(DAY_S * i64::from(5 + self.dice.below(200))).day().to_string(),
            _ => ctx.now().plus_s(10 * DAY_S).day().to_string(),
        };
        let reason = self.dice.word(words::WEBMASTER_REASONS).to_owned();
        let task = block_task(ctx, &BlockInput { reason, until })?;
        job::at_once(ctx, number, &task, None).map(drop)
    }

    /// Puts the block of an establishment's own administrator, as its own console does, sometimes over another one; and
    /// now and then the program's, which is stale a few minutes later.
    fn block_by_others(&mut self, ctx: &mut Permitted<'_>, last: u32) -> Result<()> {
        let found = self.open(ctx, last)?;
        let blocker = if self.dice.percent(92) { Blocker::Administrator } else { Blocker::Program };
        let (reason, author) = match blocker {
            Blocker::Program => (words::PROGRAM_REASON, "(program)".to_owned()),
            Blocker::Administrator | Blocker::Webmaster => {
                (self.dice.word(words::ADMINISTRATOR_REASONS), found.contact.full_name())
            }
        };
        let own = Block { blocker, reason: reason.to_owned(), author, since: ctx.now(), until: None };
        ctx.write(|tx, permit, at| {
            blocks::put(tx, found.number, &own)?;
            let entry = Entry::new(Act::ESTABLISHMENT_BLOCK, Object::establishment(found.number, &found.denomination))
                .is("blocker", blocker.word())
                .is("reason", reason);
            record(tx, permit, at, &entry)
        })?;
        if self.dice.percent(20) {
            let reason = self.dice.word(words::WEBMASTER_REASONS).to_owned();
            let task = block_task(ctx, &BlockInput { reason, until: String::new() })?;
            job::at_once(ctx, found.number, &task, None)?;
        }
        Ok(())
    }

    pub(super) fn end(self, ctx: &mut Permitted<'_>) -> Result<()> {
        session::end(ctx, self.session, EndReason::SignOut)
    }
}
