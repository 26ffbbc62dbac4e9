//! The demonstration: a throw-away data directory with 2,000 varied establishments, the same ones every time.
//!
//! Everything is made by the verbs and the store, at moments of the past two years, so `doctor` finds nothing in it.

mod activity;
mod dice;
mod enter;
mod people;
mod school;
mod teaching;
mod words;

use std::path::Path;

use activity::Activity;
use school::Draw;

use crate::auth::chosen;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::{LENGTH, Secret, generate};
use crate::domain::time::{DAY_S, Timestamp};
use crate::domain::webmaster::WebmasterInput;
use crate::operations::clock::Clock;
use crate::operations::context::{Context, Options};
use crate::operations::error::Result;
use crate::operations::establishment::SendMail;
use crate::operations::establishment::batch::add_peopled;
use crate::operations::host::{self, Initialisation};
use crate::operations::permitted::permit;
use crate::operations::progress::{Advance, Tell};
use crate::operations::webmaster::{self, NewPassword};
use crate::operations::{letters, zone};
use crate::store::files;
use crate::store::home::Home;

pub use enter::{CAST, Persona, enter_as};

pub use crate::store::throwaway::Throwaway;

/// The login as which the demonstration opens.
pub const LOGIN: &str = "demo";
/// The other webmaster.
const COLLEAGUE: &str = "claire.martin";
/// Who sees everything and changes nothing.
const OBSERVER: &str = "paul.roux";
/// Who works on the establishments of some zones, and the names of these.
const OF_ZONES: (&str, &str) = ("nadia.lopez", "Bordeaux, Toulouse");
/// How many establishments there are.
pub const ESTABLISHMENTS: u32 = 2000;
/// Added at one time, each time on another day.
const BATCH: u32 = 100;
/// Days between two batches.
const PACE_DAYS: i64 = 33;
/// Batches whose mails went out, the latest ones.
const MAILED_BATCHES: u32 = 4;

/// Builds the demonstration in a directory that is empty or not there. Nobody knows its passwords: it is entered by
/// [`crate::operations::session::sign_in_demo`].
pub fn build(root: &Path, actor: &Actor, clock: Clock, language: Language, tell: Tell<'_>) -> Result<Home> {
    permit(actor, Act::HOST_INITIALISE)?;
    let now = clock.now();
    let home = Home::new(root);
    let batches = ESTABLISHMENTS / BATCH;
    // The last work was done within a day: after longer, a clock would be doubted, and the first deletion refused.
    let moment = |batch: u32| now.plus_s(-DAY_S * PACE_DAYS * i64::from(batches - 1 - batch) - 7 * 3600);
    tell(Advance { done: 0, total: ESTABLISHMENTS });
    let people = initialise(&home, actor, moment(0).plus_s(-DAY_S), language)?;
    let mut draw = Draw::new(now, people.zones, chosen::hash(&password()?)?);
    for batch in 0..batches {
        let who = if batch % 3 == 1 { &people.colleague } else { &people.demo };
        let at = moment(batch);
        let mut ctx = Context::open(&home, At::Host, who.clone(), Clock::Fixed(at), Options::default())?;
        let ctx = &mut ctx.permit(Act::HOST_INITIALISE)?;
        let mut activity = Activity::begin(ctx, batch, now)?;
        let rows = (0..BATCH).map(|_| draw.school(at)).collect::<Result<Vec<_>>>()?;
        let mailed = batch + MAILED_BATCHES >= batches;
        let made = add_peopled(ctx, rows, if mailed { SendMail::Yes } else { SendMail::No })?;
        activity.settle_mails(ctx, &made, batch + 1 == batches)?;
        activity.work(ctx, (batch + 1) * BATCH)?;
        activity.end(ctx)?;
        tell(Advance { done: (batch + 1) * BATCH, total: ESTABLISHMENTS });
    }
    Ok(home)
}

/// Who works in the demonstration, and on which zones.
struct People {
    demo: Actor,
    colleague: Actor,
    zones: Vec<(String, u32)>,
}

fn initialise(home: &Home, actor: &Actor, at: Timestamp, language: Language) -> Result<People> {
    let words = letters::catalogue(language);
    let host = HostInput {
        name: words.text("demo-host-name"),
        url: "https://ecoles.demo.invalid".to_owned(),
        sender: "hebergement@demo.invalid".to_owned(),
        ..HostInput::default()
    };
    let first = person(LOGIN, "Démonstration", "Dominique");
    let secret = password()?;
    let given =
        Initialisation { host: &host, webmaster: &first, password: &secret, again: &secret, language, demo: true };
    let clock = Clock::Fixed(at);
    host::initialise(home, actor, clock, &given)?;
    let program = Actor { identity: Identity::Program, ..actor.clone() };
    let mut ctx = Context::open(home, At::Host, program, clock, Options::default())?;
    let secret = password()?;
    let new = NewPassword { password: &secret, again: &secret };
    webmaster::add(&mut ctx, &person(COLLEAGUE, "Martin", "Claire"), &new)?;
    let as_webmaster = |ctx: &mut Context, login: &str| {
        let found = webmaster::get(ctx, login)?;
        Ok::<_, crate::operations::Error>(Actor {
            identity: Identity::Webmaster { id: found.id, login: found.login, duty: found.duty, support: None },
            ..actor.clone()
        })
    };
    let demo = as_webmaster(&mut ctx, LOGIN)?;
    let colleague = as_webmaster(&mut ctx, COLLEAGUE)?;
    ctx.actor = demo.clone();
    zone::add_academies(&mut ctx)?;
    let observer = WebmasterInput { duty: Duty::Observer.word().to_owned(), ..person(OBSERVER, "Roux", "Paul") };
    let (login, zones) = OF_ZONES;
    let duty = Duty::NONE.word().to_owned();
    let of_zones = WebmasterInput { duty, zones: zones.to_owned(), ..person(login, "Lopez", "Nadia") };
    for other in [observer, of_zones] {
        let secret = password()?;
        webmaster::add(&mut ctx, &other, &NewPassword { password: &secret, again: &secret })?;
    }
    let zones = zone::list(&mut ctx)?.into_iter().map(|line| (line.zone.name, line.zone.number.0)).collect();
    Ok(People { demo, colleague, zones })
}

fn person(login: &str, last_name: &str, first_name: &str) -> WebmasterInput {
    WebmasterInput {
        login: login.to_owned(),
        last_name: last_name.to_owned(),
        first_name: first_name.to_owned(),
        email: format!("{login}@demo.invalid"),
        ..WebmasterInput::default()
    }
}

/// A password that nobody is told.
fn password() -> Result<Secret> {
    Ok(generate(LENGTH, files::random)?)
}
