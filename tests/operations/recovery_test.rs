//! What a process that died leaves behind at each step, and that the next start puts it right (S07).

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use intendant::domain::account::AccountId;
use intendant::domain::establishment::{EstablishmentNumber, Stage};
use intendant::domain::mail::{MailId, State};
use intendant::operations::{Context, Error, Rule, audit, doctor, establishment, mail};
use intendant::store::files::{self, with_suffix};
use intendant::store::owner::Owner;
use intendant::store::registry::unfinished::{self, Step, Unfinished};
use intendant::store::registry::{establishment as rows, sending};

use crate::build::{Host, NEVER, added, contents, input, school};

/// Writes down work of a process that is no more.
fn began(host: &Host, number: EstablishmentNumber, owner: &str, step: Step) {
    let work = Unfinished { number, owner: owner.into(), step, target: None };
    host.tamper(|tx| unfinished::begin(tx, &work)).unwrap();
}

fn clean(ctx: &mut Context) {
    assert_eq!(doctor::examine(ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap(), []);
}

fn numbers(ctx: &mut Context) -> Vec<u32> {
    establishment::first_page(ctx, 99).unwrap().iter().map(|one| one.number.0).collect()
}

/// Whose name tells that they died.
const DEAD: &str = "00112233445566778899aabbccddeeff";

/// A creation that died at one of its steps: what lies on the disk by then.
fn half_created(host: &Host, files_there: &[&str]) -> EstablishmentNumber {
    let number = school(&mut host.open(), "À moitié");
    let path = host.database(number);
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    for suffix in files_there {
        files::write_private(&with_suffix(&path, suffix), &bytes).unwrap();
    }
    host.tamper(|tx| {
        rows::set_stage(tx, number, Stage::Creating)?;
        intendant::store::registry::outbox::withdraw_of_gone(tx, number, "").map(drop)
    });
    began(host, number, "dead", Step::Create);
    number
}

#[test]
fn s07_a_creation_that_died_is_undone_at_every_step() {
    let made = [format!(".{DEAD}.new"), format!(".{DEAD}.new-journal")];
    let aside = [made[0].as_str(), made[1].as_str()];
    for files_there in [&[][..], &[""], &["", "-shm"], &aside] {
        let host = Host::new();
        let kept = school(&mut host.open(), "Un");
        let before: Vec<_> = contents(&host.home.establishments());
        let half = half_created(&host, files_there);
        let mut looking = host.open();
        let found = doctor::examine(&mut looking, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
        assert_eq!(found, [doctor::Finding::Unfinished { number: half, step: "create" }], "{files_there:?}");
        let mut ctx = host.start();
        assert_eq!(numbers(&mut ctx), [kept.0]);
        assert_eq!(contents(&host.home.establishments()), before, "{files_there:?}");
        clean(&mut ctx);
        // The number was never told to anybody.
        assert_eq!(school(&mut ctx, "Deux"), half);
    }
}

/// It has its name: whoever can read the file may work in it, although nobody was told that it is there.
#[test]
fn a_creation_into_which_somebody_wrote_is_kept_and_its_number_is_not_given_again() {
    for mode in ["delete", "wal"] {
        let host = Host::new();
        let kept = school(&mut host.open(), "Un");
        let half = half_created(&host, &[""]);
        let connection = rusqlite::Connection::open(host.database(half)).unwrap();
        connection.query_row(&format!("pragma journal_mode = {mode}"), [], |_| Ok(())).unwrap();
        connection.execute("update account set first_name = 'Travail'", []).unwrap();
        // In the log alone, as of a program that is killed.
        connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
        drop(connection);
        let mut ctx = host.start();
        assert_eq!(numbers(&mut ctx), [kept.0], "{mode}");
        let rescued = ctx.take_aftermath().unwrap().rescued;
        let [intendant::operations::Rescued { number, kept: Some(path) }] = rescued.as_slice() else { panic!() };
        assert_eq!(*number, half);
        let orphan = rusqlite::Connection::open(path).unwrap();
        let name: String = orphan.query_row("select first_name from account", [], |row| row.get(0)).unwrap();
        assert_eq!(name, "Travail", "{mode}");
        drop(orphan);
        clean(&mut ctx);
        assert_eq!(school(&mut ctx, "Deux").0, half.0 + 1);
    }
}

#[test]
fn s07_a_deletion_that_died_is_undone_until_its_export_is_verified_then_finished() {
    for exported in [&[][..], &[".sha256"], &["", ".sha256"], &["", ".sha256", ".csv.zip"]] {
        let host = Host::new();
        let number = school(&mut host.open(), "Un");
        let to = host.home.exports().join("1-x.sqlite");
        for suffix in exported {
            files::write_private(&with_suffix(&to, suffix), b"x").unwrap();
        }
        files::create_directory(&host.home.aside()).unwrap();
        files::write_private(&host.home.aside().join("dead-1-x.sqlite.new"), b"x").unwrap();
        host.tamper(|tx| rows::set_stage(tx, number, Stage::Deleting));
        began(&host, number, "dead", Step::Export { to: to.to_str().unwrap().into() });
        let mut ctx = host.start();
        assert_eq!(numbers(&mut ctx), [number.0]);
        assert_eq!(establishment::administrators(&mut ctx, number).unwrap().len(), 1);
        assert_eq!((contents(&host.home.exports()), contents(&host.home.aside())), (vec![], vec![]));
        clean(&mut ctx);
    }
    for removed in [&[][..], &["-wal"], &["-wal", ""]] {
        let host = Host::new();
        let number = school(&mut host.open(), "Un");
        for suffix in removed {
            files::remove(&with_suffix(&host.database(number), suffix)).unwrap();
        }
        host.tamper(|tx| rows::set_stage(tx, number, Stage::Deleting));
        began(
            &host,
            number,
            "dead",
            Step::Remove { export: String::new(), author: "alice".into(), state: String::new(), mails: 0 },
        );
        let mut ctx = host.start();
        assert_eq!(numbers(&mut ctx), [0; 0]);
        assert_eq!(contents(&host.home.establishments()), []);
        clean(&mut ctx);
        assert_eq!(school(&mut ctx, "Deux").0, number.0 + 1);
    }
}

#[test]
fn a_deletion_that_died_between_the_database_and_its_log_leaves_neither() {
    let host = Host::new();
    let number = school(&mut host.open(), "Un");
    let path = host.database(number);
    fs::rename(&path, with_suffix(&path, ".going.new")).unwrap();
    files::write_private(&with_suffix(&path, "-wal"), b"its own").unwrap();
    host.tamper(|tx| rows::set_stage(tx, number, Stage::Deleting));
    let step = Step::Remove { export: String::new(), author: "alice".into(), state: "look:1".into(), mails: 0 };
    began(&host, number, "dead", step);
    let mut ctx = host.start();
    assert_eq!(numbers(&mut ctx), [0; 0]);
    assert_eq!(contents(&host.home.establishments()), []);
    assert!(!host.home.orphans().exists());
    clean(&mut ctx);
}

#[test]
fn a_deletion_that_died_when_all_was_removed_is_finished_whoever_has_an_earlier_file_of_that_name_open() {
    let host = Host::new();
    let number = school(&mut host.open(), "Un");
    let path = host.database(number);
    let earlier = fs::File::open(&path).unwrap();
    let mut holder = std::process::Command::new("sleep").arg("60").stdin(earlier).spawn().unwrap();
    let copy = with_suffix(&path, ".copy");
    fs::copy(&path, &copy).unwrap();
    fs::rename(&copy, &path).unwrap();
    fs::remove_file(&path).unwrap();
    host.tamper(|tx| rows::set_stage(tx, number, Stage::Deleting));
    let step = Step::Remove { export: String::new(), author: "alice".into(), state: "look:1".into(), mails: 0 };
    began(&host, number, "dead", step);
    let mut ctx = host.start();
    holder.kill().unwrap();
    holder.wait().unwrap();
    assert_eq!(numbers(&mut ctx), [0; 0]);
    clean(&mut ctx);
}

#[test]
fn an_adoption_that_died_before_it_changed_the_file_is_let_go_though_the_right_one_was_put_there_since() {
    let host = Host::new();
    let made = added(&mut host.open(), "Un");
    let step = Step::Own { from: String::new(), known: vec!["0".repeat(64)], names: Default::default() };
    began(&host, made.number, "dead", step);
    let mut ctx = host.start();
    assert_eq!(host.tamper(unfinished::list).len(), 0);
    assert_eq!(mail::get(&mut ctx, made.mail.unwrap()).unwrap().state, State::Queued);
    let filter = audit::AuditFilter { action: "doctor.adopt".into(), ..audit::AuditFilter::default() };
    assert_eq!(audit::list(&mut ctx, &filter, None, 9).unwrap().len(), 0);
    clean(&mut ctx);
}

#[test]
fn a_deletion_whose_database_was_damaged_since_its_export_is_told_once_and_begins_nothing_again() {
    let garbage: fn(Vec<u8>) -> Vec<u8> = |_| b"x".repeat(4096);
    let damaged: fn(Vec<u8>) -> Vec<u8> = |mut bytes| {
        bytes.iter_mut().skip(100).for_each(|byte| *byte = 0xff);
        bytes
    };
    let cut: fn(Vec<u8>) -> Vec<u8> = |mut bytes| {
        bytes.truncate(5000);
        bytes
    };
    for (state, spoil) in
        ["look:1", "pages:1", "1"].into_iter().flat_map(|state| [garbage, damaged, cut].map(|spoil| (state, spoil)))
    {
        let host = Host::new();
        let number = school(&mut host.open(), "Un");
        let spoilt = spoil(fs::read(host.database(number)).unwrap());
        fs::write(host.database(number), &spoilt).unwrap();
        host.tamper(|tx| rows::set_stage(tx, number, Stage::Deleting));
        let step = Step::Remove { export: String::new(), author: "alice".into(), state: state.into(), mails: 0 };
        began(&host, number, "dead", step);
        let mut ctx = host.start();
        assert_eq!(numbers(&mut ctx), [number.0], "{state}");
        assert_eq!(fs::read(host.database(number)).unwrap(), spoilt, "{state}");
        assert_eq!(host.tamper(unfinished::list).len(), 0, "{state}");
        let findings = doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
        assert_eq!(findings.len(), 1, "{state}: {findings:?}");
    }
}

#[test]
fn s07_other_work_that_died_is_finished() {
    let host = Host::new();
    let mut ctx = host.open();
    let (named, reset, extra) = (school(&mut ctx, "Un"), school(&mut ctx, "Deux"), school(&mut ctx, "Trois"));
    let connection = rusqlite::Connection::open(host.database(named)).unwrap();
    connection.execute("update identity set denomination = 'Ancien'", []).unwrap();
    drop(connection);
    began(&host, named, "dead", Step::Names);
    let held = |ctx: &mut Context, name: &str| added(ctx, name).mail.unwrap();
    let letters: [MailId; 2] = [held(&mut ctx, "Quatre"), held(&mut ctx, "Cinq")];
    host.tamper(|tx| letters.iter().try_for_each(|id| sending::hold(tx, *id)));
    let until = crate::build::NOW.plus_s(86_400);
    let step = Step::Reset { account: 1, password: "generated-sha256$a$b".into(), until, mail: letters[0].0 };
    began(&host, reset, "dead", step);
    let step = Step::Administrator {
        login: "admin2".into(),
        last_name: "LE GALL".into(),
        first_name: "Anne".into(),
        email: String::new(),
        password: "generated-sha256$a$c".into(),
        until,
        mail: letters[1].0,
    };
    began(&host, extra, "dead", step);
    let mut ctx = host.start();
    clean(&mut ctx);
    assert!(crate::build::any_holds(&host.home.establishments(), "generated-sha256$a$b"));
    assert_eq!(establishment::administrators(&mut ctx, extra).unwrap().len(), 2);
    for id in letters {
        assert_eq!(mail::get(&mut ctx, id).unwrap().next_attempt_at, crate::build::NOW);
    }
}

#[test]
fn work_of_a_living_process_is_left_to_it() {
    let host = Host::new();
    let number = school(&mut host.open(), "Un");
    let living = Owner::acquire(&host.home).unwrap();
    began(&host, number, living.token(), Step::Names);
    let mut ctx = host.start();
    clean(&mut ctx);
    assert!(host.tamper(|tx| unfinished::find(tx, number)).is_some());
    let renamed = intendant::domain::establishment::Input { location: "35000 Rennes".into(), ..input("Un") };
    let busy = establishment::edit(&mut ctx, number, 1, &renamed).unwrap_err();
    assert_eq!(busy.exit_code(), 5);
    // It is deleting: its database is gone already, its row not yet.
    let bytes = fs::read(host.database(number)).unwrap();
    fs::remove_file(host.database(number)).unwrap();
    let busy = establishment::reset_password(&mut ctx, number, AccountId(1)).unwrap_err();
    assert_eq!(busy.exit_code(), 5, "{busy:?}");
    fs::write(host.database(number), bytes).unwrap();
    drop(living);
    let mut ctx = host.start();
    establishment::edit(&mut ctx, number, 1, &renamed).unwrap();
}

/// A process that can open few files cannot open the lock of another one: that one lives all the same.
#[test]
fn whoever_has_no_descriptor_left_takes_nothing_over() {
    let host = Host::new();
    let mut ctx = host.open();
    let (number, mail) = (school(&mut ctx, "Un"), added(&mut ctx, "Deux").mail.unwrap());
    let living = Owner::acquire(&host.home).unwrap();
    began(&host, number, living.token(), Step::Names);
    host.tamper(|tx| sending::claim_one(tx, mail, living.token())).unwrap();
    let mut ended = std::collections::BTreeSet::new();
    for limit in 4..40 {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", "ulimit -n $0 && exec \"$@\"", &limit.to_string(), env!("CARGO_BIN_EXE_intendant")]);
        command.arg("--data-dir").arg(host.home.root()).args(["mail", "send"]);
        command.env_clear().env("HOME", host.home.root()).stdin(std::process::Stdio::null());
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("accept-registry"), "what cannot be opened is not damaged, {limit}: {told}");
        ended.insert(output.status.code());
        assert_eq!(host.tamper(|tx| unfinished::find(tx, number)).unwrap().owner, living.token(), "{limit}");
        assert_eq!(host.tamper(sending::owners), [living.token()], "{limit}");
    }
    assert!(ended.len() > 1, "with some it fails, with others it works: {ended:?}");
    drop(living);
    host.start();
    assert_eq!(host.tamper(|tx| unfinished::find(tx, number)), None);
}

