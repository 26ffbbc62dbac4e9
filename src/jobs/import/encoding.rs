//! Which encoding a file has, and its text as UTF-8, a piece at a time.

use std::io::{self, Read};

use encoding_rs::{CoderResult, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::pages;
use crate::domain::import::FileProblem;

/// Bytes that are looked at for the NULs of UTF-16 without a mark, and for what is no text.
const HEAD: usize = 64;
/// How workbooks and archives begin: ZIP, which `.xlsx` and `.ods` are, and the older `.xls`.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
/// Letters beyond ASCII of French words, and the apostrophe.
const FRENCH: &str = "àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛŒ’";
/// Letters of few of them.
const RARE: &str = "äöüÿæÄÖÜŸÆ";
/// Signs that stand beside words, never inside one.
const BESIDE: &str = "«»°";
/// What a letter of many words says for an encoding, and a rare one.
const WEIGHTS: [u32; 2] = [3, 1];

/// An encoding that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// Windows-1252, which spreadsheets write by default in Western Europe.
    Windows1252,
    /// ISO-8859-15, Latin-9.
    Latin9,
    /// Mac OS Roman, which spreadsheets of older Macs write.
    MacRoman,
    /// DOS in Western Europe, which some databases still write.
    Cp850,
    /// DOS of the first IBM PCs.
    Cp437,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
}

impl Encoding {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Windows1252,
        Self::Latin9,
        Self::MacRoman,
        Self::Cp850,
        Self::Cp437,
        Self::Utf16Le,
        Self::Utf16Be,
    ];

    /// Returns its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Latin9 => "ISO-8859-15",
            Self::MacRoman => "Mac OS Roman",
            Self::Cp850 => "DOS CP850",
            Self::Cp437 => "DOS CP437",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    /// Returns its word on a command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
            Self::Latin9 => "iso-8859-15",
            Self::MacRoman => "mac-roman",
            Self::Cp850 => "cp850",
            Self::Cp437 => "cp437",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    fn decoder(self) -> Decoder {
        let known = |encoding: &'static encoding_rs::Encoding| {
            Decoder::Known(Box::new(encoding.new_decoder_with_bom_removal()))
        };
        match self {
            Self::Utf8 => known(UTF_8),
            Self::Windows1252 => known(WINDOWS_1252),
            Self::Latin9 => known(ISO_8859_15),
            Self::MacRoman => known(MACINTOSH),
            Self::Cp850 => Decoder::Page(pages::CP850),
            Self::Cp437 => Decoder::Page(pages::CP437),
            Self::Utf16Le => known(UTF_16LE),
            Self::Utf16Be => known(UTF_16BE),
        }
    }

    /// Looks for the one encoding that makes French words of most of some words that were read as Windows-1252. None when
    /// what would come out is no better.
    pub(super) fn likely(words: &[String]) -> Option<Self> {
        let says = |encoding: Self| -> u32 {
            words.iter().filter_map(|word| encoding.french(word)).map(|(_, says)| says).sum()
        };
        let weighed = [Self::Utf8, Self::MacRoman, Self::Cp850].map(|encoding| (says(encoding), encoding));
        // Of two that say as much, the earlier one.
        let best = weighed.into_iter().rev().max_by_key(|(says, _)| *says)?;
        (best.0 > 0).then_some(best.1)
    }

    /// Reads a word in this encoding that was read as Windows-1252.
    pub(super) fn reread(self, word: &str) -> Option<String> {
        self.french(word).map(|(text, _)| text)
    }

    /// Returns the word as it is in this encoding, if it is a French one then, and how much that says.
    fn french(self, word: &str) -> Option<(String, u32)> {
        let (bytes, _, lost) = WINDOWS_1252.encode(word);
        let mut text = String::new();
        Decode::new(bytes.as_ref(), self).read_to_string(&mut text).ok()?;
        let letters = text.chars().filter(|sign| !sign.is_ascii());
        let [common, rare] = WEIGHTS;
        let says = letters.map(|sign| if RARE.contains(sign) { rare } else { common }).sum();
        (!lost && text != word && is_french(&text)).then_some((text, says))
    }
}

/// Tells whether a word has nothing but what French words have, at the places where they have it: no signs between letters,
/// and no accented capital inside a word of small letters (`LycÇe`, `LÇger`).
fn is_french(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    let is_letter = |place: Option<usize>| place.and_then(|at| signs.get(at)).is_some_and(|sign| sign.is_alphabetic());
    let fits = |(at, sign): (usize, &char)| {
        let is_inside = is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        let is_known = FRENCH.contains(*sign) || RARE.contains(*sign) || BESIDE.contains(*sign) && !is_inside;
        sign.is_ascii() && !sign.is_ascii_control() || is_known
    };
    let runs = text.split(|sign: char| !sign.is_alphabetic());
    let is_cased = |run: &str| {
        let late = run.chars().skip(1).any(|sign| sign.is_uppercase() && !sign.is_ascii());
        !late || !run.contains(char::is_lowercase)
    };
    signs.iter().enumerate().all(fits) && runs.into_iter().all(is_cased)
}

