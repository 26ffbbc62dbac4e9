//! The three front ends, driven from a description alone: what is shown says what to press.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::act::{Act, Verb};
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::filled::Filled;
use intendant::domain::job::Danger;
use intendant::domain::language::Language;
use intendant::i18n::Catalogue;
use intendant::jobs::command::inside;
use intendant::nouns::acts::ActHead;
use intendant::nouns::echo::{self, is_secret};
use intendant::nouns::field::{FieldHead, Kind};
use intendant::nouns::{self, Door, Doors, Takes};
use intendant::operations::{Clock, Context, Home, Options};
use intendant::tui::actions::{Entry, TABLE};
use rusqlite::Connection;

use crate::same::choice;
use crate::support::daemon::wait_for;
use crate::support::house::{House, PASSWORD, told};
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_secs(20);
const CLIENT: (&str, &str) = ("SSH_CONNECTION", "192.0.2.7 51234 198.51.100.1 22");

/// A front end that carries an act out for `alice`.
pub(crate) trait End {
    fn act(&mut self, door: &dyn Door, act: &ActHead, key: &str, filled: &Filled);
}

fn words() -> Catalogue {
    Catalogue::for_console(Language::English)
}

/// Fields of a form that plain lines send without another question.
const SHORT: usize = 5;
/// The file of an act that takes one, in the exchange folder.
const FILE: &str = "lines.csv";
/// The establishment that acts inside one are for.
const SCHOOL: EstablishmentNumber = EstablishmentNumber(1);

/// Where it is, for whoever is at the machine.
pub(crate) fn file(house: &House) -> String {
    house.data().join("exchange").join(FILE).display().to_string()
}

/// Its database, if there is one.
pub(crate) fn school(house: &House) -> Option<Connection> {
    let file = PathBuf::from(Home::new(house.data()).shelf().shown(SCHOOL));
    file.exists().then(|| Connection::open(file).unwrap())
}

fn place(door: &dyn Door) -> At {
    if door.noun().is_inside() { At::Establishment(SCHOOL) } else { At::Host }
}

/// Whether an act on one row is a job that is planned and confirmed by itself.
fn is_planned(act: &ActHead) -> bool {
    matches!(act.takes, Takes::Planned | Takes::File) && act.at_once.is_none()
}

/// What confirms the plan for one row.
fn agreed(act: &ActHead) -> &'static str {
    if act.danger > Danger::Yes { "1" } else { "y" }
}

/// What is given on stdin to a command or to plain lines.
fn with_input(house: &House, arguments: &[&str], environment: &[(&str, &str)], input: &str) -> String {
    let mut command = house.command(arguments);
    command.envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{environment:?} {input}: {}", told(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Commands, over SSH by the key of `alice`: the line that `=` prints.
pub(crate) struct Command<'h>(pub(crate) &'h House);

impl End for Command<'_> {
    fn act(&mut self, door: &dyn Door, act: &ActHead, key: &str, filled: &Filled) {
        let fields = door.fields(act.act);
        let mut line = echo::line(door, act, &[key.to_owned()], Some(filled)).unwrap();
        let mut input = String::new();
        if fields.iter().any(is_secret) {
            line.push_str(" --password-stdin");
            input = format!("{PASSWORD}\n");
        } else if let Some(text) = fields.iter().find(|asked| matches!(asked.kind, Kind::Text)) {
            input = filled.text(text.field);
        }
        if is_planned(act) {
            line = line.replace('…', FILE) + " --yes";
        }
        let line = inside(line, place(door));
        with_input(self.0, &["--key", "alice"], &[("SSH_ORIGINAL_COMMAND", &line), CLIENT], &input);
    }
}

/// Numbered questions, on lines.
pub(crate) struct Plain<'h>(pub(crate) &'h House);

impl Plain<'_> {
    fn hold(&self, lines: &[String]) -> String {
        with_input(self.0, &["--plain"], &[], &(lines.join("\n") + "\n"))
    }

    /// The number of a line of the last menu in a conversation.
    fn number(&self, lines: &[String], label: &str) -> String {
        let said = self.hold(lines);
        let found = said.lines().rev().find_map(|line| line.strip_suffix(label)?.strip_suffix(". "));
        found.unwrap_or_else(|| panic!("{label} in {said}")).to_owned()
    }
}

