//! The verbs, from "add this school" to the server's answer.

use std::cell::RefCell;

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::establishment::Input;
use intendant::domain::host::HostInput;
use intendant::domain::language::Language;
use intendant::domain::mail::{Kind, State};
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::WebmasterInput;
use intendant::operations::establishment::{self, CopyMail, Mailing, SendMail};
use intendant::operations::host::{self, Initialisation};
use intendant::operations::{Clock, Context, Error, Home, Options, Rule, mail};
use intendant::store::ledger::audit::AuditRow;
use tempfile::TempDir;

use crate::fixture::START;
use crate::support::letter::Parsed;
use crate::support::smtp::{Behaviour, SmtpServer};

struct Office {
    ctx: Context,
    folder: TempDir,
    input: RefCell<Input>,
}

impl Office {
    fn new(port: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let host = HostInput {
            name: "Hébergement".into(),
            url: "https://ecoles.invalid".into(),
            sender: "hebergement@ecoles.invalid".into(),
            transport: "smtp".into(),
            smtp_host: "127.0.0.1".into(),
            smtp_port: port.to_string(),
            smtp_security: "none".into(),
            ..HostInput::default()
        };
        let webmaster = WebmasterInput {
            login: "alice".into(),
            last_name: "Martin".into(),
            email: "alice@ecoles.invalid".into(),
            ..WebmasterInput::default()
        };
        let password = Secret::new("marron-quenouille-87-tracteur".into());
        let given = Initialisation {
            host: &host,
            webmaster: &webmaster,
            password: &password,
            again: &password,
            language: Language::French,
            demo: false,
        };
        host::initialise(&home, &actor(), clock(0), &given).unwrap();
        let ctx = Context::open(&home, At::Host, actor(), clock(0), Options::default()).unwrap();
        let input = Input {
            zone: "1".into(),
            location: "29200 Brest".into(),
            denomination: "École élémentaire {password}".into(),
            contact_last_name: "Jaurès".into(),
            contact_first_name: "Élodie".into(),
            contact_email: "elodie@ecole.invalid".into(),
            ..Input::default()
        };
        Self { ctx, folder, input: RefCell::new(input) }
    }

    /// Lets time pass.
    fn later(self, seconds: i64) -> Self {
        let home = self.ctx.home().clone();
        let ctx = Context::open(&home, At::Host, actor(), clock(seconds), Options::default()).unwrap();
        Self { ctx, ..self }
    }

    fn audit(&mut self, action: &str) -> Vec<AuditRow> {
        let filter = intendant::operations::audit::AuditFilter { action: action.into(), ..Default::default() };
        intendant::operations::audit::list(&mut self.ctx, &filter, None, 100).unwrap()
    }

    /// Lists the files anywhere in the data directory that hold a text.
    fn files_with(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if std::fs::read(&path).unwrap().windows(text.len()).any(|window| window == text.as_bytes()) {
                    found.push(path.display().to_string());
                }
            }
        }
        found
    }
}

fn clock(seconds: i64) -> Clock {
    Clock::Fixed(Timestamp(START + seconds))
}

fn actor() -> Actor {
    let none = String::new;
    Actor { identity: Identity::Owner, os_user: "root".into(), ssh_client: none(), ssh_key: none() }
}

fn password_in(body: &str) -> String {
    let line = body.lines().find(|line| line.contains("Mot de passe")).unwrap();
    line.rsplit(' ').next().unwrap().to_owned()
}

#[test]
fn s06_a_school_is_created_while_the_server_says_421_and_the_retry_creates_nothing() {
    let server = SmtpServer::start().unwrap();
    server.fail_always(Behaviour::RefuseConnection(421, "4.3.2 not now"));
    let mut office = Office::new(server.port());
    let mailing = Mailing { send: SendMail::Yes, copy: CopyMail::Yes };
    let input = office.input.borrow().clone();
    let id = establishment::add(&mut office.ctx, &input, mailing).unwrap().mail.unwrap();
    let mut sender = mail::sender(&mut office.ctx).unwrap();
    let pending = mail::send_one(&mut office.ctx, &mut sender, id).unwrap();
    assert_eq!((pending.state, pending.words.as_str()), (State::Deferred, "421 4.3.2 not now"));
    drop(sender);

    let mut office = office.later(10);
    server.recover();
    mail::retry(&mut office.ctx, id).unwrap();
    let entry = &office.audit("mail.retry")[0];
    assert_eq!((entry.object_kind.as_str(), entry.object_id.as_str()), ("mail", id.0.to_string().as_str()));
    let mut sender = mail::sender(&mut office.ctx).unwrap();
    let round = mail::send_due(&mut office.ctx, &mut sender, mail::Limit::default()).unwrap();
    assert_eq!((round.sent, round.next_due), (2, None));
    assert_eq!(establishment::counts(&mut office.ctx).unwrap().establishments, 1);
    assert_eq!(server.deliveries().into_values().collect::<Vec<_>>(), [1, 1]);

    let message = Parsed::read(&server.messages_to("elodie@ecole.invalid")[0].data);
    let password = password_in(&message.body);
    assert_eq!(password.len(), 20, "{password}");
    assert!(message.body.contains("École élémentaire { password }"), "{}", message.body);
    assert_eq!(office.files_with(&password), [""; 0]);
    // Alice has no session: the copy goes to the sender of the host.
    let copy = Parsed::read(&server.messages_to("hebergement@ecoles.invalid")[0].data);
    assert!(copy.body.contains("elodie@ecole.invalid") && !copy.body.contains(&password), "{}", copy.body);
}

