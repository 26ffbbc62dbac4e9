//! The command line that does the same, as `=` tells it.

use crate::jobs::command::quoted_where_needed;

/// Builds a command line, quoting what a shell would take apart.
#[derive(Debug, Clone)]
pub(super) struct Command {
    line: String,
    /// Arguments that begin with a hyphen, and those after them: they stand behind `--`.
    last: String,
}

impl Command {
    /// Begins with noun and verb.
    pub(super) fn new(verb: &str) -> Self {
        Self { line: format!("intendant {verb}"), last: String::new() }
    }

    /// Adds an argument.
    pub(super) fn arg(mut self, value: &str) -> Self {
        let line = if self.last.is_empty() && !value.starts_with('-') { &mut self.line } else { &mut self.last };
        line.push(' ');
        line.push_str(&quoted_where_needed(value));
        self
    }

    /// Adds several arguments.
    pub(super) fn args(self, values: impl IntoIterator<Item = String>) -> Self {
        values.into_iter().fold(self, |command, value| command.arg(&value))
    }

    /// Adds an option, unless its value is empty.
    pub(super) fn option(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.option_or_empty(name, value) }
    }

    /// Adds an option, its value empty or not; a value that begins with a hyphen is joined to it.
    pub(super) fn option_or_empty(mut self, name: &str, value: &str) -> Self {
        let between = if value.starts_with('-') { "=" } else { " " };
        let value = quoted_where_needed(value);
        self.line.extend([" --", name, between, &value]);
        self
    }

    /// Adds a switch.
    pub(super) fn switch(mut self, name: &str) -> Self {
        self.line.push_str(" --");
        self.line.push_str(name);
        self
    }

    /// Returns the line.
    pub(super) fn line(self) -> String {
        if self.last.is_empty() { self.line } else { format!("{} --{}", self.line, self.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_shell_would_take_apart_are_quoted_where_needed() {
        let command = Command::new("zone add").arg("1-2").option("name", "L'école $x").option("none", "").switch("yes");
        assert_eq!(command.line(), "intendant zone add 1-2 --name 'L'\\''école $x' --yes");
    }

    #[test]
    fn what_begins_with_a_hyphen_is_no_option() {
        let command = Command::new("plan rename").arg("3").arg("-x").option("reason", "-y").switch("yes");
        assert_eq!(command.line(), "intendant plan rename 3 --reason='-y' --yes -- '-x'");
    }
}
