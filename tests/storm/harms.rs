//! What goes wrong from outside: copies put back, files swapped, removed and cut, the clock, the directory moved.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ground::{beside, copy};
use crate::model::{Kept, KeptFile, Model};
use crate::random::Random;
use crate::sight::private;
use crate::support::clock::DAY_S;

const LOGS: [&str; 2] = ["-wal", "-shm"];
const HOUR_S: i64 = 3600;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Harm {
    KeepRegistry,
    KeepFile,
    RegistryBack,
    FileBack,
    Swap,
    FileGone,
    FileElsewhere,
    CutLog,
    CutRegistryLog,
    Moved,
    IdentityGone,
    HeadGone,
    ClockJumps,
    ClockIsRight,
}

const HARMS: [(usize, Harm); 14] = [
    (6, Harm::KeepRegistry),
    (4, Harm::KeepFile),
    (5, Harm::RegistryBack),
    (4, Harm::FileBack),
    (2, Harm::Swap),
    (2, Harm::FileGone),
    (1, Harm::FileElsewhere),
    (3, Harm::CutLog),
    (1, Harm::CutRegistryLog),
    (1, Harm::Moved),
    (1, Harm::IdentityGone),
    (1, Harm::HeadGone),
    (3, Harm::ClockJumps),
    (3, Harm::ClockIsRight),
];

impl Model {
    /// Does a harm. What it destroys by itself is not asked for any more.
    pub(crate) fn harm(&mut self, random: &mut Random) {
        let harm = random.weighted(&HARMS);
        self.ground.log.note(format!("  {harm:?}"));
        match harm {
            Harm::KeepRegistry => self.keep_registry(random),
            Harm::KeepFile => self.keep_file(random),
            Harm::RegistryBack => self.registry_back(random),
            Harm::FileBack => self.file_back(random),
            Harm::Swap => self.swap(random),
            Harm::FileGone => self.file_gone(random),
            Harm::FileElsewhere => self.file_elsewhere(random),
            Harm::CutLog => self.cut_log(random),
            Harm::CutRegistryLog => self.cut_registry_log(random),
            Harm::Moved => self.moved(),
            Harm::IdentityGone => self.lose_beside("identity", random),
            Harm::HeadGone => self.lose_beside("run/head", random),
            Harm::ClockJumps => {
                let jumps = [HOUR_S, -HOUR_S, 60 * DAY_S, -60 * DAY_S, 365 * DAY_S];
                self.set_clock(jumps[random.below(jumps.len())]);
            }
            Harm::ClockIsRight => self.set_clock(0),
        }
        self.excuse();
    }

    pub(crate) fn set_clock(&mut self, ahead_s: i64) {
        self.ground.log.note(format!("    the clock is {ahead_s} s ahead"));
        self.ground.clock.set_ahead(ahead_s);
        self.ahead_s = ahead_s;
    }

    /// The databases that lie where an establishment's belongs, by number.
    fn databases(&self) -> Vec<u32> {
        let number = |path: &PathBuf| {
            let name = path.file_name()?.to_str()?.strip_suffix(".sqlite")?;
            name.parse().ok().filter(|number| self.ground.database(*number) == *path)
        };
        let mut found: Vec<u32> =
            crate::sight::walk(&self.ground.data().join("establishments")).iter().filter_map(number).collect();
        found.sort_unstable();
        found
    }

    fn keep_registry(&mut self, random: &mut Random) {
        let (registry, path) = (self.ground.registry(), self.ground.outside("registry.sqlite"));
        let how = random.below(2);
        if how == 0 {
            copy_whole(&registry, &path);
        } else if let Ok((_folder, connection)) = private(&registry) {
            let _damaged = connection.execute("vacuum into $1", [path.to_string_lossy()]);
        }
        if path.is_file() {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a file of the test");
        }
        if path.is_file() && !self.garbled && !self.look_at_registry() {
            self.ground.log.note(format!("    kept as {} ({how})", path.display()));
            self.registries.push(Kept { path, doubt: self.doubt });
        }
    }

    fn registry_back(&mut self, random: &mut Random) {
        let Some(Kept { path, doubt }) = random.pick(&self.registries).cloned() else { return };
        let (registry, renamed, logs) = (self.ground.registry(), random.one_in(2), random.one_in(2));
        let left = fs::metadata(beside(&registry, "-wal")).is_ok_and(|log| log.len() > 0);
        // Over a log that lies there, in the same file: what no backup is to be put back like.
        let garbles = left && !logs && !renamed;
        if logs {
            remove_logs(&registry);
        }
        if renamed {
            let aside = self.ground.outside("back.sqlite");
            fs::copy(&path, &aside).expect("a copy");
            fs::rename(&aside, &registry).expect("on one disk");
        } else {
            fs::copy(&path, &registry).expect("a copy");
        }
        if logs {
            copy(&beside(&path, "-wal"), &beside(&registry, "-wal"));
        }
        self.doubt = doubt;
        // It is older than what was told, and the file of an establishment may be too.
        self.given.clear();
        self.garbled |= garbles;
        let text = format!("    {} is back (renamed: {renamed}, logs removed: {logs})", path.display());
        self.ground.log.note(text);
    }

