//! What is taught: departments, semesters, modules, evaluations and grades; courses and enrolments.

use super::{Tx, department};
use crate::domain::department::DepartmentDraft;
use crate::domain::enrolment::Status;
use crate::domain::time::Timestamp;
use crate::store::counter::{self, Counter};
use crate::store::error::Result;
use crate::store::sql::values;

/// What an establishment teaches from its start, numbered from 1 in the order of the lists.
#[derive(Debug, Clone, Default)]
pub struct Teaching {
    /// Its departments.
    pub departments: Vec<DepartmentDraft>,
    /// Its semesters.
    pub semesters: Vec<Semester>,
    /// Their modules.
    pub modules: Vec<Module>,
    /// The modules' evaluations.
    pub evaluations: Vec<Evaluation>,
    /// What the learners got in them.
    pub grades: Vec<Grade>,
    /// Its courses.
    pub courses: Vec<Course>,
    /// Who is in them.
    pub enrolments: Vec<Enrolment>,
}

/// A semester of a department.
#[derive(Debug, Clone)]
pub struct Semester {
    /// The department's code.
    pub department: String,
    /// Title.
    pub title: String,
    /// First day, `2026-09-01`.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
}

/// A module that is taught in a semester.
#[derive(Debug, Clone)]
pub struct Module {
    /// The semester, from 1.
    pub semester: i64,
    /// Code, once a semester.
    pub code: String,
    /// Title.
    pub title: String,
    /// The account of who is responsible for it.
    pub responsible: i64,
}

/// An evaluation of a module.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The module, from 1.
    pub module: i64,
    /// Title.
    pub title: String,
    /// The account of who made it.
    pub author: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A learner's grade in an evaluation.
#[derive(Debug, Clone)]
pub struct Grade {
    /// The evaluation, from 1.
    pub evaluation: i64,
    /// The learner's account.
    pub learner: i64,
    /// Hundredths of a point; none when the learner was absent.
    pub hundredths: Option<u32>,
    /// The account of who entered it.
    pub entered_by: i64,
    /// When.
    pub entered_at: Timestamp,
}

/// A course of the platform.
#[derive(Debug, Clone)]
pub struct Course {
    /// Code, once an establishment.
    pub code: String,
    /// Name.
    pub name: String,
    /// How it is held.
    pub kind: CourseKind,
    /// When it was made.
    pub created_at: Timestamp,
}

/// How a course is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CourseKind {
    /// Alone, on screen.
    ELearning,
    /// By an instructor, in sessions.
    Ilt,
}

impl CourseKind {
    const fn word(self) -> &'static str {
        match self {
            Self::ELearning => "e-learning",
            Self::Ilt => "ilt",
        }
    }
}

/// A learner's enrolment in a course.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The course, from 1.
    pub course: i64,
    /// The account.
    pub learner: i64,
    /// Where it stands.
    pub status: Status,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Adds what is taught to a database that has nothing of it yet.
pub fn insert(tx: &Tx<'_>, teaching: &Teaching) -> Result<()> {
    for draft in &teaching.departments {
        department::insert(tx, draft)?;
    }
    for (semester, id) in teaching.semesters.iter().zip(1_i64..) {
        let sql = "insert into semester (id, department_code, title, starts_on, ends_on, locked, rev)
            values ($1, $2, $3, $4, $5, 0, 1)";
        tx.execute(sql, values![id, semester.department, semester.title, semester.starts_on, semester.ends_on])?;
    }
    for (module, id) in teaching.modules.iter().zip(1_i64..) {
        let sql = "insert into teaching_module (id, semester_id, code, title, responsible_id, rev)
            values ($1, $2, $3, $4, $5, 1)";
        tx.execute(sql, values![id, module.semester, module.code, module.title, module.responsible])?;
    }
    for (evaluation, id) in teaching.evaluations.iter().zip(1_i64..) {
        let sql = "insert into evaluation (id, teaching_module_id, title, held_on, created_by, created_at, rev)
            values ($1, $2, $3, '', $4, $5, 1)";
        tx.execute(sql, values![id, evaluation.module, evaluation.title, evaluation.author, evaluation.created_at.0])?;
    }
    for grade in &teaching.grades {
        let sql = "insert into grade (evaluation_id, account_id, mark, hundredths, entered_by, entered_at, rev)
            values ($1, $2, $3, $4, $5, $6, 1)";
        let mark = if grade.hundredths.is_some() { "value" } else { "absent" };
        let Grade { evaluation, learner, hundredths, entered_by, entered_at } = grade;
        tx.execute(sql, values![evaluation, learner, mark, hundredths, entered_by, entered_at.0])?;
    }
    for (course, id) in teaching.courses.iter().zip(1_i64..) {
        let sql = "insert into course (id, code, name, kind, created_at, rev) values ($1, $2, $3, $4, $5, 1)";
        tx.execute(sql, values![id, course.code, course.name, course.kind.word(), course.created_at.0])?;
    }
    for enrolment in &teaching.enrolments {
        let sql = "insert into enrolment (course_id, account_id, role, status, status_before, created_at,
            completed_at, rev) values ($1, $2, 'learner', $3, $4, $5, $6, 1)";
        let before = if enrolment.status == Status::Suspended { Status::Enrolled.word() } else { "" };
        let completed = (enrolment.status == Status::Completed).then_some(enrolment.created_at.0);
        let Enrolment { course, learner, status, created_at } = enrolment;
        tx.execute(sql, values![course, learner, status.word(), before, created_at.0, completed])?;
    }
    for (counter, last) in [
        (Counter::Semester, teaching.semesters.len()),
        (Counter::TeachingModule, teaching.modules.len()),
        (Counter::Evaluation, teaching.evaluations.len()),
        (Counter::Course, teaching.courses.len()),
    ] {
        counter::set(tx, counter, i64::try_from(last).unwrap_or(i64::MAX))?;
    }
    Ok(())
}
