//! Which test a case is: module, package, class and name, which decide whether Octane updates a test or makes a second one.

mod class;
mod fields;
mod preset;
mod template;

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

pub use preset::Preset;
pub use template::{Template, TemplateError};

use crate::report::raw::RawCase;

/// How cases get their identity: a preset, with templates in place of some of it.
///
/// In JSON the name of a preset, or an object:
/// `{ "preset": "collection-tool", "module": "{suite}", "name": "{name}" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// What holds where no template is given.
    pub preset: Preset,
    /// In place of the preset's module.
    pub module: Option<Template>,
    /// In place of the preset's package.
    pub package: Option<Template>,
    /// In place of the preset's class.
    pub class: Option<Template>,
    /// In place of the preset's name.
    pub name: Option<Template>,
}

/// What Octane knows a test by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TestIdentity {
    /// `module`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// `package`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// `class`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// `name`; empty where the report has none.
    pub name: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Templates {
    preset: Preset,
    module: Option<Template>,
    package: Option<Template>,
    class: Option<Template>,
    name: Option<Template>,
}

impl<'de> Deserialize<'de> for Identity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

/// Reads both forms; an untagged enum would not say what is wrong with a template.
struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Identity;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a preset, or an object with templates")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Identity, E> {
        let preset = Preset::deserialize(name.into_deserializer())?;
        Ok(Identity { preset, ..Identity::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Identity, A::Error> {
        let templates = Templates::deserialize(MapAccessDeserializer::new(map))?;
        let Templates { preset, module, package, class, name } = templates;
        Ok(Identity { preset, module, package, class, name })
    }
}

impl Identity {
    /// The identity of a case.
    pub(in crate::report) fn of(&self, case: &RawCase) -> TestIdentity {
        let Self { preset, module, package, class, name } = self;
        let mut identity = preset.identity(case);
        let given = |template: &Template| Some(template.render(case)).filter(|text| !text.is_empty());
        if let Some(template) = module {
            identity.module = given(template);
        }
        if let Some(template) = package {
            identity.package = given(template);
        }
        if let Some(template) = class {
            identity.class = given(template);
        }
        if let Some(template) = name {
            identity.name = template.render(case);
        }
        identity
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::raw::RawClass;

    #[test]
    fn templates_stand_in_place_of_some_of_the_preset() {
        let case = RawCase {
            class: RawClass::Joined("com.example.CalculatorTest".to_owned()),
            name: "adds".to_owned(),
            ..RawCase::default()
        };
        let identity: Identity = serde_json::from_str(
            r#"{"preset":"github-action","module":"{classname[.][0]}","name":"{class}: {name}","package":"{file}"}"#,
        )
        .unwrap();
        let expected = TestIdentity {
            module: Some("com".to_owned()),
            package: None,
            class: Some("com.example.CalculatorTest".to_owned()),
            name: "CalculatorTest: adds".to_owned(),
        };
        assert_eq!(identity.of(&case), expected);
    }

    #[test]
    fn what_is_no_identity_is_refused() {
        for (options, words) in [
            (r#""maven""#, "unknown variant `maven`"),
            (r#"{"modul":"x"}"#, "unknown field `modul`"),
            (r#"{"module":"{"}"#, "\"{\" has a brace without its other"),
            (r#"{"name":"{nam}"}"#, "\"nam\" is no field"),
            ("7", "expected the name of a preset, or an object with templates"),
        ] {
            let error = serde_json::from_str::<Identity>(options).unwrap_err().to_string();
            assert!(error.contains(words), "{options}: {error}");
        }
    }
}
