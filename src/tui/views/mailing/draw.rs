//! How the writer looks: subject, body, what is wrong with them, files, keys; the list of placeholders over them.

use ratatui::layout::Rect;

use super::writer::{Focus, Writer};
use crate::domain::field::Field;
use crate::domain::mailing::{Flaw, Placeholder};
use crate::domain::message::{Explain as _, Message};
use crate::tui::canvas::{Canvas, after, columns, inside, row, wrap};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::text_area::Mark;

/// Lines below the body: what is wrong, files, the button, two of keys.
const FOOT: u16 = 6;
/// Lines above the body: the subject and a space.
const HEAD: u16 = 2;
/// Most lines of the list of placeholders.
const LIST_LINES: usize = 7;

/// Returns the places of subject and body in a frame of a size.
pub(super) fn places(area: Rect, label: u16) -> [Rect; 2] {
    let inner = inside(inside(area, 1, 1), 1, 0);
    let body =
        Rect { y: inner.y + HEAD.min(inner.height), height: inner.height.saturating_sub(HEAD + FOOT).max(1), ..inner };
    [after(row(inner, 0), label), body]
}

/// Returns the columns that the subject's label takes.
pub(super) fn label_width(shared: &Shared) -> u16 {
    columns(&shared.text("mailing-subject")).saturating_add(1)
}

/// Draws everything.
pub(super) fn draw(writer: &Writer, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let inner = inside(canvas.frame(area, &shared.say(&writer.heading()), Role::Title), 1, 0);
    let [subject, body] = places(area, label_width(shared));
    canvas.text(row(inner, 0), &shared.text("mailing-subject"), Role::Dim);
    let [first, second] = writer.flaws();
    let focus = writer.focus;
    let one = writer.subject.draw_marked(canvas, subject, focus == Focus::Subject, &marks(&first));
    let two = writer.body.draw_marked(canvas, body, focus == Focus::Body, &marks(&second));
    let foot = Rect { y: body.y + body.height, height: inner.height.saturating_sub(HEAD + body.height), ..inner };
    draw_foot(writer, canvas, foot, shared);
    if let (Some(at), Some(list)) = (one.or(two), writer.completing(shared)) {
        draw_list(canvas, area, (at, &list, writer.completion.at), shared);
        canvas.place_cursor(at.0, at.1);
    }
}

fn marks(flaws: &[Flaw]) -> Vec<Mark> {
    flaws.iter().map(|flaw| Mark { line: flaw.line - 1, column: flaw.column - 1, len: flaw.len }).collect()
}

fn draw_foot(writer: &Writer, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    if let Some((field, problem)) = writer.wrong() {
        let field = match field {
            Field::Body => String::new(),
            other => format!("{} : ", shared.say(&other.label())),
        };
        let text = format!("{field}{}", shared.say(&problem.message()));
        // The line of the files is free where there are none; what has no room still says that it goes on.
        let room = if writer.files.is_empty() { 3 } else { 2 };
        canvas.paragraph(Rect { height: area.height.min(room), ..area }, &text, Role::Error);
    } else if let Some((said, role)) = &writer.note {
        canvas.paragraph(Rect { height: area.height.min(2), ..area }, &shared.say(said), *role);
    }
    let files: Vec<String> =
        writer.files.iter().map(|file| format!("{} ({})", file.name, shared.catalogue.size(file.bytes))).collect();
    if !files.is_empty() {
        let said = Message::new("mailing-files").with("files", files.join(", "));
        canvas.text(row(area, 2), &shared.say(&said), Role::Text);
    }
    let role = if writer.focus == Focus::Button { Role::Cursor } else { Role::Field };
    canvas.text(row(area, 3), &format!("[ {} ]", shared.text("mailing-button")), role);
    let keys = shared.text("mailing-keys");
    for (place, line) in (4..area.height).zip(wrap(&keys, usize::from(area.width))) {
        canvas.text(row(area, place), &line, Role::Dim);
    }
}

/// Draws the placeholders that fit below the cursor, or above it where there is no room.
fn draw_list(
    canvas: &mut Canvas<'_>,
    area: Rect,
    ((x, y), list, at): ((u16, u16), &[Placeholder], usize),
    shared: &Shared,
) {
    let shown = list.len().min(LIST_LINES);
    let first = (at + 1).saturating_sub(shown);
    let lines: Vec<(String, String)> = list
        .iter()
        .skip(first)
        .take(shown)
        .map(|one| (one.typed(shared.catalogue.language()), shared.say(&one.explained())))
        .collect();
    let wide = lines.iter().map(|(name, said)| columns(name) + columns(said)).max().unwrap_or(0);
    let width = wide.saturating_add(7).min(area.width);
    let height = u16::try_from(shown).unwrap_or(0).saturating_add(2);
    let below = y.saturating_add(1);
    let top = if below + height <= area.y + area.height { below } else { y.saturating_sub(height) };
    let left = x.min((area.x + area.width).saturating_sub(width));
    let place = Rect { x: left, y: top, width, height }.intersection(area);
    let inner = canvas.frame(place, "", Role::Title);
    canvas.more(inner, first..first + shown, list.len());
    for (line, (name, said)) in (0..inner.height).zip(&lines) {
        let on_it = usize::from(line) + first == at;
        let role = if on_it { Role::Cursor } else { Role::Text };
        let mark = if on_it { "▸ " } else { "  " };
        canvas.pieces(row(inner, line), &[(mark, Role::Key), (name, role), ("  ", Role::Dim), (said, Role::Dim)]);
    }
}
