//! From the arguments and the environment to a verb, the console, or a refusal.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgMatches, Command};

use super::aftermath::tell_aftermath;
use super::arguments::{self, given, is_set};
use super::failure::{DONE, Failure, Result};
use super::output::{Form, Out, Signs, Tell};
use super::remote::{self, Reach};
use super::{Work, audit, completions, doctor, establishment, host, init, job, mail, manual, noun, targets, usage};
use crate::config::settings::Ascii;
use crate::config::{self, Settings};
use crate::domain::access::{Actor, At, Door, Identity};
use crate::domain::message::{Explain as _, Message};
use crate::domain::session::Entrance;
use crate::domain::time;
use crate::i18n::{Catalogue, is_utf8_locale, language_from};
use crate::nouns;
use crate::operations::clock::Watch;
use crate::operations::{Clock, Context, Home, Options, check_initialised, session};

/// How the console looks, as asked for by flags, environment and configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Numbered questions on plain lines instead of screens.
    pub plain: bool,
    /// ASCII signs only.
    pub ascii: bool,
    /// No colours.
    pub colourless: bool,
}

/// What the console needs.
#[derive(Debug)]
pub struct Console {
    /// The data directory; perhaps not initialised yet.
    pub home: Home,
    /// Who is at the door; nobody has signed in yet.
    pub actor: Actor,
    /// The configuration.
    pub settings: Settings,
    /// The configuration file that was named, if one was.
    pub config: Option<PathBuf>,
    /// What verbs obey.
    pub options: Options,
    /// The words.
    pub words: Arc<Catalogue>,
    /// How it looks.
    pub look: Look,
    /// Whom its sign-in lets in.
    pub entrance: Entrance,
}

/// What the process does next.
#[derive(Debug)]
pub enum Next {
    /// It ends with this exit code.
    Exit(u8),
    /// It opens the console.
    Console(Box<Console>),
    /// It opens the console on a throw-away data directory.
    Demo(Box<Console>),
}

/// Reads the arguments, the program's name first, and does what they ask; the console is left to the caller.
pub fn start(args: Vec<OsString>, env: &dyn Fn(&str) -> Option<OsString>) -> Next {
    let settings = config::load(scan(&args, "config").map(PathBuf::from).as_deref(), env);
    if let Some(zone) = settings.as_ref().ok().and_then(|settings| settings.time_zone.as_deref()) {
        time::use_zone(zone);
    }
    let verbs = settings.as_ref().map(|settings| settings.ssh.verbs).unwrap_or_default();
    let original = env("SSH_ORIGINAL_COMMAND").map(|text| text.to_string_lossy().into_owned()).unwrap_or_default();
    let asked = remote::words(&original, verbs);
    let asked_args: Vec<OsString> =
        asked.as_ref().map(|words| words.iter().map(OsString::from).collect()).unwrap_or_default();
    let words = Arc::new(Catalogue::new(language(&args, &asked_args, settings.as_ref().ok(), env)));
    let mut opening = Opening { words, settings, env, original };
    match opening.choose(args, asked.map(|_| asked_args)) {
        Ok(next) => next,
        Err(Stop { code, print, .. }) => {
            let mut out = opening.out(None);
            print(&mut out);
            Next::Exit(out.finish(code))
        }
    }
}

/// The reason of a command over SSH that is none of ours.
const UNKNOWN: &str = "unknown";

/// The end before any verb ran: an exit code and what is printed.
struct Stop {
    code: u8,
    /// Why a command over SSH is not even looked at.
    reason: &'static str,
    print: Box<dyn FnOnce(&mut Out)>,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        let reason = failure.message().key.strip_prefix("cli-remote-").unwrap_or(UNKNOWN);
        Self { code: failure.code(), reason, print: Box::new(move |out| out.failure(&failure)) }
    }
}

struct Opening<'a> {
    words: Arc<Catalogue>,
    settings: std::result::Result<Settings, config::Error>,
    env: &'a dyn Fn(&str) -> Option<OsString>,
    /// What the client asked for over SSH, as a text.
    original: String,
}

