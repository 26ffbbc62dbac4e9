//! `init`: what it makes, with which permissions, and what it refuses.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::site::{PASSWORD, Site, files, run};

#[test]
fn init_makes_private_files_whatever_the_umask() {
    let site = Site::empty();
    let script = format!("umask 000; exec '{}' init --login alice --password-stdin", env!("CARGO_BIN_EXE_intendant"));
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(script).env_clear().env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    let made = run(&mut shell, &format!("{PASSWORD}\n")).expect(0);
    assert!(made.stdout.contains("alice"), "{made:?}");
    site.add("Collège");
    site.run(&["establishment", "export", "1"]).expect(0);
    let rights = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(&site.home()), 0o700);
    for path in files(&site.home()) {
        assert_eq!(rights(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

#[test]
fn init_refuses_what_is_there_and_tells_every_field() {
    let site = Site::new();
    let again = site.run_with(&["init", "--login", "bob", "--password-stdin"], PASSWORD, &[]).expect(4);
    assert!(again.stderr.contains("in use already"), "{again:?}");

    let empty = Site::empty();
    let args =
        ["init", "--login", "a b", "--password-stdin", "--host-url", "ftp://x", "--sender", "nobody", "--lang", "fr"];
    let refused = empty.run_with(&args, "short", &[]).expect(4);
    for said in [
        "Adresse de connexion\u{a0}: Ce n'est pas une adresse web",
        "Expéditeur des courriels\u{a0}: Ce n'est pas une adresse de courriel",
        "Nom d'utilisateur\u{a0}: Utilisez seulement",
        "Mot de passe\u{a0}: C'est trop court",
    ] {
        assert!(refused.stderr.contains(said), "{said}: {refused:#?}");
    }
    assert!(!empty.home().exists(), "nothing is written on refusal");
}

#[test]
fn init_without_a_terminal_needs_the_password_on_stdin() {
    let site = Site::empty();
    let refused = site.run(&["init", "--login", "alice"]).expect(2);
    assert!(refused.stderr.contains("--password-stdin"), "{refused:?}");
    assert!(!site.home().exists());
}

#[test]
fn init_speaks_json_and_takes_everything_by_option() {
    let site = Site::empty();
    let args = [
        "init",
        "--login",
        "Alice",
        "--password-stdin",
        "--host-name",
        "Hébergeur",
        "--host-url",
        "https://h.invalid",
        "--sender",
        "h@h.invalid",
        "--transport",
        "smtp",
        "--smtp-host",
        "localhost",
        "--smtp-port",
        "2525",
        "--smtp-security",
        "none",
        "--last-name",
        "Durand",
        "--first-name",
        "Alice",
        "--email",
        "a@h.invalid",
        "--json",
    ];
    let made = site.run_with(&args, PASSWORD, &[]).expect(0).object();
    assert_eq!(made["host_name"], "Hébergeur");
    let shown = site.run(&["host", "show", "--json"]).expect(0).object();
    assert_eq!(shown["smtp_port"], "2525");
    assert_eq!(shown["host_bounce"], "h@h.invalid");
    let people = site.run(&["webmaster", "list", "--json"]).expect(0).object();
    assert_eq!((&people["login"], &people["last_name"]), (&"alice".into(), &"DURAND".into()));
}

#[test]
fn nothing_runs_before_init_or_on_a_directory_that_others_read() {
    let site = Site::empty();
    assert!(site.run(&["zone", "list"]).expect(4).stderr.contains("intendant init"));
    let site = Site::new();
    std::fs::set_permissions(site.home(), std::fs::Permissions::from_mode(0o750)).unwrap();
    assert!(site.run(&["zone", "list"]).expect(1).stderr.contains("chmod"));
    site.run(&["doctor"]).expect(3);
    site.run(&["doctor", "--fix"]).expect(0);
    site.run(&["zone", "list"]).expect(0);
}

#[test]
fn passwords_are_nowhere_in_output_or_files() {
    let site = Site::new();
    for path in files(&site.home()).iter().filter(|path| path.is_file()) {
        let bytes = std::fs::read(path).unwrap();
        assert!(!bytes.windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes()), "{}", path.display());
    }
}

#[test]
fn a_configuration_that_cannot_be_read_stops_everything_but_help() {
    let site = Site::new();
    let config = site.path("config.toml");
    std::fs::write(&config, "language = \"de\"\n").unwrap();
    let config = config.to_str().unwrap();
    let refused = site.run(&["zone", "list", "--config", config]).expect(2);
    assert!(refused.stderr.contains("language"), "{refused:?}");
    site.run(&["--help", "--config", config]).expect(0);
    std::fs::write(config, "language = \"fr\"\n").unwrap();
    assert!(site.run(&["zone", "list", "--config", config]).expect(0).stdout.contains("Courriels en"));
}

#[test]
fn without_a_terminal_the_console_says_what_to_do() {
    let site = Site::new();
    let mut alone = Command::new("setsid");
    alone.args(["-w", env!("CARGO_BIN_EXE_intendant")]).env("HOME", site.path("")).env("LANG", "C");
    let refused = run(alone.env("INTENDANT_DATA_DIR", site.home()), "").expect(2);
    assert!(refused.stderr.contains("ssh -t"), "{refused:?}");
    // Plain lines need none.
    let plain = site.run(&["--plain"]);
    assert!(plain.stdout.contains("Login"), "{plain:?}");
}
