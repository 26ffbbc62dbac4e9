//! Plans and jobs from the command line, as cron uses them.

use crate::site::Site;

fn with(count: u32) -> Site {
    let site = Site::new();
    for number in 1..=count {
        site.add(&format!("École {number}"));
    }
    site
}

#[test]
fn s25_a_saved_plan_is_carried_out_by_cron() {
    let site = with(5);
    let saved = site
        .run(&["establishment", "delete", "--filter", "ecole", "--except", "2,3", "--save", "nuit", "--json"])
        .expect(0)
        .object();
    assert_eq!((saved["state"].as_str(), saved["targets"].as_u64()), (Some("planned"), Some(3)));
    let id = saved["job"].to_string();
    let shown = site.run(&["plan", "show", &id]).expect(0).stdout;
    assert!(shown.contains("To do") && shown.contains("ecole"), "{shown}");
    assert_eq!(site.run(&["plan", "list", "--json"]).expect(0).object()["name"], "nuit");
    // The targets are frozen: what comes later is not meant.
    site.add("École 6");
    let refused = site.run(&["job", "start", &id, "--json", "--above-threshold"]).expect(4);
    assert!(refused.stdout.is_empty() && refused.stderr.contains("--yes"), "{refused:?}");
    site.run(&["job", "start", &id, "--json", "--yes"]).expect(4);
    assert_eq!(site.run(&["establishment", "list", "--json"]).json().len(), 6);
    let run = site.run(&["job", "start", &id, "--json", "--yes", "--above-threshold"]).expect(0);
    let told: Vec<_> = run.json().iter().map(|line| (line["number"].as_u64(), line["result"].clone())).collect();
    assert_eq!(told, [1, 4, 5].map(|number| (Some(number), "done".into())));
    assert_eq!(site.run(&["establishment", "list", "--json"]).json().len(), 3);
    let job = site.run(&["job", "show", &id, "--json"]).expect(0).object();
    assert_eq!(
        (job["state"].as_str(), job["done"].as_u64(), job["waiting"].as_u64()),
        (Some("done"), Some(3), Some(0))
    );
    site.run(&["job", "start", &id, "--yes"]).expect(4);
    site.run(&["audit", "verify"]).expect(0);
}

#[test]
fn s10_bulk_blocks_are_planned_and_undone() {
    let site = with(4);
    site.run(&["establishment", "block", "2", "--reason", "Travaux"]).expect(0);
    let rehearsed = site
        .run(&["establishment", "block", "--filter", "ecole", "--reason", "Travaux", "--dry-run", "--json"])
        .expect(0)
        .json();
    let forecasts: Vec<_> = rehearsed.iter().map(|line| line["forecast"].as_str().unwrap().to_owned()).collect();
    assert_eq!(forecasts, ["do", "skip", "do", "do"]);
    assert!(site.run(&["plan", "list", "--json"]).expect(0).json().is_empty());
    let run = site.run(&["establishment", "block", "--filter", "ecole", "--reason", "Travaux", "--json"]).expect(0);
    let id = run.json()[0]["job"].to_string();
    let reversible = |site: &Site| {
        let shown = site.run(&["job", "show", &id]).expect(0).stdout;
        let line = shown.lines().find_map(|line| line.strip_prefix("Reversible"));
        line.map(|line| line.trim().to_owned()).unwrap_or_default()
    };
    assert_eq!(reversible(&site), "yes");
    let undone = site.run(&["job", "undo", &id]).expect(0);
    assert!(undone.stderr.contains("3 done"), "{undone:?}");
    assert!(reversible(&site).starts_with("no, job "), "{}", reversible(&site));
    // Its list says so as well, and what has undone it stands among those that are done.
    let standing = |filter: &str| -> Vec<String> {
        let listed = site.run(&["job", "list", "--filter", filter, "--json"]).expect(0).json();
        listed.iter().map(|line| line["job"].to_string()).collect()
    };
    assert_eq!(standing("state:undone"), [id.as_str()]);
    assert!(!standing("état:terminé").contains(&id));
    let left = site.run(&["establishment", "list", "--filter", "state:blocked", "--json"]).json();
    assert_eq!(left.iter().map(|line| line["number"].as_u64().unwrap()).collect::<Vec<_>>(), [2]);
    site.run(&["job", "undo", &id]).expect(0);
}