impl End for Plain<'_> {
    fn act(&mut self, door: &dyn Door, act: &ActHead, key: &str, filled: &Filled) {
        let words = words();
        let mut lines = vec!["alice".to_owned(), PASSWORD.to_owned()];
        if let At::Establishment(number) = place(door) {
            lines.push(self.number(&lines, &words.text("screen-establishments")));
            lines.push(number.to_string());
            lines.push(self.number(&lines, &words.text(door.menu())));
        } else {
            lines.push(self.number(&lines, &words.text(door.screen())));
        }
        lines.push(self.number(&lines, &words.text(act.label)));
        if is_planned(act) {
            let named = if act.takes == Takes::File { file(self.0) } else { key.to_owned() };
            let start = "1";
            lines.push(named);
            // What is asked besides a file stays as it is.
            lines.extend(door.settings(act.act).iter().map(|_| String::new()));
            lines.extend([start, agreed(act), "0", "0", "0", "0"].map(String::from));
            let said = self.hold(&lines);
            assert!(said.contains("1 done"), "{said}");
            return;
        }
        if matches!(act.takes, Takes::One | Takes::Planned | Takes::Many) {
            lines.push(key.to_owned());
        }
        if act.danger > Danger::None {
            lines.push("y".to_owned());
        }
        // What is dangerous is a question, which says what the row itself answers.
        let fields = if act.danger > Danger::None { Vec::new() } else { door.fields(act.act) };
        let (secrets, open): (Vec<_>, Vec<_>) = fields.into_iter().partition(is_secret);
        for asked in open {
            let text = filled.text(asked.field);
            if matches!(asked.kind, Kind::Ticks(_)) {
                let others = others(self.0, door, (act, key), &asked, &text).into_iter();
                lines.extend([others.map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" "), String::new()]);
                continue;
            }
            if matches!(asked.kind, Kind::Tick) {
                lines.push(if text.is_empty() { "n" } else { "y" }.to_owned());
                if text.is_empty() && asked.unticked.is_some() {
                    // What is warned of is meant.
                    lines.push("y".to_owned());
                }
                continue;
            }
            lines.push(choice(&asked, &text).map_or(text, |(at, _)| (at + 1).to_string()));
            if matches!(asked.kind, Kind::Text) {
                lines.push(".".to_owned());
            }
        }
        lines.extend(secrets.iter().flat_map(|_| [PASSWORD.to_owned(), PASSWORD.to_owned()]));
        // A long form is summed up once all of it was asked.
        if door.fields(act.act).len() > SHORT {
            lines.push("y".to_owned());
        }
        lines.extend(["0".to_owned(), "0".to_owned()]);
        self.hold(&lines);
    }
}

/// The screens, in a terminal.
pub(crate) struct Screen<'h> {
    house: &'h House,
    console: Terminal,
}

impl<'h> Screen<'h> {
    pub(crate) fn open(house: &'h House) -> Self {
        let mut console = house.open("en");
        console.set_deadline(LIMIT);
        Self { house, console }
    }

    fn entries(&self, door: &dyn Door) -> i64 {
        let at = if door.noun().is_inside() { school(self.house).unwrap() } else { self.house.registry() };
        at.query_row("select coalesce(max(id), 0) from audit", [], |row| row.get(0)).unwrap()
    }

    /// Whether the host knows how far an establishment's own log has come: it learns of that right after it was written.
    fn is_known(&self, door: &dyn Door) -> bool {
        let known = "select coalesce(max(head_id), 0) from inside_reached";
        place(door) == At::Host
            || self.house.registry().query_row(known, [], |row| row.get::<_, i64>(0)).unwrap() == self.entries(door)
    }

    /// Confirms the plan that is shown, and waits until it is done.
    fn carry_out(&mut self, act: &ActHead, key: &str) {
        self.console.send(key);
        if act.takes == Takes::File {
            self.console.wait_text(&words().text("plan-button"));
            let file = file(self.house);
            self.console.send(&file);
            let settings = nouns::door(act.act.noun()).map_or(0, |door| door.settings(act.act).len());
            (0..=settings).for_each(|_| self.console.key(Key::Tab));
            self.console.key(Key::Enter);
        }
        self.console.wait_text("1 to do");
        self.console.key(Key::Enter);
        self.console.drain_until_quiet(Duration::from_millis(300));
        self.console.send(agreed(act));
        if act.danger > Danger::Yes {
            self.console.keys(&[Key::Enter, Key::Enter]);
        }
        self.console.wait_text("1 of 1: 1 done");
        self.console.key(Key::Esc);
    }

