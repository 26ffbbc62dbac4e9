//! One export: ordered in the registry, made from files alone on any thread, entered into the catalogue.

use std::path::PathBuf;

use crate::domain::access::Permit;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::export::{Export, Form, Held, Packing, SEALED, Tables, Why};
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::operations::clock;
use crate::operations::error::{Error, Result};
use crate::store;
use crate::store::establishment::manifest::Label;
use crate::store::establishment::snapshot::{self, Depth, Taken};
use crate::store::files;
use crate::store::home::Home;
use crate::store::registry::content;
use crate::store::registry::unfinished::TargetKey;
use crate::store::registry::{Tx, establishment as rows, export, inside};
use crate::store::shelf::{self, Exported, Shelf};

/// An export that is to be made.
#[derive(Debug)]
pub(in crate::operations) struct Order {
    number: EstablishmentNumber,
    credential: Secret,
    shelf: Shelf,
    aside: PathBuf,
    to: PathBuf,
    held: Held,
    author: String,
    taken_at: Timestamp,
    form: Form,
    why: Why,
    target: Option<TargetKey>,
}

/// In which form, and for which target of which job.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct Wanted<'a> {
    pub(in crate::operations) form: &'a Form,
    pub(in crate::operations) why: Why,
    pub(in crate::operations) target: Option<TargetKey>,
    /// The token of the process that makes it.
    pub(in crate::operations) owner: &'a str,
}

/// Orders an export of an establishment that was found fit for it.
pub(in crate::operations) fn order(
    tx: &Tx<'_>,
    (home, permit, now): (&Home, &Permit<'_>, Timestamp),
    found: &Establishment,
    wanted: &Wanted<'_>,
) -> Result<Order> {
    let number = found.number;
    let credential = rows::credential(tx, number)?.ok_or_else(|| Error::not_found("establishment", number))?;
    let taken_at = export::next_moment(tx, number, clock::kept_at(tx, now)?)?;
    let is_undoing = wanted.target.map_or(Ok(false), |target| content::undoes_placing(tx, target.job))?;
    let name = name(number, (taken_at, is_undoing), wanted)?;
    Ok(Order {
        number,
        credential,
        shelf: home.shelf(),
        aside: home.aside().join(format!("{}-{name}", wanted.owner)),
        to: home.exports().join(name),
        held: rows::held(tx, found)?,
        author: permit.by().name().to_owned(),
        taken_at,
        form: wanted.form.clone(),
        why: wanted.why,
        target: wanted.target,
    })
}

/// Names an export, by chance in part: whatever registry gave it out, no other export has this name.
fn name(number: EstablishmentNumber, (taken_at, is_undoing): (Timestamp, bool), wanted: &Wanted<'_>) -> Result<String> {
    let token: String = files::token()?.chars().take(8).collect();
    let stem = match (wanted.target, wanted.why) {
        // Whatever registry finds it: nobody has lived on in what it holds.
        (Some(target), _) if is_undoing => format!("{number}-job{}-{}-undone-{token}", target.job, target.position),
        (Some(target), Why::Asked | Why::BeforeDelete) => {
            format!("{number}-job{}-{}-{token}", target.job, target.position)
        }
        (Some(target), Why::BeforeRestore) => {
            format!("{number}-job{}-{}-before-{token}", target.job, target.position)
        }
        (None, Why::Asked | Why::BeforeDelete | Why::BeforeRestore) => format!("{number}-{}-{token}", taken_at.day()),
    };
    let ending = match wanted.form.packing {
        Packing::Plain => ".sqlite",
        Packing::Zstd => ".sqlite.zst",
    };
    Ok(stem + ending + if wanted.form.sealed_for.is_some() { SEALED } else { "" })
}

/// What the name of an export tells of what became of its school, whatever registry made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::operations) enum Sequel {
    /// Nothing.
    Untold,
    /// Something else was placed in it.
    Replaced,
    /// What it held was undone: nobody has lived on in it.
    Undone,
}

/// Reads what the name of an export tells.
pub(in crate::operations) fn sequel(file: &str) -> Sequel {
    let mut parts = file.split('-').skip(1);
    match (parts.next().is_some_and(|part| part.starts_with("job")), parts.nth(1)) {
        (true, Some("before")) => Sequel::Replaced,
        (true, Some("undone")) => Sequel::Undone,
        _ => Sequel::Untold,
    }
}

impl Order {
    /// Returns the establishment.
    pub(in crate::operations) const fn number(&self) -> EstablishmentNumber {
        self.number
    }

    /// Returns where the export goes.
    pub(in crate::operations) const fn to(&self) -> &PathBuf {
        &self.to
    }

    /// Returns the export's file.
    pub(in crate::operations) fn file(&self) -> String {
        self.to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Makes the file. Its name is durable once the folder is synchronised; [`Self::settle`] once the catalogue knows it.
    pub(in crate::operations) fn make(&self) -> store::Result<Taken> {
        let depth = match self.why {
            Why::Asked => Depth::Pages,
            Why::BeforeDelete | Why::BeforeRestore => Depth::Restorable,
        };
        let of = Exported { number: self.number, credential: &self.credential, depth };
        let taken_at = self.taken_at.utc_text();
        let label = Label { author: &self.author, taken_at: &taken_at, held: &self.held };
        if let Some(folder) = self.aside.parent() {
            files::create_directory(folder)?;
        }
        self.shelf.export(of, (&self.aside, &self.to), &label, &self.form)
    }

    /// Lets go of what shows that nobody but this process knows the export: the catalogue knows it.
    pub(in crate::operations) fn settle(&self) -> store::Result<()> {
        snapshot::settle(&self.aside)
    }

    /// Removes what [`Self::make`] has made.
    pub(in crate::operations) fn discard(&self) -> store::Result<()> {
        snapshot::discard(&self.to)?;
        self.settle()
    }

    /// Enters the export into the catalogue.
    pub(in crate::operations) fn enter(&self, tx: &Tx<'_>, taken: &Taken) -> Result<Export> {
        let name = |path: &std::path::Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let tables = match self.form.tables {
            Tables::No => None,
            Tables::Csv => name(&snapshot::tables_path(&self.to, &self.form)),
        };
        let entry = Export {
            file: self.file(),
            number: self.number,
            taken_at: self.taken_at,
            size_bytes: taken.size_bytes,
            sha256: taken.sha256.clone(),
            schema_version: taken.schema_version,
            job: self.target.map(|target| (target.job, target.position)),
            why: self.why,
            tables: tables.unwrap_or_default(),
            held: self.held.clone(),
            credential_hash: shelf::hash(&self.credential),
        };
        export::put(tx, &entry, export::Made::Now)?;
        inside::put_given(tx, self.number, &taken.given)?;
        Ok(entry)
    }
}
