//! Gathers what a dry run tells about many rows at once: its memory grows with the zones, not with the rows.

use std::collections::{BTreeMap, HashMap};

use super::encoding::Encoding;
use crate::domain::establishment::Draft;
use crate::domain::field::Field;
use crate::domain::import::{Among, Note, Row, ZoneCount, ZoneGiven, shown_value};
use crate::domain::text::fold;
use crate::domain::zone::{ZoneNumber, academies};

/// Most words shown as examples.
const EXAMPLES: usize = 3;
/// Most words that are looked at for what they would be in another encoding.
const WORDS: usize = 60;
/// Most notes about zones that do not fit the UAI.
const ELSEWHERE_MAX: usize = 50;
/// Most rows that are named because a school of the same name is at their place.
const NAMESAKES_MAX: usize = 20;

/// The first change of a kind, and how many there were.
#[derive(Debug)]
struct Changes {
    before: String,
    after: String,
    rows: u64,
}

/// What was gathered.
#[derive(Debug)]
pub(super) struct Notes {
    /// The académie of each prefix of a UAI.
    prefixes: HashMap<&'static str, &'static str>,
    /// The académies by their folded names.
    names: HashMap<String, &'static str>,
    zones: BTreeMap<(Option<ZoneNumber>, String), ZoneCount>,
    elsewhere: BTreeMap<(String, &'static str), (u64, u64)>,
    /// Those that are there, and those of the file: the first ones, and how many.
    namesakes: [(Vec<(u64, u64)>, u64); 2],
    words: Vec<String>,
    doubtful: u64,
    postcodes: Option<Changes>,
    foreign_postcodes: Option<Changes>,
    no_postcode: Option<(Changes, u64)>,
    addresses: Option<Changes>,
    short: Option<Note>,
}

impl Notes {
    pub(super) fn new() -> Self {
        let (mut prefixes, mut names) = (HashMap::new(), HashMap::new());
        for academie in academies() {
            prefixes.extend(academie.prefixes.iter().map(|prefix| (*prefix, academie.name)));
            names.insert(fold(academie.name), academie.name);
        }
        Self {
            prefixes,
            names,
            zones: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            namesakes: Default::default(),
            words: Vec::new(),
            doubtful: 0,
            postcodes: None,
            foreign_postcodes: None,
            no_postcode: None,
            addresses: None,
            short: None,
        }
    }

    /// Takes in a row that is imported.
    pub(super) fn good(&mut self, line: u64, row: &Row, draft: &Draft, (number, name): (Option<ZoneNumber>, &str)) {
        let given = match &row.zone {
            ZoneGiven::Number(text) | ZoneGiven::Name(text) => shown_value(text),
            ZoneGiven::Chosen(_) => String::new(),
        };
        let key = (number, if number.is_some() { String::new() } else { fold(name) });
        let found = self.zones.entry(key);
        found.or_insert_with(|| ZoneCount { given, number, name: name.to_owned(), rows: 0 }).rows += 1;
        self.compare(line, draft, name);
        if let Some(before) = &row.repaired {
            add(&mut self.postcodes, before, &row.input.location);
        }
        if let Some(postcode) = &row.foreign_postcode {
            add(&mut self.foreign_postcodes, postcode, postcode);
        }
        if row.lacks_postcode {
            let location = &row.input.location;
            let first = || (Changes { before: shown_value(location), after: String::new(), rows: 0 }, line);
            self.no_postcode.get_or_insert_with(first).0.rows += 1;
        }
        let typed = row.value(Field::ContactEmail).trim();
        if !typed.is_ascii() {
            add(&mut self.addresses, typed, draft.contact.email_text());
        }
    }

    /// Takes in a row that is not refused, and ends before its last column.
    pub(super) fn short(&mut self, line: u64, (cells, columns): (usize, usize)) {
        let rows = self.short.as_ref().map_or(0, Note::rows) + 1;
        self.short = Some(Note::Short { rows, line, cells, columns });
    }

    /// Takes in a row that makes another school of a name at one place, with the number or line of the one with the other
    /// UAI.
    pub(super) fn namesake(&mut self, among: Among, line: u64, other: u64) {
        let [hosted, file] = &mut self.namesakes;
        let (pairs, rows) = match among {
            Among::Hosted => hosted,
            Among::File => file,
        };
        *rows += 1;
        if pairs.len() < NAMESAKES_MAX {
            pairs.push((line, other));
        }
    }