    fn fill(&mut self, door: &dyn Door, (act, key): (&ActHead, &str), filled: &Filled) {
        for asked in door.fields(act.act) {
            let text = filled.text(asked.field);
            if let Kind::Ticks(choices) = asked.kind {
                let others = others(self.house, door, (act, key), &asked, &text);
                for at in 0..choices.len() {
                    if others.contains(&at) {
                        self.console.send(" ");
                    }
                    self.console.key(Key::Down);
                }
                // From the last of them down leads on.
                continue;
            }
            if matches!(asked.kind, Kind::Tick) {
                if door.blank(Language::English).text(asked.field) != text {
                    self.console.send(" ");
                }
            } else if is_secret(&asked) {
                self.console.send(PASSWORD);
                self.console.key(Key::Tab);
                self.console.send(PASSWORD);
            } else if let Some((_, word)) = choice(&asked, &text) {
                self.console.send(&words().text(word)[..1]);
            } else {
                self.console.keys(&[Key::End, Key::Ctrl('u')]);
                self.console.send(&text);
            }
            self.console.key(Key::Tab);
        }
        self.console.key(Key::Enter);
    }
}

/// The place of a row in its list, and what its form begins with.
fn row(house: &House, door: &dyn Door, key: &str) -> (usize, Filled) {
    let actor =
        Actor { identity: Identity::Owner, os_user: "ops".into(), ssh_client: String::new(), ssh_key: String::new() };
    let home = Home::new(house.data());
    let mut ctx = Context::open(&home, place(door), actor, Clock::System, Options::default()).unwrap();
    let rows = door.list(&mut ctx).unwrap();
    let at = (0..rows.len()).find(|at| rows.key(*at) == key);
    let at = at.unwrap_or_else(|| panic!("{key} among {}", rows.len()));
    (at, rows.filled(at))
}

/// The places of the codes whose ticks are others than the form begins with.
fn others(house: &House, door: &dyn Door, (act, key): (&ActHead, &str), asked: &FieldHead, text: &str) -> Vec<usize> {
    let Kind::Ticks(choices) = asked.kind else { return Vec::new() };
    let was = if act.takes == Takes::One { row(house, door, key).1.text(asked.field) } else { String::new() };
    let is = |text: &str, code: &str| text.split(',').any(|one| one == code);
    (0..choices.len()).filter(|at| is(&was, choices[*at].0) != is(text, choices[*at].0)).collect()
}

/// A key of one sign of the table.
fn key_of(wanted: impl Fn(&&Entry) -> bool) -> &'static str {
    let entry = TABLE.iter().find(wanted).unwrap();
    entry.keys.iter().find(|key| key.chars().count() == 1).unwrap()
}

impl End for Screen<'_> {
    fn act(&mut self, door: &dyn Door, act: &ActHead, key: &str, filled: &Filled) {
        let list = Act::find(door.noun(), Verb::List);
        let mut title = words().text(door.screen());
        if place(door) != At::Host {
            self.console.send("1");
            self.console.wait_text("Intendant · Establishments");
            self.console.wait_text("IUT de Brest");
            title = format!("{} · {SCHOOL}", words().text(door.menu()));
        }
        self.console.send(key_of(|entry| entry.act == list));
        self.console.wait_text(&format!("Intendant · {title}"));
        let at = if matches!(act.takes, Takes::One | Takes::Planned | Takes::Many) {
            row(self.house, door, key).0
        } else {
            0
        };
        // The list is there, with what the last act left of it.
        self.console.drain_until_quiet(Duration::from_millis(300));
        self.console.send("g");
        self.console.keys(&vec![Key::Down; at]);
        let before = self.entries(door);
        if is_planned(act) {
            return self.carry_out(act, key_of(|entry| entry.act == Some(act.act)));
        }
        if act.doors == Doors::Lines {
            // Typed elsewhere as a place in the order; here the row is moved by a key, a place each time.
            let earlier = key_of(|entry| entry.act == Act::find(door.noun(), Verb::Earlier));
            let steps = at + 1 - filled.iter().next().unwrap().1.parse::<usize>().unwrap();
            self.console.send(&earlier.repeat(steps));
        } else {
            self.console.send(key_of(|entry| entry.act == Some(act.act)));
            if act.danger > Danger::None {
                self.console.wait_text(&words().text(act.label));
                self.console.send("y");
            } else {
                self.console.wait_text(&words().text(act.button));
                self.fill(door, (act, key), filled);
            }
        }
        let written =
            wait_for(LIMIT, act.act.word(), || Ok((self.entries(door) > before && self.is_known(door)).then_some(())));
        written.unwrap_or_else(|error| panic!("{error}\n{}", self.console.screen_text()));
    }
}
