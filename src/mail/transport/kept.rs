//! What is kept of a server's words: its codes, and words as people write them.
//!
//! A server quotes what it was given, in whatever form: the password of this mail or of an earlier one, the host's own,
//! whole, cut, encoded, a little in each line; in this conversation or in the next one of another process. So nobody
//! asks what it has seen: nothing is kept but what could not be a piece of that. Invariant: each word has a letter that
//! no generated password has ([`is_sign`]), or is one of [`ABBREVIATIONS`]. A password that people chose, the host's,
//! may be made of words: it is looked for.

use zeroize::Zeroizing;

use super::super::message::Letter;
use super::outcome::clean;
use crate::domain::password::{Secret, is_sign};
use crate::domain::text::fold;

/// Longest word, in letters: what is longer is an encoding rather than a word.
const WORD_MAX: usize = 20;
/// What may stand around words and between them; no sign of an encoding (`=`, `&`, `%`, `+`, `#`, `@`).
const MARKS: &str = ".,;:!?()[]<>{}\"“”«»*…|/_-–—";
/// Written without any letter that passwords lack, and worth knowing; a plural in brackets.
const ABBREVIATIONS: [&str; 7] = ["dns", "http", "https", "mx", "s", "smtp", "spf"];
/// Stands for what is not kept.
const HIDDEN: &str = "…";
/// So many signs of the host's password in a row are no chance.
const TELLING: usize = 4;
/// So many are told by a word that has no other.
const TELLING_WORD: usize = 3;

/// Writes down what a server says.
pub(super) struct Scribe {
    /// The names of both sides, whatever they look like.
    sides: [String; 2],
    /// The addresses of the mail, and their domains.
    addresses: Vec<String>,
    /// What the host signs in with.
    secret: Option<Secret>,
}

impl Scribe {
    pub(super) const fn new(server: String, client: String) -> Self {
        Self { sides: [server, client], addresses: Vec::new(), secret: None }
    }

    /// From now on the server speaks of this mail.
    pub(super) fn speak_of(&mut self, letter: &Letter) {
        let both = [&letter.to, &letter.bounce];
        let whole = both.into_iter().map(ToString::to_string);
        self.addresses = whole.chain(both.into_iter().map(|one| one.domain().to_owned())).collect();
    }

    /// From now on the server may know this.
    pub(super) fn hide(&mut self, secret: &str) {
        self.secret = Some(Secret::new(secret.to_owned()));
    }

    /// Writes what is kept of `550 5.1.1 words`: both codes, plain words, the mail's own addresses and the names of both
    /// sides; `…` stands for all else.
    pub(super) fn kept(&self, words: &str) -> String {
        let clean = clean(words);
        let mut tokens: Vec<Option<&str>> = clean.split(' ').map(Some).collect();
        let codes = if tokens.get(1).is_some_and(|second| second.is_some_and(is_status)) { 2 } else { 1 };
        let said = tokens.get_mut(codes..).unwrap_or_default();
        for token in said.iter_mut() {
            *token = token.filter(|token| self.is_plain(token));
        }
        self.conceal(said);
        let mut kept: Vec<&str> = tokens.into_iter().map(|token| token.unwrap_or(HIDDEN)).collect();
        kept.dedup_by(|one, other| *one == HIDDEN && *other == HIDDEN);
        kept.join(" ")
    }

    /// Tells whether people write so.
    fn is_plain(&self, token: &str) -> bool {
        // Marks alone can be an alphabet too.
        let is_said = words_of(token).next().is_some() || token.chars().nth(1).is_none();
        (is_said && words_of(token).all(|word| is_word(&word))) || self.is_named(token)
    }

    /// Tells whether a name or an address that is known stands here, with plain words around it at the most.
    fn is_named(&self, token: &str) -> bool {
        let small = token.to_ascii_lowercase();
        // A name without a dot is a word, or part of many.
        let mut names = self.addresses.iter().chain(&self.sides).filter(|name| name.contains('.'));
        names.any(|name| {
            let Some(at) = small.find(&name.to_ascii_lowercase()) else { return false };
            let around = [token.get(..at), token.get(at + name.len()..)];
            around.into_iter().flatten().flat_map(words_of).all(|word| is_word(&word))
        })
    }

