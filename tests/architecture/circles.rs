//! Files that name each other in a circle: to read one of them is to read them all.
//!
//! An edge leads from a file to another one of its room. It is drawn for every path of the file that leads there:
//! written with `crate`, `self` or `super`, or beginning with a name that a `use` of the file binds or with a module
//! below it. A path leads to the file of the innermost module that it names; what that file only hands on from another
//! one leads on to there. So these are no edges: a `mod` line, a `pub use`, a `use` of a whole folder (what is written
//! with its name is one). Neither is anything that is compiled for tests only, nor a method that is called on a value,
//! whose type may be anybody's.
//!
//! Two files may name each other: a type in two halves, a parent and its child. More may not, but for the circles of
//! [`KNOWN`], which may only shrink.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::facts::Facts;

/// The circles that there are, one a paragraph.
const KNOWN: &str = "tests/architecture/circles.txt";

/// How many files may name each other.
const FILES: usize = 2;

/// The files of a circle, without `src/` and `.rs`.
type Circle = BTreeSet<String>;

/// Which files each file names.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Returns what is wrong: circles that are not known, and known ones that are not what they were.
fn faults(sources: &[Facts], known: &str) -> Vec<String> {
    let graph = graph(sources);
    let (found, known) = (circles(&graph), read(known));
    let added = found.iter().filter(|circle| !known.iter().any(|old| circle.is_subset(old)));
    let mut out: Vec<String> = added.map(|circle| told(circle, &known, &graph)).collect();
    for old in &known {
        let left: Vec<String> = found.iter().filter(|circle| circle.is_subset(old)).map(written).collect();
        if left.is_empty() && !found.iter().any(|circle| old.is_subset(circle)) {
            out.push(format!("a circle is gone, take it off {KNOWN}:\n{}", written(old)));
        } else if !left.is_empty() && left != [written(old)] {
            let (left, old) = (left.join("\n\n"), written(old));
            out.push(format!("a circle is smaller, write in {KNOWN}\n{left}\n\nin place of\n{old}"));
        }
    }
    out
}

/// Tells a circle that is not known, by the shortest one through a file that is in none of the known.
fn told(circle: &Circle, known: &[Circle], graph: &Graph) -> String {
    let is_new = |file: &&String| !known.iter().any(|old| old.contains(*file));
    let of = |file: &String| shortest(file, circle, graph);
    let shown = circle.iter().filter(is_new).map(of).min_by_key(Vec::len).or_else(|| circle.first().map(of));
    format!(
        "{} files name each other, among them {}:\n{}",
        circle.len(),
        shown.unwrap_or_default().join(" → "),
        written(circle)
    )
}

