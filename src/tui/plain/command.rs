//! The command line that does the same, as `=` tells it.

/// Builds a command line, quoting what a shell would take apart.
#[derive(Debug, Clone)]
pub(super) struct Command(String);

impl Command {
    /// Begins with noun and verb.
    pub(super) fn new(verb: &str) -> Self {
        Self(format!("intendant {verb}"))
    }

    /// Adds an argument.
    pub(super) fn arg(mut self, value: &str) -> Self {
        self.0.push(' ');
        self.0.push_str(&quoted(value));
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

    /// Adds an option, its value empty or not.
    pub(super) fn option_or_empty(mut self, name: &str, value: &str) -> Self {
        self.0.push_str(" --");
        self.0.push_str(name);
        self.arg(value)
    }

    /// Adds a switch.
    pub(super) fn switch(mut self, name: &str) -> Self {
        self.0.push_str(" --");
        self.0.push_str(name);
        self
    }

    /// Gives the line.
    pub(super) fn line(self) -> String {
        self.0
    }
}

fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-' | '/' | ':' | '@' | '+');
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_shell_would_take_apart_are_quoted() {
        let command = Command::new("zone add").arg("1-2").option("name", "L'école $x").option("none", "").switch("yes");
        assert_eq!(command.line(), "intendant zone add 1-2 --name 'L'\\''école $x' --yes");
    }
}
