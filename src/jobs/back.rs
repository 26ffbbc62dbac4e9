//! What a plan comes to. An undoing: what it brings back, for its one target, or for its many, those of which it is the same
//! together. A change of rights: who gains and loses some, and who would not be left. Lines of a file: how many
//! rows they make and change, and who gains and loses which roles and levels.

use super::error::Result;
use super::gains::Gains;
use super::report;
use crate::domain::act::{Act, Verb};
use crate::domain::block::Block;
use crate::domain::field::Field;
use crate::domain::job::{Effect, ExportFirst, Forecast, Given, Job, TargetRow, Task};
use crate::domain::message::{Explain as _, Message, Value};
use crate::domain::said;
use crate::domain::user::already_over;
use crate::domain::zone::ZoneNumber;
use crate::i18n::Catalogue;
use crate::i18n::rights::permission;
use crate::operations::access::{self, Loss};
use crate::operations::job::{self, Changed, RowFilter};
use crate::operations::{Context, people_group, zone};

/// Kinds of what comes back that are told; targets with others are counted.
const TOLD: usize = 6;

/// Acts that are undone, but for something.
const LOSING: [Act; 2] = [Act::ESTABLISHMENT_DELETE, Act::USER_DELETE];

/// What comes back to so many targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// How many targets; 0: it is said of the whole plan.
    pub count: u32,
    /// What: each change, one after the other; nothing, where there is more than is told.
    pub said: Vec<Message>,
}

impl Back {
    /// Says it in a line; how many they are, where the plan has several.
    #[must_use]
    pub fn line(&self, is_one: bool, words: &Catalogue) -> String {
        if self.said.is_empty() {
            return words.say(&Message::new("back-others").with("count", self.count));
        }
        let said = self.said.iter().map(|one| words.say(one)).collect::<Vec<_>>().join(" · ");
        if is_one || self.count == 0 {
            said
        } else {
            words.say(&Message::new("back-many").with("count", self.count).with("said", said))
        }
    }
}

/// Reads what a plan comes to: what one that undoes brings back, what one of rights changes of them; nothing for any other
/// job, and where the name of the plan says it all.
///
/// # Errors
/// What reading its rows says.
pub fn of(ctx: &mut Context, job: &Job) -> Result<Vec<Back>> {
    // What is lost comes before what may be too much to be shown whole.
    let lost = without(&job.task).map(whole);
    Ok(lost.into_iter().chain(comes_to(ctx, job)?).collect())
}

fn comes_to(ctx: &mut Context, job: &Job) -> Result<Vec<Back>> {
    if job.undo_of.is_none() && is_of_lines(&job.task) {
        let mut lines = Lines::default();
        if job.started_at.is_none() {
            report::each(ctx, job.id, &RowFilter::default(), |_, row| {
                lines.add(&row);
                Ok(())
            })?;
        }
        return Ok(lines.told());
    }
    if job.undo_of.is_none() {
        let mut objects = Vec::new();
        if job.started_at.is_none() && has_effect(&job.task) {
            report::each(ctx, job.id, &RowFilter::default(), |_, row| {
                objects.extend(to_do(row));
                Ok(())
            })?;
        }
        return effect(ctx, &job.task, &objects);
    }
    let mut tally = Tally::begun(ctx, &job.task)?;
    report::each(ctx, job.id, &RowFilter::default(), |_, row| {
        tally.add(&job.task, &row);
        Ok(())
    })?;
    Ok(tally.told())
}

/// The same of a plan that is not saved, by its rows.
///
/// # Errors
/// What reading the zones says.
pub fn of_rows(ctx: &mut Context, task: &Task, rows: impl Iterator<Item = TargetRow>) -> Result<Vec<Back>> {
    let lost = without(task).map(whole);
    Ok(lost.into_iter().chain(rows_come_to(ctx, task, rows)?).collect())
}

fn rows_come_to(ctx: &mut Context, task: &Task, rows: impl Iterator<Item = TargetRow>) -> Result<Vec<Back>> {
    if has_effect(task) {
        let objects: Vec<String> = rows.filter_map(to_do).collect();
        return effect(ctx, task, &objects);
    }
    if is_of_lines(task) {
        let mut lines = Lines::default();
        rows.for_each(|row| lines.add(&row));
        return Ok(lines.told());
    }
    let mut tally = Tally::begun(ctx, task)?;
    rows.for_each(|row| tally.add(task, &row));
    Ok(tally.told())
}

