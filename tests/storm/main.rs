//! A storm over data directories: people work, and between their acts copies come back, files are swapped, cut and lost,
//! the clock jumps, programs die. Whatever was drawn:
//!
//! * no person of a school that somebody acknowledged is gone, unless the harm itself destroyed the bytes or a pruning of
//!   exports, which was asked for while the time was certain, took the last copy;
//! * no number of a job or a department that was told is given again, whatever file of an establishment comes back;
//! * no two schools share a person, and what a row opens is its own school;
//! * `doctor` names exactly what is out of place, and holds exactly the registries that are not the one used last;
//! * while a registry is held nothing changes; in doubtful time no export and no password of a waiting mail goes; the
//!   audit only grows;
//! * every command ends with a documented exit code, without a panic or raw words of SQLite;
//! * once a person has answered what `doctor` asks, all is well, the audit is whole, and establishments can be added.
//!
//! Rounds are drawn by a seed that is told, in histories of [`ROUNDS`] on a data directory each; a failure tells what its
//! history did and which seed draws it again. `INTENDANT_STORM_SEED=…` is the first history's seed, each later one has the
//! next number; `INTENDANT_STORM_ROUNDS=…` says how many rounds there are in all, 200 unless it does.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "../support/mod.rs"]
pub mod support;

mod acts;
mod ground;
mod harms;
mod model;
mod random;
mod sight;
mod words;

use std::hash::{BuildHasher as _, RandomState};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ground::{Ground, Log};
use model::Model;
use random::Random;

/// Rounds of one history.
const ROUNDS: u64 = 25;
/// Rounds of all, unless more are asked for.
const ALL_ROUNDS: u64 = 200;
/// Histories at once.
const THREADS: usize = 2;
/// Harms of one round at most.
const HARMS: usize = 2;
/// Acts of one round at most.
const ACTS: usize = 3;

#[test]
fn nothing_that_was_acknowledged_is_lost_whatever_comes_back_or_is_cut() {
    let first = asked("INTENDANT_STORM_SEED").unwrap_or_else(drawn);
    let rounds = asked("INTENDANT_STORM_ROUNDS").unwrap_or(ALL_ROUNDS);
    let histories = rounds.div_ceil(ROUNDS).max(1);
    // Unlike `eprintln`, seen although the test passes.
    let _told = writeln!(std::io::stderr(), "INTENDANT_STORM_SEED={first}");
    let (next, failures) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= histories {
                        return;
                    }
                    let seed = first.wrapping_add(index);
                    let length = ROUNDS.min(rounds - index * ROUNDS);
                    if let Err(words) = history(seed, length) {
                        failures.lock().unwrap_or_else(PoisonError::into_inner).push(words);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(failures.is_empty(), "{} of {histories} histories:\n{}", failures.len(), failures.join("\n\n"));
}

/// Short enough to be typed.
fn drawn() -> u64 {
    RandomState::new().hash_one("storm") % 1_000_000
}

fn asked(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number: {text}")))
}

/// Lives through one history; what is wrong is told with all that happened before.
fn history(seed: u64, rounds: u64) -> Result<(), String> {
    let log = Log::default();
    let lived = catch_unwind(AssertUnwindSafe(|| live(seed, rounds, log.clone())));
    let why = match lived {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(why)) => why,
        Err(payload) => {
            let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
        }
    };
    let again = format!("INTENDANT_STORM_SEED={seed} INTENDANT_STORM_ROUNDS={rounds}");
    Err(format!("--- {again}\n{}\n{why}\n--- {again}", log.text()))
}

fn live(seed: u64, rounds: u64, log: Log) -> Result<(), String> {
    let mut random = Random::new(seed);
    let mut model = Model::new(Ground::new(log));
    for _ in 0..2 {
        model.act_of(acts::Act::Import, &mut random)?;
    }
    for round in 1..=rounds {
        model.ground.log.note(format!("round {round}"));
        for _ in 0..random.below(HARMS + 1) {
            model.harm(&mut random);
        }
        for _ in 0..=random.below(ACTS) {
            model.act(&mut random)?;
            model.check_people()?;
        }
        let found = model.examine()?.findings();
        if !random.one_in(3) {
            model.decide(&found, &mut random)?;
        }
        model.check_people()?;
    }
    model.settle(&mut random)
}
