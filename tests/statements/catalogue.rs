//! What both engines made of a schema, as far as both tell.

use std::collections::{BTreeMap, BTreeSet};

use postgres::Client;
use rusqlite::Connection;

use crate::engines::Engines;

/// A table. Lists of columns are joined by commas.
#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    /// `name type`, then whether it may hold nothing and what it holds by default.
    columns: Vec<String>,
    key: String,
    unique: BTreeSet<String>,
    /// Other indexes: name, columns, whether unique, whether over a part.
    indexes: BTreeSet<String>,
    /// `columns → table (columns)`, and what a deletion there does here.
    foreign: BTreeSet<String>,
    checks: usize,
}

type Tables = BTreeMap<String, Table>;

/// Compares the two; tells too what only SQLite can have: tables that are not strict, triggers.
pub(crate) fn differences(engines: &mut Engines) -> Vec<String> {
    let mut faults = Vec::new();
    let mut left = of_sqlite(&engines.sqlite, &mut faults).unwrap();
    let mut right = of_postgres(&mut engines.postgres, &mut faults).unwrap();
    let names: BTreeSet<String> = left.keys().chain(right.keys()).cloned().collect();
    for name in names {
        let (one, other) = (left.remove(&name).unwrap_or_default(), right.remove(&name).unwrap_or_default());
        if one.columns != other.columns {
            let all = one.columns.iter().chain(&other.columns);
            let odd: Vec<_> =
                all.filter(|column| !(one.columns.contains(column) && other.columns.contains(column))).collect();
            faults.push(format!("table {name}: column {odd:?}"));
        }
        if (&one.key, &one.unique, &one.indexes, &one.foreign, one.checks)
            != (&other.key, &other.unique, &other.indexes, &other.foreign, other.checks)
        {
            faults.push(format!("table {name}: SQLite {one:?}, PostgreSQL {other:?}"));
        }
    }
    faults
}

fn of_sqlite(connection: &Connection, faults: &mut Vec<String>) -> rusqlite::Result<Tables> {
    let triggers: Vec<String> = texts(connection, "select name from sqlite_schema where type = 'trigger'", "")?;
    faults.extend(triggers.into_iter().map(|name| format!("trigger {name}")));
    let list = "select name || ' ' || type || ' ' || strict from pragma_table_list
        where schema = 'main' and name not like 'sqlite%'";
    let mut tables = Tables::new();
    for row in texts(connection, list, "")? {
        let mut words = row.split(' ');
        let (name, kind, strict) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        if kind != "table" {
            faults.push(format!("{kind} {name}"));
            continue;
        }
        if strict != "1" {
            faults.push(format!("table {name} is not strict"));
        }
        let table = table_of_sqlite(connection, name)?;
        let is_odd = |column: &&String| !matches!(column.split(' ').nth(1), Some("bigint" | "text"));
        faults.extend(table.columns.iter().filter(is_odd).map(|column| format!("table {name}: column {column}")));
        tables.insert(name.to_owned(), table);
    }
    Ok(tables)
}

fn table_of_sqlite(connection: &Connection, name: &str) -> rusqlite::Result<Table> {
    let columns =
        "select name || ' ' || lower(type) || case when \"notnull\" = 1 or pk > 0 then ' not null' else '' end
            || coalesce(' default ' || dflt_value, '') from pragma_table_xinfo($1) order by cid";
    let key = "select name from pragma_table_xinfo($1) where pk > 0 order by pk";
    let foreign = "select group_concat(\"from\", ',' order by seq) || ' → ' || \"table\" || ' ('
            || group_concat(\"to\", ',' order by seq) || ') ' || lower(on_delete) from pragma_foreign_key_list($1) group by id";
    let text: Vec<String> = texts(connection, "select lower(sql) from sqlite_schema where name = $1", name)?;
    let mut table = Table {
        columns: texts(connection, columns, name)?.into_iter().map(|one| one.replace("integer", "bigint")).collect(),
        key: texts(connection, key, name)?.join(","),
        foreign: texts(connection, foreign, name)?.into_iter().collect(),
        checks: text.join("").split_whitespace().collect::<Vec<_>>().join(" ").matches("check (").count(),
        ..Table::default()
    };
    let list = "select name || ' ' || origin || ' ' || \"unique\" || ' ' || partial from pragma_index_list($1)";
    for row in texts(connection, list, name)? {
        let mut words = row.split(' ');
        let (index, origin) = (words.next().unwrap(), words.next().unwrap());
        let (unique, partial) = (words.next() == Some("1"), words.next() == Some("1"));
        let columns = texts(connection, "select name from pragma_index_info($1) order by seqno", index)?.join(",");
        match origin {
            "pk" => {}
            "u" => drop(table.unique.insert(columns)),
            _ => drop(table.indexes.insert(format!("{index} ({columns}) {unique} {partial}"))),
        }
    }
    Ok(table)
}

fn texts(connection: &Connection, sql: &str, name: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let given: &[&dyn rusqlite::ToSql] = if statement.parameter_count() == 0 { &[] } else { &[&name] };
    statement.query_map(given, |row| row.get(0))?.collect()
}

fn of_postgres(client: &mut Client, faults: &mut Vec<String>) -> Result<Tables, postgres::Error> {
    let mut tables = Tables::new();
    let list = "select relname::text, relkind::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')";
    for row in client.query(list, &[])? {
        let (name, kind): (String, String) = (row.get(0), row.get(1));
        if kind == "r" {
            tables.insert(name.clone(), table_of_postgres(client, &name)?);
        } else {
            faults.push(format!("view {name}"));
        }
    }
    Ok(tables)
}

fn table_of_postgres(client: &mut Client, name: &str) -> Result<Table, postgres::Error> {
    let mut list = |sql: &str| -> Result<Vec<String>, postgres::Error> {
        Ok(client.query(sql, &[&name])?.iter().map(|row| row.get(0)).collect())
    };
    let columns = list(
        "select column_name || ' ' || data_type || case when is_nullable = 'NO' then ' not null' else '' end
            || coalesce(' default ' || regexp_replace(column_default, '::(text|bigint)$', ''), '')
        from information_schema.columns where table_name = $1 and table_schema = 'public' order by ordinal_position",
    )?;
    let of = |key: &str, table: &str| {
        format!(
            "(select string_agg(attname::text, ',' order by place) from unnest({key}) with ordinality as part (number, place)
                join pg_attribute on attrelid = {table} and attnum = number)"
        )
    };
    let constraint = |kind: char, shown: &str| {
        format!("select {shown} from pg_constraint where conrelid = $1::text::regclass and contype = '{kind}'")
    };
    let own = of("conkey", "conrelid");
    let there = of("confkey", "confrelid");
    let foreign = format!(
        "{own} || ' → ' || confrelid::regclass::text || ' (' || {there} || ') ' || case confdeltype
            when 'a' then 'no action' when 'c' then 'cascade' when 'n' then 'set null' else confdeltype::text end"
    );
    let indexes = format!(
        "select indexrelid::regclass::text || ' (' || {} || ') ' || indisunique::text || ' ' || (indpred is not null)::text
            from pg_index where indrelid = $1::text::regclass
            and not exists (select 1 from pg_constraint where conindid = indexrelid)",
        of("indkey::int2[]", "indrelid")
    );
    Ok(Table {
        columns,
        key: list(&constraint('p', &own))?.join(","),
        unique: list(&constraint('u', &own))?.into_iter().collect(),
        indexes: list(&indexes)?.into_iter().collect(),
        foreign: list(&constraint('f', &foreign))?.into_iter().collect(),
        checks: list(&constraint('c', "conname::text"))?.len(),
    })
}
