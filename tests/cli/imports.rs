//! Imports: the dry run, the confirmation, rejects, the same file again, an interruption.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::site::Site;

const HEADER: &str = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n";

fn rows(count: usize) -> String {
    (1..=count).fold(HEADER.to_owned(), |mut out, row| {
        let _ = writeln!(out, ";1;29200 Brest;École {row};;Dupont;Jean;ecole{row}@example.invalid");
        out
    })
}

#[test]
fn s08_a_mixed_file_gives_every_reason_and_the_good_rows() {
    let site = Site::new();
    let file = site.path("mixed.csv");
    let text = format!(
        "{}{}",
        rows(3),
        ";1;35000 Rennes;Collège;0123456A;A;B;c@example.invalid\n;77;35000 Rennes;Lycée;;A;B;c@example.invalid\n"
    );
    std::fs::write(&file, text).unwrap();
    let (file, rejects) = (file.to_str().unwrap(), site.path("rejects.csv"));
    let dry = site.run(&["establishment", "import", file, "--dry-run"]).expect(3);
    assert!(dry.stdout.contains("line 5, UAI, “0123456A”: The last letter should be S."), "{dry:#?}");
    assert!(dry.stdout.contains("line 6, Id_Zone, “77”"), "{dry:#?}");
    let unasked = site.run(&["establishment", "import", file]).expect(4);
    assert!(unasked.stderr.contains("--yes"), "{unasked:?}");
    let args = ["establishment", "import", file, "--yes", "--rejects", rejects.to_str().unwrap(), "--json"];
    let lines = site.run(&args).expect(3).json();
    assert_eq!((lines.len(), &lines[2]["added"], &lines[2]["errors"]), (3, &3.into(), &2.into()));
    assert_eq!(std::fs::read_to_string(&rejects).unwrap().lines().count(), 3);
    let again = site.run(&["establishment", "import", file, "--yes", "--json"]).expect(3).json();
    assert_eq!(again[2]["added"], 0);
    assert_eq!(site.run(&["mail", "list", "--json"]).stdout, "", "no mail unless it is asked for");
    let over = site.run(&["establishment", "import", file, "--yes", "--rejects", file]).expect(4);
    assert!(over.stderr.contains("mixed.csv: a file of this name exists already"), "{over:?}");
}

#[test]
fn s09_broken_files_are_refused_with_the_line() {
    let site = Site::new();
    for (text, said) in [
        (format!("{HEADER};1;29200 Brest;\"École;;;;\n"), "never closed"),
        (format!("{HEADER};1;29200 Brest;École\u{0};;;;\n"), "NUL"),
        (format!("{HEADER};1;29200 Brest\n"), "instead of 8"),
        (String::new(), "empty"),
        ("a;b\n1;2\n".to_owned(), "not recognised"),
    ] {
        let file = site.path("broken.csv");
        std::fs::write(&file, text).unwrap();
        let refused = site.run(&["establishment", "import", file.to_str().unwrap(), "--yes"]).expect(4);
        assert!(refused.stderr.contains(said), "{said}: {refused:?}");
    }
    assert_eq!(site.run(&["establishment", "list", "--json"]).stdout, "");
    site.run(&["establishment", "import", "nowhere.csv", "--yes"]).expect(2);
}

#[test]
fn stdin_mapping_and_mail() {
    let site = Site::new();
    let mapping = r#"{"columns":["denomination","location",null,"contact-email"],"zone":1}"#;
    let csv = "Nom;Lieu;Rien;Adresse\nÉcole;Brest;x;a@example.invalid\n";
    let args = ["establishment", "import", "-", "--yes", "--mail", "--mapping", mapping, "--json"];
    let done = site.run_with(&args, csv, &[]).expect(0);
    assert_eq!(done.object()["added"], 1);
    assert_eq!(site.run(&["mail", "list", "--json"]).object()["state"], "queued");
    let sent = site.run(&["mail", "send", "--json"]).expect(0).object();
    assert_eq!(sent["sent"], 1);
    let args = ["establishment", "import", "-", "--yes", "--mapping", "{"];
    assert!(site.run_with(&args, csv, &[]).expect(2).stderr.contains("JSON"));
}

#[test]
fn progress_goes_to_stderr_only_when_asked_for() {
    let site = Site::new();
    let file = site.path("many.csv");
    std::fs::write(&file, rows(300)).unwrap();
    let file = file.to_str().unwrap();
    let quiet = site.run(&["establishment", "import", file, "--dry-run"]).expect(0);
    assert!(!quiet.stderr.contains('%'), "{quiet:?}");
    let told = site.run(&["establishment", "import", file, "--yes", "--progress", "--lang", "fr"]).expect(0);
    assert!(told.stderr.contains("Création des établissements") && told.stderr.contains("100\u{a0}%"), "{told:?}");
    assert_eq!(told.stdout, "300 établissements créés\n");
}

