//! Text: what is accepted at the edge, how it is compared, how it is shown.
//!
//! Three functions own the three jobs: [`line()`] and [`paragraphs`] refuse what can act as code, [`fold`] gives the
//! form that search and order use, [`visible`] makes whatever is left harmless on a terminal.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::field::Problem;

/// Tells whether a character can steer a terminal, hide itself or turn the reading direction.
///
/// Covers C0 and C1 controls, line and paragraph separators, bidirectional controls, zero-width characters, soft
/// hyphen, invisible operators, interlinear annotation, variation selectors, tags and noncharacters (RELIABILITY 4).
#[must_use]
pub fn is_unsafe(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Tells whether a text is a count, however its thousands are kept apart: `17968`, `17 968` and `17,968`.
#[must_use]
pub fn is_count(typed: &str, count: u32) -> bool {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != ',').collect();
    digits == count.to_string()
}

/// Accepts one line: normalised (NFC), trimmed, inner spaces collapsed, at most `max` characters.
///
/// # Errors
/// [`Problem::Unsafe`] names the first character that can act as code, [`Problem::TooLong`] the limit.
pub fn line(raw: &str, max: usize) -> Result<String, Problem> {
    let composed: String = raw.trim_matches(is_blank).nfc().collect();
    let mut out = String::with_capacity(composed.len());
    for (position, sign) in composed.chars().enumerate() {
        let sign = if is_blank(sign) { ' ' } else { sign };
        if is_unsafe(sign) {
            return Err(Problem::Unsafe { code: u32::from(sign), position: position + 1 });
        }
        if sign == ' ' && out.ends_with(' ') {
            continue;
        }
        out.push(sign);
    }
    if out.chars().count() > max {
        return Err(Problem::TooLong { max });
    }
    Ok(out)
}

/// Accepts one line that must not be empty; see [`line()`].
///
/// # Errors
/// As [`line()`], and [`Problem::Missing`].
pub fn required_line(raw: &str, max: usize) -> Result<String, Problem> {
    let text = line(raw, max)?;
    if text.is_empty() { Err(Problem::Missing) } else { Ok(text) }
}

/// Accepts text of several lines (`\n`), each as [`line()`] does but with its inner spaces kept.
///
/// # Errors
/// As [`line()`].
pub fn paragraphs(raw: &str, max: usize) -> Result<String, Problem> {
    let composed: String = raw.replace("\r\n", "\n").nfc().collect();
    let found = composed.chars().enumerate().find(|(_, sign)| *sign != '\n' && *sign != '\t' && is_unsafe(*sign));
    if let Some((position, sign)) = found {
        return Err(Problem::Unsafe { code: u32::from(sign), position: position + 1 });
    }
    if composed.chars().count() > max {
        return Err(Problem::TooLong { max });
    }
    Ok(composed.trim().to_owned())
}

/// Returns the one form (NFC) of a text that keyboards, files and systems spell with whole or with combined letters.
#[must_use]
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Finds the first character that can act as code, as a problem.
///
/// # Errors
/// [`Problem::Unsafe`].
pub fn harmless(text: &str) -> Result<(), Problem> {
    match text.chars().enumerate().find(|(_, sign)| is_unsafe(*sign)) {
        Some((position, sign)) => Err(Problem::Unsafe { code: u32::from(sign), position: position + 1 }),
        None => Ok(()),
    }
}

/// Spaces that a keyboard or a spreadsheet produces, all read as a space.
fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\u{00A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}' | '\u{3000}')
}

/// Tells whether a character is a dash of any width: what a keyboard types and what a word processor makes of it.
#[must_use]
pub const fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Tells whether a text is one dash and nothing else: what empties an answer.
#[must_use]
pub fn is_lone_dash(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(is_dash) && signs.next().is_none()
}

