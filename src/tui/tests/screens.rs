//! The screens as they look, in both languages and at both sizes.

use super::console::Console;
use super::fixture;
use crate::domain::language::Language;

fn check(name: &str, prepare: impl Fn(&mut Console)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut console = Console::new(language, (width, height), 60);
            console.rows[1].blocks = fixture::blocks();
            console.press("ctrl-r");
            prepare(&mut console);
            let name = format!("{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, console.screen());
        }
    }
}

#[test]
fn table() {
    check("table", |console| {
        console.press("down space down down space");
    });
}

#[test]
fn filter_error() {
    check("filter_error", |console| {
        console.press("/").type_text("brest zone:");
    });
}

#[test]
fn detail() {
    check("detail", |console| {
        console.press("down enter");
    });
}

#[test]
fn add() {
    check("add", |console| {
        console.press("n tab tab tab").type_text("0123456A").press("tab tab tab tab tab space tab tab enter");
    });
}

#[test]
fn help() {
    check("help", |console| {
        console.press("?");
    });
}

#[test]
fn palette() {
    check("palette", |console| {
        console.press(":");
    });
}

#[test]
fn facets() {
    check("facets", |console| {
        console.press("f space");
    });
}

#[test]
fn sort() {
    check("sort", |console| {
        console.press("s");
    });
}

#[test]
fn blocks() {
    check("blocks", |console| {
        console.press("down b");
    });
}

#[test]
fn block() {
    check("block", |console| {
        console.press("b tab tab enter");
    });
}

#[test]
fn reset() {
    check("reset", |console| {
        console.press("w");
    });
}

#[test]
fn delete() {
    check("delete", |console| {
        console.press("d");
    });
}

#[test]
fn conflict() {
    check("conflict", |console| {
        console.press("e tab tab").type_text(" bis");
        let mut theirs = console.rows[0].clone();
        theirs.denomination = "École de Bob".into();
        console.overtaken = Some(theirs);
        console.press("tab tab tab tab tab enter");
    });
}

#[test]
fn locked() {
    check("locked", |console| {
        console.app.shared.demo = false;
        console.app.handle(crate::tui::events::Event::Idle);
    });
}

#[test]
fn the_lock_is_left_after_a_question() {
    for (language, keys, question, yes) in [
        (Language::French, "Échap se déconnecter et quitter", "La session se termine", "o"),
        (Language::English, "Esc sign out and quit", "The session ends", "y"),
    ] {
        let mut console = Console::new(language, (80, 24), 3);
        console.app.shared.demo = false;
        console.press("ctrl-x");
        assert!(console.shows(keys), "{}", console.screen());
        console.press("esc");
        assert!(console.app.exit().is_none() && console.shows(question), "{}", console.screen());
        console.press("esc");
        assert!(
            console.app.exit().is_none() && console.shows(keys) && !console.shows(question),
            "{}",
            console.screen()
        );
        console.press("tab tab enter");
        assert!(console.app.exit().is_none() && console.shows(question), "{}", console.screen());
        console.press(yes);
        assert_eq!(console.app.exit(), Some(crate::domain::exit::ExitReason::Quit));
    }
}

/// Whatever letter it begins with, no key of it does anything else.
#[test]
fn a_password_at_the_lock_may_begin_with_any_letter() {
    for letter in (' '..='~').filter(|letter| *letter != ' ') {
        let mut console = Console::new(Language::French, (80, 24), 3);
        console.app.shared.demo = false;
        console.press("ctrl-x").type_text(&format!("{letter}ou"));
        let is_typed = console.shows("•••") && !console.shows("La session se termine") && console.app.exit().is_none();
        assert!(is_typed, "{letter}: {}", console.screen());
    }
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.app.shared.demo = false;
    console.press("ctrl-x").type_text("menhir q");
    // Retreating forgets what was typed; after Enter the first letter may be any.
    console.press("esc");
    assert!(!console.shows("•") && console.shows("Échap se déconnecter"), "{}", console.screen());
    console.press("enter").type_text("qa");
    assert!(console.shows("••") && !console.shows("Échap se déconnecter"), "{}", console.screen());
    console.press("tab enter");
    assert!(console.shows("1 sur 3"), "{}", console.screen());
}

/// What is typed where somebody believes that the screen is locked is a password.
#[test]
fn the_screen_locks_from_forms_and_questions_too() {
    for keys in ["n", "d", "?", "/", ":"] {
        let mut console = Console::new(Language::French, (80, 24), 3);
        console.app.shared.demo = false;
        console.press(keys).press("ctrl-x");
        assert!(console.shows("L'écran est verrouillé"), "{keys}: {}", console.screen());
    }
}

/// Every list says that rows are above or below what is seen.
#[test]
fn lists_say_that_they_go_on() {
    let marks = |console: &mut Console| ["↑", "↓"].map(|mark| console.shows(mark));
    let mut console = Console::new(Language::French, (80, 24), 60);
    assert_eq!(marks(&mut console), [false, true], "{}", console.screen());
    console.press("pagedown pagedown");
    assert_eq!(marks(&mut console), [true, true], "{}", console.screen());
    console.press("end");
    assert_eq!(marks(&mut console), [true, false], "{}", console.screen());
    // In a dialog they stand in the frame's side, beside neither a key nor a word.
    let mut console = Console::new(Language::French, (80, 24), 3);
    assert_eq!(marks(&mut console), [false, false], "{}", console.screen());
    let sides = |console: &mut Console| {
        ["↑", "↓"]
            .map(|mark| console.screen().lines().any(|line| line.contains('│') && line.trim_end().ends_with(mark)))
    };
    console.press(":");
    assert_eq!(sides(&mut console), [false, true], "{}", console.screen());
    for _ in 0..80 {
        console.press("down");
    }
    assert_eq!(sides(&mut console), [true, false], "{}", console.screen());
}
