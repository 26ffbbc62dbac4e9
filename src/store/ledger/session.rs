//! Sessions: of the host's people in the registry, of an establishment's people in its own database.

use super::Tx;
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::session::{EndReason, OpenSession, SessionId};
use crate::domain::time::Timestamp;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{Row, values};

/// Most sessions that are listed.
const LISTED_MAX: i64 = 1_000;
const COLUMNS: &str = "id, actor, os_user, ssh_client, ssh_key, started_at, last_seen_at";

fn row(row: &Row<'_>) -> Result<OpenSession> {
    Ok(OpenSession {
        id: SessionId(row.get(0)?),
        login: row.get(1)?,
        os_user: row.get(2)?,
        ssh_client: row.get(3)?,
        ssh_key: row.get(4)?,
        started_at: Timestamp(row.get(5)?),
        last_seen_at: Timestamp(row.get(6)?),
    })
}

fn reason(word: &str) -> Result<EndReason> {
    EndReason::from_word(word).ok_or_else(|| Error::unreadable("session.end_reason", word))
}

/// Lists the sessions whose end is not recorded, the latest used first, up to 1,000.
pub fn open(tx: &Tx<'_>) -> Result<Vec<OpenSession>> {
    let sql =
        format!("select {COLUMNS} from session where ended_at is null order by last_seen_at desc, id desc limit $1");
    tx.list(&sql, values![LISTED_MAX], row)
}

/// Finds a session whose end is not recorded.
pub fn find_open(tx: &Tx<'_>, session: SessionId) -> Result<Option<OpenSession>> {
    tx.find(&format!("select {COLUMNS} from session where id = $1 and ended_at is null"), values![session.0], row)
}

/// Records the start of a session of whoever acts.
pub fn start(tx: &Tx<'_>, actor: &Actor, at: Timestamp) -> Result<SessionId> {
    let id: i64 = next_id(tx, Counter::Session)?;
    let sql = "insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at,
            last_seen_at, end_reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8, '')";
    let Actor { identity, os_user, ssh_client, ssh_key } = actor;
    tx.execute(sql, values![id, identity.kind(), identity.id(), actor.name(), os_user, ssh_client, ssh_key, at.0])?;
    Ok(SessionId(id))
}

/// Notes that a session was used.
pub fn touch(tx: &Tx<'_>, session: SessionId, at: Timestamp) -> Result<()> {
    // Seen at that moment already: nobody is to look again because of it.
    let sql = "update session set last_seen_at = $1 where id = $2 and last_seen_at <> $3";
    tx.execute(sql, values![at.0, session.0, at.0])?;
    Ok(())
}

/// Records the end of all sessions of somebody that go on.
pub fn end_all(tx: &Tx<'_>, whose: &Identity, why: EndReason, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2
        where actor_kind = $3 and actor_id = $4 and ended_at is null";
    tx.execute(sql, values![at.0, why.word(), whose.kind(), whose.id()])?;
    Ok(())
}

/// Records the end of all sessions of somebody that go on, but for one.
pub fn end_others(
    tx: &Tx<'_>,
    (whose, but): (&Identity, Option<SessionId>),
    why: EndReason,
    at: Timestamp,
) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2
        where actor_kind = $3 and actor_id = $4 and ended_at is null and id <> $5";
    let but = but.map_or(0, |session| session.0);
    tx.execute(sql, values![at.0, why.word(), whose.kind(), whose.id(), but])?;
    Ok(())
}

/// Tells whether a person of an establishment has a session that goes on.
pub fn is_connected(tx: &Tx<'_>, account: AccountId) -> Result<bool> {
    let sql = "select exists (select 1 from session
        where actor_kind = 'person' and actor_id = $1 and ended_at is null)";
    tx.get(sql, values![account.0], |row| row.get(0))
}

/// Lists the people of an establishment who have a session that goes on.
pub fn connected(tx: &Tx<'_>) -> Result<Vec<AccountId>> {
    let sql =
        "select distinct actor_id from session where actor_kind = 'person' and ended_at is null order by actor_id";
    tx.list(sql, &[], |row| Ok(AccountId(row.get(0)?)))
}

/// Records the end of all sessions of a person of an establishment that go on.
pub fn end_of_person(tx: &Tx<'_>, account: AccountId, why: EndReason, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2
        where actor_kind = 'person' and actor_id = $3 and ended_at is null";
    tx.execute(sql, values![at.0, why.word(), account.0])?;
    Ok(())
}

/// Records the end of everybody's sessions that go on.
pub fn end_everybodys(tx: &Tx<'_>, why: EndReason, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2 where ended_at is null";
    tx.execute(sql, values![at.0, why.word()])?;
    Ok(())
}

/// Why a session is over; none: its end is not recorded. One that is not known here began in another content, in whose
/// place this one was put.
pub fn end_reason(tx: &Tx<'_>, session: SessionId) -> Result<Option<EndReason>> {
    let sql = "select end_reason from session where id = $1";
    let word: Option<String> = tx.find(sql, values![session.0], |row| row.get(0))?;
    match word.as_deref() {
        None => Ok(Some(EndReason::Moved)),
        Some("") => Ok(None),
        Some(word) => reason(word).map(Some),
    }
}

