//! The main menu.

use super::desk::Desk;
use super::dialogue::{Step, one_back};
use super::{audit, establishment, export, job, mail, noun, server, settings, statistics};
use crate::domain::act::{Act, Noun};
use crate::domain::message::Message;

#[derive(Debug, Clone, Copy)]
enum Menu {
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
    Templates,
    Sessions,
    SshKeys,
    Password,
}

/// Asks what to work on, until somebody leaves.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-menu-establishments", Menu::Establishments),
        ("plain-menu-zones", Menu::Zones),
        ("plain-menu-mails", Menu::Mails),
        ("plain-menu-audit", Menu::Audit),
        ("plain-menu-webmasters", Menu::Webmasters),
        ("plain-menu-settings", Menu::Settings),
        ("plain-menu-server", Menu::Server),
        ("screen-jobs", Menu::Jobs),
        ("plain-menu-password", Menu::Password),
        ("plain-menu-statistics", Menu::Statistics),
        ("screen-exports", Menu::Exports),
        ("screen-templates", Menu::Templates),
        ("screen-sessions", Menu::Sessions),
        ("screen-ssh-keys", Menu::SshKeys),
    ];
    loop {
        let chosen =
            desk.io.menu_to(&Message::new("plain-menu-main"), &entries, "plain-leave-line", "plain-help-main")?;
        let result = match chosen {
            Menu::Establishments => establishment::show(desk),
            Menu::Zones => noun::show(desk, Noun::Zone),
            Menu::Mails => mail::show(desk),
            Menu::Jobs => job::show(desk),
            Menu::Audit => audit::show(desk),
            Menu::Webmasters => noun::show(desk, Noun::Webmaster),
            Menu::Settings => settings::show(desk),
            Menu::Server => server::show(desk),
            Menu::Statistics => statistics::show(desk),
            Menu::Exports => export::show(desk),
            Menu::Templates => noun::show(desk, Noun::Template),
            Menu::Sessions => noun::show(desk, Noun::Session),
            Menu::SshKeys => noun::show(desk, Noun::SshKey),
            Menu::Password => {
                desk.before_a_change().and_then(|()| noun::act(desk, Noun::Webmaster, Act::WEBMASTER_CHANGE_PASSWORD))
            }
        };
        one_back(result)?;
    }
}
