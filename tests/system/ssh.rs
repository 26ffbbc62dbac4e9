//! The console over SSH, as `assets/ssh` tells hosts to set it up: who it is, no way out, and the end of a connection.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rustix::process::Signal;

use crate::support::daemon::wait_for;
use crate::support::house::{House, PASSWORD, PROGRAM, sign_in, told};
use crate::support::people::{first_sign_in, mailed};
use crate::support::pty::{Key, Terminal};
use crate::support::ssh::{Forced, SshServer};

const LIMIT: Duration = Duration::from_secs(20);
/// Processor time that an end may take, in hundredths of a second.
const SMALL: u32 = 30;

/// A house whose console speaks French over SSH, where no locale comes along.
pub(crate) fn house() -> House {
    let house = House::new();
    house.configure("ascii = \"no\"\nlanguage = \"fr\"\n[audit]\nsyslog = false\n");
    house
}

/// The forced command.
pub(crate) fn command(house: &House) -> String {
    let (data, configuration) = (house.data(), house.configuration());
    format!("{PROGRAM} --data-dir {} --config {}", data.display(), configuration.display())
}

/// The processes of the program that have this house open.
fn consoles(house: &House) -> Vec<u32> {
    let data = house.data().to_str().unwrap().to_owned();
    let ids = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_ours = |id: &u32| {
        let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        line.starts_with(PROGRAM.as_bytes()) && String::from_utf8_lossy(&line).contains(&data)
    };
    ids.filter(is_ours).collect()
}

/// Processor time that a process has used, in hundredths of a second; none: it is gone.
fn ticks(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    Some(fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum())
}

fn open(server: &SshServer) -> Terminal {
    let mut terminal = Terminal::spawn(server.launch());
    terminal.set_deadline(LIMIT);
    sign_in(&mut terminal, "alice", PASSWORD);
    terminal.wait_text("alice (SSH)");
    terminal
}

#[test]
fn the_console_opens_and_the_log_knows_client_and_key() {
    let house = house();
    house.import(30);
    let server = SshServer::start(Forced::ByKey(&format!("{} --key alice@laptop", command(&house)))).unwrap();
    let mut console = open(&server);
    console.wait_text("1 sur 30");
    console.wait_text("Collège Éluard n° 3");
    let entry = "select actor || '|' || ssh_key || '|' || ssh_client from audit where action = 'session.sign-in'";
    let signed_in: String = house.ask(entry);
    assert!(signed_in.starts_with("alice|alice@laptop|127.0.0.1 "), "{signed_in}");
    assert_eq!(house.ask::<String>("select ssh_key from session"), "alice@laptop");
    // What is done is under the same names.
    console.send("e");
    console.wait_text("Modifier l'établissement 1");
    console.keys(&[Key::Tab, Key::Tab, Key::End]);
    console.send(" bis");
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("Établissement 1 enregistré.");
    let edited: i64 = house.ask(
        "select count(*) from audit where action = 'establishment.edit' and actor = 'alice' \
         and ssh_key = 'alice@laptop' and ssh_client like '127.0.0.1 %'",
    );
    assert_eq!(edited, 1);
    console.send("q");
    assert_eq!(console.wait_exit(LIMIT).code(), Some(0), "{}", server.log());
}

#[test]
fn with_one_command_for_all_the_key_is_known_by_its_fingerprint() {
    let house = house();
    let server = SshServer::start(Forced::ByServer(&command(&house))).unwrap();
    let _console = open(&server);
    let listed = Command::new("ssh-keygen").arg("-lf").arg(server.key()).output().unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let fingerprint = listed.split_whitespace().nth(1).unwrap();
    assert_eq!(house.ask::<String>("select ssh_key from session"), fingerprint);
}

fn finish(command: &mut Command) -> Output {
    command.stdin(Stdio::null()).output().unwrap()
}

#[test]
fn there_is_no_way_to_a_shell() {
    let house = house();
    let server = SshServer::start(Forced::ByKey(&format!("{} --key alice", command(&house)))).unwrap();
    for asked in [
        &["sh", "-c", "id"][..],
        &["--", "bash"],
        &["bash", "-i"],
        &["id;", "id"],
        &["$(id)"],
        &["`id`"],
        &["--", "--data-dir", "/tmp", "zone", "list"],
        &["zone", "list\nid"],
        &["rsync", "--server", ".", "/etc"],
        &["git-upload-pack", "/"],
    ] {
        let output = finish(server.client(&["-T"]).args(asked));
        let words = told(&output);
        assert_eq!(output.status.code(), Some(7), "{asked:?}: {words}");
        assert!(!words.contains("uid="), "{asked:?}: {words}");
    }
}

