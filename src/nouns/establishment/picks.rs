//! What is told of one establishment before an act on it: each of its blocks (S11) and each of its administrators (S12), of
//! which one is chosen, and what a deletion loses.

use crate::domain::account::Administrator;
use crate::domain::act::{Act, Verb};
use crate::domain::block::Blocker;
use crate::domain::establishment::Establishment;
use crate::domain::job::{AdministratorChoice, Task};
use crate::domain::message::{Explain as _, Message};
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, standing};
use crate::operations::establishment::{Loss, Stakes};
use crate::operations::{Error, Result, Rule};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// How it reads.
    pub said: String,
    /// What choosing it does; none: a block is put, or put in the place of another, which is asked in a form.
    pub task: Option<Task>,
    /// What is asked before.
    pub asks: Vec<Message>,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picks {
    /// What is said above.
    pub says: Vec<Message>,
    /// They.
    pub all: Vec<Pick>,
    /// Which is offered first.
    pub first: usize,
}

/// Returns what an act on one establishment chooses among.
///
/// # Errors
/// [`Rule::NoContactEmail`] where nobody could be sent a password.
pub fn picks(
    act: Act,
    (row, administrators): (&Establishment, &[Administrator]),
    words: &Catalogue,
    now: Timestamp,
) -> Result<Picks> {
    if act.verb() == Verb::ResetPassword {
        return of_administrators((row, administrators), words);
    }
    let standing: Vec<_> = row.blocks.iter().filter(|block| block.stands(now)).collect();
    let replaces = standing.iter().any(|block| block.blocker == Blocker::Webmaster);
    let lift = standing.iter().map(|block| Pick {
        said: standing::block(words, block, now),
        task: Some(Task::Unblock { blocker: block.blocker }),
        asks: vec![Message::new("unblock-question")],
    });
    let said = words.text(if replaces { "blocks-change" } else { "blocks-add" });
    let put = Pick { said, task: None, asks: Vec::new() };
    Ok(Picks { says: vec![Message::new("blocks-text")], all: lift.chain([put]).collect(), first: 0 })
}

/// Those who can use the password are offered first; where there is nobody, one is created.
fn of_administrators((row, all): (&Establishment, &[Administrator]), words: &Catalogue) -> Result<Picks> {
    if row.contact.email.is_none() {
        return Err(Error::Rule(Rule::NoContactEmail));
    }
    let address = row.contact.email_text();
    let question = |key: &'static str| Message { key, args: Vec::new() }.with("address", address);
    let pick = |choice, said, asks| Pick { said, task: Some(Task::ResetAdministrator { choice }), asks };
    let picks = all.iter().map(|one| {
        let warning = (!one.active).then(|| Message::new("reset-deactivated"));
        let asks = warning.into_iter().chain([question("reset-question")]).collect();
        pick(AdministratorChoice::Named(one.login.clone()), standing::administrator(words, one), asks)
    });
    let created = all
        .is_empty()
        .then(|| pick(AdministratorChoice::New, words.text("reset-create"), vec![question("reset-create-question")]));
    let key = if all.is_empty() { "reset-no-administrator" } else { "reset-choose" };
    let says = vec![question("reset-address"), Message { key, args: Vec::new() }];
    let first = all.iter().position(|one| one.active).unwrap_or(0);
    Ok(Picks { says, all: picks.chain(created).collect(), first })
}

/// Says what a deletion loses: what the database holds, or why nobody knows, and the mails that wait.
#[must_use]
pub fn lost(denomination: &str, stakes: &Stakes) -> Vec<Message> {
    let named = |key: &'static str| Message { key, args: Vec::new() }.with("denomination", denomination);
    let counted = |key, loss: &Loss| named(key).with("accounts", loss.accounts).with("grades", loss.grades);
    let content = match &stakes.content {
        Err(error) => named("delete-loss-unknown").with("cause", error.message()),
        Ok(loss) => match loss.last_sign_in_at {
            Some(at) => counted("delete-loss", loss).with("at", at),
            None => counted("delete-loss-never", loss),
        },
    };
    let mails = (stakes.mails > 0).then(|| Message::new("delete-mails").with("count", stakes.mails));
    std::iter::once(content).chain(mails).collect()
}
