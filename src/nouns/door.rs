//! A described noun as front ends work with it, whatever its types are: rows are values, verbs are words.

use std::fmt::Debug;
use std::marker::PhantomData;

use super::acts::{ActHead, Chosen, Going, Got, Run, Target, Told, at_once};
use super::description::{Described, Head, Key};
use super::field::{FieldHead, MERGING};
use super::many::asked;
use super::named::{By, matching};
use super::rows::{Rows, boxed, filled, found, readable, stable, target};
use super::source::{Ask, Extras, Id, Order, PAGE, Page, Seen, Source, Typing};
use crate::domain::access::Actor;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::filter::Columns as _;
use crate::domain::job::{Reason, Task};
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::domain::said;
use crate::domain::user::already_over;
use crate::i18n::Catalogue;
use crate::jobs::lines::{self, Wanted};
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::{JobError, import};
use crate::operations::job::NewPlan;
use crate::operations::{Context, Error, Result, Rule, deeds, establishment};

/// What came of a verb.
#[derive(Debug)]
pub enum Done {
    /// It was done.
    Told(Told),
    /// Somebody else saved first: the row as it is now.
    Overtaken(Target, Filled),
}

/// A described noun.
pub trait Door: Debug + Send + Sync {
    /// Returns which.
    fn noun(&self) -> Noun;
    /// Returns the catalogue key of its screen's name.
    fn screen(&self) -> &'static str;
    /// Returns the catalogue key of its line in menus.
    fn menu(&self) -> &'static str;
    /// Returns the keys that open its list from the establishment that it lies in.
    fn opened_by(&self) -> &'static [&'static str];
    /// Returns the catalogue key of the title of one row in full.
    fn one(&self) -> &'static str;
    /// Returns the catalogue key of what help says of it.
    fn help(&self) -> &'static str;
    /// Returns the catalogue key of what an empty list says.
    fn none(&self) -> &'static str;
    /// Returns how a row is named.
    fn key(&self) -> Key;
    /// Returns the columns.
    fn heads(&self) -> Vec<Head>;
    /// Returns the verbs.
    fn acts(&self) -> Vec<ActHead>;
    /// Returns the fields that a verb asks for.
    fn fields(&self, act: Act) -> Vec<FieldHead>;
    /// Returns the title of the form of a verb without a row.
    fn title(&self, act: Act) -> Message;
    /// Returns how many places a verb shifts a row by.
    fn shift(&self, act: Act) -> Option<isize>;
    /// Returns what a new row's form begins with.
    fn blank(&self, language: Language) -> Filled;
    /// Returns the same for somebody, with what follows from who that is.
    fn begun(&self, language: Language, by: &Actor) -> Filled;
    /// Returns what is wrong with what was typed.
    fn check(&self, act: Act, filled: &Filled) -> Vec<FieldError>;
    /// What its list has besides its rows.
    fn extras(&self) -> Extras;
    /// How it is filtered; none: not at all.
    fn typing(&self) -> Option<Typing>;
    /// Whether its list is read whole.
    fn is_whole(&self) -> bool;
    /// Reads the names of the rows that match, in order; with the rows where the list is read whole.
    ///
    /// # Errors
    /// What the operation says; what the filter names that does not exist.
    fn order(&self, ctx: &mut Context, ask: &Ask<'_>) -> Result<(Order, Option<Box<dyn Rows>>)>;
    /// Reads the rows of some names, without those that are gone.
    fn rows(&self, ctx: &mut Context, ids: &[Id]) -> Result<Box<dyn Rows>>;
    /// Reads one row with all that is known of it; none when it is gone.
    fn alone(&self, ctx: &mut Context, id: &Id) -> Result<Box<dyn Rows>>;
    /// Reads the row with a key, as its list does.
    ///
    /// # Errors
    /// That there is none.
    fn by_key(&self, ctx: &mut Context, key: &str) -> Result<Box<dyn Rows>>;
    /// Reads all rows.
    fn list(&self, ctx: &mut Context) -> Result<Box<dyn Rows>>;
    /// Returns what names the row with a key in its list.
    ///
    /// # Errors
    /// That no row is called so.
    fn named(&self, key: &str) -> Result<Id>;
    /// Reads a row's record, by its key.
    ///
    /// # Errors
    /// That there is none.
    fn get(&self, ctx: &mut Context, key: &str) -> Result<Got>;

    /// The same for an act that may be done to one that lists no longer show.
    ///
    /// # Errors
    /// That there is none.
    fn get_for(&self, ctx: &mut Context, act: Act, key: &str) -> Result<Got>;
    /// Finds what names a row for ever, by its key, for a verb that is planned; fails when there is none.
    fn stable(&self, ctx: &mut Context, act: Act, key: &str) -> Result<(String, String)>;
    /// Finds what names rows for ever and what commands call them, by what names them in the list; without those that are gone.
    ///
    /// # Errors
    /// What the operation says.
    fn stables(&self, ctx: &mut Context, act: Act, ids: &[Id]) -> Result<Vec<(String, String)>> {
        let mut found = Vec::with_capacity(ids.len());
        for page in ids.chunks(PAGE) {
            let rows = self.rows(ctx, page)?;
            found.extend((0..rows.len()).filter_map(|at| rows.stable(at, act)));
        }
        Ok(found)
    }

    /// Returns what is said before a verb on several rows: how many, and for how many of them what is to be known; or
    /// why it can be done to none of them.
    ///
    /// # Errors
    /// What the operation says.
    fn says_of(&self, ctx: &mut Context, act: Act, ids: &[Id]) -> Result<std::result::Result<Vec<Message>, Message>>;
    /// Carries a verb out on rows, one after the other.
    ///
    /// # Errors
    /// Why none of it was done.
    fn perform_many(&self, ctx: &mut Context, act: Act, ids: &[Id], going: &Going<'_>) -> Result<Told>;
    /// Carries a verb out.
    ///
    /// # Errors
    /// Why it was not done.
    fn perform(&self, ctx: &mut Context, act: Act, target: Option<&Target>, filled: &Filled) -> Result<Done>;
    /// Makes the task of a verb that is planned for rows or establishments.
    ///
    /// # Errors
    /// Every field's problem.
    fn task(&self, ctx: &mut Context, act: Act, filled: &Filled) -> Result<Task>;

    /// Returns what the column of a file is called that gives a field: in English, in French, otherwise; nothing: as its option.
    fn column(&self, field: Field) -> &'static [&'static str];

    /// Returns what is asked besides the file, of a verb whose lines change rows.
    fn settings(&self, act: Act) -> &'static [FieldHead] {
        if self.act(act).is_some_and(|head| head.merges) { &MERGING } else { &[] }
    }

    /// Names the columns that a file for a verb needs.
    fn columns(&self, act: Act) -> Vec<Wanted> {
        let [english_words, french_words] = [Language::English, Language::French].map(Catalogue::new);
        let named = self.typing().map(|typing| (typing.columns)()).unwrap_or_default();
        let Some(head) = self.act(act) else { return Vec::new() };
        if head.merges {
            let wanted = |field: &Field| {
                let (names, label) = (self.column(*field), field.label());
                let [english, french, others @ ..] = names else { return None };
                let labels = [&french_words, &english_words].map(|words| words.say(&label));
                let others = others.iter().map(|name| (*name).to_owned()).chain(labels).collect();
                let needed = *field == self.key().field;
                Some(Wanted { field: *field, english: (*english).into(), french: (*french).into(), others, needed })
            };
            return head.asks.iter().filter_map(wanted).collect();
        }
        let wanted = |head: FieldHead| {
            let (field, label, option) = (head.field, head.field.label(), head.option());
            // In French as the filter names the column of the list.
            let called = named.iter().find(|column| column.english == option).map_or(option, |column| column.french);
            let others = [&french_words, &english_words].map(|words| words.say(&label)).into();
            Wanted { field, english: option.to_owned(), french: called.to_owned(), others, needed: true }
        };
        self.fields(act).into_iter().map(wanted).collect()
    }

    /// Drafts the plan of a verb on the lines of a file; nothing is written.
    ///
    /// # Errors
    /// As [`lines::draft`].
    fn draft_lines(
        &self,
        ctx: &mut Context,
        (act, source, settings): (Act, &import::Source, &Filled),
        cancel: &Cancel,
        progress: &mut Progress<'_>,
    ) -> std::result::Result<NewPlan, JobError> {
        lines::draft(
            ctx,
            (act, source, settings),
            (&self.columns(act), &|typed| self.check(act, typed)),
            cancel,
            progress,
        )
    }

    /// Returns what front ends know of a verb.
    fn act(&self, act: Act) -> Option<ActHead> {
        self.acts().into_iter().find(|one| one.act == act)
    }
}