impl Opening<'_> {
    fn choose(&mut self, args: Vec<OsString>, asked: Result<Vec<OsString>>) -> std::result::Result<Next, Stop> {
        let mut matches = self.parse(&args)?;
        let mut reach = Reach::Anywhere;
        let entrance = self.entrance(&matches)?;
        if matches.subcommand().is_none() {
            match self.let_in(args, asked) {
                Ok(None) => {}
                Ok(Some(found)) => (matches, reach) = (found, Reach::Exchange),
                Err(stop) => {
                    self.trace(&matches, &stop, "");
                    return Err(stop);
                }
            }
        }
        let (path, leaf) = remote::leaf(&matches);
        let mut out = self.out(Some(leaf));
        if let Some(code) = self.without_data(&path, leaf, &mut out)? {
            return Ok(Next::Exit(out.finish(code)));
        }
        let console = self.console(leaf, entrance)?;
        match path.first().map(String::as_str) {
            None | Some("demo") if !console.look.plain && !has_terminal() => {
                Err(Failure::usage(Message::new("cli-no-terminal")).into())
            }
            None if console.entrance.is_for_people => {
                // Nobody of an establishment makes the data directory.
                check_initialised(&console.home).map_err(Failure::from)?;
                Ok(Next::Console(Box::new(console)))
            }
            None => Ok(Next::Console(Box::new(console))),
            Some("demo") => Ok(Next::Demo(Box::new(console))),
            Some(_) => {
                let asked = remote::beginning(&self.original, || super::command(&self.words));
                let root = console.home.root().to_owned();
                let code = run(&path, leaf, console, (reach, &asked), &mut out).unwrap_or_else(|failure| {
                    out.failure(&failure);
                    if failure.is_of_directory() && !out.is_json() {
                        out.note(&Message::new("cli-data-dir").with("path", root.display().to_string()));
                    }
                    failure.code()
                });
                Ok(Next::Exit(out.finish(code)))
            }
        }
    }

    /// Reads whom the console lets in. Where it is for people of establishments alone, it is a console and nothing else: no
    /// verb runs, whatever the configuration allows.
    fn entrance(&self, matches: &ArgMatches) -> std::result::Result<Entrance, Stop> {
        let establishment = given(matches, arguments::ESTABLISHMENT).map(str::to_owned);
        let entrance = Entrance { establishment, is_for_people: is_set(matches, arguments::PEOPLE) };
        let verb = remote::leaf(matches).0.join(" ");
        if entrance.is_for_people && !(verb.is_empty() && self.original.trim().is_empty()) {
            let stop = Stop::from(Failure::not_permitted(Message::new("cli-remote-people")));
            self.trace(matches, &stop, &verb);
            return Err(stop);
        }
        if entrance.establishment.is_some() && !verb.is_empty() {
            let refused = Message::new("cli-establishment-misplaced").with("command", verb);
            return Err(Failure::usage(refused).into());
        }
        Ok(entrance)
    }

    /// Reads what the client asked for over SSH, with the options of the forced command; none: it asked for nothing.
    fn let_in(
        &self,
        args: Vec<OsString>,
        asked: Result<Vec<OsString>>,
    ) -> std::result::Result<Option<ArgMatches>, Stop> {
        let asked = asked?;
        if asked.is_empty() {
            return Ok(None);
        }
        let verbs = self.settings.as_ref().map(|settings| settings.ssh.verbs).unwrap_or_default();
        let program = args.first().cloned().unwrap_or_default();
        let alone = self.parse(&std::iter::once(program).chain(asked.iter().cloned()).collect::<Vec<_>>())?;
        remote::check(&alone, verbs)?;
        // What the client asks for, its language say, goes before what its key's line gives.
        let root = super::command(&self.words).args_override_self(true);
        parsed(root, &args.into_iter().chain(asked).collect::<Vec<_>>()).map(Some)
    }

    /// Leaves a trace of a command over SSH that is refused, or of a verb of the forced command itself; help is none.
    fn trace(&self, forced: &ArgMatches, stop: &Stop, verb: &str) {
        if let (Ok(settings), true) = (&self.settings, stop.code != DONE) {
            let actor = super::actor::find(given(forced, "key"), self.env);
            let original = if self.original.trim().is_empty() { verb } else { &self.original };
            let asked = remote::beginning(original, || super::command(&self.words));
            remote::trace(&self.home(forced), &actor, options(settings), (&asked, stop.reason));
        }
    }

    fn parse(&self, args: &[OsString]) -> std::result::Result<ArgMatches, Stop> {
        parsed(super::command(&self.words), args)
    }

    /// Runs the verbs that need neither configuration nor data.
    fn without_data(&self, path: &[String], leaf: &ArgMatches, out: &mut Out) -> Result<Option<u8>> {
        match path.first().map(String::as_str) {
            Some("version") => {
                let version = env!("CARGO_PKG_VERSION");
                out.line(&format!("intendant {version}"));
                out.record(&serde_json::json!({"name": "intendant", "version": version}));
            }
            Some("help") => {
                let below: Vec<String> = leaf.get_many::<String>("path").unwrap_or_default().cloned().collect();
                let text = usage::help(&mut super::command(&self.words), &below).ok_or_else(|| {
                    Failure::usage(Message::new("cli-usage-unknown-command").with("command", below.join(" ")))
                })?;
                out.document(&text);
            }
            Some("completions") => completions::run(leaf, super::command(&self.words), out)?,
            Some("man") => manual::run(leaf, super::command(&self.words), &self.words, &self.home(leaf), out)?,
            Some(_) | None => return Ok(None),
        }
        Ok(Some(DONE))
    }

    /// Names the data directory as far as it can be known; nothing is read.
    fn home(&self, leaf: &ArgMatches) -> Home {
        let flag = leaf.get_one::<PathBuf>("data-dir").map(PathBuf::as_path);
        let fallback = Settings::default();
        let settings = self.settings.as_ref().unwrap_or(&fallback);
        Home::new(config::data_dir(flag, self.env, settings).unwrap_or_default())
    }

    fn console(&mut self, leaf: &ArgMatches, entrance: Entrance) -> Result<Console> {
        let settings = std::mem::replace(&mut self.settings, Ok(Settings::default()))?;
        let flag = leaf.get_one::<PathBuf>("data-dir");
        let home = Home::new(config::data_dir(flag.map(PathBuf::as_path), self.env, &settings)?);
        let options = options(&settings);
        let actor = super::actor::find(given(leaf, "key"), self.env);
        let config = leaf.get_one::<PathBuf>("config").cloned();
        let look = Look {
            plain: is_set(leaf, "plain") || (self.env)("TERM").is_some_and(|term| term == "dumb"),
            ascii: self.is_ascii(leaf, &settings),
            colourless: is_set(leaf, "no-color") || (self.env)("NO_COLOR").is_some_and(|value| !value.is_empty()),
        };
        Ok(Console { home, actor, settings, config, options, words: Arc::clone(&self.words), look, entrance })
    }

    fn is_ascii(&self, leaf: &ArgMatches, settings: &Settings) -> bool {
        let locale = || !is_utf8_locale(|name| (self.env)(name).and_then(|value| value.into_string().ok()));
        match settings.ascii {
            _ if is_set(leaf, "ascii") => true,
            Ascii::Yes => true,
            Ascii::No => false,
            Ascii::Auto => locale(),
        }
    }

    /// Prints for people or programs; in ASCII when asked to, or when a terminal's locale has no other signs.
    fn out(&self, leaf: Option<&ArgMatches>) -> Out {
        use std::io::IsTerminal as _;
        let form = if leaf.is_some_and(|leaf| is_set(leaf, "json")) { Form::Json } else { Form::Text };
        let tell = if leaf.is_some_and(|leaf| is_set(leaf, "progress")) { Tell::Always } else { Tell::OnTerminal };
        let asked = leaf.is_some_and(|leaf| is_set(leaf, "ascii"));
        let terminal = std::io::stdout().is_terminal() || std::io::stderr().is_terminal();
        let poor = match (leaf, &self.settings) {
            (Some(leaf), Ok(settings)) => terminal && self.is_ascii(leaf, settings),
            _ => false,
        };
        Out::new(Arc::clone(&self.words), form, if asked || poor { Signs::Ascii } else { Signs::All }, tell)
    }
}

