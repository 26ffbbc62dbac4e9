//! Makes the N-th file call of a program go wrong, for every N, and checks what is left.
//!
//! A random `kill -9` meets the dangerous moments rarely; counting the calls and hitting each one meets them all.
//! `fault.c`, loaded into the program with `LD_PRELOAD`, numbers the calls that change files below one directory.
//! [`enumerate`] runs a program once per number and kind, each time on a fresh copy of a prepared directory.
//!
//! Limits: a call is seen when it goes through the dynamic C library. Rust's standard library and the bundled `SQLite`
//! do; `rustix` does not unless it is built with its feature `use-libc`. A static program is not seen at all
//! ([`count`] then fails). A kill loses no data that was written but not yet synced: look at [`trace`] for that.
#![expect(clippy::panic, reason = "test support: a fault that cannot be injected is a failed test")]
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{fmt, fs, thread};

use tempfile::TempDir;

mod shim;

use shim::run_under_shim;

/// How many cases run side by side.
const THREADS: usize = 2;
/// Failures after which [`enumerate`] stops: more of them say nothing new.
const FAILURES_SHOWN: usize = 8;
/// Calls after which [`enumerate`] gives up: the action is too big to be enumerated.
const CALLS_MAX: u64 = 50_000;

/// What goes wrong at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The program is killed before the call.
    Kill,
    /// The program is killed after the call.
    KillAfter,
    /// The program is killed when half of the bytes are written; only calls that write are enumerated.
    Torn,
    /// The call fails.
    Fails(Error, Lasts),
}

impl Kind {
    /// Every way to be killed.
    pub const CRASHES: [Self; 3] = [Self::Kill, Self::KillAfter, Self::Torn];
    /// Every error, once.
    pub const ERRORS_ONCE: [Self; 4] = [
        Self::Fails(Error::Io, Lasts::Once),
        Self::Fails(Error::NoSpace, Lasts::Once),
        Self::Fails(Error::Quota, Lasts::Once),
        Self::Fails(Error::ReadOnly, Lasts::Once),
    ];
    /// Every error, from the call on for good.
    pub const ERRORS_STICKY: [Self; 4] = [
        Self::Fails(Error::Io, Lasts::Sticky),
        Self::Fails(Error::NoSpace, Lasts::Sticky),
        Self::Fails(Error::Quota, Lasts::Sticky),
        Self::Fails(Error::ReadOnly, Lasts::Sticky),
    ];

    /// Every kind there is, except [`Lasts::UntilFreed`].
    #[must_use]
    pub fn all() -> Vec<Self> {
        [&Self::CRASHES[..], &Self::ERRORS_ONCE, &Self::ERRORS_STICKY].concat()
    }

    fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::KillAfter => "kill-after",
            Self::Torn => "torn",
            Self::Fails(Error::Io, _) => "eio",
            Self::Fails(Error::NoSpace, _) => "enospc",
            Self::Fails(Error::Quota, _) => "edquot",
            Self::Fails(Error::ReadOnly, _) => "erofs",
        }
    }

    fn sticky(self) -> &'static str {
        match self {
            Self::Kill | Self::KillAfter | Self::Torn | Self::Fails(_, Lasts::Once) => "0",
            Self::Fails(_, Lasts::Sticky) => "1",
            Self::Fails(_, Lasts::UntilFreed) => "freed",
        }
    }
}

/// The error that a call reports. No space and quota never meet a call that needs none, such as a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Error {
    /// EIO.
    Io,
    /// ENOSPC.
    NoSpace,
    /// EDQUOT.
    Quota,
    /// EROFS.
    ReadOnly,
}

/// For how long calls report an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lasts {
    /// One call.
    Once,
    /// That call and all later ones.
    Sticky,
    /// Until a file of 1 MiB or more is deleted or emptied.
    UntilFreed,
}

/// Which faults an enumeration goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan<'k> {
    kinds: &'k [Kind],
    every: u64,
    shift: u64,
}

