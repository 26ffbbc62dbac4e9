//! The table of statuses: who may is asked of the acts, what becomes of the account of its transitions.

use super::super::day::Day;
use super::account_acts::{AccountAct, Lasting, Target, admission, decide};
use super::account_acts_test::{ADMITTED, Actor, OTHER, TODAY};
use super::account_status::{Circumstances, Event, Facts, Outcome, Stage, transition};
use super::level::{Level, Scope};
use super::reason::{Reason, Rule};
use super::table_test::{Row, rows};

const TABLE: &str = include_str!("../../../tests/fixtures/rules/account-status.csv");
const YESTERDAY: Day = Day::constant(2026, 8, 31);
const TOMORROW: Day = Day::constant(2026, 9, 2);

fn is_met(row: &Row<'_>, column: &str, word: &str) -> bool {
    row[column] == "-" || row[column].split('/').any(|met| met == word)
}

fn day(word: &str) -> Option<Day> {
    match word {
        "none" => None,
        "past" => Some(YESTERDAY),
        "today" => Some(TODAY),
        "future" => Some(TOMORROW),
        other => panic!("{other}"),
    }
}

fn word(day: Option<Day>) -> &'static str {
    match day {
        None => "none",
        Some(day) if day < TODAY => "past",
        Some(day) if day == TODAY => "today",
        Some(_) => "future",
    }
}

/// The account of a line; none where a line says nothing of its facts.
fn facts(row: &Row<'_>) -> Option<Facts> {
    let expires_on = if row["expiry"] == "-" { None } else { day(&row["expiry"]) };
    let facts = Facts { active: row["active"] == "1", expires_on, first_activity: row["activity"] == "1" };
    (row["active"] != "-").then_some(facts)
}

/// The actors whom the columns of a line may mean, with the home of the person that they act on.
fn actors(row: &Row<'_>) -> Vec<(Actor, &'static str)> {
    let event = row["event"].as_str();
    let permission = match event {
        "guard_edit" => "users.edit",
        "guard_delete" => "users.delete",
        "create" => "users.create",
        "approve" | "reject" => "users.approve",
        other => panic!("{other}"),
    };
    let mut out = Vec::new();
    for who in ["superadmin", "manager", "power_user", "users_admin", "nobody"]
        .into_iter()
        .filter(|who| is_met(row, "actor", who))
    {
        for (holds, is_in, activates) in [true, false].iter().flat_map(|holds| {
            [(true, true), (true, false), (false, true), (false, false)]
                .map(|(is_in, activates)| (*holds, is_in, activates))
        }) {
            let yes = |is: bool| if is { "yes" } else { "no" };
            let is_line = is_met(row, "permission", yes(holds))
                && is_met(row, "scope", if is_in { "in" } else { "out" })
                && is_met(row, "activates", yes(activates));
            if !is_line {
                continue;
            }
            let actor = match who {
                "superadmin" => Actor::new(Level::Superadmin, ""),
                "manager" => Actor::new(Level::User, "Manager"),
                "users_admin" => {
                    Actor { home: Some("D"), ..Actor::new(Level::User, if holds { "Administers_D" } else { "Plain" }) }
                }
                "power_user" => {
                    let activates = if activates { "users.activate" } else { "" };
                    let holds = if holds { permission } else { "" };
                    let profile = format!("users.view {holds} {activates}").leak();
                    let scope = Scope { departments: ["D".into()].into(), ..Scope::default() };
                    Actor { profile, scope, ..Actor::new(Level::PowerUser, "") }
                }
                _ => Actor::new(Level::User, "Plain"),
            };
            // An administrator of D whose home is E may create nobody.
            let actor = match (who, event, is_in) {
                ("users_admin", "create", false) => Actor { home: Some("E"), ..actor },
                _ => actor,
            };
            out.push((actor, if is_in { "D" } else { "E" }));
        }
    }
    out
}

fn stages(row: &Row<'_>) -> Vec<Stage> {
    let all = [("no", Stage::Absent), ("pending", Stage::Pending(Facts::NEW)), ("yes", ADMITTED)];
    all.into_iter().filter(|(word, _)| is_met(row, "exists", word)).map(|(_, stage)| stage).collect()
}

