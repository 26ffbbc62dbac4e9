//! Whether what stands in a file, of whatever format, may name somebody.

use super::erased::Names;
use super::text::fold;

/// Signs between two names of one person at most: the cells of a table, with what a workbook writes between them.
const BESIDE: usize = 120;

/// What is looked for of somebody.
#[derive(Debug, Clone)]
pub struct Sought {
    /// What is enough alone.
    alone: Vec<String>,
    /// What others may be called too: two of these beside each other are enough.
    common: Vec<String>,
}

/// How words stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Between other signs.
    Apart,
    /// Without anything between one value and the next, as in a database.
    Joined,
}

impl Sought {
    /// Looks for all that somebody is and was called. What is shorter than a word says nothing alone.
    #[must_use]
    pub fn new(names: &Names) -> Self {
        let folded = |text: &str| Some(folded(text).trim().to_owned()).filter(|text| !text.is_empty());
        let alone: Vec<String> = names.alone().iter().filter_map(|text| folded(text)).collect();
        let mut common: Vec<String> = names.all().filter_map(folded).filter(|text| !alone.contains(text)).collect();
        common.sort_unstable();
        common.dedup();
        Self { alone, common }
    }

    /// Tells whether words, as [`folded`] writes them, may name this person.
    #[must_use]
    pub fn is_in(&self, words: &str, standing: Standing) -> bool {
        let places = |text: &'_ String| places(words, text, standing);
        if self.alone.iter().any(|text| !places(text).is_empty()) {
            return true;
        }
        let mut all: Vec<(usize, usize)> = Vec::new();
        for (which, text) in self.common.iter().enumerate() {
            all.extend(places(text).into_iter().map(|at| (at, which)));
        }
        all.sort_unstable();
        all.array_windows().any(|[one, next]| one.1 != next.1 && next.0 - one.0 <= BESIDE)
    }
}

/// Writes words as they are looked for.
#[must_use]
pub fn folded(words: &str) -> String {
    // Between the halves of each sign of UTF-16 nothing is meant.
    let plain: String =
        words.chars().filter(|sign| *sign != '\0').map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let mut out = fold(&plain);
    while out.contains("  ") {
        out = out.replace("  ", " ");
    }
    out
}

/// Where a text begins among words.
fn places(words: &str, text: &str, standing: Standing) -> Vec<usize> {
    let is_word = |sign: Option<char>| standing == Standing::Apart && sign.is_some_and(char::is_alphanumeric);
    let is_apart = |at: &usize| {
        let (before, rest) = words.split_at(*at);
        !is_word(before.chars().next_back()) && !is_word(rest.chars().nth(text.chars().count()))
    };
    words.match_indices(text).map(|(at, _)| at).filter(is_apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::AccountId;
    use crate::domain::erased::Tenure;
    use crate::domain::text::name_key;

    #[test]
    fn somebody_is_found_by_what_is_theirs_alone_and_by_two_names_beside_each_other() {
        let names = Names {
            account: AccountId(7),
            logins: vec![Tenure { login: "jo".to_owned(), entries: (0, 9), moments: (0, 9) }],
            emails: vec!["z.q@ecole.invalid".to_owned()],
            texts: vec!["Martin".to_owned(), "Zoé".to_owned(), "Quintarelli".to_owned()],
            common: ["Martin", "Zoé"].map(name_key).to_vec(),
            ..Names::default()
        };
        let sought = Sought::new(&names);
        for (words, standing, expected) in [
            ("x;QUINTARELLI\t1", Standing::Apart, true),
            ("mailto:Z.Q@ecole.invalid", Standing::Apart, true),
            ("Quintarellis, Martin, jo", Standing::Apart, true),
            ("Quintarellis, Martin", Standing::Apart, false),
            ("<t>Martin</t></is></c><c r=\"B2\"><is><t>Zoe\u{301}</t>", Standing::Apart, true),
            ("q\0u\0i\0n\0t\0a\0r\0e\0l\0l\0i\0;\0", Standing::Apart, true),
            ("7quintarelliZoe", Standing::Apart, false),
            ("7quintarelliZoe", Standing::Joined, true),
            ("jo, l'autre", Standing::Apart, false),
        ] {
            assert_eq!(sought.is_in(&folded(words), standing), expected, "{words:?}");
        }
        let far = format!("Martin{}Zoé", " x".repeat(BESIDE));
        assert!(!sought.is_in(&folded(&far), Standing::Apart));
    }
}
