//! How facts and findings are drawn.

use std::sync::LazyLock;

use ratatui::layout::Rect;

use super::choice;
use super::screen::{Server, Work};
use crate::domain::mail::State;
use crate::domain::message::{Explain as _, Message};
use crate::nouns::finding::{Fate, Found, heads};
use crate::operations::doctor::{Finding, ServerInfo};
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, columns, fit_end, inside, row, wrap};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::views::listing::Drawn;
use crate::tui::views::noun::drawn;
use crate::tui::widgets::progress;
use crate::tui::widgets::table::{Column, Line};

/// Lines of facts without those of the mails: pairs side by side, the data directory, a rule.
const FACTS: u16 = 6;
/// Findings that are measured for the place of the one in full.
const MEASURED_MAX: usize = 500;

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| heads().map(|head| Column::of(&head)).collect());

/// Returns the place of the facts.
pub(super) fn top(server: &Server) -> Rect {
    let area = server.area;
    Rect { height: (FACTS + server.mail_lines).min(area.height), ..area }
}

/// Draws the screen.
pub(super) fn draw(server: &Server, canvas: &mut Canvas<'_>, shared: &Shared) {
    let top = top(server);
    let [_, body, pane] = server.list.places(server.lines_below());
    match (&server.info, &server.failure) {
        (Some(info), _) => facts(info, canvas, inside(top, 1, 0), shared),
        (None, Some(failure)) => {
            canvas.paragraph(inside(below(top, 1), 1, 0), &shared.say(failure), Role::Error);
        }
        (None, None) => {
            canvas.text(row(top, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        }
    }
    canvas.rule(row(top, top.height.saturating_sub(1)));
    if let Work::Examining { done, total, .. } = &server.work {
        working(canvas, inside(body, 1, 0), "server-examining", (u64::from(*done), u64::from(*total)), shared);
        return;
    }
    if let Work::Pruning { advance, .. } = &server.work {
        let counts = (u64::from(advance.done), u64::from(advance.total));
        working(canvas, inside(body, 1, 0), "server-pruning", counts, shared);
        return;
    }
    findings(server, canvas, body, pane, shared);
    if matches!(server.work, Work::Foreseeing) {
        let line = row(inside(pane, 1, 0), 0);
        canvas.clear_line(line);
        canvas.text(line, &shared.text("server-foreseeing"), Role::Title);
    }
    if let Work::Repairing { done, total, .. } = &server.work {
        let counts = (*done as u64, *total as u64);
        working(canvas, inside(pane, 1, 0), "server-repairing", counts, shared);
    }
}

/// Returns the lines that the longest finding takes, with a rule above it. Of very many, the gravest are measured.
pub(super) fn pane(rows: &[Found], width: u16, shared: &Shared) -> u16 {
    rows.iter().take(MEASURED_MAX).map(|found| lines(found, width, shared)).max().unwrap_or(0).max(3)
}

/// Returns the lines that a finding takes, with a rule above it.
pub(super) fn lines(found: &Found, width: u16, shared: &Shared) -> u16 {
    let text = wrap(&full(found, shared), usize::from(width.saturating_sub(2))).len();
    let lines = text + usize::from(!answers(found, shared).is_empty());
    u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1)
}

fn working(canvas: &mut Canvas<'_>, area: Rect, key: &'static str, counts: (u64, u64), shared: &Shared) {
    canvas.clear_line(area);
    canvas.text(row(area, 0), &shared.say(&Message { key, args: Vec::new() }), Role::Title);
    progress::draw(canvas, row(area, 1), counts, &progress::counted(counts, shared));
}

fn findings(server: &Server, canvas: &mut Canvas<'_>, body: Rect, pane: Rect, shared: &Shared) {
    let Some(found) = &server.findings else {
        let mut place = inside(below(body, 1), 4, 0);
        if let Some(held) = &shared.held {
            let accept = Message::new("server-held").with("key", shared.key_of(Action::ServerAccept));
            for (said, role) in [(held, Role::Error), (&accept, Role::Text)] {
                place = below(place, canvas.paragraph(place, &shared.say(said), role) + 1);
            }
        }
        let said = Message::new("server-not-examined").with("key", shared.key_of(Action::ServerExamine));
        canvas.paragraph(place, &shared.say(&said), Role::Dim);
        return;
    };
    if found.is_empty() {
        let said = Message::new("doctor-examined").with("how", server.thoroughness.word());
        let said = format!("{} {}", shared.text("server-clean"), shared.say(&said));
        canvas.paragraph(inside(below(body, 1), 4, 0), &said, Role::Good);
        return;
    }
    let root = server.info.as_ref().map(|info| format!("{}/", info.data_dir.display())).unwrap_or_default();
    let width = server.list.widths(&COLUMNS).get(1).copied().unwrap_or_default();
    let line = |at: &usize| {
        let Some(found) = found.get(*at) else { return Line::default() };
        let mut cells: Vec<(String, Role)> = found.cells().iter().map(|cell| drawn(cell, shared)).collect();
        if let Some((object, _)) = cells.get_mut(1) {
            *object = fit_end(object.strip_prefix(&root).unwrap_or(object), usize::from(width));
        }
        Line { cells, ..Line::default() }
    };
    let table = Drawn {
        columns: &COLUMNS,
        sorted: Some(server.sort),
        ticks: &server.ticks,
        empty: Message::new(if server.list.is_only_ticked() { "list-none-ticked" } else { "list-no-match" })
            .with("back", shared.key_of(Action::Back)),
        head: &|_, _| {},
        line: &line,
        picture: None,
    };
    server.list.draw(canvas, body, &table, shared);
    if let Some(found) = server.current().filter(|_| !pane.is_empty()) {
        canvas.rule(row(pane, 0));
        let inner = inside(below(pane, 1), 1, 0);
        let used = canvas.paragraph(
            inner,
            &full(found, shared),
            found.cells().first().map_or(Role::Text, |cell| drawn(cell, shared).1),
        );
        if found.fate == Fate::Open {
            canvas.text(row(inner, used), &answers(found, shared), Role::Key);
        }
    }
}

/// Says a finding in full, with why it could not be put right.
fn full(found: &Found, shared: &Shared) -> String {
    let text = shared.say(&found.finding.message());
    match &found.fate {
        Fate::Failed(why) => format!("{text} — {}", shared.say(why)),
        Fate::Open | Fate::Repaired | Fate::Decided(_) => text,
    }
}

/// Says what a person can answer to a finding, and by which key; empty where nobody is asked.
fn answers(found: &Found, shared: &Shared) -> String {
    if matches!(found.finding, Finding::RegistryHeld(_)) {
        return format!("{} {}", shared.key_of(Action::ServerAccept), shared.text("action-server-accept"));
    }
    if !found.asks() {
        return String::new();
    }
    format!("{} {}", shared.key_of(Action::ServerRepair), choice::names(std::iter::once(&found.finding), shared))
}

/// Says how many mails are in which state.
fn mails(info: &ServerInfo, shared: &Shared) -> String {
    let standing = State::ALL.iter().filter_map(|state| info.mails.iter().find(|(known, _)| known == state));
    let said: Vec<String> = standing
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| {
            shared.say(&Message::new("job-mail-state").with("state", state.word()).with("count", *count))
        })
        .collect();
    if said.is_empty() { "0".to_owned() } else { said.join(" · ") }
}