#[test]
fn failed_rows_are_listed_written_and_tried_again() {
    let site = with(2);
    let run = site.run(&["establishment", "export", "1", "9", "2", "--json"]).expect(3);
    let id = run.json()[0]["job"].to_string();
    let failed = site.run(&["job", "show", &id, "--rows", "failed", "--json"]).expect(0).object();
    assert_eq!((failed["number"].as_u64(), failed["error"].as_str()), (Some(9), Some("gone")));
    let file = site.path("report.csv");
    site.run(&["job", "show", &id, "--csv", file.to_str().unwrap()]).expect(0);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert!(text.contains("\"9\"") && text.contains("no longer there"), "{text}");
    site.run(&["job", "show", &id, "--csv", file.to_str().unwrap()]).expect(4);
    site.run(&["job", "retry", &id]).expect(4);
    site.run(&["job", "undo", &id]).expect(4);
    site.run(&["job", "show", "99"]).expect(4);
    site.run(&["job", "show", "x"]).expect(4);
    let none = site.run(&["establishment", "export", "--filter", "nowhere"]).expect(0);
    assert!(none.stderr.contains("Nothing matches"), "{none:?}");
}

#[test]
fn a_detached_job_goes_on_by_itself_and_is_watched() {
    let site = with(3);
    let detached = site.run(&["establishment", "export", "1", "2", "3", "--detach", "--json"]).expect(0).object();
    let id = detached["job"].to_string();
    // It takes the job a moment later; until then it is a plan.
    let started = std::time::Instant::now();
    loop {
        let job = site.run(&["job", "watch", &id, "--json"]);
        if job.object()["state"] == "done" {
            assert_eq!(job.object()["done"], 3);
            break;
        }
        assert!(started.elapsed().as_secs() < 30, "{job:?}");
    }
}

#[test]
fn several_are_moved_and_reset() {
    let site = with(3);
    site.run(&["zone", "add", "--name", "Ouest"]).expect(0);
    site.run(&["establishment", "move", "1", "2", "--zone", "2"]).expect(0);
    assert_eq!(site.run(&["establishment", "list", "--filter", "zone:ouest", "--json"]).json().len(), 2);
    site.run(&["establishment", "move", "1", "--zone", "7"]).expect(4);
    site.run(&["establishment", "move", "1", "--zone", "x"]).expect(4);
    let reset = site.run(&["establishment", "reset-password", "1", "2", "--json"]).expect(0).json();
    assert!(reset.iter().all(|line| line["mail"].is_u64()), "{reset:?}");
    let unused = site.run(&["establishment", "reset-password", "--filter", "ecole", "--which", "expired-unused"]);
    assert!(unused.expect(0).stderr.contains("3 unchanged"));
    site.run(&["establishment", "reset-password", "1", "2", "--create"]).expect(2);
}

#[test]
fn what_an_undo_deletes_above_the_threshold_is_let_through_by_the_same_switch() {
    let site = with(3);
    let run = site.run(&["establishment", "delete", "--all", "--yes", "--above-threshold", "--json"]).expect(0);
    let deleted = run.json()[0]["job"].to_string();
    let files: Vec<String> = site
        .run(&["export", "list", "--json"])
        .json()
        .iter()
        .map(|one| one["file"].as_str().unwrap().to_owned())
        .collect();
    let paths: Vec<String> =
        files.iter().map(|file| site.home().join("exports").join(file).display().to_string()).collect();
    let mut restore = vec!["establishment", "restore", "--yes", "--json"];
    restore.extend(paths.iter().map(String::as_str));
    let restored = site.run(&restore).expect(0).json()[0]["job"].to_string();
    assert_ne!(restored, deleted);
    let refused = site.run(&["job", "undo", &restored, "--yes"]).expect(4);
    assert!(refused.stderr.contains("--above-threshold"), "{refused:?}");
    site.run(&["job", "undo", &restored, "--yes", "--above-threshold"]).expect(0);
    assert!(site.run(&["establishment", "list", "--json"]).expect(0).json().is_empty());
}
