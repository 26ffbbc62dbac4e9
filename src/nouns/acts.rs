//! What can be done to a noun, as a description says it: what is asked and said, and which operation does it.

use super::cell::Cell;
use super::description::Described;
use super::source::Id;
pub use super::told::{About, Mailed, SheetLine, Told};
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Effect, Task};
use crate::domain::mail::MailId;
use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::operations::{Context, Result, job};

/// A row that somebody chose, and the version of it that they saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its key.
    pub key: String,
    /// The version.
    pub rev: i64,
    /// What a form of it was filled with, where that was shown: what stands in the place of something else is put only there.
    pub seen: Option<Filled>,
}

/// A row that was read alone.
#[derive(Debug)]
pub struct Got {
    /// The row and its version.
    pub target: Target,
    /// What people call it.
    pub name: String,
    /// Its values, one for each column.
    pub cells: Vec<Cell>,
    /// What a form of it is filled with.
    pub filled: Filled,
}

/// A row and the version of it that somebody saw.
#[derive(Debug)]
pub struct Chosen<'a, R> {
    /// The row.
    pub row: &'a R,
    /// The version.
    pub rev: i64,
}

/// A row among the others, as guards see it.
#[derive(Debug)]
pub struct Seen<'a, R, F> {
    /// The row; none when no row is chosen.
    pub row: Option<&'a R>,
    /// Its place, from 0.
    pub at: usize,
    /// How many there are.
    pub len: usize,
    /// What the guards know besides.
    pub facts: &'a F,
}

/// Where a verb leads that has a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// The establishments that match a filter.
    Establishments,
    /// A letter to the contacts of the establishments that match a filter.
    Letter,
    /// A job, by what names it in its list; what is asked is asked there.
    Job,
    /// What all roles allow, as a table.
    Matrix,
    /// The console as a person sees it, by what names them.
    Person,
    /// Accounts, by what names them behind the kind of row, whose others of the same kind are meant too: they are ticked.
    Accounts,
}

/// How many rows an act is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// None.
    None,
    /// One.
    One,
    /// The lines of a file, each of which becomes a row: a job, as for those that are planned.
    File,
    /// Those that are ticked or named, else one, as a job: planned, confirmed and reported.
    Planned,
    /// The same, one after the other.
    Many,
    /// Establishments that are ticked, named or found by a filter, as a job of a kind of its own.
    Targets,
}

/// Through which doors an act is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doors {
    /// All of them.
    All,
    /// The screen only.
    Screen,
    /// Plain lines and commands: the screen has a better way.
    Lines,
    /// Only where somebody has signed in: not commands.
    SignedIn,
}

/// An act on several rows while it goes on.
pub struct Going<'a> {
    /// Stops it between two rows.
    pub cancel: &'a Cancel,
    /// Tells what became of a row: the name of one of its columns, and what stands there now.
    pub found: &'a dyn Fn(&Id, (&'static str, Cell)),
}

impl std::fmt::Debug for Going<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Going")
    }
}

