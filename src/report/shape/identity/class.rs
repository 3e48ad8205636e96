//! Package and class, in one text or told apart.

use std::borrow::Cow;

use crate::report::raw::RawClass;

/// Package and class in one text.
pub(super) fn class_name(class: &RawClass) -> Cow<'_, str> {
    match class {
        RawClass::None => Cow::Borrowed(""),
        RawClass::Joined(joined) => Cow::Borrowed(joined.trim()),
        RawClass::Apart { package, class } => {
            let parts = [package, class].into_iter().flatten().map(String::as_str);
            Cow::Owned(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("."))
        }
    }
}

/// Package and class. What the report has in one text is split at its last dot.
pub(super) fn package_and_class(class: &RawClass) -> (Option<String>, Option<String>) {
    match class {
        RawClass::None => (None, None),
        RawClass::Joined(joined) => split(joined),
        RawClass::Apart { package, class } => (package.clone(), class.clone()),
    }
}

pub(super) fn split(joined: &str) -> (Option<String>, Option<String>) {
    let joined = joined.trim();
    let (package, class) = match joined.rsplit_once('.') {
        Some((package, class)) if !package.is_empty() && !class.is_empty() => (package, class),
        _ => ("", joined),
    };
    (given(package), given(class))
}

pub(super) fn given(part: &str) -> Option<String> {
    (!part.is_empty()).then(|| part.to_owned())
}
