//! An application with a worker of fixtures: keys go in, a screen comes out, nothing waits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

use super::fixture;
use crate::domain::access::{Actor, Identity};
use crate::domain::account::Administrator;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::{Establishment, EstablishmentNumber, department};
use crate::domain::filled::Filled;
use crate::domain::job::Task;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::search::{self, Index};
use crate::domain::text::fold;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, WebmasterId};
use crate::domain::zone::Zone;
use crate::i18n::Catalogue;
use crate::nouns::acts::Told;
use crate::nouns::establishment::{Row, Zones};
use crate::nouns::{self, Ask, Id, made};
use crate::operations::Error;
use crate::operations::establishment::{Loss, Stakes};
use crate::tui::app::App;
use crate::tui::events::Event;
use crate::tui::keymap::{Key, Keymap};
use crate::tui::orders::{Effect, Failure, Order, Outcome, Report, establishment, noun, session};
use crate::tui::shared::{ESTABLISHMENTS, Shared, Ticks};
use crate::tui::theme::Theme;
use crate::tui::worker::{self, WorkerState};
use crate::tui::{canvas, frame};

/// The moment at which everything in tests happens.
pub(in crate::tui) const NOW: Timestamp = Timestamp(1_790_000_000);

/// Makes what views share, with somebody signed in.
pub(in crate::tui) fn shared(language: Language) -> Shared {
    let login = Login::parse("alice").unwrap();
    Shared {
        catalogue: Arc::new(Catalogue::for_console(language)),
        theme: Theme::default(),
        keymap: Keymap::new(&BTreeMap::new()).0,
        actor: Actor {
            identity: Identity::Webmaster {
                id: WebmasterId(1),
                login,
                duty: crate::domain::duty::Duty::Full,
                support: None,
            },
            os_user: "ops".into(),
            ssh_client: "192.0.2.7".into(),
            ssh_key: String::new(),
        },
        entrance: crate::domain::session::Entrance::default(),
        host: String::new(),
        demo: false,
        host_blocks: Vec::new(),
        held: None,
        now: NOW,
        pressed: None,
        wished: None,
        mouse: crate::tui::Mouse::Off,
        zones: Arc::new([]),
        ticks: Ticks::default(),
        begun: BTreeSet::new(),
        delete_threshold_percent: 10,
    }
}

/// Returns a screen as lines without their trailing spaces.
pub(in crate::tui) fn text_of(buffer: &ratatui::buffer::Buffer) -> String {
    let line = |y: u16| {
        let mut text = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                text.push_str(symbol);
                skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            } else {
                skip -= 1;
            }
        }
        text.trim_end().to_owned()
    };
    (0..buffer.area.height).map(line).collect::<Vec<_>>().join("\n")
}

/// What answers requests that the console itself does not know.
pub(in crate::tui) type Others = Box<dyn FnMut(&Effect) -> Vec<Outcome>>;

/// An application, its screen and its data.
pub(in crate::tui) struct Console {
    pub(in crate::tui) app: App,
    pub(in crate::tui) terminal: Terminal<TestBackend>,
    pub(in crate::tui) rows: Vec<Establishment>,
    pub(in crate::tui) zones: Vec<Zone>,
    pub(in crate::tui) administrators: Vec<Administrator>,
    /// What the next save answers instead of saving.
    pub(in crate::tui) failure: Option<Failure>,
    /// What somebody else saved before the next save, which is told instead.
    pub(in crate::tui) overtaken: Option<Establishment>,
    /// What was asked for and is not read, as `Debug` says it.
    pub(in crate::tui) asked: Vec<String>,
    /// What answers everything that is neither a session's nor an establishment's.
    pub(in crate::tui) others: Others,
    /// The real worker over a real data directory, which then answers instead of the fixtures.
    pub(in crate::tui) worker: Option<WorkerState>,
}

impl Console {
    /// Opens the establishments over this many rows.
    pub(in crate::tui) fn new(language: Language, (width, height): (u16, u16), count: u32) -> Self {
        let app = App::new(shared(language), Rect::new(0, 0, width, height));
        let mut console = Self {
            app,
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            rows: (1..=count).map(fixture::establishment).collect(),
            zones: fixture::zones(),
            administrators: fixture::administrators(),
            failure: None,
            overtaken: None,
            asked: Vec::new(),
            others: Box::new(|_| Vec::new()),
            worker: None,
        };
        console.app.begin(None);
        console.work();
        console
    }

    /// Answers everything that was asked for.
    pub(in crate::tui) fn work(&mut self) {
        for _ in 0..10_000 {
            let orders = self.app.take_orders();
            if orders.is_empty() {
                return;
            }
            for order in orders {
                if let Some(worker) = &mut self.worker {
                    self.app.handle(Event::Report(worker::perform(worker, order)));
                    continue;
                }
                for outcome in self.perform(&order) {
                    self.app.handle(Event::Report(Report { to: order.from, outcome }));
                }
            }
        }
        panic!("the work never ends");
    }

