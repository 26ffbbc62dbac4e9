//! The failing SMTP server, spoken to by hand.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use crate::support::smtp::{Behaviour, SmtpServer, Stage, Stored};

type TestResult = Result<(), Box<dyn std::error::Error>>;

const LIMIT: Duration = Duration::from_secs(20);

/// A client that checks each reply.
struct Client {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Client {
    fn connect(server: &SmtpServer) -> io::Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port()))?;
        stream.set_read_timeout(Some(LIMIT))?;
        Ok(Self { reader: BufReader::new(stream.try_clone()?), stream })
    }

    fn greeted(server: &SmtpServer) -> io::Result<Self> {
        let mut client = Self::connect(server)?;
        client.reads("220 ")?;
        client.says("EHLO test", "250 ")?;
        Ok(client)
    }

    /// Reads a reply with all its lines, whose last one starts with `expected`.
    fn reads(&mut self, expected: &str) -> io::Result<String> {
        let mut reply = String::new();
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            reply.push_str(&line);
            if line.as_bytes().get(3) != Some(&b'-') {
                assert!(line.starts_with(expected), "expected {expected:?}, got {reply:?}");
                return Ok(reply);
            }
        }
    }

    fn says(&mut self, line: &str, expected: &str) -> io::Result<String> {
        self.stream.write_all(format!("{line}\r\n").as_bytes())?;
        self.reads(expected)
    }

    fn is_cut_off(&mut self) -> bool {
        matches!(self.reader.read(&mut [0]), Ok(0))
    }

    fn opens_message_to(&mut self, recipient: &str) -> io::Result<()> {
        self.says("MAIL FROM:<from@test.invalid>", "250 ")?;
        self.says(&format!("RCPT TO:<{recipient}>"), "250 ")?;
        self.says("DATA", "354 ").map(drop)
    }

    fn delivers(&mut self, recipient: &str, body: &str, expected: &str) -> io::Result<String> {
        self.opens_message_to(recipient)?;
        self.says(&format!("{body}\r\n."), expected)
    }
}

#[test]
fn two_messages_over_one_connection_are_recorded_raw() -> TestResult {
    let server = SmtpServer::start()?;
    let mut client = Client::greeted(&server)?;
    client.delivers("Ann@x.invalid", "Subject: é\r\n\r\n..one\r\n...\r\nbare\n.\nend", "250 ")?;
    client.delivers("bob@x.invalid", "", "250 ")?;
    client.says("QUIT", "221 ")?;
    assert!(client.is_cut_off());
    let messages = server.wait_for_messages(2, LIMIT)?;
    let first = messages.first().ok_or("no message")?;
    assert_eq!(first.text(), "Subject: é\r\n\r\n.one\r\n..\r\nbare\n.\nend\r\n");
    assert_eq!((first.sender.as_str(), first.connection), ("from@test.invalid", 1));
    assert_eq!(server.messages_to("ann@X.invalid").len(), 1);
    assert_eq!(server.deliveries().into_values().collect::<Vec<_>>(), [1, 1]);
    assert_eq!((server.connections(), server.transactions()), (1, 2));
    server.wait_for_silence(LIMIT)?;
    Ok(())
}

#[test]
fn a_refused_recipient_leaves_the_others_alone() -> TestResult {
    let server = SmtpServer::start()?;
    server.fail_for("gone@x.invalid", Behaviour::RefuseRecipient(550, "5.1.1 no such user"));
    server.fail_for_times("late@x.invalid", 2, Behaviour::RefuseRecipient(450, "4.2.0 greylisted"));
    let mut client = Client::greeted(&server)?;
    client.says("MAIL FROM:<>", "250 ")?;
    client.says("RCPT TO:<GONE@x.invalid>", "550 5.1.1 no such user")?;
    client.says("RCPT TO:<late@x.invalid>", "450 ")?;
    client.says("RCPT TO:<late@x.invalid>", "450 ")?;
    client.says("RCPT TO:<late@x.invalid>", "250 ")?;
    client.says("DATA", "354 ")?;
    client.says("x\r\n.", "250 ")?;
    assert_eq!(server.deliveries(), [("late@x.invalid".to_owned(), 1)].into());
    server.recover();
    client.delivers("gone@x.invalid", "x", "250 ")?;
    Ok(())
}

