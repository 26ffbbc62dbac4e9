//! The main menu.

use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::{audit, establishment, export, job, mail, noun, server, settings, statistics};
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::message::Message;
use crate::nouns::{self, Door};

#[derive(Debug, Clone, Copy)]
enum Menu {
    Establishments,
    Noun(Noun),
    Mails,
    Jobs,
    Audit,
    Settings,
    Server,
    Statistics,
    Exports,
    Password,
    Undo,
}

/// The described nouns whose line stands in the menu by hand.
const SAID: [Noun; 7] =
    [Noun::Establishment, Noun::Zone, Noun::Webmaster, Noun::Mail, Noun::Job, Noun::Audit, Noun::Export];

/// Asks what to work on, until somebody leaves.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let mut lines = vec![
        ("plain-menu-establishments", Menu::Establishments, Act::ESTABLISHMENT_LIST),
        ("plain-menu-zones", Menu::Noun(Noun::Zone), Act::ZONE_LIST),
        ("plain-menu-mails", Menu::Mails, Act::MAIL_LIST),
        ("plain-menu-audit", Menu::Audit, Act::AUDIT_LIST),
        ("plain-menu-webmasters", Menu::Noun(Noun::Webmaster), Act::WEBMASTER_LIST),
        ("plain-menu-settings", Menu::Settings, Act::HOST_SHOW),
        ("plain-menu-server", Menu::Server, Act::DOCTOR_EXAMINE),
        ("screen-jobs", Menu::Jobs, Act::JOB_LIST),
        ("plain-menu-password", Menu::Password, Act::WEBMASTER_CHANGE_PASSWORD),
        ("plain-menu-statistics", Menu::Statistics, Act::STATISTICS_LIST),
        ("screen-exports", Menu::Exports, Act::EXPORT_LIST),
    ];
    // At the end: people know the numbers of the others.
    let is_said = |noun| SAID.contains(&noun) || noun.is_inside();
    let others = nouns::ALL.into_iter().filter(|door| !is_said(door.noun()));
    let listed =
        |door: &'static dyn Door| Some((door.menu(), Menu::Noun(door.noun()), Act::find(door.noun(), Verb::List)?));
    lines.extend(others.filter_map(listed));
    lines.push(("action-establishment-undo", Menu::Undo, Act::JOB_UNDO));
    loop {
        // What somebody is there for may be another thing by now.
        let entries = conversation.allowed(lines.iter().copied());
        let chosen = conversation.io.menu_to(
            &Message::new("plain-menu-main"),
            &entries,
            "plain-leave-line",
            "plain-help-main",
        )?;
        let result = match chosen {
            Menu::Establishments => establishment::show(conversation),
            Menu::Noun(noun) => noun::show(conversation, noun),
            Menu::Mails => mail::show(conversation),
            Menu::Jobs => job::show(conversation),
            Menu::Audit => audit::show(conversation),
            Menu::Settings => settings::show(conversation),
            Menu::Server => server::show(conversation),
            Menu::Statistics => statistics::show(conversation),
            Menu::Exports => export::show(conversation),
            Menu::Undo => job::undo_last(conversation),
            Menu::Password => conversation
                .before_a_change()
                .and_then(|()| noun::act(conversation, Noun::Webmaster, Act::WEBMASTER_CHANGE_PASSWORD)),
        };
        one_back(result)?;
    }
}
