//! A mail to many and its templates, as scripts write them.

use crate::site::Site;

fn with(count: u32) -> (Site, String) {
    let site = Site::new();
    for number in 1..=count {
        site.add(&format!("École {number}"));
    }
    let body = site.path("lettre.txt");
    std::fs::write(&body, "\u{feff}Bonjour {contact.first_name},\r\n{{voir}} {url}\n").unwrap();
    let body = body.to_str().unwrap().to_owned();
    (site, body)
}

#[test]
fn s13_a_letter_is_previewed_tested_queued_and_taken_back() {
    let (site, body) = with(3);
    let letter = ["--subject", "{establishment.name}", "--body", body.as_str()];
    let preview = site
        .run(&[&["establishment", "mail", "--filter", "ecole", "--preview", "2", "--json"], &letter[..]].concat())
        .expect(0)
        .json();
    assert_eq!(preview.len(), 2);
    assert_eq!(preview[1]["subject"], "École 2");
    assert!(preview[1]["body"].as_str().unwrap().contains("\n{voir} http"), "{preview:?}");

    site.run(&[&["establishment", "mail", "1", "--test-to", "me@ecoles.invalid"], &letter[..]].concat()).expect(0);
    let tests = site.run(&["mail", "list", "--json"]).expect(0).json();
    assert_eq!((tests[0]["kind"].as_str(), tests[0]["state"].as_str()), (Some("test"), Some("sent")));

    let all = [&["establishment", "mail", "--filter", "ecole", "--json"], &letter[..]].concat();
    let refused = site.run(&all).expect(4);
    assert!(refused.stderr.contains("--yes"), "the count is confirmed: {refused:?}");
    let rows = site.run(&[&all[..], &["--yes"]].concat()).expect(0).json();
    assert_eq!(rows.len(), 3);
    let id = rows[0]["job"].to_string();
    let job = site.run(&["job", "show", &id, "--json"]).expect(0).object();
    assert_eq!((job["kind"].as_str(), job["mails"]["queued"].as_u64()), (Some("write-mail"), Some(3)));
    let shown = site.run(&["job", "show", &id, "--lang", "en"]).expect(0).stdout;
    assert!(shown.contains("3 queued") && shown.contains("{establishment.name}"), "{shown}");

    site.run(&["mail", "send"]).expect(0);
    let undo = site.run(&["job", "undo", &id, "--yes", "--json"]).expect(0).json();
    assert!(undo.iter().all(|row| row["error"] == "mail-left"), "{undo:?}");
    let shown = site.run(&["job", "show", &id, "--lang", "en"]).expect(0).stdout;
    assert!(shown.contains("3 sent"), "{shown}");
}

#[test]
fn s13_a_wrong_placeholder_stops_it_and_is_pointed_at() {
    let (site, body) = with(1);
    std::fs::write(site.path("lettre.txt"), "Bonjour,\n  {contct}\n").unwrap();
    let letter = ["establishment", "mail", "1", "--yes", "--lang", "en", "--subject", "x", "--body", body.as_str()];
    let refused = site.run(&letter).expect(4);
    assert!(refused.stderr.contains("Line 2, column 3") && refused.stderr.contains("contact.…"), "{refused:?}");
    assert!(site.run(&["job", "list", "--json"]).expect(0).json().is_empty());
    let empty = site.run(&["establishment", "mail", "1", "--yes", "--subject", "x"]).expect(4);
    assert!(!empty.stderr.is_empty());
}

#[test]
fn s20_templates_are_saved_by_version() {
    let (site, body) = with(1);
    let add = ["template", "add", "--name", "Rentrée", "--json", "--subject", "Objet", "--body", body.as_str()];
    let first = site.run(&add).expect(0).object();
    assert_eq!(first["rev"], 1);
    let second = site.run(&["template", "edit", "rentree", "--json", "--subject", "Autre", "--rev", "1"]).expect(0);
    assert_eq!(second.object()["rev"], 2);
    site.run(&["template", "edit", "Rentrée", "--subject", "Perdu", "--rev", "1"]).expect(4);
    site.run(&["template", "edit", "Rentrée", "--name", "Septembre"]).expect(0);
    let shown = site.run(&["template", "show", "septembre"]).expect(0).stdout;
    assert!(shown.contains("Autre") && shown.contains("{contact.first_name}"), "{shown}");
    let rows = site.run(&["establishment", "mail", "1", "--template", "Septembre", "--yes", "--json"]).expect(0).json();
    assert_eq!(rows[0]["result"], "done");
    site.run(&["template", "delete", "Septembre"]).expect(4);
    site.run(&["template", "delete", "Septembre", "--rev", "2", "--yes"]).expect(4);
    site.run(&["template", "delete", "Septembre", "--yes"]).expect(0);
    assert!(site.run(&["template", "list", "--json"]).expect(0).json().is_empty());
    site.run(&["template", "show", "Septembre"]).expect(4);
}

#[test]
fn files_are_attached_and_hostile_ones_refused() {
    let (site, body) = with(1);
    let file = site.path("Été.pdf");
    std::fs::write(&file, b"%PDF").unwrap();
    let letter = ["establishment", "mail", "1", "--yes", "--subject", "x", "--body", body.as_str(), "--attach"];
    site.run(&[&letter[..], &[file.to_str().unwrap()]].concat()).expect(0);
    site.run(&["mail", "send"]).expect(0);
    for bad in ["/dev/zero", "/none", site.home().to_str().unwrap()] {
        let run = site.run(&[&letter[..], &[bad]].concat()).expect(2);
        assert!(run.stderr.contains(&format!("{bad}: ")), "{run:?}");
    }
    let long = site.path("long.bin");
    std::fs::File::create(&long).unwrap().set_len((5 << 20) + 1).unwrap();
    site.run(&[&letter[..], &[long.to_str().unwrap()]].concat()).expect(4);
}
