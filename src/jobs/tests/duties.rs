//! Webmasters with duties: what an observer and a webmaster of zones reach, through every act.

use std::collections::BTreeSet;
use std::fmt::Debug;

use super::*;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::block::Blocker;
use crate::domain::duty::{Duty, DutyRule};
use crate::domain::export::Existing;
use crate::domain::filter::Filter;
use crate::domain::job::{AdministratorChoice, ExportFirst, Forecast, Reason, TargetState};
use crate::domain::mail::MailId;
use crate::domain::mailing::LetterInput;
use crate::domain::webmaster::WebmasterId;
use crate::domain::zone::{ZoneInput, ZoneNumber};
use crate::jobs::restore::{self, How};
use crate::operations::audit::Format;
use crate::operations::establishment::{CopyMail, DeleteInput, Mailing};
use crate::operations::export::{self, ExportFilter};
use crate::operations::job::RowFilter;
use crate::operations::webmaster::{self, NewPassword};
use crate::operations::{Error, mail, mailing, statistics, zone};

/// What is of the other zone, and only there.
const THEIRS: &str = "Kervadec";
/// What is of the own zone.
pub(super) const OURS: &str = "Rozenn";

/// A host with zone 1, whose establishments are 1 and 2, and zone 2 with 3 and 4; and webmasters of every duty.
pub(super) struct Zones {
    pub(super) fixture: Fixture,
    /// What a full webmaster has done to 1, to 3, and to 1 and 3 together.
    jobs: [JobId; 3],
    /// Mails about 1 and 3.
    mails: [MailId; 2],
}

fn named(number: u32) -> Input {
    let (zone, name) = if number < 3 { ("1", THEIRS) } else { ("2", OURS) };
    Input { zone: zone.into(), denomination: format!("{name} {number}"), ..school(number) }
}

