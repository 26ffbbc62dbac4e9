//! Blocks of establishments, and of all of them (number 0).

use super::Tx;
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// Stands for every establishment.
pub const EVERYWHERE: EstablishmentNumber = EstablishmentNumber(0);

fn block(row: &Row<'_>) -> Result<(u32, String, Block)> {
    let block = Block {
        blocker: Blocker::Webmaster,
        reason: row.get(2)?,
        author: row.get(3)?,
        since: Timestamp(row.get(4)?),
        until: row.get::<Option<i64>>(5)?.map(Timestamp),
    };
    Ok((row.get(0)?, row.get(1)?, block))
}

fn checked((number, word, block): (u32, String, Block)) -> Result<(EstablishmentNumber, Block)> {
    let blocker = Blocker::from_word(&word).ok_or_else(|| Error::unreadable("blocker", word))?;
    Ok((EstablishmentNumber(number), Block { blocker, ..block }))
}

const COLUMNS: &str = "establishment_number, blocker, reason, author, since, until";

/// Lists an establishment's blocks, standing or not, by blocker.
pub fn list(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Block>> {
    let sql = format!("select {COLUMNS} from block where establishment_number = $1 order by blocker desc");
    tx.list(&sql, values![number.0], |row| Ok(checked(block(row)?)?.1))
}

/// Lists every block; none in the place of one that nobody can read.
pub fn list_all(tx: &Tx<'_>) -> Result<Vec<(EstablishmentNumber, Option<Block>)>> {
    let readable = |row: &Row<'_>| Some(checked(block(row).ok()?).ok()?.1);
    tx.list(&format!("select {COLUMNS} from block"), &[], |row| Ok((EstablishmentNumber(row.get(0)?), readable(row))))
}

/// Puts a block, in the place of an earlier one of the same blocker.
pub fn put(tx: &Tx<'_>, number: EstablishmentNumber, block: &Block) -> Result<()> {
    let sql = "insert into block (establishment_number, blocker, reason, author, since, until)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (establishment_number, blocker) do update
        set reason = excluded.reason, author = excluded.author, since = excluded.since, until = excluded.until";
    let until = block.until.map(|until| until.0);
    tx.execute(sql, values![number.0, block.blocker.word(), block.reason, block.author, block.since.0, until])?;
    Ok(())
}

/// Removes one blocker's block.
pub fn remove(tx: &Tx<'_>, number: EstablishmentNumber, blocker: Blocker) -> Result<()> {
    let sql = "delete from block where establishment_number = $1 and blocker = $2";
    tx.execute(sql, values![number.0, blocker.word()])?;
    Ok(())
}

/// Removes every block of an establishment.
pub fn remove_all(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    tx.execute("delete from block where establishment_number = $1", values![number.0])?;
    Ok(())
}
