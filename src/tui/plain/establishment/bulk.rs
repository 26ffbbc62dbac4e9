//! What is done to the ticked establishments: the count is typed, each result that is not a success is said, and
//! those stay ticked.

use super::{one, ticks};
use crate::domain::block::Blocker;
use crate::domain::establishment::{Establishment, EstablishmentNumber, State};
use crate::domain::message::{Explain as _, Message};
use crate::operations::establishment::{self, DeleteInput, ExportFirst};
use crate::operations::{Context, Error, Result, Rule};
use crate::tui::plain::command::Command;
use crate::tui::plain::desk::{Desk, counted};
use crate::tui::plain::dialogue::Step;
use crate::tui::plain::question::Yes;

/// Rows after which the progress is said.
const STRIDE: usize = 100;

#[derive(Debug, Clone, Copy)]
enum Act {
    Block,
    Unblock,
    Delete,
}

/// Asks what to do with the ticked ones.
pub(super) fn ask(desk: &mut Desk<'_, '_>) -> Step<()> {
    if desk.ticks.is_empty() {
        desk.io.text("plain-no-ticks");
        return Ok(());
    }
    let entries =
        [("plain-act-block", Act::Block), ("plain-act-unblock", Act::Unblock), ("plain-act-delete", Act::Delete)];
    let title = counted("plain-bulk", desk.ticks.len());
    let act = desk.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-bulk")?;
    let targets = targets(desk)?;
    let Some(rows) = desk.attempt(|ctx| establishment::rows(ctx, &targets)) else { return Ok(()) };
    match act {
        Act::Block => block(desk, &rows),
        Act::Unblock => unblock(desk, &rows),
        Act::Delete => delete(desk, &rows),
    }
}

#[derive(Debug, Clone, Copy)]
enum Reach {
    Visible,
    All,
}

/// Gives the ticked ones; when the filter hides some, asks which are meant (S03).
fn targets(desk: &mut Desk<'_, '_>) -> Step<Vec<EstablishmentNumber>> {
    let (count, hidden) = (desk.ticks.len(), ticks::hidden(desk));
    let all: Vec<EstablishmentNumber> = desk.ticks.iter().copied().collect();
    if hidden == 0 {
        return Ok(all);
    }
    let title = Message::new("plain-hidden").with("count", count).with("hidden", hidden);
    let mut entries = vec![("plain-hidden-visible", Reach::Visible), ("plain-hidden-all", Reach::All)];
    if hidden == count {
        entries.remove(0);
    }
    let reach = desk.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-hidden")?;
    Ok(match reach {
        Reach::All => all,
        Reach::Visible => {
            let listed: std::collections::HashSet<_> = desk.listing.order.iter().copied().collect();
            all.into_iter().filter(|number| listed.contains(number)).collect()
        }
    })
}

fn block(desk: &mut Desk<'_, '_>, rows: &[Establishment]) -> Step<()> {
    let mut form = one::block_form();
    form.fill(desk.io, &one::check_block)?;
    let now = desk.ctx.now();
    let blocked = rows.iter().filter(|row| row.state(now) == State::Blocked).count();
    let plan = Message::new("plain-plan-block").with("count", rows.len()).with("blocked", blocked);
    desk.io.say(&plan);
    confirm(desk, rows.len())?;
    let input = one::read_block(&form);
    let command = one::block_command(rows.iter().map(|row| row.number), &input);
    each(desk, rows, command, |ctx, row| establishment::block(ctx, row.number, &input).map(|_| ()));
    Ok(())
}

fn unblock(desk: &mut Desk<'_, '_>, rows: &[Establishment]) -> Step<()> {
    let now = desk.ctx.now();
    let ours =
        |row: &Establishment| row.blocks.iter().any(|block| block.blocker == Blocker::Webmaster && block.stands(now));
    let (count, free) = (rows.len(), rows.iter().filter(|row| !ours(row)).count());
    desk.io.say(&Message::new("plain-plan-unblock").with("count", count).with("free", free));
    confirm(desk, count)?;
    let numbers = rows.iter().map(|row| row.number.to_string());
    let command = Command::new("establishment unblock").args(numbers).line();
    each(desk, rows, command, |ctx, row| establishment::unblock(ctx, row.number, Blocker::Webmaster).map(|_| ()));
    Ok(())
}

