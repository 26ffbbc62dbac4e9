//! The table of who may act on whose account, and the side of levels.

use super::super::account::AccountId;
use super::super::act::Act;
use super::super::day::Day;
use super::account_acts::{AccountAct, Lasting, Target, admission, decide};
use super::account_status::{Admission, Facts, Stage};
use super::gate::may;
use super::level::{Level, ProfileSet, Scope};
use super::permission::{Permission, PermissionSet};
use super::reason::{Reason, Reasons, Rule};
use super::role::{Grant, Role, RoleName};
use super::standing::{Standing, Stored};
use super::table_test::{Row, rows};

pub(super) const TABLE: &str = include_str!("../../../tests/fixtures/rules/accounts-acts.csv");
const LEVELS: &str = include_str!("../../../tests/fixtures/rules/levels-rights.csv");
pub(super) const TODAY: Day = Day::constant(2026, 9, 1);
pub(super) const ACTOR: AccountId = AccountId(1);
pub(super) const OTHER: AccountId = AccountId(2);
pub(super) const ADMITTED: Stage = Stage::Admitted(Facts::NEW);
const WITHIN: PermissionSet = PermissionSet::of(&[Permission::EnsView]);
const BEYOND: PermissionSet = PermissionSet::of(&[Permission::EnsView, Permission::EditAllNotes]);

/// An actor as a table describes one.
#[derive(Debug, Clone)]
pub(super) struct Actor {
    pub(super) level: Level,
    pub(super) grants: &'static str,
    pub(super) home: Option<&'static str>,
    pub(super) stage: Stage,
    pub(super) profile: &'static str,
    pub(super) scope: Scope,
}

impl Actor {
    pub(super) fn new(level: Level, grants: &'static str) -> Self {
        Self { level, grants, home: None, stage: ADMITTED, profile: "", scope: Scope::default() }
    }

    pub(super) fn is_manager(&self) -> bool {
        self.grants == "Manager"
    }

    pub(super) fn standing(&self) -> Standing {
        self.standing_with(&[])
    }

    /// The same with more roles: what each holds, and where.
    pub(super) fn standing_with(&self, more: &[(PermissionSet, Option<&str>)]) -> Standing {
        let role = |name: &str, permissions| Role { name: RoleName::parse(name).unwrap(), permissions };
        let administers = WITHIN.union(PermissionSet::of(&[Permission::UsersAdmin]));
        let views = WITHIN.union(PermissionSet::of(&[Permission::UsersView]));
        let mut roles = vec![role("Administers", administers), role("Views", views), role("Plain", WITHIN)];
        let mut grants: Vec<Grant> = self.grants.split_whitespace().map(|grant| Grant::parse(grant).unwrap()).collect();
        for (at, (holds, department)) in more.iter().enumerate() {
            let name = format!("More{at}");
            grants.push(Grant::stored(&name, department.unwrap_or_default(), None).unwrap());
            roles.push(role(&name, *holds));
        }
        let profiles = [self.profile.parse().unwrap()];
        let stored = Stored {
            account: ACTOR,
            stage: self.stage,
            level: self.level,
            home: self.home,
            grants: &grants,
            roles: &roles,
            profiles: &profiles,
            scope: &self.scope,
        };
        Standing::of(&stored, TODAY).unwrap()
    }
}

/// What a cell may stand for; `-` for any of these.
fn cell<T: Copy>(row: &Row<'_>, column: &str, values: &[(&str, T)]) -> Vec<T> {
    let wanted = row[column].as_str();
    let met = values.iter().filter(|(word, _)| wanted == "-" || wanted == *word).map(|(_, value)| *value);
    let met: Vec<T> = met.collect();
    assert!(!met.is_empty(), "{}: {column} {wanted}", row["id"]);
    met
}

pub(super) fn actors(row: &Row<'_>) -> Vec<Actor> {
    let actor = row["actor"].as_str();
    let who = match actor {
        "superadmin" => vec![Actor::new(Level::Superadmin, "")],
        "manager" => vec![Actor::new(Level::User, "Manager")],
        "admin_all" => vec![Actor::new(Level::User, "Administers")],
        "admin_D" => vec![Actor::new(Level::User, "Administers_D")],
        "viewer" => vec![Actor::new(Level::User, "Views_E")],
        "plain" => vec![Actor::new(Level::User, "Plain")],
        "unusable" => {
            let stages = [
                Stage::Pending(Facts::NEW),
                Stage::Admitted(Facts { active: false, ..Facts::NEW }),
                Stage::Admitted(Facts { expires_on: Some(TODAY), ..Facts::NEW }),
            ];
            let who = [Actor::new(Level::Superadmin, ""), Actor::new(Level::User, "Administers_D")];
            stages.iter().flat_map(|stage| who.clone().map(|actor| Actor { stage: *stage, ..actor })).collect()
        }
        other => panic!("{other}"),
    };
    let homes = cell(row, "actor_home", &[("none", None), ("D", Some("D")), ("E", Some("E"))]);
    who.iter().flat_map(|actor| homes.iter().map(|home| Actor { home: *home, ..actor.clone() })).collect()
}

