//! Proves the rooms, their arrows and the house rules that a compiler does not know.
//!
//! A source is read into [`Facts`], each rule is a function over them that gives its faults as text. The rules are run
//! on small planted sources too, since a checker that never failed proves nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "ours are in lower case")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use facts::{Facts, Found};
use intendant::domain::act::Act;
use intendant::domain::explanation::Warning;
use intendant::domain::field::Field;
use intendant::domain::rights::fixes::{Change, Maker};
use intendant::domain::rights::reason::{Reason, Reasons, Rule};
use intendant::i18n::FAMILIES;
use intendant::operations::access::Oddity;
use strum::{VariantArray as _, VariantNames as _};

mod circles;
mod facts;

/// The rooms, and which others each may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("config", &["domain"]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("auth", &["domain", "store"]),
    ("audit", &["domain", "store"]),
    ("mail", &["domain", "store", "i18n", "config"]),
    ("operations", &["domain", "store", "auth", "audit", "mail", "i18n"]),
    ("jobs", &["domain", "store", "audit", "mail", "i18n", "operations"]),
    ("nouns", &["domain", "i18n", "operations", "jobs"]),
    ("cli", &["domain", "operations", "jobs", "nouns", "i18n", "config"]),
    ("plain", &["domain", "operations", "jobs", "nouns", "i18n", "config"]),
    ("tui", &["domain", "operations", "jobs", "nouns", "i18n", "config"]),
];
/// Dependencies whose one owner is part of the design; the others' owners are told in `Cargo.toml`.
const OWNERS: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("tui-input", "tui"),
    ("clap", "cli"),
    ("lettre", "mail"),
    ("argon2", "auth"),
    ("directories", "config"),
];
/// The only files that print or end the process.
const SPEAKERS: &[&str] = &["src/cli/output.rs", "src/main.rs"];
const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;

/// Which rooms may name a dependency: the words before a colon in the comment above it; none is every room.
fn owners(manifest: &str) -> BTreeMap<String, BTreeSet<String>> {
    let (mut out, mut rooms, mut inside) = (BTreeMap::new(), BTreeSet::new(), false);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
        } else if let Some(comment) = line.strip_prefix("# ") {
            rooms = comment.split("; ").filter_map(|part| Some(part.split_once(':')?.0.to_owned())).collect();
        } else if let (true, Some((name, _))) = (inside, line.split_once(" = ")) {
            out.insert(name.to_owned(), rooms.clone());
        }
    }
    out
}

fn arrows(facts: &Facts, out: &mut Vec<String>) {
    let Some(room) = facts.room() else { return };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return out.push(format!("{}: the room {room} is not stated", facts.file));
    };
    for Found { line, what, .. } in &facts.paths {
        let [first, named, ..] = what.as_slice() else { continue };
        let is_room = ROOMS.iter().any(|(name, _)| name == named);
        if matches!(first.as_str(), "crate" | "intendant")
            && is_room
            && named != room
            && !allowed.contains(&named.as_str())
        {
            out.push(format!("{}:{line}: {room} names {named}", facts.file));
        }
    }
}

fn dependencies(facts: &Facts, owners: &BTreeMap<String, BTreeSet<String>>, out: &mut Vec<String>) {
    let room = facts.room().unwrap_or("binary");
    for Found { line, what, .. } in facts.paths.iter().filter(|found| found.what.len() > 1) {
        let first = what.first().map(|first| first.replace('_', "-")).unwrap_or_default();
        let Some(rooms) = owners.get(&first).filter(|rooms| !rooms.is_empty()) else { continue };
        if !rooms.contains(room) {
            out.push(format!("{}:{line}: {room} names {first}", facts.file));
        }
    }
}

/// The only file that starts a process: this very program, for a job that outlives its operator.
const STARTER: &str = "src/jobs/worker.rs";

