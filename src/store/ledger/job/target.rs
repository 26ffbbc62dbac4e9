//! Targets: frozen with the plan, marked once.

use super::super::Tx;
use super::{NewTarget, understood, written};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Expectation, Forecast, Given, JobId, Reason, Target, TargetRow, TargetState, Verdict};
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

pub(super) fn insert(tx: &Tx<'_>, job: JobId, position: u32, new: &NewTarget) -> Result<()> {
    let sql = "insert into job_target (job_id, position, establishment_number, object, label, given, forecast,
            forecast_word, forecast_reason, state, reason_word, reason, effect)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', '', '', '')";
    let given = if new.given == Given::Nothing { String::new() } else { written("job_target.given", &new.given)? };
    let reason = new.forecast.reason();
    tx.execute(
        sql,
        values![
            job.0,
            position,
            new.number.0,
            new.object,
            new.label,
            given,
            new.forecast.word(),
            reason.map_or("", Reason::word),
            reason.map(|reason| written("job_target.forecast_reason", reason)).transpose()?.unwrap_or_default(),
        ],
    )?;
    Ok(())
}

/// Tells whether something that a job did was undone, also by an undoing that was given up since.
pub fn is_partly_undone(tx: &Tx<'_>, undone: JobId) -> Result<bool> {
    let sql = "select count(*) from job where undo_of = $1 and done > 0";
    tx.get(sql, values![undone.0], |row| Ok(row.get::<i64>(0)? > 0))
}

/// Lists waiting targets after a position, in order.
pub fn waiting(tx: &Tx<'_>, job: JobId, after: u32, limit: u32) -> Result<Vec<Target>> {
    let sql = "select position, establishment_number, object, label, given from job_target
        where job_id = $1 and state = 'waiting' and position > $2 order by position limit $3";
    tx.list(sql, values![job.0, after, limit], |row| target(job, row))
}

fn target(job: JobId, row: &Row<'_>) -> Result<Target> {
    Ok(Target {
        job,
        position: row.get(0)?,
        number: EstablishmentNumber(row.get(1)?),
        object: row.get(2)?,
        label: row.get(3)?,
        given: given_of(row.text(4)?)?,
    })
}

pub(in crate::store) fn given_of(text: &str) -> Result<Given> {
    if text.is_empty() { Ok(Given::Nothing) } else { understood("job_target.given", text) }
}

/// Marks a target that waits, and moves the job's tally; tells whether it still waited.
pub fn mark(tx: &Tx<'_>, job: JobId, position: u32, verdict: &Verdict, now: Timestamp) -> Result<bool> {
    let effect = match verdict {
        Verdict::Done(effect) => written("job_target.effect", effect)?,
        Verdict::Skipped(_) | Verdict::Failed(_) => String::new(),
    };
    let reason = verdict.reason();
    let sql = "update job_target set state = $1, reason_word = $2, reason = $3, effect = $4, at = $5
        where job_id = $6 and position = $7 and state = 'waiting'";
    let changed = tx.execute(
        sql,
        values![
            verdict.state().word(),
            reason.map_or("", Reason::word),
            reason.map(|reason| written("job_target.reason", reason)).transpose()?.unwrap_or_default(),
            effect,
            now.0,
            job.0,
            position,
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    let sql = match verdict {
        Verdict::Done(_) => "update job set waiting = waiting - 1, done = done + 1 where id = $1",
        Verdict::Skipped(_) => "update job set waiting = waiting - 1, skipped = skipped + 1 where id = $1",
        Verdict::Failed(_) => "update job set waiting = waiting - 1, failed = failed + 1 where id = $1",
    };
    tx.execute(sql, values![job.0])?;
    Ok(true)
}

/// Which rows of a report are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowFilter {
    /// Only those that stand here.
    pub state: Option<TargetState>,
    /// Only those of which this was expected.
    pub expectation: Option<Expectation>,
    /// Only those with this reason: of the verdict, or of the forecast while nothing was tried.
    pub reason: Option<String>,
}

/// Lists a job's targets after a position, in order.
pub fn rows(tx: &Tx<'_>, job: JobId, filter: &RowFilter, after: u32, limit: u32) -> Result<Vec<TargetRow>> {
    let sql = "select position, establishment_number, object, label, given, forecast, forecast_reason, state, reason,
            effect, at from job_target
        where job_id = $1 and position > $2 and ($3 = '' or state = $3)
            and ($4 = '' or case when state = 'waiting' then forecast_word else reason_word end = $4)
            and ($5 = '' or forecast = $5)
        order by position limit $6";
    let state = filter.state.map_or("", TargetState::word);
    let reason = filter.reason.as_deref().unwrap_or_default();
    let expected = filter.expectation.map_or("", Expectation::word);
    tx.list(sql, values![job.0, after, state, reason, expected, limit], |row| {
        let word = row.text(7)?;
        let state = TargetState::from_word(word).ok_or_else(|| Error::unreadable("job_target.state", word))?;
        Ok(TargetRow {
            target: target(job, row)?,
            forecast: forecast_of(row.text(5)?, row.text(6)?)?,
            verdict: match state {
                TargetState::Waiting => None,
                TargetState::Done => Some(Verdict::Done(understood("job_target.effect", row.text(9)?)?)),
                TargetState::Skipped => Some(Verdict::Skipped(understood("job_target.reason", row.text(8)?)?)),
                TargetState::Failed => Some(Verdict::Failed(understood("job_target.reason", row.text(8)?)?)),
            },
            at: row.get::<Option<i64>>(10)?.map(Timestamp),
        })
    })
}

fn forecast_of(word: &str, reason: &str) -> Result<Forecast> {
    match word {
        "do" => Ok(Forecast::Do),
        "skip" => Ok(Forecast::Skip(understood("job_target.forecast_reason", reason)?)),
        "refuse" => Ok(Forecast::Refuse(understood("job_target.forecast_reason", reason)?)),
        _ => Err(Error::unreadable("job_target.forecast", word)),
    }
}

/// Targets that share an expectation or an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Where they stand; [`TargetState::Waiting`] for a forecast.
    pub state: TargetState,
    /// What was expected.
    pub forecast: Forecast,
    /// The reason of the first of them.
    pub reason: Option<Reason>,
    /// How many.
    pub count: u32,
}

