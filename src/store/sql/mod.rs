//! The one way to run a statement, whichever database both [`registry`](super::registry) and
//! [`establishment`](super::establishment) lie in: values in, rows out.
//!
//! Invariants: a value is nothing, a whole number or a text; whoever reads a row has no transaction to run another
//! statement with; a stored value that is not what its column should hold is [`Error::Column`], never a default.
//!
//! SQLite is the engine behind it; whoever uses what only SQLite has (files, pragmas, limits) says so at its head.

mod row;
mod value;

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use rusqlite::{Connection, Rows, Transaction, TransactionBehavior};

pub(in crate::store) use self::row::Row;
pub(in crate::store) use self::value::{FromValue, ToValue, Value, values};
use super::error::{Error, Result};
use super::hold::Hold;
use crate::domain::access::{Actor, Identity};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::webmaster::WebmasterId;
use crate::domain::zone::ZoneNumber;

/// Whose eyes a transaction has: what is listed in it is theirs to see.
#[derive(Debug)]
pub struct Viewer {
    /// Who, with what they may do by now.
    pub actor: Actor,
    /// What they do.
    pub act: Act,
    /// The webmaster whom only some establishments are shown to; none: there is no such limit.
    pub limited: Option<WebmasterId>,
    /// Whether they are shown no other jobs than their own.
    pub sees_own_jobs_alone: bool,
}

impl Viewer {
    /// Returns the zones outside of which nothing is there for them; none: there is no such limit.
    #[must_use]
    pub const fn zones(&self) -> Option<&BTreeMap<ZoneNumber, String>> {
        match &self.actor.identity {
            Identity::Webmaster { duty, .. } => duty.zones(),
            _ => None,
        }
    }
}

/// Reads of each establishment whether it is shown to a webmaster whom only some are shown to.
pub(in crate::store) type Look = fn(&Tx<'_>, WebmasterId) -> Result<Sight>;

/// Of each establishment, there or gone, whether it is shown.
pub(in crate::store) type Sight = HashMap<EstablishmentNumber, bool>;

/// What a transaction knows of who looks.
#[derive(Debug, Default)]
struct Eyes {
    viewer: OnceCell<(Viewer, Look)>,
    sight: OnceCell<Sight>,
}

/// A transaction of either database; what is not committed is taken back when it goes.
///
/// [`registry::Tx`](super::registry::Tx) and [`establishment::Tx`](super::establishment::Tx) lend theirs to what both
/// databases have; none becomes one of them again.
#[derive(Debug)]
pub struct Tx<'c> {
    inner: Transaction<'c>,
    eyes: Eyes,
    /// Let go after the transaction has ended.
    _held: Hold,
}

/// What a transaction is begun for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Purpose {
    /// One consistent state is read.
    Read,
    /// Something is changed: nobody else changes anything until it ends.
    Write,
}

impl<'c> Tx<'c> {
    /// Begins one.
    pub(in crate::store) fn begin(connection: &'c mut Connection, purpose: Purpose) -> Result<Self> {
        let behaviour = match purpose {
            Purpose::Read => TransactionBehavior::Deferred,
            Purpose::Write => TransactionBehavior::Immediate,
        };
        let held = Hold::begin();
        Ok(Self { inner: connection.transaction_with_behavior(behaviour)?, eyes: Eyes::default(), _held: held })
    }

    /// Reads the version of the schema, which each engine keeps in a way of its own.
    pub(in crate::store) fn schema_version(&self) -> Result<i64> {
        Ok(self.inner.prepare_cached("pragma user_version")?.query_row([], |row| row.get(0))?)
    }

    /// Runs a step of the schema, and says which version it makes.
    pub(in crate::store) fn migrate(&self, step: &str, version: i64) -> Result<()> {
        self.inner.execute_batch(step)?;
        Ok(self.inner.pragma_update(None, "user_version", version)?)
    }

    /// Reads of which establishment this is the own database; none: it is the registry.
    pub(in crate::store) fn establishment(&self) -> Result<Option<u32>> {
        if !self.inner.table_exists(None, "identity")? {
            return Ok(None);
        }
        Ok(Some(self.inner.prepare_cached("select number from identity")?.query_row([], |row| row.get(0))?))
    }

