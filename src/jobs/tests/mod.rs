//! Jobs on a real data directory in a temporary folder.

mod access;
mod additions;
mod addresses;
mod at_once;
mod backup;
mod blocks;
mod deeds;
mod duties;
mod erasing;
mod export;
mod gains;
mod inside;
mod life;
mod lineage;
mod listed;
mod mailing;
mod other_duties;
mod passwords;
mod power_users;
mod retention;
mod roles;
mod sessions;
mod statistics;
mod undo;
mod unreadable;
mod unstorable;
mod user_import;
mod users;
mod visits;
mod waiting_mail;

use crate::domain::access::{Actor, At, Identity};
use crate::domain::establishment::{Establishment, EstablishmentNumber, Input};
use crate::domain::export::Form;
use crate::domain::host::HostInput;
use crate::domain::job::{Job, JobId, Selection, Tally, Task};
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterInput;
use crate::jobs::plan::{self, Request};
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::run::{Ended, Wait, run};
use crate::operations::audit::{self, AuditFilter};
use crate::operations::establishment::{self, BlockInput, SendMail};
use crate::operations::host::{Initialisation, initialise};
use crate::operations::{self, Clock, Context, Home, Options, job};

pub(super) const NOW: Timestamp = Timestamp(1_790_000_000);

/// A host with some establishments.
pub(super) struct Fixture {
    pub(super) folder: tempfile::TempDir,
    pub(super) ctx: Context,
}

pub(super) fn actor(identity: Identity) -> Actor {
    Actor { identity, os_user: "tests".into(), ssh_client: String::new(), ssh_key: String::new() }
}

impl Fixture {
    /// Blocks one at once.
    pub(super) fn block(
        &mut self,
        number: EstablishmentNumber,
        input: &BlockInput,
    ) -> operations::Result<Establishment> {
        let task = establishment::block_task(&self.ctx, input)?;
        job::at_once(&mut self.ctx, number, &task, None)?;
        establishment::get(&mut self.ctx, number)
    }

    /// Makes a host with establishments 1 to `count`.
    pub(super) fn new(count: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let password = Secret::new("cheval agrafe batterie correcte".into());
        let given = Initialisation {
            host: &HostInput {
                name: "Hébergeur".into(),
                url: "https://ecoles.invalid".into(),
                sender: "console@ecoles.invalid".into(),
                transport: "folder".into(),
                contact_editing: "no".into(),
                ..HostInput::default()
            },
            webmaster: &WebmasterInput {
                login: "alice".into(),
                last_name: "Martin".into(),
                first_name: "Alice".into(),
                email: "alice@ecoles.invalid".into(),
                ..WebmasterInput::default()
            },
            password: &password,
            again: &password,
            language: Language::French,
            demo: false,
        };
        initialise(&home, &actor(Identity::Nobody), Clock::Fixed(NOW), &given).unwrap();
        let ctx =
            Context::start(&home, At::Host, actor(Identity::Owner), Clock::Fixed(NOW), Options::default()).unwrap();
        let mut fixture = Self { folder, ctx };
        for number in 1..=count {
            fixture.add(number);
        }
        fixture
    }

    /// Does as a process that starts: what dead ones left is recovered first.
    pub(super) fn start_again(&mut self) {
        let home = self.ctx.home().clone();
        self.ctx =
            Context::start(&home, At::Host, actor(Identity::Owner), Clock::Fixed(NOW), Options::default()).unwrap();
    }

    pub(super) fn add(&mut self, number: u32) {
        establishment::add_line(&mut self.ctx, &school(number));
    }

    pub(super) fn edit(&mut self, number: u32, draft: &crate::domain::establishment::Draft) {
        let number = EstablishmentNumber(number);
        let rev = establishment::get(&mut self.ctx, number).unwrap().rev;
        establishment::edit(&mut self.ctx, number, rev, &Input::from_draft(draft)).unwrap();
    }

    /// Another process's view of the same data, at the same place.
    pub(super) fn other(&self) -> Context {
        Context::open(self.ctx.home(), self.ctx.at(), actor(Identity::Owner), Clock::Fixed(NOW), Options::default())
            .unwrap()
    }

    pub(super) fn plan(&mut self, task: Task, numbers: std::ops::RangeInclusive<u32>) -> Job {
        let numbers = numbers.map(EstablishmentNumber).collect();
        let request = Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
        plan::draw_up(&mut self.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap()
    }

    pub(super) fn start(&mut self, id: JobId) -> Ended {
        job::authorise(&mut self.ctx, id).unwrap();
        run(&mut self.ctx, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap()
    }

    pub(super) fn done(&mut self, task: Task, numbers: std::ops::RangeInclusive<u32>) -> Job {
        let id = self.plan(task, numbers).id;
        self.start(id).job
    }

    pub(super) fn undo(&mut self, id: JobId) -> Job {
        let id = plan::undo(&mut self.ctx, id, &Cancel::new(), &mut Progress::silent()).unwrap().id;
        self.start(id).job
    }

    pub(super) fn blocked(&mut self) -> Vec<u32> {
        let numbers: Vec<_> = (1..=200).map(EstablishmentNumber).collect();
        let rows = establishment::rows(&mut self.ctx, &numbers).unwrap();
        rows.iter().filter(|row| !row.blocks.is_empty()).map(|row| row.number.0).collect()
    }

    /// The audit's entries about establishments, as action and job.
    pub(super) fn audited(&mut self, action: &str) -> usize {
        let rows = audit::list(&mut self.ctx, &AuditFilter::default(), None, 1000).unwrap();
        rows.iter().filter(|row| row.action == action).count()
    }
}

/// What is typed to add an establishment.
pub(super) fn school(number: u32) -> Input {
    Input {
        zone: "1".into(),
        location: "29200 Brest".into(),
        denomination: format!("École {number}"),
        contact_last_name: "Le Gall".into(),
        contact_first_name: "Yann".into(),
        contact_email: format!("contact{number}@ecoles.invalid"),
        number: number.to_string(),
        ..Input::default()
    }
}

pub(super) fn block() -> Task {
    Task::Block { reason: "Travaux".into(), until: None }
}

pub(super) fn exporting() -> Task {
    Task::Export { form: Form::default() }
}

pub(super) const fn tally(waiting: u32, done: u32, skipped: u32, failed: u32) -> Tally {
    Tally { waiting, done, skipped, failed }
}
