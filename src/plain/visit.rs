//! Visits: an establishment entered for support, and the console as somebody else sees it. Each line of their menus says first
//! what is visited.

use super::conversation::Conversation;
use super::dialogue::{Step, Stop};
use super::question::Answer;
use crate::domain::access::Identity;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::exit::ExitReason;
use crate::domain::message::{Explain as _, Message};
use crate::operations::{Context, Result, visit};

/// Enters an establishment for support, and comes back.
pub(super) fn support(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    if conversation.ctx.actor.identity.is_observer() {
        return go(conversation, |ctx| visit::support(ctx, number, ""));
    }
    let label = conversation.io.words(&Message::new("plain-reason"));
    let reason = match conversation.io.ask(&label, "", "plain-help-support")? {
        Answer::Keep | Answer::Clear => String::new(),
        Answer::Text(reason) => reason,
    };
    go(conversation, |ctx| visit::support(ctx, number, &reason))
}

/// Says why whoever is here is here.
pub(super) fn justify(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let label = conversation.io.words(&Message::new("plain-reason-needed"));
    let reason = conversation.io.require(&label, "plain-help-support")?;
    conversation.attempt(|ctx| visit::justify(ctx, &reason));
    Ok(())
}

/// Looks at the console as somebody else does, and comes back.
pub(super) fn view_as(conversation: &mut Conversation<'_, '_>, login: &str) -> Step<()> {
    go(conversation, |ctx| visit::view_as(ctx, login))
}

fn go(conversation: &mut Conversation<'_, '_>, begin: impl FnOnce(&mut Context) -> Result<()>) -> Step<()> {
    let before = depth(&conversation.ctx);
    if conversation.attempt(begin).is_none() {
        return Ok(());
    }
    // People know of no commands.
    conversation.io.offer_commands(has_commands(&conversation.ctx));
    let result = (conversation.home)(conversation);
    // Whoever ends the program ends what they visit, too; what is over by itself was left already.
    while depth(&conversation.ctx) > before {
        conversation.attempt(visit::leave);
    }
    conversation.io.offer_commands(has_commands(&conversation.ctx));
    match result {
        Err(Stop::Back) | Ok(()) => {
            conversation.io.text("visit-left");
            Ok(())
        }
        other => other,
    }
}

/// Says what is visited, before a menu; goes back where the visit is over, and says why.
pub(super) fn tell(conversation: &mut Conversation<'_, '_>, name: &str) -> Step<()> {
    let Some(said) = conversation.ctx.actor.visit(name) else { return Ok(()) };
    if let Err(error) = visit::stands(&mut conversation.ctx)
        && visit::is_over(&error)
    {
        conversation.io.say(&error.message());
        return Err(Stop::Back);
    }
    conversation.io.say(&said);
    Ok(())
}

/// Returns how whoever cannot be greeted leaves: a visit, or the program.
pub(super) fn way_out(conversation: &Conversation<'_, '_>) -> Stop {
    if depth(&conversation.ctx) > 0 { Stop::Back } else { Stop::End(ExitReason::Quit) }
}

fn has_commands(ctx: &Context) -> bool {
    matches!(ctx.actor.identity, Identity::Webmaster { .. })
}

fn depth(ctx: &Context) -> usize {
    ctx.actor.identity.depth()
}
