//! What the server holds.

use super::command::Command;
use super::desk::Desk;
use super::dialogue::Step;
use super::form::say_value;
use crate::domain::message::Message;
use crate::operations::{establishment, webmaster};

/// Says versions, places and counts.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let value = |desk: &mut Desk<'_, '_>, key: &'static str, value: &str| {
        let label = desk.io.words(&Message::new(key));
        say_value(desk.io, &label, value);
    };
    value(desk, "plain-server-version", env!("CARGO_PKG_VERSION"));
    let path = desk.ctx.home().root().display().to_string();
    value(desk, "plain-server-data", &path);
    if let Some(counts) = desk.attempt(establishment::counts) {
        value(desk, "plain-server-establishments", &counts.establishments.to_string());
        value(desk, "plain-server-blocked", &counts.blocked.to_string());
    }
    let zones = desk.zones().0.len().to_string();
    value(desk, "plain-server-zones", &zones);
    if let Some(all) = desk.attempt(webmaster::list) {
        let active = all.iter().filter(|one| one.active).count().to_string();
        value(desk, "plain-server-webmasters", &active);
    }
    desk.io.remember(Command::new("doctor").line());
    Ok(())
}