    /// Takes out the words that tell a piece of the host's password, in whatever case, with whatever between its letters
    /// and digits.
    fn conceal(&self, said: &mut [Option<&str>]) {
        let Some(secret) = &self.secret else { return };
        let secret = Zeroizing::new(signs(secret.reveal()).collect::<Vec<char>>());
        let lengths: Vec<usize> = said.iter().map(|token| token.map_or(0, |token| signs(token).count())).collect();
        let told = said.iter().enumerate().filter_map(|(at, token)| Some((at, (*token)?)));
        let told = told.filter(|(_, token)| !self.is_named(token));
        let told: Vec<(usize, char)> = told.flat_map(|(at, token)| signs(token).map(move |sign| (at, sign))).collect();
        let mut before = None;
        for (from, (at, _)) in told.iter().enumerate() {
            let rest = told.get(from..).unwrap_or_default();
            let alike = |of: usize| {
                let piece = secret.get(of..).unwrap_or_default();
                rest.iter().zip(piece).take_while(|(one, other)| one.1 == **other).count()
            };
            let longest = (0..secret.len()).map(alike).max().unwrap_or(0);
            let is_short = before != Some(*at) && lengths.get(*at) == Some(&TELLING_WORD);
            let telling = if is_short { TELLING_WORD } else { TELLING };
            if longest >= telling.min(secret.len()).max(1) {
                for (at, _) in rest.iter().take(longest) {
                    said.get_mut(*at).into_iter().for_each(|token| *token = None);
                }
            }
            before = Some(*at);
        }
    }
}

/// Tells whether this is an enhanced status code: `5.7.1`, `4.7.650` (RFC 3463).
fn is_status(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [class, subject, detail]
        if ["2", "4", "5"].contains(class) && digits(subject, 1) && digits(detail, 3))
}

/// Lists what stands between marks; an apostrophe is part of a word (`don't`, `d'adresse`).
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|sign| MARKS.contains(sign));
    parts.map(|part| part.replace(['\'', '’'], "")).filter(|part| !part.is_empty())
}

/// Tells whether this is a Latin word of moderate length, small, capitalised or in capitals, that can be no piece of a
/// generated password.
fn is_word(text: &str) -> bool {
    let is_latin = |sign: char| sign.is_alphabetic() && matches!(sign, 'A'..='z' | 'À'..='ž');
    let is_small = text.chars().skip(1).all(char::is_lowercase);
    let is_big = text.chars().all(char::is_uppercase);
    let folded = fold(text);
    let is_telling = || folded.chars().all(|sign| !sign.is_ascii_lowercase() || is_sign(sign));
    text.chars().count() <= WORD_MAX
        && text.chars().all(is_latin)
        && (is_small || is_big)
        && (!is_telling() || ABBREVIATIONS.contains(&folded.as_str()))
}

