//! The one grammar of filters: `brest | quimper -lycée zone:rennes,nantes mail:- registered:>=2026-09 "jean jaurès"`.
//!
//! A list brings a table of its [columns](Column) and how a row is read ([`Row`]); everything else is here, so that the
//! same line means the same on every screen, on plain lines and after `--filter`.
//!
//! | written | holds |
//! |---|---|
//! | `brest` | rows with this text in any column that is shown as text; case, accents, hyphens and apostrophes do not matter |
//! | `bloqué`, `2026-09`, `09/2026` | also rows in this state, of this day or month: by the whole of it alone |
//! | `a b` | both: what is separated by spaces must all hold |
//! | `a\|b` | either of them; the bar binds tighter than the space, so `a\|b c` is (a or b) and c |
//! | `zone:x` | the column has it |
//! | `zone:x,y` | the column has either; the comma binds tighter than everything else |
//! | `-a`, `-zone:x,y` | not a; neither x nor y. A dash belongs to the word or column behind it alone, so `-a\|b` is (not a) or b |
//! | `mail:-`, `-mail:-` | the column is empty; it is not |
//! | `number:12`, `:100..200`, `:>1000`, `:<=9` | whole numbers; ends are included |
//! | `registered:2026`, `:2026-09`, `:2026-09-01` | within the year, the month, the day |
//! | `registered:>2026-09`, `:>=`, `:<`, `:<=`, `:2026-01..2026-06` | after its end, from its beginning … |
//! | `seen:>6m`, `registered:<30d` | longer ago, within: `d` `w` `m` `y`, in French `j` `sem` `mois` `an` |
//! | `seen:-` | never |
//! | `"jean jaurès"`, `zone:"val de loire",nantes` | a phrase; inside it spaces, commas, bars and colons are text |
//! | `\:` `\,` `\|` `\"` `\-` `\\` | the sign itself |
//!
//! Whatever a word processor makes of a hyphen or of quotation marks counts as one. A filter that cannot be read is a
//! [`FilterError`] with its place in the text, and so is a value that names nothing: never "everyone", never silently
//! nobody. What can be read but does not do what was meant is a [`Remark`]: a negative word that leaves nothing out.
//! A value that is not known (a sign-in that was never counted) holds no condition, and none that is turned round.

mod ages;
mod column;
mod error;
mod judge;
mod print;
mod read;
mod term;
mod value;

#[cfg(test)]
mod tests;

pub use ages::{Age, Beyond, MONTHS_MAX, Unit, first_within};
pub use column::{CanBeEmpty, Choice, Choices, Column, Columns, Kind, Told, YES_NO, listed, nearest, nearest_first};
pub use error::{Fault, FilterError};
pub use judge::{Cell, Ready, Remark, Row, Tally, meant, names_day};
pub use print::quoted;
pub use term::{Filter, Placed, Term, Test, Value};

/// Longest filter, in characters.
pub const MAX: usize = 500;
