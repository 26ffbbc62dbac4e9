//! What each action does on a mail, in the table and in its own view.

use super::list::{Asking, Mails};
use super::{detail, draw, test};
use crate::domain::mail::{Mail, MailId, State, last_words};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::tui::actions::Action;
use crate::tui::orders::Effect;
use crate::tui::orders::mail::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::Menu;

/// Says why a mail cannot be retried or sent now.
pub(super) fn why_not(action: Action, state: State, sending: bool) -> Option<Message> {
    match (action, state) {
        (Action::MailRetry | Action::MailSend, _) if sending => Some(Message::new("why-mail-busy")),
        (Action::MailRetry | Action::MailSend, State::Sent) => Some(Message::new("why-mail-sent")),
        (Action::MailRetry, State::Queued | State::Sending) | (Action::MailSend, State::Sending) => {
            Some(Message::new("why-mail-waits"))
        }
        (Action::MailRetry | Action::MailSend, State::Withdrawn) => Some(Message::new("why-mail-withdrawn")),
        (Action::MailSend, State::Refused | State::Uncertain) => Some(Message::new("why-mail-retry-first")),
        _ => None,
    }
}

/// Asks whether a mail should be queued again; one that may have arrived says so.
pub(super) fn confirm_retry(mail: &Mail, shared: &Shared) -> Confirm {
    let about =
        Message::new("mail-retry-question").with("to", mail.to_email.as_str()).with("subject", mail.subject.as_str());
    let mut lines = vec![about];
    if !mail.words.is_empty() {
        lines.push(last_words(&mail.words));
    }
    if mail.state == State::Uncertain {
        lines.push(Message::new("mail-retry-uncertain"));
    }
    Confirm::yes(Message::new("action-mail-retry"), lines, shared)
}

/// Does an action on the table.
pub(super) fn act(list: &mut Mails, action: Action, shared: &mut Shared) -> Reply {
    if list.viewport.act(action) {
        return Reply::redraw().join(list.fetch());
    }
    match action {
        Action::MailTest => return Reply::open(test::Test::new()),
        Action::MailState | Action::Filter => {
            list.asking = Asking::State;
            return Reply::open(state_menu(list, shared));
        }
        Action::Back if list.state.is_some() => {
            list.state = None;
            return Reply::redraw().join(list.restart());
        }
        _ => {}
    }
    let Some(mail) = list.current() else { return Reply::none() };
    match action {
        Action::Open => Reply::open(detail::Detail::new(mail.clone())),
        Action::MailRetry => {
            let (id, confirm) = (mail.id, confirm_retry(mail, shared));
            list.asking = Asking::Retry(id);
            Reply::open(confirm)
        }
        Action::MailSend => {
            let id = mail.id;
            list.sending = Some(id);
            send(id)
        }
        _ => Reply::none(),
    }
}

/// Sends a mail now.
pub(super) fn send(id: MailId) -> Reply {
    Reply::step(Step::Say(Message::new("mail-sending-now"), Role::Text)).join(Effect::Mail(Request::Send(id)).into())
}

/// Says what became of a mail that was sent by hand.
pub(super) fn tried(mail: &Mail) -> Reply {
    let role = match mail.state {
        State::Sent => Role::Good,
        State::Queued | State::Sending | State::Deferred => Role::Warning,
        State::Refused | State::Uncertain | State::Withdrawn => Role::Error,
    };
    let message = if mail.state == State::Sent { Message::new("mail-sent-now") } else { last_words(&mail.words) };
    Reply::step(Step::Say(message, role))
}

/// Says that a mail waits again.
pub(super) fn retried(_id: MailId) -> Reply {
    Reply::step(Step::Say(Message::new("mail-retried"), Role::Good))
}

fn state_menu(list: &Mails, shared: &Shared) -> Menu {
    let total: u32 = list.counts.iter().map(|(_, count)| *count).sum();
    let mut lines = vec![Message::new("mail-state-any").with("count", total)];
    lines.extend(State::ALL.iter().map(|state| line(*state, list.count(*state), shared)));
    let at = list.state.and_then(|state| State::ALL.iter().position(|known| *known == state)).map_or(0, |at| at + 1);
    Menu::new(Message::new("action-mail-state"), lines).focus(at)
}

fn line(state: State, count: u32, shared: &Shared) -> Message {
    let (sign, _) = draw::glyph(state);
    let name = shared.text(words::mail_state(state));
    Message::new("mail-state-line").with("sign", sign).with("state", name).with("count", count)
}

/// Takes the answer of a dialog.
pub(super) fn answer(list: &mut Mails, asking: Asking, answer: &Answer, shared: &mut Shared) -> Reply {
    use crate::tui::view::View as _;
    match (asking, answer) {
        (Asking::State, Answer::Chosen(at)) => {
            list.state = at.checked_sub(1).and_then(|at| State::ALL.get(at).copied());
            Reply::redraw().join(list.restart())
        }
        (Asking::Retry(id), Answer::Confirmed) => Effect::Mail(Request::Retry(id)).into(),
        (_, Answer::Done(_)) => list.refresh(shared),
        _ => Reply::redraw(),
    }
}