/// Reads arguments, and says what is wrong with them.
fn parsed(root: Command, args: &[OsString]) -> std::result::Result<ArgMatches, Stop> {
    let args = arguments::joined(&root, args);
    root.try_get_matches_from(args).map_err(|error| {
        if usage::is_help(&error) {
            let text = error.render().to_string();
            return Stop { code: DONE, reason: UNKNOWN, print: Box::new(move |out| out.document(&text)) };
        }
        let failure = usage::failure(&error);
        let print = move |out: &mut Out| {
            out.failure(&failure);
            if let Some(message) = usage::advice(&error) {
                out.note(&message);
            }
            if let Some(line) = usage::usage_line(&error) {
                let heading = out.words.text("cli-help-usage");
                out.note_text(&format!("{heading} {line}"));
            }
            out.note(&Message::new("cli-usage-more"));
        };
        Stop { code: super::failure::USAGE, reason: UNKNOWN, print: Box::new(print) }
    })
}

/// What verbs obey of the configuration.
fn options(settings: &Settings) -> Options {
    Options {
        generated_days: i64::from(settings.passwords.generated_days),
        syslog: settings.audit.syslog,
        mails_per_minute: settings.mail.throttle_per_minute,
        import_max_mib: settings.limits.import_max_mib,
        statistics_snapshots: settings.limits.statistics_snapshots,
        attachments_max_mib: settings.mail.attachments_max_mib,
        retention: settings.retention,
        keys: Arc::new(settings.ssh.keys.clone()),
        door: Door::Command,
    }
}