/// No other process is ever started, nothing waits by sleeping, nobody prints or exits but who is meant to.
fn habits(facts: &Facts, out: &mut Vec<String>) {
    let speaks = SPEAKERS.contains(&facts.file.as_str());
    for Found { line, test, what } in &facts.paths {
        let path = what.join("::");
        let starts = ["process::Command", "process::CommandExt"].iter().any(|name| path.contains(name));
        let ends = ["process::exit", "process::abort"].iter().any(|name| path.ends_with(name)) && !speaks && !test;
        if (starts && facts.file != STARTER) || ends || path.ends_with("thread::sleep") {
            out.push(format!("{}:{line}: {path}", facts.file));
        }
    }
    for Found { line, test, what } in &facts.macros {
        let prints = matches!(what.as_str(), "print" | "println" | "eprint" | "eprintln") && !speaks && !test;
        if prints || matches!(what.as_str(), "todo" | "unimplemented" | "dbg") {
            out.push(format!("{}:{line}: {what}!", facts.file));
        }
    }
    out.extend(facts.ignored.iter().map(|found| format!("{}:{}: an ignored test", facts.file, found.line)));
}

fn sql(facts: &Facts, out: &mut Vec<String>) {
    if facts.room() == Some("store") {
        return;
    }
    for Found { line, what, .. } in &facts.texts {
        let text = what.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let begins = ["insert into ", "delete from ", "create table ", "pragma ", "alter table ", "vacuum"];
        let spread = [("select ", " from "), ("update ", " set ")];
        if begins.iter().any(|word| text.starts_with(word))
            || spread.iter().any(|(first, then)| text.starts_with(first) && text.contains(then))
        {
            out.push(format!("{}:{line}: SQL: {text}", facts.file));
        }
    }
}

/// Where an establishment's database lies, and what SQLite keeps beside a database, only the store knows.
fn places(facts: &Facts, out: &mut Vec<String>) {
    if facts.room() == Some("store") {
        return;
    }
    let beside = |text: &str| ["-wal", "-shm", "-journal"].iter().any(|side| text.ends_with(side));
    let numbered = |text: &str| {
        text.strip_suffix(".sqlite").is_some_and(|stem| stem.ends_with(|sign: char| sign.is_ascii_digit()))
    };
    let names = |text: &str| text.contains("}.sqlite") || text == "establishments/";
    let is_test = |found: &Found<String>| found.test || facts.file.contains("/tests/");
    for Found { line, what, .. } in facts.calls.iter().filter(|found| !is_test(found) && found.what == "establishments")
    {
        out.push(format!("{}:{line}: the databases' folder: {what}", facts.file));
    }
    let is_one = |found: &&Found<String>| {
        beside(&found.what) || names(&found.what) || (numbered(&found.what) && !is_test(found))
    };
    for Found { line, what, .. } in facts.texts.iter().filter(is_one) {
        out.push(format!("{}:{line}: a database's file: {what}", facts.file));
    }
}

/// What may wait for a person, a pipe, a line or another process.
const WAITING: &[&str] = &[
    "write_all",
    "write_fmt",
    "write_record",
    "flush",
    "read_line",
    "read_to_end",
    "connect",
    "recv",
    "join",
    "wait",
    "question",
];

/// Inside a transaction nothing is waited for: it would be held until then. What is not `Send`, as the streams that are
/// printed to, the compiler keeps out of it.
fn transactions(facts: &Facts, out: &mut Vec<String>) {
    for Found { line, what, .. } in facts.held.iter().filter(|found| !found.test) {
        if WAITING.contains(&what.as_str()) {
            out.push(format!("{}:{line}: {what} inside a transaction", facts.file));
        }
    }
}

/// Where a file for people gets its name. Lists do so in the exchange alone, where the audit learns of it; the others
/// hold no list of ours: the audit writes an entry of its own, rejects are rows that were refused, pages are the manual's.
const PLACERS: &[&str] =
    &["src/operations/exchange.rs", "src/operations/audit.rs", "src/jobs/import/rejects.rs", "src/cli/manual.rs"];

