//! Draws the people of the establishments that show all sides of it: of every level, role, status, with profiles and scopes.

use std::collections::HashSet;

use super::dice::Dice;
use super::school::slug;
use super::words;
use crate::auth::generated;
use crate::domain::day::Day;
use crate::domain::department::DepartmentDraft;
use crate::domain::password::GENERATED_DAYS;
use crate::domain::person::{HeldRole, PersonDraft, ProfileDraft, RoleDraft};
use crate::domain::rights::role::MANAGER;
use crate::domain::time::{DAY_S, Timestamp};
use crate::operations::error::Result;
use crate::store::establishment::people::{Member, Part, People};

const SEED: u64 = 2027;
/// Learners of the institute, and of the large school.
const LEARNERS: [u32; 2] = [360, 2_600];
/// Teachers of each department.
const TEACHERS: u32 = 9;

/// Codes and names of the institute's departments.
const DEPARTMENTS: [(&str, &str); 5] = [
    ("RT", "Réseaux et télécommunications"),
    ("GEII", "Génie électrique et informatique industrielle"),
    ("INFO", "Informatique"),
    ("GEA", "Gestion des entreprises et des administrations"),
    ("TC", "Techniques de commercialisation"),
];

const ROLES: [(&str, &str); 2] = [
    (
        "DirEtudes",
        "ScoView EnsView Observateur UsersView EditFormSemestre EtudChangeGroups EtudInscrit AbsChange JustifValidate",
    ),
    ("Scolarite", "ScoView Observateur UsersView EtudInscrit ViewEtudData EditApogee"),
];

const PROFILES: [(&str, &str); 3] = [
    ("Accueil", "users.view users.create users.edit groups.view"),
    ("Consultation", "users.view groups.view"),
    ("Formation continue", "users.view users.create users.activate courses.view enrolments.view enrolments.create"),
];

/// Somebody of the institute with a name of their own.
struct Named {
    login: &'static str,
    names: (&'static str, &'static str),
    level: &'static str,
    home: &'static str,
    roles: &'static [(&'static str, &'static str)],
    profiles: &'static [usize],
    scope: &'static [Part],
}

const fn named(login: &'static str, names: (&'static str, &'static str)) -> Named {
    Named { login, names, level: "user", home: "", roles: &[], profiles: &[], scope: &[] }
}

/// Who can be entered as, beside the first administrator; their kinds are in [`super::enter::CAST`].
const NAMED: &[Named] = &[
    Named { level: "superadmin", roles: &[(MANAGER, "")], ..named("s.girard", ("Girard", "Sophie")) },
    Named { roles: &[(MANAGER, "")], ..named("b.mercier", ("Mercier", "Benoît")) },
    Named { home: "RT", roles: &[("Admin", "RT")], ..named("h.lefevre", ("Lefèvre", "Hélène")) },
    Named { home: "RT", roles: &[("Admin", "RT"), ("Ens", "GEII")], ..named("dupont", ("Dupont", "Jean")) },
    Named { home: "GEII", roles: &[("Admin", "GEII"), ("Ens", "GEII")], ..named("k.benali", ("Benali", "Karim")) },
    Named { home: "INFO", roles: &[("Admin", "INFO")], ..named("v.kerbrat", ("Kerbrat", "Valérie")) },
    Named { home: "RT", roles: &[("Secr", "RT")], ..named("o.fontaine", ("Fontaine", "Odile")) },
    Named { home: "GEII", roles: &[("Secr", "GEII")], ..named("p.rousseau", ("Rousseau", "Pascale")) },
    Named { home: "RT", roles: &[("DirEtudes", "RT"), ("Ens", "RT")], ..named("c.garnier", ("Garnier", "Cédric")) },
    Named { home: "INFO", roles: &[("Ens", "INFO"), ("Ens", "RT")], ..named("n.diallo", ("Diallo", "Nadia")) },
    Named { home: "RT", roles: &[("RespPe", "RT"), ("Ens", "RT")], ..named("m.legall", ("Le Gall", "Maëlle")) },
    Named { roles: &[("Observateur", "")], ..named("i.inspection", ("Vidal", "Isabelle")) },
    Named { roles: &[("Observateur", "RT")], ..named("y.tutelle", ("Colin", "Yann")) },
    Named {
        level: "power-user",
        profiles: &[0],
        scope: &[Part::Department("INFO"), Part::Group(1)],
        ..named("a.accueil", ("Morel", "Aurélie"))
    },
    Named {
        level: "power-user",
        profiles: &[1, 2],
        scope: &[Part::Department("GEA"), Part::Department("TC"), Part::AllCourses],
        ..named("f.continue", ("Perrin", "Françoise"))
    },
    Named { level: "power-user", profiles: &[0], ..named("g.sans-perimetre", ("Robin", "Gaël")) },
    Named { level: "power-user", scope: &[Part::Department("RT")], ..named("t.sans-profil", ("Henry", "Teva")) },
];