/// Runs a verb as the owner of the data directory, or over SSH as the webmaster whose key it is.
fn run(
    path: &[String],
    leaf: &ArgMatches,
    console: Console,
    (reach, asked): (Reach, &str),
    out: &mut Out,
) -> Result<u8> {
    let Console { home, actor, settings, options, .. } = console;
    let actor = match reach {
        Reach::Anywhere => Actor { identity: Identity::Owner, ..actor },
        Reach::Exchange | Reach::Own(_) | Reach::Nowhere => {
            remote::holder(&home, &actor, &settings, (options.clone(), asked))?
        }
    };
    let reach = match Reach::of(&actor) {
        own @ Reach::Own(_) if reach == Reach::Exchange => own,
        _ => reach,
    };
    let noun = path.first().map_or("", String::as_str);
    if noun == "init" {
        return init::run(leaf, &home, &actor, out);
    }
    if noun == "doctor" {
        return doctor::run(leaf, (&home, &actor), options, out);
    }
    let inside = given(leaf, arguments::ESTABLISHMENT).map(targets::parse).transpose()?;
    let at = inside.map_or(At::Host, At::Establishment);
    let mut ctx = Context::start(&home, at, actor, Clock::System, options)?;
    if let Ok(Some(jump)) = Watch::default().look(&mut ctx) {
        out.note(&jump.message());
    }
    let verb = path.get(1).map_or("", String::as_str);
    if changes(noun, verb, leaf) {
        // Before a file is read, a question asked or a form filled for what would be refused in the end. The refusal says
        // why the registry is held.
        ctx.assure()?;
    } else if let Some(doubt) = ctx.doubt()? {
        out.note(&doubt.message());
    }
    let config = leaf.get_one::<PathBuf>("config").map(PathBuf::as_path);
    let is_remote = reach != Reach::Anywhere;
    let mut work = Work { ctx: &mut ctx, out, settings: &settings, config, reach };
    let done = match noun {
        "establishment" => establishment::run(verb, leaf, &mut work),
        "host" => host::run(verb, leaf, &mut work),
        "job" => job::run(verb, leaf, &mut work),
        "plan" => job::run_plan(verb, leaf, &mut work),
        "mail" => mail::run(verb, leaf, &mut work),
        "export" => super::export::run(verb, leaf, &mut work),
        "prune" => super::prune::run(leaf, &mut work),
        "audit" => audit::run(verb, leaf, &mut work),
        described => match nouns::ALL.into_iter().find(|door| door.noun().word() == described) {
            Some(door) => noun::run(door, verb, leaf, &mut work),
            None => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", described))),
        },
    };
    tell_aftermath(&mut ctx, out);
    if is_remote && done.as_ref().is_err_and(Failure::is_out_of_reach) {
        session::refuse_command(&mut ctx, asked, "file")?;
    }
    done
}

/// Tells whether a verb changes something; what takes a list away in a file or only tries a letter or a run does not.
fn changes(noun: &str, verb: &str, leaf: &ArgMatches) -> bool {
    let takes_away = noun == "audit" || noun == "prune" && is_set(leaf, "dry-run");
    let tries = (verb == "import" && is_set(leaf, "dry-run"))
        || (verb == "mail" && leaf.value_source("preview").is_some())
        || (verb == "stats" && is_set(leaf, "history"));
    !(takes_away || tries || remote::only_reads(noun, verb))
}

/// Tells whether the console has a terminal to be drawn on: stdin, or the controlling one.
fn has_terminal() -> bool {
    use std::io::IsTerminal as _;
    std::io::stdin().is_terminal() || std::fs::File::open("/dev/tty").is_ok()
}

/// Finds the value of a global option before anything is parsed: the language is needed for the parser's own words.
fn scan(args: &[OsString], name: &str) -> Option<OsString> {
    let flag = format!("--{name}");
    let joined = format!("--{name}=");
    let mut found = None;
    let mut args = args.iter().skip(1).take_while(|arg| *arg != OsStr::new("--"));
    while let Some(arg) = args.next() {
        if *arg == OsStr::new(&flag) {
            found = args.next().cloned();
        } else if let Some(value) = arg.to_str().and_then(|arg| arg.strip_prefix(&joined)) {
            found = Some(value.into());
        }
    }
    found
}

fn language(
    args: &[OsString],
    asked: &[OsString],
    settings: Option<&Settings>,
    env: &dyn Fn(&str) -> Option<OsString>,
) -> crate::domain::language::Language {
    let all: Vec<OsString> = args.iter().chain(asked).cloned().collect();
    let flag = scan(&all, "lang").and_then(|value| value.into_string().ok());
    let config = settings.and_then(|settings| settings.language).map(crate::domain::language::Language::code);
    language_from(flag.as_deref(), config, |name| env(name).and_then(|value| value.into_string().ok()))
}
