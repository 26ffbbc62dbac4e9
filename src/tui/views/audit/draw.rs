//! How the table of the audit is drawn, and its words.

use ratatui::layout::Rect;

use super::list::Audit;
use crate::domain::message::Message;
use crate::i18n::audit as words;
use crate::operations::audit::{self, AuditRow, Change};
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::filter_line::FilterLine;
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
    words::action(&shared.catalogue, &row.action)
}

/// Says what was acted on: its kind, identifier and name.
pub(super) fn object(row: &AuditRow, shared: &Shared) -> String {
    words::object(&shared.catalogue, &row.object_kind, &row.object_id, &row.object_label)
}

/// Names who acted.
pub(super) fn who(row: &AuditRow, shared: &Shared) -> String {
    words::by(&shared.catalogue, &row.actor, &row.ssh_key, &row.ssh_client)
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
    words::field(&shared.catalogue, name)
}

/// Gives the changes as people read them.
pub(super) fn changes(row: &AuditRow, shared: &Shared) -> Vec<Change> {
    let said = |change: Change| {
        let say = |stored: &str| words::value(&shared.catalogue, &row.action, &change.field, stored);
        Change { before: say(&change.before), after: say(&change.after), field: change.field }
    };
    audit::changes(row).into_iter().map(said).collect()
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
    draw_list(list, canvas, (body, pane), shared);
    if body.y > list.area.y {
        filter(list, canvas, top, shared);
    }
}

fn draw_list(list: &Audit, canvas: &mut Canvas<'_>, (body, pane): (Rect, Rect), shared: &Shared) {
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
        text(shared.catalogue.moment(entry.at)),
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
        day.map(|day| shared.say(&Message { key, args: vec![("day", day.into())] }))
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
        let error = list.filter_error.as_ref();
        let line = FilterLine { input: &list.input, typing: list.typing, error, remarks: &[] };
        line.draw(canvas, list.area, used, shared);
    }
}

/// Draws what changed, in a line or two.
fn summary(canvas: &mut Canvas<'_>, area: Rect, entry: &AuditRow, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    canvas.rule(row(area, 0));
    let inner = inside(below(area, 1), 1, 0);
    let said = changes(entry, shared).into_iter().map(|Change { field, before, after }| {
        let values = match (before.as_str(), after.as_str()) {
            ("", after) => after.to_owned(),
            (before, "") => format!("{before} → ∅"),
            (before, after) => format!("{before} → {after}"),
        };
        words::change(&shared.catalogue, &field, &values)
    });
    canvas.paragraph(inner, &said.collect::<Vec<_>>().join(" · "), Role::Dim);
}
