//! A server program as a child process of the test: started, waited for, and ended with all its descendants.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

const PAUSE: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_secs(10);

/// A port of 127.0.0.1 that nobody listens on right now; whoever starts a server on it must expect to lose the race.
pub fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Asks again and again until there is an answer, at most until `limit` has passed.
pub fn wait_for<T>(limit: Duration, what: &str, mut ask: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
    let end = Instant::now() + limit;
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if Instant::now() >= end {
            let message = format!("waited {limit:?} in vain for {what}");
            return Err(io::Error::new(io::ErrorKind::TimedOut, message));
        }
        std::thread::sleep(PAUSE);
    }
}

/// Where a program of the system is, or an error that says how to get it.
pub fn find_program(candidates: &[&str], package: &str) -> io::Result<PathBuf> {
    let found = candidates.iter().map(PathBuf::from).find(|path| path.is_file());
    found.ok_or_else(|| {
        let message =
            format!("none of {candidates:?} exists: run ./tests/run as root, or install the package {package}");
        io::Error::new(io::ErrorKind::NotFound, message)
    })
}

/// Runs a helper program to its end; its output is part of the error when it fails.
pub fn run(command: &mut Command) -> io::Result<Vec<u8>> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?} failed ({}): {words}", output.status)))
}

/// A server that ends, with every process it started, when it is dropped.
#[derive(Debug)]
pub struct Daemon {
    child: Child,
    log: PathBuf,
}

impl Daemon {
    /// Starts the program in a process group of its own and waits until it listens on `port`; what it prints is
    /// appended to `log`.
    pub fn start(command: &mut Command, port: u16, log: &Path) -> io::Result<Self> {
        let output = File::options().create(true).append(true).open(log)?;
        command.process_group(0).stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        let mut daemon = Self { child: command.spawn()?, log: log.to_owned() };
        let listening = wait_for(PATIENCE, "the server to listen", || {
            if let Some(status) = daemon.child.try_wait()? {
                return Err(io::Error::other(format!("it ended at once, {status}")));
            }
            Ok(listens(daemon.child.id(), port).then_some(()))
        });
        match listening {
            Ok(()) => Ok(daemon),
            Err(error) => Err(io::Error::new(error.kind(), format!("{error}\n{}", daemon.log()))),
        }
    }

    /// What the server printed so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read(&self.log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// The process id of the server.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        // Taken before the server ends: afterwards nobody knows whose children they were.
        let family = descendants(self.child.id());
        signal(self.child.id(), Signal::TERM);
        let child = &mut self.child;
        let ended = wait_for(PATIENCE, "the server to end", || child.try_wait());
        if ended.is_err() {
            let _ = child.kill();
            let _ = child.wait();
        }
        for process in family {
            if process.is_same_as_ever() {
                signal(process.id, Signal::KILL);
            }
        }
    }
}

fn signal(id: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

/// Whether this very process listens on the port: a connection could be to somebody who was faster.
fn listens(id: u32, port: u16) -> bool {
    const LISTENING: &str = "0A";
    let table = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let sockets = table.lines().filter_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let (_, local_port) = fields.get(1)?.split_once(':')?;
        let ours = u16::from_str_radix(local_port, 16) == Ok(port) && *fields.get(3)? == LISTENING;
        ours.then(|| format!("socket:[{}]", fields.get(9).copied().unwrap_or_default()))
    });
    let sockets: Vec<_> = sockets.collect();
    let Ok(files) = fs::read_dir(format!("/proc/{id}/fd")) else { return false };
    let mut targets = files.flatten().filter_map(|file| fs::read_link(file.path()).ok());
    targets.any(|target| sockets.iter().any(|socket| target.as_os_str() == socket.as_str()))
}

/// A process, told apart from a later one with the same number by its start time.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Process {
    id: u32,
    parent: u32,
    started: String,
}

impl Process {
    fn read(id: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name, in parentheses, can hold anything: the fields are counted from its end.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
        let parent = fields.nth(1)?.parse().ok()?;
        let started = fields.nth(17)?.to_owned();
        Some(Self { id, parent, started })
    }

    fn is_same_as_ever(&self) -> bool {
        Self::read(self.id).is_some_and(|now| now.started == self.started)
    }
}

fn descendants(ancestor: u32) -> Vec<Process> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let all: Vec<_> = ids.filter_map(Process::read).collect();
    let mut family: Vec<Process> = Vec::new();
    let mut parents = vec![ancestor];
    while let Some(parent) = parents.pop() {
        let children = all.iter().filter(|process| process.parent == parent);
        parents.extend(children.clone().map(|process| process.id));
        family.extend(children.cloned());
    }
    family
}
