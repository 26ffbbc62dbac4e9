//! Starts a job, kills its process at a random moment, lets another one go on, and so on.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::house::House;

/// Establishments of each house.
pub(crate) const TARGETS: usize = 500;
/// A run that takes longer than this hangs.
const LONG: Duration = Duration::from_mins(3);

/// How often the processes of a kind are killed.
pub(crate) fn kills() -> u32 {
    std::env::var("INTENDANT_KILLS").ok().map_or(20, |asked| asked.parse().expect("INTENDANT_KILLS is a number"))
}

/// Moments spread over a range: a sequence of its own for each kind, the same at every run.
pub(crate) struct Moments(u64);

impl Moments {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// The next moment, before this many milliseconds.
    pub(crate) fn next(&mut self, most_ms: u64) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis((self.0 >> 33) % most_ms.max(1))
    }
}

/// Saves a plan; gives its number.
pub(crate) fn plan(house: &House, arguments: &[String]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--save", "kills"]).collect();
    let saved = house.records(&arguments);
    saved.first().expect("the plan is told")["job"].to_string()
}

/// Carries a plan out with kills in between, each at most `within_ms` after its start. Gives how many there were.
pub(crate) fn hammer(house: &House, id: &str, moments: &mut Moments, within_ms: u64) -> u32 {
    let mut killed = 0;
    loop {
        let mut command = house.command(&["job", "resume", id, "--yes", "--above-threshold"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        if killed < kills() && kill_after(&mut child, moments.next(within_ms)) {
            killed += 1;
            // It may have been killed after its end.
            if house.records(&["job", "show", id])[0]["state"] == "done" {
                return killed;
            }
            continue;
        }
        let output = child.wait_with_output().expect("it can be waited for");
        assert!(output.status.success(), "{}", crate::support::house::told(&output));
        return killed;
    }
}

/// Kills a process a while after its start, and tells whether it was still at work.
pub(crate) fn kill_after(child: &mut Child, moment: Duration) -> bool {
    let was_at_work = signal_after(child, moment, Signal::KILL);
    child.wait().expect("it can be waited for");
    was_at_work
}

/// Sends a process a signal a while after its start, and tells whether it was still at work.
pub(crate) fn signal_after(child: &mut Child, moment: Duration, signal: Signal) -> bool {
    std::thread::sleep(moment);
    if child.try_wait().expect("it can be asked").is_some() {
        return false;
    }
    kill_process(Pid::from_child(child), signal).expect("it can be told");
    true
}

/// Carries a plan out undisturbed.
pub(crate) fn carry(house: &House, id: &str) {
    house.ok(&["job", "start", id, "--yes", "--above-threshold"]);
}

/// The command line that plans a kind, as the house stands.
pub(crate) type Turn<'t> = &'t dyn Fn(&House) -> Vec<String>;

/// Makes a turn of a command line that is always the same.
pub(crate) fn always(arguments: &[&str]) -> impl Fn(&House) -> Vec<String> {
    let owned: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    move |_| owned.clone()
}

/// Makes the turn that undoes the latest job.
pub(crate) fn undo(house: &House) -> Vec<String> {
    ["job", "undo", &house.ask::<i64>("select max(id) from job").to_string()].map(str::to_owned).to_vec()
}

/// Does jobs of these kinds in turn, killed, until there were enough kills of each. Gives how many jobs it took.
pub(crate) fn until_killed_enough(
    house: &House,
    (seed, within_ms): (u64, u64),
    turns: &[Turn<'_>],
    mut check: impl FnMut(&House, &str),
) -> usize {
    let mut moments = Moments::new(seed);
    // Each kind has its own count.
    let mut killed = vec![0; turns.len()];
    let (mut jobs, begun) = (0, Instant::now());
    while killed.iter().any(|killed| *killed < kills()) {
        assert!(begun.elapsed() < LONG * (kills() / 20).max(1), "{killed:?} kills in {jobs} jobs only");
        let turn = jobs % turns.len();
        let id = plan(house, &turns[turn](house));
        killed[turn] += hammer(house, &id, &mut moments, within_ms);
        check(house, &id);
        jobs += 1;
    }
    jobs
}

/// Waits until a process has a way of its own to end on this signal, as a task begins; or until it has ended.
pub(crate) fn takes_signals(child: &mut Child, signal: Signal) {
    let begun = Instant::now();
    while child.try_wait().expect("it can be asked").is_none() && !caught(child.id()).contains(&signal.as_raw()) {
        assert!(begun.elapsed() < LONG, "it never took {signal:?} over");
        std::thread::yield_now();
    }
}

/// The numbers of the signals that a process catches, as the system's table of processes has them: a mask in hexadecimal.
fn caught(process: u32) -> Vec<i32> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let mask = mask.map_or(0, |mask| u64::from_str_radix(mask.trim(), 16).expect("a mask"));
    (1..=64).filter(|number| mask & (1 << (number - 1)) != 0).collect()
}
