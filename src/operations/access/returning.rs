//! What it comes to that a former state takes the place of the present one: who gains and loses what, and whether whoever has
//! that done could do it by single acts.
//!
//! It is refused rather than mended: rights of now on accounts of then would be a state that nobody has ever seen, and roles,
//! profiles and groups of then would hold them.

use super::picture::Picture;
use super::simulate::{Simulation, difference};
use super::who::administering;
use crate::domain::account::AccountId;
use crate::domain::day::Day;
use crate::domain::rights::effect::Shift;
use crate::domain::rights::reason::Reason;
use crate::domain::rights::returning::{self, Administering};
use crate::domain::rights::standing::Standing;
use crate::operations::error::{Error, Result};
use crate::store::establishment::erased::receipts;
use crate::store::establishment::{Tx, department, sign_in};

/// All who administer, now or then, as they are and as they would be again.
#[derive(Debug)]
pub(in crate::operations) struct Return {
    ids: Vec<AccountId>,
    pictures: [Picture; 2],
    departments: Vec<String>,
    /// Whose password is another.
    other_passwords: Vec<AccountId>,
}

impl Return {
    /// Reads both states.
    ///
    /// # Errors
    /// What the store says, of a state of an earlier version too.
    pub(in crate::operations) fn read((now, then): (&Tx<'_>, &Tx<'_>), today: Day) -> Result<Self> {
        let mut ids = administering(now)?;
        ids.extend(administering(then)?);
        ids.sort_unstable();
        ids.dedup();
        // Whoever was erased is erased again in what comes back.
        let erased = receipts(now)?.all;
        ids.retain(|id| erased.iter().all(|one| one.account != *id));
        let pictures = [Picture::read(now, &ids, today)?, Picture::read(then, &ids, today)?];
        let departments = department::codes(now)?.into_iter().map(|(_, code)| code).collect();
        let mut other_passwords = Vec::new();
        for id in &ids {
            let stored = |tx: &Tx<'_>| Ok::<_, Error>(sign_in::find(tx, *id)?.map(|found| found.password));
            if stored(now)? != stored(then)? {
                other_passwords.push(*id);
            }
        }
        Ok(Self { ids, pictures, departments, other_passwords })
    }

    /// Says who gains and loses what.
    ///
    /// # Errors
    /// A stored right that nobody knows.
    pub(in crate::operations) fn comes_to(&self) -> Result<Simulation> {
        let [now, then] = &self.pictures;
        difference((now, then), self.departments.iter().cloned())
    }

    /// Refuses what whoever asks could not do by single acts. Returns why, and whose accounts it is about.
    ///
    /// # Errors
    /// A stored right that nobody knows.
    pub(in crate::operations) fn refused(&self, by: &Standing) -> Result<Option<(Reason, Vec<AccountId>)>> {
        let [now, then] = &self.pictures;
        let today = by.today();
        let one = |id: &AccountId| {
            Ok(Administering {
                id: *id,
                now: now.standing(*id, today)?,
                then: then.standing(*id, today)?,
                is_there: then.has(*id),
                differs: self.differs(*id),
                gains: self.gains(*id, today)?,
            })
        };
        let all = self.ids.iter().map(one).collect::<Result<Vec<_>>>()?;
        Ok(returning::refused(by, (now.lasting(), then.lasting()), &all))
    }

    /// Tells whether somebody gains something by it, today or on a day on which something of theirs ends.
    fn gains(&self, id: AccountId, today: Day) -> Result<bool> {
        let [now, then] = &self.pictures;
        let Some((person, ties)) = now.found(id) else { return Ok(false) };
        let ends = ties.roles.iter().filter_map(|held| held.valid_until).chain(person.draft.expires_on);
        for day in std::iter::once(today).chain(ends.filter(|day| *day > today)) {
            if !Shift::between(&now.standing(id, day)?, &then.standing(id, day)?).gained.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Tells whether an account, or what lets its person in or gives them rights, is another.
    fn differs(&self, id: AccountId) -> bool {
        let part = |picture: &Picture| {
            let (person, ties) = picture.found(id)?;
            let draft = &person.draft;
            let who = [&draft.login, &draft.email, &draft.level].map(Clone::clone);
            Some((who, draft.active, draft.pending, draft.expires_on, ties.roles.clone()))
        };
        let [now, then] = &self.pictures;
        part(now) != part(then) || self.other_passwords.contains(&id)
    }
}
