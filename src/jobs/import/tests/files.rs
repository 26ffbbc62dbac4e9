//! The three formats as they are published: a few dozen rows of each.

use super::*;
use crate::operations::establishment::{first_page, get};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

#[test]
fn the_directory_as_the_ministry_publishes_it() {
    let mut fixture = Fixture::new();
    let path = sample("annuaire-officiel.csv");
    let (examination, imported) = fixture.import(&path, &Options::default());
    assert_eq!(examination.counts, Counts { rows: 36, good: 33, unchanged: 0, differ: 0, skipped: 0, errors: 3 });
    let doubles: Vec<_> =
        listed(&examination).into_iter().map(|(_, column, value, code)| (column, value, code)).collect();
    let double = |uai| ("Identifiant_de_l_etablissement", uai, "uai-double");
    assert_eq!(doubles, [double("0352072M"), double("0350852L"), double("0350778F")]);
    assert_eq!(imported.added, 33);
    let first = &first_page(&mut fixture.ctx, 1).unwrap()[0];
    assert_eq!(first.location, "35580 Baulon");
    assert_eq!(first.denomination, "Ecole primaire publique les Lucioles");
    assert_eq!(first.contact.email_text(), "ecole.0350122t@ac-rennes.fr.invalid");
    assert_eq!(first.contact.full_name(), "");
    assert_eq!(first.zone.0, 14, "Rennes is the thirteenth académie, behind the default zone");

    let (again, imported) = fixture.import(&path, &Options::default());
    assert_eq!((imported.added, again.counts.unchanged, again.counts.errors), (0, 33, 3));

    let accept = Options { shared_uai: SharedUai::Accept, ..Options::default() };
    let (examination, imported) = fixture.import(&path, &accept);
    assert_eq!((imported.added, examination.counts.unchanged, examination.counts.errors), (3, 33, 0));
    for options in [accept, Options::default()] {
        let (again, imported) = fixture.import(&path, &options);
        assert_eq!((imported.added, again.counts.unchanged), (0, 36));
    }
}

#[test]
fn the_extract_creates_the_zones_it_needs() {
    let mut fixture = Fixture::new();
    let lyon = zone::list(&mut fixture.ctx).unwrap().into_iter().find(|line| line.zone.name == "Lyon").unwrap();
    zone::delete(&mut fixture.ctx, lyon.zone.number, None).unwrap();
    let path = sample("etablissements.csv");

    let refuse = Options { missing_zones: MissingZones::Refuse, ..Options::default() };
    let refused = fixture.examine(&path, &refuse).unwrap();
    assert_eq!((refused.counts.good, refused.counts.errors), (7, 26));
    assert_eq!(listed(&refused)[0], (2, "academie", "Lyon", "unknown-zone"));

    let (examination, imported) = fixture.import(&path, &Options::default());
    assert_eq!(examination.new_zones, ["Lyon"]);
    assert_eq!(
        listed(&examination).into_iter().map(|(_, column, value, code)| (column, value, code)).collect::<Vec<_>>(),
        [("nom", "", "missing"), ("academie", "", "missing")]
    );
    assert_eq!(imported.added, 31);
    let without_postcode = first_page(&mut fixture.ctx, 100).unwrap().into_iter().find(|one| one.location == "Eysines");
    assert_eq!(without_postcode.unwrap().contact.email, None);
    let (_, imported) = fixture.import(&path, &Options::default());
    assert_eq!(imported.added, 0);
}

#[test]
fn the_eight_columns_name_zones_by_number() {
    let mut fixture = Fixture::new();
    let (examination, imported) = fixture.import(&sample("sacoche-8-colonnes.csv"), &Options::default());
    assert_eq!(examination.counts, Counts { rows: 38, good: 38, ..Counts::default() });
    assert_eq!((imported.added, imported.exit_code()), (38, 0));
    let first = get(&mut fixture.ctx, crate::domain::establishment::EstablishmentNumber(1)).unwrap();
    assert_eq!(first.contact.full_name(), "DIRECTION Secrétariat");
    assert_eq!(zone::list(&mut fixture.ctx).unwrap()[15].zone.name, "Toulouse");
    assert_eq!(first.zone.0, 16);
}

#[test]
fn lines_are_those_of_the_file_also_behind_a_cell_of_several_lines() {
    let mut fixture = Fixture::new();
    let header =
        "Identifiant_de_l_etablissement;Nom_etablissement;Adresse;Code postal;Nom_commune;Libelle_academie\r\n";
    let text = format!(
        "\u{feff}{header}{};A;\"rue\r\nde la\r\nPaix\";35000;Rennes;Rennes\r\n\r\n0350002A;B;;35000;Rennes;Rennes\r\n",
        uai(350_001)
    );
    let path = fixture.file("lines.csv", text);
    let examination = fixture.examine(&path, &Options::default()).unwrap();
    assert_eq!(listed(&examination), [(6, "Identifiant_de_l_etablissement", "0350002A", "uai-letter")]);
    assert_eq!(examination.counts.good, 1);
}
