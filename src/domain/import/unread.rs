//! What of a header is not read: columns that people keep for themselves, and columns that look like ours.

use super::format::Format;
use super::guess;
use super::mapping::{Mapping, header_key};
use super::note::Note;
use super::problem::FileProblem;
use super::row::shown_value;

/// Whence it is known what the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The header is recognised.
    Known(Format),
    /// Their names were taken for what they say.
    Guessed,
    /// A person said it, now or once before: what is not read is left out on purpose.
    ByHand,
}

/// Characters of the names that one note has: it is read in two lines of the narrowest screen.
const NAMES_MAX: usize = 90;
/// Most notes of names; the directory has more columns that nobody reads than anybody wants to hear.
const NOTES_MAX: usize = 4;
/// Between two names.
const BETWEEN: &str = " · ";

/// Refuses a header that has a column twice which is read: which one is meant, nobody can tell.
///
/// # Errors
/// [`FileProblem::ColumnTwice`].
pub fn check_once(header: &[String], mapping: &Mapping) -> Result<(), FileProblem> {
    let keys: Vec<String> = header.iter().map(|name| header_key(name)).collect();
    FileProblem::check_once(header, &keys, |place| mapping.columns.get(place).is_some_and(Option::is_some))
}

/// Tells whether a name is nearly that of a column, and not that column's.
#[must_use]
pub fn looks_like(name: &str, column: &str) -> bool {
    guess::distance(name, column).is_some()
}

/// Returns the places of the columns that have no name and are not read.
#[must_use]
pub fn nameless(header: &[String], mapping: &Mapping) -> Vec<usize> {
    let is_left = |place: &usize| mapping.columns.get(*place).is_some_and(Option::is_none);
    let named = header.iter().enumerate().filter(|(_, name)| name.trim().is_empty());
    named.map(|(place, _)| place).filter(is_left).collect()
}

/// Returns a warning for each column that is not read and looks like one of ours which is lacking, and notes of the others.
/// Of those without a name, only the ones in `filled` are told.
#[must_use]
pub fn unread(header: &[String], mapping: &Mapping, origin: Origin, filled: &[usize]) -> (Vec<Note>, Vec<Note>) {
    let mut seen = mapping.clone();
    if origin != Origin::ByHand {
        let guessed = guess::targets(header, &mapping.columns);
        for (place, target) in guessed.into_iter().enumerate() {
            if let Some(target) = target.filter(|target| seen.lacks(*target)) {
                seen.set(place, Some(target));
            }
        }
        for (place, name) in header.iter().enumerate() {
            let is_left = seen.columns.get(place).is_some_and(Option::is_none);
            let near = guess::nearest(name, &|target| seen.lacks(target)).filter(|_| is_left);
            if near.is_some() {
                seen.set(place, near);
            }
        }
    }
    let own = match origin {
        Origin::Known(format) => Some(format),
        Origin::Guessed | Origin::ByHand => None,
    };
    let (mut warnings, mut names) = (Vec::new(), Vec::new());
    for (place, name) in header.iter().enumerate() {
        if mapping.columns.get(place).copied().flatten().is_some() {
            continue;
        }
        let column = shown_value(name);
        match seen.columns.get(place).copied().flatten() {
            Some(target) => warnings.push(Note::Misnamed { column, meant: Format::column_of(own, target) }),
            None if !column.is_empty() => names.push(column),
            None if filled.contains(&place) => names.push(format!("n° {}", place + 1)),
            None => {}
        }
    }
    (warnings, in_notes(names))
}

