//! `intendant host …`: identity, mail transport, and the block that stops every establishment.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::Work;
use super::arguments::{ADDRESS, DAY, FILE, Filled, LOGIN, NUMBER, TEXT, choice, field, given, text, verb};
use super::failure::{DONE, Failure, Result};
use super::remote::{self, Reach};
use crate::domain::field::Field;
use crate::domain::host::{HostInput, Security};
use crate::domain::mail::State;
use crate::domain::message::Message;
use crate::i18n::{Catalogue, audit as said, standing as standing_words};
use crate::nouns::establishment::block_record;
use crate::operations::establishment::{self, BlockInput};
use crate::operations::{Error, doctor, host, mail};

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
pub fn arguments(words: &Catalogue) -> Vec<Arg> {
    vec![
        field(words, "host-name", TEXT, Field::HostName),
        field(words, "host-url", "cli-value-url", Field::HostUrl),
        field(words, "sender", ADDRESS, Field::HostSender),
        field(words, "bounce", ADDRESS, Field::HostBounce),
        choice(field(words, "transport", "cli-value-choice", Field::Transport), ["folder", "smtp"]),
        field(words, "smtp-host", "cli-value-machine", Field::SmtpHost),
        field(words, "smtp-port", NUMBER, Field::SmtpPort),
        choice(
            field(words, "smtp-security", "cli-value-choice", Field::SmtpSecurity),
            Security::ALL.map(Security::word),
        ),
        field(words, "smtp-user", LOGIN, Field::SmtpUser),
        field(words, "smtp-secret-file", FILE, Field::SmtpSecretFile),
        field(words, "smtp-ca-file", FILE, Field::SmtpCaFile),
        choice(field(words, "contact-editing", "cli-value-choice", Field::ContactEditing), ["no", "yes", "domain"]),
        field(words, "contact-domain", "cli-value-machine", Field::ContactDomain),
    ]
}

/// Puts the options that were given into the form; the others stay.
pub fn fill(input: &mut HostInput, matches: &ArgMatches) {
    let fields = [
        ("host-name", &mut input.name),
        ("host-url", &mut input.url),
        ("sender", &mut input.sender),
        ("bounce", &mut input.bounce),
        ("transport", &mut input.transport),
        ("smtp-host", &mut input.smtp_host),
        ("smtp-port", &mut input.smtp_port),
        ("smtp-security", &mut input.smtp_security),
        ("smtp-user", &mut input.smtp_user),
        ("smtp-secret-file", &mut input.smtp_secret_file),
        ("smtp-ca-file", &mut input.smtp_ca_file),
        ("contact-editing", &mut input.contact_editing),
        ("contact-domain", &mut input.contact_domain),
    ];
    for (id, field) in fields {
        if let Some(value) = given(matches, id) {
            value.clone_into(field);
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
            establishment::block_everywhere(work.ctx, &input)?;
            work.out.say(&Message::new("cli-host-blocked"));
            show(work)
        }
        "server" => server(work),
        "unblock" => {
            establishment::unblock_everywhere(work.ctx)?;
            work.out.say(&Message::new("cli-host-unblocked"));
            show(work)
        }
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

fn edit(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let (settings, rev) = host::settings(work.ctx)?;
    let mut input = HostInput::from_settings(&settings);
    fill(&mut input, matches);
    if work.reach == Reach::Exchange {
        for (id, field, path) in [
            ("smtp-secret-file", Field::SmtpSecretFile, &mut input.smtp_secret_file),
            ("smtp-ca-file", Field::SmtpCaFile, &mut input.smtp_ca_file),
        ] {
            if let Some(named) = given(matches, id).filter(|named| !named.is_empty()) {
                *path = remote::file(named, field, work.reach, work.ctx.home())?.display().to_string();
            }
        }
    }
    nothing_is_lost(matches, &input)?;
    host::save(work.ctx, rev, &input)?;
    if host::settings(work.ctx)?.0.transport != settings.transport {
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
    let server = ["smtp-host", "smtp-port", "smtp-security", "smtp-user", "smtp-secret-file", "smtp-ca-file"];
    if input.transport != "smtp" && server.iter().any(|id| given(matches, id).is_some()) {
        HostInput { transport: "smtp".to_owned(), ..input.clone() }.check().map_err(Error::from)?;
    }
    if input.contact_editing != "domain" && given(matches, "contact-domain").is_some_and(|domain| !domain.is_empty()) {
        return Err(Failure::usage(Message::new("cli-host-domain")));
    }
    Ok(())
}

fn show(work: &mut Work<'_>) -> Result<u8> {
    let (settings, rev) = host::settings(work.ctx)?;
    let blocks = establishment::blocks_everywhere(work.ctx)?;
    let now = work.ctx.now();
    let input = HostInput::from_settings(&settings);
    let smtp = input.transport == "smtp" || settings.spare.is_some();
    let domain = input.contact_editing == "domain";
    let fields = [
        (Field::HostName, &input.name, true),
        (Field::HostUrl, &input.url, true),
        (Field::HostSender, &input.sender, true),
        (Field::HostBounce, &input.bounce, true),
        (Field::Transport, &input.transport, true),
        (Field::SmtpHost, &input.smtp_host, smtp),
        (Field::SmtpPort, &input.smtp_port, smtp),
        (Field::SmtpSecurity, &input.smtp_security, smtp),
        (Field::SmtpUser, &input.smtp_user, smtp),
        (Field::SmtpSecretFile, &input.smtp_secret_file, smtp),
        (Field::SmtpCaFile, &input.smtp_ca_file, smtp),
        (Field::ContactEditing, &input.contact_editing, true),
        (Field::ContactDomain, &input.contact_domain, domain),
    ];
    let mut record = json!({"rev": rev});
    let mut pairs = Vec::new();
    for (field, value, _) in fields.into_iter().filter(|(_, _, matters)| *matters) {
        record[field.name()] = value.as_str().into();
        pairs
            .push((work.out.words.say(&field.label()), said::value(&work.out.words, "host.edit", field.name(), value)));
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
