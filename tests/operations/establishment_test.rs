//! Establishments: added, edited by two people at once, blocked, deleted.

use std::sync::Barrier;

use intendant::domain::block::{Block, Blocker, Visitor, stopped_by};
use intendant::domain::establishment::{Establishment, EstablishmentNumber, Input, State};
use intendant::domain::field::{Field, Problem};
use intendant::domain::job::{Reason, Task};
use intendant::domain::mail::{self as letters, Kind};
use intendant::operations::establishment::{
    self, BatchRow, BlockInput, DeleteInput, ExportFirst, SendMail, add, add_batch, delete, edit,
};
use intendant::operations::{Context, Error, Result, Rule, audit, job, mail};
use intendant::store::registry::block as blocks;

use crate::build::{Host, MAILED, NEVER, NOW, SILENT, added, any_holds, contents, input, school};

fn problems(error: Error) -> Vec<(Field, Problem)> {
    let Error::Fields(errors) = error else { panic!("{error:?}") };
    errors.into_iter().map(|error| (error.field, error.problem)).collect()
}

fn at_once(ctx: &mut Context, number: EstablishmentNumber, task: &Task) -> Result<Establishment> {
    job::at_once(ctx, number, task, None)?;
    establishment::get(ctx, number)
}

fn block(ctx: &mut Context, number: EstablishmentNumber, input: &BlockInput) -> Result<Establishment> {
    let task = establishment::block_task(ctx, input)?;
    at_once(ctx, number, &task)
}

fn unblock(ctx: &mut Context, number: EstablishmentNumber, blocker: Blocker) -> Result<Establishment> {
    at_once(ctx, number, &Task::Unblock { blocker })
}

fn gone(number: EstablishmentNumber) -> DeleteInput {
    DeleteInput { confirmation: Some(number.to_string()), export_first: ExportFirst::No }
}

#[test]
fn s04_adding_makes_row_database_administrator_mail_and_one_audit_line() {
    let host = Host::new();
    let mut ctx = host.open();
    let before = audit::verify(&mut ctx).unwrap().entries;
    let made = added(&mut ctx, "Collège Jean Jaurès");
    let found = establishment::get(&mut ctx, made.number).unwrap();
    assert_eq!((found.number.0, found.state(NOW), found.registered_on), (1, State::Open, NOW.day()));
    assert_eq!(found.contact.full_name(), "LE GALL Anne");
    assert_eq!(host.database(made.number), std::path::Path::new(&made.path));
    assert!(host.database(made.number).is_file());
    let administrators = establishment::administrators(&mut ctx, made.number).unwrap();
    let [admin] = administrators.as_slice() else { panic!("{administrators:?}") };
    assert_eq!((admin.login.as_str(), admin.last_name.as_str(), admin.last_sign_in_at), ("admin", "LE GALL", None));
    let letter = mail::get(&mut ctx, made.mail.unwrap()).unwrap();
    assert_eq!((letter.kind, letter.to_email.as_str()), (Kind::Registration, "anne.legall@ecole.invalid"));
    assert!(letter.body.contains("{password}") && letter.body.contains("https://ecoles.invalid"));
    let entries = audit::list(&mut ctx, &audit::AuditFilter::default(), None, 9).unwrap();
    assert_eq!((entries[0].id, entries[0].action.as_str()), (before + 1, "establishment.add"));
    assert!(!entries[0].after.contains("password"));
}

#[test]
fn s04_without_mail_nothing_is_queued_and_the_copy_has_no_password() {
    let host = Host::new();
    let mut ctx = host.open();
    assert_eq!(add(&mut ctx, &input("Un"), SILENT).unwrap().mail, None);
    let mailing = establishment::Mailing { copy: establishment::CopyMail::Yes, ..MAILED };
    add(&mut ctx, &input("Deux"), mailing).unwrap();
    let mails = mail::list(&mut ctx, None, 9).unwrap();
    let kinds: Vec<_> = mails.iter().map(|mail| mail.kind).collect();
    assert_eq!(kinds, [Kind::Copy, Kind::Registration]);
    assert!(!mails[0].body.contains("{password}"));
    assert_eq!(mails[0].to_email, "webmestre@ecoles.invalid");
}

