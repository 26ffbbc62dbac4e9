//! What was acknowledged, what the harms themselves destroyed, and what the program has to say of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;

use crate::ground::{Ground, Ran};
use crate::sight::{Books, Content, Eyes, Sight, books, everybody, sha256, tag};
use crate::support::clock::DAY_S;

/// A longer difference is a jump, in seconds.
const JUMP_S: i64 = 300;

/// Which file lies at the registry's name.
type Place = (u64, Option<SystemTime>);

pub(crate) fn place(registry: &Path) -> Place {
    fs::metadata(registry).map_or((0, None), |found| (found.ino(), found.created().ok()))
}

/// What is known of the clock by what the program was shown, in seconds ahead of the machine's.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Doubt {
    last_s: i64,
    highest_s: Option<i64>,
    ahead: bool,
    /// A run that was killed may have noted a jump, or not.
    unknown: bool,
}

impl Doubt {
    /// A run under a clock; whether it saw a jump.
    pub(crate) fn run(&mut self, ahead_s: i64) -> bool {
        let jumped = (ahead_s - self.last_s).abs() > JUMP_S;
        if jumped && ahead_s < self.last_s {
            self.highest_s = Some(self.highest_s.map_or(self.last_s, |highest| highest.max(self.last_s)));
            self.ahead = false;
        } else if jumped {
            self.ahead = self.highest_s.is_none_or(|highest| ahead_s > highest + DAY_S);
        }
        if self.highest_s.is_some_and(|highest| highest - JUMP_S <= ahead_s) {
            self.highest_s = None;
        }
        self.last_s = ahead_s;
        jumped
    }

    pub(crate) fn be_unknown(&mut self) {
        self.unknown = true;
    }

    /// Somebody said that it is right.
    pub(crate) fn confirm(&mut self, ahead_s: i64) {
        *self = Self { last_s: ahead_s, ..Self::default() };
    }

    pub(crate) const fn stands(&self) -> bool {
        (self.ahead || self.highest_s.is_some()) && !self.unknown
    }
}

/// A registry that a harm keeps.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) path: PathBuf,
    pub(crate) doubt: Doubt,
}

/// An establishment's file that a harm keeps.
#[derive(Debug, Clone)]
pub(crate) struct KeptFile {
    pub(crate) number: u32,
    pub(crate) path: PathBuf,
}

/// The last numbers that were told of what is inside an establishment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    /// Of a department.
    pub(crate) id: i64,
    /// Its code.
    pub(crate) code: String,
    /// Of a job.
    pub(crate) job: i64,
}

/// The test's own knowledge.
pub(crate) struct Model {
    pub(crate) ground: Ground,
    pub(crate) eyes: Eyes,
    /// Everybody acknowledged that nothing but the program can lose now.
    pub(crate) people: BTreeSet<String>,
    /// Schools made so far; names are never given twice.
    pub(crate) made: usize,
    /// People that came to schools so far.
    pub(crate) came: usize,
    /// Exports that a run which was killed was making.
    pub(crate) unsettled: BTreeSet<PathBuf>,
    /// What was told of what is inside each establishment, as long as the registry can know it.
    pub(crate) given: BTreeMap<u32, Given>,
    pub(crate) ahead_s: i64,
    pub(crate) doubt: Doubt,
    pub(crate) registries: Vec<Kept>,
    pub(crate) files: Vec<KeptFile>,
    /// The registry as it was when it was last proved: its place, its identifier, its last entry.
    place: Place,
    home: Option<String>,
    head: (i64, String),
    /// Whether what lies beside the registry was destroyed.
    pub(crate) beside_lost: bool,
    /// Whether the log of another time lies beside the registry, until the program opens it.
    pub(crate) garbled: bool,
}

impl Model {
    pub(crate) fn new(ground: Ground) -> Self {
        let mut model = Self {
            ground,
            eyes: Eyes::default(),
            people: BTreeSet::new(),
            made: 0,
            came: 0,
            unsettled: BTreeSet::new(),
            given: BTreeMap::new(),
            ahead_s: 0,
            doubt: Doubt::default(),
            registries: Vec::new(),
            files: Vec::new(),
            place: (0, None),
            home: None,
            head: (0, String::new()),
            beside_lost: false,
            garbled: false,
        };
        model.prove();
        model
    }

    pub(crate) fn books(&self) -> Option<Books> {
        books(&self.ground.registry())
    }

    pub(crate) fn sight(&mut self) -> Sight {
        self.eyes.sight(&self.ground.data())
    }

