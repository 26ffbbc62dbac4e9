//! Accounts from a file: what becomes of each line, under which guards, what the plan says of it, and that it is taken back.

use std::collections::HashMap;
use std::sync::Arc;

use super::waiting_mail::send;
use super::*;
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Given, JobState, Reason, Verdict};
use crate::domain::message::Explain as _;
use crate::domain::rights::standing::Standing;
use crate::domain::user_line;
use crate::i18n::Catalogue;
use crate::jobs::import::{Opening, Rejects, Source};
use crate::jobs::lines;
use crate::operations::exchange::{self, Reach};
use crate::operations::job::RowFilter;
use crate::operations::{deeds, department, people_group, user};

const ONE: EstablishmentNumber = EstablishmentNumber(1);

/// What was expected of each line, and what became of it; `done` or the word of the reason.
type Lines = Vec<(String, String)>;

pub(super) fn school() -> Fixture {
    let mut fixture = Fixture::new(1);
    fixture.ctx.go(At::Establishment(ONE));
    for code in ["RT", "GEII"] {
        department::add(&mut fixture.ctx, &DepartmentInput { code: code.into(), name: code.into() }).unwrap();
    }
    for name in ["Chorale", "6e A"] {
        people_group::add(&mut fixture.ctx, &Filled::default().with(Field::GroupName, name)).unwrap();
    }
    fixture
}

fn columns() -> Vec<lines::Wanted> {
    let wanted = |(field, names): &(Field, &[&str])| lines::Wanted {
        field: *field,
        english: names[0].into(),
        french: names[1].into(),
        others: names[2..].iter().map(|name| (*name).into()).collect(),
        needed: *field == Field::Login,
    };
    user_line::COLUMNS.iter().map(wanted).collect()
}

fn settings(mode: &str, rows: &str) -> Filled {
    Filled::default().with(Field::Mode, mode).with(Field::Rows, rows)
}

impl Fixture {
    pub(super) fn drafted(&mut self, text: &str, settings: &Filled) -> crate::jobs::error::Result<job::NewPlan> {
        let source = Source::spool(&mut text.as_bytes(), self.ctx.home().root(), Opening::default())?;
        let check = |typed: &Filled| user_line::read(typed).err().unwrap_or_default();
        let what = (Act::USER_IMPORT, &source, settings);
        lines::draft(&mut self.ctx, what, (&columns(), &check), &Cancel::new(), &mut Progress::silent())
    }

    fn loaded_with(&mut self, text: &str, settings: &Filled) -> (JobId, Lines) {
        let plan = self.drafted(text, settings).unwrap();
        let id = job::save(&mut self.ctx, &plan).unwrap().id;
        assert_eq!(self.start(id).job.state, JobState::Done);
        let rows = job::rows(&mut self.ctx, id, &RowFilter::default(), 0, 1000).unwrap();
        let expected = |one: &crate::store::ledger::job::NewTarget| {
            one.forecast.reason().map_or_else(|| "done".to_owned(), |reason| reason.word().to_owned())
        };
        let became = |verdict: Option<Verdict>| match verdict.unwrap() {
            Verdict::Done(_) => "done".to_owned(),
            Verdict::Skipped(reason) | Verdict::Failed(reason) => reason.word().to_owned(),
        };
        let lines = plan.targets.iter().map(expected).zip(rows.into_iter().map(|row| became(row.verdict))).collect();
        (id, lines)
    }

    /// Imports a text; what a plan expects is what the job finds. Returns what became of each line.
    pub(super) fn loaded(&mut self, text: &str) -> (JobId, Vec<String>) {
        let (id, lines) = self.loaded_with(text, &Filled::default());
        for (expected, became) in &lines {
            assert_eq!(expected, became, "{lines:?}");
        }
        (id, lines.into_iter().map(|(_, became)| became).collect())
    }

    /// All that a file can say of an account, in a line.
    fn line(&mut self, login: &str) -> String {
        let user = user::get(&mut self.ctx, login).unwrap().user;
        let filled = user.filled();
        let texts = [
            Field::LastName,
            Field::FirstName,
            Field::Email,
            Field::Level,
            Field::HomeDepartment,
            Field::Groups,
            Field::ExpiresOn,
            Field::Roles,
            Field::Language,
            Field::Category,
        ];
        let mut all: Vec<String> = texts.map(|field| filled.text(field)).into();
        all.push(user.person.draft.active.to_string());
        all.join("|")
    }