impl<'k> Plan<'k> {
    /// These kinds at every `every`-th call only; each kind begins at another call, so that together they meet more.
    #[must_use]
    pub const fn thin(kinds: &'k [Kind], every: u64) -> Self {
        Self { kinds, every, shift: 0 }
    }

    /// The first call of the `index`-th kind, from 1.
    const fn first(&self, index: usize) -> u64 {
        1 + (self.shift + index as u64) % self.every
    }
}

impl<'k> From<&'k [Kind]> for Plan<'k> {
    fn from(kinds: &'k [Kind]) -> Self {
        Self::thin(kinds, 1)
    }
}

impl<'k, const N: usize> From<&'k [Kind; N]> for Plan<'k> {
    fn from(kinds: &'k [Kind; N]) -> Self {
        Self::thin(kinds, 1)
    }
}

impl<'k> From<&'k Vec<Kind>> for Plan<'k> {
    fn from(kinds: &'k Vec<Kind>) -> Self {
        Self::thin(kinds, 1)
    }
}

/// One numbered call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its number, from 1.
    pub number: u64,
    /// Whether it was made to go wrong.
    pub faulted: bool,
    /// `writes`, `grows`, `opens`, `syncs` or `releases`.
    pub class: String,
    /// The function, such as `pwrite64`.
    pub name: String,
    /// The bytes it was asked to write; 0 where there are none.
    pub size: u64,
    /// The file, relative to the watched directory.
    pub path: String,
}

impl fmt::Display for Call {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}({}", self.number, self.name, self.path)?;
        if self.size > 0 {
            write!(out, ", {} bytes", self.size)?;
        }
        write!(out, ")")
    }
}

/// A command and what it reads on its standard input.
#[derive(Debug)]
pub struct Run {
    command: Command,
    input: Vec<u8>,
}

impl Run {
    /// Gives the command this standard input instead of none.
    pub fn with_input(command: Command, input: impl Into<Vec<u8>>) -> Self {
        Self { command, input: input.into() }
    }
}

impl From<Command> for Run {
    fn from(command: Command) -> Self {
        Self { command, input: Vec::new() }
    }
}

/// How a run under the shim ended.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The kind of fault, if one was planned.
    pub kind: Option<Kind>,
    /// How the program ended.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
    /// The numbered calls it made.
    pub calls: Vec<Call>,
    /// How many calls were made to go wrong.
    pub hits: u64,
    /// Shared writable mappings of files it made; their stores are not seen.
    pub mapped: u64,
}

impl Outcome {
    /// The first call that went wrong.
    #[must_use]
    pub fn faulted_call(&self) -> Option<&Call> {
        self.calls.iter().find(|call| call.faulted)
    }
}

/// What an enumeration went through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Calls of the undisturbed action.
    pub calls: u64,
    /// Runs with a fault that happened, each one checked.
    pub cases: u64,
    /// Runs in which the call came but the error cannot meet it, such as no space at a deletion.
    pub skipped: u64,
}

/// Counts the file calls of an undisturbed run below `root`; fails when there are none or the run fails.
pub fn count(run: impl Into<Run>, root: &Path) -> usize {
    trace(run, root).len()
}

/// Lists the file calls of an undisturbed run below `root`, for counting and for checking their order.
///
/// # Panics
///
/// When the run fails, or when no call is seen.
pub fn trace(run: impl Into<Run>, root: &Path) -> Vec<Call> {
    let outcome = run_under_shim(run.into(), root, None);
    assert!(outcome.status.success(), "the undisturbed run failed: {outcome:#?}");
    assert!(!outcome.calls.is_empty(), "no file call below {} was seen: is the program static?", root.display());
    outcome.calls
}

/// Runs a command with the `number`-th file call below `root` going wrong.
pub fn run_with_fault(run: impl Into<Run>, root: &Path, number: u64, kind: Kind) -> Outcome {
    run_under_shim(run.into(), root, Some((number, kind)))
}

