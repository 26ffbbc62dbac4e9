use jiff::civil::Date;
use proptest::prelude::*;

use super::super::message;
use super::super::text::searchable;
use super::super::time::Timestamp;
use super::*;

/// A list with a column of every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Number,
    Name,
    Mail,
    Zone,
    State,
    Day,
    Seen,
}

static STATES: Choices = Choices {
    unknown: "filter-unknown-state",
    words: &[
        Choice { word: "open", french: "ouvert", names: &["ouvert"] },
        Choice { word: "in-between", french: "in-between", names: &[] },
    ],
};

impl Columns for Of {
    const TABLE: &'static [Column<Self>] = &[
        Column {
            id: Self::Number,
            names: &["number", "numero"],
            french: "numero",
            kind: Kind::Number,
            empty: CanBeEmpty::No,
        },
        Column { id: Self::Name, names: &["name", "nom"], french: "nom", kind: Kind::Text, empty: CanBeEmpty::No },
        Column {
            id: Self::Mail,
            names: &["mail", "courriel"],
            french: "courriel",
            kind: Kind::Text,
            empty: CanBeEmpty::Yes,
        },
        Column { id: Self::Zone, names: &["zone"], french: "zone", kind: Kind::Named, empty: CanBeEmpty::No },
        Column {
            id: Self::State,
            names: &["state", "etat"],
            french: "etat",
            kind: Kind::Choice(&STATES),
            empty: CanBeEmpty::No,
        },
        Column { id: Self::Day, names: &["day", "jour"], french: "jour", kind: Kind::Time, empty: CanBeEmpty::Yes },
        Column { id: Self::Seen, names: &["seen", "vu"], french: "vu", kind: Kind::Time, empty: CanBeEmpty::Yes },
    ];
}

type Filter = super::Filter<Of>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Unknown,
    Never,
    At(Timestamp),
}

#[derive(Debug, Clone)]
struct Item {
    number: u32,
    name: String,
    mail: String,
    zone: u32,
    state: &'static str,
    day: String,
    seen: Seen,
}

impl Row<Of> for Item {
    fn has(&self, folded: &str) -> bool {
        searchable(&self.name).contains(folded) || searchable(&self.mail).contains(folded)
    }

    fn cell(&self, column: Of) -> Cell<'_> {
        match column {
            Of::Number => Cell::Number(i64::from(self.number)),
            Of::Name => Cell::text(&self.name),
            Of::Mail => Cell::text(&self.mail),
            Of::Zone => Cell::Number(i64::from(self.zone)),
            Of::State => Cell::Word(self.state),
            Of::Day => Cell::Day(&self.day),
            Of::Seen => match self.seen {
                Seen::Unknown => Cell::Unknown,
                Seen::Never => Cell::Last(None, &self.day),
                Seen::At(at) => Cell::Last(Some(at), &self.day),
            },
        }
    }
}

/// 2027-01-01.
const NOW: Timestamp = Timestamp(1_798_761_600);

fn zones(column: Of) -> Vec<(u32, String)> {
    assert_eq!(column, Of::Zone);
    [(1, "Lille"), (2, "Nantes"), (3, "Centre-Val de Loire")].map(|(number, name)| (number, name.to_owned())).to_vec()
}

fn items() -> Vec<Item> {
    let item = |number, name: &str, mail: &str, zone, state, day: &str, seen| Item {
        number,
        name: name.into(),
        mail: mail.into(),
        zone,
        state,
        day: day.into(),
        seen,
    };
    vec![
        item(1, "Lycée de l'Iroise", "a@b.invalid", 1, "open", "2026-01-31", Seen::At(Timestamp(NOW.0 - 86_400))),
        item(2, "École Élise, primaire", "", 2, "in-between", "2026-09-01", Seen::Never),
        item(3, "Collège Jean Jaurès", "c|d@b.invalid", 3, "open", "2024-02-29", Seen::Never),
        item(150, "Lycée Saint-Malo", "", 1, "open", "", Seen::Unknown),
    ]
}

fn held(text: &str) -> Result<(Vec<u32>, Vec<Remark>), FilterError> {
    let filter = Filter::parse(text)?;
    let ready = filter.ready(NOW, zones)?;
    let mut tally = ready.tally();
    let found = items().iter().filter(|item| ready.judge(*item, &mut tally)).map(|item| item.number).collect();
    for item in items() {
        assert_eq!(ready.holds(&item), ready.judge(&item, &mut ready.tally()), "{text}: {item:?}");
    }
    Ok((found, ready.remarks(&tally)))
}

fn hold(cases: &[(&str, &[u32])]) {
    for (text, numbers) in cases {
        assert_eq!(held(text).map(|found| found.0), Ok(numbers.to_vec()), "{text}");
    }
}

