//! What lets somebody in or shuts them out: activating, deactivating, the day of expiry. Three facts are stored; the status
//! follows from them, so that nothing has to happen at midnight.

use super::super::deed::{Applied, Deed, Undo};
use super::super::error::Result;
use super::facts::Users;
use super::guards::{event, keeps_somebody, refused};
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Danger;
use crate::domain::person::{PersonDraft, PersonTies};
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::session::EndReason;
use crate::domain::time::Timestamp;
use crate::domain::user::{User, typed_expiry};
use crate::store::establishment::{Tx, left, person};
use crate::store::ledger::session;

/// Lets somebody in again.
pub static ACTIVATE: Deed<Users> = Deed {
    act: Act::USER_ACTIVATE,
    danger: Danger::Yes,
    judge: |row, facts, _| event(row, facts, AccountAct::Activate),
    apply: |tx, (_, moment), row, _| set_active(tx, (row, moment.kept_at), Active::Yes),
    undo: Undo::By(&DEACTIVATE),
};

/// Shuts somebody out; what they left stays. Whoever is connected is disconnected first, where that is asked for too.
pub static DEACTIVATE: Deed<Users> = Deed {
    act: Act::USER_DEACTIVATE,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        if !disconnects(row, typed) {
            return event(row, facts, AccountAct::Deactivate);
        }
        let apart = User { is_connected: false, ..row.clone() };
        event(&apart, facts, AccountAct::Deactivate).or(refused(row, facts, AccountAct::EditNames))
    },
    apply: |tx, (_, moment), row, typed| {
        let is_connected = disconnects(row, typed);
        if is_connected {
            session::end_of_person(tx, row.id(), EndReason::Ended, moment.kept_at)?;
        }
        let facts = is_connected.then(|| (Field::Disconnect.name(), "yes".to_owned())).into_iter().collect();
        Ok(Applied { facts, ..set_active(tx, (row, moment.kept_at), Active::No)? })
    },
    undo: Undo::By(&ACTIVATE),
};

/// Tells whether somebody's sessions are to end first.
fn disconnects(row: &User, typed: &Filled) -> bool {
    row.is_connected && !typed.text(Field::Disconnect).is_empty()
}

/// Whether somebody may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Active {
    Yes,
    No,
}

fn set_active(tx: &Tx<'_>, (row, at): (&User, Timestamp), active: Active) -> Result<Applied<PersonTies>> {
    let draft = PersonDraft { active: active == Active::Yes, ..row.person.draft.clone() };
    person::update(tx, row.id(), &draft)?;
    left::note_one(tx, row.id(), at)?;
    Ok(Applied::default())
}

/// Sets the first expired day, or clears it; the status that was before comes back by itself, and nothing else.
pub const SET_EXPIRY: Deed<Users> = Deed {
    act: Act::USER_SET_EXPIRY,
    danger: Danger::Yes,
    judge: |row, facts, typed| match typed.get(Field::ExpiresOn).map(|_| typed_expiry(typed)) {
        // Nothing that can be read was typed yet.
        None | Some(Err(_)) => refused(row, facts, AccountAct::ClearExpiry),
        Some(Ok(day)) => event(row, facts, day.map_or(AccountAct::ClearExpiry, AccountAct::SetExpiry)),
    },
    apply: |tx, (_, moment), row, typed| {
        let applied = set_expiry(tx, row, typed_expiry(typed)?)?;
        left::note_one(tx, row.id(), moment.kept_at)?;
        Ok(applied)
    },
    undo: Undo::Back {
        judge: |tx, was| {
            keeps_somebody(tx, was.id(), |then| then.person.draft.expires_on = was.person.draft.expires_on)
        },
        apply: |tx, _, (now, was): (Option<&User>, &User), _: &PersonTies| {
            set_expiry(tx, now.unwrap_or(was), was.person.draft.expires_on)?;
            Ok(Applied::default())
        },
    },
};

fn set_expiry(tx: &Tx<'_>, row: &User, expires_on: Option<Day>) -> Result<Applied<PersonTies>> {
    let draft = PersonDraft { expires_on, ..row.person.draft.clone() };
    person::update(tx, row.id(), &draft)?;
    Ok(Applied::default())
}
