//! The terminal: entered, left, stopped and restored, through descriptors of our own.
//!
//! Invariant: only the screen's thread writes here, and whatever happens to it the terminal is restored.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ThreadId;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::crossterm::{cursor, queue};
use ratatui::layout::Rect;

use super::pointer::Mouse;

/// The screen that ratatui draws on.
pub(crate) type Tty = Terminal<CrosstermBackend<BufWriter<Output>>>;

/// The terminal as it is written to. Once it was left, what is still written goes nowhere: ratatui shows the cursor
/// when it is dropped, and tells of a failure on an error output that may be gone too.
pub(crate) struct Output(File);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if is_ours() { self.0.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if is_ours() { self.0.flush() } else { Ok(()) }
    }
}

fn is_ours() -> bool {
    OWNER.lock().is_ok_and(|owner| owner.is_some())
}

/// The thread whose panic restores the terminal; none: the terminal is not ours.
static OWNER: Mutex<Option<ThreadId>> = Mutex::new(None);

/// Opens the terminal for reading, as crossterm does: stdin, or else the controlling terminal.
pub(crate) fn input() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned() } else { Ok(File::open("/dev/tty")?.into()) }
}

fn output() -> io::Result<File> {
    let stdout = io::stdout();
    if stdout.is_terminal() {
        return Ok(File::from(stdout.as_fd().try_clone_to_owned()?));
    }
    File::options().write(true).open("/dev/tty")
}

/// Whether the terminal is asked for the mouse.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Clicks and the wheel, not every move: those would be bytes over a slow line.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Takes the terminal over.
pub(crate) fn enter(mouse: Mouse) -> io::Result<Tty> {
    MOUSE.store(mouse == Mouse::On, Ordering::Relaxed);
    let mut out = output()?;
    restore_after_panic();
    take(&mut out)?;
    Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(32 * 1024, Output(out))))
}

fn take(out: &mut impl Write) -> io::Result<()> {
    enable_raw_mode()?;
    if let Ok(mut owner) = OWNER.lock() {
        *owner = Some(std::thread::current().id());
    }
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if MOUSE.load(Ordering::Relaxed) {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Gives the terminal back. On a terminal that is gone this fails, which nobody needs to know.
pub(crate) fn leave() {
    if let Ok(mut owner) = OWNER.lock() {
        *owner = None;
    }
    if let Ok(mut out) = output() {
        if MOUSE.load(Ordering::Relaxed) {
            let _ = out.write_all(MOUSE_OFF);
        }
        let _ = queue!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = out.flush();
    }
    let _ = disable_raw_mode();
}

/// Stops the process as Ctrl-Z does, and takes the terminal over again when it goes on.
///
/// Without job control the kernel drops the signal and the screen is simply drawn anew.
pub(crate) fn suspend(tty: &mut Tty) -> io::Result<()> {
    leave();
    crate::operations::stop_group();
    resume(tty)
}

/// Takes the terminal over again; everything is drawn anew.
pub(crate) fn resume(tty: &mut Tty) -> io::Result<()> {
    take(tty.backend_mut())?;
    wipe(tty)
}

/// Clears the screen and forgets what was on it, so that the next frame is drawn in full.
///
/// Not [`Terminal::clear`], which asks the terminal where its cursor is and waits for the answer among the keys.
pub(crate) fn wipe(tty: &mut Tty) -> io::Result<()> {
    let size = tty.size()?;
    tty.resize(Rect::new(0, 0, size.width, size.height))
}

/// Restores the terminal before the panic of the screen's thread is told. Other threads' panics become outcomes.
fn restore_after_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let owner = OWNER.lock().map_or(None, |owner| *owner);
            match owner {
                Some(thread) if thread == std::thread::current().id() => {
                    leave();
                    before(panic);
                }
                // The screen is in use: words would break it, and the worker reports its own panics.
                Some(_) => {}
                None => before(panic),
            }
        }));
    });
}
