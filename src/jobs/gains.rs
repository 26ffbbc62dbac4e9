//! Who gains and loses which levels, roles and profiles by the lines of a file: the highest first, each with the first names.

use std::collections::BTreeMap;

use crate::domain::field::Field;
use crate::domain::job::{Difference, TargetRow};
use crate::domain::message::Message;
use crate::domain::rights::level::Level;
use crate::domain::rights::role::MANAGER;
use crate::domain::said;

/// How many are named where more are counted.
const NAMED: usize = 3;
/// Kinds that are told; others are counted.
const TOLD: usize = 8;

/// Something of somebody's, and whether they gain it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    rank: usize,
    is_lost: bool,
    field: Field,
    word: String,
}

/// Who gains and loses what.
#[derive(Debug, Default)]
pub(super) struct Gains(BTreeMap<Kind, (usize, Vec<String>)>);

impl Gains {
    /// Adds what a line changes.
    pub(super) fn add(&mut self, row: &TargetRow, differs: &[Difference]) {
        for Difference { field, was, is } in differs {
            let (was, is) = (held(*field, was), held(*field, is));
            let sides = [(&is, &was, false), (&was, &is, true)];
            for (some, others, is_lost) in sides {
                for word in some.iter().filter(|word| !others.contains(word)) {
                    let kind = Kind { rank: rank(*field, word), is_lost, field: *field, word: word.clone() };
                    let (count, names) = self.0.entry(kind).or_default();
                    *count += 1;
                    if names.len() < NAMED {
                        names.push(row.target.label.clone());
                    }
                }
            }
        }
    }

    /// Says each kind, and how many others there are.
    pub(super) fn told(self) -> Vec<Message> {
        let others = self.0.len().saturating_sub(TOLD);
        let of = |(kind, (count, names)): (Kind, (usize, Vec<String>))| {
            let what = if kind.field == Field::Level { said::value(kind.field, &kind.word) } else { None };
            Message::new(if kind.is_lost { "back-loses" } else { "back-gains" })
                .with("count", count)
                .with("kind", kind.field.name())
                .with("what", what.unwrap_or_else(|| kind.word.into()))
                .with("more", count - names.len())
                .with("names", names.join(", "))
        };
        let told = self.0.into_iter().take(TOLD).map(of);
        told.chain((others > 0).then(|| Message::new("back-more-rights").with("count", others))).collect()
    }
}

/// Lists what somebody has by a field that gives rights; a plain level is none.
fn held(field: Field, text: &str) -> Vec<String> {
    let list = || text.split(',').map(|one| one.split(" until ").next().unwrap_or_default().trim().to_owned());
    let all: Vec<String> = match field {
        Field::Level if text != Level::User.word() => vec![text.to_owned()],
        Field::Roles | Field::Profiles => list().collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|word| !word.is_empty()).collect()
}

fn rank(field: Field, word: &str) -> usize {
    match field {
        Field::Level if word == Level::Superadmin.word() => 0,
        _ if word == MANAGER => 1,
        Field::Level => 2,
        _ => 3,
    }
}
