//! The private Postfix, spoken to in plain text and over TLS.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::postfix::Postfix;

type TestResult = Result<(), Box<dyn std::error::Error>>;

const LIMIT: Duration = Duration::from_secs(30);

/// Sends one message by `openssl s_client`, which must find the server's certificate good.
fn send_over_tls(mode: &[&str], port: u16, authority: &Path, recipient: &str) -> TestResult {
    let mut client = Command::new("openssl")
        .args(["s_client", "-quiet", "-verify_return_error", "-verify_hostname", "localhost", "-CAfile"])
        .arg(authority)
        .args(["-connect", &format!("127.0.0.1:{port}")])
        .args(mode)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // s_client would take a line that starts with R for an order to renegotiate, but not with -quiet.
    let dialogue = format!(
        "EHLO test\r\nMAIL FROM:<a@x.invalid>\r\nRCPT TO:<{recipient}>\r\nDATA\r\nSubject: hi\r\n\r\n..dot\r\n.\r\nQUIT\r\n"
    );
    client.stdin.take().ok_or("no input")?.write_all(dialogue.as_bytes())?;
    let output = client.wait_with_output()?;
    let words = String::from_utf8_lossy(&output.stdout);
    assert!(words.contains("queued as"), "{words}");
    Ok(())
}

#[test]
fn mail_arrives_over_starttls_and_over_tls() -> TestResult {
    let postfix = Postfix::start()?;
    send_over_tls(&["-starttls", "smtp"], postfix.port(), &postfix.authority(), "Ann+1@ac-rennes.invalid")?;
    send_over_tls(&[], postfix.tls_port(), &postfix.authority(), "bob@x.invalid")?;
    let messages = postfix.wait_for_messages_to("ann+1@AC-rennes.invalid", 1, LIMIT)?;
    let text = String::from_utf8_lossy(messages.first().ok_or("no message")?).into_owned();
    assert!(text.ends_with("\n\n.dot\n"), "{text}");
    assert!(text.contains("using TLSv1.3"), "{text}");
    assert_eq!(postfix.wait_for_messages(2, LIMIT)?.len(), 2);
    assert_eq!(postfix.messages_to("nobody@x.invalid")?, Vec::<Vec<u8>>::new());
    assert!(postfix.log().contains("status=sent (delivered to maildir)"));
    Ok(())
}

#[test]
fn nothing_leaves_the_machine_and_nothing_stays_behind() -> TestResult {
    let postfix = Postfix::start()?;
    let maildir = postfix.maildir();
    let folder = maildir.ancestors().nth(2).ok_or("no folder")?.to_owned();
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", postfix.port()))?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.write_all(b"EHLO x\r\nMAIL FROM:<a@x.invalid>\r\nRCPT TO:<a@example.org>\r\nQUIT\r\n")?;
    let words = std::io::read_to_string(&mut stream)?;
    assert!(words.contains("nothing leaves this server"), "{words}");
    let port = postfix.port();
    drop(postfix);
    assert!(!folder.exists(), "{} is still there", folder.display());
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err(), "it still listens");
    Ok(())
}
