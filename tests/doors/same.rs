//! The same acts through all three front ends leave the same data and the same log.

use std::collections::{BTreeMap, BTreeSet};

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::act::{Act, Noun, Verb};
use intendant::domain::field::Field;
use intendant::domain::filled::Filled;
use intendant::domain::language::Language;
use intendant::domain::password::Secret;
use intendant::nouns::acts::ActHead;
use intendant::nouns::echo::is_secret;
use intendant::nouns::field::{FieldHead, Kind};
use intendant::nouns::{self, Door, Doors, Takes};
use intendant::operations::{Clock, Context, Home, Options, session};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::ends::{self, Command, End, Plain, Screen};
use crate::support::house::{House, PASSWORD};

/// What differs by nature, by table and column: moments, what a random number made, and how somebody came in.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("account", &["created_at", "deactivated_at"]),
    ("audit", &["id", "at", "hash", "ssh_key", "ssh_client", "os_user"]),
    ("session", &["started_at", "last_seen_at", "ended_at"]),
    ("webmaster", &["password", "last_sign_in_at"]),
    (
        "job",
        &[
            "owner",
            "ssh_key",
            "ssh_client",
            "os_user",
            "created_at",
            "started_at",
            "run_started_at",
            "heartbeat_at",
            "ended_at",
        ],
    ),
    ("job_target", &["at"]),
    // How far the host knows the log of an establishment.
    ("inside_reached", &["head_at", "head_hash", "since"]),
];
/// Rows that differ by nature, by table and what is in them: whoever uses screens and lines signs in, commands do not; and a
/// data directory knows itself by a random number, its last change and its clock.
const ROWS: [(&str, &str); 10] = [
    ("audit", " action=session.sign-in "),
    ("audit", "\"sign-out\""),
    ("session", " actor_id=1 "),
    ("counter", " name=session "),
    ("lockout", ""),
    // The sender of a console looks there at once.
    ("mail_inside", ""),
    ("counter", " name=change "),
    ("counter", " name=change-again "),
    ("host_setting", " name=home "),
    ("host_setting", " name=clock:"),
];

/// A group of people that there is in every establishment.
const GROUP: &str = "Chorale";
/// A profile that there is in every establishment.
const PROFILE: &str = "Portail";
/// The session that somebody has open in every house.
const OPEN: &str = "1";

fn house() -> House {
    let house = House::new();
    house.configure("[audit]\nsyslog = false\n[ssh]\nverbs = \"all\"\n");
    house.add_webmaster("carole");
    let nobody =
        Actor { identity: Identity::Nobody, os_user: "ops".into(), ssh_client: String::new(), ssh_key: String::new() };
    let home = Home::new(house.data());
    let mut ctx = Context::open(&home, At::Host, nobody, Clock::System, Options::default()).unwrap();
    session::sign_in(&mut ctx, "carole", &Secret::new(PASSWORD.into())).unwrap();
    house
}

/// What is typed into a field, and what is typed there when the row is edited.
fn typed(asked: &FieldHead, verb: Verb) -> String {
    let edits = verb == Verb::Edit;
    let text = match asked.field {
        Field::ZoneName => ["Finistère", "Finistère Nord"],
        Field::Language => ["en", "fr"],
        Field::ZonePosition => ["1", "1"],
        Field::TemplateName => ["Rentrée", "Rentrée 2027"],
        Field::Subject => ["Dates de la rentrée", "Nouvelles dates"],
        Field::Body => ["Bonjour {contact.first_name},", "Bonjour,"],
        Field::Login => ["bob", "bob"],
        Field::LastName => ["Martin", "Martin-Le Gall"],
        Field::FirstName => ["Bob", "Robert"],
        Field::Email => ["bob@ecoles.invalid", "robert@ecoles.invalid"],
        Field::Duty => ["zones", "zones"],
        Field::Zones => ["1", "Zone par défaut"],
        Field::Password | Field::CurrentPassword => [PASSWORD, PASSWORD],
        Field::DepartmentCode => ["RT", "R2"],
        Field::DepartmentName => ["Réseaux", "Réseaux et télécoms"],
        Field::RoleName => ["Chef", "Lecteur"],
        Field::GroupName => ["BUT 1", "BUT 1 A"],
        Field::ProfileName => ["Vie scolaire", "Vie scolaire et CDI"],
        Field::Permissions => return some_codes(asked, edits),
        Field::Level if verb == Verb::SetLevel => ["power-user", "power-user"],
        Field::Level => ["user", "user"],
        Field::Category => ["staff", "learner"],
        Field::HomeDepartment => ["RT", "RT"],
        Field::Groups => [GROUP, GROUP],
        Field::ExpiresOn => ["2031-07-01", "2031-07-01"],
        Field::Role => ["Ens_RT", "Ens_RT"],
        Field::Profile => [PROFILE, PROFILE],
        Field::ScopePart => ["department:RT", "department:RT"],
        Field::RoleUntil => ["2030-07-01", "2030-07-01"],
        // A password is made at random, and nobody of these is connected.
        Field::MailPassword | Field::Disconnect => ["", ""],
        Field::AskedAction => ["user.edit", "user.edit"],
        Field::StagedGrants | Field::StagedRevokes => ["admin=Ens_RT", "admin=Ens_RT"],
        Field::StagedLevels => ["admin=superadmin", "admin=superadmin"],
        Field::AskedLogin | Field::AskedObject | Field::StagedDeactivations => ["admin", "admin"],
        Field::StagedRoles => ["Ens=+EditAllNotes", "Ens=+EditAllNotes"],
        Field::StagedFile => ["username,level\nadmin,superadmin", "username,level\nadmin,superadmin"],
        other => panic!("say here what is typed into {}", other.name()),
    };
    text[usize::from(edits)].to_owned()
}

