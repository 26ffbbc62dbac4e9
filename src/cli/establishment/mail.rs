//! `establishment mail`: a letter with placeholders to the contacts of several, previewed, tested, or queued by a job.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::cli::Work;
use crate::cli::arguments::{self, ADDRESS, FILE, TEXT, count, field, given, is_set, option, text, verb};
use crate::cli::failure::{DONE, Failure, Result, SOME_FAILED};
use crate::cli::job::bulk;
use crate::cli::mail::deliver;
use crate::cli::{input, targets};
use crate::domain::contact::addressed;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::job::Selection;
use crate::domain::mailing::{Attachment, LetterInput, Placeholder};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::jobs::plan;
use crate::operations::mailing::{self, Preview};
use crate::operations::{Error, Rule};

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let attach = Arg::new("attach")
        .long("attach")
        .value_name(words.text(FILE))
        .help(words.text("cli-arg-attach"))
        .action(ArgAction::Append);
    let preview = count(words, "preview", "cli-arg-preview");
    let names: Vec<String> = Placeholder::ALL
        .map(|one| format!("  {:<29}{}", one.typed(words.language()), words.say(&one.explained())))
        .into();
    let filters = arguments::filters(words);
    let listed = format!("{}\n{}\n\n{filters}", words.text("cli-placeholders"), names.join("\n"));
    bulk::arguments(verb(words, "mail", "cli-establishment-mail"), words)
        .arg(field(words, "subject", TEXT, Field::Subject))
        .arg(option(words, "body", FILE, "cli-arg-body"))
        .arg(option(words, "template", TEXT, "cli-arg-template"))
        .arg(attach)
        .arg(preview)
        .arg(option(words, "test-to", ADDRESS, "cli-arg-test-to").conflicts_with("preview"))
        .after_long_help(listed)
}

/// Runs the verb.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let selection = bulk::selection(matches)?;
    let letter = written(matches, work)?;
    let mut files: Vec<Attachment> = Vec::new();
    for named in matches.get_many::<String>("attach").unwrap_or_default() {
        let attached = mailing::attach(work.ctx, &work.reach, named, &files);
        files.push(attached.map_err(|error| Failure::of_file(named, error))?);
    }
    if let Some(count) = matches.get_one::<u32>("preview") {
        return preview(work, &letter, &selection, *count);
    }
    if let Some(to) = given(matches, "test-to") {
        return test(work, (&letter, &files), &selection, to);
    }
    let task = mailing::freeze(work.ctx, &letter, &files)?;
    let code = bulk::perform(matches, work, task, selection)?;
    let queues = !is_set(matches, "dry-run") && !is_set(matches, "detach") && given(matches, "save").is_none();
    if queues && matches!(code, DONE | SOME_FAILED) {
        work.out.note(&Message::new("cli-mails-wait"));
    }
    Ok(code)
}

/// Takes the template, then what the options say instead.
fn written(matches: &ArgMatches, work: &mut Work<'_>) -> Result<LetterInput> {
    let mut letter = match given(matches, "template") {
        Some(name) => mailing::find_template(work.ctx, name)?.letter,
        None => LetterInput::default(),
    };
    if given(matches, "subject").is_some() {
        letter.subject = text(matches, "subject");
    }
    if let Some(named) = given(matches, "body") {
        letter.body = input::file(named, Field::Body, work)?;
    }
    Ok(letter)
}

/// Lists the targets, and tells what of their selection may not be what was meant.
fn targeted(work: &mut Work<'_>, selection: &Selection) -> Result<Vec<EstablishmentNumber>> {
    let (numbers, remarks) = plan::matching(work.ctx, selection).map_err(Failure::from)?;
    targets::remark(work, &remarks);
    Ok(numbers)
}

fn preview(work: &mut Work<'_>, letter: &LetterInput, selection: &Selection, count: u32) -> Result<u8> {
    let mut numbers = targeted(work, selection)?;
    numbers.truncate(usize::try_from(count).unwrap_or(usize::MAX));
    for page in mailing::preview(work.ctx, letter, &numbers)? {
        show(work, &page);
    }
    Ok(DONE)
}

fn show(work: &mut Work<'_>, page: &Preview) {
    let label = |key| work.out.words.text(key);
    let to = if page.to_email.is_empty() {
        label("cli-preview-no-address")
    } else {
        addressed(&page.to_name, &page.to_email)
    };
    let empty: Vec<&str> = page.empty.iter().map(|one| one.called(work.out.words.language())).collect();
    let mut pairs = vec![
        (label("cli-establishment-label"), format!("{} {}", page.number, page.denomination)),
        (label("cli-label-recipient"), to),
        (label("cli-label-subject"), page.rendered.subject.clone()),
    ];
    if !empty.is_empty() {
        pairs.push((label("cli-label-empty"), empty.join(", ")));
    }
    work.out.record(&json!({
        "number": page.number.0,
        "name": page.denomination,
        "to-name": page.to_name,
        "to-email": page.to_email,
        "subject": page.rendered.subject,
        "body": page.rendered.body,
        "empty": empty,
    }));
    work.out.pairs(&pairs);
    work.out.line("");
    work.out.lines(&page.rendered.body);
    work.out.line("");
}

/// Sends the letter to one address, with the values of the first target.
fn test(work: &mut Work<'_>, letter: (&LetterInput, &[Attachment]), selection: &Selection, to: &str) -> Result<u8> {
    let numbers = targeted(work, selection)?;
    let first = numbers.first().ok_or(Error::Rule(Rule::NoTargets))?;
    let id = mailing::test(work.ctx, letter, *first, to)?;
    let sent = deliver(work, id);
    work.out.say(&Message::new("cli-mail-result").with("id", id.0.to_string()).with("result", sent.said));
    work.out.record(&sent.facts);
    Ok(if sent.arrived { DONE } else { SOME_FAILED })
}
