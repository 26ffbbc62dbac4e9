//! What a person decides about a file without a row, or a row without a file. Nothing of it is ever done by a mere
//! repair.

use std::path::{Path, PathBuf};

use super::Thoroughness;
use super::catalogue;
use super::databases::{self, Manner};
use super::finding::Finding;
use super::matching;
use super::quiet;
use super::recreation::{self, From};
use super::returning::{self, Returned};
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::contact::addressed;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mail::MailId;
use crate::domain::message::{Explain, Message};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::restore::name_of;
use crate::operations::permitted::{Permitted, record};
use crate::store::establishment::snapshot::BESIDE;
use crate::store::files;
use crate::store::home::Home;
use crate::store::registry::{Tx, check, establishment as rows, export, retired, zone};
use crate::store::shelf::{Part, Unfit};

pub use super::recreation::Recreated;

/// What can be chosen for a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The file becomes an establishment's database again: a row is made from what it says.
    Adopt,
    /// The file is kept among the orphans, where nothing is read back.
    SetAside,
    /// The row gets a database again: from its newest export; an empty one when there never was any.
    Recreate,
    /// The row gets an empty database, whatever exports there are.
    Empty,
    /// The catalogue forgets an export whose file is gone for good.
    Forget,
}

impl Choice {
    /// In the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Adopt, Self::SetAside, Self::Recreate, Self::Empty, Self::Forget];

    /// The word of the command's option, and of the audit's action.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::SetAside => "set-aside",
            Self::Recreate => "recreate",
            Self::Empty => "empty",
            Self::Forget => "forget",
        }
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// The establishment is there again.
    Adopted {
        /// Its number.
        number: EstablishmentNumber,
        /// The name of its zone.
        zone: String,
        /// Its contact's name and address, perhaps empty.
        contact: String,
    },
    /// It is back in its place.
    Returned(Returned),
    /// It is kept there; of several, these are not.
    SetAside(PathBuf, Vec<Left>),
    /// It has a database again.
    Recreated(EstablishmentNumber, Recreated),
    /// It has an empty database, as was asked; a mail brings the password of its first administrator, unless the
    /// contact has no address.
    Emptied(EstablishmentNumber, Option<MailId>),
    /// So many exports are in the catalogue now; these are not.
    Entered(u32, Vec<Left>),
    /// The catalogue has forgotten this export.
    Forgotten(String),
}

impl Chosen {
    /// Returns what it could not be done to.
    #[must_use]
    pub fn left(&self) -> &[Left] {
        match self {
            Self::SetAside(_, left) | Self::Entered(_, left) => left,
            Self::Adopted { .. } | Self::Returned(_) | Self::Recreated(..) | Self::Emptied(..) | Self::Forgotten(_) => {
                &[]
            }
        }
    }
}

/// A file to which what was chosen could not be done: it stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Its name.
    pub file: String,
    /// Why.
    pub why: Message,
}

/// Finds what somebody means by a number, a path or an export's name among findings; of several files, also one.
#[must_use]
pub fn named(findings: &[Finding], choice: Choice, typed: &str) -> Option<Finding> {
    // Whoever asks for a database that lies elsewhere to be made again is told where it lies.
    let offered = |finding: &&Finding| {
        finding.choices().contains(&choice) || (choice == Choice::Recreate && finding.own().is_some())
    };
    let number = typed.parse().ok().map(EstablishmentNumber);
    // A path that is told from here means the same file.
    let whole = if typed.contains('/') { std::path::absolute(typed).ok() } else { None };
    let typed = whole.as_deref().and_then(Path::to_str).unwrap_or(typed);
    findings.iter().filter(offered).find_map(|finding| {
        if (number.is_some() && finding.number() == number) || finding.object() == typed {
            return Some(finding.clone());
        }
        let Finding::ExportUnknown { paths } = finding else { return None };
        // Their folder means all of them, also where there is one.
        if paths.first().and_then(|path| path.parent()) == Some(Path::new(typed)) {
            return Some(finding.clone());
        }
        let one = paths.iter().find(|path| path.as_path() == Path::new(typed) || name_of(path) == typed)?;
        Some(Finding::ExportUnknown { paths: vec![one.clone()] })
    })
}

/// Looks thoroughly at the export or the database that somebody means, which a quick examination found nothing wrong with.
pub fn sought(ctx: &mut Context, choice: Choice, typed: &str) -> Result<Option<Finding>> {
    let ctx = &mut ctx.permit(Act::DOCTOR_EXAMINE)?;
    let home = ctx.home().clone();
    let found = if let Ok(number) = typed.parse().map(EstablishmentNumber) {
        let manner = Manner::of(ctx, Thoroughness::Thorough)?;
        quiet::seen(ctx, number, |row| Ok(row.and_then(|row| databases::examine_one(&home, &manner, row))))?
    } else {
        catalogue::sought(ctx, &name_of(Path::new(typed)))?
    };
    Ok(found.filter(|finding| finding.choices().contains(&choice)))
}

