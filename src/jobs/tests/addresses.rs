//! Another address: the former one is told, and nothing that was mailed there opens the account.

use super::passwords::{CHOSEN, reset, school};
use super::*;
use crate::domain::field::Field;
use crate::domain::mail::{Cause, State};
use crate::domain::password::Secret;
use crate::domain::session::Place;
use crate::operations::people;
use crate::operations::{Error, Rule, mail, own_details, user};
use crate::store::establishment::interference;

/// Whoever has the address has the account. Nothing that is done to the account meanwhile keeps that mail back.
#[test]
fn the_former_address_is_told_that_the_account_has_another_one() {
    let mut fixture = school(&["lea"]);
    let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
    let other = row.filled().with(Field::Email, "autre@ecoles.invalid");
    user::edit(&mut fixture.ctx, row.id(), row.person.rev, &other).unwrap();
    reset(&mut fixture, "lea").unwrap();
    assert_eq!(fixture.sent(), 2);
    let mut sent: Vec<_> = fixture.outbox().into_iter().map(|mail| (mail.to_email, mail.subject)).collect();
    sent.sort();
    let expected = [
        ("autre@ecoles.invalid", "Nouveau mot de passe\u{a0}: École 1 (n° 1)"),
        ("lea@ecoles.invalid", "Votre adresse a été changée\u{a0}: École 1 (n° 1)"),
    ];
    assert_eq!(sent, expected.map(|(to, subject)| (to.to_owned(), subject.to_owned())));
}

/// Ways to give somebody another address, and to take that back.
const READDRESSED: [fn(&mut Fixture, &str); 2] = [
    |fixture, to| {
        let row = user::get(&mut fixture.ctx, "lea").unwrap().user;
        let other = row.filled().with(Field::Email, to);
        user::edit(&mut fixture.ctx, row.id(), row.person.rev, &other).unwrap();
    },
    |fixture, to| {
        let to = if to.is_empty() { "<clear>" } else { to };
        assert_eq!(fixture.loaded(&format!("username;email\nlea;{to}\n")).1, ["done"]);
    },
];

/// Whether the first mail has left or not, what it says opens nothing: the former address may be a stranger's.
#[test]
fn a_password_that_nobody_used_follows_to_another_address_and_back() {
    for (readdress, is_sent) in READDRESSED.into_iter().zip([true, false]) {
        let mut fixture = school(&["lea"]);
        reset(&mut fixture, "lea").unwrap();
        let first = interference::waiting_secret(&fixture.inside(), "lea");
        if is_sent {
            fixture.sent();
            fixture.sign_in("lea", &first).unwrap();
        }
        readdress(&mut fixture, "autre@ecoles.invalid");
        let mailed = |fixture: &mut Fixture| fixture.ctx.take_aftermath().map(|done| done.passwords_mailed);
        assert_eq!(mailed(&mut fixture), Some(1));
        assert!(!user::get(&mut fixture.ctx, "lea").unwrap().user.is_connected);
        assert_eq!(fixture.sent(), 2, "the former address is told of the change alone");
        let second = fixture.told("autre@ecoles.invalid").pop().unwrap();
        fixture.sign_in("lea", &first).unwrap_err();
        assert!(fixture.sign_in("lea", &second).unwrap());
        let id = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
        fixture.undo(id);
        assert_eq!(mailed(&mut fixture), Some(1));
        fixture.sent();
        fixture.sign_in("lea", &second).unwrap_err();
        let third = fixture.told("lea@ecoles.invalid").pop().unwrap();
        assert!(fixture.sign_in("lea", &third).unwrap());
    }
}

