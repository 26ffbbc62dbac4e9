//! All that is held on one person: shown, and for the host also written into two files of the exchange folder. Passwords are
//! none of it: nothing keeps them.

use std::io::Write as _;

use serde_json::{Map, Value as Json, json};

use super::super::clock::Moment;
use super::super::context::Context;
use super::super::deed::Kept as _;
use super::super::error::{Error, Result, Rule};
use super::super::exchange::{self, List, Output};
use super::super::letters;
use super::super::permitted::{Permitted, record};
use super::erasing::stem_of;
use super::facts::Users;
use super::guards::{refused, refused_gone};
use super::told::{lines, moment};
use crate::audit::{Entry, Object};
use crate::domain::access::At;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::erased::{Held, Names};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::domain::rights::account_acts::AccountAct;
use crate::store::establishment::{former, person_data};
use crate::store::registry::{erased, establishment, zone};
use crate::store::{self, files};

/// What is held on a person.
#[derive(Debug)]
pub struct PersonData {
    /// Whose.
    pub login: String,
    /// A line each, headings too.
    pub lines: Vec<Message>,
    /// The two files, for people and for programs; none where a person of the establishment asks.
    pub files: Option<[String; 2]>,
}

/// Reads all that is held on a person, and writes down who asked.
///
/// # Errors
/// [`crate::domain::job::Reason::Account`]; [`Rule::Elsewhere`] at the host; what the system says of the files.
pub fn data(ctx: &mut Context, id: AccountId) -> Result<PersonData> {
    let ctx = &mut ctx.permit(Act::USER_DATA)?;
    let At::Establishment(number) = ctx.at() else { return Err(Rule::Elsewhere.into()) };
    let (login, names, mut held) = ctx.write_own(|tx, permit, Moment { now, .. }| {
        let (facts, found) = (Users::facts(tx, permit.by(), now)?, Users::find(tx, &id)?);
        let reason = match &found {
            Some(found) => refused(found, &facts, AccountAct::See),
            None => refused_gone(id, &facts, AccountAct::See),
        };
        if let Some(reason) = reason {
            return Err(reason.into());
        }
        let lineage = former::lineage(tx, id)?;
        // Of whom was erased nothing is found but the account's own rows.
        let names = former::names(tx, id)?
            .or_else(|| found.is_some().then(|| Names { account: id, lineage, ..Names::default() }));
        let names = names.ok_or_else(|| Error::not_found("user", id))?;
        let called = names.logins.last().map_or_else(|| names.instead(), |tenure| tenure.login.clone());
        let object = found.as_ref().map_or_else(|| Object::account(&called), Users::object);
        let held = person_data::held(tx, &names)?;
        record(tx, permit, now, &Entry::new(Act::USER_DATA, object))?;
        Ok((called, names, held))
    })?;
    held.push(ctx.read(|tx| Ok(erased::sent(tx, number, &names)?))?);
    held.retain(|one| !one.rows.is_empty());
    let lines = lines(&held);
    let is_own = ctx.actor.belongs() != At::Host;
    let files = if is_own { None } else { Some(write(ctx, (number, &names), (&held, &lines))?) };
    Ok(PersonData { login, lines, files })
}

/// What is held, for programs: an array of objects for each kind.
fn json(held: &[Held]) -> Json {
    let value = |column: &str, text: &str| match moment(column, text) {
        Some(at) => at.utc_text().into(),
        None => Json::from(text),
    };
    let row = |columns: &[&str], row: &[String]| -> Json {
        columns.iter().zip(row).map(|(column, text)| ((*column).to_owned(), value(column, text))).collect()
    };
    let kinds: Map<String, Json> = held
        .iter()
        .map(|one| (one.name.to_owned(), one.rows.iter().map(|cells| row(one.columns, cells)).collect()))
        .collect();
    json!(kinds)
}

/// Writes both files into the exchange folder, under names that name nobody.
fn write(
    ctx: &mut Permitted<'_>,
    (number, names): (EstablishmentNumber, &Names),
    (held, lines): (&[Held], &[Message]),
) -> Result<[String; 2]> {
    let language = ctx.read(|tx| {
        let found = establishment::find(tx, number)?;
        let zone = found.map(|found| zone::find(tx, found.zone)).transpose()?.flatten();
        Ok(zone.map(|zone| zone.language).unwrap_or_default())
    })?;
    let words = letters::catalogue(language);
    let text: String = lines.iter().map(|line| words.say(line) + "\n").collect();
    let folder = ctx.home().exchange();
    files::create_directory(&folder)?;
    let token: String = files::token()?.chars().take(8).collect();
    let stem = format!("{}{}-{token}", stem_of(number, names), ctx.now().day());
    let rows = held.iter().map(|one| one.rows.len()).sum::<usize>();
    let name = format!("person {}", names.account);
    let list = List { name: &name, filter: "", rows: u64::try_from(rows).unwrap_or(u64::MAX) };
    let mut written = [String::new(), String::new()];
    let contents = [("txt", text), ("json", json(held).to_string() + "\n")];
    for (place, (ending, text)) in written.iter_mut().zip(contents) {
        let path = folder.join(format!("{stem}.{ending}"));
        let mut out = Output::begin(ctx.home(), &path)?;
        out.write_all(text.as_bytes()).map_err(store::Error::file(&path))?;
        exchange::place(ctx, out, list)?;
        *place = path.display().to_string();
    }
    Ok(written)
}
