//! The idle lock, and whether the webmaster may still act.

use std::time::Duration;

use crate::domain::password::Secret;
use crate::operations::clock::{Jump, Watch};
use crate::operations::session::{self, Session, Standing};
use crate::operations::{Context, Result};

/// Stands between a typed line and what it is for. It has a context of its own, so that it can act at any question.
#[derive(Debug)]
pub(super) struct Guard {
    ctx: Context,
    session: Session,
    watch: Watch,
    idle_lock: Option<Duration>,
}

impl Guard {
    /// Guards a session.
    pub(super) fn new(mut ctx: Context, session: Session, idle_lock: Option<Duration>) -> Self {
        ctx.resume(session.parts());
        Self { ctx, session, watch: Watch::default(), idle_lock }
    }

    /// Returns the minutes after which a line needs the password first, if it came after so long.
    pub(super) fn locks(&self, idle: Duration) -> Option<u64> {
        self.idle_lock.filter(|limit| idle >= *limit).map(|limit| limit.as_secs().div_ceil(60))
    }

    /// Proves who sits there.
    pub(super) fn unlock(&mut self, password: &Secret) -> Result<()> {
        session::unlock(&mut self.ctx, password)
    }

    /// Returns a jump of the clock that was not told yet. Trouble is met and told by the verb that follows.
    pub(super) fn jump(&mut self) -> Option<Jump> {
        self.watch.look(&mut self.ctx).ok().flatten()
    }

    /// Notes that the session is in use.
    pub(super) fn touch(&mut self) -> Result<Standing> {
        session::touch(&mut self.ctx, self.session)
    }
}
