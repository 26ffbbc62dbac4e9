//! Adding and editing a zone.

use ratatui::layout::Rect;

use crate::domain::field::Field;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::zone::{Zone, ZoneInput, ZoneNumber};
use crate::i18n::words;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::zone::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::views::overtaken::{Values, settle};
use crate::tui::widgets::form::{Event, Form};
use crate::tui::widgets::select::Choice;

/// The form; with a zone, it edits that one.
#[derive(Debug)]
pub(super) struct ZoneForm {
    /// Which zone, and its version that was read.
    zone: Option<(ZoneNumber, i64)>,
    base: ZoneInput,
    form: Form,
}

fn input_of(zone: &Zone) -> ZoneInput {
    ZoneInput { name: zone.name.clone(), language: zone.language.code().to_owned() }
}

fn form(button: &'static str, input: &ZoneInput, shared: &Shared) -> Form {
    let choice = |language: Language| Choice {
        value: language.code().to_owned(),
        label: shared.text(words::language(language)),
    };
    Form::new(button)
        .text(Field::ZoneName, &input.name)
        .select(Field::Language, [Language::French, Language::English].map(choice).into(), &input.language)
        .hint("zone-hint-language")
}

impl ZoneForm {
    /// Makes an empty form.
    pub(super) fn add(shared: &Shared) -> Self {
        let base = ZoneInput { name: String::new(), language: shared.catalogue.language().code().to_owned() };
        let form = form("zone-add-button", &base, shared);
        Self { zone: None, base, form }
    }

    /// Makes a form filled from a zone.
    pub(super) fn edit(zone: &Zone, shared: &Shared) -> Self {
        let base = input_of(zone);
        let form = form("form-save", &base, shared);
        Self { zone: Some((zone.number, zone.rev)), base, form }
    }

    fn read(&self) -> ZoneInput {
        ZoneInput { name: self.form.value(Field::ZoneName), language: self.form.value(Field::Language) }
    }

    fn submit(&mut self) -> Reply {
        let input = self.read();
        if let Err(errors) = input.check() {
            self.form.refuse(errors);
            return Reply::redraw();
        }
        self.form.send();
        let request = match self.zone {
            Some((number, rev)) => Request::Edit { number, rev, input },
            None => Request::Add(input),
        };
        Reply::redraw().join(Effect::Zone(request).into())
    }

    fn overtaken(&mut self, theirs: &Zone, shared: &Shared) {
        let (mine, stored) = (self.read(), input_of(theirs));
        let value = |field, was: &str, mine: &str, theirs: &str| Values {
            field,
            was: was.to_owned(),
            mine: mine.to_owned(),
            theirs: theirs.to_owned(),
        };
        let values = [
            value(Field::ZoneName, &self.base.name, &mine.name, &stored.name),
            value(Field::Language, &self.base.language, &mine.language, &stored.language),
        ];
        settle(&mut self.form, &values, shared);
        self.zone = Some((theirs.number, theirs.rev));
        self.base = stored;
    }
}

impl View for ZoneForm {
    fn title(&self) -> Message {
        match self.zone {
            Some((number, _)) => Message::new("zone-edit-title").with("number", number.0.to_string()),
            None => Message::new("zone-add-title"),
        }
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => self.submit(),
            Event::Leave => leave(self, shared),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Zone(Done::Saved(name)) => {
                let said = Message::new("zone-saved").with("name", name);
                return Reply::close(Answer::Done(None)).and(Step::Say(said, Role::Good));
            }
            Outcome::Zone(Done::Overtaken(theirs)) => self.overtaken(&theirs, shared),
            Outcome::Failed(failure) => self.form.fail(&failure),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        self.read() != self.base
    }
}
