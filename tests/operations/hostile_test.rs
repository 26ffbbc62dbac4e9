//! Files that were altered, and files that were made to do harm: each is refused, and nothing is touched.

use std::path::{Path, PathBuf};

use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::export::{Existing, Fault, Form, Packing};
use intendant::domain::fault::{Misfit, Wrong};
use intendant::domain::field::Problem;
use intendant::domain::job::{Job, Reason, Selection, Task};
use intendant::jobs::plan::{self, Request};
use intendant::jobs::progress::{Cancel, Progress};
use intendant::jobs::restore;
use intendant::jobs::run::{Wait, run};
use intendant::operations::establishment::restore::look;
use intendant::operations::export::{self, ExportFilter};
use intendant::operations::job::RowFilter;
use intendant::operations::{Context, audit, establishment, job};
use intendant::store::establishment::snapshot::digest;
use rusqlite::Connection;

use crate::build::{Host, contents, school};

fn started(ctx: &mut Context, plan: &Job) -> Job {
    job::authorise(ctx, plan.id).unwrap();
    run(ctx, plan.id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap().job
}

/// Exports establishment 1; gives the file.
fn exported(ctx: &mut Context, packing: Packing) -> PathBuf {
    let task = Task::Export { form: Form { packing, ..Form::default() } };
    let request =
        Request { task, selection: Selection::Numbers { numbers: vec![EstablishmentNumber(1)] }, name: String::new() };
    let plan = plan::draw_up(ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap();
    let job = started(ctx, &plan);
    let listed = export::list(ctx, &ExportFilter::default(), None, 100).unwrap();
    let one = listed.into_iter().find(|one| one.job.is_some_and(|(id, _)| id == job.id)).unwrap();
    export::path(ctx, &one)
}

fn beside(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.sha256", path.display()))
}

/// Writes the hash beside a file, as whoever made it would.
fn seal(path: &Path) {
    std::fs::write(beside(path), format!("{}  x\n", digest(path).unwrap())).unwrap();
}

#[test]
fn five_hundred_single_byte_flips_are_found() {
    let host = Host::new();
    let mut ctx = host.open();
    school(&mut ctx, "Collège Un");
    let folder = tempfile::tempdir().unwrap();
    for packing in [Packing::Plain, Packing::Zstd] {
        let source = exported(&mut ctx, packing);
        let bytes = std::fs::read(&source).unwrap();
        let copy = folder.path().join(source.file_name().unwrap());
        std::fs::copy(beside(&source), beside(&copy)).unwrap();
        for flip in 0..250 {
            let mut altered = bytes.clone();
            let place = flip * bytes.len() / 250;
            altered[place] ^= 1 << (flip % 8);
            std::fs::write(&copy, altered).unwrap();
            assert_eq!(look(&mut ctx, &copy, None).unwrap(), Err(Fault::HashDiffers), "byte {place}");
        }
        std::fs::write(&copy, &bytes).unwrap();
        assert_eq!(look(&mut ctx, &copy, None).unwrap().unwrap().number.0, 1);
    }
}

/// Alters a whole export by SQL, with its hash made anew as whoever made it would.
fn by_sql(sql: &'static str) -> Box<dyn Fn(&Path)> {
    Box::new(move |path| {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch("pragma writable_schema = on; pragma foreign_keys = off").unwrap();
        connection.execute_batch(sql).unwrap();
    })
}

fn by_bytes(alter: impl Fn(&mut Vec<u8>) + 'static) -> Box<dyn Fn(&Path)> {
    Box::new(move |path| {
        let mut bytes = std::fs::read(path).unwrap();
        alter(&mut bytes);
        std::fs::write(path, bytes).unwrap();
    })
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 1).unwrap()
}

type Hostile = (&'static str, Fault, Box<dyn Fn(&Path)>);

fn schema_attacks() -> Vec<Hostile> {
    let differs = Fault::SchemaDiffers;
    [
        ("a trigger", "create trigger t after update on identity begin delete from account; end"),
        ("a trigger on deletion", "create trigger t before delete on manifest begin select raise(abort, 'x'); end"),
        ("a view", "create view v as select * from account"),
        ("a table more", "create table extra (a)"),
        ("a table less", "drop table account_role"),
        ("a column more", "alter table account add column extra text"),
        ("a loose table", "drop table manifest; create table manifest (name text primary key, value text not null)"),
        ("a virtual table", "create virtual table f using fts5 (a)"),
        ("a table by another name", "alter table account_role rename to account_roles"),
        ("a generated column", "alter table identity add column g text as (upper(uai))"),
        ("an altered text", "update sqlite_schema set sql = replace(sql, 'strict', 'STRICT') where name = 'identity'"),
        ("an unreadable text", "update sqlite_schema set sql = 'create table' where name = 'account'"),
    ]
    .into_iter()
    .map(|(name, sql)| {
        let fault = if name == "an unreadable text" { Fault::damaged() } else { differs.clone() };
        (name, fault, by_sql(sql))
    })
    .collect()
}

/// The test compares words; what and where is told is seen where it is found.
fn misfit() -> Fault {
    Fault::Misfit(Misfit::at("", "", "", Wrong::Number))
}

fn held(field: &str) -> Fault {
    Fault::Held { field: field.into(), why: Problem::Missing }
}

/// The word, and the field of a manifest.
fn named(fault: &Fault) -> (&'static str, String) {
    let field = if let Fault::Held { field, .. } = fault { field.clone() } else { String::new() };
    (fault.word(), field)
}

fn content_attacks() -> Vec<Hostile> {
    [
        ("no manifest rows", "delete from manifest", Fault::Manifest),
        ("a count that differs", "update manifest set value = '99' where name = 'rows.account'", Fault::Manifest),
        ("a row more", "insert into account_role values (1, 'Chef', 'RT', '')", Fault::Manifest),
        ("another number inside", "update identity set number = 2", Fault::Manifest),
        ("another number outside", "update manifest set value = '2' where name = 'number'", Fault::Manifest),
        ("no number", "update manifest set value = 'x' where name = 'number'", Fault::Manifest),
        ("no registry row", "delete from manifest where name = 'registry'", Fault::Manifest),
        ("a registry row that is none", "update manifest set value = '{}' where name = 'registry'", Fault::Manifest),
        (
            "a name that steers a terminal",
            "update manifest set value = replace(value, 'Collège Un', 'x\\u001b[2J') where name = 'registry'",
            held("denomination"),
        ),
        (
            "a wrong UAI",
            "update manifest set value = replace(value, '\"uai\":\"\"', '\"uai\":\"0123456A\"') where name = 'registry'",
            held("uai"),
        ),
        ("a wrong version inside", "update manifest set value = '9' where name = 'schema_version'", Fault::Manifest),
        ("no identity", "delete from identity; update manifest set value = '0' where name = 'rows.identity'", Fault::Manifest),
        (
            "a broken reference",
            "insert into account_role values (99, 'Chef', 'RT', ''); update manifest set value = '2' where name = 'rows.account_role'",
            misfit(),
        ),
        ("a level that is none", "pragma ignore_check_constraints = on; update account set level = 'root'", misfit()),
        ("a revision that is none", "pragma ignore_check_constraints = on; update account set rev = 0", misfit()),
        ("a name that is no text", "update account set last_name = cast(x'ff' as text)", misfit()),
        ("a text that ends early", "update account set email = 'a' || char(0)", misfit()),
        ("the number 0", "pragma ignore_check_constraints = on; update identity set number = 0; update manifest set value = '0' where name = 'number'", misfit()),
        ("a number beyond all", "update identity set number = 10000000; update manifest set value = '10000000' where name = 'number'", misfit()),
        ("a number beyond all numbers", "update identity set number = 9223372036854775807; update manifest set value = '9223372036854775807' where name = 'number'", misfit()),
        ("a day before all", "update manifest set value = replace(value, '\"registered_on\":\"', '\"registered_on\":\"-999-01-01') where name = 'registry'", held("registered-on")),
        ("a site that is no number", "update manifest set value = replace(value, '\"uai_site\":1', '\"uai_site\":-1') where name = 'registry'", Fault::Manifest),
        ("a site beyond all", "update manifest set value = replace(value, '\"uai_site\":1', '\"uai_site\":4294967295') where name = 'registry'", held("uai")),
        ("a zone beyond all", "update manifest set value = replace(value, '\"zone\":1', '\"zone\":99999999999') where name = 'registry'", Fault::Manifest),
        ("another program's", "pragma application_id = 7", Fault::NotAnExport),
        ("no version", "pragma user_version = 0", Fault::NotAnExport),
        ("a negative version", "pragma user_version = -1", Fault::NotAnExport),
        ("a log's mode", "pragma journal_mode = wal", Fault::NotAnExport),
    ]
    .into_iter()
    .map(|(name, sql, fault)| (name, fault, by_sql(sql)))
    .collect()
}

fn file_attacks() -> Vec<Hostile> {
    let known = intendant::store::establishment::SCHEMA_VERSION;
    let declared = |bytes: u64| {
        let mut head = vec![0x28, 0xb5, 0x2f, 0xfd, 0xe0];
        head.extend(bytes.to_le_bytes());
        head.resize(1024, 0);
        head
    };
    vec![
        ("a later version's", Fault::Newer { found: 99, known }, by_sql("pragma user_version = 99")),
        ("empty", Fault::NotAnExport, by_bytes(Vec::clear)),
        ("text", Fault::NotAnExport, by_bytes(|bytes| *bytes = b"hello".repeat(400))),
        ("cut", Fault::damaged(), by_bytes(|bytes| bytes.truncate(bytes.len() / 2))),
        ("zeros", Fault::NotAnExport, by_bytes(|bytes| bytes.fill(0))),
        ("a damaged page", Fault::damaged(), by_bytes(|bytes| bytes[1024..3072].fill(0xff))),
        ("packed text", Fault::NotAnExport, by_bytes(|bytes| *bytes = packed(&b"hello".repeat(50_000)))),
        (
            "a cut packed one",
            Fault::damaged(),
            by_bytes(|bytes| {
                *bytes = packed(bytes);
                bytes.truncate(bytes.len() - 40);
            }),
        ),
        ("two packed ones", Fault::NotAnExport, by_bytes(|bytes| *bytes = packed(bytes).repeat(2))),
        (
            "one that unpacks to too much",
            Fault::TooLarge { size_bytes: 0, limit_bytes: 0 },
            by_bytes(move |bytes| *bytes = declared(1 << 40)),
        ),
        (
            "one that says nothing of its size",
            Fault::NotAnExport,
            by_bytes(|bytes| {
                let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
                std::io::Write::write_all(&mut encoder, bytes).unwrap();
                *bytes = encoder.finish().unwrap();
            }),
        ),
        ("one packed twice", Fault::NotAnExport, by_bytes(|bytes| *bytes = packed(&packed(bytes)))),
    ]
}

#[test]
fn s17_hostile_files_are_refused_and_nothing_is_touched() {
    let host = Host::new();
    let mut ctx = host.open();
    school(&mut ctx, "Collège Un");
    let good = exported(&mut ctx, Packing::Plain);
    let folder = tempfile::tempdir().unwrap();
    let (mut expected, mut paths) = (Vec::new(), Vec::new());
    let attacks = schema_attacks().into_iter().chain(content_attacks()).chain(file_attacks());
    for (place, (name, fault, alter)) in attacks.enumerate() {
        let path = folder.path().join(format!("{place:02}.sqlite"));
        std::fs::copy(&good, &path).unwrap();
        alter(&path);
        seal(&path);
        expected.push((name, fault));
        paths.push(path);
    }
    let unsealed = folder.path().join("unsealed.sqlite");
    std::fs::copy(&good, &unsealed).unwrap();
    let (linked, pipe) = (folder.path().join("linked.sqlite"), folder.path().join("pipe.sqlite"));
    std::os::unix::fs::symlink(&good, &linked).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    for (path, name, fault) in [
        (unsealed, "no hash beside it", Fault::NoHash),
        (folder.path().join("absent.sqlite"), "absent", Fault::NoFile),
        (folder.path().to_owned(), "a folder", Fault::NotAFile { what: "folder".into() }),
        (linked, "a link", Fault::NotAFile { what: "link".into() }),
        (pipe, "a pipe", Fault::NotAFile { what: "pipe".into() }),
        (PathBuf::from("/dev/zero"), "a device", Fault::NotAFile { what: "device".into() }),
    ] {
        paths.push(path);
        expected.push((name, fault));
    }
    assert!(paths.len() >= 40, "{}", paths.len());
    let before = (contents(&host.home.establishments()), contents(&host.home.exports()));
    for (path, (name, fault)) in paths.iter().zip(&expected) {
        let found = look(&mut ctx, path, None).unwrap().unwrap_err();
        assert_eq!(named(&found), named(fault), "{name}: {found:?}");
    }
    let silent = &mut Progress::silent();
    let replacing = restore::How { existing: Existing::Replace, keys: None };
    let plan = restore::files(&mut ctx, &paths, &replacing, &Cancel::new(), silent).unwrap();
    let job = started(&mut ctx, &plan);
    assert_eq!((job.tally.failed, job.tally.total()), (job.tally.total(), u32::try_from(paths.len()).unwrap()));
    let rows = job::rows(&mut ctx, job.id, &RowFilter::default(), 0, 100).unwrap();
    let found: Vec<_> = rows.into_iter().filter_map(|row| row.verdict?.reason().cloned()).collect();
    let wanted: Vec<_> = expected.iter().map(|(_, fault)| named(fault)).collect();
    let unfit =
        |reason: &Reason| if let Reason::Unfit { fault } = reason { named(fault) } else { panic!("{reason:?}") };
    assert_eq!(found.iter().map(unfit).collect::<Vec<_>>(), wanted);
    assert_eq!((contents(&host.home.establishments()), contents(&host.home.exports())), before);
    assert_eq!(contents(&host.home.aside()), []);
    assert_eq!(establishment::counts(&mut ctx).unwrap().establishments, 1);
    let all = audit::list(&mut ctx, &audit::AuditFilter::default(), None, 100).unwrap();
    assert!(all.iter().all(|row| row.action != "establishment.restore"));
}
