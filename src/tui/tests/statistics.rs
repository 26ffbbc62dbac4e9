//! The screen of statistics.

use std::cell::RefCell;

use super::console::{Console, NOW};
use super::fixture;
use super::live::Live;
use crate::domain::job::Reason;
use crate::domain::language::Language;
use crate::domain::statistics::{Figures, Line, Scope, Snapshot, SnapshotId, Totals};
use crate::domain::time::{DAY_S, Timestamp};
use crate::tui::events::Event;
use crate::tui::orders::statistics::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::theme::{Glyphs, Palette, Theme};

fn line(number: u32, growth: u64) -> Line {
    let row = fixture::establishment(number);
    let count = u64::from(number) * growth;
    let figures = Figures {
        last_sign_in_at: (!number.is_multiple_of(7)).then(|| Timestamp(NOW.0 - DAY_S * i64::from(number * number))),
        staff: count % 40,
        staff_connected: count % 17,
        learners: count * 13 % 900,
        learners_connected: count * 7 % 400,
        evaluations: count,
        evaluations_recent: count / 2,
        grades: count * 37,
        grades_recent: count * 11,
        enrolments: [count, count / 2, count / 3, 4, 3, 2, 1],
        size_bytes: 40_000 + 13_000 * count,
        ..Figures::default()
    };
    Line {
        number: row.number,
        zone: row.zone,
        denomination: row.denomination,
        uai: "0750655E".into(),
        contact: row.contact.full_name(),
        registered_on: "2024-09-01".into(),
        figures: match number {
            5 => Err(Reason::Busy { owner: String::new() }),
            9 => Err(Reason::Damaged { detail: "malformed".into() }),
            _ => Ok(figures),
        },
    }
}

fn lines(growth: u64) -> Vec<Line> {
    (1..=40).map(|number| line(number, growth)).collect()
}

fn snapshots() -> Vec<Snapshot> {
    let snapshot = |id: i64| Snapshot {
        id: SnapshotId(id),
        at: Timestamp(NOW.0 - DAY_S * 30 * (6 - id)),
        author: "alice".into(),
        scope: if id == 3 { Scope::Part } else { Scope::Whole },
        is_complete: id != 4,
        totals: Totals::of(&lines(u64::try_from(id).unwrap()), NOW),
    };
    (1..=6).rev().map(snapshot).collect()
}

/// Answers as a host with snapshots does; a count hands over half of its lines and goes on.
fn answer(effect: &Effect) -> Vec<Outcome> {
    let Effect::Statistics(request) = effect else { return Vec::new() };
    let done = match request {
        Request::Open(id) => {
            let open = id.unwrap_or(SnapshotId(6));
            Done::Opened { snapshots: snapshots(), open: Some(open), lines: lines(open.0.unsigned_abs()) }
        }
        Request::Compute { ticket, .. } => {
            let lines = lines(6).into_iter().take(20).collect();
            Done::Counted { ticket: *ticket, lines, total: 40 }
        }
        Request::History(number) => {
            let history = (1..=6_u32).map(|id| (NOW, line(number.0, u64::from(id)).figures));
            Done::History(*number, history.collect())
        }
        Request::Write { lines, path, .. } => Done::Written { count: lines.len(), path: path.clone() },
    };
    vec![Outcome::Statistics(done)]
}

fn console(language: Language, size: (u16, u16)) -> Console {
    let mut console = Console::new(language, size, 40);
    console.others = Box::new(answer);
    console
}

fn check(name: &str, prepare: impl Fn(&mut Console)) {
    for language in [Language::French, Language::English] {
        for size in [(80, 24), (120, 40)] {
            let mut console = console(language, size);
            console.press("i");
            prepare(&mut console);
            let name = format!("statistics_{name}_{}_{}x{}", language.code(), size.0, size.1);
            insta::assert_snapshot!(name, console.screen());
        }
    }
}

#[test]
fn table() {
    check("table", |console| {
        console.press("down space down");
    });
}

#[test]
fn zones() {
    check("zones", |console| {
        console.press("p");
    });
}

#[test]
fn distribution() {
    check("distribution", |console| {
        console.press("p p");
    });
}

#[test]
fn trend() {
    check("trend", |console| {
        console.press("p p p");
    });
}

#[test]
fn s15_counting_streams_and_broken_ones_are_rows() {
    check("counting", |console| {
        console.press("i");
    });
}

#[test]
fn nothing_was_counted_yet() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    let done = || Done::Opened { snapshots: Vec::new(), open: None, lines: Vec::new() };
    console.others = Box::new(move |_| vec![Outcome::Statistics(done())]);
    console.press("9");
    assert!(console.shows("Aucun relevé. i calcule"), "{}", console.screen());
}

#[test]
fn pictures_are_readable_in_ascii_and_without_colour() {
    for picture in ["p", "p p", "p p p"] {
        let mut console = console(Language::French, (80, 24));
        console.app.shared.theme = Theme { palette: Palette::Mono, glyphs: Glyphs::Ascii };
        console.press("i").press(picture);
        let screen = console.screen();
        assert!(screen.is_ascii(), "{screen}");
        // Only the key of the help is a question mark.
        assert_eq!(screen.matches('?').count(), 1, "{screen}");
        assert!(screen.contains("====") || screen.contains('#'), "{screen}");
    }
}

