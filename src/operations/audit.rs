//! The audit as people read it: filtered, exported, verified.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::context::Context;
use super::error::{Error, Result, Rule};
use super::exchange::Output;
use super::permitted::{Permitted, record};
use super::{letters, pages, reach};
use crate::audit::{self, Beginning, Entry, Object, anchor};
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::columns::AuditColumn;
use crate::domain::filter::{Cell, Filter, Ready, Row, names_day};
use crate::domain::identity::{Head, Kept};
use crate::domain::language::Language;
use crate::domain::text::{searchable, spreadsheet_cell};
use crate::domain::time::Timestamp;
use crate::domain::webmaster::UNKNOWN_LOGIN;
use crate::i18n::{Catalogue, audit as words};
use crate::store::identity;
use crate::store::ledger::{Tx, audit as rows};

pub use crate::audit::{Anchor, Broken, Verified};
pub use crate::domain::identity::Noted;
pub use crate::store::ledger::audit::AuditRow;

/// Rows looked at in one go.
const PAGE: u32 = 500;

/// Which entries are wanted; empty parts ask for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// What is asked of columns and of the whole entry.
    pub filter: Filter<AuditColumn>,
    /// The first moment.
    pub from: Option<Timestamp>,
    /// The first moment after.
    pub until: Option<Timestamp>,
    /// Part of the action, as it is stored or as people read it.
    pub action: String,
    /// Part of the actor's name, as it is stored or as people read it.
    pub actor: String,
}

impl AuditFilter {
    fn ready(&self, now: Timestamp) -> Result<Ready<'_, AuditColumn>> {
        Ok(self.filter.ready(now, |_| Vec::new())?)
    }

    fn is_everything(&self) -> bool {
        self.from.is_none() && self.until.is_none() && self.asks_nothing_of_words()
    }

    fn asks_nothing_of_words(&self) -> bool {
        self.filter.is_everything() && [&self.action, &self.actor].iter().all(|part| part.trim().is_empty())
    }

    fn holds(&self, ready: &Ready<'_, AuditColumn>, row: &AuditRow, said: &mut Said) -> bool {
        self.from.is_none_or(|from| row.at >= from)
            && self.until.is_none_or(|until| row.at < until)
            && (self.asks_nothing_of_words() || {
                let sought = Sought::new(row, said);
                let has = |part: &str, of: &str| searchable(of).contains(searchable(part).trim());
                has(&self.action, &sought.action) && has(&self.actor, &sought.actor) && ready.holds(&sought)
            })
    }
}

/// A stored word, and what people read for it in both languages.
type Words = Arc<[String; 3]>;

/// The words that people read for stored ones, each looked up once.
#[derive(Default)]
struct Said(HashMap<(char, String), Words>);

impl Said {
    /// Returns a stored word with what is said for it.
    fn of(&mut self, stored: &str, (kind, say): (char, fn(&Catalogue, &str) -> String)) -> Words {
        let said = self.0.entry((kind, stored.to_owned())).or_insert_with(|| {
            let [french, english] =
                [Language::French, Language::English].map(|one| say(letters::catalogue(one), stored));
            Arc::new([stored.to_owned(), french, english])
        });
        Arc::clone(said)
    }

    /// Names who acted: as stored, as people read it, and by the key or the client where nobody had signed in.
    fn actor(&mut self, row: &AuditRow) -> String {
        let mut said = self.of(&row.actor, ('w', words::who)).join(" ");
        if words::is_nobody(&row.actor) {
            for language in [Language::French, Language::English] {
                let by = words::by(letters::catalogue(language), &row.actor, &row.ssh_key, &row.ssh_client);
                said = format!("{said} {by}");
            }
        }
        said
    }

    /// Says what was acted on, each time whole, so that a phrase of it is found: kind, identifier and name.
    fn object(&mut self, row: &AuditRow) -> String {
        if row.object_kind == "webmaster" && row.object_id.starts_with(UNKNOWN_LOGIN) {
            return self.of(&row.object_id, ('u', |words, id| words::object(words, "webmaster", id, ""))).join(" ");
        }
        let kinds = self.of(&row.object_kind, ('o', |words, kind| words::object(words, kind, "", "")));
        let label = &row.object_label;
        // The name of a job is the word of what it does.
        let labels = (row.object_kind == "job").then(|| self.of(label, ('j', words::job_kind)));
        let label_at = |at: usize| labels.as_ref().and_then(|labels| labels.get(at)).unwrap_or(label);
        let phrase = |(at, kind): (usize, &String)| format!("{kind} {} {}", row.object_id, label_at(at));
        kinds.iter().enumerate().map(phrase).collect::<Vec<_>>().join(" ")
    }
}

