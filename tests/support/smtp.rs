//! A real SMTP server on 127.0.0.1 that records what it accepts and fails when told to.
//!
//! Its invariant: a message is in [`SmtpServer::messages`] if and only if the server stored it, whatever the client was
//! told. There is no TLS here: that is tested against Postfix ([`super::postfix`]).

mod script;
mod session;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufReader};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use script::{Behaviour, Stage, Stored};
use script::{RecipientRule, Script, Target};
use session::Session;

/// A message that the server stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The connection it came over, counted from 1.
    pub connection: usize,
    /// The name that the client signed in with.
    pub login: Option<String>,
    /// The address of `MAIL FROM`, without its brackets.
    pub sender: String,
    /// The addresses of `RCPT TO` that were accepted, without their brackets.
    pub recipients: Vec<String>,
    /// Header and body as sent, dots unstuffed, line ends untouched.
    pub data: Vec<u8>,
}

impl Message {
    /// The message as text, with what is not UTF-8 replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.data).into_owned()
    }
}

#[derive(Debug, Default)]
struct State {
    script: Script,
    messages: Vec<Message>,
    commands: Vec<(usize, String)>,
    connections: usize,
    transactions: usize,
    hanging: usize,
    flooded: usize,
    open: BTreeMap<usize, TcpStream>,
    stopping: bool,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    credentials: Option<(String, String)>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.lock());
        self.changed.notify_all();
        result
    }
}

impl Shared {
    /// Waits a moment; tells whether the server stops.
    fn pause(&self, moment: Duration) -> bool {
        let state = self.lock();
        let waited = self.changed.wait_timeout_while(state, moment, |state| !state.stopping);
        waited.unwrap_or_else(PoisonError::into_inner).0.stopping
    }
}

/// The server; it stops, and its connections end, when it is dropped.
#[derive(Debug)]
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

impl SmtpServer {
    /// Starts a server that accepts everything, on a free port of 127.0.0.1.
    pub fn start() -> io::Result<Self> {
        Self::launch(None)
    }

    /// Starts a server that takes mail only after `AUTH PLAIN` or `AUTH LOGIN` with these credentials.
    pub fn start_with_authentication(login: &str, password: &str) -> io::Result<Self> {
        Self::launch(Some((login.to_owned(), password.to_owned())))
    }

    fn launch(credentials: Option<(String, String)>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { credentials, ..Shared::default() });
        let accepting = Arc::clone(&shared);
        let acceptor = std::thread::Builder::new()
            .name("smtp-accept".to_owned())
            .spawn(move || accept_connections(&listener, &accepting))?;
        Ok(Self { address, shared, acceptor: Some(acceptor) })
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Misbehaves for this recipient (letter case ignored) every time.
    ///
    /// The server learns of a recipient at `RCPT TO`: earlier stages need [`Self::fail_message`],
    /// [`Self::fail_connection`] or [`Self::fail_always`].
    pub fn fail_for(&self, address: &str, behaviour: Behaviour) {
        self.add_recipient_rule(address, behaviour, None);
    }

    /// Misbehaves for this recipient the next `times` times that it is named, then accepts it.
    pub fn fail_for_times(&self, address: &str, times: usize, behaviour: Behaviour) {
        self.add_recipient_rule(address, behaviour, Some(times));
    }

    fn add_recipient_rule(&self, address: &str, behaviour: Behaviour, remaining: Option<usize>) {
        let late = matches!(behaviour.stage(), None | Some(Stage::Recipient | Stage::Data | Stage::Message));
        assert!(late, "{behaviour:?} comes before any recipient is named");
        let rule = RecipientRule { address: address.to_lowercase(), behaviour, remaining };
        self.shared.change(|state| {
            state.script.recipients.retain(|old| old.address != rule.address);
            state.script.recipients.push(rule);
        });
    }

    /// Misbehaves in the `number`-th `MAIL FROM` that the server gets, counted from 1 over all connections.
    pub fn fail_message(&self, number: usize, behaviour: Behaviour) {
        self.tell(Target::Transaction(number), behaviour);
    }

    /// Misbehaves on the `number`-th connection, counted from 1.
    pub fn fail_connection(&self, number: usize, behaviour: Behaviour) {
        self.tell(Target::Connection(number), behaviour);
    }

    /// Misbehaves every time.
    pub fn fail_always(&self, behaviour: Behaviour) {
        self.tell(Target::Everything, behaviour);
    }

    fn tell(&self, target: Target, behaviour: Behaviour) {
        let told = (target, behaviour);
        self.shared.change(|state| state.script.targets.push(told));
    }

