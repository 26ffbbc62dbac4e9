//! The host itself: first start, identity, mail transport.

use super::context::{Clock, Context, Options, record};
use super::error::{Error, Result, Rule};
use super::exchange::{self, Reach};
use crate::audit::{Entry, Object};
use crate::auth::{chosen, strength};
use crate::domain::access::{Action, Actor, Identity, decide};
use crate::domain::field::{Checker, Field, FieldError, Problem};
use crate::domain::host::{HostInput, HostSettings};
use crate::domain::password::{Secret, WEBMASTER_MIN};
use crate::domain::webmaster::{WebmasterDraft, WebmasterInput};
use crate::domain::zone::{Language, ZoneDraft};
use crate::store::files;
use crate::store::home::Home;
use crate::store::registry::{Registry, Tx, setting, webmaster, zone};

const SETTINGS: &str = "host";
const DEMO: &str = "demo";

/// The name of zone 1 at the start, in the language of whoever initialises.
const fn default_zone_name(language: Language) -> &'static str {
    match language {
        Language::French => "Zone par défaut",
        Language::English => "Default zone",
    }
}

/// What the first start needs.
#[derive(Debug)]
pub struct Initialisation<'a> {
    /// The host's settings.
    pub host: &'a HostInput,
    /// The first webmaster.
    pub webmaster: &'a WebmasterInput,
    /// The webmaster's password.
    pub password: &'a Secret,
    /// The same, typed again.
    pub again: &'a Secret,
    /// The language of zone 1.
    pub language: Language,
    /// Whether this is the throw-away demonstration.
    pub demo: bool,
}

/// Makes the data directory, the registry, zone 1 and the first webmaster. All of it or nothing.
///
/// # Errors
/// [`Rule::AlreadyInitialised`]; every field's problem.
pub fn initialise(home: &Home, actor: &Actor, clock: Clock, given: &Initialisation<'_>) -> Result<()> {
    decide(actor, Action::Initialise)?;
    if home.is_initialised() {
        return Err(Rule::AlreadyInitialised.into());
    }
    let (settings, draft) = check_initialisation(given)?;
    let hash = chosen::hash(given.password)?;
    home.create()?;
    // The registry is made aside and renamed when it is complete.
    let aside = files::with_suffix(&home.registry(), ".new");
    for suffix in ["", "-wal", "-shm"] {
        files::remove(&files::with_suffix(&aside, suffix))?;
    }
    let mut registry = Registry::create(&aside)?;
    registry.write(|tx| {
        let zone_draft = ZoneDraft { name: default_zone_name(given.language).to_owned(), language: given.language };
        zone::insert(tx, &zone_draft)?;
        webmaster::insert(tx, &draft, &hash)?;
        put(tx, &settings)?;
        super::clock::begin(tx, clock)?;
        if given.demo {
            setting::put(tx, DEMO, "1")?;
        }
        let entry = Entry::new("host.initialise", Object::host())
            .is("host-name", &settings.identity.name)
            .is("login", draft.login.as_str());
        record(tx, actor, clock.now(), &entry)
    })?;
    registry.empty_log()?;
    drop(registry);
    files::rename(&aside, &home.registry())?;
    files::sync_directory(home.root())?;
    Ok(())
}

fn check_initialisation(given: &Initialisation<'_>) -> Result<(HostSettings, WebmasterDraft)> {
    let mut errors: Vec<FieldError> = Vec::new();
    let settings = given.host.check().and_then(|settings| check_files(&settings).map(|()| settings));
    let settings = settings.map_err(|found| errors.extend(found)).ok();
    let draft = given.webmaster.check().map_err(|found| errors.extend(found)).ok();
    errors.extend(check_password(given.password, given.again, given.webmaster, &given.host.name));
    match (settings, draft) {
        (Some(settings), Some(draft)) if errors.is_empty() => Ok((settings, draft)),
        _ => Err(Error::Fields(errors)),
    }
}

/// Checks a webmaster's new password: strength, nothing personal, typed twice alike.
pub(super) fn check_password(
    password: &Secret,
    again: &Secret,
    person: &WebmasterInput,
    host: &str,
) -> Vec<FieldError> {
    let mut checker = Checker::default();
    let personal = [person.login.as_str(), &person.last_name, &person.first_name, host];
    let strong = checker.take(Field::Password, strength::check(password, WEBMASTER_MIN, &personal));
    if strong.is_some() && password != again {
        checker.refuse(Field::PasswordAgain, Problem::PasswordsDiffer);
    }
    checker.into_errors()
}

