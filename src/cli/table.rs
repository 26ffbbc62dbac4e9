//! Columns of text: aligned, and cut to the width of a terminal; or the lines of a CSV.

use unicode_width::UnicodeWidthStr as _;

use crate::jobs::listed::cell;

/// Narrowest that a column is cut to.
const NARROWEST: usize = 6;
const GAP: &str = "  ";

/// A table being filled; the cells are visible-safe when it is laid out by [`super::output::Out`].
#[derive(Debug, Default)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    whole: Vec<usize>,
}

impl Table {
    /// Begins a table.
    #[must_use]
    pub fn new(headings: Vec<String>) -> Self {
        Self { headings, rows: Vec::new(), whole: Vec::new() }
    }

    /// Names the columns whose values are of no use when they are cut: numbers, identifiers, days.
    #[must_use]
    pub fn keep_whole(mut self, columns: &[usize]) -> Self {
        self.whole = columns.to_vec();
        self
    }

    /// Adds a row with one cell for each heading.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Lays the lines out, headings first; no line is wider than `width`, unless by a last column that is kept whole.
    #[must_use]
    pub fn lines(mut self, width: Option<usize>, cut_mark: &str) -> Vec<String> {
        let mut values = vec![0; self.headings.len()];
        for row in &self.rows {
            for (widest, cell) in values.iter_mut().zip(row) {
                *widest = cell.width().max(*widest);
            }
        }
        let headings = self.headings.iter().map(|heading| heading.width());
        let mut widths: Vec<usize> = headings.zip(&values).map(|(heading, value)| heading.max(*value)).collect();
        if let Some(width) = width {
            shrink(&mut widths, &values, &self.whole, width);
        }
        let limit = width.filter(|_| !self.whole.contains(&self.headings.len().saturating_sub(1)));
        self.rows.insert(0, self.headings);
        let line = |row: Vec<String>| {
            let mut out = String::new();
            for (at, (cell, wide)) in row.iter().zip(&widths).enumerate() {
                if at > 0 {
                    out.push_str(GAP);
                }
                let cell = cut(cell, *wide, cut_mark);
                let blank = wide.saturating_sub(cell.width());
                out.push_str(&cell);
                out.extend(std::iter::repeat_n(' ', blank));
            }
            let out = out.trim_end();
            limit.map_or_else(|| out.to_owned(), |width| cut(out, width, cut_mark))
        };
        self.rows.into_iter().map(line).collect()
    }
}

/// Takes from the widest column until all fit; columns that are kept whole only lose what their heading takes.
fn shrink(widths: &mut [usize], values: &[usize], whole: &[usize], width: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    let mut total: usize = widths.iter().sum::<usize>() + gaps;
    while total > width {
        let least =
            |at: usize| if whole.contains(&at) { values.get(at).copied().unwrap_or(0).max(1) } else { NARROWEST };
        let spare = widths.iter_mut().enumerate().filter(|(at, wide)| **wide > least(*at));
        let Some((_, widest)) = spare.max_by_key(|(_, wide)| **wide) else { return };
        *widest -= 1;
        total -= 1;
    }
}

/// Cuts a text to a width, with a mark where something is gone.
fn cut(text: &str, width: usize, mark: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(mark.width());
    let (mut out, mut used) = (String::new(), 0);
    for sign in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(sign).unwrap_or(0);
        if used + wide > room {
            break;
        }
        used += wide;
        out.push(sign);
    }
    out.push_str(mark);
    out
}

/// The lines of a list as a file for spreadsheets and scripts: plain digits, days as `2026-11-28`.
#[derive(Debug)]
pub struct Csv {
    columns: Vec<&'static str>,
}

impl Csv {
    /// Begins one with these columns.
    pub(super) const fn new(columns: Vec<&'static str>) -> Self {
        Self { columns }
    }

    /// Writes the line of the names.
    pub(super) fn names(&self) -> String {
        line(self.columns.iter().map(|column| (*column).to_owned()))
    }

    /// Writes the values of a record, whose names are those of JSON.
    pub(super) fn values(&self, record: &serde_json::Value) -> String {
        line(self.columns.iter().map(|column| cell(&record[*column])))
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| {
        let plain = !cell.contains([';', '"', ',', '\n', '\r']) && cell.trim() == cell;
        if plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    cells.map(quoted).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(width: Option<usize>, expected: &[&str]) {
        let mut table = Table::new(vec!["N°".to_owned(), "Dénomination".to_owned(), "UAI".to_owned()]);
        table = table.keep_whole(&[0, 2]);
        table.row(vec!["1".to_owned(), "Collège Jean Jaurès".to_owned(), "0750655E".to_owned()]);
        table.row(vec!["20".to_owned(), "學校".to_owned(), String::new()]);
        assert_eq!(table.lines(width, "…"), expected);
    }

    #[test]
    fn columns_are_aligned_and_cut() {
        check(None, &["N°  Dénomination         UAI", "1   Collège Jean Jaurès  0750655E", "20  學校"]);
        check(Some(24), &["N°  Dénominat…  UAI", "1   Collège J…  0750655E", "20  學校"]);
    }

    #[test]
    fn values_are_written_plain_and_whole() {
        let csv = Csv { columns: vec!["number", "name", "uai", "blocks"] };
        assert_eq!(csv.names(), "number;name;uai;blocks");
        let record = json!({"number": 17_968, "name": "A \"B\"; C", "uai": null, "blocks": [{"reason": "x"}]});
        assert_eq!(csv.values(&record), "17968;\"A \"\"B\"\"; C\";;\"[{\"\"reason\"\":\"\"x\"\"}]\"");
        assert_eq!(csv.values(&json!({"name": "=1+1"})), ";'=1+1;;");
    }
}
