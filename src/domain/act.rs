//! What can be done to what: a closed set of nouns, one of verbs, and the acts that exist.
//!
//! Invariant: an act has one word everywhere: in the audit (`zone.edit`), in keys of the configuration and of the
//! catalogue, which take no full stop (`zone-edit`), and in what a person may do. Whoever may do it: [`super::access`].

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use super::verb::Verb;

/// Declares nouns, with the acts that each has, and whether it waits while the registry is held.
macro_rules! acts {
    ($($(#[$about:meta])* $noun:ident $word:literal { $($constant:ident: $verb:ident $called:literal $effect:ident),* $(,)? })*) => {
        /// What is acted on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Noun { $($(#[$about])* $noun),* }

        impl Noun {
            /// The word of the command line.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$noun => $word),* }
            }

            /// The catalogue key of what `--help` says of it.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$noun => concat!("cli-", $word)),* }
            }

            /// The catalogue key of what `--help` says of its list.
            #[must_use]
            pub const fn about_list(self) -> &'static str {
                match self { $(Self::$noun => concat!("cli-", $word, "-list")),* }
            }

            /// Whether its rows are an establishment's, in its own database, rather than the host's.
            #[must_use]
            pub const fn is_inside(self) -> bool {
                matches!(
                    self,
                    Self::Department
                        | Self::Role
                        | Self::PeopleGroup
                        | Self::Profile
                        | Self::User
                        | Self::Backup
                        | Self::Access
                        | Self::Anomaly
                )
            }

            /// Whether it has rows of the host and of each establishment, in one list each.
            #[must_use]
            pub const fn is_also_inside(self) -> bool {
                matches!(self, Self::Session | Self::Mail)
            }
        }

        #[expect(missing_docs, reason = "each is a noun and a verb")]
        impl Act {
            $($(pub const $constant: Self = Self(&Known {
                noun: Noun::$noun,
                verb: Verb::$verb,
                word: concat!($word, ".", $called),
                called: $called,
                stem: concat!($word, "-", $called),
                back: concat!("undo-", $word, "-", $called),
                taken_back: concat!($word, ".undo-", $called),
                effect: Effect::$effect,
            });)*)*

            /// All of them.
            pub const ALL: &'static [Self] = &[$($(Self::$constant),*),*];
        }
    };
}

/// Whether an act changes what the registry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Effect {
    /// It reads, or it has a door of its own past a registry that is held: signing in, repairing, accepting it.
    Looks,
    /// It changes something, so it waits while the registry is held.
    Changes,
}

/// Something that can be done to a noun. Only those that are declared here exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Act(&'static Known);

/// What is known of an act.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Known {
    noun: Noun,
    verb: Verb,
    word: &'static str,
    called: &'static str,
    stem: &'static str,
    back: &'static str,
    taken_back: &'static str,
    effect: Effect,
}

impl Act {
    /// To what.
    #[must_use]
    pub const fn noun(self) -> Noun {
        self.0.noun
    }

    /// What.
    #[must_use]
    pub const fn verb(self) -> Verb {
        self.0.verb
    }

    /// Its word in the audit: `zone.edit`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.0.word
    }

    /// Its verb's word: `edit`.
    #[must_use]
    pub const fn called(self) -> &'static str {
        self.0.called
    }

    /// Its word in keys: `zone-edit`.
    #[must_use]
    pub const fn stem(self) -> &'static str {
        self.0.stem
    }

    /// Whether it takes a row away: that waits until the clock is settled, though the job keeps what the row was.
    #[must_use]
    pub const fn deletes(self) -> bool {
        matches!(self.0.verb, Verb::Delete | Verb::Reject)
    }

    /// Whether it may leave a mail to somebody inside an establishment, for which the host is to look there.
    #[must_use]
    pub const fn writes_inside(self) -> bool {
        matches!(
            (self.0.noun, self.0.verb),
            (
                Noun::User,
                Verb::Add | Verb::Approve | Verb::Import | Verb::ResetPassword | Verb::Edit | Verb::ChangeDetails
            )
        )
    }

    /// Whether the program does it by itself for whoever comes: their coming and going, and what a start asks.
    #[must_use]
    pub const fn is_of_the_program(self) -> bool {
        match self.0.noun {
            Noun::Session => matches!(self.0.verb, Verb::SignIn | Verb::Touch | Verb::Leave),
            Noun::Host => matches!(self.0.verb, Verb::Initialise | Verb::Upkeep | Verb::Welcome),
            _ => false,
        }
    }

    /// The word of the job that takes it back: `undo-zone-edit`.
    #[must_use]
    pub const fn back(self) -> &'static str {
        self.0.back
    }

    /// The word of the audit for taking it back: `zone.undo-edit`.
    #[must_use]
    pub const fn taken_back(self) -> &'static str {
        self.0.taken_back
    }

    /// Finds the act of a word in the audit.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.0.word == word)
    }

    /// Whether it waits while the registry is held, since it changes something there.
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(self.0.effect, Effect::Changes)
    }

    /// Finds the act of a noun and a verb, if there is one.
    #[must_use]
    pub fn find(noun: Noun, verb: Verb) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.0.noun == noun && act.0.verb == verb)
    }
}

