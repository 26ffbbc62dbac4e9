//! The screen of the server.

use std::collections::BTreeMap;

use super::console::{Console, NOW};
use super::live::Live;
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::{Explain as _, Message};
use crate::domain::{identity::Doubt, language::Language, mail::State, time::DAY_S};
use crate::operations::doctor::{Choice, Finding, Remains, ServerInfo};
use crate::operations::retention::{Due, Kind, Old, Pruned, Remark};
use crate::operations::{Advance, Clock, Context, Error, Options, acceptance::Waiting};
use crate::tui::events::Event;
use crate::tui::orders::server::{Done, Request};
use crate::tui::orders::{Effect, Outcome, Report};

fn findings() -> Vec<Finding> {
    vec![
        Finding::LeftOver { path: "/srv/intendant/establishments/000/12.sqlite.new".into() },
        Finding::DatabaseMissing { number: EstablishmentNumber(12), own: None, held: None, left: Remains::Export },
        Finding::OrphanDatabase {
            number: EstablishmentNumber(77),
            path: "/srv/intendant/establishments/000/77.sqlite".into(),
            denomination: "Collège Iroise".into(),
            location: "29200 Brest".into(),
        },
        Finding::ReserveMissing,
    ]
}

/// Mails and the audit, beyond their limits.
fn due() -> Vec<Due> {
    let at = |days: i64| NOW.plus_s(-days * DAY_S);
    let due = |kind, count, needed, remark| Due {
        kind,
        days: 365,
        until: at(365),
        old: Old { count, oldest: at(700), newest: at(366), bytes: 0 },
        needed,
        remarks: Option::into_iter(remark).collect(),
        exports: Vec::new(),
        soon: Vec::new(),
    };
    vec![
        due(Kind::Mails, 1_200, 0, None),
        due(Kind::UndoableJobs, 3, 0, Some(Remark::NoUndo)),
        due(Kind::Exports, 0, 2, None),
        due(Kind::Audit, 40, 0, Some(Remark::NeverExported(12))),
    ]
}

/// What the worker says that will come of a choice.
fn outlook(finding: &Finding, choice: Choice) -> Vec<Message> {
    let numbered = |key| Message { key, args: Vec::new() }.with("number", finding.object());
    match choice {
        Choice::Empty => vec![
            numbered("doctor-outlook-empty"),
            numbered("doctor-outlook-usable")
                .with("file", "12-2026-09-01-a1b2c3.sqlite")
                .with("taken", "2026-09-01 09:00")
                .with("way", "recreate"),
        ],
        Choice::Adopt | Choice::SetAside | Choice::Recreate | Choice::Forget => {
            vec![numbered("doctor-outlook-adopt").with("how", "own").with("name", "").with("path", "")]
        }
    }
}

pub(super) fn answer(effect: &Effect, examined: bool) -> Vec<Outcome> {
    let Effect::Server(request) = effect else { return Vec::new() };
    let done = match request {
        Request::Info => vec![Done::Info(Box::new(info()))],
        Request::Waiting => vec![Done::Waiting(Waiting { mails: 12, inside: 0, jobs: 1, unfinished: 0 })],
        Request::Accept => vec![Done::Accepted],
        Request::Due => vec![Done::Due(due())],
        Request::Prune { due, .. } => {
            let total = due.iter().map(|one| one.old.count).sum();
            let (taken, stopped, failed_inside) = (vec![(Kind::Mails, 100)], Some(Error::Cancelled), BTreeMap::new());
            let said = Pruned { taken, stopped, failed: None, failed_inside, erased: true }.said("retention-taken");
            vec![Done::Pruning(Advance { done: 100, total }), Done::Pruned(said)]
        }
        Request::Examine { ticket, .. } => {
            let mut done = vec![Done::Progress { ticket: *ticket, done: 800, total: 17_900 }];
            if examined {
                done.push(Done::Examined { ticket: *ticket, findings: findings() });
            }
            done
        }
        Request::Outlook { ticket, findings, choice } => {
            let places = findings.iter().map(|(at, _)| *at).collect();
            let result = Ok(findings.iter().flat_map(|(_, finding)| outlook(finding, *choice)).collect());
            vec![Done::Outlook { ticket: *ticket, places, choice: *choice, result }]
        }
        Request::Choose { findings, choice, .. } => {
            let said = |finding: &Finding| {
                Message::new("doctor-adopted")
                    .with("number", finding.number().unwrap_or(EstablishmentNumber(0)).to_string())
                    .with("zone", "Rennes")
                    .with("contact", "none")
            };
            let chosen =
                |(at, one): &(usize, Finding)| Done::Chosen { at: *at, choice: *choice, result: Ok(said(one)) };
            let ended = (findings.len() > 1).then_some(Done::RepairEnded);
            findings.iter().map(chosen).chain(ended).collect()
        }
        Request::Repair { findings, .. } => {
            let mut done: Vec<Done> = findings
                .iter()
                .map(|(at, finding)| {
                    let fails = matches!(finding, Finding::ReserveMissing);
                    Done::Repaired { at: *at, error: fails.then(|| Message::new("store-full")) }
                })
                .collect();
            done.push(Done::RepairEnded);
            done
        }
    };
    done.into_iter().map(Outcome::Server).collect()
}