    /// Notes that the registry as it is now is the one that was used last.
    pub(crate) fn prove(&mut self) {
        let Some(books) = self.books() else { return };
        self.place = place(&self.ground.registry());
        self.home.clone_from(&books.home);
        if let Some((id, hash)) = books.audit.last_key_value() {
            self.head = (*id, hash.clone());
        }
    }

    /// As [`Self::prove`] after a run that was killed: its last entries may not have come out of the registry.
    pub(crate) fn prove_killed(&mut self) {
        let before = self.head.clone();
        self.prove();
        let text = fs::read_to_string(self.ground.data().join("run/head")).unwrap_or_default();
        let outside = text.lines().filter_map(|line| {
            // The last write may have been torn: each line ends with a check of itself.
            let (body, check) = line.rsplit_once(' ')?;
            let mut parts = body.split_ascii_whitespace().filter(|_| sha256(body).starts_with(check));
            Some((parts.next()?.parse::<i64>().ok()?, parts.nth(1)?.to_owned()))
        });
        self.head = outside.max().filter(|outside| outside.0 >= before.0).unwrap_or(before);
    }

    /// Whether the program has to hold this registry.
    pub(crate) fn is_held(&self, books: &Books) -> bool {
        self.beside_lost
            || place(&self.ground.registry()) != self.place
            || books.home != self.home
            || books.audit.get(&self.head.0) != Some(&self.head.1)
            || self.reached() > books.changes
    }

    /// How many changes the program says that it has reached.
    fn reached(&self) -> i64 {
        let text = fs::read_to_string(self.ground.data().join("run/changes")).unwrap_or_default();
        text.trim().parse().unwrap_or(0)
    }

    pub(crate) fn look_at_registry(&self) -> bool {
        self.books().is_none_or(|books| self.is_held(&books))
    }

    /// After a harm: whom it destroyed itself, nobody can ask the program for.
    pub(crate) fn excuse(&mut self) {
        let there = everybody(&self.sight());
        let lost: Vec<String> = self.people.difference(&there).cloned().collect();
        if !lost.is_empty() {
            self.ground.log.note(format!("    the harm itself destroyed {}", lost.join(" ")));
            self.people.retain(|person| there.contains(person));
        }
    }

    /// Everybody who was acknowledged is somewhere, and no school has another's people.
    pub(crate) fn check_people(&mut self) -> Result<(), String> {
        let sight = self.sight();
        let there = everybody(&sight);
        let lost: Vec<&String> = self.people.difference(&there).collect();
        if !lost.is_empty() {
            return Err(format!("acknowledged and lost: {lost:?}"));
        }
        for (path, content) in &sight {
            let Content::Database(inside) = content else { continue };
            let schools: BTreeSet<&str> = inside.people.iter().filter_map(|person| tag(person)).collect();
            if schools.len() > 1 && inside.sound {
                return Err(format!("{} holds people of {schools:?}", path.display()));
            }
        }
        let Some(books) = self.books() else { return Ok(()) };
        for (number, row) in books.rows.iter().filter(|(number, _)| !books.busy.contains(number)) {
            let Some(Content::Database(inside)) = sight.get(&self.ground.database(*number)) else { continue };
            let opens = inside.credential_hash == row.credential_hash && inside.number == *number;
            let strangers = |person: &&String| tag(person) != tag(&row.names[0]);
            if opens && let Some(stranger) = inside.people.iter().find(strangers) {
                return Err(format!("{number} is {:?} and opens with {stranger} in it", row.names[0]));
            }
        }
        Ok(())
    }

