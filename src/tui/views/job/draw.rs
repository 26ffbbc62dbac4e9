//! How a job is drawn: what it does, how far it is, its groups, the rows of one of them, what can be done.

use crate::domain::access::At;
use crate::domain::act::Act;
use ratatui::layout::Rect;

use super::sheet::{Button, Focus, JobView};
use super::words;
use crate::domain::job::{Expectation, Given, JobState, Kind, Reason, Standing, TargetRow, Wish};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::back::without;
use crate::jobs::job_words;
use crate::nouns::echo;
use crate::nouns::job::why_not;
use crate::operations;
use crate::tui::actions::{Action, entry};
use crate::tui::canvas::{Canvas, after, below, centre, columns, inside, row, wrap};
use crate::tui::orders::job::Sheet;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::is_here;
use crate::tui::widgets::progress;

/// Groups that are seen at once, at most.
const GROUPS_MAX: u16 = 6;

/// Where everything is.
pub(super) struct Places {
    frame: Rect,
    head: Rect,
    groups: Rect,
    rule: Rect,
    pub(super) rows: Rect,
    foot: Rect,
}

/// Counts the targets of which something is expected, while nothing was tried.
pub(super) fn expected(sheet: Option<&Sheet>, wanted: Expectation) -> u32 {
    let groups = sheet.iter().flat_map(|sheet| &sheet.groups);
    groups.filter(|group| group.forecast.expectation() == wanted).map(|group| group.count).sum()
}

/// Divides the place.
pub(super) fn places(view: &JobView, area: Rect, shared: &Shared) -> Places {
    let frame = centre(area, area.width.saturating_sub(2).min(110), area.height.saturating_sub(2));
    let inner = inside(frame, 2, 1);
    let head = u16::try_from(head(view, inner.width, shared).len()).unwrap_or(u16::MAX);
    let count = view.sheet.as_ref().map_or(0, |sheet| sheet.groups.len());
    let groups = u16::try_from(count).unwrap_or(u16::MAX).min(GROUPS_MAX);
    let foot = 2;
    let rest = inner.height.saturating_sub(foot);
    let head = head.min(rest);
    let groups = groups.min(rest.saturating_sub(head + 1));
    let used = head + groups + 1;
    Places {
        frame,
        head: Rect { height: head, ..inner },
        groups: Rect { height: groups, ..below(inner, head) },
        rule: row(inner, head + groups),
        rows: Rect { height: rest.saturating_sub(used), ..below(inner, used) },
        foot: below(inner, rest),
    }
}

/// A line above the groups.
enum Line {
    Text(String, Role),
    Bar(u64, u64),
}

fn head(view: &JobView, width: u16, shared: &Shared) -> Vec<Line> {
    let Some(sheet) = view.sheet.as_deref() else { return Vec::new() };
    let job = &sheet.overview.job;
    let mut lines = Vec::new();
    let mut say = |text: String, role: Role| {
        lines.extend(wrap(&text, usize::from(width.max(20))).into_iter().take(3).map(|line| Line::Text(line, role)));
    };
    say(words::task(job, shared), Role::Title);
    if view.is_plan() {
        plan(view, sheet, shared, &mut say);
    } else {
        begun(sheet, shared, &mut say);
    }
    if !view.is_plan() {
        let total = u64::from(job.tally.total());
        let tally = job.tally;
        let counts = job_words::counts(job);
        lines.extend(
            wrap(&shared.say(&counts), usize::from(width.max(20))).into_iter().map(|line| Line::Text(line, Role::Text)),
        );
        let mails = sheet.mails.as_ref().map(|mails| job_words::mails(mails, &shared.catalogue)).unwrap_or_default();
        if !mails.is_empty() {
            let said = Message::new("job-mails").with("mails", mails);
            let wrapped = wrap(&shared.say(&said), usize::from(width.max(20)));
            lines.extend(wrapped.into_iter().map(|line| Line::Text(line, Role::Text)));
        }
        if sheet.overview.job.state != JobState::Done {
            lines.push(Line::Bar(u64::from(tally.handled()), total));
            let pace = pace(sheet, shared);
            if !pace.is_empty() {
                lines.push(Line::Text(pace, Role::Dim));
            }
        }
    }
    lines.push(Line::Text(String::new(), Role::Text));
    lines
}