/// What turns bytes into UTF-8.
enum Decoder {
    /// One that the WHATWG describes.
    Known(Box<encoding_rs::Decoder>),
    /// The upper half of a page of single bytes.
    Page(&'static str),
}

impl Decoder {
    fn decode(&mut self, raw: &[u8], text: &mut [u8], is_last: bool) -> (CoderResult, usize, usize) {
        match self {
            Self::Known(decoder) => {
                let (result, read, written, _) = decoder.decode_to_utf8(raw, text, is_last);
                (result, read, written)
            }
            Self::Page(page) => {
                let (read, written) = pages::decode(page, raw, text);
                let result = if read == raw.len() { CoderResult::InputEmpty } else { CoderResult::OutputFull };
                (result, read, written)
            }
        }
    }
}

/// Gathers, in one pass over a file, what tells its encoding.
#[derive(Debug, Default)]
pub(super) struct Detector {
    head: Vec<u8>,
    rest: Vec<u8>,
    lines: u64,
    sequences: u64,
    broken: u64,
    first_broken_line: u64,
}

impl Detector {
    /// Takes in the next bytes.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        if self.rest.is_empty() {
            self.scan(bytes);
        } else {
            let mut joined = std::mem::take(&mut self.rest);
            joined.extend_from_slice(bytes);
            self.scan(&joined);
        }
    }

    /// Counts the lines that were begun.
    pub(super) fn line(&self) -> u64 {
        self.lines + 1
    }

    /// Decides.
    pub(super) fn finish(mut self) -> Result<Encoding, FileProblem> {
        if !self.rest.is_empty() {
            self.note_broken();
        }
        match self.head.as_slice() {
            [0xFF, 0xFE, ..] => return Ok(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => return Ok(Encoding::Utf16Be),
            _ => {}
        }
        if WORKBOOKS.iter().any(|begin| self.head.starts_with(begin)) {
            return Err(FileProblem::Workbook);
        }
        // Text in UTF-16 has a NUL beside nearly every letter.
        if self.head.split(|byte| *byte == 0).skip(1).count() * 4 > self.head.len() {
            return Err(FileProblem::Utf16WithoutMark);
        }
        let marked = self.head.starts_with(&[0xEF, 0xBB, 0xBF]);
        if self.broken == 0 {
            Ok(Encoding::Utf8)
        } else if marked || self.sequences > self.broken {
            // Mostly well-formed: reading it as Windows-1252 would garble every accent.
            Err(FileProblem::BrokenUtf8 { line: self.first_broken_line })
        } else {
            Ok(Encoding::Windows1252)
        }
    }

    fn scan(&mut self, mut bytes: &[u8]) {
        loop {
            let (good, next) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes, None),
                Err(error) => {
                    let (good, bad) = bytes.split_at(error.valid_up_to());
                    (good, Some((bad, error.error_len())))
                }
            };
            self.lines += good.split(|byte| *byte == b'\n').skip(1).count() as u64;
            self.sequences += good.iter().filter(|byte| **byte >= 0xC0).count() as u64;
            match next {
                None => return,
                Some((bad, None)) => {
                    self.rest = bad.to_vec();
                    return;
                }
                Some((bad, Some(length))) => {
                    self.note_broken();
                    bytes = bad.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn note_broken(&mut self) {
        if self.broken == 0 {
            self.first_broken_line = self.line();
        }
        self.broken += 1;
    }
}

/// A reader of UTF-8 over a reader of another encoding; holds 24 KiB whatever the size.
pub(super) struct Decode<R> {
    inner: R,
    decoder: Decoder,
    raw: Window<8192>,
    text: Window<16384>,
    ended: bool,
    finished: bool,
}

/// A buffer of which a part is still to be taken.
struct Window<const SIZE: usize> {
    bytes: Box<[u8; SIZE]>,
    start: usize,
    end: usize,
}

impl<const SIZE: usize> Window<SIZE> {
    fn new() -> Self {
        Self { bytes: Box::new([0; SIZE]), start: 0, end: 0 }
    }

    fn left(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }
}

impl<R: Read> Decode<R> {
    pub(super) fn new(inner: R, encoding: Encoding) -> Self {
        let (raw, text) = (Window::new(), Window::new());
        Self { inner, decoder: encoding.decoder(), raw, text, ended: false, finished: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.raw.left().is_empty() && !self.ended {
            self.raw.start = 0;
            self.raw.end = self.inner.read(self.raw.bytes.as_mut_slice())?;
            self.ended = self.raw.end == 0;
        }
        let text = self.text.bytes.as_mut_slice();
        let (result, read, written) = self.decoder.decode(self.raw.left(), text, self.ended);
        self.raw.start += read;
        (self.text.start, self.text.end) = (0, written);
        self.finished = self.ended && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Decode<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.text.left().is_empty() && !self.finished {
            self.fill()?;
        }
        let got = self.text.left().read(buffer)?;
        self.text.start += got;
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(bytes: &[u8], piece: usize) -> Result<Encoding, FileProblem> {
        let mut detector = Detector::default();
        bytes.chunks(piece).for_each(|chunk| detector.take(chunk));
        detector.finish()
    }

    fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
        let marks = if mark { "\u{feff}" } else { "" };
        let units = format!("{marks}{text}").encode_utf16().collect::<Vec<_>>();
        units.into_iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told_apart_whatever_the_pieces() {
        let cases: [(Vec<u8>, Result<Encoding, FileProblem>); 12] = [
            (b"PK\x03\x04\x14\0\x06\0".to_vec(), Err(FileProblem::Workbook)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Err(FileProblem::Workbook)),
            (b"uai;nom".to_vec(), Ok(Encoding::Utf8)),
            ("Dénomination".into(), Ok(Encoding::Utf8)),
            ("\u{feff}Dénomination".into(), Ok(Encoding::Utf8)),
            (b"D\xe9nomination;Pr\xe9nom".to_vec(), Ok(Encoding::Windows1252)),
            (b"\xc9cole \x80\nfin \xe9".to_vec(), Ok(Encoding::Windows1252)),
            (utf16("Dénomination", true, false), Ok(Encoding::Utf16Le)),
            (utf16("Dénomination", true, true), Ok(Encoding::Utf16Be)),
            (utf16("Dénomination", false, false), Err(FileProblem::Utf16WithoutMark)),
            ("é\né\né \u{e9}\n".bytes().chain(*b"\xe9\n").collect(), Err(FileProblem::BrokenUtf8 { line: 4 })),
            ("\u{feff}a\n".bytes().chain(*b"\xe9").collect(), Err(FileProblem::BrokenUtf8 { line: 2 })),
        ];
        for (bytes, expected) in cases {
            for piece in [1, 2, 3, 7, 1000] {
                assert_eq!(detect(&bytes, piece), expected, "{bytes:?} in pieces of {piece}");
            }
        }
    }

    #[test]
    fn text_comes_out_as_utf8() {
        let text = "Dénomination;œuvre €\n".repeat(2000);
        let windows: Vec<u8> = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
            (windows, Encoding::Windows1252),
            (utf16(&text, true, false), Encoding::Utf16Le),
            (utf16(&text, true, true), Encoding::Utf16Be),
            (utf16(&text, false, true), Encoding::Utf16Be),
            (encoding_rs::ISO_8859_15.encode(&text).0.into_owned(), Encoding::Latin9),
            (encoding_rs::MACINTOSH.encode(&text).0.into_owned(), Encoding::MacRoman),
        ] {
            let mut out = String::new();
            Decode::new(bytes.as_slice(), encoding).read_to_string(&mut out).unwrap();
            assert!(out == text, "{}", encoding.name());
        }
    }

    /// One word fits several encodings; all of them together fit one.
    #[test]
    fn the_encoding_that_is_advised_makes_french_words_of_most() {
        let french = ["Léger", "Collège", "Fête", "déjà", "Château", "Noël", "Hôpital", "Où", "FRANÇOIS", "Élan"];
        for (encoding, encode) in [(Encoding::MacRoman, Some(encoding_rs::MACINTOSH)), (Encoding::Cp850, None)] {
            let bytes = |word: &str| match encode {
                Some(known) => known.encode(word).0.into_owned(),
                None => word
                    .chars()
                    .map(|sign| match pages::CP850.chars().position(|known| known == sign) {
                        Some(at) => 0x80 + u8::try_from(at).unwrap(),
                        None => u8::try_from(u32::from(sign)).unwrap(),
                    })
                    .collect(),
            };
            let read: Vec<String> =
                french.iter().map(|word| WINDOWS_1252.decode(&bytes(word)).0.into_owned()).collect();
            let found = Encoding::likely(&read);
            assert_eq!(found, Some(encoding), "{read:?}");
            let again: Vec<_> = read.iter().filter_map(|word| encoding.reread(word)).collect();
            assert_eq!(again, french);
        }
        assert_eq!(Encoding::likely(&["Coll?ge", "a¤b", "x¢y"].map(str::to_owned)), None);
    }

    #[test]
    fn a_word_in_another_encoding_is_recognised() {
        for (word, expected) in [
            ("LycŽe", Some((Encoding::MacRoman, "Lycée"))),
            ("Lyc‚e", Some((Encoding::Cp850, "Lycée"))),
            ("LycÃ©e", Some((Encoding::Utf8, "Lycée"))),
            ("Coll\u{8f}ge", Some((Encoding::MacRoman, "Collège"))),
            ("L‚ger", Some((Encoding::Cp850, "Léger"))),
            ("CollŠge", Some((Encoding::Cp850, "Collège"))),
            ("L‚\u{7}", None),
            ("a‡b", Some((Encoding::Cp850, "açb"))),
            ("Aÿb", None),
            ("Lycée", None),
            ("学校", None),
        ] {
            let found = Encoding::likely(&[word.to_owned()]);
            let text = found.and_then(|encoding| encoding.reread(word));
            assert_eq!(found.zip(text.as_deref()), expected, "{word}");
        }
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_word(encoding.word()), Some(encoding));
        }
    }
}
