//! What can be done to a noun, as a description says it: what is asked and said, and which operation does it.

use super::cell::{Cell, Tone};
use super::description::Described;
use super::source::Id;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Danger;
use crate::domain::message::{self, Explain as _, Message};
use crate::jobs::progress::Cancel;
use crate::operations::{Context, Error, Result};

/// What a verb tells when it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is said.
    pub said: Message,
    /// What it is about.
    pub about: About,
    /// How good it is.
    pub tone: Tone,
}

/// What a verb's result is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A row, by its key: lists go to it, commands give its record.
    Row(String),
    /// Those of several rows that it was done to.
    Rows(Vec<Id>),
    /// Facts, for programs.
    Facts(Vec<(&'static str, Cell)>),
    /// Nothing that is in a list.
    Nobody,
}

impl Told {
    /// Tells of a row.
    #[must_use]
    pub fn row(said: Message, key: impl Into<String>) -> Self {
        Self { said, about: About::Row(key.into()), tone: Tone::Good }
    }

    /// Tells what has no row.
    #[must_use]
    pub const fn plainly(said: Message, tone: Tone) -> Self {
        Self { said, about: About::Nobody, tone }
    }

    /// Tells of several rows.
    #[must_use]
    pub const fn rows(said: Message, done: Vec<Id>, tone: Tone) -> Self {
        Self { said, about: About::Rows(done), tone }
    }

    /// Tells facts.
    #[must_use]
    pub fn facts(said: Message, facts: Vec<(&'static str, Cell)>) -> Self {
        Self { said, about: About::Facts(facts), tone: Tone::Good }
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
    /// The lines of a file, each of which becomes a row: a job, as for those that are planned.
    File,
    /// Those that are ticked or named, else one, as a job: planned, confirmed and reported.
    Planned,
    /// The same, one after the other.
    Many,
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

/// Causes that are told; the others are counted.
const CAUSES: usize = 3;

/// What an act has done to several rows so far.
#[derive(Debug, Default)]
struct Tally {
    done: Vec<Id>,
    /// Why it was not done, each with how often.
    causes: Vec<(Message, usize)>,
}

impl Tally {
    fn fail(&mut self, why: Message) {
        match self.causes.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => self.causes.push((why, 1)),
        }
    }

    /// Tells how many rows it was done to, and why not to the others: the most frequent causes first.
    fn told(mut self) -> Told {
        let failed: usize = self.causes.iter().map(|(_, count)| count).sum();
        self.causes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let others: usize = self.causes.iter().skip(CAUSES).map(|(_, count)| count).sum();
        let rest =
            if others > 0 { Message::new("list-told-others").with("count", others).into() } else { "none".into() };
        let add = |rest: message::Value, (why, count): (Message, usize)| {
            Message::new("list-told-cause").with("count", count).with("why", why).with("rest", rest).into()
        };
        let named: Vec<_> = self.causes.into_iter().take(CAUSES).collect();
        let why = named.into_iter().rev().fold(rest, add);
        let said = Message::new("list-told").with("done", self.done.len()).with("failed", failed).with("why", why);
        Told::rows(said, self.done, if failed == 0 { Tone::Good } else { Tone::Warning })
    }
}

/// Does something to one row after the other: what a rule refuses, or what comes of it otherwise, stops nothing and is
/// told with its cause. The only row says its cause alone.
pub(super) fn each(
    ids: &[Id],
    going: &Going<'_>,
    mut act: impl FnMut(&Id) -> Result<std::result::Result<(), Message>>,
) -> Result<Told> {
    let mut tally = Tally::default();
    for id in ids.iter().take_while(|_| !going.cancel.is_cancelled()) {
        match act(id) {
            Ok(Ok(())) => tally.done.push(id.clone()),
            Ok(Err(why)) => tally.fail(why),
            Err(error @ (Error::Rule(_) | Error::NotFound { .. })) if ids.len() > 1 => tally.fail(error.message()),
            Err(error) => return Err(error),
        }
    }
    Ok(tally.told())
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

    /// A verb on the lines of a file, whose deed the job engine knows; the columns are these fields.
    #[must_use]
    pub const fn lines(act: Act, keys: (&'static str, &'static str), columns: &'static [Field]) -> Self {
        let mut made = Self::new(act, keys, Run::Lines);
        made.head.asks = columns;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::i18n::Catalogue;
    use crate::operations::Rule;

    fn done(count: i64, mut act: impl FnMut(i64) -> Result<std::result::Result<(), Message>>) -> Result<Told> {
        let ids: Vec<Id> = (1..=count).map(Id::Number).collect();
        let going = Going { cancel: &Cancel::new(), found: &|_, _| {} };
        each(&ids, &going, |id| act(id.number().unwrap()))
    }

    #[test]
    fn what_was_not_done_is_told_with_its_causes() {
        let told = done(20, |id| match id {
            1..=10 => Ok(Ok(())),
            11..=14 => Err(Error::not_found("mail", 7)),
            15..=16 => Ok(Err(Message::new("why-mail-sent"))),
            17 => Ok(Err(Message::new("why-mail-waits"))),
            _ => Ok(Err(Error::not_found("zone", id).message())),
        })
        .unwrap();
        assert_eq!(told.about, About::Rows((1..=10).map(Id::Number).collect()));
        let said = Catalogue::new(Language::French).say(&told.said).replace('\u{a0}', " ");
        for text in ["Fait : 10. Pas fait : 10.", "4 × Le courriel 7 n'existe pas.", "2 × Ce courriel est déjà envoyé."]
        {
            assert!(said.contains(text), "{text}: {said}");
        }
        assert!(said.ends_with("Autres raisons : 3."), "{said}");
        let said = Catalogue::new(Language::English).say(&done(2, |_| Ok(Ok(()))).unwrap().said);
        assert_eq!(said, "Done: 2. Not done: 0.");
    }

    #[test]
    fn the_only_row_fails_with_its_own_cause() {
        assert!(matches!(done(1, |_| Err(Rule::Changed.into())), Err(Error::Rule(Rule::Changed))));
        assert!(done(2, |_| Err(Error::field(Field::File, crate::domain::field::Problem::Missing))).is_err());
    }
}