/// Checks the lines that ask who may. They name a guard where the table of acts names its rule.
fn check_who(row: &Row<'_>) {
    let expected = (row["outcome"].as_str(), row["reason"].as_str());
    for (actor, home) in actors(row) {
        for target_level in
            ["user", "power_user", "manager", "superadmin"].into_iter().filter(|level| is_met(row, "target", level))
        {
            for stage in stages(row) {
                let level = target_level.replace('_', "-").parse().unwrap_or(Level::User);
                let others = Lasting { superadmins: 1, managers: 1 };
                let there = Target { account: Some(OTHER), stage, home: Some(home), others, ..Target::NEW };
                let there = Target { level, is_manager: target_level == "manager", ..there };
                let (act, target) = match row["event"].as_str() {
                    "guard_edit" => (AccountAct::Deactivate, there),
                    "guard_delete" => (AccountAct::Delete, there),
                    "create" => (AccountAct::Create { home: Some(home), level }, Target { stage, ..Target::NEW }),
                    "approve" => (AccountAct::Approve, Target { level: Level::User, is_manager: false, ..there }),
                    _ => (AccountAct::Reject, Target { level: Level::User, is_manager: false, ..there }),
                };
                let standing = actor.standing();
                let found = decide(&standing, act, &target);
                let case = format!("{}: {actor:?} {act:?} {target:?}", row["id"]);
                match found {
                    Err(refused) => assert_eq!(("refused", refused.reason.word()), expected, "{case}"),
                    Ok(_) if row["event"].starts_with("guard") => assert_eq!(("pass", ""), expected, "{case}"),
                    Ok(rule) => {
                        let event = match act.event().unwrap() {
                            Event::Create(_) => Event::Create(admission(&standing, rule)),
                            event => event,
                        };
                        check_transition(row, event, stage, Circumstances::default());
                    }
                }
            }
        }
    }
}

fn status(stage: Stage) -> &'static str {
    match stage {
        Stage::Absent | Stage::Erased => "gone",
        Stage::Pending(_) => "pending",
        Stage::Admitted(facts) => facts.status(TODAY).word(),
    }
}

fn check_transition(row: &Row<'_>, event: Event, stage: Stage, circumstances: Circumstances) {
    let found = transition(event, stage, circumstances, TODAY);
    let case = format!("{}: {event:?} {stage:?} {circumstances:?} {found:?}", row["id"]);
    let (outcome, reason, after) = match found.outcome {
        Outcome::Applied(after) => ("applied", "", after),
        Outcome::Unchanged => ("unchanged", "", stage),
        Outcome::Refused(reason @ (Reason::LastManager | Reason::LastSuperadmin)) => {
            assert_eq!(Some(reason), circumstances.last, "{case}");
            ("refused", "last", stage)
        }
        Outcome::Refused(reason) => ("refused", reason.word(), stage),
    };
    let expected = (row["outcome"].as_str(), row["reason"].as_str(), row["rule"].as_str());
    assert_eq!((outcome, reason, found.rule.word()), expected, "{case}");
    assert!(is_met(row, "before", status(stage)) && is_met(row, "after", status(after)), "{case}");
    if let Stage::Pending(facts) | Stage::Admitted(facts) = after {
        let flag = |is: bool| if is { "1" } else { "0" };
        assert!(is_met(row, "active_after", flag(facts.active)), "{case}");
        assert!(is_met(row, "expiry_after", word(facts.expires_on)), "{case}");
        assert!(is_met(row, "activity_after", flag(facts.first_activity)), "{case}");
    }
}

