//! What comes from the keyboard and is no key: pastes, noise, and a terminal that does not read (S24).

use std::time::Duration;

use crate::support::house::{House, enter};
use crate::support::pty::{Key, Terminal};

#[test]
fn s24_a_paste_outside_a_field_does_nothing() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    console.drain_until_quiet(Duration::from_millis(200));
    let before = console.screen_text();
    console.paste("a\rdq\r5\rn");
    // A key after it tells that it is over.
    console.key(Key::Down);
    console.wait_text("▸[ ] 2 ");
    console.key(Key::Up);
    console.wait_text("▸[ ] 1 ");
    console.drain_until_quiet(Duration::from_millis(200));
    assert_eq!(console.screen_text(), before);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 5);
}

#[test]
fn s24_a_paste_into_a_field_loses_its_control_characters() {
    let house = House::new();
    let mut console = house.open("fr");
    console.wait_text("Aucun établissement.");
    console.send("n");
    console.wait_text("Nouvel établissement");
    console.keys(&[Key::Tab, Key::Tab]);
    console.paste("Collège\r\n\x1b]0;titre\x07 d'Arvor\t");
    console.wait_text("Arvor");
    console.wait_text("Nouvel établissement");
    assert!(console.requests().is_empty(), "{:?}", console.requests());
}

#[test]
fn s24_noise_on_the_line_neither_ends_it_nor_changes_data() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    // Bytes that begin sequences, invalid UTF-8, NUL, C1; none of the letters that act.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..40 {
        let mut noise = Vec::new();
        for _ in 0..50 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let byte = (seed & 0xff) as u8;
            // Not the letters and digits, which are commands, nor Ctrl-Z and Ctrl-X, which stop and lock.
            if !byte.is_ascii_alphanumeric() && !matches!(byte, 0x18 | 0x1a) {
                noise.push(byte);
            }
        }
        console.send_bytes(&noise);
    }
    console.resize(25, 81);
    console.drain_until_quiet(Duration::from_millis(300));
    assert_eq!(console.exited(), None);
    assert_eq!(house.ask::<i64>("select count(*) from establishment where rev = 1"), 5);
    console.hang_up();
    console.wait_exit(Duration::from_secs(10));
}

/// Makes the program send much without reading any of it, until it is stuck in the middle of a frame.
fn stall(console: &mut Terminal) {
    console.drain_until_quiet(Duration::from_millis(200));
    for _ in 0..6 {
        // One at a time: keys that come together make one frame.
        console.key(Key::Ctrl('l'));
        assert!(console.stall(Duration::from_millis(100)));
    }
}

#[test]
fn s24_a_stalled_terminal_goes_on_where_it_was() {
    let house = House::new();
    house.import(300);
    let mut console = enter(house.console("fr").size(50, 200), "alice");
    console.wait_text("1 sur 300");
    stall(&mut console);
    // Keys and changes meanwhile are not lost.
    console.keys(&[Key::Down, Key::Down]);
    house.ok(&["establishment", "edit", "3", "--name", "Lycée Renommé"]);
    console.wait_text("Lycée Renommé");
    console.wait_text("▸[ ] 3 ");
    console.drain_until_quiet(Duration::from_millis(200));
    let before = console.screen_text();
    console.key(Key::Ctrl('l'));
    console.drain_until_quiet(Duration::from_millis(200));
    assert_eq!(console.screen_text(), before);
}

#[test]
fn s24_a_stalled_terminal_that_hangs_up_ends_it() {
    let house = House::new();
    house.import(300);
    let mut console = enter(house.console("fr").size(50, 200), "alice");
    console.wait_text("1 sur 300");
    stall(&mut console);
    console.hang_up();
    assert_eq!(console.wait_exit(Duration::from_secs(10)).code(), Some(6));
}

/// Clicks, again where that changed nothing: what has changed since it was drawn is not hit by a click.
fn click_until(console: &mut Terminal, (column, row): (u16, u16), text: &str) {
    for _ in 0..5 {
        console.drain_until_quiet(Duration::from_millis(200));
        console.send(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
        console.drain_until_quiet(Duration::from_secs(1));
        if console.screen_text().contains(text) {
            return;
        }
    }
    console.wait_text(text);
}

#[test]
fn the_mouse_is_taken_only_where_the_configuration_says_so() {
    let house = House::new();
    house.import(5);
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    console.send("q");
    console.wait_exit(Duration::from_secs(10));
    assert!(!String::from_utf8_lossy(console.raw_output()).contains("\x1b[?1000h"));

    house.configure("mouse = true\n[audit]\nsyslog = false\n");
    let mut console = house.open("fr");
    console.wait_text("1 sur 5");
    assert!(String::from_utf8_lossy(console.raw_output()).contains("\x1b[?1000h"));
    let row = console.row_with("n° 4").unwrap();
    click_until(&mut console, (20, row + 1), "▸[ ] 4 ");
    click_until(&mut console, (3, row), "[x] 3 ");
    console.send("\x1b[<64;20;5M");
    console.wait_text("▸[ ] 1 ");
    console.send("q");
    console.wait_exit(Duration::from_secs(10));
    assert!(String::from_utf8_lossy(console.raw_output()).contains("\x1b[?1000l"));
    assert_eq!(console.termios(), *console.first_termios());
}
