//! Imports: the dry run, the confirmation, rejects, the same file again, an interruption.

use std::fmt::Write as _;
use std::time::Duration;

use crate::site::{Site, add_args};
use crate::support::daemon::wait_for;

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
        ("PK\u{3}\u{4}\u{14}".to_owned(), "workbook"),
        (String::new(), "empty"),
        ("a;b\n1;2\n".to_owned(), "not recognised"),
    ] {
        let file = site.path("broken.csv");
        std::fs::write(&file, text).unwrap();
        let refused = site.run(&["establishment", "import", file.to_str().unwrap(), "--yes"]).expect(4);
        assert!(refused.stderr.contains(said), "{said}: {refused:?}");
    }
    // One row with too many cells is that row's fault alone.
    let file = site.path("broken.csv");
    std::fs::write(&file, format!("{HEADER};1;29200 Brest;A;;;;;;x\n")).unwrap();
    let left = site.run(&["establishment", "import", file.to_str().unwrap(), "--yes"]).expect(3);
    assert!(left.stdout.contains("line 2, Dénomination, “A”: 10 cells for 8 columns"), "{left:?}");
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
    assert!(told.stderr.contains("Aucun courriel ne part"), "{told:?}");
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
    let begun = site.home().join("establishments/000/1.sqlite");
    wait_for(Duration::from_mins(1), "the import to begin", || Ok(begun.exists().then_some(()))).unwrap();
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
    let after = |at: usize| noted[at]["after"].clone();
    assert_eq!((noted.len(), &noted[1]["object_label"]), (2, &"many.csv".into()), "{noted:?}");
    assert_eq!((&after(1)["end"], &after(1)["added"]), (&"cancelled".into(), &added.to_string().into()));
    assert_eq!((&after(0)["end"], &after(0)["unchanged"]), (&"complete".into(), &added.to_string().into()));
    site.run(&["audit", "verify"]).expect(0);
    stopped(&site, &["doctor"], "Stopped as asked");
    site.run(&["doctor"]).expect(0);
    // A job says that it waits, and how it goes on.
    site.run(&["establishment", "block", "--all", "--reason", "x", "--save", "all"]).expect(0);
    stopped(&site, &["job", "start", "1", "--yes"], "Job 1 is paused. Go on with: intendant job resume 1");
    let all = site.run(&["job", "resume", "--all"]).expect(0);
    assert!(all.stderr.contains("One job is paused and resumed only by number, 1"), "{all:?}");
    site.run(&["job", "resume", "1"]).expect(0);
}

