//! The lines of the table: those of the descriptions, and those that only the console has.

use std::sync::LazyLock;

use super::{Action, Arity, Danger, Entry, Place, always, one_row, rows_place, some_rows, some_ticks, targets};
use crate::domain::act::{Act, Noun, Verb};
use crate::nouns::acts::ActHead;
use crate::nouns::{self, Door, Doors, Takes, echo};

/// The table, in the order of help and palette: first the acts of the nouns that have a list here. The lists inside an
/// establishment follow what acts on chosen ones.
pub static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let (chosen, others): (Vec<Entry>, Vec<Entry>) =
        CONSOLE.iter().copied().partition(|entry| entry.place == Place::Chosen);
    let inside = nouns::ALL.into_iter().filter(|door| door.noun().is_inside());
    let inside = inside.map(|door| Entry::list(door.noun(), door.opened_by()));
    let own: Vec<Entry> = chosen.into_iter().chain(inside).chain(others).collect();
    let lists = own.iter().filter_map(|entry| match entry.action {
        Action::List(noun) => nouns::door(noun),
        _ => None,
    });
    let acts = lists.flat_map(|door| door.acts().into_iter().filter(has_key).map(move |head| of_act(door, &head)));
    acts.chain(own.iter().map(|entry| described(*entry))).collect()
});

/// The key of each verb, the same in every noun.
const KEYS: &[(Verb, &str)] = &[
    (Verb::Add, "n"),
    (Verb::Edit, "e"),
    (Verb::Delete, "d"),
    (Verb::Import, "I"),
    (Verb::Earlier, "-"),
    (Verb::Later, "+"),
    (Verb::Academies, "p"),
    (Verb::Mail, "m"),
    (Verb::SetPassword, "w"),
    (Verb::Disable, "b"),
    (Verb::Enable, "B"),
    (Verb::Block, "b"),
    (Verb::Unblock, "B"),
    (Verb::ResetPassword, "w"),
    (Verb::Export, "x"),
    (Verb::End, "d"),
    (Verb::Retry, "r"),
    (Verb::Send, "m"),
    (Verb::Test, "n"),
    (Verb::Verify, "v"),
    (Verb::Restore, "r"),
    (Verb::Start, "l"),
    (Verb::Pause, "p"),
    (Verb::Cancel, "c"),
    (Verb::Undo, "u"),
    (Verb::Rename, "n"),
    (Verb::Remove, "d"),
    (Verb::Reset, "r"),
    (Verb::Matrix, "m"),
    (Verb::Deactivate, "b"),
    (Verb::Activate, "B"),
    (Verb::Approve, "z"),
    (Verb::Reject, "r"),
    (Verb::SetExpiry, "x"),
    (Verb::SetLevel, "l"),
    (Verb::Grant, "+"),
    (Verb::Revoke, "-"),
    (Verb::Disconnect, "c"),
    (Verb::Explain, "e"),
    (Verb::WhoCan, "w"),
    (Verb::Simulate, "y"),
    (Verb::Data, "P"),
    (Verb::Erase, "E"),
    (Verb::AssignProfile, "p"),
    (Verb::WithdrawProfile, "m"),
    (Verb::AddScope, "o"),
    (Verb::RemoveScope, "y"),
    (Verb::ViewAs, "V"),
];

/// The acts whose list has that key for something else.
const OTHER_KEYS: &[(Act, &str)] =
    &[(Act::EXPORT_VERIFY, "y"), (Act::BACKUP_VERIFY, "y"), (Act::ESTABLISHMENT_MOVE, "z")];

/// The commands that are called otherwise than their act; empty: there is none.
const OTHER_COMMANDS: &[(Act, &str)] = &[
    (Act::ZONE_MAIL, "intendant establishment mail --filter 'zone:{row}' --subject … --body …"),
    (Act::JOB_REMOVE, "intendant plan remove {row}"),
    (Act::MAIL_SEND, ""),
    (Act::USER_VIEW_AS, ""),
];

/// Whether an act of a description has a key of its own: Enter opens and shows.
fn has_key(head: &ActHead) -> bool {
    matches!(head.doors, Doors::All | Doors::Screen) && !matches!(head.act.verb(), Verb::Open | Verb::Show)
}

