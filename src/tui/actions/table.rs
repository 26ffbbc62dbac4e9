//! The lines of the table.

use super::{Action, Arity, Danger, Entry, Place, always, blocked_targets, one_row, some_rows, some_ticks, targets};
use crate::domain::act::Act;

/// The table, in the order of help and palette.
pub const TABLE: &[Entry] = &[
    Entry::new(Action::EstablishmentAdd, "establishment-add", "action-establishment-add", &["n"])
        .at(Place::Establishments)
        .act(Act::ESTABLISHMENT_ADD)
        .command(
            "intendant establishment add --zone … --location … --name … --contact-last-name … --contact-first-name … \
             --contact-email …",
        ),
    Entry::new(Action::EstablishmentEdit, "establishment-edit", "action-establishment-edit", &["e"])
        .at(Place::Chosen)
        .on(Arity::One, one_row)
        .act(Act::ESTABLISHMENT_EDIT)
        .command("intendant establishment edit {row}"),
    Entry::new(Action::EstablishmentBlock, "establishment-block", "action-establishment-block", &["b"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_BLOCK)
        .command("intendant establishment block {targets} --reason …"),
    Entry::new(Action::EstablishmentUnblock, "establishment-unblock", "action-establishment-unblock", &["B"])
        .at(Place::Chosen)
        .on(Arity::Many, blocked_targets)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_UNBLOCK)
        .command("intendant establishment unblock {targets}"),
    Entry::new(Action::EstablishmentReset, "establishment-reset", "action-establishment-reset", &["w"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_RESET_PASSWORD)
        .command("intendant establishment reset-password {targets}"),
    Entry::new(Action::EstablishmentDelete, "establishment-delete", "action-establishment-delete", &["d"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .danger(Danger::Name)
        .act(Act::ESTABLISHMENT_DELETE)
        .command("intendant establishment delete {targets}"),
    Entry::new(Action::EstablishmentMove, "establishment-move", "action-establishment-move", &["z"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_MOVE)
        .command("intendant establishment move {targets} --zone …"),
    Entry::new(Action::EstablishmentExport, "establishment-export", "action-establishment-export", &["x"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .act(Act::ESTABLISHMENT_EXPORT)
        .command("intendant establishment export {targets}"),
    Entry::new(Action::EstablishmentMail, "establishment-mail", "action-establishment-mail", &["m"])
        .at(Place::Chosen)
        .on(Arity::Many, targets)
        .danger(Danger::Count)
        .act(Act::ESTABLISHMENT_MAIL)
        .command("intendant establishment mail {targets} --subject … --body …"),
    Entry::new(Action::Departments, "departments", "action-departments", &["D"])
        .at(Place::Chosen)
        .on(Arity::One, one_row)
        .act(Act::DEPARTMENT_LIST)
        .command("intendant department list --establishment {row}"),
    Entry::new(Action::EstablishmentStatistics, "establishment-statistics", "action-establishment-statistics", &["i"])
        .at(Place::Establishments)
        .on(Arity::Many, always)
        .act(Act::STATISTICS_COMPUTE)
        .command("intendant establishment stats {ticked}"),
    Entry::new(Action::EstablishmentUndo, "establishment-undo", "action-establishment-undo", &["u"])
        .at(Place::Acted)
        .danger(Danger::Yes)
        .act(Act::JOB_UNDO)
        .command("intendant job undo …"),
    Entry::new(Action::EstablishmentImport, "establishment-import", "action-establishment-import", &["I"])
        .at(Place::Establishments)
        .act(Act::ESTABLISHMENT_IMPORT)
        .command("intendant establishment import …"),
    Entry::new(Action::ZoneAdd, "zone-add", "action-zone-add", &["n"]).at(Place::Zones).act(Act::ZONE_ADD),
    Entry::new(Action::ZoneEdit, "zone-edit", "action-zone-edit", &["e"])
        .at(Place::Zones)
        .on(Arity::One, one_row)
        .act(Act::ZONE_EDIT),
    Entry::new(Action::ZoneEarlier, "zone-earlier", "action-zone-earlier", &["-"])
        .at(Place::Zones)
        .on(Arity::One, one_row)
        .act(Act::ZONE_EARLIER),
    Entry::new(Action::ZoneLater, "zone-later", "action-zone-later", &["+"])
        .at(Place::Zones)
        .on(Arity::One, one_row)
        .act(Act::ZONE_LATER),
    Entry::new(Action::ZoneDelete, "zone-delete", "action-zone-delete", &["d"])
        .at(Place::Zones)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::ZONE_DELETE),
    Entry::new(Action::ZoneAcademies, "zone-academies", "action-zone-academies", &["p"])
        .at(Place::Zones)
        .danger(Danger::Yes)
        .act(Act::ZONE_ACADEMIES),
    Entry::new(Action::ZoneMail, "zone-mail", "action-zone-mail", &["m"])
        .at(Place::Zones)
        .on(Arity::One, one_row)
        .danger(Danger::Count)
        .act(Act::ZONE_MAIL)
        .command("intendant establishment mail --filter 'zone:{row}' --subject … --body …"),
    Entry::new(Action::TemplateAdd, "template-add", "action-template-add", &["n"])
        .at(Place::Templates)
        .act(Act::TEMPLATE_ADD),
    Entry::new(Action::TemplateEdit, "template-edit", "action-template-edit", &["e"])
        .at(Place::Templates)
        .on(Arity::One, one_row)
        .act(Act::TEMPLATE_EDIT),
    Entry::new(Action::TemplateDelete, "template-delete", "action-template-delete", &["d"])
        .at(Place::Templates)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::TEMPLATE_DELETE),
    Entry::new(Action::WebmasterAdd, "webmaster-add", "action-webmaster-add", &["n"])
        .at(Place::Webmasters)
        .act(Act::WEBMASTER_ADD),
    Entry::new(Action::WebmasterEdit, "webmaster-edit", "action-webmaster-edit", &["e"])
        .at(Place::Webmasters)
        .on(Arity::One, one_row)
        .act(Act::WEBMASTER_EDIT),
    Entry::new(Action::WebmasterPassword, "webmaster-password", "action-webmaster-password", &["w"])
        .at(Place::Webmasters)
        .on(Arity::One, one_row)
        .act(Act::WEBMASTER_SET_PASSWORD),
    Entry::new(Action::WebmasterDisable, "webmaster-disable", "action-webmaster-disable", &["b"])
        .at(Place::Webmasters)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::WEBMASTER_DISABLE),
    Entry::new(Action::WebmasterEnable, "webmaster-enable", "action-webmaster-enable", &["B"])
        .at(Place::Webmasters)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::WEBMASTER_ENABLE),
    Entry::new(Action::DepartmentAdd, "department-add", "action-department-add", &["n"])
        .at(Place::Departments)
        .act(Act::DEPARTMENT_ADD),
    Entry::new(Action::DepartmentEdit, "department-edit", "action-department-edit", &["e"])
        .at(Place::Departments)
        .on(Arity::One, one_row)
        .act(Act::DEPARTMENT_EDIT),
    Entry::new(Action::DepartmentDelete, "department-delete", "action-department-delete", &["d"])
        .at(Place::Departments)
        .on(Arity::Many, targets)
        .danger(Danger::Count)
        .act(Act::DEPARTMENT_DELETE),
    Entry::new(Action::DepartmentImport, "department-import", "action-department-import", &["I"])
        .at(Place::Departments)
        .danger(Danger::Yes)
        .act(Act::DEPARTMENT_IMPORT),
    Entry::new(Action::InsideJobs, "inside-jobs", "action-inside-jobs", &["i"])
        .at(Place::Inside)
        .act(Act::JOB_LIST)
        .command("intendant job list --establishment {establishment}"),
    Entry::new(Action::SessionEnd, "session-end", "action-session-end", &["d"])
        .at(Place::Sessions)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::SESSION_END),
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
    Entry::new(Action::MailRetry, "mail-retry", "action-mail-retry", &["r"])
        .at(Place::Mail)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::MAIL_RETRY)
        .command("intendant mail retry {targets}"),
    Entry::new(Action::MailSend, "mail-send", "action-mail-send", &["m"])
        .at(Place::Mail)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::MAIL_SEND),
    Entry::new(Action::MailTest, "mail-test", "action-mail-test", &["n"])
        .at(Place::Mail)
        .act(Act::MAIL_TEST)
        .command("intendant mail test …"),
    Entry::new(Action::MailState, "mail-state", "action-mail-state", &["f"]).at(Place::Mail),
    Entry::new(Action::AuditFields, "audit-fields", "action-audit-fields", &["f"]).at(Place::Audit),
    Entry::new(Action::AuditVerify, "audit-verify", "action-audit-verify", &["v"])
        .at(Place::Audit)
        .act(Act::AUDIT_VERIFY)
        .command("intendant audit verify"),
    Entry::new(Action::AuditExport, "audit-export", "action-audit-export", &["x"])
        .at(Place::Audit)
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
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::DOCTOR_REPAIR),
    Entry::new(Action::ServerRepairAll, "server-repair-all", "action-server-repair-all", &["R"])
        .at(Place::Server)
        .on(Arity::None, some_rows)
        .danger(Danger::Yes)
        .act(Act::DOCTOR_REPAIR)
        .command("intendant doctor --fix"),
    Entry::new(Action::ServerAccept, "server-accept", "action-server-accept", &["A"])
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
    Entry::new(Action::JobStart, "job-start", "action-job-start", &["l"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::JOB_START)
        .command("intendant job start {row}"),
    Entry::new(Action::JobPause, "job-pause", "action-job-pause", &["p"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .act(Act::JOB_PAUSE)
        .command("intendant job pause {row}"),
    Entry::new(Action::JobCancel, "job-cancel", "action-job-cancel", &["c"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::JOB_CANCEL)
        .command("intendant job cancel {row}"),
    Entry::new(Action::JobUndo, "job-undo", "action-job-undo", &["u"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::JOB_UNDO)
        .command("intendant job undo {row}"),
    Entry::new(Action::JobRetry, "job-retry", "action-job-retry", &["r"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::JOB_RETRY)
        .command("intendant job retry {row}"),
    Entry::new(Action::JobRename, "job-rename", "action-job-rename", &["n"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .act(Act::JOB_RENAME)
        .command("intendant job rename {row} …"),
    Entry::new(Action::JobForget, "job-forget", "action-job-forget", &["d"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .danger(Danger::Yes)
        .act(Act::JOB_REMOVE)
        .command("intendant plan remove {row}"),
    Entry::new(Action::JobCsv, "job-csv", "action-job-csv", &["x"])
        .at(Place::Jobs)
        .on(Arity::One, one_row)
        .act(Act::LIST_EXPORT)
        .command("intendant job show {row} --csv …"),
    Entry::new(Action::JobState, "job-state", "action-job-state", &["f"]).at(Place::Jobs),
    Entry::new(Action::ExportVerify, "export-verify", "action-export-verify", &["y"])
        .at(Place::Exports)
        .on(Arity::Many, targets)
        .act(Act::EXPORT_VERIFY)
        .command("intendant export verify {targets}"),
    Entry::new(Action::ExportRestore, "export-restore", "action-export-restore", &["r"])
        .at(Place::Exports)
        .on(Arity::Many, targets)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_RESTORE)
        .command("intendant establishment restore {targets}"),
    Entry::new(Action::ExportReplace, "export-replace", "action-export-replace", &["R"])
        .at(Place::Exports)
        .on(Arity::Many, targets)
        .danger(Danger::Count)
        .act(Act::ESTABLISHMENT_RESTORE)
        .command("intendant establishment restore {targets} --replace"),
    Entry::new(Action::ExportFile, "export-file", "action-export-file", &["n"])
        .at(Place::Exports)
        .danger(Danger::Yes)
        .act(Act::ESTABLISHMENT_RESTORE)
        .command("intendant establishment restore …"),
    Entry::new(Action::ExportPrune, "export-prune", "action-export-prune", &["p"])
        .at(Place::Exports)
        .danger(Danger::Count)
        .act(Act::EXPORT_REMOVE)
        .command("intendant export prune --older-than …"),
    Entry::new(Action::ExportKeep, "export-keep", "action-export-keep", &["e"])
        .at(Place::Exports)
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
    Entry::new(Action::StatisticsLeft, "statistics-left", "action-statistics-left", &["left", "h"])
        .at(Place::Statistics),
    Entry::new(Action::StatisticsRight, "statistics-right", "action-statistics-right", &["right", "l"])
        .at(Place::Statistics),
    Entry::new(Action::StatisticsOpen, "statistics-open", "action-statistics-open", &["o"])
        .at(Place::Statistics)
        .command("intendant establishment stats --history"),
    Entry::new(Action::StatisticsExport, "statistics-export", "action-statistics-export", &["c"])
        .at(Place::Statistics)
        .on(Arity::None, some_rows)
        .act(Act::STATISTICS_LIST)
        .command("intendant establishment stats {filter} --csv …"),
    Entry::new(Action::Open, "open", "action-open", &["enter"]).at(Place::List).on(Arity::One, one_row),
    Entry::new(Action::Filter, "filter", "action-filter", &["/"]).at(Place::Filtered),
    Entry::new(Action::Sort, "sort", "action-sort", &["s"]).at(Place::Sorted),
    Entry::new(Action::Facets, "facets", "action-facets", &["f"]).at(Place::Establishments),
    Entry::new(Action::Menu, "menu", "action-menu", &["."]).at(Place::List),
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
    Entry::new(Action::First, "first", "action-first", &["home", "g"]).at(Place::List),
    Entry::new(Action::Last, "last", "action-last", &["end", "G"]).at(Place::List),
    Entry::new(Action::Back, "back", "action-back", &["esc"]),
    Entry::new(Action::Help, "help", "action-help", &["?", "f1"]),
    Entry::new(Action::Palette, "palette", "action-palette", &[":"]),
    Entry::new(Action::Command, "command", "action-command", &["="]),
    Entry::new(Action::Establishments, "establishments", "screen-establishments", &["f2", "1"])
        .act(Act::ESTABLISHMENT_LIST)
        .command("intendant establishment list {filter}"),
    Entry::new(Action::Zones, "zones", "screen-zones", &["f3", "2"]).act(Act::ZONE_LIST).command("intendant zone list"),
    Entry::new(Action::Mail, "mail", "screen-mail", &["f4", "3"])
        .act(Act::MAIL_LIST)
        .command("intendant mail list {filter}"),
    Entry::new(Action::Audit, "audit", "screen-audit", &["f5", "4", "L"])
        .act(Act::AUDIT_LIST)
        .command("intendant audit list {filter}"),
    Entry::new(Action::Webmasters, "webmasters", "screen-webmasters", &["f6", "5"])
        .act(Act::WEBMASTER_LIST)
        .command("intendant webmaster list"),
    Entry::new(Action::Settings, "settings", "screen-settings", &["f7", "6"])
        .act(Act::HOST_SHOW)
        .command("intendant host show"),
    Entry::new(Action::Server, "server", "screen-server", &["f8", "7"])
        .act(Act::DOCTOR_EXAMINE)
        .command("intendant doctor"),
    Entry::new(Action::Jobs, "jobs", "screen-jobs", &["J", "f9", "8"])
        .act(Act::JOB_LIST)
        .command("intendant job list {filter}"),
    Entry::new(Action::Exports, "exports", "screen-exports", &["X", "0"])
        .act(Act::EXPORT_LIST)
        .command("intendant export list {filter}"),
    Entry::new(Action::Templates, "templates", "screen-templates", &["T"])
        .act(Act::TEMPLATE_LIST)
        .command("intendant template list"),
    Entry::new(Action::Sessions, "sessions", "screen-sessions", &["S"])
        .act(Act::SESSION_LIST)
        .command("intendant session list"),
    Entry::new(Action::SshKeys, "ssh-keys", "screen-ssh-keys", &["K"])
        .act(Act::SSH_KEY_LIST)
        .command("intendant ssh-key list"),
    Entry::new(Action::Statistics, "statistics", "screen-statistics", &["f10", "9"])
        .act(Act::STATISTICS_LIST)
        .command("intendant establishment stats --history"),
    Entry::new(Action::OwnPassword, "own-password", "action-own-password", &["W"])
        .act(Act::WEBMASTER_CHANGE_PASSWORD)
        .command("intendant webmaster password …"),
    Entry::new(Action::Refresh, "refresh", "action-refresh", &["ctrl-r"]),
    Entry::new(Action::Redraw, "redraw", "action-redraw", &["ctrl-l"]),
    Entry::new(Action::Suspend, "suspend", "action-suspend", &["ctrl-z"]),
    Entry::new(Action::Lock, "lock", "action-lock", &["ctrl-x"]),
    Entry::new(Action::Quit, "quit", "action-quit", &["q"]),
];
