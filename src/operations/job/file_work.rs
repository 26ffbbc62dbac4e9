//! What is done with the files of one target: begun in the registry, made on any thread, written down or taken back.

use crate::domain::access::Permit;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, Fault, Form, Why};
use crate::domain::job::{Effect, Reason, Target, Verdict};
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::delete;
use crate::operations::establishment::restore::{self, Place, Restoration};
use crate::operations::export::make::{self, Order, Wanted};
use crate::operations::permitted::record;
use crate::store;
use crate::store::establishment::snapshot::Taken;
use crate::store::registry::Tx;
use crate::store::registry::content;
use crate::store::registry::unfinished::TargetKey;
use crate::store::shelf::Shelf;

/// What is done with the files of one target.
#[derive(Debug)]
pub(super) enum FileWork {
    /// They are exported.
    Export(Order),
    /// They are exported, then removed; where that is asked, only if nobody worked in them before they were exported.
    Delete(Order, Option<AsMade>),
    /// They are removed as they are.
    Remove(EstablishmentNumber),
    /// They are brought back.
    Restore(Box<Restoration>),
}

/// What tells whether nobody worked in an establishment since it was added.
#[derive(Debug)]
pub(super) struct AsMade {
    pub(super) shelf: Shelf,
    pub(super) credential: Secret,
}

impl AsMade {
    /// Refuses where somebody worked in it.
    pub(super) fn check(&self, number: EstablishmentNumber) -> Result<()> {
        if self.shelf.is_as_made(number, &self.credential)? { Ok(()) } else { Err(Rule::Changed.into()) }
    }
}

/// What was made of files.
#[derive(Debug)]
pub(super) enum Product {
    /// An export.
    Export(Taken),
    /// What is to be removed needs nothing.
    Nothing,
    /// An establishment that is brought back.
    Restored(Box<restore::Made>),
}

impl Product {
    fn restored(&self) -> Option<&restore::Made> {
        match self {
            Self::Restored(made) => Some(made),
            Self::Export(_) | Self::Nothing => None,
        }
    }
}

/// Orders an export of the files of a target.
pub(super) fn order(place: &Place<'_>, (form, why): (&Form, Why), target: &Target) -> Result<Order> {
    let found = delete::judge(place.tx, target.number)?;
    let wanted = Wanted { form, why, target: Some(key(target)), owner: place.owner };
    make::order(place.tx, (place.home, place.permit, place.now), &found, &wanted)
}

/// Begins to delete an establishment once it is exported.
pub(super) fn begin_deletion(place: &Place<'_>, target: &Target, only: Option<AsMade>) -> Result<FileWork> {
    let order = order(place, (&Form::default(), Why::BeforeDelete), target)?;
    delete::begin_export(place.tx, (place.owner, Some(key(target))), &order)?;
    Ok(FileWork::Delete(order, only))
}

/// Begins to delete an establishment without an export.
pub(super) fn begin_removal(place: &Place<'_>, target: &Target) -> Result<FileWork> {
    let found = delete::judge(place.tx, target.number)?;
    let worker = (place.owner, Some(key(target)));
    delete::begin_removal((place.tx, place.home), worker, found.number, place.permit.by().name())?;
    Ok(FileWork::Remove(found.number))
}

/// Says of a replacement that its own export is what stands in the way.
fn of_present(error: Error) -> Error {
    match error {
        Error::Store(store::Error::Unrestorable { fault, .. }) => Rule::PresentUnrestorable(*fault).into(),
        other => other,
    }
}

const fn key(target: &Target) -> TargetKey {
    TargetKey { job: target.job, position: target.position }
}

impl FileWork {
    /// Works on the files, on any thread.
    pub(super) fn make(&self) -> Result<Product> {
        match self {
            Self::Export(order) => Ok(Product::Export(order.make()?)),
            Self::Delete(order, only) => {
                let taken = order.make()?;
                // What is written from here on keeps it from being removed: it differs from the export.
                if let Some(Err(changed)) = only.as_ref().map(|only| only.check(order.number())) {
                    order.discard()?;
                    return Err(changed);
                }
                Ok(Product::Export(taken))
            }
            Self::Remove(_) => Ok(Product::Nothing),
            Self::Restore(restoration) => Ok(Product::Restored(Box::new(restoration.make().map_err(of_present)?))),
        }
    }

    /// Removes what was made for a target whose rows were refused. A new establishment's database goes with its row.
    pub(super) fn take_back(&self, product: &Product) -> Result<()> {
        match self {
            Self::Export(order) | Self::Delete(order, _) => order.discard()?,
            Self::Remove(_) => {}
            Self::Restore(restoration) => restoration.take_back(product.restored())?,
        }
        Ok(())
    }

    /// Lets go of what shows that nobody but this process knows an export that was made.
    pub(super) fn settle(&self) -> Result<()> {
        let settled = match self {
            Self::Export(order) | Self::Delete(order, _) => order.settle(),
            Self::Remove(_) => Ok(()),
            Self::Restore(restoration) => restoration.settle(),
        };
        Ok(settled?)
    }

    /// Writes down what was made for a target.
    pub(super) fn write_down(
        &self,
        tx: &Tx<'_>,
        (permit, now): (&Permit<'_>, Timestamp),
        (target, product): (&Target, &Product),
    ) -> Result<()> {
        match (self, product) {
            (Self::Export(order), Product::Export(taken)) => {
                exported(tx, (permit, now), target, (&order.enter(tx, taken)?, taken.fault.as_deref()))
            }
            (Self::Delete(order, _), Product::Export(taken)) => {
                order.enter(tx, taken)?;
                delete::advance(tx, (order, taken), permit.by().name())
            }
            (Self::Restore(restoration), Product::Restored(made)) => match &**made {
                restore::Made::Replacing { before, content } => restore::advance(tx, restoration, (before, content)),
                restore::Made::New { content } => restore::activate(tx, (permit, now), (restoration, content)),
            },
            (Self::Remove(_) | Self::Restore(_), _)
            | (Self::Export(_) | Self::Delete(..), Product::Nothing | Product::Restored(_)) => Ok(()),
        }
    }

    /// Lets go of an establishment whose files are as they were. A row that was to become one is removed afterwards.
    pub(super) fn release(&self, tx: &Tx<'_>) -> Result<()> {
        match self {
            Self::Delete(order, _) => delete::keep_in(tx, order.number()),
            Self::Remove(number) => delete::keep_in(tx, *number),
            Self::Restore(restoration) if restoration.replaces() => restore::keep_in(tx, restoration.number()),
            Self::Export(_) | Self::Restore(_) => Ok(()),
        }
    }
}

/// Tells what was exported. One that could not be restored stays in the catalogue, since it is better than nothing, but
/// its target has failed: else nobody would know before it is needed.
fn exported(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    target: &Target,
    (export, fault): (&Export, Option<&Fault>),
) -> Result<()> {
    let (file, sha256, bytes) = (export.file.clone(), export.sha256.clone(), export.size_bytes);
    let verdict = match fault {
        None => Verdict::Done(Effect::Exported { file, sha256, bytes }),
        Some(fault) => Verdict::Failed(Reason::ExportedUnfit { file, fault: fault.clone() }),
    };
    content::mark(tx, target.job, target.position, &verdict, now)?;
    let entry = delete::exported(export).is("job", target.job.to_string());
    record(tx, permit, now, &entry)
}