/// How an act is carried out.
#[derive(Debug)]
pub enum Run<R> {
    /// By an operation, without a row.
    Alone(fn(&mut Context, &Filled) -> Result<Told>),
    /// By an operation, on a row.
    OnRow(fn(&mut Context, &Chosen<'_, R>, &Filled) -> Result<Told>),
    /// By an operation, on one row after the other.
    OnRows(fn(&mut Context, &[Id], &Going<'_>) -> Result<Told>),
    /// By giving the row another place, so many further on: as [`Act::ZONE_MOVE`].
    Shift(isize),
    /// As a job by its deed, on every row that is meant; with what names a row for ever.
    Planned(fn(&R) -> String),
    /// As a job of the task that its fields make, on every establishment that is meant.
    Task(fn(&mut Context, &Filled) -> Result<Task>),
    /// By its deed, for each line of a file whose columns are the fields that are asked.
    Lines,
    /// On a screen of its own, which is given a filter.
    Elsewhere(Elsewhere, fn(&R) -> String),
}

/// What front ends know of an act.
#[derive(Debug, Clone, Copy)]
pub struct ActHead {
    /// Which.
    pub act: Act,
    /// The word of the command line.
    pub command: &'static str,
    /// The catalogue key of its label.
    pub label: &'static str,
    /// The catalogue key of what `--help` says; empty when there is no command.
    pub about: &'static str,
    /// What confirmation it takes.
    pub danger: Danger,
    /// What takes it back.
    pub undo: Option<Act>,
    /// How many rows it is for.
    pub takes: Takes,
    /// What is asked, in order.
    pub asks: &'static [Field],
    /// The catalogue key of the form's button.
    pub button: &'static str,
    /// Where it is reached.
    pub doors: Doors,
    /// Whether it may take long: others go on beside it.
    pub is_long: bool,
    /// How a task is done to one establishment at once; none: one is planned as many are.
    pub at_once: Option<AtOnce>,
    /// The catalogue key of what is warned of before a task on several is planned; empty: of nothing.
    pub warning: &'static str,
    /// Whether a line of a file changes the row that it names, where there is one: then only what names it is needed.
    pub merges: bool,
    /// Where it leads; none: it is done here.
    pub leads: Option<Elsewhere>,
}

/// What is told of a task that was done to one establishment at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtOnce {
    /// The catalogue key of what is said.
    pub said: &'static str,
    /// The columns that it changes: commands tell them.
    pub shows: &'static [&'static str],
}

/// Does a task to one establishment, and tells of it.
///
/// # Errors
/// Why it was not done.
pub(super) fn at_once(
    ctx: &mut Context,
    head: &ActHead,
    (number, task): (EstablishmentNumber, &Task),
    seen: Option<&Establishment>,
) -> Result<Told> {
    let job::AtOnce { job, effect } = job::at_once(ctx, number, task, seen)?;
    let key = head.at_once.map_or(head.label, |told| told.said);
    let said = Message { key, args: Vec::new() }.with("number", number.to_string());
    let mail =
        if let Effect::Queued { mail } = effect { Some(Mailed { id: MailId(mail), said: said.clone() }) } else { None };
    Ok(Told { mail, job: Some(job), ..Told::row(said, number.to_string()) })
}

/// What is said before an act: the question, or the note of its form.
type Says<N> = fn(&Seen<'_, <N as Described>::Row, <N as Described>::Facts>) -> Vec<Message>;
/// What is to be known of such a row before: the catalogue key of a warning, which is given for how many rows it holds.
type Warns<R> = fn(&R) -> Option<&'static str>;
/// Why an act cannot be done to a row, where that is known before.
type Refuses<N> = fn(&Seen<'_, <N as Described>::Row, <N as Described>::Facts>) -> Option<Message>;

/// An act of a noun.
#[derive(Debug)]
pub struct ActOf<N: Described> {
    /// What front ends know of it.
    pub head: ActHead,
    /// The title of its form.
    pub title: fn(Option<&N::Row>) -> Message,
    /// What is said before: the question, or the note of its form.
    pub says: Says<N>,
    /// What is to be known of some rows before.
    pub warns: Warns<N::Row>,
    /// Why it cannot be done to a row, where that is known before.
    pub refuses: Refuses<N>,
    /// How it is carried out.
    pub run: Run<N::Row>,
}

impl<N: Described> ActOf<N> {
    const fn new(act: Act, keys: (&'static str, &'static str), run: Run<N::Row>) -> Self {
        let takes = match run {
            Run::Alone(_) => Takes::None,
            Run::OnRow(_) | Run::Shift(_) | Run::Elsewhere(..) => Takes::One,
            Run::Planned(_) => Takes::Planned,
            Run::Lines => Takes::File,
            Run::OnRows(_) => Takes::Many,
            Run::Task(_) => Takes::Targets,
        };
        let (label, about) = keys;
        let head = ActHead {
            act,
            command: act.called(),
            label,
            about,
            danger: Danger::None,
            undo: None,
            takes,
            asks: &[],
            button: "form-save",
            doors: Doors::All,
            is_long: matches!(run, Run::OnRows(_)),
            at_once: None,
            warning: "",
            merges: false,
            leads: if let Run::Elsewhere(to, _) = run { Some(to) } else { None },
        };
        Self {
            head,
            title: |_| Message::new("form-save"),
            says: |_| Vec::new(),
            warns: |_| None,
            refuses: |_| None,
            run,
        }
    }

    /// A verb without a row.
    #[must_use]
    pub const fn alone(
        act: Act,
        keys: (&'static str, &'static str),
        run: fn(&mut Context, &Filled) -> Result<Told>,
    ) -> Self {
        Self::new(act, keys, Run::Alone(run))
    }

    /// A verb on a row.
    #[must_use]
    pub const fn on_row(
        act: Act,
        keys: (&'static str, &'static str),
        run: fn(&mut Context, &Chosen<'_, N::Row>, &Filled) -> Result<Told>,
    ) -> Self {
        Self::new(act, keys, Run::OnRow(run))
    }

    /// A verb on many rows as a job, whose deed the engine knows; with what names a row for ever.
    #[must_use]
    pub const fn planned(act: Act, keys: (&'static str, &'static str), stable: fn(&N::Row) -> String) -> Self {
        Self::new(act, keys, Run::Planned(stable))
    }

    /// A verb on establishments as a job of a kind of its own.
    #[must_use]
    pub const fn task(
        act: Act,
        keys: (&'static str, &'static str),
        make: fn(&mut Context, &Filled) -> Result<Task>,
    ) -> Self {
        Self::new(act, keys, Run::Task(make))
    }

    /// Does it to one at once; with what is said then, and the columns that it changes.
    #[must_use]
    pub const fn at_once(mut self, said: &'static str, shows: &'static [&'static str]) -> Self {
        self.head.at_once = Some(AtOnce { said, shows });
        self
    }

    /// Warns before it is planned for several.
    #[must_use]
    pub const fn warning(mut self, key: &'static str) -> Self {
        self.head.warning = key;
        self
    }

    /// A verb on the lines of a file, whose deed the job engine knows; the columns are these fields.
    #[must_use]
    pub const fn lines(act: Act, keys: (&'static str, &'static str), columns: &'static [Field]) -> Self {
        let mut made = Self::new(act, keys, Run::Lines);
        made.head.asks = columns;
        made
    }

    /// The same, where a line changes the row that it names, or makes one.
    #[must_use]
    pub const fn merging(act: Act, keys: (&'static str, &'static str), columns: &'static [Field]) -> Self {
        let mut made = Self::lines(act, keys, columns);
        made.head.merges = true;
        made
    }

    /// A verb on one row after the other, which can be stopped between two.
    #[must_use]
    pub const fn on_rows(
        act: Act,
        keys: (&'static str, &'static str),
        run: fn(&mut Context, &[Id], &Going<'_>) -> Result<Told>,
    ) -> Self {
        Self::new(act, keys, Run::OnRows(run))
    }

    /// A verb of the screen that gives the row under the cursor another place.
    #[must_use]
    pub const fn shift(act: Act, label: &'static str, by: isize) -> Self {
        Self::new(act, (label, ""), Run::Shift(by)).through(Doors::Screen)
    }

    /// A verb that leads elsewhere.
    #[must_use]
    pub const fn elsewhere(act: Act, label: &'static str, to: (Elsewhere, fn(&N::Row) -> String)) -> Self {
        Self::new(act, (label, ""), Run::Elsewhere(to.0, to.1)).through(Doors::Screen)
    }

    /// A verb that shows all rows as a table of another kind, through every front end.
    #[must_use]
    pub const fn table(act: Act, keys: (&'static str, &'static str), to: Elsewhere) -> Self {
        Self::new(act, keys, Run::Elsewhere(to, |_| String::new())).without_rows()
    }

    /// Asks for fields, in a form with this title and button.
    #[must_use]
    pub const fn asks(
        mut self,
        fields: &'static [Field],
        title: fn(Option<&N::Row>) -> Message,
        button: &'static str,
    ) -> Self {
        self.head.asks = fields;
        self.title = title;
        self.head.button = button;
        self
    }

    /// Asks before it is done.
    #[must_use]
    pub const fn danger(mut self, danger: Danger, says: Says<N>) -> Self {
        self.head.danger = danger;
        self.says = says;
        self
    }

    /// Warns of some rows in the question, whether one is meant or many.
    #[must_use]
    pub const fn warns(mut self, warns: Warns<N::Row>) -> Self {
        self.warns = warns;
        self
    }

    /// Says something above the button of its form.
    #[must_use]
    pub const fn note(mut self, says: Says<N>) -> Self {
        self.says = says;
        self
    }

    /// Names what takes it back.
    #[must_use]
    pub const fn undo(mut self, act: Act) -> Self {
        self.head.undo = Some(act);
        self
    }

    /// Says why it cannot be done, where that is known before.
    #[must_use]
    pub const fn refuses(mut self, why: Refuses<N>) -> Self {
        self.refuses = why;
        self
    }

    /// Calls it otherwise on the command line.
    #[must_use]
    pub const fn called(mut self, command: &'static str) -> Self {
        self.head.command = command;
        self
    }

    /// Takes no rows: it is done to all there is.
    #[must_use]
    pub const fn without_rows(mut self) -> Self {
        self.head.takes = Takes::None;
        self
    }

    /// Leaves doors out.
    #[must_use]
    pub const fn through(mut self, doors: Doors) -> Self {
        self.head.doors = doors;
        self
    }
}
