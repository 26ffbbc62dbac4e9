//! The verbs that cross the registry and an establishment's own database: how each is prepared and done, and what must
//! hold afterwards, whatever happened.

use std::path::Path;

use intendant::domain::access::At;
use intendant::domain::mail::Kind;

use super::ground::{data, initialise, run};
use super::look::{GoesOn, Look, walk};
use super::support::older;

/// What the program said about its work before it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is done.
    Done,
    /// It is not, or nothing.
    Nothing,
}

/// One verb.
pub(crate) struct Act {
    /// Fills an empty folder.
    pub(crate) prepare: fn(&Path),
    /// The command line.
    pub(crate) arguments: &'static [&'static str],
    /// What must hold after the next start.
    pub(crate) check: fn(&Path, Told),
}

const ADD: &[&str] = &[
    "establishment",
    "add",
    "--zone",
    "1",
    "--location",
    "29200 Brest",
    "--name",
    "Collège Iroise",
    "--contact-last-name",
    "Le Gall",
    "--contact-first-name",
    "Anne",
    "--contact-email",
    "anne@iroise.invalid",
    "--json",
];
const IMPORT: &[&str] = &["establishment", "import", "three.csv", "--yes"];

pub(crate) const CREATION: Act = Act { prepare: initialise, arguments: ADD, check: created };
pub(crate) const DELETION: Act =
    Act { prepare: with_one, arguments: &["establishment", "delete", "1", "--yes"], check: deleted };
pub(crate) const EDIT: Act =
    Act { prepare: with_one, arguments: &["establishment", "edit", "1", "--name", "Collège Rade"], check: edited };
/// The first opening of a database that an earlier version made: its schema is brought up to date, then it is edited.
pub(crate) const MIGRATION: Act = Act {
    prepare: with_an_older_one,
    arguments: &["establishment", "edit", "1", "--name", "Collège Rade"],
    check: migrated,
};
pub(crate) const RESET: Act = Act {
    prepare: with_one,
    arguments: &["establishment", "reset-password", "1", "--administrator", "admin"],
    check: reset,
};
/// A database that is gone is made again from its newest export.
pub(crate) const RECREATION: Act =
    Act { prepare: bereft, arguments: &["doctor", "--recreate", "1", "--yes"], check: recreated };
/// A file of its own school, of a time that the registry does not know, becomes an establishment's.
pub(crate) const ADOPTION: Act = Act { prepare: with_another_time, arguments: ADOPT, check: adopted };
/// An establishment's own database lies elsewhere, and goes back to its place.
pub(crate) const RETURN: Act = Act { prepare: astray, arguments: ADOPT, check: returned };
pub(crate) const THREE: Act = Act { prepare: with_a_file, arguments: IMPORT, check: imported };

pub(crate) fn with_one(root: &Path) {
    initialise(root);
    run(root, ADD);
}

fn bereft(root: &Path) {
    with_one(root);
    run(root, &["establishment", "export", "1"]);
    std::fs::remove_file(data(root).join("establishments/000/1.sqlite")).expect("removed");
}

const ADOPT: &[&str] = &["doctor", "--adopt", "1", "--yes"];

/// The older copy that comes back has less in it than the host knows.
fn with_another_time(root: &Path) {
    with_one(root);
    let (file, copy) = (data(root).join("establishments/000/1.sqlite"), root.join("copy"));
    std::fs::copy(&file, &copy).expect("copied");
    run(root, &["establishment", "export", "1"]);
    run(root, &["establishment", "delete", "1", "--yes", "--no-export"]);
    let exports = walk(&data(root).join("exports"));
    let export = exports.iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).expect("it was made");
    run(root, &["establishment", "restore", &export.display().to_string(), "--yes"]);
    run(root, DEPARTMENT);
    std::fs::copy(&copy, &file).expect("copied");
}

const DEPARTMENT: &[&str] = &["department", "add", "--establishment", "1", "--code", "L", "--name", "Lettres"];

