//! The screen of imports.

use std::sync::Arc;

use super::console::Console;
use super::live::Live;
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::jobs::import::{Counts, Opening, Source};
use crate::jobs::progress::{Report, Unit};
use crate::operations::establishment::counts;
use crate::tui::orders::import::{Done, Ended, How, Opened, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::ESTABLISHMENTS;

const EIGHT: &str = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n";

/// Two good rows, one with a wrong UAI, one that is there twice, one of an unknown zone.
fn mixed() -> String {
    format!(
        "{EIGHT};1;29200 Brest;Collège Éluard;;Le Gall;Anne;anne@ecole.invalid\n\
         ;1;29000 Quimper;École Jules-Ferry;0750655E;;;\n\
         ;1;35400 Saint-Malo;Lycée de l'Iroise;0123456A;;;\n\
         ;1;29200 Brest;Collège Éluard;;;;\n\
         ;99;29200 Brest;École du Port;;;;\n"
    )
}

/// A table whose header nobody knows.
const UNKNOWN: &str = "Etab,CP,Ville,Ref\nCollège Éluard,29200,Brest,0750655E\nÉcole Jules-Ferry,29000,Quimper,\n";

/// A console at the import's first step; what is read is a real file, whatever is typed.
fn console(language: Language, size: (u16, u16), text: &str, end: Option<How>) -> Console {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lot.csv");
    std::fs::write(&path, text).unwrap();
    let home = super::live::home(folder.path());
    let owner = super::live::actor(crate::domain::access::Identity::Owner, "");
    let clock = crate::operations::Clock::Fixed(super::console::NOW);
    let mut context =
        crate::operations::Context::open(&home, At::Host, owner, clock, crate::operations::Options::default()).unwrap();
    let mut console = Console::new(language, size, 3);
    console.others = Box::new(move |effect| {
        let _kept = &folder;
        let Effect::Import(request) = effect else { return Vec::new() };
        let done = match request {
            Request::Open(typed, _) if typed.is_empty() => {
                return vec![Outcome::Failed(Failure::Told(Message::new("problem-missing")))];
            }
            Request::Open(..) => {
                let source = Source::open(&path, Opening::default()).unwrap();
                let sample = source.sample(5).unwrap();
                Done::Opened(Box::new(Opened { source: Arc::new(source), sample, saved: None }))
            }
            Request::Examine { source, options, .. } => {
                let mut watch = crate::jobs::import::Watch::silent();
                Done::Examined(Box::new(
                    crate::jobs::import::examine(&mut context, source, options, &mut watch).unwrap(),
                ))
            }
            Request::Run { .. } => match &end {
                None => {
                    Done::Progress(Report { stage: "import-stage-import", unit: Unit::Rows, done: 800, total: 2_000 })
                }
                Some(how) => {
                    let numbers = vec![EstablishmentNumber(1), EstablishmentNumber(2)];
                    let counts = Counts { rows: 5, good: 2, unchanged: 0, differ: 0, skipped: 0, errors: 3 };
                    Done::Ended(Box::new(Ended { numbers, updated: 0, counts, how: how.clone() }))
                }
            },
            Request::Rejects { .. } => Done::Rejected { rows: 3, path: "/srv/lot-rejets.csv".into() },
            Request::Complete(asked) => {
                Done::Completed { asked: asked.clone(), text: "lot.csv".into(), names: vec!["lot.csv".into()] }
            }
            Request::Save(..) | Request::Separate(..) | Request::Decode(..) => Done::Begun,
        };
        vec![Outcome::Import(done)]
    });
    console.press("I");
    console
}

fn check(name: &str, text: &str, end: Option<&How>, prepare: impl Fn(&mut Console)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut console = console(language, (width, height), text, end.cloned());
            prepare(&mut console);
            let name = format!("import_{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, console.screen());
        }
    }
}

#[test]
fn file() {
    check("file", &mixed(), None, |console| {
        console.press("ctrl-u enter");
    });
}

#[test]
fn report() {
    check("report", &mixed(), None, |console| {
        console.type_text("lot.csv").press("enter down");
    });
}

