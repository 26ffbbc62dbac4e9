//! Where the configuration and the data are.

use std::ffi::OsString;
use std::io::Read as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::error::{Error, Fault};
use super::file::{SIZE_MAX_KIB, parse};
use super::settings::Settings;

/// The environment variable that names the configuration file.
pub const FILE_VARIABLE: &str = "INTENDANT_CONFIG";
/// The environment variable that names the data directory.
pub const DATA_VARIABLE: &str = "INTENDANT_DATA_DIR";

/// Reads the settings: from the flag's file, else the file of `INTENDANT_CONFIG`, else `intendant/config.toml` in
/// the user's configuration directory. Only the last may be absent; then everything is at its default.
///
/// # Errors
/// A named file that does not exist, a file that others may write, a file with a fault anywhere.
pub fn load(flag: Option<&Path>, env: impl Fn(&str) -> Option<OsString>) -> Result<Settings, Error> {
    let usual = BaseDirs::new().map(|base| base.config_dir().join("intendant/config.toml"));
    load_from(flag, set(FILE_VARIABLE, env), usual)
}

fn load_from(flag: Option<&Path>, variable: Option<PathBuf>, usual: Option<PathBuf>) -> Result<Settings, Error> {
    if let Some(file) = flag.map(Path::to_owned).or(variable) {
        return read(&file)?.ok_or_else(|| Error::at(&file, Fault::Missing));
    }
    let found = usual.map(|file| read(&file)).transpose()?.flatten();
    Ok(found.unwrap_or_default())
}

/// Finds the data directory: flag, `INTENDANT_DATA_DIR`, configuration, else `intendant` in the user's data directory.
///
/// # Errors
/// [`Fault::NoHome`] when nothing names one and the user has no home directory.
pub fn data_dir(
    flag: Option<&Path>,
    env: impl Fn(&str) -> Option<OsString>,
    settings: &Settings,
) -> Result<PathBuf, Error> {
    let usual = || BaseDirs::new().map(|base| base.data_dir().join("intendant"));
    let named = flag.map(Path::to_owned).or_else(|| set(DATA_VARIABLE, env));
    let path = named.or_else(|| settings.data_dir.clone()).or_else(usual);
    let path = path.ok_or_else(|| Error::at(Path::new(""), Fault::NoHome))?;
    std::path::absolute(&path).map_err(|error| Error::at(&path, Fault::Unreadable { cause: error.to_string() }))
}

