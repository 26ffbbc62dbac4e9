//! People of the establishment where a context stands: their accounts.

use super::acts::{self, Chosen, Elsewhere, Seen as Row, Told};
use super::cell::{Cell, State, Tone, Word};
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::person_data::{data, erase};
use super::source::{Ask, Id, Order, Seen, Source, Typing, numbers};
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::act::{Act, Noun};
use crate::domain::administration::{typed_profiles, typed_scope};
use crate::domain::columns::UserColumn;
use crate::domain::day::optional;
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::Filter;
use crate::domain::job::{Danger, Reason};
use crate::domain::language::Language;
use crate::domain::message::{Explain as _, Message};
use crate::domain::person::PersonOrder;
use crate::domain::rights::account_status::Status;
use crate::domain::rights::reason::Reason as Refusal;
use crate::domain::said::{self, CATEGORIES, LANGUAGES, LEVELS};
use crate::domain::search::{Sort, SortKey};
use crate::domain::user::{User, UserInput, typed_expiry, typed_grant, typed_level};
use crate::domain::user_line;
use crate::operations::user::{self, Facts, UserSeen};
use crate::operations::{Context, Error, Result, access};

/// What front ends work with.
pub(super) const DOOR: Of<Users> = Of::NEW;

type ActOf = acts::ActOf<Users>;
type Column = description::Column<UserSeen>;
type FieldOf = field::FieldOf<UserSeen>;

/// The columns of a file.
const COLUMNS: &[Field] = &[
    Field::Login,
    Field::NewLogin,
    Field::LastName,
    Field::FirstName,
    Field::Email,
    Field::Level,
    Field::Profiles,
    Field::Password,
    Field::Active,
    Field::HomeDepartment,
    Field::Groups,
    Field::ExpiresOn,
    Field::Language,
    Field::Roles,
    Field::Category,
];

/// The description.
#[derive(Debug)]
pub(super) struct Users;

impl Described for Users {
    type Row = UserSeen;
    type Facts = Facts;