/// Says of a whole plan.
fn whole(said: Message) -> Back {
    Back { count: 0, said: vec![said] }
}

/// Says what does not come back where what a task does is undone, of the task itself and of what undoes it; none: all of it does,
/// or nothing does.
#[must_use]
pub fn without(task: &Task) -> Option<Message> {
    let act = match task {
        Task::Act { act, .. } | Task::TakeBack { act } => *act,
        Task::Delete { export_first: ExportFirst::Yes } | Task::UndoDelete => Act::ESTABLISHMENT_DELETE,
        _ => return None,
    };
    let is_told = LOSING.contains(&act);
    is_told.then(|| Message::new("back-without").with("act", act.word().replace('.', "-")))
}

fn to_do(row: TargetRow) -> Option<String> {
    (row.forecast == Forecast::Do).then_some(row.target.object)
}

/// Tells whether a plan comes to more than its name says: it changes rights, or takes members and parts of scopes away.
fn has_effect(task: &Task) -> bool {
    access::changes_rights(task) || deletes_groups(task)
}

fn deletes_groups(task: &Task) -> bool {
    matches!(task, Task::Act { act, .. } if *act == Act::GROUP_DELETE)
}

/// Says what a plan changes of rights, or takes away.
fn effect(ctx: &mut Context, task: &Task, objects: &[String]) -> Result<Vec<Back>> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    if deletes_groups(task) {
        return Ok(people_group::taken(ctx, objects)?.map(whole).into_iter().collect());
    }
    let Some(found) = access::effect(ctx, task, objects)? else { return Ok(Vec::new()) };
    let over = if let Task::Act { act, typed } = task { already_over(*act, typed, ctx.now().day()) } else { None };
    let said = std::iter::once(found.message()).chain(over).chain(found.losses.iter().map(Loss::message));
    Ok(said.map(whole).collect())
}

/// Tells whether a plan is one of lines of a file.
fn is_of_lines(task: &Task) -> bool {
    matches!(task, Task::Act { act, .. } if act.verb() == Verb::Import)
}

/// What the lines of a file make and change.
#[derive(Default)]
struct Lines {
    made: u32,
    changed: u32,
    fields: Vec<(Field, u32)>,
    gains: Gains,
}

impl Lines {
    fn add(&mut self, row: &TargetRow) {
        let Given::Line { differs, rev, .. } = &row.target.given else { return };
        if row.forecast != Forecast::Do {
            return;
        }
        self.gains.add(row, differs);
        if rev.is_none() {
            self.made += 1;
            return;
        }
        self.changed += 1;
        for one in differs {
            match self.fields.iter_mut().find(|(field, _)| *field == one.field) {
                Some((_, count)) => *count += 1,
                None => self.fields.push((one.field, 1)),
            }
        }
    }

    /// Says how many rows come, how many change, of what, and who gains which rights.
    fn told(mut self) -> Vec<Back> {
        if self.made + self.changed == 0 {
            return Vec::new();
        }
        self.fields.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let of =
            |(field, count): (Field, u32)| Message::new("back-field").with("field", field.label()).with("count", count);
        let all = Message::new("back-lines").with("made", self.made).with("changed", self.changed);
        let said = std::iter::once(all).chain(self.fields.into_iter().take(TOLD).map(of)).collect();
        std::iter::once(Back { count: 0, said }).chain(self.gains.told().into_iter().map(whole)).collect()
    }
}

/// What was met so far.
struct Tally {
    zones: Vec<(ZoneNumber, String)>,
    found: Vec<Back>,
    others: u32,
}

impl Tally {
    fn begun(ctx: &mut Context, task: &Task) -> Result<Self> {
        let zones = if matches!(task, Task::UndoMove | Task::UndoEdit) { zone::list(ctx)? } else { Vec::new() };
        let zones = zones.into_iter().map(|line| (line.zone.number, line.zone.name)).collect();
        Ok(Self { zones, found: Vec::new(), others: 0 })
    }

