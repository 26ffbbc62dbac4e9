//! What a webmaster waits for, on 17,900 generated establishments: `cargo bench --bench hosting`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on stops")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion};
use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::establishment::{ContactNeed, EstablishmentNumber, Input, Stage};
use intendant::domain::host::HostInput;
use intendant::domain::job::{JobId, Selection};
use intendant::domain::language::Language;
use intendant::domain::mailing::LetterInput;
use intendant::domain::password::Secret;
use intendant::domain::search::{DEFAULT_SORT, Filter, Index, Sort, SortKey};
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::WebmasterInput;
use intendant::domain::zone::ZoneNumber;
use intendant::jobs::plan::{self, Request};
use intendant::jobs::progress::{Cancel, Progress};
use intendant::jobs::run::{Wait, run};
use intendant::operations::establishment::{self, BATCH_MAX, BatchRow, SendMail};
use intendant::operations::host::{self, Initialisation};
use intendant::operations::{Clock, Context, Home, Options, job, mailing, zone};
use intendant::store::registry::Registry;
use intendant::store::registry::establishment::{self as rows, Creation};

const NOW: Timestamp = Timestamp(1_788_249_600);
const ESTABLISHMENTS: u32 = 17_900;
/// Rows that a screen shows.
const WINDOW: usize = 40;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let host = Host::new();
    host.fill();
    reads(&mut criterion, &mut host.open());
    searches(&mut criterion, &mut host.open());
    mailing(&mut criterion, &mut host.open());
    creation(&mut criterion);
    criterion.final_summary();
}

fn reads(criterion: &mut Criterion, ctx: &mut Context) {
    let numbers: Vec<EstablishmentNumber> = (9000..).take(WINDOW).map(EstablishmentNumber).collect();
    criterion.bench_function("first page", |bencher| {
        bencher.iter(|| establishment::first_page(ctx, 40).unwrap());
    });
    criterion.bench_function("window of rows", |bencher| {
        bencher.iter(|| establishment::rows(ctx, &numbers).unwrap());
    });
    criterion.bench_function("load the index", |bencher| {
        bencher.iter(|| establishment::index(ctx).unwrap());
    });
    criterion.bench_function("list as JSON", |bencher| bencher.iter(|| json(ctx)));
}

/// The rows that `establishment list --json` reads and writes.
fn json(ctx: &mut Context) -> usize {
    let all: Vec<EstablishmentNumber> = (1..=ESTABLISHMENTS).map(EstablishmentNumber).collect();
    let mut length = 0;
    for part in all.chunks(500) {
        for found in establishment::rows(ctx, part).unwrap() {
            let line = serde_json::json!({
                "number": found.number.0,
                "zone": found.zone.0,
                "location": found.location,
                "denomination": found.denomination,
                "uai": found.uai.as_ref().map(intendant::domain::uai::Uai::as_str),
                "contact": found.contact.full_name(),
                "email": found.contact.email_text(),
                "registered_on": found.registered_on.to_string(),
                "state": found.state(NOW).word(),
            });
            length += line.to_string().len();
        }
    }
    length
}

fn searches(criterion: &mut Criterion, ctx: &mut Context) {
    let index: Index = establishment::index(ctx).unwrap();
    for text in [
        "b",
        "brest",
        "zone:3 -lycee \"jean jaures\"",
        "nothing of the kind",
        "brest|quimper|rennes -lycee -ecole",
        "zone:3,4,5 mail:- registered:>2020-06",
        "seen:>6m -name:lycee,college",
    ] {
        criterion.bench_function(&format!("keystroke: {text}"), |bencher| {
            bencher.iter(|| index.select(&Filter::parse(black_box(text)).unwrap(), DEFAULT_SORT, NOW));
        });
    }
    for key in [SortKey::Denomination, SortKey::Zone, SortKey::State] {
        criterion.bench_function(&format!("sort: {}", key.word()), |bencher| {
            bencher.iter(|| index.select(&Filter::default(), Sort { key: black_box(key), descending: false }, NOW));
        });
    }
}

