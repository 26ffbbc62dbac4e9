//! Lists of exports, which name the contacts of schools: they go with the job that made them, and what is left of a job that
//! nobody knows any more goes at the same age.

use super::due::{Look, Remark};
use super::exports::Page;
use crate::domain::job::JobId;
use crate::domain::time::Timestamp;
use crate::operations::error::Result;
use crate::operations::export::listed::{Listed, listed};
use crate::store::home::Home;
use crate::store::ledger::job::read;
use crate::store::registry::Tx;

/// The lists that lie in the folder of exports.
pub(super) struct Lists(Vec<Listed>);

impl Lists {
    pub(super) fn read(home: &Home) -> Result<Self> {
        Ok(Self(listed(home)?))
    }

    /// Adds those of a job to what goes at a moment; returns how many.
    pub(super) fn add(&self, job: JobId, at: Timestamp, to: &mut Look) -> u32 {
        let own = self.0.iter().filter(|list| list.job == job);
        own.map(|list| to.old.add(at, list.seen.bytes)).fold(0, |count, ()| count + 1)
    }

    /// Adds those of unknown jobs that are older than a moment, and tells how many lists go in all.
    pub(super) fn add_stray(&self, tx: &Tx<'_>, until: Timestamp, of_jobs: u32, to: &mut Look) -> Result<()> {
        let mut count = of_jobs;
        for list in self.stray(tx, until)? {
            to.old.add(Timestamp(list.seen.written_at), list.seen.bytes);
            count += 1;
        }
        to.remarks.extend((count > 0).then_some(Remark::Lists(count)));
        Ok(())
    }

    /// Removes those of jobs that are gone. Killed in between, it leaves what is then of no job.
    pub(super) fn remove(&self, home: &Home, jobs: &[JobId]) -> Page {
        remove(home, self.0.iter().filter(|list| jobs.contains(&list.job)))
    }

    /// Removes those of unknown jobs that are older than a moment.
    pub(super) fn remove_stray(&self, tx: &Tx<'_>, home: &Home, until: Timestamp) -> Result<Page> {
        Ok(remove(home, self.stray(tx, until)?))
    }

    fn stray(&self, tx: &Tx<'_>, until: Timestamp) -> Result<Vec<&Listed>> {
        let mut found = Vec::new();
        for list in self.0.iter().filter(|list| Timestamp(list.seen.written_at) < until) {
            match read::find(tx, list.job) {
                Ok(None) => found.push(list),
                Err(error) if !error.is_of_a_row() => return Err(error.into()),
                Ok(Some(_)) | Err(_) => {}
            }
        }
        Ok(found)
    }
}

fn remove<'l>(home: &Home, lists: impl IntoIterator<Item = &'l Listed>) -> Page {
    Page::remove(&home.exports(), lists.into_iter().map(|list| list.path.as_path()))
}
