//! Mailings against a server that fails and senders that are killed (S14): nobody gets a mail twice.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::establishment::{ContactNeed, EstablishmentNumber, Input, Stage as Life};
use intendant::domain::host::HostInput;
use intendant::domain::job::{Job, JobId, Selection, Tally};
use intendant::domain::language::Language;
use intendant::domain::mail::State;
use intendant::domain::mailing::LetterInput;
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::WebmasterInput;
use intendant::jobs::plan::{self, Request};
use intendant::jobs::progress::{Cancel, Progress};
use intendant::jobs::run::{Wait, run};
use intendant::operations::host::{self, Initialisation};
use intendant::operations::{Clock, Context, Home, Options, job, mail, mailing};
use intendant::store::registry::Registry;
use intendant::store::registry::establishment::{self as rows, Creation};

use crate::support::letter::Parsed;
use crate::support::smtp::{Behaviour, SmtpServer, Stage, Stored};

const LIMIT: Duration = Duration::from_mins(1);

/// A host whose establishments have no databases: mailings never open them.
struct Hosting {
    folder: tempfile::TempDir,
    ctx: Context,
}

fn owner() -> Actor {
    Actor { identity: Identity::Owner, os_user: "tests".into(), ssh_client: String::new(), ssh_key: String::new() }
}

fn address(number: u32) -> String {
    format!("contact{number}@ecole{}.invalid", number % 7)
}

impl Hosting {
    fn new(port: u16, count: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let settings = HostInput {
            name: "Hébergeur".into(),
            url: "https://ecoles.invalid".into(),
            sender: "console@ecoles.invalid".into(),
            transport: "smtp".into(),
            smtp_host: "127.0.0.1".into(),
            smtp_port: port.to_string(),
            smtp_security: "none".into(),
            ..HostInput::default()
        };
        let password = Secret::new("tilleul-varangue-42-opaline".into());
        let webmaster = WebmasterInput { login: "alice".into(), ..WebmasterInput::default() };
        let given = Initialisation {
            host: &settings,
            webmaster: &webmaster,
            password: &password,
            again: &password,
            language: Language::French,
            demo: false,
        };
        host::initialise(&home, &owner(), Clock::System, &given).unwrap();
        fill(&home, count);
        let ctx = Context::open(&home, At::Host, owner(), Clock::System, Options::default()).unwrap();
        Self { folder, ctx }
    }

