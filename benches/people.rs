//! What an administrator of 100,000 accounts waits for: `cargo bench --bench people`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "what is measured once is told")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use criterion::Criterion;
use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::act::{Act, Noun};
use intendant::domain::department::DepartmentInput;
use intendant::domain::establishment::{ContactNeed, EstablishmentNumber, Input};
use intendant::domain::filled::Filled;
use intendant::domain::filter::Filter;
use intendant::domain::host::HostInput;
use intendant::domain::job::{JobId, Selection, Task};
use intendant::domain::language::Language;
use intendant::domain::password::Secret;
use intendant::domain::person::PersonOrder;
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::WebmasterInput;
use intendant::jobs::import::{Opening, Source};
use intendant::jobs::plan::{self, Request};
use intendant::jobs::progress::{Cancel, Progress};
use intendant::jobs::run::{Wait, run};
use intendant::nouns;
use intendant::operations::establishment::{self, BatchRow, SendMail};
use intendant::operations::host::{self, Initialisation};
use intendant::operations::{Clock, Context, Home, Options, department, job, user};

const NOW: Timestamp = Timestamp(1_788_249_600);
const ACCOUNTS: usize = 100_000;
/// Accounts that are activated at once.
const MANY: usize = 10_000;
/// Rows that a screen shows.
const WINDOW: usize = 40;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let folder = tempfile::tempdir().unwrap();
    let mut ctx = school(&Home::new(folder.path().join("data")));
    let text = table();
    told("dry run of an import of 100,000", || drafted(&mut ctx, &text));
    let plan = drafted(&mut ctx, &text);
    told("import of 100,000, planned before", || {
        let id = job::save(&mut ctx, &plan).unwrap().id;
        carry_out(&mut ctx, id);
    });
    for act in [Act::USER_DEACTIVATE, Act::USER_ACTIVATE] {
        let (ids, _) = listed(&mut ctx, "", PersonOrder::Login);
        let ids = ids.into_iter().filter(|id| *id > 1).take(MANY).map(|id| (id.to_string(), String::new()));
        let selection = Selection::rows(ids);
        told(&format!("{} 10,000, planned, audited", act.called()), || {
            let task = Task::Act { act, typed: Filled::default() };
            let request = Request { task, selection, name: String::new() };
            let id = plan::draw_up(&mut ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
            carry_out(&mut ctx, id);
        });
    }
    lists(&mut criterion, &mut ctx);
    criterion.final_summary();
}

/// Measures once.
fn told<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let since = Instant::now();
    let done = work();
    println!("{what:<45} {:>8.2} s", since.elapsed().as_secs_f64());
    done
}

fn lists(criterion: &mut Criterion, ctx: &mut Context) {
    for text in ["", "d", "dupont", "dupont anne", "dept:rt", "role:ens dept:geii", "status:active -martin"] {
        criterion.bench_function(&format!("frame: {text}"), |bencher| {
            bencher.iter(|| listed(ctx, black_box(text), PersonOrder::Name));
        });
    }
    for order in [PersonOrder::Login, PersonOrder::Home, PersonOrder::Status, PersonOrder::LastSignIn] {
        criterion.bench_function(&format!("order: {order:?}"), |bencher| {
            bencher.iter(|| listed(ctx, "", black_box(order)));
        });
    }
}

/// What a frame asks for: who matches, in order, and the rows that are seen.
fn listed(ctx: &mut Context, filter: &str, order: PersonOrder) -> (Vec<i64>, usize) {
    let found = user::matching(ctx, &Filter::parse(filter).unwrap(), (order, false)).unwrap();
    let seen = user::rows(ctx, &found.ids[..found.ids.len().min(WINDOW)]).unwrap().0.len();
    (found.ids.into_iter().map(|id| id.0).collect(), seen)
}

fn drafted(ctx: &mut Context, text: &str) -> job::NewPlan {
    let source = Source::spool(&mut text.as_bytes(), ctx.home().root(), Opening::default()).unwrap();
    let door = nouns::door(Noun::User).unwrap();
    let what = (Act::USER_IMPORT, &source, &Filled::default());
    door.draft_lines(ctx, what, &Cancel::new(), &mut Progress::silent()).unwrap()
}

fn carry_out(ctx: &mut Context, id: JobId) {
    job::authorise(ctx, id).unwrap();
    let ended = run(ctx, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(ended.job.tally.failed, 0, "{:?}", ended.job.tally);
}

fn table() -> String {
    const LAST: [&str; 7] = ["Martin", "Dupont", "Le Gall", "Nguyen", "Zola", "Curie", "Césaire"];
    const FIRST: [&str; 5] = ["Anne", "Zoé", "Émile", "Jean", "Marie"];
    let mut text = "username;last_name;first_name;email;department;roles\n".to_owned();
    for at in 0..ACCOUNTS {
        let home = ["RT", "GEII", ""][at % 3];
        let role = if at % 3 < 2 && at % 2 == 0 { format!("Ens_{home}") } else { String::new() };
        let (last, first) = (LAST[at % 7], FIRST[at % 5]);
        let _ = writeln!(text, "u{at};{last} {};{first};u{at}@bench.invalid;{home};{role}", at % 97);
    }
    text
}

/// An establishment with two departments; the context stands in it.
fn school(home: &Home) -> Context {
    let settings = HostInput {
        name: "Bench".to_owned(),
        url: "https://bench.invalid".to_owned(),
        sender: "bench@bench.invalid".to_owned(),
        ..HostInput::default()
    };
    let password = Secret::new("tilleul-varangue-42-opaline".to_owned());
    let webmaster = WebmasterInput { login: "alice".to_owned(), ..WebmasterInput::default() };
    let given = Initialisation {
        host: &settings,
        webmaster: &webmaster,
        password: &password,
        again: &password,
        language: Language::French,
        demo: false,
    };
    host::initialise(home, &owner(), Clock::Fixed(NOW), &given).unwrap();
    let mut ctx = Context::open(home, At::Host, owner(), Clock::Fixed(NOW), Options::default()).unwrap();
    let input = Input {
        zone: "1".to_owned(),
        location: "35000 Rennes".to_owned(),
        denomination: "Lycée".to_owned(),
        contact_last_name: "Martin".to_owned(),
        contact_first_name: "Anne".to_owned(),
        contact_email: "ce@bench.invalid".to_owned(),
        ..Input::default()
    };
    let row = BatchRow { line: 1, new: input.check(ContactNeed::Full).unwrap(), shares_uai: false };
    establishment::add_batch(&mut ctx, vec![row], SendMail::No).unwrap();
    ctx.go(At::Establishment(EstablishmentNumber(1)));
    for code in ["RT", "GEII"] {
        department::add(&mut ctx, &DepartmentInput { code: code.to_owned(), name: code.to_owned() }).unwrap();
    }
    ctx
}

fn owner() -> Actor {
    Actor { identity: Identity::Owner, os_user: "bench".to_owned(), ssh_client: String::new(), ssh_key: String::new() }
}
