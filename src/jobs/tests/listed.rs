//! A list as a file: what is in it, who learns of it, and that nothing is written over.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::json;

use super::*;
use crate::jobs::import::{Opening, Source};
use crate::jobs::listed::{self, Format};
use crate::operations::exchange::{self, Reach};

const ONE: EstablishmentNumber = EstablishmentNumber(1);

fn school() -> Fixture {
    let mut fixture = Fixture::new(1);
    fixture.ctx.go(At::Establishment(ONE));
    fixture
}

impl Fixture {
    fn listed(&mut self, filter: &str, path: &Path) -> u64 {
        let out = exchange::output(self.ctx.home(), &Reach::Anywhere, path.to_str().unwrap()).unwrap();
        let columns = ["login", "last_name", "active", "rev"];
        let rows = [("evil", "=cmd|'/c calc'!A1", true), ("anne", "Le Gall", false), ("zoe", "Zola", true)];
        listed::write(&mut self.ctx, (out, Format::of(path)), &columns, ("user", filter), |_, put| {
            rows.iter().try_for_each(|(login, name, active)| {
                put(json!({"login": login, "last_name": name, "active": active, "rev": 1, "unasked": "x"}))
            })
        })
        .unwrap()
    }
}

#[test]
fn each_format_holds_the_rows_in_their_order_and_no_formula() {
    let mut fixture = school();
    let [csv, xlsx, json] = ["a.csv", "a.xlsx", "a.json"].map(|name| fixture.folder.path().join(name));
    for path in [&csv, &xlsx, &json] {
        assert_eq!(fixture.listed("-admin", path), 3);
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        // Nothing is written over.
        assert!(exchange::output(fixture.ctx.home(), &Reach::Anywhere, path.to_str().unwrap()).is_err());
    }
    let text = std::fs::read_to_string(&csv).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let expected = [
        r#""login";"last_name";"active";"rev""#,
        r#""evil";"'=cmd|'/c calc'!A1";"true";"1""#,
        r#""anne";"Le Gall";"false";"1""#,
        r#""zoe";"Zola";"true";"1""#,
    ];
    assert_eq!(lines, expected);
    let text = std::fs::read_to_string(&json).unwrap();
    assert_eq!(text.lines().last().unwrap(), r#"{"active":true,"last_name":"Zola","login":"zoe","rev":1}"#);
    // What was taken along is what comes back: the workbook is read as the table is.
    for path in [&csv, &xlsx] {
        let source = Source::open_or_spool(path, fixture.ctx.home().root(), Opening::default()).unwrap();
        assert_eq!(source.header(), ["login", "last_name", "active", "rev"]);
        let rows = source.sample(9).unwrap();
        assert_eq!((rows.len(), rows[2][1].as_str()), (3, "Zola"), "{}", path.display());
    }
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&xlsx).unwrap()).unwrap();
    let sheet = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(!sheet.contains("<f>") && sheet.contains("=cmd|"), "a text is none that is calculated");
}

/// Who took which people's rows stands in the log of their establishment.
#[test]
fn the_log_of_the_establishment_says_who_took_what() {
    let mut fixture = school();
    let path = fixture.folder.path().join("a.csv");
    fixture.listed("zola", &path);
    let rows = audit::list(&mut fixture.ctx, &AuditFilter::default(), None, 10).unwrap();
    let row = rows.iter().find(|row| row.action == "list.export").unwrap();
    assert_eq!((row.object_id.as_str(), row.after.contains("\"entries\":\"3\"")), ("user", true), "{row:?}");
    assert!(row.after.contains("zola") && row.after.contains("a.csv"), "{}", row.after);
    fixture.ctx.go(At::Host);
    assert_eq!(fixture.audited("list.export"), 0);
}
