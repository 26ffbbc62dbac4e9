//! Mails that wait, as the verbs leave them: each act says what it did to them, in its entry of the audit too.

use intendant::domain::account::AccountId;
use intendant::domain::establishment::{EstablishmentNumber, Input};
use intendant::domain::host::HostInput;
use intendant::domain::mail::{Cause, Mail, State};
use intendant::domain::zone::ZoneInput;
use intendant::operations::audit::AuditFilter;
use intendant::operations::establishment::{self, BlockInput, CopyMail, DeleteInput, ExportFirst, Mailing, SendMail};
use intendant::operations::mail::{self, Limit};
use intendant::operations::{Aftermath, Bounce, Context, host, job, zone};

use crate::build::{Host, NOW, added, input};

fn edit(ctx: &mut Context, number: EstablishmentNumber, change: impl FnOnce(Input) -> Input) {
    let found = establishment::get(ctx, number).unwrap();
    establishment::edit(ctx, number, found.rev, &change(Input::from_draft(&found.draft()))).unwrap();
}

/// What the last act did: mails that follow, mails that were withdrawn, and why.
fn did(ctx: &mut Context) -> (u32, u32, Option<Cause>) {
    let Aftermath { rewritten, withdrawn, words, .. } = ctx.take_aftermath().unwrap_or_default();
    (rewritten, withdrawn, Cause::from_words(&words).map(|(cause, _)| cause))
}

/// The latest entry of an action, after the act.
fn told(ctx: &mut Context, action: &str) -> String {
    let filter = AuditFilter { action: action.into(), ..AuditFilter::default() };
    intendant::operations::audit::list(ctx, &filter, None, 1).unwrap().remove(0).after
}

fn mails(ctx: &mut Context) -> Vec<Mail> {
    let mut all = mail::list(ctx, None, 100).unwrap();
    all.reverse();
    all
}

fn send(ctx: &mut Context) -> (u32, u32) {
    let mut sender = mail::sender(ctx).unwrap();
    let round = mail::send_due(ctx, &mut sender, Limit::default()).unwrap();
    (round.sent, round.withdrawn)
}

