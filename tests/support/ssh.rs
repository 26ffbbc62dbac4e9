//! A real OpenSSH server on 127.0.0.1, set up as `assets/ssh` tells hosts to, and its client.
//!
//! The one account that can sign in is the one that runs the tests, with a key made for the occasion.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::daemon::{Daemon, find_program, free_port, run};
use super::pty::Launch;

const ATTEMPTS: usize = 5;

/// Where the command that every session runs is written; OpenSSH gives the first precedence over the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forced<'a> {
    /// `ForceCommand` of `sshd_config`, and a bare key: one command for everybody.
    ByServer(&'a str),
    /// `restrict,pty,command="…"` in `authorized_keys`: a command per key.
    ByKey(&'a str),
    /// Both: the server's, then the key's.
    ByBoth(&'a str, &'a str),
}

/// The server; it stops, and its sessions are hung up, when it is dropped.
#[derive(Debug)]
pub struct SshServer {
    // Before the folder: fields are dropped in order.
    daemon: Daemon,
    folder: TempDir,
    port: u16,
    user: String,
}

impl SshServer {
    /// Starts the server; every session of every client runs the forced command through the account's shell.
    pub fn start(forced: Forced<'_>) -> io::Result<Self> {
        let sshd = find_program(&["/usr/sbin/sshd", "/usr/local/sbin/sshd"], "openssh-server")?;
        find_program(&["/usr/bin/ssh", "/usr/local/bin/ssh"], "openssh-client")?;
        if rustix::process::geteuid().is_root() {
            // The folder that sshd locks its unprivileged half into; boot scripts make it on a real host.
            fs::DirBuilder::new().recursive(true).mode(0o755).create("/run/sshd")?;
        }
        let user = text_of(&run(Command::new("id").arg("-un"))?);
        let folder = prepare(forced)?;
        let mut last = io::Error::other("no attempt was made");
        for _ in 0..ATTEMPTS {
            let port = free_port()?;
            let configuration = folder.path().join("sshd_config");
            fs::write(&configuration, server_configuration(folder.path(), port, &user, forced))?;
            let log = folder.path().join("sshd.log");
            match Daemon::start(Command::new(&sshd).args(["-D", "-e", "-f"]).arg(configuration), port, &log) {
                Ok(daemon) => return Ok(Self { daemon, folder, port, user }),
                // Somebody else took the port in the meantime, or it is a real fault, which comes back.
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The account that signs in.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// What sshd logged.
    #[must_use]
    pub fn log(&self) -> String {
        self.daemon.log()
    }

    /// The private key of the client.
    #[must_use]
    pub fn key(&self) -> PathBuf {
        self.folder.path().join("client_key")
    }

    /// The options that every client program takes (`ssh`, `scp`, `sftp`): configuration, key, known host.
    #[must_use]
    pub fn options(&self) -> Vec<OsString> {
        let option = |name: &str, path: PathBuf| {
            let mut text = OsString::from(format!("-o{name}="));
            text.push(path);
            text
        };
        let mut options: Vec<OsString> = ["-F", "/dev/null", "-oBatchMode=yes", "-oIdentitiesOnly=yes"]
            .into_iter()
            .chain(["-oStrictHostKeyChecking=yes", "-oLogLevel=ERROR"])
            .map(OsString::from)
            .collect();
        options.push(format!("-oPort={}", self.port).into());
        options.push(option("IdentityFile", self.key()));
        options.push(option("UserKnownHostsFile", self.folder.path().join("known_hosts")));
        options
    }

    /// The account and address, as client programs take it.
    #[must_use]
    pub fn destination(&self) -> String {
        format!("{}@127.0.0.1", self.user)
    }

    /// The arguments of `ssh` for a session; `extra` are options such as `-tt`, `-T`, `-A`.
    #[must_use]
    pub fn arguments(&self, extra: &[&str]) -> Vec<OsString> {
        let mut arguments = self.options();
        arguments.extend(extra.iter().map(OsString::from));
        arguments.push(self.destination().into());
        arguments
    }

    /// The client in a terminal of its own, as a person has it: its far end gets one too.
    pub fn launch(&self) -> Launch {
        Launch::new("ssh").args(self.arguments(&["-t"]))
    }

    /// The client without a terminal of its own; with `-tt` in `extra` the far end gets one all the same.
    #[must_use]
    pub fn client(&self, extra: &[&str]) -> Command {
        let mut command = Command::new("ssh");
        command.args(self.arguments(extra));
        command
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}

fn prepare(forced: Forced<'_>) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("intendant-ssh-").tempdir()?;
    let keygen = find_program(&["/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen"], "openssh-client")?;
    for name in ["host_key", "client_key"] {
        let mut command = Command::new(&keygen);
        command.args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", name]).current_dir(&folder);
        run(&mut command)?;
    }
    let public = fs::read_to_string(folder.path().join("client_key.pub"))?;
    let options = match forced {
        // A key without any restriction of its own: what is refused, the server's settings refuse.
        Forced::ByServer(_) => String::new(),
        Forced::ByKey(command) | Forced::ByBoth(_, command) => {
            format!("restrict,pty,command=\"{}\"", command.replace('"', "\\\""))
        }
    };
    let keys = folder.path().join("authorized_keys");
    fs::write(&keys, format!("{options} {public}"))?;
    fs::set_permissions(keys, Permissions::from_mode(0o600))?;
    let host = fs::read_to_string(folder.path().join("host_key.pub"))?;
    fs::write(folder.path().join("known_hosts"), format!("* {host}"))?;
    Ok(folder)
}

fn server_configuration(folder: &Path, port: u16, user: &str, forced: Forced<'_>) -> String {
    let command = match forced {
        Forced::ByServer(command) | Forced::ByBoth(command, _) => format!("    ForceCommand {command}\n"),
        Forced::ByKey(_) => String::new(),
    };
    format!(
        "ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitUserEnvironment no
AllowUsers {user}
LogLevel VERBOSE
Match User {user}
{command}{extract}",
        folder = folder.display(),
        extract = match_block(),
    )
}

/// The settings of the extract for hosts that this harness does not set itself, so that the tests run what it says.
fn match_block() -> String {
    let extract = include_str!("../../assets/ssh/sshd_config.example");
    let inside = extract.lines().skip_while(|line| !line.starts_with("Match User")).skip(1);
    let settings = inside.filter(|line| !line.trim_start().starts_with("ForceCommand"));
    settings.fold(String::new(), |text, line| text + line + "\n")
}
