//! Counts what is in establishments; what cannot be read is what it finds out.

use super::task_kind::{Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::job::{Danger, Extent};
use crate::operations::statistics;

pub(in crate::operations::job) const COMPUTE_STATISTICS: TaskKind = TaskKind {
    act: Act::STATISTICS_COMPUTE,
    danger: Danger::None,
    extent: Extent::Beside,
    reversal: |_| None,
    settings: |_| Settings::default(),
    judge: |_, _, _| Ok(None),
    work: Work::Databases(statistics::act),
};
