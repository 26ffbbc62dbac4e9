//! Catalogue keys of permissions, by their stored words.

pub use crate::domain::rights::words::{PERMISSIONS, PROFILE_PERMISSIONS, permission};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::rights::level::{ProfilePermission, ProfileSet};
    use crate::domain::rights::permission::{Permission, PermissionSet};
    use crate::i18n::Catalogue;

    #[test]
    fn every_permission_has_words_and_those_of_roles_are_the_tables() {
        let known = |table: &[(&'static str, &'static str)]| table.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        assert_eq!(known(PERMISSIONS), PermissionSet::ALL.iter().map(Permission::word).collect::<Vec<_>>());
        let profiles = ProfileSet::ALL.iter().map(ProfilePermission::word).collect::<Vec<_>>();
        assert_eq!(known(PROFILE_PERMISSIONS), profiles);
        let [french, english] = [Language::French, Language::English].map(Catalogue::new);
        let table = include_str!("../../tests/fixtures/rules/permissions.csv");
        for (line, (word, key)) in table.lines().skip(1).zip(PERMISSIONS) {
            let said = format!("{word},{},{},", french.text(key), english.text(key));
            assert!(line.starts_with(&said.replace('\u{a0}', " ").replace('’', "'")), "{line}: {said}");
        }
        for key in PROFILE_PERMISSIONS.iter().map(|(_, key)| key) {
            assert!([&french, &english].iter().all(|words| words.text(key) != *key), "{key}");
        }
    }
}
