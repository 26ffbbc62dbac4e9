//! Jobs on three accounts of an establishment, in its own database: an act on each, its undoing, an import, a deletion and what
//! brings those back. Resumed, each is done to every account exactly once.

use std::path::Path;

use intendant::domain::job::JobId;
use intendant::operations::audit::{self, AuditFilter};
use intendant::operations::{job, user};

use super::acts::{Act, Told, with_one};
use super::ground::{intendant, run};
use super::look::{GoesOn, INSIDE, Look};

const LOGINS: [&str; 3] = ["lea0", "lea1", "lea2"];
/// Adding the department is the first job, adding the accounts one each.
const FIRST: i64 = 5;

/// The first plan that is made inside.
const START: &[&str] = &["job", "start", "5", "--establishment", "1", "--yes"];
/// What undoes it.
const START_UNDOING: &[&str] = &["job", "start", "6", "--establishment", "1", "--yes"];

pub(crate) const GRANT: Act = Act { prepare: with_grant, arguments: START, check: granted };
pub(crate) const UNDO_GRANT: Act = Act { prepare: with_undone_grant, arguments: START_UNDOING, check: revoked };
pub(crate) const DELETE: Act = Act { prepare: with_deletion, arguments: START, check: deleted };
pub(crate) const BRING_BACK: Act = Act { prepare: with_undone_deletion, arguments: START_UNDOING, check: brought_back };
pub(crate) const IMPORT: Act = Act { prepare: with_import, arguments: START, check: imported };

fn in_one(root: &Path, arguments: &[&str]) {
    run(root, &[arguments, &["--establishment", "1"]].concat());
}

fn with_people(root: &Path) {
    with_one(root);
    in_one(root, &["department", "add", "--code", "L", "--name", "Lettres"]);
    for login in LOGINS {
        in_one(root, &["user", "add", "--login", login, "--last-name", "Morvan", "--no-mail"]);
    }
}

fn planned(root: &Path, verb: &str, options: &[&str]) {
    with_people(root);
    in_one(root, &[&["user", verb][..], &LOGINS, options, &["--save", "plan"]].concat());
}

fn undone(root: &Path) {
    run(root, START);
    in_one(root, &["job", "undo", "5", "--save", "undoing"]);
}

fn with_grant(root: &Path) {
    planned(root, "grant", &["--role", "Ens_L"]);
}

fn with_undone_grant(root: &Path) {
    with_grant(root);
    undone(root);
}

fn with_deletion(root: &Path) {
    planned(root, "delete", &[]);
}

fn with_undone_deletion(root: &Path) {
    with_deletion(root);
    undone(root);
}

fn with_import(root: &Path) {
    with_people(root);
    std::fs::write(root.join("people.csv"), "login,last_name\nnew0,Le Gall\nnew1,Le Gall\nnew2,Le Gall\n")
        .expect("written");
    in_one(root, &["user", "import", "people.csv", "--save", "plan"]);
}

/// Looks at what is left, lets the job go on if it is not over, and looks again: what it did to the accounts is there, each with its
/// entry in the establishment's own audit, whose chain holds.
fn resumed(root: &Path, told: Told, job: i64, effects: impl Fn(&mut Look) -> usize, action: &str) {
    let mut look = Look::sound(root);
    let before = effects(&mut look);
    assert!(told == Told::Nothing || before == 3, "acknowledged and lost");
    assert_eq!(before, entries(&mut look, job, action), "effects and entries");
    let id = job.to_string();
    let goes_on = |verb: &str| intendant(root, &["job", verb, &id, "--establishment", "1", "--yes"]);
    for _ in 0..2 {
        let verb = match look.goes_on(INSIDE, job) {
            GoesOn::Absent | GoesOn::Begins => "start",
            GoesOn::Resumes => "resume",
            GoesOn::Retries => "retry",
            GoesOn::Ended => break,
        };
        drop(look);
        // 3: a target had failed with the machine, which is tried again.
        let output = goes_on(verb).output().expect("it starts");
        assert!(matches!(output.status.code(), Some(0 | 3)), "{verb}: {output:?}");
        look = Look::sound(root);
    }
    let tally = look.context().within(INSIDE, |ctx| job::get(ctx, JobId(job))).expect("it is there").job.tally;
    assert_eq!((tally.done, tally.waiting, tally.failed), (3, 0, 0), "{tally:?}");
    assert_eq!((effects(&mut look), entries(&mut look, job, action)), (3, 3), "effects and entries");
}

/// Counts the entries that a job wrote about an action.
fn entries(look: &mut Look, job: i64, action: &str) -> usize {
    look.context().within(INSIDE, |ctx| {
        let verified = audit::verify(ctx).expect("it can be verified");
        assert!(verified.broken.is_none(), "{verified:?}");
        let filter = AuditFilter { action: action.to_owned(), ..AuditFilter::default() };
        let found = audit::list(ctx, &filter, None, 100).expect("it can be listed");
        found.iter().filter(|row| row.action == action && row.after.contains(&format!("\"job\":\"{job}\""))).count()
    })
}

/// Counts the accounts, of these, that are there and hold the role.
fn holders(look: &mut Look) -> usize {
    let holds = |login: &&&str| {
        let found = look.context().within(INSIDE, |ctx| user::get(ctx, login));
        found.is_ok_and(|seen| !seen.user.roles.is_empty())
    };
    LOGINS.iter().filter(holds).count()
}

fn there(look: &mut Look, logins: [&str; 3]) -> usize {
    logins.iter().filter(|login| look.context().within(INSIDE, |ctx| user::get(ctx, login)).is_ok()).count()
}

fn granted(root: &Path, told: Told) {
    resumed(root, told, FIRST, holders, "user.grant");
}

fn revoked(root: &Path, told: Told) {
    resumed(root, told, FIRST + 1, |look| 3 - holders(look), "user.undo-grant");
}

fn deleted(root: &Path, told: Told) {
    resumed(root, told, FIRST, |look| 3 - there(look, LOGINS), "user.delete");
}

fn brought_back(root: &Path, told: Told) {
    resumed(root, told, FIRST + 1, |look| there(look, LOGINS), "user.undo-delete");
}

fn imported(root: &Path, told: Told) {
    resumed(root, told, FIRST, |look| there(look, ["new0", "new1", "new2"]), "user.add");
}