    /// A zone that is named after an académie should be the one of the UAI.
    fn compare(&mut self, line: u64, draft: &Draft, name: &str) {
        let told = draft.uai.as_ref().and_then(|uai| self.prefixes.get(uai.department()).copied());
        let (Some(told), Some(zone)) = (told, self.names.get(&fold(name)).copied()) else { return };
        if told == zone {
            return;
        }
        let key = (name.to_owned(), told);
        if self.elsewhere.len() < ELSEWHERE_MAX || self.elsewhere.contains_key(&key) {
            self.elsewhere.entry(key).or_insert((0, line)).0 += 1;
        }
    }

    /// Looks for words that another encoding would explain, in any row.
    pub(super) fn letters(&mut self, row: &Row) {
        let mut doubtful = false;
        for (_, value) in row.values() {
            if value.is_ascii() && !value.contains('?') {
                continue;
            }
            for word in value.split_whitespace().filter(|word| is_doubtful(word)) {
                doubtful = true;
                if self.words.len() < WORDS && self.words.iter().all(|known| known != word) {
                    self.words.push(word.to_owned());
                }
            }
        }
        self.doubtful += u64::from(doubtful);
    }

    /// Returns what was gathered: what is to be looked at first, then the zones.
    pub(super) fn finish(self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.doubtful > 0 {
            let likely = Encoding::likely(&self.words);
            // What the advice makes of a word is shown; words that it explains come first.
            let reread = |word: &String| (shown_value(word), likely.and_then(|encoding| encoding.reread(word)));
            let mut examples: Vec<_> = self.words.iter().map(reread).collect();
            examples.sort_by_key(|(_, other)| other.is_none());
            examples.truncate(EXAMPLES);
            notes.push(Note::Letters { examples, likely: likely.map(Encoding::word), rows: self.doubtful });
        }
        notes.extend(self.short);
        notes.extend(self.elsewhere.into_iter().map(|((zone, academie), (rows, line))| Note::Elsewhere {
            zone,
            academie,
            rows,
            line,
        }));
        let namesakes = [Among::Hosted, Among::File].into_iter().zip(self.namesakes).filter(|(_, (_, rows))| *rows > 0);
        notes.extend(namesakes.map(|(among, (pairs, rows))| Note::Namesakes { among, pairs, rows }));
        if let Some(Changes { before: first, rows, .. }) = self.foreign_postcodes {
            notes.push(Note::ForeignPostcodes { first, rows });
        }
        if let Some((Changes { before: first, rows, .. }, line)) = self.no_postcode {
            notes.push(Note::NoPostcode { first, rows, line });
        }
        let changes = |Changes { before, after, rows }: Changes| (before, after, rows);
        if let Some((before, after, rows)) = self.postcodes.map(changes) {
            notes.push(Note::Postcodes { before, after, rows });
        }
        if let Some((before, after, rows)) = self.addresses.map(changes) {
            notes.push(Note::Addresses { before, after, rows });
        }
        notes.extend(self.zones.into_values().map(Note::Zone));
        notes
    }
}

fn add(changes: &mut Option<Changes>, before: &str, after: &str) {
    let first = || Changes { before: shown_value(before), after: after.to_owned(), rows: 0 };
    changes.get_or_insert_with(first).rows += 1;
}

/// Tells whether a word has a sign that no French word has at that place: `LycŽe`, `Coll?ge`, `LycÃ©e`.
fn is_doubtful(word: &str) -> bool {
    let mut before = None;
    let mut signs = word.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_letter = |other: Option<char>| other.is_some_and(char::is_alphabetic);
        let after = signs.peek().copied();
        let found = match sign {
            '\u{80}'..='\u{9f}' => true,
            'Ã' | 'Â' | 'â' => {
                after.is_some_and(|after| matches!(after, '\u{80}'..='\u{bf}' | '€' | '‰' | '™' | 'ƒ' | 'Š'))
            }
            'ƒ' | '†' | '‡' | 'ˆ' | '‰' | '˜' | '™' | '•' | '¤' | '¡' | '¢' | '£' => {
                is_letter(before) || is_letter(after)
            }
            '?' | '‚' | '„' | '‹' | '›' | '…' | '“' | '”' | '—' => {
                is_letter(before) && is_letter(after)
            }
            'Ž' | 'Š' => before.is_some_and(char::is_lowercase),
            _ => false,
        };
        if found {
            return true;
        }
        before = Some(sign);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_another_encoding_are_doubtful_and_others_are_not() {
        for word in ["LycŽe", "Lyc‚e", "Coll?ge", "LycÃ©e", "l’â€™", "ƒcole", "Coll\u{8f}ge", "H™pital", "ž™Â©"]
        {
            assert!(is_doubtful(word), "{word}");
        }
        for word in
            ["Lycée", "Škoda", "Žižek", "N°3", "Quoi?", "«École»", "l’œuvre", "Saint-Malo", "Rhône–Alpes", "Âne", "“X”"]
        {
            assert!(!is_doubtful(word), "{word}");
        }
    }
}
