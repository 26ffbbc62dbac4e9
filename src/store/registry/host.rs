//! The host's settings as one value among the settings: a JSON object of texts, by the names of their fields.

use serde_json::{Map, Value};

use super::{Tx, setting};
use crate::domain::field::{Field, FieldError};
use crate::domain::host::{HostInput, HostSettings};
use crate::store::error::{Error, Result};

const NAME: &str = "host";
/// What an error calls the whole of them.
const SETTING: &str = "host_setting.host";

/// Longest part of a value that an error repeats, in characters.
const SHOWN_MAX: usize = 60;

/// Reads the settings and their revision.
///
/// # Errors
/// [`Error::Unreadable`] when there are none, or names the first field that does not hold; what SQLite says.
pub fn load(tx: &Tx<'_>) -> Result<(HostSettings, i64)> {
    let found = setting::find(tx, NAME).map_err(|error| match error {
        Error::Column { value, .. } => Error::unreadable(SETTING, value),
        other => other,
    });
    let (text, rev) = found?.ok_or_else(|| Error::unreadable(SETTING, ""))?;
    let unreadable = |field: Field, value: &str| {
        let shown: String = value.chars().take(SHOWN_MAX).collect();
        Error::unreadable(field.name(), shown)
    };
    let map = read(&text).ok_or_else(|| Error::unreadable(SETTING, format!("{} bytes", text.len())))?;
    let is_text = |field: &Field| map.get(field.name()).is_none_or(Value::is_string);
    if let Some(field) = HostInput::FIELDS.into_iter().find(|field| !is_text(field)) {
        return Err(unreadable(field, &map.get(field.name()).map(Value::to_string).unwrap_or_default()));
    }
    let input = filled(&map);
    let refused = |errors: Vec<FieldError>| {
        let field = errors.first().map_or(Field::HostName, |error| error.field);
        unreadable(field, input.value(field))
    };
    Ok((input.check().map_err(refused)?, rev))
}

/// Reads the settings to be edited, and their revision: as they are stored, whether they hold or not. What cannot be read is
/// empty; where nothing can, it is a host of which nothing is known yet.
pub fn form(tx: &Tx<'_>) -> Result<(HostInput, i64)> {
    let Some((text, rev)) = setting::find_lossy(tx, NAME)? else { return Ok((HostInput::new(), 0)) };
    Ok((read(&text).map_or_else(HostInput::new, |map| filled(&map)), rev))
}

fn read(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

fn filled(map: &Map<String, Value>) -> HostInput {
    let value = |field: Field| match map.get(field.name()) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => String::new(),
    };
    HostInput::read(value)
}

/// Writes the settings, raising their revision.
pub fn save(tx: &Tx<'_>, settings: &HostSettings) -> Result<()> {
    let input = HostInput::from_settings(settings);
    let map: Map<String, Value> =
        input.fields().into_iter().map(|(field, value)| (field.name().to_owned(), value.clone().into())).collect();
    setting::put(tx, NAME, &Value::Object(map).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::registry::tests::fresh;

    /// What does not hold is named by its field, shortly, and can be edited.
    #[test]
    fn settings_that_do_not_hold_name_the_field_and_are_edited() {
        let (_folder, mut registry) = fresh();
        let whole = |change: &dyn Fn(&mut Map<String, Value>)| {
            let mut map = Map::new();
            for (field, value) in [
                (Field::HostName, "H"),
                (Field::HostUrl, "https://ecoles.invalid"),
                (Field::HostSender, "a@ecoles.invalid"),
                (Field::Transport, "smtp"),
                (Field::SmtpHost, "localhost"),
                (Field::SmtpPort, "587"),
                (Field::SmtpSecurity, "tls"),
                (Field::ContactEditing, "no"),
            ] {
                map.insert(field.name().to_owned(), value.into());
            }
            change(&mut map);
            Value::Object(map).to_string()
        };
        let put = |field: Field, value: Value| whole(&|map| drop(map.insert(field.name().to_owned(), value.clone())));
        for (stored, named, kept) in [
            (put(Field::SmtpPort, "0".into()), "smtp-port", (Field::SmtpPort, "0")),
            (put(Field::SmtpPort, 25.into()), "smtp-port", (Field::SmtpPort, "25")),
            (
                put(Field::HostSender, "a@b.invalid\r\nBcc: c".into()),
                "host-sender",
                (Field::HostUrl, "https://ecoles.invalid"),
            ),
            (put(Field::HostName, "n".repeat(9_000).into()), "host-name", (Field::SmtpPort, "587")),
            (put(Field::HostName, Value::Array(Vec::new())), "host-name", (Field::HostName, "")),
            ("{".to_owned(), SETTING, (Field::Transport, "folder")),
            ("[1]".to_owned(), SETTING, (Field::Transport, "folder")),
        ] {
            registry.write(|tx| setting::put(tx, NAME, &stored)).unwrap();
            let error = registry.read(load).unwrap_err();
            let Error::Unreadable { what, value } = &error else { panic!("{error:?}") };
            assert_eq!(*what, named, "{error}");
            assert!(value.chars().count() <= SHOWN_MAX && !value.contains('{'), "{error}");
            let (input, rev) = registry.read(form).unwrap();
            assert_eq!((input.value(kept.0), rev > 0), (kept.1, true), "{stored}");
        }
        let held = whole(&|_| {});
        registry.write(|tx| setting::put(tx, NAME, &held)).unwrap();
        let (settings, _) = registry.read(load).unwrap();
        assert_eq!(registry.read(form).unwrap().0.check().unwrap(), settings);
    }
}
