//! The host's named accounts.

use super::acts::{self, Chosen, Doors, Told};
use super::cell::{Cell, Tone, Word};
use super::description::{self, Described, Key};
use super::door::Of;
use super::field::{self, Kind};
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::contact::Email;
use crate::domain::duty::Duty;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Choice, Choices, Kind as Filtered, YES_NO};
use crate::domain::job::Danger;
use crate::domain::language::Language;
use crate::domain::message::{Explain as _, Message};
use crate::domain::said::DUTIES;
use crate::domain::webmaster::{Webmaster, WebmasterInput};
use crate::operations::webmaster::{self, Facts, NewPassword};
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Webmasters> = Of::NEW;

type ActOf = acts::ActOf<Webmasters>;
type Column = description::Column<Webmaster>;
type FieldOf = field::FieldOf<Webmaster>;

/// The description.
#[derive(Debug)]
pub(super) struct Webmasters;

impl Described for Webmasters {
    type Row = Webmaster;
    type Facts = Facts;

    const NOUN: Noun = Noun::Webmaster;
    const TITLE: &'static str = "screen-webmasters";
    const HELP: &'static str = "plain-help-webmasters";
    const NONE: &'static str = "webmasters-none";
    const SENTENCE: &'static str = "webmaster-sentence";
    const SOURCE: Source<Webmaster, Facts> = Source::Whole(list);
    const KEY: Key = Key { field: Field::Login, value: "cli-value-login", help: "cli-arg-login" };

    const COLUMNS: &'static [Column] = &[
        Column::new("login", "webmaster-column-login", |row| Cell::Text(Self::key(row)))
            .by("identifiant", Filtered::Text, CanBeEmpty::No)
            .wide(12, 1),
        Column::new("last_name", "webmaster-column-last-name", |row| Cell::Text(row.last_name.clone()))
            .by("nom", Filtered::Text, CanBeEmpty::Yes)
            .wide(14, 2),
        Column::new("first_name", "webmaster-column-first-name", |row| Cell::Text(row.first_name.clone()))
            .by("prenom", Filtered::Text, CanBeEmpty::Yes)
            .wide(10, 1)
            .yields(1),
        Column::new("email", "column-mail", |row| Cell::Optional(email(row)))
            .by("courriel", Filtered::Text, CanBeEmpty::Yes)
            .wide(20, 3)
            .yields(3),
        Column::new("duty", "field-label-duty", |row| duty(row.duty.word()))
            .by("mission", Filtered::Choice(&DUTY_CHOICES), CanBeEmpty::No)
            .wide(11, 0),
        Column::new("zones", "field-label-zones", |row| Cell::Optional(row.duty.zones_text()))
            .by("zones", Filtered::Text, CanBeEmpty::Yes)
            .wide(12, 2)
            .yields(4),
        // As the list of SSH keys says it.
        Column::people("state", "column-state", |row| state(row.active))
            .by("etat", Filtered::Choice(&ACCOUNTS), CanBeEmpty::No)
            .wide(13, 0),
        Column::hidden("active", |row| Cell::Truth(row.active)).by("actif", Filtered::Choice(&YES_NO), CanBeEmpty::No),
        Column::new("last_sign_in", "webmaster-column-last-sign-in", |row| {
            Cell::Moment(row.last_sign_in_at, "webmaster-never")
        })
        .by("connexion", Filtered::Time, CanBeEmpty::Yes)
        .wide(18, 0)
        .yields(2),
        Column::hidden("rev", |row| Cell::Number(row.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::Login, Self::key)
            .value("cli-value-login")
            .hint("webmaster-hint-login")
            .positional("cli-arg-login"),
        FieldOf::line(Field::LastName, |row| row.last_name.clone()),
        FieldOf::line(Field::FirstName, |row| row.first_name.clone()),
        FieldOf::line(Field::Email, email).value("cli-value-address").hint("webmaster-hint-email"),
        FieldOf::choice(Field::Duty, DUTIES, |row| row.duty.word().to_owned()),
        FieldOf::line(Field::Zones, |row| row.duty.zones_text()).value("cli-value-zones").hint("webmaster-hint-zones"),
        FieldOf::secret(Field::CurrentPassword, Kind::Secret),
        FieldOf::secret(Field::Password, Kind::NewPassword).hint("webmaster-hint-password"),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::WEBMASTER_ADD, ("action-webmaster-add", "cli-webmaster-add"), add).asks(
            &[
                Field::Login,
                Field::LastName,
                Field::FirstName,
                Field::Email,
                Field::Duty,
                Field::Zones,
                Field::Password,
            ],
            |_| Message::new("webmaster-add-title"),
            "webmaster-add-button",
        ),
        ActOf::on_row(Act::WEBMASTER_EDIT, ("action-webmaster-edit", "cli-webmaster-edit"), edit).asks(
            &[Field::LastName, Field::FirstName, Field::Email, Field::Duty, Field::Zones],
            |row| Message::new("webmaster-edit-title").with("login", login(row)),
            "form-save",
        ),
        ActOf::on_row(Act::WEBMASTER_DISABLE, ("action-webmaster-disable", "cli-webmaster-disable"), disable)
            .danger(Danger::Yes, |seen| vec![Message::new("webmaster-disable-question").with("login", login(seen.row))])
            .undo(Act::WEBMASTER_ENABLE)
            .refuses(|seen| Some((webmaster::DISABLE.judge)(seen.row?, seen.facts, &Filled::default())?.message())),
        ActOf::on_row(Act::WEBMASTER_ENABLE, ("action-webmaster-enable", "cli-webmaster-enable"), enable)
            .danger(Danger::Yes, |seen| vec![Message::new("webmaster-enable-question").with("login", login(seen.row))])
            .undo(Act::WEBMASTER_DISABLE)
            .refuses(|seen| Some((webmaster::ENABLE.judge)(seen.row?, seen.facts, &Filled::default())?.message())),
        ActOf::on_row(
            Act::WEBMASTER_SET_PASSWORD,
            ("action-webmaster-password", "cli-webmaster-password"),
            set_password,
        )
        .called("password")
        .asks(
            &[Field::Password],
            |row| Message::new("webmaster-password-title").with("login", login(row)),
            "webmaster-password-button",
        )
        .note(|seen| vec![Message::new("webmaster-password-note").with("login", login(seen.row))])
        .refuses(|seen| {
            seen.row.filter(|row| is_own(row, seen.facts)).map(|_| Message::new("why-own-password").with("key", ""))
        }),
        ActOf::alone(Act::WEBMASTER_CHANGE_PASSWORD, ("action-own-password", ""), change_password)
            .asks(
                &[Field::CurrentPassword, Field::Password],
                |_| Message::new("action-own-password"),
                "webmaster-password-button",
            )
            .through(Doors::SignedIn),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Webmaster> {
        webmaster::get(ctx, key)
    }