/// Facts that do not depend on the machine; the counts come from a real host, whose types are the operation's own.
pub(super) fn info() -> ServerInfo {
    use std::sync::OnceLock;
    static REAL: OnceLock<ServerInfo> = OnceLock::new();
    let real = REAL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let home = super::live::home(folder.path());
        let owner = super::live::actor(crate::domain::access::Identity::Owner, "");
        let mut context = Context::open(&home, At::Host, owner, Clock::Fixed(NOW), Options::default()).unwrap();
        crate::operations::doctor::server_info(&mut context).unwrap()
    });
    let mut info = ServerInfo {
        program: "0.1.0",
        sqlite: "3.50.4",
        registry_schema: 1,
        establishment_schema: 1,
        data_dir: "/srv/intendant".into(),
        registry_bytes: 12_345_678,
        establishments_bytes: 3 << 30,
        exports_bytes: 0,
        mails: vec![(State::Sent, 1_204), (State::Refused, 3)],
        audit_entries: 45_678,
        ..real.clone()
    };
    (info.space.free_bytes, info.space.total_bytes) = (31 << 30, 80 << 30);
    info
}

fn check(name: &str, examined: bool, prepare: impl Fn(&mut Console)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut console = Console::new(language, (width, height), 3);
            console.others = Box::new(move |effect| answer(effect, examined));
            console.press("7");
            prepare(&mut console);
            let name = format!("server_{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, console.screen());
        }
    }
}

#[test]
fn facts() {
    check("facts", true, |_| {});
}

/// The header, the line of state and the question of a registry that nobody has accepted yet.
#[test]
fn held() {
    let hold = |console: &mut Console| {
        let doubt = Doubt::Older { until: NOW.plus_s(-3600), missing: 1_204, since: 0 };
        let done = crate::tui::orders::session::Done::Host {
            name: "Rectorat".into(),
            demo: false,
            blocks: Vec::new(),
            held: Some(doubt.message()),
        };
        let report = Report { to: console.app.own, outcome: Outcome::Session(done) };
        console.app.handle(Event::Report(report));
    };
    check("held", true, hold);
    check("accepting", true, |console| {
        hold(console);
        console.press("y");
    });
}

#[test]
fn what_is_beyond_its_limit_is_told_before_it_is_taken() {
    check("prune", true, |console| {
        console.press("p");
    });
    let mut console = Console::new(Language::English, (80, 24), 3);
    console.others = Box::new(|effect| answer(effect, true));
    console.press("7").press("p").press("enter");
    assert!(console.screen().contains("1,243"), "Enter alone takes nothing: {}", console.screen());
    console.type_text("1243").press("enter");
    assert!(console.screen().contains("Stopped before the end"), "{}", console.screen());
}

#[test]
fn examining() {
    check("examining", false, |console| {
        console.press("e");
    });
}

#[test]
fn found() {
    check("found", true, |console| {
        console.press("e down");
    });
}

#[test]
fn repaired() {
    check("repaired", true, |console| {
        console.press("e R y down down down");
    });
}

#[test]
fn only_by_itself_is_the_time_confirmed() {
    let mut console = Console::new(Language::English, (120, 40), 3);
    let (from, how) = (NOW, crate::operations::clock::Ahead::Jumped);
    let ahead = Finding::ClockAhead { from, to: from.plus_s(60 * crate::domain::time::DAY_S), how };
    console.others = Box::new(move |effect| match effect {
        Effect::Server(Request::Examine { ticket, .. }) => {
            vec![Outcome::Server(Done::Examined { ticket: *ticket, findings: vec![ahead.clone()] })]
        }
        other => answer(other, true),
    });
    console.press("7 e R");
    assert!(!console.shows("Is the server's time right now?"), "{}", console.screen());
    console.press("r");
    assert!(console.shows("Is the server's time right now?"), "{}", console.screen());
    console.press("y");
    assert!(console.shows("repaired"), "{}", console.screen());
}

