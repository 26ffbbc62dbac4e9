//! How each step is drawn.

use ratatui::layout::Rect;

use super::file::{Chosen, FileStep};
use super::mapping::{LINES, MappingStep};
use super::outcome::count;
use super::report;
use super::wizard::{Import, Running, Step, places};
use crate::domain::import::{Row, Separator, Target};
use crate::domain::message::Message;
use crate::domain::zone::ZoneNumber;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, columns, fit_end, inside, row};
use crate::tui::orders::import::{Ended, How};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::progress;

/// Columns that a file's name has at least.
const NAME_LEAST: u16 = 8;

/// Draws the screen.
pub(super) fn draw(import: &Import, canvas: &mut Canvas<'_>, shared: &Shared) {
    let area = inside(import.area, 1, 0);
    match &import.step {
        Step::File(step) => file(step, canvas, area, shared),
        Step::Mapping(step) => mapping(import, step, canvas, area, shared),
        Step::Examining(running) => {
            about(import, canvas, row(area, 0), shared);
            examining(running, canvas, below(area, 2), shared);
        }
        Step::Report => {
            let [head, table, pane] = places(import.area);
            about(import, canvas, row(area, 0), shared);
            report::head(import, canvas, inside(below(head, 1), 1, 0), shared);
            report::findings(import, canvas, table, pane, shared);
        }
        Step::Running(step) => {
            about(import, canvas, row(area, 0), shared);
            running(step, canvas, below(area, 2), shared);
        }
        Step::Ended(ended) => {
            about(import, canvas, row(area, 0), shared);
            end(import, ended, canvas, below(area, 2), shared);
        }
    }
    if let Some(form) = &import.form {
        form.draw(canvas, import.area, &shared.text("action-import-rejects"), shared);
    }
}

/// Draws which file it is and how it is read.
fn about(import: &Import, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let Some(Chosen { source, format, .. }) = &import.chosen else { return };
    let name = source.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = format.map_or_else(|| shared.text("import-by-hand"), |format| shared.say(&format.label()));
    let separator = match source.separator() {
        Separator::Tab => shared.text("import-tab"),
        Separator::Semicolon | Separator::Comma => source.separator().sign().to_owned(),
    };
    let said = Message::new("import-read-as")
        .with("format", format)
        .with("encoding", source.encoding().name())
        .with("separator", separator)
        .with("columns", source.header().len());
    // How it is read is wanted whole; of a long name, the end tells files apart.
    let said = format!("  {}", shared.say(&said));
    let name = fit_end(&name, usize::from(area.width.saturating_sub(columns(&said)).max(NAME_LEAST)));
    let used = canvas.text(area, &name, Role::Title);
    canvas.text(after(area, used), &said, Role::Dim);
}

fn file(step: &FileStep, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let remote = !shared.actor.ssh_client.is_empty();
    canvas.text(row(area, 1), &shared.text("import-file-title"), Role::Title);
    let mark = "> ";
    let field = row(area, 3);
    canvas.text(field, mark, Role::Key);
    step.input.draw(canvas, after(field, columns(mark)), !step.busy);
    let mut line = 5;
    if step.busy {
        canvas.text(row(area, line), &shared.text("form-sending"), Role::Warning);
        return;
    }
    if let Some(problem) = &step.problem {
        line += canvas.paragraph(below(area, line), &shared.say(problem), Role::Error) + 1;
    }
    let key = if remote { "import-file-remote" } else { "import-file-local" };
    let text = shared.say(&Message { key, args: Vec::new() });
    line += canvas.paragraph(below(area, line), &text, Role::Dim) + 1;
    line += canvas.paragraph(below(area, line), &shared.text("import-file-formats"), Role::Dim) + 1;
    let separator = shared.say(&super::file::name(step.separator));
    let said = shared.say(&Message::new("import-file-separator").with("separator", separator));
    line += canvas.text(row(area, line), &said, Role::Dim).min(1) + 1;
    if remote && step.names.is_empty() {
        canvas.text(row(area, line), &shared.text("import-file-none"), Role::Warning);
    }
    let list = below(area, line);
    canvas.more(list, 0..usize::from(list.height), step.names.len());
    for name in &step.names {
        if line >= area.height {
            break;
        }
        canvas.text(after(row(area, line), 2), name, Role::Text);
        line += 1;
    }
}

fn mapping(import: &Import, step: &MappingStep, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let Some(chosen) = &import.chosen else { return };
    about(import, canvas, row(area, 0), shared);
    canvas.paragraph(
        Rect { height: 2.min(area.height), ..below(area, 1) },
        &shared.text("import-mapping-title"),
        Role::Text,
    );
    let labels: Vec<String> = Target::ALL.iter().map(|target| shared.say(&target.label())).collect();
    let zone_label = shared.text("import-mapping-zone");
    let label =
        labels.iter().chain([&zone_label]).map(|label| columns(label)).max().unwrap_or(0).min(area.width * 2 / 5) + 4;
    let name_width = (area.width.saturating_sub(label)) / 2;
    let list = below(area, 4);
    for at in 0..LINES {
        let line = row(list, u16::try_from(at).unwrap_or(u16::MAX));
        let current = at == step.viewport.at;
        canvas.text(line, if current { "▸" } else { " " }, Role::Key);
        let role = if current { Role::Title } else { Role::Dim };
        let target = Target::ALL.get(at).copied();
        let text = labels.get(at).unwrap_or(&zone_label);
        canvas.text(Rect { width: label.saturating_sub(3), ..after(line, 2) }.intersection(line), text, role);
        let (name, values) = match target {
            Some(target) => of_target(chosen, step, target),
            None => (step.mapping.zone.map(|zone| shared.zone_name(ZoneNumber(zone))), String::new()),
        };
        let field = Rect { width: name_width, ..after(line, label) };
        let (left, right) = if current { ("‹ ", " ›") } else { ("", "") };
        let role = if current { Role::Focus } else { Role::Field };
        canvas.pieces(field, &[(left, Role::Key), (name.as_deref().unwrap_or("—"), role), (right, Role::Key)]);
        canvas.text(after(line, label + name_width + 1), &values, Role::Dim);
    }
    let under = below(list, u16::try_from(LINES).unwrap_or(0) + 1);
    let used = match &step.problem {
        Some(problem) => canvas.paragraph(under, &shared.say(problem), Role::Error),
        None => canvas.paragraph(under, &shared.text("import-mapping-keys"), Role::Dim),
    };
    preview(chosen, step, canvas, below(under, used), shared);
}

