//! What must hold in every conversation: the input's end is an end in order, and only harmless lines are written.

use super::conversation::{Manner, NOW, PASSWORD, add, context, hold, hold_raw, home, owner};
use crate::domain::access::{At, Identity};
use crate::domain::exit::ExitReason;
use crate::domain::language::Language;
use crate::operations::audit::{self, AuditFilter};
use crate::operations::{Clock, Context, Home, Options, acceptance, establishment};

/// Goes through most questions.
const TOUR: &[&str] = &[
    "alice",
    PASSWORD,
    "1",
    "f brest",
    "t 1",
    "a",
    "1",
    "29200 Brest",
    "Collège Iroise",
    "0123456S",
    "Le Gall",
    "Anne",
    "anne@iroise.invalid",
    "",
    "y",
    "y",
    "y",
    "3",
    "2",
    "",
    "29000 Quimper",
    "",
    "",
    "",
    "",
    "",
    "y",
    "3",
    "Panne",
    "",
    "4",
    "1",
    "5",
    "1",
    "y",
    "8",
    "y",
    "3",
    "f -",
    "t 2",
    "f brest",
    "x",
    "1",
    "2",
    "Panne",
    "",
    "1",
    "y",
    "s",
    "2",
    "n",
    "0",
    "2",
    "2",
    "Vannes",
    "",
    "0",
    "3",
    "1",
    "1",
    "2",
    "1",
    "0",
    "4",
    "3",
    "0",
    "6",
    "1",
    "0",
    "7",
    "1",
    "0",
    "9",
    PASSWORD,
    PASSWORD,
    PASSWORD,
    "0",
];

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir(to).unwrap();
    std::fs::set_permissions(to, std::fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_row_without_a_database_is_decided_upon_when_the_server_is_checked() {
    let root = tempfile::tempdir().unwrap();
    let made = home(root.path());
    add(root.path(), &[("29200 Brest", "Collège Iroise")]);
    let database = made.shelf().shown(crate::domain::establishment::EstablishmentNumber(1));
    std::fs::remove_file(&database).unwrap();
    let left = hold(root.path(), &["alice", PASSWORD, "7", "2", "0", "0", "0"], Manner::ENGLISH);
    assert!(left.contains("1. Make its database again") && !std::path::Path::new(&database).exists(), "{left}");
    // Whatever is chosen is asked once more, after what will come of it was said.
    let kept = hold(root.path(), &["alice", PASSWORD, "7", "2", "2", "", "0", "0"], Manner::ENGLISH);
    assert!(kept.contains("No export of establishment 1 is known") && kept.contains("Do it?"), "{kept}");
    assert!(!std::path::Path::new(&database).exists());
    let made = hold(root.path(), &["alice", PASSWORD, "7", "2", "1", "y", "=", "0", "0"], Manner::ENGLISH);
    assert!(made.contains("it has an empty database") && made.contains("doctor --recreate 1 --yes"), "{made}");
    assert!(std::path::Path::new(&database).exists());
}

#[test]
fn what_a_wrong_clock_left_is_taken_back_by_the_persons_word_when_the_server_is_checked() {
    let root = tempfile::tempdir().unwrap();
    let made = home(root.path());
    let ahead = Clock::Fixed(NOW.plus_s(400 * crate::domain::time::DAY_S));
    let mut ctx = Context::start(&made, At::Host, owner(), ahead, Options::default()).unwrap();
    let block = establishment::BlockInput { reason: "Maintenance".into(), until: String::new() };
    establishment::block_everywhere(&mut ctx, &block, None).unwrap();
    drop(ctx);
    let left = hold(root.path(), &["alice", PASSWORD, "7", "2", "", "0", "0"], Manner::ENGLISH);
    assert!(left.contains("Is the server's time right now?") && !left.contains("The time is confirmed."), "{left}");
    let taken = hold(root.path(), &["alice", PASSWORD, "7", "2", "y", "=", "2", "0", "0"], Manner::ENGLISH);
    assert!(taken.contains("The time is confirmed.") && taken.contains("doctor --clock-is-right"), "{taken}");
    assert_eq!(taken.matches("Is the server's time right now?").count(), 1, "{taken}");
}

#[test]
fn a_copy_is_held_until_a_person_accepts_it() {
    let root = tempfile::tempdir().unwrap();
    let made = home(root.path());
    add(root.path(), &[("29200 Brest", "Lycée Vauban")]);
    let (registry, copy) = (made.registry(), root.path().join("copy"));
    std::fs::copy(&registry, &copy).unwrap();
    std::fs::rename(copy, &registry).unwrap();
    let doubted = || context(root.path()).doubt().unwrap().is_some();
    // What changes something asks nothing: zones, an establishment's form, a block, a job.
    for script in [["2", "2", "0", "0"], ["1", "a", "0", "0"], ["9", "0", "0", "0"]] {
        let said = hold(root.path(), &[&["alice", PASSWORD], &script[..]].concat(), Manner::ENGLISH);
        assert_eq!(said.matches("is a copy").count(), 2, "{script:?}: {said}");
        assert!(said.contains("Goodbye"), "{script:?}: {said}");
    }
    let left = hold(root.path(), &["alice", PASSWORD, "7", "3", "", "0", "0"], Manner::ENGLISH);
    assert!(left.contains("is a copy") && !left.contains("this registry counts from now on"), "{left}");
    assert!(doubted());
    let accepted = hold(root.path(), &["alice", PASSWORD, "7", "3", "y", "=", "0", "0"], Manner::ENGLISH);
    assert!(accepted.contains("this registry counts from now on"), "{accepted}");
    assert!(accepted.contains("doctor --accept-registry"), "{accepted}");
    assert!(!doubted());
}

#[test]
fn s24_the_end_of_input_is_an_end_in_order_at_every_question() {
    let origin = tempfile::tempdir().unwrap();
    home(origin.path());
    add(origin.path(), &[("29200 Brest", "Lycée Vauban"), ("35000 Rennes", "Lycée Zola")]);
    for length in 0..=TOUR.len() {
        let root = tempfile::tempdir().unwrap();
        copy(&origin.path().join("data"), &root.path().join("data"));
        let home = Home::new(root.path().join("data"));
        let mut ctx = Context::open(&home, At::Host, owner(), Clock::Fixed(NOW), Options::default()).unwrap();
        acceptance::accept(&mut ctx).unwrap();
        drop(ctx);
        let (end, bytes) = hold_raw(root.path(), &TOUR[..length], Manner::ENGLISH);
        assert_eq!(end, ExitReason::Quit, "{length}");
        let said = String::from_utf8(bytes).unwrap();
        assert!(!said.contains("«plain") && !said.contains("«error") && !said.contains('\u{1b}'), "{length}: {said}");
        if length == TOUR.len() {
            assert!(said.contains("Goodbye"), "{said}");
        }
        let mut ctx = Context::start(&home, At::Host, owner(), Clock::Fixed(NOW), Options::default()).unwrap();
        // What was said to be done is done, and nothing else.
        // A mail that was withdrawn says so too.
        let deleted = said.matches(" deleted. ").count() - said.matches("was deleted. ").count();
        let expected =
            2 + said.lines().filter(|line| line.starts_with("Establishment ") && line.contains(" created")).count()
                - deleted;
        let counts = establishment::counts(&mut ctx).unwrap();
        assert_eq!(counts.establishments as usize, expected, "{length}: {said}");
        let entries = audit::list(&mut ctx, &AuditFilter::default(), None, 1).unwrap();
        if length >= 2 {
            assert_eq!(entries[0].action, "session.end", "{length}: {said}");
        }
        assert!(audit::verify(&mut ctx).unwrap().broken.is_none());
    }
}

#[test]
fn half_a_line_is_not_heard() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    add(root.path(), &[("29200 Brest", "Lycée Vauban")]);
    // The script's lines are whole; the last one here is cut by splitting it off.
    let mut input = io_without_end(&["alice", PASSWORD, "1", "1", "8", "n"], "1");
    let mut output = Vec::new();
    let launch = launch(root.path());
    let handles = crate::plain::Handles {
        input: &mut input,
        output: &mut output,
        echo: &mut crate::plain::Echo::Pipe,
        cancel: crate::jobs::progress::Cancel::new(),
        uptime: &|| std::time::Duration::ZERO,
    };
    assert_eq!(crate::plain::run(&launch, handles).unwrap(), ExitReason::Quit);
    assert_eq!(establishment::counts(&mut context(root.path())).unwrap().establishments, 1);
}

