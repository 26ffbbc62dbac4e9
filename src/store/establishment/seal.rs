//! Exports that only the holder of a key can read: the age format, which the program of that name opens too.

use std::io::{BufRead, Read, Write};
use std::path::Path;

use age::stream::{StreamReader, StreamWriter};
use age::x25519::Recipient;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile};

use crate::domain::export::{Fault, PublicKey};
use crate::store::files;

/// How every file of that format begins.
pub(super) const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// Largest file of keys, in bytes.
const KEYS_MAX: u64 = 64 * 1024;

/// Reads a public key as typed: `age1…`; none when it is not one.
#[must_use]
pub fn public_key(typed: &str) -> Option<PublicKey> {
    let typed = typed.trim();
    typed.parse::<Recipient>().is_ok().then(|| PublicKey::of_checked(typed))
}

/// Begins to write what only the holder of the key belonging to a public key can read. It must be finished.
pub(super) fn seal<W: Write>(key: &PublicKey, out: W) -> std::io::Result<StreamWriter<W>> {
    let invalid = |cause: String| std::io::Error::new(std::io::ErrorKind::InvalidInput, cause);
    let recipient: Recipient = key.as_str().parse().map_err(|cause: &str| invalid(cause.to_owned()))?;
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|cause| invalid(cause.to_string()))?;
    encryptor.wrap_output(out)
}

/// Begins to read it with the keys of a file.
pub(super) fn open<R: BufRead>(from: R, keys: Option<&Path>) -> Result<StreamReader<R>, Fault> {
    let keys = keys_of(keys.ok_or(Fault::Sealed)?).ok_or(Fault::Keys)?;
    let decryptor = Decryptor::new_buffered(from).map_err(|error| fault(&error))?;
    decryptor.decrypt(keys.iter().map(|key| key.as_ref() as &dyn Identity)).map_err(|error| fault(&error))
}

/// Reads a file of keys as `age-keygen` writes it; none when it is not one.
fn keys_of(path: &Path) -> Option<Vec<Box<dyn Identity + Send + Sync>>> {
    let mut text = zeroize::Zeroizing::new(String::new());
    files::open_named(path).ok()?.take(KEYS_MAX).read_to_string(&mut text).ok()?;
    // The mark that some editors put before UTF-8 is no part of a key.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let keys = IdentityFile::from_buffer(text.as_bytes()).ok()?.into_identities().ok()?;
    (!keys.is_empty()).then_some(keys)
}

fn fault(error: &DecryptError) -> Fault {
    match error {
        DecryptError::NoMatchingKeys => Fault::OtherKey,
        _ => Fault::damaged(),
    }
}