fn astray(root: &Path) {
    with_one(root);
    let (file, copy) = (data(root).join("establishments/000/1.sqlite"), root.join("copy"));
    std::fs::copy(&file, &copy).expect("copied");
    run(root, DEPARTMENT);
    std::fs::remove_file(&file).expect("removed");
    std::fs::rename(&copy, data(root).join("establishments/stray.sqlite")).expect("moved");
}

fn adopted(root: &Path, told: Told) {
    its_own(root, told, "doctor.adopt");
}

fn returned(root: &Path, told: Told) {
    its_own(root, told, "doctor.put-back");
}

/// Whoever chose it is named in the audit exactly when it was done, and nothing is said of what the other one held.
fn its_own(root: &Path, told: Told, action: &str) {
    if Look::started(root).audited(action) == 0 {
        assert!(told == Told::Nothing, "acknowledged and lost");
        run(root, ADOPT);
    }
    let mut look = Look::sound(root);
    assert_eq!((look.establishments(), look.audited(action)), (1, 1));
    run(root, &["audit", "verify", "--establishment", "1"]);
}

fn with_an_older_one(root: &Path) {
    with_one(root);
    older::make_first(&data(root).join("establishments/000/1.sqlite")).expect("an older one");
}

pub(crate) fn with_three(root: &Path) {
    with_a_file(root);
    run(root, IMPORT);
}

fn with_a_file(root: &Path) {
    initialise(root);
    let text = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n\
        ;1;29200 Brest;Collège A;;N;P;a@ecole.invalid\n\
        ;1;29200 Brest;Collège B;;N;P;b@ecole.invalid\n\
        ;1;29200 Brest;Collège C;;N;P;c@ecole.invalid\n";
    std::fs::write(root.join("three.csv"), text).expect("written");
}

fn created(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = look.establishments();
    assert_eq!(found, look.audited("establishment.add"), "rows and audit differ");
    assert!(told == Told::Nothing || found == 1, "acknowledged and lost");
    // The work can be done again, or was done.
    if found == 0 {
        assert_eq!(look.after(ADD).establishments(), 1);
    }
}

fn recreated(root: &Path, told: Told) {
    // What died is undone at the next start, and can be done again.
    run(root, &["zone", "list"]);
    let is_there = data(root).join("establishments/000/1.sqlite").exists();
    assert!(told == Told::Nothing || is_there, "acknowledged and lost");
    if !is_there {
        run(root, RECREATION.arguments);
    }
    let mut look = Look::sound(root);
    assert_eq!((look.establishments(), look.audited("doctor.recreate"), look.exports()), (1, 1, 1));
}

fn deleted(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = look.establishments();
    assert_eq!(1 - found, look.audited("establishment.delete"), "rows and audit differ");
    assert!(told == Told::Nothing || found == 0, "acknowledged and not done");
    let snapshots = look.files("exports", "sqlite");
    // Of one that could not be looked at a last time nobody knows whether it was changed since: it stays, and so does its export.
    let stayed = look.audited("establishment.delete-failed");
    assert_eq!(snapshots.len(), 1 - found + stayed, "one export for one deletion: {snapshots:?}");
}

fn edited(root: &Path, told: Told) {
    // The doctor compares the names of both.
    let mut look = Look::sound(root);
    let name = look.name();
    assert!(name == "Collège Rade" || name == "Collège Iroise", "{name}");
    assert!(told == Told::Nothing || name == "Collège Rade", "acknowledged and lost");
    assert_eq!(look.audited("establishment.edit"), usize::from(name == "Collège Rade"));
}

fn migrated(root: &Path, told: Told) {
    run(root, &["doctor", "--fix"]);
    edited(root, told);
}

fn reset(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let resets = look.mails(Kind::Reset);
    assert_eq!(resets, look.audited("establishment.reset-password"), "mail and audit differ");
    assert!(told == Told::Nothing || resets == 1, "acknowledged and lost");
}

fn imported(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = look.establishments();
    assert_eq!(found, look.audited("establishment.add"), "rows and audit differ");
    assert!(told == Told::Nothing || found == 3, "acknowledged and lost");
    assert_eq!(look.after(IMPORT).establishments(), 3, "the second run completes the first");
}

