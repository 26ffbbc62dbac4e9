//! What keeps a data directory from being opened at all, and the part of it that can be repaired from outside.

use super::files::exposed;
use super::finding::Finding;
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::operations::error::Result;
use crate::operations::permitted::permit;
use crate::store::home::Home;
use crate::store::identity;
use crate::store::{self, files};

/// Looks at a data directory before it is opened: whether others may use it, whether the registry can be read.
/// Nothing found: a context can be opened and [`super::examine`] goes on.
pub fn examine_closed(home: &Home, actor: &Actor) -> Result<Vec<Finding>> {
    permit(actor, Act::DOCTOR_EXAMINE)?;
    // Whatever its mode is, it is none that can be repaired.
    if let Err(error @ store::Error::NotAFile { .. }) = files::check_database(&home.registry()) {
        return Ok(vec![Finding::RegistryDamaged { complaint: error.to_string() }]);
    }
    let mut found = Vec::new();
    for path in [home.root().to_owned(), home.registry()] {
        found.extend(exposed(&path)?);
    }
    if found.is_empty()
        && home.is_initialised()
        && let Err(error) = identity::open(home)
    {
        // A full disk is no damage: opening the context makes room and tells what it met.
        if error.is_about_the_disk() {
            return Ok(found);
        }
        found.push(Finding::RegistryDamaged { complaint: error.to_string() });
    }
    Ok(found)
}

/// Takes the rights of others on the data directory and the registry away. Gives what was repaired; it is audited once
/// the registry is open, by [`super::repair`] of the rest.
pub fn repair_closed(home: &Home, actor: &Actor, findings: &[Finding]) -> Result<Vec<Finding>> {
    permit(actor, Act::DOCTOR_REPAIR)?;
    let mut repaired = Vec::new();
    for finding in findings {
        let Finding::NotPrivate { path, .. } = finding else { continue };
        if [home.root(), &home.registry()].contains(&path.as_path()) {
            files::make_private(path)?;
            repaired.push(finding.clone());
        }
    }
    Ok(repaired)
}
