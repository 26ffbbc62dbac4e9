//! Files that verbs write: new ones under a name of their own, never over, into or through what is there.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use crate::site::{Run, Site, files};

/// Every verb that writes a file, and how its option or argument names it.
const VERBS: [&[&str]; 7] = [
    &["establishment", "import", "bad.csv", "--dry-run", "--rejects"],
    &["establishment", "import", "bad.csv", "--yes", "--rejects"],
    &["department", "import", "lines.csv", "--establishment", "1", "--rejects"],
    &["establishment", "stats", "--csv"],
    &["job", "show", "1", "--csv"],
    &["audit", "export"],
    &["audit", "export", "--format", "json"],
];

fn site() -> Site {
    let site = Site::new();
    site.add("École A");
    site.run(&["establishment", "block", "1", "--reason", "x", "--save", "x"]).expect(0);
    std::fs::write(site.path("lines.csv"), "code;nom\nGC;Génie\nG C;Génie civil\n").unwrap();
    let header = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n";
    std::fs::write(site.path("bad.csv"), format!("{header};77;29200 Brest;École B;;;;\n")).unwrap();
    site
}

fn write(site: &Site, verb: &[&str], named: &Path) -> Run {
    site.run(&[verb, &[named.to_str().unwrap()]].concat())
}

/// What a folder holds, with what tells that nothing was touched; links are not followed.
fn picture(folder: &Path) -> Vec<(std::path::PathBuf, u64, u64, u32, u64)> {
    let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    let look = |path: std::path::PathBuf| {
        let seen = std::fs::symlink_metadata(&path).unwrap();
        (path, seen.ino(), seen.len(), seen.mode(), seen.nlink())
    };
    found.into_iter().map(look).collect()
}

#[test]
fn nothing_that_exists_is_replaced_written_into_or_followed() {
    let site = site();
    let ground = site.path("ground");
    std::fs::create_dir(&ground).unwrap();
    let at = |name: &str| ground.join(name);
    std::fs::write(at("file"), "kept").unwrap();
    std::fs::hard_link(at("file"), at("second-name")).unwrap();
    std::fs::create_dir(at("folder")).unwrap();
    std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
    std::os::unix::fs::symlink("/dev/null", at("link")).unwrap();
    std::os::unix::fs::symlink(site.home(), at("way-in")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RWXU).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    let before = picture(&ground);
    let inside: Vec<_> =
        files(&site.home()).into_iter().filter(|path| path.starts_with(site.home().join("exports"))).collect();
    for verb in VERBS {
        for (named, what) in [
            (at("file"), "a file of this name"),
            (at("second-name"), "a file of this name"),
            (at("folder"), "a folder"),
            (at("dangling"), "a link"),
            (at("link"), "a link"),
            (at("pipe"), "a pipe"),
            (at("socket"), "a socket"),
            ("/dev/null".into(), "a device"),
            (site.home().join("registry.sqlite"), "inside the data directory"),
            (site.home().join("exports/new.csv"), "inside the data directory"),
            (at("way-in/new.csv"), "inside the data directory"),
        ] {
            let refused = write(&site, verb, &named).expect(4);
            let said = format!("{}: this is", named.display());
            let said =
                if what.starts_with("a file") || what == "a link" { said.replace(": this is", ": a ") } else { said };
            assert!(refused.stderr.contains(&said) && refused.stderr.contains(what), "{verb:?} {what}: {refused:?}");
            assert!(refused.stderr.contains("Nothing was changed"), "{refused:?}");
        }
    }
    assert_eq!(picture(&ground), before);
    assert_eq!(std::fs::read(at("file")).unwrap(), b"kept");
    let now: Vec<_> =
        files(&site.home()).into_iter().filter(|path| path.starts_with(site.home().join("exports"))).collect();
    assert_eq!(now, inside);
    assert_eq!(site.run(&["audit", "list", "--action", "import", "--json"]).stdout, "", "refused before the work");
    assert_eq!(
        site.run(&["audit", "list", "--action", "audit.export", "--json"]).stdout,
        "",
        "refused before the work"
    );
    site.run(&["doctor"]).expect(0);
}

#[test]
fn an_output_is_new_private_and_leaves_what_is_beside_it() {
    let site = site();
    // The first of them is a dry run, which writes none.
    for (at, verb) in VERBS.iter().enumerate().skip(1) {
        let folder = site.path(&format!("out-{at}"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("new.csv.new"), "somebody's").unwrap();
        let (new, beside) = (folder.join("new.csv"), folder.join("new.csv.new"));
        let done = write(&site, verb, &new);
        assert!([0, 3].contains(&done.code), "{verb:?}: {done:?}");
        assert_eq!(files(&folder).len(), 2, "{verb:?}: {:?}", files(&folder));
        assert_eq!(std::fs::read(beside).unwrap(), b"somebody's");
        assert_eq!(std::fs::metadata(&new).unwrap().permissions().mode() & 0o777, 0o600);
        write(&site, verb, &new).expect(4);
        let exchanged = site.home().join(format!("exchange/{at}.csv"));
        let done = write(&site, verb, &exchanged);
        assert!([0, 3].contains(&done.code) && exchanged.is_file(), "{verb:?}: {done:?}");
    }
    let nowhere = write(&site, VERBS[2], &site.path("nowhere/new.csv")).expect(1);
    assert!(nowhere.stderr.contains("nowhere"), "{nowhere:?}");
}

#[test]
fn pages_of_the_manual_are_all_new_or_none_is_made() {
    let site = Site::new();
    let dir = site.path("man");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("intendant-zone-list.1"), "mine").unwrap();
    let refused = site.run(&["man", "--dir", dir.to_str().unwrap()]).expect(4);
    assert!(refused.stderr.contains("intendant-zone-list.1"), "{refused:?}");
    assert_eq!(files(&dir), [dir.join("intendant-zone-list.1")]);
    assert_eq!(std::fs::read(dir.join("intendant-zone-list.1")).unwrap(), b"mine");
    site.run(&["man", "--dir", site.home().to_str().unwrap()]).expect(4);
}
