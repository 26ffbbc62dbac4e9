//! What the program in a terminal costs, from `/proc`.
#![expect(clippy::panic, reason = "test support: what cannot be measured fails the test")]
#![expect(clippy::missing_panics_doc, reason = "what cannot be measured panics, as the module says")]
#![expect(clippy::expect_used, reason = "test support: what cannot be measured fails the test")]

use std::fs;
use std::time::Duration;

use rustix::process::Pid;

use super::Terminal;

/// Linux reports times of a process in this unit, whatever the kernel's own tick is.
const CLOCK_TICK: Duration = Duration::from_millis(10);

impl Terminal {
    /// The process id of the program.
    #[must_use]
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// The processor time that the program has used, in steps of 10 ms.
    #[must_use]
    pub fn cpu_time(&self) -> Duration {
        let stat = self.proc_file("stat");
        // The second field is the name in parentheses and may hold anything; fields 14 and 15 are the times.
        let (_, fields) = stat.rsplit_once(')').expect("/proc/…/stat has a name");
        let ticks: u32 = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
        CLOCK_TICK * ticks
    }

    /// The memory that the program occupies now.
    #[must_use]
    pub fn rss_kib(&self) -> u64 {
        self.status_kib("VmRSS:")
    }

    /// The most memory that the program has occupied.
    #[must_use]
    pub fn peak_rss_kib(&self) -> u64 {
        self.status_kib("VmHWM:")
    }

    fn status_kib(&self, name: &str) -> u64 {
        let status = self.proc_file("status");
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|rest| rest.split_whitespace().next()).and_then(|number| number.parse().ok());
        number.unwrap_or_else(|| panic!("no {name} for a program that has ended"))
    }

    fn proc_file(&self, name: &str) -> String {
        let path = format!("/proc/{}/{name}", self.child.id());
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}
