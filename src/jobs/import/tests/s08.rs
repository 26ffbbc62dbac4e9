//! S08: a mixed file of 500 rows.

use super::*;
use crate::operations::audit;

const BAD_UAI: [u32; 7] = [10, 50, 51, 200, 333, 410, 499];
const DOUBLES: [(u32, u32); 3] = [(60, 3), (301, 300), (480, 11)];
const BAD_ZONE: [u32; 2] = [77, 390];

/// Row `n` of 1 to 500 is on line `n + 1`.
fn row(n: u32) -> String {
    let same = DOUBLES.iter().find(|(double, _)| *double == n).map_or(n, |(_, first)| *first);
    let code = if BAD_UAI.contains(&n) { format!("{n:07}I") } else { uai(350_000 + same) };
    let zone = if BAD_ZONE.contains(&n) { 99 } else { 14 };
    format!(";{zone};35{n:03} Bécherel;Collège n°{n} « Élan »;{code};Évrard;Noël;c{n}@ecole.invalid\r\n")
}

/// The file as a French spreadsheet writes it.
fn mixed_file() -> Vec<u8> {
    let text: String = std::iter::once(EIGHT.replace('\n', "\r\n")).chain((1..=500).map(row)).collect();
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!lost && std::str::from_utf8(&bytes).is_err());
    bytes.into_owned()
}