fn lists(facts: &Facts, out: &mut Vec<String>) {
    // The store places databases too, which are nothing for people.
    if facts.room() == Some("store") {
        return;
    }
    let placed = facts.calls.iter().filter(|found| found.what == "place" && !found.test);
    for Found { line, .. } in placed.filter(|_| !PLACERS.contains(&facts.file.as_str())) {
        out.push(format!("{}:{line}: a file for people that the audit does not learn of", facts.file));
    }
}

/// The only file that renames: what has a name is replaced there where that is meant, and what is new replaces nothing.
const NAMER: &str = "src/store/files.rs";

fn renames(facts: &Facts, out: &mut Vec<String>) {
    for Found { line, what, .. } in facts.paths.iter().filter(|found| !found.test && facts.file != NAMER) {
        let path = what.join("::");
        if ["fs::rename", "renameat", "renameat_with"].iter().any(|name| path.ends_with(name)) {
            out.push(format!("{}:{line}: {path}", facts.file));
        }
    }
}

fn sizes(facts: &Facts, out: &mut Vec<String>) {
    if facts.lines > FILE_LINES {
        out.push(format!("{}: {} lines", facts.file, facts.lines));
    }
    for Found { line, what: (name, lines), .. } in &facts.functions {
        if *lines > FUNCTION_LINES {
            out.push(format!("{}:{line}: {name} has {lines} lines", facts.file));
        }
    }
}

fn maps(facts: &Facts, out: &mut Vec<String>) {
    if facts.file.ends_with("/mod.rs") && facts.head.is_empty() {
        out.push(format!("{}: no //! sentence", facts.file));
    }
    let is_room = facts.file.matches('/').count() == 2;
    if is_room && facts.file.ends_with("/mod.rs") && !facts.head.contains("nvariant") {
        out.push(format!("{}: the room's //! states no invariant", facts.file));
    }
}

