//! What spreadsheets and other programs make of a table: short rows, `sep=`, errors, other encodings, other numbers.

use super::*;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::import::{FileProblem, Note, Separator, ZoneCount};
use crate::domain::zone::ZoneNumber;
use crate::jobs::import::{Encoding, FarNumbers, Update};
use crate::operations::audit::{self, AuditFilter};
use crate::operations::establishment::{self, CopyMail, Mailing};
use crate::operations::job;

fn places(fixture: &mut Fixture) -> Vec<(u32, String)> {
    let rows = establishment::first_page(&mut fixture.ctx, 100).unwrap();
    rows.into_iter().map(|row| (row.number.0, format!("{} {}", row.location, row.denomination))).collect()
}

#[test]
fn e1_a_row_without_its_last_cells_has_them_empty() {
    let mut fixture = Fixture::new();
    let text =
        format!("{EIGHT};1;35000 Rennes;École A\n;1;35000 Rennes;École B;\n;1\n;1;35000 Rennes;École C;;;;;;\n\n");
    let path = fixture.file("short.csv", text);
    let (found, imported) = fixture.import(&path, &Options::default());
    assert_eq!((imported.added, found.counts.errors), (3, 1));
    let expected = [(4, "Localisation", "", "missing"), (4, "Dénomination", "", "missing")];
    assert_eq!(listed(&found), expected);
    let (_, lines) = fixture.rejects(&path, &fixture.path("rejects.csv"));
    assert!(lines[1].starts_with(r#""";"1";"";"";"";"";"";"";"4";"#), "{lines:?}");
}

#[test]
fn e2_a_line_that_tells_the_separator_is_obeyed() {
    let fixture = Fixture::new();
    let header = |sign: char| EIGHT.replace(';', &sign.to_string());
    let row = |sign: char| ";1;35000 Rennes;A, b;;;;\n".replace(';', &sign.to_string());
    for (text, separator) in [
        (format!("sep=;\n{}{}", header(';'), row(';')), Separator::Semicolon),
        (format!("\u{feff}SEP=;\r\n{}{}", header(';'), row(';')), Separator::Semicolon),
        (format!("\"sep=;\"\n{}{}", header(';'), row(';')), Separator::Semicolon),
        (format!("sep=\t\n{}{}", header('\t'), row('\t')), Separator::Tab),
        (format!("sep=;;;;;;;;\n{}{}", header(';'), row(';')), Separator::Semicolon),
        (format!("sep=;\r{}{}", header(';'), row(';')).replace('\n', "\r"), Separator::Semicolon),
    ] {
        let source = Source::open(&fixture.file("sep.csv", &text), Opening::default()).unwrap();
        assert_eq!((source.separator(), source.header().len()), (separator, 8), "{text:?}");
        assert_eq!(source.sample(9).unwrap()[0][3], "A, b", "{text:?}");
        assert!(source.recognised().is_some());
    }
    let utf16: Vec<u8> =
        format!("\u{feff}sep=;\r\n{EIGHT}{}", row(';')).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(Source::open(&fixture.file("sep.csv", utf16), Opening::default()).unwrap().recognised().is_some());
    // What it tells rules over what would fit better, and what is asked for rules over it.
    let text = "sep=;\nNom, usuel, court;Ville, CP\nÉcole;Brest\n";
    let path = fixture.file("sep.csv", text);
    let source = Source::open(&path, Opening::default()).unwrap();
    assert_eq!(source.header(), ["Nom, usuel, court", "Ville, CP"]);
    assert_eq!(source.separated(Some(Separator::Comma)).unwrap().header().len(), 4);
    let odd = Source::open(&fixture.file("sep.csv", "sep=|\na|b\n"), Opening::default());
    assert!(matches!(odd, Err(Error::File(FileProblem::UnknownSeparator { sign: '|' }))), "{odd:?}");
}

#[test]
fn e3_zeros_come_back_and_errors_and_formulas_are_refused() {
    let mut fixture = Fixture::new();
    let text = format!(
        "{EIGHT};1;1500 Ambérieu;École A;;;;\n;1;35000 Rennes;#REF!;;;;\n;#N/A;35000 Rennes;École C;;;;\n\
         ;1;=VLOOKUP(A1);École D;;;;\n;1;35000 Rennes;\"=HYPERLINK(\"\"https://x\"\";\"\"École\"\")\";;;;\n\
         ;1;35000 Rennes;École F;#N/A;#NOM?;;#VALEUR!\n1\u{a0}234;1;35000 Rennes;École G;0350122T \u{a0};;;\n"
    );
    let path = fixture.file("sheet.csv", text);
    let (found, imported) = fixture.import(&path, &Options::default());
    let codes: Vec<_> =
        listed(&found).into_iter().map(|(line, column, _, code)| (line, column.to_owned(), code.to_owned())).collect();
    let expected: Vec<_> = [
        (3, "Dénomination", "spreadsheet-error"),
        (4, "Id_Zone", "spreadsheet-error"),
        (5, "Localisation", "formula"),
        (6, "Dénomination", "formula"),
        (7, "UAI", "spreadsheet-error"),
        (7, "Contact_Nom", "spreadsheet-error"),
        (7, "Contact_Courriel", "spreadsheet-error"),
    ]
    .map(|(line, column, code)| (line, column.to_owned(), code.to_owned()))
    .into();
    assert_eq!((codes, imported.added), (expected, 2));
    assert_eq!(places(&mut fixture)[1], (1234, "35000 Rennes École G".to_owned()));
    let told = Note::Postcodes { before: "1500 Ambérieu".into(), after: "01500 Ambérieu".into(), rows: 1 };
    assert!(found.notes.contains(&told), "{:?}", found.notes);
    // Nobody corrected them: they are refused again.
    let (first, _) = fixture.rejects(&path, &fixture.path("rejects.csv"));
    let (again, _) = fixture.rejects(&fixture.path("rejects.csv"), &fixture.path("again.csv"));
    assert_eq!((first.counts.errors, again.counts.errors), (5, 5));
    let directory = "uai;nom;code_postal;commune;academie;mail\n;École Z;1\u{202f}500;Ambérieu;Lyon;\n";
    let (found, _) = fixture.import(&fixture.file("directory.csv", directory), &Options::default());
    assert_eq!(found.counts.good, 1);
    assert!(places(&mut fixture).iter().any(|(_, place)| place == "01500 Ambérieu École Z"));
    // A school abroad; one of a French department has no such postcode.
    let abroad = "uai;nom;code_postal;commune;academie;mail\n1380001B;Lycée A;100000;Pékin;Lyon;\n;Lycée B;101;Reykjavík;Lyon;\n\
                  0350122T;Lycée C;101;Rennes;Rennes;\n";
    let (found, _) = fixture.import(&fixture.file("abroad.csv", abroad), &Options::default());
    assert_eq!((found.counts.good, found.counts.errors), (2, 1));
    let told = Note::ForeignPostcodes { first: "100000".into(), rows: 2 };
    assert!(found.notes.contains(&told), "{:?}", found.notes);
    assert!(places(&mut fixture).iter().any(|(_, place)| place == "100000 Pékin Lycée A"));
}

#[test]
fn e4_another_encoding_is_suspected_with_examples_and_can_be_asked_for() {
    for (encoding, bytes) in [
        (Encoding::MacRoman, b"Lyc\x8ee Fran\x8dois Arago" as &[u8]),
        (Encoding::Cp850, b"Lyc\x82e Fran\x87ois Arago"),
        (Encoding::Cp437, b"Lyc\x82e Fran\x87ois Arago"),
    ] {
        let mut fixture = Fixture::new();
        let header = EIGHT.replace('é', "e");
        let text = [header.as_bytes(), b";1;35000 Rennes;", bytes, b";;;;\n"].concat();
        let path = fixture.file("old.csv", text);
        let found = fixture.examine(&path, &Options::default()).unwrap();
        let Some(Note::Letters { examples, likely, rows: 1 }) = found.notes.first() else {
            panic!("{:?}", found.notes)
        };
        assert_eq!(examples[0].1.as_deref(), Some("Lycée"), "{examples:?}");
        assert!(likely.is_some_and(|likely| likely == encoding.word() || encoding == Encoding::Cp437), "{likely:?}");
        let source = Source::open(&path, Opening { encoding: Some(encoding), ..Opening::default() }).unwrap();
        assert_eq!(source.sample(1).unwrap()[0][3], "Lycée François Arago", "{}", encoding.name());
        let found = examine(&mut fixture.ctx, &source, &Options::default(), &mut Watch::silent()).unwrap();
        assert!(!found.notes.iter().any(Note::is_warning), "{:?}", found.notes);
        assert_eq!(source.decoded(None).unwrap().encoding(), Encoding::Windows1252);
    }
    let mut fixture = Fixture::new();
    let twice = fixture.file("twice.csv", format!("{EIGHT};1;35000 Rennes;LycÃ©e;;;;\n;1;35000 Rennes;Coll?ge;;;;\n"));
    let found = fixture.examine(&twice, &Options::default()).unwrap();
    let Some(Note::Letters { examples, rows: 2, .. }) = found.notes.first() else { panic!("{:?}", found.notes) };
    assert_eq!(examples[0], ("LycÃ©e".to_owned(), Some("Lycée".to_owned())));
    assert_eq!(examples[1], ("Coll?ge".to_owned(), None));
}

#[test]
fn e5_a_number_that_jumps_is_asked_back_and_the_highest_one_stops_nobody() {
    let mut fixture = Fixture::new();
    let path = fixture.file("far.csv", format!("{EIGHT}9999999;1;A;a;;;;\n200000;1;B;b;;;;\n;1;C;c;;;;\n"));
    let (found, imported) = fixture.import(&path, &Options::default());
    assert_eq!(listed(&found), [(2, "Id_Import", "9999999", "number-far")]);
    assert_eq!(imported.added, 2);
    let asked = Options { far_numbers: FarNumbers::Accept, ..Options::default() };
    let (found, imported) = fixture.import(&path, &asked);
    assert_eq!((found.counts.errors, imported.added), (0, 1));
    // From here on, the lowest that are free: in forms, in batches, beside numbers that a file asks for.
    let input = crate::domain::establishment::Input {
        zone: "1".into(),
        location: "D".into(),
        denomination: "d".into(),
        contact_last_name: "D".into(),
        contact_first_name: "d".into(),
        contact_email: "d@ecole.invalid".into(),
        ..Default::default()
    };
    let mailing = Mailing { send: SendMail::No, copy: CopyMail::No };
    assert_eq!(establishment::add(&mut fixture.ctx, &input, mailing).unwrap().number.0, 2);
    let path = fixture.file("more.csv", format!("{EIGHT};1;E;e;;;;\n5;1;F;f;;;;\n;1;G;g;;;;\n"));
    let (found, imported) = fixture.import(&path, &Options::default());
    assert_eq!((found.counts.errors, imported.added), (0, 3));
    let numbers: Vec<u32> = places(&mut fixture).into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 200_000, 9_999_999]);
}

