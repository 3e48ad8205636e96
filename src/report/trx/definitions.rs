//! What tests are defined as: their class, method and assembly.

use std::collections::HashMap;

use super::result::Pending;
use crate::report::dotnet;
use crate::report::raw::{RawCase, RawClass};
use crate::report::tree::given;
use crate::xml::Element;

/// Definitions of tests, and the one other element that is read whole.
pub(super) const ELEMENTS_AND_RUN_INFO: &[&str] = &[
    "UnitTest",
    "GenericTest",
    "WebTest",
    "LoadTest",
    "ManualTest",
    "OrderedTest",
    "CodedWebTest",
    "RunInfo",
];

/// Definitions by their id.
#[derive(Debug, Default)]
pub(super) struct Definitions(HashMap<String, Definition>);

#[derive(Debug)]
struct Definition {
    class: Option<String>,
    module: Option<String>,
    description: Option<String>,
    properties: Vec<(String, String)>,
}

impl Definitions {
    pub(super) fn add(&mut self, element: &Element) {
        let Some(id) = given(element, "id") else { return };
        let method = element.child("TestMethod");
        let assembly = element.attribute("storage").or_else(|| method?.attribute("codeBase"));
        let description = element.child("Description").map(|description| description.text.trim().to_owned());
        let definition = Definition {
            class: method.and_then(|method| given(method, "className")),
            module: assembly.and_then(dotnet::module),
            description: description.filter(|description| !description.is_empty()),
            properties: categories(element).chain(properties(element)).collect(),
        };
        self.0.insert(id.to_ascii_lowercase(), definition);
    }

    /// The case with what its definition says. Without one, the name of a test may be all that tells its class.
    pub(super) fn complete(&self, pending: Pending) -> RawCase {
        let Pending { test_id, mut case } = pending;
        let definition = self.0.get(&test_id.to_ascii_lowercase());
        let class = definition.and_then(|definition| definition.class.as_deref());
        let (class, name) = class_and_name(class, &case.name);
        (case.class, case.name) = (class, name);
        if let Some(definition) = definition {
            case.module.clone_from(&definition.module);
            case.description.clone_from(&definition.description);
            case.properties.extend(definition.properties.iter().cloned());
        }
        case
    }
}

/// A name without the class, where that stands before it.
fn class_and_name(defined: Option<&str>, name: &str) -> (RawClass, String) {
    let class = defined.map_or(RawClass::None, dotnet::class);
    let (before, method) = dotnet::split_method(name);
    let written = match &class {
        RawClass::Joined(class) => Some(class.as_str()),
        RawClass::None => before.filter(|before| dotnet::is_plain(before)),
        RawClass::Apart { .. } => None,
    };
    match (written, before) {
        (Some(class), Some(before)) if class == before => (dotnet::class(class), method.to_owned()),
        _ => (class, name.to_owned()),
    }
}

/// `TestCategory/TestCategoryItem`.
fn categories(element: &Element) -> impl Iterator<Item = (String, String)> {
    let items =
        element.children_named("TestCategory").flat_map(|list| list.children_named("TestCategoryItem"));
    items.filter_map(|item| Some(("Category".to_owned(), given(item, "TestCategory")?)))
}

/// `Properties/Property` with `Key` and `Value`.
fn properties(element: &Element) -> impl Iterator<Item = (String, String)> {
    let items = element.children_named("Properties").flat_map(|list| list.children_named("Property"));
    items.filter_map(|item| Some((item.child("Key")?.text.clone(), item.child("Value")?.text.clone())))
}
