//! A private, real PostgreSQL on 127.0.0.1, for as long as a test needs it.
//!
//! It runs as an unprivileged user when the test is root, as PostgreSQL asks, in a temporary folder of its own, with a
//! password that nobody else knows; it shares nothing with a PostgreSQL of the machine.

use std::fs;
use std::io;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use postgres::{Client, NoTls};
use tempfile::TempDir;

use super::daemon::{Daemon, find_program, free_port, run, wait_for};

const NOBODY: u32 = 65534;
const ATTEMPTS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(30);
const USER: &str = "intendant";

/// The server; it stops, with its processes and files, when it is dropped.
#[derive(Debug)]
pub struct Postgres {
    // Before the folder: fields are dropped in order.
    _daemon: Daemon,
    _folder: TempDir,
    port: u16,
    password: String,
}

impl Postgres {
    /// Makes a cluster and starts the server.
    pub fn start() -> io::Result<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("intendant-postgres-").tempdir()?;
        own(folder.path())?;
        let password = intendant::store::files::token().map_err(io::Error::other)?;
        let key = folder.path().join("password");
        fs::write(&key, &password)?;
        own(&key)?;
        let data = folder.path().join("data");
        let mut make = unprivileged(&programs.join("initdb"), folder.path());
        make.arg("-D").arg(&data).args(["-U", USER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "-N"]);
        run(make.arg("--pwfile").arg(&key))?;
        let log = folder.path().join("log");
        let mut last = io::Error::other("no attempt was made");
        for _ in 0..ATTEMPTS {
            let port = free_port()?;
            let mut serve = unprivileged(&programs.join("postgres"), folder.path());
            serve.arg("-D").arg(&data).arg("-p").arg(port.to_string());
            for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "autovacuum=off"] {
                serve.args(["-c", setting]);
            }
            match Daemon::start(&mut serve, port, &log) {
                Ok(daemon) => return Ok(Self { _daemon: daemon, _folder: folder, port, password }),
                // Somebody else took the port in the meantime, or it is a real fault, which comes back.
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Makes an empty database and connects to it. A connection must be gone before the server is: it waits for it.
    pub fn database(&self, name: &str) -> io::Result<Client> {
        self.connect("postgres")?.batch_execute(&format!("create database {name}")).map_err(io::Error::other)?;
        self.connect(name)
    }

    fn connect(&self, database: &str) -> io::Result<Client> {
        let mut config = Client::configure();
        config.host("127.0.0.1").port(self.port).user(USER).password(&self.password).dbname(database);
        wait_for(PATIENCE, "PostgreSQL to take a connection", || match config.connect(NoTls) {
            Ok(client) => Ok(Some(client)),
            // It listens before it is ready.
            Err(error) if error.code() == Some(&postgres::error::SqlState::CANNOT_CONNECT_NOW) => Ok(None),
            Err(error) => Err(io::Error::other(error)),
        })
    }
}

/// Where the programs of the newest version lie; Debian has them in no PATH.
fn programs() -> io::Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, programs)| programs.join("initdb").is_file() && programs.join("postgres").is_file())
        .collect();
    found.sort();
    if let Some((_, programs)) = found.pop() {
        return Ok(programs);
    }
    let server =
        find_program(&["/usr/bin/postgres", "/usr/local/bin/postgres", "/usr/local/pgsql/bin/postgres"], "postgresql")?;
    Ok(server.parent().unwrap_or(Path::new("/")).to_owned())
}

/// A program in a folder, as nobody when the test is root.
fn unprivileged(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("LC_ALL", "C");
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn own(path: &Path) -> io::Result<()> {
    if rustix::process::geteuid().is_root() { chown(path, Some(NOBODY), Some(NOBODY)) } else { Ok(()) }
}
