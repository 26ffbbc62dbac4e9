//! Signing in.

use super::dialogue::{Dialogue, Step, Stop};
use crate::domain::exit::ExitReason;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::operations::session::{self, SignedIn};
use crate::operations::{Context, host};

/// Tries before the conversation ends; the lock-out is the rule, this only ends a script that loops.
const TRIES: u32 = 20;

/// Asks for login and password until somebody is signed in.
pub(super) fn ask(io: &mut Dialogue<'_>, ctx: &mut Context, demo_login: Option<&str>) -> Step<SignedIn> {
    welcome(io, ctx);
    if let Some(login) = demo_login {
        let result = session::sign_in_demo(ctx, login);
        return io.accept(result).ok_or(Stop::End(ExitReason::Quit));
    }
    let [login_label, password_label] = [Field::Login, Field::Password].map(|field| io.words(&field.label()));
    for _ in 0..TRIES {
        let login = io.require(&login_label, "plain-help-login")?;
        let password = match io.hear_secret(&password_label, &["plain-help-password"]) {
            Err(Stop::Back) => continue,
            other => other?,
        };
        let result = session::sign_in(ctx, &login, &password);
        if let Some(signed_in) = io.accept(result) {
            let login = signed_in.login.as_str();
            io.say(&Message::new("plain-signed-in").with("login", login));
            return Ok(signed_in);
        }
    }
    Err(Stop::End(ExitReason::Quit))
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
