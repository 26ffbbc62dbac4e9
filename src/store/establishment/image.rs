//! The bytes of a new establishment's database, made in memory: one write, one fsync.
//!
//! SQLite's own half: pages as bytes.

use std::io::Write as _;
use std::sync::OnceLock;

use rusqlite::{Connection, MAIN_DB};

use super::people::{self, People};
use super::teaching::{self, Teaching};
use super::{APPLICATION_ID, Tx, account, credential_hash, migrate, state};
use crate::domain::account::SignInMode;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::password::Secret;
use crate::domain::uai::Uai;
use crate::store::error::{Error, Result};
use crate::store::sql::{self, Purpose, values};

/// Small pages: an empty database takes 16 KB rather than 60, a full one 15 % less.
const PAGE_BYTES: u32 = 1024;

static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();

/// What a new database holds.
#[derive(Debug)]
pub struct Contents<'a> {
    /// The establishment's number.
    pub number: EstablishmentNumber,
    /// The credential that opens it.
    pub credential: &'a Secret,
    /// Hashes of the credentials by which the establishment was known before.
    pub known: &'a [String],
    /// Names and contact.
    pub draft: &'a Draft,
    /// Its accounts.
    pub accounts: &'a [account::NewAccount],
    /// How they sign in.
    pub sign_in_mode: SignInMode,
    /// What is taught.
    pub teaching: &'a Teaching,
    /// Who else is there, with all that is tied to them.
    pub people: &'a People,
}

/// Makes the bytes of a database.
pub fn build(contents: &Contents<'_>) -> Result<Vec<u8>> {
    let template = template()?;
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact(MAIN_DB, template, template.len(), false)?;
    connection.execute_batch("pragma foreign_keys = on; pragma synchronous = off; pragma journal_mode = memory;")?;
    fill(&mut connection, contents)?;
    let mut bytes = connection.serialize(MAIN_DB)?.to_vec();
    let mut whole = std::io::Cursor::new(&mut bytes[..]);
    state::make_untouched(|at, made| {
        whole.set_position(at);
        whole.write_all(made)
    })
    .map_err(|cause| Error::unreadable("database", cause.to_string()))?;
    Ok(bytes)
}

fn fill(connection: &mut Connection, contents: &Contents<'_>) -> Result<()> {
    let tx = Tx(sql::Tx::begin(connection, Purpose::Write)?);
    let sql = "insert into identity (number, credential_hash, known, denomination, location, uai, sign_in_mode)
        values ($1, $2, $3, $4, $5, $6, $7)";
    tx.execute(
        sql,
        values![
            contents.number.0,
            credential_hash(contents.credential),
            contents.known.join(" "),
            contents.draft.denomination,
            contents.draft.location,
            contents.draft.uai.as_ref().map_or("", Uai::as_str),
            contents.sign_in_mode.word(),
        ],
    )?;
    account::begin_lineage(&tx, &credential_hash(contents.credential))?;
    for new in contents.accounts {
        account::insert(&tx, new)?;
    }
    teaching::insert(&tx, contents.teaching)?;
    people::insert(&tx, contents.number, contents.people)?;
    tx.0.commit()
}

fn template() -> Result<&'static [u8]> {
    if let Some(bytes) = TEMPLATE.get() {
        return Ok(bytes);
    }
    let mut connection = Connection::open_in_memory()?;
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(&mut connection)?;
    let bytes = connection.serialize(MAIN_DB).map_err(Error::from)?.to_vec();
    Ok(TEMPLATE.get_or_init(|| bytes))
}

#[cfg(test)]
mod tests {
    use super::super::{EstablishmentDatabase, SCHEMA_VERSION, look_over};
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::zone::ZoneNumber;
    use crate::store::files;

    fn draft() -> Draft {
        Draft {
            zone: ZoneNumber(1),
            location: "29200 Brest".into(),
            denomination: "Collège".into(),
            uai: None,
            contact: Contact { last_name: "A".into(), first_name: "B".into(), email: None },
        }
    }

    fn bytes(credential: &Secret) -> Vec<u8> {
        build(&Contents {
            number: EstablishmentNumber(7),
            credential,
            draft: &draft(),
            accounts: &[],
            known: &[],
            sign_in_mode: SignInMode::Password,
            teaching: &Teaching::default(),
            people: &People::default(),
        })
        .unwrap()
    }

    #[test]
    fn a_database_opens_with_its_own_credential_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("7.sqlite");
        let credential = Secret::new("right".into());
        files::write_private(&path, &bytes(&credential)).unwrap();
        let seen = look_over(&path, (EstablishmentNumber(7), &credential)).unwrap();
        assert_eq!((seen.version, seen.flaw), (SCHEMA_VERSION, None));
        assert!(EstablishmentDatabase::open(&path, EstablishmentNumber(7), &credential).is_ok());
        let wrong = Secret::new("wrong".into());
        for (number, credential) in [(8, &credential), (7, &wrong)] {
            let opened = EstablishmentDatabase::open(&path, EstablishmentNumber(number), credential);
            assert!(matches!(opened, Err(Error::Foreign { .. })), "{number}");
        }
        files::write_private(&path, b"").unwrap();
        assert!(matches!(look_over(&path, (EstablishmentNumber(7), &credential)), Err(Error::Foreign { .. })));
    }

    #[test]
    fn nothing_can_be_attached() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("7.sqlite");
        let credential = Secret::new("right".into());
        files::write_private(&path, &bytes(&credential)).unwrap();
        let database = EstablishmentDatabase::open(&path, EstablishmentNumber(7), &credential).unwrap();
        assert!(database.connection.execute_batch("attach database ':memory:' as other").is_err());
    }
}
