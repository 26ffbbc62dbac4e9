//! Help, usage errors, completions and the manual, in both languages.

use crate::site::Site;

/// The nouns with their verbs.
fn commands(site: &Site) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new()];
    let mut at = 0;
    while at < found.len() {
        let path = found[at].clone();
        let args: Vec<String> = path.iter().cloned().chain(["--help".to_owned()]).collect();
        let text = site.run(&args).expect(0).stdout;
        let section = text.split("\nCommands:\n").nth(1).unwrap_or_default();
        for line in section.lines().take_while(|line| line.starts_with("  ")) {
            if let Some(name) =
                line.strip_prefix("  ").and_then(|line| line.split(' ').next()).filter(|name| !name.is_empty())
            {
                found.push(path.iter().cloned().chain([name.to_owned()]).collect());
            }
        }
        at += 1;
    }
    found
}

fn help(site: &Site, path: &[String], language: &str) -> String {
    let args: Vec<String> = path.iter().cloned().chain(["--help".into(), "--lang".into(), language.into()]).collect();
    site.run(&args).expect(0).stdout
}

#[test]
fn every_help_is_in_its_language() {
    let site = Site::empty();
    let all = commands(&site);
    assert!(all.len() > 45, "{all:?}");
    let english =
        ["Usage", "Commands:", "Arguments:\n", "Print ", "default", "possible values", " the ", "Show ", "See "];
    let french = ["Utilisation", "Commandes", " le ", " la ", " les ", "Afficher"];
    for path in &all {
        let (fr, en) = (help(&site, path, "fr"), help(&site, path, "en"));
        for word in english {
            assert!(!fr.contains(word), "{path:?}: {word:?} in\n{fr}");
        }
        for word in french {
            assert!(!en.contains(word), "{path:?}: {word:?} in\n{en}");
        }
        // What people quote has a no-break space behind the sign.
        let is_key = |text: &str| text.split('«').skip(1).any(|rest| !rest.starts_with('\u{a0}'));
        assert!(!is_key(&fr) && !is_key(&en), "a key without words in {path:?}");
        assert_eq!(fr.contains("Utilisation\u{a0}: intendant"), en.contains("Usage: intendant"));
    }
}

/// Whoever writes a letter sees what can stand in it.
#[test]
fn letters_name_their_placeholders() {
    let site = Site::empty();
    for (language, name) in [("fr", "contact.prénom"), ("en", "contact.first_name")] {
        for path in [["template", "add"], ["template", "edit"], ["establishment", "mail"]] {
            let shown = help(&site, &path.map(str::to_owned), language);
            assert!(shown.contains(name), "{path:?} in\n{shown}");
        }
    }
}

#[test]
fn the_first_pages_are_these() {
    let site = Site::empty();
    for language in ["fr", "en"] {
        for path in ["", "establishment", "establishment add", "establishment import", "mail"] {
            let words: Vec<String> = path.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            let name = format!("help_{language}_{}", path.replace(' ', "_"));
            insta::assert_snapshot!(name, help(&site, &words, language));
        }
    }
}

#[test]
fn help_as_a_command_is_the_same_page() {
    let site = Site::empty();
    let page = site.run(&["zone", "add", "--help"]).expect(0).stdout;
    assert_eq!(site.run(&["help", "zone", "add"]).expect(0).stdout, page);
    site.run(&["help", "zone", "nope"]).expect(2);
    assert_eq!(site.run(&["--version"]).expect(0).stdout.trim(), concat!("intendant ", env!("CARGO_PKG_VERSION")));
    assert_eq!(site.run(&["version"]).expect(0).stdout.trim(), concat!("intendant ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn usage_errors_are_in_the_language_and_exit_2() {
    let site = Site::new();
    for (args, fr, en) in [
        (
            vec!["zone", "lst"],
            "Il n'y a pas de commande «\u{a0}lst\u{a0}».\nVouliez-vous dire list\u{a0}?",
            "There is no command “lst”.\nDid you mean list?",
        ),
        (
            vec!["zone", "add", "--nam", "x"],
            "--nam n'est pas un argument attendu ici.",
            "--nam is not an argument that is expected here.",
        ),
        (vec!["zone", "add"], "Il manque --name <TEXTE>.", "Missing: --name <TEXT>."),
        (
            vec!["zone", "edit", "1"],
            "Rien à modifier\u{a0}: donnez au moins l'une de ces options\u{a0}: --name, --language.",
            "Nothing to change: give at least one of --name, --language.",
        ),
        (
            vec!["role", "edit", "Ens", "--establishment", "1", "--rev", "1"],
            "--name, --permissions.",
            "--name, --permissions.",
        ),
        (vec!["host", "edit"], "options\u{a0}: --host-name, ", "one of --host-name, "),
        (
            vec!["user", "set-level", "dupont", "--establishment", "1"],
            "Il manque --level <CHOIX>.",
            "Missing: --level <CHOICE>.",
        ),
        (vec!["user", "grant", "--role", "Ens", "--establishment", "1"], "Il manque <NOM", "Missing: <LOGIN>."),
        (vec!["zone", "add", "--name"], "--name <TEXTE> demande une valeur.", "--name <TEXT> needs a value."),
        (
            vec!["zone", "add", "--name", "x", "--language", "de"],
            "«\u{a0}de\u{a0}» ne convient pas pour --language <LANGUE>.\nChoix\u{a0}: fr, en",
            "“de” does not suit --language <LANGUAGE>.\nChoices: fr, en",
        ),
        (
            vec!["establishment", "edit", "1", "--rev", "x"],
            "«\u{a0}x\u{a0}» ne convient pas pour --rev <N>.",
            "“x” does not suit --rev <N>.",
        ),
        (
            vec!["zone"],
            "Il manque une commande.\nChoix\u{a0}: list, show, add",
            "A command is missing.\nChoices: list, show, add",
        ),
    ] {
        for (language, said) in [("fr", fr), ("en", en)] {
            let run = site.run(&[&args[..], &["--lang", language]].concat()).expect(2);
            assert!(run.stderr.contains(said), "{args:?} {language}: {said}\n{run:#?}");
            assert_eq!(run.stdout, "");
        }
    }
}

#[test]
fn completions_and_manual_are_produced_in_the_language() {
    let site = Site::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = site.run(&["completions", shell]).expect(0).stdout;
        assert!(text.contains("establishment"), "{shell}");
    }
    let page = site.run(&["man", "--lang", "fr"]).expect(0).stdout;
    assert!(page.contains(".SH \"NOM\"") && page.contains("COMMANDES"), "{page}");
    assert!(!page.contains("SUBCOMMANDS"));
    let dir = site.path("man");
    std::fs::create_dir(&dir).unwrap();
    site.run(&["man", "--dir", dir.to_str().unwrap()]).expect(0);
    let pages = std::fs::read_dir(&dir).unwrap().count();
    assert!(pages > 45, "{pages}");
    assert!(dir.join("intendant-establishment-add.1").is_file());
}

#[test]
fn the_readme_names_every_verb() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let lines: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    for path in commands(&Site::new()).iter().filter(|path| !path.is_empty()) {
        let all = path.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
        let is_there = lines.iter().any(|line| all.iter().all(|word| line.contains(word)));
        assert!(is_there, "README.md: no row of its tables names {}", path.join(" "));
    }
    for option in ["--above-threshold", "--filter", "--dry-run", "--separator"] {
        assert!(readme.contains(option), "{option}");
    }
}