/// Says what a plan will do, what it costs, and whether it can be undone.
fn plan(view: &JobView, sheet: &Sheet, shared: &Shared, say: &mut dyn FnMut(String, Role)) {
    let job = &sheet.overview.job;
    if let Some(after) = &sheet.after {
        let next = Message::new("job-undo-before");
        say(shared.say(&Message::new("job-undo-after").with("after", after.clone()).with("next", next)), Role::Warning);
    }
    say(job_words::selected(job, &shared.catalogue), Role::Dim);
    let counts = Message::new("job-plan-counts")
        .with("do", view.to_do())
        .with("skip", expected(Some(sheet), Expectation::Skip))
        .with("refuse", expected(Some(sheet), Expectation::Refuse));
    say(shared.say(&counts), Role::Text);
    let impact = job_words::impact(job, &shared.catalogue);
    if !impact.is_empty() && view.to_do() > 0 {
        say(impact, Role::Warning);
    }
    if view.starting.is_some() {
        say(shared.text("job-starting"), Role::Good);
        return;
    }
    if view.to_do() > 0 && !sheet.back.is_empty() {
        let is_one = job.tally.total() == 1;
        let lines: Vec<String> = sheet.back.iter().map(|back| back.line(is_one, &shared.catalogue)).collect();
        say(
            shared.say(&Message::new("back-line").with("said", lines.join(&shared.text("back-between")))),
            role_of(sheet),
        );
        if job.undo_of.is_some() {
            return;
        }
    }
    let is_plain = operations::job::reversal(&job.task).is_some() || job.task.kind() == Kind::Export;
    let role = if is_plain { Role::Dim } else { Role::Warning };
    say(shared.say(&job_words::undoable(&job.task)), role);
}

/// How the effect of a plan looks: whoever is left without administrators is warned of.
fn role_of(sheet: &Sheet) -> Role {
    let warns = sheet.overview.job.undo_of.is_none() && sheet.back.len() > 1;
    if warns { Role::Warning } else { Role::Text }
}

/// Says where a job that was begun stands.
fn begun(sheet: &Sheet, shared: &Shared, say: &mut dyn FnMut(String, Role)) {
    let job = &sheet.overview.job;
    let (standing, role) = words::standing(sheet.overview.standing, shared);
    let mut parts = vec![standing, words::author(job, shared)];
    if let Some(at) = job.started_at {
        parts.push(shared.say(&Message::new("job-start-at").with("at", at)));
    }
    if let Some(at) = job.ended_at {
        let (started, ended) =
            (job.started_at.map(|at| shared.catalogue.moment(at)).unwrap_or_default(), shared.catalogue.moment(at));
        // The day is said once.
        parts.push(match (started.split_once(' '), ended.split_once(' ')) {
            (Some((first, _)), Some((day, time))) if first == day => {
                shared.say(&Message::new("job-end-time").with("time", time))
            }
            _ => shared.say(&Message::new("job-end-at").with("at", ended)),
        });
    }
    say(parts.join(" · "), role);
    match (&job.cause, sheet.overview.standing) {
        (Some(Reason::Held { job: other, author }), Standing::Running | Standing::Silent) => {
            let waits =
                Message::new("job-waits-for").with("job", other.to_string()).with("author", words::who(author, shared));
            say(shared.say(&waits), Role::Warning);
        }
        (Some(reason), Standing::Paused | Standing::Running | Standing::Silent) => {
            say(shared.say(&Message::new("job-cause").with("cause", shared.say(&reason.message()))), Role::Warning);
        }
        (_, Standing::Interrupted) => say(shared.text("job-interrupted-note"), Role::Warning),
        _ => {}
    }
    match (job.wish, sheet.overview.standing) {
        (Wish::Pause, Standing::Running | Standing::Silent) => say(shared.text("job-pausing"), Role::Warning),
        (Wish::Cancel, Standing::Running | Standing::Silent) => say(shared.text("job-cancelling"), Role::Warning),
        _ => {}
    }
    if let Some(opened) = job_words::opened(job) {
        say(shared.say(&opened), Role::Warning);
    }
    if let Some(undone) = job.undo_of {
        say(shared.say(&Message::new("job-undoes").with("job", undone.to_string())), Role::Dim);
        if let Some(without) = without(&job.task).filter(|_| job.tally.done > 0) {
            say(shared.say(&without), Role::Warning);
        }
    }
    if let Some(by) = job.undone_by {
        say(shared.say(&Message::new("job-undone-by").with("job", by.to_string())), Role::Dim);
    }
}

fn pace(sheet: &Sheet, shared: &Shared) -> String {
    let job = &sheet.overview.job;
    if !matches!(sheet.overview.standing, Standing::Running | Standing::Silent) {
        return String::new();
    }
    let Some(rate) = job.rate_per_minute(sheet.now) else { return String::new() };
    let rate = shared.say(&Message::new("job-rate").with("rate", rate));
    let left = job.left_s(sheet.now).filter(|_| job.tally.waiting > 0).map(|left| shared.say(&words::duration(left)));
    left.map_or_else(|| rate.clone(), |left| format!("{rate} · {left}"))
}

