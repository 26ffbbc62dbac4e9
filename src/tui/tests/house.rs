//! A console over a real data directory: what keys do is done by the real worker and can be asked of the operations.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

use super::console::{Console, NOW, shared};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::session::Entrance;
use crate::domain::webmaster::WebmasterInput;
use crate::operations::host::{Initialisation, initialise};
use crate::operations::{Clock, Context, Home, Options};
use crate::tui::actions::Action;
use crate::tui::app::App;
use crate::tui::events::Event;
use crate::tui::views::first_run::FirstRun;
use crate::tui::worker::WorkerState;

/// A password that is strong enough.
pub(super) const PASSWORD: &str = "ornithorynque violet 7 trompettes";

/// The data directory, which goes with its house, and the console.
pub(super) struct House {
    pub(super) console: Console,
    home: Home,
    _folder: tempfile::TempDir,
}

fn nobody() -> Actor {
    Actor { identity: Identity::Nobody, ..shared(Language::French).actor }
}

impl House {
    /// Opens a data directory that has nothing in it yet, at the first start.
    pub(super) fn empty(language: Language, (width, height): (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let mut console = Console::new(language, (width, height), 0);
        let mut shared = shared(language);
        shared.actor = nobody();
        let first_run = FirstRun::new("/var/lib/intendant", &shared);
        console.app = App::new(shared, Rect::new(0, 0, width, height));
        console.terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        console.worker = Some(WorkerState::new(home.clone(), Clock::Fixed(NOW), Options::default(), nobody()));
        console.app.open(Box::new(first_run));
        console.work();
        Self { console, home, _folder: folder }
    }

    /// Opens one whose webmaster `alice` has just signed in.
    pub(super) fn new(language: Language, size: (u16, u16)) -> Self {
        let mut house = Self::empty(language, size);
        let given = Initialisation {
            host: &HostInput {
                name: "Académie d'essai".into(),
                url: "https://ecoles.invalid".into(),
                sender: "hebergement@ecoles.invalid".into(),
                ..HostInput::default()
            },
            webmaster: &WebmasterInput {
                login: "alice".into(),
                last_name: "Kerouedan".into(),
                first_name: "Alice".into(),
                email: "alice@ecoles.invalid".into(),
                ..WebmasterInput::default()
            },
            password: &Secret::new(PASSWORD.into()),
            again: &Secret::new(PASSWORD.into()),
            language,
            demo: false,
        };
        initialise(&house.home, &nobody(), Clock::Fixed(NOW), &given).unwrap();
        house.open_door(language, size);
        house
    }

    fn open_door(&mut self, language: Language, size: (u16, u16)) {
        let mut shared = shared(language);
        shared.actor = nobody();
        self.console.app = App::new(shared, Rect::new(0, 0, size.0, size.1));
        self.console.app.begin(None);
        self.console.work();
        self.console.type_text("alice").press("tab").type_text(PASSWORD).press("enter");
    }

    /// Opens the console anew, at its sign-in.
    pub(super) fn at_the_door(&mut self, entrance: Entrance, size: (u16, u16)) -> &mut Console {
        let mut shared = shared(self.console.app.shared.catalogue.language());
        (shared.actor, shared.entrance) = (nobody(), entrance);
        self.console.worker =
            Some(WorkerState::new(self.home.clone(), Clock::Fixed(NOW), Options::default(), nobody()));
        self.console.app = App::new(shared, Rect::new(0, 0, size.0, size.1));
        self.console.app.begin(None);
        self.console.work();
        &mut self.console
    }

    /// Begins a new session.
    pub(super) fn sign_in_again(&mut self) {
        let language = self.console.app.shared.catalogue.language();
        let area = self.console.terminal.backend().buffer().area;
        self.console.worker =
            Some(WorkerState::new(self.home.clone(), Clock::Fixed(NOW), Options::default(), nobody()));
        self.open_door(language, (area.width, area.height));
    }

    /// Shows a screen.
    pub(super) fn show(&mut self, screen: Action) -> &mut Console {
        self.console.app.act(screen);
        self.console.work();
        &mut self.console
    }

    /// Returns what somebody else works with, as the owner of the data directory.
    pub(super) fn other(&self) -> Context {
        let actor = Actor { identity: Identity::Owner, ..nobody() };
        Context::open(&self.home, At::Host, actor, Clock::Fixed(NOW), Options::default()).unwrap()
    }

    /// Tells the console that somebody else has written.
    pub(super) fn changed(&mut self) {
        self.console.app.handle(Event::DataChanged);
        self.console.work();
    }

    /// Returns the screen with a fixed text in the place of the moment of the tests, which the machine's zone decides.
    pub(super) fn screen(&mut self) -> String {
        let text = NOW.local_text();
        // Word by word: a line may break between them.
        text.split(' ')
            .zip(["2026-09-21", "16:13"])
            .fold(self.console.screen(), |screen, (own, said)| screen.replace(own, said))
    }
}
