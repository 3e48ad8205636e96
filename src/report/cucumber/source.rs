//! A feature file, written anew from what was run of it.

use super::{Element, step_name, tags};
use crate::json::Node;

/// The text of the feature: its tags, its description, a background once, and each scenario with its own steps.
pub(super) fn feature(node: &Node, elements: &[Element<'_>]) -> String {
    let mut lines = Vec::new();
    head(node, "Feature", "", &mut lines);
    if let Some(background) = elements.iter().find_map(|element| element.background) {
        lines.push(String::new());
        head(background, "Background", "  ", &mut lines);
        steps(background, &mut lines);
    }
    for Element { scenario, .. } in elements {
        lines.push(String::new());
        head(scenario, "Scenario", "  ", &mut lines);
        steps(scenario, &mut lines);
    }
    lines.join("\n") + "\n"
}

fn head(node: &Node, default: &str, indent: &str, lines: &mut Vec<String>) {
    let tags: Vec<String> = tags(node).map(|tag| format!("@{tag}")).collect();
    if !tags.is_empty() {
        lines.push(format!("{indent}{}", tags.join(" ")));
    }
    let keyword = match node.text("keyword").unwrap_or(default) {
        // What was run is one row, with its values put in.
        "Scenario Outline" | "Scenario Template" => "Scenario",
        keyword => keyword,
    };
    let name = node.text("name").unwrap_or_default();
    lines.push(format!("{indent}{keyword}: {name}").trim_end().to_owned());
    let description = node.get("description");
    let texts = description
        .into_iter()
        .flat_map(|node| node.as_str().into_iter().chain(node.items().iter().filter_map(Node::as_str)));
    let described = texts.flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
    lines.extend(described.map(|line| format!("{indent}  {line}")));
}

fn steps(node: &Node, lines: &mut Vec<String>) {
    let steps = node.items_of("steps").iter().filter(|step| !step.is_true("hidden"));
    steps.for_each(|step| lines.push(format!("    {}", step_name(step))));
}