pub(crate) const EXPORT_THREE: Act = Act {
    prepare: with_three,
    arguments: &["establishment", "export", "1", "2", "3", "--compress", "--json"],
    check: exported,
};
pub(crate) const DELETE_THREE: Act = Act {
    prepare: with_three,
    arguments: &["establishment", "delete", "1", "2", "3", "--yes", "--above-threshold"],
    check: three_deleted,
};
pub(crate) const UNDO_THREE: Act =
    Act { prepare: with_three_deleted, arguments: &["job", "undo", "1", "--yes"], check: three_back };
pub(crate) const REPLACE_THREE: Act = Act {
    prepare: with_three_exported,
    arguments: &["establishment", "restore", "1.sqlite.zst", "2.sqlite.zst", "3.sqlite.zst", "--replace", "--yes"],
    check: three_replaced,
};

fn with_three_deleted(root: &Path) {
    with_three(root);
    run(root, DELETE_THREE.arguments);
}

fn with_three_exported(root: &Path) {
    with_three(root);
    run(root, EXPORT_THREE.arguments);
    // Under names that a command can be written with.
    for export in walk(&data(root).join("exports")) {
        let name = export.file_name().and_then(|name| name.to_str()).expect("a plain name");
        if let (Some((number, _)), Some((_, ending))) = (name.split_once('-'), name.split_once('.')) {
            std::fs::copy(&export, root.join(format!("{number}.{ending}"))).expect("a copy");
        }
    }
}

/// Brings a job to its end: what was interrupted is resumed, what failed is tried again, what was not started begins.
/// Returns what is found then.
pub(crate) fn again(mut look: Look, arguments: &[&str], job: i64) -> Look {
    let id = job.to_string();
    let going_on = ["job", "resume", &id, "--yes", "--above-threshold"];
    let retried = ["job", "retry", &id, "--yes", "--above-threshold"];
    match look.goes_on(At::Host, job) {
        GoesOn::Absent | GoesOn::Begins => look.after(arguments),
        GoesOn::Resumes => look.after(&going_on),
        GoesOn::Retries => look.after(&retried),
        GoesOn::Ended => look,
    }
}

fn exported(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = look.exports();
    assert_eq!(found, look.audited("establishment.export"), "catalogue and audit differ");
    assert!(told == Told::Nothing || found == 3, "acknowledged and lost");
    let mut look = again(look, EXPORT_THREE.arguments, 1);
    assert_eq!((look.exports(), look.audited("establishment.export")), (3, 3));
    assert_eq!(look.files("exports", "zst").len(), 3, "one file for each");
}

fn three_deleted(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let (left, exports) = (look.establishments(), look.exports());
    assert_eq!((3 - left, 3 - left), (look.audited("establishment.delete"), exports), "rows, audit, exports differ");
    assert!(told == Told::Nothing || left == 0, "acknowledged and not done");
    let mut look = again(look, DELETE_THREE.arguments, 1);
    assert_eq!((look.establishments(), look.audited("establishment.delete"), look.exports()), (0, 3, 3));
}

fn three_back(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = look.establishments();
    assert_eq!(found, look.audited("establishment.restore"), "rows and audit differ");
    assert!(told == Told::Nothing || found == 3, "acknowledged and lost");
    let mut look = again(look, UNDO_THREE.arguments, 2);
    assert_eq!((look.establishments(), look.audited("establishment.restore"), look.exports()), (3, 3, 3));
}

fn three_replaced(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let (found, exports) = (look.audited("establishment.restore"), look.exports());
    assert_eq!((look.establishments(), exports), (3, 3 + found), "each with an export of what was there");
    assert!(told == Told::Nothing || found == 3, "acknowledged and lost");
    let mut look = again(look, REPLACE_THREE.arguments, 2);
    assert_eq!((look.establishments(), look.audited("establishment.restore"), look.exports()), (3, 3, 6));
}
