//! What people of the establishment where a context stands may do, and why: what is asked about rights, and the answers.

use serde_json::{Value, json};

use super::acts::{self, SheetLine, Told};
use super::cell::{Cell, State, Tone};
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::source::Source;
use crate::domain::access::{Need, RuleId};
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Choice, Choices, Kind};
use crate::domain::message::{Explain as _, Message};
use crate::domain::rights;
use crate::domain::rights::effect::{Right, Shift};
use crate::domain::said::LEVELS;
use crate::i18n::rights::PERMISSIONS;
use crate::operations::access::{
    self, Able, ActRow, Affected, Explained, Loss, Mending, Names, OwnRight, Question, Simulation, Staging,
};
use crate::operations::{Context, Error, Result, role};

/// What front ends work with.
pub(super) const DOOR: Of<Rights> = Of::NEW;

type ActOf = acts::ActOf<Rights>;
type Column = description::Column<OwnRight>;
type FieldOf = field::FieldOf<OwnRight>;

/// Rights that are named of somebody in one line.
const NAMED: usize = 4;

/// The description.
#[derive(Debug)]
pub(super) struct Rights;

impl Described for Rights {
    type Row = OwnRight;
    type Facts = ();

    const NOUN: Noun = Noun::Access;
    const TITLE: &'static str = "screen-access";
    const MENU: &'static str = "action-access";
    const OPENED_BY: &'static [&'static str] = &["Y"];
    const ONE: &'static str = "access-one";
    const HELP: &'static str = "plain-help-access";
    const NONE: &'static str = "access-none";
    const SENTENCE: &'static str = "access-sentence";
    const SOURCE: Source<OwnRight, ()> = Source::Whole(|ctx| Ok((access::own(ctx)?, ())));
    const KEY: Key = Key { field: Field::AskedAction, value: "cli-value-act", help: "cli-arg-asked-action" };

    const COLUMNS: &'static [Column] = &[
        Column::new("act", "access-column-act", |row| Cell::Text(Self::key(row)))
            .by("acte", Kind::Text, CanBeEmpty::No)
            .wide(22, 0),
        Column::new("said", "access-column-said", |row| {
            let (act, said) = (row.act.word().to_owned(), said_of(row.act));
            Cell::Phrase(act, Some(said))
        })
        .by("action", Kind::Text, CanBeEmpty::No)
        .wide(28, 2),
        Column::new("allowed", "access-column-allowed", |row| Cell::State(state(row.rule.is_ok())))
            .by("permis", Kind::Choice(&STATES), CanBeEmpty::No)
            .wide(10, 0),
        Column::new("rule", "access-column-rule", |row| called(rule(row)))
            .by("regle", Kind::Text, CanBeEmpty::No)
            .wide(12, 0)
            .yields(1),
        Column::new("missing", "access-column-missing", |row| {
            let word = row.missing.map(need).unwrap_or_default();
            Cell::Phrase(word.clone(), row.missing.map(|_| said_need(&word)))
        })
        .by("manque", Kind::Text, CanBeEmpty::Yes)
        .wide(24, 1)
        .yields(2),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::AskedLogin, |_| String::new())
            .value("cli-value-login")
            .hint("access-hint-login")
            .positional("cli-arg-asked-login"),
        FieldOf::line(Field::AskedAction, Self::key)
            .value("cli-value-act")
            .hint("access-hint-action")
            .positional("cli-arg-asked-action"),
        FieldOf::line(Field::AskedObject, |_| String::new())
            .value("cli-value-login")
            .hint("access-hint-object")
            .positional("cli-arg-asked-object")
            .optional(),
        FieldOf::line(Field::Role, |_| String::new()).value("cli-value-role").hint("user-hint-role"),
        FieldOf::choice(Field::Level, LEVELS, |_| String::new()),
        FieldOf::line(Field::HomeDepartment, |_| String::new()).option("home").value("cli-value-code"),
        FieldOf::day(Field::ExpiresOn, |_| String::new()),
        FieldOf::line(Field::StagedGrants, |_| String::new()).option("grant").hint("access-hint-grant"),
        FieldOf::line(Field::StagedRevokes, |_| String::new()).option("revoke").hint("access-hint-grant"),
        FieldOf::line(Field::StagedLevels, |_| String::new()).option("level").hint("access-hint-level"),
        FieldOf::line(Field::StagedDeactivations, |_| String::new())
            .option("deactivate")
            .hint("access-hint-deactivate"),
        FieldOf::line(Field::StagedRoles, |_| String::new()).option("role").hint("access-hint-role"),
        FieldOf::text(Field::StagedFile, |_| String::new()).option("file").hint("access-hint-file"),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::ACCESS_EXPLAIN, ("action-access-explain", "cli-access-explain"), explain).asks(
            &[
                Field::AskedLogin,
                Field::AskedAction,
                Field::AskedObject,
                Field::Role,
                Field::Level,
                Field::HomeDepartment,
                Field::ExpiresOn,
            ],
            |_| Message::new("access-explain-title"),
            "access-ask",
        ),
        ActOf::alone(Act::ACCESS_WHO_CAN, ("action-access-who-can", "cli-access-who-can"), who_can).asks(
            &[
                Field::AskedAction,
                Field::AskedObject,
                Field::Role,
                Field::Level,
                Field::HomeDepartment,
                Field::ExpiresOn,
            ],
            |_| Message::new("access-who-can-title"),
            "access-ask",
        ),
        ActOf::alone(Act::ACCESS_MATRIX, ("action-access-matrix", "cli-access-matrix"), |ctx, _| matrix(ctx)),
        ActOf::alone(Act::ACCESS_SIMULATE, ("action-access-simulate", "cli-access-simulate"), simulate).asks(
            &[
                Field::StagedGrants,
                Field::StagedRevokes,
                Field::StagedLevels,
                Field::StagedDeactivations,
                Field::StagedRoles,
                Field::StagedFile,
            ],
            |_| Message::new("access-simulate-title"),
            "access-ask",
        ),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<OwnRight> {
        let found = access::own(ctx)?.into_iter().find(|row| row.act.word() == key.trim());
        found.ok_or_else(|| Error::not_found("act", key))
    }

    fn key(row: &OwnRight) -> String {
        row.act.word().to_owned()
    }

    fn check(act: Act, filled: &Filled) -> Vec<FieldError> {
        let read = match act {
            Act::ACCESS_SIMULATE => Staging::read(filled).map(drop),
            Act::ACCESS_EXPLAIN | Act::ACCESS_WHO_CAN => Question::read(filled).map(drop),
            _ => Ok(()),
        };
        match read {
            Err(Error::Fields(errors)) => errors,
            _ => Vec::new(),
        }
    }
}

