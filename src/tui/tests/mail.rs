//! The screen of mails.

use super::console::{Console, NOW};
use super::live::Live;
use crate::domain::columns::MailColumn;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::Filter;
use crate::domain::language::Language;
use crate::domain::mail::{Cause, Kind, Mail, MailId, State};
use crate::domain::message::Message;
use crate::nouns::acts::Told;
use crate::nouns::{Id, Order, Tone, made};
use crate::tui::events::Event;
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome};

const WITHDRAWN: i64 = 7_777;

/// Makes a mail whose state and texts follow from its identifier.
fn mail(id: i64) -> Mail {
    // The last one is a withdrawn mail's, whatever its identifier.
    let others = State::ALL.len() - 1;
    let state = State::ALL[if id == WITHDRAWN { others } else { usize::try_from(id).unwrap() % others }];
    let words = match state {
        State::Queued | State::Sending => String::new(),
        State::Deferred => "421 4.7.0 Try again later".into(),
        State::Sent => "250 2.0.0 Ok: queued as 4F2A".into(),
        State::Refused => "550 5.1.1 No such user \u{1b}[31m".into(),
        State::Uncertain => Cause::Lost.words("timed out"),
        State::Withdrawn => Cause::NoAddress.words(""),
    };
    Mail {
        id: MailId(id),
        kind: if id % 2 == 0 { Kind::Registration } else { Kind::Reset },
        establishment: Some(EstablishmentNumber(u32::try_from(id).unwrap())),
        to_name: "Anne LE GALL".into(),
        to_email: format!("contact{id}@ecole.invalid"),
        subject: format!("Inscription de l'École Jules-Ferry (n° {id})"),
        body: "Bonjour,\n\n    Nom d'utilisateur    : alegall\n    Mot de passe         : {password}\n\nCordialement"
            .into(),
        message_id: format!("<{id}@ecoles.invalid>"),
        state,
        attempts: 2,
        words,
        created_at: NOW.plus_s(id * 60 - 90_000),
        next_attempt_at: NOW.plus_s(3_600),
        sent_at: (state == State::Sent).then(|| NOW.plus_s(-600)),
    }
}

/// Answers as an outbox of such mails does.
fn answers(rows: Vec<Mail>, counts: Vec<(State, u32)>) -> impl FnMut(&Effect) -> Vec<Outcome> {
    move |effect| {
        let Effect::Noun(request) = effect else { return Vec::new() };
        let done = match request {
            Request::List { generation, filter, most, .. } => {
                let filter = Filter::<MailColumn>::parse(filter).unwrap();
                let ready = filter.ready(NOW, |_| Vec::new()).unwrap();
                let ids = rows.iter().filter(|mail| ready.holds(*mail)).map(|mail| Id::Number(mail.id.0)).collect();
                let order = Order { groups: made::mail_groups(counts.clone()), ..Order::of(ids, *most, rows.len()) };
                Done::Listed {
                    generation: *generation,
                    order: Ok(Box::new(order)),
                    rows: None,
                    gone: Vec::new(),
                    zones: None,
                    inside: None,
                }
            }
            Request::Rows { ticket, ids, .. } => {
                let wanted = ids.iter().filter_map(|id| rows.iter().find(|mail| id.number() == Some(mail.id.0)));
                Done::Rows { ticket: *ticket, rows: made::mails(wanted.cloned().collect()) }
            }
            Request::Says { act, ids } => {
                let meant = rows.iter().filter(|mail| ids.contains(&Id::Number(mail.id.0))).cloned().collect();
                Done::Says(*act, ids.clone(), made::asked_of_mails(*act, meant))
            }
            Request::DoMany { act, ids, .. } => {
                Done::Told(*act, Told::rows(Message::new("mail-retried"), ids[..1].to_vec(), Tone::Good))
            }
            Request::Alone { id, .. } => {
                Done::Alone(made::mails(rows.iter().filter(|mail| id.number() == Some(mail.id.0)).cloned().collect()))
            }
            Request::Do { .. } | Request::Task { .. } | Request::Groups { .. } | Request::Write { .. } => {
                return Vec::new();
            }
        };
        vec![Outcome::Noun(done)]
    }
}

/// The same of so many mails.
fn outbox(count: i64) -> impl FnMut(&Effect) -> Vec<Outcome> {
    let rows: Vec<Mail> = (1..=count).rev().map(mail).collect();
    let of = |state| u32::try_from(rows.iter().filter(|mail| mail.state == state).count()).unwrap();
    let counts = State::ALL.map(|state| (state, of(state))).to_vec();
    answers(rows, counts)
}