    fn add(&mut self, task: &Task, row: &TargetRow) {
        if row.forecast != Forecast::Do {
            return;
        }
        let said = self.said(task, &row.target.given);
        if said.is_empty() {
            return;
        }
        let is_full = self.found.len() >= TOLD;
        match self.found.iter_mut().find(|back| back.said == said) {
            Some(back) => back.count += 1,
            None if is_full => self.others += 1,
            None => self.found.push(Back { count: 1, said }),
        }
    }

    fn told(mut self) -> Vec<Back> {
        self.found.sort_by_key(|back| std::cmp::Reverse(back.count));
        self.found.extend((self.others > 0).then(|| Back { count: self.others, said: Vec::new() }));
        self.found
    }

    fn said(&self, task: &Task, given: &Given) -> Vec<Message> {
        let again = |block: &Block| Message::new("back-block").with("block", block.message());
        match (task, given) {
            (Task::UndoBlock, Given::Effect { effect: Effect::Blocked { placed, replaced } }) => {
                let open = || Message::new("back-open").with("block", placed.message());
                vec![replaced.as_ref().map_or_else(open, again)]
            }
            (Task::UndoUnblock, Given::Effect { effect: Effect::Unblocked { lifted } }) => vec![again(lifted)],
            (Task::UndoMove, Given::Effect { effect: Effect::Moved { from, to } }) => {
                vec![change(Field::Zone, self.zone(*to), self.zone(*from))]
            }
            (Task::UndoDelete, Given::Effect { effect: Effect::Deleted { export } }) => {
                vec![Message::new("back-export").with("file", export.as_str())]
            }
            _ => job::changed(task, given).map(|changed| self.changes(changed)).unwrap_or_default(),
        }
    }

    fn changes(&self, Changed { now, then, also }: Changed) -> Vec<Message> {
        let value = |field, text: &str| self.value(field, text);
        let mut said: Vec<Message> = if let Some(now) = now {
            let changed = then.other_than(&now);
            let said = |(field, text): (Field, &str)| match field {
                Field::Permissions => switched(field, &now.text(field), text),
                _ => change(field, value(field, &now.text(field)), value(field, text)),
            };
            changed.map(said).collect()
        } else {
            let given = then.iter().filter(|(_, text)| !text.is_empty());
            let given = given.map(|(field, text)| {
                Message::new("back-value").with("field", field.label()).with("value", quoted(value(field, text)))
            });
            std::iter::once(Message::new("back-again")).chain(given).collect()
        };
        said.extend(also);
        said
    }

    fn value(&self, field: Field, text: &str) -> Value {
        match field {
            Field::Zone => text.parse().map_or_else(|_| text.into(), |number| self.zone(ZoneNumber(number))),
            _ => said::value(field, text).unwrap_or_else(|| "".into()),
        }
    }

    fn zone(&self, number: ZoneNumber) -> Value {
        let found = self.zones.iter().find(|(known, _)| *known == number);
        found.map_or_else(|| number.0.to_string(), |(_, name)| name.clone()).into()
    }
}

/// Says of permissions which come back and which go: what stays is no news.
fn switched(field: Field, now: &str, then: &str) -> Message {
    let list = |text: &str| text.split(',').map(str::to_owned).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let (now, then) = (list(now), list(then));
    let what = |word: &String| match permission(word) {
        Some(key) => Message { key, args: Vec::new() }.into(),
        None => Value::from(word.as_str()),
    };
    let comes =
        then.iter().filter(|word| !now.contains(word)).map(|word| Message::new("back-comes").with("what", what(word)));
    let goes =
        now.iter().filter(|word| !then.contains(word)).map(|word| Message::new("back-goes").with("what", what(word)));
    let both = |first: Message, rest: Message| Message::new("back-both").with("first", first).with("rest", rest);
    let said = comes.chain(goes).reduce(both).map_or_else(|| Value::from(""), Value::from);
    Message::new("back-switched").with("field", field.label()).with("said", said)
}

fn change(field: Field, now: Value, then: Value) -> Message {
    Message::new("back-change").with("field", field.label()).with("now", quoted(now)).with("then", quoted(then))
}

/// Puts a value between quotation marks; of none there is nothing to put there.
fn quoted(value: Value) -> Message {
    match value {
        Value::Text(text) if text.is_empty() => Message::new("back-nothing"),
        value => Message::new("back-quoted").with("value", value),
    }
}
