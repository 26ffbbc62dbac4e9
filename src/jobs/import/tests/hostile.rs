//! S09: files that are broken or mean harm.

use std::os::unix::fs::MetadataExt as _;

use super::*;
use crate::domain::import::{FileProblem, Note};

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn good(n: u32) -> String {
    format!(";1;35000 Rennes;École {n};{};;;\n", uai(n))
}

/// Imports what must be refused as a whole, and looks that nothing was written.
fn check_refused(bytes: impl AsRef<[u8]>, problem: &FileProblem) {
    let mut fixture = Fixture::new();
    let path = fixture.file("bad.csv", bytes);
    let rejects = fixture.path("rejects.csv");
    let words = Catalogue::new(Language::English);
    let refused = Source::open(&path, Opening::default()).and_then(|source| {
        let mut watch = Watch::silent().with_rejects(Rejects::create(fixture.output(&rejects), &source, &words)?);
        examine(&mut fixture.ctx, &source, &Options::default(), &mut watch)
    });
    let Err(Error::File(found)) = refused else { panic!("{problem:?}: {refused:?}") };
    assert_eq!(found, *problem);
    assert_eq!(Error::File(found).exit_code(), 4);
    assert_eq!(fixture.establishments(), 0);
    let left: Vec<_> = std::fs::read_dir(fixture.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "only the data directory and the file: {left:?}");
}

#[test]
fn s09_a_broken_file_is_refused_with_its_line() {
    let rows = |lines: &[&str]| format!("{EIGHT}{}{}{}{}", good(1), good(2), good(3), lines.concat());
    let one = good(9);
    for (bytes, problem) in [
        (rows(&[";1;35000 Rennes;\"E;;;;\n", &one]), FileProblem::UnclosedQuote { line: 5 }),
        (rows(&[";1;35000 Rennes;\"E\"\"x\" y;;;;\n"]), FileProblem::StrayQuote { line: 5 }),
        (rows(&[&one, ";1;35000\0Rennes;E;;;;\n"]), FileProblem::Nul { line: 6 }),
        (String::new(), FileProblem::Empty),
        ("\n\n".to_owned(), FileProblem::Empty),
        ("nothing to see\nhere\n".to_owned(), FileProblem::NotATable),
        (EIGHT.to_owned(), FileProblem::NoRows),
        ("code;name\n".to_owned(), FileProblem::NoRows),
        ("code;name\n;\n\n".to_owned(), FileProblem::NoRows),
        ("code;name\n1;2\n".to_owned(), FileProblem::UnknownHeader { header: "code · name".into() }),
    ] {
        check_refused(bytes, &problem);
    }
    check_refused(utf16(&rows(&[])), &FileProblem::Utf16WithoutMark);
    check_refused([rows(&[]).as_bytes(), b"\xe9"].concat(), &FileProblem::BrokenUtf8 { line: 5 });
}