    /// Goes on as somebody of the establishment.
    fn become_somebody(&mut self, login: &str) {
        let id = user::get(&mut self.ctx, login).unwrap().user.id();
        let standing = Some(Arc::new(Standing::of_host(NOW.day())));
        self.ctx.actor.identity = Identity::Person { of: ONE, id, login: login.into(), standing, viewer: None };
    }
}

const FULL: &str = "user_name;nom;prénom;courriel;niveau;actif;dept;groupes;date_expiration;langue;roles;catégorie
zoe;Zola;Zoé;zoe@ecoles.invalid;utilisateur;oui;RT;6e a, chorale;01/09/2030;fr;Ens_RT,Secr_GEII until 2027-06-30;personnel
tom;Thom;;;user;0;;;;;;élève
";

#[test]
fn accounts_are_created_changed_left_alone_and_given_back() {
    let mut fixture = school();
    let (first, became) = fixture.loaded(FULL);
    assert_eq!(became, ["done", "done"]);
    let zoe =
        "Zola|Zoé|zoe@ecoles.invalid|user|RT|6e A, Chorale|2030-09-01|Ens_RT, Secr_GEII until 2027-06-30|fr|staff|true";
    assert_eq!(fixture.line("zoe"), zoe);
    assert_eq!(fixture.line("tom"), "Thom|||user||||||learner|false");
    // The same file once more changes nothing.
    assert_eq!(fixture.loaded(FULL).1, ["no-change", "no-change"]);
    let text = "username,new_username,first_name,groups,roles,expiration_date,active,unknown\nZOE,zola,<clear>,Chorale,Admin_RT,<clear>,,x\nzola,,,,,,1,\ntom,,Tom,,,,yes,\n";
    let (second, became) = fixture.loaded(text);
    assert_eq!(became, ["done", "values", "done"], "line 3 names whom line 2 has renamed");
    assert_eq!(fixture.line("zola"), "Zola||zoe@ecoles.invalid|user|RT|Chorale||Admin_RT|fr|staff|true");
    assert_eq!(fixture.line("tom"), "Thom|Tom||user||||||learner|true");
    let (edits, grants) = (fixture.audited("user.edit"), fixture.audited("user.grant"));
    assert_eq!((edits, grants, fixture.audited("user.revoke"), fixture.audited("user.activate")), (2, 3, 2, 1));
    assert_eq!(audit::verify(&mut fixture.ctx).unwrap().broken, None);

    assert_eq!(fixture.undo(second).tally, tally(0, 2, 0, 0));
    assert_eq!((fixture.line("zoe"), fixture.line("tom")), (zoe.to_owned(), "Thom|||user||||||learner|false".into()));
    assert_eq!(fixture.undo(first).tally, tally(0, 2, 0, 0));
    assert!(user::get(&mut fixture.ctx, "zoe").is_err() && user::get(&mut fixture.ctx, "tom").is_err());
}

#[test]
fn every_wrong_cell_is_named_with_the_nearest_name() {
    let mut fixture = school();
    let text = "username;last_name;level;department;groups;roles;active;password\n\
                a;A;king;GEI;Choral;Enss_RT;maybe;secret word\na b;B;;;;;;\n;C;;;;;;\nd;D;;rt;chorale;ens_geii;1;\nd;D;;;;;;\n";
    let plan = fixture.drafted(text, &Filled::default()).unwrap();
    let words = Catalogue::new(Language::English);
    let said: Vec<String> = plan
        .targets
        .iter()
        .map(|one| match one.forecast.reason() {
            Some(Reason::Cells { cells }) => {
                let cell = |cell: &crate::domain::export::Cell| {
                    format!(
                        "{} {}={}: {}",
                        cell.line,
                        cell.field.unwrap().name(),
                        cell.value,
                        words.say(&cell.why.message())
                    )
                };
                cells.iter().map(cell).collect::<Vec<_>>().join("\n")
            }
            other => format!("{other:?}"),
        })
        .collect();
    insta::assert_snapshot!(said.join("\n--\n"));
    // What stood in a column of passwords is in nothing that is kept.
    job::save(&mut fixture.ctx, &plan).unwrap();
    let kept = format!("{:?}", plan.targets);
    assert!(!kept.contains("secret word"), "{kept}");
}

