//! Sessions in the console: of webmasters, and in each establishment of its people.

use super::acts::{self, Going, Told};
use super::cell::Cell;
use super::description::{self, Described, Key};
use super::door::Of;
use super::many::each;
use super::source::{Id, Source, number};
use crate::domain::act::{Act, Noun};
use crate::domain::field::Field;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::job::Danger;
use crate::domain::message::Message;
use crate::domain::session::{OpenSession, SessionId};
use crate::operations::{Context, Result, session};

/// What front ends work with.
pub(super) const DOOR: Of<Sessions> = Of::NEW;

type Column = description::Column<OpenSession>;

/// The description.
#[derive(Debug)]
pub(super) struct Sessions;

impl Described for Sessions {
    type Row = OpenSession;
    type Facts = Option<SessionId>;

    const NOUN: Noun = Noun::Session;
    const TITLE: &'static str = "screen-sessions";
    const ONE: &'static str = "session-one";
    const HELP: &'static str = "plain-help-sessions";
    const NONE: &'static str = "sessions-none";
    const SENTENCE: &'static str = "session-sentence";
    const SOURCE: Source<OpenSession, Self::Facts> = Source::Whole(|ctx| Ok((session::list(ctx)?, session::own(ctx))));
    const KEY: Key = Key { field: Field::Session, value: "cli-value-number", help: "cli-arg-session" };

    const COLUMNS: &'static [Column] = &[
        Column::new("number", "column-number", |row| Cell::Key(row.id.0))
            .by("numero", Kind::Number, CanBeEmpty::No)
            .wide(6, 0),
        Column::new("login", "webmaster-column-login", |row| Cell::Text(login(row)))
            .by("identifiant", Kind::Text, CanBeEmpty::No)
            .wide(12, 1),
        Column::new("last_seen", "session-column-last-seen", |row| moment(row.last_seen_at))
            .by("vu", Kind::Time, CanBeEmpty::No)
            .wide(18, 0),
        Column::new("started", "session-column-started", |row| moment(row.started_at))
            .by("debut", Kind::Time, CanBeEmpty::No)
            .wide(18, 0)
            .yields(1),
        Column::new("ssh_client", "session-column-client", |row| Cell::Optional(row.ssh_client.clone()))
            .by("client", Kind::Text, CanBeEmpty::Yes)
            .wide(16, 1)
            .yields(2),
        Column::new("ssh_key", "session-column-key", |row| Cell::Optional(row.ssh_key.clone()))
            .by("cle", Kind::Text, CanBeEmpty::Yes)
            .wide(12, 1)
            .yields(3),
        Column::aside("os_user", "session-column-os-user", |row| Cell::Optional(row.os_user.clone())).by(
            "compte",
            Kind::Text,
            CanBeEmpty::Yes,
        ),
    ];

    const ACTS: &'static [acts::ActOf<Self>] =
        &[acts::ActOf::on_rows(Act::SESSION_END, ("action-session-end", "cli-session-end"), end).danger(
            Danger::Yes,
            |seen| {
                let own = if seen.row.is_some_and(|row| is_own(row, *seen.facts)) { "yes" } else { "no" };
                vec![
                    Message::new("session-end-question")
                        .with("login", seen.row.map(login).unwrap_or_default())
                        .with("own", own),
                ]
            },
        )];

    fn get(ctx: &mut Context, key: &str) -> Result<OpenSession> {
        session::get(ctx, key)
    }

    fn named(key: &str) -> Result<Id> {
        Ok(Id::Number(number("session", key)?))
    }

    fn id(row: &OpenSession) -> Id {
        Id::Number(row.id.0)
    }

    fn key(row: &OpenSession) -> String {
        row.id.0.to_string()
    }

    fn name(row: &OpenSession) -> String {
        login(row)
    }

    fn mark(row: &OpenSession, own: &Option<SessionId>) -> &'static str {
        if is_own(row, *own) { "*" } else { " " }
    }

    fn count(rows: &[&OpenSession]) -> Message {
        Message::new("sessions-count").with("sessions", rows.len())
    }
}

fn is_own(row: &OpenSession, own: Option<SessionId>) -> bool {
    own == Some(row.id)
}

fn login(row: &OpenSession) -> String {
    row.login.as_str().to_owned()
}

fn moment(at: crate::domain::time::Timestamp) -> Cell {
    Cell::Moment(Some(at), "webmaster-never")
}

/// Ends sessions, one after the other.
fn end(ctx: &mut Context, ids: &[Id], going: &Going<'_>) -> Result<Told> {
    let mut last = None;
    let told = each(ids, going, |id| {
        last = Some(session::end_of(ctx, SessionId(id.number().unwrap_or_default()))?);
        Ok(Ok(()))
    })?;
    let Some(OpenSession { id, login, .. }) = last.filter(|_| ids.len() == 1) else { return Ok(told) };
    let said = Message::new("cli-session-ended").with("login", login.as_str());
    Ok(Told::facts(said, vec![("number", Cell::Key(id.0)), ("login", Cell::Text(login))]))
}
