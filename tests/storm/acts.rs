//! What people do between the harms, by the program and in their schools.

use std::path::PathBuf;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::ground::{Death, Ran};
use crate::model::Model;
use crate::random::Random;
use crate::sight::{Books, Content, tag, walk};
use crate::support::faults::Kind;

/// One act in so many is killed.
const KILLED: usize = 6;
const HEADER: &str = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Add,
    Import,
    People,
    Edit,
    Block,
    Delete,
    Undo,
    Export,
    Restore,
    Replace,
    Prune,
    Reset,
    Zone,
    Send,
    Repair,
    Verify,
    Inside,
}

const ACTS: [(usize, Act); 17] = [
    (6, Act::Add),
    (3, Act::Import),
    (5, Act::People),
    (3, Act::Edit),
    (1, Act::Block),
    (4, Act::Delete),
    (4, Act::Undo),
    (4, Act::Export),
    (2, Act::Restore),
    (2, Act::Replace),
    (2, Act::Prune),
    (2, Act::Reset),
    (1, Act::Zone),
    (2, Act::Send),
    (2, Act::Repair),
    (1, Act::Verify),
    (5, Act::Inside),
];

/// The exports that there are, with their hashes; the lists of jobs are written anew.
fn exports(model: &Model) -> Vec<PathBuf> {
    let mut found = walk(&model.ground.data().join("exports"));
    found.retain(|path| path.extension().is_some_and(|end| end != "csv"));
    found
}

impl Model {
    /// Does something, and checks what holds whatever it was.
    pub(crate) fn act(&mut self, random: &mut Random) -> Result<(), String> {
        let act = random.weighted(&ACTS);
        self.act_of(act, random)
    }

    pub(crate) fn act_of(&mut self, act: Act, random: &mut Random) -> Result<(), String> {
        self.ground.log.note(format!("  {act:?}"));
        if act == Act::People {
            self.people_come(random);
            return Ok(());
        }
        let before = self.books();
        let held = before.as_ref().is_none_or(|books| self.is_held(books));
        let death = random.one_in(KILLED).then(|| {
            let kinds = [Kind::Kill, Kind::KillAfter, Kind::Torn];
            let scale = 3 + random.below(6);
            let number = u64::try_from(1 + random.below(1 << scale)).unwrap_or(1);
            (number, kinds[random.below(kinds.len())])
        });
        let files = exports(self);
        let Some(ran) = self.perform(act, death, before.as_ref(), random)? else { return Ok(()) };
        let jumped = self.note_run(&ran, held, death);
        let after = self.books();
        if let (Some(before), Some(after)) = (&before, &after) {
            self.check_run(act, &ran, (before, &files, after), (held, jumped))?;
        }
        // The log of another time does not lie there any more.
        self.garbled = false;
        match ran.code {
            // What it was making is finished or undone at the next start.
            None => self.unsettled.extend(exports(self).into_iter().filter(|path| !files.contains(path))),
            Some(_) if !held => self.unsettled.clear(),
            Some(_) => {}
        }
        if !held {
            if ran.code.is_none() { self.prove_killed() } else { self.prove() }
        }
        Ok(())
    }

    /// Tells the model's clock of a run; whether that run saw a jump.
    fn note_run(&mut self, ran: &Ran, held: bool, death: Death) -> bool {
        let ahead_s = self.ahead_s;
        let jumped = { self.doubt }.run(ahead_s);
        if held {
            return jumped;
        }
        self.doubt.run(ahead_s);
        if jumped && death.is_some() && ran.code.is_none() {
            self.doubt.be_unknown();
        }
        jumped
    }