    /// Writes a letter to all of them.
    fn write(&mut self, letter: &LetterInput, count: u32) -> Job {
        let task = mailing::freeze(&mut self.ctx, letter, &[]).unwrap();
        let numbers = (1..=count).map(EstablishmentNumber).collect();
        let request = Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
        let id = plan::draw_up(&mut self.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
        job::authorise(&mut self.ctx, id).unwrap();
        run(&mut self.ctx, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap().job
    }

    /// Another process that sends what is due.
    fn sender(&self) -> Child {
        let data = self.folder.path().join("data");
        Command::new(env!("CARGO_BIN_EXE_intendant"))
            .args(["mail", "send", "--lang", "en", "--data-dir"])
            .arg(data)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Lets so much time pass that everything that waits is due.
    fn wait(&self) {
        let registry = rusqlite::Connection::open(self.folder.path().join("data/registry.sqlite")).unwrap();
        registry.busy_timeout(LIMIT).unwrap();
        registry.execute("update outbox set next_attempt_at = 0 where state = 'deferred'", []).unwrap();
    }

    fn standing(&mut self, id: JobId) -> [u32; 4] {
        let standing = mailing::standing(&mut self.ctx, id).unwrap().unwrap();
        assert_eq!(standing.taken_back, 0);
        let waiting = standing.count(State::Queued) + standing.count(State::Deferred) + standing.count(State::Sending);
        [standing.count(State::Sent), standing.count(State::Refused), waiting, standing.count(State::Uncertain)]
    }
}

fn fill(home: &Home, count: u32) {
    let mut registry = Registry::open(&home.registry()).unwrap();
    let credential = Secret::new("x".into());
    let filled: intendant::store::Result<()> = registry.write(|tx| {
        for at in 1..=count {
            let input = Input {
                zone: "1".into(),
                location: "29200 Brest".into(),
                denomination: format!("École n° {at}"),
                contact_last_name: "Le Gall".into(),
                contact_first_name: "Élodie".into(),
                contact_email: address(at),
                ..Input::default()
            };
            let draft = input.check(ContactNeed::Full).unwrap().draft;
            let number = EstablishmentNumber(at);
            let now = Timestamp(1_788_249_600);
            rows::insert(
                tx,
                &draft,
                &Creation { number, registered_on: None, now, uai_site: 1, credential: &credential, known: &[] },
            )?;
            rows::set_stage(tx, number, Life::Active)?;
        }
        Ok(())
    });
    filled.unwrap();
}

fn newsletter() -> LetterInput {
    LetterInput {
        subject: "Lettre d'information : {establishment.name}".into(),
        body: "Bonjour {contact.first_name},\n\nRendez-vous sur {url}.\n".into(),
    }
}

#[test]
fn s14_an_interrupted_mailing_reaches_everybody_once() {
    const ALL: u32 = 1000;
    let server = SmtpServer::start().unwrap();
    let no_such_user = Behaviour::RefuseRecipient(550, "5.1.1 No such user here");
    server.fail_for(&address(438), no_such_user);
    // The 900 first transactions are served; then the server drops everybody.
    for transaction in 901..=920 {
        server.fail_message(transaction, Behaviour::Drop(Stage::Mail));
    }
    let mut host = Hosting::new(server.port(), ALL);
    let job = host.write(&newsletter(), ALL);
    assert_eq!(job.tally, Tally { done: ALL, ..Tally::default() });
    let status = host.sender().wait().unwrap();
    assert_eq!(status.code(), Some(3));
    assert_eq!(host.standing(job.id), [899, 1, 100, 0]);
    let refused = mailing::mails(&mut host.ctx, job.id, (438, 438)).unwrap();
    assert!(refused[0].words.starts_with("550 "), "{}", refused[0].words);

    // Back again: two answers are lost after the data, and the sender is killed three times.
    server.recover();
    server.fail_for(&address(438), no_such_user);
    let begun = server.transactions();
    server.fail_message(begun + 3, Behaviour::DropAfterDot(Stored::Yes));
    server.fail_message(begun + 5, Behaviour::DropAfterDot(Stored::No));
    for seen in [910, 930, 950] {
        host.wait();
        let mut sender = host.sender();
        server.wait_for_messages(seen, LIMIT).unwrap();
        sender.kill().unwrap();
        sender.wait().unwrap();
    }
    host.wait();
    host.sender().wait().unwrap();

    let [sent, refused, waiting, uncertain] = host.standing(job.id);
    assert_eq!((refused, waiting, sent + uncertain), (1, 0, 999));
    // The two whose answer was lost, and at most one for each sender that was killed.
    assert!((2..=5).contains(&uncertain), "{uncertain}");
    let deliveries = server.deliveries();
    for mail in mailing::mails(&mut host.ctx, job.id, (1, ALL)).unwrap() {
        let delivered = deliveries.get(&address(mail.position)).copied().unwrap_or(0);
        match mail.state {
            State::Sent => assert_eq!(delivered, 1, "{}", mail.position),
            State::Uncertain => assert!(delivered <= 1, "{}", mail.position),
            State::Refused => assert_eq!((delivered, mail.position), (0, 438)),
            State::Queued | State::Sending | State::Deferred | State::Withdrawn => {
                panic!("{} is {:?}", mail.position, mail.state)
            }
        }
    }
    // Nothing that is uncertain goes again by itself.
    host.wait();
    host.sender().wait().unwrap();
    assert_eq!(server.deliveries(), deliveries);
    // Once a person decides so, it goes with the very same identifier.
    let lost = mailing::mails(&mut host.ctx, job.id, (1, ALL)).unwrap();
    let lost = lost.iter().find(|mail| mail.state == State::Uncertain).unwrap().clone();
    mail::retry(&mut host.ctx, lost.mail).unwrap();
    host.sender().wait().unwrap();
    let kept = mail::get(&mut host.ctx, lost.mail).unwrap();
    let arrived = server.messages_to(&address(lost.position));
    let again = Parsed::read(&arrived.last().unwrap().data);
    assert_eq!((kept.state, again.header("message-id")), (State::Sent, kept.message_id.as_str()));
    let ids: std::collections::HashSet<String> =
        server.messages().iter().map(|message| Parsed::read(&message.data).header("message-id").to_owned()).collect();
    assert_eq!(ids.len(), server.deliveries().len());
}

#[test]
fn what_arrives_is_what_was_written_with_its_files() {
    let server = SmtpServer::start().unwrap();
    let mut host = Hosting::new(server.port(), 1);
    let content: Vec<u8> = (0..=255).cycle().take(3000).chain(*b"\n.\r\n..\rFrom x\n").collect();
    let path = host.folder.path().join("Été ; \u{e9}.pdf");
    std::fs::write(&path, &content).unwrap();
    let reach = intendant::operations::exchange::Reach::Anywhere;
    let file = mailing::attach(&host.ctx, &reach, path.to_str().unwrap(), &[]).unwrap();
    let letter = LetterInput { subject: "=?utf-8?q?x?= {establishment.name}".into(), ..newsletter() };
    let number = EstablishmentNumber(1);
    let id = mailing::test(&mut host.ctx, (&letter, &[file]), number, "me@ecoles.invalid").unwrap();
    let mut sender = mail::sender(&mut host.ctx).unwrap();
    assert_eq!(mail::send_one(&mut host.ctx, &mut sender, id).unwrap().state, State::Sent);

    let text = server.messages()[0].text().replace("\r\n", "\n");
    let (head, parts) = text.split_once("\n\n").unwrap();
    assert!(head.contains("Content-Type: multipart/mixed"), "{head}");
    let boundary = head.split_once("boundary=\"").unwrap().1.split_once('"').unwrap().0;
    let parts: Vec<&str> = parts.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 4, "a text, a file, the end");
    let body = Parsed::read(parts[1].trim_start().as_bytes());
    assert_eq!(body.body.trim_end(), "Bonjour Élodie,\n\nRendez-vous sur https://ecoles.invalid.");
    let (file_head, encoded) = parts[2].trim_start().split_once("\n\n").unwrap();
    assert!(file_head.contains("application/pdf") && file_head.contains("attachment"), "{file_head}");
    assert_eq!(crate::support::letter::base64(encoded), content);
}
