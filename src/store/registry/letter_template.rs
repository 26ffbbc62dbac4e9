//! Templates of letters.

use super::Tx;
use crate::domain::mailing::{LetterInput, Template, TemplateId};
use crate::domain::text::fold;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

const COLUMNS: &str = "id, name, subject, body, rev";

fn row(row: &Row<'_>) -> Result<Template> {
    let letter = LetterInput { subject: row.get(2)?, body: row.get(3)? };
    Ok(Template { id: TemplateId(row.get(0)?), name: row.get(1)?, letter, rev: row.get(4)? })
}

/// Lists all of them, by name.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Template>> {
    tx.list(&format!("select {COLUMNS} from letter_template order by name_key"), &[], row)
}

/// Finds one.
pub fn find(tx: &Tx<'_>, id: TemplateId) -> Result<Option<Template>> {
    let sql = format!("select {COLUMNS} from letter_template where id = $1");
    tx.find(&sql, values![id.0], row)
}

/// Finds the one of a name, whatever its accents and case.
pub fn find_by_name(tx: &Tx<'_>, name: &str) -> Result<Option<Template>> {
    let sql = format!("select {COLUMNS} from letter_template where name_key = $1");
    tx.find(&sql, values![fold(name)], row)
}

/// Keeps a new one.
pub fn insert(tx: &Tx<'_>, name: &str, letter: &LetterInput) -> Result<TemplateId> {
    let id: i64 = next_id(tx, Counter::LetterTemplate)?;
    let sql = "insert into letter_template (id, name, name_key, subject, body, rev) values ($1, $2, $3, $4, $5, 1)";
    tx.execute(sql, values![id, name, fold(name), letter.subject, letter.body])?;
    Ok(TemplateId(id))
}

/// Puts a deleted one back, with its identifier.
pub fn put_back(tx: &Tx<'_>, template: &Template) -> Result<()> {
    let sql = "insert into letter_template (id, name, name_key, subject, body, rev) values ($1, $2, $3, $4, $5, $6)";
    let Template { id, name, letter, rev } = template;
    tx.execute(sql, values![id.0, name, fold(name), letter.subject, letter.body, rev + 1])?;
    Ok(())
}

/// Changes one if it still has the revision; tells whether it had.
pub fn update(tx: &Tx<'_>, id: TemplateId, rev: i64, name: &str, letter: &LetterInput) -> Result<bool> {
    let sql = "update letter_template set name = $1, name_key = $2, subject = $3, body = $4, rev = rev + 1
        where id = $5 and rev = $6";
    Ok(tx.execute(sql, values![name, fold(name), letter.subject, letter.body, id.0, rev])? == 1)
}

/// Removes one if it still has the revision; tells whether it had.
pub fn remove(tx: &Tx<'_>, id: TemplateId, rev: i64) -> Result<bool> {
    let sql = "delete from letter_template where id = $1 and rev = $2";
    Ok(tx.execute(sql, values![id.0, rev])? == 1)
}
