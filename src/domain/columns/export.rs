//! Exports.

use super::school;
use crate::domain::export::{Export, Presence, Why, is_sealed};
use crate::domain::filter::{CanBeEmpty, Cell, Choice, Choices, Column, Columns, Kind, Row, YES_NO};

/// What exports are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a column of the table")]
pub enum ExportColumn {
    Number,
    Denomination,
    Uai,
    Location,
    File,
    TakenAt,
    Why,
    Presence,
    Encrypted,
}

impl Columns for ExportColumn {
    const TABLE: &'static [Column<Self>] = &[
        school::number(Self::Number),
        school::denomination(Self::Denomination),
        school::uai(Self::Uai),
        school::location(Self::Location),
        Column::new(Self::File, &["file", "fichier"], "fichier", Kind::Text, CanBeEmpty::No),
        Column::new(Self::TakenAt, &["taken", "fait", "date", "taken at"], "fait", Kind::Time, CanBeEmpty::No),
        Column::new(Self::Why, &["why", "raison"], "raison", Kind::Choice(&WHYS), CanBeEmpty::No),
        Column::new(Self::Presence, &["state", "etat", "presence"], "etat", Kind::Choice(&PRESENCES), CanBeEmpty::No),
        Column::new(Self::Encrypted, &["encrypted", "chiffre"], "chiffre", Kind::Choice(&YES_NO), CanBeEmpty::No),
    ];
}

static WHYS: Choices = Choices {
    unknown: "filter-unknown-why",
    words: &[
        Choice { word: Why::Asked.word(), french: "demande", names: &["asked", "on request", "demande", "demandee"] },
        Choice {
            word: Why::BeforeDelete.word(),
            french: "suppression",
            names: &["deletion", "delete", "suppression", "before a deletion", "avant une suppression"],
        },
        Choice {
            word: Why::BeforeRestore.word(),
            french: "restauration",
            names: &["restore", "restauration", "before a restore", "avant une restauration"],
        },
    ],
};

static PRESENCES: Choices = Choices {
    unknown: "filter-unknown-presence",
    words: &[
        Choice { word: Presence::There.word(), french: "présent", names: &["present"] },
        Choice { word: Presence::Verified.word(), french: "vérifié", names: &["verifie"] },
        Choice { word: Presence::Missing.word(), french: "absent", names: &["absent"] },
        Choice {
            word: Presence::Damaged.word(),
            french: "abîmé",
            names: &["abime", "modifie", "altered", "modifie ou abime", "altered or damaged"],
        },
        Choice {
            word: Presence::Unrestorable.word(),
            french: "non restaurable",
            names: &["non restaurable", "ne peut pas etre restaure", "cannot be restored"],
        },
    ],
};

/// An export as filters read it.
#[derive(Debug)]
pub struct ExportRow<'a> {
    /// The export.
    pub export: &'a Export,
    /// How it was found.
    pub presence: Presence,
    /// Folded: what stands on its line in the language of the reader.
    pub text: &'a str,
}

impl Row<ExportColumn> for ExportRow<'_> {
    fn has(&self, folded: &str) -> bool {
        self.text.contains(folded)
    }

    fn cell(&self, column: ExportColumn) -> Cell<'_> {
        let export = self.export;
        match column {
            ExportColumn::Number => Cell::Number(i64::from(export.number.0)),
            ExportColumn::Denomination => Cell::text(&export.held.denomination),
            ExportColumn::Uai => Cell::text(&export.held.uai),
            ExportColumn::Location => Cell::text(&export.held.location),
            ExportColumn::File => Cell::text(&export.file),
            ExportColumn::TakenAt => Cell::Moment(export.taken_at),
            ExportColumn::Why => Cell::Word(export.why.word()),
            ExportColumn::Presence => Cell::Word(self.presence.word()),
            ExportColumn::Encrypted => Cell::Word(if is_sealed(&export.file) { "yes" } else { "no" }),
        }
    }
}
