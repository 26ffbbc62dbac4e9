//! Small programs with known faults, played by this test program started again: [`actor`] with a [`Part`].

use std::env;
use std::fs::{self, File};
use std::io::{Error, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

const PART: &str = "SUPPORT_CHECK_PART";
const FOLDER: &str = "SUPPORT_CHECK_FOLDER";
/// What a saved file holds before and after.
pub(crate) const OLD: &str = "old settings, all of them";
pub(crate) const NEW: &str = "new settings, and a few more of them";
/// How many targets a job has.
pub(crate) const TARGETS: i64 = 3;

/// What the actor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Saves a file aside, syncs it, renames it over the old one, syncs the folder.
    Saves,
    /// Planted: writes over the old file.
    SavesInPlace,
    /// Planted: takes no notice of a failed write.
    SavesCarelessly,
    /// Commits each effect with its key in one database, then its mark in another.
    Works,
    /// Planted: marks first.
    MarksFirst,
    /// Planted: does not look for the key of an effect when it starts again.
    ForgetsItsKeys,
    /// Keeps a reserve file and frees it when the disk is full.
    FreesItsReserve,
    /// Writes through `rustix` what the standard library cannot.
    UsesRustix,
    /// For each line it reads, tells the seconds of the wall clock, of `SQLite`'s, and since the machine started.
    TellsTheTime,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Saves,
        Self::SavesInPlace,
        Self::SavesCarelessly,
        Self::Works,
        Self::MarksFirst,
        Self::ForgetsItsKeys,
        Self::FreesItsReserve,
        Self::UsesRustix,
        Self::TellsTheTime,
    ];

    /// The command that plays this part in a folder.
    pub(crate) fn command(self, folder: &Path) -> Command {
        let mut command = Command::new(env::current_exe().unwrap_or_default());
        command.args(["--exact", "actor::actor", "--test-threads=1", "--nocapture"]);
        command.env(PART, format!("{self:?}")).env(FOLDER, folder);
        command
    }
}

/// Plays a part when told to by the environment; in an ordinary test run it does nothing.
#[test]
fn actor() -> Result<(), Box<dyn std::error::Error>> {
    let (Some(name), Some(folder)) = (env::var_os(PART), env::var_os(FOLDER)) else { return Ok(()) };
    let folder = Path::new(&folder);
    let part = Part::ALL.into_iter().find(|part| name.to_str() == Some(&format!("{part:?}")));
    match part.ok_or("no such part")? {
        Part::Saves => save(folder)?,
        Part::SavesInPlace => fs::write(folder.join("settings"), NEW)?,
        Part::SavesCarelessly => {
            let _planted = fs::write(folder.join("settings.new"), NEW);
            fs::rename(folder.join("settings.new"), folder.join("settings"))?;
        }
        part @ (Part::Works | Part::MarksFirst | Part::ForgetsItsKeys) => work(part, folder)?,
        Part::FreesItsReserve => {
            if save(folder).is_err() {
                fs::remove_file(folder.join("reserve"))?;
                save(folder)?;
            }
        }
        Part::UsesRustix => {
            let file = File::create(folder.join("reserve"))?;
            rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, 4096)?;
            rustix::fs::fsync(&file)?;
        }
        Part::TellsTheTime => tell_the_time()?,
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "read by the test that started this program")]
fn tell_the_time() -> Result<(), Box<dyn std::error::Error>> {
    let database = Connection::open_in_memory()?;
    for line in std::io::stdin().lines() {
        line?;
        let wall_s = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let now = database.query_row("select unixepoch()", [], |row| row.get::<_, Option<i64>>(0))?;
        let up_s = rustix::time::clock_gettime(rustix::time::ClockId::Boottime).tv_sec;
        // The test harness leaves a line unfinished.
        println!("\ntime {wall_s} {} {up_s}", now.unwrap_or_default());
    }
    Ok(())
}

fn save(folder: &Path) -> Result<(), Error> {
    let aside = folder.join("settings.new");
    let mut file = File::create(&aside)?;
    file.write_all(NEW.as_bytes())?;
    file.sync_all()?;
    fs::rename(&aside, folder.join("settings"))?;
    File::open(folder)?.sync_all()
}

/// Opens both databases, making their tables when they are new.
pub(crate) fn open(folder: &Path) -> rusqlite::Result<(Connection, Connection)> {
    let effects = Connection::open(folder.join("effects.sqlite"))?;
    effects
        .execute_batch("pragma journal_mode=wal; create table if not exists effect (target integer not null) strict")?;
    let marks = Connection::open(folder.join("marks.sqlite"))?;
    marks.execute_batch(
        "pragma journal_mode=delete; create table if not exists mark (target integer primary key) strict",
    )?;
    Ok((effects, marks))
}

fn work(part: Part, folder: &Path) -> rusqlite::Result<()> {
    let (effects, marks) = open(folder)?;
    let mark = |target| marks.execute("insert into mark values ($1)", [target]);
    for target in 1..=TARGETS {
        if marks.query_row("select count(*) from mark where target = $1", [target], |row| row.get::<_, i64>(0))? > 0 {
            continue;
        }
        if part == Part::MarksFirst {
            mark(target)?;
        }
        let known: i64 =
            effects.query_row("select count(*) from effect where target = $1", [target], |row| row.get(0))?;
        if known == 0 || part == Part::ForgetsItsKeys {
            effects.execute("insert into effect values ($1)", [target])?;
        }
        if part != Part::MarksFirst {
            mark(target)?;
        }
    }
    Ok(())
}
