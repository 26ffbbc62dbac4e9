//! Starts a job, kills its process at a random moment, lets another one go on, and so on.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::house::House;

/// Establishments of each house.
pub(crate) const TARGETS: usize = 500;
/// A run that takes longer than this hangs.
const LONG: Duration = Duration::from_mins(3);

/// How often a job's process is killed.
fn kills() -> u32 {
    std::env::var("INTENDANT_KILLS").ok().map_or(20, |asked| asked.parse().expect("INTENDANT_KILLS is a number"))
}

/// Moments spread over a range: a sequence of its own for each kind, the same at every run.
pub(crate) struct Moments(u64);

impl Moments {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    fn next(&mut self, most_ms: u64) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis((self.0 >> 33) % most_ms.max(1))
    }
}

/// Saves a plan; gives its number.
pub(crate) fn plan(house: &House, arguments: &[&str]) -> String {
    let saved = house.records(&[arguments, &["--save", "kills"]].concat());
    saved.first().expect("the plan is told")["job"].to_string()
}

/// Carries a plan out with kills in between, each at most `within_ms` after its start. Gives how many there were.
pub(crate) fn hammer(house: &House, id: &str, moments: &mut Moments, within_ms: u64) -> u32 {
    let mut killed = 0;
    loop {
        let mut command = house.command(&["job", "resume", id, "--yes", "--above-threshold"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        if killed < kills() {
            std::thread::sleep(moments.next(within_ms));
            if child.try_wait().expect("it can be asked").is_none() {
                child.kill().expect("it can be killed");
                child.wait().expect("it can be waited for");
                killed += 1;
                // It may have been killed after its end.
                if house.records(&["job", "show", id])[0]["state"] == "done" {
                    return killed;
                }
                continue;
            }
        }
        let output = child.wait_with_output().expect("it can be waited for");
        assert!(output.status.success(), "{}", crate::support::house::told(&output));
        return killed;
    }
}

/// Does jobs of these kinds in turn, killed, until there were enough kills. Gives how many jobs it took.
pub(crate) fn until_killed_enough(
    house: &House,
    (seed, within_ms): (u64, u64),
    turns: &[&[&str]],
    mut check: impl FnMut(&House, &str),
) -> usize {
    let (mut moments, mut killed, mut jobs) = (Moments::new(seed), 0, 0);
    let begun = Instant::now();
    while killed < kills() {
        assert!(begun.elapsed() < LONG * (kills() / 20).max(1), "{killed} kills in {jobs} jobs only");
        let id = plan(house, turns[jobs % turns.len()]);
        killed += hammer(house, &id, &mut moments, within_ms);
        check(house, &id);
        jobs += 1;
    }
    jobs
}
