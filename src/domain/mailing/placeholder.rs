//! The placeholders of a letter: listed once, for the parser, the completion, the help and the tests.

use std::borrow::Cow;

use crate::domain::establishment::Establishment;
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::text::{fold, is_unsafe};
use crate::domain::zone::Zone;

/// What stands for a value of the establishment that a mail goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is explained in the catalogue, `placeholder`")]
pub enum Placeholder {
    ContactFirstName,
    ContactLastName,
    ContactName,
    ContactEmail,
    EstablishmentName,
    EstablishmentNumber,
    EstablishmentLocation,
    EstablishmentUai,
    ZoneName,
    ZoneNumber,
    Url,
    HostName,
    HostSender,
}

impl Placeholder {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 13] = [
        Self::ContactFirstName,
        Self::ContactLastName,
        Self::ContactName,
        Self::ContactEmail,
        Self::EstablishmentName,
        Self::EstablishmentNumber,
        Self::EstablishmentLocation,
        Self::EstablishmentUai,
        Self::ZoneName,
        Self::ZoneNumber,
        Self::Url,
        Self::HostName,
        Self::HostSender,
    ];

    /// Returns the name that stands between braces as a language writes it; both are read in any.
    #[must_use]
    pub const fn called(self, language: Language) -> &'static str {
        match language {
            Language::English => self.name(),
            Language::French => match self {
                Self::ContactFirstName => "contact.prénom",
                Self::ContactLastName => "contact.nom",
                Self::ContactName => "contact.nom_complet",
                Self::ContactEmail => "contact.courriel",
                Self::EstablishmentName => "établissement.nom",
                Self::EstablishmentNumber => "établissement.numéro",
                Self::EstablishmentLocation => "établissement.localisation",
                Self::EstablishmentUai => "établissement.uai",
                Self::ZoneName => "zone.nom",
                Self::ZoneNumber => "zone.numéro",
                Self::Url => "url",
                Self::HostName => "hébergeur.nom",
                Self::HostSender => "hébergeur.expéditeur",
            },
        }
    }

    /// Returns the name that stands between braces: the stable one, which programs are told.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ContactFirstName => "contact.first_name",
            Self::ContactLastName => "contact.last_name",
            Self::ContactName => "contact.name",
            Self::ContactEmail => "contact.email",
            Self::EstablishmentName => "establishment.name",
            Self::EstablishmentNumber => "establishment.number",
            Self::EstablishmentLocation => "establishment.location",
            Self::EstablishmentUai => "establishment.uai",
            Self::ZoneName => "zone.name",
            Self::ZoneNumber => "zone.number",
            Self::Url => "url",
            Self::HostName => "host.name",
            Self::HostSender => "host.sender",
        }
    }

    /// Returns its names, in each language.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        [Language::English, Language::French].into_iter().map(move |language| self.called(language))
    }

    /// Finds the placeholder of a name in any language, with or without its accents.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let sought = fold(name);
        Self::ALL.into_iter().find(|placeholder| placeholder.names().any(|name| fold(name) == sought))
    }

    /// Returns the name as it is typed in a language, with its braces.
    #[must_use]
    pub fn typed(self, language: Language) -> String {
        format!("{{{}}}", self.called(language))
    }

    /// Explains what it stands for.
    #[must_use]
    pub fn explained(self) -> Message {
        Message::new("placeholder").with("name", self.name().replace('.', "-"))
    }
}

/// What the placeholders stand for in one mail.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// The establishment, with its contact.
    pub establishment: &'a Establishment,
    /// Its zone.
    pub zone: &'a Zone,
    /// Who hosts.
    pub host: &'a HostIdentity,
}