/// Local times of the machine that tests run on, as they are in UTC.
fn stable(screen: &str) -> String {
    let mut screen = screen.to_owned();
    let times = (1..=60).map(|id| NOW.plus_s(id * 60 - 90_000)).chain([NOW.plus_s(3_600), NOW.plus_s(-600)]);
    for at in times {
        let utc = at.utc_text();
        let utc = format!("{} {}", &utc[..10], &utc[11..16]);
        screen = screen.replace(&at.local_text(), &utc).replace(&at.local_text()[5..], &utc[5..]);
    }
    screen
}

fn check(name: &str, count: i64, prepare: impl Fn(&mut Console)) {
    for language in [Language::French, Language::English] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut console = Console::new(language, (width, height), 3);
            console.others = Box::new(outbox(count));
            console.press("3");
            prepare(&mut console);
            let name = format!("mail_{name}_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, stable(&console.screen()));
        }
    }
}

#[test]
fn table() {
    check("table", 40, |console| {
        console.press("down down down down down");
    });
}

#[test]
fn empty() {
    check("empty", 0, |_| {});
}

#[test]
fn states() {
    check("states", 40, |console| {
        console.press("f down down down");
    });
}

#[test]
fn detail_shows_dots_where_the_password_belongs() {
    check("detail", 40, |console| {
        console.press("down down enter");
        assert!(console.shows("••••••") && !console.shows("{password}"));
    });
}

#[test]
fn s06_a_retry_of_an_uncertain_mail_warns() {
    check("retry", 41, |console| {
        console.press("r");
    });
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(outbox(41));
    console.press("3 r r enter");
    assert!(console.shows("peut-être déjà arrivé"), "neither the same key nor Enter agrees");
    console.press("o");
    assert!(console.shows("remis en attente"));
}

#[test]
fn impossible_actions_say_why() {
    let mut console = Console::new(Language::French, (120, 40), 3);
    console.others = Box::new(outbox(39));
    console.press("3 r");
    assert!(console.shows("Ce courriel est déjà envoyé."), "{}", console.screen());
    console.press(":").type_text("remettre");
    assert!(console.shows("Ce courriel est déjà envoyé."));
}

#[test]
fn the_equivalent_command_names_the_mail_and_the_state() {
    let mut console = Console::new(Language::French, (120, 40), 3);
    console.others = Box::new(outbox(40));
    console.press("3 f down down down down down enter =");
    let screen = console.screen();
    assert!(screen.contains("intendant mail list --filter 'etat:refusé'"), "{screen}");
    assert!(screen.contains("intendant mail retry 40"), "{screen}");
}

#[test]
fn a_huge_outbox_is_never_read_whole() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(outbox(20_000));
    console.press("3");
    assert!(console.shows("1 sur 20\u{a0}000"));
    console.press("end end end home end");
    assert!(console.shows("sur 20\u{a0}000") && !console.shows("…  "));
}

#[test]
fn newer_mails_do_not_move_the_cursor() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(outbox(40));
    console.press("3 down down");
    assert!(console.shows("3 sur 40"));
    console.others = Box::new(outbox(45));
    console.app.handle(crate::tui::events::Event::DataChanged);
    console.work();
    assert!(console.shows("8 sur 45"), "{}", console.screen());
}

#[test]
fn a_failure_is_told() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(|_| vec![Outcome::Failed(Failure::Told(Message::new("store-busy")))]);
    console.press("3");
    assert!(console.shows("Les données sont utilisées"));
}

#[test]
fn a_test_mail_is_queued_and_sent_by_hand() {
    let mut live = Live::new("");
    live.press("3");
    live.until("Aucun courriel");
    live.press("n").type_text("nobody").press("tab enter");
    live.until("Ce n'est pas une adresse");
    live.press("ctrl-u").type_text("alice@ecoles.invalid").press("tab enter");
    live.until("en attente 1");
    live.press("m");
    live.until("Envoyer maintenant «");
    live.press("o");
    live.until("envoyé 1");
    let files = |live: &Live| std::fs::read_dir(live.home().outgoing_mail()).unwrap().count();
    assert_eq!(files(&live), 1);
    // Nothing is said to be sent again, for one row as for several.
    live.press("space m");
    live.until("Ce courriel est déjà envoyé.");
    live.press("space n").type_text("bob@ecoles.invalid").press("tab enter");
    live.until("en attente 1");
    live.press("a m");
    live.until("1 × Ce courriel est déjà envoyé.");
    live.press("o");
    let told = live.until("Pas fait").replace('\u{a0}', " ");
    assert!(told.contains("Fait : 1. Pas fait : 1. 1 × Ce courriel est déjà envoyé."), "{told}");
    assert_eq!(files(&live), 2);
}

