//! What keys and actions do at each step.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;

use super::file::{self, FileStep, SEPARATORS};
use super::mapping::MappingStep;
use super::outcome::count;
use super::report;
use super::wizard::{Asking, Import, Step};
use crate::domain::act::Noun;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::jobs::import::{FarNumbers, Update};
use crate::nouns::Id;
use crate::tui::actions::Action;
use crate::tui::orders::Effect;
use crate::tui::orders::import::Request;
use crate::tui::shared::{ESTABLISHMENTS, Shared, Wished};
use crate::tui::view::{Answer, Intent, Reply, Step as Follow};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::{Event, Form};
use crate::tui::widgets::menu::Menu;

/// Handles what a person wants.
pub(super) fn handle(import: &mut Import, intent: Intent, shared: &mut Shared) -> Reply {
    if import.form.is_some() {
        return form(import, intent, shared);
    }
    match (intent, &mut import.step) {
        (Intent::Key(key), Step::File(_)) if key.code == KeyCode::Esc => leave(import, shared),
        (Intent::Key(key), Step::File(step)) => step.key(key),
        (Intent::Paste(text), Step::File(step)) => step.paste(&text),
        (Intent::Act(Action::Back), _) => back(import, shared),
        (Intent::Act(Action::Open), Step::Mapping(_)) => mapped(import, shared),
        (Intent::Act(action), Step::Mapping(step)) => {
            step.act(action);
            Reply::redraw()
        }
        (Intent::Key(key), Step::Mapping(_)) if key.code == KeyCode::Char('s') => separator(import),
        (Intent::Key(key), Step::Mapping(step)) => {
            let header = import.chosen.as_ref().map_or(&[][..], |chosen| chosen.source.header());
            if step.key(key, header, shared) { Reply::redraw() } else { Reply::none() }
        }
        (Intent::Act(action), Step::Report) => reported(import, action, shared),
        (Intent::Act(action), Step::Ended(_)) => ended(import, action, shared),
        (Intent::Act(_) | Intent::Key(_) | Intent::Paste(_), _) => Reply::none(),
    }
}

/// Says why an action is not possible at this step.
pub(super) fn refuses(import: &Import, action: Action) -> Option<Message> {
    let counts = import.examination.as_ref().map(|examination| examination.counts);
    let at_report = matches!(import.step, Step::Report);
    match action {
        Action::ImportRun if !at_report => Some(Message::new("why-import-over")),
        Action::ImportRun if counts.is_none_or(|counts| counts.good + import.switches.updates(counts) == 0) => {
            Some(Message::new("why-import-no-good"))
        }
        Action::ImportRejects if counts.is_none_or(|counts| counts.rejected() == 0) => {
            Some(Message::new("why-import-no-rejects"))
        }
        Action::ImportNone
        | Action::ImportMail
        | Action::ImportShared
        | Action::ImportZones
        | Action::ImportUpdate
        | Action::ImportFar
        | Action::ImportMapping
        | Action::ImportSeparator
            if !at_report =>
        {
            Some(Message::new("why-import-over"))
        }
        Action::ImportUpdate if counts.is_none_or(|counts| counts.differ == 0) => {
            Some(Message::new("why-import-no-differ"))
        }
        Action::ImportFar if !report::has_far(import) => Some(Message::new("why-import-no-far")),
        Action::ImportTick => match &import.step {
            Step::Ended(ended) if !ended.numbers.is_empty() => None,
            Step::Ended(_) => Some(Message::new("why-import-none-added")),
            _ => Some(Message::new("why-import-not-over")),
        },
        _ => None,
    }
}

/// Goes back to the establishments; the next import begins with its file.
fn leave(import: &mut Import, shared: &mut Shared) -> Reply {
    let fresh = Import { area: import.area, ..Import::new() };
    *import = fresh;
    import.layout();
    FileStep::begin(shared).and(Follow::Show(Action::List(Noun::Establishment)))
}

