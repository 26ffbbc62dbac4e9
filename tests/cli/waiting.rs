//! Mails that wait, through the binary: what leaves is what holds then.

use std::path::Path;

use serde_json::Value;

use crate::site::{Site, add_args};
use crate::support::letter::Parsed;
use crate::support::smtp::{Behaviour, SmtpServer, Stage};

const LIST: &str = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel
;1;29200 Brest;École Un;;Le Goff;Anne;former@school.invalid
";

/// An establishment that was imported with a mail, which waits.
fn imported() -> Site {
    let site = Site::new();
    std::fs::write(site.path("list.csv"), LIST).unwrap();
    site.run(&["establishment", "import", "list.csv", "--yes", "--mail"]).expect(0);
    site
}

fn state(site: &Site, id: u32) -> Value {
    site.run(&["mail", "show", &id.to_string(), "--json"]).expect(0).object()
}

/// The messages that the folder holds, oldest first.
fn folder(site: &Site) -> Vec<Parsed> {
    let mut files: Vec<_> =
        std::fs::read_dir(site.home().join("mail")).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path: &std::path::PathBuf| Parsed::read(&std::fs::read(Path::new(path)).unwrap())).collect()
}

#[test]
fn an_import_tells_how_many_mails_wait_and_who_has_no_address() {
    let site = Site::new();
    let (header, row) = LIST.split_once('\n').unwrap();
    let fields: Vec<&str> = row.trim_end().split(';').collect();
    let bare = [&["", fields[1], "29000 Quimper", "Sans adresse", "", fields[5], fields[6], ""][..]].concat().join(";");
    std::fs::write(site.path("list.csv"), format!("{header}\n{}\n{bare}\n", row.trim_end())).unwrap();
    let done = site.run(&["establishment", "import", "list.csv", "--yes", "--mail"]).expect(0);
    assert!(
        done.stderr.contains("1 e-mail waits") && done.stderr.contains("1 establishment has no address"),
        "{done:?}"
    );
}

/// Import with mail, then: the contact's address corrected, the password reset, the host moved.
fn sequence(site: &Site, transport: &[&str]) {
    let edited =
        site.run(&["establishment", "edit", "1", "--contact-email", "present@school.invalid", "--json"]).expect(0);
    assert_eq!(edited.json()[1]["waiting_mails"]["rewritten"], 1, "{edited:?}");
    assert_eq!(state(site, 1)["to_email"], "present@school.invalid");
    // A job queues the mail and leaves it to the sender.
    site.run(&["establishment", "reset-password", "1", "--which", "first", "--yes"]).expect(0);
    let first = state(site, 1);
    assert_eq!((&first["state"], first["words"].as_str().unwrap()), (&"withdrawn".into(), "superseded: 2"));
    let moved = ["host", "edit", "--host-url", "https://school.invalid", "--sender", "new@host.invalid"];
    let moved = site.run(&[&moved[..], transport].concat()).expect(0);
    assert!(moved.stderr.contains("1 waiting e-mail follows"), "{moved:?}");
    assert!(moved.stderr.contains("The bounce address follows the sender: new@host.invalid."), "{moved:?}");
    let shown = state(site, 2);
    assert!(shown["body"].as_str().unwrap().contains("https://school.invalid"), "{shown}");
    assert_eq!(site.run(&["mail", "send", "--json"]).expect(0).object()["sent"], 1);
    let sent = state(site, 2);
    assert_eq!((&sent["state"], &sent["body"]), (&"sent".into(), &shown["body"]));
}

fn check(message: &Parsed) {
    assert_eq!(message.header("to"), "\"LE GOFF Anne\" <present@school.invalid>");
    assert!(message.header("from").ends_with("<new@host.invalid>"), "{}", message.header("from"));
    assert!(message.body.contains("https://school.invalid") && !message.body.contains("localhost"), "{}", message.body);
    assert!(message.body.contains("has been reset"), "{}", message.body);
}

#[test]
fn credentials_leave_once_for_the_present_address_into_the_folder() {
    let site = imported();
    sequence(&site, &[]);
    let messages = folder(&site);
    assert_eq!(messages.len(), 1);
    check(&messages[0]);
    let listed = site.run(&["mail", "list", "--state", "withdrawn"]).expect(0);
    assert!(listed.stdout.contains("withdrawn") && listed.stdout.contains("newer password"), "{listed:?}");
    let audit = site.run(&["audit", "list", "--action", "establishment.reset-password", "--json"]).expect(0).object();
    assert!(audit.to_string().contains("mails_withdrawn"), "{audit}");
}