#[test]
fn names_are_told_nearly() {
    let mut fixture = school();
    let text = "username;last_name;department;groups;roles\na;A;GEI;Choral;Enss_RT\n";
    let plan = fixture.drafted(text, &Filled::default()).unwrap();
    let Some(Reason::Cells { cells }) = plan.targets[0].forecast.reason() else { panic!("{:?}", plan.targets) };
    let words = Catalogue::new(Language::French);
    let said: Vec<String> = cells.iter().map(|cell| words.say(&cell.why.message()).replace('\u{a0}', " ")).collect();
    let expected = [
        "Aucun département n'a le code « GEI » : vouliez-vous dire « GEII » ?",
        "Aucun groupe ne s'appelle « Choral » : vouliez-vous dire « Chorale » ?",
        "Aucun rôle ne s'appelle « Enss » : vouliez-vous dire « Ens » ?",
    ];
    assert_eq!(said, expected);
}

#[test]
fn what_is_done_is_chosen_and_all_lines_or_none() {
    let mut fixture = school();
    fixture.loaded("username;last_name\nold;Old\n");
    let text = "username;last_name\nold;Older\nnew;New\n";
    let (_, lines) = fixture.loaded_with(text, &settings("update", "valid"));
    assert_eq!(lines.iter().map(|line| line.1.as_str()).collect::<Vec<_>>(), ["done", "not_found"]);
    let (_, lines) = fixture.loaded_with(text, &settings("create", "valid"));
    assert_eq!(lines.iter().map(|line| line.1.as_str()).collect::<Vec<_>>(), ["values", "done"]);
    // One that is refused holds the others back, in the plan and in the job.
    let text = "username;last_name\nthird;Third\nfourth;\n";
    let (_, lines) = fixture.loaded_with(text, &settings("both", "all"));
    assert_eq!(lines, [("withheld".to_owned(), "withheld".to_owned()), ("values".into(), "values".into())]);
    assert!(user::get(&mut fixture.ctx, "third").is_err());
    // All that is wrong is told at once, of every line and of every cell, in the plan and in the report of the job.
    let text = "username;last_name;email;roles\nthird;Third;x;Nobody\nfourth;Fourth;;Nobody\nfifth;Fifth;;\n";
    let (id, lines) = fixture.loaded_with(text, &settings("both", "all"));
    assert_eq!(lines.iter().map(|line| line.1.as_str()).collect::<Vec<_>>(), ["values", "values", "withheld"]);
    let rows = job::rows(&mut fixture.ctx, id, &RowFilter::default(), 0, 9).unwrap();
    let wrong = |row: &crate::domain::job::TargetRow| match &row.verdict {
        Some(Verdict::Failed(Reason::Cells { cells })) => cells.iter().filter_map(|cell| cell.field).collect(),
        _ => Vec::new(),
    };
    let found: Vec<_> = rows.iter().map(wrong).collect();
    assert_eq!(found, [vec![Field::Email, Field::Roles], vec![Field::Roles], vec![]]);
    let text = "username;last_name\nthird;Third\nfourth;Fourth\n";
    let (id, lines) = fixture.loaded_with(text, &settings("both", "all"));
    assert!(lines.iter().all(|line| line.1 == "done"));
    assert_eq!(fixture.undo(id).tally, tally(0, 2, 0, 0));
}

#[test]
fn a_line_is_done_as_a_whole_or_not_at_all_and_what_changed_since_is_left_alone() {
    let mut fixture = school();
    fixture.loaded("username;last_name;roles\nzoe;Zola;Ens_RT\n");
    let before = fixture.line("zoe");
    // The second of its acts is refused: the name stays too.
    assert_eq!(fixture.loaded("username;last_name;level\nadmin;Other;user\n").1, ["last_superadmin"]);
    let plan = fixture.drafted("username;last_name\nzoe;Zo\n", &Filled::default()).unwrap();
    let row = user::get(&mut fixture.ctx, "zoe").unwrap().user;
    let role = Filled::default().with(Field::Role, "Secr");
    deeds::alone(&mut fixture.ctx, (Act::USER_GRANT, &row.id().to_string()), row.person.rev, &role).unwrap();
    let id = job::save(&mut fixture.ctx, &plan).unwrap().id;
    assert_eq!(fixture.start(id).job.tally, tally(0, 0, 0, 1));
    assert_eq!(fixture.line("zoe"), before.replace("Ens_RT", "Ens_RT, Secr"));
}