fn back(import: &mut Import, shared: &mut Shared) -> Reply {
    let left = rejected(import);
    match &mut import.step {
        Step::Ended(_) if left > 0 => none(import, shared),
        Step::File(_) | Step::Ended(_) => leave(import, shared),
        Step::Mapping(_) if import.examination.is_some() => {
            import.step = Step::Report;
            Reply::redraw()
        }
        Step::Mapping(_) => {
            import.step = Step::File(again(import));
            Reply::redraw()
        }
        Step::Examining(running) => {
            running.cancel.cancel();
            running.stopping = true;
            Reply::redraw()
        }
        Step::Running(_) => {
            import.asking = Asking::Stop;
            let lines = vec![Message::new("import-stop-question")];
            Reply::open(Confirm::yes(Message::new("import-stop-title"), lines, shared))
        }
        Step::Report => none(import, shared),
    }
}

fn again(import: &Import) -> FileStep {
    let mut step = FileStep::new();
    if let Some(chosen) = &import.chosen {
        step.input.set(&chosen.source.path().display().to_string());
        step.separator = chosen.source.asked_separator();
    }
    step
}

/// Counts the refused rows that are in no file yet; they go with the screen.
fn rejected(import: &Import) -> u64 {
    let examined = import.examination.as_ref().map_or(0, |examination| examination.counts.rejected());
    if import.rejects.is_none() { examined } else { 0 }
}

fn none(import: &mut Import, shared: &Shared) -> Reply {
    import.asking = Asking::Leave;
    let mut lines = Vec::new();
    if matches!(import.step, Step::Report) {
        lines.push(Message::new("import-none-question"));
    }
    if rejected(import) > 0 {
        lines.push(Message::new("import-leave-rejects").with("count", count(rejected(import))));
    }
    Reply::open(Confirm::yes(Message::new("action-import-none"), lines, shared))
}

/// Keeps the mapping and begins the dry run.
fn mapped(import: &mut Import, shared: &Shared) -> Reply {
    let (Step::Mapping(step), Some(chosen)) = (&mut import.step, &mut import.chosen) else { return Reply::none() };
    let Some(mapping) = step.check(chosen.source.header().len()) else { return Reply::redraw() };
    chosen.mapping = Some(mapping.clone());
    let save = Effect::Import(Request::Save(Arc::clone(&chosen.source), mapping));
    Reply::from(save).join(import.examine(shared))
}

fn reported(import: &mut Import, action: Action, shared: &mut Shared) -> Reply {
    if import.viewport.act(action) {
        return Reply::redraw();
    }
    match action {
        Action::ImportRun => {
            import.asking = Asking::Run;
            Reply::open(report::confirm(import, shared))
        }
        Action::ImportNone => none(import, shared),
        Action::ImportMail => {
            import.switches.mail = !import.switches.mail;
            Reply::redraw()
        }
        Action::ImportShared => {
            import.switches.shared = !import.switches.shared;
            import.examine(shared)
        }
        Action::ImportZones => {
            import.switches.zones = !import.switches.zones;
            import.examine(shared)
        }
        Action::ImportUpdate => {
            import.switches.update = match import.switches.update {
                Update::Leave => Update::Apply,
                Update::Apply => Update::Leave,
            };
            Reply::redraw()
        }
        Action::ImportFar => {
            import.switches.far = match import.switches.far {
                FarNumbers::Refuse => FarNumbers::Accept,
                FarNumbers::Accept => FarNumbers::Refuse,
            };
            import.examine(shared)
        }
        Action::ImportMapping => match &import.chosen {
            Some(chosen) => {
                import.step = Step::Mapping(MappingStep::new(chosen));
                Reply::redraw()
            }
            None => Reply::none(),
        },
        Action::ImportSeparator => separator(import),
        Action::ImportRejects => rejects(import, shared),
        _ => Reply::none(),
    }
}

fn ended(import: &mut Import, action: Action, shared: &mut Shared) -> Reply {
    if import.viewport.act(action) {
        return Reply::redraw();
    }
    match action {
        Action::ImportTick => {
            if let Step::Ended(ended) = &import.step {
                shared.ticks.change(ESTABLISHMENTS).extend(ended.numbers.iter().copied().map(Id::from));
                shared.wished = Some(Wished::Ticked);
            }
            leave(import, shared)
        }
        Action::ImportRejects => rejects(import, shared),
        _ => Reply::none(),
    }
}

