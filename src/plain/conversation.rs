//! What every noun's questions work with: the conversation, the verbs' context, the ticks.

use std::collections::BTreeSet;

use super::dialogue::{Dialogue, Step, Stop};
use crate::config::Settings;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::Remark;
use crate::domain::message::Message;
use crate::domain::search::{DEFAULT_SORT, Sort};
use crate::jobs::worker::Carrier;
use crate::operations::exchange::{self, Output, Reach};
use crate::operations::{Context, Error, Result, Rule, clock};

/// The list of establishments: its filter, its order and its place.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    pub(super) filter: String,
    pub(super) sort: Sort,
    pub(super) start: usize,
    /// The establishments that match, in order.
    pub(super) order: Vec<EstablishmentNumber>,
    pub(super) total: usize,
    pub(super) remarks: Vec<Remark>,
}

impl Default for Listing {
    fn default() -> Self {
        let (filter, order, remarks) = (String::new(), Vec::new(), Vec::new());
        Self { filter, sort: DEFAULT_SORT, start: 0, order, total: 0, remarks }
    }
}

/// What somebody of an establishment finds, who is shown it by those who visit there too.
pub(super) type Home = fn(&mut Conversation<'_, '_>) -> Step<()>;

/// The conversation.
pub(super) struct Conversation<'d, 'h> {
    /// The conversation.
    pub(super) io: &'d mut Dialogue<'h>,
    /// What verbs are given.
    pub(super) ctx: Context,
    /// The settings.
    pub(super) settings: Settings,
    /// Who carries out the jobs that are started here.
    pub(super) carrier: Carrier,
    /// The ticked establishments; only ticking, acting and deletion change them.
    pub(super) ticks: BTreeSet<EstablishmentNumber>,
    /// Filter, order and place in the list of establishments.
    pub(super) listing: Listing,
    /// What people find.
    pub(super) home: Home,
}

impl<'d, 'h> Conversation<'d, 'h> {
    /// Lays the conversation.
    pub(super) fn new(
        io: &'d mut Dialogue<'h>,
        ctx: Context,
        settings: Settings,
        carrier: Carrier,
        home: Home,
    ) -> Self {
        Self { io, ctx, settings, carrier, ticks: BTreeSet::new(), listing: Listing::default(), home }
    }

    /// Tells whether whoever sits there may do something, as such and where they are; menus leave the rest out.
    pub(super) fn may(&mut self, act: Act) -> bool {
        self.ctx.permit(act).is_ok()
    }

    /// Tells whether a menu has something: what a visit alone refuses is said there, and refused when it is asked for.
    pub(super) fn offers(&mut self, act: Act) -> bool {
        match self.ctx.permit(act) {
            Ok(_) => true,
            Err(Error::Refused(refusal)) => refusal.is_only_looking(),
            Err(_) => false,
        }
    }

    /// Leaves the lines of a menu that whoever sits there may take.
    pub(super) fn allowed<T>(
        &mut self,
        lines: impl IntoIterator<Item = (&'static str, T, Act)>,
    ) -> Vec<(&'static str, T)> {
        let allowed = lines.into_iter().filter(|(_, _, act)| self.may(*act));
        allowed.map(|(label, line, _)| (label, line)).collect()
    }

    /// Runs a verb, and says why when it is not carried out.
    pub(super) fn attempt<T>(&mut self, verb: impl FnOnce(&mut Context) -> Result<T>) -> Option<T> {
        let result = verb(&mut self.ctx);
        if let Err(error) = &result {
            self.hear(error);
        }
        let accepted = self.io.accept(result);
        self.tell_aftermath();
        accepted
    }

    /// Works on an establishment's own rows, jobs and log, and comes back.
    pub(super) fn within<T>(&mut self, at: At, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.ctx.go(at);
        let done = work(self);
        self.ctx.go(before);
        done
    }

    /// Notes that the person hears of a jump of the clock.
    pub(super) fn hear(&mut self, error: &Error) {
        if matches!(error, Error::Rule(Rule::ClockJumped)) {
            // It is told now; asked once more, it is asked knowingly. What the store says is met by that verb.
            let _ = clock::heard(&mut self.ctx);
        }
    }

    /// Goes back, saying why, while the registry is held: nobody answers questions for nothing.
    pub(super) fn before_a_change(&mut self) -> Step<()> {
        self.attempt(Context::assure).ok_or(Stop::Back)
    }

    /// Goes back, saying why, where an act is refused, before anything is asked for it.
    pub(super) fn before(&mut self, act: Act) -> Step<()> {
        self.attempt(|ctx| ctx.permit(act).map(drop)).ok_or(Stop::Back)
    }

    /// Says what the last verbs did to mails that wait.
    pub(super) fn tell_aftermath(&mut self) {
        let Some(aftermath) = self.ctx.take_aftermath() else { return };
        for message in aftermath.messages() {
            self.io.say(&message);
        }
    }

    /// Begins the new file that a text names, or says why there can be none.
    pub(super) fn output(&mut self, named: &str) -> Option<Output> {
        self.attempt(|ctx| exchange::output(ctx.home(), &Reach::of(&ctx.actor), named))
    }
}

/// Returns a text, or the word by which the catalogue knows that there is none.
pub(super) const fn or_none(text: &str) -> &str {
    if text.is_empty() { "no-value" } else { text }
}

/// Says a count with a message.
pub(super) fn counted(key: &'static str, count: usize) -> Message {
    Message::new(key).with("count", count)
}
