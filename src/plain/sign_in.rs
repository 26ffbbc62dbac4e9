//! Signing in: as a webmaster, or at an establishment.

use super::dialogue::{Dialogue, Step, Stop};
use super::question::Yes;
use crate::domain::exit::ExitReason;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::session::{Entrance, Place};
use crate::operations::demo::{self, CAST, Persona};
use crate::operations::forgotten::Whose;
use crate::operations::session::SignedIn;
use crate::operations::webmaster::NewPassword;
use crate::operations::{Context, forgotten, host, people};

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
        let password = match password(io, &place, &password_label) {
            Err(Stop::Back) => continue,
            other => other?,
        };
        let Some(password) = password else {
            if let Place::Establishment(establishment) = &place {
                forgotten(io, ctx, Whose { establishment, who: &login })?;
            }
            continue;
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

/// Asks for the password; of people none is one that is forgotten.
fn password(io: &mut Dialogue<'_>, place: &Place, label: &str) -> Step<Option<Secret>> {
    match place {
        Place::Host => io.hear_secret(label, &["plain-help-password"]).map(Some),
        Place::Establishment(_) => {
            let label = io.words(&Message::new("plain-password-or-none").with("label", label));
            io.hear_secret_or_none(&label, &["plain-help-password", "plain-help-forgotten"])
        }
    }
}

/// Has a code mailed, and asks for it and for another password until both are good.
fn forgotten(io: &mut Dialogue<'_>, ctx: &mut Context, whose: Whose<'_>) -> Step<()> {
    let question = Message::new("plain-forgotten-question").with("login", whose.who);
    if io.yes(&question, Some(Yes::No), "plain-help-forgotten")? == Yes::No {
        return Ok(());
    }
    let asked = forgotten::ask(ctx, whose);
    if io.accept(asked).is_none() {
        return Ok(());
    }
    io.text("forgotten-sent");
    let fields = [Field::ResetCode, Field::Password, Field::PasswordAgain];
    let [code, password, again] = fields.map(|field| io.words(&field.label()));
    for _ in 0..TRIES {
        let code = match io.hear_secret(&code, &["plain-help-forgotten"]) {
            Err(Stop::Back) => return Ok(()),
            other => other?,
        };
        let password = io.hear_secret(&password, &["user-hint-password"])?;
        let again = io.hear_secret(&again, &["user-hint-password"])?;
        let redeemed = forgotten::redeem(ctx, whose, &code, &NewPassword { password: &password, again: &again });
        if io.accept(redeemed).is_some() {
            io.text("forgotten-done");
            return Ok(());
        }
    }
    Ok(())
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