/// Puts names into notes that can be read at once; the last one has those that are too many.
fn in_notes(names: Vec<String>) -> Vec<Note> {
    let mut notes: Vec<(Vec<String>, usize)> = Vec::new();
    for name in names {
        let is_last = notes.len() == NOTES_MAX;
        let length = |names: &[String]| names.join(BETWEEN).chars().count() + name.chars().count();
        let is_full = notes.last().is_none_or(|(names, _)| length(names) > NAMES_MAX);
        match notes.last_mut() {
            Some((names, _)) if !is_full => names.push(name),
            Some((_, more)) if is_last => *more += 1,
            _ => notes.push((vec![name], 0)),
        }
    }
    notes.into_iter().map(|(columns, more)| Note::Unread { columns, more }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::recognise;

    fn header(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    /// What a recognised header leaves: each warning as `name → meant`, then the quiet names.
    fn left(line: &str) -> (Vec<String>, Vec<String>) {
        let header = header(line);
        let (format, mapping) = recognise(&header).unwrap();
        let (warnings, quiet) = unread(&header, &mapping, Origin::Known(format), &[]);
        assert!(warnings.iter().all(Note::is_warning) && !quiet.iter().any(Note::is_warning));
        let names = |notes: Vec<Note>| notes.iter().map(Note::value).collect();
        (names(warnings), names(quiet))
    }

    #[test]
    fn a_column_that_looks_like_one_of_ours_is_a_warning_and_any_other_is_named() {
        const OURS: &str =
            "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
        for (was, is, meant) in [
            ("Contact_Courriel", "Contact_Couriel", "Contact_Courriel"),
            ("Contact_Courriel", "Contact_Mail", "Contact_Courriel"),
            ("Contact_Courriel", "E-mail", "Contact_Courriel"),
            ("Contact_Courriel", "Couriel", "Contact_Courriel"),
            ("UAI", "UIA", "UAI"),
            ("UAI", "Code RNE", "UAI"),
            ("Contact_Nom", "Nom du contact", "Contact_Nom"),
            ("Contact_Prénom", "Prenoms", "Contact_Prénom"),
            ("Id_Import", "Id_Inport", "Id_Import"),
        ] {
            let found = left(&OURS.replace(was, is));
            assert_eq!(found, (vec![format!("{is} → {meant}")], vec![]), "{is}");
        }
        // What people keep for themselves, and what is there besides what is read.
        let own = left(&format!("{OURS};Téléphone;Commentaire;;Mail perso;Code postal;Ville"));
        assert_eq!(own, (vec![], vec!["Téléphone · Commentaire · Mail perso · Code postal · Ville".to_owned()]));
        let bare = left("Id_Zone;Localisation;Dénomination;Nom;Prénom");
        assert_eq!(bare, (vec!["Nom → Contact_Nom".to_owned(), "Prénom → Contact_Prénom".to_owned()], vec![]));
        let postcode = left("uai;nom;Code_postl;commune;academie;mail");
        assert_eq!(postcode, (vec!["Code_postl → code_postal".to_owned()], vec![]));
    }

    #[test]
    fn what_a_person_left_out_is_named_and_no_warning() {
        let header = header("Nom;Ville;Mail;;x");
        let mut mapping = Mapping::guess(&header);
        mapping.set(2, None);
        assert_eq!(nameless(&header, &mapping), [3]);
        let (warnings, quiet) = unread(&header, &mapping, Origin::ByHand, &[3]);
        assert_eq!((warnings, quiet[0].value().as_str()), (vec![], "Mail · n° 4 · x"));
    }

    #[test]
    fn many_names_are_told_in_several_notes_and_the_rest_is_counted() {
        let names = (0..200).map(|n| format!("colonne {n}")).collect();
        let notes = in_notes(names);
        let counted = notes.iter().map(|note| match note {
            Note::Unread { columns, more } => columns.len() + more,
            other => panic!("{other:?}"),
        });
        assert_eq!((notes.len(), counted.sum::<usize>()), (NOTES_MAX, 200));
        assert!(notes.iter().all(|note| note.value().chars().count() <= NAMES_MAX + 10), "{notes:?}");
    }

    #[test]
    fn a_column_that_is_there_twice_is_refused_where_it_is_read() {
        for (line, expected) in [
            ("Id_Zone;Localisation;Dénomination;Contact_Courriel;Contact courriel", Some((4, 5))),
            ("Id_Zone;Localisation;Dénomination;id-zone", Some((1, 4))),
            ("Id_Zone;Localisation;Dénomination;Rem;Rem;;", None),
        ] {
            let header = header(line);
            let (_, mapping) = recognise(&header).unwrap();
            let found = check_once(&header, &mapping).err().map(|problem| match problem {
                FileProblem::ColumnTwice { first, second, .. } => (first, second),
                other => panic!("{other:?}"),
            });
            assert_eq!(found, expected, "{line}");
        }
        // Where names are guessed, neither is taken.
        let doubled = header("Nom;Ville;Mail;MAIL");
        assert_eq!(Mapping::guess(&doubled).column_of(crate::domain::import::Target::ContactEmail), None);
        let (warnings, _) = unread(&doubled, &Mapping::guess(&doubled), Origin::Guessed, &[]);
        assert_eq!(warnings.len(), 1);
    }
}