/// An entry as filters read it: as it is stored, and as people read it.
struct Sought<'a> {
    row: &'a AuditRow,
    actor: String,
    action: String,
    object: String,
    /// What people read where no SSH client is told.
    local: Words,
    /// Everything in it, folded.
    text: String,
}

impl<'a> Sought<'a> {
    fn new(row: &'a AuditRow, said: &mut Said) -> Self {
        let id = row.id.to_string();
        let (actor, object) = (said.actor(row), said.object(row));
        let action = said.of(&row.action, ('a', words::action)).join(" ");
        let local = said.of("", ('l', |words, _| words.text("app-mode-local")));
        let parts = [
            id.as_str(),
            &actor,
            &row.os_user,
            &row.ssh_client,
            &row.ssh_key,
            &action,
            &object,
            &row.before,
            &row.after,
        ];
        let text = searchable(&parts.join(" "));
        Self { row, actor, action, object, local, text }
    }
}

impl Row<AuditColumn> for Sought<'_> {
    fn has(&self, folded: &str) -> bool {
        self.text.contains(folded) || names_day(folded, &self.row.at.day().to_string())
    }

    fn cell(&self, column: AuditColumn) -> Cell<'_> {
        let row = self.row;
        let text = |text: &str| Cell::Text(Cow::Owned(searchable(text)));
        match column {
            AuditColumn::Number => Cell::Number(row.id),
            AuditColumn::At => Cell::Moment(row.at),
            AuditColumn::Actor => text(&self.actor),
            AuditColumn::Action => text(&self.action),
            AuditColumn::Object => text(&self.object),
            AuditColumn::Client if row.ssh_client.is_empty() => {
                Cell::Blank(Cow::Owned(searchable(&self.local.join(" "))))
            }
            AuditColumn::Client => text(&row.ssh_client),
        }
    }
}

/// A field before and after an act, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its name; empty for what cannot be read.
    pub field: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// Returns each field with its value before and after, in the order of their names. Text that is no object of texts is
/// given whole.
#[must_use]
pub fn changes(row: &AuditRow) -> Vec<Change> {
    type Map = BTreeMap<String, String>;
    let whole = |json: &str| Map::from([(String::new(), json.to_owned())]);
    let read = |json: &str| -> Map { serde_json::from_str(json).unwrap_or_else(|_| whole(json)) };
    let (mut before, mut after) = (read(&row.before), read(&row.after));
    let names: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
    let mut take = |field: String| Change {
        before: before.remove(&field).unwrap_or_default(),
        after: after.remove(&field).unwrap_or_default(),
        field,
    };
    names.into_iter().map(&mut take).collect()
}

/// Lists entries before an identifier, the latest first.
pub fn list(ctx: &mut Context, filter: &AuditFilter, before: Option<i64>, limit: usize) -> Result<Vec<AuditRow>> {
    let ctx = &mut ctx.permit(Act::AUDIT_LIST)?;
    let (ready, mut said) = (filter.ready(ctx.now())?, Said::default());
    ctx.read_ledger(|tx| {
        let mut found = Vec::new();
        let mut before = before.unwrap_or(i64::MAX);
        while found.len() < limit {
            let page = rows::before(tx, before, PAGE)?;
            let Some(last) = page.last() else { return Ok(found) };
            before = last.id;
            let page = reach::narrow_audit(tx, page)?;
            for row in page.into_iter().filter(|row| filter.holds(&ready, row, &mut said)) {
                found.push(row);
                if found.len() == limit {
                    break;
                }
            }
        }
        Ok(found)
    })
}

/// Lists at most so many entries that a filter holds, by their identifiers, the latest first.
pub fn matching(ctx: &mut Context, filter: Filter<AuditColumn>, most: usize) -> Result<Vec<i64>> {
    if filter.is_everything() {
        let ctx = &mut ctx.permit(Act::AUDIT_LIST)?;
        let all = |tx: &Tx<'_>| rows::ids(tx, i64::try_from(most).unwrap_or(i64::MAX));
        if let Some(ids) = ctx.read_ledger(|tx| Ok((!tx.is_limited()).then(|| all(tx)).transpose()?))? {
            return Ok(ids);
        }
    }
    let filter = AuditFilter { filter, ..AuditFilter::default() };
    Ok(list(ctx, &filter, None, most)?.into_iter().map(|row| row.id).collect())
}

/// Reads some entries, in their order and without those that were pruned.
pub fn named(ctx: &mut Context, ids: &[i64]) -> Result<Vec<AuditRow>> {
    let ctx = &mut ctx.permit(Act::AUDIT_LIST)?;
    ctx.read_ledger(|tx| {
        let found = ids.iter().filter_map(|id| rows::find(tx, *id).transpose());
        reach::narrow_audit(tx, found.collect::<std::result::Result<_, _>>()?)
    })
}