#[test]
fn e6_zones_are_named_and_counted_and_compared_with_the_uai() {
    let mut fixture = Fixture::new();
    let zones = crate::operations::zone::list(&mut fixture.ctx).unwrap();
    let number = |name: &str| zones.iter().find(|line| line.zone.name == name).unwrap().zone.number;
    let (strasbourg, rennes) = (number("Strasbourg"), number("Rennes"));
    let row = |zone: ZoneNumber, name: &str, uai: &str| format!(";{};35000 Rennes;{name};{uai};;;\n", zone.0);
    let text = [
        EIGHT.to_owned(),
        row(strasbourg, "A", "0350122T"),
        row(strasbourg, "B", "0350165P"),
        row(rennes, "C", "0350192U"),
        row(ZoneNumber(1), "D", "0350196Y"),
    ]
    .concat();
    let found = fixture.examine(&fixture.file("zones.csv", text), &Options::default()).unwrap();
    let count = |given: ZoneNumber, name: &str, rows| {
        Note::Zone(ZoneCount { given: given.0.to_string(), number: Some(given), name: name.into(), rows })
    };
    let elsewhere = Note::Elsewhere { zone: "Strasbourg".into(), academie: "Rennes", rows: 2, line: 2 };
    let default = zones.iter().find(|line| line.zone.number.0 == 1).unwrap().zone.name.clone();
    let mut expected =
        vec![count(ZoneNumber(1), &default, 1), count(rennes, "Rennes", 1), count(strasbourg, "Strasbourg", 2)];
    expected.sort_by_key(|note| if let Note::Zone(zone) = note { zone.number } else { None });
    expected.insert(0, elsewhere);
    assert_eq!(found.notes, expected);
    assert_eq!(found.notes[3].value().split(" → ").count(), 2);
    // Corsica's UAIs begin otherwise than its departments.
    let text = [EIGHT.to_owned(), row(strasbourg, "E", "6200001G")].concat();
    let found = fixture.examine(&fixture.file("zones.csv", text), &Options::default()).unwrap();
    assert!(matches!(&found.notes[..], [Note::Elsewhere { academie: "Corse", .. }, _]), "{:?}", found.notes);
}

