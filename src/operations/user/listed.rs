//! A list that somebody took into a file, without a person: what is theirs in their own records, as the file's format tells
//! them apart, and what is theirs alone anywhere.

use serde_json::Value as Json;

use crate::domain::erased::Names;
use crate::domain::import::Separator;

/// What files for spreadsheets begin with.
const MARK: char = '\u{feff}';

/// Takes a person out of a list; of what is no list, out of its words.
pub(super) fn out_of(text: &str, names: &Names) -> String {
    let body = text.strip_prefix(MARK).unwrap_or(text);
    if body.trim_start().starts_with(['{', '[']) {
        return out_of_json(text, names);
    }
    match out_of_csv(body, names) {
        Some(left) if left == body => text.to_owned(),
        Some(left) => format!("{}{left}", &text[..text.len() - body.len()]),
        None => names.out_of(text),
    }
}

/// One value, or one on each line.
fn out_of_json(text: &str, names: &Names) -> String {
    let line = |line: &str| match serde_json::from_str::<Json>(line) {
        Ok(was) => match record(was.clone(), names, false) {
            left if left == was => line.to_owned(),
            left => left.to_string(),
        },
        Err(_) => names.out_of(line),
    };
    match serde_json::from_str::<Json>(text) {
        Ok(was) if text.trim_end().contains('\n') => match record(was.clone(), names, false) {
            left if left == was => text.to_owned(),
            left => format!("{left:#}\n"),
        },
        _ => text.split('\n').map(line).collect::<Vec<_>>().join("\n"),
    }
}

/// Takes a person out of a value; what lies in a record of theirs is theirs.
fn record(value: Json, names: &Names, is_within: bool) -> Json {
    let is_own = |cells: Vec<&str>| is_within || names.is_record(&cells);
    match value {
        Json::String(text) => names.out_of_cell(&text, is_within).into(),
        Json::Array(all) => {
            let is_own = is_own(all.iter().filter_map(Json::as_str).collect());
            all.into_iter().map(|one| record(one, names, is_own)).collect()
        }
        Json::Object(fields) => {
            let is_own = is_own(fields.values().filter_map(Json::as_str).collect());
            fields.into_iter().map(|(field, one)| (field, record(one, names, is_own))).collect()
        }
        other => other,
    }
}

/// A table, by the separator that its first line has most; none: it has one column, whose cells are not quoted.
fn out_of_csv(body: &str, names: &Names) -> Option<String> {
    let reader = |separator: Separator| {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator.byte())
            .from_reader(body.as_bytes())
    };
    let width = |separator: &Separator| reader(*separator).into_records().next()?.ok().map(|first| first.len());
    // Of two that fit alike the usual one, which comes first.
    let separator = Separator::ALL.into_iter().rev().max_by_key(width)?;
    let is_quoted = body.starts_with('"');
    if !is_quoted && width(&separator) <= Some(1) {
        return None;
    }
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(separator.byte())
        .terminator(if body.contains("\r\n") { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .quote_style(if is_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .from_writer(Vec::new());
    let mut is_changed = false;
    for (place, row) in reader(separator).into_records().enumerate() {
        let row = row.ok()?;
        if place == 0 && row.iter().all(is_heading) {
            writer.write_record(&row).ok()?;
            continue;
        }
        let is_own = names.is_record(&row.iter().collect::<Vec<_>>());
        let left: csv::StringRecord = row.iter().map(|cell| names.out_of_cell(cell, is_own)).collect();
        is_changed |= left != row;
        writer.write_record(&left).ok()?;
    }
    if is_changed { String::from_utf8(writer.into_inner().ok()?).ok() } else { Some(body.to_owned()) }
}

/// Tells whether a cell may be what a column is called: its name, as commands know it.
fn is_heading(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::AccountId;
    use crate::domain::erased::Tenure;
    use crate::domain::text::name_key;

    /// Somebody with a short login, a name that others have too, and one with a quote.
    fn names() -> Names {
        Names {
            account: AccountId(7),
            logins: vec![Tenure { login: "zq".to_owned(), entries: (0, 9), moments: (0, 9) }],
            texts: vec!["Martin".to_owned(), "Zoé \"Zo\"".to_owned()],
            common: vec![name_key("Martin")],
            ..Names::default()
        }
    }

    #[test]
    fn a_list_loses_a_person_in_its_own_format() {
        for (text, left) in [
            (
                "\u{feff}\"login\";\"name\"\r\n\"eva\";\"Martin\"\r\n\"zq\";\"MARTIN\"\r\n\"x\";\"zoe \"\"Zo\"\"\"\r\n",
                "\u{feff}\"login\";\"name\"\r\n\"eva\";\"Martin\"\r\n\"(erased 7)\";\"(erased 7)\"\r\n\"x\";\"(erased 7)\"\r\n",
            ),
            ("login,name\nzq,Martin\neva,Martin,9\n", "login,name\n(erased 7),(erased 7)\neva,Martin,9\n"),
            ("\"login\"\n\"zq\"\n", "\"login\"\n\"(erased 7)\"\n"),
            (
                "{\"login\":\"eva\",\"n\":\"Martin\"}\n{\"login\":\"ZQ\",\"n\":[\"Martin\",1]}\n{\"n\":\"Zoé \\\"Zo\\\"\"}\n{\"bro",
                "{\"login\":\"eva\",\"n\":\"Martin\"}\n{\"login\":\"(erased 7)\",\"n\":[\"(erased 7)\",1]}\n{\"n\":\"(erased 7)\"}\n{\"bro",
            ),
            ("[\n{\"id\":1.50,\"who\": \"eva\"}\n]", "[\n{\"id\":1.50,\"who\": \"eva\"}\n]"),
            (
                "{\"all\":[\n{\"who\":\"zq\"}]}",
                "{\n  \"all\": [\n    {\n      \"who\": \"(erased 7)\"\n    }\n  ]\n}\n",
            ),
            ("vu Zoé \"Zo\" et Martin\n", "vu (erased 7) et Martin\n"),
        ] {
            assert_eq!(out_of(text, &names()), left);
        }
    }
}