fn shortest(file: &str, circle: &Circle, graph: &Graph) -> Vec<String> {
    let mut ways = VecDeque::from([vec![file.to_owned()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let named = way.last().and_then(|last| graph.get(last)).into_iter().flatten();
        for next in named.filter(|next| circle.contains(*next)) {
            let longer = [way.as_slice(), std::slice::from_ref(next)].concat();
            if next == file {
                return longer;
            }
            if seen.insert(next) {
                ways.push_back(longer);
            }
        }
    }
    Vec::new()
}

fn read(known: &str) -> Vec<Circle> {
    let paragraphs = known.split("\n\n").map(|part| part.split_whitespace().map(str::to_owned).collect::<Circle>());
    paragraphs.filter(|circle| !circle.is_empty()).collect()
}

/// Writes a circle as the list has it, in lines that people can read.
fn written(circle: &Circle) -> String {
    let mut out = String::new();
    let mut width = 0;
    for file in circle {
        let between = match width {
            0 => "",
            wide if wide + 1 + file.len() > 120 => "\n",
            _ => " ",
        };
        width = if between == "\n" { file.len() } else { width + between.len() + file.len() };
        out.extend([between, file]);
    }
    out
}

/// Which names stand for what, from the root on, in each file.
struct Names<'a> {
    files: BTreeMap<Vec<String>, &'a str>,
    bound: BTreeMap<&'a str, BTreeMap<&'a str, Vec<String>>>,
}

impl<'a> Names<'a> {
    fn of(sources: &[&'a Facts]) -> Self {
        let files = sources.iter().map(|facts| (facts.module(), facts.file.as_str())).collect();
        let mut names = Self { files, bound: BTreeMap::new() };
        for facts in sources {
            let uses = facts.uses.iter().filter(|found| !found.test).map(|found| &found.what);
            let bound = uses.filter_map(|used| Some((used.name.as_str(), names.rooted(facts, &used.path)?)));
            let bound = bound.collect();
            names.bound.insert(&facts.file, bound);
        }
        names
    }

    /// Returns a path from the root on, when it is written so or begins with a module below the file.
    fn rooted(&self, facts: &Facts, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        if first == "crate" {
            return Some(rest.to_vec());
        }
        let below = [facts.module(), path.to_vec()].concat();
        self.files.contains_key(below.get(..=facts.module().len())?).then_some(below)
    }

    /// The same for a path that may begin with a bound name.
    fn meant(&self, facts: &Facts, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let bound = self.bound.get(facts.file.as_str())?.get(first.as_str());
        bound.map_or_else(|| self.rooted(facts, path), |before| Some([before, rest].concat()))
    }

    fn is_folder(&self, path: &[String]) -> bool {
        self.files.get(path).is_some_and(|file| file.ends_with("/mod.rs"))
    }

    /// Returns the file to which a path from the root leads.
    fn file(&self, path: &[String], handed: usize) -> Option<&'a str> {
        let longest = |count: usize| Some((count, *self.files.get(path.get(..count)?)?));
        let (inside, file) = (0..=path.len()).rev().find_map(longest)?;
        let name = path.get(inside).map_or("", String::as_str);
        let on = self.bound.get(file).and_then(|bound| bound.get(name));
        // Nothing is handed on as often as this, but in a circle of names that no compiler takes.
        match on.filter(|on| handed < 20 && Some(on.as_slice()) != path.get(..=inside)) {
            Some(on) => self.file(&[on, path.get(inside + 1..).unwrap_or_default()].concat(), handed + 1),
            None => Some(file),
        }
    }
}

fn graph(sources: &[Facts]) -> Graph {
    let is_test = |facts: &&Facts| facts.file.contains("/tests/") || facts.file.ends_with("_test.rs");
    let sources: Vec<&Facts> = sources.iter().filter(|facts| facts.room().is_some() && !is_test(facts)).collect();
    let names = Names::of(&sources);
    let mut graph = Graph::new();
    for facts in &sources {
        let uses = facts.uses.iter().filter(|found| !found.test && !found.what.hands_on).map(|found| &found.what.path);
        let written = facts.written.iter().filter(|found| !found.test).map(|found| &found.what);
        let uses = uses.filter_map(|path| names.meant(facts, path)).filter(|path| !names.is_folder(path));
        let paths = uses.chain(written.filter_map(|path| names.meant(facts, path)));
        let files = paths.filter_map(|path| names.file(&path, 0));
        let room = facts.room().unwrap_or_default();
        let inside = files.filter(|file| *file != facts.file && file.split('/').nth(1) == Some(room));
        graph.insert(stem(&facts.file), inside.map(stem).collect());
    }
    graph
}

fn stem(file: &str) -> String {
    file.trim_start_matches("src/").trim_end_matches(".rs").to_owned()
}

/// Finds the files that can be reached from each other, where they are more than may be.
fn circles(graph: &Graph) -> Vec<Circle> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = graph.keys().map(|file| (file, reach(file, graph))).collect();
    let both = |one: &String, other: &String| {
        let leads = |from, to| reached.get(from).is_some_and(|found| found.contains(to));
        leads(one, other) && leads(other, one)
    };
    let mut out: Vec<Circle> = Vec::new();
    for file in graph.keys().filter(|file| both(file, file)) {
        if !out.iter().any(|circle| circle.contains(file)) {
            out.push(graph.keys().filter(|other| both(file, other)).cloned().collect());
        }
    }
    out.retain(|circle| circle.len() > FILES);
    out
}