/// Draws the dialog.
pub(super) fn draw(view: &JobView, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    use crate::tui::view::View as _;
    let places = places(view, area, shared);
    let title = match view.sheet.as_deref() {
        Some(_) if view.is_plan() => shared.say(&Message { key: "job-plan-title", ..view.title() }),
        Some(_) | None => shared.say(&view.title()),
    };
    let inner = inside(canvas.frame(places.frame, &title, Role::Title), 1, 0);
    if let Some(failure) = &view.failure {
        canvas.paragraph(inner, &shared.say(failure), Role::Error);
        canvas.text(row(places.foot, 1), &shared.text("job-close-keys"), Role::Dim);
        return;
    }
    let Some(sheet) = view.sheet.as_deref() else {
        canvas.text(inner, &shared.text("loading"), Role::Dim);
        return;
    };
    for (at, line) in (0..).zip(head(view, places.head.width, shared)) {
        match line {
            Line::Text(text, role) => {
                canvas.text(row(places.head, at), &text, role);
            }
            Line::Bar(done, total) => progress::draw(canvas, row(places.head, at), (done, total), ""),
        }
    }
    groups(view, sheet, canvas, places.groups, shared);
    canvas.rule(places.rule);
    rows(view, canvas, places.rows, shared);
    whole(view, sheet, canvas, places.rows, shared);
    foot(view, sheet, canvas, places.foot, shared);
}

fn groups(view: &JobView, sheet: &Sheet, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let room = usize::from(area.height);
    let first = view.group_top.around(view.group_at, room, sheet.groups.len());
    for (line, (at, group)) in (0..).zip(sheet.groups.iter().enumerate().skip(first).take(room)) {
        let (sign, role, text) = words::group(&sheet.overview.job, group, shared);
        let current = at == view.group_at;
        let mark = if current { "▸ " } else { "  " };
        let name = if current && view.focus == Focus::Groups { Role::Cursor } else { Role::Text };
        let place = row(area, line);
        let count = format!("{:>6}", shared.catalogue.number(group.count));
        let before = [(mark, Role::Key), (&*count, Role::Text), ("  ", Role::Text), (sign, role), (" ", role)];
        let used = canvas.pieces(place, &before);
        canvas.cell(after(place, used), &text, name);
    }
    canvas.more_in_frame(area, first..first + room, sheet.groups.len());
}

fn rows(view: &JobView, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    for line in 0..area.height {
        let at = view.viewport.top + usize::from(line);
        if at >= view.viewport.len {
            break;
        }
        let place = row(area, line);
        let current = view.focus == Focus::Rows && at == view.viewport.at;
        let Some(target) = view.rows.get(at) else {
            canvas.text(after(place, 4), "…", Role::Dim);
            continue;
        };
        target_line(canvas, place, target, current, shared);
    }
    canvas.more_in_frame(area, view.viewport.window(0), view.viewport.len);
}

/// Names a row: a line of a file that names none by its number.
pub(super) fn name(row: &TargetRow) -> Message {
    let is_line = matches!(row.target.given, Given::Line { .. } | Given::Refused { .. });
    let said = |text: &str| Message::new("value-alone").with("value", text);
    match row.target.label.as_str() {
        "" if is_line && row.target.object.parse::<u64>().is_ok() => {
            Message::new("import-finding-at").with("line", row.target.object.as_str())
        }
        "" => said(&row.target.object),
        label => said(label),
    }
}

fn target_line(canvas: &mut Canvas<'_>, place: Rect, target: &TargetRow, current: bool, shared: &Shared) {
    let (sign, role, reason) = words::row(target, shared);
    let number = if target.target.number.0 == 0 { String::new() } else { target.target.number.to_string() };
    let name = shared.say(&name(target));
    let mark = if current { "▸ " } else { "  " };
    let number = format!("{number:>6}  ");
    let half = place.width.saturating_sub(12) / 2;
    let used = canvas.pieces(
        place,
        &[(mark, Role::Key), (&number, if current { Role::Cursor } else { Role::Text }), (sign, role), (" ", role)],
    );
    let room = if reason.is_empty() { after(place, used) } else { Rect { width: half, ..after(place, used) } };
    canvas.cell(room, &name, Role::Text);
    if !reason.is_empty() {
        canvas.cell(after(place, used + half + 1), &reason, Role::Dim);
    }
}

