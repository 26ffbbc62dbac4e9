//! Stopping every establishment: a reason, perhaps an end, and the count typed as a confirmation.

use crate::domain::act::Act;
use crate::domain::block::Block;
use crate::domain::field::FieldError;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::nouns::ESTABLISHMENTS;
use crate::nouns::establishment::{block_filled, block_input};
use crate::nouns::field::FieldHead;
use crate::operations::establishment::BlockInput;
use crate::tui::orders::host::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, refuse, send};
use crate::tui::views::noun::{form_of, typed};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::Form;

/// What is asked, as before one establishment is blocked.
fn fields() -> Vec<FieldHead> {
    ESTABLISHMENTS.fields(Act::ESTABLISHMENT_BLOCK)
}

fn read_block(form: &Form) -> Result<BlockInput, Vec<FieldError>> {
    let input = block_input(&typed(&fields(), &Filled::default(), form));
    let errors = input.problems();
    if errors.is_empty() { Ok(input) } else { Err(errors) }
}

/// What is asked.
#[derive(Debug)]
pub(super) struct BlockEverywhere {
    establishments: u32,
    /// The blocks that were shown.
    seen: Vec<Block>,
    /// Whether the open question is the confirmation, not whether the form is left.
    confirming: bool,
}

impl BlockEverywhere {
    /// Makes the form, filled with the block that stands.
    pub(super) fn dialog(establishments: u32, seen: &[Block], shared: &Shared) -> Dialog<Self> {
        let base = seen.iter().find(|block| block.stands(shared.now)).map(block_filled).unwrap_or_default();
        let mut form = form_of(&fields(), "block-button", &base, shared);
        form.note(Some((Message::new("host-block-note").with("count", establishments), Role::Warning)));
        Dialog::new(Self { establishments, seen: seen.to_vec(), confirming: false }, form)
    }
}

impl Asks for BlockEverywhere {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        Message::new("action-host-block")
    }

    fn submit(&mut self, form: &mut Form, shared: &mut Shared) -> Reply {
        if let Err(errors) = read_block(form) {
            return refuse(form, errors);
        }
        self.confirming = true;
        let question = vec![Message::new("host-block-question").with("count", self.establishments)];
        match self.establishments {
            0 => Reply::open(Confirm::yes(self.title(), question, shared)),
            count => Reply::open(Confirm::typed(self.title(), question, count.to_string())),
        }
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Host(Done::Blocked) => {
                Reply::close(Answer::Done(None)).and(Step::Say(Message::new("host-blocked"), Role::Good))
            }
            // What stands there now is shown; whoever goes on replaces it.
            Outcome::Host(Done::Overtaken(theirs)) => {
                form.resume();
                self.seen = theirs.blocks;
                let standing = self.seen.iter().find(|block| block.stands(shared.now));
                let said = standing.map(|block| standing::block(&shared.catalogue, block, shared.now));
                let note = said.map(|said| Message::new("host-block-meanwhile").with("block", said));
                form.note(Some((note.unwrap_or_else(|| Message::new("host-block-off")), Role::Warning)));
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, form: &mut Form, answer: Answer, _shared: &mut Shared) -> Reply {
        match (std::mem::take(&mut self.confirming), answer) {
            (true, Answer::Confirmed) => match read_block(form) {
                Ok(input) => send(form, Effect::Host(Request::Block { input, seen: self.seen.clone() })),
                Err(errors) => refuse(form, errors),
            },
            (false, Answer::Confirmed) => Reply::close(Answer::Dismissed),
            _ => Reply::redraw(),
        }
    }
}