const fn rule(row: &OwnRight) -> RuleId {
    match row.rule {
        Ok(rule) | Err(rule) => rule,
    }
}

static STATES: Choices = Choices {
    unknown: "filter-unknown-allowed",
    words: &[
        Choice { word: "allowed", french: "permis", names: &["permis"] },
        Choice { word: "refused", french: "refuse", names: &["refuse"] },
    ],
};

/// Everything that the column of verdicts shows.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("allowed", [true, false].map(|is| Cell::State(state(is))).to_vec())]
}

fn state(is_allowed: bool) -> State {
    let (code, key, sign, tone) = if is_allowed {
        ("allowed", "access-allowed", "✓", Tone::Good)
    } else {
        ("refused", "access-refused", "✗", Tone::Faint)
    };
    State { code, said: Message::new(key), sign, tone }
}

/// Names an act as people call it.
pub(super) fn said_of(act: Act) -> Message {
    Message::new("access-act").with("act", act.stem())
}

/// The word of what is needed.
fn need(need: Need) -> String {
    match need {
        Need::Somebody => "somebody".to_owned(),
        Need::Account => "account".to_owned(),
        Need::Duty(_) => "duty".to_owned(),
        Need::Person => "person".to_owned(),
        Need::OwnEstablishment => "own-establishment".to_owned(),
        Need::GoesOn => "goes-on".to_owned(),
        Need::SupportReason => "support-reason".to_owned(),
        Need::Support => "support".to_owned(),
        Need::OwnEyes => "own-eyes".to_owned(),
        Need::Right(reason) => reason.word().replace('_', "-"),
    }
}

