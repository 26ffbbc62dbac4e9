//! What a clock that was behind has left: moments that are earlier than they were, once it is known by how much.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::{DAY_S, Timestamp};
use crate::store::error::Result;
use crate::store::ledger::retention;
use crate::store::sql::{Row, values};

/// Moments that were dated too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Early {
    /// What was dated after this moment,
    pub after: Timestamp,
    /// and at this one or before, was
    pub through: Timestamp,
    /// so many seconds later; 0: by a clock that was ahead, and no later than now.
    pub by_s: i64,
}

impl Early {
    /// Tells whether a moment is among them.
    #[must_use]
    pub fn has(&self, at: Timestamp) -> bool {
        self.after < at && at <= self.through
    }

    /// Returns when that was; nothing was later than now.
    #[must_use]
    pub fn truly(&self, at: Timestamp, now: Timestamp) -> Timestamp {
        at.plus_s(self.by_s).min(now)
    }
}

/// Moments at which something was, and how they are put right. Waits are none of them: one that is over stays over.
const MOMENTS: [&str; 11] = [
    "update export set taken_at = case when taken_at > $1 then $2 else taken_at + $3 end where taken_at > $4 and taken_at <= $5",
    "update outbox set created_at = case when created_at > $1 then $2 else created_at + $3 end where created_at > $4 and created_at <= $5",
    "update outbox set sent_at = case when sent_at > $1 then $2 else sent_at + $3 end where sent_at > $4 and sent_at <= $5",
    "update letter set created_at = case when created_at > $1 then $2 else created_at + $3 end where created_at > $4 and created_at <= $5",
    "update statistics_snapshot set at = case when at > $1 then $2 else at + $3 end where at > $4 and at <= $5",
    "update import_mapping set saved_at = case when saved_at > $1 then $2 else saved_at + $3 end where saved_at > $4 and saved_at <= $5",
    "update webmaster set last_sign_in_at = case when last_sign_in_at > $1 then $2 else last_sign_in_at + $3 end where last_sign_in_at > $4 and last_sign_in_at <= $5",
    "update block set since = case when since > $1 then $2 else since + $3 end where since > $4 and since <= $5",
    "update placed set at = case when at > $1 then $2 else at + $3 end where at > $4 and at <= $5",
    "update inside_reached set placed_at = case when placed_at > $1 then $2 else placed_at + $3 end where placed_at > $4 and placed_at <= $5",
    "update retired_number set retired_at = case when retired_at > $1 then $2 else retired_at + $3 end where retired_at > $4 and retired_at <= $5",
];

/// Puts them right; returns how many were changed. The passwords in mails are good for as much longer; the establishments
/// that they are for are noted ([`passwords_due`]).
pub fn put_right(tx: &Tx<'_>, early: Early, now: Timestamp) -> Result<usize> {
    let latest = now.plus_s(early.by_s.saturating_neg());
    note_passwords(tx, early)?;
    // By when they were made, which moves next.
    let sql = "update outbox set secret_until = secret_until + $1 where secret <> '' and created_at > $2 and created_at <= $3";
    let mut changed = tx.execute(sql, values![early.by_s, early.after.0, early.through.0])?;
    changed += retention::put_right(tx, (early.after, early.through), early.by_s, now)?;
    for sql in MOMENTS {
        changed += tx.execute(sql, values![latest.0, now.0, early.by_s, early.after.0, early.through.0])?;
    }
    Ok(changed + put_days_right(tx, early, now)?)
}

/// Puts right the days on which establishments were registered, with their moments; returns how many.
fn put_days_right(tx: &Tx<'_>, early: Early, now: Timestamp) -> Result<usize> {
    let sql = "select number, registered_at from establishment where registered_at > $1 and registered_at <= $2";
    let read = |row: &Row<'_>| Ok((EstablishmentNumber(row.get(0)?), Timestamp(row.get(1)?)));
    let found = tx.list(sql, values![early.after.0, early.through.0], read)?;
    for (number, at) in &found {
        let truly = early.truly(*at, now);
        let sql = "update establishment set registered_on = $1, registered_at = $2 where number = $3";
        tx.execute(sql, values![truly.day().to_string(), truly.0, number.0])?;
    }
    Ok(found.len())
}

