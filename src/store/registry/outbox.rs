//! The outbox: mails as people see them. What the sender does with them is in [`super::sending`].

use super::Tx;
use super::unfinished::TargetKey;
use crate::domain::account::AccountId;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language;
use crate::domain::mail::{Kind, Mail, MailId, State};
use crate::domain::mailing::LetterId;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterId;
use crate::domain::zone::ZoneNumber;
use crate::store::counter::{Counter, next_id};
use crate::store::error::{Error, Result};
use crate::store::sql::{self, values};

/// When a mail that is held back is due.
pub(super) const NEVER: i64 = i64::MAX;

/// A mail to be queued.
#[derive(Debug)]
pub struct NewMail {
    /// What it is for.
    pub kind: Kind,
    /// The establishment it speaks of.
    pub establishment: Option<EstablishmentNumber>,
    /// The account of its establishment that it goes to; 0: none.
    pub account: AccountId,
    /// The account that it tells of, or empty.
    pub login: String,
    /// The webmaster whom a copy goes to; none: the host's sender.
    pub webmaster: Option<WebmasterId>,
    /// To whom it goes and what it says, as of now.
    pub text: MailText,
    /// The password, and until when it is good.
    pub secret: Option<(Secret, Timestamp)>,
    /// Kept through every try.
    pub message_id: String,
    /// The letter that it was written from; its files go with it.
    pub letter: Option<LetterId>,
    /// The target of a job that it belongs to, and it alone.
    pub target: Option<TargetKey>,
}

/// To whom a mail goes and what it says; all of it is written again when what it is made from changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_email: String,
    /// The language of subject and body.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// Body, with [`crate::domain::mail::SECRET_MARK`] where the password belongs.
    pub body: String,
}

/// A mail with what it is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The mail as it was written last.
    pub mail: Mail,
    /// The language of subject and body.
    pub language: Language,
    /// The account that it tells of; empty: none, or not noted by an earlier version.
    pub login: String,
    /// The webmaster whom a copy goes to; none: the host's sender.
    pub webmaster: Option<WebmasterId>,
    /// The letter that it is written from.
    pub letter: Option<LetterId>,
    /// Until when its password is good; zero when there is none.
    pub until: Timestamp,
}

impl Made {
    /// To whom it goes and what it says, as it was written last.
    #[must_use]
    pub fn text(&self) -> MailText {
        let Mail { to_name, to_email, subject, body, .. } = &self.mail;
        MailText {
            to_name: to_name.clone(),
            to_email: to_email.clone(),
            language: self.language,
            subject: subject.clone(),
            body: body.clone(),
        }
    }

    /// The mail with another text.
    #[must_use]
    pub fn with(self, text: MailText) -> Mail {
        let MailText { to_name, to_email, subject, body, .. } = text;
        Mail { to_name, to_email, subject, body, ..self.mail }
    }
}

pub(super) const COLUMNS: &str = "id, kind, establishment_number, to_name, to_email, subject, body, message_id, state, \
     attempts, words, created_at, next_attempt_at, sent_at, language, login, webmaster_id, letter_id, secret_until";

pub(super) fn raw(row: &sql::Row<'_>) -> Result<(Made, [String; 3])> {
    let mail = Mail {
        id: MailId(row.get(0)?),
        kind: Kind::Test,
        establishment: row.get::<Option<u32>>(2)?.map(EstablishmentNumber),
        to_name: row.get(3)?,
        to_email: row.get(4)?,
        subject: row.get(5)?,
        body: row.get(6)?,
        message_id: row.get(7)?,
        state: State::Queued,
        attempts: row.get(9)?,
        words: row.get(10)?,
        created_at: Timestamp(row.get(11)?),
        next_attempt_at: Timestamp(row.get(12)?),
        sent_at: row.get::<Option<i64>>(13)?.map(Timestamp),
    };
    let made = Made {
        mail,
        language: Language::French,
        login: row.get(15)?,
        webmaster: row.get::<Option<i64>>(16)?.map(WebmasterId),
        letter: row.get::<Option<i64>>(17)?.map(LetterId),
        until: Timestamp(row.get(18)?),
    };
    Ok((made, [row.get(1)?, row.get(8)?, row.get(14)?]))
}

pub(super) fn checked((made, [kind, state, language]): (Made, [String; 3])) -> Result<Made> {
    let kind = Kind::from_word(&kind).ok_or_else(|| Error::unreadable("outbox.kind", kind))?;
    let state = State::from_word(&state).ok_or_else(|| Error::unreadable("outbox.state", state))?;
    let language = Language::parse(&language).map_err(|_| Error::unreadable("outbox.language", language))?;
    Ok(Made { mail: Mail { kind, state, ..made.mail }, language, ..made })
}

