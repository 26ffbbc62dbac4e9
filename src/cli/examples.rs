//! Examples in the long help and the manual pages of the verbs that people begin with: commands, the same in both languages.

use clap::Command;

use crate::i18n::Catalogue;

/// The words that lead to a verb, and what is typed there.
pub(super) const EXAMPLES: [(&str, &[&str]); 30] = [
    ("", &["intendant", "intendant demo", "intendant establishment list --filter brest"]),
    (
        "init",
        &[
            "intendant init --login alice",
            "intendant init --login alice --host-name 'SACoche' --host-url https://ecoles.fr",
        ],
    ),
    (
        "establishment list",
        &[
            "intendant establishment list --filter 'zone:rennes -lycée' --sort name",
            "intendant establishment list --filter 'state:blocked' --json",
            "intendant establishment list --csv --columns number,denomination,contact_email > list.csv",
        ],
    ),
    (
        "establishment add",
        &[
            "intendant establishment add --zone Rennes --location '29200 Brest' --name 'Collège Jean Jaurès' \\",
            "    --contact-last-name Le-Gall --contact-first-name Anne --contact-email anne@ecole.fr",
        ],
    ),
    ("establishment edit", &["intendant establishment edit 12 --contact-email anne@ecole.fr"]),
    (
        "establishment import",
        &[
            "intendant establishment import schools.csv --dry-run",
            "intendant establishment import schools.csv --rejects refused.csv --mail",
        ],
    ),
    (
        "establishment block",
        &[
            "intendant establishment block 12 --reason 'Travaux'",
            "intendant establishment block --filter zone:rennes --reason 'Travaux' --until 2027-01-31",
        ],
    ),
    (
        "establishment delete",
        &["intendant establishment delete 12", "intendant establishment delete --filter seen:- --dry-run"],
    ),
    (
        "establishment mail",
        &["intendant establishment mail --filter zone:rennes --subject 'Travaux' --body letter.txt --preview 3"],
    ),
    (
        "establishment stats",
        &["intendant establishment stats --all", "intendant establishment stats --filter zone:rennes --json"],
    ),
    ("establishment export", &["intendant establishment export 12", "intendant establishment export --all --compress"]),
    ("establishment restore", &["intendant establishment restore 12-20261128-8f04ab2c.sqlite --replace"]),
    ("establishment reset-password", &["intendant establishment reset-password 12"]),
    ("zone add", &["intendant zone add --name Rennes --language fr"]),
    ("webmaster add", &["intendant webmaster add bob --last-name Martin --email bob@ecoles.fr"]),
    (
        "user list",
        &[
            "intendant user list --establishment 12 --filter 'role:Admin_RT'",
            "intendant user list --establishment 12 --filter 'status:deactivated dept:rt' --json",
        ],
    ),
    (
        "user add",
        &["intendant user add --establishment 12 --login anne --last-name Martin --email anne@ecole.fr --home RT"],
    ),
    (
        "user import",
        &[
            "intendant user import people.csv --establishment 12 --dry-run",
            "intendant user import people.csv --establishment 12 --mode create --credentials mail --rejects refused.csv",
        ],
    ),
    (
        "user grant",
        &[
            "intendant user grant anne --role Ens_RT --until 2027-07-01 --establishment 12",
            "intendant user grant --filter group:6A --role Observateur --establishment 12 --dry-run",
        ],
    ),
    (
        "user add-scope",
        &["intendant user add-scope anne --scope 'department:RT, group:6A, all-courses' --establishment 12"],
    ),
    ("role add", &["intendant role add --name Surveillant --permissions ScoView,AbsChange --establishment 12"]),
    ("group add", &["intendant group add --name 6A --establishment 12"]),
    ("profile add", &["intendant profile add --name Accueil --permissions users.view,users.create --establishment 12"]),
    (
        "host edit",
        &["intendant host edit --transport smtp --smtp-host mail.ecoles.fr --smtp-port 587 --smtp-security starttls"],
    ),
    ("job list", &["intendant job list", "intendant job list --state paused --json"]),
    ("job resume", &["intendant job resume 12", "intendant job resume --all"]),
    ("job undo", &["intendant job undo 12 --dry-run", "intendant job undo 12"]),
    ("mail retry", &["intendant mail retry 12 13", "intendant mail retry --state deferred"]),
    ("audit list", &["intendant audit list --filter 'who:alice' --from 2026-11-01"]),
    ("doctor", &["intendant doctor", "intendant doctor --fix", "intendant doctor --thorough"]),
];

/// Adds its examples to the long help of a verb, which the path leads to.
#[must_use]
pub(super) fn with(command: Command, path: &[&str], words: &Catalogue) -> Command {
    let path = path.join(" ");
    let Some((_, lines)) = EXAMPLES.iter().find(|(known, _)| *known == path) else { return command };
    let before = command.get_after_long_help().or_else(|| command.get_after_help()).map(|text| format!("{text}\n\n"));
    let examples = format!("{}\n  {}", words.text("cli-examples"), lines.join("\n  "));
    command.after_long_help(before.unwrap_or_default() + &examples)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn every_example_can_be_typed() {
        for language in [Language::French, Language::English] {
            let root = crate::cli::command(&Catalogue::new(language));
            for (path, lines) in EXAMPLES {
                let typed = lines.join("\n").replace("\\\n", " ");
                for line in typed.lines() {
                    let line = line.split(" > ").next().unwrap();
                    let read = root.clone().try_get_matches_from(shlex::split(line).unwrap());
                    assert!(read.is_ok(), "{path}: {line}: {read:?}");
                    assert!(path.is_empty() || line.starts_with(&format!("intendant {path}")), "{line}");
                }
            }
        }
    }
}
