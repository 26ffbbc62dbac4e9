//! A job as a list has it: what is said of it, what may be done to it, what names it.

use std::sync::Arc;

use crate::domain::access::At;
use crate::domain::act::{Act, Verb};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{JobId, JobState, Standing, Task};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::jobs::job_words;
use crate::nouns::cell::{State, Tone};
use crate::nouns::source::Id;
use crate::operations::job::{self, Overview, UndoProgress, Undoing};
use crate::operations::zone::{self, ZoneLine};
use crate::operations::{Context, Result};

/// A job in a list.
#[derive(Debug, Clone)]
pub(in crate::nouns) struct Row {
    pub(super) of: Arc<Overview>,
    pub(super) at: At,
    /// Whether it is inside an establishment, and the list is the host's.
    pub(super) is_elsewhere: bool,
    /// The name of the zone that its task names.
    zone: Arc<str>,
}

/// The zones, read when the first task names one.
#[derive(Debug, Default)]
pub(super) struct Zones(Option<Vec<ZoneLine>>);

impl Row {
    /// Makes the row of a job that is at a place, for the list where a context stands.
    pub(super) fn of(of: Overview, at: At, ctx: &mut Context, zones: &mut Zones) -> Result<Self> {
        let zone = match of.job.task {
            Task::MoveToZone { zone } => {
                if zones.0.is_none() {
                    zones.0 = Some(zone::list(ctx)?);
                }
                let name = zones.0.iter().flatten().find(|line| line.zone.number == zone);
                name.map_or_else(|| zone.0.to_string(), |line| line.zone.name.clone())
            }
            _ => String::new(),
        };
        Ok(Self { of: Arc::new(of), at, is_elsewhere: at != ctx.at(), zone: zone.into() })
    }

    /// The same of a job alone.
    pub(super) fn alone(of: Overview, at: At) -> Self {
        Self { of: Arc::new(of), at, is_elsewhere: false, zone: "".into() }
    }

    /// Returns the establishment in which it is, when that is not where the list is.
    pub(super) fn elsewhere(&self) -> Option<EstablishmentNumber> {
        self.at.establishment().filter(|_| self.is_elsewhere)
    }

    /// Returns what names it in its list.
    pub(super) fn id(&self) -> Id {
        id(self.elsewhere(), self.of.job.id)
    }

    /// Says what it does, and its name; where it is, when that is not where the list is.
    pub(super) fn what(&self, words: &Catalogue) -> String {
        let job = &self.of.job;
        let what = job_words::named(job, words, &|_| self.zone.to_string());
        match self.elsewhere() {
            Some(number) => {
                words.say(&Message::new("job-inside-line").with("number", number.to_string()).with("what", what))
            }
            None => what,
        }
    }
}

/// Where a job stands, as lists and reports show it.
#[must_use]
pub fn state(standing: Standing) -> State {
    let (sign, tone) = match standing {
        Standing::Planned => ("○", Tone::Plain),
        Standing::Running => ("→", Tone::Good),
        Standing::Silent => ("?", Tone::Warning),
        Standing::Interrupted => ("!", Tone::Bad),
        Standing::Paused => ("◌", Tone::Warning),
        Standing::Undone | Standing::Cancelled => ("×", Tone::Faint),
        Standing::Done => ("✓", Tone::Good),
    };
    State { code: standing.word(), said: Message::new("job-standing").with("standing", standing.word()), sign, tone }
}

/// The filter of the jobs in a stored state, which is several standings as people see them.
#[must_use]
pub const fn stored(state: JobState) -> &'static str {
    match state {
        JobState::Planned => "state:planned",
        JobState::Running => "state:running,silent,interrupted",
        JobState::Paused => "state:paused",
        JobState::Cancelled => "state:cancelled",
        JobState::Done => "state:done,undone",
    }
}

/// Says why an act cannot be done to a job now.
#[must_use]
pub fn why_not(act: Act, of: &Overview) -> Option<Message> {
    let Overview { job, standing, undoing } = of;
    let was_started = job.started_at.is_some();
    let runs = matches!(standing, Standing::Running | Standing::Silent);
    let ended = matches!(job.state, JobState::Done | JobState::Cancelled);
    if let (Verb::Start | Verb::Undo, Some(Undoing { by, progress })) = (act.verb(), undoing) {
        let of_by = |key: &'static str| Some(Message { key, args: Vec::new() }.with("job", by.to_string()));
        match progress {
            UndoProgress::Begun => return of_by("error-being-undone"),
            // What failed can be undone once more, and what was passed over.
            UndoProgress::Partial | UndoProgress::Over if act.verb() == Verb::Undo => {}
            UndoProgress::Whole | UndoProgress::Over | UndoProgress::Partial => return of_by("why-job-undone"),
        }
    }
    let key = match act.verb() {
        Verb::Start if runs => "why-job-runs",
        Verb::Start | Verb::Cancel if ended => "why-job-ended",
        Verb::Pause if !runs => "why-job-not-running",
        Verb::Cancel if *standing == Standing::Planned && !was_started => "why-job-planned",
        Verb::Undo if job::reversal(&job.task).is_none() => "why-job-not-undoable",
        Verb::Undo | Verb::Retry if !was_started => "why-job-not-begun",
        Verb::Undo | Verb::Retry if runs => "why-job-not-over",
        Verb::Undo if job.tally.done == 0 => "why-job-nothing-done",
        Verb::Retry if job.tally.failed == 0 => "why-job-nothing-failed",
        Verb::Remove | Verb::Rename if was_started => "why-job-started",
        _ => return None,
    };
    Some(Message { key, args: Vec::new() })
}

/// Names a job in its list, with the establishment in which it is when the list is not there.
pub(super) fn id(elsewhere: Option<EstablishmentNumber>, id: JobId) -> Id {
    elsewhere.map_or(Id::Number(id.0), |number| Id::from(format!("{number}/{id}").as_str()))
}

/// Reads what names a job in its list: none, it is none; with the establishment when it is not where the list is.
#[must_use]
pub fn placed(id: &str) -> Option<(Option<EstablishmentNumber>, JobId)> {
    match id.split_once('/') {
        Some((number, id)) => Some((Some(EstablishmentNumber(number.parse().ok()?)), JobId(id.parse().ok()?))),
        None => Some((None, JobId(id.parse().ok()?))),
    }
}
