//! Makes the N-th file call of a program go wrong, for every N, and checks what is left.
//!
//! A random `kill -9` meets the dangerous moments rarely; counting the calls and hitting each one meets them all.
//! `fault.c`, loaded into the program with `LD_PRELOAD`, numbers the calls that change files below one directory.
//! [`enumerate`] runs a program once per number and kind, each time on a fresh copy of a prepared directory; a [`Plan`]
//! says which numbers and kinds.
//!
//! Limits: a call is seen when it goes through the dynamic C library. Rust's standard library and the bundled `SQLite`
//! do; `rustix` does not unless it is built with its feature `use-libc`. A static program is not seen at all
//! ([`count`] then fails). A kill loses no data that was written but not yet synced: look at [`trace`] for that.
#![expect(clippy::panic, reason = "test support: a fault that cannot be injected is a failed test")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{fmt, thread};

mod kind;
mod plan;
mod shim;
mod tree;

pub use kind::{Error, Kind, Lasts};
pub use plan::{Plan, Shared, seed};
use shim::run_under_shim;
use tree::Tree;
pub use tree::scratch_dir;

/// How many cases run side by side.
const THREADS: usize = 2;
/// Failures after which [`enumerate`] stops: more of them say nothing new.
const FAILURES_SHOWN: usize = 8;
/// Calls after which [`enumerate`] gives up: the action is too big to be enumerated.
const CALLS_MAX: u64 = 50_000;

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
    /// Returns the command this standard input instead of none.
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
    enumerate_all(&[plan.into()], setup, act, check)
}

/// Like [`enumerate`], with several plans for what is prepared once.
pub fn enumerate_all<R: Into<Run>>(
    plans: &[Plan<'_>],
    setup: impl FnOnce(&Path),
    act: impl Fn(&Path) -> R + Sync,
    check: impl Fn(&Path, &Outcome) + Sync,
) -> Summary {
    let prepared = scratch_dir();
    setup(prepared.path());
    let prepared = Tree::read(prepared.path());
    plans.iter().fold(Summary::default(), |all, plan| {
        let one = enumerate_from(&prepared, *plan, &act, &check);
        Summary { calls: one.calls, cases: all.cases + one.cases, skipped: all.skipped + one.skipped }
    })
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
        let broken = Tree::read(broken);
        let left = broken.copy();
        if run_under_shim(resume(left.path()).into(), left.path(), None).calls.is_empty() {
            return;
        }
        let shift = outcome.faulted_call().map_or(0, |call| call.number / first.every());
        let inner = enumerate_from(&broken, second.shifted(shift), &resume, &|left: &Path, resumed: &Outcome| {
            check(left, outcome, resumed);
        });
        cases.fetch_add(inner.cases, Ordering::Relaxed);
        skipped.fetch_add(inner.skipped, Ordering::Relaxed);
    });
    Summary { calls: outer.calls, cases: cases.into_inner(), skipped: skipped.into_inner() }
}

/// The cases of one enumeration: what the threads share.
struct Cases<'a> {
    prepared: &'a Tree,
    undisturbed: &'a [Call],
    numbers: Vec<u64>,
    next: AtomicUsize,
    /// How far apart the numbers are that are tried beyond the undisturbed run; none are where it is not.
    beyond: Option<u64>,
    ended: AtomicBool,
    checked: AtomicU64,
    skipped: AtomicU64,
    failures: &'a Mutex<Vec<String>>,
}

impl Cases<'_> {
    /// The next number, if there is one.
    fn take(&self) -> Option<u64> {
        let place = self.next.fetch_add(1, Ordering::Relaxed);
        self.numbers.get(place).copied().or_else(|| {
            let further = (place - self.numbers.len()) as u64;
            self.beyond.map(|every| self.undisturbed.len() as u64 + 1 + further * every)
        })
    }
}

fn enumerate_from<R: Into<Run>>(
    prepared: &Tree,
    plan: Plan<'_>,
    act: &(impl Fn(&Path) -> R + Sync),
    check: &(impl Fn(&Path, &Outcome) + Sync),
) -> Summary {
    let copy = prepared.copy();
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
            numbers: plan.numbers(index, &undisturbed),
            next: AtomicUsize::new(0),
            beyond: plan.beyond(),
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
        "{} of {} faults left damage{}:\n{}",
        failures.len(),
        summary.cases,
        plan.origin(),
        failures.join("\n")
    );
    summary
}

/// Takes numbers until there are none, or one lies beyond the action's last call; threads in the program may move that
/// end a little.
fn run_cases<R: Into<Run>>(
    shared: &Cases<'_>,
    kind: Kind,
    act: &(impl Fn(&Path) -> R + Sync),
    check: &(impl Fn(&Path, &Outcome) + Sync),
) {
    while !shared.ended.load(Ordering::Relaxed) {
        let Some(number) = shared.take() else { return };
        let planned = usize::try_from(number - 1).ok().and_then(|index| shared.undisturbed.get(index));
        if !kind.lasts() && planned.is_some_and(|call| !kind.can_meet(call)) {
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
    prepared: &Tree,
    number: u64,
    kind: Kind,
    act: &impl Fn(&Path) -> R,
    check: &impl Fn(&Path, &Outcome),
) -> bool {
    let copy = prepared.copy();
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
