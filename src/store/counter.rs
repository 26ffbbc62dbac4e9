//! Ids are counted, one row a table, in the transaction that uses them: what was given once is never given again, also
//! when its row is gone, so that an undo finds its id free.

use super::error::{Error, Result};
use super::sql::{FromValue, Tx, values};
use crate::domain::act::{Act, Noun};

/// Declares what is numbered besides the rows of nouns, first what an establishment's own database numbers.
macro_rules! counters {
    (inside: $($inside:ident $inside_name:literal),+; only the host: $($host:ident $host_name:literal),+ $(,)?) => {
        /// What is numbered: the rows of a noun, which is called so in the database too, what is no noun's, and the
        /// order in which jobs start.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::store) enum Counter { Of(Noun), $($inside,)+ $($host,)+ }

        impl Counter {
            const fn name(self) -> &'static str {
                match self {
                    Self::Of(noun) => noun.word(),
                    $(Self::$inside => $inside_name,)+
                    $(Self::$host => $host_name,)+
                }
            }
        }

        /// What an establishment's own database numbers besides the rows of its nouns.
        const INSIDE: &[Counter] = &[$(Counter::$inside),+];
    };
}

counters! {
    inside:
    Account "account",
    Course "course",
    Evaluation "evaluation",
    Job "job",
    PeopleGroup "people_group",
    Semester "semester",
    Session "session",
    TeachingModule "teaching_module",
    Turn "job.turn";
    only the host:
    // The changes of the registry, and the same once more, by which a page that was half written is told.
    Change "change",
    ChangeAgain "change-again",
    Letter "letter",
    LetterTemplate "letter_template",
    Outbox "outbox",
    Snapshot "statistics_snapshot",
}

/// Largest number that is no moment: what every language and every file of ours can hold, and still count on from.
pub(in crate::store) const COUNT_MAX: i64 = 1 << 53;

/// Takes the next id; the first one is 1. Only a transaction that writes may: writers are one after the other.
///
/// # Errors
/// [`Error::Unreadable`] for a counter that is at the end of what a database may hold: it is damaged.
pub(in crate::store) fn next_id<T: FromValue>(tx: &Tx<'_>, counter: Counter) -> Result<T> {
    let sql = "insert into counter (name, last) values ($1, 1)
        on conflict (name) do update set last = counter.last + 1 where counter.last < $2 returning last";
    let next = tx.find(sql, values![counter.name(), COUNT_MAX], |row| row.get(0))?;
    next.ok_or_else(|| Error::unreadable("counter.last", counter.name()))
}

/// The last id that can have been given: what says more is damaged, and is not carried on.
const LAST_MAX: i64 = 1 << 40;

/// Lists what an establishment's own database numbers.
fn inside() -> impl Iterator<Item = Counter> {
    let nouns = Act::ALL.iter().map(|act| act.noun()).filter(|noun| noun.is_inside());
    INSIDE.iter().copied().chain(nouns.map(Counter::Of))
}

/// Lists the counters of an establishment's database with the last id of each, in the order of their names.
pub(in crate::store) fn list(tx: &Tx<'_>) -> Result<Vec<(String, i64)>> {
    let sql = "select name, last from counter where last between 1 and $1 order by name limit 100";
    let found = tx.list(sql, values![LAST_MAX], |row| Ok((row.get::<String>(0)?, row.get(1)?)))?;
    Ok(found.into_iter().filter(|(name, _)| inside().any(|known| known.name() == name)).collect())
}

/// Has counters go on after ids that were given elsewhere, unless they are beyond them.
pub(in crate::store) fn carry(tx: &Tx<'_>, given: &[(String, i64)]) -> Result<()> {
    let sql = "insert into counter (name, last) values ($1, $2)
        on conflict (name) do update set last = excluded.last where counter.last < excluded.last";
    given.iter().try_for_each(|(name, last)| tx.execute(sql, values![name, *last]).map(drop))
}

/// Sets a counter, whatever it was at.
pub(in crate::store) fn set(tx: &Tx<'_>, counter: Counter, last: i64) -> Result<()> {
    let sql = "insert into counter (name, last) values ($1, $2) on conflict (name) do update set last = excluded.last";
    tx.execute(sql, values![counter.name(), last]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::mailing::LetterInput;
    use crate::domain::zone::ZoneDraft;
    use crate::store::registry::tests::fresh;
    use crate::store::registry::{letter_template, zone};

    #[test]
    fn an_id_is_not_given_again_once_its_row_is_gone() {
        let (_folder, mut registry) = fresh();
        let draft = |name: &str| ZoneDraft { name: name.into(), language: Language::French };
        let letter = LetterInput { subject: "s".into(), body: "b".into() };
        let first = registry.write(|tx| zone::insert(tx, &draft("Brest"))).unwrap();
        let kept = registry.write(|tx| letter_template::insert(tx, "Brest", &letter)).unwrap();
        registry.write(|tx| zone::delete(tx, &first)).unwrap();
        registry.write(|tx| letter_template::remove(tx, kept, 1)).unwrap();
        let second = registry.write(|tx| zone::insert(tx, &draft("Rennes"))).unwrap();
        let next = registry.write(|tx| letter_template::insert(tx, "Rennes", &letter)).unwrap();
        assert_eq!((second.number.0, next.0), (first.number.0 + 1, kept.0 + 1));
        assert_eq!(second.position, 1, "a place in the order is no id");
    }

    /// What came back from an export would give other counters' ids again.
    #[test]
    fn whatever_an_establishment_numbers_is_carried_on() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/establishment");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let source = if path.is_file() { std::fs::read_to_string(&path).unwrap() } else { String::new() };
            for named in source.split("Counter::").skip(1) {
                // As it is written, and as it is told: `Of(Noun::Zone)`, `Of(Zone)`.
                let told = named.replacen("Noun::", "", 1);
                let is_it = |known: Counter| told.starts_with(&format!("{known:?}"));
                assert!(inside().any(is_it), "{}: not inside: {}", path.display(), named.lines().next().unwrap());
            }
        }
    }

    #[test]
    fn what_is_at_the_end_of_what_can_be_counted_gives_no_more() {
        let (_folder, mut registry) = fresh();
        let next = |tx: &crate::store::registry::Tx<'_>| next_id::<i64>(tx, Counter::Job);
        registry.write(|tx| set(tx, Counter::Job, COUNT_MAX - 1)).unwrap();
        assert_eq!(registry.write(next).unwrap(), COUNT_MAX);
        let refused = registry.write(next).unwrap_err();
        assert!(matches!(&refused, Error::Unreadable { what: "counter.last", value } if value == "job"), "{refused}");
    }

    #[test]
    fn an_id_that_was_taken_by_what_was_taken_back_is_free() {
        let (_folder, mut registry) = fresh();
        let failed: Result<()> = registry.write(|tx| {
            next_id::<i64>(tx, Counter::Job)?;
            Err(crate::store::Error::Busy)
        });
        assert!(failed.is_err());
        assert_eq!(registry.write(|tx| next_id::<i64>(tx, Counter::Job)).unwrap(), 1);
    }
}