#[test]
fn the_last_of_several_who_administer_stays() {
    let mut fixture = school();
    fixture.loaded("username;last_name;roles\nm1;M;Manager\nm2;M;Manager\nm3;M;\n");
    // The administrator is a Superadmin and goes on being one: of the level, the last of them stays.
    let (_, became) = fixture.loaded("username;level\nm1;superadmin\nm2;superadmin\nadmin;user\n");
    assert_eq!(became, ["done", "done", "done"]);
    let (_, became) = fixture.loaded("username;active\nm1;0\nm2;0\nm3;0\n");
    assert_eq!(became, ["done", "last_superadmin", "done"], "line 3 stands on what line 2 left");
}

#[test]
fn a_login_that_comes_twice_is_refused_whatever_its_first_line_did() {
    let mut fixture = school();
    fixture.loaded("username;last_name\nzoe;Roy\n");
    // The first changes nothing, the second is refused, of the third the first is.
    let (id, became) = fixture.loaded("username;last_name;level\nzoe;Roy;user\nZOE;Roi;user\nana;;user\nana;Le;user\n");
    assert_eq!(became, ["no-change", "values", "values", "values"]);
    assert!(fixture.line("zoe").starts_with("Roy|"));
    let rows = job::rows(&mut fixture.ctx, id, &RowFilter::default(), 0, 10).unwrap();
    let said = crate::jobs::report::reason(&rows[1]).unwrap().message();
    let said = Catalogue::new(Language::English).say(&said);
    assert!(said.contains("line 3") && said.contains("line 2"), "{said}");
}

#[test]
fn logins_may_change_hands_within_a_file() {
    let mut fixture = school();
    fixture.loaded("username;last_name\na;A\nb;B\n");
    let (id, became) = fixture.loaded("username;new_username;last_name\na;c;\nb;a;\nb;;Newcomer\nc;;X\nd;a;D\n");
    assert_eq!(became, ["done", "done", "done", "values", "values"]);
    let named = |fixture: &mut Fixture, login: &str| fixture.line(login).split('|').next().unwrap().to_owned();
    assert_eq!(["a", "b", "c"].map(|login| named(&mut fixture, login)), ["B", "Newcomer", "A"]);
    // Back in the order of the lines: the first finds its login taken still.
    let undone = fixture.undo(id);
    assert_eq!(undone.tally.waiting, 0);
}

