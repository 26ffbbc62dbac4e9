//! The main menu.

use super::conversation::Conversation;
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
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
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
        let chosen = conversation.io.menu_to(
            &Message::new("plain-menu-main"),
            &entries,
            "plain-leave-line",
            "plain-help-main",
        )?;
        let result = match chosen {
            Menu::Establishments => establishment::show(conversation),
            Menu::Zones => noun::show(conversation, Noun::Zone),
            Menu::Mails => mail::show(conversation),
            Menu::Jobs => job::show(conversation),
            Menu::Audit => audit::show(conversation),
            Menu::Webmasters => noun::show(conversation, Noun::Webmaster),
            Menu::Settings => settings::show(conversation),
            Menu::Server => server::show(conversation),
            Menu::Statistics => statistics::show(conversation),
            Menu::Exports => export::show(conversation),
            Menu::Templates => noun::show(conversation, Noun::Template),
            Menu::Sessions => noun::show(conversation, Noun::Session),
            Menu::SshKeys => noun::show(conversation, Noun::SshKey),
            Menu::Password => conversation
                .before_a_change()
                .and_then(|()| noun::act(conversation, Noun::Webmaster, Act::WEBMASTER_CHANGE_PASSWORD)),
        };
        one_back(result)?;
    }
}