#[test]
fn no_file_and_no_port_passes() {
    let house = house();
    let server = SshServer::start(Forced::ByKey(&format!("{} --key alice", command(&house)))).unwrap();
    let own = format!("127.0.0.1:{}", server.port());
    let forwarded = finish(&mut server.client(&["-T", "-W", &own]));
    assert!(!forwarded.status.success() && !told(&forwarded).contains("SSH-2.0"), "{}", told(&forwarded));
    let remote = finish(&mut server.client(&["-T", "-oExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"]));
    assert!(!remote.status.success(), "{}", told(&remote));
    let copy = house.folder().join("copy");
    let source = format!("{}:/etc/passwd", server.destination());
    for program in [&["scp"][..], &["scp", "-O"], &["sftp"]] {
        let output =
            finish(Command::new(program[0]).args(&program[1..]).args(server.options()).arg(&source).arg(&copy));
        assert!(!output.status.success() && !copy.exists(), "{program:?}: {}", told(&output));
    }
    let target = format!("{}:{}", server.destination(), house.data().join("exchange/x").display());
    let output = finish(Command::new("scp").args(server.options()).arg("/etc/passwd").arg(&target));
    assert!(!output.status.success() && !house.data().join("exchange/x").exists(), "{}", told(&output));
}

#[test]
fn keys_that_open_shells_elsewhere_open_none_here() {
    let house = house();
    house.import(3);
    let server = SshServer::start(Forced::ByServer(&command(&house))).unwrap();
    let mut console = open(&server);
    console.wait_text("1 sur 3");
    for keys in ["!id\r", ":!id\r", "|id\r", "/!id\r", "\x1a", "\x1c", "\x04"] {
        console.send(keys);
        console.drain_until_quiet(Duration::from_millis(200));
        assert!(!console.screen_text().contains("uid="), "{keys:?}");
        console.key(Key::Esc);
        console.drain_until_quiet(Duration::from_millis(100));
    }
    console.wait_text("alice (SSH)");
    // One process of the program and no child of it.
    let ids = consoles(&house);
    assert_eq!(ids.len(), 1, "{ids:?}");
    let children = fs::read_to_string(format!("/proc/{0}/task/{0}/children", ids[0])).unwrap_or_default();
    assert_eq!(children.trim(), "");
}

#[test]
fn s24_a_killed_client_ends_the_console_at_once_without_burning() {
    let house = house();
    house.import(3);
    let server = SshServer::start(Forced::ByServer(&command(&house))).unwrap();
    let mut client = open(&server);
    client.wait_text("1 sur 3");
    client.send("n");
    client.wait_text("Nouvel établissement");
    let ids = consoles(&house);
    assert_eq!(ids.len(), 1, "{ids:?}");
    let before = ticks(ids[0]).unwrap();
    client.signal(Signal::KILL);
    let mut last = before;
    wait_for(LIMIT, "the console to end", || {
        last = ticks(ids[0]).unwrap_or(last);
        Ok(consoles(&house).is_empty().then_some(()))
    })
    .unwrap();
    assert!(last - before < SMALL, "{} hundredths of a second of work for an end", last - before);
    assert_eq!(house.ask::<String>("select end_reason from session"), "hang-up");
}

/// The seed's Dupont over SSH: an own key line, no webmaster's sign-in, no verb, and only what his role lets him.
#[test]
fn dupont_enters_by_the_line_of_his_school_and_does_what_his_role_lets_him() {
    let house = house();
    house.add("Lycée Bréquigny", "");
    for code in ["RT", "GEII"] {
        house.ok(&[
            "department",
            "add",
            "--establishment",
            "1",
            "--code",
            code,
            "--name",
            &format!("Département {code}"),
        ]);
    }
    for (login, home) in [("dupont", "RT"), ("martin", "RT"), ("durand", "GEII")] {
        let email = format!("{login}@ecole.invalid");
        let names = ["--login", login, "--last-name", login, "--email", &email, "--home", home];
        house.ok(&[&["user", "add", "--establishment", "1"][..], &names].concat());
    }
    for role in ["Admin_RT", "Ens_GEII"] {
        house.ok(&["user", "grant", "dupont", "--role", role, "--establishment", "1"]);
    }
    let line = format!("{} --people --establishment 1 --key lycee-brequigny", command(&house));
    let server = SshServer::start(Forced::ByKey(&line)).unwrap();
    // A verb opens no door, and neither does a webmaster's password.
    let told_of = finish(server.client(&[]).arg("user list"));
    assert_eq!(told_of.status.code(), Some(7), "{}", told(&told_of));
    let mut console = Terminal::spawn(server.launch());
    console.set_deadline(LIMIT);
    sign_in(&mut console, "alice", PASSWORD);
    console.wait_text("Nom d'utilisateur ou mot de passe incorrect");
    drop(console);

    let mut console = Terminal::spawn(server.launch());
    console.set_deadline(LIMIT);
    first_sign_in(&mut console, "dupont", &mailed(&house, "dupont@ecole.invalid"));
    console.keys(&[Key::Down, Key::Enter]);
    console.wait_text("1 sur 4");
    for (login, told) in [("martin", "o oui"), ("durand", "(règle A6)")] {
        console.send("/");
        console.key(Key::Ctrl('u'));
        console.send(login);
        console.key(Key::Enter);
        console.wait_text(&format!("▸[ ] {login}"));
        console.send("b");
        console.wait_text(told);
        if login == "martin" {
            console.send("o");
            console.wait_text("Compte martin désactivé.");
        }
    }
    console.wait_text("donner à durand le département d'attache RT");
    let own = rusqlite::Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    let did = "select actor || '|' || ssh_key || '|' || ssh_client from audit where action = 'user.deactivate'";
    let did: String = own.query_row(did, [], |row| row.get(0)).unwrap();
    assert!(did.starts_with("dupont|lycee-brequigny|127.0.0.1 "), "{did}");
}