    const NOUN: Noun = Noun::User;
    const TITLE: &'static str = "screen-users";
    const MENU: &'static str = "action-users";
    const OPENED_BY: &'static [&'static str] = &["U"];
    const ONE: &'static str = "user-one";
    const HELP: &'static str = "plain-help-users";
    const NONE: &'static str = "users-none";
    const SENTENCE: &'static str = "user-sentence";
    const KEY: Key = Key { field: Field::Login, value: "cli-value-login", help: "cli-arg-user" };
    const SOURCE: Source<UserSeen, Facts> = Source::Ordered { typing: Typing::of::<UserColumn>(), ids, rows };

    const COLUMNS: &'static [Column] = &[
        Column::new("login", "webmaster-column-login", |row| Cell::Text(Self::key(row)))
            .wide(12, 1)
            .sorts(SortKey::Login),
        Column::new("last_name", "webmaster-column-last-name", |row| {
            Cell::Text(row.user.person.draft.last_name.clone())
        })
        .wide(12, 2)
        .sorts(SortKey::LastName),
        Column::new("first_name", "webmaster-column-first-name", |row| {
            Cell::Text(row.user.person.draft.first_name.clone())
        })
        .wide(10, 1)
        .yields(1),
        Column::new("status", "user-column-status", |row| Cell::State(state(row.user.status(row.today))))
            .wide(16, 0)
            .sorts(SortKey::Status),
        Column::new("level", "user-column-level", |row| level(row.user.level.word()))
            .wide(12, 0)
            .yields(2)
            .sorts(SortKey::Level),
        Column::new("home", "user-column-home", |row| Cell::Optional(row.user.person.draft.home_department.clone()))
            .wide(8, 0)
            .yields(3)
            .sorts(SortKey::Home),
        Column::new("roles", "user-column-roles", |row| {
            worded(row.user.role_names().replace(',', ""), Field::Roles, &row.user.role_names())
        })
        .wide(12, 2)
        .yields(4),
        Column::new("email", "column-mail", |row| Cell::Optional(row.user.person.draft.email.clone()))
            .wide(20, 2)
            .yields(6),
        Column::new("last_sign_in", "webmaster-column-last-sign-in", |row| {
            Cell::Moment(row.user.person.last_sign_in_at, "webmaster-never")
        })
        .wide(18, 0)
        .yields(5)
        .sorts(SortKey::LastSignIn),
        Column::new("expires_on", "user-column-expires", |row| Cell::Day(expires_on(row)))
            .wide(10, 0)
            .yields(7)
            .sorts(SortKey::Expires),
        Column::aside("category", "user-column-category", |row| category(&row.user.person.draft.category)),
        Column::aside("groups", "user-column-groups", |row| Cell::Optional(row.user.group_names())),
        Column::aside("profiles", "user-column-profiles", |row| Cell::Optional(row.user.profile_names())),
        Column::aside("scope", "user-column-scope", |row| {
            worded(row.user.scope_names(), Field::Scope, &row.user.scope_names())
        }),
        Column::aside("language", "user-column-language", |row| Cell::Optional(row.user.person.draft.language.clone())),
        Column::aside("connected", "user-column-connected", |row| Cell::Truth(row.user.is_connected)),
        Column::aside("first_activity_at", "user-column-activity", |row| {
            Cell::Moment(row.user.person.first_activity_at, "user-no-activity")
        }),
        Column::aside("locked_until", "user-column-locked", |row| {
            Cell::Moment(row.user.locked_until, "user-not-locked")
        }),
        Column::aside("created_at", "user-column-created", |row| Cell::Moment(Some(row.user.person.created_at), "")),
        Column::hidden("active", |row| Cell::Truth(row.user.person.draft.active)),
        Column::hidden("id", |row| Cell::Number(row.user.id().0)),
        Column::hidden("rev", |row| Cell::Number(row.user.person.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::Confirmation, |_| String::new()).needed(),
        FieldOf::line(Field::Login, Self::key).value("cli-value-login").hint("webmaster-hint-login").needed(),
        FieldOf::line(Field::LastName, |row| row.user.person.draft.last_name.clone()).needed(),
        FieldOf::line(Field::FirstName, |row| row.user.person.draft.first_name.clone()),
        FieldOf::line(Field::Email, |row| row.user.person.draft.email.clone())
            .value("cli-value-address")
            .hint("user-hint-email"),
        FieldOf::choice(Field::Level, LEVELS, |row| row.user.level.word().to_owned()),
        FieldOf::line(Field::HomeDepartment, |row| row.user.person.draft.home_department.clone())
            .option("home")
            .value("cli-value-code")
            .hint("user-hint-home"),
        FieldOf::choice(Field::Category, CATEGORIES, |row| row.user.person.draft.category.clone()),
        FieldOf::choice(Field::Language, LANGUAGES, |row| match row.user.person.draft.language.as_str() {
            "" => "own".to_owned(),
            code => code.to_owned(),
        }),
        FieldOf::line(Field::Groups, |row| row.user.group_names()).hint("user-hint-groups"),
        FieldOf::day(Field::ExpiresOn, expires_on).hint("user-hint-expires").needed(),
        FieldOf::line(Field::Role, |_| String::new()).value("cli-value-role").hint("user-hint-role").needed(),
        FieldOf::line(Field::Profile, |_| String::new()).value("cli-value-name").hint("user-hint-profile").needed(),
        FieldOf::line(Field::ScopePart, |_| String::new())
            .option("scope")
            .value("cli-value-scope")
            .hint("user-hint-scope")
            .needed(),
        FieldOf::day(Field::RoleUntil, |_| String::new()).option("until").hint("user-hint-until"),
        FieldOf { value: disconnect, ..FieldOf::tick(Field::Disconnect, None) }
            .help("cli-arg-user-disconnect")
            .hint("user-hint-disconnect"),
        FieldOf::tick(Field::MailPassword, Some("user-no-mail-warning"))
            .option("no-mail")
            .help("cli-arg-user-no-mail")
            .hint("user-hint-mail"),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::USER_ADD, ("action-user-add", "cli-user-add"), add).asks(
            &[
                Field::Login,
                Field::LastName,
                Field::FirstName,
                Field::Email,
                Field::Level,
                Field::HomeDepartment,
                Field::Category,
                Field::Language,
                Field::Groups,
                Field::MailPassword,
            ],
            |_| Message::new("user-add-title"),
            "user-add-button",
        ),
        ActOf::on_row(Act::USER_EDIT, ("action-user-edit", "cli-user-edit"), edit)
            .asks(
                &[
                    Field::LastName,
                    Field::FirstName,
                    Field::Email,
                    Field::HomeDepartment,
                    Field::Category,
                    Field::Language,
                    Field::Groups,
                ],
                |row| Message::new("user-edit-title").with("login", row.map(Self::key).unwrap_or_default()),
                "form-save",
            )
            .refuses(|seen| judged(seen, user::EDIT.judge)),
        ActOf::planned(Act::USER_DEACTIVATE, ("action-user-deactivate", "cli-user-deactivate"), stable)
            .asks(&[Field::Disconnect], |_| Message::new("user-deactivate-title"), "plan-button")
            .danger(Danger::Yes, |seen| {
                let is_connected = seen.row.is_some_and(|row| row.user.is_connected);
                asked(if is_connected { "user-shut-out-question" } else { "user-deactivate-question" }, seen)
            })
            .undo(Act::USER_ACTIVATE)
            .refuses(|seen| {
                let typed = Filled::default().with(Field::Disconnect, disconnect(seen.row?));
                (user::DEACTIVATE.judge)(&seen.row?.user, seen.facts, &typed).map(|reason| reason.message())
            })
            .at_once("user-deactivated", &["status"]),
        ActOf::planned(Act::USER_ACTIVATE, ("action-user-activate", "cli-user-activate"), stable)
            .danger(Danger::Yes, |seen| asked("user-activate-question", seen))
            .undo(Act::USER_DEACTIVATE)
            .refuses(|seen| judged(seen, user::ACTIVATE.judge))
            .at_once("user-activated", &["status"]),
        ActOf::planned(Act::USER_SET_EXPIRY, ("action-user-set-expiry", "cli-user-set-expiry"), stable)
            .asks(&[Field::ExpiresOn], |row| titled("user-expiry-title", row), "form-save")
            .refuses(|seen| judged(seen, user::SET_EXPIRY.judge))
            .at_once("user-expiry-set", &["expires_on"]),
        ActOf::planned(Act::USER_SET_LEVEL, ("action-user-set-level", "cli-user-set-level"), stable)
            .asks(&[Field::Level], |row| titled("user-level-title", row), "form-save")
            .refuses(|seen| judged(seen, user::SET_LEVEL.judge))
            .at_once("user-level-set", &["level"]),
        ActOf::planned(Act::USER_GRANT, ("action-user-grant", "cli-user-grant"), stable)
            .asks(&[Field::Role, Field::RoleUntil], |row| titled("user-grant-title", row), "form-save")
            .refuses(|seen| judged(seen, user::GRANT.judge))
            .at_once("user-granted", &["roles"]),
        ActOf::planned(Act::USER_REVOKE, ("action-user-revoke", "cli-user-revoke"), stable)
            .asks(&[Field::Role], |row| titled("user-revoke-title", row), "form-withdraw")
            .refuses(|seen| judged(seen, user::REVOKE.judge))
            .at_once("user-revoked", &["roles"]),
        ActOf::planned(Act::USER_APPROVE, ("action-user-approve", "cli-user-approve"), stable)
            .asks(&[Field::MailPassword], |row| titled("user-approve-title", row), "user-approve-button")
            .refuses(|seen| judged(seen, user::APPROVE.judge))
            .at_once("user-approved", &["status"]),
        ActOf::planned(Act::USER_REJECT, ("action-user-reject", "cli-user-reject"), stable)
            .danger(Danger::Yes, |seen| asked("user-reject-question", seen))
            .refuses(|seen| judged(seen, user::REJECT.judge)),
        ActOf::planned(Act::USER_DISCONNECT, ("action-user-disconnect", "cli-user-disconnect"), stable)
            .danger(Danger::Yes, |seen| asked("user-disconnect-question", seen))
            .refuses(|seen| judged(seen, user::DISCONNECT.judge))
            .at_once("user-disconnected", &["connected"]),
        ActOf::planned(Act::USER_RESET_PASSWORD, ("action-user-password", "cli-user-reset-password"), stable)
            .danger(Danger::Yes, |seen| {
                let email = seen.row.map(|row| row.user.person.draft.email.clone()).unwrap_or_default();
                vec![titled("user-password-question", seen.row).with("email", email)]
            })
            .refuses(|seen| judged(seen, user::RESET_PASSWORD.judge))
            .at_once("user-password-reset", &["email"]),
        ActOf::planned(Act::USER_DELETE, ("action-user-delete", "cli-user-delete"), stable)
            .danger(Danger::Count, |_| Vec::new())
            .refuses(|seen| judged(seen, user::DELETE.judge)),
        ActOf::on_row(Act::USER_DATA, ("action-user-data", "cli-user-data"), data),
        ActOf::elsewhere(Act::USER_VIEW_AS, "action-user-view-as", (Elsewhere::Person, Self::key))
            .refuses(|seen| judged(seen, |row, facts, _| user::judge_view(row, facts))),
        ActOf::on_row(Act::USER_ERASE, ("action-user-erase", "cli-user-erase"), erase)
            .asks(&[Field::Confirmation], |row| titled("user-erase-title", row), "user-erase-button")
            .note(|seen| vec![Message::new("user-erase-note"), titled("user-erase-confirm", seen.row)])
            .refuses(|seen| judged(seen, |row, facts, _| user::judge_erasure(row, facts))),
        ActOf::planned(Act::USER_ASSIGN_PROFILE, ("action-user-assign-profile", "cli-user-assign-profile"), stable)
            .asks(&[Field::Profile], |row| titled("user-assign-profile-title", row), "form-save")
            .refuses(|seen| judged(seen, user::ASSIGN_PROFILE.judge))
            .at_once("user-administers", &["profiles"]),
        ActOf::planned(
            Act::USER_WITHDRAW_PROFILE,
            ("action-user-withdraw-profile", "cli-user-withdraw-profile"),
            stable,
        )
        .asks(&[Field::Profile], |row| titled("user-withdraw-profile-title", row), "form-withdraw")
        .refuses(|seen| judged(seen, user::WITHDRAW_PROFILE.judge))
        .at_once("user-administers", &["profiles"]),
        ActOf::planned(Act::USER_ADD_SCOPE, ("action-user-add-scope", "cli-user-add-scope"), stable)
            .asks(&[Field::ScopePart], |row| titled("user-add-scope-title", row), "form-save")
            .refuses(|seen| judged(seen, user::ADD_SCOPE.judge))
            .at_once("user-administers", &["scope"]),
        ActOf::planned(Act::USER_REMOVE_SCOPE, ("action-user-remove-scope", "cli-user-remove-scope"), stable)
            .asks(&[Field::ScopePart], |row| titled("user-remove-scope-title", row), "form-withdraw")
            .refuses(|seen| judged(seen, user::REMOVE_SCOPE.judge))
            .at_once("user-administers", &["scope"]),
        ActOf::merging(Act::USER_IMPORT, ("action-user-import", "cli-user-import"), COLUMNS)
            .danger(Danger::Yes, |_| Vec::new()),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<UserSeen> {
        user::get(ctx, key)
    }

    fn get_for(ctx: &mut Context, act: Act, key: &str) -> Result<UserSeen> {
        if matches!(act, Act::USER_DATA | Act::USER_ERASE) {
            user::get_even_gone(ctx, key)
        } else {
            user::get(ctx, key)
        }
    }

    fn key(row: &UserSeen) -> String {
        row.user.person.draft.login.clone()
    }

    fn name(row: &UserSeen) -> String {
        let draft = &row.user.person.draft;
        format!("{} {}", draft.last_name, draft.first_name).trim().to_owned()
    }

    fn rev(row: &UserSeen) -> i64 {
        row.user.person.rev
    }

    fn check(act: Act, filled: &Filled) -> Vec<FieldError> {
        let errors = match act {
            Act::USER_SET_EXPIRY => typed_expiry(filled).err(),
            Act::USER_SET_LEVEL => typed_level(filled).err(),
            Act::USER_GRANT | Act::USER_REVOKE => typed_grant(filled).err(),
            Act::USER_ASSIGN_PROFILE | Act::USER_WITHDRAW_PROFILE => typed_profiles(filled).err(),
            Act::USER_ADD_SCOPE | Act::USER_REMOVE_SCOPE => typed_scope(filled).err(),
            Act::USER_IMPORT => user_line::read(filled).err(),
            Act::USER_ADD => UserInput { typed: filled.clone() }.check().err(),
            // The login is the row's.
            Act::USER_EDIT => UserInput { typed: filled.clone().with(Field::Login, "x") }.check().err(),
            _ => None,
        };
        errors.unwrap_or_default()
    }

    fn blamed(act: Act, why: Refusal, changed: &Filled) -> Option<Field> {
        let differs = |field: &Field| changed.get(*field).is_some();
        match (act, why) {
            (Act::USER_ADD, Refusal::HomeForced | Refusal::OutOfScope) => Some(Field::HomeDepartment),
            (Act::USER_ADD, Refusal::SuperadminOnly) | (Act::USER_SET_LEVEL, _) => Some(Field::Level),
            (Act::USER_EDIT, Refusal::HomeForced | Refusal::OutOfScope) => {
                [Field::HomeDepartment, Field::Groups].into_iter().find(differs)
            }
            (Act::USER_EDIT, Refusal::TargetAdministersMore) => Some(Field::Email),
            (Act::USER_GRANT | Act::USER_REVOKE, _) => Some(Field::Role),
            (Act::USER_SET_EXPIRY, _) => Some(Field::ExpiresOn),
            _ => None,
        }
    }

    fn blank(_: Language) -> Filled {
        Filled::default().with(Field::MailPassword, "yes")
    }

    fn own(by: &Actor) -> Filled {
        let Identity::Person { standing: Some(standing), .. } = &by.identity else { return Filled::default() };
        Filled::default().with(Field::HomeDepartment, standing.home_of_new(""))
    }

    fn named(key: &str) -> Result<Id> {
        // A login is looked up, which takes a context.
        Err(Error::not_found("user", key))
    }

    fn column(field: Field) -> &'static [&'static str] {
        user_line::names(field)
    }

    fn id(row: &UserSeen) -> Id {
        Id::Number(row.user.id().0)
    }
}

