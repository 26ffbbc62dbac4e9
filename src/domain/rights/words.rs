//! Catalogue keys of permissions, by their stored words, in the order of the closed sets.

/// The permissions of roles.
pub const PERMISSIONS: &[(&str, &str)] = &[
    ("ScoView", "permission-sco-view"),
    ("EnsView", "permission-ens-view"),
    ("Observateur", "permission-observateur"),
    ("UsersAdmin", "permission-users-admin"),
    ("UsersView", "permission-users-view"),
    ("EditPreferences", "permission-edit-preferences"),
    ("EditFormation", "permission-edit-formation"),
    ("EditFormationTags", "permission-edit-formation-tags"),
    ("EditAllNotes", "permission-edit-all-notes"),
    ("EditAllEvals", "permission-edit-all-evals"),
    ("EditFormSemestre", "permission-edit-form-semestre"),
    ("AbsChange", "permission-abs-change"),
    ("AbsAddBillet", "permission-abs-add-billet"),
    ("AbsJustifView", "permission-abs-justif-view"),
    ("JustifValidate", "permission-justif-validate"),
    ("EtudChangeAdr", "permission-etud-change-adr"),
    ("EtudChangeGroups", "permission-etud-change-groups"),
    ("EtudInscrit", "permission-etud-inscrit"),
    ("EtudAddAnnotations", "permission-etud-add-annotations"),
    ("ViewEtudData", "permission-view-etud-data"),
    ("EditApogee", "permission-edit-apogee"),
];

/// The permissions of profiles.
pub const PROFILE_PERMISSIONS: &[(&str, &str)] = &[
    ("users.view", "profile-permission-users-view"),
    ("users.create", "profile-permission-users-create"),
    ("users.edit", "profile-permission-users-edit"),
    ("users.delete", "profile-permission-users-delete"),
    ("users.approve", "profile-permission-users-approve"),
    ("users.activate", "profile-permission-users-activate"),
    ("groups.view", "profile-permission-groups-view"),
    ("groups.create", "profile-permission-groups-create"),
    ("groups.edit", "profile-permission-groups-edit"),
    ("groups.delete", "profile-permission-groups-delete"),
    ("courses.view", "profile-permission-courses-view"),
    ("courses.create", "profile-permission-courses-create"),
    ("courses.edit", "profile-permission-courses-edit"),
    ("courses.delete", "profile-permission-courses-delete"),
    ("courses.evaluate", "profile-permission-courses-evaluate"),
    ("courses.approve_waiting", "profile-permission-courses-approve-waiting"),
    ("enrolments.view", "profile-permission-enrolments-view"),
    ("enrolments.create", "profile-permission-enrolments-create"),
    ("enrolments.edit", "profile-permission-enrolments-edit"),
    ("enrolments.delete", "profile-permission-enrolments-delete"),
    ("enrolments.learners_only", "profile-permission-enrolments-learners-only"),
    ("enrolments.activate", "profile-permission-enrolments-activate"),
    ("sessions.view", "profile-permission-sessions-view"),
    ("sessions.create", "profile-permission-sessions-create"),
    ("sessions.edit", "profile-permission-sessions-edit"),
    ("sessions.delete", "profile-permission-sessions-delete"),
    ("sessions.enrol", "profile-permission-sessions-enrol"),
    ("plans.view", "profile-permission-plans-view"),
    ("plans.create", "profile-permission-plans-create"),
    ("plans.edit", "profile-permission-plans-edit"),
    ("plans.delete", "profile-permission-plans-delete"),
    ("channels.view", "profile-permission-channels-view"),
    ("channels.edit", "profile-permission-channels-edit"),
    ("reports.view", "profile-permission-reports-view"),
    ("reports.export", "profile-permission-reports-export"),
    ("mail.send", "profile-permission-mail-send"),
];

/// Finds the key of a permission's word, a role's or a profile's.
#[must_use]
pub fn permission(word: &str) -> Option<&'static str> {
    PERMISSIONS.iter().chain(PROFILE_PERMISSIONS).find(|(known, _)| *known == word).map(|(_, key)| *key)
}