/// Groups a job's forecasts, or its outcomes, by word of reason; the largest group first.
pub fn forecasts(tx: &Tx<'_>, job: JobId) -> Result<Vec<Group>> {
    let sql = "select forecast, min(forecast_reason), count(*) from job_target where job_id = $1
        group by forecast, forecast_word order by 3 desc, 1";
    tx.list(sql, values![job.0], |row| {
        let forecast = forecast_of(row.text(0)?, row.text(1)?)?;
        let reason = forecast.reason().cloned();
        Ok(Group { state: TargetState::Waiting, forecast, reason, count: row.get(2)? })
    })
}

/// Groups a job's outcomes by state and word of reason; the largest group first.
pub fn outcomes(tx: &Tx<'_>, job: JobId) -> Result<Vec<Group>> {
    let sql = "select state, min(reason), count(*) from job_target where job_id = $1
        group by state, reason_word order by 3 desc, 1";
    tx.list(sql, values![job.0], |row| {
        let (word, reason) = (row.text(0)?, row.text(1)?);
        let state = TargetState::from_word(word).ok_or_else(|| Error::unreadable("job_target.state", word))?;
        let reason = match state {
            TargetState::Waiting | TargetState::Done => None,
            TargetState::Skipped | TargetState::Failed => Some(understood("job_target.reason", reason)?),
        };
        Ok(Group { state, forecast: Forecast::Do, reason, count: row.get(2)? })
    })
}

/// Lists where each target of a job stands, by its establishment, in order; 0: it has none.
///
/// # Errors
/// What SQLite says, or a word that nobody understands.
pub fn standing(tx: &Tx<'_>, job: JobId) -> Result<Vec<(EstablishmentNumber, TargetState)>> {
    let sql = "select establishment_number, state from job_target where job_id = $1 order by position";
    tx.list(sql, values![job.0], |row| {
        let word = row.text(1)?;
        let state = TargetState::from_word(word).ok_or_else(|| Error::unreadable("job_target.state", word))?;
        Ok((EstablishmentNumber(row.get(0)?), state))
    })
}

/// Lists the numbers of a job's targets that stand somewhere, in order.
pub fn numbers(tx: &Tx<'_>, job: JobId, state: TargetState) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select establishment_number from job_target
        where job_id = $1 and state = $2 and establishment_number > 0 order by position";
    tx.list(sql, values![job.0, state.word()], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

/// Returns where a target stands; none when there is no such target.
pub fn state(tx: &Tx<'_>, job: JobId, position: u32) -> Result<Option<TargetState>> {
    let sql = "select state from job_target where job_id = $1 and position = $2";
    let found: Option<String> = tx.find(sql, values![job.0, position], |row| row.get(0))?;
    found
        .map(|word| TargetState::from_word(&word).ok_or_else(|| Error::unreadable("job_target.state", word)))
        .transpose()
}