fn check(file: &str, source: &str, owners: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let facts = Facts::read(file, source);
    let mut out = Vec::new();
    if file.starts_with("src/") {
        arrows(&facts, &mut out);
        dependencies(&facts, owners, &mut out);
        habits(&facts, &mut out);
        sql(&facts, &mut out);
        places(&facts, &mut out);
        transactions(&facts, &mut out);
        lists(&facts, &mut out);
        renames(&facts, &mut out);
        maps(&facts, &mut out);
    }
    sizes(&facts, &mut out);
    out.sort();
    out.dedup();
    out
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Lists the files below a folder of the checkout.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_source_keeps_the_rules() {
    let owners = owners(&read("Cargo.toml"));
    let sources = ["src", "tests", "benches"].map(files).concat();
    let sources: Vec<_> = sources.into_iter().filter(|file| file.ends_with(".rs")).collect();
    assert!(sources.len() > 90, "only {} sources", sources.len());
    let faults: Vec<String> = sources.iter().flat_map(|file| check(file, &read(file), &owners)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_room_is_stated_where_people_look() {
    let library = Facts::read("src/lib.rs", &read("src/lib.rs"));
    for entry in std::fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if matches!(name.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        assert!(ROOMS.iter().any(|(room, _)| *room == name), "src/{name} is no room");
        assert!(library.head.contains(&format!("[`{name}`]")), "src/lib.rs does not show {name}");
        assert!(root().join("src").join(&name).join("mod.rs").is_file(), "src/{name} has no mod.rs");
    }
}

/// Both languages have the same messages: the catalogue's own tests see to that.
#[test]
fn every_message_that_is_said_is_in_the_catalogue() {
    let locales = files("assets/locales/en").iter().map(|file| read(file)).collect::<String>();
    let known: BTreeSet<&str> = locales.lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key)).collect();
    let is_test = |file: &str| file.contains("/tests/") || file.ends_with("_test.rs");
    let mut said = 0;
    for file in files("src").iter().filter(|file| file.ends_with(".rs") && !is_test(file)) {
        let source = read(file);
        let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for key in source.split("Message::new(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(known.contains(key), "{file}: {key}");
            said += 1;
        }
    }
    assert!(said > 500, "{said}");
}

/// What no source and no other message names, nobody reads.
#[test]
fn every_message_of_the_catalogue_is_said() {
    let locales = files("assets/locales/en").iter().map(|file| read(file)).collect::<String>();
    let sources = files("src").iter().filter(|file| file.ends_with(".rs")).map(|file| read(file)).collect::<String>();
    let defined = locales.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    let defined: Vec<&str> = defined.filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase())).collect();
    let named: BTreeSet<&str> = sources.split('"').collect();
    // `Noun::about` and `Noun::about_list` make theirs from the noun's word.
    let is_about = |key: &str| {
        key.strip_prefix("cli-").is_some_and(|word| named.contains(word.strip_suffix("-list").unwrap_or(word)))
    };
    // Of a family, what is named is the word: an act, a field, or what a source calls so.
    let acts = Act::ALL.iter().flat_map(|act| [act.stem(), act.back(), act.taken_back()]);
    let acts = acts.chain(Field::all().map(Field::name)).map(str::to_owned);
    // Those that rights are explained by, of closed sets.
    let rights = Rule::VARIANTS.iter().map(|rule| rule.word()).chain(Reasons::ALL.iter().map(Reason::word));
    let rights = rights.chain(Warning::ALL.iter().map(|one| one.word())).chain(Oddity::ALL.map(Oddity::word));
    let rights = rights.chain(Change::VARIANTS.iter().chain(Maker::VARIANTS).copied());
    let acts = acts.chain(rights.map(|word| word.replace(['_', ' '], "-")));
    let words: BTreeSet<String> =
        acts.chain(named.iter().map(|word| (*word).to_owned())).map(|word| word.replace('.', "-")).collect();
    let is_of_family = |key: &str| {
        let word_of = |family: &str| key.strip_prefix(family)?.strip_prefix('-');
        FAMILIES.iter().filter_map(|(family, _)| word_of(family)).any(|word| words.contains(word))
    };
    let is_said = |key: &str| {
        let is_in = |line: &str| !line.starts_with(key) && line.contains(&format!("{{ {key} }}"));
        named.contains(key) || is_about(key) || is_of_family(key) || locales.lines().any(is_in)
    };
    let idle: Vec<&str> = defined.iter().copied().filter(|key| !is_said(key)).collect();
    assert!(defined.len() > 1000, "{}", defined.len());
    assert_eq!(idle, [""; 0]);
    assert!(["odd-one", "cli-odd-one", "job-kind-odd-one"].iter().all(|planted| !is_said(planted)));
}

#[test]
fn arrows_point_down_only() {
    for (place, (room, allowed)) in ROOMS.iter().enumerate() {
        let above: Vec<&str> = ROOMS.iter().take(place).map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|name| above.contains(name)), "{room}");
    }
}

#[test]
fn dependencies_have_their_owner_in_the_manifest() {
    let owners = owners(&read("Cargo.toml"));
    for (name, room) in OWNERS {
        assert_eq!(owners.get(*name), Some(&[(*room).to_owned()].into()), "{name}");
    }
    let known = |room: &String| room == "binary" || ROOMS.iter().any(|(name, _)| name == room);
    for (name, rooms) in &owners {
        assert!(rooms.iter().all(known), "{name}: {rooms:?}");
    }
}

#[test]
fn sql_files_lie_in_the_store() {
    let stray: Vec<String> =
        files("src").into_iter().filter(|file| file.ends_with(".sql") && !file.starts_with("src/store/")).collect();
    assert_eq!(stray, [""; 0]);
}