/// Files that are named of those that stay; the others are counted.
const NAMED: usize = 10;

/// Does what was chosen for a finding, if the finding still stands.
///
/// # Errors
/// [`Rule::Changed`] when it does not, or never could be chosen; [`Error::Busy`]; what the store says.
pub fn choose(ctx: &mut Context, finding: &Finding, choice: Choice) -> Result<Chosen> {
    let ctx = &mut ctx.permit(Act::DOCTOR_REPAIR)?;
    let done = carry_out(ctx, finding, choice);
    if matches!(done, Err(Error::Store(_))) {
        // What it began and could not end is nobody's from now on.
        ctx.let_go();
    }
    done
}

fn carry_out(ctx: &mut Permitted<'_>, finding: &Finding, choice: Choice) -> Result<Chosen> {
    if let (Choice::Recreate, Some(number), Some(path)) = (choice, finding.number(), finding.own()) {
        return Err(Rule::OwnElsewhere { number, path: path.display().to_string() }.into());
    }
    if !finding.choices().contains(&choice) {
        return Err(Rule::Changed.into());
    }
    if let Finding::ExportUnknown { paths } = finding {
        return match choice {
            Choice::SetAside => {
                catalogue::set_aside(ctx, finding, paths).map(|(kept, left)| Chosen::SetAside(kept, left))
            }
            Choice::Adopt => catalogue::adopt(ctx, paths).map(|(count, left)| Chosen::Entered(count, left)),
            Choice::Recreate | Choice::Empty | Choice::Forget => Err(Rule::Changed.into()),
        };
    }
    if let Finding::ExportLost { file, .. } = finding {
        let path = ctx.home().exports().join(file);
        return match choice {
            Choice::SetAside => {
                catalogue::set_aside(ctx, finding, &[path]).map(|(kept, left)| Chosen::SetAside(kept, left))
            }
            Choice::Forget => catalogue::forget(ctx, file).map(|()| Chosen::Forgotten(file.clone())),
            Choice::Adopt | Choice::Recreate | Choice::Empty => Err(Rule::Changed.into()),
        };
    }
    if let (Choice::Adopt, Some(number), Some(from)) = (choice, finding.number(), finding.own()) {
        return returning::put_back(ctx, number, from).map(Chosen::Returned);
    }
    match (choice, finding.number()) {
        (Choice::SetAside, _) => set_aside(ctx, finding).map(|kept| Chosen::SetAside(kept, Vec::new())),
        (Choice::Adopt, Some(number)) if matches!(finding, Finding::DatabaseForeign { .. }) => {
            matching::adopt_own(ctx, number)?;
            adopted(ctx, number)
        }
        (Choice::Adopt, Some(number)) => {
            matching::adopt(ctx, number)?;
            adopted(ctx, number)
        }
        (Choice::Recreate, Some(number)) => {
            recreation::recreate(ctx, number, From::Newest).map(|how| Chosen::Recreated(number, how))
        }
        (Choice::Empty, Some(number)) => match recreation::recreate(ctx, number, From::Nothing)? {
            Recreated::Empty(mail) => Ok(Chosen::Emptied(number, mail)),
            made @ Recreated::FromExport(..) => Ok(Chosen::Recreated(number, made)),
        },
        (Choice::Forget, _) | (Choice::Adopt | Choice::Recreate | Choice::Empty, None) => Err(Rule::Changed.into()),
    }
}

