//! One mail in full; the place of the password shows dots, as the password is kept apart.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::{acts, draw};
use crate::domain::contact::addressed;
use crate::domain::mail::{Mail, SECRET_MARK, last_words};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, after, columns, inside, row, wrap};
use crate::tui::orders::mail::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};

/// What stands where the password belongs.
const DOTS: &str = "••••••";

/// The view.
#[derive(Debug)]
pub(super) struct Detail {
    mail: Mail,
    top: usize,
    sending: bool,
    changed: bool,
}

impl Detail {
    /// Makes the view of a mail.
    pub(super) fn new(mail: Mail) -> Self {
        Self { mail, top: 0, sending: false, changed: false }
    }

    fn headers(&self, shared: &Shared) -> Vec<(String, String, Role)> {
        let mail = &self.mail;
        let (sign, role) = draw::glyph(mail.state);
        let text = |key: &'static str, value: String| (shared.text(key), value, Role::Text);
        let state = format!("{sign} {}", shared.text(words::mail_state(mail.state)));
        let to = addressed(&mail.to_name, &mail.to_email);
        let mut lines = vec![
            (shared.text("column-state"), state, role),
            text("mail-kind", shared.text(words::mail_kind(mail.kind))),
            text("column-recipient", to),
            text("column-subject", mail.subject.clone()),
            text("column-created", shared.catalogue.moment(mail.created_at)),
        ];
        match mail.sent_at {
            Some(at) => lines.push(text("mail-sent-at", shared.catalogue.moment(at))),
            None if mail.state.waits() => {
                lines.push(text("mail-next-at", shared.catalogue.moment(mail.next_attempt_at)));
            }
            None => {}
        }
        lines.push(text("mail-tries", mail.attempts.to_string()));
        if let Some(number) = mail.establishment {
            lines.push(text("mail-establishment", number.to_string()));
        }
        lines.push(text("mail-message-id", mail.message_id.clone()));
        if !mail.words.is_empty() {
            lines.push((shared.text(words::answer(&mail.words)), shared.say(&last_words(&mail.words)), role));
        }
        lines
    }

    /// Gives the lines as they are drawn: headers, then the body.
    fn lines(&self, width: u16, shared: &Shared) -> Vec<(String, String, Role)> {
        let headers = self.headers(shared);
        let label = headers.iter().map(|(label, _, _)| columns(label)).max().unwrap_or(0) + 2;
        let room = usize::from(width.saturating_sub(label));
        let mut lines = Vec::new();
        for (name, value, role) in headers {
            for (at, part) in wrap(&value, room).into_iter().enumerate() {
                lines.push((if at == 0 { name.clone() } else { String::new() }, part, role));
            }
        }
        lines.push((String::new(), String::new(), Role::Text));
        for line in self.mail.body.replace(SECRET_MARK, DOTS).split('\n') {
            lines.extend(body(line, usize::from(width)).into_iter().map(|part| (part, String::new(), Role::Text)));
        }
        lines
    }

    fn read(&self) -> Reply {
        Effect::Mail(Request::Get(self.mail.id)).into()
    }
}

/// Breaks a line of the body; spaces at its beginning and inside stay when it fits.
fn body(line: &str, width: usize) -> Vec<String> {
    if usize::from(columns(line)) <= width { vec![line.to_owned()] } else { wrap(line, width) }
}

impl View for Detail {
    fn title(&self) -> Message {
        Message::new("mail-detail-title").with("number", self.mail.id.0.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Mail, Place::Detail, Place::Everywhere]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let place = inside(area, 2, 1);
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        let lines = self.lines(inner.width, shared);
        let room = usize::from(inner.height);
        let top = self.top.min(lines.len().saturating_sub(room));
        let label = self.headers(shared).iter().map(|(label, _, _)| columns(label)).max().unwrap_or(0) + 2;
        let headers = lines.iter().position(|(label, value, _)| label.is_empty() && value.is_empty()).unwrap_or(0);
        for (at, (name, value, role)) in lines.iter().enumerate().skip(top).take(room) {
            let line = row(inner, u16::try_from(at - top).unwrap_or(u16::MAX));
            if at < headers {
                canvas.text(line, name, Role::Dim);
                canvas.text(after(line, label), value, *role);
            } else {
                canvas.text(line, name, *role);
            }
        }
        canvas.more_in_frame(inner, top..top + room, lines.len());
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(Action::Back | Action::Open) => Reply::close(self.farewell()),
            Intent::Act(Action::MailRetry) => Reply::open(acts::confirm_retry(&self.mail, shared)),
            Intent::Act(Action::MailSend) => {
                self.sending = true;
                acts::send(self.mail.id)
            }
            Intent::Act(Action::MailTest) => Reply::open(super::test::Test::new()),
            Intent::Key(key) => {
                match key.code {
                    KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
                    KeyCode::Down | KeyCode::Char('j') => self.top = (self.top + 1).min(500),
                    KeyCode::PageUp => self.top = self.top.saturating_sub(10),
                    KeyCode::PageDown => self.top = (self.top + 10).min(500),
                    KeyCode::Home => self.top = 0,
                    KeyCode::Enter => return Reply::close(self.farewell()),
                    _ => return Reply::none(),
                }
                Reply::redraw()
            }
            Intent::Act(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Mail(Done::Got(mail)) => {
                self.mail = *mail;
                Reply::redraw()
            }
            Outcome::Mail(Done::Tried(mail)) => {
                (self.sending, self.changed) = (false, true);
                let reply = acts::tried(&mail);
                self.mail = *mail;
                reply
            }
            Outcome::Mail(Done::Retried(id)) => {
                self.changed = true;
                acts::retried(id).join(self.read())
            }
            Outcome::Failed(failure) => {
                self.sending = false;
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match answer {
            Answer::Confirmed => Effect::Mail(Request::Retry(self.mail.id)).into(),
            _ => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        State { actor: &shared.actor, rows: 1, on_row: true, ticked: 0, busy: self.sending, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        acts::why_not(action, self.mail.state, self.sending)
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        template.replace("{row}", &self.mail.id.0.to_string()).replace(" {state}", "")
    }
}

impl Detail {
    fn farewell(&self) -> Answer {
        if self.changed { Answer::Done(None) } else { Answer::Dismissed }
    }
}
