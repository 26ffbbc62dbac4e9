//! What the columns of an unknown header are, by the words in their names.

use super::format;
use super::mapping::{Mapping, Target, header_key};
use crate::domain::text::fold;

/// What tells a target: a name holds one word of the first list, one of the second unless that is empty, and none of
/// the third. The order matters: a column goes to the first that it fits.
struct Sign {
    target: Target,
    any: &'static [&'static str],
    with: &'static [&'static str],
    without: &'static [&'static str],
}

const fn sign(
    target: Target,
    any: &'static [&'static str],
    with: &'static [&'static str],
    without: &'static [&'static str],
) -> Sign {
    Sign { target, any, with, without }
}

/// Who a school's contact is.
const PEOPLE: &[&str] = &[
    "contact",
    "principal",
    "principale",
    "proviseur",
    "proviseure",
    "directeur",
    "directrice",
    "direction",
    "chef",
    "responsable",
    "referent",
    "referente",
    "head",
    "person",
];
/// What is counted or coded, and never a name.
const CODES: &[&str] = &["code", "insee", "id", "type", "nature", "statut", "siret", "siren", "date", "nombre", "nb"];

/// What a town is called.
const TOWNS: &[&str] = &["ville", "commune", "town", "city", "localite"];

const SIGNS: [Sign; 14] = [
    sign(Target::Uai, &["uai", "rne"], &[], &[]),
    sign(Target::Location, &["cp", "postal", "codepostal", "postcode", "zip"], TOWNS, &[]),
    sign(Target::Postcode, &["cp", "postal", "codepostal", "postcode", "zip", "zipcode"], &[], &[]),
    sign(Target::ContactEmail, &["mel", "mail", "email", "courriel", "courrier"], &[], &["site", "web", "url"]),
    sign(Target::ContactFirstName, &["prenom", "firstname", "given"], &[], CODES),
    sign(Target::ContactFirstName, &["first"], &["name"], CODES),
    sign(Target::ZoneNumber, &["zone", "academie"], &["id", "numero", "num", "no", "code", "number"], &[]),
    sign(Target::ZoneName, &["academie", "zone", "rectorat"], &[], CODES),
    sign(Target::Location, &["localisation", "location"], &[], CODES),
    sign(Target::Town, TOWNS, &[], CODES),
    sign(Target::ContactLastName, &["nom", "name", "lastname", "surname"], PEOPLE, CODES),
    sign(Target::ContactLastName, &["lastname", "surname", "famille", "last"], &[], CODES),
    sign(
        Target::Denomination,
        &["denomination", "nom", "name", "libelle", "appellation", "intitule", "etablissement", "school"],
        &[],
        CODES,
    ),
    sign(Target::Number, &["idimport"], &[], &[]),
];

/// What a school's own name is called, and nothing else is.
const SCHOOLS: &[&str] = &["denomination", "libelle", "appellation", "intitule", "etablissement", "school"];
/// What a column is called that holds a name and does not say whose.
const BARE: [&str; 4] = ["nom", "noms", "name", "names"];
/// Letters from which on a word that is nearly one of a sign was meant to be that.
const NEAR: usize = 5;

impl Sign {
    fn fits(&self, words: &[String]) -> bool {
        let holds = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        holds(self.any) && (self.with.is_empty() || holds(self.with)) && !holds(self.without)
    }

    /// Tells whether one word is nearly one that the sign asks for by itself.
    fn is_near(&self, words: &[String]) -> bool {
        let is_long = |word: &str| word.chars().count() >= NEAR;
        let near = |word: &String| {
            let mut asked = self.any.iter().filter(|asked| is_long(asked));
            is_long(word) && asked.any(|asked| strsim::damerau_levenshtein(word, asked) <= 1)
        };
        let is_left_out = words.iter().any(|word| self.without.contains(&word.as_str()));
        self.with.is_empty() && !is_left_out && words.iter().any(near)
    }
}

impl Mapping {
    /// Guesses what it can from the names of an unknown header, as a beginning for the mapping by hand: those of the known
    /// formats first, then the words in them. Of two columns of one name, nobody can tell which is meant: neither is read.
    #[must_use]
    pub fn guess(header: &[String]) -> Self {
        let mut mapping = Self::empty(header.len());
        if let Some(place) = persons_name(header) {
            mapping.set(place, Some(Target::ContactLastName));
        }
        let keys: Vec<_> = header.iter().map(|name| header_key(name)).collect();
        for (place, key) in keys.iter().enumerate() {
            let is_free = mapping.columns.get(place).is_some_and(Option::is_none);
            let target = format::target_of(key).filter(|target| is_free && mapping.column_of(*target).is_none());
            if target.is_some() {
                mapping.set(place, target);
            }
        }
        mapping.columns = targets(header, &mapping.columns);
        for (place, key) in keys.iter().enumerate() {
            if keys.iter().filter(|other| *other == key).count() > 1 {
                mapping.set(place, None);
            }
        }
        mapping
    }
}