/// Makes the line of an act.
fn of_act(door: &dyn Door, head: &ActHead) -> Entry {
    let act = head.act;
    let own = OTHER_KEYS.iter().find(|(other, _)| *other == act).map(|(_, key)| key);
    let key = own.or_else(|| KEYS.iter().find(|(verb, _)| *verb == act.verb()).map(|(_, key)| key));
    let word = head.label.strip_prefix("action-").unwrap_or(head.label);
    let entry = Entry::new(Action::Do(act), word, head.label, key.map(std::slice::from_ref).unwrap_or_default());
    let entry = match head.takes {
        Takes::None | Takes::File => entry,
        Takes::One => entry.on(Arity::One, one_row),
        Takes::Many | Takes::Planned | Takes::Targets => entry.on(Arity::Many, targets),
    };
    let place = if entry.arity == Arity::None { Place::Of(door.noun()) } else { rows_place(door.noun()) };
    let entry = entry.at(place).danger(head.danger).act(act);
    Entry { command: command(door, head), ..entry }
}

/// Writes the command of an act that no description writes, once for the life of the program.
fn command(door: &dyn Door, head: &ActHead) -> Option<&'static str> {
    if let Some((_, other)) = OTHER_COMMANDS.iter().find(|(act, _)| *act == head.act) {
        return Some(*other).filter(|other| !other.is_empty());
    }
    // Those of establishments are done from other screens too, which know no row of their list.
    if head.takes != Takes::Targets && (head.doors != Doors::Screen || door.shift(head.act).is_some()) {
        return None;
    }
    let rows = match head.takes {
        Takes::None | Takes::File => "",
        Takes::One => " {row}",
        Takes::Many | Takes::Planned | Takes::Targets => " {targets}",
    };
    let asked = match head.takes {
        Takes::Targets => {
            let needed = door.fields(head.act).into_iter().filter(|asked| asked.needed);
            needed.flat_map(|asked| [" --", asked.option(), " …"]).collect()
        }
        _ if head.asks.is_empty() => String::new(),
        _ => " …".to_owned(),
    };
    Some(format!("intendant {} {}{rows}{asked}", door.noun().word(), head.command).leak())
}

/// Fills the line of a list with what the description says of it.
fn described(entry: Entry) -> Entry {
    let Action::List(noun) = entry.action else { return entry };
    let Some(door) = nouns::door(noun) else { return entry };
    let (inside, filter) = match (noun.is_inside(), door.typing()) {
        (true, _) => (" --establishment {row}", ""),
        (false, Some(_)) => ("", " {filter}"),
        (false, None) => ("", ""),
    };
    Entry {
        word: door.menu().split_once('-').map_or(door.menu(), |(_, word)| word),
        label: door.menu(),
        act: Act::find(noun, Verb::List),
        command: Some(format!("{}{inside}{filter}", echo::list(door)).leak()),
        ..entry
    }
}

