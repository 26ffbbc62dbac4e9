//! Both databases, for tests of what they have alike.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::store::error::Result;
use crate::store::establishment::EstablishmentDatabase;
use crate::store::registry::tests::fresh;
use crate::store::shelf::tests::bytes;

/// Runs a test in the registry, and in an establishment's own database.
pub(super) fn both(test: impl Fn(&Tx<'_>) + Send + Sync) {
    let (folder, mut registry) = fresh();
    let done: Result<()> = registry.write(|tx| {
        test(tx);
        Ok(())
    });
    done.unwrap();
    let path = folder.path().join("7.sqlite");
    std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
    let mut database = EstablishmentDatabase::open(&path, EstablishmentNumber(7), &Secret::new("own".into())).unwrap();
    let done: Result<()> = database.write(|tx| {
        test(tx);
        Ok(())
    });
    done.unwrap();
}
