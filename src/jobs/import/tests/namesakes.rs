//! Which establishment a row means: by its number, by its UAI, by name and place; and what somebody changed meanwhile.

use super::*;
use crate::domain::establishment::{EstablishmentNumber, Input};
use crate::domain::import::{Among, Note, RowProblem};
use crate::operations::{establishment, webmaster};

const UPDATE: Options = Options {
    mapping: None,
    missing_zones: MissingZones::CreateNamed,
    shared_uai: SharedUai::Refuse,
    far_numbers: FarNumbers::Refuse,
    update: Update::Apply,
};

fn email(fixture: &mut Fixture, number: u32) -> String {
    let found = establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap();
    found.contact.email_text().to_owned()
}

/// A host with the namesakes 1 and 2, and with 3 and 4, which have a UAI.
fn fixture() -> Fixture {
    let mut fixture = Fixture::new();
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
        establishment::add(&mut fixture.ctx, &pergaud(contact), mailing).unwrap();
    }
    let rows = ";1;35000 Rennes;École C;0350122T;C;c;three@ecole.invalid\n;1;35000 Rennes;École D;0350165P;D;d;four@ecole.invalid\n";
    fixture.import(&fixture.file("first.csv", format!("{EIGHT}{rows}")), &Options::default());
    fixture
}

#[test]
fn a_row_means_the_namesake_whose_number_it_gives() {
    let mut fixture = fixture();
    let row = |number: &str, email: &str| format!("{number};1;59000 Lille;École Pergaud;;NEW;P;{email}\n");
    let both = format!("{EIGHT}{}{}", row("2", "new2@ecole.invalid"), row("1", "new1@ecole.invalid"));
    let path = fixture.file("both.csv", both);
    let (found, imported) = fixture.import(&path, &UPDATE);
    assert_eq!((found.counts.differ, imported.updated, imported.exit_code()), (2, 2, 0), "{found:?}");
    assert_eq!([email(&mut fixture, 1), email(&mut fixture, 2)], ["new1@ecole.invalid", "new2@ecole.invalid"]);
    let (found, _) = fixture.import(&path, &UPDATE);
    assert_eq!(found.counts.unchanged, 2);

    // Without a number, the one that is as the row has it, else none.
    let path = fixture.file("none.csv", format!("{EIGHT}{}", row("", "new2@ecole.invalid")));
    assert_eq!(fixture.import(&path, &UPDATE).0.counts.unchanged, 1);
    let path = fixture.file("none.csv", format!("{EIGHT}{}", row("", "other@ecole.invalid")));
    let (found, imported) = fixture.import(&path, &UPDATE);
    assert_eq!(listed(&found), [(2, "Dénomination", "École Pergaud", "namesakes")]);
    assert_eq!((imported.updated, imported.added), (0, 0));

    // The same number twice is a double.
    let twice = format!("{EIGHT}{}{}", row("1", "new1@ecole.invalid"), row("1", "x@ecole.invalid"));
    let found = fixture.examine(&fixture.file("twice.csv", twice), &UPDATE).unwrap();
    assert_eq!(listed(&found), [(3, "Dénomination", "École Pergaud", "row-double")]);
}

#[test]
fn a_row_whose_number_contradicts_the_rest_is_refused() {
    let mut fixture = fixture();
    for row in [
        "4;1;35000 Rennes;École C;0350122T;X;x;x@ecole.invalid",
        "4;1;44000 Nantes;Autre;0350122T;X;x;x@ecole.invalid",
        "4;1;59000 Lille;École Pergaud;;X;x;x@ecole.invalid",
    ] {
        let path = fixture.file("other.csv", format!("{EIGHT}{row}\n"));
        let (found, imported) = fixture.import(&path, &UPDATE);
        assert_eq!(listed(&found), [(2, "Id_Import", "4", "number-other")], "{row}");
        assert_eq!((imported.updated, imported.added), (0, 0), "{row}");
    }
    // What moved is found by its number as by its UAI; a number that nobody has says nothing against it.
    for (row, number) in [
        ("3;1;44000 Nantes;École C;0350122T;C;c;three@ecole.invalid", 3),
        ("90;1;44000 Nantes;École D;0350165P;D;d;four@ecole.invalid", 4),
    ] {
        let path = fixture.file("moved.csv", format!("{EIGHT}{row}\n"));
        assert_eq!(fixture.import(&path, &UPDATE).1.updated, 1, "{row}");
        let found = establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap();
        assert_eq!(found.location, "44000 Nantes", "{row}");
    }
}

