//! The action table: everything that a key can do, once. Keymap, footer, help, palette, `=` and tests read it.

mod places;
mod table;

pub use places::places;
pub use table::TABLE;

use crate::domain::access::{Actor, At, Identity, Object, Refusal, decide};
use crate::domain::act::{Act, Noun};
use crate::domain::message::{Explain as _, Message};
use crate::domain::rights::gate::{Gate, gate};

/// Everything that can be done by a key outside text fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is explained by its label in the catalogue, `action-…`")]
pub enum Action {
    /// The list of a described noun.
    List(Noun),
    /// An act of a description, where its noun is listed.
    Do(Act),
    Help,
    Palette,
    Command,
    Refresh,
    Redraw,
    Suspend,
    Lock,
    Quit,
    Home,
    Settings,
    Server,
    Up,
    Down,
    PageUp,
    PageDown,
    ColumnsLeft,
    ColumnsRight,
    First,
    Last,
    Open,
    Back,
    Tick,
    TickUp,
    Range,
    TickAll,
    TickNone,
    Invert,
    OnlyTicked,
    Filter,
    Sort,
    Facets,
    Menu,
    EstablishmentMail,
    EstablishmentUndo,
    /// To enter the demonstration as somebody else.
    EnterAs,
    /// To enter an establishment for support.
    Support,
    /// To say why one is there.
    SupportReason,
    /// To leave it, or to look with one's own eyes again.
    LeaveVisit,
    EstablishmentImport,
    InsideJobs,
    OwnPassword,
    OwnDetails,
    HostIdentity,
    HostTransport,
    HostContact,
    HostBlock,
    HostUnblock,
    AuditFields,
    AuditExport,
    ServerExamine,
    ServerExamineThoroughly,
    ServerRepair,
    ServerRepairAll,
    ServerAccept,
    ServerPrune,
    ImportMapping,
    ImportSeparator,
    ImportMail,
    ImportShared,
    ImportZones,
    ImportUpdate,
    ImportFar,
    ImportRejects,
    ImportRun,
    ImportNone,
    ImportTick,
    JobCsv,
    ExportRestore,
    ExportReplace,
    ExportPrune,
    ExportFile,
    ExportKeep,
    Statistics,
    EstablishmentStatistics,
    StatisticsCompute,
    StatisticsFresh,
    StatisticsPicture,
    StatisticsOpen,
    StatisticsExport,
    MatrixChange,
    ListExport,
    /// To ask why something may be done to a row, or may not.
    Explain,
}

/// Where a key has its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// On every screen, outside dialogs.
    Everywhere,
    /// In every table.
    List,
    /// In tables that take a filter.
    Filtered,
    /// In tables whose columns may not all have room.
    Columns,
    /// In tables that are ordered by a column of choice.
    Sorted,
    /// In tables whose rows are counted by kind.
    Grouped,
    /// In tables whose rows can be ticked.
    Ticks,
    /// Wherever establishments are chosen: what acts on them.
    Chosen,
    /// In tables whose rows are acted upon: the last act is undone.
    Acted,
    /// In the detail of one row, and in texts that scroll.
    Detail,
    /// Where a described noun is listed.
    Of(Noun),
    /// On every screen of an establishment's own rows.
    Inside,
    /// On the screen of settings.
    Settings,
    /// On the screen of the server.
    Server,
    /// On the screen of an import.
    Import,
    /// On the screen of statistics.
    Statistics,
    /// On the matrix of roles.
    Matrix,
}

/// How many rows an action is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arity {
    /// None: it does not act on rows.
    None,
    /// The row under the cursor.
    One,
    /// The ticked rows, else the row under the cursor.
    Many,
}

pub use crate::domain::job::Danger;

/// What is known when it is asked whether an action can be done.
#[derive(Debug, Clone)]
pub struct State<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// Rows in the list.
    pub rows: usize,
    /// Whether a row is under the cursor.
    pub on_row: bool,
    /// Ticked rows, visible or not.
    pub ticked: usize,
    /// Whether something long is running.
    pub busy: bool,
}

/// Why an action cannot be done now.
type Enabled = fn(&State<'_>) -> Result<(), Message>;

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Which.
    pub action: Action,
    /// Its name in the configuration.
    pub word: &'static str,
    /// The catalogue key of its label.
    pub label: &'static str,
    /// The keys it has by default; the first is shown.
    pub keys: &'static [&'static str],
    /// Where they act.
    pub place: Place,
    /// How many rows it is for.
    pub arity: Arity,
    /// What confirmation it takes.
    pub danger: Danger,
    /// What whoever presses the key must be allowed; none: it only moves about.
    pub act: Option<Act>,
    /// The command line that does the same, where no description gives it: `{targets}` and `{filter}` are filled in.
    pub command: Option<&'static str>,
    enabled: Enabled,
}

