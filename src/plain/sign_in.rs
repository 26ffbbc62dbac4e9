//! Signing in: as a webmaster, or at an establishment.

use super::dialogue::{Dialogue, Step, Stop};
use crate::domain::exit::ExitReason;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::session::{Entrance, Place};
use crate::operations::demo::{self, CAST, Persona};
use crate::operations::session::SignedIn;
use crate::operations::{Context, host, people};

/// Tries before the conversation ends; the lock-out is the rule, this only ends a script that loops.
const TRIES: u32 = 20;

/// Asks for login and password until somebody is signed in; whoever gives no login is asked for their establishment first.
pub(super) fn ask(io: &mut Dialogue<'_>, ctx: &mut Context, is_demo: bool, entrance: &Entrance) -> Step<SignedIn> {
    welcome(io, ctx);
    if is_demo {
        return enter_as(io, ctx);
    }
    if let Some(fixed) = &entrance.establishment {
        io.say(&Message::new("sign-in-fixed").with("establishment", fixed.as_str()));
    }
    let [login_label, password_label] = [Field::Login, Field::Password].map(|field| io.words(&field.label()));
    for _ in 0..TRIES {
        let (place, login) = who(io, entrance, &login_label)?;
        let password = match io.hear_secret(&password_label, &["plain-help-password"]) {
            Err(Stop::Back) => continue,
            other => other?,
        };
        let result = people::sign_in(ctx, &place, &login, &password);
        if let Some(signed_in) = io.accept(result) {
            io.say(&Message::new("plain-signed-in").with("login", signed_in.login.as_str()));
            return Ok(signed_in);
        }
    }
    Err(Stop::End(ExitReason::Quit))
}

/// Asks as whom to enter the demonstration, until somebody could.
fn enter_as(io: &mut Dialogue<'_>, ctx: &mut Context) -> Step<SignedIn> {
    let entries: Vec<(&'static str, &Persona)> = CAST.iter().map(|persona| (persona.kind, persona)).collect();
    let title = Message::new("action-enter-as");
    loop {
        let persona = io.menu_to(&title, &entries, "plain-leave-line", "demo-enter-as-question")?;
        let result = demo::enter_as(ctx, persona);
        if let Some(signed_in) = io.accept(result) {
            return Ok(signed_in);
        }
    }
}

fn who(io: &mut Dialogue<'_>, entrance: &Entrance, login: &str) -> Step<(Place, String)> {
    if let Ok(place @ Place::Establishment(_)) = entrance.leads_to("") {
        return Ok((place, io.require(login, "plain-help-login-own")?));
    }
    if !entrance.is_for_people {
        let heard = io.hear(login, &["plain-help-login", "plain-help-login-people"])?;
        if !heard.is_empty() {
            return Ok((Place::Host, heard));
        }
    }
    let label = io.words(&Field::Establishment.label());
    let named = io.require(&label, "sign-in-hint-people")?;
    Ok((Place::Establishment(named), io.require(login, "plain-help-login-own")?))
}

fn welcome(io: &mut Dialogue<'_>, ctx: &mut Context) {
    if let Ok((settings, _)) = host::settings(ctx) {
        io.say(&Message::new("plain-welcome").with("host", settings.identity.name));
    }
    if host::is_demo(ctx).unwrap_or(false) {
        io.text("plain-demo");
    }
    io.text("plain-how");
}