#[test]
fn a_database_that_is_lost_does_not_keep_its_establishment_busy_for_ever() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    fs::remove_file(host.database(number)).unwrap();
    let renamed = intendant::domain::establishment::Input { location: "35000 Rennes".into(), ..input("Un") };
    assert!(establishment::edit(&mut ctx, number, 1, &renamed).is_err());
    assert!(establishment::reset_password(&mut ctx, number, AccountId(1)).is_err());
    began(&host, school(&mut ctx, "Deux"), "dead", Step::Names);
    fs::remove_file(host.database(EstablishmentNumber(2))).unwrap();
    let mut ctx = host.start();
    for number in [number, EstablishmentNumber(2)] {
        let input = establishment::DeleteInput { confirmation: None, export_first: establishment::ExportFirst::No };
        establishment::delete(&mut ctx, number, &input).unwrap();
    }
    clean(&mut ctx);
}

#[test]
fn a_folder_where_files_are_made_stops_nothing_and_is_named() {
    let host = Host::new();
    let found = host.home.aside().join("lost+found");
    files::create_directory(&found).unwrap();
    let mut ctx = host.start();
    school(&mut ctx, "Un");
    let findings = doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
    assert_eq!(findings, [doctor::Finding::UnknownFile { path: found.clone(), of: None }]);
    doctor::choose(&mut ctx, &findings[0], doctor::Choice::SetAside).unwrap();
    assert!(!found.exists());
    clean(&mut ctx);
}