fn delete(desk: &mut Desk<'_, '_>, rows: &[Establishment]) -> Step<()> {
    let (mut accounts, mut grades) = (0_u64, 0_u64);
    for row in rows {
        if let Ok(loss) = establishment::loss(&mut desk.ctx, row.number) {
            accounts += u64::from(loss.accounts);
            grades += u64::from(loss.grades);
        }
    }
    let number = |count| i64::try_from(count).unwrap_or(i64::MAX);
    let plan = Message::new("plain-plan-delete")
        .with("count", rows.len())
        .with("accounts", number(accounts))
        .with("grades", number(grades));
    desk.io.say(&plan);
    let export_first = one::ask_export(desk)?;
    let Some(counts) = desk.attempt(establishment::counts) else { return Ok(()) };
    let percent = desk.settings.limits.delete_threshold_percent;
    let above = rows.len() as u64 * 100 > u64::from(counts.establishments) * u64::from(percent);
    if above {
        let question = Message::new("plain-delete-threshold").with("percent", percent);
        if desk.io.yes(&question, Some(Yes::No), "plain-help-threshold")? == Yes::No {
            desk.io.text("plain-nothing-done");
            return Ok(());
        }
    }
    confirm(desk, rows.len())?;
    let numbers = rows.iter().map(|row| row.number);
    let mut command = one::delete_command(numbers, export_first);
    if above {
        command.push_str(" --above-threshold");
    }
    each(desk, rows, command, |ctx, row| remove(ctx, row.number, export_first));
    Ok(())
}

fn remove(ctx: &mut Context, number: EstablishmentNumber, export_first: ExportFirst) -> Result<()> {
    establishment::delete(ctx, number, &DeleteInput { confirmation: None, export_first }).map(|_| ())
}

fn confirm(desk: &mut Desk<'_, '_>, count: usize) -> Step<()> {
    desk.io.type_to_confirm(&count.to_string())
}

/// Does it to each; one that fails never stops the others.
fn each(
    desk: &mut Desk<'_, '_>,
    rows: &[Establishment],
    command: String,
    mut verb: impl FnMut(&mut Context, &Establishment) -> Result<()>,
) {
    desk.io.remember(command);
    let (mut done, mut unchanged, mut failed) = (0_usize, 0_usize, 0_usize);
    for (at, row) in (1..).zip(rows) {
        match verb(&mut desk.ctx, row) {
            Ok(()) => {
                done += 1;
                desk.ticks.remove(&row.number);
            }
            Err(Error::Rule(Rule::AlreadyBlocked | Rule::NotBlocked)) => {
                unchanged += 1;
                desk.ticks.remove(&row.number);
            }
            // What is wrong with the form is wrong for every row: it is said once.
            Err(error @ Error::Fields(_)) => {
                desk.io.refuse(&error);
                failed += rows.len() + 1 - at;
                break;
            }
            Err(error) => {
                failed += 1;
                let cause = desk.io.words(&error.message());
                let message = Message::new("plain-bulk-failed")
                    .with("number", row.number.to_string())
                    .with("denomination", row.denomination.as_str())
                    .with("cause", cause);
                desk.io.say(&message);
            }
        }
        if at % STRIDE == 0 && at < rows.len() {
            desk.io.say(&Message::new("plain-bulk-progress").with("done", at).with("total", rows.len()));
            desk.io.flush();
        }
    }
    let message =
        Message::new("plain-bulk-done").with("done", done).with("unchanged", unchanged).with("failed", failed);
    desk.io.say(&message);
    ticks::tell(desk);
}
