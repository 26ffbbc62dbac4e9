//! Exports in words: made, listed, read, restored, kept and removed.

use super::conversation::{Manner, PASSWORD, add, context, hold, home};
use crate::operations::{establishment, export};

#[test]
fn s16_s17_exports_are_listed_read_and_restored_in_words() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    add(root.path(), &[("29200 Brest", "Collège A"), ("35000 Rennes", "Lycée B")]);
    // Both are exported, packed and without tables, then the second one is deleted.
    let made = "1|t all|x|5|y|n||1|t none|t 2|x|6|n|1|y|1|0";
    // The list is read, both are verified, the deleted one is brought back, and what is there is refused.
    let restored = "11|1|2|9|1-2|=|3|2|n|1|y|=|3|1|n|0";
    // A file that is not there; exports are kept for 30 days, and none is older than 400.
    let kept = "4|/nowhere.sqlite|0|6|30|=|5|400|0|0";
    let mut lines = vec!["alice", PASSWORD];
    lines.extend([made, restored, kept].into_iter().flat_map(|part| part.split('|')));
    let transcript = hold(root.path(), &lines, Manner::ENGLISH);
    for said in [
        "Establishment 2, Lycée B",
        "give numbers of the list, from 1 to 2",
        "verified",
        "intendant export verify",
        "1 done",
        "intendant establishment restore",
        "1 refused",
        "cannot be read",
        "kept for 30 days",
        "intendant export keep 30",
        "No export is older.",
    ] {
        assert!(transcript.contains(said), "{said}\n{transcript}");
    }
    let mut context = context(root.path());
    assert_eq!(establishment::counts(&mut context).unwrap().establishments, 2);
    assert_eq!(export::retention_days(&mut context).unwrap(), 30);
}