    fn key(row: &Webmaster) -> String {
        row.login.as_str().to_owned()
    }

    fn name(row: &Webmaster) -> String {
        format!("{} {}", row.last_name, row.first_name).trim().to_owned()
    }

    fn rev(row: &Webmaster) -> i64 {
        row.rev
    }

    fn mark(row: &Webmaster, facts: &Facts) -> &'static str {
        if is_own(row, facts) { "*" } else { " " }
    }

    fn blank(_: Language) -> Filled {
        Filled::default().with(Field::Duty, Duty::Full.word())
    }

    fn check(act: Act, filled: &Filled) -> Vec<FieldError> {
        let mut wrong = read(filled).check().err().unwrap_or_default();
        // Zones that the row had before may still stand beside another duty.
        wrong.retain(|error| act != Act::WEBMASTER_EDIT || error.problem != Problem::ZonesWithoutDuty);
        wrong
    }

    fn count(rows: &[&Webmaster]) -> Message {
        let active = rows.iter().filter(|row| row.active).count();
        Message::new("webmasters-count").with("webmasters", rows.len()).with("active", active)
    }
}

fn list(ctx: &mut Context) -> Result<(Vec<Webmaster>, Facts)> {
    let rows = webmaster::list(ctx)?;
    let full = rows.iter().filter(|row| row.active && row.duty == Duty::Full).count();
    Ok((rows, Facts::of(&ctx.actor, u32::try_from(full).unwrap_or(u32::MAX))))
}

fn login(row: Option<&Webmaster>) -> &str {
    row.map(|row| row.login.as_str()).unwrap_or_default()
}

