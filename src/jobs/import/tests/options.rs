//! Numbers, mappings by hand, UAIs that are known, and files that change.

use super::*;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Problem;
use crate::domain::import::{FileProblem, Format, Mapping, MappingProblem, Note, RowProblem, Separator, Target};
use crate::domain::message::{Explain as _, Message};
use crate::operations::establishment::{first_page, get};

fn numbered(fixture: &mut Fixture) -> Vec<(u32, String)> {
    first_page(&mut fixture.ctx, 100).unwrap().into_iter().map(|one| (one.number.0, one.denomination)).collect()
}

#[test]
fn numbers_are_given_or_the_next_free_ones() {
    let mut fixture = Fixture::new();
    let text =
        format!("{EIGHT};1;A;a;;;;\n2;1;B;b;;;;\n;1;C;c;;;;\n2;1;D;d;;;;\n0;1;E;e;;;;\n40;1;F;f;;;;\n;1;G;g;;;;\n");
    let path = fixture.file("numbers.csv", text);
    let (examination, imported) = fixture.import(&path, &Options::default());
    assert_eq!(listed(&examination), [(5, "Id_Import", "2", "number-double"), (6, "Id_Import", "0", "not-a-number")]);
    assert_eq!(imported.added, 5);
    let expected = [(1, "a"), (2, "b"), (3, "c"), (4, "g"), (40, "f")].map(|(number, name)| (number, name.to_owned()));
    assert_eq!(numbered(&mut fixture), expected);
    let path = fixture.file("clash.csv", format!("{EIGHT}40;1;Z;z;;;;\n"));
    assert_eq!(listed(&fixture.examine(&path, &Options::default()).unwrap()), [(2, "Id_Import", "40", "number-here")]);
}

#[test]
fn a_known_uai_is_the_same_school_or_left_out() {
    let mut fixture = Fixture::new();
    let code = uai(350_001);
    let first = fixture.file("first.csv", format!("{EIGHT};1;35000 Rennes;Collège Zola;{code};;;\n"));
    fixture.import(&first, &Options::default());
    for (row, [unchanged, differ, skipped]) in [
        (format!(";1;35000 rennes;COLLEGE ZOLA;{code};Dupont;;"), [0, 1, 0]),
        (format!(";1;35200 Rennes;Collège Zola;{code};;;"), [0, 1, 0]),
        (format!(";1;35000 Rennes;Collège Émile-Zola;{code};;;"), [0, 1, 0]),
        (";99;35000 Rennes;Collège Zola;;;;".to_owned(), [1, 0, 0]),
        (format!(";1;29200 Brest;Lycée Kerichen;{code};;;"), [0, 0, 1]),
    ] {
        let path = fixture.file("second.csv", format!("{EIGHT}{row}\n"));
        let (examination, imported) = fixture.import(&path, &Options::default());
        let counts = Counts { rows: 1, unchanged, differ, skipped, ..Counts::default() };
        assert_eq!((examination.counts, imported.added), (counts, 0), "{row}");
    }
    let path = fixture.path("second.csv");
    let examination = fixture.examine(&path, &Options::default()).unwrap();
    assert_eq!(listed(&examination), [(2, "UAI", code.as_str(), "uai-known")]);
    let message = examination.findings[0].problem.message();
    assert!(Catalogue::new(Language::French).say(&message).starts_with("L'établissement 1, Collège Zola,"));

    let accept = Options { shared_uai: SharedUai::Accept, ..Options::default() };
    let (_, imported) = fixture.import(&path, &accept);
    assert_eq!(imported.added, 1);
    let (_, imported) = fixture.import(&path, &accept);
    assert_eq!(imported.added, 0);
}

#[test]
fn rows_without_uai_are_doubles_by_place_and_name() {
    let mut fixture = Fixture::new();
    let path = fixture.file("doubles.csv", format!("{EIGHT};1;35000 Rennes;École;;;;\n;1;35000 RENNES;Ecole;;;;\n"));
    let (examination, imported) = fixture.import(&path, &Options::default());
    assert_eq!((listed(&examination), imported.added), (vec![(3, "Dénomination", "Ecole", "row-double")], 1));
}

