//! Keys → actions: the defaults of the action table, then what the configuration changes.

use std::collections::BTreeMap;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::actions::{Action, Entry, Place, TABLE, entry, places};
use crate::domain::message::Message;

/// A key as this program tells keys apart: shift is in the letter, and beside ↑ and ↓; Alt is never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: KeyCode,
    /// With Ctrl held.
    pub ctrl: bool,
    /// With Shift held: ↑ and ↓ alone.
    pub shift: bool,
}

impl Key {
    /// A key without Ctrl.
    #[must_use]
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, shift: false }
    }

    /// A letter or sign.
    #[must_use]
    pub const fn sign(sign: char) -> Self {
        Self::plain(KeyCode::Char(sign))
    }

    /// Reads the terminal's event; a release or a key with Alt is none.
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Char(sign) if ctrl => KeyCode::Char(sign.to_ascii_lowercase()),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        let shift = event.modifiers.contains(KeyModifiers::SHIFT) && matches!(code, KeyCode::Up | KeyCode::Down);
        Some(Self { code, ctrl, shift })
    }

    /// Reads a key's name: `n`, `ctrl-r`, `f2`, `space`, `pageup`, `shift-down`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("shift-") {
            let key = Self::parse(rest).filter(|key| matches!(key.code, KeyCode::Up | KeyCode::Down))?;
            return Some(Self { shift: true, ..key });
        }
        let (ctrl, rest) = match name.strip_prefix("ctrl-") {
            Some(rest) => (true, rest),
            None => (false, name),
        };
        let named = NAMES.iter().find(|(_, known)| *known == rest).map(|(code, _)| *code);
        let code = named.or_else(|| {
            let mut signs = rest.chars();
            match (signs.next(), signs.next()) {
                (Some(sign), None) => Some(KeyCode::Char(sign)),
                (Some('f'), Some(_)) => rest[1..].parse().ok().filter(|n| (1..=12).contains(n)).map(KeyCode::F),
                _ => None,
            }
        })?;
        Some(Self { code, ctrl, shift: false })
    }

    /// Returns the name that [`Self::parse`] reads.
    #[must_use]
    pub fn name(self) -> String {
        let known = NAMES.iter().find(|(code, _)| *code == self.code);
        let text = match (known, self.code) {
            (Some((_, name)), _) => (*name).to_owned(),
            (None, KeyCode::Char(sign)) => sign.to_string(),
            (None, KeyCode::F(number)) => format!("f{number}"),
            (None, _) => "?".to_owned(),
        };
        match (self.ctrl, self.shift) {
            (true, _) => format!("ctrl-{text}"),
            (false, true) => format!("shift-{text}"),
            (false, false) => text,
        }
    }

    /// Returns what footers and help show, in words of the catalogue: `Ctrl-R`, `F2`, `Échap`.
    #[must_use]
    pub fn message(self) -> Message {
        let name = Self { ctrl: false, ..self }.name();
        let name = if self.ctrl || name.len() > 1 && name.starts_with('f') { name.to_uppercase() } else { name };
        Message::new(if self.ctrl { "key-ctrl" } else { "key" }).with("name", name)
    }

    /// Tells whether terminals, or this program's forms, need the key for something else.
    fn is_reserved(self) -> bool {
        let terminal = self.ctrl && matches!(self.code, KeyCode::Char('h' | 'i' | 'm' | 'j' | 's' | 'q' | '\\' | '['));
        terminal || matches!(self.code, KeyCode::Char('[' | ']' | '{' | '}')) || self == Key::ctrl('c')
    }

    /// A letter with Ctrl.
    #[must_use]
    pub const fn ctrl(sign: char) -> Self {
        Self { code: KeyCode::Char(sign), ctrl: true, shift: false }
    }
}

const NAMES: [(KeyCode, &str); 16] = [
    (KeyCode::Insert, "insert"),
    (KeyCode::Enter, "enter"),
    (KeyCode::Esc, "esc"),
    (KeyCode::Char(' '), "space"),
    (KeyCode::Tab, "tab"),
    (KeyCode::BackTab, "backtab"),
    (KeyCode::Up, "up"),
    (KeyCode::Down, "down"),
    (KeyCode::Left, "left"),
    (KeyCode::Right, "right"),
    (KeyCode::PageUp, "pageup"),
    (KeyCode::PageDown, "pagedown"),
    (KeyCode::Home, "home"),
    (KeyCode::End, "end"),
    (KeyCode::Delete, "delete"),
    (KeyCode::Backspace, "backspace"),
];

/// Which key does what, where.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Place, Key, Action)>,
}