fn said_need(word: &str) -> Message {
    Message::new("access-need").with("need", word)
}

/// Programs get its word.
fn called(rule: RuleId) -> Cell {
    Cell::Phrase(rule.word().to_owned(), Some(rights::named(rule.word())))
}

pub(super) fn said_rule(rule: RuleId) -> Message {
    Message::new("access-rule").with("rule", rule.word().replace(' ', "-"))
}

fn line(said: Message, tone: Tone) -> SheetLine {
    SheetLine { said, tone }
}

fn explain(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let found = access::explain(ctx, &Question::read(filled)?)?;
    let said = question(&found);
    let mut sheet = vec![verdict(&found)];
    let fact = |fact: &crate::domain::access::Fact| {
        let key = if fact.holds { "access-fact-holds" } else { "access-fact-missing" };
        line(Message::new(key).with("fact", said_need(&need(fact.need))), tone(fact.holds))
    };
    sheet.extend(found.facts.iter().filter(|fact| !fact.holds).map(fact));
    if let Some(why) = &found.stops {
        sheet.push(line(Message::new("access-stopped").with("why", why.message()), Tone::Bad));
    }
    if !found.beyond.is_empty() {
        sheet.push(line(Message::new("access-beyond").with("rights", found.beyond.join(", ")), Tone::Bad));
    }
    for warning in &found.warnings {
        let said = Message::new("access-warning").with("warning", warning.word().replace('_', "-"));
        sheet.push(line(said, Tone::Warning));
    }
    sheet.extend(ways(&found));
    if !found.is_allowed && found.stops.is_none() {
        sheet.extend(helpers(&found));
    }
    let mut holds = found.facts.iter().filter(|fact| fact.holds).map(fact).peekable();
    if holds.peek().is_some() {
        sheet.push(line(Message::new("access-head-facts"), Tone::Plain));
        sheet.extend(holds);
    }
    Ok(Told::answer(said, sheet, facts(&found)))
}

const fn tone(holds: bool) -> Tone {
    if holds { Tone::Good } else { Tone::Bad }
}

fn question(found: &Explained) -> Message {
    let who = if found.login.is_empty() { "none" } else { found.login.as_str() };
    let object = if found.object.is_empty() { "none" } else { found.object.as_str() };
    Message::new("access-question")
        .with("login", who)
        .with("act", said_of(found.act))
        .with("word", found.act.word())
        .with("object", object)
}

fn verdict(found: &Explained) -> SheetLine {
    let key = match &found.stops {
        _ if found.is_allowed => "access-verdict-allowed",
        None => "access-verdict-refused",
        Some(_) => return line(Message::new("access-verdict-stopped"), Tone::Bad),
    };
    let said = Message::new(key).with("rule", rights::named(found.rule.word())).with("words", said_rule(found.rule));
    line(said, tone(found.is_allowed))
}

/// Says what would let somebody: ways, each with its changes.
fn ways(found: &Explained) -> Vec<SheetLine> {
    if found.fixes.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![line(Message::new("access-head-fixes").with("count", found.fixes.len()), Tone::Plain)];
    for (at, way) in found.fixes.iter().enumerate() {
        for (part, one) in way.iter().enumerate() {
            let place = if part == 0 { (at + 1).to_string() } else { "and".to_owned() };
            let risky = if one.is_risky { "yes" } else { "no" };
            let said = Message::new("access-fix")
                .with("place", place)
                .with("change", said_change(found, one))
                .with("maker", said_maker(one.maker.word(), &one.who))
                .with("risky", risky);
            lines.push(line(said, if one.is_risky { Tone::Warning } else { Tone::Plain }));
        }
    }
    lines
}

