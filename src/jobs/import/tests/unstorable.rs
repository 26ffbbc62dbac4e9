//! A row that the database refuses is left out alone, and told like any other.

use std::fmt::Write as _;

use super::*;
use crate::domain::field::Field;
use crate::store::registry::interference;

#[test]
fn a_row_that_the_database_refuses_is_left_out_alone() {
    let mut fixture = Fixture::new();
    let registry = fixture.ctx.home().registry();
    let name = "establishment (contact_last_name) where contact_last_name = 'DUPONT'";
    interference::let_no_two(&registry, "planted", name);
    let text = "establishment (length(search)) where contact_last_name = 'DURAND'";
    interference::let_no_two(&registry, "planted_too", text);
    let rows = ["Martin", "Dupont", "Bernard", "Dupont", "Durand", "Petit", "Durand", "Moreau"];
    let mut text = EIGHT.to_owned();
    for (n, name) in (1..).zip(rows) {
        writeln!(text, ";14;3500{n} Bécherel;Collège {n};;{name};Jean;").unwrap();
    }
    let path = fixture.file("rows.csv", text);
    let source = Source::open(&path, Opening::default()).unwrap();
    let options = Options::default();
    let examination = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent()).unwrap();
    assert_eq!(examination.counts.good, 8, "no rule of the program's refuses them");

    let rejects = fixture.path("rejects.csv");
    let words = Catalogue::new(Language::English);
    let output = fixture.output(&rejects);
    let mut found = Vec::new();
    let mut watch = Watch::silent()
        .with_findings(|finding| found.push((finding.line, finding.field, finding.problem.code().to_owned())))
        .with_rejects(Rejects::create(output, &source, &words).unwrap());
    let imported = run(&mut fixture.ctx, &source, &options, &examination, SendMail::No, &mut watch).unwrap();
    watch.finish_rejects().unwrap();
    drop(watch);

    assert!(matches!(imported.end, End::Complete), "{:?}", imported.end);
    assert_eq!((imported.added, imported.counts.good, imported.counts.errors), (6, 6, 2));
    let code = "unstorable".to_owned();
    assert_eq!(found, [(5, Field::ContactLastName, code.clone()), (8, Field::Number, code)]);
    assert_eq!(fixture.establishments(), 6);
    let text = std::fs::read_to_string(&rejects).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(text.contains("This value is not accepted (establishment.contact_last_name)."), "{text}");
}