#[test]
fn an_unknown_header_is_mapped_by_hand() {
    let mut fixture = Fixture::new();
    let path =
        fixture.file("unknown.csv", "Ville,Nom,CP,Courriel du chef\nBrest,\"Lycée, dit Kerichen\",29200,a@b.fr\n");
    let source = Source::open(&path, Opening::default()).unwrap();
    assert_eq!((source.separator(), source.recognised()), (Separator::Comma, None));
    assert_eq!(source.sample(5).unwrap(), [["Brest", "Lycée, dit Kerichen", "29200", "a@b.fr"]]);
    let mut mapping = Mapping::guess(source.header());
    assert_eq!(mapping.column_of(Target::Denomination), Some(1));
    mapping.set(0, Some(Target::Town));
    mapping.set(2, Some(Target::Postcode));
    mapping.set(3, Some(Target::ContactEmail));
    let options = Options { mapping: Some(Mapping { zone: Some(99), ..mapping.clone() }), ..Options::default() };
    assert!(matches!(fixture.examine(&path, &options), Err(Error::Mapping(MappingProblem::NoZone))));
    // Without a zone, the postcode tells the académie.
    let options = Options { mapping: Some(mapping.clone()), ..Options::default() };
    let found = fixture.examine(&path, &options).unwrap();
    assert!(matches!(&found.notes[..], [Note::Zone(zone)] if zone.name == "Rennes"), "{:?}", found.notes);
    mapping.zone = Some(1);
    crate::operations::mapping::save(&mut fixture.ctx, &source.header_hash(), "Ville, Nom", &mapping.to_json())
        .unwrap();
    let saved = crate::operations::mapping::find(&mut fixture.ctx, &source.header_hash()).unwrap().unwrap();
    let options = Options { mapping: Mapping::from_json(&saved), ..Options::default() };
    let (_, imported) = fixture.import(&path, &options);
    assert_eq!(imported.added, 1);
    let found = get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!((found.location.as_str(), found.contact.email_text()), ("29200 Brest", "a@b.fr"));
}

#[test]
fn a_file_that_changed_since_its_examination_is_refused() {
    let mut fixture = Fixture::new();
    let path = fixture.file("changing.csv", format!("{EIGHT};1;A;a;;;;\n"));
    let source = Source::open(&path, Opening::default()).unwrap();
    let options = Options::default();
    let examination = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent()).unwrap();
    fixture.file("changing.csv", format!("{EIGHT};1;A;b;;;;\n"));
    let watch = &mut Watch::silent();
    let refused = run(&mut fixture.ctx, &source, &options, &examination, SendMail::No, watch).unwrap_err();
    assert!(matches!(refused, Error::File(FileProblem::Changed)));
    assert_eq!(fixture.establishments(), 0);
}

#[test]
fn standard_input_is_read_through_a_file_without_a_name() {
    let mut fixture = Fixture::new();
    let text = format!("{EIGHT};1;A;a;;;;\n");
    let source = Source::spool(&mut text.as_bytes(), &fixture.path("data"), Opening::default()).unwrap();
    let options = Options::default();
    let examination = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent()).unwrap();
    let watch = &mut Watch::silent();
    let imported = run(&mut fixture.ctx, &source, &options, &examination, SendMail::No, watch).unwrap();
    assert_eq!((imported.added, source.path()), (1, Path::new("-")));
}

#[test]
fn findings_are_all_told_but_only_the_first_are_kept() {
    let mut fixture = Fixture::new();
    let rows = ";1;A;a;x;;;\n".repeat(KEPT_FINDINGS + 5);
    let path = fixture.file("many.csv", format!("{EIGHT}{rows}"));
    let source = Source::open(&path, Opening::default()).unwrap();
    let mut told = 0;
    let mut watch = Watch::silent().with_findings(|_| told += 1);
    let examination = examine(&mut fixture.ctx, &source, &Options::default(), &mut watch).unwrap();
    drop(watch);
    assert_eq!((examination.findings.len(), examination.findings_total, told), (KEPT_FINDINGS, 10_005, 10_005));
}

