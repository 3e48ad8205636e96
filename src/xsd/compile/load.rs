//! Which documents make up the schema: `include`, `import`, `redefine` (section 4.2).

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::xml::{ReaderOptions, trim};
use crate::xsd::source::{Reference, Resolve, SchemaDocument};
use crate::xsd::syntax::{NodeId, Tag, Tree, read};

use super::options::CompileOptions;

/// A schema document in its role: the same document included under two namespaces is two units.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) tree: Rc<Tree>,
    /// The target namespace, its own or the including document's.
    pub(super) namespace: Option<String>,
    /// Whether unprefixed references mean the including document's namespace.
    pub(super) is_chameleon: bool,
    /// The namespaces that are imported; `None` is no namespace.
    pub(super) imports: Vec<Option<String>>,
    /// The `redefine` elements, with the unit that each one redefines.
    pub(super) redefines: Vec<(NodeId, Option<usize>)>,
}

/// What was loaded.
pub(super) struct Loaded {
    /// The documents in their roles; that of the entry stands first.
    pub(super) units: Vec<Unit>,
    /// Faults of the documents, and of how they refer to each other.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether all is there that the documents define: names that lead nowhere are faults of their own.
    pub(super) is_whole: bool,
}

/// Loads the first document and all that it refers to.
pub(super) fn load(
    documents: &[SchemaDocument],
    resolver: &mut dyn Resolve,
    options: &CompileOptions,
) -> Loaded {
    let mut loader = Loader {
        documents,
        resolver,
        reader: options.reader(),
        most: options.limits.documents,
        trees: Vec::new(),
        units: Vec::new(),
        open: Vec::new(),
        diagnostics: Vec::new(),
        is_whole: true,
    };
    if let Some(entry) = documents.first() {
        loader.entry(entry);
        options.hints.iter().for_each(|hint| loader.hint(hint));
    } else {
        loader.diagnostics.push(Diagnostic::error("schema-empty", "there is no schema document"));
    }
    let Loader { units, diagnostics, trees, is_whole, .. } = loader;
    let is_whole = is_whole && !trees.iter().any(|tree| tree.lacks_definitions());
    Loaded { units, diagnostics, is_whole }
}

struct Loader<'l> {
    documents: &'l [SchemaDocument],
    resolver: &'l mut dyn Resolve,
    reader: ReaderOptions,
    most: usize,
    trees: Vec<Rc<Tree>>,
    units: Vec<Unit>,
    /// Units whose references are being followed, innermost last.
    open: Vec<(usize, std::vec::IntoIter<NodeId>)>,
    diagnostics: Vec<Diagnostic>,
    /// Whether every reference led to a document that belongs to the schema.
    is_whole: bool,
}

