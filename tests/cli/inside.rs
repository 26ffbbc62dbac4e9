//! What an establishment has of its own: departments, jobs and a log in its own database.

use crate::site::{Run, Site};

fn school() -> Site {
    let site = Site::new();
    site.add("IUT de Brest");
    site.add("IUT de Lannion");
    for (code, name) in [("GEA", "Gestion"), ("RT", "Réseaux"), ("TC", "Commercialisation")] {
        inside(&site, &["department", "add", "--code", code, "--name", name]).expect(0);
    }
    site
}

/// Runs a command inside establishment 1.
fn inside(site: &Site, args: &[&str]) -> Run {
    site.run(&[args, &["--establishment", "1"]].concat())
}

fn codes(site: &Site) -> Vec<String> {
    let rows = inside(site, &["department", "list", "--json"]).expect(0).json();
    rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn departments_are_listed_added_edited_and_deleted_in_bulk() {
    let site = school();
    assert_eq!(codes(&site), ["GEA", "RT", "TC"]);
    let refused = inside(&site, &["department", "add", "--code", "r t", "--name", "Réseaux"]).expect(4);
    assert!(refused.stderr.contains("A code is made of letters"), "{refused:?}");
    let taken = inside(&site, &["department", "add", "--code", "rt", "--name", "Autre"]).expect(4);
    assert!(taken.stderr.contains("Another department has this code"), "{taken:?}");
    let edited = inside(&site, &["department", "edit", "gea", "--name", "Gestion des entreprises", "--json"]).expect(0);
    assert_eq!((edited.object()["code"].as_str(), edited.object()["rev"].as_u64()), (Some("GEA"), Some(2)));

    let rehearsed = inside(&site, &["department", "delete", "GEA", "TC", "--dry-run", "--json"]).expect(0).json();
    assert_eq!(rehearsed.iter().map(|row| row["forecast"].as_str().unwrap()).collect::<Vec<_>>(), ["do", "do"]);
    inside(&site, &["department", "delete", "GEA", "TC"]).expect(4);
    inside(&site, &["department", "delete", "GEA", "XX", "--yes"]).expect(4);
    assert_eq!(codes(&site), ["GEA", "RT", "TC"]);
    let run = inside(&site, &["department", "delete", "GEA", "tc", "--yes", "--json"]).expect(0).json();
    let job = run[0]["job"].to_string();
    assert_eq!(codes(&site), ["RT"]);

    // The job is that establishment's, and no other place's.
    let shown = inside(&site, &["job", "show", &job, "--json"]).expect(0).object();
    assert_eq!((shown["establishment"].as_u64(), shown["done"].as_u64()), (Some(1), Some(2)));
    assert!(site.run(&["job", "list", "--json"]).expect(0).json().is_empty());
    site.run(&["job", "show", &job]).expect(4);
    site.run(&["job", "show", &job, "--establishment", "2"]).expect(4);
    inside(&site, &["job", "undo", &job, "--yes"]).expect(0);
    assert_eq!(codes(&site), ["GEA", "RT", "TC"]);
    inside(&site, &["audit", "verify"]).expect(0);
    let told = inside(&site, &["audit", "list", "--action", "department.delete", "--json"]).expect(0).json();
    assert_eq!(told.len(), 2);
    site.run(&["audit", "verify"]).expect(0);
}

#[test]
fn lists_that_are_read_whole_take_filters_as_others_do() {
    let site = school();
    let found = |args: &[&str]| {
        let rows = site.run(&[args, &["--json"]].concat()).expect(0).json();
        rows.iter().map(|row| row["code"].as_str().or(row["name"].as_str()).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let departments = ["department", "list", "--establishment", "1", "--filter"];
    assert_eq!(found(&[&departments[..], &["nom:gestion|code:tc"]].concat()), ["GEA", "TC"]);
    assert_eq!(found(&[&departments[..], &["-reseaux semesters:0"]].concat()), ["GEA", "TC"]);
    site.run(&["zone", "add", "--name", "Finistère"]).expect(0);
    assert_eq!(found(&["zone", "list", "--filter", "finistere"]), ["Finistère"]);
    let wrong = site.run(&["zone", "list", "--filter", "nam:x"]).expect(4);
    assert!(wrong.stderr.contains("name"), "{wrong:?}");
    let nothing = site.run(&[&departments[..], &["gea -maternelle", "--csv", "--columns", "nom"]].concat()).expect(0);
    assert_eq!(nothing.stdout, "name\nGestion\n");
    assert!(nothing.stderr.contains("-maternelle"), "{nothing:?}");
}

#[test]
fn departments_are_imported_from_a_file_with_its_refused_lines_in_another() {
    let site = school();
    let (file, refused) = (site.path("departments.csv"), site.path("refused.csv"));
    std::fs::write(&file, "Code;Name\nMMI;Multimédia\nG C;Génie civil\nmmi;Autre\nGEA;Gestion\n").unwrap();
    let (file, refused) = (file.to_str().unwrap(), refused.to_str().unwrap());
    let rehearse = ["department", "import", file, "--rejects", refused, "--dry-run", "--json"];
    let rehearsed = inside(&site, &rehearse).expect(3);
    let forecasts: Vec<_> = rehearsed.json().iter().map(|row| row["forecast"].as_str().unwrap().to_owned()).collect();
    assert_eq!(forecasts, ["do", "refuse", "refuse", "skip"]);
    // The import itself takes the same name.
    assert!(
        rehearsed.stderr.contains("2 rows would be refused") && rehearsed.stderr.contains(refused),
        "{rehearsed:?}"
    );
    let told = inside(&site, &["department", "import", file, "--rejects", refused]).expect(3);
    assert!(told.stdout.contains("3: failed: line 3, Code, “G C”: A code is made of letters"), "{told:?}");
    assert!(told.stderr.trim_end().ends_with(&format!("2 refused rows written to {refused}")), "{told:?}");
    assert_eq!(codes(&site), ["GEA", "MMI", "RT", "TC"]);
    let text = std::fs::read_to_string(refused).unwrap();
    assert!(
        text.contains(r#""Code";"Name";"refusal_line";"refusal_field";"refusal_code";"refusal_message""#),
        "{text}"
    );
    assert!(
        text.contains(r#""G C";"Génie civil";"3";"Code";"department-code-shape";"A code is made of letters"#),
        "{text}"
    );
    assert!(text.contains(r#""mmi";"Autre";"4";"Code";"department-code-used""#), "{text}");
    // Corrected, it is imported as it is, with the columns that were added.
    std::fs::write(refused, text.replace("G C", "GC").replace("\"mmi\"", "\"MM\"")).unwrap();
    inside(&site, &["department", "import", refused, "--json"]).expect(0);
    assert_eq!(codes(&site), ["GC", "GEA", "MM", "MMI", "RT", "TC"]);
    let last = inside(&site, &["job", "list", "--limit", "1", "--json"]).expect(0).object()["job"].to_string();
    inside(&site, &["job", "undo", &last]).expect(0);
    assert_eq!(codes(&site), ["GEA", "MMI", "RT", "TC"]);
    let lacking = site.path("lacking.csv");
    std::fs::write(&lacking, "Code;Titre\nX;Y\n").unwrap();
    for (language, told) in [("en", "lacks the column name"), ("fr", "il manque à cette liste la colonne nom")] {
        let refused = inside(&site, &["department", "import", lacking.to_str().unwrap(), "--lang", language]).expect(4);
        assert!(refused.stderr.contains(told), "{refused:?}");
    }
    let piped = [&["department", "import", "-"][..], &["--establishment", "1"]].concat();
    site.run_with(&piped, "code;nom\nQLIO;Qualité\n", &[]).expect(0);
    assert!(codes(&site).contains(&"QLIO".to_owned()));
}

#[test]
fn reports_and_plans_name_departments_as_people_do() {
    let site = school();
    let planned = inside(&site, &["department", "delete", "RT", "GEA", "--dry-run", "--lang", "fr"]).expect(0);
    assert!(
        planned.stdout.starts_with("RT · Réseaux\u{a0}: en attente\nGEA · Gestion\u{a0}: en attente\n"),
        "{planned:?}"
    );
    assert!(planned.stdout.contains("Supprimer des départements"), "{planned:?}");
    let alone = inside(&site, &["department", "delete", "RT", "--dry-run", "--lang", "fr"]).expect(0);
    assert!(alone.stdout.contains("Supprimer un département"), "{alone:?}");
    inside(&site, &["department", "delete", "RT", "GEA", "--save", "nuit"]).expect(0);
    inside(&site, &["department", "edit", "RT", "--name", "Télécoms"]).expect(0);
    let run = inside(&site, &["job", "start", "4", "--yes"]).expect(3);
    assert!(run.stdout.contains("RT · Réseaux: failed: changed since, or in use"), "{run:?}");
    assert!(run.stdout.contains("GEA · Gestion: done"), "{run:?}");
    assert_eq!(codes(&site), ["RT", "TC"]);
}

#[test]
fn an_option_that_takes_one_value_is_given_once() {
    let site = school();
    for (language, told) in
        [("en", "--establishment <N> is given twice"), ("fr", "--establishment <N> est donné deux fois")]
    {
        let args = ["department", "list", "--establishment", "1", "--establishment", "2", "--lang", language];
        let refused = site.run(&args).expect(2);
        assert!(refused.stderr.contains(told), "{refused:?}");
    }
    // A switch says the same however often.
    inside(&site, &["department", "list", "--json", "--json"]).expect(0);
}

#[test]
fn where_it_is_has_to_be_said_and_only_where_it_means_something() {
    let site = school();
    let missing = site.run(&["department", "list"]).expect(2);
    assert!(missing.stderr.contains("--establishment"), "{missing:?}");
    site.run(&["department", "list", "--establishment", "9"]).expect(4);
    site.run(&["department", "list", "--establishment", "x"]).expect(4);
    site.run(&["zone", "list", "--establishment", "1"]).expect(2);
}

#[test]
fn a_plan_is_kept_and_carried_out_by_a_process_of_its_own() {
    let site = school();
    let saved = inside(&site, &["department", "delete", "GEA", "RT", "--save", "nuit", "--json"]).expect(0).object();
    let id = saved["job"].to_string();
    assert_eq!(inside(&site, &["plan", "list", "--json"]).expect(0).object()["name"], "nuit");
    inside(&site, &["job", "start", &id, "--yes", "--detach"]).expect(0);
    let started = std::time::Instant::now();
    while inside(&site, &["job", "watch", &id, "--json"]).object()["state"] != "done" {
        assert!(started.elapsed().as_secs() < 30);
    }
    assert_eq!(codes(&site), ["TC"]);
}

#[test]
fn jobs_go_with_their_establishment_and_come_back_with_it() {
    let site = school();
    let run = inside(&site, &["department", "delete", "GEA", "--yes", "--json"]).expect(0).json();
    let job = run[0]["job"].to_string();
    let deleted = site.run(&["establishment", "delete", "1", "--yes", "--json"]).expect(0).json();
    inside(&site, &["job", "list"]).expect(4);
    let file = deleted[0]["export"].as_str().unwrap().to_owned();
    site.run(&["establishment", "restore", &file, "--yes"]).expect(0);
    assert_eq!(codes(&site), ["RT", "TC"]);
    inside(&site, &["job", "undo", &job, "--yes"]).expect(0);
    assert_eq!(codes(&site), ["GEA", "RT", "TC"]);
}

#[test]
fn roles_are_edited_by_their_words_and_shown_as_a_matrix() {
    let site = Site::new();
    site.add("IUT de Brest");
    let refused = inside(&site, &["role", "add", "--name", "Ens_RT", "--permissions", "ScoView,Fly"]).expect(4);
    assert!(refused.stderr.contains("a single word") && refused.stderr.contains("“Fly”"), "{refused:?}");
    inside(&site, &["role", "add", "--name", "Tuteur", "--permissions", "ensview,ScoView"]).expect(0);
    let edited = inside(&site, &["role", "edit", "ens", "--permissions", "ScoView,EditAllNotes", "--json"]).expect(0);
    let permissions = edited.object()["permissions"].clone();
    assert_eq!(permissions, serde_json::json!(["ScoView", "EditAllNotes"]));
    let cells = inside(&site, &["role", "matrix", "--json"]).expect(0).json();
    assert_eq!(cells.len(), 21 * 7);
    let cell = |role: &str, permission: &str| {
        let found = cells.iter().find(|cell| cell["role"] == role && cell["permission"] == permission).unwrap();
        (found["allows"].as_bool(), found["shipped"].as_bool())
    };
    assert_eq!(cell("Ens", "EditAllNotes"), (Some(true), Some(false)));
    assert_eq!(cell("Ens", "EnsView"), (Some(false), Some(true)));
    assert_eq!(cell("Tuteur", "EnsView"), (Some(true), None));
    assert_eq!(cell("Manager", "EditApogee"), (Some(true), None));
    let csv = inside(&site, &["role", "matrix", "--csv"]).expect(0).stdout;
    assert!(csv.starts_with("role;permission;allows;shipped\nManager;ScoView;true;\n"), "{csv}");
    let table = inside(&site, &["role", "matrix"]).expect(0).stdout;
    assert!(table.contains("Edit every grade") && table.contains('+'), "{table}");
    inside(&site, &["role", "reset", "Ens", "--yes"]).expect(0);
    let cells = inside(&site, &["role", "list", "--json", "--filter", "state:changed"]).expect(0).json();
    assert!(cells.is_empty(), "{cells:?}");
    let told = inside(&site, &["audit", "list", "--action", "role.reset", "--json"]).expect(0).json();
    assert_eq!(told.len(), 1);
    inside(&site, &["profile", "add", "--name", "Vie scolaire", "--permissions", "users.view"]).expect(0);
    inside(&site, &["group", "add", "--name", "BUT 1"]).expect(0);
    inside(&site, &["group", "delete", "BUT 1", "--yes"]).expect(0);
}
