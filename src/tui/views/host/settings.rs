//! The screen of settings: sections of labels and values, and what can be changed in each.

use ratatui::layout::Rect;

use super::block::BlockEverywhere;
use super::fields::Part;
use super::form::PartForm;
use crate::domain::block::Block;
use crate::domain::message::{Explain as _, Message};
use crate::domain::time::Timestamp;
use crate::i18n::{standing, words};
use crate::operations::{Error, Rule};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, after, below, columns, row};
use crate::tui::orders::host::{Done, Overview, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::{Glyphs, Palette, Role};
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::conflict::shown;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::Menu;

/// A section of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Identity,
    Transport,
    Contact,
    Block,
    Console,
}

impl Section {
    const ALL: [Self; 5] = [Self::Identity, Self::Transport, Self::Contact, Self::Block, Self::Console];

    const fn title(self) -> &'static str {
        match self {
            Self::Identity => "host-section-identity",
            Self::Transport => "host-section-transport",
            Self::Contact => "host-section-contact",
            Self::Block => "host-section-block",
            Self::Console => "host-section-console",
        }
    }
}

/// A line of the screen.
enum Line {
    Heading(Section),
    Value(String, String, Role),
    Gap,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Settings {
    overview: Option<Box<Overview>>,
    failure: Option<Message>,
    at: usize,
    /// The blocks that were shown when it was asked whether they are lifted.
    lifting: Option<Vec<Block>>,
}

impl Settings {
    /// Makes the screen; it reads what it shows when it begins.
    pub(crate) fn new() -> Self {
        Self { overview: None, failure: None, at: 0, lifting: None }
    }

    fn read() -> Reply {
        Effect::Host(Request::Get).into()
    }

    fn section(&self) -> Section {
        Section::ALL.get(self.at).copied().unwrap_or(Section::Identity)
    }

    fn blocks(&self) -> &[Block] {
        self.overview.as_ref().map_or(&[], |overview| &overview.blocks)
    }

    fn standing(&self, now: Timestamp) -> impl Iterator<Item = &Block> {
        self.blocks().iter().filter(move |block| block.stands(now))
    }

