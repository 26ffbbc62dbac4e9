//! Looking into a database that no row knows, and making it the one of a row.
//!
//! SQLite's own: only where a database is a file can one lie about that no row knows.

use std::path::Path;

use rusqlite::Connection;

use super::judge::{self, Flaw};
use super::migrate;
use super::{
    SCHEMA_VERSION, Tx, account, check_journal, complaint, connect, connect_to_look, credential_hash, form, harden,
    holds, identify, identity, is_hash, known, says, stated,
};
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::fault::Misfit;
use crate::domain::password::Secret;
use crate::domain::school::Whose;
use crate::store::engine;
use crate::store::error::{Error, Result};
use crate::store::output::Standing;
use crate::store::sql::{self, Purpose};

/// What a database that no row knows says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Denomination, location and UAI.
    pub names: [String; 3],
    /// Its first administrator's last name, first name and address, if it has one.
    pub administrator: Option<[String; 3]>,
    /// The hash of the credential that opens it.
    pub credential_hash: String,
    /// Hashes of those that opened it before.
    pub known: Vec<String>,
}

impl Inside {
    /// Returns whose it is. Which site of its UAI it is of, it does not know: the first, unless a row says otherwise.
    #[must_use]
    pub fn whose(&self, number: EstablishmentNumber) -> Whose {
        let (names, credential_hash) = (self.names.clone(), self.credential_hash.clone());
        Whose { number, names, site: 1, credential_hash, known: self.known.clone(), ..Whose::default() }
    }
}

/// Why a file cannot be an establishment's database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It, or what lies beside it, is no file but this.
    NoFile(Standing),
    /// Only what SQLite keeps beside a database is there.
    Alone,
    /// It is no establishment's database.
    Foreign,
    /// It is the database of another number.
    OtherNumber(EstablishmentNumber),
    /// A later version made it, or its tables are not those of its version.
    OtherTables,
    /// SQLite finds it damaged.
    Damaged,
    /// It holds a value that this program can never have written.
    Misfit(Misfit),
}

/// Looks into a file. The inner result tells why it cannot be an establishment's database.
pub(in crate::store) fn inside(path: &Path, number: EstablishmentNumber) -> Result<std::result::Result<Inside, Unfit>> {
    if check_journal(path, |own| own.0 == number).is_err() {
        return Ok(Err(stated(path).map_or(Unfit::Foreign, |(other, _)| Unfit::OtherNumber(other))));
    }
    match connect_to_look(path).and_then(|connection| read(connection, path, number)) {
        Err(Error::Foreign { .. }) => Ok(Err(Unfit::Foreign)),
        Err(Error::Sqlite(_) | Error::Column { .. }) => Ok(Err(Unfit::Damaged)),
        other => other,
    }
}

/// Looks into a file and judges every value of it, on a copy for which a name aside is given. The file itself is not
/// written into.
///
/// # Errors
/// What the system says; [`Error::Full`].
pub(in crate::store) fn judged(
    path: &Path,
    number: EstablishmentNumber,
    aside: &Path,
) -> Result<std::result::Result<Inside, Unfit>> {
    let found = match inside(path, number)? {
        Ok(found) => found,
        Err(unfit) => return Ok(Err(unfit)),
    };
    let flaw = judge::copy(path, aside).and_then(|mut copy| {
        let version = identify(&copy.connection, path)?;
        judge::whole(&mut copy.connection, version)
    });
    Ok(match flaw {
        Ok(None) => Ok(found),
        Ok(Some(Flaw::Misfit(misfit))) => Err(Unfit::Misfit(misfit)),
        Ok(Some(Flaw::Damaged(_))) | Err(Error::Sqlite(_)) => Err(Unfit::Damaged),
        Err(error) => return Err(error),
    })
}

/// Makes a file the database of a row: its credential, beside the hashes of those by which the establishment is known, its
/// names, the present schema. Done twice is fine.
///
/// # Errors
/// [`Error::Foreign`] when it is not one that can be; [`Error::Busy`] when somebody is in it; what SQLite says.
pub(in crate::store) fn claim(
    path: &Path,
    number: EstablishmentNumber,
    (credential, known): (&Secret, &[String]),
    draft: &Draft,
) -> Result<()> {
    check_journal(path, |own| own.0 == number)?;
    let mut connection = connect(path)?;
    // Asked once more where SQLite also asks the columns' conditions, which it leaves out for who only reads.
    if let Err(_unfit) = examine(&mut connection, path, number)? {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    engine::merge_log(&connection, true)?;
    migrate(&mut connection)?;
    // What tells whose it is never lies in a log, where whoever reads would keep it, or a kill leave it.
    engine::leave_log(&connection)?;
    {
        let tx = Tx(sql::Tx::begin(&mut connection, Purpose::Write)?);
        account::set_identity(&tx, draft)?;
        account::set_credential_hash(&tx, &credential_hash(credential))?;
        account::add_known(&tx, known)?;
        tx.0.commit()?;
    }
    match engine::use_log(&connection) {
        Err(Error::Busy) => Ok(()),
        other => other,
    }
}

fn read(
    mut connection: Connection,
    path: &Path,
    number: EstablishmentNumber,
) -> Result<std::result::Result<Inside, Unfit>> {
    harden(&mut connection)?;
    if let Err(unfit) = examine(&mut connection, path, number)? {
        return Ok(Err(unfit));
    }
    let (_, credential_hash) = identity(&mut connection)?;
    if !is_hash(&credential_hash) {
        return Ok(Err(Unfit::Damaged));
    }
    let known = known(&connection, identify(&connection, path)?)?;
    let tx = Tx(sql::Tx::begin(&mut connection, Purpose::Read)?);
    let (names, administrator) = (account::identity(&tx)?, account::first_administrator(&tx)?);
    Ok(Ok(Inside { names, administrator, credential_hash, known }))
}

fn examine(
    connection: &mut Connection,
    path: &Path,
    number: EstablishmentNumber,
) -> Result<std::result::Result<(), Unfit>> {
    let version = identify(connection, path)?;
    if !(1..=SCHEMA_VERSION).contains(&version) || !form::has_tables_of(connection, version)? {
        return Ok(Err(Unfit::OtherTables));
    }
    let found = identity(connection)?.0;
    if found != number {
        return Ok(Err(Unfit::OtherNumber(found)));
    }
    if holds(path, "-wal").is_some_and(|()| !says(path, |own| own.0 == number)) {
        return Ok(Err(Unfit::Damaged));
    }
    Ok(if complaint(connection)?.is_none() { Ok(()) } else { Err(Unfit::Damaged) })
}
