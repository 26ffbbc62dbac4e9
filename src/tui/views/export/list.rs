//! The table of exports, the latest first.

use std::collections::{BTreeSet, HashMap};

use super::key;
use crate::domain::columns::{ExportColumn, ExportRow};
use crate::domain::export::Presence;
use crate::domain::filter::{Filter, FilterError, Remark};
use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::operations::export::{self, ExportTotals, Found};
use crate::tui::actions::Action;
use crate::tui::orders::Effect;
use crate::tui::orders::export::{Done, Request};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::views::listed::Listed;
use crate::tui::widgets::text_input::TextInput;

/// The screen.
#[derive(Debug)]
pub(crate) struct Exports {
    /// All that were listed, the latest first.
    pub(super) all: Vec<Found>,
    /// Those that are shown.
    pub(super) listed: Listed<Found>,
    pub(super) totals: ExportTotals,
    pub(super) retention_days: u32,
    pub(super) old: usize,
    /// What was read in this session, by file: a list only looks at sizes.
    pub(super) read: HashMap<String, Presence>,
    pub(super) ticks: BTreeSet<String>,
    pub(super) only_ticked: bool,
    /// Where a range began.
    pub(super) range_from: Option<usize>,
    pub(super) input: TextInput,
    pub(super) typing: bool,
    /// The last one that could be read.
    pub(super) filter: Filter<ExportColumn>,
    pub(super) filter_error: Option<FilterError>,
    pub(super) remarks: Vec<Remark>,
    /// What stops the reading that is under way.
    pub(super) reading: Option<Cancel>,
    /// For which action it is asked whether hidden ticks are meant too.
    pub(super) asking: Option<Action>,
}

impl Exports {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self {
            all: Vec::new(),
            listed: Listed::with_boxes(),
            totals: ExportTotals::default(),
            retention_days: 0,
            old: 0,
            read: HashMap::new(),
            ticks: BTreeSet::new(),
            only_ticked: false,
            range_from: None,
            input: TextInput::new(""),
            typing: false,
            filter: Filter::default(),
            filter_error: None,
            remarks: Vec::new(),
            reading: None,
            asking: None,
        }
    }

    pub(super) fn reread() -> Reply {
        Effect::Export(Request::List).into()
    }

    /// Gives how one was found: as it was read, unless its size tells otherwise now.
    pub(super) fn presence(&self, found: &Found) -> Presence {
        match found.presence {
            Presence::There => self.read.get(&found.export.file).copied().unwrap_or(Presence::There),
            other @ (Presence::Verified | Presence::Missing | Presence::Damaged | Presence::Unrestorable) => other,
        }
    }

    /// Gives the names of what is shown.
    pub(super) fn shown(&self) -> Vec<String> {
        self.listed.rows().iter().map(key).collect()
    }

    /// Counts the ticks whose row is not shown.
    pub(super) fn hidden(&self) -> usize {
        let shown: BTreeSet<&str> = self.listed.rows().iter().map(|found| found.export.file.as_str()).collect();
        self.ticks.iter().filter(|file| !shown.contains(file.as_str())).count()
    }

    /// Gives what an action is for: the ticked ones, else the one under the cursor. Those that are ticked come in the
    /// order of the list, so that the latest of one establishment is first.
    pub(super) fn targets(&self) -> Vec<String> {
        if self.ticks.is_empty() {
            return self.listed.current().map(key).into_iter().collect();
        }
        self.all.iter().map(key).filter(|file| self.ticks.contains(file)).collect()
    }

    /// Makes the shown rows anew.
    pub(super) fn show(&mut self, shared: &Shared) -> Reply {
        // A filter that cannot be read says so and leaves the rows to the last one that could.
        match Filter::parse(self.input.value()) {
            Ok(filter) => (self.filter, self.filter_error) = (filter, None),
            Err(error) => self.filter_error = Some(error),
        }
        let ready = match self.filter.ready(shared.now, |_| Vec::new()) {
            Ok(ready) => ready,
            Err(error) => {
                self.filter_error = Some(error);
                return Reply::redraw();
            }
        };
        let mut tally = ready.tally();
        let mut holds = |found: &&Found| {
            if self.only_ticked && !self.ticks.contains(&found.export.file) {
                return false;
            }
            let presence = self.presence(found);
            let text = if self.filter.is_everything() {
                String::new()
            } else {
                export::searched(&found.export, presence, &shared.catalogue)
            };
            ready.judge(&ExportRow { export: &found.export, presence, text: &text }, &mut tally)
        };
        let rows = self.all.iter().filter(|found| holds(found)).cloned().collect();
        self.remarks = ready.remarks(&tally);
        self.range_from = None;
        self.listed.put(rows, key);
        Reply::redraw()
    }

    pub(super) fn done(&mut self, done: Done, shared: &Shared) -> Reply {
        match done {
            Done::Listed { rows, totals, retention_days, old } => {
                (self.totals, self.retention_days, self.old) = (totals, retention_days, old);
                self.all = rows;
                let known: BTreeSet<String> = self.all.iter().map(key).collect();
                self.ticks.retain(|file| known.contains(file));
                self.show(shared)
            }
            Done::Verified { file, presence } => {
                self.read.insert(file, presence);
                Reply::redraw()
            }
            Done::AllVerified { whole, bad } => {
                self.reading = None;
                let role = if bad == 0 { Role::Good } else { Role::Error };
                let said = Message::new("export-read").with("whole", whole).with("bad", bad);
                Reply::step(Step::Say(said, role)).join(Self::reread())
            }
            Done::Begun | Done::Old(_) | Done::Pruned(_) | Done::Kept(_) => Reply::none(),
        }
    }
}