/// A column that is not read is on the report, in the question, and a file with one twice is refused at its name.
#[test]
fn columns_that_are_not_read_are_told() {
    let misspelt = mixed().replace("Contact_Courriel", "Contact_Couriel");
    let mut console = console(Language::French, (120, 40), &misspelt, None);
    let screen = console.type_text("lot.csv").press("enter").screen();
    assert!(screen.contains("Colonne non lue") && screen.contains("Contact_Couriel → Contact_Courriel"), "{screen}");
    let asked = console.press("i").screen();
    assert!(asked.contains("Nommez-la ainsi, ou dites ce qu'elle contient (Revoir les"), "{asked}");
}

/// A key that changes nothing says why.
#[test]
fn what_nothing_asks_for_is_refused_with_its_reason() {
    let mut console = console(Language::French, (120, 40), &mixed(), None);
    console.type_text("lot.csv").press("enter");
    for (key, said) in [("d", "Aucune ligne ne diffère"), ("b", "Aucune ligne ne demande un numéro qui saute")] {
        let screen = console.press(key).screen();
        assert!(screen.contains(said), "{key}: {screen}");
    }
}

/// What is wrong with how a file was read is mended by a key that the bottom line names, also at 80 columns.
#[test]
fn the_separator_and_the_encoding_are_in_the_bottom_line() {
    for (language, words) in [(Language::French, "s Séparateur, codage"), (Language::English, "s Separator, encoding")]
    {
        let mut console = console(language, (80, 24), &mixed(), None);
        let screen = console.type_text("lot.csv").press("enter").screen();
        assert!(screen.lines().last().is_some_and(|line| line.contains(words)), "{screen}");
    }
}

#[test]
fn mapping() {
    check("mapping", UNKNOWN, None, |console| {
        console.type_text("lot.csv").press("enter enter");
    });
}

#[test]
fn confirm() {
    check("confirm", &mixed(), None, |console| {
        console.type_text("lot.csv").press("enter m i");
    });
}

#[test]
fn running() {
    check("running", &mixed(), None, |console| {
        console.type_text("lot.csv").press("enter i y");
        console.app.set_now(super::console::NOW.plus_s(4));
    });
}

#[test]
fn ended() {
    check("ended", &mixed(), Some(&How::Cancelled), |console| {
        console.type_text("lot.csv").press("enter x tab enter i y");
    });
}

#[test]
fn leaving_a_report_asks_and_nothing_is_imported_by_enter() {
    let mut console = console(Language::French, (80, 24), &mixed(), None);
    console.type_text("lot.csv").press("enter i enter i");
    assert!(console.shows("Créer 2 établissements"), "{}", console.screen());
    console.press("esc esc n");
    assert!(console.shows("2 lignes correctes"), "n says no");
    console.press("esc o");
    assert!(console.shows("Établissements"));
}

#[test]
fn refused_rows_that_are_in_no_file_are_not_left_without_a_word() {
    let mut console = console(Language::English, (80, 24), &mixed(), Some(How::Complete));
    console.type_text("lot.csv").press("enter i y esc");
    assert!(console.shows("in no file yet"), "{}", console.screen());
    console.press("n");
    assert!(!console.shows("in no file yet") && !console.shows("▲No."), "{}", console.screen());
    console.press("esc y");
    assert!(console.shows("Establishments") && !console.shows("in no file yet"), "{}", console.screen());
    // Once they are in a file there is nothing to ask.
    let mut console = self::console(Language::English, (80, 24), &mixed(), Some(How::Complete));
    console.type_text("lot.csv").press("enter x tab enter i y esc");
    assert!(!console.shows("in no file yet"), "{}", console.screen());
}

