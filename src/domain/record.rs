//! The shape of what is written for scripts: the names of values in `snake_case`, at every depth.

use serde_json::Value;

/// Writes the names of values as scripts know them, `contact-email` as `contact_email`; what else a name may be stays.
#[must_use]
pub fn named(value: Value) -> Value {
    match value {
        Value::Object(values) => values.into_iter().map(|(name, value)| (snake(name), named(value))).collect(),
        Value::Array(values) => values.into_iter().map(named).collect(),
        other => other,
    }
}

fn snake(name: String) -> String {
    let is_ours = name.bytes().all(|sign| matches!(sign, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    if is_ours { name.replace('-', "_") } else { name }
}

/// Reads what is stored as JSON, so that it is nested and no text in a text; nothing for an empty text, and any other text
/// as it is.
#[must_use]
pub fn nested(stored: &str) -> Value {
    match serde_json::from_str(stored) {
        _ if stored.is_empty() => Value::Null,
        Ok(value @ (Value::Object(_) | Value::Array(_))) => value,
        _ => stored.into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_written_alike_at_every_depth() {
        let given = json!({"contact-email": "a-b@c.invalid", "blocks": [{"since-at": 1}], "Zone-A": {"to-do": null}});
        let written = json!({"contact_email": "a-b@c.invalid", "blocks": [{"since_at": 1}], "Zone-A": {"to_do": null}});
        assert_eq!(named(given), written);
    }

    #[test]
    fn what_is_stored_as_json_is_nested() {
        for (stored, read) in [
            (r#"{"a-b":"1"}"#, json!({"a-b": "1"})),
            ("[1]", json!([1])),
            ("", Value::Null),
            ("12", json!("12")),
            ("{broken", json!("{broken")),
        ] {
            assert_eq!(nested(stored), read);
        }
    }
}