#[test]
fn a_password_that_nobody_used_is_forgotten_where_no_address_is_left() {
    for readdress in READDRESSED {
        let mut fixture = school(&["lea"]);
        reset(&mut fixture, "lea").unwrap();
        let first = interference::waiting_secret(&fixture.inside(), "lea");
        readdress(&mut fixture, "");
        let forgotten = fixture.ctx.take_aftermath().map(|done| done.passwords_forgotten);
        let rows = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 100).unwrap();
        let told = rows.iter().filter(|row| row.after.contains(r#""passwords-forgotten":"1""#)).count();
        assert_eq!((forgotten, told), (Some(1), 1));
        fixture.sign_in("lea", &first).unwrap_err();
        // Back at the address, it has none either before it is given one.
        let id = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
        fixture.undo(id);
        fixture.sent();
        assert_eq!(fixture.told("lea@ecoles.invalid"), [""; 0]);
        fixture.sign_in("lea", &first).unwrap_err();
    }
}

/// The host's outbox has the mail, which did not leave yet, when the address is put right.
#[test]
fn a_mail_that_is_to_be_tried_again_is_withdrawn_once_the_address_is_another() {
    let mut fixture = school(&["lea"]);
    reset(&mut fixture, "lea").unwrap();
    let folder = fixture.folder.path().join("data/mail");
    let aside = folder.with_extension("aside");
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    assert_eq!(fixture.sent(), 0);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    let [waiting] = fixture.outbox().try_into().unwrap();
    assert_eq!((waiting.state, waiting.to_email.as_str()), (State::Deferred, "lea@ecoles.invalid"));
    READDRESSED[0](&mut fixture, "autre@ecoles.invalid");
    fixture.ctx.within(At::Host, |ctx| mail::retry(ctx, waiting.id)).unwrap();
    fixture.sent();
    let was = fixture.outbox().into_iter().find(|mail| mail.id == waiting.id).unwrap();
    assert_eq!((was.state, was.words), (State::Withdrawn, Cause::Stale.words("")));
}

#[test]
fn a_password_that_its_person_has_chosen_stays_with_another_address() {
    for readdress in READDRESSED {
        let mut fixture = school(&["lea"]);
        fixture.ask("lea");
        fixture.sent();
        let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
        fixture.redeem("lea", &code, CHOSEN).unwrap();
        readdress(&mut fixture, "autre@ecoles.invalid");
        assert!(fixture.ctx.take_aftermath().is_none());
        assert!(!fixture.sign_in("lea", CHOSEN).unwrap());
    }
}

/// A2: one's own address and language, by one's password; a code on its way to the former address is void.
#[test]
fn everybody_changes_their_own_address_and_language_and_nothing_else() {
    let mut fixture = school(&["lea"]);
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    fixture.redeem("lea", &code, CHOSEN).unwrap();
    let mut own = fixture.nobody(NOW);
    let password = Secret::new(CHOSEN.to_owned());
    people::sign_in(&mut own, &Place::Establishment("1".into()), "lea", &password).unwrap();
    let is = own_details::get(&mut own).unwrap();
    assert_eq!((is.text(Field::Email).as_str(), is.iter().count()), ("lea@ecoles.invalid", 2));
    fixture.ask("lea");
    fixture.sent();
    let code = fixture.told("lea@ecoles.invalid").pop().unwrap();
    let other = is.clone().with(Field::Email, "lea@maison.invalid").with(Field::Language, "en");
    let other = other.with(Field::LastName, "Autre").with(Field::Level, "superadmin");
    let wrong = own_details::change(&mut own, &Secret::new("faux".to_owned()), &other).unwrap_err();
    assert!(matches!(wrong, Error::Fields(errors) if errors[0].field == Field::CurrentPassword));
    let bad = is.clone().with(Field::Email, "lea@");
    assert!(matches!(own_details::change(&mut own, &password, &bad), Err(Error::Fields(_))));
    own_details::change(&mut own, &password, &other).unwrap();
    let now = user::get(&mut fixture.ctx, "lea").unwrap().user;
    let (draft, level) = (&now.person.draft, now.level.word());
    let texts = [draft.email.as_str(), &draft.language, &draft.last_name, level];
    assert_eq!(texts, ["lea@maison.invalid", "en", "Morvan", "user"]);
    assert!(matches!(fixture.redeem("lea", &code, "autre phrase de passe 12"), Err(Error::Rule(Rule::CodeRefused))));
    assert_eq!(fixture.audited("user.change-details"), 1);
    assert_eq!(fixture.sent(), 1, "the former address is told");
    // The host's people have their own elsewhere.
    assert!(own_details::get(&mut fixture.ctx).is_err());
}