#[test]
fn the_program_is_not_left_by_accident_while_an_import_runs() {
    let mut console = console(Language::French, (80, 24), &mixed(), None);
    console.type_text("lot.csv").press("enter i o q");
    assert!(console.app.exit().is_none() && console.shows("Un import est en cours"));
    // Enter alone stays.
    console.press("enter");
    assert!(
        console.app.exit().is_none() && !console.shows("Un import est en cours. Les lignes"),
        "{}",
        console.screen()
    );
    // From any other screen too, by its key, by the palette and from the lock.
    console.press("f2 q");
    assert!(console.app.exit().is_none() && console.shows("Un import est en cours"), "{}", console.screen());
    console.press("esc f3 :").type_text("quitter").press("enter");
    assert!(console.app.exit().is_none() && console.shows("Un import est en cours"), "{}", console.screen());
    console.app.shared.demo = false;
    console.press("enter ctrl-x esc o");
    assert!(console.app.exit().is_none() && console.shows("Un import est en cours"), "{}", console.screen());
    console.press("down enter");
    assert!(console.app.exit().is_none() && console.shows("Arrêt après la ligne en cours"), "{}", console.screen());
    // Whoever does not want to wait asks once more.
    console.press("esc o down enter");
    assert!(console.app.exit().is_some(), "{}", console.screen());
}

#[test]
fn an_import_stopped_by_its_own_key_says_so() {
    let mut console = console(Language::French, (80, 24), &mixed(), None);
    console.type_text("lot.csv").press("enter i o esc o");
    assert!(console.shows("Arrêt en cours"), "{}", console.screen());
}

#[test]
fn once_an_import_is_over_the_program_is_left_at_once() {
    let mut console = console(Language::English, (80, 24), &mixed(), Some(How::Complete));
    console.type_text("lot.csv").press("enter i y f2 q");
    assert!(console.app.exit().is_some());
}

#[test]
fn what_is_not_possible_says_why() {
    let wrong = format!("{EIGHT};1;29200 Brest;;;;;\n");
    let mut none = console(Language::French, (80, 24), &wrong, None);
    none.type_text("lot.csv").press("enter i");
    assert!(none.shows("Aucune ligne ne peut être importée"), "{}", none.screen());
    let good = format!("{EIGHT};1;29200 Brest;École A;;;;\n");
    let mut all = console(Language::French, (80, 24), &good, None);
    all.type_text("lot.csv").press("enter x");
    assert!(all.shows("Aucune ligne n'est refusée"), "{}", all.screen());
}

#[test]
fn the_equivalent_command_has_the_switches() {
    let mut console = console(Language::French, (120, 40), &mixed(), None);
    console.type_text("lot.csv").press("enter m u z =");
    let screen = console.screen();
    assert!(screen.contains("--mail --accept-shared-uai --zones require --yes"), "{screen}");
}

#[test]
fn s08_a_mixed_file_is_imported_and_its_new_rows_are_ticked() {
    let mut live = Live::new("");
    let path = live.file("lot.csv", &mixed());
    let rejects = path.with_file_name("lot-rejets.csv");
    live.press("I").type_text(&path.display().to_string()).press("enter");
    live.until("2 lignes correctes");
    live.press("x tab enter");
    live.until("3 lignes refusées écrites");
    assert_eq!(std::fs::read_to_string(&rejects).unwrap().lines().count(), 4);
    live.press("m i o");
    live.until("2 établissements ajoutés");
    live.press("t");
    live.until("cochés seulement");
    live.until("2 cochés");
    assert_eq!(live.app.shared.ticks.of(ESTABLISHMENTS).len(), 2);
    assert_eq!(counts(&mut live.context()).unwrap().establishments, 2);
    // One of the two has an address.
    live.press("3");
    live.until("en attente 1");
    // The same file again adds nothing.
    live.press("1 I").type_text(&path.display().to_string()).press("enter");
    live.until("0 ligne correcte");
}

#[test]
fn columns_are_mapped_by_hand_and_remembered() {
    let mut live = Live::new("");
    let path = live.file("lot.csv", UNKNOWN);
    live.press("I").type_text(&path.display().to_string()).press("enter");
    live.until("Colonnes inconnues");
    live.press("enter");
    live.until("Indiquez la colonne de la dénomination");
    live.until("→ 29200 Brest");
    // Postcode and town are guessed; the cursor is where something lacks: denomination, UAI, and the zone of all rows.
    live.press("right down right down down down down right enter");
    live.until("2 lignes correctes");
    live.press("i o");
    live.until("2 établissements ajoutés");
    live.press("esc I").type_text(&path.display().to_string()).press("enter");
    live.until("2 déjà présentes");
}

