//! Where rows are kept with the jobs and the audit about them: the registry, or an establishment's own database.

use std::ops::Deref;

use super::clock::Moment;
use super::error::Result;
use super::permitted::Permitted;
use crate::domain::access::{At, Permit};
use crate::store::{establishment, ledger, registry};

/// A database that has jobs and an audit of its own. Its transaction runs its own statements and those of what both have,
/// no others: [`Host`]'s is not [`School`]'s.
///
/// ```
/// use intendant::store::{establishment, ledger, registry};
///
/// fn of_the_host(tx: &registry::Tx<'_>) {
///     registry::zone::list(tx).unwrap();
///     ledger::audit::head(tx).unwrap();
/// }
/// fn of_an_establishment(tx: &establishment::Tx<'_>) {
///     establishment::department::list(tx).unwrap();
///     ledger::audit::head(tx).unwrap();
/// }
/// ```
/// ```compile_fail,E0308
/// use intendant::store::{establishment, registry};
///
/// fn zones_of(tx: &establishment::Tx<'_>) {
///     registry::zone::list(tx).unwrap();
/// }
/// ```
/// ```compile_fail,E0308
/// use intendant::store::{establishment, registry};
///
/// fn departments_of(tx: &registry::Tx<'_>) {
///     establishment::department::list(tx).unwrap();
/// }
/// ```
/// ```compile_fail,E0308
/// use intendant::store::{ledger, registry};
///
/// fn zones_of(tx: &ledger::Tx<'_>) {
///     registry::zone::list(tx).unwrap();
/// }
/// ```
pub trait Ledger: 'static {
    /// Its transaction.
    type Tx<'c>: Deref<Target = ledger::Tx<'c>>;

    /// Tells whether a place's rows are in it.
    fn is_at(at: At) -> bool;

    /// Runs reads against one state of it.
    ///
    /// # Errors
    /// Whatever the reads give.
    fn read<T>(ctx: &mut Permitted<'_>, work: impl FnOnce(&Self::Tx<'_>) -> Result<T> + Send) -> Result<T>;

    /// Runs one change: committed when `work` succeeds, else nothing of it happened.
    ///
    /// # Errors
    /// Whatever the change gives.
    fn write<T>(
        ctx: &mut Permitted<'_>,
        work: impl FnOnce(&Self::Tx<'_>, &Permit<'_>, Moment) -> Result<T> + Send,
    ) -> Result<T>;
}

/// The registry.
#[derive(Debug)]
pub enum Host {}

/// The own database of the establishment where a context stands.
#[derive(Debug)]
pub enum School {}

impl Ledger for Host {
    type Tx<'c> = registry::Tx<'c>;

    fn is_at(at: At) -> bool {
        at == At::Host
    }

    fn read<T>(ctx: &mut Permitted<'_>, work: impl FnOnce(&Self::Tx<'_>) -> Result<T> + Send) -> Result<T> {
        ctx.read(work)
    }

    fn write<T>(
        ctx: &mut Permitted<'_>,
        work: impl FnOnce(&Self::Tx<'_>, &Permit<'_>, Moment) -> Result<T> + Send,
    ) -> Result<T> {
        ctx.write(|tx, permit, now| work(tx, permit, Moment::read(tx, now)?))
    }
}

impl Ledger for School {
    type Tx<'c> = establishment::Tx<'c>;

    fn is_at(at: At) -> bool {
        at != At::Host
    }

    fn read<T>(ctx: &mut Permitted<'_>, work: impl FnOnce(&Self::Tx<'_>) -> Result<T> + Send) -> Result<T> {
        ctx.read_own(work)
    }

    fn write<T>(
        ctx: &mut Permitted<'_>,
        work: impl FnOnce(&Self::Tx<'_>, &Permit<'_>, Moment) -> Result<T> + Send,
    ) -> Result<T> {
        ctx.write_own(work)
    }
}

impl Permitted<'_> {
    /// Runs reads of what both databases have, in the one of this place.
    pub(super) fn read_ledger<T>(&mut self, work: impl FnOnce(&ledger::Tx<'_>) -> Result<T> + Send) -> Result<T> {
        match self.at() {
            At::Host => Host::read(self, |tx| work(tx)),
            At::Establishment(_) => School::read(self, |tx| work(tx)),
        }
    }

    /// Runs one change of what both databases have, in the one of this place.
    pub(super) fn write_ledger<T>(
        &mut self,
        work: impl FnOnce(&ledger::Tx<'_>, &Permit<'_>, Moment) -> Result<T> + Send,
    ) -> Result<T> {
        match self.at() {
            At::Host => Host::write(self, |tx, permit, moment| work(tx, permit, moment)),
            At::Establishment(_) => School::write(self, |tx, permit, moment| work(tx, permit, moment)),
        }
    }

    /// As [`Self::write_ledger`], for what is also done in the registry while it is held; an establishment's own database
    /// waits until it is known which registry knows it.
    pub(super) fn write_ledger_anyway<T>(
        &mut self,
        work: impl FnOnce(&ledger::Tx<'_>, &Permit<'_>, Moment) -> Result<T> + Send,
    ) -> Result<T> {
        match self.at() {
            At::Host => self.write_anyway(|tx, permit, now| work(tx, permit, Moment::read(tx, now)?)),
            At::Establishment(_) => self.write_ledger(work),
        }
    }
}