    fn act(&mut self, action: Action, shared: &Shared) -> Reply {
        let last = Section::ALL.len() - 1;
        match action {
            Action::Up => self.at = self.at.saturating_sub(1),
            Action::Down => self.at = (self.at + 1).min(last),
            Action::First | Action::PageUp => self.at = 0,
            Action::Last | Action::PageDown => self.at = last,
            Action::Open => return self.open(self.section(), shared),
            Action::HostIdentity => return self.open(Section::Identity, shared),
            Action::HostTransport => return self.open(Section::Transport, shared),
            Action::HostContact => return self.open(Section::Contact, shared),
            Action::HostBlock => return self.block(shared),
            Action::HostUnblock => return self.ask_unblock(shared),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn open(&self, section: Section, shared: &Shared) -> Reply {
        let Some(overview) = &self.overview else { return Reply::refuse(Message::new("loading")) };
        let part = match section {
            Section::Identity => Part::Identity,
            Section::Transport => Part::Transport,
            Section::Contact => Part::Contact,
            Section::Block => return self.block(shared),
            Section::Console => return Reply::refuse(Message::new("why-console-settings")),
        };
        Reply::open(PartForm::dialog(part, overview, shared))
    }

    /// Opens the form; where everything is blocked, the block is said first, and it can be lifted too.
    fn block(&self, shared: &Shared) -> Reply {
        let Some(block) = self.standing(shared.now).next() else { return self.block_form(shared) };
        let said = standing::block(&shared.catalogue, block, shared.now);
        let lines = vec![Message::new("host-block-change"), Message::new("action-host-unblock")];
        let menu = Menu::new(Message::new("action-host-block"), lines);
        Reply::open(menu.asking(Message::new("host-block-standing").with("block", said)))
    }

    fn block_form(&self, shared: &Shared) -> Reply {
        let Some(overview) = &self.overview else { return Reply::refuse(Message::new("loading")) };
        Reply::open(BlockEverywhere::dialog(overview.establishments, self.blocks(), shared))
    }

    fn ask_unblock(&mut self, shared: &Shared) -> Reply {
        self.lifting = Some(self.blocks().to_vec());
        let question = vec![Message::new("host-unblock-question")];
        Reply::open(Confirm::yes(Message::new("action-host-unblock"), question, shared))
    }

    fn lines(&self, overview: &Overview, shared: &Shared) -> Vec<Line> {
        let mut lines = Vec::new();
        for section in Section::ALL {
            if !lines.is_empty() {
                lines.push(Line::Gap);
            }
            lines.push(Line::Heading(section));
            match section {
                Section::Identity => settings(Part::Identity, overview, shared, &mut lines),
                Section::Transport => settings(Part::Transport, overview, shared, &mut lines),
                Section::Contact => settings(Part::Contact, overview, shared, &mut lines),
                Section::Block => self.block_lines(shared, &mut lines),
                Section::Console => console(shared, &mut lines),
            }
        }
        lines
    }

    fn block_lines(&self, shared: &Shared, lines: &mut Vec<Line>) {
        let before = lines.len();
        for block in self.standing(shared.now) {
            let state = format!("■ {}", shared.text("host-block-on"));
            lines.push(Line::Value(state, standing::block(&shared.catalogue, block, shared.now), Role::Error));
        }
        if lines.len() == before {
            let state = format!("● {}", shared.text("host-block-off"));
            lines.push(Line::Value(state, String::new(), Role::Good));
        }
    }

    fn draw_lines(&self, canvas: &mut Canvas<'_>, area: Rect, lines: &[Line], shared: &Shared) {
        let label = |line: &Line| match line {
            Line::Value(label, value, _) if !value.is_empty() => columns(label),
            Line::Value(..) | Line::Heading(_) | Line::Gap => 0,
        };
        let width = (lines.iter().map(label).max().unwrap_or(0) + 2).min(area.width / 5 * 3);
        let mut used = 0;
        for line in lines.iter().skip(self.first_line(lines, area.height)) {
            if used >= area.height {
                break;
            }
            let place = row(area, used);
            match line {
                Line::Heading(section) => {
                    let current = *section == self.section();
                    canvas.text(place, if current { "▸" } else { " " }, Role::Key);
                    let role = if current { Role::Cursor } else { Role::Heading };
                    canvas.text(after(place, 2), &shared.text(section.title()), role);
                    used += 1;
                }
                Line::Value(label, value, role) => {
                    let label_role = if value.is_empty() { *role } else { Role::Dim };
                    let room = if value.is_empty() { area.width } else { 3 + width };
                    canvas.text(after(Rect { width: room, ..place }, 4), label, label_role);
                    used += canvas.paragraph(after(below(area, used), 4 + width), value, *role).max(1);
                }
                Line::Gap => used += 1,
            }
        }
    }

    /// Returns the first line that is seen, so that the section under the cursor is.
    fn first_line(&self, lines: &[Line], height: u16) -> usize {
        let height = usize::from(height);
        let is_current = |line: &Line| matches!(line, Line::Heading(section) if *section == self.section());
        let from = lines.iter().position(is_current).unwrap_or(0);
        let rest = lines.iter().skip(from + 1);
        let end = from + 1 + rest.take_while(|line| matches!(line, Line::Value(..))).count();
        // A block's reason may take a second line.
        let end = if self.section() == Section::Block { end + 1 } else { end };
        end.saturating_sub(height).min(from).min(lines.len().saturating_sub(height))
    }
}

fn settings(part: Part, overview: &Overview, shared: &Shared, lines: &mut Vec<Line>) {
    for field in part.fields(&overview.input) {
        let value = shown(field, overview.input.value(field), shared);
        lines.push(Line::Value(shared.say(&field.label()), value, Role::Text));
    }
}

/// Says how this console looks; the configuration decides it.
fn console(shared: &Shared, lines: &mut Vec<Line>) {
    let theme = match shared.theme.palette {
        Palette::Sober => "host-theme-sober",
        Palette::HighContrast => "host-theme-high-contrast",
        Palette::Mono => "host-theme-mono",
    };
    let signs = match shared.theme.glyphs {
        Glyphs::Unicode => "host-signs-unicode",
        Glyphs::Ascii => "host-signs-ascii",
    };
    let language = words::language(shared.catalogue.language());
    for (label, value) in [("host-language", language), ("host-theme", theme), ("host-signs", signs)] {
        lines.push(Line::Value(shared.text(label), shared.text(value), Role::Text));
    }
    lines.push(Line::Value(shared.text("why-console-settings"), String::new(), Role::Dim));
}

impl View for Settings {
    fn title(&self) -> Message {
        Message::new("screen-settings")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Settings, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Self::read()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        match (&self.overview, &self.failure) {
            (Some(overview), _) => self.draw_lines(canvas, area, &self.lines(overview, shared), shared),
            (None, Some(failure)) => {
                canvas.paragraph(below(area, 1), &shared.say(failure), Role::Error);
            }
            (None, None) => {
                canvas.text(row(area, 1), &format!("    {}", shared.text("loading")), Role::Dim);
            }
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => self.act(action, shared),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Host(Done::Got(overview)) => {
                shared.host.clone_from(&overview.input.name);
                (self.overview, self.failure) = (Some(overview), None);
                Reply::redraw()
            }
            Outcome::Host(Done::Overtaken(overview)) => {
                self.overview = Some(overview);
                Reply::step(Step::Say(Error::from(Rule::Changed).message(), Role::Error))
            }
            Outcome::Host(Done::Unblocked) => Self::read().and(Step::Say(Message::new("host-unblocked"), Role::Good)),
            Outcome::Failed(failure) if self.overview.is_some() => {
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            Outcome::Failed(failure) => {
                self.failure = Some(failure.message());
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        match (std::mem::take(&mut self.lifting), answer) {
            (_, Answer::Chosen(0)) => self.block_form(shared),
            (_, Answer::Chosen(_)) => self.ask_unblock(shared),
            (Some(seen), Answer::Confirmed) => Effect::Host(Request::Unblock { seen }).into(),
            (_, Answer::Done(_)) => Self::read(),
            _ => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = Section::ALL.len();
        State { actor: &shared.actor, rows, on_row: true, ticked: 0, busy: false }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        let blocked = self.standing(shared.now).next().is_some();
        match action {
            Action::HostUnblock if !blocked => Some(Message::new("why-not-blocked-everywhere")),
            _ => None,
        }
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::HostIdentity,
            Action::HostTransport,
            Action::HostContact,
            Action::HostBlock,
            Action::HostUnblock,
            Action::Open,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn wake_at(&self) -> Option<Timestamp> {
        self.overview.iter().flat_map(|overview| &overview.blocks).filter_map(|block| block.until).min()
    }
}
