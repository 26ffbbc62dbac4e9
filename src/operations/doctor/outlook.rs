//! What a choice will bring about, told before a person confirms it: the same at every door.

use super::choice::Choice;
use super::finding::{Finding, Whose};
use super::lost::Need;
use super::recreation;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::{Message, Value};
use crate::operations::context::Context;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::read;
use crate::operations::permitted::Permitted;
use crate::store::registry::establishment as rows;

/// Returns what will become of a finding when this is chosen for it, a sentence each. Nothing is changed.
///
/// # Errors
/// [`Rule::OwnElsewhere`], [`Rule::HeldElsewhere`] or [`Rule::ExportsRefused`] when a database cannot be made again from
/// its newest export; what the store says.
pub fn outlook(ctx: &mut Context, finding: &Finding, choice: Choice) -> Result<Vec<Message>> {
    let ctx = &mut ctx.permit(Act::DOCTOR_EXAMINE)?;
    let about =
        |key| Message { key, args: Vec::new() }.with("object", finding.object()).with("count", finding.objects().len());
    match (choice, finding.number()) {
        (Choice::Recreate, Some(number)) => match finding.own() {
            Some(path) => Err(Rule::OwnElsewhere { number, path: path.display().to_string() }.into()),
            None => recreated(ctx, number),
        },
        (Choice::Empty, Some(number)) => {
            Ok(elsewhere(finding).into_iter().chain(held(finding)).chain(emptied(ctx, (number, finding))?).collect())
        }
        (Choice::Adopt, Some(number)) if finding.own().is_some() => {
            let shown = ctx.home().shelf().shown(number);
            let back = elsewhere_to(finding, "doctor-outlook-put-back").map(|said| said.with("to", shown));
            Ok(back.into_iter().chain(may_be_older(ctx, number)?).collect())
        }
        (Choice::Adopt, Some(number)) => {
            let is_known = matches!(finding, Finding::DatabaseForeign { .. });
            let older = if is_known { may_be_older(ctx, number)? } else { None };
            Ok([adopted(number, finding)].into_iter().chain(older).collect())
        }
        (Choice::Adopt | Choice::Recreate | Choice::Empty, None) => Ok(vec![about("doctor-outlook-enter")]),
        (Choice::SetAside, _) => {
            let is_somebodys = finding.number().is_some() || !matches!(finding, Finding::UnknownFile { of: None, .. });
            let mut said = vec![about("doctor-outlook-set-aside").with("of", if is_somebodys { "yes" } else { "no" })];
            if let Finding::DatabaseForeign { whose: Whose::Of(of), .. } = finding
                && ctx.read(|tx| Ok(rows::denomination(tx, *of)?))?.is_some()
            {
                said.push(about("doctor-outlook-of-another").with("of", of.to_string()));
            }
            Ok(said)
        }
        (Choice::Forget, _) => {
            let need = if let Finding::ExportLost { need, .. } = finding { *need } else { Need::None };
            Ok(vec![about("doctor-outlook-forget").with("need", need.word())])
        }
    }
}

/// Names the newest export of an establishment whose own file comes back: that one may be an old copy.
fn may_be_older(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Option<Message>> {
    let found = ctx.read(|tx| read::active(tx, number))?;
    let usable = recreation::usable(&recreation::there_is(ctx, &found)?);
    Ok(usable.map(|(file, at)| Message::new("doctor-outlook-may-be-older").with("file", file).with("taken", at)))
}

/// One file becomes one establishment's database: which, whose, and as it is when.
fn adopted(number: EstablishmentNumber, finding: &Finding) -> Message {
    let (how, path, name) = if let Finding::OrphanDatabase { path, denomination, location, .. } = finding {
        let place = if location.is_empty() { String::new() } else { format!(" ({location})") };
        ("orphan", path.display().to_string(), format!("{denomination}{place}"))
    } else {
        ("own", String::new(), String::new())
    };
    Message::new("doctor-outlook-adopt")
        .with("how", how)
        .with("number", number.to_string())
        .with("name", name)
        .with("path", path)
}

/// Says where the establishment's own database lies, and how to get it back, before another is made.
fn elsewhere(finding: &Finding) -> Option<Message> {
    elsewhere_to(finding, "doctor-outlook-elsewhere")
}

/// Says which database holds the establishment's school, where the registry knows nothing of that, before another is made.
fn held(finding: &Finding) -> Option<Message> {
    let (number, path) = (finding.number()?, finding.held()?);
    let path = path.display().to_string();
    Some(Message::new("doctor-outlook-held").with("number", number.to_string()).with("path", path))
}

fn elsewhere_to(finding: &Finding, key: &'static str) -> Option<Message> {
    let (number, path) = (finding.number()?, finding.own()?);
    Some(Message::new(key).with("number", number.to_string()).with("path", path.display().to_string()))
}

fn recreated(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Vec<Message>> {
    let found = ctx.read(|tx| read::active(tx, number))?;
    recreation::check_held(ctx, number)?;
    let there = recreation::there_is(ctx, &found)?;
    let usable = recreation::usable(&there);
    if !there.refused.is_empty() {
        return Err(Rule::ExportsRefused { number, refused: there.refused, usable }.into());
    }
    let (from, (file, taken)) = match usable {
        Some((file, at)) => ("export", (file, Value::from(at))),
        None => ("none", (String::new(), Value::from(""))),
    };
    let said = Message::new("doctor-outlook-recreate")
        .with("from", from)
        .with("number", number.to_string())
        .with("file", file)
        .with("taken", taken);
    Ok(vec![said])
}

/// An empty database is made whatever exports there are: whoever asks for it is told which can be used, and how.
fn emptied(ctx: &mut Permitted<'_>, (number, finding): (EstablishmentNumber, &Finding)) -> Result<Vec<Message>> {
    let found = ctx.read(|tx| read::active(tx, number))?;
    let there = recreation::there_is(ctx, &found)?;
    let numbered = |key| Message { key, args: Vec::new() }.with("number", number.to_string());
    let mut said = vec![numbered("doctor-outlook-empty")];
    said.push(match recreation::usable(&there) {
        Some((file, at)) => {
            let is_lost = finding.own().is_none() && finding.held().is_none();
            let way = if there.refused.is_empty() && is_lost { "recreate" } else { "restore" };
            numbered("doctor-outlook-usable").with("file", file).with("taken", at).with("way", way)
        }
        None if there.refused.is_empty() => numbered("doctor-outlook-no-export"),
        None => numbered("doctor-outlook-unusable").with("count", there.refused.len()),
    });
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::i18n::Catalogue;

    /// One thing is named: which file becomes whose database, and as it is when.
    #[test]
    fn adopting_says_what_becomes_what() {
        let words = Catalogue::for_console(Language::French);
        let number = EstablishmentNumber(77);
        let orphan = Finding::OrphanDatabase {
            number,
            path: "/srv/77.sqlite".into(),
            denomination: "Collège Iroise".into(),
            location: "29200 Brest".into(),
        };
        let said = words.say(&adopted(number, &orphan));
        for part in
            ["77, Collège Iroise (29200 Brest), est de nouveau présent", "/srv/77.sqlite tel qu'il est maintenant"]
        {
            assert!(said.contains(part) && !said.contains("catalogue"), "{said}");
        }
        let said = words.say(&adopted(number, &Finding::DatabaseForeign { number, whose: Whose::Own, own: None }));
        assert!(said.contains("77, qui est dans le registre, reprend le fichier"), "{said}");
    }
}
