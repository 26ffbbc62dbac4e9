//! TLS: asked for means had, or nothing is said.

use intendant::domain::host::{Security, Smtp, Transport};
use intendant::domain::mail::{Cause, State};

use crate::fixture::{Fixture, smtp};
use crate::support::postfix::Postfix;
use crate::support::smtp::SmtpServer;

fn protected(security: Security, host: &str, port: u16, ca_file: &str) -> Transport {
    Transport::Smtp(Smtp { host: host.to_owned(), security, ca_file: ca_file.to_owned(), ..smtp(port) })
}

fn try_once(transport: Transport) -> (State, Option<Cause>, String) {
    let mut fixture = Fixture::new();
    let id = fixture.queue("a@x.invalid");
    let mut sender = fixture.sender(transport);
    let mail = fixture.one(&mut sender, id);
    (mail.state, Cause::from_words(&mail.words).map(|(cause, _)| cause), mail.words)
}

#[test]
fn starttls_never_falls_back() {
    let server = SmtpServer::start().unwrap();
    let (state, cause, words) = try_once(protected(Security::StartTls, "127.0.0.1", server.port(), ""));
    assert_eq!((state, cause), (State::Deferred, Some(Cause::Tls)), "{words}");
    let (state, cause, words) = try_once(protected(Security::Tls, "127.0.0.1", server.port(), ""));
    assert_eq!((state, cause), (State::Deferred, Some(Cause::Tls)), "{words}");
    let said: Vec<_> = server.commands().into_iter().map(|(_, command)| command).collect();
    assert!(said.iter().all(|command| !command.starts_with("MAIL") && !command.starts_with("AUTH")), "{said:?}");
    assert_eq!(server.messages().len(), 0);
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_not_taken() {
    let postfix = Postfix::start().unwrap();
    let authority = postfix.authority();
    let authority = authority.to_str().unwrap();
    for (security, port) in [(Security::StartTls, postfix.port()), (Security::Tls, postfix.tls_port())] {
        let (state, cause, words) = try_once(protected(security, "localhost", port, ""));
        assert_eq!((state, cause), (State::Deferred, Some(Cause::Tls)), "{words}");
        // The right authority, but another name for the same machine.
        let (state, cause, words) = try_once(protected(security, "0x7f000001", port, authority));
        assert_eq!(cause, Some(Cause::Tls), "{words}");
        assert_eq!(state, State::Deferred);
        for host in ["localhost", "127.0.0.1"] {
            let (state, _, words) = try_once(protected(security, host, port, authority));
            assert_eq!(state, State::Sent, "{words}");
        }
    }
    let (_, cause, words) = try_once(protected(Security::Tls, "localhost", postfix.tls_port(), "/nowhere/ca.pem"));
    assert_eq!(cause, Some(Cause::CaFile), "{words}");
}
