//! One establishment: added, listed, shown, edited, its passwords.

use serde_json::Value;

use crate::site::{Site, add_args, files};

#[test]
fn the_same_school_twice_is_told() {
    let site = Site::new();
    let said = |name: &str, more: &[&str]| {
        let added = site.run(&add_args(name, more)).expect(0);
        added.stdout + &added.stderr
    };
    assert!(!said("Collège Anna Marly", &[]).contains("name and place"));
    assert!(said("College  anna-marly", &[]).contains("Number 1 has this name and place too."));
    // Two of the same name and place with a UAI each are two.
    assert!(said("Collège Anna Marly", &["--uai", "0750655E", "--no-mail"]).contains("Numbers 1, 2 have this name"));
    assert!(!said("Collège Anna Marly", &["--uai", "0750656F"]).contains("Number 3"));
}

#[test]
fn s04_add_gives_number_and_path_and_no_secret_anywhere() {
    let site = Site::new();
    let added = site.run(&add_args("Collège Anna Marly", &["--uai", "0750655E"])).expect(0);
    assert!(added.stdout.starts_with("Establishment 1 created · e-mail sent · "), "{added:?}");
    assert!(site.home().join("establishments/000/1.sqlite").is_file());
    let password = mailed_password(&site);
    let log = site.run(&["audit", "list", "--json"]).expect(0);
    let shown = site.run(&["mail", "show", "1"]).expect(0);
    for text in [&added.stdout, &added.stderr, &log.stdout, &shown.stdout] {
        assert!(!text.contains(&password), "{text}");
    }
    assert_eq!(log.json().iter().filter(|line| line["action"] == "establishment.add").count(), 1);
    // Sent: the only copy left is the mail itself.
    for path in files(&site.home()).iter().filter(|path| path.is_file() && !path.starts_with(site.home().join("mail")))
    {
        let bytes = std::fs::read(path).unwrap();
        let holds = bytes.windows(password.len()).any(|window| window == password.as_bytes());
        assert!(!holds, "{} holds the password", path.display());
    }
}

/// Reads the password in the only mail of the folder transport.
fn mailed_password(site: &Site) -> String {
    let mails = files(&site.home().join("mail"));
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = std::fs::read_to_string(&mails[0]).unwrap();
    let line = text.lines().find(|line| line.trim_start().starts_with("Password")).unwrap();
    let password = line.split(": ").nth(1).unwrap().trim().to_owned();
    assert_eq!(password.len(), 20, "{line}");
    password
}

#[test]
fn s05_bad_input_names_every_field_in_both_languages_and_writes_nothing() {
    let site = Site::new();
    let args = [
        "establishment",
        "add",
        "--zone",
        "",
        "--location",
        "",
        "--name",
        "x",
        "--uai",
        "0123456A",
        "--contact-last-name",
        "a",
        "--contact-first-name",
        "b",
        "--contact-email",
        "a@b",
    ];
    for (language, expected) in [
        (
            "en",
            ["Zone: This field must be filled in.", "UAI: The last letter should be S.", "Contact e-mail: This is not"],
        ),
        (
            "fr",
            [
                "Zone géographique\u{a0}: Ce champ doit être rempli.",
                "UAI\u{a0}: La dernière lettre devrait être S.",
                "Courriel du contact\u{a0}: Ce n'est pas",
            ],
        ),
    ] {
        let refused = site.run(&[&args[..], &["--lang", language]].concat()).expect(4);
        for said in expected {
            assert!(refused.stderr.contains(said), "{said}: {refused:#?}");
        }
    }
    let refused = site.run(&[&args[..], &["--json"]].concat()).expect(4);
    let error: Value = serde_json::from_str(&refused.stderr).unwrap();
    let codes: Vec<_> = error["fields"].as_array().unwrap().iter().map(|field| &field["code"]).collect();
    assert_eq!(codes, ["missing", "missing", "uai-letter", "not-an-email"]);
    assert_eq!(site.run(&["establishment", "list", "--json"]).expect(0).stdout, "");
}

#[test]
fn s05_a_uai_in_use_names_its_holder() {
    let site = Site::new();
    site.run(&add_args("Collège Anna Marly", &["--uai", "0750655E"])).expect(0);
    let refused = site.run(&add_args("Autre", &["--uai", "0750655E"])).expect(4);
    assert!(refused.stderr.contains("Establishment 1, Collège Anna Marly, has this UAI already."), "{refused:?}");
}

#[test]
fn s06_no_mail_is_warned_of_and_a_refused_mail_is_pending() {
    let site = Site::new();
    let quiet = site.run(&add_args("Sans courriel", &["--no-mail"])).expect(0);
    assert!(quiet.stderr.contains("cannot be recovered"), "{quiet:?}");
    // Nobody listens there.
    let smtp = [
        "host",
        "edit",
        "--transport",
        "smtp",
        "--smtp-host",
        "127.0.0.1",
        "--smtp-port",
        "1",
        "--smtp-security",
        "none",
    ];
    site.run(&smtp).expect(0);
    let pending = site.run(&add_args("En attente", &["--json"])).expect(0).object();
    assert_eq!(pending["mail"]["state"], "deferred", "{pending}");
    let said = site.run(&add_args("En attente 2", &["--lang", "fr"])).expect(0);
    assert!(said.stdout.contains("· courriel différé\u{a0}: "), "{said:?}");
    site.run(&["host", "edit", "--transport", "folder"]).expect(0);
    let retried = site.run(&["mail", "retry", &pending["mail"]["id"].to_string()]).expect(0);
    assert!(retried.stdout.contains("e-mail sent"), "{retried:?}");
    assert_eq!(site.run(&["establishment", "list", "--json"]).json().len(), 3, "the retry creates nothing");
}