/// Queues a mail that is due now; from the second moment on its age counts.
pub fn insert(tx: &Tx<'_>, mail: &NewMail, (now, created_at): (Timestamp, Timestamp)) -> Result<MailId> {
    let id: i64 = next_id(tx, Counter::Outbox)?;
    let sql = "insert into outbox (id, kind, establishment_number, to_name, to_email, language, subject, body,
            secret, secret_until, message_id, state, attempts, words, created_at, next_attempt_at, owner, step,
            letter_id, job_id, job_position, login, webmaster_id, account, tried_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', 0, '', $12, $13, '', '', $14, $15, $16, $17, $18,
            $19, 0)";
    let (secret, until) = mail.secret.as_ref().map_or(("", 0), |(secret, until)| (secret.reveal(), until.0));
    tx.execute(
        sql,
        values![
            id,
            mail.kind.word(),
            mail.establishment.map(|number| number.0),
            mail.text.to_name,
            mail.text.to_email,
            mail.text.language.code(),
            mail.text.subject,
            mail.text.body,
            secret,
            until,
            mail.message_id,
            created_at.0,
            now.0,
            mail.letter.map(|letter| letter.0),
            mail.target.map(|target| target.job.0),
            mail.target.map(|target| target.position),
            mail.login,
            mail.webmaster.map(|webmaster| webmaster.0),
            mail.account.0,
        ],
    )?;
    Ok(MailId(id))
}

/// Finds a mail by what it keeps through every try.
pub fn find_by_message_id(tx: &Tx<'_>, message_id: &str) -> Result<Option<Made>> {
    let sql = format!("select {COLUMNS} from outbox where message_id = $1");
    tx.find(&sql, values![message_id], raw)?.map(checked).transpose()
}

/// Says of a mail that was just queued that it may have left already: only a person sends it.
pub fn doubt(tx: &Tx<'_>, id: MailId, words: &str) -> Result<()> {
    tx.execute("update outbox set state = 'uncertain', words = $1 where id = $2", values![words, id.0])?;
    Ok(())
}

/// Finds a mail.
pub fn find(tx: &Tx<'_>, id: MailId) -> Result<Option<Made>> {
    tx.find(&format!("select {COLUMNS} from outbox where id = $1"), values![id.0], raw)?.map(checked).transpose()
}

/// Lists the identifiers of mails, the latest first: of all, or of what one establishment has written to its people.
pub fn ids(tx: &Tx<'_>, of: Option<EstablishmentNumber>, limit: i64) -> Result<Vec<MailId>> {
    if let Some(number) = of {
        let sql = "select id from outbox where establishment_number = $1 and kind = 'inside' order by id desc limit $2";
        return tx.list(sql, values![number.0, limit], |row| Ok(MailId(row.get(0)?)));
    }
    tx.list("select id from outbox order by id desc limit $1", values![limit], |row| Ok(MailId(row.get(0)?)))
}

/// A mail, or what cannot be read of it.
pub type Row = (MailId, Result<Made>);

/// Lists mails before an identifier, the latest first, of one state or of all; each by itself.
pub fn before(tx: &Tx<'_>, state: Option<State>, id: i64, limit: u32) -> Result<Vec<Row>> {
    if let Some(state) = state {
        let sql = format!("select {COLUMNS} from outbox where state = $1 and id < $2 order by id desc limit $3");
        tx.rows(&sql, values![state.word(), id, limit], key, |row| checked(raw(row)?))
    } else {
        let sql = format!("select {COLUMNS} from outbox where id < $1 order by id desc limit $2");
        tx.rows(&sql, values![id, limit], key, |row| checked(raw(row)?))
    }
}

/// The same of what one establishment has written to its people, in whatever state.
pub fn before_of(tx: &Tx<'_>, of: EstablishmentNumber, id: i64, limit: u32) -> Result<Vec<Row>> {
    let sql = format!(
        "select {COLUMNS} from outbox where establishment_number = $1 and kind = 'inside' and id < $2
            order by id desc limit $3"
    );
    tx.rows(&sql, values![of.0, id, limit], key, |row| checked(raw(row)?))
}

fn key(row: &sql::Row<'_>) -> Result<MailId> {
    Ok(MailId(row.get(0)?))
}

