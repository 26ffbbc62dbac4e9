//! What the dry run found, and the question before the import.

use ratatui::layout::Rect;

use super::outcome::count;
use super::wizard::Import;
use crate::domain::import::{Finding, Note, RowProblem, Weight};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::import::{Examination, FarNumbers, Update};
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, columns, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{self, Column, Line};

const COLUMNS: [Column; 4] = [
    Column { title: "column-line", min: 6, weight: 0, priority: 0 },
    Column { title: "column-column", min: 14, weight: 1, priority: 0 },
    Column { title: "column-value", min: 14, weight: 2, priority: 0 },
    Column { title: "column-reason", min: 30, weight: 4, priority: 0 },
];

/// Most notes that the question before the import repeats; the table has all of them.
const NOTES_ASKED: usize = 6;

/// Asks whether to import, with everything that follows from it.
pub(super) fn confirm(import: &Import, shared: &Shared) -> Confirm {
    let Some(examination) = &import.examination else {
        return Confirm::yes(Message::new("action-import-run"), Vec::new(), shared);
    };
    let counts = examination.counts;
    let updates = import.switches.updates(counts);
    let mut lines = Vec::new();
    if counts.good > 0 || updates == 0 {
        lines.push(Message::new("import-run-question").with("good", count(counts.good)));
    }
    if updates > 0 {
        lines.push(Message::new("import-run-update").with("count", count(updates)));
    }
    for note in examination.notes.iter().take(NOTES_ASKED) {
        let (title, said) = (shared.say(&note.title()), shared.say(&note.message()));
        lines.push(Message::new("cli-import-note").with("title", title).with("note", said));
    }
    if examination.notes.len() > NOTES_ASKED {
        lines.push(Message::new("import-run-notes").with("count", examination.notes.len() - NOTES_ASKED));
    }
    if !examination.new_zones.is_empty() {
        lines.push(Message::new("import-run-zones").with("count", examination.new_zones.len()));
    }
    let mail = if import.switches.mail { "import-run-mail" } else { "import-run-no-mail" };
    lines.push(Message { key: mail, args: Vec::new() });
    if counts.rejected() > 0 {
        lines.push(Message::new("import-run-rejected").with("count", count(counts.rejected())));
    }
    Confirm::yes(Message::new("action-import-run"), lines, shared)
}

/// Tells whether a row asks for a number that jumps, or such numbers are accepted.
pub(super) fn has_far(import: &Import) -> bool {
    let is_far = |finding: &Finding| matches!(finding.problem, RowProblem::NumberFar { .. });
    let findings = import.examination.iter().flat_map(|examination| &examination.findings);
    import.switches.far == FarNumbers::Accept || findings.into_iter().any(is_far)
}

/// Draws the counts, the switches, the buttons: everything above the table.
pub(super) fn head(import: &Import, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let Some(examination) = &import.examination else { return };
    let counts = examination.counts;
    let mut used = 0;
    for (key, number, role) in [
        ("import-count-good", counts.good, Role::Good),
        ("import-count-unchanged", counts.unchanged, Role::Text),
        ("import-count-differ", counts.differ, Role::Warning),
        ("import-count-skipped", counts.skipped, Role::Warning),
        ("import-count-errors", counts.errors, Role::Error),
    ] {
        // What is not there is not counted, but for errors: that there is none is good to know.
        if number == 0 && !matches!(key, "import-count-good" | "import-count-errors") {
            continue;
        }
        let role = if number == 0 { Role::Dim } else { role };
        let text = shared.say(&Message { key, args: vec![("count", count(number).into())] });
        used += canvas.text(after(row(area, 0), used), &text, role) + 3;
    }
    let mut rare = Vec::new();
    if counts.differ > 0 {
        rare.push((Action::ImportUpdate, import.switches.update == Update::Apply, "import-switch-update"));
    }
    if has_far(import) {
        rare.push((Action::ImportFar, import.switches.far == FarNumbers::Accept, "import-switch-far"));
    }
    if rare.is_empty() && !examination.new_zones.is_empty() {
        let names = examination.new_zones.join(", ");
        let said = Message::new("import-new-zones").with("count", examination.new_zones.len()).with("names", names);
        canvas.text(row(area, 1), &shared.say(&said), Role::Text);
    }
    switches(&rare, canvas, row(area, 1), shared);
    let usual = [
        (Action::ImportMail, import.switches.mail, "import-switch-mail"),
        (Action::ImportShared, import.switches.shared, "import-switch-shared"),
        (Action::ImportZones, import.switches.zones, "import-switch-zones"),
    ];
    switches(&usual, canvas, row(area, 2), shared);
    buttons(import, canvas, row(area, 3), shared);
}