    /// Tells how many rows this connection has changed since it was opened.
    pub(in crate::store) fn changed_rows(&self) -> u64 {
        self.inner.total_changes()
    }

    /// Keeps what was done.
    pub(in crate::store) fn commit(self) -> Result<()> {
        Ok(self.inner.commit()?)
    }
}

impl Tx<'_> {
    /// Says whose eyes it has, once; until then it sees everything.
    pub(in crate::store) fn look_as(&self, viewer: Viewer, look: Look) {
        let _ = self.eyes.viewer.set((viewer, look));
    }

    /// Returns whose eyes it has; none: the program's, which see everything.
    #[must_use]
    pub fn viewer(&self) -> Option<&Viewer> {
        self.eyes.viewer.get().map(|(viewer, _)| viewer)
    }

    /// Tells whether only some establishments are shown, or only some jobs.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.viewer().is_some_and(|viewer| viewer.limited.is_some() || viewer.sees_own_jobs_alone)
    }

    /// Returns of each establishment, there or gone, whether it is shown to whoever looks; none: all are. What is narrowed
    /// by it is a list: one row is decided upon by its zone.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sight(&self) -> Result<Option<&HashMap<EstablishmentNumber, bool>>> {
        let Some((Viewer { limited: Some(id), .. }, look)) = self.eyes.viewer.get() else { return Ok(None) };
        if let Some(sight) = self.eyes.sight.get() {
            return Ok(Some(sight));
        }
        let sight = look(self, *id)?;
        Ok(Some(self.eyes.sight.get_or_init(|| sight)))
    }

    /// Tells whether an establishment, there or gone, is shown to whoever looks.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sees(&self, number: EstablishmentNumber) -> Result<bool> {
        Ok(self.sight()?.is_none_or(|sight| sight.get(&number) == Some(&true)))
    }

    /// Runs a part of the transaction that is taken back alone when it fails.
    ///
    /// # Errors
    /// Whatever the part gives.
    pub fn part<T, E: From<Error>>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.execute("savepoint part", &[])?;
        let done = work();
        // A full disk takes the whole transaction back by itself: nothing of the part is left then.
        if done.is_err() && !self.inner.is_autocommit() {
            self.execute("rollback to savepoint part", &[])?;
        }
        if !self.inner.is_autocommit() {
            self.execute("release savepoint part", &[])?;
        }
        done
    }

    /// Runs a statement that changes rows; returns how many.
    pub(in crate::store) fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        Ok(self.inner.prepare_cached(sql)?.execute(rusqlite::params_from_iter(values))?)
    }

    /// Reads the first row, if there is one.
    pub(in crate::store) fn find<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.run(sql, values, |rows| rows.next()?.map(|row| read(&Row::new(row))).transpose())
    }

    /// Reads the row of a statement that always has one.
    pub(in crate::store) fn get<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.find(sql, values, read)?.ok_or(Error::Sqlite(rusqlite::Error::QueryReturnedNoRows))
    }

    /// Reads every row.
    pub(in crate::store) fn list<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, values, |row| {
            found.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// Reads every row by itself, with what names it: one with a value that nobody knows stops no other.
    pub(in crate::store) fn rows<K, T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        key: impl Fn(&Row<'_>) -> Result<K>,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<(K, Result<T>)>> {
        self.list(sql, values, |row| match read(row) {
            Err(error) if !error.is_of_a_row() => Err(error),
            one => Ok((key(row)?, one)),
        })
    }

    /// Visits one row after the other, without keeping any, until the visitor breaks off.
    pub(in crate::store) fn each(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        self.run(sql, values, |rows| {
            while let Some(row) = rows.next()? {
                if visit(&Row::new(row))?.is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    fn run<T>(&self, sql: &str, values: &[Value<'_>], read: impl FnOnce(&mut Rows<'_>) -> Result<T>) -> Result<T> {
        let mut statement = self.inner.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        read(&mut rows)
    }
}
