//! The screen of the log.

use super::console::{Console, NOW};
use super::live::Live;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::nouns::acts::Told;
use crate::nouns::{Id, Order, Tone, made};
use crate::operations::audit::AuditRow;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};

fn entry(id: i64) -> AuditRow {
    let kinds = [
        ("establishment.edit", "establishment", r#"{"location":"29200 Brest"}"#, r#"{"location":"29000 Quimper"}"#),
        (
            "establishment.block",
            "establishment",
            "{}",
            r#"{"author":"alice","reason":"Loyer impayé","until":"2026-12-31"}"#,
        ),
        ("session.sign-in", "webmaster", "{}", "{}"),
        ("odd.verb", "odd", "not json", "{}"),
    ];
    let (action, kind, before, after) = kinds[usize::try_from(id).unwrap() % kinds.len()];
    AuditRow {
        id,
        at: NOW.plus_s(id * 60 - 90_000),
        actor: if id % 5 == 0 { "(program)".into() } else { "alice".into() },
        actor_kind: if id % 5 == 0 { "program".into() } else { "webmaster".into() },
        os_user: "intendant".into(),
        ssh_client: if id % 3 == 0 { String::new() } else { "192.0.2.7 50122".into() },
        ssh_key: String::new(),
        action: action.into(),
        object_kind: kind.into(),
        object_id: id.to_string(),
        object_label: "Collège Éluard\u{202e}".into(),
        before: before.into(),
        after: after.into(),
        hash: "4be1".repeat(16),
    }
}

fn log(count: i64) -> impl FnMut(&Effect) -> Vec<Outcome> {
    let rows: Vec<AuditRow> = (1..=count).rev().map(entry).collect();
    answers(rows)
}

/// Answers as a log of such entries does.
fn answers(rows: Vec<AuditRow>) -> impl FnMut(&Effect) -> Vec<Outcome> {
    move |effect| {
        let Effect::Noun(request) = effect else { return Vec::new() };
        let done = match request {
            Request::List { generation, filter, most, .. } => {
                let ids = rows.iter().filter(|row| row.action.contains(filter.trim())).map(|row| Id::Number(row.id));
                let order = Ok(Box::new(Order::of(ids.collect(), *most, rows.len())));
                Done::Listed { generation: *generation, order, rows: None, gone: Vec::new(), zones: None, inside: None }
            }
            Request::Rows { ticket, ids, .. } => {
                let wanted = ids.iter().filter_map(|id| rows.iter().find(|row| id.number() == Some(row.id)));
                Done::Rows { ticket: *ticket, rows: made::entries(wanted.cloned().collect()) }
            }
            Request::DoMany { act, .. } => {
                let broken = Message::new("audit-broken-altered").with("id", "7");
                Done::Told(*act, Told::plainly(broken, Tone::Bad))
            }
            Request::Alone { id, .. } => {
                Done::Alone(made::entries(rows.iter().filter(|row| id.number() == Some(row.id)).cloned().collect()))
            }
            Request::Do { .. }
            | Request::Task { .. }
            | Request::Says { .. }
            | Request::Groups { .. }
            | Request::Write { .. } => {
                return Vec::new();
            }
        };
        vec![Outcome::Noun(done)]
    }
}

fn stable(screen: &str) -> String {
    (1..=60).map(|id| NOW.plus_s(id * 60 - 90_000)).fold(screen.to_owned(), |screen, at| {
        let utc = at.utc_text();
        screen.replace(&at.local_text(), &format!("{} {}", &utc[..10], &utc[11..16]))
    })
}

fn check(name: &str, prepare: impl Fn(&mut Console)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut console = Console::new(language, (width, height), 3);
            console.others = Box::new(log(50));
            console.press("4");
            prepare(&mut console);
            let name = format!("audit_{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, stable(&console.screen()));
        }
    }
}

#[test]
fn table() {
    check("table", |console| {
        console.press("down down");
    });
}

#[test]
fn detail() {
    check("detail", |console| {
        console.press("down down enter");
    });
}

#[test]
fn stored_words_are_said_in_words() {
    let mut console = Console::new(Language::French, (120, 40), 3);
    let end = AuditRow {
        action: "session.end".into(),
        object_kind: "webmaster".into(),
        before: "{}".into(),
        after: r#"{"reason":"sign-out"}"#.into(),
        ..entry(4)
    };
    console.others = Box::new(answers(vec![end]));
    console.press("4");
    assert!(console.shows("départ de la personne"), "{}", console.screen());
    console.press("enter");
    assert!(console.shows("départ de la personne") && !console.shows("sign-out"), "{}", console.screen());
}

#[test]
fn fields() {
    check("fields", |console| {
        console.press("f tab tab").type_text("32/01/2026").press("tab tab enter");
    });
}

/// Asked for once more, the form holds what the filter asks for, and replaces it.
#[test]
fn what_was_asked_for_in_the_form_is_changed_there() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(log(50));
    console
        .press("4 / b o b enter f")
        .type_text("blocage")
        .press("tab tab")
        .type_text("01/01/2026")
        .press("tab tab enter");
    assert!(console.shows("/ bob action:blocage quand:>=2026-01-01"), "{}", console.screen());
    console.press("f");
    assert!(console.shows("01/01/2026"), "{}", console.screen());
    console.press("ctrl-u").type_text("connexion").press("tab tab ctrl-u tab tab enter");
    assert!(console.shows("/ bob action:connexion") && !console.shows("quand:"), "{}", console.screen());
}

#[test]
fn export() {
    check("export", |console| {
        console.press("x");
    });
}

#[test]
fn words_filter_while_they_are_typed() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(log(50));
    console.press("4 /").type_text("session");
    assert!(console.shows("connexion") && !console.shows("blocage"), "{}", console.screen());
    console.type_text("xyz");
    assert!(console.shows("Rien ne correspond"));
    console.press("esc");
    assert!(console.shows("blocage"));
    console.press("/").type_text("it's").press("enter =");
    assert!(console.shows(r"intendant audit list --filter 'it'\''s'"), "{}", console.screen());
}

#[test]
fn the_first_altered_entry_is_named() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(log(50));
    console.press("4 v");
    assert!(console.shows("L'entrée 7 a été modifiée"));
}

#[test]
fn the_real_log_is_listed_verified_and_exported() {
    let mut live = Live::new("");
    live.press("4");
    live.until("mise en service");
    live.press("v");
    live.until("Le journal est intact");
    let path = live.file("x", "").with_file_name("journal.csv");
    live.press("x ctrl-u").type_text(&path.display().to_string()).press("tab tab enter");
    live.until("entrée");
    live.until("écrite");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("host.initialise"), "{text}");
    // The same file is never replaced.
    live.press("x ctrl-u").type_text(&path.display().to_string()).press("tab tab enter");
    live.until("existe déjà");
}

#[test]
fn over_ssh_an_export_stays_in_the_exchange_folder() {
    let mut live = Live::new("192.0.2.7 50000");
    live.press("4");
    live.until("mise en service");
    live.press("x ctrl-u").type_text("/tmp/journal.csv").press("tab tab enter");
    live.until("dossier d'échange.");
    live.press("ctrl-u").type_text("journal.csv").press("tab tab enter");
    live.until("écrite");
    assert!(live.home().exchange().join("journal.csv").is_file());
}
