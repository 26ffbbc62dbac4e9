//! Texts that would be code in a terminal, written into the data by another hand, on every screen.

use rusqlite::params;

use crate::support::house::{House, enter, told};
use crate::support::pty::{Key, Request, Terminal};

/// Each holds a mark, `xQx`, so that a test can wait for it.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "xQx\x1b]0;pwned\x07",
        "xQx\x1b]52;c;cHduZWQ=\x07",
        "xQx\x1b]8;;http://evil.invalid\x1b\\link",
        "xQx\x1b[2J\x1b[31mred\x1b[8;1;1t",
        "xQx\x1bPq#0;2;0;0;0\x1b\\",
        "xQx\x1b[6n\x1b[c\x1b[?1049l\x1bc",
        "xQx\u{9b}31m\u{9d}0;pwned\u{9c}\u{90}q",
        "xQx\u{202e}gpj.exe\u{2066}\u{2069}\u{200f}",
        "xQx\r\nsecond line\rover",
        "xQx\u{7}\u{8}\u{8}\u{7f}\t\u{b}\u{c}\u{e}\u{f}",
        "xQx\u{200b}\u{feff}\u{ad}\u{2060}\u{e0041}",
        "xQx\u{2028}\u{2029}\u{85}",
        "xQx =cmd|'/c calc'!A0",
        "xQx\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "xQx漢字かな交じり文",
        "xQx\u{fff9}a\u{fffa}b\u{fffb}\u{fffe}\u{ffff}",
    ]
    .map(str::to_owned)
    .into();
    texts.push(format!("xQx{}", "e\u{301}\u{302}\u{303}".repeat(25)));
    texts.push(format!("xQxa{}", "\u{301}".repeat(90)));
    texts.push(format!("xQx{}", "W".repeat(96)));
    texts
}

/// Fills every text of the registry and of the first establishment's database.
fn poison(house: &House) {
    let registry = house.registry();
    let mut number = 0;
    for text in texts() {
        number += 1;
        let row = "update establishment set location = $2, denomination = $2, contact_last_name = $2, \
                   contact_first_name = $2, department = $2 where number = $1";
        registry.execute(row, params![number, text]).unwrap();
        let block = "insert into block values ($1, 'webmaster', $2, $2, 1790000000, null)";
        registry.execute(block, params![number, text]).unwrap();
        let zone = "insert into zone values ($1, $2, $3, $1, 'fr', 1)";
        let name: String = text.chars().take(80).collect();
        registry.execute(zone, params![number + 1, name, number.to_string()]).unwrap();
        let mail = "insert into outbox (kind, establishment_number, to_name, to_email, language, subject, body, secret, \
                    secret_until, message_id, state, attempts, words, created_at, next_attempt_at, owner, step) \
                    values ('test', $1, $2, $2, 'fr', $2, $2, '', 0, $1, 'refused', 1, $2, 1790000000, 0, '', '')";
        registry.execute(mail, params![number, text]).unwrap();
        let audit = "insert into audit (at, actor, actor_kind, os_user, ssh_client, ssh_key, action, object_kind, \
                     object_id, object_label, before, after, hash) \
                     values (1790000000, $1, $1, $1, $1, $1, $1, $1, $1, $1, $2, $2, '')";
        let json = serde_json::json!({"denomination": text, "reason": text}).to_string();
        registry.execute(audit, params![text, json]).unwrap();
        let webmaster = "insert into webmaster (id, login, last_name, first_name, email, active, password, rev) \
                         values ($1, $2, $3, $3, 'w@ecole.invalid', 1, '', 1)";
        registry.execute(webmaster, params![number + 100, format!("w{number}"), text]).unwrap();
    }
    registry.execute("update establishment set zone_number = number + 1 where number < 20", []).unwrap();
    let school = rusqlite::Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    school.execute("update account set last_name = $1, first_name = $1", [&texts()[0]]).unwrap();
}

fn hostile_house() -> House {
    let house = House::new();
    house.import(texts().len());
    poison(&house);
    house
}

