//! Identities as the tools make them that teams send with today: another identity is another test.

use serde::{Deserialize, Serialize};

use super::TestIdentity;
use super::class::{class_name, given, package_and_class, split};
use crate::report::raw::{RawCase, RawClass};

/// Whose identities tests are to have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Octane's collection tool: the class name is split at its last dot into package and class.
    #[default]
    CollectionTool,
    /// The GitHub action and the npm converter: the whole class name in `class`.
    GithubAction,
    /// The Jenkins plugin: what stands before `::` in the class name is the module, the rest is split at its last dot,
    /// and a name does not end in `()`.
    Jenkins,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::CollectionTool, Self::GithubAction, Self::Jenkins];

    /// As it is called in options.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CollectionTool => "collection-tool",
            Self::GithubAction => "github-action",
            Self::Jenkins => "jenkins",
        }
    }

    pub(super) fn identity(self, case: &RawCase) -> TestIdentity {
        match self {
            Self::CollectionTool => {
                let (package, class) = package_and_class(&case.class);
                TestIdentity { module: None, package, class, name: case.name.clone() }
            }
            Self::GithubAction => {
                let class = given(&class_name(&case.class));
                TestIdentity { module: None, package: None, class, name: case.name.clone() }
            }
            Self::Jenkins => jenkins(case),
        }
    }
}

fn jenkins(case: &RawCase) -> TestIdentity {
    let name = case.name.strip_suffix("()").unwrap_or(&case.name).to_owned();
    let (module, (package, class)) = match &case.class {
        RawClass::Joined(joined) => {
            let (module, rest) = joined.split_once("::").unwrap_or(("", joined));
            (given(module), split(rest))
        }
        told_apart => (None, package_and_class(told_apart)),
    };
    TestIdentity { module, package, class, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a class name and a name, as `module | package | class | name`.
    #[track_caller]
    fn check(preset: Preset, class_name: &str, name: &str, expected: &str) {
        let class = RawClass::Joined(class_name.to_owned());
        let case = RawCase { class, name: name.to_owned(), ..RawCase::default() };
        let TestIdentity { module, package, class, name } = preset.identity(&case);
        let words = [module, package, class, Some(name)].map(Option::unwrap_or_default);
        assert_eq!(words.join(" | "), expected, "{preset:?} of {class_name:?}");
    }

    #[test]
    fn the_collection_tool_splits_at_the_last_dot() {
        for (class_name, expected) in [
            ("com.example.CalculatorTest", " | com.example | CalculatorTest | adds()"),
            ("CalculatorTest", " |  | CalculatorTest | adds()"),
            ("", " |  |  | adds()"),
            ("ends.", " |  | ends. | adds()"),
            (".starts", " |  | .starts | adds()"),
            ("core::com.example.CalculatorTest", " | core::com.example | CalculatorTest | adds()"),
        ] {
            check(Preset::CollectionTool, class_name, "adds()", expected);
        }
    }

    #[test]
    fn the_github_action_keeps_the_class_name_whole() {
        check(
            Preset::GithubAction,
            "com.example.CalculatorTest",
            "adds()",
            " |  | com.example.CalculatorTest | adds()",
        );
        check(Preset::GithubAction, "", "adds", " |  |  | adds");
    }

    #[test]
    fn jenkins_knows_modules_and_drops_brackets() {
        for (class_name, name, expected) in [
            ("core::com.example.CalculatorTest", "adds()", "core | com.example | CalculatorTest | adds"),
            ("com.example.CalculatorTest", "adds(1)", " | com.example | CalculatorTest | adds(1)"),
            ("::CalculatorTest", "adds", " |  | CalculatorTest | adds"),
        ] {
            check(Preset::Jenkins, class_name, name, expected);
        }
    }

    #[test]
    fn what_a_format_tells_apart_is_not_split() {
        let class = RawClass::Apart { package: Some("a.b".to_owned()), class: Some("c.d".to_owned()) };
        let case = RawCase { class, name: "n".to_owned(), ..RawCase::default() };
        for preset in [Preset::CollectionTool, Preset::Jenkins] {
            let TestIdentity { package, class, .. } = preset.identity(&case);
            assert_eq!((package.as_deref(), class.as_deref()), (Some("a.b"), Some("c.d")));
        }
        assert_eq!(Preset::GithubAction.identity(&case).class.as_deref(), Some("a.b.c.d"));
    }
}
