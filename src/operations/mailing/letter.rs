//! Letters before they are planned: their files are taken in, they are tested, they are frozen.

use crate::audit::{Entry, Object};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::contact::Email;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::job::Task;
use crate::domain::mail::{Kind, MailId};
use crate::domain::mailing::attachment::{FILES_MAX, file_name};
use crate::domain::mailing::{Attachment, Letter, LetterId, LetterInput};
use crate::domain::time::{DAY_S, Latest};
use crate::mail::message::message_id;
use crate::operations::clock;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::establishment::read::active;
use crate::operations::exchange::{self, Reach};
use crate::operations::permitted::{permit, record};
use crate::store::registry::outbox::{self, MailText, NewMail};
use crate::store::registry::{Tx, letter as rows};
use crate::store::{self, attachments, files};

use super::loaded_letter::LoadedLetter;

/// A letter as it was frozen, with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its texts as typed.
    pub letter: LetterInput,
    /// Its files.
    pub files: Vec<Attachment>,
}

/// Returns a frozen letter.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, id: LetterId) -> Result<Kept> {
    let ctx = &mut ctx.permit(Act::MAIL_SHOW)?;
    ctx.read(|tx| {
        let letter = rows::find(tx, id)?.ok_or_else(|| Error::not_found("letter", id.0))?;
        Ok(Kept { letter, files: rows::files(tx, id)? })
    })
}

/// Tells whether a plan that is kept, or a job, sends a letter.
pub fn is_used(ctx: &mut Context, id: LetterId) -> Result<bool> {
    let ctx = &mut ctx.permit(Act::MAIL_SHOW)?;
    ctx.read(|tx| Ok(rows::is_used(tx, id)?))
}

/// Takes a file in, to go with a letter that has some already.
///
/// # Errors
/// The file's problem: outside the reach, unreadable, too large together with the others, too many, an odd name.
pub fn attach(ctx: &Context, reach: &Reach, named: &str, others: &[Attachment]) -> Result<Attachment> {
    permit(&ctx.actor, Act::ESTABLISHMENT_MAIL)?;
    let refuse = |problem| Error::field(Field::Attachment, problem);
    let path = exchange::file(ctx.home(), reach, named).map_err(refuse)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = file_name(&name).map_err(refuse)?;
    if others.len() >= FILES_MAX {
        return Err(refuse(Problem::TooMany { max: FILES_MAX }));
    }
    let max_mib = ctx.options().attachments_max_mib;
    let used: u64 = others.iter().map(|other| other.bytes).sum();
    let left = (u64::from(max_mib) << 20).saturating_sub(used);
    let aside = ctx.aside(&files::token()?)?;
    let taken = attachments::take(ctx.home(), (&path, &aside), left).map_err(|error| match error {
        store::Error::File { path: ref of, .. } | store::Error::NotAFile { path: ref of, .. } if *of == path => {
            refuse(exchange::unreadable(error))
        }
        _ => Error::Store(error),
    })?;
    let taken = taken.ok_or_else(|| refuse(Problem::TooLarge { max_mib }))?;
    Ok(Attachment { name, sha256: taken.sha256, bytes: taken.bytes })
}

/// Freezes a letter; gives the task that writes it.
///
/// # Errors
/// Every field's problem; a file that is no longer there.
pub fn freeze(ctx: &mut Context, input: &LetterInput, files: &[Attachment]) -> Result<Task> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_MAIL)?;
    let letter = input.check()?;
    let home = ctx.home().clone();
    let latest = clock::if_certain(ctx)?;
    let id = ctx.write(|tx, _, now| {
        if let Some(latest) = latest {
            sweep(tx, &home, latest)?;
        }
        keep(tx, &home, (&letter, files), now)
    })?;
    Ok(Task::WriteMail { letter: id, subject: letter.subject })
}

fn keep(
    tx: &Tx<'_>,
    home: &crate::store::home::Home,
    (letter, files): (&Letter, &[Attachment]),
    now: crate::domain::time::Timestamp,
) -> Result<LetterId> {
    for file in files {
        // Within the transaction, so that no sweep takes it away in between.
        let there = attachments::read(home, &file.sha256, file.bytes).ok().flatten();
        if there.is_none() {
            let cause = file.name.clone();
            return Err(Error::field(Field::Attachment, Problem::FileUnreadable { cause }));
        }
    }
    let input = LetterInput { subject: letter.subject.clone(), body: letter.body.clone() };
    Ok(rows::insert(tx, &input, files, clock::kept_at(tx, now)?)?)
}

/// Forgets letters that were frozen and never planned, and the files that no letter needs.
fn sweep(tx: &Tx<'_>, home: &crate::store::home::Home, latest: Latest) -> Result<()> {
    rows::forget_unused(tx, latest.at().plus_s(-DAY_S))?;
    for (path, name) in attachments::old(home, latest.at())? {
        if !rows::is_needed(tx, &name)? {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// Queues a letter as one establishment's contact would receive it, to an address of one's own.
///
/// # Errors
/// Every field's problem; that establishment is not there.
pub fn test(
    ctx: &mut Context,
    (input, attached): (&LetterInput, &[Attachment]),
    of: EstablishmentNumber,
    to: &str,
) -> Result<MailId> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_MAIL)?;
    let letter = input.check()?;
    let to = Email::parse(to).map_err(|problem| Error::field(Field::Recipient, problem))?;
    let home = ctx.home().clone();
    ctx.write(|tx, permit, now| {
        let found = active(tx, of)?;
        let id = keep(tx, &home, (&letter, attached), now)?;
        let loaded = LoadedLetter::set(tx, letter)?;
        let (rendered, language) = loaded.print(&found)?;
        let text = MailText {
            to_name: String::new(),
            to_email: to.as_str().to_owned(),
            language,
            subject: rendered.subject,
            body: rendered.body,
        };
        let subject = text.subject.clone();
        let mail = NewMail {
            kind: Kind::Test,
            establishment: None,
            account: AccountId(0),
            login: String::new(),
            webmaster: None,
            text,
            secret: None,
            message_id: message_id(&loaded.host, &files::token()?),
            letter: Some(id),
            target: None,
        };
        let id = outbox::insert(tx, &mail, (now, clock::kept_at(tx, now)?))?;
        let entry = Entry::new(Act::MAIL_TEST, Object::mail(id, &subject)).is("recipient", to.as_str());
        record(tx, permit, now, &entry)?;
        Ok(id)
    })
}