/// Records the end of a session.
pub fn end(tx: &Tx<'_>, session: SessionId, why: EndReason, at: Timestamp) -> Result<()> {
    let sql = "update session set ended_at = $1, end_reason = $2 where id = $3 and ended_at is null";
    tx.execute(sql, values![at.0, why.word(), session.0])?;
    Ok(())
}

/// Finds when the first one that is still known began.
pub fn first_started(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.find("select started_at from session order by id limit 1", &[], |row| Ok(Timestamp(row.get(0)?)))
}

/// Refuses a reason that nobody knows.
///
/// # Errors
/// [`Error::Unreadable`]; what the engine says.
pub fn check(tx: &Tx<'_>) -> Result<()> {
    let sql = "select distinct end_reason from session where ended_at is not null order by end_reason";
    let words: Vec<String> = tx.list(sql, &[], |row| row.get(0))?;
    words.iter().try_for_each(|word| reason(word).map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::webmaster::{Login, WebmasterId};
    use crate::store::ledger::lockout::{self, Counted};
    use crate::store::ledger::tests::both;

    fn actor(id: i64, login: &str) -> Actor {
        let identity = Identity::Webmaster {
            id: WebmasterId(id),
            login: Login::parse(login).unwrap(),
            duty: crate::domain::duty::Duty::Full,
            support: None,
        };
        Actor { identity, os_user: "unix".into(), ssh_client: String::new(), ssh_key: "key".into() }
    }

    /// In either database, by the same code.
    #[test]
    fn a_session_goes_on_until_it_is_ended_and_its_id_is_not_given_again() {
        both(|tx| {
            let (alice, bob) = (actor(1, "alice"), actor(2, "bob"));
            let [first, second, third] = [&alice, &bob, &alice].map(|one| start(tx, one, Timestamp(10)).unwrap());
            touch(tx, second, Timestamp(20)).unwrap();
            let logins = || open(tx).unwrap().into_iter().map(|one| one.login).collect::<Vec<_>>();
            assert_eq!(logins(), ["bob", "alice", "alice"]);
            assert_eq!(end_reason(tx, first).unwrap(), None);
            end(tx, first, EndReason::SignOut, Timestamp(30)).unwrap();
            // What is over stays as it ended.
            end_all(tx, &alice.identity, EndReason::Password, Timestamp(40)).unwrap();
            assert_eq!(logins(), ["bob"]);
            let reasons = [first, third].map(|one| end_reason(tx, one).unwrap());
            assert_eq!(reasons, [Some(EndReason::SignOut), Some(EndReason::Password)]);
            let fourth = start(tx, &bob, Timestamp(45)).unwrap();
            end_others(tx, (&bob.identity, Some(second)), EndReason::Password, Timestamp(46)).unwrap();
            assert_eq!((logins(), end_reason(tx, fourth).unwrap()), (vec!["bob".into()], Some(EndReason::Password)));
            end_everybodys(tx, EndReason::Moved, Timestamp(50)).unwrap();
            assert_eq!((logins().len(), find_open(tx, second).unwrap()), (0, None));
            assert_eq!(first_started(tx).unwrap(), Some(Timestamp(10)));
            // One that is of other content may not go on.
            assert_eq!(end_reason(tx, SessionId(99)).unwrap(), Some(EndReason::Moved));
            check(tx).unwrap();
            tx.execute("delete from session", &[]).unwrap();
            assert_eq!(start(tx, &bob, Timestamp(60)).unwrap(), SessionId(5));
            tx.execute("update session set ended_at = 1, end_reason = 'bored'", &[]).unwrap();
            assert!(matches!(check(tx), Err(Error::Unreadable { what: "session.end_reason", .. })));
        });
    }

    #[test]
    fn tries_are_counted_in_either_database_and_those_of_nobody_go_first() {
        both(|tx| {
            let counts = |login: &str| lockout::find(tx, Counted { login, ssh_key: "" }).unwrap().by_key.tries;
            let put = |login: &str, day: i64| {
                let mut counts = lockout::find(tx, Counted { login, ssh_key: "" }).unwrap();
                counts.by_key.tries += 1;
                counts.by_key.day_start = Timestamp(day);
                lockout::put(tx, Counted { login, ssh_key: "" }, counts).unwrap();
            };
            assert_eq!(lockout::first_day(tx).unwrap(), None);
            put("alice", 5);
            put("?3f", 9);
            put("alice", 7);
            assert_eq!((counts("alice"), counts("?3f"), counts("bob")), (2, 1, 0));
            assert_eq!(lockout::first_day(tx).unwrap(), Some(Timestamp(0)), "the count by all keys");
            let sql = "insert into lockout (login, ssh_key, failures, tries, day_start, locked_until)
                values ($1, '=', 1, 1, $2, 0)";
            for number in 0..lockout::KEPT_MAX {
                tx.execute(sql, values![format!("login{number}"), 100 + i64::from(number)]).unwrap();
            }
            put("bob", 99_999);
            // Marks went before the oldest logins.
            assert_eq!((counts("?3f"), counts("bob")), (0, 1));
            lockout::forget(tx, "bob").unwrap();
            assert_eq!(counts("bob"), 0);
            lockout::forget_all(tx).unwrap();
            assert_eq!(lockout::first_day(tx).unwrap(), None);
        });
    }
}