/// Returns one entry.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, id: i64) -> Result<AuditRow> {
    named(ctx, &[id])?.pop().ok_or_else(|| Error::not_found("audit", id))
}

/// Counts the entries that whoever looks sees.
pub fn count(ctx: &mut Context) -> Result<i64> {
    let ctx = &mut ctx.permit(Act::AUDIT_LIST)?;
    match ctx.read_ledger(|tx| Ok((!tx.is_limited()).then(|| rows::count(tx)).transpose()?))? {
        Some(all) => Ok(all),
        None => Ok(i64::try_from(list(ctx, &AuditFilter::default(), None, usize::MAX)?.len()).unwrap_or(i64::MAX)),
    }
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `;`, UTF-8, for spreadsheets: cells that would run are neutralised.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

/// What an export has written.
struct Written {
    entries: u64,
    /// The last entry that there was.
    last: i64,
    /// Whether they are all.
    is_whole: bool,
}

/// Writes the entries that there are now, the first one first; once they are out, the export itself is audited: what was
/// exported may be pruned. Returns how many were written.
///
/// # Errors
/// What the store or the writer says.
pub fn export(ctx: &mut Context, filter: &AuditFilter, format: Format, out: &mut dyn Write) -> Result<u64> {
    let ctx = &mut ctx.permit(Act::AUDIT_EXPORT)?;
    let written = write_out(ctx, filter, format, out)?;
    out.flush().map_err(failed)?;
    note(ctx, &written)
}

/// Writes the entries to the file that was begun. That they leave is audited before the file has its name, since none is
/// there without it; that they were exported, once it has. Returns how many.
///
/// # Errors
/// What the system and the store say; then the file is not there, or what it holds does not count as exported.
pub fn export_file(ctx: &mut Context, filter: &AuditFilter, format: Format, mut out: Output) -> Result<u64> {
    let ctx = &mut ctx.permit(Act::AUDIT_EXPORT)?;
    let written = write_out(ctx, filter, format, &mut out)?;
    out.settle()?;
    let file = out.path().display().to_string();
    tell(ctx, &taken(&written).is("file", file))?;
    out.place()?;
    if written.is_whole {
        note(ctx, &written)?;
    }
    Ok(written.entries)
}

fn failed(cause: std::io::Error) -> Error {
    Error::Store(crate::store::Error::file(Path::new("export"))(cause))
}

/// Entries are never changed, so that what is written page after page is one unbroken piece of the chain.
fn write_out(ctx: &mut Permitted<'_>, filter: &AuditFilter, format: Format, out: &mut dyn Write) -> Result<Written> {
    let (ready, mut said) = (filter.ready(ctx.now())?, Said::default());
    if format == Format::Csv {
        line(out, &COLUMNS.join(";")).map_err(failed)?;
    }
    let last = ctx.read_ledger(|tx| Ok(rows::head(tx)?))?.map_or(0, |head| head.id);
    let mut limited = false;
    let page = |ctx: &mut Permitted<'_>, after: &i64| {
        ctx.read_ledger(|tx| {
            limited |= tx.is_limited();
            reach::page_of_audit(tx, *after, |after| Ok(rows::between(tx, after, last, PAGE)?))
        })
    };
    let mut entries = 0;
    pages::each(
        ctx,
        0,
        page,
        |row| row.id,
        |_, row| {
            if filter.holds(&ready, &row, &mut said) {
                write_row(out, format, &row).map_err(failed)?;
                entries += 1;
            }
            Ok(())
        },
    )?;
    Ok(Written { entries, last, is_whole: !limited && filter.is_everything() })
}

fn note(ctx: &mut Permitted<'_>, written: &Written) -> Result<u64> {
    let entry = taken(written);
    // What is pruned later can say whether it was exported.
    let entry = if written.is_whole { anchor::exported(entry, written.last) } else { entry };
    tell(ctx, &entry)?;
    Ok(written.entries)
}

/// Writes an entry where the entries are that it is about; in the registry also while that is held.
fn tell(ctx: &mut Permitted<'_>, entry: &Entry) -> Result<()> {
    match ctx.at() {
        At::Host => ctx.write_anyway(|tx, permit, now| record(tx, permit, now, entry)),
        At::Establishment(_) => ctx.write_ledger(|tx, permit, moment| record(tx, permit, moment.now, entry)),
    }
}

fn taken(written: &Written) -> Entry {
    let object = Object { kind: "audit", id: String::new(), label: String::new() };
    Entry::new(Act::AUDIT_EXPORT, object).is("entries", written.entries.to_string())
}

/// The columns of an entry, in the order of its files.
pub const COLUMNS: &[&str] = &[
    "id",
    "at",
    "actor",
    "actor_kind",
    "os_user",
    "ssh_client",
    "ssh_key",
    "action",
    "object_kind",
    "object_id",
    "object_label",
    "before",
    "after",
    "hash",
];