/// Runs an action with a fault at each of its file calls in turn, and checks what every fault left.
///
/// `setup` fills an empty directory once; `act` gives the command to run on a copy of it; `check` looks at the copy and
/// the outcome, usually runs the program again without a fault, and panics when something is wrong. All failures are
/// collected and shown with their call. The undisturbed action must succeed and pass the check first.
pub fn enumerate<'k, R: Into<Run>>(
    plan: impl Into<Plan<'k>>,
    setup: impl FnOnce(&Path),
    act: impl Fn(&Path) -> R + Sync,
    check: impl Fn(&Path, &Outcome) + Sync,
) -> Summary {
    let prepared = scratch_dir();
    setup(prepared.path());
    enumerate_from(prepared.path(), plan.into(), &act, &check)
}

/// Like [`enumerate`], with a second fault at each file call of the program that cleans up after the first.
///
/// `check` is given the outcome of the action, then that of the program that resumed. The number of runs is the product
/// of both: for a long run, or a thin one.
pub fn enumerate_pairs<R: Into<Run>>(
    plans: (Plan<'_>, Plan<'_>),
    setup: impl FnOnce(&Path),
    act: impl Fn(&Path) -> R + Sync,
    resume: impl Fn(&Path) -> R + Sync,
    check: impl Fn(&Path, &Outcome, &Outcome) + Sync,
) -> Summary {
    let (first, second) = plans;
    let cases = AtomicU64::new(0);
    let skipped = AtomicU64::new(0);
    let outer = enumerate(first, setup, act, |broken, outcome| {
        if outcome.hits == 0 {
            return;
        }
        // A fault in the last moments may leave nothing to do for the second run.
        let left = copy_of(broken);
        if run_under_shim(resume(left.path()).into(), left.path(), None).calls.is_empty() {
            return;
        }
        let shift = outcome.faulted_call().map_or(0, |call| call.number / first.every);
        let inner = enumerate_from(broken, Plan { shift, ..second }, &resume, &|left: &Path, resumed: &Outcome| {
            check(left, outcome, resumed);
        });
        cases.fetch_add(inner.cases, Ordering::Relaxed);
        skipped.fetch_add(inner.skipped, Ordering::Relaxed);
    });
    Summary { calls: outer.calls, cases: cases.into_inner(), skipped: skipped.into_inner() }
}

/// The cases of one enumeration: what the threads share.
struct Cases<'a> {
    prepared: &'a Path,
    undisturbed: &'a [Call],
    next: AtomicU64,
    every: u64,
    ended: AtomicBool,
    checked: AtomicU64,
    skipped: AtomicU64,
    failures: &'a Mutex<Vec<String>>,
}

fn enumerate_from<R: Into<Run>>(
    prepared: &Path,
    plan: Plan<'_>,
    act: &(impl Fn(&Path) -> R + Sync),
    check: &(impl Fn(&Path, &Outcome) + Sync),
) -> Summary {
    let copy = copy_of(prepared);
    let sound = run_under_shim(act(copy.path()).into(), copy.path(), None);
    assert!(sound.status.success(), "the undisturbed run failed: {sound:#?}");
    assert!(!sound.calls.is_empty(), "the action makes no file call that is seen: is the program static?");
    check(copy.path(), &sound);
    let undisturbed = sound.calls;

    let failures = Mutex::new(Vec::new());
    let mut summary = Summary { calls: undisturbed.len() as u64, ..Summary::default() };
    for (index, kind) in plan.kinds.iter().enumerate() {
        let cases = Cases {
            prepared,
            undisturbed: &undisturbed,
            next: AtomicU64::new(plan.first(index)),
            every: plan.every,
            ended: AtomicBool::new(false),
            checked: AtomicU64::new(0),
            skipped: AtomicU64::new(0),
            failures: &failures,
        };
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| run_cases(&cases, *kind, act, check));
            }
        });
        summary.cases += cases.checked.into_inner();
        summary.skipped += cases.skipped.into_inner();
    }
    let failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(
        failures.is_empty(),
        "{} of {} faults left damage:\n{}",
        failures.len(),
        summary.cases,
        failures.join("\n")
    );
    summary
}