    /// What doctor has to name, of which kind, by number.
    fn expected(&mut self, books: &Books) -> BTreeMap<(&'static str, u32), Vec<&'static str>> {
        let sight = self.sight();
        let mut expected = BTreeMap::new();
        for (number, row) in &books.rows {
            let path = self.ground.database(*number);
            let codes = match sight.get(&path) {
                None if !path.exists() => vec!["database-missing"],
                None | Some(Content::Unreadable(_)) => vec!["database-foreign", "database-damaged"],
                Some(Content::Database(inside)) => {
                    if inside.number != *number || inside.credential_hash != row.credential_hash {
                        vec!["database-foreign"]
                    } else if !inside.sound {
                        vec!["database-damaged"]
                    } else if inside.names != row.names {
                        vec!["names-differ"]
                    } else {
                        continue;
                    }
                }
            };
            expected.insert(("row", *number), codes);
        }
        for path in sight.keys() {
            let stem = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".sqlite"));
            let Some(number) = stem.and_then(|stem| stem.parse::<u32>().ok()) else { continue };
            if self.ground.database(number) == *path && !books.rows.contains_key(&number) {
                expected.insert(("file", number), vec!["orphan-database", "orphan-file"]);
            }
        }
        expected.retain(|(_, number), _| !books.busy.contains(number));
        expected
    }

    /// Doctor names what is out of place, and nothing that is not.
    pub(crate) fn check_doctor(&mut self, ran: &Ran) -> Result<(), String> {
        self.garbled = false;
        let found = ran.findings();
        let Some(books) = self.books() else {
            return if ran.done() { Err("a registry that nobody can read is called well".into()) } else { Ok(()) };
        };
        let held = found.iter().any(|one| one["finding"] == "registry-held");
        let expected_held = self.is_held(&books);
        if held != expected_held {
            return Err(format!("the registry is held: {held}, expected: {expected_held} ({:?})", self.head));
        }
        let named = named(&found);
        for (what, codes) in self.expected(&books) {
            if !codes.iter().any(|code| named.contains(&(what.1, (*code).to_owned()))) {
                return Err(format!("doctor does not name {what:?} as one of {codes:?}: {found:?}"));
            }
        }
        let expected = self.expected(&books);
        let kinds = |code: &str| if code.starts_with("orphan") { "file" } else { "row" };
        let extra: Vec<_> = named
            .iter()
            .filter(|(number, code)| {
                !expected.get(&(kinds(code), *number)).is_some_and(|codes| codes.contains(&code.as_str()))
            })
            .filter(|(_, code)| code != "orphan-file")
            .collect();
        if !extra.is_empty() {
            return Err(format!("doctor names what is as it should be: {extra:?}: {found:?}"));
        }
        let exports = self.ground.data().join("exports");
        self.check_exports(&books, &found, &exports)?;
        let worst = found.iter().any(|one| one["severity"] != "note");
        if ran.done() == worst { Err(format!("exit code {:?} for {found:?}", ran.code)) } else { Ok(()) }
    }

    /// Doctor names every export that the catalogue has and the folder has not, and the other way round.
    fn check_exports(&mut self, books: &Books, found: &[Value], folder: &Path) -> Result<(), String> {
        let name = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
        let named = |code: &str| -> BTreeSet<String> {
            let these = found.iter().filter(|one| one["finding"] == code);
            let objects = these.flat_map(|one| one["objects"].as_array().into_iter().flatten());
            objects.filter_map(Value::as_str).map(name).collect()
        };
        let there: BTreeSet<String> = self
            .sight()
            .keys()
            .filter(|path| path.starts_with(folder))
            .map(|path| name(&path.to_string_lossy()))
            .collect();
        let is_idle = |file: &&String| {
            let number = file.split('-').next().and_then(|number| number.parse().ok());
            number.is_some_and(|number| !books.busy.contains(&number)) && !file.contains(".new")
        };
        let unknown: BTreeSet<String> = there.difference(&books.exports).filter(is_idle).cloned().collect();
        // What a pruning that was killed had begun to remove comes back at the next start: that is left over.
        let aside = fs::read_dir(self.ground.data().join("aside")).into_iter().flatten().flatten();
        let aside: Vec<String> = aside.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let is_going = |file: &String| aside.iter().any(|name| name.ends_with(&format!("-{file}.going")));
        let is_missing = |file: &&String| !folder.join(file).exists() && !is_going(file);
        let missing: BTreeSet<String> = books.exports.iter().filter(is_missing).cloned().collect();
        for (code, expected) in [("export-missing", missing), ("export-unknown", unknown)] {
            if named(code) != expected {
                return Err(format!("{code}: {:?}, expected: {expected:?}", named(code)));
            }
        }
        Ok(())
    }
}

/// The numbers that findings about one establishment's row or file name, with their codes.
fn named(found: &[Value]) -> BTreeSet<(u32, String)> {
    let about =
        ["database-missing", "database-foreign", "database-damaged", "names-differ", "orphan-database", "orphan-file"];
    found
        .iter()
        .filter(|one| about.iter().any(|code| one["finding"] == *code))
        .filter_map(|one| {
            let object = one["object"].as_str()?;
            let name = object.rsplit('/').next()?.split(".sqlite").next()?;
            Some((name.parse().ok()?, one["finding"].as_str()?.to_owned()))
        })
        .collect()
}