#[test]
fn s05_every_field_has_its_message_and_nothing_is_written() {
    let host = Host::new();
    let mut ctx = host.open();
    let before = contents(&host.home.establishments());
    let bad = Input { uai: "0123456A".into(), contact_email: "a@b".into(), zone: "77".into(), ..input("Un") };
    let expected = [
        (Field::Zone, Problem::UnknownZone),
        (Field::Uai, Problem::UaiLetter { expected: 'S' }),
        (Field::ContactEmail, Problem::NotAnEmail),
    ];
    assert_eq!(problems(add(&mut ctx, &bad, MAILED).unwrap_err()), expected);
    assert_eq!(contents(&host.home.establishments()), before);
    assert_eq!(audit::verify(&mut ctx).unwrap().entries, 1);
}

#[test]
fn s05_a_used_uai_names_its_holder() {
    let host = Host::new();
    let mut ctx = host.open();
    let with_uai = |name: &str| Input { uai: "0750655E".into(), ..input(name) };
    let holder = add(&mut ctx, &with_uai("Lycée Voltaire"), SILENT).unwrap().number;
    let used = [(Field::Uai, Problem::UaiUsed { holder: holder.0, denomination: "Lycée Voltaire".into() })];
    assert_eq!(problems(add(&mut ctx, &with_uai("Autre"), SILENT).unwrap_err()), used);
    let other = school(&mut ctx, "Autre");
    assert_eq!(problems(edit(&mut ctx, other, 1, &with_uai("Autre")).unwrap_err()), used);
    // Whoever has filled in a form is told all of it at once.
    let given = Input { number: holder.to_string(), zone: "99".into(), ..with_uai("Encore") };
    let fields: Vec<Field> =
        problems(add(&mut ctx, &given, SILENT).unwrap_err()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, [Field::Zone, Field::Number, Field::Uai]);
    let given = Input { contact_email: "a@b".into(), ..with_uai("Autre") };
    let both = [(Field::ContactEmail, Problem::NotAnEmail), used[0].clone()];
    assert_eq!(problems(add(&mut ctx, &given, SILENT).unwrap_err()), both);
    assert_eq!(problems(edit(&mut ctx, other, 1, &given).unwrap_err()), both);
    // Its own is no obstacle, and an operator may let two sites share one.
    edit(&mut ctx, holder, 1, &Input { denomination: "Lycée Molière".into(), ..with_uai("") }).unwrap();
    let row = BatchRow { line: 7, new: with_uai("Annexe").check(establishment_need()).unwrap(), shares_uai: true };
    let made = add_batch(&mut ctx, vec![row], SendMail::No).unwrap();
    assert_eq!(made[0].0, 7);
    assert_eq!(establishment::counts(&mut ctx).unwrap().establishments, 3);
}

fn establishment_need() -> intendant::domain::establishment::ContactNeed {
    intendant::domain::establishment::ContactNeed::AsGiven
}

#[test]
fn a_batch_is_all_or_nothing() {
    let host = Host::new();
    let mut ctx = host.open();
    let row = |line: u64, zone: &str| BatchRow {
        line,
        new: Input { zone: zone.into(), ..input(&format!("École {line}")) }.check(establishment_need()).unwrap(),
        shares_uai: false,
    };
    let before = contents(host.home.root()).len();
    let bad = (1..=9).map(|line| row(line, if line == 9 { "5" } else { "1" })).collect();
    assert_eq!(problems(add_batch(&mut ctx, bad, SendMail::Yes).unwrap_err()), [(Field::Zone, Problem::UnknownZone)]);
    assert_eq!(establishment::counts(&mut ctx).unwrap().establishments, 0);
    // The context's own lock is the only new file.
    assert_eq!(contents(host.home.root()).len(), before + 1);
    let made = add_batch(&mut ctx, (1..=9).map(|line| row(line, "1")).collect(), SendMail::Yes).unwrap();
    assert_eq!(made.last(), Some(&(9, EstablishmentNumber(9))));
    let many = (0..201).map(|line| row(line, "1")).collect();
    assert!(matches!(add_batch(&mut ctx, many, SendMail::No), Err(Error::Rule(Rule::TooMany { .. }))));
}

#[test]
fn a_number_is_never_given_again() {
    let host = Host::new();
    let mut ctx = host.open();
    let given = Input { number: "500".into(), ..input("Un") };
    let number = add(&mut ctx, &given, SILENT).unwrap().number;
    assert_eq!(problems(add(&mut ctx, &given, SILENT).unwrap_err()), [(Field::Number, Problem::NumberUsed)]);
    let wrong = DeleteInput { confirmation: Some("Deux".into()), export_first: ExportFirst::No };
    let refused = problems(delete(&mut ctx, number, &wrong).unwrap_err());
    assert_eq!(refused, [(Field::Confirmation, Problem::ConfirmationDiffers)]);
    delete(&mut ctx, number, &gone(number)).unwrap();
    assert_eq!(problems(add(&mut ctx, &given, SILENT).unwrap_err()), [(Field::Number, Problem::NumberUsed)]);
    assert_eq!(school(&mut ctx, "Deux"), EstablishmentNumber(501));
}

