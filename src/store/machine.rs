//! What the machine says about time besides the clock that people set.

use rustix::time::{ClockId, clock_gettime};

/// A count of seconds that nobody can set, since a start that can be told from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steady {
    /// Which start of the machine.
    pub boot: String,
    /// Seconds since then, sleep counted.
    pub up_s: i64,
}

/// Reads the count; none where the system does not say which start it is.
#[must_use]
pub fn steady() -> Option<Steady> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().to_owned();
    let up_s = clock_gettime(ClockId::Boottime).tv_sec;
    (!boot.is_empty()).then_some(Steady { boot, up_s })
}
