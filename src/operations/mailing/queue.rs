//! What a mailing's job does to its targets: a mail each, queued once; and taking back those that still wait.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{Effect, Forecast, JobId, Reason, Target, Task};
use crate::domain::mail::{Kind, MailId, State};
use crate::domain::mailing::{LetterId, Reach};
use crate::domain::time::Timestamp;
use crate::mail::message::message_id;
use crate::operations::clock;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::read::active;
use crate::store::files;
use crate::store::ledger::job::NewTarget;
use crate::store::registry::outbox::{self, MailText, NewMail};
use crate::store::registry::unfinished::TargetKey;
use crate::store::registry::{Tx, establishment, letter as rows};

use super::loaded_letter::LoadedLetter;

/// Refuses an establishment whose contact has no address. Whether it is blocked does not matter.
pub(in crate::operations) fn judge(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    let found = active(tx, number)?;
    if found.contact.email.is_none() { Err(Rule::NoContactEmail.into()) } else { Ok(found) }
}

/// Notes that a plan needs its letter.
pub(in crate::operations) fn used_by(tx: &Tx<'_>, task: &Task, job: JobId) -> Result<()> {
    if let Task::WriteMail { letter, .. } = task {
        rows::used_by(tx, *letter, job)?;
    }
    Ok(())
}

/// Renders the letter for a target and queues it, unless the very same mail goes to that address already.
pub(in crate::operations) fn write(
    tx: &Tx<'_>,
    now: Timestamp,
    (loaded, letter): (&LoadedLetter, LetterId),
    target: &Target,
) -> Result<Effect> {
    if let Some(mail) = rows::mail_of(tx, target.job, target.position)? {
        return Ok(Effect::Queued { mail: mail.0 });
    }
    let found = judge(tx, target.number)?;
    let (rendered, language) = loaded.print(&found)?;
    let to_email = found.contact.email_text();
    if let Some(number) = rows::same(tx, letter, to_email, &rendered.subject, &rendered.body)? {
        return Err(Rule::SameMail(number).into());
    }
    let text = MailText {
        to_name: found.contact.full_name(),
        to_email: to_email.to_owned(),
        language,
        subject: rendered.subject,
        body: rendered.body,
    };
    let mail = NewMail {
        kind: Kind::Letter,
        establishment: Some(target.number),
        account: AccountId(0),
        login: String::new(),
        webmaster: None,
        text,
        secret: None,
        message_id: message_id(&loaded.host, &files::token()?),
        letter: Some(letter),
        target: Some(TargetKey { job: target.job, position: target.position }),
    };
    Ok(Effect::Queued { mail: outbox::insert(tx, &mail, (now, clock::kept_at(tx, now)?))?.0 })
}

/// Refuses to take back a mail that no longer waits.
pub(in crate::operations) fn judge_take_back(tx: &Tx<'_>, mail: i64) -> Result<()> {
    let found = outbox::find(tx, MailId(mail))?.ok_or_else(|| Error::not_found("mail", mail))?;
    waits(found.mail.state)
}

/// Takes a mail back that still waits: nobody will receive it.
pub(in crate::operations) fn take_back(tx: &Tx<'_>, mail: i64) -> Result<Effect> {
    let found = rows::take_back(tx, MailId(mail))?.ok_or_else(|| Error::not_found("mail", mail))?;
    waits(found).map(|()| Effect::Nothing)
}

fn waits(state: State) -> Result<()> {
    match state {
        State::Queued | State::Deferred => Ok(()),
        State::Sending | State::Sent | State::Refused | State::Uncertain | State::Withdrawn => {
            Err(Rule::MailLeft(state).into())
        }
    }
}

/// Looks at a mailing's plan as a whole: marks the targets that another one's mail serves, and tells whom it reaches.
///
/// None for any other task.
pub fn survey(ctx: &mut Context, task: &Task, targets: &mut [NewTarget]) -> Result<Option<Reach>> {
    let Task::WriteMail { letter, .. } = task else { return Ok(None) };
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_MAIL)?;
    ctx.read(|tx| {
        let loaded = LoadedLetter::load(tx, *letter)?;
        let mut first: HashMap<(String, u64), EstablishmentNumber> = HashMap::new();
        let mut reach = Reach::default();
        for target in targets.iter_mut().filter(|target| target.forecast == Forecast::Do) {
            let Some(found) = establishment::find(tx, target.number)? else { continue };
            let (rendered, _) = loaded.print(&found)?;
            let to = found.contact.email_text();
            let mut text = DefaultHasher::new();
            rendered.hash(&mut text);
            let key = (to.to_owned(), text.finish());
            let earlier = match first.get(&key) {
                Some(number) => Some(*number),
                None => rows::same(tx, *letter, to, &rendered.subject, &rendered.body)?,
            };
            if let Some(number) = earlier {
                target.forecast = Forecast::Skip(Reason::SameMail { number: number.0 });
            } else {
                first.insert(key, target.number);
                reach.mails += 1;
            }
        }
        let addresses: HashSet<&str> = first.keys().map(|(to, _)| to.as_str()).collect();
        let domains: HashSet<&str> = addresses.iter().filter_map(|to| to.rsplit_once('@')).map(|(_, it)| it).collect();
        reach.addresses = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        reach.domains = u32::try_from(domains.len()).unwrap_or(u32::MAX);
        Ok(Some(reach))
    })
}
