//! The host's settings as one value among the settings: a JSON object of texts, by the names of their fields.

use std::collections::BTreeMap;

use super::{Tx, setting};
use crate::domain::field::Field;
use crate::domain::host::{HostInput, HostSettings};
use crate::store::error::{Error, Result};

const NAME: &str = "host";

/// Reads the settings and their revision.
///
/// # Errors
/// [`Error::Unreadable`] when there are none, or none that hold; what SQLite says.
pub fn load(tx: &Tx<'_>) -> Result<(HostSettings, i64)> {
    let unreadable = |value: &str| Error::unreadable("host_setting.host", value);
    let (text, rev) = setting::find(tx, NAME)?.ok_or_else(|| unreadable(""))?;
    let mut map: BTreeMap<String, String> = serde_json::from_str(&text).map_err(|_| unreadable(&text))?;
    let mut take = |field: Field| map.remove(field.name()).unwrap_or_default();
    let input = HostInput {
        name: take(Field::HostName),
        url: take(Field::HostUrl),
        sender: take(Field::HostSender),
        bounce: take(Field::HostBounce),
        transport: take(Field::Transport),
        smtp_host: take(Field::SmtpHost),
        smtp_port: take(Field::SmtpPort),
        smtp_security: take(Field::SmtpSecurity),
        smtp_user: take(Field::SmtpUser),
        smtp_secret_file: take(Field::SmtpSecretFile),
        smtp_ca_file: take(Field::SmtpCaFile),
        contact_editing: take(Field::ContactEditing),
        contact_domain: take(Field::ContactDomain),
    };
    Ok((input.check().map_err(|_| unreadable(&text))?, rev))
}

/// Writes the settings, raising their revision.
pub fn save(tx: &Tx<'_>, settings: &HostSettings) -> Result<()> {
    let input = HostInput::from_settings(settings);
    let map: serde_json::Map<String, serde_json::Value> =
        input.fields().into_iter().map(|(field, value)| (field.name().to_owned(), value.clone().into())).collect();
    setting::put(tx, NAME, &serde_json::Value::Object(map).to_string())
}
