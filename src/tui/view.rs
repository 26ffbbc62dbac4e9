//! What a screen or a dialog is to the rest: it draws, it handles intents and outcomes, it says what should follow.

use ratatui::layout::Rect;

use super::actions::{Action, Entry, Place, State};
use super::canvas::Canvas;
use super::filters::Filters;
use super::keymap::Key;
use super::orders::{Effect, Failure, Outcome};
use super::shared::Shared;
use super::theme::Role;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filled::Filled;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::nouns::Id;
use crate::operations::exchange::Reach;

/// What a person wants of a view.
#[derive(Debug, Clone)]
pub(crate) enum Intent {
    /// An action of the table, already found to be possible.
    Act(Action),
    /// A key that is no action where the view is: text, and the fixed keys of dialogs.
    Key(Key),
    /// Text to insert, as it was pasted.
    Paste(String),
}

/// What a dialog gives to the view that opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It was left.
    Dismissed,
    /// It was agreed to.
    Confirmed,
    /// The line that was chosen.
    Chosen(usize),
    /// An action is meant for the row of a described noun that was shown.
    Meant(Action, Id),
    /// Something was done to a row of a described noun: the list should be read again and go to it.
    Named(Id),
    /// Something was done and the list should be read again; the row to go to, if any.
    Done(Option<EstablishmentNumber>),
    /// The plan that a form asked for was drawn up.
    Planned,
    /// There is no plan of what a form asked for, and why.
    Refused(Failure),
}

/// The rows that an action is meant for which is no act of their description.
#[derive(Debug)]
pub(crate) struct Meant {
    /// Which.
    pub(crate) ids: Vec<Id>,
    /// The filter that found them, as it is typed.
    pub(crate) filter: String,
    /// The same, where they are many and nearly all that the filter finds.
    pub(crate) matching: Option<Selection>,
    /// What forms of them begin with; nothing where one of them is not known here.
    pub(crate) filled: Vec<Filled>,
}

/// What should follow, in order.
#[derive(Debug)]
pub(crate) enum Step {
    /// The worker should do this and report to the view.
    Effect(Effect),
    /// A dialog should open over the view.
    Open(Box<dyn View>),
    /// An action that is no act of the rows' description should be done to them.
    Lead(Action, Meant),
    /// The view should close and give its opener an answer.
    Close(Answer),
    /// The view should close and the action be done by what is below.
    CloseAndAct(Action),
    /// The action should be done where the view is.
    Act(Action),
    /// A screen should come to the front.
    Show(Action),
    /// Something should be said in the line above the footer.
    Say(Message, Role),
    /// The same as a warning, where nothing of weight is said there.
    Remark(Message),
    /// The same beside what is said there, whatever that is.
    Also(Message),
    /// Somebody has signed in.
    SignedIn(Actor),
    /// The program should end, after a question when something is under way.
    Quit,
    /// The program should end; whatever is under way stops at its next pause.
    QuitNow,
}

impl Step {
    /// Says that something was done, or that and what else there is to know.
    pub(crate) fn of(said: Result<Message, Message>) -> Self {
        match said {
            Ok(done) => Self::Say(done, Role::Good),
            Err(partly) => Self::Say(partly, Role::Warning),
        }
    }
}

/// Steps, and whether anything that is drawn has changed.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    /// The steps.
    pub(crate) steps: Vec<Step>,
    /// Whether a new frame is needed.
    pub(crate) redraw: bool,
}

impl Reply {
    /// Nothing has changed.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// Something that is drawn has changed.
    pub(crate) fn redraw() -> Self {
        Self { steps: Vec::new(), redraw: true }
    }

    /// One step follows.
    pub(crate) fn step(step: Step) -> Self {
        Self::redraw().and(step)
    }

    /// Closes the view.
    pub(crate) fn close(answer: Answer) -> Self {
        Self::step(Step::Close(answer))
    }

    /// Opens a dialog.
    pub(crate) fn open(view: impl View + 'static) -> Self {
        Self::step(Step::Open(Box::new(view)))
    }

    /// Says why something was not done.
    pub(crate) fn refuse(why: Message) -> Self {
        Self::step(Step::Say(why, Role::Warning))
    }

    /// Adds a step.
    pub(crate) fn and(mut self, step: Step) -> Self {
        self.redraw = true;
        self.steps.push(step);
        self
    }

    /// Tells whether nothing comes of it.
    pub(crate) fn is_nothing(&self) -> bool {
        !self.redraw && self.steps.is_empty()
    }

    /// Adds another reply's steps.
    pub(crate) fn join(mut self, other: Self) -> Self {
        self.steps.extend(other.steps);
        self.redraw |= other.redraw;
        self
    }
}

impl From<Effect> for Reply {
    fn from(effect: Effect) -> Self {
        Self { steps: vec![Step::Effect(effect)], redraw: false }
    }
}

/// How a view lies over what is below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cover {
    /// It is a screen between header and footer.
    Screen,
    /// It lies over the screen, which stays visible.
    Dialog,
    /// It hides everything: sign-in, lock, first run.
    Everything,
}

/// A screen or a dialog.
///
/// Invariant: `draw` reads only, and no method waits.
pub(crate) trait View: std::fmt::Debug {
    /// Returns the name in the header, or the dialog's title.
    fn title(&self) -> Message;