/// S13: a letter to 2,000, planned and queued.
fn mailing(criterion: &mut Criterion, ctx: &mut Context) {
    let letter = LetterInput {
        subject: "Lettre d'information : {establishment.name}".to_owned(),
        body: "Bonjour {contact.first_name} {contact.last_name},\n\n{establishment.location}\n{url}\n".repeat(12),
    };
    let mut group = criterion.benchmark_group("mailing");
    group.sample_size(10);
    group.bench_function("plan 2,000 mails", |bencher| bencher.iter(|| planned(ctx, &letter)));
    group.bench_function("queue 2,000 mails", |bencher| {
        let mut other = Context::open(ctx.home(), At::Host, owner(), Clock::Fixed(NOW), Options::default()).unwrap();
        let plan = || {
            let id = planned(ctx, &letter);
            job::authorise(ctx, id).unwrap();
            id
        };
        let queue = |id| run(&mut other, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap();
        bencher.iter_batched(plan, queue, BatchSize::PerIteration);
    });
    group.finish();
}

fn planned(ctx: &mut Context, letter: &LetterInput) -> JobId {
    let task = mailing::freeze(ctx, letter, &[]).unwrap();
    let numbers = (1..=2000).map(EstablishmentNumber).collect();
    let request = Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
    plan::draw_up(ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id
}

fn creation(criterion: &mut Criterion) {
    let host = Host::new();
    let mut ctx = host.open();
    let mut next = 0;
    let mut batch = || -> Vec<BatchRow> {
        let first = next;
        next += u32::try_from(BATCH_MAX).unwrap();
        let row = |at: u32| BatchRow {
            line: u64::from(at),
            new: input(at).check(ContactNeed::Full).unwrap(),
            shares_uai: false,
        };
        (first..next).map(row).collect()
    };
    let mut group = criterion.benchmark_group("creation");
    group.sample_size(10);
    group.bench_function("batch of 200 with mails", |bencher| {
        let make = |rows| establishment::add_batch(&mut ctx, rows, SendMail::Yes).unwrap();
        bencher.iter_batched(&mut batch, make, BatchSize::PerIteration);
    });
    group.finish();
}

/// A data directory that goes with the value.
struct Host {
    _folder: tempfile::TempDir,
    home: Home,
}

impl Host {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
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
        host::initialise(&home, &owner(), Clock::Fixed(NOW), &given).unwrap();
        let host = Self { _folder: folder, home };
        zone::add_academies(&mut host.open()).unwrap();
        host
    }

    fn open(&self) -> Context {
        Context::open(&self.home, At::Host, owner(), Clock::Fixed(NOW), Options::default()).unwrap()
    }

    /// Inserts the rows alone, without their databases: reads never touch those.
    fn fill(&self) {
        let mut registry = Registry::open(&self.home.registry()).unwrap();
        let credential = Secret::new("x".to_owned());
        let filled: intendant::store::Result<()> = registry.write(|tx| {
            for at in 1..=ESTABLISHMENTS {
                let number = EstablishmentNumber(at);
                let mut draft = input(at).check(ContactNeed::Full).unwrap().draft;
                draft.zone = ZoneNumber(1 + at % 34);
                let creation = Creation {
                    number,
                    registered_on: None,
                    now: NOW,
                    uai_site: 1,
                    credential: &credential,
                    known: &[],
                };
                rows::insert(tx, &draft, &creation)?;
                rows::set_stage(tx, number, Stage::Active)?;
            }
            Ok(())
        });
        filled.unwrap();
    }
}

fn owner() -> Actor {
    Actor { identity: Identity::Owner, os_user: "bench".to_owned(), ssh_client: String::new(), ssh_key: String::new() }
}

fn input(at: u32) -> Input {
    const TOWNS: [&str; 8] = [
        "29200 Brest",
        "35000 Rennes",
        "75013 Paris",
        "13001 Marseille",
        "97400 Saint-Denis",
        "67000 Strasbourg",
        "38000 Grenoble",
        "20000 Ajaccio",
    ];
    const KINDS: [&str; 4] = ["École élémentaire", "Collège", "Lycée professionnel", "Lycée général et technologique"];
    const PATRONS: [&str; 7] =
        ["Jean Jaurès", "Émile Zola", "Marie Curie", "Simone Veil", "Aimé Césaire", "Élisée Reclus", "Jules Ferry"];
    let pick = |list: &[&str], step: u32| list[((at / step) as usize) % list.len()].to_owned();
    Input {
        zone: "1".to_owned(),
        location: pick(&TOWNS, 3),
        denomination: format!("{} {} {at}", pick(&KINDS, 1), pick(&PATRONS, 5)),
        contact_last_name: format!("Martin {}", at % 97),
        contact_first_name: "Anne".to_owned(),
        contact_email: format!("ce.{at}@ac-demo.invalid"),
        ..Input::default()
    }
}