/// A guard of the operations.
type Judge = fn(&User, &Facts, &Filled) -> Option<Reason>;

/// Says why an act is not done to a row, as far as that is known before anything is typed.
fn judged(seen: &Row<'_, UserSeen, Facts>, judge: Judge) -> Option<Message> {
    judge(&seen.row?.user, seen.facts, &Filled::default()).map(|reason| reason.message())
}

/// Whether deactivating this one ends sessions first, as its question says.
fn disconnect(row: &UserSeen) -> String {
    if row.user.is_connected { "yes".to_owned() } else { String::new() }
}

fn stable(row: &UserSeen) -> String {
    row.user.id().to_string()
}

fn asked(key: &'static str, seen: &Row<'_, UserSeen, Facts>) -> Vec<Message> {
    vec![titled(key, seen.row)]
}

fn titled(key: &'static str, row: Option<&UserSeen>) -> Message {
    Message { key, args: Vec::new() }.with("login", row.map(Users::key).unwrap_or_default())
}

fn expires_on(row: &UserSeen) -> String {
    optional::text(row.user.person.draft.expires_on)
}

/// What the column of statuses shows; none: it waits for approval.
fn state(status: Option<Status>) -> State {
    let (code, key, sign, tone) = match status {
        Some(Status::Active) => ("active", "user-status-active", "✓", Tone::Good),
        Some(Status::Activated) => ("activated", "user-status-activated", "✓", Tone::Good),
        Some(Status::Deactivated) => ("deactivated", "user-status-deactivated", "✓", Tone::Faint),
        Some(Status::Expired) => ("expired", "user-status-expired", "⚠", Tone::Warning),
        None => ("pending", "user-status-pending", "○", Tone::Plain),
    };
    State { code, said: Message { key, args: Vec::new() }, sign, tone }
}

