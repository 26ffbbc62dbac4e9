//! What a noun is made of: columns, fields, verbs.

use super::cell::Cell;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::job::Danger;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::operations::{Context, Result};

/// A column of the table, and a member of the JSON record.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Its name for programs.
    pub name: &'static str,
    /// The catalogue key of its heading; empty when people do not see it.
    pub title: &'static str,
    /// Its least width on screen.
    pub min: u16,
    /// Its share of the width that is left.
    pub weight: u16,
    /// Columns with a higher number yield first.
    pub priority: u8,
}

/// A column with its value.
#[derive(Debug)]
pub struct Column<R> {
    /// What front ends know of it.
    pub head: Head,
    /// Gives a row's value.
    pub cell: fn(&R) -> Cell,
}

impl<R> Column<R> {
    /// A column that people see.
    pub const fn new(name: &'static str, title: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self { head: Head { name, title, min: 0, weight: 0, priority: 0 }, cell }
    }

    /// A value that only programs see.
    pub const fn hidden(name: &'static str, cell: fn(&R) -> Cell) -> Self {
        Self::new(name, "", cell)
    }

    /// Sets the least width and the share of what is left.
    pub const fn wide(mut self, min: u16, weight: u16) -> Self {
        self.head.min = min;
        self.head.weight = weight;
        self
    }

    /// Lets it yield when there is no room.
    pub const fn yields(mut self, priority: u8) -> Self {
        self.head.priority = priority;
        self
    }
}

/// How a row is named: on the command line, and when one is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The field that it is, as it is asked for.
    pub field: Field,
    /// The catalogue key of the placeholder in the usage.
    pub value: &'static str,
    /// The catalogue key of what help says.
    pub help: &'static str,
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A line of text.
    Line,
    /// Lines of text; commands read them from a file.
    Text,
    /// One of a few codes, each with the catalogue key of its word.
    Choice(&'static [(&'static str, &'static str)]),
    /// A password that is known already.
    Secret,
    /// A new password, typed twice; commands read it from stdin.
    NewPassword,
}

/// A field of a form, an option of a command, a question of the plain dialogue.
#[derive(Debug, Clone, Copy)]
pub struct FieldHead {
    /// Which.
    pub field: Field,
    /// Its option, where that is not the field's name.
    pub option: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// The catalogue key of the placeholder in the usage; empty: that of its kind.
    pub value: &'static str,
    /// The catalogue key of what help says of it where it stands alone.
    pub help: &'static str,
    /// The catalogue key of advice.
    pub hint: Option<&'static str>,
    /// Whether a command cannot do without.
    pub needed: bool,
    /// Whether a command takes it without its option's name.
    pub positional: bool,
}

impl FieldHead {
    /// The catalogue key of the placeholder in the usage.
    #[must_use]
    pub const fn placeholder(&self) -> &'static str {
        match self.kind {
            _ if !self.value.is_empty() => self.value,
            Kind::Text => "cli-value-file",
            Kind::Line | Kind::Choice(_) | Kind::Secret | Kind::NewPassword => "cli-value-text",
        }
    }

    /// The option that takes it.
    #[must_use]
    pub fn option(&self) -> &'static str {
        if self.option.is_empty() { self.field.name() } else { self.option }
    }
}

/// A field with the value that a row has.
#[derive(Debug)]
pub struct FieldOf<R> {
    /// What front ends know of it.
    pub head: FieldHead,
    /// Gives a row's value, as a form is filled with it.
    pub value: fn(&R) -> String,
}

impl<R> FieldOf<R> {
    const fn new(field: Field, kind: Kind, value: fn(&R) -> String) -> Self {
        let head =
            FieldHead { field, option: "", kind, value: "", help: "", hint: None, needed: false, positional: false };
        Self { head, value }
    }

    /// A line of text.
    pub const fn line(field: Field, value: fn(&R) -> String) -> Self {
        Self::new(field, Kind::Line, value)
    }

    /// Lines of text.
    pub const fn text(field: Field, value: fn(&R) -> String) -> Self {
        Self::new(field, Kind::Text, value)
    }