#[test]
fn credentials_leave_once_for_the_present_address_over_smtp() {
    let server = SmtpServer::start().unwrap();
    let site = imported();
    let port = server.port().to_string();
    let transport =
        ["--transport", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-security", "none"];
    sequence(&site, &transport);
    let messages = server.messages();
    assert_eq!((messages.len(), messages[0].sender.as_str()), (1, "new@host.invalid"));
    assert_eq!(messages[0].recipients, ["present@school.invalid"]);
    check(&Parsed::read(&messages[0].data));
}

#[test]
fn a_deleted_establishment_that_comes_back_does_not_bring_its_mail() {
    let site = imported();
    let deleted = site.run(&["establishment", "delete", "1", "--yes"]).expect(0);
    assert!(deleted.stderr.contains("1 waiting e-mail withdrawn: the establishment is no longer here."), "{deleted:?}");
    assert_eq!(site.run(&["mail", "list", "--json"]).expect(0).object()["state"], "withdrawn");
    let export = std::fs::read_dir(site.home().join("exports")).unwrap().map(|one| one.unwrap().path());
    let export = export.into_iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap();
    let back = site.run(&["establishment", "restore", export.to_str().unwrap(), "--yes"]).expect(0);
    assert!(back.stderr.contains("administrator of establishment 1 never left"), "{back:?}");
    assert_eq!(site.run(&["mail", "send", "--json"]).expect(0).object()["sent"], 0);
    site.run(&["establishment", "reset-password", "1"]).expect(0);
    assert_eq!(folder(&site).len(), 1);
}

#[test]
fn credentials_that_a_restore_replaced_are_withdrawn() {
    let site = imported();
    let export = site.run(&["establishment", "export", "1", "--json"]).expect(0);
    let name = std::fs::read_dir(site.home().join("exports")).unwrap().map(|one| one.unwrap().path());
    let file = name.into_iter().find(|path| path.extension().is_some_and(|end| end == "sqlite"));
    let file = file.unwrap_or_else(|| panic!("{export:?}"));
    site.run(&["establishment", "restore", file.to_str().unwrap(), "--replace", "--yes"]).expect(0);
    let mail = state(&site, 1);
    assert_eq!((&mail["state"], mail["words"].as_str().unwrap()), (&"withdrawn".into(), "replaced: "));
    assert_eq!(site.run(&["mail", "send", "--json"]).expect(0).object()["sent"], 0);
}

#[test]
fn credentials_of_a_database_that_was_made_again_are_withdrawn_and_told() {
    let site = imported();
    std::fs::remove_file(site.home().join("establishments/000/1.sqlite")).unwrap();
    let done = site.run(&["doctor", "--recreate", "1", "--json", "--yes"]).expect(0);
    let told = done.json().into_iter().find_map(|line| line["waiting_mails"]["withdrawn"].as_u64());
    assert_eq!((told, &state(&site, 1)["state"]), (Some(1), &"withdrawn".into()), "{done:?}");
}

#[test]
fn several_mails_are_tried_again_at_once() {
    let site = Site::new();
    let server = SmtpServer::start().unwrap();
    let port = server.port().to_string();
    site.run(&[
        "host",
        "edit",
        "--transport",
        "smtp",
        "--smtp-host",
        "127.0.0.1",
        "--smtp-port",
        &port,
        "--smtp-security",
        "none",
    ])
    .expect(0);
    server.fail_always(Behaviour::RefuseRecipient(550, "5.1.1 gone"));
    for name in ["A", "B", "C"] {
        site.run(&add_args(name, &[])).expect(0);
    }
    server.recover();
    site.run(&["mail", "retry"]).expect(2);
    site.run(&["mail", "retry", "1", "--state", "refused"]).expect(2);
    let some = site.run(&["mail", "retry", "1", "2", "99", "--json"]).expect(3);
    let states: Vec<Value> = some.json().iter().map(|line| line["state"].clone()).collect();
    assert_eq!(states, [Value::from("sent"), "sent".into(), Value::Null]);
    assert_eq!(site.run(&["mail", "retry", "--state", "refused", "--json"]).expect(0).object()["id"], 3);
    assert_eq!(server.messages().len(), 3);
    site.run(&["mail", "retry", "--state", "refused"]).expect(0);
    site.run(&["mail", "retry", "1"]).expect(4);
}

#[test]
fn a_server_that_is_given_while_the_folder_is_the_transport_is_kept_or_refused() {
    let site = Site::new();
    let unfinished = site.run(&["host", "edit", "--smtp-user", "me"]).expect(4);
    assert!(unfinished.stderr.contains("SMTP"), "{unfinished:?}");
    site.run(&["host", "edit", "--smtp-host", "mail.invalid", "--smtp-port", "465", "--smtp-security", "tls"])
        .expect(0);
    let shown = site.run(&["host", "show", "--json"]).expect(0).object();
    assert_eq!((&shown["transport"], &shown["smtp_host"]), (&"folder".into(), &"mail.invalid".into()));
    site.run(&["host", "edit", "--host-name", "Other"]).expect(0);
    site.run(&["host", "edit", "--transport", "smtp"]).expect(0);
    let shown = site.run(&["host", "show", "--json"]).expect(0).object();
    assert_eq!((&shown["smtp_port"], &shown["smtp_security"]), (&"465".into(), &"tls".into()));
    site.run(&["host", "edit", "--transport", "folder"]).expect(0);
    assert_eq!(site.run(&["host", "show", "--json"]).expect(0).object()["smtp_host"], "mail.invalid");
    // The same kind: a domain that nothing asks for.
    site.run(&["host", "edit", "--contact-domain", "school.invalid"]).expect(2);
}

/// A site whose mail goes to a server that misbehaves, with one mail that waits.
fn mailed(behaviour: Behaviour) -> (Site, SmtpServer) {
    let server = SmtpServer::start().unwrap();
    let site = imported();
    let port = server.port().to_string();
    let server_options = ["--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-security", "none"];
    site.run(&[&["host", "edit", "--transport", "smtp"][..], &server_options].concat()).expect(0);
    server.fail_always(behaviour);
    (site, server)
}

#[test]
fn a_signal_ends_what_a_server_draws_out() {
    use rustix::process::{Pid, Signal, kill_process};
    for (signal, behaviour, expected) in [
        (Signal::TERM, Behaviour::Drip(Stage::Connect, b"220-x\r\n"), "queued"),
        (Signal::INT, Behaviour::Drip(Stage::Recipient, b"250-x\r\n"), "queued"),
        (Signal::TERM, Behaviour::Drip(Stage::Message, b"250-x\r\n"), "uncertain"),
    ] {
        for verb in [&["send"][..], &["test", "me@example.invalid"]] {
            let (site, server) = mailed(behaviour);
            let quiet = std::process::Stdio::null;
            let mut command = site.command(&[&["mail"], verb].concat());
            let mut child = command.stdout(quiet()).stderr(quiet()).spawn().unwrap();
            server.wait_for_hanging(1, std::time::Duration::from_mins(1)).unwrap();
            kill_process(Pid::from_child(&child), signal).unwrap();
            let status = child.wait().unwrap();
            assert!(status.code().is_some(), "{verb:?} {behaviour:?}: {status:?}");
            let id = if verb[0] == "send" { 1 } else { 2 };
            assert_eq!(state(&site, id)["state"], expected, "{verb:?} {behaviour:?}");
            assert_eq!(server.messages().len(), usize::from(expected == "uncertain"));
        }
    }
}

#[test]
fn an_endless_answer_fits_into_little_memory() {
    // Address space, in KiB: an answer that is kept whole would need more within a second.
    let (site, server) = mailed(Behaviour::Flood(Stage::Connect, b"x"));
    let send = format!("ulimit -v 1000000; exec {} mail send --json", env!("CARGO_BIN_EXE_intendant"));
    let output = site.in_shell(&send).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["deferred"], 1, "{told}");
    assert!(server.flooded() < 16 << 20, "{}", server.flooded());
    assert!(state(&site, 1)["words"].as_str().unwrap().contains("too long"));
}

