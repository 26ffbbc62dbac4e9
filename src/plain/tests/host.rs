//! What concerns the host as a whole: the block of every establishment, the log's export.

use super::conversation::{Manner, PASSWORD, add, context, hold, home};
use crate::operations::audit::{self, AuditFilter};
use crate::operations::establishment;

#[test]
fn every_establishment_is_blocked_once_their_count_was_typed() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "Collège A"), ("29000 Quimper", "Lycée B")]);
        let lines = [
            "alice",
            PASSWORD,
            "6",
            "4",
            "3",
            "",
            "Maintenance",
            "",
            "1",
            "0",
            "3",
            "Maintenance",
            "",
            "2",
            "=",
            "1",
            "4",
            "n",
            "4",
            "y",
            "=",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("block_everywhere_{}", manner.language.code()), transcript);
        let mut ctx = context(root.path());
        assert_eq!(establishment::blocks_everywhere(&mut ctx).unwrap(), []);
        let filter = AuditFilter { action: "host.".into(), ..AuditFilter::default() };
        let acts: Vec<String> =
            audit::list(&mut ctx, &filter, None, 9).unwrap().into_iter().map(|row| row.action).collect();
        assert_eq!(acts, ["host.unblock", "host.block", "host.initialise"]);
    }
}

#[test]
fn the_log_is_exported_to_a_new_file_only() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        let file = root.path().join("log.json");
        let named = file.display().to_string();
        let filter = ["", "", "host", "", ""];
        let once = [&["4", named.as_str(), "2"][..], &filter].concat();
        let again = ["4", named.as_str(), "0", "0", "0"];
        let lines = [&["alice", PASSWORD, "4"][..], &once, &["="], &again].concat();
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("audit_export_{}", manner.language.code()), transcript);
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!((text.lines().count(), text.contains("host.initialise")), (1, true), "{text}");
    }
}
