//! The main menu.

use super::desk::Desk;
use super::dialogue::{Step, one_back};
use super::{audit, establishment, export, job, mail, server, settings, statistics, webmaster, zone};
use crate::domain::message::Message;

#[derive(Debug, Clone, Copy)]
enum Noun {
    Establishments,
    Zones,
    Mails,
    Jobs,
    Audit,
    Webmasters,
    Settings,
    Server,
    Statistics,
    Exports,
    Password,
}

/// Asks what to work on, until somebody leaves.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-menu-establishments", Noun::Establishments),
        ("plain-menu-zones", Noun::Zones),
        ("plain-menu-mails", Noun::Mails),
        ("plain-menu-audit", Noun::Audit),
        ("plain-menu-webmasters", Noun::Webmasters),
        ("plain-menu-settings", Noun::Settings),
        ("plain-menu-server", Noun::Server),
        ("screen-jobs", Noun::Jobs),
        ("plain-menu-password", Noun::Password),
        ("plain-menu-statistics", Noun::Statistics),
        ("screen-exports", Noun::Exports),
    ];
    loop {
        let noun =
            desk.io.menu_to(&Message::new("plain-menu-main"), &entries, "plain-leave-line", "plain-help-main")?;
        let result = match noun {
            Noun::Establishments => establishment::show(desk),
            Noun::Zones => zone::show(desk),
            Noun::Mails => mail::show(desk),
            Noun::Jobs => job::show(desk),
            Noun::Audit => audit::show(desk),
            Noun::Webmasters => webmaster::show(desk),
            Noun::Settings => settings::show(desk),
            Noun::Server => server::show(desk),
            Noun::Statistics => statistics::show(desk),
            Noun::Exports => export::show(desk),
            Noun::Password => desk.before_a_change().and_then(|()| webmaster::change_own_password(desk)),
        };
        one_back(result)?;
    }
}
