//! The headers that are recognised.

use super::guess;
use super::mapping::{Mapping, Target, header_key};
use crate::domain::message::Message;

/// A header that is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The eight columns of bulk creation, `Id_Import;Id_Zone;Localisation;…`.
    EightColumns,
    /// The ministry's directory as it is published, `Identifiant_de_l_etablissement;Nom_etablissement;…`.
    Directory,
    /// The short extract of the directory, `uai;nom;type;secteur;code_postal;…`.
    Extract,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::EightColumns, Self::Directory, Self::Extract];

    /// Returns the word of JSON and message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::EightColumns => "eight-columns",
            Self::Directory => "directory",
            Self::Extract => "extract",
        }
    }

    /// Returns the catalogue key of its name.
    #[must_use]
    pub fn label(self) -> Message {
        Message::new("import-format").with("format", self.word())
    }

    /// Returns the columns it knows, and whether the header needs them to be this format.
    const fn columns(self) -> &'static [(&'static str, Target, Need)] {
        match self {
            Self::EightColumns => &[
                ("Id_Import", Target::Number, Need::Not),
                ("Id_Zone", Target::ZoneNumber, Need::Must),
                ("Localisation", Target::Location, Need::Must),
                ("Dénomination", Target::Denomination, Need::Must),
                ("UAI", Target::Uai, Need::Not),
                ("Contact_Nom", Target::ContactLastName, Need::Not),
                ("Contact_Prénom", Target::ContactFirstName, Need::Not),
                ("Contact_Courriel", Target::ContactEmail, Need::Not),
            ],
            Self::Directory => &[
                ("Identifiant_de_l_etablissement", Target::Uai, Need::Must),
                ("Nom_etablissement", Target::Denomination, Need::Must),
                ("Code_postal", Target::Postcode, Need::Not),
                ("Nom_commune", Target::Town, Need::Must),
                ("Libelle_academie", Target::ZoneName, Need::Must),
                ("Mail", Target::ContactEmail, Need::Not),
            ],
            Self::Extract => &[
                ("uai", Target::Uai, Need::Must),
                ("nom", Target::Denomination, Need::Must),
                ("code_postal", Target::Postcode, Need::Not),
                ("commune", Target::Town, Need::Must),
                ("academie", Target::ZoneName, Need::Must),
                ("mail", Target::ContactEmail, Need::Not),
            ],
        }
    }

    /// Finds the column of a target: its own, else another format's.
    pub(super) fn column_of(own: Option<Self>, target: Target) -> &'static str {
        let mut columns = own.into_iter().chain(Self::ALL).flat_map(|format| format.columns().iter());
        columns.find(|(_, found, _)| *found == target).map_or(target.word(), |(name, _, _)| name)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    Not,
}

/// Returns each column of each format, with what it feeds.
pub(super) fn columns() -> impl Iterator<Item = (&'static str, Target)> {
    Format::ALL.into_iter().flat_map(|format| format.columns().iter()).map(|(name, target, _)| (*name, *target))
}

/// Returns what a column feeds whose name, as [`header_key`] has it, is one of a format.
pub(super) fn target_of(key: &str) -> Option<Target> {
    columns().find(|(name, _)| header_key(name) == key).map(|(_, target)| target)
}

/// Recognises a header; a transfer file (`Id_Export`) is not one for creation and stays unknown. Columns of another format
/// are read where the header's own lacks what they give. A list whose `nom` is a person's is none of the extract's.
#[must_use]
pub fn recognise(header: &[String]) -> Option<(Format, Mapping)> {
    let keys: Vec<_> = header.iter().map(|name| header_key(name)).collect();
    if keys.iter().any(|key| key == "idexport") {
        return None;
    }
    let place = |name: &str| keys.iter().position(|key| *key == header_key(name));
    let fits = |format: &Format| {
        let mut musts = format.columns().iter().filter(|(_, _, need)| *need == Need::Must);
        musts.all(|(name, _, _)| place(name).is_some())
    };
    let format = Format::ALL.into_iter().find(fits)?;
    let mut mapping = Mapping::empty(header.len());
    for (name, target, _) in format.columns() {
        if let Some(place) = place(name) {
            mapping.set(place, Some(*target));
        }
    }
    let person = guess::persons_name(header);
    if person.is_some() && person == mapping.column_of(Target::Denomination) {
        return None;
    }
    for (name, target) in columns() {
        let free = place(name).filter(|place| mapping.columns.get(*place).is_some_and(Option::is_none));
        if let Some(place) = free.filter(|_| mapping.lacks(target)) {
            mapping.set(place, Some(target));
        }
    }
    Some((format, mapping))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn the_three_headers_are_recognised_however_they_are_spelt() {
        for (line, format) in [
            (
                "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel",
                Some(Format::EightColumns),
            ),
            ("id zone;LOCALISATION;denomination", Some(Format::EightColumns)),
            (
                "Identifiant de l'établissement;Nom_etablissement;Code postal;Nom_commune;Libelle_academie;Mail",
                Some(Format::Directory),
            ),
            (
                "Identifiant_de_l_etablissement;Nom établissement;Code_postal;Nom commune;Libellé académie",
                Some(Format::Directory),
            ),
            (
                "uai;nom;type;secteur;code_postal;commune;code_departement;academie;region;mail;nombre_eleves;etat",
                Some(Format::Extract),
            ),
            ("Id_Export;Id_Import;Id_Zone;Localisation;Dénomination;UAI", None),
            ("code;name;town", None),
        ] {
            let header = header(line);
            let found = recognise(&header);
            assert_eq!(found.as_ref().map(|(format, _)| *format), format, "{line}");
            if let Some((_, mapping)) = found {
                assert_eq!(mapping.check(header.len()), Ok(()), "{line}");
            }
        }
    }

    #[test]
    fn a_column_of_another_format_is_read_where_the_own_ones_lack_it() {
        for (line, target, place) in [
            ("uai;nom;commune;academie;Contact_Nom", Target::ContactLastName, Some(4)),
            ("Id_Zone;Localisation;Dénomination;Mail", Target::ContactEmail, Some(3)),
            ("Id_Zone;Localisation;Dénomination;Contact_Courriel;Mail", Target::ContactEmail, Some(3)),
            ("Id_Zone;Localisation;Dénomination;Commune", Target::Town, None),
        ] {
            let (_, mapping) = recognise(&header(line)).unwrap();
            assert_eq!(mapping.column_of(target), place, "{line}");
        }
    }

    #[test]
    fn a_list_whose_name_is_a_persons_is_not_the_extract() {
        assert_eq!(recognise(&header("uai;établissement;nom;prénom;commune;academie;mail")), None);
        assert!(recognise(&header("uai;nom;prénom;commune;academie;mail")).is_some());
    }
}