fn said_change(found: &Explained, one: &Mending) -> Message {
    let department = if one.department.is_empty() { "none" } else { one.department.as_str() };
    Message::new("access-change")
        .with("change", one.change)
        .with("login", if found.login.is_empty() { "none" } else { found.login.as_str() })
        .with("object", if found.object.is_empty() { "none" } else { found.object.as_str() })
        .with("holds", one.holds.replace(' ', ", "))
        .with("place", one.place)
        .with("department", department)
}

fn said_maker(word: &str, who: &Names) -> Message {
    Message::new("access-maker").with("maker", word).with("names", joined(who)).with("more", who.more)
}

fn joined(who: &Names) -> String {
    if who.logins.is_empty() { "none".to_owned() } else { who.logins.join(", ") }
}

fn helpers(found: &Explained) -> Option<SheetLine> {
    let said = Message::new("access-helpers").with("names", joined(&found.able)).with("more", found.able.more);
    matches!(found.rule, RuleId::Right(_)).then(|| line(said, Tone::Plain))
}

/// What programs get of an explanation.
fn facts(found: &Explained) -> Vec<(&'static str, Cell)> {
    let words = |holds: Option<bool>| {
        let of = found.facts.iter().filter(|fact| holds.is_none_or(|wanted| fact.holds == wanted));
        of.map(|fact| json!({"condition": need(fact.need).replace('-', "_"), "holds": fact.holds})).collect::<Vec<_>>()
    };
    let missing: Vec<Value> = words(Some(false)).into_iter().map(|one| one["condition"].clone()).collect();
    let change = |one: &Mending| {
        json!({
            "change": one.change.replace('-', "_"),
            "holds": one.holds.split_whitespace().collect::<Vec<_>>(),
            "where": one.place,
            "department": Some(&one.department).filter(|code| !code.is_empty()),
            "risky": one.is_risky,
            "maker": one.maker.word().replace('-', "_"),
            "who": one.who.logins,
            "more": one.who.more,
        })
    };
    let fixes: Vec<Vec<Value>> = found.fixes.iter().map(|way| way.iter().map(change).collect()).collect();
    let warnings: Vec<&str> = found.warnings.iter().map(|warning| warning.word()).collect();
    vec![
        ("login", Cell::Optional(found.login.clone())),
        ("act", Cell::Text(found.act.word().to_owned())),
        ("object", Cell::Optional(found.object.clone())),
        ("allowed", Cell::Truth(found.is_allowed)),
        ("rule", called(found.rule)),
        ("facts", made(words(None))),
        ("missing", made(missing)),
        ("stopped_by", Cell::Optional(found.stops.as_ref().map(|why| why.word().to_owned()).unwrap_or_default())),
        ("beyond", made(&found.beyond)),
        ("warnings", made(warnings)),
        ("fixes", made(fixes)),
        ("who_can", made(&found.able.logins)),
    ]
}

fn made(value: impl serde::Serialize) -> Cell {
    let value = serde_json::to_value(value).unwrap_or(Value::Null);
    Cell::made(move || value.clone())
}

fn who_can(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let question = Question::read(filled)?;
    let able = access::who_can(ctx, &question)?;
    let object = if question.object.is_empty() { "none" } else { question.object.as_str() };
    let said = Message::new("access-who-can")
        .with("act", said_of(question.act))
        .with("word", question.act.word())
        .with("object", object)
        .with("count", able.len());
    let one = |one: &Able| {
        let said = Message::new("access-able")
            .with("login", one.login.as_str())
            .with("name", one.name.as_str())
            .with("rule", rights::named(one.rule.word()));
        line(said, Tone::Plain)
    };
    let records = able.iter().map(|one| json!({"login": one.login, "name": one.name, "rule": one.rule.word()}));
    let facts = vec![
        ("act", Cell::Text(question.act.word().to_owned())),
        ("object", Cell::Optional(question.object.clone())),
        ("people", made(records.collect::<Vec<_>>())),
    ];
    Ok(Told::answer(said, able.iter().map(one).collect(), facts))
}

