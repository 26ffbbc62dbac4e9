//! Workbooks: the first sheet is read as the table that it would be saved as, and nothing else that looks like one is.

use std::io::{Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::domain::import::FileProblem;

/// A row with its line.
type Line = (u64, Vec<String>);

/// Reads the first sheet of a workbook: its header, and each row with its line.
fn read(fixture: &Fixture, bytes: &[u8]) -> Result<(Vec<String>, Vec<Line>)> {
    let path = fixture.file("a.xlsx", bytes);
    let opening = Opening { max_mib: 1, ..Opening::default() };
    let source = Source::open_or_spool(&path, fixture.folder.path(), opening)?;
    let mut rows = Vec::new();
    source.each::<Error>(|line, row, _| {
        rows.push((line, row.iter().map(str::to_owned).collect()));
        Ok(())
    })?;
    Ok((source.header().to_vec(), rows))
}

#[test]
fn cells_are_read_as_they_are_typed_and_a_line_is_a_row() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, name) in (0..).zip(["username", "nom", "date", "actif", "note"]) {
        sheet.write_string(0, at, name).unwrap();
    }
    sheet.write_number(1, 0, 20_231_234).unwrap();
    sheet.write_string(1, 1, "O\"Brien; Zoé\nLine").unwrap();
    let day = ExcelDateTime::from_ymd(2029, 5, 1).unwrap();
    sheet.write_datetime_with_format(1, 2, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    sheet.write_boolean(1, 3, true).unwrap();
    sheet.write_string(5, 0, "six").unwrap();
    sheet.write_formula(5, 4, Formula::new("=1+1").set_result("2")).unwrap();
    let (header, rows) = read(&Fixture::new(), &workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(header, ["username", "nom", "date", "actif", "note"]);
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        rows,
        [(2, cells(&["20231234", "O\"Brien; Zoé Line", "2029-05-01", "1"])), (6, cells(&["six", "", "", "", "2"])),]
    );
}

#[test]
fn what_only_looks_like_a_workbook_is_refused() {
    let fixture = Fixture::new();
    let zip = |name: &str, bytes: usize| {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        let piece = vec![b' '; 1 << 20];
        (0..bytes >> 20).for_each(|_| archive.write_all(&piece).unwrap());
        archive.finish().unwrap().into_inner()
    };
    let refused = |bytes: &[u8]| match read(&fixture, bytes) {
        Err(Error::File(problem)) => problem,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&zip("a.txt", 0)), FileProblem::Workbook);
    assert_eq!(refused(b"PK\x03\x04 and nothing else"), FileProblem::Workbook);
    // What unpacks to more than there is room for is told before it is unpacked.
    assert!(matches!(refused(&zip("xl/sharedStrings.xml", 2 << 20)), FileProblem::TooLarge { .. }));
}

/// The library that reads it counts where a cell is without looking whether there is such a place.
#[test]
fn a_workbook_whose_cells_are_beyond_any_sheet_is_refused_like_any_other_file() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "nom").unwrap();
    sheet.write_string(0, 1, "ville").unwrap();
    sheet.write_string(1, 0, "Zoé").unwrap();
    let sound = workbook.save_to_buffer().unwrap();
    let with = |was: &str, is: &str| {
        let mut from = zip::ZipArchive::new(std::io::Cursor::new(&sound)).unwrap();
        let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let mut changed = 0;
        for at in 0..from.len() {
            let mut entry = from.by_index(at).unwrap();
            let name = entry.name().unwrap().to_string();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            if name == "xl/worksheets/sheet1.xml" {
                changed = text.matches(was).count();
                text = text.replace(was, is);
            }
            to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            to.write_all(text.as_bytes()).unwrap();
        }
        assert_eq!(changed, 1, "{was}");
        to.finish().unwrap().into_inner()
    };
    let fixture = Fixture::new();
    let moved = read(&fixture, &with(r#"r="A2""#, r#"r="A3""#)).unwrap().1;
    assert_eq!(moved, [(3, vec!["Zoé".to_owned()])]);
    for (was, is) in [
        (r#"r="A2""#, r#"r="A99999999999""#),
        (r#"r="A2""#, r#"r="A1048577""#),
        (r#"r="A2""#, r#"r="XFE2""#),
        (r#"ref="A1:B2""#, r#"ref="ZZZZZZZZZZZ1:B2""#),
        (r#"ref="A1:B2""#, r#"ref="A9:B2""#),
    ] {
        let found = read(&fixture, &with(was, is));
        assert!(matches!(found, Err(Error::File(FileProblem::Workbook))), "{is}: {found:?}");
    }
}