#[test]
fn another_separator_is_chosen_and_the_command_line_says_it() {
    let mut live = Live::new("");
    let path = live.file("lot.csv", "Nom, usuel, court;Ville, CP;UAI\nCollège A;29200 Brest;\n");
    live.press("I").type_text(&path.display().to_string()).press("enter");
    live.until("«\u{a0},\u{a0}»");
    live.press("esc f2");
    live.until("Point-virgule");
    live.press("enter");
    live.until("«\u{a0};\u{a0}»");
    live.until("Colonnes inconnues");
    live.press("s down down enter");
    live.until("Tabulation");
    live.until("ne contient pas le séparateur demandé");
}

#[test]
fn over_ssh_only_the_exchange_folder_is_read() {
    let mut live = Live::new("192.0.2.7 50000");
    let outside = live.file("lot.csv", &mixed());
    std::fs::write(live.home().exchange().join("dedans.csv"), mixed()).unwrap();
    live.press("I");
    live.until("dedans.csv");
    live.type_text(&outside.display().to_string()).press("enter");
    live.until("Une session distante");
    live.press("ctrl-u").type_text("d").press("tab");
    live.until("> dedans.csv");
    live.press("enter");
    live.until("2 lignes correctes");
}

#[test]
fn a_hostile_file_is_refused_with_its_line() {
    let mut live = Live::new("");
    let path = live.file("lot.csv", &format!("{EIGHT};1;a;b;;;;\n;1;a;\"b;;;;\n"));
    live.press("I").type_text(&path.display().to_string()).press("enter");
    live.until("Ligne 3");
}

#[test]
fn e12_a_guessed_header_is_shown_as_rows_and_enter_goes_on() {
    let mut live = Live::new("");
    let text = "UAI;CP;Ville;Nom de l'établissement;Mèl du principal\n0350122T;35580;Baulon;École A;a@ecole.invalid\n";
    let path = live.file("lot.csv", text);
    live.press("I").type_text(&path.display().to_string()).press("enter");
    live.until("→ 35580 Baulon · École A · 0350122T · a@ecole.invalid");
    live.press("enter");
    live.until("1 ligne correcte");
    live.until("Rennes (créée d'abord)");
    let path = live.file("odd.csv", "a;b\n1;2\n");
    live.press("esc o I ctrl-u").type_text(&path.display().to_string()).press("enter");
    live.until("Colonnes inconnues");
    live.press("enter");
    live.until("Indiquez la colonne de la dénomination");
    live.until("▸ Dénomination");
}

#[test]
fn e4_e8_another_encoding_and_an_update_are_chosen_on_the_screen() {
    let mut live = Live::new("");
    let row = |email: &str| format!("{EIGHT};1;35000 Rennes;Collège;;Roux;Luc;{email}\n");
    let path = live.file("lot.csv", &row("luc@ecole.invalid"));
    live.press("I").type_text(&path.display().to_string()).press("enter");
    live.until("1 ligne correcte");
    live.press("i o");
    live.until("1 établissement ajouté");
    let path = live.file("lot.csv", &row("luce@ecole.invalid"));
    live.press("esc I").type_text(&path.display().to_string()).press("enter");
    live.until("1 diffère");
    live.until("luc@ecole.invalid");
    live.press("i");
    live.until("Aucune ligne ne peut être importée");
    live.press("d i");
    live.until("1 établissement déjà là est mis à jour");
    live.press("o");
    live.until("1 mis à jour");
    let stored = crate::operations::establishment::get(&mut live.context(), EstablishmentNumber(1)).unwrap();
    assert_eq!(stored.contact.email_text(), "luce@ecole.invalid");

    let bytes = [EIGHT.replace('é', "e").as_bytes(), b";1;35000 Rennes;Lyc\x8ee;;;;\n"].concat();
    std::fs::write(&path, bytes).unwrap();
    live.press("esc I").type_text(&path.display().to_string()).press("enter");
    live.until("LycŽe → Lycée");
    live.press("s down down down down down down down down enter");
    live.until("Mac OS Roman");
    live.until("1 ligne correcte");
    live.press("=");
    live.until("mac-roman");
}
