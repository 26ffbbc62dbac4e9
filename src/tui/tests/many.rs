//! What is asked before an action on many: for how many, and where they are now.

use super::console::Console;
use crate::domain::language::Language;
use crate::tui::events::Event;

#[test]
fn every_title_counts_also_when_everything_is_ticked() {
    for (count, said) in [(12, "12"), (2_000, "2 000")] {
        for (key, before, after) in [
            ("b", "Bloquer ", " établissements"),
            ("B", "Débloquer ", " établissements"),
            ("d", "Supprimer ", " établissements"),
            ("x", "Exporter ", " établissements"),
            ("z", "Changer ", " établissements de zone"),
            ("w", "Mots de passe d'administrateurs de ", " établissements"),
        ] {
            let mut console = Console::new(Language::French, (80, 24), count);
            console.press("a").press(key);
            let screen = console.screen().replace(['\u{a0}', '\u{202f}'], " ");
            assert!(screen.contains(&format!("{before}{said}{after}")), "{key}: {screen}");
        }
    }
}

#[test]
fn moving_begins_on_the_present_zone_which_is_marked() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.press("z");
    assert!(console.shows("▸ 2 · Rennes •"), "{}", console.screen());
    // Several that are in several zones have none.
    console.press("esc a z");
    assert!(console.shows("▸ 1 · Zone par défaut"), "{}", console.screen());
    assert!(!console.shows("•"), "{}", console.screen());
}

/// The next key would be for another school than the one that was looked at.
#[test]
fn a_row_that_is_gone_is_told_and_whoever_is_meant_is_named() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.press("down");
    let gone = console.rows.remove(1);
    console.press("ctrl-r");
    let screen = console.screen().replace(['\u{a0}', '\u{202f}'], " ");
    assert!(screen.contains(&format!("« 2 · {} » n'est plus dans cette liste.", gone.denomination)), "{screen}");
    console.press("z");
    let meant = format!("Changer 1 établissement de zone · 3 · {}", console.rows[1].denomination);
    assert!(console.shows(&meant), "{}", console.screen());
}

#[test]
fn a_card_whose_school_somebody_deleted_says_so_and_by_whom() {
    for (language, said, back) in [
        (Language::French, "bob l'a supprimée entre-temps.", "Échap"),
        (Language::English, "This row no longer exists: bob deleted it meanwhile.", "Esc"),
    ] {
        let mut console = Console::new(language, (80, 24), 3);
        console.press("down enter");
        console.rows.remove(1);
        console.app.handle(Event::DataChanged);
        console.work();
        let screen = console.screen().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(screen.contains(said) && screen.contains(back), "{screen}");
        console.press("z");
        assert!(console.shows("bob") && !console.shows("▸ 1 ·"), "{}", console.screen());
    }
}

/// Whoever blocks a blocked school sees the block, and changes or lifts it.
#[test]
fn a_block_that_stands_is_changed_or_lifted() {
    let mut console = Console::new(Language::English, (80, 24), 3);
    console.rows[1].blocks = super::fixture::blocks();
    console.press("ctrl-r down b");
    assert!(
        console.shows("Facture impayée") && console.shows("Change the reason or the end of the webmaster's block"),
        "{}",
        console.screen()
    );
    console.press("down down down enter");
    assert!(console.shows("Reason") && console.shows("Facture impayée"), "the form is filled: {}", console.screen());
}
