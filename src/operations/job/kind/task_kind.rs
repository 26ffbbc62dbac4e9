//! What the job engine knows of a kind of task: its guard, its work, what people are told of it.

use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Danger, Effect, Extent, Given, Target, Task};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::operations::error::Result;
use crate::operations::establishment::block::Blocking;
use crate::operations::establishment::restore::Place;
use crate::operations::job::file_work::FileWork;
use crate::operations::job::turn::{Acted, Running};
use crate::operations::permitted::Permitted;
use crate::store::home::Home;
use crate::store::registry::Tx;

/// A kind of task.
#[derive(Debug)]
pub(in crate::operations::job) struct TaskKind {
    /// What whoever does it must be allowed.
    pub(in crate::operations::job) act: Act,
    /// How much care its confirmation takes.
    pub(in crate::operations::job) danger: Danger,
    /// How far it goes into its establishments.
    pub(in crate::operations::job) extent: Extent,
    /// Returns the task that undoes it, as far as it can be undone.
    pub(in crate::operations::job) reversal: fn(&Task) -> Option<Task>,
    /// Returns its settings.
    pub(in crate::operations::job) settings: fn(&Task) -> Settings,
    /// Asks the guards about one target, and changes nothing.
    pub(in crate::operations::job) judge: Judge,
    /// How it is done.
    pub(in crate::operations::job) work: Work,
}

/// Refuses a target, or returns what the plan freezes of its present state: the task is done to nothing else. What only the
/// establishment's own database knows is asked when the task acts.
pub(super) type Judge = fn(Scene<'_>, &Task, Considered<'_>) -> Result<Option<Given>>;

/// One state of the registry, in which a plan is judged.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations::job) struct Scene<'a> {
    pub(in crate::operations::job) tx: &'a Tx<'a>,
    pub(in crate::operations::job) home: &'a Home,
    pub(in crate::operations::job) now: Timestamp,
}

/// A target that is judged.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations::job) struct Considered<'a> {
    pub(in crate::operations::job) number: EstablishmentNumber,
    pub(in crate::operations::job) object: &'a str,
    pub(in crate::operations::job) given: &'a Given,
}

/// How a task is done to its targets.
#[derive(Debug)]
pub(in crate::operations::job) enum Work {
    /// In the registry alone, with its audit entry: many targets in one transaction. What they share is loaded once in it.
    Registry(Load),
    /// It only reads establishments' databases, many at a time.
    Databases(fn(&mut Permitted<'_>, &Running, &[Target]) -> Result<Vec<Acted>>),
    /// Also in the establishment's own database: one target after the other. The verb marks the target when it acknowledges;
    /// what fails before that was not done, or is finished at the next start.
    Establishment(OnEstablishment),
    /// In files: the registry is asked once for many targets, which are worked on side by side.
    Files(BeginFiles),
}

/// Loads what the targets share of what is done to each.
pub(in crate::operations::job) type Load = for<'a> fn(&Tx<'_>, &'a Task) -> Result<InRegistry<'a>>;

/// What is done to one target in the registry.
pub(in crate::operations::job) type InRegistry<'a> = Box<dyn Fn(&Blocking<'_>, &Target) -> Result<Effect> + 'a>;

/// What is done to one establishment and in it.
pub(in crate::operations::job) type OnEstablishment = fn(&mut Permitted<'_>, &Task, &Target) -> Result<()>;

/// Writes down what is to be done with the files of one target.
pub(in crate::operations::job) type BeginFiles = fn(&Place<'_>, &Task, &Target) -> Result<FileWork>;

/// What was chosen for a task besides its targets.
#[derive(Debug, Default)]
pub struct Settings {
    /// As its command takes them, in order: the option's name and its value.
    pub options: Vec<(&'static str, OptionValue)>,
    /// As people are told of them.
    pub detail: Detail,
}

/// The value of an option.
#[derive(Debug)]
pub enum OptionValue {
    /// It has none: it is a switch.
    Switch,
    /// A word of the program's, a day or a number.
    Word(String),
    /// What somebody typed, whatever its signs.
    Typed(String),
}

/// What people are told of a task's settings.
#[derive(Debug, Default)]
pub enum Detail {
    /// There is nothing to tell.
    #[default]
    Nothing,
    /// What somebody typed.
    Typed(String),
    /// One after the other.
    Said(Vec<Message>),
    /// A zone, which is called by its name.
    Zone(ZoneNumber),
}

impl TaskKind {
    /// Makes a kind that undoes another one from what that has left, and cannot be undone itself.
    pub(super) const fn undoing(act: Act, extent: Extent, judge: Judge, work: Work) -> Self {
        Self { act, danger: Danger::Yes, extent, reversal: |_| None, settings: |_| Settings::default(), judge, work }
    }
}