impl<'a> Values<'a> {
    /// Returns a placeholder's value: one line in which nothing can act as code.
    #[must_use]
    pub fn get(&self, placeholder: Placeholder) -> Cow<'a, str> {
        let (establishment, contact) = (self.establishment, &self.establishment.contact);
        harmless(match placeholder {
            Placeholder::ContactFirstName => Cow::Borrowed(contact.first_name.as_str()),
            Placeholder::ContactLastName => Cow::Borrowed(contact.last_name.as_str()),
            Placeholder::ContactName => Cow::Owned(contact.full_name()),
            Placeholder::ContactEmail => Cow::Borrowed(contact.email_text()),
            Placeholder::EstablishmentName => Cow::Borrowed(establishment.denomination.as_str()),
            Placeholder::EstablishmentNumber => Cow::Owned(establishment.number.to_string()),
            Placeholder::EstablishmentLocation => Cow::Borrowed(establishment.location.as_str()),
            Placeholder::EstablishmentUai => {
                establishment.uai.as_ref().map_or(Cow::Borrowed(""), |uai| Cow::Borrowed(uai.as_str()))
            }
            Placeholder::ZoneName => Cow::Borrowed(self.zone.name.as_str()),
            Placeholder::ZoneNumber => Cow::Owned(self.zone.number.0.to_string()),
            Placeholder::Url => Cow::Borrowed(self.host.url.as_str()),
            Placeholder::HostName => Cow::Borrowed(self.host.name.as_str()),
            Placeholder::HostSender => Cow::Borrowed(self.host.sender.as_str()),
        })
    }
}

/// Values were checked when they were given; what an older version let in is made harmless here.
fn harmless(value: Cow<'_, str>) -> Cow<'_, str> {
    if value.chars().any(is_unsafe) {
        return Cow::Owned(value.chars().map(|sign| if is_unsafe(sign) { ' ' } else { sign }).collect());
    }
    value
}

/// Returns the placeholder that a misspelt name was most likely meant to be, in the language that is nearest: a name, or a
/// group as `contact.…`.
pub(super) fn suggestion(typed: &str) -> Option<String> {
    let typed = fold(typed.trim());
    let far = |name: &str| strsim::damerau_levenshtein(&typed, &fold(name));
    let mut found: Vec<(usize, String)> = Vec::new();
    for name in Placeholder::ALL.into_iter().flat_map(Placeholder::names) {
        found.push((far(name), name.to_owned()));
        if let Some((group, last)) = name.split_once('.') {
            // Of a group that is right, any name may be meant.
            let is_its = typed.split_once('.').is_some_and(|(typed, _)| typed == fold(group));
            found.push((far(group), format!("{group}.…")));
            found.push((far(last), name.to_owned()));
            found.extend(is_its.then(|| (near(&typed), format!("{group}.…"))));
        }
    }
    // What comes first in the list wins among equals.
    let (distance, name) = found.into_iter().min_by_key(|(distance, _)| *distance)?;
    (distance <= near(&typed)).then_some(name)
}

/// How many letters of a name may be wrong.
fn near(typed: &str) -> usize {
    (typed.chars().count() / 3).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_differ() {
        for placeholder in Placeholder::ALL {
            for name in placeholder.names() {
                assert_eq!(Placeholder::from_name(name), Some(placeholder), "{name}");
            }
        }
        let first = Some(Placeholder::ContactFirstName);
        assert_eq!(["contact.prénom", "contact.prenom", "Contact.First-Name"].map(Placeholder::from_name), [first; 3]);
        assert_eq!(Placeholder::from_name("contact"), None);
    }

    #[test]
    fn a_misspelt_name_leads_to_the_right_one() {
        for (typed, expected) in [
            ("contct", Some("contact.…")),
            ("contact", Some("contact.…")),
            ("contact.firstname", Some("contact.first_name")),
            ("Contact.First-Name", Some("contact.first_name")),
            ("first_name", Some("contact.first_name")),
            ("establishement.name", Some("establishment.name")),
            ("uai", Some("establishment.uai")),
            ("URL", Some("url")),
            ("email", Some("contact.email")),
            ("zone.nmae", Some("zone.name")),
            ("contact.prenon", Some("contact.prénom")),
            ("etablisement.nom", Some("établissement.nom")),
            ("contact.telephone", Some("contact.…")),
            ("wombat", None),
            ("", None),
        ] {
            assert_eq!(suggestion(typed).as_deref(), expected, "{typed}");
        }
    }
}
