//! What the rules look at in one source.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

/// Something found at a line; `test` tells whether it is compiled for tests only.
#[derive(Debug, Clone)]
pub(super) struct Found<T> {
    pub(super) line: usize,
    pub(super) test: bool,
    pub(super) what: T,
}

/// A name that a `use` binds.
#[derive(Debug, Clone)]
pub(super) struct Use {
    /// The name, `*` for all that there are.
    pub(super) name: String,
    pub(super) path: Vec<String>,
    /// Whether it is there for others.
    pub(super) hands_on: bool,
}

/// What the rules look at in one source.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) file: String,
    pub(super) lines: usize,
    pub(super) head: String,
    module: Vec<String>,
    /// All paths, those of `use` lines too.
    pub(super) paths: Vec<Found<Vec<String>>>,
    /// The paths that are written elsewhere.
    pub(super) written: Vec<Found<Vec<String>>>,
    pub(super) uses: Vec<Found<Use>>,
    pub(super) macros: Vec<Found<String>>,
    pub(super) texts: Vec<Found<String>>,
    pub(super) ignored: Vec<Found<()>>,
    pub(super) functions: Vec<Found<(String, usize)>>,
    /// The methods that are called.
    pub(super) calls: Vec<Found<String>>,
    /// What is called inside a transaction's closure.
    pub(super) held: Vec<Found<String>>,
    depth_of_transactions: usize,
    depth_of_tests: usize,
}

impl Facts {
    pub(super) fn read(file: &str, source: &str) -> Self {
        let parsed = syn::parse_file(source).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut module: Vec<String> = file
            .strip_prefix("src/")
            .unwrap_or_default()
            .trim_end_matches(".rs")
            .split('/')
            .map(str::to_owned)
            .collect();
        if module.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
            module.pop();
        }
        let head = source.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n");
        let mut facts = Self { file: file.to_owned(), lines: source.lines().count(), head, module, ..Self::default() };
        facts.depth_of_tests = usize::from(file.ends_with("_test.rs"));
        facts.visit_file(&parsed);
        facts
    }

    pub(super) fn room(&self) -> Option<&str> {
        let inside = self.file.strip_prefix("src/")?;
        inside.split_once('/').map(|(room, _)| room)
    }

    /// The module that the file is, from the root on.
    pub(super) fn module(&self) -> Vec<String> {
        self.module.clone()
    }

    fn found<T>(&self, line: usize, what: T) -> Found<T> {
        Found { line, test: self.depth_of_tests > 0, what }
    }

    fn add_path(&mut self, line: usize, segments: &[String]) {
        let found = self.found(line, self.resolved(segments));
        self.paths.push(found);
    }

    fn add_written(&mut self, line: usize, segments: &[String]) {
        let found = self.found(line, self.resolved(segments));
        self.written.push(found);
        self.add_path(line, segments);
    }

    /// Returns `crate::…` for what is written with `self` and `super`, other paths as they are.
    fn resolved(&self, segments: &[String]) -> Vec<String> {
        let supers = segments.iter().take_while(|segment| *segment == "super").count();
        let own = segments.first().is_some_and(|first| first == "self");
        if supers == 0 && !own {
            return segments.to_vec();
        }
        let kept = self.module.len().saturating_sub(supers);
        let rest = segments.iter().skip(supers.max(usize::from(own)));
        ["crate".to_owned()].iter().chain(self.module.iter().take(kept)).chain(rest).cloned().collect()
    }

    fn add_use(&mut self, tree: &syn::UseTree, before: &[String], hands_on: bool) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_use(&path.tree, &with(&path.ident), hands_on),
            syn::UseTree::Name(name) => {
                let path = with(&name.ident);
                self.add_name(name.ident.span().start().line, None, &path, hands_on);
            }
            syn::UseTree::Rename(rename) => {
                let (path, name) = (with(&rename.ident), rename.rename.to_string());
                self.add_name(rename.ident.span().start().line, Some(name), &path, hands_on);
            }
            syn::UseTree::Glob(glob) => {
                self.add_name(glob.span().start().line, Some("*".to_owned()), before, hands_on);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.add_use(item, before, hands_on)),
        }
    }

    /// Takes up what a `use` names, under its last name unless it has another one.
    fn add_name(&mut self, line: usize, name: Option<String>, path: &[String], hands_on: bool) {
        self.add_path(line, path);
        let path = if path.len() > 1 { path.strip_suffix(&["self".to_owned()]).unwrap_or(path) } else { path };
        let (name, path) = (name.or_else(|| path.last().cloned()).unwrap_or_default(), self.resolved(path));
        let found = self.found(line, Use { name, path, hands_on });
        self.uses.push(found);
    }

    /// Looks into a macro's arguments, which no parser has read: names joined by `::`, and literals.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons, mut line) = (Vec::new(), 0, 0);
        for token in tokens {
            let joined = colons == 2;
            match token {
                TokenTree::Ident(ident) => {
                    if !joined {
                        self.add_written(line, &std::mem::take(&mut path));
                    }
                    line = ident.span().start().line;
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Punct(sign) => {
                    if sign.as_char() == '!'
                        && let Some(name) = path.last()
                    {
                        let found = self.found(line, name.clone());
                        self.macros.push(found);
                    }
                    self.add_written(line, &std::mem::take(&mut path));
                }
                TokenTree::Group(group) => {
                    self.add_written(line, &std::mem::take(&mut path));
                    self.add_tokens(group.stream());
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                        self.visit_lit_str(&text);
                    }
                }
            }
        }
        self.add_written(line, &path);
    }

    fn add_function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.span().start().line, block.span().end().line);
        let found = self.found(first, (signature.ident.to_string(), last + 1 - first));
        self.functions.push(found);
    }

    fn inside(&mut self, attributes: &[syn::Attribute], work: impl FnOnce(&mut Self)) {
        let is_test = attributes.iter().any(|attribute| {
            let list = attribute.path().is_ident("cfg").then(|| attribute.meta.require_list().ok()).flatten();
            attribute.path().is_ident("test") || list.is_some_and(|list| list.tokens.to_string() == "test")
        });
        self.depth_of_tests += usize::from(is_test);
        work(self);
        self.depth_of_tests -= usize::from(is_test);
    }
}

