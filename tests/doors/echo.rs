//! `=`: what it prints is a command that asks for the same act, row and input.

use clap::ArgMatches;
use clap::error::ErrorKind;
use intendant::cli::{self, arguments, noun};
use intendant::domain::access::At;
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::field::Field;
use intendant::domain::filled::Filled;
use intendant::domain::language::Language;
use intendant::i18n::Catalogue;
use intendant::jobs::command::inside;
use intendant::nouns::acts::ActHead;
use intendant::nouns::echo::{self, is_asked_for, is_chosen, is_secret};
use intendant::nouns::field::{FieldHead, Kind};
use intendant::nouns::{self, Door, Takes};
use intendant::tui::actions::TABLE;

/// What people type, and what a shell or an option's parser would take for something else.
const TYPED: [&str; 9] =
    ["Rennes", "l'école $x", "-", "-x", "--yes", "-lycée \"a\"", "* ; id > f", "Élan  d'avril", "…"];

fn parse(line: &str) -> ArgMatches {
    read(line).unwrap_or_else(|error| panic!("{line}: {}", error.render()))
}

fn read(line: &str) -> Result<ArgMatches, clap::Error> {
    let root = cli::command(&Catalogue::new(Language::French));
    let words: Vec<_> = shlex::split(line).unwrap_or_else(|| panic!("{line}")).into_iter().map(Into::into).collect();
    root.clone().try_get_matches_from(arguments::joined(&root, &words))
}

/// Where a noun's rows are.
fn at(door: &dyn Door) -> At {
    if door.noun().is_inside() { At::Establishment(EstablishmentNumber(12)) } else { At::Host }
}

fn each(mut check: impl FnMut(&dyn Door, &ActHead)) {
    for door in nouns::ALL {
        for act in door.acts() {
            check(door, &act);
        }
    }
}

/// What a field may be given; a choice takes its own words, a text is not in the line.
fn value(asked: &FieldHead, typed: &str) -> String {
    match asked.kind {
        Kind::Choice(choices) => choices.last().unwrap().0.to_owned(),
        Kind::Ticks(choices) => format!("{},{}", choices[0].0, choices[2].0),
        Kind::Line
        | Kind::Day
        | Kind::Note
        | Kind::One(_)
        | Kind::Tick
        | Kind::Text
        | Kind::Secret
        | Kind::NewPassword => typed.to_owned(),
    }
}

#[test]
fn a_line_asks_for_the_same_act_row_and_input() {
    let mut lines = 0;
    each(|door, act| {
        for typed in TYPED {
            let blank = door.blank(Language::French);
            let value = |asked: &FieldHead, typed: &str| match asked.kind {
                // A switch says the other of what a form begins with.
                Kind::Tick => if blank.text(asked.field).is_empty() { "yes" } else { "" }.to_owned(),
                _ => value(asked, typed),
            };
            let fields: Vec<FieldHead> = door.fields(act.act).into_iter().filter(|asked| !is_secret(asked)).collect();
            let mut filled = Filled::default();
            for asked in &fields {
                filled.put(asked.field, value(asked, typed));
            }
            let keys: Vec<String> = match act.takes {
                Takes::None | Takes::File => Vec::new(),
                Takes::One => vec![typed.to_owned()],
                Takes::Targets => vec!["7".into(), "12".into()],
                // No row that is named beside others begins with what an option begins with: their domains refuse it.
                Takes::Many | Takes::Planned => {
                    let keys = typed.split(' ').filter(|key| !key.is_empty() && !key.starts_with('-'));
                    Some(keys.map(str::to_owned).collect())
                        .filter(|keys: &Vec<_>| !keys.is_empty())
                        .unwrap_or_else(|| vec!["RT".into()])
                }
            };
            let Some(line) = echo::line(door, act, &keys, Some(&filled)) else { continue };
            let line = inside(line, at(door));
            lines += 1;
            let matches = parse(&line);
            let (of, below) = matches.subcommand().unwrap();
            let (verb, leaf) = below.subcommand().unwrap();
            let asked = noun::asked(door, verb, leaf).unwrap();
            assert_eq!((of, asked.act.act), (door.noun().word(), act.act), "{line}");
            if act.takes == Takes::File {
                // The file is still to be named; what is in it is no part of the line.
                assert_eq!(asked.keys, ["…"], "{line}");
                continue;
            }
            assert_eq!(asked.keys, keys, "{line}");
            let read: Vec<(Field, &str)> = asked.typed.iter().map(|(head, typed)| (head.field, *typed)).collect();
            // A text comes from stdin.
            let given: Vec<(Field, String)> = fields
                .iter()
                .map(|head| (head.field, if matches!(head.kind, Kind::Text) { "-".into() } else { value(head, typed) }))
                .collect();
            assert_eq!(read, given.iter().map(|(field, text)| (*field, text.as_str())).collect::<Vec<_>>(), "{line}");
            assert_eq!(arguments::is_set(leaf, "yes"), is_asked_for(act), "{line}");
        }
    });
    assert!(lines > 100, "{lines}");
}

#[test]
fn a_line_without_input_says_what_is_still_to_be_typed() {
    each(|door, act| {
        let Some(line) = echo::line(door, act, &["7".to_owned()], None) else { return };
        let line = inside(line, at(door));
        // A choice is not one of its words until somebody has typed it.
        let choice = |head: &FieldHead| head.needed && matches!(head.kind, Kind::Choice(_));
        assert!(!door.fields(act.act).iter().any(choice), "{line}");
        if door.fields(act.act).iter().any(|field| is_chosen(act, field)) {
            let refused = read(&line).map(drop).unwrap_err();
            assert!(line.contains('…') && refused.kind() == ErrorKind::InvalidValue, "{line}: {}", refused.render());
            return;
        }
        let matches = parse(&line);
        let (_, below) = matches.subcommand().unwrap();
        let (verb, leaf) = below.subcommand().unwrap();
        assert_eq!(noun::asked(door, verb, leaf).unwrap().act.act, act.act, "{line}");
    });
    for door in nouns::ALL {
        parse(&inside(echo::list(door), at(door)));
    }
}

/// What stands in a template, as the screens fill it in.
const FILLED: [(&str, &str); 8] = [
    ("{establishment}", "12"),
    ("{ticked}", "1 2"),
    ("{row}", "1"),
    ("{targets}", "1"),
    ("{filter}", "--filter 'brest'"),
    ("{state}", ""),
    ("{file}", "schools.csv"),
    ("{options}", ""),
];

#[test]
fn the_line_of_every_key_is_a_command() {
    for entry in TABLE.iter() {
        let Some(template) = entry.command else { continue };
        let line = FILLED.iter().fold(template.to_owned(), |line, (name, value)| line.replace(name, value));
        assert!(!line.contains('{'), "{line}");
        // What is still to be typed is no choice, number or day yet.
        let later = |kind| line.contains('…') && matches!(kind, ErrorKind::InvalidValue | ErrorKind::ValueValidation);
        if let Err(error) = read(&line) {
            assert!(later(error.kind()), "{line}: {}", error.render());
        }
    }
}