/// Notes the establishments that were given passwords then, as their mails and their registration tell, before these move,
/// and those that have jobs of their own;
/// by a clock that was ahead, those of about these moments alone, and whatever jobs have placed since.
pub(super) fn note_passwords(tx: &Tx<'_>, early: Early) -> Result<()> {
    let given = [
        "select establishment_number, min(created_at), max(created_at) from outbox where kind in ('registration', 'reset')
            and establishment_number is not null and created_at > $1 and created_at <= $2
            group by establishment_number order by establishment_number",
        "select number, registered_at, registered_at from establishment where registered_at > $1 and registered_at <= $2
            order by number",
    ];
    let is_ahead = early.by_s == 0;
    // What was done in their own databases then was dated by the same clock.
    let sql = "select establishment_number from inside_reached where since <= $1 order by establishment_number";
    for number in tx.list(sql, values![early.through.0], |row| row.get(0))? {
        note_due(tx, number, early)?;
    }
    for sql in given {
        let read = |row: &Row<'_>| Ok((row.get::<u32>(0)?, Timestamp(row.get(1)?), Timestamp(row.get(2)?)));
        for (number, first, last) in tx.list(sql, values![early.after.0, early.through.0], read)? {
            let about = Early { after: early.after.max(first.plus_s(-DAY_S)), through: last.plus_s(DAY_S), ..early };
            note_due(tx, number, if is_ahead { about } else { early })?;
        }
    }
    if is_ahead {
        let sql = "select distinct establishment_number from job join job_target on job_target.job_id = job.id
            where job.kind in ('restore', 'replace', 'undo-delete', 'undo-restore') and job_target.state = 'done'
                and at > $1 and at <= $2 order by establishment_number";
        for number in tx.list(sql, values![early.after.0, early.through.0], |row| row.get(0))? {
            note_due(tx, number, early)?;
        }
    }
    Ok(())
}

fn note_due(tx: &Tx<'_>, number: u32, early: Early) -> Result<()> {
    let sql = "insert into password_due (establishment_number, after_at, through_at, by_s) values ($1, $2, $3, $4)
        on conflict (establishment_number, after_at, through_at) do nothing";
    tx.execute(sql, values![number, early.after.0, early.through.0, early.by_s])?;
    Ok(())
}

/// Lists the establishments in whose databases passwords are still to be put right, and which. One that was deleted waits
/// until it is brought back, and one that somebody is at work on until that is done: a password may be about to be written.
pub fn passwords_due(tx: &Tx<'_>) -> Result<Vec<(EstablishmentNumber, Early)>> {
    let sql = "select establishment_number, after_at, through_at, by_s from password_due
        where exists (select 1 from establishment where establishment.number = password_due.establishment_number)
            and not exists (select 1 from unfinished where unfinished.establishment_number = password_due.establishment_number)
        order by establishment_number, after_at, through_at";
    tx.list(sql, &[], |row| {
        let early = Early { after: Timestamp(row.get(1)?), through: Timestamp(row.get(2)?), by_s: row.get(3)? };
        Ok((EstablishmentNumber(row.get(0)?), early))
    })
}