#[test]
fn words_and_columns_hold() {
    hold(&[
        ("", &[1, 2, 3, 150]),
        ("LYCEE", &[1, 150]),
        ("lycée -saint-malo", &[1]),
        // Whatever a word processor makes of a hyphen leaves out.
        ("lycée –saint-malo", &[1]),
        ("lycée —saint-malo", &[1]),
        ("lycée −malo", &[1]),
        ("lycée ‑malo", &[1]),
        ("lycée ‐malo", &[1]),
        ("–zone:lille", &[2, 3]),
        // So do its quotation marks.
        ("“jean jaurès”", &[3]),
        ("«\u{a0}jean jaurès\u{a0}»", &[3]),
        ("name:“jean jaurès”", &[3]),
        // Either.
        ("iroise|élise", &[1, 2]),
        ("iroise | élise -primaire", &[1]),
        ("-lycée|iroise", &[1, 2, 3]),
        ("zone:lille,nantes", &[1, 2, 150]),
        ("-zone:lille,nantes", &[3]),
        ("zone:\"val de loire\",2", &[2, 3]),
        // Signs that mean something, as text.
        ("mail:c\\|d", &[3]),
        ("mail:\"c|d\"", &[3]),
        ("name:élise\\,\\ primaire", &[2]),
        ("élise,", &[2]),
        // Empty.
        ("mail:-", &[2, 150]),
        ("mail:–", &[2, 150]),
        ("-mail:-", &[1, 3]),
        ("mail:-,c", &[2, 3, 150]),
        ("day:-", &[150]),
        // Numbers.
        ("number:2", &[2]),
        ("number:02", &[2]),
        ("number:2..150", &[2, 3, 150]),
        ("number:>2", &[3, 150]),
        ("number:>=2 number:<150", &[2, 3]),
        ("number:≤2", &[1, 2]),
        ("number:..2,150", &[1, 2, 150]),
    ]);
}

#[test]
fn days_and_ages_hold() {
    hold(&[
        // Days, months, years.
        ("day:2026", &[1, 2]),
        ("jour:2026-01", &[1]),
        ("day:09/2026", &[2]),
        ("day:01/09/2026", &[2]),
        ("day:>2026-01", &[2]),
        ("day:>=2026-01-31", &[1, 2]),
        ("day:<2026", &[3]),
        ("day:2024..2026-01", &[1, 3]),
        ("-day:2026", &[3, 150]),
        // Ages.
        ("day:<6mois", &[2]),
        ("day:>1y", &[3]),
        ("seen:<2d", &[1]),
        ("seen:<1j", &[1]),
        // Never counts as longer ago for what existed long enough, and what is not known counts for nothing.
        ("seen:>6m", &[3]),
        ("-seen:>6m", &[1, 2]),
        ("vu:>3m", &[2, 3]),
        ("seen:-", &[2, 3]),
        ("-seen:-", &[1]),
        ("seen:2026-12", &[1]),
        ("state:in-between", &[2]),
        ("state:\"in between\",ouvert", &[1, 2, 3, 150]),
    ]);
}

/// Returns the part of the text that an error points at.
fn place(text: &str) -> (Fault, &str) {
    let error = held(text).unwrap_err();
    (*error.fault, &text[error.place])
}

#[test]
fn a_refusal_points_at_the_place() {
    for (text, at) in [
        ("lycée \"jean", "\"jean"),
        ("lycée “jean", "“jean"),
        ("a zonne:x b", "zonne"),
        ("a :x", ":"),
        ("a mail: b", "mail:"),
        ("a -", "-"),
        ("rennes – primaire", "–"),
        ("zone:lille, nantes", "zone:lille,"),
        ("zone:lille,nanterre,brest", "nanterre"),
        ("zone:7", "7"),
        ("-zone:lille,brest", "brest"),
        ("mail:-gmail", "-gmail"),
        ("mail:–gmail", "–gmail"),
        ("zone:-", "-"),
        ("state:odd", "odd"),
        ("number:x", "x"),
        ("number:1,x", "x"),
        ("number:1000000000000000", "1000000000000000"),
        ("number:<0", "<0"),
        ("number:3..2", "3..2"),
        ("number:..", ".."),
        ("day:2026-13", "2026-13"),
        ("day:2026-02-30", "2026-02-30"),
        ("day:2026..2025", "2026..2025"),
        ("day:0000", "0000"),
        ("seen:6m", "6m"),
        ("seen:>0d", ">0d"),
        ("seen:>2fortnights", ">2fortnights"),
        ("a |", "|"),
        ("| a", "|"),
        ("a || b", "|"),
        ("a |b | | c", "|"),
    ] {
        assert_eq!(place(text).1, at, "{text}");
    }
    let long = "é".repeat(MAX + 3);
    assert_eq!(place(&long), (Fault::TooLong, "ééé"));
    let width = |text: &str| text.chars().count();
    assert_eq!(held("a zonne:x").unwrap_err().pointed(width), ["a zonne:x", "  ^^^^^"]);
    assert_eq!(held("a zonne:x").unwrap_err().characters(), (2, 5));
}

