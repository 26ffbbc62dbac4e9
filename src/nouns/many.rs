//! An act on several rows: what is asked before it, and what is told when it is done.

use super::acts::{ActOf, Going, Seen, Told};
use super::cell::Tone;
use super::description::Described;
use super::source::{self, Id};
use crate::domain::message::{self, Explain as _, Message};
use crate::operations::{Error, Result};

/// Says what is asked before a verb on so many rows, which come in pages; or why it can be done to none of them.
pub(super) fn asked<N: Described>(
    one: &ActOf<N>,
    count: usize,
    pages: impl Iterator<Item = Result<source::Page<N::Row, N::Facts>>>,
) -> Result<std::result::Result<Vec<Message>, Message>> {
    let mut says = Vec::new();
    let mut warnings: Vec<(&'static str, usize)> = Vec::new();
    let mut refused = Tally::default();
    for page in pages {
        let (rows, facts) = page?;
        rows.iter().filter_map(|row| row.as_ref().err()).for_each(|(_, odd)| refused.fail(odd.message()));
        let rows: Vec<&N::Row> = rows.iter().flatten().collect();
        if count == 1 {
            says = (one.says)(&Seen { row: rows.first().copied(), at: 0, len: 1, facts: &facts });
        }
        let seen = |row| Seen { row: Some(row), at: 0, len: 1, facts: &facts };
        rows.iter().filter_map(|row| (one.refuses)(&seen(*row))).for_each(|why| refused.fail(why));
        for key in rows.iter().filter_map(|row| (one.warns)(row)) {
            match warnings.iter_mut().find(|(known, _)| *known == key) {
                Some((_, times)) => *times += 1,
                None => warnings.push((key, 1)),
            }
        }
    }
    if says.is_empty() {
        says.push(Message::new("list-sure").with("count", count));
    }
    if count == 1
        && let Some((why, _)) = refused.causes.pop()
    {
        return Ok(Err(why));
    }
    if !refused.causes.is_empty() {
        let (cannot, why) = refused.why();
        let said = Message::new("list-cannot").with("why", why);
        if cannot == count {
            return Ok(Err(said));
        }
        says.push(said);
    }
    let warned = warnings.into_iter();
    says.extend(
        warned.map(|(key, times)| Message { key, args: vec![("count", times.into()), ("picked", count.into())] }),
    );
    Ok(Ok(says))
}

/// Causes that are told; the others are counted.
const CAUSES: usize = 3;

/// What an act has done to several rows so far.
#[derive(Debug, Default)]
struct Tally {
    done: Vec<Id>,
    /// Why it was not done, each with how often.
    causes: Vec<(Message, usize)>,
}

impl Tally {
    fn fail(&mut self, why: Message) {
        match self.causes.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => self.causes.push((why, 1)),
        }
    }

    /// Returns to how many rows it was not done, and why: the most frequent causes first.
    fn why(&mut self) -> (usize, message::Value) {
        let failed: usize = self.causes.iter().map(|(_, count)| count).sum();
        self.causes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let others: usize = self.causes.iter().skip(CAUSES).map(|(_, count)| count).sum();
        let rest =
            if others > 0 { Message::new("list-told-others").with("count", others).into() } else { "none".into() };
        let add = |rest: message::Value, (why, count): (Message, usize)| {
            Message::new("list-told-cause").with("count", count).with("why", why).with("rest", rest).into()
        };
        self.causes.truncate(CAUSES);
        (failed, self.causes.drain(..).rev().fold(rest, add))
    }

    /// Tells how many rows it was done to, and why not to the others.
    fn told(mut self) -> Told {
        let (failed, why) = self.why();
        let said = Message::new("list-told").with("done", self.done.len()).with("failed", failed).with("why", why);
        Told::rows(said, self.done, if failed == 0 { Tone::Good } else { Tone::Warning })
    }
}

/// Does something to one row after the other: what a rule refuses, or what comes of it otherwise, stops nothing and is
/// told with its cause. The only row says its cause alone.
pub(super) fn each(
    ids: &[Id],
    going: &Going<'_>,
    mut act: impl FnMut(&Id) -> Result<std::result::Result<(), Message>>,
) -> Result<Told> {
    let mut tally = Tally::default();
    for id in ids.iter().take_while(|_| !going.cancel.is_cancelled()) {
        match act(id) {
            Ok(Ok(())) => tally.done.push(id.clone()),
            Ok(Err(why)) => tally.fail(why),
            Err(error @ (Error::Rule(_) | Error::NotFound { .. })) if ids.len() > 1 => tally.fail(error.message()),
            Err(Error::Store(error)) if ids.len() > 1 && error.is_of_a_row() => tally.fail(error.message()),
            Err(error) => return Err(error),
        }
    }
    Ok(tally.told())
}

#[cfg(test)]
mod tests {
    use super::super::acts::About;
    use super::*;
    use crate::domain::field::{Field, Problem};
    use crate::domain::language::Language;
    use crate::i18n::Catalogue;
    use crate::jobs::progress::Cancel;
    use crate::operations::Rule;

    fn done(count: i64, mut act: impl FnMut(i64) -> Result<std::result::Result<(), Message>>) -> Result<Told> {
        let ids: Vec<Id> = (1..=count).map(Id::Number).collect();
        let going = Going { cancel: &Cancel::new(), found: &|_, _| {} };
        each(&ids, &going, |id| act(id.number().unwrap()))
    }

    #[test]
    fn what_was_not_done_is_told_with_its_causes() {
        let told = done(20, |id| match id {
            1..=10 => Ok(Ok(())),
            11..=14 => Err(Error::not_found("mail", 7)),
            15..=16 => Ok(Err(Message::new("why-mail-sent"))),
            17 => Ok(Err(Message::new("why-mail-waits"))),
            _ => Ok(Err(Error::not_found("zone", id).message())),
        })
        .unwrap();
        assert_eq!(told.about, About::Rows((1..=10).map(Id::Number).collect()));
        let said = Catalogue::new(Language::French).say(&told.said).replace('\u{a0}', " ");
        for text in ["Fait : 10. Pas fait : 10.", "4 × Le courriel 7 n'existe pas.", "2 × Ce courriel est déjà envoyé."]
        {
            assert!(said.contains(text), "{text}: {said}");
        }
        assert!(said.ends_with("Autres raisons : 3."), "{said}");
        let said = Catalogue::new(Language::English).say(&done(2, |_| Ok(Ok(()))).unwrap().said);
        assert_eq!(said, "Done: 2. Not done: 0.");
    }

    #[test]
    fn the_only_row_fails_with_its_own_cause() {
        assert!(matches!(done(1, |_| Err(Rule::Changed.into())), Err(Error::Rule(Rule::Changed))));
        assert!(done(2, |_| Err(Error::field(Field::File, Problem::Missing))).is_err());
    }
}