#[test]
fn the_copy_goes_out_without_the_password() {
    let site = Site::new();
    site.run(&add_args("Collège", &["--copy"])).expect(0);
    let mails = site.run(&["mail", "list", "--json"]).expect(0).json();
    let kinds: Vec<_> =
        mails.iter().map(|mail| (mail["kind"].as_str().unwrap(), mail["state"].as_str().unwrap())).collect();
    assert!(kinds.contains(&("copy", "sent")) && kinds.contains(&("registration", "sent")), "{kinds:?}");
}

#[test]
fn lists_are_filtered_ordered_and_cut() {
    let site = Site::new();
    for name in ["Zola", "École Élan", "Edison"] {
        site.add(name);
    }
    let names = |args: &[&str]| -> Vec<String> {
        let run = site.run(&[&["establishment", "list", "--json"], args].concat()).expect(0);
        run.json().iter().map(|line| line["denomination"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&["--sort", "name"]), ["École Élan", "Edison", "Zola"]);
    assert_eq!(names(&["--sort", "name", "--desc", "--limit", "1"]), ["Zola"]);
    assert_eq!(names(&["--filter", "brest -zola name:e"]), ["École Élan", "Edison"]);
    assert_eq!(names(&["--filter", "state:blocked"]), [""; 0]);
    let refused = site.run(&["establishment", "list", "--filter", "nope:x"]).expect(4);
    assert!(refused.stderr.contains("nope"), "{refused:?}");
    let table = site.run(&["establishment", "list", "--lang", "fr"]).expect(0);
    assert!(table.stdout.starts_with("N°  Zone"), "{table:?}");
    assert!(!table.stdout.contains('\t'));
}

#[test]
fn s20_edit_changes_only_what_is_given_and_shows_both_versions_of_a_conflict() {
    let site = Site::new();
    let number = site.add("Avant").to_string();
    let edited = site.run(&["establishment", "edit", &number, "--name", "Après"]).expect(0);
    assert!(edited.stdout.contains("“Avant” becomes “Après”"), "{edited:?}");
    let now = site.run(&["establishment", "show", &number, "--json"]).expect(0).object();
    assert_eq!((&now["denomination"], &now["location"]), (&"Après".into(), &"29200 Brest".into()));
    let conflict = site.run(&["establishment", "edit", &number, "--rev", "1", "--name", "Le mien"]).expect(4);
    for said in ["Après", "Le mien", "--rev 2"] {
        assert!(conflict.stdout.contains(said), "{conflict:?}");
    }
    let lines = site.run(&["establishment", "edit", &number, "--rev", "1", "--name", "Le mien", "--json"]).expect(4);
    assert_eq!(lines.object()["fields"][0]["stored"], "Après");
    site.run(&["establishment", "edit", &number, "--rev", "2", "--name", "Le mien"]).expect(0);
    let nothing = site.run(&["establishment", "edit", &number, "--name", "Le mien"]).expect(0);
    assert!(nothing.stdout.contains("nothing to change"), "{nothing:?}");
    site.run(&["establishment", "edit", "99", "--name", "x"]).expect(4);
}

#[test]
fn s12_a_lost_password_goes_to_the_contact_only() {
    let site = Site::new();
    let number = site.add("Collège").to_string();
    let contact = ["establishment", "edit", &number, "--contact-email", "new@example.invalid"];
    site.run(&contact).expect(0);
    let admins = site.run(&["establishment", "administrators", &number, "--json"]).expect(0).object();
    assert_eq!(admins["login"], "admin");
    let reset = site.run(&["establishment", "reset-password", &number, "--json"]).expect(0).object();
    assert_eq!(reset["contact_email"], "new@example.invalid");
    assert_eq!(reset["mail"]["state"], "sent");
    // A second administrator: now one has to be chosen.
    site.run(&["establishment", "reset-password", &number, "--create"]).expect(0);
    let several = site.run(&["establishment", "reset-password", &number]).expect(4);
    assert!(several.stderr.contains("admin, admin2"), "{several:?}");
    site.run(&["establishment", "reset-password", &number, "--administrator", "admin2"]).expect(0);
    site.run(&["establishment", "reset-password", &number, "--administrator", "nobody"]).expect(4);
    let to = site.run(&["mail", "list", "--json"]).expect(0).json();
    let resets: Vec<_> = to.iter().filter(|mail| mail["kind"] == "reset").map(|mail| &mail["to_email"]).collect();
    assert_eq!(resets, ["new@example.invalid"; 3]);
}

#[test]
fn s12_a_contact_without_address_is_refused() {
    let site = Site::new();
    let file = site.path("a.csv");
    std::fs::write(&file, "Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n")
        .unwrap();
    let csv = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n;1;29200 Brest;École;;;;\n";
    std::fs::write(&file, csv).unwrap();
    site.run(&["establishment", "import", file.to_str().unwrap(), "--yes"]).expect(0);
    let refused = site.run(&["establishment", "reset-password", "1"]).expect(4);
    assert!(refused.stderr.contains("no e-mail address"), "{refused:?}");
}
