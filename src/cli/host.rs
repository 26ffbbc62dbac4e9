//! `intendant host …`: identity, mail transport, and the block that stops every establishment.

use clap::builder::StringValueParser;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::Work;
use super::arguments::{DAY, Filled, TEXT, choice, field, given, option, text, verb};
use super::failure::{DONE, Failure, Result};
use super::remote::{self, Reach};
use crate::domain::field::Field;
use crate::domain::host::HostInput;
use crate::domain::job::Verdict;
use crate::domain::mail::State;
use crate::domain::message::{Explain as _, Message};
use crate::i18n::{Catalogue, audit as said, standing as standing_words};
use crate::nouns::establishment::block_record;
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::host::FIELDS;
use crate::operations::establishment::{self, BlockInput};
use crate::operations::job::verdict::verdict;
use crate::operations::{self, Error, doctor, host, mail};

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    verb(words, "host", "cli-host")
        .subcommand_required(true)
        .subcommand(verb(words, "show", "cli-host-show"))
        .subcommand(verb(words, "edit", "cli-host-edit").args(arguments(words)))
        .subcommand(
            verb(words, "block", "cli-host-block")
                .arg(field(words, "reason", TEXT, Field::Reason).required(true))
                .arg(field(words, "until", DAY, Field::Until).value_parser(Filled)),
        )
        .subcommand(verb(words, "unblock", "cli-host-unblock"))
        .subcommand(verb(words, "server", "cli-host-server"))
}

/// Describes the options of identity and transport, for `init` too.
#[must_use]
pub fn arguments(words: &Catalogue) -> Vec<Arg> {
    let argument = |head: &FieldHead| {
        let arg = option(words, head.option(), head.placeholder(), head.help).value_parser(StringValueParser::new());
        match head.kind {
            Kind::Choice(choices) => choice(arg, choices.iter().map(|(word, _)| *word)),
            _ => arg,
        }
    };
    FIELDS.iter().map(argument).collect()
}

/// Puts the options that were given into the form; the others stay.
pub fn fill(input: &mut HostInput, matches: &ArgMatches) {
    for head in &FIELDS {
        if let Some(value) = given(matches, head.option()) {
            input.put(head.field, value.to_owned());
        }
    }
}