#[test]
fn planted_faults_are_found() {
    let manifest = "[package]\n# no: x\nname = \"x\"\n[dependencies]\n# store: x; tui: y\nrustix = \"1\"\n# store: x\nrusqlite = \"1\"\n# every room\nserde = \"1\"\n";
    let owners = owners(manifest);
    assert_eq!(owners.len(), 3);
    let long = format!("fn f() {{\n{}}}", "    g();\n".repeat(69));
    let plants: &[(&str, &str, &str)] = &[
        ("src/domain/a.rs", "use crate::store::Error;", "src/domain/a.rs:1: domain names store"),
        (
            "src/domain/a.rs",
            "use crate::{\n    text::fold,\n    store::{self, x as y}};",
            "src/domain/a.rs:3: domain names store",
        ),
        ("src/domain/a.rs", "use super::text::fold; use super::super::domain::text;", ""),
        ("src/domain/a.rs", "use super::super::tui::App;", "src/domain/a.rs:1: domain names tui"),
        (
            "src/domain/a/b.rs",
            "mod c { fn f(x: super::super::super::super::cli::X) {} }",
            "src/domain/a/b.rs:1: domain names cli",
        ),
        ("src/store/a.rs", "fn f() { let _ = crate::operations::x(); }", "src/store/a.rs:1: store names operations"),
        ("src/store/a.rs", "fn f() { format!(\"{}\", crate::auth::hash()); }", "src/store/a.rs:1: store names auth"),
        (
            "src/operations/a.rs",
            "#[cfg(test)] mod tests { use crate::tui::x; }",
            "src/operations/a.rs:1: operations names tui",
        ),
        ("src/operations/a.rs", "//! [`crate::tui`]\n/// crate::tui\nuse crate::operations::x; use std::mail::y;", ""),
        ("src/kitchen/a.rs", "", "src/kitchen/a.rs: the room kitchen is not stated"),
        ("src/cli/a.rs", "use crate::store::Error;", "src/cli/a.rs:1: cli names store"),
        ("src/jobs/a.rs", "fn f(x: rusqlite::Error) {}", "src/jobs/a.rs:1: jobs names rusqlite"),
        ("src/jobs/a.rs", "use rustix::fs; use serde::Serialize;", "src/jobs/a.rs:1: jobs names rustix"),
        ("src/tui/a.rs", "use rustix::fs;", ""),
        ("src/tui/a.rs", "use std::process::Command;", "src/tui/a.rs:1: std::process::Command"),
        ("src/jobs/run.rs", "use std::process::Command;", "src/jobs/run.rs:1: std::process::Command"),
        (
            "src/tui/a.rs",
            "use std::process; fn f() { process::Command::new(\"x\"); }",
            "src/tui/a.rs:1: process::Command::new",
        ),
        ("src/tui/a.rs", "fn f() { std::process::exit(1) }", "src/tui/a.rs:1: std::process::exit"),
        ("src/main.rs", "fn f() { std::process::exit(1); println!(); }", ""),
        ("src/cli/output.rs", "fn f() { eprintln!(\"x\") }", ""),
        ("src/cli/other.rs", "fn f() { eprintln!(\"x\") }", "src/cli/other.rs:1: eprintln!"),
        ("src/cli/other.rs", "fn f() { x!(println!(1)) }", "src/cli/other.rs:1: println!"),
        ("src/cli/other.rs", "#[cfg(test)] mod tests { fn f() { println!() } }", ""),
        ("src/cli/other.rs", "fn f() { todo!() }", "src/cli/other.rs:1: todo!"),
        ("src/jobs/a.rs", "use std::thread; fn f() { thread::sleep(x) }", "src/jobs/a.rs:1: thread::sleep"),
        ("src/jobs/a.rs", "#[test]\n#[ignore = \"slow\"]\nfn f() {}", "src/jobs/a.rs:2: an ignored test"),
        ("src/jobs/a.rs", "const A: &str = \"Select a\\n from b\";", "src/jobs/a.rs:1: SQL: select a from b"),
        ("src/jobs/a.rs", "fn f() { g!(\"delete from x\") }", "src/jobs/a.rs:1: SQL: delete from x"),
        ("src/jobs/a.rs", "const A: &str = \"select the rows; update them\";", ""),
        ("src/store/a.rs", "const A: &str = \"select a from b\";", ""),
        ("src/operations/a.rs", "fn f() { g(\"-wal\") }", "src/operations/a.rs:1: a database's file: -wal"),
        (
            "src/cli/a.rs",
            "fn f() { format!(\"{shard}/{number}.sqlite\") }",
            "src/cli/a.rs:1: a database's file: {shard}/{number}.sqlite",
        ),
        ("src/store/a.rs", "fn f() { g(\"-wal\") }", ""),
        ("src/jobs/x/mod.rs", "pub mod a;", "src/jobs/x/mod.rs: no //! sentence"),
        ("src/jobs/mod.rs", "//! Jobs.", "src/jobs/mod.rs: the room's //! states no invariant"),
        ("src/jobs/mod.rs", "//! Jobs.\n//! Invariant: none.", ""),
        ("tests/a.rs", "fn f() { std::thread::sleep(x); std::process::Command::new(y); }", ""),
        ("tests/a.rs", &long, "tests/a.rs:1: f has 71 lines"),
        ("tests/a.rs", &"\n".repeat(501), "tests/a.rs: 501 lines"),
    ];
    for (file, source, expected) in plants {
        assert_eq!(check(file, source, &owners).join("\n"), *expected, "{file}: {source}");
    }
}