#[test]
fn a_deletion_tells_what_it_withdraws_and_whoever_undoes_it_sees_what_never_left() {
    let site = imported();
    let planned = site.run(&["establishment", "delete", "1", "--dry-run"]).expect(0);
    assert!(planned.stdout.contains("1 e-mail that waits is withdrawn"), "{planned:?}");
    let deleted = site.run(&["establishment", "delete", "1", "--yes", "--json"]).expect(0);
    site.run(&["job", "undo", &deleted.json()[0]["job"].to_string(), "--yes"]).expect(0);
    let mail = site.run(&["mail", "list", "--json"]).expect(0).object();
    assert_eq!((mail["state"].as_str(), mail["kind"].as_str()), (Some("withdrawn"), Some("registration")));
    let said = site.run(&["mail", "list"]).expect(0);
    assert!(said.stdout.contains("withdrawn"), "{said:?}");
    assert_eq!(site.run(&["mail", "send", "--json"]).expect(0).object()["sent"], 0);
}

#[test]
fn whoever_undoes_a_replacement_sees_which_password_never_left() {
    let site = imported();
    site.run(&["mail", "send"]).expect(0);
    site.run(&["establishment", "export", "1"]).expect(0);
    let mut files = std::fs::read_dir(site.home().join("exports")).unwrap().map(|one| one.unwrap().path());
    let export = files.find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap();
    let replace = ["establishment", "restore", export.to_str().unwrap(), "--replace", "--yes", "--json"];
    let undone = |site: &Site| {
        let replaced = site.run(&replace).expect(0);
        assert!(!replaced.stderr.contains("never left"), "{replaced:?}");
        site.run(&["job", "undo", &replaced.json()[0]["job"].to_string(), "--yes"]).expect(0)
    };
    let said = undone(&site);
    assert!(!said.stderr.contains("never left"), "its password left: {said:?}");
    site.run(&["establishment", "reset-password", "1", "--which", "first", "--yes"]).expect(0);
    let said = undone(&site);
    assert!(said.stderr.contains("administrator of establishment 1 never left"), "{said:?}");
}

