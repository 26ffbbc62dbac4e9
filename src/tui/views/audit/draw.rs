//! How the table of the audit is drawn, and its words.

use ratatui::layout::Rect;

use super::list::Audit;
use crate::domain::message::Message;
use crate::i18n::words;
use crate::operations::audit::AuditRow;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column, Line};

const COLUMNS: [Column; 5] = [
    Column { title: "column-time", min: 16, weight: 0, priority: 0 },
    Column { title: "column-who", min: 12, weight: 1, priority: 0 },
    Column { title: "column-from", min: 15, weight: 0, priority: 1 },
    Column { title: "column-action", min: 20, weight: 2, priority: 0 },
    Column { title: "column-object", min: 20, weight: 4, priority: 0 },
];

/// Says an act in words.
pub(super) fn action(row: &AuditRow, shared: &Shared) -> String {
    // Names of variants hold no dots.
    let name = row.action.replace('.', "-");
    let said = shared.say(&Message::new("audit-action").with("action", name.as_str()));
    if said == name { row.action.clone() } else { said }
}

/// Says what was acted on: its kind, identifier and name.
pub(super) fn object(row: &AuditRow, shared: &Shared) -> String {
    let kind = shared.say(&Message::new("audit-object").with("kind", row.object_kind.as_str()));
    let parts = [kind, row.object_id.clone(), row.object_label.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Names who acted.
pub(super) fn who(row: &AuditRow, shared: &Shared) -> String {
    match words::actor(&row.actor_kind) {
        Some(key) if row.actor.starts_with('(') => shared.text(key),
        _ => row.actor.clone(),
    }
}

/// Gives the SSH client's address, or says that it was on the machine itself.
pub(super) fn place(row: &AuditRow, shared: &Shared) -> String {
    match row.ssh_client.split(' ').next() {
        Some("") | None => shared.text("app-mode-local"),
        Some(address) => address.to_owned(),
    }
}

/// Names a field of before and after.
pub(super) fn field(name: &str, shared: &Shared) -> String {
    let own = shared.say(&Message::new("audit-field").with("field", name));
    if own.is_empty() || own == name { shared.say(&Message::new("field-label").with("field", name)) } else { own }
}

/// Gives the places of the filter, the table and the summary.
pub(super) fn places(list: &Audit) -> [Rect; 3] {
    let area = list.area;
    let top = u16::from(list.typing || list.is_filtered()).min(area.height);
    let rest = below(area, top);
    let pane = if rest.height < 10 { 0 } else { 3 };
    let table = rest.height - pane;
    [row(area, 0), Rect { height: table, ..rest }, below(rest, table)]
}

/// Draws the screen.
pub(super) fn draw(list: &Audit, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [top, body, pane] = places(list);
    if body.y > list.area.y {
        filter(list, canvas, top, shared);
    }
    if let Some(failure) = &list.failure {
        canvas.paragraph(inside(below(body, 1), 1, 0), &shared.say(failure), Role::Error);
        return;
    }
    if !list.pages.is_loaded() {
        canvas.text(row(body, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        return;
    }
    let line = |at: usize| list.pages.get(at).map(|entry| line(entry, shared));
    table::draw(canvas, body, (&COLUMNS, None), &list.viewport, shared, &line);
    if list.pages.len() == 0 {
        let key = if list.is_filtered() { "audit-no-match" } else { "audit-none" };
        let message = Message { key, args: vec![("back", shared.key_of(Action::Back).into())] };
        canvas.paragraph(inside(below(body, 2), 4, 0), &shared.say(&message), Role::Dim);
    } else if let Some(entry) = list.current() {
        summary(canvas, pane, entry, shared);
    }
}

fn line(entry: &AuditRow, shared: &Shared) -> Line {
    let text = |text: String| (text, Role::Text);
    let cells = vec![
        text(entry.at.local_text()),
        text(who(entry, shared)),
        text(place(entry, shared)),
        text(action(entry, shared)),
        text(object(entry, shared)),
    ];
    Line { mark: "", cells }
}

fn filter(list: &Audit, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let mut used = 0;
    let wishes = &list.wishes;
    let day = |key, day: Option<jiff::civil::Date>| {
        day.map(|day| shared.say(&Message { key, args: vec![("day", day.to_string().into())] }))
    };
    let parts = [
        (!wishes.action.is_empty()).then(|| wishes.action.clone()),
        (!wishes.actor.is_empty()).then(|| wishes.actor.clone()),
        day("audit-from", wishes.from),
        day("audit-until", wishes.until),
    ];
    for part in parts.into_iter().flatten() {
        used += canvas.text(after(area, used), &format!(" {part} "), Role::Tick);
    }
    if list.typing || !list.input.value().is_empty() {
        used += canvas.text(after(area, used), " / ", Role::Key);
        list.input.draw(canvas, after(area, used), list.typing);
    }
}

/// Draws what changed, in a line or two.
fn summary(canvas: &mut Canvas<'_>, area: Rect, entry: &AuditRow, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    canvas.rule(row(area, 0));
    let inner = inside(below(area, 1), 1, 0);
    let changes = super::detail::changes(entry);
    let said = changes.iter().map(|(name, before, after)| {
        let name = field(name, shared);
        match (before.as_str(), after.as_str()) {
            ("", after) => format!("{name} : {after}"),
            (before, "") => format!("{name} : {before} → ∅"),
            (before, after) => format!("{name} : {before} → {after}"),
        }
    });
    canvas.paragraph(inner, &said.collect::<Vec<_>>().join(" · "), Role::Dim);
}