/// Checks a line that says what becomes of an account, in all circumstances that it does not name.
fn check_event(row: &Row<'_>) {
    let word_of = row["event"].as_str();
    // That a date is the one already stored; of a day that is only past or to come, there are others.
    let mut dates = vec![None];
    if word_of == "set_expiry" {
        let kind = row["new"].as_str();
        let all = [
            None,
            Some(YESTERDAY),
            Some(TODAY),
            Some(TOMORROW),
            Some(Day::constant(2026, 8, 30)),
            Some(Day::constant(2026, 9, 3)),
        ];
        let stored = facts(row).unwrap().expires_on;
        let is_same = |date: &Option<Day>| is_met(row, "same", if *date == stored { "yes" } else { "no" });
        dates = all.into_iter().filter(|date| word(*date) == kind).filter(is_same).collect();
        assert!(!dates.is_empty(), "{}", row["id"]);
    }
    for date in dates {
        let event = match word_of {
            "activate" => Event::Activate,
            "deactivate" => Event::Deactivate,
            "set_expiry" => Event::SetExpiry(date),
            "delete" => Event::Delete,
            "first_activity" => Event::FirstActivity,
            "sign_in" => Event::SignIn,
            other => panic!("{other}"),
        };
        let mut met = 0;
        for bits in 0..8_u8 {
            let [is_own, is_connected, is_last] = [1, 2, 4].map(|bit| bits & bit != 0);
            let flag = |is: bool| if is { "1" } else { "0" };
            let yes = |is: bool| if is { "yes" } else { "no" };
            if !(is_met(row, "self", yes(is_own))
                && is_met(row, "connected", flag(is_connected))
                && is_met(row, "last", yes(is_last)))
            {
                continue;
            }
            met += 1;
            for last in [Reason::LastManager, Reason::LastSuperadmin] {
                let circumstances = Circumstances { is_own, is_connected, last: is_last.then_some(last) };
                let stages = facts(row).map_or_else(every_account, |facts| vec![Stage::Admitted(facts)]);
                for stage in stages {
                    check_transition(row, event, stage, circumstances);
                }
            }
        }
        assert!(met > 0, "{}", row["id"]);
    }
}

fn every_account() -> Vec<Stage> {
    let days = [None, Some(YESTERDAY), Some(TODAY), Some(TOMORROW)];
    let facts =
        |bits: u8| days.map(|expires_on| Facts { active: bits & 1 != 0, expires_on, first_activity: bits & 2 != 0 });
    (0..4).flat_map(facts).map(Stage::Admitted).collect()
}

/// Checks that nothing is stored and nothing else happens when a day comes: the status is another one by itself.
fn check_day(row: &Row<'_>) {
    let facts = facts(row).unwrap();
    let then = facts.expires_on.filter(|day| *day > TODAY).unwrap_or(TODAY);
    let (before, after) = (facts.status(TODAY), facts.status(then));
    let outcome = if before == after { "unchanged" } else { "applied" };
    assert_eq!((before.word(), after.word()), (row["before"].as_str(), row["after"].as_str()), "{}", row["id"]);
    assert_eq!((outcome, Rule::S7.word()), (row["outcome"].as_str(), row["rule"].as_str()), "{}", row["id"]);
}

#[test]
fn the_table_of_statuses_holds_line_by_line() {
    let mut lines = 0;
    for row in rows(TABLE) {
        lines += 1;
        match row["event"].as_str() {
            "guard_edit" | "guard_delete" | "create" | "approve" | "reject" => check_who(&row),
            "date_comes" => check_day(&row),
            _ => check_event(&row),
        }
    }
    assert_eq!(lines, 309);
}

#[test]
fn what_awaits_approval_is_approved_or_rejected_and_nothing_else() {
    let pending = Stage::Pending(Facts { expires_on: Some(TOMORROW), ..Facts::NEW });
    let told = |event| transition(event, pending, Circumstances::default(), TODAY).outcome;
    for event in [Event::Activate, Event::Deactivate, Event::SetExpiry(None), Event::Delete, Event::FirstActivity] {
        assert_eq!(told(event), Outcome::Refused(Reason::PendingApproval));
    }
    assert_eq!(told(Event::SignIn), Outcome::Refused(Reason::AccountPending));
    let Stage::Pending(facts) = pending else { panic!() };
    assert_eq!(told(Event::Approve), Outcome::Applied(Stage::Admitted(facts)), "what it was created with stays");
    assert_eq!(told(Event::Reject), Outcome::Applied(Stage::Absent));
}
