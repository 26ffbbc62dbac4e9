//! How far a database has come: what is put in its place later has to go on from there.

use serde::{Deserialize, Serialize};

use super::receipts::Receipts;
use super::{Tx, audit, job, lockout, session};
use crate::domain::identity::Head;
use crate::domain::job::JobId;
use crate::domain::time::Timestamp;
use crate::store::counter;
use crate::store::error::Result;

/// The first version of an establishment's own database that has sessions.
const SESSIONS_SINCE: i64 = 6;

/// How far it has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The last entry of its audit.
    pub head: Option<Head>,
    /// Since when it has any entry, job, session or try to sign in.
    pub since: Option<Timestamp>,
    /// The last id that was given of each kind, in the order of their names.
    pub counters: Vec<(String, i64)>,
}

impl Reached {
    /// Reads it, but for who was erased.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn read(tx: &Tx<'_>) -> Result<Self> {
        let mut first = vec![audit::first(tx)?.map(|first| first.at), job::read::first_created(tx)?];
        // One that is only looked at may be of the version before.
        if tx.schema_version()? >= SESSIONS_SINCE {
            first.extend([session::first_started(tx)?, lockout::first_day(tx)?]);
        }
        Ok(Self { head: audit::head(tx)?, since: first.into_iter().flatten().min(), counters: counter::list(tx)? })
    }

    /// Tells whether what a transaction sees goes on from there: the last entry is still among its own.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn goes_on_in(&self, tx: &Tx<'_>) -> Result<bool> {
        let Some(head) = &self.head else { return Ok(true) };
        Ok(audit::hash(tx, head.id)?.as_ref() == Some(&head.hash))
    }

    /// Has no id be given again that was given by then.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn carry_ids(&self, tx: &Tx<'_>) -> Result<()> {
        counter::carry(tx, &self.counters)
    }
}

/// What the host knows of a database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// How far it has come.
    pub reached: Reached,
    /// The jobs in it that were begun and are not over.
    pub jobs: Vec<JobId>,
    /// Who was erased in it.
    #[serde(default)]
    pub receipts: Receipts,
}

impl Inside {
    /// Reads it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn read(tx: &Tx<'_>, receipts: Receipts) -> Result<Self> {
        Ok(Self { reached: Reached::read(tx)?, jobs: job::read::unfinished(tx)?, receipts })
    }
}