#[test]
fn each_stage_can_refuse() -> TestResult {
    let server = SmtpServer::start()?;
    server.fail_connection(1, Behaviour::RefuseConnection(421, "4.3.2 not now"));
    server.fail_message(1, Behaviour::RefuseSender(421, "4.7.0 too many"));
    server.fail_message(2, Behaviour::RefuseSender(550, "5.7.1 sender"));
    server.fail_message(3, Behaviour::RefuseRecipient(452, "4.5.3 too many"));
    server.fail_message(4, Behaviour::RefuseData(451, "4.3.0 later"));
    server.fail_message(5, Behaviour::RefuseMessage(554, "5.6.0 spam"));
    server.fail_message(6, Behaviour::RefuseMessage(421, "4.3.0 closing"));

    let mut client = Client::connect(&server)?;
    client.reads("421 4.3.2")?;
    assert!(client.is_cut_off());
    let mut client = Client::greeted(&server)?;
    client.says("MAIL FROM:<a@x.invalid>", "421 ")?;
    assert!(client.is_cut_off());
    let mut client = Client::greeted(&server)?;
    client.says("MAIL FROM:<a@x.invalid>", "550 ")?;
    client.says("MAIL FROM:<a@x.invalid>", "250 ")?;
    client.says("RCPT TO:<a@x.invalid>", "452 ")?;
    client.says("DATA", "503 ")?;
    client.says("RSET", "250 ")?;
    client.says("MAIL FROM:<a@x.invalid>", "250 ")?;
    client.says("RCPT TO:<a@x.invalid>", "250 ")?;
    client.says("DATA", "451 ")?;
    client.says("RSET", "250 ")?;
    client.delivers("a@x.invalid", "x", "554 ")?;
    client.delivers("a@x.invalid", "x", "421 ")?;
    assert!(client.is_cut_off());
    assert_eq!(server.messages(), []);
    assert_eq!((server.connections(), server.transactions()), (3, 6));
    Ok(())
}

#[test]
fn a_connection_ends_after_its_share() -> TestResult {
    let server = SmtpServer::start()?;
    server.drop_connections_after(2);
    let mut client = Client::greeted(&server)?;
    client.delivers("a@x.invalid", "1", "250 ")?;
    client.delivers("a@x.invalid", "2", "250 ")?;
    assert!(client.is_cut_off());
    Client::greeted(&server)?.delivers("a@x.invalid", "3", "250 ")?;
    let connections: Vec<_> = server.messages().iter().map(|message| message.connection).collect();
    assert_eq!(connections, [1, 1, 2]);
    Ok(())
}

#[test]
fn an_unanswered_message_is_kept_or_not_as_told() -> TestResult {
    for (stored, kept) in [(Stored::Yes, 1), (Stored::No, 0)] {
        let server = SmtpServer::start()?;
        server.fail_for_times("a@x.invalid", 1, Behaviour::DropAfterDot(stored));
        let mut client = Client::greeted(&server)?;
        client.opens_message_to("a@x.invalid")?;
        client.stream.write_all(b"x\r\n.\r\n")?;
        assert!(client.is_cut_off());
        assert_eq!(server.messages().len(), kept);
        Client::greeted(&server)?.delivers("a@x.invalid", "again", "250 ")?;
        assert_eq!(server.messages().len(), kept + 1);
    }
    Ok(())
}