#[test]
fn e8_what_differs_is_listed_and_brought_up_to_date_when_asked() {
    let mut fixture = Fixture::new();
    let row = |name: &str, uai: &str, contact: &str| format!(";1;35000 Rennes;{name};{uai};{contact}\n");
    let first = [
        EIGHT.to_owned(),
        row("École A", "0350122T", "Le Gall;Anne;anne@ecole.invalid"),
        row("École B", "", "Le Bras;Luc;luc@ecole.invalid"),
        row("École C", "0350165P", ";;"),
    ]
    .concat();
    fixture.import(&fixture.file("first.csv", first), &Options::default());
    let second = [
        EIGHT.to_owned(),
        row("École Alpha", "0350122T", "Le Gall;;anna@ecole.invalid"),
        row("École B", "", "Le Bras;Luc;luc@ecole.invalid"),
        row("École C", "0350165P", "Roux;;"),
    ]
    .concat();
    let path = fixture.file("second.csv", second);
    let (found, imported) = fixture.import(&path, &Options::default());
    assert_eq!((found.counts.unchanged, found.counts.differ, found.counts.errors), (1, 2, 0));
    let expected = [
        (2, "Dénomination", "École Alpha", "differs"),
        (2, "Contact_Courriel", "anna@ecole.invalid", "differs"),
        (4, "Contact_Nom", "Roux", "differs"),
    ];
    assert_eq!((listed(&found), imported.added, imported.updated), (expected.to_vec(), 0, 0));
    let (_, lines) = fixture.rejects(&path, &fixture.path("rejects.csv"));
    assert!(lines.is_empty(), "what differs is not refused: {lines:?}");

    let asked = Options { update: Update::Apply, ..Options::default() };
    let (_, imported) = fixture.import(&path, &asked);
    assert_eq!((imported.added, imported.updated, imported.exit_code()), (0, 2, 0));
    let updated = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!((updated.denomination.as_str(), updated.contact.email_text()), ("École Alpha", "anna@ecole.invalid"));
    assert_eq!(
        (updated.contact.full_name().as_str(), updated.rev),
        ("LE GALL Anne", 2),
        "an empty cell changes nothing"
    );
    let filter = AuditFilter { action: "establishment.edit".into(), ..AuditFilter::default() };
    assert_eq!(audit::list(&mut fixture.ctx, &filter, None, 9).unwrap().len(), 2);
    assert_eq!(job::list(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap(), [], "the import tells of them");
    let (found, imported) = fixture.import(&path, &asked);
    assert_eq!((found.counts.unchanged, found.counts.differ, imported.updated), (3, 0, 0));
}

#[test]
fn e8_what_others_do_meanwhile_is_kept_or_refused_for_that_row_alone() {
    use crate::store::owner::Owner;
    use crate::store::registry::Registry;
    use crate::store::registry::unfinished::{self, Step, Unfinished};

    let mut fixture = Fixture::new();
    let row = |name: &str, email: &str| format!(";1;35000 Rennes;{name};0350122T;Le Gall;;{email}\n");
    let busy = |name: &str| format!(";1;35000 Rennes;{name};0350165P;;;\n");
    let first = format!("{EIGHT}{}{}", row("École A", "a@ecole.invalid"), busy("École B"));
    fixture.import(&fixture.file("first.csv", first), &Options::default());
    let second = format!("{EIGHT}{}{}", row("École A", "b@ecole.invalid"), busy("École Bis"));
    let path = fixture.file("second.csv", second);
    let source = Source::open(&path, Opening::default()).unwrap();
    let asked = Options { update: Update::Apply, ..Options::default() };
    let found = examine(&mut fixture.ctx, &source, &asked, &mut Watch::silent()).unwrap();
    assert_eq!(found.counts.differ, 2);

    let mut other = fixture.other();
    let now = establishment::get(&mut other, EstablishmentNumber(1)).unwrap();
    let mut draft = now.draft();
    draft.contact.first_name = "Zoé".into();
    let input = crate::domain::establishment::Input::from_draft(&draft);
    establishment::edit(&mut other, EstablishmentNumber(1), now.rev, &input).unwrap();
    let owner = Owner::acquire(fixture.ctx.home()).unwrap();
    let mut registry = Registry::open(&fixture.ctx.home().registry()).unwrap();
    let work =
        Unfinished { number: EstablishmentNumber(2), owner: owner.token().into(), step: Step::Names, target: None };
    registry.write(|tx| unfinished::begin(tx, &work)).unwrap().unwrap();

    let mut findings = Vec::new();
    let mut watch = Watch::silent().with_findings(|finding| findings.push((finding.line, finding.problem.code())));
    let imported = run(&mut fixture.ctx, &source, &asked, &found, SendMail::No, &mut watch).unwrap();
    drop(watch);
    assert_eq!((imported.updated, imported.counts.errors, imported.exit_code()), (1, 1, 3));
    assert_eq!(findings, [(3, "not-updated")]);
    let updated = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!(
        (updated.contact.full_name().as_str(), updated.contact.email_text()),
        ("LE GALL Zoé", "b@ecole.invalid")
    );
}

#[test]
fn e9_an_address_with_accents_is_taken_in_its_ascii_form() {
    let mut fixture = Fixture::new();
    let path = fixture.file("idn.csv", format!("{EIGHT};1;A;a;;;;g@école-essai.invalid\n;1;B;b;;;;gé@ecole.invalid\n"));
    let (found, imported) = fixture.import(&path, &Options::default());
    assert_eq!(imported.added, 1);
    assert_eq!(listed(&found), [(3, "Contact_Courriel", "gé@ecole.invalid", "not-an-email")]);
    let told = Note::Addresses {
        before: "g@école-essai.invalid".into(),
        after: "g@xn--cole-essai-96a.invalid".into(),
        rows: 1,
    };
    assert!(found.notes.contains(&told), "{:?}", found.notes);
    let (again, _) = fixture.import(&path, &Options::default());
    assert_eq!((again.counts.unchanged, again.counts.differ), (1, 0));
}

#[test]
fn e10_workbooks_folders_and_pipes_are_told_apart() {
    let fixture = Fixture::new();
    for (bytes, problem) in [
        (b"PK\x03\x04\x14\0\x06\0" as &[u8], FileProblem::Workbook),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileProblem::Workbook),
    ] {
        let refused = Source::open(&fixture.file("workbook.csv", bytes), Opening::default());
        assert!(matches!(&refused, Err(Error::File(found)) if *found == problem), "{refused:?}");
    }
    for path in [fixture.path(""), "/dev/null".into()] {
        let refused = Source::open(&path, Opening::default());
        assert!(matches!(&refused, Err(Error::File(FileProblem::NotAFile))), "{refused:?}");
    }
}

