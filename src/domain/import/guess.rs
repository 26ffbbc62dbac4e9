//! What the columns of an unknown header are, by the words in their names.

use super::mapping::Target;
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

/// Guesses what each column feeds; each target once, by the column whose sign comes first.
pub(super) fn targets(header: &[String]) -> Vec<Option<Target>> {
    let words: Vec<Vec<String>> = header.iter().map(|name| words(name)).collect();
    let mut found = vec![None; header.len()];
    for sign in &SIGNS {
        if found.contains(&Some(sign.target)) {
            continue;
        }
        let holds = |words: &[String], list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let fits = |words: &[String]| {
            holds(words, sign.any) && (sign.with.is_empty() || holds(words, sign.with)) && !holds(words, sign.without)
        };
        let place = (0..header.len()).find(|place| {
            found.get(*place).is_some_and(Option::is_none) && words.get(*place).is_some_and(|words| fits(words))
        });
        if let Some(slot) = place.and_then(|place| found.get_mut(place)) {
            *slot = Some(sign.target);
        }
    }
    found
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
    use Target::{
        ContactEmail, ContactFirstName, ContactLastName, Denomination, Location, Postcode, Town, Uai, ZoneName,
        ZoneNumber,
    };

    #[test]
    fn columns_are_guessed_by_their_words() {
        let cases: [(&str, &[Option<Target>]); 8] = [
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
        ];
        for (line, expected) in cases {
            let header: Vec<String> = line.split([';', ',']).map(str::to_owned).collect();
            assert_eq!(targets(&header), expected, "{line}");
        }
    }
}
