//! Zones: the views' requests, done by the operations.

use std::collections::HashSet;

use super::bench::Bench;
use crate::domain::text::fold;
use crate::domain::zone::academies;
use crate::operations::zone::{self, ZoneLine};
use crate::operations::{Error, Rule};
use crate::tui::orders::Failure;
use crate::tui::orders::zone::{Done, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, request: Request) -> Result<Done, Failure> {
    let context = bench.context()?;
    Ok(match request {
        Request::List => {
            let lines = zone::list(context)?;
            let academies = missing(&lines);
            Done::Listed { lines, academies }
        }
        Request::Add(input) => Done::Saved(zone::add(context, &input)?.name),
        Request::Edit { number, rev, input } => match zone::edit(context, number, rev, &input) {
            Ok(()) => Done::Saved(input.name),
            Err(Error::Rule(Rule::Changed)) => {
                let stored = zone::list(context)?.into_iter().find(|line| line.zone.number == number);
                let stored = stored.ok_or_else(|| Error::not_found("zone", number.0))?;
                Done::Overtaken(stored.zone)
            }
            Err(error) => return Err(error.into()),
        },
        Request::Move { number, position } => {
            zone::move_to(context, number, position)?;
            Done::Moved
        }
        Request::Delete(number) => Done::Deleted(zone::delete(context, number)?),
        Request::AddAcademies => Done::AcademiesAdded(zone::add_academies(context)?),
    })
}

/// Counts the académies that no zone is named after.
fn missing(lines: &[ZoneLine]) -> usize {
    let known: HashSet<String> = lines.iter().map(|line| fold(&line.zone.name)).collect();
    academies().into_iter().filter(|one| !known.contains(&fold(one.name))).count()
}