#[test]
fn e11_two_imports_of_the_same_new_zone_share_it() {
    let mut fixture = Fixture::new();
    let text = |name: &str, number: &str| {
        format!("Id_Import;Académie;Ville;Nom;UAI\n{number};Neuve;Brest;{name};\n;Neuve;Brest;{name} bis;\n")
    };
    let mapping =
        crate::domain::import::Mapping::guess(&["Id_Import", "Académie", "Ville", "Nom", "UAI"].map(str::to_owned));
    let options = Options { mapping: Some(mapping), ..Options::default() };
    let sources = ["one", "two"].map(|name| {
        let path = fixture.file(&format!("{name}.csv"), text(name, if name == "one" { "7" } else { "8" }));
        Source::open(&path, Opening::default()).unwrap()
    });
    let found =
        sources.each_ref().map(|source| examine(&mut fixture.ctx, source, &options, &mut Watch::silent()).unwrap());
    for (source, found) in sources.iter().zip(&found) {
        assert_eq!(found.new_zones, ["Neuve"]);
        let imported = run(&mut fixture.ctx, source, &options, found, SendMail::No, &mut Watch::silent()).unwrap();
        assert_eq!((imported.added, imported.exit_code()), (2, 0));
    }
    let zones = crate::operations::zone::list(&mut fixture.ctx).unwrap();
    let neuve: Vec<_> = zones.iter().filter(|line| line.zone.name == "Neuve").map(|line| line.establishments).collect();
    assert_eq!(neuve, [4]);
}

