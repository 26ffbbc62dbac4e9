//! A noun's list as a file, or as the lines of one: the rows that a filter holds, in their order, a page at a time.

use serde_json::Value;

use super::description::{Head, record};
use super::source::{Ask, PAGE};
use super::{Door, Rows};
use crate::jobs::listed::{self, Format};
use crate::jobs::{JobError, error};
use crate::operations::Context;
use crate::operations::exchange::{self, List, Output};

/// Returns the columns that a list's file has.
#[must_use]
pub fn columns(door: &dyn Door) -> Vec<&'static str> {
    match door.extras().csv {
        [] => door.heads().iter().filter(|head| head.is_listed()).map(|head| head.name).collect(),
        csv => csv.to_vec(),
    }
}

/// Calls back with the record of each row.
fn each(
    door: &dyn Door,
    ctx: &mut Context,
    ask: &Ask<'_>,
    put: &mut dyn FnMut(Value) -> error::Result<()>,
) -> error::Result<()> {
    let heads = door.heads();
    let told = |rows: &dyn Rows, at: usize| {
        let cells = rows.cells(at);
        record(heads.iter().zip(&cells).filter(|(head, _): &(&Head, _)| head.is_listed()))
    };
    let (order, whole) = door.order(ctx, ask)?;
    if let Some(rows) = whole {
        let mut wanted = order.ids.iter().peekable();
        for at in 0..rows.len() {
            if wanted.next_if(|id| rows.id(at).as_ref() == Some(id)).is_some() {
                put(told(rows.as_ref(), at))?;
            }
        }
        return Ok(());
    }
    for ids in order.ids.chunks(PAGE) {
        let rows = door.rows(ctx, ids)?;
        for at in (0..rows.len()).filter(|at| rows.unreadable(*at).is_none()) {
            put(told(rows.as_ref(), at))?;
        }
    }
    Ok(())
}

/// Writes the rows that a filter holds to the file that was begun. Returns how many there are.
///
/// # Errors
/// What the operation says; what the system says of the file.
pub fn write(
    door: &dyn Door,
    ctx: &mut Context,
    ask: &Ask<'_>,
    (out, format): (Output, Format),
    columns: &[&'static str],
) -> Result<u64, JobError> {
    listed::write(ctx, (out, format), columns, (door.noun().word(), ask.filter), |ctx, put| each(door, ctx, ask, put))
}

/// Calls back with the lines of a list as CSV, those who are shown text alone take it from there. The log learns of it
/// before the first.
///
/// # Errors
/// What the operation says.
pub fn lines(door: &dyn Door, ctx: &mut Context, ask: &Ask<'_>, mut put: impl FnMut(&str)) -> Result<u64, JobError> {
    let columns = columns(door);
    let rows = u64::try_from(door.order(ctx, ask)?.0.ids.len()).unwrap_or(u64::MAX);
    exchange::shown(ctx, List { name: door.noun().word(), filter: ask.filter, rows })?;
    put(&columns.join(";"));
    each(door, ctx, ask, &mut |record| {
        let quoted = |column: &&'static str| format!("\"{}\"", listed::cell(&record[*column]).replace('"', "\"\""));
        put(&columns.iter().map(quoted).collect::<Vec<_>>().join(";"));
        Ok(())
    })?;
    Ok(rows)
}
