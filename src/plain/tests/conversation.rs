//! What plays the person at the other end.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crate::config::Settings;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::exit::ExitReason;
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterInput;
use crate::i18n::Catalogue;
use crate::operations::establishment;
use crate::operations::host::{self, Initialisation};
use crate::operations::{Clock, Context, Home, Options};
use crate::plain::{Echo, Handles, Launch, run};

/// Strong enough for the rule, and nothing personal.
pub(super) const PASSWORD: &str = "tilleul-varangue-42-opaline";
/// The moment of every test.
pub(super) const NOW: Timestamp = Timestamp(1_790_000_000);

/// Something that happens between two lines.
pub(super) type Act<'a> = &'a dyn Fn();

/// Plays lines, one at a time; `@wait N` lets N minutes pass, `@act` lets something happen.
struct Script<'a> {
    lines: VecDeque<String>,
    now: Vec<u8>,
    at: usize,
    heard: Rc<RefCell<Vec<u8>>>,
    uptime: Rc<Cell<Duration>>,
    act: Act<'a>,
}

impl Read for Script<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Script<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.now.len() {
            let Some(line) = self.lines.pop_front() else { return Ok(&[]) };
            if let Some(minutes) = line.strip_prefix("@wait ") {
                self.uptime.set(self.uptime.get() + Duration::from_secs(minutes.parse::<u64>().unwrap() * 60));
            } else if line == "@act" {
                (self.act)();
            } else {
                self.heard.borrow_mut().extend_from_slice(format!("> {line}\n").as_bytes());
                self.now = format!("{line}\n").into_bytes();
                self.at = 0;
            }
        }
        Ok(&self.now[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

/// Writes into a transcript that the script writes into too.
struct Said(Rc<RefCell<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How a conversation is held.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub(super) language: Language,
    pub(super) ascii: bool,
    pub(super) act: Act<'a>,
}

impl Manner<'_> {
    pub(super) const ENGLISH: Self = Self { language: Language::English, ascii: false, act: &|| {} };
    pub(super) const FRENCH: Self = Self { language: Language::French, ascii: false, act: &|| {} };
}

/// Nobody has signed in.
pub(super) fn nobody() -> Actor {
    Actor { identity: Identity::Nobody, os_user: "root".to_owned(), ssh_client: String::new(), ssh_key: String::new() }
}

/// The owner of the data directory.
pub(super) fn owner() -> Actor {
    Actor { identity: Identity::Owner, ..nobody() }
}

/// Holds a conversation; gives its end and the bytes that were said and heard.
pub(super) fn hold_raw(root: &Path, lines: &[&str], manner: Manner<'_>) -> (ExitReason, Vec<u8>) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let uptime = Rc::new(Cell::new(Duration::ZERO));
    let mut input = Script {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        now: Vec::new(),
        at: 0,
        heard: Rc::clone(&heard),
        uptime: Rc::clone(&uptime),
        act: manner.act,
    };
    let launch = Launch {
        home: Home::new(root.join("data")),
        clock: Clock::Fixed(NOW),
        options: Options::default(),
        carrier: crate::jobs::worker::Carrier::Inside,
        settings: Settings::default(),
        catalogue: Arc::new(Catalogue::for_console(manner.language)),
        actor: nobody(),
        demo_login: None,
        entrance: crate::domain::session::Entrance::default(),
        ascii: manner.ascii,
        idle_lock: Some(Duration::from_mins(15)),
    };
    let handles = Handles {
        input: &mut input,
        output: &mut Said(Rc::clone(&heard)),
        echo: &mut Echo::Pipe,
        cancel: crate::jobs::progress::Cancel::new(),
        uptime: &|| uptime.get(),
    };
    let end = run(&launch, handles).unwrap();
    let bytes = heard.borrow().clone();
    (end, bytes)
}

/// Holds a conversation that somebody leaves; gives the transcript without what differs from run to run.
pub(super) fn hold(root: &Path, lines: &[&str], manner: Manner<'_>) -> String {
    let (end, bytes) = hold_raw(root, lines, manner);
    assert_eq!(end, ExitReason::Quit);
    let text = String::from_utf8(bytes).unwrap();
    steady(&text.replace(&root.display().to_string(), "ROOT"))
}

/// Replaces moments, hashes and tokens.
fn steady(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let words: Vec<String> = line.split(' ').map(steady_word).collect();
        out.push_str(&words.join(" "));
    }
    out
}

fn steady_word(word: &str) -> String {
    let bare = word.trim_end_matches(['.', ',', '\n', ':']);
    let tail = &word[bare.len()..];
    let hex = bare.len() == 64 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
    let time = bare.len() == 5 && bare.as_bytes()[2] == b':' && bare.bytes().filter(u8::is_ascii_digit).count() == 4;
    match bare {
        _ if hex => format!("HASH{tail}"),
        _ if time => format!("TIME{tail}"),
        _ if bare.contains(".eml") => format!("MAIL{tail}"),
        _ if bare.starts_with('<') && bare.contains("@hebergeur.invalid") => format!("MESSAGE-ID{tail}"),
        _ if bare.contains("/exports/") => format!("EXPORT{tail}"),
        _ => word.to_owned(),
    }
}

/// A data directory with a webmaster `alice` who has [`PASSWORD`].
pub(super) fn home(root: &Path) -> Home {
    let home = Home::new(root.join("data"));
    let host = HostInput {
        name: "Hébergeur".into(),
        url: "https://ecoles.invalid".into(),
        sender: "ecoles@hebergeur.invalid".into(),
        ..HostInput::default()
    };
    let webmaster = WebmasterInput { login: "alice".into(), last_name: "Martin".into(), ..WebmasterInput::default() };
    let password = Secret::new(PASSWORD.to_owned());
    let given = Initialisation {
        host: &host,
        webmaster: &webmaster,
        password: &password,
        again: &password,
        language: Language::French,
        demo: false,
    };
    host::initialise(&home, &nobody(), Clock::Fixed(NOW), &given).unwrap();
    home
}

/// A context of the owner, for what happens besides the conversation.
pub(super) fn context(root: &Path) -> Context {
    let home = Home::new(root.join("data"));
    Context::open(&home, At::Host, owner(), Clock::Fixed(NOW), Options::default()).unwrap()
}

/// Adds establishments.
pub(super) fn add(root: &Path, names: &[(&str, &str)]) {
    let mut ctx = context(root);
    for (location, denomination) in names {
        let input = crate::domain::establishment::Input {
            zone: "1".into(),
            location: (*location).to_owned(),
            denomination: (*denomination).to_owned(),
            contact_last_name: "Le Gall".into(),
            contact_first_name: "Anne".into(),
            contact_email: "anne@ecole.invalid".into(),
            ..Default::default()
        };
        establishment::add_line(&mut ctx, &input);
    }
}
