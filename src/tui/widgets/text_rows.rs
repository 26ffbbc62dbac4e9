//! How lines of text become the rows that are seen.

use unicode_width::UnicodeWidthChar as _;

/// A part of a line that is one row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Which line.
    pub(super) line: usize,
    /// Its first character.
    pub(super) start: usize,
    /// The one after its last.
    pub(super) end: usize,
}

/// Breaks lines into rows between words; a column is left for the cursor. Width 0 breaks nothing.
pub(super) fn rows(lines: &[Vec<char>], width: u16) -> Vec<Row> {
    let room = usize::from(width).saturating_sub(1);
    let mut out = Vec::with_capacity(lines.len());
    for (line, text) in lines.iter().enumerate() {
        let (mut start, mut used, mut after_space) = (0, 0, 0);
        for (at, sign) in text.iter().enumerate() {
            let step = sign.width().unwrap_or(0);
            if room > 0 && used + step > room && at > start {
                let end = if after_space > start { after_space } else { at };
                out.push(Row { line, start, end });
                start = end;
                used = text.get(start..at).unwrap_or_default().iter().map(|sign| sign.width().unwrap_or(0)).sum();
            }
            used += step;
            if *sign == ' ' {
                after_space = at + 1;
            }
        }
        out.push(Row { line, start, end: text.len() });
    }
    out
}

/// Gives the row that a place is in; between two rows of a line, the later one.
pub(super) fn row_of(rows: &[Row], line: usize, column: usize) -> usize {
    rows.iter().rposition(|row| row.line == line && row.start <= column).unwrap_or(0)
}

/// Gives the character of a row that is nearest to a column of the screen.
pub(super) fn place_at(lines: &[Vec<char>], row: Row, goal: u16) -> usize {
    let text = lines.get(row.line).map_or(&[][..], Vec::as_slice);
    let mut used = 0;
    for (at, sign) in text.iter().enumerate().take(row.end).skip(row.start) {
        used += sign.width().unwrap_or(0);
        if used > usize::from(goal) {
            return at;
        }
    }
    // The end of a row that goes on is the beginning of the next one.
    let goes_on = row.end < text.len();
    if goes_on && row.end > row.start { row.end - 1 } else { row.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: u16) -> Vec<String> {
        let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
        rows(&lines, width).iter().map(|row| lines[row.line][row.start..row.end].iter().collect()).collect()
    }

    #[test]
    fn rows_break_between_words_and_lose_nothing() {
        assert_eq!(broken("one two three", 9), ["one two ", "three"]);
        assert_eq!(broken("abcdefgh\n\nx", 4), ["abc", "def", "gh", "", "x"]);
        assert_eq!(broken("語語語", 5), ["語語", "語"]);
        assert_eq!(broken("a b", 0), ["a b"]);
        proptest::proptest!(|(text in "[a-zé語 \n]{0,60}", width in 0_u16..12)| {
            proptest::prop_assert_eq!(broken(&text, width).concat(), text.replace('\n', ""));
        });
    }
}