fn switches(list: &[(Action, bool, &'static str)], canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let mut used = 0;
    for (action, on, key) in list {
        let mark = if *on { "[x]" } else { "[ ]" };
        let text = shared.say(&Message { key, args: Vec::new() });
        let pieces = [(mark, Role::Field), (" ", Role::Text), (&shared.key_of(*action), Role::Key), (" ", Role::Text)];
        used += canvas.pieces(after(area, used), &pieces);
        used += canvas.text(after(area, used), &text, Role::Text) + 2;
    }
}

fn buttons(import: &Import, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let counts = import.examination.as_ref().map(|examination| examination.counts).unwrap_or_default();
    let (good, updates) = (counts.good, import.switches.updates(counts));
    let run = match (good, updates) {
        (0, 1..) => Message::new("import-button-update").with("count", count(updates)),
        (good, _) => Message::new("import-button-run").with("good", count(good)),
    };
    let run = shared.say(&run);
    let mut used = 0;
    let role = if good + updates == 0 { Role::Dim } else { Role::Title };
    for (action, text, role) in
        [(Action::ImportRun, run, role), (Action::ImportNone, shared.text("import-button-none"), Role::Title)]
    {
        let key = shared.key_of(action);
        used += canvas.pieces(after(area, used), &[("[ ", role), (&key, Role::Key), (" ", role)]);
        used += canvas.text(after(area, used), &format!("{text} ]"), role) + 2;
    }
    if let Some((path, rows)) = &import.rejects {
        let said = Message::new("import-rejects-in").with("rows", count(*rows)).with("path", path.as_str());
        canvas.text(after(area, used), &shared.say(&said), Role::Dim);
    }
}

/// A line of the table: what is told about many rows, then what is wrong with single ones.
enum Entry<'a> {
    Note(&'a Note),
    Finding(&'a Finding),
}

fn entry(examination: &Examination, at: usize) -> Option<Entry<'_>> {
    match examination.notes.get(at) {
        Some(note) => Some(Entry::Note(note)),
        None => examination.findings.get(at.checked_sub(examination.notes.len())?).map(Entry::Finding),
    }
}

/// Draws notes and findings and, below them, the whole of the one under the cursor.
pub(super) fn findings(import: &Import, canvas: &mut Canvas<'_>, body: Rect, pane: Rect, shared: &Shared) {
    let Some(examination) = &import.examination else { return };
    if Import::lines(examination) == 0 {
        canvas.text(row(body, 1), &format!("    {}", shared.text("import-no-findings")), Role::Good);
        return;
    }
    let line = |at: usize| entry(examination, at).map(|entry| cells(&entry, shared));
    table::draw(canvas, body, (&COLUMNS, None), &import.viewport, shared, &line);
    let under = entry(examination, import.viewport.at);
    let Some(under) = under.filter(|_| !pane.is_empty()) else { return };
    canvas.rule(row(pane, 0));
    let inner = inside(below(pane, 1), 1, 0);
    let (head, text) = match under {
        Entry::Note(note) => (format!("{} · {}", shared.say(&note.title()), note.value()), shared.say(&note.message())),
        Entry::Finding(finding) => {
            let place = Message::new("import-finding-at").with("line", finding.line.to_string());
            let head = format!("{} · {} · {}", shared.say(&place), column(finding, shared), finding.value);
            (head, shared.say(&finding.problem.message()))
        }
    };
    canvas.text(row(inner, 0), &head, Role::Dim);
    canvas.paragraph(below(inner, 1), &text, Role::Text);
    let kept = examination.findings.len() as u64;
    if examination.findings_total > kept {
        let more = Message::new("import-findings-more").with("count", count(examination.findings_total - kept));
        let text = shared.say(&more);
        let place = after(row(pane, 0), pane.width.saturating_sub(columns(&text) + 2));
        canvas.text(place, &text, Role::Warning);
    }
}

fn column(finding: &Finding, shared: &Shared) -> String {
    if finding.column.is_empty() { shared.say(&finding.field.label()) } else { finding.column.clone() }
}

fn cells(entry: &Entry<'_>, shared: &Shared) -> Line {
    let cells = match entry {
        Entry::Note(note) => {
            let role = if note.is_warning() { Role::Warning } else { Role::Text };
            vec![
                (String::new(), Role::Text),
                (shared.say(&note.title()), Role::Dim),
                (note.value(), Role::Text),
                (shared.say(&note.message()), role),
            ]
        }
        Entry::Finding(finding) => {
            let role = match finding.problem.weight() {
                Weight::Error => Role::Error,
                Weight::Skipped | Weight::Told => Role::Warning,
            };
            vec![
                (finding.line.to_string(), Role::Text),
                (column(finding, shared), Role::Text),
                (finding.value.clone(), Role::Text),
                (shared.say(&finding.problem.message()), role),
            ]
        }
    };
    Line { cells, ..Line::default() }
}