/// What only the console has, and the keys of the host's lists.
const CONSOLE: &[Entry] = &[
    Entry::new(Action::EstablishmentMail, "establishment-mail", "action-establishment-mail", &["m"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .danger(Danger::Count)
        .act(Act::ESTABLISHMENT_MAIL)
        .command("intendant establishment mail {targets} --subject … --body …"),
    Entry::new(Action::EstablishmentStatistics, "establishment-statistics", "action-establishment-statistics", &["i"])
        .at(Place::Of(Noun::Establishment))
        .on(Arity::Many, always)
        .act(Act::STATISTICS_COMPUTE)
        .command("intendant establishment stats {ticked}"),
    Entry::new(Action::Support, "establishment-support", "action-establishment-support", &["C"])
        .at(Place::Chosen)
        .on(Arity::One, one_row)
        .act(Act::ESTABLISHMENT_SUPPORT),
    Entry::new(Action::EstablishmentUndo, "establishment-undo", "action-establishment-undo", &["u"])
        .at(Place::Acted)
        .danger(Danger::Yes)
        .act(Act::JOB_UNDO)
        .command("intendant job undo …"),
    Entry::new(Action::EstablishmentImport, "establishment-import", "action-establishment-import", &["I"])
        .at(Place::Of(Noun::Establishment))
        .act(Act::ESTABLISHMENT_IMPORT)
        .command("intendant establishment import …"),
    Entry::new(Action::InsideJobs, "inside-jobs", "action-inside-jobs", &["i"])
        .at(Place::Inside)
        .act(Act::JOB_LIST)
        .command("intendant job list --establishment {establishment}"),
    Entry::new(Action::HostIdentity, "host-identity", "action-host-identity", &["e"])
        .at(Place::Settings)
        .act(Act::HOST_EDIT)
        .command("intendant host edit --host-name … --host-url … --sender …"),
    Entry::new(Action::HostTransport, "host-transport", "action-host-transport", &["m"])
        .at(Place::Settings)
        .act(Act::HOST_EDIT)
        .command("intendant host edit --transport smtp --smtp-host …"),
    Entry::new(Action::HostContact, "host-contact", "action-host-contact", &["c"])
        .at(Place::Settings)
        .act(Act::HOST_EDIT)
        .command("intendant host edit --contact-editing …"),
    Entry::new(Action::HostBlock, "host-block", "action-host-block", &["b"])
        .at(Place::Settings)
        .danger(Danger::Count)
        .act(Act::HOST_BLOCK)
        .command("intendant host block --reason …"),
    Entry::new(Action::HostUnblock, "host-unblock", "action-host-unblock", &["B"])
        .at(Place::Settings)
        .danger(Danger::Yes)
        .act(Act::HOST_UNBLOCK)
        .command("intendant host unblock"),
    Entry::new(Action::AuditFields, "audit-fields", "action-audit-fields", &["f"]).at(Place::Of(Noun::Audit)),
    Entry::new(Action::AuditExport, "audit-export", "action-audit-export", &["x"])
        .at(Place::Of(Noun::Audit))
        .act(Act::AUDIT_EXPORT)
        .command("intendant audit export {filter} …"),
    Entry::new(Action::ServerExamine, "server-examine", "action-server-examine", &["e"])
        .at(Place::Server)
        .act(Act::DOCTOR_EXAMINE)
        .command("intendant doctor"),
    Entry::new(
        Action::ServerExamineThoroughly,
        "server-examine-thoroughly",
        "action-server-examine-thoroughly",
        &["E"],
    )
    .at(Place::Server)
    .act(Act::DOCTOR_EXAMINE)
    .command("intendant doctor --thorough"),
    Entry::new(Action::ServerRepair, "server-repair", "action-server-repair", &["r"])
        .at(Place::Server)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::DOCTOR_REPAIR),
    Entry::new(Action::ServerRepairAll, "server-repair-all", "action-server-repair-all", &["R"])
        .at(Place::Server)
        .on(Arity::None, some_rows)
        .danger(Danger::Yes)
        .act(Act::DOCTOR_REPAIR)
        .command("intendant doctor --fix"),
    Entry::new(Action::ServerAccept, "server-accept", "action-server-accept", &["y"])
        .at(Place::Server)
        .danger(Danger::Name)
        .act(Act::DOCTOR_ACCEPT_REGISTRY)
        .command("intendant doctor --accept-registry"),
    Entry::new(Action::ServerPrune, "server-prune", "action-server-prune", &["p"])
        .at(Place::Server)
        .danger(Danger::Count)
        .act(Act::RETENTION_PRUNE)
        .command("intendant prune"),
    Entry::new(Action::ImportRun, "establishment-import-run", "action-import-run", &["i"])
        .at(Place::Import)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_IMPORT)
        .command("intendant establishment import {file} {options} --yes"),
    Entry::new(Action::ImportNone, "establishment-import-none", "action-import-none", &["n"]).at(Place::Import),
    Entry::new(Action::ImportMail, "establishment-import-mail", "action-import-mail", &["m"]).at(Place::Import),
    Entry::new(Action::ImportShared, "establishment-import-shared", "action-import-shared", &["u"]).at(Place::Import),
    Entry::new(Action::ImportZones, "establishment-import-zones", "action-import-zones", &["z"]).at(Place::Import),
    Entry::new(Action::ImportUpdate, "establishment-import-update", "action-import-update", &["d"]).at(Place::Import),
    Entry::new(Action::ImportFar, "establishment-import-far", "action-import-far", &["b"]).at(Place::Import),
    Entry::new(Action::ImportMapping, "establishment-import-mapping", "action-import-mapping", &["c"])
        .at(Place::Import),
    Entry::new(Action::ImportSeparator, "establishment-import-separator", "action-import-separator", &["s"])
        .at(Place::Import),
    Entry::new(Action::ImportRejects, "establishment-import-rejects", "action-import-rejects", &["x"])
        .at(Place::Import)
        .command("intendant establishment import {file} {options} --dry-run --rejects …"),
    Entry::new(Action::ImportTick, "establishment-import-tick", "action-import-tick", &["t"]).at(Place::Import),
    Entry::new(Action::JobCsv, "job-csv", "action-job-csv", &["x"])
        .at(Place::Of(Noun::Job))
        .on(Arity::One, one_row)
        .act(Act::LIST_EXPORT)
        .command("intendant job show {row} --csv …"),
    Entry::new(Action::ExportRestore, "export-restore", "action-export-restore", &["r"])
        .at(Place::Of(Noun::Export))
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_RESTORE)
        .command("intendant establishment restore {targets}"),
    Entry::new(Action::ExportReplace, "export-replace", "action-export-replace", &["R"])
        .at(Place::Of(Noun::Export))
        .on(Arity::Many, targets)
        .danger(Danger::Count)
        .act(Act::ESTABLISHMENT_RESTORE)
        .command("intendant establishment restore {targets} --replace"),
    Entry::new(Action::ExportFile, "export-file", "action-export-file", &["n"])
        .at(Place::Of(Noun::Export))
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_RESTORE)
        .command("intendant establishment restore …"),
    Entry::new(Action::ExportPrune, "export-prune", "action-export-prune", &["p"])
        .at(Place::Of(Noun::Export))
        .danger(Danger::Count)
        .act(Act::EXPORT_REMOVE)
        .command("intendant export prune --older-than …"),
    Entry::new(Action::ExportKeep, "export-keep", "action-export-keep", &["e"])
        .at(Place::Of(Noun::Export))
        .act(Act::EXPORT_KEEP)
        .command("intendant export keep …"),
    Entry::new(Action::StatisticsCompute, "statistics-compute", "action-statistics-compute", &["i"])
        .at(Place::Statistics)
        .act(Act::STATISTICS_COMPUTE)
        .command("intendant establishment stats {filter}"),
    Entry::new(Action::StatisticsFresh, "statistics-fresh", "action-statistics-fresh", &["I"])
        .at(Place::Statistics)
        .act(Act::STATISTICS_COMPUTE)
        .command("intendant establishment stats {filter} --fresh"),
    Entry::new(Action::StatisticsPicture, "statistics-picture", "action-statistics-picture", &["p"])
        .at(Place::Statistics)
        .on(Arity::None, some_rows),
    Entry::new(Action::StatisticsOpen, "statistics-open", "action-statistics-open", &["o"])
        .at(Place::Statistics)
        .command("intendant establishment stats --history"),
    Entry::new(Action::StatisticsExport, "statistics-export", "action-statistics-export", &["c"])
        .at(Place::Statistics)
        .on(Arity::None, some_rows)
        .act(Act::STATISTICS_LIST)
        .command("intendant establishment stats {filter} --csv …"),
    Entry::new(Action::MatrixChange, "role-matrix-change", "action-role-matrix-change", &["space"])
        .at(Place::Matrix)
        .on(Arity::One, one_row)
        .act(Act::ROLE_EDIT)
        .command("intendant role edit {row} --permissions … --establishment {establishment}"),
    Entry::new(Action::ListExport, "list-export", "action-list-export", &["ctrl-e"])
        .at(Place::Of(Noun::User))
        .act(Act::LIST_EXPORT)
        .command("intendant user list {filter} --output … --establishment {establishment}"),
    Entry::new(Action::Explain, "explain", "action-explain", &["Y"])
        .at(Place::Of(Noun::User))
        .on(Arity::One, one_row)
        .act(Act::ACCESS_EXPLAIN)
        .command("intendant access explain … … {row} --establishment {establishment}"),
    Entry::new(Action::Open, "open", "action-open", &["enter"]).at(Place::List).on(Arity::One, one_row),
    Entry::new(Action::Filter, "filter", "action-filter", &["/"]).at(Place::Filtered),
    Entry::new(Action::Sort, "sort", "action-sort", &["s"]).at(Place::Sorted),
    Entry::new(Action::Facets, "facets", "action-facets", &["f"]).at(Place::Grouped),
    Entry::new(Action::Tick, "tick", "action-tick", &["space", "insert", "shift-down"])
        .at(Place::Ticks)
        .on(Arity::One, one_row),
    Entry::new(Action::TickUp, "tick-up", "action-tick-up", &["shift-up"]).at(Place::Ticks).on(Arity::One, one_row),
    Entry::new(Action::Range, "range", "action-range", &["v"]).at(Place::Ticks).on(Arity::None, some_rows),
    Entry::new(Action::TickAll, "tick-all", "action-tick-all", &["a"]).at(Place::Ticks).on(Arity::None, some_rows),
    Entry::new(Action::TickNone, "tick-none", "action-tick-none", &["A"]).at(Place::Ticks).on(Arity::None, some_ticks),
    Entry::new(Action::Invert, "invert", "action-invert", &["*"]).at(Place::Ticks).on(Arity::None, some_rows),
    Entry::new(Action::OnlyTicked, "only-ticked", "action-only-ticked", &["t"]).at(Place::Ticks),
    Entry::new(Action::Up, "up", "action-up", &["up", "k"]).at(Place::List),
    Entry::new(Action::Down, "down", "action-down", &["down", "j"]).at(Place::List),
    Entry::new(Action::PageUp, "page-up", "action-page-up", &["pageup", "ctrl-b"]).at(Place::List),
    Entry::new(Action::PageDown, "page-down", "action-page-down", &["pagedown", "ctrl-f"]).at(Place::List),
    Entry::new(Action::ColumnsLeft, "columns-left", "action-columns-left", &["left"]).at(Place::Columns),
    Entry::new(Action::ColumnsRight, "columns-right", "action-columns-right", &["right"]).at(Place::Columns),
    Entry::new(Action::First, "first", "action-first", &["home", "g"]).at(Place::List),
    Entry::new(Action::Last, "last", "action-last", &["end", "G"]).at(Place::List),
    Entry::new(Action::Back, "back", "action-back", &["esc"]),
    Entry::new(Action::Help, "help", "action-help", &["?", "f1"]),
    Entry::new(Action::Palette, "palette", "action-palette", &[":"]),
    Entry::new(Action::Menu, "menu", "action-menu", &["."]),
    Entry::new(Action::Command, "command", "action-command", &["="]),
    Entry::list(Noun::Establishment, &["f2", "1"]),
    Entry::list(Noun::Zone, &["f3", "2"]),
    Entry::list(Noun::Mail, &["f4", "3"]),
    Entry::list(Noun::Audit, &["f5", "4", "L"]),
    Entry::list(Noun::Webmaster, &["f6", "5"]),
    Entry::new(Action::Home, "home", "screen-home", &["h"]),
    Entry::new(Action::Settings, "settings", "screen-settings", &["f7", "6"])
        .act(Act::HOST_SHOW)
        .command("intendant host show"),
    Entry::new(Action::Server, "server", "screen-server", &["f8", "7"])
        .act(Act::DOCTOR_EXAMINE)
        .command("intendant doctor"),
    Entry::list(Noun::Job, &["J", "f9", "8"]),
    Entry::list(Noun::Export, &["X", "0"]),
    Entry::list(Noun::Template, &["T"]),
    Entry::list(Noun::Session, &["S"]),
    Entry::list(Noun::SshKey, &["K"]),
    Entry::new(Action::Statistics, "statistics", "screen-statistics", &["f10", "9"])
        .act(Act::STATISTICS_LIST)
        .command("intendant establishment stats --history"),
    Entry::new(Action::OwnPassword, "own-password", "action-own-password", &["W"])
        .act(Act::WEBMASTER_CHANGE_PASSWORD)
        .command("intendant webmaster password …"),
    Entry::new(Action::OwnDetails, "own-details", "action-own-details", &["F"]).act(Act::USER_CHANGE_DETAILS),
    Entry::new(Action::SupportReason, "support-reason", "action-support-reason", &["M"]),
    Entry::new(Action::LeaveVisit, "leave-visit", "action-leave-visit", &["Q"]),
    Entry::new(Action::EnterAs, "enter-as", "action-enter-as", &["!"]),
    Entry::new(Action::Refresh, "refresh", "action-refresh", &["ctrl-r"]),
    Entry::new(Action::Redraw, "redraw", "action-redraw", &["ctrl-l"]),
    Entry::new(Action::Suspend, "suspend", "action-suspend", &["ctrl-z"]),
    Entry::new(Action::Lock, "lock", "action-lock", &["ctrl-x"]),
    Entry::new(Action::Quit, "quit", "action-quit", &["q"]),
];