    /// A choice.
    pub const fn choice(
        field: Field,
        choices: &'static [(&'static str, &'static str)],
        value: fn(&R) -> String,
    ) -> Self {
        Self::new(field, Kind::Choice(choices), value)
    }

    /// A secret; no row shows it.
    pub const fn secret(field: Field, kind: Kind) -> Self {
        Self::new(field, kind, |_| String::new())
    }

    /// Names the option otherwise than the field.
    pub const fn option(mut self, option: &'static str) -> Self {
        self.head.option = option;
        self
    }

    /// Names its placeholder in the usage.
    pub const fn value(mut self, key: &'static str) -> Self {
        self.head.value = key;
        self
    }

    /// Adds advice.
    pub const fn hint(mut self, key: &'static str) -> Self {
        self.head.hint = Some(key);
        self
    }

    /// A command cannot do without it.
    pub const fn needed(mut self) -> Self {
        self.head.needed = true;
        self
    }

    /// A command takes it without a name; with what help says of it.
    pub const fn positional(mut self, help: &'static str) -> Self {
        self.head.positional = true;
        self.head.help = help;
        self.head.needed = true;
        self
    }
}

/// What a verb tells when it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is said.
    pub said: Message,
    /// What it is about.
    pub about: About,
}

/// What a verb's result is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A row, by its key: lists go to it, commands give its record.
    Row(String),
    /// Facts, for programs.
    Facts(Vec<(&'static str, Cell)>),
    /// Nothing that is in a list.
    Nobody,
}

impl Told {
    /// Tells of a row.
    #[must_use]
    pub fn row(said: Message, key: impl Into<String>) -> Self {
        Self { said, about: About::Row(key.into()) }
    }

    /// Tells facts.
    #[must_use]
    pub fn facts(said: Message, facts: Vec<(&'static str, Cell)>) -> Self {
        Self { said, about: About::Facts(facts) }
    }
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
}

/// How many rows an act is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// None.
    None,
    /// One.
    One,
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

/// How an act is carried out.
#[derive(Debug)]
pub enum Run<R> {
    /// By an operation, without a row.
    Alone(fn(&mut Context, &Filled) -> Result<Told>),
    /// By an operation, on a row.
    OnRow(fn(&mut Context, &Chosen<'_, R>, &Filled) -> Result<Told>),
    /// By giving the row another place, so many further on: as [`Act::ZONE_MOVE`].
    Shift(isize),
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
}

/// An act of a noun.
#[derive(Debug)]
pub struct ActOf<N: Described> {
    /// What front ends know of it.
    pub head: ActHead,
    /// The title of its form.
    pub title: fn(Option<&N::Row>) -> Message,
    /// What is said before: the question, or the note of its form.
    pub says: fn(&Seen<'_, N::Row, N::Facts>) -> Vec<Message>,
    /// Why it cannot be done to a row, where that is known before.
    pub refuses: fn(&Seen<'_, N::Row, N::Facts>) -> Option<Message>,
    /// How it is carried out.
    pub run: Run<N::Row>,
}

impl<N: Described> ActOf<N> {
    const fn new(act: Act, keys: (&'static str, &'static str), run: Run<N::Row>) -> Self {
        let takes = match run {
            Run::Alone(_) => Takes::None,
            Run::OnRow(_) | Run::Shift(_) | Run::Elsewhere(..) => Takes::One,
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
        };
        Self { head, title: |_| Message::new("form-save"), says: |_| Vec::new(), refuses: |_| None, run }
    }

    /// A verb without a row.
    pub const fn alone(
        act: Act,
        keys: (&'static str, &'static str),
        run: fn(&mut Context, &Filled) -> Result<Told>,
    ) -> Self {
        Self::new(act, keys, Run::Alone(run))
    }

    /// A verb on a row.
    pub const fn on_row(
        act: Act,
        keys: (&'static str, &'static str),
        run: fn(&mut Context, &Chosen<'_, N::Row>, &Filled) -> Result<Told>,
    ) -> Self {
        Self::new(act, keys, Run::OnRow(run))
    }

    /// A verb of the screen that gives the row under the cursor another place.
    pub const fn shift(act: Act, label: &'static str, by: isize) -> Self {
        Self::new(act, (label, ""), Run::Shift(by)).through(Doors::Screen)
    }

    /// A verb that leads elsewhere.
    pub const fn elsewhere(act: Act, label: &'static str, to: (Elsewhere, fn(&N::Row) -> String)) -> Self {
        Self::new(act, (label, ""), Run::Elsewhere(to.0, to.1)).through(Doors::Screen)
    }

    /// Asks for fields, in a form with this title and button.
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
    pub const fn danger(mut self, danger: Danger, says: fn(&Seen<'_, N::Row, N::Facts>) -> Vec<Message>) -> Self {
        self.head.danger = danger;
        self.says = says;
        self
    }

    /// Says something above the button of its form.
    pub const fn note(mut self, says: fn(&Seen<'_, N::Row, N::Facts>) -> Vec<Message>) -> Self {
        self.says = says;
        self
    }

    /// Names what takes it back.
    pub const fn undo(mut self, act: Act) -> Self {
        self.head.undo = Some(act);
        self
    }

    /// Says why it cannot be done, where that is known before.
    pub const fn refuses(mut self, why: fn(&Seen<'_, N::Row, N::Facts>) -> Option<Message>) -> Self {
        self.refuses = why;
        self
    }

    /// Calls it otherwise on the command line.
    pub const fn called(mut self, command: &'static str) -> Self {
        self.head.command = command;
        self
    }

    /// Leaves doors out.
    pub const fn through(mut self, doors: Doors) -> Self {
        self.head.doors = doors;
        self
    }
}

/// A noun, described.
pub trait Described: Sized + std::fmt::Debug + Send + Sync + 'static {
    /// A row, as the operations list it.
    type Row: std::fmt::Debug + Send + 'static;
    /// What guards know besides the row.
    type Facts: std::fmt::Debug + Send + 'static;

    /// Which.
    const NOUN: Noun;
    /// The catalogue key of its screen's name.
    const TITLE: &'static str;
    /// The catalogue key of what the plain dialogue's help says.
    const HELP: &'static str;
    /// The catalogue key of what `--help` says of the noun.
    const ABOUT: &'static str;
    /// The catalogue key of what `--help` says of the list.
    const LIST: &'static str;
    /// The catalogue key of what an empty list says; it is given the key that adds.
    const NONE: &'static str;
    /// The catalogue key of the sentence that says a row; it is given every column by its name.
    const SENTENCE: &'static str;
    /// How a row is named.
    const KEY: Key;
    /// Its columns, in order.
    const COLUMNS: &'static [Column<Self::Row>];
    /// Its fields.
    const FIELDS: &'static [FieldOf<Self::Row>];
    /// Its verbs, in order.
    const ACTS: &'static [ActOf<Self>];

    /// Reads all rows, and what guards know besides.
    ///
    /// # Errors
    /// What the operation says.
    fn list(ctx: &mut Context) -> Result<(Vec<Self::Row>, Self::Facts)>;

    /// Finds a row by its key.
    ///
    /// # Errors
    /// That there is none.
    fn get(ctx: &mut Context, key: &str) -> Result<Self::Row>;

    /// Gives what commands call a row.
    fn key(row: &Self::Row) -> String;

    /// Gives what people call a row.
    fn name(row: &Self::Row) -> String;

    /// Gives the version of a row.
    fn rev(row: &Self::Row) -> i64;

    /// Gives the sign before a row.
    fn mark(_row: &Self::Row, _facts: &Self::Facts) -> &'static str {
        " "
    }

    /// Gives what a new row's form begins with.
    fn blank(_language: Language) -> Filled {
        Filled::default()
    }

    /// Gives what is wrong with what was typed, as far as that is known without the data.
    fn check(filled: &Filled) -> Vec<FieldError>;

    /// Counts the rows, in a sentence.
    fn count(rows: &[Self::Row]) -> Message;
}