#[test]
fn a_folder_of_the_program_that_is_away_is_named_and_what_stands_in_its_place_goes_aside() {
    use std::os::unix::fs::symlink;
    let examined = |ctx: &mut Context| doctor::examine(ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
    for folder in [intendant::operations::Home::exports, intendant::operations::Home::outgoing_mail] {
        let host = Host::new();
        let number = school(&mut host.open(), "Un");
        let path = folder(&host.home);
        let missing = [doctor::Finding::FolderMissing { path: path.clone() }];
        // The disk to which a link leads is not mounted.
        fs::remove_dir(&path).unwrap();
        symlink("/nonexistent", &path).unwrap();
        let mut ctx = host.start();
        assert_eq!(examined(&mut ctx), missing);
        assert!(doctor::repair(&mut ctx, &missing, &NEVER, &mut |_| {}).unwrap()[0].error.is_some());
        fs::remove_file(&path).unwrap();
        files::write_private(&path, b"x").unwrap();
        school(&mut ctx, "Deux");
        let findings = examined(&mut ctx);
        assert_eq!(findings, [doctor::Finding::UnknownFile { path: path.clone(), of: None }]);
        doctor::choose(&mut ctx, &findings[0], doctor::Choice::SetAside).unwrap();
        assert_eq!(examined(&mut ctx), missing);
        doctor::repair(&mut ctx, &missing, &NEVER, &mut |_| {}).unwrap();
        establishment::export(&mut ctx, number).unwrap();
        clean(&mut ctx);
    }
}

/// It is tried again by whoever comes next; the others are undone meanwhile, and everybody works on.
#[test]
fn a_creation_that_cannot_be_undone_now_keeps_nobody_from_working() {
    let host = Host::new();
    let [first, second] = [(); 2].map(|()| school(&mut host.open(), "À moitié"));
    for number in [first, second] {
        host.tamper(|tx| {
            rows::set_stage(tx, number, Stage::Creating)?;
            intendant::store::registry::outbox::withdraw_of_gone(tx, number, "").map(drop)
        });
        began(&host, number, "dead", Step::Create);
    }
    let path = host.database(first);
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "recovery_test::whoever_reads_a_database_holds_it"])
        .env(HELD, &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(told.any(|line| line.unwrap().contains("held")));
    let mut ctx = host.start();
    assert!(path.exists() && !host.database(second).exists());
    school(&mut ctx, "Trois");
    drop((ctx, holder.stdin.take()));
    told.for_each(drop);
    holder.wait().unwrap();
    clean(&mut host.start());
    assert!(!path.exists());
}

