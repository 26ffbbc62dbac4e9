//! One establishment in full: its row and what else the program knows of it.

use super::administrator::administrators;
use super::read::{existing, path};
use crate::domain::account::Administrator;
use crate::domain::act::Act;
use crate::domain::block::Block;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{Job, Reason};
use crate::domain::mail::{self, Mail};
use crate::domain::statistics::Figures;
use crate::domain::time::Timestamp;
use crate::domain::unreadable::Listed;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::{host, letters, reach};
use crate::store::ledger::job;
use crate::store::registry::block::{self, EVERYWHERE};
use crate::store::registry::{Tx, export, outbox, statistics};

/// How many of an establishment's jobs are told of.
const JOBS: u32 = 5;

/// Everything that is known of one establishment.
#[derive(Debug)]
pub struct Detail {
    /// The establishment.
    pub establishment: Establishment,
    /// The blocks that stand on every establishment, or stood.
    pub everywhere: Vec<Block>,
    /// Its administrators, or why they cannot be read.
    pub administrators: Result<Vec<Administrator>>,
    /// What was counted in it at the last count, and when; none before the first.
    pub figures: Option<(Timestamp, std::result::Result<Figures, Reason>)>,
    /// Where its database lies.
    pub path: String,
    /// Size of its database in bytes; none when it cannot be seen.
    pub size_bytes: Option<u64>,
    /// How many exports of it there are, and when the latest was taken.
    pub exports: (u32, Option<Timestamp>),
    /// How many mails there are about it in each state.
    pub mails: Vec<(mail::State, u32)>,
    /// The latest of them.
    pub mail: Option<Listed<Mail>>,
    /// The latest jobs that did something here, or will.
    pub jobs: Vec<Listed<Job>>,
}

/// Reads everything that is known of one establishment. Without its database, what the registry knows is told.
///
/// # Errors
/// [`Error::NotFound`](crate::operations::Error::NotFound).
pub fn detail(ctx: &mut Context, number: EstablishmentNumber) -> Result<Detail> {
    // Before its database is opened: whoever does not reach it learns nothing of it.
    super::get(ctx, number)?;
    let administrators = administrators(ctx, number);
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_SHOW)?;
    let size_bytes = ctx.home().shelf().look(number).ok().map(|look| look.size_bytes);
    let path = path(ctx, number);
    ctx.read(|tx| {
        let host = host::stored(tx)?.0.identity;
        let mail = outbox::latest_about(tx, number)?.map(|row| letters::row(tx, &host, row)).transpose()?;
        Ok(Detail {
            establishment: existing(tx, number)?,
            everywhere: block::list(tx, EVERYWHERE)?,
            administrators,
            figures: statistics::latest(tx, number)?,
            path,
            size_bytes,
            exports: export::about(tx, number)?,
            mails: outbox::counts_about(tx, number)?,
            mail,
            jobs: jobs(tx, number)?,
        })
    })
}

/// Lists the latest jobs that did something at an establishment, or will, as whoever looks sees them.
fn jobs(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Listed<Job>>> {
    let mut found = Vec::new();
    for job in job::read::about(tx, number, JOBS)? {
        match job {
            Ok(job) => found.extend(reach::narrow_job(tx, job)?.map(Ok)),
            Err(odd) => found.push(Err(odd)),
        }
    }
    Ok(found)
}
