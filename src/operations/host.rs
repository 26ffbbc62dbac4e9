//! The host itself: first start, identity, mail transport.

use super::aftermath::{Aftermath, Bounce};
use super::clock::Clock;
use super::context::{Context, Options};
use super::error::{Error, Result, Rule};
use super::exchange::{self, Reach};
use super::permitted::{permit, record};
use crate::audit::{Entry, Object};
use crate::auth::{chosen, strength};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::field::{Checker, Field, FieldError, Problem};
use crate::domain::host::{HostIdentity, HostInput, HostSettings};
use crate::domain::language::Language;
use crate::domain::password::{Secret, WEBMASTER_MIN};
use crate::domain::webmaster::{WebmasterDraft, WebmasterInput};
use crate::domain::zone::ZoneDraft;
use crate::store::files;
use crate::store::home::Home;
use crate::store::registry::{Registry, Tx, host as rows, outbox, setting, webmaster, zone};

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
/// [`Rule::AlreadyInitialised`], [`Rule::BeingInitialised`]; [`Rule::RegistryMissing`] where databases lie whose registry
/// is gone; every field's problem.
pub fn initialise(home: &Home, actor: &Actor, clock: Clock, given: &Initialisation<'_>) -> Result<()> {
    let permit = permit(actor, Act::HOST_INITIALISE)?;
    if home.is_initialised() {
        return Err(Rule::AlreadyInitialised.into());
    }
    clock.check()?;
    let (settings, draft) = check_initialisation(given)?;
    let hash = chosen::hash(given.password)?;
    // One at a time: whoever comes second finds the first one at work, or done.
    let _claim = home.claim()?.ok_or(Rule::BeingInitialised)?;
    if home.is_initialised() {
        return Err(Rule::AlreadyInitialised.into());
    }
    if home.lacks_registry()? {
        return Err(Rule::RegistryMissing.into());
    }
    home.create()?;
    // The registry is made aside and renamed when it is complete.
    let aside = files::with_suffix(&home.registry(), ".new");
    files::remove_database(&aside)?;
    let mut registry = Registry::create(&aside)?;
    registry.write(|tx| {
        let zone_draft = ZoneDraft { name: default_zone_name(given.language).to_owned(), language: given.language };
        zone::insert(tx, &zone_draft)?;
        webmaster::insert(tx, &draft, &Duty::Full, &hash)?;
        rows::save(tx, &settings)?;
        super::clock::begin(tx, clock)?;
        if given.demo {
            setting::put(tx, DEMO, "1")?;
        }
        let entry = Entry::new(Act::HOST_INITIALISE, Object::host())
            .is("host-name", &settings.identity.name)
            .is("login", draft.login.as_str());
        record(tx, &permit, clock.now(), &entry)?;
        super::identity::begin(tx, home, &aside)?;
        Ok::<_, Error>(())
    })?;
    registry.empty_log()?;
    drop(registry);
    // Somebody may be putting a backup back at this moment.
    files::place(&aside, &home.registry())?;
    files::sync_directory(home.root())?;
    Ok(())
}

fn check_initialisation(given: &Initialisation<'_>) -> Result<(HostSettings, WebmasterDraft)> {
    let mut errors: Vec<FieldError> = Vec::new();
    let settings = given.host.check().and_then(|settings| check_files(&settings).map(|()| settings));
    let settings = settings.map_err(|found| errors.extend(found)).ok();
    let draft = given.webmaster.check_new().map_err(|found| errors.extend(found)).ok();
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
    let personal = [person.login.as_str(), &person.last_name, &person.first_name, host];
    check_new_password((password, again), WEBMASTER_MIN, &personal)
}

/// Checks a new password, typed twice: strength, of so many characters at least, nothing personal.
pub(super) fn check_new_password(
    (password, again): (&Secret, &Secret),
    min: usize,
    personal: &[&str],
) -> Vec<FieldError> {
    let mut checker = Checker::default();
    let strong = checker.take(Field::Password, strength::check(password, min, personal));
    if strong.is_some() && password.composed() != again.composed() {
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
            crate::store::Error::NotOwned { owner, .. } => Problem::FileNotOwned { owner },
            other => exchange::unreadable(other),
        });
        checker.take(Field::SmtpSecretFile, read);
    }
    if !smtp.ca_file.is_empty() {
        let read = files::open_named(smtp.ca_file.as_ref()).map(|_| ());
        let read = read.map_err(exchange::unreadable);
        checker.take(Field::SmtpCaFile, read);
    }
    let errors = checker.into_errors();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Reads the settings inside a verb's transaction.
pub(super) fn stored(tx: &Tx<'_>) -> Result<(HostSettings, i64)> {
    Ok(rows::load(tx)?)
}

