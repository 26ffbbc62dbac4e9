//! Replaces an administrator's password, mailed to the contact.

use super::task_kind::{Detail, OptionValue, Settings, TaskKind, Work};
use crate::domain::act::Act;
use crate::domain::job::{AdministratorChoice, Danger, Extent, Reason, Task};
use crate::domain::message::Message;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::administrator;
use crate::store::registry::content;

pub(in crate::operations::job) const RESET_ADMINISTRATOR: TaskKind = TaskKind {
    act: Act::ESTABLISHMENT_RESET_PASSWORD,
    danger: Danger::Yes,
    extent: Extent::Changes,
    reversal: |_| None,
    settings: |task| choice(task).map(settings).unwrap_or_default(),
    judge: |scene, _, target| administrator::judge(scene.tx, target.number).map(|_| None),
    work: Work::Establishment(|ctx, task, target| {
        // A job that was interrupted, and that somebody asked for once more meanwhile, makes nobody's new password void.
        if let Some(job) = ctx.read(|tx| Ok(content::done_since(tx, target.job, target.number)?))? {
            return Err(Reason::DoneSince { job: job.0 }.into());
        }
        administrator::reset_chosen(ctx, target.number, choice(task)?).map(drop)
    }),
};

fn choice(task: &Task) -> Result<&AdministratorChoice> {
    if let Task::ResetAdministrator { choice } = task { Ok(choice) } else { Err(Rule::Incomplete.into()) }
}

fn settings(choice: &AdministratorChoice) -> Settings {
    let option = match choice {
        AdministratorChoice::First => None,
        AdministratorChoice::ExpiredUnused => Some(("which", OptionValue::Word(choice.word().to_owned()))),
        AdministratorChoice::Named(login) => Some(("administrator", OptionValue::Typed(login.clone()))),
        AdministratorChoice::New => Some(("create", OptionValue::Switch)),
    };
    let said = Message::new("job-task-reset").with("choice", choice.word()).with("login", choice.login());
    Settings { options: Vec::from_iter(option), detail: Detail::Said(vec![said]) }
}
