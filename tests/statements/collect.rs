//! Reads the store's statements from its sources: the first argument of each call on a transaction, followed to the
//! texts that it can be.

use std::collections::BTreeMap;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, Item, Lit, Pat, Stmt};

/// What a transaction's calls are named.
const CALLS: [&str; 6] = ["execute", "find", "get", "list", "each", "rows"];
/// The only files that speak to SQLite itself: connections, files of databases, what its errors mean. Calls on anything
/// but `tx` are theirs.
const SQLITE: &[&str] = &[
    "src/store/constraint.rs",
    "src/store/engine.rs",
    "src/store/error.rs",
    "src/store/establishment/archive.rs",
    "src/store/establishment/form.rs",
    "src/store/establishment/claim.rs",
    "src/store/establishment/figures.rs",
    "src/store/establishment/image.rs",
    "src/store/establishment/judge.rs",
    "src/store/establishment/locks.rs",
    "src/store/establishment/manifest.rs",
    "src/store/establishment/mod.rs",
    "src/store/establishment/snapshot.rs",
    "src/store/establishment/state.rs",
    "src/store/establishment/tables.rs",
    "src/store/migration.rs",
    "src/store/mod.rs",
    "src/store/registry/left_log.rs",
    "src/store/registry/mod.rs",
    "src/store/sql/mod.rs",
    "src/store/sql/row.rs",
    "src/store/sql/value.rs",
];
/// Where the calls are made, on which no rule of theirs can be kept.
const SEAM: &str = "src/store/sql/";

/// Whose schema a statement runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Registry,
    Establishment,
}

impl Database {
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Registry => "src/store/registry",
            Self::Establishment => "src/store/establishment",
        }
    }

    /// Reads the texts that make the schema, in their order.
    pub(crate) fn schema(self) -> Vec<String> {
        let file = format!("{}/mod.rs", self.folder());
        let parsed = syn::parse_file(&crate::source(&file)).unwrap();
        let found = parsed.items.iter().find_map(|item| match item {
            syn::Item::Const(item) if item.ident == "MIGRATIONS" => Some(&item.expr),
            _ => None,
        });
        let Some(Expr::Reference(texts)) = found.map(AsRef::as_ref) else { panic!("{file} has no MIGRATIONS") };
        let Expr::Array(texts) = texts.expr.as_ref() else { panic!("{file}: MIGRATIONS is no list") };
        let reader = Reader::new(&file, &parsed);
        texts.elems.iter().flat_map(|text| reader.texts(text).unwrap()).collect()
    }
}

/// A statement of the program.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    /// File and line.
    pub(crate) at: String,
    pub(crate) sql: String,
}

impl Statement {
    /// What stands in neither folder runs on both.
    pub(crate) fn runs_on(&self, database: Database) -> bool {
        let other = match database {
            Database::Registry => Database::Establishment,
            Database::Establishment => Database::Registry,
        };
        !self.at.starts_with(other.folder())
    }
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) statements: Vec<Statement>,
    pub(crate) faults: Vec<String>,
}

/// Reads the whole store.
pub(crate) fn store() -> Collected {
    let mut all = Collected::default();
    for file in files("src/store") {
        if file.starts_with(SEAM) {
            continue;
        }
        let text = crate::source(&file);
        let says = text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("SQLite"));
        if SQLITE.contains(&file.as_str()) && !says {
            all.faults.push(format!("{file} speaks to SQLite and does not say so"));
        }
        let found = source(&file, &text);
        all.statements.extend(found.statements);
        all.faults.extend(found.faults);
    }
    all
}

fn files(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut left) = (Vec::new(), vec![root.join(folder)]);
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Reads one source.
pub(crate) fn source(file: &str, text: &str) -> Collected {
    if file.ends_with("_test.rs") || file.ends_with("/tests.rs") || file.ends_with("/interference.rs") {
        return Collected::default();
    }
    let parsed = syn::parse_file(text).unwrap();
    let mut reader = Reader::new(file, &parsed);
    reader.visit_file(&parsed);
    reader.found
}

/// The texts that an expression can be, or why that cannot be told.
type Texts = Result<Vec<String>, String>;