/// Finds the latest mail about an establishment.
pub fn latest_about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<Row>> {
    let sql = format!("select {COLUMNS} from outbox where establishment_number = $1 order by id desc limit 1");
    Ok(tx.rows(&sql, values![number.0], key, |row| checked(raw(row)?))?.pop())
}

/// Counts the mails of each state, of all or of what one establishment has written to its people; one in a state that nobody
/// knows is in none.
pub fn counts(tx: &Tx<'_>, of: Option<EstablishmentNumber>) -> Result<Vec<(State, u32)>> {
    if let Some(number) = of {
        let sql =
            "select state, count(*) from outbox where establishment_number = $1 and kind = 'inside' group by state";
        return Ok(tx.list(sql, values![number.0], counted)?.into_iter().flatten().collect());
    }
    let found = tx.list("select state, count(*) from outbox group by state", &[], counted)?;
    Ok(found.into_iter().flatten().collect())
}

/// Counts the mails of each state about each establishment, as [`counts`] does.
pub fn counts_by_establishment(tx: &Tx<'_>) -> Result<Vec<(Option<EstablishmentNumber>, State, u32)>> {
    let sql = "select state, count(*), establishment_number from outbox group by establishment_number, state";
    let found = tx.list(sql, &[], |row| {
        let number = row.get::<Option<u32>>(2)?.map(EstablishmentNumber);
        Ok(counted(row)?.map(|(state, count)| (number, state, count)))
    })?;
    Ok(found.into_iter().flatten().collect())
}

/// Counts the mails about an establishment of each state, as [`counts`] does.
pub fn counts_about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<(State, u32)>> {
    let sql = "select state, count(*) from outbox where establishment_number = $1 group by state order by state";
    Ok(tx.list(sql, values![number.0], counted)?.into_iter().flatten().collect())
}

fn counted(row: &sql::Row<'_>) -> Result<Option<(State, u32)>> {
    let count = row.get(1)?;
    Ok(State::from_word(&row.lossy(0)?).map(|state| (state, count)))
}

/// Lists what waits about an establishment, oldest first and each by itself; what is held back does not wait.
pub fn waiting_about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Row>> {
    let sql = format!(
        "select {COLUMNS} from outbox where establishment_number = $1 and state in ('queued', 'deferred')
            and next_attempt_at < $2 order by id"
    );
    tx.rows(&sql, values![number.0, NEVER], key, |row| checked(raw(row)?))
}

/// Counts the mails that wait, those that are held back included.
pub fn waiting(tx: &Tx<'_>) -> Result<u32> {
    let sql = "select count(*) from outbox where state in ('queued', 'deferred')";
    tx.get(sql, &[], |row| row.get(0))
}

/// Lists the establishments of a zone about which something waits.
pub fn waiting_in(tx: &Tx<'_>, zone: ZoneNumber) -> Result<Vec<EstablishmentNumber>> {
    let sql = "select number from establishment where zone_number = $1 and exists (select 1 from outbox
        where outbox.establishment_number = establishment.number and outbox.state in ('queued', 'deferred'))";
    tx.list(sql, values![zone.0], |row| Ok(EstablishmentNumber(row.get(0)?)))
}

/// Writes a mail again that has not left.
pub fn rewrite(tx: &Tx<'_>, id: MailId, text: &MailText) -> Result<()> {
    let sql = "update outbox set to_name = $1, to_email = $2, language = $3, subject = $4, body = $5
        where id = $6 and state <> 'sent'";
    let MailText { to_name, to_email, language, subject, body } = text;
    tx.execute(sql, values![to_name, to_email, language.code(), subject, body, id.0])?;
    Ok(())
}

/// Withdraws a mail for good, with why, and erases its password; tells whether it had not left yet.
///
/// One that is being sent is taken from its sender as long as its data were not begun.
pub fn withdraw(tx: &Tx<'_>, id: MailId, words: &str) -> Result<bool> {
    let sql = "update outbox set state = 'withdrawn', words = $1, secret = '', secret_until = 0, owner = '', step = ''
        where id = $2 and (state in ('queued', 'deferred', 'refused') or (state = 'sending' and step = ''))";
    Ok(tx.execute(sql, values![words, id.0])? == 1)
}

/// Finds a later mail with a password of the same account: the password of this one is dead.
///
/// An account that was not noted may be any of them. What is held back tells of nothing yet.
pub fn superseded(tx: &Tx<'_>, made: &Made) -> Result<Option<MailId>> {
    let sql =
        "select min(id) from outbox where establishment_number = $1 and id > $2 and kind in ('registration', 'reset')
        and next_attempt_at < $3 and (login = $4 or login = '' or $4 = '')";
    let number = made.mail.establishment.map(|number| number.0);
    let found: Option<i64> = tx.get(sql, values![number, made.mail.id.0, NEVER, made.login], |row| row.get(0))?;
    Ok(found.map(MailId))
}

