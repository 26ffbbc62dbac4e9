//! Hostile texts through every argument: they are refused or kept as data, and never reach a stream as they are.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

use crate::site::{Run, Site, add_args};

/// Texts that would act on a terminal, in a header, in a spreadsheet or on a parser.
fn texts() -> Vec<Vec<u8>> {
    let mut texts: Vec<Vec<u8>> = [
        "\u{1b}[2J\u{1b}[H",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;ZXZpbA==\u{7}",
        "\u{9b}31m",
        "a\rb",
        "a\nb",
        "a\r\nBcc: evil@example.invalid",
        "\u{8}\u{8}\u{8}",
        "\u{7f}",
        "\u{202e}evil",
        "\u{2066}x\u{2069}",
        "\u{200b}",
        "\u{feff}",
        "\u{ad}",
        "\u{e0041}",
        "\u{2028}",
        "=cmd|'/c calc'!A1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'; drop table x; --",
        "../../etc/passwd",
        "%s%n",
        "{ $x }",
        "{password}",
        "$(id)",
        "`id`",
        "\u{1f600}",
        "é\u{301}\u{301}\u{301}",
        " ",
        "",
        "--yesterday",
        "-h",
        "\"",
        "\\",
        "\u{85}",
        "\t",
        "\u{fffe}",
        "\u{1b}P+q\u{1b}\\",
        "\u{90}",
        "\u{1b}[200~",
    ]
    .into_iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    texts.push(vec![b'x'; 70_000]);
    texts.push(b"\xff\xfe\x80".to_vec());
    texts.push(b"a\xc3".to_vec());
    texts.push(b"\xed\xa0\x80".to_vec());
    texts
}

/// Options whose values are kept and shown again.
const STORED: [&str; 8] = [
    "--name",
    "--location",
    "--contact-last-name",
    "--contact-first-name",
    "--reason",
    "--last-name",
    "--host-name",
    "--key",
];

/// Command lines in which `…` stands for the hostile text.
const TEMPLATES: &[&[&str]] = &[
    &["…"],
    &["zone", "…"],
    &["--lang", "…", "version"],
    &["help", "…"],
    &["zone", "add", "--name", "…"],
    &["zone", "edit", "…", "--name", "x"],
    &["zone", "move", "1", "…"],
    &["zone", "delete", "…", "--yes"],
    &["establishment", "list", "--filter", "…"],
    &["establishment", "list", "--sort", "…"],
    &["establishment", "list", "--limit", "…"],
    &["establishment", "show", "…"],
    &["establishment", "edit", "1", "--location", "…"],
    &["establishment", "edit", "1", "--name", "…"],
    &["establishment", "edit", "1", "--zone", "…"],
    &["establishment", "edit", "1", "--uai", "…"],
    &["establishment", "edit", "1", "--contact-last-name", "…"],
    &["establishment", "edit", "1", "--contact-first-name", "…"],
    &["establishment", "edit", "1", "--contact-email", "…"],
    &["establishment", "edit", "1", "--rev", "…"],
    &["establishment", "block", "1", "--reason", "…"],
    &["establishment", "block", "1", "--reason", "x", "--until", "…"],
    &["establishment", "unblock", "1", "--blocker", "…"],
    &["establishment", "reset-password", "1", "--administrator", "…"],
    &["establishment", "import", "-", "--mapping", "…"],
    &["webmaster", "disable", "…"],
    &["webmaster", "edit", "alice", "--last-name", "…"],
    &["webmaster", "edit", "alice", "--email", "…"],
    &["host", "edit", "--host-name", "…"],
    &["host", "edit", "--host-url", "…"],
    &["host", "edit", "--sender", "…"],
    &["host", "edit", "--contact-domain", "…", "--contact-editing", "domain"],
    &["mail", "show", "…"],
    &["mail", "test", "…"],
    &["audit", "list", "--filter", "…"],
    &["audit", "list", "--action", "…"],
    &["audit", "list", "--from", "…"],
    &["completions", "…"],
    &["zone", "list", "--key", "…"],
];

