//! Keys over SSH, as the configuration names them.

use super::cell::{Cell, Tone, Word};
use super::description::{self, Described, Key};
use super::door::Of;
use super::source::Source;
use super::webmaster;
use crate::domain::act::Noun;
use crate::domain::field::Field;
use crate::domain::filter::{CanBeEmpty, Choice, Choices, Kind};
use crate::domain::message::Message;
use crate::operations::ssh_key::{self, Holder, KeyLine};
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<SshKeys> = Of::NEW;

type Column = description::Column<KeyLine>;

/// The description.
#[derive(Debug)]
pub(super) struct SshKeys;

impl Described for SshKeys {
    type Row = KeyLine;
    type Facts = ();

    const NOUN: Noun = Noun::SshKey;
    const TITLE: &'static str = "screen-ssh-keys";
    const ONE: &'static str = "ssh-key-one";
    const HELP: &'static str = "plain-help-ssh-keys";
    const NONE: &'static str = "ssh-keys-none";
    const SENTENCE: &'static str = "ssh-key-sentence";
    const SOURCE: Source<KeyLine, ()> = Source::Whole(|ctx| Ok((ssh_key::list(ctx)?, ())));
    const KEY: Key = Key { field: Field::SshKey, value: "cli-value-text", help: "cli-arg-ssh-key" };

    const COLUMNS: &'static [Column] = &[
        Column::new("key", "ssh-key-column-key", |row| Cell::Text(row.key.clone()))
            .by("cle", Kind::Text, CanBeEmpty::No)
            .wide(24, 2),
        Column::new("login", "webmaster-column-login", |row| Cell::Text(row.login.as_str().to_owned()))
            .by("identifiant", Kind::Text, CanBeEmpty::No)
            .wide(12, 1),
        Column::new("state", "column-state", |row| state(row.holder))
            .by("etat", Kind::Choice(&HOLDERS), CanBeEmpty::No)
            .wide(13, 0),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<KeyLine> {
        ssh_key::get(ctx, key)
    }

    fn key(row: &KeyLine) -> String {
        row.key.clone()
    }

    fn name(row: &KeyLine) -> String {
        row.login.as_str().to_owned()
    }

    fn count(rows: &[&KeyLine]) -> Message {
        Message::new("ssh-keys-count").with("keys", rows.len())
    }
}

static HOLDERS: Choices = Choices {
    unknown: "filter-unknown-holder",
    words: &[
        Choice { word: "active", french: "actif", names: &["actif"] },
        Choice { word: "disabled", french: "désactivé", names: &["desactive"] },
        Choice { word: "unknown", french: "inconnu", names: &["inconnu"] },
    ],
};

/// Everything that the column of states shows.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("state", [Holder::Active, Holder::Disabled, Holder::Unknown].map(state).to_vec())]
}

fn state(holder: Holder) -> Cell {
    match holder {
        Holder::Active => webmaster::state(true),
        Holder::Disabled => webmaster::state(false),
        Holder::Unknown => Cell::Code("unknown", Word { key: "ssh-key-holder-unknown", tone: Tone::Faint }),
    }
}
