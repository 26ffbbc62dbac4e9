//! The described nouns: the views' requests, done by their doors.

use super::bench::Bench;
use crate::domain::access::At;
use crate::domain::act::Noun;
use crate::nouns;
use crate::operations::{Error, establishment, zone};
use crate::tui::orders::Failure;
use crate::tui::orders::noun::{Done, Request};

/// Does one request.
pub(super) fn perform(bench: &mut Bench, request: Request) -> Result<Done, Failure> {
    let context = bench.context()?;
    let door = |noun: Noun| nouns::door(noun).ok_or_else(|| Error::not_found(noun.word(), ""));
    match request {
        Request::Read(noun) => {
            let rows = door(noun)?.list(context)?;
            let zones = match noun {
                Noun::Zone => Some(zone::list(context)?.into_iter().map(|line| line.zone).collect()),
                _ => None,
            };
            let inside = match context.at() {
                At::Establishment(number) => Some(establishment::get(context, number)?.denomination),
                At::Host => None,
            };
            Ok(Done::Listed { rows, zones, inside })
        }
        Request::Do { act, target, typed } => {
            Ok(match door(act.noun())?.perform(context, act, target.as_ref(), &typed)? {
                nouns::Done::Told(told) => Done::Told(act, told),
                nouns::Done::Overtaken(now, theirs) => Done::Overtaken(now, theirs),
            })
        }
    }
}
