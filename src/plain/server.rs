//! The server: what it holds, and whether everything fits together.

use super::command::Command;
use super::conversation::{Conversation, counted};
use super::dialogue::{Step, one_back};
use super::form::say_value;
use super::question::Yes;
use crate::domain::message::{Explain as _, Message};
use crate::nouns::finding::Found;
use crate::operations::doctor::{self, Choice, Finding, Thoroughness};
use crate::operations::progress::Advance;
use crate::operations::retention::{self, Kind};
use crate::operations::{Context, acceptance};

#[derive(Debug, Clone, Copy)]
enum Act {
    Show,
    Check(Thoroughness),
    Prune,
    Accept,
}

/// Says what the server holds, and checks it.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    loop {
        let held = conversation.attempt(Context::doubt).flatten();
        let mut entries = vec![("plain-act-show", Act::Show), ("plain-act-check", Act::Check(Thoroughness::Quick))];
        entries.extend(held.as_ref().map(|_| ("action-server-accept", Act::Accept)));
        entries.push(("plain-act-check-thoroughly", Act::Check(Thoroughness::Thorough)));
        entries.push(("action-server-prune", Act::Prune));
        let result = match conversation.io.menu(&Message::new("plain-menu-server"), &entries, "plain-help-server")? {
            Act::Show => {
                holds(conversation);
                Ok(())
            }
            Act::Check(how) => check(conversation, how),
            Act::Prune => conversation.before_a_change().and_then(|()| prune(conversation)),
            Act::Accept => accept(conversation),
        };
        one_back(result)?;
    }
}

fn holds(conversation: &mut Conversation<'_, '_>) {
    let Some(info) = conversation.attempt(doctor::server_info) else { return };
    let values = [
        ("plain-server-version", info.program.to_owned()),
        ("plain-server-sqlite", info.sqlite.to_owned()),
        ("plain-server-data", info.data_dir.display().to_string()),
        ("plain-server-free", conversation.io.catalogue().size(info.space.free_bytes)),
        (
            "plain-server-size",
            conversation.io.catalogue().size(info.registry_bytes + info.establishments_bytes + info.exports_bytes),
        ),
        ("plain-server-establishments", conversation.io.catalogue().number(info.establishments.establishments)),
        ("plain-server-blocked", conversation.io.catalogue().number(info.establishments.blocked)),
        ("plain-server-zones", conversation.io.catalogue().number(info.zones)),
        ("plain-server-webmasters", conversation.io.catalogue().number(info.webmasters)),
        ("plain-server-audit", conversation.io.catalogue().number(info.audit_entries)),
    ];
    for (key, value) in values {
        let label = conversation.io.words(&Message::new(key));
        say_value(conversation.io, &label, &value);
    }
}

/// Accepts a registry that is held, once what goes on then was said.
fn accept(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some(doubt) = conversation.attempt(Context::doubt).flatten() else { return Ok(()) };
    let Some(waiting) = conversation.attempt(acceptance::waiting) else { return Ok(()) };
    conversation.io.say(&doubt.message());
    conversation.io.say(&waiting.message());
    if conversation.io.yes(&Message::new("plain-accept"), Some(Yes::No), "plain-help-accept")? == Yes::Yes
        && conversation.attempt(acceptance::accept).is_some()
    {
        conversation.io.remember(Command::new("doctor").switch("accept-registry").line());
        conversation.io.text("registry-accepted");
    }
    Ok(())
}

/// Tells what is beyond its limit, and takes it once its count was typed.
fn prune(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some(due) = conversation.attempt(|ctx| retention::survey(ctx, &Kind::ALL)) else { return Ok(()) };
    let total: u32 = due.iter().map(|one| one.old.count).sum();
    if total == 0 {
        conversation.io.text("retention-nothing");
        return Ok(());
    }
    for one in &due {
        let message = one.message(conversation.io.catalogue());
        let told =
            (one.old.count > 0).then_some(message).into_iter().chain(one.said(conversation.io.catalogue(), usize::MAX));
        told.for_each(|message| conversation.io.say(&message));
    }
    conversation.io.type_to_confirm(&total.to_string())?;
    let cancel = conversation.io.cancel();
    let Some(pruned) = conversation.attempt(|ctx| retention::prune(ctx, &due, cancel.flag(), &mut |_| {})) else {
        return Ok(());
    };
    conversation.io.say(&Message::new("retention-taken").with("count", pruned.total()));
    conversation.io.remember(Command::new("prune").switch("yes").line());
    pruned.messages().iter().for_each(|message| conversation.io.say(message));
    Ok(())
}

