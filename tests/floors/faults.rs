//! What is wrong with a source tree: each fault is one sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::{FACADE, House, Source, parent};

/// A module and exactly the modules that it uses; it stands for everything below it that has no row of its own.
pub(crate) type Row = (&'static str, &'static [&'static str]);

/// A crate or path of the standard library, and the modules that alone may name it.
pub(crate) type Reserved = (&'static [&'static str], &'static [&'static str]);

/// A module and those that it must not reach, not even through others.
pub(crate) type Blind = (&'static str, &'static [&'static str]);

/// The law of a house.
#[derive(Clone, Copy)]
pub(crate) struct Law {
    pub(crate) rows: &'static [Row],
    pub(crate) reserved: &'static [Reserved],
    pub(crate) blind: &'static [Blind],
}

/// Every fault of the tree against its law.
pub(crate) fn faults(sources: &[Source], law: Law) -> Vec<String> {
    let Law { rows, reserved, blind } = law;
    let house = House::read(sources);
    if house.files.is_empty() {
        return vec!["no source file is there".to_owned()];
    }
    [
        missing_rows(&house, rows),
        stale_rows(&house, rows),
        wrong_edges(&house, rows),
        edges_upwards(rows),
        sights(rows, blind),
        circles(&house),
        trespasses(&house, reserved),
        inline_modules(&house),
    ]
    .concat()
}

/// A module without a row; where one module has rows below it, each of its children needs one.
fn missing_rows(house: &House<'_>, rows: &[Row]) -> Vec<String> {
    let named: BTreeSet<&str> = rows.iter().map(|(module, _)| *module).collect();
    let split: BTreeSet<String> = named.iter().map(|module| parent(module)).collect();
    let needs_row = |module: &&String| {
        let has_row = named.contains(module.as_str());
        !has_row && (module.as_str() == FACADE || split.contains(&parent(module)))
    };
    let missing = house.files.keys().filter(needs_row);
    missing.map(|module| format!("module \"{module}\" has no row")).collect()
}

fn stale_rows(house: &House<'_>, rows: &[Row]) -> Vec<String> {
    let stale = rows.iter().filter(|(module, _)| !house.files.contains_key(*module));
    stale.map(|(module, _)| format!("row \"{module}\" stands for no module")).collect()
}

/// A row that does not say exactly what is used, with the row that would.
fn wrong_edges(house: &House<'_>, rows: &[Row]) -> Vec<String> {
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for module in house.files.keys() {
        let Some(from) = row_of(module, rows) else {
            continue;
        };
        let targets = house.uses(module);
        let targets = targets.iter().filter_map(|target| row_of(target, rows));
        used.entry(from).or_default().extend(targets.filter(|target| *target != from));
    }
    let wrong = rows.iter().filter_map(|(module, declared)| {
        let used = used.get(module)?;
        let declared = declared.iter().copied().collect();
        (*used != declared).then(|| wrong_row(module, used, &declared))
    });
    wrong.collect()
}

fn wrong_row(module: &str, used: &BTreeSet<&str>, declared: &BTreeSet<&str>) -> String {
    let undeclared: Vec<_> = used.difference(declared).collect();
    let unused: Vec<_> = declared.difference(used).collect();
    format!("row \"{module}\": uses undeclared {undeclared:?}, declares unused {unused:?}")
}

/// The row that a module belongs to: its own, or that of the nearest module above it.
fn row_of<'r>(module: &str, rows: &'r [Row]) -> Option<&'r str> {
    let mut at = module.to_owned();
    loop {
        if let Some((row, _)) = rows.iter().find(|(row, _)| *row == at) {
            return Some(row);
        }
        if !at.contains("::") {
            return None;
        }
        at = parent(&at);
    }
}

