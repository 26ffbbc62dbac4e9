//! `ssh host COMMAND`: nothing by default, our own verbs if the configuration says so, files only in the exchange.

use std::fs;
use std::process::{Output, Stdio};

use crate::ssh::{command, house};
use crate::support::house::{House, told};
use crate::support::ssh::{Forced, SshServer};

fn configure(house: &House, verbs: &str) {
    let tied = "[ssh.keys]\ncron = \"alice\"\n";
    house.configure(&format!("language = \"en\"\n[ssh]\nverbs = \"{verbs}\"\n{tied}[audit]\nsyslog = false\n"));
}

fn ask(server: &SshServer, line: &str) -> Output {
    server.client(&["-T"]).arg(line).stdin(Stdio::null()).output().unwrap()
}

/// Asks for a command that must end with this code; gives what it said.
fn check(server: &SshServer, line: &str, code: i32) -> String {
    let output = ask(server, line);
    assert_eq!(output.status.code(), Some(code), "{line}: {}", told(&output));
    told(&output)
}

#[test]
fn verbs_run_as_far_as_the_configuration_lets_them() {
    let house = house();
    let server = SshServer::start(Forced::ByKey(&format!("{} --key cron", command(&house)))).unwrap();
    for line in ["zone list", "version", "establishment add --zone 1", "doctor --fix", "help"] {
        check(&server, line, 7);
    }
    configure(&house, "read");
    assert!(check(&server, "zone list", 0).contains("Zone par défaut"));
    assert!(check(&server, "intendant zone list --json", 0).contains("\"number\":1"));
    for line in ["zone add --name Bretagne", "mail test a@b.invalid", "establishment delete 1 --yes", "doctor --fix"] {
        check(&server, line, 7);
    }
    assert_eq!(house.ask::<i64>("select count(*) from zone"), 1);
    configure(&house, "all");
    check(&server, "zone add --name 'Bretagne; id'", 0);
    assert_eq!(house.ask::<String>("select name from zone where number = 2"), "Bretagne; id");
    let who: String = house.ask("select ssh_key || ' ' || ssh_client from audit where action = 'zone.add'");
    assert!(who.starts_with("cron 127.0.0.1 "), "{who}");
    assert_eq!(house.ask::<String>("select actor from audit where action = 'zone.add'"), "alice");
    let foreign = ["zone list --data-dir /tmp", "zone list --config /tmp/x", "zone list --key x"];
    for line in ["init --login eve", "demo", "zone list 'open"].into_iter().chain(foreign) {
        check(&server, line, 7);
    }
    for line in ["sh -c id", "zone list; id", "zone list | sh", "$(id)", "scp -t /tmp"] {
        let words = check(&server, line, 2);
        assert!(!words.contains("uid="), "{line}: {words}");
    }
}

#[test]
fn files_of_a_remote_command_lie_in_the_exchange_only() {
    let house = house();
    configure(&house, "all");
    let server = SshServer::start(Forced::ByServer(&format!("{} --key cron", command(&house)))).unwrap();
    let rows = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n\
                ;1;29200 Brest;Collège Éluard;;LE GALL;Anne;anne@ecole.invalid\n";
    let outside = house.folder().join("outside.csv");
    fs::write(&outside, rows).unwrap();
    fs::write(house.data().join("exchange/inside.csv"), rows).unwrap();
    std::os::unix::fs::symlink(&outside, house.data().join("exchange/link.csv")).unwrap();
    for named in [outside.to_str().unwrap(), "../outside.csv", "../../outside.csv", "link.csv", "/etc/passwd", ".."] {
        let words = check(&server, &format!("establishment import --yes {named}"), 4);
        assert!(words.contains("exchange folder"), "{named}: {words}");
    }
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 0);
    check(&server, "establishment import --yes inside.csv", 0);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1);
    check(&server, "audit export ../../log.csv", 4);
    assert!(!house.folder().join("log.csv").exists() && !house.data().join("log.csv").exists());
}
