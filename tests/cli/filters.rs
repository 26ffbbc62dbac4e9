//! Filters: one grammar behind `--filter` of every verb, and what is said before anything is done.

use crate::site::{Site, add_args};

/// A host with two zones and four establishments, one of them without a UAI.
fn site() -> Site {
    let site = Site::new();
    site.run(&["zone", "add", "--name", "Val de Loire"]).expect(0);
    for name in ["Lycée Zola", "École primaire Élan", "Collège Zola"] {
        site.add(name);
    }
    let moved = add_args("Lycée Moulin", &["--uai", "0350001A"]);
    let moved: Vec<&str> = moved.iter().map(|word| if *word == "1" { "2" } else { word }).collect();
    let added = site.run(&moved);
    assert!(matches!(added.code, 0 | 4), "{added:?}");
    site
}

fn names(site: &Site, filter: &str) -> Vec<String> {
    let run = site.run(&["establishment", "list", "--json", "--filter", filter]).expect(0);
    run.json().iter().map(|line| line["denomination"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn any_dash_leaves_out_for_bulk_verbs_too() {
    let site = site();
    for dash in ["-", "–", "—", "−", "‑", "‐"] {
        let filter = format!("zola {dash}lycée");
        assert_eq!(names(&site, &filter), ["Collège Zola"], "{filter}");
    }
    let rehearsed = site.run(&["establishment", "delete", "--filter", "zola –lycée", "--dry-run", "--json"]).expect(0);
    assert_eq!(rehearsed.json().len(), 1, "{rehearsed:?}");
    let alone = site.run(&["establishment", "delete", "--filter", "zola – lycée", "--yes"]).expect(4);
    assert!(alone.stderr.contains("  zola – lycée\n       ^\n"), "{alone:?}");
}

#[test]
fn a_filter_and_a_reason_may_begin_with_a_hyphen() {
    let site = site();
    let hyphen = ["establishment", "block", "--filter", "-zola -moulin", "--reason", "-30 %", "--json"];
    let blocked = site.run(&hyphen).expect(0);
    assert_eq!(blocked.json().iter().filter(|line| line["result"] == "done").count(), 1, "{blocked:?}");
    let shown = site.run(&["establishment", "show", "2", "--json"]).expect(0).object();
    assert_eq!(shown["blocks"][0]["reason"], "-30 %");
    // What a forgotten value would swallow stays an option.
    site.run(&["establishment", "delete", "--filter", "--dry-run"]).expect(2);
    site.run(&["establishment", "delete", "--filter", "-y"]).expect(2);
    assert_eq!(names(&site, "state:open").len(), names(&site, "").len() - 1);
}

#[test]
fn a_negative_word_that_leaves_nothing_out_is_told_before_anything_is_done() {
    let site = site();
    let told = "“-maternelle” leaves nothing out.";
    let listed = site.run(&["establishment", "list", "--filter", "zola -maternelle"]).expect(0);
    assert!(listed.stderr.contains(told), "{listed:?}");
    let rehearsed = site.run(&["establishment", "delete", "--filter", "zola -maternelle", "--dry-run"]).expect(4);
    assert!(rehearsed.stderr.starts_with(told), "{rehearsed:?}");
    let refused = site.run(&["establishment", "delete", "--filter", "zola -maternelle"]).expect(4);
    assert!(refused.stderr.starts_with(told), "{refused:?}");
    let useful = site.run(&["establishment", "list", "--filter", "zola -lycée"]).expect(0);
    assert!(!useful.stderr.contains("leaves nothing out"), "{useful:?}");
}

#[test]
fn what_names_nothing_is_refused_at_its_place() {
    let site = site();
    for (filter, carets, said) in [
        ("zone:\"val de loire\",lile", "                    ^^^^", "Val de Loire"),
        ("zola zonne:1", "     ^^^^^", "did you mean zone?"),
        ("state:opne", "      ^^^^", "did you mean open?"),
        ("mail:-gmail", "     ^^^^^^", "-mail:gmail"),
        ("seen:6m", "     ^^", ">6m"),
        ("zola |", "     ^", "|"),
    ] {
        for verb in [&["establishment", "list"][..], &["establishment", "delete", "--yes"], &["establishment", "stats"]]
        {
            let run = site.run(&[verb, &["--filter", filter]].concat()).expect(4);
            assert!(run.stderr.contains(&format!("  {filter}\n  {carets}\n")), "{run:?}");
            assert!(run.stderr.contains(said), "{run:?}");
        }
    }
    let refused = site.run(&["establishment", "list", "--json", "--filter", "zone:lille"]).expect(4);
    let refused: serde_json::Value = serde_json::from_str(refused.stderr.trim()).unwrap();
    assert_eq!(refused["filter"], serde_json::json!({"text": "zone:lille", "at": 5, "length": 5}));
}

#[test]
fn either_empty_dates_and_numbers_are_found() {
    let site = site();
    let count = names(&site, "").len();
    for (filter, found) in [
        ("moulin|élan", count - 2),
        ("zone:1,2", count),
        ("-mail:-", count),
        ("mail:-", 0),
        ("number:2..3", 2),
        ("n:>3", count - 3),
        ("registered:<2d", count),
        ("inscrit:>1an", 0),
        ("name:zola,élan -lycée", 2),
    ] {
        assert_eq!(names(&site, filter).len(), found, "{filter}");
    }
}

#[test]
fn missing_statistics_are_told() {
    let site = site();
    let never = "were never counted";
    for filter in ["seen:>6m", "-seen:>6m", "asleep:6"] {
        let run = site.run(&["establishment", "list", "--filter", filter]).expect(0);
        assert!(run.stderr.contains(never), "{filter}: {run:?}");
    }
    let run = site.run(&["establishment", "block", "--filter", "-seen:<6m", "--reason", "x"]).expect(0);
    assert!(run.stderr.contains(never), "{run:?}");
    assert_eq!(names(&site, "state:blocked"), [""; 0]);
    site.run(&["establishment", "stats"]).expect(0);
    let counted = site.run(&["establishment", "list", "--filter", "seen:-"]).expect(0);
    assert!(!counted.stderr.contains(never), "{counted:?}");
    assert_eq!(names(&site, "seen:-").len(), names(&site, "").len());
}

#[test]
fn the_audit_and_exports_speak_the_same_grammar() {
    let site = site();
    site.run(&["establishment", "export", "1", "2"]).expect(0);
    let exports = |filter: &str| site.run(&["export", "list", "--json", "--filter", filter]).expect(0).json().len();
    for (filter, found) in
        [("", 2), ("zola", 1), ("-zola", 1), ("–zola", 1), ("zola|élan taken:<2d", 2), ("encrypted:yes", 0)]
    {
        assert_eq!(exports(filter), found, "{filter}");
    }
    let entries = |filter: &str| site.run(&["audit", "list", "--json", "--filter", filter]).expect(0).json();
    let added = entries("action:establishment.add when:<2d");
    assert!(added.len() >= 3 && added.iter().all(|line| line["action"] == "establishment.add"), "{added:?}");
    // As people read it, in either language.
    for words in ["action:ajout qui:propriétaire", "who:owner action:added"] {
        let read = entries(words);
        assert!(read.iter().any(|line| line["action"] == "establishment.add"), "{words}: {read:?}");
    }
    // A dash was taken for a word here.
    let others = entries("–establishment.add");
    assert!(!others.is_empty() && others.iter().all(|line| line["action"] != "establishment.add"), "{others:?}");
    for noun in ["export", "audit"] {
        let run = site.run(&[noun, "list", "--filter", "nope:x"]).expect(4);
        assert!(run.stderr.contains("  nope:x\n  ^^^^\n") && run.stderr.contains("Columns: number"), "{run:?}");
    }
}

/// Whatever takes targets: what stands for them in the line comes where the mark is.
const SELECTING: [&[&str]; 8] = [
    &["block", "--reason", "Travaux"],
    &["unblock"],
    &["move", "--zone", "2"],
    &["delete", "--above-threshold"],
    &["export"],
    &["reset-password"],
    &["mail", "--subject", "a", "--body", "b.txt"],
    &["stats"],
];

#[test]
fn an_empty_filter_never_means_everything() {
    let site = site();
    std::fs::write(site.path("b.txt"), "x").unwrap();
    let audited = |site: &Site| site.run(&["audit", "list", "--limit", "999", "--json"]).expect(0).json().len();
    let before = audited(&site);
    for verb in SELECTING {
        for filter in ["", "  ", "\u{a0}"] {
            let run = site.run(&[&["establishment"], verb, &["--filter", filter, "--yes"]].concat()).expect(2);
            assert!(run.stderr.contains("write --all"), "{verb:?}: {run:?}");
        }
        for empty in [&["--filter", "zola", "--except", ""][..], &["--all", "--except", ""], &[""]] {
            let run = site.run(&[&["establishment"], verb, empty, &["--yes"]].concat()).expect(2);
            assert!(run.stderr.contains("is empty"), "{verb:?} {empty:?}: {run:?}");
        }
        site.run(&[&["establishment"], verb, &["--all", "--filter", "zola"]].concat()).expect(2);
    }
    for other in [&["move", "1", "--zone", ""][..], &["block", "1", "--reason", "x", "--until", ""]] {
        site.run(&[&["establishment"], other].concat()).expect(2);
    }
    for verb in [&["audit", "list"][..], &["audit", "export", "-"]] {
        site.run(&[verb, &["--actor", ""]].concat()).expect(2);
    }
    assert_eq!(audited(&site), before);
    let french = site.run(&["establishment", "delete", "--filter", "", "--lang", "fr"]).expect(2);
    assert!(french.stderr.contains("écrivez --all"), "{french:?}");
}

#[test]
fn all_is_said_with_a_word_of_its_own() {
    let site = site();
    let all = names(&site, "").len();
    let rehearsed = ["establishment", "block", "--all", "--reason", "x", "--dry-run", "--json"];
    assert_eq!(site.run(&rehearsed).expect(0).json().len(), all);
    let but_one = [&rehearsed[..], &["--except", "1"]].concat();
    assert_eq!(site.run(&but_one).expect(0).json().len(), all - 1);
    let save = ["establishment", "block", "--all", "--reason", "x", "--save", "nuit", "--json"];
    let id = site.run(&save).expect(0).object()["job"].to_string();
    let shown = site.run(&["plan", "show", &id]).expect(0);
    assert!(shown.stdout.contains("all establishments"), "{shown:?}");
}

#[test]
fn words_are_looked_for_in_every_column() {
    let site = site();
    site.run(&["establishment", "move", "1", "--zone", "2", "--yes"]).expect(0);
    let count = names(&site, "").len();
    for (filter, found) in [
        ("\"val de loire\"", 1),
        ("loire zola", 1),
        ("open", count),
        ("ouvert", count),
        ("-ouvert", 0),
        // A part of a state is in nearly everything.
        ("ouv", 0),
        ("blocked", 0),
    ] {
        assert_eq!(names(&site, filter).len(), found, "{filter}");
    }
    let listed = site.run(&["establishment", "list", "--json"]).expect(0).json();
    let day = listed[0]["registered_on"].as_str().unwrap();
    let (year, month) = (&day[..4], &day[5..7]);
    for text in [day.to_owned(), format!("{year}-{month}"), format!("{month}/{year}")] {
        assert_eq!(names(&site, &text).len(), count, "{text}");
    }
}

#[test]
fn statistics_are_filtered_by_their_figures() {
    let site = site();
    let count = names(&site, "").len();
    let lines = |filter: &str| {
        let run = site.run(&["establishment", "stats", "--json", "--filter", filter]).expect(0);
        run.json().iter().filter(|line| line.get("number").is_some()).count()
    };
    for (filter, found) in [
        ("learners:>100", 0),
        ("learners:0", count),
        ("eleves:0 staff:>=1", count),
        ("staff-connected:0", count),
        ("evaluations-recent:>0", 0),
        ("notes-recentes:0", count),
        ("size:>1000 zola", 2),
        ("mode:password", count),
        ("mode:\"mot de passe\" -zone:2", count),
        ("zola", 2),
    ] {
        assert_eq!(lines(filter), found, "{filter}");
    }
    let but = site.run(&["establishment", "stats", "--json", "--filter", "learners:0", "--except", "1"]).expect(0);
    assert_eq!(but.json().iter().filter(|line| line.get("number").is_some()).count(), count - 1);
    let totals = site.run(&["establishment", "stats", "--json", "--filter", "learners:>100"]).expect(0).object();
    assert_eq!(totals["totals"]["establishments"], 0);
    let refused = site.run(&["establishment", "stats", "--filter", "leaners:0"]).expect(4);
    assert!(refused.stderr.contains("did you mean learners?"), "{refused:?}");
}

#[test]
fn the_names_of_the_columns_are_told_where_filters_are() {
    use intendant::domain::columns::{AuditColumn, ExportColumn, StatisticsColumn};
    use intendant::domain::filter::listed;
    use intendant::domain::message::Value;
    use intendant::domain::search::Column;
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let site = site();
    for (columns, verb) in [
        (listed::<Column>(), &["establishment", "list"][..]),
        (listed::<Column>(), &["establishment", "delete"]),
        (listed::<StatisticsColumn>(), &["establishment", "stats"]),
        (listed::<AuditColumn>(), &["audit", "list"]),
        (listed::<ExportColumn>(), &["export", "list"]),
    ] {
        let Value::Either { english, french } = columns else { panic!("two languages") };
        for (language, names) in [("en", english), ("fr", french)] {
            let help = site.run(&[verb, &["--help", "--lang", language]].concat()).expect(0).stdout;
            let refused = site.run(&[verb, &["--lang", language, "--yes", "--filter", "nope:x"]].concat()).expect(4);
            let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(one_line(&help).contains(&names), "{verb:?}: {help}");
            assert!(one_line(&refused.stderr).contains(&names), "{verb:?}: {refused:?}");
            for name in names.split(", ") {
                assert!(readme.contains(&format!("`{name}`")), "README.md lacks {name}");
            }
        }
    }
}