impl Entry {
    const fn new(action: Action, word: &'static str, label: &'static str, keys: &'static [&'static str]) -> Self {
        Self {
            action,
            word,
            label,
            keys,
            place: Place::Everywhere,
            arity: Arity::None,
            danger: Danger::None,
            act: None,
            command: None,
            enabled: always,
        }
    }

    /// The list of a described noun: from everywhere, or from the establishment that it lies in.
    const fn list(noun: Noun, keys: &'static [&'static str]) -> Self {
        let entry = Self::new(Action::List(noun), "", "", keys);
        if noun.is_inside() { entry.at(Place::Chosen).on(Arity::One, one_chosen) } else { entry }
    }

    const fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    const fn on(mut self, arity: Arity, enabled: Enabled) -> Self {
        self.arity = arity;
        self.enabled = enabled;
        self
    }

    const fn danger(mut self, danger: Danger) -> Self {
        self.danger = danger;
        self
    }

    const fn act(mut self, act: Act) -> Self {
        self.act = Some(act);
        self
    }

    const fn command(mut self, command: &'static str) -> Self {
        self.command = Some(command);
        self
    }

    /// Tells whether the action can be done now.
    ///
    /// # Errors
    /// Why not, in words.
    pub fn enabled(&self, state: &State<'_>) -> Result<(), Message> {
        self.decided(state.actor).map_err(|refusal| refusal.message())?;
        (self.enabled)(state)
    }

    /// Tells whether it is shown to somebody at all: people of an establishment and webmasters see what they may do, which for
    /// people no command does.
    #[must_use]
    pub fn is_for(&self, actor: &Actor) -> bool {
        // What a visit alone refuses is shown, and refused when it is asked for.
        let is_theirs = || self.decided(actor).map_or_else(|refusal| refusal.is_only_looking(), |()| true);
        match actor.identity {
            Identity::Webmaster { .. } => is_theirs(),
            // On the screen a list goes into a file, and those of the server are its host's.
            Identity::Person { .. } => {
                self.action != Action::Command && self.act != Some(Act::LIST_EXPORT) && is_theirs()
            }
            Identity::Nobody | Identity::Owner | Identity::Program => true,
        }
    }

    /// Tells whether somebody is told why it is not theirs to do, by the key that does it: webmasters always, people of what an
    /// establishment has.
    #[must_use]
    pub fn is_told_to(&self, actor: &Actor) -> bool {
        let is_of_the_host = |act: Act| gate(act) == Gate::Host && act != Act::WEBMASTER_CHANGE_PASSWORD;
        match actor.identity {
            Identity::Person { .. } => self.action != Action::Command && !self.act.is_some_and(is_of_the_host),
            Identity::Webmaster { .. } | Identity::Nobody | Identity::Owner | Identity::Program => true,
        }
    }

    /// Decides about what it does, where whoever acts belongs.
    fn decided(&self, actor: &Actor) -> Result<(), Refusal> {
        let key = (self.arity != Arity::None).then_some("");
        let object = Object { key, ..Object::at(actor.belongs()) };
        let own = |act| match (act, object.at) {
            // Their own password is in another place.
            (Act::WEBMASTER_CHANGE_PASSWORD, At::Establishment(_)) => Act::USER_CHANGE_PASSWORD,
            (act, _) => act,
        };
        self.act.map_or(Ok(()), |act| decide(actor, own(act), object).map(drop))
    }

    /// Whether it changes something; opening a screen and comparing files with their hashes do not.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.act.is_some_and(Act::changes)
    }

    /// Returns the label as a message.
    #[must_use]
    pub fn label(&self) -> Message {
        Message::new(self.label)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of several conditions of the same type")]
fn always(_: &State<'_>) -> Result<(), Message> {
    Ok(())
}

fn some_rows(state: &State<'_>) -> Result<(), Message> {
    if state.rows > 0 { Ok(()) } else { Err(Message::new("why-no-rows")) }
}

fn some_ticks(state: &State<'_>) -> Result<(), Message> {
    if state.ticked > 0 { Ok(()) } else { Err(Message::new("why-no-ticks")) }
}

fn one_row(state: &State<'_>) -> Result<(), Message> {
    if state.on_row { Ok(()) } else { Err(Message::new("why-no-rows")) }
}

/// People have one establishment, which is chosen always.
fn one_chosen(state: &State<'_>) -> Result<(), Message> {
    if state.actor.belongs() == At::Host { one_row(state) } else { Ok(()) }
}

fn targets(state: &State<'_>) -> Result<(), Message> {
    if state.busy {
        return Err(Message::new("why-busy"));
    }
    if state.on_row || state.ticked > 0 { Ok(()) } else { Err(Message::new("why-no-targets")) }
}

/// Returns an action's line of the table.
///
/// A test proves that every action has one; the first line stands in for none.
#[must_use]
pub fn entry(action: Action) -> &'static Entry {
    TABLE.iter().find(|entry| entry.action == action).unwrap_or(&TABLE[0])
}

/// Returns where the keys are of what acts on rows of a noun: establishments are chosen on other screens too.
#[must_use]
pub const fn rows_place(noun: Noun) -> Place {
    match noun {
        Noun::Establishment => Place::Chosen,
        other => Place::Of(other),
    }
}

/// Finds the action that does an act.
#[must_use]
pub fn action_of(act: Act) -> Option<Action> {
    TABLE.iter().find(|entry| entry.act == Some(act)).map(|entry| entry.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_one_line_and_one_word() {
        for one in TABLE.iter() {
            assert_eq!(TABLE.iter().filter(|other| other.action == one.action).count(), 1, "{}", one.word);
            assert_eq!(TABLE.iter().filter(|other| other.word == one.word).count(), 1, "{}", one.word);
            assert_eq!(entry(one.action).word, one.word);
        }
    }

    #[test]
    fn what_destroys_asks_most() {
        assert_eq!(entry(Action::Do(Act::ESTABLISHMENT_DELETE)).danger, Danger::Name);
        assert!(TABLE.iter().filter(|entry| entry.danger > Danger::None).all(|entry| entry.act.is_some()));
    }
}
