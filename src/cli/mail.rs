//! `intendant mail …`: the outbox as it stands, and the sender without the console.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{ADDRESS, NUMBER, Needed, choice, given, inside, option, positional, text, verb};
use super::failure::{DONE, Failure, INTERRUPTED, REFUSED, Result, SOME_FAILED};
use super::signal::interruption;
use super::{Work, noun, noun_list};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::Filter;
use crate::domain::mail::{Mail, MailId, State, last_words};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, words as keys};
use crate::nouns::MAILS;
use crate::operations::Error;
use crate::operations::mail::{self, Limit, Round, Sender};

/// Latest mails among which the copies about one establishment are looked for.
const NEIGHBOURS: u32 = 20;

/// Describes the noun.
pub fn command(words: &Catalogue) -> Command {
    let id = || positional(words, "id", NUMBER, "cli-arg-mail");
    let state = choice(option(words, "state", "cli-value-choice", "cli-arg-mail-state"), State::ALL.map(State::word));
    let again = option(words, "state", "cli-value-choice", "cli-arg-mail-again");
    let again = choice(again, [State::Deferred, State::Refused].map(State::word)).conflicts_with("id");
    let several = id().required(false).required_unless_present("state").num_args(1..);
    let noun = verb(words, "mail", "cli-mail")
        .subcommand_required(true)
        .subcommand(noun_list::list_command(words, MAILS).arg(state))
        .subcommand(verb(words, "show", "cli-mail-show").arg(id()))
        .subcommand(verb(words, "retry", "cli-mail-retry").arg(several).arg(again));
    // The transport is the host's alone.
    inside(noun, words, Needed::No)
        .subcommand(verb(words, "test", "cli-mail-test").arg(positional(words, "to", ADDRESS, "cli-arg-mail-to")))
        .subcommand(verb(words, "send", "cli-mail-send"))
}

