//! What every `list` verb can do beside its table.

use std::fs;

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

#[test]
fn findings_are_a_list_as_others_are() {
    let site = Site::new();
    for name in ["École 1", "École 2"] {
        site.add(name);
        site.run(&["doctor"]).expect(0);
    }
    for number in [1, 2] {
        fs::remove_file(site.home().join(format!("establishments/000/{number}.sqlite"))).unwrap();
    }
    let listed = site.run(&["doctor", "--csv", "--columns", "severity,constat,needs_word"]).expect(3);
    let told: Vec<&str> = listed.stdout.lines().collect();
    assert_eq!(told, ["severity;finding;needs_word", "error;database-missing;false", "error;database-missing;false"]);
    let narrowed = site.run(&["doctor", "--json", "--filter", "objet:2 gravite:error"]).expect(3).json();
    assert_eq!(narrowed.len(), 2, "{narrowed:?}");
    assert!(narrowed[0]["object"] == "2" && narrowed[1]["findings"] == 1, "{narrowed:?}");
    let aside = site.run(&["doctor", "--filter", "objet:2"]).expect(3);
    assert!(aside.stderr.contains("1 finding is left (1 outside the filter)."), "{aside:?}");
    site.run(&["doctor", "--filter", "gravity:x"]).expect(4);
    site.run(&["doctor", "--filter", "objet:2", "--recreate", "1"]).expect(2);
    site.run(&["doctor", "--csv", "--json"]).expect(2);
    site.run(&["doctor", "--csv", "--recreate", "1"]).expect(2);
    let none = site.run(&["doctor", "--filter", "severity:note"]).expect(0);
    assert!(!none.stderr.contains("All is well"), "{none:?}");
}