/// Goes through one source, and knows what each name stands for where it is.
struct Reader {
    file: String,
    consts: BTreeMap<String, Expr>,
    imports: BTreeMap<String, Vec<String>>,
    /// What is bound in each block around, the innermost one last.
    scopes: Vec<Vec<(String, Texts)>>,
    found: Collected,
}

impl Reader {
    fn new(file: &str, parsed: &syn::File) -> Self {
        let (mut consts, mut imports) = (BTreeMap::new(), BTreeMap::new());
        for item in &parsed.items {
            match item {
                Item::Const(item) => drop(consts.insert(item.ident.to_string(), (*item.expr).clone())),
                // A function that is nothing but a text is as good as a constant.
                Item::Fn(item) if item.sig.inputs.is_empty() => {
                    if let [Stmt::Expr(text, None)] = item.block.stmts.as_slice() {
                        consts.insert(item.sig.ident.to_string(), text.clone());
                    }
                }
                Item::Use(item) => import(&item.tree, &[], &mut imports),
                _ => {}
            }
        }
        Self { file: file.to_owned(), consts, imports, scopes: Vec::new(), found: Collected::default() }
    }

    fn at(&self, place: &impl syn::spanned::Spanned) -> String {
        format!("{}:{}", self.file, place.span().start().line)
    }

    fn fault(&mut self, place: &impl syn::spanned::Spanned, what: &str) {
        let fault = format!("{}: {what}", self.at(place));
        self.found.faults.push(fault);
    }

    fn bind(&mut self, pattern: &Pat, texts: &Texts) {
        let alone = match pattern {
            Pat::Ident(name) => name.mutability.is_none(),
            Pat::Type(typed) => matches!(typed.pat.as_ref(), Pat::Ident(name) if name.mutability.is_none()),
            _ => false,
        };
        for name in names_in(pattern) {
            let known = if alone { texts.clone() } else { Err(format!("{name} is more than a text")) };
            if let Some(scope) = self.scopes.last_mut() {
                scope.push((name, known));
            }
        }
    }

    fn within(&mut self, patterns: &[&Pat], texts: &Texts, visit: impl FnOnce(&mut Self)) {
        self.scopes.push(Vec::new());
        for pattern in patterns {
            self.bind(pattern, texts);
        }
        visit(self);
        self.scopes.pop();
    }