/// Everything that may be acted on by the words of a line.
pub(super) fn targets(row: &Row<'_>, actor: &Actor) -> Vec<Target<'static>> {
    let whom = match row["target"].as_str() {
        "ordinary" => vec![(OTHER, Level::User, false), (OTHER, Level::PowerUser, false)],
        "manager" => vec![(OTHER, Level::User, true), (OTHER, Level::PowerUser, true)],
        "superadmin" => vec![(OTHER, Level::Superadmin, false), (OTHER, Level::Superadmin, true)],
        "self" => vec![(ACTOR, actor.level, actor.is_manager())],
        "new" | "-" => return vec![Target::NEW],
        other => panic!("{other}"),
    };
    let homes = match row["target"].as_str() {
        "self" => vec![actor.home],
        _ => cell(row, "target_home", &[("none", None), ("D", Some("D")), ("E", Some("E"))]),
    };
    let others = [("yes", Lasting::default()), ("no", Lasting { superadmins: 1, managers: 1 })];
    let (others, used) = (cell(row, "last", &others), cell(row, "used", &[("yes", true), ("no", false)]));
    let mut out = Vec::new();
    for (account, level, is_manager) in whom {
        for home in &homes {
            for (others, is_used) in others.iter().flat_map(|others| used.iter().map(|used| (*others, *used))) {
                let account = Some(account);
                let known = Target { account, stage: ADMITTED, level, is_manager, home: *home, ..Target::NEW };
                out.push(Target { others, is_used, ..known });
            }
        }
    }
    out
}

pub(super) fn acts(row: &Row<'_>) -> Vec<AccountAct<'static>> {
    let department = || cell(row, "role_department", &[("every", None), ("D", Some("D")), ("E", Some("E"))]);
    let departments =
        |act: fn(Option<&'static str>) -> AccountAct<'static>| department().into_iter().map(act).collect();
    match (row["act"].as_str(), row["what"].as_str()) {
        ("see", _) => vec![AccountAct::See],
        ("create", _) => {
            let homes = cell(row, "target_home", &[("none", None), ("D", Some("D")), ("E", Some("E"))]);
            homes.into_iter().map(|home| AccountAct::Create { home, level: Level::User }).collect()
        }
        ("edit_names", _) => vec![AccountAct::EditNames],
        ("edit_email", _) => vec![AccountAct::EditEmail],
        ("reset_password", _) => vec![AccountAct::ResetPassword],
        ("change_home", _) => [None, Some("D"), Some("E")].map(|to| AccountAct::ChangeHome { to }).into(),
        ("activate", _) => vec![AccountAct::Activate],
        ("deactivate", _) => vec![AccountAct::Deactivate],
        ("set_expiry", _) => [Day::MIN, TODAY, Day::MAX].map(AccountAct::SetExpiry).into(),
        ("clear_expiry", _) => vec![AccountAct::ClearExpiry],
        ("delete", _) => vec![AccountAct::Delete],
        ("grant", "within") => departments(|department| AccountAct::Grant { holds: WITHIN, department }),
        ("grant", "beyond") => departments(|department| AccountAct::Grant { holds: BEYOND, department }),
        ("grant", "Manager") => departments(|department| AccountAct::GrantManager { department, until: None }),
        ("revoke", "role") => departments(|department| AccountAct::Revoke { department }),
        ("revoke", "Manager") => vec![AccountAct::RevokeManager],
        ("set_level", "up") => vec![AccountAct::SetLevel { to: Level::Superadmin }],
        ("set_level", "down") => vec![AccountAct::SetLevel { to: Level::User }],
        ("role_define", _) => vec![AccountAct::RoleDefine],
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_table_of_acts_on_accounts_holds_line_by_line() {
    let (mut lines, mut cases) = (0, 0);
    for row in rows(TABLE) {
        lines += 1;
        for actor in actors(&row) {
            let standing = actor.standing();
            for target in targets(&row, &actor) {
                for act in acts(&row) {
                    let found = decide(&standing, act, &target);
                    let told = match found {
                        Ok(rule) => ("allow", rule.word(), ""),
                        Err(refused) => ("deny", refused.rule.word(), refused.reason.word()),
                    };
                    let expected = (row["effect"].as_str(), row["rule"].as_str(), row["reason"].as_str());
                    assert_eq!(told, expected, "{}: {actor:?} {act:?} {target:?}", row["id"]);
                    assert_eq!(act.word(), row["act"]);
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(lines, 1_815);
    assert!(cases > 5_000, "{cases}");
}

/// A Power User with everything that a profile can hold, for the people of D.
pub(super) fn power_user() -> Actor {
    let scope = Scope { departments: ["D".into()].into(), ..Scope::default() };
    Actor { scope, profile: "users.view", ..Actor::new(Level::PowerUser, "") }
}

pub(super) fn ordinary(home: &'static str) -> Target<'static> {
    let others = Lasting { superadmins: 1, managers: 1 };
    Target { account: Some(OTHER), stage: ADMITTED, home: Some(home), others, ..Target::NEW }
}

/// Lines that are judged before a row is known, with their acts.
const BY_GATE: [(&str, &[Act]); 7] = [
    ("L08", &[Act::USER_DISCONNECT]),
    ("L16", &[Act::PROFILE_ADD, Act::PROFILE_EDIT, Act::PROFILE_DELETE]),
    ("L19", &[Act::GROUP_LIST, Act::GROUP_SHOW]),
    ("L20", &[Act::GROUP_ADD, Act::GROUP_IMPORT]),
    ("L21", &[Act::GROUP_EDIT]),
    ("L22", &[Act::GROUP_DELETE]),
    ("L70", &[Act::AUDIT_LIST]),
];
/// The line of what everybody does with their own account.
const OWN: [&str; 1] = ["L13"];
/// Lines of what there is no act for yet; and of creating activated accounts, which is no decision of its own.
const NOT_YET: [&str; 50] = [
    "L03", "L17", "L18", "L23", "L24", "L25", "L26", "L27", "L28", "L29", "L30", "L31", "L32", "L33", "L34", "L35",
    "L36", "L37", "L38", "L39", "L40", "L41", "L42", "L43", "L44", "L45", "L46", "L47", "L48", "L49", "L50", "L51",
    "L52", "L53", "L54", "L55", "L56", "L57", "L58", "L59", "L60", "L61", "L62", "L63", "L64", "L65", "L66", "L67",
    "L68", "L69",
];

#[test]
fn levels_allow_what_their_table_says_before_a_row_is_known() {
    for (id, acts) in BY_GATE {
        let row = rows(LEVELS).find(|row| row["id"] == id).unwrap();
        let permission = row["permission"].as_str();
        let all = ProfileSet::ALL.to_string();
        let every = if permission.is_empty() { all } else { format!("users.view groups.view {permission}") };
        let every: &'static str = every.leak();
        for act in acts {
            for (column, actor) in [
                ("superadmin", Actor::new(Level::Superadmin, "")),
                ("pu_in_scope", Actor { profile: every, ..power_user() }),
                ("pu_without", Actor { profile: "users.view", ..power_user() }),
                ("plain_user", Actor::new(Level::User, "")),
            ] {
                assert_eq!(may(&actor.standing(), *act).is_ok(), row[column] == "yes", "{id} {column}");
            }
        }
    }
    // Their own password and address: everybody, and of nobody else.
    let plain = Actor::new(Level::User, "").standing();
    let own = Target { account: Some(ACTOR), ..ordinary("D") };
    for act in [AccountAct::ResetPassword, AccountAct::EditEmail] {
        assert!(decide(&plain, act, &own).is_ok() && decide(&plain, act, &ordinary("D")).is_err());
    }
}

#[test]
fn levels_allow_what_their_table_says_of_accounts() {
    let profile = |permission: &str| -> &'static str { format!("users.view {permission}").leak() };
    let superadmin = Actor::new(Level::Superadmin, "").standing();
    let (mut judged, mut others) = (0, Vec::new());
    for row in rows(LEVELS) {
        let create = |level| AccountAct::Create { home: Some("D"), level };
        let standing_at = |level| Target { level, ..ordinary("D") };
        let (acts, target): (Vec<AccountAct<'_>>, _) = match row["id"].as_str() {
            "L01" => (vec![AccountAct::See], ordinary("D")),
            "L02" => (vec![create(Level::User)], Target::NEW),
            "L04" => (
                vec![AccountAct::EditNames, AccountAct::EditEmail, AccountAct::ChangeHome { to: Some("D") }],
                ordinary("D"),
            ),
            "L05" => (vec![AccountAct::ResetPassword], ordinary("D")),
            "L06" => (vec![AccountAct::Activate, AccountAct::Deactivate], ordinary("D")),
            "L07" => (vec![AccountAct::SetExpiry(TODAY), AccountAct::ClearExpiry], ordinary("D")),
            "L09" => (vec![AccountAct::Delete], Target { is_used: true, ..ordinary("D") }),
            "L10" => (
                vec![AccountAct::Approve, AccountAct::Reject],
                Target { stage: Stage::Pending(Facts::NEW), ..ordinary("D") },
            ),
            "L11" => {
                (vec![AccountAct::EditNames, AccountAct::Deactivate, AccountAct::Delete], standing_at(Level::PowerUser))
            }
            "L12" => (
                vec![AccountAct::EditNames, AccountAct::Deactivate, AccountAct::Delete],
                standing_at(Level::Superadmin),
            ),
            "L14" => (vec![create(Level::PowerUser), create(Level::Superadmin)], Target::NEW),
            "L15" => (vec![AccountAct::SetLevel { to: Level::PowerUser }], ordinary("D")),
            _ => {
                others.push(row["id"].clone());
                continue;
            }
        };
        let permission = row["permission"].as_str();
        let every = if permission.is_empty() { ProfileSet::ALL.to_string().leak() } else { profile(permission) };
        let less = if permission == "users.view" { "users.edit" } else { "users.view" };
        for act in acts {
            let check = |column: &str, standing: &Standing| {
                assert_eq!(
                    decide(standing, act, &target).is_ok(),
                    row[column] == "yes",
                    "{} {act:?} {column}",
                    row["id"]
                );
            };
            check("superadmin", &superadmin);
            check("pu_in_scope", &Actor { profile: every, ..power_user() }.standing());
            check("pu_out_of_scope", &Actor { profile: every, scope: Scope::default(), ..power_user() }.standing());
            check("pu_without", &Actor { profile: less, ..power_user() }.standing());
            check("plain_user", &Actor::new(Level::User, "").standing());
            judged += 1;
        }
    }
    assert_eq!(judged, 22);
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let mut expected = [BY_GATE.map(|(id, _)| id).as_slice(), &OWN, &NOT_YET].concat();
    expected.sort_unstable();
    assert_eq!(others, expected, "a line is neither judged nor listed");
}

#[test]
fn either_way_allows_and_of_two_refusals_the_one_that_came_further_is_told() {
    let both = Actor {
        grants: "Administers_E",
        home: Some("E"),
        profile: "users.view users.edit users.create",
        ..power_user()
    };
    let both = both.standing();
    let told = |act, target: Target<'_>| decide(&both, act, &target).map_err(|refused| refused.reason);
    assert_eq!(told(AccountAct::EditNames, ordinary("D")), Ok(Rule::Profile));
    assert_eq!(told(AccountAct::EditNames, ordinary("E")), Ok(Rule::A4));
    assert_eq!(told(AccountAct::EditNames, ordinary("F")), Err(Reason::OutOfScope));
    assert_eq!(told(AccountAct::Delete, Target { is_used: true, ..ordinary("E") }), Err(Reason::AccountUsed));
    let above = Target { level: Level::PowerUser, ..ordinary("D") };
    assert_eq!(told(AccountAct::EditNames, above), Err(Reason::TargetPowerUser));
    assert_eq!(told(AccountAct::ChangeHome { to: Some("E") }, ordinary("D")), Err(Reason::OutOfScope));
    let create = |home| AccountAct::Create { home: Some(home), level: Level::PowerUser };
    assert_eq!(told(create("D"), Target::NEW), Err(Reason::SuperadminOnly));
    assert_eq!(told(create("F"), Target { stage: ADMITTED, ..Target::NEW }), Err(Reason::HomeForced));
}

#[test]
fn a_refusal_names_everything_that_is_missing() {
    let stage = Stage::Admitted(Facts { active: false, ..Facts::NEW });
    let admin = Actor { stage, home: Some("D"), ..Actor::new(Level::User, "Administers_D") }.standing();
    let target = Target {
        level: Level::Superadmin,
        is_connected: true,
        is_used: true,
        others: Lasting::default(),
        ..ordinary("E")
    };
    let refused = decide(&admin, AccountAct::Delete, &target).unwrap_err();
    let missing = "account_unusable out_of_scope target_superadmin user_connected last_superadmin account_used";
    assert_eq!((refused.reason, refused.missing.to_string()), (Reason::AccountUnusable, missing.to_owned()));
    let refused = decide(&admin, AccountAct::Grant { holds: BEYOND, department: None }, &ordinary("E")).unwrap_err();
    assert_eq!(refused.missing.to_string(), "account_unusable out_of_scope role_beyond_yours");
}

#[test]
fn the_last_manager_is_not_given_an_end() {
    let superadmin = Actor::new(Level::Superadmin, "").standing();
    let act = AccountAct::GrantManager { department: None, until: Some(Day::MAX) };
    let last = Target { is_manager: true, others: Lasting::default(), ..ordinary("D") };
    let refused = decide(&superadmin, act, &last).unwrap_err();
    assert_eq!(refused.missing, Reasons::of(&[Reason::LastManager]));
    assert_eq!(decide(&superadmin, act, &Target { is_manager: false, ..last }), Ok(Rule::A1));
    assert_eq!(decide(&superadmin, act, &Target { level: Level::Superadmin, ..last }), Ok(Rule::A1));
}

#[test]
fn whom_a_power_user_creates_waits_unless_a_profile_says_otherwise() {
    let create = AccountAct::Create { home: Some("D"), level: Level::User };
    for (actor, expected) in [
        (Actor { profile: "users.view users.create", ..power_user() }, Admission::Pending),
        (Actor { profile: "users.view users.create users.activate", ..power_user() }, Admission::Activated),
        (Actor::new(Level::User, "Administers_D"), Admission::Activated),
        (Actor::new(Level::Superadmin, ""), Admission::Activated),
    ] {
        let standing = actor.standing();
        let rule = decide(&standing, create, &Target::NEW).unwrap();
        assert_eq!(admission(&standing, rule), expected, "{actor:?}");
    }
}

/// Who opens an account could do as its person: what they administer, and whoever opens it does not, is more than they may have.
#[test]
fn nobody_opens_the_account_of_whoever_administers_more() {
    let admin = |grants| Actor { home: Some("D"), ..Actor::new(Level::User, grants) };
    let edits = Actor { profile: "users.view users.edit", ..power_user() };
    let both = Actor { grants: "Administers_D", home: Some("D"), ..edits.clone() };
    for (by, they, is_opened) in [
        (admin("Administers_D"), admin("Plain Views_E"), true),
        (admin("Administers_D"), admin("Administers_D"), true),
        (admin("Administers_D"), admin("Administers_D Administers_E"), false),
        (admin("Administers_D Administers_E"), admin("Administers_D Administers_E"), true),
        (admin("Administers_D"), edits.clone(), false),
        (both.clone(), edits.clone(), true),
        (both.clone(), Actor { profile: "users.view users.edit users.delete", ..edits.clone() }, false),
        (Actor { home: None, ..admin("Administers_D") }, admin("Administers_E"), false),
        (edits.clone(), admin("Plain_D"), true),
        (edits, admin("Administers_D"), false),
        (both, Actor { home: None, ..admin("Administers_D") }, false),
        (Actor::new(Level::User, "Manager"), admin("Administers_D Administers_E"), true),
    ] {
        let (standing, theirs) = (by.standing(), they.standing());
        let target = Target { level: they.level, may: Some(&theirs), ..ordinary("D") };
        for act in [AccountAct::EditEmail, AccountAct::ResetPassword] {
            let found =
                decide(&standing, act, &target).map_err(|refused| (refused.rule, refused.missing.iter().last()));
            let refused = Err((Rule::I1, Some(Reason::TargetAdministersMore)));
            let case = format!("{act:?} by {by:?} of {they:?}: {found:?}");
            assert!(
                if is_opened {
                    found.is_ok()
                } else {
                    found == refused || they.level == Level::PowerUser && found.is_err()
                },
                "{case}"
            );
        }
        assert!(
            decide(&theirs, AccountAct::EditEmail, &Target { account: Some(ACTOR), ..target }).is_ok(),
            "one's own"
        );
        assert!(
            decide(&standing, AccountAct::EditNames, &Target { level: Level::User, ..target }).is_ok(),
            "{by:?} {they:?}"
        );
    }
}
