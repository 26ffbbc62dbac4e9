//! One entry in full: who, from where, what, and each field before and after.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::draw;
use crate::domain::message::Message;
use crate::operations::audit::{AuditRow, Change};
use crate::tui::actions::{Action, Place};
use crate::tui::canvas::{Canvas, after, columns, inside, row, wrap};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};

/// The view.
#[derive(Debug)]
pub(super) struct Detail {
    entry: AuditRow,
    top: usize,
}

impl Detail {
    /// Makes the view of an entry.
    pub(super) fn new(entry: &AuditRow) -> Self {
        Self { entry: entry.clone(), top: 0 }
    }

    fn facts(&self, shared: &Shared) -> Vec<(String, String)> {
        let entry = &self.entry;
        let mut facts = vec![
            (shared.text("column-time"), format!("{} ({})", shared.catalogue.moment(entry.at), entry.at.utc_text())),
            (shared.text("column-who"), draw::who(entry, shared)),
            (shared.text("audit-os-user"), entry.os_user.clone()),
            (shared.text("column-from"), draw::place(entry, shared)),
        ];
        if !entry.ssh_key.is_empty() {
            facts.push((shared.text("audit-ssh-key"), entry.ssh_key.clone()));
        }
        facts.push((shared.text("column-action"), format!("{} ({})", draw::action(entry, shared), entry.action)));
        facts.push((shared.text("column-object"), draw::object(entry, shared)));
        facts.push((shared.text("audit-hash"), entry.hash.clone()));
        facts
    }

    /// Gives the lines as they are drawn: pieces with their columns from the left.
    fn lines(&self, width: u16, shared: &Shared) -> Vec<Vec<(u16, String, Role)>> {
        let facts = self.facts(shared);
        let changes = draw::changes(&self.entry, shared);
        let names: Vec<String> = changes.iter().map(|change| draw::field(&change.field, shared)).collect();
        let labels = facts.iter().map(|(label, _)| label).chain(&names);
        let label = labels.map(|label| columns(label)).max().unwrap_or(0).min(width / 3) + 2;
        let mut lines = Vec::new();
        for (name, value) in facts {
            for (at, part) in wrap(&value, usize::from(width.saturating_sub(label))).into_iter().enumerate() {
                let first = if at == 0 { name.clone() } else { String::new() };
                lines.push(vec![(0, first, Role::Dim), (label, part, Role::Text)]);
            }
        }
        if changes.is_empty() {
            return lines;
        }
        let half = width.saturating_sub(label) / 2;
        let room = usize::from(half.saturating_sub(1));
        lines.push(Vec::new());
        lines.push(vec![
            (label, shared.text("audit-before"), Role::Heading),
            (label + half, shared.text("audit-after"), Role::Heading),
        ]);
        for (name, Change { before, after, .. }) in names.into_iter().zip(changes) {
            let role = if before == after { Role::Text } else { Role::Warning };
            let (before, after) = (wrap(&before, room), wrap(&after, room));
            for at in 0..before.len().max(after.len()) {
                let part = |parts: &[String]| parts.get(at).cloned().unwrap_or_default();
                let first = if at == 0 { name.clone() } else { String::new() };
                lines.push(vec![
                    (0, first, Role::Dim),
                    (label, part(&before), Role::Text),
                    (label + half, part(&after), role),
                ]);
            }
        }
        lines
    }
}

impl View for Detail {
    fn title(&self) -> Message {
        Message::new("audit-detail-title").with("id", self.entry.id.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Detail, Place::Everywhere]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let place = inside(area, 2, 1);
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        let lines = self.lines(inner.width, shared);
        let room = usize::from(inner.height);
        let top = self.top.min(lines.len().saturating_sub(room));
        for (at, pieces) in lines.iter().skip(top).take(room).enumerate() {
            let line = row(inner, u16::try_from(at).unwrap_or(u16::MAX));
            for (left, text, role) in pieces {
                canvas.text(after(line, *left), text, *role);
            }
        }
        canvas.more_in_frame(inner, top..top + room, lines.len());
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let key = match intent {
            Intent::Act(Action::Back) => return Reply::close(Answer::Dismissed),
            Intent::Key(key) => key,
            Intent::Act(_) | Intent::Paste(_) => return Reply::none(),
        };
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top = (self.top + 1).min(500),
            KeyCode::PageUp => self.top = self.top.saturating_sub(10),
            KeyCode::PageDown => self.top = (self.top + 10).min(500),
            KeyCode::Enter => return Reply::close(Answer::Dismissed),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
