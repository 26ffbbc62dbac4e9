//! The outbox as the sender works on it: claim, begin, settle; and what becomes of a dead sender's mails.
//!
//! Invariants: only the owner that claimed a mail can begin or settle it, so a sender that was taken for dead changes
//! nothing any more. A mail that was withdrawn while its data were given stays so unless it left, or may have.

use super::Tx;
use super::letter;
use super::outbox::{COLUMNS, Made, NEVER, checked, raw};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mail::{LONGEST_BACKOFF_S, MailId, State};
use crate::domain::mailing::Attachment;
use crate::domain::password::Secret;
use crate::domain::time::{Latest, MINUTE_S, Timestamp};
use crate::store::error::Result;
use crate::store::sql::values;

/// A mail that one sender has, and nobody else.
#[derive(Debug)]
pub struct Claimed {
    /// The mail, with what it is made from.
    pub made: Made,
    /// The password that its body needs, unless it was erased.
    pub secret: Option<Secret>,
    /// The files of its letter.
    pub files: Vec<Attachment>,
}

/// Finds the mail that is due first, the program's own before letters and what establishments write. What speaks of an establishment that somebody is
/// at work on waits until that is done or undone: it might tell of what does not hold. One whose password ran out is not
/// due any more, and one whose password is to be put right is not yet.
pub fn due(tx: &Tx<'_>, now: Timestamp, latest: Latest) -> Result<Option<MailId>> {
    let own = "select id from outbox where state in ('queued', 'deferred') and kind not in ('letter', 'inside') and next_attempt_at <= $1
            and (secret = '' or secret_until > $2) and not exists (select 1 from unfinished where unfinished.establishment_number = outbox.establishment_number)
            and (secret = '' or not exists (select 1 from password_due where password_due.establishment_number = outbox.establishment_number))
        order by next_attempt_at, id limit 1";
    let any = "select id from outbox where state in ('queued', 'deferred') and next_attempt_at <= $1
            and (secret = '' or secret_until > $2) and not exists (select 1 from unfinished where unfinished.establishment_number = outbox.establishment_number)
            and (secret = '' or not exists (select 1 from password_due where password_due.establishment_number = outbox.establishment_number))
        order by next_attempt_at, id limit 1";
    for sql in [own, any] {
        let id: Option<i64> = tx.find(sql, values![now.0, latest.at().0], |row| row.get(0))?;
        if id.is_some() {
            return Ok(id.map(MailId));
        }
    }
    Ok(None)
}

/// Tells whether a mail has a password that is not yet put right in the database of its establishment.
pub fn awaits_password(tx: &Tx<'_>, id: MailId) -> Result<bool> {
    let sql = "select count(*) from outbox
            join password_due on password_due.establishment_number = outbox.establishment_number
        where id = $1 and secret <> ''";
    let found: i64 = tx.get(sql, values![id.0], |row| row.get(0))?;
    Ok(found > 0)
}

