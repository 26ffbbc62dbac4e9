//! What is asked: a field of a form, an option of a command, a question of the plain dialogue.

use crate::domain::act::Noun;
use crate::domain::field::Field;
use crate::domain::said::{CREDENTIALS, MODES, ROWS};

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A line of text.
    Line,
    /// A day, written as the reader's language does and stored as `2026-11-28`.
    Day,
    /// Lines of text; commands read them from a file.
    Text,
    /// A few lines of text, which commands take as they are and plain lines in one.
    Note,
    /// A row of another noun, by its key; commands and plain lines take its name too.
    One(Noun),
    /// Yes or nothing. A command has a switch for the other of what a new row's form begins with.
    Tick,
    /// One of a few codes, each with the catalogue key of its word.
    Choice(&'static [(&'static str, &'static str)]),
    /// Several of a few codes, each with the catalogue key of its word; the text is the codes between commas.
    Ticks(&'static [(&'static str, &'static str)]),
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
    /// The catalogue key of what is warned of while it is not ticked.
    pub unticked: Option<&'static str>,
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
            Kind::Choice(_) => "cli-value-choice",
            Kind::Ticks(_) => "cli-value-choices",
            Kind::Day => "cli-value-day",
            Kind::Line | Kind::Note | Kind::One(_) | Kind::Tick | Kind::Secret | Kind::NewPassword => "cli-value-text",
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
    /// Returns a row's value, as a form is filled with it.
    pub value: fn(&R) -> String,
}

/// Returns the codes of a text of [`Kind::Ticks`].
pub fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|code| !code.is_empty())
}

/// What is asked besides a file whose lines change rows: which of them are done, whether all of them or none, and whether what
/// opens the rows that are made is mailed.
pub const MERGING: [FieldHead; 3] = [
    FieldHead::choice(Field::Mode, MODES, "cli-arg-import-mode"),
    FieldHead::choice(Field::Rows, ROWS, "cli-arg-import-rows"),
    FieldHead {
        hint: Some("import-hint-credentials"),
        ..FieldHead::choice(Field::Credentials, CREDENTIALS, "cli-arg-import-credentials")
    },
];

impl FieldHead {
    const fn of(field: Field, kind: Kind) -> Self {
        Self {
            field,
            option: "",
            kind,
            value: "",
            help: "",
            hint: None,
            unticked: None,
            needed: false,
            positional: false,
        }
    }

    /// The first of its choices; nothing where it has none.
    #[must_use]
    pub fn first(&self) -> &'static str {
        if let Kind::Choice([(code, _), ..]) = self.kind { code } else { "" }
    }

    const fn choice(field: Field, choices: &'static [(&'static str, &'static str)], help: &'static str) -> Self {
        let mut head = Self::of(field, Kind::Choice(choices));
        head.help = help;
        head
    }
}

impl<R> FieldOf<R> {
    const fn new(field: Field, kind: Kind, value: fn(&R) -> String) -> Self {
        Self { head: FieldHead::of(field, kind), value }
    }

    /// A line of text.
    #[must_use]
    pub const fn line(field: Field, value: fn(&R) -> String) -> Self {
        Self::new(field, Kind::Line, value)
    }

    /// A day.
    #[must_use]
    pub const fn day(field: Field, value: fn(&R) -> String) -> Self {
        Self::new(field, Kind::Day, value)
    }

    /// A row of another noun.
    #[must_use]
    pub const fn one(field: Field, noun: Noun, value: fn(&R) -> String) -> Self {
        Self::new(field, Kind::One(noun), value)
    }

    /// A tick that no row has. One of which something is warned while it is not set is set to begin with.
    #[must_use]
    pub const fn tick(field: Field, unticked: Option<&'static str>) -> Self {
        let value: fn(&R) -> String = if unticked.is_some() { |_| "yes".to_owned() } else { |_| String::new() };
        let mut made = Self::new(field, Kind::Tick, value);
        made.head.unticked = unticked;
        made
    }

    /// Lines of text.
    #[must_use]
    pub const fn text(field: Field, value: fn(&R) -> String) -> Self {
        Self::new(field, Kind::Text, value)
    }

    /// A few lines of text, which no row has.
    #[must_use]
    pub const fn note(field: Field) -> Self {
        Self::new(field, Kind::Note, |_| String::new())
    }

    /// A choice.
    #[must_use]
    pub const fn choice(
        field: Field,
        choices: &'static [(&'static str, &'static str)],
        value: fn(&R) -> String,
    ) -> Self {
        Self::new(field, Kind::Choice(choices), value)
    }

    /// Several of a few codes.
    #[must_use]
    pub const fn ticks(
        field: Field,
        choices: &'static [(&'static str, &'static str)],
        value: fn(&R) -> String,
    ) -> Self {
        Self::new(field, Kind::Ticks(choices), value)
    }

    /// A secret; no row shows it.
    #[must_use]
    pub const fn secret(field: Field, kind: Kind) -> Self {
        Self::new(field, kind, |_| String::new())
    }

    /// Names the option otherwise than the field.
    #[must_use]
    pub const fn option(mut self, option: &'static str) -> Self {
        self.head.option = option;
        self
    }

    /// Names its placeholder in the usage.
    #[must_use]
    pub const fn value(mut self, key: &'static str) -> Self {
        self.head.value = key;
        self
    }

    /// Says in the help of a command what it is, where its label says too little.
    #[must_use]
    pub const fn help(mut self, key: &'static str) -> Self {
        self.head.help = key;
        self
    }

    /// Adds advice.
    #[must_use]
    pub const fn hint(mut self, key: &'static str) -> Self {
        self.head.hint = Some(key);
        self
    }

    /// A command cannot do without it.
    #[must_use]
    pub const fn needed(mut self) -> Self {
        self.head.needed = true;
        self
    }

    /// A command takes it without a name; with what help says of it.
    #[must_use]
    pub const fn positional(mut self, help: &'static str) -> Self {
        self.head.positional = true;
        self.head.help = help;
        self.head.needed = true;
        self
    }

    /// A command can do without it.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.head.needed = false;
        self
    }
}
