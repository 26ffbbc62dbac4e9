//! Draws establishments and the people in them.

use std::collections::{HashMap, HashSet};

use super::dice::Dice;
use super::people::Cast;
use super::teaching;
use super::words::{self, Town};
use crate::auth::generated;
use crate::domain::establishment::{ContactNeed, Input, NewEstablishment};
use crate::domain::field::Problem;
use crate::domain::password::GENERATED_DAYS;
use crate::domain::text::fold;
use crate::domain::time::{DAY_S, Timestamp};
use crate::domain::uai::Uai;
use crate::operations::error::Result;
use crate::operations::establishment::creation::Population;
use crate::store::establishment::account::{Category, Level, NewAccount};
use crate::store::establishment::teaching::Teaching;

const SEED: u64 = 2026;
/// How many, the first ones, show all sides of an establishment.
pub(super) const SHOWN: u32 = 2;

/// What has been drawn so far, so that nothing is drawn twice.
#[derive(Debug)]
pub(super) struct Draw {
    dice: Dice,
    now: Timestamp,
    towns: Vec<Town>,
    zones: HashMap<String, u32>,
    taken: HashSet<String>,
    sequence: HashMap<&'static str, u32>,
    chosen: String,
    drawn: usize,
}

/// What kind of school it is, with the number of people who work there.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Primary,
    Middle,
    High,
    Special,
}

impl Kind {
    /// The least number of staff, and how many more there may be.
    const fn staff(self) -> (u32, u32) {
        match self {
            Self::Primary => (2, 5),
            Self::Middle => (5, 9),
            Self::High => (7, 12),
            Self::Special => (4, 4),
        }
    }
}

impl Draw {
    /// `chosen` is the stored form of a password that nobody knows; whoever has signed in has it, since hashing one for
    /// each of them would take minutes.
    pub(super) fn new(now: Timestamp, zones: Vec<(String, u32)>, chosen: String) -> Self {
        Self {
            dice: Dice::new(SEED),
            now,
            towns: words::towns(),
            zones: zones.into_iter().collect(),
            taken: HashSet::new(),
            sequence: HashMap::new(),
            chosen,
            drawn: 0,
        }
    }

    /// Draws an establishment that is added at a moment, and its people.
    pub(super) fn school(&mut self, at: Timestamp) -> Result<(NewEstablishment, Population)> {
        let (town, kind, denomination) = self.place_and_name();
        let uai = if self.dice.percent(96) { self.uai(town.prefix) } else { String::new() };
        let zone = if self.dice.percent(97) { self.zones.get(town.academie).copied().unwrap_or(1) } else { 1 };
        let mut input = Input {
            zone: zone.to_string(),
            location: format!("{} {}", town.postcode, town.name),
            denomination,
            uai,
            ..Input::default()
        };
        // A few came from a directory that names nobody.
        if self.dice.percent(97) {
            self.contact(&mut input, town);
        }
        let mut population = self.population(kind, at)?;
        self.drawn += 1;
        self.shown(&mut input, &mut population, at)?;
        Ok((input.check(ContactNeed::AsGiven)?, population))
    }

    /// Peoples the first two, which show all sides of an establishment.
    fn shown(&self, input: &mut Input, population: &mut Population, at: Timestamp) -> Result<()> {
        let cast = Cast::new(self.drawn, &self.chosen, (at, self.now));
        let people = match self.drawn {
            1 => {
                "Institut universitaire de technologie Marie Curie".clone_into(&mut input.denomination);
                cast.institute()?
            }
            2 => {
                "Lycée polyvalent Simone Veil, lycée des métiers".clone_into(&mut input.denomination);
                cast.large_school()?
            }
            _ => return Ok(()),
        };
        let administrator = Some((self.chosen.clone(), self.now.plus_s(-3600)));
        *population = Population { administrator, people, ..Population::default() };
        Ok(())
    }

    fn place_and_name(&mut self) -> (Town, Kind, String) {
        let nowhere = Town { academie: "", prefix: "075", postcode: "75000", name: "Paris" };
        loop {
            let town = self.dice.pick(&self.towns).copied().unwrap_or(nowhere);
            let (kind, name) = self.name();
            if self.taken.insert(fold(&format!("{} {} {name}", town.postcode, town.name))) {
                return (town, kind, name);
            }
        }
    }

