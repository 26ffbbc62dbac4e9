//! Columns that are not read, zones by name in the column of their numbers, locations without a postcode.

use super::*;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::import::{FileProblem, Mapping, Note, Target};
use crate::domain::message::Explain as _;
use crate::operations::establishment;

fn row(name: &str) -> String {
    format!(";1;35000 Rennes;{name};;N;P;{name}@ecole.invalid\n")
}

fn values(examination: &Examination) -> Vec<(&'static str, String)> {
    examination.notes.iter().map(|note| (note.word(), note.value())).collect()
}

#[test]
fn a_column_that_is_not_read_is_named_in_the_examination() {
    let mut fixture = Fixture::new();
    let text = format!("{}{}", EIGHT.replace("Contact_Courriel", "Contact_Couriel"), row("a"));
    let found = fixture.examine(&fixture.file("near.csv", text), &Options::default()).unwrap();
    assert_eq!(found.notes[0], Note::Misnamed { column: "Contact_Couriel".into(), meant: "Contact_Courriel" });
    assert!(found.notes[0].is_warning());

    // What people keep for themselves, also without a name, is told and no more than that.
    let text = format!("{};Remarque;;\n{};x;;\n{};;y;\n", EIGHT.trim(), row("a").trim(), row("b").trim());
    let found = fixture.examine(&fixture.file("own.csv", text), &Options::default()).unwrap();
    assert_eq!(found.notes.last(), Some(&Note::Unread { columns: vec!["Remarque".into(), "n° 10".into()], more: 0 }));
    assert!(!found.notes.iter().any(Note::is_warning), "{:?}", found.notes);

    // So is what a person left out.
    let text = "Nom;Ville;UAI;Mail\nÉcole A;35000 Rennes;;a@ecole.invalid\n";
    let path = fixture.file("hand.csv", text);
    let mut mapping = Mapping::guess(&["Nom", "Ville", "UAI", "Mail"].map(str::to_owned));
    mapping.set(3, None);
    mapping.zone = Some(1);
    let found = fixture.examine(&path, &Options { mapping: Some(mapping), ..Options::default() }).unwrap();
    assert_eq!(values(&found).last(), Some(&("unread", "Mail".to_owned())));
}

#[test]
fn a_zone_is_named_however_many_spaces_its_name_is_written_with() {
    let mut fixture = Fixture::new();
    let path = fixture.file("spaces.csv", format!("{EIGHT};Zone  par\u{a0} défaut;35000 Rennes;École;;;;\n"));
    let found = fixture.examine(&path, &Options::default()).unwrap();
    assert_eq!(listed(&found), []);
}

#[test]
fn the_formats_as_they_are_published_have_no_column_that_looks_misnamed() {
    let mut fixture = Fixture::new();
    for (name, unread) in
        [("annuaire-officiel.csv", true), ("etablissements.csv", true), ("sacoche-8-colonnes.csv", false)]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
        let words: Vec<_> = values(&fixture.examine(&path, &Options::default()).unwrap());
        assert!(words.iter().all(|(word, _)| *word != "misnamed"), "{name}: {words:?}");
        assert_eq!(words.iter().any(|(word, _)| *word == "unread"), unread, "{name}: {words:?}");
    }
}

#[test]
fn a_column_that_is_there_twice_refuses_the_file_unless_a_person_chose() {
    let mut fixture = Fixture::new();
    let text = format!("{};contact courriel\n{};second@ecole.invalid\n", EIGHT.trim(), row("a").trim());
    let path = fixture.file("twice.csv", text);
    let refused = fixture.examine(&path, &Options::default());
    let Err(Error::File(FileProblem::ColumnTwice { name, first: 8, second: 9 })) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((name.as_str(), fixture.establishments()), ("contact courriel", 0));
    let (_, mut mapping) = Source::open(&path, Opening::default()).unwrap().recognised().unwrap();
    mapping.set(7, None);
    mapping.set(8, Some(Target::ContactEmail));
    let (_, imported) = fixture.import(&path, &Options { mapping: Some(mapping), ..Options::default() });
    let made = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!((imported.added, made.contact.email_text()), (1, "second@ecole.invalid"));
}

#[test]
fn the_column_of_zone_numbers_takes_the_name_of_a_zone() {
    let mut fixture = Fixture::new();
    let text = format!(
        "{EIGHT};RENNES;35000 Rennes;A;;;;\n;Besancon;25000 Besançon;B;;;;\n;Nulle part;35000 Rennes;C;;;;\n;99;35000 Rennes;D;;;;\n"
    );
    let path = fixture.file("named.csv", text);
    let (found, imported) = fixture.import(&path, &Options::default());
    let unknown = [(4, "Id_Zone", "Nulle part", "unknown-zone"), (5, "Id_Zone", "99", "unknown-zone")];
    assert_eq!((listed(&found), imported.added), (unknown.to_vec(), 2));
    let told = values(&found);
    assert!(told.contains(&("zone", "RENNES → Rennes".into())), "{told:?}");
    assert!(told.contains(&("zone", "Besancon → Besançon".into())), "{told:?}");
    let zone = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap().zone;
    assert_eq!(zone.0, 14, "Rennes");
}

#[test]
fn a_location_without_a_postcode_or_with_a_foreign_one_is_told() {
    let mut fixture = Fixture::new();
    let text = format!(
        "{EIGHT};1;35000 Rennes;A;;;;\n;1;Lille;B;;;;\n;1;ABCDE Lille;C;;;;\n;1;590000 Lille;D;;;;\n;1;590000 Lille;E;0350122T;;;\n"
    );
    let found = fixture.examine(&fixture.file("places.csv", text), &Options::default()).unwrap();
    assert_eq!(listed(&found), [(6, "Localisation", "590000 Lille", "postcode")]);
    let expected = [
        Note::ForeignPostcodes { first: "590000".into(), rows: 1 },
        Note::NoPostcode { first: "Lille".into(), rows: 2, line: 3 },
    ];
    assert_eq!(found.notes[..2], expected);
    assert!(expected.iter().all(Note::is_warning));
}

#[test]
fn cells_that_were_too_many_are_spoken_of_as_the_rejects_file_has_them() {
    let mut fixture = Fixture::new();
    let path = fixture.file("more.csv", format!("{EIGHT};1;35000 Rennes;E;;;;a@b.fr;x; ;y\n"));
    let (first, lines) = fixture.rejects(&path, &fixture.path("rejects.csv"));
    let (again, _) = fixture.rejects(&fixture.path("rejects.csv"), &fixture.path("again.csv"));
    let words = Catalogue::new(Language::French);
    let said = |found: &Examination| words.say(&found.findings[0].problem.message());
    assert!(said(&first).starts_with("11 cellules pour 8 colonnes"), "{}", said(&first));
    let kept = said(&again);
    assert!(kept.starts_with("Cette ligne avait 2 cellules remplies de plus que de colonnes"), "{kept}");
    assert!(lines[1].ends_with(&format!("\"{kept}\"")), "{lines:?}");
    // Put back into their columns, they are read.
    let mended = lines[1].replace("␟x␟y", "");
    let path = fixture.file("mended.csv", format!("{}\n{mended}\n", lines[0]));
    assert_eq!(fixture.import(&path, &Options::default()).1.added, 1);
}
