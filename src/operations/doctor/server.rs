//! What the server screen shows.

use std::path::PathBuf;

use crate::domain::act::Act;
use crate::domain::mail::State;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::store::files::Space;
use crate::store::home::Home;
use crate::store::ledger::audit;
use crate::store::registry::index::Counts;
use crate::store::registry::{index, outbox, webmaster, zone};
use crate::store::{establishment, registry, sqlite_version};

/// Versions, sizes and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerInfo {
    /// The program's version.
    pub program: &'static str,
    /// SQLite's version.
    pub sqlite: &'static str,
    /// The registry's schema version.
    pub registry_schema: i64,
    /// The schema version of establishments' databases.
    pub establishment_schema: i64,
    /// The data directory.
    pub data_dir: PathBuf,
    /// Space on its disk.
    pub space: Space,
    /// Size of the registry with its log, in bytes.
    pub registry_bytes: u64,
    /// Size of all establishments' databases, in bytes.
    pub establishments_bytes: u64,
    /// Size of the exports, in bytes.
    pub exports_bytes: u64,
    /// Establishments, and of them those that are blocked.
    pub establishments: Counts,
    /// Zones.
    pub zones: u32,
    /// Webmasters that may sign in.
    pub webmasters: u32,
    /// Mails of each state; a state without mails is not named.
    pub mails: Vec<(State, u32)>,
    /// Entries of the audit.
    pub audit_entries: i64,
}

/// Gathers versions, sizes and counts.
pub fn server_info(ctx: &mut Context) -> Result<ServerInfo> {
    let ctx = &mut ctx.permit(Act::HOST_SHOW)?;
    let home = ctx.home().clone();
    let now = ctx.now();
    let (registry_bytes, space) = (crate::store::files::size_with_log(&home.registry()), home.space()?);
    ctx.read(|tx| {
        Ok(ServerInfo {
            program: env!("CARGO_PKG_VERSION"),
            sqlite: sqlite_version(),
            registry_schema: registry::SCHEMA_VERSION,
            establishment_schema: establishment::SCHEMA_VERSION,
            data_dir: home.root().to_owned(),
            space,
            registry_bytes,
            establishments_bytes: home.shelf().size_bytes(),
            exports_bytes: Home::size_of(&home.exports()),
            establishments: index::counts(tx, now)?,
            zones: u32::try_from(zone::list(tx)?.len()).unwrap_or(u32::MAX),
            webmasters: webmaster::count_active(tx)?,
            mails: outbox::counts(tx, None)?,
            audit_entries: {
                let first = audit::first(tx)?.map_or(1, |first| first.id);
                audit::head(tx)?.map_or(0, |head| head.id - first + 1)
            },
        })
    })
}
