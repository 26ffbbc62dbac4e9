use super::super::establishment::{EstablishmentNumber, Stage};
use super::super::filter::{FilterError, Remark};
use super::super::language::Language;
use super::super::text::fold;
use super::super::time::Timestamp;
use super::super::zone::{Zone, ZoneNumber};
use super::*;

fn index() -> Index {
    let zone = |number, name: &str| Zone {
        number: ZoneNumber(number),
        name: name.into(),
        position: number,
        language: Language::French,
        rev: 1,
    };
    let mut index = Index::new(&[zone(1, "Zone par défaut"), zone(2, "Rennes")]);
    for (number, zone, location, name, uai, until) in [
        (1, 1, "29200 Brest", "Lycée de l'Iroise", "0290009c", None),
        (2, 2, "35400 Saint‑Malo", "École Élise", "", Some(100)),
        (3, 2, "35000 Rennes", "Collège Ézra", "0350001a", Some(i64::MAX)),
    ] {
        let mail = if number == 3 { "" } else { "a@b.invalid" };
        let text = [location, name, uai, "DUPONT", mail, &number.to_string()].map(fold).join("\n");
        index.push(Row {
            number: EstablishmentNumber(number),
            zone: ZoneNumber(zone),
            stage: Some(Stage::Active),
            blocked_until: until.map(Timestamp),
            registered_on: "2026-01-01",
            department: if number == 1 { "029" } else { "02A" },
            text: &text,
        });
    }
    index
}

/// 2027-01-01.
const NOW: Timestamp = Timestamp(1_798_761_600);

fn select(index: &Index, filter: &str, now: Timestamp) -> Result<(Vec<u32>, Vec<Remark>), FilterError> {
    let found = index.select(&Filter::parse(filter)?, DEFAULT_SORT, now)?;
    Ok((found.numbers.iter().map(|number| number.0).collect(), found.remarks))
}

fn numbers(index: &Index, filter: &str, now: Timestamp) -> Vec<u32> {
    select(index, filter, now).unwrap().0
}

#[test]
fn filters_select() {
    let index = index();
    for (filter, found) in [
        ("", vec![1, 2, 3]),
        ("brest", vec![1]),
        ("ÉCOLE", vec![2]),
        ("-ecole zone:rennes", vec![3]),
        ("–école zone:rennes", vec![3]),
        ("zone:2", vec![2, 3]),
        ("zone:rennes,1", vec![1, 2, 3]),
        ("brest|zone:rennes -ecole", vec![1, 3]),
        ("state:blocked", vec![3]),
        ("state:bloqué,ouvert", vec![1, 2, 3]),
        ("state:open", vec![1, 2]),
        ("dep:29", vec![1]),
        ("dep:2A", vec![2, 3]),
        ("n:3", vec![3]),
        ("n:>1", vec![2, 3]),
        ("mail:-", vec![3]),
        ("-uai:-", vec![1, 3]),
        ("inscrit:2026-01", vec![1, 2, 3]),
        ("registered:>2026-01", vec![]),
        ("\"saint malo\"", vec![2]),
        ("saint-malo", vec![2]),
        ("saint−malo", vec![2]),
        ("name:rennes", vec![]),
        // Words look in the zone too, in the state and in the date: in these by the whole of it alone.
        ("rennes", vec![2, 3]),
        ("zone défaut", vec![1]),
        ("bloqué", vec![3]),
        ("blocked", vec![3]),
        ("-bloqué rennes", vec![2]),
        ("ouvert", vec![1, 2]),
        ("ver", vec![]),
        ("bloq", vec![]),
        ("2026-01-01", vec![1, 2, 3]),
        ("01/01/2026", vec![1, 2, 3]),
        ("01/2026", vec![1, 2, 3]),
        ("2026-01", vec![1, 2, 3]),
        ("2026-02", vec![]),
        ("2026", vec![]),
        ("dupont", vec![1, 2, 3]),
    ] {
        assert_eq!(numbers(&index, filter, Timestamp(200)), found, "{filter}");
    }
}

