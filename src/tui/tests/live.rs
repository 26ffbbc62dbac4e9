//! An application with the real worker on a real data directory in a temporary folder.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

use super::console::{self, NOW};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterInput;
use crate::operations::host::{Initialisation, initialise};
use crate::operations::{Clock, Context, Home, Options};
use crate::tui::app::App;
use crate::tui::events::Event;
use crate::tui::frame;
use crate::tui::keymap::Key;
use crate::tui::orders::Order;
use crate::tui::worker::{WorkerState, work};

/// How long a test waits for the worker before it fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// Makes an actor.
pub(in crate::tui) fn actor(identity: Identity, ssh_client: &str) -> Actor {
    Actor { identity, os_user: "ops".into(), ssh_client: ssh_client.into(), ssh_key: String::new() }
}

/// Makes a data directory with one webmaster and zone 1.
pub(in crate::tui) fn home(folder: &Path) -> Home {
    let home = Home::new(folder.join("data"));
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
    initialise(&home, &actor(Identity::Nobody, ""), Clock::Fixed(NOW), &given).unwrap();
    home
}

/// The application, its screen, and the channels to the worker.
pub(in crate::tui) struct Live {
    folder: tempfile::TempDir,
    pub(in crate::tui) app: App,
    terminal: Terminal<TestBackend>,
    orders: Sender<Order>,
    inbox: Receiver<Event>,
}

impl Live {
    /// Opens the establishments of a fresh host.
    pub(in crate::tui) fn new(ssh_client: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let mut shared = console::shared(Language::French);
        shared.actor.ssh_client = ssh_client.into();
        let (events, inbox) = channel();
        let (orders, worklist) = channel();
        let worker = WorkerState::new(home, Clock::Fixed(NOW), Options::default(), shared.actor.clone());
        std::thread::spawn(move || work(worker, &worklist, &events));
        let app = App::new(shared, Rect::new(0, 0, 120, 40));
        let terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
        let mut live = Self { folder, app, terminal, orders, inbox };
        live.app.begin(None);
        live.until("Établissements");
        live
    }

    /// Returns the data directory.
    pub(in crate::tui) fn home(&self) -> Home {
        Home::new(self.folder.path().join("data"))
    }

    /// Returns a context of the data directory's owner.
    pub(in crate::tui) fn context(&self) -> Context {
        let owner = actor(Identity::Owner, "");
        Context::open(&self.home(), At::Host, owner, Clock::Fixed(NOW), Options::default()).unwrap()
    }

    /// Writes a file beside the data directory.
    pub(in crate::tui) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Presses keys by name.
    pub(in crate::tui) fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.app.handle(Event::Key(Key::parse(name).unwrap_or_else(|| panic!("no key {name}"))));
        }
        self
    }

    /// Types text.
    pub(in crate::tui) fn type_text(&mut self, text: &str) -> &mut Self {
        for sign in text.chars() {
            self.app.handle(Event::Key(Key::sign(sign)));
        }
        self
    }

    /// Lets the worker work until the screen shows a text.
    pub(in crate::tui) fn until(&mut self, text: &str) -> String {
        loop {
            for order in self.app.take_orders() {
                self.orders.send(order).unwrap();
            }
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            match self.inbox.recv_timeout(PATIENCE) {
                Ok(event) => self.app.handle(event),
                Err(error) => panic!("{error}: « {text} » never appears:\n{screen}"),
            }
        }
    }

    /// Draws and gives the screen.
    pub(in crate::tui) fn screen(&mut self) -> String {
        let app = &self.app;
        self.terminal.draw(|canvas| frame::draw(app, canvas)).unwrap();
        console::text_of(self.terminal.backend().buffer())
    }
}