/// Returns the settings to be edited, and their revision: as they are stored, even where they do not hold. Anybody may ask,
/// as for [`settings`].
pub fn form(ctx: &mut Context) -> Result<(HostInput, i64)> {
    ctx.permit(Act::HOST_WELCOME)?.read(|tx| Ok(rows::form(tx)?))
}

/// As [`form`], for whoever looks at the settings themselves.
///
/// # Errors
/// The rule that refuses.
pub fn shown(ctx: &mut Context) -> Result<(HostInput, i64)> {
    ctx.permit(Act::HOST_SHOW)?.read(|tx| Ok(rows::form(tx)?))
}

/// Returns the settings and their revision. What a screen shows before sign-in is part of it, so anybody may ask.
pub fn settings(ctx: &mut Context) -> Result<(HostSettings, i64)> {
    ctx.permit(Act::HOST_WELCOME)?.read(stored)
}

/// Tells whether this is the throw-away demonstration.
pub fn is_demo(ctx: &mut Context) -> Result<bool> {
    ctx.permit(Act::HOST_WELCOME)?.read(|tx| Ok(setting::find(tx, DEMO)?.is_some()))
}

/// Counts the mails that wait: they leave with the settings as they then are.
pub fn waiting_mails(ctx: &mut Context) -> Result<u32> {
    let ctx = &mut ctx.permit(Act::HOST_SHOW)?;
    ctx.read(|tx| Ok(outbox::waiting(tx)?))
}

/// Saves the settings if they still have the revision. Mails that wait leave with them.
///
/// A bounce address that was the former sender's follows the sender.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`].
pub fn save(ctx: &mut Context, rev: i64, input: &HostInput) -> Result<()> {
    let ctx = &mut ctx.permit(Act::HOST_EDIT)?;
    let mut settings = input.check()?;
    let (home, actor) = (ctx.home().clone(), ctx.actor.clone());
    // First, so that whoever may not name a file learns nothing of it.
    ctx.read(|tx| check_reach(&home, &actor, &rows::form(tx)?.0, &settings))?;
    check_files(&settings)?;
    let aftermath = ctx.write(|tx, permit, now| {
        let (before, found) = rows::form(tx)?;
        if found != rev {
            return Err(Rule::Changed.into());
        }
        // What does not hold is mended by what is typed now.
        let old = before.check().ok().map(|old| old.identity);
        let bounce = old.as_ref().and_then(|old| bounce(old, &mut settings.identity));
        check_reach(&home, permit.by(), &before, &settings)?;
        let after = HostInput::from_settings(&settings);
        let mut entry = Entry::new(Act::HOST_EDIT, Object::host());
        for ((field, was), (_, is)) in before.fields().into_iter().zip(after.fields()).filter(|(was, is)| was.1 != is.1)
        {
            entry = entry.was(field.name(), was).is(field.name(), is);
        }
        rows::save(tx, &settings)?;
        let rewritten = if old.as_ref() == Some(&settings.identity) { 0 } else { outbox::waiting(tx)? };
        let aftermath = Aftermath { rewritten, bounce, ..Aftermath::default() };
        record(tx, permit, now, &aftermath.named(entry))?;
        Ok(aftermath)
    })?;
    ctx.note(aftermath);
    Ok(())
}

/// Lets the bounce address follow a sender that it was the same as; any other one is somebody's to look at.
fn bounce(old: &HostIdentity, new: &mut HostIdentity) -> Option<Bounce> {
    if old.sender == new.sender || old.bounce != new.bounce || new.bounce == new.sender {
        return None;
    }
    if old.bounce != old.sender {
        return Some(Bounce::Behind(new.bounce.as_str().to_owned()));
    }
    new.bounce = new.sender.clone();
    Some(Bounce::Followed(new.bounce.as_str().to_owned()))
}

/// Keeps a webmaster who came over SSH from naming files outside the exchange folder; what is stored may stay.
fn check_reach(home: &Home, actor: &Actor, old: &HostInput, new: &HostSettings) -> Result<()> {
    if !matches!(actor.identity, Identity::Webmaster { .. }) || Reach::of(actor) == Reach::Anywhere {
        return Ok(());
    }
    let new = HostInput::from_settings(new);
    let files = [
        (Field::SmtpSecretFile, &old.smtp_secret_file, &new.smtp_secret_file),
        (Field::SmtpCaFile, &old.smtp_ca_file, &new.smtp_ca_file),
    ];
    let mut checker = Checker::default();
    for (field, _, is) in files.into_iter().filter(|(_, was, is)| was != is && !is.is_empty()) {
        let name = std::path::Path::new(is).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inside = exchange::file(home, &Reach::Exchange, name).is_ok_and(|path| path.as_os_str() == is.as_str());
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
    Context::start(home, At::Host, actor, clock, options)
}
