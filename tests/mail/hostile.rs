//! Texts that try to become headers, decode twice, or turn the reading direction.

use crate::fixture::{Fixture, PASSWORD, plain};
use crate::support::letter::Parsed;
use crate::support::smtp::SmtpServer;
use intendant::domain::text::is_unsafe;

const NAMES: [&str; 10] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
    "content-language",
    "content-type",
    "content-transfer-encoding",
    "mime-version",
];

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "a\r\nBcc: victim@x.invalid",
        "a\nBcc: victim@x.invalid\n\nbody",
        "a\rBcc: victim@x.invalid",
        "\r\n.\r\nMAIL FROM:<a@b.invalid>\r\n",
        "=?utf-8?B?DQpCY2M6IGFAYi5pbnZhbGlk?=",
        "=?utf-8?q?=0D=0ABcc:_a@b.invalid?=",
        "=\u{0}?utf-8?q?x?=",
        "é =?utf-8?q?x?= é",
        "\u{202e}dilavni\u{2066}\u{200b}",
        "\u{0}\u{7}\u{1b}[2J\u{7f}\u{85}\u{9b}31m",
        "\"a\" <b@c.invalid>, d@e.invalid",
        "a\\\" b (c) ; d : e , f",
        "{password} { password } {{password}} \u{e000}",
        "É\u{301}\u{301}\u{301}\u{2028}\u{2029}\u{feff}\u{e0041}",
        "😀 école ＝？utf-8",
        "",
        " ",
        ".",
    ]
    .map(str::to_owned)
    .into();
    texts.push("x".repeat(5_000));
    texts.push("é".repeat(5_000));
    texts.push("mot ".repeat(2_000));
    texts
}

#[test]
fn no_text_ever_becomes_a_header() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    let texts = texts();
    for text in &texts {
        fixture.queue_text("a@x.invalid", text, text);
    }
    let mut sender = fixture.sender(plain(server.port()));
    assert_eq!(usize::try_from(fixture.round(&mut sender).sent).unwrap(), texts.len());
    let mut expected = NAMES.to_vec();
    expected.sort_unstable();
    for (message, text) in server.messages().iter().zip(&texts) {
        assert_eq!((message.sender.as_str(), message.recipients.len()), ("retours@ecoles.invalid", 1));
        assert!(message.data.is_ascii(), "{text:?}");
        assert!(message.data.split(|byte| *byte == b'\n').all(|line| line.len() <= 998), "{text:?}");
        let bare = message.text().replace("\r\n", "");
        assert!(!bare.contains(['\r', '\n']), "{text:?}");
        let parsed = Parsed::read(&message.data);
        assert_eq!(parsed.names(), expected, "{text:?}");
        for name in ["to", "subject", "from"] {
            let value = parsed.header(name);
            assert!(!value.chars().any(is_unsafe), "{text:?}: {value:?}");
            assert!(!value.contains("=?"), "{text:?}: {value:?}");
        }
        assert!(parsed.header("to").ends_with("a@x.invalid") || parsed.header("to").ends_with("<a@x.invalid>"));
        assert_eq!(parsed.body.matches(PASSWORD).count(), 1, "{text:?}");
        assert!(!parsed.body.chars().any(|sign| sign != '\n' && is_unsafe(sign)), "{text:?}");
    }
}

#[test]
fn an_address_that_is_none_costs_one_mail() {
    let server = SmtpServer::start().unwrap();
    let mut fixture = Fixture::new();
    let mut mail = |to: &str| {
        let id = fixture.queue("a@x.invalid");
        fixture
            .registry
            .write(|tx| {
                let mut copy = intendant::store::registry::outbox::NewMail {
                    kind: intendant::domain::mail::Kind::Test,
                    establishment: None,
                    account: intendant::domain::account::AccountId(0),
                    login: String::new(),
                    webmaster: None,
                    text: intendant::store::registry::outbox::MailText {
                        to_name: String::new(),
                        to_email: to.to_owned(),
                        language: intendant::domain::language::Language::English,
                        subject: "x".to_owned(),
                        body: "x".to_owned(),
                    },
                    secret: None,
                    message_id: format!("<{}@x.invalid>", id.0),
                    letter: None,
                    target: None,
                };
                copy.message_id.push('x');
                intendant::store::registry::outbox::insert(
                    tx,
                    &copy,
                    (intendant::domain::time::Timestamp(0), intendant::domain::time::Timestamp(0)),
                )
            })
            .unwrap()
    };
    let bad: Vec<_> =
        ["a@b", "a@b.invalid>\r\nRCPT TO:<c@d.invalid", "a b@c.invalid", "<a@b.invalid>"].map(&mut mail).into();
    let mut sender = fixture.sender(plain(server.port()));
    let round = fixture.round(&mut sender);
    assert_eq!((round.sent, round.refused), (4, 4));
    for id in bad {
        assert!(fixture.mail(id).words.starts_with("build: "), "{}", fixture.mail(id).words);
    }
    assert_eq!(server.deliveries().len(), 1);
}