impl Keymap {
    /// Makes the keymap; `remaps` gives an action's word its keys instead of the default ones.
    ///
    /// What cannot be used is left out and told: the rest works.
    #[must_use]
    pub fn new(remaps: &BTreeMap<String, Vec<String>>) -> (Self, Vec<Message>) {
        let mut problems = Vec::new();
        for word in remaps.keys().filter(|word| !TABLE.iter().any(|entry| entry.word == word.as_str())) {
            problems.push(Message::new("keymap-unknown-action").with("action", word.as_str()));
        }
        let mut map = Self { bindings: Vec::new() };
        // Remapped actions first: when one takes another's default key, the wish wins.
        let is_wished = |entry: &&Entry| remaps.contains_key(entry.word);
        let (wished, defaults): (Vec<&Entry>, Vec<&Entry>) = TABLE.iter().partition(is_wished);
        for entry in wished {
            for name in remaps.get(entry.word).into_iter().flatten() {
                match Key::parse(name) {
                    Some(key) if !key.is_reserved() => {
                        if let Some(other) = map.bind(entry.place, key, entry.action) {
                            problems.push(conflict(name, entry.word, other));
                        }
                    }
                    Some(_) | None => problems.push(Message::new("keymap-bad-key").with("key", name.as_str())),
                }
            }
        }
        for entry in defaults {
            for name in entry.keys {
                let Some(key) = Key::parse(name) else { continue };
                if let Some(other) = map.bind(entry.place, key, entry.action) {
                    problems.push(conflict(name, entry.word, other));
                }
            }
        }
        (map, problems)
    }

    /// Binds a key, or gives the action that has it where it would also act.
    fn bind(&mut self, place: Place, key: Key, action: Action) -> Option<Action> {
        let taken = self.bindings.iter().find(|(other, used, _)| *used == key && overlap(*other, place));
        let taken = taken.map(|(_, _, other)| *other);
        if taken.is_none() {
            self.bindings.push((place, key, action));
        }
        taken
    }

    /// Returns the action of a key where `places` are.
    #[must_use]
    pub fn find(&self, key: Key, places: &[Place]) -> Option<Action> {
        let at = |place: &Place| self.bindings.iter().find(|(other, bound, _)| other == place && *bound == key);
        let found = places.iter().find_map(at).map(|(_, _, action)| *action);
        // Where there is nothing to tick, Shift changes nothing.
        if found.is_none() && key.shift { self.find(Key { shift: false, ..key }, places) } else { found }
    }

    /// Returns the keys of an action, the one to show first.
    pub fn keys(&self, action: Action) -> impl Iterator<Item = Key> + '_ {
        self.bindings.iter().filter(move |(_, _, bound)| *bound == action).map(|(_, key, _)| *key)
    }

    /// Returns the key to show for an action, if it has one.
    #[must_use]
    pub fn first(&self, action: Action) -> Option<Key> {
        self.keys(action).next()
    }
}

/// Tells whether keys of two places can meet on one screen.
fn overlap(one: Place, other: Place) -> bool {
    use Place::{Acted, Chosen, Grouped, Inside, Server, Sorted, Statistics, Ticks};
    let meets = |one, other| match one {
        Place::Everywhere | Place::List | Place::Filtered | Place::Columns | Place::Detail => true,
        Place::Of(noun) => places(noun).contains(&other),
        Ticks => matches!(other, Statistics | Server | Chosen),
        Sorted => matches!(other, Statistics | Server | Chosen | Ticks),
        Grouped => matches!(other, Chosen | Ticks | Sorted),
        Chosen => matches!(other, Statistics),
        Acted => matches!(other, Statistics | Place::Matrix | Chosen | Ticks | Sorted | Grouped),
        Inside => matches!(other, Ticks | Acted),
        Statistics | Place::Settings | Server | Place::Import | Place::Matrix => false,
    };
    one == other || meets(one, other) || meets(other, one)
}

fn conflict(key: &str, action: &str, other: Action) -> Message {
    Message::new("keymap-conflict").with("key", key).with("action", action).with("other", entry(other).word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::Act;

    fn remap(pairs: &[(&str, &[&str])]) -> (Keymap, Vec<Message>) {
        let remaps = pairs
            .iter()
            .map(|(word, keys)| ((*word).to_owned(), keys.iter().map(|key| (*key).to_owned()).collect()))
            .collect();
        Keymap::new(&remaps)
    }

    #[test]
    fn the_defaults_do_not_conflict() {
        assert_eq!(remap(&[]).1, []);
    }

    #[test]
    fn every_default_key_is_one_that_terminals_leave_us() {
        for entry in TABLE.iter() {
            for name in entry.keys {
                let key = Key::parse(name).unwrap();
                assert!(!key.is_reserved(), "{name}");
                assert_eq!(key.name(), *name);
            }
            let only_function = entry.keys.iter().all(|name| matches!(Key::parse(name).unwrap().code, KeyCode::F(_)));
            assert!(!only_function, "{}: F-keys are doubled", entry.word);
        }
    }

    use crate::domain::act::Noun;

    #[test]
    fn a_wish_wins_over_a_default_and_says_so() {
        let (map, problems) = remap(&[("establishment-delete", &["n"])]);
        let here = [Place::Of(Noun::Establishment), Place::Chosen, Place::Acted, Place::List, Place::Everywhere];
        assert_eq!(map.find(Key::sign('n'), &here), Some(Action::Do(Act::ESTABLISHMENT_DELETE)));
        assert_eq!(map.find(Key::sign('d'), &here), None);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].key, "keymap-conflict");
    }

    #[test]
    fn unusable_wishes_are_told() {
        let keys: Vec<_> =
            remap(&[("quit", &["ctrl-s", "hyper-x"]), ("odd", &["x"])]).1.iter().map(|problem| problem.key).collect();
        assert_eq!(keys, ["keymap-unknown-action", "keymap-bad-key", "keymap-bad-key"]);
    }
}
