//! The file as written, and the way from it to [`Settings`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::error::{Error, Fault, LineFault};
use super::settings::{Ascii, KEYS_MAX, Settings, SshVerbs, Theme};
use crate::domain::language::Language;
use crate::domain::retention::{AuditTakes, Description, Kind, Limits};
use crate::domain::time::is_zone;
use crate::domain::webmaster::Login;

/// Largest file, in KiB.
pub(super) const SIZE_MAX_KIB: usize = 256;

/// Which entries of the audit are pruned.
const AUDIT_TAKES: [&str; 2] = ["any", "exported"];
/// The names of limits: the words of the kinds, but for exports, whose days the registry keeps.
const RETENTION: [&str; Kind::ALL.len() - 1] = [
    "letters",
    "lost_exports",
    "left_accounts",
    "mails",
    "jobs",
    "undoable_jobs",
    "plans",
    "mappings",
    "sessions",
    "tries",
    "statistics",
    "mail_files",
    "orphans",
    "audit",
];

/// The file's shape; every key may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    pub(super) data_dir: Option<Spanned<String>>,
    pub(super) language: Option<Spanned<String>>,
    pub(super) time_zone: Option<Spanned<String>>,
    pub(super) theme: Option<Spanned<String>>,
    pub(super) ascii: Option<Spanned<String>>,
    pub(super) mouse: Option<bool>,
    pub(super) idle_lock_minutes: Option<Spanned<i64>>,
    pub(super) ssh: WrittenSsh,
    pub(super) limits: WrittenLimits,
    pub(super) passwords: WrittenPasswords,
    pub(super) mail: WrittenMail,
    pub(super) audit: WrittenAudit,
    pub(super) retention: BTreeMap<String, Spanned<i64>>,
    pub(super) keys: BTreeMap<String, Spanned<Vec<String>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenSsh {
    pub(super) verbs: Option<Spanned<String>>,
    pub(super) keys: BTreeMap<String, Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenLimits {
    pub(super) delete_threshold_percent: Option<Spanned<i64>>,
    pub(super) import_max_mib: Option<Spanned<i64>>,
    pub(super) statistics_snapshots: Option<Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenPasswords {
    pub(super) generated_days: Option<Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenMail {
    pub(super) throttle_per_minute: Option<Spanned<i64>>,
    pub(super) attachments_max_mib: Option<Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenAudit {
    pub(super) syslog: Option<bool>,
    pub(super) prune: Option<Spanned<String>>,
}

/// Reads and checks the text of a file.
pub(super) fn parse(file: &Path, text: &str) -> Result<Settings, Error> {
    let fault = |fault| Error::at(file, fault);
    let written = toml::from_str(text).map_err(|error| fault(unreadable(text, &error)))?;
    Reader { text }.settings(written).map_err(fault)
}

/// Turns values with places into accepted values or faults with lines.
struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn settings(&self, written: Written) -> Result<Settings, Fault> {
        let mut settings = Settings { data_dir: self.path(written.data_dir)?, ..Settings::default() };
        if let Some(word) = self.word(written.language, &["auto", "fr", "en"], Some)? {
            settings.language = Language::parse(&word).ok();
        }
        settings.time_zone = match written.time_zone {
            Some(name) if name.get_ref() == "auto" => None,
            Some(name) if is_zone(name.get_ref()) => Some(name.into_inner()),
            Some(name) => return Err(self.fault(&name, LineFault::TimeZone)),
            None => None,
        };
        let theme = self.word(written.theme, &Theme::WORDS, |word| Theme::from_word(&word))?;
        settings.theme = theme.unwrap_or_default();
        let ascii = self.word(written.ascii, &Ascii::WORDS, |word| Ascii::from_word(&word))?;
        settings.ascii = ascii.unwrap_or_default();
        settings.mouse = written.mouse.unwrap_or(settings.mouse);
        self.number(written.idle_lock_minutes, 1, 1440, &mut settings.idle_lock_minutes)?;
        let verbs = self.word(written.ssh.verbs, &SshVerbs::WORDS, |word| SshVerbs::from_word(&word))?;
        settings.ssh.verbs = verbs.unwrap_or_default();
        settings.ssh.keys = self.holders(written.ssh.keys)?;
        let limits = &mut settings.limits;
        self.number(written.limits.delete_threshold_percent, 0, 100, &mut limits.delete_threshold_percent)?;
        self.number(written.limits.import_max_mib, 1, 4096, &mut limits.import_max_mib)?;
        self.number(written.limits.statistics_snapshots, 1, 1000, &mut limits.statistics_snapshots)?;
        self.number(written.passwords.generated_days, 1, 365, &mut settings.passwords.generated_days)?;
        self.number(written.mail.throttle_per_minute, 0, 100_000, &mut settings.mail.throttle_per_minute)?;
        self.number(written.mail.attachments_max_mib, 1, 100, &mut settings.mail.attachments_max_mib)?;
        settings.audit.syslog = written.audit.syslog.unwrap_or(settings.audit.syslog);
        self.retention(&written.retention, &mut settings.retention)?;
        let takes = self.word(written.audit.prune, &AUDIT_TAKES, |word| match word.as_str() {
            "any" => Some(AuditTakes::Whatever),
            "exported" => Some(AuditTakes::Exported),
            _ => None,
        })?;
        settings.retention.audit_takes = takes.unwrap_or_default();
        settings.keys = self.keys(written.keys)?;
        Ok(settings)
    }

    fn path(&self, written: Option<Spanned<String>>) -> Result<Option<PathBuf>, Fault> {
        let Some(written) = written else { return Ok(None) };
        let path = PathBuf::from(written.get_ref());
        if path.as_os_str().is_empty() {
            Ok(None)
        } else if path.is_absolute() {
            Ok(Some(path))
        } else {
            Err(self.fault(&written, LineFault::RelativePath))
        }
    }

    fn word<T>(
        &self,
        written: Option<Spanned<String>>,
        choices: &'static [&'static str],
        read: impl Fn(String) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let Some(written) = written else { return Ok(None) };
        let known = choices.contains(&written.get_ref().as_str());
        let value = if known { read(written.get_ref().clone()) } else { None };
        value.map(Some).ok_or_else(|| self.fault(&written, LineFault::Choice { choices }))
    }

    fn number(&self, written: Option<Spanned<i64>>, min: u32, max: u32, setting: &mut u32) -> Result<(), Fault> {
        let Some(written) = written else { return Ok(()) };
        let value = u32::try_from(*written.get_ref()).ok().filter(|value| (min..=max).contains(value));
        *setting = value.ok_or_else(|| self.fault(&written, LineFault::Range { min, max }))?;
        Ok(())
    }

    fn holders(&self, written: BTreeMap<String, Spanned<String>>) -> Result<BTreeMap<String, Login>, Fault> {
        let one = |(key, login): (String, Spanned<String>)| {
            let found = Login::parse(login.get_ref()).map_err(|_| self.fault(&login, LineFault::Login))?;
            Ok((key, found))
        };
        written.into_iter().map(one).collect()
    }

    fn retention(&self, written: &BTreeMap<String, Spanned<i64>>, limits: &mut Limits) -> Result<(), Fault> {
        for (name, days) in written {
            let kind = Kind::from_word(&name.replace('_', "-")).filter(|kind| *kind != Kind::Exports);
            let kind = kind.ok_or_else(|| self.fault(days, LineFault::Choice { choices: &RETENTION }))?;
            let Description { least, most, .. } = kind.description();
            let found = u32::try_from(*days.get_ref()).ok().filter(|days| (least..=most).contains(days));
            let found = found.ok_or_else(|| self.fault(days, LineFault::Range { min: least, max: most }))?;
            *limits = limits.with(kind, found);
        }
        Ok(())
    }

    fn keys(&self, written: BTreeMap<String, Spanned<Vec<String>>>) -> Result<BTreeMap<String, Vec<String>>, Fault> {
        let one = |(action, keys): (String, Spanned<Vec<String>>)| {
            if keys.get_ref().len() > KEYS_MAX {
                return Err(self.fault(&keys, LineFault::TooManyKeys));
            }
            Ok((action, keys.into_inner()))
        };
        written.into_iter().map(one).collect()
    }

    fn fault<T>(&self, at: &Spanned<T>, problem: LineFault) -> Fault {
        line_fault(self.text, at.span().start, problem)
    }
}

/// Reads the parser's complaint.
fn unreadable(text: &str, error: &toml::de::Error) -> Fault {
    let start = error.span().map_or(0, |span| span.start);
    let cause = error.message().lines().collect::<Vec<_>>().join(" ");
    if text.parse::<toml::Table>().is_err() {
        line_fault(text, start, LineFault::Syntax { cause })
    } else if cause.starts_with("unknown field") {
        line_fault(text, start, LineFault::UnknownKey)
    } else {
        line_fault(text, start, LineFault::Value { cause })
    }
}

/// Finds line and key of a place. The key is read from the lines, since the parser tells only the place.
fn line_fault(text: &str, place: usize, problem: LineFault) -> Fault {
    let before = text.get(..place).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let lines: Vec<&str> = text.lines().take(line).map(str::trim).collect();
    let header = lines.iter().rev().find_map(|line| line.strip_prefix('[')?.split(']').next());
    let last = lines.last().copied().unwrap_or_default();
    let own = last.split_once('=').map(|(key, _)| key.trim());
    let key = match (&problem, header, own) {
        (LineFault::Syntax { .. }, ..) => String::new(),
        (_, Some(header), Some(own)) => format!("{}.{own}", header.trim()),
        (_, None, Some(own)) => own.to_owned(),
        (_, header, None) => header.unwrap_or_default().trim().to_owned(),
    };
    Fault::Line { line, key, problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Explain as _;

    fn read(text: &str) -> Result<Settings, Error> {
        parse(Path::new("/etc/intendant.toml"), text)
    }

    #[test]
    fn an_empty_file_is_the_defaults() {
        assert_eq!(read("").unwrap(), Settings::default());
        assert_eq!(read("# nothing\n\n[ssh]\n[keys]\n").unwrap(), Settings::default());
    }

    #[test]
    fn every_key_is_read() {
        let settings = read(
            r#"
            data_dir = "/srv/intendant"
            language = "fr"
            theme = "high-contrast"
            ascii = "yes"
            mouse = true
            idle_lock_minutes = 5
            ssh.verbs = "read"
            limits = { delete_threshold_percent = 0, import_max_mib = 4096 }
            [passwords]
            generated_days = 30
            [mail]
            throttle_per_minute = 60
            attachments_max_mib = 9
            [audit]
            syslog = false
            [ssh.keys]
            "SHA256:x" = "Alice"
            [keys]
            quit = ["q", "ctrl-c"]
            "#,
        )
        .unwrap();
        let mut expected = Settings {
            data_dir: Some("/srv/intendant".into()),
            language: Some(Language::French),
            theme: Theme::HighContrast,
            ascii: Ascii::Yes,
            mouse: true,
            idle_lock_minutes: 5,
            keys: [("quit".to_owned(), vec!["q".to_owned(), "ctrl-c".to_owned()])].into(),
            ..Settings::default()
        };
        expected.ssh.verbs = SshVerbs::Read;
        expected.ssh.keys = [("SHA256:x".to_owned(), Login::parse("alice").unwrap())].into();
        expected.limits.delete_threshold_percent = 0;
        expected.limits.import_max_mib = 4096;
        expected.passwords.generated_days = 30;
        expected.mail.throttle_per_minute = 60;
        expected.mail.attachments_max_mib = 9;
        expected.audit.syslog = false;
        assert_eq!(settings, expected);
    }

    #[test]
    fn a_word_is_read_for_each_variant() {
        assert!(Theme::WORDS.iter().all(|word| Theme::from_word(word).is_some()));
        assert!(Ascii::WORDS.iter().all(|word| Ascii::from_word(word).is_some()));
        assert!(SshVerbs::WORDS.iter().all(|word| SshVerbs::from_word(word).is_some()));
    }

    #[test]
    fn errors_name_line_and_key() {
        for (text, line, key, message) in [
            ("theme = sober", 1, "", "config-syntax"),
            ("theme = \"sober\"\ntheme = \"mono\"", 2, "", "config-syntax"),
            ("\n\ntheme = \"pink\"", 3, "theme", "config-choice"),
            ("language = \"de\"", 1, "language", "config-choice"),
            ("mouse = \"yes\"", 1, "mouse", "config-value"),
            ("mouse = false\nhouse = 1", 2, "house", "config-unknown-key"),
            ("[ssh]\nverb = \"all\"", 2, "ssh.verb", "config-unknown-key"),
            ("[sssh]\nverbs = \"all\"", 1, "sssh", "config-unknown-key"),
            ("[ssh]\nverbs = \"some\"", 2, "ssh.verbs", "config-choice"),
            ("time_zone = \"Europe/Nulle_Part\"", 1, "time_zone", "config-time-zone"),
            ("[ssh.keys]\ncron = \"a b\"", 2, "ssh.keys.cron", "config-login"),
            ("# é\n[limits]\nimport_max_mib = 0", 3, "limits.import_max_mib", "config-range"),
            ("[limits]\ndelete_threshold_percent = 101", 2, "limits.delete_threshold_percent", "config-range"),
            ("idle_lock_minutes = -1", 1, "idle_lock_minutes", "config-range"),
            ("idle_lock_minutes = 1.5", 1, "idle_lock_minutes", "config-value"),
            ("data_dir = \"data\"", 1, "data_dir", "config-relative-path"),
            ("[keys]\nquit = \"q\"", 2, "keys.quit", "config-value"),
            (
                "[keys]\nquit = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]",
                2,
                "keys.quit",
                "config-too-many-keys",
            ),
            ("password = \"x\"", 1, "password", "config-unknown-key"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error.message().key, message, "{text}: {error}");
            let Fault::Line { line: found_line, key: found_key, .. } = &error.fault else { panic!("{error}") };
            assert_eq!((*found_line, found_key.as_str()), (line, key), "{text}: {error}");
        }
    }

    #[test]
    fn reading_never_panics() {
        proptest::proptest!(|(text in "(?s:[a-z\\[\\]=\".#é\n ]{0,40})")| { let _ = read(&text); });
        proptest::proptest!(|(text in "(?s:.{0,40})")| { let _ = read(&text); });
    }
}
