//! Which establishment a row means: by its number, by its UAI, by name and place; and what somebody changed meanwhile.

use super::*;
use crate::domain::establishment::{EstablishmentNumber, Input};
use crate::operations::establishment;

const UPDATE: Options = Options {
    mapping: None,
    missing_zones: MissingZones::CreateNamed,
    shared_uai: SharedUai::Refuse,
    far_numbers: FarNumbers::Refuse,
    update: Update::Apply,
};

fn email(bench: &mut Bench, number: u32) -> String {
    let found = establishment::get(&mut bench.ctx, EstablishmentNumber(number)).unwrap();
    found.contact.email_text().to_owned()
}

/// A host with the namesakes 1 and 2, and with 3 and 4, which have a UAI.
fn bench() -> Bench {
    let mut bench = Bench::new();
    let pergaud = |contact: &str| Input {
        zone: "1".into(),
        location: "59000 Lille".into(),
        denomination: "École Pergaud".into(),
        contact_last_name: contact.into(),
        contact_first_name: "P".into(),
        contact_email: format!("{contact}@ecole.invalid"),
        ..Input::default()
    };
    for contact in ["one", "two"] {
        let mailing = establishment::Mailing { send: SendMail::No, copy: establishment::CopyMail::No };
        establishment::add(&mut bench.ctx, &pergaud(contact), mailing).unwrap();
    }
    let rows = ";1;35000 Rennes;École C;0350122T;C;c;three@ecole.invalid\n;1;35000 Rennes;École D;0350165P;D;d;four@ecole.invalid\n";
    bench.import(&bench.file("first.csv", format!("{EIGHT}{rows}")), &Options::default());
    bench
}

#[test]
fn a_row_means_the_namesake_whose_number_it_gives() {
    let mut bench = bench();
    let row = |number: &str, email: &str| format!("{number};1;59000 Lille;École Pergaud;;NEW;P;{email}\n");
    let both = format!("{EIGHT}{}{}", row("2", "new2@ecole.invalid"), row("1", "new1@ecole.invalid"));
    let path = bench.file("both.csv", both);
    let (found, imported) = bench.import(&path, &UPDATE);
    assert_eq!((found.counts.differ, imported.updated, imported.exit_code()), (2, 2, 0), "{found:?}");
    assert_eq!([email(&mut bench, 1), email(&mut bench, 2)], ["new1@ecole.invalid", "new2@ecole.invalid"]);
    let (found, _) = bench.import(&path, &UPDATE);
    assert_eq!(found.counts.unchanged, 2);

    // Without a number, the one that is as the row has it, else none.
    let path = bench.file("none.csv", format!("{EIGHT}{}", row("", "new2@ecole.invalid")));
    assert_eq!(bench.import(&path, &UPDATE).0.counts.unchanged, 1);
    let path = bench.file("none.csv", format!("{EIGHT}{}", row("", "other@ecole.invalid")));
    let (found, imported) = bench.import(&path, &UPDATE);
    assert_eq!(listed(&found), [(2, "Dénomination", "École Pergaud", "namesakes")]);
    assert_eq!((imported.updated, imported.added), (0, 0));

    // The same number twice is a double.
    let twice = format!("{EIGHT}{}{}", row("1", "new1@ecole.invalid"), row("1", "x@ecole.invalid"));
    let found = bench.examine(&bench.file("twice.csv", twice), &UPDATE).unwrap();
    assert_eq!(listed(&found), [(3, "Dénomination", "École Pergaud", "row-double")]);
}

