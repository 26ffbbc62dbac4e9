//! What spreadsheets make of a cell: errors, formulas, postcodes without their zero, numbers with spaces.

use std::borrow::Cow;

use crate::domain::field::Problem;
use crate::domain::uai::Uai;
use crate::domain::zone::academie_of;

/// Finds what a cell never means: the error of a formula, or a formula.
#[must_use]
pub fn artefact(cell: &str) -> Option<Problem> {
    let cell = cell.trim();
    if is_error(cell) {
        Some(Problem::SpreadsheetError)
    } else if is_formula(cell) {
        Some(Problem::Formula)
    } else {
        None
    }
}

/// `#N/A`, `#REF!`, `#NOM?`, `#VALEUR!`, `Err:502`, `####` of a column that is too narrow: in any language an error is
/// in capitals behind a `#`.
fn is_error(cell: &str) -> bool {
    if let Some(code) = cell.strip_prefix("Err:") {
        return !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    }
    let Some(word) = cell.strip_prefix('#') else { return false };
    let is_narrow = !word.is_empty() && word.bytes().all(|byte| byte == b'#');
    let capitals = |text: &str| text.chars().all(|sign| sign.is_uppercase() || matches!(sign, '/' | '_' | '0'..='9'));
    let is_marked = word.strip_suffix(['!', '?']).is_some_and(|word| !word.is_empty() && capitals(word));
    is_narrow || is_marked || matches!(word, "N/A" | "N/D" | "NV" | "NA" | "GETTING_DATA")
}

/// `=HYPERLINK("…")`, `@SUM(A1)`, `+cmd|'/c calc'!A1`; a hyphen or a plus sign before a name is none.
fn is_formula(cell: &str) -> bool {
    if cell.starts_with('=') {
        return true;
    }
    let Some(rest) = cell.strip_prefix(['+', '-', '@']) else { return false };
    let rest = rest.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_'));
    rest.starts_with(['(', '|', '!']) && rest.len() + 1 < cell.len()
}

/// Takes the spaces out of a number that a spreadsheet grouped: `1 234`, with whatever space.
#[must_use]
pub fn whole_number(cell: &str) -> Cow<'_, str> {
    let is_grouped = cell.contains(char::is_whitespace)
        && cell.chars().all(|sign| sign.is_ascii_digit() || sign.is_whitespace())
        && cell.contains(|sign: char| sign.is_ascii_digit());
    if is_grouped {
        Cow::Owned(cell.chars().filter(char::is_ascii_digit).collect())
    } else {
        Cow::Borrowed(cell.trim())
    }
}

/// Finds what a postcode's cell holds that is none: one or two digits, Corsica's department with its letter, and where the
/// UAI is of a French department three digits or more than five. What other countries write (`1000`, `SW1A 1AA`) is left
/// alone.
pub(super) fn odd_postcode(cell: &str, uai: &str) -> Option<Problem> {
    let cell = cell.trim();
    let is_short_or_long = is_of_digits(cell) && matches!(cell.len(), 1 | 2) || is_foreign(cell) && is_french(uai);
    let is_corsican = cell.get(..2).is_some_and(|start| ["2A", "2B", "2a", "2b"].contains(&start))
        && cell.get(2..).is_some_and(is_of_digits);
    (is_short_or_long || is_corsican).then_some(Problem::Postcode)
}

/// Finds such a postcode at the beginning of a location. One or two digits can be a quarter's there; where the UAI is of a
/// French department they cannot.
pub(super) fn odd_location(location: &str, uai: &str) -> Option<Problem> {
    let code = leading_code(location)?;
    let is_short = is_of_digits(&code) && code.len() < 3;
    odd_postcode(&code, uai).filter(|_| !is_short || is_french(uai))
}

/// Returns the first word of a location; `35 000 Rennes` has its postcode in two.
pub(super) fn leading_code(location: &str) -> Option<Cow<'_, str>> {
    let mut words = location.split_whitespace();
    let first = words.next()?;
    let second = words.next().filter(|second| first.len() == 2 && second.len() == 3);
    let whole = second.filter(|second| is_of_digits(first) && is_of_digits(second));
    Some(whole.map_or(Cow::Borrowed(first), |second| Cow::Owned(format!("{first}{second}"))))
}

/// Tells whether a postcode has another number of digits than a French one has, with or without its zero: in Iceland there
/// are three, in China, India and Romania six, in Chile seven.
pub(super) fn is_foreign(postcode: &str) -> bool {
    is_of_digits(postcode) && !matches!(postcode.len(), 0..=2 | 4 | 5)
}

