//! What is said is never cut at 80 columns: neither in the line of state, nor where a screen has one line for it.

use super::console::Console;
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::i18n::Catalogue;
use crate::i18n::shapes::{Shape, forms, plain, shapes};
use crate::nouns::{self, Door};
use crate::tui::orders::server::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::theme::Role;

/// Letters of our own words by which a cut text is recognised.
const TELLING: usize = 12;

/// Texts that may be cut: data stands in them, and the whole of it stands elsewhere on the screen or behind Enter.
const MAY_BE_CUT: &[&str] = &[];

/// Fails when one of the texts that had no room is a message.
pub(super) fn check(language: Language, cut: &[String]) {
    for text in cut {
        let text = plain(text);
        let is = |one: &&Shape| {
            let telling = |words: &str| words.chars().count() >= TELLING;
            (one.is_whole && one.first == text)
                || (telling(&one.first) && text.starts_with(&one.first))
                || (telling(&one.last) && text.ends_with(&one.last))
        };
        if let Some(found) = shapes(language).messages.iter().find(is).filter(|one| !MAY_BE_CUT.contains(&one.key)) {
            panic!("{language:?}: {} has no room: {text}", found.key);
        }
    }
}

/// Most columns of a word of ours that a cell must show whole; what is longer is a sentence, which stands whole below.
const WORD: usize = 24;
/// Columns of a kind of finding in the doctor's table at 80 columns.
const FINDING: usize = 29;

/// Fails when a cell of a table had no room for one of our own words; data may be cut there.
pub(super) fn check_cells(language: Language, cells: &[String]) {
    for text in cells {
        // A state is a sign and a word.
        let word = plain(text.trim_start_matches(|sign: char| !sign.is_alphanumeric()));
        let is_ours = word.chars().count() <= WORD && shapes(language).words.contains(&word);
        assert!(!is_ours, "{language:?}: a cell has no room for our word: {text}");
    }
}

/// Everything that a screen can say stands whole in the line of state, which takes more lines where it must, also with
/// ticks, whose count stays.
#[test]
fn whatever_is_said_can_be_read_whole() {
    const LONG: &str = "Établissement régional d'enseignement adapté Jean-Baptiste de La Quintinie";
    for language in [Language::French, Language::English] {
        let mut console = Console::new(language, (80, 24), 60);
        let elsewhere = ["cli", "plain", "letter", "config", "help"];
        let is_here = |one: &&Shape| !elsewhere.contains(&one.key.split('-').next().unwrap_or_default());
        let messages: Vec<&Shape> = shapes(language).messages.iter().filter(is_here).collect();
        assert!(messages.len() > 700, "{}", messages.len());
        for ticked in [false, true] {
            if ticked {
                console.press("space");
            }
            for Shape { key, values, .. } in &messages {
                let value = |name: &&'static str| {
                    let value =
                        if shapes(language).counts.contains(name) { Value::Count(17_897) } else { Value::from(LONG) };
                    (*name, value)
                };
                let message = Message { key, args: values.iter().map(value).collect() };
                let bare = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
                let said = bare(&console.app.shared.say(&message));
                console.app.say(message, Role::Warning);
                let screen = console.screen();
                assert!(bare(&screen).contains(&said), "{language:?} {key} is cut:\n{screen}");
                assert!(!ticked || screen.contains(if language == Language::French { "1 coché" } else { "1 ticked" }));
            }
        }
    }
}

/// At 80 columns the doctor's table has room for every kind of finding.
#[test]
fn every_kind_of_finding_fits_its_column() {
    for language in [Language::French, Language::English] {
        let kinds = forms(language, "audit-finding");
        assert!(kinds.len() > 30, "{kinds:?}");
        for kind in kinds {
            assert!(kind.chars().count() <= FINDING, "{language:?}: {kind}");
        }
    }
}

/// How a file is read stands whole beside its name, of which the end is left.
#[test]
fn how_a_file_is_read_has_room_beside_its_name() {
    for language in [Language::French, Language::English] {
        let words = Catalogue::for_console(language);
        let formats = forms(language, "import-format")
            .into_iter()
            .chain(["import-by-hand", "import-guessed"].map(|key| words.text(key)));
        for format in formats.filter(|format| !format.is_empty()) {
            let said = Message::new("import-read-as")
                .with("format", format)
                .with("encoding", "windows-1252")
                .with("separator", words.text("import-tab"))
                .with("columns", 120_u32);
            let said = words.say(&said);
            assert!(crate::tui::canvas::columns(&said) <= 68, "{said}");
        }
    }
}

/// Hints below a form, keys below a dialog and what can be chosen for a finding have one line.
#[test]
fn hints_and_keys_fit_their_line() {
    const ROOM: u16 = 72;
    let wrapped = ["import-mapping-keys", "import-run-keys", "mailing-keys"];
    let mut seen = 0;
    for language in [Language::French, Language::English] {
        let whole = shapes(language).messages.iter().filter(|one| one.is_whole && !wrapped.contains(&one.key));
        for one in whole.filter(|one| {
            one.key.contains("hint-") || one.key.ends_with("-keys") || one.key.starts_with("server-choice-")
        }) {
            if ["cli", "plain"].contains(&one.key.split('-').next().unwrap_or_default()) {
                continue;
            }
            seen += 1;
            assert!(crate::tui::canvas::columns(&one.first) <= ROOM, "{language:?} {}: {}", one.key, one.first);
        }
    }
    assert!(seen > 80, "{seen}");
}

/// A host with all schools of the country, of which a tenth is blocked.
#[test]
fn the_count_of_the_blocked_is_not_cut() {
    for (language, said) in
        [(Language::French, "17 900 dont 1 790 bloqués "), (Language::English, "17,900 (blocked: 1,790) ")]
    {
        let mut console = Console::new(language, (80, 24), 3);
        console.others = Box::new(|effect| {
            let Effect::Server(Request::Info) = effect else { return Vec::new() };
            let mut info = super::server::info();
            (info.establishments.establishments, info.establishments.blocked) = (17_900, 1_790);
            vec![Outcome::Server(Done::Info(Box::new(info)))]
        });
        console.press("7");
        let screen = console.screen().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(screen.contains(said), "{screen}");
    }
}

/// What yields to nothing has room beside the box and the cursor.
#[test]
fn the_columns_that_stay_fit_the_smallest_usual_screen() {
    let need = |door: &dyn Door| -> u16 {
        let stay = door.heads().into_iter().filter(|head| head.is_shown() && head.priority == 0);
        stay.map(|head| head.min + 1).sum()
    };
    for door in nouns::ALL {
        assert!(need(door) <= 76, "{:?}: {}", door.noun(), need(door));
    }
}