/// Rows stand floor by floor, so a row may only use rows above it; a circle among rows cannot pass this.
fn edges_upwards(rows: &[Row]) -> Vec<String> {
    let mut below = BTreeSet::new();
    let mut found = Vec::new();
    for (module, uses) in rows {
        let upward = uses.iter().filter(|used| !below.contains(*used));
        found.extend(
            upward.map(|used| format!("\"{module}\" uses \"{used}\", which is not a floor below it")),
        );
        below.insert(*module);
    }
    found
}

/// A module that reaches, through the rows, what it must not see.
fn sights(rows: &[Row], blind: &[Blind]) -> Vec<String> {
    let mut found = Vec::new();
    let has_row = |module: &&str| rows.iter().any(|(row, _)| row == module);
    for (module, hidden) in blind {
        let nobody = std::iter::once(module).chain(hidden.iter()).filter(|module| !has_row(module));
        found
            .extend(nobody.map(|module| format!("\"{module}\" is named as blind or hidden, and has no row")));
        let reached = reached_from(module, rows);
        let seen = hidden.iter().filter(|hidden| reached.contains(*hidden));
        found.extend(seen.map(|seen| format!("\"{module}\" reaches \"{seen}\", which it must not see")));
    }
    found
}

fn reached_from<'r>(module: &'r str, rows: &'r [Row]) -> BTreeSet<&'r str> {
    let mut reached = BTreeSet::new();
    let mut ahead = vec![module];
    while let Some(module) = ahead.pop() {
        let uses = rows.iter().filter(|(row, _)| *row == module).flat_map(|(_, uses)| uses.iter());
        ahead.extend(uses.copied().filter(|used| reached.insert(*used)));
    }
    reached
}

/// Circles among files. What a module uses of its own children is no edge: it is their facade.
fn circles(house: &House<'_>) -> Vec<String> {
    let mut edges = BTreeMap::new();
    for module in house.files.keys().filter(|module| *module != FACADE) {
        let below = format!("{module}::");
        let mut used = house.uses(module);
        used.retain(|target| !target.starts_with(&below));
        edges.insert(module.clone(), used);
    }
    while let Some(free) = free_of_circles(&edges) {
        edges.remove(&free);
    }
    let told = edges.iter().map(|(module, used)| {
        let used: Vec<_> = used.iter().filter(|used| edges.contains_key(*used)).collect();
        format!("\"{module}\" is in a circle through {used:?}")
    });
    told.collect()
}

/// A module that uses none of the others, or that none of them uses.
fn free_of_circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let is_used = |module: &String| edges.values().any(|used| used.contains(module));
    let is_free = |(module, used): &(&String, &BTreeSet<String>)| {
        !is_used(module) || used.iter().all(|used| !edges.contains_key(used))
    };
    edges.iter().find(is_free).map(|(module, _)| module.clone())
}

/// A file that names what is reserved for others.
fn trespasses(house: &House<'_>, reserved: &[Reserved]) -> Vec<String> {
    let mut found = Vec::new();
    for (module, named) in &house.files {
        for (words, owners) in reserved {
            let is_owner = owners.iter().any(|owner| is_at_or_below(module, owner));
            let is_named = named.paths.iter().any(|path| path.starts_with(words) || opens(path, words));
            if is_named && !is_owner {
                found.push(format!("\"{module}\" names \"{}\", which is for {owners:?}", words.join("::")));
            }
        }
    }
    found
}

/// Whether a path brings the whole of something that a reserved path stands in: `std::time` for `std::time::Instant`.
fn opens(path: &[&str], words: &[&str]) -> bool {
    let path = path.strip_suffix(&["*"]).unwrap_or(path);
    path.len() > 1 && words.starts_with(path)
}

fn is_at_or_below(module: &str, owner: &str) -> bool {
    module.strip_prefix(owner).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn inline_modules(house: &House<'_>) -> Vec<String> {
    let all = house.files.iter().flat_map(|(module, named)| {
        let inline = named.inline_modules.iter();
        inline.map(move |name| format!("\"{module}\" holds the body of module \"{name}\": give it a file"))
    });
    all.collect()
}
