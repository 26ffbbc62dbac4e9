//! Several of a few things: numbered, with a box each, until an empty line.

use super::dialogue::{Dialogue, Step};
use super::question::Choice;
use crate::domain::message::Message;
use crate::domain::text::visible;
use crate::nouns::field::ticked;

impl Dialogue<'_> {
    /// Asks which of them are ticked, by numbers and ranges of numbers, or by what they stand for. Returns the values of
    /// those that are, between commas.
    pub(super) fn ticks(
        &mut self,
        label: &str,
        choices: &[Choice<String>],
        value: &str,
        help: &'static str,
    ) -> Step<String> {
        let mut ticks: Vec<bool> =
            choices.iter().map(|choice| ticked(value).any(|code| code == choice.value)).collect();
        let mut changed: Vec<usize> = (0..choices.len()).collect();
        let question = self.words(&Message::new("plain-ticks").with("label", label));
        loop {
            for at in &changed {
                if let (Some(choice), Some(is)) = (choices.get(*at), ticks.get(*at)) {
                    let mark = if *is { "[x]" } else { "[ ]" };
                    self.told(&format!("{}. {mark} {}", choice.key, visible(&choice.label)));
                }
            }
            let heard = self.hear(&question, &[help, "plain-help-ticks"])?;
            if heard.is_empty() {
                let values = choices.iter().zip(&ticks).filter(|(_, is)| **is).map(|(choice, _)| choice.value.as_str());
                return Ok(values.collect::<Vec<_>>().join(","));
            }
            changed = match places(&heard, choices) {
                Ok(places) => places,
                Err(typed) => {
                    self.say(&Message::new("plain-unknown-choice").with("typed", typed));
                    Vec::new()
                }
            };
            for at in &changed {
                if let Some(is) = ticks.get_mut(*at) {
                    *is = !*is;
                }
            }
        }
    }
}

/// Reads what is named in a line, each once; the first part that names nothing is given back.
fn places(heard: &str, choices: &[Choice<String>]) -> Result<Vec<usize>, String> {
    let place =
        |part: &str| choices.iter().position(|choice| choice.key == part || choice.value.eq_ignore_ascii_case(part));
    let mut places = Vec::new();
    for part in heard.split([' ', ',', ';']).filter(|part| !part.is_empty()) {
        let range = match (place(part), part.split_once('-')) {
            (Some(at), _) => at..=at,
            (None, Some((from, to))) => match (place(from), place(to)) {
                (Some(from), Some(to)) if from <= to => from..=to,
                _ => return Err(part.to_owned()),
            },
            (None, None) => return Err(part.to_owned()),
        };
        places.extend(range);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::super::question::numbered;
    use super::*;

    #[test]
    fn numbers_ranges_and_words_are_read_and_what_names_nothing_is_told() {
        let choices = numbered(["ScoView", "EnsView", "users.view"].map(|code| (String::new(), code.to_owned())));
        for (heard, expected) in [
            ("1", Ok(vec![0])),
            ("3, 1;1", Ok(vec![0, 2])),
            ("1-3", Ok(vec![0, 1, 2])),
            ("ensview users.view", Ok(vec![1, 2])),
            ("4", Err("4".to_owned())),
            ("1 3-2", Err("3-2".to_owned())),
            ("1 x", Err("x".to_owned())),
        ] {
            assert_eq!(places(heard, &choices), expected, "{heard}");
        }
    }
}