/// Draws people; each establishment has dice of its own, so that nothing else changes by it.
pub(super) struct Cast<'a> {
    dice: Dice,
    /// The stored form of a password that nobody knows.
    chosen: &'a str,
    /// What addresses end in.
    domain: &'static str,
    at: Timestamp,
    now: Timestamp,
    logins: HashSet<String>,
    people: People,
}

impl<'a> Cast<'a> {
    pub(super) fn new(place: usize, chosen: &'a str, (at, now): (Timestamp, Timestamp)) -> Self {
        let dice = Dice::new(SEED + place as u64);
        let logins = HashSet::from(["admin".to_owned()]);
        let domain = if place == 1 { "iut.invalid" } else { "lycee.invalid" };
        Self { dice, chosen, domain, at, now, logins, people: People::default() }
    }

    /// Draws the people of the institute, which has everybody of [`NAMED`].
    pub(super) fn institute(mut self) -> Result<People> {
        self.people.departments = DEPARTMENTS.iter().map(|(code, name)| department(code, name)).collect();
        let words = |text: &str| text.split(' ').map(str::to_owned).collect();
        self.people.roles =
            ROLES.iter().map(|(name, held)| RoleDraft { name: (*name).to_owned(), permissions: words(held) }).collect();
        self.people.profiles = PROFILES
            .iter()
            .map(|(name, held)| ProfileDraft { name: (*name).to_owned(), permissions: words(held) })
            .collect();
        self.people.groups = ["Conseil d'institut".to_owned(), "Alternants".to_owned()].to_vec();
        for year in 1..=3 {
            self.people.groups.extend(DEPARTMENTS.iter().map(|(code, _)| format!("BUT{year} {code}")));
        }
        for one in NAMED {
            self.named(one)?;
        }
        for (code, _) in DEPARTMENTS {
            for place in 0..TEACHERS {
                self.teacher(code, place)?;
            }
        }
        for place in 0..LEARNERS[0] {
            let department = place as usize % DEPARTMENTS.len();
            let year = place as usize / DEPARTMENTS.len() % 3;
            let mut groups = vec![2 + year * DEPARTMENTS.len() + department];
            if self.dice.percent(15) {
                groups.push(1);
            }
            self.learner(DEPARTMENTS[department].0, groups)?;
        }
        Ok(self.people)
    }

    /// Draws the people of a large school: some staff, and learners by the thousands in their classes.
    pub(super) fn large_school(mut self) -> Result<People> {
        self.people.departments = words::DEPARTMENTS.iter().map(|(code, name)| department(code, name)).collect();
        for year in ["2de", "1re", "Tle"] {
            self.people.groups.extend((1..=25).map(|class| format!("{year} {class}")));
        }
        for (code, _) in words::DEPARTMENTS {
            for place in 0..TEACHERS {
                self.teacher(code, place)?;
            }
        }
        for place in 0..LEARNERS[1] {
            self.learner("GEN", vec![place as usize % 75])?;
        }
        Ok(self.people)
    }