#[test]
fn a_password_that_opens_nothing_any_more_does_not_leave_whoever_changed_it() {
    let site = imported();
    let database = site.home().join("establishments/000/1.sqlite");
    let change = |password: &str| {
        let connection = rusqlite::Connection::open(&database).unwrap();
        let stored: String = connection.query_row("select password from account", [], |row| row.get(0)).unwrap();
        connection.execute("update account set password = $1", [password]).unwrap();
        stored
    };
    let own = change("generated-sha256$00$00");
    site.run(&["mail", "send"]).expect(0);
    let mail = state(&site, 1);
    assert_eq!((&mail["state"], folder(&site).len()), (&"withdrawn".into(), 0), "{mail}");
    assert_eq!(site.run(&["audit", "list", "--action", "mail.withdraw", "--json"]).expect(0).json().len(), 1);
    // It is not what it was once more, and the next one leaves.
    change(&own);
    site.run(&["mail", "retry", "1"]).expect(4);
    site.run(&["establishment", "reset-password", "1", "--which", "first", "--yes"]).expect(0);
    site.run(&["mail", "send"]).expect(0);
    assert_eq!(folder(&site).len(), 1);
}

#[test]
fn a_password_that_cannot_be_tried_waits_and_one_of_a_closed_account_is_withdrawn() {
    let site = imported();
    site.run(&["host", "edit", "--transport", "folder"]);
    let path = site.home().join("establishments/000/1.sqlite");
    let aside = site.path("aside.sqlite");
    std::fs::rename(&path, &aside).unwrap();
    site.run(&["mail", "send"]);
    let mail = state(&site, 1);
    assert_eq!(mail["state"], "deferred", "{mail}");
    assert!(mail["words"].as_str().unwrap().starts_with("untried: "), "{mail}");
    std::fs::rename(&aside, &path).unwrap();
    let change = |sql: &str| rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    change("update account set active = 0");
    site.run(&["mail", "retry", "1"]);
    site.run(&["mail", "send"]);
    let mail = state(&site, 1);
    assert_eq!((&mail["state"], &mail["words"]), (&"withdrawn".into(), &"stale: ".into()), "{mail}");
    change("update account set active = 1");
    site.run(&["establishment", "reset-password", "1", "--yes"]);
    site.run(&["mail", "send"]);
    assert_eq!((state(&site, 2)["state"].clone(), folder(&site).len()), ("sent".into(), 1));
}