impl Zones {
    pub(super) fn new() -> Self {
        let mut fixture = Fixture::new(0);
        zone::add(&mut fixture.ctx, &ZoneInput { name: "Rennes".into(), language: "fr".into() }).unwrap();
        let mailing = Mailing { send: SendMail::Yes, copy: CopyMail::No };
        let mails = [1, 2, 3, 4].map(|number| establishment::add(&mut fixture.ctx, &named(number), mailing).unwrap());
        let mails = [mails[0].mail.unwrap(), mails[2].mail.unwrap()];
        for (login, duty, zones) in [("omar", "observer", ""), ("zoe", "zones", "Rennes"), ("nina", "full", "")] {
            add(&mut fixture.ctx, login, duty, zones);
        }
        let done = |fixture: &mut Fixture, numbers: &[u32]| {
            let numbers = numbers.iter().copied().map(EstablishmentNumber).collect();
            let request = Request { task: exporting(), selection: Selection::Numbers { numbers }, name: String::new() };
            let plan = plan::draw_up(&mut fixture.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap();
            fixture.start(plan.id).job.id
        };
        let jobs = [&[1][..], &[3], &[1, 3]].map(|numbers| done(&mut fixture, numbers));
        let making = statistics::begin(
            &mut fixture.ctx,
            crate::domain::statistics::Scope::Whole,
            statistics::Reading::Everything,
        );
        let mut making = making.unwrap();
        let all = statistics::numbers(&mut fixture.ctx).unwrap();
        statistics::measure(&mut fixture.ctx, &mut making, &all).unwrap();
        statistics::finish(&mut fixture.ctx, &making, true, 9).unwrap();
        Self { fixture, jobs, mails }
    }

    /// Opens as somebody; what is said there of their duty is what they had long ago.
    pub(super) fn of(&mut self, login: &str) -> Context {
        let found = webmaster::get(&mut self.fixture.ctx, login).unwrap();
        let identity = Identity::Webmaster { id: found.id, login: found.login, duty: Duty::Full, support: None };
        let home = self.fixture.ctx.home().clone();
        Context::open(&home, At::Host, actor(identity), Clock::Fixed(NOW), Options::default()).unwrap()
    }
}

fn add(ctx: &mut Context, login: &str, duty: &str, zones: &str) -> WebmasterId {
    let input = WebmasterInput { login: login.into(), last_name: "Roux".into(), ..WebmasterInput::default() };
    let input = WebmasterInput { duty: duty.into(), zones: zones.into(), ..input };
    let password = Secret::new("une phrase assez longue".into());
    webmaster::add(ctx, &input, &NewPassword { password: &password, again: &password }).unwrap()
}

pub(super) fn change(ctx: &mut Context, login: &str, duty: &str, zones: &str) -> operations::Result<()> {
    let found = webmaster::get(ctx, login)?;
    let input = WebmasterInput { login: login.into(), last_name: found.last_name, ..WebmasterInput::default() };
    webmaster::edit(ctx, &found.login, found.rev, &WebmasterInput { duty: duty.into(), zones: zones.into(), ..input })
}

/// Says what came of something: the rule that refused, or whose rows it shows.
pub(super) fn told<T: Debug>(result: Result<T, impl Into<Error>>) -> String {
    match result.map_err(Into::into) {
        Err(Error::Refused(refusal)) => refusal.rule.word().to_owned(),
        Err(Error::NotFound { .. }) => "not-found".to_owned(),
        Err(Error::Fields(errors)) => errors.iter().map(|error| error.field.name()).collect::<Vec<_>>().join(","),
        Err(other) => other.word().to_owned(),
        Ok(shown) => {
            let shown = format!("{shown:?}");
            let of = [THEIRS, OURS].map(|name| if shown.contains(name) { name } else { "" });
            match of {
                ["", ""] => "nothing".to_owned(),
                [theirs, ours] => format!("{theirs} {ours}").trim().to_owned(),
            }
        }
    }
}

/// What is planned for 1 and 3, by the forecast of each.
fn planned(ctx: &mut Context, task: Task) -> String {
    let numbers = [1, 3].map(EstablishmentNumber).to_vec();
    let request = Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
    match plan::draft(ctx, request, &Cancel::new(), &mut Progress::silent()) {
        Ok(plan) => {
            let one = |target: &crate::store::ledger::job::NewTarget| match &target.forecast {
                Forecast::Refuse(Reason::NotPermitted { rule }) => format!("{rule}{}", target.label),
                other => format!("{} {}", other.word(), target.label),
            };
            plan.targets.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Err(crate::jobs::JobError::Operation(error)) => told::<()>(Err(error)),
        Err(other) => format!("{other:?}"),
    }
}

/// Tries an act on what is of zone 1, and on what is of both; says all that came of it.
fn tried(ctx: &mut Context, zones: &Zones, act: Act) -> Vec<String> {
    let establishments =
        |ctx: &mut Context| on_establishments(ctx, act).or_else(|| with_administrators(ctx, zones, act));
    let others = |ctx: &mut Context| on_rows(ctx, zones, act).or_else(|| on_jobs(ctx, zones.jobs, act));
    if let Some(told) = establishments(ctx).or_else(|| others(ctx)).or_else(|| on_exports(ctx, zones, act)) {
        return told;
    }
    let permitted = |ctx: &mut Context| vec![told(ctx.permit(act).map(drop))];
    // Inside an establishment all is that one's.
    if act.noun().is_inside() {
        ctx.within(At::Establishment(EstablishmentNumber(1)), permitted)
    } else {
        permitted(ctx)
    }
}

fn at_once(ctx: &mut Context, number: u32, task: &Task) -> String {
    told(job::at_once(ctx, EstablishmentNumber(number), task, None))
}

/// Shows and changes establishments.
fn on_establishments(ctx: &mut Context, act: Act) -> Option<Vec<String>> {
    let (one, three) = (EstablishmentNumber(1), EstablishmentNumber(3));
    Some(match act {
        Act::ESTABLISHMENT_LIST => vec![
            told(establishment::rows(ctx, &[one, three])),
            told(establishment::window(ctx, &[one, three])),
            told(establishment::first_page(ctx, 1)),
            format!(
                "{} of {}",
                establishment::index(ctx).unwrap().numbers().count(),
                establishment::counts(ctx).unwrap().establishments
            ),
        ],
        Act::ESTABLISHMENT_SHOW => {
            vec![
                told(establishment::get(ctx, one)),
                told(establishment::detail(ctx, one)),
                told(establishment::stakes(ctx, one)),
            ]
        }
        Act::ESTABLISHMENT_ADD => vec![told(establishment::add(ctx, &named_as(9, "1"), SILENT))],
        Act::ESTABLISHMENT_IMPORT => {
            let new = named_as(9, "1").check(crate::domain::establishment::ContactNeed::Full).unwrap();
            let row = establishment::BatchRow { line: 1, new, shares_uai: false };
            vec![told(establishment::add_batch(ctx, vec![row], SendMail::No))]
        }
        Act::ESTABLISHMENT_EDIT => {
            let rev = rev(ctx, three);
            let away = establishment::edit(ctx, three, rev, &named_as(3, "1"));
            vec![told(establishment::edit(ctx, one, 1, &named(1))), told(away)]
        }
        Act::ESTABLISHMENT_BLOCK => vec![at_once(ctx, 1, &block()), planned(ctx, block())],
        Act::ESTABLISHMENT_UNBLOCK => {
            let task = Task::Unblock { blocker: Blocker::Webmaster };
            vec![at_once(ctx, 1, &task), planned(ctx, task)]
        }
        Act::ESTABLISHMENT_MOVE => {
            let [to_theirs, to_ours] = [1, 2].map(|zone| Task::MoveToZone { zone: ZoneNumber(zone) });
            vec![at_once(ctx, 3, &to_theirs), at_once(ctx, 1, &to_ours), planned(ctx, to_ours)]
        }
        Act::ESTABLISHMENT_DELETE => {
            let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
            vec![
                told(establishment::delete(ctx, one, &input)),
                planned(ctx, Task::Delete { export_first: ExportFirst::Yes }),
            ]
        }
        _ => return None,
    })
}

/// Does with whole establishments what leaves them, or gives others a way in.
fn with_administrators(ctx: &mut Context, zones: &Zones, act: Act) -> Option<Vec<String>> {
    let (one, three) = (EstablishmentNumber(1), EstablishmentNumber(3));
    let letter = LetterInput { subject: "Rentrée".into(), body: "{establishment.name}".into() };
    Some(match act {
        Act::ESTABLISHMENT_EXPORT => vec![told(establishment::export(ctx, one)), planned(ctx, exporting())],
        Act::ESTABLISHMENT_MAIL => {
            let task = mailing::freeze(ctx, &letter, &[]);
            let plan = task.map_or_else(|error| told::<()>(Err(error)), |task| planned(ctx, task));
            vec![
                told(mailing::preview(ctx, &letter, &[one, three])),
                told(mailing::test(ctx, (&letter, &[]), one, "a@b.invalid")),
                plan,
            ]
        }
        Act::ESTABLISHMENT_RESTORE => {
            let path = zones.fixture.ctx.home().exports();
            let files = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
            let theirs: Vec<_> = files
                .filter(|path| {
                    path.to_str().unwrap().contains("/1-") && path.extension().is_some_and(|end| end == "sqlite")
                })
                .take(1)
                .collect();
            assert_eq!(theirs.len(), 1);
            let how = How { existing: Existing::Replace, keys: None };
            let drafted = restore::draft_files(ctx, &theirs, &how, &Cancel::new(), &mut Progress::silent());
            vec![match drafted {
                Ok(plan) => told::<_>(Ok::<_, Error>(
                    plan.targets.into_iter().map(|one| (one.label, one.forecast)).collect::<Vec<_>>(),
                )),
                Err(crate::jobs::JobError::Operation(error)) => told::<()>(Err(error)),
                Err(other) => format!("{other:?}"),
            }]
        }
        Act::ESTABLISHMENT_RESET_PASSWORD => {
            let task = Task::ResetAdministrator { choice: AdministratorChoice::First };
            vec![
                told(establishment::reset_password(ctx, one, AccountId(1))),
                at_once(ctx, 1, &task),
                planned(ctx, task),
            ]
        }
        Act::ESTABLISHMENT_ADD_ADMINISTRATOR => vec![told(establishment::create_administrator(ctx, one))],
        Act::ESTABLISHMENT_ADMINISTRATORS => vec![told(establishment::administrators(ctx, one))],
        _ => return None,
    })
}

/// Shows and changes statistics, zones, mails and the audit.
fn on_rows(ctx: &mut Context, zones: &Zones, act: Act) -> Option<Vec<String>> {
    let one = EstablishmentNumber(1);
    let [their_mail, _] = zones.mails;
    Some(match act {
        Act::STATISTICS_LIST => {
            let latest = statistics::list(ctx).map(|all| (all[0].id, all[0].totals.clone())).unwrap();
            let counted = format!("{:?}", latest.1.establishments);
            vec![counted, told(statistics::lines(ctx, latest.0)), told(statistics::history(ctx, one))]
        }
        Act::STATISTICS_COMPUTE => vec![planned(ctx, Task::ComputeStatistics)],
        Act::ZONE_LIST => vec![format!("{} zones", zone::list(ctx).unwrap().len()), told(zone::named(ctx, "1"))],
        Act::MAIL_LIST => {
            let filter = Filter::parse("").unwrap();
            let found = mail::matching(ctx, &filter, 99).unwrap().ids.len();
            let counted: u32 = mail::counts(ctx).unwrap().into_iter().map(|(_, count)| count).sum();
            vec![
                told(mail::list(ctx, None, 99)),
                told(mail::named(ctx, &zones.mails.map(|id| id.0))),
                format!("{found} of {counted}"),
            ]
        }
        Act::MAIL_SHOW => vec![told(mail::get(ctx, their_mail))],
        Act::MAIL_RETRY => vec![told(mail::retry(ctx, their_mail))],
        Act::MAIL_SEND => {
            let sender = mail::sender(ctx);
            let Ok(mut sender) = sender else { return Some(vec![told(sender.map(drop))]) };
            vec![
                told(mail::send_one(ctx, &mut sender, their_mail)),
                told(mail::deliver(ctx, &mut sender, their_mail)),
                told(mail::send_due(ctx, &mut sender, mail::Limit::default())),
            ]
        }
        Act::AUDIT_LIST => vec![told(audit::list(ctx, &AuditFilter::default(), None, 999))],
        Act::AUDIT_EXPORT => {
            let mut out = Vec::new();
            let done = audit::export(ctx, &AuditFilter::default(), Format::Csv, &mut out);
            vec![told(done.map(|_| String::from_utf8(out).unwrap()))]
        }
        _ => return None,
    })
}

/// Shows and changes jobs.
fn on_jobs(ctx: &mut Context, [their_job, _, mixed]: [JobId; 3], act: Act) -> Option<Vec<String>> {
    Some(match act {
        Act::JOB_LIST => {
            let listed: BTreeSet<i64> =
                job::list(ctx, None, None, i64::MAX, 99).unwrap().iter().map(|one| one.job.id.0).collect();
            let standing: u32 = job::standings(ctx).unwrap().into_iter().map(|(_, count)| count).sum();
            vec![
                format!("{} jobs, {} of {standing}", listed.len(), job::ids(ctx, 99).unwrap().len()),
                listed.contains(&their_job.0).to_string(),
            ]
        }
        Act::JOB_SHOW => vec![
            told(job::get(ctx, their_job)),
            told(job::rows(ctx, their_job, &RowFilter::default(), 0, 9)),
            format!("{:?}", job::get(ctx, mixed).unwrap().job.tally.done),
            told(job::rows(ctx, mixed, &RowFilter::default(), 0, 9)),
            format!("{:?}", job::numbers(ctx, mixed, TargetState::Done).unwrap()),
            format!("{:?}", job::groups(ctx, mixed).unwrap().iter().map(|group| group.count).sum::<u32>()),
        ],
        Act::JOB_START | Act::JOB_RESUME => {
            vec![told(job::authorise(ctx, their_job)), told(job::authorise(ctx, mixed))]
        }
        Act::JOB_PAUSE => vec![told(job::pause(ctx, their_job)), told(job::pause(ctx, mixed))],
        Act::JOB_CANCEL => vec![told(job::cancel(ctx, their_job)), told(job::cancel(ctx, mixed))],
        Act::JOB_RENAME => vec![told(job::rename(ctx, their_job, "x")), told(job::rename(ctx, mixed, "x"))],
        Act::JOB_REMOVE => vec![told(job::remove(ctx, their_job)), told(job::remove(ctx, mixed))],
        _ => return None,
    })
}

/// Shows exports.
fn on_exports(ctx: &mut Context, zones: &Zones, act: Act) -> Option<Vec<String>> {
    Some(match act {
        Act::EXPORT_LIST => {
            let files = export::matching(
                ctx,
                &Filter::parse("").unwrap(),
                (&crate::i18n::Catalogue::new(Language::French), &|_| None),
            );
            let files = files.unwrap().0;
            vec![
                told(export::list(ctx, &ExportFilter::default(), None, 99)),
                format!("{} of {}", files.len(), export::totals(ctx).unwrap().count),
            ]
        }
        Act::EXPORT_VERIFY => {
            let files = std::fs::read_dir(zones.fixture.ctx.home().exports()).unwrap();
            let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let name = names.filter(|name| name.starts_with("1-") && name.ends_with(".sqlite")).min().unwrap();
            vec![told(export::verify(ctx, &name).map(|found| found.export)), told(export::named(ctx, &[name]))]
        }
        _ => return None,
    })
}

const SILENT: Mailing = Mailing { send: SendMail::No, copy: CopyMail::No };

fn named_as(number: u32, zone: &str) -> Input {
    Input { zone: zone.into(), ..named(number) }
}

fn rev(ctx: &mut Context, number: EstablishmentNumber) -> i64 {
    establishment::get(ctx, number).map_or(1, |found| found.rev)
}

/// Every act, tried by the webmaster of zone 2 on what is of zone 1: refused by a rule, or it shows nothing of it.
#[test]
fn nothing_of_another_zone_is_reached_through_any_act() {
    let mut zones = Zones::new();
    let before = told_of(&mut zones);
    let mut ctx = zones.of("zoe");
    let mut table = String::new();
    for act in Act::ALL {
        let tried = tried(&mut ctx, &zones, *act).join(" | ");
        assert!(!tried.contains(THEIRS), "{}: {tried}", act.word());
        table += &[act.word(), ": ", &tried, "\n"].concat();
    }
    insta::assert_snapshot!(table);
    assert_eq!(told_of(&mut zones), before);
}

/// What is of another zone answers as what is not there: by asking nobody learns which numbers there are.
#[test]
fn an_establishment_of_another_zone_answers_as_one_that_is_not_there() {
    fn answers(ctx: &mut Context, number: u32) -> Vec<String> {
        let one = EstablishmentNumber(number);
        let draft = |ctx: &mut Context, task: Task| {
            let selection = Selection::Numbers { numbers: vec![one] };
            let request = Request { task, selection, name: String::new() };
            let plan = plan::draft(ctx, request, &Cancel::new(), &mut Progress::silent());
            format!("{:?}", plan.map(|plan| plan.targets))
        };
        let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
        let unblock = Task::Unblock { blocker: Blocker::Webmaster };
        let within = |ctx: &mut Context, act: Act| {
            ctx.within(At::Establishment(one), |ctx| format!("{:?}", ctx.permit(act).map(drop)))
        };
        let mut said = vec![
            format!("{:?}", establishment::get(ctx, one)),
            format!("{:?}", establishment::detail(ctx, one)),
            format!("{:?}", establishment::stakes(ctx, one)),
            format!("{:?}", establishment::edit(ctx, one, 1, &named(number))),
            format!("{:?}", establishment::delete(ctx, one, &input)),
            format!("{:?}", establishment::administrators(ctx, one)),
            format!("{:?}", establishment::create_administrator(ctx, one).map(drop)),
            at_once(ctx, number, &block()),
            at_once(ctx, number, &unblock),
            at_once(ctx, number, &Task::MoveToZone { zone: ZoneNumber(2) }),
        ];
        for task in [block(), unblock, Task::Delete { export_first: ExportFirst::Yes }, exporting()] {
            said.push(draft(ctx, task));
        }
        said.extend(Act::ALL.iter().filter(|act| act.noun().is_inside()).map(|act| within(ctx, *act)));
        let forms =
            [("(", ")"), ("\"", "\"")].map(|(before, after)| (format!("{before}{number}{after}"), before, after));
        let unnumbered = |said: String| {
            forms.iter().fold(said, |said, (form, before, after)| said.replace(form, &format!("{before}N{after}")))
        };
        said.into_iter().map(unnumbered).collect()
    }
    let mut zones = Zones::new();
    let mut ctx = zones.of("zoe");
    let [theirs, none] = [1, 777].map(|number| answers(&mut ctx, number));
    assert_eq!(theirs, none);
}

/// Every act, tried by the observer: refused by rule H4, or it shows what there is.
#[test]
fn an_observer_changes_nothing_through_any_act() {
    let mut zones = Zones::new();
    let before = told_of(&mut zones);
    let mut ctx = zones.of("omar");
    for act in Act::ALL {
        let tried = tried(&mut ctx, &zones, *act);
        let is_own = matches!(
            *act,
            Act::HOST_INITIALISE
                | Act::HOST_UPKEEP
                | Act::HOST_WELCOME
                | Act::SESSION_SIGN_IN
                | Act::SESSION_TOUCH
                | Act::SESSION_END
                | Act::WEBMASTER_CHANGE_PASSWORD
                | Act::USER_CHANGE_PASSWORD
                | Act::USER_CHANGE_DETAILS
        );
        if act.changes() && !is_own {
            assert!(tried.iter().all(|one| one == DutyRule::Observer.word()), "{}: {tried:?}", act.word());
        } else {
            assert!(
                !tried.iter().any(|one| one == DutyRule::OwnZones.word() || one == DutyRule::WholeHost.word()),
                "{}: {tried:?}",
                act.word()
            );
        }
    }
    assert_eq!(told_of(&mut zones), before);
}

/// What there is of establishments, jobs and mails, whatever was read.
fn told_of(zones: &mut Zones) -> String {
    let ctx = &mut zones.fixture.ctx;
    let rows = establishment::first_page(ctx, 99).unwrap();
    let jobs: Vec<_> = job::list(ctx, None, None, i64::MAX, 99).unwrap().into_iter().map(|one| one.job).collect();
    format!("{rows:?} {jobs:?} {:?}", mail::list(ctx, None, 99).unwrap())
}
