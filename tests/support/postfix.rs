//! A private, real Postfix on 127.0.0.1 that delivers every `*.invalid` address into one Maildir and nothing elsewhere.
//!
//! It needs root, as Postfix does, and shares neither configuration, queue nor process with a Postfix of the machine.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::daemon::{Daemon, find_program, free_port, run, wait_for};

const NOBODY: u32 = 65534;
const ATTEMPTS: usize = 5;
const QUEUES: [&str; 13] = [
    "active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "maildrop", "private", "public",
    "saved", "trace",
];

/// The server; it stops, with its processes and files, when it is dropped.
#[derive(Debug)]
pub struct Postfix {
    // Before the folder: fields are dropped in order.
    daemon: Daemon,
    folder: TempDir,
    port: u16,
    tls_port: u16,
}

impl Postfix {
    /// Starts the server, with STARTTLS on [`Self::port`] and TLS from the first byte on [`Self::tls_port`].
    pub fn start() -> io::Result<Self> {
        let master = find_program(&["/usr/lib/postfix/sbin/master", "/usr/libexec/postfix/master"], "postfix")?;
        if !rustix::process::geteuid().is_root() {
            let message = "Postfix starts as root only: run the tests as root";
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
        }
        let mut last = io::Error::other("no attempt was made");
        for _ in 0..ATTEMPTS {
            let (port, tls_port) = (free_port()?, free_port()?);
            let folder = prepare(port, tls_port)?;
            let log = folder.path().join("mail.log");
            let configuration = folder.path().join("conf");
            match Daemon::start(Command::new(&master).arg("-c").arg(configuration).arg("-d"), port, &log) {
                Ok(daemon) => return Ok(Self { daemon, folder, port, tls_port }),
                // Somebody else took the port in the meantime, or it is a real fault, which comes back.
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// The port on 127.0.0.1 that offers STARTTLS and takes plain text.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The port on 127.0.0.1 that speaks TLS from the first byte.
    #[must_use]
    pub fn tls_port(&self) -> u16 {
        self.tls_port
    }

    /// The certificate (PEM) that a client has to trust; the server's own is for `localhost` and 127.0.0.1.
    #[must_use]
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("tls/ca.pem")
    }

    /// The Maildir that holds every message, for a mail client to read.
    #[must_use]
    pub fn maildir(&self) -> PathBuf {
        self.folder.path().join("mail/inbox")
    }

    /// What Postfix logged.
    #[must_use]
    pub fn log(&self) -> String {
        self.daemon.log()
    }

    /// The raw messages delivered so far, oldest first, each with its recipient.
    pub fn messages(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let mut messages = Vec::new();
        for name in ["new", "cur"] {
            let entries = match fs::read_dir(self.maildir().join(name)) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            for entry in entries {
                let entry = entry?;
                let bytes = fs::read(entry.path())?;
                messages.push((entry.metadata()?.modified()?, recipient_of(&bytes), bytes));
            }
        }
        messages.sort();
        Ok(messages.into_iter().map(|(_, recipient, bytes)| (recipient, bytes)).collect())
    }

    /// The raw messages delivered to this address so far (letter case ignored).
    pub fn messages_to(&self, address: &str) -> io::Result<Vec<Vec<u8>>> {
        let delivered = self.messages()?.into_iter();
        let mine = delivered.filter(|(recipient, _)| recipient.eq_ignore_ascii_case(address));
        Ok(mine.map(|(_, bytes)| bytes).collect())
    }

    /// Waits until this address has `count` messages and returns them.
    pub fn wait_for_messages_to(&self, address: &str, count: usize, deadline: Duration) -> io::Result<Vec<Vec<u8>>> {
        let what = format!("{count} messages to {address}");
        self.wait(deadline, &what, || Ok(Some(self.messages_to(address)?).filter(|found| found.len() >= count)))
    }

    /// Waits until `count` messages are delivered, to whomever, and returns them with their recipients.
    pub fn wait_for_messages(&self, count: usize, deadline: Duration) -> io::Result<Vec<(String, Vec<u8>)>> {
        let what = format!("{count} messages");
        self.wait(deadline, &what, || Ok(Some(self.messages()?).filter(|found| found.len() >= count)))
    }

    fn wait<T>(&self, limit: Duration, what: &str, ask: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
        wait_for(limit, what, ask)
            .map_err(|error| io::Error::new(error.kind(), format!("{error}; Postfix logged:\n{}", self.log())))
    }
}

/// The address that virtual(8) wrote above the message.
fn recipient_of(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    let mut lines = text.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| line.strip_prefix("Delivered-To: ")).unwrap_or_default().to_owned()
}

fn prepare(port: u16, tls_port: u16) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("intendant-postfix-").tempdir()?;
    let root = folder.path();
    // Postfix and its delivery agent work as two other users.
    fs::set_permissions(root, Permissions::from_mode(0o755))?;
    let postfix = user_id("postfix")?;
    for name in ["conf", "tls", "queue", "queue/pid"] {
        make_folder(&root.join(name), 0o755, None)?;
    }
    for name in QUEUES {
        make_folder(&root.join("queue").join(name), 0o700, Some(postfix))?;
    }
    make_folder(&root.join("data"), 0o700, Some(postfix))?;
    make_folder(&root.join("mail"), 0o700, Some(NOBODY))?;
    make_certificates(&root.join("tls"))?;
    fs::write(root.join("conf/domains"), "/\\.invalid$/ ok\n")?;
    fs::write(root.join("conf/main.cf"), main_configuration(root))?;
    fs::write(root.join("conf/master.cf"), service_table(port, tls_port))?;
    Ok(folder)
}