fn set(name: &str, env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    env(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Reads a file; none: it does not exist.
fn read(file: &Path) -> Result<Option<Settings>, Error> {
    let unreadable = |error: &std::io::Error| Error::at(file, Fault::Unreadable { cause: error.to_string() });
    // Looked at before it is opened, since opening a pipe would wait for its writer.
    match std::fs::metadata(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
        Ok(found) if !found.is_file() => {
            return Err(Error::at(file, Fault::NotAFile { what: kind(found.file_type()) }));
        }
        Ok(_) => {}
    }
    let handle = std::fs::File::open(file).map_err(|error| unreadable(&error))?;
    let found = handle.metadata().map_err(|error| unreadable(&error))?;
    if let Some(fault) = exposure(found.uid(), found.mode(), rustix::process::geteuid().as_raw()) {
        return Err(Error::at(file, fault));
    }
    let mut bytes = Vec::new();
    let limit = SIZE_MAX_KIB * 1024;
    let one_more = u64::try_from(limit + 1).unwrap_or(u64::MAX);
    handle.take(one_more).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() > limit {
        return Err(Error::at(file, Fault::TooLarge));
    }
    let text = String::from_utf8(bytes).map_err(|_| Error::at(file, Fault::NotUtf8))?;
    parse(file, text.strip_prefix('\u{feff}').unwrap_or(&text)).map(Some)
}

/// Names what stands in the file's place.
fn kind(found: std::fs::FileType) -> &'static str {
    match found {
        _ if found.is_dir() => "folder",
        _ if found.is_fifo() => "pipe",
        _ if found.is_socket() => "socket",
        _ => "device",
    }
}

/// Tells what lets others than the reader and root write a file: whose it is, or that group or others may write.
const fn exposure(owner: u32, mode: u32, reader: u32) -> Option<Fault> {
    match (owner == reader || owner == 0, mode & 0o022) {
        (false, _) => Some(Fault::NotOwned { owner }),
        (true, 0) => None,
        (true, _) => Some(Fault::OthersWrite),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::config::settings::Theme;
    use crate::domain::message::Explain as _;

    fn write(folder: &Path, name: &str, text: &[u8], mode: u32) -> PathBuf {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        file
    }

    fn key(result: Result<Settings, Error>) -> &'static str {
        result.unwrap_err().message().key
    }

    #[test]
    fn flag_wins_over_variable_and_usual_place() {
        let folder = tempfile::tempdir().unwrap();
        let mono = write(folder.path(), "mono.toml", b"theme = \"mono\"", 0o600);
        let high = write(folder.path(), "high.toml", b"\xef\xbb\xbftheme = \"high-contrast\"\r\n", 0o644);
        let none = folder.path().join("none.toml");
        let theme = |flag: Option<&Path>, variable: Option<&PathBuf>, usual: Option<&PathBuf>| {
            load_from(flag, variable.cloned(), usual.cloned()).map(|settings| settings.theme)
        };
        assert_eq!(theme(Some(&mono), Some(&high), Some(&high)).unwrap(), Theme::Mono);
        assert_eq!(theme(None, Some(&high), Some(&mono)).unwrap(), Theme::HighContrast);
        assert_eq!(theme(None, None, Some(&mono)).unwrap(), Theme::Mono);
        assert_eq!(theme(None, None, Some(&none)).unwrap(), Theme::Sober);
        assert_eq!(theme(None, None, None).unwrap(), Theme::Sober);
        assert_eq!(key(load_from(Some(&none), None, Some(mono.clone()))), "config-missing");
        assert_eq!(key(load_from(None, Some(none), Some(mono.clone()))), "config-missing");
        let env = |name: &str| (name == FILE_VARIABLE).then(|| mono.clone().into_os_string());
        assert_eq!(load(None, env).unwrap().theme, Theme::Mono);
    }

    #[test]
    fn a_file_that_others_may_write_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for (mode, accepted) in [(0o600, true), (0o644, true), (0o664, false), (0o602, false), (0o666, false)] {
            let file = write(folder.path(), "config.toml", b"", mode);
            let result = load_from(Some(&file), None, None);
            assert_eq!(result.is_ok(), accepted, "{mode:o}");
            assert!(accepted || key(result) == "config-others-write");
        }
        assert_eq!((exposure(0, 0o644, 1000), exposure(1000, 0o600, 1000)), (None, None));
        for reader in [1000, 0] {
            assert_eq!(exposure(1001, 0o644, reader), Some(Fault::NotOwned { owner: 1001 }), "no matter of chmod");
        }
    }

    #[test]
    fn what_is_no_configuration_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let latin = write(folder.path(), "latin.toml", b"# \xe9", 0o600);
        let large = write(folder.path(), "large.toml", &vec![b'#'; SIZE_MAX_KIB * 1024 + 1], 0o600);
        assert_eq!(key(load_from(Some(&latin), None, None)), "config-not-utf8");
        assert_eq!(key(load_from(Some(&large), None, None)), "config-too-large");
        assert_eq!(key(load_from(Some(folder.path()), None, None)), "config-not-a-file");
        assert_eq!(key(load_from(Some(Path::new("/dev/zero")), None, None)), "config-not-a-file");
        assert_eq!(key(load_from(Some(&latin.join("below")), None, None)), "config-unreadable");
    }

    #[test]
    fn data_directory_is_found_in_order() {
        let none = |_: &str| None;
        let env = |name: &str| (name == DATA_VARIABLE).then(|| OsString::from("/env"));
        let empty = |_: &str| Some(OsString::new());
        let written = Settings { data_dir: Some("/file".into()), ..Settings::default() };
        assert_eq!(data_dir(Some(Path::new("/flag")), env, &written).unwrap(), Path::new("/flag"));
        assert_eq!(data_dir(None, env, &written).unwrap(), Path::new("/env"));
        assert_eq!(data_dir(None, empty, &written).unwrap(), Path::new("/file"));
        assert!(data_dir(Some(Path::new("here")), none, &written).unwrap().is_absolute());
        assert!(data_dir(None, none, &Settings::default()).unwrap().ends_with("intendant"));
    }
}