/// The first code of several that can be ticked; with the second one when the row is edited.
fn some_codes(asked: &FieldHead, edits: bool) -> String {
    let Kind::Ticks(choices) = asked.kind else { panic!("{}", asked.field.name()) };
    choices.iter().take(1 + usize::from(edits)).map(|(code, _)| *code).collect::<Vec<_>>().join(",")
}

/// The row that acts are for, by noun; editing may give it another name.
fn keys() -> BTreeMap<&'static str, String> {
    [
        (Noun::Zone, "2"),
        (Noun::Template, "Rentrée"),
        (Noun::Webmaster, "bob"),
        (Noun::Session, OPEN),
        (Noun::Department, "RT"),
        // One that ships can be set back.
        (Noun::Role, "Observateur"),
        (Noun::PeopleGroup, "BUT 1"),
        (Noun::Profile, "Vie scolaire"),
        (Noun::User, "bob"),
    ]
    .map(|(noun, key)| (noun.word(), key.to_owned()))
    .into()
}

/// The data of a host and of its establishment, a line for each row that must be the same.
fn data(house: &House) -> Vec<String> {
    let school = ends::school(house).map(|school| rows(&school));
    let inside = school.into_iter().flatten().map(|line| format!("1: {line}"));
    let folder = house.data().display().to_string();
    rows(&house.registry()).into_iter().chain(inside).map(|line| line.replace(&folder, "HOME")).collect()
}

fn rows(registry: &Connection) -> Vec<String> {
    let names = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name";
    let mut tables = registry.prepare(names).unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines = Vec::new();
    for table in &tables {
        let mut rows = registry.prepare(&format!("select * from {table}")).unwrap();
        let columns: Vec<String> = rows.column_names().map(str::to_owned).collect();
        let hidden = COLUMNS.iter().find(|(known, _)| known == table).map_or(&[][..], |(_, columns)| *columns);
        let mut found = rows.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let shown = columns.iter().enumerate().filter(|(_, column)| !hidden.contains(&column.as_str()));
            let value = |at: usize| match row.get_ref(at).unwrap() {
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Null => "-".into(),
                ValueRef::Integer(number) => number.to_string(),
                other => format!("{other:?}"),
            };
            let shown: Vec<String> = shown.map(|(at, column)| format!("{column}={}", value(at))).collect();
            let line = format!(" {} ", shown.join(" "));
            if !ROWS.iter().any(|(known, text)| known == table && line.contains(text)) {
                lines.push(timeless(&format!("{table}:{line}")));
            }
        }
    }
    lines
}

