//! Who can be entered as in the demonstration, so that whoever tries it sees all sides.

use crate::auth::chosen;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::permitted::Permitted;
use crate::operations::session::{self, SignedIn};
use crate::operations::{host, people};
use crate::store::establishment::sign_in::{self, Person};
use crate::store::throwaway::Throwaway;

/// Somebody of the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Persona {
    /// The catalogue key of what they are.
    pub kind: &'static str,
    /// Where; none: the host.
    pub of: Option<EstablishmentNumber>,
    /// Their login.
    pub login: &'static str,
}

const fn at(number: u32, kind: &'static str, login: &'static str) -> Persona {
    Persona { kind, of: Some(EstablishmentNumber(number)), login }
}

/// Everybody, by kind; the institute is the first establishment, the large school the second one.
pub const CAST: &[Persona] = &[
    Persona { kind: "demo-webmaster", of: None, login: super::LOGIN },
    Persona { kind: "demo-webmaster-observer", of: None, login: super::OBSERVER },
    Persona { kind: "demo-webmaster-zones", of: None, login: super::OF_ZONES.0 },
    at(1, "demo-administrator", "admin"),
    at(1, "demo-superadmin", "s.girard"),
    at(1, "demo-manager", "b.mercier"),
    at(1, "demo-head", "h.lefevre"),
    at(1, "demo-head-teacher", "dupont"),
    at(1, "demo-secretary", "o.fontaine"),
    at(1, "demo-director", "c.garnier"),
    at(1, "demo-teacher", "n.diallo"),
    at(1, "demo-work-placements", "m.legall"),
    at(1, "demo-observer", "i.inspection"),
    at(1, "demo-power-user", "a.accueil"),
    at(1, "demo-power-user-courses", "f.continue"),
    at(1, "demo-power-user-nowhere", "g.sans-perimetre"),
    at(1, "demo-power-user-nothing", "t.sans-profil"),
    at(2, "demo-large-administrator", "admin"),
];

/// Enters as somebody of the demonstration, without a password: only where a demonstration made the data directory for
/// itself and lives in it. No setting says so alone: the folder bears its mark, whose lock is held.
///
/// # Errors
/// [`Rule::SignInFailed`] where this is no demonstration; [`Rule::Stopped`].
pub fn enter_as(ctx: &mut Context, persona: &Persona) -> Result<SignedIn> {
    let Some(number) = persona.of else { return session::sign_in_demo(ctx, persona.login) };
    let permitted = &mut ctx.permit(Act::SESSION_SIGN_IN)?;
    let is_demo = host::is_demo(permitted)? && Throwaway::is_living(permitted.home().root());
    if !is_demo {
        return Err(Rule::SignInFailed.into());
    }
    let (actor, signed_in) = permitted.elsewhere(At::Establishment(number), |ctx| {
        let person = known(ctx, persona.login)?;
        people::start(ctx, number, &person)
    })?;
    ctx.go(actor.belongs());
    (ctx.actor, ctx.session) = (actor, Some(signed_in.session.parts()));
    Ok(signed_in)
}

/// Finds somebody; whoever had never signed in has chosen a password by that, which nobody knows.
fn known(ctx: &mut Permitted<'_>, login: &str) -> Result<Person> {
    let hash = chosen::hash(&super::password()?)?;
    ctx.write_own(|tx, _, _| {
        let missing = || Error::from(Rule::SignInFailed);
        let found = sign_in::find_by_login(tx, login)?.ok_or_else(missing)?;
        if found.must_change {
            sign_in::set_chosen_password(tx, found.id, &hash)?;
        }
        sign_in::find(tx, found.id)?.ok_or_else(missing)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::{Actor, Identity};
    use crate::domain::establishment::Input;
    use crate::domain::host::HostInput;
    use crate::domain::language::Language;
    use crate::domain::password::Secret;
    use crate::domain::time::Timestamp;
    use crate::domain::webmaster::WebmasterInput;
    use crate::operations::establishment::batch::add_line;
    use crate::operations::host::Initialisation;
    use crate::operations::{Clock, Home, Options};

    const CLOCK: Clock = Clock::Fixed(Timestamp(1_790_000_000));

    /// A data directory with one establishment, initialised as a demonstration or not.
    fn house(root: &std::path::Path, demo: bool) -> Context {
        let home = Home::new(root);
        let actor = Actor {
            identity: Identity::Owner,
            os_user: String::new(),
            ssh_client: String::new(),
            ssh_key: String::new(),
        };
        let secret = Secret::new("un mot de passe assez long".to_owned());
        let host = HostInput {
            name: "Hébergement".into(),
            url: "https://ecoles.invalid".into(),
            sender: "a@ecoles.invalid".into(),
            ..HostInput::default()
        };
        let webmaster = WebmasterInput {
            login: super::super::LOGIN.into(),
            last_name: "Martin".into(),
            first_name: "Anne".into(),
            email: String::new(),
            ..WebmasterInput::default()
        };
        let given = Initialisation {
            host: &host,
            webmaster: &webmaster,
            password: &secret,
            again: &secret,
            language: Language::French,
            demo,
        };
        let nobody = Actor { identity: Identity::Nobody, ..actor.clone() };
        host::initialise(&home, &nobody, CLOCK, &given).unwrap();
        let mut ctx = Context::open(&home, At::Host, actor, CLOCK, Options::default()).unwrap();
        let input = Input {
            zone: "1".into(),
            location: "29200 Brest".into(),
            denomination: "Collège".into(),
            contact_last_name: "Le Gall".into(),
            contact_first_name: "Anne".into(),
            contact_email: "anne@ecoles.invalid".into(),
            ..Input::default()
        };
        add_line(&mut ctx, &input);
        ctx.actor.identity = Identity::Nobody;
        ctx
    }

    #[test]
    fn somebody_is_entered_as_in_a_living_demonstration_and_nowhere_else() {
        let admin = Persona { kind: "demo-administrator", of: Some(EstablishmentNumber(1)), login: "admin" };
        let nobody = Persona { login: "nobody", ..admin };
        let refused = |ctx: &mut Context, persona: &Persona| {
            assert!(matches!(enter_as(ctx, persona), Err(Error::Rule(Rule::SignInFailed))), "{persona:?}");
            assert!(matches!(ctx.actor.identity, Identity::Nobody));
        };
        // The mark of the folder alone, and what the database says alone, are not enough.
        let folder = tempfile::tempdir().unwrap();
        let marked = Throwaway::make().unwrap();
        for (root, demo) in [(folder.path().join("plain"), false), (folder.path().join("said"), true)] {
            refused(&mut house(&root, demo), &admin);
        }
        refused(&mut house(marked.root(), false), &admin);
        let place = Throwaway::make().unwrap();
        let mut ctx = house(place.root(), true);
        refused(&mut ctx, &nobody);
        let signed_in = enter_as(&mut ctx, &admin).unwrap();
        assert!(!signed_in.must_change);
        assert_eq!((ctx.actor.name(), ctx.at()), ("admin", At::Establishment(EstablishmentNumber(1))));
    }
}
