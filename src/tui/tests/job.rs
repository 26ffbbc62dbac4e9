//! Actions on many, from the ticks to the undo, over a real data directory.

use super::console::NOW;
use super::house::House;
use crate::domain::act::Noun;
use crate::domain::block::Blocker;
use crate::domain::establishment::{EstablishmentNumber, Input};
use crate::domain::job::{Standing, Task};
use crate::domain::language::Language;
use crate::domain::zone::ZoneInput;
use crate::operations::establishment::{self, BlockInput};
use crate::operations::{job, zone};
use crate::tui::actions::Action;

const SMALL: (u16, u16) = (80, 24);

/// Adds establishments 1 to `count`; every third one is in Brest.
pub(super) fn add(house: &mut House, count: u32) {
    let mut other = house.other();
    for number in 1..=count {
        let input = Input {
            zone: "1".into(),
            location: if number % 3 == 0 { "29200 Brest" } else { "35000 Rennes" }.into(),
            denomination: format!("École {number}"),
            contact_last_name: "Le Gall".into(),
            contact_first_name: "Yann".into(),
            contact_email: format!("contact{number}@ecoles.invalid"),
            number: number.to_string(),
            ..Input::default()
        };
        establishment::add_line(&mut other, &input);
    }
    house.changed();
}

fn block(house: &House, number: u32, reason: &str) {
    let input = BlockInput { reason: reason.into(), until: String::new() };
    let task = establishment::block_task(&house.other(), &input).unwrap();
    job::at_once(&mut house.other(), EstablishmentNumber(number), &task, None).unwrap();
}

fn blocked(house: &House) -> Vec<u32> {
    let numbers: Vec<_> = (1..=300).map(EstablishmentNumber).collect();
    let rows = establishment::rows(&mut house.other(), &numbers).unwrap();
    rows.iter().filter(|row| !row.blocks.is_empty()).map(|row| row.number.0).collect()
}

fn english(count: u32) -> House {
    let mut house = House::new(Language::English, SMALL);
    add(&mut house, count);
    house
}

fn check(name: &str, count: u32, prepare: impl Fn(&mut House)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = House::new(language, (width, height));
            add(&mut house, count);
            prepare(&mut house);
            let name = format!("{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, house.screen());
        }
    }
}

fn block_all(house: &mut House) {
    house.console.press("a b").type_text("Travaux").press("tab tab enter");
}

fn start(house: &mut House) {
    let yes = if house.console.shows("Lancer") { "o" } else { "y" };
    house.console.press("enter").press(yes);
}

#[test]
fn s10_the_plan_as_it_looks() {
    check("plan", 5, |house| {
        block(house, 2, "Travaux");
        block(house, 4, "Travaux");
        block_all(house);
    });
}

#[test]
fn s10_the_report_as_it_looks() {
    check("report", 5, |house| {
        block(house, 2, "Travaux");
        block_all(house);
        start(house);
    });
}

#[test]
fn s10_forty_are_blocked_in_bulk_and_undo_unblocks_exactly_those() {
    let mut house = english(40);
    block(&house, 7, "Travaux");
    block(&house, 9, "Travaux");
    block_all(&mut house);
    let screen = house.screen();
    assert!(screen.contains("38 to do · 2 unchanged · 0 refused"), "{screen}");
    assert!(screen.contains("accounts lose access") && screen.contains("Reversible"), "{screen}");
    assert_eq!(blocked(&house), [7, 9], "a plan does nothing");
    start(&mut house);
    let screen = house.screen();
    assert!(screen.contains("40 of 40: 38 done · 2 unchanged · 0 failed"), "{screen}");
    assert_eq!(blocked(&house).len(), 40);
    assert!(house.console.ticked().is_empty(), "what was done has no tick");
    house.console.press("u");
    assert!(house.console.shows("38 to do"), "{}", house.screen());
    start(&mut house);
    assert_eq!(blocked(&house), [7, 9]);
}

#[test]
fn the_last_job_is_undone_from_the_table() {
    let mut house = english(3);
    house.console.press("u");
    assert!(house.console.shows("No job of yours can be undone."), "{}", house.screen());
    house.console.press("esc");
    block_all(&mut house);
    start(&mut house);
    house.console.press("esc u");
    assert!(house.console.shows("Undo the block") && house.console.shows("3 to do"), "{}", house.screen());
    house.console.press("esc");
    let mut own = house.other();
    own.actor = house.console.app.shared.actor.clone();
    establishment::create_administrator(&mut own, EstablishmentNumber(1)).unwrap();
    house.console.press("u");
    // What was done since stays, and is told before anything is undone.
    assert!(house.console.shows("Undo the block") && house.console.shows("Your last act"), "{}", house.screen());
    start(&mut house);
    assert!(blocked(&house).is_empty());
}