fn cells(row: &AuditRow) -> [String; 14] {
    [
        row.id.to_string(),
        row.at.utc_text(),
        row.actor.clone(),
        row.actor_kind.clone(),
        row.os_user.clone(),
        row.ssh_client.clone(),
        row.ssh_key.clone(),
        row.action.clone(),
        row.object_kind.clone(),
        row.object_id.clone(),
        row.object_label.clone(),
        row.before.clone(),
        row.after.clone(),
        row.hash.clone(),
    ]
}

fn line(out: &mut dyn Write, text: &str) -> std::io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")
}

fn write_row(out: &mut dyn Write, format: Format, row: &AuditRow) -> std::io::Result<()> {
    let cells = cells(row);
    match format {
        Format::Csv => {
            let quoted = cells.iter().map(|cell| format!("\"{}\"", spreadsheet_cell(cell).replace('"', "\"\"")));
            line(out, &quoted.collect::<Vec<_>>().join(";"))
        }
        Format::JsonLines => {
            let map: serde_json::Map<String, serde_json::Value> =
                COLUMNS.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.into())).collect();
            line(out, &serde_json::Value::Object(map).to_string())
        }
    }
}

/// Checks the whole chain, and that it still holds the entry that was written last.
pub fn verify(ctx: &mut Context) -> Result<Verified> {
    let ctx = &mut ctx.permit(Act::AUDIT_VERIFY)?;
    verified(ctx)
}

/// Checks the whole chain, and that it still holds an entry that somebody noted elsewhere.
///
/// # Errors
/// What the store says; [`Rule::NotedPruned`] when that entry was pruned since.
pub fn verify_since(ctx: &mut Context, noted: &Noted) -> Result<Verified> {
    let ctx = &mut ctx.permit(Act::AUDIT_VERIFY)?;
    let found = verified(ctx)?;
    if let Some(anchor) = found.from.as_ref().filter(|anchor| noted.id < anchor.id) {
        return Err(Rule::NotedPruned { id: noted.id, first: anchor.id }.into());
    }
    against(ctx, found, (noted.id, &noted.hash))
}

/// Returns the last entry, to be noted elsewhere; none when there is none.
pub fn head(ctx: &mut Context) -> Result<Option<Head>> {
    let ctx = &mut ctx.permit(Act::AUDIT_VERIFY)?;
    ctx.read_ledger(|tx| Ok(rows::head(tx)?))
}

/// Checks the chain, also against the head that is kept outside it: what was cut off its end breaks nothing inside. The
/// registry knows that of each establishment's.
pub(super) fn verified(ctx: &mut Permitted<'_>) -> Result<Verified> {
    if let At::Establishment(number) = ctx.at() {
        return super::inside::against_known(ctx, number, |ctx, known| {
            let found = ctx.read_ledger(|tx| Ok(audit::verify(tx, Beginning::Anything)?))?;
            match &known.head {
                Some(head) => against(ctx, found, (head.id, &head.hash)),
                None => Ok(found),
            }
        });
    }
    // First the head: what is written meanwhile is behind it.
    let outside = identity::head(ctx.home())?;
    let (found, end) = ctx.read(|tx| Ok((audit::verify(tx, Beginning::Making)?, super::identity::held_at(tx)?)))?;
    match outside {
        // Only a head that was put back can be older than what was pruned: told as well by that doubt.
        Kept::Found(head) if found.from.as_ref().is_some_and(|anchor| head.id < anchor.id) => Ok(found),
        Kept::Found(head) => {
            let found = against(ctx, found, (head.id, &head.hash))?;
            // What was written while the registry is held has the numbers of what is missing.
            let end = end.filter(|end| found.broken.is_some() && *end < found.last().min(head.id));
            let broken = end.map(|end| Broken { id: end + 1, missing: true }).or(found.broken);
            Ok(Verified { broken, ..found })
        }
        // Its absence is told by the doubt about the registry.
        Kept::Absent | Kept::Unreadable => Ok(found),
    }
}

/// Looks for an entry that must be there, or must be the last that was pruned; an earlier fault of the chain counts more.
fn against(ctx: &mut Permitted<'_>, mut found: Verified, (id, hash): (i64, &str)) -> Result<Verified> {
    if found.broken.is_none() {
        let there = match found.from.as_ref().filter(|anchor| anchor.id == id) {
            Some(anchor) => Some(anchor.hash.clone()),
            None => ctx.read_ledger(|tx| Ok(rows::hash(tx, id)?))?,
        };
        let missing = there.is_none();
        if there.as_deref() != Some(hash) {
            found.broken = Some(Broken { id: if missing { found.last() + 1 } else { id }, missing });
        }
    }
    Ok(found)
}