fn is_of_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a UAI is of a department of an académie; those of schools in other countries are not.
fn is_french(uai: &str) -> bool {
    Uai::parse(uai).is_ok_and(|uai| academie_of(uai.department(), "").is_some())
}

/// Gives back the zero that a spreadsheet took from a French postcode, at the beginning of a text: `1500 Ambérieu`.
/// None when there is none to give back: another country's postcode has four digits, which a UAI of another department
/// tells.
#[must_use]
pub fn with_zero(location: &str, uai: &str) -> Option<String> {
    let digits = location.bytes().take_while(u8::is_ascii_digit).count();
    let (code, rest) = location.split_at_checked(digits)?;
    if digits != 4 || code.starts_with('0') || !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let department = code.get(..1)?;
    let agrees = Uai::parse(uai).map_or(true, |uai| uai.department() == format!("00{department}"));
    agrees.then(|| format!("0{location}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_formulas_are_told_from_names() {
        for error in
            ["#N/A", "#REF!", " #NAME? ", "#VALEUR!", "#DIV/0!", "#NOM?", "Err:502", "#####", "#N/D", "#SPILL!"]
        {
            assert_eq!(artefact(error), Some(Problem::SpreadsheetError), "{error}");
        }
        for formula in
            ["=A1", "=HYPERLINK(\"https://x\",\"École\")", "@SUM(A1)", "+cmd|'/c calc'!A1", "-SOMME(A1)", "+A!B"]
        {
            assert_eq!(artefact(formula), Some(Problem::Formula), "{formula}");
        }
        for name in ["", "École", "#1", "École n#3", "- École (annexe)", "+33 2 98", "-1", "@anne", "Err:", "#école!"]
        {
            assert_eq!(artefact(name), None, "{name}");
        }
    }

    #[test]
    fn postcodes_that_are_none_are_found() {
        let (rennes, abroad) = ("0350122T", "1380001B");
        assert!(Uai::parse(rennes).is_ok() && Uai::parse(abroad).is_ok());
        for uai in ["", "?", rennes, abroad] {
            for odd in ["1", "35", "2A004", "2b123", "2A"] {
                assert_eq!(odd_postcode(odd, uai), Some(Problem::Postcode), "{odd} {uai}");
            }
            for fine in ["", "75001", "1500", "20000", "SW1A 1AA", "97400", "L-1234"] {
                assert_eq!(odd_postcode(fine, uai), None, "{fine} {uai}");
            }
            // Reykjavík, Bucarest, Beyrouth, Santiago, São Paulo.
            for foreign in ["101", "010011", "100000", "7550000", "01310100"] {
                let expected = (uai == rennes).then_some(Problem::Postcode);
                assert_eq!(odd_postcode(foreign, uai), expected, "{foreign} {uai}");
                assert!(is_foreign(foreign));
            }
        }
        assert!(!["", "1", "12", "1500", "75001", "L-1234"].into_iter().any(is_foreign));
    }

    #[test]
    fn a_location_has_the_postcodes_that_a_column_of_them_has() {
        let rennes = "0350122T";
        for (location, uai, is_odd) in [
            ("590000 Lille", rennes, true),
            ("590000 Lille", "", false),
            ("35 Rennes", rennes, true),
            ("35 Rennes", "", false),
            ("2A004 Ajaccio", "", true),
            ("35 000 Rennes", rennes, false),
            ("35000 Rennes", rennes, false),
            ("Lille", rennes, false),
            ("", rennes, false),
        ] {
            assert_eq!(odd_location(location, uai).is_some(), is_odd, "{location} {uai}");
        }
    }

    #[test]
    fn numbers_lose_their_spaces_and_nothing_else() {
        for (cell, number) in [
            ("1 234", "1234"),
            ("12\u{a0}345", "12345"),
            ("1\u{202f}000", "1000"),
            (" 7 ", "7"),
            ("1 a", "1 a"),
            (" ", ""),
        ] {
            assert_eq!(whole_number(cell), number, "{cell:?}");
        }
    }

    #[test]
    fn a_postcode_gets_its_zero_back_unless_the_uai_says_another_department() {
        for (location, uai, expected) in [
            ("1500 Ambérieu", "", Some("01500 Ambérieu")),
            ("1500", "", Some("01500")),
            ("1500 Ambérieu", "0010001W", Some("01500 Ambérieu")),
            ("1000 Bruxelles", "0350122T", None),
            ("01500 Ambérieu", "", None),
            ("150 Ambérieu", "", None),
            ("1500bis", "", None),
            ("35000 Rennes", "", None),
            ("Brest", "", None),
        ] {
            assert_eq!(with_zero(location, uai).as_deref(), expected, "{location} {uai}");
        }
    }
}
