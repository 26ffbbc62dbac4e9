//! What `ssh host COMMAND` may run through the forced command: our own verbs only, and only those that are let in.
//!
//! Invariant: the text of `SSH_ORIGINAL_COMMAND` is split into words and matched against our verbs; no shell, no other
//! program, no other data directory, configuration or name of a key, no file outside the exchange folder.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::failure::{Failure, Result};
use super::{Work, arguments};
use crate::config::Settings;
use crate::config::settings::SshVerbs;
use crate::domain::access::{Actor, At};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::text::visible;
use crate::nouns;
use crate::operations::{Clock, Context, Home, Options, exchange, session};

pub use crate::operations::exchange::{Output, Reach};

/// Longest command that is read, in bytes.
const COMMAND_MAX: usize = 64 * 1024;
/// How much of a refused command is looked at, in characters.
const BEGINNING_MAX: usize = 200;
/// How much of a word that is no verb is written down, in characters.
const WORD_MAX: usize = 40;
/// Global options that only the forced command itself may have.
const OWN_OPTIONS: [&str; 3] = ["data-dir", "config", "key"];
/// Options of the console that say whom it lets in: no client changes them.
const OWN_ENTRANCE: [&str; 2] = [arguments::ESTABLISHMENT, arguments::PEOPLE];
/// Verbs that a remote session never runs.
const LOCAL_NOUNS: [&str; 2] = ["init", "demo"];
/// What a process of the program's own runs in somebody's name, once they have started it: nobody asks for it.
const OWN_VERBS: [[&str; 2]; 1] = [["job", "work"]];
/// Verbs that change nothing, by noun that is not described; an empty verb stands for a noun that is one.
const READING: [(&str, &[&str]); 12] = [
    ("establishment", &["list", "show", "administrators"]),
    ("host", &["show", "server"]),
    ("job", &["list", "show", "watch"]),
    ("plan", &["list", "show"]),
    ("audit", &["verify"]),
    ("export", &["verify"]),
    ("role", &["matrix"]),
    ("access", &["explain", "who-can", "matrix", "simulate"]),
    ("doctor", &[""]),
    ("completions", &[""]),
    ("version", &[""]),
    ("help", &[""]),
];

/// What verbs that change nothing may be given; whatever else one of them knows, it may change or write something with.
const HARMLESS: [&str; 45] = [
    "action",
    "actor",
    "as-csv",
    "asked-action",
    "asked-login",
    "asked-object",
    "column",
    "columns",
    "command",
    "deactivate",
    "desc",
    "establishment",
    "expires-on",
    "file",
    "filter",
    "from",
    "grant",
    "home",
    "id",
    "json",
    "kind",
    "lang",
    "level",
    "limit",
    "name",
    "named",
    "named-second-value",
    "named-third-value",
    "named-value",
    "no-headers",
    "number",
    "path",
    "progress",
    "reason",
    "revoke",
    "role",
    "row",
    "rows",
    "shell",
    "since",
    "sort",
    "state",
    "thorough",
    "to",
    "why",
];

/// Splits the command that the client asked for; nothing is allowed by default.
///
/// # Errors
/// Not permitted at all, or not readable as words.
pub fn words(original: &str, verbs: SshVerbs) -> Result<Vec<String>> {
    if original.trim().is_empty() {
        return Ok(Vec::new());
    }
    if verbs == SshVerbs::None {
        return Err(Failure::not_permitted(Message::new("cli-remote-none")));
    }
    let unreadable = || Failure::not_permitted(Message::new("cli-remote-unreadable"));
    if original.len() > COMMAND_MAX || original.contains('\0') {
        return Err(unreadable());
    }
    let mut words = shlex::split(original).ok_or_else(unreadable)?;
    // `ssh host intendant zone list` says the same as `ssh host zone list`.
    if words.first().is_some_and(|word| word == "intendant") {
        words.remove(0);
    }
    Ok(words)
}

/// Checks a command that was asked for over SSH, by itself.
///
/// # Errors
/// Not permitted.
pub fn check(matches: &ArgMatches, verbs: SshVerbs) -> Result<()> {
    let (path, leaf) = leaf(matches);
    let is_given = |of: &ArgMatches, id| of.value_source(id) == Some(ValueSource::CommandLine);
    let own = OWN_OPTIONS.iter().find(|id| is_given(leaf, id));
    if let Some(id) = own.or_else(|| OWN_ENTRANCE.iter().find(|id| is_given(matches, id))) {
        return Err(Failure::not_permitted(Message::new("cli-remote-option").with("option", format!("--{id}"))));
    }
    let Some(noun) = path.first() else { return Ok(()) };
    let verb = path.get(1).map_or("", String::as_str);
    let name = path.join(" ");
    let refused = |key| Err(Failure::not_permitted(Message::new(key).with("command", name.as_str())));
    if LOCAL_NOUNS.contains(&noun.as_str())
        || OWN_VERBS.contains(&[noun, verb])
        || (noun == "man" && leaf.value_source("dir").is_some())
    {
        return refused("cli-remote-local");
    }
    let reads = only_reads(noun, verb) || noun == "man";
    let given = |id: &&str| leaf.value_source(id) == Some(ValueSource::CommandLine);
    let reads = reads && leaf.ids().map(clap::Id::as_str).filter(given).all(|id| HARMLESS.contains(&id));
    match verbs {
        SshVerbs::All => Ok(()),
        SshVerbs::Read if reads => Ok(()),
        SshVerbs::Read | SshVerbs::None => refused("cli-remote-changes"),
    }
}