#[test]
fn a_withdrawn_mail_says_why_and_stays_where_it_is() {
    let mut console = Console::new(Language::English, (100, 30), 3);
    console.others = Box::new(answers(vec![mail(WITHDRAWN)], vec![(State::Withdrawn, 1)]));
    console.press("3");
    let screen = console.screen();
    assert!(screen.contains("– withdrawn 1") && screen.contains("The contact has no e-mail address"), "{screen}");
    console.press("r");
    assert!(console.shows("This e-mail was withdrawn"), "{}", console.screen());
    console.press("enter");
    let screen = console.screen();
    assert!(screen.contains("The contact has no e-mail address") && !screen.contains("Next attempt"), "{screen}");
}

/// However many there are, each state's count is whole at 80 and at 60 columns.
#[test]
fn the_counts_of_a_huge_outbox_are_whole() {
    let counts = [17_897, 12, 1_234, 17_897, 345, 56, 7_891];
    for language in [Language::French, Language::English] {
        for size in [(80, 24), (60, 20)] {
            let mut console = Console::new(language, size, 3);
            let counted = State::ALL.into_iter().zip(counts).collect();
            console.others = Box::new(answers(vec![mail(1)], counted));
            console.press("3");
            let screen = console.screen();
            let line = screen.lines().nth(1).unwrap();
            for count in counts {
                assert!(line.split(' ').any(|word| word == count.to_string()), "{count}: {screen}");
            }
        }
    }
}

/// Ticked together, those that may have arrived are counted as the one alone is named; those that were done lose their tick.
#[test]
fn several_uncertain_mails_are_counted_before_they_are_sent_again() {
    let ticked = |language| {
        let mut console = Console::new(language, (80, 24), 3);
        console.others = Box::new(outbox(41));
        console.press("3 a r");
        console
    };
    let uncertain = (1..=41).filter(|id| mail(*id).state == State::Uncertain).count();
    let mut console = ticked(Language::English);
    assert!(console.shows(&format!("Careful: {uncertain} of these e-mails may have arrived already.")));
    console.press("esc");
    assert!(console.shows("41 ticked"), "{}", console.screen());
    let mut console = ticked(Language::French);
    let screen = console.screen();
    assert!(screen.contains("Le faire pour 41 lignes"), "{screen}");
    assert!(screen.contains(&format!("{uncertain} de ces courriels sont peut-être déjà arrivés.")), "{screen}");
    console.press("o");
    assert!(console.shows("40 cochés"), "one was done: {}", console.screen());
}

/// A detail's keys are for the mail that is shown, whatever is ticked, and say its commands.
#[test]
fn a_detail_acts_on_its_own_mail() {
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(outbox(41));
    console.press("3 space enter");
    assert!(console.shows("Courriel 40"), "{}", console.screen());
    assert!(console.shows("r Remettre en attente") && console.shows("Échap Retour"), "{}", console.screen());
    console.press("=");
    let screen = console.screen();
    assert!(screen.contains("intendant mail show 40") && screen.contains("intendant mail retry 40"), "{screen}");
    assert!(!screen.contains("mail list") && !screen.contains('{'), "{screen}");
    console.press("esc r");
    assert!(console.shows("│ contact40@ecole.invalid"), "{}", console.screen());
}

/// What is typed ahead of the question answers it, but for the key that asked.
#[test]
fn a_question_that_is_on_its_way_takes_what_was_typed_ahead() {
    for (ahead, done) in [("o", true), ("r", false)] {
        let mut console = Console::new(Language::French, (80, 24), 3);
        console.others = Box::new(outbox(41));
        console.press("3");
        for name in ["r", ahead] {
            console.app.handle(Event::Key(Key::parse(name).unwrap()));
        }
        console.work();
        assert_eq!(console.shows("remis en attente"), done, "{}", console.screen());
        if !done {
            assert!(console.press("o").shows("remis en attente"), "{}", console.screen());
        }
    }
    // Left before it came, it is not asked.
    let mut console = Console::new(Language::French, (80, 24), 3);
    console.others = Box::new(outbox(41));
    console.press("3");
    for name in ["r", "esc"] {
        console.app.handle(Event::Key(Key::parse(name).unwrap()));
    }
    console.work();
    assert!(!console.shows("Attention"), "{}", console.screen());
}
