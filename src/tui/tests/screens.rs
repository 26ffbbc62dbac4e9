//! The screens as they look, in both languages and at both sizes.

use super::desk::Desk;
use super::fixture;
use crate::domain::language::Language;

fn check(name: &str, prepare: impl Fn(&mut Desk)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut desk = Desk::new(language, (width, height), 60);
            desk.rows[1].blocks = fixture::blocks();
            desk.press("ctrl-r");
            prepare(&mut desk);
            let name = format!("{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, desk.screen());
        }
    }
}

#[test]
fn table() {
    check("table", |desk| {
        desk.press("down space down down space");
    });
}

#[test]
fn filter_error() {
    check("filter_error", |desk| {
        desk.press("/").type_text("brest zone:");
    });
}

#[test]
fn detail() {
    check("detail", |desk| {
        desk.press("down enter");
    });
}

#[test]
fn add() {
    check("add", |desk| {
        desk.press("n tab tab tab").type_text("0123456A").press("tab tab tab tab tab space tab tab enter");
    });
}

#[test]
fn help() {
    check("help", |desk| {
        desk.press("?");
    });
}

#[test]
fn palette() {
    check("palette", |desk| {
        desk.press(":");
    });
}

#[test]
fn facets() {
    check("facets", |desk| {
        desk.press("f space");
    });
}

#[test]
fn sort() {
    check("sort", |desk| {
        desk.press("s");
    });
}

#[test]
fn blocks() {
    check("blocks", |desk| {
        desk.press("down b");
    });
}

#[test]
fn block() {
    check("block", |desk| {
        desk.press("b tab tab enter");
    });
}

#[test]
fn reset() {
    check("reset", |desk| {
        desk.press("w");
    });
}

#[test]
fn delete() {
    check("delete", |desk| {
        desk.press("d");
    });
}

#[test]
fn conflict() {
    use crate::tui::orders::Failure;
    check("conflict", |desk| {
        desk.press("e tab tab").type_text(" bis");
        let mut theirs = desk.rows[0].clone();
        theirs.denomination = "École de Bob".into();
        desk.failure = Some(Failure::Conflict(Box::new(theirs)));
        desk.press("tab tab tab tab tab enter");
    });
}

#[test]
fn locked() {
    check("locked", |desk| {
        desk.app.shared.demo = false;
        desk.app.handle(crate::tui::events::Event::Idle);
    });
}

#[test]
fn the_lock_is_left_after_a_question() {
    for (language, keys, question, yes) in [
        (Language::French, "Échap se déconnecter et quitter", "La session se termine", "o"),
        (Language::English, "Esc sign out and quit", "The session ends", "y"),
    ] {
        let mut desk = Desk::new(language, (80, 24), 3);
        desk.app.shared.demo = false;
        desk.press("ctrl-x");
        assert!(desk.shows(keys), "{}", desk.screen());
        desk.press("esc");
        assert!(desk.app.exit().is_none() && desk.shows(question), "{}", desk.screen());
        desk.press("esc");
        assert!(desk.app.exit().is_none() && desk.shows(keys) && !desk.shows(question), "{}", desk.screen());
        desk.press("tab tab enter");
        assert!(desk.app.exit().is_none() && desk.shows(question), "{}", desk.screen());
        desk.press(yes);
        assert_eq!(desk.app.exit(), Some(crate::domain::exit::ExitReason::Quit));
    }
}

/// Whatever letter it begins with, no key of it does anything else.
#[test]
fn a_password_at_the_lock_may_begin_with_any_letter() {
    for letter in (' '..='~').filter(|letter| *letter != ' ') {
        let mut desk = Desk::new(Language::French, (80, 24), 3);
        desk.app.shared.demo = false;
        desk.press("ctrl-x").type_text(&format!("{letter}ou"));
        let is_typed = desk.shows("•••") && !desk.shows("La session se termine") && desk.app.exit().is_none();
        assert!(is_typed, "{letter}: {}", desk.screen());
    }
    let mut desk = Desk::new(Language::French, (80, 24), 3);
    desk.app.shared.demo = false;
    desk.press("ctrl-x").type_text("menhir q");
    // Retreating forgets what was typed; after Enter the first letter may be any.
    desk.press("esc");
    assert!(!desk.shows("•") && desk.shows("Échap se déconnecter"), "{}", desk.screen());
    desk.press("enter").type_text("qa");
    assert!(desk.shows("••") && !desk.shows("Échap se déconnecter"), "{}", desk.screen());
    desk.press("tab enter");
    assert!(desk.shows("3 sur 3"), "{}", desk.screen());
}

/// What is typed where somebody believes that the screen is locked is a password.
#[test]
fn the_screen_locks_from_forms_and_questions_too() {
    for keys in ["n", "d", "?", "/", ":"] {
        let mut desk = Desk::new(Language::French, (80, 24), 3);
        desk.app.shared.demo = false;
        desk.press(keys).press("ctrl-x");
        assert!(desk.shows("L'écran est verrouillé"), "{keys}: {}", desk.screen());
    }
}

/// Every list says that rows are above or below what is seen.
#[test]
fn lists_say_that_they_go_on() {
    let marks = |desk: &mut Desk| ["↑", "↓"].map(|mark| desk.shows(mark));
    let mut desk = Desk::new(Language::French, (80, 24), 60);
    assert_eq!(marks(&mut desk), [false, true], "{}", desk.screen());
    desk.press("pagedown pagedown");
    assert_eq!(marks(&mut desk), [true, true], "{}", desk.screen());
    desk.press("end");
    assert_eq!(marks(&mut desk), [true, false], "{}", desk.screen());
    // In a dialog they stand in the frame's side, beside neither a key nor a word.
    let mut desk = Desk::new(Language::French, (80, 24), 3);
    assert_eq!(marks(&mut desk), [false, false], "{}", desk.screen());
    let sides = |desk: &mut Desk| {
        ["↑", "↓"].map(|mark| desk.screen().lines().any(|line| line.contains('│') && line.trim_end().ends_with(mark)))
    };
    desk.press(":");
    assert_eq!(sides(&mut desk), [false, true], "{}", desk.screen());
    for _ in 0..60 {
        desk.press("down");
    }
    assert_eq!(sides(&mut desk), [true, false], "{}", desk.screen());
}
