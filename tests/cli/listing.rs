//! What every `list` verb can do beside its table.

use crate::site::{Site, add_args};

/// Every list is written as CSV too, with the columns that are asked for and the names of JSON.
#[test]
fn every_list_is_written_as_csv() {
    let site = Site::new();
    site.run(&add_args("Collège; un", &["--json"])).expect(0);
    let csv = |args: &[&str]| site.run(args).expect(0).stdout;
    let all = csv(&["establishment", "list", "--csv"]);
    assert!(all.starts_with("number;zone;zone_name;location;denomination;uai;contact_last_name;"), "{all}");
    let some = csv(&[
        "establishment",
        "list",
        "--csv",
        "--columns",
        "denomination,Registered-On",
        "--no-headers",
        "--lang",
        "fr",
    ]);
    assert!(some.starts_with("\"Collège; un\";20") && some.lines().count() == 1, "{some}");
    for list in [
        ["zone", "list"],
        ["webmaster", "list"],
        ["template", "list"],
        ["mail", "list"],
        ["job", "list"],
        ["plan", "list"],
        ["export", "list"],
        ["audit", "list"],
    ] {
        let written = csv(&[&list[..], &["--csv"]].concat());
        let mut columns: Vec<&str> = written.lines().next().unwrap().split(';').collect();
        assert!(columns.len() >= 4, "{written}");
        // The columns are the names of its records.
        if let Some(record) = site.run(&[&list[..], &["--json"]].concat()).expect(0).json().first() {
            let mut known: Vec<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
            known.sort_unstable();
            columns.sort_unstable();
            assert_eq!(columns, known, "{list:?}");
        }
    }
    let french = csv(&["establishment", "list", "--csv", "--columns", "numero,uai", "--no-headers"]);
    assert_eq!(french.trim(), "1;", "as filters know it");
    let both = site.run(&["establishment", "list", "--csv", "--json"]).expect(2);
    assert!(both.stderr.contains("--csv") && both.stderr.contains("--json"), "{both:?}");
    let unknown = site.run(&["zone", "list", "--csv", "--columns", "nombre"]).expect(2);
    assert!(unknown.stderr.contains("number"), "{unknown:?}");
    assert_eq!(site.run(&["establishment", "list", "--sort", "denomination", "--json"]).expect(0).json().len(), 1);
    assert_eq!(site.run(&["establishment", "list", "--sort", "contact_email"]).expect(0).code, 0);
}

/// Short help is short, long help has examples, in both languages; the manual has them too.
#[test]
fn long_help_has_examples() {
    let site = Site::empty();
    let help = |args: &[&str]| site.run(args).expect(0).stdout;
    for (language, word) in [("en", "Examples:"), ("fr", "Exemples\u{a0}:")] {
        let short = help(&["establishment", "list", "-h", "--lang", language]);
        let long = help(&["establishment", "list", "--help", "--lang", language]);
        assert!(!short.contains(word) && short.contains("--help") && short.len() * 2 < long.len(), "{short}\n{long}");
        assert!(long.contains(word) && long.contains("intendant establishment list --csv"), "{long}");
        assert_eq!(long, help(&["help", "establishment", "list", "--lang", language]));
    }
}