#[test]
fn a_new_zone_that_is_spelt_nearly_as_one_that_is_there_is_a_warning() {
    let mut fixture = Fixture::new();
    let names = ["Académie", "Ville", "Nom", "UAI"].map(str::to_owned);
    let mapping = crate::domain::import::Mapping::guess(&names);
    let options = Options { mapping: Some(mapping), ..Options::default() };
    let path = fixture.file("near.csv", "Académie;Ville;Nom;UAI\nRenne;Brest;A;\nZurich;Brest;B;\n");
    let found = fixture.examine(&path, &options).unwrap();
    assert_eq!(found.new_zones, ["Renne", "Zurich"]);
    let near = Note::NearZone { name: "Renne".into(), there: "Rennes".into() };
    assert!(found.notes.iter().filter(|note| note.word() == near.word()).eq([&near]), "{:?}", found.notes);
}

#[test]
fn e11_a_row_that_somebody_else_added_meanwhile_fails_alone() {
    let mut fixture = Fixture::new();
    let path =
        fixture.file("same.csv", format!("{EIGHT};1;A;a;0350122T;;;\n;1;B;b;0350165P;;;\n7;1;C;c;;;;\n;1;D;d;;;;\n"));
    let source = Source::open(&path, Opening::default()).unwrap();
    let found = examine(&mut fixture.ctx, &source, &Options::default(), &mut Watch::silent()).unwrap();
    let other = fixture.file("other.csv", format!("{EIGHT};1;X;x;0350122T;;;\n;1;Y;y;;;;\n7;1;Z;z;;;;\n"));
    // Between the examination and the first batch: what a second process does at the same time.
    let mut ctx = fixture.other();
    let meanwhile = Source::open(&other, Opening::default()).unwrap();
    let mut done = false;
    let mut findings = Vec::new();
    let progress = crate::jobs::progress::Progress::new(|report| {
        if report.stage == "import-stage-import" && !std::mem::replace(&mut done, true) {
            let options = Options::default();
            let found = examine(&mut ctx, &meanwhile, &options, &mut Watch::silent()).unwrap();
            run(&mut ctx, &meanwhile, &options, &found, SendMail::No, &mut Watch::silent()).unwrap();
        }
    });
    let mut watch = Watch::new(progress, crate::jobs::progress::Cancel::new())
        .with_findings(|finding| findings.push((finding.line, finding.problem.code())));
    let imported = run(&mut fixture.ctx, &source, &Options::default(), &found, SendMail::No, &mut watch).unwrap();
    drop(watch);
    assert!(done, "the other import ran");
    assert_eq!((imported.added, imported.counts.errors, imported.exit_code()), (2, 2, 3));
    findings.sort_unstable();
    assert_eq!(findings, [(2, "uai-used"), (4, "number-here")]);
    assert_eq!(fixture.establishments(), 5);
}