#[test]
fn what_somebody_changed_since_the_examination_is_not_taken_back() {
    let mut fixture = fixture();
    let text = format!(
        "{EIGHT};1;35000 Rennes;École C;0350122T;NEW;c;three@ecole.invalid\n;1;35000 Rennes;École D;0350165P;NEW;d;four@ecole.invalid\n"
    );
    let path = fixture.file("names.csv", text);
    let source = Source::open(&path, Opening::default()).unwrap();
    let found = examine(&mut fixture.ctx, &source, &UPDATE, &mut Watch::silent()).unwrap();
    assert_eq!(found.counts.differ, 2);
    let mut other = fixture.other();
    let now = establishment::get(&mut other, EstablishmentNumber(3)).unwrap();
    let input = Input { contact_email: "right@ecole.invalid".into(), ..Input::from_draft(&now.draft()) };
    establishment::edit(&mut other, EstablishmentNumber(3), now.rev, &input).unwrap();
    let mut findings = Vec::new();
    let mut watch = Watch::silent().with_findings(|finding| findings.push((finding.line, finding.problem.code())));
    let imported = run(&mut fixture.ctx, &source, &UPDATE, &found, SendMail::No, &mut watch).unwrap();
    drop(watch);
    assert_eq!((imported.updated, imported.exit_code(), findings), (1, 3, vec![(2, "not-updated")]));
    assert_eq!(email(&mut fixture, 3), "right@ecole.invalid");
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
        let mut fixture = Fixture::new();
        let path = fixture.file("same.csv", format!("{EIGHT}{rows}"));
        let source = Source::open(&path, Opening::default()).unwrap();
        let options = Options { far_numbers: FarNumbers::Accept, ..Options::default() };
        let found = examine(&mut fixture.ctx, &source, &options, &mut Watch::silent()).unwrap();
        let (mut ctx, mut other) = (fixture.other(), None);
        let mut once = |report: &crate::jobs::progress::Report| {
            if other.is_none() && report.stage == "import-stage-import" && report.done >= after {
                let found = examine(&mut ctx, &source, &options, &mut Watch::silent()).unwrap();
                let mut watch = Watch::silent();
                other = Some(run(&mut ctx, &source, &options, &found, SendMail::Yes, &mut watch).unwrap());
            }
        };
        let progress = crate::jobs::progress::Progress::new(move |report| once(&report));
        let mut watch = Watch::new(progress, crate::jobs::progress::Cancel::new());
        let imported = run(&mut fixture.ctx, &source, &options, &found, SendMail::Yes, &mut watch).unwrap();
        drop(watch);
        assert_eq!((imported.added, imported.counts.errors, imported.exit_code()), (after, 0, 0));
        assert_eq!(fixture.establishments(), 450);
    }
}

#[test]
fn two_imports_at_once_make_each_school_once_however_it_is_written() {
    let file = |location: &str, name: &str, uai: &str| -> String {
        let row = |at: u32| format!(";1;{location};{name} {at};{};;;\n", if at == 7 { uai } else { "" });
        (0..250).map(row).collect()
    };
    for (location, name, uai) in
        [("29200 brest", "Ecole", ""), ("29200 Brest", "École", ""), ("29200  BREST", "école", "0290001U")]
    {
        let mut fixture = Fixture::new();
        let first = fixture.file("first.csv", format!("{EIGHT}{}", file("29200 Brest", "Ecole", "")));
        let second = fixture.file("second.csv", format!("{EIGHT}{}", file(location, name, uai)));
        let options = Options::default();
        let [first, second] = [first, second].map(|path| Source::open(&path, Opening::default()).unwrap());
        let mut other = fixture.other();
        let told = examine(&mut other, &second, &options, &mut Watch::silent()).unwrap();
        let found = examine(&mut fixture.ctx, &first, &options, &mut Watch::silent()).unwrap();
        let mut late = None;
        let progress = crate::jobs::progress::Progress::new(|report| {
            if late.is_none() && report.stage == "import-stage-import" {
                let run = run(&mut other, &second, &options, &told, SendMail::Yes, &mut Watch::silent());
                late = Some(run.unwrap().added);
            }
        });
        let mut watch = Watch::new(progress, crate::jobs::progress::Cancel::new());
        let imported = run(&mut fixture.ctx, &first, &options, &found, SendMail::Yes, &mut watch).unwrap();
        drop(watch);
        assert_eq!((late, imported.added, imported.exit_code()), (Some(250), 0, 0), "{location} {name}");
        assert_eq!(fixture.establishments(), 250, "{location} {name}");
    }
}

