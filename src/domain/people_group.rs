//! What is typed of groups of people.

use super::field::{Field, FieldError, Problem};
use super::filled::Filled;
use super::text::required_line;

/// Longest name, in characters.
pub const NAME_MAX: usize = 80;
/// Most groups of an establishment: lists show all of them.
pub const GROUPS_MAX: u32 = 1_000;

/// Reads the name that was typed.
///
/// # Errors
/// Its problem.
pub fn read_name(typed: &Filled) -> Result<String, Vec<FieldError>> {
    let field = Field::GroupName;
    name(&typed.text(field)).map_err(|problem| vec![FieldError { field, problem }])
}

/// Accepts a name of one line by which a command takes several of its kind.
pub(super) fn name(raw: &str) -> Result<String, Problem> {
    let name = required_line(raw, NAME_MAX)?;
    if name.starts_with('-') || name.contains(',') { Err(Problem::NameShape) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_is_told_from_options_and_from_other_names() {
        let check = |raw: &str| name(raw).map_err(|problem| problem.code());
        assert_eq!(check("  BUT 1 -  groupe A "), Ok("BUT 1 - groupe A".into()));
        for (raw, expected) in [("", "missing"), ("-A", "name-shape"), ("A, B", "name-shape"), ("a\u{1b}b", "unsafe")] {
            assert_eq!(check(raw), Err(expected), "{raw}");
        }
        assert_eq!(check(&"x".repeat(NAME_MAX + 1)), Err("too-long"));
    }
}