fn one_of(choices: &[(&'static str, &'static str)], code: &str) -> Cell {
    let found = choices.iter().find(|(known, _)| *known == code);
    found.map_or_else(|| Cell::Text(code.to_owned()), |(code, key)| Cell::Code(code, Word { key, tone: Tone::Plain }))
}

/// A text that programs get as it is written, and people read in words.
fn worded(stored: String, field: Field, written: &str) -> Cell {
    let said = said::value(field, written).map(|value| Message::new("value-alone").with("value", value));
    if said.is_none() { Cell::Optional(stored) } else { Cell::Phrase(stored, said) }
}

fn level(code: &str) -> Cell {
    one_of(LEVELS, code)
}

fn category(code: &str) -> Cell {
    one_of(CATEGORIES, code)
}

fn ids(ctx: &mut Context, ask: &Ask<'_>) -> Result<Order> {
    let found = user::matching(ctx, &Filter::parse(ask.filter)?, order(ask.sort))?;
    let ids = found.ids.into_iter().map(|id| Id::Number(id.0)).collect();
    Ok(Order { remarks: found.remarks, ..Order::of(ids, ask.most, found.total) })
}

fn order(sort: Sort) -> (PersonOrder, bool) {
    let order = match sort.key {
        SortKey::Login => PersonOrder::Login,
        SortKey::Status => PersonOrder::Status,
        SortKey::Level => PersonOrder::Level,
        SortKey::Home => PersonOrder::Home,
        SortKey::LastSignIn => PersonOrder::LastSignIn,
        SortKey::Expires => PersonOrder::Expires,
        _ => PersonOrder::Name,
    };
    (order, sort.descending)
}