    fn named(&mut self, one: &Named) -> Result<()> {
        self.logins.insert(one.login.to_owned());
        let mut member = self.member((one.names.0, one.names.1), one.login.to_owned(), "staff", 100)?;
        one.level.clone_into(&mut member.draft.level);
        one.home.clone_into(&mut member.draft.home_department);
        member.roles = one.roles.iter().map(|(role, department)| held(role, department, None)).collect();
        member.profiles = one.profiles.to_vec();
        member.scope = one.scope.to_vec();
        // Now and then somebody is at work.
        if one.level == "user" && self.dice.percent(30) {
            member.seen_at = Some(self.now.plus_s(-60 * i64::from(1 + self.dice.below(50))));
            member.is_connected = true;
        }
        self.people.accounts.push(member);
        Ok(())
    }

    fn teacher(&mut self, code: &str, place: u32) -> Result<()> {
        let mut member = self.drawn("staff", 80)?;
        code.clone_into(&mut member.draft.home_department);
        let today = self.now.day();
        let until = match place {
            // One whose role has ended, and one whose role will.
            0 => day(today, -20),
            1 => day(today, 90),
            _ => None,
        };
        member.roles.push(held("Ens", code, until));
        self.settle(&mut member, place);
        self.people.accounts.push(member);
        Ok(())
    }

    fn learner(&mut self, home: &str, groups: Vec<usize>) -> Result<()> {
        let mut member = self.drawn("learner", 60)?;
        home.clone_into(&mut member.draft.home_department);
        member.groups = groups;
        let fate = self.dice.below(100);
        self.settle(&mut member, fate);
        self.people.accounts.push(member);
        Ok(())
    }

    /// Gives some another status than the usual one.
    fn settle(&mut self, member: &mut Member, fate: u32) {
        let today = self.now.day();
        match fate {
            3 => member.draft.active = false,
            4 => member.draft.expires_on = day(today, -i64::from(1 + self.dice.below(60))),
            5 => member.draft.expires_on = day(today, i64::from(20 + self.dice.below(300))),
            11 if member.seen_at.is_none() => member.draft.pending = true,
            _ => {}
        }
    }

    fn drawn(&mut self, category: &str, seen_percent: u32) -> Result<Member> {
        let (first, last) = (self.dice.word(words::FIRST_NAMES), self.dice.word(words::LAST_NAMES));
        let stem = format!("{}.{}", slug(first), slug(last));
        let mut login = stem.clone();
        let mut number = 1;
        while !self.logins.insert(login.clone()) {
            number += 1;
            login = format!("{stem}{number}");
        }
        self.member((last, first), login, category, seen_percent)
    }

    fn member(
        &mut self,
        (last, first): (&str, &str),
        login: String,
        category: &str,
        seen_percent: u32,
    ) -> Result<Member> {
        let minutes = u32::try_from((self.now.0 - self.at.0) / 60).unwrap_or(0);
        let ago = self.dice.below(minutes).min(self.dice.below(minutes)).max(60);
        let seen_at = self.dice.percent(seen_percent).then(|| self.now.plus_s(-60 * i64::from(ago)));
        let password = match seen_at {
            Some(_) => (self.chosen.to_owned(), None),
            None => (generated::make()?.1, Some(self.at.plus_s(GENERATED_DAYS * DAY_S))),
        };
        let draft = PersonDraft {
            email: format!("{login}@{}", self.domain),
            login,
            last_name: last.to_owned(),
            first_name: first.to_owned(),
            level: "user".to_owned(),
            category: category.to_owned(),
            home_department: String::new(),
            language: String::new(),
            expires_on: None,
            active: true,
            pending: false,
        };
        let (roles, groups, profiles, scope) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let created_at = self.at;
        Ok(Member { draft, password, created_at, seen_at, is_connected: false, roles, groups, profiles, scope })
    }
}

fn department(code: &str, name: &str) -> DepartmentDraft {
    DepartmentDraft { code: code.to_owned(), name: name.to_owned() }
}

fn held(role: &str, department: &str, valid_until: Option<Day>) -> HeldRole {
    HeldRole { role: role.to_owned(), department: department.to_owned(), valid_until }
}

fn day(today: Day, days: i64) -> Option<Day> {
    today.checked_add(jiff::Span::new().days(days)).ok()
}