#[test]
fn enter_alone_and_the_key_that_opened_it_start_nothing() {
    let mut house = english(3);
    block_all(&mut house);
    house.console.press("enter enter enter");
    assert!(house.console.shows("y yes · Esc no"), "{}", house.screen());
    house.console.press("esc esc");
    assert!(house.console.shows("Plan 1 is forgotten"), "{}", house.screen());
    assert!(blocked(&house).is_empty());
    assert!(job::list(&mut house.other(), None, None, i64::MAX, 9).unwrap().is_empty(), "the plan is forgotten");
}

#[test]
fn s03_hidden_ticks_are_asked_about_before_the_plan() {
    let mut house = english(9);
    house.console.press("a /").type_text("brest").press("enter z");
    let screen = house.screen();
    assert!(screen.contains("9 ticked, 6 not visible.") && screen.contains("▸ Cancel"), "{screen}");
    house.console.press("home enter enter");
    assert!(house.console.shows("0 to do · 3 unchanged"), "{}", house.screen());
    house.console.press("esc z up enter enter");
    assert!(house.console.shows("0 to do · 9 unchanged"), "{}", house.screen());
}

#[test]
fn many_that_match_are_named_by_their_filter() {
    let mut house = english(230);
    house.console.press("a down space x enter");
    let screen = house.screen();
    assert!(screen.contains("all establishments except 1 establishment"), "{screen}");
    assert!(screen.contains("= intendant establishment export --all --except 2"), "{screen}");
    assert!(screen.contains("229 to do"), "{screen}");
}

#[test]
fn s18_deleting_takes_the_count_and_above_the_threshold_a_second_switch() {
    let mut house = english(12);
    house.console.press("v down v d tab enter");
    let screen = house.screen();
    assert!(screen.contains("2 to do") && screen.contains("2 accounts and 0 grades disappear"), "{screen}");
    house.console.press("enter");
    assert!(house.console.shows("more than 10 %"), "{}", house.screen());
    house.console.press("tab").type_text("2").press("tab enter");
    assert!(house.console.shows("must be filled in"), "the switch is missing: {}", house.screen());
    house.console.press("space tab backspace").type_text("3").press("tab enter");
    assert!(house.console.shows("not the same: type 2"), "{}", house.screen());
    house.console.press("backspace").type_text("2").press("tab enter");
    let screen = house.screen();
    assert!(screen.contains("2 done · 0 unchanged · 0 failed"), "{screen}");
    assert_eq!(establishment::counts(&mut house.other()).unwrap().establishments, 10);
    house.console.press("esc");
    assert!(house.console.shows("2 of 10"), "{}", house.screen());
}

#[test]
fn s18_one_of_many_is_below_the_threshold() {
    let mut house = english(30);
    house.console.press("v down v d tab enter enter");
    assert!(!house.console.shows("more than 10 %"), "{}", house.screen());
    assert!(house.console.shows("Delete 2 establishments?"), "{}", house.screen());
}

#[test]
fn s18_the_confirmation_as_it_looks() {
    check("delete_confirm", 5, |house| {
        house.console.press("a d tab enter enter");
    });
}

#[test]
fn s19_two_of_sixty_fail_are_named_and_stay_ticked() {
    let mut house = english(60);
    // Two databases are gone: their export fails, and without it nothing is deleted.
    let home = house.other().home().clone();
    for number in [5, 8] {
        std::fs::remove_file(home.shelf().shown(EstablishmentNumber(number))).unwrap();
    }
    house.console.press("a d tab enter enter space tab").type_text("60").press("tab enter");
    let screen = house.screen();
    assert!(screen.contains("60 of 60: 58 done · 0 unchanged · 2 failed"), "{screen}");
    assert!(screen.contains("École 5") && screen.contains("École 8"), "{screen}");
    assert_eq!(house.console.ticked(), [5, 8]);
    house.console.press("r");
    assert!(house.console.shows("2 to do"), "{}", house.screen());
    house.console.press("esc enter enter");
    assert!(house.console.shows("Establishment 5"), "{}", house.screen());
}