#[test]
fn everything_that_can_be_wrong_has_words() {
    let (line, first, max, expected, found) = (5, 3, 7, 8, 1);
    let holder = EstablishmentNumber(12);
    let mut messages: Vec<Message> = [
        FileProblem::Empty,
        FileProblem::NotATable,
        FileProblem::NotSeparated,
        FileProblem::UnknownHeader { header: "a b".into() },
        FileProblem::TooLarge { max_mib: 100, line },
        FileProblem::TooManyRows { max, line },
        FileProblem::RowTooLong { line, max_kib: 64 },
        FileProblem::NotAFile,
        FileProblem::Workbook,
        FileProblem::UnknownSeparator { sign: '|' },
        FileProblem::UnclosedQuote { line },
        FileProblem::StrayQuote { line },
        FileProblem::Nul { line },
        FileProblem::Utf16WithoutMark,
        FileProblem::BrokenUtf8 { line },
        FileProblem::Changed,
    ]
    .map(|problem| problem.message())
    .to_vec();
    messages.extend(
        [
            RowProblem::Cell(Problem::Missing),
            RowProblem::UaiDouble { first },
            RowProblem::RowDouble { first },
            RowProblem::NumberDouble { first },
            RowProblem::UaiKnown { holder, denomination: "École".into() },
            RowProblem::UaiSites { count: 2 },
            RowProblem::TooManyZones { max: 100 },
            RowProblem::Cell(Problem::ExtraCells { expected, found }),
            RowProblem::NumberFar { max: 200_000 },
            RowProblem::Differs { number: holder, stored: String::new() },
            RowProblem::NumberHere { number: holder, denomination: "École".into() },
            RowProblem::SchoolDouble { number: holder, first },
            RowProblem::NotUpdated { number: holder, why: "conflict" },
        ]
        .map(|problem| problem.message()),
    );
    messages.extend(
        [
            MappingProblem::Columns { mapped: 1, found },
            MappingProblem::Twice { target: Target::Uai, column: 2 },
            MappingProblem::NoDenomination,
            MappingProblem::NoLocation,
            MappingProblem::NoZone,
        ]
        .map(|problem| problem.message()),
    );
    let io = Error::Io { path: "x.csv".into(), cause: std::io::ErrorKind::NotFound.into() };
    assert_eq!(io.exit_code(), 2);
    messages.extend([io, Error::Cancelled].map(|error| error.message()));
    messages.extend(Format::ALL.map(Format::label));
    messages.extend(Target::ALL.map(Target::label));
    for language in [Language::French, Language::English] {
        let words = Catalogue::new(language);
        for message in &messages {
            let said = words.say(message);
            assert!(!said.contains(message.key) && !said.contains('$') && !said.contains("eight-columns"), "{said}");
        }
    }
}

#[test]
fn a_separator_that_is_asked_for_rules_over_the_one_that_is_found() {
    let fixture = Fixture::new();
    let path = fixture.file("many-commas.csv", "Nom, usuel, court;Ville, CP\nÉcole;Brest\n");
    let found = Source::open(&path, Opening::default()).unwrap();
    assert_eq!((found.separator(), found.header().len()), (Separator::Comma, 4));
    let asked = found.separated(Some(Separator::Semicolon)).unwrap();
    assert_eq!((asked.separator(), asked.asked_separator()), (Separator::Semicolon, Some(Separator::Semicolon)));
    assert_eq!(asked.header(), ["Nom, usuel, court", "Ville, CP"]);
    assert_eq!(asked.sample(9).unwrap(), [["École", "Brest"]]);
    assert_eq!(asked.separated(None).unwrap().separator(), Separator::Comma);
    let absent = found.separated(Some(Separator::Tab));
    assert!(matches!(absent, Err(Error::File(FileProblem::NotSeparated))), "{absent:?}");
}
