//! What is said at the door: exit codes, limits, who was refused, what waits, what an import means, and all of it in the
//! language of the session.

use std::fs;

use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::exit::Exit;
use intendant::store::home::Home;
use intendant::store::owner::Owner;
use intendant::store::registry::Registry;
use intendant::store::registry::unfinished::{self, Step, Unfinished};

use crate::site::{PASSWORD, Run, Site};

const EIGHT: &str = "Id_Import;Id_Zone;Localisation;Denomination;UAI;Contact_Nom;Contact_Prenom;Contact_Courriel\n";

fn french(site: &Site, args: &[&str]) -> Run {
    site.run(&[args, &["--lang", "fr"]].concat())
}

fn import(site: &Site, file: &str, text: &str, more: &[&str]) -> Run {
    fs::write(site.path(file), text).unwrap();
    let path = site.path(file);
    site.run(&[&["establishment", "import", path.to_str().unwrap()], more].concat())
}

/// Lets the registry be older than what was done with it.
fn held(site: &Site) {
    let registry = site.home().join("registry.sqlite");
    let copy = fs::read(&registry).unwrap();
    site.run(&["zone", "add", "--name", "Nowhere"]).expect(0);
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(registry, copy).unwrap();
}

#[test]
fn the_table_of_exit_codes_has_each_of_them_once() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let table = readme.split("| exit code | meaning |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let codes: Vec<u8> = rows.map(|row| row.split('|').nth(1).unwrap().trim().parse().unwrap()).collect();
    assert_eq!(codes, Exit::ALL.map(Exit::code));
}

#[test]
fn every_exit_code_but_that_of_an_interruption_is_the_one_of_the_table() {
    let site = Site::new();
    site.add("Lycée Zola");
    site.add("Collège Zola");
    let code = |exit: Exit| i32::from(exit.code());
    let block = |more: &[&str]| site.run(&[&["establishment", "block", "--reason", "x"], more].concat());
    // Done, and nothing to do.
    block(&["--filter", "nothing-like-it"]).expect(code(Exit::Done));
    site.run(&["prune", "--yes"]).expect(code(Exit::Done));
    site.run(&["mail", "retry", "--state", "refused"]).expect(code(Exit::Done));
    // The command line, and the file that is not there.
    site.run(&["establishment", "block"]).expect(code(Exit::Usage));
    site.run(&["establishment", "import", "nope.csv"]).expect(code(Exit::Usage));
    site.run(&["--config", "nope.toml", "zone", "list"]).expect(code(Exit::Usage));
    // Some of several.
    block(&["1", "999"]).expect(code(Exit::SomeFailed));
    let rejects = import(&site, "r.csv", &format!("{EIGHT};99;29200 Brest;École R;;;;\n"), &["--dry-run"]);
    rejects.expect(code(Exit::SomeFailed));
    // A rule.
    site.run(&["establishment", "delete", "1"]).expect(code(Exit::Refused));
    site.run(&["zone", "delete", "1", "--yes"]).expect(code(Exit::Refused));
    site.run(&["establishment", "show", "999"]).expect(code(Exit::Refused));
    // Over SSH.
    let ssh = [("SSH_ORIGINAL_COMMAND", "zone add --name x"), ("SSH_CONNECTION", "192.0.2.7 51234 198.51.100.1 22")];
    site.run_with::<&str>(&[], "", &ssh).expect(code(Exit::NotPermitted));
    // Somebody else is at it.
    let living = Owner::acquire(&Home::new(site.home())).unwrap();
    let work =
        Unfinished { number: EstablishmentNumber(1), owner: living.token().into(), step: Step::Names, target: None };
    let mut registry = Registry::open(&site.home().join("registry.sqlite")).unwrap();
    registry.write(|tx| unfinished::begin(tx, &work)).unwrap().unwrap();
    site.run(&["establishment", "edit", "1", "--name", "Lycée Émile-Zola"]).expect(code(Exit::Busy));
    registry.write(|tx| unfinished::finish(tx, work.number)).unwrap();
    drop((registry, living));
    // Findings: a database that is gone.
    fs::remove_file(site.home().join("establishments/000/2.sqlite")).unwrap();
    site.run(&["doctor"]).expect(code(Exit::SomeFailed));
    // An audit that somebody altered.
    let registry = rusqlite::Connection::open(site.home().join("registry.sqlite")).unwrap();
    registry.execute("update audit set actor = 'eve' where id = 3", []).unwrap();
    drop(registry);
    site.run(&["audit", "verify"]).expect(code(Exit::Refused));
    // A registry that is held, and one that is no database.
    held(&site);
    site.run(&["zone", "add", "--name", "x"]).expect(code(Exit::Refused));
    fs::write(site.home().join("registry.sqlite"), "nothing").unwrap();
    site.run(&["zone", "list"]).expect(code(Exit::Machine));
}

