//! A mail to the contacts of the ticked establishments: subject, lines of text, pages, a test, the plan.

use crate::domain::contact::addressed;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::job::Selection;
use crate::domain::mailing::text::Text;
use crate::domain::mailing::{LetterInput, Placeholder};
use crate::domain::message::{Explain as _, Message};
use crate::operations::mailing;
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::{Dialogue, Step, Stop};
use crate::plain::job;
use crate::plain::question::numbered;

#[derive(Debug, Clone, Copy)]
enum Next {
    Pages,
    Test,
    Subject,
    Body,
    Go,
}

/// Writes to the contacts of some establishments.
pub(super) fn write(conversation: &mut Conversation<'_, '_>, selection: &Selection) -> Step<()> {
    let Selection::Numbers { numbers: targets } = selection else { return Ok(()) };
    let mut letter = begin(conversation)?;
    loop {
        let entries = [
            ("plain-mailing-pages", Next::Pages),
            ("plain-mailing-test", Next::Test),
            ("plain-mailing-subject", Next::Subject),
            ("plain-mailing-body", Next::Body),
            ("plain-mailing-go", Next::Go),
        ];
        let title = Message::new("plain-mailing").with("count", targets.len());
        let done = match conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-mailing")? {
            Next::Pages => pages(conversation, &letter, targets),
            Next::Test => test(conversation, &letter, targets),
            Next::Subject => subject(conversation.io).map(|typed| letter.subject = typed),
            Next::Body => body(conversation.io).map(|typed| letter.body = typed),
            Next::Go => match conversation.attempt(|ctx| mailing::freeze(ctx, &letter, &[])) {
                None => Ok(()),
                Some(task) => match job::begin(conversation, task, selection.clone()) {
                    Err(Stop::Back) => Ok(()),
                    other => return other,
                },
            },
        };
        match done {
            // Whoever goes back finds the letter as it was.
            Ok(()) | Err(Stop::Back) => {}
            Err(stop) => return Err(stop),
        }
    }
}

/// Begins with a template, or with an empty letter.
fn begin(conversation: &mut Conversation<'_, '_>) -> Step<LetterInput> {
    let templates = conversation.attempt(mailing::templates).unwrap_or_default();
    if !templates.is_empty() {
        let label = conversation.io.words(&Message::new("plain-mailing-template"));
        let choices = numbered(templates.into_iter().map(|one| (one.name.clone(), one.letter)));
        let none = Some(String::new());
        if let Some(letter) =
            conversation.io.pick_known(&label, &choices, none.as_deref(), "plain-help-mailing-template")?
        {
            return Ok(letter);
        }
    }
    Ok(LetterInput { subject: subject(conversation.io)?, body: body(conversation.io)? })
}

/// Asks for the subject until its placeholders are right.
fn subject(io: &mut Dialogue<'_>) -> Step<String> {
    let label = io.words(&Field::Subject.label());
    loop {
        let typed = io.require(&label, "plain-help-mailing-placeholders")?;
        if !pointed_at(io, &typed, 0) {
            return Ok(typed);
        }
    }
}

/// Asks for the lines of the text; a line with a wrong placeholder is asked for again.
fn body(io: &mut Dialogue<'_>) -> Step<String> {
    io.text("plain-mailing-how");
    let names: Vec<String> = Placeholder::ALL.map(|one| one.typed(io.catalogue().language())).to_vec();
    io.line(&names.join(" "));
    io.lines(&["plain-help-lines", "plain-help-mailing-placeholders"], pointed_at)
}

/// Says what is wrong with the braces of a line; tells whether anything is.
fn pointed_at(io: &mut Dialogue<'_>, typed: &str, line: usize) -> bool {
    let flaws = Text::flaws(typed);
    for mut flaw in flaws.iter().cloned() {
        flaw.line += line;
        let said = flaw.problem().message();
        io.say(&said);
    }
    !flaws.is_empty()
}

/// Shows one mail after the other.
fn pages(conversation: &mut Conversation<'_, '_>, letter: &LetterInput, targets: &[EstablishmentNumber]) -> Step<()> {
    let mut at = 0;
    while let Some(number) = targets.get(at) {
        let Some(found) = conversation.attempt(|ctx| mailing::preview(ctx, letter, &[*number])) else { return Ok(()) };
        for page in found {
            let to = if page.to_email.is_empty() {
                conversation.io.words(&Message::new("mailing-no-address"))
            } else {
                addressed(&page.to_name, &page.to_email)
            };
            let head = Message::new("plain-mailing-page")
                .with("page", at + 1)
                .with("pages", targets.len())
                .with("name", page.denomination.as_str())
                .with("to", to);
            conversation.io.say(&head);
            conversation.io.line(&page.rendered.subject);
            for line in page.rendered.body.split('\n') {
                conversation.io.line(line);
            }
        }
        let label = conversation.io.words(&Message::new("plain-mailing-next"));
        let typed = conversation.io.hear(&label, &["plain-help-mailing-next"])?;
        at = typed.trim().parse::<usize>().ok().and_then(|page| page.checked_sub(1)).unwrap_or(at + 1);
    }
    Ok(())
}

fn test(conversation: &mut Conversation<'_, '_>, letter: &LetterInput, targets: &[EstablishmentNumber]) -> Step<()> {
    let label = conversation.io.words(&Field::Recipient.label());
    let to = conversation.io.require(&label, "plain-help-mailing-test")?;
    let Some(first) = targets.first().copied() else { return Ok(()) };
    if let Some(id) = conversation.attempt(|ctx| mailing::test(ctx, (letter, &[]), first, &to)) {
        conversation.io.say(&Message::new("mail-test-queued").with("number", id.0.to_string()));
    }
    Ok(())
}