#[test]
fn a_row_whose_number_contradicts_the_rest_is_refused() {
    let mut bench = bench();
    for row in [
        "4;1;35000 Rennes;École C;0350122T;X;x;x@ecole.invalid",
        "4;1;44000 Nantes;Autre;0350122T;X;x;x@ecole.invalid",
        "4;1;59000 Lille;École Pergaud;;X;x;x@ecole.invalid",
    ] {
        let path = bench.file("other.csv", format!("{EIGHT}{row}\n"));
        let (found, imported) = bench.import(&path, &UPDATE);
        assert_eq!(listed(&found), [(2, "Id_Import", "4", "number-other")], "{row}");
        assert_eq!((imported.updated, imported.added), (0, 0), "{row}");
    }
    // What moved is found by its number as by its UAI; a number that nobody has says nothing against it.
    for (row, number) in [
        ("3;1;44000 Nantes;École C;0350122T;C;c;three@ecole.invalid", 3),
        ("90;1;44000 Nantes;École D;0350165P;D;d;four@ecole.invalid", 4),
    ] {
        let path = bench.file("moved.csv", format!("{EIGHT}{row}\n"));
        assert_eq!(bench.import(&path, &UPDATE).1.updated, 1, "{row}");
        let found = establishment::get(&mut bench.ctx, EstablishmentNumber(number)).unwrap();
        assert_eq!(found.location, "44000 Nantes", "{row}");
    }
}

#[test]
fn what_somebody_changed_since_the_examination_is_not_taken_back() {
    let mut bench = bench();
    let text = format!(
        "{EIGHT};1;35000 Rennes;École C;0350122T;NEW;c;three@ecole.invalid\n;1;35000 Rennes;École D;0350165P;NEW;d;four@ecole.invalid\n"
    );
    let path = bench.file("names.csv", text);
    let source = Source::open(&path, Opening::default()).unwrap();
    let found = examine(&mut bench.ctx, &source, &UPDATE, &mut Watch::silent()).unwrap();
    assert_eq!(found.counts.differ, 2);
    let mut other = bench.other();
    let now = establishment::get(&mut other, EstablishmentNumber(3)).unwrap();
    let input = Input { contact_email: "right@ecole.invalid".into(), ..Input::from_draft(&now.draft()) };
    establishment::edit(&mut other, EstablishmentNumber(3), now.rev, &input).unwrap();
    let mut findings = Vec::new();
    let mut watch = Watch::silent().with_findings(|finding| findings.push((finding.line, finding.problem.code())));
    let imported = run(&mut bench.ctx, &source, &UPDATE, &found, SendMail::No, &mut watch).unwrap();
    drop(watch);
    assert_eq!((imported.updated, imported.exit_code(), findings), (1, 3, vec![(2, "not-updated")]));
    assert_eq!(email(&mut bench, 3), "right@ecole.invalid");
}

#[test]
fn one_file_that_two_import_at_once_makes_each_school_once() {
    // Without a number and a UAI, with a UAI, with a number.
    let row = |at: u32| match at % 3 {
        0 => format!(";1;35000 Rennes;École {at};;C;c;c{at}@ecole.invalid\n"),
        1 if at == 1 => ";1;35000 Rennes;École 1;0350122T;C;c;c1@ecole.invalid\n".into(),
        1 => format!(";1;35000 Rennes;École {at};;;;\n"),
        _ => format!("{};1;35000 Rennes;École {at};;;;\n", 500 + at),
    };
    let rows: String = (0..450).map(row).collect();
    // Between the examination and the first batch, and between two batches.
    for after in [0, 200] {
        let mut bench = Bench::new();
        let path = bench.file("same.csv", format!("{EIGHT}{rows}"));
        let source = Source::open(&path, Opening::default()).unwrap();
        let options = Options { far_numbers: FarNumbers::Accept, ..Options::default() };
        let found = examine(&mut bench.ctx, &source, &options, &mut Watch::silent()).unwrap();
        let (mut ctx, mut other) = (bench.other(), None);
        let mut once = |report: &crate::jobs::progress::Report| {
            if other.is_none() && report.stage == "import-stage-import" && report.done >= after {
                let found = examine(&mut ctx, &source, &options, &mut Watch::silent()).unwrap();
                let mut watch = Watch::silent();
                other = Some(run(&mut ctx, &source, &options, &found, SendMail::Yes, &mut watch).unwrap());
            }
        };
        let progress = crate::jobs::progress::Progress::new(move |report| once(&report));
        let mut watch = Watch::new(progress, crate::jobs::progress::Cancel::new());
        let imported = run(&mut bench.ctx, &source, &options, &found, SendMail::Yes, &mut watch).unwrap();
        drop(watch);
        assert_eq!((imported.added, imported.counts.errors, imported.exit_code()), (after, 0, 0));
        assert_eq!(bench.establishments(), 450);
    }
}