#[test]
fn a_silent_server_keeps_the_client_waiting_until_one_of_them_ends() -> TestResult {
    let server = SmtpServer::start()?;
    server.fail_for("a@x.invalid", Behaviour::HangAfterDot(Stored::Yes));
    server.fail_connection(2, Behaviour::Hang(Stage::Connect));
    let mut client = Client::greeted(&server)?;
    client.opens_message_to("a@x.invalid")?;
    client.stream.write_all(b"x\r\n.\r\n")?;
    let mut second = Client::connect(&server)?;
    server.wait_for_hanging(2, LIMIT)?;
    assert_eq!(server.messages().len(), 1);
    drop(client);
    server.wait_for_hanging(1, LIMIT)?;
    drop(server);
    assert!(second.is_cut_off());
    Ok(())
}

#[test]
fn replies_carry_what_they_are_told() -> TestResult {
    let server = SmtpServer::start()?;
    server.fail_for("multi@x.invalid", Behaviour::RefuseMessage(550, "5.7.1 one\n5.7.1 two\n5.7.1 three"));
    server.fail_for("escape@x.invalid", Behaviour::RefuseRecipient(550, "\x1b]0;title\x07\x1b[2J\rgone\u{202e}"));
    server.fail_for("kind@x.invalid", Behaviour::AcceptWith("\x1b[31mthanks"));
    server.fail_for("raw@x.invalid", Behaviour::Raw(Stage::Recipient, b"\xff nonsense\r\n"));
    let mut client = Client::greeted(&server)?;
    let reply = client.delivers("multi@x.invalid", "x", "550 ")?;
    assert_eq!(reply, "550-5.7.1 one\r\n550-5.7.1 two\r\n550 5.7.1 three\r\n");
    client.says("MAIL FROM:<>", "250 ")?;
    client.says("RCPT TO:<escape@x.invalid>", "550 \x1b]0;title\x07\x1b[2J\rgone\u{202e}\r\n")?;
    client.says("RSET", "250 ")?;
    client.delivers("kind@x.invalid", "x", "250 \x1b[31mthanks\r\n")?;
    client.says("MAIL FROM:<>", "250 ")?;
    client.stream.write_all(b"RCPT TO:<raw@x.invalid>\r\n")?;
    let mut reply = Vec::new();
    client.reader.read_until(b'\n', &mut reply)?;
    assert_eq!(reply, b"\xff nonsense\r\n");
    Ok(())
}

#[test]
fn authentication_is_asked_for_and_checked() -> TestResult {
    let server = SmtpServer::start_with_authentication("sender", "s3cret")?;
    let mut client = Client::connect(&server)?;
    client.reads("220 ")?;
    assert!(client.says("EHLO test", "250 ")?.contains("AUTH PLAIN LOGIN"));
    client.says("MAIL FROM:<>", "530 ")?;
    client.says("AUTH PLAIN AHNlbmRlcgB3cm9uZw==", "535 ")?;
    client.says("AUTH PLAIN AHNlbmRlcgBzM2NyZXQ=", "235 ")?;
    client.delivers("a@x.invalid", "x", "250 ")?;
    let mut client = Client::greeted(&server)?;
    client.says("AUTH LOGIN", "334 VXNlcm5hbWU6")?;
    client.says("c2VuZGVy", "334 UGFzc3dvcmQ6")?;
    client.says("czNjcmV0", "235 ")?;
    client.delivers("a@x.invalid", "x", "250 ")?;
    let logins: Vec<_> = server.messages().into_iter().filter_map(|message| message.login).collect();
    assert_eq!(logins, ["sender", "sender"]);
    assert!(server.commands().iter().all(|(_, command)| !command.contains("AHNl")));
    Ok(())
}

#[test]
fn waiting_in_vain_says_what_was_seen() -> TestResult {
    let server = SmtpServer::start()?;
    Client::greeted(&server)?;
    let error = server.wait_for_messages(1, Duration::from_millis(50)).err().ok_or("a message from nowhere")?;
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert!(error.to_string().contains("EHLO test"), "{error}");
    Ok(())
}