/// Tells what an adopted establishment was given that its database does not hold or that may be old by now.
fn adopted(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Chosen> {
    ctx.read(|tx| {
        let found = rows::find(tx, number)?.ok_or(Rule::Changed)?;
        let zone = zone::find(tx, found.zone)?.map_or_else(|| found.zone.0.to_string(), |zone| zone.name);
        let contact = addressed(&found.contact.full_name(), found.contact.email_text());
        Ok(Chosen::Adopted { number, zone, contact })
    })
}

/// Moves what lies under a number, or a file that is nobody's, to where nothing is read back. A number that no row has
/// is never given again.
fn set_aside(ctx: &mut Permitted<'_>, finding: &Finding) -> Result<PathBuf> {
    let home = ctx.home().clone();
    let moment = ctx.latest().at().utc_text();
    // What a thorough examination found, a quick one may not see.
    let manners = [Manner::default(), Manner::of(ctx, Thoroughness::Thorough)?];
    ctx.write(|tx, permit, now| {
        let (object, kept) = match (finding.number(), finding) {
            (Some(number), _) => {
                matching::check_idle(tx, number)?;
                check_still(tx, &home, (finding, number), &manners)?;
                let label = rows::denomination(tx, number)?;
                if label.is_none() && !rows::is_used(tx, number)? {
                    let inside = home.shelf().inside(number)?.ok();
                    let school = inside.map(|inside| inside.whose(number).school()).unwrap_or_default();
                    retired::retire(tx, (now, 0), (number, &school))?;
                }
                let kept = home.shelf().set_number_aside(number, &moment)?;
                (Object::establishment(number, label.as_deref().unwrap_or_default()), kept)
            }
            (None, Finding::UnknownFile { path, .. }) => {
                let is_in_exports = path.parent() == Some(home.exports().as_path());
                let is_strange =
                    is_in_exports && catalogue::is_strange(path) && export::find(tx, &name_of(path))?.is_none();
                if !files::is_there(path)?
                    || home.shelf().part(path) != Part::Stray
                    || (is_in_exports && !is_strange && !catalogue::are_lone_tables(tx, &home, path, now)?)
                {
                    return Err(Rule::Changed.into());
                }
                let object = Object { kind: "finding", id: path.display().to_string(), label: String::new() };
                let kept = home.shelf().set_aside(path, &moment)?;
                if is_strange {
                    let beside = BESIDE.iter().map(|suffix| files::with_suffix(path, suffix));
                    for path in beside.filter(|path| files::is_there(path).unwrap_or(false)) {
                        home.shelf().set_aside(&path, &moment)?;
                    }
                }
                (object, Some(kept))
            }
            (None, _) => return Err(Rule::Changed.into()),
        };
        let kept = kept.ok_or(Rule::Changed)?;
        let entry = Entry::new(Act::DOCTOR_SET_ASIDE, object)
            .was("code", finding.code())
            .is("set-aside", kept.display().to_string());
        record(tx, permit, now, &entry)?;
        Ok(kept)
    })
}

/// Refuses when a file fits its row by now, or has got one.
fn check_still(
    tx: &Tx<'_>,
    home: &Home,
    (finding, number): (&Finding, EstablishmentNumber),
    manners: &[Manner],
) -> Result<()> {
    let target = check::target(tx, number)?;
    let stands = match finding {
        Finding::OrphanFile { unfit: Unfit::Alone, .. } => home.shelf().inside(number)? == Err(Unfit::Alone),
        Finding::OrphanDatabase { .. } | Finding::OrphanFile { .. } => rows::denomination(tx, number)?.is_none(),
        other => {
            let is_it = |now: Finding| now.code() == other.code();
            let seen = |target| manners.iter().any(|how| databases::examine_one(home, how, target).is_some_and(is_it));
            target.as_ref().is_some_and(seen)
        }
    };
    if stands { Ok(()) } else { Err(Error::from(Rule::Changed)) }
}

/// Adds which files stay as they were, and why the first does.
fn staying(done: Message, left: &[Left]) -> Message {
    let Some(first) = left.first() else { return done };
    let names: Vec<&str> = left.iter().take(NAMED).map(|left| left.file.as_str()).collect();
    Message::new("doctor-some-left")
        .with("done", done)
        .with("count", left.len())
        .with("named", names.join(", "))
        .with("more", left.len().saturating_sub(NAMED))
        .with("why", first.why.clone())
}

fn emptied(why: &'static str, number: EstablishmentNumber, mail: Option<MailId>) -> Message {
    Message::new("doctor-recreated-empty")
        .with("why", why)
        .with("number", number.to_string())
        .with("mail", if mail.is_some() { "yes" } else { "no" })
}

impl Explain for Chosen {
    fn message(&self) -> Message {
        match self {
            Self::Adopted { number, zone, contact } => Message::new("doctor-adopted")
                .with("number", number.to_string())
                .with("zone", zone.as_str())
                .with("contact", if contact.is_empty() { "none" } else { contact.as_str() }),
            Self::Returned(Returned { number, from, also, kept }) => Message::new("doctor-returned")
                .with("number", number.to_string())
                .with("from", from.display().to_string())
                .with("also", also.map_or_else(|| "none".to_owned(), |number| number.to_string()))
                .with("kept", kept.as_ref().map_or_else(|| "none".to_owned(), |path| path.display().to_string())),
            Self::SetAside(path, left) => {
                staying(Message::new("doctor-set-aside").with("path", path.display().to_string()), left)
            }
            Self::Recreated(number, Recreated::FromExport(file, taken_at)) => {
                Message::new("doctor-recreated-from-export")
                    .with("number", number.to_string())
                    .with("file", file.as_str())
                    .with("taken", *taken_at)
            }
            Self::Recreated(number, Recreated::Empty(mail)) => emptied("none", *number, *mail),
            Self::Emptied(number, mail) => emptied("asked", *number, *mail),
            Self::Entered(count, left) => staying(Message::new("doctor-exports-entered").with("count", *count), left),
            Self::Forgotten(file) => Message::new("doctor-export-forgotten").with("file", file.as_str()),
        }
    }
}