/// Which database the process holds that another test began.
const HELD: &str = "INTENDANT_TEST_HELD";

/// Does nothing unless another test began it: then it reads a database until nobody writes to it any more.
#[test]
fn whoever_reads_a_database_holds_it() {
    let Some(path) = std::env::var_os(HELD) else { return };
    let reader = rusqlite::Connection::open(path).unwrap();
    reader.execute_batch("begin").unwrap();
    let accounts: i64 = reader.query_row("select count(*) from account", [], |row| row.get(0)).unwrap();
    writeln!(std::io::stdout(), "held, {accounts}").unwrap();
    std::io::stdin().lines().for_each(drop);
}

#[test]
fn a_file_that_is_gone_by_then_is_not_said_to_be_set_aside() {
    let host = Host::new();
    let mut ctx = host.start();
    let found = host.home.establishments().join("toto.txt");
    files::write_private(&found, b"somebody's").unwrap();
    let findings = doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
    assert_eq!(findings, [doctor::Finding::UnknownFile { path: found.clone(), of: None }]);
    fs::remove_file(&found).unwrap();
    let entries = |ctx: &mut Context| audit::list(ctx, &audit::AuditFilter::default(), None, 1000).unwrap().len();
    let before = entries(&mut ctx);
    let chosen = doctor::choose(&mut ctx, &findings[0], doctor::Choice::SetAside);
    assert!(matches!(chosen, Err(Error::Rule(Rule::Changed))), "{chosen:?}");
    assert_eq!(entries(&mut ctx), before);
    clean(&mut ctx);
}

