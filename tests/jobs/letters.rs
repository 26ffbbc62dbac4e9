//! Letters under kills: queued once, taken back once, and sent at most once whatever befalls the sender.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::hammer::{Moments, carry, kill_after, kills, plan, undo, until_killed_enough};
use crate::kinds::{ALL, done, house, sound};
use crate::support::house::House;
use crate::support::letter::Parsed;
use crate::support::smtp::SmtpServer;

/// A round of the sender that takes longer than this hangs.
const LONG: Duration = Duration::from_mins(3);

/// Plans a letter to everybody.
fn letter(house: &House, subject: &str) -> Vec<String> {
    let body = house.folder().join("lettre.txt");
    std::fs::write(&body, "Bonjour {contact.first_name},\n\n{establishment.name}\n").unwrap();
    let file = body.to_str().unwrap();
    ["establishment", "mail", "--all", "--subject", subject, "--body", file].map(str::to_owned).to_vec()
}

#[test]
fn letters_are_queued_once_and_taken_back_once() {
    let house = house();
    let others = house.ask::<i64>("select count(*) from outbox");
    let mut turn = 0;
    let write = |house: &House| letter(house, "Rentrée");
    until_killed_enough(&house, (8, 250), &[&write, &undo], |house, id| {
        done(house, id);
        turn += 1;
        let queued = if turn % 2 == 1 { ALL } else { 0 };
        let letters = "from outbox where kind = 'letter'";
        assert_eq!(house.ask::<i64>(&format!("select count(*) {letters}")), queued);
        assert_eq!(house.ask::<i64>(&format!("select count(distinct to_email) {letters}")), queued);
        assert_eq!(house.ask::<i64>("select count(*) from outbox"), queued + others);
    });
    sound(&house);
}

/// How often the server stored each Message-ID.
fn arrived(server: &SmtpServer) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for message in server.messages() {
        let id = Parsed::read(&message.data).header("message-id").to_owned();
        *counts.entry(id).or_default() += 1;
    }
    counts
}

/// Sends in processes that are killed. Gives how many were killed at work.
fn send_and_kill(house: &House, moments: &mut Moments, most: u32) -> u32 {
    let (mut killed, begun) = (0, Instant::now());
    while house.ask::<i64>("select count(*) from outbox where state in ('queued', 'sending')") > 0 {
        assert!(begun.elapsed() < LONG, "it hangs after {killed} kills");
        let mut command = house.command(&["mail", "send"]);
        let mut sender = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if killed < most && kill_after(&mut sender, moments.next(400)) {
            killed += 1;
            continue;
        }
        // 3: what a killed one left is uncertain.
        let code = sender.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 3)), "{code:?}");
    }
    killed
}

#[test]
fn letters_of_killed_senders_arrive_once_or_are_listed_as_unknown() {
    let server = SmtpServer::start().unwrap();
    let house = house();
    let port = server.port().to_string();
    let transport = ["--transport", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", &port];
    house.ok(&[&["host", "edit"], &transport[..], &["--smtp-security", "none"]].concat());
    let (mut moments, mut killed, mut letters) = (Moments::new(9), 0, 0);
    while killed < kills() {
        letters += 1;
        carry(&house, &plan(&house, &letter(&house, &format!("Lettre {letters}"))));
        killed += send_and_kill(&house, &mut moments, kills() - killed);
    }
    let counts = arrived(&server);
    let registry = house.registry();
    let mut all = registry.prepare("select message_id, state from outbox").unwrap();
    let mails = all.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    let mut unknown = 0;
    for (id, state) in mails.map(Result::unwrap) {
        let times = counts.get(&id).copied().unwrap_or(0);
        match state.as_str() {
            "sent" => assert_eq!(times, 1, "{id}"),
            "uncertain" => {
                assert!(times <= 1, "{id}: {times}");
                unknown += 1;
            }
            other => panic!("{id} is {other}"),
        }
    }
    assert!(unknown <= killed, "{unknown} unknown after {killed} kills: each had one mail at most in its hands");
    let stored = u32::try_from(counts.len()).unwrap();
    let written = house.ask::<u32>("select count(*) from outbox");
    assert_eq!(i64::from(written), ALL * letters);
    assert!(stored <= written && stored + unknown >= written, "{stored} of {written}, {unknown} unknown");
    let each = house.ask::<i64>("select count(*) from (select 1 from outbox group by to_email, subject)");
    assert_eq!(each, i64::from(written), "one mail for each recipient and letter");
    sound(&house);
}
