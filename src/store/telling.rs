//! Which files may name somebody, whatever their format: text, workbooks and other archives of the usual kind, databases as their
//! bytes, packed exports. Read in pieces; what cannot be looked into may name anybody.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::files;
use super::home::Home;
use crate::domain::sought::{Sought, Standing, folded};

/// Bytes that are looked at together, and how many of them are looked at again with the next.
const PIECE: usize = 1 << 16;
const AGAIN: usize = 1 << 10;
/// How deep a folder is looked into.
const DEPTH: usize = 8;
/// How files begin that hold others, packed; that are packed; that are sealed; that are databases.
const ARCHIVE: &[u8] = b"PK\x03\x04";
const PACKED: &[u8] = b"\x28\xb5\x2f\xfd";
const SEALED: &[u8] = b"age-encryption.org/";
const DATABASE: &[u8] = b"SQLite format 3\0";
/// Part of the name of what SQLite keeps beside a database, too.
const OF_DATABASE: &str = ".sqlite";

/// Lists the plain files of a folder and of its folders; nothing is followed.
pub fn files_in(folder: &Path) -> super::Result<Vec<PathBuf>> {
    let (mut found, mut left) = (Vec::new(), vec![(folder.to_owned(), DEPTH)]);
    while let Some((folder, depth)) = left.pop() {
        for path in files::list(&folder)? {
            if files::look(&path).is_some() {
                found.push(path);
            } else if depth > 0 && std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
                left.push((path, depth - 1));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The folders in which files lie that may name people: the program's own, but for its databases.
#[must_use]
pub fn folders(home: &Home) -> [PathBuf; 5] {
    [home.exchange(), home.orphans(), home.exports(), home.outgoing_mail(), home.attachments()]
}

/// Tells of each whether a file may name them: all, of what cannot be looked into.
#[must_use]
pub fn told(path: &Path, sought: &[Sought]) -> Vec<bool> {
    let mut told = vec![false; sought.len()];
    if look(path, sought, &mut told).is_err() {
        told.fill(true);
    }
    told
}

fn look(path: &Path, sought: &[Sought], told: &mut [bool]) -> std::io::Result<()> {
    let opened = files::open_named(path).map_err(|error| std::io::Error::other(error.to_string()));
    let (mut file, mut head) = (opened?, Vec::new());
    file.by_ref().take(32).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if head.starts_with(SEALED) {
        return Err(std::io::ErrorKind::Unsupported.into());
    }
    if head.starts_with(ARCHIVE) {
        return within(file, sought, told);
    }
    let is_database = head.starts_with(DATABASE) || files::name_of(path).contains(OF_DATABASE);
    let standing = if is_database { Standing::Joined } else { Standing::Apart };
    if head.starts_with(PACKED) {
        return read(zstd::stream::read::Decoder::new(file)?, Standing::Joined, sought, told);
    }
    read(file, standing, sought, told)
}

/// Looks into each file of an archive.
fn within(file: File, sought: &[Sought], told: &mut [bool]) -> std::io::Result<()> {
    let mut archive = zip::ZipArchive::new(std::io::BufReader::new(file))?;
    for at in 0..archive.len() {
        read(archive.by_index(at)?, Standing::Apart, sought, told)?;
    }
    Ok(())
}

fn read(mut from: impl Read, standing: Standing, sought: &[Sought], told: &mut [bool]) -> std::io::Result<()> {
    let mut piece = Vec::with_capacity(PIECE + AGAIN);
    loop {
        let count = from.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        if count == 0 || told.iter().all(|told| *told) {
            return Ok(());
        }
        let words = folded(&String::from_utf8_lossy(&piece));
        // What is no UTF-8 is of one byte a sign.
        let other = std::str::from_utf8(&piece).is_err().then(|| piece.iter().map(|byte| char::from(*byte)).collect());
        let other = other.map(|text: String| folded(&text));
        for (told, sought) in told.iter_mut().zip(sought).filter(|(told, _)| !**told) {
            *told = sought.is_in(&words, standing) || other.as_ref().is_some_and(|words| sought.is_in(words, standing));
        }
        piece.drain(..piece.len().saturating_sub(AGAIN));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::erased::Names;
    use std::io::Write as _;

    #[test]
    fn somebody_is_found_in_whatever_format() {
        let folder = tempfile::tempdir().unwrap();
        let names = |text: &str| Names { texts: vec![text.to_owned()], ..Names::default() };
        let sought = ["Quintarelli", "Zébulon"].map(|text| Sought::new(&names(text)));
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file("a.xml", zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"<t>Quintarelli</t>").unwrap();
        let archive = archive.finish().unwrap().into_inner();
        let far = [vec![b' '; PIECE - 3], b"Quintarelli".to_vec(), vec![b' '; PIECE]].concat();
        let joined = [DATABASE, b"xQuintarelliy"].concat();
        for (name, bytes, expected) in [
            ("far", far, [true, false]),
            ("zip", archive.clone(), [true, false]),
            ("cut.zip", archive[..archive.len() / 2].to_vec(), [true, true]),
            ("packed", zstd::stream::encode_all(&joined[..], 1).unwrap(), [true, false]),
            ("database", joined, [true, false]),
            ("a.sqlite-wal", b"xQuintarelliy".to_vec(), [true, false]),
            ("sealed", b"age-encryption.org/v1\n".to_vec(), [true, true]),
            ("latin", b"Z\xe9bulon;".to_vec(), [false, true]),
            ("text", b"xQuintarelliy".to_vec(), [false, false]),
        ] {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(told(&path, &sought), expected, "{name}");
        }
        std::fs::create_dir(folder.path().join("deeper")).unwrap();
        std::fs::write(folder.path().join("deeper/x"), "").unwrap();
        std::os::unix::fs::symlink("/", folder.path().join("link")).unwrap();
        assert_eq!(files_in(folder.path()).unwrap().len(), 10);
    }
}
