//! Reads a message as a mail client does: unfolds and decodes headers, decodes the body.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test support: a message that cannot be read fails the test")]
#![expect(clippy::missing_panics_doc, reason = "what cannot be read panics, as the attribute says")]

/// A message taken apart.
pub struct Parsed {
    /// Names in lower case, values decoded.
    pub headers: Vec<(String, String)>,
    /// The lines of the header as they came.
    pub raw_header: String,
    /// The body, decoded.
    pub body: String,
}

impl Parsed {
    /// Takes a message apart.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n", "\n");
        let (head, body) = text.split_once("\n\n").unwrap();
        let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
        let headers: Vec<_> = unfolded
            .lines()
            .map(|line| {
                let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no header: {line:?}"));
                (name.to_lowercase(), decode_words(value.trim()))
            })
            .collect();
        let encoding = headers.iter().find(|(name, _)| name == "content-transfer-encoding").unwrap().1.clone();
        let body = match encoding.as_str() {
            "7bit" => body.to_owned(),
            "quoted-printable" => String::from_utf8(quoted_printable(body, false)).unwrap(),
            "base64" => String::from_utf8(base64(body)).unwrap(),
            other => panic!("encoding {other}"),
        };
        Self { headers, raw_header: head.to_owned(), body: body.replace("\r\n", "\n") }
    }

    /// The one header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found: Vec<_> = self.headers.iter().filter(|(known, _)| known == name).collect();
        assert_eq!(found.len(), 1, "{name} in {}", self.raw_header);
        &found[0].1
    }

    /// The names of the headers, in order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }
}

/// The generated password that a text holds, three groups of six signs; empty when there is none.
#[must_use]
pub fn password_in(text: &str) -> String {
    let is_sign = |sign: char| "bcdfghjkmnpqrstvwxz23456789".contains(sign);
    let is_password = |word: &&str| {
        let groups: Vec<_> = word.split('-').collect();
        groups.len() == 3 && groups.iter().all(|group| group.len() == 6 && group.chars().all(is_sign))
    };
    text.split_whitespace().find(is_password).map(str::to_owned).unwrap_or_default()
}

fn decode_words(value: &str) -> String {
    let joined = value.replace("?= =?", "?==?");
    let (mut out, mut rest) = (Vec::new(), joined.as_str());
    while let Some(start) = rest.find("=?") {
        let mut parts = rest[start + 2..].splitn(4, '?');
        let (charset, kind, text) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let tail = parts.next().unwrap().strip_prefix('=').unwrap();
        assert_eq!(charset, "utf-8");
        out.extend(rest[..start].bytes());
        out.extend(if kind == "b" { base64(text) } else { quoted_printable(text, true) });
        rest = tail;
    }
    out.extend(rest.bytes());
    String::from_utf8(out).unwrap()
}

fn quoted_printable(text: &str, in_header: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'=' => {
                let pair = [bytes.next().unwrap(), 0];
                if pair[0] == b'\n' {
                    continue;
                }
                let pair = [pair[0], bytes.next().unwrap()];
                out.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap());
            }
            b'_' if in_header => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out
}

/// Decodes base64.
#[must_use]
pub fn base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = SIGNS.iter().position(|sign| *sign == byte).unwrap();
        bits = (bits << 6) | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    out
}