    /// Closes each connection without a word once it carried `count` stored messages, their replies sent.
    pub fn drop_connections_after(&self, count: usize) {
        self.shared.change(|state| state.script.messages_per_connection = Some(count));
    }

    /// Forgets the whole script: accepts everything from now on.
    pub fn recover(&self) {
        self.shared.change(|state| state.script = Script::default());
    }

    /// Every message stored so far, in the order of arrival.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        self.shared.lock().messages.clone()
    }

    /// The stored messages that name this recipient (letter case ignored).
    #[must_use]
    pub fn messages_to(&self, address: &str) -> Vec<Message> {
        let names = |message: &Message| message.recipients.iter().any(|one| one.eq_ignore_ascii_case(address));
        self.messages().into_iter().filter(names).collect()
    }

    /// How often a stored message names each recipient, in lower case.
    #[must_use]
    pub fn deliveries(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for recipient in self.shared.lock().messages.iter().flat_map(|message| &message.recipients) {
            *counts.entry(recipient.to_lowercase()).or_default() += 1;
        }
        counts
    }

    /// How many connections were opened so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.lock().connections
    }

    /// How many `MAIL FROM` the server got so far, refused ones included.
    #[must_use]
    pub fn transactions(&self) -> usize {
        self.shared.lock().transactions
    }

    /// How many connections the server is silent on right now.
    #[must_use]
    pub fn hanging(&self) -> usize {
        self.shared.lock().hanging
    }

    /// How many bytes of endless answers went out so far.
    #[must_use]
    pub fn flooded(&self) -> usize {
        self.shared.lock().flooded
    }

    /// Every command line received, with the number of its connection; secrets of `AUTH` are left out.
    #[must_use]
    pub fn commands(&self) -> Vec<(usize, String)> {
        self.shared.lock().commands.clone()
    }

    /// Waits until `count` messages are stored and returns all of them.
    pub fn wait_for_messages(&self, count: usize, deadline: Duration) -> io::Result<Vec<Message>> {
        self.wait_until(deadline, &format!("{count} messages"), |server| server.messages.len() >= count)?;
        Ok(self.messages())
    }

    /// Waits until `count` connections were opened.
    pub fn wait_for_connections(&self, count: usize, deadline: Duration) -> io::Result<()> {
        self.wait_until(deadline, &format!("{count} connections"), |server| server.connections >= count)
    }

    /// Waits until the server is silent on exactly `count` connections.
    pub fn wait_for_hanging(&self, count: usize, deadline: Duration) -> io::Result<()> {
        self.wait_until(deadline, &format!("{count} silent connections"), |server| server.hanging == count)
    }

    /// Waits until no connection is open.
    pub fn wait_for_silence(&self, deadline: Duration) -> io::Result<()> {
        self.wait_until(deadline, "the last connection to end", |server| server.open.is_empty())
    }

    fn wait_until(&self, limit: Duration, what: &str, reached: impl Fn(&State) -> bool) -> io::Result<()> {
        let end = Instant::now() + limit;
        let mut state = self.shared.lock();
        while !reached(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let mut story = format!("waited {limit:?} in vain for {what}; the server saw:");
                for (connection, command) in &state.commands {
                    let _ = write!(story, "\n  {connection}: {command:?}");
                }
                return Err(io::Error::new(io::ErrorKind::TimedOut, story));
            }
            state = self.shared.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(())
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.shared.change(|state| {
            state.stopping = true;
            for stream in state.open.values() {
                let _ = stream.shutdown(Shutdown::Both);
            }
        });
        // The acceptor sleeps in accept(2); one more connection wakes it.
        let woken = TcpStream::connect(self.address).is_ok();
        if let Some(acceptor) = self.acceptor.take().filter(|_| woken) {
            let _ = acceptor.join();
        }
    }
}

fn accept_connections(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut sessions = Vec::new();
    for stream in listener.incoming() {
        if shared.lock().stopping {
            break;
        }
        let Ok(stream) = stream else { break };
        let serving = Arc::clone(shared);
        sessions.push(std::thread::spawn(move || serve(stream, &serving)));
        sessions.retain(|session| !session.is_finished());
    }
    for session in sessions {
        let _ = session.join();
    }
}

fn serve(stream: TcpStream, shared: &Shared) {
    let Ok(registered) = stream.try_clone() else {
        return;
    };
    let number = shared.change(|state| {
        state.connections += 1;
        let number = state.connections;
        if state.stopping {
            let _ = registered.shutdown(Shutdown::Both);
        }
        state.open.insert(number, registered);
        number
    });
    if let Ok(writer) = stream.try_clone() {
        let _ = Session::new(shared, number, writer, BufReader::new(stream)).run();
    }
    shared.change(|state| {
        if let Some(stream) = state.open.remove(&number) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    });
}
