//! How the table of mails is drawn: counts, rows, the words about the mail under the cursor.

use ratatui::layout::Rect;

use super::list::Mails;
use crate::domain::mail::{Mail, State, last_words};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::i18n::words;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, columns, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column, Line};

const COLUMNS: [Column; 7] = [
    Column { title: "column-state", min: 18, weight: 0, priority: 0 },
    Column { title: "column-recipient", min: 18, weight: 2, priority: 0 },
    Column { title: "column-subject", min: 16, weight: 3, priority: 0 },
    Column { title: "column-number", min: 7, weight: 0, priority: 4 },
    Column { title: "column-created", min: 16, weight: 0, priority: 1 },
    Column { title: "column-next", min: 16, weight: 0, priority: 2 },
    Column { title: "column-words", min: 12, weight: 1, priority: 3 },
];

/// Gives the sign of a state.
pub(super) const fn glyph(state: State) -> (&'static str, Role) {
    match state {
        State::Queued => ("○", Role::Text),
        State::Sending => ("→", Role::Text),
        State::Deferred => ("◌", Role::Warning),
        State::Sent => ("✓", Role::Good),
        State::Refused => ("×", Role::Error),
        State::Uncertain => ("?", Role::Warning),
        State::Withdrawn => ("–", Role::Dim),
    }
}

/// Gives the places of counts, table and words.
pub(super) fn places(area: Rect) -> [Rect; 3] {
    let top = 1.min(area.height);
    let rest = below(area, top);
    let pane = match rest.height {
        0..=9 => 0,
        10..=15 => 3,
        _ => 4,
    };
    let table = rest.height - pane;
    [row(area, 0), Rect { height: table, ..rest }, below(rest, table)]
}

/// Draws the screen.
pub(super) fn draw(list: &Mails, canvas: &mut Canvas<'_>, shared: &Shared) {
    let [top, body, pane] = places(list.area);
    if let Some(failure) = &list.failure {
        canvas.paragraph(inside(below(body, 1), 1, 0), &shared.say(failure), Role::Error);
        return;
    }
    if !list.pages.is_loaded() {
        canvas.text(row(body, 1), &format!("    {}", shared.text("loading")), Role::Dim);
        return;
    }
    counts(list, canvas, top, shared);
    let line = |at: usize| list.pages.get(at).map(|mail| line(mail, shared));
    table::draw(canvas, body, (&COLUMNS, None), &list.viewport, shared, &line);
    if list.pages.len() == 0 {
        let key = if list.state.is_some() { "mail-none-state" } else { "mail-none" };
        let back = shared.key_of(Action::Back);
        let test = shared.key_of(Action::MailTest);
        let message = Message { key, args: vec![("back", back.into()), ("test", test.into())] };
        canvas.paragraph(inside(below(body, 2), 4, 0), &shared.say(&message), Role::Dim);
    } else if let Some(mail) = list.current() {
        words_of(canvas, pane, mail, shared);
    }
}

/// Which states are named beside their signs.
#[derive(Clone, Copy)]
enum Worded {
    All,
    /// All but the one that lasts a moment.
    Lasting,
    None,
}

impl Worded {
    fn has(self, state: State) -> bool {
        match self {
            Self::All => true,
            Self::Lasting => state != State::Sending,
            Self::None => false,
        }
    }
}

/// Draws how many mails each state has; the state that is shown is marked.
fn counts(list: &Mails, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
    let text = |state: State, worded: Worded| {
        let word =
            if worded.has(state) { format!(" {}", shared.text(words::mail_state(state))) } else { String::new() };
        format!("{}{word} {}", glyph(state).0, list.count(state))
    };
    let asked = |state: State| list.count(state) > 0 || list.state == Some(state);
    let width = |shown: &[State], worded: Worded, gap: u16| {
        1 + shown.iter().map(|state| columns(&text(*state, worded)) + gap).sum::<u16>().saturating_sub(gap)
    };
    // On a narrow screen the state that lasts a moment has its sign only, then states of which there is none are left
    // out; the other words go last, because rows say them too.
    let standing: Vec<State> = State::ALL.into_iter().filter(|state| asked(*state)).collect();
    let ways = [
        (&State::ALL[..], Worded::All, 2),
        (&State::ALL[..], Worded::Lasting, 1),
        (&standing, Worded::All, 1),
        (&standing, Worded::Lasting, 1),
    ];
    let fits = |(shown, worded, gap): &(&[State], Worded, u16)| width(shown, *worded, *gap) <= area.width;
    let (shown, worded, gap) = ways.into_iter().find(fits).unwrap_or((&standing, Worded::None, 1));
    let mut used = 1;
    for state in shown.iter().copied() {
        let role = match (list.state, list.count(state)) {
            (Some(shown), _) if shown == state => Role::Cursor,
            (_, 0) => Role::Dim,
            (_, _) => glyph(state).1,
        };
        used += canvas.text(after(area, used), &text(state, worded), role) + gap;
    }
}

fn line(mail: &Mail, shared: &Shared) -> Line {
    let text = |text: String| (text, Role::Text);
    let (sign, role) = glyph(mail.state);
    let words = if mail.words.is_empty() { String::new() } else { shared.say(&last_words(&mail.words)) };
    let cells = vec![
        (format!("{sign} {}", shared.text(words::mail_state(mail.state))), role),
        text(mail.to_email.clone()),
        text(mail.subject.clone()),
        text(mail.establishment.map(|number| number.to_string()).unwrap_or_default()),
        text(shared.catalogue.moment(mail.created_at)),
        text(next(mail, &shared.catalogue)),
        (words, Role::Dim),
    ];
    Line { mark: "", cells }
}

/// Gives when it was sent, or when the next try is due.
fn next(mail: &Mail, words: &Catalogue) -> String {
    match (mail.sent_at, mail.state) {
        (Some(at), _) => words.moment(at),
        (None, State::Queued | State::Deferred) => {
            format!("→ {}", words.short_moment(mail.next_attempt_at))
        }
        (None, _) => String::new(),
    }
}

fn words_of(canvas: &mut Canvas<'_>, area: Rect, mail: &Mail, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    canvas.rule(row(area, 0));
    let inner = inside(below(area, 1), 1, 0);
    let kind = shared.text(words::mail_kind(mail.kind));
    let number = mail.establishment.map(|number| format!(" · {number}")).unwrap_or_default();
    let used = canvas.text(inner, &format!("{kind}{number} · {}", mail.to_name.trim()), Role::Dim);
    let attempts = shared.say(&Message::new("mail-attempts").with("count", mail.attempts));
    canvas.text(after(row(inner, 0), used), &format!(" · {attempts}"), Role::Dim);
    if !mail.words.is_empty() {
        canvas.paragraph(below(inner, 1), &shared.say(&last_words(&mail.words)), glyph(mail.state).1);
    }
}