fn assert_harmless(run: &Run, what: &str) {
    let text = std::str::from_utf8(&run.raw).unwrap();
    let bad = text.chars().find(|sign| intendant::domain::text::is_unsafe(*sign) && *sign != '\n');
    assert_eq!(bad, None, "{what}: {run:?}");
    assert!(matches!(run.code, 0 | 2 | 4), "{what}: {run:?}");
    assert!(run.raw.len() < 200_000, "{what}: {}", run.raw.len());
}

#[test]
fn no_argument_reaches_a_stream_as_it_is() {
    let site = Site::new();
    site.add("Collège");
    let texts = texts();
    let checked = std::thread::scope(|scope| {
        let halves = TEMPLATES.chunks(TEMPLATES.len().div_ceil(2));
        let work = halves.map(|templates| {
            let (site, texts) = (&site, &texts);
            scope.spawn(move || {
                let mut checked = 0;
                for template in templates {
                    // What is only parsed is tried with every fourth text, what is stored with all of them.
                    let stored = template.iter().any(|arg| STORED.contains(arg));
                    for text in texts.iter().step_by(if stored { 1 } else { 4 }) {
                        let args: Vec<OsString> = template
                            .iter()
                            .map(|arg| if *arg == "…" { OsString::from_vec(text.clone()) } else { (*arg).into() })
                            .collect();
                        // Two processes write to one data directory: one may find it busy for a moment.
                        let run = site.run(&args);
                        assert_harmless(&run, &format!("{template:?} {:?}", String::from_utf8_lossy(text)));
                        checked += 1;
                    }
                }
                checked
            })
        });
        let work: Vec<_> = work.collect();
        work.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert!(checked > 600, "{checked}");
    for verb in [
        &["establishment", "list"][..],
        &["establishment", "show", "1"],
        &["audit", "list"],
        &["host", "show"],
        &["zone", "list"],
    ] {
        assert_harmless(&site.run(verb), "after");
        let lines = site.run(&[verb, &["--json"]].concat());
        assert_harmless(&lines, "after, JSON");
        lines.json();
    }
}

#[test]
fn long_and_nul_texts_on_stdin_are_refused() {
    let site = Site::empty();
    for password in ["a\0b", &"x".repeat(5000), "\u{1b}[2J\u{1b}[2J\u{1b}[2J\u{1b}[2J\u{1b}[2J", ""] {
        let run = site.run_with(&["init", "--login", "alice", "--password-stdin"], password, &[]);
        assert_harmless(&run, "password");
        assert_eq!(run.code, 4, "{run:?}");
    }
}

#[test]
fn what_the_environment_says_is_not_believed() {
    let site = Site::new();
    let hostile = "\u{1b}[2J";
    let env = [
        ("SSH_CONNECTION", "\u{1b}[2J 1 2 3"),
        ("SSH_USER_AUTH", "/etc/shadow"),
        ("LANG", hostile),
        ("TERM", hostile),
        ("TZ", hostile),
        ("COLUMNS", "0"),
    ];
    let run = site.run_with(&["zone", "add", "--name", "Z"], "", &env).expect(0);
    assert_harmless(&run, "environment");
    let row = site.run(&["audit", "list", "--action", "zone.add", "--json"]).expect(0).object();
    assert_eq!((&row["ssh_client"], &row["ssh_key"]), (&"".into(), &"".into()));
}

#[test]
fn formulas_are_neutralised_in_the_audit_export() {
    let site = Site::new();
    site.run(&add_args("=cmd|'/c calc'!A1", &["--no-mail"])).expect(0);
    let csv = site.run(&["audit", "export", "-"]).expect(0).stdout;
    assert!(csv.contains("\"'=cmd|'/c calc'!A1\""), "{csv}");
    assert!(!csv.contains("\"=cmd"), "{csv}");
}
