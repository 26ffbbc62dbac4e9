//! How tests read the decision tables.

use std::collections::BTreeMap;

/// A line of a table, by the names of its columns.
pub(super) type Row<'a> = BTreeMap<&'a str, String>;

/// Reads a table whose values hold no line break.
pub(super) fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    let mut lines = table.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines.map(move |line| {
        let values = values(line);
        assert_eq!(columns.len(), values.len(), "{line}");
        columns.iter().copied().zip(values).collect()
    })
}

fn values(line: &str) -> Vec<String> {
    let (mut values, mut quoted) = (vec![String::new()], false);
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => values.push(String::new()),
            _ => values.last_mut().unwrap().push(sign),
        }
    }
    values
}
