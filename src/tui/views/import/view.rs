//! The screen of imports as the application sees it.

use ratatui::layout::Rect;

use super::file::FileStep;
use super::wizard::{Asking, Import, Step};
use super::{acts, draw, outcome};
use crate::domain::message::Message;
use crate::jobs::import::{FarNumbers, Update};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::Outcome;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};
use crate::tui::widgets::command::quoted;

impl View for Import {
    fn title(&self) -> Message {
        Message::new("screen-import")
    }

    fn places(&self) -> &'static [Place] {
        match self.step {
            Step::File(_) | Step::Examining(_) | Step::Running(_) => &[Place::Everywhere],
            Step::Mapping(_) => &[Place::List, Place::Everywhere],
            Step::Report | Step::Ended(_) => &[Place::Import, Place::List, Place::Everywhere],
        }
    }

    fn takes_text(&self) -> bool {
        matches!(self.step, Step::File(_)) || self.form.is_some()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        if matches!(self.step, Step::File(_)) { FileStep::begin(shared) } else { Reply::none() }
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.area = area;
        self.layout();
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        acts::handle(self, intent, shared)
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        outcome::take(self, outcome, shared)
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        acts::answer(self, asking, &answer, shared)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = if let Step::Mapping(step) = &self.step { step.viewport.len } else { self.viewport.len };
        State { actor: &shared.actor, rows, on_row: rows > 0, ticked: 0, busy: self.is_busy() }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        acts::refuses(self, action)
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let file = self.chosen.as_ref().map(|chosen| quoted(&chosen.source.path().display().to_string()));
        let mut options = Vec::new();
        for (wanted, word) in [
            (self.switches.mail, "--mail"),
            (self.switches.shared, "--accept-shared-uai"),
            (!self.switches.zones, "--zones require"),
            (self.switches.update == Update::Apply, "--update"),
            (self.switches.far == FarNumbers::Accept, "--accept-far-numbers"),
        ] {
            if wanted {
                options.push(word);
            }
        }
        let separator = self.chosen.as_ref().and_then(|chosen| chosen.source.asked_separator());
        let separator = separator.map(|separator| format!("--separator {}", separator.word()));
        options.extend(separator.as_deref());
        let encoding = self.chosen.as_ref().and_then(|chosen| chosen.source.asked_encoding());
        let encoding = encoding.map(|encoding| format!("--encoding {}", encoding.word()));
        options.extend(encoding.as_deref());
        let filled = template.replace("{file}", &file.unwrap_or_else(|| "…".to_owned()));
        filled.replace("{options}", &options.join(" ")).replace("  ", " ")
    }

    fn footer(&self) -> &'static [Action] {
        match self.step {
            Step::File(_) | Step::Mapping(_) => &[],
            Step::Examining(_) | Step::Running(_) => &[Action::Back, Action::Help, Action::Quit],
            Step::Report if self.form.is_some() => &[],
            // What is done with the whole file has buttons.
            Step::Report => &[Action::Help, Action::ImportRejects, Action::ImportMapping, Action::ImportSeparator],
            Step::Ended(_) => &[Action::ImportTick, Action::ImportRejects, Action::Back, Action::Help, Action::Quit],
        }
    }

    fn under_way(&self) -> Option<Message> {
        matches!(self.step, Step::Running(_)).then(|| Message::new("leaving-import"))
    }

    fn stop(&mut self) -> Reply {
        let Step::Running(running) = &mut self.step else { return Reply::none() };
        running.cancel.cancel();
        running.stopping = true;
        Reply::redraw()
    }

    fn is_changed(&self) -> bool {
        false
    }
}