/// Runs one of its verbs.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => {
            let state = given(matches, "state").map(|state| format!("state:{state}"));
            let parts = [given(matches, "filter").map(str::to_owned), state];
            noun_list::list(MAILS, &parts.into_iter().flatten().collect::<Vec<_>>().join(" "), matches, work)
        }
        "show" => noun::show(MAILS, &text(matches, "id"), work),
        "retry" => retry(matches, work),
        "test" => {
            let id = mail::test(work.ctx, &text(matches, "to"))?;
            Ok(send_and_tell(work, id))
        }
        "send" => send(work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

fn read_id(typed: &str) -> Result<MailId> {
    typed.trim().parse().map(MailId).map_err(|_| Error::not_found("mail", typed).into())
}

/// Queues mails again and tries each at once: those that were named, or all of a state. One that cannot be queued stops
/// nothing; it gives the exit code when it was named alone.
fn retry(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let ids: Vec<MailId> = if let Some(state) = given(matches, "state").and_then(State::from_word) {
        all_in(work, state)?
    } else {
        let named = matches.get_many::<String>("id").unwrap_or_default();
        named.map(|typed| read_id(typed)).collect::<Result<_>>()?
    };
    if let ([id], None) = (ids.as_slice(), given(matches, "state")) {
        mail::retry(work.ctx, *id)?;
        return Ok(send_and_tell(work, *id));
    }
    let stop = interruption()?;
    let (mut done, mut failed, mut left) = (0_usize, 0_usize, ids.len());
    for id in ids {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        left -= 1;
        let arrived = match mail::retry(work.ctx, id) {
            Ok(()) => send_and_tell(work, id) == DONE,
            Err(error) => {
                let failure = Failure::from(error);
                let result = work.out.words.say(&crate::domain::message::Explain::message(&failure));
                work.out.say(&Message::new("cli-mail-result").with("id", id.0.to_string()).with("result", result));
                let mut line = work.out.failure_json(&failure);
                line["id"] = id.0.into();
                work.out.record(&line);
                false
            }
        };
        if arrived { done += 1 } else { failed += 1 }
    }
    work.out.note(&Message::new("cli-targets").with("done", done).with("failed", failed).with("left", left));
    Ok(match (left, failed) {
        (0, 0) => DONE,
        (0, _) => SOME_FAILED,
        _ => INTERRUPTED,
    })
}

/// Names the mails of a state, the oldest first; one that cannot be read is not queued again.
fn all_in(work: &mut Work<'_>, state: State) -> Result<Vec<MailId>> {
    let filter = Filter::parse(&format!("state:{}", state.word())).map_err(Error::from)?;
    let mut ids = mail::matching(work.ctx, &filter, usize::MAX)?.ids;
    ids.reverse();
    Ok(ids)
}

fn said(one: &Mail, words: &Catalogue) -> String {
    if one.words.is_empty() { String::new() } else { words.say(&last_words(&one.words)) }
}

/// Sends one mail now and tells what became of it; it is queued in any case, so nothing here undoes anything.
fn send_and_tell(work: &mut Work<'_>, id: MailId) -> u8 {
    let sent = deliver(work, id);
    work.out.say(&Message::new("cli-mail-result").with("id", id.0.to_string()).with("result", sent.said));
    work.out.record(&sent.facts);
    if sent.arrived { DONE } else { SOME_FAILED }
}

/// Lets a signal end what a server draws out; the mail waits on. The signals are listened to once, however many mails
/// there are.
fn stoppable(sender: Sender) -> Sender {
    static STOP: OnceLock<Option<Arc<AtomicBool>>> = OnceLock::new();
    match STOP.get_or_init(|| interruption().ok()) {
        Some(stop) => sender.with_stop(Arc::clone(stop)),
        None => sender,
    }
}

/// What became of a mail that was tried at once.
#[derive(Debug)]
pub struct Delivered {
    /// Whether the server took it.
    pub arrived: bool,
    /// `mail sent`, `mail pending (421 …)`.
    pub said: String,
    /// The mail's identifier and state.
    pub facts: Value,
}

/// Tries to send a mail that was just queued. It stays in the outbox when that does not work.
pub fn deliver(work: &mut Work<'_>, id: MailId) -> Delivered {
    let sender = mail::sender(work.ctx).map(stoppable);
    let tried = sender.and_then(|mut sender| mail::deliver(work.ctx, &mut sender, id));
    let words = &work.out.words;
    match tried {
        Ok(found) => {
            let arrived = found.state == State::Sent;
            let message = if arrived {
                Message::new("cli-mail-sent")
            } else {
                let state = words.text(keys::mail_state(found.state));
                match said(&found, words) {
                    said if said.is_empty() => Message::new("cli-mail-waits").with("state", state),
                    said => Message::new("cli-mail-pending").with("state", state).with("words", keys::clause(&said)),
                }
            };
            let facts = json!({"id": id.0, "state": found.state.word(), "words": found.words});
            Delivered { arrived, said: words.say(&message), facts }
        }
        Err(error) => {
            let failure = Failure::from(error);
            let cause = words.say(&crate::domain::message::Explain::message(&failure));
            let state = words.text(keys::mail_state(State::Queued));
            let message = Message::new("cli-mail-pending").with("state", state).with("words", keys::clause(&cause));
            let facts = json!({"id": id.0, "state": State::Queued.word(), "words": cause});
            Delivered { arrived: false, said: words.say(&message), facts }
        }
    }
}

/// Tries to send the other mails that were queued about an establishment, the copy for instance; what happens to them
/// is seen in the list.
pub fn deliver_others(work: &mut Work<'_>, number: EstablishmentNumber) {
    let Ok(latest) = mail::list(work.ctx, Some(State::Queued), NEIGHBOURS) else { return };
    for other in latest.into_iter().filter(|other| other.establishment == Some(number)) {
        deliver(work, other.id);
    }
}

/// Empties the outbox of what is due, no faster than the configuration allows.
fn send(work: &mut Work<'_>) -> Result<u8> {
    let stop = interruption()?;
    let mut sender = mail::sender(work.ctx)?.with_stop(Arc::clone(&stop));
    let mut total = Round::default();
    loop {
        let limit = Limit::default();
        let round = mail::send_due(work.ctx, &mut sender, limit)?;
        let tried = round.sent + round.deferred + round.refused + round.uncertain;
        add(&mut total, &round);
        let more = round.paced_until.is_some() || tried >= limit.mails;
        if !more || total.postponed > 0 || stop.load(Ordering::Relaxed) {
            break;
        }
        let wait_s = round.paced_until.map_or(0, |until| until.0.saturating_sub(work.ctx.now().0));
        let until = Instant::now() + Duration::from_secs(u64::try_from(wait_s).unwrap_or(0));
        while Instant::now() < until && !stop.load(Ordering::Relaxed) {
            // A signal is seen within this time.
            std::thread::park_timeout(Duration::from_millis(100));
        }
    }
    let failed =
        total.deferred > 0 || total.refused > 0 || total.uncertain > 0 || total.postponed > 0 || !total.left.is_empty();
    work.out.say(
        &Message::new("cli-mail-round")
            .with("sent", total.sent)
            .with("deferred", total.deferred)
            .with("refused", total.refused)
            .with("uncertain", total.uncertain)
            .with("postponed", total.postponed),
    );
    if total.withdrawn > 0 {
        work.out.say(&Message::new("cli-mail-round-withdrawn").with("count", total.withdrawn));
    }
    for left in &total.left {
        work.out.note(left);
    }
    work.out.record(&json!({
        "withdrawn": total.withdrawn,
        "sent": total.sent,
        "deferred": total.deferred,
        "refused": total.refused,
        "uncertain": total.uncertain,
        "postponed": total.postponed,
        "held": total.held,
        "next-due": total.next_due.map(Timestamp::utc_text),
    }));
    waiting(work, total.next_due)?;
    if total.held > 0 {
        work.out.note(&Message::new("cli-mail-held").with("count", total.held));
    }
    let code = match (failed, total.held) {
        (true, _) => SOME_FAILED,
        (false, 0) => DONE,
        (false, _) => REFUSED,
    };
    Ok(if stop.load(Ordering::Relaxed) { INTERRUPTED } else { code })
}

/// Says how many mails wait for another try, until when at the earliest, and what the latest of them was told.
fn waiting(work: &mut Work<'_>, next_due: Option<Timestamp>) -> Result<()> {
    let counts = mail::counts(work.ctx)?;
    let count = counts.iter().find(|(state, _)| *state == State::Deferred).map_or(0, |(_, count)| *count);
    let (Some(next), Some(latest)) = (next_due, mail::list(work.ctx, Some(State::Deferred), 1)?.pop()) else {
        return Ok(());
    };
    let words = said(&latest, &work.out.words);
    let words = words.trim_end_matches('.');
    work.out.note(&Message::new("cli-mail-deferred").with("count", count).with("until", next).with("words", words));
    Ok(())
}

fn add(total: &mut Round, round: &Round) {
    total.sent += round.sent;
    total.deferred += round.deferred;
    total.refused += round.refused;
    total.uncertain += round.uncertain;
    total.withdrawn += round.withdrawn;
    total.postponed = round.postponed;
    total.next_due = round.next_due;
    total.held = round.held;
    let known = std::mem::take(&mut total.left);
    total.left = known.into_iter().filter(|left| !round.left.contains(left)).chain(round.left.clone()).collect();
}