    /// Reads the texts that an expression can be.
    fn texts(&self, expr: &Expr) -> Texts {
        match expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Ok(vec![text.value()]),
                Lit::Int(number) => Ok(vec![number.base10_digits().to_owned()]),
                _ => Err("a literal that is no text".to_owned()),
            },
            Expr::Reference(inner) => self.texts(&inner.expr),
            Expr::Paren(inner) => self.texts(&inner.expr),
            Expr::Group(inner) => self.texts(&inner.expr),
            Expr::Path(path) => self.named(&path.path),
            Expr::Call(call) if call.args.is_empty() => self.texts(&call.func),
            Expr::Macro(call) if call.mac.path.is_ident("format") => self.formatted(&call.mac),
            Expr::Macro(call) if call.mac.path.is_ident("include_str") => {
                let name: syn::LitStr = call.mac.parse_body().map_err(|error| error.to_string())?;
                let folder = Path::new(&self.file).parent().unwrap_or(Path::new(""));
                Ok(vec![crate::source(folder.join(name.value()).to_str().unwrap())])
            }
            Expr::Match(choice) => choice
                .arms
                .iter()
                .map(|arm| {
                    if names_in(&arm.pat).is_empty() { self.texts(&arm.body) } else { Err("an arm that binds".into()) }
                })
                .collect::<Result<Vec<_>, _>>()
                .map(|all| all.concat()),
            Expr::If(choice) => {
                let Some((_, other)) = &choice.else_branch else { return Err("an if without else".to_owned()) };
                Ok([self.block(&choice.then_branch)?, self.texts(other)?].concat())
            }
            Expr::Block(block) => self.block(&block.block),
            Expr::Array(list) => {
                Ok(list.elems.iter().map(|one| self.texts(one)).collect::<Result<Vec<_>, _>>()?.concat())
            }
            _ => Err("neither a text nor a name of one".to_owned()),
        }
    }

    /// What the names of a pair stand for that is drawn from a list of pairs.
    fn parts(&self, pattern: &Pat, list: &Expr) -> Vec<(String, Texts)> {
        let list = match list {
            Expr::Path(path) => path.path.get_ident().and_then(|name| self.consts.get(&name.to_string())),
            other => Some(other),
        };
        let (Pat::Tuple(pattern), Some(Expr::Array(list))) = (pattern, list) else { return Vec::new() };
        let of = |at: usize| -> Texts {
            let part = |one: &Expr| match one {
                Expr::Tuple(parts) if parts.elems.len() == pattern.elems.len() => self.texts(&parts.elems[at]),
                _ => Err("a list of other things than pairs".to_owned()),
            };
            Ok(list.elems.iter().map(part).collect::<Result<Vec<_>, _>>()?.concat())
        };
        let names = pattern.elems.iter().enumerate().filter_map(|(at, one)| match one {
            Pat::Ident(name) if name.mutability.is_none() => Some((name.ident.to_string(), of(at))),
            _ => None,
        });
        names.collect()
    }

    fn block(&self, block: &syn::Block) -> Texts {
        match block.stmts.as_slice() {
            [syn::Stmt::Expr(value, None)] => self.texts(value),
            _ => Err("a block of several statements".to_owned()),
        }
    }

    fn named(&self, path: &syn::Path) -> Texts {
        let segments: Vec<String> = path.segments.iter().map(|one| one.ident.to_string()).collect();
        if segments == ["i64", "MAX"] {
            return Ok(vec![i64::MAX.to_string()]);
        }
        if let [name] = segments.as_slice() {
            if let Some((_, texts)) =
                self.scopes.iter().rev().flat_map(|scope| scope.iter().rev()).find(|one| one.0 == *name)
            {
                return texts.clone();
            }
            if let Some(value) = self.consts.get(name) {
                return self.texts(value);
            }
        }
        let first = segments.first().and_then(|name| self.imports.get(name));
        let whole = [first.map_or(&segments[..1], Vec::as_slice), &segments[1..]].concat();
        let [.., module, name] = whole.as_slice() else {
            return Err(format!("{} is not known here", segments.join("::")));
        };
        let file = files("src/store")
            .into_iter()
            .find(|file| file.ends_with(&format!("/{module}.rs")) || file.ends_with(&format!("/{module}/mod.rs")));
        let file = file.ok_or_else(|| format!("{} is not known here", segments.join("::")))?;
        let there = Self::new(&file, &syn::parse_file(&crate::source(&file)).unwrap());
        there.consts.get(name).map_or_else(|| Err(format!("{file} has no {name}")), |value| there.texts(value))
    }

    /// Fills the names of a `format!` in, in every way.
    fn formatted(&self, call: &syn::Macro) -> Texts {
        let text: syn::LitStr = call.parse_body().map_err(|_| "a format with arguments behind its text".to_owned())?;
        let (mut all, text) = (vec![String::new()], text.value());
        let mut rest = text.as_str();
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').ok_or("braces that do not end")?;
            let ident: syn::Path = syn::parse_str(name).map_err(|_| format!("{{{name}}} is no name"))?;
            let values = self.named(&ident)?;
            all =
                all.iter().flat_map(|done| values.iter().map(move |value| format!("{done}{before}{value}"))).collect();
            rest = after;
        }
        Ok(all.into_iter().map(|done| done + rest).collect())
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        let for_tests = attributes.iter().any(|one| {
            one.path().is_ident("cfg") && one.parse_args::<syn::Path>().is_ok_and(|what| what.is_ident("test"))
        });
        if !for_tests {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let outside = std::mem::take(&mut self.scopes);
        visit::visit_item_fn(self, item);
        self.scopes = outside;
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.within(&[], &Ok(Vec::new()), |reader| visit::visit_block(reader, block));
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        let texts = local.init.as_ref().map_or_else(|| Err("set later".to_owned()), |init| self.texts(&init.expr));
        self.bind(&local.pat, &texts);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        if let Expr::Path(path) = assign.left.as_ref()
            && let (Some(name), Some(scope)) = (path.path.get_ident(), self.scopes.last_mut())
        {
            scope.push((name.to_string(), Err(format!("{name} is changed"))));
        }
    }

    fn visit_expr_for_loop(&mut self, looping: &'ast syn::ExprForLoop) {
        self.visit_expr(&looping.expr);
        let texts = self.texts(&looping.expr);
        let parts = self.parts(&looping.pat, &looping.expr);
        self.within(&[&looping.pat], &texts, |reader| {
            if let Some(scope) = reader.scopes.last_mut() {
                scope.extend(parts);
            }
            reader.visit_block(&looping.body);
        });
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        let given: Vec<&Pat> = closure.inputs.iter().collect();
        self.within(&given, &Err("given to a closure".to_owned()), |reader| visit::visit_expr_closure(reader, closure));
    }

    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, condition);
        self.bind(&condition.pat, &Err("bound by a condition".to_owned()));
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.within(&[&arm.pat], &Err("bound by a match".to_owned()), |reader| visit::visit_arm(reader, arm));
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let on_tx = matches!(call.receiver.as_ref(), Expr::Path(path) if path.path.is_ident("tx"));
        let wanted = match call.method.to_string().as_str() {
            "execute" => 2,
            "rows" => 4,
            _ => 3,
        };
        if !CALLS.iter().any(|name| call.method == name) || call.args.len() != wanted {
            return;
        }
        if !on_tx {
            if !SQLITE.contains(&self.file.as_str()) {
                self.fault(call, "a statement on something else than `tx`");
            }
            return;
        }
        let at = self.at(call);
        match call.args.first().map(|sql| self.texts(sql)) {
            Some(Ok(texts)) => {
                self.found.statements.extend(texts.into_iter().map(|sql| Statement { at: at.clone(), sql }));
            }
            Some(Err(why)) => self.fault(call, &format!("a statement that cannot be read: {why}")),
            None => {}
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        visit::visit_path(self, path);
        let segments: Vec<String> = path.segments.iter().map(|one| one.ident.to_string()).collect();
        if let [.., owner, name] = segments.as_slice()
            && owner == "Tx"
            && CALLS.contains(&name.as_str())
        {
            self.fault(path, "a call on a transaction that is not written as one");
        }
        self.check_name(path, &segments);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut all = BTreeMap::new();
        import(&item.tree, &[], &mut all);
        for segments in all.values() {
            self.check_name(item, segments);
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        if has_call(call.tokens.clone()) {
            self.fault(call, "a statement inside a macro");
        }
    }
}