/// The door of a description.
#[derive(Debug)]
pub struct Of<N>(PhantomData<N>);

impl<N> Of<N> {
    /// The door of a noun.
    pub(super) const NEW: Self = Self(PhantomData);
}

fn named<N: Described>(ctx: &mut Context, ids: &[Id]) -> Result<Page<N::Row, N::Facts>> {
    match N::SOURCE {
        Source::Whole(read) => {
            let (mut rows, facts) = read(ctx)?;
            rows.retain(|row| ids.contains(&N::id(row)));
            Ok(readable((rows, facts)))
        }
        Source::Ordered { rows, .. } => rows(ctx, ids),
    }
}

impl<N: Described> Door for Of<N> {
    fn noun(&self) -> Noun {
        N::NOUN
    }

    fn screen(&self) -> &'static str {
        N::TITLE
    }

    fn menu(&self) -> &'static str {
        N::MENU
    }

    fn opened_by(&self) -> &'static [&'static str] {
        N::OPENED_BY
    }

    fn one(&self) -> &'static str {
        N::ONE
    }

    fn help(&self) -> &'static str {
        N::HELP
    }

    fn none(&self) -> &'static str {
        N::NONE
    }

    fn key(&self) -> Key {
        N::KEY
    }

    fn heads(&self) -> Vec<Head> {
        N::COLUMNS.iter().map(|column| column.head).collect()
    }

    fn acts(&self) -> Vec<ActHead> {
        N::ACTS.iter().map(|act| act.head).collect()
    }

    fn fields(&self, act: Act) -> Vec<FieldHead> {
        let asks = found::<N>(act).map(|one| one.head.asks).unwrap_or_default();
        let of = |wanted: &Field| N::FIELDS.iter().map(|field| field.head).find(|head| head.field == *wanted);
        asks.iter().filter_map(of).collect()
    }

    fn title(&self, act: Act) -> Message {
        found::<N>(act).map_or_else(|| Message::new(N::TITLE), |one| (one.title)(None))
    }

    fn shift(&self, act: Act) -> Option<isize> {
        let Run::Shift(by) = found::<N>(act)?.run else { return None };
        Some(by)
    }

    fn blank(&self, language: Language) -> Filled {
        N::blank(language)
    }

    fn begun(&self, language: Language, by: &Actor) -> Filled {
        let mut begun = N::blank(language);
        begun.merge(N::own(by));
        begun
    }

    fn check(&self, act: Act, filled: &Filled) -> Vec<FieldError> {
        N::check(act, filled)
    }

    fn column(&self, field: Field) -> &'static [&'static str] {
        N::column(field)
    }

    fn extras(&self) -> Extras {
        N::EXTRAS
    }

    fn typing(&self) -> Option<Typing> {
        match N::SOURCE {
            Source::Whole(_) => Some(Typing::of::<By<N>>()).filter(|_| !By::<N>::TABLE.is_empty()),
            Source::Ordered { typing, .. } => Some(typing),
        }
    }

    fn is_whole(&self) -> bool {
        matches!(N::SOURCE, Source::Whole(_))
    }

    fn order(&self, ctx: &mut Context, ask: &Ask<'_>) -> Result<(Order, Option<Box<dyn Rows>>)> {
        match N::SOURCE {
            Source::Whole(read) => {
                let (rows, facts) = read(ctx)?;
                let order = matching::<N>(&rows, ask, ctx.now())?;
                Ok((order, Some(boxed::<N>(readable((rows, facts))))))
            }
            Source::Ordered { ids, .. } => Ok((ids(ctx, ask)?, None)),
        }
    }

    fn rows(&self, ctx: &mut Context, ids: &[Id]) -> Result<Box<dyn Rows>> {
        named::<N>(ctx, ids).map(boxed::<N>)
    }

    fn alone(&self, ctx: &mut Context, id: &Id) -> Result<Box<dyn Rows>> {
        let (rows, facts) = named::<N>(ctx, std::slice::from_ref(id))?;
        let whole = |row: Seen<N::Row>| row.map_or_else(|odd| Ok(Err(odd)), |row| N::alone(ctx, row).map(Ok));
        let rows = rows.into_iter().map(whole).collect::<Result<_>>()?;
        Ok(boxed::<N>((rows, facts)))
    }

    fn by_key(&self, ctx: &mut Context, key: &str) -> Result<Box<dyn Rows>> {
        let row = N::get(ctx, key)?;
        self.rows(ctx, &[N::id(&row)])
    }

    fn list(&self, ctx: &mut Context) -> Result<Box<dyn Rows>> {
        match N::SOURCE {
            Source::Whole(read) => Ok(boxed::<N>(readable(read(ctx)?))),
            Source::Ordered { ids, rows, .. } => {
                let all = ids(ctx, &Ask::new("", &Catalogue::new(Language::English), usize::MAX))?.ids;
                Ok(boxed::<N>(rows(ctx, &all)?))
            }
        }
    }

    fn named(&self, key: &str) -> Result<Id> {
        N::named(key)
    }

    fn get(&self, ctx: &mut Context, key: &str) -> Result<Got> {
        N::get(ctx, key).map(|row| got::<N>(&row))
    }

    fn get_for(&self, ctx: &mut Context, act: Act, key: &str) -> Result<Got> {
        N::get_for(ctx, act, key).map(|row| got::<N>(&row))
    }

    fn stable(&self, ctx: &mut Context, act: Act, key: &str) -> Result<(String, String)> {
        let row = N::get(ctx, key)?;
        stable::<N>(&row, act).ok_or_else(|| Error::not_found(N::NOUN.word(), act.called()))
    }

    fn says_of(&self, ctx: &mut Context, act: Act, ids: &[Id]) -> Result<std::result::Result<Vec<Message>, Message>> {
        let one = found::<N>(act).ok_or_else(|| Error::not_found(N::NOUN.word(), act.called()))?;
        asked(one, ids.len(), ids.chunks(PAGE).map(|page| named::<N>(ctx, page)))
    }

    fn perform_many(&self, ctx: &mut Context, act: Act, ids: &[Id], going: &Going<'_>) -> Result<Told> {
        match found::<N>(act).map(|one| &one.run) {
            Some(Run::OnRows(run)) => run(ctx, ids, going),
            _ => Err(Error::not_found(N::NOUN.word(), act.called())),
        }
    }

    fn task(&self, ctx: &mut Context, act: Act, filled: &Filled) -> Result<Task> {
        match found::<N>(act).map(|one| &one.run) {
            Some(Run::Task(make)) => make(ctx, filled),
            Some(Run::Planned(_)) => {
                let typed = of_act::<N>(act, filled);
                let mut wrong = N::check(act, filled);
                wrong.retain(|error| typed.get(error.field).is_some());
                if wrong.is_empty() { Ok(Task::Act { act, typed }) } else { Err(Error::Fields(wrong)) }
            }
            _ => Err(Error::not_found(N::NOUN.word(), act.called())),
        }
    }

    fn perform(&self, ctx: &mut Context, act: Act, chosen: Option<&Target>, typed: &Filled) -> Result<Done> {
        ctx.take_done_as();
        let done = performed::<N>(ctx, act, chosen, typed);
        let mut done = done.map_err(|error| in_field::<N>(act, (chosen, typed), error))?;
        if let Done::Told(told) = &mut done {
            told.of_job(ctx.take_done_as(), act.verb() == Verb::Edit && chosen.is_some());
        }
        Ok(done)
    }
}

