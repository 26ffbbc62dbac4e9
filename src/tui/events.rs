//! What arrives at the screen's thread, and the thread that reads keys.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use ratatui::crossterm::event::{self as terminal, Event as TerminalEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use rustix::event::{PollFd, PollFlags, poll};

use super::actions::Action;
use super::keymap::Key;
use super::orders::Report;
use super::theme::Role;
use super::watchdog::Activity;
use crate::domain::exit::ExitReason;
use crate::domain::message::Message;

/// Everything that can happen.
#[derive(Debug)]
pub(crate) enum Event {
    /// A key went down.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The first button of the mouse went down.
    Click(Position),
    /// The wheel was turned, as the action says.
    Wheel(Action),
    /// The terminal has another size, or must be drawn anew.
    Resized,
    /// The process goes on after a stop that was not ours.
    Resumed,
    /// The worker has done something.
    Report(Report),
    /// Another process changed the data.
    DataChanged,
    /// Something beside the screen has something to say.
    Told(Message, Role),
    /// Nobody pressed a key for the time that the settings allow.
    Idle,
    /// The program must end.
    Stop(ExitReason),
}

/// How long crossterm waits for the rest of a sequence, or for more.
const PATIENCE: Duration = Duration::from_millis(20);

/// Reads keys until the terminal is gone.
///
/// The terminal is asked by `poll(2)` first, because crossterm never returns from a terminal that hung up. A sequence
/// that never ends can still hold this thread, which is why it owns nothing else: the watchdog ends the program.
pub(crate) fn read_keys(input: &OwnedFd, winch: &OwnedFd, events: &Sender<Event>, activity: &Arc<Activity>) {
    loop {
        let mut fds = [PollFd::new(input, PollFlags::IN), PollFd::new(winch, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => break,
        }
        if fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            break;
        }
        if fds[1].revents().contains(PollFlags::IN) {
            drain(winch);
            if events.send(Event::Resized).is_err() {
                return;
            }
        }
        if fds[0].revents().contains(PollFlags::IN) && pass_on(events, activity).is_err() {
            return;
        }
    }
    let _ = events.send(Event::Stop(ExitReason::HangUp));
}

/// The screen's thread is gone, or the terminal cannot be read.
struct Gone;

fn pass_on(events: &Sender<Event>, activity: &Arc<Activity>) -> Result<(), Gone> {
    // Longer than nothing: crossterm does not look at all when it may not wait, and when bytes are there but make no
    // whole event yet, waiting here keeps the loop from spinning.
    while terminal::poll(PATIENCE).map_err(|_| Gone)? {
        let event = match terminal::read().map_err(|_| Gone)? {
            TerminalEvent::Key(key) => Key::from_event(key).map(Event::Key),
            TerminalEvent::Paste(text) => Some(Event::Paste(text)),
            // A new size is told by our own pipe already.
            TerminalEvent::Resize(..) | TerminalEvent::FocusGained | TerminalEvent::FocusLost => None,
            TerminalEvent::Mouse(mouse) => mouse_event(mouse),
        };
        if let Some(event) = event {
            activity.note();
            events.send(event).map_err(|_| Gone)?;
        }
    }
    Ok(())
}

/// Empties a signal's pipe.
pub(crate) fn drain(pipe: &impl AsFd) {
    let mut bytes = [0_u8; 64];
    while matches!(rustix::io::read(pipe, &mut bytes), Ok(count) if count == bytes.len()) {}
}

/// Reads what the terminal tells of the mouse: clicks of the first button, and the wheel.
fn mouse_event(mouse: MouseEvent) -> Option<Event> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(Position::new(mouse.column, mouse.row))),
        MouseEventKind::ScrollUp => Some(Event::Wheel(Action::Up)),
        MouseEventKind::ScrollDown => Some(Event::Wheel(Action::Down)),
        _ => None,
    }
}