/// S22: what a table with two columns says is what the ticks do.
#[test]
fn a_table_of_who_is_active_gives_what_the_ticks_give() {
    let logins = ["on", "off", "late", "seen", "admin"];
    let make = || {
        let mut fixture = school();
        let text = "username;last_name;active;expiration_date\non;A;1;\noff;B;0;\nlate;C;1;2020-01-01\nseen;D;1;\n";
        fixture.loaded(text);
        fixture
    };
    for (act, word) in [(Act::USER_ACTIVATE, "1"), (Act::USER_DEACTIVATE, "0")] {
        let mut ticks = make();
        let rows: Vec<_> = logins
            .iter()
            .map(|login| (user::get(&mut ticks.ctx, login).unwrap().user.id().to_string(), (*login).to_owned()))
            .collect();
        let request = Request {
            task: Task::Act { act, typed: Filled::default() },
            selection: Selection::rows(rows),
            name: String::new(),
        };
        let id = plan::draw_up(&mut ticks.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
        let ended = ticks.start(id).job;
        let rows = job::rows(&mut ticks.ctx, id, &RowFilter::default(), 0, 100).unwrap();
        let became = |verdict: Option<Verdict>| match verdict.unwrap() {
            Verdict::Done(_) => "done".to_owned(),
            Verdict::Skipped(reason) | Verdict::Failed(reason) => reason.word().to_owned(),
        };
        let by_ticks: Vec<String> = rows.into_iter().map(|row| became(row.verdict)).collect();

        let mut table = make();
        let lines = logins.map(|login| format!("{login},{word}\n")).concat();
        let (id, by_table) = table.loaded(&format!("username,active\n{lines}nobody,{word}\n"));
        assert_eq!(by_table[..logins.len()], by_ticks, "{word}");
        assert_eq!(by_table.last().unwrap(), "not_found");
        let loaded = job::get(&mut table.ctx, id).unwrap().job.tally;
        assert_eq!(
            (loaded.done, loaded.skipped, loaded.failed),
            (ended.tally.done, ended.tally.skipped, ended.tally.failed + 1)
        );
        assert_eq!(loaded.total(), 6);
    }
}

/// Whoever administers one department does by a file what they may do by hand, and nothing else.
#[test]
fn a_file_gives_nobody_more_than_their_hands() {
    let mut fixture = school();
    fixture.loaded(
        "username;last_name;department;roles\nchef;Chef;RT;Admin_RT\nrt;Rt;RT;\ngeii;Geii;GEII;\nboss;Boss;RT;Manager\n",
    );
    fixture.become_somebody("chef");
    let text = "username;last_name;department;roles;level\n\
                new;New;;Ens_RT;\n\
                other;Other;GEII;;\n\
                rt;Renamed;;Ens_RT;\n\
                rt2;Rt;;Ens_GEII;\n\
                geii;Renamed;;;\n\
                boss;Renamed;;;\n\
                rt3;Rt;;Manager;\n\
                rt4;Rt;;;superadmin\n\
                chef;;;Ens_RT;\n";
    let (_, became) = fixture.loaded(text);
    let expected = [
        "done",
        "home_forced",
        "done",
        "out_of_scope",
        "out_of_scope",
        "target_manager",
        "manager_only",
        "superadmin_only",
        "own_account",
    ];
    assert_eq!(became, expected);
    let hand = Filled::default().with(Field::Login, "hand").with(Field::LastName, "Hand");
    assert_eq!(user::add(&mut fixture.ctx, &hand).unwrap().home(), Some("RT"), "as in a file");
    assert_eq!(fixture.line("new"), "New||||RT|||Ens_RT||staff|true".replace("||||RT", "|||user|RT"));
}

#[test]
fn rejects_are_corrected_and_imported_again() {
    let mut fixture = school();
    let words = Catalogue::new(Language::French);
    let text = "username;nom;password\nok;Ok;\nbad login;Bad;\n=1+1;Formula;\nsecret;Secret;hunter2hunter2\n";
    let source = Source::spool(&mut text.as_bytes(), fixture.ctx.home().root(), Opening::default()).unwrap();
    let plan = fixture.drafted(text, &Filled::default()).unwrap();
    let path = fixture.folder.path().join("rejects.csv");
    let out = exchange::output(fixture.ctx.home(), &Reach::Anywhere, path.to_str().unwrap()).unwrap();
    let mut rejects = Rejects::create(out, &source, &words).unwrap();
    lines::reject((&source, &columns()), &plan, &mut rejects).unwrap();
    assert_eq!(rejects.finish().unwrap(), 3);
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(!written.contains("hunter2"), "{written}");
    assert!(written.contains("'=1+1"), "{written}");
    let corrected = written.replace("bad login", "good").replace("'=1+1", "formula");
    let (_, became) = fixture.loaded(corrected.trim_start_matches('\u{feff}'));
    assert_eq!(became, ["done", "done", "done"]);
}

#[test]
fn a_plan_says_value_by_value_what_a_line_changes() {
    let mut fixture = school();
    fixture.loaded("username;last_name;groups\nzoe;Zola;Chorale\n");
    let plan = fixture
        .drafted("username;last_name;groups;roles\nzoe;Zo;<clear>;Ens_RT\nnew;New;;\n", &Filled::default())
        .unwrap();
    let told: HashMap<&str, String> = plan
        .targets
        .iter()
        .map(|one| {
            let Given::Line { differs, .. } = &one.given else { panic!("{one:?}") };
            let said = |one: &crate::domain::job::Difference| format!("{}: {} → {}", one.field.name(), one.was, one.is);
            (one.label.as_str(), differs.iter().map(said).collect::<Vec<_>>().join("; "))
        })
        .collect();
    assert_eq!(told["zoe"], "last-name: Zola → Zo; groups: Chorale → ; roles:  → Ens_RT");
    assert_eq!(told["new"], "last-name:  → New; level:  → user; category:  → staff; active:  → yes");
}

#[test]
fn what_a_line_left_is_small_and_holds_no_secret() {
    let mut fixture = school();
    let (id, _) = fixture.loaded(FULL);
    let rows = job::rows(&mut fixture.ctx, id, &RowFilter::default(), 0, 10).unwrap();
    for row in rows {
        let Some(Verdict::Done(Effect::Row { left })) = row.verdict else { panic!("{row:?}") };
        let text = left.to_string();
        assert!(text.len() < 600 && !text.contains("password"), "{text}");
    }
}

/// What was just imported can be ticked: the filter names the job.
#[test]
fn the_accounts_of_a_job_are_found_by_it() {
    let mut fixture = school();
    fixture.loaded("username;last_name\nold;Old\n");
    let (id, became) = fixture.loaded("username;last_name;first_name\nold;Old;\nnew;New;\nnewer;Newer;Ada\n");
    assert_eq!(became, ["no-change", "done", "done"]);
    let mut found = |filter: &str| {
        let filter = crate::domain::filter::Filter::parse(filter).unwrap();
        let ids =
            user::matching(&mut fixture.ctx, &filter, (crate::domain::person::PersonOrder::Login, false)).unwrap();
        let (rows, _) = user::rows(&mut fixture.ctx, &ids.ids).unwrap();
        rows.into_iter().map(|row| row.user.person.draft.login).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(&format!("job:{id}")), "new newer");
    assert_eq!(found(&format!("traitement:{id} ada")), "newer");
    assert_eq!(found(&format!("-job:{id}")), "admin old");
    assert_eq!(found("job:999"), "");
}

/// Whoever can sign in to an account that a line creates is told how, once and with it; whoever cannot is not.
#[test]
fn created_accounts_are_mailed_what_opens_them_when_that_is_asked_for() {
    let mut fixture = school();
    fixture.loaded("username;last_name;email\nold;Old;old@ecoles.invalid\n");
    let text = "username;last_name;email;active;expiration_date\n\
                old;Older;;;\n\
                zoe;Zola;zoe@ecoles.invalid;;\n\
                tom;Thom;;;\n\
                out;Out;out@ecoles.invalid;0;\n\
                gone;Gone;gone@ecoles.invalid;;2020-01-01\n";
    let mail = Filled::default().with(Field::Credentials, "mail");
    let (id, lines) = fixture.loaded_with(text, &mail);
    assert!(lines.iter().all(|line| line.1 == "done"), "{lines:?}");
    let has_password =
        |fixture: &mut Fixture, login: &str| user::get(&mut fixture.ctx, login).unwrap().user.person.password_until;
    let given = ["old", "zoe", "tom", "out", "gone"].map(|login| has_password(&mut fixture, login).is_some());
    assert_eq!(given, [false, true, false, false, false]);
    // What was not sent yet goes with the account.
    assert_eq!(fixture.undo(id).tally, tally(0, 5, 0, 0));
    assert_eq!(fixture.ctx.within(At::Host, send), 0);
    // The same file twice writes once.
    fixture.loaded_with(text, &mail);
    fixture.loaded_with(text, &mail);
    assert_eq!(fixture.ctx.within(At::Host, send), 1);
    fixture.loaded_with("username;last_name;email\nlate;Late;late@ecoles.invalid\n", &Filled::default());
    assert_eq!(fixture.ctx.within(At::Host, send), 0);
}

/// A mail that tells a password names the login: whoever gets another one before they used it gets both anew.
#[test]
fn a_password_that_nobody_used_goes_out_again_with_another_login() {
    let mut fixture = school();
    let texts = [("lea", "lea@ecoles.invalid"), ("tom", "tom@ecoles.invalid")];
    for (login, email) in texts {
        let typed =
            [(Field::Login, login), (Field::LastName, "M"), (Field::Email, email), (Field::MailPassword, "yes")];
        let typed = typed.into_iter().fold(Filled::default(), |all, (field, text)| all.with(field, text));
        user::add(&mut fixture.ctx, &typed).unwrap();
    }
    let (renamed, lines) = fixture.loaded("username;new_username\nlea;lmorvan\n");
    assert_eq!(lines, ["done"]);
    let sent = |fixture: &mut Fixture| {
        fixture.ctx.within(At::Host, |ctx| {
            send(ctx);
            let mut all = crate::operations::mail::list(ctx, None, 100).unwrap();
            all.sort_by_key(|mail| mail.id);
            let login =
                |body: &str| body.split("Nom d'utilisateur    : ").nth(1).unwrap().lines().next().unwrap().to_owned();
            all.into_iter().map(|mail| (mail.state, login(&mail.body))).collect::<Vec<_>>()
        })
    };
    let mut first = sent(&mut fixture);
    first.sort_by(|one, other| one.1.cmp(&other.1));
    let done = |login: &str| (crate::domain::mail::State::Sent, login.to_owned());
    assert_eq!(first, [done("lmorvan"), done("tom")]);
    assert_eq!(fixture.undo(renamed).tally, tally(0, 1, 0, 0));
    assert_eq!(sent(&mut fixture).last(), Some(&done("lea")));
}