#[test]
fn what_cannot_be_repaired_says_so() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(|effect| match effect {
        Effect::Server(Request::Examine { ticket, .. }) => {
            vec![Outcome::Server(Done::Examined { ticket: *ticket, findings: vec![Finding::NoWebmaster] })]
        }
        other => answer(other, true),
    });
    console.press("7 e r");
    assert!(console.shows("qu'à la main"), "{}", console.screen());
}

#[test]
fn what_becomes_of_a_database_without_a_row_is_chosen_and_confirmed() {
    let mut console = Console::new(Language::English, (120, 40), 3);
    console.others = Box::new(|effect| answer(effect, true));
    console.press("7 e down");
    assert!(console.shows("to decide") && console.shows("Collège Iroise"), "{}", console.screen());
    console.press("r");
    assert!(
        console.shows("Adopt: this database is establishment 77 again") && console.shows("Set aside"),
        "{}",
        console.screen()
    );
    console.press("esc r enter");
    assert!(console.shows("Decide"), "{}", console.screen());
    console.press("y");
    assert!(console.shows("Establishment 77 is there again, in the zone “Rennes”"), "{}", console.screen());
    // A row without a database is another choice; repairing everything leaves both alone.
    let mut console = Console::new(Language::English, (120, 40), 3);
    console.others = Box::new(|effect| answer(effect, true));
    console.press("7 e r");
    assert!(console.shows("Make its database again") && !console.shows("Adopt:"), "{}", console.screen());
    console.press("esc R");
    assert!(console.shows("2 findings"), "{}", console.screen());
}

#[test]
fn whoever_wants_an_empty_database_is_told_of_a_usable_export_first() {
    // What a key does is named by its words on screens.
    for (language, there, way) in [
        (Language::French, "export utilisable", "Recréer sa base"),
        (Language::English, "usable export", "Make its database again"),
    ] {
        let mut console = Console::new(language, (80, 24), 3);
        console.others = Box::new(|effect| answer(effect, true));
        console.press("7 e r down enter");
        let said = flat(&console.screen());
        assert!(said.contains(&flat(there)) && said.contains("a1b2c3.sqlite"), "{said}");
        assert!(said.contains(&flat(way)), "{said}");
    }
}

#[test]
fn an_examination_that_was_left_is_not_listened_to() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(|effect| answer(effect, false));
    console.press("7 e");
    assert!(console.shows("Analyse en cours"));
    console.press("esc");
    assert!(console.shows("Aucune analyse"), "{}", console.screen());
}

/// What was asked about a finding of a list that is no longer there is asked about no other finding.
#[test]
fn what_comes_of_a_choice_is_told_of_the_finding_that_was_chosen_alone() {
    for (ticket, is_asked) in [(1, false), (3, true)] {
        let mut console = Console::new(Language::English, (80, 24), 3);
        console.others = Box::new(move |effect| match effect {
            Effect::Server(Request::Outlook { .. }) => Vec::new(),
            Effect::Server(Request::Examine { ticket: 3, .. }) => {
                let result = Ok(outlook(&Finding::ReserveMissing, Choice::Empty));
                let late = Outcome::Server(Done::Outlook { ticket, places: vec![0], choice: Choice::Empty, result });
                answer(effect, true).into_iter().chain([late]).collect()
            }
            effect => answer(effect, true),
        });
        console.press("7 e r down enter");
        assert!(console.shows("looked for"), "{}", console.screen());
        console.press("esc e");
        assert_eq!(console.shows("usable export"), is_asked, "{}", console.screen());
    }
}

#[test]
fn a_real_host_is_clean_and_a_left_over_is_repaired() {
    let mut live = Live::new("");
    live.press("7");
    live.until("SQLite");
    live.press("e");
    live.until("Rien à signaler");
    std::fs::remove_file(live.home().root().join("reserve")).unwrap();
    live.press("e");
    live.until("attention");
    live.press("r o");
    live.until("1 constat réparé");
    assert!(live.home().root().join("reserve").is_file());
}

