//! Ticking: what each key does to the ticks, given the rows that are shown.

use std::collections::BTreeSet;

use crate::domain::establishment::EstablishmentNumber;

type Ticks = BTreeSet<EstablishmentNumber>;

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
pub(in crate::tui::views) fn toggle_group(ticks: &mut Ticks, group: &[EstablishmentNumber]) {
    if group.iter().all(|number| ticks.contains(number)) {
        for number in group {
            ticks.remove(number);
        }
    } else {
        ticks.extend(group);
    }
}

/// Counts the ticks whose row is not shown.
pub(in crate::tui::views) fn hidden(ticks: &Ticks, shown: &[EstablishmentNumber]) -> usize {
    if ticks.is_empty() {
        return 0;
    }
    ticks.len() - shown.iter().filter(|number| ticks.contains(number)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(range: std::ops::Range<u32>) -> Vec<EstablishmentNumber> {
        range.map(EstablishmentNumber).collect()
    }

    #[test]
    fn s02_s03_hidden_ticks_stay_and_are_counted() {
        let mut ticks: Ticks = numbers(0..37).into_iter().collect();
        let shown = numbers(27..47);
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
