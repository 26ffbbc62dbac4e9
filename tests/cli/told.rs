//! What is told about a verb before and after it: what is lost, what goes with it, what else follows.

use std::path::PathBuf;

use crate::site::{Site, files};

/// Schools with their registration mails, which wait.
fn imported(count: u32) -> Site {
    let site = Site::new();
    let mut list =
        "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n".to_owned();
    for number in 1..=count {
        list.push_str(&format!(";1;29200 Brest;École {number};;Le Goff;Anne;anne{number}@school.invalid\n"));
    }
    std::fs::write(site.path("list.csv"), list).unwrap();
    site.run(&["establishment", "import", "list.csv", "--yes", "--mail"]).expect(0);
    site
}

/// The path of an establishment's database.
fn database(site: &Site, number: u32) -> PathBuf {
    let name = format!("{number}.sqlite");
    let all = files(&site.home().join("establishments"));
    all.into_iter().find(|path| path.file_name().is_some_and(|found| found == name.as_str())).unwrap()
}

#[test]
fn what_is_gone_is_no_part_of_the_threshold() {
    let site = imported(5);
    site.run(&["establishment", "export", "--all"]).expect(0);
    site.run(&["establishment", "delete", "1", "2", "3", "--yes", "--above-threshold"]).expect(0);
    let kept = site.run(&["export", "list", "--filter", "raison:suppression", "--json"]).expect(0).json();
    let mut restore = vec!["establishment", "restore", "--yes", "--json"];
    restore.extend(kept.iter().map(|export| export["file"].as_str().unwrap()));
    let job = site.run(&restore).expect(0).json()[0]["job"].to_string();
    site.run(&["establishment", "delete", "1", "--yes"]).expect(0);
    let refused = site.run(&["job", "undo", &job, "--yes"]).expect(4);
    assert!(refused.stderr.contains("2 of 4"), "{refused:?}");
}

#[test]
fn a_replacement_tells_before_it_what_it_withdraws_and_a_new_one_replaces_nothing() {
    let site = imported(2);
    let export = site.run(&["establishment", "export", "1", "--json"]).expect(0).json()[0]["export"].clone();
    let file = export.as_str().unwrap();
    let rehearsed = site.run(&["establishment", "restore", file, "--replace", "--dry-run"]).expect(0);
    assert!(rehearsed.stdout.contains("1 mail that waits is withdrawn"), "{rehearsed:?}");
    let done = site.run(&["establishment", "restore", file, "--replace", "--yes"]).expect(0);
    assert!(done.stderr.contains("1 waiting e-mail withdrawn"), "{done:?}");
    // Its undoing replaces the content again; a mail that was written meanwhile goes with it.
    site.run(&["establishment", "reset-password", "1", "--which", "first", "--yes"]).expect(0);
    let undone = site.run(&["job", "undo", "2", "--dry-run"]).expect(0);
    assert!(undone.stdout.contains("1 mail that waits is withdrawn"), "{undone:?}");
    site.run(&["establishment", "delete", "1", "--yes"]).expect(0);
    let rehearsed = site.run(&["establishment", "restore", file, "--replace", "--dry-run"]).expect(0);
    assert!(!rehearsed.stdout.contains("unreadable") && !rehearsed.stdout.contains("0 accounts"), "{rehearsed:?}");
}

#[test]
fn a_file_that_is_another_schools_is_kept_and_named() {
    let site = imported(3);
    let (one, two) = (database(&site, 1), database(&site, 2));
    std::fs::rename(&one, site.path("aside")).unwrap();
    std::fs::rename(&two, &one).unwrap();
    std::fs::rename(site.path("aside"), &two).unwrap();
    let deleted = site.run(&["establishment", "delete", "1", "--no-export", "--yes", "--json"]).expect(0);
    assert!(deleted.stderr.contains("was not its own: it is kept as"), "{deleted:?}");
    let kept = deleted.json().iter().find_map(|line| line["set-aside"].as_str().map(str::to_owned)).unwrap();
    assert!(deleted.stderr.contains(&kept) && std::path::Path::new(&kept).is_file(), "{deleted:?}");
}