/// Tells whether a verb changes nothing, whatever else its options may write.
#[must_use]
pub fn only_reads(noun: &str, verb: &str) -> bool {
    READING.iter().copied().chain(described()).any(|(known, verbs)| known == noun && verbs.contains(&verb))
}

/// The described nouns: all of them are listed and shown alike.
fn described() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    nouns::ALL.into_iter().map(|door| (door.noun().word(), &["list", "show"][..]))
}

/// Finds in whose name a key runs verbs: that of an active webmaster, whom the audit names beside the key. A verb over SSH
/// asks for no password, so that the key alone must not outlive its webmaster.
///
/// # Errors
/// Not permitted: no key, a key of nobody, a webmaster who is disabled or not there. It leaves a trace.
pub fn holder(home: &Home, actor: &Actor, settings: &Settings, (options, asked): (Options, &str)) -> Result<Actor> {
    let mut ctx = Context::open(home, At::Host, actor.clone(), Clock::System, options)?;
    let key = actor.ssh_key.as_str();
    let login = settings.ssh.holder(key);
    if let Some(login) = &login
        && let Some(identity) = session::holder(&mut ctx, login)?
    {
        return Ok(Actor { identity, ..actor.clone() });
    }
    session::refuse_command(&mut ctx, asked, "key")?;
    Err(Failure::not_permitted(match login {
        None if key.is_empty() => Message::new("cli-remote-no-key"),
        None => Message::new("cli-remote-key").with("key", key),
        Some(login) => Message::new("cli-remote-key-holder").with("key", key).with("login", login.as_str()),
    }))
}