impl Reader {
    /// Only SQLite's own half names its library.
    fn check_name(&mut self, place: &impl syn::spanned::Spanned, segments: &[String]) {
        if segments.first().is_some_and(|first| first == "rusqlite") && !SQLITE.contains(&self.file.as_str()) {
            self.fault(place, "rusqlite outside of SQLite's own half");
        }
    }
}

fn has_call(tokens: TokenStream) -> bool {
    let all: Vec<TokenTree> = tokens.into_iter().collect();
    let called = all.windows(3).any(|three| match three {
        [TokenTree::Ident(tx), TokenTree::Punct(dot), TokenTree::Ident(name)] => {
            *tx == "tx" && dot.as_char() == '.' && CALLS.iter().any(|call| name == call)
        }
        _ => false,
    });
    called || all.into_iter().any(|one| matches!(one, TokenTree::Group(group) if has_call(group.stream())))
}

fn import(tree: &syn::UseTree, before: &[String], all: &mut BTreeMap<String, Vec<String>>) {
    let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
    match tree {
        syn::UseTree::Path(path) => import(&path.tree, &with(&path.ident), all),
        syn::UseTree::Name(name) => drop(all.insert(name.ident.to_string(), with(&name.ident))),
        syn::UseTree::Rename(name) => drop(all.insert(name.rename.to_string(), with(&name.ident))),
        syn::UseTree::Glob(_) => drop(all.insert(format!("{}::*", before.join("::")), before.to_vec())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|item| import(item, before, all)),
    }
}

/// The names that a pattern binds.
fn names_in(pattern: &Pat) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, name: &'ast syn::PatIdent) {
            // In capitals it is a value to compare with.
            if name.ident.to_string().starts_with(|first: char| first.is_lowercase() || first == '_') {
                self.0.push(name.ident.to_string());
            }
            visit::visit_pat_ident(self, name);
        }
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pattern);
    names.0
}