impl<'ast> Visit<'ast> for Facts {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.inside(&item.attrs, |facts| {
            facts.module.push(item.ident.to_string());
            visit::visit_item_mod(facts, item);
            facts.module.pop();
        });
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.inside(&item.attrs, |facts| {
            facts.add_function(&item.sig, &item.block);
            visit::visit_item_fn(facts, item);
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.inside(&item.attrs, |facts| {
            facts.add_function(&item.sig, &item.block);
            visit::visit_impl_item_fn(facts, item);
        });
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let hands_on = !matches!(item.vis, syn::Visibility::Inherited);
        self.inside(&item.attrs, |facts| facts.add_use(&item.tree, &[], hands_on));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add_written(path.span().start().line, &segments);
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        let found = self.found(call.method.span().start().line, name.clone());
        self.calls.push(found);
        if self.depth_of_transactions > 0 {
            let found = self.found(call.method.span().start().line, name.clone());
            self.held.push(found);
        }
        self.visit_expr(&call.receiver);
        let holds = matches!(name.as_str(), "read" | "write" | "write_anyway");
        for argument in &call.args {
            let inside = usize::from(holds && matches!(argument, syn::Expr::Closure(_)));
            self.depth_of_transactions += inside;
            self.visit_expr(argument);
            self.depth_of_transactions -= inside;
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let found = self.found(call.span().start().line, name);
        self.macros.push(found);
        self.add_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        let found = self.found(text.span().start().line, text.value());
        self.texts.push(found);
    }

    /// From where something may be named is no naming.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("ignore") {
            let found = self.found(attribute.span().start().line, ());
            self.ignored.push(found);
        }
        // What a comment says is no code.
        if !attribute.path().is_ident("doc") {
            visit::visit_attribute(self, attribute);
        }
    }
}