/// Leaves out when a row was made that an effect holds whole.
fn timeless(line: &str) -> String {
    const MADE: &str = "\"created_at\":";
    let mut parts = line.split(MADE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + MADE + part.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

#[test]
fn every_act_leaves_the_same_through_all_three() {
    assert!(compared(&[house(), house(), house()], false) >= 14);
}

#[test]
fn every_act_inside_an_establishment_leaves_the_same_through_all_three() {
    let houses = [house(), house(), house()];
    for house in &houses {
        house.add("IUT de Brest", "");
        let sql = "insert into people_group (id, name, name_key, rev) values (1000, $1, lower($1), 1)";
        ends::school(house).unwrap().execute(sql, [GROUP]).unwrap();
        let sql = "insert into profile (id, name, name_key, permissions, rev) values (1000, $1, lower($1), '', 1)";
        ends::school(house).unwrap().execute(sql, [PROFILE]).unwrap();
    }
    assert!(compared(&houses, true) >= 14);
}

/// Does every act of the nouns of the host, or of those inside establishments, and counts them.
fn compared(houses: &[House; 3], inside: bool) -> usize {
    // What an establishment begins with is not the same twice: passwords, moments.
    let begun: Vec<BTreeSet<String>> = houses.iter().map(|house| data(house).into_iter().collect()).collect();
    let since = |at: usize| -> Vec<String> {
        data(&houses[at]).into_iter().filter(|line| !inside || !begun[at].contains(line)).collect()
    };
    let mut ends: [Box<dyn End>; 3] =
        [Box::new(Command(&houses[0])), Box::new(Plain(&houses[1])), Box::new(Screen::open(&houses[2]))];
    let mut keys = keys();
    let mut done = 0;
    // Establishments are added and edited from a list of their own; what they get at random is in their own tests.
    // What is asked about rights leaves nothing that could be compared.
    let apart = [Noun::Establishment, Noun::Backup, Noun::Access];
    let is_alike = |door: &&dyn Door| door.noun().is_inside() == inside && !apart.contains(&door.noun());
    // New passwords are made at random, and mailed at once by a console; files are named by chance, and a receipt seals its
    // moment.
    let is_random = |act: &ActHead| matches!(act.act.verb(), Verb::ResetPassword | Verb::Data | Verb::Erase);
    let is_compared =
        |act: &&ActHead| act.leads.is_none() && matches!(act.doors, Doors::All | Doors::Lines) && !is_random(act);
    for door in nouns::ALL.into_iter().filter(is_alike) {
        let mut acts = door.acts();
        // What a row is deleted by comes after all else that is done to it, and before the file that brings it again.
        acts.sort_by_key(|act| (act.takes == Takes::File, act.act.deletes()));
        for act in acts.iter().filter(is_compared) {
            let filled = filled(door, act);
            let waits = matches!(act.act.verb(), Verb::Approve | Verb::Reject);
            let known = keys.get(door.noun().word()).cloned().unwrap_or_default();
            let key = if waits { format!("{:?}", act.act.verb()).to_lowercase() } else { known.clone() };
            for (house, end) in houses.iter().zip(&mut ends) {
                if act.takes == Takes::File {
                    file(house, door, act);
                }
                if act.act.verb() == Verb::Disconnect {
                    connect(house, &key);
                }
                if waits {
                    wait(house, &known, &key);
                }
                end.act(door, act, &key, &filled);
            }
            let of_commands = since(0);
            for (at, end) in ["commands", "plain lines", "the screen"].into_iter().enumerate().skip(1) {
                let other = since(at);
                let lacks = |one: &[String], all: &[String]| {
                    one.iter().filter(|line| !all.contains(line)).cloned().collect::<Vec<_>>()
                };
                let (only, others) = (lacks(&of_commands, &other), lacks(&other, &of_commands));
                let word = act.act.word();
                assert!(only.is_empty() && others.is_empty(), "{word}: by commands {only:#?}, by {end} {others:#?}");
            }
            if let (Verb::Edit, Some(now)) = (act.act.verb(), filled.get(door.key().field)) {
                keys.insert(door.noun().word(), now.to_owned());
            }
            done += 1;
        }
    }
    done
}

/// Lets somebody sit in a session inside the establishment.
fn connect(house: &House, login: &str) {
    let sql =
        "insert into session (id, actor_kind, actor_id, actor, os_user, ssh_client, ssh_key, started_at, last_seen_at,
            end_reason) select 99, 'person', id, login, '', '', '', 1, 1, '' from account where login = $1";
    ends::school(house).unwrap().execute(sql, [login]).unwrap();
}

/// Lets somebody wait for approval, who is as somebody else is.
fn wait(house: &House, like: &str, login: &str) {
    let sql = format!(
        "create temp table waiting as select * from account where login = '{like}';
        update waiting set id = (select max(id) + 1000 from main.account), login = '{login}', login_key = '{login}', pending = 1;
        insert into main.account select * from waiting"
    );
    ends::school(house).unwrap().execute_batch(&sql).unwrap();
}

/// Writes a file of one line for an act, where commands over SSH find it.
fn file(house: &House, door: &dyn Door, act: &ActHead) {
    let mut columns: Vec<String> =
        door.columns(act.act).iter().map(|one| one.called(Language::English).to_owned()).collect();
    let mut values: Vec<String> = door.fields(act.act).iter().map(|asked| typed(asked, Verb::Import)).collect();
    if columns.len() == 1 {
        // A line without a separator is read as no table; what else a list has is passed over.
        columns.push("members".to_owned());
        values.push("0".to_owned());
    }
    if act.merges {
        // A few of many columns: the others are left alone.
        columns = ["username", "last_name", "department", "groups"].map(String::from).into();
        values = ["bob", "Martin", "RT", GROUP].map(String::from).into();
    }
    std::fs::create_dir_all(house.data().join("exchange")).unwrap();
    std::fs::write(ends::file(house), format!("{}\n{}\n", columns.join(","), values.join(","))).unwrap();
}

fn filled(door: &dyn Door, act: &ActHead) -> Filled {
    let mut filled = Filled::default();
    for asked in door.fields(act.act) {
        // A former address would be written to, at once by a console alone.
        let is_other_address = (act.act, asked.field) == (Act::USER_EDIT, Field::Email);
        let text = typed(&asked, if is_other_address { Verb::Add } else { act.act.verb() });
        if is_secret(&asked) {
            filled.put_secret(asked.field, Secret::new(text));
        } else {
            filled.put(asked.field, text);
        }
    }
    filled
}

/// The code of a choice as the screens show it.
pub(crate) fn choice(asked: &FieldHead, code: &str) -> Option<(usize, &'static str)> {
    let Kind::Choice(choices) = asked.kind else { return None };
    let at = choices.iter().position(|(known, _)| *known == code).unwrap();
    Some((at, choices[at].1))
}
