//! Column mappings of imports that people made by hand, kept for the next file with the same header.

use super::clock;
use super::context::Context;
use super::error::Result;
use super::permitted::record;
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::store::registry::mapping;

/// Finds the mapping of a header, as JSON.
pub fn find(ctx: &mut Context, header_hash: &str) -> Result<Option<String>> {
    let ctx = &mut ctx.permit(Act::IMPORT_FIND_MAPPING)?;
    ctx.read(|tx| Ok(mapping::find(tx, header_hash)?))
}

/// Saves the mapping of a header, as JSON.
pub fn save(ctx: &mut Context, header_hash: &str, header: &str, json: &str) -> Result<()> {
    let ctx = &mut ctx.permit(Act::IMPORT_SAVE_MAPPING)?;
    ctx.write(|tx, permit, now| {
        mapping::put(tx, header_hash, header, json, clock::kept_at(tx, now)?)?;
        record(tx, permit, now, &Entry::new(Act::IMPORT_SAVE_MAPPING, Object::host()).is("mapping", json))
    })
}
