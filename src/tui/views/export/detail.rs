//! One export in full.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::{draw, sign};
use crate::domain::export::Presence;
use crate::domain::message::Message;
use crate::i18n::words;
use crate::operations::export::Found;
use crate::tui::actions::Place;
use crate::tui::canvas::{Canvas, after, below, centre, columns, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};

/// The dialog.
#[derive(Debug)]
pub(super) struct Detail {
    found: Found,
    presence: Presence,
}

impl Detail {
    /// Makes the dialog.
    pub(super) fn new(found: Found, presence: Presence) -> Self {
        Self { found, presence }
    }

    fn lines(&self, shared: &Shared) -> Vec<(String, String, Role)> {
        let (export, held) = (&self.found.export, &self.found.export.held);
        let state = format!("{} {}", sign(self.presence), draw::presence(self.presence, shared));
        let text = |key: &'static str, value: String| (shared.text(key), value, Role::Text);
        let mut lines = vec![
            (shared.text("column-state"), state, draw::role(self.presence)),
            text("cli-label-file", export.file.clone()),
            text("column-number", export.number.to_string()),
            text("column-name", held.denomination.clone()),
            text("column-location", held.location.clone()),
            text("column-uai", held.uai.clone()),
            text("column-registered", shared.catalogue.stored_day(&held.registered_on)),
            text("export-column-when", shared.catalogue.moment(export.taken_at)),
            text("export-column-why", draw::why(&self.found, shared)),
            text("export-column-size", words::size(export.size_bytes, &shared.catalogue)),
            text("cli-label-sha256", export.sha256.clone()),
            text("cli-label-schema", export.schema_version.to_string()),
        ];
        if let Some((job, _)) = export.job {
            lines.push(text("cli-label-job", job.to_string()));
        }
        if !export.tables.is_empty() {
            lines.push(text("cli-label-tables", export.tables.clone()));
        }
        lines
    }
}

impl View for Detail {
    fn title(&self) -> Message {
        Message::new("export-detail-title").with("number", self.found.export.number.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let lines = self.lines(shared);
        let place = centre(area, area.width.saturating_sub(4).min(100), area.height.saturating_sub(2).min(20));
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        let label = lines.iter().map(|(label, _, _)| columns(label)).max().unwrap_or(0) + 2;
        let foot = inner.height.saturating_sub(1);
        let mut line = 0;
        for (name, value, role) in &lines {
            if line >= foot {
                break;
            }
            canvas.text(row(inner, line), name, Role::Dim);
            let room = Rect { height: foot - line, ..after(below(inner, line), label) };
            line += canvas.paragraph(room, value, *role).max(1);
        }
        canvas.text(row(inner, foot), &shared.text("job-close-keys"), Role::Dim);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match intent {
            Intent::Key(key) if matches!(key.code, KeyCode::Esc | KeyCode::Enter) => Reply::close(Answer::Dismissed),
            Intent::Key(_) | Intent::Paste(_) | Intent::Act(_) => Reply::none(),
        }
    }
}
