//! The kinds of questions: a numbered choice, a text, yes or no, a new password.

use super::dialogue::{Dialogue, Step};
use crate::domain::field::{Field, Problem};
use crate::domain::message::{Explain as _, Message};
use crate::domain::password::Secret;
use crate::domain::text::{fold, is_lone_dash};

/// Choices that are listed at once; more are listed on demand.
const LISTED: usize = 12;

/// The line that ends a text.
const END: &str = ".";

/// One of several things to choose from.
#[derive(Debug, Clone)]
pub(super) struct Choice<T> {
    /// What is typed for it.
    pub(super) key: String,
    /// Its name.
    pub(super) label: String,
    /// What it stands for.
    pub(super) value: T,
}

/// Numbers labels from 1.
pub(super) fn numbered<T>(labels: impl IntoIterator<Item = (String, T)>) -> Vec<Choice<T>> {
    (1_usize..).zip(labels).map(|(at, (label, value))| Choice { key: at.to_string(), label, value }).collect()
}

/// What was answered to a question that has a value already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing: the value stays.
    Keep,
    /// `-`: no value.
    Clear,
    /// A new value.
    Text(String),
}

impl Dialogue<'_> {
    /// Says what is wrong with an answer to a question that is not a field's.
    pub(super) fn problem(&mut self, label: &'static str, problem: &Problem) {
        let (label, problem) = (self.words(&Message::new(label)), self.words(&problem.message()));
        self.say(&Message::new("plain-field-problem").with("field", label).with("problem", problem));
    }

    /// Asks for the lines of a text, until one is a dot; a line that is found wrong is asked for again.
    pub(super) fn lines(
        &mut self,
        help: &[&'static str],
        is_wrong: impl Fn(&mut Self, &str, usize) -> bool,
    ) -> Step<String> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            let label = self.words(&Message::new("plain-mailing-line").with("line", lines.len() + 1));
            let typed = self.hear(&label, help)?;
            if typed == END {
                return Ok(lines.join("\n"));
            }
            if !is_wrong(self, &typed, lines.len()) {
                lines.push(typed);
            }
        }
    }

    /// Asks for one of a few numbered things, each named by a catalogue key; `0` goes back.
    pub(super) fn menu<T: Copy>(
        &mut self,
        title: &Message,
        entries: &[(&'static str, T)],
        help: &'static str,
    ) -> Step<T> {
        self.menu_to(title, entries, "plain-back-line", help)
    }

    /// Asks as [`Self::menu`] does; `out` says where `0` leads. One that was listed already is named alone, until an empty line
    /// asks for it or `0` leads back to it.
    pub(super) fn menu_to<T: Copy>(
        &mut self,
        title: &Message,
        entries: &[(&'static str, T)],
        out: &'static str,
        help: &'static str,
    ) -> Step<T> {
        let choices = numbered(entries.iter().map(|(key, value)| (self.words(&Message::new(key)), *value)));
        let title = self.words(title);
        let labels = choices.iter().map(|choice| choice.label.as_str());
        let shown = std::iter::once(title.as_str()).chain(labels).collect::<Vec<_>>().join("\n");
        let (known, is_back) = &mut self.menus;
        let place = known.iter().position(|menu| *menu == shown);
        known.truncate(place.unwrap_or(known.len()));
        known.push(shown);
        // What was just done stays in sight.
        let mut is_listed = place.is_none() || std::mem::take(is_back);
        loop {
            if is_listed {
                self.line(&title);
                self.list(&choices);
                self.text(out);
            } else {
                self.say(&Message::new("plain-menu-again").with("menu", title.as_str()));
            }
            let label = self.words(&Message::new("plain-your-choice"));
            let heard = self.hear(&label, &[help, "plain-help-menu"])?;
            if let Some(found) = choices.iter().find(|choice| choice.key == heard) {
                self.menus.1 = false;
                return Ok(found.value);
            }
            is_listed = heard.is_empty();
            if !is_listed {
                self.say(&Message::new("plain-unknown-choice").with("typed", heard));
            }
        }
    }

    fn list<T>(&mut self, choices: &[Choice<T>]) {
        for choice in choices {
            let label = crate::domain::text::visible(&choice.label);
            self.told(format!("{}. {label}", choice.key).trim_end_matches(['.', ' ']));
        }
    }

    /// Asks for one of many: by what is typed for it, by its name or a part that only one has. `*` lists them.
    /// An empty line gives the current one, if there is one.
    pub(super) fn pick<T: Clone>(
        &mut self,
        label: &str,
        choices: &[Choice<T>],
        current: Option<&str>,
        help: &'static str,
    ) -> Step<Option<T>> {
        if choices.len() <= LISTED {
            self.list(choices);
        } else {
            self.say(&Message::new("plain-many-choices").with("count", choices.len()));
        }
        self.pick_known(label, choices, current, help)
    }

    /// Asks as [`Self::pick`] does, for choices that were listed already.
    pub(super) fn pick_known<T: Clone>(
        &mut self,
        label: &str,
        choices: &[Choice<T>],
        current: Option<&str>,
        help: &'static str,
    ) -> Step<Option<T>> {
        let known = current.filter(|value| !value.is_empty());
        let label = known.map_or_else(|| label.to_owned(), |value| self.with_value(label, value));
        loop {
            let heard = self.hear(&label, &[help, "plain-help-pick"])?;
            if heard.is_empty() {
                if current.is_some() {
                    return Ok(None);
                }
                self.text("plain-must-choose");
                continue;
            }
            if heard == "*" {
                self.list(choices);
                continue;
            }
            match found(choices, &heard).as_slice() {
                [one] => return Ok(Some(one.value.clone())),
                [] => self.say(&Message::new("plain-unknown-choice").with("typed", heard)),
                several => {
                    let several: Vec<Choice<T>> = several.iter().copied().cloned().collect();
                    self.say(&Message::new("plain-several").with("count", several.len()));
                    self.list(&several);
                }
            }
        }
    }

    fn with_value(&self, label: &str, value: &str) -> String {
        self.words(&Message::new("plain-label-value").with("label", label).with("value", value))
    }

    /// Asks for a text that may be left as it is.
    pub(super) fn ask(&mut self, label: &str, current: &str, help: &'static str) -> Step<Answer> {
        let (label, how) = if current.is_empty() {
            (label.to_owned(), "plain-help-optional")
        } else {
            (self.with_value(label, current), "plain-help-keep")
        };
        Ok(match self.hear(&label, &[help, how])?.as_str() {
            "" => Answer::Keep,
            text if is_lone_dash(text) => Answer::Clear,
            text => Answer::Text(text.to_owned()),
        })
    }

    /// Asks for a text that must be given.
    pub(super) fn require(&mut self, label: &str, help: &'static str) -> Step<String> {
        loop {
            let heard = self.hear(label, &[help, "plain-help-required"])?;
            if !heard.is_empty() {
                return Ok(heard);
            }
            self.text("plain-must-answer");
        }
    }

    /// Asks whether to go on with a list.
    pub(super) fn more(&mut self) -> Step<bool> {
        Ok(self.yes(&Message::new("plain-more"), Some(Yes::Yes), "plain-help-more")? == Yes::Yes)
    }

    /// Asks for yes or no; without an answer by default the question is asked until there is one.
    pub(super) fn yes(&mut self, question: &Message, default: Option<Yes>, help: &'static str) -> Step<Yes> {
        let question = self.words(question);
        let suffix = match default {
            None => "plain-yes-no",
            Some(Yes::Yes) => "plain-yes-no-yes",
            Some(Yes::No) => "plain-yes-no-no",
        };
        let label = self.words(&Message::new(suffix).with("question", question));
        loop {
            let heard = fold(&self.hear(&label, &[help, "plain-help-yes-no"])?);
            match (heard.as_str(), default) {
                ("o" | "oui" | "y" | "yes", _) => return Ok(Yes::Yes),
                ("n" | "non" | "no", _) => return Ok(Yes::No),
                ("", Some(default)) => return Ok(default),
                _ => self.text("plain-yes-or-no"),
            }
        }
    }

    /// Asks for a new password, twice; it is called so.
    pub(super) fn new_password(&mut self, called: &Message) -> Step<(Secret, Secret)> {
        let [first, second] = [called, &Field::PasswordAgain.label()].map(|label| self.words(label));
        let password = self.hear_secret(&first, &["plain-help-new-password"])?;
        let again = self.hear_secret(&second, &["plain-help-password-again"])?;
        Ok((password, again))
    }

    /// Asks for something to be typed exactly, before what cannot be taken back.
    pub(super) fn type_to_confirm(&mut self, wanted: &str) -> Step<()> {
        let label = self.words(&Message::new("plain-type-to-confirm").with("wanted", wanted));
        loop {
            let heard = self.hear(&label, &["plain-help-confirm"])?;
            if heard == wanted {
                return Ok(());
            }
            self.say(&Message::new("plain-confirm-differs").with("wanted", wanted));
        }
    }
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Yes {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Finds what somebody may have meant: the key, the whole name, else every name that holds what was typed.
fn found<'a, T>(choices: &'a [Choice<T>], typed: &str) -> Vec<&'a Choice<T>> {
    if let Some(one) = choices.iter().find(|choice| choice.key == typed) {
        return vec![one];
    }
    let wanted = fold(typed);
    if let Some(one) = choices.iter().find(|choice| fold(&choice.label) == wanted) {
        return vec![one];
    }
    choices.iter().filter(|choice| fold(&choice.label).contains(&wanted)).collect()
}