/// Says what roles hold and what they allow, line by line.
fn matrix(ctx: &mut Context) -> Result<Told> {
    let (columns, rows) = access::matrix(ctx)?;
    let roles = role::list(ctx)?;
    let listed = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let mut sheet = vec![line(Message::new("access-head-permissions"), Tone::Plain)];
    let mut permissions = Vec::new();
    for (word, key) in PERMISSIONS {
        let holds = |role: &&crate::domain::person::Role| role.draft.permissions.iter().any(|one| one == word);
        let names: Vec<String> = roles.iter().filter(holds).map(|role| role.draft.name.clone()).collect();
        permissions.push(json!({"permission": word, "roles": names}));
        let what = Message { key, args: Vec::new() };
        let said = Message::new("access-matrix-line").with("what", what).with("who", listed(names));
        sheet.push(line(said, Tone::Plain));
    }
    sheet.push(line(Message::new("access-head-acts"), Tone::Plain));
    let mut acts = Vec::new();
    for ActRow { act, allows } in &rows {
        let allowed = columns.iter().zip(allows).filter(|(_, allows)| **allows);
        let names: Vec<String> = allowed.map(|(name, _)| name.clone()).collect();
        acts.push(json!({"act": act.word(), "roles": names}));
        let said = Message::new("access-matrix-line").with("what", said_of(*act)).with("who", listed(names));
        sheet.push(line(said, Tone::Plain));
    }
    let facts = vec![("columns", made(&columns)), ("permissions", made(permissions)), ("acts", made(acts))];
    Ok(Told::answer(Message::new("access-matrix-said"), sheet, facts))
}

fn simulate(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let found = access::simulate(ctx, &Staging::read(filled)?)?;
    let facts = vec![
        ("people", made(found.people.iter().map(affected).collect::<Vec<_>>())),
        ("warnings", made(found.losses.iter().map(loss).collect::<Vec<_>>())),
    ];
    Ok(Told::answer(found.message(), effect(&found), facts))
}

/// Says what changes come to: warnings first, then people.
fn effect(found: &Simulation) -> Vec<SheetLine> {
    let warned = found.losses.iter().map(|loss| line(loss.message(), Tone::Warning));
    let people = said_people(&found.people, usize::MAX).map(|(said, tone)| line(said, tone));
    warned.chain(people).collect()
}

/// Says what the first of some people gain and lose.
pub(super) fn said_people(people: &[Affected], first: usize) -> impl Iterator<Item = (Message, Tone)> {
    people.iter().take(first).flat_map(|Affected { login, name, shift: Shift { gained, lost } }| {
        let said = |key: &'static str, rights: &[Right]| {
            Message { key, args: Vec::new() }
                .with("login", login.as_str())
                .with("name", name.as_str())
                .with("signs-in", if rights.contains(&Right::SignsIn) { "yes" } else { "no" })
                .with("rights", said_rights(rights))
                .with("more", held(rights).count().saturating_sub(NAMED))
        };
        let gains = (!gained.is_empty()).then(|| (said("access-gains", gained), Tone::Good));
        let loses = (!lost.is_empty()).then(|| (said("access-loses", lost), Tone::Bad));
        gains.into_iter().chain(loses)
    })
}

fn loss(loss: &Loss) -> Value {
    match loss {
        Loss::LastSuperadmin => json!({"warning": "last_superadmin"}),
        Loss::LastManager => json!({"warning": "last_manager"}),
        Loss::LastAdministrator(code) => json!({"warning": "last_administrator", "department": code}),
        Loss::PowerUsers(logins) => json!({"warning": "power_users", "logins": logins}),
    }
}

/// Lists rights but for coming in, which is said apart.
fn held(rights: &[Right]) -> impl Iterator<Item = &Right> {
    rights.iter().filter(|right| **right != Right::SignsIn)
}

/// Writes the first rights as they are called in roles: `UsersAdmin_RT`.
fn said_rights(rights: &[Right]) -> String {
    held(rights).take(NAMED).map(Right::word).collect::<Vec<_>>().join(", ")
}

fn affected(one: &Affected) -> Value {
    let words = |rights: &[Right]| rights.iter().map(Right::word).collect::<Vec<_>>();
    json!({"login": one.login, "name": one.name, "gained": words(&one.shift.gained), "lost": words(&one.shift.lost)})
}