/// Says of a refusal to which field of the form it belongs.
fn in_field<N: Described>(act: Act, (chosen, typed): (Option<&Target>, &Filled), error: Error) -> Error {
    let Error::Judged(reason) = &error else { return error };
    let Reason::Account { why } = **reason else { return error };
    let seen = chosen.and_then(|target| target.seen.clone()).unwrap_or_default();
    N::blamed(act, why, &typed.changed_from(&seen)).map_or(error, |field| Error::field(field, Problem::Account { why }))
}

fn got<N: Described>(row: &N::Row) -> Got {
    let cells = N::COLUMNS.iter().map(|column| (column.cell)(row)).collect();
    Got { target: target::<N>(row), name: N::name(row), cells, filled: filled::<N>(row) }
}

/// Says what was done to a row: it is given what commands and what people call it.
fn done_to<N: Described>(key: &'static str, row: &N::Row) -> Message {
    Message { key, args: Vec::new() }.with("key", N::key(row)).with("name", N::name(row))
}

/// Adds to what is said of an act what was typed for it.
fn with_typed(said: Message, typed: &Filled) -> Message {
    match said::listed(said::typed(typed).into_iter().map(Value::from)) {
        Some(what) => Message::new("done-with").with("said", said).with("what", what),
        None => said,
    }
}

