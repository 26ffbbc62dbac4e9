//! For whom exports are encrypted.

use crate::domain::export::PublicKey;
use crate::domain::field::{Field, Problem};
use crate::operations::error::{Error, Result};
use crate::store::establishment::seal;

/// Reads a public key as typed.
///
/// # Errors
/// [`Problem::NotAPublicKey`].
pub fn public_key(typed: &str) -> Result<PublicKey> {
    seal::public_key(typed).ok_or_else(|| Error::field(Field::PublicKey, Problem::NotAPublicKey))
}
