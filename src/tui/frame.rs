//! One frame: the bar on top, the screen, the line of state, the keys, the dialogs.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::actions::{Action, Arity, entry};
use super::app::{App, Layer, SMALLEST};
use super::canvas::{Canvas, after, columns, fit, row, wrap};
use super::theme::Role;
use super::view::{Cover, is_here, offered};
use crate::domain::access::{At, Identity, Object, decide};
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::message::Message;
use crate::domain::text::visible;

/// What is done most to establishments that are ticked: where there are ticks, these keys come first.
const ON_TICKS: [Action; 7] = [
    Action::Help,
    Action::Do(Act::ESTABLISHMENT_BLOCK),
    Action::EstablishmentMail,
    Action::Do(Act::ESTABLISHMENT_RESET_PASSWORD),
    Action::Do(Act::ESTABLISHMENT_MOVE),
    Action::Do(Act::ESTABLISHMENT_EXPORT),
    Action::Do(Act::ESTABLISHMENT_DELETE),
];

/// Draws everything.
pub(crate) fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    let theme = app.shared.theme;
    let mut canvas = Canvas::new(frame.buffer_mut(), theme);
    canvas.clear(area);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        canvas.text(area, &app.shared.text("app-too-small"), Role::Text);
    } else {
        layers(app, &mut canvas, area);
    }
    let cursor = canvas.cursor();
    app.spots.replace(canvas.into_spots());
    theme.finish(frame.buffer_mut());
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

fn layers(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let covered = app.overlays.iter().rposition(|layer| layer.view.cover() == Cover::Everything);
    if covered.is_none() {
        bar(app, canvas, row(area, 0));
        if let Some(layer) = app.screen() {
            layer.view.draw(canvas, app.view_area(Cover::Screen), &app.shared);
            keys(app, canvas, row(area, area.height - 1));
        }
    }
    for layer in app.overlays.iter().skip(covered.unwrap_or(0)) {
        canvas.forget_spots();
        let place = app.view_area(layer.view.cover());
        if layer.view.cover() == Cover::Screen {
            canvas.clear(place);
        }
        layer.view.draw(canvas, place, &app.shared);
    }
    canvas.draw_marks();
    if covered.is_none() {
        banner(app, canvas, row(area, 1));
    }
    state(app, canvas, row(area, area.height.saturating_sub(2)), covered.is_some());
}

/// Returns the screen that is seen, which may lie over the one that it was opened from. What takes text is a form, and has
/// a title of its own.
fn seen(app: &App) -> Option<&Layer> {
    let is_screen = |layer: &&Layer| layer.view.cover() == Cover::Screen && !layer.view.places().is_empty();
    app.overlays.iter().rev().find(is_screen).or_else(|| app.screen())
}

/// Returns the title of a screen, with the establishment whose own rows it shows, unless who acts belongs there.
fn titled(app: &App, layer: &Layer) -> String {
    let title = app.shared.say(&layer.view.title());
    let below = app.overlays.iter().rev().skip_while(|other| other.key != layer.key);
    let school = layer.view.school().or_else(|| below.skip(1).find_map(|layer| layer.view.school()));
    let own = app.shared.actor.belongs();
    match school.filter(|(number, _)| own != At::Establishment(*number)) {
        Some((number, name)) => format!("{title} · {number} {}", visible(name)),
        None => title,
    }
}

fn bar(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let shared = &app.shared;
    canvas.paint(area, Role::Bar);
    let title = seen(app).map(|layer| titled(app, layer)).unwrap_or_default();
    let parts = [visible(&shared.host).into_owned(), who(app)];
    let right = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let right = format!(" {right} ");
    let is_person = shared.actor.belongs() != At::Host;
    let blocked = shared.standing_host_blocks().next().is_some();
    let badges = [
        (shared.demo && !is_person, "app-demo", Role::Demo),
        (shared.demo && is_person, "app-demo-as", Role::Demo),
        (blocked, "app-blocked", Role::Alarm),
        (shared.held.is_some(), "app-held", Role::Alarm),
    ];
    let badges = badges.into_iter().filter(|(stands, ..)| *stands);
    let said = |key| shared.say(&Message { key, args: Vec::new() }.with("login", shared.actor.name()));
    let badges: Vec<_> = badges.map(|(_, key, role)| (format!(" {} ", said(key)), role)).collect();
    // A long title is the name of a school, and yields to who acts.
    let taken = columns(&right) + badges.iter().map(|(badge, _)| columns(badge)).sum::<u16>();
    let room = usize::from(area.width.saturating_sub(taken).max(area.width / 3));
    let used = canvas.text(area, &fit(&format!(" Intendant · {title} "), room), Role::Bar);
    let mut place = after(area, used);
    for (badge, role) in badges {
        canvas.right(place, &badge, role);
        place.width = place.width.saturating_sub(columns(&badge));
    }
    canvas.right(place, &right, Role::Bar);
}

/// Says above everything what is visited, and by which keys it is left.
fn banner(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let shared = &app.shared;
    let said = |name: &str| shared.actor.visit(name).map(|said| format!(" {}", shared.say(&said)));
    let Some(rest) = said("") else { return };
    let is_changing = decide(&shared.actor, Act::USER_EDIT, Object::at(shared.actor.belongs())).is_ok();
    let role = if is_changing { Role::Alarm } else { Role::Demo };
    canvas.paint(area, role);
    let keys = [Action::SupportReason, Action::LeaveVisit].into_iter().filter(|action| is_here(*action, shared));
    let key = |action| format!(" {} {} ", shared.key_of(action), shared.say(&entry(action).label()));
    let keys = keys.map(key).collect::<Vec<_>>().concat();
    canvas.right(area, &keys, role);
    let room = area.width.saturating_sub(columns(&keys));
    // A long name yields to what matters more: whether anything may be changed, and why.
    let of_name = room.saturating_sub(columns(&rest)).max(room / 3);
    let name = fit(&visible(&shared.host), usize::from(of_name));
    canvas.text(area, &fit(&said(&name).unwrap_or_default(), usize::from(room)), role);
}