#[test]
fn what_was_most_likely_meant_is_said() {
    let fault = |text: &str| *held(text).unwrap_err().fault;
    let either = |english: &str, french: &str| {
        Some(message::Value::Either { english: english.to_owned(), french: french.to_owned() })
    };
    assert!(
        matches!(fault("zonne:x"), Fault::UnknownColumn { suggestion, .. } if suggestion == either("zone", "zone"))
    );
    assert!(matches!(fault("zone:nante5"), Fault::UnknownName { suggestion, .. } if suggestion == "Nantes"));
    assert!(
        matches!(fault("state:opne"), Fault::UnknownWord { suggestion, .. } if suggestion == either("open", "ouvert"))
    );
    assert!(matches!(fault("mail:–gmail"), Fault::DashInside { suggestion } if suggestion == "-mail:gmail"));
    assert!(matches!(fault("zone:brest"), Fault::UnknownName { known, .. } if known.starts_with("Lille, Nantes")));
    // Beginnings, and the spelling of French; a word inside a name.
    assert!(
        matches!(fault("state:ouv"), Fault::UnknownWord { suggestion, .. } if suggestion == either("open", "ouvert"))
    );
    assert!(matches!(fault("zo:x"), Fault::UnknownColumn { suggestion, .. } if suggestion == either("zone", "zone")));
    assert_eq!(nearest("lile", ["Paris", "Académie de Lille"].into_iter()), "Académie de Lille");
    assert!(matches!(fault("state:betw"), Fault::UnknownWord { suggestion, .. } if suggestion.is_some()));
    // What is too short is near to nothing.
    assert!(matches!(fault("q:x"), Fault::UnknownColumn { suggestion, .. } if suggestion.is_none()));
    let meant = |text: &str| match fault(text) {
        Fault::NoColumn { suggestion: Some(message::Value::Either { english, .. }), .. } => english,
        Fault::NoColumn { suggestion: Some(message::Value::Text(text)), .. } => text,
        Fault::NoColumn { suggestion: None, .. } => String::new(),
        other => panic!("{text}: {other:?}"),
    };
    for (text, expected) in [
        (":lille", "zone:lille"),
        ("lycée :Lille -malo", "zone:Lille"),
        (":ouvert", "state:ouvert"),
        (":ouver", "state:open"),
        (":opne", "state:open"),
        (":", ""),
        (": lille", ""),
    ] {
        assert_eq!(meant(text), expected, "{text}");
    }
}

#[test]
fn a_word_that_finds_nothing_and_looks_like_a_state_is_told() {
    let near = |word: &str| {
        let meant = message::Value::Either { english: "state:open".into(), french: "etat:ouvert".into() };
        vec![Remark::NearWord { word: word.into(), meant }]
    };
    for (text, remarks) in [
        ("ouver", near("ouver")),
        ("opne -malo", near("opne")),
        // What is found, what is the state itself, what is short, and what does not stand alone is not told.
        ("lycée", vec![]),
        ("nowhere open", vec![]),
        ("ou nowhere", vec![]),
        ("opne|nowhere", vec![]),
        ("-opne nowhere", vec![]),
    ] {
        assert_eq!(held(text).unwrap().1, remarks, "{text}");
    }
}

#[test]
fn a_negative_word_that_leaves_nothing_out_is_told() {
    let idle = |term: &str| vec![Remark::LeavesNothingOut { term: term.into() }];
    for (text, remarks) in [
        ("lycée -malo", vec![]),
        ("lycée -primaire", idle("-primaire")),
        ("lycée –primaire -malo", idle("–primaire")),
        ("-zone:nantes lycée", idle("-zone:nantes")),
        // Two words that leave out the same rows both do.
        ("-élise -primaire", vec![]),
        // Where nothing is found, nothing is to be left out.
        ("nowhere -primaire", vec![]),
        ("lycée|-nowhere", vec![]),
    ] {
        assert_eq!(held(text).unwrap().1, remarks, "{text}");
    }
}

fn texts() -> impl Strategy<Value = String> {
    "[a-zé:,|\"\\\\ .<>=–0-9@'“-]{1,8}"
        .prop_map(|text| searchable(&text).trim().to_owned())
        .prop_filter("", |t| !t.is_empty())
}

