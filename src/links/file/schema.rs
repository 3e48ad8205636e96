//! The form of the context file as a JSON schema (draft 2020-12), for editors.

use serde_json::{Map, Value, json};

use super::shape::{Field, Shape};
use super::shapes::FILE;

/// The JSON schema that the package publishes, as text.
pub fn json_schema() -> String {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("Context of test results"));
    schema.insert(
        "description".into(),
        json!("What tests are linked to in ALM Octane: all of them, and some by rules"),
    );
    if let Value::Object(file) = of(&FILE) {
        schema.extend(file);
    }
    let text = serde_json::to_string_pretty(&Value::Object(schema)).unwrap_or_default();
    text + "\n"
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text(least, most) => json!({ "type": "string", "minLength": least, "maxLength": most }),
        Shape::Id => json!({ "anyOf": [
            { "type": "integer", "minimum": i64::MIN, "maximum": i64::MAX },
            { "type": "string", "pattern": "^[+-]?[0-9]{1,19}$" },
        ] }),
        Shape::True => json!({ "const": true }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Glob => json!({ "type": "string", "description": "Glob: * is any characters, ? is one" }),
        Shape::Regex => json!({ "type": "string" }),
        Shape::List(least, item) => json!({ "type": "array", "minItems": least, "items": of(item) }),
        Shape::Object(fields) => object(fields),
        Shape::Map(value) => json!({ "type": "object", "additionalProperties": of(value) }),
        Shape::OneOf(shapes, _) => json!({ "anyOf": shapes.iter().map(of).collect::<Vec<_>>() }),
    }
}

fn object(fields: &[Field]) -> Value {
    let described = |field: &Field| {
        let mut schema = of(&field.shape);
        if let Value::Object(entries) = &mut schema {
            entries.insert("description".into(), json!(field.about));
        }
        (field.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = fields.iter().map(described).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.is_required).map(|f| f.name).collect();
    let mut object = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if let (Value::Object(entries), false) = (&mut object, required.is_empty()) {
        entries.insert("required".into(), json!(required));
    }
    object
}