    /// What holds for every run: a held registry is as it was, and what a doubtful time would take stays.
    fn check_run(
        &mut self,
        act: Act,
        ran: &Ran,
        (before, files, after): (&Books, &[PathBuf], &Books),
        (held, jumped): (bool, bool),
    ) -> Result<(), String> {
        if self.garbled {
            return Ok(());
        }
        let refused =
            matches!(act, Act::Add | Act::Import | Act::Delete | Act::Edit | Act::Export | Act::Zone | Act::Reset);
        if held && (before != after || (ran.done() && refused)) {
            return Err(format!("{act:?} went on although the registry is held: {}\n{before:?}\n{after:?}", ran.said));
        }
        if before.audit.iter().any(|(id, hash)| after.audit.get(id) != Some(hash)) {
            return Err(format!("{act:?} changed or removed entries of the audit"));
        }
        let irreversible = jumped || self.doubt.stands();
        let gone: Vec<_> = before.exports.difference(&after.exports).collect();
        if !gone.is_empty() && (irreversible || act != Act::Prune) {
            return Err(format!("{act:?} removed exports, the time in doubt: {irreversible}: {gone:?}"));
        }
        let missing: Vec<_> = files.iter().filter(|file| !file.exists() && !self.unsettled.contains(*file)).collect();
        if !missing.is_empty() && (irreversible || held || act != Act::Prune) {
            return Err(format!("{act:?} removed {missing:?}, held: {held}, the time in doubt: {irreversible}"));
        }
        let is_active = |number: &&u32| before.rows[*number].stage == "active" && !before.busy.contains(*number);
        let gone = before.rows.keys().filter(|number| !after.rows.contains_key(number));
        let rows: Vec<_> = gone.filter(is_active).collect();
        if jumped && !rows.is_empty() {
            return Err(format!("{act:?} deleted {rows:?} in the run that saw the clock jump"));
        }
        // What a person deletes by its number takes its mails along.
        let by_age = jumped || (irreversible && !matches!(act, Act::Delete | Act::Undo));
        for (id, (state, has_password)) in &before.mails {
            let waits = |state: &str| ["queued", "deferred", "sending"].contains(&state);
            let now = after.mails.get(id);
            // One that a run which was killed had begun may go with its work.
            let begun = now.is_none() && !before.busy.is_empty();
            let erased =
                !begun && now.is_none_or(|(state, has)| !has && !matches!(state.as_str(), "sent" | "withdrawn"));
            if waits(state) && *has_password && erased && by_age {
                return Err(format!("{act:?} erased the password of mail {id}, the time being in doubt: {now:?}"));
            }
        }
        Ok(())
    }

    fn new_school(&mut self) -> String {
        self.made += 1;
        format!("ZQ{:04}", self.made)
    }

    /// An establishment whose people the storm knows, drawn.
    fn school(books: &Books, random: &mut Random) -> Option<u32> {
        let numbers: Vec<u32> = books.rows.keys().copied().collect();
        random.pick(&numbers).copied()
    }

    /// Runs the command of an act; none: there is nothing to do it with.
    fn perform(
        &mut self,
        act: Act,
        death: Death,
        books: Option<&Books>,
        random: &mut Random,
    ) -> Result<Option<Ran>, String> {
        let none = Books::default();
        let books = books.unwrap_or(&none);
        let number = Self::school(books, random).map(|number| number.to_string());
        let ran = match (act, number) {
            (Act::Add, _) => self.add(death, random)?,
            (Act::Import, _) => self.import(death, random)?,
            (Act::Zone, _) => {
                let name = format!("Zone {}", random.below(1000));
                self.ground.run(&["zone", "add", "--name", &name, "--language", "fr"], death)?
            }
            (Act::Send, _) => self.ground.run(&["mail", "send", "--json"], death)?,
            (Act::Verify, _) => self.ground.run(&["audit", "verify"], death)?,
            (Act::Repair, _) => self.ground.run(&["doctor", "--fix", "--json"], death)?,
            (Act::Prune, _) => self.prune(death, random)?,
            (Act::Undo, _) => return self.undo(death),
            (Act::Restore | Act::Replace, _) => return self.restore(act, death, books, random),
            (_, None) | (Act::People, Some(_)) => return Ok(None),
            (Act::Inside, Some(number)) => self.inside(&number, death, random)?,
            (Act::Edit, Some(number)) => {
                let key = number.parse::<u32>().unwrap_or_default();
                let Some(tag) = books.rows.get(&key).and_then(|row| tag(&row.names[0])) else { return Ok(None) };
                let name = format!("École {tag} bis {}", random.below(1000));
                self.ground.run(&["establishment", "edit", &number, "--name", &name], death)?
            }
            (Act::Block, Some(number)) => {
                let reason = format!("Travaux {}", random.below(1_000_000));
                self.ground.run(&["establishment", "block", &number, "--reason", &reason], death)?
            }
            (Act::Delete, Some(number)) => {
                self.ground.run(&["establishment", "delete", &number, "--yes", "--above-threshold"], death)?
            }
            (Act::Export, Some(number)) => {
                let packed: &[&str] = if random.one_in(3) { &["--compress"] } else { &[] };
                self.ground.run(&[&["establishment", "export", &number], packed].concat(), death)?
            }
            (Act::Reset, Some(number)) => {
                self.ground.run(&["establishment", "reset-password", &number, "--create"], death)?
            }
        };
        Ok(Some(ran))
    }