#[test]
fn s12_a_reset_reaches_the_contact_and_the_password_is_in_no_file() {
    let server = SmtpServer::start().unwrap();
    let mut office = Office::new(server.port());
    let input = office.input.borrow().clone();
    let mailing = Mailing { send: SendMail::No, copy: CopyMail::No };
    let number = establishment::add(&mut office.ctx, &input, mailing).unwrap().number;
    let administrator = establishment::administrators(&mut office.ctx, number).unwrap().remove(0);
    let id = establishment::reset_password(&mut office.ctx, number, administrator.id).unwrap();
    let mut sender = mail::sender(&mut office.ctx).unwrap();
    let sent = mail::send_one(&mut office.ctx, &mut sender, id).unwrap();
    assert_eq!((sent.state, sent.kind), (State::Sent, Kind::Reset));
    let message = Parsed::read(&server.messages_to("elodie@ecole.invalid")[0].data);
    assert!(message.body.contains("L'ancien mot de passe ne fonctionne plus"), "{}", message.body);
    assert_eq!(office.files_with(&password_in(&message.body)), [""; 0]);
    assert!(matches!(mail::retry(&mut office.ctx, id), Err(Error::Rule(Rule::NotRetryable(_)))));
}

#[test]
fn a_test_mail_is_queued_audited_and_counted() {
    let server = SmtpServer::start().unwrap();
    let mut office = Office::new(server.port());
    assert!(matches!(mail::test(&mut office.ctx, "a@b\r\nBcc: c"), Err(Error::Fields(_))));
    let id = mail::test(&mut office.ctx, "Moi@Ecole.invalid").unwrap();
    assert_eq!(office.audit("mail.test").len(), 1);
    let count = |office: &mut Office, state| {
        mail::counts(&mut office.ctx).unwrap().into_iter().find(|(known, _)| *known == state).unwrap().1
    };
    assert_eq!((count(&mut office, State::Queued), count(&mut office, State::Sent)), (1, 0));
    let mut sender = mail::sender(&mut office.ctx).unwrap();
    assert_eq!(mail::send_one(&mut office.ctx, &mut sender, id).unwrap().state, State::Sent);
    assert_eq!((count(&mut office, State::Queued), count(&mut office, State::Sent)), (0, 1));
    let again = mail::send_one(&mut office.ctx, &mut sender, id);
    assert!(matches!(again, Err(Error::Rule(Rule::NotSendable(State::Sent)))), "{again:?}");
    assert_eq!(mail::deliver(&mut office.ctx, &mut sender, id).unwrap().state, State::Sent);
    let message = Parsed::read(&server.messages_to("moi@ecole.invalid")[0].data);
    assert_eq!(message.header("subject"), "Courriel d'essai – «\u{a0}Hébergement\u{a0}»");
    assert!(message.body.contains("é è à ù ç œ €"), "{}", message.body);
    assert_eq!(mail::list(&mut office.ctx, Some(State::Sent), 10).unwrap().len(), 1);
    assert!(matches!(mail::get(&mut office.ctx, intendant::domain::mail::MailId(99)), Err(Error::NotFound { .. })));
}

#[test]
fn nobody_reads_or_sends_mail() {
    let server = SmtpServer::start().unwrap();
    let mut office = Office::new(server.port());
    let mut sender = mail::sender(&mut office.ctx).unwrap();
    office.ctx.actor.identity = Identity::Nobody;
    let id = intendant::domain::mail::MailId(1);
    assert!(matches!(mail::list(&mut office.ctx, None, 1), Err(Error::Refused(_))));
    assert!(matches!(mail::counts(&mut office.ctx), Err(Error::Refused(_))));
    assert!(matches!(mail::get(&mut office.ctx, id), Err(Error::Refused(_))));
    assert!(matches!(mail::retry(&mut office.ctx, id), Err(Error::Refused(_))));
    assert!(matches!(mail::test(&mut office.ctx, "a@b.invalid"), Err(Error::Refused(_))));
    assert!(matches!(mail::sender(&mut office.ctx), Err(Error::Refused(_))));
    assert!(matches!(mail::send_one(&mut office.ctx, &mut sender, id), Err(Error::Refused(_))));
}