impl Serialize for Act {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.word)
    }
}

impl<'de> Deserialize<'de> for Act {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        Self::from_word(&word).ok_or_else(|| serde::de::Error::custom(format!("no act is called {word}")))
    }
}

acts! {
    /// The host itself, its settings and its server.
    Host "host" {
        HOST_INITIALISE: Initialise "initialise" Looks,
        HOST_SHOW: Show "show" Looks,
        HOST_EDIT: Edit "edit" Changes,
        HOST_BLOCK: Block "block" Changes,
        HOST_UNBLOCK: Unblock "unblock" Changes,
        HOST_UPKEEP: Upkeep "upkeep" Looks,
        HOST_WELCOME: Welcome "welcome" Looks,
    }
    /// What a person does from sign-in to sign-out.
    Session "session" {
        SESSION_LIST: List "list" Looks,
        SESSION_SIGN_IN: SignIn "sign-in" Looks,
        SESSION_TOUCH: Touch "touch" Looks,
        SESSION_END: End "end" Looks,
        SESSION_LEAVE: Leave "leave" Looks,
    }
    /// Establishments.
    Establishment "establishment" {
        ESTABLISHMENT_LIST: List "list" Looks,
        ESTABLISHMENT_SHOW: Show "show" Looks,
        ESTABLISHMENT_ADD: Add "add" Changes,
        ESTABLISHMENT_EDIT: Edit "edit" Changes,
        ESTABLISHMENT_BLOCK: Block "block" Changes,
        ESTABLISHMENT_UNBLOCK: Unblock "unblock" Changes,
        ESTABLISHMENT_MOVE: Move "move" Changes,
        ESTABLISHMENT_DELETE: Delete "delete" Changes,
        ESTABLISHMENT_EXPORT: Export "export" Changes,
        ESTABLISHMENT_MAIL: Mail "mail" Changes,
        ESTABLISHMENT_IMPORT: Import "import" Changes,
        ESTABLISHMENT_RESTORE: Restore "restore" Changes,
        ESTABLISHMENT_RESET_PASSWORD: ResetPassword "reset-password" Changes,
        ESTABLISHMENT_ADD_ADMINISTRATOR: AddAdministrator "add-administrator" Changes,
        ESTABLISHMENT_ADMINISTRATORS: Administrators "administrators" Looks,
        ESTABLISHMENT_SUPPORT: Support "support" Looks,
        ESTABLISHMENT_JUSTIFY: Justify "justify" Changes,
    }
    /// Counts of what establishments hold.
    Statistics "statistics" {
        STATISTICS_LIST: List "list" Looks,
        STATISTICS_COMPUTE: Compute "compute" Changes,
    }
    /// Zones of establishments.
    Zone "zone" {
        ZONE_LIST: List "list" Looks,
        ZONE_ADD: Add "add" Changes,
        ZONE_EDIT: Edit "edit" Changes,
        ZONE_MOVE: Move "move" Changes,
        ZONE_EARLIER: Earlier "earlier" Changes,
        ZONE_LATER: Later "later" Changes,
        ZONE_OPEN: Open "open" Looks,
        ZONE_MAIL: Mail "mail" Changes,
        ZONE_DELETE: Delete "delete" Changes,
        ZONE_ACADEMIES: Academies "academies" Changes,
    }
    /// The host's named accounts.
    Webmaster "webmaster" {
        WEBMASTER_LIST: List "list" Looks,
        WEBMASTER_SHOW: Show "show" Looks,
        WEBMASTER_ADD: Add "add" Changes,
        WEBMASTER_EDIT: Edit "edit" Changes,
        WEBMASTER_DISABLE: Disable "disable" Changes,
        WEBMASTER_ENABLE: Enable "enable" Changes,
        WEBMASTER_SET_PASSWORD: SetPassword "set-password" Changes,
        WEBMASTER_CHANGE_PASSWORD: ChangePassword "change-password" Changes,
    }
    /// Departments of an establishment.
    Department "department" {
        DEPARTMENT_LIST: List "list" Looks,
        DEPARTMENT_SHOW: Show "show" Looks,
        DEPARTMENT_ADD: Add "add" Changes,
        DEPARTMENT_EDIT: Edit "edit" Changes,
        DEPARTMENT_DELETE: Delete "delete" Changes,
        DEPARTMENT_IMPORT: Import "import" Changes,
    }
    /// What people of an establishment may do, under a name.
    Role "role" {
        ROLE_LIST: List "list" Looks,
        ROLE_SHOW: Show "show" Looks,
        ROLE_ADD: Add "add" Changes,
        ROLE_EDIT: Edit "edit" Changes,
        ROLE_RESET: Reset "reset" Changes,
        ROLE_DELETE: Delete "delete" Changes,
        ROLE_MATRIX: Matrix "matrix" Looks,
    }
    /// Accounts of an establishment under one name.
    PeopleGroup "group" {
        GROUP_LIST: List "list" Looks,
        GROUP_SHOW: Show "show" Looks,
        GROUP_ADD: Add "add" Changes,
        GROUP_EDIT: Edit "edit" Changes,
        GROUP_DELETE: Delete "delete" Changes,
        GROUP_IMPORT: Import "import" Changes,
    }
    /// What a Power User of an establishment may do, under a name.
    Profile "profile" {
        PROFILE_LIST: List "list" Looks,
        PROFILE_SHOW: Show "show" Looks,
        PROFILE_ADD: Add "add" Changes,
        PROFILE_EDIT: Edit "edit" Changes,
        PROFILE_DELETE: Delete "delete" Changes,
    }
    /// Accounts of an establishment's people.
    User "user" {
        USER_LIST: List "list" Looks,
        USER_SHOW: Show "show" Looks,
        USER_ADD: Add "add" Changes,
        USER_EDIT: Edit "edit" Changes,
        USER_APPROVE: Approve "approve" Changes,
        USER_REJECT: Reject "reject" Changes,
        USER_ACTIVATE: Activate "activate" Changes,
        USER_DEACTIVATE: Deactivate "deactivate" Changes,
        USER_SET_EXPIRY: SetExpiry "set-expiry" Changes,
        USER_SET_LEVEL: SetLevel "set-level" Changes,
        USER_GRANT: Grant "grant" Changes,
        USER_REVOKE: Revoke "revoke" Changes,
        USER_ASSIGN_PROFILE: AssignProfile "assign-profile" Changes,
        USER_WITHDRAW_PROFILE: WithdrawProfile "withdraw-profile" Changes,
        USER_ADD_SCOPE: AddScope "add-scope" Changes,
        USER_REMOVE_SCOPE: RemoveScope "remove-scope" Changes,
        USER_DISCONNECT: Disconnect "disconnect" Changes,
        USER_RESET_PASSWORD: ResetPassword "reset-password" Changes,
        USER_DELETE: Delete "delete" Changes,
        USER_DATA: Data "data" Looks,
        USER_VIEW_AS: ViewAs "view-as" Looks,
        USER_ERASE: Erase "erase" Changes,
        USER_IMPORT: Import "import" Changes,
        USER_CHANGE_PASSWORD: ChangePassword "change-password" Changes,
        USER_CHANGE_DETAILS: ChangeDetails "change-details" Changes,
    }
    /// What people of an establishment may do, and why.
    Access "access" {
        ACCESS_LIST: List "list" Looks,
        ACCESS_EXPLAIN: Explain "explain" Looks,
        ACCESS_WHO_CAN: WhoCan "who-can" Looks,
        ACCESS_MATRIX: Matrix "matrix" Looks,
        ACCESS_SIMULATE: Simulate "simulate" Looks,
    }
    /// What looks wrong in the rights of an establishment.
    Anomaly "anomaly" {
        ANOMALY_LIST: List "list" Looks,
        ANOMALY_OPEN: Open "open" Looks,
    }
    /// Keys over SSH, as the configuration names them.
    SshKey "ssh-key" {
        SSH_KEY_LIST: List "list" Looks,
    }
    /// Letters that are kept for the next time.
    Template "template" {
        TEMPLATE_LIST: List "list" Looks,
        TEMPLATE_SHOW: Show "show" Looks,
        TEMPLATE_ADD: Add "add" Changes,
        TEMPLATE_EDIT: Edit "edit" Changes,
        TEMPLATE_DELETE: Delete "delete" Changes,
    }
    /// Mails that wait, went or failed.
    Mail "mail" {
        MAIL_LIST: List "list" Looks,
        MAIL_SHOW: Show "show" Looks,
        MAIL_RETRY: Retry "retry" Changes,
        MAIL_TEST: Test "test" Changes,
        MAIL_SEND: Send "send" Changes,
        MAIL_WITHDRAW: Withdraw "withdraw" Changes,
    }
    /// The audit.
    Audit "audit" {
        AUDIT_LIST: List "list" Looks,
        AUDIT_EXPORT: Export "export" Looks,
        AUDIT_VERIFY: Verify "verify" Looks,
        AUDIT_PRUNE: Prune "prune" Changes,
    }
    /// Plans, jobs and their reports.
    Job "job" {
        JOB_LIST: List "list" Looks,
        JOB_SHOW: Show "show" Looks,
        JOB_SAVE: Save "save" Changes,
        JOB_START: Start "start" Changes,
        JOB_RESUME: Resume "resume" Changes,
        JOB_PAUSE: Pause "pause" Changes,
        JOB_CANCEL: Cancel "cancel" Changes,
        JOB_UNDO: Undo "undo" Changes,
        JOB_RETRY: Retry "retry" Changes,
        JOB_RENAME: Rename "rename" Changes,
        JOB_REMOVE: Remove "remove" Changes,
    }
    /// Exports of establishments.
    Export "export" {
        EXPORT_LIST: List "list" Looks,
        EXPORT_VERIFY: Verify "verify" Looks,
        EXPORT_REMOVE: Remove "remove" Changes,
        EXPORT_KEEP: Keep "keep" Changes,
    }
    /// Exports of an establishment, as its own people make them and restore from them.
    Backup "backup" {
        BACKUP_LIST: List "list" Looks,
        BACKUP_SHOW: Show "show" Looks,
        BACKUP_ADD: Add "add" Changes,
        BACKUP_VERIFY: Verify "verify" Looks,
        BACKUP_RESTORE: Restore "restore" Changes,
        BACKUP_UNDO: Undo "undo" Changes,
    }
    /// What is kept for how long.
    Retention "retention" {
        RETENTION_SHOW: Show "show" Looks,
        RETENTION_PRUNE: Prune "prune" Changes,
    }
    /// Files of establishments to be.
    Import "import" {
        IMPORT_FIND_MAPPING: FindMapping "find-mapping" Looks,
        IMPORT_SAVE_MAPPING: SaveMapping "save-mapping" Changes,
    }
    /// A list that is written into a file.
    List "list" {
        LIST_EXPORT: Export "export" Looks,
    }
    /// What is wrong with the data directory.
    Doctor "doctor" {
        DOCTOR_EXAMINE: Examine "examine" Looks,
        DOCTOR_REPAIR: Repair "repair" Looks,
        DOCTOR_ACCEPT_REGISTRY: AcceptRegistry "accept-registry" Looks,
        DOCTOR_ADOPT: Adopt "adopt" Looks,
        DOCTOR_SET_ASIDE: SetAside "set-aside" Looks,
        DOCTOR_RECREATE: Recreate "recreate" Looks,
        DOCTOR_PUT_BACK: PutBack "put-back" Looks,
        DOCTOR_ADOPT_EXPORT: AdoptExport "adopt-export" Looks,
        DOCTOR_FORGET_EXPORT: ForgetExport "forget-export" Looks,
    }
    /// The server's clock.
    Clock "clock" {
        CLOCK_DOUBT: Doubt "doubt" Looks,
        CLOCK_CONFIRM: Confirm "confirm" Looks,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn an_act_is_one_noun_and_one_verb_with_one_word() {
        let words: BTreeSet<_> = Act::ALL.iter().map(|act| act.word()).collect();
        assert_eq!(words.len(), Act::ALL.len());
        let mut verbs: BTreeMap<&str, Verb> = BTreeMap::new();
        for act in Act::ALL {
            let (noun, verb) = act.word().split_once('.').unwrap();
            assert_eq!((noun, act.stem()), (act.noun().word(), format!("{noun}-{verb}").as_str()));
            assert_eq!(*verbs.entry(verb).or_insert(act.verb()), act.verb(), "{verb} means two things");
            assert_eq!(Act::find(act.noun(), act.verb()), Some(*act));
        }
        let meant: BTreeSet<_> = verbs.values().map(|verb| format!("{verb:?}")).collect();
        assert_eq!(meant.len(), verbs.len(), "a verb has two words");
    }
}
