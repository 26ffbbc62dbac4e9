//! Names and e-mail addresses of people.

use serde::{Deserialize, Serialize};

use super::field::Problem;
use super::text::{line, required_line};

/// Longest name, in characters.
pub const NAME_MAX: usize = 80;
/// Longest e-mail address, in characters (RFC 5321, 4.5.3.1.3).
pub const EMAIL_MAX: usize = 254;

/// An e-mail address in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl TryFrom<String> for Email {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        Self::parse(&text)
    }
}

impl Email {
    /// Reads an address such as `a.b@school.example`: a domain with a dot, no display name, no quoted local part. A
    /// domain with accents is taken in its ASCII form, which every server of mail knows.
    ///
    /// # Errors
    /// [`Problem::NotAnEmail`], or what [`line()`] refuses.
    pub fn parse(raw: &str) -> Result<Self, Problem> {
        let text = in_ascii(required_line(raw, EMAIL_MAX)?.to_lowercase());
        let parsed: email_address::EmailAddress = text.parse().map_err(|_| Problem::NotAnEmail)?;
        let domain = parsed.domain();
        let plain = !text.contains(['"', '(', ')', '<', '>', ',', ';', ' ', '[', '\\']);
        let named = domain.contains('.') && !domain.ends_with('.');
        if plain && named && text.is_ascii() { Ok(Self(text)) } else { Err(Problem::NotAnEmail) }
    }

    /// Returns the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Writes the domain of an address as RFC 5891 does when it has other letters than ASCII's.
fn in_ascii(address: String) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) if !domain.is_ascii() => match idna::domain_to_ascii_strict(domain) {
            Ok(domain) => format!("{local}@{domain}"),
            Err(_) => address,
        },
        Some(_) | None => address,
    }
}

/// The person who receives letters and first credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Last name, shown in capitals.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Address; none is possible for imported establishments that have none.
    pub email: Option<Email>,
}

impl Contact {
    /// Writes `JAURÈS Jean`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.last_name, self.first_name).trim().to_owned()
    }

    /// Returns the address as text, empty when there is none.
    #[must_use]
    pub fn email_text(&self) -> &str {
        self.email.as_ref().map_or("", Email::as_str)
    }
}

/// Writes a person with an address as letters do: `JAURÈS Jean <jean@ecole.fr>`; what is empty is left out.
#[must_use]
pub fn addressed(name: &str, email: &str) -> String {
    let email = if email.is_empty() { String::new() } else { format!("<{email}>") };
    format!("{} {email}", name.trim()).trim().to_owned()
}

/// Reads a last name: as [`line()`], in capitals.
///
/// # Errors
/// As [`line()`].
pub fn last_name(raw: &str) -> Result<String, Problem> {
    Ok(line(raw, NAME_MAX)?.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_written_with_the_address_between_brackets() {
        for (name, email, expected) in [
            ("JAURÈS Jean", "j@ecole.fr", "JAURÈS Jean <j@ecole.fr>"),
            (" ", "j@ecole.fr", "<j@ecole.fr>"),
            ("JAURÈS Jean", "", "JAURÈS Jean"),
            ("", "", ""),
        ] {
            assert_eq!(addressed(name, email), expected);
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(
            Email::parse(" Jean.B@Ac-Rennes.FR.invalid ").map(|email| email.as_str().to_owned()),
            Ok("jean.b@ac-rennes.fr.invalid".to_owned())
        );
        for bad in ["a@b", "a", "a b@c.fr", "x <a@b.fr>", "a@b.fr,c@d.fr", "\"a\"@b.fr", "a@[127.0.0.1]", "a@b.fr."] {
            assert_eq!(Email::parse(bad), Err(Problem::NotAnEmail), "{bad}");
        }
        for (typed, taken) in [
            ("G@École-Essai.invalid", Ok("g@xn--cole-essai-96a.invalid")),
            ("g@ecole\u{301}.invalid", Ok("g@xn--ecol-epa.invalid")),
            ("gé@ecole.invalid", Err(Problem::NotAnEmail)),
            ("g@é", Err(Problem::NotAnEmail)),
            ("g@-é.invalid", Err(Problem::NotAnEmail)),
        ] {
            let found = Email::parse(typed);
            assert_eq!(found.as_ref().map(Email::as_str).map_err(Clone::clone), taken, "{typed}");
        }
        assert_eq!(Email::parse("a@b.fr\r\nBcc: c@d.fr"), Err(Problem::Unsafe { code: 13, position: 7 }));
    }
}