/// Writes the whole of the group or the reason under the cursor over the other end of the rows, where its line cuts it.
fn whole(view: &JobView, sheet: &Sheet, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let (reason, room) = match view.focus {
        Focus::Groups => {
            let Some(group) = sheet.groups.get(view.group_at) else { return };
            (words::group(&sheet.overview.job, group, shared).2, area.width.saturating_sub(12))
        }
        Focus::Rows => {
            let Some(target) = view.rows.get(view.viewport.at) else { return };
            (words::row(target, shared).2, area.width.saturating_sub(12) / 2)
        }
        Focus::Button(_) => return,
    };
    if columns(&reason) <= room {
        return;
    }
    let lines = wrap(&reason, usize::from(area.width.saturating_sub(4)));
    let taken = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height / 2);
    let at = u16::try_from(view.viewport.at.saturating_sub(view.viewport.top)).unwrap_or(u16::MAX);
    let below = view.focus == Focus::Groups || at < area.height - taken;
    let from = if below { area.height - taken } else { 0 };
    for (offset, line) in (0..taken).zip(&lines) {
        let place = row(area, from + offset);
        canvas.clear_line(place);
        canvas.text(after(place, 4), line, Role::Warning);
    }
}

fn foot(view: &JobView, sheet: &Sheet, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    // People of an establishment have no command line.
    if shared.actor.belongs() == At::Host {
        let line = format!("= {}", echo::job(&sheet.overview.job, sheet.at));
        canvas.text(row(area, 0), &line, Role::Dim);
    }
    let last = row(area, 1);
    if view.has_buttons() {
        return buttons(view, canvas, last, shared);
    }
    let keys = match (view.focus, sheet.overview.standing) {
        (Focus::Rows, _) => rows_keys(view),
        (_, Standing::Planned) => "job-close-keys",
        (_, Standing::Running | Standing::Silent) => "job-keys-running",
        (_, Standing::Paused | Standing::Interrupted | Standing::Done | Standing::Undone | Standing::Cancelled) => {
            "job-keys-report"
        }
    };
    let mut parts = Vec::new();
    if keys == "job-keys-report" {
        // Only what can be done is offered.
        let acts = [
            (Action::Do(Act::JOB_START), "job-key-resume"),
            (Action::Do(Act::JOB_CANCEL), "job-key-cancel"),
            (Action::Do(Act::JOB_RETRY), "job-key-retry"),
            (Action::Do(Act::JOB_UNDO), "job-key-undo"),
        ];
        let possible = acts
            .into_iter()
            .filter(|(action, _)| entry(*action).act.is_none_or(|act| why_not(act, &sheet.overview).is_none()));
        parts.extend(possible.map(|(_, key)| shared.text(key)));
    }
    parts.extend(shared.text(keys).split(BETWEEN).map(str::to_owned));
    if keys == "job-keys-report" {
        // People of an establishment have neither.
        let others = [
            is_here(Action::JobCsv, shared).then(|| shared.text("job-key-csv")),
            entry(Action::Command).is_for(&shared.actor).then(|| shared.text("job-key-command")),
        ];
        let closes = parts.len() - 1;
        parts.splice(closes..closes, others.into_iter().flatten());
    }
    canvas.text(last, &fitting(parts, last.width), Role::Dim);
}

/// What stands between two keys.
const BETWEEN: &str = " · ";

/// Joins keys as far as they have room: half a word helps nobody. What closes is the last of them and stays, the others
/// are left to the help.
fn fitting(mut parts: Vec<String>, width: u16) -> String {
    while parts.len() > 1 && columns(&parts.join(BETWEEN)) > width {
        parts.remove(parts.len() - 2);
    }
    parts.join(BETWEEN)
}

/// Names the keys of the row under the cursor: only establishments are opened.
fn rows_keys(view: &JobView) -> &'static str {
    match view.chosen() {
        Some(_) => "job-keys-rows",
        None if view.everything().is_empty() => "job-keys-rows-alone",
        None => "job-keys-rows-read",
    }
}

fn buttons(view: &JobView, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let mut used = 0;
    for button in Button::ALL {
        let key = match button {
            Button::Start => "job-start-button",
            Button::Save => "job-save-button",
            Button::Cancel => "form-cancel",
        };
        let focused = view.focus == Focus::Button(button);
        let place = after(area, used);
        if focused {
            canvas.place_cursor(place.x + 2, place.y);
        }
        let role = if focused { Role::Cursor } else { Role::Text };
        used += canvas.text(place, &format!("[ {} ]", shared.text(key)), role) + 2;
    }
    let key = if view.focus == Focus::Rows { rows_keys(view) } else { "job-keys-plan" };
    let keys = shared.text(key);
    if columns(&keys) <= after(area, used).width {
        canvas.right(after(area, used), &keys, Role::Dim);
    }
}
