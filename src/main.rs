//! The process: hardened first, then handed to the command line or the console.

use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use intendant::cli::{self, Next};

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

fn main() -> std::process::ExitCode {
    harden();
    let code = match cli::start(std::env::args_os().collect(), &|name: &str| std::env::var_os(name)) {
        Next::Exit(code) => code,
        Next::Console(_) | Next::Demo(_) => 1,
    };
    code.into()
}

/// Makes the process private and unable to become another one. What the system does not offer is done without.
fn harden() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit};
    reduce_environment();
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = rustix::process::setrlimit(Resource::Core, none);
    let _ = rustix::thread::set_no_new_privs(true);
    let _ = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // A file size limit then is an error of the write, which is told, rather than a death.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

fn reduce_environment() {
    let is_kept = |name: &OsString| {
        name.to_str().is_some_and(|name| {
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