#[test]
fn a_held_registry_refuses_before_a_form_is_filled_and_lists_go_on() {
    let mut console = Console::new(Language::English, (120, 40), 3);
    let doubt = Doubt::Older { until: NOW.plus_s(-3600), missing: 1_204, since: 0 };
    console.app.shared.held = Some(doubt.message());
    let form = |console: &mut Console, key: &str, title: &str| {
        console.press(key);
        assert!(!console.shows(title), "{key}: {}", console.screen());
        assert!(console.shows("older") && console.shows("▸[ ] 1"), "{key}: {}", console.screen());
    };
    form(&mut console, "n", "First name");
    form(&mut console, "I", "The file");
    form(&mut console, "b", "Reason");
    for (key, title) in [("2", "Zones"), ("6", "Settings"), ("0", "Exports"), ("7", "Server"), ("1", "Establishments")]
    {
        console.press(key);
        assert!(console.shows(title), "{key}: {}", console.screen());
    }
}

/// Returns what a dialog says, else what the screen says, as one line.
pub(super) fn flat(screen: &str) -> String {
    let inside = |line: &str| line.split('│').nth(1).unwrap_or(line).trim().to_owned();
    screen.lines().map(inside).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Everything that is kept for some time, all of it due, and every remark there is.
fn everything_due() -> Vec<Due> {
    let model = due().remove(0);
    Kind::ALL
        .into_iter()
        .enumerate()
        .map(|(at, kind)| {
            let remarks = match kind {
                Kind::UndoableJobs => vec![Remark::NoUndo],
                Kind::Jobs => vec![Remark::Lists(3)],
                Kind::Exports => vec![Remark::OfDeleted(2), Remark::Missing(4)],
                Kind::Audit => vec![Remark::NeverExported(12)],
                _ => Vec::new(),
            };
            let bytes = (3 + u64::try_from(at).unwrap()) << 20;
            Due { kind, remarks, needed: 3, old: Old { bytes, ..model.old }, ..model.clone() }
        })
        .collect()
}

#[test]
fn everything_that_goes_can_be_read_before_its_count_is_typed() {
    for language in [Language::French, Language::English] {
        for size in [(80, 24), (60, 15)] {
            let mut console = Console::new(language, size, 3);
            console.others = Box::new(|effect| match effect {
                Effect::Server(Request::Due) => vec![Outcome::Server(Done::Due(everything_due()))],
                other => answer(other, true),
            });
            console.press("7 p");
            let mut seen = String::new();
            for _ in 0..60 {
                let screen = console.screen();
                assert!(screen.contains("> "), "what is to be typed is always seen: {screen}");
                seen.push_str(&flat(&screen));
                console.press("down");
            }
            for due in everything_due() {
                let kind = console.app.shared.say(&due.kind.message());
                assert!(seen.contains(&kind), "{kind} cannot be read at {size:?}");
                let bytes = console.app.shared.catalogue.size(due.old.bytes);
                assert!(seen.contains(&bytes), "{bytes} of {kind} cannot be read at {size:?}");
            }
            assert!(seen.contains('↓'), "that there is more is told");
            let before = console.screen();
            console.press("pagedown");
            assert_eq!(before, console.screen(), "nothing is beyond the last line");
            console.press("pageup pageup pageup pageup pageup pageup pageup");
            let first = console.app.shared.say(&Kind::ALL[0].message());
            assert!(console.shows(&first), "{}", console.screen());
        }
    }
    check_prune("prune_all");
}

fn check_prune(name: &str) {
    for language in [Language::French, Language::English] {
        let mut console = Console::new(language, (80, 24), 3);
        console.others = Box::new(|effect| match effect {
            Effect::Server(Request::Due) => vec![Outcome::Server(Done::Due(everything_due()))],
            other => answer(other, true),
        });
        console.press("7 p down down");
        insta::assert_snapshot!(format!("server_{name}_{}", language.code()), console.screen());
    }
}

#[test]
fn facts_of_a_busy_host_are_whole() {
    for language in [Language::French, Language::English] {
        let mut console = Console::new(language, (80, 24), 3);
        console.others = Box::new(|effect| match effect {
            Effect::Server(Request::Info) => {
                let mut info = info();
                info.mails = State::ALL.map(|state| (state, 17_897)).to_vec();
                info.data_dir = "/srv/hosting/of-all-schools/of-the-academie/intendant-production".into();
                vec![Outcome::Server(Done::Info(Box::new(info)))]
            }
            other => answer(other, true),
        });
        console.press("7 e");
        let screen = console.screen();
        let head: String = screen.lines().take(9).collect();
        let number = crate::i18n::Catalogue::new(language).number(17_897);
        assert_eq!(head.matches(&number).count(), State::ALL.len(), "{screen}");
        assert!(head.contains("intendant-production"), "{screen}");
        assert!(screen.contains("77.sqlite"), "the list has room: {screen}");
        insta::assert_snapshot!(format!("server_busy_{}", language.code()), screen);
    }
}
