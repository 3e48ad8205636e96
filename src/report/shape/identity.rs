//! Which test a case is.

use crate::report::raw::RawClass;

/// Package and class. What the report has in one text is split at its last dot, as Octane's collection tool does.
pub(super) fn package_and_class(class: &RawClass) -> (Option<String>, Option<String>) {
    match class {
        RawClass::None => (None, None),
        RawClass::Joined(joined) => split(joined),
        RawClass::Apart { package, class } => (package.clone(), class.clone()),
    }
}

fn split(joined: &str) -> (Option<String>, Option<String>) {
    let joined = joined.trim();
    let (package, class) = match joined.rsplit_once('.') {
        Some((package, class)) if !package.is_empty() && !class.is_empty() => (package, class),
        _ => ("", joined),
    };
    let given = |part: &str| (!part.is_empty()).then(|| part.to_owned());
    (given(package), given(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_split_at_the_last_dot() {
        for (class_name, package, class) in [
            ("com.example.CalculatorTest", Some("com.example"), Some("CalculatorTest")),
            ("CalculatorTest", None, Some("CalculatorTest")),
            ("", None, None),
            ("ends.", None, Some("ends.")),
            (".starts", None, Some(".starts")),
        ] {
            let expected = (package.map(str::to_owned), class.map(str::to_owned));
            assert_eq!(split(class_name), expected, "{class_name:?}");
        }
    }
}