/// Returns the form used to search and to order: no accents, lower case, ligatures opened, hyphens and apostrophes
/// as spaces, so that É sorts as E and `saint malo` finds `Saint-Malo`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.nfkd() {
        match sign {
            'a'..='z' | '0'..='9' | ' ' => out.push(sign),
            'A'..='Z' => out.push(sign.to_ascii_lowercase()),
            '-' | '\'' | '’' | 'ʼ' | '‑' | '–' | '—' | '_' | '\n' => out.push(' '),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            _ if is_combining_mark(sign) || is_unsafe(sign) => {}
            _ => out.extend(sign.to_lowercase()),
        }
    }
    out
}

/// Returns the key of a name however many spaces were typed: [`fold`] of what [`line()`] would keep of it.
#[must_use]
pub fn name_key(typed: &str) -> String {
    let words: Vec<&str> = typed.split(is_blank).filter(|word| !word.is_empty()).collect();
    fold(&words.join(" "))
}

/// Returns the form that filters look for and look in: [`fold`] with every dash as a space. Stored keys keep [`fold`]'s, in
/// which some dashes stay.
#[must_use]
pub fn searchable(text: &str) -> String {
    dashless(&fold(text)).into_owned()
}

/// Returns a folded text with its dashes as spaces.
#[must_use]
pub fn dashless(folded: &str) -> std::borrow::Cow<'_, str> {
    if folded.is_ascii() || !folded.contains(is_dash) {
        return std::borrow::Cow::Borrowed(folded);
    }
    std::borrow::Cow::Owned(folded.replace(is_dash, " "))
}

/// Breaks text into lines between words, and inside words that are too long. Line breaks are kept.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for sign in word.chars() {
                if line.width() + sign.width().unwrap_or(0) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(sign);
            }
        }
        lines.push(line);
    }
    lines
}

/// Shows any text harmlessly: every character that could act becomes a visible mark, the rest stays.
///
/// The only way from data to a terminal, whether drawn or printed. Control characters appear as their control
/// pictures (`␛`), others as `⟨U+202E⟩`; a stray line break never breaks a line.
#[must_use]
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return std::borrow::Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '\u{0}'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(sign))),
            '\u{7F}' => out.push('␡'),
            _ if is_unsafe(sign) => {
                use std::fmt::Write as _;
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(sign));
            }
            _ => out.push(sign),
        }
    }
    std::borrow::Cow::Owned(out)
}

/// Writes any text with ASCII characters only, so that it stays readable where the locale is not UTF-8: accents go,
/// ligatures open, typographic signs become the plain ones, what [`visible`] marked keeps a mark (`^[`, `<U+202E>`),
/// and everything else is a `?`. Line breaks become marks too.
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in visible(text).chars() {
        match ascii_sign(sign) {
            Some(plain) => out.push_str(plain),
            None => ascii_letters(sign, &mut out),
        }
    }
    out
}

fn ascii_letters(sign: char, out: &mut String) {
    if let '\u{2400}'..='\u{241F}' = sign {
        out.push('^');
        out.extend(char::from_u32(u32::from(sign) - 0x2400 + 0x40));
        return;
    }
    let before = out.len();
    for part in std::iter::once(sign).nfkd() {
        match ascii_sign(part) {
            Some(plain) => out.push_str(plain),
            None if matches!(part, ' '..='~') => out.push(part),
            None if is_combining_mark(part) => {}
            None => out.push('?'),
        }
    }
    // A lone combining mark is dropped; any other character leaves a trace.
    if out.len() == before && !is_combining_mark(sign) {
        out.push('?');
    }
}

const fn ascii_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '«' | '»' | '“' | '”' | '„' => "\"",
        '‘' | '’' | '‚' | '′' | 'ʼ' => "'",
        '‐' | '‑' | '–' | '—' | '−' => "-",
        '…' => "...",
        '·' => ".",
        '•' | '×' => "*",
        '→' => "->",
        '←' => "<-",
        '⟨' => "<",
        '⟩' => ">",
        '␡' => "^?",
        '€' => "EUR",
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        '°' | 'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        _ => return None,
    })
}

/// Neutralises a cell that a spreadsheet would run: a leading `=`, `+`, `-`, `@`, tab or return gets an apostrophe.
///
/// Plain numbers keep their sign. Undone by [`spreadsheet_text`], so that an export can be imported again.
#[must_use]
pub fn spreadsheet_cell(text: &str) -> std::borrow::Cow<'_, str> {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && text.parse::<f64>().is_err();
    if runs { std::borrow::Cow::Owned(format!("'{text}")) } else { std::borrow::Cow::Borrowed(text) }
}