fn who(app: &App) -> String {
    let actor = &app.shared.actor;
    let name = match &actor.identity {
        Identity::Nobody => return String::new(),
        Identity::Owner => app.shared.text("actor-owner"),
        Identity::Program => app.shared.text("actor-program"),
        Identity::Webmaster { login, duty, .. } => match duty {
            Duty::Full => login.as_str().to_owned(),
            Duty::Observer => format!("{login}, {}", app.shared.text("webmaster-duty-observer")),
            Duty::Zones(_) => format!("{login}, {}", app.shared.text("webmaster-duty-zones")),
        },
        Identity::Person { login, .. } => login.clone(),
    };
    let mode = if actor.ssh_client.is_empty() { "app-mode-local" } else { "app-mode-ssh" };
    format!("{name} ({})", app.shared.text(mode))
}

/// Draws what was said, and the screen's counts.
fn state(app: &App, canvas: &mut Canvas<'_>, area: Rect, covered: bool) {
    let on_top = seen(app).filter(|seen| !covered && app.top().is_some_and(|top| top.key == seen.key));
    let status = on_top.and_then(|layer| layer.view.status(&app.shared));
    let status = status.map(|status| app.shared.say(&status)).unwrap_or_default();
    let Some((message, role)) = &app.said else {
        // Nothing to say is not a sign over whatever is below.
        if !status.is_empty() {
            canvas.clear_line(area);
            canvas.text(area, &format!(" {status}"), Role::Text);
        }
        return;
    };
    let said = app.shared.say(message);
    canvas.clear_line(area);
    // Both are wanted: what was said, and the counts.
    let room = area.width.saturating_sub(columns(&status) + 2);
    if columns(&said) < room {
        canvas.right(area, &format!("{status} "), Role::Text);
        canvas.text(area, &format!(" {said}"), *role);
        return;
    }
    // Where they have no room side by side, counts of ticks keep their line; what was said takes lines of the screen
    // until the next key, and is never cut.
    let ticked = on_top.map_or(0, |layer| layer.view.state(&app.shared).ticked);
    let kept = u16::from(ticked > 0 && !status.is_empty());
    if kept > 0 {
        canvas.text(area, &format!(" {status}"), Role::Text);
    }
    let lines = wrap(&said, usize::from(area.width.saturating_sub(2)));
    let taken = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(kept).min(area.y + 1);
    let top = Rect { y: area.y + 1 - taken, height: taken - kept, ..area };
    for (at, line) in (0..top.height).zip(&lines) {
        let place = row(top, at);
        canvas.clear_line(place);
        canvas.text(place, &format!(" {line}"), *role);
    }
}

fn keys(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    // A dialog shows its own keys.
    let Some(layer) = app.top().filter(|layer| !layer.view.places().is_empty()) else { return };
    let places = layer.view.places();
    let here = |action: &Action| {
        let entry = entry(*action);
        // What cannot be done to the row under the cursor leaves its place to what can.
        let is_refused = || entry.arity != Arity::None && layer.view.refuses(*action, &app.shared).is_some();
        places.contains(&entry.place) && offered(layer.view.as_ref(), entry, &app.shared) && !is_refused()
    };
    let ticked = layer.view.state(&app.shared).ticked > 0;
    let label = |action: Action| match action {
        Action::Do(Act::ESTABLISHMENT_MOVE) if ticked => app.shared.text("footer-move"),
        _ => app.shared.say(&entry(action).label()),
    };
    let width = |action: Action| {
        let (key, label) = (app.shared.key_of(action), label(action));
        if key.is_empty() { 0 } else { columns(&key) + columns(&label) + 3 }
    };
    // What closes what lies over a screen stays, whatever else has no room.
    let closing = Some(Action::Back).filter(|_| !app.overlays.is_empty());
    let mut room = area.width.saturating_sub(closing.map_or(0, width));
    let mut used = 1;
    let footer = layer.view.footer();
    let on_ticks = |action: &&Action| entry(**action).arity == Arity::Many;
    let first: Vec<&Action> = if ticked && !footer.is_empty() {
        let known = ON_TICKS.iter().filter(|action| here(action));
        let others = footer.iter().filter(on_ticks).filter(|action| !ON_TICKS.contains(action) && here(action));
        known.chain(others).collect()
    } else {
        Vec::new()
    };
    let rest = footer.iter().filter(|action| !first.contains(action) && here(action));
    let last = closing.as_ref().filter(|closing| !footer.contains(closing));
    let all: Vec<&Action> = first.iter().copied().chain(rest).chain(last).collect();
    for action in all {
        let (key, label) = (app.shared.key_of(*action), label(*action));
        if closing == Some(*action) {
            room = area.width;
        }
        if key.is_empty() || used + width(*action) > room {
            continue;
        }
        used += canvas.pieces(after(area, used), &[(&key, Role::Key), (" ", Role::Text), (&label, Role::Dim)]) + 2;
    }
}
