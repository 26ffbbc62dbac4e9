//! The runner: takes a job, acts on its targets in order, obeys wishes, ends it. Whatever happens, what is marked is
//! done, what is not marked is not, and another process can go on.

use std::time::{Duration, Instant};

use super::error::{JobError, Result};
use super::progress::{Cancel, Progress, Unit};
use crate::domain::access::At;
use crate::domain::job::{Job, JobId, Reason, Target, Wish};
use crate::operations::job::{self, Acted, Running};
use crate::operations::{Context, Error, Rule};

/// How long a pass over held targets waits before the next one.
const PAUSE: Duration = Duration::from_millis(200);

/// How long a job waits for whoever works on the whole database that holds it.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a job gives a sign of life.
const BEAT: Duration = Duration::from_secs(1);

/// How long a job waits for targets that an earlier job has first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// As long as it takes.
    Forever,
    /// This long after everything else is done; then they have failed.
    AtMost(Duration),
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The job afterwards.
    pub job: Job,
    /// Whether this process was asked to stop, rather than the job.
    pub interrupted: bool,
}

/// Carries a job out to its end, or until it is asked to pause or cancel, or the process is.
///
/// A job that the machine stops is paused with the cause, and can be resumed.
///
/// # Errors
/// [`Rule::JobEnded`], [`Error::Busy`] when it cannot be taken; [`Rule::JobLost`] when another process took it.
pub fn run(ctx: &mut Context, id: JobId, wait: Wait, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<Ended> {
    let running = job::take(ctx, id)?;
    let mut run = Run { ctx, running, wait, cancel, progress, waiting_since: None, beaten: None };
    match run.passes() {
        Ok(ended) => Ok(ended),
        Err(error @ Error::Rule(Rule::JobLost)) => Err(error.into()),
        Err(error) => {
            let reason = job::verdict::reason(&error);
            let halted = job::halt(run.ctx, &run.running, Wish::Pause, Some(&reason));
            // When not even this can be written, the job stays as one whose process died: it can be resumed. So does what it
            // was at, also in a console that goes on.
            run.ctx.let_go();
            match halted {
                Ok(job) => Ok(Ended { job, interrupted: false }),
                Err(_) => Err(JobError::Left { job: id, cause: error }),
            }
        }
    }
}

struct Run<'r, 'p> {
    ctx: &'r mut Context,
    running: Running,
    wait: Wait,
    cancel: &'r Cancel,
    progress: &'r mut Progress<'p>,
    waiting_since: Option<Instant>,
    beaten: Option<Instant>,
}

type Step<T> = std::result::Result<T, Error>;

impl Run<'_, '_> {
    /// Passes over the waiting targets until none is left.
    fn passes(&mut self) -> Step<Ended> {
        let job = job::get(self.ctx, self.running.id)?.job;
        self.progress.begin("job-stage-run", Unit::Rows, u64::from(job.tally.total()));
        self.progress.reach(u64::from(job.tally.handled()));
        loop {
            let held = match self.pass()? {
                Pass::Over(held) => held,
                Pass::Asked(wish) => return self.stop(wish),
            };
            let Some((_, reason)) = held.first() else {
                let job = self.patiently(|run| job::finish(run.ctx, &run.running))?;
                return Ok(Ended { job, interrupted: false });
            };
            let since = *self.waiting_since.get_or_insert_with(Instant::now);
            if let Wait::AtMost(limit) = self.wait
                && since.elapsed() >= limit
            {
                job::give_up(self.ctx, &self.running, &held)?;
                continue;
            }
            match self.patiently(|run| job::beat(run.ctx, &run.running, Some(reason)))? {
                Wish::GoOn => self.cancel.wait(PAUSE),
                wish @ (Wish::Pause | Wish::Cancel) => return self.stop(wish),
            }
            // The next look must take back whom the job waits for.
            self.beaten = None;
        }
    }

    /// Acts once on every waiting target; gives those that an earlier job has first.
    fn pass(&mut self) -> Step<Pass> {
        let mut held = Vec::new();
        let mut after = 0;
        loop {
            if self.cancel.is_cancelled() {
                return Ok(Pass::Asked(Wish::GoOn));
            }
            match self.asked()? {
                Wish::GoOn => {}
                wish @ (Wish::Pause | Wish::Cancel) => return Ok(Pass::Asked(wish)),
            }
            let targets = job::act::waiting(self.ctx, &self.running, after, job::step(&self.running.task))?;
            let Some(last) = targets.last() else { return Ok(Pass::Over(held)) };
            after = last.position;
            let acted = self.patiently(|run| job::act(run.ctx, &run.running, &targets))?;
            let mut marked = 0;
            for (target, acted) in targets.into_iter().zip(acted) {
                match acted {
                    Acted::Marked => marked += 1,
                    Acted::Held(reason) => held.push((target, reason)),
                }
            }
            if marked > 0 {
                self.waiting_since = None;
            }
            self.progress.advance(marked);
        }
    }

    /// Looks at what the job is asked for; a sign of life costs a write to the disk, so there is one a second at most.
    fn asked(&mut self) -> Step<Wish> {
        if self.beaten.is_some_and(|at| at.elapsed() < BEAT) {
            return job::asked(self.ctx, &self.running);
        }
        let wish = self.patiently(|run| job::beat(run.ctx, &run.running, None))?;
        self.beaten = Some(Instant::now());
        Ok(wish)
    }

    /// Stops as asked; a process that is asked to stop pauses the job, so that it can be resumed.
    fn stop(&mut self, wish: Wish) -> Step<Ended> {
        let interrupted = wish == Wish::GoOn;
        let job = self.patiently(|run| job::halt(run.ctx, &run.running, wish, None))?;
        Ok(Ended { job, interrupted })
    }

    /// One that is asked to stop meanwhile stays as one whose process died: it can be resumed.
    fn may_wait(&self) -> bool {
        self.ctx.at() != At::Host && !self.cancel.is_cancelled()
    }

    /// Takes a step inside an establishment, as soon as nobody works on the whole of its database any more: what is
    /// written meanwhile could be lost with it.
    fn patiently<T>(&mut self, mut step: impl FnMut(&mut Self) -> Step<T>) -> Step<T> {
        let since = Instant::now();
        loop {
            match step(self) {
                Err(Error::Busy { .. }) if self.may_wait() && since.elapsed() < PATIENCE => {
                    self.cancel.wait(PAUSE);
                }
                done => return done,
            }
        }
    }
}

/// How a pass ended.
enum Pass {
    /// Every waiting target was met; these are held by earlier jobs.
    Over(Vec<(Target, Reason)>),
    /// The job, or with [`Wish::GoOn`] the process, was asked to stop.
    Asked(Wish),
}