#[test]
fn those_that_sleep_become_ticks_for_the_next_action() {
    let mut console = console(Language::French, (120, 40));
    console.press("i /").type_text("asleep:6").press("enter a");
    let sleepers: Vec<u32> = lines(6)
        .iter()
        .filter(|line| line.is_asleep_since(crate::domain::statistics::since(snapshots()[0].at, 6)))
        .map(|line| line.number.0)
        .collect();
    assert!(sleepers.len() > 10 && sleepers.len() < 38, "{sleepers:?}");
    assert_eq!(console.ticked(), sleepers);
    console.press("esc 1 t");
    assert!(console.shows(&format!("{}", sleepers[0])), "{}", console.screen());
    assert_eq!(console.ticked(), sleepers);
    // A filter that cannot be read says so, and the lines stay.
    console.press("9 /").type_text("asleep:x");
    assert!(console.shows("n'est pas un nombre de mois"), "{}", console.screen());
}

#[test]
fn the_figures_are_columns_of_the_filter() {
    let mut console = console(Language::English, (120, 40));
    let found = |console: &mut Console, filter: &str| {
        console.press("ctrl-u").type_text(filter);
        let screen = console.screen();
        screen.lines().last().unwrap_or_default().to_owned()
    };
    console.press("i /");
    let all = found(&mut console, "");
    assert_ne!(found(&mut console, "learners:>0"), all);
    // A zone that does not exist is told, not an empty list.
    found(&mut console, "zone:rennes");
    console.app.handle(Event::Paste(",lille".into()));
    assert!(console.shows("No zone is called “lille”") && !console.shows(" 0 of"), "{}", console.screen());
    // What a snapshot does not know is refused instead of holding nothing.
    found(&mut console, "state:blocked");
    assert!(console.shows("There is no column “state”"), "{}", console.screen());
    // The command's filter knows every column too.
    found(&mut console, "number:2..4 learners:>=0");
    console.press("enter = end");
    assert!(console.shows("establishment stats --filter 'number:2..4 learners:>=0'"), "{}", console.screen());
}

#[test]
fn every_column_orders_and_a_dated_snapshot_opens() {
    let mut console = console(Language::French, (120, 40));
    console.press("i s").press("down down down down down down down enter");
    assert!(console.shows("▼Personnels"), "{}", console.screen());
    console.press("o");
    assert!(console.shows("interrompu"), "{}", console.screen());
    console.press("down down enter");
    assert!(console.shows("Relevé interrompu du"), "{}", console.screen());
}

#[test]
fn a_count_is_cancelled_by_going_back() {
    use crate::jobs::progress::Cancel;
    thread_local! { static ASKED: RefCell<Option<Cancel>> = const { RefCell::new(None) }; }
    let mut console = console(Language::French, (80, 24));
    console.others = Box::new(|effect| {
        if let Effect::Statistics(Request::Compute { cancel, .. }) = effect {
            ASKED.set(Some(cancel.clone()));
        }
        answer(effect)
    });
    console.press("i i esc");
    assert!(ASKED.take().unwrap().is_cancelled());
}

#[test]
fn a_real_host_is_counted_and_written_to_a_file() {
    let mut live = Live::new("");
    live.press("i");
    live.until("Aucun relevé");
    live.press("i");
    live.until("base ouverte");
    live.press("i");
    live.until("0 base ouverte");
}

/// What was deleted since the count is a line that says so, and nothing is done with it.
#[test]
fn what_is_gone_is_marked_and_neither_found_nor_ticked() {
    for (language, gone, refused) in [
        (Language::French, "× supprimé", "a été supprimé depuis le calcul"),
        (Language::English, "× deleted", "was deleted since the count"),
    ] {
        let mut console = console(language, (120, 40));
        console.others = Box::new(|effect| {
            let mut done = answer(effect);
            for outcome in &mut done {
                if let Outcome::Statistics(Done::Opened { lines, .. }) = outcome {
                    lines[0].figures = Err(Reason::Gone);
                }
            }
            done
        });
        console.press("i");
        assert!(console.shows(gone), "{}", console.screen());
        console.press("space");
        assert!(console.ticked().is_empty());
        console.press("up w");
        assert!(console.shows(refused), "{}", console.screen());
        console.press("a");
        assert_eq!(console.ticked(), (2..=40).collect::<Vec<_>>());
        console.press("/").type_text("number:1..2");
        assert!(console.shows(&lines(6)[1].denomination) && !console.shows(gone), "{}", console.screen());
    }
}

/// At 80 columns every column is seen by moving them; whose figures these are stays.
#[test]
fn columns_move_with_the_arrows() {
    let mut console = console(Language::English, (80, 24));
    console.press("i");
    let table = console.screen();
    let mut seen = table.clone();
    for _ in 0..20 {
        console.press("right");
        let screen = console.screen();
        assert!(
            screen.lines().nth(2).is_some_and(|head| head.contains("No.") && head.contains("Denomination")),
            "{screen}"
        );
        seen.push_str(&screen);
    }
    for measure in crate::domain::statistics::Measure::ALL {
        let title = console.app.shared.text(crate::i18n::words::measure(measure));
        assert!(seen.contains(&title), "{title}");
    }
    for _ in 0..20 {
        console.press("left");
    }
    console.press("home");
    assert_eq!(console.screen(), table);
    // Wide enough for all, nothing moves.
    console.resize(260, 40);
    let wide = console.screen();
    console.press("right home");
    assert_eq!(console.screen(), wide);
}
