//! A desk over a real data directory: what keys do is done by the real worker and can be asked of the operations.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

use super::desk::{Desk, NOW, shared};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterInput;
use crate::operations::host::{Initialisation, initialise};
use crate::operations::{Clock, Context, Home, Options};
use crate::tui::actions::Action;
use crate::tui::app::App;
use crate::tui::events::Event;
use crate::tui::views::first_run::FirstRun;
use crate::tui::worker::Bench;

/// A password that is strong enough.
pub(super) const PASSWORD: &str = "ornithorynque violet 7 trompettes";

/// The data directory, which goes with its house, and the desk.
pub(super) struct House {
    pub(super) desk: Desk,
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
        let mut desk = Desk::new(language, (width, height), 0);
        let mut shared = shared(language);
        shared.actor = nobody();
        let first_run = FirstRun::new("/var/lib/intendant", &shared);
        desk.app = App::new(shared, Rect::new(0, 0, width, height));
        desk.terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        desk.bench = Some(Bench::new(home.clone(), Clock::Fixed(NOW), Options::default(), nobody()));
        desk.app.open(Box::new(first_run));
        desk.work();
        Self { desk, home, _folder: folder }
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
        self.desk.app = App::new(shared, Rect::new(0, 0, size.0, size.1));
        self.desk.app.begin(None);
        self.desk.work();
        self.desk.type_text("alice").press("tab").type_text(PASSWORD).press("enter");
    }

    /// Begins a new session.
    pub(super) fn sign_in_again(&mut self) {
        let language = self.desk.app.shared.catalogue.language();
        let area = self.desk.terminal.backend().buffer().area;
        self.desk.bench = Some(Bench::new(self.home.clone(), Clock::Fixed(NOW), Options::default(), nobody()));
        self.open_door(language, (area.width, area.height));
    }

    /// Shows a screen.
    pub(super) fn show(&mut self, screen: Action) -> &mut Desk {
        self.desk.app.act(screen);
        self.desk.work();
        &mut self.desk
    }

    /// Returns what somebody else works with, as the owner of the data directory.
    pub(super) fn other(&self) -> Context {
        let actor = Actor { identity: Identity::Owner, ..nobody() };
        Context::open(&self.home, At::Host, actor, Clock::Fixed(NOW), Options::default()).unwrap()
    }

    /// Tells the desk that somebody else has written.
    pub(super) fn changed(&mut self) {
        self.desk.app.handle(Event::DataChanged);
        self.desk.work();
    }

    /// Returns the screen with a fixed text in the place of the moment of the tests, which the machine's zone decides.
    pub(super) fn screen(&mut self) -> String {
        let text = NOW.local_text();
        // Word by word: a line may break between them.
        text.split(' ')
            .zip(["2026-09-21", "16:13"])
            .fold(self.desk.screen(), |screen, (own, said)| screen.replace(own, said))
    }
}