/// Notes that this was done in one of them.
pub fn passwords_done(tx: &Tx<'_>, number: EstablishmentNumber, early: Early) -> Result<()> {
    let sql = "delete from password_due where establishment_number = $1 and after_at = $2 and through_at = $3";
    tx.execute(sql, values![number.0, early.after.0, early.through.0])?;
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::ahead;
    use super::super::establishment::{self, Creation};
    use super::super::tests::fresh;
    use jiff::civil::Date;

    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::establishment::Draft;
    use crate::domain::password::Secret;
    use crate::domain::zone::DEFAULT_ZONE;
    use crate::store::error::Error;

    const NOW: Timestamp = Timestamp(1_790_000_000);

    pub(in crate::store::registry) fn add(tx: &Tx<'_>, number: u32, now: Timestamp, registered_on: Option<Date>) {
        let draft = Draft {
            zone: DEFAULT_ZONE,
            location: "29200 Brest".into(),
            denomination: format!("École {number}"),
            uai: None,
            contact: Contact { last_name: "Le Gall".into(), first_name: "Anne".into(), email: None },
        };
        let number = EstablishmentNumber(number);
        let credential = Secret::new(format!("credential {number}"));
        let creation = Creation { number, registered_on, now, uai_site: 1, credential: &credential, known: &[] };
        establishment::insert(tx, &draft, &creation).unwrap();
    }

    pub(in crate::store::registry) fn add_zone(tx: &Tx<'_>) {
        let sql = "insert into zone (number, name, name_key, position, language, rev) values (1, 'A', 'a', 1, 'fr', 1)";
        tx.execute(sql, &[]).unwrap();
    }

    #[test]
    fn passwords_of_a_clock_that_was_ahead_are_due_where_somebody_can_put_them_right() {
        let (_folder, mut registry) = fresh();
        let then = NOW.plus_s(400 * DAY_S);
        let due =
            |tx: &Tx<'_>| -> Vec<u32> { passwords_due(tx).unwrap().into_iter().map(|(number, _)| number.0).collect() };
        let told = registry.write(|tx| {
            add_zone(tx);
            // A mail of then; registered then, of whose mail nothing is known; neither.
            add(tx, 1, NOW, Some(NOW.day()));
            add(tx, 2, then, None);
            add(tx, 3, NOW, None);
            // A mail of then of one that was deleted; a mail of now.
            for (number, at) in [(1_u32, then), (4, then), (3, NOW)] {
                let sql = "insert into outbox (id, kind, establishment_number, to_name, to_email, language, subject, body,
                        secret, secret_until, message_id, state, attempts, words, created_at, next_attempt_at, owner, step)
                    values ($1, 'reset', $1, 'A', 'a@b.invalid', 'fr', '', '', '', 0, cast($1 as text), 'sent', 1, '', $2,
                        0, '', '')";
                tx.execute(sql, values![number, at.0])?;
            }
            ahead::take_back(tx, NOW, 14 * DAY_S)?;
            let mut told = vec![due(tx)];
            add(tx, 4, NOW, None);
            let sql = "insert into unfinished (establishment_number, owner, step) values (1, 'x', 'create')";
            tx.execute(sql, &[])?;
            told.push(due(tx));
            for (number, early) in passwords_due(tx)? {
                passwords_done(tx, number, early)?;
            }
            // What was taken back is not of then any more.
            ahead::take_back(tx, NOW.plus_s(60), 14 * DAY_S)?;
            tx.execute("delete from unfinished", &[])?;
            told.push(due(tx));
            Ok::<_, Error>(told)
        });
        assert_eq!(told.unwrap(), [vec![1, 2], vec![2, 4], vec![1]]);
    }

    #[test]
    fn days_of_registration_move_with_their_moments_and_those_that_were_given_stay() {
        let (_folder, mut registry) = fresh();
        let then = NOW.plus_s(-900 * DAY_S);
        let early = Early { after: then.plus_s(-DAY_S), through: then, by_s: 800 * DAY_S };
        let days = |tx: &Tx<'_>| {
            tx.list("select registered_on from establishment order by number", &[], |row| row.get::<String>(0)).unwrap()
        };
        let told = registry.write(|tx| {
            add_zone(tx);
            // Given; in it; before it.
            for (number, at) in [(1, then), (2, then), (3, then.plus_s(-DAY_S))] {
                add(tx, number, at, (number == 1).then(|| at.day()));
            }
            put_right(tx, early, NOW)?;
            let once = days(tx);
            // Nothing is later than now.
            put_right(tx, Early { through: NOW, ..early }, NOW)?;
            Ok::<_, Error>([once, days(tx)])
        });
        let day = |days: i64| then.plus_s(days * DAY_S).day().to_string();
        assert_eq!(told.unwrap(), [[day(0), day(800), day(-1)], [day(0), day(900), day(-1)]]);
    }
}