/// Lists the letters and digits, small and without accents.
fn signs(text: &str) -> impl Iterator<Item = char> {
    fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::password;

    fn scribe(secret: &str) -> Scribe {
        let mut scribe = Scribe::new("smtp7.hosting.example".to_owned(), "vps-3.ecoles.example".to_owned());
        let [bounce, to] = ["retours@ecoles.example", "ce.0290001A@ac-rennes.example"].map(|one| one.parse().unwrap());
        scribe.speak_of(&Letter { bounce, to, bytes: Zeroizing::default() });
        scribe.hide(secret);
        scribe
    }

    /// Writes base64, which servers quote `AUTH` in.
    fn base64(text: &str) -> String {
        let credentials = lettre::transport::smtp::authentication::Credentials::new(String::new(), text.to_owned());
        let plain = lettre::transport::smtp::authentication::Mechanism::Plain;
        lettre::transport::smtp::commands::Auth::new(plain, credentials, None).unwrap().to_string()
    }

    #[test]
    fn what_servers_say_stays_readable() {
        let scribe = scribe("smtp-Geheim-Wort-99");
        for words in [
            "250",
            "250 2.0.0 Ok",
            "421 4.7.0 Try again later, closing connection. (EHLO)",
            "450 4.1.8 <retours@ecoles.example>: Sender address rejected: Domain not found",
            "452 4.3.1 Insufficient system storage",
            "535 5.7.8 Error: authentication failed",
            "550 5.1.1 <ce.0290001a@ac-rennes.example>: Recipient address rejected: User unknown in virtual mailbox table",
            "550 5.1.1 <ce.0290001A@ac-rennes.example>... User unknown",
            "550 5.7.1 ac-rennes.example: SPF check failed, see our DNS (mail/policy)",
            "550 5.7.606 Access denied, banned sender",
            "550 5.1.1 Boîte inconnue : l'adresse n’existe pas",
            "554 5.7.1 vps-3.ecoles.example is blocked at smtp7.hosting.example using zen.spamhaus.org - sorry!",
            "552 Die Nachricht wurde wegen ihrer Größe abgelehnt",
        ] {
            assert_eq!(scribe.kept(words), words);
        }
        for (words, kept) in [
            ("250 2.0.0 Ok: queued as 4F2A1B3C", "250 2.0.0 Ok: queued as …"),
            (
                "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org",
                "554 5.7.1 Client host … blocked using zen.spamhaus.org",
            ),
            ("550 5.1.1 other@ac-rennes.example unknown", "550 5.1.1 … unknown"),
            ("550 \u{1b}[2Jno such\u{202e}user", "550 … such user"),
            ("", ""),
        ] {
            assert_eq!(scribe.kept(words), kept, "{words}");
        }
    }

    #[test]
    fn no_form_of_a_password_is_kept() {
        const PASSWORD: &str = "tp68nq-dvbjqz-43wvjz";
        let scribe = scribe("smtp-Geheim-Wort-99");
        let every = |write: &dyn Fn(char) -> String| {
            PASSWORD.chars().filter(|sign| *sign != '-').map(write).collect::<String>()
        };
        for said in [
            PASSWORD.to_owned(),
            PASSWORD.to_uppercase(),
            PASSWORD.replace('-', " "),
            every(&|sign| format!("{sign} ")),
            every(&|sign| format!("={:02X}", u32::from(sign))),
            every(&|sign| format!("%{:02x}", u32::from(sign))),
            every(&|sign| format!("&#{};", u32::from(sign))),
            every(&|sign| format!("{} ", u32::from(sign))),
            every(&|sign| format!("{sign}\u{200b}")),
            every(&|sign| format!("{sign}\u{301}")),
            every(&|sign| char::from_u32(u32::from(sign) + 0xfee0).unwrap_or(sign).to_string()),
            base64(PASSWORD).replace("AUTH PLAIN ", ""),
            "dvb dvbjqz bjq Jqz (WVJZ) dv.bj.qz q_z <dvbjqz>".to_owned(),
            "5.7.1 tp6 5.7.1 8nq 5.7.1 dvb".to_owned(),
            "-... -.- --...".to_owned(),
        ] {
            assert_eq!(scribe.kept(&format!("554 5.7.1 spam: {said}")), "554 5.7.1 spam: …", "{said}");
        }
    }

    #[test]
    fn no_piece_of_a_generated_password_is_a_word() {
        let mut seed = 1_u64;
        let scribe = scribe("-");
        for _ in 0..200 {
            let random = |bytes: &mut [u8]| {
                bytes.fill_with(|| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    seed.to_be_bytes().first().copied().unwrap_or_default()
                });
                Ok::<(), ()>(())
            };
            let secret = password::generate(password::LENGTH, random).unwrap();
            for from in 0..=secret.reveal().len() - 3 {
                let piece = &secret.reveal()[from..from + 3];
                let known = piece.split('-').all(|part| part.is_empty() || ABBREVIATIONS.contains(&part));
                assert!(known || scribe.kept(&format!("550 {piece}")) == "550 …", "{piece}");
            }
        }
    }

    #[test]
    fn no_piece_of_the_hosts_own_password_is_kept() {
        let own = scribe("Geheim-Wort-älter");
        let told = base64("Geheim-Wort-älter");
        for (words, kept) in [
            ("535 5.7.8 Geheim-Wort-älter is wrong", "535 5.7.8 … is wrong"),
            ("535 5.7.8 GEHEIM, wort or alter.", "535 5.7.8 … or …"),
            ("535 5.7.8 ge he 7 im is wrong", "535 5.7.8 … is wrong"),
            ("535 5.7.8 insgeheim she ort or it", "535 5.7.8 … she … or it"),
            (&format!("502 5.5.2 unrecognized: {told}"), "502 5.5.2 unrecognized: AUTH PLAIN …"),
        ] {
            assert_eq!(own.kept(words), kept, "{words}");
        }
        assert_eq!(scribe("be").kept("250 to be or not"), "250 to … or not");
        assert_eq!(scribe("--").kept("550 words"), "550 words");
        // Codes stay what they are.
        assert_eq!(scribe("535578").kept("535 5.7.8 no"), "535 5.7.8 no");
    }
}