    fn keep_file(&mut self, random: &mut Random) {
        let Some(number) = random.pick(&self.databases()).copied() else { return };
        let path = self.ground.outside("file.sqlite");
        copy_whole(&self.ground.database(number), &path);
        self.ground.log.note(format!("    {number} is kept as {}", path.display()));
        self.files.push(KeptFile { number, path });
    }

    fn file_back(&mut self, random: &mut Random) {
        let Some(KeptFile { number, path }) = random.pick(&self.files).cloned() else { return };
        let (database, own) = (self.ground.database(number), random.below(3));
        // With its own log, with none, or with the one that lies there.
        if own < 2 {
            remove_logs(&database);
        }
        let _same = fs::create_dir_all(database.parent().expect("a folder"));
        let aside = self.ground.outside("back.sqlite");
        fs::copy(&path, &aside).expect("a copy");
        fs::rename(&aside, &database).expect("on one disk");
        if own == 0 {
            copy(&beside(&path, "-wal"), &beside(&database, "-wal"));
        }
        self.ground.log.note(format!("    {number} is back from {} (log: {own})", path.display()));
    }

    fn swap(&mut self, random: &mut Random) {
        let databases = self.databases();
        let (Some(one), Some(two)) = (random.pick(&databases), random.pick(&databases)) else { return };
        let sides: &[&str] = if random.one_in(2) { &["", "-wal", "-shm"] } else { &[""] };
        let (first, second, aside) = (self.ground.database(*one), self.ground.database(*two), self.ground.outside("s"));
        for side in sides {
            let ways = [(&first, &aside), (&second, &first), (&aside, &second)];
            for (from, to) in ways {
                let _not_there = fs::rename(beside(from, side), beside(to, side));
            }
        }
        self.ground.log.note(format!("    {one} and {two} ({sides:?})"));
    }

    fn file_gone(&mut self, random: &mut Random) {
        let Some(number) = random.pick(&self.databases()).copied() else { return };
        let _gone = fs::remove_file(self.ground.database(number));
        let with_log = random.one_in(2);
        if with_log {
            remove_logs(&self.ground.database(number));
        }
        self.ground.log.note(format!("    {number} (its log too: {with_log})"));
    }

    /// A file under a number that is free.
    fn file_elsewhere(&mut self, random: &mut Random) {
        let databases = self.databases();
        let Some(number) = random.pick(&databases).copied() else { return };
        let to = databases.iter().max().map_or(1, |highest| highest + 2);
        for side in ["", "-wal", "-shm"] {
            let from = beside(&self.ground.database(number), side);
            let _not_there = fs::rename(from, beside(&self.ground.database(to), side));
        }
        self.ground.log.note(format!("    {number} lies as {to}"));
    }

    fn cut_log(&mut self, random: &mut Random) {
        let with_log: Vec<u32> = self
            .databases()
            .into_iter()
            .filter(|number| beside(&self.ground.database(*number), "-wal").is_file())
            .collect();
        let Some(number) = random.pick(&with_log).copied() else { return };
        let how = cut(&self.ground.database(number), random);
        self.ground.log.note(format!("    of {number}: {how}"));
    }

    fn cut_registry_log(&mut self, random: &mut Random) {
        if beside(&self.ground.registry(), "-wal").is_file() {
            let how = cut(&self.ground.registry(), random);
            self.given.clear();
            self.ground.log.note(format!("    {how}"));
        }
    }

    /// The whole directory is copied, and people go on in the copy under the same name.
    fn moved(&mut self) {
        let (data, former) = (self.ground.data(), self.ground.outside("former"));
        fs::rename(&data, &former).expect("on one disk");
        assert!(Command::new("cp").arg("-a").args([&former, &data]).status().is_ok_and(|status| status.success()));
        fs::remove_dir_all(&former).expect("a folder of the test");
    }

    fn lose_beside(&mut self, name: &str, random: &mut Random) {
        let path = self.ground.data().join(name);
        let removed = random.one_in(2);
        if removed {
            let _gone = fs::remove_file(&path);
        } else {
            fs::write(&path, "garbage").expect("a file can be written");
        }
        self.beside_lost = true;
        self.ground.log.note(format!("    removed: {removed}"));
    }
}

/// Copies a database with its log.
fn copy_whole(from: &Path, to: &Path) {
    copy(from, to);
    copy(&beside(from, "-wal"), &beside(to, "-wal"));
}

fn remove_logs(database: &Path) {
    for side in LOGS {
        let _not_there = fs::remove_file(beside(database, side));
    }
}

/// Cuts, removes or empties what lies beside a database.
fn cut(database: &Path, random: &mut Random) -> String {
    let (log, index) = (beside(database, "-wal"), beside(database, "-shm"));
    let size = fs::metadata(&log).map_or(0, |found| found.len());
    let how = random.below(4);
    match how {
        0 => {
            let to = size * (1 + random.below(9) as u64) / 10;
            let file = fs::OpenOptions::new().write(true).open(&log).expect("a file of the test");
            file.set_len(to).expect("it can be cut");
            return format!("{size} bytes, cut to {to}");
        }
        1 => drop(fs::remove_file(&log)),
        2 => drop(fs::remove_file(&index)),
        _ => fs::write(&index, [7; 4096]).expect("a file can be written"),
    }
    ["", "log removed", "index removed", "index overwritten"][how].to_owned()
}
