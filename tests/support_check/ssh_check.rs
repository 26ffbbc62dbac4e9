//! The real sshd with the settings that hosts are told to use.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::support::daemon::wait_for;
use crate::support::pty::Terminal;
use crate::support::ssh::{Forced, SshServer};

type TestResult = Result<(), Box<dyn std::error::Error>>;

const LIMIT: Duration = Duration::from_secs(30);

fn words(output: &Output) -> String {
    let (printed, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}{}{complained}", output.status, printed.replace('\r', ""))
}

/// Writes a program, since a forced command has no room for quotes.
fn program(folder: &Path, lines: &str) -> std::io::Result<String> {
    let path = folder.join("program");
    fs::write(&path, lines)?;
    Ok(format!("sh {}", path.display()))
}

const REPORT: &str = r#"
printf 'asked=%s\n' "$SSH_ORIGINAL_COMMAND"
[ -t 0 ] && echo terminal=yes || echo terminal=no
[ -n "$SSH_AUTH_SOCK" ] && echo agent=yes || echo agent=no
[ -n "$DISPLAY" ] && echo display=yes || echo display=no
sed 's/^/auth=/' "$SSH_USER_AUTH"
"#;

#[test]
fn every_session_runs_the_forced_command_and_nothing_else() -> TestResult {
    let folder = tempfile::tempdir()?;
    let report = program(folder.path(), REPORT)?;
    for forced in [Forced::ByServer(&report), Forced::ByKey(&report)] {
        let server = SshServer::start(forced)?;
        let output = server.client(&["-tt", "-A", "-X"]).stdin(Stdio::null()).output()?;
        let told = words(&output);
        assert!(output.status.success(), "{told}\n{}", server.log());
        for line in ["asked=\n", "terminal=yes", "agent=no", "display=no", "auth=publickey ssh-ed25519 "] {
            assert!(told.contains(line), "{line:?} is missing in {told}");
        }
        let output = server.client(&["-T"]).args(["cat", "/etc/passwd;", "id"]).stdin(Stdio::null()).output()?;
        let told = words(&output);
        assert!(told.contains("asked=cat /etc/passwd; id\n") && told.contains("terminal=no"), "{told}");
        assert!(!told.contains("root:") && !told.contains("uid="), "{told}");
    }
    Ok(())
}

#[test]
fn the_server_s_command_wins_over_the_key_s() -> TestResult {
    let server = SshServer::start(Forced::ByBoth("echo by server", "echo by key"))?;
    let output = server.client(&["-T"]).stdin(Stdio::null()).output()?;
    assert_eq!(String::from_utf8_lossy(&output.stdout), "by server\n", "{}", server.log());
    Ok(())
}

#[test]
fn no_port_no_file_passes() -> TestResult {
    let server = SshServer::start(Forced::ByServer("echo forced"))?;
    // Were it allowed, sshd's own greeting would come back.
    let own = format!("127.0.0.1:{}", server.port());
    let local = server.client(&["-T", "-W", &own]).stdin(Stdio::null()).output()?;
    assert!(!local.status.success() && !words(&local).contains("SSH-2.0"), "{}", words(&local));
    let remote =
        server.client(&["-T", "-oExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"]).stdin(Stdio::null()).output()?;
    assert!(!remote.status.success(), "{}", words(&remote));

    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("copy");
    let source = format!("{}:/etc/passwd", server.destination());
    for program in [&["scp"][..], &["scp", "-O"], &["sftp"]] {
        let (name, extra) = program.split_first().ok_or("no program")?;
        let output = Command::new(name)
            .args(extra)
            .args(server.options())
            .arg(&source)
            .arg(&copy)
            .stdin(Stdio::null())
            .output()?;
        assert!(!output.status.success() && !copy.exists(), "{program:?}: {}", words(&output));
    }
    Ok(())
}

#[test]
fn a_client_that_dies_hangs_up_the_far_terminal() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mark = folder.path().join("hung-up");
    let lines = format!("trap 'echo yes > {}; exit 0' HUP\necho ready\nread line\nread line\n", mark.display());
    let server = SshServer::start(Forced::ByServer(&program(folder.path(), &lines)?))?;
    let mut client = server.client(&["-tt"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut screen = BufReader::new(client.stdout.take().ok_or("no output")?);
    let mut line = String::new();
    screen.read_line(&mut line)?;
    assert_eq!(line.trim_end(), "ready", "{}", server.log());
    // The far end answers, so it is the death that ends it.
    client.stdin.as_mut().ok_or("no input")?.write_all(b"key\n")?;
    line.clear();
    screen.read_line(&mut line)?;
    assert_eq!(line.trim_end(), "key");
    assert!(!mark.exists());
    client.kill()?;
    client.wait()?;
    wait_for(LIMIT, "the hang-up", || Ok(fs::read_to_string(&mark).ok().filter(|text| text == "yes\n")))?;
    Ok(())
}

#[test]
fn a_stopped_server_hangs_up_its_sessions() -> TestResult {
    let server = SshServer::start(Forced::ByServer("cat"))?;
    let mut client =
        server.client(&["-tt"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    client.stdin.as_mut().ok_or("no input")?.write_all(b"here\n")?;
    let mut line = String::new();
    BufReader::new(client.stdout.as_mut().ok_or("no output")?).read_line(&mut line)?;
    assert_eq!(line.trim_end(), "here", "{}", server.log());
    drop(server);
    wait_for(LIMIT, "the client to end", || client.try_wait())?;
    Ok(())
}

#[test]
fn a_person_s_terminal_reaches_the_forced_command() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mark = folder.path().join("hung-up");
    let trap = format!("trap 'echo yes > {}; exit 0' HUP\n", mark.display());
    let lines = trap + "stty size; echo \"$TERM\"; read line; stty size; read line\n";
    let server = SshServer::start(Forced::ByServer(&program(folder.path(), &lines)?))?;
    let mut terminal = Terminal::spawn(server.launch().size(30, 100));
    terminal.wait_text("30 100");
    terminal.wait_text("xterm-256color");
    terminal.resize(40, 120);
    terminal.send("\r");
    terminal.wait_text("40 120");
    assert!(!mark.exists());
    terminal.hang_up();
    wait_for(LIMIT, "the hang-up", || Ok(fs::read_to_string(&mark).ok().filter(|text| text == "yes\n")))?;
    Ok(())
}
