//! Which language, and whether the terminal's locale is UTF-8.

use crate::domain::language::Language;

/// Chooses the language: flag, configuration, then `LC_ALL`, `LC_MESSAGES`, `LANG`, of which the first that is not
/// empty counts. French for `fr`, `fr_FR.UTF-8`, `fr-CA` …; English for everything else and for nothing.
pub fn language_from(flag: Option<&str>, config: Option<&str>, env: impl Fn(&str) -> Option<String>) -> Language {
    let stated = flag.or(config).map(str::to_owned);
    let wanted = stated.or_else(|| first_set(&["LC_ALL", "LC_MESSAGES", "LANG"], env)).unwrap_or_default();
    let tag = wanted.trim().split(['_', '-', '.', '@']).next().unwrap_or_default();
    if tag.eq_ignore_ascii_case("fr") { Language::French } else { Language::English }
}

/// Tells whether the locale's characters are UTF-8: `LC_ALL`, `LC_CTYPE`, `LANG`, the first that is not empty counts.
pub fn is_utf8_locale(env: impl Fn(&str) -> Option<String>) -> bool {
    let name = first_set(&["LC_ALL", "LC_CTYPE", "LANG"], env).unwrap_or_default().to_ascii_lowercase();
    // macOS gives the character set alone: `LC_CTYPE=UTF-8`.
    let charset = name.split_once('.').map_or(name.as_str(), |(_, rest)| rest);
    let charset = charset.split('@').next().unwrap_or_default();
    matches!(charset, "utf-8" | "utf8")
}

fn first_set(names: &[&str], env: impl Fn(&str) -> Option<String>) -> Option<String> {
    names.iter().filter_map(|name| env(name)).find(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        move |wanted| pairs.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn language_is_chosen_in_order() {
        use Language::{English, French};
        for (flag, config, pairs, expected) in [
            (None, None, &[] as &[_], English),
            (None, None, &[("LANG", "C")], English),
            (None, None, &[("LANG", "POSIX")], English),
            (None, None, &[("LANG", "C.UTF-8")], English),
            (None, None, &[("LANG", "fr_FR.UTF-8")], French),
            (None, None, &[("LANG", "fr")], French),
            (None, None, &[("LANG", "FR-ca")], French),
            (None, None, &[("LANG", "fr@euro")], French),
            (None, None, &[("LANG", "fry_NL")], English),
            (None, None, &[("LANG", "de_DE.UTF-8")], English),
            (None, None, &[("LANG", "fr_FR"), ("LC_MESSAGES", "en_GB")], English),
            (None, None, &[("LANG", "en_GB"), ("LC_MESSAGES", "fr_FR")], French),
            (None, None, &[("LC_MESSAGES", "fr_FR"), ("LC_ALL", "C")], English),
            (None, None, &[("LANG", "fr_FR"), ("LC_ALL", "")], French),
            (None, Some("fr"), &[("LC_ALL", "en_US")], French),
            (Some("en"), Some("fr"), &[("LC_ALL", "fr_FR")], English),
        ] {
            assert_eq!(language_from(flag, config, env(pairs)), expected, "{flag:?} {config:?} {pairs:?}");
        }
    }

    #[test]
    fn character_sets_are_recognised() {
        for (pairs, expected) in [
            (&[] as &[_], false),
            (&[("LANG", "C")], false),
            (&[("LANG", "C.UTF-8")], true),
            (&[("LANG", "fr_FR.utf8")], true),
            (&[("LANG", "fr_FR.UTF-8@euro")], true),
            (&[("LANG", "fr_FR.ISO-8859-1")], false),
            (&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")], false),
            (&[("LANG", "C"), ("LC_CTYPE", "en_US.UTF-8")], true),
            (&[("LC_CTYPE", "UTF-8")], true),
            (&[("LANG", "utf")], false),
        ] {
            assert_eq!(is_utf8_locale(env(pairs)), expected, "{pairs:?}");
        }
    }
}
