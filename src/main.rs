//! The process: hardened first, then handed to the command line or the console.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use intendant::cli::{self, Console, Next};
use intendant::config::settings;
use intendant::domain::access::Door;
use intendant::domain::exit::{Exit, ExitReason};
use intendant::domain::message::Explain as _;
use intendant::jobs::worker::Carrier;
use intendant::operations::Options;
use intendant::operations::demo::{self, Throwaway};
use intendant::operations::progress::Advance;
use intendant::plain;
use intendant::tui::{self, Glyphs, Mouse, Palette, Theme};

/// The environment that is read, by name or by beginning; everything else is taken away first.
const KEPT: [&str; 14] = [
    "HOME",
    "LANG",
    "LC_",
    "TZ",
    "TERM",
    "COLORTERM",
    "NO_COLOR",
    "TMPDIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "INTENDANT_",
    "SSH_CONNECTION",
    "SSH_ORIGINAL_COMMAND",
    "SSH_USER_AUTH",
];

/// How much freed memory each thread may keep, in bytes.
const KEPT_BYTES: usize = 4 << 20;

/// The demonstration's data directory, for an end that drops nothing.
static DEMO: OnceLock<PathBuf> = OnceLock::new();

fn main() -> std::process::ExitCode {
    harden();
    keep_freed_memory();
    let code = match cli::start(std::env::args_os().collect(), &|name: &str| std::env::var_os(name)) {
        Next::Exit(code) => code,
        Next::Console(console) => open(*console, None),
        Next::Demo(console) => open_demo(*console),
    };
    code.into()
}

/// Has the system's allocator keep what is freed for the next who asks. Every establishment's database is opened, read
/// and closed; given back to the system each time, its pages cost half as much again as the reading itself. (The C
/// library gives back less than twice the largest block that it ever had from the system alone and that was freed.)
fn keep_freed_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT_BYTES / 2)));
}

/// Opens the console; gives the exit code.
fn open(console: Console, demo_login: Option<String>) -> u8 {
    let words = Arc::clone(&console.words);
    let registry = console.home.registry();
    let ended = if console.look.plain { open_plain(console, demo_login) } else { open_screens(console, demo_login) };
    match ended {
        Ok(ExitReason::Replaced) => cli::replaced(&words, &registry),
        Ok(reason) => code(reason),
        Err(cause) => cli::complain(&words, &cause),
    }
}

/// Makes a throw-away data directory, opens the console on it, and removes it.
fn open_demo(mut console: Console) -> u8 {
    let words = Arc::clone(&console.words);
    let place = match Throwaway::make() {
        Ok(place) => place,
        Err(error) => return cli::complain(&words, &words.say(&error.message())),
    };
    let _ = DEMO.set(place.root().to_owned());
    let clock = intendant::operations::Clock::System;
    let mut out = cli::out(&words);
    let mut tell = |advance: Advance| {
        let percent = u8::try_from(advance.done * 100 / advance.total.max(1)).unwrap_or(100);
        out.progress("demo-building", percent);
    };
    let built = demo::build(place.root(), &console.actor, clock, words.language(), &mut tell);
    let _ = out.finish(0);
    match built {
        Ok(home) => {
            console.home = home;
            open(console, Some(demo::LOGIN.to_owned()))
        }
        Err(error) => cli::complain(&words, &words.say(&error.message())),
    }
}

fn idle_lock(console: &Console) -> Duration {
    Duration::from_secs(u64::from(console.settings.idle_lock_minutes) * 60)
}

fn open_screens(console: Console, demo_login: Option<String>) -> Result<ExitReason, String> {
    let palette = match console.settings.theme {
        _ if console.look.colourless => Palette::Mono,
        settings::Theme::Sober => Palette::Sober,
        settings::Theme::HighContrast => Palette::HighContrast,
        settings::Theme::Mono => Palette::Mono,
    };
    let words = Arc::clone(&console.words);
    let glyphs = if console.look.ascii { Glyphs::Ascii } else { Glyphs::Unicode };
    let idle_lock = idle_lock(&console);
    let launch = tui::Launch {
        home: console.home,
        clock: intendant::operations::Clock::System,
        options: Options { door: Door::Console, ..console.options },
        limits: console.settings.limits,
        config: console.config,
        catalogue: Arc::new(words.at_console()),
        actor: console.actor,
        demo_login,
        entrance: console.entrance,
        theme: Theme { palette, glyphs },
        keys: console.settings.keys,
        mouse: if console.settings.mouse { Mouse::On } else { Mouse::Off },
        idle_lock: Some(idle_lock),
        last_resort,
    };
    let left = tui::run(launch).map_err(|error| error.to_string())?;
    cli::going_on(&words, &left.begun);
    Ok(left.reason)
}

fn open_plain(console: Console, demo_login: Option<String>) -> Result<ExitReason, String> {
    let idle_lock = idle_lock(&console);
    let words = Arc::clone(&console.words);
    let launch = plain::Launch {
        home: console.home,
        clock: intendant::operations::Clock::System,
        options: Options { door: Door::Plain, ..console.options },
        // A demonstration's data go with it, and so do its jobs.
        carrier: match demo_login {
            Some(_) => Carrier::Inside,
            None => Carrier::Detached { config: console.config },
        },
        settings: console.settings,
        catalogue: Arc::new(console.words.at_console()),
        actor: console.actor,
        demo_login,
        entrance: console.entrance,
        ascii: console.look.ascii,
        idle_lock: Some(idle_lock),
    };
    plain::on_terminal(&launch).map_err(|error| words.say(&error.message()))
}

/// Ends the process while the screen's thread is held by a terminal that is gone.
fn last_resort(reason: ExitReason) {
    if let Some(place) = DEMO.get() {
        let _ = std::fs::remove_dir_all(place);
    }
    #[expect(clippy::exit, reason = "the thread that could return is held")]
    std::process::exit(i32::from(code(reason)));
}

/// Ended by the person: 0; by the terminal or the system: 6, nothing acknowledged is lost; by a registry that was replaced: 5, as
/// for anything that another start can do.
const fn code(reason: ExitReason) -> u8 {
    match reason {
        ExitReason::Quit => Exit::Done.code(),
        ExitReason::HangUp | ExitReason::Terminated => Exit::Interrupted.code(),
        ExitReason::Replaced => Exit::Busy.code(),
    }
}

/// Makes the process private and unable to become another one. What the system does not offer is done without.
fn harden() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit};
    reduce_environment();
    intendant::operations::hold_stops();
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = rustix::process::setrlimit(Resource::Core, none);
    let _ = rustix::thread::set_no_new_privs(true);
    let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // A file size limit then is an error of the write, which is told, rather than a death.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

fn reduce_environment() {
    // The days of the host are the machine's, not those of where somebody signs in from.
    let is_remote = std::env::var_os("SSH_CONNECTION").is_some();
    let is_kept = |name: &OsString| {
        name.to_str().filter(|name| !is_remote || *name != "TZ").is_some_and(|name| {
            KEPT.iter().any(|kept| if kept.ends_with('_') { name.starts_with(kept) } else { name == *kept })
        })
    };
    let names: Vec<OsString> = std::env::vars_os().map(|(name, _)| name).filter(|name| !is_kept(name)).collect();
    for name in names {
        #[expect(unsafe_code, reason = "the first statement of main: there is no other thread yet")]
        // SAFETY: nothing else reads or writes the environment while no other thread exists.
        unsafe {
            std::env::remove_var(name);
        }
    }
}