#[test]
fn s09_a_huge_file_is_refused_with_its_line() {
    let row = good(1);
    let opening = Opening { max_mib: 1, separator: None, encoding: None };
    let rows = (1 << 20) / row.len();
    let bytes = [EIGHT.as_bytes(), &row.as_bytes().repeat(rows + 10)].concat();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.csv");
    std::fs::write(&path, &bytes).unwrap();
    for refused in [Source::spool(&mut &bytes[..], folder.path(), opening), Source::open(&path, opening)] {
        let Err(Error::File(FileProblem::TooLarge { max_mib: 1, line })) = refused else { panic!("accepted") };
        assert!(line.abs_diff(rows as u64) < 3000, "{line}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "only the file");
    let fits = Opening { max_mib: 2, separator: None, encoding: None };
    assert!(Source::open(&path, fits).is_ok());
}

#[test]
fn s09_utf16_with_a_mark_is_read() {
    let mut fixture = Fixture::new();
    let path = fixture.file("utf16.csv", utf16(&format!("\u{feff}{EIGHT}{}", good(1)).replace('\n', "\r\n")));
    let (_, imported) = fixture.import(&path, &Options::default());
    assert_eq!(imported.added, 1);
    let found = crate::operations::establishment::first_page(&mut fixture.ctx, 1).unwrap();
    assert_eq!(found[0].denomination, "École 1");
}

#[test]
fn s09_cells_that_act_as_code_are_refused_or_neutralised() {
    let mut fixture = Fixture::new();
    let text = format!(
        "{EIGHT};1;35000 Rennes;Lyc\u{1b}[31mée;;;;\n;1;35000 Rennes;REAL\u{202e}FAKE;;;;\n;1;=cmd|'/c calc'!A1;=1+1;x;@y;-z;a@b\n\
         ;1;\"35000\nRennes\";B;;;;\n;1;35000 Rennes;{};;;;\n",
        "é".repeat(400)
    );
    let path = fixture.file("hostile.csv", text);
    let rejects = fixture.path("rejects.csv");
    let (examination, lines) = fixture.rejects(&path, &rejects);
    let long = format!("{}…", "é".repeat(79));
    let expected = [
        (2, "Dénomination", "Lyc␛[31mée", "unsafe"),
        (3, "Dénomination", "REAL⟨U+202E⟩FAKE", "unsafe"),
        (4, "Localisation", "=cmd|'/c calc'!A1", "formula"),
        (4, "Dénomination", "=1+1", "formula"),
        (4, "UAI", "x", "uai-shape"),
        (4, "Contact_Courriel", "a@b", "not-an-email"),
        (5, "Localisation", "35000␊Rennes", "unsafe"),
        (7, "Dénomination", long.as_str(), "too-long"),
    ];
    assert_eq!(listed(&examination), expected);
    assert!(
        lines[3].starts_with(r#""";"1";"'=cmd|'/c calc'!A1";"'=1+1";"x";"'@y";"'-z";"a@b";"4";"Localisation | Dénomination | UAI | Courriel du contact";"#)
    );
    assert_eq!(std::fs::metadata(&rejects).unwrap().mode() & 0o777, 0o600);
    assert!(
        lines.iter().all(|line| !line.chars().any(|sign| sign != '\u{feff}' && crate::domain::text::is_unsafe(sign)))
    );

    // What nobody corrected is refused again, for the same reasons.
    let (again, _) = fixture.rejects(&rejects, &fixture.path("again.csv"));
    let codes = |examination: &Examination| listed(examination).iter().map(|one| one.3.to_owned()).collect::<Vec<_>>();
    assert_eq!(codes(&again), codes(&examination));
    assert_eq!(again.findings[5].value, "a@b");
}

#[test]
fn e1_a_row_with_too_many_cells_is_its_own_reject_and_loses_nothing() {
    let mut fixture = Fixture::new();
    let cut = ";1;35000 Rennes;Lycée; Zola;0350001A;N;P;a@b.fr\n";
    let path = fixture.file("cut.csv", format!("{EIGHT}{}{cut}{}", good(1), ";1;35000 Rennes;Spare;;;;;;\n"));
    let rejects = fixture.path("rejects.csv");
    let (examination, lines) = fixture.rejects(&path, &rejects);
    assert_eq!(listed(&examination), [(3, "Dénomination", "Lycée", "extra-cells")]);
    assert_eq!(examination.counts.good, 2, "empty cells are none");
    assert!(
        lines[1].starts_with(r#""";"1";"35000 Rennes";"Lycée";" Zola";"0350001A";"N";"P␟a@b.fr";"3";"#),
        "{}",
        lines[1]
    );
    let more = fixture.file("more.csv", format!("{EIGHT};1;35000 Rennes;E;;;;a@b.fr;x; ;y\n"));
    let (_, lines) = fixture.rejects(&more, &fixture.path("more-rejects.csv"));
    assert!(lines[1].contains(r#""a@b.fr␟x␟y""#), "{}", lines[1]);
    // Nobody corrected it.
    let (again, lines) = fixture.rejects(&fixture.path("more-rejects.csv"), &fixture.path("again.csv"));
    assert_eq!(listed(&again), [(2, "Dénomination", "E", "kept-cells")]);
    // What was added for people is no part of the row.
    assert!(lines[1].contains(r#""a@b.fr␟x␟y";"2";"#), "{}", lines[1]);
}

/// A spreadsheet leaves out cells that are empty at the end; a file that was cut off ends so too.
#[test]
fn e1_rows_with_too_few_cells_are_told() {
    let mut fixture = Fixture::new();
    let path =
        fixture.file("short.csv", format!("{EIGHT};1;35000 Rennes;École A;\n{};2;29200 Brest;Pas assez", good(1)));
    let found = fixture.examine(&path, &Options::default()).unwrap();
    assert_eq!(found.counts.good, 3);
    let told = Note::Short { rows: 2, line: 4, cells: 4, columns: 8 };
    assert!(found.notes.contains(&told) && told.is_warning(), "{:?}", found.notes);
    // Columns without a name at the end need no cell.
    let path = fixture.file("wide.csv", format!("{};;\n{}", EIGHT.trim_end(), good(2)));
    let found = fixture.examine(&path, &Options::default()).unwrap();
    assert!(!found.notes.iter().any(|note| matches!(note, Note::Short { .. })), "{:?}", found.notes);
}

#[test]
fn s09_no_bytes_make_the_reader_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut fixture = Fixture::new();
    let mut check = |bytes: &[u8]| {
        let Ok(source) = Source::spool(&mut &*bytes, folder.path(), Opening::default()) else { return };
        let mut mapping = crate::domain::import::Mapping::guess(source.header());
        mapping.set(0, Some(crate::domain::import::Target::Denomination));
        mapping.set(1, Some(crate::domain::import::Target::Location));
        mapping.zone = Some(1);
        for mapping in [None, Some(mapping)] {
            let options = Options { mapping, ..Options::default() };
            let _ = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent());
        }
    };
    let check = std::cell::RefCell::new(&mut check);
    proptest::proptest!(|(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300))| {
        (check.borrow_mut())(&bytes);
    });
    proptest::proptest!(|(text in "[a-zé;,\"\\t\\r\\n'=0-9\u{feff}]{0,200}")| {
        (check.borrow_mut())(text.as_bytes());
        (check.borrow_mut())(format!("{EIGHT}{text}").as_bytes());
    });
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "spooled files leave nothing");
}