fn make_folder(path: &Path, mode: u32, owner: Option<u32>) -> io::Result<()> {
    fs::create_dir(path)?;
    fs::set_permissions(path, Permissions::from_mode(mode))?;
    chown(path, owner, None)
}

fn user_id(name: &str) -> io::Result<u32> {
    let table = fs::read_to_string("/etc/passwd")?;
    let mut lines = table.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let id = lines.find_map(|fields| (fields.first() == Some(&name)).then(|| fields.get(2)?.parse().ok()).flatten());
    id.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("there is no user {name}: run ./tests/run")))
}

fn main_configuration(root: &Path) -> String {
    format!(
        r"compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/mail.log
maillog_file_prefixes = {root}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.intendant.invalid
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = regexp:{root}/conf/domains
virtual_mailbox_maps = static:inbox/
virtual_mailbox_base = {root}/mail
virtual_uid_maps = static:{NOBODY}
virtual_gid_maps = static:{NOBODY}
default_transport = error:5.1.2 nothing leaves this server
relay_transport = error:5.1.2 nothing leaves this server
smtpd_client_connection_rate_limit = 0
smtpd_tls_security_level = may
smtpd_tls_cert_file = {root}/tls/server.pem
smtpd_tls_key_file = {root}/tls/server.key
smtpd_tls_loglevel = 1
smtpd_tls_received_header = yes
",
        root = root.display()
    )
}

fn service_table(port: u16, tls_port: u16) -> String {
    format!(
        "127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{tls_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"
    )
}

/// An authority and a certificate signed by it: rustls refuses one certificate that is both.
fn make_certificates(folder: &Path) -> io::Result<()> {
    let openssl = find_program(&["/usr/bin/openssl", "/bin/openssl"], "openssl")?;
    fs::write(folder.join("names"), "subjectAltName = DNS:localhost, IP:127.0.0.1\nbasicConstraints = CA:FALSE\n")?;
    let run_in_folder =
        |arguments: &str| run(Command::new(&openssl).args(arguments.split(' ')).current_dir(folder)).map(drop);
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    run_in_folder(&format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=intendant-test-authority"))?;
    run_in_folder(&format!("req -new {key} -keyout server.key -out server.csr -subj /CN=localhost"))?;
    run_in_folder(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 2 -extfile names",
    )
}