/// Returns what was typed for an act, of all that a form of its row holds.
fn of_act<N: Described>(act: Act, filled: &Filled) -> Filled {
    let asks = found::<N>(act).map(|one| one.head.asks).unwrap_or_default();
    asks.iter().fold(Filled::default(), |typed, field| typed.with(*field, filled.text(*field)))
}

/// Does an act to a row as somebody saw it, or to none.
fn performed<N: Described>(ctx: &mut Context, act: Act, chosen: Option<&Target>, typed: &Filled) -> Result<Done> {
    let missing = || Error::not_found(N::NOUN.word(), act.called());
    let one = found::<N>(act).ok_or_else(missing)?;
    match (&one.run, chosen) {
        (Run::Alone(run), _) => run(ctx, typed).map(Done::Told),
        (Run::Task(make), Some(wanted)) => {
            let number = N::named(&wanted.key)?.number().and_then(|number| u32::try_from(number).ok());
            let number = EstablishmentNumber(number.ok_or_else(missing)?);
            // Read first: what comes after it is refused by the act itself.
            let there = establishment::get(ctx, number)?;
            let (task, row) = (make(ctx, typed)?, N::get(ctx, &wanted.key)?);
            let (now, seen) = (filled::<N>(&row), wanted.seen.as_ref());
            let is_other = |field: &Field| seen.is_some_and(|seen| seen.text(*field) != now.text(*field));
            if one.head.asks.iter().any(is_other) {
                return Ok(Done::Overtaken(target::<N>(&row), now));
            }
            at_once(ctx, &one.head, (number, &task), seen.map(|_| &there)).map(Done::Told)
        }
        (Run::OnRow(run), Some(wanted)) => {
            let row = N::get_for(ctx, act, &wanted.key)?;
            let done = run(ctx, &Chosen { row: &row, rev: wanted.rev }, typed);
            match done {
                Err(Error::Rule(Rule::Changed)) => {
                    let row = N::get(ctx, &wanted.key)?;
                    Ok(Done::Overtaken(target::<N>(&row), filled::<N>(&row)))
                }
                done => done.map(Done::Told),
            }
        }
        (Run::Planned(stable), Some(wanted)) if let Some(told) = one.head.at_once => {
            let row = N::get(ctx, &wanted.key)?;
            let typed = of_act::<N>(act, typed);
            match deeds::alone(ctx, (act, &stable(&row)), wanted.rev, &typed) {
                Err(Error::Rule(Rule::Changed)) => {
                    let row = N::get(ctx, &wanted.key)?;
                    Ok(Done::Overtaken(target::<N>(&row), filled::<N>(&row)))
                }
                done => done.map(|()| {
                    let said = with_typed(done_to::<N>(told.said, &row), &typed);
                    let told = Told::row(said, wanted.key.as_str());
                    Done::Told(match already_over(act, &typed, ctx.now().day()) {
                        Some(over) => told.but(over),
                        None => told,
                    })
                }),
            }
        }
        (
            Run::OnRow(_)
            | Run::OnRows(_)
            | Run::Shift(_)
            | Run::Planned(_)
            | Run::Task(_)
            | Run::Lines
            | Run::Elsewhere(..),
            _,
        ) => Err(missing()),
    }
}