fn email(row: &Webmaster) -> String {
    row.email.as_ref().map_or("", Email::as_str).to_owned()
}

static DUTY_CHOICES: Choices = Choices {
    unknown: "filter-unknown-duty",
    words: &[
        Choice { word: "full", french: "tout", names: &["tout"] },
        Choice { word: "observer", french: "observateur", names: &["observateur"] },
        Choice { word: "zones", french: "zones", names: &["zones"] },
    ],
};

/// What the column of duties shows.
fn duty(word: &str) -> Cell {
    let tone = if word == Duty::Full.word() { Tone::Plain } else { Tone::Faint };
    match DUTIES.iter().find(|(known, _)| *known == word) {
        Some((code, key)) => Cell::Code(code, Word { key, tone }),
        None => Cell::Text(word.to_owned()),
    }
}

static ACCOUNTS: Choices = Choices {
    unknown: "filter-unknown-account",
    words: &[
        Choice { word: "active", french: "actif", names: &["actif"] },
        Choice { word: "disabled", french: "désactivé", names: &["desactive"] },
    ],
};

/// What the column of states shows of an account.
pub(super) fn state(is_active: bool) -> Cell {
    if is_active {
        Cell::Code("active", Word { key: "webmaster-state-active", tone: Tone::Good })
    } else {
        Cell::Code("disabled", Word { key: "webmaster-state-disabled", tone: Tone::Faint })
    }
}

/// Everything that it shows.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("state", [true, false].map(state).to_vec()), ("duty", Duty::WORDS.map(duty).to_vec())]
}

fn is_own(row: &Webmaster, facts: &Facts) -> bool {
    facts.is_own(row)
}

fn read(filled: &Filled) -> WebmasterInput {
    WebmasterInput::read(|field| filled.text(field))
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let (password, again) = (filled.secret(Field::Password), filled.secret(Field::PasswordAgain));
    let input = read(filled);
    webmaster::add(ctx, &input, &NewPassword { password: &password, again: &again })?;
    let login = input.login.trim().to_lowercase();
    Ok(Told::row(Message::new("cli-webmaster-added").with("login", login.as_str()), login))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, Webmaster>, filled: &Filled) -> Result<Told> {
    let login = Webmasters::key(chosen.row);
    let mut input = WebmasterInput { login: login.clone(), ..read(filled) };
    // Whoever chose another duty meant the zones to go that stood there.
    if input.duty != Duty::NONE.word() && input.zones == chosen.row.duty.zones_text() {
        input.zones.clear();
    }
    webmaster::edit(ctx, &chosen.row.login, chosen.rev, &input)?;
    Ok(Told::row(Message::new("cli-webmaster-edited").with("login", login.as_str()), login))
}

fn disable(ctx: &mut Context, chosen: &Chosen<'_, Webmaster>, _: &Filled) -> Result<Told> {
    webmaster::disable(ctx, &chosen.row.login)?;
    Ok(Told::row(
        Message::new("cli-webmaster-disabled").with("login", chosen.row.login.as_str()),
        Webmasters::key(chosen.row),
    ))
}

fn enable(ctx: &mut Context, chosen: &Chosen<'_, Webmaster>, _: &Filled) -> Result<Told> {
    webmaster::enable(ctx, &chosen.row.login)?;
    Ok(Told::row(
        Message::new("cli-webmaster-enabled").with("login", chosen.row.login.as_str()),
        Webmasters::key(chosen.row),
    ))
}

fn set_password(ctx: &mut Context, chosen: &Chosen<'_, Webmaster>, filled: &Filled) -> Result<Told> {
    let (password, again) = (filled.secret(Field::Password), filled.secret(Field::PasswordAgain));
    webmaster::set_password(ctx, chosen.row.id, &NewPassword { password: &password, again: &again })?;
    let login = Webmasters::key(chosen.row);
    Ok(Told::row(Message::new("cli-webmaster-password-set").with("login", login.as_str()), login))
}

fn change_password(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let (password, again) = (filled.secret(Field::Password), filled.secret(Field::PasswordAgain));
    let current = filled.secret(Field::CurrentPassword);
    webmaster::change_password(ctx, &current, &NewPassword { password: &password, again: &again })?;
    Ok(Told::facts(Message::new("webmaster-password-changed"), Vec::new()))
}