impl Loader<'_> {
    fn entry(&mut self, document: &SchemaDocument) {
        let tree = self.tree(document);
        if !tree.is_empty() {
            let namespace = target_namespace(&tree);
            self.unit(&tree, namespace, false);
        }
    }

    /// The document's tree; read once, however often it is referred to.
    fn tree(&mut self, document: &SchemaDocument) -> Rc<Tree> {
        if let Some(tree) = self.read_before(&document.location) {
            return tree;
        }
        let (tree, diagnostics) = read(document, &self.reader);
        self.diagnostics.extend(diagnostics);
        let tree = Rc::new(tree);
        self.trees.push(Rc::clone(&tree));
        tree
    }

    fn read_before(&self, location: &str) -> Option<Rc<Tree>> {
        self.trees.iter().find(|tree| tree.location == location).cloned()
    }

    fn unit(&mut self, tree: &Rc<Tree>, namespace: Option<String>, is_chameleon: bool) -> usize {
        let is_same = |unit: &Unit| unit.tree.location == tree.location && unit.namespace == namespace;
        if let Some(index) = self.units.iter().position(is_same) {
            return index;
        }
        let index = self.units.len();
        self.units.push(Unit {
            tree: Rc::clone(tree),
            namespace,
            is_chameleon,
            imports: Vec::new(),
            redefines: Vec::new(),
        });
        let references = tree.children(NodeId::ROOT, &[Tag::Include, Tag::Import, Tag::Redefine]);
        self.open.push((index, references.collect::<Vec<_>>().into_iter()));
        if self.open.len() == 1 {
            self.follow();
        }
        index
    }

    /// Follows references depth first, without recursion: a chain of documents may be as long as the limit allows.
    fn follow(&mut self) {
        while let Some((unit, references)) = self.open.last_mut() {
            let (unit, next) = (*unit, references.next());
            let Some(node) = next else {
                self.open.pop();
                continue;
            };
            match self.units[unit].tree.node(node).tag {
                Tag::Import => self.import(unit, node),
                tag => self.include(unit, node, tag),
            }
        }
    }

    /// Reports a reference that adds no document to the schema.
    fn report(&mut self, tree: &Tree, node: NodeId, code: &'static str, message: String) {
        self.is_whole = false;
        let diagnostic =
            Diagnostic::error(code, message).with_place(tree.node(node).place).with_path(tree.path(node));
        self.diagnostics.push(Diagnostic { file: Some(tree.location.clone()), ..diagnostic });
    }

    /// A document that instance documents point to (section 4.3.2): nothing is said where it is not to be had.
    fn hint(&mut self, hint: &Reference) {
        let is_known = self.units.iter().any(|unit| unit.namespace == hint.namespace);
        if is_known || self.units.len() >= self.most {
            return;
        }
        let Some(found) = self.find_reference(hint) else {
            return;
        };
        if !found.is_empty() && target_namespace(&found) == hint.namespace {
            self.unit(&found, hint.namespace.clone(), false);
            return;
        }
        let namespace = shown(hint.namespace.as_deref());
        let message = format!("the document says that this is a schema with {namespace}, and it is none");
        let diagnostic = Diagnostic::error("schema-hint", message);
        self.diagnostics.push(Diagnostic { file: Some(found.location.clone()), ..diagnostic });
    }

    fn find(&mut self, tree: &Tree, location: &str, namespace: Option<&str>) -> Option<Rc<Tree>> {
        self.find_reference(&Reference {
            location: location.to_owned(),
            base: tree.location.clone(),
            namespace: namespace.map(str::to_owned),
        })
    }

    fn find_reference(&mut self, reference: &Reference) -> Option<Rc<Tree>> {
        let resolved = reference.resolved();
        if let Some(tree) = self.read_before(&resolved) {
            return Some(tree);
        }
        let documents = self.documents;
        let listed = documents.iter().find(|document| document.location == resolved);
        if let Some(document) =
            listed.or_else(|| documents.iter().find(|known| known.location == reference.location))
        {
            return Some(self.tree(document));
        }
        let found = self.resolver.resolve(reference)?;
        Some(self.tree(&found))
    }

    /// Whether another document may be loaded.
    fn has_room(&mut self, tree: &Tree, node: NodeId) -> bool {
        if self.units.len() < self.most {
            return true;
        }
        let message = format!("the schema has more than {} documents", self.most);
        self.report(tree, node, "xsd-limit", message);
        false
    }

    fn include(&mut self, from: usize, node: NodeId, tag: Tag) {
        let tree = Rc::clone(&self.units[from].tree);
        let namespace = self.units[from].namespace.clone();
        let Some(location) = tree.node(node).token("schemaLocation").map(str::to_owned) else {
            return;
        };
        let found =
            self.has_room(&tree, node).then(|| self.find(&tree, &location, namespace.as_deref())).flatten();
        let target = found.and_then(|found| self.included(&tree, node, namespace, &found));
        if tag == Tag::Redefine {
            self.units[from].redefines.push((node, target));
        }
    }

    fn included(
        &mut self,
        tree: &Tree,
        node: NodeId,
        namespace: Option<String>,
        found: &Rc<Tree>,
    ) -> Option<usize> {
        let is_redefine = tree.node(node).tag == Tag::Redefine;
        if found.is_empty() {
            let code = if is_redefine { "src-redefine.2" } else { "src-include.1" };
            self.report(tree, node, code, format!("\"{}\" is not a schema document", found.location));
            return None;
        }
        let own = target_namespace(found);
        if own.is_some() && own != namespace {
            let code = if is_redefine { "src-redefine.3.1" } else { "src-include.2.1" };
            let message = format!(
                "\"{}\" has {}, and {} is expected here",
                found.location,
                shown(own.as_deref()),
                shown(namespace.as_deref())
            );
            self.report(tree, node, code, message);
            return None;
        }
        let is_chameleon = own.is_none() && namespace.is_some();
        Some(self.unit(found, namespace, is_chameleon))
    }

    fn import(&mut self, from: usize, node: NodeId) {
        let tree = Rc::clone(&self.units[from].tree);
        let namespace = tree.node(node).token("namespace").map(str::to_owned);
        let own = self.units[from].namespace.clone();
        if namespace == own {
            let (code, message) = if let Some(own) = namespace {
                ("src-import.1.1", format!("a document cannot import its own namespace, \"{own}\""))
            } else {
                let message = "a document without a target namespace imports none but named ones";
                ("src-import.1.2", message.to_owned())
            };
            self.report(&tree, node, code, message);
            return;
        }
        self.units[from].imports.push(namespace.clone());
        let location = tree.node(node).token("schemaLocation").map(str::to_owned);
        let (Some(location), true) = (location, self.has_room(&tree, node)) else {
            return;
        };
        if let Some(found) = self.find(&tree, &location, namespace.as_deref()) {
            self.imported(&tree, node, namespace, &found);
        }
    }

    fn imported(&mut self, tree: &Tree, node: NodeId, namespace: Option<String>, found: &Rc<Tree>) {
        if found.is_empty() {
            let message = format!("\"{}\" is not a schema document", found.location);
            self.report(tree, node, "src-import.2", message);
            return;
        }
        let own = target_namespace(found);
        if own != namespace {
            let code = if namespace.is_some() { "src-import.3.1" } else { "src-import.3.2" };
            let message = format!(
                "\"{}\" has {}, and {} is expected here",
                found.location,
                shown(own.as_deref()),
                shown(namespace.as_deref())
            );
            self.report(tree, node, code, message);
            return;
        }
        self.unit(found, namespace, false);
    }
}

fn target_namespace(tree: &Tree) -> Option<String> {
    tree.node(NodeId::ROOT).attribute("targetNamespace").map(|namespace| trim(namespace).to_owned())
}

fn shown(namespace: Option<&str>) -> String {
    namespace.map_or_else(
        || "no target namespace".to_owned(),
        |namespace| format!("the target namespace \"{namespace}\""),
    )
}