#[test]
fn what_sleeps_is_known_once_it_was_counted() {
    let mut index = index();
    let known = |index: &Index, filter: &str| numbers(index, filter, NOW);
    assert_eq!(known(&index, "asleep:6"), [0; 0]);
    let counted = [(1, Some(NOW)), (2, None)].map(|(number, last)| (EstablishmentNumber(number), last));
    index.know_sign_ins(&counted);
    assert_eq!(known(&index, "asleep:6"), [2]);
    assert_eq!(known(&index, "asleep:13"), [0; 0]);
    assert_eq!(known(&index, "-asleep:6"), [1, 3]);
    assert_eq!(known(&index, "seen:>6m"), [2]);
    assert_eq!(known(&index, "vu:>13mois"), [0; 0]);
    assert_eq!(known(&index, "seen:<30d"), [1]);
    assert_eq!(known(&index, "seen:-"), [2]);
    // What was never counted is on neither side.
    assert_eq!(known(&index, "-seen:>6m"), [1]);
    assert_eq!(known(&index, "-seen:-"), [1]);
}

#[test]
fn what_was_not_counted_is_told() {
    let mut index = index();
    let told = |index: &Index, filter: &str| select(index, filter, NOW).unwrap().1;
    for filter in ["seen:>6m", "-seen:-", "asleep:6", "brest|vu:-"] {
        assert_eq!(told(&index, filter), [Remark::NotCounted { count: 3, total: 3 }], "{filter}");
    }
    assert_eq!(told(&index, "registered:>6m"), []);
    index.know_sign_ins(&[1, 2, 3].map(|number| (EstablishmentNumber(number), None)));
    assert_eq!(told(&index, "seen:>6m"), []);
    assert_eq!(told(&index, "rennes -primaire"), [Remark::LeavesNothingOut { term: "-primaire".into() }]);
}

#[test]
fn a_zone_that_does_not_exist_is_never_no_row() {
    let index = index();
    for filter in ["zone:lille", "zone:rennes,lille", "-zone:9", "brest|zone:lille"] {
        assert!(select(&index, filter, NOW).is_err(), "{filter}");
        assert!(index.groups(&Filter::parse(filter).unwrap(), Facet::Zone, NOW).is_err(), "{filter}");
    }
}

#[test]
fn accents_sort_as_letters_and_empty_comes_last() {
    let index = index();
    let sorted = |key| -> Vec<u32> {
        let found = index.select(&Filter::default(), Sort { key, descending: false }, Timestamp(0)).unwrap();
        found.numbers.iter().map(|number| number.0).collect()
    };
    assert_eq!(sorted(SortKey::Denomination), [3, 2, 1]);
    assert_eq!(sorted(SortKey::Uai), [1, 3, 2]);
    assert_eq!(sorted(SortKey::State), [1, 2, 3]);
}

#[test]
fn groups_partition_the_selection() {
    let index = index();
    let groups = |facet| index.groups(&Filter::default(), facet, Timestamp(0)).unwrap();
    for facet in [Facet::Zone, Facet::State, Facet::Department] {
        assert_eq!(groups(facet).iter().map(|group| group.numbers.len()).sum::<usize>(), 3, "{facet:?}");
    }
    assert_eq!(groups(Facet::Zone)[1].label, "Rennes");
}

/// What records and options call a column, filters know too.
#[test]
fn a_column_is_known_by_every_name_it_has() {
    for (named, usual) in [
        ("denomination:brest", "name:brest"),
        ("registered_on:>2020", "registered:>2020"),
        ("contact-email:a", "mail:a"),
        ("contact_email:-", "mail:-"),
        ("zone_name:rennes", "zone:rennes"),
        ("contact_last_name:le", "contact:le"),
    ] {
        assert_eq!(Filter::parse(named), Filter::parse(usual), "{named}");
        assert!(Filter::parse(named).is_ok(), "{named}");
    }
}