/// Asks for the separator; the one that is in use has the mark.
fn separator(import: &mut Import) -> Reply {
    let Some(chosen) = &import.chosen else { return Reply::none() };
    let asked = chosen.source.asked_separator();
    let at = SEPARATORS.iter().position(|known| *known == asked).unwrap_or(0);
    let encoding = file::ENCODINGS.iter().position(|known| *known == chosen.source.asked_encoding()).unwrap_or(0);
    let lines = SEPARATORS.iter().map(|known| file::name(*known));
    let lines = lines.chain(file::ENCODINGS.iter().map(|known| file::encoding(*known))).collect();
    import.asking = Asking::Separator;
    let menu = Menu::new(Message::new("action-import-separator"), lines).focus(at);
    Reply::open(menu.mark(at, "•").mark(SEPARATORS.len() + encoding, "•"))
}

/// Reads the file again with the separator, or in the encoding, that was chosen.
fn separate(import: &mut Import, at: usize) -> Reply {
    let Some(chosen) = &import.chosen else { return Reply::redraw() };
    let source = Arc::clone(&chosen.source);
    let mut step = again(import);
    step.busy = true;
    let request = match (SEPARATORS.get(at), at.checked_sub(SEPARATORS.len())) {
        (Some(wanted), _) => {
            step.separator = *wanted;
            Request::Separate(source, *wanted)
        }
        (None, Some(at)) => Request::Decode(source, file::ENCODINGS.get(at).copied().flatten()),
        (None, None) => return Reply::redraw(),
    };
    import.step = Step::File(step);
    Reply::redraw().join(Effect::Import(request).into())
}

/// Opens the form that names the file of refused rows.
fn rejects(import: &mut Import, shared: &Shared) -> Reply {
    let Some(chosen) = &import.chosen else { return Reply::none() };
    let path = chosen.source.path();
    let remote = !shared.actor.ssh_client.is_empty();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = format!("{stem}-{}.csv", shared.text("import-rejects-name"));
    let named = if remote { name } else { path.with_file_name(name).display().to_string() };
    let hint = if remote { "hint-file-exchange" } else { "hint-file-new" };
    import.form = Some(Form::new("import-rejects-button").text(Field::File, &named).hint(hint));
    Reply::redraw()
}

fn form(import: &mut Import, intent: Intent, shared: &Shared) -> Reply {
    let Some(form) = &mut import.form else { return Reply::none() };
    let event = form.handle(intent);
    match event {
        Event::Submit => {
            let Some(chosen) = &import.chosen else { return Reply::none() };
            let request = Request::Rejects {
                source: Arc::clone(&chosen.source),
                options: import.switches.options(chosen.mapping.clone()),
                path: form.value(Field::File),
                words: Arc::clone(&shared.catalogue),
            };
            form.send();
            Reply::redraw().join(Effect::Import(request).into())
        }
        Event::Leave => {
            import.form = None;
            Reply::redraw()
        }
        Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
        Event::Unheard => Reply::none(),
    }
}

/// Takes the answer of a dialog.
pub(super) fn answer(import: &mut Import, asking: Asking, answer: &Answer, shared: &mut Shared) -> Reply {
    if let (Asking::Separator, Answer::Chosen(at)) = (asking, answer) {
        return separate(import, *at);
    }
    if *answer != Answer::Confirmed {
        return Reply::redraw();
    }
    match (asking, &mut import.step) {
        (Asking::Run, Step::Report) => import.run(shared),
        (Asking::Stop, Step::Running(running)) => {
            running.cancel.cancel();
            running.stopping = true;
            Reply::redraw()
        }
        (Asking::Leave, Step::Report | Step::Ended(_)) => leave(import, shared),
        (Asking::Nothing | Asking::Run | Asking::Stop | Asking::Leave | Asking::Separator, _) => Reply::redraw(),
    }
}
