//! Ticking: what each key does to the ticks, given the rows that are shown.

use std::collections::BTreeSet;

/// Ticks a row, or takes its tick away.
pub(in crate::tui::views) fn toggle<T: Ord>(ticks: &mut BTreeSet<T>, number: T) {
    if !ticks.remove(&number) {
        ticks.insert(number);
    }
}

/// Ticks each row that has no tick, and the other way round; rows that are not shown stay.
pub(in crate::tui::views) fn invert<T: Ord + Clone>(ticks: &mut BTreeSet<T>, shown: &[T]) {
    for number in shown {
        toggle(ticks, number.clone());
    }
}

/// Ticks all rows of a group, or takes all their ticks away when each has one.
pub(in crate::tui::views) fn toggle_group<T: Ord + Clone>(ticks: &mut BTreeSet<T>, group: &[T]) {
    if group.iter().all(|name| ticks.contains(name)) {
        for name in group {
            ticks.remove(name);
        }
    } else {
        ticks.extend(group.iter().cloned());
    }
}

/// Counts the ticks whose row is not shown.
pub(in crate::tui::views) fn hidden<T: Ord>(ticks: &BTreeSet<T>, shown: &[T]) -> usize {
    if ticks.is_empty() {
        return 0;
    }
    ticks.len() - shown.iter().filter(|name| ticks.contains(name)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s02_s03_hidden_ticks_stay_and_are_counted() {
        let mut ticks: BTreeSet<u32> = (0..37).collect();
        let shown: Vec<u32> = (27..47).collect();
        assert_eq!(hidden(&ticks, &shown), 27);
        invert(&mut ticks, &shown);
        assert_eq!(ticks.len(), 27 + 10);
        assert_eq!(hidden(&ticks, &shown), 27);
        toggle_group(&mut ticks, &shown);
        assert_eq!(ticks.len(), 27 + 20);
        toggle_group(&mut ticks, &shown);
        assert_eq!(ticks.len(), 27);
    }
}
