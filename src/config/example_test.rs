//! Proves that `config.example.toml` shows every setting at its default.

use std::collections::BTreeSet;
use std::path::Path;

use super::file::{Written, WrittenAudit, WrittenLimits, WrittenMail, WrittenPasswords, WrittenSsh, parse};
use super::settings::Settings;
use crate::domain::retention::Kind;

const EXAMPLE: &str = include_str!("../../config.example.toml");

/// Takes away the `#` before settings; words follow `# `.
fn uncommented() -> String {
    EXAMPLE.lines().fold(String::new(), |out, line| match line.strip_prefix('#') {
        Some(setting) if setting.starts_with(|sign: char| sign.is_ascii_lowercase()) => out + setting + "\n",
        Some(_) | None => out + line + "\n",
    })
}

#[test]
fn the_example_is_the_defaults() {
    for text in [EXAMPLE, &uncommented()] {
        assert_eq!(parse(Path::new("config.example.toml"), text).unwrap(), Settings::default());
    }
}

#[test]
fn the_example_misses_no_key() {
    // Named field by field, so that a new setting does not compile until it is looked for here.
    let Written {
        data_dir,
        language,
        time_zone,
        theme,
        ascii,
        mouse,
        idle_lock_minutes,
        ssh,
        limits,
        passwords,
        mail,
        audit,
        retention,
        keys,
    } = toml::from_str(&uncommented()).unwrap();
    let WrittenSsh { verbs, keys: holders } = ssh;
    let WrittenLimits { delete_threshold_percent, import_max_mib, statistics_snapshots } = limits;
    let WrittenPasswords { generated_days } = passwords;
    let WrittenMail { throttle_per_minute, attachments_max_mib } = mail;
    let WrittenAudit { syslog, prune } = audit;
    for (word, name) in [
        (data_dir, "data_dir"),
        (language, "language"),
        (time_zone, "time_zone"),
        (theme, "theme"),
        (ascii, "ascii"),
        (verbs, "verbs"),
        (prune, "prune"),
    ] {
        assert!(word.is_some(), "{name}");
    }
    for (number, name) in [
        (idle_lock_minutes, "idle_lock_minutes"),
        (delete_threshold_percent, "delete_threshold_percent"),
        (import_max_mib, "import_max_mib"),
        (statistics_snapshots, "statistics_snapshots"),
        (generated_days, "generated_days"),
        (throttle_per_minute, "throttle_per_minute"),
        (attachments_max_mib, "attachments_max_mib"),
    ] {
        assert!(number.is_some(), "{name}");
    }
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Exports);
    let names: BTreeSet<String> = kinds.map(|kind| kind.word().replace('-', "_")).collect();
    assert_eq!(retention.into_keys().collect::<BTreeSet<_>>(), names);
    assert!(mouse.is_some() && syslog.is_some());
    assert!(holders.is_empty() && EXAMPLE.contains("\n[ssh.keys]\n"));
    assert!(keys.is_empty() && EXAMPLE.contains("\n[keys]\n"));
}