/// Between its name and its line in the catalogue an export is its maker's.
#[test]
fn an_export_that_a_living_process_makes_is_nobody_else_s() {
    let host = Host::new();
    school(&mut host.open(), "Un");
    let living = Owner::acquire(&host.home).unwrap();
    let file = "1-2026-09-01-abcdefgh.sqlite";
    let (path, aside) = (host.home.exports().join(file), host.home.aside());
    for folder in [&host.home.exports(), &aside] {
        files::create_directory(folder).unwrap();
    }
    files::write_private(&path, b"an export").unwrap();
    files::write_private(&aside.join(format!("{}-{file}.new", living.token())), b"an export").unwrap();
    let mut ctx = host.open();
    clean(&mut ctx);
    let finding = doctor::Finding::ExportUnknown { paths: vec![path.clone()] };
    for choice in [doctor::Choice::SetAside, doctor::Choice::Adopt] {
        assert!(doctor::choose(&mut ctx, &finding, choice).is_err(), "{choice:?}");
    }
    assert!(path.exists());
    drop(living);
    let findings = doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &NEVER, &mut |_| {}).unwrap();
    assert_eq!(findings, std::slice::from_ref(&finding));
    doctor::choose(&mut ctx, &finding, doctor::Choice::SetAside).unwrap();
    assert!(!path.exists());
}

/// What is being taken away lies aside until the catalogue has forgotten it.
#[test]
fn an_export_that_a_living_process_takes_away_is_not_lost() {
    let host = Host::new();
    let mut ctx = host.open();
    let number = school(&mut ctx, "Un");
    let path = establishment::export(&mut ctx, number).unwrap();
    let living = Owner::acquire(&host.home).unwrap();
    let file = path.file_name().unwrap().to_str().unwrap();
    for beside in ["", ".sha256"] {
        let aside = host.home.aside().join(format!("{}-{file}{beside}.going", living.token()));
        fs::rename(with_suffix(&path, beside), aside).unwrap();
    }
    clean(&mut ctx);
}