    fn name(&mut self) -> (Kind, String) {
        let dice = &mut self.dice;
        let patron = dice.word(words::PATRONS);
        let private = dice.percent(18).then(|| dice.word(words::SAINTS));
        match dice.below(100) {
            0..36 => {
                let kind = dice.word(&["École primaire", "École élémentaire", "École maternelle"]);
                let name = match private {
                    Some(saint) => format!("École primaire privée {saint}"),
                    None if dice.percent(40) => format!("{kind} {}", dice.word(words::PLACES)),
                    None => format!("{kind} {patron}"),
                };
                (Kind::Primary, name)
            }
            36..75 => match private {
                Some(saint) => (Kind::Middle, format!("Collège privé {saint}")),
                None => (Kind::Middle, format!("Collège {patron}")),
            },
            75..97 => {
                let kind = dice.word(&["général et technologique", "professionnel", "polyvalent", "général"]);
                let name = match private {
                    Some(saint) => format!("Lycée {kind} privé {saint}"),
                    None if dice.percent(15) => {
                        format!("Lycée polyvalent {patron}, {}", dice.word(words::TRADES))
                    }
                    None => format!("Lycée {kind} {patron}"),
                };
                (Kind::High, name)
            }
            _ => (Kind::Special, format!("Établissement régional d'enseignement adapté {patron}")),
        }
    }

    /// Makes a UAI of the department that no school has: the real ones hardly ever have a 9 in fourth place.
    fn uai(&mut self, prefix: &'static str) -> String {
        let sequence = self.sequence.entry(prefix).or_default();
        *sequence += 1;
        let digits = format!("{prefix}9{:03}", *sequence % 1000);
        match Uai::parse(&format!("{digits}A")) {
            Err(Problem::UaiLetter { expected }) => format!("{digits}{expected}"),
            Ok(_) | Err(_) => format!("{digits}A"),
        }
    }

    fn contact(&mut self, input: &mut Input, town: Town) {
        self.dice.word(words::LAST_NAMES).clone_into(&mut input.contact_last_name);
        self.dice.word(words::FIRST_NAMES).clone_into(&mut input.contact_first_name);
        let academie = slug(town.academie);
        input.contact_email = if input.uai.is_empty() || self.dice.percent(45) {
            let (first, last) = (slug(&input.contact_first_name), slug(&input.contact_last_name));
            format!("{first}.{last}@ac-{academie}.invalid")
        } else {
            format!("ce.{}@ac-{academie}.invalid", input.uai.to_lowercase())
        };
    }

    fn population(&mut self, kind: Kind, at: Timestamp) -> Result<Population> {
        // In some nobody has ever signed in; in some nobody does any more.
        let in_use = self.dice.percent(86);
        let now = self.now;
        let asleep = now.plus_s(-DAY_S * (teaching::ASLEEP_DAYS + i64::from(self.dice.below(200))));
        if at < asleep && self.dice.percent(12) {
            self.now = asleep;
        }
        let population = self.people(kind, at, in_use);
        self.now = now;
        population
    }

    fn people(&mut self, kind: Kind, at: Timestamp, in_use: bool) -> Result<Population> {
        let (least, more) = kind.staff();
        let administrator = (in_use && self.dice.percent(92)).then(|| (self.chosen.clone(), self.seen(at)));
        let administrators = match self.dice.below(100) {
            0..66 => 0,
            66..92 => 1,
            _ => 2,
        };
        let count = least + self.dice.below(more);
        let mut logins = HashSet::new();
        let mut others = Vec::with_capacity(count as usize);
        for place in 0..count {
            let level = if place < administrators { Level::Superadmin } else { Level::User };
            let share = if in_use { 68 } else { 0 };
            others.push(self.account((level, Category::Staff), at, share, &mut logins)?);
        }
        for _ in 0..3 * least + self.dice.below(2 * more) {
            let share = if in_use { 55 } else { 0 };
            others.push(self.account((Level::User, Category::Learner), at, share, &mut logins)?);
        }
        let sign_in_mode = teaching::sign_in_mode(&mut self.dice);
        let teaching = if in_use { teaching::draw(&mut self.dice, &others, at, self.now) } else { Teaching::default() };
        Ok(Population { administrator, others, sign_in_mode, teaching, ..Population::default() })
    }

