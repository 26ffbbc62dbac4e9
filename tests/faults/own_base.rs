//! What people of an establishment have done to its whole, and the erasure of one of them: how each is prepared and done, and what
//! must hold afterwards.

use std::path::Path;

use intendant::operations::audit::{self, AuditFilter};
use intendant::operations::{backup, department, user};

use super::acts::{Act, Told, with_one};
use super::ground::{data, run};
use super::look::{INSIDE, Look, walk};

/// The state before a restoration is put back.
pub(crate) const PUT_BACK: Act = Act {
    prepare: with_a_restored_one,
    arguments: &["backup", "undo", "--establishment", "1", "--confirmation", "1"],
    check: put_back,
};
/// Somebody's names are made unreadable.
pub(crate) const ERASURE: Act = Act {
    prepare: with_somebody,
    arguments: &["user", "erase", "zoe", "--establishment", "1", "--confirmation", "zoe"],
    check: erased,
};

fn with_a_restored_one(root: &Path) {
    with_one(root);
    run(root, &["backup", "add", "--establishment", "1"]);
    run(root, &["department", "add", "--establishment", "1", "--code", "L", "--name", "Lettres"]);
    let exports = walk(&data(root).join("exports"));
    let export = exports.iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).expect("it was made");
    let name = export.file_name().and_then(|name| name.to_str()).expect("a plain name");
    run(root, &["backup", "restore", name, "--establishment", "1", "--confirmation", "1"]);
}

/// Tells whether the department is there again, and counts the exports and who restored, outside and inside.
fn state(look: &mut Look) -> (bool, usize, [usize; 2]) {
    let outside = look.audited("establishment.restore");
    let exports = look.exports();
    let (is_back, listed, inside) = look.context().within(INSIDE, |ctx| {
        let is_back = department::list(ctx).expect("they can be listed").iter().any(|row| row.code == "L");
        let listed = backup::list(ctx).expect("they can be listed").0.len();
        let verified = audit::verify(ctx).expect("it can be verified");
        assert!(verified.broken.is_none(), "{verified:?}");
        let filter = AuditFilter { action: "establishment.restore".to_owned(), ..AuditFilter::default() };
        let rows = audit::list(ctx, &filter, None, 100).expect("it can be listed");
        (is_back, listed, rows.iter().filter(|row| row.action == "establishment.restore").count())
    });
    assert_eq!(listed, exports);
    (is_back, exports, [outside, inside])
}

fn put_back(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    let found = state(&mut look);
    let is_done = found.0;
    assert!(is_done || told == Told::Nothing, "acknowledged and lost");
    assert_eq!(found, if is_done { (true, 3, [2, 1]) } else { (false, 2, [1, 1]) });
    if !is_done {
        let mut look = look.after(PUT_BACK.arguments);
        assert_eq!(state(&mut look), (true, 3, [2, 1]));
    }
}

fn with_somebody(root: &Path) {
    with_one(root);
    run(
        root,
        &["user", "add", "--establishment", "1", "--login", "zoe", "--last-name", "Quintarelli", "--first-name", "Zoé"],
    );
}

/// Tells whether somebody is still called by the name.
fn is_named(look: &mut Look) -> bool {
    look.context().within(INSIDE, |ctx| {
        let verified = audit::verify(ctx).expect("it can be verified");
        assert!(verified.broken.is_none(), "{verified:?}");
        user::get(ctx, "zoe").is_ok()
    })
}

fn erased(root: &Path, told: Told) {
    let mut look = Look::sound(root);
    if is_named(&mut look) {
        assert_eq!(told, Told::Nothing, "acknowledged and lost");
        assert_eq!(look.audited("user.erase"), 0);
        look = look.after(ERASURE.arguments);
    }
    assert_eq!((is_named(&mut look), look.audited("user.erase")), (false, 1));
    drop(look);
    // The log of a process that died goes with the next one that closes the database.
    run(root, &["user", "list", "--establishment", "1"]);
    for path in walk(&data(root)) {
        let bytes = std::fs::read(&path).unwrap_or_default().to_ascii_lowercase();
        assert!(!bytes.windows(11).any(|piece| piece == b"quintarelli"), "{}", path.display());
    }
}