    /// Adds a department, or deletes the one that was added last by a job. Whatever came back since, neither gets a number
    /// that somebody was told before.
    fn inside(&mut self, number: &str, death: Death, random: &mut Random) -> Result<Ran, String> {
        let key = number.parse::<u32>().unwrap_or_default();
        let last = self.given.get(&key).map(|given| given.code.clone()).filter(|_| random.one_in(2));
        let at = ["--establishment", number, "--json"];
        if let Some(code) = last {
            let ran = self.ground.run(&[&["department", "delete", &code, "--yes"][..], &at].concat(), death)?;
            let job = ran.records().iter().find_map(|record| record["job"].as_i64());
            if let (true, Some(job), Some(given)) = (ran.done(), job, self.given.get_mut(&key)) {
                if job <= given.job {
                    return Err(format!("job {job} of {number} was given before: {given:?}"));
                }
                given.job = job;
            }
            return Ok(ran);
        }
        self.made += 1;
        let code = format!("D{}", self.made);
        let new = ["department", "add", "--code", &code, "--name", &code];
        let ran = self.ground.run(&[&new[..], &at].concat(), death)?;
        let sql = "select id from department where code = $1";
        let id = Connection::open(self.ground.database(key))
            .and_then(|connection| connection.query_row(sql, [&code], |row| row.get::<_, i64>(0)));
        if let (true, Ok(id)) = (ran.done(), id) {
            let given = self.given.entry(key).or_default();
            if id <= given.id {
                return Err(format!("department {id} of {number} was given before: {given:?}"));
            }
            (given.id, given.code) = (id, code);
        }
        Ok(ran)
    }

    pub(crate) fn add(&mut self, death: Death, random: &mut Random) -> Result<Ran, String> {
        let school = self.new_school();
        let (name, person) = (format!("École {school}"), format!("{school}P00"));
        let what = ["establishment", "add", "--zone", "1", "--location", "29200 Brest", "--name", &name];
        let who = ["--contact-last-name", &person, "--contact-first-name", "Anne"];
        let mail: &[&str] = if random.one_in(2) { &["--no-mail"] } else { &[] };
        let how = ["--contact-email", "anne@ecole.invalid", "--json"];
        let ran = self.ground.run(&[&what[..], &who, &how, mail].concat(), death)?;
        if ran.done() {
            self.people.insert(person);
        }
        Ok(ran)
    }

    fn import(&mut self, death: Death, random: &mut Random) -> Result<Ran, String> {
        let schools = [self.new_school(), self.new_school()];
        let row = |school: &String| format!(";1;29000 Quimper;École {school};;{school}P00;Anne;anne@ecole.invalid\n");
        let text = format!("{HEADER}\n{}", schools.iter().map(row).collect::<String>());
        let file = self.ground.outside("import.csv");
        std::fs::write(&file, text).expect("a file can be written");
        let mail: &[&str] = if random.one_in(2) { &["--mail"] } else { &[] };
        let file = file.to_string_lossy();
        let ran = self.ground.run(&[&["establishment", "import", &file, "--yes"], mail].concat(), death)?;
        if ran.done() {
            self.people.extend(schools.map(|school| format!("{school}P00")));
        }
        Ok(ran)
    }

