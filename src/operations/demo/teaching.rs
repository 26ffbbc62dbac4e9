//! Draws what an establishment teaches, and what its people did with it.

use super::dice::Dice;
use super::words;
use crate::domain::account::SignInMode;
use crate::domain::department::DepartmentDraft;
use crate::domain::enrolment::Status;
use crate::domain::time::{DAY_S, Timestamp};
use crate::store::establishment::account::{Category, NewAccount};
use crate::store::establishment::teaching::{
    Course, CourseKind, Enrolment, Evaluation, Grade, Module, Semester, Teaching,
};

/// Days without anything new after which an establishment sleeps.
pub(super) const ASLEEP_DAYS: i64 = 200;

/// Draws what is taught among accounts that are numbered from 2, the first administrator being 1; nothing in it is
/// older than `from` or newer than `to`.
pub(super) fn draw(dice: &mut Dice, others: &[NewAccount], from: Timestamp, to: Timestamp) -> Teaching {
    let of = |category| {
        let numbered = others.iter().zip(2_i64..).filter(move |(one, _)| one.category == category);
        numbered.map(|(_, id)| id).collect::<Vec<_>>()
    };
    let (staff, learners) = (of(Category::Staff), of(Category::Learner));
    let mut teaching = Teaching {
        departments: words::DEPARTMENTS.iter().map(department).collect(),
        semesters: vec![Semester {
            department: "GEN".to_owned(),
            title: "Année en cours".to_owned(),
            starts_on: from.day().to_string(),
            ends_on: from.plus_s(300 * DAY_S).day().to_string(),
        }],
        ..Teaching::default()
    };
    if learners.is_empty() {
        return teaching;
    }
    let one = |dice: &mut Dice, list: &[i64]| dice.pick(list).copied().unwrap_or(1);
    let moment = |dice: &mut Dice| {
        let minutes = u32::try_from((to.0 - from.0) / 60).unwrap_or(0);
        from.plus_s(60 * i64::from(dice.below(minutes).max(dice.below(minutes))))
    };
    for (title, number) in words::SUBJECTS.iter().take(2 + dice.below(3) as usize).zip(1..) {
        let responsible = one(dice, &staff);
        let module = Module { semester: 1, code: format!("M{number}"), title: (*title).to_owned(), responsible };
        teaching.modules.push(module);
        for sequence in 1..=dice.below(4) {
            let created_at = moment(dice);
            let title = format!("Contrôle {sequence}");
            teaching.evaluations.push(Evaluation { module: number, title, author: responsible, created_at });
            let evaluation = i64::try_from(teaching.evaluations.len()).unwrap_or(0);
            for learner in learners.iter().copied().filter(|_| dice.percent(80)).collect::<Vec<_>>() {
                let hundredths = dice.percent(94).then(|| 25 * (16 + dice.below(65)));
                let grade = Grade { evaluation, learner, hundredths, entered_by: responsible, entered_at: created_at };
                teaching.grades.push(grade);
            }
        }
    }
    for (name, number) in words::COURSES.iter().take(1 + dice.below(4) as usize).zip(1..) {
        let kind = if dice.percent(75) { CourseKind::ELearning } else { CourseKind::Ilt };
        teaching.courses.push(Course { code: format!("C{number}"), name: (*name).to_owned(), kind, created_at: from });
        for learner in learners.iter().copied().filter(|_| dice.percent(70)).collect::<Vec<_>>() {
            let (status, created_at) = (status(dice, kind), moment(dice));
            teaching.enrolments.push(Enrolment { course: number, learner, status, created_at });
        }
    }
    teaching
}

fn department((code, name): &(&str, &str)) -> DepartmentDraft {
    DepartmentDraft { code: (*code).to_owned(), name: (*name).to_owned() }
}

/// Draws where an enrolment stands; nobody is overbooked in a course that is held in sessions.
fn status(dice: &mut Dice, kind: CourseKind) -> Status {
    match (dice.below(100), kind) {
        (0..34, _) => Status::Enrolled,
        (34..66, _) => Status::InProgress,
        (66..88, _) => Status::Completed,
        (88..93, _) => Status::Waiting,
        (93..96, _) => Status::ToConfirm,
        (96..98, _) | (_, CourseKind::Ilt) => Status::Suspended,
        (_, CourseKind::ELearning) => Status::Overbooked,
    }
}

/// Draws how an establishment's people sign in.
pub(super) fn sign_in_mode(dice: &mut Dice) -> SignInMode {
    match dice.below(100) {
        0..62 => SignInMode::Password,
        62..86 => SignInMode::Cas,
        86..95 => SignInMode::Saml,
        _ => SignInMode::Oidc,
    }
}