/// Tells whether somebody is at work on the establishment that a mail speaks of.
pub fn is_busy(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<bool> {
    let sql = "select count(*) from unfinished where establishment_number = $1";
    let found: i64 = tx.get(sql, values![number.0], |row| row.get(0))?;
    Ok(found > 0)
}

/// Claims one mail if it is waiting, due or not; one that is held back does not wait. From now on no other sender takes
/// it.
pub fn claim_one(tx: &Tx<'_>, id: MailId, owner: &str) -> Result<Option<Claimed>> {
    let sql = "update outbox set state = 'sending', owner = $1, step = '', attempts = attempts + 1
        where id = $2 and state in ('queued', 'deferred') and next_attempt_at < $3";
    if tx.execute(sql, values![owner, id.0, NEVER])? == 0 {
        return Ok(None);
    }
    let sql = format!("select {COLUMNS}, secret from outbox where id = $1");
    let (made, secret) = tx.get(&sql, values![id.0], |row| Ok((checked(raw(row)?)?, row.get::<String>(19)?)))?;
    let secret = if secret.is_empty() { None } else { Some(Secret::new(secret)) };
    let files = made.letter.map_or(Ok(Vec::new()), |letter| letter::files(tx, letter))?;
    Ok(Some(Claimed { made, secret, files }))
}

/// Settles a mail that waits and that nobody can write: what is deferred counts as tried.
pub fn pass_over(tx: &Tx<'_>, id: MailId, settlement: &Settlement) -> Result<()> {
    let sql = "update outbox set state = $1, words = $2, next_attempt_at = $3, owner = '', step = '',
            attempts = case when $1 = 'deferred' then attempts + 1 else attempts end
        where id = $4 and state in ('queued', 'deferred')";
    let Settlement { state, words, next_attempt_at } = settlement;
    tx.execute(sql, values![state.word(), words, next_attempt_at.0, id.0]).map(drop)
}

/// Gives a mail back that was claimed and not tried: it waits as before, for its next try if that is still to come.
pub fn give_back(tx: &Tx<'_>, id: MailId, owner: &str, now: Timestamp) -> Result<()> {
    let sql = "update outbox set state = case when next_attempt_at > $1 then 'deferred' else 'queued' end, owner = '',
        step = '', attempts = attempts - 1 where id = $2 and state = 'sending' and owner = $3";
    if tx.execute(sql, values![now.0, id.0, owner])? == 0 {
        stays_withdrawn(tx, id, owner, now)?;
    }
    Ok(())
}

/// Ends the try of a mail that was withdrawn meanwhile and did not leave; tells whether it was one.
fn stays_withdrawn(tx: &Tx<'_>, id: MailId, owner: &str, now: Timestamp) -> Result<bool> {
    let sql =
        "update outbox set owner = '', step = '', tried_at = $1 where id = $2 and state = 'withdrawn' and owner = $3";
    Ok(tx.execute(sql, values![now.0, id.0, owner])? == 1)
}

/// Marks that the data of a claimed mail are about to be given to the server: from here its fate may be unknown.
/// Tells whether the mail still belongs to this owner; if not, its data must not go.
pub fn begin_data(tx: &Tx<'_>, id: MailId, owner: &str) -> Result<bool> {
    let sql = "update outbox set step = 'data' where id = $1 and state = 'sending' and owner = $2";
    Ok(tx.execute(sql, values![id.0, owner])? == 1)
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The state from now on.
    pub state: State,
    /// The server's words, or the cause.
    pub words: String,
    /// When to try again.
    pub next_attempt_at: Timestamp,
}

/// Records how a try ended. A mail that was taken loses its password in the same transaction; one that was withdrawn while
/// it was given, and was not taken, has no other try. Tells whether the mail still belonged to this owner; if not, nothing
/// changes.
pub fn settle(tx: &Tx<'_>, id: MailId, owner: &str, settlement: &Settlement, now: Timestamp) -> Result<bool> {
    let sent = settlement.state == State::Sent;
    let may_have_left = sent || settlement.state == State::Uncertain;
    if !may_have_left && stays_withdrawn(tx, id, owner, now)? {
        return Ok(true);
    }
    let sql = "update outbox set state = $1, words = $2, next_attempt_at = $3, owner = '', step = '', sent_at = $4,
            tried_at = $5
        where id = $6 and state in ('sending', 'withdrawn') and owner = $7";
    let (state, words, next) = (settlement.state.word(), &settlement.words, settlement.next_attempt_at.0);
    if tx.execute(sql, values![state, words, next, sent.then_some(now.0), now.0, id.0, owner])? == 0 {
        return Ok(false);
    }
    if sent || settlement.state == State::Withdrawn {
        let sql = "update outbox set secret = '', secret_until = 0 where id = $1";
        tx.execute(sql, values![id.0])?;
    }
    Ok(true)
}

/// Lists the owners of mails that are being sent.
pub fn owners(tx: &Tx<'_>) -> Result<Vec<String>> {
    let sql = "select distinct owner from outbox where state in ('sending', 'withdrawn') and owner <> ''";
    tx.list(sql, &[], |row| row.get(0))
}

/// Takes back what a dead sender had: queued again, or uncertain (with `words`) when its data were begun. Returns how
/// many of each.
pub fn take_back(tx: &Tx<'_>, owner: &str, words: &str, now: Timestamp) -> Result<(usize, usize)> {
    let sql = "update outbox set state = 'queued', owner = '', next_attempt_at = $1
        where state = 'sending' and owner = $2 and step = ''";
    let queued = tx.execute(sql, values![now.0, owner])?;
    let sql = "update outbox set state = 'uncertain', words = $1, owner = '', step = '', tried_at = $2
        where state in ('sending', 'withdrawn') and owner = $3";
    let uncertain = tx.execute(sql, values![words, now.0, owner])?;
    Ok((queued, uncertain))
}

/// Defers every mail that is due, because none gets through now. Gives how many.
pub fn postpone(tx: &Tx<'_>, until: Timestamp, words: &str, now: Timestamp) -> Result<usize> {
    let sql = "update outbox set state = 'deferred', next_attempt_at = $1, words = $2
        where state in ('queued', 'deferred') and next_attempt_at <= $3";
    tx.execute(sql, values![until.0, words, now.0])
}

/// Queues a mail again by hand; tells whether it was one that may be. Without a password that it needs it may not.
pub fn retry(tx: &Tx<'_>, id: MailId, now: Timestamp) -> Result<bool> {
    let sql = "update outbox set state = 'queued', next_attempt_at = $1
        where id = $2 and state in ('deferred', 'refused', 'uncertain') and (secret <> '' or secret_until = 0)";
    Ok(tx.execute(sql, values![now.0, id.0])? == 1)
}

/// Erases the passwords that are no longer good, and refuses the mails that still wait with one of them.
pub fn expire_secrets(tx: &Tx<'_>, latest: Latest, words: &str) -> Result<usize> {
    let sql = "update outbox set secret = '', state = case when state in ('queued', 'deferred') then 'refused' else state end,
            words = case when state in ('queued', 'deferred') then $1 else words end
        where secret <> '' and secret_until <= $2 and state <> 'sending'";
    tx.execute(sql, values![words, latest.at().0])
}

/// Tells whether a mail's password ran out.
pub fn is_expired(tx: &Tx<'_>, id: MailId, latest: Latest) -> Result<bool> {
    let sql = "select count(*) from outbox where id = $1 and secret <> '' and secret_until <= $2";
    let found: i64 = tx.get(sql, values![id.0, latest.at().0], |row| row.get(0))?;
    Ok(found > 0)
}

/// Makes due at once what a clock that was wrong holds back: a mail that was never tried does not wait, and no other one
/// waits longer than the longest time between two tries. Returns how many.
pub fn hasten(tx: &Tx<'_>, now: Timestamp) -> Result<usize> {
    let sql =
        "update outbox set next_attempt_at = $1 where state = $2 and next_attempt_at > $3 and next_attempt_at < $4";
    let mut changed = 0;
    for (state, longest_s) in [(State::Queued, 0), (State::Deferred, LONGEST_BACKOFF_S)] {
        changed += tx.execute(sql, values![now.0, state.word(), now.plus_s(longest_s).0, NEVER])?;
    }
    Ok(changed)
}

/// Counts the mails that [`hasten`] would make due.
pub fn count_after(tx: &Tx<'_>, now: Timestamp) -> Result<u32> {
    let sql = "select count(*) from outbox where state = $1 and next_attempt_at > $2 and next_attempt_at < $3";
    let count = |state: State, longest_s: i64| -> Result<u32> {
        tx.get(sql, values![state.word(), now.plus_s(longest_s).0, NEVER], |row| row.get(0))
    };
    Ok(count(State::Queued, 0)? + count(State::Deferred, LONGEST_BACKOFF_S)?)
}

/// Returns from when on one more mail keeps to `most` in any minute, over all senders, living and dead; none: now. What
/// was tried further ahead than a minute was tried by a clock that was wrong.
pub fn full_until(tx: &Tx<'_>, most: u32, now: Timestamp) -> Result<Option<Timestamp>> {
    let sql = "select count(*) from outbox where state = 'sending'";
    let under_way: u32 = tx.get(sql, &[], |row| row.get(0))?;
    // Moments are whole seconds: a minute after one of them may begin a second later.
    let (since, until) = (now.plus_s(-MINUTE_S), now.plus_s(MINUTE_S));
    let Some(earlier) = most.checked_sub(under_way).filter(|left| *left > 0) else {
        return Ok(Some(now.plus_s(MINUTE_S + 1)));
    };
    let sql = "select tried_at from outbox where tried_at >= $1 and tried_at <= $2 and state <> 'sending'
        order by tried_at desc limit 1 offset $3";
    let blocking: Option<i64> = tx.find(sql, values![since.0, until.0, earlier - 1], |row| row.get(0))?;
    Ok(blocking.map(|at| Timestamp(at).min(now).plus_s(MINUTE_S + 1)))
}

/// Returns when the next mail is due, if any waits whose password is still good.
pub fn next_due(tx: &Tx<'_>, latest: Latest) -> Result<Option<Timestamp>> {
    let sql = "select min(next_attempt_at) from outbox
        where state in ('queued', 'deferred') and next_attempt_at < $1 and (secret = '' or secret_until > $2)
            and (secret = '' or not exists (select 1 from password_due where password_due.establishment_number = outbox.establishment_number))";
    let found: Option<i64> = tx.get(sql, values![NEVER, latest.at().0], |row| row.get(0))?;
    Ok(found.map(Timestamp))
}

/// Holds a queued mail back until [`release`]: what it tells of is not done yet.
pub fn hold(tx: &Tx<'_>, id: MailId) -> Result<()> {
    tx.execute("update outbox set next_attempt_at = $1 where id = $2", values![NEVER, id.0])?;
    Ok(())
}

/// Lets a held mail go.
pub fn release(tx: &Tx<'_>, id: MailId, now: Timestamp) -> Result<()> {
    tx.execute("update outbox set next_attempt_at = $1 where id = $2", values![now.0, id.0])?;
    Ok(())
}

/// Removes a held mail with its password: what it would have told of did not happen.
pub fn discard(tx: &Tx<'_>, id: MailId) -> Result<()> {
    tx.execute("delete from outbox where id = $1 and state = 'queued'", values![id.0])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::registry::Registry;
    use crate::store::registry::tests::fresh;

    #[test]
    fn what_is_given_back_waits_as_before() {
        let (_folder, mut registry) = fresh();
        let (now, later) = (Timestamp(1_790_000_000), Timestamp(1_790_000_900));
        let insert = |id: i64, state: &str, next: Timestamp| {
            let sql = "insert into outbox (id, kind, to_name, to_email, language, subject, body, secret, secret_until,
                    message_id, state, attempts, words, created_at, next_attempt_at, owner, step, login, tried_at)
                values ($1, 'letter', 'A', 'a@ecoles.invalid', 'fr', 's', 'b', '', 0, $2, $3, 1, '', 0, $4, '', '', '', 0)";
            (sql, id, state.to_owned(), next)
        };
        for (sql, id, state, next) in
            [insert(1, "queued", now), insert(2, "deferred", later), insert(3, "deferred", now)]
        {
            registry.write(|tx| tx.execute(sql, values![id, id.to_string(), state, next.0])).unwrap();
        }
        let waits = |registry: &mut Registry, id: i64| -> (String, u32) {
            let sql = "select state, attempts from outbox where id = $1";
            registry.read(|tx| tx.get(sql, values![id], |row| Ok((row.get(0)?, row.get(1)?)))).unwrap()
        };
        for (id, expected) in [(1, "queued"), (2, "deferred"), (3, "queued")] {
            registry.write(|tx| claim_one(tx, MailId(id), "me")).unwrap().unwrap();
            assert_eq!(waits(&mut registry, id), ("sending".to_owned(), 2));
            registry.write(|tx| give_back(tx, MailId(id), "another", now)).unwrap();
            assert_eq!(waits(&mut registry, id).0, "sending");
            registry.write(|tx| give_back(tx, MailId(id), "me", now)).unwrap();
            assert_eq!(waits(&mut registry, id), (expected.to_owned(), 1), "{id}");
        }
        // No clock was ahead.
        assert_eq!(registry.read(|tx| count_after(tx, now)).unwrap(), 0);
    }
}