/// Checks the files that the transport names: the secret must be private.
fn check_files(settings: &HostSettings) -> std::result::Result<(), Vec<FieldError>> {
    let crate::domain::host::Transport::Smtp(smtp) = &settings.transport else { return Ok(()) };
    let mut checker = Checker::default();
    if !smtp.secret_file.is_empty() {
        let read = files::read_private(smtp.secret_file.as_ref(), 4096).map(|_| ()).map_err(|error| match error {
            crate::store::Error::NotPrivate { .. } => Problem::FileNotPrivate,
            other => Problem::FileUnreadable { cause: other.to_string() },
        });
        checker.take(Field::SmtpSecretFile, read);
    }
    if !smtp.ca_file.is_empty() {
        let read = std::fs::File::open(&smtp.ca_file).map(|_| ());
        let read = read.map_err(|error| Problem::FileUnreadable { cause: error.to_string() });
        checker.take(Field::SmtpCaFile, read);
    }
    let errors = checker.into_errors();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn put(tx: &Tx<'_>, settings: &HostSettings) -> Result<()> {
    let input = HostInput::from_settings(settings);
    let fields = fields(&input);
    let map: serde_json::Map<String, serde_json::Value> =
        fields.iter().map(|(field, value)| (field.name().to_owned(), (*value).clone().into())).collect();
    let text = serde_json::Value::Object(map).to_string();
    Ok(setting::put(tx, SETTINGS, &text)?)
}

fn fields(input: &HostInput) -> [(Field, &String); 13] {
    [
        (Field::HostName, &input.name),
        (Field::HostUrl, &input.url),
        (Field::HostSender, &input.sender),
        (Field::HostBounce, &input.bounce),
        (Field::Transport, &input.transport),
        (Field::SmtpHost, &input.smtp_host),
        (Field::SmtpPort, &input.smtp_port),
        (Field::SmtpSecurity, &input.smtp_security),
        (Field::SmtpUser, &input.smtp_user),
        (Field::SmtpSecretFile, &input.smtp_secret_file),
        (Field::SmtpCaFile, &input.smtp_ca_file),
        (Field::ContactEditing, &input.contact_editing),
        (Field::ContactDomain, &input.contact_domain),
    ]
}

/// Reads the settings inside a verb's transaction.
pub(super) fn stored(tx: &Tx<'_>) -> Result<(HostSettings, i64)> {
    let unreadable = |value: &str| crate::store::Error::unreadable("host_setting.host", value);
    let (text, rev) = setting::find(tx, SETTINGS)?.ok_or_else(|| unreadable(""))?;
    let map: std::collections::BTreeMap<String, String> = serde_json::from_str(&text).map_err(|_| unreadable(&text))?;
    let get = |field: Field| map.get(field.name()).cloned().unwrap_or_default();
    let input = HostInput {
        name: get(Field::HostName),
        url: get(Field::HostUrl),
        sender: get(Field::HostSender),
        bounce: get(Field::HostBounce),
        transport: get(Field::Transport),
        smtp_host: get(Field::SmtpHost),
        smtp_port: get(Field::SmtpPort),
        smtp_security: get(Field::SmtpSecurity),
        smtp_user: get(Field::SmtpUser),
        smtp_secret_file: get(Field::SmtpSecretFile),
        smtp_ca_file: get(Field::SmtpCaFile),
        contact_editing: get(Field::ContactEditing),
        contact_domain: get(Field::ContactDomain),
    };
    Ok((input.check().map_err(|_| unreadable(&text))?, rev))
}

/// Gives the settings and their revision. What a screen shows before sign-in is part of it, so anybody may ask.
///
/// # Errors
/// What the store says.
pub fn settings(ctx: &mut Context) -> Result<(HostSettings, i64)> {
    ctx.read(stored)
}

/// Tells whether this is the throw-away demonstration.
///
/// # Errors
/// What the store says.
pub fn is_demo(ctx: &mut Context) -> Result<bool> {
    ctx.read(|tx| Ok(setting::find(tx, DEMO)?.is_some()))
}

/// Saves the settings if they still have the revision.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`].
pub fn save(ctx: &mut Context, rev: i64, input: &HostInput) -> Result<()> {
    decide(&ctx.actor, Action::ManageHost)?;
    let settings = input.check()?;
    check_files(&settings)?;
    let home = ctx.home().clone();
    ctx.write(|tx, actor, now| {
        let (old, found) = stored(tx)?;
        if found != rev {
            return Err(Rule::Changed.into());
        }
        check_reach(&home, actor, &old, &settings)?;
        let (before, after) = (HostInput::from_settings(&old), HostInput::from_settings(&settings));
        let mut entry = Entry::new("host.edit", Object::host());
        for ((field, was), (_, is)) in fields(&before).into_iter().zip(fields(&after)).filter(|(was, is)| was.1 != is.1)
        {
            entry = entry.was(field.name(), was).is(field.name(), is);
        }
        put(tx, &settings)?;
        record(tx, actor, now, &entry)
    })
}

/// Keeps a webmaster who came over SSH from naming files outside the exchange folder; what is stored may stay.
fn check_reach(home: &Home, actor: &Actor, old: &HostSettings, new: &HostSettings) -> Result<()> {
    if !matches!(actor.identity, Identity::Webmaster { .. }) || Reach::of(actor) == Reach::Anywhere {
        return Ok(());
    }
    let (old, new) = (HostInput::from_settings(old), HostInput::from_settings(new));
    let files = [
        (Field::SmtpSecretFile, &old.smtp_secret_file, &new.smtp_secret_file),
        (Field::SmtpCaFile, &old.smtp_ca_file, &new.smtp_ca_file),
    ];
    let mut checker = Checker::default();
    for (field, _, is) in files.into_iter().filter(|(_, was, is)| was != is && !is.is_empty()) {
        let name = std::path::Path::new(is).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inside = exchange::file(home, Reach::Exchange, name).is_ok_and(|path| path.as_os_str() == is.as_str());
        if !inside {
            checker.refuse(field, Problem::FileOutside);
        }
    }
    let errors = checker.into_errors();
    if errors.is_empty() { Ok(()) } else { Err(Error::Fields(errors)) }
}

/// Opens a context for a first look, before anybody has signed in.
///
/// # Errors
/// As [`Context::start`].
pub fn open(home: &Home, actor: Actor, clock: Clock, options: Options) -> Result<Context> {
    Context::start(home, actor, clock, options)
}