/// Leaves a trace of a command that is not even looked at, as far as there is a data directory to leave it in.
pub fn trace(home: &Home, actor: &Actor, options: Options, (asked, reason): (&str, &'static str)) {
    if let Ok(mut ctx) = Context::open(home, At::Host, actor.clone(), Clock::System, options) {
        let _ = session::refuse_command(&mut ctx, asked, reason);
    }
}

/// What of a command over SSH is written down: the names of its verb, else the beginning of its first word. What follows
/// may be a secret. The command line is described only if there was one.
pub fn beginning(original: &str, root: impl FnOnce() -> Command) -> String {
    if original.is_empty() {
        return String::new();
    }
    let root = root();
    let cut: String = original.chars().take(BEGINNING_MAX).collect();
    let own = |word: &&str| *word == "intendant";
    let mut words = cut.split_whitespace().skip_while(own).peekable();
    let first = words.peek().map(|word| word.split('=').next().unwrap_or_default()).unwrap_or_default();
    let (mut names, mut at) = (Vec::new(), &root);
    while let Some(below) = words.next().and_then(|word| at.find_subcommand(word)) {
        names.push(below.get_name().to_owned());
        at = below;
    }
    let plain: String = visible(first).chars().take(WORD_MAX).collect();
    if names.is_empty() { plain } else { names.join(" ") }
}

/// Returns the names that lead to the verb, and its own matches.
#[must_use]
pub fn leaf(matches: &ArgMatches) -> (Vec<String>, &ArgMatches) {
    let (mut path, mut at) = (Vec::new(), matches);
    while let Some((name, below)) = at.subcommand() {
        path.push(name.to_owned());
        at = below;
    }
    (path, at)
}

/// Finds the file that an argument names; over SSH only a bare name inside the exchange folder.
///
/// # Errors
/// As [`exchange::file`].
pub fn file(named: &str, field: Field, reach: &Reach, home: &Home) -> Result<PathBuf> {
    exchange::file(home, reach, named).map_err(|problem| Failure::field(field, problem))
}

/// Begins the new file that an option names, if it was given.
///
/// # Errors
/// As [`exchange::output`].
pub fn output(named: Option<&str>, work: &Work<'_>) -> Result<Option<Output>> {
    Ok(named.map(|named| exchange::output(work.ctx.home(), &work.reach, named)).transpose()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::i18n::Catalogue;

    fn judge(original: &str, verbs: SshVerbs) -> std::result::Result<String, &'static str> {
        let told = |failure: Failure| match failure {
            Failure::Told { message, code: 7 } => message.key,
            _ => "another failure",
        };
        let words = words(original, verbs).map_err(told)?;
        let root = super::super::command(&Catalogue::new(Language::English));
        let args = std::iter::once("intendant".to_owned()).chain(words.iter().cloned());
        let matches = root.try_get_matches_from(args).map_err(|_| "usage")?;
        check(&matches, verbs).map_err(told)?;
        Ok(words.join(" "))
    }

    /// Whoever gives such a verb another option decides here whether it is harmless.
    #[test]
    fn what_verbs_that_change_nothing_know_and_may_not_be_given() {
        let root = super::super::command(&Catalogue::new(Language::English));
        let mut refused = std::collections::BTreeSet::new();
        for (noun, verbs) in READING.into_iter().chain(described()).chain([("man", &[""][..])]) {
            let of = root.find_subcommand(noun).unwrap();
            for verb in verbs {
                let leaf = if verb.is_empty() { of } else { of.find_subcommand(verb).unwrap() };
                let ids = leaf.get_arguments().map(|argument| argument.get_id().as_str().to_owned());
                refused.extend(ids.filter(|id| !HARMLESS.contains(&id.as_str())));
            }
        }
        let refused: Vec<&str> = refused.iter().map(String::as_str).collect();
        assert_eq!(
            refused,
            [
                "accept-registry",
                "adopt",
                "clock-is-right",
                "csv",
                "dir",
                "empty",
                "fix",
                "forget",
                "format",
                "output",
                "recreate",
                "set-aside"
            ]
        );
    }

    #[test]
    fn only_what_is_let_in_runs() {
        use SshVerbs::{All, None, Read};
        for (original, verbs, expected) in [
            ("", None, Ok("")),
            ("  ", None, Ok("")),
            ("zone list", None, Err("cli-remote-none")),
            ("version", None, Err("cli-remote-none")),
            ("zone list", Read, Ok("zone list")),
            ("intendant zone list --json", Read, Ok("zone list --json")),
            ("zone add x", Read, Err("usage")),
            ("zone add --name x", Read, Err("cli-remote-changes")),
            ("zone add --name 'a b'", All, Ok("zone add --name a b")),
            ("doctor", Read, Ok("doctor")),
            ("doctor --fix", Read, Err("cli-remote-changes")),
            ("doctor --adopt 7", Read, Err("cli-remote-changes")),
            ("doctor --set-aside 7", Read, Err("cli-remote-changes")),
            ("doctor --recreate 7", Read, Err("cli-remote-changes")),
            ("doctor --accept-registry --yes", Read, Err("cli-remote-changes")),
            ("doctor --clock-is-right", Read, Err("cli-remote-changes")),
            ("doctor --thorough --json", Read, Ok("doctor --thorough --json")),
            ("job show 1 --csv q.csv", Read, Err("cli-remote-changes")),
            ("job show 1 --rows failed", Read, Ok("job show 1 --rows failed")),
            ("establishment list --filter x --limit 3", Read, Ok("establishment list --filter x --limit 3")),
            ("audit list --from 2026-01-01 --to 2026-02-01", Read, Ok("audit list --from 2026-01-01 --to 2026-02-01")),
            ("doctor --fix", All, Ok("doctor --fix")),
            ("man", Read, Ok("man")),
            ("man --dir /tmp", All, Err("cli-remote-local")),
            ("init --login x", All, Err("cli-remote-local")),
            ("demo", All, Err("cli-remote-local")),
            ("job work 9", All, Err("cli-remote-local")),
            ("job work 9 --establishment 3", All, Err("cli-remote-local")),
            ("zone list --data-dir /tmp/x", All, Err("cli-remote-option")),
            ("--data-dir=/tmp/x zone list", All, Err("cli-remote-option")),
            ("zone list --config /tmp/x", All, Err("cli-remote-option")),
            ("zone list --key root", All, Err("cli-remote-option")),
            ("--people", All, Err("cli-remote-option")),
            ("--establishment 12", All, Err("cli-remote-option")),
            ("--establishment=12 zone list", All, Err("cli-remote-option")),
            ("department list --establishment 12", Read, Ok("department list --establishment 12")),
            ("zone list; id", All, Err("usage")),
            ("zone list 'open", All, Err("cli-remote-unreadable")),
            ("sh -c id", All, Err("usage")),
            ("$(id)", All, Err("usage")),
            ("scp -t /tmp", Read, Err("usage")),
        ] {
            assert_eq!(judge(original, verbs).as_deref().map_err(|key| *key), expected, "{original:?} {verbs:?}");
        }
    }

    #[test]
    fn of_a_refused_command_little_is_written_down() {
        let root = super::super::command(&Catalogue::new(Language::English));
        for (original, expected) in [
            ("zone list", "zone list"),
            ("intendant webmaster password alice --password hunter2", "webmaster password"),
            ("establishment delete 5 --yes", "establishment delete"),
            ("scp -t /tmp", "scp"),
            ("--data-dir=/tmp/x zone list", "--data-dir"),
            ("\u{1b}[2J secret", "␛[2J"),
            ("  ", ""),
            (&"x".repeat(300), &"x".repeat(40)),
        ] {
            assert_eq!(beginning(original, || root.clone()), expected, "{original:?}");
        }
    }
}