/// Returns the lines that the mails' states take at a width.
pub(super) fn mail_lines(info: &ServerInfo, width: u16, shared: &Shared) -> u16 {
    let labels = ["server-program", "server-schemas", "server-establishment-count", "server-zones"];
    let label = labels.iter().map(|key| columns(&shared.say(&Message { key, args: Vec::new() }))).max().unwrap_or(0);
    let room = width.saturating_sub(2 + label + 2);
    u16::try_from(wrap(&mails(info, shared), usize::from(room)).len()).unwrap_or(u16::MAX)
}

fn facts(info: &ServerInfo, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let schemas = format!("{} · {} · {}", info.sqlite, info.registry_schema, info.establishment_schema);
    let blocked = Message::new("server-establishments")
        .with("total", info.establishments.establishments)
        .with("blocked", info.establishments.blocked);
    let pairs = [
        [("server-program", info.program.to_owned()), ("server-registry", shared.catalogue.size(info.registry_bytes))],
        [("server-schemas", schemas), ("server-databases", shared.catalogue.size(info.establishments_bytes))],
        [
            ("server-establishment-count", shared.say(&blocked)),
            ("server-exports", shared.catalogue.size(info.exports_bytes)),
        ],
        [
            ("server-zones", format!("{} · {}", info.zones, info.webmasters)),
            ("server-audit", shared.catalogue.number(info.audit_entries)),
        ],
    ];
    let label = |key: &'static str| shared.say(&Message { key, args: Vec::new() });
    let widest =
        |side: usize| pairs.iter().filter_map(|pair| pair.get(side)).map(|(key, _)| columns(&label(key))).max();
    let written = |side: usize| pairs.iter().filter_map(|pair| pair.get(side)).map(|(_, value)| columns(value)).max();
    let taken = |side: usize| widest(side).unwrap_or(0) + written(side).unwrap_or(0) + 2;
    // What the left side needs, as far as the right one has no need of it.
    let half = (area.width * 11 / 20).max(taken(0) + 2).min(area.width.saturating_sub(taken(1)));
    for (at, pair) in pairs.iter().enumerate() {
        let line = row(area, u16::try_from(at).unwrap_or(u16::MAX));
        for (side, (key, value)) in pair.iter().enumerate() {
            let place = if side == 0 { Rect { width: half.saturating_sub(2), ..line } } else { after(line, half) };
            canvas.text(place, &label(key), Role::Dim);
            canvas.text(after(place, widest(side).unwrap_or(0) + 2), value, Role::Text);
        }
    }
    let line = row(area, 4);
    canvas.text(line, &label("server-mails"), Role::Dim);
    let room = after(below(area, 4), widest(0).unwrap_or(0) + 2);
    let used = canvas.paragraph(room, &mails(info, shared), Role::Text).max(1);
    let space = Message::new("server-space")
        .with("free", shared.catalogue.size(info.space.free_bytes))
        .with("total", shared.catalogue.size(info.space.total_bytes));
    let line = row(area, 4 + used);
    let (disk, place) = (label("server-disk"), format!("  {} · ", shared.say(&space)));
    let room = area.width.saturating_sub(columns(&disk) + columns(&place));
    let path = fit_end(&info.data_dir.display().to_string(), usize::from(room));
    canvas.pieces(line, &[(&disk, Role::Dim), (&place, Role::Text), (&path, Role::Text)]);
}