#[test]
fn deleting_leaves_nothing_but_the_export_the_audit_and_what_was_withdrawn() {
    let host = Host::new();
    let mut ctx = host.open();
    let made = added(&mut ctx, "Lycée Voltaire");
    block(&mut ctx, made.number, &BlockInput { reason: "x".into(), until: String::new() }).unwrap();
    let name = DeleteInput { confirmation: Some("lycee voltaire".into()), export_first: ExportFirst::Yes };
    let deleted = delete(&mut ctx, made.number, &name).unwrap();
    let export = deleted.export.unwrap();
    assert!(export.is_file() && export.with_extension("sqlite.sha256").is_file());
    assert!(!host.database(made.number).exists());
    assert!(matches!(establishment::get(&mut ctx, made.number), Err(Error::NotFound { .. })));
    let mails = mail::list(&mut ctx, None, 9).unwrap();
    assert_eq!(mails.iter().map(|mail| mail.state).collect::<Vec<_>>(), [letters::State::Withdrawn]);
    assert_eq!(
        intendant::operations::doctor::examine(
            &mut ctx,
            intendant::operations::doctor::Thoroughness::Quick,
            &NEVER,
            &mut |_| {}
        )
        .unwrap(),
        []
    );
    // When the export fails nothing is deleted.
    let kept = added(&mut ctx, "Deux");
    std::fs::remove_dir_all(host.home.exports()).unwrap();
    let export = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
    assert!(delete(&mut ctx, kept.number, &export).is_err());
    assert_eq!(establishment::get(&mut ctx, kept.number).unwrap().state(NOW), State::Open);
    assert_eq!(establishment::administrators(&mut ctx, kept.number).unwrap().len(), 1);
    assert_eq!(
        job::list(&mut ctx, None, None, i64::MAX, 9).unwrap().len(),
        4,
        "two additions, the block and the deletion that was done"
    );
}

#[test]
fn s11_lifting_one_block_leaves_the_others_with_author_and_age() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let reason = |reason: &str| BlockInput { reason: reason.into(), until: String::new() };
    block(&mut ctx, number, &reason("Facture")).unwrap();
    assert!(matches!(block(&mut ctx, number, &reason("Facture")), Err(Error::Rule(Rule::AlreadyBlocked))));
    let other = |blocker, author: &str, ago: i64| Block {
        blocker,
        reason: "r".into(),
        author: author.into(),
        since: NOW.plus_s(-ago),
        until: None,
    };
    host.tamper(|tx| {
        blocks::put(tx, number, &other(Blocker::Administrator, "LE GALL Anne", 7200))?;
        blocks::put(tx, number, &other(Blocker::Program, "(program)", 60))
    });
    assert_eq!(establishment::get(&mut ctx, number).unwrap().blocks.len(), 3);
    let left = unblock(&mut ctx, number, Blocker::Webmaster).unwrap();
    let told: Vec<_> = left.blocks.iter().map(|block| (block.author.as_str(), NOW.0 - block.since.0)).collect();
    assert_eq!(told, [("(program)", 60), ("LE GALL Anne", 7200)]);
    let again = unblock(&mut ctx, number, Blocker::Webmaster);
    let by_others = Reason::BlockedByOthers { blocker: Blocker::Webmaster };
    assert!(matches!(again, Err(Error::Judged(reason)) if *reason == by_others));
    assert!(stopped_by(Visitor::User, &left.blocks, NOW).is_some());
    unblock(&mut ctx, number, Blocker::Program).unwrap();
    let open = unblock(&mut ctx, number, Blocker::Administrator).unwrap();
    assert_eq!((open.state(NOW), open.blocks), (State::Open, vec![]));
    let past = BlockInput { reason: " ".into(), until: "2026-08-31".into() };
    let expected = [(Field::Reason, Problem::Missing), (Field::Until, Problem::InThePast)];
    assert_eq!(problems(block(&mut ctx, number, &past).unwrap_err()), expected);
}