fn rows(ctx: &mut Context, ids: &[Id]) -> Result<(Vec<Seen<UserSeen>>, Facts)> {
    let ids: Vec<AccountId> = numbers::<i64>(ids).into_iter().map(AccountId).collect();
    let (found, facts) = user::rows(ctx, &ids)?;
    Ok((found.into_iter().map(Ok).collect(), facts))
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let added = user::add(ctx, filled)?;
    let person = &added.person;
    let key = match (person.password_until, person.draft.pending) {
        (Some(_), _) => "user-added-mail",
        (None, true) => "user-added-pending",
        (None, false) => "user-added",
    };
    let mut told = told(key, &added);
    told.said = told.said.with("email", person.draft.email.as_str());
    if person.draft.pending {
        let who = access::approvers(ctx, &added)?;
        let names = if who.logins.is_empty() { "none".to_owned() } else { who.logins.join(", ") };
        told.said = told.said.with("names", names).with("more", who.more);
    }
    Ok(told)
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, UserSeen>, filled: &Filled) -> Result<Told> {
    user::edit(ctx, chosen.row.user.id(), chosen.rev, filled)?;
    Ok(told("user-edited", &chosen.row.user))
}

fn told(key: &'static str, user: &User) -> Told {
    let login = user.person.draft.login.as_str();
    let id = Some(Id::Number(user.id().0));
    Told { id, ..Told::row(Message { key, args: Vec::new() }.with("login", login), login) }
}

/// What the columns show that are filtered by a choice, by the column of the filter.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    let statuses = [Status::Active, Status::Activated, Status::Deactivated, Status::Expired].map(Some);
    let statuses = statuses.into_iter().chain([None]).map(|status| Cell::State(state(status)));
    let all =
        |choices: &[(&'static str, &'static str)]| choices.iter().map(|(code, _)| one_of(choices, code)).collect();
    vec![("status", statuses.collect()), ("level", all(LEVELS)), ("category", all(CATEGORIES))]
}