#[test]
fn a_signal_stops_between_batches_and_the_same_command_adds_the_rest() {
    let site = Site::new();
    let file = site.path("many.csv");
    std::fs::write(&file, rows(3000)).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.args(["establishment", "import", file.to_str().unwrap(), "--yes", "--json"]);
    command.env_clear().env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    let child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let deadline = Instant::now() + Duration::from_mins(1);
    let begun = site.home().join("establishments/000/1.sqlite");
    while !begun.exists() {
        assert!(Instant::now() < deadline, "the import did not begin");
        std::thread::sleep(Duration::from_millis(5));
    }
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(6), "{output:?}");
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let added = line["added"].as_u64().unwrap();
    assert!(line["result"] == "interrupted" && added > 0 && added < 3000, "{line}");
    let rest = site.run(&["establishment", "import", file.to_str().unwrap(), "--yes", "--json"]).expect(0).object();
    assert_eq!(rest["added"].as_u64().unwrap(), 3000 - added);
    let noted = site.run(&["audit", "list", "--action", "establishment.import", "--json"]).expect(0).json();
    let after = |at: usize| serde_json::from_str::<serde_json::Value>(noted[at]["after"].as_str().unwrap()).unwrap();
    assert_eq!((noted.len(), &noted[1]["object-label"]), (2, &"many.csv".into()), "{noted:?}");
    assert_eq!((&after(1)["end"], &after(1)["added"]), (&"cancelled".into(), &added.to_string().into()));
    assert_eq!((&after(0)["end"], &after(0)["unchanged"]), (&"complete".into(), &added.to_string().into()));
    site.run(&["audit", "verify"]).expect(0);
    a_signal_stops_the_doctor(&site);
    site.run(&["doctor"]).expect(0);
}

/// The examination of thousands stops at the first sign of progress.
fn a_signal_stops_the_doctor(site: &Site) {
    use std::io::Read as _;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.args(["doctor", "--progress", "--lang", "en"]);
    command.env_clear().env("HOME", site.path("")).env("INTENDANT_DATA_DIR", site.home());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let mut said = vec![0; 4];
    stderr.read_exact(&mut said).unwrap();
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    stderr.read_to_end(&mut said).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said);
    assert_eq!((output.status.code(), said.contains("Stopped as asked")), (Some(6), true), "{said}");
}

#[test]
fn the_limit_of_the_configuration_rules() {
    let site = Site::new();
    let config = site.path("config.toml");
    std::fs::write(&config, "[limits]\nimport_max_mib = 1\n").unwrap();
    let (file, rejects) = (site.path("large.csv"), site.path("rejects.csv"));
    std::fs::write(&file, rows(16_000)).unwrap();
    let (file, config, rejects) = (file.to_str().unwrap(), config.to_str().unwrap(), rejects.to_str().unwrap());
    let args = ["--config", config, "establishment", "import", file, "--yes", "--rejects", rejects];
    let refused = site.run(&args).expect(4);
    assert!(refused.stderr.contains("1 MiB") && refused.stderr.contains("limits.import_max_mib"), "{refused:?}");
    let refused = site.run_with(&["--config", config, "establishment", "import", "-", "--yes"], &rows(16_000), &[]);
    assert!(refused.expect(4).stderr.contains("limits.import_max_mib"));
    assert!(!std::path::Path::new(rejects).exists());
    assert_eq!(site.run(&["establishment", "list", "--json"]).stdout, "");
    assert_eq!(site.run(&["audit", "list", "--action", "establishment", "--json"]).stdout, "");
    site.run(&["establishment", "import", file, "--dry-run"]).expect(0);
}

#[test]
fn a_separator_can_be_asked_for() {
    let site = Site::new();
    let mapping = r#"{"columns":["denomination","location"],"zone":1}"#;
    let csv = "Nom, usuel, court;Ville, CP\nÉcole;Brest\n";
    let args = ["establishment", "import", "-", "--yes", "--json", "--mapping", mapping];
    site.run_with(&args, csv, &[]).expect(4);
    let asked = [&args[..], &["--separator", ";"]].concat();
    assert_eq!(site.run_with(&asked, csv, &[]).expect(0).object()["added"], 1);
    let again = [&args[..], &["--separator", "semicolon"]].concat();
    assert_eq!(site.run_with(&again, csv, &[]).expect(0).object()["unchanged"], 1);
    let absent = [&args[..], &["--separator", "tab"]].concat();
    assert!(site.run_with(&absent, csv, &[]).expect(4).stderr.contains("separator"));
    let unknown = [&args[..], &["--separator", "|"]].concat();
    site.run_with(&unknown, csv, &[]).expect(2);
}
