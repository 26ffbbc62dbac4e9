//! Deleting one establishment: what is lost is said in full, whatever is typed, and so is what was done.

use super::house::House;
use crate::domain::establishment::{EstablishmentNumber, Input};
use crate::domain::language::Language;
use crate::operations::establishment::{self, CopyMail, Mailing, SendMail};

/// A school whose registration mail waits, and whose name takes lines.
fn waiting(language: Language) -> House {
    let mut house = House::new(language, (80, 24));
    let input = Input {
        zone: "1".into(),
        location: "35000 Rennes".into(),
        denomination: format!("École {}", "Long-Nom ".repeat(14).trim_end()),
        contact_last_name: "Le Gall".into(),
        contact_first_name: "Yann".into(),
        contact_email: "contact@ecoles.invalid".into(),
        number: "1".into(),
        ..Input::default()
    };
    establishment::add(&mut house.other(), &input, Mailing { send: SendMail::Yes, copy: CopyMail::No }).unwrap();
    house.changed();
    house
}

/// The screen's words in one line.
fn words(house: &mut House) -> String {
    house.screen().replace(['│', '┃'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_lost_is_said_in_full_and_stays() {
    for (language, lost, undo, mails, last, differs) in [
        (
            Language::French,
            "tout disparaît.",
            "L'export permet d'annuler la suppression.",
            "1 courriel en attente sera retiré",
            "définitive",
            "Ce n'est pas le texte à saisir",
        ),
        (
            Language::English,
            "all deleted.",
            "can be undone",
            "1 waiting e-mail will be withdrawn",
            "is final",
            "This is not the text to type",
        ),
    ] {
        let mut house = waiting(language);
        house.console.press("d");
        let said = words(&mut house);
        assert!(said.contains(lost) && said.contains(undo) && said.contains(mails) && !said.contains(last), "{said}");
        // Without an export it is final, and nothing promises that it can be undone.
        house.console.press("up space");
        let said = words(&mut house);
        assert!(said.contains(last) && said.contains(mails), "{said}");
        assert!(!said.contains(undo), "{said}");
        house.console.press("down").type_text("2").press("enter enter");
        let said = words(&mut house);
        assert!(said.contains(lost) && said.contains(mails) && said.contains(last), "{differs}: {said}");
        assert!(said.contains(differs), "{said}");
    }
}

#[test]
fn the_deletion_its_export_and_the_mails_are_told_together() {
    let mut house = waiting(Language::French);
    house.console.press("d").type_text("1").press("enter enter");
    let said = words(&mut house);
    assert!(said.contains("Établissement 1 supprimé. Export : 1-"), "{said}");
    assert!(said.contains("1 courriel en attente retiré"), "{said}");
    assert!(establishment::get(&mut house.other(), EstablishmentNumber(1)).is_err());
}

#[test]
fn a_database_that_cannot_be_read_is_said_and_what_else_is_lost_too() {
    let mut house = waiting(Language::French);
    let database = house.other().home().shelf().shown(EstablishmentNumber(1));
    std::fs::write(database, "no database").unwrap();
    house.console.press("d");
    let said = words(&mut house);
    assert!(said.contains("ne peut pas être lu") && said.contains("1 courriel en attente sera retiré"), "{said}");
}