/// Takes back the apostrophe that [`spreadsheet_cell`] put before a cell.
#[must_use]
pub fn spreadsheet_text(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) => rest,
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
    }

    #[test]
    fn a_count_is_read_as_people_write_it() {
        for (typed, is) in [
            ("17968", true),
            (" 17 968 ", true),
            ("17\u{a0}968", true),
            ("17,968", true),
            ("17969", false),
            ("", false),
        ] {
            assert_eq!(is_count(typed, 17_968), is, "{typed}");
        }
    }

    #[test]
    fn lines_are_cleaned_or_refused() {
        assert_eq!(line("  a\u{a0} b\t c ", 20), Ok("a b c".to_owned()));
        assert_eq!(line("e\u{301}", 20), Ok("é".to_owned()));
        assert_eq!(line("x\u{1b}[2J", 20), Err(Problem::Unsafe { code: 0x1b, position: 2 }));
        assert_eq!(line("x\u{202e}y", 20), Err(Problem::Unsafe { code: 0x202e, position: 2 }));
        assert_eq!(line("a\r\nBcc: b", 20), Err(Problem::Unsafe { code: 13, position: 2 }));
        assert_eq!(line("abcd", 3), Err(Problem::TooLong { max: 3 }));
        assert_eq!(required_line(" \u{202f} ", 3), Err(Problem::Missing));
    }

    #[test]
    fn folding_ignores_accents_and_hyphens() {
        for (text, folded) in [
            ("Élève", "eleve"),
            ("Saint-Malo", "saint malo"),
            ("L’Œuvre", "l oeuvre"),
            ("ÇA", "ca"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(text), folded);
            assert_eq!(name_key(&format!(" {} ", text.replace(' ', " \u{a0} "))), fold(text.trim()));
        }
    }

    #[test]
    fn every_dash_is_a_space_to_filters() {
        for text in ["Saint-Malo", "Saint‑Malo", "Saint‐Malo", "Saint–Malo", "Saint−Malo", "Saint‒Malo", "saint malo"]
        {
            assert_eq!(searchable(text), "saint malo", "{text}");
        }
        assert!("-‐‑‒–—―−﹘﹣－".chars().all(is_dash));
        proptest::proptest!(|(text in "(?s:.{0,20})")| {
            let once = searchable(&text);
            proptest::prop_assert_eq!(searchable(&once), once);
        });
    }

    #[test]
    fn nothing_unsafe_is_left_visible() {
        assert_eq!(visible("REAL\rFAKE\u{1b}[31m\u{202e}"), "REAL␍FAKE␛[31m⟨U+202E⟩");
        proptest::proptest!(|(text in "\\PC*|(?s:.*)")| {
            proptest::prop_assert!(!visible(&text).chars().any(is_unsafe));
        });
    }

    #[test]
    fn accents_degrade_readably() {
        for (text, plain) in [
            ("Élève à l’œuvre, n° 3 : « ça »", "Eleve a l\'oeuvre, no 3 : \" ca \""),
            ("a\u{1b}[2J\u{202e}\u{7f}\n", "a^[[2J<U+202E>^?^J"),
            ("学校 ½ €", "?? 1?2 EUR"),
            ("e\u{301}", "e"),
        ] {
            assert_eq!(ascii(text), plain);
        }
        proptest::proptest!(|(text in "\\PC*|(?s:.*)")| {
            proptest::prop_assert!(ascii(&text).bytes().all(|byte| (0x20..0x7f).contains(&byte)));
        });
    }

    #[test]
    fn spreadsheet_cells_come_back_and_never_run() {
        proptest::proptest!(|(text in "['=+@\\-a-z0-9]{0,6}")| {
            let cell = spreadsheet_cell(&text);
            proptest::prop_assert_eq!(spreadsheet_text(&cell), text.as_str());
            proptest::prop_assert!(!cell.starts_with(['=', '@']));
        });
    }
}
