//! Work on several threads, as far as the system makes any.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Does the work for each part on a thread of its own, and on this one where there is but one part, or where the system
/// makes no more threads: then it takes longer, and that is all. Returns what came of each, in the order of the parts. A
/// panic is the trouble of its part alone: `lost` says what comes of that.
pub(super) fn each_part<P: Sync, R: Send>(
    parts: &[P],
    work: impl Fn(&P) -> R + Sync,
    lost: impl Fn(&P) -> R,
) -> Vec<R> {
    let here = |part: &P| catch_unwind(AssertUnwindSafe(|| work(part))).unwrap_or_else(|_| lost(part));
    if let [only] = parts {
        return vec![here(only)];
    }
    thread::scope(|scope| {
        let work = &work;
        let on_its_own =
            |part| thread::Builder::new().name("part".to_owned()).spawn_scoped(scope, move || work(part)).ok();
        let begun: Vec<_> = parts.iter().map(|part| (part, on_its_own(part))).collect();
        let ended = begun.into_iter().map(|(part, begun)| match begun {
            Some(worker) => worker.join().unwrap_or_else(|_| lost(part)),
            None => here(part),
        });
        ended.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_done_in_its_place_and_a_panic_is_that_parts() {
        let work = |part: &u32| {
            assert_ne!(*part, 2, "the second one");
            part * 10
        };
        for (parts, expected) in [(&[1, 2, 3][..], &[10, 0, 30][..]), (&[2], &[0]), (&[4], &[40]), (&[], &[])] {
            assert_eq!(each_part(parts, work, |_| 0), expected);
        }
    }
}