    fn account(
        &mut self,
        (level, category): (Level, Category),
        at: Timestamp,
        signed_in_percent: u32,
        logins: &mut HashSet<String>,
    ) -> Result<NewAccount> {
        let (first, last) = (self.dice.word(words::FIRST_NAMES), self.dice.word(words::LAST_NAMES));
        let mut login = format!("{}.{}", slug(first), slug(last));
        while !logins.insert(login.clone()) {
            login.push('2');
        }
        let seen = self.dice.percent(signed_in_percent).then(|| self.seen(at));
        let (password, password_until) = match seen {
            Some(_) => (self.chosen.clone(), None),
            None => (generated::make()?.1, Some(at.plus_s(GENERATED_DAYS * DAY_S))),
        };
        Ok(NewAccount {
            email: match category {
                Category::Staff => format!("{login}@personnel.invalid"),
                Category::Learner => String::new(),
            },
            login,
            last_name: last.to_uppercase(),
            first_name: first.to_owned(),
            level,
            category,
            left_at: seen.filter(|_| level == Level::User && self.dice.percent(5)),
            password,
            password_until,
            created_at: at,
            last_sign_in_at: seen,
        })
    }

    /// Returns a moment between an account's start and now, more often a recent one.
    fn seen(&mut self, at: Timestamp) -> Timestamp {
        let minutes = u32::try_from((self.now.0 - at.0) / 60).unwrap_or(0);
        let ago = self.dice.below(minutes).min(self.dice.below(minutes));
        self.now.plus_s(-60 * i64::from(ago))
    }
}

/// Writes a name as addresses and logins do.
pub(super) fn slug(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::academies;

    #[test]
    fn towns_cover_every_academie_and_every_uai_prefix_is_three_digits() {
        let towns = words::towns();
        assert!(towns.len() >= 300, "{}", towns.len());
        for academie in academies() {
            assert!(towns.iter().any(|town| town.academie == academie.name), "{}", academie.name);
        }
        for town in towns {
            assert!(town.prefix.len() == 3 && town.postcode.len() == 5, "{town:?}");
        }
    }

    #[test]
    fn schools_are_varied_and_the_same_every_time() {
        let zones = || academies().into_iter().zip(2..).map(|(one, number)| (one.name.to_owned(), number)).collect();
        let now = Timestamp(1_788_249_600);
        let schools = || -> Vec<_> {
            let mut draw = Draw::new(now, zones(), "x".into());
            (0..2000).map(|_| draw.school(now.plus_s(-90 * DAY_S)).unwrap()).collect()
        };
        let (first, second) = (schools(), schools());
        assert!(first.iter().zip(&second).all(|(one, other)| one.0 == other.0));
        let distinct = |key: &dyn Fn(&NewEstablishment) -> String| {
            first.iter().map(|(new, _)| key(new)).collect::<HashSet<_>>().len()
        };
        assert!(distinct(&|new| new.draft.location.clone()) > 400);
        assert!(distinct(&|new| new.draft.denomination.clone()) > 300);
        assert_eq!(distinct(&|new| format!("{} {}", new.draft.location, new.draft.denomination)), 2000);
        assert!(first.iter().any(|(new, _)| new.draft.denomination.chars().count() > 80));
        assert!(first.iter().any(|(new, _)| new.draft.contact.email.is_none()));
        let people = || first.iter().map(|(_, people)| people);
        assert!(people().any(|people| people.administrator.is_none()));
        assert!(people().any(|people| people.others.iter().filter(|one| one.level == Level::Superadmin).count() == 2));
        let seen = people().flat_map(|people| &people.others).filter_map(|one| one.last_sign_in_at);
        assert!(seen.into_iter().all(|at| at <= now && at >= now.plus_s(-90 * DAY_S)));
    }
}