/// Runs one of its verbs.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "show" => show(work),
        "edit" => edit(matches, work),
        "block" => {
            let input = BlockInput { reason: text(matches, "reason"), until: text(matches, "until") };
            settled(establishment::block_everywhere(work.ctx, &input, None), "cli-host-blocked", work)
        }
        "server" => server(work),
        "unblock" => settled(establishment::unblock_everywhere(work.ctx, None), "cli-host-unblocked", work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// Says what was done; what is as it is to be is no failure.
fn settled(done: operations::Result<()>, said: &'static str, work: &mut Work<'_>) -> Result<u8> {
    match done {
        Ok(()) => work.out.say(&Message::new(said)),
        Err(error) if matches!(verdict(&error), Verdict::Skipped(_)) => work.out.note(&error.message()),
        Err(error) => return Err(error.into()),
    }
    show(work)
}

fn edit(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    if FIELDS.iter().all(|head| given(matches, head.option()).is_none()) {
        return Err(Failure::nothing_to_change(FIELDS.iter().map(FieldHead::option)));
    }
    let (stored, rev) = host::form(work.ctx)?;
    let mut input = stored.clone();
    fill(&mut input, matches);
    if work.reach == Reach::Exchange {
        for field in [Field::SmtpSecretFile, Field::SmtpCaFile] {
            if let Some(named) = given(matches, field.name()).filter(|named| !named.is_empty()) {
                let file = remote::file(named, field, &work.reach, work.ctx.home())?;
                input.put(field, file.display().to_string());
            }
        }
    }
    nothing_is_lost(matches, &input)?;
    host::save(work.ctx, rev, &input)?;
    if stored.check().is_ok_and(|before| input.check().is_ok_and(|after| before.transport != after.transport)) {
        followers(work)?;
    }
    show(work)
}

/// Says how many mails that wait leave by a transport that was changed.
fn followers(work: &mut Work<'_>) -> Result<()> {
    let counts = mail::counts(work.ctx)?;
    let of = |state| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
    let (deferred, count) = (of(State::Deferred), of(State::Deferred) + of(State::Queued));
    if count > 0 {
        work.out.note(&Message::new("cli-host-mails-follow").with("count", count).with("deferred", deferred));
    }
    Ok(())
}

/// Refuses options that would be forgotten: a server that is not whole while the folder is the transport, a domain that
/// nothing asks for.
fn nothing_is_lost(matches: &ArgMatches, input: &HostInput) -> Result<()> {
    let is_given = |head: &FieldHead| given(matches, head.option()).is_some();
    let with_server = HostInput { transport: "smtp".to_owned(), ..input.clone() };
    let of_server = |head: &&FieldHead| with_server.asks(head.field) && !input.asks(head.field);
    if FIELDS.iter().filter(of_server).any(is_given) {
        with_server.check().map_err(Error::from)?;
    }
    if input.contact_editing != "domain" && given(matches, "contact-domain").is_some_and(|domain| !domain.is_empty()) {
        return Err(Failure::usage(Message::new("cli-host-domain")));
    }
    Ok(())
}

fn show(work: &mut Work<'_>) -> Result<u8> {
    host::shown(work.ctx)?;
    let (settings, rev) = host::settings(work.ctx)?;
    let blocks = establishment::blocks_everywhere(work.ctx)?;
    let now = work.ctx.now();
    let input = HostInput::from_settings(&settings);
    // A server that is kept for later is shown as well.
    let kept = HostInput { transport: "smtp".to_owned(), ..input.clone() };
    let matters = |field| input.asks(field) || (settings.spare.is_some() && kept.asks(field));
    let mut record = json!({"rev": rev});
    let mut pairs = Vec::new();
    for (field, value) in input.fields().into_iter().filter(|(field, _)| matters(*field)) {
        record[field.name()] = value.as_str().into();
        let said = said::value(&work.out.words, "host.edit", field.name(), value);
        pairs.push((work.out.words.say(&field.label()), said));
    }
    work.out.pairs(&pairs);
    let standing: Vec<_> = blocks.iter().filter(|block| block.stands(now)).collect();
    record["blocks"] = standing.iter().map(|block| block_record(block)).collect();
    for block in standing {
        let line = standing_words::block(&work.out.words, block, now);
        work.out.line(&line);
    }
    work.out.record(&record);
    Ok(DONE)
}

/// Shows versions, sizes and counts.
fn server(work: &mut Work<'_>) -> Result<u8> {
    let info = doctor::server_info(work.ctx)?;
    let count = |bytes: u64| i64::try_from(bytes.div_ceil(1 << 20)).unwrap_or(i64::MAX);
    let mib = |bytes| work.out.words.say(&Message::new("cli-size-mib").with("count", count(bytes)));
    let facts: [(&'static str, String); 11] = [
        ("cli-server-program", info.program.to_owned()),
        ("cli-server-sqlite", info.sqlite.to_owned()),
        ("cli-server-registry-schema", info.registry_schema.to_string()),
        ("cli-server-establishment-schema", info.establishment_schema.to_string()),
        ("cli-server-data-dir", info.data_dir.display().to_string()),
        ("cli-server-registry", mib(info.registry_bytes)),
        ("cli-server-databases", mib(info.establishments_bytes)),
        ("cli-server-exports", mib(info.exports_bytes)),
        ("cli-label-establishments", work.out.words.number(info.establishments.establishments)),
        ("cli-server-blocked", work.out.words.number(info.establishments.blocked)),
        ("cli-server-audit", work.out.words.number(info.audit_entries)),
    ];
    let pairs: Vec<_> = facts.iter().map(|(key, value)| (work.out.words.text(key), value.clone())).collect();
    work.out.pairs(&pairs);
    work.out.record(&json!({
        "program": info.program,
        "sqlite": info.sqlite,
        "registry-schema": info.registry_schema,
        "establishment-schema": info.establishment_schema,
        "data-dir": info.data_dir.display().to_string(),
        "registry-bytes": info.registry_bytes,
        "establishments-bytes": info.establishments_bytes,
        "exports-bytes": info.exports_bytes,
        "establishments": info.establishments.establishments,
        "blocked": info.establishments.blocked,
        "zones": info.zones,
        "webmasters": info.webmasters,
        "audit-entries": info.audit_entries,
    }));
    Ok(DONE)
}