#[test]
fn a_corrected_contact_is_followed_and_told() {
    let place = Host::new();
    let mut ctx = place.open();
    let number = added(&mut ctx, "Lycée Voltaire").number;
    assert_eq!(did(&mut ctx), (0, 0, None));
    edit(&mut ctx, number, |input| Input { contact_email: "autre@ecole.invalid".into(), ..input });
    assert_eq!(did(&mut ctx), (1, 0, None));
    assert!(told(&mut ctx, "establishment.edit").contains(r#""mails-rewritten":"1""#));
    assert_eq!(mails(&mut ctx)[0].to_email, "autre@ecole.invalid");
    edit(&mut ctx, number, |input| Input { location: "35000 Rennes".into(), ..input });
    assert_eq!(did(&mut ctx), (1, 0, None));
    assert!(mails(&mut ctx)[0].body.contains("35000 Rennes"));
    // What does not concern it does not touch it.
    edit(&mut ctx, number, |input| Input { uai: "0290123B".into(), ..input });
    assert_eq!(did(&mut ctx), (0, 0, None));
    assert_eq!(send(&mut ctx), (1, 0));
    edit(&mut ctx, number, |input| Input { contact_email: "encore@ecole.invalid".into(), ..input });
    assert_eq!((did(&mut ctx), mails(&mut ctx)[0].to_email.as_str()), ((0, 0, None), "autre@ecole.invalid"));
}

#[test]
fn a_block_withdraws_nothing() {
    let place = Host::new();
    let mut ctx = place.open();
    let number = added(&mut ctx, "Lycée Voltaire").number;
    let task = establishment::block_task(&ctx, &BlockInput { reason: "x".into(), until: String::new() }).unwrap();
    job::at_once(&mut ctx, number, &task, None).unwrap();
    assert_eq!((did(&mut ctx), send(&mut ctx)), ((0, 0, None), (1, 0)));
}

#[test]
fn only_the_newest_password_of_an_account_leaves() {
    let place = Host::new();
    let mut ctx = place.open();
    let mailing = Mailing { send: SendMail::Yes, copy: CopyMail::Yes };
    let number = establishment::add(&mut ctx, &input("Lycée Voltaire"), mailing).unwrap().number;
    establishment::reset_password(&mut ctx, number, AccountId(1)).unwrap();
    // The registration mail, and the copy that tells of it.
    assert_eq!(did(&mut ctx), (0, 2, Some(Cause::Superseded)));
    assert!(told(&mut ctx, "establishment.reset-password").contains(r#""mails-withdrawn":"2""#));
    establishment::reset_password(&mut ctx, number, AccountId(1)).unwrap();
    assert_eq!(did(&mut ctx), (0, 1, Some(Cause::Superseded)));
    // Another account's password does not touch the first one's.
    establishment::create_administrator(&mut ctx, number).unwrap();
    assert_eq!(did(&mut ctx), (0, 0, None));
    let states: Vec<State> = mails(&mut ctx).into_iter().map(|mail| mail.state).collect();
    let (gone, waits) = (State::Withdrawn, State::Queued);
    assert_eq!(states, [gone, gone, gone, waits, waits]);
    assert_eq!(send(&mut ctx), (2, 0));
    let first = mails(&mut ctx)[0].id;
    assert!(mail::retry(&mut ctx, first).is_err());
}

#[test]
fn a_deletion_withdraws_its_mails() {
    let place = Host::new();
    let mut ctx = place.open();
    let number = added(&mut ctx, "Lycée Voltaire").number;
    let other = added(&mut ctx, "Autre").number;
    let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
    establishment::delete(&mut ctx, number, &input).unwrap();
    assert_eq!(did(&mut ctx), (0, 1, Some(Cause::Gone)));
    assert!(told(&mut ctx, "establishment.delete").contains(r#""mails-withdrawn":"1""#));
    let left: Vec<_> = mails(&mut ctx).iter().map(|mail| (mail.establishment, mail.state)).collect();
    assert_eq!(left, [(Some(number), State::Withdrawn), (Some(other), State::Queued)]);
    assert_eq!(send(&mut ctx), (1, 0));
}

#[test]
fn a_zone_speaks_another_language_or_is_another() {
    let place = Host::new();
    let mut ctx = place.open();
    let number = added(&mut ctx, "Lycée Voltaire").number;
    let english = zone::add(&mut ctx, &ZoneInput { name: "Abroad".into(), language: "en".into() }).unwrap();
    edit(&mut ctx, number, |input| Input { zone: english.number.0.to_string(), ..input });
    assert_eq!(did(&mut ctx), (1, 0, None));
    assert!(mails(&mut ctx)[0].body.contains("Your school is now registered"));
    let french = ZoneInput { name: "Ailleurs".into(), language: "fr".into() };
    zone::edit(&mut ctx, english.number, english.rev, &french).unwrap();
    assert_eq!(did(&mut ctx), (1, 0, None));
    assert!(told(&mut ctx, "zone.edit").contains(r#""mails-rewritten":"1""#));
    let rev =
        zone::list(&mut ctx).unwrap().into_iter().find(|line| line.zone.number == english.number).unwrap().zone.rev;
    zone::edit(&mut ctx, english.number, rev, &ZoneInput { language: "en".into(), ..french }).unwrap();
    assert_eq!(did(&mut ctx), (1, 0, None));
    zone::delete(&mut ctx, english.number, None).unwrap();
    assert_eq!(did(&mut ctx), (1, 0, None));
    assert!(mails(&mut ctx)[0].body.contains("Votre établissement"));
}

#[test]
fn the_host_moves_and_its_bounce_address_with_it_or_is_named() {
    let place = Host::new();
    let mut ctx = place.open();
    added(&mut ctx, "Lycée Voltaire");
    let save = |ctx: &mut Context, change: &dyn Fn(HostInput) -> HostInput| {
        let (settings, rev) = host::settings(ctx).unwrap();
        host::save(ctx, rev, &change(HostInput::from_settings(&settings))).unwrap();
        let bounce = ctx.take_aftermath().and_then(|aftermath| aftermath.bounce);
        (bounce, host::settings(ctx).unwrap().0.identity.bounce.as_str().to_owned())
    };
    let (bounce, now) = save(&mut ctx, &|input| HostInput { sender: "nouveau@ecoles.invalid".into(), ..input });
    assert_eq!((bounce, now.as_str()), (Some(Bounce::Followed(now.clone())), "nouveau@ecoles.invalid"));
    let (bounce, now) = save(&mut ctx, &|input| HostInput { bounce: "retours@ecoles.invalid".into(), ..input });
    assert_eq!((bounce, now.as_str()), (None, "retours@ecoles.invalid"));
    let (bounce, now) = save(&mut ctx, &|input| HostInput { sender: "tiers@ecoles.invalid".into(), ..input });
    assert_eq!((bounce, now.as_str()), (Some(Bounce::Behind(now.clone())), "retours@ecoles.invalid"));
    let (bounce, _) = save(&mut ctx, &|input| HostInput {
        sender: "a@ecoles.invalid".into(),
        bounce: "b@ecoles.invalid".into(),
        ..input
    });
    assert_eq!(bounce, None);

    let (settings, rev) = host::settings(&mut ctx).unwrap();
    let moved = HostInput { url: "https://ailleurs.invalid".into(), ..HostInput::from_settings(&settings) };
    host::save(&mut ctx, rev, &moved).unwrap();
    assert_eq!(did(&mut ctx), (1, 0, None));
    assert!(told(&mut ctx, "host.edit").contains(r#""mails-rewritten":"1""#));
    // What is shown is what would leave.
    let shown = mails(&mut ctx).remove(0);
    assert!(shown.body.contains("https://ailleurs.invalid"), "{}", shown.body);
    let shown = mail::get(&mut ctx, shown.id).unwrap();
    assert!(shown.body.contains("https://ailleurs.invalid"));
    assert_eq!(send(&mut ctx), (1, 0));
    assert_eq!(mails(&mut ctx)[0].body, shown.body);
}

#[test]
fn what_the_sender_withdraws_is_audited_and_shown_before() {
    let place = Host::new();
    let mut ctx = place.open();
    let number = added(&mut ctx, "Lycée Voltaire").number;
    // Something that knows nothing of mails takes the address away.
    place.tamper(|tx| {
        use intendant::store::registry::establishment as rows;
        let found = rows::find(tx, number)?.unwrap();
        let mut draft = found.draft();
        draft.contact.email = None;
        rows::update(tx, number, found.rev, &draft, 1).map(drop)
    });
    let mut ctx = place.open_at(NOW.plus_s(60));
    let shown = mails(&mut ctx).remove(0);
    assert_eq!((shown.state, Cause::from_words(&shown.words).unwrap().0), (State::Withdrawn, Cause::NoAddress));
    assert_eq!(send(&mut ctx), (0, 1));
    let entry = told(&mut ctx, "mail.withdraw");
    assert!(entry.contains(r#""state":"withdrawn""#) && entry.contains("no-address"), "{entry}");
    assert!(intendant::operations::audit::verify(&mut ctx).unwrap().broken.is_none());
}
