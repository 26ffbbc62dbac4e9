//! A row that a statement gave, as long as it is looked at.
//!
//! SQLite has its own words for it, here alone.

use std::borrow::Cow;

use rusqlite::types::ValueRef;

use super::{FromValue, Value};
use crate::store::error::{Error, Result};

/// One row; columns count from 0.
#[derive(Debug)]
pub(in crate::store) struct Row<'r> {
    inner: &'r rusqlite::Row<'r>,
}

impl<'r> Row<'r> {
    pub(super) const fn new(inner: &'r rusqlite::Row<'r>) -> Self {
        Self { inner }
    }

    /// Reads a column; [`Error::Column`] when it holds something else than what it is read as.
    pub(in crate::store) fn get<T: FromValue>(&self, at: usize) -> Result<T> {
        let stored = self.inner.get_ref(at)?;
        let value = match stored {
            ValueRef::Null => Some(Value::Null),
            ValueRef::Integer(number) => Some(Value::Int(number)),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok().map(Value::Text),
            ValueRef::Real(_) | ValueRef::Blob(_) => None,
        };
        value.and_then(T::from_value).ok_or_else(|| self.odd(at, stored))
    }

    /// Reads a text without a copy of it.
    pub(in crate::store) fn text(&self, at: usize) -> Result<&'r str> {
        let stored = self.inner.get_ref(at)?;
        match stored {
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_err(|_| self.odd(at, stored)),
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => Err(self.odd(at, stored)),
        }
    }

    /// Reads a text; of bytes that are none, what can be read.
    pub(in crate::store) fn lossy(&self, at: usize) -> Result<Cow<'r, str>> {
        Ok(self.inner.get_ref(at)?.as_bytes().map_or(Cow::Borrowed(""), String::from_utf8_lossy))
    }

    fn odd(&self, at: usize, stored: ValueRef<'_>) -> Error {
        let name = self.inner.as_ref().column_name(at).map_or_else(|_| at.to_string(), str::to_owned);
        let value = match stored {
            ValueRef::Null => String::new(),
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            // It may be a secret.
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => format!("[{} bytes]", bytes.len()),
        };
        Error::Column { at, name, value }
    }
}