/// Imports rows, asking for the update.
fn import(fixture: &mut Fixture, rows: &str, options: &Options) -> (Examination, Imported) {
    let path = fixture.file("rows.csv", format!("{EIGHT}{rows}"));
    fixture.import(&path, options)
}

fn row_of(fixture: &mut Fixture, number: u32) -> (String, String, String) {
    let found = establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap();
    (found.location, found.denomination, found.uai.map(|uai| uai.as_str().to_owned()).unwrap_or_default())
}

#[test]
fn a_school_without_its_uai_is_the_one_of_the_file_that_has_it() {
    let mut fixture = Fixture::new();
    import(&mut fixture, ";1;29200 Brest;Lycée B;;;;\n", &Options::default());
    let row = ";1;29200 BREST;Lycee B;0290001U;;;\n";
    let (found, imported) = import(&mut fixture, row, &Options::default());
    assert_eq!((found.counts.differ, found.counts.good, imported.added), (1, 0, 0));
    assert!(found.findings.iter().any(|one| one.column == "UAI"
        && one.problem == RowProblem::Differs { number: EstablishmentNumber(1), stored: String::new() }));
    let (_, imported) = import(&mut fixture, row, &UPDATE);
    assert_eq!((imported.added, imported.updated, imported.exit_code()), (0, 1, 0));
    assert_eq!(row_of(&mut fixture, 1), ("29200 BREST".into(), "Lycee B".into(), "0290001U".into()));
    assert_eq!(import(&mut fixture, row, &UPDATE).0.counts.unchanged, 1);

    // A UAI that somebody else has is not given, even where sites may share it.
    import(&mut fixture, ";1;29000 Quimper;Lycée C;;;;\n", &Options::default());
    let accept = Options { shared_uai: SharedUai::Accept, ..UPDATE };
    let (_, imported) = import(&mut fixture, ";1;29000 Quimper;Lycée C;0290001U;;;\n", &accept);
    assert_eq!((imported.added, imported.updated, imported.exit_code()), (0, 0, 3));
    assert_eq!(fixture.establishments(), 2);
}

#[test]
fn a_school_with_and_without_its_uai_in_one_file_is_a_double_in_either_order() {
    let mut rows = [";1;29200 Brest;Lycée B;;;;\n", ";1;29200 brest;Lycée B;0290001U;;;\n"];
    for _ in 0..2 {
        let mut fixture = Fixture::new();
        let (found, imported) = import(&mut fixture, &rows.concat(), &Options::default());
        assert_eq!(found.findings.iter().map(|one| one.problem.code()).collect::<Vec<_>>(), ["row-double"]);
        assert_eq!((found.findings[0].line, imported.added), (3, 1));
        // Nor are both it when it is there.
        let (found, _) = import(&mut fixture, &rows.concat(), &UPDATE);
        assert_eq!((found.counts.errors, fixture.establishments()), (1, 1));
        rows.reverse();
    }
    // Two rows that are one school under two names.
    let mut fixture = Fixture::new();
    import(&mut fixture, ";1;29200 Brest;Lycée B;0290001U;;;\n", &Options::default());
    let rows = ";1;29200 Brest;Lycée Bé;0290001U;;;\n;1;29200 Brest;Lycée B;;;;\n";
    let (found, imported) = import(&mut fixture, rows, &UPDATE);
    assert_eq!(found.findings.last().map(|one| (one.line, one.problem.code())), Some((3, "school-double")));
    assert_eq!((imported.updated, imported.added), (1, 0));
}

#[test]
fn another_uai_at_the_same_place_makes_another_school_and_is_told() {
    let mut fixture = Fixture::new();
    import(&mut fixture, ";1;29200 Brest;Lycée B;0290001U;;;\n", &Options::default());
    let rows = ";1;29200 Brest;Lycee B;0290002V;;;\n;1;29000 Quimper;D;0290003W;;;\n;1;29000 Quimper;d;0290004X;;;\n";
    let (found, imported) = import(&mut fixture, rows, &UPDATE);
    assert_eq!((imported.added, imported.exit_code()), (3, 0));
    let told = |among, pair| Note::Namesakes { among, pairs: vec![pair], rows: 1 };
    assert_eq!(found.notes[..2], [told(Among::Hosted, (2, 1)), told(Among::File, (4, 3))]);
    for language in [Language::French, Language::English] {
        let said = Catalogue::new(language).say(&crate::domain::message::Explain::message(&found.notes[0]));
        assert!(said.contains("2 → 1") && said.contains("Id_Import"), "{said}");
    }
    assert_eq!(import(&mut fixture, rows, &UPDATE).0.counts.unchanged, 3);
}