#[test]
fn several_are_moved_to_a_zone_and_back() {
    let mut house = english(4);
    zone::add(&mut house.other(), &ZoneInput { name: "Bretagne".into(), language: "fr".into() }).unwrap();
    house.changed();
    house.console.press("a z down enter");
    assert!(house.console.shows("Move to a zone — Bretagne"), "{}", house.screen());
    start(&mut house);
    let rows = establishment::rows(&mut house.other(), &[EstablishmentNumber(3)]).unwrap();
    assert_eq!(rows[0].zone.0, 2);
    house.console.press("u");
    start(&mut house);
    let rows = establishment::rows(&mut house.other(), &[EstablishmentNumber(3)]).unwrap();
    assert_eq!(rows[0].zone.0, 1);
}

#[test]
fn a_blocker_is_chosen_and_passwords_are_for_the_expired() {
    let mut house = english(3);
    block(&house, 2, "x");
    house.console.press("a B enter");
    assert!(house.console.shows("1 to do · 2 unchanged"), "{}", house.screen());
    start(&mut house);
    assert!(blocked(&house).is_empty());
    house.console.press("esc a w down enter");
    assert!(house.console.shows("expired unused"), "{}", house.screen());
    start(&mut house);
    assert!(house.console.shows("0 done · 3 unchanged"), "{}", house.screen());
}

#[test]
fn a_plan_is_kept_under_a_name_and_started_from_the_table_of_jobs() {
    let mut house = english(3);
    block_all(&mut house);
    house.console.press("tab enter").type_text("Vacances").press("tab enter");
    assert!(house.console.shows("“Vacances”"), "{}", house.screen());
    house.console.press("esc J");
    let screen = house.screen();
    assert!(screen.contains("○ planned") && screen.contains("“Vacances”"), "{screen}");
    house.console.press("p");
    assert!(house.console.shows("This job does not run."), "{}", house.screen());
    house.console.press("l");
    start(&mut house);
    assert_eq!(blocked(&house).len(), 3);
    house.console.press("esc");
    assert!(house.console.shows("✓ done"), "{}", house.screen());
    house.console.press("d");
    assert!(house.console.shows("only a plan can be named or forgotten"), "{}", house.screen());
}

/// Lets another process take a job and do some of it.
fn taken(house: &House, numbers: std::ops::RangeInclusive<u32>) -> (crate::operations::Context, job::Running) {
    use crate::domain::job::Selection;
    use crate::jobs::plan;
    use crate::jobs::progress::{Cancel, Progress};
    let mut other = house.other();
    let numbers = numbers.map(EstablishmentNumber).collect();
    let task = Task::Block { reason: "Panne".into(), until: None };
    let request = plan::Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
    let id = plan::draw_up(&mut other, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut other, id).unwrap();
    let running = job::take(&mut other, id).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    job::act(&mut other, &running, &targets).unwrap();
    (other, running)
}

#[test]
fn the_table_of_jobs_as_it_looks() {
    check("jobs", 6, |house| {
        block_all(house);
        start(house);
        house.console.press("esc a z enter tab enter").type_text("Nuit").press("tab enter esc");
        let (other, running) = taken(house, 1..=4);
        house.show(Action::List(Noun::Job));
        drop((other, running));
    });
}

#[test]
fn the_table_says_what_a_job_does_before_a_long_name() {
    use crate::jobs::plan;
    use crate::jobs::progress::{Cancel, Progress};
    let mut house = House::new(Language::French, SMALL);
    add(&mut house, 1);
    let selection = crate::domain::job::Selection::Numbers { numbers: vec![EstablishmentNumber(1)] };
    let task = Task::Block { reason: "Travaux".into(), until: None };
    let name = "Lycée général et technologique La Pérouse-Kerichen".to_owned();
    let request = plan::Request { task, selection, name };
    plan::draw_up(&mut house.other(), request, &Cancel::new(), &mut Progress::silent()).unwrap();
    house.show(Action::List(Noun::Job));
    let screen = house.screen().replace('\u{a0}', " ");
    assert!(screen.contains("Bloquer · « Lycée"), "{screen}");
}

#[test]
fn a_running_job_of_another_operator_as_it_looks() {
    check("running", 6, |house| {
        let (other, running) = taken(house, 1..=6);
        house.show(Action::List(Noun::Job)).press("enter");
        drop((other, running));
    });
}

#[test]
fn s20_a_job_that_waits_names_the_one_it_waits_for() {
    use crate::domain::job::Selection;
    use crate::jobs::plan;
    use crate::jobs::progress::{Cancel, Progress};
    let mut house = english(6);
    let (first, holder) = taken(&house, 1..=6);
    let mut other = house.other();
    let selection = Selection::Numbers { numbers: vec![EstablishmentNumber(5), EstablishmentNumber(6)] };
    let task = Task::Block { reason: "Autre panne".into(), until: None };
    let request = plan::Request { task, selection, name: String::new() };
    let id = plan::draw_up(&mut other, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut other, id).unwrap();
    let running = job::take(&mut other, id).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    let acted = job::act(&mut other, &running, &targets).unwrap();
    let job::Acted::Held(reason) = &acted[0] else { panic!("{acted:?}") };
    job::beat(&mut other, &running, Some(reason)).unwrap();
    house.show(Action::List(Noun::Job)).press("enter");
    assert!(house.console.shows("Waits for job 1 of the data directory"), "{}", house.screen());
    drop((first, holder));
}