#[test]
fn s12_a_new_password_goes_to_the_contact_and_is_nowhere_else() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let changed = Input { contact_email: "nouveau@ecole.invalid".into(), ..input("Un") };
    edit(&mut ctx, number, 1, &changed).unwrap();
    let admin = establishment::administrators(&mut ctx, number).unwrap().remove(0);
    assert_eq!(admin.last_name, "LE GALL");
    let id = establishment::reset_password(&mut ctx, number, admin.id).unwrap();
    let letter = mail::get(&mut ctx, id).unwrap();
    assert_eq!((letter.kind, letter.to_email.as_str()), (Kind::Reset, "nouveau@ecole.invalid"));
    let stray = intendant::domain::account::AccountId(99);
    let missing = establishment::reset_password(&mut ctx, number, stray);
    assert!(matches!(missing, Err(Error::Rule(Rule::NoAdministrator))));
    // The accounts' addresses are their own: changing the contact changed none.
    assert!(any_holds(&host.home.establishments(), "anne.legall@ecole.invalid"));
    let bare = BatchRow { line: 1, new: bare().check(establishment_need()).unwrap(), shares_uai: false };
    let bare = add_batch(&mut ctx, vec![bare], SendMail::Yes).unwrap()[0].1;
    let refused = establishment::reset_password(&mut ctx, bare, admin.id);
    assert!(matches!(refused, Err(Error::Rule(Rule::NoContactEmail))));
    assert!(matches!(establishment::create_administrator(&mut ctx, bare), Err(Error::Rule(Rule::NoContactEmail))));
    establishment::create_administrator(&mut ctx, number).unwrap();
    let logins = establishment::administrators(&mut ctx, number).unwrap();
    assert_eq!(logins.iter().map(|one| one.login.as_str()).collect::<Vec<_>>(), ["admin", "admin2"]);
}

fn bare() -> Input {
    Input {
        contact_last_name: String::new(),
        contact_first_name: String::new(),
        contact_email: String::new(),
        ..input("Sans contact")
    }
}

#[test]
fn s20_the_second_to_save_sees_both_versions() {
    let host = Host::new();
    let (mut first, mut second) = (host.open(), host.open());
    let number = school(&mut first, "Un");
    let rev = establishment::get(&mut first, number).unwrap().rev;
    assert_eq!(establishment::get(&mut second, number).unwrap().rev, rev);
    let seen = second.data_version().unwrap();
    edit(&mut first, number, rev, &Input { location: "35000 Rennes".into(), ..input("Un") }).unwrap();
    assert_ne!(second.data_version().unwrap(), seen);
    let mine = Input { denomination: "Deux".into(), ..input("Un") };
    let Err(Error::Conflict(conflict)) = edit(&mut second, number, rev, &mine) else { panic!("no conflict") };
    assert_eq!((conflict.theirs.location.as_str(), conflict.yours.denomination.as_str()), ("35000 Rennes", "Deux"));
    let kept = edit(&mut second, number, conflict.theirs.rev, &mine).unwrap();
    assert_eq!((kept.denomination.as_str(), kept.location.as_str()), ("Deux", "29200 Brest"));
    assert!(any_holds(&host.home.establishments(), "Deux"));
}

#[test]
fn no_edit_is_lost_among_eight_threads() {
    const THREADS: usize = 8;
    const EDITS: usize = 100;
    let host = Host::new();
    let number =
        add(&mut host.open(), &Input { contact_first_name: "0".into(), ..input("Un") }, SILENT).unwrap().number;
    let barrier = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut ctx = host.open();
                barrier.wait();
                let mut saved = 0;
                while saved < EDITS {
                    let found = establishment::get(&mut ctx, number).unwrap();
                    let count: usize = found.contact.first_name.parse().unwrap();
                    let mut input = Input::from_draft(&found.draft());
                    input.contact_first_name = (count + 1).to_string();
                    match edit(&mut ctx, number, found.rev, &input) {
                        Ok(_) => saved += 1,
                        Err(Error::Conflict(_) | Error::Store(intendant::store::Error::Busy)) => {}
                        Err(other) => panic!("{other:?}"),
                    }
                }
            });
        }
    });
    let mut ctx = host.open();
    let found = establishment::get(&mut ctx, number).unwrap();
    assert_eq!(found.contact.first_name, (THREADS * EDITS).to_string());
    let verified = audit::verify(&mut ctx).unwrap();
    assert_eq!((verified.entries, verified.broken), (2 + 800, None));
}