#[test]
fn s08_mixed_file_is_examined_imported_and_corrected() {
    let mut fixture = Fixture::new();
    let path = fixture.file("mixed.csv", mixed_file());
    let rejects = fixture.path("rejects.csv");

    let (examination, lines) = fixture.rejects(&path, &rejects);
    assert_eq!(Source::open(&path, Opening::default()).unwrap().encoding(), Encoding::Windows1252);
    let expected = Counts { rows: 500, good: 488, unchanged: 0, differ: 0, skipped: 0, errors: 12 };
    assert_eq!(examination.counts, expected);
    let found = listed(&examination);
    assert_eq!(found.len(), 12);
    assert_eq!(found[0], (11, "UAI", "0000010I", "uai-letter"));
    assert_eq!(found[3], (61, "UAI", uai(350_003).as_str(), "uai-double"));
    assert_eq!(found[4], (78, "Id_Zone", "99", "unknown-zone"));
    assert_eq!(lines.len(), 13);
    assert!(lines[0].ends_with(r#""Contact_Courriel";"ligne";"champ";"code";"message""#), "{}", lines[0]);
    assert!(lines[4].ends_with(r#";"61";"UAI";"uai-double";"Cet UAI est déjà à la ligne 4.""#), "{}", lines[4]);

    let (_, imported) = fixture.import(&path, &Options::default());
    assert_eq!((imported.added, imported.exit_code()), (488, 3));
    assert_eq!(fixture.establishments(), 488);

    let (again, imported) = fixture.import(&path, &Options::default());
    assert_eq!(imported.added, 0);
    assert_eq!(again.counts, Counts { good: 0, unchanged: 488, ..expected });

    let corrected = corrected(&lines);
    let path = fixture.file("corrected.csv", corrected);
    let (examination, imported) = fixture.import(&path, &Options::default());
    assert_eq!(listed(&examination), []);
    assert_eq!((imported.added, imported.exit_code()), (12, 0));
    assert_eq!(fixture.establishments(), 500);
}

/// Corrects the cells that the rejects file complains of, as a person would in a spreadsheet.
fn corrected(lines: &[String]) -> String {
    let mut out = vec![lines[0].clone()];
    for (place, line) in (0..).zip(&lines[1..]) {
        let mut cells: Vec<String> = line.split(';').map(|cell| cell.trim_matches('"').to_owned()).collect();
        match cells[10].as_str() {
            "unknown-zone" => cells[1] = "14".into(),
            _ => cells[4] = uai(360_000 + place),
        }
        out.push(cells.join(";"));
    }
    out.join("\r\n")
}

#[test]
fn s08_none_of_it_writes_nothing() {
    let mut fixture = Fixture::new();
    let path = fixture.file("mixed.csv", mixed_file());
    fixture.examine(&path, &Options::default()).unwrap();
    assert_eq!(fixture.establishments(), 0);
}

#[test]
fn s08_a_cancelled_import_keeps_its_batches_and_the_next_adds_the_rest() {
    let mut fixture = Fixture::new();
    let path = fixture.file("mixed.csv", mixed_file());
    let source = Source::open(&path, Opening::default()).unwrap();
    let options = Options::default();
    let examination = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent()).unwrap();
    let cancel = crate::jobs::progress::Cancel::new();
    let asking = cancel.clone();
    let progress = crate::jobs::progress::Progress::new(move |report| {
        if report.done == 200 {
            asking.cancel();
        }
    });
    let mut watch = Watch::new(progress, cancel);
    let imported = run(&mut fixture.ctx, &source, &options, &examination, SendMail::No, &mut watch).unwrap();
    assert!(matches!(imported.end, End::Cancelled));
    assert_eq!((imported.added, imported.exit_code()), (200, 6));
    let noted = imports(&mut fixture);
    assert_eq!(noted.len(), 1);
    assert!(
        noted[0].after.contains(r#""added":"200""#) && noted[0].after.contains(r#""end":"cancelled""#),
        "{noted:?}"
    );
    let stopped = examine(&mut fixture.ctx, &source, &options, &mut watch).unwrap_err();
    assert_eq!(stopped.exit_code(), 6);
    let (examination, imported) = fixture.import(&path, &options);
    assert_eq!((examination.counts.unchanged, imported.added, fixture.establishments()), (200, 288, 488));
    assert_eq!(imports(&mut fixture).len(), 2);
}

/// The entries of whole imports, the latest first.
fn imports(fixture: &mut Fixture) -> Vec<audit::AuditRow> {
    let filter = audit::AuditFilter { action: "establishment.import".into(), ..audit::AuditFilter::default() };
    audit::list(&mut fixture.ctx, &filter, None, 10).unwrap()
}

#[test]
fn an_import_has_one_entry_of_its_own() {
    let mut fixture = Fixture::new();
    let path = fixture.file("mixed.csv", mixed_file());
    fixture.examine(&path, &Options::default()).unwrap();
    assert_eq!(imports(&mut fixture), [], "a dry run leaves nothing");
    fixture.import(&path, &Options::default());
    let noted = imports(&mut fixture);
    let [entry] = noted.as_slice() else { panic!("{noted:?}") };
    assert_eq!((entry.object_kind.as_str(), entry.object_label.as_str()), ("file", "mixed.csv"));
    let after =
        r#"{"added":"488","end":"complete","errors":"12","rows":"500","skipped":"0","unchanged":"0","updated":"0"}"#;
    assert_eq!(entry.after, after);
    assert_eq!(audit::verify(&mut fixture.ctx).unwrap().broken, None);
}

#[test]
fn an_import_that_fails_on_the_way_says_how_far_it_came() {
    let mut fixture = Fixture::new();
    let path = fixture.file("mixed.csv", mixed_file());
    let source = Source::open(&path, Opening::default()).unwrap();
    let options = Options::default();
    let examination = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent()).unwrap();
    let folder = fixture.ctx.home().establishments();
    // Nothing can be made any more once the first batch is there.
    let spoil = move |_| {
        if folder.is_dir() {
            std::fs::rename(&folder, folder.with_extension("gone")).unwrap();
            std::fs::write(&folder, "").unwrap();
        }
    };
    let mut watch = Watch::silent().with_added(spoil);
    let imported = run(&mut fixture.ctx, &source, &options, &examination, SendMail::No, &mut watch).unwrap();
    drop(watch);
    assert!(matches!(imported.end, End::Failed(_)), "{imported:?}");
    let noted = imports(&mut fixture);
    assert_eq!(noted.len(), 1);
    assert_eq!(imported.added, 200);
    assert!(noted[0].after.contains(r#""added":"200""#), "{noted:?}");
    assert!(noted[0].after.contains(r#""end":"failed""#), "{noted:?}");
    assert_eq!(audit::verify(&mut fixture.ctx).unwrap().broken, None);
}