/// Rows that are shown as they would become.
const PREVIEW: usize = 3;

/// Draws the first rows as the columns that are chosen make them.
fn preview(chosen: &Chosen, step: &MappingStep, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    for (at, cells) in (0..).zip(chosen.sample.iter().take(PREVIEW)) {
        let read = Row::read(&step.mapping, |column| cells.get(column).map_or("", String::as_str));
        let values = read.values();
        let texts: Vec<&str> = values.iter().map(|(_, value)| *value).filter(|value| !value.is_empty()).collect();
        let said = Message::new("cli-import-sample").with("row", texts.join(" · "));
        canvas.text(row(area, at), &shared.say(&said), Role::Text);
    }
}

/// Returns the column that feeds a target, and its first values.
fn of_target(chosen: &Chosen, step: &MappingStep, target: Target) -> (Option<String>, String) {
    let Some(column) = step.mapping.column_of(target) else { return (None, String::new()) };
    let values = chosen.sample.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_empty());
    let values: Vec<&str> = values.map(String::as_str).take(3).collect();
    (chosen.source.header().get(column).cloned(), values.join(" | "))
}

fn examining(running: &Running, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    canvas.text(row(area, 0), &shared.text("import-stage-examine"), Role::Title);
    let (done, total) = running.last.map_or((0, 0), |report| (report.done, report.total));
    progress::draw(canvas, row(area, 2), (done, total), "");
    let key = if running.stopping { "import-stopping" } else { "import-examine-keys" };
    canvas.text(row(area, 4), &shared.say(&Message { key, args: Vec::new() }), Role::Dim);
}

fn running(running: &Running, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    canvas.text(row(area, 0), &shared.text("import-stage-import"), Role::Title);
    let (done, total) = running.last.map_or((0, 0), |report| (report.done, report.total));
    let text = shared.say(&Message::new("import-progress").with("done", count(done)).with("total", count(total)));
    progress::draw(canvas, row(area, 2), (done, total), &text);
    let seconds = u64::try_from(shared.now.0.saturating_sub(running.since.0)).unwrap_or(0);
    if done > 0 && seconds > 0 {
        let rate = done / seconds;
        let left = total.saturating_sub(done).saturating_mul(seconds) / done;
        let said = Message::new("import-progress-rate")
            .with("rate", count(rate))
            .with("left", format!("{}:{:02}", left / 60, left % 60));
        canvas.text(row(area, 3), &shared.say(&said), Role::Dim);
    }
    let key = if running.stopping { "import-stopping" } else { "import-run-keys" };
    canvas.paragraph(below(area, 5), &shared.say(&Message { key, args: Vec::new() }), Role::Dim);
}

fn end(import: &Import, ended: &Ended, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let added = ended.numbers.len();
    let (key, role) = match &ended.how {
        How::Complete => ("import-end-complete", Role::Good),
        How::Cancelled => ("import-end-cancelled", Role::Warning),
        How::Failed(_) => ("import-end-failed", Role::Error),
    };
    let title = shared.say(&Message { key, args: vec![("count", added.into())] });
    canvas.text(row(area, 0), &title, role);
    let mut line = 1;
    if let How::Failed(why) = &ended.how {
        line += canvas.paragraph(below(area, line), &shared.say(why), Role::Error);
    }
    line += 1;
    let good = import.examination.as_ref().map_or(0, |examination| examination.counts.good);
    let left = good.saturating_sub(added as u64);
    let counts = ended.counts;
    for (key, number) in [
        ("import-end-left", left),
        ("import-end-updated", ended.updated),
        ("import-count-unchanged", counts.unchanged),
        ("import-count-differ", counts.differ.saturating_sub(ended.updated)),
        ("import-count-skipped", counts.skipped),
        ("import-count-errors", counts.errors),
    ] {
        if number > 0 {
            let text = shared.say(&Message { key, args: vec![("count", count(number).into())] });
            canvas.text(row(area, line), &text, Role::Text);
            line += 1;
        }
    }
    if let Some((path, rows)) = &import.rejects {
        let said = Message::new("import-rejects-in").with("rows", count(*rows)).with("path", path.as_str());
        canvas.text(row(area, line), &shared.say(&said), Role::Text);
        line += 1;
    }
    line += 1;
    if !matches!(ended.how, How::Complete) {
        line += canvas.paragraph(below(area, line), &shared.text("import-end-again"), Role::Text) + 1;
    }
    if added > 0 {
        let tick = Message::new("import-end-tick").with("key", shared.key_of(Action::ImportTick)).with("count", added);
        canvas.paragraph(below(area, line), &shared.say(&tick), Role::Text);
    }
}