#[test]
fn a_limit_is_at_least_one() {
    let site = Site::new();
    for verb in
        [&["audit", "list"][..], &["establishment", "list"], &["mail", "list"], &["job", "list"], &["plan", "list"]]
    {
        for limit in ["0", "-1", "99999999999999999999", "x", ""] {
            let run = site.run(&[verb, &["--limit", limit]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{verb:?} {limit}: {run:?}");
            assert!(run.stderr.contains("--limit"), "{verb:?} {limit}: {run:?}");
        }
    }
    assert_eq!(site.run(&["audit", "list", "--limit", "1", "--json"]).expect(0).json().len(), 1);
    site.run(&["audit", "list", "--limit", "4294967295"]).expect(0);
    site.run(&["establishment", "mail", "--all", "--subject", "a", "--body", "b", "--preview", "0"]).expect(2);
    for days in ["0", "-1", "99999999999", ""] {
        let run = site.run(&["export", "keep", days]);
        assert!(matches!(run.code, 2 | 4), "{days}: {run:?}");
    }
}

#[test]
fn a_refused_key_is_named_where_the_audit_says_who() {
    let site = Site::new();
    let config = site.path("c.toml");
    fs::write(&config, "[ssh]\nverbs = \"read\"\n").unwrap();
    let args = ["--key", "dora@laptop", "--config", config.to_str().unwrap()];
    let client = ("SSH_CONNECTION", "192.0.2.7 51234 198.51.100.1 22");
    site.run_with(&args, "", &[("SSH_ORIGINAL_COMMAND", "zone list"), client]).expect(7);
    site.run_with(&args[2..], "", &[("SSH_ORIGINAL_COMMAND", "zone list"), client]).expect(7);
    let listed = french(&site, &["audit", "list", "--action", "remote.refused"]).expect(0).stdout;
    assert!(listed.contains("clé SSH") && listed.contains("dora@laptop") && listed.contains("zone list"), "{listed}");
    assert!(listed.contains("personne encore, depuis 192.0.2.7"), "{listed}");
}

#[test]
fn mails_that_wait_for_another_try_are_told() {
    let site = Site::new();
    let server = ["--transport", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", "9", "--smtp-security", "none"];
    site.run(&[&["host", "edit"], &server[..]].concat()).expect(0);
    site.add("Lycée Zola");
    site.run(&["mail", "send"]);
    let again = site.run(&["mail", "send"]).expect(0);
    assert!(again.stderr.contains("for another try, the first until"), "{again:?}");
    assert!(again.stderr.contains("mail retry --state deferred"), "{again:?}");
    let moved = site.run(&["host", "edit", "--transport", "folder"]).expect(0);
    assert!(moved.stderr.contains("by the new settings; 1 of them only at their next try"), "{moved:?}");
    let same = site.run(&["host", "edit", "--transport", "folder"]).expect(0);
    assert!(!same.stderr.contains("new settings"), "{same:?}");
}

#[test]
fn a_held_registry_refuses_before_anything_is_read_or_asked_and_lists_go_on() {
    let site = Site::new();
    site.add("Lycée Zola");
    held(&site);
    for verb in [
        // The file is not there, and no password is read: the registry comes first.
        &["establishment", "import", "nope.csv"][..],
        &["webmaster", "add", "bruno", "--password-stdin"],
        &["establishment", "mail", "--all", "--subject", "a", "--body", "nope.txt"],
        &["establishment", "delete", "1"],
        &["template", "add", "--name", "a", "--subject", "a", "--body", "nope.txt"],
        &["host", "edit", "--host-url", "no address"],
        &["doctor", "--set-aside", "7"],
    ] {
        let run = site.run(verb).expect(4);
        assert_eq!(run.stderr.matches("--accept-registry").count(), 1, "{verb:?}: {run:?}");
        assert!(!run.stderr.contains("nope"), "{verb:?}: {run:?}");
    }
    for verb in [&["establishment", "list"][..], &["audit", "export", "-"], &["audit", "head"], &["job", "list"]] {
        site.run(verb).expect(0);
    }
    // What is only looked at is told, and ends as the import itself would; why is said once.
    let dry = import(&site, "a.csv", &format!("{EIGHT};1;29200 Brest;École A;;;;\n"), &["--dry-run"]).expect(4);
    assert!(dry.stderr.contains("1 to create"), "{dry:?}");
    assert_eq!(dry.stderr.matches("--accept-registry").count(), 1, "{dry:?}");
}

#[test]
fn a_zone_that_is_a_number_is_not_made_up() {
    let site = Site::new();
    let text = "Nom;CP;Ville;Zone;UAI\nLycée B;75001;Paris;2;\nLycée D;29200;Brest;Rennes;\n";
    let guessed = ["--mapping", "guess"];
    let run = import(&site, "z.csv", text, &[&guessed[..], &["--dry-run", "--json"]].concat()).expect(3);
    let found = run.json().into_iter().find(|line| line["code"] == "zone-is-number").unwrap();
    assert_eq!((&found["line"], &found["column"], &found["value"]), (&2.into(), &"Zone".into(), &"2".into()));
    import(&site, "z.csv", text, &[&guessed[..], &["--yes"]].concat()).expect(3);
    assert_eq!(site.run(&["zone", "list", "--json"]).expect(0).json().len(), 2);
    // Whoever wants it says so.
    import(&site, "z.csv", text, &[&guessed[..], &["--yes", "--zones", "create"]].concat()).expect(0);
    let zones = site.run(&["zone", "list", "--json"]).expect(0).json();
    assert!(zones.iter().any(|zone| zone["name"] == "2"), "{zones:?}");
}

#[test]
fn a_postcode_that_is_none_is_named_with_its_place() {
    let site = Site::new();
    let text = "Nom;CP;Ville;Zone;UAI\nLycée B;750;Paris;Paris;0750655E\nLycée C;2A004;Ajaccio;Corse;\n\
                École;1000;Bruxelles;Étranger;0350122T\nLycée D;101;Reykjavík;Étranger;\n";
    let run = import(&site, "p.csv", text, &["--mapping", "guess", "--dry-run", "--lang", "fr"]).expect(3);
    for words in ["ligne 2, CP + Ville", "ligne 3, CP + Ville", "il a cinq chiffres", "20000 Ajaccio"] {
        assert!(run.stdout.contains(words), "{words}: {run:?}");
    }
    assert!(!run.stdout.contains("ligne 4") && !run.stdout.contains("ligne 5"), "{run:?}");
    // Where nothing says that it is in France it may be right.
    assert!(run.stderr.contains("1 ligne a un code postal qui n'est pas d'un établissement en France (101"), "{run:?}");
}

#[test]
fn an_update_says_that_it_updates() {
    let site = Site::new();
    let row = |mail: &str| format!("{EIGHT};1;29200 Brest;Lycée A;;Le Goff;Anne;{mail}\n");
    import(&site, "a.csv", &row("a@b.invalid"), &["--yes"]).expect(0);
    let told = import(&site, "a.csv", &row("z@b.invalid"), &["--dry-run"]).expect(0);
    assert!(told.stdout.contains("only an update changes that"), "{told:?}");
    for more in [&["--update", "--dry-run"][..], &["--update", "--yes"]] {
        let run = import(&site, "a.csv", &row("z@b.invalid"), more).expect(0);
        assert!(run.stdout.contains("the update gives it this value"), "{run:?}");
        assert!(!run.stdout.contains("only an update"), "{run:?}");
    }
}

#[test]
fn rejects_are_named_in_the_language_and_come_back_in_both() {
    let site = Site::new();
    let text = format!("{EIGHT};99;29200 Brest;École R;;;;\n");
    for (language, head) in [("fr", "\"ligne\";\"champ\";\"code\";\"message\""), ("en", "\"line\";\"field\";\"code\"")]
    {
        let file = site.path(&format!("rejects-{language}.csv"));
        let rejects = ["--lang", language, "--rejects", file.to_str().unwrap()];
        let dry = import(&site, "r.csv", &text, &[&["--dry-run"], &rejects[..]].concat()).expect(3);
        assert!(dry.stderr.contains(file.to_str().unwrap()) && !file.exists(), "{dry:?}");
        let done = import(&site, "r.csv", &text, &[&["--yes"], &rejects[..]].concat()).expect(3);
        assert!(done.stderr.trim_end().ends_with(file.to_str().unwrap()), "{done:?}");
        let written = fs::read_to_string(&file).unwrap();
        assert!(written.contains(head), "{written}");
        let again = written.replace("\"99\"", "\"1\"");
        import(&site, "again.csv", &again, &["--dry-run"]).expect(0);
    }
}

#[test]
fn a_french_run_has_no_english_in_it() {
    let site = Site::new();
    site.add("Lycée Zola");
    let missing = french(&site, &["establishment", "import", "nope.csv"]).expect(2);
    assert!(missing.stderr.contains("n'existe pas") && !missing.stderr.contains("os error"), "{missing:?}");
    let config = french(&site, &["--config", "/dev/null/x", "zone", "list"]);
    assert!(!config.stderr.contains("os error"), "{config:?}");
    french(&site, &["establishment", "block", "--all", "--reason", "x", "--save", "nuit"]).expect(0);
    french(&site, &["establishment", "block", "1", "--reason", "x"]).expect(0);
    for verb in [&["plan", "show", "1"][..], &["plan", "list"], &["establishment", "show", "1"]] {
        let run = french(&site, verb).expect(0);
        assert!(!run.stdout.contains("(owner)"), "{run:?}");
    }
    let shown = french(&site, &["host", "show"]).expect(0).stdout;
    assert!(shown.contains("dossier (un fichier par courriel)"), "{shown}");
    assert_eq!(site.run(&["host", "show", "--json"]).expect(0).object()["transport"], "folder");
}

#[test]
fn an_adopted_establishment_is_told_with_its_zone_and_contact() {
    let site = Site::new();
    let registry = site.home().join("registry.sqlite");
    let copy = fs::read(&registry).unwrap();
    site.add("Lycée Zola");
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(&registry, copy).unwrap();
    site.run_with(&["doctor", "--accept-registry", "--yes"], PASSWORD, &[]).expect(0);
    let adopted = site.run(&["doctor", "--adopt", "1", "--yes"]);
    for words in ["in the zone “", "with the contact", "anne@example.invalid", "look at both"] {
        assert!(adopted.stdout.contains(words), "{words}: {adopted:?}");
    }
}
