//! Departments, each with what names it: semesters, homes of accounts, roles in it alone, scopes of Power Users.

use super::Tx;
use super::role::HOLDERS_READ;
use crate::domain::act::Noun;
use crate::domain::department::{Department, DepartmentDraft, DepartmentId};
use crate::domain::text::name_key;
use crate::store::counter::{Counter, next_id};
use crate::store::error::Result;
use crate::store::sql::{Row, values};

const COLUMNS: &str = "id, code, name, rev, (select count(*) from semester where department_code = department.code), \
     (select count(*) from account_role where account_role.department = department.code), \
     (select count(*) from account where home_department = department.code), \
     (select count(*) from scope where kind = 'department' and key = department.code)";

fn department(row: &Row<'_>) -> Result<Department> {
    Ok(Department {
        id: DepartmentId(row.get(0)?),
        code: row.get(1)?,
        name: row.get(2)?,
        rev: row.get(3)?,
        semesters: row.get(4)?,
        roles: row.get(5)?,
        homes: row.get(6)?,
        scopes: row.get(7)?,
        first_holders: Vec::new(),
    })
}

/// Adds the logins of the first accounts that name it.
fn held(tx: &Tx<'_>, department: Department) -> Result<Department> {
    if department.homes + department.roles + department.scopes == 0 {
        return Ok(department);
    }
    let sql = "select login from account where home_department = $1
            or id in (select account_id from account_role where department = $1)
            or id in (select account_id from scope where kind = 'department' and key = $1) order by login limit $2";
    let first_holders = tx.list(sql, values![department.code, HOLDERS_READ], |row| row.get(0))?;
    Ok(Department { first_holders, ..department })
}

/// Lists all of them by code, whatever its case and accents.
pub fn list(tx: &Tx<'_>) -> Result<Vec<Department>> {
    let all = tx.list(&format!("select {COLUMNS} from department order by code_key, id"), &[], department)?;
    all.into_iter().map(|department| held(tx, department)).collect()
}

/// Names all of them by code, without counting what names them.
pub fn codes(tx: &Tx<'_>) -> Result<Vec<(DepartmentId, String)>> {
    let sql = "select id, code from department order by code_key, id";
    tx.list(sql, &[], |row| Ok((DepartmentId(row.get(0)?), row.get(1)?)))
}

/// Counts them.
pub fn count(tx: &Tx<'_>) -> Result<u32> {
    tx.get("select count(*) from department", &[], |row| row.get(0))
}

/// Finds one.
pub fn find(tx: &Tx<'_>, id: DepartmentId) -> Result<Option<Department>> {
    let found = tx.find(&format!("select {COLUMNS} from department where id = $1"), values![id.0], department)?;
    found.map(|department| held(tx, department)).transpose()
}

/// Finds the one of a code, whatever its case, accents and spaces; an exact one first.
pub fn find_by_code(tx: &Tx<'_>, code: &str) -> Result<Option<Department>> {
    let sql = format!(
        "select {COLUMNS} from department where code = $1 or code_key = $2
            order by case when code = $1 then 0 else 1 end limit 1"
    );
    tx.find(&sql, values![code, name_key(code)], department)
}

/// Finds the one of a name, whatever its case, accents and spaces.
pub fn find_by_name(tx: &Tx<'_>, name: &str) -> Result<Option<Department>> {
    tx.find(&format!("select {COLUMNS} from department where name_key = $1"), values![name_key(name)], department)
}

/// Adds one, with an id that was never given before.
pub fn insert(tx: &Tx<'_>, draft: &DepartmentDraft) -> Result<DepartmentId> {
    let id = DepartmentId(next_id(tx, Counter::Of(Noun::Department))?);
    put(tx, id, draft, 1)?;
    Ok(id)
}

/// Puts one that was deleted back, with its id.
pub fn put_back(tx: &Tx<'_>, was: &Department) -> Result<()> {
    put(tx, was.id, &DepartmentDraft { code: was.code.clone(), name: was.name.clone() }, was.rev + 1)
}

fn put(tx: &Tx<'_>, id: DepartmentId, draft: &DepartmentDraft, rev: i64) -> Result<()> {
    let sql = "insert into department (id, code, code_key, name, name_key, rev) values ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, values![id.0, draft.code, name_key(&draft.code), draft.name, name_key(&draft.name), rev])?;
    Ok(())
}

/// Tells whether there is one of just this code.
pub(super) fn is_there(tx: &Tx<'_>, code: &str) -> Result<bool> {
    tx.get("select count(*) from department where code = $1", values![code], |row| Ok(row.get::<u32>(0)? > 0))
}

/// Changes one that somebody saw so; what names it by its code goes with it.
pub fn update(tx: &Tx<'_>, was: &Department, draft: &DepartmentDraft) -> Result<()> {
    let id = was.id;
    if was.code != draft.code {
        // Semesters refer to a code that there is: so both are there for a moment.
        let aside = "insert into department (id, code, code_key, name, name_key, rev) values ($1, $2, '', $3, '', $4)";
        tx.execute(aside, values![-id.0, draft.code, draft.name, was.rev])?;
        carry(tx, &was.code, &draft.code)?;
        tx.execute("delete from department where id = $1", values![id.0])?;
        tx.execute("update department set id = $1 where id = $2", values![id.0, -id.0])?;
    }
    let sql = "update department set code = $1, code_key = $2, name = $3, name_key = $4, rev = rev + 1 where id = $5";
    tx.execute(sql, values![draft.code, name_key(&draft.code), draft.name, name_key(&draft.name), id.0])?;
    Ok(())
}

/// Has all that names a department by a code name it by another one; accounts are others by that.
fn carry(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    let touched = "update account set rev = rev + 1 where home_department = $1
            or id in (select account_id from account_role where department = $1)
            or id in (select account_id from scope where kind = 'department' and key = $1)";
    tx.execute(touched, values![from])?;
    for sql in [
        "update semester set department_code = $1 where department_code = $2",
        "update account set home_department = $1 where home_department = $2",
        "update account_role set department = $1 where department = $2",
        "update scope set key = $1 where kind = 'department' and key = $2",
    ] {
        tx.execute(sql, values![to, from])?;
    }
    Ok(())
}

/// Deletes one that nothing names.
pub fn delete(tx: &Tx<'_>, id: DepartmentId) -> Result<()> {
    tx.execute("delete from department where id = $1", values![id.0])?;
    Ok(())
}
