//! Blocking, and the blocks that stand: each is shown with author and age, and can be lifted by itself (S11).

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::many::{self, Targets};
use crate::domain::block::{Block, Blocker, reason};
use crate::domain::day::parse_day;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::field::{Checker, Field, FieldError};
use crate::domain::job::{Selection, Task};
use crate::domain::message::Message;
use crate::domain::time::end_of_day;
use crate::i18n::standing;
use crate::operations::establishment::BlockInput;
use crate::tui::canvas::{Canvas, below, centre, inside, row};
use crate::tui::keymap::Key;
use crate::tui::orders::establishment::{Change, Done, Request};
use crate::tui::orders::{self, Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::dialog::{Asks, Dialog, refuse, send};
use crate::tui::views::discard::leave;
use crate::tui::views::job;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::{Event, Form};

pub(in crate::tui::views) fn form() -> Form {
    Form::new("block-button").area(Field::Reason, "").hint("hint-reason").text(Field::Until, "").hint("hint-until")
}

pub(in crate::tui::views) fn read(form: &Form) -> Result<BlockInput, Vec<FieldError>> {
    let mut checker = Checker::default();
    let (why, until) = (form.value(Field::Reason), form.value(Field::Until));
    let given = checker.take(Field::Reason, reason(&why));
    if !until.trim().is_empty() {
        checker.take(Field::Until, parse_day(&until));
    }
    checker.finish(given).map(|_| BlockInput { reason: why, until })
}

/// Returns what a block does, and the command line that puts it with what was typed so far.
fn echo(form: &Form, selection: &Selection) -> (Message, String) {
    let why = form.value(Field::Reason);
    let reason = if why.trim().is_empty() { LATER.to_owned() } else { why };
    let until = parse_day(&form.value(Field::Until)).ok().map(end_of_day);
    job::echo(&Task::Block { reason, until }, selection)
}

/// What stands for a reason that was not typed yet.
const LATER: &str = "…";

/// The blocks of one establishment, and the form for another one.
#[derive(Debug)]
pub(super) struct Blocks {
    number: EstablishmentNumber,
    row: Option<Box<Establishment>>,
    /// The form, once a block is to be put.
    form: Option<Form>,
    at: usize,
    lifting: Option<Blocker>,
    failure: Option<Message>,
    changed: bool,
}

impl Blocks {
    /// Makes the dialog; it is read when it opens.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        Self { number, row: None, form: None, at: 0, lifting: None, failure: None, changed: false }
    }

    fn standing<'a>(&'a self, shared: &'a Shared) -> Vec<&'a Block> {
        let blocks = self.row.iter().flat_map(|row| &row.blocks);
        blocks.filter(|block| block.stands(shared.now)).collect()
    }

    /// Tells whether the webmaster can still put a block: one of each kind stands at most.
    fn can_block(&self, shared: &Shared) -> bool {
        !self.standing(shared).iter().any(|block| block.blocker == Blocker::Webmaster)
    }

    fn submit(&mut self) -> Reply {
        let Some(form) = &mut self.form else { return Reply::none() };
        match read(form) {
            Ok(input) => {
                form.send();
                let request = Request::Change { number: self.number, change: Change::Block(input) };
                Reply::redraw().join(Effect::Establishment(request).into())
            }
            Err(errors) => {
                form.refuse(errors);
                Reply::redraw()
            }
        }
    }

    fn list_key(&mut self, key: Key, shared: &Shared) -> Reply {
        let standing: Vec<Blocker> = self.standing(shared).iter().map(|block| block.blocker).collect();
        let count = standing.len() + usize::from(self.can_block(shared));
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.at = self.at.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.at = (self.at + 1).min(count.saturating_sub(1)),
            KeyCode::Esc => return Reply::close(self.farewell()),
            KeyCode::Enter => match standing.get(self.at) {
                Some(blocker) => {
                    self.lifting = Some(*blocker);
                    let question = Message::new("unblock-question");
                    return Reply::open(Confirm::yes(Message::new("unblock-title"), vec![question], shared));
                }
                None if self.row.is_some() => self.form = Some(form()),
                None => {}
            },
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn farewell(&self) -> Answer {
        if self.changed { Answer::Done(Some(self.number)) } else { Answer::Dismissed }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let standing = self.standing(shared);
        let lines = u16::try_from(standing.len()).unwrap_or(u16::MAX);
        let place = centre(area, 76, lines.saturating_mul(2).saturating_add(8));
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        if let Some(failure) = &self.failure {
            canvas.paragraph(inner, &shared.say(failure), Role::Error);
            return;
        }
        if self.row.is_none() {
            canvas.text(inner, &shared.text("loading"), Role::Dim);
            return;
        }
        canvas.text(row(inner, 0), &shared.text("blocks-text"), Role::Dim);
        let mut used = 2;
        for (at, block) in standing.iter().enumerate() {
            let focused = at == self.at;
            canvas.text(row(inner, used), if focused { "▸" } else { " " }, Role::Key);
            let role = if focused { Role::Focus } else { Role::Text };
            let text = crate::tui::canvas::after(below(inner, used), 2);
            let text = Rect { height: text.height.min(2), ..text };
            used += canvas.paragraph(text, &standing::block(&shared.catalogue, block, shared.now), role).max(1);
        }
        if self.can_block(shared) {
            let focused = self.at == standing.len();
            let (mark, role) = if focused { ("▸ ", Role::Cursor) } else { ("  ", Role::Text) };
            canvas.pieces(row(inner, used), &[(mark, Role::Key), (&shared.text("blocks-add"), role)]);
        }
        let last = row(inner, inner.height.saturating_sub(1));
        canvas.text(last, &shared.text("blocks-keys"), Role::Dim);
    }
}

impl View for Blocks {
    fn title(&self) -> Message {
        Message::new("block-title").with("number", self.number.to_string())
    }

    fn holds_keys(&self) -> bool {
        self.row.is_none() && self.form.is_none() && self.failure.is_none()
    }

    fn waits(&self) -> bool {
        self.holds_keys()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Establishment(Request::Get { number: self.number }).into()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        match &self.form {
            Some(form) => form.draw(canvas, area, &shared.say(&self.title()), shared),
            None => self.draw_list(canvas, area, shared),
        }
    }

    fn echoes(&self) -> Option<(Message, String)> {
        let selection = many::numbers([self.number]);
        match (&self.form, self.lifting) {
            (Some(form), _) => Some(echo(form, &selection)),
            (None, Some(blocker)) => Some(job::echo(&Task::Unblock { blocker }, &selection)),
            (None, None) => None,
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = match (&mut self.form, intent) {
            (Some(form), Intent::Key(key)) => form.key(key),
            (Some(form), Intent::Paste(text)) => form.paste(&text),
            (None, Intent::Key(key)) => return self.list_key(key, shared),
            (_, Intent::Act(_)) | (None, Intent::Paste(_)) => return Reply::none(),
        };
        match (event, &self.form) {
            (Event::Submit, _) => self.submit(),
            (Event::Leave, Some(_form)) => leave(self, shared),
            (Event::Unheard, _) => Reply::none(),
            _ => Reply::redraw(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => {
                self.row = Some(row);
                if self.standing(shared).is_empty() && !self.changed {
                    self.form = Some(form());
                }
                self.at = 0;
            }
            Outcome::Establishment(Done::Changed(number)) if self.form.is_some() => {
                let said = Message::new("establishment-blocked").with("number", number.to_string());
                return Reply::close(Answer::Done(Some(number))).and(Step::Say(said, Role::Good));
            }
            Outcome::Establishment(Done::Changed(number)) => {
                // What is left is read and shown, so that nobody believes it open while another block stands.
                self.changed = true;
                let said = Message::new("establishment-unblocked").with("number", number.to_string());
                return Reply::step(Step::Say(said, Role::Good))
                    .join(Effect::Establishment(Request::Get { number }).into());
            }
            Outcome::Failed(failure) => match &mut self.form {
                Some(form) => form.fail(&failure),
                None => self.failure = Some(failure.message()),
            },
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (self.lifting.take(), answer) {
            (Some(blocker), Answer::Confirmed) => {
                let request = Request::Change { number: self.number, change: Change::Unblock(blocker) };
                Effect::Establishment(request).into()
            }
            (None, Answer::Confirmed) => Reply::close(self.farewell()),
            _ => Reply::redraw(),
        }
    }

    fn is_changed(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_changed)
    }
}

/// The form for several establishments.
#[derive(Debug)]
pub(super) struct BlockMany {
    targets: Targets,
}

impl BlockMany {
    /// Makes the form.
    pub(super) fn dialog(targets: Targets) -> Dialog<Self> {
        Dialog::new(Self { targets }, form().button("plan-button"))
    }
}

impl Asks for BlockMany {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        self.targets.title("block-many-title")
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        Some(echo(form, &self.targets.selection))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        match read(form) {
            Ok(input) => send(form, Effect::Job(orders::job::Request::BlockTask(input))),
            Err(errors) => refuse(form, errors),
        }
    }

    fn done(&mut self, _form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Job(orders::job::Done::Task(task)) = outcome else { return Reply::none() };
        Reply::close(Answer::Dismissed).join(job::begin(task, self.targets.selection.clone()))
    }
}