fn reach<'a>(file: &str, graph: &'a Graph) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&String> = graph.get(file).into_iter().flatten().collect();
    while let Some(file) = next.pop() {
        if found.insert(file) {
            next.extend(graph.get(file).into_iter().flatten());
        }
    }
    found
}

/// A small room: its files, the known circles, and what is found.
type Plant = (&'static [(&'static str, &'static str)], &'static str, &'static str);

const PLANTS: &[Plant] = &[
    (&[("a", "use super::b;"), ("b", "fn f() { super::a::f() }")], "", ""),
    (
        &[("a", "use super::b;"), ("b", "use super::c::X;"), ("c", "fn f() { crate::tui::a::f() }")],
        "",
        "3 files name each other, among them tui/a → tui/b → tui/c → tui/a:\ntui/a tui/b tui/c",
    ),
    // What is handed on is its own file's; the map itself names nobody.
    (
        &[
            ("mod", "mod a; pub use a::X; pub use b::Y;"),
            ("a", "use super::Y;"),
            ("b", "use super::X;"),
            ("c", "use super::a;"),
        ],
        "",
        "",
    ),
    (
        &[("mod", "pub use a::X;"), ("a", "use super::b;"), ("b", "use super::c;"), ("c", "use super::X;")],
        "",
        "3 files name each other, among them tui/a → tui/b → tui/c → tui/a:\ntui/a tui/b tui/c",
    ),
    // A module that was named with another one, a child without any word before it, and what a macro is given.
    (
        &[
            ("mod", "fn f() { a::f() }"),
            ("a", "use crate::tui::{self as x}; fn f() { x::b::f() }"),
            ("b", "fn f() { g!(super::f()) }"),
        ],
        "",
        "3 files name each other, among them tui/a → tui/b → tui/mod → tui/a:\ntui/a tui/b tui/mod",
    ),
    // Tests may name what they try.
    (
        &[
            ("a", "use super::b;"),
            ("b", "use super::c;"),
            ("c", "#[cfg(test)] mod tests { use crate::tui::a; }"),
            ("tests/d", "use crate::tui::a;"),
        ],
        "",
        "",
    ),
    // The list.
    (&[("a", "use super::b;"), ("b", "use super::c;"), ("c", "use super::a;")], "tui/a tui/b\ntui/c\n", ""),
    (
        &[("a", "use super::b;"), ("b", "use super::c;"), ("c", "")],
        "tui/a tui/b tui/c",
        "a circle is gone, take it off tests/architecture/circles.txt:\ntui/a tui/b tui/c",
    ),
    (
        &[("a", "use super::b;"), ("b", "use super::c;"), ("c", "use super::a;"), ("d", "use super::a;")],
        "tui/a tui/b tui/c tui/d",
        "a circle is smaller, write in tests/architecture/circles.txt\ntui/a tui/b tui/c\n\nin place of\ntui/a tui/b tui/c tui/d",
    ),
    (
        &[("a", "use super::b;"), ("b", "use super::c;"), ("c", "use super::{a, d};"), ("d", "use super::a;")],
        "tui/a tui/b tui/c",
        "4 files name each other, among them tui/d → tui/a → tui/b → tui/c → tui/d:\ntui/a tui/b tui/c tui/d",
    ),
];

#[test]
fn planted_circles_are_found() {
    for (files, known, expected) in PLANTS {
        let sources: Vec<Facts> =
            files.iter().map(|(name, source)| Facts::read(&format!("src/tui/{name}.rs"), source)).collect();
        assert_eq!(faults(&sources, known).join("\n"), *expected, "{files:?}");
    }
}

#[test]
fn files_name_each_other_in_no_other_circles_than_the_known() {
    let sources: Vec<String> = super::files("src").into_iter().filter(|file| file.ends_with(".rs")).collect();
    let sources: Vec<Facts> = sources.iter().map(|file| Facts::read(file, &super::read(file))).collect();
    let faults = faults(&sources, &super::read(KNOWN));
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}