    /// Returns where the view is, as the keymap and help see it; most special first. None: every key is the view's own.
    fn places(&self) -> &'static [Place] {
        &[]
    }

    /// Tells whether keys are text now, so that letters are not actions.
    fn takes_text(&self) -> bool {
        self.places().is_empty()
    }

    /// Tells how it lies over what is below.
    fn cover(&self) -> Cover {
        Cover::Dialog
    }

    /// Tells whose rows, jobs and log it works on; none: those that the view below it works on, at last the host's.
    fn at(&self) -> Option<At> {
        None
    }

    /// Begins, once it is open: asks the worker for what it shows.
    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Tells the size that it will be drawn at: before the first frame, and when it changes.
    fn resize(&mut self, _area: Rect, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Returns what its list can be filtered by; none: nothing can be typed.
    fn filters(&self) -> Option<Filters> {
        None
    }

    /// Draws. Dialogs get the whole screen and take the place they need.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared);

    /// Handles what a person wants.
    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply;

    /// Handles what the worker did for this view.
    fn outcome(&mut self, _outcome: Outcome, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Handles the answer of a dialog that this view opened.
    fn answer(&mut self, _answer: Answer, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Reads the data again, because somebody changed them or the screen comes to the front.
    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Tells whether an action of its places has a meaning here: keys, help and the footer leave the others out.
    fn offers(&self, _entry: &Entry) -> bool {
        true
    }

    /// Returns the keys of a dialog that has no places, as help names them; none: those of a form.
    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        None
    }

    /// Returns the establishment whose own rows it shows, and its name as far as that is known.
    fn school(&self) -> Option<(EstablishmentNumber, &str)> {
        None
    }

    /// Returns what decides which actions are possible.
    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        State { actor: &shared.actor, rows: 0, on_row: false, ticked: 0, busy: false }
    }

    /// Tells why an action is impossible for what is under the cursor, where only the view knows.
    fn refuses(&self, _action: Action, _shared: &Shared) -> Option<Message> {
        None
    }

    /// The filter under which another screen is shown that is opened from here; none: as it stands.
    fn narrows(&self, _screen: Action, _shared: &Shared) -> Option<String> {
        None
    }

    /// Returns what explains a refusal that stands in it; none: the key of help lists the keys.
    fn explains(&self) -> Option<Box<dyn View>> {
        None
    }

    /// Returns the command line of an act, where a description has it.
    fn derived(&self, _act: Act, _shared: &Shared) -> Option<String> {
        None
    }

    /// Returns what a dialog is for, and the command line that does the same with what was typed so far.
    fn echoes(&self) -> Option<(Message, String)> {
        None
    }

    /// Fills an action's command line in.
    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        template.to_owned()
    }

    /// Returns the actions whose keys the footer shows, most useful first.
    fn footer(&self) -> &'static [Action] {
        &[]
    }

    /// Returns the line above the footer: counts, what is going on.
    fn status(&self, _shared: &Shared) -> Option<Message> {
        None
    }

    /// Tells whether what it would draw is still on its way, so that a frame may wait a moment.
    fn waits(&self) -> bool {
        false
    }

    /// Tells whether keys must wait for what it asked for, so that nothing that is typed ahead is lost.
    fn holds_keys(&self) -> bool {
        false
    }

    /// Tells whether it waits for the worker, and says for how long already.
    fn is_sending(&self) -> bool {
        false
    }

    /// Returns the moment at which what it shows changes by itself.
    fn wake_at(&self) -> Option<Timestamp> {
        None
    }

    /// Tells what it has under way that the end of the program would stop, as a question says it.
    fn under_way(&self) -> Option<Message> {
        None
    }

    /// Stops what it has under way at the next pause, because the program ends.
    fn stop(&mut self) -> Reply {
        Reply::none()
    }

    /// Tells whether leaving it loses what was typed.
    fn is_changed(&self) -> bool {
        false
    }
}

/// Tells whether an action has a meaning in a view for whoever acts: keys, help, palette and footer leave the others out.
pub(crate) fn offered(view: &dyn View, entry: &Entry, shared: &Shared) -> bool {
    is_here(entry.action, shared) && view.offers(entry) && entry.is_for(&shared.actor)
}

/// Tells whether an action that only some consoles have is one of this one.
pub(crate) fn is_here(action: Action, shared: &Shared) -> bool {
    match action {
        Action::EnterAs => shared.demo,
        // What somebody is there for only to read needs no reason.
        Action::SupportReason => {
            let identity = &shared.actor.identity;
            matches!(identity, Identity::Webmaster { support: Some(_), duty, .. } if *duty != Duty::Observer)
        }
        Action::LeaveVisit => shared.actor.identity.behind().is_some(),
        Action::Home => shared.actor.belongs() != At::Host,
        // Nobody of an establishment names a file of the server's.
        Action::JobCsv => Reach::of(&shared.actor) != Reach::Nowhere,
        _ => true,
    }
}

/// Tells whether the key of an action has a meaning in a view: whoever it could be for is told why it is not theirs to do.
pub(crate) fn has_key(view: &dyn View, entry: &Entry, shared: &Shared) -> bool {
    is_here(entry.action, shared) && view.offers(entry) && entry.is_told_to(&shared.actor)
}

/// Tells whether an action can be done now: as the table knows, and as the view knows.
///
/// # Errors
/// Why not, in words.
pub(crate) fn possible(view: &dyn View, entry: &Entry, shared: &Shared) -> Result<(), Message> {
    // Before a form is filled for what would be refused in the end.
    if let Some(held) = shared.held.as_ref().filter(|_| entry.changes()) {
        return Err(held.clone());
    }
    entry.enabled(&view.state(shared))?;
    if entry.action == Action::ListExport && Reach::of(&shared.actor) == Reach::Nowhere {
        return Err(Message::new("why-list-export"));
    }
    view.refuses(entry.action, shared).map_or(Ok(()), Err)
}