/// What goes through thousands stops at the first sign of progress, and says so.
fn stopped(site: &Site, arguments: &[&str], words: &str) {
    use std::io::Read as _;
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.args(arguments).args(["--progress", "--lang", "en"]);
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
    assert_eq!((output.status.code(), said.contains(words)), (Some(6), true), "{said}");
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

/// The notes of a dry run, as people read them.
fn dry(site: &Site, args: &[&str]) -> String {
    site.run(&[&["establishment", "import"], args, &["--dry-run"]].concat()).stderr
}

#[test]
fn e4_e6_a_dry_run_names_encoding_and_zones_and_warns() {
    let site = Site::new();
    site.run(&["zone", "academies"]).expect(0);
    let header = HEADER.replace('é', "e");
    let strasbourg = site.run(&["zone", "list", "--json"]).expect(0).json();
    let strasbourg = strasbourg.iter().find(|zone| zone["name"] == "Strasbourg").unwrap()["number"].to_string();
    let row = format!(";{strasbourg};35000 Rennes;Lyc\u{8e}e;0350122T;;;\n");
    let bytes: Vec<u8> = format!("{header}{row}").chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
    std::fs::write(site.path("mac.csv"), bytes).unwrap();
    let said = dry(&site, &["mac.csv"]);
    assert!(said.contains("Windows-1252") && said.contains("LycŽe → Lycée") && said.contains("mac-roman"), "{said}");
    assert!(said.contains(&format!("{strasbourg} → Strasbourg: 1 row")), "{said}");
    assert!(said.contains("but the UAI is of the académie Rennes (first on line 2)"), "{said}");
    let french = dry(&site, &["mac.csv", "--lang", "fr"]);
    assert!(french.contains("mots qui semblent faux") && french.contains("l'académie Rennes"), "{french}");
    let read =
        site.run(&["establishment", "import", "mac.csv", "--encoding", "mac-roman", "--dry-run", "--json"]).expect(0);
    let line = read.json().pop().unwrap();
    assert_eq!((&line["encoding"], line["notes"].as_array().unwrap().len()), (&"mac-roman".into(), 2), "{line}");
    assert_eq!(line["notes"][1]["zone_name"], "Strasbourg");
    site.run(&["establishment", "import", "mac.csv", "--encoding", "mac-roman", "--yes"]).expect(0);
    assert_eq!(site.run(&["establishment", "list", "--json"]).object()["denomination"], "Lycée");
}

#[test]
fn e5_one_far_number_stops_nobody() {
    let site = Site::new();
    site.run(&add_args("Loin", &["--number", "9999999"])).expect(0);
    assert_eq!(site.add("Première"), 1);
    assert_eq!(site.add("Deuxième"), 2);
    site.run(&["doctor"]).expect(0);
    let other = Site::new();
    std::fs::write(other.path("far.csv"), format!("{HEADER}9999999;1;29200 Brest;École;;;;\n")).unwrap();
    let refused = other.run(&["establishment", "import", "far.csv", "--yes"]).expect(3);
    assert!(refused.stdout.is_empty() || refused.stdout.contains("0 establishments"), "{refused:?}");
    other.run(&["establishment", "import", "far.csv", "--yes", "--accept-far-numbers"]).expect(0);
}

#[test]
fn e6_a_zone_is_named_wherever_a_number_does() {
    let site = Site::new();
    site.run(&["zone", "academies"]).expect(0);
    site.add("École A");
    let zone = |site: &Site| site.run(&["establishment", "show", "1", "--json"]).expect(0).object().to_string();
    site.run(&["establishment", "edit", "1", "--zone", "rennes"]).expect(0);
    assert!(zone(&site).contains("Rennes"), "{}", zone(&site));
    site.run(&["establishment", "move", "1", "--zone", "Besancon", "--yes"]).expect(0);
    assert!(zone(&site).contains("Besançon"), "{}", zone(&site));
    let unknown = site.run(&["establishment", "edit", "1", "--zone", "Nulle part"]).expect(4);
    assert!(unknown.stderr.contains("Zone"), "{unknown:?}");
    site.run(&["zone", "move", "Rennes", "1"]).expect(0);
    site.run(&["zone", "delete", "Lille", "--yes"]).expect(0);
    let mut args = add_args("École B", &[]);
    let at = args.iter().position(|arg| *arg == "--zone").unwrap();
    args[at + 1] = "RENNES";
    site.run(&args).expect(0);
}

#[test]
fn e8_what_differs_is_listed_and_updated_when_asked() {
    let site = Site::new();
    let row = |email: &str| format!("{HEADER};1;29200 Brest;École;0350122T;Roux;Luc;{email}\n");
    std::fs::write(site.path("a.csv"), row("luc@example.invalid")).unwrap();
    site.run(&["establishment", "import", "a.csv", "--yes"]).expect(0);
    std::fs::write(site.path("a.csv"), row("luce@example.invalid")).unwrap();
    let told = site.run(&["establishment", "import", "a.csv", "--yes"]).expect(0);
    assert!(told.stderr.contains("0 already there, 1 differs,"), "{told:?}");
    let told = site.run(&["establishment", "import", "a.csv", "--dry-run"]).expect(0);
    let expected = "line 2, Contact_Courriel, “luce@example.invalid”: Establishment 1 has “luc@example.invalid”: only an update changes that (--update).";
    assert!(told.stdout.contains(expected), "{told:?}");
    let done = site.run(&["establishment", "import", "a.csv", "--yes", "--update", "--json"]).expect(0).json();
    assert_eq!((&done[done.len() - 1]["updated"], &done[done.len() - 1]["added"]), (&1.into(), &0.into()), "{done:?}");
    let stored = site.run(&["establishment", "show", "1", "--json"]).object();
    assert!(stored.to_string().contains("luce@example.invalid"), "{stored}");
    assert_eq!(site.run(&["audit", "list", "--action", "establishment.edit", "--json"]).json().len(), 1);
    site.run(&["audit", "verify"]).expect(0);
}

#[test]
fn e10_files_are_found_however_they_are_named() {
    let site = Site::new();
    std::fs::write(site.path("a b.csv"), rows(1)).unwrap();
    let whole = site.path("a b.csv").display().to_string();
    let address = format!("file://{}", whole.replace(' ', "%20"));
    for named in
        ["~/a b.csv".to_owned(), format!("'{whole}'"), format!("\"{whole}\""), whole.replace(' ', "\\ "), address]
    {
        let run = site.run(&["establishment", "import", &named, "--dry-run"]).expect(0);
        assert!(run.stderr.contains("1 row: "), "{named}: {run:?}");
    }
    let run = site.run(&["establishment", "import", &site.path("").display().to_string(), "--dry-run"]).expect(4);
    assert!(run.stderr.contains("not a file"), "{run:?}");
    let run = site.run_with(&["establishment", "import", "/dev/stdin", "--dry-run"], &rows(2), &[]).expect(0);
    assert!(run.stderr.contains("2 rows: "), "{run:?}");
    let pipe = site.path("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    let (path, text) = (pipe.clone(), rows(3));
    let writer = std::thread::spawn(move || std::fs::write(path, text).unwrap());
    let run = site.run(&["establishment", "import", pipe.to_str().unwrap(), "--dry-run"]).expect(0);
    writer.join().unwrap();
    assert!(run.stderr.contains("3 rows: "), "{run:?}");
}

#[test]
fn e12_an_unknown_header_is_guessed_shown_and_taken_on_a_word() {
    let site = Site::new();
    let text = "UAI;CP;Ville;Nom de l'établissement;Mèl du principal\n0350122T;1500;Baulon;École A;a@ecole.invalid\n";
    std::fs::write(site.path("odd.csv"), text).unwrap();
    let refused = site.run(&["establishment", "import", "odd.csv", "--yes"]).expect(4);
    for said in [
        "column CP: Postcode",
        "column Mèl du principal: Contact e-mail",
        "→ Baulon",
        "--mapping guess",
        "not recognised",
    ] {
        assert!(refused.stderr.contains(said) || said == "→ Baulon", "{said}: {refused:?}");
    }
    let told = dry(&site, &["odd.csv"]);
    assert!(told.contains("→ 1500 Baulon · École A · 0350122T · a@ecole.invalid"), "{told}");
    assert!(told.contains("Rennes (created first): 1 row"), "{told}");
    site.run(&["establishment", "import", "odd.csv", "--yes", "--mapping", "guess"]).expect(0);
    assert_eq!(site.run(&["establishment", "list", "--json"]).json().len(), 1);
    std::fs::write(site.path("odd.csv"), "a;b\n1;2\n").unwrap();
    let lacks = site.run(&["establishment", "import", "odd.csv", "--dry-run"]).expect(4);
    assert!(lacks.stderr.contains("Choose the column of the name"), "{lacks:?}");
}

#[test]
fn e13_the_mark_of_utf8_is_no_part_of_a_password() {
    use crate::site::PASSWORD;
    let site = Site::empty();
    let init = ["init", "--login", "alice", "--password-stdin"];
    site.run_with(&init, &format!("\u{feff}{PASSWORD}\r\n"), &[]).expect(0);
    let sign_in = ["webmaster", "add", "bob", "--password-stdin"];
    site.run_with(&sign_in, &format!("\u{feff}{PASSWORD}"), &[]).expect(0);
    let lines = format!("alice\n{PASSWORD}\n0\n");
    let plain = site.run_with(&["--plain", "--lang", "en"], &lines, &[("TERM", "dumb")]);
    assert!(plain.stdout.contains("Main menu"), "{plain:?}");
    let lines = format!("bob\n{PASSWORD}\n0\n");
    let plain = site.run_with(&["--plain", "--lang", "en"], &lines, &[("TERM", "dumb")]);
    assert!(plain.stdout.contains("Main menu"), "{plain:?}");
}

#[test]
fn a_column_that_is_not_read_is_told_before_anything_is_made_of_the_file() {
    let site = Site::new();
    let row = ";1;29200 Brest;École;;Roux;Luc;luc@example.invalid\n";
    let near = format!("{}{row}", HEADER.replace("Contact_Courriel", "Contact_Mail"));
    std::fs::write(site.path("near.csv"), near).unwrap();
    let said = "The column “Contact_Mail” is not read, and nothing else gives Contact_Courriel.";
    assert!(dry(&site, &["near.csv"]).contains(said));
    let french = dry(&site, &["near.csv", "--lang", "fr"]);
    assert!(french.contains("Colonne non lue") && french.contains("Nommez-la ainsi"), "{french}");
    let line =
        site.run(&["establishment", "import", "near.csv", "--dry-run", "--json"]).expect(0).json().pop().unwrap();
    assert_eq!((&line["notes"][0]["note"], &line["notes"][0]["warning"]), (&"misnamed".into(), &true.into()), "{line}");
    let done = site.run(&["establishment", "import", "near.csv", "--yes"]).expect(0);
    assert!(done.stderr.contains(said), "{done:?}");

    let twice = format!("{};Contact_Courriel\n{};second@example.invalid\n", HEADER.trim(), row.trim());
    std::fs::write(site.path("twice.csv"), twice).unwrap();
    for more in [&["--yes"][..], &["--dry-run"]] {
        let refused = site.run(&[&["establishment", "import", "twice.csv"], more].concat()).expect(4);
        assert!(refused.stderr.contains("as column 8 and as column 9"), "{refused:?}");
    }

    let own = format!("{};Remarque\n{};x\n", HEADER.trim(), row.trim());
    std::fs::write(site.path("own.csv"), own).unwrap();
    let line = site.run(&["establishment", "import", "own.csv", "--dry-run", "--json"]).expect(0).json().pop().unwrap();
    let notes = line["notes"].as_array().unwrap();
    let unread = notes.iter().find(|note| note["note"] == "unread").unwrap();
    assert_eq!((&unread["columns"][0], &unread["warning"]), (&"Remarque".into(), &false.into()), "{line}");
}

#[test]
fn rejects_are_written_only_where_something_is_refused() {
    let site = Site::new();
    std::fs::write(site.path("good.csv"), rows(2)).unwrap();
    for how in ["--dry-run", "--yes"] {
        let told = site.run(&["establishment", "import", "good.csv", how, "--rejects", "rejects.csv"]).expect(0);
        assert!(told.stderr.contains("No row is refused") && told.stderr.contains("is not written"), "{told:?}");
        assert!(!site.path("rejects.csv").exists(), "{how}");
    }
}

#[test]
fn a_location_without_a_postcode_is_told_wherever_it_is_given() {
    let site = Site::new();
    std::fs::write(site.path("a.csv"), format!("{HEADER};1;Lille;Lycée D;;;;\n;1;29200 Brest;École;;;;\n")).unwrap();
    let told = dry(&site, &["a.csv"]);
    assert!(told.contains("1 row has a location without a postcode (Lille first, on line 2)"), "{told}");
    let mut args = add_args("École A", &["--lang", "fr"]);
    let at = args.iter().position(|arg| *arg == "--location").unwrap() + 1;
    args[at] = "Lille";
    let added = site.run(&args).expect(0);
    assert!(added.stderr.contains("n'a pas de code postal"), "{added:?}");
    let edit = |location| site.run(&["establishment", "edit", "1", "--location", location]).expect(0).stderr;
    assert!(!edit("59000 Lille").contains("postcode"));
    assert!(edit("Lille").contains("“Lille” has no postcode"));
    let other = site.run(&["establishment", "edit", "1", "--name", "École B"]).expect(0);
    assert!(!other.stderr.contains("postcode"), "what did not change is not told again: {other:?}");
}
