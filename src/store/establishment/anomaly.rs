//! What looks wrong in the rights of an establishment: accounts, each with what is odd about it. No rule here.

use super::Tx;
use crate::domain::account::AccountId;
use crate::domain::day::Day;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::sql::{Row, values};

/// An account and what is odd about it: a role, a department, or nothing to add.
pub type Odd = (AccountId, String);

fn odd(row: &Row<'_>) -> Result<Odd> {
    Ok((AccountId(row.get(0)?), row.get(1)?))
}

/// Roles whose last day is over.
pub fn roles_ended(tx: &Tx<'_>, today: Day) -> Result<Vec<Odd>> {
    let sql = "select account_id, case when department = '' then role else role || '_' || department end
        from account_role where valid_until <> '' and valid_until <= $1 order by account_id, role, department";
    tx.list(sql, values![today.to_string()], odd)
}

/// Power Users without a profile.
pub fn without_profile(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select id, '' from account where level = 'power-user'
        and not exists (select 1 from account_profile where account_id = account.id) order by id";
    tx.list(sql, values![], odd)
}

/// Power Users whose scope is empty.
pub fn without_scope(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select id, '' from account where level = 'power-user'
        and not exists (select 1 from scope where account_id = account.id) order by id";
    tx.list(sql, values![], odd)
}

/// Accounts that can be used, are older than a moment, and never were.
pub fn never_used(tx: &Tx<'_>, before: Timestamp, today: Day) -> Result<Vec<Odd>> {
    let sql = "select id, '' from account where active = 1 and pending = 0 and last_sign_in_at is null
        and first_activity_at is null and created_at < $1 and (expires_on = '' or expires_on > $2) order by id";
    tx.list(sql, values![before.0, today.to_string()], odd)
}

/// Accounts that wait for approval since before a moment.
pub fn pending_since(tx: &Tx<'_>, before: Timestamp) -> Result<Vec<Odd>> {
    tx.list("select id, '' from account where pending = 1 and created_at < $1 order by id", values![before.0], odd)
}

/// Homes that are no department any more.
pub fn homes_gone(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select id, home_department from account where home_department <> ''
        and not exists (select 1 from department where code = home_department) order by id";
    tx.list(sql, values![], odd)
}

/// Roles in what is no department any more.
pub fn role_departments_gone(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select account_id, role || '_' || department from account_role where department <> ''
        and not exists (select 1 from department where code = account_role.department)
        order by account_id, role, department";
    tx.list(sql, values![], odd)
}

/// Scopes over what is no department any more.
pub fn scope_departments_gone(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select account_id, key from scope where kind = 'department'
        and not exists (select 1 from department where code = key) order by account_id, key";
    tx.list(sql, values![], odd)
}

/// Managers by their role, active ones, with the day on which that ends, if it does.
pub fn managers(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select account.id, case when expires_on <> '' then expires_on else valid_until end
        from account_role join account on account.id = account_role.account_id
        where role = 'Manager' and department = '' and level <> 'superadmin' and active = 1 and pending = 0
        order by account.id";
    tx.list(sql, values![], odd)
}

/// Who is responsible for a module of a semester that is open, with its department.
pub fn responsibles(tx: &Tx<'_>) -> Result<Vec<Odd>> {
    let sql = "select distinct responsible_id, department_code
        from teaching_module join semester on semester.id = teaching_module.semester_id
        where responsible_id is not null and locked = 0 order by responsible_id, department_code";
    tx.list(sql, values![], odd)
}