#[test]
fn the_number_of_a_row_says_whose_uai_was_corrected() {
    let mut fixture = fixture();
    // One of two namesakes gets its UAI, another school a corrected one.
    let rows = "2;1;59000 Lille;École Pergaud;0590001A;;;\n3;1;35000 Rennes;École C;0350001A;;;\n";
    let rows = rows.replace("0590001A", &uai(590_001)).replace("0350001A", &uai(350_001));
    let (_, imported) = import(&mut fixture, &rows, &UPDATE);
    assert_eq!((imported.added, imported.updated, imported.exit_code()), (0, 2, 0));
    assert_eq!([2, 3].map(|number| row_of(&mut fixture, number).2), [uai(590_001), uai(350_001)]);
    // Not with the UAI of another one.
    let (found, imported) = import(&mut fixture, "3;1;35000 Rennes;École C;0350165P;;;\n", &UPDATE);
    assert_eq!((listed(&found)[0].3, imported.updated), ("number-other", 0));
    // One that was renamed, or is another school: nobody can tell, and nobody is told to make it again.
    for row in ["2;1;59000 Lille;École Louis-Pergaud;;;;\n", "1;1;75001 Paris;Autre;0750001A;;;\n"] {
        let row = row.replace("0750001A", &uai(750_001));
        let (found, imported) = import(&mut fixture, &row, &UPDATE);
        assert_eq!((listed(&found)[0].3, imported.added, imported.updated), ("number-here", 0, 0), "{row}");
    }
    assert_eq!(fixture.establishments(), 4);
}

#[test]
fn a_site_that_moved_is_found_by_its_number_where_sites_may_share_a_uai() {
    let mut fixture = Fixture::new();
    let accept = Options { shared_uai: SharedUai::Accept, ..UPDATE };
    import(&mut fixture, "1;1;29000 Quimper;Site N;0290002V;;;\n2;1;29100 Douarnenez;Site S;0290002V;;;\n", &accept);
    let rows = "1;1;29000 Quimper;Site N;0290002V;;;\n2;1;29150 Châteaulin;Site S;0290002V;;;\n\
        3;1;29160 Crozon;Site T;0290002V;;;\n";
    let (found, imported) = import(&mut fixture, rows, &accept);
    assert_eq!((imported.added, imported.updated, found.counts.errors), (1, 1, 0), "{found:?}");
    assert_eq!(row_of(&mut fixture, 2).0, "29150 Châteaulin");
    assert_eq!(fixture.establishments(), 3);
}

#[test]
fn an_import_of_a_webmaster_who_is_disabled_stops_before_its_next_rows() {
    let mut fixture = Fixture::new();
    let input = WebmasterInput { login: "bob".into(), last_name: "Roux".into(), ..WebmasterInput::default() };
    let password = Secret::new("une phrase assez longue".into());
    let new = webmaster::NewPassword { password: &password, again: &password };
    let bob = webmaster::add(&mut fixture.ctx, &input, &new).unwrap();
    let login = crate::domain::webmaster::Login::parse("bob").unwrap();
    let mut other = fixture.other();
    other.actor =
        identity(Identity::Webmaster { id: bob, login, duty: crate::domain::duty::Duty::Full, support: None });
    let row = |at: u32| format!(";1;35000 Rennes;École {at};;;;\n");
    let rows: String = (0..450).map(row).collect();
    let source = Source::open(&fixture.file("many.csv", format!("{EIGHT}{rows}")), Opening::default()).unwrap();
    let found = examine(&mut other, &source, &Options::default(), &mut Watch::silent()).unwrap();
    let mut disabled = false;
    let progress = crate::jobs::progress::Progress::new(|report| {
        if !disabled && report.stage == "import-stage-import" && report.done >= 200 {
            disabled = true;
            webmaster::disable(&mut fixture.ctx, &"bob".parse().unwrap()).unwrap();
        }
    });
    let mut watch = Watch::new(progress, crate::jobs::progress::Cancel::new());
    let stopped = run(&mut other, &source, &Options::default(), &found, SendMail::No, &mut watch).unwrap();
    drop(watch);
    assert!(matches!(&stopped.end, End::Failed(error) if error.to_string().contains("H1")), "{stopped:?}");
    assert_eq!(fixture.establishments(), 200);
}