fn io_without_end(lines: &[&str], last: &str) -> std::io::Cursor<Vec<u8>> {
    std::io::Cursor::new(format!("{}\n{last}", lines.join("\n")).into_bytes())
}

fn launch(root: &std::path::Path) -> crate::plain::Launch {
    crate::plain::Launch {
        home: Home::new(root.join("data")),
        clock: Clock::Fixed(NOW),
        options: Options::default(),
        carrier: crate::jobs::worker::Carrier::Inside,
        settings: crate::config::Settings::default(),
        catalogue: std::sync::Arc::new(crate::i18n::Catalogue::for_console(Language::English)),
        actor: crate::domain::access::Actor { identity: Identity::Nobody, ..owner() },
        demo_login: None,
        entrance: crate::domain::session::Entrance::default(),
        ascii: false,
        idle_lock: None,
    }
}

const HOSTILE: [&str; 8] = [
    "\u{1b}[2J\u{1b}]0;x\u{7}",
    "REAL\rFAKE",
    "\u{202e}txt.exe",
    "a\u{200b}b\u{feff}",
    "\u{9b}31m",
    "{$x} { \"{\" }",
    "=cmd|' /C calc'!A0",
    "\u{0}\u{7f}\t学校",
];

#[test]
fn nothing_but_plain_lines_is_ever_written() {
    for ascii in [false, true] {
        for language in [Language::French, Language::English] {
            let root = tempfile::tempdir().unwrap();
            home(root.path());
            add(root.path(), &[("29200 Brest", "Lycée l’Œuvre « Élysée » 学校")]);
            let mut lines = vec!["alice", PASSWORD, "1", "1", "0"];
            for one in HOSTILE {
                lines.extend([one, "f", one, "t", one]);
            }
            lines.extend(["a", "1"]);
            lines.extend(HOSTILE);
            lines.extend(["0", "o", "0", "2"]);
            lines.extend(HOSTILE);
            lines.extend(["0", "3", "2"]);
            lines.extend(HOSTILE);
            lines.extend(["0", "0"]);
            let manner = Manner { language, ascii, act: &|| {} };
            let (_, bytes) = hold_raw(root.path(), &lines, manner);
            let text = String::from_utf8(bytes).unwrap();
            // The transcript also has what was typed, which is not ours.
            let said = text.split('\n').filter(|line| !line.starts_with("> "));
            for line in said.filter(|line| !HOSTILE.iter().any(|one| one.contains(*line) && !line.is_empty())) {
                let odd = line.chars().find(|sign| crate::domain::text::is_unsafe(*sign));
                assert_eq!(odd, None, "{line:?}");
                assert!(!ascii || line.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{line:?}");
            }
        }
    }
}

/// The menu after an act would push what was done off a small screen: it is listed again when that is asked for, or `0` leads back.
#[test]
fn a_menu_is_listed_again_only_when_it_is_asked_for() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    let zones = ["alice", PASSWORD, "2", "1", "", "0", "0"];
    let transcript = hold(root.path(), &zones, Manner::ENGLISH);
    let after = transcript.split("> 1\n").nth(1).unwrap();
    let [first, asked, back, ..] = after.split("> ").collect::<Vec<_>>()[..] else { panic!("{after}") };
    assert!(first.contains("an empty line lists the choices") && !first.contains("2. "), "{first}");
    assert!(asked.contains("2. ") && back.contains("2. "), "{after}");
}
