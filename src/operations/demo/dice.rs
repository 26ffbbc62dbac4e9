//! Pseudo-random numbers that are the same every time; nothing secret comes from here.

/// Splitmix64 (Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below a limit; 0 when the limit is 0.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        // The upper half of a 32 × 32 bit product: no division, hardly any bias.
        u32::try_from(((self.next() >> 32) * u64::from(limit)) >> 32).unwrap_or(0)
    }

    /// Tells yes so many times in a hundred.
    pub(super) fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// Picks one of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(at as usize)
    }

    /// Picks a word; the empty word from an empty list.
    pub(super) fn word(&mut self, list: &[&'static str]) -> &'static str {
        self.pick(list).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_every_time_and_stay_below() {
        let (mut first, mut second) = (Dice::new(7), Dice::new(7));
        let draws: Vec<u32> = (0..1000).map(|_| first.below(10)).collect();
        assert!(draws.iter().all(|draw| *draw < 10 && second.below(10) == *draw));
        assert!((0..10).all(|digit| draws.iter().filter(|draw| **draw == digit).count() > 60));
        assert_eq!(first.below(0), 0);
    }
}