#[test]
fn what_waits_inside_a_transaction_is_found() {
    let inside = "fn f() { ctx.read(|tx| { for row in rows(tx) { out.write_all(row)?; }\nOk(()) }) }";
    let outside = "fn f() { let rows = ctx.read(|tx| rows(tx))?; out.write_all(rows) }";
    let file = "src/operations/a.rs";
    assert_eq!(check(file, inside, &BTreeMap::new()), [format!("{file}:1: write_all inside a transaction")]);
    assert_eq!(check(file, outside, &BTreeMap::new()), [""; 0]);
}

#[test]
fn whoever_knows_where_a_database_lies_is_found() {
    let source = "fn f() { home.establishments().join(\"000/1.sqlite\") }";
    let told = ["a database's file: 000/1.sqlite", "the databases' folder: establishments"];
    let told = told.map(|fault| format!("src/jobs/a.rs:1: {fault}"));
    assert_eq!(check("src/jobs/a.rs", source, &BTreeMap::new()), told);
    for file in ["src/store/a.rs", "src/jobs/tests/a.rs"] {
        assert_eq!(check(file, source, &BTreeMap::new()), [""; 0]);
    }
}

#[test]
fn a_list_that_the_audit_does_not_learn_of_is_found() {
    let source = "fn f() { out.place()? }";
    let told = "src/cli/mail.rs:1: a file for people that the audit does not learn of";
    assert_eq!(check("src/cli/mail.rs", source, &BTreeMap::new()), [told]);
    assert_eq!(check("src/operations/exchange.rs", source, &BTreeMap::new()), [""; 0]);
}

#[test]
fn a_renaming_that_may_replace_something_is_found() {
    for (source, told) in [
        ("fn f() { std::fs::rename(a, b) }", "src/mail/a.rs:1: std::fs::rename"),
        ("use std::fs; fn f() { fs::rename(a, b) }", "src/mail/a.rs:1: fs::rename"),
        ("use rustix::fs::{renameat, X};", "src/mail/a.rs:1: rustix::fs::renameat"),
        ("fn f() { files::place(a, b); job::rename(a, b) }", ""),
        ("#[cfg(test)] mod tests { fn f() { std::fs::rename(a, b) } }", ""),
    ] {
        assert_eq!(check("src/mail/a.rs", source, &BTreeMap::new()).join("\n"), told, "{source}");
    }
    assert_eq!(check(NAMER, "fn f() { std::fs::rename(a, b) }", &BTreeMap::new()), [""; 0]);
}