/// Finds why the registration mail of an establishment was withdrawn, if it was.
pub fn registration_withdrawn(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<String>> {
    let sql =
        "select words from outbox where establishment_number = $1 and kind = 'registration' and state = 'withdrawn'
        order by id desc limit 1";
    tx.find(sql, values![number.0], |row| row.get(0))
}

/// Which mails about an establishment are withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// Those that tell of its accounts, copies among them.
    Credentials,
    /// Those with a password of an account that a later mail tells anew. An account that was not noted may be that one.
    Before(MailId, &'a str),
}

/// Withdraws mails about an establishment that have not left, with why, and erases the passwords of those that may have;
/// nobody can send these again. Whoever is giving one's data at this moment stays its owner: if it leaves, it has left
/// ([`super::sending::settle`]). Returns how many were withdrawn.
pub fn withdraw_about(tx: &Tx<'_>, number: EstablishmentNumber, which: Which<'_>, words: &str) -> Result<usize> {
    let (copies, before, login) = match which {
        Which::Credentials => (1_i64, NEVER, ""),
        Which::Before(mail, login) => (0, mail.0, login),
    };
    let sql = "update outbox set state = 'withdrawn', words = $1, secret = '',
            secret_until = case when step = '' then 0 else secret_until end,
            owner = case when step = '' then '' else owner end
        where establishment_number = $2 and id < $3 and (login = $4 or login = '' or $4 = '')
            and (kind in ('registration', 'reset') or (kind = 'copy' and $5 = 1))
            and state in ('queued', 'deferred', 'refused', 'sending')";
    let withdrawn = tx.execute(sql, values![words, number.0, before, login, copies])?;
    let sql = "update outbox set secret = '' where establishment_number = $1 and id < $2
        and (login = $3 or login = '' or $3 = '') and secret <> '' and state <> 'sending'";
    tx.execute(sql, values![number.0, before, login])?;
    Ok(withdrawn)
}

/// Withdraws what has not left about an establishment that is gone, with why, and erases the passwords of what may have;
/// what is being given at this moment as [`withdraw_about`] does.
/// The rows stay: whoever brings the establishment back sees which mail never left. Returns how many were withdrawn.
pub fn withdraw_of_gone(tx: &Tx<'_>, number: EstablishmentNumber, words: &str) -> Result<usize> {
    let sql = "update outbox set state = 'withdrawn', words = $1, owner = case when step = '' then '' else owner end
        where establishment_number = $2 and state in ('queued', 'deferred', 'refused', 'sending')";
    let withdrawn = tx.execute(sql, values![words, number.0])?;
    let sql = "update outbox set secret = '', secret_until = case when step = '' then 0 else secret_until end
        where establishment_number = $1";
    tx.execute(sql, values![number.0])?;
    Ok(withdrawn)
}

/// Tells whether the last password that was to go to an establishment's contact was withdrawn for one of these causes, and
/// never left; `by` leaves out what was written later.
pub fn has_lost_password(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    causes: &[String],
    by: Option<Timestamp>,
) -> Result<bool> {
    let sql = "select state, words from outbox
        where establishment_number = $1 and kind in ('registration', 'reset') and created_at <= $2 order by id desc limit 1";
    let is_lost = |row: &sql::Row<'_>| {
        let words = row.text(1)?;
        Ok(row.text(0)? == "withdrawn" && causes.iter().any(|cause| cause == words))
    };
    Ok(tx.find(sql, values![number.0, by.map_or(i64::MAX, |by| by.0)], is_lost)?.unwrap_or(false))
}

/// Counts the mails about an establishment that wait and tell of its accounts, as [`withdraw_about`] withdraws them.
pub fn count_credentials_about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<u32> {
    let sql = "select count(*) from outbox where establishment_number = $1 and state in ('queued', 'deferred')
        and kind in ('registration', 'reset', 'copy')";
    tx.get(sql, values![number.0], |row| row.get(0))
}

/// Counts the mails about an establishment that wait.
pub fn count_waiting_about(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<u32> {
    let sql = "select count(*) from outbox where establishment_number = $1 and state in ('queued', 'deferred')";
    tx.get(sql, values![number.0], |row| row.get(0))
}