/// Guesses what each column feeds that feeds nothing yet; each target once, by the column whose sign comes first.
pub(super) fn targets(header: &[String], known: &[Option<Target>]) -> Vec<Option<Target>> {
    let words: Vec<Vec<String>> = header.iter().map(|name| words(name)).collect();
    let mut found = known.to_vec();
    found.resize(header.len(), None);
    let last_name = Some(Target::ContactLastName);
    if let Some(slot) = persons_name(header).filter(|_| !found.contains(&last_name)).and_then(|at| found.get_mut(at)) {
        *slot = slot.or(last_name);
    }
    for sign in &SIGNS {
        if found.contains(&Some(sign.target)) {
            continue;
        }
        let place = (0..header.len()).find(|place| {
            found.get(*place).is_some_and(Option::is_none) && words.get(*place).is_some_and(|words| sign.fits(words))
        });
        if let Some(slot) = place.and_then(|place| found.get_mut(place)) {
            *slot = Some(sign.target);
        }
    }
    found
}

/// Finds the column that has nothing but `nom` for a name and holds the contact's: first names have a column, and so has
/// what the school is called. Without that, it is the school's.
pub(super) fn persons_name(header: &[String]) -> Option<usize> {
    let words: Vec<Vec<String>> = header.iter().map(|name| words(name)).collect();
    let bare = words.iter().position(|words| matches!(&words[..], [word] if BARE.contains(&word.as_str())))?;
    let target = |words: &Vec<String>| SIGNS.iter().find(|sign| sign.fits(words)).map(|sign| sign.target);
    let is_school = |words: &&Vec<String>| {
        target(words) == Some(Target::Denomination) && words.iter().any(|word| SCHOOLS.contains(&word.as_str()))
    };
    let has_first_name = words.iter().any(|words| target(words) == Some(Target::ContactFirstName));
    (has_first_name && words.iter().any(|words| is_school(&words))).then_some(bare)
}

/// Tells by how many letters a name misses a column's; none when that is another name, or the same.
pub(super) fn distance(name: &str, column: &str) -> Option<usize> {
    let (key, column) = (header_key(name), header_key(column));
    let length = key.chars().count();
    let far = strsim::damerau_levenshtein(&key, &column);
    (length > 2 && (1..=(length / 4).max(1)).contains(&far)).then_some(far)
}

/// Finds what a misspelt column was meant to feed, among the targets that nothing feeds: by the name of a known column, or
/// by a word.
pub(super) fn nearest(name: &str, is_lacking: &dyn Fn(Target) -> bool) -> Option<Target> {
    let known = format::columns().filter(|(_, target)| is_lacking(*target));
    let near = known.filter_map(|(column, target)| Some((distance(name, column)?, target))).min_by_key(|(far, _)| *far);
    let words = words(name);
    let by_word = || SIGNS.iter().find(|sign| is_lacking(sign.target) && sign.is_near(&words)).map(|sign| sign.target);
    near.map(|(_, target)| target).or_else(by_word)
}

/// `Nom_etablissement`, `NomEtablissement` and `nom de l'établissement` hold the same words.
fn words(name: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for sign in name.chars() {
        if sign.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(sign);
        before = sign;
    }
    fold(&spaced)
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::Mapping;
    use Target::{
        ContactEmail, ContactFirstName, ContactLastName, Denomination, Location, Postcode, Town, Uai, ZoneName,
        ZoneNumber,
    };

    #[test]
    fn columns_are_guessed_by_their_words() {
        let cases: [(&str, &[Option<Target>]); 12] = [
            (
                "UAI;CP;Ville;Nom de l'établissement;Mèl du principal",
                &[Some(Uai), Some(Postcode), Some(Town), Some(Denomination), Some(ContactEmail)],
            ),
            (
                "Code RNE;Libellé;Adresse;Code postal;Commune;Académie;Nom du chef;Prénom du chef;E-mail",
                &[
                    Some(Uai),
                    Some(Denomination),
                    None,
                    Some(Postcode),
                    Some(Town),
                    Some(ZoneName),
                    Some(ContactLastName),
                    Some(ContactFirstName),
                    Some(ContactEmail),
                ],
            ),
            (
                "nomEtablissement,typeEtablissement,codeCommune,nomCommune,idZone",
                &[Some(Denomination), None, None, Some(Town), Some(ZoneNumber)],
            ),
            (
                "School name;Town;Postcode;First name;Last name;Email",
                &[
                    Some(Denomination),
                    Some(Town),
                    Some(Postcode),
                    Some(ContactFirstName),
                    Some(ContactLastName),
                    Some(ContactEmail),
                ],
            ),
            ("Nom;CP et ville", &[Some(Denomination), Some(Location)]),
            ("Établissement;Localisation", &[Some(Denomination), Some(Location)]),
            ("Etab;CP;Ville;Ref", &[None, Some(Postcode), Some(Town), None]),
            ("a;b;c", &[None, None, None]),
            (
                "Nom;Prénom;Établissement;Ville",
                &[Some(ContactLastName), Some(ContactFirstName), Some(Denomination), Some(Town)],
            ),
            (
                "Dénomination;Prénom;Nom;Nom de la commune",
                &[Some(Denomination), Some(ContactFirstName), Some(ContactLastName), Some(Town)],
            ),
            ("School,Name,First name", &[Some(Denomination), Some(ContactLastName), Some(ContactFirstName)]),
            (
                "Nom;Prénom;Type d'établissement;Libellé académie",
                &[Some(Denomination), Some(ContactFirstName), None, Some(ZoneName)],
            ),
        ];
        for (line, expected) in cases {
            let header: Vec<String> = line.split([';', ',']).map(str::to_owned).collect();
            assert_eq!(targets(&header, &[]), expected, "{line}");
            assert_eq!(Mapping::guess(&header).columns, expected, "{line}");
        }
    }
}