fn days() -> impl Strategy<Value = Date> + Clone {
    (1900_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn ends<T: Clone + PartialOrd + std::fmt::Debug>(
    one: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = (Option<T>, Option<T>)> {
    (one.clone(), one, 0..4).prop_map(|(a, b, open)| {
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        match open {
            0 => (Some(low), None),
            1 => (None, Some(high)),
            2 => (Some(low.clone()), Some(low)),
            _ => (Some(low), Some(high)),
        }
    })
}

fn tests() -> impl Strategy<Value = Test<Of>> {
    let many = |column, values: BoxedStrategy<Value>| {
        prop::collection::vec(values, 1..4).prop_map(move |values| {
            Test::In(column, values.into_iter().map(|what| Placed { what, place: 0..0 }).collect())
        })
    };
    let or_empty = |values: BoxedStrategy<Value>| prop_oneof![4 => values, 1 => Just(Value::Empty)].boxed();
    let ages = (0..2, 1_u32..100, 0..4_usize).prop_map(|(side, count, unit)| {
        let beyond = if side == 0 { Beyond::Older } else { Beyond::Within };
        Value::Age(Age { beyond, count, unit: Unit::ALL[unit] })
    });
    let numbers = ends(0_i64..1_000_000_000_000).prop_map(|(from, to)| Value::Numbers(from, to));
    let times = || prop_oneof![ages.clone(), ends(days()).prop_map(|(from, to)| Value::Days(from, to))].boxed();
    prop_oneof![
        texts().prop_map(Test::Anywhere),
        many(Of::Mail, or_empty(texts().prop_map(Value::Text).boxed())),
        many(Of::Zone, texts().prop_map(Value::Named).boxed()),
        many(Of::State, prop_oneof![Just(Value::Word("open")), Just(Value::Word("in-between"))].boxed()),
        many(Of::Number, numbers.boxed()),
        many(Of::Day, or_empty(times())),
        many(Of::Seen, or_empty(times())),
    ]
}

fn filters() -> impl Strategy<Value = Filter> {
    let term =
        (any::<bool>(), tests()).prop_map(|(negated, what)| Term { negated, test: Placed { what, place: 0..0 } });
    let groups = prop::collection::vec(prop::collection::vec(term, 1..4), 0..4);
    groups.prop_map(|groups| super::Filter { groups, ..Filter::default() })
}

/// Asks of one item what a filter says, in the plainest way.
fn naive(filter: &Filter, item: &Item) -> bool {
    filter.groups.iter().all(|group| {
        group.iter().any(|term| {
            let alone =
                super::Filter { groups: vec![vec![Term { negated: false, ..term.clone() }]], ..Filter::default() };
            let known = !matches!(term.test.what, Test::In(Of::Seen, _)) || item.seen != Seen::Unknown;
            let Ok(ready) = alone.ready(NOW, zones) else { return false };
            known && ready.holds(item) != term.negated
        })
    })
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_within_it(text in "(?s:.{0,40})|[a-z:,|\"\\\\ .<>=–0-9-]{0,40}") {
        match Filter::parse(&text) {
            Ok(filter) => { let _ = filter.ready(NOW, zones); }
            Err(error) => {
                prop_assert!(text.get(error.place.clone()).is_some(), "{:?}", error);
                prop_assert!(!error.place.is_empty(), "{:?}", error);
                let (at, length) = error.characters();
                prop_assert!(at + length <= text.chars().count());
                let [shown, carets] = error.pointed(|text| text.chars().count());
                prop_assert!(carets.trim_start().chars().all(|sign| sign == '^') && carets.len() <= shown.chars().count());
            }
        }
    }

    #[test]
    fn what_is_printed_is_read_as_the_same(filter in filters()) {
        let printed = filter.to_string();
        prop_assert_eq!(Filter::parse(&printed), Ok(filter), "{}", printed);
    }

    #[test]
    fn what_is_read_is_printed_as_the_same(text in "[a-z:,|\"\\\\ .<>=–0-9-]{0,30}|(?s:.{0,30})") {
        if let Ok(filter) = Filter::parse(&text) {
            let printed = filter.to_string();
            prop_assert_eq!(Filter::parse(&printed), Ok(filter), "{:?} as {:?}", text, printed);
        }
    }

    #[test]
    fn and_or_and_not_are_what_they_say(filter in filters()) {
        if let Ok(ready) = filter.ready(NOW, zones) {
            for item in items() {
                prop_assert_eq!(ready.holds(&item), naive(&filter, &item), "{} on {:?}", &filter, item);
            }
        }
    }
}