/// Takes numbers until one lies beyond the action's last call; threads in the program may move that end a little.
fn run_cases<R: Into<Run>>(
    shared: &Cases<'_>,
    kind: Kind,
    act: &(impl Fn(&Path) -> R + Sync),
    check: &(impl Fn(&Path, &Outcome) + Sync),
) {
    while !shared.ended.load(Ordering::Relaxed) {
        let number = shared.next.fetch_add(shared.every, Ordering::Relaxed);
        let planned = usize::try_from(number - 1).ok().and_then(|index| shared.undisturbed.get(index));
        if kind == Kind::Torn && planned.is_some_and(|call| call.class != "writes") {
            shared.skipped.fetch_add(1, Ordering::Relaxed);
            continue;
        }
        let failure = match catch_unwind(AssertUnwindSafe(|| run_case(shared.prepared, number, kind, act, check))) {
            Ok(true) => {
                shared.checked.fetch_add(1, Ordering::Relaxed);
                None
            }
            Ok(false) if planned.is_some() => {
                shared.skipped.fetch_add(1, Ordering::Relaxed);
                None
            }
            Ok(false) => {
                shared.ended.store(true, Ordering::Relaxed);
                None
            }
            Err(payload) => {
                shared.checked.fetch_add(1, Ordering::Relaxed);
                Some(words_of(payload.as_ref()))
            }
        };
        let mut failures = shared.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = failure {
            let call = planned.map_or_else(|| format!("{number} (beyond the undisturbed run)"), Call::to_string);
            failures.push(format!("--- {kind:?} at call {call}\n{words}"));
        }
        if failures.len() >= FAILURES_SHOWN || number >= CALLS_MAX {
            shared.ended.store(true, Ordering::Relaxed);
        }
    }
}

/// Runs one case and says whether the fault happened; panics when the check does.
fn run_case<R: Into<Run>>(
    prepared: &Path,
    number: u64,
    kind: Kind,
    act: &impl Fn(&Path) -> R,
    check: &impl Fn(&Path, &Outcome),
) -> bool {
    let copy = copy_of(prepared);
    let outcome = run_with_fault(act(copy.path()), copy.path(), number, kind);
    if outcome.hits == 0 {
        return false;
    }
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| check(copy.path(), &outcome))) {
        let call = outcome.faulted_call().map(Call::to_string).unwrap_or_default();
        let words = words_of(payload.as_ref());
        panic!("{words}\nhit: {call}\n{}\nstdout: {}\nstderr: {}", outcome.status, outcome.stdout, outcome.stderr);
    }
    true
}

fn words_of(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without words".into())
}

/// A private directory in memory where there is one: syncing to a disk would be most of the time.
///
/// # Panics
///
/// When the machine has no temporary directories.
#[must_use]
pub fn scratch_dir() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.or_else(|_| TempDir::new()).expect("temporary directories can be made")
}

fn copy_of(prepared: &Path) -> TempDir {
    let copy = scratch_dir();
    copy_tree(prepared, copy.path());
    super::identity::pass_for(&prepared.join("data"), &copy.path().join("data"));
    copy
}

/// Copies files, directories and links with their modes.
fn copy_tree(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a prepared directory can be listed") {
        let entry = entry.expect("a prepared directory can be listed");
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().expect("a prepared file has a type");
        if kind.is_dir() {
            fs::create_dir(&target).expect("a directory can be copied");
            copy_tree(&source, &target);
        } else if kind.is_symlink() {
            let meaning = fs::read_link(&source).expect("a link can be read");
            std::os::unix::fs::symlink(meaning, &target).expect("a link can be copied");
        } else if kind.is_file() {
            fs::copy(&source, &target).expect("a file can be copied");
        }
    }
    let mode = fs::metadata(from).expect("a prepared directory has a mode").permissions();
    fs::set_permissions(to, mode).expect("a mode can be copied");
}