fn check(conversation: &mut Conversation<'_, '_>, how: Thoroughness) -> Step<()> {
    conversation.io.text("plain-checking");
    conversation.io.flush();
    let Some(found) = examine(conversation, how) else { return Ok(()) };
    conversation.io.say(&Message::new("doctor-examined").with("how", how.word()));
    conversation.io.remember(match how {
        Thoroughness::Quick => Command::new("doctor").line(),
        Thoroughness::Thorough => Command::new("doctor").switch("thorough").line(),
    });
    if found.is_empty() {
        conversation.io.text("plain-check-clean");
        return Ok(());
    }
    for finding in &found {
        let said = Found::new(finding.clone(), how).said(conversation.io.catalogue());
        conversation.io.say(&said);
    }
    for finding in found.iter().filter(|finding| !finding.choices().is_empty()) {
        one_back(decide(conversation, finding))?;
    }
    let (words, found): (Vec<_>, Vec<_>) = found.into_iter().partition(Finding::needs_word);
    if !words.is_empty() {
        trust(conversation, &words)?;
    }
    let fixable = found.iter().filter(|finding| finding.is_fixable()).count();
    if fixable == 0 && !words.is_empty() {
        return Ok(());
    }
    if fixable == 0 {
        if found.iter().all(|finding| finding.choices().is_empty()) {
            conversation.io.text("plain-check-none-fixable");
        }
        return Ok(());
    }
    if conversation.io.yes(&counted("plain-repair", fixable), Some(Yes::No), "plain-help-server")? == Yes::No {
        return Ok(());
    }
    let cancel = conversation.io.cancel();
    let repaired = conversation.attempt(|ctx| doctor::repair(ctx, &found, cancel.flag(), &mut |_| {}));
    let Some(results) = repaired else { return Ok(()) };
    conversation.io.remember(Command::new("doctor").switch("fix").line());
    for result in &results {
        if let Some(error) = &result.error {
            let words = conversation.io.words(&result.finding.message());
            conversation.io.line(&words);
            conversation.io.refuse(error);
        }
    }
    let done = results.iter().filter(|result| result.error.is_none()).count();
    conversation.io.say(&counted("plain-repaired", done));
    Ok(())
}

/// Asks what is to become of a file without a row, or of a row without a file.
fn decide(conversation: &mut Conversation<'_, '_>, finding: &Finding) -> Step<()> {
    let words = conversation.io.words(&finding.message());
    let key = |choice: Choice| match choice {
        Choice::Adopt => "plain-choice-adopt",
        Choice::SetAside => "plain-choice-set-aside",
        Choice::Recreate => "plain-choice-recreate",
        Choice::Empty => "plain-choice-empty",
        Choice::Forget => "plain-choice-forget",
    };
    let entries: Vec<(&'static str, Choice)> = finding.choices().iter().map(|choice| (key(*choice), *choice)).collect();
    let title = Message::new("plain-choice-title").with("words", words);
    let choice = conversation.io.menu_to(&title, &entries, "plain-choice-leave", "plain-help-server")?;
    let Some(outlook) = conversation.attempt(|ctx| doctor::outlook(ctx, finding, choice)) else { return Ok(()) };
    for message in &outlook {
        conversation.io.say(message);
    }
    if conversation.io.yes(&Message::new("plain-choice-sure"), Some(Yes::No), "plain-help-server")? == Yes::No {
        return Ok(());
    }
    let Some(chosen) = conversation.attempt(|ctx| doctor::choose(ctx, finding, choice)) else { return Ok(()) };
    conversation.io.say(&chosen.message());
    let typed = finding.number().map_or_else(|| finding.object(), |number| number.to_string());
    conversation.io.remember(Command::new("doctor").option(choice.word(), &typed).switch("yes").line());
    Ok(())
}

/// Asks for the person's word that the clock is right.
fn trust(conversation: &mut Conversation<'_, '_>, findings: &[Finding]) -> Step<()> {
    if conversation.io.yes(&Message::new("plain-clock-right"), Some(Yes::No), "plain-help-clock")? == Yes::No {
        return Ok(());
    }
    let cancel = conversation.io.cancel();
    let results = conversation.attempt(|ctx| doctor::repair(ctx, findings, cancel.flag(), &mut |_| {}));
    for error in results.iter().flatten().filter_map(|result| result.error.as_ref()) {
        conversation.io.refuse(error);
    }
    if results.is_some_and(|results| results.iter().all(|result| result.error.is_none())) {
        conversation.io.remember(Command::new("doctor").switch("clock-is-right").line());
        conversation.io.text("plain-clock-taken");
    }
    Ok(())
}

fn examine(conversation: &mut Conversation<'_, '_>, how: Thoroughness) -> Option<Vec<Finding>> {
    let cancel = conversation.io.cancel();
    let Conversation { io, ctx, .. } = conversation;
    let mut said = 0;
    // A quarter at a time: a screen reader says every line.
    let mut tell = |advance: Advance| {
        let quarter = advance.done.saturating_mul(4) / advance.total.max(1);
        if quarter > said && advance.done < advance.total {
            said = quarter;
            io.say(&Message::new("plain-percent").with("percent", i64::from(quarter) * 25));
            io.flush();
        }
    };
    let result = doctor::examine(ctx, how, cancel.flag(), &mut tell);
    io.accept(result)
}