#[test]
fn a_job_of_another_session_is_watched_paused_and_resumed() {
    let mut house = english(6);
    let (mut other, running) = taken(&house, 1..=6);
    house.show(Action::List(Noun::Job));
    assert!(house.console.shows("→ running"), "{}", house.screen());
    house.console.press("enter");
    assert!(house.console.shows("2 done") && house.console.shows("2 of 6:"), "{}", house.screen());
    house.console.press("p");
    assert!(house.console.shows("It pauses before"), "{}", house.screen());
    assert_eq!(job::beat(&mut other, &running, None).unwrap(), crate::domain::job::Wish::Pause);
    job::halt(&mut other, &running, crate::domain::job::Wish::Pause, None).unwrap();
    house.changed();
    assert!(house.console.shows("paused") && house.console.shows("l resume"), "{}", house.screen());
    house.console.press("l y");
    assert!(house.console.shows("6 done"), "{}", house.screen());
    assert_eq!(blocked(&house).len(), 6);
}

#[test]
fn a_paused_job_offers_its_undo_and_once_it_is_undone_nothing_that_is_refused() {
    let mut house = House::new(Language::French, SMALL);
    add(&mut house, 6);
    let (mut other, running) = taken(&house, 1..=6);
    job::halt(&mut other, &running, crate::domain::job::Wish::Pause, None).unwrap();
    drop(other);
    house.show(Action::List(Noun::Job)).press("enter");
    // Whole words up to the last, at 80 columns.
    let foot = "l reprendre · c abandonner · u défaire · Entrée lignes · Échap ferme";
    assert!(house.console.shows(foot), "{}", house.screen());
    house.console.press("u enter o esc");
    let screen = house.screen();
    assert!(
        screen.contains("× défait")
            && screen.contains("Défait par")
            && !screen.contains("reprendre")
            && !screen.contains("u défaire"),
        "{screen}"
    );
    house.console.press("l");
    assert!(house.console.shows("il ne reprend plus"), "{}", house.screen());
    house.console.press("c o");
    let screen = house.screen();
    assert!(screen.contains("abandonné") && !screen.contains("Traitement 1 terminé"), "{screen}");
}

#[test]
fn interrupted_jobs_are_told_once_after_the_sign_in_and_resumed() {
    let mut house = english(4);
    let (other, running) = taken(&house, 1..=4);
    drop((other, running));
    let id = job::list(&mut house.other(), None, None, i64::MAX, 1).unwrap()[0].job.id;
    assert_eq!(job::get(&mut house.other(), id).unwrap().standing, Standing::Interrupted);
    house.sign_in_again();
    assert!(house.console.shows("1 job was interrupted: J"), "{}", house.screen());
    house.console.press("J");
    assert!(house.console.shows("! interrupted"), "{}", house.screen());
    house.console.press("l y enter");
    assert!(house.console.shows("4 done"), "{}", house.screen());
}

#[test]
fn the_report_is_written_as_a_file() {
    let mut house = english(2);
    block_all(&mut house);
    start(&mut house);
    house.console.press("x");
    assert!(house.console.shows("job-1.csv"), "{}", house.screen());
    house.console.press("tab enter");
    assert!(house.console.shows("2 rows written to"), "{}", house.screen());
    let path = house.other().home().exchange().join("job-1.csv");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.lines().nth(1).unwrap().starts_with("\"1\";\"1\";\"École 1\";"), "{text}");
    assert_eq!(text.lines().count(), 3);
}

#[test]
fn jobs_are_listed_by_state_and_empty_says_so() {
    let mut house = english(2);
    house.show(Action::List(Noun::Job));
    assert!(house.console.shows("No job yet."), "{}", house.screen());
    house.show(Action::List(Noun::Establishment));
    block_all(&mut house);
    start(&mut house);
    house.console.press("esc J f down enter");
    assert!(house.console.shows("Nothing matches. Esc takes the filter away."), "{}", house.screen());
    house.console.press("esc");
    assert!(house.console.shows("1 of 1"), "{}", house.screen());
    let _ = (NOW, Blocker::Webmaster);
}