/// What no output may hold, however it was drawn.
fn assert_harmless(raw: &[u8], requests: &[Request]) {
    assert!(requests.is_empty(), "{requests:?}");
    let text = String::from_utf8_lossy(raw);
    assert!(!raw.contains(&0x07), "a bell");
    for sequence in ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bc", "\x1b[6n", "\x1b[c", "\x1b[8;1;1t"] {
        assert!(!text.contains(sequence), "{sequence:?}");
    }
    let forbidden = |sign: char| {
        matches!(sign, '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
            || matches!(sign, '\u{ad}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    let found: Vec<char> = text.chars().filter(|sign| forbidden(*sign)).take(10).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_text_of_the_data_is_code_on_any_screen() {
    let house = hostile_house();
    for (language, rows, cols) in [("fr", 24, 80), ("en", 50, 200)] {
        let mut console = enter(house.console(language).size(rows, cols), "alice");
        console.wait_text("xQx");
        walk(&mut console);
        assert_harmless(console.raw_output(), console.requests());
        assert_eq!(console.exited(), None);
    }
}

/// Opens everything that shows data: rows, detail, forms, dialogs, facets, commands, every screen and its details.
fn walk(console: &mut Terminal) {
    let quiet = std::time::Duration::from_millis(120);
    let look = |console: &mut Terminal, keys: &str| {
        console.send(keys);
        console.drain_until_quiet(quiet);
    };
    let leave = |console: &mut Terminal| {
        console.key(Key::Esc);
        console.drain_until_quiet(quiet);
    };
    let down = "j".repeat(texts().len());
    look(console, &down);
    look(console, "g");
    for keys in ["\r", "e", "b", "w", "d", "f", "=", ".", "s"] {
        look(console, keys);
        leave(console);
    }
    look(console, "jj");
    for keys in ["\r", "e", "b", "d"] {
        look(console, keys);
        leave(console);
    }
    look(console, "/xqx\r");
    leave(console);
    for screen in ["2", "3", "4", "5", "6", "7"] {
        look(console, screen);
        // Zones, mails, log, webmasters; the settings and the server show no text of this kind on every line.
        assert!(screen >= "6" || console.screen_text().contains("xQx"), "{screen}: {}", console.screen_text());
        look(console, &down);
        look(console, "\r");
        leave(console);
        look(console, "e");
        leave(console);
    }
    look(console, "1");
    console.wait_text("xQx");
}

#[test]
fn no_text_of_the_data_is_code_on_plain_lines_or_from_commands() {
    let house = hostile_house();
    for arguments in [
        &["establishment", "list"][..],
        &["establishment", "show", "1"],
        &["establishment", "administrators", "1"],
        &["establishment", "list", "--json"],
        &["zone", "list"],
        &["webmaster", "list"],
        &["mail", "list"],
        &["mail", "show", "1"],
        &["audit", "list"],
        &["audit", "list", "--json"],
        &["doctor"],
    ] {
        let output = house.run(arguments);
        let mut parser = vt100::Parser::default();
        parser.process(&output.stdout);
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("xQx") || arguments == ["doctor"],
            "{}",
            told(&output)
        );
        let printed = [output.stdout, output.stderr].concat();
        assert!(!printed.contains(&0x1b), "{arguments:?}: {}", String::from_utf8_lossy(&printed));
        assert_harmless(&printed, &[]);
    }
}

#[test]
fn a_nul_cannot_be_typed_or_stored() {
    let house = House::new();
    let mut console = house.open("fr");
    console.wait_text("Aucun établissement.");
    console.send("n");
    console.wait_text("Nouvel établissement");
    console.key(Key::Tab);
    for text in ["29200\0 Brest", "Col\0lège", "", "Le\0 Gall", "Anne", "a@b.invalid"] {
        console.send(text);
        console.key(Key::Tab);
    }
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("Établissement 1 créé");
    let stored: String = house.ask("select location || denomination || contact_last_name from establishment");
    assert_eq!(stored, "29200 BrestCollègeLE GALL");
}
