//! The matrix of roles: permissions as lines, roles as columns, changed cell by cell.
//!
//! A screen by hand, as a cell of it is neither a row nor a field of a form; what it changes is a role, by the deed that
//! its form uses.

use ratatui::layout::Rect;

use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::message::{Explain as _, Message};
use crate::domain::rights::permission::Permission;
use crate::domain::search::DEFAULT_SORT;
use crate::jobs::command::{inside, quoted_where_needed};
use crate::nouns::acts::Told;
use crate::nouns::matrix::{Mark, Matrix, Role as Column, permissions};
use crate::nouns::source::Found;
use crate::nouns::{self, Target};
use crate::operations::{Error, Rule};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, after, below, columns, row};
use crate::tui::orders::noun::{Done, Reload, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::job;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::scroll::Scroll;

/// Columns between two roles.
const GAP: u16 = 2;
/// Lines of what a change comes to that are shown before it is made.
const SHOWN: usize = 8;
/// Lines that a page leaves of what was seen.
const PAGE: usize = 10;

/// The screen.
#[derive(Debug)]
pub(in crate::tui) struct RoleMatrix {
    number: EstablishmentNumber,
    name: String,
    matrix: Option<Matrix>,
    failed: Option<Message>,
    /// The line under the cursor, and the column.
    at: (usize, usize),
    top: Scroll,
    /// Whether a change is on its way: the next key waits for it.
    changing: bool,
    /// The change that is looked at before it is made: of which role, and what that would hold.
    staged: Option<(Target, Filled)>,
}

impl RoleMatrix {
    /// Makes the screen, which reads the roles when it begins.
    pub(in crate::tui) fn new(number: EstablishmentNumber) -> Self {
        let (name, top) = (String::new(), Scroll::default());
        Self { number, name, matrix: None, failed: None, at: (0, 0), top, changing: false, staged: None }
    }

    fn read(shared: &Shared) -> Reply {
        let (noun, words) = (Noun::Role, shared.catalogue.clone());
        let (filter, found) = (String::new(), Found::new());
        Effect::Noun(Request::List {
            noun,
            generation: 0,
            filter,
            sort: DEFAULT_SORT,
            reload: Reload::Yes,
            words,
            most: usize::MAX,
            found,
            ticked: Vec::new(),
        })
        .into()
    }

    fn column(&self) -> Option<&Column> {
        self.matrix.as_ref()?.roles.get(self.at.1)
    }

    fn permission(&self) -> Option<(Permission, &'static str)> {
        permissions().nth(self.at.0)
    }

    /// Asks what it comes to that the role under the cursor allows the other of what it does.
    fn stage(&mut self) -> Reply {
        let (Some(column), Some((permission, _))) = (self.column(), self.permission()) else { return Reply::none() };
        let Some(target) = column.target.clone() else { return Reply::none() };
        let is_held = matches!(column.mark(permission), Mark::Allowed | Mark::Added);
        let sign = if is_held { '-' } else { '+' };
        let staged = format!("{}={sign}{}", column.name, permission.word());
        let typed = Filled::default().with(Field::StagedRoles, staged);
        self.staged = Some((target, column.other(permission)));
        self.changing = true;
        Effect::Noun(Request::Do { act: Act::ACCESS_SIMULATE, target: None, typed }).into()
    }

    /// Asks whether the role under the cursor is to allow the other of what it does, and says who gains or loses by it.
    fn weigh(&mut self, told: Told, shared: &Shared) -> Reply {
        self.changing = false;
        let (Some(column), Some((permission, label))) = (self.column(), self.permission()) else {
            return Reply::none();
        };
        let gives = matches!(column.mark(permission), Mark::Not | Mark::Removed);
        let question = Message::new("role-matrix-question")
            .with("gives", if gives { "yes" } else { "no" })
            .with("word", permission.word())
            .with("label", shared.text(label))
            .with("role", column.name.as_str());
        let (shown, more) = (told.sheet.len().min(SHOWN), told.sheet.len().saturating_sub(SHOWN));
        let mut lines = vec![question, told.said];
        lines.extend(told.sheet.into_iter().take(shown).map(|line| line.said));
        lines.extend((more > 0).then(|| Message::new("role-matrix-more").with("count", more)));
        Reply::open(Confirm::yes(Message::new("action-role-matrix-change"), lines, shared))
    }

    fn change(&mut self) -> Reply {
        let Some((target, typed)) = self.staged.take() else { return Reply::none() };
        self.changing = true;
        Effect::Noun(Request::Do { act: Act::ROLE_EDIT, target: Some(target), typed }).into()
    }

    fn go(&mut self, action: Action) -> Reply {
        let (lines, roles) = (permissions().count(), self.matrix.as_ref().map_or(0, |matrix| matrix.roles.len()));
        let last = |count: usize| count.saturating_sub(1);
        let (line, column) = &mut self.at;
        match action {
            Action::Up => *line = line.saturating_sub(1),
            Action::Down => *line = (*line + 1).min(last(lines)),
            Action::PageUp => *line = line.saturating_sub(PAGE),
            Action::PageDown => *line = (*line + PAGE).min(last(lines)),
            Action::First => *line = 0,
            Action::Last => *line = last(lines),
            Action::ColumnsLeft => *column = column.saturating_sub(1),
            Action::ColumnsRight => *column = (*column + 1).min(last(roles)),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    /// Takes the roles as they are now; the cursor stays on the role that it was on.
    fn take(&mut self, done: Done) -> Reply {
        let Done::Listed { rows: Some(rows), inside, .. } = done else { return Reply::none() };
        let Some(door) = nouns::door(Noun::Role) else { return Reply::none() };
        let here = self.column().map(|column| column.name.clone());
        let matrix = Matrix::of(door, rows.as_ref());
        let same = here.and_then(|name| matrix.roles.iter().position(|role| role.name == name));
        self.at.1 = same.unwrap_or_else(|| self.at.1.min(matrix.roles.len().saturating_sub(1)));
        self.name = inside.unwrap_or_default();
        (self.matrix, self.failed, self.changing) = (Some(matrix), None, false);
        Reply::redraw()
    }

    fn fail(&mut self, failure: &Failure, shared: &Shared) -> Reply {
        if self.matrix.is_none() {
            self.failed = Some(failure.message());
            return Reply::redraw();
        }
        let said = Reply::step(Step::Say(failure.message(), Role::Error));
        if std::mem::take(&mut self.changing) { said.join(Self::read(shared)) } else { said }
    }

    fn draw_table(&self, matrix: &Matrix, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let labels: Vec<String> = permissions().map(|(_, key)| shared.text(key)).collect();
        let label = labels.iter().map(|text| columns(text)).max().unwrap_or(0).min(area.width.saturating_sub(16)) + GAP;
        let roles = Rect { width: area.width.saturating_sub(label + 1), ..after(area, label) };
        let seen = seen(matrix, self.at.1, roles.width);
        let height = usize::from(area.height.saturating_sub(1));
        let top = self.top.around(self.at.0, height, labels.len());
        canvas.text(Rect { width: label, ..area }, &shared.text("role-matrix-head"), Role::Heading);
        for (at, left, width) in &seen {
            let Some(column) = matrix.roles.get(*at) else { continue };
            let here = if *at == self.at.1 { Role::Title } else { Role::Heading };
            canvas.cell(Rect { width: *width, ..after(row(roles, 0), *left) }, &column.name, here);
        }
        let first = seen.first().map_or(0, |(at, ..)| *at);
        if first > 0 {
            canvas.text(Rect { width: 1, ..after(row(area, 0), label.saturating_sub(1)) }, "‹", Role::Key);
        }
        if first + seen.len() < matrix.roles.len() {
            canvas.right(row(area, 0), "›", Role::Key);
        }
        let body = below(area, 1);
        let lines = permissions().zip(&labels).enumerate().skip(top);
        for (line, (at, ((permission, _), text))) in (0..body.height).zip(lines) {
            let place = row(body, line);
            let here = at == self.at.0;
            canvas.cell(
                Rect { width: label.saturating_sub(GAP), ..place },
                text,
                if here { Role::Title } else { Role::Text },
            );
            for (column, left, width) in &seen {
                let Some(of) = matrix.roles.get(*column) else { continue };
                let mark = of.mark(permission);
                let cursor = here && *column == self.at.1;
                let cell = Rect { width: *width, ..after(row(below(roles, 1), line), *left) };
                canvas.text(cell, mark.sign(), if cursor { Role::Cursor } else { look(of, mark) });
                if cursor {
                    canvas.place_cursor(cell.x, cell.y);
                }
            }
        }
        // In the last column, which no role has.
        let marks = Rect { width: body.width.saturating_sub(1), ..body };
        canvas.more(marks, top..top + height, labels.len());
    }
}

/// Returns how a mark looks; what a Manager may is fixed.
const fn look(of: &Column, mark: Mark) -> Role {
    match mark {
        _ if of.target.is_none() => Role::Dim,
        Mark::Allowed => Role::Good,
        Mark::Not => Role::Dim,
        Mark::Added => Role::Warning,
        Mark::Removed => Role::Error,
    }
}

/// Lists the columns that are seen, with where each begins and how wide it is: the one under the cursor among them.
fn seen(matrix: &Matrix, at: usize, room: u16) -> Vec<(usize, u16, u16)> {
    let width = |role: &Column| columns(&role.name).max(3).min(room);
    let widths: Vec<u16> = matrix.roles.iter().map(width).collect();
    let fits = |first: &usize| {
        let wide = widths.get(*first..=at).unwrap_or_default();
        wide.iter().map(|width| width + GAP).sum::<u16>().saturating_sub(GAP) <= room
    };
    let first = (0..=at).find(fits).unwrap_or(at);
    let (mut left, mut seen) = (0, Vec::new());
    for (at, width) in widths.into_iter().enumerate().skip(first) {
        if left + width > room {
            break;
        }
        seen.push((at, left, width));
        left += width + GAP;
    }
    seen
}

impl View for RoleMatrix {
    fn title(&self) -> Message {
        Message::new("screen-role-matrix")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Matrix, Place::Acted, Place::Columns, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn at(&self) -> Option<At> {
        Some(At::Establishment(self.number))
    }

    fn school(&self) -> Option<(EstablishmentNumber, &str)> {
        Some((self.number, &self.name))
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        Self::read(shared)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        match (&self.matrix, &self.failed) {
            (Some(matrix), _) => {
                let height = area.height.saturating_sub(1);
                self.draw_table(matrix, canvas, Rect { height, ..area }, shared);
                canvas.text(row(area, height), &shared.text("role-matrix-legend"), Role::Dim);
            }
            (None, Some(why)) => {
                canvas.paragraph(area, &shared.say(why), Role::Error);
            }
            (None, None) => {
                canvas.text(row(area, 0), &shared.text("list-working"), Role::Dim);
            }
        }
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(Action::MatrixChange | Action::Open) => self.stage(),
            Intent::Act(Action::EstablishmentUndo) => job::undo_last(),
            Intent::Act(Action::Back) => Reply::close(Answer::Dismissed),
            Intent::Act(action) => self.go(action),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(Done::Told(Act::ACCESS_SIMULATE, told)) => self.weigh(told, shared),
            Outcome::Noun(Done::Told(_, told)) => Self::read(shared).and(Step::Say(told.said, role(told.tone))),
            Outcome::Noun(Done::Overtaken(..)) => {
                Self::read(shared).and(Step::Say(Error::from(Rule::Changed).message(), Role::Warning))
            }
            Outcome::Noun(done) => self.take(done),
            Outcome::Failed(failure) => self.fail(&failure, shared),
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed && self.staged.is_some() {
            return self.change();
        }
        self.staged = None;
        Self::read(shared)
    }

    fn refresh(&mut self, shared: &mut Shared) -> Reply {
        Self::read(shared)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = if self.matrix.is_some() { permissions().count() } else { 0 };
        State { actor: &shared.actor, rows, on_row: rows > 0, ticked: 0, busy: false }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        let is_fixed = self.column().is_some_and(|column| column.target.is_none());
        (is_fixed && matches!(action, Action::MatrixChange | Action::Open)).then(|| Message::new("why-role-manager"))
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let at = At::Establishment(self.number);
        let cell = self.column().zip(self.permission()).filter(|_| template.contains("{row}"));
        let Some((column, (permission, _))) = cell else { return inside(template.to_owned(), at) };
        let typed = column.other(permission).text(Field::Permissions);
        let filled = template.replace("{row}", &quoted_where_needed(&column.name));
        let filled = filled.replace("{establishment}", &self.number.to_string());
        filled.replacen('…', &quoted_where_needed(&typed), 1)
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::MatrixChange,
            Action::EstablishmentUndo,
            Action::ColumnsLeft,
            Action::ColumnsRight,
            Action::Palette,
            Action::Quit,
            Action::Back,
        ]
    }

    fn status(&self, shared: &Shared) -> Option<Message> {
        let (column, (permission, key)) = (self.column()?, self.permission()?);
        Some(
            Message::new("role-matrix-status")
                .with("word", permission.word())
                .with("label", shared.text(key))
                .with("role", column.name.as_str())
                .with("state", shared.text(column.mark(permission).word())),
        )
    }

    fn waits(&self) -> bool {
        self.matrix.is_none() && self.failed.is_none()
    }

    fn holds_keys(&self) -> bool {
        self.changing
    }
}