    /// Removes exports by their age; those that a pruning acknowledged may take the last of somebody with them.
    fn prune(&mut self, death: Death, random: &mut Random) -> Result<Ran, String> {
        let days = ["0", "30"][random.below(2)];
        let before = self.sight();
        let ran = self.ground.run(&["export", "prune", "--older-than", days, "--yes"], death)?;
        let after = self.sight();
        let exports = self.ground.data().join("exports");
        let gone = before.iter().filter(|(path, _)| path.starts_with(&exports) && !after.contains_key(*path));
        let there = crate::sight::everybody(&after);
        for (_, content) in gone {
            let Content::Database(inside) = content else { continue };
            self.people.retain(|person| there.contains(person) || !inside.people.contains(person));
        }
        Ok(ran)
    }

    /// Takes back what the last job did that can be.
    fn undo(&mut self, death: Death) -> Result<Option<Ran>, String> {
        let held = self.books().is_none_or(|books| self.is_held(&books));
        let listed = self.ground.run(&["job", "list", "--json"], None)?;
        // This run sees a jump, not the one that undoes.
        self.note_run(&listed, held, None);
        let jobs = listed.records();
        let can = |job: &&serde_json::Value| job["reversible"] == true && job["undone_by"].is_null();
        let Some(job) = jobs.iter().find(can).map(|job| job["job"].to_string()) else { return Ok(None) };
        self.ground.run(&["job", "undo", &job, "--yes"], death).map(Some)
    }

    /// Brings back an establishment that is not there, or puts an older state in place of one that is.
    fn restore(&mut self, act: Act, death: Death, books: &Books, random: &mut Random) -> Result<Option<Ran>, String> {
        let is_there = |file: &&String| {
            let number = file.split('-').next().and_then(|number| number.parse().ok());
            number.is_some_and(|number| books.rows.contains_key(&number)) == (act == Act::Replace)
        };
        let mut fitting: Vec<&String> = books.exports.iter().filter(is_there).collect();
        // Their names end at random: their jobs' numbers say the order.
        fitting.sort_by_key(|file| file.rsplit_once('-').map(|(begins, _)| begins.to_owned()));
        let Some(file) = random.pick(&fitting) else { return Ok(None) };
        let path = self.ground.data().join("exports").join(file);
        let path = path.to_string_lossy();
        let replaced: &[&str] = if act == Act::Replace { &["--replace"] } else { &[] };
        let arguments = [&["establishment", "restore", &path, "--yes"], replaced].concat();
        self.ground.run(&arguments, death).map(Some)
    }

    /// Somebody new works in a school, by the school's own program; sometimes it dies, and its log stays.
    fn people_come(&mut self, random: &mut Random) {
        let Some(books) = self.books() else { return };
        let sight = self.sight();
        let own: Vec<u32> = books
            .rows
            .iter()
            .filter(|(number, row)| {
                row.stage == "active"
                    && !books.busy.contains(number)
                    && match sight.get(&self.ground.database(**number)) {
                        Some(Content::Database(inside)) => {
                            inside.sound && inside.number == **number && inside.credential_hash == row.credential_hash
                        }
                        Some(Content::Unreadable(_)) | None => false,
                    }
            })
            .map(|(number, _)| *number)
            .collect();
        let Some(number) = random.pick(&own) else { return };
        let Some(school) = tag(&books.rows[number].names[0]).map(str::to_owned) else { return };
        self.came += 1;
        let (person, dies) = (format!("{school}P{:02}", self.came), random.one_in(2));
        let path = self.ground.database(*number);
        let came = (|| {
            let connection = Connection::open(&path)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, dies)?;
            let sql = format!(
                "begin immediate;
                update counter set last = last + 1 where name = 'account';
                insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
                    must_change, created_at, rev) select last, '{person}', '{person}', 'Ana', '', 'user', 1, '', '', 0, 0,
                    1 from counter where name = 'account';
                commit;"
            );
            connection.execute_batch(&sql)
        })();
        self.ground.log.note(format!("    {person} comes to {number}: {came:?}, the log stays: {dies}"));
        if came.is_ok() {
            self.people.insert(person);
        }
    }
}
