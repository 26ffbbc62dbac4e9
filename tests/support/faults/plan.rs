//! Which calls of an action go wrong, and in which ways.
//!
//! Every call in every way is a lot of cases, many of which are one case again. A [distinct](Plan::distinct) plan leaves
//! out what is the same by how files work, and draws one of those that are handled by one path:
//!
//! | left out | because |
//! |---|---|
//! | killed before a call that follows a sync | a sync changes no file: the same files as killed before the sync |
//! | killed after a call, except the last | the same files as killed before the next call |
//! | a write of one byte torn | half of it is nothing: killed before it |
//! | no space, quota or read-only from a call on that cannot meet it | it begins at the next call that can |
//! | writes to one file without another call between, except the first, the last and one drawn | a file in the middle of being written, of which nothing counts before the rest is there |
//! | calls beyond the last one of the undisturbed action | there are none but where threads race |
//! | calls that [other actions share](Plan::sparing), except every few | the same code in the same state, gone through with another action |

use std::ffi::OsStr;
use std::hash::{BuildHasher as _, RandomState};
use std::io::Write as _;
use std::sync::OnceLock;

use super::{Call, Kind};

/// The variable that holds the seed of what is drawn, so that a run can be repeated.
const SEED: &str = "INTENDANT_FAULTS_SEED";

/// Which faults an enumeration goes through.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'k> {
    pub(super) kinds: &'k [Kind],
    every: u64,
    shift: u64,
    distinct: bool,
    spared: Option<(Shared, u64)>,
    seed: u64,
}

/// Tells of each call of an action whether other actions share it.
pub type Shared = fn(&[Call]) -> Vec<bool>;

impl<'k> Plan<'k> {
    /// These kinds at every `every`-th call only; each kind begins at another call, so that together they meet more.
    #[must_use]
    pub const fn thin(kinds: &'k [Kind], every: u64) -> Self {
        Self { kinds, every, shift: 0, distinct: false, spared: None, seed: 0 }
    }

    /// These kinds at every `every`-th of the calls where they are a case of their own; the seed says which.
    #[must_use]
    pub const fn distinct(kinds: &'k [Kind], every: u64, seed: u64) -> Self {
        Self { kinds, every, shift: mixed(seed, 0) % every, distinct: true, spared: None, seed }
    }

    /// The same, with every `every`-th only of the calls that other actions share.
    #[must_use]
    pub const fn sparing(self, shared: Shared, every: u64) -> Self {
        Self { spared: Some((shared, every)), ..self }
    }

    /// The same, beginning so many calls later.
    #[must_use]
    pub(super) const fn shifted(self, shift: u64) -> Self {
        Self { shift: self.shift + shift, ..self }
    }

    pub(super) const fn every(&self) -> u64 {
        self.every
    }

    /// How far apart calls are tried beyond the last one of the undisturbed action; they are not where cases are drawn.
    pub(super) fn beyond(&self) -> Option<u64> {
        (!self.distinct).then_some(self.every)
    }

    /// What a failure says about how it was come by.
    pub(super) fn origin(&self) -> String {
        if self.distinct { format!(" ({SEED}={})", self.seed) } else { String::new() }
    }

    /// The numbers of the calls at which the `index`-th kind happens, in an action with these calls.
    #[must_use]
    pub fn numbers(&self, index: usize, calls: &[Call]) -> Vec<u64> {
        let numbers = if self.distinct {
            self.distinct_numbers(index, calls)
        } else {
            calls.iter().map(|call| call.number).collect()
        };
        let first = (self.shift + index as u64) % self.every;
        let taken = (0..).zip(numbers).filter(|(place, _)| place % self.every == first);
        taken.map(|(_, number)| number).collect()
    }

    fn distinct_numbers(&self, index: usize, calls: &[Call]) -> Vec<u64> {
        let kind = self.kinds[index];
        let seed = mixed(self.seed, 1 + index as u64);
        let shared = self.spared.map_or_else(|| vec![false; calls.len()], |(shared, _)| shared(calls));
        let every = self.spared.map_or(1, |(_, every)| every);
        let mut place_of_shared = seed;
        let mut numbers = Vec::new();
        for (place, call) in calls.iter().enumerate() {
            // What stands for it must not be spared itself.
            let has_stand_in = place == 0 || shared.get(place) == shared.get(place - 1);
            let repeated = has_stand_in && is_repeated(kind, calls, place);
            if !kind.can_meet(call) || repeated || is_amid(kind, calls, place, seed) {
                continue;
            }
            if shared.get(place) == Some(&true) {
                place_of_shared = place_of_shared.wrapping_add(1);
                if !place_of_shared.is_multiple_of(every) {
                    continue;
                }
            }
            numbers.push(call.number);
        }
        numbers
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

/// Whether the fault at this call leaves the very files that it leaves at another one.
fn is_repeated(kind: Kind, calls: &[Call], place: usize) -> bool {
    match kind {
        Kind::Kill => place > 0 && calls[place - 1].class == "syncs",
        Kind::KillAfter => place + 1 < calls.len(),
        Kind::Torn => calls[place].size < 2,
        Kind::Fails(..) => false,
    }
}

/// Whether this call is one of many writes to one file, and neither the first, nor the last, nor the one drawn.
fn is_amid(kind: Kind, calls: &[Call], place: usize, seed: u64) -> bool {
    let goes_on = |from: &Call, to: &Call| from.class == "writes" && to.class == "writes" && from.path == to.path;
    let before = (1..=place).rev().take_while(|at| goes_on(&calls[at - 1], &calls[*at])).count();
    let after = (place + 1..calls.len()).take_while(|at| goes_on(&calls[at - 1], &calls[*at])).count();
    // Torn, the first is the one after it without the second half: it is drawn with those between.
    let (first, from) = (before == 0 && kind != Kind::Torn, usize::from(kind != Kind::Torn));
    if first || after == 0 {
        return false;
    }
    let (start, between) = (place - before, before + after - from);
    let drawn = mixed(seed, start as u64) % (between.max(1) as u64);
    (before - from) as u64 != drawn
}

/// The seed of this run: the one that was asked for, or another each time. It is told on the standard error, once.
///
/// # Panics
///
/// When what was asked for is no number.
#[must_use]
#[expect(clippy::expect_used, reason = "a seed that cannot be read fails the test")]
pub fn seed() -> u64 {
    static CHOSEN: OnceLock<u64> = OnceLock::new();
    *CHOSEN.get_or_init(|| {
        let asked = std::env::var_os(SEED);
        let asked = asked.as_deref().and_then(OsStr::to_str).map(|asked| asked.parse().expect("a seed is a number"));
        // Short enough to be typed.
        let seed = asked.unwrap_or_else(|| RandomState::new().hash_one(SEED) % 1_000_000);
        // Unlike `eprintln`, seen although the tests pass.
        let _told = writeln!(std::io::stderr(), "{SEED}={seed}");
        seed
    })
}

/// A number that is spread evenly for seeds and places that are near each other (splitmix64).
const fn mixed(seed: u64, place: u64) -> u64 {
    let mut mixed = seed.wrapping_add(place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
