//! The settings, checked, with their defaults.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::import::MAX_MIB;
use crate::domain::language::Language;
use crate::domain::retention;
use crate::domain::webmaster::Login;

/// Most keys that one action may have.
pub const KEYS_MAX: usize = 8;

/// How the screens look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The terminal's own background and 16 colours.
    #[default]
    Sober,
    /// Stronger contrasts.
    HighContrast,
    /// No colours.
    Mono,
}

impl Theme {
    /// The words, in the order of the variants.
    pub const WORDS: [&'static str; 3] = ["sober", "high-contrast", "mono"];

    /// Reads a word, from the file or from a flag.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "sober" => Some(Self::Sober),
            "high-contrast" => Some(Self::HighContrast),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }
}

/// Whether frames and marks are drawn with ASCII signs only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ascii {
    /// When the locale is not UTF-8.
    #[default]
    Auto,
    /// Always.
    Yes,
    /// Never.
    No,
}

impl Ascii {
    /// The words, in the order of the variants.
    pub const WORDS: [&'static str; 3] = ["auto", "yes", "no"];

    /// Reads a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Auto),
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            _ => None,
        }
    }
}

/// Which verbs `SSH_ORIGINAL_COMMAND` may run instead of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SshVerbs {
    /// None: a remote session is always the console.
    #[default]
    None,
    /// Those that change nothing.
    Read,
    /// All of them.
    All,
}

impl SshVerbs {
    /// The words, in the order of the variants.
    pub const WORDS: [&'static str; 3] = ["none", "read", "all"];

    /// Reads a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "none" => Some(Self::None),
            "read" => Some(Self::Read),
            "all" => Some(Self::All),
            _ => None,
        }
    }
}

/// Remote sessions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ssh {
    /// Which verbs may be run without the console.
    pub verbs: SshVerbs,
    /// Whose key is whose, by the name of `--key` or by fingerprint.
    pub keys: BTreeMap<String, Login>,
}

impl Ssh {
    /// Finds in whose name a key runs verbs: as written, else the webmaster whose login is the key's name. None: nobody's.
    #[must_use]
    pub fn holder(&self, key: &str) -> Option<Login> {
        self.keys.get(key).cloned().or_else(|| Login::parse(key).ok())
    }
}

/// Guards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Deleting more than this part of all establishments at once needs a second confirmation.
    pub delete_threshold_percent: u32,
    /// The largest file that an import reads.
    pub import_max_mib: u32,
    /// How many dated snapshots of statistics are kept.
    pub statistics_snapshots: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { delete_threshold_percent: 10, import_max_mib: MAX_MIB, statistics_snapshots: 60 }
    }
}

/// Passwords.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passwords {
    /// How long a generated password can be used.
    pub generated_days: u32,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { generated_days: 14 }
    }
}

/// Mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Most mails handed to the server in a minute; 0: no limit.
    pub throttle_per_minute: u32,
    /// Most MiB of files with one letter.
    pub attachments_max_mib: u32,
}

impl Default for Mail {
    fn default() -> Self {
        Self { throttle_per_minute: 0, attachments_max_mib: 5 }
    }
}

/// Audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Whether the head of the chain also goes to the system's log.
    pub syslog: bool,
}

impl Default for Audit {
    fn default() -> Self {
        Self { syslog: true }
    }
}

/// Every setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The data directory; none: see [`data_dir`](super::data_dir).
    pub data_dir: Option<PathBuf>,
    /// The language; none: the locale's.
    pub language: Option<Language>,
    /// The time zone in which days begin; none: the machine's.
    pub time_zone: Option<String>,
    /// How the screens look.
    pub theme: Theme,
    /// Whether to draw with ASCII signs only.
    pub ascii: Ascii,
    /// Whether the console takes the mouse, which then no longer selects text to copy.
    pub mouse: bool,
    /// The console locks itself after so many minutes without a key.
    pub idle_lock_minutes: u32,
    /// Remote sessions.
    pub ssh: Ssh,
    /// Guards.
    pub limits: Limits,
    /// Passwords.
    pub passwords: Passwords,
    /// Mail.
    pub mail: Mail,
    /// Audit.
    pub audit: Audit,
    /// For how long what nobody needs any more is kept; exports have a setting of the registry.
    pub retention: retention::Limits,
    /// Keys by action, as written; whoever owns the actions checks them.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data_dir: None,
            language: None,
            time_zone: None,
            theme: Theme::default(),
            ascii: Ascii::default(),
            mouse: false,
            idle_lock_minutes: 15,
            ssh: Ssh::default(),
            limits: Limits::default(),
            passwords: Passwords::default(),
            mail: Mail::default(),
            audit: Audit::default(),
            retention: retention::Limits::default(),
            keys: BTreeMap::new(),
        }
    }
}
