//! How facts and findings are drawn.

use ratatui::layout::Rect;

use super::screen::{Fate, Server, Work};
use crate::domain::mail::State;
use crate::domain::message::{Explain as _, Message};
use crate::i18n::words;
use crate::operations::doctor::{Finding, ServerInfo, Severity};
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, columns, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::progress;
use crate::tui::widgets::table::{self, Column, Line};

/// Lines of facts: pairs side by side, the data directory, a rule.
const FACTS: u16 = 7;

const COLUMNS: [Column; 4] = [
    Column { title: "column-severity", min: 15, weight: 0, priority: 0 },
    Column { title: "column-object", min: 10, weight: 1, priority: 1 },
    Column { title: "column-finding", min: 28, weight: 4, priority: 0 },
    Column { title: "column-result", min: 13, weight: 1, priority: 0 },
];

/// Gives the places of facts, table and the finding in full.
pub(super) fn places(area: Rect) -> [Rect; 3] {
    let top = FACTS.min(area.height);
    let rest = below(area, top);
    let pane = if rest.height < 8 { 0 } else { 3 };
    let table = rest.height - pane;
    [Rect { height: top, ..area }, Rect { height: table, ..rest }, below(rest, table)]
}

/// Draws the screen.
pub(super) fn draw(server: &Server, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [top, body, pane] = places(server.area);
    match (&server.info, &server.failure) {
        (Some(info), _) => facts(info, canvas, inside(top, 1, 0), shared),
        (None, Some(failure)) => {
            canvas.paragraph(inside(below(top, 1), 1, 0), &shared.say(failure), Role::Error);
        }
        (None, None) => {
            canvas.text(row(top, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        }
    }
    canvas.rule(row(top, FACTS - 1));
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
    if let Work::Repairing { done, total, .. } = &server.work {
        let counts = (*done as u64, *total as u64);
        working(canvas, inside(pane, 1, 0), "server-repairing", counts, shared);
    }
}

fn working(canvas: &mut Canvas<'_>, area: Rect, key: &'static str, counts: (u64, u64), shared: &Shared) {
    canvas.clear_line(area);
    canvas.text(row(area, 0), &shared.say(&Message { key, args: Vec::new() }), Role::Title);
    let text = if counts.1 == 0 { String::new() } else { format!("{} / {}", counts.0, counts.1) };
    progress::draw(canvas, row(area, 1), counts, &text);
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
    let line = |at: usize| found.get(at).map(|(finding, fate)| line(finding, fate, shared));
    table::draw(canvas, body, (&COLUMNS, None), &server.viewport, shared, &line);
    if let Some((finding, fate)) = server.current().filter(|_| !pane.is_empty()) {
        canvas.rule(row(pane, 0));
        let inner = inside(below(pane, 1), 1, 0);
        let mut text = shared.say(&finding.message());
        if let Fate::Failed(why) = fate {
            text = format!("{text} — {}", shared.say(why));
        }
        canvas.paragraph(inner, &text, severity(finding.severity()).2);
    }
}

const fn severity(severity: Severity) -> (&'static str, &'static str, Role) {
    match severity {
        Severity::Note => ("·", "severity-note", Role::Dim),
        Severity::Warning => ("▲", "severity-warning", Role::Warning),
        Severity::Error => ("×", "severity-error", Role::Error),
    }
}

fn line(finding: &Finding, fate: &Fate, shared: &Shared) -> Line {
    let (sign, key, role) = severity(finding.severity());
    let word = shared.say(&Message { key, args: Vec::new() });
    let result = match fate {
        Fate::Repaired => (format!("✓ {}", shared.text("server-fate-repaired")), Role::Good),
        Fate::Failed(_) => (format!("× {}", shared.text("server-fate-failed")), Role::Error),
        Fate::Open if finding.is_fixable() => (shared.text("server-fate-fixable"), Role::Text),
        Fate::Open if !finding.choices().is_empty() => (shared.text("server-fate-choice"), Role::Text),
        Fate::Open => (shared.text("server-fate-by-hand"), Role::Dim),
    };
    let text = (shared.say(&finding.message()), Role::Text);
    Line { mark: "", cells: vec![(format!("{sign} {word}"), role), (finding.object(), Role::Text), text, result] }
}

fn size(bytes: u64, shared: &Shared) -> String {
    words::size(bytes, &shared.catalogue)
}

fn facts(info: &ServerInfo, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let schemas = format!("{} · {} · {}", info.sqlite, info.registry_schema, info.establishment_schema);
    let blocked = Message::new("server-establishments")
        .with("total", info.establishments.establishments)
        .with("blocked", info.establishments.blocked);
    let mails: Vec<String> = State::ALL
        .iter()
        .filter_map(|state| info.mails.iter().find(|(known, count)| known == state && *count > 0))
        .map(|(state, count)| format!("{} {count}", shared.text(words::mail_state(*state))))
        .collect();
    let pairs = [
        [("server-program", info.program.to_owned()), ("server-registry", size(info.registry_bytes, shared))],
        [("server-schemas", schemas), ("server-databases", size(info.establishments_bytes, shared))],
        [("server-establishment-count", shared.say(&blocked)), ("server-exports", size(info.exports_bytes, shared))],
        [
            ("server-zones", format!("{} · {}", info.zones, info.webmasters)),
            ("server-audit", info.audit_entries.to_string()),
        ],
    ];
    let label = |key: &'static str| shared.say(&Message { key, args: Vec::new() });
    let widest =
        |side: usize| pairs.iter().filter_map(|pair| pair.get(side)).map(|(key, _)| columns(&label(key))).max();
    let half = area.width * 11 / 20;
    for (at, pair) in pairs.iter().enumerate() {
        let line = row(area, u16::try_from(at).unwrap_or(u16::MAX));
        for (side, (key, value)) in pair.iter().enumerate() {
            let place = if side == 0 { Rect { width: half.saturating_sub(2), ..line } } else { after(line, half) };
            canvas.text(place, &label(key), Role::Dim);
            canvas.text(after(place, widest(side).unwrap_or(0) + 2), value, Role::Text);
        }
    }
    let mails = if mails.is_empty() { "0".to_owned() } else { mails.join(" · ") };
    let line = row(area, 4);
    canvas.text(line, &label("server-mails"), Role::Dim);
    canvas.text(after(line, widest(0).unwrap_or(0) + 2), &mails, Role::Text);
    let space = Message::new("server-space")
        .with("free", size(info.space.free_bytes, shared))
        .with("total", size(info.space.total_bytes, shared));
    let line = row(area, 5);
    let path = info.data_dir.display().to_string();
    let (disk, place) = (label("server-disk"), format!("  {} · ", shared.say(&space)));
    canvas.pieces(line, &[(&disk, Role::Dim), (&place, Role::Text), (&path, Role::Text)]);
}