    /// Presses keys by name, one after another: `/ b r e s t enter`.
    pub(in crate::tui) fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            let key = Key::parse(name).unwrap_or_else(|| panic!("no key {name}"));
            self.app.handle(Event::Key(key));
            self.work();
        }
        self
    }

    /// Types text.
    pub(in crate::tui) fn type_text(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            self.app.handle(Event::Key(Key::sign(sign)));
            self.work();
        }
        self
    }

    /// Draws and gives the screen as lines without their trailing spaces.
    pub(in crate::tui) fn screen(&mut self) -> String {
        let app = &self.app;
        canvas::take_cut();
        self.terminal.draw(|canvas| frame::draw(app, canvas)).unwrap();
        if self.terminal.backend().buffer().area.width >= 80 {
            let [cut, cells] = canvas::take_cut();
            super::cut::check(self.app.shared.catalogue.language(), &cut);
            super::cut::check_cells(self.app.shared.catalogue.language(), &cells);
        }
        text_of(self.terminal.backend().buffer())
    }

    /// Tells whether the screen shows a text.
    pub(in crate::tui) fn shows(&mut self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Returns the numbers that are ticked.
    pub(in crate::tui) fn ticked(&self) -> Vec<u32> {
        let ticks = self.app.shared.ticks.of(ESTABLISHMENTS).iter();
        ticks.filter_map(Id::establishment).map(|number| number.0).collect()
    }

    /// Takes another size.
    pub(in crate::tui) fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.terminal.autoresize().unwrap();
        self.app.resize(Rect::new(0, 0, width, height));
        self.work();
    }

    fn perform(&mut self, order: &Order) -> Vec<Outcome> {
        match &order.effect {
            Effect::Session(request) => session_outcome(request).into_iter().collect(),
            Effect::Establishment(request) => self.establishment(request),
            Effect::Noun(noun::Request::Rows { noun: Noun::Establishment, ticket, ids }) => {
                let known = |id: &Id| id.establishment().and_then(|number| self.row(number)).cloned();
                let rows = ids.iter().filter_map(known).map(|row| Row::listed(Ok(row), &self.zone_names(), NOW));
                let rows = made::establishments(rows.collect());
                vec![Outcome::Noun(noun::Done::Rows { ticket: *ticket, rows })]
            }
            Effect::Noun(noun::Request::Alone { noun: Noun::Establishment, id }) => {
                let known = id.establishment().and_then(|number| self.row(number)).cloned();
                let known = known.map(|row| fixture::detail(row, self.administrators.clone()));
                let row = known.map(|known| Row::alone(known, &self.zone_names(), NOW));
                let gone = || noun::Done::Gone("bob".into());
                let done = row.map_or_else(gone, |row| noun::Done::Alone(made::establishments(vec![row])));
                vec![Outcome::Noun(done)]
            }
            Effect::Noun(request @ noun::Request::List { noun: Noun::Establishment, .. }) => vec![self.select(request)],
            Effect::Noun(noun::Request::Groups { noun: Noun::Establishment, filter, by }) => {
                let words = Catalogue::new(Language::English);
                let ask = Ask { grouped: by, ..Ask::new(filter, &words, 0) };
                let groups = made::establishment_order(&ask, &self.index(), NOW).unwrap().groups;
                vec![Outcome::Noun(noun::Done::Groups(groups))]
            }
            Effect::Noun(noun::Request::Do { act, typed, .. }) if act.noun() == Noun::Establishment => {
                vec![self.save(*act, typed, &order.effect)]
            }
            other => (self.others)(other),
        }
    }

    /// Adds one or saves one.
    fn save(&mut self, act: Act, typed: &Filled, request: &Effect) -> Outcome {
        let errors = nouns::ESTABLISHMENTS.check(act, typed);
        if !errors.is_empty() {
            return Outcome::Failed(Failure::Fields(errors));
        }
        self.asked.push(format!("{request:?}"));
        if let Some(failure) = self.failure.take() {
            return Outcome::Failed(failure);
        }
        if let Some(theirs) = self.overtaken.take() {
            let rows = made::establishments(vec![Row::listed(Ok(theirs), &self.zone_names(), NOW)]);
            return Outcome::Noun(noun::Done::Overtaken(rows.target(0).unwrap(), rows.filled(0)));
        }
        let (key, number) = if act == Act::ESTABLISHMENT_ADD {
            let number = u32::try_from(self.rows.len()).unwrap() + 1;
            self.rows.push(fixture::establishment(number));
            ("establishment-added-mail", number)
        } else {
            ("establishment-saved", 1)
        };
        let said = Message { key, args: Vec::new() }.with("number", number.to_string()).with("postcode", "there");
        Outcome::Noun(noun::Done::Told(act, Told::row(said, number.to_string())))
    }

    fn row(&self, number: EstablishmentNumber) -> Option<&Establishment> {
        self.rows.iter().find(|row| row.number == number)
    }

    fn zone_names(&self) -> Arc<Zones> {
        Arc::new(self.zones.iter().map(|zone| (zone.number, zone.name.clone())).collect())
    }

    fn establishment(&mut self, request: &establishment::Request) -> Vec<Outcome> {
        use establishment::{Done, Request};
        let one = |done: Done| vec![Outcome::Establishment(done)];
        match request {
            Request::Get { number } => match self.row(*number) {
                Some(row) => one(Done::Got(Box::new(row.clone()))),
                None => vec![Outcome::Failed(Failure::Told(Message::new("loading")))],
            },
            Request::Administrators { .. } => one(Done::Administrators(self.administrators.clone())),
            Request::Stakes { .. } => {
                let content = Ok(Loss { accounts: 214, grades: 5302, mails: 0, last_sign_in_at: None });
                one(Done::Stakes(Stakes { content, mails: 2 }))
            }
            Request::AtOnce { .. } | Request::Delete { .. } => {
                self.asked.push(format!("{request:?}"));
                match self.failure.take() {
                    Some(failure) => vec![Outcome::Failed(failure)],
                    None => self.change(request),
                }
            }
        }
    }

    fn change(&mut self, request: &establishment::Request) -> Vec<Outcome> {
        use establishment::{Done, Request};
        let (key, number) = match request {
            Request::Delete { number, .. } => {
                self.rows.retain(|row| row.number != *number);
                ("establishment-deleted", number)
            }
            Request::AtOnce { number, task: Task::Unblock { blocker }, .. } => {
                let row = self.rows.iter_mut().find(|row| row.number == *number).unwrap();
                row.blocks.retain(|block| block.blocker != *blocker);
                ("establishment-unblocked", number)
            }
            Request::AtOnce { number, .. } => ("reset-done", number),
            _ => return Vec::new(),
        };
        let said = Message { key, args: Vec::new() }.with("number", number.to_string()).with("export", "none");
        vec![Outcome::Establishment(Done::Changed(said))]
    }

    /// Lists establishments as the worker does.
    fn select(&self, request: &noun::Request) -> Outcome {
        let noun::Request::List { generation, filter, sort, reload, words, most, ticked, .. } = request else {
            panic!("{request:?}")
        };
        let ask = Ask { sort: *sort, ticked, ..Ask::new(filter, words, *most) };
        let order = match made::establishment_order(&ask, &self.index(), NOW) {
            Ok(order) => Ok(Box::new(order)),
            Err(Error::Filter(error)) => Err(error),
            Err(error) => panic!("{error}"),
        };
        let gone = order.as_ref().ok().and_then(|order| order.gone.clone()).unwrap_or_default();
        let zones = (*reload == noun::Reload::Yes).then(|| self.zones.clone().into());
        Outcome::Noun(noun::Done::Listed { generation: *generation, order, rows: None, gone, zones, inside: None })
    }

    fn index(&self) -> Index {
        let mut index = Index::new(&self.zones);
        for row in &self.rows {
            let uai = row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default();
            let number = row.number.to_string();
            let contact = row.contact.full_name();
            let email = row.contact.email_text();
            let text =
                [&row.location, &row.denomination, &uai, contact.as_str(), email, number.as_str()].map(fold).join("\n");
            let until = |block: &crate::domain::block::Block| block.until.unwrap_or(Timestamp(i64::MAX));
            index.push(search::Row {
                number: row.number,
                zone: row.zone,
                stage: Some(row.stage),
                blocked_until: row.blocks.iter().map(until).max(),
                registered_on: &row.registered_on.to_string(),
                department: &department(None, &row.location),
                text: &text,
            });
        }
        index
    }
}

fn session_outcome(request: &session::Request) -> Option<Outcome> {
    match request {
        session::Request::Host => {
            let name = "Hébergeur d'essai".into();
            Some(Outcome::Session(session::Done::Host { name, demo: true, blocks: Vec::new(), held: None }))
        }
        session::Request::SignIn { .. } | session::Request::Demo { .. } | session::Request::EnterAs(_) => {
            Some(Outcome::Session(session::Done::SignedIn {
                actor: shared(Language::English).actor,
                must_change: false,
            }))
        }
        session::Request::Unlock { .. } => Some(Outcome::Session(session::Done::Unlocked)),
        session::Request::Home
        | session::Request::OwnDetails
        | session::Request::ChangeDetails { .. }
        | session::Request::ChangePassword { .. }
        | session::Request::Support { .. }
        | session::Request::Justify { .. }
        | session::Request::ViewAs { .. }
        | session::Request::Leave
        | session::Request::AskCode { .. }
        | session::Request::Redeem { .. }
        | session::Request::Touch
        | session::Request::End(_) => None,
    }
}
